/* abreast.c - which wages clear all markets, for eight sets of sanctioners at once?
 *
 *   N_j = sum_i net_ij a_i,  a_i = w_i^-theta;   b_j = (Y_j w_j + given_j) / N_j;   S_i = sum_j net_ij b_j
 *   r_i = S_i a_i / (Y_i w_i) - 1,   gap_i = 2 r_i / (2 + r_i)       (log(1 + r_i) but for r_i^3 / 12, and bounded)
 *   d = C gap,  C = -J^-1 of a set nearby                            (chord)
 *   log w <- log w + d - g (u' + d - d'),  g = <d - d', d> / <d - d', d - d'>   (primes: the step before; u: what was taken)
 *
 * The last market is redundant: the gap of its economy is that of the numeraire, sum Y w / sum Y - 1; its own r counts for the
 * certificate like all others.  Sums run over economies in order, one for each lane, so a lane has the same bits whatever its
 * neighbours are; with n terms of one sign their error is below n ulp, a thousandth of what the certificate allows at n = 2,000.
 * After a short step wages and their powers follow by the series of the exponential instead of another one.
 * Cost: 3 n^2 products a lane and step.  Sources: docs/method/trade.md; Anderson 1965 (J. ACM 12:547),
 * with one step of memory. */
#include "trade/family.h"

#include "base/lanes.h"

#include <math.h>
#include <string.h>

#define W ENT_ABREAST
#define INCOME_LEAST 1e-6 /* of output, as in sweep.c */
#define SHORT 1e-3        /* of theta times a step: up to here five terms of the series are the exponential */
#define STRIDE_MOST 1.0   /* largest change of a log wage in one step */
#define GAMMA_LEAST (-10) /* a mode that shrinks by a tenth or more a step */
#define GAMMA_MOST 0.5    /* one that swings without shrinking */

/* out = matrix in, four rows and columns at once.  Sums stay in out, since gcc then keeps to lanes; each is in order of j. */
static void times(const double *restrict matrix, int wide, const double *restrict in, double *restrict out)
{
  for (int i = 0; i < wide; i += 4) {
    const double *const a = matrix + (size_t)i * (size_t)wide, *const b = a + wide, *const c = b + wide,
                        *const d = c + wide;
    double *restrict const o = out + (size_t)i * W;
    for (int l = 0; l < 4 * W; l++) o[l] = 0;
    for (int j = 0; j < wide; j += 4) {
      const double a0 = a[j], a1 = a[j + 1], a2 = a[j + 2], a3 = a[j + 3];
      const double b0 = b[j], b1 = b[j + 1], b2 = b[j + 2], b3 = b[j + 3];
      const double c0 = c[j], c1 = c[j + 1], c2 = c[j + 2], c3 = c[j + 3];
      const double d0 = d[j], d1 = d[j + 1], d2 = d[j + 2], d3 = d[j + 3];
      const double *const x = in + (size_t)j * W;
      for (int l = 0; l < W; l++) {
        const double x0 = x[l], x1 = x[W + l], x2 = x[2 * W + l], x3 = x[3 * W + l];
        o[l] = (((o[l] + a0 * x0) + a1 * x1) + a2 * x2) + a3 * x3;
        o[W + l] = (((o[W + l] + b0 * x0) + b1 * x1) + b2 * x2) + b3 * x3;
        o[2 * W + l] = (((o[2 * W + l] + c0 * x0) + c1 * x1) + c2 * x2) + c3 * x3;
        o[3 * W + l] = (((o[3 * W + l] + d0 * x0) + d1 * x1) + d2 * x2) + d3 * x3;
      }
    }
  }
}

/* The target's trade with others, which the matrix leaves out: column r from it, row r to it. */
static void add_target(const ent_family *f, const double *row, const double *column, const double *in, double *out)
{
  const double *const mine = in + (size_t)f->target * W;
  double own[W];
  memcpy(own, out + (size_t)f->target * W, sizeof own);
  for (size_t i = 0; i < (size_t)f->n * W; i += W)
    for (size_t l = 0; l < W; l++) {
      out[i + l] += column[i + l] * mine[l];
      own[l] += row[i + l] * in[i + l];
    }
  memcpy(out + (size_t)f->target * W, own, sizeof own);
}

/* Incomes over price indices.  poor: lanes in which an income is not above 0. */
static void spend(const ent_family *f, ent_abreast *a, double poor[W])
{
  for (int l = 0; l < W; l++) poor[l] = 0;
  for (int j = 0; j < f->n; j++) {
    const double output = f->output[j], given = f->given[j];
    const double *const wage = a->wage + (size_t)j * W, *const index = a->index + (size_t)j * W;
    double *const buy = a->buy + (size_t)j * W;
    for (int l = 0; l < W; l++) {
      const double earned = output * wage[l], income = earned + given;
      poor[l] = income > INCOME_LEAST * earned ? poor[l] : 1;
      buy[l] = income / index[l];
    }
  }
}

/* Gaps of all markets and of the numeraire. */
static void compare(const ent_family *f, ent_abreast *a, double tolerance, const double poor[W])
{
  double worst[W] = {0}, missed[W], world[W] = {0};
  memcpy(missed, poor, sizeof missed);
  for (int i = 0; i < f->n; i++) {
    const size_t at = (size_t)i * W;
    for (size_t l = 0; l < W; l++) {
      const double r = a->sales[at + l] * a->power[at + l] / (f->output[i] * a->wage[at + l]) - 1, size = fabs(r);
      worst[l] = size > worst[l] ? size : worst[l];
      missed[l] += size <= tolerance ? 0.0 : 1.0;
      a->gap[at + l] = 2 * r / (2 + r);
      world[l] += f->world[i] * a->wage[at + l];
    }
  }
  for (size_t l = 0; l < W; l++) {
    const double off = world[l] - 1, size = fabs(off);
    a->gap[(size_t)(f->n - 1) * W + l] = off;
    a->worst[l] = size > worst[l] ? size : worst[l];
    a->sound[l] = missed[l] == 0 && size <= tolerance;
  }
}

