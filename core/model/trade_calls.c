/* trade_calls.c - which numbers do the equilibria behind a scenario's calls give?
 *
 * Every scalar that begins with "from trade." is found, read and solved at nine Chebyshev-Lobatto nodes in 1/theta and, where its
 * share or amount is uncertain, at nine of these between its quantiles at normal scores -4 and 4.  What the model says is a
 * smooth function of both, so that trade_value.c gets every other point from these.  With W the new over the old real
 * expenditure of the economy asked for: relief (freeness ratio^share) and transfer (amount a year) give W - 1, an embargo
 * (freeness 1 - share, 0 for all of it) gives 1 - W.  Each solution needs its certificate.
 * Cost: 9 or 81 solutions a call, each O(n^2) a step; the flows of sixteen economies: 2 ms. */
#include "trade_calls.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "errors.h"
#include "schema.h"

#define FAR 4.0 /* scores between which a range is solved */

typedef struct calling {
  ent_builder *b;
  ent_arena arena;
  const ent_allocator *memory;
  ent_errors *errors;
  ent_trade_setting setting;
  ent_trade_call call[ENT_TRADE_CALLS_MAX];
  int calls;
  ent_trade_shown shown;
  char settings[ENT_NUMBER_MAX], shown_settings[ENT_NUMBER_MAX];
} calling;

/* ---- finding -------------------------------------------------------------------------------------------------------- */

static bool has_call(const ent_node *n)
{
  if (n->kind == ENT_NODE_SCALAR) return ent_trade_is_call(n->text);
  for (const ent_node *k = n->first; k; k = k->next)
    if (has_call(k)) return true;
  return false;
}

static void add_call(calling *w, const ent_node *n, const char *path)
{
  const char *const key = ent_trade_key(n->text, n->size, &w->arena);
  if (!key) {
    ent_errors_no_memory(w->errors, path);
    return;
  }
  for (int i = 0; i < w->calls; i++)
    if (strcmp(w->call[i].key, key) == 0) return;
  if (w->calls == ENT_TRADE_CALLS_MAX) {
    ent_errors_add(w->errors, ENT_LIMIT, n, path, "A scenario has at most 64 different values from trade.", NULL);
    return;
  }
  ent_trade_call *const call = &w->call[w->calls++];
  call->key = key;
  call->node = n;
  memcpy(call->path, path, strlen(path) + 1);
}

static void find_calls(calling *w, const ent_node *n, const char *path)
{
  char below[ENT_PATH_MAX];
  int i = 0;
  if (n->kind == ENT_NODE_SCALAR && ent_trade_is_call(n->text)) add_call(w, n, path);
  for (const ent_node *k = n->first; k; k = k->next) {
    if (k->key)
      ent_path_join(below, path, k->key);
    else
      ent_path_item(below, path, i++);
    find_calls(w, k, below);
  }
}

/* What the rows for pictures hang on beside the settings: the elasticity and the terms. */
static bool read_shown_settings(calling *w)
{
  const ent_node *const root = w->b->root, *const record = ent_field_node(root, ENT_FIELD_scenario_trade);
  const ent_node *const theta = ent_field_node(record, ENT_FIELD_trade_theta);
  const ent_node *const terms = ent_field_node(root, ENT_FIELD_scenario_terms);
  ent_writer out;
  ent_writer_open(&out, &w->arena);
  ent_put(&out, w->settings);
  if (theta) ent_tree_write(&out, theta, NULL, false);
  if (terms) ent_tree_write(&out, terms, NULL, false);
  if (!out.failed) ent_number_write((double)(ent_name_hash(out.data, out.size) >> 11), w->shown_settings);
  return !out.failed;
}

/* Are all of them in the table that is there, solved under the same settings, and are its rows for pictures still right? */
static bool are_known(const calling *w)
{
  const ent_table *const t = ent_table_find(w->b->table, ENT_TRADE_TABLE);
  for (int i = 0; t && t->columns == ENT_TRADE_COLUMNS && i < t->rows; i++)
    if (!ent_trade_is_call(ent_table_cell(t, i, ENT_TRADE_COLUMN_call)) &&
        strcmp(ent_table_cell(t, i, ENT_TRADE_COLUMN_settings), w->shown_settings) != 0)
      return false;
  for (int i = 0; i < w->calls; i++) {
    const int row = t && t->columns == ENT_TRADE_COLUMNS ? ent_table_row(t, w->call[i].key) : -1;
    if (row < 0 || strcmp(ent_table_cell(t, row, ENT_TRADE_COLUMN_settings), w->settings) != 0) return false;
  }
  return true;
}

