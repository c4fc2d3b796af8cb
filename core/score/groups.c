/* groups.c - of the deals that were called likely, how many came?
 *
 * Forecasts in order of p are cut after n/B, 2n/B, ... of them, a cut moved on while p stays the same, so that the groups
 * do not depend on the order of rows.  The band of a group's rate is the Jeffreys interval (Brown, Cai and DasGupta 2001).
 * Cost: O(n log n). */
#include "forecasts.h"

#include "base/fail.h"
#include "base/jeffreys.h"
#include "base/sort.h"
#include "base/sum.h"

ent_status ent_forecasts_check(const ent_forecasts *f, ent_error *err)
{
  if (!f || !f->p || !f->came || f->n < 1 || f->n > ENT_SCORE_MAX)
    return ent_fail(err, ENT_ARGUMENT, "", "Scores are of 1 to 1,000,000 forecasts and what came of them.");
  for (int i = 0; i < f->n; i++) {
    if (!(f->p[i] >= 0 && f->p[i] <= 1)) return ent_fail(err, ENT_ARGUMENT, "", "A forecast lies between 0 and 1.");
    if (f->cluster && f->cluster[i] < 0)
      return ent_fail(err, ENT_ARGUMENT, "", "Clusters are numbered from 0 upwards.");
  }
  return ENT_OK;
}

static bool is_before(const ent_ranked *a, const ent_ranked *b)
{
  if (a->p < b->p || a->p > b->p) return a->p < b->p;
  return a->row < b->row;
}

ENT_SORT(sort_ranked, ent_ranked, is_before);

ent_ranked *ent_forecasts_rank(const ent_forecasts *f, ent_arena *arena)
{
  ent_ranked *const r = ENT_NEW(arena, ent_ranked, f->n);
  for (int i = 0; r && i < f->n; i++) r[i] = (ent_ranked){f->p[i], i, f->came[i]};
  if (r) sort_ranked(r, (uint32_t)f->n);
  return r;
}

int ent_forecasts_cut(const ent_ranked *r, int n, int bins, int *last)
{
  int groups = 0, from = 0;
  for (int b = 0; b < bins && from < n; b++) {
    int to = (int)((int64_t)n * (b + 1) / bins);
    if (to <= from) continue;
    while (to < n && !(r[to].p > r[to - 1].p)) to++;
    last[groups++] = from = to;
  }
  return groups;
}

static ent_score_bin group_of(const ent_ranked *r, int from, int to)
{
  ent_score_bin g = {.n = to - from, .low = r[from].p, .high = r[to - 1].p};
  ent_sum sum = {0, 0};
  for (int i = from; i < to; i++) {
    ent_sum_add(&sum, r[i].p);
    g.came += r[i].came;
  }
  g.mean = ent_sum_value(&sum) / g.n;
  g.rate = (double)g.came / g.n;
  const ent_interval band = ent_jeffreys(g.came, g.n);
  g.rate_low = band.low;
  g.rate_high = band.high;
  return g;
}

ent_status ent_score_groups(const ent_forecasts *f, int bins, const ent_allocator *memory, ent_score_bin *out,
                            int *used, ent_error *err)
{
  const ent_status status = ent_forecasts_check(f, err);
  if (status != ENT_OK) return status;
  if (!memory || !out || !used || bins < 1 || bins > ENT_SCORE_BINS_MAX)
    return ent_fail(err, ENT_ARGUMENT, "", "Forecasts are put into 1 to 100 groups.");
  ent_arena arena;
  int last[ENT_SCORE_BINS_MAX];
  ent_arena_open(&arena, memory);
  const ent_ranked *const r = ent_forecasts_rank(f, &arena);
  const int groups = r ? ent_forecasts_cut(r, f->n, bins, last) : 0;
  for (int g = 0; g < groups; g++) out[g] = group_of(r, g > 0 ? last[g - 1] : 0, last[g]);
  if (r) *used = groups;
  ent_arena_close(&arena);
  return r ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the scores.");
}
