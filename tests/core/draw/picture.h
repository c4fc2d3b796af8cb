/* picture.h - what every picture must be: well-formed, told in words, without NaN, the same twice, safe without
 * memory, and with no label over another. */
#ifndef ENT_TEST_PICTURE_H
#define ENT_TEST_PICTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "draw/svg.h"
#include "fault/flaky.h"

typedef ent_status picture_draw(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* ---- well-formed XML, in as much of it as we write ---- */

static inline const char *xml_entity(const char *at)
{
  static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (strncmp(at, known[i], strlen(known[i])) == 0) return at + strlen(known[i]);
  return NULL;
}

/* Reads name="value" pairs up to '>' or '/>'; NULL when broken. */
static inline const char *xml_attributes(const char *at, bool *empty)
{
  for (;;) {
    while (*at == ' ' || *at == '\n') at++;
    if (*at == '>') return *empty = false, at + 1;
    if (at[0] == '/' && at[1] == '>') return *empty = true, at + 2;
    const size_t name = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:");
    if (name == 0 || at[name] != '=' || at[name + 1] != '"') return NULL;
    for (at += name + 2; *at != '"'; at++) {
      if (*at == '\0' || *at == '<') return NULL;
      if (*at == '&' && !(at = xml_entity(at)))
        return NULL;
      else if (at[-1] == ';')
        at--;
    }
    at++;
  }
}

static inline bool xml_well_formed(const char *text)
{
  const char *open[64];
  size_t length[64];
  int depth = 0, roots = 0;
  for (const char *at = text; *at;) {
    if (*at == '&') {
      if (!(at = xml_entity(at))) return false;
      continue;
    }
    if (*at != '<') {
      if (*at == '>' || (unsigned char)*at < 0x20) {
        if (*at != '\n') return false;
      }
      at++;
      continue;
    }
    const bool closing = at[1] == '/';
    const char *const name = at + 1 + closing;
    const size_t size = strcspn(name, " />\n");
    if (size == 0) return false;
    bool empty = false;
    if (closing) {
      if (depth == 0 || length[depth - 1] != size || memcmp(open[depth - 1], name, size) != 0) return false;
      if (name[size] != '>') return false;
      depth--;
      at = name + size + 1;
      continue;
    }
    if (!(at = xml_attributes(name + size, &empty))) return false;
    if (depth == 0 && roots++ > 0) return false;
    if (empty) continue;
    if (depth == 64) return false;
    open[depth] = name;
    length[depth++] = size;
  }
  return depth == 0 && roots == 1;
}

/* ---- labels ---- */

typedef struct label_box {
  double left, right, top, bottom;
  char text[128];
} label_box;

static inline double attribute_of(const char *tag, const char *name, double otherwise)
{
  const char *const end = strchr(tag, '>'), *const found = strstr(tag, name);
  return found && found < end ? strtod(found + strlen(name), NULL) : otherwise;
}

/* Boxes of all text elements; returns how many. */
static inline int label_boxes(const char *svg, label_box *box, int room)
{
  int n = 0;
  for (const char *at = svg; (at = strstr(at, "<text")) != NULL && n < room; at++) {
    const char *const end = strchr(at, '>');
    size_t size = 0;
    for (const char *c = end + 1; *c != '<' && size < sizeof box[n].text - 1;) {
      const char *const after = *c == '&' ? xml_entity(c) : NULL;
      box[n].text[size++] = after ? '&' : *c;
      c = after ? after : c + 1;
    }
    box[n].text[size] = '\0';
    const double x = attribute_of(at, " x=\"", 0), y = attribute_of(at, " y=\"", 0);
    const double high = attribute_of(at, "font-size=\"", 12), wide = ent_text_width(box[n].text, high * 0.92);
    const char *const anchor = strstr(at, "text-anchor=\"");
    const double back = !anchor || anchor > end ? 0 : anchor[13] == 'm' ? wide / 2 : wide;
    box[n].left = x - back;
    box[n].right = x - back + wide;
    box[n].top = y - high * 0.7;
    box[n].bottom = y + high * 0.15;
    n++;
  }
  return n;
}

static inline void assert_labels_apart(const char *svg)
{
  static label_box box[4096];
  const int n = label_boxes(svg, box, 4096);
  assert_true(n > 0);
  for (int i = 0; i < n; i++)
    for (int j = i + 1; j < n; j++) {
      const label_box *const a = &box[i], *const b = &box[j];
      if (a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom)
        fail_msg("label \"%s\" lies over \"%s\"", a->text, b->text);
    }
}

/* ---- the whole check ---- */

static inline void assert_picture(const char *svg, size_t size)
{
  assert_non_null(svg);
  assert_int_equal(strlen(svg), size);
  if (!xml_well_formed(svg)) fail_msg("not well-formed: %.300s", svg);
  assert_non_null(strstr(svg, "role=\"img\""));
  assert_non_null(strstr(svg, "<title id="));
  assert_non_null(strstr(svg, "<desc id="));
  assert_null(strstr(svg, "></desc>"));
  assert_non_null(strstr(svg, "viewBox=\"0 0 "));
  assert_null(strstr(svg, "nan"));
  assert_null(strstr(svg, "inf\""));
  assert_null(strstr(svg, "null"));
  assert_null(strstr(svg, ">0.0\xC2\xA0%"));
  assert_true(ent_utf8_valid(svg, size, NULL));
}

static inline ent_allocator plain_memory(flaky *books)
{
  return flaky_open(books, -1, false);
}

/* Draws in several looks, twice each, and holds what comes out against the rules.  apart: labels must not touch. */
static inline void check_picture(picture_draw *draw, bool apart)
{
  const ent_look looks[] = {{0},
                            {.id = "a\"><b", .width = 360},
                            {.width = 300, .fixed = true},
                            {.width = 1e9, .title = "</title><script>"},
                            {.id = "c", .width = 1000}};
  for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
    flaky books;
    const ent_allocator memory = plain_memory(&books);
    ent_drawing one = {0}, two = {0};
    assert_int_equal(draw(&looks[i], &memory, &one, NULL), ENT_OK);
    assert_int_equal(draw(&looks[i], &memory, &two, NULL), ENT_OK);
    assert_picture(one.text, one.size);
    assert_int_equal(one.size, two.size);
    assert_memory_equal(one.text, two.text, one.size);
    if (apart) assert_labels_apart(one.text);
    if (looks[i].fixed) assert_null(strstr(one.text, "var("));
    ent_drawing_free(&one, &memory);
    ent_drawing_free(&two, &memory);
    ent_drawing_free(&two, &memory);
    assert_true(flaky_clean(&books));
  }
}