/* ---- solving -------------------------------------------------------------------------------------------------------- */

static int ranges_of(const ent_trade_call *call)
{
  return call->range_dist.kind == ENT_DIST_KNOWN ? 1 : ENT_TRADE_NODES;
}

static void read_ends(ent_trade_call *call)
{
  const ent_dist *const d = &call->range_dist;
  call->low = call->high = d->a;
  if (d->kind == ENT_DIST_KNOWN) return;
  call->low = ent_dist_value(d, -FAR, ent_normal_cdf(-FAR));
  call->high = ent_dist_value(d, FAR, ent_normal_cdf(FAR));
}

double ent_trade_call_freeness(const ent_trade_setting *s, const ent_trade_call *call, int cell, double x)
{
  if (!call->cell[cell]) return 1;
  return call->kind == ENT_TRADE_EMBARGO ? 1 - x : ent_exp(x * ent_log(s->ratio[cell]));
}

/* The shock at share or amount x, in room: freeness [n n], or transfers [n]. */
static ent_trade_shock shock_of(const ent_trade_setting *s, const ent_trade_call *call, double x, double *room)
{
  if (call->kind == ENT_TRADE_TRANSFER) {
    for (int i = 0; i < s->n; i++) room[i] = call->part[i] * x;
    return (ent_trade_shock){.transfer = room};
  }
  for (int i = 0; i < s->n * s->n; i++) room[i] = ent_trade_call_freeness(s, call, i, x);
  return (ent_trade_shock){.freeness = room};
}

static double worst_gap(const ent_trade_certificate *c)
{
  const double gap[] = {c->market, c->spending, c->numeraire, c->identity, c->budget};
  double worst = 0;
  for (size_t i = 0; i < sizeof gap / sizeof *gap; i++) worst = gap[i] > worst ? gap[i] : worst;
  return worst;
}

/* Why there is no value: what the solver says, or NULL where its certificate does not hold. */
static void fail_call(calling *w, const ent_trade_call *call, ent_status code, double theta, const char *what)
{
  char elastic[ENT_NUMBER_MAX];
  ent_number_write_fixed(theta, 2, elastic);
  if (what)
    ent_errors_add(w->errors, code, call->node, call->path, "At elasticity ", elastic,
                   " the trade model has no answer here: ", what, NULL);
  else
    ent_errors_add(w->errors, code, call->node, call->path, "At elasticity ", elastic,
                   " the equilibrium behind this value cannot be certified.", NULL);
}

/* The call at node k of the elasticity.  false: it has been told why not. */
static bool solve_at(calling *w, ent_trade *trade, ent_trade_call *call, int k, double *room)
{
  const int ranges = ranges_of(call);
  const double theta = 1 / ent_trade_node_inverse(k);
  for (int j = 0; j < ranges; j++) {
    const double x =
      ranges == 1 ? call->low : (call->low + call->high) / 2 + (call->high - call->low) / 2 * ent_trade_node(j);
    const ent_trade_shock shock = shock_of(&w->setting, call, x, room);
    ent_trade_answer a;
    ent_error found;
    const ent_status status = ent_trade_solve(trade, &shock, &a, &found);
    if (status == ENT_NOMEM) {
      ent_errors_no_memory(w->errors, call->path);
      return false;
    }
    if (status != ENT_OK || !a.certificate.holds) {
      fail_call(w, call, status != ENT_OK ? found.code : ENT_NUMERIC, theta, status != ENT_OK ? found.message : NULL);
      return false;
    }
    const double gain = a.welfare[call->of] - 1, gap = worst_gap(&a.certificate);
    call->value[j][k] = (call->kind == ENT_TRADE_EMBARGO ? -gain : gain) / (call->per > 0 ? call->per : 1);
    call->gap = gap > call->gap ? gap : call->gap;
    call->solves++;
  }
  return true;
}

