/* respond.c - which levy is best for one player while all others hold theirs?
 *
 *   slope(f) = d (sum over its own EV - willingness EV_target) / df;  slope(f*) = 0, slope > 0 below f*, < 0 above
 *
 * with f = (1 + rate)^-theta.  A secant on the slope (Illinois: an end that stays twice counts half), inside what the signs have
 * shown; an end of [least, 1] where the slope points outward is the answer itself.  Slopes are exact (adjoint), so the root is
 * found to 1e-11 of f, where values alone would give 1e-7.  Cost: some 8 solutions and linear systems, fewer near the answer.
 * Source: Dowell and Jarratt 1971 (BIT 11:168); docs/method/trade.md. */
#include "trade/respond.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

#define STEPS 80
#define STUCK 4     /* an end that stays so often: halve instead */
#define CLOSE 1e-11 /* of freeness */
#define APART 1e-7  /* of freeness: closer slopes differ by rounding */

typedef struct hunt {
  double low, high;     /* the root lies here */
  double g_low, g_high; /* slopes there: above 0, below 0; 0: not yet asked */
  int stayed;           /* how often in a row one end stayed: above 0 high, below 0 low */
  double least;         /* a step goes at least so far, so that signs and not sizes end the search */
} hunt;

double ent_player_value(const ent_policy *p, const ent_player *player)
{
  ent_sum sum = {0};
  const double target = ent_policy_value(p, p->s->target);
  if (player->target) return target;
  for (int k = player->good; k < player->good + player->goods; k++)
    ent_sum_add(&sum, ent_policy_value(p, p->s->sender[k]));
  ent_sum_add(&sum, -player->willingness * target);
  return ent_sum_value(&sum);
}

void ent_player_levy(ent_policy *p, const ent_player *player, double f)
{
  for (int k = player->first; k < player->first + player->count; k++) p->f[k] = f;
}

static ent_status slope_at(ent_policy *p, const ent_player *player, double f, double *out, ent_error *err)
{
  ent_player_levy(p, player, f);
  ent_status status = ent_policy_solve(p, err);
  if (status == ENT_OK) status = ent_policy_ready(p, err);
  if (status != ENT_OK) return status;
  memset(p->pull.weight, 0, (size_t)p->t->stride * sizeof *p->pull.weight);
  for (int k = player->good; k < player->good + player->goods; k++) p->pull.weight[p->s->sender[k]] = 1;
  p->pull.weight[p->s->target] = player->target ? 1 : -player->willingness;
  ent_policy_weigh(p);
  ent_sum sum = {0};
  for (int k = player->first; k < player->first + player->count; k++) ent_sum_add(&sum, ent_policy_slope(p, k));
  if (!(fabs(ent_sum_value(&sum)) < INFINITY))
    return ent_fail(err, ENT_NUMERIC, "", "These markets have no finite slopes.");
  *out = ent_sum_value(&sum);
  return ENT_OK;
}

/* Notes the slope at x: the root is on one side of it. */
static void narrow(hunt *h, double x, double g)
{
  if (g > 0) {
    h->low = x;
    h->g_low = g;
    h->stayed = h->stayed > 0 ? h->stayed + 1 : 1;
    if (h->stayed > 1) h->g_high /= 2;
  } else {
    h->high = x;
    h->g_high = g;
    h->stayed = h->stayed < 0 ? h->stayed - 1 : -1;
    if (h->stayed < -1) h->g_low /= 2;
  }
}

static bool is_bracketed(const hunt *h)
{
  return h->g_low > 0 && h->g_high < 0;
}

/* Where to look next; bend: how the slope falls, 0 when nobody knows. */
static double guess(const hunt *h, double x, double g, double bend)
{
  if (is_bracketed(h)) {
    const double middle = h->low + (h->high - h->low) / 2;
    const double next = h->low + (h->high - h->low) * (h->g_low / (h->g_low - h->g_high));
    return h->stayed < STUCK && h->stayed > -STUCK && next > h->low && next < h->high ? next : middle;
  }
  const double end = g > 0 ? h->high : h->low; /* which nobody has asked */
  if (bend > 0) return end;
  if (!(bend < 0)) return x + (end - x) / 2;
  const double next = x - 1.2 * g / bend; /* a little far, so that the root lies between */
  return next > h->low && next < h->high ? next : end;
}

/* The guess, but no shorter step than counts. */
static double step_from(hunt *h, double x, double g, double bend)
{
  const double next = guess(h, x, g, bend);
  if (is_bracketed(h)) h->least = CLOSE / 2;
  if (fabs(next - x) >= h->least) return next;
  const double far = g > 0 ? x + h->least : x - h->least;
  h->least *= 4;
  return far < h->low ? h->low : far > h->high ? h->high : far;
}

ent_status ent_player_respond(ent_policy *p, ent_player *player, double least, double *f, ent_error *err)
{
  hunt h = {.low = least, .high = 1, .least = CLOSE};
  double x = *f, g = 0, before = x, g_before = 0;
  for (int step = 0; step < STEPS; step++) {
    const ent_status status = slope_at(p, player, x, &g, err);
    if (status != ENT_OK) return status;
    if (step > 0 && fabs(x - before) > APART) player->bend = (g - g_before) / (x - before);
    if (!(fabs(g) > 0) || (g > 0 && x >= 1) || (g < 0 && x <= least)) break;
    narrow(&h, x, g);
    if (is_bracketed(&h) && h.high - h.low <= CLOSE) break;
    before = x;
    g_before = g;
    x = step_from(&h, x, g, player->bend);
  }
  *f = x;
  return ENT_OK;
}
