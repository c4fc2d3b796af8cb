/* Tests of the frustration index (core/align/balance.c and what it calls): published networks, brute force, invariances,
 * limits.  Every certificate is verified, and what it proves is what was answered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "align/frustration.h"
#include "align/signed.h"
#include "support/networks.h"

#define BRUTE_MOST 14

static ent_balance *solve(const ent_ties *ties, const ent_balance_options *options)
{
  ent_balance *b = NULL;
  assert_int_equal(ent_balance_solve(ties, options, &network_memory, &b, NULL), ENT_OK);
  assert_int_equal(b->n, ties->n);
  assert_int_equal(b->m, ties->m);
  assert_int_equal(ent_ties_frustration(ties, b->camp) + ties->cancelled, b->upper);
  assert_true(b->lower >= ties->cancelled && b->lower <= b->upper);
  assert_int_equal(b->proved, b->lower == b->upper);
  assert_true(b->order_low <= b->order_high && b->order_low >= 0 && b->order_high <= 1);
  for (int32_t e = 0; e < ties->m; e++) assert_true(b->blame[e] >= 0 && b->blame[e] <= 1);
  assert_int_equal(b->certificate_size, strlen(b->certificate));
  ent_error err = {.message = ""};
  ent_balance_bounds v;
  if (ent_balance_verify(ties, b->certificate, b->certificate_size, &network_memory, &v, &err) != ENT_OK)
    fail_msg("line %d: %s", err.line, err.message);
  assert_int_equal(v.lower, b->lower);
  assert_int_equal(v.upper, b->upper);
  assert_int_equal(v.proved, b->proved);
  return b;
}

/* L of a network, proven. */
static int64_t index_of(const ent_ties *ties)
{
  ent_balance *const b = solve(ties, NULL);
  const int64_t found = b->upper;
  assert_true(b->proved);
  assert_false(b->stopped);
  ent_balance_free(b);
  return found;
}

/* The least frustrated weight by trying all camps; of those that satisfy tie `forced` as asked where it is not negative. */
static int64_t brute(const ent_ties *ties, int64_t forced, bool satisfied)
{
  int64_t best = INT64_MAX;
  for (uint32_t code = 0; code < UINT32_C(1) << (ties->n > 0 ? ties->n - 1 : 0); code++) {
    int8_t camp[BRUTE_MOST];
    for (int32_t v = 0; v < ties->n; v++) camp[v] = (code >> v & 1u) ? -1 : 1;
    if (forced >= 0 && ent_tie_is_frustrated(ties, forced, camp) == satisfied) continue;
    const int64_t f = ent_ties_frustration(ties, camp);
    best = f < best ? f : best;
  }
  return best + ties->cancelled;
}

static ent_ties *of_rows(int32_t n, int64_t count, const int32_t *tail, const int32_t *head, const int64_t *weight)
{
  ent_ties *t = NULL;
  assert_int_equal(ent_ties_make(n, count, tail, head, weight, NULL, &network_memory, &t, NULL), ENT_OK);
  return t;
}

/* ---- published -------------------------------------------------------------------------- */

static void test_tribes(void **state)
{
  (void)state;
  ent_ties *t = network_open(ENT_TEST_PUBLISHED "/balance_tribes.csv");
  assert_non_null(t);
  assert_int_equal(t->n, 16);
  assert_int_equal(t->m, 58);
  ent_balance *b = solve(t, NULL);
  assert_true(b->proved);
  assert_int_equal(b->upper, 7);
  assert_true(b->order_low > 0.75862068 && b->order_low < 0.75862070); /* 1 - 2 * 7 / 58 */
  ent_balance_free(b);
  ent_ties_free(t);
}

static void test_cloister(void **state)
{
  (void)state;
  ent_ties *t = network_open(ENT_TEST_PUBLISHED "/balance_cloister.csv");
  assert_non_null(t);
  assert_int_equal(t->m, 125);
  assert_int_equal(index_of(t), 34);
  ent_ties_free(t);
}

