/* fail.c - how does an error get its place and its sentence?
 *
 * Texts are copied into the fixed fields of the caller's ent_error; a text that does not fit is cut between two
 * characters, never inside one, so the field stays valid UTF-8.  Nothing is allocated: an error about memory can always
 * be told.  Cost: O(length). */
#include "base/fail.h"

#include <stdarg.h>
#include <string.h>

/* Appends text to the NUL-terminated field and cuts it to room bytes, the NUL included. */
static void append(char *field, size_t room, const char *text)
{
  if (!text) return;
  const size_t old = strlen(field);
  const size_t wanted = strlen(text);
  size_t taken = wanted;
  if (old + taken >= room) taken = room - 1 - old;
  /* 10xxxxxx continues a character: a cut before such a byte would split it. */
  if (taken < wanted)
    while (taken > 0 && ((unsigned char)text[taken] & 0xC0u) == 0x80u) taken--;
  memcpy(field + old, text, taken);
  field[old + taken] = '\0';
}

static void begin(ent_error *err, ent_status code, int line, int column, const char *path)
{
  memset(err, 0, sizeof *err);
  err->code = code;
  err->line = line;
  err->column = column;
  append(err->path, sizeof err->path, path);
}

ent_status ent_fail_join(ent_error *err, ent_status code, int line, int column, const char *path, ...)
{
  if (!err) return code;
  /* The pieces may point into *err itself (a message that is wrapped), so the new error is built aside. */
  ent_error fresh;
  begin(&fresh, code, line, column, path);
  va_list pieces;
  va_start(pieces, path);
  for (const char *piece = va_arg(pieces, const char *); piece; piece = va_arg(pieces, const char *))
    append(fresh.message, sizeof fresh.message, piece);
  va_end(pieces);
  *err = fresh;
  return code;
}

static void append_index(char *field, size_t room, int64_t index)
{
  char digits[24] = {0}; /* from the end: the last is NUL */
  size_t at = sizeof digits - 1;
  digits[--at] = ']';
  for (int64_t left = index; left > 0 || digits[at] == ']'; left /= 10) digits[--at] = (char)('0' + left % 10);
  digits[--at] = '[';
  append(field, room, digits + at);
}

ent_status ent_fail_index(ent_error *err, ent_status code, const char *what, int64_t i, int64_t j, const char *message)
{
  char path[ENT_PATH_MAX] = "";
  append(path, sizeof path, what);
  append_index(path, sizeof path, i);
  if (j >= 0) append_index(path, sizeof path, j);
  return ent_fail(err, code, path, message);
}
