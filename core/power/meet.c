/* meet.c - how many coalitions of each size and weight are there, when each half of the members is listed?
 *
 * For rules of the count and one weight, a coalition of s members wins when its weight reaches T(s), which falls with s.
 * Those who are not i are cut into two halves, all subsets of each half are listed by size in order of weight (a merge for
 * each member, no sorting), and for each pair of sizes two pointers count the pairs below a weight.  With
 *   below(s, x) = coalitions of s others with weight < x:   pivots_i(s) = below(s, T(s)) - below(s, T(s + 1) - w_i)
 * Cost: O(classes * n * 2^(n/2)) time, 2^(n/2+1) numbers of memory: 0.01 s for 27 members.
 * Source: Horowitz and Sahni, Journal of the ACM 21 (1974), for the lists. */
#include "base/fail.h"
#include "tally.h"

#define HALF_MAX 22
#define NEVER INT64_MAX /* no weight suffices */

/* The subsets of up to 22 members: weights by size, ascending. */
typedef struct half {
  int members;
  int64_t *weight; /* [2^members], size after size */
  size_t start[HALF_MAX + 2];
} half;

/* a[0..na) and b[0..nb) + add, merged. */
static void merge(const int64_t *a, size_t na, const int64_t *b, size_t nb, int64_t add, int64_t *out)
{
  size_t i = 0, j = 0;
  while (i < na && j < nb) {
    if (a[i] <= b[j] + add)
      *out++ = a[i++];
    else
      *out++ = b[j++] + add;
  }
  while (i < na) *out++ = a[i++];
  while (j < nb) *out++ = b[j++] + add;
}

/* Lists all subsets; the result lies in h->weight, other is room for as many. */
static void list_subsets(half *h, const int64_t *member, int members, int64_t *other)
{
  size_t from[HALF_MAX + 2] = {0, 1};
  h->weight[0] = 0;
  h->members = members;
  for (int m = 0; m < members; m++) { /* sizes 0..m become 0..m + 1 */
    size_t to[HALF_MAX + 2] = {0};
    for (int s = 0; s <= m + 1; s++) {
      const size_t without = s <= m ? from[s + 1] - from[s] : 0, with = s > 0 ? from[s] - from[s - 1] : 0;
      merge(h->weight + from[s], without, h->weight + (s > 0 ? from[s - 1] : 0), with, member[m], other + to[s]);
      to[s + 1] = to[s] + without + with;
    }
    int64_t *const swap = h->weight;
    h->weight = other;
    other = swap;
    for (int s = 0; s <= m + 2; s++) from[s] = to[s];
  }
  for (int s = 0; s <= members + 1; s++) h->start[s] = from[s];
}

/* Pairs of a subset of `a` with size sa and one of `b` with size sb that weigh less than x together. */
static uint64_t pairs_below(const half *a, int sa, const half *b, int sb, int64_t x)
{
  uint64_t pairs = 0;
  size_t j = b->start[sb + 1];
  const size_t floor = b->start[sb];
  for (size_t i = a->start[sa]; i < a->start[sa + 1] && j > floor; i++) {
    while (j > floor && b->weight[j - 1] >= x - a->weight[i]) j--;
    pairs += j - floor;
  }
  return pairs;
}

static uint64_t below(const half *a, const half *b, int s, int64_t x)
{
  uint64_t sum = 0;
  for (int sa = s > b->members ? s - b->members : 0; sa <= a->members && sa <= s; sa++) {
    const size_t na = a->start[sa + 1] - a->start[sa], nb = b->start[s - sa + 1] - b->start[s - sa];
    sum += x == NEVER ? (uint64_t)na * nb : pairs_below(a, sa, b, s - sa, x);
  }
  return sum;
}

