/* ppml_bench.c - how long does a gravity regression with three fixed effects take?
 *
 * Usage: ppml_bench
 * Seconds of CPU for one regression, separation looked for, errors clustered by pair.  Data are synthetic: pairs of N states
 * over T years, effects of exporter by year, importer by year and pair, an agreement that begins in some year and a number
 * that varies; then the same with a fifth of the flows at zero.  Others' times were measured elsewhere, in November 2026, on
 * two shared cores of another machine: a prototype in C, and the Python port of the same estimator. */
#include "entente/ppml.h"
#include "host/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct world {
  int64_t n;
  double *y, *agreement, *number;
  int32_t *from, *to, *pair;
} world;

static void *room(size_t count, size_t size)
{
  void *const p = malloc(count * size);
  if (!p) exit(1);
  return p;
}

static world make(int states, int years, double zeros)
{
  const size_t most = (size_t)(states * states * years);
  world w = {.y = room(most, sizeof *w.y), .agreement = room(most, sizeof *w.y), .number = room(most, sizeof *w.y)};
  w.from = room(most, sizeof *w.from);
  w.to = room(most, sizeof *w.to);
  w.pair = room(most, sizeof *w.pair);
  for (int t = 0; t < years; t++)
    for (int i = 0; i < states; i++)
      for (int j = 0; j < states; j++) {
        if (i == j) continue;
        const uint64_t pair = (uint64_t)(i * states + j), cell = pair * 100 + (uint64_t)t;
        const int64_t at = w.n++;
        w.agreement[at] = t >= (int)(ent_uniform(1, pair, 8, 0) * 2 * years);
        w.number[at] = ent_normal_quantile(ent_uniform(2, cell, 9, 0));
        const double mean = exp(1 + ent_normal_quantile(ent_uniform(1, pair, 7, 0)) + 0.5 * sin(i + t) +
                                0.3 * cos(2 * j + t) + 0.2 * w.agreement[at] + 0.1 * w.number[at]);
        w.y[at] =
          ent_uniform(4, cell, 9, 0) < zeros ? 0 : mean * exp(0.5 * ent_normal_quantile(ent_uniform(3, cell, 9, 0)));
        w.from[at] = i * years + t;
        w.to[at] = j * years + t;
        w.pair[at] = (int32_t)pair;
      }
  return w;
}

static void row(int states, int years, double zeros, const char *most, const char *others)
{
  world w = make(states, years, zeros);
  const double *const x[] = {w.agreement, w.number};
  const int32_t *const effect[] = {w.from, w.to, w.pair};
  const ent_ppml_data d = {
    .n = w.n, .y = w.y, .regressors = 2, .x = x, .effects = 3, .effect = effect, .cluster = w.pair};
  const ent_allocator memory = host_memory();
  double b[2], se[2];
  ent_ppml_answer a = {.coefficient = b, .error = se};
  ent_error err;
  const clock_t start = clock();
  if (ent_ppml_fit(&d, NULL, &memory, &a, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    exit(1);
  }
  printf("%9lld %5.0f %% %6d %9.2f %9s   %.4f (%.4f)   %s\n", (long long)w.n, 100 * zeros, a.steps,
         (double)(clock() - start) / CLOCKS_PER_SEC, most, b[0], se[0], others);
  fflush(stdout);
  free(w.y);
  free(w.agreement);
  free(w.number);
  free(w.from);
  free(w.to);
  free(w.pair);
}

int main(void)
{
  printf("%9s %7s %6s %9s %9s   %15s   %s\n", "rows", "zeros", "steps", "s", "at most", "agreement, 0.2",
         "others (measured elsewhere)");
  row(100, 10, 0, "0.6", "prototype 0.49; Python 6.3 for 28,482 rows");
  row(100, 10, 0.2, "0.6", "-");
  row(225, 20, 0, "8", "-");
  row(225, 20, 0.2, "8", "-");
  return 0;
}
