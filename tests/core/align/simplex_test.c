/* The dual simplex proves itself: a solution that keeps all rows and bounds, and multipliers whose bound meets its objective.
 * Random programs in rounds, rows dropped, programs without a solution, limits, refusals. */
#include "core/voting/rules.h"
#include "entente/lp.h"

#include <math.h>

#define COLUMNS 60
#define ROWS 200
#define ENTRIES (ROWS * COLUMNS)

static const ent_allocator memory = {plain_resize, NULL};

/* A program as the test knows it. */
typedef struct program {
  int columns, rows, start[ROWS + 1], column[ENTRIES];
  double c[COLUMNS], top[COLUMNS], value[ENTRIES], bottom[ROWS];
  double z[COLUMNS], y[ROWS], work[3 * COLUMNS];
} program;

static double number(uint64_t seed, uint32_t use)
{
  return ent_uniform(seed, 7, 11, use);
}

static ent_lp_costs costs_of(const program *p)
{
  return (ent_lp_costs){p->columns, p->c, p->top};
}

static ent_lp_rows rows_of(const program *p)
{
  return (ent_lp_rows){p->rows, p->start, p->column, p->value, p->bottom};
}

/* A row of few entries; solvable: what the point `inside` reaches, or less. */
static void add_row(program *p, uint64_t seed, const double *inside, bool covering)
{
  int at = p->start[p->rows];
  double reached = 0;
  for (int j = 0; j < p->columns; j++) {
    const double u = number(seed, (uint32_t)j);
    if (u > 0.2) continue;
    p->column[at] = j;
    p->value[at] = covering ? 1 : u < 0.1 ? floor(1 + 40 * u) : -floor(1 + 10 * u);
    reached += p->value[at] * (inside ? inside[j] : 0);
    at++;
  }
  p->bottom[p->rows] = covering ? (at > p->start[p->rows] ? 1 : 0) : reached - floor(2 * number(seed, 1000)) / 2;
  p->start[++p->rows] = at;
}

static ent_lp_answer solve(void *engine, program *p, const ent_lp_limits *limits)
{
  ent_lp_answer a = {.z = p->z, .y = p->y};
  ent_error err;
  if (ent_lp_simplex()->solve(engine, limits, &a, &err) != ENT_OK) fail_msg("%s", err.message);
  return a;
}

/* Feasible within the tolerance and as low as the multipliers prove: the optimum. */
static void check_optimal(program *p)
{
  const ent_lp_costs costs = costs_of(p);
  const ent_lp_rows rows = rows_of(p);
  double objective = 0, size = 1;
  for (int j = 0; j < p->columns; j++) {
    assert_true(p->z[j] >= -1e-6 && p->z[j] <= p->top[j] + 1e-6);
    objective += p->c[j] * p->z[j];
    size += fabs(p->c[j] * p->z[j]);
  }
  for (int i = 0; i < p->rows; i++) {
    double reached = 0;
    for (int e = p->start[i]; e < p->start[i + 1]; e++) reached += p->value[e] * p->z[p->column[e]];
    assert_true(reached >= p->bottom[i] - 1e-6 && p->y[i] >= 0);
  }
  const double bound = ent_lp_bound(&costs, &rows, p->y, p->work);
  if (!(bound <= objective + 1e-5 * size && bound >= objective - 3e-6 * size))
    fail_msg("objective %.12g, bound %.12g", objective, bound);
}

/* kind 0: covering with infinite tops, 1: boxes and any costs, 2: both tops. */
static void open_random(program *p, uint64_t seed, int kind, double *inside)
{
  p->columns = 5 + (int)(number(seed, 2000) * (COLUMNS - 5));
  p->rows = p->start[0] = 0;
  for (int j = 0; j < p->columns; j++) {
    const double u = number(seed, 3000 + (uint32_t)j);
    p->c[j] = kind == 1 ? floor(21 * u) - 6 : 1 + floor(4 * u);
    p->top[j] = kind == 1 || (kind == 2 && j % 2 == 0) ? 1 : (double)INFINITY;
    inside[j] = number(seed, 4000 + (uint32_t)j) < 0.5 ? 0 : 1;
  }
}

static void random_program(uint64_t seed, int kind)
{
  static program p;
  double inside[COLUMNS];
  open_random(&p, seed, kind, inside);
  const ent_lp *const lp = ent_lp_simplex();
  const ent_lp_costs costs = costs_of(&p);
  void *engine = NULL;
  assert_int_equal(lp->open(lp->ctx, &costs, &memory, &engine, NULL), ENT_OK);
  for (int round = 0; round < 6; round++) {
    const int from = p.rows;
    for (int i = 0; i < 12; i++) add_row(&p, seed * 100 + (uint64_t)(round * 12 + i), inside, kind != 1);
    int start[16];
    for (int i = 0; i <= p.rows - from; i++) start[i] = p.start[from + i] - p.start[from];
    const ent_lp_rows fresh = {p.rows - from, start, p.column + p.start[from], p.value + p.start[from],
                               p.bottom + from};
    assert_int_equal(lp->add(engine, &fresh, NULL), ENT_OK);
    const ent_lp_answer a = solve(engine, &p, NULL);
    assert_int_equal(a.outcome, ENT_LP_OPTIMAL);
    check_optimal(&p);
    assert_true(solve(engine, &p, NULL).steps == 0); /* nothing is left to do */
  }
  lp->close(engine);
}

