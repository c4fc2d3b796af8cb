/* absorb.c - what is left of columns of numbers once fixed effects are taken out?
 *
 * With M_g v = v less the weighted mean of its group under effect g, the residual of v on all effects is the limit of
 * T = M_1 M_2 .. M_G .. M_2 M_1 applied again and again.  T is symmetric in the weighted inner product, so the part of v that
 * fades, d, solves (I - T) d = (I - T) v, which conjugate gradients do in few rounds; v - d is the residual.  Every v and p here
 * lies in the range of M_1, which spares one of its two turns.
 *
 * Cost:   a round is 2 (G - 1) projections of n * columns numbers; one effect needs no round.
 * Source: Guimaraes and Portugal 2010, Stata Journal 10:628 (alternating projections); Hernandez-Ramos, Escalante and Raydan
 *         2011, Linear Algebra and its Applications 435:1868 (conjugate gradients over the symmetric sweep); Correia 2017. */
#include "trade/absorb.h"

#include <math.h>
#include <string.h>

#define ROUNDS_MOST 100000
#define COLUMNS_MOST 66 /* regressors and two more */
#define TINY 1e-15      /* of its first size: nothing but rounding is left */

bool ent_absorb_open(ent_absorber *a, int64_t n, int effects, const int32_t *const *of, const int32_t *groups,
                     int columns, ent_arena *arena)
{
  *a = (ent_absorber){.n = n, .effects = effects, .of = of, .groups = groups};
  a->weight = ENT_NEW(arena, double, n);
  a->share = ENT_NEW(arena, double *, effects);
  if (!a->weight || !a->share) return false;
  int32_t most = 0;
  for (int g = 0; g < effects; g++) {
    a->share[g] = ENT_NEW(arena, double, groups[g]);
    if (!a->share[g]) return false;
    if (groups[g] > most) most = groups[g];
  }
  const size_t row = (size_t)columns * sizeof(double);
  a->mean = ent_arena_take(arena, (size_t)most, row);
  a->next = ent_arena_take(arena, (size_t)most, row);
  if (!a->mean || !a->next) return false;
  if (effects > 1) {
    a->rest = ent_arena_take(arena, (size_t)n, row);
    a->step = ent_arena_take(arena, (size_t)n, row);
    a->image = ent_arena_take(arena, (size_t)n, row);
    if (!a->rest || !a->step || !a->image) return false;
  }
  for (int64_t i = 0; i < n; i++) a->weight[i] = 1;
  ent_absorb_weigh(a);
  return true;
}

void ent_absorb_weigh(ent_absorber *a)
{
  for (int g = 0; g < a->effects; g++) {
    double *const share = a->share[g];
    const int32_t *const of = a->of[g];
    memset(share, 0, sizeof *share * (size_t)a->groups[g]);
    for (int64_t i = 0; i < a->n; i++) share[of[i]] += a->weight[i];
    for (int32_t k = 0; k < a->groups[g]; k++) share[k] = share[k] > 0 ? 1 / share[k] : 0;
  }
}

/* ---- projections: the means of one effect are taken off in the pass that adds up those of the next ------------------- */

static inline void add_up(const ent_absorber *a, int g, const int c, const double *v)
{
  const int32_t *const of = a->of[g];
  double *const mean = a->next;
  memset(mean, 0, sizeof *mean * (size_t)a->groups[g] * (size_t)c);
  for (int64_t i = 0; i < a->n; i++) {
    double *const m = mean + (int64_t)of[i] * c;
    for (int k = 0; k < c; k++) m[k] += a->weight[i] * v[i * c + k];
  }
}

static inline void take_off(const ent_absorber *a, int g, const int c, double *v)
{
  const int32_t *const of = a->of[g];
  for (int64_t i = 0; i < a->n; i++) {
    const double *const m = a->mean + (int64_t)of[i] * c;
    for (int k = 0; k < c; k++) v[i * c + k] -= m[k];
  }
}

static inline void take_off_and_add_up(const ent_absorber *a, int off, int up, const int c, double *v)
{
  const int32_t *const from = a->of[off];
  const int32_t *const to = a->of[up];
  double *const mean = a->next;
  memset(mean, 0, sizeof *mean * (size_t)a->groups[up] * (size_t)c);
  for (int64_t i = 0; i < a->n; i++) {
    const double *const m = a->mean + (int64_t)from[i] * c;
    double *const s = mean + (int64_t)to[i] * c;
    for (int k = 0; k < c; k++) {
      v[i * c + k] -= m[k];
      s[k] += a->weight[i] * v[i * c + k];
    }
  }
}

/* The sums become means, and those that will be taken off. */
static inline void turn(ent_absorber *a, int g, const int c)
{
  for (int32_t k = 0; k < a->groups[g]; k++)
    for (int j = 0; j < c; j++) a->next[(int64_t)k * c + j] *= a->share[g][k];
  double *const swap = a->mean;
  a->mean = a->next;
  a->next = swap;
}

