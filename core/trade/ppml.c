/* ppml.c - what do distance, borders, agreements and sanctions do to trade?
 *
 * Iteratively reweighted least squares: z = eta + (y - mu) / mu; take the effects out of z and x with weights mu; b by least
 * squares; eta = z - (z~ - x~ b); mu = exp(eta).  What is left of z and x in one step is where the next begins, and effects are
 * taken out roughly at first and precisely at the end, which saves most of the passes.
 *
 * Source: Correia, Guimaraes and Zylkin 2020, Stata Journal 20:95, section 3. */
#include "trade/ppml.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

#define TOLERANCE_DEFAULT 1e-12
#define STEPS_DEFAULT 1000
#define ROUGH 1e-4
#define MOVED 1e-9 /* of a coefficient, over its standard deviation's scale */
#define SLIGHT \
  1e-3 /* of the sum of y: a deviance below this is measured against this, as rounding takes 1e-16 of that sum */
#define SPREAD_LEAST (1 / ENT_PPML_HUGE)
#define HALVINGS 8

typedef struct fit {
  const ent_ppml_data *d;
  const ent_ppml_options *o;
  ent_arena *arena;
  uint8_t *fate; /* [d->n] */
  ent_ppml_sample s;
  ent_absorber a;
  int k;                             /* regressors that count */
  int column[ENT_PPML_REGRESSORS];   /* [k] of the data */
  double scale[ENT_PPML_REGRESSORS]; /* [k] standard deviation */
  bool left_out[ENT_PPML_REGRESSORS];
  double separator[ENT_PPML_REGRESSORS];
  double *v;   /* [n (k + 1)] z~ and x~ */
  double *z;   /* [n] */
  double *eta; /* [n] */
  double *old; /* [n] eta of the step before */
  double *mu;  /* [n] */
  ent_ppml_least least;
  double inner;
  double total; /* sum of weights times y */
  double whole; /* sum of weights */
  double deviance, change, likelihood, pseudo_r2;
  int steps;
  bool settled;
} fit;

const char *ent_ppml_fate_name(ent_ppml_fate fate)
{
#define X(NAME, name) #name,
  static const char *const names[] = {ENT_PPML_FATE_LIST(X)};
#undef X
  return (int)fate >= 0 && fate < ENT_PPML_FATES ? names[fate] : "?";
}

/* ---- what is asked ------------------------------------------------------------------------------------------------ */

static ent_status check_sizes(const ent_ppml_data *d, const ent_ppml_options *o, const ent_ppml_answer *out,
                              ent_error *err)
{
  if (d->n < 1 || d->n > ENT_PPML_OBSERVATIONS || !d->y)
    return ent_fail(err, d->n > ENT_PPML_OBSERVATIONS ? ENT_LIMIT : ENT_ARGUMENT, "n",
                    "A regression has between 1 and 100,000,000 observations.");
  if (d->regressors < 0 || d->regressors > ENT_PPML_REGRESSORS || (d->regressors > 0 && (!d->x || !out->coefficient)))
    return ent_fail(err, d->regressors > ENT_PPML_REGRESSORS ? ENT_LIMIT : ENT_ARGUMENT, "regressors",
                    "A regression has between 0 and 64 regressors.");
  if (d->effects < 0 || d->effects > ENT_PPML_EFFECTS || (d->effects > 0 && !d->effect))
    return ent_fail(err, d->effects > ENT_PPML_EFFECTS ? ENT_LIMIT : ENT_ARGUMENT, "effects",
                    "A regression has between 0 and 8 fixed effects.");
  for (int k = 0; k < d->regressors; k++)
    if (!d->x[k]) return ent_fail_index(err, ENT_ARGUMENT, "x", k, -1, "Each regressor has its numbers.");
  for (int g = 0; g < d->effects; g++)
    if (!d->effect[g]) return ent_fail_index(err, ENT_ARGUMENT, "effect", g, -1, "Each effect has its groups.");
  if (!(o->tolerance >= 0) || !isfinite(o->tolerance) || o->steps < 0)
    return ent_fail(err, ENT_ARGUMENT, "tolerance",
                    "The tolerance and the number of steps are at least 0, which is the usual.");
  return ENT_OK;
}

