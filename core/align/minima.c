/* minima.c - which configurations are stable, and how many others run down to each?
 *
 * Stable: no actor lowers its frustration by moving alone, x_k h_k >= 0 for all k (who is indifferent stays).  A basin
 * counts the configurations, up to complement, that steepest descent leads to a minimum: the move that lowers the
 * energy most, of equal moves that of the first actor.
 *
 * Cost: 2^(n-1) steps of O(n) and 5 * 2^(n-1) bytes.  Energies strictly fall along a path, so descent cannot cycle.
 * Source: Axelrod and Bennett 1993, BJPS 23(2):211-233, section 2 and note 33. */
#include <float.h>
#include <math.h>

#include "align/landscape.h"
#include "base/fail.h"

#define MINIMA_MAX 20
#define STAYS 255u   /* move of a minimum */
#define REFRESH 1024 /* steps after which h is added up anew, so that rounding does not pile up */
#define NOT_KEPT UINT32_MAX

typedef struct descent {
  int n;
  double w[MINIMA_MAX * MINIMA_MAX];
  double row_tie[MINIMA_MAX]; /* an actor that would gain less than this stays */
  double tie;                 /* two gains closer than this are equal */
} descent;

static void fill_descent(descent *a, const ent_landscape *land)
{
  const int n = land->n;
  double share[ENT_ALIGN_MAX];
  ent_align_shares(land, share);
  a->n = n;
  double total = 0;
  for (int i = 0; i < n; i++) {
    double row = 0;
    for (int j = 0; j < n; j++) {
      a->w[i * n + j] = i == j ? 0 : share[i] * share[j] * land->propensity[i * n + j];
      row += fabs(a->w[i * n + j]);
    }
    a->row_tie[i] = ENT_ALIGN_TIE * row;
    total += row;
  }
  a->tie = ENT_ALIGN_TIE * total / 2;
}

static void sum_pulls(const descent *a, const double *x, double *h)
{
  for (int k = 0; k < a->n; k++) {
    h[k] = 0;
    for (int j = 0; j < a->n; j++) {
      h[k] += a->w[k * a->n + j] * x[j];
    }
  }
}

/* The actor whose move lowers the energy most, or STAYS. */
static uint8_t steepest(const descent *a, const double *x, const double *h)
{
  double lowest = DBL_MAX;
  unsigned move = STAYS;
  for (int k = 0; k < a->n; k++) {
    const double change = x[k] * h[k];
    if (change < -a->row_tie[k] && change < lowest - a->tie) {
      lowest = change;
      move = (unsigned)k;
    }
  }
  return (uint8_t)move;
}

/* move[c] for every configuration c; actor 0 is always +1, actor k is +1 where bit k-1 of c is set. */
static void fill_moves(const descent *a, uint8_t *move)
{
  double x[MINIMA_MAX] = {0}, h[MINIMA_MAX] = {0};
  x[0] = 1;
  for (int k = 1; k < a->n; k++) {
    x[k] = -1;
  }
  sum_pulls(a, x, h);
  uint32_t code = 0;
  move[0] = steepest(a, x, h);
  for (uint32_t step = 1; step >> (a->n - 1) == 0; step++) {
    const int bit = ent_align_lowest_bit(step), k = bit + 1;
    const double twice = 2 * x[k];
    x[k] = -x[k];
    code ^= UINT32_C(1) << bit;
    if (step % REFRESH == 0) {
      sum_pulls(a, x, h);
    } else {
      const double *const row = a->w + k * a->n;
      for (int j = 0; j < a->n; j++) {
        h[j] -= twice * row[j];
      }
    }
    move[code] = steepest(a, x, h);
  }
}

/* Where the move leads; moving actor 0 is moving all the others. */
static uint32_t after(uint32_t code, uint8_t move, uint32_t states)
{
  return move == 0 ? code ^ (states - 1) : code ^ (UINT32_C(1) << (move - 1));
}

/* Keeps the `room` lowest minima in order; equal energies in order of their codes.  Returns how many exist. */
static int list_minima(const ent_landscape *land, const uint8_t *move, uint32_t states, int room, ent_camp *minimum,
                       double *energy)
{
  int count = 0;
  double scale = 0;
  for (int i = 0; i < land->n; i++) {
    for (int j = 0; j < i; j++) {
      scale += land->size[i] * land->size[j] * fabs(land->propensity[i * land->n + j]);
    }
  }
  const double tie = 2 * ENT_ALIGN_TIE * scale;
  for (uint32_t code = 0; code < states; code++) {
    if (move[code] != STAYS) {
      continue;
    }
    const ent_camp camp = code << 1 | 1u;
    const double e = ent_align_energy(land, camp);
    int at = count < room ? count : room;
    while (at > 0 && e < energy[at - 1] - tie) {
      if (at < room) {
        minimum[at] = minimum[at - 1];
        energy[at] = energy[at - 1];
      }
      at--;
    }
    if (at < room) {
      minimum[at] = camp;
      energy[at] = e;
    }
    count++;
  }
  return count;
}

/* label: 0 unknown, else rank + 1 of the minimum, or NOT_KEPT.  Every path is walked twice, labelled parts never. */
static void count_basins(const uint8_t *move, uint32_t states, int kept, const ent_camp *minimum, uint32_t *label,
                         uint32_t *basin)
{
  for (uint32_t code = 0; code < states; code++) {
    label[code] = move[code] == STAYS ? NOT_KEPT : 0;
  }
  for (int k = 0; k < kept; k++) {
    label[minimum[k] >> 1] = (uint32_t)k + 1;
    basin[k] = 0;
  }
  for (uint32_t code = 0; code < states; code++) {
    uint32_t end = code;
    while (label[end] == 0) {
      end = after(end, move[end], states);
    }
    const uint32_t found = label[end];
    for (uint32_t at = code; label[at] == 0; at = after(at, move[at], states)) {
      label[at] = found;
    }
    if (found != NOT_KEPT) {
      basin[found - 1]++;
    }
  }
}

ent_status ent_align_minima(const ent_landscape *land, const ent_allocator *memory, int room, ent_camp *minimum,
                            double *energy, uint32_t *basin, int *count, ent_error *err)
{
  if (land->n > MINIMA_MAX) {
    return ent_fail(err, ENT_LIMIT, "n", "All minima are listed for at most 20 actors.");
  }
  const ent_status status = ent_align_check(land, 2, err);
  if (status != ENT_OK) {
    return status;
  }
  if (room < 0) {
    return ent_fail(err, ENT_ARGUMENT, "room", "The room for minima is 0 or more.");
  }
  const uint32_t states = UINT32_C(1) << (land->n - 1);
  const size_t size = (size_t)states * (sizeof(uint32_t) + 1);
  uint32_t *const label = memory->resize(memory->ctx, NULL, 0, size);
  if (!label) {
    return ent_fail(err, ENT_NOMEM, "minima", "There is not enough memory for the list of configurations.");
  }
  uint8_t *const move = (uint8_t *)(label + states);
  descent a;
  fill_descent(&a, land);
  fill_moves(&a, move);
  const int found = list_minima(land, move, states, room, minimum, energy);
  if (basin) {
    count_basins(move, states, found < room ? found : room, minimum, label, basin);
  }
  *count = found;
  memory->resize(memory->ctx, label, size, 0);
  return ENT_OK;
}
