/* score.c - how far were the forecasts from what came, and were they too bold, too timid, or without a clue?
 *
 * Brier = mean (p - y)^2, which over groups g of n_g forecasts with mean p_g and rate y_g is
 *   sum n_g/N (p_g - y_g)^2  -  sum n_g/N (y_g - y)^2  +  y (1 - y)  +  what lies within the groups.
 * The line logit y = a + b logit p is fitted by maximum likelihood: b below 1 says that the forecasts are too bold.
 * Cost: O(n log n).
 * Sources: Brier 1950; Murphy, J. Applied Meteorology 12 (1973); Stephenson, Coelho and Jolliffe, Weather and Forecasting 23
 * (2008); Cox, Biometrika 45 (1958); Hanley and McNeil, Radiology 143 (1982) for the area under the curve. */
#include "forecasts.h"

#include "base/fail.h"
#include "base/sum.h"

#define LEAST_SPREAD 0.1 /* standard deviation of logit p below which a line through it says nothing */

static double clip(double p)
{
  return p < ENT_SCORE_CLIP ? ENT_SCORE_CLIP : p > 1 - ENT_SCORE_CLIP ? 1 - ENT_SCORE_CLIP : p;
}

double ent_brier_loss(double p, bool came)
{
  const double gap = p - (came ? 1 : 0);
  return gap * gap;
}

double ent_log_loss(double p, bool came)
{
  return -ent_log(came ? clip(p) : 1 - clip(p));
}

static void mean_losses(const ent_forecasts *f, ent_score *s)
{
  ent_sum brier = {0, 0}, log_loss = {0, 0};
  int came = 0;
  for (int i = 0; i < f->n; i++) {
    ent_sum_add(&brier, ent_brier_loss(f->p[i], f->came[i]));
    ent_sum_add(&log_loss, ent_log_loss(f->p[i], f->came[i]));
    came += f->came[i];
  }
  s->n = f->n;
  s->rate = (double)came / f->n;
  s->brier = ent_sum_value(&brier) / f->n;
  s->log_loss = ent_sum_value(&log_loss) / f->n;
}

static void decompose(const ent_ranked *r, int n, ent_score *s)
{
  int last[ENT_SCORE_BINS];
  const int groups = ent_forecasts_cut(r, n, ENT_SCORE_BINS, last);
  ent_sum reliability = {0, 0}, resolution = {0, 0};
  for (int g = 0, from = 0; g < groups; from = last[g++]) {
    ent_sum p = {0, 0};
    int came = 0;
    const int count = last[g] - from;
    for (int i = from; i < last[g]; i++) {
      ent_sum_add(&p, r[i].p);
      came += r[i].came;
    }
    const double rate = (double)came / count, gap = ent_sum_value(&p) / count - rate;
    ent_sum_add(&reliability, gap * gap * count / n);
    ent_sum_add(&resolution, (rate - s->rate) * (rate - s->rate) * count / n);
  }
  s->reliability = ent_sum_value(&reliability);
  s->resolution = ent_sum_value(&resolution);
  s->uncertainty = s->rate * (1 - s->rate);
  s->within = s->brier - s->reliability + s->resolution - s->uncertainty;
}

/* Pairs of one that came and one that did not in which the first has the higher p, ties half. */
static void area(const ent_ranked *r, int n, ent_score *s)
{
  double pairs = 0, below = 0, came_all = 0;
  for (int from = 0, to; from < n; from = to) {
    double came = 0, not_come = 0;
    for (to = from; to < n && !(r[to].p > r[from].p); to++) {
      came += r[to].came;
      not_come += !r[to].came;
    }
    pairs += came * (below + not_come / 2);
    below += not_come;
    came_all += came;
  }
  s->has_auc = came_all > 0 && below > 0;
  if (s->has_auc) s->auc = pairs / came_all / below;
}

static ent_status line(const ent_forecasts *f, const ent_allocator *memory, ent_arena *arena, ent_score *s,
                       ent_error *err)
{
  double *const x = ENT_NEW(arena, double, f->n), b[2] = {0, 0};
  if (!x) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the scores.");
  ent_sum sum = {0, 0}, square = {0, 0};
  for (int i = 0; i < f->n; i++) {
    const double p = clip(f->p[i]);
    x[i] = ent_log(p) - ent_log1p(-p);
    ent_sum_add(&sum, x[i]);
  }
  for (int i = 0; i < f->n; i++) {
    const double gap = x[i] - ent_sum_value(&sum) / f->n;
    ent_sum_add(&square, gap * gap);
  }
  if (!(ent_sum_value(&square) > LEAST_SPREAD * LEAST_SPREAD * f->n)) return ENT_OK;
  const ent_status status = ent_logistic_fit(x, f->came, f->n, 1, 0, memory, b, err);
  if (status == ENT_NUMERIC) {
    if (err) *err = (ent_error){.code = ENT_OK};
    return ENT_OK;
  }
  s->has_line = status == ENT_OK;
  s->intercept = b[0];
  s->slope = b[1];
  return status;
}

ent_status ent_score_forecasts(const ent_forecasts *f, const ent_allocator *memory, ent_score *out, ent_error *err)
{
  ent_status status = ent_forecasts_check(f, err);
  if (status != ENT_OK) return status;
  if (!memory || !out) return ent_fail(err, ENT_ARGUMENT, "", "A score needs memory and a place to be written to.");
  ent_score s = {0};
  ent_arena arena;
  ent_arena_open(&arena, memory);
  const ent_ranked *const r = ent_forecasts_rank(f, &arena);
  status = r ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the scores.");
  if (r) {
    mean_losses(f, &s);
    decompose(r, f->n, &s);
    area(r, f->n, &s);
    status = line(f, memory, &arena, &s, err);
  }
  ent_arena_close(&arena);
  if (status == ENT_OK) *out = s;
  return status;
}
