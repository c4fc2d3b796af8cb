/* columns.h - columns of a table by name, and the rows that --only COLUMN=VALUE lets pass. */
#ifndef ENTENTE_CLI_COLUMNS_H
#define ENTENTE_CLI_COLUMNS_H

#include "call.h"
#include "host/csv.h"

/* Does the name of the file say so: .csv? */
bool cli_is_table(const char *path);

const char *cli_cell(const host_table *table, int row, int column);
/* The column of that name; -1. */
int cli_column(const host_table *table, const char *name, size_t size);
int cli_column_called(const host_table *table, const char *name);
/* The first that bears one of the names, which NULL ends; -1. */
int cli_column_of(const host_table *table, const char *const *name);
/* Tells that the column which an option names is not there, with a suggestion. */
cli_exit cli_column_refuse(const cli_call *call, const host_table *table, cli_option option, const char *name);

typedef struct cli_filters {
  int count, column[CLI_GIVEN_MAX];
  const char *value[CLI_GIVEN_MAX];
} cli_filters;

/* Every --only of the call.  Failures have been told. */
cli_exit cli_filters_read(const cli_call *call, const host_table *table, cli_filters *out);
bool cli_filters_pass(const cli_filters *f, const host_table *table, int row);

#endif
