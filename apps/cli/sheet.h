/* sheet.h - numbers by member: as a table on the terminal, as JSON, as CSV. */
#ifndef ENTENTE_CLI_SHEET_H
#define ENTENTE_CLI_SHEET_H

#include "body.h"

#define CLI_FIGURES_MAX 16

typedef struct cli_figure {
  const char *key;         /* in JSON and CSV */
  const char *head;        /* on the terminal; NULL: not there */
  const double *value;     /* [members]; NaN: unknown */
  const char *const *text; /* [members], instead: whole numbers of any length */
  bool plain;              /* a number, not a share */
} cli_figure;

typedef struct cli_sheet {
  const cli_body *body;
  int figures;
  cli_figure figure[CLI_FIGURES_MAX];
  const double *by; /* [members] order of the rows, most first, and length of the bars; NULL: none */
  uint64_t limit;   /* rows on the terminal; 0: all */
  const char *noun; /* what JSON and CSV call whom a row is about; NULL: "member" */
} cli_sheet;

void cli_sheet_add(cli_sheet *sheet, const char *key, const char *head, const double *value, bool plain);
/* A share with four digits that matter: "13.24 %", "0.000612 %". */
#define CLI_FINE 40
void cli_fine_text(double share, char out[CLI_FINE]);
/* "17,772,607" from digits. */
void cli_grouped(const char *number, char *out, size_t room);
void cli_plain_number(double value, char out[CLI_FINE]);

/* Title, rule and what was changed. */
void cli_body_show(const cli_call *call, const cli_body *body);
void cli_sheet_show(const cli_call *call, const cli_sheet *sheet);
/* {"body": ..., "rule": ..., "members": N: the object stays open. */
void cli_body_json(const cli_body *body);
/* , "list": [...] */
void cli_sheet_json(const cli_sheet *sheet);
void cli_sheet_csv(const cli_sheet *sheet);
/* , "key": value */
void cli_json_pair(const char *key, double value);
void cli_json_word(const char *key, const char *value);
/* The members, most of `by` first (NULL: as they stand, and so do equals and those unknown); free() it.  NULL: no memory. */
int *cli_order(const double *by, int members);
/* Equal, or both unknown. */
bool cli_same(double a, double b);
#define CLI_ALIKE_FROM 40 /* members from which those who are alike share a row */
/* As a cell of CSV, in quotes where that is needed. */
void cli_csv_text(const char *text);
/* What stands between members: "; " where a name has a comma of its own ("Korea, Republic of"), else ", ". */
const char *cli_body_comma(const cli_body *body);
/* A small note at the foot, dim. */
void cli_foot(const cli_call *call, const char *text);

#endif