static ent_status check_numbers(const ent_ppml_data *d, ent_error *err)
{
  bool some = false;
  for (int64_t i = 0; i < d->n; i++) {
    if (!(d->y[i] >= 0 && d->y[i] < ENT_PPML_HUGE))
      return ent_fail_index(err, ENT_ARGUMENT, "y", i, -1, "What is explained is a number from 0 to below 1e100.");
    some |= d->y[i] >= 1 / ENT_PPML_HUGE;
    for (int k = 0; k < d->regressors; k++)
      if (!(fabs(d->x[k][i]) < ENT_PPML_HUGE))
        return ent_fail_index(err, ENT_ARGUMENT, "x", i, -1,
                              "Regressors are numbers from above -1e100 to below 1e100.");
    for (int g = 0; g < d->effects; g++)
      if (d->effect[g][i] < 0)
        return ent_fail_index(err, ENT_ARGUMENT, "effect", i, -1, "Groups of effects are numbered from 0.");
    if (d->weight && !(d->weight[i] > 1 / ENT_PPML_HUGE && d->weight[i] < ENT_PPML_HUGE))
      return ent_fail_index(err, ENT_ARGUMENT, "weight", i, -1, "Weights are numbers above 0 and below 1e100.");
    if (d->cluster && d->cluster[i] < 0)
      return ent_fail_index(err, ENT_ARGUMENT, "cluster", i, -1, "Clusters are numbered from 0.");
  }
  return some ? ENT_OK : ent_fail(err, ENT_ARGUMENT, "y", "At least one observation lies above 0, at 1e-100 or more.");
}

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "", "There is not enough memory for these observations and regressors.");
}

/* ---- who takes part ----------------------------------------------------------------------------------------------- */

/* Regressors over their standard deviation, about their mean; one that does not vary is 0. */
static void fill_columns(fit *f, int k, const int *column, double *v)
{
  const int64_t n = f->s.n;
  for (int p = 0; p < k; p++) {
    const double *const x = f->d->x[column[p]];
    ent_sum sum = {0, 0}, square = {0, 0};
    for (int64_t i = 0; i < n; i++) ent_sum_add(&sum, x[f->s.at[i]]);
    const double mean = ent_sum_value(&sum) / (double)n;
    for (int64_t i = 0; i < n; i++) {
      const double from = x[f->s.at[i]] - mean;
      ent_sum_add(&square, from * from);
    }
    const double spread = sqrt(ent_sum_value(&square) / (double)n);
    const bool varies = spread > 1e-13 * fabs(mean) && spread >= SPREAD_LEAST;
    f->scale[p] = varies ? spread : 1;
    for (int64_t i = 0; i < n; i++) v[i * (k + 1) + p + 1] = varies ? (x[f->s.at[i]] - mean) / spread : 0;
  }
}

static bool open_sample(fit *f, int k)
{
  if (!ent_ppml_sample_take(f->d, f->fate, f->arena, &f->s)) return false;
  if (f->s.n == 0) return true;
  f->v = ent_arena_take(f->arena, (size_t)f->s.n, (size_t)(k + 1) * sizeof(double));
  return f->v &&
         ent_absorb_open(&f->a, f->s.n, f->s.effects, (const int32_t *const *)f->s.of, f->s.groups, k + 1, f->arena);
}

