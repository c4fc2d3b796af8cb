/* fit.c - which parameters do past deals ask for?
 *
 * Mode of log likelihood + log prior, each of the four groups of parameters by itself, since no case ties two groups
 * together.  Numbers are measured from the centre of their prior in units of its spread: prior = -|y|^2 / 2.
 * Cost: tens of passes over the cases a group.  Source: penalised likelihood; docs/method/calibration.md. */
#include <string.h>

#include "base/fail.h"
#include "base/sum.h"
#include "calibrate/chance.h"
#include "calibrate/descend.h"

static const double prior_mean[] = {
#define X(NAME, name, mean, sd, what) mean,
  ENT_CALIBRATED_LIST(X)
#undef X
};

static const double prior_sd[] = {
#define X(NAME, name, mean, sd, what) sd,
  ENT_CALIBRATED_LIST(X)
#undef X
};

/* The first parameter of each group, and one past the last of all. */
static const int first[ENT_CALIBRATED_GROUPS + 1] = {
  ENT_CALIBRATED_WILL, ENT_CALIBRATED_UNDECLARED, ENT_CALIBRATED_CHAMBER, ENT_CALIBRATED_WORTH, ENT_CALIBRATED_COUNT};

void ent_calibration_prior(ent_calibration *out)
{
  memset(out, 0, sizeof *out);
  memcpy(out->value, prior_mean, sizeof prior_mean);
  memcpy(out->error, prior_sd, sizeof prior_sd);
}

typedef struct sample {
  const ent_case *of;
  int count, group;
} sample;

static double log_likelihood(const sample *s, const ent_calibration *c, double *gradient)
{
  ent_sum total = {0, 0};
  for (int i = 0; i < s->count; i++) ent_sum_add(&total, ent_case_log_likelihood(c, &s->of[i], s->group, gradient));
  return ent_sum_value(&total);
}

static double loss(const void *ctx, const double *y, double *gradient)
{
  const sample *const s = ctx;
  const int from = first[s->group], n = first[s->group + 1] - from;
  double by[ENT_CALIBRATED_COUNT] = {0};
  ent_calibration c;
  ent_calibration_prior(&c);
  for (int i = 0; i < n; i++) c.value[from + i] += prior_sd[from + i] * y[i];
  ent_sum total = {-log_likelihood(s, &c, by), 0};
  for (int i = 0; i < n; i++) {
    ent_sum_add(&total, y[i] * y[i] / 2);
    gradient[i] = y[i] - by[from + i] * prior_sd[from + i];
  }
  return ent_sum_value(&total);
}

static bool tells(const ent_calibration *c, const ent_case *of)
{
  bool any = false;
  for (int g = 0; g < ENT_CALIBRATED_GROUPS; g++) any = any || ent_case_log_likelihood(c, of, g, NULL) != 0;
  return any;
}

/* The parameters of one group at the mode; their errors too where they are asked for. */
static ent_status fit_group(const sample *s, bool errors, ent_calibration *found, ent_error *err)
{
  const int from = first[s->group], n = first[s->group + 1] - from;
  double y[ENT_DESCENT_MAX] = {0}, error[ENT_DESCENT_MAX] = {0}, residual = 0;
  const bool done = ent_descend(loss, s, n, y, &residual) && (!errors || ent_descent_errors(loss, s, n, y, error));
  if (!done) return ent_fail(err, ENT_NUMERIC, "calibration", "No best parameters were found for these cases.");
  for (int i = 0; i < n; i++) found->value[from + i] += prior_sd[from + i] * y[i];
  for (int i = 0; errors && i < n; i++) found->error[from + i] = prior_sd[from + i] * error[i];
  if (residual > found->residual) found->residual = residual;
  return ENT_OK;
}

ent_status ent_calibrate_values(const ent_case *cases, int count, ent_calibration *out, ent_error *err)
{
  ent_calibration found;
  ent_status status = ENT_OK;
  ent_calibration_prior(&found);
  for (int g = 0; g < ENT_CALIBRATED_GROUPS && status == ENT_OK; g++)
    status = fit_group(&(sample){cases, count, g}, false, &found, err);
  if (status == ENT_OK) *out = found;
  return status;
}

ent_status ent_calibrate(const ent_case *cases, int count, ent_calibration *out, ent_error *err)
{
  if (count < 0 || (count > 0 && !cases)) return ent_fail(err, ENT_ARGUMENT, "cases", "A count of cases is 0 or more.");
  ent_calibration found;
  ent_sum total = {0, 0};
  ent_calibration_prior(&found);
  for (int i = 0; i < count; i++) found.cases += tells(&found, &cases[i]);
  for (int g = 0; g < ENT_CALIBRATED_GROUPS; g++) {
    const sample s = {cases, count, g};
    const ent_status status = fit_group(&s, true, &found, err);
    if (status != ENT_OK) return status;
    ent_sum_add(&total, log_likelihood(&s, &found, NULL));
  }
  found.log_likelihood = ent_sum_value(&total);
  *out = found;
  return ENT_OK;
}