/* Networks too large for the repository: name, file, L (fixtures computed by GLPK and CBC where they finish). */
static void test_known_networks(void **state)
{
  (void)state;
  static const struct {
    const char *file;
    int64_t index;
  } known[] = {
    {"data/signed/cow_doreian_mrvar/cow_46-49.csv", 17},
    {"data/signed/cow_doreian_mrvar/cow_50-53.csv", 15},
    {"data/signed/cow_doreian_mrvar/cow_55-58.csv", 35},
    {"data/signed/cow_doreian_mrvar/cow_70-73.csv", 26},
    {"data/signed/cow_doreian_mrvar/cow_76-79.csv", 50},
    {"data/signed/cow_doreian_mrvar/cow_80-83.csv", 48},
    {"data/signed/cow_doreian_mrvar/cow_86-89.csv", 32},
    {"data/signed/cow_doreian_mrvar/cow_91-94.csv", 49},
    {"data/signed/cow_doreian_mrvar/cow_96-99.csv", 45},
    {"data/signed/congress.csv", 18},
    {"data/signed/avatar_signnet.csv", 122},
    {"data/signed/bitcoinalpha.csv.gz", 720},
    {"data/signed/bitcoinotc.csv.gz", 1073},
    {"data/signed/unga_dense/un_1952.sg.gz", 4955},
    {"data/signed/unga_dense/un_2003.sg.gz", 20722},
  };
  char path[512];
  if (!network_folder(path, sizeof path, "")) {
    print_message("ENTENTE_SHARED names no folder of networks: left out.\n");
    skip();
  }
  for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
    assert_true(network_folder(path, sizeof path, known[k].file));
    ent_ties *t = network_open(path);
    if (!t) fail_msg("cannot read %s", path);
    assert_int_equal(index_of(t), known[k].index);
    ent_ties_free(t);
  }
}

/* All rows of the table of 34 networks of the Correlates of War. */
static void test_table_of_wars(void **state)
{
  (void)state;
  char path[512], line[512];
  if (!network_folder(path, sizeof path, "fixtures/alignment/cow_signed_balance.csv")) skip();
  FILE *const in = fopen(path, "r");
  assert_non_null(in);
  int rows = 0;
  while (fgets(line, sizeof line, in)) {
    char name[64];
    if (strncmp(line, "cow_", 4) != 0 || sscanf(line, "%63[^,]", name) != 1) continue;
    const char *last = strrchr(line, ',');
    const char *before = last;
    while (before[-1] != ',') before--;
    char file[128];
    snprintf(file, sizeof file, "data/signed/cow_doreian_mrvar/%s.csv", name);
    assert_true(network_folder(path, sizeof path, file));
    ent_ties *t = network_open(path);
    assert_non_null(t);
    ent_balance *b = solve(t, NULL);
    assert_true(b->proved);
    assert_int_equal(b->upper, strtol(before, NULL, 10));
    const double gap = b->order_low - strtod(last + 1, NULL);
    assert_true(gap < 1e-6 && gap > -1e-6);
    ent_balance_free(b);
    ent_ties_free(t);
    rows++;
  }
  fclose(in);
  assert_true(rows >= 34);
}

/* ---- brute force -------------------------------------------------------------------------- */

/* Random rows with parallels in both directions, so that ties cancel out. */
static ent_ties *random_rows(uint64_t seed)
{
  enum { ROWS_MOST = 120 };
  int32_t tail[ROWS_MOST], head[ROWS_MOST];
  int64_t weight[ROWS_MOST];
  const int32_t n = 2 + (int32_t)(ent_uniform(seed, 1, 1, 0) * (BRUTE_MOST - 1));
  const int rows = 1 + (int)(ent_uniform(seed, 1, 1, 1) *
                             (double)(n * (n - 1) / 2 + 10 > ROWS_MOST ? ROWS_MOST - 1 : n * (n - 1) / 2 + 10));
  const double most = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 4 : 1000;
  const double hostile = ent_uniform(seed, 1, 1, 2);
  for (int i = 0; i < rows; i++) {
    const uint32_t use = 4 * (uint32_t)i;
    tail[i] = (int32_t)(ent_uniform(seed, 2, 1, use) * n);
    head[i] = (int32_t)((tail[i] + 1 + (int32_t)(ent_uniform(seed, 2, 1, use + 1) * (n - 1))) % n);
    weight[i] = 1 + (int64_t)(ent_uniform(seed, 2, 1, use + 2) * most);
    if (ent_uniform(seed, 2, 1, use + 3) < hostile) weight[i] = -weight[i];
  }
  return of_rows(n, rows, tail, head, weight);
}

