/* words_error_fuzz.c - any sentence against any patterns.
 *
 * The lines of the input are: the sentence, then patterns and their translations in turn ("part\004" or "error\004" is put
 * before a pattern by its first letter).  Invariants: what is said is UTF-8 if all lines are, fits its room, and is the
 * sentence itself where nothing matches. */
#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "support/mo.h"

#define PAIRS 12
#define LINE 900

static char keys[PAIRS][LINE + 8], texts[PAIRS][LINE], sentence[LINE];

/* Takes a line without NULs off the data. */
static void take_line(const uint8_t **data, size_t *size, char out[LINE])
{
  size_t used = 0;
  while (*size > 0 && **data != '\n') {
    if (**data != 0 && used < LINE - 1) out[used++] = (char)**data;
    ++*data;
    --*size;
  }
  if (*size > 0) {
    ++*data;
    --*size;
  }
  out[used] = '\0';
}

static size_t read_pairs(const uint8_t *data, size_t size, mo_pair pair[PAIRS])
{
  size_t count = 0;
  pair[count++] = (mo_pair){"", MO_HEADER};
  while (size > 0 && count < PAIRS) {
    char line[LINE];
    take_line(&data, &size, line);
    take_line(&data, &size, texts[count]);
    snprintf(keys[count], sizeof keys[count], "%s\004%s", line[0] == 'a' ? "part" : "error", line);
    const mo_pair fresh = {keys[count], texts[count]};
    size_t at = count++;
    for (; at > 1 && strcmp(pair[at - 1].key, fresh.key) > 0; at--) pair[at] = pair[at - 1];
    pair[at] = fresh;
  }
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static uint8_t mo[PAIRS * 2 * (LINE + 32) + 256];
  mo_pair pair[PAIRS];
  ent_words words;
  take_line(&data, &size, sentence);
  const size_t count = read_pairs(data, size, pair);
  if (ent_words_open(mo, mo_make(pair, count, mo), &words, NULL) != ENT_OK) return 0;
  char *const out = malloc(ENT_SAID_MAX); /* of its own, so that a byte too many is seen */
  if (!out) return 0;
  const char *const said = ent_error_say(&words, sentence, out);
  MUST(said == sentence || said == out);
  MUST(said != out || strlen(out) < ENT_SAID_MAX);
  if (said == out && ent_utf8_valid(sentence, strlen(sentence), NULL)) MUST(ent_utf8_valid(out, strlen(out), NULL));
  free(out);
  MUST(ent_error_say(NULL, sentence, NULL) == sentence);
  return 0;
}
