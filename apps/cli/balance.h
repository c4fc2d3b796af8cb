/* balance.h - what the files of `entente balance` and `entente verify` share. */
#ifndef ENTENTE_CLI_BALANCE_H
#define ENTENTE_CLI_BALANCE_H

#include "entente/balance.h"
#include "network.h"

typedef struct cli_balance {
  const cli_call *call;
  cli_network net;
  ent_ties *ties;
  ent_balance *found;
  double seconds; /* of the search */
} cli_balance;

/* The network of the table as whole numbers.  rule: its scale is read from the table.  Failures have been told. */
cli_exit cli_network_ties(const cli_call *call, const cli_network *net, const ent_ties_options *rule, ent_ties **out);
/* A weight of the network as people write it: "2.5". */
#define CLI_WEIGHT 64
void cli_weight_text(int64_t weight, int64_t scale, char out[CLI_WEIGHT]);

/* The files of --certificate, --graphml, --dot, --svg. */
ent_status cli_balance_write(const void *balance, cli_option option, FILE *to, ent_error *err);

#endif
