/* backtest_test.c - does a backtest never learn from the family that it forecasts, and do the baselines say what their
 * formulas say? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/backtest.h"
#include "fault/flaky.h"

#define ROWS 60

static ent_deal_row deal(const char *id, const char *family, int number, ent_known adopted)
{
  return (ent_deal_row){.id = id,
                        .family = family,
                        .family_number = number,
                        .title = {id, id, id},
                        .kind = ENT_DEAL_KIND_PEACE,
                        .rule = ENT_DEAL_RULE_CONSENSUS,
                        .class_of_rule = ENT_DEAL_CLASS_CONSENSUS,
                        .deciders = 5,
                        .proposer_ok = ENT_KNOWN_YES,
                        .adopted = adopted,
                        .accepted = adopted,
                        .in_force = adopted,
                        .hold5 = adopted ? ENT_KNOWN_YES : ENT_KNOWN_UNKNOWN,
                        .alive5 = adopted,
                        .alive10 = ENT_KNOWN_UNKNOWN};
}

static bool near(double a, double b)
{
  return fabs(a - b) < 1e-12;
}

static flaky heap;
static ent_allocator memory;

static int open_heap(void **state)
{
  (void)state;
  memory = flaky_open(&heap, -1, false);
  return 0;
}

static int close_heap(void **state)
{
  (void)state;
  return flaky_clean(&heap) ? 0 : -1;
}

/* Four deals of three families, adopted 1 0 1 1; leave a family out: of family f the other two, of g and h the other
 * three. */
static void test_base_rate(void **state)
{
  ent_deal_row row[] = {deal("a", "f", 0, 1), deal("b", "f", 0, 0), deal("c", "g", 1, 1), deal("d", "h", 2, 1)};
  const ent_corpus corpus = {.rows = 4, .families = 3, .row = row};
  const ent_deal_forecaster base = ent_baseline_forecaster(ENT_BASELINE_BASE_RATE);
  const ent_backtest_options options = {.folds = 0};
  ent_deal_chances out[4];
  (void)state;
  assert_int_equal(ent_backtest(&corpus, &base, 1, &options, &memory, out, NULL), ENT_OK);
  assert_true(near(out[0].p[ENT_DEAL_QUESTION_ADOPTED], 2.5 / 3) && near(out[1].p[ENT_DEAL_QUESTION_ADOPTED], 2.5 / 3));
  assert_true(near(out[2].p[ENT_DEAL_QUESTION_ADOPTED], 2.5 / 4));
  assert_true(near(out[3].p[ENT_DEAL_QUESTION_ACCEPTED], 2.5 / 3)); /* of the two others that were adopted */
  assert_true(near(out[0].p[ENT_DEAL_QUESTION_ALIVE10], 0.5));      /* nothing known */
}

static void test_cells(void **state)
{
  ent_deal_row row[] = {deal("a", "f", 0, 1), deal("b", "g", 1, 0), deal("c", "h", 2, 1), deal("d", "i", 3, 1)};
  const ent_corpus corpus = {.rows = 4, .families = 4, .row = row};
  const ent_deal_forecaster two[] = {ent_baseline_forecaster(ENT_BASELINE_RULE_OPPONENTS),
                                     ent_baseline_forecaster(ENT_BASELINE_KIND)};
  const ent_backtest_options options = {.folds = 0};
  ent_deal_chances out[8];
  (void)state;
  row[0].opponents_exante = 4;
  row[1].opponents_exante = 2; /* two and four are one cell */
  row[2].kind = ENT_DEAL_KIND_ALLIANCE;
  assert_int_equal(ent_backtest(&corpus, two, 2, &options, &memory, out, NULL), ENT_OK);
  assert_true(near(out[0].p[ENT_DEAL_QUESTION_ADOPTED], (0 + 2 * 2.5 / 4) / 3)); /* cell: b */
  assert_true(near(out[3].p[ENT_DEAL_QUESTION_ADOPTED], (1 + 2 * 2.5 / 4) / 3)); /* cell: c */
  assert_true(near(out[4].p[ENT_DEAL_QUESTION_ADOPTED], (1 + 2 * 2.5 / 4) / 4)); /* kind: b, d */
  assert_true(near(out[6].p[ENT_DEAL_QUESTION_ADOPTED], 2.5 / 4));               /* alone of its kind */
}

