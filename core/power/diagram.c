/* diagram.c - how does a rule of several quotas become one diagram?
 *
 * Each quota has a diagram of its own (strand.c).  Walking them side by side, level by level, a node of the common diagram is a
 * row of their nodes.  What is already decided is put into one form - a decided part of the formula counts as reached or not
 * reached as a whole, whatever its quotas say by themselves - so rows that mean the same are the same row.
 * The members are asked in descending order of their largest share of a column: few nodes in the early levels, and the
 * small weights at the end differ little.
 * Cost: O(nodes * (quotas + formula)). */
#include "diagram.h"

#include "base/fail.h"

#include <string.h>

#define EMPTY (-1)

typedef struct weaver {
  const ent_game *game;
  ent_arena *arena;
  int leaves, members;
  int *class;
  ent_strand *strand; /* [leaves] */
  int *row[2];        /* rows of this level and the next: [rows * leaves] */
  int rows[2], room[2];
  int *slot; /* hash table of the next level: number of a row */
  size_t slots;
  int *no, *yes;
  int nodes, nodes_room;
  ent_status status;
} weaver;

/* ---- decided parts of the formula --------------------------------------------------------------------------------- */

typedef enum fate { LOST, OPEN, WON } fate;

static fate fate_of(const ent_game *game, int at, const int *row)
{
  const ent_rule_node *node = &game->node[at];
  if (node->kind == ENT_RULE_ATOM)
    return row[node->column] == ENT_LOSES ? LOST : row[node->column] == ENT_WINS ? WON : OPEN;
  const bool any = node->kind == ENT_RULE_OR;
  bool open = false;
  for (int c = node->child; c >= 0; c = game->node[c].next) {
    const fate f = fate_of(game, c, row);
    if (f == (any ? WON : LOST)) return f;
    open = open || f == OPEN;
  }
  return open ? OPEN : any ? LOST : WON;
}

static void decide(const ent_game *game, int at, int *row, int decision)
{
  const ent_rule_node *node = &game->node[at];
  if (node->kind == ENT_RULE_ATOM) {
    row[node->column] = decision;
    return;
  }
  for (int c = node->child; c >= 0; c = game->node[c].next) decide(game, c, row, decision);
}

/* Puts the row into its one form; ENT_WINS or ENT_LOSES when everything is decided, else 0. */
static int settle(const ent_game *game, int at, int *row)
{
  const fate f = fate_of(game, at, row);
  if (f != OPEN) {
    const int decision = f == WON ? ENT_WINS : ENT_LOSES;
    decide(game, at, row, decision);
    return decision;
  }
  const ent_rule_node *node = &game->node[at];
  if (node->kind != ENT_RULE_ATOM)
    for (int c = node->child; c >= 0; c = game->node[c].next) (void)settle(game, c, row);
  return 0;
}

/* ---- rows --------------------------------------------------------------------------------------------------------- */

/* A block twice as large with the old content; NULL when there is no memory. */
static int *enlarge(ent_arena *arena, const int *old, size_t used, size_t room)
{
  int *const fresh = ENT_NEW(arena, int, room);
  if (fresh && used > 0) memcpy(fresh, old, used * sizeof *fresh);
  return fresh;
}

static size_t hash(const int *row, int leaves)
{
  uint64_t h = UINT64_C(0xCBF29CE484222325);
  for (int l = 0; l < leaves; l++) {
    h = (h ^ (uint32_t)row[l]) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 29;
  }
  return (size_t)h;
}

static bool rehash(weaver *w, int side)
{
  const size_t slots = w->slots * 2;
  int *const slot = ENT_NEW(w->arena, int, slots);
  if (!slot) return false;
  for (size_t i = 0; i < slots; i++) slot[i] = EMPTY;
  for (int r = 0; r < w->rows[side]; r++) {
    size_t at = hash(w->row[side] + (ptrdiff_t)r * w->leaves, w->leaves) & (slots - 1);
    while (slot[at] != EMPTY) at = (at + 1) & (slots - 1);
    slot[at] = r;
  }
  w->slot = slot;
  w->slots = slots;
  return true;
}

