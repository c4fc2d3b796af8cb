/* join.c - which vertices may be taken as one, and what network is left then?
 *
 * A vertex u with an edge of half the weight of all its edges or more can always satisfy that edge at no loss (if it does not,
 * u changes camp and gains at least as much as it loses).  Taken along a forest, such joins hold together: a join of w into u
 * leaves u's edge its half, since w brings no more weight of its own than its edge to u takes away.  This covers vertices of
 * degree 1 and 2.
 * Cost: O(m) and the quotient's sorting; nearly O(1) a join.
 * Source: Hueffner, Betzler and Niedermeier 2010 (J. Comb. Optim. 20, 335-360) for data reduction of balance. */
#include "align/frustration.h"

bool ent_joined_open(ent_joined *j, int32_t n, ent_arena *arena)
{
  *j = (ent_joined){.n = n, .leader = ENT_NEW(arena, int32_t, n), .sign = ENT_NEW(arena, int8_t, n)};
  if (!j->leader || !j->sign) return false;
  for (int32_t v = 0; v < n; v++) {
    j->leader[v] = v;
    j->sign[v] = 1;
  }
  return true;
}

int32_t ent_joined_find(ent_joined *j, int32_t v, int *sign)
{
  int s = 1;
  int32_t root = v;
  for (; j->leader[root] != root; root = j->leader[root]) s *= j->sign[root];
  if (sign) *sign = s;
  for (int32_t at = v; at != root;) { /* the path becomes short */
    const int32_t up = j->leader[at];
    const int8_t mine = j->sign[at];
    j->leader[at] = root;
    j->sign[at] = (int8_t)s;
    s *= mine;
    at = up;
  }
  return root;
}

bool ent_joined_add(ent_joined *j, int32_t a, int32_t b, int sign)
{
  int sa = 1, sb = 1;
  const int32_t ra = ent_joined_find(j, a, &sa), rb = ent_joined_find(j, b, &sb);
  if (ra == rb) return false;
  const int32_t low = ra < rb ? ra : rb, high = ra + rb - low;
  j->leader[high] = low;
  j->sign[high] = (int8_t)(sa * sb * sign);
  return true;
}

bool ent_joined_quotient(ent_joined *j, const ent_signed *g, int32_t *group, int8_t *sign, ent_signed *out,
                         ent_arena *arena)
{
  int32_t *const tail = ENT_NEW(arena, int32_t, g->m), *const head = ENT_NEW(arena, int32_t, g->m);
  int64_t *const weight = ENT_NEW(arena, int64_t, g->m);
  if (!tail || !head || !weight) return false;
  int32_t groups = 0;
  for (int32_t v = 0; v < g->n; v++) { /* the root is the least of its group */
    int s = 1;
    const int32_t root = ent_joined_find(j, v, &s);
    group[v] = root == v ? groups++ : group[root];
    sign[v] = (int8_t)s;
  }
  int64_t rows = 0, constant = 0;
  for (int32_t e = 0; e < g->m; e++) {
    const int32_t a = g->tail[e], b = g->head[e];
    const int64_t w = g->weight[e] * sign[a] * sign[b];
    if (group[a] == group[b]) {
      if (w < 0) constant -= w;
      continue;
    }
    tail[rows] = group[a];
    head[rows] = group[b];
    weight[rows++] = w;
  }
  if (!ent_signed_rows(out, groups, rows, tail, head, weight, arena)) return false;
  out->constant += constant;
  return true;
}

int32_t ent_joined_dominated(ent_joined *j, const ent_signed *g, int32_t *by, int32_t *to)
{
  int32_t count = 0;
  for (int32_t v = 0; v < g->n; v++) {
    int64_t sum = 0, most = 0;
    int32_t heavy = -1;
    for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) {
      const int64_t w = g->weight[g->edge[a]], size = w < 0 ? -w : w;
      sum += size;
      if (size <= most) continue;
      most = size;
      heavy = a;
    }
    if (heavy < 0 || 2 * most < sum) continue;
    if (!ent_joined_add(j, v, g->to[heavy], g->weight[g->edge[heavy]] > 0 ? 1 : -1)) continue;
    by[count] = v;
    to[count++] = g->to[heavy];
  }
  return count;
}
