/* The engine of this build against core's own: the same optima, the same bounds on frustration, limits, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "align/odd_lp.h"
#include "host/lp.h"
#include "host/memory.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 40, ROWS = 60 };

typedef struct programme {
  double c[COLUMNS], value[ROWS * COLUMNS], bottom[ROWS];
  int start[ROWS + 1], column[ROWS * COLUMNS], count;
} programme;

static void random_programme(uint64_t seed, programme *p)
{
  memset(p, 0, sizeof *p);
  for (int j = 0; j < COLUMNS; j++) p->c[j] = 1 + floor(5 * ent_uniform(seed, (uint64_t)j, 51, 0));
  int at = 0;
  for (int i = 0; i < ROWS; i++) {
    for (int j = 0; j < COLUMNS; j++)
      if (ent_uniform(seed, (uint64_t)(i * COLUMNS + j), 51, 1) < 0.12) {
        p->value[at] = 1;
        p->column[at++] = j;
      }
    p->bottom[i] = at > p->start[i];
    p->start[i + 1] = at;
  }
}

/* The optimum by an engine, its rows given in two halves, slack ones of the first half dropped in between. */
static double optimum(const ent_lp *lp, const programme *p, const ent_allocator *memory)
{
  const ent_lp_costs costs = {COLUMNS, p->c, NULL};
  int start[ROWS + 1];
  double z[COLUMNS], y[2 * ROWS], work[3 * COLUMNS], sum = 0;
  bool gone[ROWS];
  void *engine = NULL;
  ent_lp_answer a = {.z = z, .y = y};
  int left = ROWS / 2;
  assert_int_equal(lp->open(lp->ctx, &costs, memory, &engine, NULL), ENT_OK);
  for (int half = 0; half < 2; half++) {
    const int from = half * ROWS / 2;
    for (int i = 0; i <= ROWS / 2; i++) start[i] = p->start[from + i] - p->start[from];
    const ent_lp_rows rows = {ROWS / 2, start, p->column + p->start[from], p->value + p->start[from], p->bottom + from};
    assert_int_equal(lp->add(engine, &rows, NULL), ENT_OK);
    assert_int_equal(lp->solve(engine, NULL, &a, NULL), ENT_OK);
    assert_int_equal(a.outcome, ENT_LP_OPTIMAL);
    for (int i = 0; i < ROWS / 2 && half == 0; i++) gone[i] = y[i] <= 0 && i % 2 == 0;
    if (half == 0) assert_int_equal(lp->drop(engine, gone, &left, NULL), ENT_OK);
    assert_true(left <= ROWS / 2 && left > 0);
    if (half == 0) assert_int_equal(lp->add(engine, &rows, NULL), ENT_OK); /* they come back */
  }
  lp->close(engine);
  for (int j = 0; j < COLUMNS; j++) sum += p->c[j] * z[j];
  /* a programme of its own for the bound, all rows at once */
  const ent_lp_rows all = {ROWS, p->start, p->column, p->value, p->bottom};
  assert_int_equal(lp->open(lp->ctx, &costs, memory, &engine, NULL), ENT_OK);
  assert_int_equal(lp->add(engine, &all, NULL), ENT_OK);
  assert_int_equal(lp->solve(engine, NULL, &a, NULL), ENT_OK);
  const double bound = ent_lp_bound(&costs, &all, y, work);
  assert_true(bound <= sum + 1e-6 * sum && bound >= sum - 1e-5 * sum);
  lp->close(engine);
  return sum;
}

static void engines_find_the_same_optima(void **state)
{
  (void)state;
  static programme p;
  const ent_allocator memory = host_memory();
  print_message("engine: %s\n", host_lp_name());
  for (uint64_t seed = 0; seed < 40; seed++) {
    random_programme(seed, &p);
    const double here = optimum(host_lp(), &p, &memory), core = optimum(ent_lp_simplex(), &p, &memory);
    assert_true(fabs(here - core) <= 1e-5 * core);
  }
}

