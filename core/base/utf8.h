/* utf8.h - is this text UTF-8, which characters has it, and how many columns does it take? */
#ifndef ENT_CORE_UTF8_H
#define ENT_CORE_UTF8_H

#include "entente/base.h"

/* The character that starts at text[0]: returns its length of 1 to 4 bytes and sets *code; 0 (and *code untouched) when
 * the bytes are not UTF-8: cut short, overlong, a surrogate, or above U+10FFFF.  Needs size >= 1.  Cost: O(1). */
size_t ent_utf8_next(const char *text, size_t size, uint32_t *code);

/* True when all size bytes are UTF-8; otherwise *bad_at (may be NULL) is where the first broken character starts. */
bool ent_utf8_valid(const char *text, size_t size, size_t *bad_at);

/* Columns of a NUL-terminated text on a terminal: wide characters (Chinese, Japanese, Korean, full width, emoji) take
 * 2, combining marks and control characters 0, all others 1; a broken byte takes 1. */
size_t ent_utf8_width(const char *text);

#endif
