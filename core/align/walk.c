/* walk.c - which single move lowers the energy most, from every configuration?
 *
 *   moving k changes the energy by 2 x_k h_k,   h_k = sum_j w_kj x_j = (pull of spin 0 and the high spins) + (of the low ones)
 *
 * The second part is a table of 64 numbers a spin; the first is one number a spin and row, kept up to date in Gray code
 * order.  So a row is `spins` passes over 64 lanes without a branch, which compilers spread over vector registers.
 *
 * Cost: 2^(n-1) n steps, some 0.5 ns each; rounding stays below 1e-13 of a spin's own weights, a tenth of the tie rule.
 * Source: Axelrod and Bennett 1993, note 33 (steepest descent); Gray code as in Knuth, TAOCP 7.2.1.1. */
#include "align/walk.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* ---- tables ---- */

static void fill_weights(ent_walk *walk, const ent_landscape *land, const double *pressure)
{
  const int n = land->n, first = walk->held ? 1 : 0, spins = walk->spins;
  double share[ENT_WALK_SPINS], total = 0;
  ent_align_shares(land, share);
  for (int i = 0; i < n; i++) total += land->size[i];
  for (int i = 0; i < n; i++) {
    double *const row = walk->w + (i + first) * spins;
    for (int j = 0; j < n; j++) row[j + first] = i == j ? 0 : share[i] * share[j] * land->propensity[i * n + j];
    if (pressure) {
      row[0] = share[i] * (pressure[i] / total);
      walk->w[i + first] = row[0];
    }
  }
  walk->tie = 0;
  for (int i = 0; i < spins; i++) {
    double row = 0;
    for (int j = 0; j < spins; j++) row += fabs(walk->w[i * spins + j]);
    walk->row_tie[i] = ENT_ALIGN_TIE * row;
    walk->tie += walk->row_tie[i] / 2;
  }
}

static void fill_lanes(ent_walk *walk)
{
  const int spins = walk->spins;
  walk->least = DBL_MAX;
  for (uint32_t l = 0; l < walk->lanes; l++) {
    double energy = 0;
    for (int k = 0; k < walk->low; k++) walk->side[k][l] = (l >> k & 1u) ? 1 : -1;
    for (int k = 0; k < spins; k++) {
      const double *const w = walk->w + k * spins;
      double pull = 0;
      for (int j = 1; j <= walk->low; j++) pull += w[j] * walk->side[j - 1][l];
      walk->pull[k][l] = pull;
      if (k >= 1 && k <= walk->low) energy -= pull * walk->side[k - 1][l] / 2;
    }
    walk->within[l] = energy;
    walk->least = energy < walk->least ? energy : walk->least;
  }
}

void ent_walk_open(ent_walk *walk, const ent_landscape *land, const double *pressure)
{
  memset(walk, 0, sizeof *walk);
  walk->held = pressure != NULL;
  walk->spins = land->n + (walk->held ? 1 : 0);
  walk->low = walk->spins - 1 < ENT_WALK_LOW ? walk->spins - 1 : ENT_WALK_LOW;
  walk->lanes = UINT32_C(1) << walk->low;
  walk->codes = UINT32_C(1) << (walk->spins - 1);
  walk->rows = walk->codes >> walk->low;
  fill_weights(walk, land, pressure);
  fill_lanes(walk);
}

/* ---- rows ---- */

void ent_row_at(const ent_walk *walk, uint32_t high, ent_row *row)
{
  const int spins = walk->spins;
  row->high = high;
  row->energy = 0;
  for (int k = 0; k < spins; k++) {
    row->x[k] = k == 0 ? 1 : k <= walk->low ? 0 : (high >> (k - 1 - walk->low) & 1u) ? 1 : -1;
  }
  for (int k = 0; k < spins; k++) {
    row->h[k] = 0;
    for (int j = 0; j < spins; j++) row->h[k] += walk->w[k * spins + j] * row->x[j];
    row->energy -= row->x[k] * row->h[k] / 2;
  }
}

void ent_row_step(const ent_walk *walk, uint32_t step, ent_row *row)
{
  const int bit = ent_align_lowest_bit(step), k = walk->low + 1 + bit;
  const double twice = 2 * row->x[k];
  const double *const w = walk->w + k * walk->spins;
  row->energy += twice * row->h[k];
  row->x[k] = -row->x[k];
  row->high ^= UINT32_C(1) << bit;
  for (int j = 0; j < walk->spins; j++) row->h[j] -= twice * w[j];
}

/* ---- moves ---- */

typedef struct lanes {
  double gain[ENT_WALK_ROW];
} lanes;

/* Does the move of one spin lower the energy more than the best so far?  Two loops of one select each: of two in one loop some
 * compilers make a branch, which is guessed wrongly every other time. */
static void ask_lanes(const double *side, double h, const double *pull, double least, double tie, const lanes *best,
                      lanes *better)
{
  for (uint32_t l = 0; l < ENT_WALK_ROW; l++) {
    const double gain = side[l] * (h + pull[l]), old = best->gain[l];
    const double limit = old - tie, bar = limit < least ? limit : least;
    better->gain[l] = gain < bar ? gain : old;
  }
}

static void name_lanes(const lanes *best, const lanes *better, double spin, double *mover)
{
  for (uint32_t l = 0; l < ENT_WALK_ROW; l++) mover[l] = better->gain[l] < best->gain[l] ? spin : mover[l];
}

static uint32_t label_row(const ent_walk *walk, const ent_row *row, uint32_t *label)
{
  lanes gains[2];
  double mover[ENT_WALK_ROW], side[ENT_WALK_ROW];
  for (uint32_t l = 0; l < ENT_WALK_ROW; l++) {
    gains[0].gain[l] = DBL_MAX;
    mover[l] = ENT_WALK_STAYS;
  }
  int now = 0;
  for (int k = walk->held ? 1 : 0; k < walk->spins; k++, now = 1 - now) {
    const bool low = k >= 1 && k <= walk->low;
    for (uint32_t l = 0; l < ENT_WALK_ROW && !low; l++) side[l] = row->x[k];
    ask_lanes(low ? walk->side[k - 1] : side, row->h[k], walk->pull[k], -walk->row_tie[k], walk->tie, &gains[now],
              &gains[1 - now]);
    name_lanes(&gains[now], &gains[1 - now], k, mover);
  }
  uint32_t minima = 0;
  for (uint32_t l = 0; l < walk->lanes; l++) {
    const uint32_t move = (uint32_t)(int32_t)mover[l];
    label[l] = ENT_WALK_PENDING | move;
    minima += move == ENT_WALK_STAYS;
  }
  return minima;
}

uint32_t ent_walk_moves(const ent_walk *walk, uint32_t leg, uint32_t *label)
{
  const uint32_t first = leg * ENT_WALK_LEG;
  const uint32_t end = first + ENT_WALK_LEG < walk->rows ? first + ENT_WALK_LEG : walk->rows;
  uint32_t minima = 0;
  ent_row row;
  ent_row_at(walk, first ^ (first >> 1), &row);
  for (uint32_t step = first;;) {
    minima += label_row(walk, &row, label + ((size_t)row.high << walk->low));
    if (++step == end) return minima;
    ent_row_step(walk, step, &row);
  }
}
