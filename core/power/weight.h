/* weight.h - games of one weight: coalitions counted by their weight.
 *
 * Three passes share one shape: a table over weights 0..limit, to which the members are added one after the other in
 * ascending order of weight (so that the first ones touch only its beginning), then summed up, so that entry y covers all
 * coalitions of weight y or less, and a member i is taken out again without a second table:
 *   without i:  G(y) = F(y) - r G(y - w_i) = sum over j of (-r)^j F(y - j w_i)
 * with r = 1 for counts, r = t / (1 - t) for probabilities, r = z for counts by size at a point z. */
#ifndef ENT_CORE_POWER_WEIGHT_H
#define ENT_CORE_POWER_WEIGHT_H

#include "base/arena.h"
#include "game.h"
#include "modular.h"

typedef struct ent_line {
  const ent_game *game;
  int types;  /* classes with weight */
  int *class; /* [types] in ascending order of weight */
  int64_t quota, total;
} ent_line;

/* False when there is no memory. */
bool ent_line_open(ent_line *line, const ent_game *game, ent_arena *arena);
static inline int64_t ent_line_weight(const ent_line *line, int type)
{
  return line->game->line_weight[line->class[type]];
}
static inline int ent_line_size(const ent_line *line, int type)
{
  return line->game->size[line->class[type]];
}
/* Additions that a table up to limit takes. */
double ent_line_steps(const ent_game *game, int64_t limit);

/* Exact swings of each class among the live members ([class * words]) and the winning coalitions ([words]), words =
 * ent_wide_words(live + 1).  Errors: ENT_NOMEM. */
ent_status ent_weight_swings(const ent_game *game, ent_arena *arena, int words, uint64_t *swings, uint64_t *winning,
                             ent_error *err);

/* Pivot probabilities when every member says yes with probability t in (0, 1/2], and when with 1 - t: pivot[class] and
 * mirror[class], and the probabilities of adoption.  table: [ent_weight_room(line)] scratch.
 * Source: Owen's multilinear extension, Management Science 18 (1972), on the diagonal. */
size_t ent_weight_room(const ent_line *line);
void ent_weight_curve(const ent_line *line, double t, double *table, double *pivot, double *mirror, double *adopt,
                      double *mirror_adopt);

/* Counts of pivots by size, at a point: pivot[class] = sum over s of a_s z^s modulo the prime, and mirror[class] the sum of
 * a_s z^(n - 1 - s).  1 <= z, (z + 3) p <= 2^54.  table as above. */
void ent_weight_residues(const ent_line *line, int z, const ent_prime *prime, double *table, uint64_t *pivot,
                         uint64_t *mirror);

#endif
