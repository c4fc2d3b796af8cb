/* fail.h - filling in an ent_error, in one line at the place where things go wrong. */
#ifndef ENT_CORE_FAIL_H
#define ENT_CORE_FAIL_H

#include "entente/base.h"

_Static_assert(sizeof(NULL) == sizeof(const char *), "NULL ends a list of texts, so it has the size of a pointer");

/* Sets *err (if not NULL) and returns code.  The message comes in pieces: every argument after the path is a const char *,
 * ended by NULL; pieces may point into *err.  Texts longer than the fields are cut, never inside a character; NULL counts as
 * empty. */
ent_status ent_fail_join(ent_error *err, ent_status code, int line, int column, const char *path, ...);

/* The same for one sentence with a place in the input text.  Inline, so that a reader of the caller, be it a compiler, sees
 * that the code given is the code returned. */
static inline ent_status ent_fail_at(ent_error *err, ent_status code, int line, int column, const char *path,
                                     const char *message)
{
  (void)ent_fail_join(err, code, line, column, path, message, (const char *)NULL);
  return code;
}

/* The same where there is no place. */
static inline ent_status ent_fail(ent_error *err, ent_status code, const char *path, const char *message)
{
  return ent_fail_at(err, code, 0, 0, path, message);
}

/* The same with the path what[i], or what[i][j] where j is not below 0. */
ent_status ent_fail_index(ent_error *err, ent_status code, const char *what, int64_t i, int64_t j, const char *message);

#endif
