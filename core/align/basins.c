/* basins.c - which configurations are stable, and how many others run down to each?
 *
 * Every code follows its move until it meets one whose end is known; the way there is labelled at once, so each code is
 * walked over a few times at most.  Energies strictly fall along a way, so descent cannot cycle.  Minima are sorted by
 * energy; energies within the tie rule of the first of a run are equal, and the lowest code comes first.
 *
 * Cost: some three reads a code: neighbours of consecutive codes are consecutive, so the caches follow.
 * Source: Axelrod and Bennett 1993, BJPS 23(2):211-233, section 2 and note 33. */
#include "align/basins.h"

#include <math.h>

#include "base/sort.h"
#include "base/sum.h"

#define WAY 64 /* codes of a way that are labelled at once */

/* ---- room ---- */

static size_t round_up(size_t size)
{
  return (size + 15) & ~(size_t)15;
}

size_t ent_basins_size(uint32_t stable)
{
  const size_t m = stable;
  return round_up(m * sizeof(ent_minimum)) + 2 * round_up(m * sizeof(uint32_t)) +
         round_up(ent_borders_room(stable) * sizeof(ent_border)) + ENT_BORDERS_SEEN * sizeof(ent_seen);
}

void ent_basins_lay(ent_basins *b, void *block)
{
  const size_t m = b->stable;
  unsigned char *at = block;
  b->minimum = (void *)at;
  b->rank = (void *)(at += round_up(m * sizeof(ent_minimum)));
  b->leader = (void *)(at += round_up(m * sizeof(uint32_t)));
  b->border = (void *)(at += round_up(m * sizeof(uint32_t)));
  b->seen = (void *)(at + round_up(ent_borders_room(b->stable) * sizeof(ent_border)));
}

/* ---- energies ---- */

double ent_basins_energy(const ent_landscape *land, const double *pressure, ent_camp camp)
{
  const double pairs = ent_align_energy(land, camp);
  if (!pressure) return pairs;
  ent_sum energy = {pairs, 0};
  for (int i = 0; i < land->n; i++) {
    if ((camp >> i & 1u) == 0) ent_sum_add(&energy, 2 * land->size[i] * pressure[i]);
  }
  return ent_sum_value(&energy);
}

double ent_basins_tie(const ent_landscape *land, const double *pressure)
{
  double scale = 0;
  for (int i = 0; i < land->n; i++) {
    for (int j = 0; j < i; j++) scale += land->size[i] * land->size[j] * fabs(land->propensity[i * land->n + j]);
    if (pressure) scale += land->size[i] * fabs(pressure[i]);
  }
  return 2 * ENT_ALIGN_TIE * scale;
}

/* ---- order ---- */

static bool by_energy(const ent_minimum *a, const ent_minimum *b)
{
  return a->energy < b->energy || (a->energy <= b->energy && a->camp < b->camp);
}

static bool by_camp(const ent_minimum *a, const ent_minimum *b)
{
  return a->camp < b->camp;
}

ENT_SORT(sort_by_energy, ent_minimum, by_energy);
ENT_SORT(sort_by_camp, ent_minimum, by_camp);

static void sort_by_tie_rule(const ent_basins *b)
{
  const double tie = ent_basins_tie(b->land, b->pressure);
  ent_minimum *const m = b->minimum;
  sort_by_energy(m, b->stable);
  for (uint32_t first = 0, end = 1; first < b->stable; first = end++) {
    while (end < b->stable && m[end].energy - m[first].energy <= tie) end++;
    sort_by_camp(m + first, end - first);
  }
}

/* ---- minima ---- */

static int count_indifferent(const ent_walk *walk, uint32_t code)
{
  ent_row row;
  const uint32_t lane = code & (walk->lanes - 1);
  int indifferent = 0;
  ent_row_at(walk, code >> walk->low, &row);
  for (int k = walk->held ? 1 : 0; k < walk->spins; k++) {
    const double x = k >= 1 && k <= walk->low ? walk->side[k - 1][lane] : row.x[k];
    indifferent += x * (row.h[k] + walk->pull[k][lane]) <= walk->row_tie[k];
  }
  return indifferent;
}

/* Minima in the order of their codes; their labels are their places. */
static void list_minima(const ent_basins *b)
{
  uint32_t found = 0;
  for (uint32_t code = 0; code < b->walk->codes; code++) {
    if (b->label[code] != (ENT_WALK_PENDING | ENT_WALK_STAYS)) continue;
    const ent_camp camp = ent_walk_camp(b->walk, code);
    b->minimum[found] = (ent_minimum){
      .camp = camp,
      .indifferent = count_indifferent(b->walk, code),
      .energy = ent_basins_energy(b->land, b->pressure, camp),
      .into = -1,
    };
    b->label[code] = found++;
  }
}

static void label_all(const ent_basins *b)
{
  uint32_t *const label = b->label;
  for (uint32_t code = 0; code < b->walk->codes; code++) {
    uint32_t way[WAY], length = 0, at = code;
    for (; label[at] & ENT_WALK_PENDING; at = ent_walk_after(b->walk, at, label[at] & ENT_WALK_STAYS)) {
      if (length < WAY) way[length++] = at;
    }
    for (uint32_t i = 0; i < length; i++) label[way[i]] = label[at];
    b->minimum[label[code]].basin++;
  }
}

void ent_basins_find(ent_basins *b)
{
  list_minima(b);
  label_all(b);
  sort_by_tie_rule(b);
  for (uint32_t k = 0; k < b->stable; k++) b->rank[b->label[ent_walk_code(b->walk, b->minimum[k].camp)]] = k;
}
