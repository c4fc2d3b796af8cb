/* pivots.c - the exact number of pivots of each size, from residues of their polynomial at many points.
 *
 * A(z) = sum over s of a_s z^s is known modulo several primes at z = 1..h and, by way of the dual, at 1/z.  For each prime the
 * coefficients follow from Lagrange's formula (the product of all (x - x_j) is divided by each factor in turn), and the integers
 * a_s < 2^(n-1) / sqrt(1.5 (n - 1)) from their residues by Garner's mixed radix.
 * Cost: primes * h evaluations - 4 * 96 for the IMF - each a block of its own for the executor; then O(primes * classes * n^2).
 * Source: Knuth, The Art of Computer Programming 2, 4.3.2 and 4.6.4. */
#include "base/fail.h"
#include "base/job.h"
#include "base/wide.h"
#include "meter.h"

#include <string.h>

#define BYTES_MAX 0x1p30
#define PRIMES_MAX 160

typedef struct residues {
  const ent_meter *meter;
  int members, classes;
  int half; /* points z = 1..half */
  int primes;
  ent_prime prime[PRIMES_MAX];
  uint64_t *value; /* [((prime * half + z - 1) * 2 + mirror) * classes + class], then coefficients */
  uint64_t *digit; /* [(class * members + size) * primes + prime] */
} residues;

/* ---- evaluation --------------------------------------------------------------------------------------------------- */

static void work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const residues *const r = shared;
  const ent_prime *const prime = &r->prime[block / (uint64_t)r->half];
  const int z = (int)(block % (uint64_t)r->half) + 1;
  uint64_t *const pivot = slot, *const mirror = pivot + r->classes;
  if (r->meter->engine == ENT_ENGINE_WEIGHT) {
    ent_weight_residues(&r->meter->line, z, prime, scratch, pivot, mirror);
    return;
  }
  ent_diagram_residues(&r->meter->diagram, (uint64_t)z, 1, prime, scratch, pivot);
  ent_diagram_residues(&r->meter->diagram, 1, (uint64_t)z, prime, scratch, mirror);
}

static void merge(void *total, uint64_t block, const void *slot)
{
  residues *const r = total;
  const size_t row = 2 * (size_t)r->classes;
  memcpy(r->value + block * row, slot, row * sizeof *r->value);
}

/* ---- interpolation ------------------------------------------------------------------------------------------------ */

/* Point j of n: 1, 2, 1/2, 3, 1/3, ... */
static int point_z(int j)
{
  return j == 0 ? 1 : (j - 1) / 2 + 2;
}

static bool point_is_inverse(int j)
{
  return j > 0 && j % 2 == 0;
}

/* lagrange[j * n + s]: coefficient s of the polynomial that is 1 at point j and 0 at the others.  master: [n + 1]. */
static void fill_lagrange(int n, const ent_prime *p, uint64_t *point, uint64_t *master, uint64_t *lagrange)
{
  memset(master, 0, (size_t)(n + 1) * sizeof *master);
  master[0] = 1;
  for (int j = 0; j < n; j++) { /* times (x - point[j]) */
    const uint64_t z = (uint64_t)point_z(j);
    point[j] = point_is_inverse(j) ? ent_modular_inverse(z, p) : z;
    for (int s = j + 1; s >= 0; s--)
      master[s] = ent_modular_difference(s > 0 ? master[s - 1] : 0, ent_modular_product(point[j], master[s], p), p);
  }
  for (int j = 0; j < n; j++) {
    uint64_t *const row = lagrange + (ptrdiff_t)j * n;
    uint64_t carry = 0, at = 0;
    for (int s = n - 1; s >= 0; s--) { /* synthetic division, and the quotient at the point by Horner */
      carry = ent_modular_sum(master[s + 1], ent_modular_product(carry, point[j], p), p);
      row[s] = carry;
    }
    for (int s = n - 1; s >= 0; s--) at = ent_modular_sum(ent_modular_product(at, point[j], p), row[s], p);
    const uint64_t scale = ent_modular_inverse(at, p);
    for (int s = 0; s < n; s++) row[s] = ent_modular_product(row[s], scale, p);
  }
}

/* The polynomial's value at point j: mirrored values are z^(n-1) A(1/z). */
static uint64_t value_at(const residues *r, int prime, int class, int j, uint64_t back)
{
  const size_t at = ((size_t)prime * (size_t)r->half + (size_t)(point_z(j) - 1)) * 2 + (point_is_inverse(j) ? 1 : 0);
  const uint64_t value = r->value[at * (size_t)r->classes + (size_t) class];
  return point_is_inverse(j) ? ent_modular_product(value, back, &r->prime[prime]) : value;
}

/* Residues of the coefficients of every class, for one prime. */
static ent_status interpolate(residues *r, int prime, ent_arena *arena, ent_error *err)
{
  const int n = r->members;
  const ent_prime *const p = &r->prime[prime];
  const ent_mark mark = ent_arena_mark(arena);
  uint64_t *point = ENT_NEW(arena, uint64_t, n), *master = ENT_NEW(arena, uint64_t, n + 1);
  uint64_t *back = ENT_NEW(arena, uint64_t, n), *row = ENT_NEW(arena, uint64_t, n);
  uint64_t *lagrange = ENT_NEW(arena, uint64_t, (size_t)n * (size_t)n);
  if (!point || !master || !back || !row || !lagrange)
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  fill_lagrange(n, p, point, master, lagrange);
  for (int j = 0; j < n; j++) back[j] = ent_modular_power(point[j], (uint64_t)(n - 1), p);
  for (int k = 0; k < r->classes; k++) {
    if (k == r->meter->game->dull) continue;
    memset(row, 0, (size_t)n * sizeof *row);
    for (int j = 0; j < n; j++) {
      const uint64_t v = value_at(r, prime, k, j, back[j]);
      const uint64_t *const l = lagrange + (ptrdiff_t)j * n;
      for (int s = 0; s < n; s++) row[s] = ent_modular_sum(row[s], ent_modular_product(v, l[s], p), p);
    }
    for (int s = 0; s < n; s++)
      r->digit[((size_t)k * (size_t)n + (size_t)s) * (size_t)r->primes + (size_t)prime] = row[s];
  }
  ent_arena_rewind(arena, mark);
  return ENT_OK;
}

