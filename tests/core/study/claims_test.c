/* claims_test.c - is each quantity of a claim's test what it says, and each outcome right?  Expected values are
 * counted by hand from the tables, or taken from an ensemble of a scenario that was changed by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "study/study.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define DRAWS 2000
#define STUDY 300
#define TEXT_MAX 16384

static ent_ensemble e;

/* The small scenario with these claims for its own. */
static ent_scenario *seal_with_claims(const char *claims, ent_error *err)
{
  char small[SMALL_TEXT_MAX], text[TEXT_MAX];
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  int found = 0;
  small_text(small);
  const char *from = strstr(small, "claims: ["), *to = strstr(small, "precedents: [");
  assert_true(from && to && from < to);
  snprintf(text, sizeof text, "%.*sclaims: [%s]\n%s", (int)(from - small), small, claims, to);
  ent_status status = ent_builder_open(&memory, &b, err);
  if (status == ENT_OK) status = tiny_read(text, b, err);
  if (status == ENT_OK) status = small_tables(b, err);
  if (status == ENT_OK) status = ent_scenario_seal(b, &memory, &s, err, 1, &found);
  ent_builder_close(b);
  return s;
}

static ent_answer *ask(const ent_scenario *s)
{
  const ent_allocator memory = tiny_memory();
  const ent_options options = {.draws = DRAWS, .study_draws = STUDY};
  ent_answer *a = NULL;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  return a;
}

static ent_answer *ask_claims(const char *claims)
{
  ent_error err = {.code = ENT_OK};
  ent_scenario *const s = seal_with_claims(claims, &err);
  if (!s) fprintf(stderr, "%s: %s\n", err.path, err.message);
  assert_non_null(s);
  return ask(s);
}

static void done(ent_answer *a)
{
  ent_scenario *const s = (ent_scenario *)a->scenario;
  ent_answer_free(a);
  ent_scenario_free(s);
}

/* ---- outcomes ---- */

static void test_outcomes(void **state)
{
  static const struct {
    const char *claim, *why;
    ent_outcome outcome;
  } wanted[] = {
    {"{ id: A, text: t, note: n, tests: [{ what: w, value: members(RING), is: = 2 } { what: w, value: 1, is: < 2 }] }",
     "n", ENT_CLAIM_SUPPORTED},
    {"{ id: B, text: t, tests: [{ what: w, value: members(RING), is: = 2 } { what: w, value: 1, is: > 2 }] }", "",
     ENT_CLAIM_PARTLY},
    {"{ id: C, text: t, tests: [{ what: w, value: members(RING), is: = 3 } { what: w, value: 1, is: > 2 }] }", "",
     ENT_CLAIM_CONTRADICTED},
    {"{ id: D, text: t, depends_on: index, tests: [{ what: w, value: 1, is: = 1 } { what: w, value: 1, is: > 2 }] }",
     "index", ENT_CLAIM_DEPENDS},
    {"{ id: E, text: t, depends_on: index, tests: [{ what: w, value: 1, is: = 1 } { what: w, value: 3, is: > 2 }] }",
     "", ENT_CLAIM_SUPPORTED},
    {"{ id: F, text: t, depends_on: index, tests: [{ what: w, value: 1, is: = 2 }] }", "", ENT_CLAIM_CONTRADICTED},
    {"{ id: G, text: t, not_testable: no data, tests: [{ what: w, value: 1, is: = 1 }] }", "no data",
     ENT_CLAIM_UNTESTABLE},
    {"{ id: H, text: t, not_testable: no data }", "no data", ENT_CLAIM_UNTESTABLE},
  };
  enum { CLAIMS = sizeof wanted / sizeof *wanted };
  char text[4096] = "";
  (void)state;
  for (int i = 0; i < CLAIMS; i++) snprintf(text + strlen(text), sizeof text - strlen(text), "%s\n", wanted[i].claim);
  ent_answer *const a = ask_claims(text);
  assert_int_equal(a->claims, CLAIMS);
  for (int i = 0; i < CLAIMS; i++) {
    assert_int_equal(a->claim[i].outcome, wanted[i].outcome);
    assert_string_equal(a->claim[i].why, wanted[i].why);
    assert_string_equal(a->claim[i].text[0], "t");
  }
  assert_int_equal(a->claim[6].tests, 1); /* shown as context */
  assert_int_equal(a->claim[7].tests, 0);
  done(a);
}

