/* Tests of core/align/ties.c and signed.c: what rows of ties become, what is refused and where, rows and arcs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "align/signed.h"
#include "fault/flaky.h"

enum { ROWS = 64 };

static const ent_ties_options plain;

static ent_status make(int64_t n, int count, const int32_t (*row)[3], const ent_ties_options *options, ent_ties **out,
                       ent_error *err)
{
  int32_t tail[ROWS] = {0}, head[ROWS] = {0};
  int64_t weight[ROWS] = {0};
  for (int i = 0; i < count; i++) {
    tail[i] = row[i][0];
    head[i] = row[i][1];
    weight[i] = row[i][2];
  }
  flaky f;
  const ent_allocator memory = flaky_open(&f, -1, false);
  ent_ties *fresh = NULL;
  const ent_status status = ent_ties_make(n, count, tail, head, weight, options, &memory, &fresh, err);
  if (status != ENT_OK) {
    assert_true(flaky_clean(&f));
    return status;
  }
  static flaky books[8]; /* a network keeps its allocator until it is freed */
  static int page;
  flaky *const mine = &books[page++ % 8];
  const ent_allocator longer = flaky_open(mine, -1, false);
  ent_ties_free(fresh);
  assert_true(flaky_clean(&f));
  assert_int_equal(ent_ties_make(n, count, tail, head, weight, options, &longer, out, err), ENT_OK);
  return ENT_OK;
}

static void assert_tie(const ent_ties *t, int e, int32_t tail, int32_t head, int64_t weight)
{
  assert_int_equal(t->tail[e], tail);
  assert_int_equal(t->head[e], head);
  assert_int_equal(t->weight[e], weight);
}

static void test_rows_of_a_pair_are_added(void **state)
{
  (void)state;
  const int32_t row[][3] = {{3, 1, 2}, {1, 3, -5}, {0, 2, 1}, {2, 0, 1}, {1, 2, 0}, {0, 1, 4}, {1, 0, -4}, {1, 3, 1}};
  ent_ties *t = NULL;
  assert_int_equal(make(4, 8, row, &plain, &t, NULL), ENT_OK);
  assert_int_equal(t->n, 4);
  assert_int_equal(t->m, 2);
  assert_tie(t, 0, 0, 2, 2);
  assert_tie(t, 1, 1, 3, -2);
  assert_int_equal(t->total, 4);
  assert_int_equal(t->cancelled, 4 + 3);
  assert_int_equal(t->scale, 1);
  const int8_t apart[] = {1, 1, -1, 1};
  assert_int_equal(ent_ties_frustration(t, apart), 2 + 2);
  const int8_t right[] = {1, 1, 1, -1};
  assert_int_equal(ent_ties_frustration(t, right), 0);
  assert_false(ent_tie_is_frustrated(t, 1, right));
  assert_true(ent_tie_is_frustrated(t, 1, apart));
  ent_ties_free(t);
  ent_ties_free(NULL);
}

static void test_only_signs(void **state)
{
  (void)state;
  const int32_t row[][3] = {{0, 1, 7}, {1, 0, -2}, {1, 2, -1}, {2, 1, -9}, {0, 2, 3}, {0, 2, -3}};
  const ent_ties_options signs = {.signs_only = true, .scale = 10};
  ent_ties *t = NULL;
  assert_int_equal(make(3, 6, row, &signs, &t, NULL), ENT_OK);
  assert_int_equal(t->m, 2);
  assert_tie(t, 0, 0, 1, 1);
  assert_tie(t, 1, 1, 2, -1);
  assert_int_equal(t->cancelled, 0);
  assert_int_equal(t->scale, 1);
  ent_ties_free(t);
}

static void test_directions(void **state)
{
  (void)state;
  const int32_t row[][3] = {{0, 1, 3}, {1, 0, -2}, {1, 2, 5}};
  const ent_ties_options mean = {.way = ENT_TIES_AVERAGED, .scale = 10};
  ent_ties *t = NULL;
  assert_int_equal(make(3, 3, row, &mean, &t, NULL), ENT_OK);
  assert_int_equal(t->scale, 20);
  assert_tie(t, 0, 0, 1, 1); /* (0.3 - 0.2) / 2 = 1 / 20 */
  assert_tie(t, 1, 1, 2, 10);
  ent_ties_free(t);
  const ent_ties_options symmetric = {.way = ENT_TIES_SYMMETRIC};
  ent_error err;
  assert_int_equal(make(3, 3, row, &symmetric, &t, &err), ENT_ARGUMENT);
  assert_int_equal(err.line, 1);
  const int32_t one[][3] = {{0, 1, 3}, {1, 2, -5}, {1, 0, 3}};
  assert_int_equal(make(3, 3, one, &symmetric, &t, &err), ENT_ARGUMENT);
  assert_int_equal(err.line, 2);
  const int32_t both[][3] = {{0, 1, 3}, {1, 2, -5}, {1, 0, 3}, {2, 1, -5}};
  assert_int_equal(make(3, 4, both, &symmetric, &t, &err), ENT_OK);
  assert_int_equal(t->m, 2);
  assert_tie(t, 1, 1, 2, -5);
  assert_int_equal(t->cancelled, 0);
  ent_ties_free(t);
}

