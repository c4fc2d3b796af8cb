/* trade_policy.h - what the files of `entente trade frontier`, optimal, nash and burden share. */
#ifndef ENTENTE_CLI_TRADE_POLICY_H
#define ENTENTE_CLI_TRADE_POLICY_H

#include "entente/trade_policy.h"
#include "trade.h"

#define CLI_POLICY_LIST(X) X(FRONTIER, frontier) X(OPTIMAL, optimal) X(NASH, nash) X(BURDEN, burden)

typedef enum cli_policy_kind {
#define X(NAME, name) CLI_POLICY_##NAME,
  CLI_POLICY_LIST(X)
#undef X
    CLI_POLICIES
} cli_policy_kind;

/* One answer of ent_trade_optimize, with its arrays. */
typedef struct cli_policy_best {
  ent_trade_aim aim;
  ent_trade_optimum o;
} cli_policy_best;

typedef struct cli_policy {
  cli_trade *t;
  cli_policy_kind kind;
  int *sender;
  const char **name; /* [senders] */
  ent_trade_sanction s;
  double willingness, cap;

  double *rate; /* [rates] of the frontier, rising, the ban last; of burden: the one */
  bool *round;  /* [rates] shown on the terminal and named in the picture */
  int rates;
  ent_trade_point *point; /* [rates] */

  cli_policy_best
    best[3]; /* optimal: one rate, a rate each, each alone; nash: each for itself, jointly; frontier: one rate */
  int bests;
  ent_trade_burden burden;
  ent_trade_proof proof; /* of all that was asked */
  bool settled;
} cli_policy;

extern const char *const cli_policy_name[CLI_POLICIES];

#define CLI_RATE 48
typedef struct cli_rate_text {
  char text[CLI_RATE];
} cli_rate_text;
/* "12.7 %" as a tariff is read, or "ban". */
void cli_policy_rate(const host_terminal *t, double rate, char out[CLI_RATE]);

/* trade_policy_show.c, trade_policy_files.c */
void cli_policy_text(const void *policy);
void cli_policy_json(const void *policy);
void cli_policy_csv(const void *policy);
ent_status cli_policy_draw(const void *policy, cli_option option, FILE *to, ent_error *err);

#endif
