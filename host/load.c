/* load.c - is this file a scenario that can be answered, and if not, what are all the reasons?
 *
 * Text -> builder, then the tables that the builder asks for (paths are seen from the scenario's folder), then the
 * changes of the command line, then seal.  A table that cannot be read stops neither the other tables nor the seal, which
 * passes over the numbers from it and tells what else is wrong. */
#include "host/load.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "host/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void copy_path(char to[HOST_PATH_MAX], const char *from)
{
  size_t size = strlen(from);
  if (size >= HOST_PATH_MAX) size = HOST_PATH_MAX - 1;
  memcpy(to, from, size);
  to[size] = '\0';
}

static ent_status add_problem(host_load *load, const char *file, const ent_error *error)
{
  const int i = load->problems++;
  if (i >= HOST_PROBLEMS_MAX) return error->code;
  copy_path(load->problem[i].file, file);
  load->problem[i].error = *error;
  return error->code;
}

/* ---- parts --------------------------------------------------------------------------------------------------- */

/* A copy of the text that was given instead of a file. */
static ent_status copy_text(const host_source *from, host_text *out, ent_error *err)
{
  if (from->size > HOST_SCENARIO_MAX) return ent_fail(err, ENT_LIMIT, "", "The text of a scenario has at most 8 MiB.");
  char *const data = malloc(from->size + 1);
  if (!data) return ent_fail(err, ENT_NOMEM, "", "There is no memory to hold the text.");
  memcpy(data, from->text, from->size);
  data[from->size] = '\0';
  out->data = data;
  out->size = from->size;
  return ENT_OK;
}

static ent_status read_text(host_load *load, const host_source *from, bool *is_snapshot)
{
  ent_error err = {.code = ENT_OK};
  ent_status status =
    from->text ? copy_text(from, &load->text, &err) : host_file_read(load->path, HOST_SCENARIO_MAX, &load->text, &err);
  if (status != ENT_OK) return add_problem(load, status == ENT_IO ? "" : load->path, &err); /* names the file itself */
  host_text *const text = &load->text;
  *is_snapshot = text->size >= 4 && memcmp(text->data, "ENTS", 4) == 0;
  status = *is_snapshot ? ent_builder_load(load->builder, text->data, text->size, &err)
                        : host_yaml_read(text->data, text->size, load->builder, &err);
  if (*is_snapshot) host_text_free(text); /* there are no lines to show */
  return status == ENT_OK ? ENT_OK : add_problem(load, load->path, &err);
}

/* sha256: [32] of the file's bytes, or NULL. */
static ent_status read_csv(const char *path, host_table *out, uint8_t *sha256, ent_error *err)
{
  host_text text;
  ent_status status = host_file_read(path, HOST_SCENARIO_MAX, &text, err);
  if (status != ENT_OK) return status;
  status = host_csv_read(text.data, text.size, out, err);
  if (status == ENT_OK && sha256) ent_sha256(text.data, text.size, sha256);
  host_text_free(&text);
  return status;
}

ent_status host_load_table(const char *path, host_table *out, ent_error *err)
{
  return read_csv(path, out, NULL, err);
}

/* Notes which table was read; without memory for the note it is left out, which only a manifest shows. */
static void note_table(host_load *load, const char *name, const char *file, const uint8_t sha256[32])
{
  host_table_seen *const more = realloc(load->table, ((size_t)load->tables + 1) * sizeof *more);
  if (!more) return;
  load->table = more;
  host_table_seen *const seen = &more[load->tables++];
  snprintf(seen->name, sizeof seen->name, "%s", name);
  copy_path(seen->file, file);
  memcpy(seen->sha256, sha256, sizeof seen->sha256);
}

/* Nothing is said of what would come from this table; name NULL: the flows of trade. */
static void lacks(host_load *load, const char *name)
{
  ent_error err = {.code = ENT_OK};
  if (ent_builder_lacks(load->builder, name, &err) != ENT_OK) add_problem(load, load->path, &err);
}

/* Reads a table that the scenario names at `field`, and notes it as `called`; path: [HOST_PATH_MAX].  false: it cannot be read,
 * which has been told, in the file where that has a line, else in the scenario. */
static bool open_table(host_load *load, const host_source *from, const char *field, const char *called,
                       const char *file, ent_place at, char *path, host_table *out)
{
  ent_error err = {.code = ENT_OK}, placed = {.code = ENT_OK};
  uint8_t sha256[32];
  ent_status status = host_path_beside(load->path, file, path, &err);
  if (status == ENT_OK && from->may_open && !from->may_open(from->ctx, path))
    status = ent_fail(&err, ENT_REFERENCE, "", "Only tables that the files of the list name may be read here.");
  if (status == ENT_OK) status = read_csv(path, out, sha256, &err);
  if (status == ENT_OK) {
    note_table(load, called, file, sha256);
    return true;
  }
  if (err.line > 0) {
    add_problem(load, path, &err);
    return false;
  }
  ent_fail_at(&placed, status, at.line, at.column, field, err.message);
  add_problem(load, load->path, &placed);
  return false;
}

