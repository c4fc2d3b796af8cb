/* ppml_separate.c - which zeros would be fitted by a mean of zero, and so have no finite estimate?
 *
 * Zeros are separated when some combination of regressors and effects is 0 on every positive observation and >= 0 on all, > 0 on
 * them.  The iterative rectifier finds the largest such set: regress u (1 on the zeros, 0 elsewhere) with the positive
 * observations held at 0; put max(fit, 0) in its place; repeat until the fit is nowhere below 0.  The zeros
 * where it stays above 0 are separated.
 *
 * Cost:   a regression a round; one round where nothing is separated, mostly.
 * Source: Correia, Guimaraes and Zylkin 2019, arXiv 1903.01633, section 3 and algorithm 1. */
#include "base/fail.h"
#include "trade/ppml.h"

#include <math.h>

#define HEAVY 1e3
#define NOTHING 1e-5 /* a fit this close to 0 is 0 */
#define HELD 1e-8    /* how close to 0 positive observations are held */
#define HOLDS_MOST 100
#define ROUNDS_MOST 1000

typedef struct rectifier {
  const ent_ppml_sample *s;
  ent_absorber *a;
  int k;
  double *v;
  double *u;      /* [n] what is to be fitted */
  double *fit;    /* [n] */
  double *aim;    /* [n] what is regressed: u, and on positive observations what pulls their fit to 0 */
  double *column; /* [n] u without effects */
  ent_ppml_least least;
} rectifier;

ent_status ent_ppml_lost(ent_error *err)
{
  return ent_fail(err, ENT_NUMERIC, "effects", "The effects cannot be taken out of the regressors in 100,000 rounds.");
}

/* fit = the regression of aim on regressors and effects.  False: the effects would not come out. */
static bool regress_once(rectifier *r)
{
  const int k = r->k, c = k + 1;
  for (int64_t i = 0; i < r->s->n; i++) r->column[i] = r->aim[i];
  if (ent_absorb(r->a, 1, r->column, ENT_PPML_PRECISE) < 0) return false;
  for (int p = 0; p < k; p++) r->least.right[p] = 0;
  for (int64_t i = 0; i < r->s->n; i++)
    for (int p = 0; p < k; p++) r->least.right[p] += r->a->weight[i] * r->v[i * c + p + 1] * r->column[i];
  ent_ppml_least_solve(&r->least, r->least.right, r->least.b);
  for (int64_t i = 0; i < r->s->n; i++) {
    double rest = r->column[i];
    for (int p = 0; p < k; p++) rest -= r->v[i * c + p + 1] * r->least.b[p];
    r->fit[i] = r->aim[i] - rest;
  }
  return true;
}

/* fit = the regression of u on the zeros with the positive observations held at 0: what their fit is still off is taken from
 * their aim (the method of multipliers), as heavy weights alone would hold them to a part in their size only. */
static bool regress(rectifier *r)
{
  for (int64_t i = 0; i < r->s->n; i++) r->aim[i] = r->s->y[i] > 0 ? 0 : r->u[i];
  for (int hold = 0; hold < HOLDS_MOST; hold++) {
    if (!regress_once(r)) return false;
    double off = 0;
    for (int64_t i = 0; i < r->s->n; i++) {
      if (!(r->s->y[i] > 0)) continue;
      off = ent_greater(off, fabs(r->fit[i]));
      r->aim[i] -= r->fit[i];
    }
    if (off < HELD) break;
  }
  for (int64_t i = 0; i < r->s->n; i++)
    if (r->s->y[i] > 0 || fabs(r->fit[i]) < NOTHING) r->fit[i] = 0;
  return true;
}

/* True when the fit is a certificate: nowhere below 0. */
static bool nowhere_below(rectifier *r)
{
  double least_fit = 0, least_rest = 0;
  for (int64_t i = 0; i < r->s->n; i++) {
    if (r->s->y[i] > 0) continue;
    const double rest = r->u[i] - r->fit[i];
    least_fit = ent_lesser(least_fit, r->fit[i]);
    least_rest = ent_lesser(least_rest, rest);
  }
  if (least_fit >= 0) return true;
  if (least_rest < -NOTHING) return false;
  for (int64_t i = 0; i < r->s->n; i++)
    if (r->u[i] - r->fit[i] > NOTHING) r->fit[i] = 0;
  return true;
}

static bool open_rectifier(rectifier *r, ent_arena *arena)
{
  r->u = ENT_NEW(arena, double, r->s->n);
  r->fit = ENT_NEW(arena, double, r->s->n);
  r->column = ENT_NEW(arena, double, r->s->n);
  r->aim = ENT_NEW(arena, double, r->s->n);
  return r->u && r->fit && r->aim && r->column && ent_ppml_least_open(&r->least, r->k, arena);
}

/* Heavy weights on the positive ones; the regressors without effects under them, factored. */
static bool weigh(rectifier *r)
{
  const int k = r->k, c = k + 1;
  for (int64_t i = 0; i < r->s->n; i++) {
    r->a->weight[i] = r->s->y[i] > 0 ? HEAVY : 1;
    r->u[i] = r->s->y[i] > 0 ? 0 : 1;
    r->v[i * c] = 0; /* what is regressed has a column of its own */
  }
  ent_absorb_weigh(r->a);
  for (int p = 0; p < k; p++) {
    r->least.own[p] = 0;
    for (int64_t i = 0; i < r->s->n; i++) r->least.own[p] += r->v[i * c + p + 1] * r->v[i * c + p + 1];
  }
  if (ent_absorb(r->a, c, r->v, ENT_PPML_PRECISE) < 0) return false;
  ent_ppml_least_cross(&r->least, r->s->n, r->a->weight, r->v);
  ent_ppml_least_factor(&r->least);
  return true;
}

ent_status ent_ppml_separate(const ent_ppml_sample *s, ent_absorber *a, int k, double *v, double *separator,
                             uint8_t *apart, int64_t *found, ent_arena *arena, ent_error *err)
{
  *found = 0;
  const ent_mark mark = ent_arena_mark(arena);
  rectifier r = {.s = s, .a = a, .k = k, .v = v};
  if (!open_rectifier(&r, arena))
    return ent_fail(err, ENT_NOMEM, "", "There is not enough memory to look for separation.");
  bool fine = weigh(&r), certain = false;
  for (int round = 0; fine && !certain && round < ROUNDS_MOST; round++) {
    fine = regress(&r);
    certain = fine && nowhere_below(&r);
    for (int64_t i = 0; !certain && i < s->n; i++) r.u[i] = ent_greater(r.fit[i], 0);
  }
  for (int64_t i = 0; certain && i < s->n; i++) {
    apart[i] = r.fit[i] > NOTHING;
    *found += apart[i];
  }
  for (int p = 0; p < k; p++) separator[p] = *found > 0 ? r.least.b[p] : 0;
  ent_arena_rewind(arena, mark);
  return fine ? ENT_OK : ent_ppml_lost(err);
}
