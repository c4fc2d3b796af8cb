/* efg.c - how does a game as a tree stand in Gambit's .efg file?
 *
 *   EFG 2 R "title" { "A" "B" }
 *   "comment"
 *   c "" SET "name" { "act" 1/2 "act" 1/2 } 0       nature
 *   p "" PLAYER SET "name" { "act" "act" } 0        a player
 *   t "" OUTCOME "" { 1 -1/2 }                      an end
 *
 * in prefix order.  Read strictly: payoffs stand at ends only; an outcome that is named again has no payoffs of its own.
 * Cost: O(text + nodes * sets).  Source: Gambit's manual, "The extensive game (.efg) file format". */
#include "tree.h"

/* ---- writing ------------------------------------------------------------------------------------------------------ */

static void write_move(ent_cut *c, const ent_game_set *set)
{
  ent_cut_text(c, set->player < 0 ? "c \"\" " : "p \"\" ");
  if (set->player >= 0) {
    ent_game_put_int(c, set->player + 1);
    ent_cut_text(c, " ");
  }
  ent_game_put_int(c, set->number);
  ent_cut_text(c, " ");
  ent_game_quote(c, set->name);
  ent_cut_text(c, " ");
  if (set->player >= 0) {
    ent_game_quote_list(c, set->action, set->actions);
  } else {
    ent_cut_text(c, "{ ");
    for (int i = 0; i < set->actions; i++) {
      ent_game_quote(c, set->action[i]);
      ent_cut_text(c, " ");
      ent_game_put_ratio(c, set->chance[i]);
      ent_cut_text(c, " ");
    }
    ent_cut_text(c, "}");
  }
  ent_cut_text(c, " 0\n");
}

