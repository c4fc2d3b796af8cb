/* flip_hold.c - does a configuration hold, and how high is the pass that leads out of it?
 *
 * A flood: configurations are taken from a heap, lowest energy first, beginning with the wanted one; each gives its n
 * neighbours (one actor moved).  The level is the highest energy taken so far.  When another minimum is taken, the level is the
 * height of the lowest pass to any; when something lower than the wanted one is taken, that to anything lower.
 * Cost: O(V n (n + log V)) for V configurations taken; only those below the pass are.
 * Source: minimax paths by growing from one end (Prim's tree, cut off at the first answer); Axelrod and Bennett 1993 speak of the
 * height of the pass without computing it. */
#include <math.h>
#include <string.h>

#include "align/flip_parts.h"
#include "align/landscape.h"
#include "base/fail.h"

typedef struct node {
  double energy; /* of sizes as shares of their sum */
  ent_camp camp; /* bit 0 set */
} node;

typedef struct flood {
  const ent_allocator *memory;
  int n;
  double w[ENT_ALIGN_MAX * ENT_ALIGN_MAX], row_tie[ENT_ALIGN_MAX];
  double total, tie; /* sum of W over ordered pairs; energies closer than the tie are equal */
  ent_camp all;
  uint8_t *seen; /* a bit for each configuration */
  size_t seen_size;
  node *heap;
  size_t count, room;
} flood;

static void fill_flood(flood *f, const ent_landscape *land)
{
  const int n = land->n;
  double share[ENT_ALIGN_MAX], absolute = 0;
  ent_align_shares(land, share);
  f->n = n;
  f->all = (ent_camp)((UINT32_C(1) << n) - 1);
  f->total = 0;
  for (int i = 0; i < n; i++) {
    double row = 0;
    for (int j = 0; j < n; j++) {
      const double w = i == j ? 0 : share[i] * share[j] * land->propensity[i * n + j];
      f->w[i * n + j] = w;
      row += fabs(w);
      f->total += w;
    }
    f->row_tie[i] = ENT_ALIGN_TIE * row;
    absolute += row;
  }
  f->tie = ENT_ALIGN_TIE * absolute;
}

/* ---- the heap -------------------------------------------------------------------------------------------------- */

static bool before(const node *a, const node *b)
{
  return a->energy < b->energy || (a->energy == b->energy && a->camp < b->camp);
}

static bool push(flood *f, node item)
{
  if (f->count == f->room) {
    const size_t room = f->room ? 2 * f->room : 256;
    node *const moved = f->memory->resize(f->memory->ctx, f->heap, f->room * sizeof *f->heap, room * sizeof *f->heap);
    if (!moved) {
      return false;
    }
    f->heap = moved;
    f->room = room;
  }
  size_t at = f->count++;
  for (; at > 0 && before(&item, &f->heap[(at - 1) / 2]); at = (at - 1) / 2) {
    f->heap[at] = f->heap[(at - 1) / 2];
  }
  f->heap[at] = item;
  return true;
}

static node pop(flood *f)
{
  const node first = f->heap[0], last = f->heap[--f->count];
  size_t at = 0;
  for (size_t child = 1; child < f->count; child = 2 * at + 1) {
    child += child + 1 < f->count && before(&f->heap[child + 1], &f->heap[child]) ? 1 : 0;
    if (!before(&f->heap[child], &last)) {
      break;
    }
    f->heap[at] = f->heap[child];
    at = child;
  }
  f->heap[at] = last;
  return first;
}

/* ---- the flood -------------------------------------------------------------------------------------------------- */

/* Pushes a configuration that was not seen yet.  false: no memory. */
static bool reach(flood *f, double energy, ent_camp camp)
{
  const ent_camp code = ((camp & 1u) ? camp : camp ^ f->all) >> 1;
  uint8_t *const byte = &f->seen[code >> 3];
  const uint8_t bit = (uint8_t)(1u << (code & 7u));
  if (*byte & bit) {
    return true;
  }
  *byte |= bit;
  return push(f, (node){energy, code << 1 | 1u});
}

/* x_k h_k of a configuration, and its energy. */
static double pulls(const flood *f, ent_camp camp, double *pull)
{
  double sum = 0;
  for (int k = 0; k < f->n; k++) {
    double h = 0;
    for (int j = 0; j < f->n; j++) {
      const double w = f->w[k * f->n + j];
      h += ((camp >> k ^ camp >> j) & 1u) ? -w : w;
    }
    pull[k] = h;
    sum += h;
  }
  return (f->total - sum) / 2;
}

