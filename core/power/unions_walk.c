/* unions_walk.c - which sets of other unions and own partners does each member swing, under any rule?
 *
 * For each union: the sums of all subsets of its members are listed once; the sets of other unions are walked in Gray code, one
 * union joining or leaving at a time.  What is counted are integers by (other unions, partners).
 * Cost: O(2^(m - 1) * 2^u * formula) for each union. */
#include "base/bits.h"
#include "base/fail.h"
#include "base/sum.h"
#include "unions.h"

typedef struct walk {
  const ent_game *game;
  const ent_blocs *blocs;
  int64_t *union_sum; /* [union * columns + column] */
  int64_t *own_sum;   /* [subset * columns + column] */
  int64_t *sum;       /* [columns] of the other unions */
  bool *wins;         /* [subset] */
  uint64_t *count;    /* [(partner * unions + r) * largest + t] */
} walk;

static bool open_walk(walk *w, const ent_desk *d, const ent_blocs *b)
{
  const size_t columns = (size_t)d->game->columns, subsets = (size_t)1 << b->largest;
  *w = (walk){.game = d->game, .blocs = b};
  w->union_sum = ENT_NEW(d->scratch, int64_t, (size_t)b->unions * columns);
  w->own_sum = ENT_NEW(d->scratch, int64_t, subsets * columns);
  w->sum = ENT_NEW(d->scratch, int64_t, columns);
  w->wins = ENT_NEW(d->scratch, bool, subsets);
  w->count = ENT_NEW(d->scratch, uint64_t, (size_t)b->largest * (size_t)b->unions * (size_t)b->largest);
  if (!w->union_sum || !w->own_sum || !w->sum || !w->wins || !w->count) return false;
  for (int k = 0; k < b->unions; k++)
    for (int i = b->start[k]; i < b->start[k + 1]; i++)
      for (int c = 0; c < d->game->columns; c++)
        w->union_sum[(size_t)k * columns + (size_t)c] += ent_game_column(d->game, c)[d->game->class_of[b->member[i]]];
  return true;
}

static void list_own(const walk *w, int k)
{
  const int u = ent_bloc_size(w->blocs, k), columns = w->game->columns;
  for (int c = 0; c < columns; c++) w->own_sum[c] = 0;
  for (int i = 0; i < u; i++) {
    const int class = w->game->class_of[w->blocs->member[w->blocs->start[k] + i]];
    const size_t half = (size_t)1 << i;
    for (size_t x = 0; x < half; x++)
      for (int c = 0; c < columns; c++)
        w->own_sum[(half + x) * (size_t)columns + (size_t)c] =
          w->own_sum[x * (size_t)columns + (size_t)c] + ent_game_column(w->game, c)[class];
  }
}

/* With r other unions as they stand. */
static void count_own(const walk *w, int k, int r)
{
  const int u = ent_bloc_size(w->blocs, k), columns = w->game->columns;
  const uint32_t subsets = UINT32_C(1) << u;
  for (uint32_t x = 0; x < subsets; x++) {
    int64_t sum[ENT_RULE_NODES_MAX];
    for (int c = 0; c < columns; c++) sum[c] = w->sum[c] + w->own_sum[(size_t)x * (size_t)columns + (size_t)c];
    w->wins[x] = ent_game_reached(w->game, sum);
  }
  for (uint32_t x = 0; x < subsets; x++) {
    if (w->wins[x]) continue;
    const int t = ent_ones(x);
    for (int i = 0; i < u; i++)
      if (!(x >> i & 1U) && w->wins[x | UINT32_C(1) << i])
        w->count[((size_t)i * (size_t)w->blocs->unions + (size_t)r) * (size_t)w->blocs->largest + (size_t)t]++;
  }
}

static void count_union(const walk *w, int k)
{
  const ent_blocs *const b = w->blocs;
  const size_t columns = (size_t)w->game->columns;
  const size_t counts = (size_t)b->largest * (size_t)b->unions * (size_t)b->largest;
  for (size_t i = 0; i < counts; i++) w->count[i] = 0;
  for (size_t c = 0; c < columns; c++) w->sum[c] = 0;
  list_own(w, k);
  const uint32_t sets = UINT32_C(1) << (b->unions - 1);
  count_own(w, k, 0);
  int r = 0;
  for (uint32_t step = 1; step < sets; step++) {
    int bit = 0;
    while (!(step >> bit & 1U)) bit++;
    const int other = bit < k ? bit : bit + 1;
    const bool joins = ((step ^ step >> 1) >> bit & 1U) != 0;
    r += joins ? 1 : -1;
    for (size_t c = 0; c < columns; c++) {
      const int64_t w_other = w->union_sum[(size_t)other * columns + c];
      w->sum[c] += joins ? w_other : -w_other;
    }
    count_own(w, k, r);
  }
}

/* 1 / (n C(n - 1, s)). */
static double order_share(int n, int s)
{
  double binomial = 1;
  for (int i = 0; i < s; i++) binomial = binomial * (n - 1 - i) / (i + 1);
  return 1 / (n * binomial);
}

static double two_to_minus(int n)
{
  double x = 1;
  for (int i = 0; i < n; i++) x *= 0.5;
  return x;
}

ent_status ent_unions_walk(const ent_desk *d, const ent_blocs *blocs, double *owen, double *banzhaf, ent_error *err)
{
  walk w;
  if (!open_walk(&w, d, blocs)) return ent_desk_no_memory(err);
  for (int k = 0; k < blocs->unions; k++) {
    const int u = ent_bloc_size(blocs, k), m = blocs->unions;
    count_union(&w, k);
    for (int i = 0; i < u; i++) {
      ent_sum sum = {0, 0};
      uint64_t swings = 0;
      for (int r = 0; r < m; r++)
        for (int t = 0; t < u; t++) {
          const uint64_t count = w.count[((size_t)i * (size_t)m + (size_t)r) * (size_t)blocs->largest + (size_t)t];
          ent_sum_add(&sum, (double)count * order_share(m, r) * order_share(u, t));
          swings += count;
        }
      const int member = blocs->member[blocs->start[k] + i];
      owen[member] = ent_sum_value(&sum);
      banzhaf[member] = (double)swings * two_to_minus(m - 1) * two_to_minus(u - 1);
    }
  }
  return ENT_OK;
}
