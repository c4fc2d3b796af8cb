/* space.c - in a plane: would a proposal be adopted, and what would an agenda setter propose?
 *
 * Formula: from q along u member i accepts steps of length s |u| for s <= s_i = 2 (x_i - q).u / (u.u); the rule's margin over
 *          the s_i is how far the winset reaches (a weighted order statistic, for any monotone rule).  A point q + u is
 *          adopted when that is 1 or more.  The adopted point nearest to A is A itself, or lies on the edge: on an arc
 *          where the ray from its centre to A meets it, or at the arc's ends.
 * Cost:    a margin; the choice besides O(arcs).  Source: docs/method/voting.md, section on winsets. */
#include "voting/space.h"

#include "base/fail.h"

#include <math.h>

ent_status ent_coordinate_refuse(const char *name, ent_error *err)
{
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, name ? name : "", "The place of \"", name ? name : "a member",
                       "\" has to be a number between -1e9 and 1e9.", NULL);
}

double ent_space_reach(const ent_rule *rule, const ent_point *ideal, ent_point status_quo, ent_point towards,
                       int *marginal)
{
  double step[ENT_MEMBERS_MAX];
  const double square = ent_point_dot(towards, towards);
  for (int i = 0; i < rule->members; i++)
    step[i] = 2 * ent_point_dot(ent_point_minus(ideal[i], status_quo), towards) / square;
  return ent_rule_margin(rule, step, 0, marginal);
}

double ent_space_slack(const ent_rule *rule, const ent_point *ideal, ent_point status_quo, ent_point proposal,
                       int *marginal)
{
  const ent_point towards = ent_point_minus(proposal, status_quo);
  const double length = sqrt(ent_point_dot(towards, towards));
  if (length == 0) {
    if (marginal) *marginal = -1;
    return 0;
  }
  const double reach = ent_space_reach(rule, ideal, status_quo, towards, marginal);
  return (reach - 1) * length;
}

/* The point of an arc that is nearest to a; its ends when the ray from the centre to a misses it. */
static ent_point nearest_on(const ent_arc *arc, ent_point q, ent_point a)
{
  const ent_point out = ent_point_minus(a, arc->centre);
  const double length = sqrt(ent_point_dot(out, out));
  if (length > 0) {
    const ent_point on = {arc->centre.x + out.x / length * arc->radius, arc->centre.y + out.y / length * arc->radius};
    const ent_point u = ent_point_minus(on, q), from = ent_point_minus(arc->from, q), to = ent_point_minus(arc->to, q);
    if (ent_point_cross(from, u) >= 0 && ent_point_cross(u, to) >= 0 &&
        ent_point_dot(u, from) + ent_point_dot(u, to) > 0)
      return on;
  }
  const ent_point f = ent_point_minus(arc->from, a), t = ent_point_minus(arc->to, a);
  return ent_point_dot(f, f) <= ent_point_dot(t, t) ? arc->from : arc->to;
}

ent_point ent_space_choice(const ent_rule *rule, const ent_point *ideal, const ent_winset *winset, ent_point setter)
{
  const ent_point q = winset->status_quo;
  if (ent_space_slack(rule, ideal, q, setter, NULL) >= 0) return setter;
  ent_point best = q;
  const ent_point home = ent_point_minus(q, setter);
  double least = ent_point_dot(home, home);
  for (int i = 0; i < winset->arcs; i++) {
    const ent_point near = nearest_on(&winset->arc[i], q, setter), apart = ent_point_minus(near, setter);
    if (ent_point_dot(apart, apart) >= least) continue;
    least = ent_point_dot(apart, apart);
    best = near;
  }
  return best;
}

int ent_space_hull(const ent_point *point, int points, int *corner)
{
  int first = 0, count = 0;
  for (int i = 1; i < points; i++)
    if (point[i].x < point[first].x || (point[i].x == point[first].x && point[i].y < point[first].y)) first = i;
  for (int at = first; count < points;) {
    corner[count++] = at;
    int next = -1; /* everything else lies to the left of at -> next */
    for (int i = 0; i < points; i++) {
      const ent_point step = ent_point_minus(point[i], point[at]);
      if (ent_point_dot(step, step) == 0) continue;
      if (next >= 0) {
        const ent_point best = ent_point_minus(point[next], point[at]);
        const double turn = ent_point_cross(best, step);
        if (turn > 0 || (turn == 0 && ent_point_dot(step, step) <= ent_point_dot(best, best))) continue;
      }
      next = i;
    }
    if (next < 0) break;
    const ent_point back = ent_point_minus(point[next], point[first]);
    if (ent_point_dot(back, back) == 0) break;
    at = next;
  }
  return count;
}
