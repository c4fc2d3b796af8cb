/* Packings that are mended: recounted by hand, never smaller, closed where the camps are best; heavy demands over light edges,
 * ends without a way, chains of other camps, the same bytes again, and the largest network that others have proven. */
#include "core/voting/rules.h"

#include "align/frustration.h"
#include "support/networks.h"

#define MOST 4096

static ent_arena arena;

static int open_arena(void **state)
{
  (void)state;
  ent_arena_open(&arena, &network_memory);
  return 0;
}

static int close_arena(void **state)
{
  (void)state;
  ent_arena_close(&arena);
  return 0;
}

/* Two camps known beforehand; each pair is tied with chance `density`, and each tie goes against them with chance `noise`. */
static ent_signed planted(uint64_t seed, int n, double density, double noise, int most, int8_t *x)
{
  static int32_t tail[MOST], head[MOST];
  static int64_t weight[MOST];
  int m = 0;
  for (int v = 0; v < n; v++) x[v] = ent_uniform(seed, (uint64_t)v, 1, 0) < 0.5 ? -1 : 1;
  for (int a = 0; a < n; a++)
    for (int b = a + 1; b < n; b++) {
      const uint64_t pair = (uint64_t)(a * n + b);
      if (ent_uniform(seed, pair, 2, 0) >= density) continue;
      assert_true(m < MOST);
      const int64_t size = 1 + (int64_t)(ent_uniform(seed, pair, 2, 1) * most);
      tail[m] = a;
      head[m] = b;
      weight[m++] = (x[a] == x[b]) == (ent_uniform(seed, pair, 2, 2) >= noise) ? size : -size;
    }
  ent_signed g;
  assert_true(ent_signed_rows(&g, n, m, tail, head, weight, &arena));
  return g;
}

/* Closed, simple, one frustrated edge or any odd number, within the weights, and adding up. */
static void recount(const ent_signed *g, const ent_packing *p)
{
  int64_t sum = 0, load[MOST] = {0};
  const ent_chains *const pool = &p->chains;
  for (int64_t c = 0; c < pool->count; c++) {
    const int64_t from = pool->start[c], to = pool->start[c + 1];
    bool negative = false;
    assert_true(to - from >= 3 && pool->amount[c] >= 1);
    for (int64_t k = from; k < to; k++) {
      const int32_t e = pool->edge[k], v = pool->vertex[k], next = pool->vertex[k + 1 < to ? k + 1 : from];
      assert_true((g->tail[e] == v && g->head[e] == next) || (g->head[e] == v && g->tail[e] == next));
      for (int64_t i = from; i < k; i++) assert_true(pool->vertex[i] != v);
      load[e] += pool->amount[c];
      negative = negative != (g->weight[e] < 0);
    }
    assert_true(negative);
    sum += pool->amount[c];
  }
  assert_int_equal(sum, p->total);
  for (int32_t e = 0; e < g->m; e++) {
    assert_int_equal(load[e], p->used[e]);
    assert_true(load[e] <= p->unit * (g->weight[e] < 0 ? -g->weight[e] : g->weight[e]));
  }
}

static ent_packing flow(const ent_signed *g, const int8_t *x, ent_dice *dice)
{
  ent_router router;
  ent_pace pace = {.go_on = NULL};
  ent_packing p = {.used = ENT_NEW(&arena, int64_t, g->m)};
  assert_true(p.used && ent_router_open(&router, g, &arena) && ent_router_run(&router, x, 0, dice, &p, &pace, &arena));
  return p;
}

static void mend(const ent_signed *g, const int8_t *x, int64_t enough, int32_t patience, ent_dice *dice, ent_packing *p)
{
  ent_pace pace = {.go_on = NULL};
  const ent_mending how = {.enough = enough, .patience = patience};
  assert_true(ent_packing_mend(g, x, &how, dice, &pace, p, &arena));
  recount(g, p);
}

/* What no packing can exceed: the weight that the camps frustrate. */
static int64_t most_of(const ent_signed *g, const int8_t *x)
{
  return 2 * ent_walker_weigh(g, x);
}

static void raises_what_flows_leave(void **state)
{
  (void)state;
  int raised = 0, closed = 0, left = 0;
  for (uint64_t seed = 1; seed <= 40; seed++) {
    int8_t x[120];
    const ent_signed g = planted(seed, 120, seed % 2 ? 0.12 : 0.3, seed % 2 ? 0.18 : 0.25, seed % 4 < 2 ? 1 : 30, x);
    ent_dice dice = ent_dice_open(seed);
    ent_packing p = flow(&g, x, &dice);
    const int64_t before = p.total, most = most_of(&g, x);
    recount(&g, &p);
    left += before < most;
    mend(&g, x, INT64_MAX, 300, &dice, &p);
    assert_true(p.total >= before && p.total <= most);
    raised += p.total > before;
    closed += before < most && p.total == most;
  }
  assert_true(left >= 20 && raised >= left / 2 && closed >= 10);
}

