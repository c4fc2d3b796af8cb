/* trade_policy.c - entente trade frontier, optimal, nash, burden: what do sanctions cost their senders, and which are best?
 *
 * All read the same words: who (--senders) does what (--levy) to whom (--target). */
#include "trade_policy.h"

#include "base/fail.h"
#include "say.h"
#include "targets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STEPS 101 /* of freeness, from none to the ban */
#define RATES_MOST 400

const char *const cli_policy_name[CLI_POLICIES] = {
#define X(NAME, name) #name,
  CLI_POLICY_LIST(X)
#undef X
};

static int kind_of(const char *word)
{
  for (int k = 0; k < CLI_POLICIES; k++)
    if (strcmp(cli_policy_name[k], word) == 0) return k;
  return -1;
}

bool cli_trade_is_policy(const char *word)
{
  return kind_of(word) >= 0;
}

/* ---- what is asked ------------------------------------------------------------------------------------------------------- */

static cli_exit read_senders(cli_policy *p)
{
  cli_trade *const t = p->t;
  const char *const text = cli_value(t->call, CLI_OPTION_SENDERS);
  const size_t n = (size_t)t->n;
  if (!text) return cli_refuse(t->call, "entente trade ", cli_policy_name[p->kind], " needs --senders", (char *)NULL);
  if (t->target < 0)
    return cli_refuse(t->call, "entente trade ", cli_policy_name[p->kind], " needs a --target", (char *)NULL);
  bool *const in = ENT_NEW(&t->net.arena, bool, n), *const others = ENT_NEW(&t->net.arena, bool, n);
  p->sender = ENT_NEW(&t->net.arena, int, n);
  p->name = ENT_NEW(&t->net.arena, const char *, n);
  if (!in || !others || !p->sender || !p->name) return cli_network_no_memory(t->call);
  others[t->target] = true;
  const cli_exit code = cli_trade_side(t, CLI_OPTION_SENDERS, text, strlen(text), others, in);
  if (code != CLI_ANSWERED) return code;
  if (in[t->target])
    return cli_refuse(t->call, "--senders: ", t->net.actor[t->target], " is the target itself", (char *)NULL);
  for (int i = 0; i < t->n; i++) {
    if (!in[i]) continue;
    p->name[p->s.senders] = t->net.actor[i];
    p->sender[p->s.senders++] = i;
  }
  if (p->s.senders == 0) return cli_refuse(t->call, "--senders names nobody", (char *)NULL);
  double traded = 0;
  for (int k = 0; k < p->s.senders; k++)
    traded += t->flow[p->sender[k] * t->n + t->target] + t->flow[t->target * t->n + p->sender[k]];
  if (!(traded > 0))
    return cli_refuse(t->call, "--senders: none of them trades with ", t->net.actor[t->target], (char *)NULL);
  p->s.sender = p->sender;
  p->s.target = t->target;
  return CLI_ANSWERED;
}

/* "20%", "0.2" or "ban". */
static bool read_rate(const char *text, size_t size, double *out)
{
  size_t used = 0;
  while (size > 0 && *text == ' ') text++, size--;
  while (size > 0 && text[size - 1] == ' ') size--;
  if (size == 3 && memcmp(text, "ban", 3) == 0) {
    *out = INFINITY;
    return true;
  }
  if (ent_number_read(text, size, out, &used) != ENT_OK) return false;
  const bool percent = used < size && text[used] == '%';
  if (percent) *out /= 100;
  return used + percent == size && *out >= 0 && (percent || *out <= 1);
}

