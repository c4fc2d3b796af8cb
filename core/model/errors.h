/* errors.h - collecting as many errors as can be found at once. */
#ifndef ENT_CORE_MODEL_ERRORS_H
#define ENT_CORE_MODEL_ERRORS_H

#include "tree.h"

typedef struct ent_errors {
  ent_error *list;
  int room, found;
  bool no_memory; /* nothing found later is worth more */
} ent_errors;

/* Adds an error; the message is joined from const char * pieces ended by NULL. */
void ent_errors_add(ent_errors *e, ent_status code, const ent_node *at, const char *path, ...);
/* Adds an error that a parser of one line of text has found; its column counts in that text. */
void ent_errors_take(ent_errors *e, const ent_error *found, const ent_node *at, const char *path);
/* Adds "no memory" once. */
void ent_errors_no_memory(ent_errors *e, const char *path);

/* path + "." + key into out; cut when too long. */
void ent_path_join(char out[ENT_PATH_MAX], const char *path, const char *key);
void ent_path_item(char out[ENT_PATH_MAX], const char *path, int index);

#endif
