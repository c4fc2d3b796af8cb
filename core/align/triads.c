/* triads.c - how many triangles of each kind does a network hold?
 *
 * Every triangle is met once: edges point from the end of lower degree to that of higher (equal: by number), and of the two
 * edges that leave a vertex the third closes the triangle when it is there.
 * Formula: T = (+++ and +--) / all = (tr A^3 + tr |A|^3) / (2 tr |A|^3).
 * Cost:    O(m^1.5).  Source: Cartwright and Harary 1956; Chiba and Nishizeki 1985 for the order. */
#include "align/signed.h"
#include "base/fail.h"
#include "base/sum.h"
#include "entente/balance_indices.h"

#include <string.h>

typedef struct census {
  const ent_ties *ties;
  const int32_t *first, *to, *edge; /* outgoing edges of v: first[v] .. first[v + 1] - 1 */
  int32_t *mark;                    /* [n]: the edge from the vertex at hand, or -1 */
  int64_t count[4];                 /* by the number of hostile ties */
  ent_sum weight[2];                /* unbalanced, balanced */
  int64_t *at[2];                   /* the same at actors, or NULL */
} census;

static bool points(const int32_t *degree, int32_t a, int32_t b)
{
  const int32_t left = degree[a], right = degree[b];
  return left < right || (left == right && a < b);
}

static bool point_edges(census *c, ent_arena *arena)
{
  const ent_ties *const t = c->ties;
  int32_t *const degree = ENT_NEW(arena, int32_t, t->n), *const first = ENT_NEW(arena, int32_t, (size_t)t->n + 2);
  int32_t *const to = ENT_NEW(arena, int32_t, t->m), *const edge = ENT_NEW(arena, int32_t, t->m);
  c->mark = ENT_NEW(arena, int32_t, t->n);
  if (!degree || !first || !to || !edge || !c->mark) return false;
  for (int32_t e = 0; e < t->m; e++) {
    degree[t->tail[e]]++;
    degree[t->head[e]]++;
  }
  for (int32_t e = 0; e < t->m; e++) first[(points(degree, t->tail[e], t->head[e]) ? t->tail[e] : t->head[e]) + 2]++;
  for (int32_t v = 0; v < t->n; v++) first[v + 2] += first[v + 1];
  for (int32_t e = 0; e < t->m; e++) { /* first[v + 1] moves on to where the edges of v end */
    const bool out = points(degree, t->tail[e], t->head[e]);
    const int32_t place = first[(out ? t->tail[e] : t->head[e]) + 1]++;
    to[place] = out ? t->head[e] : t->tail[e];
    edge[place] = e;
  }
  c->first = first;
  c->to = to;
  c->edge = edge;
  for (int32_t v = 0; v < t->n; v++) c->mark[v] = -1;
  return true;
}

static void count(census *c, int32_t v, int32_t u, int32_t w, int32_t e, int32_t f, int32_t g)
{
  const int64_t *const weight = c->ties->weight;
  const int hostile = (weight[e] < 0) + (weight[f] < 0) + (weight[g] < 0);
  const int balanced = hostile % 2 == 0;
  const double scale = (double)c->ties->scale;
  c->count[hostile]++;
  ent_sum_add(&c->weight[balanced],
              fabs((double)weight[e] / scale * ((double)weight[f] / scale) * ((double)weight[g] / scale)));
  if (!c->at[balanced]) return;
  c->at[balanced][v]++;
  c->at[balanced][u]++;
  c->at[balanced][w]++;
}

static void count_at(census *c, int32_t v)
{
  for (int32_t i = c->first[v]; i < c->first[v + 1]; i++) c->mark[c->to[i]] = c->edge[i];
  for (int32_t i = c->first[v]; i < c->first[v + 1]; i++) {
    const int32_t u = c->to[i];
    for (int32_t k = c->first[u]; k < c->first[u + 1]; k++) {
      const int32_t w = c->to[k];
      if (c->mark[w] >= 0) count(c, v, u, w, c->edge[i], c->edge[k], c->mark[w]);
    }
  }
  for (int32_t i = c->first[v]; i < c->first[v + 1]; i++) c->mark[c->to[i]] = -1;
}

static double share(double part, double all)
{
  return all > 0 ? part / all : 1;
}

ent_status ent_balance_triads(const ent_ties *ties, const ent_allocator *memory, ent_triads *out, int64_t *balanced,
                              int64_t *unbalanced, ent_error *err)
{
  if ((balanced == NULL) != (unbalanced == NULL))
    return ent_fail(err, ENT_ARGUMENT, "triangles", "Triangles at actors are counted with both kinds or not at all.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  census c = {.ties = ties, .at = {unbalanced, balanced}};
  const bool room = point_edges(&c, &arena);
  for (int i = 0; i < 2 && room && c.at[i]; i++) memset(c.at[i], 0, (size_t)ties->n * sizeof *c.at[i]);
  for (int32_t v = 0; v < ties->n && room; v++) count_at(&c, v);
  ent_arena_close(&arena);
  if (!room) return ent_fail(err, ENT_NOMEM, "triangles", "There is not enough memory to count triangles.");
  const double all = (double)c.count[0] + (double)c.count[1] + (double)c.count[2] + (double)c.count[3];
  const double even = (double)c.count[0] + (double)c.count[2];
  const double good = ent_sum_value(&c.weight[1]), bad = ent_sum_value(&c.weight[0]);
  *out = (ent_triads){c.count[0],
                      c.count[1],
                      c.count[2],
                      c.count[3],
                      share(even, all),
                      share(even + (double)c.count[3], all),
                      share(good, good + bad)};
  return ENT_OK;
}