/* Looks for separated zeros among those left and marks them.  What it needs of memory is given back. */
static ent_status separate(fit *f, int64_t *found, ent_error *err)
{
  const ent_mark mark = ent_arena_mark(f->arena);
  const int k = f->d->regressors;
  int all[ENT_PPML_REGRESSORS];
  for (int p = 0; p < k; p++) all[p] = p;
  *found = 0;
  if (!open_sample(f, k)) return no_memory(err);
  uint8_t *const apart = ENT_NEW(f->arena, uint8_t, f->s.n);
  if (!apart) return no_memory(err);
  fill_columns(f, k, all, f->v);
  double separator[ENT_PPML_REGRESSORS] = {0};
  const ent_status status = ent_ppml_separate(&f->s, &f->a, k, f->v, separator, apart, found, f->arena, err);
  for (int64_t i = 0; status == ENT_OK && i < f->s.n; i++)
    if (apart[i]) f->fate[f->s.at[i]] = ENT_PPML_SEPARATED;
  for (int p = 0; *found > 0 && p < k; p++) f->separator[p] = separator[p] / f->scale[p];
  ent_arena_rewind(f->arena, mark);
  return status;
}

/* Only zeros can be set apart. */
static bool some_zero(const fit *f)
{
  for (int64_t i = 0; i < f->d->n; i++)
    if (f->fate[i] == ENT_PPML_USED && !(f->d->y[i] > 0)) return true;
  return false;
}

static ent_status choose_observations(fit *f, ent_error *err)
{
  ent_status status = ent_ppml_prune(f->d, f->o->keep_singletons, f->fate, f->arena, err);
  if (status != ENT_OK || f->o->skip_separation || !some_zero(f)) return status;
  int64_t found = 0;
  status = separate(f, &found, err);
  if (status != ENT_OK || found == 0) return status;
  return ent_ppml_prune(f->d, f->o->keep_singletons, f->fate, f->arena, err);
}

/* Leaves out regressors that the effects and those before determine. */
static ent_status choose_regressors(fit *f, ent_error *err)
{
  const int all = f->d->regressors;
  for (int p = 0; p < all; p++) f->column[p] = p;
  if (!open_sample(f, all)) return no_memory(err);
  if (f->s.n == 0)
    return ent_fail(err, ENT_NUMERIC, "y",
                    "Nothing is left: every observation is alone in a group, or a zero set apart.");
  if (!ent_ppml_least_open(&f->least, all, f->arena)) return no_memory(err);
  fill_columns(f, all, f->column, f->v);
  if (ent_absorb(&f->a, all + 1, f->v, ENT_PPML_PRECISE) < 0) return ent_ppml_lost(err);
  for (int p = 0; p < all; p++) f->least.own[p] = (double)f->s.n;
  ent_ppml_least_cross(&f->least, f->s.n, f->a.weight, f->v);
  ent_ppml_least_factor(&f->least);
  for (int p = 0; p < all; p++) {
    f->left_out[p] = f->least.skip[p];
    if (!f->left_out[p]) f->column[f->k++] = p;
  }
  if (f->k > 0 && f->s.cluster && f->s.clusters < 2) /* whose scores sum to 0, as if nothing were uncertain */
    return ent_fail(err, ENT_NUMERIC, "cluster", "Errors that go together in clusters ask for two clusters at least.");
  if (f->k == all) return ENT_OK;
  fill_columns(f, f->k, f->column, f->v); /* narrower rows now */
  f->least.k = f->k;
  return ENT_OK;
}

/* ---- the steps ---------------------------------------------------------------------------------------------------- */

static double weight_of(const fit *f, int64_t i)
{
  return f->s.w ? f->s.w[i] : 1;
}

static double deviance_of(const fit *f)
{
  ent_sum sum = {0, 0};
  for (int64_t i = 0; i < f->s.n; i++) {
    const double y = f->s.y[i], mu = f->mu[i];
    ent_sum_add(&sum, 2 * weight_of(f, i) * ((y > 0 ? y * ent_log(y / mu) : 0) - (y - mu)));
  }
  return ent_sum_value(&sum);
}

