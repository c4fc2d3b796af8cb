/* trade_tables.c - further tables of entente trade: numbers by pair (tariffs in force, freeness) and by economy (GDP, profits).
 *
 * Every name has to be one of the flows' names, so that a slip of the pen is not a pair without a tariff. */
#include "trade.h"

#include "base/fail.h"
#include "columns.h"
#include "problems.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const cli_trade_rates[] = {"tariff", "rate", "duty", NULL};

typedef struct opened {
  cli_trade *t;
  cli_option option;
  const char *path;
  host_text text;
  host_table table;
} opened;

static cli_exit open_table(opened *o, cli_trade *t, cli_option option, const char *path)
{
  ent_error err = {.code = ENT_OK};
  *o = (opened){.t = t, .option = option, .path = path};
  ent_status status = host_file_read(o->path, CLI_NETWORK_BYTES, &o->text, &err);
  if (status == ENT_OK) status = host_csv_read(o->text.data, o->text.size, &o->table, &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_refuse_file(t->call, o->path, &o->text, &err);
}

static void close_table(opened *o)
{
  host_table_free(&o->table);
  host_text_free(&o->text);
}

static cli_exit tell(const opened *o, int row, int column, const ent_error *err)
{
  return cli_refuse_cell(o->t->call, o->path, &o->text, &o->table, row, column, err);
}

static ent_error no_number(void)
{
  ent_error err = {.code = ENT_OK};
  ent_fail(&err, ENT_ARGUMENT, "", "A number stands here, such as 0.2 or 20%.");
  return err;
}

bool cli_trade_rate(const char *text, double *out)
{
  size_t used = 0;
  double value = 0;
  if (text[0] == '\0') return true;
  if (ent_number_read(text, strlen(text), &value, &used) != ENT_OK) return false;
  while (text[used] == ' ') used++;
  const bool percent = text[used] == '%';
  if (text[used + percent] != '\0') return false;
  *out = percent ? value / 100 : value;
  return true;
}

bool cli_trade_tariff(const char *text, double *out, ent_error *err)
{
  double rate = *out;
  char percent[ENT_NUMBER_MAX];
  if (!cli_trade_rate(text, &rate))
    ent_fail(err, ENT_SYNTAX, "", "A tariff stands here, such as 0.2 or 20%.");
  else if (text[0] && rate > 1 && !strchr(text, '%')) {
    ent_number_write(100 * rate, percent);
    ent_fail_join(err, ENT_SYNTAX, 0, 0, "", "A tariff above 100 % is written with a percent sign: ", text, "% or ",
                  percent, "%.", (const char *)NULL);
  } else
    *out = rate;
  return err->code == ENT_OK;
}

static cli_exit set_cell(const opened *o, int row, int column, int i, int j, bool *met, double *cell)
{
  const size_t at = (size_t)i * (size_t)o->t->n + (size_t)j;
  ent_error err = {.code = ENT_OK};
  if (met[at])
    ent_fail(&err, ENT_ARGUMENT, "", "This pair stands here a second time.");
  else if (o->option == CLI_OPTION_FREENESS && !cli_trade_rate(cli_cell(&o->table, row, column), &cell[at]))
    err = no_number();
  else if (o->option != CLI_OPTION_FREENESS)
    (void)cli_trade_tariff(cli_cell(&o->table, row, column), &cell[at], &err);
  met[at] = true;
  return err.code == ENT_OK ? CLI_ANSWERED : tell(o, row, column, &err);
}

static int economy(const opened *o, const char *name)
{
  return cli_trade_economy(o->t, name, strlen(name), o->option);
}

static cli_exit take_rows(const opened *o, const char *const *usual, bool *met, double *cell)
{
  int from = -1, to = -1;
  const int value = cli_column_of(&o->table, usual);
  if (!cli_table_ends(&o->table, &from, &to) || value < 0)
    return cli_refuse(o->t->call, "--", cli_option_list[o->option].name,
                      " needs a table with columns exporter, importer and ", usual[0], ", or a square matrix",
                      (char *)NULL);
  for (int row = 0; row < o->table.rows; row++) {
    const int i = economy(o, cli_cell(&o->table, row, from));
    const int j = i < 0 ? -1 : economy(o, cli_cell(&o->table, row, to));
    if (j < 0) return CLI_INPUT;
    const cli_exit code = set_cell(o, row, value, i, j, met, cell);
    if (code != CLI_ANSWERED) return code;
  }
  return CLI_ANSWERED;
}

static cli_exit take_square(const opened *o, bool *met, double *cell)
{
  const int n = o->table.rows;
  int *const place = ENT_NEW(&o->t->net.arena, int, n);
  if (!place) return cli_network_no_memory(o->t->call);
  for (int i = 0; i < n; i++)
    if ((place[i] = economy(o, cli_cell(&o->table, i, 0))) < 0) return CLI_INPUT;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      const cli_exit code = set_cell(o, i, j + 1, place[i], place[j], met, cell);
      if (code != CLI_ANSWERED) return code;
    }
  return CLI_ANSWERED;
}

