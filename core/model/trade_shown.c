/* trade_shown.c - what do the values from trade in a deal's terms mean for those who trade?
 *
 * Beside the values, some rows for pictures, so that a page that carries them needs no solver: with whom the target
 * trades before and after all reliefs and transfers of the terms; what the economies that would relieve could still gain or lose
 * by a tariff on it, up to a ban; and what part each of them has in the target's loss if they all stopped trading with it.
 * Elasticity, shares and amounts stand in their middle.  A deal whose terms have no call has none of this.
 * Cost: 2^members + 21 solutions; at most ten members, those with the largest trade with the target. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "entente/trade_policy.h"
#include "errors.h"
#include "trade_calls.h"
#include "trade_shown.h"

#define PARTNERS 8 /* with a row of their own */
#define MEMBERS 10

typedef struct showing {
  const ent_trade_setting *s;
  ent_trade *trade;
  ent_trade_shown *out;
  ent_arena *arena;
  ent_errors *errors;
  const ent_allocator *memory;
  int target;
  int *sender, senders; /* economies whose relief the terms have, by their trade with the target */
  double *freeness, *transfer;
} showing;

/* Where the model has no answer there is no picture: a scenario whose values are sound is not refused for it. */
static bool failed(const showing *w, ent_status status)
{
  if (status == ENT_NOMEM) ent_errors_no_memory(w->errors, "trade");
  return status != ENT_OK;
}

static double trade_with(const ent_trade_setting *s, int a, int b)
{
  return s->flow[(size_t)a * (size_t)s->n + (size_t)b] + s->flow[(size_t)b * (size_t)s->n + (size_t)a];
}

/* Puts an economy into a list that stands by trade with the target, largest first; the list keeps `most`. */
static int put_by_trade(const showing *w, int *list, int count, int most, int economy)
{
  int at = count;
  while (at > 0 && trade_with(w->s, list[at - 1], w->target) < trade_with(w->s, economy, w->target)) at--;
  if (at >= most) return count;
  const int last = count < most ? count : most - 1;
  for (int k = last; k > at; k--) list[k] = list[k - 1];
  list[at] = economy;
  return count < most ? count + 1 : most;
}

/* ---- the shock of all terms ----------------------------------------------------------------------------------------- */

static bool of_a_term(const ent_trade_call *call)
{
  return memcmp(call->path, "terms.", 6) == 0 && call->kind != ENT_TRADE_EMBARGO;
}

static bool gather(showing *w, const ent_trade_call *call, int calls)
{
  const int n = w->s->n;
  bool any = false;
  for (int i = 0; i < n * n; i++) w->freeness[i] = 1;
  for (int i = 0; i < n; i++) w->transfer[i] = 0;
  for (int c = 0; c < calls; c++) {
    if (!of_a_term(&call[c])) continue;
    const double x = ent_dist_quantile(&call[c].range_dist, 0.5);
    any = true;
    if (call[c].kind == ENT_TRADE_TRANSFER)
      for (int i = 0; i < n; i++) w->transfer[i] += call[c].part[i] * x;
    else
      for (int i = 0; i < n * n; i++) w->freeness[i] *= ent_trade_call_freeness(w->s, &call[c], i, x);
  }
  for (int i = 0; i < n; i++) {
    const size_t there = (size_t)i * (size_t)n + (size_t)w->target, back = (size_t)w->target * (size_t)n + (size_t)i;
    if (i != w->target && (w->freeness[there] != 1 || w->freeness[back] != 1))
      w->senders = put_by_trade(w, w->sender, w->senders, MEMBERS, i);
  }
  return any;
}

/* ---- rows ----------------------------------------------------------------------------------------------------------- */

/* Numbers that are none leave the row out: a picture without it is better than none. */
static void put_row(showing *w, const char *kind, int index, const char *who, const double *value, const int *decimals)
{
  ent_writer key, text;
  ent_trade_shown *const out = w->out;
  ent_writer_open(&key, w->arena);
  ent_put(&key, kind);
  ent_put_int(&key, index);
  ent_writer_open(&text, w->arena);
  for (int k = 0; k < ENT_TRADE_NUMBERS; k++) {
    if (!(value[k] - value[k] == 0) || out->rows == ENT_TRADE_SHOWN_MAX) return;
    if (k > 0) ent_put(&text, " ");
    ent_put_fixed(&text, value[k], decimals[k]);
  }
  if (key.failed || text.failed) {
    ent_errors_no_memory(w->errors, "trade");
    return;
  }
  out->key[out->rows] = key.data;
  out->who[out->rows] = who;
  out->value[out->rows++] = text.data;
}

