/* flip.c - by how much must which tie move before an actor changes camp, and who follows when it does?
 *
 *   m_k(X) = sum_j s_j p_kj x_k x_j >= 0    k is content;   price through the tie with j: m_k / s_j
 *
 * The cascade is steepest descent: the move that lowers the energy most, of equal moves the first actor's; each step moves one
 * actor k and changes the energy by 2 s_k m_k.
 * Cost: O(n^2), and O(n) a step.
 * Source: Axelrod and Bennett 1993, BJPS 23(2):211-233, for the move and note 33 for the descent; the price is entente's own. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/clip.h"
#include "align/flip_parts.h"
#include "align/landscape.h"
#include "base/fail.h"

#define REFRESH 256 /* steps after which the pulls are added up anew, so that rounding does not pile up */

static ent_status check_camp(const ent_landscape *land, ent_camp camp, ent_error *err)
{
  const ent_status status = ent_align_check(land, 2, err);
  if (status != ENT_OK) {
    return status;
  }
  if (camp >> land->n != 0) {
    return ent_fail(err, ENT_ARGUMENT, "camp", "A camp names actors of the landscape only.");
  }
  return ENT_OK;
}

static bool apart(ent_camp camp, int a, int b)
{
  return ((camp >> a ^ camp >> b) & 1u) != 0;
}

/* ---- prices ------------------------------------------------------------------------------------------------------ */

static double price_of(const ent_landscape *land, ent_camp camp, double content, int k, int j)
{
  const double least = content / land->size[j];
  return apart(camp, k, j) ? least : -least;
}

static ent_flip_price cheapest(const ent_landscape *land, ent_camp camp, double content, int k)
{
  ent_flip_price best = {.actor = k, .content = content, .tie = -1};
  for (int j = 0; j < land->n; j++) {
    if (j == k) {
      continue;
    }
    const double change = price_of(land, camp, content, k, j);
    const bool within = fabs(land->propensity[k * land->n + j] + change) <= 1;
    if (within && (best.tie < 0 || fabs(change) < fabs(best.change))) {
      best.tie = j;
      best.change = change;
    }
  }
  return best;
}

ent_status ent_flip_prices(const ent_landscape *land, ent_camp camp, double *change, ent_flip_price *best,
                           ent_error *err)
{
  const ent_status status = check_camp(land, camp, err);
  if (status != ENT_OK) {
    return status;
  }
  double content[ENT_ALIGN_MAX];
  ent_align_contentment(land, camp, content, NULL);
  for (int k = 0; k < land->n; k++) {
    for (int j = 0; j < land->n && change; j++) {
      change[k * land->n + j] = j == k ? 0 : price_of(land, camp, content[k], k, j);
    }
    if (best) {
      best[k] = cheapest(land, camp, content[k], k);
    }
  }
  return ENT_OK;
}

/* ---- moves --------------------------------------------------------------------------------------------------------- */

ent_status ent_flip_check_moves(const ent_tie_move *move, int moves, int n, ent_error *err)
{
  for (int i = 0; i < moves; i++) {
    if (move[i].a < 0 || move[i].a >= n || move[i].b < 0 || move[i].b >= n || move[i].a == move[i].b) {
      return ent_fail(err, ENT_ARGUMENT, "move", "A tie that moves joins two different actors of the landscape.");
    }
    if (!(fabs(move[i].change) <= 1e6)) {
      return ent_fail(err, ENT_ARGUMENT, "move", "The change of a tie is a number within a million of 0.");
    }
  }
  return ENT_OK;
}

ent_status ent_flip_apply(const ent_landscape *land, const ent_tie_move *move, int moves, double *out, ent_error *err)
{
  const int n = land->n;
  ent_status status = ent_align_check(land, 2, err);
  if (status == ENT_OK) {
    status = ent_flip_check_moves(move, moves, n, err);
  }
  if (status != ENT_OK) {
    return status;
  }
  memcpy(out, land->propensity, (size_t)n * (size_t)n * sizeof *out);
  for (int i = 0; i < moves; i++) {
    out[move[i].a * n + move[i].b] += move[i].change;
    out[move[i].b * n + move[i].a] = out[move[i].a * n + move[i].b];
  }
  for (int i = 0; i < moves; i++) {
    double *const p = &out[move[i].a * n + move[i].b];
    out[move[i].b * n + move[i].a] = *p = ent_clip(*p, -1, 1);
  }
  return ENT_OK;
}

