/* expect.h - statements about an answer that a script can insist on. */
#ifndef ENTENTE_CLI_EXPECT_H
#define ENTENTE_CLI_EXPECT_H

#include "entente/study.h"

#define CLI_EXPECT_NAME 64

typedef enum cli_subject { CLI_SHARE, CLI_QUANTILE, CLI_CLAIM } cli_subject;
typedef enum cli_comparison { CLI_BELOW, CLI_AT_MOST, CLI_ABOVE, CLI_AT_LEAST, CLI_EQUAL } cli_comparison;

/* "p(consent) < 5%", "consent < 0.05", "median(surplus) > 0", "claim(C3) = supported". */
typedef struct cli_expectation {
  const char *text;
  cli_subject subject;
  char name[CLI_EXPECT_NAME]; /* share, track or claim */
  int track;                  /* CLI_QUANTILE: ent_track */
  cli_comparison comparison;
  double value; /* the number compared with, or for CLI_CLAIM an ent_outcome */
} cli_expectation;

/* Reads one.  Errors: ENT_SYNTAX, ENT_REFERENCE (with suggestion). */
ent_status cli_expect_read(const char *text, cli_expectation *out, ent_error *err);

/* Holds it against the answer.  *holds: it holds; *close: within two standard errors, so not settled by these draws;
 * is: what the answer says, in words.  Errors: ENT_REFERENCE (no such claim). */
ent_status cli_expect_test(const cli_expectation *expectation, const ent_answer *answer, bool *holds, bool *close,
                           char is[CLI_EXPECT_NAME], ent_error *err);

#endif
