/* reassure.c - how large may a first step be, so that only the trustworthy take it?
 *
 * Two rounds with stakes alpha and 1 - alpha; the trustworthy cooperate in the first, the others do not, and the second is
 * played with those who did.  With trust t in each other:
 *
 *   a trustworthy side takes the step   t - (1 - t) c alpha >= t b_T alpha            alpha <= t / ((1 - t) c + t b_T)
 *   another does not copy it            t b_U alpha >= t alpha + t b_U (1 - alpha) - (1 - t) c alpha
 *                                                                   alpha >= t b_U / (t (2 b_U - 1) + (1 - t) c)
 *   both together (window open)         t / (1 - t) >= c (b_U - 1) / (2 b_U - 1 - b_U b_T)
 *   the whole at once                   t >= m = c / (1 - b_T + c), where the upper bound reaches 1
 *
 * Cost: O(1), a plan O(steps).  Source: the game is of the kind in Kydd 2005 (Trust and Mistrust in International Relations);
 * normalisation, derivation and the plan are ours. */
#include "base/fail.h"
#include "entente/trust.h"

static ent_status check_game(const ent_trust_game *game, double t, ent_error *err)
{
  if (!game) return ent_fail(err, ENT_ARGUMENT, "game", "A game of trust is needed.");
  if (!(game->trusty >= 0 && game->trusty < 1))
    return ent_fail(err, ENT_ARGUMENT, "game.trusty", "What cheating pays the trustworthy lies in [0, 1).");
  if (!(game->other > 1 && game->other <= 1e6))
    return ent_fail(err, ENT_ARGUMENT, "game.other", "What cheating pays the others is above 1 and at most a million.");
  if (!(game->loss > 0 && game->loss <= 1e6))
    return ent_fail(err, ENT_ARGUMENT, "game.loss", "The loss of the cheated is above 0 and at most a million.");
  if (!(t > 0 && t < 1)) return ent_fail(err, ENT_ARGUMENT, "trust", "Trust lies between 0 and 1, both excluded.");
  return ENT_OK;
}

static ent_window window_at(const ent_trust_game *game, double t)
{
  const double c = game->loss, u = game->other;
  const double odds = c * (u - 1) / (2 * u - 1 - u * game->trusty); /* the divisor is above u - 1 */
  const double high = t / ((1 - t) * c + t * game->trusty);
  ent_window w = {.low = t * u / (t * (2 * u - 1) + (1 - t) * c), .high = high < 1 ? high : 1};
  w.open = w.low <= high;
  w.at_once = c / (1 - game->trusty + c);
  w.least = odds / (1 + odds);
  return w;
}

ent_status ent_trust_window(const ent_trust_game *game, double t, ent_window *out, ent_error *err)
{
  const ent_status status = check_game(game, t, err);
  if (status != ENT_OK) return status;
  *out = window_at(game, t);
  return ENT_OK;
}

static ent_status check_plan(double keeps_trusty, double keeps_other, double goal, ent_error *err)
{
  if (!(keeps_trusty > 0 && keeps_trusty <= 1))
    return ent_fail(err, ENT_ARGUMENT, "keeps_trusty",
                    "The chance that the trustworthy keep a step is above 0, at most 1.");
  if (!(keeps_other >= 0 && keeps_other < keeps_trusty))
    return ent_fail(err, ENT_ARGUMENT, "keeps_other",
                    "The chance that others keep a step is at least 0 and below that of the trustworthy.");
  if (!(goal > 0 && goal <= 1))
    return ent_fail(err, ENT_ARGUMENT, "goal", "The goal of trust is above 0 and at most 1.");
  return ENT_OK;
}

ent_status ent_trust_plan(const ent_trust_game *game, double t, double keeps_trusty, double keeps_other, double goal,
                          ent_plan *out, ent_error *err)
{
  ent_status status = check_game(game, t, err);
  if (status == ENT_OK) status = check_plan(keeps_trusty, keeps_other, goal, err);
  if (status != ENT_OK) return status;
  ent_plan plan = {.trust = t, .reached = t >= goal};
  double left = 1;
  while (!plan.reached && plan.steps < ENT_PLAN_MAX) {
    const double now = plan.trust;
    const ent_window w = window_at(game, now);
    const bool rest = now >= w.at_once;
    if (!rest && !w.open) break;
    const double low = w.low < w.high ? w.low : w.high;
    ent_plan_step step = {.stake = rest ? left : left * w.high, .least = left * low, .before = now, .rest = rest};
    step.after = now * keeps_trusty / (now * keeps_trusty + (1 - now) * keeps_other);
    left = rest ? 0 : left - step.stake;
    plan.trust = step.after;
    plan.step[plan.steps++] = step;
    plan.reached = rest || plan.trust >= goal;
  }
  plan.done = 1 - left;
  *out = plan;
  return ENT_OK;
}
