/* show.h - the answer on a terminal, section by section. */
#ifndef ENTENTE_CLI_SHOW_H
#define ENTENTE_CLI_SHOW_H

#include "entente/study.h"
#include "host/terminal.h"

void cli_show_verdict(const host_terminal *t, const ent_answer *a); /* question and verdict */
/* Whose assumptions these are: the view that was asked for (NULL: none), or that there are others than the author's. */
void cli_show_view(const host_terminal *t, const ent_scenario *s, const char *asked);
void cli_show_gates(const host_terminal *t, const ent_answer *a);    /* four bars, parts, all */
void cli_show_failures(const host_terminal *t, const ent_answer *a); /* first shut gate, who blocks, outcomes */
void cli_show_drivers(const host_terminal *t, const ent_answer *a);  /* tornado */
void cli_show_tippings(const host_terminal *t, const ent_answer *a); /* tipping points, smallest set */
void cli_show_evidence(const host_terminal *t, const ent_answer *a,
                       const char *file); /* confidence, claims, precedents */

/* "  3 of 12     26 % (90 % interval 10 % to 47 %)". */
void cli_show_count(const host_terminal *t, const ent_precedent *p);

/* The words of the lists of study.h. */
extern const char *const cli_gate_titles[ENT_GATES + 1]; /* the last: "All four gates" */
extern const char *const cli_gate_names[ENT_GATES + 1];  /* the last: "all" */
extern const char *const cli_outcome_texts[ENT_OUTCOMES];
/* The title of a gate (ENT_GATES: of all four) as the reader says it; and its name within a sentence or list. */
const char *cli_gate_title(const host_terminal *t, int gate);
const char *cli_gate_word(const host_terminal *t, int gate);

#endif
