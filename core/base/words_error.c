/* words_error.c - how is the sentence of an error said in another language?
 *
 * The sentence was composed in English of texts, names and numbers, far from whoever reads it.  The catalogue holds what
 * can be composed (tools/error_patterns.mjs finds it in the sources) as texts with msgctxt "error" and holes {1} to {9}:
 *   There is no {1} "{2}"; did you mean "{3}"?
 * A pattern matches when its texts stand in the sentence in their order, the first at the start and the last at the end; of
 * those that match, that with most bytes of text wins.  What fills a hole behind a quote or another sign is a name and
 * stays; what fills one behind a blank, or at the start, is said in the reader's language if it is a text with msgctxt
 * "part" ("an actor").  A sentence that filled its field may have been cut: then a pattern also matches if the sentence ends
 * before it.
 * Cost: O(patterns + bytes of the sentence times patterns with the same start); some 20 us. */
#include "base/utf8.h"
#include "entente/base.h"

#include <string.h>

#define ERROR_CONTEXT "error\004" /* how a .mo file joins context and text */
#define PART_CONTEXT "part\004"
#define HOLES_MAX 9
/* From here on a sentence may have been cut, at most a character before the end. */
#define CUT_SIZE (ENT_MESSAGE_MAX - 4)

typedef struct span {
  const char *at;
  size_t size;
} span;

typedef struct match {
  const char *key, *text; /* the pattern and its translation */
  span hole[HOLES_MAX];
  size_t literal; /* bytes of text that matched */
} match;

/* ---- the catalogue -------------------------------------------------------------------------------------------- */

static uint32_t read_u32(const uint8_t *at)
{
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint32_t text_count(const ent_words *words)
{
  return read_u32(words->mo + 8);
}

/* The index-th key (table 12) or translation (table 16); ent_words_open has checked that they are sound. */
static const char *text_at(const ent_words *words, uint32_t table, uint32_t index)
{
  const uint32_t row = read_u32(words->mo + table) + 8 * index;
  return (const char *)words->mo + read_u32(words->mo + row + 4);
}

/* Order of the first size bytes of a text against those of another, as strcmp. */
static int compare_start(const char *text, const char *with, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    if (text[i] != with[i]) return (unsigned char)text[i] < (unsigned char)with[i] ? -1 : 1;
    if (!text[i]) return 0;
  }
  return 0;
}

