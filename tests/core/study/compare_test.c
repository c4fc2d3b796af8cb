/* compare_test.c - do the shares of a difference say what brute force says?  Every subset of the changes is sealed and run
 * as a scenario of its own, and the Shapley values are added up from those ensembles. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/compare.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define DRAWS 300
#define SEED 7 /* of the small scenario */
#define CHANGES_MAX 12

static ent_ensemble e;
static double chance[1 << 9][ENT_CHANCES];

static ent_difference *compare(const ent_scenario *a, const ent_scenario *b, uint64_t draws)
{
  const ent_allocator memory = tiny_memory();
  const ent_options options = {.draws = draws};
  ent_difference *d = NULL;
  ent_error err = {.code = ENT_OK};
  if (ent_compare(a, b, &options, &memory, &d, &err) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  return d;
}

static ent_scenario *changed(const char *const *change, int count, unsigned subset)
{
  const ent_allocator memory = tiny_memory();
  const char *list[CHANGES_MAX + 1];
  int n = 0;
  for (int i = 0; i < count; i++)
    if (subset >> i & 1) list[n++] = change[i];
  list[n] = NULL;
  ent_scenario *s = small_changed(&memory, list);
  assert_non_null(s);
  return s;
}

/* The chances of every subset, each run by itself. */
static void run_subsets(const char *const *change, int count)
{
  const ent_allocator memory = tiny_memory();
  for (unsigned subset = 0; subset < 1u << count; subset++) {
    ent_scenario *s = changed(change, count, subset);
    assert_int_equal(ent_ensemble_run(s, SEED, DRAWS, NULL, 0, NULL, &memory, &e, NULL), ENT_OK);
    for (int g = 0; g < ENT_CHANCES; g++)
      chance[subset][g] = (double)(g < ENT_GATES ? e.open[g] : e.all) / (double)e.draws;
    ent_scenario_free(s);
  }
}

static double factorial(int n)
{
  return n < 2 ? 1 : n * factorial(n - 1);
}

static double shapley(int count, int i, int g)
{
  double sum = 0;
  for (unsigned s = 0; s < 1u << count; s++) {
    int size = 0;
    if (s >> i & 1) continue;
    for (int k = 0; k < count; k++) size += (int)(s >> k & 1);
    sum += factorial(size) * factorial(count - size - 1) / factorial(count) * (chance[s | 1u << i][g] - chance[s][g]);
  }
  return sum;
}

static const ent_cause *cause_of(const ent_difference *d, const char *change)
{
  const size_t size = strcspn(change, "=");
  for (int i = 0; i < d->causes; i++)
    if (strlen(d->cause[i].path) == size && memcmp(d->cause[i].path, change, size) == 0) return &d->cause[i];
  fail_msg("no cause %s", change);
  return NULL;
}

static void check_sums(const ent_difference *d)
{
  for (int g = 0; g < ENT_CHANCES; g++) {
    double sum = 0;
    for (int i = 0; i < d->causes; i++) sum += d->cause[i].share[g];
    assert_true(fabs(sum - d->change[g]) < 1e-12);
    assert_true(fabs(d->chance_b[g].p - d->chance_a[g].p - d->change[g]) < 1e-12);
  }
}

/* within: 0 for exact values, else how many standard errors. */
static void check_brute(const char *const *change, int count, double within)
{
  const ent_allocator memory = tiny_memory();
  const unsigned all = (1u << count) - 1;
  double moved = 0;
  ent_scenario *a = small_scenario(&memory), *b = changed(change, count, all);
  ent_difference *d = compare(a, b, DRAWS);
  run_subsets(change, count);
  assert_int_equal(d->causes, count);
  assert_int_equal(d->exact, within == 0);
  for (int i = 0; i < count; i++) {
    const ent_cause *c = cause_of(d, change[i]);
    assert_string_equal(c->after, change[i] + strcspn(change[i], "=") + 1);
    for (int g = 0; g < ENT_CHANCES; g++) {
      const double wanted = shapley(count, i, g);
      const double room = within > 0 ? within * c->se[g] + 1e-12 : 1e-12;
      moved += fabs(wanted);
      if (!(fabs(c->share[g] - wanted) <= room) || fabs(c->alone[g] - chance[1u << i][g]) > 1e-12 ||
          fabs(c->back[g] - chance[all & ~(1u << i)][g]) > 1e-12)
        fail_msg("%s, chance %d: share %.17g (%.17g), alone %.17g (%.17g), back %.17g (%.17g)", change[i], g,
                 c->share[g], wanted, c->alone[g], chance[1u << i][g], c->back[g], chance[all & ~(1u << i)][g]);
    }
  }
  for (int g = 0; g < ENT_CHANCES; g++) {
    assert_true(d->chance_a[g].p == chance[0][g]);
    assert_true(d->chance_b[g].p == chance[all][g]);
  }
  assert_true(moved > 0.05); /* else nothing was tested */
  check_sums(d);
  ent_difference_free(d);
  ent_scenario_free(a);
  ent_scenario_free(b);
}

/* ---- brute force ---- */

static void test_numbers(void **state)
{
  static const char *const change[] = {"consents.LEAGUE.ALY.support=0.1 to 0.8", "ties.PRO-TGT.slow=0 to 0.9",
                                       "deal.outside.rival_loss=0.1"};
  (void)state;
  check_brute(change, 3, 0);
}

/* Numbers that correlate, that are a default of several members, that move trust, that were known and are not. */
static void test_odd_numbers(void **state)
{
  static const char *const change[] = {"consents.RING.default.support=0.1 to 0.9",
                                       "consents.HOUSE.MAJ.support=0.2 to 0.9",
                                       "trust.forgetting=0.5",
                                       "trust.prior_broken=0.2",
                                       "ties.PRO-ALY.fast=-0.9 to 0.9",
                                       "deal.will.support=0.2",
                                       "concessions.border.cost=1%"};
  (void)state;
  check_brute(change, 7, 0);
}

static void test_rules_and_flags(void **state)
{
  static const char *const change[] = {"clubs.LEAGUE.rule=majority", "terms.gas.include=no",
                                       "consents.LEAGUE.PRO.support=-0.5 to 0.5", "date=2003-01-01"};
  (void)state;
  check_brute(change, 4, 0);
}

/* Paths that are not there in the first one: a default that is overridden, honours of a term's own, a gain. */
static void test_new_values(void **state)
{
  static const char *const change[] = {"terms.loan.honours=0.99", "consents.RING.NEU.support=0.9",
                                       "consents.UNION.default.when.peace=0.5", "clubs.HOUSE.sigma=0.9"};
  (void)state;
  check_brute(change, 4, 0);
}

static const char *const many[] = {"consents.LEAGUE.ALY.support=0.1 to 0.8",
                                   "consents.UNION.NEU.support=0.2 to 0.9",
                                   "ties.PRO-TGT.slow=0 to 0.9",
                                   "ties.TGT-RIV.slow=-0.6 to 0",
                                   "deal.outside.rival_loss=0.1",
                                   "deal.leverage=0.5",
                                   "deal.will.support=-0.1 to 0.2",
                                   "terms.seat.flow=3% to 6%",
                                   "clubs.HOUSE.rule=majority"};

static void test_sampled_orders(void **state)
{
  (void)state;
  check_brute(many, 9, 4.5);
}

/* ---- properties ---- */

static void test_exchange(void **state)
{
  const ent_allocator memory = tiny_memory();
  (void)state;
  for (int count = 4; count <= 9; count += 5) {
    ent_scenario *a = small_scenario(&memory), *b = changed(many, count, (1u << count) - 1);
    ent_difference *there = compare(a, b, DRAWS), *back = compare(b, a, DRAWS);
    for (int i = 0; i < count; i++) {
      const ent_cause *c = cause_of(there, many[i]), *r = cause_of(back, many[i]);
      assert_string_equal(c->before, r->after);
      for (int g = 0; g < ENT_CHANCES; g++) {
        assert_true(fabs(c->share[g] + r->share[g]) < 1e-12);
        assert_true(fabs(c->alone[g] - r->back[g]) < 1e-12);
      }
    }
    check_sums(there);
    ent_difference_free(there);
    ent_difference_free(back);
    ent_scenario_free(a);
    ent_scenario_free(b);
  }
}

static void test_same(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *a = small_scenario(&memory), *b = small_scenario(&memory);
  ent_difference *d = compare(a, b, DRAWS);
  (void)state;
  assert_int_equal(d->causes, 0);
  assert_int_equal(d->texts, 0);
  for (int g = 0; g < ENT_CHANCES; g++) assert_true(d->change[g] == 0 && d->chance_a[g].p == d->chance_b[g].p);
  assert_string_equal(d->headline, "The same assumptions: nothing differs that a gate reads.");
  ent_difference_free(d);
  ent_scenario_free(a);
  ent_scenario_free(b);
}

/* The small scenario with one piece of its text replaced by another. */
static ent_scenario *replaced(const char *from, const char *to)
{
  static char text[2 * SMALL_TEXT_MAX];
  char small[SMALL_TEXT_MAX];
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  small_text(small);
  const char *at = strstr(small, from);
  assert_non_null(at);
  snprintf(text, sizeof text, "%.*s%s%s", (int)(at - small), small, to, at + strlen(from));
  ent_status status = ent_builder_open(&memory, &b, &err);
  if (status == ENT_OK) status = tiny_read(text, b, &err);
  if (status == ENT_OK) status = small_tables(b, &err);
  if (status == ENT_OK) status = ent_scenario_seal(b, &memory, &s, &err, 1, &found);
  ent_builder_close(b);
  if (status != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  return s;
}

/* Compares the small scenario with itself after one piece of text was replaced. */
static ent_difference *compare_replaced(const char *from, const char *to)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *a = small_scenario(&memory);
  return compare(a, replaced(from, to), DRAWS);
}

static void done(ent_difference *d)
{
  ent_scenario *a = (ent_scenario *)(uintptr_t)d->a, *b = (ent_scenario *)(uintptr_t)d->b;
  ent_difference_free(d);
  ent_scenario_free(a);
  ent_scenario_free(b);
}

static void test_order_of_keys(void **state)
{
  (void)state;
  ent_difference *d = compare_replaced("kind: realignment, proposer: PRO", "proposer: PRO, kind: realignment");
  assert_int_equal(d->causes + d->texts, 0);
  done(d);
  d = compare_replaced("members: [NEU, ALY, RING]", "members: [RING, NEU, ALY]");
  assert_int_equal(d->causes + d->texts, 0);
  for (int g = 0; g < ENT_CHANCES; g++) assert_true(d->change[g] == 0);
  done(d);
}

static void test_remarks(void **state)
{
  (void)state;
  ent_difference *d = compare_replaced("title: { en: A small wedge,", "title: { en: Another title,");
  assert_int_equal(d->causes, 0);
  assert_int_equal(d->texts, 1);
  done(d);
  d = compare_replaced("{ value: 0.1 to 0.4, source: survey,", "{ value: 0.1 to 0.4, source: talks,");
  assert_int_equal(d->causes, 0);
  assert_int_equal(d->texts, 1);
  done(d);
  d = compare_replaced("cost: 1%, include: no", "cost: 0.01, include: no"); /* the same number */
  assert_int_equal(d->causes, 0);
  assert_int_equal(d->texts, 1);
  done(d);
}

/* A new member comes with its consent: neither makes sense without the other, so both are the rest. */
static void test_structure(void **state)
{
  (void)state;
  ent_difference *d = compare_replaced("members: [PRO, ALY, UNION], rule: \"count >= 2 and objection(ALY)\"",
                                       "members: [PRO, ALY, UNION, RIV], rule: \"count >= 4\"");
  int rest = 0, rule = 0;
  for (int i = 0; i < d->causes; i++) {
    rest += d->cause[i].kind == ENT_CAUSE_REST || strcmp(d->cause[i].path, "clubs.LEAGUE.members") == 0;
    rule += strcmp(d->cause[i].path, "clubs.LEAGUE.rule") == 0;
  }
  assert_true(rest == 1 && d->causes == rest + rule);
  assert_true(d->change[ENT_GATE_CONSENT] < 0);
  check_sums(d);
  done(d);
  d = compare_replaced("MIN: { name: The minority } }",
                       "MIN: { name: The minority }, NEW: { name: New, capability: { gdp: 9 } } }");
  assert_int_equal(d->causes, 1);
  assert_int_equal(d->cause[0].kind, ENT_CAUSE_REST);
  assert_string_equal(d->cause[0].path, "actors.NEW added");
  assert_string_equal(d->cause[0].what, "everything else that differs (actors.NEW added)");
  done(d);
}

/* A tie more, a tie turned round, and a number beside them. */
static void test_ties(void **state)
{
  (void)state;
  ent_difference *d =
    compare_replaced("{ between: [NEU, RIV], slow: -0.2 to 0.3 } ]",
                     "{ between: [RIV, NEU], slow: -0.2 to 0.3 }, { between: [ALY, NEU], slow: 0.9 } ]");
  assert_int_equal(d->causes, 1);
  assert_string_equal(d->cause[0].path, "ties.NEU-RIV taken out, ties.RIV-NEU added, ties.ALY-NEU added");
  check_sums(d);
  done(d);
}

/* Of a long rest the phrase names the first places, the path all. */
static void test_long_rest(void **state)
{
  (void)state;
  ent_difference *d =
    compare_replaced("MIN: { name: The minority } }", "MIN: { name: The minority }, N1: { name: a }, N2: { name: b }, "
                                                      "N3: { name: c }, N4: { name: d }, N5: { name: e } }");
  assert_int_equal(d->causes, 1);
  assert_non_null(strstr(d->cause[0].path, "actors.N5 added"));
  assert_string_equal(d->cause[0].what, "everything else that differs (actors.N1 added, actors.N2 added, "
                                        "actors.N3 added, actors.N4 added and others, 5 in all)");
  done(d);
}

/* The rest and a number: brute force by hand over the four mixtures. */
static void test_rest_and_number(void **state)
{
  static const char from[] = "{ between: [NEU, RIV], slow: -0.2 to 0.3 } ]",
                    to[] = "{ between: [NEU, RIV], slow: -0.2 to 0.3 }, { between: [RIV, ALY], slow: 0.9 } ]";
  static const char number[] = "{ between: [PRO, TGT], slow: -0.5 to 0.4",
                    other[] = "{ between: [PRO, TGT], slow: 0 to 0.9";
  const ent_allocator memory = tiny_memory();
  ent_scenario *a = small_scenario(&memory), *s[4] = {a, replaced(from, to), replaced(number, other), NULL};
  static const char *const set[] = {"ties.PRO-TGT.slow=0 to 0.9", NULL};
  (void)state;
  ent_builder *b = NULL;
  const uint8_t *data;
  size_t size;
  int found = 0;
  ent_error err;
  ent_scenario_snapshot(s[1], &data, &size);
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(ent_builder_load(b, data, size, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "ties.PRO-TGT.slow", "0 to 0.9", NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s[3], &err, 1, &found), ENT_OK);
  ent_builder_close(b);
  for (int i = 0; i < 4; i++) {
    assert_int_equal(ent_ensemble_run(s[i], SEED, DRAWS, NULL, 0, NULL, &memory, &e, NULL), ENT_OK);
    for (int g = 0; g < ENT_CHANCES; g++) chance[i][g] = (double)(g < ENT_GATES ? e.open[g] : e.all) / DRAWS;
  }
  ent_difference *d = compare(a, s[3], DRAWS);
  assert_int_equal(d->causes, 2);
  const ent_cause *c = cause_of(d, set[0]);
  for (int g = 0; g < ENT_CHANCES; g++) {
    assert_true(fabs(c->share[g] - (chance[2][g] - chance[0][g] + chance[3][g] - chance[1][g]) / 2) < 1e-12);
    assert_true(fabs(c->alone[g] - chance[2][g]) < 1e-12 && fabs(c->back[g] - chance[1][g]) < 1e-12);
  }
  assert_true(chance[1][ENT_GATE_DURABILITY] != chance[0][ENT_GATE_DURABILITY]);
  check_sums(d);
  ent_difference_free(d);
  for (int i = 0; i < 4; i++) ent_scenario_free(s[i]);
}

/* More changes of rules, flags and lists than stand alone: what is beyond goes into the rest, and rules stay. */
static void test_many_structures(void **state)
{
  static const char *const change[] = {
    "terms.gas.include=no",   "terms.loan.include=no", "terms.base.include=yes",    "concessions.fleet.include=yes",
    "terms.seat.form=treaty", "date=2004-01-01",       "clubs.LEAGUE.rule=majority"};
  const ent_allocator memory = tiny_memory();
  ent_scenario *a = small_scenario(&memory), *b = changed(change, 7, 127);
  ent_difference *d = compare(a, b, DRAWS);
  (void)state;
  assert_int_equal(d->causes, ENT_COMPARE_STRUCTURES);
  cause_of(d, change[6]);
  for (int i = 0; i < d->causes; i++)
    if (d->cause[i].kind == ENT_CAUSE_REST) assert_non_null(strstr(d->cause[i].path, "terms.seat.form"));
  check_sums(d);
  done(d);
}

/* ---- seeds, draws, errors ---- */

static void test_luck(void **state)
{
  (void)state;
  ent_difference *d = compare_replaced("seed: 7\n", "seed: 8\n");
  assert_int_equal(d->causes, 0);
  assert_true(d->seed[0] == 7 && d->seed[1] == 8);
  assert_true(d->change[ENT_GATE_CONSENT] != 0);
  assert_non_null(strstr(d->headline, "is Monte Carlo error"));
  done(d);
}

static void test_seeds_with_changes(void **state)
{
  (void)state;
  ent_difference *d = compare_replaced("seed: 7\ndraws: 4096\n", "seed: 3\ndraws: 4096\n");
  assert_int_equal(d->causes, 0);
  done(d);
  d = compare_replaced("horizon_years: 5\ncapability: gdp\nseed: 7\n", "horizon_years: 30\ncapability: gdp\nseed: 3\n");
  assert_int_equal(d->causes, 1);
  assert_true(d->seed[0] == 3 && d->seed[1] == 3); /* the smaller one for both */
  done(d);
}

static bool stop(void *ctx, const char *stage, double done_so_far, const ent_ensemble *so_far)
{
  (void)ctx;
  (void)stage;
  (void)done_so_far;
  (void)so_far;
  return false;
}

static void test_errors(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *a = small_scenario(&memory);
  ent_difference *d = (ent_difference *)&e;
  ent_error err = {.code = ENT_OK};
  (void)state;
  ent_options options = {.draws = ENT_DRAWS_MAX + 1};
  assert_int_equal(ent_compare(a, a, &options, &memory, &d, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "draws");
  options = (ent_options){.draws = 10, .progress = stop};
  assert_int_equal(ent_compare(a, a, &options, &memory, &d, &err), ENT_CANCELLED);
  assert_ptr_equal(d, &e);
  ent_difference_free(NULL);
  ent_scenario_free(a);
}

/* ---- words ---- */

static void test_headline(void **state)
{
  static const char *const change[] = {"ties.PRO-TGT.slow=0.4 to 0.9", "deal.leverage=0.9"};
  const ent_allocator memory = tiny_memory();
  ent_scenario *a = small_scenario(&memory), *b = changed(change, 2, 3);
  ent_difference *d = compare(a, b, DRAWS);
  char wanted[400], share[32], whole[32];
  (void)state;
  const double part = 100 * d->cause[0].share[d->about], all = 100 * d->change[d->about];
  assert_string_equal(d->cause[0].path, "ties.PRO-TGT.slow");
  assert_int_equal(d->about, ENT_GATES);
  if (!(part > 0.5 * all && part < 0.95 * all)) fail_msg("%g of %g: %s", part, all, d->headline);
  ent_number_write_fixed(part, part < 9.95 ? 1 : 0, share);
  ent_number_write_fixed(all, all < 9.95 ? 1 : 0, whole);
  snprintf(wanted, sizeof wanted, "Most of it (%s of %s points) comes from %s (-0.5 to 0.4 → 0.4 to 0.9).", share,
           whole, d->cause[0].label);
  if (!strstr(d->headline, wanted)) fail_msg("%s\n%s", d->headline, wanted);
  assert_true(strncmp(d->headline, "All four gates: from ", 21) == 0);
  done(d);
}

static void test_texts(void **state)
{
  (void)state;
  ent_difference *d = compare_replaced("leverage: { value: 0.1 to 0.4,", "leverage: { value: 0.9,");
  const char *text = NULL;
  size_t size = 0;
  assert_int_equal(ent_difference_json(d, &text, &size, NULL), ENT_OK);
  assert_int_equal(strlen(text), size);
  assert_non_null(strstr(text, "\"path\": \"deal.leverage\""));
  assert_non_null(strstr(text, "\"before\": \"0.1 to 0.4\",\n\"after\": \"0.9\""));
  assert_non_null(strstr(text, "\"exact\": true"));
  assert_int_equal(ent_difference_csv(d, &text, &size, NULL), ENT_OK);
  assert_int_equal(strlen(text), size);
  int rows = 0;
  for (const char *c = text; *c; c++) rows += *c == '\n';
  assert_int_equal(rows, 1 + ENT_CHANCES * (6 + 4));
  assert_non_null(strstr(text, "\ndeal.leverage,consent,share,"));
  done(d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_numbers),
    cmocka_unit_test(test_odd_numbers),
    cmocka_unit_test(test_rules_and_flags),
    cmocka_unit_test(test_new_values),
    cmocka_unit_test(test_sampled_orders),
    cmocka_unit_test(test_exchange),
    cmocka_unit_test(test_same),
    cmocka_unit_test(test_order_of_keys),
    cmocka_unit_test(test_remarks),
    cmocka_unit_test(test_structure),
    cmocka_unit_test(test_ties),
    cmocka_unit_test(test_rest_and_number),
    cmocka_unit_test(test_many_structures),
    cmocka_unit_test(test_long_rest),
    cmocka_unit_test(test_luck),
    cmocka_unit_test(test_seeds_with_changes),
    cmocka_unit_test(test_errors),
    cmocka_unit_test(test_headline),
    cmocka_unit_test(test_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
