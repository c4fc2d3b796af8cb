/* way.c - how high does a way of single moves climb, from one configuration to another, in a landscape of any width?
 *
 * A leg moves only the actors that differ, each once: every order of theirs is a way, and the highest energy on it an upper
 * bound of the pass.  The first try takes the cheapest move each time; the others compare costs that are multiplied by random
 * numbers (a greedy randomised search).  Every other try goes by way of a minimum near the highest place of the best way so far:
 * two legs that meet in a valley.  Without pressure the mirror image of the end is an end as well.
 *
 * Cost: O(n^2) a try.  Source: Resende and Ribeiro 2003, Greedy randomized adaptive search procedures; path relinking as in
 * Glover 1997. */
#include <math.h>
#include <string.h>

#include "align/mesh.h"
#include "base/fail.h"

#define TRIES_MOST 10000000

typedef struct walker {
  const ent_mesh *mesh;
  uint64_t seed, name;
  double *pull;   /* [n] */
  double *nudge;  /* [n]: what the cost of moving an actor is multiplied by */
  int8_t *side;   /* [n] */
  int8_t *top;    /* [n]: sides at the highest place of the best way so far */
  int8_t *here;   /* [n]: of the leg that was walked last */
  int8_t *valley; /* [n] */
} walker;

/* The cheapest next move among actors that still differ; -1: arrived. */
static int next_move(const walker *w, const int8_t *to, int sign)
{
  int best = -1;
  double least = INFINITY;
  for (int k = 0; k < w->mesh->n; k++) {
    if (w->side[k] == sign * to[k]) continue;
    const double cost = w->side[k] * w->pull[k];
    const double nudged = cost * (cost > 0 ? w->nudge[k] : 1 / w->nudge[k]);
    if (nudged < least) {
      least = nudged;
      best = k;
    }
  }
  return best;
}

/* One leg; leaves its highest sides in `here` and returns its height, or `limit` where it is not below that. */
static double walk(const walker *w, const int8_t *from, const int8_t *to, int sign, double limit)
{
  const size_t n = (size_t)w->mesh->n;
  int8_t *const side = w->side;
  memcpy(side, from, n);
  double energy = ent_mesh_pulls(w->mesh, side, w->pull), height = energy;
  int highest = 0, moves = 0;
  for (int k = next_move(w, to, sign); k >= 0 && height < limit; k = next_move(w, to, sign)) {
    energy += ent_mesh_move(w->mesh, k, side, w->pull);
    moves++;
    if (energy > height) {
      height = energy;
      highest = moves;
    }
  }
  if (height >= limit) return limit;
  memcpy(side, from, n); /* once more, as far as the highest place */
  ent_mesh_pulls(w->mesh, side, w->pull);
  for (int m = 0; m < highest; m++) ent_mesh_move(w->mesh, next_move(w, to, sign), side, w->pull);
  memcpy(w->here, side, n);
  return height;
}

/* A way of one leg (by NULL) or two; keeps its highest sides if it stays below `limit`. */
static double go(const walker *w, const int8_t *from, const int8_t *by, const int8_t *to, int sign, double limit)
{
  const size_t n = (size_t)w->mesh->n;
  const double first = walk(w, from, by ? by : to, by ? 1 : sign, limit);
  if (first >= limit) return limit;
  if (!by) {
    memcpy(w->top, w->here, n);
    return first;
  }
  const double second = walk(w, to, by, sign, limit); /* the same leg backwards; signs of both ends may be exchanged */
  if (second >= limit) return limit;
  if (second < first) walk(w, from, by, 1, limit); /* `here` is to be of the higher leg */
  memcpy(w->top, w->here, n);
  return second < first ? first : second;
}

/* A minimum near the highest place so far: some actors on sides drawn anew, then descent. */
static void find_valley(const walker *w, uint32_t attempt)
{
  const int n = w->mesh->n;
  const double moving = ent_uniform(w->seed, attempt, w->name, (uint32_t)n);
  for (int k = 0; k < n; k++) {
    const double u = ent_uniform(w->seed, attempt, w->name, (uint32_t)(n + 1 + k));
    w->valley[k] = (int8_t)(u < moving / 2 ? -w->top[k] : w->top[k]);
  }
  ent_mesh_descend(w->mesh, w->valley, w->pull);
}

static void try_ways(const walker *w, const int8_t *from, const int8_t *to, uint32_t tries)
{
  const int n = w->mesh->n;
  double best = INFINITY;
  for (uint32_t attempt = 0; attempt < tries; attempt++) {
    const bool straight = attempt % 2 == 0;
    for (int k = 0; k < n; k++) {
      w->nudge[k] = attempt == 0 ? 1 : 0.5 + ent_uniform(w->seed, attempt, w->name, (uint32_t)k);
    }
    if (!straight) find_valley(w, attempt);
    best = go(w, from, straight ? NULL : w->valley, to, 1, best);
    if (!w->mesh->held) best = go(w, from, straight ? NULL : w->valley, to, -1, best);
  }
}

static ent_status check_sides(const char *what, const int8_t *side, int n, ent_error *err)
{
  for (int k = 0; k < n; k++) {
    if (side[k] != 1 && side[k] != -1) return ent_fail_index(err, ENT_ARGUMENT, what, k, -1, "A side is 1 or -1.");
  }
  return ENT_OK;
}

ent_status ent_align_way(const ent_landscape *land, const double *pressure, const int8_t *from, const int8_t *to,
                         uint32_t tries, uint64_t seed, const ent_allocator *memory, double *height, ent_error *err)
{
  ent_status status = ent_mesh_check(land, pressure, err);
  if (status == ENT_OK) status = check_sides("from", from, land->n, err);
  if (status == ENT_OK) status = check_sides("to", to, land->n, err);
  if (status != ENT_OK) return status;
  if (tries < 1 || tries > TRIES_MOST) {
    return ent_fail(err, ENT_ARGUMENT, "tries", "Tries are a number from 1 to 10,000,000.");
  }
  const size_t n = (size_t)land->n, mesh_size = ent_mesh_size(land->n);
  const size_t size = mesh_size + 2 * n * sizeof(double) + 4 * n;
  unsigned char *const block = memory->resize(memory->ctx, NULL, 0, size);
  if (!block) return ent_fail(err, ENT_NOMEM, "n", "There is not enough memory to search the landscape.");
  ent_mesh mesh;
  ent_mesh_lay(&mesh, land, pressure, block);
  walker w = {.mesh = &mesh, .seed = seed, .name = ent_name_hash("align.way", 9)};
  w.pull = (void *)(block + mesh_size);
  w.nudge = w.pull + n;
  w.side = (void *)(w.nudge + n);
  w.top = w.side + n;
  w.here = w.top + n;
  w.valley = w.here + n;
  try_ways(&w, from, to, tries);
  *height = ent_align_energy_of(land, pressure, w.top);
  memory->resize(memory->ctx, block, size, 0);
  return ENT_OK;
}
