/* world.c - is this a world that gravity can be solved for, and what does each of its economies earn and spend?
 *
 *   Y_i = sum_j X_ij / (1 + t_ij);  E_j = sum_i X_ij;  D_j = E_j - Y_j - tariff revenue_j, which sum to 0
 *
 * Balanced deficits (Ossa 2016, Handbook of Commercial Policy 1A): the world is solved once without them, and what comes out
 * is the world that shocks refer to.  Cost: O(n^2), and one solution when balanced. */
#include "trade/gravity.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

static const char *const deficits_name[] = {
#define X(NAME, name) #name,
  ENT_TRADE_DEFICITS_LIST(X)
#undef X
};
static const char *const solver_name[] = {
#define X(NAME, name) #name,
  ENT_TRADE_SOLVER_LIST(X)
#undef X
};

const char *ent_trade_deficits_name(ent_trade_deficits deficits)
{
  return (unsigned)deficits < ENT_TRADE_DEFICITS ? deficits_name[deficits] : "?";
}

const char *ent_trade_solver_name(ent_trade_solver solver)
{
  return (unsigned)solver < ENT_TRADE_SOLVERS ? solver_name[solver] : "?";
}

/* ---- what is refused ------------------------------------------------------------------------------------------------------ */

const char *ent_trade_name(const char *const *names, int i, char room[ENT_NUMBER_MAX])
{
  if (names && names[i]) return names[i];
  ent_number_write((double)(i + 1), room);
  return room;
}

static ent_status check_options(const ent_trade_options *o, int n, ent_error *err)
{
  if (!(o->theta > 0 && o->theta <= 100))
    return ent_fail(err, ENT_ARGUMENT, "theta", "The elasticity of trade, theta, lies above 0 and at most at 100.");
  if (!(o->supply >= 0 && o->supply <= 100))
    return ent_fail(err, ENT_ARGUMENT, "supply", "The elasticity of supply lies from 0 to 100.");
  if ((unsigned)o->deficits >= ENT_TRADE_DEFICITS || (unsigned)o->solver >= ENT_TRADE_SOLVERS)
    return ent_fail(err, ENT_ARGUMENT, "", "There is no such treatment of deficits, or no such solver.");
  if ((o->solver == ENT_TRADE_NEWTON || o->solver == ENT_TRADE_CHORD) &&
      (o->supply > 0 || o->deficits == ENT_TRADE_MULTIPLICATIVE))
    return ent_fail(err, ENT_ARGUMENT, "solver",
                    "Newton and chord take neither an elasticity of supply nor multiplicative deficits.");
  if (!(o->tolerance >= 0 && o->tolerance < 1) || o->steps < 0)
    return ent_fail(err, ENT_ARGUMENT, "", "The tolerance lies from 0 to below 1, and steps are not negative.");
  if (o->fixed_shares && (o->anchor < 0 || o->anchor >= n || o->supply > 0))
    return ent_fail(err, ENT_ARGUMENT, "anchor", "Fixed shares need an anchor among the economies, and no supply.");
  return ENT_OK;
}

static bool sound_rate(const ent_trade_world *w, size_t c, bool home)
{
  return !w->tariff || (w->tariff[c] > -1 && w->tariff[c] <= 1e9 && (!home || w->tariff[c] == 0));
}

static ent_status refuse_cell(const ent_trade_world *w, size_t c, ent_error *err)
{
  char room[ENT_NUMBER_MAX];
  const char *const from = ent_trade_name(w->names, (int)(c / (size_t)w->n), room);
  if (!(w->flow[c] >= 0 && w->flow[c] < ENT_TRADE_HUGE))
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, from, "A flow from ", from, " is negative or no finite number.",
                         (const char *)NULL);
  if (!sound_rate(w, c, c / (size_t)w->n == c % (size_t)w->n))
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, from, "A tariff on what comes from ", from,
                         " is not above -1, or is raised at home.", (const char *)NULL);
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, from, "The trade of ", from,
                       " with itself is missing: gravity needs what an economy buys at home.", (const char *)NULL);
}

static ent_status check_world(const ent_trade_world *w, ent_error *err)
{
  if (w->n < 1 || !w->flow) return ent_fail(err, ENT_ARGUMENT, "", "A world has at least one economy, and flows.");
  if (w->n > ENT_TRADE_MAX) return ent_fail(err, ENT_LIMIT, "", "There are more than 2,000 economies.");
  const size_t n = (size_t)w->n;
  for (size_t c = 0; c < n * n; c++) {
    const bool home = c / n == c % n;
    if (!(w->flow[c] >= 0 && w->flow[c] < ENT_TRADE_HUGE) || (home && !(w->flow[c] > 0)) || !sound_rate(w, c, home))
      return refuse_cell(w, c, err);
  }
  return ENT_OK;
}

/* ---- margins --------------------------------------------------------------------------------------------------------------- */

