/* flip_parts.h - what the files of flip prices share. */
#ifndef ENT_CORE_FLIP_PARTS_H
#define ENT_CORE_FLIP_PARTS_H

#include "entente/flip.h"

/* ENT_ARGUMENT unless all moves are of ties between two of n actors, by finite changes. */
ent_status ent_flip_check_moves(const ent_tie_move *move, int moves, int n, ent_error *err);

/* Two actors that sit together, or apart. */
typedef struct ent_relation {
  int a, b;
  bool apart;
} ent_relation;

/* The lowest energy among the configurations with these relations, as ent_align_energy adds it up, and one that reaches it (bit
 * 0 set).  false: no configuration has them all.  land is checked; work: ENT_FLIP_WORK(n) doubles.
 * Cost: one search by branch and bound over the actors left free. */
bool ent_flip_lowest(const ent_landscape *land, const ent_relation *relation, int relations, double *work,
                     ent_camp *camp, double *energy);

/* Relation of a wedge: 0: target with rival; 1: target with proposer, rival opposite.  Writes one or two, returns how many. */
int ent_flip_side(int side, int target, int proposer, int rival, ent_relation relation[2]);

#endif
