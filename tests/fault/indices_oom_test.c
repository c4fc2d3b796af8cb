/* Memory refused, once and for good, at every request of the indices, the camps and the drift. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "entente/balance_indices.h"
#include "fault/ladder.h"

static ent_ties *ties;

static int make_ties(void **state)
{
  (void)state;
  enum { N = 20, M = 60 };
  int32_t tail[M], head[M];
  int64_t weight[M];
  static flaky f; /* it has to outlive the ties */
  for (int i = 0; i < M; i++) {
    tail[i] = i % N;
    head[i] = (i % N + 1 + i / N) % N;
    weight[i] = i * i % 5 == 1 ? -2 : 2;
  }
  const ent_allocator memory = flaky_open(&f, -1, false);
  return ent_ties_make(N, M, tail, head, weight, NULL, &memory, &ties, NULL) == ENT_OK ? 0 : -1;
}

static ent_status triads(const ent_allocator *memory, ent_error *err)
{
  ent_triads t = {.index = -1};
  int64_t good[20], bad[20];
  const ent_status status = ent_balance_triads(ties, memory, &t, good, bad, err);
  assert_true((status == ENT_OK) == (t.index >= 0));
  return status;
}

static ent_status walks(const ent_allocator *memory, ent_error *err)
{
  double k = -1, local[20] = {-1};
  const ent_status status = ent_balance_walks(ties, false, memory, &k, local, err);
  assert_true((status == ENT_OK) == (k >= 0) && (k >= 0) == (local[0] >= 0));
  return status;
}

static ent_status conflict(const ent_allocator *memory, ent_error *err)
{
  ent_conflict c = {.parts = -1};
  const ent_status status = ent_balance_conflict(ties, false, memory, &c, err);
  assert_true((status == ENT_OK) == (c.parts > 0));
  return status;
}

static ent_status camps(const ent_allocator *memory, ent_error *err)
{
  ent_camps c = {.used = -1};
  int32_t camp[20] = {-1};
  const ent_status status = ent_balance_camps(ties, NULL, memory, camp, &c, err);
  assert_true((status == ENT_OK) == (c.used > 0) && (c.used > 0) == (camp[0] >= 0));
  return status;
}

static ent_status drift(const ent_allocator *memory, ent_error *err)
{
  const double x[4] = {0, 1, 1, 0};
  int8_t camp[2] = {9, 9};
  ent_drift *d = NULL;
  ent_drift_end end;
  const ent_status status = ent_drift_make(2, x, memory, &d, &end, camp, err);
  assert_true((status == ENT_OK) == (d != NULL) && (d != NULL) == (camp[0] == 1));
  ent_drift_free(d);
  return status;
}

static ent_status nulls(const ent_allocator *memory, ent_error *err)
{
  const ent_balance_bounds own = {1, 30, false};
  const ent_nulls_options how = {.nulls = 3};
  ent_balance_bounds index[3] = {{-1, -1, false}};
  ent_nulls n = {.nulls = 0};
  const ent_status status = ent_balance_nulls(ties, &own, &how, memory, index, &n, err);
  assert_true((status == ENT_OK) == (n.nulls == 3) && (n.nulls == 3) == (index[0].lower >= 0));
  return status;
}

static void refusals(void **state)
{
  (void)state;
  climb("triangles", triads);
  climb("walks", walks);
  climb("nulls", nulls);
  climb("conflict", conflict);
  climb("camps", camps);
  climb("drift", drift);
}

static int free_ties(void **state)
{
  (void)state;
  ent_ties_free(ties);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(refusals, make_ties, free_ties)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
