/* trust.h - what the files of `entente trust` share: the question, and what was found. */
#ifndef ENTENTE_CLI_TRUST_H
#define ENTENTE_CLI_TRUST_H

#include "base/arena.h"
#include "entente/study.h"
#include "entente/trust.h"
#include "session.h"

/* A table of facts: its text, to show lines of, and its cells. */
typedef struct cli_facts {
  const char *file;
  host_text text;
  host_table table;
} cli_facts;

typedef struct cli_leader {
  const char *state;
  ent_spell *spell;
  int spells, last; /* last: the row of the last one */
  double exits, years;
  double hazard, low, high; /* a year: posterior mean and 90 % band */
} cli_leader;

typedef struct cli_promise {
  bool asked;
  ent_promise promise;
  ent_holder incumbent, type[ENT_HOLDERS_MAX];
  ent_offer offer[ENT_HOLDERS_MAX + 1];
  int types, years;  /* years: to which it should stand */
  bool dated, waits; /* a term with an end; successors make offers of their own */
  double bearable;   /* the highest constant hazard */
  double alive;
  ent_promise_worth worth;
  ent_waiting waiting;
} cli_promise;

#define CLI_PLANS 3 /* at the low end of the band, the mean, the high end */
typedef struct cli_steps {
  bool asked;
  ent_trust_game game;
  double keeps[2]; /* chance that a trustworthy party keeps a step, and that another does */
  double trust[CLI_PLANS];
  ent_window window[CLI_PLANS];
  ent_plan plan[CLI_PLANS];
} cli_steps;

typedef struct cli_trust {
  const cli_call *call;
  ent_allocator memory;
  ent_arena arena; /* what follows lies in it, in a table, or in the session */
  cli_facts facts, spells;
  cli_session session;
  bool scenario;

  int events;
  ent_commitment *event;
  const char **date, **actor, **label;
  ent_trust_point *point; /* [events + 1], the last one at `at` */
  ent_trust prior, now;
  double phi, at;
  double goal, act; /* the level to restore, the weight of an act */

  int leaders;
  cli_leader *leader;
  double prior_exits, prior_years;

  bool has_verdict; /* of a scenario, at its centre */
  ent_verdict verdict;
  ent_input_info exit;  /* the hazard of the proposer's leader */
  bool has_exit, dated; /* dated: the end of the term is counted */
  cli_promise turnover;
  cli_steps steps;
} cli_trust;

/* trust_read.c - the tables.  Failures have been told; close with cli_trust_close. */
cli_exit cli_trust_read_events(cli_trust *a);
cli_exit cli_trust_read_leaders(cli_trust *a);
void cli_facts_close(cli_facts *facts);
/* trust_ask.c - the options. */
cli_exit cli_trust_read_options(cli_trust *a);
cli_exit cli_trust_read_turnover(cli_trust *a);
cli_exit cli_trust_read_steps(cli_trust *a);
/* Numbers without a table: "0.5,2" into value; told when they are not `count` numbers within low..high. */
cli_exit cli_trust_numbers(const cli_call *call, cli_option option, int count, double low, double high, double *value);
/* trust_show.c, trust_write.c */
void cli_trust_show(const void *trust);
void cli_trust_json(const void *trust);
void cli_trust_csv(const void *trust);

#endif
