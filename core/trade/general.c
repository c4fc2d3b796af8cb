/* general.c - wages, spending and employment that tariffs lead to when labour, scale, markups and taxes answer as well.
 *
 * The equations of entente/trade_general.h as one fixed point in x = (log w, log E^, log L), extrapolated (mixer.c):
 *
 *   w  <- w (sales / (w L Y))^(1 / (1 + eps))     E^ <- income / E     L <- (tau w / P)^kappa     then w, E^ /= sum P E / sum E
 *
 * With K_ij = lambda_ij (1 + t_ij)^(-eps phi_j), which the solution does not move, a sweep is two passes over n^2 numbers and
 * a few exponentials an economy.  Cost: O(n^2) a step.  Source: see the header. */
#include "trade/general.h"

#include "base/fail.h"
#include "base/lanes.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

#define LEAST \
  1e-9 /* of an economy's output: an income, or what a tax leaves, is held at that while it is not above 0 */
#define PROFIT_MOST 0.9

/* ---- what is refused ------------------------------------------------------------------------------------------------------ */

static ent_status check_options(const ent_trade_general_options *o, ent_error *err)
{
  if (!(o->theta > 0 && o->theta <= 100))
    return ent_fail(err, ENT_ARGUMENT, "theta", "The elasticity of trade, theta, lies above 0 and at most at 100.");
  if (!(o->labour >= 0 && o->labour <= 10))
    return ent_fail(err, ENT_ARGUMENT, "labour", "The elasticity of labour lies from 0 to 10.");
  if (!(o->scale >= 0 && o->scale <= 1) || !(o->scale * o->theta < 1))
    return ent_fail(err, ENT_ARGUMENT, "scale",
                    "The elasticity of scale lies from 0 to 1, and below 1 when multiplied by that of trade.");
  if (!(o->passed > 0 && o->passed <= 2))
    return ent_fail(err, ENT_ARGUMENT, "passed", "What is passed on of a tariff lies above 0 and at most at 2.");
  if (!(o->tolerance >= 0 && o->tolerance < 1) || o->steps < 0)
    return ent_fail(err, ENT_ARGUMENT, "", "The tolerance lies from 0 to below 1, and steps are not negative.");
  return ENT_OK;
}

static ent_status refuse_flow(const char *const *names, int i, ent_error *err)
{
  char room[ENT_NUMBER_MAX];
  const char *const who = ent_trade_name(names, i, room);
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "A flow from ", who, " is negative or no finite number.",
                       (const char *)NULL);
}

static ent_status refuse_tariff(const char *const *names, int i, ent_error *err)
{
  char room[ENT_NUMBER_MAX];
  const char *const who = ent_trade_name(names, i, room);
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "A tariff on what comes from ", who,
                       " is not above -1, or is raised at home, or is in force already: this model starts without any.",
                       (const char *)NULL);
}

static ent_status check_numbers(const ent_trade_world *w, const double *profit, const double *tariff, ent_error *err)
{
  const size_t n = (size_t)w->n;
  for (size_t c = 0; c < n * n; c++) {
    const bool home = c / n == c % n;
    if (!(w->flow[c] >= 0 && w->flow[c] < ENT_TRADE_HUGE)) return refuse_flow(w->names, (int)(c / n), err);
    if ((w->tariff && w->tariff[c] != 0) ||
        (tariff && !(tariff[c] > -1 && tariff[c] <= 1e6 && (!home || tariff[c] == 0))))
      return refuse_tariff(w->names, (int)(c / n), err);
  }
  for (size_t i = 0; profit && i < n; i++)
    if (!(profit[i] >= 0 && profit[i] <= PROFIT_MOST))
      return ent_fail(err, ENT_ARGUMENT, "profit", "A share of profits lies from 0 to 0.9.");
  return ENT_OK;
}

