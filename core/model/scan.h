/* scan.h - moving through one line of text: numbers, names, words, punctuation.  Shared by notation, expressions and
 * filters.  Blanks before a token are skipped.  Cost: linear. */
#ifndef ENT_CORE_MODEL_SCAN_H
#define ENT_CORE_MODEL_SCAN_H

#include "entente/base.h"

typedef struct ent_scan {
  const char *text;
  size_t size, at;
} ent_scan;

void ent_scan_open(ent_scan *s, const char *text, size_t size);
bool ent_scan_at_end(ent_scan *s);
/* Place of the next token, from 1. */
int ent_scan_column(ent_scan *s);
/* Takes these bytes if they come next. */
bool ent_scan_take(ent_scan *s, const char *token);
/* Takes this word (letters) if it comes next and ends there. */
bool ent_scan_word(ent_scan *s, const char *word);
/* The same for several words with any blanks between them. */
bool ent_scan_phrase(ent_scan *s, const char *phrase);
/* Takes "name(" . */
bool ent_scan_call(ent_scan *s, const char *name);
/* Does a number come next that is above the largest double? */
bool ent_scan_too_large(ent_scan *s);
bool ent_scan_number(ent_scan *s, double *value);
/* A name: letters, digits, _ - . and bytes above 127; or anything in double quotes.  Does not fit in room: false. */
bool ent_scan_name(ent_scan *s, char *out, size_t room);

#endif
