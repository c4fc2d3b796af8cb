/* game_parse.c - what game does a rule's text make over a roll of up to 5,000 members?
 *
 * The notation and its errors are those of ent_rule_parse; names must differ, since vetoes and results go by name.
 * Cost: O(text + columns * members + members log members). */
#include "base/fail.h"
#include "game.h"

#include <string.h>

/* Heap sort of member numbers by name. */
static void sift(const char *const *name, int *order, int root, int n)
{
  const int moved = order[root];
  for (int child = 2 * root + 1; child < n; child = 2 * root + 1) {
    if (child + 1 < n && strcmp(name[order[child]], name[order[child + 1]]) < 0) child++;
    if (strcmp(name[order[child]], name[moved]) <= 0) break;
    order[root] = order[child];
    root = child;
  }
  order[root] = moved;
}

static void sort_by_name(const char *const *name, int *order, int n)
{
  for (int i = 0; i < n; i++) order[i] = i;
  for (int i = n / 2 - 1; i >= 0; i--) sift(name, order, i, n);
  for (int last = n - 1; last > 0; last--) {
    const int top = order[0];
    order[0] = order[last];
    order[last] = top;
    sift(name, order, 0, last);
  }
}

static ent_status check_names(const ent_roll *roll, ent_arena *arena, ent_error *err)
{
  int *order = ENT_NEW(arena, int, roll->members);
  if (!order) return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the game.");
  if (!roll->member) return ENT_OK;
  sort_by_name(roll->member, order, roll->members);
  for (int i = 1; i < roll->members; i++)
    if (strcmp(roll->member[order[i - 1]], roll->member[order[i]]) == 0)
      return ent_fail_join(err, ENT_ARGUMENT, 0, 0, "roll.member", "Each member has a name of its own; \"",
                           roll->member[order[i]], "\" occurs twice.", (const char *)NULL);
  return ENT_OK;
}

ent_status ent_game_parse(const char *text, size_t size, const ent_roll *roll, const ent_allocator *memory,
                          ent_game **game, ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  const ent_rule *rule = NULL;
  ent_status status = ent_rule_build_wide(text, size, roll, ENT_GAME_MEMBERS_MAX, &arena, &rule, err);
  if (status == ENT_OK) status = check_names(roll, &arena, err);
  if (status == ENT_OK) status = ent_game_of_rule(rule, memory, game, err);
  ent_arena_close(&arena);
  return status;
}
