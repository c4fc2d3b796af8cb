/* tiny_text.h - scenarios as text inside a C test, without a YAML library.
 *
 * A value is { key: value, ... }, [ value, ... ], "text in quotes" or bare text up to the next comma, closing bracket or
 * end of line; commas and ends of lines part values alike.  Keys are bare text up to the colon, or in quotes.  A backslash
 * in quotes takes the next byte as it is.  Places are lines and columns of the text, as a file would have them.
 *
 *   tiny_read("{ id: small, terms: { a: { flow: \"60 to 80\" } } }", builder, &err); */
#ifndef ENT_TEST_TINY_TEXT_H
#define ENT_TEST_TINY_TEXT_H

#include "entente/model.h"

/* Reports the text to the builder.  Errors: those of the builder; ENT_SYNTAX where the text ends early. */
ent_status tiny_read(const char *text, ent_builder *builder, ent_error *err);

/* The heap as an allocator. */
ent_allocator tiny_memory(void);

#endif
