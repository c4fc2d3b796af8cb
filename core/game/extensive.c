/* extensive.c - is what is told in prefix order a game: a whole tree, chances that add up to one, players that remember?
 *
 * A stack holds the nodes whose subtrees are not finished.  A new node belongs to the topmost; an end finishes it and every
 * node above of which it was the last.  A player remembers what it did (perfect recall) when all nodes of an information set
 * follow the same last own move; by induction they then follow the same own moves altogether.
 * Cost: O(depth + sets + actions) a node.  Source: Kuhn 1953, "Extensive games and the problem of information". */
#include "tree.h"

typedef struct branch {
  int node, left; /* actions whose subtree is still to come */
} branch;

typedef struct tree {
  ent_extensive game; /* first: a game is the tree that it lies in */
  ent_arena arena;
  ent_game_set *set;
  ent_game_node *node;
  int set_room, node_room, natures;
  int open; /* nodes on the stack */
  branch branch[ENT_GAME_DEPTH_MAX];
} tree;

ent_status ent_extensive_open(const char *title, const char *comment, const char *const *player, int players,
                              const ent_allocator *memory, ent_extensive **game, ent_error *err)
{
  if (players < 1 || players > ENT_GAME_PLAYERS_MAX)
    return ent_fail(err, ENT_LIMIT, "", "A game has between 1 and 16 players.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  tree *const t = ENT_NEW(&arena, tree, 1);
  const char *const *const names = ent_game_texts(&arena, player, players);
  const char *const head = ent_arena_text(&arena, title, strlen(title));
  const char *const more = comment ? ent_arena_text(&arena, comment, strlen(comment)) : "";
  if (!t || !names || !head || !more) {
    ent_arena_close(&arena);
    return ent_game_no_memory(err);
  }
  t->game = (ent_extensive){.title = head, .comment = more, .players = players, .player = names};
  t->arena = arena;
  *game = &t->game;
  return ENT_OK;
}

void ent_extensive_free(ent_extensive *game)
{
  if (!game) return;
  ent_arena arena = ((tree *)game)->arena;
  ent_arena_close(&arena);
}

/* Room for one more of a list that grows by doubling; the old one stays in the arena until the end. */
static void *grown(ent_arena *arena, const void *old, int count, int *room, size_t size)
{
  const int more = *room > 0 ? 2 * *room : 16;
  void *const block = ent_arena_take(arena, (size_t)more, size);
  if (!block) return NULL;
  if (count > 0) memcpy(block, old, (size_t)count * size);
  *room = more;
  return block;
}

static ent_status room_for_node(tree *t, ent_error *err)
{
  if (t->game.nodes == ENT_GAME_NODES_MAX) return ent_fail(err, ENT_LIMIT, "", "A game has at most 16,384 nodes.");
  if (t->game.nodes < t->node_room) return ENT_OK;
  ent_game_node *const node = grown(&t->arena, t->node, t->game.nodes, &t->node_room, sizeof *node);
  if (!node) return ent_game_no_memory(err);
  t->game.node = t->node = node;
  return ENT_OK;
}

static ent_status room_for_set(tree *t, ent_error *err)
{
  if (t->game.sets == ENT_GAME_SETS_MAX)
    return ent_fail(err, ENT_LIMIT, "", "A game has at most 1,024 information sets.");
  if (t->game.sets < t->set_room) return ENT_OK;
  ent_game_set *const set = grown(&t->arena, t->set, t->game.sets, &t->set_room, sizeof *set);
  if (!set) return ent_game_no_memory(err);
  t->game.set = t->set = set;
  return ENT_OK;
}

static ent_status check_place(const tree *t, int actions, ent_error *err)
{
  if (t->game.whole) return ent_fail(err, ENT_ARGUMENT, "", "The tree is whole: no node can follow.");
  if (actions < 0) return ENT_OK;
  if (actions == 0 || actions > ENT_GAME_ACTIONS_MAX)
    return ent_fail(err, ENT_ARGUMENT, "", "A move has between 1 and 64 actions.");
  return t->open < ENT_GAME_DEPTH_MAX ? ENT_OK
                                      : ent_fail(err, ENT_LIMIT, "", "A path through a game has at most 64 moves.");
}

static void add_node(tree *t, int set, const ent_ratio *payoff, int actions)
{
  const int at = t->game.nodes++;
  t->node[at] = (ent_game_node){.set = set, .next = at + 1, .depth = t->open, .payoff = payoff};
  if (set >= 0) {
    t->set[set].nodes++;
    t->branch[t->open++] = (branch){at, actions};
    return;
  }
  while (t->open > 0 && --t->branch[t->open - 1].left == 0) t->node[t->branch[--t->open].node].next = t->game.nodes;
  t->game.whole = t->open == 0;
}

static ent_status new_set(tree *t, ent_game_set like, const char *const *action, const ent_ratio *chance,
                          ent_error *err)
{
  const ent_status status = room_for_set(t, err);
  if (status != ENT_OK) return status;
  ent_ratio *const copy = chance ? ENT_NEW(&t->arena, ent_ratio, like.actions) : NULL;
  like.name = ent_arena_text(&t->arena, like.name, strlen(like.name));
  like.action = ent_game_texts(&t->arena, action, like.actions);
  if (!like.name || !like.action || (chance && !copy)) return ent_game_no_memory(err);
  if (copy) memcpy(copy, chance, (size_t)like.actions * sizeof *copy);
  like.chance = copy;
  t->set[t->game.sets++] = like;
  return ENT_OK;
}

/* ---- nature ------------------------------------------------------------------------------------------------------- */

static ent_status check_chances(const ent_ratio *probability, int actions, ent_error *err)
{
  ent_ratio sum = {0, 1};
  for (int i = 0; i < actions; i++) {
    if (probability[i].num < 0) return ent_fail(err, ENT_ARGUMENT, "", "A probability is not below 0.");
    if (!ent_ratio_add(sum, probability[i], &sum)) return ent_game_too_long(err);
  }
  if (sum.num == 1 && sum.den == 1) return ENT_OK;
  char text[ENT_RATIO_MAX];
  ent_ratio_write(sum, text);
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, "", "The probabilities of a move of nature add up to exactly 1, not ",
                       text, "; write a third as 1/3.", (const char *)NULL);
}