/* A tie of weight 9 against a ring of light ones, all full: no edge can give more than it has. */
static void heavy_demands_over_light_edges(void **state)
{
  (void)state;
  enum { N = 6 };
  int32_t tail[N * N], head[N * N];
  int64_t weight[N * N];
  int m = 0;
  for (int a = 0; a < N; a++)
    for (int b = a + 1; b < N; b++) {
      tail[m] = a;
      head[m] = b;
      weight[m++] = (a + b) % 3 == 0 ? -9 : 1;
    }
  ent_signed g;
  assert_true(ent_signed_rows(&g, N, m, tail, head, weight, &arena));
  const int8_t x[N] = {1, 1, 1, 1, 1, 1};
  ent_dice dice = ent_dice_open(7);
  ent_packing p = flow(&g, x, &dice);
  const int64_t before = p.total;
  mend(&g, x, INT64_MAX, 200, &dice, &p);
  assert_true(p.total >= before && p.total < most_of(&g, x));
}

/* The only way between its ends is the frustrated tie itself. */
static void ends_without_a_way(void **state)
{
  (void)state;
  static const int32_t tail[] = {0, 1, 2, 0}, head[] = {1, 2, 3, 3};
  static const int64_t weight[] = {1, -1, -2, 1};
  ent_signed g;
  assert_true(ent_signed_rows(&g, 4, 4, tail, head, weight, &arena));
  const int8_t x[4] = {1, 1, 1, 1};
  ent_dice dice = ent_dice_open(1);
  ent_packing p = flow(&g, x, &dice);
  mend(&g, x, INT64_MAX, 200, &dice, &p);
  assert_int_equal(p.total, 0);
}

/* The packing is of other camps: chains with three frustrated edges now cannot be kept, the total does not fall. */
static void chains_of_other_camps(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= 10; seed++) {
    int8_t x[60];
    const ent_signed g = planted(seed, 60, 0.4, 0.2, 3, x);
    ent_dice dice = ent_dice_open(seed);
    ent_packing p = flow(&g, x, &dice);
    const int64_t before = p.total;
    for (int v = 0; v < 60; v += 9) x[v] = (int8_t)-x[v];
    mend(&g, x, INT64_MAX, 100, &dice, &p);
    assert_true(p.total >= before);
  }
}

static void limits_and_the_same_again(void **state)
{
  (void)state;
  int8_t x[120];
  ent_packing end[2];
  const ent_signed g = planted(3, 120, 0.12, 0.18, 1, x);
  for (int k = 0; k < 2; k++) {
    ent_dice dice = ent_dice_open(11);
    end[k] = flow(&g, x, &dice);
    const int64_t before = end[k].total;
    mend(&g, x, INT64_MAX, 0, &dice, &end[k]);
    assert_int_equal(end[k].total, before);
    mend(&g, x, before, 300, &dice, &end[k]);
    assert_int_equal(end[k].total, before);
    mend(&g, x, before + 1, 300, &dice, &end[k]);
    assert_true(end[k].total > before && end[k].total < most_of(&g, x));
    mend(&g, x, INT64_MAX, 300, &dice, &end[k]);
  }
  assert_int_equal(end[0].total, end[1].total);
  assert_int_equal(end[0].chains.used, end[1].chains.used);
  assert_memory_equal(end[0].chains.edge, end[1].chains.edge, (size_t)end[0].chains.used * sizeof(int32_t));
}

static bool stop_at_once(void *ctx, const ent_balance_state *now)
{
  (void)now;
  ++*(int *)ctx;
  return false;
}

static void stops_when_asked(void **state)
{
  (void)state;
  int8_t x[120];
  int asked = 0;
  const ent_signed g = planted(2, 120, 0.3, 0.3, 1, x);
  ent_dice dice = ent_dice_open(11);
  ent_packing p = flow(&g, x, &dice);
  ent_pace pace = {.go_on = stop_at_once, .ctx = &asked};
  const ent_mending how = {.enough = INT64_MAX, .patience = INT32_MAX};
  assert_true(ent_packing_mend(&g, x, &how, &dice, &pace, &p, &arena));
  assert_true(asked == 1 && pace.stopped);
  recount(&g, &p);
}

/* 7,115 actors and 100,693 ties, without linear programme and without cases; the certificate is recounted. */
static void wikipedia_elections(void **state)
{
  (void)state;
  char path[512];
  ent_ties *const ties =
    network_folder(path, sizeof path, "data/signed/wikielections.csv.gz") ? network_open(path) : NULL;
  if (!ties) skip();
  const ent_balance_options options = {.cases = -1, .no_lp = true};
  ent_balance *b = NULL;
  ent_balance_bounds v;
  assert_int_equal(ent_balance_solve(ties, &options, &network_memory, &b, NULL), ENT_OK);
  assert_true(b->proved && b->upper == 14903 && b->cases == 0);
  assert_int_equal(ent_balance_verify(ties, b->certificate, b->certificate_size, &network_memory, &v, NULL), ENT_OK);
  assert_true(v.proved && v.lower == 14903);
  ent_balance_free(b);
  ent_ties_free(ties);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(raises_what_flows_leave, open_arena, close_arena),
    cmocka_unit_test_setup_teardown(heavy_demands_over_light_edges, open_arena, close_arena),
    cmocka_unit_test_setup_teardown(ends_without_a_way, open_arena, close_arena),
    cmocka_unit_test_setup_teardown(chains_of_other_camps, open_arena, close_arena),
    cmocka_unit_test_setup_teardown(limits_and_the_same_again, open_arena, close_arena),
    cmocka_unit_test_setup_teardown(stops_when_asked, open_arena, close_arena),
    cmocka_unit_test(wikipedia_elections),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
