/* trade.h - what the files of `entente trade` share. */
#ifndef ENTENTE_CLI_TRADE_H
#define ENTENTE_CLI_TRADE_H

#define CLI_TRADE_POINTS 5 /* of a range of theta, where the lowest and the highest welfare are looked for */

#include "entente/trade.h"
#include "network.h"

typedef struct cli_trade {
  const cli_call *call;
  cli_network net;
  int n;
  double *flow; /* [n n]; from the network's arena, as all that follows */

  double theta_low, theta_high; /* the same without a range; options.theta lies in the middle */
  ent_trade_options options;
  double *in_force;                            /* [n n] tariffs before the shock; NULL: none */
  double *freeness, *cost, *tariff, *transfer; /* NULL: not asked for */

  ent_trade *solver;
  ent_trade_answer a; /* in the middle of the range */
  bool all_hold;      /* the certificates of all solutions */
  double *welfare, *real_wage, *price, *wage, *low,
    *high; /* [n] changes, new / old - 1; low and high: welfare over the range */
  int target;
  uint64_t rows; /* economies to show; 0: all */
  double *sell_elastic,
    *buy_elastic; /* [n] --elasticities: of the target's welfare to trade costs; NULL: not asked for */

  double share;         /* --share: how much of an embargo or relief */
  double *ratio;        /* [n n] --relief: freeness then over freeness now; 0: not known */
  const char *lacks[2]; /* a pair whose ratio was needed and is not known */
} cli_trade;

/* The flows of a table as a matrix.  Failures have been told. */
cli_exit cli_trade_flows(const cli_call *call, cli_network *net, double **flow);
/* The economy that an option names; told, with a suggestion, and -1 when there is none. */
int cli_trade_economy(const cli_trade *t, const char *name, size_t size, cli_option option);
/* The same by any name or code of a state, letters large or small; -1, untold. */
int cli_trade_place(const cli_network *net, const char *name, size_t size);
/* Refuses two names of one economy ("RUS" and "Russia"), where the second stands. */
cli_exit cli_trade_twins(const cli_call *call, const cli_network *net);
/* "USA, DEU" into in[n]; "*" is all but others (NULL: all). */
cli_exit cli_trade_side(const cli_trade *t, cli_option option, const char *text, size_t size, const bool *others,
                        bool *in);
/* Everything that the options say about the shock and the model. */
cli_exit cli_trade_options(cli_trade *t);
/* The shock, the target and the rows alone. */
cli_exit cli_trade_shock(cli_trade *t);
/* "4", or "4..8", above 0 and at most `most`; false: neither. */
bool cli_trade_range(const char *text, double most, double *low, double *high);
/* Which of the names an option gives; *out stays without it. */
cli_exit cli_trade_choice(const cli_trade *t, cli_option option, const char *const *name, int names, int *out);

/* What crosses the border of economy i: sold (or bought) before or after. */
double cli_trade_abroad(const cli_trade *t, const double *flow, int i, bool sold);

/* Refuses a target that trades with nobody: nothing can be done to it. */
cli_exit cli_trade_check_target(const cli_trade *t);

void cli_trade_show(const void *trade);
/* Parts of it: what the options say about the shock, that they say none, and the target's partners before and after. */
void cli_trade_show_shock(const cli_trade *t);
void cli_trade_show_unshocked(const cli_trade *t);
void cli_trade_show_flows(const cli_trade *t);
void cli_trade_json(const void *trade);
void cli_trade_csv(const void *trade);
ent_status cli_trade_draw(const void *trade, cli_option option, FILE *to, ent_error *err);
/* trade_flows.c: what --svg or --flows asks for. */
ent_status cli_trade_write(const void *trade, cli_option option, FILE *to, ent_error *err);

/* trade_coalition.c: --coalition. */
cli_exit cli_trade_coalition(cli_trade *t);
/* trade_policy.c: is it one of its words, frontier, optimal, nash, burden; what they ask for. */
bool cli_trade_is_policy(const char *word);
cli_exit cli_trade_policy(cli_trade *t);
/* trade_tables.c: a number for each pair from the table that an option names, columns exporter, importer and the first of
 * `usual` that is there, or a square matrix; cells of pairs without a row stay. */
cli_exit cli_trade_pairs_table(cli_trade *t, cli_option option, const char *path, const char *const *usual,
                               double *cell);
/* "0.2" or "20%"; an empty text says nothing and leaves out as it is. */
bool cli_trade_rate(const char *text, double *out);
/* The same for a tariff; above 1 only with a percent sign, as 20 is meant as 20 % more often than as 2000 %.  False: told in
 * *err. */
bool cli_trade_tariff(const char *text, double *out, ent_error *err);
extern const char *const cli_trade_rates[]; /* usual names of tariffs */
/* A number for every economy, names in the first column. */
cli_exit cli_trade_numbers(cli_trade *t, cli_option option, const char *const *usual, double *out);
/* --tariffs, or a column tariff beside the flows, into t->in_force. */
cli_exit cli_trade_in_force(cli_trade *t);
/* trade_general.c: --compat iamls2025 */
bool cli_trade_is_general(const cli_call *call);
cli_exit cli_trade_general(cli_trade *t);
/* trade_sectors.c: entente trade sectors FOLDER. */
cli_exit cli_trade_sectors(const cli_call *call);
/* trade_square.c */
cli_exit cli_trade_square(const cli_call *call);

#endif
