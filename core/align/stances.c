/* stances.c - who would stay neutral, and does pressure from blocs make a coalition stable that ties alone do not?
 *
 *   E = -1/2 sum_ij J_ij S_i S_j - sum_i b_i S_i + sum_i c_i S_i^2,   S_i in {-1, 0, +1}
 *
 * With f_i = sum_j J_ij S_j + b_i, actor i pays -f_i S + c_i S^2 for stance S: it takes the side of f_i where |f_i| > c_i and
 * stays neutral where |f_i| < c_i.  All 3^n configurations are visited in reflected ternary Gray code, which changes one
 * stance by one step at a time; f follows in O(n).
 *
 * Cost: 3^n steps of O(n), and one list.  Source: Galam, Physica A 230 (1996) 174-188 and British Journal of Political
 * Science 28 (1998) 411-412; the cost of taking a side is the crystal field of Blume 1966 and Capel 1966. */
#include <math.h>
#include <string.h>

#include "align/landscape.h"
#include "base/fail.h"
#include "base/sort.h"
#include "base/sum.h"

#define COST_MOST 1e6  /* times the sum of the sizes */
#define LEG 2187       /* steps after which forces are added up anew */
#define LIST_LEAST 256 /* stances the list begins with */

typedef struct board {
  int n;
  double j[ENT_STANCE_MAX * ENT_STANCE_MAX]; /* diagonal 0, sizes as shares */
  double b[ENT_STANCE_MAX], c[ENT_STANCE_MAX], tie[ENT_STANCE_MAX];
  double s[ENT_STANCE_MAX], f[ENT_STANCE_MAX]; /* stances, forces with b */
} board;

typedef struct list {
  const ent_allocator *memory;
  ent_stance *at;
  uint32_t count, room;
} list;

/* ---- forces ---- */

static void open_board(board *a, const ent_landscape *land, const double *pressure, const double *cost)
{
  const int n = land->n;
  double share[ENT_STANCE_MAX], total = 0;
  memset(a, 0, sizeof *a);
  a->n = n;
  ent_align_shares(land, share);
  for (int i = 0; i < n; i++) total += land->size[i];
  for (int i = 0; i < n; i++) {
    a->b[i] = pressure ? share[i] * (pressure[i] / total) : 0;
    a->c[i] = cost ? share[i] * (cost[i] / total) : 0;
    a->tie[i] = fabs(a->b[i]) + a->c[i];
    for (int j = 0; j < n; j++) {
      a->j[i * n + j] = i == j ? 0 : share[i] * share[j] * land->propensity[i * n + j];
      a->tie[i] += fabs(a->j[i * n + j]);
    }
    a->tie[i] *= ENT_ALIGN_TIE;
    a->s[i] = -1;
  }
}

static void sum_forces(board *a)
{
  for (int i = 0; i < a->n; i++) {
    a->f[i] = a->b[i];
    for (int j = 0; j < a->n; j++) a->f[i] += a->j[i * a->n + j] * a->s[j];
  }
}

/* What actor i saves at most by another stance under force f; above -tie: it may as well go. */
static double best_saving(const board *a, int i, double f)
{
  const double s = a->s[i], now = -f * s + a->c[i] * fabs(s);
  double least = INFINITY;
  for (int other = -1; other <= 1; other++) {
    const double pays = -f * other + (other != 0 ? a->c[i] : 0);
    if (fabs(s - other) > 0.5 && pays < least) least = pays;
  }
  return now - least;
}

/* Nobody leaves; *indifferent counts who could.  Without pressure where `blocs` is false. */
static bool is_stable(const board *a, bool blocs, int *indifferent)
{
  *indifferent = 0;
  for (int i = 0; i < a->n; i++) {
    const double saving = best_saving(a, i, blocs ? a->f[i] : a->f[i] - a->b[i]);
    if (saving > a->tie[i]) return false;
    *indifferent += saving >= -a->tie[i];
  }
  return true;
}

/* ---- the list ---- */

static bool is_mirror_image(const board *a)
{
  int first = 0;
  while (first < a->n && fabs(a->s[first]) < 0.5) first++;
  return first < a->n && a->s[first] < 0;
}

static double energy_of(const ent_landscape *land, const double *pressure, const double *cost, const ent_stance *at)
{
  ent_sum energy = {0, 0};
  double s[ENT_STANCE_MAX];
  for (int i = 0; i < land->n; i++) {
    s[i] = (at->with >> i & 1u) ? 1 : (at->against >> i & 1u) ? -1 : 0;
    for (int j = 0; j < i; j++) {
      ent_sum_add(&energy, -s[i] * s[j] * (land->size[i] * land->size[j] * land->propensity[i * land->n + j]));
    }
    if (pressure) ent_sum_add(&energy, -s[i] * (land->size[i] * pressure[i]));
    if (cost) ent_sum_add(&energy, fabs(s[i]) * (land->size[i] * cost[i]));
  }
  return ent_sum_value(&energy);
}

static ent_stance stance_of(const board *a, int indifferent)
{
  ent_stance at = {.indifferent = indifferent, .without_neutral = true};
  int unused;
  for (int i = 0; i < a->n; i++) {
    at.with |= a->s[i] > 0.5 ? UINT32_C(1) << i : 0;
    at.against |= a->s[i] < -0.5 ? UINT32_C(1) << i : 0;
    at.without_neutral = at.without_neutral && fabs(a->s[i]) > 0.5;
  }
  at.without_blocs = is_stable(a, false, &unused);
  return at;
}

