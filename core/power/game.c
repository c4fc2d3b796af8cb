/* game.c - what game do a rule and a roll make, once everything that changes nothing is taken away?
 *
 * Columns are divided by the greatest common divisor of their weights; equal columns become one; members with equal weights
 * become one class; a formula over one column is one quota (AND takes the largest, OR the smallest).  Vetoes beside one
 * weight are the same game with one weight: w + total + 1 for each veto, quota + (total + 1) * vetoes.
 * Cost: O(atoms * members + members * classes * columns). */
#include "game.h"

#include "base/fail.h"

#include <string.h>

#define VOTES_MAX (INT64_C(1) << 53)

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the game.");
}

/* ---- the formula ---------------------------------------------------------------------------------------------- */

static bool holds(const ent_game *game, int at, const bool *reached)
{
  const ent_rule_node *node = &game->node[at];
  if (node->kind == ENT_RULE_ATOM) return reached[node->column];
  const bool any = node->kind == ENT_RULE_OR;
  for (int c = node->child; c >= 0; c = game->node[c].next)
    if (holds(game, c, reached) == any) return any;
  return !any;
}

bool ent_game_holds(const ent_game *game, const bool *reached)
{
  return holds(game, game->root, reached);
}

bool ent_game_reached(const ent_game *game, const int64_t *sum)
{
  bool reached[ENT_RULE_NODES_MAX];
  for (int l = 0; l < game->leaves; l++) reached[l] = sum[game->leaf[l].column] >= game->leaf[l].quota;
  return ent_game_holds(game, reached);
}

bool ent_game_wins(const ent_game *game, const bool *yes)
{
  int64_t sum[ENT_RULE_NODES_MAX] = {0};
  for (int m = 0; m < game->members; m++)
    for (int c = 0; yes[m] && c < game->columns; c++) sum[c] += ent_game_column(game, c)[game->class_of[m]];
  return ent_game_reached(game, sum);
}

/* ---- columns -------------------------------------------------------------------------------------------------- */

typedef struct draft {
  int members, columns;
  int64_t *column[ENT_RULE_NODES_MAX]; /* [members] each */
  ent_leaf *leaf;
  int leaves;
} draft;

static int64_t common_divisor(const int64_t *weight, int n)
{
  int64_t a = 0;
  for (int m = 0; m < n; m++)
    for (int64_t b = weight[m]; b != 0;) {
      const int64_t rest = a % b;
      a = b;
      b = rest;
    }
  return a;
}

/* Turns an atom into a leaf; its column is kept when it is new.  Room for one more column lies at column[columns]. */
static void add_leaf(draft *d, const ent_rule *rule, const ent_rule_node *atom)
{
  const int64_t *weight = ent_rule_weights(rule, atom);
  const int64_t divisor = common_divisor(weight, d->members);
  int64_t *const fresh = d->column[d->columns];
  for (int m = 0; m < d->members; m++) fresh[m] = weight[m] / divisor;
  int c = 0;
  while (c < d->columns && memcmp(d->column[c], fresh, (size_t)d->members * sizeof *fresh) != 0) c++;
  if (c == d->columns) d->columns++;
  d->leaf[d->leaves++] = (ent_leaf){.column = c, .quota = (atom->quota + divisor - 1) / divisor};
}

static bool draft_leaves(draft *d, const ent_rule *rule, ent_rule_node *node, ent_arena *arena)
{
  int64_t *room = NULL;
  for (int i = 0; i < rule->nodes; i++) {
    node[i] = rule->node[i];
    if (node[i].kind != ENT_RULE_ATOM) continue;
    if (!room) room = ENT_NEW(arena, int64_t, d->members);
    if (!room) return false;
    d->column[d->columns] = room;
    const int before = d->columns;
    node[i].column = d->leaves;
    add_leaf(d, rule, &rule->node[i]);
    if (d->columns > before) room = NULL;
  }
  return true;
}

/* ---- classes -------------------------------------------------------------------------------------------------- */

static bool alike(const draft *d, int a, int b)
{
  for (int c = 0; c < d->columns; c++)
    if (d->column[c][a] != d->column[c][b]) return false;
  return true;
}

static bool weightless(const draft *d, int m)
{
  for (int c = 0; c < d->columns; c++)
    if (d->column[c][m] != 0) return false;
  return true;
}

