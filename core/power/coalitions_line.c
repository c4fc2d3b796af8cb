/* coalitions_line.c - how to draw a minimal winning coalition when there are too many to meet?
 *
 * Members in descending order of weight.  A coalition whose last member is i is minimal winning when the others, all before
 * i, weigh between q - w_i and q - 1.  With c_k(x) the subsets of the first k of weight x, there are sum over i of sum over
 * those x of c_(i-1)(x); i and x are drawn in proportion, then each earlier k is taken with probability
 * c_(k-1)(x - w_k) / c_k(x).  Counts are doubles: exact below 2^53, else with a relative error of some 1e-16.
 * Cost: O(members * quota) for the table, O(members + members * quota) a draw.  Source: docs/method/voting.md. */
#include "coalitions_line.h"

#define ENTRIES_MAX (INT64_C(1) << 23)

typedef struct line {
  int n;
  int *order;      /* [n] members, heaviest first */
  int64_t *weight; /* [n] of them */
  int64_t quota;
  double *table; /* [(k * quota) + x]: c_k(x), k in 0..n, x < quota */
  double total;
} line;

static double at(const line *l, int k, int64_t x)
{
  return x < 0 ? 0 : l->table[(ptrdiff_t)k * l->quota + x];
}

static bool lay(line *l, const ent_game *game, ent_arena *scratch)
{
  l->quota = game->line_quota;
  if (!game->single || (game->members + 1) * l->quota > ENTRIES_MAX) return false;
  l->order = ENT_NEW(scratch, int, game->members);
  l->weight = ENT_NEW(scratch, int64_t, game->members);
  l->table = ENT_NEW(scratch, double, (size_t)(game->members + 1) * (size_t)l->quota);
  if (!l->order || !l->weight || !l->table) return false;
  for (int m = 0; m < game->members; m++) {
    const int64_t mine = game->line_weight[game->class_of[m]];
    if (mine == 0) continue;
    int place = l->n++;
    for (; place > 0 && l->weight[place - 1] < mine; place--) {
      l->order[place] = l->order[place - 1];
      l->weight[place] = l->weight[place - 1];
    }
    l->order[place] = m;
    l->weight[place] = mine;
  }
  return true;
}

static void count(line *l)
{
  l->table[0] = 1;
  for (int k = 0; k < l->n; k++)
    for (int64_t x = 0; x < l->quota; x++)
      l->table[(ptrdiff_t)(k + 1) * l->quota + x] = at(l, k, x) + at(l, k, x - l->weight[k]);
  for (int i = 0; i < l->n; i++)
    for (int64_t x = l->weight[i] < l->quota ? l->quota - l->weight[i] : 0; x < l->quota; x++) l->total += at(l, i, x);
}

/* The last member and the weight before it, in proportion to their coalitions. */
static void choose(const line *l, double u, int *last, int64_t *before)
{
  double left = u * l->total;
  for (int i = 0; i < l->n; i++)
    for (int64_t x = l->weight[i] < l->quota ? l->quota - l->weight[i] : 0; x < l->quota; x++) {
      const double here = at(l, i, x);
      if (here == 0) continue;
      *last = i;
      *before = x;
      left -= here;
      if (left < 0) return;
    }
}

static int draw(const line *l, uint64_t seed, uint64_t number, int *row)
{
  const uint64_t name = ent_name_hash("coalition of one weight", 23);
  int size = 0, last = 0;
  int64_t x = 0;
  choose(l, ent_uniform(seed, number, name, 0), &last, &x);
  row[size++] = l->order[last];
  for (int k = last - 1; k >= 0; k--) {
    const double with = at(l, k, x - l->weight[k]);
    if (!(ent_uniform(seed, number, name, (uint32_t)k + 1) * at(l, k + 1, x) < with)) continue;
    x -= l->weight[k];
    row[size++] = l->order[k];
  }
  for (int i = 1; i < size; i++) {
    const int member = row[i];
    int place = i;
    for (; place > 0 && row[place - 1] > member; place--) row[place] = row[place - 1];
    row[place] = member;
  }
  return size;
}

bool ent_line_draw(const ent_game *game, uint64_t seed, int count_wanted, ent_arena *scratch, int *size_of,
                   int *content, size_t row, double *total)
{
  line l = {.n = 0};
  if (!lay(&l, game, scratch)) return false;
  count(&l);
  for (int k = 0; k < count_wanted; k++) size_of[k] = draw(&l, seed, (uint64_t)k, content + (size_t)k * row);
  *total = l.total;
  return true;
}
