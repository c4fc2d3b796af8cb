/* policy.c - what does a set of levies make of the world, and how does welfare answer to each of them?
 *
 *   gross = s0 f,  net = s0 f^(1 + 1/theta)   of a tariff with freeness f = (1 + rate)^-theta, s0 the share without it
 *   gross = net = s0 f                        of a cost of shipping
 *   dgross/df = s0;  dnet/df = s0 (1 + 1/theta) f^(1/theta), or s0: both are finite at the ban, f = 0
 *
 * At the ban an importer's slope is above 0 and the target's is 0: the first unit that comes in under a prohibitive tariff is
 * revenue for the one and next to nothing for the other.  So no tariff that is best is a ban, however high the willingness.
 * Cost: filling 2 cells a sender; the solver's cost; slopes by elasticity.c.  Source: docs/method/trade.md. */
#include "trade/policy.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

#define RATE_MOST 1e9 /* what a tariff may be at most; above, nothing comes in that anybody could measure: a ban */
#define MONEY_MOST 1e200

static const char *const levy_name[] = {
#define X(NAME, name) #name,
  ENT_TRADE_LEVY_LIST(X)
#undef X
};

const char *ent_trade_levy_name(ent_trade_levy levy)
{
  return (unsigned)levy < ENT_TRADE_LEVIES ? levy_name[levy] : "?";
}

/* ---- what is refused ----------------------------------------------------------------------------------------------------- */

static ent_status check(const ent_trade *t, const ent_trade_sanction *s, bool slopes, ent_error *err)
{
  if (!s->sender || s->senders < 1 || s->senders >= t->n || s->target < 0 || s->target >= t->n)
    return ent_fail(err, ENT_ARGUMENT, "", "Sanctions have at least one sender and a target among the economies.");
  if ((unsigned)s->levy >= ENT_TRADE_LEVIES) return ent_fail(err, ENT_ARGUMENT, "", "There is no such levy.");
  for (int i = 0; i < s->senders; i++) {
    bool sound = s->sender[i] >= 0 && s->sender[i] < t->n && s->sender[i] != s->target;
    for (int k = 0; k < i; k++) sound = sound && s->sender[k] != s->sender[i];
    if (!sound) return ent_fail(err, ENT_ARGUMENT, "", "A sender is no economy, the target, or named twice.");
  }
  if (t->options.deficits == ENT_TRADE_MULTIPLICATIVE || t->options.fixed_shares)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "Sanctions are weighed in an equilibrium: not with multiplicative deficits or fixed shares.");
  if (slopes && t->options.supply > 0)
    return ent_fail(err, ENT_ARGUMENT, "", "The best rates are sought without an elasticity of supply.");
  return ENT_OK;
}

/* ---- opening --------------------------------------------------------------------------------------------------------------- */

static bool take_memory(ent_policy *p)
{
  const size_t n = (size_t)p->t->n, cells = n * n, stride = (size_t)p->t->stride;
  double **const matrix[] = {&p->freeness, &p->tariff};
  double **const vector[] = {&p->transfer, &p->pull.weight, &p->pull.lambda, &p->pull.reach};
  for (size_t k = 0; k < sizeof matrix / sizeof *matrix; k++)
    if (!(*matrix[k] = ENT_NEW(&p->arena, double, cells))) return false;
  for (size_t k = 0; k < sizeof vector / sizeof *vector; k++)
    if (!(*vector[k] = ENT_NEW(&p->arena, double, stride))) return false;
  p->f = ENT_NEW(&p->arena, double, p->s->senders + 1);
  return p->f != NULL;
}

ent_status ent_policy_open(ent_trade *trade, const ent_trade_sanction *sanction, bool slopes, ent_policy *p,
                           ent_error *err)
{
  if (!trade || !sanction) return ent_fail(err, ENT_ARGUMENT, "", "Trade and sanction are not NULL.");
  const ent_status status = check(trade, sanction, slopes, err);
  if (status != ENT_OK) return status;
  *p = (ent_policy){.t = trade, .s = sanction, .proof = {.holds = true}};
  ent_arena_open(&p->arena, &trade->arena.from);
  if (!take_memory(p)) {
    ent_arena_close(&p->arena);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the sanctions.");
  }
  const size_t cells = (size_t)trade->n * (size_t)trade->n;
  for (size_t c = 0; c < cells; c++) {
    p->freeness[c] = 1;
    p->tariff[c] = trade->tariff ? trade->tariff[c] : 0;
  }
  for (int k = 0; k <= sanction->senders; k++) p->f[k] = 1;
  return ENT_OK;
}

void ent_policy_close(ent_policy *p)
{
  p->t->warm = p->t->solved = false;
  p->t->rate = p->t->tariff;
  p->t->transfer = NULL;
  ent_arena_close(&p->arena);
}

/* ---- levies ---------------------------------------------------------------------------------------------------------------- */

double ent_policy_freeness(const ent_policy *p, double rate)
{
  return rate > RATE_MOST ? 0 : ent_exp(-p->t->options.theta * ent_log(1 + rate));
}

double ent_policy_rate(const ent_policy *p, double f)
{
  if (!(f < 1)) return 0;
  const double rise = f > 0 ? ent_exp(ent_log(f) / -p->t->options.theta) : INFINITY;
  return rise <= 1 + RATE_MOST ? rise - 1 : INFINITY;
}

void ent_policy_levy(ent_policy *p, double f)
{
  for (int k = 0; k < p->s->senders; k++) p->f[k] = f;
}

static bool on_purchases(const ent_policy *p)
{
  return p->s->levy != ENT_TRADE_LEVY_CONTROLS;
}

