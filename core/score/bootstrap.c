/* bootstrap.c - how much would a mean move, had the world dealt other families of cases?
 *
 * Clusters are drawn with replacement, as many as there are; the mean of a replicate is the sum of its values over their
 * count. The interval runs from the 5 % to the 95 % quantile of the replicates (linear between order statistics).
 * Cost: O(replicates * clusters + n log n).
 * Sources: Efron, Annals of Statistics 7 (1979); Field and Welsh, J. Royal Statistical Society B 69 (2007). */
#include "base/arena.h"
#include "base/fail.h"
#include "base/sort.h"
#include "base/sum.h"
#include "entente/score.h"

#define FEWEST 20
#define MOST 100000
#define USES 65536 /* numbers of one stream in one draw (base.h) */

typedef struct entry {
  double value;
  int cluster;
} entry;

static bool is_first(const entry *a, const entry *b)
{
  if (a->cluster != b->cluster) return a->cluster < b->cluster;
  return a->value < b->value;
}

static bool is_less(const double *a, const double *b)
{
  return *a < *b;
}

ENT_SORT(sort_entries, entry, is_first);
ENT_SORT(sort_means, double, is_less);

/* Sum and count of each cluster, from sorted entries; returns how many there are. */
static int add_up(const entry *e, int n, double *sum, int *count)
{
  int clusters = 0;
  for (int from = 0, to; from < n; from = to, clusters++) {
    ent_sum s = {0, 0};
    for (to = from; to < n && e[to].cluster == e[from].cluster; to++) ent_sum_add(&s, e[to].value);
    sum[clusters] = ent_sum_value(&s);
    count[clusters] = to - from;
  }
  return clusters;
}

static double draw_mean(const double *sum, const int *count, int clusters, uint64_t seed, uint64_t replicate)
{
  static const char stream[] = "cluster bootstrap";
  const uint64_t name = ent_name_hash(stream, sizeof stream - 1);
  ent_sum total = {0, 0};
  int64_t n = 0;
  for (int k = 0; k < clusters; k++) {
    const double u = ent_uniform(seed, replicate, name + (uint64_t)(k / USES), (uint32_t)(k % USES));
    const int pick = (int)(u * clusters) < clusters ? (int)(u * clusters) : clusters - 1;
    ent_sum_add(&total, sum[pick]);
    n += count[pick];
  }
  return ent_sum_value(&total) / (double)n;
}

static double quantile(const double *sorted, int n, double q)
{
  const double at = q * (n - 1), below = floor(at);
  const int k = (int)below;
  return k + 1 < n ? sorted[k] + (at - below) * (sorted[k + 1] - sorted[k]) : sorted[n - 1];
}

static ent_status check(const double *value, const int *cluster, int n, int replicates, ent_error *err)
{
  if (!value || n < 1 || n > ENT_SCORE_MAX)
    return ent_fail(err, ENT_ARGUMENT, "", "A mean is taken of 1 to 1,000,000 values.");
  if (replicates < FEWEST || replicates > MOST)
    return ent_fail(err, ENT_ARGUMENT, "", "A bootstrap has 20 to 100,000 replicates.");
  for (int i = 0; i < n; i++) {
    if (!(fabs(value[i]) <= 1e300)) return ent_fail(err, ENT_ARGUMENT, "", "A mean is taken of finite values.");
    if (cluster && cluster[i] < 0) return ent_fail(err, ENT_ARGUMENT, "", "Clusters are numbered from 0 upwards.");
  }
  return ENT_OK;
}

ent_status ent_mean_bootstrap(const double *value, const int *cluster, int n, uint64_t seed, int replicates,
                              const ent_allocator *memory, ent_mean_band *out, ent_error *err)
{
  const ent_status status = check(value, cluster, n, replicates, err);
  if (status != ENT_OK) return status;
  if (!memory || !out) return ent_fail(err, ENT_ARGUMENT, "", "A score needs memory and a place to be written to.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  entry *const e = ENT_NEW(&arena, entry, n);
  double *const sum = ENT_NEW(&arena, double, n), *const mean = ENT_NEW(&arena, double, replicates);
  int *const count = ENT_NEW(&arena, int, n);
  const bool room = e && sum && mean && count;
  if (room) {
    ent_sum all = {0, 0};
    for (int i = 0; i < n; i++) {
      e[i] = (entry){value[i], cluster ? cluster[i] : i};
      ent_sum_add(&all, value[i]);
    }
    sort_entries(e, (uint32_t)n);
    const int clusters = add_up(e, n, sum, count);
    for (int r = 0; r < replicates; r++) mean[r] = draw_mean(sum, count, clusters, seed, (uint64_t)r);
    sort_means(mean, (uint32_t)replicates);
    *out = (ent_mean_band){ent_sum_value(&all) / n, quantile(mean, replicates, 0.05), quantile(mean, replicates, 0.95)};
  }
  ent_arena_close(&arena);
  return room ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the scores.");
}
