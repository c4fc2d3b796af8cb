/* deal_rows.c - made-up deals.  Lives are simulated year by year from the story in likelihood.c, not from its formulas. */
#include "support/deal_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct dice {
  uint64_t seed, deal;
  uint32_t use;
} dice;

static double roll(dice *d)
{
  return ent_uniform(d->seed, d->deal, UINT64_C(0x5eed), d->use++);
}

static double normal(dice *d)
{
  return ent_normal_quantile(roll(d));
}

static int pick(dice *d, int n)
{
  const int k = (int)(roll(d) * n);
  return k < n ? k : n - 1;
}

ent_deal_row deal_row(void)
{
  ent_deal_row r = {.id = "D1", .family = "f", .proposer = "USA", .target = "RUS", .proposer_cow = "2"};
  r.target_cow = "365";
  r.title[ENT_LANGUAGE_EN] = "A deal";
  r.title[ENT_LANGUAGE_ZH_HANT] = r.title[ENT_LANGUAGE_ZH_HANS] = "";
  r.club = "G7";
  r.opponents = "JPN";
  r.terms = "A seat";
  r.wedge_against = r.vetoers = r.end_cause = r.outcome = r.failed_gate = r.confidence = r.source = "";
  r.kind_word = "admission";
  r.rule_word = "consensus";
  r.year = 1997;
  r.kind = ENT_DEAL_KIND_ADMISSION;
  r.rule = ENT_DEAL_RULE_CONSENSUS;
  r.deciders = 7;
  r.opponents_exante = 1;
  r.proposer_ok = r.adopted = r.accepted = r.in_force = r.hold5 = r.hold10 = ENT_KNOWN_UNKNOWN;
  r.alive5 = r.alive10 = r.censored = r.turnover_mattered = r.objective_met = ENT_KNOWN_UNKNOWN;
  return r;
}

static ent_known known(bool yes)
{
  return yes ? ENT_KNOWN_YES : ENT_KNOWN_NO;
}

static double at(const ent_calibration *c, int parameter)
{
  return c->value[parameter];
}

static double logistic(double x)
{
  return 1 / (1 + exp(-x));
}

static bool body_agrees(dice *d, const ent_calibration *c, const ent_case *of)
{
  if (of->body == ENT_CASE_TWO) return true;
  if (of->body == ENT_CASE_CHAMBER)
    return at(c, ENT_CALIBRATED_CHAMBER) + of->opposed * at(c, ENT_CALIBRATED_CHAMBER_OPPOSED) + normal(d) >= 0;
  const double rho = logistic(at(c, ENT_CALIBRATED_FACTOR)), factor = normal(d);
  bool all = true;
  for (int i = 0; i < of->undeclared + of->minor + of->major; i++) {
    double support = at(c, i < of->undeclared ? ENT_CALIBRATED_UNDECLARED : ENT_CALIBRATED_OPPOSED);
    if (i >= of->undeclared + of->minor) support += at(c, ENT_CALIBRATED_OPPOSED_MAJOR);
    if (of->applicant) support += at(c, ENT_CALIBRATED_APPLICANT);
    if (support + sqrt(rho) * factor + sqrt(1 - rho) * normal(d) < 0) all = false;
  }
  return all;
}

/* Effects of kinds stand in the table in another order than the kinds. */
static double kind_effect(const ent_calibration *c, ent_deal_kind kind)
{
  static const struct {
    ent_deal_kind kind;
    int parameter;
  } effect[] = {{ENT_DEAL_KIND_ADMISSION, ENT_CALIBRATED_ADMISSION},
                {ENT_DEAL_KIND_READMISSION, ENT_CALIBRATED_READMISSION},
                {ENT_DEAL_KIND_ALLIANCE, ENT_CALIBRATED_ALLIANCE},
                {ENT_DEAL_KIND_REALIGNMENT, ENT_CALIBRATED_REALIGNMENT},
                {ENT_DEAL_KIND_NORMALIZATION, ENT_CALIBRATED_NORMALIZATION},
                {ENT_DEAL_KIND_ARMS_CONTROL, ENT_CALIBRATED_ARMS_CONTROL},
                {ENT_DEAL_KIND_TRADE_REGIME, ENT_CALIBRATED_TRADE_REGIME},
                {ENT_DEAL_KIND_PEACE, ENT_CALIBRATED_PEACE}};
  for (size_t i = 0; i < sizeof effect / sizeof *effect; i++)
    if (effect[i].kind == kind) return at(c, effect[i].parameter);
  return 0;
}