static void put_partner(showing *w, int index, const ent_trade_answer *a, const bool *in, const char *who)
{
  static const int decimals[] = {1, 1, 1, 1};
  double sum[ENT_TRADE_NUMBERS] = {0, 0, 0, 0};
  for (int i = 0; i < w->s->n; i++) {
    const size_t sold = (size_t)w->target * (size_t)w->s->n + (size_t)i,
                 bought = (size_t)i * (size_t)w->s->n + (size_t)w->target;
    if (!in[i]) continue;
    sum[0] += a->before[sold];
    sum[1] += a->flow[sold];
    sum[2] += a->before[bought];
    sum[3] += a->flow[bought];
  }
  put_row(w, ENT_TRADE_PARTNER, index, who, sum, decimals);
}

/* The target's largest partners, and all others together, who have no name. */
static void put_partners(showing *w)
{
  const ent_trade_shock shock = {.freeness = w->freeness, .transfer = w->transfer};
  ent_trade_answer a;
  int partner[PARTNERS], partners = 0;
  bool *const in = ENT_NEW(w->arena, bool, w->s->n);
  if (!in) ent_errors_no_memory(w->errors, "trade");
  if (!in || failed(w, ent_trade_solve(w->trade, &shock, &a, NULL))) return;
  for (int i = 0; i < w->s->n; i++)
    if (i != w->target) partners = put_by_trade(w, partner, partners, PARTNERS, i);
  for (int k = 0; k < partners; k++) {
    memset(in, 0, (size_t)w->s->n * sizeof *in);
    in[partner[k]] = true;
    put_partner(w, k, &a, in, w->s->name[partner[k]]);
  }
  for (int i = 0; i < w->s->n; i++) in[i] = i != w->target;
  for (int k = 0; k < partners; k++) in[partner[k]] = false;
  if (partners < w->s->n - 1) put_partner(w, partners, &a, in, "");
}

static void put_rates(showing *w)
{
  const ent_trade_sanction sanction = {
    .sender = w->sender, .senders = w->senders, .target = w->target, .levy = ENT_TRADE_LEVY_TARIFF};
  static const double rate[] = {0,   0.02, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3,
                                0.4, 0.5,  0.75, 1,     1.5, 2,     3,    5,   10,   INFINITY};
  static const int decimals[] = {3, 8, 2, 2};
  enum { POINTS = sizeof rate / sizeof *rate };
  ent_trade_point point[POINTS];
  if (failed(w, ent_trade_frontier(w->trade, &sanction, rate, POINTS, point, NULL, NULL, NULL))) return;
  for (int k = 0; k < POINTS; k++) {
    const bool ban = !(point[k].rate < INFINITY);
    const double value[] = {ban ? 0 : point[k].rate, point[k].loss, point[k].gain, point[k].pain};
    put_row(w, ENT_TRADE_RATE, k, ban ? ENT_TRADE_BAN : "", value, decimals);
  }
}

static void put_senders(showing *w)
{
  static const int decimals[] = {8, 8, 8, 8};
  ent_trade_coalitions *all = NULL;
  if (failed(w, ent_trade_coalitions_find(w->trade, w->target, w->sender, w->senders, NULL, w->memory, &all, NULL)))
    return;
  for (int k = 0; k < w->senders; k++) {
    const double value[] = {all->shapley[k], all->alone[k], all->last[k], all->cost[k]};
    put_row(w, ENT_TRADE_SENDER, k, w->s->name[w->sender[k]], value, decimals);
  }
  ent_trade_coalitions_free(all, w->memory);
}

void ent_trade_show(const ent_trade_setting *s, const ent_trade_call *call, int calls, double theta,
                    const ent_allocator *memory, ent_arena *arena, ent_trade_shown *out, ent_errors *errors)
{
  const size_t n = (size_t)s->n;
  showing w = {.s = s, .arena = arena, .errors = errors, .memory = memory, .out = out};
  w.target = ent_trade_economy(s, s->target);
  w.sender = ENT_NEW(arena, int, MEMBERS);
  w.freeness = ENT_NEW(arena, double, n *n);
  w.transfer = ENT_NEW(arena, double, n);
  if (!w.sender || !w.freeness || !w.transfer) {
    ent_errors_no_memory(errors, "trade");
    return;
  }
  if (w.target < 0 || !gather(&w, call, calls)) return;
  const ent_trade_world world = {.n = s->n, .flow = s->flow, .names = s->name};
  const ent_trade_options options = {.theta = theta, .deficits = s->deficits};
  if (failed(&w, ent_trade_open(&world, &options, memory, &w.trade, NULL))) return;
  put_partners(&w);
  if (w.senders > 0 && errors->found == 0) put_rates(&w);
  if (w.senders > 0 && errors->found == 0) put_senders(&w);
  ent_trade_close(w.trade);
}
