/* trade_square.c - entente trade square: a square matrix with trade at home, from flows across borders.
 *
 * Trade at home is what the table says, else max(output - exports, floor * output), else a share of purchases; the report says
 * for each economy which it was.  Pairs without a row have no trade. */
#include "trade.h"

#include "base/bytes.h"
#include "base/fail.h"
#include "columns.h"
#include "problems.h"
#include "say.h"
#include "sheet.h"
#include "targets.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LISTED 48       /* names of one kind in the report */
#define HOME_MOST 0.995 /* of purchases at home in the middle of a table that is believed */

typedef struct home_share {
  int economy;
  double share;
} home_share;

typedef struct squaring {
  const cli_call *call;
  cli_network net;
  double *flow, *output;
  ent_trade_filled *how;
} squaring;

static cli_exit read_share(const cli_call *call, cli_option option, double *out)
{
  const char *const text = cli_value(call, option);
  size_t used = 0;
  if (!text) return CLI_ANSWERED;
  bool ok = ent_number_read(text, strlen(text), out, &used) == ENT_OK;
  if (ok && text[used] == '%') {
    *out /= 100;
    used++;
  }
  if (ok && text[used] == '\0' && *out > 0 && *out < 1) return CLI_ANSWERED;
  return cli_refuse(call, "--", cli_option_list[option].name, " is a share between 0 and 1, such as 0.05 or 5%, not \"",
                    text, "\"", (char *)NULL);
}

/* ---- output by economy -------------------------------------------------------------------------------------------------- */

static int column_of(const host_table *table)
{
  static const char *const usual[] = {"output", "gdp", "value", NULL};
  const int column = cli_column_of(table, usual);
  return column > 0 ? column : table->columns > 1 ? 1 : -1;
}

/* --only of the flows holds for outputs as well where their table has the column, letters large or small: year=2014 is the Year
 * 2014. */
static void take_filters(const cli_call *call, const host_table *table, cli_filters *out)
{
  const char *given[CLI_GIVEN_MAX];
  const int count = cli_values(call, CLI_OPTION_ONLY, given);
  out->count = 0;
  for (int k = 0; k < count; k++) {
    const size_t size = strcspn(given[k], "=");
    if (given[k][size] == '\0') continue; /* no condition */
    for (int c = 0; c < table->columns && out->count < CLI_GIVEN_MAX; c++) {
      if (strlen(table->column[c]) != size || strncasecmp(table->column[c], given[k], size) != 0) continue;
      out->column[out->count] = c;
      out->value[out->count++] = given[k] + size + 1;
    }
  }
}

/* The table may name others too; an economy of the flows stands there once, under any of its names. */
static cli_exit take_output(squaring *s, const host_text *text, const host_table *table)
{
  const char *const path = cli_value(s->call, CLI_OPTION_OUTPUT_OF);
  const int column = column_of(table);
  cli_filters only;
  if (column < 0)
    return cli_refuse(s->call, "--output-of needs a table with names in its first column and outputs in another",
                      (char *)NULL);
  take_filters(s->call, table, &only);
  for (int row = 0; row < table->rows; row++) {
    const char *const name = cli_cell(table, row, 0), *const cell = cli_cell(table, row, column);
    const int i = cell[0] && cli_filters_pass(&only, table, row) ? cli_trade_place(&s->net, name, strlen(name)) : -1;
    ent_error err = {.code = ENT_OK};
    if (i < 0) continue;
    if (!isnan(s->output[i]))
      ent_fail_join(&err, ENT_ARGUMENT, 0, 0, "", "The output of ", s->net.actor[i],
                    " stands here a second time; take one of them, such as --only year=2014.", (const char *)NULL);
    else if (cli_network_number(cell, &s->output[i], &err) && !(s->output[i] >= 0))
      ent_fail(&err, ENT_ARGUMENT, "", "Output is 0 or more.");
    if (err.code != ENT_OK) return cli_refuse_cell(s->call, path, text, table, row, column, &err);
  }
  return CLI_ANSWERED;
}

