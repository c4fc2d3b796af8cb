/* sectors_world.c - what does each sector of each economy sell, spend and earn, before anything changes?
 *
 *   X_m^j = sum_i flow_im^j;  sales_i^j = sum_m flow_im^j / tau_im^j;  V_i = sum_j beta_i^j sales_i^j
 *   S_i = exports_i - imports_i;  I_i = V_i + tariff revenue_i - S_i
 *   alpha_i^k = max(0, X_i^k - sum_j gamma_i^{k,j} (1 - beta_i^j) sales_i^j), scaled to a sum of 1
 *
 * What the world gives (consumption, value added, surpluses) is taken instead.  Tables seldom satisfy all equations: unless they
 * are to be taken as given, the world is solved once as it is, or without surpluses, and what comes out is what shocks refer to.
 * Cost: O(S n^2 + n S^2), and one solution.
 * Source: Caliendo and Parro 2015, and the programs they published with it; Ossa 2016 (Handbook of Commercial Policy 1A) for
 * surpluses that are purged first. */
#include "trade/industry.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

static const char *const base_name[] = {
#define X(NAME, name) #name,
  ENT_SECTORS_BASE_LIST(X)
#undef X
};

const char *ent_sectors_base_name(ent_sectors_base base)
{
  return (unsigned)base < ENT_SECTORS_BASES ? base_name[base] : "?";
}

ent_status ent_sectors_blame(const ent_sectors *s, int economy, int sector, ent_status code, const char *before,
                             const char *between, const char *after, ent_error *err)
{
  char a[ENT_NUMBER_MAX], b[ENT_NUMBER_MAX];
  const char *const who = ent_trade_name(s->names, economy, a), *const what =
                                                                  ent_trade_name(s->sector_names, sector, b);
  return ent_fail_join(err, code, 0, 0, who, before, who, between, what, after, (const char *)NULL);
}

/* ---- memory ---------------------------------------------------------------------------------------------------------- */

typedef struct room {
  double **place;
  size_t count;
} room;

static bool take_memory(ent_sectors *s)
{
  const size_t n = (size_t)s->n, sectors = (size_t)s->sectors, trade = sectors * n * s->wide, cells = sectors * n * n;
  const size_t made = n * s->deep, state = s->wide + 2 * made;
  const room all[] = {{&s->share, trade},
                      {&s->gross, trade},
                      {&s->input, n * sectors * s->deep},
                      {&s->before, cells},
                      {&s->a_flow, cells},
                      {&s->beta, made},
                      {&s->alpha, made},
                      {&s->used, made},
                      {&s->sales, made},
                      {&s->theta, sectors},
                      {&s->earned, n},
                      {&s->surplus, n},
                      {&s->income, n},
                      {&s->given, n},
                      {&s->paid, n},
                      {&s->part_earned, n},
                      {&s->part_given, n},
                      {&s->x, state},
                      {&s->g, state},
                      {&s->log_cost, sectors * s->wide},
                      {&s->spending, sectors * s->wide},
                      {&s->revenue, s->wide},
                      {&s->wage, s->wide},
                      {&s->power, s->wide},
                      {&s->phi, s->wide},
                      {&s->kept, s->wide},
                      {&s->demand, s->wide},
                      {&s->needs, s->deep},
                      {&s->a_index, n},
                      {&s->a_income, n},
                      {&s->a_welfare, n},
                      {&s->a_real, n},
                      {&s->a_price, n * sectors},
                      {&s->a_cost, n * sectors},
                      {&s->a_spending, n * sectors},
                      {&s->a_sales, n * sectors}};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++)
    if (!(*all[k].place = ENT_NEW(&s->arena, double, all[k].count))) return false;
  s->part = ENT_NEW(&s->arena, int, n);
  s->taxed = ENT_NEW(&s->arena, bool, sectors);
  return s->part && s->taxed && ent_mixer_open(&s->mixer, (int)state, &s->arena);
}

/* ---- from tables to shares --------------------------------------------------------------------------------------------- */