/* A claim without any test would be supported by nothing. */
static void test_empty_tests_are_refused(void **state)
{
  ent_error err = {.code = ENT_OK};
  (void)state;
  assert_null(seal_with_claims("{ id: A, text: t, tests: [] }", &err));
  assert_int_equal(err.code, ENT_SCHEMA);
}

/* ---- quantities ---- */

static double share(uint64_t k)
{
  return (double)k / DRAWS;
}

static double value_of(const ent_answer *a, const char *path, double u)
{
  const int input = ent_scenario_find_input(a->scenario, path);
  assert_true(input >= 0);
  return ent_input_quantile(a->scenario, input, u);
}

static double tie_of(const ent_answer *a, const char *path)
{
  char slow[64], fast[64];
  const double w = value_of(a, "alignment.slow_weight", 0.5);
  snprintf(slow, sizeof slow, "%s.slow", path);
  snprintf(fast, sizeof fast, "%s.fast", path);
  return w * value_of(a, slow, 0.5) + (1 - w) * value_of(a, fast, 0.5);
}

typedef struct wanted_value {
  const char *quantity;
  double value;
  bool random;
} wanted_value;

static void check_values(const wanted_value *wanted, int count, const ent_answer *a)
{
  assert_int_equal(a->claim[0].tests, count);
  for (int i = 0; i < count; i++) {
    const ent_claim_test *t = &a->claim[0].test[i];
    if (fabs(t->value - wanted[i].value) > 1e-12)
      fprintf(stderr, "%s is %.15g, not %.15g\n", t->quantity, t->value, wanted[i].value);
    assert_true(fabs(t->value - wanted[i].value) <= 1e-12);
    assert_string_equal(t->quantity, wanted[i].quantity);
    assert_int_equal(t->se > 0, wanted[i].random);
    assert_true(t->source[0] != '\0');
  }
}

static void write_claim(const wanted_value *wanted, int count, char *text, size_t size)
{
  snprintf(text, size, "{ id: A, text: t, tests: [\n");
  for (int i = 0; i < count; i++) {
    char quoted[128];
    size_t n = 0;
    for (const char *c = wanted[i].quantity; *c; c++) {
      if (*c == '"') quoted[n++] = '\\';
      quoted[n++] = *c;
    }
    quoted[n] = '\0';
    snprintf(text + strlen(text), size - strlen(text), "{ what: w, value: \"%s\", is: \"> 0\" }\n", quoted);
  }
  snprintf(text + strlen(text), size - strlen(text), "] }");
}

static void test_quantities_of_tables(void **state)
{
  /* shares: west 44.5 44 43 42 41 40 and east 20 21 22.5 24 (none) 27 for 2000 to 2005 */
  static const wanted_value wanted[] = {
    {"cell(shares, 2003, west)", 42, false},
    {"max(shares, west, 2001, 2004)", 44, false},
    {"min(shares, west, 2001, 2004)", 41, false},
    {"mean(shares, east, 2003, 2005)", 25.5, false},
    {"change(shares, west, 2001, 2005)", -4, false},
    {"sum(shares, east)", 114.5, false},
    {"count(cases, \"kind=wedge\")", 5, false},
    {"count(cases, \"opponents>=1, year<2000\")", 4, false},
    {"rate(cases, \"kind=wedge\", adopted)", 0.6, false},
    {"rate(cases, \"kind=wedge\", held)", 2.0 / 3, false}, /* the empty cell and NA are left out */
    {"(cell(shares, 2000, west) - cell(shares, 2000, east)) / 2 * 3 + 1", 37.75, false},
  };
  enum { COUNT = sizeof wanted / sizeof *wanted };
  char text[4096];
  (void)state;
  write_claim(wanted, COUNT, text, sizeof text);
  ent_answer *const a = ask_claims(text);
  check_values(wanted, COUNT, a);
  assert_non_null(strstr(a->claim[0].test[0].source, "shares.csv"));
  assert_non_null(strstr(a->claim[0].test[0].source, "Made up, west"));
  done(a);
}