static void test_brute_force(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= 10000; seed++) {
    ent_ties *t = random_rows(seed);
    const int64_t found = index_of(t), want = brute(t, -1, false);
    if (found != want) fail_msg("seed %d: %d instead of %d", (int)seed, (int)found, (int)want);
    ent_ties_free(t);
  }
}

/* The price of a tie: with it satisfied, with it frustrated. */
static void test_forced(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= 300; seed++) {
    ent_ties *t = random_rows(seed);
    for (int32_t e = 0; e < t->m && e < 5; e++)
      for (int satisfied = 0; satisfied < 2; satisfied++) {
        ent_balance_bounds b = {0};
        assert_int_equal(ent_balance_forced(t, e, satisfied == 1, NULL, &network_memory, &b, NULL), ENT_OK);
        assert_true(b.proved && b.lower == b.upper);
        assert_int_equal(b.upper, brute(t, e, satisfied == 1));
      }
    ent_balance_bounds b;
    ent_error err;
    assert_int_equal(ent_balance_forced(t, t->m, true, NULL, &network_memory, &b, &err), ENT_ARGUMENT);
    assert_int_equal(ent_balance_forced(t, -1, true, NULL, &network_memory, &b, NULL), ENT_ARGUMENT);
    ent_ties_free(t);
  }
}

/* ---- invariance -------------------------------------------------------------------------- */

/* The same network with actors renamed and some of them switched (all their ties change sign). */
static ent_ties *disguise(const ent_ties *t, uint64_t seed)
{
  int32_t name[64], tail[2048], head[2048];
  int64_t weight[2048];
  bool turned[64];
  for (int32_t v = 0; v < t->n; v++) {
    const int32_t at = (int32_t)(ent_uniform(seed, 3, 1, (uint32_t)v) * (v + 1));
    name[v] = at == v ? v : name[at];
    if (at != v) name[at] = v;
    turned[v] = ent_uniform(seed, 3, 2, (uint32_t)v) < 0.5;
  }
  for (int32_t e = 0; e < t->m; e++) {
    tail[e] = name[t->tail[e]];
    head[e] = name[t->head[e]];
    weight[e] = turned[t->tail[e]] != turned[t->head[e]] ? -t->weight[e] : t->weight[e];
  }
  return of_rows(t->n, t->m, tail, head, weight);
}

static void test_names_and_switching(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    ent_ties *t = network_random(seed, seed % 2 ? 40 : 22, seed % 2 ? 0.1 : 0.5, seed % 3 ? 1 : 50);
    ent_ties *u = disguise(t, seed);
    assert_int_equal(index_of(t), index_of(u));
    ent_ties_free(t);
    ent_ties_free(u);
  }
}

static void test_seeds(void **state)
{
  (void)state;
  ent_ties *t = network_random(7, 28, 0.6, 3);
  ent_balance_options options = {.seed = 1};
  ent_balance *a = solve(t, &options), *b = solve(t, &options);
  assert_int_equal(a->certificate_size, b->certificate_size);
  assert_memory_equal(a->certificate, b->certificate, a->certificate_size);
  assert_memory_equal(a->blame, b->blame, (size_t)t->m * sizeof *a->blame);
  for (options.seed = 2; options.seed < 12; options.seed++) {
    ent_balance *other = solve(t, &options);
    assert_true(other->proved);
    assert_int_equal(other->upper, a->upper);
    ent_balance_free(other);
  }
  ent_balance_free(a);
  ent_balance_free(b);
  ent_ties_free(t);
}

/* ---- shapes -------------------------------------------------------------------------- */

static void test_no_ties(void **state)
{
  (void)state;
  for (int32_t n = 0; n <= 3; n++) {
    ent_ties *t = of_rows(n, 0, NULL, NULL, NULL);
    ent_balance *b = solve(t, NULL);
    assert_true(b->proved);
    assert_int_equal(b->upper, 0);
    assert_true(b->order_low == 1 && b->order_high == 1);
    for (int32_t v = 0; v < n; v++) assert_int_equal(b->camp[v], 1);
    ent_balance_free(b);
    ent_ties_free(t);
  }
}

/* Only opposite rows of one pair: no tie is left, and the lesser side is frustrated. */
static void test_all_cancelled(void **state)
{
  (void)state;
  const int32_t tail[] = {0, 1}, head[] = {1, 0};
  const int64_t weight[] = {3, -3};
  ent_ties *t = of_rows(2, 2, tail, head, weight);
  ent_balance *b = solve(t, NULL);
  assert_int_equal(b->lower, 3);
  assert_int_equal(b->upper, 3);
  assert_true(b->order_low == 0);
  ent_balance_free(b);
  ent_ties_free(t);
}

