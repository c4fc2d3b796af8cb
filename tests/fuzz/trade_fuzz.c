/* trade_fuzz.c - any world of trade under any shock: every answer is finite, and a certificate that holds is true.
 *
 * The first bytes choose size, elasticities, deficits and solver; each further pair of bytes is a number: tame ones, and now and
 * then 0, a negative, a huge, a tiny one, an infinity or a NaN.  Invariants: what is refused names its reason; what is answered
 * has no NaN and no infinity; where the certificate holds, the flows add up to output and spending; sanctions as a choice,
 * slopes, who should join, freeness between each two and trade at home are finite too. */
#include "entente/trade_policy.h"
#include "fuzz/fuzz.h"

#include <math.h>

#define N_MAX 6
#define CELLS (N_MAX * N_MAX)

static void check_answer(const ent_trade_answer *a)
{
  const int n = a->n;
  for (int i = 0; i < n; i++) {
    MUST(a->wage[i] >= 0 && a->wage[i] < INFINITY && a->price[i] >= 0 && a->price[i] < INFINITY);
    MUST(a->welfare[i] >= 0 && a->welfare[i] < INFINITY && a->real_wage[i] >= 0 && a->real_wage[i] < INFINITY);
    MUST(a->part[i] >= 0 && a->part[i] < a->certificate.parts);
    double bought = 0;
    for (int j = 0; j < n; j++) {
      MUST(a->flow[i * n + j] >= 0 && a->flow[i * n + j] < INFINITY);
      bought += a->flow[j * n + i];
    }
    if (a->certificate.holds) MUST(fabs(bought / a->spending[i] - 1) < 1e-9);
  }
  if (a->certificate.holds) MUST(a->certificate.market <= ENT_TRADE_GAP && a->certificate.settled);
}

static bool finite(double x)
{
  return x - x == 0;
}

static void check_point(const ent_trade_point *p)
{
  MUST(finite(p->loss) && finite(p->pain) && finite(p->gain) && finite(p->revenue));
  MUST(isnan(p->price) || finite(p->price));
  MUST(isnan(p->marginal) || finite(p->marginal));
}