/* ---- from residues to integers -------------------------------------------------------------------------------------- */

/* inverse[a * primes + b]: 1 / prime a modulo prime b. */
static void fill_inverses(const residues *r, uint64_t *inverse)
{
  for (int b = 0; b < r->primes; b++)
    for (int a = 0; a < b; a++)
      inverse[a * r->primes + b] = ent_modular_inverse(r->prime[a].whole % r->prime[b].whole, &r->prime[b]);
}

/* Residues become the digits of a mixed radix, those the number. */
static void combine(const residues *r, const uint64_t *inverse, uint64_t *digit, uint64_t *out, uint64_t *scratch,
                    int words)
{
  for (int b = 1; b < r->primes; b++)
    for (int a = 0; a < b; a++) {
      const uint64_t below = digit[a] % r->prime[b].whole;
      digit[b] = ent_modular_product(ent_modular_difference(digit[b], below, &r->prime[b]), inverse[a * r->primes + b],
                                     &r->prime[b]);
    }
  ent_wide_set(out, words, 0);
  for (int a = r->primes - 1; a >= 0; a--) {
    ent_wide_set(scratch, words, digit[a]);
    ent_wide_add_multiple(scratch, words, out, words, r->prime[a].whole);
    memcpy(out, scratch, (size_t)words * sizeof *out);
  }
}

static ent_status assemble(const residues *r, ent_arena *arena, ent_tally *tally, ent_error *err)
{
  uint64_t *inverse = ENT_NEW(arena, uint64_t, (size_t)r->primes * (size_t)r->primes);
  uint64_t *scratch = ENT_NEW(arena, uint64_t, tally->words);
  if (!inverse || !scratch) return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  fill_inverses(r, inverse);
  for (int k = 0; k < r->classes; k++) {
    if (k == r->meter->game->dull) continue;
    for (int s = 0; s < r->members; s++)
      combine(r, inverse, r->digit + ((size_t)k * (size_t)r->members + (size_t)s) * (size_t)r->primes,
              ent_tally_pivot(tally, k, s), scratch, tally->words);
  }
  return ENT_OK;
}

/* ---- all together --------------------------------------------------------------------------------------------------- */

/* Primes whose product is above every a_s. */
static bool choose_primes(residues *r)
{
  const int n = r->members - 1;
  int bits = n;
  for (int64_t power = 4; 2 * power <= 3 * (int64_t)n; power *= 4) bits--;
  uint64_t below = (UINT64_C(1) << 54) / (uint64_t)(r->half + 3);
  if (below > UINT64_C(1) << 47) below = UINT64_C(1) << 47;
  double each = 0; /* log2, rounded down generously: the primes lie within a few thousand of `below` */
  for (uint64_t power = below >> 1; power > 0; power >>= 1) each++;
  each = each + ((double)below / ent_pow(2, each) - 1) * 0.99 - 0.001; /* log2(1 + x) >= x on [0, 1] */
  r->primes = 1 + (int)(bits / each);
  if (r->primes > PRIMES_MAX) return false;
  ent_primes_below(below, r->primes, r->prime);
  return true;
}

static ent_status evaluate(residues *r, const ent_runner *runner, ent_error *err)
{
  const ent_job job = {.blocks = (uint64_t)r->half * (uint64_t)r->primes,
                       .slot_size = 2 * (size_t)r->classes * sizeof(uint64_t),
                       .scratch_size = r->meter->room * sizeof(uint64_t),
                       .shared = r,
                       .work = work,
                       .total = r,
                       .merge = merge,
                       .progress = runner->progress,
                       .progress_ctx = runner->progress_ctx};
  return ent_run_job(&job, runner->executor, runner->memory, err);
}

ent_status ent_meter_pivots(const ent_meter *m, const ent_runner *runner, ent_arena *arena, ent_tally *tally,
                            ent_error *err)
{
  const int n = m->game->live;
  residues *const r = ENT_NEW(arena, residues, 1);
  if (!r) return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  *r = (residues){.meter = m, .members = n, .classes = m->game->classes, .half = n / 2 + 1};
  const bool few = choose_primes(r);
  const double numbers = (double)r->primes * (double)n * r->classes;
  const int words = n / 64 + 1; /* of a count */
  if (!few || 2 * 8 * numbers + 8 * (double)n * n + 8.0 * (double)n * r->classes * words > BYTES_MAX)
    return ent_fail(err, ENT_LIMIT, "wanted",
                    "Exact Shapley-Shubik fractions need tables below 1 GiB: some 1,500 different members.");
  ent_tally fresh;
  r->value = ENT_NEW(arena, uint64_t, (size_t)r->primes * (size_t)r->half * 2 * (size_t)r->classes);
  r->digit = ENT_NEW(arena, uint64_t, (size_t)r->primes * (size_t)n * (size_t)r->classes);
  if (!r->value || !r->digit || !ent_tally_open(&fresh, m->game, ent_wide_words(n), arena))
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  ent_status status = evaluate(r, runner, err);
  for (int p = 0; status == ENT_OK && p < r->primes; p++) status = interpolate(r, p, arena, err);
  if (status == ENT_OK) status = assemble(r, arena, &fresh, err);
  if (status == ENT_OK) *tally = fresh;
  return status;
}