/* ---- the cascade ------------------------------------------------------------------------------------------------------ */

typedef struct descent {
  int n;
  double w[ENT_ALIGN_MAX * ENT_ALIGN_MAX]; /* share_i share_j p_ij, diagonal 0 */
  double row_tie[ENT_ALIGN_MAX];           /* an actor that would gain less than this stays */
  double tie;                              /* two gains closer than this are equal */
  double x[ENT_ALIGN_MAX], h[ENT_ALIGN_MAX];
} descent;

static void sum_pulls(descent *a)
{
  for (int k = 0; k < a->n; k++) {
    a->h[k] = 0;
    for (int j = 0; j < a->n; j++) {
      a->h[k] += a->w[k * a->n + j] * a->x[j];
    }
  }
}

static void open_descent(descent *a, const ent_landscape *land, ent_camp camp)
{
  const int n = land->n;
  double share[ENT_ALIGN_MAX], total = 0;
  ent_align_shares(land, share);
  a->n = n;
  for (int i = 0; i < n; i++) {
    double row = 0;
    for (int j = 0; j < n; j++) {
      a->w[i * n + j] = i == j ? 0 : share[i] * share[j] * land->propensity[i * n + j];
      row += fabs(a->w[i * n + j]);
    }
    a->row_tie[i] = ENT_ALIGN_TIE * row;
    a->x[i] = (camp >> i & 1u) ? 1 : -1;
    total += row;
  }
  a->tie = ENT_ALIGN_TIE * total / 2;
  sum_pulls(a);
}

static bool leaves(const descent *a, int k)
{
  return a->x[k] * a->h[k] < -a->row_tie[k];
}

/* The actor whose move lowers the energy most, or -1. */
static int steepest(const descent *a)
{
  double lowest = DBL_MAX;
  int move = -1;
  for (int k = 0; k < a->n; k++) {
    const double change = a->x[k] * a->h[k];
    if (leaves(a, k) && change < lowest - a->tie) {
      lowest = change;
      move = k;
    }
  }
  return move;
}

static void move_actor(descent *a, int k, uint64_t step)
{
  const double twice = 2 * a->x[k];
  a->x[k] = -a->x[k];
  if (step % REFRESH == 0) {
    sum_pulls(a);
    return;
  }
  for (int j = 0; j < a->n; j++) {
    a->h[j] -= twice * a->w[k * a->n + j];
  }
}

ent_status ent_flip_cascade(const ent_landscape *land, ent_camp from, int room, ent_flip_step *step, ent_cascade *out,
                            ent_error *err)
{
  const ent_status status = check_camp(land, from, err);
  if (status != ENT_OK) {
    return status;
  }
  descent a;
  open_descent(&a, land, from);
  ent_cascade c = {.energy_start = ent_align_energy(land, from)};
  for (int k = 0; k < land->n; k++) {
    c.unsettled |= leaves(&a, k) ? UINT32_C(1) << k : 0;
  }
  const uint64_t cap = UINT64_C(1) << land->n; /* energies fall, so no configuration comes twice */
  ent_camp camp = from;
  for (int k = steepest(&a); k >= 0 && c.steps < cap; k = steepest(&a)) {
    double content[ENT_ALIGN_MAX];
    const bool told = c.steps < (uint64_t)(room > 0 ? room : 0);
    if (told) {
      ent_align_contentment(land, camp, content, NULL);
    }
    camp ^= UINT32_C(1) << k;
    if (told) {
      step[c.steps] = (ent_flip_step){k, content[k], ent_align_energy(land, camp), camp};
    }
    c.steps++;
    move_actor(&a, k, c.steps);
  }
  c.end = camp;
  c.moved = camp ^ from;
  c.energy_end = ent_align_energy(land, camp);
  *out = c;
  return ENT_OK;
}
