/* ppml.h - what the files of `entente ppml` share. */
#ifndef ENTENTE_CLI_PPML_H
#define ENTENTE_CLI_PPML_H

#include "base/arena.h"
#include "entente/ppml.h"
#include "session.h"
#include "targets.h"

#include <stdio.h>

typedef struct cli_ppml {
  const cli_call *call;
  const char *file;
  ent_allocator memory;
  ent_arena arena; /* what follows lies in it, or in table */
  host_text text;
  host_table table;
  int64_t n;
  int *row;        /* [n] rows of the table that count (--only) */
  int64_t missing; /* rows left out for an empty cell (--drop-missing) */
  const char *explained;
  ent_ppml_data d;
  const char *x[ENT_PPML_REGRESSORS];   /* as asked: "log(dist)" */
  const char *effect[ENT_PPML_EFFECTS]; /* as asked: "exporter+year" */
  const char *cluster;                  /* as asked; NULL: robust */
  const char *weights;                  /* the column; NULL: none */
  ent_ppml_answer a;
} cli_ppml;

/* Reads table and options into p->d.  Failures have been told.  ppml_read.c */
cli_exit cli_ppml_read(cli_ppml *p);

void cli_ppml_show(const void *ppml);
void cli_ppml_json(const void *ppml);
void cli_ppml_csv(const void *ppml);
/* --fitted: every row that counts with its mean and what became of it. */
ent_status cli_ppml_write(const void *ppml, cli_option option, FILE *to, ent_error *err);

#endif