static ent_status add_stance(list *l, const ent_stance *stance, ent_error *err)
{
  if (l->count == ENT_ALIGN_STABLE_MAX) {
    return ent_fail(err, ENT_LIMIT, "propensity",
                    "A landscape with over 1,048,576 stable configurations is too flat to list them.");
  }
  if (l->count == l->room) {
    const uint32_t room = l->room ? 2 * l->room : LIST_LEAST;
    ent_stance *const wider = l->memory->resize(l->memory->ctx, l->at, l->room * sizeof *l->at, room * sizeof *l->at);
    if (!wider) return ent_fail(err, ENT_NOMEM, "minima", "There is not enough memory for the list of minima.");
    l->at = wider;
    l->room = room;
  }
  l->at[l->count++] = *stance;
  return ENT_OK;
}

/* ---- the walk ---- */

static ent_status look(const board *a, bool mirrored, list *l, ent_error *err)
{
  int indifferent;
  if ((mirrored && is_mirror_image(a)) || !is_stable(a, true, &indifferent)) return ENT_OK;
  const ent_stance at = stance_of(a, indifferent);
  return add_stance(l, &at, err);
}

static ent_status walk(board *a, uint64_t states, bool mirrored, list *l, ent_error *err)
{
  double way[ENT_STANCE_MAX]; /* which way a stance goes next */
  for (int i = 0; i < ENT_STANCE_MAX; i++) way[i] = 1;
  sum_forces(a);
  ent_status status = look(a, mirrored, l, err);
  for (uint64_t step = 1; step < states && status == ENT_OK; step++) {
    int k = 0;
    for (uint64_t rest = step; rest % 3 == 0; rest /= 3) k++;
    a->s[k] += way[k];
    if (step % LEG == 0) {
      sum_forces(a);
    } else {
      for (int i = 0; i < a->n; i++) a->f[i] += way[k] * a->j[k * a->n + i];
    }
    if (fabs(a->s[k]) > 0.5) way[k] = -way[k];
    status = look(a, mirrored, l, err);
  }
  return status;
}

/* ---- order ---- */

static bool by_camps(const ent_stance *a, const ent_stance *b)
{
  return a->with != b->with ? a->with < b->with : a->against < b->against;
}

static bool by_energy(const ent_stance *a, const ent_stance *b)
{
  return a->energy < b->energy || (a->energy <= b->energy && by_camps(a, b));
}

ENT_SORT(sort_by_energy, ent_stance, by_energy);
ENT_SORT(sort_by_camps, ent_stance, by_camps);

static void sort_stances(const list *l, double tie)
{
  sort_by_energy(l->at, l->count);
  for (uint32_t first = 0, end = 1; first < l->count; first = end++) {
    while (end < l->count && l->at[end].energy - l->at[first].energy <= tie) end++;
    sort_by_camps(l->at + first, end - first);
  }
}

/* ---- all of it ---- */

static ent_status check(const ent_landscape *land, const double *pressure, const double *cost, ent_error *err)
{
  const ent_status status =
    ent_align_check_all(land, pressure, 2, ENT_STANCE_MAX, "Stances are listed for at most 16 actors.", err);
  double total = 0;
  for (int i = 0; i < land->n && status == ENT_OK; i++) total += land->size[i];
  for (int i = 0; cost && i < land->n && status == ENT_OK; i++) {
    if (!(cost[i] >= 0 && cost[i] <= COST_MOST * total)) {
      return ent_fail_index(err, ENT_ARGUMENT, "cost", i, -1,
                            "The cost of taking a side is 0 or more, up to 1e6 times the sum of the sizes.");
    }
  }
  return status;
}

/* The tie rule in the unit of energies. */
static double tie_of(const board *a, const ent_landscape *land)
{
  double tie = 0, total = 0;
  for (int i = 0; i < a->n; i++) {
    tie += a->tie[i];
    total += land->size[i];
  }
  return tie * total * total;
}

ent_status ent_align_stances(const ent_landscape *land, const double *pressure, const double *cost,
                             const ent_allocator *memory, uint32_t room, ent_stance *stance, ent_stances *out,
                             ent_error *err)
{
  ent_status status = check(land, pressure, cost, err);
  if (status != ENT_OK) return status;
  board a;
  list l = {.memory = memory};
  uint64_t states = 1;
  for (int i = 0; i < land->n; i++) states *= 3;
  open_board(&a, land, pressure, cost);
  status = walk(&a, states, !pressure, &l, err);
  if (status == ENT_OK) {
    ent_stances all = {.configurations = states, .stable = l.count, .kept = l.count < room ? l.count : room};
    for (uint32_t k = 0; k < l.count; k++) {
      l.at[k].energy = energy_of(land, pressure, cost, &l.at[k]);
      all.strict += l.at[k].indifferent == 0;
      all.without_blocs += l.at[k].without_blocs;
    }
    sort_stances(&l, tie_of(&a, land));
    if (all.kept > 0) memcpy(stance, l.at, all.kept * sizeof *stance);
    *out = all;
  }
  if (l.at) memory->resize(memory->ctx, l.at, l.room * sizeof *l.at, 0);
  return status;
}
