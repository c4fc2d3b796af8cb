/* optimize.c - which rates are best for the senders together, for each by itself, and when the target answers?
 *
 * Every choice is a game of players that set one levy each (respond.c): one player with one rate for all; a player a sender with
 * the joint aim, whose equilibrium is the joint optimum since all climb the same hill; a player a sender with its own aim.  The
 * target may be one more.  They respond in turn,
 *
 *   f_i <- f_i + damping (best response_i - f_i),
 *
 * until a round changes no freeness by more than 1e-9.  When a round changes more than the one before, damping is halved.
 * Cost: rounds x players x some 5 solutions and linear systems.  Source: entente/trade_policy.h; docs/method/trade.md. */
#include "trade/respond.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

#define GRID 33
#define ROUNDS 200
#define SETTLED 1e-9
#define WILLINGNESS_MOST 1e6
#define DAMPING_LEAST 0.0625

typedef struct search {
  ent_policy p;
  const ent_trade_aim *aim;
  double least; /* freeness of the cap */
  ent_player *player;
  int players;
  double *rate, *gain, *each; /* [senders] of the answer, copied when all is done */
  ent_trade_optimum out;
} search;

static void cast(search *s)
{
  const ent_trade_aim *const aim = s->aim;
  const int senders = s->p.s->senders;
  const bool own = aim->choice == ENT_TRADE_CHOICE_NASH || aim->choice == ENT_TRADE_CHOICE_ALONE;
  s->players = aim->choice == ENT_TRADE_CHOICE_UNIFORM ? 1 : senders;
  for (int k = 0; k < s->players; k++)
    s->player[k] = (ent_player){.first = k,
                                .count = s->players == 1 ? senders : 1,
                                .good = own ? k : 0,
                                .goods = own ? 1 : senders,
                                .willingness = aim->willingness};
  if (aim->retaliates) s->player[s->players++] = (ent_player){.first = senders, .count = 1, .target = true};
}

/* The best of a grid of rates for all, so that the search starts below the highest peak. */
static ent_status start_on_grid(search *s, ent_error *err)
{
  double best = -INFINITY, at = 1;
  for (int k = 0; k < GRID; k++) {
    const double f = 1 - (1 - s->least) * k / (GRID - 1);
    ent_policy_levy(&s->p, f);
    const ent_status status = ent_policy_solve(&s->p, err);
    if (status != ENT_OK) return status;
    const double value = ent_player_value(&s->p, &s->player[0]);
    if (!(value > best)) continue;
    best = value;
    at = f;
  }
  ent_policy_levy(&s->p, at);
  return ENT_OK;
}

/* Does anything cross where the player sets its levy? */
static bool matters(const search *s, const ent_player *player)
{
  const ent_policy *const p = &s->p;
  const size_t n = (size_t)p->t->n, target = (size_t)p->s->target;
  for (int k = 0; k < p->s->senders; k++) {
    if (!player->target && (k < player->first || k >= player->first + player->count)) continue;
    const size_t sender = (size_t)p->s->sender[k];
    const bool buys = p->t->flow[target * n + sender] > 0, sells = p->t->flow[sender * n + target] > 0;
    if (player->target
          ? sells
          : (buys && p->s->levy != ENT_TRADE_LEVY_CONTROLS) || (sells && p->s->levy != ENT_TRADE_LEVY_TARIFF))
      return true;
  }
  return false;
}

/* One player's turn; how far its answer lies from what it does. */
static ent_status turn(search *s, ent_player *player, double damping, double *change, ent_error *err)
{
  const double was = s->p.f[player->first];
  double f = was;
  if (!matters(s, player)) return ENT_OK;
  const ent_status status = ent_player_respond(&s->p, player, s->least, &f, err);
  if (status != ENT_OK) return status;
  if (fabs(f - was) > *change) *change = fabs(f - was);
  ent_player_levy(&s->p, player, was + damping * (f - was));
  return ENT_OK;
}

static ent_status play(search *s, ent_error *err)
{
  const int most = s->aim->rounds > 0 ? s->aim->rounds : ROUNDS;
  double damping = 1, before = INFINITY;
  ent_trade_optimum *const o = &s->out;
  while (o->rounds < most && !o->settled) {
    double change = 0;
    for (int k = 0; k < s->players; k++) {
      const ent_status status = turn(s, &s->player[k], damping, &change, err);
      if (status != ENT_OK) return status;
    }
    o->rounds++;
    o->step = change;
    o->settled = change <= SETTLED;
    if (change > before && damping > DAMPING_LEAST) damping /= 2;
    before = change;
  }
  return ENT_OK;
}

/* What is answered has its certificate; what the search came by on its way is only counted. */
static void note(search *s)
{
  const ent_trade_certificate *const c = &s->p.a.certificate;
  s->out.proof.holds = s->out.proof.holds && c->holds;
  if (c->market > s->out.proof.market) s->out.proof.market = c->market;
}

