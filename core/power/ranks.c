/* ranks.c - who is at least as strong as whom?
 *
 * If i has at least j's weight in every column that the rule looks at, then whatever wins with j wins with i in its place.  The
 * difference of their swings counts the coalitions where i cannot be replaced by j, so equal swings mean equal members.
 * Classes are put in order of swings, then of weight; the order is proven when each has at least the weights of the next.
 * Cost: O(classes^2 + classes * columns).  Source: Isbell 1958, Duke Mathematical Journal 25:423; Felsenthal and Machover 1998,
 * chapter 7. */
#include "entente/coalitions.h"
#include "game.h"

#include <string.h>

/* Decimal texts without leading zeros. */
static int compare(const char *a, const char *b)
{
  const size_t x = strlen(a), y = strlen(b);
  return x != y ? (x < y ? -1 : 1) : strcmp(a, b);
}

/* Has the first class at least the weights of the second? */
static bool covers(const ent_game *game, int a, int b)
{
  bool all = true;
  for (int c = 0; c < game->columns; c++) {
    const int64_t *const weight = ent_game_column(game, c);
    all = all && weight[a] >= weight[b];
  }
  return all;
}

/* The order of listing: more swings, then more weight wherever it is more. */
static bool before(const ent_game *game, const ent_power *power, int a, int b)
{
  const int by_swings = compare(power->swings[game->first[a]], power->swings[game->first[b]]);
  return by_swings != 0 ? by_swings > 0 : covers(game, a, b) && !covers(game, b, a);
}

/* The class that comes next: nobody who is left comes before it. */
static int next_of(const ent_game *game, const ent_power *power, const int *place)
{
  int best = -1;
  for (int c = 0; c < game->classes; c++)
    if (place[c] < 0 && (best < 0 || before(game, power, c, best))) best = c;
  return best;
}

int ent_game_ranks(const ent_game *game, const ent_power *power, int *rank, int *a, int *b)
{
  int place[ENT_GAME_MEMBERS_MAX], ranks = 0;
  for (int c = 0; c < ENT_GAME_MEMBERS_MAX; c++) place[c] = -1;
  for (int i = 0, last = -1; i < game->classes; i++) {
    const int now = next_of(game, power, place);
    if (last >= 0 && !covers(game, last, now)) {
      if (a) *a = game->first[last];
      if (b) *b = game->first[now];
      return 0;
    }
    const bool equal = last >= 0 && compare(power->swings[game->first[last]], power->swings[game->first[now]]) == 0;
    place[now] = equal ? place[last] : ranks++;
    last = now;
  }
  for (int m = 0; m < game->members; m++) rank[m] = place[game->class_of[m]];
  return ranks;
}
