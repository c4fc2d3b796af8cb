/* align.h - what the files of `entente align` share: the question, and what was found. */
#ifndef ENTENTE_CLI_ALIGN_H
#define ENTENTE_CLI_ALIGN_H

#include "entente/flip.h"
#include "network.h"

typedef struct cli_align {
  const cli_call *call;
  cli_network net;     /* of a table; its arena holds all of this */
  cli_session session; /* of a scenario */
  bool table, after;
  int wedge[3]; /* target, proposer, rival; [0] is -1 where the deal is no wedge */
  const char *title;

  int n;
  const char **name;
  double *size, *propensity;
  double *pressure; /* NULL: none */
  double scale;     /* of a table whose ties lie beyond -1 to 1: they were divided by it */

  ent_minimum *minimum; /* exact: [terrain.kept] */
  ent_terrain terrain;
  bool passes;

  int8_t *side; /* beyond enumeration */
  ent_found *found;
  ent_searched searched;

  ent_stance *stance; /* --neutral */
  ent_stances stances;

  ent_flip_price *price;        /* [n] in the lowest configuration; NULL: none to ask about */
  ent_wedge_price *wedge_price; /* [n] */
  ent_alignment alignment;

  ent_tie_move *move; /* --move */
  int moves;
  ent_cascade cascade;
  ent_flip_step *step;
  ent_hold hold;
  double noise;

  ent_survivor *survivor; /* draws of a scenario */
  ent_surveyed surveyed;
  uint64_t draws, limit;
} cli_align;

#define CLI_ALIGN_STEPS 64

/* align_find.c: reads the question and answers it. */
cli_exit cli_align_find(cli_align *a);
/* "Britain, France | Germany, Italy", cut to the room. */
const char *cli_align_camps(const cli_align *a, ent_camp camp, const char *between, char *out, size_t room);
/* align_show.c */
void cli_align_show(const cli_align *a);
void cli_align_json(const cli_align *a);
void cli_align_csv(const cli_align *a);
/* align_draw.c: --svg with --picture. */
ent_status cli_align_draw(const void *align, cli_option option, FILE *to, ent_error *err);
bool cli_align_picture(const cli_call *call, int *which);

#endif