static bool begin(fit *f)
{
  const int64_t n = f->s.n;
  const int c = f->k + 1;
  f->z = ENT_NEW(f->arena, double, n);
  f->eta = ENT_NEW(f->arena, double, n);
  f->old = ENT_NEW(f->arena, double, n);
  f->mu = ENT_NEW(f->arena, double, n);
  if (!f->z || !f->eta || !f->old || !f->mu) return false;
  ent_sum sum = {0, 0}, weights = {0, 0};
  for (int64_t i = 0; i < n; i++) {
    ent_sum_add(&sum, weight_of(f, i) * f->s.y[i]);
    ent_sum_add(&weights, weight_of(f, i));
  }
  f->total = ent_sum_value(&sum);
  f->whole = ent_sum_value(&weights);
  const double mean = f->total / f->whole;
  for (int64_t i = 0; i < n; i++) {
    f->mu[i] = (f->s.y[i] + mean) / 2;
    f->eta[i] = ent_log(f->mu[i]);
    f->v[i * c] = 0;
  }
  f->inner = ROUGH;
  f->deviance = INFINITY;
  f->change = INFINITY;
  return true;
}

static void predict(fit *f)
{
  const int c = f->k + 1;
  for (int64_t i = 0; i < f->s.n; i++) {
    double rest = f->v[i * c];
    for (int p = 0; p < f->k; p++) rest -= f->v[i * c + p + 1] * f->least.b[p];
    f->eta[i] = f->z[i] - rest;
    f->mu[i] = ent_greater(ent_exp(ent_lesser(f->eta[i], 700)), 1e-300);
  }
}

/* A step that made it worse is taken back by halves. */
static double shorten(fit *f)
{
  const double most = f->deviance * (1 + ROUGH) + ROUGH * ROUGH * (f->total / (double)f->s.n);
  double deviance = deviance_of(f);
  for (int h = 0; h < HALVINGS && f->steps > 1 && !(deviance <= most); h++) {
    for (int64_t i = 0; i < f->s.n; i++) {
      f->eta[i] = (f->eta[i] + f->old[i]) / 2;
      f->mu[i] = ent_greater(ent_exp(ent_lesser(f->eta[i], 700)), 1e-300);
    }
    deviance = deviance_of(f);
  }
  return deviance;
}

/* One reweighting.  *moved: the largest change of a coefficient.  False: the effects would not come out. */
static bool reweight(fit *f, double *moved)
{
  const int c = f->k + 1;
  for (int64_t i = 0; i < f->s.n; i++) {
    const double z = f->eta[i] + (f->s.y[i] - f->mu[i]) / f->mu[i];
    f->v[i * c] += z - f->z[i];
    f->z[i] = z;
    f->a.weight[i] = weight_of(f, i) * f->mu[i];
    f->old[i] = f->eta[i];
  }
  ent_absorb_weigh(&f->a);
  if (ent_absorb(&f->a, c, f->v, f->inner) < 0) return false;
  double before[ENT_PPML_REGRESSORS];
  memcpy(before, f->least.b, sizeof *before * (size_t)f->k);
  for (int p = 0; p < f->k; p++) f->least.own[p] = 0;
  ent_ppml_least_cross(&f->least, f->s.n, f->a.weight, f->v);
  ent_ppml_least_factor(&f->least);
  ent_ppml_least_solve(&f->least, f->least.right, f->least.b);
  *moved = 0;
  for (int p = 0; p < f->k; p++) *moved = ent_greater(*moved, fabs(f->least.b[p] - before[p]));
  predict(f);
  return true;
}