static void solve_calls(calling *w)
{
  const ent_trade_setting *const s = &w->setting;
  const ent_trade_world world = {.n = s->n, .flow = s->flow, .names = s->name};
  double *const room = ENT_NEW(&w->arena, double, (size_t)s->n *(size_t)s->n);
  if (!room) ent_errors_no_memory(w->errors, "trade");
  for (int k = 0; room && k < ENT_TRADE_NODES && w->errors->found == 0; k++) {
    const ent_trade_options options = {.theta = 1 / ent_trade_node_inverse(k), .deficits = s->deficits};
    ent_trade *trade = NULL;
    ent_error found;
    const ent_status status = ent_trade_open(&world, &options, w->memory, &trade, &found);
    if (status != ENT_OK) {
      if (status == ENT_NOMEM)
        ent_errors_no_memory(w->errors, "trade");
      else
        ent_errors_add(w->errors, found.code, ent_node_at(w->b->root, "trade.flows"), "trade.flows", found.message,
                       NULL);
      return;
    }
    for (int i = 0; i < w->calls && !w->errors->no_memory; i++)
      if (!solve_at(w, trade, &w->call[i], k, room)) break;
    ent_trade_close(trade);
  }
}

/* ---- the table ------------------------------------------------------------------------------------------------------ */

static const char *number_text(calling *w, double x, int decimals)
{
  ent_writer out;
  ent_writer_open(&out, &w->arena);
  if (decimals < 0)
    ent_put_number(&out, x);
  else
    ent_put_fixed(&out, x, decimals);
  return out.failed ? NULL : out.data;
}

static const char *values_text(calling *w, const ent_trade_call *call)
{
  ent_writer out;
  ent_writer_open(&out, &w->arena);
  for (int j = 0; j < ranges_of(call); j++)
    for (int k = 0; k < ENT_TRADE_NODES; k++) {
      if (out.size > 0) ent_put(&out, " ");
      ent_put_fixed(&out, call->value[j][k] * ENT_TRADE_SCALE, 7);
    }
  return out.failed ? NULL : out.data;
}

static void fill_row(calling *w, const ent_trade_call *call, const char **cell)
{
  cell[ENT_TRADE_COLUMN_call] = call->key;
  cell[ENT_TRADE_COLUMN_settings] = w->settings;
  cell[ENT_TRADE_COLUMN_who] = w->setting.name[call->of];
  cell[ENT_TRADE_COLUMN_per] = call->per > 0 ? number_text(w, call->per, -1) : "";
  cell[ENT_TRADE_COLUMN_range] = call->range;
  cell[ENT_TRADE_COLUMN_low] = number_text(w, call->low, -1);
  cell[ENT_TRADE_COLUMN_high] = number_text(w, call->high, -1);
  cell[ENT_TRADE_COLUMN_pairs] = call->pairs;
  cell[ENT_TRADE_COLUMN_gap] = number_text(w, call->gap, -1);
  cell[ENT_TRADE_COLUMN_solves] = number_text(w, call->solves, 0);
  cell[ENT_TRADE_COLUMN_value] = values_text(w, call);
}

/* Why there are no values has been told: sealing passes over them and looks for more. */
static void take_lacking(ent_builder *b, ent_errors *errors)
{
  if (ent_builder_lacks(b, NULL, NULL) != ENT_OK) ent_errors_no_memory(errors, "trade");
}

static void take_back(ent_builder *b)
{
  ent_table **at = &b->lacking;
  while (*at && strcmp((*at)->name, ENT_TRADE_TABLE) != 0) at = &(*at)->next;
  if (*at) *at = (*at)->next;
}

static const char *const column_name[ENT_TRADE_COLUMNS] = {
#define X(name) #name,
  ENT_TRADE_COLUMN_LIST(X)
#undef X
};

bool ent_trade_table_computed(const ent_trade_table *t)
{
  bool same = t->columns == ENT_TRADE_COLUMNS;
  for (int c = 0; same && c < ENT_TRADE_COLUMNS; c++) same = strcmp(t->column[c], column_name[c]) == 0;
  return same;
}

/* The values as an archive holds them: what is wrong with them is told when they are sealed. */
static void take_table(calling *w, const ent_trade_table *t)
{
  ent_error found;
  ent_builder_forget(w->b, ENT_TRADE_TABLE);
  const ent_status status =
    ent_builder_table(w->b, ENT_TRADE_TABLE, t->file, t->rows, t->columns, t->column, t->source, t->cell, &found);
  if (status == ENT_NOMEM)
    ent_errors_no_memory(w->errors, "trade");
  else if (status != ENT_OK)
    ent_errors_add(w->errors, status, NULL, t->file, found.message, NULL);
}

