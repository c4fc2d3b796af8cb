/* backtest_threads_test.c - does a backtest give the same bytes on any number of threads? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "entente/backtest.h"
#include "entente/calibrate.h"
#include "host/memory.h"
#include "host/threads.h"

#define ROWS 12
#define FORECASTERS 3

static ent_deal_row row[ROWS];
static char name[ROWS][8];

static void make_rows(void)
{
  for (int r = 0; r < ROWS; r++) {
    snprintf(name[r], sizeof name[r], "D%d", r);
    const ent_known yes = r % 3 != 0 ? ENT_KNOWN_YES : ENT_KNOWN_NO;
    row[r] = (ent_deal_row){.id = name[r],
                            .family = name[r - r % 2],
                            .family_number = r / 2,
                            .title = {"A deal", "A deal", "A deal"},
                            .proposer = "USA",
                            .target = "RUS",
                            .proposer_cow = "2",
                            .target_cow = "365",
                            .club = "G7",
                            .opponents = "",
                            .terms = "",
                            .wedge_against = "",
                            .kind_word = "peace",
                            .rule_word = "consensus",
                            .vetoers = "",
                            .end_cause = "",
                            .outcome = "",
                            .failed_gate = "",
                            .confidence = "",
                            .source = "",
                            .year = 1950 + r,
                            .kind = ENT_DEAL_KIND_PEACE,
                            .rule = ENT_DEAL_RULE_CONSENSUS,
                            .class_of_rule = ENT_DEAL_CLASS_CONSENSUS,
                            .deciders = 3 + r % 4,
                            .opponents_exante = r % 3,
                            .proposer_ok = ENT_KNOWN_YES,
                            .adopted = yes,
                            .accepted = yes,
                            .in_force = yes,
                            .hold5 = ENT_KNOWN_UNKNOWN,
                            .alive5 = yes,
                            .alive10 = ENT_KNOWN_UNKNOWN};
  }
}

static void ask(int threads, ent_deal_chances *out)
{
  const ent_corpus corpus = {.rows = ROWS, .families = ROWS / 2, .row = row};
  const ent_gates_draws how = {.seed = 3, .draws = 200};
  const ent_deal_forecaster all[FORECASTERS] = {ent_gates_forecaster(&how),
                                                ent_baseline_forecaster(ENT_BASELINE_LOGISTIC),
                                                ent_baseline_forecaster(ENT_BASELINE_KIND)};
  const ent_allocator memory = host_memory();
  host_threads *crew = NULL;
  ent_error err = {.code = ENT_OK};
  assert_int_equal(host_threads_open(threads, &crew, &err), ENT_OK);
  const ent_executor executor = host_threads_executor(crew);
  const ent_backtest_options options = {.seed = 3, .executor = &executor};
  const ent_status status = ent_backtest(&corpus, all, FORECASTERS, &options, &memory, out, &err);
  host_threads_close(crew);
  if (status != ENT_OK) fail_msg("%s", err.message);
}

static void test_threads(void **state)
{
  static ent_deal_chances one[FORECASTERS * ROWS], many[FORECASTERS * ROWS];
  (void)state;
  make_rows();
  ask(1, one);
  ask(4, many);
  assert_memory_equal(one, many, sizeof one);
  assert_true(one[0].p[ENT_DEAL_QUESTION_IN_FORCE] > 0 && one[0].p[ENT_DEAL_QUESTION_IN_FORCE] < 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_threads)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
