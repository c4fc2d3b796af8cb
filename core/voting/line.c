/* line.c - on a line: what is adopted, what is stuck, and what does the agenda setter get?
 *
 * Formula: with T = max{t : {i : x_i >= t} wins}, the members to the right of y win exactly for y < T; so nothing to the
 *          right of T beats T from the left, and the core is [T(x), -T(-x)].  To the right of the status quo q member i
 *          accepts every step up to 2 (x_i - q): the winset ends there at the rule's margin over these numbers, if that is
 *          positive; to the left likewise.
 * Cost:    four margins of the rule.  Source: Romer and Rosenthal 1978; Tsebelis 2002, chapter 1. */
#include "voting/space.h"

#include "base/fail.h"

/* As far as the members would follow from q in one direction (side = 1 or -1). */
static double reach(const ent_rule *rule, const double *ideal, double q, double side)
{
  double step[ENT_MEMBERS_MAX];
  for (int i = 0; i < rule->members; i++) step[i] = 2 * side * (ideal[i] - q);
  const double margin = ent_rule_margin(rule, step, 0, NULL);
  return margin > 0 ? margin : 0;
}

static double edge(const ent_rule *rule, const double *ideal, double side)
{
  double place[ENT_MEMBERS_MAX];
  for (int i = 0; i < rule->members; i++) place[i] = side * ideal[i];
  return side * ent_rule_margin(rule, place, 0, NULL);
}

ent_status ent_space_line(const ent_rule *rule, const double *ideal, double status_quo, double setter, ent_line *out,
                          ent_error *err)
{
  for (int i = 0; i < rule->members; i++)
    if (!ent_coordinate_holds(ideal[i])) return ent_coordinate_refuse(rule->member ? rule->member[i] : NULL, err);
  if (!ent_coordinate_holds(status_quo)) return ent_coordinate_refuse("status quo", err);
  if (!ent_coordinate_holds(setter)) return ent_coordinate_refuse("agenda setter", err);
  const double low = status_quo - reach(rule, ideal, status_quo, -1);
  const double high = status_quo + reach(rule, ideal, status_quo, 1);
  *out = (ent_line){.core_low = edge(rule, ideal, 1),
                    .core_high = edge(rule, ideal, -1),
                    .win_low = low,
                    .win_high = high,
                    .choice = setter < low    ? low
                              : setter > high ? high
                                              : setter};
  return ENT_OK;
}
