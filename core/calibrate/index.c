/* index.c - which numbers do the parameters give a case?  Sums of effects; cost O(parameters). */
#include <math.h>

#include "base/clip.h"
#include "base/logistic.h"
#include "base/sum.h"
#include "calibrate/chance.h"

/* Cut so that no chance is 0 or 1 by rounding, whatever a table of parameters says. */
#define LOGIT_MOST 30.0

double ent_logit_chance(double logit)
{
  return ent_logistic(ent_clip(logit, -LOGIT_MOST, LOGIT_MOST));
}

double ent_case_will(const ent_calibration *c, const ent_case *of)
{
  const double more = of->body == ENT_CASE_TWO       ? c->value[ENT_CALIBRATED_WILL_TWO]
                      : of->body == ENT_CASE_CHAMBER ? c->value[ENT_CALIBRATED_WILL_CHAMBER]
                                                     : 0;
  return c->value[ENT_CALIBRATED_WILL] + more;
}

double ent_case_chamber(const ent_calibration *c, const ent_case *of)
{
  return c->value[ENT_CALIBRATED_CHAMBER] + (of->opposed ? c->value[ENT_CALIBRATED_CHAMBER_OPPOSED] : 0);
}

/* A kind without a parameter of its own (another kind, a suspension) has the mean of all kinds, which every case has. */
static int kind_parameter(ent_deal_kind kind)
{
  switch (kind) {
  case ENT_DEAL_KIND_ADMISSION: return ENT_CALIBRATED_ADMISSION;
  case ENT_DEAL_KIND_READMISSION: return ENT_CALIBRATED_READMISSION;
  case ENT_DEAL_KIND_ALLIANCE: return ENT_CALIBRATED_ALLIANCE;
  case ENT_DEAL_KIND_REALIGNMENT: return ENT_CALIBRATED_REALIGNMENT;
  case ENT_DEAL_KIND_NORMALIZATION: return ENT_CALIBRATED_NORMALIZATION;
  case ENT_DEAL_KIND_ARMS_CONTROL: return ENT_CALIBRATED_ARMS_CONTROL;
  case ENT_DEAL_KIND_TRADE_REGIME: return ENT_CALIBRATED_TRADE_REGIME;
  case ENT_DEAL_KIND_PEACE: return ENT_CALIBRATED_PEACE;
  default: return ENT_CALIBRATED_WORTH;
  }
}

void ent_case_worth(const ent_case *of, double x[ENT_CASE_WORTHS])
{
  for (int i = 0; i < ENT_CASE_WORTHS; i++) x[i] = 0;
  x[0] = 1;
  x[kind_parameter(of->kind) - ENT_CALIBRATED_WORTH] = 1;
  x[ENT_CALIBRATED_CAPABILITY - ENT_CALIBRATED_WORTH] = of->capability;
  x[ENT_CALIBRATED_WEDGE - ENT_CALIBRATED_WORTH] = of->wedge;
  x[ENT_CALIBRATED_JOINT - ENT_CALIBRATED_WORTH] = of->joint;
  x[ENT_CALIBRATED_REFERENDUM - ENT_CALIBRATED_WORTH] = of->referendum;
  x[ENT_CALIBRATED_RIVALS - ENT_CALIBRATED_WORTH] = of->rivals;
}

double ent_case_worth_index(const ent_calibration *c, const ent_case *of)
{
  double x[ENT_CASE_WORTHS];
  ent_sum sum = {0, 0};
  ent_case_worth(of, x);
  for (int i = 0; i < ENT_CASE_WORTHS; i++) ent_sum_add(&sum, x[i] * c->value[ENT_CALIBRATED_WORTH + i]);
  return ent_sum_value(&sum);
}

ent_voices ent_case_voices(const ent_calibration *c, const ent_case *of)
{
  const double applicant = of->applicant ? c->value[ENT_CALIBRATED_APPLICANT] : 0;
  const double opposed = c->value[ENT_CALIBRATED_OPPOSED] + applicant;
  return (ent_voices){.undeclared = c->value[ENT_CALIBRATED_UNDECLARED] + applicant,
                      .minor = opposed,
                      .major = opposed + c->value[ENT_CALIBRATED_OPPOSED_MAJOR],
                      .rho = ent_logit_chance(c->value[ENT_CALIBRATED_FACTOR])};
}

ent_promise ent_case_promise(const ent_calibration *c, const ent_case *of)
{
  const double more = of->form == ENT_CASE_CLUB_DECISION ? c->value[ENT_CALIBRATED_RENEGE_CLUB]
                      : of->form == ENT_CASE_EXECUTIVE   ? c->value[ENT_CALIBRATED_RENEGE_EXECUTIVE]
                                                         : 0;
  return (ent_promise){.honours = ent_logit_chance(c->value[ENT_CALIBRATED_HONOURS_CLUB + (int)of->form]),
                       .renege = c->value[ENT_CALIBRATED_RENEGE] + more,
                       .spread = ent_exp(c->value[ENT_CALIBRATED_RENEGE_SPREAD])};
}
