/* deals.h - deals of a corpus as scenarios, for every command that takes a scenario FILE. */
#ifndef ENTENTE_CLI_DEALS_H
#define ENTENTE_CLI_DEALS_H

#include "entente/calibrate.h"
#include "session.h"

/* Does the name say "deal of a corpus": CORPUS.csv#D003? */
bool cli_deal_named(const char *file);
/* The scenario of such a name, with the changes of --view and --set, from the parameters that come with entente.  Failures
 * have been told.  session->memory is set. */
cli_exit cli_deal_open(const cli_call *call, const char *file, cli_session *session);

/* Writes a scenario as YAML.  Errors: ENT_NOMEM. */
ent_status cli_deal_write(const ent_scenario *s, const ent_allocator *memory, FILE *to, ent_error *err);

#endif
