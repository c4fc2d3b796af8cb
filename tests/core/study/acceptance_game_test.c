/* Is the deal as a game the deal of the gates: does the target expect what the acceptance gate reckons? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "entente/game.h"
#include "entente/study.h"
#include "support/books.h"
#include "support/small_scenario.h"

/* What a player expects when all say yes (the first action of every move), beside what it has when the first says no. */
static void expected(const ent_extensive *game, int player, double *yes, double *no)
{
  ent_strategic *form = NULL;
  assert_int_equal(ent_extensive_strategic(game, &memory, &form, NULL), ENT_OK);
  *yes = ent_ratio_value(form->payoff[player]); /* profile 0 */
  *no = ent_ratio_value(form->payoff[(form->profiles - 1) * game->players + player]);
  ent_strategic_free(form);
}

static void as_gate(const char *const *changes, int least_nodes)
{
  ent_scenario *const s = small_changed(&memory, changes);
  ent_extensive *game = NULL;
  ent_verdict v;
  ent_error err = {.code = ENT_OK};
  double yes = 0, no = 0;
  assert_non_null(s);
  assert_int_equal(ent_verdict_centre(s, &memory, &v, NULL), ENT_OK);
  if (ent_game_acceptance(s, &memory, &game, &err) != ENT_OK) fail_msg("%s", err.message);
  assert_true(game->whole && game->nodes >= least_nodes);
  expected(game, game->players - 1, &yes, &no);
  if (fabs(yes - no - v.detail.surplus) > 2e-3) fail_msg("%g - %g is not %g", yes, no, v.detail.surplus);
  for (int p = 1; p + 1 < game->players; p++) { /* an owner gains by yes when its rule's margin says so */
    expected(game, p, &yes, &no);
    assert_true(no == 0 && fabs(yes) <= 1);
  }
  int choice[ENT_GAME_SETS_MAX];
  ent_ratio payoff[ENT_GAME_PLAYERS_MAX];
  bool tied = false;
  assert_int_equal(ent_extensive_backward(game, &memory, choice, payoff, &tied, NULL), ENT_OK);
  bool made = true, open = true;
  for (int i = 0; i < game->sets; i++) made = made && (game->set[i].player < 0 || choice[i] == 0);
  for (int g = 0; g <= ENT_GATE_ACCEPTANCE; g++) open = open && v.gate[g].margin >= 0;
  assert_int_equal(made, open); /* who looks ahead makes the deal when the first three gates are open */
  ent_extensive_free(game);
  ent_scenario_free(s);
}

static void test_small(void **state)
{
  (void)state;
  as_gate((const char *const[]){NULL}, 10);
  as_gate((const char *const[]){"deal.outside.status_quo=-0.9", NULL}, 10);
  as_gate((const char *const[]){"deal.will.support=-0.9", NULL}, 10);
  as_gate((const char *const[]){"deal.renege=0", NULL}, 9);
}

int main(void)
{
  const struct CMUnitTest tests[] = {BOOKED(test_small)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
