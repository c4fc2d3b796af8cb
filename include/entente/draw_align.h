/* entente/draw_align.h - pictures of camps: merge tree, flip prices, strategic triangle, roles over time, big networks.
 *
 * All take plain arrays, so anyone can draw their own numbers.  What draw.h says of every picture holds here too: labels of any
 * length, numbers that are not finite at the nearest end of the scale, ENT_ARGUMENT (no rows, NULL, a number of a row that
 * does not exist), ENT_LIMIT, ENT_NOMEM; the caller frees with ent_drawing_free. */
#ifndef ENTENTE_DRAW_ALIGN_H
#define ENTENTE_DRAW_ALIGN_H

#include "entente/draw.h"
#include "entente/flip.h"
#include "entente/triangle.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An energy landscape as a merge tree (disconnectivity graph; Becker and Karplus 1997, J. Chem. Phys. 106:1495): each minimum
 * hangs at its energy, and two valleys join at the height of the lowest pass between them.  Passes in the order of their
 * energy; each joins the valleys that hold the minima a and b. */
#define ENT_DRAW_TREE_MAX 64
typedef struct ent_tree_leaf {
  const char *name, *detail; /* in the list below the tree; detail may be "" */
  double energy;
  double share; /* of all configurations that run down to it; negative: unknown */
  bool here;    /* the configuration that is spoken of: drawn filled */
} ent_tree_leaf;
typedef struct ent_tree_pass {
  double energy;
  int a, b;
} ent_tree_pass;
ent_status ent_draw_tree(const ent_tree_leaf *leaf, int leaves, const ent_tree_pass *pass, int passes,
                         const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* Flip prices: one row a tie, where it is and where it has to go, on the scale of ties from -1 to 1. */
typedef struct ent_flip_row {
  const char *name, *detail; /* who changes camp; by which tie */
  double now, needed;        /* beyond -1 or 1: no such tie exists, drawn as an arrow that leaves the scale */
} ent_flip_row;
ent_status ent_draw_flips(const ent_flip_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err);

/* The break-even curve of two terms (ent_flip_break_even) in the plane of their strengths. */
#define ENT_DRAW_EVEN_MAX 64 /* marks across, and upward */
typedef struct ent_even_picture {
  const char *x_name, *y_name;          /* of the axes */
  double x[2], y[2];                    /* they run from, to: within a million of 0, a millionth apart or more */
  double now[2];                        /* a ring stands there; beyond the axes: at their end */
  const char *turned_name, *stays_name; /* what the two kinds of marks mean */
  const ent_even_piece *piece;          /* [pieces], at most 65,536 */
  int pieces;
  const bool
    *turned; /* [rows * columns] from the low corner, rows upward: has the target turned in the middle of this cell? */
  int columns, rows; /* either 0: no marks */
} ent_even_picture;
ent_status ent_draw_even(const ent_even_picture *picture, const ent_look *look, const ent_allocator *memory,
                         ent_drawing *out, ent_error *err);

/* Roles have a mark each: the same wherever roles are drawn. */

/* Triangles side by side: three corners with roles and role values, three ties in [-1, 1]. */
#define ENT_DRAW_TRIANGLES_MAX 6
typedef struct ent_triangle_panel {
  const char *title;
  const char *name[3];
  double tie[3]; /* between corners 0 and 1, 0 and 2, 1 and 2 */
  ent_role role[3];
  double value[3];
} ent_triangle_panel;
ent_status ent_draw_triangles(const ent_triangle_panel *panel, int panels, const ent_look *look,
                              const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* Roles over time: one column a date, one row a corner. */
typedef struct ent_role_column {
  const char *date;
  ent_role role[3];
  double chance[3]; /* of that role; negative: unknown */
} ent_role_column;
ent_status ent_draw_roles(const char *const name[3], const ent_role_column *column, int columns, const ent_look *look,
                          const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* A signed network of up to 512 actors in two camps, each on its own half of a circle.  Ties that their camps frustrate
 * (friends apart, foes together) are drawn in full, of the others the strongest 600.  a, b: rows of actor. */
typedef struct ent_camp_actor {
  const char *name;
  bool other; /* in the second camp */
} ent_camp_actor;
typedef struct ent_camp_tie {
  int a, b;
  double weight; /* > 0: friends */
} ent_camp_tie;
ent_status ent_draw_camps(const ent_camp_actor *actor, int actors, const ent_camp_tie *tie, int64_t ties,
                          const ent_map_look *camps, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