static void refused(int64_t n, int count, const int32_t (*row)[3], ent_status status, int line)
{
  ent_ties *const untouched = (ent_ties *)(uintptr_t)8;
  ent_ties *t = untouched;
  ent_error err = {.line = -1};
  assert_int_equal(make(n, count, row, NULL, &t, &err), status);
  assert_int_equal(err.code, status);
  assert_int_equal(err.line, line);
  assert_ptr_equal(t, untouched);
}

static void test_refusals(void **state)
{
  (void)state;
  const int32_t loop[][3] = {{0, 1, 1}, {1, 1, 2}}, far[][3] = {{0, 2, 1}}, negative[][3] = {{0, 1, 1}, {-1, 0, 1}};
  refused(2, 2, loop, ENT_ARGUMENT, 2);
  refused(2, 1, far, ENT_ARGUMENT, 1);
  refused(2, 2, negative, ENT_ARGUMENT, 2);
  refused(-1, 0, loop, ENT_ARGUMENT, 0);
  refused(INT64_C(16000001), 0, loop, ENT_LIMIT, 0);
  const ent_ties_options drop = {.drop_loops = true};
  ent_ties *t = NULL;
  assert_int_equal(make(2, 2, loop, &drop, &t, NULL), ENT_OK);
  assert_int_equal(t->m, 1);
  assert_int_equal(t->total, 1);
  ent_ties_free(t);
  const ent_ties_options scale = {.scale = -1};
  assert_int_equal(make(2, 1, loop, &scale, &t, NULL), ENT_ARGUMENT);
}

/* Weights that add up to 2^53 or more are refused where that happens, also INT64_MIN. */
static void test_huge_weights(void **state)
{
  (void)state;
  const int32_t tail[] = {0, 0}, head[] = {1, 2};
  flaky f;
  const ent_allocator memory = flaky_open(&f, -1, false);
  ent_ties *t = NULL;
  ent_error err;
  const int64_t most = ENT_TIES_TOTAL_MOST - 1;
  const int64_t fits[] = {most - 3, -3}, over[] = {most - 3, -4}, least[] = {INT64_MIN, 1};
  assert_int_equal(ent_ties_make(3, 2, tail, head, fits, NULL, &memory, &t, &err), ENT_OK);
  assert_int_equal(t->total, most);
  ent_ties_free(t);
  assert_int_equal(ent_ties_make(3, 2, tail, head, over, NULL, &memory, &t, &err), ENT_LIMIT);
  assert_int_equal(err.line, 2);
  assert_int_equal(ent_ties_make(3, 2, tail, head, least, NULL, &memory, &t, &err), ENT_LIMIT);
  assert_int_equal(err.line, 1);
  const ent_ties_options mean = {.way = ENT_TIES_AVERAGED};
  assert_int_equal(ent_ties_make(3, 2, tail, head, fits, &mean, &memory, &t, &err), ENT_LIMIT);
  assert_int_equal(ent_ties_make(3, 2, tail, head, NULL, NULL, &memory, &t, &err), ENT_OK);
  assert_int_equal(t->total, 2);
  ent_ties_free(t);
  assert_true(flaky_clean(&f));
}

static void test_empty(void **state)
{
  (void)state;
  ent_ties *t = NULL;
  assert_int_equal(make(0, 0, NULL, NULL, &t, NULL), ENT_OK);
  assert_int_equal(t->n + t->m, 0);
  ent_ties_free(t);
  assert_int_equal(make(5, 0, NULL, NULL, &t, NULL), ENT_OK);
  assert_int_equal(t->n, 5);
  ent_ties_free(t);
}

static void test_weights_as_text(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator memory = flaky_open(&f, -1, false);
  const char *const text[] = {"1", "-0.25", " +3.50 ", "-0", "12"};
  int64_t weight[5], scale = 0;
  assert_int_equal(ent_ties_weights_read(text, 5, &memory, weight, &scale, NULL), ENT_OK);
  assert_int_equal(scale, 100);
  const int64_t want[] = {100, -25, 350, 0, 1200};
  for (int i = 0; i < 5; i++) assert_int_equal(weight[i], want[i]);
  const char *const bad[] = {"nan", "-inf", "1e3", "--1", "", "1,5", "9007199254740992"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const char *const pair[] = {"1", bad[i]};
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_ties_weights_read(pair, 2, &memory, weight, &scale, &err);
    assert_int_equal(status, i == 6 ? ENT_LIMIT : ENT_SYNTAX);
    if (status == ENT_SYNTAX) assert_int_equal(err.line, 2);
    assert_int_equal(scale, 100);
  }
  ent_error err;
  const char *const place[] = {" -x"};
  assert_int_equal(ent_ties_weights_read(place, 1, &memory, weight, &scale, &err), ENT_SYNTAX);
  assert_int_equal(err.column, 3);
  assert_true(flaky_clean(&f));
}

