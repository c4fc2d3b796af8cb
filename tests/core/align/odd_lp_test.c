/* The odd-cycle bound: against all camps of small networks, its packing recounted, pools, fixing, limits, refusals. */
#include "core/voting/rules.h"

#include "align/odd_lp.h"

#include <math.h>

#define ACTORS 12
#define TIES (ACTORS * ACTORS)

static const ent_allocator memory = {plain_resize, NULL};

static double number(uint64_t seed, uint32_t use)
{
  return ent_uniform(seed, 3, 5, use);
}

static ent_signed network_of(int n, int m, const int32_t *tail, const int32_t *head, const int64_t *weight,
                             ent_arena *arena)
{
  ent_signed g;
  assert_true(ent_signed_rows(&g, n, m, tail, head, weight, arena));
  return g;
}

static ent_signed random_network(uint64_t seed, int n, double density, int64_t most, ent_arena *arena)
{
  int32_t tail[TIES], head[TIES];
  int64_t weight[TIES];
  int m = 0;
  for (int i = 0; i < n; i++)
    for (int j = i + 1; j < n; j++) {
      const uint32_t use = (uint32_t)(i * n + j);
      if (number(seed, use) >= density) continue;
      tail[m] = i;
      head[m] = j;
      const int64_t size = 1 + (int64_t)(number(seed, use + 1000) * (double)most);
      weight[m++] = number(seed, use + 2000) < 0.5 ? -size : size;
    }
  return network_of(n, m, tail, head, weight, arena);
}

static int64_t weight_of(const ent_signed *g, const int8_t *side)
{
  int64_t sum = 0;
  for (int32_t e = 0; e < g->m; e++) {
    const int64_t w = g->weight[e];
    sum += (w < 0 ? -w : w) * (w * side[g->tail[e]] * side[g->head[e]] < 0);
  }
  return sum;
}

/* The least weight of all camps, and of all that frustrate edge e (INT64_MAX: none). */
static int64_t brute(const ent_signed *g, int32_t forced)
{
  int64_t best = INT64_MAX;
  for (uint32_t code = 0; code >> (g->n - 1) == 0; code++) {
    int8_t side[ACTORS];
    for (int v = 0; v < g->n; v++) side[v] = (code >> v & 1) ? -1 : 1;
    if (forced >= 0 && g->weight[forced] * side[g->tail[forced]] * side[g->head[forced]] > 0) continue;
    const int64_t w = weight_of(g, side);
    best = w < best ? w : best;
  }
  return best;
}

/* Recounted by hand: closed, simple, negative, within the weights; returns the sum of the amounts. */
static int64_t recount(const ent_signed *g, const ent_odd_answer *a)
{
  int64_t sum = 0, load[1 << 14] = {0};
  assert_true(g->m <= 1 << 14);
  for (int64_t c = 0; c < a->packing.count; c++) {
    const int64_t from = a->packing.start[c], to = a->packing.start[c + 1];
    int sign = 1;
    assert_true(to - from >= 3 && a->packing.amount[c] >= 1);
    for (int64_t k = from; k < to; k++) {
      const int32_t e = a->packing.edge[k], v = a->packing.vertex[k],
                    next = a->packing.vertex[k + 1 < to ? k + 1 : from];
      assert_true((g->tail[e] == v && g->head[e] == next) || (g->head[e] == v && g->tail[e] == next));
      for (int64_t i = from; i < k; i++) assert_true(a->packing.vertex[i] != v);
      load[e] += a->packing.amount[c];
      sign *= g->weight[e] < 0 ? -1 : 1;
    }
    assert_int_equal(sign, -1);
    sum += a->packing.amount[c];
  }
  for (int32_t e = 0; e < g->m; e++) {
    const int64_t room = a->unit * (g->weight[e] < 0 ? -g->weight[e] : g->weight[e]);
    assert_true(load[e] <= room && a->rest[e] == room - load[e]);
  }
  return sum;
}

