/* adopt_bench.c - how long do chances of adoption, paths to yes and coalitions take?   build/bench/adopt_bench
 *
 * CPU seconds of one core, best of three, beside what they are to reach (issue of voting power) and what a prototype of the same
 * algorithms took, measured elsewhere. */
#include "entente/adopt.h"
#include "entente/coalitions.h"
#include "entente/paths.h"
#include "host/csv.h"
#include "host/file.h"
#include "host/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

#define MEMBERS 256

static double p[MEMBERS], pivot[MEMBERS], slope[MEMBERS];

static double seconds(void)
{
  return (double)clock() / CLOCKS_PER_SEC;
}

static void stop(const char *what)
{
  fprintf(stderr, "adopt_bench: %s\n", what);
  exit(1);
}

/* Weights of a column of a shipped table, rows with a number in it only; returns how many. */
static int read_weights(const char *file, const char *column, int64_t *weight)
{
  host_text text;
  host_table t;
  ent_error err;
  char path[HOST_PATH_MAX];
  snprintf(path, sizeof path, ENT_TEST_SOURCE "/data/%s", file);
  if (host_file_read(path, HOST_SCENARIO_MAX, &text, &err) != ENT_OK) stop(err.message);
  if (host_csv_read(text.data, text.size, &t, &err) != ENT_OK) stop(err.message);
  int c = 0, n = 0;
  while (c < t.columns && strcmp(t.column[c], column) != 0) c++;
  for (int row = 0; row < t.rows && c < t.columns; row++) {
    const char *const cell = t.cell[(size_t)row * (size_t)t.columns + (size_t)c];
    if (cell[0] && strcmp(t.cell[(size_t)row * (size_t)t.columns + 1], "0") != 0) weight[n++] = strtoll(cell, NULL, 10);
  }
  host_table_free(&t);
  host_text_free(&text);
  return n;
}

static void report(const char *work, double took, double least, const char *elsewhere)
{
  printf("%-62s %8.4f s   at most %5.2f s   %s   %s\n", work, took, least, took <= least ? "met" : "NOT MET",
         elsewhere);
}

static double adopt_once(ent_adoption *a, double rho, int times)
{
  double best = INFINITY, adopt = 0;
  for (int round = 0; round < 3; round++) {
    const double start = seconds();
    for (int i = 0; i < times; i++)
      if (ent_adoption_at(a, p, rho, 0, &adopt, pivot, slope, NULL) != ENT_OK) stop("adoption failed");
    if (seconds() - start < best) best = seconds() - start;
  }
  return best;
}

static void imf(void)
{
  static int64_t weight[MEMBERS];
  const ent_allocator memory = host_memory();
  const int n = read_weights("voting_imf.csv", "votes", weight);
  ent_game *game = NULL;
  ent_adoption *a = NULL;
  for (int i = 0; i < n; i++) p[i] = ent_normal_cdf(0.25 + 0.001 * i);
  if (ent_game_of_weights(n, weight, 2519966, &memory, &game, NULL) != ENT_OK ||
      ent_adoption_open(game, ENT_ENGINE_WEIGHT, &memory, &a, NULL) != ENT_OK)
    stop("no game of the IMF");
  report("P(adopt), pivots and slopes, IMF 190 members, independent", adopt_once(a, 0, 1), 0.1,
         "prototype 0.06-0.085 s");
  report("the same with one factor, 64 nodes", adopt_once(a, 0.3, 1), 4, "prototype 3.3 s");
  ent_adoption_free(a);
  ent_game_free(game);
}

static void alliance(void)
{
  static const char *const name[32] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p",
                                       "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "1", "2", "3", "4", "5", "6"};
  const ent_allocator memory = host_memory();
  const ent_roll roll = {32, name, 0, NULL, NULL};
  ent_game *game = NULL;
  ent_adoption *a = NULL;
  if (ent_game_parse("count >= 30", 11, &roll, &memory, &game, NULL) != ENT_OK ||
      ent_adoption_open(game, ENT_ENGINE_AUTO, &memory, &a, NULL) != ENT_OK)
    stop("no alliance");
  for (int i = 0; i < 32; i++) p[i] = 0.6 + 0.012 * i;
  report("10,000 times P(adopt) with correlation, 32 members, 30 needed", adopt_once(a, 0.3, 10000), 5, "-");
  ent_adoption_free(a);
  ent_game_free(game);
}

static void council(void)
{
  static int64_t pop[MEMBERS];
  static const char *name[MEMBERS];
  static char text[MEMBERS][8];
  const ent_allocator memory = host_memory();
  const int n = read_weights("voting_eu.csv", "pop_2025", pop);
  for (int i = 0; i < n; i++) {
    snprintf(text[i], sizeof text[i], "M%d", i);
    name[i] = text[i];
  }
  const char *const column[] = {"pop"};
  const ent_roll roll = {n, name, 1, column, pop};
  ent_rule *rule = NULL;
  ent_game *game = NULL;
  if (ent_rule_parse("eu_council(pop)", 15, &roll, &memory, &rule, NULL) != ENT_OK ||
      ent_game_of_rule(rule, &memory, &game, NULL) != ENT_OK)
    stop("no council");
  double price[MEMBERS], ways = INFINITY, walk = INFINITY;
  for (int i = 0; i < n; i++) price[i] = (i * 37 % 11) * 0.7 + (double)pop[i] / 2e7;
  for (int round = 0; round < 3; round++) {
    ent_purchases found;
    const double start = seconds();
    if (ent_rule_buy(rule, price, NULL, 6, 0, &memory, &found, NULL) != ENT_OK || !found.proved) stop("no way");
    if (seconds() - start < ways) ways = seconds() - start;
  }
  report("cheapest path to yes with five alternatives, EU of 27", ways, 0.05, "-");
  for (int round = 0; round < 3; round++) {
    const ent_coalitions_options options = {.sample = true, .seed = 1};
    ent_coalitions *found = NULL;
    const double start = seconds();
    if (ent_coalitions_find(game, &options, &memory, &found, NULL) != ENT_OK || found->found != 4377267)
      stop("miscounted");
    if (seconds() - start < walk) walk = seconds() - start;
    ent_coalitions_free(found);
  }
  report("a sample of all 4,377,267 minimal winning coalitions, EU of 27", walk, 2, "prototype 0.32 s (counts only)");
  ent_game_free(game);
  ent_rule_free(rule);
}

int main(void)
{
  puts(
    "CPU seconds of one core, best of three; prototypes: C, gcc 12.2 -O3 -march=native, measured elsewhere in November "
    "2026;\nno times of other programs were found");
  imf();
  alliance();
  council();
  return 0;
}