/* Index of the first key that is not before the prefix. */
static uint32_t first_key(const ent_words *words, const char *prefix, size_t size)
{
  uint32_t low = 0, high = text_count(words);
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (compare_start(text_at(words, 12, middle), prefix, size) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* What stands in a hole, as the reader's language says it; itself when it is not one of entente's own texts. */
static span part_of(const ent_words *words, span english)
{
  const size_t context = sizeof PART_CONTEXT - 1;
  char key[sizeof PART_CONTEXT + ENT_MESSAGE_MAX];
  if (english.size > ENT_MESSAGE_MAX) return english;
  memcpy(key, PART_CONTEXT, context);
  memcpy(key + context, english.at, english.size);
  key[context + english.size] = '\0';
  const uint32_t i = first_key(words, key, context + english.size + 1);
  if (i >= text_count(words) || strcmp(text_at(words, 12, i), key) != 0) return english;
  const char *const text = text_at(words, 16, i);
  return *text ? (span){text, strlen(text)} : english;
}

/* ---- matching -------------------------------------------------------------------------------------------------- */

/* The number of the hole "{3}" that stands at text; 0 if none does. */
static int hole_at(const char *text)
{
  return text[0] == '{' && text[1] >= '1' && text[1] <= '0' + HOLES_MAX && text[2] == '}' ? text[1] - '0' : 0;
}

/* Bytes up to the next hole or the end. */
static size_t literal_size(const char *pattern)
{
  size_t size = 0;
  while (pattern[size] && !hole_at(pattern + size)) size++;
  return size;
}

/* Where the text stands first in the sentence; NULL if nowhere. */
static const char *find(span sentence, const char *text, size_t size)
{
  for (size_t i = 0; i + size <= sentence.size; i++)
    if (memcmp(sentence.at + i, text, size) == 0) return sentence.at + i;
  return NULL;
}

/* Bytes of the text that stand at the very end of the sentence, which was cut inside it. */
static size_t begun(span sentence, const char *text, size_t size)
{
  size_t begins = size < sentence.size ? size : sentence.size;
  while (begins > 0 && memcmp(sentence.at + sentence.size - begins, text, begins) != 0) begins--;
  return begins;
}

/* Takes the text that follows a hole (or the start, where hole is 0) off the sentence.  cut: the sentence may end before
 * it does. */
static bool take(span *left, const char *text, size_t size, int hole, bool last, bool cut, match *m)
{
  const char *at = NULL;
  if (hole == 0)
    at = left->size >= size && memcmp(left->at, text, size) == 0 && (!last || left->size == size) ? left->at : NULL;
  else if (last)
    at =
      left->size >= size && memcmp(left->at + left->size - size, text, size) == 0 ? left->at + left->size - size : NULL;
  else
    at = find(*left, text, size);
  if (!at && (!cut || hole == 0)) return false;
  if (!at) { /* the sentence ends inside the hole, or inside the text behind it */
    size = begun(*left, text, size);
    at = left->at + left->size - size;
  }
  if (hole > 0) m->hole[hole - 1] = (span){left->at, (size_t)(at - left->at)};
  m->literal += size;
  left->size -= (size_t)(at - left->at) + size;
  left->at = at + size;
  return true;
}

static bool matches(const char *pattern, span sentence, bool cut, match *m)
{
  const char *at = pattern;
  int hole = 0;
  span left = sentence;
  for (int i = 0; i < HOLES_MAX; i++) m->hole[i] = (span){"", 0};
  m->literal = 0;
  for (;;) {
    const size_t size = literal_size(at);
    const bool last = at[size] == '\0';
    if (!take(&left, at, size, hole, last, cut, m)) return false;
    if (last) return left.size == 0;
    hole = hole_at(at + size);
    at += size + 3;
  }
}

static bool find_pattern(const ent_words *words, span sentence, bool cut, match *best)
{
  const size_t context = sizeof ERROR_CONTEXT - 1;
  bool found = false;
  for (uint32_t i = first_key(words, ERROR_CONTEXT, context); i < text_count(words); i++) {
    const char *const key = text_at(words, 12, i), *const text = text_at(words, 16, i);
    if (compare_start(key, ERROR_CONTEXT, context) != 0) break;
    match m = {.key = key + context, .text = text};
    if (!*text || !matches(m.key, sentence, cut, &m) || (found && m.literal <= best->literal)) continue;
    *best = m;
    found = true;
  }
  return found;
}

/* ---- saying ----------------------------------------------------------------------------------------------------- */

/* Does a name fill the hole of that number?  It stands behind a quote or another sign, not behind a blank. */
static bool is_name(const char *pattern, int hole)
{
  for (const char *at = pattern; *at; at++)
    if (hole_at(at) == hole) return at > pattern && at[-1] != ' ';
  return true;
}

/* Appends what fits, whole characters only. */
static size_t append(char out[ENT_SAID_MAX], size_t used, span text)
{
  size_t size = text.size < ENT_SAID_MAX - 1 - used ? text.size : ENT_SAID_MAX - 1 - used;
  while (size < text.size && size > 0 && ((unsigned char)text.at[size] & 0xC0u) == 0x80u) size--;
  memcpy(out + used, text.at, size);
  out[used + size] = '\0';
  return used + size;
}

const char *ent_error_say(const ent_words *words, const char *message, char out[ENT_SAID_MAX])
{
  if (!words || !words->mo || !message) return message;
  const span sentence = {message, strlen(message)};
  match m;
  if (!find_pattern(words, sentence, false, &m) &&
      !(sentence.size >= CUT_SIZE && find_pattern(words, sentence, true, &m)))
    return message;
  size_t used = 0;
  out[0] = '\0';
  for (const char *at = m.text; *at;) {
    const int hole = hole_at(at);
    const size_t size = hole ? 3 : literal_size(at);
    const span filled = hole ? m.hole[hole - 1] : (span){at, size};
    used = append(out, used, hole && !is_name(m.key, hole) ? part_of(words, filled) : filled);
    at += size;
  }
  return out;
}
