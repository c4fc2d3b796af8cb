/* adopt_weight.c - the chance of adoption under one weight, for hundreds of members and totals of millions.
 *
 *   d[x] = P(weight of the yes votes = x):   d[x] <- (1 - p) d[x] + p d[x - w],   lightest members first
 * Below the quota the table is summed up from 0 (F), from the quota on from above (U), so that both tails keep their
 * digits: P(carries) = U(q).  A member is taken out again, from the side on which that is stable:
 *   p <= 1/2:  P(S_i <= y) = sum over j of (-r)^j F(y - j w) / (1 - p),   r = p / (1 - p)
 *   p >  1/2:  P(S_i >= y) = sum over j of (-r)^j U(y + (j + 1) w) / p,   r = (1 - p) / p
 * and pivot_i = P(q - w <= S_i <= q - 1).  Terms below 1e-30 are left out.
 * Cost: sum over members of the weight of the lighter ones (1.5e8 for the IMF), then total / w_i a member.
 * Source: docs/method/voting.md, section on adoption. */
#include "adopt.h"

#include "base/sum.h"

#define SHORT 8       /* below, a block is not worth a call */
#define RUN 256       /* entries summed plainly between compensated sums */
#define NEGLIGIBLE 70 /* exp(-70) < 1e-30 */

static void mix_block(double *restrict to, const double *restrict from, int64_t count, double yes, double no)
{
  for (int64_t i = 0; i < count; i++) to[i] = no * to[i] + yes * from[i];
}

/* Adds a member to a table that reaches up to `reach`, its own weight included. */
static void add_member(double *d, int64_t reach, int64_t w, double yes)
{
  const double no = 1 - yes;
  if (w < SHORT) {
    for (int64_t x = reach; x >= w; x--) d[x] = no * d[x] + yes * d[x - w];
  } else {
    for (int64_t end = reach + 1; end > w;) {
      const int64_t start = end - w > w ? end - w : w;
      mix_block(d + start, d + start - w, end - start, yes, no);
      end = start;
    }
  }
  for (int64_t x = 0; x < w; x++) d[x] *= no;
}

/* Sums count entries up, walking by step: each becomes the sum of itself and those before it. */
static void sum_up(double *d, int64_t count, int64_t step)
{
  ent_sum base = {0, 0};
  for (int64_t start = 0; start < count; start += RUN) {
    const int64_t end = start + RUN < count ? start + RUN : count;
    const double before = ent_sum_value(&base);
    double local = 0;
    for (int64_t k = start; k < end; k++) {
      local += d[k * step];
      d[k * step] = before + local;
    }
    ent_sum_add(&base, local);
  }
}

static int64_t terms_of(double r)
{
  return r <= 0 ? 0 : r < 1 ? (int64_t)(-NEGLIGIBLE / ent_log(r)) + 1 : INT64_MAX;
}

/* sum over j of (-r)^j sums[first + j step], as long as the index stays in [low, high]; Horner from the far end. */
static double without(const double *sums, int64_t first, int64_t step, int64_t room, double r)
{
  const int64_t most = terms_of(r), last = room < most ? room : most;
  double value = 0;
  for (int64_t j = last; j >= 0; j--) value = sums[first + j * step] - r * value;
  return value;
}

static double pivot_of(const ent_adoption *a, int64_t w, double p)
{
  const double *const t = a->table;
  const int64_t q = a->quota, top = a->total;
  double pivot;
  if (p <= 0.5) {
    const double r = p / (1 - p), all = without(t, q - 1, -w, (q - 1) / w, r);
    pivot = (all - (q - 1 >= w ? without(t, q - 1 - w, -w, (q - 1 - w) / w, r) : 0)) / (1 - p);
  } else {
    const double r = (1 - p) / p, all = without(t, q, w, (top - q) / w, r);
    pivot = (all - (q + w <= top ? without(t, q + w, w, (top - q - w) / w, r) : 0)) / p;
  }
  return pivot > 0 ? pivot : 0;
}

double ent_adopt_weight(const ent_adoption *a, double *pivot)
{
  const ent_game *const game = a->game;
  double *const d = a->table;
  int64_t reach = 0;
  for (int64_t x = 0; x <= a->total; x++) d[x] = 0;
  d[0] = 1;
  for (int k = 0; k < a->live; k++) {
    const int64_t w = game->line_weight[game->class_of[a->order[k]]];
    reach += w;
    add_member(d, reach, w, a->p[a->order[k]]);
  }
  sum_up(d, a->quota, 1);
  sum_up(d + a->total, a->total - a->quota + 1, -1);
  for (int m = 0; m < game->members; m++) pivot[m] = 0;
  for (int k = 0; k < a->live; k++)
    pivot[a->order[k]] = pivot_of(a, game->line_weight[game->class_of[a->order[k]]], a->p[a->order[k]]);
  const double adopt = d[a->quota];
  return adopt < 1 ? adopt : 1;
}