/* Each in a world where nobody else raises anything. */
static ent_status play_alone(search *s, ent_error *err)
{
  const int senders = s->p.s->senders;
  s->out.settled = true;
  s->out.rounds = 1;
  for (int k = 0; k < senders; k++) {
    double f = 1;
    ent_policy_levy(&s->p, 1);
    ent_status status =
      matters(s, &s->player[k]) ? ent_player_respond(&s->p, &s->player[k], s->least, &f, err) : ENT_OK;
    ent_player_levy(&s->p, &s->player[k], f);
    if (status == ENT_OK) status = ent_policy_solve(&s->p, err);
    if (status != ENT_OK) return status;
    note(s);
    s->rate[k] = f;
    s->gain[k] = ent_policy_value(&s->p, s->p.s->sender[k]);
    s->each[k] = ent_player_value(&s->p, &s->player[k]);
  }
  memcpy(s->p.f, s->rate, (size_t)senders * sizeof *s->rate);
  return ENT_OK;
}

static ent_status settle(search *s, ent_error *err)
{
  const bool alone = s->aim->choice == ENT_TRADE_CHOICE_ALONE, uniform = s->aim->choice == ENT_TRADE_CHOICE_UNIFORM;
  ent_policy *const p = &s->p;
  ent_status status = ENT_OK;
  if (uniform) status = start_on_grid(s, err);
  if (status == ENT_OK) status = alone ? play_alone(s, err) : play(s, err);
  if (status == ENT_OK) status = ent_policy_solve(p, err);
  if (status != ENT_OK) return status;
  s->out.answer = ent_policy_rate(p, p->f[p->s->senders]);
  s->out.at = ent_policy_point(p);
  for (int k = 0; k < p->s->senders; k++) {
    s->rate[k] = ent_policy_rate(p, p->f[k]);
    if (alone) continue;
    s->gain[k] = ent_policy_value(p, p->s->sender[k]);
    s->each[k] = ent_player_value(p, &s->player[uniform ? 0 : k]);
  }
  if (uniform) status = ent_policy_take_point(p, s->rate[0], &s->out.at, err);
  note(s);
  s->out.proof.solutions = p->proof.solutions;
  return status;
}

static ent_status check_aim(const ent_trade_aim *aim, ent_error *err)
{
  if ((unsigned)aim->choice >= ENT_TRADE_CHOICES) return ent_fail(err, ENT_ARGUMENT, "", "There is no such choice.");
  if (!(aim->willingness >= 0 && aim->willingness <= WILLINGNESS_MOST))
    return ent_fail(err, ENT_ARGUMENT, "willingness", "The willingness to pay lies from 0 to 1,000,000.");
  if (!(aim->cap > 0)) return ent_fail(err, ENT_ARGUMENT, "cap", "The highest rate is above 0; infinity is the ban.");
  if (aim->rounds < 0) return ent_fail(err, ENT_ARGUMENT, "rounds", "Rounds are not negative.");
  if (aim->retaliates && aim->choice == ENT_TRADE_CHOICE_ALONE)
    return ent_fail(err, ENT_ARGUMENT, "choice", "A sender that acts alone is not answered: take nash.");
  return ENT_OK;
}

ent_status ent_trade_optimize(ent_trade *trade, const ent_trade_sanction *sanction, const ent_trade_aim *aim,
                              ent_trade_optimum *out, ent_error *err)
{
  if (!aim || !out || !out->rate || !out->gain || !out->aim)
    return ent_fail(err, ENT_ARGUMENT, "", "Aim, out and its arrays are not NULL.");
  search s = {.aim = aim, .out.proof.holds = true};
  ent_status status = check_aim(aim, err);
  if (status == ENT_OK) status = ent_policy_open(trade, sanction, true, &s.p, err);
  if (status != ENT_OK) return status;
  const size_t senders = (size_t)sanction->senders;
  s.player = ENT_NEW(&s.p.arena, ent_player, senders + 1);
  s.rate = ENT_NEW(&s.p.arena, double, 3 * senders);
  if (!s.player || !s.rate) {
    ent_policy_close(&s.p);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the rates.");
  }
  s.gain = s.rate + senders;
  s.each = s.gain + senders;
  s.least = ent_policy_freeness(&s.p, aim->cap);
  cast(&s);
  status = settle(&s, err);
  if (status == ENT_OK) {
    s.out.rate = memcpy(out->rate, s.rate, senders * sizeof *s.rate);
    s.out.gain = memcpy(out->gain, s.gain, senders * sizeof *s.gain);
    s.out.aim = memcpy(out->aim, s.each, senders * sizeof *s.each);
    *out = s.out;
  }
  ent_policy_close(&s.p);
  return status;
}
