/* map.h - places on the alignment map: discs that do not touch, labels that cover nothing, hulls around camps. */
#ifndef ENT_CORE_DRAW_MAP_H
#define ENT_CORE_DRAW_MAP_H

#include "draw/svg.h"

typedef struct ent_disc {
  double x, y, r;
} ent_disc;

typedef struct ent_box {
  double x, y, width, height;
} ent_box;

/* Pushes discs apart until neighbours are gap apart or the passes run out, inside the frame. */
void ent_discs_part(ent_disc *disc, int n, double gap, const ent_box *frame);
/* Places a label of the given size near disc `of`, clear of all discs and of the boxes placed so far, inside the
 * frame; the place with the least overlap when none is clear. */
ent_box ent_label_place(const ent_disc *disc, int n, int of, const ent_box *taken, int boxes, double width,
                        double height, const ent_box *frame);
/* Convex hull of the centres of chosen discs, counter-clockwise; returns its corners.  hull: [n]. */
int ent_hull(const ent_disc *disc, int n, const bool *chosen, int *hull);

#endif
