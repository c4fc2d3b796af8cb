/* voting_bench.c - how long do the powers of large bodies take?
 *
 * Usage: voting_bench [quick]     (quick: without the exact fractions of the IMF, which take a quarter of a minute)
 * CPU seconds of the whole process, so threads are added up; the wall clock stands beside it for the row on two threads.
 * Beside each row stand others' times and limits, where any were found, and those of a prototype of the same algorithms (C, gcc
 * 12.2 -O3 -march=native); "-": none was found that does it.  They were measured elsewhere, in November 2026, on one core of
 * another machine, the others in their own languages (Python, R): they compare algorithms, not machines. */
#include "entente/power.h"
#include "host/memory.h"
#include "host/threads.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROWS_MAX 600

static int64_t weight[2 * ROWS_MAX];
static char name[ROWS_MAX][16];
static const char *names[ROWS_MAX];

/* Numbers of one column of a table in data/, by the column's place from the right; returns the rows with a number. */
static int read_table(const char *file, int from_right, int64_t *out)
{
  char path[512], line[1024];
  snprintf(path, sizeof path, "%s/data/%s", ENT_TEST_SOURCE, file);
  FILE *const in = fopen(path, "r");
  if (!in) {
    perror(path);
    exit(2);
  }
  int rows = 0;
  bool header = true;
  while (rows < ROWS_MAX && fgets(line, sizeof line, in)) {
    if (line[0] == '#') continue;
    line[strcspn(line, "\r\n")] = '\0';
    char *at = line + strlen(line);
    for (int c = 0; c <= from_right; c++) {
      if (c > 0) *at = '\0';
      while (at > line && at[-1] != ',') at--;
      if (c < from_right && at > line) at--;
    }
    if (!header && *at != '\0') out[rows++] = strtoll(at, NULL, 10);
    header = false;
  }
  fclose(in);
  return rows;
}

static ent_game *parse(const char *rule, int members, const char *const *column, int columns)
{
  const ent_allocator memory = host_memory();
  const ent_roll roll = {members, names, columns, column, weight};
  ent_game *game = NULL;
  ent_error err;
  if (ent_game_parse(rule, strlen(rule), &roll, &memory, &game, &err) != ENT_OK) {
    fprintf(stderr, "%s: %s\n", rule, err.message);
    exit(1);
  }
  return game;
}