/* Sanctions as a choice on the same world: whatever comes back is finite, rates lie from 0 to the ban, transfers sum to 0. */
static void check_policy(ent_trade *t, int n, fuzz_reader *in)
{
  int sender[N_MAX];
  double room[3 * N_MAX];
  for (int k = 0; k < n; k++) sender[k] = (int)(fuzz_byte(in) % 8) - 1;
  const unsigned how = fuzz_byte(in);
  const int senders = (int)(fuzz_byte(in) % 7), target = (int)(fuzz_byte(in) % 7);
  const double willingness = fuzz_number(in, 1), cap = how & 0x40 ? INFINITY : fuzz_number(in, 2);
  const ent_trade_sanction s = {sender, senders, target, (ent_trade_levy)(how % 4)};
  const ent_trade_aim aim = {(ent_trade_choice)(how / 4 % 5), willingness, cap, (how & 0x80) != 0, 3};
  const double rate = fuzz_number(in, 1);
  ent_trade_point point;
  ent_trade_payment payment[N_MAX];
  ent_trade_optimum o = {.rate = room, .gain = room + N_MAX, .aim = room + 2 * (size_t)N_MAX};
  ent_trade_burden b = {.before = room, .transfer = room + N_MAX, .payment = payment};
  ent_error err = {.code = ENT_OK};
  ent_status status = ent_trade_frontier(t, &s, &rate, 1, &point, NULL, NULL, &err);
  if (status == ENT_OK)
    check_point(&point);
  else
    fuzz_check_error(status, &err);
  status = ent_trade_share_burden(t, &s, rate, &b, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  for (int k = 0; status == ENT_OK && k < s.senders; k++) MUST(finite(b.transfer[k]) && finite(b.before[k]));
  for (int k = 0; status == ENT_OK && k < b.payments; k++) MUST(payment[k].amount > 0 && finite(payment[k].amount));
  status = ent_trade_optimize(t, &s, &aim, &o, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  check_point(&o.at);
  MUST(o.answer >= 0 && o.step >= 0);
  for (int k = 0; k < s.senders; k++) MUST(o.rate[k] >= 0 && finite(o.gain[k]) && finite(o.aim[k]));
}

/* Gaps are relative to each economy: where one is a million times another, they pin the other's wages down to few digits. */
static bool even(int n, const double *flow)
{
  double least = INFINITY, most = 0;
  for (int c = 0; c < n * n; c++) {
    if (c % (n + 1) == 0) least = fmin(least, flow[c]);
    most = fmax(most, flow[c]);
  }
  return most < 1e6 * least;
}

/* Some of the others stop trading with one: all sets, or a few orders. */
static void ask_coalition(ent_trade *t, int n, const double *flow, fuzz_reader *in, const ent_allocator *memory)
{
  const unsigned who = fuzz_byte(in), how = fuzz_byte(in);
  const ent_trade_coalitions_options options = {.samples = how & 1u ? 8 : 0, .seed = how};
  const int target = (int)(who % (unsigned)n);
  ent_trade_coalitions *c = NULL;
  ent_error err = {.code = ENT_OK};
  int member[N_MAX], members = 0;
  for (int i = 0; i < n; i++)
    if (i != target && (how >> (i + 1) & 1u)) member[members++] = i;
  const ent_status status = ent_trade_coalitions_find(t, target, member, members, &options, memory, &c, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  double sum = 0;
  for (int m = 0; m < members; m++) {
    MUST(fabs(c->shapley[m]) < INFINITY && fabs(c->error[m]) < INFINITY && fabs(c->cost[m]) < INFINITY);
    MUST(fabs(c->alone[m]) < INFINITY && fabs(c->last[m]) < INFINITY && fabs(c->leaving[m]) < INFINITY);
    sum += c->shapley[m];
  }
  for (size_t set = 0; c->value && set < (size_t)1 << members; set++) MUST(c->value[set] <= 1);
  if (c->holds) MUST(c->worst_market <= ENT_TRADE_GAP && fabs(sum - c->all) < 1e-9);
  if (c->holds && even(n, flow)) MUST(c->differ < 1e-6);
  ent_trade_coalitions_free(c, memory);
}

/* Slopes of what was solved last, and each of the others as the next to join two. */
static void ask_more(ent_trade *t, int n, fuzz_reader *in, const ent_allocator *memory)
{
  double weight[N_MAX], by_cost[CELLS], by_tariff[CELLS];
  ent_trade_joiner out[N_MAX];
  int who[N_MAX] = {0};
  ent_error err = {.code = ENT_OK};
  for (int i = 0; i < n; i++) weight[i] = fuzz_number(in, 1);
  ent_status status = ent_trade_slopes(t, weight, by_cost, by_tariff, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  for (int c = 0; status == ENT_OK && c < n * n; c++) MUST(finite(by_cost[c]) && finite(by_tariff[c]));
  status = ent_trade_elasticities(t, (int)(fuzz_byte(in) % 7), by_cost, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  for (int c = 0; status == ENT_OK && c < n * n; c++) MUST(finite(by_cost[c]));
  const int target = (int)(fuzz_byte(in) % (unsigned)n);
  for (int i = 0; i < n; i++) who[i] = (target + 1 + i) % n;
  const int members = n > 3 ? 2 : 1, candidates = n - 1 - members;
  status = ent_trade_coalitions_join(t, target, who, members, who + members, candidates, memory, out, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  for (int k = 0; status == ENT_OK && k < candidates; k++)
    MUST(finite(out[k].adds) && finite(out[k].cost) && (k == 0 || out[k].adds <= out[k - 1].adds));
}

/* Freeness, then trade at home filled in for every second one. */
static void ask_inputs(int n, double *flow, const double *output, double floor, double share)
{
  double phi[CELLS];
  ent_trade_filled how[N_MAX];
  ent_error err = {.code = ENT_OK};
  ent_status status = ent_trade_freeness(n, flow, phi, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  for (int c = 0; status == ENT_OK && c < n * n; c++) MUST(phi[c] >= 0 && finite(phi[c]));
  for (int i = 0; i < n; i += 2) flow[i * n + i] = 0;
  status = ent_trade_fill_home(n, &(ent_trade_home){output, floor, share}, flow, how, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  for (int i = 0; status == ENT_OK && i < n; i++)
    MUST(finite(flow[i * n + i]) && (how[i] == ENT_TRADE_MISSING) == !(flow[i * n + i] > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_reader in = {data, size};
  double flow[CELLS], tariff[CELLS], cost[CELLS], freeness[CELLS], now[CELLS], transfer[N_MAX];
  const int n = 1 + (int)(fuzz_byte(&in) % N_MAX);
  const unsigned what = fuzz_byte(&in);
  ent_trade_options o = {.theta = fuzz_number(&in, 8), .deficits = (ent_trade_deficits)(what % 4), .steps = 300};
  o.solver = (ent_trade_solver)(what / 4 % 5);
  o.supply = what & 0x40 ? fuzz_number(&in, 1) : 0;
  o.fixed_shares = (what & 0x80) != 0;
  for (int c = 0; c < n * n; c++) {
    const bool home = c % (n + 1) == 0;
    flow[c] = fuzz_number(&in, home ? 100 : 10);
    tariff[c] = home ? 0 : fuzz_number(&in, 0.2);
    cost[c] = home ? 1 : fuzz_number(&in, 1.5);
    freeness[c] = home ? 1 : fuzz_number(&in, 1);
    now[c] = home ? 0 : fuzz_number(&in, 0.5);
  }
  for (int i = 0; i < n; i++) transfer[i] = i + 1 < n ? fuzz_number(&in, 1) : 0;
  for (int i = 0; i + 1 < n; i++) transfer[n - 1] -= transfer[i];
  const unsigned with = fuzz_byte(&in);
  const ent_trade_world world = {n, flow, with & 1u ? tariff : NULL, NULL};
  const ent_trade_shock shock = {with & 2u ? freeness : NULL, with & 4u ? cost : NULL, with & 8u ? now : NULL,
                                 with & 16u ? transfer : NULL};
  const ent_allocator memory = fuzz_memory();
  ent_trade *t = NULL;
  ent_trade_answer a;
  ent_error err = {.code = ENT_OK};
  ent_status status = ent_trade_open(&world, &o, &memory, &t, &err);
  if (status == ENT_OK) {
    status = ent_trade_solve(t, &shock, &a, &err);
    if (status == ENT_OK) check_answer(&a);
    if (with & 32u) check_policy(t, n, &in);
    if (with & 64u) ask_coalition(t, n, flow, &in, &memory);
    if (with & 128u) ask_more(t, n, &in, &memory);
  }
  if (status != ENT_OK) fuzz_check_error(status, &err);
  ent_trade_close(t);
  ask_inputs(n, flow, with & 16u ? cost : NULL, o.theta / 16, o.theta / 20);
  return 0;
}
