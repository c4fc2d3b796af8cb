/* errors.c - collecting as many errors as can be found at once.  See errors.h. */
#include "errors.h"

#include <stdarg.h>
#include <string.h>

#include "base/fail.h"

#define ERRORS_MAX 256

static ent_error *next_slot(ent_errors *e)
{
  ent_error *slot = e->found < e->room ? &e->list[e->found] : NULL;
  e->found++;
  return slot;
}

static void append(char *out, size_t room, const char *text)
{
  const size_t used = strlen(out), size = strlen(text);
  size_t fits = size < room - used - 1 ? size : room - used - 1;
  while (fits < size && fits > 0 && ((unsigned char)text[fits] & 0xC0u) == 0x80u) fits--; /* not inside a character */
  memcpy(out + used, text, fits);
  out[used + fits] = '\0';
}

static void add(ent_errors *e, ent_status code, ent_place at, const char *path, va_list pieces)
{
  char message[ENT_MESSAGE_MAX] = "";
  for (const char *p = va_arg(pieces, const char *); p; p = va_arg(pieces, const char *))
    append(message, sizeof message, p);
  ent_fail_at(next_slot(e), code, at.line, at.column, path, message);
}

void ent_errors_add(ent_errors *e, ent_status code, const ent_node *at, const char *path, ...)
{
  const bool at_key = at && at->kind != ENT_NODE_SCALAR && at->key_at.line > 0;
  va_list pieces;
  va_start(pieces, path);
  add(e, code, at_key ? at->key_at : at ? at->at : (ent_place){0, 0}, path, pieces);
  va_end(pieces);
}

void ent_errors_key(ent_errors *e, ent_status code, const ent_node *at, const char *path, ...)
{
  va_list pieces;
  va_start(pieces, path);
  add(e, code, at->key_at.line > 0 ? at->key_at : at->at, path, pieces);
  va_end(pieces);
}

/* How many characters the first bytes of a text are: a column counts characters. */
static int characters(const char *text, size_t bytes)
{
  int count = 0;
  for (size_t i = 0; i < bytes && text[i]; i++) count += ((unsigned char)text[i] & 0xC0u) != 0x80u;
  return count;
}

void ent_errors_take(ent_errors *e, const ent_error *found, const ent_node *at, const char *path)
{
  if (found->code == ENT_NOMEM) {
    ent_errors_no_memory(e, path);
    return;
  }
  ent_error *slot = next_slot(e);
  const int inside = found->column > 0 ? characters(at->text, (size_t)found->column - 1) + (at->quoted ? 1 : 0) : 0;
  const int column = at->at.column ? at->at.column + inside : 0;
  ent_fail_at(slot, found->code, at->at.line, column, path, found->message);
}

void ent_errors_soften(ent_errors *e)
{
  e->soft++;
}

bool ent_errors_hard(const ent_errors *e)
{
  return e->no_memory || e->found > e->soft;
}

bool ent_errors_full(const ent_errors *e)
{
  return e->no_memory || e->found >= ERRORS_MAX;
}

static bool before(const ent_error *a, const ent_error *b)
{
  if (a->line == 0 || b->line == 0) return a->line != 0 && b->line == 0;
  return a->line < b->line || (a->line == b->line && a->column < b->column);
}

void ent_errors_sort(ent_errors *e)
{
  const int kept = e->found < e->room ? e->found : e->room;
  if (e->no_memory) return; /* it stands first */
  for (int i = 1; i < kept; i++) {
    const ent_error moving = e->list[i];
    int k = i;
    for (; k > 0 && before(&moving, &e->list[k - 1]); k--) e->list[k] = e->list[k - 1];
    e->list[k] = moving;
  }
}

void ent_errors_no_memory(ent_errors *e, const char *path)
{
  if (e->no_memory) return;
  e->no_memory = true;
  ent_fail(next_slot(e), ENT_NOMEM, path, "There is no memory to seal the scenario.");
  if (e->room > 0 && e->found > 1) e->list[0] = e->list[e->found <= e->room ? e->found - 1 : 0];
}

void ent_path_join(char out[ENT_PATH_MAX], const char *path, const char *key)
{
  char joined[ENT_PATH_MAX] = "";
  append(joined, sizeof joined, path);
  if (path[0]) append(joined, sizeof joined, ".");
  append(joined, sizeof joined, key);
  memcpy(out, joined, sizeof joined);
}

void ent_path_item(char out[ENT_PATH_MAX], const char *path, int index)
{
  char number[ENT_NUMBER_MAX];
  ent_number_write((double)index, number);
  ent_path_join(out, path, number);
}
