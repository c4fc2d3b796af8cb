/* balance.h - what the files of `entente balance` and `entente verify` share. */
#ifndef ENTENTE_CLI_BALANCE_H
#define ENTENTE_CLI_BALANCE_H

#include "entente/balance_indices.h"
#include "network.h"

typedef struct cli_balance {
  const cli_call *call;
  cli_network net;
  ent_ties *ties;
  ent_balance *found;
  double seconds; /* of the search */
  bool measured;  /* what follows was asked for, or cheap enough */
  ent_triads triads;
  bool spectral;
  double walks;
  double *local; /* [actors] of walks; from the network's arena */
  ent_conflict conflict;
  int32_t *camp; /* [actors] --camps; NULL: not asked for */
  ent_camps camps;
  int8_t *drift; /* [actors] --drift; NULL: not asked for */
  ent_drift_end end;
  ent_balance_bounds *null; /* [nulls.nulls] --nulls; NULL: not asked for */
  ent_nulls nulls;
} cli_balance;

/* The network of the table as whole numbers.  rule: its scale is read from the table.  Failures have been told. */
cli_exit cli_network_ties(const cli_call *call, const cli_network *net, const ent_ties_options *rule, ent_ties **out);
/* A weight of the network as people write it: "2.5". */
#define CLI_WEIGHT 64
void cli_weight_text(int64_t weight, int64_t scale, char out[CLI_WEIGHT]);

/* balance_more.c: triangles, walks, spectrum (of up to 400 actors, or with --indices), several camps, drift. */
cli_exit cli_balance_measure(cli_balance *b);
void cli_balance_show_more(const cli_balance *b);
void cli_balance_json_more(const cli_balance *b);

/* balance_nulls.c: the signs dealt out anew. */
cli_exit cli_balance_deal(cli_balance *b);
void cli_balance_show_nulls(const cli_balance *b);
void cli_balance_json_nulls(const cli_balance *b);

/* The files of --certificate, --graphml, --dot, --svg. */
ent_status cli_balance_write(const void *balance, cli_option option, FILE *to, ent_error *err);

#endif
