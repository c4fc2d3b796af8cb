/* balance_bench.c - how long do proofs of the frustration index take?
 *
 * Usage: ENTENTE_SHARED=FOLDER balance_bench [quick]     (quick: without the network of a hundred thousand ties)
 * FOLDER holds data/signed with the networks, which are too large for the repository; those that are missing are left out.
 * CPU seconds of the process on one thread: the index with its certificate, and its verification.  Times of other programs
 * were measured elsewhere (November 2026, one core of another machine): they compare methods, not machines. */
#include "entente/balance_indices.h"
#include "support/networks.h"

#include <inttypes.h>
#include <time.h>

#define PASSES 5

static double limit, begun; /* of the solve at hand, CPU seconds */

static double now(void)
{
  return (double)clock() / CLOCKS_PER_SEC;
}

static bool in_time(void *ctx, const ent_balance_state *state)
{
  (void)ctx;
  (void)state;
  return now() - begun < limit;
}

typedef struct cost {
  double solve, verify;
  int64_t lower, upper;
} cost;

/* The best of a few passes; of one where that is long. */
static cost measure(const ent_ties *ties, double seconds)
{
  cost best = {1e9, 1e9, 0, 0};
  for (int pass = 0; pass < PASSES && (pass == 0 || best.solve < 1); pass++) {
    ent_balance *b = NULL;
    ent_balance_bounds v;
    limit = seconds;
    begun = now();
    const ent_balance_options options = {.go_on = in_time, .no_lp = seconds < 20};
    if (ent_balance_solve(ties, &options, &network_memory, &b, NULL) != ENT_OK) exit(1);
    const double solved = now();
    if (ent_balance_verify(ties, b->certificate, b->certificate_size, &network_memory, &v, NULL) != ENT_OK) exit(1);
    const double verified = now();
    if (solved - begun < best.solve) best.solve = solved - begun;
    if (verified - solved < best.verify) best.verify = verified - solved;
    best.lower = b->lower;
    best.upper = b->upper;
    ent_balance_free(b);
  }
  return best;
}

/* most: what it may take, "" where nothing is asked. */
static bool row(const char *what, const char *file, double seconds, const char *most, const char *peers)
{
  char path[512];
  ent_ties *const ties = network_folder(path, sizeof path, file) ? network_open(path) : NULL;
  if (!ties) return false;
  const cost c = measure(ties, seconds);
  char found[64];
  if (c.lower == c.upper)
    snprintf(found, sizeof found, "L = %" PRId64 " proven", c.upper);
  else
    snprintf(found, sizeof found, "[%" PRId64 ", %" PRId64 "]", c.lower, c.upper);
  printf("%-20s %7" PRId32 " %7" PRId32 "  %-18s %8.4f s  verified in %6.4f s  %-12s %s\n", what, ties->n, ties->m,
         found, c.solve, c.verify, most, peers);
  ent_ties_free(ties);
  return true;
}

/* All networks of the Correlates of War, 1946-49 to 1996-99. */
static void wars(void)
{
  double solve = 0, verify = 0;
  int proven = 0, count = 0;
  for (int year = 46; year <= 96; year++) {
    char path[512], file[128];
    snprintf(file, sizeof file, "data/signed/cow_doreian_mrvar/cow_%02d-%02d.csv", year, year + 3);
    ent_ties *const ties = network_folder(path, sizeof path, file) ? network_open(path) : NULL;
    if (!ties) continue;
    const cost c = measure(ties, 5);
    solve += c.solve;
    verify += c.verify;
    proven += c.lower == c.upper;
    count++;
    ent_ties_free(ties);
  }
  if (count > 0)
    printf("%-20s %15s  %2d of %2d proven   %8.4f s  verified in %6.4f s  %-12s %s\n", "COW 1946-1999", "", proven,
           count, solve, verify, "0.15 s both", "GLPK: 205 s (signnet's model), 1.75 s (XOR model with triangles)");
}

/* Signs dealt out anew: nobody else is known to prove nulls. */
static void nulls(void)
{
  enum { NULLS = 10000 };
  char path[512];
  ent_ties *const ties =
    network_folder(path, sizeof path, "data/signed/cow_doreian_mrvar/cow_96-99.csv") ? network_open(path) : NULL;
  if (!ties) return;
  const ent_balance_bounds own = {45, 45, true};
  const ent_nulls_options how = {.nulls = NULLS, .seed = 1};
  ent_nulls n;
  begun = now();
  if (ent_balance_nulls(ties, &own, &how, &network_memory, NULL, &n, NULL) != ENT_OK) exit(1);
  printf("%-20s %7" PRId32 " %7" PRId32 "  %5" PRIu64 " of %d proven %6.4f s %31s %s\n", "COW 1996-99, nulls", ties->n,
         ties->m, n.proved, NULLS, now() - begun, "60 s, 2 cores", "-");
  ent_ties_free(ties);
}

int main(int argc, char **argv)
{
  const bool quick = argc > 1 && strcmp(argv[1], "quick") == 0;
  printf("%-20s %7s %7s  %-18s %10s %23s %-12s elsewhere (measured there)\n", "network", "actors", "ties", "index",
         "CPU", "", "at most");
  bool any = row("COW 1996-99", "data/signed/cow_doreian_mrvar/cow_96-99.csv", 5, "", "GLPK: 15.9 s, 0.032 s");
  wars();
  nulls();
  any |= row("avatar", "data/signed/avatar_signnet.csv", 5, "", "GLPK: 0.30 s (XOR), not solved (AND)");
  any |= row("UNGA 1952", "data/signed/unga_dense/un_1952.sg.gz", 5, "", "CBC: not solved in 402 s");
  any |= row("UNGA 1985", "data/signed/unga_dense/un_1985.sg.gz", 5, "", "CBC: not solved in 184 s");
  any |= row("UNGA 2018", "data/signed/unga_dense/un_2018.sg.gz", 5, "0.08 s", "not attempted");
  any |= row("Bitcoin Alpha", "data/signed/bitcoinalpha.csv.gz", 5, "0.3 s", "CBC: [627, 1228] after 1,249 s");
  any |= row("Bitcoin OTC", "data/signed/bitcoinotc.csv.gz", 5, "3 s", "CLP, 6 programmes: 2.1 s");
  if (!quick)
    any |= row("Wikipedia elections", "data/signed/wikielections.csv.gz", 10, "0.5 % in 10 s",
               "CLP over cycles of 40 flows: 781 s");
  if (!any) printf("ENTENTE_SHARED names no folder with networks: nothing was measured.\n");
  return 0;
}