size_t ent_extensive_write(const ent_extensive *game, char *out, size_t room)
{
  ent_cut c = {.out = out, .room = room};
  int outcome = 0;
  ent_cut_text(&c, "EFG 2 R ");
  ent_game_quote(&c, game->title);
  ent_cut_text(&c, " ");
  ent_game_quote_list(&c, game->player, game->players);
  ent_cut_text(&c, "\n");
  ent_game_quote(&c, game->comment);
  ent_cut_text(&c, "\n");
  for (int i = 0; i < game->nodes; i++) {
    const ent_game_node *const node = &game->node[i];
    if (node->set >= 0) {
      write_move(&c, &game->set[node->set]);
      continue;
    }
    ent_cut_text(&c, "t \"\" ");
    ent_game_put_int(&c, ++outcome);
    ent_cut_text(&c, " \"\" { ");
    for (int p = 0; p < game->players; p++) {
      ent_game_put_ratio(&c, node->payoff[p]);
      ent_cut_text(&c, " ");
    }
    ent_cut_text(&c, "}\n");
  }
  return ent_cut_close(&c);
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

typedef struct reading {
  ent_game_text text;
  ent_extensive *game;
  const ent_ratio **outcome; /* [outcomes] payoffs by number - 1; NULL: none yet */
  int outcomes;
  const char *action[ENT_GAME_ACTIONS_MAX];
  ent_ratio chance[ENT_GAME_ACTIONS_MAX];
} reading;

static ent_status no_outcome(reading *r, ent_error *err)
{
  return ent_game_take_word(&r->text, "0", "A move has the outcome 0: payoffs stand at the ends.", err);
}

static ent_status read_chance(reading *r, ent_error *err)
{
  const char *name = "";
  int number = 0, actions = 0;
  ent_status status = ent_game_take_whole(&r->text, 1, INT32_MAX, &number, err);
  if (status == ENT_OK) status = ent_game_take_quoted(&r->text, &name, err);
  if (status == ENT_OK) status = ent_game_take(&r->text, ENT_GAME_OPEN, "A list begins with {.", err);
  while (status == ENT_OK && r->text.kind != ENT_GAME_SHUT) {
    if (actions == ENT_GAME_ACTIONS_MAX) return ent_game_refuse(&r->text, "A move has between 1 and 64 actions.", err);
    status = ent_game_take_quoted(&r->text, &r->action[actions], err);
    if (status == ENT_OK) status = ent_game_take_ratio(&r->text, &r->chance[actions++], err);
  }
  if (status == ENT_OK) status = ent_game_next(&r->text, err);
  if (status == ENT_OK) status = no_outcome(r, err);
  return status == ENT_OK ? ent_extensive_chance(r->game, name, r->action, r->chance, actions, err) : status;
}

static ent_status read_move(reading *r, ent_error *err)
{
  const char *name = "";
  int player = 0, number = 0, actions = 0;
  ent_status status = ent_game_take_whole(&r->text, 1, r->game->players, &player, err);
  if (status == ENT_OK) status = ent_game_take_whole(&r->text, 1, INT32_MAX, &number, err);
  const bool told = status == ENT_OK && r->text.kind == ENT_GAME_QUOTED;
  if (told) status = ent_game_take_quoted(&r->text, &name, err);
  if (told && status == ENT_OK) status = ent_game_take_list(&r->text, r->action, ENT_GAME_ACTIONS_MAX, &actions, err);
  if (status == ENT_OK) status = no_outcome(r, err);
  return status == ENT_OK ? ent_extensive_move(r->game, player - 1, number, name, told ? r->action : NULL, actions, err)
                          : status;
}

/* The payoffs that stand behind an outcome for the first time. */
static ent_status read_payoffs(reading *r, int number, ent_error *err)
{
  ent_ratio *const payoff = ENT_NEW(r->text.arena, ent_ratio, r->game->players);
  if (!payoff) return ent_game_no_memory(err);
  const char *name = "";
  ent_status status = ent_game_take_quoted(&r->text, &name, err);
  if (status == ENT_OK) status = ent_game_take(&r->text, ENT_GAME_OPEN, "A list begins with {.", err);
  for (int p = 0; status == ENT_OK && p < r->game->players; p++)
    status = ent_game_take_ratio(&r->text, &payoff[p], err);
  if (status == ENT_OK)
    status = ent_game_take(&r->text, ENT_GAME_SHUT, "An outcome has a payoff for each player, then }.", err);
  if (status == ENT_OK) r->outcome[number - 1] = payoff;
  return status;
}

static ent_status read_end(reading *r, ent_error *err)
{
  const ent_ratio nothing[ENT_GAME_PLAYERS_MAX] = {{0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1},
                                                   {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}};
  const ent_game_text before = r->text;
  int number = 0;
  ent_status status = ent_game_take_whole(&r->text, 0, r->outcomes, &number, err);
  if (status != ENT_OK) return status;
  const bool told = r->text.kind == ENT_GAME_QUOTED;
  if (told && (number == 0 || r->outcome[number - 1]))
    return ent_game_refuse(&before,
                           "Payoffs stand behind an outcome once, where it is named first, and never behind 0.", err);
  if (!told && number > 0 && !r->outcome[number - 1])
    return ent_game_refuse(&before, "An outcome has its payoffs where it is named first.", err);
  if (told) status = read_payoffs(r, number, err);
  return status == ENT_OK ? ent_extensive_end(r->game, number > 0 ? r->outcome[number - 1] : nothing, err) : status;
}

static ent_status read_node(reading *r, ent_error *err)
{
  const bool chance = ent_game_is(&r->text, "c"), move = ent_game_is(&r->text, "p"), end = ent_game_is(&r->text, "t");
  const char *name = "";
  const int line = r->text.word_line, column = r->text.word_column;
  if (!chance && !move && !end)
    return ent_game_refuse(&r->text, "A node begins with c (nature), p (a player) or t (an end).", err);
  ent_error why = {.code = ENT_OK};
  ent_status status = ent_game_next(&r->text, &why);
  if (status == ENT_OK) status = ent_game_take_quoted(&r->text, &name, &why);
  if (status == ENT_OK) status = chance ? read_chance(r, &why) : move ? read_move(r, &why) : read_end(r, &why);
  if (status != ENT_OK) /* what the tree refuses is told where its node begins */
    return ent_fail_at(err, status, why.line > 0 ? why.line : line, why.line > 0 ? why.column : column, "",
                       why.message);
  return ENT_OK;
}

static ent_status read_head(reading *r, const ent_allocator *memory, ent_error *err)
{
  static const char *const allowed = "An extensive game begins with EFG 2 R, its title and its players.";
  const char *title = "", *comment = "", *player[ENT_GAME_PLAYERS_MAX];
  int players = 0;
  ent_status status = ent_game_take_word(&r->text, "EFG", allowed, err);
  if (status == ENT_OK) status = ent_game_take_word(&r->text, "2", allowed, err);
  if (status == ENT_OK) status = ent_game_take_word(&r->text, "R", allowed, err);
  if (status == ENT_OK) status = ent_game_take_quoted(&r->text, &title, err);
  if (status == ENT_OK) status = ent_game_take_list(&r->text, player, ENT_GAME_PLAYERS_MAX, &players, err);
  if (status == ENT_OK && r->text.kind == ENT_GAME_QUOTED) status = ent_game_take_quoted(&r->text, &comment, err);
  return status == ENT_OK ? ent_extensive_open(title, comment, player, players, memory, &r->game, err) : status;
}

ent_status ent_extensive_read(const char *text, size_t size, const ent_allocator *memory, ent_extensive **game,
                              ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  reading *const r = ENT_NEW(&arena, reading, 1);
  ent_status status = r ? ent_game_text_open(&r->text, text, size, &arena, err) : ent_game_no_memory(err);
  if (status == ENT_OK) status = read_head(r, memory, err);
  if (status == ENT_OK) {
    r->outcomes = ENT_GAME_NODES_MAX;
    r->outcome = ENT_NEW(&arena, const ent_ratio *, r->outcomes);
    if (!r->outcome) status = ent_game_no_memory(err);
  }
  while (status == ENT_OK && !r->game->whole) status = read_node(r, err);
  if (status == ENT_OK && r->text.kind != ENT_GAME_END_OF_TEXT)
    status = ent_game_refuse(&r->text, "The tree is whole: no node can follow.", err);
  if (status == ENT_OK)
    *game = r->game;
  else if (r)
    ent_extensive_free(r->game);
  ent_arena_close(&arena);
  return status;
}
