/* sectors_bench.c - how long does an equilibrium of many sectors with inputs take?
 *
 * Usage: sectors_bench
 * Milliseconds of CPU for one solution to 1e-11 from a cold start, the flows and the certificate with it, best of many.  Worlds
 * are synthetic: sizes over two orders of magnitude, trade falling with distance, half of the sectors hardly traded, a quarter
 * of all pairs taxed in the others; the shock is a tariff of 20 percent between two economies.  Others' times were measured
 * elsewhere, in November 2026, on two shared cores of another machine, on tables of 44 economies and 50 sectors (WIOD 2014) and
 * 31 by 40: KITE (R) at its own tolerance 1e-9, a numpy port of the programs of Caliendo and Parro, and a prototype of the same
 * algorithm (C, gcc -O3 -march=native -ffast-math). */
#include "entente/sectors.h"
#include "host/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { N = 44, S = 50 };

static double flow[S * N * N], tariff[S * N * N], rate[S * N * N], input[N * S * S], value_added[N * S], theta[S];

static double size_of(int i)
{
  return pow(10, 2 * ent_uniform(1, (uint64_t)i, 0, 0));
}

static void make_world(int n, int sectors)
{
  for (int j = 0; j < sectors; j++) {
    const bool traded = j < sectors / 2;
    theta[j] = traded ? 2 + 8 * ent_uniform(1, (uint64_t)j, 1, 0) : 5;
    for (int i = 0; i < n; i++)
      for (int m = 0; m < n; m++) {
        const int c = (j * n + i) * n + m;
        const double far = hypot(ent_uniform(1, (uint64_t)i, 0, 1) - ent_uniform(1, (uint64_t)m, 0, 1),
                                 ent_uniform(1, (uint64_t)i, 0, 2) - ent_uniform(1, (uint64_t)m, 0, 2));
        const double noise = 0.2 + ent_uniform(1, (uint64_t)c, 2, 0);
        flow[c] = noise * size_of(i) * size_of(m) / (i == m ? 0.01 : (traded ? 1 : 100) * (0.1 + far));
        tariff[c] = rate[c] = traded && i != m && ent_uniform(1, (uint64_t)c, 3, 0) < 0.25 ? 0.05 : 0;
        if (traded && i + m == 1) rate[c] = 0.2;
      }
  }
  for (int r = 0; r < n * sectors; r++) {
    double sum = 0;
    value_added[r] = 0.3 + 0.4 * ent_uniform(1, (uint64_t)r, 4, 0);
    for (int k = 0; k < sectors; k++) {
      const double u = ent_uniform(1, (uint64_t)(r * sectors + k), 5, 0);
      sum += input[r * sectors + k] = u * u * u * u + (k == r % sectors ? 3 : 0);
    }
    for (int k = 0; k < sectors; k++) input[r * sectors + k] /= sum;
  }
}

static void row(int n, int sectors, const char *most, const char *others)
{
  const ent_allocator memory = host_memory();
  const ent_sectors_world world = {.n = n,
                                   .sectors = sectors,
                                   .flow = flow,
                                   .tariff = tariff,
                                   .input = input,
                                   .value_added = value_added,
                                   .theta = theta};
  const ent_sectors_shock shock = {.tariff = rate};
  ent_sectors *s = NULL;
  ent_sectors_answer a = {0};
  ent_error err;
  make_world(n, sectors);
  if (ent_sectors_open(&world, &(ent_sectors_options){0}, &memory, &s, &err) != ENT_OK ||
      ent_sectors_solve(s, &shock, &a, &err) != ENT_OK) {
    fprintf(stderr, "%d x %d: %s\n", n, sectors, err.message);
    exit(1);
  }
  double best = 1e9;
  for (int pass = 0; pass < 40; pass++) {
    const clock_t start = clock();
    if (ent_sectors_solve(s, &shock, &a, &err) != ENT_OK) exit(1);
    const double spent = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (spent < best) best = spent;
  }
  printf("%3d economies x %2d sectors %8d %10.2f %9s   %5s   %s\n", n, sectors, a.certificate.steps, 1e3 * best, most,
         a.certificate.holds ? "holds" : "NO", others);
  ent_sectors_close(s);
}

int main(void)
{
  printf("%-26s %8s %10s %9s   %5s   %s\n", "work, to 1e-11", "steps", "ms", "at most", "",
         "others (measured elsewhere)");
  row(44, 50, "25", "KITE 25,600; prototype 12, and 25 with plain -O2");
  row(31, 40, "", "numpy port 20,000; prototype 6.9");
  row(10, 10, "", "-");
  return 0;
}
