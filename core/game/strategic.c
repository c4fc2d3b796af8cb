/* strategic.c - what does each player get when everybody fixes in advance what to do?
 *
 * A strategy says what its player does wherever it can come by its own moves.  Players remember, so each set is reached
 * behind one last own move, or none: in the order in which its sets appear, each is settled when those before it are.
 * Strategies follow each other like the digits of a counter, the last set fastest.  The payoffs of a profile are the sum over
 * the ends that it reaches of the probability times the payoff, in fractions.
 * Cost: O(profiles * nodes that are reached).  Source: Kuhn 1953; Osborne and Rubinstein 1994, section 6.4. */
#include "strategic.h"

ent_strategic_form *ent_strategic_open(const ent_allocator *memory)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_strategic_form *const form = ENT_NEW(&arena, ent_strategic_form, 1);
  if (form)
    form->arena = arena;
  else
    ent_arena_close(&arena);
  return form;
}

void ent_strategic_free(ent_strategic *game)
{
  if (!game) return;
  ent_arena arena = ((ent_strategic_form *)game)->arena;
  ent_arena_close(&arena);
}

int ent_strategic_profiles(const int *strategies, int players)
{
  int profiles = 1;
  for (int p = 0; p < players; p++) {
    if (strategies[p] < 1 || strategies[p] > ENT_GAME_PROFILES_MAX / profiles) return 0;
    profiles *= strategies[p];
  }
  return profiles;
}

int ent_strategic_choice(const ent_strategic *game, int profile, int player)
{
  for (int p = 0; p < player; p++) profile /= game->strategies[p];
  return profile % game->strategies[player];
}

/* ---- strategies ---------------------------------------------------------------------------------------------------- */

typedef struct player_sets {
  const ent_extensive *game;
  int count;
  const int *set; /* [count] in order */
} player_sets;

static bool comes(const player_sets *of, const int *plan, int i)
{
  const ent_game_set *const set = &of->game->set[of->set[i]];
  return set->own_set < 0 || plan[of->game->set[set->own_set].order] == set->own_action;
}

/* The first strategy from set i on; what lies before is settled. */
static void settle(const player_sets *of, int *plan, int i)
{
  for (; i < of->count; i++) plan[i] = comes(of, plan, i) ? 0 : -1;
}

/* The next strategy; false after the last. */
static bool advance(const player_sets *of, int *plan)
{
  for (int i = of->count - 1; i >= 0; i--) {
    if (plan[i] < 0 || plan[i] + 1 == of->game->set[of->set[i]].actions) continue;
    plan[i]++;
    settle(of, plan, i + 1);
    return true;
  }
  return false;
}

static int count_strategies(const player_sets *of, int *plan)
{
  int count = 1;
  settle(of, plan, 0);
  while (count <= ENT_GAME_PROFILES_MAX && advance(of, plan)) count++;
  return count;
}

/* "C-D-*": the actions one after the other, a star where the strategy does not come. */
static const char *name_of(const player_sets *of, const int *plan, ent_arena *arena)
{
  size_t size = 1;
  for (int i = 0; i < of->count; i++) size += 1 + (plan[i] < 0 ? 1 : strlen(of->game->set[of->set[i]].action[plan[i]]));
  char *const name = ENT_NEW(arena, char, size);
  if (!name) return NULL;
  ent_cut c = {.out = name, .room = size};
  for (int i = 0; i < of->count; i++) {
    if (i > 0) ent_cut_text(&c, "-");
    ent_cut_text(&c, plan[i] < 0 ? "*" : of->game->set[of->set[i]].action[plan[i]]);
  }
  ent_cut_close(&c);
  return name;
}

static bool list_sets(const ent_extensive *game, int player, ent_arena *arena, player_sets *out)
{
  int *const set = ENT_NEW(arena, int, game->sets);
  *out = (player_sets){.game = game, .set = set};
  for (int i = 0; set && i < game->sets; i++)
    if (game->set[i].player == player) set[out->count++] = i;
  return set != NULL;
}

/* All strategies of a player: plans and names. */
static bool list_strategies(const player_sets *of, int strategies, const int **plans, const char *const **names,
                            ent_arena *arena)
{
  const size_t width = (size_t)of->count;
  int *const plan = ENT_NEW(arena, int, width + 1), *const all = ENT_NEW(arena, int, (size_t)strategies *width + 1);
  const char **const name = ENT_NEW(arena, const char *, strategies);
  if (!plan || !all || !name) return false;
  settle(of, plan, 0);
  for (int k = 0; k < strategies; k++) {
    memcpy(all + (size_t)k * width, plan, width * sizeof *plan);
    name[k] = name_of(of, plan, arena);
    if (!name[k]) return false;
    advance(of, plan);
  }
  *plans = all;
  *names = name;
  return true;
}

