/* ppml_read.c - which columns of a table make a regression?
 *
 *   --y COLUMN   --x A,B,log(C)   --effects A,B+C,...   --cluster A+B   --weights D   --only COLUMN=VALUE
 * A cell without a number is an error, or with --drop-missing the row is left out and counted.
 * Columns joined by + make groups of rows that agree in all of them. */
#include "ppml.h"

#include "base/fail.h"
#include "columns.h"
#include "problems.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BYTES ((size_t)1 << 30)
#define JOINED 8 /* columns of one grouping, at most */

static cli_exit no_memory(const cli_call *call)
{
  const ent_error err = {.code = ENT_NOMEM, .message = "There is no memory for the table."};
  return cli_fail(call, &err);
}

static const char *cell(const cli_ppml *p, int64_t i, int column)
{
  return cli_cell(&p->table, p->row[i], column);
}

/* A name that ends inside a list; what other programs write between columns is told. */
static cli_exit refuse_column(cli_ppml *p, cli_option option, const char *name, size_t size)
{
  const char *const text = ent_arena_text(&p->arena, name, size);
  if (!text) return no_memory(p->call);
  if ((option == CLI_OPTION_EFFECTS || option == CLI_OPTION_CLUSTER) && strpbrk(text, "#^:*"))
    return cli_refuse(p->call, "--", cli_option_list[option].name,
                      ": columns are joined by + (exporter+year), not as in \"", text, "\"", (char *)NULL);
  if (strchr(text, '('))
    return cli_refuse(p->call, "--", cli_option_list[option].name,
                      ": log(COLUMN) is the only function of a column, not \"", text, "\"", (char *)NULL);
  return cli_column_refuse(p->call, &p->table, option, text);
}

/* "log(dist)" is column dist; *logarithm may be NULL. */
static int column_of(const cli_ppml *p, const char *name, size_t size, bool *logarithm)
{
  const bool is = size > 5 && memcmp(name, "log(", 4) == 0 && name[size - 1] == ')';
  if (logarithm) *logarithm = is;
  return cli_column(&p->table, is ? name + 4 : name, is ? size - 5 : size);
}

/* ---- rows that count ------------------------------------------------------------------------------------------------ */

static cli_exit choose_rows(cli_ppml *p)
{
  cli_filters only = {.count = 0};
  const cli_exit code = cli_filters_read(p->call, &p->table, &only);
  if (code != CLI_ANSWERED) return code;
  p->row = ENT_NEW(&p->arena, int, p->table.rows);
  if (!p->row) return no_memory(p->call);
  for (int r = 0; r < p->table.rows; r++)
    if (cli_filters_pass(&only, &p->table, r)) p->row[p->n++] = r;
  return p->n > 0 ? CLI_ANSWERED : cli_refuse(p->call, "no row of the table is left to count", (char *)NULL);
}

/* What other programs write where they have no number. */
static bool is_missing(const char *text)
{
  static const char *const marks[] = {"", "NA", "NaN", "nan", "."};
  for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
    if (strcmp(text, marks[k]) == 0) return true;
  return false;
}

/* Leaves out the rows that have no cell in one of the columns of a list; names that are none are told later. */
static void drop_missing(cli_ppml *p, const char *list)
{
  for (const char *at = list; at && *at; at += *at != '\0') {
    const size_t size = strcspn(at, ",+");
    const int column = column_of(p, at, size, NULL);
    int64_t kept = 0;
    for (int64_t i = 0; column >= 0 && i < p->n; i++)
      if (!is_missing(cell(p, i, column))) p->row[kept++] = p->row[i];
    if (column >= 0) {
      p->missing += p->n - kept;
      p->n = kept;
    }
    at += size;
  }
}

static cli_exit drop_rows(cli_ppml *p)
{
  if (!cli_has(p->call, CLI_OPTION_DROP_MISSING)) return CLI_ANSWERED;
  drop_missing(p, p->explained);
  drop_missing(p, p->weights);
  drop_missing(p, cli_value(p->call, CLI_OPTION_REGRESSORS));
  drop_missing(p, cli_value(p->call, CLI_OPTION_EFFECTS));
  drop_missing(p, cli_value(p->call, CLI_OPTION_CLUSTER));
  return p->n > 0 ? CLI_ANSWERED : cli_refuse(p->call, "no row of the table is left to count", (char *)NULL);
}

/* ---- numbers -------------------------------------------------------------------------------------------------------- */