static bool on_sales(const ent_policy *p)
{
  return p->s->levy != ENT_TRADE_LEVY_TARIFF;
}

static double in_force(const ent_policy *p, size_t cell)
{
  return p->t->tariff ? p->t->tariff[cell] : 0;
}

/* A tariff of freeness f on top of what is in force. */
static void set_tariff(ent_policy *p, size_t cell, double f)
{
  const double rate = ent_policy_rate(p, f), base = in_force(p, cell);
  const bool ban = !((1 + base) * (1 + rate) <= RATE_MOST);
  p->tariff[cell] = ban ? base : (1 + base) * (1 + rate) - 1;
  if (ban) p->freeness[cell] = 0;
}

static void set_cells(ent_policy *p)
{
  const size_t n = (size_t)p->t->n, target = (size_t)p->s->target;
  for (int k = 0; k < p->s->senders; k++) {
    const size_t sender = (size_t)p->s->sender[k], bought = target * n + sender, sold = sender * n + target;
    p->freeness[bought] = 1;
    p->freeness[sold] = on_sales(p) ? p->f[k] : 1;
    if (on_purchases(p)) set_tariff(p, bought, p->f[k]);
    set_tariff(p, sold, p->f[p->s->senders]);
  }
}

ent_status ent_policy_solve(ent_policy *p, ent_error *err)
{
  set_cells(p);
  const ent_trade_shock shock = {.freeness = p->freeness, .tariff = p->tariff, .transfer = p->transfer};
  const ent_status status = ent_trade_solve(p->t, &shock, &p->a, err);
  p->t->warm = status == ENT_OK;
  if (status != ENT_OK) return status;
  for (int k = 0; k < p->t->n; k++)
    if (!(p->a.welfare[k] * p->t->spending[k] < MONEY_MOST))
      return ent_fail(err, ENT_NUMERIC, "", "The money that these sanctions move is no finite number.");
  p->proof.holds = p->proof.holds && p->a.certificate.holds;
  if (p->a.certificate.market > p->proof.market) p->proof.market = p->a.certificate.market;
  p->proof.solutions++;
  return ENT_OK;
}

/* ---- what comes of it ------------------------------------------------------------------------------------------------------ */

double ent_policy_value(const ent_policy *p, int economy)
{
  return (p->a.welfare[economy] - 1) * p->t->spending[economy];
}

ent_trade_point ent_policy_point(const ent_policy *p)
{
  const size_t n = (size_t)p->t->n, target = (size_t)p->s->target;
  ent_sum gain = {0}, revenue = {0};
  for (int k = 0; k < p->s->senders; k++) {
    ent_sum_add(&gain, ent_policy_value(p, p->s->sender[k]));
    const size_t cell = target * n + (size_t)p->s->sender[k];
    const double kept = (1 + in_force(p, cell)) / (1 + p->tariff[cell]);
    ent_sum_add(&revenue, p->a.flow[cell] * (1 - kept));
  }
  const double pain = -ent_policy_value(p, p->s->target), all = ent_sum_value(&gain);
  return (ent_trade_point){.rate = NAN,
                           .loss = 1 - p->a.welfare[target],
                           .pain = pain,
                           .gain = all,
                           .revenue = ent_sum_value(&revenue),
                           .price = pain > 0 ? -all / pain : NAN,
                           .marginal = NAN};
}

/* ---- slopes ---------------------------------------------------------------------------------------------------------------- */

ent_status ent_policy_ready(ent_policy *p, ent_error *err)
{
  return ent_trade_pull_ready(p->t, err);
}

/* d EV = E W dlog W. */
void ent_policy_weigh(ent_policy *p)
{
  for (int k = 0; k < p->t->n; k++) p->pull.weight[k] *= p->t->spending[k] * p->a.welfare[k];
  ent_trade_pull(p->t, &p->pull);
}

/* Of the tariff on cell (m, j) with freeness f, where other is what else stands in the way. */
static double tariff_slope(const ent_policy *p, int m, int j, double f, double other)
{
  const size_t cell = (size_t)m * (size_t)p->t->n + (size_t)j;
  const double share = other * p->t->flow[cell] / p->t->spending[j], more = 1 + 1 / p->t->options.theta;
  const double dnet = f > 0 ? share * more / (1 + ent_policy_rate(p, f)) : 0;
  return ent_trade_slope(p->t, &p->pull, m, j, share, dnet / (1 + in_force(p, cell)));
}

/* Of the cost on cell (m, j), under the tariff that stands there. */
static double cost_slope(const ent_policy *p, int m, int j, double answer)
{
  const size_t cell = (size_t)m * (size_t)p->t->n + (size_t)j;
  const double share = answer * p->t->flow[cell] / p->t->spending[j];
  return ent_trade_slope(p->t, &p->pull, m, j, share, share / (1 + p->tariff[cell]));
}

double ent_policy_slope(const ent_policy *p, int k)
{
  const int target = p->s->target, senders = p->s->senders;
  const double answer = p->f[senders];
  ent_sum sum = {0};
  for (int i = k < senders ? k : 0; i < (k < senders ? k + 1 : senders); i++) {
    const int sender = p->s->sender[i];
    if (k == senders) {
      ent_sum_add(&sum, tariff_slope(p, sender, target, answer, on_sales(p) ? p->f[i] : 1));
      continue;
    }
    if (on_purchases(p)) ent_sum_add(&sum, tariff_slope(p, target, sender, p->f[i], 1));
    if (on_sales(p)) ent_sum_add(&sum, cost_slope(p, sender, target, answer));
  }
  return ent_sum_value(&sum);
}
