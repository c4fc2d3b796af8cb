/* family.c - what do all sets of sanctioners of one target have in common, and what does each have of its own?
 *
 *   shares = net without the target's row and column  +  to_j (row)  +  from_i (column)
 *
 * The derivatives of the markets at a set are those of newton.c, asked of a world that has this set's shares; less their inverse
 * turns gaps into steps for all sets nearby.  Cost: 2.3 n^3 products for derivatives, factors and inverse.
 * Source: docs/method/trade.md. */
#include "trade/family.h"

#include "base/fail.h"

#include <string.h>

#define VECTORS 11 /* of a pack of eight */

/* What stands at a place: the economy with the largest output changes places with the last one. */
static int at_place(int place, int largest, int n)
{
  return place == n - 1 ? largest : place == largest ? n - 1 : place;
}

static int largest_of(const ent_trade *t)
{
  int largest = 0;
  for (int i = 1; i < t->n; i++)
    if (t->output[i] > t->output[largest]) largest = i;
  return largest;
}

static bool take(ent_family *f, ent_arena *arena)
{
  const size_t n = (size_t)f->n, cells = (size_t)f->wide * (size_t)f->wide;
  double **const matrix[] = {&f->net, &f->turned, &f->chord};
  double **const vector[] = {&f->to, &f->from, &f->dear, &f->output, &f->given, &f->world};
  bool all = true;
  for (size_t k = 0; k < sizeof matrix / sizeof *matrix; k++)
    all = (*matrix[k] = ENT_NEW(arena, double, cells)) != NULL && all;
  for (size_t k = 0; k < sizeof vector / sizeof *vector; k++)
    all = (*vector[k] = ENT_NEW(arena, double, n)) != NULL && all;
  f->place = ENT_NEW(arena, int, f->members);
  f->part = ENT_NEW(arena, int, n);
  f->total = ENT_NEW(arena, double, 1);
  return all && f->place && f->part && f->total;
}

static void fill(const ent_trade *t, int largest, ent_family *f)
{
  const int n = f->n;
  f->total[0] = t->total;
  for (int i = 0; i < n; i++) {
    const int me = at_place(i, largest, n), whom = at_place(f->target, largest, n);
    f->output[i] = t->output[me];
    f->given[i] = t->given[me];
    f->world[i] = t->output[me] / t->total;
    f->to[i] = i == f->target ? 0 : t->net[whom * t->stride + me];
    f->from[i] = i == f->target ? 0 : t->net[me * t->stride + whom];
    f->dear[i] = t->rate ? 1 + t->rate[me * n + whom] : 1;
    for (int j = 0; j < n; j++) {
      const bool others = (i == f->target) == (j == f->target);
      f->net[i * f->wide + j] = others ? t->net[me * t->stride + at_place(j, largest, n)] : 0;
      f->turned[j * f->wide + i] = f->net[i * f->wide + j];
    }
  }
}

ent_status ent_family_open(const ent_trade *t, int target, const int *member, int members, ent_arena *arena,
                           ent_family *out, ent_error *err)
{
  const int largest = largest_of(t);
  ent_family f = {.n = t->n,
                  .wide = (t->n + 3) / 4 * 4,
                  .target = at_place(target, largest, t->n),
                  .members = members,
                  .theta = t->options.theta,
                  .stride = t->stride,
                  .rows = t->rows};
  if (!take(&f, arena)) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the coalitions.");
  for (int m = 0; m < members; m++) f.place[m] = at_place(member[m], largest, t->n);
  fill(t, largest, &f);
  *out = f;
  return ENT_OK;
}

/* ---- room -------------------------------------------------------------------------------------------------------- */

/* What the derivatives need: shares, state and factors, as newton.c has them. */
static size_t derivatives_room(const ent_family *f)
{
  const size_t n = (size_t)f->n, stride = (size_t)f->stride;
  return (size_t)f->rows * stride + 9 * stride + n * n + n;
}

size_t ent_family_room(const ent_family *f)
{
  const size_t wide = (size_t)f->wide;
  return VECTORS * wide * ENT_ABREAST + wide * wide + derivatives_room(f);
}

static double *cut(double **at, size_t count)
{
  double *const piece = *at;
  *at += count;
  return piece;
}