static void read_table(host_load *load, const host_source *from, const char *name, const char *file, ent_place at)
{
  ent_error err = {.code = ENT_OK};
  char path[HOST_PATH_MAX], field[ENT_PATH_MAX] = "";
  host_table table;
  snprintf(field, sizeof field, "tables.%s.file", name);
  if (!file[0] || !open_table(load, from, field, name, file, at, path, &table)) {
    lacks(load, name); /* without a file sealing says that its name is missing */
    return;
  }
  const ent_status status = ent_builder_table(load->builder, name, file, table.rows, table.columns, table.column,
                                              table.source, table.cell, &err);
  host_table_free(&table);
  if (status == ENT_OK) return;
  add_problem(load, path, &err);
  lacks(load, name);
}

static void read_tables(host_load *load, const host_source *from)
{
  const char *name = NULL, *file = NULL;
  ent_place at = {0, 0};
  for (int i = 0; ent_builder_wants_table(load->builder, i, &name, &file, &at); i++)
    read_table(load, from, name, file, at);
}

/* ---- changes of the command line ------------------------------------------------------------------------------- */

/* Where "path=value" is to be cut; NULL when it cannot be. */
static const char *equals_of(const char *change)
{
  const char *const at = strchr(change, '=');
  return at && at != change && at - change < ENT_PATH_MAX ? at : NULL;
}

static void apply_changes(host_load *load, const char *const *change, int changes)
{
  for (int i = 0; i < changes; i++) {
    ent_error err = {.code = ENT_OK};
    const char *const equals = equals_of(change[i]);
    char path[ENT_PATH_MAX];
    if (!equals) {
      ent_fail_join(&err, ENT_ARGUMENT, 0, 0, "", "A change is written path=value, not \"", change[i], "\".",
                    (char *)NULL);
      add_problem(load, "--set", &err);
      continue;
    }
    memcpy(path, change[i], (size_t)(equals - change[i]));
    path[equals - change[i]] = '\0';
    if (ent_builder_set(load->builder, path, equals + 1, &err) != ENT_OK) add_problem(load, "--set", &err);
  }
}

/* The input of the scenario as it was that is closest to a changed path; NULL when the path is an input, or far from
 * all. */
static const char *meant(const ent_scenario *before, const char *path, size_t size)
{
  const int inputs = ent_scenario_inputs(before);
  const char **const names = calloc((size_t)inputs + 1, sizeof *names);
  const char *found = NULL;
  bool exists = false;
  for (int i = 0; names && i < inputs && !exists; i++) {
    ent_input_info info;
    names[i] = ent_scenario_input(before, i, &info) ? info.path : "";
    exists = strlen(names[i]) == size && memcmp(names[i], path, size) == 0;
  }
  if (names && !exists) found = ent_suggest(path, size, names, (size_t)inputs);
  free((void *)names);
  return found;
}

