/* answer_json_test.c - can programs read the answer?  The JSON is well-formed and has the documented keys, and its
 * numbers are those of the answer to the last bit; the CSV is rectangular. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

/* ---- a strict reader of JSON: each function returns where the value ends, or NULL ---- */

static const char *blank(const char *at)
{
  while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r') at++;
  return at;
}

static const char *end_of_text(const char *at)
{
  if (*at++ != '"') return NULL;
  for (; *at != '"'; at++) {
    if ((unsigned char)*at < 0x20) return NULL;
    if (*at != '\\') continue;
    at++;
    if (*at == 'u') {
      for (int i = 0; i < 4; i++)
        if (!strchr("0123456789abcdefABCDEF", *++at) || !*at) return NULL;
    } else if (!*at || !strchr("\"\\/bfnrt", *at))
      return NULL;
  }
  return at + 1;
}

static const char *digits(const char *at)
{
  const char *const from = at;
  while (*at >= '0' && *at <= '9') at++;
  return at > from ? at : NULL;
}

static const char *end_of_number(const char *at)
{
  if (*at == '-') at++;
  if (*at == '0' && at[1] >= '0' && at[1] <= '9') return NULL;
  at = digits(at);
  if (at && *at == '.') at = digits(at + 1);
  if (at && (*at == 'e' || *at == 'E')) at = digits(at + 1 + (at[1] == '-' || at[1] == '+'));
  return at;
}

static const char *end_of_value(const char *at);

static const char *end_of_container(const char *at)
{
  const bool map = *at == '{';
  const char close = map ? '}' : ']';
  at = blank(at + 1);
  if (*at == close) return at + 1;
  for (;;) {
    if (map) {
      at = end_of_text(at);
      if (!at || *(at = blank(at)) != ':') return NULL;
      at = blank(at + 1);
    }
    at = end_of_value(at);
    if (!at) return NULL;
    at = blank(at);
    if (*at == close) return at + 1;
    if (*at != ',') return NULL;
    at = blank(at + 1);
  }
}

static const char *end_of_value(const char *at)
{
  static const char *const word[] = {"true", "false", "null"};
  if (*at == '{' || *at == '[') return end_of_container(at);
  if (*at == '"') return end_of_text(at);
  for (int i = 0; i < 3; i++)
    if (strncmp(at, word[i], strlen(word[i])) == 0) return at + strlen(word[i]);
  return end_of_number(at);
}

/* The value at a path such as "gates.will.p" or "drivers.0.input"; NULL when there is none. */
static const char *find(const char *at, const char *path)
{
  while (at && *path) {
    const size_t size = strcspn(path, ".");
    const bool map = *at == '{';
    long index = map ? -1 : strtol(path, NULL, 10);
    if (*at != '{' && *at != '[') return NULL;
    for (at = blank(at + 1); *at != '}' && *at != ']';) {
      const char *const key = at;
      if (map) at = blank(blank(end_of_text(at)) + 1);
      if (map ? strncmp(key + 1, path, size) == 0 && key[1 + size] == '"' : index-- == 0) break;
      at = blank(end_of_value(at));
      if (*at == ',') at = blank(at + 1);
    }
    if (*at == '}' || *at == ']') return NULL;
    path += size + (path[size] == '.');
  }
  return at;
}

static double number_at(const char *json, const char *path)
{
  const char *const at = find(json, path);
  if (!at) fprintf(stderr, "no %s\n", path);
  assert_non_null(at);
  char *end = NULL;
  const double x = strtod(at, &end);
  assert_true(end > at);
  return x;
}

static ent_answer *ask(const ent_scenario *s)
{
  const ent_allocator memory = tiny_memory();
  const ent_options options = {.draws = 1500, .study_draws = 100};
  ent_answer *a = NULL;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  return a;
}

static const char *json_of(ent_answer *a)
{
  const char *text = NULL;
  size_t size = 0;
  assert_int_equal(ent_answer_json(a, &text, &size, NULL), ENT_OK);
  assert_int_equal(strlen(text), size);
  const char *const end = end_of_value(text);
  assert_non_null(end);
  assert_string_equal(end, "\n");
  return text;
}

