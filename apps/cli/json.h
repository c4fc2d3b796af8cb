/* json.h - the little JSON that the command line writes by itself. */
#ifndef ENTENTE_CLI_JSON_H
#define ENTENTE_CLI_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A text in quotes, with what JSON forbids escaped. */
void cli_json_text(FILE *to, const char *text);
/* A number that reads back to the same bits. */
void cli_json_number(FILE *to, double value);
/* The value of a key of the outermost object: its first byte, and how many; NULL when there is none. */
const char *cli_json_member(const char *object, const char *key, size_t *size);
/* The items of an array one after the other: the first after NULL, else the one behind `after`, where the last one ended; NULL
 * at the end. */
const char *cli_json_next(const char *array, const char *after, size_t *size);
/* A text in quotes (as a value above) without them and without escapes, closed by a NUL.  False, with out in shreds: no text,
 * or no room; room = size + 1 is always enough. */
bool cli_json_read(const char *raw, size_t size, char *out, size_t room);

#endif
