/* nearest.c - which past deals are nearest to this one?
 *
 * Gower's distance: sum w_k d_k / sum w_k over the features known of both, d_k in [0, 1].  Weights are judgement: what
 * decides who has to say yes counts double.  Cost: O(rows * most).  Source: Gower, Biometrics 27 (1971). */
#include "calibrate/chance.h"
#include "entente/precedents.h"

#include <math.h>

#define OPPONENTS_SPAN 3.0
#define DECIDERS_SPAN 3.4011973816621555   /* log 30 */
#define DISPUTES_SPAN 2.3978952727983707   /* log 11 */
#define CAPABILITY_SPAN 4.6051701859880914 /* log 100 */
#define LEAST_CINC 1e-6

typedef struct tally {
  double sum, weight;
} tally;

static void add(tally *t, double weight, double distance)
{
  t->sum += weight * (distance < 1 ? distance : 1);
  t->weight += weight;
}

static void add_equal(tally *t, double weight, bool equal)
{
  add(t, weight, equal ? 0 : 1);
}

static void add_feature(tally *t, double weight, const ent_deal_row *a, const ent_deal_row *b, ent_deal_feature k,
                        double span)
{
  const ent_deal_number x = a->feature[k], y = b->feature[k];
  if (x.known && y.known) add(t, weight, fabs(x.value - y.value) / span);
}

static void add_disputes(tally *t, const ent_deal_row *a, const ent_deal_row *b)
{
  const ent_deal_number x = a->feature[ENT_DEAL_FEATURE_MIDS10_PT], y = b->feature[ENT_DEAL_FEATURE_MIDS10_PT];
  if (x.known && y.known) add(t, 1, fabs(ent_log1p(x.value) - ent_log1p(y.value)) / DISPUTES_SPAN);
}

static bool ratio_of(const ent_deal_row *d, double *out)
{
  const ent_deal_number p = d->feature[ENT_DEAL_FEATURE_CINC_P], t = d->feature[ENT_DEAL_FEATURE_CINC_T];
  if (!p.known || !t.known) return false;
  *out = ent_log(p.value > LEAST_CINC ? p.value : LEAST_CINC) - ent_log(t.value > LEAST_CINC ? t.value : LEAST_CINC);
  return true;
}

double ent_deal_distance(const ent_deal_row *a, const ent_deal_row *b)
{
  tally t = {0, 0};
  double x, y;
  add_equal(&t, 2, a->class_of_rule == b->class_of_rule);
  add_equal(&t, 2, a->kind == b->kind);
  add_equal(&t, 1, ent_case_form_of(a) == ent_case_form_of(b));
  add_equal(&t, 1, a->wedge == b->wedge);
  add(&t, 2, fabs((double)a->opponents_exante - b->opponents_exante) / OPPONENTS_SPAN);
  add(&t, 1, fabs(ent_log(a->deciders) - ent_log(b->deciders)) / DECIDERS_SPAN);
  add_feature(&t, 1, a, b, ENT_DEAL_FEATURE_ALLIANCE_PT, 1);
  add_feature(&t, 1, a, b, ENT_DEAL_FEATURE_RIVALRY_PT, 1);
  if (a->wedge && b->wedge) {
    add_feature(&t, 1, a, b, ENT_DEAL_FEATURE_ALLIANCE_T_AGAINST, 1);
    add_feature(&t, 1, a, b, ENT_DEAL_FEATURE_RIVALRY_T_AGAINST, 1);
  }
  add_disputes(&t, a, b);
  if (ratio_of(a, &x) && ratio_of(b, &y)) add(&t, 1, fabs(x - y) / CAPABILITY_SPAN);
  add_feature(&t, 0.5, a, b, ENT_DEAL_FEATURE_POLYARCHY_P, 1);
  add_feature(&t, 0.5, a, b, ENT_DEAL_FEATURE_POLYARCHY_T, 1);
  return t.sum / t.weight;
}

int ent_nearest_deals(const ent_corpus *corpus, const ent_deal_row *like, int but, int most, ent_near_deal *out)
{
  int n = 0;
  for (int r = 0; r < corpus->rows; r++) {
    if (r == but) continue;
    const double distance = ent_deal_distance(like, &corpus->row[r]);
    int at = n;
    while (at > 0 && out[at - 1].distance > distance) at--;
    if (at >= most) continue;
    if (n < most) n++;
    for (int k = n - 1; k > at; k--) out[k] = out[k - 1];
    out[at] = (ent_near_deal){r, distance};
  }
  return n;
}
