/* Does the closed form say what the consent gate's ensemble counts?  And what a ballot tells. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/adopt.h"
#include "entente/study.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define DRAWS 200000

static ent_ensemble ensemble;
static ent_ballot ballot;

static ent_scenario *sealed(const char *text, const ent_allocator *memory)
{
  ent_error errors[4];
  int found = 0;
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  assert_int_equal(ent_builder_open(memory, &b, NULL), ENT_OK);
  assert_int_equal(tiny_read(text, b, errors), ENT_OK);
  if (ent_scenario_seal(b, memory, &s, errors, 4, &found) != ENT_OK)
    fail_msg("%s: %s", errors[0].path, errors[0].message);
  ent_builder_close(b);
  return s;
}

/* A club of five with weights and a rule, all inputs known: only the noise is drawn. */
static const char *const deal =
  "{ entente: 1, id: vote, title: T, question: Does it carry?, date: 2020, horizon_years: 3\n"
  "actors: { PRO: { name: Pro, leader: { exit_hazard: 0.2 } }, TAR: { name: Target }\n"
  "  A: { name: A }, B: { name: B }, C: { name: C }, D: { name: D }, E: { name: E } }\n"
  "clubs: { CLUB: { name: Club, members: [A, B, C, D, E], weights: { votes: { A: 10, B: 7, C: 5, D: 3, E: 1 } }\n"
  "  rule: \"votes >= 16 and count >= 3\", sigma: 0.4, rho: %s } }\n"
  "deal: { kind: trade_regime, proposer: PRO, target: TAR, will: { support: 0.2 } }\n"
  "terms: { seat: { name: Seat, kind: trade, owner: CLUB, form: treaty, essential: yes, flow: 0.01 } }\n"
  "consents: { CLUB: { A: { support: 0.1 }, B: { support: -0.2 }, C: { support: 0.3 }, D: { support: -0.05 }\n"
  "  E: { support: 0 } } } }\n";

static void check(const char *rho, double value)
{
  const ent_allocator memory = tiny_memory();
  char text[4096];
  snprintf(text, sizeof text, deal, rho);
  ent_scenario *const s = sealed(text, &memory);
  assert_int_equal(ent_ensemble_run(s, 11, DRAWS, NULL, 0, NULL, &memory, &ensemble, NULL), ENT_OK);
  assert_int_equal(ent_scenario_ballot(s, "CLUB", "seat", &memory, &ballot, NULL), ENT_OK);
  assert_true(ballot.sigma == 0.4 && ballot.rho == value && ballot.nested == -1);
  assert_string_equal(ballot.rule_text, "votes >= 16 and count >= 3");
  assert_int_equal(ballot.roll.members, 5);
  assert_int_equal(ballot.roll.columns, 1);
  assert_string_equal(ballot.roll.column[0], "votes");
  assert_string_equal(ballot.roll.member[4], "E");
  assert_true(ballot.roll.weight[1] == 7 && ballot.yes[4] == 0.5);
  assert_true(fabs(ballot.yes[1] - 0.30853753872598689) < 1e-15); /* Phi(-1/2) */
  ent_game *game = NULL;
  ent_adoption *adoption = NULL;
  double adopt = 0;
  assert_int_equal(ent_game_of_rule(ballot.rule, &memory, &game, NULL), ENT_OK);
  assert_int_equal(ent_adoption_open(game, ENT_ENGINE_AUTO, &memory, &adoption, NULL), ENT_OK);
  assert_int_equal(ent_adoption_at(adoption, ballot.yes, ballot.rho, 256, &adopt, NULL, NULL, NULL), ENT_OK);
  const double counted = (double)ensemble.open[ENT_GATE_CONSENT] / DRAWS, se = sqrt(adopt * (1 - adopt) / DRAWS);
  if (fabs(counted - adopt) > 4 * se) fail_msg("rho %s: %.6f counted, %.6f computed, se %.6f", rho, counted, adopt, se);
  for (int m = 0; m < 5; m++) {
    const double p = ballot.yes[m], yes = (double)ensemble.yes[m] / DRAWS;
    assert_true(fabs(yes - p) < 4 * sqrt(p * (1 - p) / DRAWS));
  }
  ent_adoption_free(adoption);
  ent_game_free(game);
  ent_scenario_free(s);
}

