/* precedents_test.c - are cases counted right, and is the interval the Jeffreys interval? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static const char *const column[] = {"case", "year", "kind", "adopted"};
static const char *const cell[] = {
  "a", "1950", "wedge", "1", "b", "1960", "wedge", "0", "c", "1970", "pact", "1",  "d", "1980", "wedge", "",
  "e", "1990", "wedge", "0", "f", "2000", "pact",  "0", "g", "",     "pact", "NA", "h", "2010", "wedge", "2",
};
static const ent_cases cases = {8, 4, column, cell};

static void check(const char *filter, int yes, int n, unsigned picked)
{
  ent_precedent p;
  bool matches[8];
  ent_error err = {.code = ENT_OK};
  assert_int_equal(ent_precedent_count(&cases, filter, "adopted", &p, matches, &err), ENT_OK);
  assert_int_equal(p.yes, yes);
  assert_int_equal(p.n, n);
  for (int r = 0; r < 8; r++) assert_int_equal(matches[r], picked >> r & 1);
  assert_true(fabs(p.p - (yes + 0.5) / (n + 1)) < 1e-15);
  assert_true(fabs(ent_beta_cdf(p.low, yes + 0.5, n - yes + 0.5) - 0.05) < 1e-10);
  assert_true(fabs(ent_beta_cdf(p.high, yes + 0.5, n - yes + 0.5) - 0.95) < 1e-10);
  assert_int_equal(p.cases, 0);
  assert_string_equal(p.filter, filter);
  assert_string_equal(p.outcome, "adopted");
  assert_int_equal(ent_precedent_count(&cases, filter, "adopted", &p, NULL, NULL), ENT_OK); /* the list is optional */
}

static void test_counts(void **state)
{
  (void)state;
  check("kind=wedge", 1, 3, 1 + 2 + 16); /* d and h hold neither 0 nor 1 */
  check("kind!=wedge", 1, 2, 4 + 32);
  check("year>=1960, year<1990", 1, 2, 2 + 4);
  check("year<1900", 0, 0, 0);
}

/* Known quantiles of the arcsine law Beta(1/2, 1/2): sin^2(pi q / 2). */
static void test_no_case_at_all(void **state)
{
  ent_precedent p;
  (void)state;
  assert_int_equal(ent_precedent_count(&cases, "year<1900", "adopted", &p, NULL, NULL), ENT_OK);
  const double low = sin(3.14159265358979324 * 0.05 / 2);
  assert_true(fabs(p.low - low * low) < 1e-12);
  assert_true(fabs(p.high - (1 - low * low)) < 1e-12);
  assert_true(p.p == 0.5);
}

/* 3 of 12: Beta(3.5, 9.5); mean 7/26. */
static void test_three_of_twelve(void **state)
{
  const char *rows[24];
  static const char *const two[] = {"case", "adopted"};
  ent_precedent p;
  (void)state;
  for (int r = 0; r < 12; r++) {
    rows[2 * r] = "x";
    rows[2 * r + 1] = r < 3 ? "1" : "0";
  }
  const ent_cases twelve = {12, 2, two, rows};
  assert_int_equal(ent_precedent_count(&twelve, "case=x", "adopted", &p, NULL, NULL), ENT_OK);
  assert_true(fabs(p.p - 7.0 / 26) < 1e-15);
  assert_true(fabs(p.low - 0.0965) < 0.001 && fabs(p.high - 0.4819) < 0.002);
}

static void test_errors(void **state)
{
  static const struct {
    const char *filter, *outcome;
    ent_status status;
  } bad[] = {
    {"knd=wedge", "adopted", ENT_REFERENCE},
    {"kind=wedge", "adoptd", ENT_REFERENCE},
    {"kind wedge", "adopted", ENT_SYNTAX},
    {"year>=old", "adopted", ENT_ARGUMENT},
  };
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_precedent p = {.n = 77};
    bool matches[8] = {true};
    ent_error err = {.code = ENT_OK};
    assert_int_equal(ent_precedent_count(&cases, bad[i].filter, bad[i].outcome, &p, matches, &err), bad[i].status);
    assert_int_equal(err.code, bad[i].status);
    assert_int_equal(p.n, 77);
    assert_true(matches[0] && !matches[1]);
  }
}

/* As a scenario asks: label, gate, and the cases one by one. */
static void test_in_an_answer(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  const ent_options options = {.draws = 100};
  ent_answer *a = NULL;
  (void)state;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  assert_int_equal(a->precedents, 2);
  const ent_precedent *p = &a->precedent[0]; /* wedges: c1 1, c2 0, c3 1, c6 0, c8 1 */
  assert_string_equal(p->label, "wedges");
  assert_int_equal(p->gate, ENT_GATE_CONSENT);
  assert_true(p->yes == 3 && p->n == 5 && p->cases == 5);
  static const char *const id[] = {"c1", "c2", "c3", "c6", "c8"};
  for (int i = 0; i < 5; i++) {
    assert_string_equal(p->case_id[i], id[i]);
    assert_int_equal(p->case_yes[i], i % 2 == 0);
  }
  p = &a->precedent[1]; /* year<2005, opponents<=3, held: c1 1, c3 0, c4 1, c7 0 */
  assert_true(p->yes == 2 && p->n == 4 && p->gate == -1);
  ent_answer_free(a);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_counts), cmocka_unit_test(test_no_case_at_all), cmocka_unit_test(test_three_of_twelve),
    cmocka_unit_test(test_errors), cmocka_unit_test(test_in_an_answer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
