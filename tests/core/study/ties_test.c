/* ties_test.c - ties made of components: their mean, landscapes draw by draw, what a replay keeps, which camps survive which
 * weights. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/align.h"
#include "entente/study.h"
#include "fault/ladder.h"
#include "model/scenario.h"
#include "study/study.h"
#include "study/world.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

/* Four states of equal size.  By rivalry, A and B stand against C and D; by votes, A and C against B and D. */
static const char *const text =
  "{ entente: 1, id: parts, title: T, question: Q?, date: 2010-01-01, horizon_years: 4, capability: gdp\n"
  "actors: { A: { name: A, capability: { gdp: 1 }, leader: { exit_hazard: 0.1 } }, B: { name: B, capability: { gdp: 1 "
  "} }\n"
  "  C: { name: C, capability: { gdp: 1 } }, D: { name: D, capability: { gdp: 0.5 to 2 } } }\n"
  "sources: { codings: { title: Codings } }\n"
  "deal: { kind: realignment, proposer: A, target: B, rival: D, will: { support: 0.1 to 0.5 } }\n"
  "terms: { t: { name: t, kind: other, owner: A, form: treaty, essential: yes, flow: 0.01\n"
  "  effects: [{ tie: [D, B], change: -0.25 }] } }\n"
  "ties: [\n"
  "  { between: [A, B], components: { rivalry: 1, votes: -0.5 to -0.1 }, source: codings }\n"
  "  { between: [A, C], components: { rivalry: -1, votes: 0.75 } }\n"
  "  { between: [A, D], components: { rivalry: -1, votes: -0.75 } }\n"
  "  { between: [B, C], components: { rivalry: -1, votes: { value: -0.75, source: codings } } }\n"
  "  { between: [B, D], components: { votes: 0.75 } }\n"
  "  { between: [C, D], slow: 0.5, fast: -0.25 } ]\n"
  "alignment: { weights: { rivalry: 1 to 3, votes: 0.5 to 4, trade: 1 }, slow_weight: 0.5 }\n"
  "correlate: [[alignment.weights.rivalry, alignment.weights.votes, -0.5]] }\n";

static ent_scenario *sealed(const char *rivalry, const char *votes)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(tiny_read(text, b, &err), ENT_OK);
  if (rivalry) assert_int_equal(ent_builder_set(b, "alignment.weights.rivalry", rivalry, &err), ENT_OK);
  if (votes) assert_int_equal(ent_builder_set(b, "alignment.weights.votes", votes, &err), ENT_OK);
  const ent_status status = ent_scenario_seal(b, &memory, &s, &err, 1, &found);
  if (status != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  ent_builder_close(b);
  return s;
}

static double median(const ent_scenario *s, const char *path)
{
  ent_input_info in;
  const int input = ent_scenario_find_input(s, path);
  assert_true(input >= 0 && ent_scenario_input(s, input, &in));
  return in.p50;
}

/* A component that is not stated is 0 and its weight counts; effects come on top; only ratios of weights matter. */
static void test_mean(void **state)
{
  (void)state;
  double size[4], p[16], q[16];
  ent_scenario *s = sealed("2", "1");
  ent_scenario_landscape_centre(s, false, size, p);
  assert_true(fabs(p[1] - (2 + median(s, "ties.A-B.components.votes")) / 4) < 1e-15);
  assert_true(fabs(p[2] - (-2 + 0.75) / 4) < 1e-15);
  assert_true(fabs(p[7] - 0.75 / 4) < 1e-15); /* B and D: rivalry and trade are not stated */
  assert_true(fabs(p[11] - 0.125) < 1e-15);   /* C and D: slow and fast */
  assert_true(p[4] == p[1] && p[0] == 0 && size[0] == 1);
  ent_scenario_landscape_centre(s, true, size, q);
  assert_true(fabs(q[7] - (0.75 / 4 - 0.25)) < 1e-15 && q[13] == q[7] && q[1] == p[1]);
  assert_true(fabs(ent_scenario_tie_now(s, 0, 1) - p[1]) < 1e-15);
  ent_tie_move move[2] = {{9, 9, 9}, {9, 9, 9}};
  assert_int_equal(ent_scenario_term_moves(s, 0, 2, move), 1);
  assert_true(move[0].a == 3 && move[0].b == 1 && move[0].change == -0.25 && move[1].a == 9);
  assert_int_equal(ent_scenario_term_moves(s, 0, 0, NULL), 1);
  assert_int_equal(ent_scenario_term_moves(s, 1, 2, move) + ent_scenario_term_moves(s, -1, 2, move), 0);
  assert_int_equal(ent_scenario_weights(s), 3);
  assert_int_equal(ent_scenario_weight(s, 0), ent_scenario_find_input(s, "alignment.weights.rivalry"));
  assert_int_equal(ent_scenario_weight(s, 3), -1);
  ent_scenario_free(s);
  s = sealed("0", "0");
  ent_scenario_landscape_centre(s, false, size, p);
  assert_true(p[2] == 0); /* trade alone weighs, and nobody states it */
  ent_scenario_free(s);
}