void ent_abreast_lay(const ent_family *f, double *room, ent_abreast *a)
{
  const size_t wide = (size_t)f->wide;
  double **const vector[VECTORS] = {&a->to,    &a->from, &a->wage, &a->power,  &a->index, &a->buy,
                                    &a->sales, &a->gap,  &a->step, &a->before, &a->taken};
  memset(a, 0, sizeof *a);
  memset(room, 0, VECTORS * wide * ENT_ABREAST * sizeof *room);
  for (size_t k = 0; k < VECTORS; k++) *vector[k] = cut(&room, wide * ENT_ABREAST);
  a->chord = cut(&room, wide * wide);
  a->rows = cut(&room, derivatives_room(f));
}

/* ---- sets -------------------------------------------------------------------------------------------------------- */

void ent_abreast_whole(const ent_family *f, ent_abreast *a)
{
  for (size_t i = 0; i < (size_t)f->n; i++)
    for (size_t l = 0; l < ENT_ABREAST; l++) {
      a->to[i * ENT_ABREAST + l] = f->to[i];
      a->from[i * ENT_ABREAST + l] = f->from[i];
    }
}

void ent_abreast_keep(const ent_family *f, ent_abreast *a, int member, int lane, double kept)
{
  const size_t at = (size_t)f->place[member], cell = at * ENT_ABREAST + (size_t)lane;
  a->to[cell] = kept * f->to[at];
  a->from[cell] = kept * f->from[at];
}

/* ---- derivatives ------------------------------------------------------------------------------------------------- */

static void lay_vector(const double *from, int lane, int n, double *out)
{
  for (int i = 0; i < n; i++) out[i] = from[i * ENT_ABREAST + lane];
}

/* A world of newton.c that has the shares and the state of one lane. */
static ent_trade world_of(const ent_family *f, const ent_abreast *a, int lane, double **room)
{
  const int n = f->n;
  const size_t stride = (size_t)f->stride;
  ent_trade t = {.n = n, .stride = f->stride, .rows = f->rows, .options = {.theta = f->theta}, .parts = 1};
  double **const vector[] = {&t.wage, &t.power, &t.net_index, &t.income, &t.buy, &t.sales};
  const double *const from[] = {a->wage, a->power, a->index, NULL, a->buy, a->sales};
  t.net = cut(room, (size_t)f->rows * stride);
  memset(t.net, 0, ((size_t)f->rows * stride + 9 * stride) * sizeof *t.net);
  for (int i = 0; i < n; i++)
    memcpy(t.net + (size_t)i * stride, f->net + (size_t)i * (size_t)f->wide, (size_t)n * sizeof *t.net);
  for (int i = 0; i < n; i++) {
    t.net[f->target * f->stride + i] += a->to[i * ENT_ABREAST + lane];
    t.net[i * f->stride + f->target] += a->from[i * ENT_ABREAST + lane];
  }
  for (size_t k = 0; k < sizeof vector / sizeof *vector; k++) {
    *vector[k] = cut(room, stride);
    if (from[k]) lay_vector(from[k], lane, n, *vector[k]);
  }
  for (int j = 0; j < n; j++) t.income[j] = t.buy[j] * t.net_index[j];
  t.work = cut(room, 3 * stride);
  t.output = f->output;
  t.part = f->part;
  t.part_total = f->total;
  return t;
}

bool ent_abreast_chord(const ent_family *f, ent_abreast *a, int lane, double *chord)
{
  double *room = a->rows;
  const ent_trade t = world_of(f, a, lane, &room);
  const size_t n = (size_t)f->n;
  ent_lu system = {.n = f->n, .a = cut(&room, n * n)};
  system.row = (int *)(void *)cut(&room, n);
  ent_trade_jacobian(&t, system.a);
  if (!ent_lu_factor(&system)) return false;
  memset(chord, 0, (size_t)f->wide * (size_t)f->wide * sizeof *chord);
  for (size_t i = 0; i < n; i++) {
    double *const row = chord + i * (size_t)f->wide;
    row[i] = -1;
    ent_lu_solve_turned(&system, row, t.work);
    for (size_t j = 0; j < n; j++)
      if (!(row[j] > -1e300 && row[j] < 1e300)) return false;
  }
  return true;
}
