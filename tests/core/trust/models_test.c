/* Tests of core/trust/{reassure,shift,punish}.c: the worked values, and each inequality against the payoffs behind it. */
#include "cells.h"
#include "entente/trust.h"

static const ent_trust_game usual = {.trusty = 0.5, .other = 1.5, .loss = 1};
static const ent_dilemma dilemma = {.temptation = 5, .reward = 3, .penalty = 1};

static ent_window window_at(const ent_trust_game *game, double t)
{
  ent_window w = {0};
  assert_int_equal(ent_trust_window(game, t, &w, NULL), ENT_OK);
  return w;
}

static void test_worked_values(void **state)
{
  (void)state;
  int rows[4] = {0};
  FILE *const file = cells_open("trust_models.csv");
  for (double v[6]; cells_row(file, v, 6);) {
    const int what = (int)v[0];
    rows[what]++;
    if (what == 1) {
      const ent_window w = window_at(&usual, v[1]);
      CLOSE(w.low, v[2], 1e-15);
      CLOSE(w.high, v[3], 1e-15);
      assert_int_equal(w.open, v[2] <= v[3]);
      CLOSE(w.at_once, 2.0 / 3, 1e-15);
      CLOSE(w.least, 2.0 / 7, 1e-15);
    } else if (what == 2) {
      CLOSE(ent_shift_margin(v[1], v[2], v[3], v[4]), v[5], 1e-15);
    } else {
      CLOSE(ent_punish_margin(&dilemma, v[1], v[2], v[3]), v[4], 1e-14);
    }
  }
  fclose(file);
  assert_int_equal(rows[1], 6);
  assert_int_equal(rows[2], 4);
  assert_int_equal(rows[3], 6);
  CLOSE(ent_punish_patience(&dilemma), 0.5, 0);
  CLOSE(ent_punish_bearable(&dilemma, 0.9), 4.0 / 9, 1e-15);
}

/* A war now against the best peace: payoffs period by period. */
static void test_shift_is_the_sum(void **state)
{
  (void)state;
  for (uint64_t k = 0; k < 300; k++) {
    const double p1 = ent_uniform(1, k, 1, 0), p2 = ent_uniform(1, k, 2, 0), c = ent_uniform(1, k, 3, 0);
    const double delta = 0.3 + 0.65 * ent_uniform(1, k, 4, 0);
    double war = 0, peace = 0, weight = 1;
    for (int n = 0; n < 900; n++, weight *= delta) {
      war += weight * (p1 - c);
      peace += weight * (n == 0 ? 1 : p2 - c);
    }
    CLOSE(ent_shift_margin(p1, p2, c, delta), (1 - delta) * (war - peace), 1e-12);
  }
}

/* The margin without removal and rent changes its sign where patience says, and at the bearable hazard. */
static void test_punish_agrees(void **state)
{
  (void)state;
  for (uint64_t k = 0; k < 300; k++) {
    const double p = ent_uniform(2, k, 1, 0), r = p + 0.1 + ent_uniform(2, k, 2, 0);
    const ent_dilemma game = {.temptation = r + 0.1 + ent_uniform(2, k, 3, 0), .reward = r, .penalty = p};
    const double s = ent_punish_patience(&game), delta = 0.5 + 0.49 * ent_uniform(2, k, 4, 0);
    assert_true(ent_punish_margin(&game, s + 1e-6, 0, 0) > 0 && ent_punish_margin(&game, s - 1e-6, 0, 0) < 0);
    const double h = ent_punish_bearable(&game, delta);
    assert_int_equal(h > 0, delta > s);
    if (h > 0) CLOSE(delta * (1 - h), s, 1e-14);
    assert_true(ent_punish_margin(&game, s, 0.4, 0) > 0); /* a public that removes cheaters helps */
    assert_true(ent_punish_margin(&game, s, 0.4, 1) > ent_punish_margin(&game, s, 0.4, 0));
  }
}

/* What the two kinds get in the separating profile and by deviating in the first round, from the game's own payoffs. */
static double gain_of_trusty(const ent_trust_game *g, double t, double alpha)
{
  return t * (alpha + (1 - alpha)) - (1 - t) * g->loss * alpha - t * g->trusty * alpha;
}

static double gain_of_other(const ent_trust_game *g, double t, double alpha)
{
  return t * g->other * alpha - (t * (alpha + g->other * (1 - alpha)) - (1 - t) * g->loss * alpha);
}

