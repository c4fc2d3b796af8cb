/* solve.c - which profiles are equilibria in pure strategies, and what do players do who look ahead?
 *
 * A profile is an equilibrium when no player has a strategy that gives it more while the others keep theirs; profiles are
 * looked at one by one, payoffs compared as fractions, so ties are exact.  Backward induction goes through the nodes from the
 * last to the first: what lies behind a node is settled before it.
 * Cost: O(profiles * strategies of all players); O(nodes * players).  Source: Nash 1950; Kuhn 1953. */
#include "tree.h"

static bool gains_alone(const ent_strategic *game, int profile, int player, int stride)
{
  const size_t players = (size_t)game->players;
  const int chosen = ent_strategic_choice(game, profile, player);
  const ent_ratio now = game->payoff[(size_t)profile * players + (size_t)player];
  const int first = profile - chosen * stride;
  for (int k = 0; k < game->strategies[player]; k++) {
    const int other = first + k * stride;
    if (ent_ratio_compare(game->payoff[(size_t)other * players + (size_t)player], now) > 0) return true;
  }
  return false;
}

int ent_strategic_equilibria(const ent_strategic *game, int *profile, int room)
{
  int count = 0;
  for (int at = 0; at < game->profiles; at++) {
    bool gains = false;
    for (int p = 0, stride = 1; !gains && p < game->players; stride *= game->strategies[p], p++)
      gains = gains_alone(game, at, p, stride);
    if (gains) continue;
    if (count < room) profile[count] = at;
    count++;
  }
  return count;
}

/* ---- looking ahead ------------------------------------------------------------------------------------------------- */

/* What everybody gets at a move of nature. */
static bool expect(const ent_extensive *game, int at, const ent_ratio *value, ent_ratio *out)
{
  const size_t players = (size_t)game->players;
  const ent_game_set *const set = &game->set[game->node[at].set];
  for (size_t p = 0; p < players; p++) {
    int behind = at + 1;
    out[p] = (ent_ratio){0, 1};
    for (int a = 0; a < set->actions; a++, behind = game->node[behind].next) {
      ent_ratio part = {0, 1};
      if (!ent_ratio_times(set->chance[a], value[(size_t)behind * players + p], &part) ||
          !ent_ratio_add(out[p], part, &out[p]))
        return false;
    }
  }
  return true;
}

/* The action that is best for the player of a node, the first of equals. */
static int best_action(const ent_extensive *game, int at, const ent_ratio *value, int *best_node, bool *tied)
{
  const size_t players = (size_t)game->players;
  const ent_game_set *const set = &game->set[game->node[at].set];
  const size_t player = (size_t)set->player;
  int best = 0, behind = at + 1;
  bool equal = false;
  *best_node = behind;
  for (int a = 0; a < set->actions; a++, behind = game->node[behind].next) {
    const int order =
      ent_ratio_compare(value[(size_t)behind * players + player], value[(size_t)*best_node * players + player]);
    equal = order > 0 ? false : equal || (a > 0 && order == 0);
    if (order <= 0) continue;
    best = a;
    *best_node = behind;
  }
  *tied = *tied || equal;
  return best;
}

static bool look_ahead(const ent_extensive *game, ent_ratio *value, int *choice, bool *tied)
{
  const size_t players = (size_t)game->players;
  for (int at = game->nodes - 1; at >= 0; at--) {
    const ent_game_node *const node = &game->node[at];
    ent_ratio *const own = value + (size_t)at * players;
    if (node->set < 0) {
      memcpy(own, node->payoff, players * sizeof *own);
    } else if (game->set[node->set].player < 0) {
      choice[node->set] = -1;
      if (!expect(game, at, value, own)) return false;
    } else {
      int best = 0;
      choice[node->set] = best_action(game, at, value, &best, tied);
      memcpy(own, value + (size_t)best * players, players * sizeof *own);
    }
  }
  return true;
}

ent_status ent_extensive_backward(const ent_extensive *game, const ent_allocator *memory, int *choice,
                                  ent_ratio *payoff, bool *tied, ent_error *err)
{
  if (!game->whole) return ent_fail(err, ENT_ARGUMENT, "", "The tree is not whole: an action lacks its subtree.");
  for (int i = 0; i < game->sets; i++)
    if (game->set[i].player >= 0 && game->set[i].nodes > 1)
      return ent_fail(err, ENT_ARGUMENT, "", "Players look ahead where they see all moves: each set holds one node.");
  const size_t players = (size_t)game->players;
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_ratio *const value = ENT_NEW(&arena, ent_ratio, (size_t)game->nodes * players);
  int *const found = ENT_NEW(&arena, int, game->sets);
  ent_status status = value && found ? ENT_OK : ent_game_no_memory(err);
  bool equal = false;
  if (status == ENT_OK && !look_ahead(game, value, found, &equal)) status = ent_game_too_long(err);
  if (status == ENT_OK) {
    memcpy(choice, found, (size_t)game->sets * sizeof *choice);
    memcpy(payoff, value, players * sizeof *payoff);
    *tied = equal;
  }
  ent_arena_close(&arena);
  return status;
}
