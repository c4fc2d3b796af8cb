/* parity_core.c - do all builds compute the same bits?  A pure function from a snapshot to a hash over everything
 * the library answers: the ensemble's struct, the answer as JSON and as CSV, the report's pictures' numbers (map,
 * trust), and the results of core's mathematics.  No stdio, no malloc: the same file runs natively and in
 * WebAssembly.
 *
 * Memory is a bump allocator over a static block; what is given back on top of it is used again. */
#include <string.h>

#include "base/bytes.h"
#include "entente/entente.h"

#define HEAP_SIZE ((size_t)96 << 20) /* a study keeps its draws, some 17 MB for g8-return */
#define ALIGNMENT 16
#define STUDY_DRAWS 256

void parity_run(const unsigned char *snapshot, size_t size, uint64_t seed, uint64_t draws, char hex[65]);

/* ---- memory ---- */

static union {
  unsigned char byte[HEAP_SIZE];
  double align;
  void *also;
} heap;
static size_t heap_used;

static size_t rounded(size_t size)
{
  return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void *bump(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  if (old &&
      (unsigned char *)old + rounded(old_size) == heap.byte + heap_used) { /* the last one: grows and goes in place */
    const size_t start = heap_used - rounded(old_size);
    if (start + rounded(new_size) > HEAP_SIZE) return NULL;
    heap_used = start + rounded(new_size);
    return new_size ? old : NULL;
  }
  if (new_size == 0 || rounded(new_size) > HEAP_SIZE - heap_used) return NULL;
  void *const fresh = heap.byte + heap_used;
  heap_used += rounded(new_size);
  if (old) memcpy(fresh, old, old_size < new_size ? old_size : new_size);
  return fresh;
}

/* ---- the hash ---- */

/* Digests are chained: each is taken over the last one and the next piece's own. */
static uint8_t chain[2][32];

static void add(const void *data, size_t size)
{
  ent_sha256(data, size, chain[1]);
  uint8_t next[32];
  ent_sha256(chain, sizeof chain, next);
  memcpy(chain[0], next, sizeof next);
}

static void add_number(double x)
{
  add(&x, sizeof x); /* all targets are little-endian with IEEE doubles */
}

static void add_status(ent_status status)
{
  add_number((double)status);
}

static void add_mathematics(void)
{
  for (int i = 1; i <= 2000; i++) {
    const double u = (i - 0.5) / 2000, x[] = {
                                         ent_exp(40 * u - 20),       ent_log(30 * u),
                                         ent_expm1(u - 0.5),         ent_log1p(u - 0.5),
                                         ent_pow(9 * u, 5 - 11 * u), ent_normal_cdf(16 * u - 8),
                                         ent_normal_quantile(u),     ent_lgamma(50 * u),
                                       };
    add(x, sizeof x);
    if (i % 40) continue;
    add_number(ent_beta_quantile(u, 0.5 + 20 * u, 3));
    add_number(ent_gamma_quantile(u, 0.3 + 9 * u, 2));
  }
}

/* Elasticities and coalitions of a solved world of thirteen. */
static void add_leverage(ent_trade *t)
{
  static const int member[] = {2, 3, 5, 7};
  static double elasticity[13 * 13];
  const ent_allocator memory = {bump, NULL};
  ent_trade_coalitions *c = NULL;
  add_status(ent_trade_elasticities(t, 4, elasticity, NULL));
  add(elasticity, sizeof elasticity);
  add_status(ent_trade_coalitions_find(t, 1, member, 4, NULL, &memory, &c, NULL));
  if (c) add(c->value, 16 * sizeof *c->value);
  if (c) add(c->shapley, 4 * sizeof *c->shapley);
  ent_trade_coalitions_free(c, &memory);
  c = NULL;
  add_status(
    ent_trade_coalitions_find(t, 1, member, 4, &(ent_trade_coalitions_options){.samples = 16}, &memory, &c, NULL));
  if (c) add(c->shapley, 4 * sizeof *c->shapley);
  if (c) add(c->error, 4 * sizeof *c->error);
  ent_trade_coalitions_free(c, &memory);
}

/* Sanctions as a choice: the frontier, Nash with an answer, the shared burden. */
static void add_policy(ent_trade *t)
{
  enum { SENDERS = 4, RATES = 5 };
  static const int sender[SENDERS] = {2, 3, 5, 7};
  const ent_trade_sanction s = {.sender = sender, .senders = SENDERS, .target = 1, .levy = ENT_TRADE_LEVY_BOTH};
  const ent_trade_aim aim = {.choice = ENT_TRADE_CHOICE_NASH, .willingness = 0.4, .cap = 9, .retaliates = true};
  double rate[RATES], best[SENDERS], gain[SENDERS], own[SENDERS];
  ent_trade_point point[RATES];
  ent_trade_payment payment[SENDERS];
  ent_trade_optimum o = {.rate = best, .gain = gain, .aim = own};
  ent_trade_burden b = {.before = gain, .transfer = own, .payment = payment};
  ent_trade_rates(4.3, RATES, rate);
  const ent_status walked = ent_trade_frontier(t, &s, rate, RATES, point, NULL, NULL, NULL);
  add_status(walked);
  for (int k = 0; walked == ENT_OK && k < RATES; k++) {
    add_number(point[k].gain);
    add_number(point[k].pain);
    if (k + 1 < RATES) add_number(point[k].marginal);
  }
  const ent_status chosen = ent_trade_optimize(t, &s, &aim, &o, NULL);
  add_status(chosen);
  if (chosen == ENT_OK) add(best, sizeof best);
  const ent_status shared = ent_trade_share_burden(t, &s, 0.2, &b, NULL);
  add_status(shared);
  if (shared == ENT_OK) add(own, sizeof own);
}

/* A world of thirteen economies: an embargo and dearer trade by each solver, then tariffs. */
static void add_trade(void)
{
  enum { N = 13 };
  static double flow[N * N], cost[N * N], tariff[N * N];
  const ent_allocator memory = {bump, NULL};
  for (unsigned c = 0; c < N * N; c++) {
    const bool home = c % (N + 1) == 0;
    flow[c] = (home ? 1000 : 50) * ent_uniform(9, c, 1, 0);
    cost[c] = home ? 1 : c % 7 == 0 ? 1e308 : 0.8 + ent_uniform(9, c, 2, 0);
    tariff[c] = home ? 0 : 0.5 * ent_uniform(9, c, 3, 0);
  }
  for (unsigned s = 0; s < 2 * ENT_TRADE_SOLVERS; s++) {
    const ent_trade_world world = {.n = N, .flow = flow};
    const ent_trade_shock shock = {.cost = cost, .tariff = s < ENT_TRADE_SOLVERS ? NULL : tariff};
    const ent_trade_options options = {.theta = 4.3, .solver = (ent_trade_solver)(s % ENT_TRADE_SOLVERS)};
    ent_trade *t = NULL;
    ent_trade_answer a = {0};
    ent_status status = ent_trade_open(&world, &options, &memory, &t, NULL);
    if (status == ENT_OK) status = ent_trade_solve(t, &shock, &a, NULL);
    add_status(status);
    if (status == ENT_OK) {
      add(a.flow, N * N * sizeof *a.flow);
      add(a.welfare, N * sizeof *a.welfare);
      add_number(a.certificate.market);
    }
    if (status == ENT_OK && s == 0) add_leverage(t);
    if (status == ENT_OK && s == 0) add_policy(t);
    ent_trade_close(t);
  }
}

/* Nine economies whose labour, scale, markups and taxes answer to tariffs. */
static void add_general(void)
{
  enum { N = 9 };
  static double flow[N * N], tariff[N * N], profit[N];
  const ent_allocator memory = {bump, NULL};
  for (unsigned c = 0; c < N * N; c++) {
    const bool home = c % (N + 1) == 0;
    flow[c] = (home ? 1000 : 50) * (0.1 + ent_uniform(11, c, 1, 0));
    tariff[c] = home ? 0 : 0.5 * ent_uniform(11, c, 2, 0);
    profit[c % N] = 0.3 * ent_uniform(11, c, 3, 0);
  }
  const ent_trade_world world = {.n = N, .flow = flow};
  const ent_trade_general_options options = {.theta = 4.3, .labour = 0.5, .scale = 0.11, .passed = 0.7};
  ent_trade_general_answer *a = NULL;
  const ent_status status = ent_trade_general_solve(&world, profit, &options, tariff, &memory, &a, NULL);
  add_status(status);
  if (status != ENT_OK) return;
  add(a->flow, N * N * sizeof *a->flow);
  add(a->welfare, N * sizeof *a->welfare);
  add(a->best, N * sizeof *a->best);
  add_number(a->certificate.market);
  ent_trade_general_free(a);
}

/* Five economies and four sectors: an embargo in one, dearer trade and tariffs in the others, and what the linear sums say. */
static void add_sectors(void)
{
  enum { N = 5, S = 4, CELLS = S * N * N };
  static double flow[CELLS], cost[CELLS], tariff[CELLS], input[N * S * S], value_added[N * S];
  static const double theta[S] = {2.5, 4.3, 7.1, 40};
  const ent_allocator memory = {bump, NULL};
  for (unsigned c = 0; c < CELLS; c++) {
    const bool home = c / N % N == c % N;
    flow[c] = (home ? 1000 : 90) * (0.1 + ent_uniform(10, c, 1, 0));
    cost[c] = home ? 1 : c % 11 == 0 ? 1e308 : 0.8 + ent_uniform(10, c, 2, 0);
    tariff[c] = home ? 0 : 0.3 * ent_uniform(10, c, 3, 0);
  }
  for (unsigned r = 0; r < N * S; r++) {
    value_added[r] = 0.3 + 0.5 * ent_uniform(10, r, 4, 0);
    for (unsigned k = 0; k < S; k++) input[r * S + k] = k == r % S ? 0.4 : 0.2;
  }
  const ent_sectors_world world = {
    .n = N, .sectors = S, .flow = flow, .input = input, .value_added = value_added, .theta = theta};
  const ent_sectors_shock shock = {.cost = cost, .tariff = tariff};
  ent_sectors *s = NULL;
  ent_sectors_answer a = {0};
  double linear[4][N];
  ent_sectors_linear sums = {linear[0], linear[1], linear[2], linear[3], 0};
  ent_status status = ent_sectors_open(&world, &(ent_sectors_options){0}, &memory, &s, NULL);
  if (status == ENT_OK) status = ent_sectors_decompose(s, &shock, 3, &sums, NULL);
  if (status == ENT_OK) status = ent_sectors_solve(s, &shock, &a, NULL);
  add_status(status);
  if (status == ENT_OK) {
    add(a.flow, CELLS * sizeof *a.flow);
    add(a.welfare, N * sizeof *a.welfare);
    add(linear, sizeof linear);
    add_number(a.certificate.labour);
  }
  ent_sectors_close(s);
}

/* Parameters fitted to a few made-up deals, and what they forecast. */
static void add_calibration(void)
{
  ent_case cases[24];
  ent_calibration c;
  for (int i = 0; i < 24; i++) {
    cases[i] = (ent_case){.kind = (ent_deal_kind)(i % ENT_DEAL_KINDS), .body = (ent_case_body)(i % 3)};
    cases[i].form = (ent_case_form)(i % ENT_CASE_FORMS);
    cases[i].undeclared = 1 + i % 5;
    cases[i].minor = i % 2;
    cases[i].major = i % 4 == 3;
    cases[i].opposed = i % 2 == 1;
    cases[i].wedge = i % 5 == 0;
    cases[i].capability = i / 12.0 - 1;
    cases[i].exit_hazard = 0.2;
    cases[i].offered = ENT_KNOWN_YES;
    cases[i].adopted = i % 3 == 2 && i % 2 == 0 ? ENT_KNOWN_NO : ENT_KNOWN_YES;
    cases[i].accepted = i % 7 == 0 ? ENT_KNOWN_NO : ENT_KNOWN_YES;
    cases[i].turnover = ENT_KNOWN_UNKNOWN;
    cases[i].lived = cases[i].adopted == ENT_KNOWN_YES && cases[i].accepted == ENT_KNOWN_YES;
    cases[i].ended = i % 4 == 0;
    cases[i].years = 1 + i / 2.0;
  }
  const ent_status status = ent_calibrate(cases, 24, &c, NULL);
  add_status(status);
  for (int i = 0; status == ENT_OK && i < ENT_CALIBRATED_COUNT; i++) {
    add_number(c.value[i]);
    add_number(c.error[i]);
  }
  for (int i = 0; status == ENT_OK && i < 24; i++) add_number(ent_case_forecast(&c, &cases[i]).alive5);
}

static void add_answer(ent_answer *answer)
{
  const char *text = NULL;
  size_t size = 0;
  ent_map_point at;
  ent_trust_point trust;
  add(&answer->ensemble, sizeof answer->ensemble);
  add_status(ent_answer_json(answer, &text, &size, NULL));
  add(text, size);
  add_status(ent_answer_csv(answer, &text, &size, NULL));
  add(text, size);
  for (int i = 0; ent_scenario_map_point(answer->scenario, i, &at); i++) {
    add_number(at.x);
    add_number(at.y);
    add_number(at.content);
  }
  for (int i = 0; ent_scenario_trust_point(answer->scenario, i, &trust); i++) {
    add_number(trust.mean);
    add_number(trust.low);
    add_number(trust.high);
  }
}

static ent_status run(const unsigned char *snapshot, size_t size, uint64_t seed, uint64_t draws)
{
  const ent_allocator memory = {bump, NULL};
  const ent_options options = {.seed = seed, .draws = draws, .study_draws = STUDY_DRAWS};
  ent_builder *builder = NULL;
  ent_scenario *scenario = NULL;
  ent_answer *answer = NULL;
  ent_error err;
  int found = 0;
  ent_status status = ent_builder_open(&memory, &builder, NULL);
  if (status == ENT_OK) status = ent_builder_load(builder, snapshot, size, NULL);
  if (status == ENT_OK) status = ent_scenario_seal(builder, &memory, &scenario, &err, 1, &found);
  if (status == ENT_OK) status = ent_answer_run(scenario, &options, &memory, &answer, NULL);
  if (status == ENT_OK) add_answer(answer);
  ent_answer_free(answer);
  ent_scenario_free(scenario);
  ent_builder_close(builder);
  return status;
}

void parity_run(const unsigned char *snapshot, size_t size, uint64_t seed, uint64_t draws, char hex[65])
{
  static const char digit[] = "0123456789abcdef";
  heap_used = 0;
  memset(chain, 0, sizeof chain);
  add_mathematics();
  add_trade();
  add_general();
  add_sectors();
  add_calibration();
  const ent_status status = run(snapshot, size, seed, draws);
  add_status(status);
  for (int i = 0; i < 32; i++) {
    hex[2 * i] = digit[chain[0][i] >> 4];
    hex[2 * i + 1] = digit[chain[0][i] & 15];
  }
  hex[64] = '\0';
  if (status != ENT_OK)
    memcpy(hex, ent_status_name(status), strlen(ent_status_name(status))); /* no hash, as all can see */
}
