/* walks.c - how balanced are the closed walks of a network, and how far is each part from having two camps?
 *
 * Formulas: K = tr e^A / tr e^|A| = sum e^(l_k - m) / sum e^(m_k - m), l of A, m_k of |A|, m the largest m_k (Perron: no l_k is
 *           larger); K_i from the squares of the eigenvectors' entries.  Least eigenvalue of |D| - A for each connected part.
 * Cost:     O(n^3), two dense matrices with vectors, one without.
 * Source:   see balance_indices.h. */
#include "base/clip.h"
#include "align/signed.h"
#include "align/spectrum.h"
#include "base/fail.h"
#include "base/sum.h"
#include "entente/balance_indices.h"

#include <string.h>

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "spectrum", "There is not enough memory for the spectrum of the network.");
}

static ent_status too_large(ent_error *err)
{
  return ent_fail(err, ENT_LIMIT, "n", "The spectrum of a network is computed for at most 4,096 connected actors.");
}

static double weight_of(const ent_ties *t, int32_t e, bool signs_only)
{
  if (signs_only) return t->weight[e] < 0 ? -1 : 1;
  return (double)t->weight[e] / (double)t->scale;
}

/* ---- walks ----------------------------------------------------------------------------------------------------- */

/* Eigenvalues of A or |A|, and its eigenvectors in a. */
static bool decompose(const ent_ties *t, bool signs_only, bool absolute, bool vectors, double *a, double *value,
                      double *work)
{
  const size_t n = (size_t)t->n;
  memset(a, 0, n * n * sizeof *a);
  for (int32_t e = 0; e < t->m; e++) {
    const double w = weight_of(t, e, signs_only), x = absolute ? fabs(w) : w;
    a[(size_t)t->tail[e] * n + (size_t)t->head[e]] = a[(size_t)t->head[e] * n + (size_t)t->tail[e]] = x;
  }
  return ent_spectrum(a, t->n, vectors, value, work);
}

/* The trace of e^(matrix - most), and its diagonal. */
static double trace(const double *a, const double *value, int32_t n, double most, double *diagonal)
{
  ent_sum sum = {0, 0};
  for (int32_t k = 0; k < n; k++) ent_sum_add(&sum, ent_exp(value[k] - most));
  for (int32_t i = 0; i < n && diagonal; i++) {
    ent_sum own = {0, 0};
    for (int32_t k = 0; k < n; k++) {
      const double v = a[(size_t)k * (size_t)n + (size_t)i];
      ent_sum_add(&own, ent_exp(value[k] - most) * v * v);
    }
    diagonal[i] = ent_sum_value(&own);
  }
  return ent_sum_value(&sum);
}

/* signed / unsigned, within [0, 1] as it has to be; where both have sunk below the least double, 1. */
static double ratio(double part, double all)
{
  if (!(all > 0)) return 1;
  return ent_clip(part / all, 0, 1);
}

ent_status ent_balance_walks(const ent_ties *ties, bool signs_only, const ent_allocator *memory, double *index,
                             double *local, ent_error *err)
{
  if (ties->n < 1) return ent_fail(err, ENT_ARGUMENT, "n", "Walk balance needs a network of one actor or more.");
  if (ties->n > ENT_SPECTRUM_MAX) return too_large(err);
  ent_arena arena;
  ent_arena_open(&arena, memory);
  const size_t n = (size_t)ties->n;
  double *const a = ENT_NEW(&arena, double, n *n), *const lines = ENT_NEW(&arena, double, 6 * n);
  bool settled = true;
  if (a && lines) {
    double *const value = lines, *const work = lines + n, *const all = lines + 4 * n, *const own = lines + 5 * n;
    settled = decompose(ties, signs_only, true, local != NULL, a, value, work);
    const double most = value[n - 1];
    const double whole = trace(a, value, ties->n, most, local ? all : NULL);
    settled = decompose(ties, signs_only, false, local != NULL, a, value, work) && settled;
    const double part = trace(a, value, ties->n, most, local ? own : NULL);
    if (settled) *index = ratio(part, whole);
    for (size_t i = 0; i < n && local && settled; i++) local[i] = ratio(own[i], all[i]);
  }
  ent_arena_close(&arena);
  if (!a || !lines) return no_memory(err);
  return settled ? ENT_OK : ent_fail(err, ENT_NUMERIC, "spectrum", "The eigenvalues of this network do not settle.");
}

/* ---- the signed Laplacian ---------------------------------------------------------------------------------------- */

typedef struct parts {
  ent_signed rows;
  int32_t *list;  /* [n]: actors part by part */
  int32_t *first; /* [parts + 1] */
  int32_t *place; /* [n]: place within its part */
  int8_t *side;   /* [n] */
  bool *balanced; /* [parts] */
  int32_t count, largest;
} parts;