/* The number of the row among those of a side; kept when it is new.  Negative when there is no room. */
static int row_number(weaver *w, int side, const int *row)
{
  const size_t bytes = (size_t)w->leaves * sizeof *row;
  size_t at = hash(row, w->leaves) & (w->slots - 1);
  for (; w->slot[at] != EMPTY; at = (at + 1) & (w->slots - 1))
    if (memcmp(w->row[side] + (ptrdiff_t)w->slot[at] * w->leaves, row, bytes) == 0) return w->slot[at];
  if (w->rows[side] == w->room[side]) {
    const int room = 2 * w->room[side];
    int *const fresh =
      enlarge(w->arena, w->row[side], (size_t)w->rows[side] * (size_t)w->leaves, (size_t)room * (size_t)w->leaves);
    if (!fresh) return -1;
    w->row[side] = fresh;
    w->room[side] = room;
  }
  const int number = w->rows[side]++;
  memcpy(w->row[side] + (ptrdiff_t)number * w->leaves, row, bytes);
  w->slot[at] = number;
  if ((size_t)w->rows[side] * 2 > w->slots && !rehash(w, side)) return -1;
  return number;
}

/* Where a row of this level goes with a yes or a no: a node, or decided. */
static int next_of(weaver *w, int here, int r, bool yes, int *scratch)
{
  const int *const row = w->row[here] + (ptrdiff_t)r * w->leaves;
  for (int l = 0; l < w->leaves; l++) {
    const ent_strand_node *const node = row[l] >= 0 ? &w->strand[l].node[row[l]] : NULL;
    scratch[l] = !node ? row[l] : yes ? node->yes : node->no;
  }
  const int decided = settle(w->game, w->game->root, scratch);
  if (decided) return decided;
  const int number = row_number(w, 1 - here, scratch);
  if (number < 0) {
    w->status = ENT_NOMEM;
    return ENT_LOSES;
  }
  return w->nodes + w->rows[here] + number; /* the next level's nodes follow this one's */
}

static bool make_room(weaver *w, int more)
{
  if (w->nodes + more <= w->nodes_room) return true;
  int room = w->nodes_room;
  while (room < w->nodes + more) room *= 2;
  int *const no = enlarge(w->arena, w->no, (size_t)w->nodes, (size_t)room);
  int *const yes = enlarge(w->arena, w->yes, (size_t)w->nodes, (size_t)room);
  if (!no || !yes) return false;
  w->no = no;
  w->yes = yes;
  w->nodes_room = room;
  return true;
}

static ent_status weave_level(weaver *w, int here, int *scratch)
{
  for (size_t i = 0; i < w->slots; i++) w->slot[i] = EMPTY;
  w->rows[1 - here] = 0;
  if (!make_room(w, w->rows[here])) return ENT_NOMEM;
  for (int r = 0; r < w->rows[here]; r++) {
    w->no[w->nodes + r] = next_of(w, here, r, false, scratch);
    w->yes[w->nodes + r] = next_of(w, here, r, true, scratch);
    if (w->status != ENT_OK) return w->status;
    if (w->nodes + w->rows[here] + w->rows[1 - here] > ENT_DIAGRAM_NODES_MAX) return ENT_LIMIT;
  }
  w->nodes += w->rows[here];
  return ENT_OK;
}

/* ---- building ----------------------------------------------------------------------------------------------------- */

static double standing(const ent_game *game, int class)
{
  double most = 0;
  for (int c = 0; c < game->columns; c++) {
    const double share = (double)ent_game_column(game, c)[class] / (double)game->total[c];
    if (share > most) most = share;
  }
  return most;
}

/* Members by class, the classes of the highest standing first. */
static bool order_members(weaver *w)
{
  const ent_game *game = w->game;
  int *order = ENT_NEW(w->arena, int, game->classes);
  w->class = ENT_NEW(w->arena, int, game->live);
  if (!order || !w->class) return false;
  int n = 0;
  for (int k = 0; k < game->classes; k++) {
    if (k == game->dull) continue;
    const double mine = standing(game, k);
    int at = n++;
    for (; at > 0 && standing(game, order[at - 1]) < mine; at--) order[at] = order[at - 1];
    order[at] = k;
  }
  int m = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < game->size[order[i]]; j++) w->class[m++] = order[i];
  return true;
}

