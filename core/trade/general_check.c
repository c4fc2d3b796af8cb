/* general_check.c - what the solution of general.c means for everybody, and is it an equilibrium?
 *
 * The flows are laid out from the state; all else is added up from them, with compensated sums:
 *
 *   market   = |sum_j (1 - nu_j) X'_ij / (1 + t_ij) + nu_i sum_j X'_ji / (1 + t_ji) - Y'_i| / Y'_i
 *   spending = |sum_i X'_ij / E'_j - 1|,   budget = |(Y'_j + revenue_j + T_j sum Y' / sum Y) / E'_j - 1|
 *   labour   = |(tau w / P)^kappa / L - 1|, numeraire = |sum P E / sum E - 1|
 *   price    = |(E^/w)^(1 - phi) (lambda'_ii / lambda_ii)^(1/eps) (w / L^psi) / P - 1|    as Arkolakis et al. 2012 with scale
 *
 * Cost: O(n^2). */
#include "trade/general.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>

#define WORTH_LEAST 1e-6 /* of spending: where work is a burden of nearly as much, welfare has no meaning */

/* ---- the answer ------------------------------------------------------------------------------------------------------------ */

static void lay_flows(ent_general *m)
{
  const size_t n = (size_t)m->n, stride = (size_t)m->stride;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++)
      m->a_flow[i * n + j] = m->gross[i * stride + j] * m->power[i] / m->index[j] * m->level[j];
}

typedef struct abroad {
  ent_sum out, in, out_net, in_net; /* before, and now without tariffs */
} abroad;

static abroad trade_of(const ent_general *m, int i)
{
  abroad a = {.out = {0}};
  for (int j = 0; j < m->n; j++) {
    const size_t out = (size_t)i * (size_t)m->n + (size_t)j, in = (size_t)j * (size_t)m->n + (size_t)i;
    if (j == i) continue;
    ent_sum_add(&a.out, m->flow[out]);
    ent_sum_add(&a.in, m->flow[in]);
    ent_sum_add(&a.out_net, m->a_flow[out] / (1 + ent_general_rate(m, out)));
    ent_sum_add(&a.in_net, m->a_flow[in] / (1 + ent_general_rate(m, in)));
  }
  return a;
}

static double over(double now, double before, double none)
{
  return before != 0 ? now / before : none;
}

static void lay_trade(const ent_general *m, int i)
{
  const abroad a = trade_of(m, i);
  const double out = ent_sum_value(&a.out), in = ent_sum_value(&a.in), grown = m->output_now[i] / m->output[i];
  const double out_now = ent_sum_value(&a.out_net), in_now = ent_sum_value(&a.in_net);
  m->a[ENT_GENERAL_EXPORTS][i] = over(out_now / grown, out, 1);
  m->a[ENT_GENERAL_IMPORTS][i] = over(in_now / grown, in, 1);
  m->a[ENT_GENERAL_DEFICIT][i] = over(in_now - out_now - (in - out), fabs(in - out), 0);
}

/* What spending is worth less the burden of work, over spending; d of the header is one over this. */
static double worth_of(const ent_general *m, int i)
{
  const double kappa = m->options.labour;
  const double kept = m->options.lump_sum ? 1 : 1 - m->revenue_now[i] / m->output_now[i];
  return 1 - kappa / (1 + kappa) * kept * (m->output[i] / m->spending[i]);
}

int ent_general_overworked(const ent_general *m)
{
  for (int i = 0; i < m->n; i++)
    if (!(worth_of(m, i) > WORTH_LEAST)) return i;
  return -1;
}

static double welfare_of(const ent_general *m, int i)
{
  const double d = 1 / worth_of(m, i), e = m->spending[i];
  return (d * (m->a[ENT_GENERAL_SPENDING][i] / e) +
          (1 - d) * m->a[ENT_GENERAL_WAGE][i] * m->a[ENT_GENERAL_EMPLOYMENT][i]) /
         m->a[ENT_GENERAL_PRICE][i];
}

