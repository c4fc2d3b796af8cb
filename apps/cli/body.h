/* body.h - which body is asked about: its members, their weights, its rule?
 *
 * It comes from a table of members (CSV), from a club of a scenario, or from the tables of entente (--preset); then --add and
 * --suspend change who sits in it, the weights are read, the rule is read on what is there, and --abstain silences members. */
#ifndef ENTENTE_CLI_BODY_H
#define ENTENTE_CLI_BODY_H

#include "base/arena.h"
#include "entente/power.h"
#include "entente/tiers.h"
#include "session.h"

/* Columns of a table that are no weights. */
#define CLI_TRAIT_LIST(X) X(P, "p") X(PRICE, "price") X(UTILITY, "utility") X(PLACE_X, "x") X(PLACE_Y, "y")

typedef enum cli_trait {
#define X(NAME, name) CLI_TRAIT_##NAME,
  CLI_TRAIT_LIST(X)
#undef X
    CLI_TRAITS
} cli_trait;

#define CLI_WEIGHTS_MAX 32

typedef struct cli_body {
  ent_allocator memory;
  ent_arena arena;     /* everything below lies in it */
  cli_session session; /* of a scenario */
  host_table table;
  host_text text;   /* the table's file, to show lines of */
  const char *file; /* NULL when it is no table of the asker's */
  const char *title, *note;

  int members, room;
  const char **member; /* [room] */
  int *row;            /* [room] row of the table; -1 for those whom --add brought */
  int columns;
  const char *column[CLI_WEIGHTS_MAX];
  int place[CLI_WEIGHTS_MAX];             /* column of the table */
  const char **cell[CLI_WEIGHTS_MAX];     /* [room] weights as they were written */
  int64_t scale[CLI_WEIGHTS_MAX];         /* what they were multiplied by */
  const int64_t *weight[CLI_WEIGHTS_MAX]; /* [members] */
  double *trait[CLI_TRAITS];              /* [room]; NULL when it was not given; NaN where it is not known */
  double rho;
  bool abstains; /* the scenario has members abstain whose utility is just below zero */

  const char *rule_text;
  bool own_rule;  /* from --rule */
  ent_rule *rule; /* NULL beyond 256 members */
  ent_game *game;
  int absent, silent;
  const char *absent_name[CLI_GIVEN_MAX], *silent_name[CLI_GIVEN_MAX];
  int added;
  const char *const *added_name; /* [added]; NULL: the last members */

  int withins;             /* seats that are bodies (--within); the members are then those of all seats, "EU/DEU" */
  struct cli_body *within; /* [withins] */
  const char **seat;       /* [withins] */
  ent_tiers *tiers;        /* NULL: every seat is one member */
} cli_body;

/* Opens what the operands and options name; changed: with --add, --suspend and --abstain.  wants_rule: false for those who can do
 * without (nothing then refuses a body without a rule, and rule and game may be NULL).  Failures have been told.  Always
 * close. */
cli_exit cli_body_open(const cli_call *call, bool changed, bool wants_rule, cli_body *body);
void cli_body_close(cli_body *body);
/* Does the call change anything, so that there is a before and an after? */
bool cli_body_changes(const cli_call *call);
/* The member of this name; -1. */
int cli_body_find(const cli_body *body, const char *name, size_t size);

/* ---- between its files ---- */

/* Members from a table: the first column names them.  only: column=value, only rows that have it ("" as value: an empty cell);
 * NULL: all.  filters: how many.  Weight columns are the rest, with the names that `as` gives them (NULL: all columns by
 * their own name). */
typedef struct cli_preset {
  const char *name, *title, *table, *rule;
  const char *who;          /* column of names; NULL: the first */
  const char *only[3][2];   /* column, value it must have; "*": any but empty */
  const char *weight[4][2]; /* column, name in the rule */
} cli_preset;

cli_exit cli_body_load_table(const cli_call *call, const char *path, const cli_preset *preset, cli_body *body);
cli_exit cli_body_load_scenario(const cli_call *call, cli_body *body);
/* The preset that --preset names. */
cli_exit cli_body_load_preset(const cli_call *call, const char *name, cli_body *body);
bool cli_body_is_preset(const char *name);
/* Opens the bodies of --within and makes their members those of the body.  within.c */
cli_exit cli_body_open_within(const cli_call *call, cli_body *body);
/* Tells that no member is called so. */
cli_exit cli_body_unknown(const cli_call *call, const cli_body *body, cli_option option, const char *name, size_t size);
/* Tells what is wrong with a cell of the table (row -1: with the option that brought it). */
cli_exit cli_body_refuse(const cli_call *call, const cli_body *body, int member, int column, const ent_error *err);
cli_exit cli_body_no_memory(const cli_call *call);
/* A number as a trait takes it: "0.3", "30 %"; "-" and "" for a price that nobody can pay. */
bool cli_trait_read(cli_trait trait, const char *text, double *value, ent_error *err);

#endif