/* Every economy is reached from the first by trade: levels of parts that do not trade could not be compared. */
static ent_status check_whole(const ent_trade_world *w, ent_arena *arena, ent_error *err)
{
  const size_t n = (size_t)w->n;
  int *const queue = ENT_NEW(arena, int, n), *const met = ENT_NEW(arena, int, n);
  if (!queue || !met) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the world.");
  size_t last = 1;
  met[0] = 1;
  for (size_t first = 0; first < last; first++)
    for (size_t j = 0, i = (size_t)queue[first]; j < n; j++) {
      if (met[j] || !(w->flow[i * n + j] > 0 || w->flow[j * n + i] > 0)) continue;
      met[j] = 1;
      queue[last++] = (int)j;
    }
  for (size_t j = 0; j < n; j++) {
    char room[ENT_NUMBER_MAX];
    const char *const who = ent_trade_name(w->names, (int)j, room);
    if (!met[j])
      return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "No trade joins ", who,
                           " with the rest of this world, not even over others.", (const char *)NULL);
  }
  return ENT_OK;
}

/* ---- the world before ----------------------------------------------------------------------------------------------------- */

static ent_status refuse_idle(const char *const *names, int i, ent_error *err)
{
  char room[ENT_NUMBER_MAX];
  const char *const who = ent_trade_name(names, i, room);
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, who, " sells nothing or buys nothing.", (const char *)NULL);
}

static ent_status take_margins(ent_general *m, ent_error *err)
{
  const int n = m->n;
  ent_sum all = {0}, spent = {0};
  for (int i = 0; i < n; i++) {
    ent_sum made = {0}, bought = {0};
    for (int j = 0; j < n; j++) {
      ent_sum_add(&made, m->flow[i * n + j] * (1 - ent_general_profit(m, j)));
      ent_sum_add(&bought, m->flow[j * n + i]);
    }
    m->spending[i] = ent_sum_value(&bought);
    ent_sum_add(&made, ent_general_profit(m, i) * m->spending[i]);
    m->output[i] = ent_sum_value(&made);
    if (!(m->spending[i] > 0) || !(m->output[i] > 0)) return refuse_idle(m->names, i, err);
    m->transfer[i] = m->spending[i] - m->output[i];
    const double nu = ent_general_profit(m, i);
    m->rent[i] = m->options.passed + (1 + m->options.scale) * nu / (1 - nu);
    ent_sum_add(&all, m->output[i]);
    ent_sum_add(&spent, m->spending[i]);
  }
  m->total_output = ent_sum_value(&all);
  m->total_spending = ent_sum_value(&spent);
  return ENT_OK;
}

/* K and K / (1 + t). */
static void take_shares(ent_general *m)
{
  const size_t n = (size_t)m->n, stride = (size_t)m->stride;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      const double t = ent_general_rate(m, i * n + j), share = m->flow[i * n + j] / m->spending[j];
      const double k = t != 0 ? share * ent_exp(-m->options.theta * m->rent[j] * ent_log1p(t)) : share;
      m->gross[i * stride + j] = k;
      m->net[i * stride + j] = k / (1 + t);
    }
}

static bool take_memory(ent_general *m)
{
  const size_t n = (size_t)m->n, stride = (size_t)m->stride;
  double **const once[] = {&m->output,    &m->spending, &m->transfer, &m->rent,        &m->power,      &m->index,
                           &m->net_index, &m->buy,      &m->level,    &m->revenue_now, &m->output_now, &m->price};
  for (size_t k = 0; k < sizeof once / sizeof *once; k++)
    if (!(*once[k] = ENT_NEW(&m->arena, double, stride))) return false;
  for (size_t k = 0; k < sizeof m->a / sizeof *m->a; k++)
    if (!(m->a[k] = ENT_NEW(&m->arena, double, n))) return false;
  m->x = ENT_NEW(&m->arena, double, 3 * stride);
  m->g = ENT_NEW(&m->arena, double, 3 * stride);
  m->gross = ENT_NEW(&m->arena, double, n *stride);
  m->net = ENT_NEW(&m->arena, double, n *stride);
  m->a_flow = ENT_NEW(&m->arena, double, n *n);
  return m->x && m->g && m->gross && m->net && m->a_flow && ent_mixer_open(&m->mixer, 3 * m->stride, &m->arena);
}

/* ---- one sweep ------------------------------------------------------------------------------------------------------------- */

/* Sums over sellers of what reaches each buyer, with tariffs and without. */
static void take_indices(ent_general *m)
{
  const int n = m->n, stride = m->stride;
  memset(m->index, 0, (size_t)stride * sizeof *m->index);
  memset(m->net_index, 0, (size_t)stride * sizeof *m->net_index);
  for (int i = 0; i < n; i++) {
    const double *const gross = m->gross + (size_t)i * (size_t)stride, *const net = m->net + (size_t)i * (size_t)stride;
    const double power = m->power[i];
    for (int j = 0; j < stride; j++) {
      m->index[j] += gross[j] * power;
      m->net_index[j] += net[j] * power;
    }
  }
}