static int by_size(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static cli_exit refuse_rates(const cli_policy *p, const char *text)
{
  return cli_refuse(p->t->call,
                    "--rates are tariffs of 0 or more such as 5%,20%,ban, above 100 % with a percent sign, not \"",
                    text, "\"", (char *)NULL);
}

static cli_exit read_rates(cli_policy *p, const char *text)
{
  for (const char *at = text; *at || p->rates == 0;) {
    const size_t size = strcspn(at, ",");
    if (p->rates == RATES_MOST || !read_rate(at, size, &p->rate[p->rates])) return refuse_rates(p, text);
    p->round[p->rates++] = true;
    at += size + (at[size] == ',');
  }
  qsort(p->rate, (size_t)p->rates, sizeof *p->rate, by_size);
  return p->kind == CLI_POLICY_BURDEN && p->rates != 1
           ? cli_refuse(p->t->call, "entente trade burden takes one rate in --rates", (char *)NULL)
           : CLI_ANSWERED;
}

/* Round rates for people, equal steps of freeness between them for pictures and programs. */
static void choose_rates(cli_policy *p)
{
  static const double round[] = {0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 4, 10, INFINITY};
  const int rounds = sizeof round / sizeof *round;
  if (p->kind == CLI_POLICY_BURDEN) {
    p->rate[0] = INFINITY;
    p->rates = 1;
    return;
  }
  ent_trade_rates(p->t->options.theta, STEPS, p->rate);
  p->rates = STEPS;
  for (int k = 1; k + 1 < rounds; k++) p->rate[p->rates++] = round[k];
  qsort(p->rate, (size_t)p->rates, sizeof *p->rate, by_size);
  for (int k = 0; k < p->rates; k++)
    for (int r = 0; r < rounds; r++) p->round[k] = p->round[k] || !(p->rate[k] < round[r] || p->rate[k] > round[r]);
}

static cli_exit read_numbers(cli_policy *p)
{
  const cli_call *const call = p->t->call;
  const char *const rates = cli_value(call, CLI_OPTION_RATES), *const cap = cli_value(call, CLI_OPTION_CAP);
  const char *const lambda = cli_value(call, CLI_OPTION_WILLINGNESS), *const levy = cli_value(call, CLI_OPTION_LEVY);
  size_t used = 0;
  p->rate = ENT_NEW(&p->t->net.arena, double, RATES_MOST);
  p->round = ENT_NEW(&p->t->net.arena, bool, RATES_MOST);
  if (!p->rate || !p->round) return cli_network_no_memory(call);
  p->cap = INFINITY;
  if (lambda && (ent_number_read(lambda, strlen(lambda), &p->willingness, &used) != ENT_OK || lambda[used] != '\0' ||
                 !(p->willingness >= 0)))
    return cli_refuse(call, "--willingness is a number of 0 or more, own money for one of the target's, not \"", lambda,
                      "\"", (char *)NULL);
  if (cap && (!read_rate(cap, strlen(cap), &p->cap) || !(p->cap > 0)))
    return cli_refuse(call, "--cap is a rate above 0 such as 50%, above 100 % with a percent sign, or ban, not \"", cap,
                      "\"", (char *)NULL);
  for (int k = 0; levy; k++) {
    if (k == ENT_TRADE_LEVIES)
      return cli_refuse(call, "--levy is tariff, controls or both, not \"", levy, "\"", (char *)NULL);
    p->s.levy = (ent_trade_levy)k;
    if (strcmp(ent_trade_levy_name(p->s.levy), levy) == 0) break;
  }
  if (rates) return read_rates(p, rates);
  choose_rates(p);
  return CLI_ANSWERED;
}

static bool belongs(cli_policy_kind kind, cli_option option)
{
  const bool chooses = kind == CLI_POLICY_OPTIMAL || kind == CLI_POLICY_NASH;
  switch (option) {
  case CLI_OPTION_RATES: return !chooses;
  case CLI_OPTION_WILLINGNESS: return kind != CLI_POLICY_BURDEN;
  case CLI_OPTION_CAP: return chooses;
  case CLI_OPTION_TRADE_SVG: return kind == CLI_POLICY_FRONTIER;
  default: return false;
  }
}

static cli_exit check_options(const cli_policy *p)
{
  static const cli_option listed[] = {
    CLI_OPTION_EMBARGO,  CLI_OPTION_TARIFF,      CLI_OPTION_COST,         CLI_OPTION_TRANSFER,  CLI_OPTION_RELIEF,
    CLI_OPTION_FREENESS, CLI_OPTION_COMPAT,      CLI_OPTION_ELASTICITIES, CLI_OPTION_COALITION, CLI_OPTION_TRADE_WHY,
    CLI_OPTION_RATES,    CLI_OPTION_WILLINGNESS, CLI_OPTION_CAP,          CLI_OPTION_TRADE_SVG};
  const cli_trade *const t = p->t;
  for (size_t k = 0; k < sizeof listed / sizeof *listed; k++)
    if (cli_has(t->call, listed[k]) && !belongs(p->kind, listed[k]))
      return cli_refuse(t->call, "entente trade ", cli_policy_name[p->kind], " takes no --",
                        cli_option_list[listed[k]].name, (char *)NULL);
  if (t->theta_high > t->theta_low)
    return cli_refuse(t->call, "entente trade ", cli_policy_name[p->kind], " takes one value of --theta, not a range",
                      (char *)NULL);
  return CLI_ANSWERED;
}

/* ---- the work ------------------------------------------------------------------------------------------------------------ */

static void add_proof(cli_policy *p, const ent_trade_proof *more, bool settled)
{
  p->proof.holds = p->proof.holds && more->holds;
  if (more->market > p->proof.market) p->proof.market = more->market;
  p->proof.solutions += more->solutions;
  p->settled = p->settled && settled;
}

static ent_status optimize(cli_policy *p, ent_trade_choice choice, bool retaliates, ent_error *err)
{
  cli_policy_best *const b = &p->best[p->bests++];
  const size_t senders = (size_t)p->s.senders;
  b->aim = (ent_trade_aim){.choice = choice, .willingness = p->willingness, .cap = p->cap, .retaliates = retaliates};
  b->o.rate = ENT_NEW(&p->t->net.arena, double, 3 * senders);
  if (!b->o.rate) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the rates.");
  b->o.gain = b->o.rate + senders;
  b->o.aim = b->o.gain + senders;
  const ent_status status = ent_trade_optimize(p->t->solver, &p->s, &b->aim, &b->o, err);
  if (status == ENT_OK) add_proof(p, &b->o.proof, b->o.settled);
  return status;
}

static ent_status find_frontier(cli_policy *p, ent_error *err)
{
  ent_trade_proof proof;
  p->point = ENT_NEW(&p->t->net.arena, ent_trade_point, p->rates);
  if (!p->point) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the frontier.");
  const ent_status status = ent_trade_frontier(p->t->solver, &p->s, p->rate, p->rates, p->point, NULL, &proof, err);
  if (status != ENT_OK) return status;
  add_proof(p, &proof, true);
  /* Best rates are sought by slopes, which an elasticity of supply does not leave. */
  return p->t->options.supply > 0 ? ENT_OK : optimize(p, ENT_TRADE_CHOICE_UNIFORM, false, err);
}

static ent_status find_burden(cli_policy *p, ent_error *err)
{
  const size_t senders = (size_t)p->s.senders;
  ent_trade_burden *const b = &p->burden;
  b->before = ENT_NEW(&p->t->net.arena, double, 2 * senders);
  b->payment = ENT_NEW(&p->t->net.arena, ent_trade_payment, senders);
  if (!b->before || !b->payment) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the transfers.");
  b->transfer = b->before + senders;
  const ent_status status = ent_trade_share_burden(p->t->solver, &p->s, p->rate[0], b, err);
  if (status == ENT_OK) add_proof(p, &b->proof, b->settled);
  return status;
}

static ent_status find(cli_policy *p, ent_error *err)
{
  ent_status status = ENT_OK;
  switch (p->kind) {
  case CLI_POLICY_FRONTIER: return find_frontier(p, err);
  case CLI_POLICY_BURDEN: return find_burden(p, err);
  case CLI_POLICY_NASH:
    status = optimize(p, ENT_TRADE_CHOICE_NASH, true, err);
    return status == ENT_OK ? optimize(p, ENT_TRADE_CHOICE_UNIFORM, true, err) : status;
  case CLI_POLICY_OPTIMAL:
  default:
    status = optimize(p, ENT_TRADE_CHOICE_UNIFORM, false, err);
    if (status == ENT_OK) status = optimize(p, ENT_TRADE_CHOICE_EACH, false, err);
    return status == ENT_OK ? optimize(p, ENT_TRADE_CHOICE_ALONE, false, err) : status;
  }
}

static cli_exit compute(void *ctx)
{
  cli_policy *const p = ctx;
  cli_trade *const t = p->t;
  const ent_trade_world world = {t->n, t->flow, t->in_force, t->net.actor};
  ent_error err = {.code = ENT_OK};
  p->proof.holds = p->settled = true;
  ent_status status = ent_trade_open(&world, &t->options, &t->net.memory, &t->solver, &err);
  if (status == ENT_OK) status = find(p, &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(t->call, &err);
}

cli_exit cli_trade_policy(cli_trade *t)
{
  static const cli_option files[] = {CLI_OPTION_TRADE_SVG};
  static const cli_answering how = {files,          1, compute, cli_policy_text, cli_policy_json, cli_policy_csv,
                                    cli_policy_draw};
  cli_policy p = {.t = t, .kind = (cli_policy_kind)kind_of(t->call->operand[0])};
  cli_exit code = check_options(&p);
  if (code == CLI_ANSWERED) code = read_senders(&p);
  if (code == CLI_ANSWERED) code = read_numbers(&p);
  return code == CLI_ANSWERED ? cli_targets_answer(t->call, &how, &p) : code;
}
