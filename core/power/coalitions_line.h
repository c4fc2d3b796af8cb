/* coalitions_line.h - drawing from minimal winning coalitions of one weight without meeting them all. */
#ifndef ENT_CORE_POWER_COALITIONS_LINE_H
#define ENT_CORE_POWER_COALITIONS_LINE_H

#include "game.h"

/* Draws `count` minimal winning coalitions, each as likely as any other up to rounding, with replacement: size_of[k] members at
 * content[k * row], ascending.  *total: how many there are.  False (nothing is written) when the game is not one weight, its
 * table would take more than 64 MB, or there is no memory. */
bool ent_line_draw(const ent_game *game, uint64_t seed, int count, ent_arena *scratch, int *size_of, int *content,
                   size_t row, double *total);

#endif