/* Spending, sales, revenue and surplus of every sector from its flows; surplus holds exports less imports afterwards. */
static void take_margins(ent_sectors *s)
{
  const size_t n = (size_t)s->n, deep = s->deep;
  size_t c = 0;
  for (size_t j = 0; j < (size_t)s->sectors; j++)
    for (size_t i = 0; i < n; i++) {
      ent_sum sold = {0};
      for (size_t m = 0; m < n; m++, c++) {
        const double flow = s->before[c], net = s->tariff ? flow / (1 + s->tariff[c]) : flow;
        s->used[m * deep + j] += flow;
        s->revenue[m] += flow - net;
        ent_sum_add(&sold, net);
        s->surplus[i] += i == m ? 0 : net;
        s->surplus[m] -= i == m ? 0 : net;
      }
      s->sales[i * deep + j] = ent_sum_value(&sold);
    }
}

static void take_shares(ent_sectors *s)
{
  const size_t n = (size_t)s->n, sectors = (size_t)s->sectors;
  for (size_t j = 0; j < sectors; j++)
    for (size_t i = 0; i < n; i++)
      for (size_t m = 0; m < n; m++) {
        const double spent = s->used[m * s->deep + j];
        s->share[(j * n + i) * s->wide + m] = spent > 0 ? s->before[(j * n + i) * n + m] / spent : 0;
      }
}

/* Input coefficients gamma (1 - beta), each row of gamma scaled to 1. */
static void take_inputs(ent_sectors *s, const ent_sectors_world *w)
{
  const size_t sectors = (size_t)s->sectors;
  for (size_t m = 0; m < (size_t)s->n; m++)
    for (size_t j = 0; j < sectors; j++) {
      const double *const gamma = w->input + (m * sectors + j) * sectors;
      double *const row = s->input + (m * sectors + j) * s->deep;
      const double beta = w->value_added[m * sectors + j];
      ent_sum sum = {0};
      s->beta[m * s->deep + j] = beta;
      if (!(beta < 1)) continue;
      for (size_t k = 0; k < sectors; k++) ent_sum_add(&sum, gamma[k]);
      for (size_t k = 0; k < sectors; k++) row[k] = gamma[k] / ent_sum_value(&sum) * (1 - beta);
    }
}

/* What economy m spends on each sector as an input, to s->needs. */
static void take_needs(ent_sectors *s, size_t m)
{
  const size_t sectors = (size_t)s->sectors;
  memset(s->needs, 0, s->deep * sizeof *s->needs);
  for (size_t j = 0; j < sectors; j++)
    for (size_t k = 0; k < sectors; k++)
      s->needs[k] += s->input[(m * sectors + j) * s->deep + k] * s->sales[m * s->deep + j];
}

static ent_status take_consumption(ent_sectors *s, const ent_sectors_world *w, size_t m, ent_error *err)
{
  const size_t sectors = (size_t)s->sectors;
  double *const alpha = s->alpha + m * s->deep, *const used = s->used + m * s->deep;
  ent_sum sum = {0};
  take_needs(s, m);
  for (size_t k = 0; k < sectors; k++) {
    const double left = used[k] - s->needs[k];
    alpha[k] = w->consumption ? w->consumption[m * sectors + k] : left > 0 ? left : 0;
    ent_sum_add(&sum, alpha[k]);
  }
  const double total = ent_sum_value(&sum);
  if (!(total > 0)) {
    char name[ENT_NUMBER_MAX];
    const char *const who = ent_trade_name(s->names, (int)m, name);
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "Nothing is left for consumption in ", who,
                         ": its inputs are all that it spends.", (const char *)NULL);
  }
  for (size_t k = 0; k < sectors; k++) {
    alpha[k] /= total;
    const bool needed = alpha[k] > 0 || s->needs[k] > 0;
    if (needed && !(used[k] > 0))
      return ent_sectors_blame(s, (int)m, (int)k, ENT_ARGUMENT, "The flows have no purchases by ", " in sector ",
                               ", which its industries or households need.", err);
    if (!needed) used[k] = 0;
  }
  return ENT_OK;
}

/* What an economy earns, and what it has. */
static ent_status take_income(ent_sectors *s, const ent_sectors_world *w, size_t m, ent_error *err)
{
  const double made = ent_trade_dot(s->beta + m * s->deep, s->sales + m * s->deep, (int)s->deep);
  char name[ENT_NUMBER_MAX];
  const char *const who = ent_trade_name(s->names, (int)m, name);
  s->earned[m] = w->earned ? w->earned[m] : made;
  if (w->surplus) s->surplus[m] = w->surplus[m];
  if (!(made > 0))
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "Nothing is sold by ", who,
                         ": an economy lives by what it sells.", (const char *)NULL);
  s->income[m] = s->earned[m] + s->revenue[m] - s->surplus[m];
  if (!(s->income[m] > 0) && s->options.base != ENT_SECTORS_BALANCED)
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "The income of ", who,
                         " is not above 0: its surplus is larger than what it earns.", (const char *)NULL);
  return ENT_OK;
}