ent_status ent_extensive_chance(ent_extensive *game, const char *name, const char *const *action,
                                const ent_ratio *probability, int actions, ent_error *err)
{
  tree *const t = (tree *)game;
  ent_status status = check_place(t, actions, err);
  if (status == ENT_OK) status = check_chances(probability, actions, err);
  if (status == ENT_OK) status = room_for_node(t, err);
  const ent_game_set set = {.player = -1,
                            .number = t->natures + 1,
                            .name = name,
                            .actions = actions,
                            .own_set = -1,
                            .own_action = -1,
                            .order = t->natures};
  if (status == ENT_OK) status = new_set(t, set, action, probability, err);
  if (status != ENT_OK) return status;
  t->natures++;
  add_node(t, t->game.sets - 1, NULL, actions);
  return ENT_OK;
}

/* ---- players ------------------------------------------------------------------------------------------------------ */

/* The player's last move above the node that is to come. */
static void last_own(const tree *t, int player, int *set, int *action)
{
  *set = *action = -1;
  for (int i = t->open - 1; i >= 0 && *set < 0; i--) {
    const int above = t->node[t->branch[i].node].set;
    if (t->set[above].player != player) continue;
    *set = above;
    *action = t->set[above].actions - t->branch[i].left;
  }
}

static int find_set(const tree *t, int player, int number)
{
  for (int i = 0; i < t->game.sets; i++)
    if (t->set[i].player == player && t->set[i].number == number) return i;
  return -1;
}

static ent_status check_same(const ent_game_set *set, const ent_game_set *again, const char *const *action,
                             ent_error *err)
{
  bool same = !action || (set->actions == again->actions && strcmp(set->name, again->name) == 0);
  for (int i = 0; action && same && i < set->actions; i++) same = strcmp(set->action[i], action[i]) == 0;
  if (!same)
    return ent_fail(err, ENT_ARGUMENT, "", "All nodes of an information set have the same name and the same actions.");
  if (set->own_set != again->own_set || set->own_action != again->own_action)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "A player remembers its moves: all nodes of an information set follow the same moves of its own.");
  return ENT_OK;
}

static int sets_of(const tree *t, int player)
{
  int count = 0;
  for (int i = 0; i < t->game.sets; i++) count += t->set[i].player == player;
  return count;
}

ent_status ent_extensive_move(ent_extensive *game, int player, int number, const char *name, const char *const *action,
                              int actions, ent_error *err)
{
  tree *const t = (tree *)game;
  if (player < 0 || player >= t->game.players || number < 1)
    return ent_fail(err, ENT_ARGUMENT, "", "A player and its information sets are numbered as the game lists them.");
  int at = find_set(t, player, number);
  if (at < 0 && !action)
    return ent_fail(err, ENT_ARGUMENT, "", "The first node of an information set lists its actions.");
  ent_game_set set = {.player = player, .number = number, .name = name ? name : "", .actions = actions};
  if (!action) set.actions = t->set[at].actions;
  set.order = sets_of(t, player);
  last_own(t, player, &set.own_set, &set.own_action);
  ent_status status = check_place(t, set.actions, err);
  if (status == ENT_OK && at >= 0) status = check_same(&t->set[at], &set, action, err);
  if (status == ENT_OK) status = room_for_node(t, err);
  if (status == ENT_OK && at < 0) {
    status = new_set(t, set, action, NULL, err);
    at = t->game.sets - 1;
  }
  if (status == ENT_OK) add_node(t, at, NULL, set.actions);
  return status;
}

ent_status ent_extensive_end(ent_extensive *game, const ent_ratio *payoff, ent_error *err)
{
  tree *const t = (tree *)game;
  ent_status status = check_place(t, -1, err);
  if (status == ENT_OK) status = room_for_node(t, err);
  if (status != ENT_OK) return status;
  ent_ratio *const copy = ENT_NEW(&t->arena, ent_ratio, t->game.players);
  if (!copy) return ent_game_no_memory(err);
  memcpy(copy, payoff, (size_t)t->game.players * sizeof *copy);
  add_node(t, -1, copy, 0);
  return ENT_OK;
}

int ent_extensive_behind(const ent_extensive *game, int node, int action)
{
  int at = node + 1;
  for (int i = 0; i < action; i++) at = game->node[at].next;
  return at;
}
