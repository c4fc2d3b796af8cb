/* network.c - from a table of ties to actors and rows.
 *
 * Names are found by a hash of their bytes (FNV-1a; Fowler, Noll and Vo), so that a million rows take one pass. */
#include "network.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "columns.h"
#include "problems.h"
#include "say.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* ---- telling ------------------------------------------------------------------------------------------------------ */

cli_exit cli_network_no_memory(const cli_call *call)
{
  ent_error err;
  ent_fail(&err, ENT_NOMEM, "", "There is no memory for the ties.");
  return cli_fail(call, &err);
}

static cli_exit tell_cell(const cli_call *call, const cli_network *net, int row, int column, const ent_error *err)
{
  return cli_refuse_cell(call, net->file, &net->text, &net->table, row, column, err);
}

cli_exit cli_network_refuse(const cli_call *call, const cli_network *net, int64_t row, const ent_error *err)
{
  if (row < 0 || row >= net->rows) return cli_fail(call, err);
  return tell_cell(call, net, net->row[row], net->column[row], err);
}

/* ---- names -------------------------------------------------------------------------------------------------------- */

typedef struct book {
  int *slot; /* [mask + 1] actor + 1; 0: free */
  uint32_t mask;
} book;

static uint32_t hash_of(const char *name)
{
  uint32_t h = UINT32_C(2166136261);
  for (; *name; name++) h = (h ^ (unsigned char)*name) * UINT32_C(16777619);
  return h;
}

/* The actor of that name, entered when it is new. */
static int actor_of(cli_network *net, book *b, const char *name)
{
  uint32_t at = hash_of(name) & b->mask;
  for (; b->slot[at]; at = (at + 1) & b->mask)
    if (strcmp(net->actor[b->slot[at] - 1], name) == 0) return b->slot[at] - 1;
  net->actor[net->actors] = name;
  b->slot[at] = ++net->actors;
  return net->actors - 1;
}

static bool open_book(cli_network *net, book *b, int64_t most)
{
  b->mask = 15;
  while (b->mask < 2 * (uint64_t)most) b->mask = 2 * b->mask + 1;
  b->slot = calloc((size_t)b->mask + 1, sizeof *b->slot);
  net->actor = ENT_NEW(&net->arena, const char *, most);
  return b->slot && net->actor;
}

/* ---- columns ------------------------------------------------------------------------------------------------------ */

static const char *cell(const cli_network *net, int row, int column)
{
  return cli_cell(&net->table, row, column);
}

/* The column that an option names; else the first that bears one of the usual names; -1. */
static cli_exit choose_column(const cli_call *call, const cli_network *net, cli_option option, const char *const *usual,
                              int *out)
{
  const char *const asked = cli_value(call, option);
  *out = asked ? cli_column(&net->table, asked, strlen(asked)) : cli_column_of(&net->table, usual);
  if (!asked || *out >= 0) return CLI_ANSWERED;
  return cli_column_refuse(call, &net->table, option, asked);
}

/* ---- one tie a row ------------------------------------------------------------------------------------------------- */

static bool make_rows(cli_network *net, int64_t rows)
{
  net->tail = ENT_NEW(&net->arena, int32_t, rows);
  net->head = ENT_NEW(&net->arena, int32_t, rows);
  net->weight = ENT_NEW(&net->arena, const char *, rows);
  net->row = ENT_NEW(&net->arena, int, rows);
  net->column = ENT_NEW(&net->arena, int, rows);
  return net->tail && net->head && net->weight && net->row && net->column;
}

typedef struct columns {
  int from, to, weight, when;
  cli_filters only;
} columns;

static const char *const from_names[] = {"from",   "source", "a",   "u",      "i",     "actor1", "exporter",
                                         "state1", "sender", "exp", "origin", "iso_o", "iso3_o", NULL};
static const char *const to_names[] = {"to",     "target",   "b",   "v",           "j",     "actor2", "importer",
                                       "state2", "receiver", "imp", "destination", "iso_d", "iso3_d", NULL};

bool cli_table_ends(const host_table *table, int *from, int *to)
{
  *from = cli_column_of(table, from_names);
  *to = cli_column_of(table, to_names);
  return *from >= 0 && *to >= 0;
}