/* Rows for pictures, at the middle elasticity; one that is wrong is told when the scenario is sealed. */
static void show(calling *w)
{
  ent_dist theta;
  if (ent_trade_theta(w->b->root, w->b->table, &w->arena, &theta, NULL) != ENT_OK) return;
  const double middle = ent_dist_quantile(&theta, 0.5);
  if (!(middle >= 1) || !(middle <= ENT_TRADE_ELASTIC_MOST)) return;
  ent_trade_show(&w->setting, w->call, w->calls, middle, w->memory, &w->arena, &w->shown, w->errors);
}

static void fill_shown(const calling *w, int row, const char **cell)
{
  for (int c = 0; c < ENT_TRADE_COLUMNS; c++) cell[c] = "";
  cell[ENT_TRADE_COLUMN_call] = w->shown.key[row];
  cell[ENT_TRADE_COLUMN_settings] = w->shown_settings;
  cell[ENT_TRADE_COLUMN_who] = w->shown.who[row];
  cell[ENT_TRADE_COLUMN_value] = w->shown.value[row];
}

static void put_table(calling *w, const ent_trade_table *flows)
{
  const char *source[ENT_TRADE_COLUMNS] = {NULL};
  const int rows = w->calls + w->shown.rows;
  const char **const cell = ENT_NEW(&w->arena, const char *, (size_t)rows *ENT_TRADE_COLUMNS);
  bool whole = cell != NULL;
  for (int i = 0; whole && i < rows; i++) {
    const char **const row = cell + (size_t)i * ENT_TRADE_COLUMNS;
    if (i < w->calls)
      fill_row(w, &w->call[i], row);
    else
      fill_shown(w, i - w->calls, row);
    for (int c = 0; c < ENT_TRADE_COLUMNS; c++) whole = whole && row[c];
  }
  for (int c = 0; flows->source && c < flows->columns; c++)
    if (strcmp(flows->column[c], "flow") == 0) source[ENT_TRADE_COLUMN_value] = flows->source[c];
  ent_error found;
  ent_status status = ENT_NOMEM;
  if (whole) {
    ent_builder_forget(w->b, ENT_TRADE_TABLE);
    status =
      ent_builder_table(w->b, ENT_TRADE_TABLE, flows->file, rows, ENT_TRADE_COLUMNS, column_name, source, cell, &found);
  }
  if (status == ENT_NOMEM)
    ent_errors_no_memory(w->errors, "trade");
  else if (status != ENT_OK)
    ent_errors_add(w->errors, status, NULL, "trade", found.message, NULL);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

/* The member of a group that is no economy is told where it stands, once. */
static void tell_member(calling *w, int call)
{
  const ent_trade_setting *const s = &w->setting;
  const ent_node *const k = w->call[call].stranger, *const group = k->parent;
  char path[ENT_PATH_MAX], below[ENT_PATH_MAX];
  int index = 0;
  for (int i = 0; i < call; i++)
    if (w->call[i].stranger == k) return;
  for (const ent_node *n = group->first; n && n != k; n = n->next) index++;
  ent_path_join(path, "trade.groups", group->key ? group->key : "");
  ent_path_item(below, path, index);
  const char *const meant = ent_suggest(k->text, k->size, s->name, (size_t)s->n);
  ent_errors_add(w->errors, ENT_REFERENCE, k, below, "The flows have no economy \"", k->text,
                 meant ? "\"; did you mean \"" : "\".", meant ? meant : "", meant ? "\"?" : "", NULL);
}

static bool read_setting(calling *w, const ent_trade_table *flows, const ent_trade_table *then)
{
  const ent_node *const root = w->b->root, *const record = ent_field_node(root, ENT_FIELD_scenario_trade);
  const ent_node *const groups = ent_field_node(record, ENT_FIELD_trade_groups);
  const ent_node *const deficits = ent_field_node(record, ENT_FIELD_trade_deficits);
  const ent_node *const target = ent_field_node(ent_field_node(root, ENT_FIELD_scenario_deal), ENT_FIELD_deal_target);
  ent_error found;
  w->setting.groups = groups && groups->kind == ENT_NODE_MAP ? groups : NULL;
  w->setting.target = target && target->kind == ENT_NODE_SCALAR ? target->text : "";
  for (int k = 0; deficits && k < ENT_TRADE_DEFICITS; k++) /* any other word is told when the scenario is sealed */
    if (strcmp(deficits->text, ent_trade_deficits_name((ent_trade_deficits)k)) == 0)
      w->setting.deficits = (ent_trade_deficits)k;
  if (groups && !w->setting.groups)
    ent_errors_add(w->errors, ENT_SCHEMA, groups, "trade.groups", "Groups are a map from names to lists of economies.",
                   NULL);
  const ent_status status = ent_trade_world_read(flows, then, &w->arena, &w->setting, &found);
  if (status == ENT_NOMEM) {
    ent_errors_no_memory(w->errors, "trade");
  } else if (status != ENT_OK) {
    ent_errors_add(w->errors, status, NULL, found.path, found.message, NULL);
    if (w->errors->found <= w->errors->room) {
      w->errors->list[w->errors->found - 1].line = found.line;
      w->errors->list[w->errors->found - 1].column = found.column;
    }
  }
  return w->errors->found == 0;
}

static void compute(calling *w, const ent_trade_table *flows, const ent_trade_table *then)
{
  const ent_node *const root = w->b->root;
  find_calls(w, root, "");
  if (w->errors->found > 0 || w->calls == 0 || !ent_field_node(root, ENT_FIELD_scenario_trade))
    return; /* sealing tells */
  if (!ent_trade_settings(root, &w->arena, w->settings) || !read_shown_settings(w)) {
    ent_errors_no_memory(w->errors, "trade");
    return;
  }
  if (!flows || are_known(w)) return;
  if (ent_trade_table_computed(flows)) {
    take_table(w, flows);
    return;
  }
  if (!read_setting(w, flows, then)) return;
  for (int i = 0; i < w->calls; i++) {
    ent_error found;
    const ent_status status = ent_trade_parse(&w->setting, &w->arena, &w->call[i], &found);
    if (status == ENT_NOMEM)
      ent_errors_no_memory(w->errors, w->call[i].path);
    else if (status != ENT_OK && w->call[i].stranger)
      tell_member(w, i);
    else if (status != ENT_OK)
      ent_errors_take(w->errors, &found, w->call[i].node, w->call[i].path);
    else
      read_ends(&w->call[i]);
  }
  if (w->errors->found == 0) solve_calls(w);
  if (w->errors->found == 0) show(w);
  if (w->errors->found == 0) put_table(w, flows);
}

bool ent_builder_wants_trade(const ent_builder *b, const char **flows, const char **then, ent_place *flows_at,
                             ent_place *then_at)
{
  if (!b->root || b->open || b->broken || !has_call(b->root)) return false;
  const ent_node *const record = ent_field_node(b->root, ENT_FIELD_scenario_trade);
  const ent_node *const now = ent_field_node(record, ENT_FIELD_trade_flows);
  const ent_node *const old = ent_field_node(record, ENT_FIELD_trade_then);
  if (!now || now->kind != ENT_NODE_SCALAR) return false;
  const bool earlier = old && old->kind == ENT_NODE_SCALAR;
  *flows = now->text;
  *flows_at = now->at;
  *then = earlier ? old->text : "";
  *then_at = earlier ? old->at : (ent_place){0, 0};
  return true;
}

ent_status ent_builder_trade(ent_builder *b, const ent_trade_table *flows, const ent_trade_table *then,
                             ent_error *errors, int room, int *found)
{
  ent_errors list = {.list = errors, .room = room};
  if (found) *found = 0;
  if (!b->root || b->open || b->broken) {
    ent_errors_add(&list, ENT_ARGUMENT, NULL, "",
                   "Values from trade are computed for a scenario that was read to its end.", NULL);
  } else {
    ent_arena arena;
    const ent_allocator memory = b->arena.from;
    ent_arena_open(&arena, &memory);
    calling *const w = ENT_NEW(&arena, calling, 1);
    if (w) {
      w->b = b;
      w->arena = arena;
      w->memory = &memory;
      w->errors = &list;
      take_back(b);
      compute(w, flows, then);
      arena = w->arena;
    } else {
      ent_errors_no_memory(&list, "trade");
    }
    ent_arena_close(&arena);
    if (list.found > 0) take_lacking(b, &list);
  }
  if (found) *found = list.found;
  return list.found == 0 ? ENT_OK : room > 0 ? errors[0].code : ENT_ARGUMENT;
}