static void live(dice *d, const ent_calibration *c, ent_case *of)
{
  double worth = at(c, ENT_CALIBRATED_WORTH) + kind_effect(c, of->kind);
  worth += of->capability * at(c, ENT_CALIBRATED_CAPABILITY) + of->wedge * at(c, ENT_CALIBRATED_WEDGE);
  worth += of->joint * at(c, ENT_CALIBRATED_JOINT) + of->referendum * at(c, ENT_CALIBRATED_REFERENDUM);
  worth += of->rivals * at(c, ENT_CALIBRATED_RIVALS);
  double renege = at(c, ENT_CALIBRATED_RENEGE) + exp(at(c, ENT_CALIBRATED_RENEGE_SPREAD)) * normal(d);
  if (of->form == ENT_CASE_CLUB_DECISION) renege += at(c, ENT_CALIBRATED_RENEGE_CLUB);
  if (of->form == ENT_CASE_EXECUTIVE) renege += at(c, ENT_CALIBRATED_RENEGE_EXECUTIVE);
  const double turnover = of->exit_hazard * (1 - logistic(at(c, ENT_CALIBRATED_HONOURS_CLUB + (int)of->form)));
  const double hazard = (1 - of->exit_hazard) * logistic(renege) + turnover;
  if (of->kind != ENT_DEAL_KIND_SUSPENSION) of->accepted = known(worth - 4.5 * hazard + normal(d) >= 0);
  of->in_force = known(of->accepted != ENT_KNOWN_NO);
  if (of->in_force != ENT_KNOWN_YES) return;
  of->lived = true;
  const double life = log(roll(d)) / log1p(-hazard);
  of->ended = life < ENT_CASE_YEARS;
  of->years = of->ended ? life : ENT_CASE_YEARS;
  if (of->ended) of->turnover = known(roll(d) < turnover / hazard);
}

void deal_cases(uint64_t seed, int count, const ent_calibration *truth, ent_case *out)
{
  for (int i = 0; i < count; i++) {
    dice d = {seed, (uint64_t)i, 0};
    ent_case of = {.kind = (ent_deal_kind)pick(&d, ENT_DEAL_KINDS), .body = (ent_case_body)pick(&d, 3)};
    of.form = (ent_case_form)pick(&d, ENT_CASE_FORMS);
    of.undeclared = 1 + pick(&d, 8);
    of.minor = pick(&d, 3);
    of.major = pick(&d, 3);
    of.opposed = of.minor + of.major > 0;
    of.applicant = roll(&d) < 0.3;
    of.joint = roll(&d) < 0.5;
    of.referendum = roll(&d) < 0.3;
    of.wedge = roll(&d) < 0.4;
    of.rivals = of.wedge && roll(&d) < 0.5;
    of.capability = 2 * roll(&d) - 1;
    of.exit_hazard = roll(&d) < 0.5 ? 0.2 : 0.07;
    of.offered = of.adopted = of.accepted = of.in_force = of.turnover = ENT_KNOWN_UNKNOWN;
    double will = at(truth, ENT_CALIBRATED_WILL);
    if (of.body == ENT_CASE_TWO) will += at(truth, ENT_CALIBRATED_WILL_TWO);
    if (of.body == ENT_CASE_CHAMBER) will += at(truth, ENT_CALIBRATED_WILL_CHAMBER);
    of.offered = known(will + normal(&d) >= 0);
    of.adopted = known(of.offered == ENT_KNOWN_YES && body_agrees(&d, truth, &of));
    if (of.adopted == ENT_KNOWN_YES) live(&d, truth, &of);
    out[i] = of;
  }
}

void deal_corpus(uint64_t seed, int count, ent_deal_row *row, ent_corpus *out)
{
  static const char *const opponents[] = {"", "JPN", "FRA DEU", "USA(Senate) NLD"};
  static const char *const family[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
  for (int i = 0; i < count; i++) {
    dice d = {seed, (uint64_t)i, 0};
    ent_deal_row r = deal_row();
    r.kind = (ent_deal_kind)pick(&d, ENT_DEAL_KINDS);
    r.rule = (ent_deal_rule)pick(&d, ENT_DEAL_RULES);
    r.opponents_exante = pick(&d, 4);
    r.opponents = opponents[r.opponents_exante];
    r.deciders = 1 + pick(&d, 20);
    r.wedge = roll(&d) < 0.3;
    r.proposer_ok = known(roll(&d) < 0.9);
    r.adopted = known(r.proposer_ok == ENT_KNOWN_YES && roll(&d) < 0.7);
    if (r.adopted == ENT_KNOWN_YES) r.accepted = known(roll(&d) < 0.7);
    r.in_force = known(r.accepted == ENT_KNOWN_YES);
    if (r.in_force == ENT_KNOWN_YES) r.held_years = (ent_deal_number){true, 30 * roll(&d)};
    if (r.in_force == ENT_KNOWN_YES) r.outcome = roll(&d) < 0.5 ? "COLLAPSED" : "HELD";
    r.family_number = i / 3;
    r.family = family[i / 3 % 12];
    row[i] = r;
  }
  *out = (ent_corpus){.rows = count, .families = (count + 2) / 3, .row = row};
}