/* Every request for memory fails once, and once for good: ENT_NOMEM, nothing lost, outputs as they were. */
static inline void check_memory(picture_draw *draw)
{
  for (int forever = 0; forever < 2; forever++)
    for (long k = 0;; k++) {
      flaky books;
      const ent_allocator memory = flaky_open(&books, k, forever != 0);
      ent_drawing out = {0};
      ent_error err;
      const ent_status status = draw(NULL, &memory, &out, &err);
      if (status == ENT_OK) {
        assert_int_equal(books.refused, 0);
        ent_drawing_free(&out, &memory);
        assert_true(flaky_clean(&books));
        break;
      }
      assert_int_equal(status, ENT_NOMEM);
      assert_int_equal(err.code, ENT_NOMEM);
      assert_null(out.text);
      assert_true(flaky_clean(&books));
      assert_true(k < 10000);
    }
}

/* The picture holds every text of the list, which ends in NULL; one that begins with '!' it must not hold. */
static inline void check_says(picture_draw *draw, const char *const *said)
{
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw(NULL, &memory, &out, NULL), ENT_OK);
  for (; *said; said++) {
    const bool unwanted = **said == '!', there = strstr(out.text, *said + unwanted) != NULL;
    if (there == unwanted) fail_msg("%s \"%s\"", unwanted ? "must not say" : "does not say", *said + unwanted);
  }
  ent_drawing_free(&out, &memory);
}

static inline const char *long_label(void)
{
  static char text[10001];
  memset(text, 'W', 10000);
  return text;
}

#define HOSTILE "</script><text x=\"0\" & 'q' \xE2\x80\xAE evil \xE2\x81\xA7 \x01 \xFF \xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A"

#endif
