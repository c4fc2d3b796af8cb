/* words_fuzz.c - any bytes as a catalogue, and any of its texts as a sentence with holes.
 *
 * Invariants: only the documented errors; what opens names a language, says the empty text as it is, and finds each of its
 * keys again; filled sentences are text without a stray NUL. */
#include "base/bytes.h"
#include "fuzz/fuzz.h"

static uint32_t word_at(const uint8_t *at)
{
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void say_all(const ent_words *words)
{
  const ent_allocator memory = fuzz_memory();
  const uint32_t count = word_at(words->mo + 8), keys = word_at(words->mo + 12), texts = word_at(words->mo + 16);
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  for (uint32_t i = 0; i < count && i < 64; i++) {
    const char *const key = (const char *)words->mo + word_at(words->mo + keys + 8 * (size_t)i + 4);
    const char *const text = (const char *)words->mo + word_at(words->mo + texts + 8 * (size_t)i + 4);
    MUST(strcmp(ent_say(words, key), *key && *text ? text : key) == 0);
    ent_writer w;
    ent_writer_open(&w, &arena);
    ent_put_said(&w, words, key, "a", "1", "share", "5 %", "", "empty", (char *)NULL);
    MUST(w.failed || !w.data || strlen(w.data) == w.size);
    ent_put_said_xml(&w, words, key, "draws", "<b>", (char *)NULL);
    MUST(w.failed || !w.data || strlen(w.data) == w.size);
  }
  ent_arena_close(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  ent_words words;
  ent_error err;
  const ent_status status = ent_words_open(data, size, &words, &err);
  if (status != ENT_OK) {
    MUST(status == ENT_CORRUPT || status == ENT_VERSION || status == ENT_LIMIT || (status == ENT_ARGUMENT && !data));
    fuzz_check_error(status, &err);
    return 0;
  }
  MUST(strlen(words.language) < sizeof words.language);
  MUST(*ent_say(&words, "") == '\0');
  MUST(ent_say(&words, "no such text of the program") != NULL);
  say_all(&words);
  return 0;
}
