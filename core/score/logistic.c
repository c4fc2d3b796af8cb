/* logistic.c - which chances does a weighted sum of features give, with weights drawn towards 0?
 *
 * Newton's method on the penalised likelihood, which is concave: H d = g with H = X' W X + penalty, by Cholesky; the step is
 * halved until the likelihood does not fall.  Cost: O(steps * n * features^2).
 * Source: le Cessie and van Houwelingen, Applied Statistics 41 (1992). */
#include "base/arena.h"
#include "base/fail.h"
#include "base/logistic.h"
#include "base/sum.h"
#include "entente/score.h"

#include <string.h>

#define WIDE (ENT_LOGISTIC_MAX + 1)
#define STEPS 100
#define HALVINGS 40
#define ENOUGH 1e-10
#define FAR 1e3 /* a coefficient beyond it: the outcomes are told apart for certain */

typedef struct problem {
  const double *x;
  const bool *came;
  int n, features;
  double penalty;
} problem;

/* log(1 + e^z) without overflow. */
static double softplus(double z)
{
  return z > 0 ? z + ent_log1p(ent_exp(-z)) : ent_log1p(ent_exp(z));
}

static double score_of(const double *b, const double *x, int features)
{
  ent_sum z = {b[0], 0};
  for (int k = 0; k < features; k++) ent_sum_add(&z, b[k + 1] * x[k]);
  return ent_sum_value(&z);
}

double ent_logistic_chance(const double *b, const double *x, int features)
{
  return ent_logistic(score_of(b, x, features));
}

static double loss(const problem *q, const double *b)
{
  ent_sum sum = {0, 0};
  for (int i = 0; i < q->n; i++) {
    const double z = score_of(b, q->x + (ptrdiff_t)i * q->features, q->features);
    ent_sum_add(&sum, q->came[i] ? softplus(-z) : softplus(z));
  }
  for (int k = 1; k <= q->features; k++) ent_sum_add(&sum, q->penalty / 2 * b[k] * b[k]);
  return ent_sum_value(&sum);
}

/* Gradient of the loss and its matrix of second derivatives (lower triangle). */
static void derivatives(const problem *q, const double *b, double *g, double h[WIDE][WIDE])
{
  const int m = q->features + 1;
  double row[WIDE];
  memset(g, 0, sizeof(double) * WIDE);
  memset(h, 0, sizeof(double) * WIDE * WIDE);
  row[0] = 1;
  for (int i = 0; i < q->n; i++) {
    const double *const x = q->x + (ptrdiff_t)i * q->features;
    const double p = ent_logistic_chance(b, x, q->features), w = p * (1 - p), gap = p - (q->came[i] ? 1 : 0);
    for (int k = 1; k < m; k++) row[k] = x[k - 1];
    for (int k = 0; k < m; k++) {
      g[k] += gap * row[k];
      for (int j = 0; j <= k; j++) h[k][j] += w * row[k] * row[j];
    }
  }
  for (int k = 1; k < m; k++) {
    g[k] += q->penalty * b[k];
    h[k][k] += q->penalty;
  }
}

/* Solves h d = g in place of g by Cholesky; false when h is not positive. */
static bool solve(int m, double h[WIDE][WIDE], double *g)
{
  for (int k = 0; k < m; k++) {
    for (int j = 0; j <= k; j++) {
      double v = h[k][j];
      for (int i = 0; i < j; i++) v -= h[k][i] * h[j][i];
      if (j < k) {
        h[k][j] = v / h[j][j];
      } else {
        if (!(v > 1e-12)) return false;
        h[k][k] = sqrt(v);
      }
    }
    for (int j = 0; j < k; j++) g[k] -= h[k][j] * g[j];
    g[k] /= h[k][k];
  }
  for (int k = m - 1; k >= 0; k--) {
    for (int j = k + 1; j < m; j++) g[k] -= h[j][k] * g[j];
    g[k] /= h[k][k];
  }
  return true;
}

/* One step from b; returns its length, below 0 when there is none. */
static double step(const problem *q, double *b, double *now, double *g, double h[WIDE][WIDE])
{
  const int m = q->features + 1;
  double longest = 0, next[WIDE] = {0};
  derivatives(q, b, g, h);
  if (!solve(m, h, g)) return -1;
  for (int half = 0; half < HALVINGS; half++) {
    const double share = 1 / (double)((uint64_t)1 << half);
    for (int k = 0; k < m; k++) next[k] = b[k] - share * g[k];
    const double then = loss(q, next);
    if (!(then <= *now + 1e-12 * fabs(*now))) continue;
    *now = then;
    for (int k = 0; k < m; k++) {
      const double moved = fabs(next[k] - b[k]);
      if (moved > longest) longest = moved;
      b[k] = next[k];
    }
    return longest;
  }
  return 0; /* no way down: it is the bottom */
}

static ent_status check(const problem *q, ent_error *err)
{
  if (!q->came || q->n < 1 || q->n > ENT_SCORE_MAX || q->features < 0 || q->features > ENT_LOGISTIC_MAX ||
      (q->features > 0 && !q->x))
    return ent_fail(err, ENT_ARGUMENT, "", "A logistic regression has at least one row and at most 64 features.");
  if (!(q->penalty >= 0 && q->penalty <= 1e12))
    return ent_fail(err, ENT_ARGUMENT, "", "The penalty of a logistic regression lies between 0 and 1e12.");
  int came = 0;
  for (int i = 0; i < q->n; i++) {
    came += q->came[i];
    for (int k = 0; k < q->features; k++)
      if (!(fabs(q->x[(ptrdiff_t)i * q->features + k]) <= 1e9))
        return ent_fail(err, ENT_ARGUMENT, "", "The features of a logistic regression are finite numbers.");
  }
  if (came == 0 || came == q->n)
    return ent_fail(err, ENT_NUMERIC, "", "A logistic regression needs outcomes of both sorts.");
  return ENT_OK;
}

typedef struct desk {
  double h[WIDE][WIDE], g[WIDE];
} desk;

ent_status ent_logistic_fit(const double *x, const bool *came, int n, int features, double penalty,
                            const ent_allocator *memory, double *b, ent_error *err)
{
  const problem q = {x, came, n, features, penalty};
  const ent_status status = check(&q, err);
  if (status != ENT_OK) return status;
  if (!memory || !b) return ent_fail(err, ENT_ARGUMENT, "", "A regression needs memory and a place to be written to.");
  ent_arena arena;
  double at[WIDE] = {0};
  ent_arena_open(&arena, memory);
  desk *const d = ENT_NEW(&arena, desk, 1);
  double now = d ? loss(&q, at) : 0, moved = d ? 1 : -1;
  for (int k = 0; d && k < STEPS && moved > ENOUGH; k++) {
    moved = step(&q, at, &now, d->g, d->h);
    for (int j = 0; j <= features; j++)
      if (fabs(at[j]) > FAR) moved = -1;
  }
  ent_arena_close(&arena);
  if (!d) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the regression.");
  if (!(moved >= 0 && moved <= ENOUGH))
    return ent_fail(err, ENT_NUMERIC, "", "No logistic regression fits these outcomes; a larger penalty may help.");
  memcpy(b, at, ((size_t)features + 1) * sizeof *b);
  return ENT_OK;
}
