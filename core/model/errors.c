/* errors.c - collecting as many errors as can be found at once.  See errors.h. */
#include "errors.h"

#include <stdarg.h>
#include <string.h>

#include "base/fail.h"

static ent_error *next_slot(ent_errors *e)
{
  ent_error *slot = e->found < e->room ? &e->list[e->found] : NULL;
  e->found++;
  return slot;
}

static void append(char *out, size_t room, const char *text)
{
  const size_t used = strlen(out), size = strlen(text);
  const size_t fits = size < room - used - 1 ? size : room - used - 1;
  memcpy(out + used, text, fits);
  out[used + fits] = '\0';
}

void ent_errors_add(ent_errors *e, ent_status code, const ent_node *at, const char *path, ...)
{
  char message[ENT_MESSAGE_MAX] = "";
  va_list pieces;
  va_start(pieces, path);
  for (const char *p = va_arg(pieces, const char *); p; p = va_arg(pieces, const char *))
    append(message, sizeof message, p);
  va_end(pieces);
  ent_error *slot = next_slot(e);
  ent_fail_at(slot, code, at ? at->at.line : 0, at ? at->at.column : 0, path, message);
}

void ent_errors_take(ent_errors *e, const ent_error *found, const ent_node *at, const char *path)
{
  if (found->code == ENT_NOMEM) {
    ent_errors_no_memory(e, path);
    return;
  }
  ent_error *slot = next_slot(e);
  const int inside = found->column > 0 ? found->column - 1 + (at->quoted ? 1 : 0) : 0;
  const int column = at->at.column ? at->at.column + inside : 0;
  ent_fail_at(slot, found->code, at->at.line, column, path, found->message);
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