/* Two triangles, one odd, an even square, a bridge, a loner: parts add up, the first actor of each part is +1. */
static void test_parts(void **state)
{
  (void)state;
  const int32_t tail[] = {0, 1, 0, 2, 3, 3, 4, 6, 7, 8, 6}, head[] = {1, 2, 2, 3, 4, 5, 5, 7, 8, 9, 9};
  const int64_t weight[] = {1, 1, -1, -5, 2, -2, 7, -1, -1, 1, 1};
  ent_ties *t = of_rows(11, 11, tail, head, weight);
  ent_balance *b = solve(t, NULL);
  assert_true(b->proved);
  assert_int_equal(b->upper, 1 + 2);
  assert_int_equal(b->cases, 0);
  assert_int_equal(b->camp[0], 1);
  assert_int_equal(b->camp[6], 1);
  assert_int_equal(b->camp[10], 1);
  assert_int_equal(b->camp[7], -1);
  assert_int_equal(b->camp[2], -b->camp[3]);
  for (int32_t e = 0; e < 3; e++)
    assert_true(b->blame[e] == 1); /* the odd triangle of equals accounts for itself wholly */
  ent_balance_free(b);
  ent_ties_free(t);
}

static bool count_up(void *ctx, const ent_balance_state *state)
{
  (void)state;
  (*(int64_t *)ctx)++;
  return true;
}

/* A search that asks nobody ends by itself; one that asks goes on as long as it is told to. */
static void test_no_search_without_end(void **state)
{
  (void)state;
  int64_t asked = 0, steps = 0;
  ent_pace alone = {.go_on = NULL}, watched = {.go_on = count_up, .ctx = &asked};
  while (ent_pace_goes_on(&alone, 100000) && steps <= 2 * (int64_t)ENT_BALANCE_PAUSES) steps++;
  assert_int_equal(steps, ENT_BALANCE_PAUSES - 1);
  assert_true(alone.stopped && !ent_pace_goes_on(&alone, 1));
  for (steps = 0; steps < 2 * (int64_t)ENT_BALANCE_PAUSES; steps++) assert_true(ent_pace_goes_on(&watched, 100000));
  assert_int_equal(asked, steps);
}

/* A million ties between two camps that agree with all of them. */
static void test_million_balanced_ties(void **state)
{
  (void)state;
  enum { N = 200000, M = 1000000 };
  int32_t *const tail = malloc(M * sizeof *tail), *const head = malloc(M * sizeof *head);
  int64_t *const weight = malloc(M * sizeof *weight);
  assert_true(tail && head && weight);
  uint64_t dice = 1;
  for (int i = 0; i < M; i++) {
    dice = dice * UINT64_C(6364136223846793005) + 1;
    tail[i] = (int32_t)((dice >> 33) % N);
    dice = dice * UINT64_C(6364136223846793005) + 1;
    head[i] = (int32_t)((tail[i] + 1 + (int32_t)((dice >> 33) % (N - 1))) % N);
    weight[i] = tail[i] % 2 == head[i] % 2 ? 1 : -1;
  }
  ent_ties *t = of_rows(N, M, tail, head, weight);
  assert_int_equal(index_of(t), 0);
  ent_ties_free(t);
  free(tail);
  free(head);
  free(weight);
}

/* Weights whose doubles nearly fill 2^53 stay exact. */
static void test_great_weights(void **state)
{
  (void)state;
  const int64_t great = (ENT_TIES_TOTAL_MOST - 1) / 3;
  const int32_t tail[] = {0, 1, 0}, head[] = {1, 2, 2};
  const int64_t weight[] = {great, great, -great + 1};
  ent_ties *t = of_rows(3, 3, tail, head, weight);
  assert_int_equal(index_of(t), great - 1);
  ent_ties_free(t);
}

/* ---- the linear programme ------------------------------------------------------------------------------------- */

