/* The winset in a plane: areas known in closed form, the edge point by point, areas by counting votes on a grid, what must
 * not change when a club is moved, turned or renumbered, and every allocation failed once. */
#include "rules.h"

#include "space_cases.h"

#define PI 3.14159265358979323846

static void near(double got, double want, double within)
{
  if (!(fabs(got - want) <= within)) fail_msg("%.17g is not %.17g", got, want);
}

static ent_winset *winset_of(const ent_rule *rule, const ent_point *ideal, ent_point q)
{
  ent_winset *w = NULL;
  assert_int_equal(ent_winset_make(rule, ideal, q, &space_memory, &w, NULL), ENT_OK);
  return w;
}

static double area_of(int members, int quota, const ent_point *ideal, ent_point q)
{
  ent_rule *const rule = count_rule(members, quota);
  ent_winset *const w = winset_of(rule, ideal, q);
  const double area = w->area;
  ent_winset_free(w, &space_memory);
  ent_rule_free(rule);
  return area;
}

/* A dictator's winset is a disc; two members who must agree share a lens, any of two the union of the discs. */
static void test_closed_forms(void **state)
{
  (void)state;
  const ent_point one[1] = {{3, 4}}, q = {0, 0};
  near(area_of(1, 1, one, q), 25 * PI, 1e-12);
  const ent_point two[2] = {{0.5, 1}, {-0.5, 1}}; /* circles of radius r through (0, 0) and (0, 2), centres 1 apart */
  const double r = sqrt(1.25), lens = 2 * r * r * acos(0.5 / r) - 0.5 * sqrt(4 * r * r - 1);
  near(area_of(2, 2, two, q), lens, 1e-14);
  near(area_of(2, 1, two, q), 2 * PI * r * r - lens, 1e-13);
  const ent_point apart[2] = {{1, 0}, {-2, 0}};
  near(area_of(2, 2, apart, q), 0, 0); /* the status quo lies between them: nothing can pass */
  const ent_point here[1] = {{0, 0}};
  near(area_of(1, 1, here, q), 0, 0);
}

/* Every arc lies on its member's circle, begins where the last one ended, and the rule turns there. */
static void test_edge(void **state)
{
  (void)state;
  uint64_t seed = 11;
  for (int round = 0; round < 400; round++) {
    space_case c;
    space_case_open(&c, &seed);
    ent_winset *const w = winset_of(c.rule, c.ideal, c.q);
    for (int i = 0; i < w->arcs; i++) {
      const ent_arc *const a = &w->arc[i];
      near(hypot(a->from.x - a->centre.x, a->from.y - a->centre.y), a->radius, 1e-12);
      near(hypot(a->to.x - a->centre.x, a->to.y - a->centre.y), a->radius, 1e-12);
      assert_true(a->centre.x == c.ideal[a->member].x && a->centre.y == c.ideal[a->member].y);
      const ent_arc *const next = &w->arc[(i + 1) % w->arcs];
      const bool at_q =
        hypot(a->to.x - c.q.x, a->to.y - c.q.y) < 1e-9 && hypot(next->from.x - c.q.x, next->from.y - c.q.y) < 1e-9;
      if (!at_q) near(hypot(a->to.x - next->from.x, a->to.y - next->from.y), 0, 1e-9);
      const ent_point u = {a->from.x + a->to.x - 2 * c.q.x, a->from.y + a->to.y - 2 * c.q.y};
      const double step = 2 * ((a->centre.x - c.q.x) * u.x + (a->centre.y - c.q.y) * u.y) / (u.x * u.x + u.y * u.y);
      if (u.x * u.x + u.y * u.y < 1e-4) continue; /* too small to count votes by */
      assert_true(space_wins(&c, (ent_point){c.q.x + u.x * step * (1 - 1e-9), c.q.y + u.y * step * (1 - 1e-9)}));
      assert_false(space_wins(&c, (ent_point){c.q.x + u.x * step * (1 + 1e-9), c.q.y + u.y * step * (1 + 1e-9)}));
    }
    ent_winset_free(w, &space_memory);
    space_case_close(&c);
  }
}

