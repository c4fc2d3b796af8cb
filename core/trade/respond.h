/* respond.h - players that each set one levy, and the best that each can do while the others hold theirs. */
#ifndef ENT_CORE_TRADE_RESPOND_H
#define ENT_CORE_TRADE_RESPOND_H

#include "trade/policy.h"

/* Levies that a player sets, [first, first + count) of policy.f, to one freeness, and what it counts as its own: the EV of
 * senders [good, good + goods), less willingness times the target's; or the target's alone. */
typedef struct ent_player {
  int first, count, good, goods;
  double willingness;
  bool target;
  double bend; /* slope of its slope, once known */
} ent_player;

/* What the player counts, at the last solution. */
double ent_player_value(const ent_policy *p, const ent_player *player);
void ent_player_levy(ent_policy *p, const ent_player *player, double f);
/* The root of its slope in [least, 1], or the end that the slope points to; p is left at the last point tried, not solved at the
 * answer.  Errors: those of ent_policy_solve. */
ent_status ent_player_respond(ent_policy *p, ent_player *player, double least, double *f, ent_error *err);

#endif