/* Random signs on a torus of 12 by 12: the flows leave a gap, which the programme over cycles closes without a case. */
static void test_programme(void **state)
{
  (void)state;
  enum { SIDE = 12, ROWS = 2 * SIDE * SIDE };
  int32_t tail[ROWS], head[ROWS];
  int64_t weight[ROWS];
  int by_programme = 0;
  for (uint64_t seed = 1; seed <= 4; seed++) {
    for (int i = 0; i < ROWS; i++) {
      const int at = i / 2, row = at / SIDE, column = at % SIDE;
      tail[i] = at;
      head[i] = i % 2 ? row * SIDE + (column + 1) % SIDE : (row + 1) % SIDE * SIDE + column;
      weight[i] = ent_uniform(seed, 9, 1, (uint32_t)i) < 0.5 ? 1 : -1;
    }
    ent_ties *t = of_rows(SIDE * SIDE, ROWS, tail, head, weight);
    const ent_balance_options with = {.cases = -1}, without = {.cases = -1, .no_lp = true};
    ent_balance *a = solve(t, &with), *b = solve(t, &without);
    assert_true(a->lower >= b->lower);
    if (a->lower > b->lower) {
      assert_non_null(strstr(a->certificate, "\nu "));
      by_programme++;
    }
    ent_balance_free(a);
    ent_balance_free(b);
    ent_ties_free(t);
  }
  assert_true(by_programme > 0);
}

/* ---- limits -------------------------------------------------------------------------- */

static bool never(void *ctx, const ent_balance_state *state)
{
  (void)state;
  ++*(int *)ctx;
  return false;
}

/* Structureless signs with hardly any time: the interval is honest, the certificate holds. */
static void test_stopped(void **state)
{
  (void)state;
  ent_ties *t = network_random(3, 60, 1, 1);
  int asked = 0;
  const ent_balance_options stop = {.go_on = never, .ctx = &asked};
  ent_balance *b = solve(t, &stop);
  assert_true(b->stopped && !b->proved);
  assert_true(asked >= 1 && asked <= 3);
  assert_true(b->lower > 0 && b->lower < b->upper);
  ent_balance_free(b);
  const ent_balance_options few = {.cases = 20, .no_lp = true}, none = {.cases = -1, .no_lp = true};
  b = solve(t, &few);
  assert_true(b->stopped && !b->proved);
  assert_in_range(b->cases, 1, 20);
  ent_balance_free(b);
  b = solve(t, &none);
  assert_int_equal(b->cases, 0);
  assert_true(!b->proved);
  ent_balance_free(b);
  ent_ties_free(t);
}

typedef struct watch {
  int64_t lower, upper;
  int calls;
} watch;

static bool narrowing(void *ctx, const ent_balance_state *state)
{
  watch *const w = ctx;
  assert_true(state->lower <= state->upper);
  assert_true(state->lower >= w->lower && state->upper <= w->upper);
  w->lower = state->lower;
  w->upper = state->upper;
  return ++w->calls < 300;
}

static void test_progress_narrows(void **state)
{
  (void)state;
  ent_ties *t = network_random(5, 45, 1, 9);
  watch w = {.lower = 0, .upper = INT64_MAX};
  const ent_balance_options options = {.go_on = narrowing, .ctx = &w, .no_lp = true};
  ent_balance *b = solve(t, &options);
  assert_true(w.calls > 10);
  assert_true(b->lower >= w.lower && b->upper <= w.upper);
  ent_balance_free(b);
  ent_ties_free(t);
}

static void test_refusals(void **state)
{
  (void)state;
  ent_balance *const untouched = (ent_balance *)(uintptr_t)8;
  ent_balance *b = untouched;
  ent_error err;
  assert_int_equal(ent_balance_solve(NULL, NULL, &network_memory, &b, &err), ENT_ARGUMENT);
  assert_ptr_equal(b, untouched);
  ent_balance_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_tribes),
    cmocka_unit_test(test_cloister),
    cmocka_unit_test(test_known_networks),
    cmocka_unit_test(test_table_of_wars),
    cmocka_unit_test(test_brute_force),
    cmocka_unit_test(test_forced),
    cmocka_unit_test(test_names_and_switching),
    cmocka_unit_test(test_seeds),
    cmocka_unit_test(test_no_ties),
    cmocka_unit_test(test_all_cancelled),
    cmocka_unit_test(test_parts),
    cmocka_unit_test(test_million_balanced_ties),
    cmocka_unit_test(test_no_search_without_end),
    cmocka_unit_test(test_great_weights),
    cmocka_unit_test(test_programme),
    cmocka_unit_test(test_stopped),
    cmocka_unit_test(test_progress_narrows),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
