/* errors.h - collecting as many errors as can be found at once. */
#ifndef ENT_CORE_MODEL_ERRORS_H
#define ENT_CORE_MODEL_ERRORS_H

#include "tree.h"

typedef struct ent_errors {
  ent_error *list;
  int room, found;
  int soft;       /* of these, errors that leave the rest of the scenario readable */
  bool no_memory; /* nothing found later is worth more */
} ent_errors;

/* Adds an error; the message is joined from const char * pieces ended by NULL.  Its place is that of a single value, but
 * for a map or list that of its key. */
void ent_errors_add(ent_errors *e, ent_status code, const ent_node *at, const char *path, ...);
/* The same, but the key is at fault: the place is the key's. */
void ent_errors_key(ent_errors *e, ent_status code, const ent_node *at, const char *path, ...);
/* Adds an error that a parser of one line of text has found; its column counts in that text. */
void ent_errors_take(ent_errors *e, const ent_error *found, const ent_node *at, const char *path);
/* The error added last does not keep what follows from being read. */
void ent_errors_soften(ent_errors *e);
/* Has anything been found over which reading cannot go on? */
bool ent_errors_hard(const ent_errors *e);
/* So many that nobody reads on: looking for more can stop. */
bool ent_errors_full(const ent_errors *e);
/* Puts what was found in the order of the file; what has no place comes last. */
void ent_errors_sort(ent_errors *e);
/* Adds "no memory" once. */
void ent_errors_no_memory(ent_errors *e, const char *path);

/* path + "." + key into out; cut when too long. */
void ent_path_join(char out[ENT_PATH_MAX], const char *path, const char *key);
void ent_path_item(char out[ENT_PATH_MAX], const char *path, int index);

#endif