/* Random rows: edges sorted, arcs sorted, each edge found from both ends, sums equal to a table's. */
static void test_rows_and_arcs(void **state)
{
  (void)state;
  enum { N = 9, COUNT = 60 };
  for (uint64_t seed = 1; seed <= 200; seed++) {
    int32_t tail[COUNT], head[COUNT];
    int64_t weight[COUNT], sum[N][N] = {{0}}, lost = 0, plus[N][N] = {{0}}, minus[N][N] = {{0}};
    const int count = (int)(seed % COUNT);
    for (int i = 0; i < count; i++) {
      tail[i] = (int32_t)(ent_uniform(seed, 0, 1, (uint32_t)i) * N);
      head[i] = (int32_t)((tail[i] + 1 + (int32_t)(ent_uniform(seed, 0, 2, (uint32_t)i) * (N - 1))) % N);
      weight[i] = (int64_t)(ent_uniform(seed, 0, 3, (uint32_t)i) * 9) - 4;
      const int low = tail[i] < head[i] ? tail[i] : head[i], high = tail[i] + head[i] - low;
      sum[low][high] += weight[i];
      if (weight[i] > 0)
        plus[low][high] += weight[i];
      else
        minus[low][high] -= weight[i];
    }
    flaky f;
    const ent_allocator memory = flaky_open(&f, -1, false);
    ent_arena arena;
    ent_arena_open(&arena, &memory);
    ent_signed g;
    assert_true(ent_signed_rows(&g, N, count, tail, head, weight, &arena));
    int32_t edges = 0;
    for (int a = 0; a < N; a++)
      for (int b = a + 1; b < N; b++) {
        lost += plus[a][b] < minus[a][b] ? plus[a][b] : minus[a][b];
        const int32_t e = ent_signed_edge(&g, a, b);
        assert_int_equal(e, ent_signed_edge(&g, b, a));
        assert_int_equal(e, sum[a][b] != 0 ? edges : -1);
        if (sum[a][b] == 0) continue;
        assert_int_equal(g.weight[edges], sum[a][b]);
        edges++;
      }
    assert_int_equal(g.m, edges);
    assert_int_equal(g.constant, lost);
    assert_int_equal(g.first[N], 2 * edges);
    ent_arena_close(&arena);
    assert_true(flaky_clean(&f));
  }
}

/* The step divides the difference of any two values, and is what it says on a triangle and on a path. */
static void test_step(void **state)
{
  (void)state;
  const int32_t tail[] = {0, 1, 0}, head[] = {1, 2, 2};
  const int64_t triangle[] = {1, 1, -1}, heavy[] = {3, 3, 6};
  flaky f;
  const ent_allocator memory = flaky_open(&f, -1, false);
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  ent_signed g;
  assert_true(ent_signed_rows(&g, 3, 3, tail, head, triangle, &arena));
  assert_int_equal(ent_signed_step(&g), 2);
  assert_true(ent_signed_rows(&g, 3, 2, tail, head, triangle, &arena));
  assert_int_equal(ent_signed_step(&g), 1);
  assert_true(ent_signed_rows(&g, 3, 3, tail, head, heavy, &arena));
  assert_int_equal(ent_signed_step(&g), 3);
  assert_true(ent_signed_rows(&g, 3, 0, tail, head, heavy, &arena));
  assert_int_equal(ent_signed_step(&g), 0);
  ent_arena_close(&arena);
}

static void test_chains_grow(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator memory = flaky_open(&f, -1, false);
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  ent_chains pool = {0};
  for (int c = 0; c < 1000; c++) {
    assert_true(ent_chains_open(&pool, c, &arena));
    for (int k = 0; k < c % 7; k++) assert_true(ent_chains_add(&pool, c + k, c - k, &arena));
  }
  assert_int_equal(pool.count, 1000);
  for (int c = 0; c < 1000; c++) {
    assert_int_equal(pool.start[c + 1] - pool.start[c], c % 7);
    assert_int_equal(pool.amount[c], c);
    for (int k = 0; k < c % 7; k++) {
      assert_int_equal(pool.vertex[pool.start[c] + k], c + k);
      assert_int_equal(pool.edge[pool.start[c] + k], c - k);
    }
  }
  ent_arena_close(&arena);
  assert_true(flaky_clean(&f));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows_of_a_pair_are_added),
    cmocka_unit_test(test_only_signs),
    cmocka_unit_test(test_directions),
    cmocka_unit_test(test_refusals),
    cmocka_unit_test(test_huge_weights),
    cmocka_unit_test(test_empty),
    cmocka_unit_test(test_weights_as_text),
    cmocka_unit_test(test_rows_and_arcs),
    cmocka_unit_test(test_step),
    cmocka_unit_test(test_chains_grow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