static ent_status iterate(fit *f, ent_error *err)
{
  const int most = f->o->steps > 0 ? f->o->steps : STEPS_DEFAULT;
  const double tolerance = f->o->tolerance > 0 ? f->o->tolerance : TOLERANCE_DEFAULT;
  while (f->steps < most && !f->settled) {
    double moved = 0;
    f->steps++;
    if (!reweight(f, &moved)) return ent_ppml_lost(err);
    const double deviance = shorten(f);
    f->change = fabs(deviance - f->deviance) / ent_greater(ent_lesser(deviance, f->deviance), SLIGHT * f->total);
    f->deviance = deviance;
    f->settled = f->change < tolerance && moved < MOVED && f->inner <= ENT_PPML_PRECISE;
    if (f->change < 10 * f->inner) f->inner = ent_greater(ENT_PPML_PRECISE, ent_lesser(f->inner / 10, f->change));
    if (f->o->go_on && !f->o->go_on(f->o->ctx, f->steps, f->change))
      return ent_fail(err, ENT_CANCELLED, "", "The regression was stopped.");
  }
  return ENT_OK;
}

/* ---- errors and the answer ---------------------------------------------------------------------------------------- */

/* Sums of x~ (y - mu) over each cluster, in the order of their first observation; NULL: no memory. */
static double *add_scores(fit *f, int64_t groups)
{
  const int k = f->k, c = k + 1;
  double *const score = ent_arena_take(f->arena, (size_t)groups, (size_t)k * sizeof(double));
  for (int64_t i = 0; score && i < f->s.n; i++) {
    double *const s = score + (f->s.cluster ? f->s.cluster[i] : i) * k;
    for (int p = 0; p < k; p++) s[p] += f->v[i * c + p + 1] * weight_of(f, i) * (f->s.y[i] - f->mu[i]);
  }
  return score;
}

/* V = sum u u' G / (G - 1) with u = A^-1 s: no rounding makes a variance negative. */
static bool make_covariance(fit *f, double *v)
{
  const int k = f->k;
  const int64_t groups = f->s.cluster ? f->s.clusters : f->s.n;
  const double *const score = add_scores(f, groups);
  const double factor = groups > 1 ? (double)groups / (double)(groups - 1) : 1;
  double u[ENT_PPML_REGRESSORS];
  if (!score) return false;
  for (int64_t g = 0; g < groups; g++) {
    ent_ppml_least_solve(&f->least, score + g * k, u);
    for (int p = 0; p < k; p++)
      for (int q = 0; q <= p; q++) v[p * k + q] += u[p] * u[q];
  }
  for (int p = 0; p < k; p++)
    for (int q = 0; q <= p; q++) v[p * k + q] = v[q * k + p] = factor * v[p * k + q];
  return true;
}

static void take_likelihood(fit *f)
{
  ent_sum sum = {0, 0}, constant = {0, 0};
  const double mean = f->total / f->whole;
  for (int64_t i = 0; i < f->s.n; i++) {
    const double y = f->s.y[i], base = ent_lgamma(y + 1), w = weight_of(f, i);
    ent_sum_add(&sum, w * (y * ent_log(f->mu[i]) - f->mu[i] - base));
    ent_sum_add(&constant, w * (y * ent_log(mean) - mean - base));
  }
  f->likelihood = ent_sum_value(&sum);
  f->pseudo_r2 = 1 - f->likelihood / ent_sum_value(&constant);
}

static void count(const fit *f, ent_ppml_answer *out)
{
  int64_t fates[ENT_PPML_FATES] = {0};
  for (int64_t i = 0; i < f->d->n; i++) fates[f->fate[i]]++;
  out->used = fates[ENT_PPML_USED];
  out->singletons = fates[ENT_PPML_SINGLETON];
  out->zeros = fates[ENT_PPML_ZEROS];
  out->separated = fates[ENT_PPML_SEPARATED];
  out->clusters = f->s.cluster ? f->s.clusters : f->s.n;
  out->groups = 0;
  for (int g = 0; g < f->s.effects; g++) out->groups += f->s.groups[g];
  out->settled = f->settled;
  out->steps = f->steps;
  out->change = f->change;
  out->deviance = f->deviance;
  out->likelihood = f->likelihood;
  out->pseudo_r2 = f->pseudo_r2;
}