/* The effects first, first + 1 .. last, and back to 0; first is 0 or 1. */
static inline void sweep(ent_absorber *a, int first, const int c, double *v)
{
  const int last = a->effects - 1;
  add_up(a, first, c, v);
  turn(a, first, c);
  int now = first;
  for (int g = first + 1; g <= last; g++) {
    take_off_and_add_up(a, now, g, c, v);
    turn(a, g, c);
    now = g;
  }
  for (int g = last - 1; g >= 0; g--) {
    take_off_and_add_up(a, now, g, c, v);
    turn(a, g, c);
    now = g;
  }
  take_off(a, now, c, v);
}

/* The inner loops of a few columns are unrolled, as the compiler sees the number. */
static void sweep_columns(ent_absorber *a, int first, int c, double *v)
{
  switch (c) {
  case 1: sweep(a, first, 1, v); break;
  case 2: sweep(a, first, 2, v); break;
  case 3: sweep(a, first, 3, v); break;
  case 4: sweep(a, first, 4, v); break;
  default: sweep(a, first, c, v);
  }
}

/* ---- conjugate gradients, a column at a time side by side ------------------------------------------------------------- */

static void products(const ent_absorber *a, int c, const double *u, const double *v, double *out)
{
  for (int k = 0; k < c; k++) out[k] = 0;
  for (int64_t i = 0; i < a->n; i++)
    for (int k = 0; k < c; k++) out[k] += a->weight[i] * u[i * c + k] * v[i * c + k];
}

/* v -= alpha p, r -= alpha q; *size is then the weighted squares of v, next those of r. */
static void advance(const ent_absorber *a, int c, const double *alpha, double *v, double *size, double *next)
{
  for (int k = 0; k < c; k++) size[k] = next[k] = 0;
  for (int64_t i = 0; i < a->n; i++) {
    const double w = a->weight[i];
    for (int k = 0; k < c; k++) {
      const int64_t at = i * c + k;
      v[at] -= alpha[k] * a->step[at];
      a->rest[at] -= alpha[k] * (a->step[at] - a->image[at]);
      size[k] += w * v[at] * v[at];
      next[k] += w * a->rest[at] * a->rest[at];
    }
  }
}

/* Where the column stands: weighted squares of v, of its rest, of what it began with. */
typedef struct column {
  double first, size, rest;
  bool done;
} column;

static bool settled(column *at, int c, double tolerance)
{
  bool all = true;
  for (int k = 0; k < c; k++) {
    at[k].done |= at[k].rest <= tolerance * tolerance * at[k].size || at[k].rest <= TINY * TINY * at[k].first;
    all &= at[k].done;
  }
  return all;
}

/* r = (I - T) v for v in the range of M_1; the first direction is r. */
static void begin(ent_absorber *a, int c, double *v, column *at)
{
  const int64_t all = a->n * c;
  double part[COLUMNS_MOST];
  products(a, c, v, v, part);
  for (int k = 0; k < c; k++) at[k] = (column){.first = part[k]};
  sweep_columns(a, 0, c, v);
  if (a->effects == 1) return;
  memcpy(a->rest, v, sizeof *v * (size_t)all);
  sweep_columns(a, 1, c, a->rest);
  for (int64_t i = 0; i < all; i++) a->rest[i] = v[i] - a->rest[i];
  memcpy(a->step, a->rest, sizeof *v * (size_t)all);
  products(a, c, a->rest, a->rest, part);
  for (int k = 0; k < c; k++) at[k].rest = part[k];
  products(a, c, v, v, part);
  for (int k = 0; k < c; k++) at[k].size = part[k];
}

/* One round of conjugate gradients on I - T, all columns. */
static void round_of(ent_absorber *a, int c, double *v, column *at)
{
  double own[COLUMNS_MOST], across[COLUMNS_MOST], size[COLUMNS_MOST], next[COLUMNS_MOST];
  memcpy(a->image, a->step, sizeof *v * (size_t)(a->n * c));
  sweep_columns(a, 1, c, a->image);
  products(a, c, a->step, a->step, own);
  products(a, c, a->step, a->image, across);
  for (int k = 0; k < c; k++) {
    const double q = own[k] - across[k];
    at[k].done |= !(q > 0);
    own[k] = at[k].done ? 0 : at[k].rest / q;
  }
  advance(a, c, own, v, size, next);
  for (int k = 0; k < c; k++) {
    across[k] = at[k].done ? 0 : next[k] / at[k].rest;
    at[k] = (column){at[k].first, size[k], next[k], at[k].done};
  }
  for (int64_t i = 0; i < a->n; i++)
    for (int k = 0; k < c; k++) a->step[i * c + k] = a->rest[i * c + k] + across[k] * a->step[i * c + k];
}

int ent_absorb(ent_absorber *a, int columns, double *v, double tolerance)
{
  column at[COLUMNS_MOST];
  begin(a, columns, v, at);
  if (a->effects == 1) return 0;
  for (int round = 0; round < ROUNDS_MOST; round++) {
    if (settled(at, columns, tolerance)) return round;
    round_of(a, columns, v, at);
  }
  return -1;
}
