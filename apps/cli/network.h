/* network.h - whose ties with whom are asked about?
 *
 * They come from a table: one tie a row (from, to, weight), or a square matrix with the same names in its first row and column;
 * or, where the command takes them, from the alignment list of a scenario.  Weights stay text until an instrument reads them,
 * so that one that counts in whole numbers gets them exactly. */
#ifndef ENTENTE_CLI_NETWORK_H
#define ENTENTE_CLI_NETWORK_H

#include "base/arena.h"
#include "columns.h"
#include "session.h"

#define CLI_NETWORK_BYTES ((size_t)256 << 20) /* of a table: some 10 million ties */

typedef struct cli_network {
  ent_allocator memory;
  ent_arena arena; /* what follows lies in it, or in table */
  host_table table;
  host_text text; /* the table's file, to show lines of */
  const char *file;

  int actors;
  const char **actor; /* [actors] in the order in which the table names them */
  int64_t rows;
  int32_t *tail, *head; /* [rows] */
  const char **weight;  /* [rows] as written; NULL where the table has no weights: all ties are friendly */
  const char **when;    /* [rows] of the column --date; NULL: not asked for */
  int *row, *column;    /* [rows] where the weight stands in the table */
  bool matrix;
} cli_network;

/* Names of the first column in the head as well, in the same order? */
bool cli_table_is_square(const host_table *table);
/* The columns of either end of a tie by their usual names; false where one is missing. */
bool cli_table_ends(const host_table *table, int *from, int *to);
/* Reads the table of the first operand.  Failures have been told.  Always close. */
cli_exit cli_network_open(const cli_call *call, const char *path, cli_network *net);
void cli_network_close(cli_network *net);
/* The actor of that name; told with a suggestion, and -1, when there is none.  what: the option that named it. */
int cli_network_find(const cli_call *call, const cli_network *net, const char *name, size_t size, const char *what);
/* Tells what is wrong with tie `row` (from 0), err->column within its cell. */
cli_exit cli_network_refuse(const cli_call *call, const cli_network *net, int64_t row, const ent_error *err);
cli_exit cli_network_no_memory(const cli_call *call);
/* The weights as numbers, [rows], from the arena.  Failures have been told. */
cli_exit cli_network_numbers(const cli_call *call, cli_network *net, double **out);
/* The number that a cell holds; false, and told in *err, when it holds none. */
bool cli_network_number(const char *text, double *value, ent_error *err);
/* A value for each actor from another table: --sizes FILE, column --size or the second one; NULL without the option. */
cli_exit cli_network_sizes(const cli_call *call, cli_network *net, double **out);

#endif