static cli_exit read_output(squaring *s)
{
  const char *const path = cli_value(s->call, CLI_OPTION_OUTPUT_OF);
  host_text text = {0};
  host_table table = {0};
  ent_error err = {.code = ENT_OK};
  s->output = ENT_NEW(&s->net.arena, double, s->net.actors);
  if (!s->output) return cli_network_no_memory(s->call);
  for (int i = 0; i < s->net.actors; i++) s->output[i] = NAN;
  if (!path) return CLI_ANSWERED;
  ent_status status = host_file_read(path, CLI_NETWORK_BYTES, &text, &err);
  if (status == ENT_OK) status = host_csv_read(text.data, text.size, &table, &err);
  const cli_exit code = status == ENT_OK ? take_output(s, &text, &table) : cli_refuse_file(s->call, path, &text, &err);
  host_table_free(&table);
  host_text_free(&text);
  return code;
}

/* ---- the matrix ---------------------------------------------------------------------------------------------------------- */

static ent_status write_matrix(const void *ctx, cli_option option, FILE *to, ent_error *err)
{
  const squaring *const s = ctx;
  const int n = s->net.actors;
  ent_arena arena;
  ent_writer w;
  (void)option;
  ent_arena_open(&arena, &s->net.memory);
  ent_writer_open(&w, &arena);
  ent_put(&w, "exporter");
  for (int j = 0; j < n; j++) {
    ent_put(&w, ",");
    ent_put_cell(&w, s->net.actor[j]);
  }
  ent_put(&w, "\n");
  for (int i = 0; i < n; i++) {
    ent_put_cell(&w, s->net.actor[i]);
    for (int j = 0; j < n; j++) {
      char number[ENT_NUMBER_MAX];
      ent_number_write(s->flow[(size_t)i * (size_t)n + (size_t)j], number);
      ent_put(&w, ",");
      ent_put(&w, number);
    }
    ent_put(&w, "\n");
  }
  const bool failed = w.failed;
  if (!failed) fwrite(w.data, 1, w.size, to);
  ent_arena_close(&arena);
  return failed ? ent_fail(err, ENT_NOMEM, "", "There is no memory for the file.") : ENT_OK;
}

/* ---- the report ---------------------------------------------------------------------------------------------------------- */

/* Many names in one line say less than the first of them. */
static void tell(const squaring *s, ent_trade_filled how, const char *english)
{
  char names[CLI_SAID] = "", count[CLI_NUMBER];
  int met = 0;
  for (int i = 0; i < s->net.actors; i++)
    if (s->how[i] == how && met++ < LISTED) cli_list_name(names, sizeof names, met - 1, s->net.actor[i]);
  if (met > LISTED) cli_list_name(names, sizeof names, 1, "...");
  if (met > 0) cli_said_line(&s->call->err, 0, english, "count", cli_number(met, count), "names", names, (char *)NULL);
}

static int by_share(const void *a, const void *b)
{
  const double x = ((const home_share *)a)->share, y = ((const home_share *)b)->share;
  return x != y ? (x > y) - (x < y) : ((const home_share *)a)->economy - ((const home_share *)b)->economy;
}

/* How much of its purchases each makes at home, and whether that can be: outputs in another unit than the flows leave nearly all
 * of it at home, or nearly nothing, which is where the floor holds. */
static void tell_shares(const squaring *s)
{
  const int n = s->net.actors;
  home_share *const of = malloc((size_t)n * sizeof *of);
  char low[CLI_FINE], middle[CLI_FINE], high[CLI_FINE];
  int known = 0, floors = 0;
  for (int i = 0; of && i < n; i++) {
    double bought = 0;
    for (int j = 0; j < n; j++) bought += s->flow[(size_t)j * (size_t)n + (size_t)i];
    of[i] = (home_share){i, bought > 0 ? s->flow[(size_t)i * (size_t)n + (size_t)i] / bought : 0};
    known += !isnan(s->output[i]);
    floors += s->how[i] == ENT_TRADE_FROM_FLOOR;
  }
  if (!of) return;
  qsort(of, (size_t)n, sizeof *of, by_share);
  cli_fine_text(of[0].share, low);
  cli_fine_text(of[n / 2].share, middle);
  cli_fine_text(of[n - 1].share, high);
  cli_said_line(
    &s->call->err, 0,
    "Of their purchases economies make at home: {low} at least ({first}), {high} at most ({last}), {middle} "
    "in the middle\n",
    "low", low, "first", s->net.actor[of[0].economy], "high", high, "last", s->net.actor[of[n - 1].economy], "middle",
    middle, (char *)NULL);
  if (known > 0 && (of[n / 2].share > HOME_MOST || 2 * floors > n))
    cli_said_line(&s->call->err, 0, "That is odd: is the output of --output-of in the unit of the flows?\n",
                  (char *)NULL);
  free(of);
}

