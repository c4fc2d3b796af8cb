/* backtest.h - past deals forecast and scored: what the command holds, and its ways of telling it. */
#ifndef ENTENTE_CLI_BACKTEST_H
#define ENTENTE_CLI_BACKTEST_H

#include "corpus.h"
#include "entente/backtest.h"

#define CLI_FORECASTERS (1 + ENT_BASELINES) /* the four gates, then the baselines */
#define CLI_SLICES (ENT_DEAL_QUESTIONS + 1)
#define CLI_THIRDS 3
#define CLI_MISSES 10
#define CLI_REPLICATES 2000

/* One forecaster on one slice. */
typedef struct cli_scored {
  ent_score score;
  ent_mean_band brier, log_loss;
  ent_mean_band lead; /* its Brier score less the gates': above 0, the gates are nearer */
} cli_scored;

/* A question, or one among some of the deals. */
typedef struct cli_slice {
  const char *key, *title;
  ent_deal_question question;
  ent_deal_pick *pick;
  int n; /* deals with a known outcome; without any there is nothing below */
  cli_scored of[CLI_FORECASTERS];
  ent_score_bin third[CLI_THIRDS], tenth[ENT_SCORE_BINS]; /* the gates' */
  int thirds, tenths;
} cli_slice;

typedef struct cli_backtest {
  const cli_call *call;
  cli_corpus asked, training;
  bool has_training, held_out;
  uint64_t seed, draws, folds;
  ent_deal_forecaster forecaster[CLI_FORECASTERS];
  ent_deal_chances *chances; /* [CLI_FORECASTERS * rows] */
  cli_slice slice[CLI_SLICES];
  ent_deal_miss miss[CLI_MISSES];
  int misses;
} cli_backtest;

/* Scores all slices.  backtest_score.c */
ent_status cli_backtest_score(cli_backtest *b, ent_error *err);
/* On the terminal.  backtest_show.c */
void cli_backtest_show(const cli_backtest *b);
/* As JSON, as a table of all forecasts, as a picture.  backtest_files.c */
void cli_backtest_json(const cli_backtest *b, FILE *to);
ent_status cli_backtest_csv(const cli_backtest *b, FILE *to, ent_error *err);
ent_status cli_backtest_picture(const cli_backtest *b, FILE *to, ent_error *err);

#endif
