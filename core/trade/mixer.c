/* mixer.c - where is the fixed point that the last steps point to?
 *
 * Anderson's extrapolation, type II: with residuals f = g(x) - x and the differences dF, dG of the last eight steps, b minimises
 * |f - dF b| and the next guess is g - dG b.  The normal equations carry 1e-14 of their trace, which drops old, long steps.
 * Where the residual grew tenfold over the least so far, the past is forgotten and a plain step taken.
 * Cost: O(8 n) a step.
 * Source: Anderson, Iterative procedures for nonlinear integral equations, J. ACM 12 (1965) 547-560; Walker and Ni, SIAM J.
 * Numerical Analysis 49 (2011) 1715-1735. */
#include "trade/gravity.h"

#include <math.h>
#include <string.h>

#define PAST ENT_TRADE_PAST
#define GROWN 10.0
#define RIDGE 1e-14

bool ent_mixer_open(ent_mixer *m, int n, ent_arena *arena)
{
  /* n is a multiple of the lanes: what pads the vectors is 0 and stays so. */
  const size_t size = (size_t)n;
  *m = (ent_mixer){.n = n,
                   .f = ENT_NEW(arena, double, size),
                   .g = ENT_NEW(arena, double, size),
                   .df = ENT_NEW(arena, double, PAST *size),
                   .dg = ENT_NEW(arena, double, PAST *size)};
  return m->f && m->g && m->df && m->dg;
}

void ent_mixer_reset(ent_mixer *m)
{
  m->used = -1; /* not even the step before is known */
  m->next = 0;
  m->least = 0;
}

double ent_mixer_gap(const double *x, const double *g, int count)
{
  double largest = 0;
  for (int i = 0; i < count; i++) {
    const double step = fabs(g[i] - x[i]);
    if (!(step < 1e300)) return 1e300;
    if (step > largest) largest = step;
  }
  return largest;
}

/* Solves (gram + ridge) b = r by Cholesky; false when it is not positive. */
static bool combine(const ent_mixer *m, const double *r, double *b)
{
  const int k = m->used;
  double l[PAST][PAST], ridge = 0;
  for (int i = 0; i < k; i++) ridge += m->gram[i][i];
  ridge *= RIDGE;
  for (int i = 0; i < k; i++)
    for (int j = 0; j <= i; j++) {
      double s = m->gram[i][j] + (i == j ? ridge : 0);
      for (int h = 0; h < j; h++) s -= l[i][h] * l[j][h];
      if (i == j && !(s > 0)) return false;
      l[i][j] = i == j ? sqrt(s) : s / l[j][j];
    }
  for (int i = 0; i < k; i++) {
    double s = r[i];
    for (int h = 0; h < i; h++) s -= l[i][h] * b[h];
    b[i] = s / l[i][i];
  }
  for (int i = k - 1; i >= 0; i--) {
    double s = b[i];
    for (int h = i + 1; h < k; h++) s -= l[h][i] * b[h];
    b[i] = s / l[i][i];
  }
  return true;
}

/* Adds the differences from the step before to the past, in the place of the oldest. */
static void remember(ent_mixer *m, const double *x, const double *g)
{
  const int n = m->n, at = m->next;
  double *const df = m->df + (size_t)at * (size_t)n, *const dg = m->dg + (size_t)at * (size_t)n;
  for (int i = 0; i < n; i++) {
    df[i] = (g[i] - x[i]) - m->f[i];
    dg[i] = g[i] - m->g[i];
  }
  if (m->used < PAST) m->used++;
  m->next = (at + 1) % PAST;
  for (int k = 0; k < m->used; k++)
    m->gram[at][k] = m->gram[k][at] = ent_trade_dot(df, m->df + (size_t)k * (size_t)n, n);
}

void ent_mixer_step(ent_mixer *m, double *x, const double *g, double largest)
{
  const int n = m->n;
  double r[PAST] = {0}, b[PAST] = {0};
  if (m->used >= 0 && largest > GROWN * m->least) ent_mixer_reset(m);
  if (m->used >= 0) remember(m, x, g);
  if (m->used < 0) m->used = 0;
  if (!(m->least > 0) || largest < m->least) m->least = largest;
  for (int i = 0; i < n; i++) {
    m->f[i] = g[i] - x[i];
    m->g[i] = g[i];
  }
  for (int k = 0; k < m->used; k++) r[k] = ent_trade_dot(m->df + (size_t)k * (size_t)n, m->f, n);
  memcpy(x, g, (size_t)n * sizeof *x);
  if (m->used == 0 || !combine(m, r, b)) return;
  for (int k = 0; k < m->used; k++) {
    const double *const dg = m->dg + (size_t)k * (size_t)n;
    for (int i = 0; i < n; i++) x[i] -= b[k] * dg[i];
  }
}
