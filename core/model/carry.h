/* carry.h - a scenario as the files that its author would have written. */
#ifndef ENT_CORE_MODEL_CARRY_H
#define ENT_CORE_MODEL_CARRY_H

#include "tree.h"

/* The tree as YAML; reading it gives the same tree, and so the same digest (places aside, and texts that no YAML holds
 * outside of quotes, such as a carriage return).  write_yaml.c */
void ent_put_yaml(ent_writer *w, const ent_node *root);
/* The table as CSV with its sources as comments; reading it gives the same table.  write_table.c */
void ent_put_table(ent_writer *w, const ent_table *table);

#endif
