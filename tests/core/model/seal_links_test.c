/* Correlations are rank correlations of what is drawn; every input has a stream of its own, whatever stands beside it. */
#include <math.h>

#include "faults.h"
#include "study/world.h"

#define DRAWS 20000

/* Draws `count` inputs by their paths into x[count * DRAWS]. */
static void draw_inputs(const ent_scenario *s, const char *const *path, int count, int draws, double *x)
{
  void *const scratch = calloc(1, ent_draw_bytes(s));
  assert_non_null(scratch);
  ent_draw d = ent_draw_lay(s, scratch);
  for (int i = 0; i < draws; i++) {
    ent_draw_sample(&d, 7, (uint64_t)i);
    for (int k = 0; k < count; k++) {
      const int input = ent_scenario_find_input(s, path[k]);
      if (input < 0) fail_msg("no input %s", path[k]);
      x[k * draws + i] = d.x[input];
    }
  }
  free(scratch);
}

typedef struct ranked {
  double x;
  int at;
} ranked;

static int by_value(const void *a, const void *b)
{
  const double x = ((const ranked *)a)->x, y = ((const ranked *)b)->x;
  return (x > y) - (x < y);
}

static void ranks(const double *x, double *rank)
{
  ranked *const order = calloc(DRAWS, sizeof *order);
  assert_non_null(order);
  for (int i = 0; i < DRAWS; i++) order[i] = (ranked){x[i], i};
  qsort(order, DRAWS, sizeof *order, by_value);
  for (int i = 0; i < DRAWS; i++) rank[order[i].at] = i;
  free(order);
}

/* Spearman's: Pearson's of the ranks. */
static double rank_correlation(const double *x, const double *y)
{
  double *const rank = calloc(2 * DRAWS, sizeof *rank);
  assert_non_null(rank);
  ranks(x, rank);
  ranks(y, rank + DRAWS);
  const double mean = (DRAWS - 1) / 2.0;
  double sum = 0, square = 0;
  for (int i = 0; i < DRAWS; i++) {
    sum += (rank[i] - mean) * (rank[DRAWS + i] - mean);
    square += (rank[i] - mean) * (rank[i] - mean);
  }
  free(rank);
  return sum / square;
}

/* Its standard error at 20,000 draws is below 0.0071. */
static void test_rank_correlation(void **state)
{
  (void)state;
  static const char *const pair[] = {"terms.seat.flow", "concessions.border.cost"};
  static const struct {
    const char *rho, *flow, *cost;
    double expected;
  } table[] = {
    {"0.4", "1% to 4%", "2% to 8%", 0.4},
    {"-0.7", "1%..4%", "2%..8%", -0.7},
    {"0.9", "mix(1: 1%..2%, 1: 3%..4%)", "gamma(2, 9)", 0.9},
    {"1", "1%..4%", "2% to 8%", 1},
    {"-1", "1% to 4%", "between(1, 2, 5)", -1},
    {"0", "1% to 4%", "2% to 8%", 0},
  };
  const ent_allocator memory = tiny_memory();
  double *const x = calloc(2 * DRAWS, sizeof *x);
  assert_non_null(x);
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    char change[3][100];
    snprintf(change[0], 100, "correlate.2.2=%s", table[i].rho);
    snprintf(change[1], 100, "terms.seat.flow=%s", table[i].flow);
    snprintf(change[2], 100, "concessions.border.cost=%s", table[i].cost);
    const char *const changes[] = {change[0], change[1], change[2], NULL};
    ent_scenario *const s = small_changed(&memory, changes);
    draw_inputs(s, pair, 2, DRAWS, x);
    const double rho = rank_correlation(x, x + DRAWS);
    if (!(fabs(rho - table[i].expected) < 0.025)) fail_msg("wanted %g, drawn %g", table[i].expected, rho);
    ent_scenario_free(s);
  }
  free(x);
}

/* The margins of a correlated input are those it has alone. */
static void test_margins_stay(void **state)
{
  (void)state;
  static const char *const path[] = {"consents.HOUSE.MAJ.support"};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  double *const x = calloc(DRAWS, sizeof *x);
  assert_non_null(x);
  draw_inputs(s, path, 1, DRAWS, x);
  const int input = ent_scenario_find_input(s, path[0]);
  for (double u = 0.05; u < 1; u += 0.15) {
    int below = 0;
    for (int i = 0; i < DRAWS; i++) below += x[i] <= ent_input_quantile(s, input, u);
    assert_true(fabs((double)below / DRAWS - u) < 0.015);
  }
  free(x);
  ent_scenario_free(s);
}

