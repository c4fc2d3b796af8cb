/* A catalogue says what it holds, English is said where it does not, and no bytes lead outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "../../fault/flaky.h"
#include "../../support/mo.h"
#include "base/bytes.h"

#define ROOM 2048

static const mo_pair pairs[] = {
  {"", MO_HEADER},
  {"Consent", "\xE5\x90\x8C\xE6\x84\x8F"},
  {"Untranslated", ""},
  {"{share} of {draws} draws", "{draws} \xE6\xAC\xA1\xE6\x8A\xBD\xE6\xA8\xA3\xE4\xB9\x8B {share}"},
};
#define PAIRS (sizeof pairs / sizeof *pairs)

static size_t make(uint8_t *mo)
{
  return mo_make(pairs, PAIRS, mo);
}

static ent_words open_words(uint8_t *mo)
{
  ent_words words = {0};
  ent_error err;
  assert_int_equal(ent_words_open(mo, make(mo), &words, &err), ENT_OK);
  return words;
}

static void test_say(void **state)
{
  (void)state;
  uint8_t mo[ROOM];
  const ent_words words = open_words(mo);
  assert_string_equal(words.language, "zh-Hant");
  assert_string_equal(ent_words_language(&words), "zh-Hant");
  assert_string_equal(ent_words_language(NULL), "en");
  assert_string_equal(ent_say(&words, "Consent"), "\xE5\x90\x8C\xE6\x84\x8F");
  assert_string_equal(ent_say(NULL, "Consent"), "Consent");
  assert_string_equal(ent_say(&words, "Untranslated"), "Untranslated");
  assert_string_equal(ent_say(&words, "Conscience"), "Conscience");
  assert_string_equal(ent_say(&words, "~ after the last"), "~ after the last");
  assert_string_equal(ent_say(&words, ""), ""); /* not the header */
  assert_null(ent_say(&words, NULL));
  assert_string_equal(ENT_SAY("Consent"), "Consent");
}

static void test_language_list(void **state)
{
  (void)state;
  static const char *const tags[] = {
#define X(name, tag, text) tag,
    ENT_LANGUAGE_LIST(X)
#undef X
  };
  assert_int_equal(ENT_LANGUAGES, 3);
  assert_string_equal(tags[ENT_LANGUAGE_EN], "en");
  assert_string_equal(tags[ENT_LANGUAGE_ZH_HANT], "zh-Hant");
  assert_string_equal(tags[ENT_LANGUAGE_ZH_HANS], "zh-Hans");
}

static void test_holes(void **state)
{
  (void)state;
  uint8_t mo[ROOM];
  const ent_words words = open_words(mo);
  flaky books;
  ent_arena arena;
  ent_writer w;
  const ent_allocator from = flaky_open(&books, -1, false);
  ent_arena_open(&arena, &from);
  ent_writer_open(&w, &arena);
  ent_put_said(&w, NULL, "{share} of {draws} draws", "draws", "100", "share", "5 %", (char *)NULL);
  ent_put(&w, "|");
  ent_put_said(&w, &words, "{share} of {draws} draws", "share", "5 %", "draws", "100", (char *)NULL);
  ent_put(&w, "|");
  ent_put_said(&w, NULL, "{a}{unknown}{a}{", "a", "{b}", "b", "never", (char *)NULL); /* values are not filled again */
  ent_put(&w, "|");
  ent_put_said(&w, NULL, "{ {a} {aa}", "a", NULL, (char *)NULL);
  ent_put(&w, "|");
  ent_put_said_xml(&w, NULL, "a < {b} & c", "b", "<b>1</b>", (char *)NULL);
  ent_put(&w, "|"); /* a blank sets numbers apart from Chinese, not Chinese from Chinese */
  ent_put_said(&w, NULL, "\xE5\x9C\xA8 {a} \xE4\xB8\xAD", "a", "5 %", (char *)NULL);
  ent_put_said(&w, NULL, "\xE5\x9C\xA8 {a} \xE4\xB8\xAD", "a", "\xE5\x90\x8C\xE6\x84\x8F", (char *)NULL);
  ent_put_said_xml(&w, NULL, "\xE5\x9C\xA8 {a} \xE4\xB8\xAD", "a", "<b><i>\xE5\x90\x8C</i></b>", (char *)NULL);
  ent_put_said(&w, NULL, "{a} {b} {a}", "a", "\xE5\x90\x8C", "b", "<", (char *)NULL);
  assert_false(w.failed);
  assert_string_equal(w.data, "5 % of 100 draws|100 \xE6\xAC\xA1\xE6\x8A\xBD\xE6\xA8\xA3\xE4\xB9\x8B 5 %|"
                              "{b}{unknown}{b}{|{  {aa}|a &lt; <b>1</b> &amp; c|"
                              "\xE5\x9C\xA8 5 % \xE4\xB8\xAD"
                              "\xE5\x9C\xA8\xE5\x90\x8C\xE6\x84\x8F\xE4\xB8\xAD"
                              "\xE5\x9C\xA8<b><i>\xE5\x90\x8C</i></b>\xE4\xB8\xAD"
                              "\xE5\x90\x8C < \xE5\x90\x8C");
  ent_arena_close(&arena);
  assert_true(flaky_clean(&books));
}

