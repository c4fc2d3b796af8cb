/* faults.h - provoking one error of a scenario: the small scenario with one piece of its text replaced.
 *
 * The place of an error is given as the text that stands there, so a test shows what a person would be pointed at. */
#ifndef ENT_TEST_FAULTS_H
#define ENT_TEST_FAULTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fault/flaky.h"
#include "model/scenario.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define FAULT_ERRORS 64

typedef struct fault {
  const char *from, *to; /* in the text of the small scenario; from has to stand there */
  ent_status code;
  const char *path;
  const char *at;    /* what stands at the place of the error; "" for no place */
  const char *meant; /* what the message suggests; NULL: nothing */
} fault;

/* The text with the first `from` replaced.  The caller frees it. */
static inline char *text_with(const char *text, const char *from, const char *to)
{
  const char *const found = strstr(text, from);
  if (!found) fail_msg("\"%s\" does not stand in the text", from);
  const size_t before = (size_t)(found - text), room = strlen(text) + strlen(to) + 1;
  char *const out = malloc(room);
  assert_non_null(out);
  snprintf(out, room, "%.*s%s%s", (int)before, text, to, found + strlen(from));
  return out;
}

/* Reads and seals a text with the small scenario's tables. */
static inline ent_status seal_text(const char *text, const ent_allocator *memory, ent_scenario **s, ent_error *errors,
                                   int room, int *found)
{
  ent_builder *b = NULL;
  assert_int_equal(ent_builder_open(memory, &b, NULL), ENT_OK);
  *found = 1;
  ent_status status = tiny_read(text, b, &errors[0]);
  if (status == ENT_OK) status = small_tables(b, &errors[0]);
  if (status == ENT_OK) status = ent_scenario_seal(b, memory, s, errors, room, found);
  ent_builder_close(b);
  return status;
}

/* The small scenario with one replacement, sealed; fails the test where it does not seal. */
static inline ent_scenario *small_with(const char *from, const char *to, const ent_allocator *memory)
{
  char small[SMALL_TEXT_MAX];
  ent_error errors[FAULT_ERRORS];
  ent_scenario *s = NULL;
  int found = 0;
  small_text(small);
  char *const text = text_with(small, from, to);
  if (seal_text(text, memory, &s, errors, FAULT_ERRORS, &found) != ENT_OK)
    fail_msg("%s: line %d, column %d, %s: %s", to, errors[0].line, errors[0].column, errors[0].path, errors[0].message);
  free(text);
  return s;
}

/* Where `at` stands: in the replacement or right behind it, else anywhere. */
static inline void place_of(const char *text, size_t changed, size_t size, const char *at, int *line, int *column)
{
  const char *found = strstr(text + changed, at);
  if (!found || (size_t)(found - text) > changed + size) found = strstr(text, at);
  if (!found) fail_msg("\"%s\" does not stand in the text", at);
  *line = *column = 1;
  for (const char *c = text; c < found; c++) {
    if ((*c & 0xC0) == 0x80) continue; /* columns of bytes that go on a character are counted by the tiny reader */
    *column = *c == '\n' ? 1 : *column + 1;
    *line += *c == '\n';
  }
}

static inline void check_suggestion(const fault *f, const char *message)
{
  char wanted[200];
  if (!f->meant) {
    if (strstr(message, "id you mean")) fail_msg("\"%s\": unwanted suggestion: %s", f->to, message);
    return;
  }
  snprintf(wanted, sizeof wanted, "id you mean \"%s\"?", f->meant);
  if (!strstr(message, wanted)) fail_msg("\"%s\": no suggestion of %s: %s", f->to, f->meant, message);
}

static inline void provoke(const fault *f)
{
  flaky books;
  const ent_allocator memory = flaky_open(&books, -1, false);
  char small[SMALL_TEXT_MAX];
  ent_error errors[FAULT_ERRORS];
  ent_scenario *s = NULL;
  int found = 0, line = 0, column = 0;
  small_text(small);
  char *const text = text_with(small, f->from, f->to);
  const ent_status status = seal_text(text, &memory, &s, errors, FAULT_ERRORS, &found);
  if (status == ENT_OK) fail_msg("\"%s\" is taken for a scenario", f->to);
  assert_int_equal(status, errors[0].code);
  int i = 0;
  while (i < found && (errors[i].code != f->code || strcmp(errors[i].path, f->path) != 0)) i++;
  if (i == found)
    fail_msg("\"%s\": wanted %s at %s; got %s at %s: %s", f->to, ent_status_name(f->code), f->path,
             ent_status_name(errors[0].code), errors[0].path, errors[0].message);
  const size_t changed = (size_t)(strstr(small, f->from) - small);
  if (*f->at) place_of(text, changed, strlen(f->to), f->at, &line, &column);
  if (errors[i].line != line || errors[i].column != column)
    fail_msg("\"%s\": wanted line %d, column %d; got %d, %d: %s", f->to, line, column, errors[i].line, errors[i].column,
             errors[i].message);
  const size_t size = strlen(errors[i].message);
  assert_true(size > 0 && (errors[i].message[size - 1] == '.' || errors[i].message[size - 1] == '?'));
  check_suggestion(f, errors[i].message);
  free(text);
  assert_true(flaky_clean(&books));
}

static inline void provoke_all(const fault *f, size_t count)
{
  for (size_t i = 0; i < count; i++) provoke(&f[i]);
}

#define PROVOKE(list) provoke_all(list, sizeof(list) / sizeof *(list))

#endif