static void test_keys(void **state)
{
  static const char *const path[] = {
    "question",
    "scenario",
    "version",
    "inputs_sha256",
    "seed",
    "draws",
    "study_draws",
    "verdict",
    "weakest_gate",
    "confidence.level",
    "confidence.sentence",
    "all.p",
    "all.se",
    "all.word",
    "gates.will.p",
    "gates.will.se",
    "gates.will.margin_p5",
    "gates.will.margin_p50",
    "gates.will.margin_p95",
    "gates.will.undecided",
    "gates.consent.p",
    "gates.acceptance.p",
    "gates.durability.p",
    "gates.durability.parts.survival.p",
    "gates.durability.parts.alignment.margin_p50",
    "gates.durability.parts.alignment.centre_flip_price",
    "gates.durability.parts.alignment.flip",
    "gates.durability.parts.alignment.flips",
    "first_shut.will",
    "first_shut.consent",
    "first_shut.acceptance",
    "first_shut.durability",
    "first_shut.none",
    "outcomes.refused.p",
    "outcomes.taken_kept_rival.p",
    "outcomes.taken_turned.se",
    "blockers.0.actor",
    "blockers.0.share",
    "drivers.0.input",
    "drivers.0.label",
    "drivers.0.all_low",
    "drivers.0.all_high",
    "tipping.0.input",
    "tipping.0.of",
    "tipping.0.value",
    "tipping.0.p_now",
    "smallest_set.found",
    "smallest_set.changes",
    "claims.0.id",
    "claims.0.outcome",
    "claims.0.value",
    "claims.0.test",
    "claims.0.sources.0",
    "claims.0.tests.0.holds",
    "precedents.0.label",
    "precedents.0.yes",
    "precedents.0.n",
    "precedents.0.low",
    "precedents.0.high",
    "precedents.0.cases.0",
    "terms.0.term",
    "quantities.surplus.p50",
    "quantities.bearable_hazard.mean",
  };
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_answer *const a = ask(s);
  const char *const json = json_of(a);
  (void)state;
  for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
    if (!find(json, path[i])) fprintf(stderr, "no %s\n", path[i]);
    assert_non_null(find(json, path[i]));
  }
  assert_null(find(json, "gates.willpower"));
  ent_answer_free(a);
  ent_scenario_free(s);
}

static void test_numbers_round_trip(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_answer *const a = ask(s);
  const char *const json = json_of(a);
  char path[64];
  (void)state;
  assert_true(number_at(json, "seed") == 7 && number_at(json, "draws") == 1500 &&
              number_at(json, "study_draws") == 100);
  assert_true(number_at(json, "gates.will.p") == (double)a->ensemble.open[0] / 1500);
  assert_true(number_at(json, "all.se") == ent_share_of(a->ensemble.all, 1500).se);
  assert_true(number_at(json, "gates.consent.margin_p5") ==
              ent_ensemble_quantile(&a->ensemble, ENT_TRACK_CONSENT, 0.05));
  assert_true(number_at(json, "quantities.surplus.mean") == ent_ensemble_mean(&a->ensemble, ENT_TRACK_SURPLUS));
  for (int i = 0; i < a->drivers; i++) {
    snprintf(path, sizeof path, "drivers.%d.low_value", i);
    assert_true(number_at(json, path) == a->driver[i].low_value);
    snprintf(path, sizeof path, "drivers.%d.all_high", i);
    assert_true(number_at(json, path) == a->driver[i].all_high);
  }
  for (int i = 0; i < a->tippings; i++) {
    snprintf(path, sizeof path, "tipping.%d.value", i);
    if (a->tipping[i].exists)
      assert_true(number_at(json, path) == a->tipping[i].value);
    else
      assert_int_equal(strncmp(find(json, path), "null", 4), 0);
  }
  for (int i = 0; i < a->claims; i++)
    for (int t = 0; t < a->claim[i].tests; t++) {
      snprintf(path, sizeof path, "claims.%d.tests.%d.value", i, t);
      assert_true(number_at(json, path) == a->claim[i].test[t].value);
    }
  assert_true(number_at(json, "precedents.0.low") == a->precedent[0].low);
  ent_answer_free(a);
  ent_scenario_free(s);
}