/* The state at a->wage and a->power. */
static bool evaluate(const ent_family *f, ent_abreast *a, double tolerance)
{
  double poor[W];
  times(f->turned, f->wide, a->power, a->index);
  add_target(f, a->from, a->to, a->power, a->index);
  spend(f, a, poor);
  times(f->net, f->wide, a->buy, a->sales);
  add_target(f, a->to, a->from, a->buy, a->sales);
  compare(f, a, tolerance, poor);
  bool all = true;
  for (int l = 0; l < W; l++) all = all && (a->sound[l] || a->lost[l]);
  return all;
}

static void exp_of(const double *x, double factor, size_t count, double *out)
{
  for (size_t i = 0; i < count; i++) out[i] = factor * x[i];
  for (size_t i = 0; i < count; i += ENT_LANES)
    ent_exp_lanes(out + i, count - i < ENT_LANES ? (int)(count - i) : ENT_LANES);
}

static void settle(const ent_family *f, ent_abreast *a, const double *x)
{
  exp_of(x, 1, (size_t)f->n * W, a->wage);
  exp_of(x, -f->theta, (size_t)f->n * W, a->power);
}

/* How much of its step each lane takes: not more than STRIDE_MOST, nothing once it is lost.  Returns the longest. */
static double measure(const ent_family *f, ent_abreast *a, double scale[W])
{
  double most[W] = {0}, longest = 0;
  for (size_t i = 0; i < (size_t)f->n * W; i += W)
    for (size_t l = 0; l < W; l++) {
      const double size = fabs(a->step[i + l]);
      most[l] = size <= most[l] ? most[l] : size;
    }
  for (int l = 0; l < W; l++) {
    a->lost[l] = a->lost[l] || !(most[l] < 1e300);
    scale[l] = a->lost[l] ? 0 : most[l] > STRIDE_MOST ? STRIDE_MOST / most[l] : 1;
    if (!a->lost[l] && most[l] > longest) longest = most[l];
  }
  return longest;
}

/* From the second step on: d less the part of it that the change since the last step foretells, by least squares. */
static void extrapolate(const ent_family *f, ent_abreast *a, bool first)
{
  const size_t count = (size_t)f->n * W;
  double along[W] = {0}, square[W] = {0}, gamma[W];
  for (size_t i = 0; i < count && !first; i += W)
    for (size_t l = 0; l < W; l++) {
      const double now = a->step[i + l], change = now - a->before[i + l];
      along[l] += change * now;
      square[l] += change * change;
    }
  for (int l = 0; l < W; l++) {
    const double g = square[l] > 0 ? along[l] / square[l] : 0;
    gamma[l] = g > GAMMA_LEAST ? g < GAMMA_MOST ? g : GAMMA_MOST : GAMMA_LEAST;
  }
  for (size_t i = 0; i < count; i += W)
    for (size_t l = 0; l < W; l++) {
      const double now = a->step[i + l], change = now - a->before[i + l];
      a->before[i + l] = now;
      a->step[i + l] = first ? now : now - gamma[l] * (a->taken[i + l] + change);
    }
}

static inline double series(double u)
{
  return 1 + u * (1 + u * (1.0 / 2 + u * (1.0 / 6 + u * (1.0 / 24 + u * (1.0 / 120)))));
}

static void walk(const ent_family *f, ent_abreast *a, double *x)
{
  double scale[W];
  const size_t count = (size_t)f->n * W;
  const double longest = measure(f, a, scale), theta = f->theta;
  for (size_t i = 0; i < count; i += W)
    for (size_t l = 0; l < W; l++) {
      const double u = scale[l] > 0 ? scale[l] * a->step[i + l] : 0;
      x[i + l] += u;
      a->step[i + l] = a->taken[i + l] = u;
    }
  if (longest > SHORT || theta * longest > SHORT) {
    settle(f, a, x);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    a->wage[i] *= series(a->step[i]);
    a->power[i] *= series(-theta * a->step[i]);
  }
}

bool ent_abreast_solve(const ent_family *f, ent_abreast *a, const double *chord, double *x, double tolerance, int cap)
{
  memset(a->lost, 0, sizeof a->lost);
  settle(f, a, x);
  for (int step = 0; !evaluate(f, a, tolerance) && step < cap; step++) {
    times(chord, f->wide, a->gap, a->step);
    extrapolate(f, a, step == 0);
    walk(f, a, x);
  }
  bool all = true;
  for (int l = 0; l < W; l++) all = all && a->sound[l];
  return all;
}

void ent_abreast_loss(const ent_family *f, const ent_abreast *a, double loss[ENT_ABREAST])
{
  const size_t r = (size_t)f->target;
  const double home = f->net[r * (size_t)f->wide + r];
  for (size_t l = 0; l < W; l++) {
    double index = home * a->power[r * W + l];
    for (size_t i = 0; i < (size_t)f->n; i++) index += a->from[i * W + l] * f->dear[i] * a->power[i * W + l];
    loss[l] = 1 - a->wage[r * W + l] * ent_exp(ent_log(index) / f->theta);
  }
}
