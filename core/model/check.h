/* check.h - is this tree a scenario?  Every field against the schema, every number against its notation. */
#ifndef ENT_CORE_MODEL_CHECK_H
#define ENT_CORE_MODEL_CHECK_H

#include "errors.h"

/* Checks the whole tree; scratch is used and given back. */
void ent_scenario_check(const ent_node *root, const ent_table *tables, ent_arena *scratch, ent_errors *errors);

/* "yes", "no", "true", "false" (any case of the first letter); false if it is none of them. */
bool ent_flag_read(const char *text, bool *value);
/* A whole number from -2^53 to 2^53. */
bool ent_whole_read(const char *text, int64_t *value);

#endif
