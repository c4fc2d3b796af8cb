/* trade_tables.h - small CSV tables of trade for tests: worlds in long or square form, and columns by name. */
#ifndef ENT_TEST_TRADE_TABLES_H
#define ENT_TEST_TRADE_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#define TRADE_NAMES 200
#define TRADE_NAME 24

typedef struct trade_table {
  int n;
  char name[TRADE_NAMES][TRADE_NAME]; /* sorted by their bytes, or as the first row has them */
  double *flow;                       /* [n n]; free() it */
} trade_table;

/* The file `part` of the folder ENTENTE_SHARED, by default ../shared beside the sources; false when it is not there. */
bool trade_shared(char *path, size_t room, const char *part);
/* exporter, importer, value: the named column, of rows whose column `year` has that value (NULL: all). */
bool trade_read_long(const char *path, const char *value, const char *year, trade_table *out);
/* Names in the first row and column. */
bool trade_read_square(const char *path, trade_table *out);
/* For each name, the number in a column of a table whose first column names them; NaN where it is missing. */
bool trade_read_column(const char *path, const char *column, const trade_table *of, double *out);
int trade_find(const trade_table *t, const char *name);
void trade_free(trade_table *t);

/* Who sanctions Russia, of the economies of 2014. */
#define TRADE_SANCTIONERS 36
extern const char *const trade_sanctioners[TRADE_SANCTIONERS];

#endif