/* A misspelt path makes new entries that lack this and that.  When a change is close to an input, say that instead. */
static bool explain_changes(host_load *load, const ent_scenario *before, const char *const *change, int changes)
{
  bool explained = false;
  for (int i = 0; i < changes; i++) {
    const size_t size = (size_t)(equals_of(change[i]) - change[i]);
    const char *const close = meant(before, change[i], size);
    if (!close) continue;
    char path[ENT_PATH_MAX];
    memcpy(path, change[i], size);
    path[size] = '\0';
    ent_error err = {.code = ENT_OK};
    ent_fail_join(&err, ENT_REFERENCE, 0, 0, "", "The scenario has no input \"", path, "\"; did you mean \"", close,
                  "\"?", (char *)NULL);
    add_problem(load, "--set", &err);
    explained = true;
  }
  return explained;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* The line that starts at `at`, without its end and blanks behind it. */
static size_t line_size(const char *at, const char *end)
{
  const char *const close = memchr(at, '\n', (size_t)(end - at));
  size_t size = (size_t)((close ? close : end) - at);
  while (size > 0 && (at[size - 1] == ' ' || at[size - 1] == '\t' || at[size - 1] == '\r')) size--;
  return size;
}

static int count_characters(const char *text, size_t size)
{
  int count = 0;
  for (size_t i = 0; i < size; i++) count += ((unsigned char)text[i] & 0xC0u) != 0x80u;
  return count;
}

/* A text that goes on over several lines reaches the core as one, its line breaks folded into blanks.  A column beyond the
 * end of the first line lies on one of the next. */
static void follow_lines(const host_text *text, ent_error *e)
{
  const char *at = text->data;
  const char *const end = text->data + text->size;
  for (int i = 1; at && i < e->line; i++) {
    at = memchr(at, '\n', (size_t)(end - at));
    if (at) at++;
  }
  while (at && e->line > 0) {
    const int characters = count_characters(at, line_size(at, end));
    const char *next = memchr(at, '\n', (size_t)(end - at));
    if (e->column <= characters + 1 || !next) return;
    int down = 0; /* a break is one blank; of several, each but the first is one character */
    do {
      at = next + 1;
      next = memchr(at, '\n', (size_t)(end - at));
      down++;
    } while (next && line_size(at, end) == 0);
    int indent = 0;
    while (at + indent < end && at[indent] == ' ') indent++;
    e->line += down;
    e->column += indent - characters - (down > 1 ? down - 1 : 1);
  }
}

static ent_trade_table trade_table(const char *file, const host_table *t)
{
  return (ent_trade_table){file, t->rows, t->columns, t->column, t->source, t->cell};
}

/* What is wrong in a table of trade, which is the error's path: row and column become a place in its file. */
static void tell_in_table(host_load *load, const ent_error *error)
{
  ent_error placed = *error;
  char path[HOST_PATH_MAX];
  host_text text;
  if (host_path_beside(load->path, error->path, path, NULL) != ENT_OK) copy_path(path, error->path);
  placed.path[0] = '\0';
  if (error->line > 0 && host_file_read(path, HOST_SCENARIO_MAX, &text, NULL) == ENT_OK) {
    host_csv_place(text.data, text.size, error->line - 1, error->column - 1, &placed.line, &placed.column);
    host_text_free(&text);
  }
  add_problem(load, path, &placed);
}

/* Values from trade are computed here, where the flows are; a snapshot brings those of its file along. */
static void compute_trade(host_load *load, const host_source *from, bool is_snapshot)
{
  const char *flows = NULL, *then = NULL;
  ent_place flows_at = {0, 0}, then_at = {0, 0};
  char path[HOST_PATH_MAX];
  host_table table[2] = {{.rows = 0}, {.rows = 0}};
  if (is_snapshot || !ent_builder_wants_trade(load->builder, &flows, &then, &flows_at, &then_at)) return;
  const bool read = open_table(load, from, "trade.flows", "trade.flows", flows, flows_at, path, &table[0]);
  const ent_trade_table now = trade_table(flows, &table[0]);
  const bool earlier =
    read && then[0] != '\0' && !ent_trade_table_computed(&now); /* an archive has the values instead */
  if (read && (!earlier || open_table(load, from, "trade.then", "trade.then", then, then_at, path, &table[1]))) {
    const ent_trade_table old = trade_table(then, &table[1]);
    ent_error errors[HOST_PROBLEMS_MAX];
    int found = 0;
    memset(errors, 0, sizeof errors);
    (void)ent_builder_trade(load->builder, &now, earlier ? &old : NULL, errors, HOST_PROBLEMS_MAX, &found);
    for (int i = 0; i < found && i < HOST_PROBLEMS_MAX; i++) {
      const bool in_table = strcmp(errors[i].path, flows) == 0 || (earlier && strcmp(errors[i].path, then) == 0);
      if (!in_table && load->text.data) follow_lines(&load->text, &errors[i]);
      if (in_table)
        tell_in_table(load, &errors[i]);
      else
        add_problem(load, load->path, &errors[i]);
    }
  } else {
    lacks(load, NULL);
  }
  host_table_free(&table[1]);
  host_table_free(&table[0]);
}

static ent_status seal(host_load *load, const ent_allocator *memory, const ent_scenario *before,
                       const char *const *change, int changes)
{
  ent_error errors[HOST_PROBLEMS_MAX];
  int found = 0;
  memset(errors, 0, sizeof errors);
  const ent_status status =
    ent_scenario_seal(load->builder, memory, &load->scenario, errors, HOST_PROBLEMS_MAX, &found);
  if (status == ENT_OK) return ENT_OK;
  load->scenario = NULL;
  if (before && explain_changes(load, before, change, changes)) return load->problem[0].error.code;
  const int told = found < HOST_PROBLEMS_MAX ? found : HOST_PROBLEMS_MAX;
  for (int i = 0; i < told; i++) {
    if (load->text.data) follow_lines(&load->text, &errors[i]);
    add_problem(load, load->path, &errors[i]);
  }
  load->problems += found - told;
  return status;
}

/* The scenario without the changes, to learn its inputs; NULL when it has faults of its own, which the changes may mend. */
static ent_scenario *seal_before(host_load *load, const host_source *from, bool is_snapshot,
                                 const ent_allocator *memory)
{
  ent_scenario *before = NULL;
  ent_error error;
  int found = 0;
  if (load->problems > 0) return NULL;
  compute_trade(load, from, is_snapshot);
  if (load->problems > 0) {
    load->problems = 0;
    return NULL;
  }
  return ent_scenario_seal(load->builder, memory, &before, &error, 1, &found) == ENT_OK ? before : NULL;
}

/* Everything that the view assumes.  The file has been sealed before, so what is wrong in the view has been told. */
static void apply_view(host_load *load, const char *view)
{
  ent_error err = {.code = ENT_OK};
  if (ent_builder_view(load->builder, view, &err) == ENT_OK) return;
  err.path[0] = '\0'; /* the place in the file is none; --view is where it was said */
  add_problem(load, "--view", &err);
}

/* In the order of the file; what stands in no line of it comes behind. */
static bool comes_before(const host_load *load, const host_problem *a, const host_problem *b)
{
  const bool in[2] = {a->error.line > 0 && strcmp(a->file, load->path) == 0,
                      b->error.line > 0 && strcmp(b->file, load->path) == 0};
  if (!in[0] || !in[1]) return in[0] && !in[1];
  return a->error.line < b->error.line || (a->error.line == b->error.line && a->error.column < b->error.column);
}

static void sort_problems(host_load *load)
{
  const int kept = load->problems < HOST_PROBLEMS_MAX ? load->problems : HOST_PROBLEMS_MAX;
  for (int i = 1; i < kept; i++) {
    const host_problem moving = load->problem[i];
    int k = i;
    for (; k > 0 && comes_before(load, &moving, &load->problem[k - 1]); k--) load->problem[k] = load->problem[k - 1];
    load->problem[k] = moving;
  }
}

ent_status host_load_scenario(const char *path, const char *const *change, int changes, const ent_allocator *memory,
                              host_load *out)
{
  return host_load_view(path, NULL, change, changes, NULL, memory, out);
}

ent_status host_load_view(const char *path, const char *view, const char *const *change, int changes,
                          const ent_words *words, const ent_allocator *memory, host_load *out)
{
  const host_source from = {.path = path, .view = view, .words = words};
  return host_load_source(&from, change, changes, memory, out);
}

ent_status host_load_source(const host_source *from, const char *const *change, int changes,
                            const ent_allocator *memory, host_load *out)
{
  const char *const path = from->path, *const view = from->view;
  memset(out, 0, sizeof *out);
  copy_path(out->path, path);
  out->problem = calloc(HOST_PROBLEMS_MAX, sizeof *out->problem);
  if (!out->problem) return ENT_NOMEM;
  ent_error err = {.code = ENT_OK};
  if (ent_builder_open(memory, &out->builder, &err) != ENT_OK) return add_problem(out, path, &err);
  ent_builder_speak(out->builder, from->words);
  bool is_snapshot = false;
  const ent_status status = read_text(out, from, &is_snapshot);
  if (status != ENT_OK) return status;
  if (!is_snapshot) read_tables(out, from); /* a snapshot brings its tables along */
  const bool changed = changes > 0 || view;
  ent_scenario *const before = changed ? seal_before(out, from, is_snapshot, memory) : NULL;
  const int unread = out->problems;
  if (view && before) apply_view(out, view);
  apply_changes(out, change, changes);
  ent_status sealed = ENT_OK;
  if (out->problems == unread) {
    compute_trade(out, from, is_snapshot);
    sealed = seal(out, memory, before, change, changes);
  }
  if (view && !before && out->scenario) { /* only with the changes is the file sound, and only then the view */
    ent_scenario_free(out->scenario);
    out->scenario = NULL;
    apply_view(out, view);
    apply_changes(out, change, changes);
    if (out->problems == 0) compute_trade(out, from, is_snapshot);
    if (out->problems == 0) sealed = seal(out, memory, NULL, change, changes);
  }
  if (before) ent_scenario_free(before);
  sort_problems(out);
  return out->problems > 0 ? out->problem[0].error.code : sealed;
}

void host_load_free(host_load *load)
{
  if (load->scenario) ent_scenario_free(load->scenario);
  if (load->builder) ent_builder_close(load->builder);
  host_text_free(&load->text);
  free(load->problem);
  free(load->table);
  memset(load, 0, sizeof *load);
}
