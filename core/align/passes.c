/* passes.c - how high must a way of single moves climb to get from one minimum to another?
 *
 * Steepest descent keeps every configuration in touch with the minimum of its basin without climbing.  So the lowest way
 * between two minima crosses borders of basins only: with
 *
 *   border(A, B) = min of E(u) over neighbours u in A, v in B with E(v) <= E(u)  (and the same with A, B exchanged),
 *
 * the pass between two minima is the highest border on their way in the minimum spanning tree.  The tree starts as the ways
 * that greedy single moves find from every minimum to the lowest; only configurations below its highest border can improve
 * it, and a row whose lowest energy is bounded above that is skipped whole.
 * When a valley meets another, the one with the higher minimum ends (the elder rule of merge trees).
 *
 * Cost: O(minima n^2), O(n) a row, and O(n) for every configuration below the highest border so far.
 * Source: Becker and Karplus 1997, J. Chem. Phys. 106, 1495 (disconnectivity graphs); Kruskal 1956. */
#include "align/basins.h"

#include <float.h>
#include <math.h>

#include "base/sort.h"

/* ---- the tree ---- */

static bool is_before(const ent_border *x, const ent_border *y)
{
  if (x->height < y->height || x->height > y->height) return x->height < y->height;
  if (x->a != y->a) return x->a < y->a;
  return x->b != y->b ? x->b < y->b : x->top < y->top;
}

ENT_SORT(sort_borders, ent_border, is_before);

static uint32_t find_leader(uint32_t *leader, uint32_t of)
{
  while (leader[of] != of) {
    leader[of] = leader[leader[of]];
    of = leader[of];
  }
  return of;
}

/* Keeps of `count` borders those of the tree, lowest first; returns the highest. */
static double keep_tree(const ent_basins *b, uint32_t count)
{
  uint32_t kept = 0;
  sort_borders(b->border, count);
  for (uint32_t k = 0; k < b->stable; k++) b->leader[k] = k;
  for (uint32_t k = 0; k < count && kept + 1 < b->stable; k++) {
    const ent_border border = b->border[k];
    const uint32_t x = find_leader(b->leader, border.a), y = find_leader(b->leader, border.b);
    if (x == y) continue;
    b->leader[x < y ? y : x] = x < y ? x : y;
    b->border[kept++] = border;
  }
  return b->border[kept - 1].height;
}

/* ---- ways that greedy moves find ---- */

/* Which of the spins still to move costs least; -1: none is left. */
static int cheapest(int spins, uint32_t differ, const double *x, const double *h)
{
  int k = -1;
  double least = INFINITY;
  for (int j = 0; j < spins; j++) {
    if ((differ >> j & 1u) && x[j] * h[j] < least) {
      least = x[j] * h[j];
      k = j;
    }
  }
  return k;
}

/* Moves the spins that differ from `to`, the cheapest first; returns the highest code on the way. */
static ent_border go(const ent_walk *walk, uint32_t from, uint32_t to, bool mirrored)
{
  double x[ENT_WALK_SPINS] = {0}, h[ENT_WALK_SPINS] = {0}, energy = 0;
  uint32_t differ = (from ^ to) << 1, code = from;
  if (mirrored) differ ^= (walk->codes << 1) - 1;
  for (int k = 0; k < walk->spins; k++) x[k] = k == 0 || (from >> (k - 1) & 1u) ? 1 : -1;
  for (int k = 0; k < walk->spins; k++) {
    for (int j = 0; j < walk->spins; j++) h[k] += walk->w[k * walk->spins + j] * x[j];
    energy -= x[k] * h[k] / 2;
  }
  ent_border way = {.height = energy, .top = code};
  for (int k = cheapest(walk->spins, differ, x, h); k >= 0; k = cheapest(walk->spins, differ, x, h)) {
    const double twice = 2 * x[k];
    energy += twice * h[k];
    x[k] = -x[k];
    for (int j = 0; j < walk->spins; j++) h[j] -= twice * walk->w[k * walk->spins + j];
    code = ent_walk_after(walk, code, (uint32_t)k);
    differ ^= UINT32_C(1) << k;
    if (energy > way.height) {
      way.height = energy;
      way.top = code;
    }
  }
  return way;
}

static ent_border go_down(const ent_basins *b, uint32_t from)
{
  const uint32_t low = ent_walk_code(b->walk, b->minimum[0].camp), high = ent_walk_code(b->walk, b->minimum[from].camp);
  ent_border way = go(b->walk, high, low, false);
  if (!b->walk->held) {
    const ent_border other = go(b->walk, high, low, true);
    if (other.height < way.height) way = other;
  }
  way.a = 0;
  way.b = from;
  return way;
}

/* ---- borders ---- */

typedef struct gathering {
  const ent_basins *of;
  uint32_t count; /* borders: the tree and what came since */
  double limit;   /* of the tree */
} gathering;

