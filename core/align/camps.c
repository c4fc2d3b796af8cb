/* camps.c - into at most k camps, which split frustrates least, and what is proven about it?
 *
 * Frustrated: friendly ties between camps, hostile ties within.  A search moves single actors to the camp that costs them least,
 * or to one of their own, from many starts.  Below it, two bounds: cycles with exactly one hostile tie cost any number of camps
 * the least weight on them (packed edge-disjointly); and for few actors all cases are told apart, actors of heavy ties first,
 * a branch cut where its cost and the cheapest camp of everyone who is left reach the best.
 * Cost:   see balance_indices.h.
 * Source: Davis 1967; Doreian and Mrvar 1996; for the bound Demaine, Emanuel, Fiat and Immorlica 2006 (correlation
 *         clustering), Theoretical Computer Science 361:172-187. */
#include "align/signed.h"
#include "base/fail.h"
#include "entente/balance_indices.h"

#include <string.h>

#define EXACT_MAX 40
#define STARTS 60
#define CASES 2000000u
#define SWEEPS 200

typedef struct split {
  ent_signed g;
  int32_t most; /* camps */
  int32_t *camp, *best;
  int64_t *pull; /* [n + 1]: of each camp on the actor at hand */
  int64_t weight, lower;
  /* telling cases apart */
  int32_t *order; /* [n]: actors by weight of their ties */
  uint64_t cases, cases_most;
} split;

static int64_t size_of(int64_t w)
{
  return w < 0 ? -w : w;
}

static int64_t frustrated(const ent_signed *g, const int32_t *camp)
{
  int64_t sum = 0;
  for (int32_t e = 0; e < g->m; e++)
    if ((g->weight[e] < 0) == (camp[g->tail[e]] == camp[g->head[e]])) sum += size_of(g->weight[e]);
  return sum;
}

/* ---- the search --------------------------------------------------------------------------------------------------- */

/* The camp in which v is best off (its own when none is better): pull = sum of weights towards a camp; an empty camp pulls 0. */
static int32_t best_camp(split *s, int32_t v, const int32_t *members, int32_t empty)
{
  const ent_signed *const g = &s->g;
  const int32_t own = s->camp[v];
  for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) s->pull[s->camp[g->to[i]]] += g->weight[g->edge[i]];
  int32_t best = own;
  int64_t most = s->pull[own];
  for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
    const int32_t c = s->camp[g->to[i]];
    const int64_t pull = s->pull[c];
    if (pull < most || (pull == most && (best == own || c >= best))) continue;
    most = pull;
    best = c;
  }
  for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) s->pull[s->camp[g->to[i]]] = 0;
  return most < 0 && empty >= 0 && members[own] > 1 ? empty : best;
}

/* An empty camp below `most`, or -1. */
static int32_t empty_camp(const int32_t *members, int32_t most)
{
  for (int32_t c = 0; c < most; c++)
    if (members[c] == 0) return c;
  return -1;
}

static void descend(split *s, int32_t *members)
{
  bool moved = true;
  int32_t empty = empty_camp(members, s->most);
  for (int sweep = 0; sweep < SWEEPS && moved; sweep++) {
    moved = false;
    for (int32_t v = 0; v < s->g.n; v++) {
      const int32_t own = s->camp[v], to = best_camp(s, v, members, empty);
      if (to == own) continue;
      members[own]--;
      members[to]++;
      s->camp[v] = to;
      moved = true;
      if (to == empty || (members[own] == 0 && (empty < 0 || own < empty))) empty = empty_camp(members, s->most);
    }
  }
}

