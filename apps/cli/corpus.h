/* corpus.h - a corpus of deals for the command line: from files, with faults told at their line. */
#ifndef ENTENTE_CLI_CORPUS_H
#define ENTENTE_CLI_CORPUS_H

#include "call.h"
#include "entente/corpus.h"
#include "host/csv.h"
#include "host/file.h"

typedef struct cli_corpus {
  char file[2][HOST_PATH_MAX]; /* deals, features; features "" where there are none */
  host_text text[2];
  host_table table[2];
  ent_corpus corpus;
} cli_corpus;

/* The path of a table that comes with entente: data/NAME here, else where it is installed. */
void cli_data_path(const char *name, char out[HOST_PATH_MAX]);

/* Reads deals and features; features NULL: X_features.csv beside X.csv where there is one.  Tells what is wrong.  The corpus is
 * closed in any case. */
cli_exit cli_corpus_open(const cli_call *call, const char *deals, const char *features, cli_corpus *out);
void cli_corpus_close(cli_corpus *c);

/* The title of a deal in the reader's language. */
const char *cli_deal_title(const cli_call *call, const ent_deal_row *row);
/* What ended a deal, as the reader says it; words of other tables as they stand. */
const char *cli_end_cause(const host_terminal *t, const char *word);

#endif