static bool find_classes(ent_game *game, const draft *d, ent_arena *arena)
{
  const int n = d->members;
  int *class_of = ENT_NEW(arena, int, n), *first = ENT_NEW(arena, int, n), *size = ENT_NEW(arena, int, n);
  if (!class_of || !first || !size) return false;
  game->dull = -1;
  for (int m = 0; m < n; m++) {
    int k = 0;
    while (k < game->classes && !alike(d, first[k], m)) k++;
    if (k == game->classes) {
      first[game->classes++] = m;
      if (weightless(d, m)) game->dull = k;
    }
    class_of[m] = k;
    size[k]++;
  }
  game->live = n - (game->dull < 0 ? 0 : size[game->dull]);
  game->class_of = class_of;
  game->first = first;
  game->size = size;
  return true;
}

static bool lay_columns(ent_game *game, const draft *d, ent_arena *arena)
{
  int64_t *weight = ENT_NEW(arena, int64_t, (size_t)d->columns * (size_t)game->classes);
  int64_t *total = ENT_NEW(arena, int64_t, d->columns);
  if (!weight || !total) return false;
  game->count = game->second = -1;
  for (int c = 0; c < d->columns; c++) {
    bool ones = true;
    for (int k = 0; k < game->classes; k++) {
      const int64_t w = d->column[c][game->first[k]];
      weight[(ptrdiff_t)c * game->classes + k] = w;
      total[c] += w * game->size[k];
      ones = ones && w == 1;
    }
    if (ones) game->count = c;
  }
  if (game->count >= 0 && d->columns == 2) game->second = 1 - game->count;
  game->columns = d->columns;
  game->weight = weight;
  game->total = total;
  return true;
}

/* ---- one weight ----------------------------------------------------------------------------------------------- */

/* Least sum of column c at which the formula holds, when the leaves of other columns count as reached; 0 when it always
 * does. */
static int64_t least_sum(const ent_game *game, int c)
{
  int64_t best = INT64_MAX;
  for (int l = -1; l < game->leaves; l++) {
    const int64_t sum = l < 0 ? 0 : game->leaf[l].quota;
    if ((l >= 0 && game->leaf[l].column != c) || sum >= best) continue;
    bool reached[ENT_RULE_NODES_MAX];
    for (int k = 0; k < game->leaves; k++) reached[k] = game->leaf[k].column != c || sum >= game->leaf[k].quota;
    if (ent_game_holds(game, reached)) best = sum;
  }
  return best;
}

/* Is the node an atom that asks for all of its column? */
static bool asks_for_all(const ent_game *game, int at)
{
  if (game->node[at].kind != ENT_RULE_ATOM) return false;
  const ent_leaf *leaf = &game->leaf[game->node[at].column];
  return leaf->quota == game->total[leaf->column];
}

/* Marks the columns that the formula asks for from `at` on. */
static void mark_columns(const ent_game *game, int at, bool *used)
{
  const ent_rule_node *node = &game->node[at];
  if (node->kind == ENT_RULE_ATOM) used[game->leaf[node->column].column] = true;
  for (int c = node->kind == ENT_RULE_ATOM ? -1 : node->child; c >= 0; c = game->node[c].next)
    mark_columns(game, c, used);
}

/* Finds the vetoes that stand beside one weight.  Returns the column of the weight, -1 for none (vetoes alone), -2 when
 * the rule has another shape.  veto: [columns], the columns whose members are all asked for. */
static int split_vetoes(const ent_game *game, bool *veto)
{
  const ent_rule_node *root = &game->node[game->root];
  if (game->columns == 1) return 0;
  if (root->kind != ENT_RULE_AND) return -2;
  bool used[ENT_RULE_NODES_MAX] = {false};
  for (int c = root->child; c >= 0; c = game->node[c].next) {
    if (asks_for_all(game, c))
      veto[game->leaf[game->node[c].column].column] = true;
    else
      mark_columns(game, c, used);
  }
  int column = -1, many = 0;
  for (int c = 0; c < game->columns; c++) {
    if (used[c]) column = c;
    many += used[c];
  }
  return many > 1 ? -2 : column;
}

