/* fail.h - filling in an ent_error, in one line at the place where things go wrong. */
#ifndef ENT_CORE_FAIL_H
#define ENT_CORE_FAIL_H

#include "entente/base.h"

/* Sets *err (if not NULL) and returns code.  Texts longer than the fields are cut, never inside a character;
 * NULL counts as empty. */
ent_status ent_fail(ent_error *err, ent_status code, const char *path, const char *message);
/* The same with a place in the input text. */
ent_status ent_fail_at(ent_error *err, ent_status code, int line, int column, const char *path, const char *message);
/* Message from pieces: every argument after the path is a const char *, ended by NULL.  Pieces may point into *err. */
ent_status ent_fail_join(ent_error *err, ent_status code, int line, int column, const char *path, ...);

#endif
