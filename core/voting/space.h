/* space.h - what the files about ideal points share. */
#ifndef ENT_CORE_VOTING_SPACE_H
#define ENT_CORE_VOTING_SPACE_H

#include "entente/space.h"
#include "voting/rule.h"

static inline bool ent_coordinate_holds(double x)
{
  return x >= -ENT_SPACE_MAX && x <= ENT_SPACE_MAX; /* no NaN */
}

static inline bool ent_point_holds(ent_point p)
{
  return ent_coordinate_holds(p.x) && ent_coordinate_holds(p.y);
}

/* Refuses the coordinate of this member, or of what is named. */
ent_status ent_coordinate_refuse(const char *name, ent_error *err);

static inline ent_point ent_point_minus(ent_point a, ent_point b)
{
  return (ent_point){a.x - b.x, a.y - b.y};
}

static inline double ent_point_dot(ent_point a, ent_point b)
{
  return a.x * b.x + a.y * b.y;
}

/* > 0: b lies counter-clockwise of a. */
static inline double ent_point_cross(ent_point a, ent_point b)
{
  return a.x * b.y - a.y * b.x;
}

/* How far the winset reaches along `towards`, in units of its length; negative where nothing is accepted. */
double ent_space_reach(const ent_rule *rule, const ent_point *ideal, ent_point status_quo, ent_point towards,
                       int *marginal);

#endif
