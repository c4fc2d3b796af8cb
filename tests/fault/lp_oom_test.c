/* Memory refused, once and for good, at every request of the programmes and of the odd-cycle bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "align/odd_lp.h"
#include "fault/ladder.h"

enum { ACTORS = 40, TIES = 170, COLUMNS = 90 };

/* One programme: two rounds of rows that need more room than at first, a row dropped. */
static ent_status programme(const ent_allocator *memory, ent_error *err)
{
  static double c[COLUMNS], ones[COLUMNS], z[COLUMNS], y[2 * COLUMNS];
  static int start[COLUMNS + 1], column[COLUMNS];
  bool gone[2 * COLUMNS] = {false};
  for (int j = 0; j < COLUMNS; j++) {
    c[j] = j % 7 + 1;
    ones[j] = 1;
    start[j + 1] = j + 1;
    column[j] = j;
  }
  const ent_lp *const lp = ent_lp_simplex();
  const ent_lp_costs costs = {COLUMNS, c, NULL};
  const ent_lp_rows rows = {COLUMNS, start, column, ones, ones};
  void *engine = NULL;
  ent_lp_answer a = {.z = z, .y = y};
  int left = 0;
  ent_status status = lp->open(NULL, &costs, memory, &engine, err);
  for (int round = 0; round < 2 && status == ENT_OK; round++) {
    status = lp->add(engine, &rows, err);
    if (status == ENT_OK) status = lp->solve(engine, NULL, &a, err);
  }
  gone[2 * COLUMNS - 1] = true;
  if (status == ENT_OK) status = lp->drop(engine, gone, &left, err);
  if (status == ENT_OK) assert_true(left == 2 * COLUMNS - 1 && z[3] > 0.999);
  lp->close(engine);
  return status;
}

static ent_status bound(const ent_allocator *memory, ent_error *err)
{
  int32_t tail[TIES], head[TIES];
  int64_t weight[TIES];
  int8_t side[ACTORS];
  for (int i = 0; i < TIES; i++) {
    tail[i] = i % ACTORS;
    head[i] = (i % ACTORS + 1 + i / ACTORS * 3) % ACTORS;
    weight[i] = i * i % 5 == 1 ? -2 : 2;
  }
  memset(side, 1, sizeof side);
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_signed g;
  ent_odd_answer a = {.weight = -1};
  const ent_odd_task task = {.side = side, .step = 1};
  ent_status status = ent_signed_rows(&g, ACTORS, TIES, tail, head, weight, &arena) ? ENT_OK : ENT_NOMEM;
  if (status != ENT_OK && err) { /* rows have no error of their own */
    err->code = ENT_NOMEM;
    err->message[0] = '.';
  }
  if (status == ENT_OK) status = ent_odd_bound(&g, &task, memory, &arena, &a, err);
  assert_true((status == ENT_OK) == (a.weight >= 0));
  ent_arena_close(&arena);
  return status;
}

static void refusals_of_a_programme(void **state)
{
  (void)state;
  climb("programme", programme);
}

static void refusals_of_the_bound(void **state)
{
  (void)state;
  climb("odd-cycle bound", bound);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(refusals_of_a_programme),
    cmocka_unit_test(refusals_of_the_bound),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