/* What is lacked is what the ballot's utilities are below zero; a club that is asked nothing lacks nothing known. */
static void test_lacks(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char text[4096];
  double lacks[16];
  snprintf(text, sizeof text, deal, "0.3");
  ent_scenario *s = sealed(text, &memory);
  static const double wanted[] = {0, 0.2, 0, 0.05, 0};
  assert_int_equal(ent_scenario_lacks(s, &memory, lacks, NULL), ENT_OK);
  for (int m = 0; m < 5; m++) assert_true(fabs(lacks[m] - wanted[m]) < 1e-15);
  ent_scenario_free(s);
  s = small_scenario(&memory);
  const int seats = ent_scenario_seats(s);
  int known = 0, unknown = 0;
  assert_true(seats <= 16);
  assert_int_equal(ent_scenario_lacks(s, &memory, lacks, NULL), ENT_OK);
  for (int i = 0, first = 0; i < seats; i++) {
    ent_seat_info seat, one;
    ent_scenario_seat(s, i, &seat);
    ent_scenario_seat(s, first, &one);
    if (strcmp(seat.club, one.club) != 0) first = i;
    const ent_status status = ent_scenario_ballot(s, seat.club, NULL, &memory, &ballot, NULL);
    const double u = status == ENT_OK && ballot.term ? ballot.utility[i - first] : 2;
    assert_true(u == 2 ? lacks[i] == -1 : u < 0 ? lacks[i] == -u : lacks[i] == 0);
    *(lacks[i] < 0 ? &unknown : &known) += 1;
  }
  assert_true(known > 0 && unknown > 0);
  ent_scenario_free(s);
}

static void test_space(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char text[4096];
  ent_space_info space = {.members = -1};
  snprintf(text, sizeof text, deal,
           "0.3, space: { x: Borders, y: Trade, status_quo: [0, 1], proposal: [0.5, -2]\n"
           "  ideals: { B: [2, 2], A: [1, 1], C: [3, 3.5], D: [4, 4], E: [-5, 5] } }");
  ent_scenario *s = sealed(text, &memory);
  assert_int_equal(ent_scenario_spaces(s), 1);
  assert_false(ent_scenario_space(s, 1, &space) || ent_scenario_space(s, -1, &space) || space.members != -1);
  assert_true(ent_scenario_space(s, 0, &space));
  assert_string_equal(space.club, "CLUB");
  assert_string_equal(space.y_name, "Trade");
  assert_true(space.members == 5 && space.seat == 0 && space.has_proposal);
  assert_true(space.status_quo.x == 0 && space.status_quo.y == 1 && space.proposal.x == 0.5 && space.proposal.y == -2);
  assert_true(space.ideal[0].x == 1 && space.ideal[1].x == 2 && space.ideal[2].y == 3.5 && space.ideal[4].x == -5);
  ent_winset *winset = NULL;
  assert_int_equal(ent_winset_make(space.rule, space.ideal, space.status_quo, &memory, &winset, NULL), ENT_OK);
  assert_true(winset->area > 0);
  ent_winset_free(winset, &memory);
  ent_scenario_free(s);
  snprintf(text, sizeof text, deal, "0.3");
  s = sealed(text, &memory);
  assert_int_equal(ent_scenario_spaces(s), 0);
  ent_scenario_free(s);
}

static void test_gate_and_closed_form_agree(void **state)
{
  (void)state;
  check("0", 0);
  check("0.3", 0.3);
  check("0.75", 0.75);
}

static void test_ballots_of_the_small_scenario(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_error err;
  (void)state;
  assert_int_equal(ent_scenario_ballot(s, NULL, NULL, &memory, &ballot, NULL), ENT_OK);
  assert_non_null(ballot.term);
  assert_int_equal(ent_scenario_ballot(s, "LEAGUE", NULL, &memory, &ballot, NULL), ENT_OK);
  assert_string_equal(ballot.club, "LEAGUE");
  assert_int_equal(ballot.nested, 2); /* UNION */
  assert_int_equal(ent_scenario_ballot(s, "LEAGU", NULL, &memory, &ballot, &err), ENT_REFERENCE);
  assert_string_equal(err.message, "The scenario has no club \"LEAGU\". Did you mean \"LEAGUE\"?");
  assert_int_equal(ent_scenario_ballot(s, "LEAGUE", "nothing", &memory, &ballot, &err), ENT_REFERENCE);
  assert_string_equal(err.message, "The club LEAGUE decides no term \"nothing\".");
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_gate_and_closed_form_agree),
    cmocka_unit_test(test_lacks),
    cmocka_unit_test(test_space),
    cmocka_unit_test(test_ballots_of_the_small_scenario),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