static void test_window_splits(void **state)
{
  (void)state;
  int open = 0, closed = 0, whole = 0;
  for (uint64_t k = 0; k < 1000; k++) {
    const ent_trust_game g = {.trusty = 0.95 * ent_uniform(3, k, 1, 0),
                              .other = 1.01 + 2 * ent_uniform(3, k, 2, 0),
                              .loss = 0.05 + 3 * ent_uniform(3, k, 3, 0)};
    const double t = 0.01 + 0.98 * ent_uniform(3, k, 4, 0);
    const ent_window w = window_at(&g, t);
    for (int i = 1; i < 100; i++) {
      const double alpha = i / 100.0, trusty = gain_of_trusty(&g, t, alpha), other = gain_of_other(&g, t, alpha);
      if (fabs(trusty) < 1e-9 || fabs(other) < 1e-9) continue;
      assert_int_equal(trusty > 0 && other > 0, alpha <= w.high && alpha >= w.low);
    }
    assert_int_equal(w.open, t >= w.least);
    assert_int_equal(w.high == 1, t >= w.at_once);
    open += w.open;
    closed += !w.open;
    whole += w.high == 1;
  }
  assert_true(open > 100 && closed > 100 && whole > 50);
}

static void test_plan(void **state)
{
  (void)state;
  ent_plan plan;
  assert_int_equal(ent_trust_plan(&usual, 0.5, 1, 0, 1, &plan, NULL), ENT_OK); /* the equilibrium: two steps */
  assert_int_equal(plan.steps, 1);
  CLOSE(plan.step[0].stake, 2.0 / 3, 1e-15);
  CLOSE(plan.step[0].least, 0.5, 1e-15);
  CLOSE(plan.trust, 1, 0);
  assert_int_equal(ent_trust_plan(&usual, 0.2, 1, 0, 1, &plan, NULL), ENT_OK);
  assert_int_equal(plan.steps, 0);
  assert_false(plan.reached);
  CLOSE(plan.trust, 0.2, 0);
  assert_int_equal(ent_trust_plan(&usual, 0.9, 0.9, 0.3, 0.95, &plan, NULL), ENT_OK);
  assert_true(plan.steps == 1 && plan.step[0].rest && plan.done == 1);
  assert_int_equal(ent_trust_plan(&usual, 0.3, 0.9, 0.6, 0.999, &plan, NULL), ENT_OK);
  assert_true(plan.steps > 2 && plan.reached);
  double left = 1, t = 0.3;
  for (int i = 0; i < plan.steps; i++) {
    const ent_plan_step *const s = &plan.step[i];
    const ent_window w = window_at(&usual, t);
    CLOSE(s->before, t, 0);
    CLOSE(s->stake, s->rest ? left : left * w.high, 1e-15);
    assert_true(s->least <= s->stake);
    t = t * 0.9 / (t * 0.9 + (1 - t) * 0.6);
    CLOSE(s->after, t, 1e-15);
    left -= s->stake;
  }
  CLOSE(plan.done, 1 - left, 1e-15);
  assert_int_equal(ent_trust_plan(&usual, 0.5, 0.9, 0.2, 0.4, &plan, NULL), ENT_OK); /* it is there already */
  assert_true(plan.steps == 0 && plan.reached && plan.done == 0);
}

static void test_refusals(void **state)
{
  (void)state;
  const struct {
    ent_trust_game game;
    double t, trusty, other, goal;
    const char *path;
  } bad[] = {
    {{-0.1, 1.5, 1}, 0.5, 1, 0, 1, "game.trusty"},
    {{1, 1.5, 1}, 0.5, 1, 0, 1, "game.trusty"},
    {{NAN, 1.5, 1}, 0.5, 1, 0, 1, "game.trusty"},
    {{0.5, 1, 1}, 0.5, 1, 0, 1, "game.other"},
    {{0.5, 1.5, 0}, 0.5, 1, 0, 1, "game.loss"},
    {{0.5, 1.5, 1}, 0, 1, 0, 1, "trust"},
    {{0.5, 1.5, 1}, 1, 1, 0, 1, "trust"},
    {{0.5, 1.5, 1}, 0.5, 1.1, 0, 1, "keeps_trusty"},
    {{0.5, 1.5, 1}, 0.5, 0.5, 0.5, 1, "keeps_other"},
    {{0.5, 1.5, 1}, 0.5, 0.5, -1, 1, "keeps_other"},
    {{0.5, 1.5, 1}, 0.5, 1, 0, 0, "goal"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_plan out = {.steps = 77};
    ent_window w = {.low = 7};
    ent_error err = {.code = ENT_OK};
    assert_int_equal(ent_trust_plan(&bad[i].game, bad[i].t, bad[i].trusty, bad[i].other, bad[i].goal, &out, &err),
                     ENT_ARGUMENT);
    assert_string_equal(err.path, bad[i].path);
    assert_int_equal(out.steps, 77);
    if (i < 7) {
      assert_int_equal(ent_trust_window(&bad[i].game, bad[i].t, &w, &err), ENT_ARGUMENT);
      assert_string_equal(err.path, bad[i].path);
      CLOSE(w.low, 7, 0);
    }
  }
  assert_int_equal(ent_trust_window(NULL, 0.5, NULL, NULL), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_worked_values), cmocka_unit_test(test_shift_is_the_sum),
    cmocka_unit_test(test_punish_agrees), cmocka_unit_test(test_window_splits),
    cmocka_unit_test(test_plan),          cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
