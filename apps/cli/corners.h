/* corners.h - what the files of `entente triangle` share: the question, and what was found. */
#ifndef ENTENTE_CLI_CORNERS_H
#define ENTENTE_CLI_CORNERS_H

#include "entente/triangle.h"
#include "network.h"

typedef struct cli_corners {
  const cli_call *call;
  cli_network net;     /* of a table */
  cli_session session; /* of a scenario */
  bool table;
  const char *name[3]; /* proposer, target, rival */
  double x[3];         /* ties 01, 02, 12 */
  double offered, left;
  ent_courtship court;
  ent_triangle_move best[3];
  bool has_odds;
  ent_triangle_chances odds;
  ent_triangle_year *year;
  int years, incomplete;
} cli_corners;

/* triangle.c: "A, B, C"; false when there are not three; and the refusal of such a text. */
bool cli_corners_split(const char *text, const char *part[3], size_t size[3]);
cli_exit cli_corners_refuse(const cli_call *call);
/* triangle_show.c */
void cli_corners_show(const cli_corners *a);
void cli_corners_json(const cli_corners *a);
void cli_corners_csv(const cli_corners *a);

#endif
