/* json.h - the little JSON that the command line writes by itself. */
#ifndef ENTENTE_CLI_JSON_H
#define ENTENTE_CLI_JSON_H

#include <stddef.h>
#include <stdio.h>

/* A text in quotes, with what JSON forbids escaped. */
void cli_json_text(FILE *to, const char *text);
/* A number that reads back to the same bits. */
void cli_json_number(FILE *to, double value);
/* The value of a key of the outermost object: its first byte, and how many; NULL when there is none. */
const char *cli_json_member(const char *object, const char *key, size_t *size);

#endif
