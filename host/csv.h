/* csv.h - a table of facts with the source of every column. */
#ifndef ENT_HOST_CSV_H
#define ENT_HOST_CSV_H

#include "entente/base.h"

typedef struct host_table {
  int rows, columns;   /* rows without the header */
  const char **column; /* [columns] names */
  const char **source; /* [columns] where the column comes from; NULL where the file does not say */
  const char **cell;   /* [rows * columns] row by row */
  char *text;          /* owned: what they all point into */
} host_table;

/* Reads comma-separated values (RFC 4180): a header line, then rows of as many fields.  Lines that start with '#'
 * before the header are comments; "# source COLUMN: text" tells where a column comes from, "# source *: text" where
 * all others do.
 * Where the header has semicolons, or else tabs, but no comma outside quotes, those separate the fields of every row.
 * Blanks around a field without quotes are left out.  A byte order mark and CR LF are tolerated.  The caller frees the table
 * with host_table_free.
 * Errors: ENT_SYNTAX with line and column (not UTF-8, a NUL, a quote out of place, a row of another length),
 * ENT_ARGUMENT (no header, a source for a column that is not there), ENT_LIMIT, ENT_NOMEM. */
ent_status host_csv_read(const char *data, size_t size, host_table *out, ent_error *err);
void host_table_free(host_table *table);

/* Where in the text of a table that was read the field stands: row from 0 behind the header, column from 0.  *line and *place
 * (in characters) from 1; untouched when there is no such field.  Cost: O(size). */
void host_csv_place(const char *data, size_t size, int row, int column, int *line, int *place);

#endif
