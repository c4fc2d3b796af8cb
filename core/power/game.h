/* game.h - a game as the engines see it: classes of equal members, columns without common factors, a formula over quotas.
 *
 * Equal columns are one column, and a column's weights and quotas are divided by the greatest common divisor of the weights
 * (quotas rounded up), which changes no coalition's fate.  Members with the same weights in every column are one class.
 * Those without weight anywhere form the class `dull`; the engines leave them out, so their number of members is `live`. */
#ifndef ENT_CORE_POWER_GAME_H
#define ENT_CORE_POWER_GAME_H

#include "entente/power.h"
#include "voting/rule.h"

typedef struct ent_leaf {
  int column;
  int64_t quota; /* 1..total of the column */
} ent_leaf;

struct ent_game {
  int members, live;
  int classes, dull;   /* dull: -1 when everybody has weight */
  const int *class_of; /* [members] */
  const int *first;    /* [classes] a member of the class */
  const int *size;     /* [classes] */
  int columns;
  const int64_t *weight; /* [column * classes + class] */
  const int64_t *total;  /* [columns] over members */
  int leaves;
  const ent_leaf *leaf;
  int nodes, root;
  const ent_rule_node *node; /* of an atom only `column` counts: the number of its leaf */

  bool single;                /* the rule is one weight against one quota: */
  const int64_t *line_weight; /* [classes] */
  int64_t line_quota, line_total;
  int vetoes; /* classes whose weight was raised, because the rule names them as vetoes beside one weight */

  int count;  /* the column where everybody has weight 1; -1 */
  int second; /* the only other column, when there is exactly one beside the count; else -1 */

  ent_arena own;
};

/* Does the formula hold when exactly these leaves are reached?  reached: [leaves]. */
bool ent_game_holds(const ent_game *game, const bool *reached);
/* Does a coalition win whose weights are sum[column]? */
bool ent_game_reached(const ent_game *game, const int64_t *sum);

/* Weights of a column by class. */
static inline const int64_t *ent_game_column(const ent_game *game, int column)
{
  return game->weight + (ptrdiff_t)column * game->classes;
}

#endif