/* Starts: everyone in one camp, everyone alone, then at random over 2, 3, ... camps. */
static bool search(split *s, int starts, uint64_t seed, ent_arena *arena)
{
  const int32_t n = s->g.n;
  int32_t *const members = ENT_NEW(arena, int32_t, n);
  if (!members) return false;
  for (int start = 0; start < starts; start++) {
    const int32_t over = start == 0 ? 1 : start == 1 ? s->most : 2 + start % (s->most < 9 ? s->most : 9);
    const int32_t camps = over < s->most ? over : s->most;
    memset(members, 0, (size_t)n * sizeof *members);
    for (int32_t v = 0; v < n; v++) {
      const double u = ent_uniform(seed, (uint64_t)start, UINT64_C(0x63616D7073), 0) +
                       ent_uniform(seed, (uint64_t)v, (uint64_t)start, 1);
      const int32_t at = (int32_t)((u - (u >= 1)) * camps);
      s->camp[v] = start == 1 ? v % camps : at < camps ? at : camps - 1;
      members[s->camp[v]]++;
    }
    descend(s, members);
    const int64_t weight = frustrated(&s->g, s->camp);
    if (weight >= s->weight) continue;
    s->weight = weight;
    memcpy(s->best, s->camp, (size_t)n * sizeof *s->best);
  }
  return true;
}

/* ---- the bound of cycles with one hostile tie ------------------------------------------------------------------------ */

/* A shortest friendly way from a to b with room on every tie: by[v] is the edge that reached v. */
static bool friendly_way(const ent_signed *g, const int64_t *room, int32_t a, int32_t b, int32_t *by, int32_t *queue)
{
  for (int32_t v = 0; v < g->n; v++) by[v] = -1;
  int32_t used = 0;
  queue[used++] = a;
  for (int32_t at = 0; at < used; at++) {
    const int32_t v = queue[at];
    for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
      const int32_t u = g->to[i], e = g->edge[i];
      if (g->weight[e] < 0 || room[e] == 0 || by[u] >= 0 || u == a) continue;
      by[u] = e;
      if (u == b) return true;
      queue[used++] = u;
    }
  }
  return false;
}

static bool pack_cycles(split *s, ent_arena *arena)
{
  const ent_signed *const g = &s->g;
  int64_t *const room = ENT_NEW(arena, int64_t, g->m);
  int32_t *const by = ENT_NEW(arena, int32_t, 2 * (size_t)g->n);
  if (!room || !by) return false;
  for (int32_t e = 0; e < g->m; e++) room[e] = size_of(g->weight[e]);
  for (int32_t e = 0; e < g->m; e++) {
    const int32_t a = g->tail[e], b = g->head[e];
    while (g->weight[e] < 0 && room[e] > 0 && friendly_way(g, room, a, b, by, by + g->n)) {
      int64_t least = room[e];
      for (int32_t v = b; v != a; v = g->tail[by[v]] == v ? g->head[by[v]] : g->tail[by[v]])
        least = room[by[v]] < least ? room[by[v]] : least;
      for (int32_t v = b; v != a; v = g->tail[by[v]] == v ? g->head[by[v]] : g->tail[by[v]]) room[by[v]] -= least;
      room[e] -= least;
      s->lower += least;
    }
  }
  return true;
}

/* ---- all cases ------------------------------------------------------------------------------------------------------ */

static void order_actors(split *s)
{
  const ent_signed *const g = &s->g;
  int64_t heavy[EXACT_MAX] = {0};
  for (int32_t e = 0; e < g->m; e++) {
    heavy[g->tail[e]] += size_of(g->weight[e]);
    heavy[g->head[e]] += size_of(g->weight[e]);
  }
  for (int32_t i = 0; i < g->n; i++) {
    int32_t at = i;
    for (; at > 0 && heavy[s->order[at - 1]] < heavy[i]; at--) s->order[at] = s->order[at - 1];
    s->order[at] = i;
  }
}

/* What actor v costs in each camp c towards those placed = friendly[v] - gain[v][c]; a new camp: friendly[v]. */
typedef struct towards {
  int64_t friendly[EXACT_MAX], gain[EXACT_MAX][EXACT_MAX];
} towards;

static void place(const split *s, towards *t, int32_t v, int32_t c, int64_t sign)
{
  for (int32_t i = s->g.first[v]; i < s->g.first[v + 1]; i++) {
    const int64_t w = s->g.weight[s->g.edge[i]];
    const int32_t u = s->g.to[i];
    t->friendly[u] += w > 0 ? sign * w : 0;
    t->gain[u][c] += sign * w;
  }
}

