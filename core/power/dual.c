/* dual.c - the game of blocking.
 *
 * S blocks when the others lose: an atom w >= q of total W becomes w >= W - q + 1, "and" becomes "or" and the other way
 * round.  Cost: O(quotas + formula). */
#include "base/fail.h"
#include "entente/coalitions.h"
#include "game.h"

ent_status ent_game_dual(const ent_game *game, const ent_allocator *memory, ent_game **dual, ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_game *const made = ENT_NEW(&arena, ent_game, 1);
  ent_leaf *const leaf = ENT_NEW(&arena, ent_leaf, game->leaves);
  ent_rule_node *const node = ENT_NEW(&arena, ent_rule_node, game->nodes);
  if (!made || !leaf || !node) {
    ent_arena_close(&arena);
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the dual game.");
  }
  for (int l = 0; l < game->leaves; l++)
    leaf[l] = (ent_leaf){game->leaf[l].column, game->total[game->leaf[l].column] - game->leaf[l].quota + 1};
  for (int i = 0; i < game->nodes; i++) {
    node[i] = game->node[i];
    if (node[i].kind != ENT_RULE_ATOM) node[i].kind = node[i].kind == ENT_RULE_AND ? ENT_RULE_OR : ENT_RULE_AND;
  }
  *made = *game;
  made->leaf = leaf;
  made->node = node;
  made->line_quota = game->single ? game->line_total - game->line_quota + 1 : 0;
  made->own = arena;
  *dual = made;
  return ENT_OK;
}

int ent_game_vetoes(const ent_game *game, bool *veto)
{
  int vetoes = 0;
  int64_t sum[ENT_RULE_NODES_MAX];
  for (int m = 0; m < game->members; m++) {
    for (int c = 0; c < game->columns; c++) sum[c] = game->total[c] - ent_game_column(game, c)[game->class_of[m]];
    veto[m] = !ent_game_reached(game, sum);
    vetoes += veto[m];
  }
  return vetoes;
}
