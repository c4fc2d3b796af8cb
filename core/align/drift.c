/* drift.c - where do ties drift when everyone sides with the friends of friends, and when?
 *
 * Formula: dX/dt = X X has X(t) = X0 (I - X0 t)^-1: with X0 = V diag(l) V', entries l_k become l_k / (1 - l_k t).  The largest
 *          l_1 > 0 runs off at t* = 1 / l_1, and its v v' swallows the rest: sign(v) are the camps.
 * Cost:    one eigendecomposition; O(n^3) a time.
 * Source:  Marvel, Kleinberg, Kleinberg and Strogatz 2011, PNAS 108:1771-1776; Kulakowski, Gawronski and Gronek 2005. */
#include "align/spectrum.h"
#include "base/arena.h"
#include "base/fail.h"
#include "entente/balance_indices.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define NO_SIDE 1e-9 /* entries of the leading unit vector below it take no side */
#define APART 1e-9   /* of the largest eigenvalue's size: closer ones count as equal */

struct ent_drift {
  ent_allocator from;
  ent_arena arena;
  int n;
  double *value, *vector; /* [n] ascending, [n * n] a row each */
  double ends, began;     /* times within which X(t) exists */
};

static ent_status check(int n, const double *x0, ent_error *err)
{
  if (n < 1) return ent_fail(err, ENT_ARGUMENT, "n", "A drift is computed for one actor or more.");
  if (n > ENT_SPECTRUM_MAX) return ent_fail(err, ENT_LIMIT, "n", "A drift is computed for at most 4,096 actors.");
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++) {
      const double a = x0[(size_t)i * (size_t)n + (size_t)j], b = x0[(size_t)j * (size_t)n + (size_t)i];
      if (!(fabs(a) <= DBL_MAX / 4) || a < b || a > b)
        return ent_fail(err, ENT_ARGUMENT, "ties", "The ties of a drift are symmetric, finite numbers.");
    }
  return ENT_OK;
}

static ent_drift_end end_of(const ent_drift *d)
{
  const int n = d->n;
  const double leading = d->value[n - 1], second = n > 1 ? d->value[n - 2] : -(double)INFINITY;
  const double size = fabs(d->value[0]) > fabs(leading) ? fabs(d->value[0]) : fabs(leading);
  return (ent_drift_end){leading, second, d->ends, leading > 0 && leading - second > APART * size};
}

ent_status ent_drift_make(int n, const double *x0, const ent_allocator *memory, ent_drift **out, ent_drift_end *end,
                          int8_t *camp, ent_error *err)
{
  const ent_status status = check(n, x0, err);
  if (status != ENT_OK) return status;
  ent_drift *const d = memory->resize(memory->ctx, NULL, 0, sizeof *d);
  if (!d) return ent_fail(err, ENT_NOMEM, "drift", "There is not enough memory for the drift of the ties.");
  *d = (ent_drift){.from = *memory, .n = n};
  ent_arena_open(&d->arena, memory);
  const size_t all = (size_t)n * (size_t)n;
  d->vector = ENT_NEW(&d->arena, double, all);
  d->value = ENT_NEW(&d->arena, double, 4 * (size_t)n);
  const bool room = d->vector && d->value;
  if (room) memcpy(d->vector, x0, all * sizeof *x0);
  const bool settled = room && ent_spectrum(d->vector, n, true, d->value, d->value + n);
  if (!settled) {
    ent_drift_free(d);
    if (!room) return ent_fail(err, ENT_NOMEM, "drift", "There is not enough memory for the drift of the ties.");
    return ent_fail(err, ENT_NUMERIC, "drift", "The eigenvalues of these ties do not settle.");
  }
  d->ends = d->value[n - 1] > 0 ? 1 / d->value[n - 1] : (double)INFINITY;
  d->began = d->value[0] < 0 ? 1 / d->value[0] : -(double)INFINITY;
  const double *const lead = d->vector + all - (size_t)n;
  for (int i = 0; i < n; i++) camp[i] = (int8_t)(fabs(lead[i]) < NO_SIDE ? 0 : lead[i] > 0 ? 1 : -1);
  *end = end_of(d);
  *out = d;
  return ENT_OK;
}

ent_status ent_drift_at(const ent_drift *drift, double t, double *x, ent_error *err)
{
  if (!(fabs(t) <= DBL_MAX && t < drift->ends && t > drift->began))
    return ent_fail(err, ENT_ARGUMENT, "t", "A drift is told for times before the ties run off to infinity.");
  const size_t n = (size_t)drift->n;
  memset(x, 0, n * n * sizeof *x);
  for (size_t k = 0; k < n; k++) {
    const double *const v = drift->vector + k * n, l = drift->value[k] / (1 - drift->value[k] * t);
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j <= i; j++) x[i * n + j] += l * v[i] * v[j];
  }
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++) x[j * n + i] = x[i * n + j];
  return ENT_OK;
}

void ent_drift_free(ent_drift *drift)
{
  if (!drift) return;
  const ent_allocator from = drift->from;
  ent_arena_close(&drift->arena);
  from.resize(from.ctx, drift, sizeof *drift, 0);
}
