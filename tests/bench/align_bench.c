/* align_bench.c - how long does a whole landscape take?
 *
 * Usage: align_bench [quick]     (quick: up to 24 actors, and 200 draws instead of 10,000)
 * CPU seconds, the best of three passes where a pass is short.  Times of others were measured elsewhere (November 2026, one
 * core of another machine): they compare methods, not machines. */
#include "entente/align.h"
#include "host/memory.h"
#include "host/threads.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROOM = 1024, N_MAX = ENT_ALIGN_EXACT, DRAWN = 20, WIDE = 200 };

static double size[WIDE], propensity[WIDE * WIDE];
static ent_minimum minimum[ROOM];
static ent_survivor survivor[ROOM];

/* Propensities spread evenly over [-1, 1], sizes over [0.1, 1.1]; a draw moves each propensity by up to a tenth. */
static void fill(uint64_t draw, int n, double *s, double *p)
{
  uint32_t use = 0;
  for (int i = 0; i < n; i++) {
    s[i] = 0.1 + ent_uniform(1, 0, 1, use++);
    p[i * n + i] = 0;
    for (int j = 0; j < i; j++, use++) {
      p[i * n + j] = p[j * n + i] = 1.8 * ent_uniform(1, 0, 1, use) - 0.9 + 0.2 * (ent_uniform(1, draw, 2, use) - 0.5);
    }
  }
}

static void write_draw(const void *ctx, uint64_t draw, double *s, double *p)
{
  (void)ctx;
  fill(draw, DRAWN, s, p);
}

static void stop(const char *what, const ent_error *err)
{
  fprintf(stderr, "%s: %s\n", what, err->message);
  exit(1);
}

static void print_row(const char *what, double cpu, uint64_t found, const char *most, const char *others)
{
  printf("%-56s %9.4f %9" PRIu64 " %8s   %s\n", what, cpu, found, most, others);
  fflush(stdout);
}

static void whole(int n, bool passes, const char *most, const char *others)
{
  const ent_allocator memory = host_memory();
  const ent_landscape land = {n, size, propensity};
  const ent_explore how = {.passes = passes};
  ent_terrain terrain = {.stable = 0};
  double best = 1e9;
  fill(0, n, size, propensity);
  for (int pass = 0; pass < 3 && (pass == 0 || best < 5); pass++) {
    ent_error err;
    const clock_t start = clock();
    if (ent_align_explore(&land, &how, &memory, ROOM, minimum, &terrain, &err) != ENT_OK) stop("explore", &err);
    const double cpu = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (cpu < best) best = cpu;
  }
  char what[80];
  snprintf(what, sizeof what, "%d actors, minima and basins%s", n, passes ? ", passes" : "");
  print_row(what, best, terrain.stable, most, others);
}

static void draws(uint64_t count)
{
  const ent_allocator memory = host_memory();
  host_threads *crew = NULL;
  ent_error err;
  if (host_threads_open(2, &crew, &err) != ENT_OK) stop("threads", &err);
  const ent_executor executor = host_threads_executor(crew);
  const ent_survey survey = {.n = DRAWN, .draws = count, .draw = write_draw, .passes = true, .executor = &executor};
  ent_surveyed out;
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  if (ent_align_survey(&survey, &memory, ROOM, survivor, &out, &err) != ENT_OK) stop("survey", &err);
  clock_gettime(CLOCK_MONOTONIC, &to);
  char what[80];
  snprintf(what, sizeof what, "%" PRIu64 " draws of 20 actors, passes, 2 threads (wall)", count);
  print_row(what, (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec), out.found,
            count == 10000 ? "150" : "", "R script: 120 min for one (its author)");
  host_threads_close(crew);
}

static void wide(void)
{
  static int8_t side[ROOM * WIDE];
  static ent_found found[ROOM];
  const ent_allocator memory = host_memory();
  const ent_landscape land = {WIDE, size, propensity};
  const ent_search how = {.starts = 2000, .seed = 1};
  ent_searched out;
  ent_error err;
  fill(0, WIDE, size, propensity);
  const clock_t start = clock();
  if (ent_align_search(&land, &how, &memory, ROOM, side, found, &out, &err) != ENT_OK) stop("search", &err);
  print_row("200 actors, 2,000 random starts", (double)(clock() - start) / CLOCKS_PER_SEC, out.different, "", "");
}

static void neutral(void)
{
  const ent_allocator memory = host_memory();
  const ent_landscape land = {14, size, propensity};
  double cost[14];
  ent_stances out;
  ent_error err;
  fill(0, 14, size, propensity);
  for (int i = 0; i < 14; i++) cost[i] = 0.2;
  const clock_t start = clock();
  if (ent_align_stances(&land, NULL, cost, &memory, 0, NULL, &out, &err) != ENT_OK) stop("stances", &err);
  print_row("14 actors, all 4,782,969 stances", (double)(clock() - start) / CLOCKS_PER_SEC, out.stable, "", "");
}

int main(int argc, char **argv)
{
  const bool quick = argc > 1 && strcmp(argv[1], "quick") == 0;
  printf("%-56s %9s %9s %8s   %s\n", "work", "CPU s", "minima", "at most", "others (measured elsewhere, CPU s)");
  whole(11, false, "", "R script of Furnas 2016: 9.8 to 12.4");
  whole(17, false, "0.005", "C by Gray code: 0.002");
  whole(20, false, "0.04", "C by Gray code: 0.020");
  whole(24, false, "0.6", "C by Gray code: 0.39");
  if (!quick) whole(27, false, "6", "C by Gray code: 3.9");
  whole(17, true, "", "none computes passes");
  whole(20, true, "", "");
  whole(24, true, "", "");
  wide();
  neutral();
  draws(quick ? 200 : 10000);
  return 0;
}
