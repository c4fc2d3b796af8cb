/* mesh.h - a landscape too wide to enumerate: sides of up to 2,000 actors, and single moves among them. */
#ifndef ENT_CORE_MESH_H
#define ENT_CORE_MESH_H

#include "align/landscape.h"

typedef struct ent_mesh {
  int n;
  bool held;       /* by blocs: the mirror image of a configuration is another one */
  double *w;       /* [n * n], diagonal 0, sizes as shares */
  double *bloc;    /* [n]: pressure; 0 without */
  double *row_tie; /* [n]: an actor that would gain less stays */
  double tie;      /* gains closer than this are equal */
} ent_mesh;

/* Bytes of a mesh's arrays, and their filling in a block of that size.  land is checked. */
size_t ent_mesh_size(int n);
void ent_mesh_lay(ent_mesh *mesh, const ent_landscape *land, const double *pressure, void *block);

/* pull[k] = bloc_k + sum_j w_kj side_j; returns the energy -sum_{i<j} w x x - sum bloc x.  Cost: O(n^2). */
double ent_mesh_pulls(const ent_mesh *mesh, const int8_t *side, double *pull);
/* Moves actor k; returns the change of energy.  Cost: O(n). */
double ent_mesh_move(const ent_mesh *mesh, int k, int8_t *side, double *pull);
/* Steepest descent; returns how many actors could move at no cost where it ends.  Cost: O(n) a move. */
int ent_mesh_descend(const ent_mesh *mesh, int8_t *side, double *pull);

ent_status ent_mesh_check(const ent_landscape *land, const double *pressure, ent_error *err);

#endif
