/* diagram.h - a decision diagram of a rule: members are asked one after the other, and coalitions whose fate depends on the
 * rest in the same way share a node. */
#ifndef ENT_CORE_POWER_DIAGRAM_H
#define ENT_CORE_POWER_DIAGRAM_H

#include "base/arena.h"
#include "game.h"
#include "modular.h"

#define ENT_DIAGRAM_NODES_MAX (1 << 20)
#define ENT_DIAGRAM_MEMBERS_MAX 1024
#define ENT_LOSES (-1) /* in place of a node: decided */
#define ENT_WINS (-2)

/* One quota by itself: nodes by level, each with the interval of what is still missing for which it stands.  strand.c */
typedef struct ent_strand_node {
  int64_t low, high;
  int no, yes;     /* node of the next level, or decided */
  int left, right; /* in the tree of the level */
} ent_strand_node;

typedef struct ent_strand {
  int members;
  const int64_t *weight; /* [members] in the order of asking */
  const int64_t *rest;   /* [members + 1] sums of the weights from a level on */
  int *top;              /* [members] trees of the levels */
  ent_strand_node *node;
  int nodes, room;
  ent_arena *arena;
  ent_status status; /* ENT_NOMEM or ENT_LIMIT: everything after is ignored */
} ent_strand;

void ent_strand_open(ent_strand *s, int members, const int64_t *weight, const int64_t *rest, int *top,
                     ent_arena *arena);
/* The node (or decision) for this much missing at the first level. */
int ent_strand_follow(ent_strand *s, int64_t missing);

typedef struct ent_diagram {
  const ent_game *game;
  int members;      /* levels */
  const int *class; /* [members] of the member asked at each level */
  int *start;       /* [members + 1] first node of each level */
  int *no, *yes;    /* [nodes] */
  int nodes;
  int first; /* the first node, or decided */
} ent_diagram;

/* Errors: ENT_LIMIT when the diagram grows beyond ENT_DIAGRAM_NODES_MAX, ENT_NOMEM. */
ent_status ent_diagram_build(const ent_game *game, ent_arena *arena, ent_diagram *out, ent_error *err);

/* Exact swings by class ([class * words]) and winning coalitions ([words]). */
ent_status ent_diagram_swings(const ent_diagram *d, ent_arena *arena, int words, uint64_t *swings, uint64_t *winning,
                              ent_error *err);
/* Sums over the pivots of each class of yes^(size) no^(others), and over the winning coalitions; table: [2 nodes]. */
void ent_diagram_curve(const ent_diagram *d, double yes, double no, double *table, double *pivot, double *adopt);
/* The same modulo a prime. */
void ent_diagram_residues(const ent_diagram *d, uint64_t yes, uint64_t no, const ent_prime *prime, uint64_t *table,
                          uint64_t *pivot);

#endif