static void engines_prove_the_same_bounds(void **state)
{
  (void)state;
  enum { N = 50, M = 200 };
  const ent_allocator memory = host_memory();
  for (uint64_t seed = 0; seed < 10; seed++) {
    int32_t tail[M], head[M];
    int64_t weight[M];
    int8_t side[N];
    for (int i = 0; i < M; i++) {
      tail[i] = (int32_t)(ent_uniform(seed, (uint64_t)i, 53, 0) * N);
      head[i] = (tail[i] + 1 + (int32_t)(ent_uniform(seed, (uint64_t)i, 53, 1) * (N - 2))) % N;
      weight[i] = ent_uniform(seed, (uint64_t)i, 53, 2) < 0.3 ? -2 : 2;
    }
    memset(side, 1, sizeof side);
    ent_arena arena;
    ent_arena_open(&arena, &memory);
    ent_signed g;
    assert_true(ent_signed_rows(&g, N, M, tail, head, weight, &arena));
    ent_odd_task task = {.side = side, .step = 2};
    ent_odd_answer core, here;
    assert_int_equal(ent_odd_bound(&g, &task, &memory, &arena, &core, NULL), ENT_OK);
    task.engine = host_lp();
    assert_int_equal(ent_odd_bound(&g, &task, &memory, &arena, &here, NULL), ENT_OK);
    assert_true(core.outcome != ENT_ODD_STOPPED && here.outcome != ENT_ODD_STOPPED);
    assert_true(here.bound == core.bound || here.outcome != core.outcome); /* one may have stopped at better camps */
    assert_true(here.bound <= core.weight && core.bound <= here.weight);
    ent_arena_close(&arena);
  }
}

static bool never(void *ctx)
{
  (void)ctx;
  return false;
}

static void limits_and_refusals(void **state)
{
  (void)state;
  static programme p;
  const ent_allocator memory = host_memory();
  const ent_lp *const lp = host_lp();
  const double below[1] = {-1}, ones[2] = {1, 1}, nan[1] = {(double)NAN};
  const ent_lp_costs bad = {1, below, NULL};
  void *engine = NULL;
  ent_error err;
  assert_int_equal(lp->open(lp->ctx, &bad, &memory, &engine, &err), ENT_ARGUMENT);
  assert_null(engine);
  random_programme(1, &p);
  const ent_lp_costs costs = {COLUMNS, p.c, NULL};
  const int start[2] = {0, 1}, column[1] = {COLUMNS}, first[1] = {0};
  const ent_lp_rows outside = {1, start, column, ones, ones}, no_number = {1, start, first, nan, ones};
  const ent_lp_rows all = {ROWS, p.start, p.column, p.value, p.bottom};
  double z[COLUMNS], y[ROWS];
  ent_lp_answer a = {.z = z, .y = y};
  assert_int_equal(lp->open(lp->ctx, &costs, &memory, &engine, &err), ENT_OK);
  assert_int_equal(lp->add(engine, &outside, &err), ENT_ARGUMENT);
  assert_int_equal(lp->add(engine, &no_number, &err), ENT_ARGUMENT);
  assert_int_equal(lp->add(engine, &all, &err), ENT_OK);
  const ent_lp_limits stop = {0, never, NULL}, few = {3, NULL, NULL};
  assert_int_equal(lp->solve(engine, &stop, &a, &err), ENT_OK);
  assert_int_equal(a.outcome, ENT_LP_STOPPED);
  assert_int_equal(lp->solve(engine, &few, &a, &err), ENT_OK);
  assert_true(a.outcome == ENT_LP_STOPPED && a.steps <= 4);
  const int two[3] = {0, 0, 0};
  const double reach[2] = {1, 1};
  const ent_lp_rows impossible = {1, two, first, ones, reach}; /* nothing at all has to reach 1 */
  assert_int_equal(lp->add(engine, &impossible, &err), ENT_OK);
  double more[ROWS + 1];
  a.y = more;
  assert_int_equal(lp->solve(engine, NULL, &a, &err), ENT_OK);
  assert_int_equal(a.outcome, ENT_LP_INFEASIBLE);
  lp->close(engine);
  lp->close(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(engines_find_the_same_optima),
    cmocka_unit_test(engines_prove_the_same_bounds),
    cmocka_unit_test(limits_and_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