static void report(const squaring *s)
{
  const size_t n = (size_t)s->net.actors;
  char all[CLI_NUMBER], none[CLI_NUMBER];
  long long empty = 0;
  for (size_t c = 0; c < n * n; c++) empty += c / n != c % n && !(s->flow[c] > 0);
  cli_said_line(&s->call->err, 0, "Of {all} pairs {none} have no trade\n", "all",
                cli_number((long long)(n * n - n), all), "none", cli_number(empty, none), (char *)NULL);
  tell(s, ENT_TRADE_GIVEN, ENT_SAY("Trade at home given ({count}): {names}\n"));
  tell(s, ENT_TRADE_FROM_OUTPUT, ENT_SAY("Trade at home imputed as output less exports ({count}): {names}\n"));
  tell(s, ENT_TRADE_FROM_FLOOR, ENT_SAY("Trade at home imputed at the floor ({count}): {names}\n"));
  tell(s, ENT_TRADE_FROM_SHARE, ENT_SAY("Trade at home imputed from purchases ({count}): {names}\n"));
  tell_shares(s);
}

/* Says who has no trade at home still, and stops. */
static cli_exit check_filled(const squaring *s)
{
  char names[CLI_SAID / 2] = "";
  int missing = 0;
  for (int i = 0; i < s->net.actors; i++)
    if (s->how[i] == ENT_TRADE_MISSING) cli_list_name(names, sizeof names, missing++, s->net.actor[i]);
  if (missing == 0) return CLI_ANSWERED;
  return cli_refuse(s->call, "what these buy at home is not known: ", names,
                    "; give their output with --output-of, or --home-share", (char *)NULL);
}

static cli_exit make(squaring *s)
{
  ent_trade_home home = {.floor = 0.05};
  ent_error err = {.code = ENT_OK};
  cli_exit code = cli_trade_flows(s->call, &s->net, &s->flow);
  if (code == CLI_ANSWERED) code = read_output(s);
  if (code == CLI_ANSWERED) code = read_share(s->call, CLI_OPTION_FLOOR, &home.floor);
  if (code == CLI_ANSWERED) code = read_share(s->call, CLI_OPTION_HOME_SHARE, &home.share);
  if (code != CLI_ANSWERED) return code;
  home.output = s->output;
  s->how = ENT_NEW(&s->net.arena, ent_trade_filled, s->net.actors);
  if (!s->how) return cli_network_no_memory(s->call);
  if (ent_trade_fill_home(s->net.actors, &home, s->flow, s->how, &err) != ENT_OK) return cli_fail(s->call, &err);
  return check_filled(s);
}

cli_exit cli_trade_square(const cli_call *call)
{
  static const cli_option files[] = {CLI_OPTION_OUTPUT};
  squaring s = {.call = call};
  cli_targets to;
  ent_error err = {.code = ENT_OK};
  if (call->operands != 2) return cli_refuse(call, "entente trade square takes a table of flows", (char *)NULL);
  cli_exit code = cli_targets_open(call, files, 1, &to);
  if (code != CLI_ANSWERED) return code;
  code = cli_network_open(call, call->operand[1], &s.net);
  if (code == CLI_ANSWERED) code = cli_trade_twins(call, &s.net);
  if (code == CLI_ANSWERED) code = make(&s);
  if (code == CLI_ANSWERED) report(&s);
  if (code != CLI_ANSWERED)
    cli_targets_discard(&to);
  else if (to.count > 0)
    code = cli_targets_write(&to, write_matrix, &s);
  else if (write_matrix(&s, CLI_OPTION_OUTPUT, stdout, &err) != ENT_OK)
    code = cli_fail(call, &err);
  cli_network_close(&s.net);
  return code;
}
