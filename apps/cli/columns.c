/* columns.c - columns of a table by name, and the rows that --only COLUMN=VALUE lets pass. */
#include "columns.h"

#include "base/suggest.h"

#include <string.h>

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
  for (; *name && column < 0; name++) column = cli_column_called(table, *name);
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
  }
  return CLI_ANSWERED;
}

bool cli_filters_pass(const cli_filters *f, const host_table *table, int row)
{
  for (int i = 0; i < f->count; i++)
    if (strcmp(cli_cell(table, row, f->column[i]), f->value[i]) != 0) return false;
  return true;
}