static int row_called(const host_table *table, const char *name)
{
  for (int row = 0; row < table->rows; row++)
    if (strcmp(cli_cell(table, row, 0), name) == 0) return row;
  return -1;
}

/* A table that is no list of ties: is it a matrix, but for a name? */
static cli_exit refuse_form(const cli_call *call, const host_table *table)
{
  int both = 0, no_row = -1, no_column = -1;
  for (int c = 1; c < table->columns; c++) {
    const bool is = row_called(table, table->column[c]) >= 0;
    both += is;
    if (!is && no_row < 0) no_row = c;
  }
  for (int row = table->rows; row-- > 0;)
    if (cli_column_called(table, cli_cell(table, row, 0)) < 1) no_column = row;
  if (2 * both >= table->rows && both > 0)
    return cli_refuse(call, "a matrix has the same names in its first row and its first column, in one order",
                      no_column >= 0 ? "; no column is called \"" : "",
                      no_column >= 0 ? cli_cell(table, no_column, 0) : "", no_column >= 0 ? "\"" : "",
                      no_row >= 0 ? "; no row is called \"" : "", no_row >= 0 ? table->column[no_row] : "",
                      no_row >= 0 ? "\"" : "", (char *)NULL);
  char names[CLI_SAID / 2] = "";
  for (int c = 0; c < table->columns; c++) cli_list_name(names, sizeof names, c, table->column[c]);
  return cli_refuse(call, "the table needs a column ", call->command == CLI_COMMAND_TRADE ? "exporter" : "from",
                    " and a column ", call->command == CLI_COMMAND_TRADE ? "importer" : "to",
                    " (or --from and --to), or has to be a square matrix with the same names in its first row and ",
                    "column; its columns are: ", names, (char *)NULL);
}

static cli_exit find_columns(const cli_call *call, const cli_network *net, columns *c)
{
  static const char *const weight[] = {"weight", "sign", "w",     "tie",      "propensity", "rating",
                                       "value",  "flow", "trade", "freeness", NULL};
  static const char *const none[] = {NULL};
  memset(c, 0, sizeof *c);
  cli_exit code = choose_column(call, net, CLI_OPTION_FROM, from_names, &c->from);
  if (code == CLI_ANSWERED) code = choose_column(call, net, CLI_OPTION_TO, to_names, &c->to);
  if (code == CLI_ANSWERED) code = choose_column(call, net, CLI_OPTION_WEIGHT, weight, &c->weight);
  if (code == CLI_ANSWERED) code = choose_column(call, net, CLI_OPTION_DATE, none, &c->when);
  if (code == CLI_ANSWERED) code = cli_filters_read(call, &net->table, &c->only);
  if (code != CLI_ANSWERED) return code;
  return c->from < 0 || c->to < 0 ? refuse_form(call, &net->table) : CLI_ANSWERED;
}

static cli_exit take_rows(const cli_call *call, cli_network *net, book *b)
{
  columns c;
  ent_error err = {.code = ENT_OK};
  const cli_exit code = find_columns(call, net, &c);
  if (code != CLI_ANSWERED) return code;
  if (c.when >= 0 && !(net->when = ENT_NEW(&net->arena, const char *, net->table.rows)))
    return cli_network_no_memory(call);
  for (int row = 0; row < net->table.rows; row++) {
    if (!cli_filters_pass(&c.only, &net->table, row)) continue;
    const char *const ends[2] = {cell(net, row, c.from), cell(net, row, c.to)};
    for (int k = 0; k < 2; k++)
      if (ends[k][0] == '\0') {
        ent_fail(&err, ENT_SYNTAX, "", "The name of an actor stands here.");
        return tell_cell(call, net, row, k ? c.to : c.from, &err);
      }
    const int64_t r = net->rows++;
    net->tail[r] = actor_of(net, b, ends[0]);
    net->head[r] = actor_of(net, b, ends[1]);
    net->row[r] = row;
    net->column[r] = c.weight >= 0 ? c.weight : c.to;
    if (c.weight >= 0) net->weight[r] = cell(net, row, c.weight);
    if (net->when) net->when[r] = cell(net, row, c.when);
  }
  if (c.weight < 0) net->weight = NULL;
  return CLI_ANSWERED;
}