static ent_status make_strand(weaver *w, int l, int *missing)
{
  const int n = w->members;
  const int64_t *const column = ent_game_column(w->game, w->game->leaf[l].column);
  int64_t *weight = ENT_NEW(w->arena, int64_t, n), *rest = ENT_NEW(w->arena, int64_t, n + 1);
  int *top = ENT_NEW(w->arena, int, n);
  if (!weight || !rest || !top) return ENT_NOMEM;
  for (int m = n - 1; m >= 0; m--) {
    weight[m] = column[w->class[m]];
    rest[m] = rest[m + 1] + weight[m];
  }
  ent_strand_open(&w->strand[l], n, weight, rest, top, w->arena);
  *missing = ent_strand_follow(&w->strand[l], w->game->leaf[l].quota);
  return w->strand[l].status;
}

static ent_status open_weaver(weaver *w, int **scratch)
{
  w->strand = ENT_NEW(w->arena, ent_strand, w->leaves);
  *scratch = ENT_NEW(w->arena, int, w->leaves);
  w->slots = 1024;
  w->slot = ENT_NEW(w->arena, int, w->slots);
  w->room[0] = w->room[1] = 256;
  w->row[0] = ENT_NEW(w->arena, int, (size_t)256 * (size_t)w->leaves);
  w->row[1] = ENT_NEW(w->arena, int, (size_t)256 * (size_t)w->leaves);
  w->nodes_room = 1024;
  w->no = ENT_NEW(w->arena, int, w->nodes_room);
  w->yes = ENT_NEW(w->arena, int, w->nodes_room);
  const bool room = w->strand && *scratch && w->slot && w->row[0] && w->row[1] && w->no && w->yes && order_members(w);
  if (!room) return ENT_NOMEM;
  for (int l = 0; l < w->leaves; l++) {
    const ent_status status = make_strand(w, l, &w->row[0][l]);
    if (status != ENT_OK) return status;
  }
  w->rows[0] = 1;
  return ENT_OK;
}

static ent_status weave(weaver *w, ent_diagram *d)
{
  int *scratch = NULL;
  d->start = ENT_NEW(w->arena, int, w->members + 1);
  ent_status status = d->start ? open_weaver(w, &scratch) : ENT_NOMEM;
  if (status != ENT_OK) return status;
  d->first = settle(w->game, w->game->root, w->row[0]);
  if (d->first != 0) w->rows[0] = 0;
  int here = 0;
  for (int level = 0; status == ENT_OK && level < w->members; level++, here = 1 - here) {
    d->start[level] = w->nodes;
    status = weave_level(w, here, scratch);
  }
  d->start[w->members] = d->nodes = w->nodes;
  d->class = w->class;
  d->no = w->no;
  d->yes = w->yes;
  return status;
}

ent_status ent_diagram_build(const ent_game *game, ent_arena *arena, ent_diagram *out, ent_error *err)
{
  if (game->live > ENT_DIAGRAM_MEMBERS_MAX)
    return ent_fail(err, ENT_LIMIT, "rule", "A decision diagram has at most 1,024 members.");
  weaver w = {.game = game, .arena = arena, .leaves = game->leaves, .members = game->live};
  ent_diagram d = {.game = game, .members = game->live};
  const ent_status status = weave(&w, &d);
  if (status == ENT_LIMIT)
    return ent_fail(
      err, ENT_LIMIT, "rule",
      "The decision diagram of this rule has more than 1,048,576 nodes: give weights with fewer digits, or, for "
      "30 members or fewer, force the engine enumerate.");
  if (status != ENT_OK) return ent_fail(err, ENT_NOMEM, "rule", "There is no memory for the indices of power.");
  *out = d;
  return ENT_OK;
}
