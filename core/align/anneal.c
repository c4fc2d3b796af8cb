/* anneal.c - which camps frustrate little?
 *
 * One vertex changes camp at a time.  pull[v] = x_v sum_u w_vu x_u is what the frustrated weight gains by that; a change is
 * made when pull < -T ln(U), U uniform, with T falling from sweep to sweep.  A descent ends each walk: no single change helps.
 * Starts are the signs along a breadth-first tree, which is the answer where the network is balanced.
 * Cost: O(n) a sweep and O(degree) a change.
 * Source: Kirkpatrick, Gelatt and Vecchi 1983, Science 220, 671-680. */
#include "align/frustration.h"

#include <math.h>
#include <string.h>

#define PATIENCES 1024

bool ent_walker_open(ent_walker *w, const ent_signed *g, ent_arena *arena)
{
  *w = (ent_walker){.g = g, .pull = ENT_NEW(arena, int64_t, g->n), .weight = ENT_NEW(arena, int64_t, 2 * (size_t)g->m)};
  w->patience = ENT_NEW(arena, double, PATIENCES);
  if (!w->pull || !w->weight || !w->patience) return false;
  for (int k = 0; k < PATIENCES; k++) w->patience[k] = -ent_log((k + 0.5) / PATIENCES);
  double spread = 0;
  for (int32_t v = 0; v < g->n; v++) {
    double sum = 0;
    const int32_t degree = g->first[v + 1] - g->first[v];
    for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) {
      const int64_t weight = g->weight[g->edge[a]];
      w->weight[a] = weight;
      sum += fabs((double)weight);
    }
    if (degree > 0) spread += sum / sqrt((double)degree);
  }
  w->warm = g->n > 0 ? 0.7 * spread / g->n : 0;
  w->cold = w->warm / 25;
  return true;
}

int64_t ent_walker_weigh(const ent_signed *g, const int8_t *x)
{
  int64_t sum = 0;
  for (int32_t e = 0; e < g->m; e++) {
    const int64_t w = g->weight[e] * x[g->tail[e]] * x[g->head[e]];
    if (w < 0) sum -= w;
  }
  return sum;
}

static void pull_all(ent_walker *w, const int8_t *x)
{
  const ent_signed *const g = w->g;
  for (int32_t v = 0; v < g->n; v++) {
    int64_t sum = 0;
    for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) sum += w->weight[a] * x[g->to[a]];
    w->pull[v] = sum * x[v];
  }
}

static void change(ent_walker *w, int8_t *x, int32_t v)
{
  const ent_signed *const g = w->g;
  x[v] = (int8_t)-x[v];
  w->pull[v] = -w->pull[v];
  for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) w->pull[g->to[a]] += 2 * w->weight[a] * x[v] * x[g->to[a]];
}

/* Passes over all vertices until none helps; every change lowers a whole number, so this ends. */
static void settle(ent_walker *w, int8_t *x)
{
  for (bool moved = true; moved;) {
    moved = false;
    for (int32_t v = 0; v < w->g->n; v++) {
      if (w->pull[v] >= 0) continue;
      change(w, x, v);
      moved = true;
    }
  }
}

void ent_walker_descend(ent_walker *w, int8_t *x)
{
  pull_all(w, x);
  settle(w, x);
}

bool ent_walker_spread(const ent_signed *g, const int8_t *relation, int32_t start, int8_t *x, ent_arena *arena)
{
  const ent_mark mark = ent_arena_mark(arena);
  int32_t *const queue = ENT_NEW(arena, int32_t, g->n);
  if (!queue) return false;
  memset(x, 0, (size_t)g->n);
  for (int32_t k = 0; k < g->n; k++) {
    const int32_t root = (start + k) % g->n;
    if (x[root] != 0) continue;
    x[root] = 1;
    int32_t at = 0, end = 0;
    queue[end++] = root;
    while (at < end) {
      const int32_t v = queue[at++];
      for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) {
        const int32_t u = g->to[a];
        if (x[u] != 0) continue;
        const int32_t e = g->edge[a];
        const int sign = g->weight[e] > 0 ? 1 : -1;
        x[u] = (int8_t)(x[v] * (relation ? relation[e] : sign));
        queue[end++] = u;
      }
    }
  }
  ent_arena_rewind(arena, mark);
  return true;
}

bool ent_walker_tree(ent_walker *w, ent_dice *dice, int8_t *x, ent_arena *arena)
{
  const int32_t start = w->g->n > 0 ? ent_dice_below(dice, w->g->n) : 0;
  if (!ent_walker_spread(w->g, NULL, start, x, arena)) return false;
  ent_walker_descend(w, x);
  return true;
}

void ent_walker_anneal(ent_walker *w, int sweeps, ent_dice *dice, int8_t *x, ent_pace *pace)
{
  const int32_t n = w->g->n;
  pull_all(w, x);
  const double fall = sweeps > 1 ? ent_pow(w->cold / w->warm, 1.0 / (sweeps - 1)) : 1;
  double heat = w->warm;
  for (int s = 0; s < sweeps && w->warm > 0 && ent_pace_goes_on(pace, n); s++, heat *= fall)
    for (int32_t v = 0; v < n; v++) {
      const int64_t pull = w->pull[v];
      if (pull <= 0 || (double)pull < heat * w->patience[ent_dice_roll(dice) % PATIENCES]) change(w, x, v);
    }
  settle(w, x);
}