static void test_area_on_a_grid(void **state)
{
  (void)state;
  uint64_t seed = 12;
  for (int round = 0; round < 40; round++) {
    space_case c;
    space_case_open(&c, &seed);
    ent_winset *const w = winset_of(c.rule, c.ideal, c.q);
    long inside = 0;
    for (int i = 0; i < 600; i++)
      for (int k = 0; k < 600; k++) inside += space_wins(&c, (ent_point){(i + 0.5) / 30 - 10, (k + 0.5) / 30 - 10});
    near((double)inside / 900, w->area, 0.004 * w->area + 0.03);
    ent_winset_free(w, &space_memory);
    space_case_close(&c);
  }
}

/* Moved, turned by a right angle, mirrored: the same area; all circles grow with the square of the scale. */
static void test_invariance(void **state)
{
  (void)state;
  uint64_t seed = 13;
  for (int round = 0; round < 100; round++) {
    space_case c;
    space_case_open(&c, &seed);
    ent_point moved[SPACE_MOST], turned[SPACE_MOST], grown[SPACE_MOST];
    for (int i = 0; i < c.club.members; i++) {
      moved[i] = (ent_point){c.ideal[i].x + 8, c.ideal[i].y - 16};
      turned[i] = (ent_point){-c.ideal[i].y, c.ideal[i].x};
      grown[i] = (ent_point){4 * c.ideal[i].x, 4 * c.ideal[i].y};
    }
    ent_winset *const w[4] = {winset_of(c.rule, c.ideal, c.q),
                              winset_of(c.rule, moved, (ent_point){c.q.x + 8, c.q.y - 16}),
                              winset_of(c.rule, turned, (ent_point){-c.q.y, c.q.x}),
                              winset_of(c.rule, grown, (ent_point){4 * c.q.x, 4 * c.q.y})};
    for (int i = 1; i < 4; i++) near(w[i]->area, w[0]->area * (i == 3 ? 16 : 1), 1e-12 * (1 + 16 * w[0]->area));
    for (int i = 0; i < 4; i++) ent_winset_free(w[i], &space_memory);
    space_case_close(&c);
  }
}

/* A harder quota never lets more pass. */
static void test_falls_with_the_quota(void **state)
{
  (void)state;
  uint64_t seed = 14;
  for (int round = 0; round < 100; round++) {
    ent_point ideal[SPACE_MOST];
    for (int i = 0; i < SPACE_MOST; i++) ideal[i] = space_point(&seed);
    const ent_point q = space_point(&seed);
    double last = INFINITY;
    for (int quota = 1; quota <= SPACE_MOST; quota++) {
      const double now = area_of(SPACE_MOST, quota, ideal, q);
      assert_true(now <= last + 1e-12);
      last = now;
    }
  }
}

static void test_refusals(void **state)
{
  (void)state;
  ent_rule *const rule = count_rule(3, 2);
  ent_winset *w = NULL;
  ent_error err;
  const ent_point bad[3] = {{0, 0}, {0, NAN}, {1, 1}}, good[3] = {{0, 0}, {1, 0}, {1, 1}};
  assert_int_equal(ent_winset_make(rule, bad, good[0], &space_memory, &w, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "M1");
  assert_int_equal(ent_winset_make(rule, good, (ent_point){1e10, 0}, &space_memory, &w, &err), ENT_ARGUMENT);
  assert_null(w);
  for (long k = 0;; k++) {
    flaky f;
    const ent_allocator from = flaky_open(&f, k, k % 2 == 0);
    const ent_status status = ent_winset_make(rule, good, (ent_point){5, 5}, &from, &w, &err);
    if (status == ENT_OK) {
      ent_winset_free(w, &from);
      assert_true(flaky_clean(&f) && k > 0);
      break;
    }
    assert_int_equal(status, ENT_NOMEM);
    assert_true(flaky_clean(&f));
  }
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_closed_forms),         cmocka_unit_test(test_edge),
                                     cmocka_unit_test(test_area_on_a_grid),       cmocka_unit_test(test_invariance),
                                     cmocka_unit_test(test_falls_with_the_quota), cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