/* ---- a matrix ------------------------------------------------------------------------------------------------------ */

bool cli_table_is_square(const host_table *table)
{
  if (table->columns != table->rows + 1 || table->rows < 2) return false;
  for (int row = 0; row < table->rows; row++)
    if (strcmp(cli_cell(table, row, 0), table->column[row + 1]) != 0) return false;
  return true;
}

static void add_cell(cli_network *net, int i, int j)
{
  const int64_t r = net->rows++;
  const char *const text = cell(net, i, j + 1);
  net->tail[r] = i;
  net->head[r] = j;
  net->weight[r] = text[0] ? text : "0";
  net->row[r] = i;
  net->column[r] = j + 1;
}

/* Trade goes both ways and stays at home as well: every cell counts. */
static bool is_directed(const cli_call *call)
{
  return call->command == CLI_COMMAND_TRADE;
}

/* Each pair once, from the upper triangle; the lower one has to say the same. */
static cli_exit take_matrix(const cli_call *call, cli_network *net, book *b)
{
  const int n = net->table.rows;
  net->matrix = true;
  for (int i = 0; i < n; i++)
    if (actor_of(net, b, cell(net, i, 0)) != i) {
      ent_error err;
      ent_fail_join(&err, ENT_ARGUMENT, 0, 0, "", "Each actor has a name of its own; \"", cell(net, i, 0),
                    "\" occurs twice.", (const char *)NULL);
      return tell_cell(call, net, i, 0, &err);
    }
  if (is_directed(call)) {
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) add_cell(net, i, j);
    return CLI_ANSWERED;
  }
  for (int i = 0; i < n; i++)
    for (int j = i + 1; j < n; j++) {
      const char *const upper = cell(net, i, j + 1), *const lower = cell(net, j, i + 1);
      double a = 0, z = 0;
      size_t used;
      const bool same = strcmp(upper, lower) == 0 ||
                        (ent_number_read(upper, strlen(upper), &a, &used) == ENT_OK &&
                         ent_number_read(lower, strlen(lower), &z, &used) == ENT_OK && !(a < z) && !(a > z));
      if (!same && lower[0] != '\0') {
        ent_error err;
        ent_fail_join(&err, ENT_ARGUMENT, 0, 0, "", "A matrix of ties is symmetric; the other half says \"", upper,
                      "\".", (const char *)NULL);
        return tell_cell(call, net, j, i + 1, &err);
      }
      add_cell(net, i, j);
    }
  return CLI_ANSWERED;
}

/* ---- all of it ----------------------------------------------------------------------------------------------------- */

cli_exit cli_network_open(const cli_call *call, const char *path, cli_network *net)
{
  ent_error err = {.code = ENT_OK};
  *net = (cli_network){.memory = host_memory(), .file = path};
  ent_arena_open(&net->arena, &net->memory);
  ent_status status = host_file_read(path, CLI_NETWORK_BYTES, &net->text, &err);
  if (status == ENT_OK) status = host_csv_read(net->text.data, net->text.size, &net->table, &err);
  if (status != ENT_OK) return cli_refuse_file(call, path, &net->text, &err);
  const bool matrix = cli_table_is_square(&net->table);
  const int64_t n = net->table.rows, rows = !matrix ? n : is_directed(call) ? n * n : n * (n - 1) / 2;
  book b = {0};
  cli_exit code = CLI_ANSWERED;
  if (n == 0)
    code = cli_refuse(call, "the table has no ties", (char *)NULL);
  else if (!open_book(net, &b, 2 * n) || !make_rows(net, rows))
    code = cli_network_no_memory(call);
  else
    code = matrix ? take_matrix(call, net, &b) : take_rows(call, net, &b);
  free(b.slot);
  if (code == CLI_ANSWERED && net->rows == 0)
    code = cli_refuse(call, "no row of the table is left to count", (char *)NULL);
  return code;
}