static void test_quantities_of_the_model(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_answer *const m = ask(s); /* the same draws: claims change nothing */
  const ent_ensemble *const n = &m->ensemble;
  ent_trust_point trust;
  int last = 0;
  (void)state;
  while (ent_scenario_trust_point(s, last, &trust) && trust.year < 2004) last++;
  assert_true(ent_scenario_trust_point(s, last - 1, &trust)); /* at the end of 2003 */
  const double pt = tie_of(m, "ties.PRO-TGT"), tr = tie_of(m, "ties.TGT-RIV"), pr = tie_of(m, "ties.PRO-RIV");
  const wanted_value wanted[] = {
    {"p(will)", share(n->open[0]), true},
    {"p(consent)", share(n->open[1]), true},
    {"p(acceptance)", share(n->open[2]), true},
    {"p(durability)", share(n->open[3]), true},
    {"p(survival)", share(n->survives), true},
    {"p(alignment)", share(n->turns), true},
    {"p(all)", share(n->all), true},
    {"p(refused)", share(n->refused), true},
    {"p(kept)", share(n->kept), true},
    {"p(turned)", share(n->turned), true},
    {"median(surplus)", ent_ensemble_quantile(n, ENT_TRACK_SURPLUS, 0.5), false},
    {"q(hazard, 0.95)", ent_ensemble_quantile(n, ENT_TRACK_HAZARD, 0.95), false},
    {"blocks(ALY)", (double)n->blocks[3] / (double)n->consent_shut, true},
    {"alone(ALY)", (double)n->alone[3] / (double)n->consent_shut, true},
    {"yes(LEAGUE, ALY)", share(n->yes[1]), true},
    {"granted(gas)", share(n->term_open[3]), true},
    {"power(LEAGUE, ALY)", 2.0 / 3, false}, /* it and one of the other two: pivot in four of six orders */
    {"power(LEAGUE, PRO)", 1.0 / 6, false},
    {"members(UNION)", 3, false},
    {"decides(LEAGUE, PRO, ALY)", 1, false},
    {"decides(LEAGUE, PRO)", 0, false},
    {"input(deal.discount)", value_of(m, "deal.discount", 0.5), false},
    {"low(deal.discount)", 0.9, false},
    {"high(deal.discount)", 0.96, false},
    {"trust(2003)", trust.mean, false},
    {"role(TGT, now)", pt + tr - pr, false},
    {"role(RIV, now)", tr + pr - pt, false},
  };
  enum { COUNT = sizeof wanted / sizeof *wanted };
  char text[4096];
  write_claim(wanted, COUNT, text, sizeof text);
  ent_answer *const a = ask_claims(text);
  check_values(wanted, COUNT, a);
  done(a);
  done(m);
}

/* ---- other worlds ---- */

static void test_changed_scenarios(void **state)
{
  static const char *const change[] = {"deal.will.support=0.9", "conditions.peace.probability=1", NULL};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const changed = small_changed(&memory, change);
  (void)state;
  ent_answer *const a = ask_claims(
    "{ id: A, text: t, tests: [\n"
    "{ what: w, value: p(will), is: \"> 0\", with: { deal.will.support: 0.9, conditions.peace.probability: 1 } }\n"
    "{ what: w, value: p(will), is: \"> 0\", minus: yes, with: { deal.will.support: 0.9, conditions.peace.probability: "
    "1 } }\n"
    "{ what: w, value: input(deal.will.support), is: = 0.9, with: { deal.will.support: 0.9 } }\n"
    "{ what: w, value: granted(base), is: \"> 0\", with: { terms.base.include: yes } }\n"
    "{ what: w, value: granted(base), is: \"> 0\" }] }");
  const ent_claim_test *t = a->claim[0].test;
  assert_int_equal(ent_ensemble_run(changed, 7, STUDY, NULL, 0, NULL, &memory, &e, NULL), ENT_OK);
  const ent_share there = ent_share_of(e.open[ENT_GATE_WILL], STUDY),
                  here = ent_share_of(a->ensemble.open[ENT_GATE_WILL], DRAWS);
  assert_true(t[0].value == there.p && t[0].se == there.se);
  assert_true(t[1].value == there.p - here.p && fabs(t[1].se - sqrt(there.se * there.se + here.se * here.se)) < 1e-15);
  assert_true(t[1].value > 0.1);
  assert_true(t[2].value == 0.9 && t[2].holds);
  assert_true(t[3].value > 0.2 && t[4].value == 0);
  assert_non_null(strstr(t[0].source, "deal.will.support = 0.9"));
  assert_non_null(strstr(t[1].source, "change against"));
  ent_scenario_free(changed);
  done(a);
}