static double wall(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* One line of the table: the best of three passes, of one where a pass is long. */
static void row(const char *what, const ent_game *game, ent_power_options options, const char *most, const char *peers)
{
  const ent_allocator memory = host_memory();
  double best = 1e9, real = 1e9;
  char engine[16] = "";
  for (int pass = 0; pass < 3 && (pass == 0 || best < 5); pass++) {
    ent_power *p = NULL;
    ent_error err;
    const clock_t start = clock();
    const double begin = wall();
    if (ent_power_compute(game, &options, &memory, &p, &err) != ENT_OK) {
      fprintf(stderr, "%s: %s\n", what, err.message);
      exit(1);
    }
    const double cpu = (double)(clock() - start) / CLOCKS_PER_SEC, passed = wall() - begin;
    if (cpu < best) best = cpu;
    if (passed < real) real = passed;
    snprintf(engine, sizeof engine, "%s", ent_engine_name(p->plan.engine));
    ent_power_free(p);
  }
  printf("%-52s %-10s %8.4f %8.4f %8s   %s\n", what, engine, best, real, most, peers);
  fflush(stdout);
}

static void imf(bool quick)
{
  const int n = read_table("voting_imf.csv", 0, weight);
  const char *const column[] = {"votes"};
  ent_game *half = parse("votes >= 2519966", n, column, 1), *most = parse("votes >= 85%", n, column, 1);
  row("IMF, 190 members, Banzhaf exact, 50 %", half, (ent_power_options){.wanted = ENT_POWER_BANZHAF}, "0.6",
      "prototype 0.29-0.46; powerindex 0.2: not done after 150");
  row("IMF, Banzhaf exact, 85 %", most, (ent_power_options){.wanted = ENT_POWER_BANZHAF}, "0.6",
      "prototype 0.17; ipgenf: refuses totals above 2 million");
  row("IMF, Shapley-Shubik to 1e-12, 50 %", half, (ent_power_options){.wanted = ENT_POWER_SHAPLEY}, "2.5",
      "prototype 2.0-2.4 (95 nodes); powerindices 1.0.2: wrong from 64 members on");
  row("IMF, Shapley-Shubik to 1e-9 (fast)", half, (ent_power_options){.wanted = ENT_POWER_SHAPLEY, .fast = true}, "0.7",
      "prototype 0.59 (24 nodes); power_bdd 0.0.1: 40 members 42.7, 359 MB");
  if (!quick) {
    host_threads *crew = NULL;
    if (host_threads_open(2, &crew, NULL) != ENT_OK) exit(1);
    const ent_executor executor = host_threads_executor(crew);
    row("IMF, Shapley-Shubik exact fractions, 2 threads", half,
        (ent_power_options){.wanted = ENT_POWER_EXACT, .executor = &executor}, "60 wall",
        "prototype 39.8 (and 14 in Python)");
    host_threads_close(crew);
  }
  ent_game_free(half);
  ent_game_free(most);
}

static void union_of_states(void)
{
  const ent_power_options both = {.wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY};
  int n = read_table("voting_eu.csv", 1, weight); /* 2023 */
  const char *const pop[] = {"pop"}, *const nice[] = {"votes", "pop"};
  ent_game *game = parse("eu_council(pop)", n, pop, 1);
  row("EU27 Lisbon with the clause of four, both indices", game, both, "0.03",
      "prototype 0.010; power_bdd 0.16 (Banzhaf alone); powerindices 3.25 (SS alone)");
  ent_power_options forced = both;
  forced.engine = ENT_ENGINE_DIAGRAM;
  row("  the same by diagram", game, forced, "", "-");
  forced.engine = ENT_ENGINE_ENUMERATE;
  row("  the same by all coalitions", game, forced, "", "-");
  row("EU27 Lisbon, minimal winning coalitions", game, (ent_power_options){.wanted = ENT_POWER_MINIMAL}, "",
      "prototype 0.32 (winning and minimal); CoopGame 0.2.2: 15 members not done after 400");
  ent_game_free(game);

  int64_t votes[ROWS_MAX], people[ROWS_MAX];
  const int all = read_table("voting_eu.csv", 4, votes), some = read_table("voting_eu.csv", 3, people);
  n = 0; /* the 27 of 2008: all but Croatia, the 13th of the table, which has no population there */
  for (int i = 0; i < all; i++)
    if (all == some + 1 && i != 13) votes[n++] = votes[i];
  memcpy(weight, votes, (size_t)n * sizeof *weight);
  memcpy(weight + n, people, (size_t)n * sizeof *weight);
  game = parse("votes >= 255 and count >= 14 and pop >= 62%", n, nice, 2);
  row("EU27 Nice, three quotas, both indices", game, both, "", "prototype 0.31");
  ent_game_free(game);
}

static void united_states(void)
{
  const ent_power_options both = {.wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY};
  const int n = read_table("voting_electoral_college.csv", 0, weight);
  const char *const votes[] = {"votes"}, *const chambers[] = {"house", "senate"};
  ent_game *game = parse("votes >= 270", n, votes, 1);
  row("US Electoral College, both indices", game, both, "",
      "prototype <0.001; power_bdd 0.042; powerindices 0.20; powerindex 0.13; powerindexR 0.08");
  row("  minimal winning coalitions (51,178,341,131,036)", game, (ent_power_options){.wanted = ENT_POWER_MINIMAL}, "",
      "-");
  ent_game_free(game);
  for (int i = 0; i < 537; i++) {
    weight[i] = i < 435;
    weight[537 + i] = i >= 435 && i < 535;
  }
  game = parse("(house >= 218 and senate >= 51 and veto(M536)) or (house >= 218 and senate >= 50 and veto(M535, M536)) "
               "or (house >= 290 and senate >= 67)",
               537, chambers, 2);
  row("US federal system, 537 players, both indices", game, both, "1", "power_bdd: 63,718 nodes");
  ent_game_free(game);
}

static void large(void)
{
  for (int i = 0; i < 500; i++) weight[i] = 1 + i * 7919 % 4409;
  const char *const votes[] = {"votes"};
  ent_game *game = parse("votes > 50%", 500, votes, 1);
  row("500 members, total 1.1 million, Banzhaf exact", game, (ent_power_options){.wanted = ENT_POWER_BANZHAF}, "", "-");
  row("  Shapley-Shubik", game, (ent_power_options){.wanted = ENT_POWER_SHAPLEY}, "", "prototype 0.5 (40 nodes)");
  ent_game_free(game);
}

int main(int argc, char **argv)
{
  for (int i = 0; i < ROWS_MAX; i++) {
    snprintf(name[i], sizeof name[i], "M%d", i);
    names[i] = name[i];
  }
  printf("%-52s %-10s %8s %8s %8s   %s\n", "work", "engine", "CPU s", "wall s", "at most",
         "others (measured elsewhere, CPU s)");
  imf(argc > 1 && strcmp(argv[1], "quick") == 0);
  union_of_states();
  united_states();
  large();
  return 0;
}