/* The tie's own source serves its components. */
static void test_sources(void **state)
{
  (void)state;
  ent_scenario *const s = sealed(NULL, NULL);
  ent_input_info in;
  assert_true(ent_scenario_input(s, ent_scenario_find_input(s, "ties.A-B.components.rivalry"), &in));
  assert_string_equal(in.source, "codings");
  assert_true(ent_scenario_input(s, ent_scenario_find_input(s, "ties.A-C.components.rivalry"), &in));
  assert_string_equal(in.source, "");
  assert_true(ent_scenario_input(s, ent_scenario_find_input(s, "ties.B-C.components.votes"), &in));
  assert_string_equal(in.source, "codings");
  ent_scenario_free(s);
}

/* The landscape of a draw is that of the ensemble's draw, bit by bit, correlated inputs and all. */
static void check_draws(const ent_scenario *s)
{
  static _Alignas(16) char scratch[1 << 16];
  double size[ENT_ALIGN_MAX], p[ENT_ALIGN_MAX * ENT_ALIGN_MAX];
  const ent_landscape_source source = {s, 11, false};
  const int n = s->camps;
  assert_true(ent_draw_bytes(s) <= sizeof scratch);
  ent_draw d = ent_draw_lay(s, scratch);
  for (uint64_t draw = 0; draw < 500; draw++) {
    ent_draw_sample(&d, source.seed, draw);
    ent_scenario_landscape(&source, draw, size, p);
    double weights = 0;
    for (int k = 0; k < s->weights; k++) weights += d.x[s->weight[k]];
    for (int i = 0; i < n; i++) {
      assert_true(size[i] == d.x[s->camp_size[i]]);
      for (int j = 0; j < i; j++) {
        const int at = s->camp_tie[i * n + j];
        double want = 0, mean = 0;
        if (at >= 0) {
          const ent_tie *tie = &s->tie[at];
          for (int k = 0; k < tie->components; k++) mean += d.x[s->weight[tie->weighed[k]]] * d.x[tie->component[k]];
          const double w = d.x[s->slow_weight];
          want = tie->components ? mean / weights : w * d.x[tie->slow] + (1 - w) * d.x[tie->fast];
        }
        assert_true(p[i * n + j] == want && p[j * n + i] == want);
      }
    }
  }
}

static void test_draws(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *s = sealed(NULL, NULL);
  assert_int_equal(s->correlated, 2);
  check_draws(s);
  ent_scenario_free(s);
  s = small_scenario(&memory);
  assert_non_null(s);
  check_draws(s);
  ent_scenario_free(s);
}

/* Another weight is a change of numbers: a replay keeps its draws and gives the bytes of a new run. */
static void test_replay(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  static ent_ensemble kept, fresh;
  ent_replay *replay = NULL;
  ent_scenario *const first = sealed(NULL, NULL), *const second = sealed("0.5 to 1", NULL);
  assert_int_equal(ent_replay_open(5, 2000, 0, 1, &memory, &replay, NULL), ENT_OK);
  assert_int_equal(ent_replay_run(replay, first, 2000, NULL, &kept, NULL), ENT_OK);
  const uint64_t before = kept.turns;
  assert_int_equal(ent_replay_run(replay, second, 2000, NULL, &kept, NULL), ENT_OK);
  assert_int_equal(ent_replay_kept(replay), 2);
  assert_int_equal(ent_ensemble_run(second, 5, 2000, NULL, 0, NULL, &memory, &fresh, NULL), ENT_OK);
  assert_memory_equal(&kept, &fresh, sizeof kept);
  assert_true(fresh.turns != before);
  ent_replay_free(replay);
  ent_scenario_free(first);
  ent_scenario_free(second);
}

static double chance_of(const ent_scenario *s, ent_camp camp)
{
  const ent_allocator memory = tiny_memory();
  const ent_landscape_source source = {s, 3, false};
  const ent_survey survey = {.n = 4, .draws = 400, .draw = ent_scenario_landscape, .ctx = &source};
  ent_survivor list[8];
  ent_surveyed found;
  assert_int_equal(ent_align_survey(&survey, &memory, 8, list, &found, NULL), ENT_OK);
  assert_int_equal(found.good, 400);
  for (uint32_t i = 0; i < found.kept; i++)
    if (list[i].camp == camp) return list[i].chance;
  return 0;
}

/* Which camps survive which weights: those of rivalry, those of votes, and both in part where nobody knows. */
static void test_survivors(void **state)
{
  (void)state;
  enum { RIVALRY = 3, VOTES = 5 }; /* {A, B} and {A, C} */
  ent_scenario *const rivals = sealed("9", "0.5"), *const voters = sealed("0.5", "9"), *const both = sealed(NULL, NULL);
  assert_true(chance_of(rivals, RIVALRY) > 0.99 && chance_of(rivals, VOTES) == 0);
  assert_true(chance_of(voters, VOTES) > 0.99 && chance_of(voters, RIVALRY) < 0.01);
  const double by_rivalry = chance_of(both, RIVALRY), by_votes = chance_of(both, VOTES);
  assert_true(by_rivalry > 0.1 && by_votes > 0.02);
  ent_scenario_free(rivals);
  ent_scenario_free(voters);
  ent_scenario_free(both);
}