static void random_programs_are_optimal(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 300; seed++) random_program(seed, (int)(seed % 3));
}

/* The least of z0 + 2 z1 with z0 + z1 >= 1.5 in the unit box is 2, at (1, 1/2); with z0 >= 0.25 dropped again the same. */
static void small_program_by_hand(void **state)
{
  (void)state;
  const double c[2] = {1, 2}, top[2] = {1, 1}, value[3] = {1, 1, 1}, bottom[2] = {1.5, 0.25};
  const int start[3] = {0, 2, 3}, column[3] = {0, 1, 0};
  const ent_lp_costs costs = {2, c, top};
  const ent_lp_rows rows = {2, start, column, value, bottom};
  double z[2], y[2], work[6];
  const ent_lp *const lp = ent_lp_simplex();
  void *engine = NULL;
  ent_lp_answer a = {.z = z, .y = y};
  assert_int_equal(lp->open(NULL, &costs, &memory, &engine, NULL), ENT_OK);
  assert_int_equal(lp->add(engine, &rows, NULL), ENT_OK);
  assert_int_equal(lp->solve(engine, NULL, &a, NULL), ENT_OK);
  assert_int_equal(a.outcome, ENT_LP_OPTIMAL);
  assert_true(fabs(z[0] - 1) < 1e-9 && fabs(z[1] - 0.5) < 1e-9 && fabs(y[0] - 2) < 1e-5 && y[1] == 0);
  assert_true(fabs(ent_lp_bound(&costs, &rows, y, work) - 2) < 1e-5);
  bool gone[2] = {true, true};
  int left = -1;
  assert_int_equal(lp->drop(engine, gone, &left, NULL), ENT_OK);
  assert_true(left == 1 && !gone[0] && gone[1]); /* the tight one stays */
  assert_int_equal(lp->solve(engine, NULL, &a, NULL), ENT_OK);
  assert_true(fabs(z[0] - 1) < 1e-9 && fabs(z[1] - 0.5) < 1e-9);
  lp->close(engine);
  lp->close(NULL);
}

/* Cycles of five, each column in two rows: z = 1/2 everywhere is better than any whole solution. */
static void fractional_optimum(void **state)
{
  (void)state;
  static program p;
  p.columns = 5;
  p.rows = p.start[0] = 0;
  for (int j = 0; j < 5; j++) {
    p.c[j] = 1;
    p.top[j] = 1;
    p.column[2 * j] = j;
    p.column[2 * j + 1] = (j + 1) % 5;
    p.value[2 * j] = p.value[2 * j + 1] = 1;
    p.bottom[j] = 1;
    p.start[++p.rows] = 2 * j + 2;
  }
  const ent_lp_costs costs = costs_of(&p);
  const ent_lp_rows rows = rows_of(&p);
  void *engine = NULL;
  assert_int_equal(ent_lp_simplex()->open(NULL, &costs, &memory, &engine, NULL), ENT_OK);
  assert_int_equal(ent_lp_simplex()->add(engine, &rows, NULL), ENT_OK);
  assert_int_equal(solve(engine, &p, NULL).outcome, ENT_LP_OPTIMAL);
  for (int j = 0; j < 5; j++) assert_true(fabs(p.z[j] - 0.5) < 1e-9);
  const double bound = ent_lp_bound(&costs, &rows, p.y, p.work);
  assert_true(bound > 2.5 - 1e-5 && bound <= 2.5);
  ent_lp_simplex()->close(engine);
}

static void no_solution_is_found_out(void **state)
{
  (void)state;
  static program p;
  double inside[COLUMNS];
  for (uint64_t seed = 0; seed < 40; seed++) {
    open_random(&p, seed, 1, inside);
    for (int i = 0; i < 20; i++) add_row(&p, seed * 100 + (uint64_t)i, inside, false);
    double most = 0; /* one more row that asks for half a unit more than the box allows */
    for (int e = p.start[19]; e < p.start[20]; e++) {
      p.value[e] = e % 2 ? 1 : -2;
      most += p.value[e] > 0 ? p.value[e] : 0;
    }
    p.bottom[19] = most + 0.5;
    const ent_lp_costs costs = costs_of(&p);
    const ent_lp_rows rows = rows_of(&p);
    void *engine = NULL;
    assert_int_equal(ent_lp_simplex()->open(NULL, &costs, &memory, &engine, NULL), ENT_OK);
    assert_int_equal(ent_lp_simplex()->add(engine, &rows, NULL), ENT_OK);
    assert_int_equal(solve(engine, &p, NULL).outcome, ENT_LP_INFEASIBLE);
    ent_lp_simplex()->close(engine);
  }
}