static void write_observations(const fit *f, ent_ppml_answer *out)
{
  if (out->fate) memcpy(out->fate, f->fate, (size_t)f->d->n);
  if (!out->mean) return;
  for (int64_t i = 0; i < f->d->n; i++) out->mean[i] = f->fate[i] == ENT_PPML_SINGLETON ? f->d->y[i] : 0;
  for (int64_t i = 0; i < f->s.n; i++) out->mean[f->s.at[i]] = f->mu[i];
}

static void write_answer(const fit *f, const double *v, ent_ppml_answer *out)
{
  const int all = f->d->regressors, k = f->k;
  count(f, out);
  write_observations(f, out);
  if (out->covariance) memset(out->covariance, 0, sizeof(double) * (size_t)(all * all));
  for (int p = 0; p < all; p++) {
    out->coefficient[p] = 0;
    if (out->error) out->error[p] = 0;
    if (out->left_out) out->left_out[p] = f->left_out[p];
    if (out->separator) out->separator[p] = f->separator[p];
  }
  for (int p = 0; p < k; p++) {
    out->coefficient[f->column[p]] = f->least.b[p] / f->scale[p];
    if (out->error) out->error[f->column[p]] = sqrt(v[p * k + p]) / f->scale[p];
    for (int q = 0; out->covariance && q < k; q++)
      out->covariance[f->column[p] * all + f->column[q]] = v[p * k + q] / (f->scale[p] * f->scale[q]);
  }
}

/* Numbers that ran away are no answer, settled or not. */
static bool is_finite(const fit *f, const double *v)
{
  const double all[] = {f->deviance, f->likelihood, f->pseudo_r2};
  bool finite = true;
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) finite = finite && isfinite(all[k]);
  for (int p = 0; p < f->k; p++) finite = finite && isfinite(f->least.b[p] / f->scale[p]);
  for (int p = 0; p < f->k * f->k; p++) finite = finite && isfinite(v[p]);
  for (int64_t i = 0; i < f->s.n && finite; i++) finite = isfinite(f->mu[i]);
  return finite;
}

static ent_status run(fit *f, ent_ppml_answer *out, ent_error *err)
{
  f->fate = ENT_NEW(f->arena, uint8_t, f->d->n);
  if (!f->fate) return no_memory(err);
  ent_status status = choose_observations(f, err);
  if (status == ENT_OK) status = choose_regressors(f, err);
  if (status == ENT_OK && !begin(f)) status = no_memory(err);
  if (status == ENT_OK) status = iterate(f, err);
  if (status != ENT_OK) return status;
  double *const v = ENT_NEW(f->arena, double, f->k * f->k);
  if (!v || !make_covariance(f, v)) return no_memory(err);
  take_likelihood(f);
  if (!is_finite(f, v))
    return ent_fail(err, ENT_NUMERIC, "y", "The numbers of this regression ran away: no finite answer came out.");
  write_answer(f, v, out);
  return ENT_OK;
}

ent_status ent_ppml_fit(const ent_ppml_data *data, const ent_ppml_options *options, const ent_allocator *memory,
                        ent_ppml_answer *out, ent_error *err)
{
  static const ent_ppml_options usual = {0};
  if (!data || !memory || !out)
    return ent_fail(err, ENT_ARGUMENT, "", "Data, memory and a place for the answer are needed.");
  const ent_ppml_options *const o = options ? options : &usual;
  ent_status status = check_sizes(data, o, out, err);
  if (status == ENT_OK) status = check_numbers(data, err);
  if (status != ENT_OK) return status;
  ent_arena arena;
  ent_arena_open(&arena, memory);
  fit f = {.d = data, .o = o, .arena = &arena};
  status = run(&f, out, err);
  ent_arena_close(&arena);
  return status;
}
