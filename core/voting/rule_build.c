/* rule_build.c - from a text and a roll to a rule that can be asked.
 *
 * Checks the roll, reads the text, lays out the weights column by column (count, roll, lists of members) and the tree,
 * children before parents, so the last node is the root.  Every quota lies in 1..total and the formula has no "not", so
 * the coalition of all wins and the empty one loses.
 * Cost: O(text + columns * members). */
#include "base/fail.h"
#include "rule.h"

#include <string.h>

#define VOTES_MAX (INT64_C(1) << 53)

static ent_status no_memory(ent_error *err)
{
  ent_fail(err, ENT_NOMEM, "rule", "There is no memory for the rule.");
  return ENT_NOMEM;
}

/* Sums of the columns, the count first; says what is wrong with the roll. */
static ent_status check_roll(const ent_roll *roll, int members_max, int64_t total[1 + ENT_RULE_COLUMNS_MAX],
                             ent_error *err)
{
  const int n = roll->members;
  if (n < 1) return ent_fail(err, ENT_ARGUMENT, "roll.members", "A club has at least one member.");
  if (n > members_max) {
    char digits[ENT_DIGITS_MAX];
    ent_rule_digits(members_max, true, digits);
    return ent_fail_join(err, ENT_LIMIT, 0, 0, "roll.members", "A club has at most ", digits, " members.",
                         (const char *)NULL);
  }
  if (roll->columns < 0)
    return ent_fail(err, ENT_ARGUMENT, "roll.columns", "The number of weight columns is at least 0.");
  if (roll->columns > ENT_RULE_COLUMNS_MAX)
    return ent_fail(err, ENT_LIMIT, "roll.columns", "A club has at most 32 columns of weights.");
  total[0] = n;
  for (int c = 0; c < roll->columns; c++) {
    int64_t sum = 0;
    for (int m = 0; m < n; m++) {
      const int64_t w = roll->weight[c * n + m];
      if (w < 0) return ent_fail(err, ENT_ARGUMENT, roll->column[c], "A weight is at least 0.");
      if (w >= VOTES_MAX - sum)
        return ent_fail(err, ENT_LIMIT, roll->column[c], "The weights of a column add up to less than 2^53.");
      sum += w;
    }
    total[1 + c] = sum;
  }
  return ENT_OK;
}

/* Copies of count names, and room for NULLs behind them.  NULL when there is no memory. */
static const char **copy_names(const char *const *names, int count, int room, ent_arena *arena)
{
  const char **copy = ENT_NEW(arena, const char *, room);
  for (int i = 0; copy && names && i < count; i++) {
    copy[i] = ent_arena_text(arena, names[i], strlen(names[i]));
    if (!copy[i]) return NULL;
  }
  return copy;
}

static int64_t *copy_weights(const ent_roll *roll, const ent_rule_draft *draft, ent_arena *arena)
{
  const int n = roll->members;
  int64_t *weight = ENT_NEW(arena, int64_t, (size_t)n * (size_t)(1 + roll->columns + draft->lists));
  if (!weight) return NULL;
  int64_t *at = weight;
  for (int m = 0; m < n; m++) *at++ = 1;
  for (int i = 0; i < n * roll->columns; i++) *at++ = roll->weight[i];
  for (int i = 0; i < draft->names; i++) at[(ptrdiff_t)draft->name[i].list * n + draft->name[i].member] = 1;
  return weight;
}

static ent_status build(const char *text, size_t size, const ent_roll *roll, int members_max, ent_arena *arena,
                        ent_rule **out, ent_error *err)
{
  int64_t total[1 + ENT_RULE_COLUMNS_MAX];
  ent_rule_draft draft;
  ent_status status = check_roll(roll, members_max, total, err);
  if (status == ENT_OK) status = ent_rule_read(text, size, roll, total, &draft, err);
  if (status != ENT_OK) return status;

  ent_rule *rule = ENT_NEW(arena, ent_rule, 1);
  ent_rule_node *node = ENT_NEW(arena, ent_rule_node, draft.nodes);
  int64_t *weight = copy_weights(roll, &draft, arena);
  const int columns = 1 + roll->columns + draft.lists;
  const char **member = copy_names(roll->member, roll->members, roll->members, arena);
  const char **column = copy_names(roll->column, roll->columns, columns, arena);
  if (!rule || !node || !weight || !member || !column) return no_memory(err);

  memcpy(node, draft.node, (size_t)draft.nodes * sizeof *node);
  memmove(column + 1, column, (size_t)roll->columns * sizeof *column);
  column[0] = "count";
  *rule = (ent_rule){.members = roll->members,
                     .columns = columns,
                     .nodes = draft.nodes,
                     .root = draft.nodes - 1,
                     .node = node,
                     .weight = weight,
                     .member = member,
                     .column = column};
  *out = rule;
  return ENT_OK;
}

ent_status ent_rule_build_wide(const char *text, size_t size, const ent_roll *roll, int members_max, ent_arena *arena,
                               const ent_rule **rule, ent_error *err)
{
  ent_rule *built = NULL;
  const ent_status status = build(text, size, roll, members_max, arena, &built, err);
  if (status == ENT_OK) *rule = built;
  return status;
}

ent_status ent_rule_build(const char *text, size_t size, const ent_roll *roll, ent_arena *arena, const ent_rule **rule,
                          ent_error *err)
{
  return ent_rule_build_wide(text, size, roll, ENT_MEMBERS_MAX, arena, rule, err);
}

ent_status ent_rule_parse(const char *text, size_t size, const ent_roll *roll, const ent_allocator *memory,
                          ent_rule **rule, ent_error *err)
{
  ent_arena arena;
  ent_rule *built = NULL;
  ent_arena_open(&arena, memory);
  const ent_status status = build(text, size, roll, ENT_MEMBERS_MAX, &arena, &built, err);
  if (status != ENT_OK) {
    ent_arena_close(&arena);
    return status;
  }
  built->own = arena;
  *rule = built;
  return ENT_OK;
}

void ent_rule_free(ent_rule *rule)
{
  if (!rule) return;
  ent_arena arena = rule->own; /* the rule lies inside it */
  ent_arena_close(&arena);
}

int ent_rule_members(const ent_rule *rule)
{
  return rule->members;
}
