/* map_place.c - where on the map do discs, labels and hulls go?
 *
 * Discs that overlap are pushed apart along the line of their centres; labels try twelve directions at growing
 * distance and take the first place that is clear; a camp's hull is the convex hull of its centres (gift wrapping,
 * Jarvis 1973).
 * Cost: O(passes * n^2) for n <= 64. */
#include "draw/map.h"

#include <math.h>

#define PASSES 300
#define CLEAR 3 /* px between a label and a disc */

static void keep_inside(ent_disc *d, const ent_box *frame)
{
  d->x = ent_clamp(d->x, frame->x + d->r, frame->x + frame->width - d->r);
  d->y = ent_clamp(d->y, frame->y + d->r, frame->y + frame->height - d->r);
}

void ent_discs_part(ent_disc *disc, int n, double gap, const ent_box *frame)
{
  for (int i = 0; i < n; i++) keep_inside(&disc[i], frame);
  for (int pass = 0; pass < PASSES; pass++) {
    bool moved = false;
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++) {
        double dx = disc[j].x - disc[i].x, dy = disc[j].y - disc[i].y;
        double distance = sqrt(dx * dx + dy * dy);
        const double wanted = disc[i].r + disc[j].r + gap;
        if (distance >= wanted - 0.01) continue;
        if (distance < 1e-6) { /* same place: part them by their numbers */
          dx = (i + j) % 2 ? 1 : 0.3;
          dy = (i + j) % 2 ? 0.3 : 1;
          distance = sqrt(dx * dx + dy * dy);
        }
        const double push = (wanted - distance) / 2 / distance;
        disc[i].x -= dx * push;
        disc[i].y -= dy * push;
        disc[j].x += dx * push;
        disc[j].y += dy * push;
        keep_inside(&disc[i], frame);
        keep_inside(&disc[j], frame);
        moved = true;
      }
    if (!moved) break;
  }
}

static double overlap_boxes(const ent_box *a, const ent_box *b)
{
  const double left = a->x > b->x ? a->x : b->x, top = a->y > b->y ? a->y : b->y;
  const double right = a->x + a->width < b->x + b->width ? a->x + a->width : b->x + b->width;
  const double bottom = a->y + a->height < b->y + b->height ? a->y + a->height : b->y + b->height;
  return right > left && bottom > top ? (right - left) * (bottom - top) : 0;
}

static double overlap_disc(const ent_box *a, const ent_disc *d)
{
  const double x = ent_clamp(d->x, a->x, a->x + a->width), y = ent_clamp(d->y, a->y, a->y + a->height);
  const double dx = d->x - x, dy = d->y - y, distance = sqrt(dx * dx + dy * dy);
  return distance < d->r + CLEAR ? (d->r + CLEAR - distance) * a->height : 0;
}

ent_box ent_label_place(const ent_disc *disc, int n, int of, const ent_box *taken, int boxes, double width,
                        double height, const ent_box *frame)
{
  static const double direction[12][2] = {{1, 0},         {0, 1},          {0, -1},         {-1, 0},
                                          {0.707, 0.707}, {0.707, -0.707}, {-0.707, 0.707}, {-0.707, -0.707},
                                          {0.5, 0.866},   {0.5, -0.866},   {-0.5, 0.866},   {-0.5, -0.866}};
  ent_box best = {0, 0, width, height};
  double least = -1;
  for (int ring = 0; ring < 8; ring++)
    for (int k = 0; k < 12; k++) {
      const double *const u = direction[k], out = disc[of].r + 4 + 9.0 * ring;
      ent_box b = {disc[of].x + u[0] * (out + width / 2) - width / 2,
                   disc[of].y + u[1] * (out + height / 2) - height / 2, width, height};
      b.x = ent_clamp(b.x, frame->x, frame->x + frame->width - width);
      b.y = ent_clamp(b.y, frame->y, frame->y + frame->height - height);
      double overlap = 0;
      for (int i = 0; i < n; i++) overlap += overlap_disc(&b, &disc[i]);
      for (int i = 0; i < boxes; i++) overlap += overlap_boxes(&b, &taken[i]);
      if (least < 0 || overlap < least) least = overlap, best = b;
      if (!(least > 0)) return best;
    }
  return best;
}

static double turn(const ent_disc *o, const ent_disc *a, const ent_disc *b)
{
  return (a->x - o->x) * (b->y - o->y) - (a->y - o->y) * (b->x - o->x);
}

int ent_hull(const ent_disc *disc, int n, const bool *chosen, int *hull)
{
  int start = -1, count = 0;
  for (int i = 0; i < n; i++)
    if (chosen[i] &&
        (start < 0 || disc[i].x < disc[start].x || (disc[i].x <= disc[start].x && disc[i].y < disc[start].y)))
      start = i;
  for (int at = start; at >= 0 && count < n;) {
    hull[count++] = at;
    int next = -1;
    for (int i = 0; i < n; i++)
      if (chosen[i] && i != at && (next < 0 || turn(&disc[at], &disc[next], &disc[i]) < 0)) next = i;
    at = next == start ? -1 : next;
  }
  return count;
}