static bool is_minimum(const flood *f, const double *pull)
{
  bool stays = true;
  for (int k = 0; k < f->n; k++) {
    stays = stays && pull[k] >= -f->row_tie[k];
  }
  return stays;
}

static bool reach_neighbours(flood *f, double energy, ent_camp camp, const double *pull)
{
  for (int k = 0; k < f->n; k++) {
    if (!reach(f, energy + 2 * pull[k], camp ^ UINT32_C(1) << k)) {
      return false;
    }
  }
  return true;
}

/* The configurations at the tops of the ways to another minimum and to anything lower; 0 while unknown. */
typedef struct tops {
  ent_camp escape, barrier, next;
} tops;

/* Floods from `wanted` (bit 0 set, a minimum); lowest: nothing lower is sought.  false: no memory. */
static bool run_flood(flood *f, ent_camp wanted, bool lowest, tops *found)
{
  double pull[ENT_ALIGN_MAX];
  const double start = pulls(f, wanted, pull);
  double level = start;
  ent_camp top = wanted;
  *found = (tops){0, 0, 0};
  if (!reach(f, start, wanted)) {
    return false;
  }
  while (f->count > 0 && (!found->escape || (!found->barrier && !lowest))) {
    const node at = pop(f);
    if (at.energy > level + f->tie) {
      level = at.energy;
      top = at.camp;
    }
    const double energy = pulls(f, at.camp, pull);
    if (!found->barrier && energy < start - f->tie) {
      found->barrier = top;
    }
    if (!found->escape && at.camp != wanted && is_minimum(f, pull)) {
      found->escape = top;
      found->next = at.camp;
    }
    if (!reach_neighbours(f, energy, at.camp, pull)) {
      return false;
    }
  }
  return true;
}

static double climb(const ent_landscape *land, ent_camp from, ent_camp top)
{
  const double height = ent_align_energy(land, top) - ent_align_energy(land, from);
  return top == 0 ? HUGE_VAL : height > 0 ? height : 0;
}

static bool is_lowest(const flood *f, const ent_landscape *land, ent_camp wanted)
{
  double work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)], pull[ENT_ALIGN_MAX];
  const ent_camp best = ent_align_lowest(land, work);
  return pulls(f, wanted, pull) <= pulls(f, best, pull) + f->tie;
}

static void close_flood(flood *f)
{
  if (f->seen) {
    f->memory->resize(f->memory->ctx, f->seen, f->seen_size, 0);
  }
  if (f->heap) {
    f->memory->resize(f->memory->ctx, f->heap, f->room * sizeof *f->heap, 0);
  }
}

ent_status ent_flip_hold(const ent_landscape *land, ent_camp wanted, double noise, const ent_allocator *memory,
                         ent_hold *out, ent_error *err)
{
  const ent_status status = ent_align_check(land, 2, err);
  if (status != ENT_OK) {
    return status;
  }
  if (wanted >> land->n != 0) {
    return ent_fail(err, ENT_ARGUMENT, "camp", "A camp names actors of the landscape only.");
  }
  if (!(noise >= 0 && noise <= HUGE_VAL)) {
    return ent_fail(err, ENT_ARGUMENT, "noise", "The noise is an energy of 0 or more.");
  }
  flood f = {.memory = memory};
  fill_flood(&f, land);
  double pull[ENT_ALIGN_MAX];
  const ent_camp camp = (wanted & 1u) ? wanted : wanted ^ f.all;
  pulls(&f, camp, pull);
  ent_hold h = {.minimum = is_minimum(&f, pull), .lowest = is_lowest(&f, land, camp)};
  if (!h.minimum) {
    *out = h;
    return ENT_OK;
  }
  f.seen_size = ((size_t)1 << (land->n - 1)) / 8 + 1;
  f.seen = memory->resize(memory->ctx, NULL, 0, f.seen_size);
  if (f.seen) {
    memset(f.seen, 0, f.seen_size);
  }
  tops found;
  const bool done = f.seen && run_flood(&f, camp, h.lowest, &found);
  close_flood(&f);
  if (!done) {
    return ent_fail(err, ENT_NOMEM, "wanted", "There is not enough memory for the configurations below the pass.");
  }
  h.escape = climb(land, camp, found.escape);
  h.barrier = climb(land, camp, found.barrier);
  h.saddle = found.escape;
  h.next = found.next;
  h.above_noise = h.escape > noise;
  *out = h;
  return ENT_OK;
}
