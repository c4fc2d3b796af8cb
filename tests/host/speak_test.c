/* speak_test.c - does a scenario say the same in every language, and does an answer that is told again say what one that was
 * given in that language says?
 *
 * On the scenarios that ship, with the catalogues that ship: paths, numbers, digest, snapshot and ensemble are the same;
 * names of inputs and sentences are not; the JSON of an answer told again is that of an answer given so, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/draw.h"
#include "host/load.h"
#include "host/memory.h"

#define LANGUAGES 2

static const char *const names[LANGUAGES] = {"zh-Hant", "zh-Hans"};
static host_text catalogue[LANGUAGES];
static ent_words words[LANGUAGES];

static int open_catalogues(void **state)
{
  (void)state;
  for (int i = 0; i < LANGUAGES; i++) {
    char path[512];
    ent_error err = {.code = ENT_OK};
    snprintf(path, sizeof path, "%s/page.%s.mo", ENT_TEST_WORDS, names[i]);
    if (host_file_read(path, 1 << 20, &catalogue[i], &err) != ENT_OK) {
      print_message("%s is missing: built without gettext\n", path);
      return 0; /* the tests skip */
    }
    assert_int_equal(ent_words_open(catalogue[i].data, catalogue[i].size, &words[i], &err), ENT_OK);
    assert_string_equal(words[i].language, names[i]);
  }
  return 0;
}

static int close_catalogues(void **state)
{
  (void)state;
  for (int i = 0; i < LANGUAGES; i++) host_text_free(&catalogue[i]);
  return 0;
}

static ent_scenario *load(const char *name, const ent_words *in, host_load *out)
{
  const ent_allocator memory = host_memory();
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/%s", ENT_TEST_SOURCE, name);
  assert_int_equal(host_load_view(path, NULL, NULL, 0, in, &memory, out), ENT_OK);
  return out->scenario;
}

static ent_answer *answer_of(const ent_scenario *s, const ent_words *in)
{
  const ent_allocator memory = host_memory();
  const ent_options options = {.draws = 300, .study_draws = 40, .words = in};
  ent_answer *a = NULL;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  return a;
}

static bool has_chinese(const char *text)
{
  for (; *text; text++)
    if ((unsigned char)*text >= 0xE3 && (unsigned char)*text <= 0xE9) return true;
  return false;
}

/* What must not depend on the language. */
static void check_same(const ent_scenario *english, const ent_scenario *other)
{
  const uint8_t *data[2];
  size_t size[2];
  uint8_t digest[2][32];
  ent_input_info a, b;
  int changed = 0;
  ent_scenario_snapshot(english, &data[0], &size[0]);
  ent_scenario_snapshot(other, &data[1], &size[1]);
  ent_scenario_digest(english, digest[0]);
  ent_scenario_digest(other, digest[1]);
  assert_int_equal(size[0], size[1]);
  assert_memory_equal(data[0], data[1], size[0]);
  assert_memory_equal(digest[0], digest[1], 32);
  assert_int_equal(ent_scenario_inputs(english), ent_scenario_inputs(other));
  for (int i = 0; ent_scenario_input(english, i, &a) && ent_scenario_input(other, i, &b); i++) {
    assert_string_equal(a.path, b.path);
    assert_string_equal(a.text, b.text);
    assert_string_equal(a.unit, b.unit);
    assert_memory_equal(&a.p50, &b.p50, sizeof a.p50);
    assert_int_equal(a.gates, b.gates);
    if (!has_chinese(b.label)) fail_msg("%s is called %s", b.path, b.label);
    if (!has_chinese(b.words) && strcmp(b.words, b.text) != 0) fail_msg("%s is told as %s", b.path, b.words);
    changed += strcmp(a.label, b.label) != 0;
  }
  assert_int_equal(changed, ent_scenario_inputs(english));
}

static void check_json(ent_answer *told, ent_answer *given)
{
  const char *text[2];
  size_t size[2];
  assert_int_equal(ent_answer_json(told, &text[0], &size[0], NULL), ENT_OK);
  assert_int_equal(ent_answer_json(given, &text[1], &size[1], NULL), ENT_OK);
  assert_int_equal(size[0], size[1]);
  assert_memory_equal(text[0], text[1], size[0]);
}

static void check_pictures(const ent_answer *told, const ent_answer *given)
{
  const ent_allocator memory = host_memory();
  for (int chart = 0; chart < ENT_CHARTS; chart++) {
    if (ent_draw_count(told, (ent_chart)chart) == 0) continue;
    ent_drawing one = {0}, other = {0};
    assert_int_equal(ent_draw_answer(told, (ent_chart)chart, 0, NULL, &memory, &one, NULL), ENT_OK);
    assert_int_equal(ent_draw_answer(given, (ent_chart)chart, 0, NULL, &memory, &other, NULL), ENT_OK);
    assert_string_equal(one.text, other.text);
    assert_true(has_chinese(one.text));
    ent_drawing_free(&one, &memory);
    ent_drawing_free(&other, &memory);
  }
}

static void check_scenario(const char *name)
{
  host_load english, other;
  const ent_scenario *const s = load(name, NULL, &english);
  ent_answer *const plain = answer_of(s, NULL), *const told = answer_of(s, NULL);
  assert_null(ent_scenario_words(s));
  for (int i = 0; i < LANGUAGES; i++) {
    const ent_scenario *const t = load(name, &words[i], &other);
    assert_ptr_equal(ent_scenario_words(t), &words[i]);
    check_same(s, t);
    ent_answer *const given = answer_of(t, NULL); /* NULL: in the language of the scenario */
    assert_ptr_equal(given->words, &words[i]);
    assert_memory_equal(&plain->ensemble, &given->ensemble, sizeof plain->ensemble);
    assert_int_equal(ent_answer_speak(told, t, &words[i], NULL), ENT_OK);
    check_json(told, given);
    check_pictures(told, given);
    assert_true(has_chinese(told->headline) && has_chinese(told->weakest) && has_chinese(told->confidence));
    assert_int_equal(ent_answer_speak(told, s, NULL, NULL), ENT_OK); /* and back */
    check_json(told, plain);
    ent_answer_free(given);
    host_load_free(&other);
  }
  ent_answer_free(told);
  ent_answer_free(plain);
  host_load_free(&english);
}

static void test_scenarios(void **state)
{
  static const char *const list[] = {"g8-return.yaml", "nato-nordic-2022.yaml", "uk-eec-1961.yaml",
                                     "china-opening-1971.yaml"};
  (void)state;
  if (!words[LANGUAGES - 1].mo) skip();
  for (size_t i = 0; i < sizeof list / sizeof *list; i++) check_scenario(list[i]);
}

static void test_another_scenario(void **state)
{
  host_load one, other;
  ent_error err = {.code = ENT_OK};
  (void)state;
  const ent_scenario *const s = load("uk-eec-1961.yaml", NULL, &one), *const t =
                                                                        load("nato-nordic-2022.yaml", NULL, &other);
  ent_answer *const a = answer_of(s, NULL);
  const char *const headline = a->headline;
  assert_int_equal(ent_answer_speak(a, t, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(err.code, ENT_ARGUMENT);
  assert_int_equal(ent_answer_speak(a, NULL, NULL, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_answer_speak(NULL, s, NULL, NULL), ENT_ARGUMENT);
  assert_ptr_equal(a->headline, headline);
  assert_ptr_equal(a->scenario, s);
  ent_answer_free(a);
  host_load_free(&one);
  host_load_free(&other);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_scenarios), cmocka_unit_test(test_another_scenario)};
  return cmocka_run_group_tests(tests, open_catalogues, close_catalogues);
}