/* Least weight with which s members win: 0 when they do anyway. */
static int64_t least_weight(const ent_game *game, int s)
{
  int64_t best = NEVER;
  for (int l = -1; l < game->leaves; l++) {
    const int64_t w = l < 0 ? 0 : game->leaf[l].quota;
    if ((l >= 0 && game->leaf[l].column == game->count) || w >= best) continue;
    bool reached[ENT_RULE_NODES_MAX];
    for (int k = 0; k < game->leaves; k++)
      reached[k] = (game->leaf[k].column == game->count ? s : w) >= game->leaf[k].quota;
    if (ent_game_holds(game, reached)) best = w;
  }
  return best;
}

typedef struct meeting {
  int members;
  int *class;      /* [members] classes one after the other */
  int64_t *weight; /* [members] */
  int64_t *others; /* [members] scratch */
  int64_t *needed; /* [members + 1] T(s) */
  half half[2];
  int64_t *spare[2];
} meeting;

static bool open_meeting(meeting *m, const ent_game *game, ent_arena *arena)
{
  const int n = game->live;
  *m = (meeting){.members = n};
  m->class = ENT_NEW(arena, int, n);
  m->weight = ENT_NEW(arena, int64_t, n);
  m->others = ENT_NEW(arena, int64_t, n);
  m->needed = ENT_NEW(arena, int64_t, n + 1);
  bool room = m->class && m->weight && m->others && m->needed;
  for (int h = 0; h < 2; h++) {
    const size_t subsets = (size_t)1 << (h == 0 ? n / 2 : n - n / 2);
    m->half[h].weight = ENT_NEW(arena, int64_t, subsets);
    m->spare[h] = ENT_NEW(arena, int64_t, subsets);
    room = room && m->half[h].weight && m->spare[h];
  }
  if (!room) return false;
  const bool paired = game->count >= 0 && game->columns <= 2;
  int at = 0;
  for (int k = 0; k < game->classes; k++)
    for (int i = 0; k != game->dull && i < game->size[k]; i++, at++) {
      m->class[at] = k;
      m->weight[at] = paired ? game->second < 0 ? 0 : ent_game_column(game, game->second)[k] : game->line_weight[k];
    }
  for (int s = 0; s <= n; s++) m->needed[s] = paired ? least_weight(game, s) : game->line_quota;
  return true;
}

/* Lists the halves of all members but `out` (-1: all). */
static void list_halves(meeting *m, int out)
{
  int count = 0;
  for (int i = 0; i < m->members; i++)
    if (i != out) m->others[count++] = m->weight[i];
  const int cut = count / 2;
  for (int h = 0; h < 2; h++) {
    int64_t *const first = m->half[h].weight;
    list_subsets(&m->half[h], h == 0 ? m->others : m->others + cut, h == 0 ? cut : count - cut, m->spare[h]);
    if (m->half[h].weight != first) m->spare[h] = first;
  }
}

ent_status ent_meet_count(const ent_game *game, ent_arena *arena, ent_tally *tally, ent_error *err)
{
  meeting m;
  ent_tally fresh;
  if (!ent_tally_open(&fresh, game, 1, arena) || !open_meeting(&m, game, arena))
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  const int n = m.members;
  list_halves(&m, -1);
  for (int s = 0; s <= n; s++)
    *ent_tally_winning(&fresh, s) =
      below(&m.half[0], &m.half[1], s, NEVER) - below(&m.half[0], &m.half[1], s, m.needed[s]);
  for (int i = 0; i < n; i++) {
    if (i > 0 && m.class[i] == m.class[i - 1]) continue;
    list_halves(&m, i);
    for (int s = 0; s < n; s++) {
      const int64_t with = m.needed[s + 1];
      if (with == NEVER) continue;
      *ent_tally_pivot(&fresh, m.class[i], s) =
        below(&m.half[0], &m.half[1], s, m.needed[s]) - below(&m.half[0], &m.half[1], s, with - m.weight[i]);
    }
  }
  *tally = fresh;
  return ENT_OK;
}
