/* precedents.c - `entente precedents`: how did past deals of a kind go? */
#include "columns.h"
#include "commands.h"
#include "corpus.h"
#include "entente/study.h"
#include "json.h"
#include "precedents_like.h"
#include "problems.h"
#include "say.h"
#include "show.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILTER_MAX 1024

/* ---- which cases ---------------------------------------------------------------------------------------------- */

typedef struct filter {
  char text[FILTER_MAX];
  size_t size;
  bool full;
} filter;

static void add(filter *f, const char *column, const char *comparison, const char *value)
{
  const int written =
    snprintf(f->text + f->size, FILTER_MAX - f->size, "%s%s%s%s", f->size ? ", " : "", column, comparison, value);
  f->full = f->full || written < 0 || f->size + (size_t)written >= FILTER_MAX;
  if (!f->full) f->size += (size_t)written;
}

/* All filters of the command line as one. */
static filter read_filters(const cli_call *call)
{
  filter f = {.size = 0};
  const char *value[CLI_GIVEN_MAX];
  const int count = cli_values(call, CLI_OPTION_FILTER, value);
  for (int i = 0; i < count; i++) add(&f, value[i], "", "");
  const char *const rule = cli_value(call, CLI_OPTION_RULE_CLASS), *const kind = cli_value(call, CLI_OPTION_KIND);
  const char *const opponents = cli_value(call, CLI_OPTION_OPPONENTS);
  if (rule) add(&f, "rule_class", "=", rule);
  if (kind) add(&f, "kind", "=", kind);
  if (opponents) add(&f, "n_opponents_exante", strchr("<>=", opponents[0]) ? "" : "=", opponents);
  if (cli_has(call, CLI_OPTION_WEDGE)) add(&f, "wedge", "=", "1");
  return f;
}

/* ---- what is shown ------------------------------------------------------------------------------------------------
 * */

static const char *cell(const host_table *table, int row, int column)
{
  return column < 0 ? "" : cli_cell(table, row, column);
}

static void show_cases(const host_terminal *t, const host_table *table, const bool *matches, int outcome)
{
  const int year = cli_column_called(table, "year"), title = cli_column_called(table, "title");
  fputc('\n', t->stream);
  for (int row = 0; row < table->rows; row++) {
    if (!matches[row]) continue;
    const char *const value = cell(table, row, outcome);
    const bool yes = strcmp(value, "1") == 0, no = strcmp(value, "0") == 0;
    fputs(host_style_on(t, yes ? HOST_GOOD : no ? HOST_BAD : HOST_DIM), t->stream);
    host_print_padded(t, cli_say(t, yes ? ENT_SAY("yes") : no ? ENT_SAY("no") : "-"), 4);
    fputs(host_style_off(t), t->stream);
    fprintf(t->stream, "%-6s %-5s ", cell(table, row, 0), cell(table, row, year));
    host_print_wrapped(t, cell(table, row, title), 17, 17);
    fputc('\n', t->stream);
  }
}

static void print_json(const host_table *table, const filter *f, const char *outcome, const ent_precedent *p,
                       const bool *matches)
{
  const int year = cli_column_called(table, "year"), title = cli_column_called(table, "title"),
            result = cli_column_called(table, outcome);
  fputs("{\"filter\":", stdout);
  cli_json_text(stdout, f->text);
  fputs(",\"outcome\":", stdout);
  cli_json_text(stdout, outcome);
  printf(",\"yes\":%d,\"n\":%d", p->yes, p->n);
  const double numbers[3] = {p->p, p->low, p->high};
  static const char *const names[3] = {"p", "low", "high"};
  for (int i = 0; i < 3; i++) {
    printf(",\"%s\":", names[i]);
    cli_json_number(stdout, numbers[i]);
  }
  fputs(",\"cases\":[", stdout);
  for (int row = 0, first = 1; row < table->rows; row++) {
    if (!matches[row]) continue;
    fputs(first ? "" : ",", stdout);
    first = 0;
    const char *const keys[4] = {"id", "year", "title", "outcome"};
    const char *const values[4] = {cell(table, row, 0), cell(table, row, year), cell(table, row, title),
                                   cell(table, row, result)};
    for (int i = 0; i < 4; i++) {
      printf("%s\"%s\":", i ? "," : "{", keys[i]);
      cli_json_text(stdout, values[i]);
    }
    putchar('}');
  }
  puts("]}");
}

/* Without --outcome: one line for each of the usual ones. */
static cli_exit show_counts(const cli_call *call, const host_table *table, const ent_cases *cases, const filter *f)
{
  static const char *const usual[] = {"adopted", "accepted", "hold5", "hold10", "success5"};
  const char *const asked = cli_value(call, CLI_OPTION_OUTCOME);
  const size_t count = asked ? 1 : sizeof usual / sizeof *usual;
  for (size_t i = 0; i < count; i++) {
    const char *const outcome = asked ? asked : usual[i];
    if (!asked && cli_column_called(table, outcome) < 0) continue;
    ent_precedent p;
    ent_error err = {.code = ENT_OK};
    memset(&p, 0, sizeof p);
    if (ent_precedent_count(cases, f->text, outcome, &p, NULL, &err) != ENT_OK) return cli_fail(call, &err);
    host_print_padded(&call->out, outcome, 10);
    cli_show_count(&call->out, &p);
    fputc('\n', call->out.stream);
  }
  return CLI_ANSWERED;
}

static cli_exit answer(const cli_call *call, const host_table *table, const filter *f)
{
  const ent_cases cases = {
    .rows = table->rows, .columns = table->columns, .column = table->column, .cell = table->cell};
  const char *const asked = cli_value(call, CLI_OPTION_OUTCOME);
  const char *const outcome = asked ? asked : "adopted";
  bool *const matches = calloc((size_t)table->rows + 1, sizeof *matches);
  ent_error err = {.code = ENT_OK};
  ent_precedent p;
  memset(&p, 0, sizeof p);
  ent_status status = matches ? ent_precedent_count(&cases, f->text, outcome, &p, matches, &err) : ENT_NOMEM;
  cli_exit code = CLI_ANSWERED;
  if (status != ENT_OK) {
    code = matches ? cli_fail(call, &err) : CLI_MACHINE;
  } else if (cli_has(call, CLI_OPTION_AS_JSON)) {
    print_json(table, f, outcome, &p, matches);
  } else {
    code = show_counts(call, table, &cases, f);
    if (code == CLI_ANSWERED) show_cases(&call->out, table, matches, cli_column_called(table, outcome));
  }
  free(matches);
  return code;
}

cli_exit cli_command_precedents(const cli_call *call)
{
  if (cli_has(call, CLI_OPTION_LIKE) || cli_has(call, CLI_OPTION_CLASSES)) return cli_precedents_like(call);
  const char *const asked = cli_value(call, CLI_OPTION_TABLE);
  char standard[HOST_PATH_MAX];
  cli_data_path("deals.csv", standard);
  const char *const path = asked ? asked : standard;
  const filter f = read_filters(call);
  if (f.full) return cli_refuse(call, "the filters are too long", (char *)NULL);
  host_table table;
  ent_error err = {.code = ENT_OK};
  const ent_status status = host_load_table(path, &table, &err);
  const host_text none = {0};
  if (status != ENT_OK) return cli_refuse_file(call, path, &none, &err);
  const cli_exit code = answer(call, &table, &f);
  host_table_free(&table);
  return code;
}
