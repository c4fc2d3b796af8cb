/* scan.c - moving through one line of text.  See scan.h. */
#include "scan.h"

#include <string.h>

void ent_scan_open(ent_scan *s, const char *text, size_t size)
{
  s->text = text;
  s->size = size;
  s->at = 0;
}

static void skip_blanks(ent_scan *s)
{
  while (s->at < s->size &&
         (s->text[s->at] == ' ' || s->text[s->at] == '\t' || s->text[s->at] == '\n' || s->text[s->at] == '\r'))
    s->at++;
}

bool ent_scan_at_end(ent_scan *s)
{
  skip_blanks(s);
  return s->at >= s->size;
}

int ent_scan_column(ent_scan *s)
{
  skip_blanks(s);
  return (int)s->at + 1;
}

static bool comes_next(const ent_scan *s, const char *token, size_t size)
{
  return size <= s->size - s->at && memcmp(s->text + s->at, token, size) == 0;
}

bool ent_scan_take(ent_scan *s, const char *token)
{
  const size_t size = strlen(token);
  skip_blanks(s);
  if (!comes_next(s, token, size)) return false;
  s->at += size;
  return true;
}

static bool letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool name_byte(char c)
{
  return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || (unsigned char)c > 127;
}

bool ent_scan_word(ent_scan *s, const char *word)
{
  const size_t size = strlen(word);
  skip_blanks(s);
  if (!comes_next(s, word, size)) return false;
  if (s->at + size < s->size && letter(s->text[s->at + size])) return false;
  s->at += size;
  return true;
}

bool ent_scan_phrase(ent_scan *s, const char *phrase)
{
  const size_t start = s->at;
  char word[32];
  while (*phrase) {
    size_t size = 0;
    while (phrase[size] && phrase[size] != ' ' && size + 1 < sizeof word) size++;
    memcpy(word, phrase, size);
    word[size] = '\0';
    if (!ent_scan_word(s, word)) {
      s->at = start;
      return false;
    }
    phrase += size;
    while (*phrase == ' ') phrase++;
  }
  return true;
}

bool ent_scan_call(ent_scan *s, const char *name)
{
  const size_t start = s->at;
  if (ent_scan_word(s, name) && ent_scan_take(s, "(")) return true;
  s->at = start;
  return false;
}

bool ent_scan_too_large(ent_scan *s)
{
  double value = 0;
  size_t used = 0;
  skip_blanks(s);
  return ent_number_read(s->text + s->at, s->size - s->at, &value, &used) == ENT_NUMERIC;
}

bool ent_scan_number(ent_scan *s, double *value)
{
  size_t used = 0;
  skip_blanks(s);
  /* "60..80": the number ends before the two points */
  size_t size = s->size - s->at;
  for (size_t i = 0; i + 1 < size; i++)
    if (s->text[s->at + i] == '.' && s->text[s->at + i + 1] == '.') size = i;
  if (ent_number_read(s->text + s->at, size, value, &used) != ENT_OK) return false;
  s->at += used;
  return true;
}

bool ent_scan_name(ent_scan *s, char *out, size_t room)
{
  size_t size = 0;
  skip_blanks(s);
  const bool quoted = s->at < s->size && s->text[s->at] == '"';
  const size_t start = s->at + (quoted ? 1 : 0);
  size_t at = start;
  while (at < s->size && (quoted ? s->text[at] != '"' : name_byte(s->text[at]))) at++;
  if (quoted && at >= s->size) return false;
  size = at - start;
  if (size == 0 || size >= room) return false;
  memcpy(out, s->text + start, size);
  out[size] = '\0';
  s->at = at + (quoted ? 1 : 0);
  return true;
}
