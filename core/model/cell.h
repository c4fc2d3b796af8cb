/* cell.h - a number from a table of facts, by the names of table, row and column as they stand in a text. */
#ifndef ENT_CORE_MODEL_CELL_H
#define ENT_CORE_MODEL_CELL_H

#include "tree.h"

typedef struct ent_named {
  char text[ENT_PATH_MAX];
  int place; /* column in the text, from 1 */
} ent_named;

/* Errors have the column of the name that is wrong; ENT_REFERENCE suggests another, ENT_ARGUMENT: no number stands there. */
ent_status ent_cell_table(const ent_table *tables, const ent_named *name, const ent_table **out, ent_error *err);
ent_status ent_cell_find(const ent_table *t, const ent_named *row, const ent_named *column, double *value,
                         ent_error *err);

#endif
