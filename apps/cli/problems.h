/* problems.h - errors and warnings in the manner of a good compiler: file, line, column, sentence, the line, a caret.
 * */
#ifndef ENTENTE_CLI_PROBLEMS_H
#define ENTENTE_CLI_PROBLEMS_H

#include "call.h"
#include "host/csv.h"
#include "host/load.h"

/* Tells all problems of a load on standard error. */
void cli_show_problems(const cli_call *call, const host_load *load);

/* "FILE:LINE:COLUMN: PATH: " with the parts that are known. */
void cli_show_place(const host_terminal *t, const char *file, int line, int column, const char *path);

/* The line of the text (NULL: there is none) and a caret under the column, on standard error; nothing without such a line. */
void cli_show_source(const cli_call *call, const char *text, size_t text_size, int line, int column);

/* Tells what is wrong with a file of facts, with its line where the error has one; and with a cell of its table (row from 0),
 * err->column within the cell.  Returns the exit code. */
cli_exit cli_refuse_file(const cli_call *call, const char *path, const host_text *text, const ent_error *err);
cli_exit cli_refuse_cell(const cli_call *call, const char *path, const host_text *text, const host_table *table,
                         int row, int column, const ent_error *err);

#endif