static bool never(void *ctx)
{
  ++*(int *)ctx;
  return false;
}

/* A stopped program says so, and its bound is below the optimum and never falls. */
static void limits_hold(void **state)
{
  (void)state;
  static program p;
  double inside[COLUMNS], last = 0;
  open_random(&p, 5, 0, inside);
  for (int i = 0; i < 100; i++) add_row(&p, 900 + (uint64_t)i, inside, true);
  const ent_lp_costs costs = costs_of(&p);
  const ent_lp_rows rows = rows_of(&p);
  void *engine = NULL;
  assert_int_equal(ent_lp_simplex()->open(NULL, &costs, &memory, &engine, NULL), ENT_OK);
  assert_int_equal(ent_lp_simplex()->add(engine, &rows, NULL), ENT_OK);
  int asked = 0;
  const ent_lp_limits stop = {0, never, &asked}, one = {1, NULL, NULL};
  assert_int_equal(solve(engine, &p, &stop).outcome, ENT_LP_STOPPED);
  assert_int_equal(asked, 1);
  ent_lp_answer a;
  do {
    a = solve(engine, &p, &one);
    const double bound = ent_lp_bound(&costs, &rows, p.y, p.work);
    assert_true(bound >= last - 1e-4);
    last = bound;
  } while (a.outcome == ENT_LP_STOPPED);
  assert_int_equal(a.outcome, ENT_LP_OPTIMAL);
  check_optimal(&p);
  ent_lp_simplex()->close(engine);
}

static void bound_of_any_multipliers(void **state)
{
  (void)state;
  const double c[2] = {3, 1}, top[2] = {(double)INFINITY, 2}, value[2] = {1, 1}, bottom[1] = {2};
  const int start[2] = {0, 2}, column[2] = {0, 1};
  const ent_lp_costs costs = {2, c, top};
  const ent_lp_rows rows = {1, start, column, value, bottom};
  const double y[4] = {0.5, 3, 6, -4}, expected[4] = {1, 2, 2, 0};
  for (int i = 0; i < 4; i++) { /* y = 6 is shrunk to 3: 3 * 2 - 2 * 2 */
    double work[6];
    const double bound = ent_lp_bound(&costs, &rows, y + i, work);
    assert_true(bound <= expected[i] && bound > expected[i] - 1e-12);
  }
}

static void bad_programs_are_refused(void **state)
{
  (void)state;
  const ent_lp *const lp = ent_lp_simplex();
  const double fine[2] = {1, 1}, below[2] = {1, -1}, nan[2] = {1, (double)NAN}, zero[2] = {1, 0};
  const ent_lp_costs bad[4] = {{0, fine, NULL}, {2, below, NULL}, {2, nan, fine}, {2, fine, zero}};
  ent_error err;
  for (int i = 0; i < 4; i++) {
    void *engine = &err;
    assert_int_equal(lp->open(NULL, &bad[i], &memory, &engine, &err), ENT_ARGUMENT);
    assert_true(engine == &err && err.message[0] != '\0');
  }
  const ent_lp_costs costs = {2, fine, NULL};
  const int start[2] = {0, 2}, column[2] = {0, 1}, outside[2] = {0, 2}, back[2] = {0, -1};
  const double bottom[1] = {1};
  const ent_lp_rows bad_rows[4] = {{1, start, outside, fine, bottom},
                                   {1, start, column, nan, bottom},
                                   {1, back, column, fine, bottom},
                                   {-1, start, column, fine, bottom}};
  void *engine = NULL;
  assert_int_equal(lp->open(NULL, &costs, &memory, &engine, &err), ENT_OK);
  for (int i = 0; i < 4; i++) assert_int_equal(lp->add(engine, &bad_rows[i], &err), ENT_ARGUMENT);
  double z[2];
  ent_lp_answer a = {.z = z};
  assert_int_equal(lp->solve(engine, NULL, &a, &err), ENT_OK); /* no row */
  assert_true(a.outcome == ENT_LP_OPTIMAL && z[0] == 0 && z[1] == 0);
  lp->close(engine);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(random_programs_are_optimal),
    cmocka_unit_test(small_program_by_hand),
    cmocka_unit_test(fractional_optimum),
    cmocka_unit_test(no_solution_is_found_out),
    cmocka_unit_test(limits_hold),
    cmocka_unit_test(bound_of_any_multipliers),
    cmocka_unit_test(bad_programs_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