void ent_general_lay_out(ent_general *m)
{
  const size_t stride = (size_t)m->stride;
  lay_flows(m);
  for (int i = 0; i < m->n; i++) {
    m->a[ENT_GENERAL_WAGE][i] = ent_exp(m->x[i]);
    m->a[ENT_GENERAL_EMPLOYMENT][i] = ent_exp(m->x[2 * stride + (size_t)i]);
    m->a[ENT_GENERAL_PRICE][i] = m->price[i];
    m->a[ENT_GENERAL_SPENDING][i] = m->level[i];
    m->a[ENT_GENERAL_OUTPUT][i] = m->output_now[i];
    m->a[ENT_GENERAL_REVENUE][i] = m->revenue_now[i];
    m->a[ENT_GENERAL_WELFARE][i] = welfare_of(m, i);
    lay_trade(m, i);
  }
  ent_general_best(m, m->a[ENT_GENERAL_BEST]);
  const ent_trade_general_certificate c = m->answer.certificate;
  m->answer = (ent_trade_general_answer){.n = m->n,
                                         .welfare = m->a[ENT_GENERAL_WELFARE],
                                         .wage = m->a[ENT_GENERAL_WAGE],
                                         .employment = m->a[ENT_GENERAL_EMPLOYMENT],
                                         .price = m->a[ENT_GENERAL_PRICE],
                                         .spending = m->a[ENT_GENERAL_SPENDING],
                                         .output = m->a[ENT_GENERAL_OUTPUT],
                                         .revenue = m->a[ENT_GENERAL_REVENUE],
                                         .exports = m->a[ENT_GENERAL_EXPORTS],
                                         .imports = m->a[ENT_GENERAL_IMPORTS],
                                         .deficit = m->a[ENT_GENERAL_DEFICIT],
                                         .best = m->a[ENT_GENERAL_BEST],
                                         .flow = m->a_flow,
                                         .certificate = c};
}

void ent_general_best(const ent_general *m, double *best)
{
  const size_t n = (size_t)m->n;
  for (size_t i = 0; i < n; i++) {
    ent_sum weight = {0}, imports = {0};
    for (size_t j = 0; j < n; j++) {
      const double x = m->flow[i * n + j];
      if (j == i) continue;
      ent_sum_add(&weight, x * (1 - ent_general_profit(m, (int)j)) * (1 - x / m->spending[j]));
      ent_sum_add(&imports, m->flow[j * n + i]);
    }
    const double bought = (1 - ent_general_profit(m, (int)i)) * ent_sum_value(&imports);
    const double delta = bought > 0 ? ent_sum_value(&weight) / bought : -1;
    const double under = (1 + delta * m->options.theta) * m->rent[i] - 1;
    best[i] = delta >= 0 && under > 0 ? 1 / under : NAN;
  }
}

/* ---- the certificate ------------------------------------------------------------------------------------------------------- */

/* What an economy's flows add up to. */
typedef struct books {
  double earned, bought, bought_net;
} books;

static books add_up(const ent_general *m, int i)
{
  ent_sum earned = {0}, bought = {0}, net = {0};
  for (int j = 0; j < m->n; j++) {
    const size_t out = (size_t)i * (size_t)m->n + (size_t)j, in = (size_t)j * (size_t)m->n + (size_t)i;
    ent_sum_add(&earned, (1 - ent_general_profit(m, j)) * m->a_flow[out] / (1 + ent_general_rate(m, out)));
    ent_sum_add(&bought, m->a_flow[in]);
    ent_sum_add(&net, m->a_flow[in] / (1 + ent_general_rate(m, in)));
  }
  const double nets = ent_sum_value(&net);
  return (books){ent_sum_value(&earned) + ent_general_profit(m, i) * nets, ent_sum_value(&bought), nets};
}