/* A deal that is no wedge has no alignment, and no rival to keep. */
static void test_without_rival(void **state)
{
  static const char *const text =
    "{ entente: 1, id: plain, title: T, question: \"Is \\\"this\\\" a <question>?\", date: 2010-01-01, horizon_years: "
    "1\n"
    "actors: { P: { name: P, leader: { exit_hazard: 0.1 } }, T: { name: T }, X: { name: X } }\n"
    "deal: { kind: peace, proposer: P, target: T, will: { support: 0.1 to 0.5 } }\n"
    "terms: { t: { name: t, kind: other, owner: X, form: treaty, essential: yes, flow: 0.01 } }\n"
    "consents: { X: { support: -0.5 to 0.5 } } }\n";
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  const char *csv = NULL;
  size_t size = 0;
  int found = 0;
  (void)state;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(tiny_read(text, b, &err), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &err, 1, &found), ENT_OK);
  ent_builder_close(b);
  ent_answer *const a = ask(s);
  assert_int_equal(a->flips, 0);
  assert_string_equal(a->flipping, "");
  const char *const json = json_of(a);
  assert_int_equal(strncmp(find(json, "gates.durability.parts.alignment"), "null", 4), 0);
  assert_non_null(find(json, "outcomes.taken.p"));
  assert_null(find(json, "outcomes.taken_kept_rival"));
  assert_non_null(strstr(json, "Is \\\"this\\\" a"));
  assert_int_equal(ent_answer_csv(a, &csv, &size, NULL), ENT_OK);
  assert_null(strstr(csv, "alignment"));
  assert_null(strstr(csv, "rival"));
  assert_non_null(strstr(csv, "outcome,taken,p,"));
  ent_answer_free(a);
  ent_scenario_free(s);
}

/* ---- CSV ---- */

static const char *end_of_cell(const char *at)
{
  if (*at != '"') {
    for (; *at && *at != ',' && *at != '\n'; at++) assert_int_not_equal(*at, '"');
    return at;
  }
  for (at++; *at != '"' || at[1] == '"'; at++) {
    assert_int_not_equal(*at, '\0');
    if (*at == '"') at++;
  }
  return at + 1;
}

static void test_csv_is_rectangular(void **state)
{
  const ent_allocator memory = tiny_memory();
  static const char *const change[] = {"precedents.0.label=wedges, \"all\" of them", NULL};
  ent_scenario *const s = small_changed(&memory, change);
  ent_answer *const a = ask(s);
  const char *csv = NULL;
  size_t size = 0;
  int rows = 0;
  (void)state;
  assert_int_equal(ent_answer_csv(a, &csv, &size, NULL), ENT_OK);
  assert_int_equal(strlen(csv), size);
  assert_int_equal(strncmp(csv, "section,name,statistic,value\n", 29), 0);
  assert_non_null(strstr(csv, "\"wedges, \"\"all\"\" of them\""));
  for (const char *at = csv; *at; rows++) {
    for (int cell = 0; cell < 4; cell++) {
      const char *const from = at;
      at = end_of_cell(at);
      assert_true(at > from);
      if (cell == 3 && rows > 0) {
        char *end = NULL;
        (void)strtod(from, &end);
        assert_true(end == at);
      }
      assert_int_equal(*at, cell < 3 ? ',' : '\n');
      at++;
    }
  }
  assert_true(rows > 100);
  assert_non_null(strstr(csv, "\ngate,will,p,"));
  assert_true(strtod(strstr(csv, "\ngate,will,p,") + 13, NULL) == (double)a->ensemble.open[0] / 1500);
  ent_answer_free(a);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_keys),
    cmocka_unit_test(test_numbers_round_trip),
    cmocka_unit_test(test_without_rival),
    cmocka_unit_test(test_csv_is_rectangular),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