/* A column, or the logarithm of one. */
static cli_exit read_numbers(cli_ppml *p, cli_option option, const char *name, size_t size, const double **out)
{
  bool logarithm = false;
  const int column = column_of(p, name, size, &logarithm);
  if (column < 0) return refuse_column(p, option, name, size);
  double *const v = ENT_NEW(&p->arena, double, p->n);
  if (!v) return no_memory(p->call);
  for (int64_t i = 0; i < p->n; i++) {
    const char *const text = cell(p, i, column);
    size_t used = 0;
    ent_error err = {.code = ENT_ARGUMENT, .column = 1};
    const bool number = ent_number_read(text, strlen(text), &v[i], &used) == ENT_OK && text[used] == '\0';
    if (!number)
      ent_fail_at(&err, ENT_SYNTAX, 0, 1, "",
                  is_missing(text) ? "A number is expected in this column; --drop-missing leaves out rows without one."
                                   : "A number is expected in this column.");
    else if (logarithm && !(v[i] > 0))
      ent_fail_at(&err, ENT_ARGUMENT, 0, 1, "", "A logarithm asks for numbers above 0.");
    else if (option == CLI_OPTION_EXPLAINED && !(v[i] >= 0 && v[i] < ENT_PPML_HUGE))
      ent_fail_at(&err, ENT_ARGUMENT, 0, 1, "", "What is explained is a number from 0 to below 1e100.");
    else if (option == CLI_OPTION_ROW_WEIGHTS && !(v[i] > 1 / ENT_PPML_HUGE && v[i] < ENT_PPML_HUGE))
      ent_fail_at(&err, ENT_ARGUMENT, 0, 1, "", "Weights are numbers above 0 and below 1e100.");
    else if (!(fabs(v[i]) < ENT_PPML_HUGE))
      ent_fail_at(&err, ENT_ARGUMENT, 0, 1, "", "Regressors are numbers from above -1e100 to below 1e100.");
    if (err.message[0]) return cli_refuse_cell(p->call, p->file, &p->text, &p->table, p->row[i], column, &err);
    if (logarithm) v[i] = ent_log(v[i]);
  }
  *out = v;
  return CLI_ANSWERED;
}

static cli_exit choose_explained(cli_ppml *p)
{
  static const char *const usual[] = {"trade", "flow", "flows", "value", "exports", "y", NULL};
  const int column = cli_column_of(&p->table, usual);
  p->explained = cli_value(p->call, CLI_OPTION_EXPLAINED);
  if (!p->explained && column >= 0) p->explained = p->table.column[column];
  if (!p->explained) return cli_refuse(p->call, "which column is explained? Name it with --y COLUMN", (char *)NULL);
  return CLI_ANSWERED;
}

static cli_exit read_explained(cli_ppml *p)
{
  const cli_exit code = read_numbers(p, CLI_OPTION_EXPLAINED, p->explained, strlen(p->explained), &p->d.y);
  if (code != CLI_ANSWERED || !p->weights) return code;
  return read_numbers(p, CLI_OPTION_ROW_WEIGHTS, p->weights, strlen(p->weights), &p->d.weight);
}

/* The pieces of a list with commas, as texts of their own; -1: no memory, room + 1: too many. */
static int split(cli_ppml *p, const char *list, const char **piece, int room)
{
  int n = 0;
  for (const char *at = list; list && *at;) {
    const size_t size = strcspn(at, ",");
    if (n == room) return room + 1;
    piece[n] = ent_arena_text(&p->arena, at, size);
    if (!piece[n++]) return -1;
    at += size + (at[size] == ',');
  }
  return n;
}

static cli_exit read_regressors(cli_ppml *p)
{
  const int n = split(p, cli_value(p->call, CLI_OPTION_REGRESSORS), p->x, ENT_PPML_REGRESSORS);
  if (n < 0) return no_memory(p->call);
  if (n > ENT_PPML_REGRESSORS) return cli_refuse(p->call, "--x takes at most 64 columns", (char *)NULL);
  const double **const x = ENT_NEW(&p->arena, const double *, n);
  if (!x) return no_memory(p->call);
  for (int k = 0; k < n; k++) {
    const cli_exit code = read_numbers(p, CLI_OPTION_REGRESSORS, p->x[k], strlen(p->x[k]), &x[k]);
    if (code != CLI_ANSWERED) return code;
  }
  p->d.regressors = n;
  p->d.x = x;
  return CLI_ANSWERED;
}

/* ---- groups --------------------------------------------------------------------------------------------------------- */

typedef struct grouping {
  const cli_ppml *p;
  int column[JOINED];
  int columns;
  int32_t *slot; /* [mask + 1] row + 1 of the first of a group; 0: free */
  int32_t *group;
  uint64_t mask;
} grouping;