/* ---- families -------------------------------------------------------------------------------------------- */

typedef struct spy {
  int least, most; /* rows that it may be given to learn from */
} spy;

/* Refuses to learn from a family that is asked for; tells how many rows it learnt from by its chance. */
static ent_status watch(const void *ctx, const ent_deal_row *const *learn, int learns, const ent_deal_row *const *ask,
                        int asks, const ent_allocator *heap_of, ent_deal_chances *out, ent_error *err)
{
  const spy *const s = ctx;
  (void)heap_of;
  (void)err;
  if (learns < s->least || learns > s->most) return ENT_INTERNAL;
  for (int i = 0; i < learns; i++)
    for (int k = 0; k < asks; k++)
      if (strcmp(learn[i]->family, ask[k]->family) == 0) return ENT_INTERNAL;
  for (int k = 0; k < asks; k++)
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) out[k].p[q] = (double)learns / 1000;
  return ENT_OK;
}

static char names[ROWS][8], families[ROWS][8];

static void many(ent_deal_row *row, int rows, int per_family)
{
  for (int r = 0; r < rows; r++) {
    snprintf(names[r], sizeof names[r], "D%d", r);
    snprintf(families[r], sizeof families[r], "F%d", r / per_family);
    row[r] = deal(names[r], families[r], r / per_family, r % 3 == 0);
  }
}

static void test_families(void **state)
{
  static ent_deal_row row[ROWS];
  many(row, ROWS, 3);
  const ent_corpus corpus = {.rows = ROWS, .families = 20, .row = row};
  const spy all = {57, 57}, some = {48, 48};
  const ent_deal_forecaster one = {"spy", "spy", watch, &all}, five = {"spy", "spy", watch, &some};
  ent_backtest_options options = {.folds = 0};
  ent_deal_chances out[ROWS];
  (void)state;
  assert_int_equal(ent_backtest(&corpus, &one, 1, &options, &memory, out, NULL), ENT_OK);
  for (int r = 0; r < ROWS; r++) assert_true(near(out[r].p[0], 0.057));
  options.folds = 5;
  assert_int_equal(ent_backtest(&corpus, &five, 1, &options, &memory, out, NULL), ENT_OK);
  options.folds = 100; /* more than there are families: each is one */
  assert_int_equal(ent_backtest(&corpus, &one, 1, &options, &memory, out, NULL), ENT_OK);
}

/* A second table to learn from: what the corpus has too is not taken twice, its families are left out as well. */
static void test_training(void **state)
{
  static ent_deal_row row[ROWS];
  many(row, ROWS, 3);
  ent_deal_row other[] = {deal("D4", "F1", 0, 1), deal("X1", "F0", 1, 1), deal("X2", "new", 2, 1)};
  const ent_corpus corpus = {.rows = ROWS, .families = 20, .row = row},
                   training = {.rows = 3, .families = 3, .row = other};
  const spy both = {58, 59}, held = {1, 2};
  ent_deal_forecaster f = {"spy", "spy", watch, &both};
  ent_backtest_options options = {.training = &training};
  ent_deal_chances out[ROWS];
  (void)state;
  assert_int_equal(ent_backtest(&corpus, &f, 1, &options, &memory, out, NULL), ENT_OK);
  assert_true(near(out[0].p[0], 0.058)); /* X1 is of its family */
  assert_true(near(out[4].p[0], 0.059));
  f.ctx = &held;
  options.held_out = true;
  assert_int_equal(ent_backtest(&corpus, &f, 1, &options, &memory, out, NULL), ENT_OK);
  assert_true(near(out[0].p[0], 0.001) && near(out[59].p[0], 0.002));
}

