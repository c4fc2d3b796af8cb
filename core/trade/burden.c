/* burden.c - who pays whom, so that sanctions cost every sender the same?
 *
 *   common = sum over senders E'_c / sum over senders E_c P_c
 *   transfer_c <- transfer_c + common E_c P_c - E'_c        (their sum stays 0), in the equilibrium with these transfers
 *
 * At the end E'_c / (E_c P_c), the welfare of each, is `common`.  Who pays whom: the largest payer pays the largest receiver what
 * either has left, again and again: at most senders - 1 payments.
 * Cost: some 10 solutions.  Source: Chowdhry, Hinz, Kamin and Wanner 2024 (Economic Policy), whose rule this is;
 * docs/method/trade.md. */
#include "trade/policy.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

#define ROUNDS 200
#define ENOUGH 1e-13 /* of welfare: no further round */
#define SETTLED 1e-10

typedef struct sharing {
  ent_policy p;
  double *own, *before; /* [senders] transfers, welfare without them */
  ent_trade_payment *payment;
  ent_trade_burden out;
} sharing;

static void take_common(sharing *s)
{
  const ent_policy *const p = &s->p;
  ent_sum spent = {0}, needed = {0};
  double low = INFINITY, high = 0;
  for (int k = 0; k < p->s->senders; k++) {
    const int c = p->s->sender[k];
    ent_sum_add(&spent, p->a.spending[c]);
    ent_sum_add(&needed, p->t->spending[c] * p->a.price[c]);
    if (p->a.welfare[c] < low) low = p->a.welfare[c];
    if (p->a.welfare[c] > high) high = p->a.welfare[c];
  }
  s->out.common = ent_sum_value(&spent) / ent_sum_value(&needed);
  s->out.spread = high / low - 1;
}

/* What the compensated sum is off goes to the largest of them, until nothing is. */
static void balance(const sharing *s)
{
  const int senders = s->p.s->senders;
  int most = 0;
  for (int k = 1; k < senders; k++)
    if (fabs(s->own[k]) > fabs(s->own[most])) most = k;
  for (int pass = 0; pass < 8; pass++) {
    ent_sum sum = {0};
    for (int k = 0; k < senders; k++) ent_sum_add(&sum, s->own[k]);
    if (!(fabs(ent_sum_value(&sum)) > 0)) return;
    s->own[most] -= ent_sum_value(&sum);
  }
}

static ent_status solve(sharing *s, ent_error *err)
{
  for (int k = 0; k < s->p.s->senders; k++) s->p.transfer[s->p.s->sender[k]] = s->own[k];
  const ent_status status = ent_policy_solve(&s->p, err);
  if (status == ENT_OK) take_common(s);
  return status;
}

static ent_status share(sharing *s, ent_error *err)
{
  const ent_policy *const p = &s->p;
  const int senders = p->s->senders;
  ent_status status = solve(s, err);
  if (status != ENT_OK) return status;
  for (int k = 0; k < senders; k++) s->before[k] = p->a.welfare[p->s->sender[k]];
  s->out.target_before = p->a.welfare[p->s->target];
  for (; s->out.rounds < ROUNDS && s->out.spread > ENOUGH; s->out.rounds++) {
    const double was = s->out.spread;
    for (int k = 0; k < senders; k++) {
      const int c = p->s->sender[k];
      s->own[k] += s->out.common * p->t->spending[c] * p->a.price[c] - p->a.spending[c];
    }
    balance(s);
    status = solve(s, err);
    if (status != ENT_OK) return status;
    if (s->out.spread <= SETTLED && s->out.spread >= was) break; /* rounding is all that is left */
  }
  s->out.settled = s->out.spread <= SETTLED;
  s->out.target = p->a.welfare[p->s->target];
  s->out.proof = p->proof;
  return ENT_OK;
}

/* Largest payer to largest receiver; one of them is done with each payment. */
static void pair_up(sharing *s, double *left)
{
  const int senders = s->p.s->senders;
  memcpy(left, s->own, (size_t)senders * sizeof *left);
  while (s->out.payments < senders - 1) {
    int from = 0, to = 0;
    for (int k = 1; k < senders; k++) {
      if (left[k] < left[from]) from = k;
      if (left[k] > left[to]) to = k;
    }
    const double amount = -left[from] < left[to] ? -left[from] : left[to];
    if (!(amount > 0)) break;
    s->payment[s->out.payments++] = (ent_trade_payment){from, to, amount};
    left[from] += amount;
    left[to] -= amount;
  }
}

ent_status ent_trade_share_burden(ent_trade *trade, const ent_trade_sanction *sanction, double rate,
                                  ent_trade_burden *out, ent_error *err)
{
  if (!out || !out->before || !out->transfer || !out->payment)
    return ent_fail(err, ENT_ARGUMENT, "", "Out and its arrays are not NULL.");
  if (!(rate >= 0)) return ent_fail(err, ENT_ARGUMENT, "rate", "A rate is 0 or more; infinity is the ban.");
  sharing s = {.out = {0}};
  ent_status status = ent_policy_open(trade, sanction, false, &s.p, err);
  if (status != ENT_OK) return status;
  const size_t senders = (size_t)sanction->senders;
  s.own = ENT_NEW(&s.p.arena, double, 3 * senders);
  s.payment = ENT_NEW(&s.p.arena, ent_trade_payment, senders);
  if (!s.own || !s.payment) {
    ent_policy_close(&s.p);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the transfers.");
  }
  s.before = s.own + senders;
  ent_policy_levy(&s.p, ent_policy_freeness(&s.p, rate));
  status = share(&s, err);
  if (status == ENT_OK) {
    pair_up(&s, s.before + senders);
    s.out.before = memcpy(out->before, s.before, senders * sizeof *s.before);
    s.out.transfer = memcpy(out->transfer, s.own, senders * sizeof *s.own);
    s.out.payment = memcpy(out->payment, s.payment, (size_t)s.out.payments * sizeof *s.payment);
    *out = s.out;
  }
  ent_policy_close(&s.p);
  return status;
}