static ent_odd_answer bound_of(const ent_signed *g, const ent_odd_task *task, ent_arena *arena)
{
  ent_odd_answer a;
  ent_error err;
  if (ent_odd_bound(g, task, &memory, arena, &a, &err) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  assert_true(a.weight == weight_of(g, a.side));
  return a;
}

static void check_small(const ent_signed *g, ent_arena *arena, int *proved)
{
  int8_t side[ACTORS];
  for (int v = 0; v < g->n; v++) side[v] = 1; /* as bad as it comes: the programme has to find better ones */
  const int64_t step = ent_signed_step(g), optimum = brute(g, -1);
  const ent_odd_task task = {.side = side, .step = step > 0 ? step : 1};
  const ent_odd_answer a = bound_of(g, &task, arena);
  const int64_t sum = recount(g, &a);
  assert_true(a.bound <= optimum && optimum <= a.weight);
  assert_true(sum <= a.unit * optimum && (a.bound - task.step) * a.unit < sum);
  assert_true(a.outcome != ENT_ODD_STOPPED && (a.outcome == ENT_ODD_PROVED) == (a.bound == a.weight));
  if (a.outcome == ENT_ODD_SOLVED) assert_true(!a.integral || a.weight > a.bound);
  *proved += a.outcome == ENT_ODD_PROVED;
  for (int32_t e = 0; e < g->m; e++) /* what is fixed is satisfied in all better camps */
    if (sum + a.rest[e] > a.unit * (a.weight - task.step)) assert_true(brute(g, e) >= a.weight);
}

static void small_networks_by_brute_force(void **state)
{
  (void)state;
  int proved = 0;
  for (uint64_t seed = 0; seed < 400; seed++) {
    ent_arena arena;
    ent_arena_open(&arena, &memory);
    const int n = 2 + (int)(seed % 8);
    const ent_signed g = random_network(seed, n, seed % 3 == 0 ? 1 : 0.5, seed % 2 ? 1 : 9, &arena);
    check_small(&g, &arena, &proved);
    ent_arena_close(&arena);
  }

  assert_true(proved > 300); /* complete ones of random weights often leave a gap */
}

/* All hostile: K5 has frustration 4, and its ten triangles at 1/3 pack 10/3. */
static void complete_hostile_five(void **state)
{
  (void)state;
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  int32_t tail[10], head[10];
  int64_t weight[10];
  int m = 0;
  for (int i = 0; i < 5; i++)
    for (int j = i + 1; j < 5; j++) {
      tail[m] = i;
      head[m] = j;
      weight[m++] = -1;
    }
  const ent_signed g = network_of(5, 10, tail, head, weight, &arena);
  const int8_t best[5] = {1, 1, -1, -1, -1};
  const ent_odd_task one = {.side = best, .step = 1}, two = {.side = best, .step = 2};
  ent_odd_answer a = bound_of(&g, &one, &arena);
  assert_true(a.outcome == ENT_ODD_PROVED && a.bound == 4 && a.weight == 4); /* 10/3 rounded up */
  const int64_t sum = recount(&g, &a);
  assert_true(fabs((double)sum / (double)a.unit - 10.0 / 3) < 1e-4);
  for (int e = 0; e < 10; e++) assert_true(fabs(a.z[e] - 1.0 / 3) < 1e-6);
  assert_true(!a.integral);
  a = bound_of(&g, &two, &arena);
  assert_true(a.outcome == ENT_ODD_PROVED && a.bound == 4);
  ent_arena_close(&arena);
}

/* K7 all hostile: frustration 9, packed 7: the programme leaves a gap and says so. */
static void a_gap_is_told(void **state)
{
  (void)state;
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  int32_t tail[21], head[21];
  int64_t weight[21];
  int m = 0;
  for (int i = 0; i < 7; i++)
    for (int j = i + 1; j < 7; j++) {
      tail[m] = i;
      head[m] = j;
      weight[m++] = -1;
    }
  const ent_signed g = network_of(7, 21, tail, head, weight, &arena);
  const int8_t best[7] = {1, 1, 1, -1, -1, -1, -1};
  const ent_odd_task task = {.side = best, .step = 1};
  const ent_odd_answer a = bound_of(&g, &task, &arena);
  assert_true(a.outcome == ENT_ODD_SOLVED && a.weight == 9 && a.bound == 7);
  assert_int_equal(recount(&g, &a), 7 * a.unit);
  ent_arena_close(&arena);
}

static bool never(void *ctx)
{
  ++*(int *)ctx;
  return false;
}

/* A larger network: the pool of an earlier answer is enough at once; limits give a bound that holds. */
static void pools_and_limits(void **state)
{
  (void)state;
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  enum { N = 60, M = 240 };
  int32_t tail[M], head[M];
  int64_t weight[M];
  int8_t side[N];
  for (int i = 0; i < M; i++) {
    tail[i] = (int32_t)(number(9, (uint32_t)i) * N);
    head[i] = (tail[i] + 1 + (int32_t)(number(10, (uint32_t)i) * (N - 2))) % N;
    weight[i] = 2 * (number(11, (uint32_t)i) < 0.25 ? -1 : 1);
  }
  for (int v = 0; v < N; v++) side[v] = 1;
  const ent_signed g = network_of(N, M, tail, head, weight, &arena);
  ent_odd_task task = {.side = side, .step = ent_signed_step(&g)};
  const ent_odd_answer whole = bound_of(&g, &task, &arena);
  assert_true(whole.outcome == ENT_ODD_PROVED && whole.programmes > 1);
  (void)recount(&g, &whole);
  task.pool = &whole.packing;
  task.side = whole.side;
  const ent_odd_answer again = bound_of(&g, &task, &arena);
  assert_true(again.outcome == ENT_ODD_PROVED && again.programmes == 1 && again.bound == whole.bound);
  task = (ent_odd_task){.side = side, .step = task.step, .rounds = 1};
  const ent_odd_answer once = bound_of(&g, &task, &arena);
  assert_true(once.programmes == 1 && once.bound <= whole.bound && once.outcome == ENT_ODD_STOPPED);
  task = (ent_odd_task){.side = side, .step = task.step, .pivots = 5};
  const ent_odd_answer few = bound_of(&g, &task, &arena);
  assert_true(few.outcome == ENT_ODD_STOPPED && few.pivots == 5 && few.bound <= whole.bound);
  (void)recount(&g, &few);
  int asked = 0;
  task = (ent_odd_task){.side = side, .step = task.step, .go_on = never, .ctx = &asked};
  const ent_odd_answer none = bound_of(&g, &task, &arena);
  assert_true(none.outcome == ENT_ODD_STOPPED && asked > 0 && recount(&g, &none) == 0);
  ent_arena_close(&arena);
}

/* Weights near the largest that networks may have: nothing overflows, and the bound is exact. */
static void huge_weights(void **state)
{
  (void)state;
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  const int64_t w = INT64_C(1) << 51;
  const int32_t tail[3] = {0, 1, 0}, head[3] = {1, 2, 2};
  const int64_t weight[3] = {w + 1, w + 3, -(w - 1)};
  const ent_signed g = network_of(3, 3, tail, head, weight, &arena);
  const int8_t side[3] = {1, 1, 1};
  const ent_odd_task task = {.side = side, .step = 1};
  const ent_odd_answer a = bound_of(&g, &task, &arena);
  assert_true(a.outcome == ENT_ODD_PROVED && a.bound == w - 1 && recount(&g, &a) == a.unit * (w - 1));
  ent_arena_close(&arena);
}

static void bad_tasks_are_refused(void **state)
{
  (void)state;
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  const int32_t tail[3] = {0, 1, 0}, head[3] = {1, 2, 2};
  const int64_t weight[3] = {1, 1, -1};
  const ent_signed g = network_of(3, 3, tail, head, weight, &arena);
  const int8_t side[3] = {1, 1, 1}, odd[3] = {1, 0, 1};
  int64_t start[2] = {0, 3};
  int32_t vertex[3] = {0, 1, 2}, edge[3] = {0, 2, 1}, amiss[3] = {0, 1, 2};
  ent_chains fine = {1, 3, 1, 3, start, vertex, edge, NULL}, broken = {1, 3, 1, 3, start, vertex, amiss, NULL};
  const ent_odd_task bad[3] = {{.side = side}, {.side = odd, .step = 1}, {.side = side, .step = 1, .pool = &broken}};
  ent_odd_answer a;
  ent_error err;
  for (int i = 0; i < 3; i++) {
    assert_int_equal(ent_odd_bound(&g, &bad[i], &memory, &arena, &a, &err), ENT_ARGUMENT);
    assert_true(err.message[0] != '\0');
  }
  const ent_odd_task task = {.side = side, .step = 1, .pool = &fine};
  a = bound_of(&g, &task, &arena);
  assert_true(a.outcome == ENT_ODD_PROVED && a.bound == 1 && a.programmes == 1);
  ent_arena_close(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(small_networks_by_brute_force),
    cmocka_unit_test(complete_hostile_five),
    cmocka_unit_test(a_gap_is_told),
    cmocka_unit_test(pools_and_limits),
    cmocka_unit_test(huge_weights),
    cmocka_unit_test(bad_tasks_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
