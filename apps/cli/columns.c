/* columns.c - columns of a table by name, and the rows that --only COLUMN=VALUE lets pass. */
#include "columns.h"

#include "base/suggest.h"

#include <string.h>
#include <strings.h>

bool cli_is_table(const char *path)
{
  const size_t size = strlen(path);
  return size > 4 && strcmp(path + size - 4, ".csv") == 0;
}

const char *cli_cell(const host_table *table, int row, int column)
{
  return table->cell[(size_t)row * (size_t)table->columns + (size_t)column];
}

int cli_column(const host_table *table, const char *name, size_t size)
{
  for (int c = 0; c < table->columns; c++)
    if (strlen(table->column[c]) == size && memcmp(table->column[c], name, size) == 0) return c;
  return -1;
}

int cli_column_called(const host_table *table, const char *name)
{
  return ent_name_find(name, table->column, table->columns);
}

int cli_column_of(const host_table *table, const char *const *name)
{
  int column = -1;
  for (const char *const *n = name; *n && column < 0; n++) column = cli_column_called(table, *n);
  for (const char *const *n = name; *n && column < 0; n++)
    for (int c = 0; c < table->columns && column < 0; c++)
      if (strcasecmp(table->column[c], *n) == 0) column = c;
  return column;
}

cli_exit cli_column_refuse(const cli_call *call, const host_table *table, cli_option option, const char *name)
{
  const char *const near = ent_suggest(name, strlen(name), table->column, (size_t)table->columns);
  return cli_refuse(call, "--", cli_option_list[option].name, ": the table has no column \"", name, "\"",
                    near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "", (char *)NULL);
}

cli_exit cli_filters_read(const cli_call *call, const host_table *table, cli_filters *out)
{
  const char *given[CLI_GIVEN_MAX];
  out->count = cli_values(call, CLI_OPTION_ONLY, given);
  for (int i = 0; i < out->count; i++) {
    const size_t size = strcspn(given[i], "=");
    out->column[i] = cli_column(table, given[i], size);
    if (given[i][size] == '\0' || out->column[i] < 0)
      return cli_refuse(call, "--only is COLUMN=VALUE with a column of the table, not \"", given[i], "\"",
                        (char *)NULL);
    out->value[i] = given[i] + size + 1;
    int row = 0;
    while (row < table->rows && strcmp(cli_cell(table, row, out->column[i]), out->value[i]) != 0) row++;
    if (table->rows > 0 && row == table->rows)
      return cli_refuse(call, "--only: no row has \"", out->value[i], "\" in the column ",
                        table->column[out->column[i]], "; the first one has \"", cli_cell(table, 0, out->column[i]),
                        "\"", (char *)NULL);
  }
  return CLI_ANSWERED;
}

bool cli_filters_pass(const cli_filters *f, const host_table *table, int row)
{
  for (int i = 0; i < f->count; i++)
    if (strcmp(cli_cell(table, row, f->column[i]), f->value[i]) != 0) return false;
  return true;
}