cli_exit cli_trade_pairs_table(cli_trade *t, cli_option option, const char *path, const char *const *usual,
                               double *cell)
{
  opened o;
  bool *const met = ENT_NEW(&t->net.arena, bool, (size_t)t->n *(size_t)t->n);
  if (!met) return cli_network_no_memory(t->call);
  cli_exit code = open_table(&o, t, option, path);
  if (code == CLI_ANSWERED)
    code = cli_table_is_square(&o.table) ? take_square(&o, met, cell) : take_rows(&o, usual, met, cell);
  close_table(&o);
  return code;
}

/* ---- by economy ----------------------------------------------------------------------------------------- */

static cli_exit take_numbers(const opened *o, const char *const *usual, double *out)
{
  const int value = cli_column_of(&o->table, usual);
  if (value < 1)
    return cli_refuse(o->t->call, "--", cli_option_list[o->option].name,
                      " needs a table with names in its first column and a column ", usual[0], (char *)NULL);
  for (int i = 0; i < o->t->n; i++) out[i] = NAN;
  for (int row = 0; row < o->table.rows; row++) {
    const int i = economy(o, cli_cell(&o->table, row, 0));
    if (i < 0) return CLI_INPUT;
    ent_error err = {.code = ENT_OK};
    if (!isnan(out[i]))
      ent_fail(&err, ENT_ARGUMENT, "", "This economy stands here a second time.");
    else if (!cli_trade_rate(cli_cell(&o->table, row, value), &out[i]))
      err = no_number();
    if (err.code != ENT_OK) return tell(o, row, value, &err);
  }
  for (int i = 0; i < o->t->n; i++)
    if (isnan(out[i]))
      return cli_refuse(o->t->call, "--", cli_option_list[o->option].name, ": the table says nothing of \"",
                        o->t->net.actor[i], "\"", (char *)NULL);
  return CLI_ANSWERED;
}

cli_exit cli_trade_numbers(cli_trade *t, cli_option option, const char *const *usual, double *out)
{
  opened o;
  cli_exit code = open_table(&o, t, option, cli_value(t->call, option));
  if (code == CLI_ANSWERED) code = take_numbers(&o, usual, out);
  close_table(&o);
  return code;
}

/* ---- tariffs in force ------------------------------------------------------------------------------------- */

static bool all_nothing(const double *rate, size_t cells)
{
  for (size_t c = 0; c < cells; c++)
    if (rate[c] != 0) return false;
  return true;
}

/* The column `tariff` beside the flows. */
static cli_exit take_beside(cli_trade *t, int column)
{
  for (int64_t r = 0; r < t->net.rows; r++) {
    const size_t at = (size_t)t->net.tail[r] * (size_t)t->n + (size_t)t->net.head[r];
    ent_error err = {.code = ENT_OK};
    if (cli_trade_tariff(cli_cell(&t->net.table, t->net.row[r], column), &t->in_force[at], &err)) continue;
    return cli_refuse_cell(t->call, t->net.file, &t->net.text, &t->net.table, t->net.row[r], column, &err);
  }
  return CLI_ANSWERED;
}

cli_exit cli_trade_in_force(cli_trade *t)
{
  static const char *const beside[] = {"tariff", NULL};
  const bool given = cli_has(t->call, CLI_OPTION_TARIFFS);
  const int column = t->net.matrix ? -1 : cli_column_of(&t->net.table, beside);
  const size_t cells = (size_t)t->n * (size_t)t->n;
  if (!given && column < 0) return CLI_ANSWERED;
  if (given && column >= 0)
    return cli_refuse(t->call, "--tariffs: the flows have a column tariff of their own", (char *)NULL);
  t->in_force = ENT_NEW(&t->net.arena, double, cells);
  if (!t->in_force) return cli_network_no_memory(t->call);
  const cli_exit code = given ? cli_trade_pairs_table(t, CLI_OPTION_TARIFFS, cli_value(t->call, CLI_OPTION_TARIFFS),
                                                      cli_trade_rates, t->in_force)
                              : take_beside(t, column);
  if (code == CLI_ANSWERED && all_nothing(t->in_force, cells)) t->in_force = NULL;
  return code;
}