static uint64_t hash_of(const grouping *g, int64_t i)
{
  uint64_t h = 0;
  for (int c = 0; c < g->columns; c++) {
    const char *const text = cell(g->p, i, g->column[c]);
    h = (h ^ ent_name_hash(text, strlen(text))) * UINT64_C(0x9E3779B97F4A7C15);
  }
  return h >> 17;
}

static bool agree(const grouping *g, int64_t i, int64_t j)
{
  for (int c = 0; c < g->columns; c++)
    if (strcmp(cell(g->p, i, g->column[c]), cell(g->p, j, g->column[c])) != 0) return false;
  return true;
}

static void number_groups(const grouping *g)
{
  int32_t groups = 0;
  for (int64_t i = 0; i < g->p->n; i++) {
    uint64_t at = hash_of(g, i) & g->mask;
    while (g->slot[at] != 0 && !agree(g, i, g->slot[at] - 1)) at = (at + 1) & g->mask;
    if (g->slot[at] == 0) {
      g->slot[at] = (int32_t)i + 1;
      g->group[i] = groups++;
    } else {
      g->group[i] = g->group[g->slot[at] - 1];
    }
  }
}

static cli_exit read_groups(cli_ppml *p, cli_option option, const char *name, const int32_t **out)
{
  grouping g = {.p = p, .mask = 15};
  for (const char *at = name; *at;) {
    const size_t size = strcspn(at, "+");
    const int column = cli_column(&p->table, at, size);
    if (column < 0) return refuse_column(p, option, at, size);
    if (g.columns == JOINED)
      return cli_refuse(p->call, "--", cli_option_list[option].name, " joins at most 8 columns", (char *)NULL);
    g.column[g.columns++] = column;
    at += size + (at[size] == '+');
  }
  while (g.mask < 2 * (uint64_t)p->n) g.mask = 2 * g.mask + 1;
  g.group = ENT_NEW(&p->arena, int32_t, p->n);
  const ent_mark mark = ent_arena_mark(&p->arena);
  g.slot = ENT_NEW(&p->arena, int32_t, g.mask + 1);
  if (!g.group || !g.slot) return no_memory(p->call);
  number_groups(&g);
  ent_arena_rewind(&p->arena, mark);
  *out = g.group;
  return CLI_ANSWERED;
}

static cli_exit read_effects(cli_ppml *p)
{
  const int n = split(p, cli_value(p->call, CLI_OPTION_EFFECTS), p->effect, ENT_PPML_EFFECTS);
  if (n < 0) return no_memory(p->call);
  if (n > ENT_PPML_EFFECTS) return cli_refuse(p->call, "--effects takes at most 8 groupings", (char *)NULL);
  const int32_t **const of = ENT_NEW(&p->arena, const int32_t *, n);
  if (!of) return no_memory(p->call);
  cli_exit code = CLI_ANSWERED;
  for (int g = 0; g < n && code == CLI_ANSWERED; g++) code = read_groups(p, CLI_OPTION_EFFECTS, p->effect[g], &of[g]);
  p->d.effects = n;
  p->d.effect = of;
  p->cluster = cli_value(p->call, CLI_OPTION_CLUSTER);
  if (code == CLI_ANSWERED && p->cluster) code = read_groups(p, CLI_OPTION_CLUSTER, p->cluster, &p->d.cluster);
  return code;
}

cli_exit cli_ppml_read(cli_ppml *p)
{
  ent_error err = {.code = ENT_OK};
  ent_status status = host_file_read(p->file, BYTES, &p->text, &err);
  if (status == ENT_OK) status = host_csv_read(p->text.data, p->text.size, &p->table, &err);
  if (status != ENT_OK) return cli_refuse_file(p->call, p->file, &p->text, &err);
  p->weights = cli_value(p->call, CLI_OPTION_ROW_WEIGHTS);
  cli_exit code = choose_rows(p);
  if (code == CLI_ANSWERED) code = choose_explained(p);
  if (code == CLI_ANSWERED) code = drop_rows(p);
  p->d.n = p->n;
  if (code == CLI_ANSWERED) code = read_explained(p);
  if (code == CLI_ANSWERED) code = read_regressors(p);
  if (code == CLI_ANSWERED) code = read_effects(p);
  if (code == CLI_ANSWERED && p->d.regressors + p->d.effects == 0)
    code =
      cli_refuse(p->call, "there is nothing to estimate: name columns with --x, groups with --effects", (char *)NULL);
  return code;
}
