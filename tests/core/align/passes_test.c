/* Tests of core/align/passes.c: passes by their definition, the lowest height at which a way of single moves exists. */
#include "explored.h"

enum { STATES = 1 << 10 };

typedef struct graph {
  int n;
  bool held;
  uint32_t states;
  double energy[STATES];
} graph;

static uint32_t code_of(const graph *g, ent_camp camp)
{
  return g->held ? camp : camp >> 1;
}

static uint32_t neighbour(const graph *g, uint32_t code, int k)
{
  if (g->held) return code ^ UINT32_C(1) << k;
  return k == 0 ? code ^ (g->states - 1) : code ^ UINT32_C(1) << (k - 1);
}

/* The lowest height from a code to any code of `goal`: relaxed until nothing changes. */
static double lowest_height(const graph *g, uint32_t from, const bool *goal)
{
  static double height[STATES];
  for (uint32_t c = 0; c < g->states; c++) height[c] = c == from ? g->energy[c] : INFINITY;
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t c = 0; c < g->states; c++) {
      for (int k = 0; k < g->n; k++) {
        const double through = fmax(height[neighbour(g, c, k)], g->energy[c]);
        changed = changed || through < height[c];
        height[c] = fmin(height[c], through);
      }
    }
  }
  double lowest = INFINITY;
  for (uint32_t c = 0; c < g->states; c++) {
    if (goal[c]) lowest = fmin(lowest, height[c]);
  }
  return lowest;
}

static void check(const scene *s, const double *pressure)
{
  static explored x;
  static graph g;
  static bool goal[STATES];
  explore(s, pressure, &x);
  g = (graph){.n = s->land.n, .held = pressure != NULL, .states = (uint32_t)x.terrain.configurations};
  assert_int_equal(ent_align_energies(&s->land, pressure, 0, g.states, g.energy, NULL), ENT_OK);
  memset(goal, 0, sizeof goal);
  for (uint32_t k = 0; k < x.terrain.stable; k++) {
    const ent_minimum *const m = &x.minimum[k];
    const uint32_t code = code_of(&g, m->camp);
    if (k == 0) {
      assert_true(m->into == -1 && isinf(m->saddle) && isinf(m->barrier) && m->pass == 0);
    } else { /* all before it are lower: the way to any of them */
      const double height = lowest_height(&g, code, goal);
      CLOSE(m->saddle, height, 1e-10);
      CLOSE(m->barrier, height - m->energy, 1e-10);
      CLOSE(g.energy[code_of(&g, m->pass)], m->saddle, 1e-10);
      assert_true(m->into >= 0 && (uint32_t)m->into < k && m->barrier >= 0);
      assert_true(m->saddle <= x.minimum[m->into].saddle + 1e-10);
    }
    goal[code] = true;
  }
  for (uint32_t k = 0; k < x.terrain.stable; k++) {
    const uint32_t code = code_of(&g, x.minimum[k].camp);
    goal[code] = false;
    const double climb = lowest_height(&g, code, goal) - x.minimum[k].energy;
    goal[code] = true;
    assert_true(isinf(climb) ? isinf(x.minimum[k].escape) : fabs(climb - x.minimum[k].escape) < 1e-10);
  }
}

static void test_definition(void **state)
{
  (void)state;
  uint64_t rng = 21;
  for (int round = 0; round < 400; round++) {
    scene s;
    double pressure[ENT_ALIGN_MAX];
    const int n = 2 + next_below(&rng, 7);
    scene_random(&s, n, round % 3, &rng);
    for (int i = 0; i < n; i++) pressure[i] = round % 3 == 0 ? next_unit(&rng) - 0.5 : next_below(&rng, 3) - 1;
    check(&s, round % 4 == 3 ? pressure : NULL);
  }
}

/* Everyone against everyone: many minima, so that borders are thrown away and gathered again. */
static void test_many(void **state)
{
  (void)state;
  uint64_t rng = 22;
  for (int round = 0; round < 3; round++) {
    scene s;
    scene_open(&s, 11);
    for (int i = 0; i < 11; i++) {
      s.size[i] = round == 0 ? 1 : 1 + next_unit(&rng);
      for (int j = 0; j < i; j++) scene_tie(&s, i, j, -1);
    }
    check(&s, NULL);
  }
}

/* Beyond what a definition can check: every pass is a configuration of its height, and ways lead down from it on two sides. */
static void test_large(void **state)
{
  (void)state;
  uint64_t rng = 23;
  static explored x;
  scene s;
  scene_random(&s, 18, 0, &rng);
  explore(&s, NULL, &x);
  assert_true(x.terrain.stable > 1);
  for (uint32_t k = 1; k < x.terrain.stable; k++) {
    CLOSE(ent_align_energy(&s.land, x.minimum[k].pass), x.minimum[k].saddle, 1e-9);
    double content[ENT_ALIGN_MAX];
    int down = 0;
    ent_align_contentment(&s.land, x.minimum[k].pass, content, NULL);
    for (int i = 0; i < 18; i++) down += content[i] < 0;
    assert_true(down >= 2);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_definition),
    cmocka_unit_test(test_many),
    cmocka_unit_test(test_large),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