/* Where outcomes follow one feature, the regression finds it; where a corpus holds no outcome, it forecasts all the same. */
static void test_regression(void **state)
{
  static ent_deal_row row[ROWS];
  static ent_deal_chances out[ROWS];
  many(row, ROWS, 1);
  for (int r = 0; r < ROWS; r++) {
    row[r].wedge = r % 2 == 1;
    row[r].adopted = row[r].wedge ? r % 10 != 1 : r % 10 == 0;
  }
  const ent_corpus corpus = {.rows = ROWS, .families = ROWS, .row = row};
  const ent_deal_forecaster f = ent_baseline_forecaster(ENT_BASELINE_LOGISTIC);
  const ent_backtest_options options = {.folds = 5};
  (void)state;
  assert_int_equal(ent_backtest(&corpus, &f, 1, &options, &memory, out, NULL), ENT_OK);
  for (int r = 0; r < ROWS; r++) {
    const double p = out[r].p[ENT_DEAL_QUESTION_ADOPTED];
    assert_true(row[r].wedge ? p > 0.65 && p < 0.95 : p < 0.35 && p > 0.05);
  }
  for (int r = 0; r < ROWS; r++) row[r].adopted = row[r].accepted = row[r].in_force = row[r].alive5 = ENT_KNOWN_UNKNOWN;
  assert_int_equal(ent_backtest(&corpus, &f, 1, &options, &memory, out, NULL), ENT_OK);
  assert_true(near(out[7].p[ENT_DEAL_QUESTION_ADOPTED], 0.5));
}

/* ---- what is picked, and what was missed ----------------------------------------------------------------- */

static bool has_wedge(const ent_deal_row *row)
{
  return row->wedge;
}

static void test_select(void **state)
{
  ent_deal_row row[] = {deal("a", "f", 0, 1), deal("b", "g", 1, 0), deal("c", "h", 2, 1),
                        deal("d", "h", 2, ENT_KNOWN_UNKNOWN)};
  const ent_corpus corpus = {.rows = 4, .families = 3, .row = row};
  ent_deal_chances chances[4];
  double p[4];
  bool came[4];
  int cluster[4], at[4];
  (void)state;
  for (int r = 0; r < 4; r++)
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) chances[r].p[q] = 0.1 * (r + 1);
  row[2].wedge = true;
  assert_int_equal(ent_backtest_select(&corpus, chances, ENT_DEAL_QUESTION_ADOPTED, NULL, p, came, cluster, at), 3);
  assert_true(near(p[1], 0.2) && !came[1] && came[2] && cluster[2] == 2 && at[2] == 2);
  assert_int_equal(ent_backtest_select(&corpus, chances, ENT_DEAL_QUESTION_ADOPTED, has_wedge, p, came, cluster, NULL),
                   1);
  assert_true(near(p[0], 0.3));
  assert_int_equal(ent_backtest_select(&corpus, chances, ENT_DEAL_QUESTION_ACCEPTED, NULL, p, came, cluster, NULL), 2);
  assert_int_equal(ent_backtest_select(&corpus, chances, ENT_DEAL_QUESTION_ALIVE10, NULL, p, came, cluster, NULL), 0);
  assert_int_equal(ent_deal_came(&row[1], ENT_DEAL_QUESTION_HELD5), ENT_KNOWN_UNKNOWN); /* it never came into force */
  assert_int_equal(ent_deal_came(&row[0], ENT_DEAL_QUESTION_HELD5), ENT_KNOWN_YES);
  row[1].proposer_ok = ENT_KNOWN_NO;
  assert_int_equal(ent_deal_came(&row[1], ENT_DEAL_QUESTION_ADOPTED), ENT_KNOWN_UNKNOWN); /* it was never offered */
  assert_int_equal(ent_deal_came(&row[1], ENT_DEAL_QUESTION_IN_FORCE), ENT_KNOWN_NO);
  assert_int_equal(ent_deal_came(&row[0], ENT_DEAL_QUESTIONS), ENT_KNOWN_UNKNOWN);
  assert_string_equal(ent_deal_question_word(ENT_DEAL_QUESTION_ALIVE5), "alive5");
  assert_string_equal(ent_deal_question_title(ENT_DEAL_QUESTION_IN_FORCE), "comes into force");
  assert_null(ent_deal_question_word(ENT_DEAL_QUESTIONS));
  assert_null(ent_deal_question_title(-1));
}

