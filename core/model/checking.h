/* checking.h - what the parts of the check share: the walk's state, and names. */
#ifndef ENT_CORE_MODEL_CHECKING_H
#define ENT_CORE_MODEL_CHECKING_H

#include "errors.h"
#include "schema.h"

#define ENT_KEYS_LOOKED 64 /* keys that may be a misspelt one, where a key is missing */

typedef struct ent_checking {
  const ent_node *root;
  const ent_table *tables;
  ent_arena *scratch;
  ent_errors *errors;
  int numbers; /* that were looked at */
} ent_checking;

/* Is text a key of the map at the root's child `section`? */
bool ent_check_is_key(const ent_checking *c, const char *section, const char *text);
/* Is a section of the scenario missing, misspelt or no map?  That is told once, not at each name that is listed there. */
bool ent_check_is_lost(const ent_checking *c, const char *section);
/* The key of these sections that is closest to text, for "did you mean"; "" for no section. */
const char *ent_check_closest(const ent_checking *c, const char *text, const char *first, const char *second,
                              const char *third);
/* The field that a misspelt key may stand for; NULL when it is far from all. */
const ent_field_row *ent_check_meant(ent_record record, const char *key);
/* Adds an error when a name of this kind (actor, club, owner ...) refers to nothing. */
void ent_check_ref(ent_checking *c, const ent_node *n, const char *kind, const char *path);

#endif
