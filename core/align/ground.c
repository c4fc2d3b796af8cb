/* ground.c - which configuration is the lowest of all, and what proves it?
 *
 *   E = sum over pairs of w_ij d_ij, w_ij = 2 s_i s_j p_ij        = frustrated weight + sum of the negative w_ij
 *
 * A friendly tie is frustrated when its ends are apart, a hostile one when they are together, so the least energy is the
 * frustration index of the ties w, up to a constant.  Weights become whole numbers of a unit q, a power of two that makes their
 * sum 2^49 to 2^50, and are divided by what divides all of them: whole and halved numbers stay exact, others are off by q / 2 at
 * most.  Pressure is one more actor, tied to everyone.
 *
 * Cost: that of ent_balance_solve.  Source: Axelrod and Bennett 1993 for E; Barahona 1982, J. Phys. A 15, 3241, for energy as a
 * largest cut. */
#include <math.h>

#include "align/mesh.h"
#include "base/arena.h"
#include "base/fail.h"

#define UNITS 1125899906842624.0 /* 2^50 */
#define TOTAL_LEAST 1e-280       /* below this nobody has a tie */

typedef struct network {
  int32_t *tail, *head;
  int64_t *weight;
  int64_t count;
  int n;           /* the bloc counts as an actor */
  double unit;     /* of one weight, in energy */
  double error;    /* what rounding may have changed in the energy of a configuration */
  double constant; /* of the energy: sum of the negative weights */
} network;

static double weight_of(const ent_landscape *land, const double *pressure, int i, int j)
{
  const size_t n = (size_t)land->n;
  if (i == land->n) return 2 * land->size[j] * pressure[j];
  return 2 * (land->size[i] * land->size[j]) * land->propensity[(size_t)i * n + (size_t)j];
}

static double unit_of(double total)
{
  double unit = 1;
  while (total / unit > UNITS) unit *= 2;
  while (total / unit <= UNITS / 2) unit /= 2;
  return unit;
}

static int64_t divisor_of(int64_t a, int64_t b)
{
  while (b != 0) {
    const int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

static double sum_weights(const ent_landscape *land, const double *pressure, int n)
{
  double total = 0;
  for (int i = 1; i < n; i++) {
    for (int j = 0; j < i; j++) total += fabs(weight_of(land, pressure, i, j));
  }
  return total;
}

/* Arrays have room for all pairs. */
static void fill_network(network *net, const ent_landscape *land, const double *pressure)
{
  const double total = sum_weights(land, pressure, net->n);
  int64_t divisor = 0;
  double rounded = 0;
  net->error = total;
  if (total <= TOTAL_LEAST) return;
  net->unit = unit_of(total);
  for (int i = 1; i < net->n; i++) {
    for (int j = 0; j < i; j++) {
      const double units = weight_of(land, pressure, i, j) / net->unit, whole = floor(units + 0.5);
      rounded += fabs(units - whole) * net->unit;
      if (fabs(whole) < 0.5) continue;
      net->tail[net->count] = j;
      net->head[net->count] = i;
      net->weight[net->count] = (int64_t)whole;
      net->constant += whole < 0 ? whole * net->unit : 0;
      divisor = divisor_of(net->weight[net->count++], divisor);
    }
  }
  for (int64_t e = 0; e < net->count; e++) net->weight[e] /= divisor;
  net->unit *= (double)divisor;
  net->error = rounded + 1e-15 * total; /* and that of adding up */
}

static void tell(const network *net, const ent_landscape *land, const double *pressure, const ent_balance *found,
                 int8_t *side, ent_ground *out)
{
  const int8_t frame = found->camp[pressure ? land->n : 0];
  for (int i = 0; i < land->n; i++) side[i] = (int8_t)(found->camp[i] * frame);
  out->energy = ent_align_energy_of(land, pressure, side);
  out->lower = net->constant + (double)found->lower * net->unit - net->error;
  if (out->lower > out->energy) out->lower = out->energy;
  out->proved = found->proved;
}

static ent_status solve(const network *net, const ent_balance_options *options, const ent_allocator *memory,
                        ent_balance **found, ent_error *err)
{
  ent_ties *ties = NULL;
  ent_status status = ent_ties_make(net->n, net->count, net->tail, net->head, net->weight, NULL, memory, &ties, err);
  if (status == ENT_OK) status = ent_balance_solve(ties, options, memory, found, err);
  ent_ties_free(ties);
  return status;
}

ent_status ent_align_ground(const ent_landscape *land, const double *pressure, const ent_balance_options *options,
                            const ent_allocator *memory, int8_t *side, ent_ground *out, ent_error *err)
{
  ent_status status = ent_mesh_check(land, pressure, err);
  if (status != ENT_OK) return status;
  const size_t n = (size_t)land->n + 1, pairs = n * (n - 1) / 2;
  ent_arena arena;
  network net = {.n = land->n + (pressure ? 1 : 0), .unit = 1};
  ent_balance *found = NULL;
  ent_arena_open(&arena, memory);
  net.tail = ENT_NEW(&arena, int32_t, pairs);
  net.head = ENT_NEW(&arena, int32_t, pairs);
  net.weight = ENT_NEW(&arena, int64_t, pairs);
  if (net.tail && net.head && net.weight) {
    fill_network(&net, land, pressure);
    status = solve(&net, options, memory, &found, err);
  } else {
    status = ent_fail(err, ENT_NOMEM, "n", "There is not enough memory to search the landscape.");
  }
  if (status == ENT_OK) tell(&net, land, pressure, found, side, out);
  ent_balance_free(found);
  ent_arena_close(&arena);
  return status;
}
