/* ppml_fuzz.c - any regression of flows on anything: every answer is finite, and one that settled is the maximum.
 *
 * The first bytes choose sizes and options; each observation is then a few bytes: mostly tame numbers and groups, now and then 0,
 * a negative, a huge, a tiny one, an infinity or a NaN.  Invariants: what is refused names its reason and leaves the answer as it
 * was; what is answered has no NaN and no infinity; every observation has a fate, and they add up; where it settled, residuals
 * sum to 0 in every group of every effect. */
#include "entente/ppml.h"
#include "fuzz/fuzz.h"

#include <math.h>

enum { N_MAX = 40, X_MAX = 3, EFFECTS_MAX = 3, GROUPS = 8 };

static bool finite(double x)
{
  return x - x == 0;
}

static double weight(const ent_ppml_data *d, int64_t i)
{
  return d->weight ? d->weight[i] : 1;
}

/* Weighted sums of y and of the fitted means are the same in every group. */
static void check_groups(const ent_ppml_data *d, const ent_ppml_answer *a)
{
  double total = 0;
  for (int64_t i = 0; i < d->n; i++) total += weight(d, i) * d->y[i];
  for (int g = 0; g < d->effects; g++)
    for (int32_t group = 0; group < GROUPS; group++) {
      double off = 0;
      for (int64_t i = 0; i < d->n; i++)
        if (d->effect[g][i] == group && a->fate[i] == ENT_PPML_USED) off += weight(d, i) * (d->y[i] - a->mean[i]);
      MUST(fabs(off) <= 1e-6 * total);
    }
}

static void check_answer(const ent_ppml_data *d, const ent_ppml_answer *a)
{
  int64_t fates[ENT_PPML_FATES] = {0};
  for (int64_t i = 0; i < d->n; i++) {
    MUST(a->fate[i] < ENT_PPML_FATES && finite(a->mean[i]) && a->mean[i] >= 0);
    fates[a->fate[i]]++;
  }
  MUST(fates[ENT_PPML_USED] == a->used && a->used > 0 && fates[ENT_PPML_SINGLETON] == a->singletons);
  MUST(fates[ENT_PPML_ZEROS] == a->zeros && fates[ENT_PPML_SEPARATED] == a->separated);
  MUST(a->clusters > 0 && a->clusters <= a->used && a->groups > 0 && a->steps > 0);
  MUST(finite(a->deviance) && finite(a->likelihood) && finite(a->pseudo_r2));
  for (int p = 0; p < d->regressors; p++) {
    MUST(finite(a->coefficient[p]) && finite(a->error[p]) && a->error[p] >= 0 && finite(a->separator[p]));
    MUST(!a->left_out[p] || (a->coefficient[p] == 0 && a->error[p] == 0));
    for (int q = 0; q < d->regressors; q++) {
      const double across = a->covariance[p * d->regressors + q], back = a->covariance[q * d->regressors + p];
      MUST(finite(across) && across == back && fabs(across) <= a->error[p] * a->error[q] * (1 + 1e-9) + 1e-150);
    }
  }
  if (a->settled) check_groups(d, a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_reader in = {data, size};
  double y[N_MAX], x[X_MAX][N_MAX], b[X_MAX], error[X_MAX], covariance[X_MAX * X_MAX], separator[X_MAX], mean[N_MAX];
  double w[N_MAX];
  int32_t effect[EFFECTS_MAX][N_MAX], cluster[N_MAX];
  uint8_t fate[N_MAX];
  bool left_out[X_MAX];
  const double *columns[X_MAX];
  const int32_t *groups[EFFECTS_MAX];
  const unsigned what = fuzz_byte(&in), how = fuzz_byte(&in);
  ent_ppml_data d = {.n = 1 + fuzz_byte(&in) % N_MAX, .regressors = (int)(what % 4), .effects = (int)(what / 4 % 4)};
  for (int k = 0; k < d.regressors; k++) columns[k] = x[k];
  for (int g = 0; g < d.effects; g++) groups[g] = effect[g];
  for (int64_t i = 0; i < d.n; i++) {
    const unsigned where = fuzz_byte(&in), kind = fuzz_byte(&in);
    y[i] = kind & 1u ? fuzz_number(&in, 5) : (double)(kind / 32);
    for (int k = 0; k < d.regressors; k++) x[k][i] = kind & (2u << k) ? fuzz_number(&in, 2) : (double)(kind >> k & 3u);
    for (int g = 0; g < d.effects; g++) effect[g][i] = (int32_t)(where >> 2 * g) % GROUPS;
    cluster[i] = (int32_t)where / 16;
    w[i] = 0.25 * (1 + (where ^ kind) % 16);
  }
  d.y = y;
  d.x = columns;
  d.effect = groups;
  d.cluster = how & 1u ? cluster : NULL;
  d.weight = how & 64u ? w : NULL;
  const ent_ppml_options options = {.steps = 60,
                                    .keep_singletons = (how & 2u) != 0,
                                    .skip_separation = (how & 4u) != 0,
                                    .tolerance = how & 8u ? 1e-6 : 0};
  const ent_allocator memory = fuzz_memory();
  ent_ppml_answer a = {b, error, covariance, left_out, separator, fate, mean, .steps = -7};
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_ppml_fit(&d, &options, &memory, &a, &err);
  if (status == ENT_OK) {
    check_answer(&d, &a);
  } else {
    fuzz_check_error(status, &err);
    MUST(a.steps == -7);
  }
  return 0;
}