static double held(double value, double least, int who, int *first)
{
  if (value > least) return value;
  if (*first < 0) *first = who;
  return least;
}

/* Prices, outputs, revenues, and what each buys of a unit of its index, at x. */
static void take_state(ent_general *m, const double *x)
{
  const int n = m->n, stride = m->stride;
  const double *const wage = x, *const spent = x + stride, *const work = x + 2 * (size_t)stride;
  for (int i = 0; i < n; i++) m->power[i] = -m->options.theta * (wage[i] - m->options.scale * work[i]);
  ent_exp_lanes(m->power, n);
  take_indices(m);
  for (int j = 0; j < n; j++) {
    m->price[j] = ent_exp((1 - m->rent[j]) * (spent[j] - wage[j]) - ent_log(m->index[j]) / m->options.theta);
    m->level[j] = m->spending[j] * ent_exp(spent[j]);
    m->buy[j] = m->level[j] / m->index[j];
    m->revenue_now[j] = m->buy[j] * (m->index[j] - m->net_index[j]);
    m->output_now[j] = m->output[j] * ent_exp(wage[j] + work[j]);
    m->buy[j] *= 1 - ent_general_profit(m, j);
  }
}

static double sweep(ent_general *m, const double *x, double *g)
{
  const int n = m->n, stride = m->stride;
  double *const wage = g, *const spent = g + stride, *const work = g + 2 * (size_t)stride;
  double world = 0, prices = 0;
  take_state(m, x);
  m->poorest = m->untaxed = -1;
  for (int i = 0; i < n; i++) {
    world += m->output_now[i];
    prices += m->price[i] * m->spending[i];
  }
  const double level = ent_log(prices / m->total_spending);
  world /= m->total_output;
  for (int i = 0; i < n; i++) {
    const double sold = m->power[i] * ent_trade_dot(m->net + (size_t)i * (size_t)stride, m->buy, stride);
    const double nu = ent_general_profit(m, i), kept = nu / (1 - nu) * m->buy[i] * m->net_index[i];
    const double made = m->output_now[i], least = LEAST * made;
    const double income = held(m->revenue_now[i] + made + m->transfer[i] * world, least, i, &m->poorest);
    const double left = m->options.lump_sum ? 1 : held(1 - m->revenue_now[i] / made, LEAST, i, &m->untaxed);
    wage[i] = x[i] + ent_log((sold + kept) / made) / (1 + m->options.theta) - level;
    spent[i] = ent_log(income / m->spending[i]) - level;
    work[i] = m->options.labour * (x[i] - ent_log(left) - ent_log(m->price[i]));
  }
  return ent_mixer_gap(x, g, 3 * stride);
}