static void check_labour_and_price(const ent_general *m, int i, double revenue, ent_trade_general_certificate *c)
{
  const double wage = ent_log(m->a[ENT_GENERAL_WAGE][i]), work = ent_log(m->a[ENT_GENERAL_EMPLOYMENT][i]),
               price = ent_log(m->a[ENT_GENERAL_PRICE][i]);
  const double relief = m->options.lump_sum ? 0 : -ent_log(1 - revenue / m->a[ENT_GENERAL_OUTPUT][i]);
  const size_t own = (size_t)i * (size_t)m->n + (size_t)i;
  c->labour = ent_trade_worst(c->labour, ent_exp(m->options.labour * (relief + wage - price) - work));
  if (!(m->flow[own] > 0)) return;
  const double share = ent_log(m->a_flow[own] / m->a[ENT_GENERAL_SPENDING][i]) - ent_log(m->flow[own] / m->spending[i]);
  const double margin = (1 - m->rent[i]) * (ent_log(m->a[ENT_GENERAL_SPENDING][i] / m->spending[i]) - wage);
  c->price =
    ent_trade_worst(c->price, ent_exp(margin + share / m->options.theta + wage - m->options.scale * work - price));
}

void ent_general_certify(const ent_general *m, ent_trade_general_certificate *c)
{
  ent_sum world = {0}, prices = {0};
  c->market = c->spending = c->budget = c->labour = c->price = 0;
  for (int i = 0; i < m->n; i++) {
    ent_sum_add(&world, m->a[ENT_GENERAL_OUTPUT][i]);
    ent_sum_add(&prices, m->a[ENT_GENERAL_PRICE][i] * m->spending[i]);
  }
  const double level = ent_sum_value(&world) / m->total_output;
  for (int i = 0; i < m->n; i++) {
    const books b = add_up(m, i);
    const double revenue = b.bought - b.bought_net;
    c->market = ent_trade_worst(c->market, b.earned / m->a[ENT_GENERAL_OUTPUT][i]);
    c->spending = ent_trade_worst(c->spending, b.bought / m->a[ENT_GENERAL_SPENDING][i]);
    c->budget = ent_trade_worst(c->budget, (m->a[ENT_GENERAL_OUTPUT][i] + revenue + m->transfer[i] * level) /
                                             m->a[ENT_GENERAL_SPENDING][i]);
    check_labour_and_price(m, i, revenue, c);
  }
  c->numeraire = ent_trade_worst(0, ent_sum_value(&prices) / m->total_spending);
  const double most = ENT_TRADE_GAP;
  c->holds = c->settled && c->market <= most && c->spending <= most && c->budget <= most && c->labour <= most &&
             c->price <= most && c->numeraire <= most;
}

/* ---- trade at home --------------------------------------------------------------------------------------------------------- */

ent_status ent_trade_general_home(int n, const double *gdp, const double *profit, double *flow, ent_error *err)
{
  if (n < 1 || n > ENT_TRADE_MAX || !gdp || !flow)
    return ent_fail(err, ENT_ARGUMENT, "", "Flows are a square of 1 to 2,000 economies, and nothing is NULL.");
  const size_t size = (size_t)n;
  for (size_t c = 0; c < size * size; c++)
    if (c / size != c % size && !(flow[c] >= 0 && flow[c] < ENT_TRADE_HUGE))
      return ent_fail(err, ENT_ARGUMENT, "", "A flow is negative or no finite number.");
  for (size_t i = 0; i < size; i++)
    if (!(gdp[i] >= 0 && gdp[i] < ENT_TRADE_HUGE) || (profit && !(profit[i] >= 0 && profit[i] < 1)))
      return ent_fail(err, ENT_ARGUMENT, "", "GDP is 0 or more, and a share of profits lies from 0 to below 1.");
  for (size_t i = 0; i < size; i++) {
    ent_sum imports = {0}, earned = {0};
    for (size_t j = 0; j < size; j++) {
      if (j == i) continue;
      ent_sum_add(&imports, flow[j * size + i]);
      ent_sum_add(&earned, (profit ? 1 - profit[j] : 1) * flow[i * size + j]);
    }
    const double in = ent_sum_value(&imports), keeps = profit ? 1 - profit[i] : 1;
    const double home = gdp[i] + keeps * (in - ent_sum_value(&earned)) - in;
    flow[i * size + i] = home > 0 ? home : 0;
  }
  return ENT_OK;
}