/* By thirds of the draws, against a landscape of every draw explored: rivalry and votes decide, trade that nobody states does not
 * point anywhere by itself. */
static void test_weighing(void **state)
{
  (void)state;
  enum { DRAWS = 600, RIVALRY = 3, VOTES = 5 };
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = sealed(NULL, NULL);
  const ent_landscape_source source = {s, 3, false};
  const ent_survey survey = {.n = 4, .draws = DRAWS, .draw = ent_scenario_landscape, .ctx = &source};
  const ent_camp camp[2] = {RIVALRY, VOTES};
  ent_survivor list[8];
  ent_surveyed found;
  ent_weighing w[6];
  double stable[2];
  assert_int_equal(ent_align_survey(&survey, &memory, 8, list, &found, NULL), ENT_OK);
  assert_int_equal(ent_scenario_weigh(&source, DRAWS, 2, camp, &memory, w, stable, NULL), ENT_OK);
  int met = 0;
  for (uint32_t i = 0; i < found.kept; i++)
    for (int k = 0; k < 2; k++)
      if (list[i].camp == camp[k]) {
        met++;
        assert_true(stable[k] == (double)list[i].stable / DRAWS);
      }
  assert_int_equal(met, 2);
  for (int i = 0; i < 6; i++) /* thirds of equal size make up the whole */
    assert_true(fabs((w[i].third[0] + w[i].third[1] + w[i].third[2]) / 3 - stable[i / 3]) < 1e-12);
  assert_true(w[0].third[2] - w[0].third[0] > 3 * w[0].error && w[1].third[0] - w[1].third[2] > 3 * w[1].error);
  assert_true(w[3].third[0] - w[3].third[2] > 3 * w[3].error && w[4].third[2] - w[4].third[0] > 3 * w[4].error);
  assert_true(w[0].only && !w[0].without && !w[1].only &&
              w[1].without); /* {A, B}: by rivalry alone, not by votes alone */
  assert_true(!w[3].only && w[4].only && !w[4].without);
  ent_scenario_free(s);
}

/* A weight whose share never moves splits nothing. */
static void test_weighing_of_known_weights(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *s = sealed("2", "1");
  const ent_landscape_source source = {s, 1, true};
  const ent_camp camp = 3, none = 2, beyond = 17;
  ent_weighing w[3];
  double stable = -1;
  assert_int_equal(ent_scenario_weigh(&source, 100, 1, &camp, &memory, w, &stable, NULL), ENT_OK);
  for (int i = 0; i < 3; i++)
    assert_true(w[i].third[0] == stable && w[i].third[1] == stable && w[i].third[2] == stable);
  ent_error err;
  w[0].error = 77;
  assert_int_equal(ent_scenario_weigh(&source, 2, 1, &camp, &memory, w, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_scenario_weigh(&source, 100, 33, &camp, &memory, w, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_scenario_weigh(&source, 100, 1, &none, &memory, w, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_scenario_weigh(&source, 100, 1, &beyond, &memory, w, NULL, &err), ENT_ARGUMENT);
  assert_true(w[0].error == 77);
  ent_scenario_free(s);
  s = small_scenario(&memory);
  const ent_landscape_source plain = {s, 1, true};
  assert_int_equal(ent_scenario_weigh(&plain, 100, 1, &(ent_camp){1}, &memory, w, NULL, &err), ENT_ARGUMENT);
  assert_string_equal(err.message, "No tie of this scenario is made of components.");
  ent_scenario_free(s);
}

static ent_scenario *laddered;

static ent_status weigh_once(const ent_allocator *memory, ent_error *err)
{
  const ent_landscape_source source = {laddered, 3, false};
  const ent_camp camp = 3;
  ent_weighing w[3] = {{.error = -1}};
  const ent_status status = ent_scenario_weigh(&source, 10, 1, &camp, memory, w, NULL, err);
  assert_true((status == ENT_OK) == (w[0].error >= 0));
  return status;
}

static void test_weighing_without_memory(void **state)
{
  (void)state;
  laddered = sealed(NULL, NULL);
  climb("weighing", weigh_once);
  ent_scenario_free(laddered);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_mean),
                                     cmocka_unit_test(test_sources),
                                     cmocka_unit_test(test_draws),
                                     cmocka_unit_test(test_replay),
                                     cmocka_unit_test(test_survivors),
                                     cmocka_unit_test(test_weighing),
                                     cmocka_unit_test(test_weighing_of_known_weights),
                                     cmocka_unit_test(test_weighing_without_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