static void iterate(ent_general *m, ent_trade_general_certificate *c)
{
  const size_t bytes = 3 * (size_t)m->stride * sizeof *m->x;
  ent_mixer_reset(&m->mixer);
  for (c->steps = 1; c->steps <= m->options.steps; c->steps++) {
    c->step = sweep(m, m->x, m->g);
    if (!(c->step < 1e300)) break;
    if (c->step <= m->options.tolerance) {
      memcpy(m->x, m->g, bytes);
      c->settled = true;
      break;
    }
    ent_mixer_step(&m->mixer, m->x, m->g, c->step);
  }
  if (c->steps > m->options.steps) c->steps = m->options.steps;
  take_state(m, m->x);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------- */

static ent_status blame_work(const ent_general *m, int who, ent_error *err)
{
  char room[ENT_NUMBER_MAX];
  const char *const name = ent_trade_name(m->names, who, room);
  return ent_fail_join(err, ENT_NUMERIC, 0, 0, name, "At this elasticity of labour the work of ", name,
                       " would weigh as much as all it spends: take a smaller one.", (const char *)NULL);
}

static ent_status blame(const ent_general *m, ent_error *err)
{
  char room[ENT_NUMBER_MAX];
  const char *const who = ent_trade_name(m->names, m->poorest >= 0 ? m->poorest : m->untaxed, room);
  if (m->poorest >= 0)
    return ent_fail_join(err, ENT_NUMERIC, 0, 0, who, "The income of ", who,
                         " would not be above 0: it gives away more than it earns; take smaller tariffs.",
                         (const char *)NULL);
  return ent_fail_join(err, ENT_NUMERIC, 0, 0, who, "The tariffs of ", who,
                       " would bring in more than it earns: take smaller ones, or revenue as a lump sum.",
                       (const char *)NULL);
}

/* A solution that ran away is none; only the best tariff may be unknown. */
static bool is_finite(const ent_general *m)
{
  for (size_t k = 0; k < ENT_GENERAL_BEST; k++)
    for (int i = 0; i < m->n; i++)
      if (!(m->a[k][i] > -1e300 && m->a[k][i] < 1e300)) return false;
  for (int i = 0; i < m->n; i++)
    if (!(m->a[ENT_GENERAL_WAGE][i] > 0 && m->a[ENT_GENERAL_EMPLOYMENT][i] > 0 && m->a[ENT_GENERAL_PRICE][i] > 0 &&
          m->a[ENT_GENERAL_SPENDING][i] > 0 && m->a[ENT_GENERAL_OUTPUT][i] > 0))
      return false;
  for (size_t c = 0; c < (size_t)m->n * (size_t)m->n; c++)
    if (!(m->a_flow[c] >= 0 && m->a_flow[c] < 1e300)) return false;
  return true;
}

static ent_status solve(ent_general *m, ent_error *err)
{
  if (!take_memory(m)) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the world.");
  const ent_status status = take_margins(m, err);
  if (status != ENT_OK) return status;
  ent_trade_general_certificate *const c = &m->answer.certificate;
  take_shares(m);
  iterate(m, c);
  if (m->poorest >= 0 || m->untaxed >= 0) return blame(m, err);
  const int overworked = ent_general_overworked(m);
  if (overworked >= 0) return blame_work(m, overworked, err);
  ent_general_lay_out(m);
  if (!is_finite(m)) return ent_fail(err, ENT_NUMERIC, "", "No finite wages clear these markets.");
  ent_general_certify(m, c);
  return ENT_OK;
}

static ent_general *open_model(const ent_trade_world *world, const ent_trade_general_options *options, ent_arena *arena)
{
  ent_general *const m = ENT_NEW(arena, ent_general, 1);
  if (!m) return NULL;
  m->n = world->n;
  m->stride = (world->n + ENT_TRADE_WIDE - 1) / ENT_TRADE_WIDE * ENT_TRADE_WIDE;
  m->names = world->names;
  m->flow = world->flow;
  m->options = *options;
  if (m->options.steps == 0) m->options.steps = 20000;
  if (!(m->options.tolerance > 0)) m->options.tolerance = 1e-12;
  return m;
}

ent_status ent_trade_general_solve(const ent_trade_world *world, const double *profit,
                                   const ent_trade_general_options *options, const double *tariff,
                                   const ent_allocator *memory, ent_trade_general_answer **out, ent_error *err)
{
  if (!world || !options || !memory || !out)
    return ent_fail(err, ENT_ARGUMENT, "", "World, options, memory and out are not NULL.");
  if (world->n < 1 || !world->flow)
    return ent_fail(err, ENT_ARGUMENT, "", "A world has at least one economy, and flows.");
  if (world->n > ENT_TRADE_MAX) return ent_fail(err, ENT_LIMIT, "", "There are more than 2,000 economies.");
  ent_status status = check_options(options, err);
  if (status == ENT_OK) status = check_numbers(world, profit, tariff, err);
  if (status != ENT_OK) return status;
  ent_arena arena;
  ent_arena_open(&arena, memory);
  status = check_whole(world, &arena, err);
  ent_general *const m = status == ENT_OK ? open_model(world, options, &arena) : NULL;
  if (m) {
    m->tariff = tariff;
    m->profit = profit;
    m->arena = arena;
    status = solve(m, err);
    if (status == ENT_OK) {
      *out = &m->answer;
      return ENT_OK;
    }
    arena = m->arena;
  } else if (status == ENT_OK) {
    status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the world.");
  }
  ent_arena_close(&arena);
  return status;
}

void ent_trade_general_free(ent_trade_general_answer *answer)
{
  if (!answer) return;
  ent_arena arena = ((ent_general *)answer)->arena; /* which holds the answer itself */
  ent_arena_close(&arena);
}