/* Walks through each part from its first actor, and gives sides on the way: balanced where no tie contradicts. */
static void walk_parts(parts *p)
{
  const ent_signed *const g = &p->rows;
  int32_t used = 0;
  for (int32_t v = 0; v < g->n; v++) {
    if (p->side[v] != 0) continue;
    const int32_t from = used;
    p->first[p->count] = from;
    p->balanced[p->count] = true;
    p->side[v] = 1;
    p->list[used++] = v;
    for (int32_t at = from; at < used; at++) {
      const int32_t u = p->list[at];
      p->place[u] = at - from;
      for (int32_t i = g->first[u]; i < g->first[u + 1]; i++) {
        const int8_t side = (int8_t)(g->weight[g->edge[i]] < 0 ? -p->side[u] : p->side[u]);
        if (p->side[g->to[i]] == 0) {
          p->side[g->to[i]] = side;
          p->list[used++] = g->to[i];
        } else if (p->side[g->to[i]] != side) {
          p->balanced[p->count] = false;
        }
      }
    }
    p->largest = used - from > p->largest && !p->balanced[p->count] ? used - from : p->largest;
    p->first[++p->count] = used;
  }
}

static bool find_parts(parts *p, const ent_ties *ties, ent_arena *arena)
{
  p->rows = (ent_signed){.n = ties->n, .m = ties->m, .tail = ties->tail, .head = ties->head, .weight = ties->weight};
  p->list = ENT_NEW(arena, int32_t, 3 * (size_t)ties->n + 1);
  p->side = ENT_NEW(arena, int8_t, ties->n);
  p->balanced = ENT_NEW(arena, bool, ties->n);
  if (!p->list || !p->side || !p->balanced || !ent_signed_arcs(&p->rows, arena)) return false;
  p->first = p->list + ties->n;
  p->place = p->first + ties->n + 1;
  walk_parts(p);
  return true;
}

/* The least eigenvalue of |D| - A on part c. */
static bool least_of(const parts *p, const ent_ties *t, bool signs_only, int32_t c, double *a, double *value,
                     double *work)
{
  const int32_t size = p->first[c + 1] - p->first[c];
  memset(a, 0, (size_t)size * (size_t)size * sizeof *a);
  for (int32_t i = 0; i < size; i++) {
    const int32_t v = p->list[p->first[c] + i];
    ent_sum degree = {0, 0};
    for (int32_t k = p->rows.first[v]; k < p->rows.first[v + 1]; k++) {
      const double w = weight_of(t, p->rows.edge[k], signs_only);
      ent_sum_add(&degree, fabs(w));
      a[(size_t)i * (size_t)size + (size_t)p->place[p->rows.to[k]]] = -w;
    }
    a[(size_t)i * (size_t)size + (size_t)i] = ent_sum_value(&degree);
  }
  return ent_spectrum(a, size, false, value, work);
}

ent_status ent_balance_conflict(const ent_ties *ties, bool signs_only, const ent_allocator *memory, ent_conflict *out,
                                ent_error *err)
{
  if (ties->n < 1) return ent_fail(err, ENT_ARGUMENT, "n", "A spectrum needs a network of one actor or more.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  parts p = {.count = 0};
  ent_status status = find_parts(&p, ties, &arena) ? ENT_OK : no_memory(err);
  if (status == ENT_OK && p.largest > ENT_SPECTRUM_MAX) status = too_large(err);
  const size_t n = (size_t)p.largest;
  double *const a = ENT_NEW(&arena, double, n *n), *const lines = ENT_NEW(&arena, double, 4 * n);
  if (status == ENT_OK && (!a || !lines)) status = no_memory(err);
  ent_conflict found = {.least = -1, .parts = p.count};
  ent_sum bound = {0, 0};
  for (int32_t c = 0; c < p.count && status == ENT_OK; c++) {
    double least = 0;
    if (!p.balanced[c]) {
      if (!least_of(&p, ties, signs_only, c, a, lines, lines + n))
        status = ent_fail(err, ENT_NUMERIC, "spectrum", "The eigenvalues of this network do not settle.");
      least = lines[0] > 0 ? lines[0] : 0;
      found.unbalanced++;
      ent_sum_add(&bound, (double)(p.first[c + 1] - p.first[c]) * least / 4);
    }
    found.least = found.least < 0 || least < found.least ? least : found.least;
    found.largest = least > found.largest ? least : found.largest;
  }
  ent_arena_close(&arena);
  if (status != ENT_OK) return status;
  found.bound = ent_sum_value(&bound);
  *out = found;
  return ENT_OK;
}
