/* precedents_test.c - are deals counted in the right classes, and is the nearest deal the nearest by the stated distance? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>

#include "entente/precedents.h"

static bool near(double a, double b)
{
  return fabs(a - b) < 1e-12;
}

static ent_deal_row deal(const char *id)
{
  return (ent_deal_row){.id = id,
                        .family = id,
                        .kind_word = "",
                        .rule_word = "",
                        .proposer = "USA",
                        .target = "RUS",
                        .opponents = "",
                        .proposer_cow = "",
                        .target_cow = "",
                        .club = "",
                        .wedge_against = "",
                        .kind = ENT_DEAL_KIND_PEACE,
                        .rule = ENT_DEAL_RULE_CONSENSUS,
                        .class_of_rule = ENT_DEAL_CLASS_CONSENSUS,
                        .deciders = 7,
                        .proposer_ok = ENT_KNOWN_YES,
                        .adopted = ENT_KNOWN_YES,
                        .accepted = ENT_KNOWN_YES,
                        .in_force = ENT_KNOWN_YES,
                        .alive5 = ENT_KNOWN_NO,
                        .alive10 = ENT_KNOWN_UNKNOWN};
}

static void test_distance(void **state)
{
  ent_deal_row a = deal("a"), b = deal("b");
  (void)state;
  assert_true(near(ent_deal_distance(&a, &b), 0));
  b.opponents_exante = 3; /* rule 2, kind 2, form 1, wedge 1, opponents 2, deciders 1 are known: weight 9 */
  assert_true(near(ent_deal_distance(&a, &b), 2.0 / 9));
  b.opponents_exante = 9; /* at most 1 */
  assert_true(near(ent_deal_distance(&a, &b), 2.0 / 9));
  b.deciders = 210; /* 30 times as many */
  assert_true(near(ent_deal_distance(&a, &b), 3.0 / 9));
  b.feature[ENT_DEAL_FEATURE_RIVALRY_PT] = (ent_deal_number){true, 1}; /* of one alone: not compared */
  assert_true(near(ent_deal_distance(&a, &b), 3.0 / 9));
  a.feature[ENT_DEAL_FEATURE_RIVALRY_PT] = (ent_deal_number){true, 0};
  assert_true(near(ent_deal_distance(&a, &b), 4.0 / 10));
  a.feature[ENT_DEAL_FEATURE_POLYARCHY_T] = (ent_deal_number){true, 0.9};
  b.feature[ENT_DEAL_FEATURE_POLYARCHY_T] = (ent_deal_number){true, 0.3};
  assert_true(near(ent_deal_distance(&a, &b), 4.3 / 10.5));
  a.feature[ENT_DEAL_FEATURE_MIDS10_PT] = (ent_deal_number){true, 0};
  b.feature[ENT_DEAL_FEATURE_MIDS10_PT] = (ent_deal_number){true, 10};
  assert_true(near(ent_deal_distance(&a, &b), 5.3 / 11.5));
  for (int k = 0; k < 2; k++) { /* ten times as strong, and a tenth: a hundredfold */
    a.feature[ENT_DEAL_FEATURE_CINC_P + k] = (ent_deal_number){true, k ? 0.01 : 0.1};
    b.feature[ENT_DEAL_FEATURE_CINC_P + k] = (ent_deal_number){true, k ? 0.1 : 0.01};
  }
  assert_true(near(ent_deal_distance(&a, &b), 6.3 / 12.5));
  assert_true(near(ent_deal_distance(&a, &b), ent_deal_distance(&b, &a)));
  a.feature[ENT_DEAL_FEATURE_ALLIANCE_T_AGAINST] = b.feature[ENT_DEAL_FEATURE_ALLIANCE_T_AGAINST] =
    (ent_deal_number){true, 1};
  assert_true(near(ent_deal_distance(&a, &b), 6.3 / 12.5)); /* neither is a wedge */
  a.wedge = b.wedge = true;
  assert_true(near(ent_deal_distance(&a, &b), 6.3 / 13.5));
}

