/* check.h - is this tree a scenario?  Every field against the schema, every number against its notation. */
#ifndef ENT_CORE_MODEL_CHECK_H
#define ENT_CORE_MODEL_CHECK_H

#include "errors.h"
#include "schema.h"

/* Checks the whole tree; scratch is used and given back. */
void ent_scenario_check(const ent_node *root, const ent_table *tables, ent_arena *scratch, ent_errors *errors);

/* The field with a single value that a path such as "deal.will.support" leads to, or NULL: check_change.c. */
const ent_field_row *ent_field_at(const ent_node *root, const char *path);

/* "yes", "no", "true", "false" (any case of the first letter); false if it is none of them. */
bool ent_flag_read(const char *text, bool *value);
/* A whole number from -2^53 to 2^53. */
bool ent_whole_read(const char *text, int64_t *value);

#endif
