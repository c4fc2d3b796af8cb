/* trade_sectors.h - what the files of `entente trade sectors` share. */
#ifndef ENTENTE_CLI_TRADE_SECTORS_H
#define ENTENTE_CLI_TRADE_SECTORS_H

#include "entente/sectors.h"
#include "trade.h"

typedef struct cli_sectors {
  cli_trade t; /* names, shock by pair, target; t.a: flows summed over sectors, for what both commands show */
  const char *folder;
  int sectors;
  const char **sector; /* [sectors] */

  /* The tables; NULL where they say nothing of it.  From the network's arena, as all that follows. */
  double *flow, *tariff;             /* [sectors n n] */
  double *input;                     /* [n sectors sectors] */
  double *value_added, *consumption; /* [n sectors] */
  double *theta;                     /* [sectors]; where they are ranges, at the point that is solved */
  double *theta_low, *theta_high;    /* [sectors] */
  bool range;                        /* one of them is a range */
  double *earned, *surplus;          /* [n] */

  /* the shock by sector; NULL: none */
  bool *chosen;                       /* [sectors] */
  double *freeness, *cost, *new_rate; /* [sectors n n] */
  double *rates;                      /* [sectors n n] of --new-tariffs; NaN: not in the table */

  ent_sectors_options options;
  ent_sectors *solver;
  ent_sectors_answer a;
  int parts; /* of the decomposition */
  ent_sectors_linear sums;
  double *linear; /* [n] all of them together */
} cli_sectors;

/* trade_sectors_read.c: the tables, and what the options say.  Failures have been told. */
cli_exit cli_sectors_read(cli_sectors *s);
cli_exit cli_sectors_options(cli_sectors *s);

/* trade_flows.c: what --svg or --flows asks for. */
ent_status cli_sectors_write(const void *sectors, cli_option option, FILE *to, ent_error *err);

/* trade_sectors_show.c */
void cli_sectors_show(const void *sectors);
void cli_sectors_json(const void *sectors);
void cli_sectors_csv(const void *sectors);

#endif