void cli_network_close(cli_network *net)
{
  host_table_free(&net->table);
  host_text_free(&net->text);
  ent_arena_close(&net->arena);
}

int cli_network_find(const cli_call *call, const cli_network *net, const char *name, size_t size, const char *what)
{
  char word[64];
  for (int i = 0; i < net->actors; i++)
    if (strlen(net->actor[i]) == size && memcmp(net->actor[i], name, size) == 0) return i;
  snprintf(word, sizeof word, "%.*s", (int)(size < 60 ? size : 60), name);
  const char *const near = ent_suggest(name, size, net->actor, (size_t)net->actors);
  cli_refuse(call, "--", what, ": no actor is called \"", word, "\"", near ? "; did you mean \"" : "", near ? near : "",
             near ? "\"?" : "", (char *)NULL);
  return -1;
}

bool cli_network_number(const char *text, double *value, ent_error *err)
{
  size_t used = 0;
  const size_t size = strlen(text);
  if (size > 0 && ent_number_read(text, size, value, &used) == ENT_OK && used == size) return true;
  ent_fail_at(err, ENT_SYNTAX, 0, (int)used + 1, "",
              strchr(text, ',') ? "A number has a point before its decimals, and nothing between thousands: 1234.5."
                                : "A number stands here, such as 1, -0.25 or 3.5.");
  return false;
}

cli_exit cli_network_numbers(const cli_call *call, cli_network *net, double **out)
{
  double *const number = ENT_NEW(&net->arena, double, net->rows);
  if (!number) return cli_network_no_memory(call);
  for (int64_t r = 0; r < net->rows; r++) {
    ent_error err = {.code = ENT_OK};
    number[r] = 1;
    if (net->weight && !cli_network_number(net->weight[r], &number[r], &err))
      return cli_network_refuse(call, net, r, &err);
  }
  *out = number;
  return CLI_ANSWERED;
}

/* ---- sizes --------------------------------------------------------------------------------------------------------- */

static cli_exit read_sizes(const cli_call *call, const cli_network *net, cli_network *sizes, int column, double *size)
{
  for (int i = 0; i < net->actors; i++) {
    int row = 0;
    ent_error err = {.code = ENT_OK};
    while (row < sizes->table.rows && strcmp(cell(sizes, row, 0), net->actor[i]) != 0) row++;
    if (row == sizes->table.rows)
      return cli_refuse(call, "--sizes: the table says nothing of \"", net->actor[i], "\"", (char *)NULL);
    if (!cli_network_number(cell(sizes, row, column), &size[i], &err)) return tell_cell(call, sizes, row, column, &err);
  }
  return CLI_ANSWERED;
}

cli_exit cli_network_sizes(const cli_call *call, cli_network *net, double **out)
{
  const char *const path = cli_value(call, CLI_OPTION_SIZES);
  static const char *const usual[] = {"size", "capability", "cinc", "strength", "weight", NULL};
  ent_error err = {.code = ENT_OK};
  cli_network sizes = {.memory = net->memory, .file = path};
  int column = 0;
  *out = NULL;
  if (!path) return CLI_ANSWERED;
  double *const size = ENT_NEW(&net->arena, double, net->actors);
  if (!size) return cli_network_no_memory(call);
  ent_arena_open(&sizes.arena, &sizes.memory);
  ent_status status = host_file_read(path, CLI_NETWORK_BYTES, &sizes.text, &err);
  if (status == ENT_OK) status = host_csv_read(sizes.text.data, sizes.text.size, &sizes.table, &err);
  cli_exit code = status == ENT_OK ? choose_column(call, &sizes, CLI_OPTION_SIZE, usual, &column)
                                   : cli_refuse_file(call, path, &sizes.text, &err);
  if (code == CLI_ANSWERED && column < 0) column = 1;
  if (code == CLI_ANSWERED && column >= sizes.table.columns)
    code = cli_refuse(call, "--sizes needs a table with names in its first column and sizes in another", (char *)NULL);
  if (code == CLI_ANSWERED) code = read_sizes(call, net, &sizes, column, size);
  cli_network_close(&sizes);
  *out = size;
  return code;
}