static ent_status take_world(ent_sectors *s, const ent_sectors_world *w, ent_error *err)
{
  const size_t n = (size_t)s->n, cells = (size_t)s->sectors * n * n;
  ent_sum surplus = {0}, earned = {0};
  ent_status status = ENT_OK;
  memcpy(s->before, w->flow, cells * sizeof *s->before);
  memcpy(s->theta, w->theta, (size_t)s->sectors * sizeof *s->theta);
  take_inputs(s, w);
  take_margins(s);
  take_shares(s);
  for (size_t m = 0; m < n && status == ENT_OK; m++) {
    status = take_income(s, w, m, err);
    if (status == ENT_OK) status = take_consumption(s, w, m, err);
    ent_sum_add(&surplus, s->surplus[m]);
    ent_sum_add(&earned, s->earned[m]);
  }
  if (status != ENT_OK) return status;
  if (!(fabs(ent_sum_value(&surplus)) <= ENT_SECTORS_SLACK * ent_sum_value(&earned)))
    return ent_fail(err, ENT_ARGUMENT, "", "The surpluses do not sum to 0: what one sells another has to buy.");
  return ENT_OK;
}

/* ---- the world that shocks refer to ------------------------------------------------------------------------------------- */

/* Solves without a shock, and what comes out becomes the world before. */
static ent_status settle(ent_sectors *s, ent_error *err)
{
  const size_t n = (size_t)s->n, sectors = (size_t)s->sectors;
  ent_sectors_answer a;
  if (s->options.base == ENT_SECTORS_BALANCED) memset(s->surplus, 0, n * sizeof *s->surplus);
  const ent_status status = ent_sectors_solve(s, NULL, &a, err);
  if (status != ENT_OK) return status;
  if (!a.certificate.holds)
    return ent_fail(err, ENT_NUMERIC, "", "The world before the shock has no equilibrium that the solver could reach.");
  memcpy(s->before, a.flow, sectors * n * n * sizeof *s->before);
  for (size_t m = 0; m < n; m++) {
    s->earned[m] *= a.wage[m];
    s->income[m] = a.income[m];
    s->surplus[m] = -s->given[m];
    for (size_t j = 0; j < sectors; j++)
      if (s->used[m * s->deep + j] > 0) s->used[m * s->deep + j] = a.spending[m * sectors + j];
  }
  take_shares(s);
  return ENT_OK;
}

ent_status ent_sectors_open(const ent_sectors_world *world, const ent_sectors_options *options,
                            const ent_allocator *memory, ent_sectors **out, ent_error *err)
{
  if (!world || !options || !memory || !out)
    return ent_fail(err, ENT_ARGUMENT, "", "World, options, memory and out are not NULL.");
  ent_status status = ent_sectors_check(world, options, err);
  if (status != ENT_OK) return status;
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_sectors *const s = ENT_NEW(&arena, ent_sectors, 1);
  if (!s) {
    ent_arena_close(&arena);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the world.");
  }
  *s = (ent_sectors){.arena = arena,
                     .n = world->n,
                     .sectors = world->sectors,
                     .wide = ((size_t)world->n + ENT_TRADE_WIDE - 1) / ENT_TRADE_WIDE * ENT_TRADE_WIDE,
                     .deep = ((size_t)world->sectors + ENT_TRADE_WIDE - 1) / ENT_TRADE_WIDE * ENT_TRADE_WIDE,
                     .options = *options,
                     .names = world->names,
                     .sector_names = world->sector_names,
                     .tariff = world->tariff};
  if (s->options.steps == 0) s->options.steps = 5000;
  if (!(s->options.tolerance > 0)) s->options.tolerance = 1e-11;
  status =
    take_memory(s) ? take_world(s, world, err) : ent_fail(err, ENT_NOMEM, "", "There is no memory for the world.");
  if (status == ENT_OK && options->base != ENT_SECTORS_GIVEN) status = settle(s, err);
  if (status != ENT_OK) {
    ent_sectors_close(s);
    return status;
  }
  *out = s;
  return ENT_OK;
}

void ent_sectors_close(ent_sectors *sectors)
{
  if (!sectors) return;
  ent_arena arena = sectors->arena; /* which holds the solver itself */
  ent_arena_close(&arena);
}