/* L L' is the matrix of 2 sin(pi rs / 6), and the entries that nobody named are 0. */
static void test_factor(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  assert_int_equal(s->correlated, 5);
  const double pi = 3.14159265358979323846,
               wanted[3] = {2 * sin(pi * 0.5 / 6), 2 * sin(pi * -0.3 / 6), 2 * sin(pi * 0.4 / 6)};
  for (int i = 0; i < 5; i++)
    for (int j = 0; j < 5; j++) {
      double sum = 0;
      for (int k = 0; k < 5; k++) sum += s->cholesky[i * 5 + k] * s->cholesky[j * 5 + k];
      const int low = i < j ? i : j, high = i < j ? j : i;
      const double r = i == j                  ? 1
                       : low == 0 && high == 1 ? wanted[0]
                       : low == 1 && high == 2 ? wanted[1]
                       : low == 3              ? wanted[2]
                                               : 0;
      assert_true(fabs(sum - r) < 1e-14);
    }
  ent_scenario_free(s);
}

/* Draw i of an input depends on seed, i and its path: not on what else there is, nor on the order of the file. */
static void test_streams(void **state)
{
  (void)state;
  static const char *const path[] = {"terms.gas.flow",
                                     "ties.ALY-TGT.slow",
                                     "actors.ALY.capability.gdp",
                                     "deal.renege",
                                     "consents.LEAGUE.ALY.when.peace",
                                     "trust.level",
                                     "concessions.border.cost"};
  enum { PATHS = sizeof path / sizeof *path, N = 50 };
  static const char *const edit[][2] = {
    {"concessions: {", "concessions: {\n  extra: { name: Another, cost: 1% to 2% }"},
    {"  RIV: { name: Rival, capability: { gdp: { p5: 20, p50: 25, p95: 40, source: survey } } }\n  ALY: { name: Ally, "
     "capability: { gdp: 12 ± 2 } }\n",
     "  ALY: { name: Ally, capability: { gdp: 12 ± 2 } }\n  RIV: { name: Rival, capability: { gdp: { p5: 20, p50: 25, "
     "p95: 40, source: survey } } }\n"},
    {"ties: [", "ties: [ { between: [ALY, RIV], slow: -0.5 to 0 }"},
    {"conditions: {", "conditions: { storm: { name: a storm, probability: unlikely }"},
  };
  const ent_allocator memory = tiny_memory();
  static double before[PATHS * N], after[PATHS * N];
  ent_scenario *const s = small_scenario(&memory);
  draw_inputs(s, path, PATHS, N, before);
  ent_scenario_free(s);
  for (size_t i = 0; i < sizeof edit / sizeof *edit; i++) {
    ent_scenario *const t = small_with(edit[i][0], edit[i][1], &memory);
    draw_inputs(t, path, PATHS, N, after);
    assert_memory_equal(before, after, sizeof before);
    ent_scenario_free(t);
  }
}

/* 64 inputs may correlate, 65 not. */
static void test_limit(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char small[SMALL_TEXT_MAX];
  small_text(small);
  for (int many = 64; many <= 65; many++) {
    static char costs[8000], pairs[8000];
    ent_error errors[FAULT_ERRORS];
    ent_scenario *s = NULL;
    int found = 0;
    snprintf(costs, sizeof costs, "concessions: {\n");
    snprintf(pairs, sizeof pairs, "correlate: [\n");
    for (int i = 0; i < many - 5; i++) { /* five correlate already */
      snprintf(costs + strlen(costs), sizeof costs - strlen(costs), "c%d: { name: c, cost: 1..2 }\n", i);
      snprintf(pairs + strlen(pairs), sizeof pairs - strlen(pairs), "[concessions.c%d.cost, deal.will.support, 0.01]\n",
               i);
    }
    char *const first = text_with(small, "concessions: {", costs), *const text =
                                                                     text_with(first, "correlate: [", pairs);
    const ent_status status = seal_text(text, &memory, &s, errors, FAULT_ERRORS, &found);
    assert_int_equal(status, many <= 64 ? ENT_OK : ENT_LIMIT);
    if (status == ENT_OK) assert_int_equal(s->correlated, 64);
    ent_scenario_free(s);
    free(first);
    free(text);
  }
}

/* A known number goes with nothing, and a pair that is repeated or its own mirror is refused elsewhere (seal_test.c). */
static void test_known(void **state)
{
  (void)state;
  static const char *const changes[] = {"terms.seat.flow=2%", NULL};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_changed(&memory, changes);
  assert_int_equal(s->correlated, 3);
  int unknowns = 0;
  for (int i = 0; i < s->inputs; i++) unknowns += s->input[i].dist.kind != ENT_DIST_KNOWN;
  assert_int_equal(unknowns, s->unknowns + s->correlated);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rank_correlation), cmocka_unit_test(test_margins_stay), cmocka_unit_test(test_factor),
    cmocka_unit_test(test_streams),          cmocka_unit_test(test_limit),        cmocka_unit_test(test_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