static void test_nearest(void **state)
{
  ent_deal_row row[] = {deal("a"), deal("b"), deal("c"), deal("d")};
  const ent_corpus corpus = {.rows = 4, .families = 4, .row = row};
  ent_near_deal found[4];
  (void)state;
  row[0].opponents_exante = 3;
  row[1].opponents_exante = 1;
  row[3].kind = ENT_DEAL_KIND_ALLIANCE;
  assert_int_equal(ent_nearest_deals(&corpus, &row[2], 2, 4, found), 3);
  assert_int_equal(found[0].row, 1);
  assert_int_equal(found[1].row, 0); /* as far as the next, but above it */
  assert_int_equal(found[2].row, 3);
  assert_true(near(found[0].distance, 2.0 / 27) && near(found[1].distance, found[2].distance));
  assert_int_equal(ent_nearest_deals(&corpus, &row[2], -1, 1, found), 1);
  assert_int_equal(found[0].row, 2); /* itself */
}

static void test_classes(void **state)
{
  ent_deal_row row[] = {deal("a"), deal("b"), deal("c"), deal("d")};
  const ent_corpus corpus = {.rows = 4, .families = 4, .row = row};
  (void)state;
  row[0].opponents_exante = 3;
  row[1].opponents_exante = 7;
  row[1].in_force = ENT_KNOWN_NO;
  row[2].opponents_exante = 5;
  row[2].in_force = ENT_KNOWN_UNKNOWN;
  row[3].feature[ENT_DEAL_FEATURE_RIVALRY_PT] = (ent_deal_number){true, 1};
  ent_class_count c = ent_count_class(&corpus, ENT_CLASSING_OPPONENTS, 3, ENT_DEAL_QUESTION_IN_FORCE, -1);
  assert_int_equal(c.n, 2);
  assert_int_equal(c.yes, 1);
  assert_true(near(c.p, 0.5) && fabs(ent_beta_cdf(c.low, 1.5, 1.5) - 0.05) < 1e-10 &&
              fabs(ent_beta_cdf(c.high, 1.5, 1.5) - 0.95) < 1e-10);
  c = ent_count_class(&corpus, ENT_CLASSING_OPPONENTS, 3, ENT_DEAL_QUESTION_IN_FORCE, 1);
  assert_int_equal(c.n, 1);
  assert_int_equal(ent_deal_class_of(&row[0], ENT_CLASSING_RIVALRY), -1);
  assert_int_equal(ent_deal_class_of(&row[3], ENT_CLASSING_RIVALRY), 1);
  assert_int_equal(ent_deal_class_of(&row[3], ENT_CLASSING_KIND), ENT_DEAL_KIND_PEACE);
  assert_int_equal(ent_deal_class_of(&row[3], ENT_CLASSING_WEDGE), 0);
  assert_int_equal(ent_deal_class_of(&row[3], ENT_CLASSINGS), -1);
  assert_string_equal(ent_class_word(ENT_CLASSING_FORM, ent_deal_class_of(&row[3], ENT_CLASSING_FORM)), "treaty");
}

/* Each class has words; outside there are none. */
static void test_words(void **state)
{
  (void)state;
  for (int by = 0; by < ENT_CLASSINGS; by++) {
    const int count = ent_classing_count((ent_classing)by);
    assert_true(count >= 2 && ent_classing_word(by) && ent_classing_title(by));
    for (int k = 0; k < count; k++)
      assert_true(ent_class_word((ent_classing)by, k) && ent_class_title((ent_classing)by, k));
    assert_null(ent_class_word((ent_classing)by, count));
    assert_null(ent_class_title((ent_classing)by, -1));
  }
  assert_int_equal(ent_classing_count(ENT_CLASSINGS), 0);
  assert_null(ent_classing_word(ENT_CLASSINGS));
  assert_null(ent_classing_title(-1));
  assert_string_equal(ent_class_word(ENT_CLASSING_OPPONENTS, 3), ">=3");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_distance), cmocka_unit_test(test_nearest),
                                     cmocka_unit_test(test_classes), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
