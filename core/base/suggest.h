/* suggest.h - "did you mean": the known name that is closest to a misspelt one. */
#ifndef ENT_CORE_SUGGEST_H
#define ENT_CORE_SUGGEST_H

#include "entente/base.h"

/* Texts longer than this are not compared. */
#define ENT_SUGGEST_MAX 64

/* Least number of insertions, deletions, replacements and swaps of neighbouring bytes that turn a into b, no byte being
 * edited twice.  When either text is longer than ENT_SUGGEST_MAX bytes: the longer length, which is an upper bound. */
size_t ent_edit_distance(const char *a, size_t na, const char *b, size_t nb);

/* The closest name within a third of the word's length (at least 1 edit, at most 3) that shares something with it; of
 * equally close ones that which starts with most of the same letters, then the first; NULL if there is none. */
const char *ent_suggest(const char *word, size_t size, const char *const *names, size_t count);

/* Place of a name in a list; -1. */
int ent_name_find(const char *name, const char *const *names, int count);

#endif