/* ---- payoffs ------------------------------------------------------------------------------------------------------- */

typedef struct visit {
  int node;
  ent_ratio probability;
} visit;

/* What each gets in a profile; chosen: [sets] the action taken in each set; stack: [nodes]. */
static bool expect(const ent_extensive *game, const int *chosen, visit *stack, ent_ratio *payoff)
{
  int open = 0;
  for (int p = 0; p < game->players; p++) payoff[p] = (ent_ratio){0, 1};
  stack[open++] = (visit){0, {1, 1}};
  while (open > 0) {
    const visit at = stack[--open];
    const ent_game_node *const node = &game->node[at.node];
    const ent_game_set *const set = node->set >= 0 ? &game->set[node->set] : NULL;
    for (int p = 0; !set && p < game->players; p++) {
      ent_ratio part = {0, 1};
      if (!ent_ratio_times(at.probability, node->payoff[p], &part) || !ent_ratio_add(payoff[p], part, &payoff[p]))
        return false;
    }
    if (set && set->player >= 0)
      stack[open++] = (visit){ent_extensive_behind(game, at.node, chosen[node->set]), at.probability};
    for (int a = 0; set && set->player < 0 && a < set->actions; a++) {
      ent_ratio probability = {0, 1};
      if (!ent_ratio_times(at.probability, set->chance[a], &probability)) return false;
      if (probability.num > 0) stack[open++] = (visit){ent_extensive_behind(game, at.node, a), probability};
    }
  }
  return true;
}

static ent_status fill_payoffs(const ent_extensive *game, const player_sets *of, ent_strategic *form, ent_arena *arena,
                               ent_error *err)
{
  ent_ratio *const payoff = ENT_NEW(arena, ent_ratio, (size_t)form->profiles * (size_t)game->players);
  int *const chosen = ENT_NEW(arena, int, game->sets);
  visit *const stack = ENT_NEW(arena, visit, game->nodes);
  if (!payoff || !chosen || !stack) return ent_game_no_memory(err);
  for (int profile = 0; profile < form->profiles; profile++) {
    for (int p = 0; p < game->players; p++) {
      const int *const plan = form->plan[p] + (size_t)ent_strategic_choice(form, profile, p) * (size_t)of[p].count;
      for (int i = 0; i < of[p].count; i++) chosen[of[p].set[i]] = plan[i];
    }
    if (!expect(game, chosen, stack, payoff + (size_t)profile * (size_t)game->players)) return ent_game_too_long(err);
  }
  form->payoff = payoff;
  return ENT_OK;
}

static ent_status fill(const ent_extensive *game, ent_strategic *form, ent_arena *arena, ent_error *err)
{
  const size_t players = (size_t)game->players;
  player_sets *const of = ENT_NEW(arena, player_sets, players);
  int *const strategies = ENT_NEW(arena, int, players), *const sets = ENT_NEW(arena, int, players);
  int *const plan = ENT_NEW(arena, int, game->sets + 1);
  const int **const plans = ENT_NEW(arena, const int *, players);
  const char *const **const names = ENT_NEW(arena, const char *const *, players);
  form->title = ent_arena_text(arena, game->title, strlen(game->title));
  form->player = ent_game_texts(arena, game->player, game->players);
  if (!of || !strategies || !sets || !plan || !plans || !names || !form->title || !form->player)
    return ent_game_no_memory(err);
  for (int p = 0; p < game->players; p++) {
    if (!list_sets(game, p, arena, &of[p])) return ent_game_no_memory(err);
    sets[p] = of[p].count;
    strategies[p] = count_strategies(&of[p], plan);
  }
  form->players = game->players;
  form->profiles = ent_strategic_profiles(strategies, game->players);
  if (form->profiles == 0)
    return ent_fail(err, ENT_LIMIT, "", "The strategic form of a game has at most 65,536 profiles.");
  for (int p = 0; p < game->players; p++)
    if (!list_strategies(&of[p], strategies[p], &plans[p], &names[p], arena)) return ent_game_no_memory(err);
  form->strategies = strategies;
  form->strategy = names;
  form->sets = sets;
  form->plan = plans;
  return fill_payoffs(game, of, form, arena, err);
}

ent_status ent_extensive_strategic(const ent_extensive *game, const ent_allocator *memory, ent_strategic **out,
                                   ent_error *err)
{
  if (!game->whole) return ent_fail(err, ENT_ARGUMENT, "", "The tree is not whole: an action lacks its subtree.");
  ent_strategic_form *const form = ent_strategic_open(memory);
  if (!form) return ent_game_no_memory(err);
  const ent_status status = fill(game, &form->game, &form->arena, err);
  if (status == ENT_OK)
    *out = &form->game;
  else
    ent_strategic_free(&form->game);
  return status;
}
