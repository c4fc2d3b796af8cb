/* align.h - what the files of `entente align` share: the question, and what was found. */
#ifndef ENTENTE_CLI_ALIGN_H
#define ENTENTE_CLI_ALIGN_H

#include "entente/draw_align.h"
#include "entente/flip.h"
#include "network.h"

#define CLI_EVEN_CELLS 18 /* marks across and upward in the picture of a break-even curve */

/* One of two terms: a tie, or a term of the deal.  Strengths: by how much the tie moves, or how much of the term's effects. */
typedef struct cli_even_axis {
  const char *label;
  bool tie;
  ent_tie_move *move;
  int moves, term;
  double zero, low, high, now; /* what strength 0 reads as; strengths */
} cli_even_axis;

typedef struct cli_even {
  cli_even_axis axis[2];
  double *ground; /* [n * n] ties at strength 0 */
  ent_even_piece *piece;
  int pieces;
  bool turned_now, turned_below[16]; /* ... at the low end of the second, for each line of the text */
  bool turned[CLI_EVEN_CELLS * CLI_EVEN_CELLS];
} cli_even;

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
  ent_weighing *weighing; /* [weighed * weights] of the first survivors, where ties are made of components */
  int weighed;

  cli_even *even; /* --break-even; NULL: not asked for */
} cli_align;

#define CLI_ALIGN_STEPS 64

/* align_find.c: reads the question and answers it. */
cli_exit cli_align_find(cli_align *a);
/* "Britain, France | Germany, Italy", cut to the room. */
const char *cli_align_camps(const cli_align *a, ent_camp camp, const char *between, char *out, size_t room);
/* An actor by name or key, -1: there is none; and the refusal of one. */
int cli_align_actor(const cli_align *a, const char *text, size_t size);
cli_exit cli_align_unknown(const cli_align *a, cli_option option, const char *text, size_t size);
/* align_even.c: --break-even. */
cli_exit cli_align_even(cli_align *a);
void cli_align_even_show(const cli_align *a);
void cli_align_even_json(const cli_align *a);
void cli_align_even_csv(const cli_align *a);
ent_status cli_align_even_draw(const cli_align *a, const ent_look *look, const ent_allocator *memory, ent_drawing *out,
                               ent_error *err);
/* align_weights.c: which weight decides about the camps that survive. */
ent_status cli_align_weigh(cli_align *a, ent_error *err);
void cli_align_weights_show(const cli_align *a, int camps);
void cli_align_weights_json(const cli_align *a, int camps);
/* align_show.c */
void cli_align_show(const cli_align *a);
void cli_align_json(const cli_align *a);
void cli_align_csv(const cli_align *a);
/* align_draw.c: --svg with --picture. */
ent_status cli_align_draw(const void *align, cli_option option, FILE *to, ent_error *err);
bool cli_align_picture(const cli_call *call, int *which);

#endif