/* Raises the weights of the vetoes.  False when the totals become too large. */
static bool raise_vetoes(ent_game *game, const bool *veto, int64_t *line)
{
  const int64_t lift = game->line_total + 1;
  for (int k = 0; k < game->classes; k++) {
    bool blocks = false;
    for (int c = 0; c < game->columns; c++) blocks = blocks || (veto[c] && ent_game_column(game, c)[k] > 0);
    if (!blocks) continue;
    if (lift > (VOTES_MAX - game->line_total) / game->size[k]) return false;
    line[k] += lift;
    game->line_total += lift * game->size[k];
    game->line_quota += lift * game->size[k];
    game->vetoes++;
  }
  return true;
}

static bool find_line(ent_game *game, ent_arena *arena)
{
  bool veto[ENT_RULE_NODES_MAX] = {false};
  int64_t *line = ENT_NEW(arena, int64_t, game->classes);
  if (!line) return false;
  const int column = split_vetoes(game, veto);
  if (column == -2) return true;
  game->line_quota = column < 0 ? 0 : least_sum(game, column);
  game->line_total = column < 0 ? 0 : game->total[column];
  for (int k = 0; column >= 0 && k < game->classes; k++) line[k] = ent_game_column(game, column)[k];
  game->single = raise_vetoes(game, veto, line);
  game->line_weight = line;
  return true;
}

/* ---- building ------------------------------------------------------------------------------------------------- */

static bool fill(ent_game *game, const ent_rule *rule, ent_arena *scratch, ent_arena *arena)
{
  ent_rule_node *node = ENT_NEW(arena, ent_rule_node, rule->nodes);
  draft d = {.members = rule->members, .leaf = ENT_NEW(arena, ent_leaf, rule->nodes)};
  if (!node || !d.leaf || !draft_leaves(&d, rule, node, scratch)) return false;
  *game = (ent_game){.members = rule->members,
                     .leaves = d.leaves,
                     .leaf = d.leaf,
                     .nodes = rule->nodes,
                     .root = rule->root,
                     .node = node};
  return find_classes(game, &d, arena) && lay_columns(game, &d, arena) && find_line(game, arena);
}

ent_status ent_game_of_rule(const ent_rule *rule, const ent_allocator *memory, ent_game **game, ent_error *err)
{
  ent_arena arena, scratch;
  ent_arena_open(&arena, memory);
  ent_arena_open(&scratch, memory);
  ent_game *fresh = ENT_NEW(&arena, ent_game, 1);
  const bool whole = fresh && fill(fresh, rule, &scratch, &arena);
  ent_arena_close(&scratch);
  if (!whole) {
    ent_arena_close(&arena);
    return no_memory(err);
  }
  fresh->own = arena;
  *game = fresh;
  return ENT_OK;
}

ent_status ent_game_of_weights(int members, const int64_t *weight, int64_t quota, const ent_allocator *memory,
                               ent_game **game, ent_error *err)
{
  if (members < 1) return ent_fail(err, ENT_ARGUMENT, "members", "A game has at least one member.");
  if (members > ENT_GAME_MEMBERS_MAX) return ent_fail(err, ENT_LIMIT, "members", "A game has at most 5,000 members.");
  int64_t total = 0;
  for (int m = 0; m < members; m++) {
    if (weight[m] < 0) return ent_fail(err, ENT_ARGUMENT, "weight", "A weight is at least 0.");
    if (weight[m] >= VOTES_MAX - total)
      return ent_fail(err, ENT_LIMIT, "weight", "The weights add up to less than 2^53.");
    total += weight[m];
  }
  if (quota < 1 || quota > total)
    return ent_fail(err, ENT_ARGUMENT, "quota", "The quota lies between 1 and the sum of the weights.");
  const ent_rule_node atom = {
    .kind = ENT_RULE_ATOM, .column = 0, .quota = quota, .total = total, .child = -1, .next = -1};
  const ent_rule rule = {.members = members, .columns = 1, .nodes = 1, .root = 0, .node = &atom, .weight = weight};
  return ent_game_of_rule(&rule, memory, game, err);
}

void ent_game_free(ent_game *game)
{
  if (!game) return;
  ent_arena arena = game->own; /* the game lies inside it */
  ent_arena_close(&arena);
}

int ent_game_members(const ent_game *game)
{
  return game->members;
}

int ent_game_classes(const ent_game *game, int *class_of)
{
  if (class_of) memcpy(class_of, game->class_of, (size_t)game->members * sizeof *class_of);
  return game->classes;
}
