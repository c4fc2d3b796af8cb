/* sentences_test.c - do the words keep the rules of ICD 203: fixed ranges, and never likelihood and confidence in one
 * sentence? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static void test_words_at_their_bounds(void **state)
{
  static const struct {
    double p;
    const char *word;
  } wanted[] = {
    {0, "almost no chance"},
    {0.0499, "almost no chance"},
    {0.05, "very unlikely"},
    {0.1999, "very unlikely"},
    {0.20, "unlikely"},
    {0.4499, "unlikely"},
    {0.45, "roughly even chance"},
    {0.5, "roughly even chance"},
    {0.5499, "roughly even chance"},
    {0.55, "likely"},
    {0.7999, "likely"},
    {0.80, "very likely"},
    {0.9499, "very likely"},
    {0.95, "almost certain"},
    {1, "almost certain"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    assert_string_equal(ent_likelihood_word(wanted[i].p), wanted[i].word);
}

static bool has_likelihood(const char *text)
{
  static const char *const word[] = {"likely", "almost no chance", "even chance", "almost certain", "probab"};
  for (size_t i = 0; i < sizeof word / sizeof *word; i++)
    if (strstr(text, word[i])) return true;
  return false;
}

static void check_sentences(const char *const *change, uint64_t draws)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_changed(&memory, change);
  const ent_options options = {.draws = draws, .study_draws = 200};
  static const char *const level[] = {"low", "moderate", "high"};
  ent_answer *a = NULL;
  char begins[64];
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  const char *word = ent_likelihood_word((double)a->ensemble.all / (double)draws);
  assert_non_null(strstr(a->headline, word));
  assert_true(strncmp(a->headline, "It is ", 6) == 0 || strncmp(a->headline, "There is ", 9) == 0);
  assert_int_equal(a->headline[strlen(a->headline) - 1], '.');
  assert_null(strstr(a->headline, "onfidence"));
  assert_null(strstr(a->weakest, "onfidence"));
  assert_false(has_likelihood(a->confidence));
  snprintf(begins, sizeof begins, "Confidence in this answer is %s", level[a->confidence_level]);
  assert_int_equal(strncmp(a->confidence, begins, strlen(begins)), 0);
  int worst = 0; /* the gate that is named is the one that is open least */
  static const char *const title[] = {"Will", "Consent", "Acceptance", "Durability"};
  for (int g = 1; g < ENT_GATES; g++)
    if (a->ensemble.open[g] < a->ensemble.open[worst]) worst = g;
  assert_non_null(strstr(a->weakest, title[worst]));
  assert_null(strstr(a->headline, "nan"));
  char said[ENT_SAID_MAX];
  assert_int_equal(ent_verdict_say(a->ensemble.all, draws, NULL, &memory, said, NULL), ENT_OK);
  assert_string_equal(said, a->headline);
  ent_answer_free(a);
  ent_scenario_free(s);
}

static void test_sentences(void **state)
{
  static const char *const never[] = {"deal.will.support=-0.9", "deal.will.wedge_gain=0", NULL};
  static const char *const blocked[] = {"consents.LEAGUE.ALY.support=-0.9", NULL};
  static const char *const always[] = {"deal.will.support=0.9",
                                       "consents.LEAGUE.ALY.support=0.9",
                                       "consents.LEAGUE.PRO.support=0.95",
                                       "consents.HOUSE.MAJ.support=0.9",
                                       "concessions.border.cost=0",
                                       "terms.seat.flow=0.1",
                                       "horizon_years=0.1",
                                       "ties.1.slow=-0.9",
                                       "ties.1.fast=-0.9",
                                       "ties.0.slow=0.9",
                                       NULL};
  static const char *const *const change[] = {NULL, never, blocked, always};
  (void)state;
  for (int k = 0; k < 4; k++) {
    check_sentences(change[k], 1);
    check_sentences(change[k], 1200);
  }
}

/* Who blocks is named, with how often. */
static void test_blockers_are_named(void **state)
{
  static const char *const blocked[] = {"consents.LEAGUE.ALY.support=-0.9", "deal.will.support=0.9",
                                        "consents.HOUSE.MAJ.support=0.9", "concessions.border.cost=0", NULL};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_changed(&memory, blocked);
  const ent_options options = {.draws = 500, .study_draws = 50};
  ent_answer *a = NULL;
  (void)state;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  assert_non_null(strstr(a->weakest, "Consent"));
  assert_non_null(strstr(a->weakest, "Ally"));
  ent_answer_free(a);
  ent_scenario_free(s);
}

static void test_verdict_alone(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char said[ENT_SAID_MAX] = "as before";
  ent_error err = {.code = ENT_OK};
  assert_int_equal(ent_verdict_say(0, 0, NULL, &memory, said, &err), ENT_ARGUMENT);
  assert_int_equal(ent_verdict_say(11, 10, NULL, &memory, said, &err), ENT_ARGUMENT);
  assert_string_equal(said, "as before");
  assert_int_equal(ent_verdict_say(0, 1000, NULL, &memory, said, &err), ENT_OK);
  assert_string_equal(said,
                      "There is almost no chance that the deal passes all four gates: it is offered, adopted, accepted "
                      "and holds in none of 1,000 draws.");
  assert_int_equal(ent_verdict_say(1000, 1000, NULL, &memory, said, &err), ENT_OK);
  assert_non_null(strstr(said, "almost certain"));
  assert_int_equal(ent_verdict_say(UINT64_MAX / 3, UINT64_MAX, NULL, &memory, said, &err), ENT_OK);
  assert_non_null(strstr(said, "33 %"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_words_at_their_bounds),
    cmocka_unit_test(test_sentences),
    cmocka_unit_test(test_blockers_are_named),
    cmocka_unit_test(test_verdict_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