static void offer(gathering *g, double height, uint32_t x, uint32_t y, uint32_t top)
{
  const ent_basins *const b = g->of;
  const uint32_t low = x < y ? x : y, high = x < y ? y : x;
  ent_seen *const seen = &b->seen[(low * UINT32_C(0x9E3779B1) ^ high * UINT32_C(0x85EBCA77)) >> 22];
  if (seen->a == low && seen->b == high && height >= seen->height) return;
  *seen = (ent_seen){.height = height, .a = low, .b = high};
  if (g->count == ent_borders_room(b->stable)) {
    g->limit = keep_tree(b, g->count);
    g->count = b->stable - 1;
  }
  b->border[g->count++] = (ent_border){.height = height, .a = low, .b = high, .top = top};
}

/* The neighbours of one code that are not higher than it. */
static void look_around(gathering *g, const ent_row *row, uint32_t lane, double energy)
{
  const ent_walk *const walk = g->of->walk;
  const uint32_t *const label = g->of->label;
  const uint32_t code = row->high << walk->low | lane, mine = label[code];
  for (int k = walk->held ? 1 : 0; k < walk->spins; k++) {
    const uint32_t theirs = label[ent_walk_after(walk, code, (uint32_t)k)];
    if (theirs == mine) continue;
    const double x = k >= 1 && k <= walk->low ? walk->side[k - 1][lane] : row->x[k];
    if (x * (row->h[k] + walk->pull[k][lane]) <= walk->tie) offer(g, energy, mine, theirs, code);
  }
}

static void look_at_row(gathering *g, const ent_row *row)
{
  const ent_walk *const walk = g->of->walk;
  double least = row->energy + walk->least;
  for (int k = 1; k <= walk->low; k++) least -= fabs(row->h[k]);
  if (least >= g->limit) return;
  double energy[ENT_WALK_ROW];
  for (uint32_t l = 0; l < ENT_WALK_ROW; l++) energy[l] = row->energy + walk->within[l];
  for (int k = 1; k <= walk->low; k++) {
    const double h = row->h[k];
    const double *const side = walk->side[k - 1];
    for (uint32_t l = 0; l < ENT_WALK_ROW; l++) energy[l] -= h * side[l];
  }
  for (uint32_t l = 0; l < walk->lanes; l++) {
    if (energy[l] < g->limit) look_around(g, row, l, energy[l]);
  }
}

static void gather(const ent_basins *b)
{
  gathering g = {.of = b, .count = b->stable - 1};
  for (uint32_t k = 1; k < b->stable; k++) b->border[k - 1] = go_down(b, k);
  for (uint32_t k = 0; k < ENT_BORDERS_SEEN; k++) b->seen[k] = (ent_seen){.height = DBL_MAX};
  g.limit = keep_tree(b, g.count);
  ent_row row;
  for (uint32_t step = 0; step < b->walk->rows; step++) {
    if (step % ENT_WALK_LEG == 0) {
      ent_row_at(b->walk, step ^ (step >> 1), &row);
    } else {
      ent_row_step(b->walk, step, &row);
    }
    look_at_row(&g, &row);
  }
  keep_tree(b, g.count);
}

/* ---- the merge tree ---- */

static void merge(const ent_basins *b, const ent_border *border)
{
  ent_minimum *const m = b->minimum;
  const uint32_t x = find_leader(b->leader, border->a), y = find_leader(b->leader, border->b);
  const uint32_t elder = x < y ? x : y, younger = x < y ? y : x;
  b->leader[younger] = elder;
  m[younger].into = (int)elder;
  m[younger].pass = ent_walk_camp(b->walk, border->top);
  m[younger].saddle = border->height;
  m[younger].barrier = border->height - m[younger].energy;
  const uint32_t end[2] = {border->a, border->b};
  for (int side = 0; side < 2; side++) {
    ent_minimum *const at = &m[end[side]];
    const double climb = border->height - at->energy;
    if (climb < at->escape) at->escape = climb;
  }
}

void ent_passes_none(ent_basins *b)
{
  for (uint32_t k = 0; k < b->stable; k++) {
    b->minimum[k].into = -1;
    b->minimum[k].pass = 0;
    b->minimum[k].saddle = b->minimum[k].barrier = b->minimum[k].escape = INFINITY;
  }
}

void ent_passes_find(ent_basins *b)
{
  ent_passes_none(b);
  if (b->stable < 2) return;
  for (uint32_t code = 0; code < b->walk->codes; code++) b->label[code] = b->rank[b->label[code]];
  gather(b);
  for (uint32_t k = 0; k + 1 < b->stable; k++) { /* energies added up again; a pass is not below what it joins */
    ent_border *const border = &b->border[k];
    const double ends[2] = {b->minimum[border->a].energy, b->minimum[border->b].energy};
    border->height = ent_basins_energy(b->land, b->pressure, ent_walk_camp(b->walk, border->top));
    for (int side = 0; side < 2; side++) border->height = border->height < ends[side] ? ends[side] : border->height;
  }
  sort_borders(b->border, b->stable - 1);
  for (uint32_t k = 0; k < b->stable; k++) b->leader[k] = k;
  for (uint32_t k = 0; k + 1 < b->stable; k++) merge(b, &b->border[k]);
}
