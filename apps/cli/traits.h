/* traits.h - numbers of members that an option gives: "USA=0.9, *=0.3". */
#ifndef ENTENTE_CLI_TRAITS_H
#define ENTENTE_CLI_TRAITS_H

#include "body.h"
#include "entente/draw.h"

/* Reads the option, if it is given, into body->trait[trait] (over what a table says); "*" stands for all who are not named.
 * Then, if wanted, makes sure that every member has a number.  Failures have been told. */
cli_exit cli_trait_option(const cli_call *call, cli_option option, cli_trait trait, bool wanted, cli_body *body);
/* "0.2" or "0.2,0.5": one or two numbers.  Returns how many; 0 when it is neither. */
int cli_point_read(const char *text, double out[2]);
/* Writes a drawing to the file of --svg and says so. */
cli_exit cli_write_drawing(const cli_call *call, ent_status status, const ent_drawing *drawing, const ent_error *err);

#endif
