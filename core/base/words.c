/* words.c - how is an English text of the program said in another language?
 *
 * The English text is the key.  A catalogue is the GNU .mo file that msgfmt makes: 28 bytes of head, a table of (length,
 * offset) for the keys in ascending order of their bytes, one for the translations, and the texts, each closed by a NUL.
 * Opening checks every entry once, so that saying only has to search.  Nothing is copied.
 * Cost: opening O(size); a text O(log keys) comparisons.
 * Source: GNU gettext manual, section 10.3, "The Format of GNU MO Files". */
#include "base/bytes.h"
#include "base/fail.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>

#define MAGIC 0x950412DEu
#define HEAD_SIZE 28
#define KEYS_MAX 100000

typedef struct catalogue {
  uint32_t count, keys, texts; /* how many texts, and where their two tables stand */
} catalogue;

static uint32_t read_u32(const uint8_t *at)
{
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static catalogue head_of(const uint8_t *mo)
{
  return (catalogue){read_u32(mo + 8), read_u32(mo + 12), read_u32(mo + 16)};
}

/* The index-th text of a table whose entries were checked. */
static const char *text_at(const uint8_t *mo, uint32_t table, uint32_t index)
{
  return (const char *)(mo + read_u32(mo + table + 8 * (size_t)index + 4));
}

static ent_status corrupt(ent_error *err, const char *message)
{
  return ent_fail(err, ENT_CORRUPT, "words", message);
}

static bool table_fits(uint32_t table, uint32_t count, size_t size)
{
  return table >= HEAD_SIZE && table <= size && (size - table) / 8 >= count;
}

/* An entry lies inside the file, is closed by a NUL, holds none, and is UTF-8. */
static bool entry_is_sound(const uint8_t *mo, size_t size, const uint8_t *entry)
{
  const size_t length = read_u32(entry), offset = read_u32(entry + 4);
  if (offset >= size || length >= size - offset || mo[offset + length] != 0) return false;
  const char *const text = (const char *)mo + offset;
  return strlen(text) == length && ent_utf8_valid(text, length, NULL);
}

static ent_status check_entries(const uint8_t *mo, size_t size, catalogue c, ent_error *err)
{
  for (uint32_t i = 0; i < c.count; i++) {
    const size_t row = 8 * (size_t)i;
    if (!entry_is_sound(mo, size, mo + c.keys + row) || !entry_is_sound(mo, size, mo + c.texts + row))
      return corrupt(err, "A text of a catalogue lies inside the file, is UTF-8 and ends with the one NUL it has.");
    if (i > 0 && strcmp(text_at(mo, c.keys, i - 1), text_at(mo, c.keys, i)) >= 0)
      return corrupt(err, "The keys of a catalogue stand in ascending order, each once.");
  }
  return ENT_OK;
}

/* The value of "Language:" in the header entry, which translates the empty text; '_' becomes '-'. */
static bool read_language(const uint8_t *mo, catalogue c, char out[ENT_LANGUAGE_MAX])
{
  static const char field[] = "Language: ";
  if (c.count == 0 || *text_at(mo, c.keys, 0) != '\0') return false;
  for (const char *line = text_at(mo, c.texts, 0); *line;) {
    size_t length = 0;
    while (line[length] != '\0' && line[length] != '\n') length++;
    const size_t name = sizeof field - 1;
    if (length > name && memcmp(line, field, name) == 0) {
      const size_t size = length - name;
      if (size >= ENT_LANGUAGE_MAX) return false;
      for (size_t i = 0; i < size; i++) out[i] = line[name + i] == '_' ? '-' : line[name + i];
      out[size] = '\0';
      return true;
    }
    line += length + (line[length] != '\0');
  }
  return false;
}

ent_status ent_words_open(const void *mo, size_t size, ent_words *out, ent_error *err)
{
  const uint8_t *const bytes = mo;
  ent_words words = {.mo = bytes, .size = size};
  if (!mo || !out) return ent_fail(err, ENT_ARGUMENT, "words", "A catalogue has bytes and a place to be opened in.");
  if (size < HEAD_SIZE || read_u32(bytes) != MAGIC)
    return corrupt(err, "A catalogue is a little-endian GNU .mo file, which starts with DE 12 04 95.");
  if (read_u32(bytes + 4) != 0)
    return ent_fail(err, ENT_VERSION, "words", "A catalogue is a GNU .mo file of revision 0.");
  const catalogue c = head_of(bytes);
  if (c.count > KEYS_MAX) return ent_fail(err, ENT_LIMIT, "words", "A catalogue has at most 100,000 texts.");
  if (!table_fits(c.keys, c.count, size) || !table_fits(c.texts, c.count, size))
    return corrupt(err, "The two tables of a catalogue lie inside the file.");
  const ent_status status = check_entries(bytes, size, c, err);
  if (status != ENT_OK) return status;
  if (!read_language(bytes, c, words.language))
    return corrupt(
      err, "The header of a catalogue names its language in at most 11 characters, as in \"Language: zh_Hant\".");
  *out = words;
  return ENT_OK;
}

const char *ent_say(const ent_words *words, const char *english)
{
  if (!words || !words->mo || !english || !*english) return english;
  const catalogue c = head_of(words->mo);
  for (uint32_t low = 0, high = c.count; low < high;) {
    const uint32_t middle = low + (high - low) / 2;
    const int order = strcmp(english, text_at(words->mo, c.keys, middle));
    if (order == 0) {
      const char *const text = text_at(words->mo, c.texts, middle);
      return *text ? text : english;
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return english;
}

const char *ent_words_language(const ent_words *words)
{
  return words && words->language[0] ? words->language : "en";
}

/* ---- sentences with holes -------------------------------------------------------------------------------- */

/* The value of the hole whose name has these bytes; NULL when the pairs do not name it. */
static const char *value_of(const char *name, size_t size, va_list pairs)
{
  va_list rest;
  const char *found = NULL;
  va_copy(rest, pairs);
  for (const char *key = va_arg(rest, const char *); key; key = va_arg(rest, const char *)) {
    const char *const value = va_arg(rest, const char *);
    if (strlen(key) == size && memcmp(key, name, size) == 0) {
      found = value ? value : "";
      break;
    }
  }
  va_end(rest);
  return found;
}

static void put_piece(ent_writer *w, const char *text, size_t size, bool xml)
{
  if (!xml) {
    ent_write_bytes(w, text, size);
    return;
  }
  const char *const copy = ent_arena_text(w->arena, text, size);
  if (copy)
    ent_put_xml(w, copy);
  else
    w->failed = true;
}

/* Does the text start, or end, with a Chinese character?  Tags of HTML are looked through. */
static bool is_chinese(const char *at)
{
  const unsigned char lead = (unsigned char)*at;
  return (lead >= 0xE3 && lead <= 0xE9) || lead == 0xEF; /* the last: full-width punctuation */
}

static bool starts_chinese(const char *text)
{
  while (*text == '<') {
    while (*text && *text != '>') text++;
    text += *text == '>';
  }
  return is_chinese(text);
}

static bool ends_chinese(const char *text, size_t size)
{
  while (size > 0 && text[size - 1] == '>') {
    while (size > 0 && text[size - 1] != '<') size--;
    size -= size > 0;
  }
  return size >= 3 && is_chinese(text + size - 3);
}

/* Writes a sentence and fills its holes; a hole that no pair names stays as it is.  A blank that sets a number apart from
 * Chinese is left out where the value itself is Chinese there. */
static void put_filled(ent_writer *w, const char *sentence, bool xml, va_list pairs)
{
  const char *done = sentence;
  for (const char *at = sentence; *at; at++) {
    if (*at != '{') continue;
    size_t size = 0;
    while (at[1 + size] != '\0' && at[1 + size] != '{' && at[1 + size] != '}') size++;
    const char *const value = at[1 + size] == '}' ? value_of(at + 1, size, pairs) : NULL;
    if (!value) continue;
    size_t before = (size_t)(at - done);
    if (before > 0 && at[-1] == ' ' && ends_chinese(done, before - 1) && starts_chinese(value)) before--;
    put_piece(w, done, before, xml);
    ent_put(w, value);
    done = at + size + 2;
    if (*done == ' ' && starts_chinese(done + 1) && ends_chinese(value, strlen(value))) done++;
    at = done - 1;
  }
  put_piece(w, done, strlen(done), xml);
}

void ent_put_said(ent_writer *w, const ent_words *words, const char *english, ...)
{
  va_list pairs;
  va_start(pairs, english);
  put_filled(w, ent_say(words, english), false, pairs);
  va_end(pairs);
}

void ent_put_said_xml(ent_writer *w, const ent_words *words, const char *english, ...)
{
  va_list pairs;
  va_start(pairs, english);
  put_filled(w, ent_say(words, english), true, pairs);
  va_end(pairs);
}

void ent_put_said_list(ent_writer *w, const ent_words *words, const char *english, bool xml, va_list pairs)
{
  put_filled(w, ent_say(words, english), xml, pairs);
}
