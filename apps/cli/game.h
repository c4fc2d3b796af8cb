/* game.h - what the files of `entente game` share: the game, and what was found in it. */
#ifndef ENTENTE_CLI_GAME_H
#define ENTENTE_CLI_GAME_H

#include "entente/game.h"
#include "host/file.h"
#include "session.h"

#define CLI_EQUILIBRIA_MAX 4096 /* that are kept */

typedef struct cli_game {
  const cli_call *call;
  const char *name;    /* of the game, as its reader says it */
  cli_session session; /* of a scenario */
  host_text text;      /* of a game file */
  ent_extensive *tree; /* NULL: the game was read in strategic form */
  ent_strategic *form; /* NULL until it is needed */
  bool deal;           /* the acceptance game: its moves have names in the reader's language */
  bool trust;          /* the trust or the reassurance game */
  ent_trust_stakes stakes;
  int equilibria, kept;
  int equilibrium[CLI_EQUILIBRIA_MAX]; /* [kept] profiles */
  bool ahead, tied;                    /* everybody sees all moves */
  int choice[ENT_GAME_SETS_MAX];
  ent_ratio payoff[ENT_GAME_PLAYERS_MAX]; /* of those who look ahead */
} cli_game;

/* game_show.c */
void cli_game_show(const cli_game *game);
void cli_game_json(const cli_game *game);

/* Do the types part in a profile of the trust game: the trustworthy cooperate, the others defect? */
bool cli_game_parts(const cli_game *game, int profile);

#endif