/* Opens the catalogue after one 32-bit word of it was replaced. */
static ent_status open_with(size_t at, uint32_t value)
{
  uint8_t mo[ROOM];
  ent_words untouched = {.size = 7};
  ent_error err = {.code = ENT_OK};
  const size_t size = make(mo);
  mo_u32(mo + at, value);
  uint8_t *const exact = malloc(size); /* so that a sanitizer sees a step outside */
  assert_non_null(exact);
  memcpy(exact, mo, size);
  const ent_status status = ent_words_open(exact, size, &untouched, &err);
  if (status != ENT_OK) {
    assert_int_equal(untouched.size, 7);
    assert_int_equal(err.code, status);
    assert_true(err.message[0] != '\0');
  }
  free(exact);
  return status;
}

static void test_refused(void **state)
{
  (void)state;
  uint8_t mo[ROOM];
  ent_words out;
  const size_t size = make(mo), keys = 28, texts = keys + 8 * PAIRS;
  assert_int_equal(ent_words_open(NULL, 10, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_words_open(mo, size, NULL, NULL), ENT_ARGUMENT);
  assert_int_equal(open_with(0, 0xDE120495), ENT_CORRUPT); /* big endian */
  assert_int_equal(open_with(4, 1), ENT_VERSION);
  assert_int_equal(open_with(8, 100001), ENT_LIMIT);
  assert_int_equal(open_with(8, 1000), ENT_CORRUPT);
  assert_int_equal(open_with(8, 0), ENT_CORRUPT); /* no header, no language */
  assert_int_equal(open_with(12, 0), ENT_CORRUPT);
  assert_int_equal(open_with(12, UINT32_MAX), ENT_CORRUPT);
  assert_int_equal(open_with(16, (uint32_t)size), ENT_CORRUPT);
  assert_int_equal(open_with(keys + 8, 6), ENT_CORRUPT);            /* a length that misses the NUL */
  assert_int_equal(open_with(keys + 8, UINT32_MAX), ENT_CORRUPT);   /* and one that leaves the file */
  assert_int_equal(open_with(texts + 12, UINT32_MAX), ENT_CORRUPT); /* an offset outside */
  assert_int_equal(open_with(keys + 8 + 4, (uint32_t)size - 1), ENT_CORRUPT);
  for (size_t cut = 0; cut < size; cut++) { /* no start of it is a catalogue */
    uint8_t *const exact = malloc(cut + 1);
    assert_non_null(exact);
    memcpy(exact, mo, cut);
    assert_int_equal(ent_words_open(exact, cut, &out, NULL), ENT_CORRUPT);
    free(exact);
  }
}

static ent_status open_pairs(const mo_pair *pair, size_t count)
{
  uint8_t mo[ROOM];
  ent_words out;
  return ent_words_open(mo, mo_make(pair, count, mo), &out, NULL);
}

static void test_entries(void **state)
{
  (void)state;
  const mo_pair good[] = {{"", MO_HEADER}, {"a", "x"}, {"b", "y"}};
  const mo_pair disorder[] = {{"", MO_HEADER}, {"b", "y"}, {"a", "x"}};
  const mo_pair twice[] = {{"", MO_HEADER}, {"a", "x"}, {"a", "y"}};
  const mo_pair latin[] = {{"", MO_HEADER}, {"a", "\xE9"}};
  const mo_pair headless[] = {{"a", "x"}};
  const mo_pair nameless[] = {{"", "Content-Type: text/plain\n"}};
  const mo_pair long_name[] = {{"", "Language: zh_Hant_TW_x\n"}};
  const mo_pair last_line[] = {{"", "A: b\nLanguage: zh"}};
  assert_int_equal(open_pairs(good, 3), ENT_OK);
  assert_int_equal(open_pairs(disorder, 3), ENT_CORRUPT);
  assert_int_equal(open_pairs(twice, 3), ENT_CORRUPT);
  assert_int_equal(open_pairs(latin, 2), ENT_CORRUPT);
  assert_int_equal(open_pairs(headless, 1), ENT_CORRUPT);
  assert_int_equal(open_pairs(nameless, 1), ENT_CORRUPT);
  assert_int_equal(open_pairs(long_name, 1), ENT_CORRUPT);
  assert_int_equal(open_pairs(last_line, 1), ENT_OK);
}

/* Each request for memory fails once: the writer fails, and nothing is lost. */
static void test_no_memory(void **state)
{
  (void)state;
  for (long k = 0;; k++) {
    flaky books;
    ent_arena arena;
    ent_writer w;
    const ent_allocator from = flaky_open(&books, k, true);
    ent_arena_open(&arena, &from);
    ent_writer_open(&w, &arena);
    for (int i = 0; i < 400; i++)
      ent_put_said_xml(&w, NULL, "{a} is a sentence of some length, which fills chunks", "a", "This", (char *)NULL);
    ent_put_said(&w, NULL, "{a}.", "a", "end", (char *)NULL);
    const bool failed = w.failed;
    assert_int_equal(failed, books.refused > 0);
    ent_arena_close(&arena);
    assert_true(flaky_clean(&books));
    if (!failed) break;
    assert_true(k < 1000);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_say),     cmocka_unit_test(test_language_list), cmocka_unit_test(test_holes),
    cmocka_unit_test(test_refused), cmocka_unit_test(test_entries),       cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
