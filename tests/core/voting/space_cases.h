/* space_cases.h - what the tests of ideal points share: random clubs in a plane, and counting votes by the definition. */
#ifndef ENT_TEST_SPACE_CASES_H
#define ENT_TEST_SPACE_CASES_H

#include "rules.h"

#include "entente/space.h"

#define SPACE_MOST 9

typedef struct space_case {
  club club;
  forest forest;
  ent_rule *rule;
  ent_point ideal[SPACE_MOST], q, setter;
} space_case;

static const ent_allocator space_memory = {plain_resize, NULL};

static inline double space_number(uint64_t *seed)
{
  return (double)(chance(seed) >> 11) * 0x1p-53 * 4 - 2;
}

static inline ent_point space_point(uint64_t *seed)
{
  return (ent_point){space_number(seed), space_number(seed)};
}

/* A club of 1..9 members with a random AND/OR rule over two weights, ideal points in [-2, 2] squared. */
static inline void space_case_open(space_case *c, uint64_t *seed)
{
  club_open(&c->club, 1 + below(seed, SPACE_MOST), seed, 9);
  c->rule = forest_grow(&c->forest, &c->club, seed, false);
  for (int i = 0; i < c->club.members; i++) c->ideal[i] = space_point(seed);
  c->q = space_point(seed);
  c->setter = space_point(seed);
}

static inline void space_case_close(space_case *c)
{
  ent_rule_free(c->rule);
}

/* Who is at least as near to y as to q, and do they win? */
static inline bool space_wins(const space_case *c, ent_point y)
{
  ent_set yes = {{0}};
  for (int i = 0; i < c->club.members; i++)
    if (hypot(y.x - c->ideal[i].x, y.y - c->ideal[i].y) <= hypot(c->q.x - c->ideal[i].x, c->q.y - c->ideal[i].y))
      ent_set_add(&yes, i);
  return ent_rule_wins(c->rule, &yes, NULL);
}

/* count >= quota among M0, M1, ... */
static inline ent_rule *count_rule(int members, int quota)
{
  static const char *const names[SPACE_MOST] = {"M0", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"};
  const ent_roll roll = plain_roll(members, names);
  char text[32];
  snprintf(text, sizeof text, "count >= %d", quota);
  return rule_of(text, &roll);
}

#endif
