/* design.c - a deal as numbers for a regression.
 *
 * Logarithm of the deciders, declared opponents (5 or more as 5), one mark for each class of rules and kind but the last,
 * wedge, and the features: disputes as log(1 + n), capabilities as their logarithm.  Each number less its mean over its
 * standard deviation among the rows learnt from; what is missing, and what does not vary there, is 0.  Cost: O(rows *
 * numbers). */
#include "baselines.h"

#include "base/sum.h"

#define OPPONENTS_MOST 5
#define SMALL_CINC 1e-6

static double feature_of(const ent_deal_row *d, int k)
{
  const double v = d->feature[k].value;
  switch (k) {
  case ENT_DEAL_FEATURE_MIDS10_PT:
  case ENT_DEAL_FEATURE_MIDS10_T_AGAINST: return ent_log1p(v);
  case ENT_DEAL_FEATURE_CINC_P:
  case ENT_DEAL_FEATURE_CINC_T:
  case ENT_DEAL_FEATURE_CINC_AGAINST: return ent_log(v > SMALL_CINC ? v : SMALL_CINC);
  default: return v;
  }
}

/* Numbers of one deal, and which of them are known. */
static void describe(const ent_deal_row *d, double *x, bool *known)
{
  int at = 0;
  for (int k = 0; k < ENT_DESIGN; k++) known[k] = true;
  x[at++] = ent_log(d->deciders);
  x[at++] = d->opponents_exante < OPPONENTS_MOST ? d->opponents_exante : OPPONENTS_MOST;
  for (int k = 0; k < ENT_DEAL_CLASSES - 1; k++) x[at++] = (int)d->class_of_rule == k;
  for (int k = 0; k < ENT_DEAL_KINDS - 1; k++) x[at++] = (int)d->kind == k;
  x[at++] = d->wedge;
  for (int k = 0; k < ENT_DEAL_FEATURES; k++, at++) {
    known[at] = d->feature[k].known;
    x[at] = known[at] ? feature_of(d, k) : 0;
  }
}

static void describe_all(const ent_deal_row *const *row, int rows, double *x, bool *known)
{
  for (int r = 0; r < rows; r++) describe(row[r], x + (ptrdiff_t)r * ENT_DESIGN, known + (ptrdiff_t)r * ENT_DESIGN);
}

static void standardise(double *x, const bool *known, int rows, int k, double mean, double sd)
{
  for (int r = 0; r < rows; r++) {
    double *const at = &x[(ptrdiff_t)r * ENT_DESIGN + k];
    *at = known[(ptrdiff_t)r * ENT_DESIGN + k] && sd > 1e-12 ? (*at - mean) / sd : 0;
  }
}

static void moments(const double *x, const bool *known, int rows, int k, double *mean, double *sd)
{
  ent_sum sum = {0, 0}, square = {0, 0};
  int n = 0;
  for (int r = 0; r < rows; r++) {
    if (!known[(ptrdiff_t)r * ENT_DESIGN + k]) continue;
    ent_sum_add(&sum, x[(ptrdiff_t)r * ENT_DESIGN + k]);
    n++;
  }
  *mean = n > 0 ? ent_sum_value(&sum) / n : 0;
  for (int r = 0; r < rows; r++) {
    const double gap = x[(ptrdiff_t)r * ENT_DESIGN + k] - *mean;
    if (known[(ptrdiff_t)r * ENT_DESIGN + k]) ent_sum_add(&square, gap * gap);
  }
  *sd = n > 0 ? sqrt(ent_sum_value(&square) / n) : 0;
}

double *ent_design_make(const ent_lesson *lesson, ent_arena *arena, double **asked)
{
  const size_t learns = (size_t)lesson->learns * ENT_DESIGN, asks = (size_t)lesson->asks * ENT_DESIGN;
  double *const x = ENT_NEW(arena, double, learns), *const y = ENT_NEW(arena, double, asks);
  bool *const of_x = ENT_NEW(arena, bool, learns), *const of_y = ENT_NEW(arena, bool, asks);
  if (!x || !y || !of_x || !of_y) return NULL;
  describe_all(lesson->learn, lesson->learns, x, of_x);
  describe_all(lesson->ask, lesson->asks, y, of_y);
  for (int k = 0; k < ENT_DESIGN; k++) {
    double mean, sd;
    moments(x, of_x, lesson->learns, k, &mean, &sd);
    standardise(x, of_x, lesson->learns, k, mean, sd);
    standardise(y, of_y, lesson->asks, k, mean, sd);
  }
  *asked = y;
  return x;
}