static int64_t cheapest(const split *s, const towards *t, int32_t depth, int32_t used)
{
  int64_t sum = 0;
  for (int32_t i = depth; i < s->g.n; i++) {
    const int32_t v = s->order[i];
    int64_t gain = used < s->most ? 0 : INT64_MIN;
    for (int32_t c = 0; c < used; c++) gain = t->gain[v][c] > gain ? t->gain[v][c] : gain;
    sum += t->friendly[v] - gain;
  }
  return sum;
}

static void tell_apart(split *s, towards *t, int32_t depth, int32_t used, int64_t cost)
{
  if (s->cases >= s->cases_most || s->weight == s->lower) return;
  s->cases++;
  if (depth == s->g.n) {
    s->weight = cost; /* less than before, or it would have been cut */
    memcpy(s->best, s->camp, (size_t)s->g.n * sizeof *s->best);
    return;
  }
  const int32_t v = s->order[depth], camps = used < s->most ? used + 1 : used;
  for (int32_t c = 0; c < camps; c++) {
    const int64_t here = cost + t->friendly[v] - (c < used ? t->gain[v][c] : 0);
    if (here >= s->weight) continue;
    const int32_t now = c < used ? used : used + 1;
    s->camp[v] = c;
    place(s, t, v, c, 1);
    if (here + cheapest(s, t, depth + 1, now) < s->weight) tell_apart(s, t, depth + 1, now, here);
    place(s, t, v, c, -1);
  }
}

static bool prove(split *s, ent_arena *arena)
{
  if (s->g.n > EXACT_MAX || s->weight == s->lower) return true;
  towards *const t = ENT_NEW(arena, towards, 1);
  if (!t) return false;
  order_actors(s);
  tell_apart(s, t, 0, 0, 0);
  if (s->cases < s->cases_most) s->lower = s->weight;
  return true;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

/* Numbers the camps in order of appearance; returns how many there are.  work: [n]. */
static int32_t number_camps(const int32_t *from, int32_t n, int32_t *camp, int32_t *work)
{
  int32_t used = 0;
  for (int32_t v = 0; v < n; v++) work[v] = -1;
  for (int32_t v = 0; v < n; v++) {
    if (work[from[v]] < 0) work[from[v]] = used++;
    camp[v] = work[from[v]];
  }
  return used;
}

static bool split_network(split *s, const ent_camps_options *o, ent_arena *arena)
{
  const size_t n = (size_t)s->g.n;
  s->camp = ENT_NEW(arena, int32_t, 3 * n);
  s->pull = ENT_NEW(arena, int64_t, n);
  if (!s->camp || !s->pull || !ent_signed_arcs(&s->g, arena)) return false;
  s->best = s->camp + n;
  s->order = s->camp + 2 * n;
  s->most = o->camps > 0 && o->camps < s->g.n ? o->camps : s->g.n;
  s->cases_most = o->cases ? o->cases : CASES;
  s->weight = INT64_MAX;
  return search(s, o->starts > 0 ? o->starts : STARTS, o->seed, arena) && pack_cycles(s, arena) && prove(s, arena);
}

ent_status ent_balance_camps(const ent_ties *ties, const ent_camps_options *options, const ent_allocator *memory,
                             int32_t *camp, ent_camps *out, ent_error *err)
{
  const ent_camps_options plain = {0}, *const o = options ? options : &plain;
  if (ties->n < 1) return ent_fail(err, ENT_ARGUMENT, "n", "Camps are looked for among one actor or more.");
  if (o->camps < 0 || o->starts < 0)
    return ent_fail(err, ENT_ARGUMENT, "camps",
                    "The numbers of camps and of starts are 0 (as many as it takes) or more.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  split s = {.g = {.n = ties->n, .m = ties->m, .tail = ties->tail, .head = ties->head, .weight = ties->weight}};
  const bool room = split_network(&s, o, &arena);
  if (room) {
    const int32_t used = number_camps(s.best, ties->n, camp, s.order);
    *out = (ent_camps){s.lower + ties->cancelled, s.weight + ties->cancelled, s.lower == s.weight, used, s.cases};
  }
  ent_arena_close(&arena);
  return room ? ENT_OK : ent_fail(err, ENT_NOMEM, "camps", "There is not enough memory to look for camps.");
}
