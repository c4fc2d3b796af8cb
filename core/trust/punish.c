/* punish.c - does a leader's own future hold it to its word?
 *
 * Partners answer a breach with defection for as long as the leader who broke it is in office, and start afresh with the next.
 * With s = delta (1 - h), the weight of a leader's next period in office, keeping is better when
 *
 *   R / (1 - s) >= T + s P / (1 - s)           s >= (T - R) / (T - P)
 *
 * and, when the public removes who cheated with chance r and office is worth psi a period,
 *
 *   (R + psi) / (1 - s) >= T + psi + (1 - r) s (P + psi) / (1 - s)
 *
 * Cost: O(1).  Source: the idea of leader-specific punishment is McGillivray and Smith's (2000, International Organization
 * 54:809-824); the inequalities are derived here. */
#include "entente/trust.h"

double ent_punish_patience(const ent_dilemma *game)
{
  return (game->temptation - game->reward) / (game->temptation - game->penalty);
}

double ent_punish_bearable(const ent_dilemma *game, double delta)
{
  const double most = 1 - ent_punish_patience(game) / delta;
  return most > 0 ? most < 1 ? most : 1 : 0;
}

double ent_punish_margin(const ent_dilemma *game, double s, double removal, double rent)
{
  const double keeps = (game->reward + rent) / (1 - s);
  return keeps - (game->temptation + rent + (1 - removal) * s * (game->penalty + rent) / (1 - s));
}