static void take_margins(ent_trade *t)
{
  const size_t n = (size_t)t->n;
  ent_sum total = {0};
  memset(t->work, 0, 2 * (size_t)t->stride * sizeof *t->work);
  double *const low = t->work, *const revenue = t->work + t->stride;
  memset(t->spending, 0, n * sizeof *t->spending);
  for (size_t i = 0; i < n; i++) {
    ent_sum sold = {0};
    for (size_t j = 0; j < n; j++) {
      const double x = t->flow[i * n + j], net = t->tariff ? x / (1 + t->tariff[i * n + j]) : x;
      ent_sum bought = {t->spending[j], low[j]};
      ent_sum_add(&sold, net);
      ent_sum_add(&bought, x);
      t->spending[j] = bought.high;
      low[j] = bought.low;
      revenue[j] += x - net;
    }
    t->output[i] = ent_sum_value(&sold);
    ent_sum_add(&total, t->output[i]);
  }
  for (size_t j = 0; j < n; j++) {
    t->spending[j] += low[j];
    t->deficit[j] = t->spending[j] - t->output[j] - revenue[j];
    t->ratio[j] = t->spending[j] / (t->output[j] + revenue[j]);
  }
  t->total = ent_sum_value(&total);
}

/* ---- opening ------------------------------------------------------------------------------------------------ */

static double *lanes(ent_trade *t)
{
  return ENT_NEW(&t->arena, double, (size_t)t->stride);
}

static bool take_memory(ent_trade *t)
{
  double **const vector[] = {&t->output, &t->spending,  &t->deficit,  &t->ratio,     &t->given,  &t->part_total,
                             &t->x,      &t->g,         &t->wage,     &t->part_now,  &t->power,  &t->net_index,
                             &t->index,  &t->income,    &t->buy,      &t->sales,     &t->volume, &t->a_price,
                             &t->a_real, &t->a_welfare, &t->a_output, &t->a_spending};
  for (size_t k = 0; k < sizeof vector / sizeof *vector; k++) {
    *vector[k] = lanes(t);
    if (!*vector[k]) return false;
  }
  t->work = ENT_NEW(&t->arena, double, 3 * (size_t)t->stride);
  t->net = ENT_NEW(&t->arena, double, (size_t)t->rows *(size_t)t->stride);
  t->part = ENT_NEW(&t->arena, int, t->n);
  t->a_flow = ENT_NEW(&t->arena, double, (size_t)t->n *(size_t)t->n);
  return t->work && t->net && t->part && t->a_flow && ent_mixer_open(&t->mixer, t->stride, &t->arena);
}

/* The world without deficits becomes that which shocks refer to. */
static ent_status purge(ent_trade *t, ent_error *err)
{
  const size_t size = (size_t)t->n * (size_t)t->n;
  ent_trade_answer a;
  t->own_flow = ENT_NEW(&t->arena, double, size);
  if (!t->own_flow) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the balanced world.");
  const ent_status status = ent_trade_solve(t, NULL, &a, err);
  if (status != ENT_OK) return status;
  if (!a.certificate.holds)
    return ent_fail(err, ENT_NUMERIC, "", "The world has no equilibrium without deficits that the solver could reach.");
  memcpy(t->own_flow, a.flow, size * sizeof *t->own_flow);
  t->flow = t->own_flow;
  t->system_ready = false;
  take_margins(t);
  return ENT_OK;
}

ent_status ent_trade_open(const ent_trade_world *world, const ent_trade_options *options, const ent_allocator *memory,
                          ent_trade **out, ent_error *err)
{
  if (!world || !options || !memory || !out)
    return ent_fail(err, ENT_ARGUMENT, "", "World, options, memory and out are not NULL.");
  ent_status status = check_world(world, err);
  if (status == ENT_OK) status = check_options(options, world->n, err);
  if (status != ENT_OK) return status;
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_trade *const t = ENT_NEW(&arena, ent_trade, 1);
  if (!t) {
    ent_arena_close(&arena);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the world.");
  }
  t->arena = arena;
  t->n = world->n;
  t->stride = (world->n + ENT_TRADE_WIDE - 1) / ENT_TRADE_WIDE * ENT_TRADE_WIDE;
  t->rows = (world->n + ENT_TRADE_TALL - 1) / ENT_TRADE_TALL * ENT_TRADE_TALL;
  t->options = *options;
  if (t->options.steps == 0) t->options.steps = 5000;
  if (!(t->options.tolerance > 0)) t->options.tolerance = 1e-13;
  t->names = world->names;
  t->flow = world->flow;
  t->tariff = world->tariff;
  status = take_memory(t) ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the world.");
  if (status == ENT_OK) take_margins(t);
  if (status == ENT_OK && options->deficits == ENT_TRADE_BALANCED && !options->fixed_shares) status = purge(t, err);
  if (status != ENT_OK) {
    ent_trade_close(t);
    return status;
  }
  *out = t;
  return ENT_OK;
}

void ent_trade_close(ent_trade *trade)
{
  if (!trade) return;
  ent_arena arena = trade->arena; /* which holds the trade itself */
  ent_arena_close(&arena);
}