static void test_misses(void **state)
{
  ent_deal_row row[] = {deal("a", "f", 0, 1), deal("b", "g", 1, 0), deal("c", "h", 2, 1), deal("d", "i", 3, 1)};
  const ent_corpus corpus = {.rows = 4, .families = 4, .row = row};
  ent_deal_chances chances[4];
  ent_deal_miss miss[3];
  (void)state;
  for (int r = 0; r < 4; r++)
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) chances[r].p[q] = 0.9;
  chances[1].p[ENT_DEAL_QUESTION_ALIVE5] = 0.7;   /* did not come: 0.49 */
  chances[2].p[ENT_DEAL_QUESTION_ALIVE5] = 0.1;   /* came: 0.81 */
  chances[2].p[ENT_DEAL_QUESTION_ACCEPTED] = 0.2; /* its gate */
  row[3].alive5 = ENT_KNOWN_UNKNOWN;              /* then coming into force counts */
  chances[3].p[ENT_DEAL_QUESTION_IN_FORCE] = 0.6;
  assert_int_equal(ent_backtest_misses(&corpus, chances, 3, miss), 3);
  assert_int_equal(miss[0].row, 2);
  assert_int_equal(miss[0].gate, ENT_GATE_ACCEPTANCE);
  assert_true(near(miss[0].gate_p, 0.2) && miss[0].gate_open && miss[0].came);
  assert_int_equal(miss[1].row, 1);
  assert_int_equal(miss[1].gate, ENT_GATE_CONSENT);
  assert_false(miss[1].gate_open);
  assert_int_equal(miss[2].row, 3);
  assert_int_equal(miss[2].question, ENT_DEAL_QUESTION_IN_FORCE);
  assert_int_equal(ent_backtest_misses(&corpus, chances, 1, miss), 1);
}

/* ---- refusals -------------------------------------------------------------------------------------------- */

static ent_status wrong(const void *ctx, const ent_deal_row *const *learn, int learns, const ent_deal_row *const *ask,
                        int asks, const ent_allocator *heap_of, ent_deal_chances *out, ent_error *err)
{
  (void)ctx;
  (void)learn;
  (void)learns;
  (void)ask;
  (void)heap_of;
  (void)err;
  for (int k = 0; k < asks; k++)
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) out[k].p[q] = q == 2 ? NAN : 0.5;
  return ENT_OK;
}

static bool never(void *ctx, double done)
{
  (void)ctx;
  (void)done;
  return false;
}

static void test_refusals(void **state)
{
  ent_deal_row row[] = {deal("a", "f", 0, 1), deal("b", "g", 1, 0)};
  const ent_corpus corpus = {.rows = 2, .families = 2, .row = row}, none = {0};
  const ent_deal_forecaster base = ent_baseline_forecaster(ENT_BASELINE_BASE_RATE), bad = {"w", "w", wrong, NULL},
                            empty = ent_baseline_forecaster(ENT_BASELINES);
  const ent_backtest_options plain = {.folds = 0}, one = {.folds = 1}, held = {.held_out = true},
                             stop = {.progress = never};
  ent_deal_chances out[2] = {{{-7}}, {{-7}}};
  ent_error err;
  (void)state;
  assert_null(empty.forecast);
  assert_int_equal(ent_backtest(&none, &base, 1, &plain, &memory, out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_backtest(&corpus, &base, 0, &plain, &memory, out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_backtest(&corpus, &empty, 1, &plain, &memory, out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_backtest(&corpus, &base, 1, &one, &memory, out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_backtest(&corpus, &base, 1, &held, &memory, out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_backtest(&corpus, &base, 1, NULL, &memory, out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_backtest(&corpus, &base, 1, &plain, NULL, out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_backtest(&corpus, &bad, 1, &plain, &memory, out, &err), ENT_ARGUMENT);
  assert_true(strstr(err.message, "between 0 and 1") != NULL);
  assert_int_equal(ent_backtest(&corpus, &base, 1, &stop, &memory, out, &err), ENT_CANCELLED);
  assert_true(near(out[0].p[0], -7)); /* untouched */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_base_rate), cmocka_unit_test(test_cells),      cmocka_unit_test(test_families),
    cmocka_unit_test(test_training),  cmocka_unit_test(test_regression), cmocka_unit_test(test_select),
    cmocka_unit_test(test_misses),    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, open_heap, close_heap);
}