/* A test is close when it is not settled by these draws, and has no value when the data hold none. */
static void test_close_and_unknown(void **state)
{
  char text[1024];
  ent_answer *a = ask_claims("{ id: A, text: t, tests: [{ what: w, value: p(consent), is: \"> 0\" }] }");
  const double p = a->claim[0].test[0].value, se = a->claim[0].test[0].se;
  (void)state;
  done(a);
  snprintf(
    text, sizeof text,
    "{ id: A, text: t, tests: [\n{ what: w, value: p(consent), is: \"> %.6f\" }\n{ what: w, value: p(consent), is: \"> "
    "%.6f\" }\n{ what: w, value: p(consent), is: \"between %.6f and 1\" }\n{ what: w, value: \"cell(shares, 2004, "
    "east)\", is: \"> 0\" }\n{ what: w, value: \"1 / (members(RING) - 2)\", is: \"> 0\" }\n"
    "{ what: w, value: members(RING), is: \">= 2\" }] }",
    p - 1.9 * se, p - 2.1 * se, p + 1.9 * se);
  a = ask_claims(text);
  const ent_claim_test *t = a->claim[0].test;
  assert_true(t[0].holds && t[0].close);
  assert_true(t[1].holds && !t[1].close);
  assert_true(!t[2].holds && t[2].close);
  for (int i = 3; i < 5; i++) {
    assert_true(!t[i].holds && t[i].close && t[i].value == 0);
    assert_non_null(strstr(t[i].source, "no value"));
  }
  assert_true(t[5].holds && !t[5].close); /* at the threshold, but nothing about it is random */
  done(a);
}

/* ---- changed scenarios that are kept ---- */

static void check_same_values(const ent_scenario *s, ent_changed *changed)
{
  const ent_allocator memory = tiny_memory();
  ent_answer *const plain = ask(s);
  for (int again = 0; again < 2; again++) {
    const ent_options options = {.draws = DRAWS, .study_draws = STUDY, .changed = changed};
    ent_answer *a = NULL;
    assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
    assert_int_equal(a->claims, plain->claims);
    for (int i = 0; i < a->claims; i++)
      for (int k = 0; k < a->claim[i].tests; k++) {
        assert_true(a->claim[i].test[k].value == plain->claim[i].test[k].value);
        assert_true(a->claim[i].test[k].se == plain->claim[i].test[k].se);
      }
    ent_answer_free(a);
  }
  ent_answer_free(plain);
}

/* The second scenario is asked for other changes under the same numbers: what was kept of the first must not answer. */
static void test_kept_changes(void **state)
{
  const ent_allocator memory = tiny_memory();
  static const char *const claims[2] = {
    "{ id: A, text: t, tests: [{ what: w, value: p(consent), is: \"> 0\", with: { terms.base.include: yes } }\n"
    "{ what: w, value: p(will), is: \"> 0\", with: { deal.will.support: 0.9 } }\n"
    "{ what: w, value: p(consent), is: \"> 0\", with: { clubs.LEAGUE.rule: unanimity } }] }",
    "{ id: A, text: t, tests: [{ what: w, value: p(consent), is: \"> 0\", with: { clubs.LEAGUE.rule: count >= 1 } }\n"
    "{ what: w, value: p(will), is: \"> 0\", with: { deal.will.support: -0.5 } }\n"
    "{ what: w, value: p(consent), is: \"> 0\", with: { terms.base.include: yes } }] }"};
  ent_changed *changed = NULL;
  (void)state;
  assert_int_equal(ent_changed_open(&memory, &changed, NULL), ENT_OK);
  for (int i = 0; i < 4; i++) {
    ent_error err = {.code = ENT_OK};
    ent_scenario *const s = seal_with_claims(claims[i % 2], &err);
    assert_non_null(s);
    check_same_values(s, changed);
    ent_scenario_free(s);
  }
  ent_changed_free(changed);
  ent_changed_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_outcomes),
    cmocka_unit_test(test_empty_tests_are_refused),
    cmocka_unit_test(test_quantities_of_tables),
    cmocka_unit_test(test_quantities_of_the_model),
    cmocka_unit_test(test_changed_scenarios),
    cmocka_unit_test(test_close_and_unknown),
    cmocka_unit_test(test_kept_changes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
