/* nfg.c - how does a game in strategic form stand in Gambit's .nfg file?
 *
 *   NFG 1 R "title" { "A" "B" } { 2 2 }              by payoffs: profile by profile, player 1's strategy fastest
 *
 *   3 3 5 0 0 5 1 1
 *
 *   NFG 1 R "title" { "A" "B" }                      by outcomes: a list of them, then one number a profile, 0: nothing
 *   { { "C" "D" } { "C" "D" } }
 *   ""
 *
 *   {
 *   { "CC" 3, 3 }
 *   ...
 *   }
 *   1 2 3 4
 *
 * Cost: O(text).  Source: Gambit's manual, "The strategic game (.nfg) file format". */
#include "strategic.h"

#define SPARE 64 /* outcomes that no profile need name */

/* ---- writing ------------------------------------------------------------------------------------------------------ */

static const ent_ratio *payoff_of(const ent_strategic *game, int profile)
{
  return game->payoff + (size_t)profile * (size_t)game->players;
}

static void write_outcome(ent_cut *c, const ent_strategic *game, int profile)
{
  ent_cut_text(c, "{ \"");
  for (int p = 0; p < game->players; p++) ent_game_escape(c, game->strategy[p][ent_strategic_choice(game, profile, p)]);
  ent_cut_text(c, "\"");
  for (int p = 0; p < game->players; p++) {
    ent_cut_text(c, p == 0 ? " " : ", ");
    ent_game_put_ratio(c, payoff_of(game, profile)[p]);
  }
  ent_cut_text(c, " }\n");
}

static void write_outcomes(ent_cut *c, const ent_strategic *game)
{
  ent_cut_text(c, "\n{ ");
  for (int p = 0; p < game->players; p++) {
    ent_game_quote_list(c, game->strategy[p], game->strategies[p]);
    ent_cut_text(c, " ");
  }
  ent_cut_text(c, "}\n\"\"\n\n{\n");
  for (int i = 0; i < game->profiles; i++) write_outcome(c, game, i);
  ent_cut_text(c, "}\n");
  for (int i = 0; i < game->profiles; i++) {
    if (i > 0) ent_cut_text(c, " ");
    ent_game_put_int(c, i + 1);
  }
}

static void write_payoffs(ent_cut *c, const ent_strategic *game)
{
  ent_cut_text(c, " { ");
  for (int p = 0; p < game->players; p++) {
    ent_game_put_int(c, game->strategies[p]);
    ent_cut_text(c, " ");
  }
  ent_cut_text(c, "}\n\n");
  for (int i = 0; i < game->profiles * game->players; i++) {
    if (i > 0) ent_cut_text(c, " ");
    ent_game_put_ratio(c, game->payoff[i]);
  }
}

size_t ent_strategic_write(const ent_strategic *game, char *out, size_t room)
{
  ent_cut c = {.out = out, .room = room};
  ent_cut_text(&c, "NFG 1 R ");
  ent_game_quote(&c, game->title);
  ent_cut_text(&c, " ");
  ent_game_quote_list(&c, game->player, game->players);
  if (game->strategy)
    write_outcomes(&c, game);
  else
    write_payoffs(&c, game);
  ent_cut_text(&c, "\n");
  return ent_cut_close(&c);
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

typedef struct reading {
  ent_game_text text;
  ent_strategic *game;
  ent_arena *arena; /* of the game */
  int *strategies;
  const char *name[ENT_GAME_PLAYERS_MAX];
} reading;

static ent_status no_room(const reading *r, ent_error *err)
{
  return ent_fail_at(err, ENT_LIMIT, r->text.word_line, r->text.word_column, "",
                     "The strategic form of a game has at most 65,536 profiles.");
}

/* { "C" "D" } of a player. */
static ent_status read_names(reading *r, const char *const **names, int *strategies, ent_error *err)
{
  const char **name = NULL;
  int count = 0, room = 0;
  ent_status status = ent_game_take(&r->text, ENT_GAME_OPEN, "A list begins with {.", err);
  while (status == ENT_OK && r->text.kind != ENT_GAME_SHUT) {
    if (count == ENT_GAME_PROFILES_MAX) return no_room(r, err);
    if (count == room) {
      room = room > 0 ? 2 * room : 8;
      const char **const more = ENT_NEW(r->arena, const char *, room);
      if (!more) return ent_game_no_memory(err);
      if (count > 0) memcpy(more, name, (size_t)count * sizeof *more);
      name = more;
    }
    status = ent_game_take_quoted(&r->text, &name[count++], err);
  }
  *names = name;
  *strategies = count;
  return status == ENT_OK ? ent_game_next(&r->text, err) : status;
}

static ent_status read_strategies(reading *r, ent_error *err)
{
  const char *const **const names = ENT_NEW(r->arena, const char *const *, ENT_GAME_PLAYERS_MAX);
  r->strategies = ENT_NEW(r->arena, int, ENT_GAME_PLAYERS_MAX);
  if (!names || !r->strategies) return ent_game_no_memory(err);
  ent_status status = ent_game_take(&r->text, ENT_GAME_OPEN, "A list begins with {.", err);
  const bool named = r->text.kind == ENT_GAME_OPEN;
  for (int p = 0; status == ENT_OK && p < r->game->players; p++)
    status = named ? read_names(r, &names[p], &r->strategies[p], err)
                   : ent_game_take_whole(&r->text, 1, ENT_GAME_PROFILES_MAX, &r->strategies[p], err);
  if (status == ENT_OK)
    status = ent_game_take(&r->text, ENT_GAME_SHUT, "The strategies are told for each player, then } stands.", err);
  if (status != ENT_OK) return status;
  r->game->profiles = ent_strategic_profiles(r->strategies, r->game->players);
  if (r->game->profiles == 0) return no_room(r, err);
  r->game->strategies = r->strategies;
  if (named) r->game->strategy = names;
  return ENT_OK;
}

static ent_status read_head(reading *r, ent_error *err)
{
  static const char *const allowed = "A strategic game begins with NFG 1 R, its title and its players.";
  ent_status status = ent_game_take_word(&r->text, "NFG", allowed, err);
  if (status == ENT_OK) status = ent_game_take_word(&r->text, "1", allowed, err);
  if (status == ENT_OK) status = ent_game_take_word(&r->text, "R", allowed, err);
  if (status == ENT_OK) status = ent_game_take_quoted(&r->text, &r->game->title, err);
  if (status == ENT_OK) status = ent_game_take_list(&r->text, r->name, ENT_GAME_PLAYERS_MAX, &r->game->players, err);
  if (status != ENT_OK) return status;
  if (r->game->players < 1) return ent_game_refuse(&r->text, "A game has between 1 and 16 players.", err);
  r->game->player = ent_game_texts(r->arena, r->name, r->game->players);
  if (!r->game->player) return ent_game_no_memory(err);
  status = read_strategies(r, err);
  if (status == ENT_OK && r->text.kind == ENT_GAME_QUOTED) status = ent_game_next(&r->text, err); /* a comment */
  return status;
}

static ent_status read_ratios(reading *r, ent_ratio *to, int count, ent_error *err)
{
  ent_status status = ENT_OK;
  for (int i = 0; status == ENT_OK && i < count; i++) status = ent_game_take_ratio(&r->text, &to[i], err);
  return status;
}

/* The list of outcomes; *first: [count * players]. */
static ent_status read_outcomes(reading *r, ent_ratio **first, int *count, ent_error *err)
{
  const int players = r->game->players;
  const size_t width = (size_t)players;
  const char *name = "";
  const int room = r->game->profiles + SPARE;
  ent_ratio *const outcome = ENT_NEW(r->arena, ent_ratio, (size_t)room * width);
  *count = 0;
  if (!outcome) return ent_game_no_memory(err);
  ent_status status = ent_game_next(&r->text, err);
  while (status == ENT_OK && r->text.kind != ENT_GAME_SHUT) {
    if (*count == room)
      return ent_fail_at(err, ENT_LIMIT, r->text.word_line, r->text.word_column, "",
                         "A game lists at most 64 outcomes more than it has profiles.");
    status = ent_game_take(&r->text, ENT_GAME_OPEN, "A list begins with {.", err);
    if (status == ENT_OK) status = ent_game_take_quoted(&r->text, &name, err);
    if (status == ENT_OK) status = read_ratios(r, outcome + (size_t)*count * width, players, err);
    if (status == ENT_OK)
      status = ent_game_take(&r->text, ENT_GAME_SHUT, "An outcome has a payoff for each player, then }.", err);
    ++*count;
  }
  *first = outcome;
  return status == ENT_OK ? ent_game_next(&r->text, err) : status;
}

static ent_status read_body(reading *r, ent_error *err)
{
  const size_t width = (size_t)r->game->players;
  ent_ratio *const payoff = ENT_NEW(r->arena, ent_ratio, (size_t)r->game->profiles * width);
  ent_ratio *outcome = NULL;
  int outcomes = 0;
  if (!payoff) return ent_game_no_memory(err);
  const bool listed = r->text.kind == ENT_GAME_OPEN;
  ent_status status = listed ? read_outcomes(r, &outcome, &outcomes, err)
                             : read_ratios(r, payoff, r->game->profiles * r->game->players, err);
  for (int i = 0; listed && status == ENT_OK && i < r->game->profiles; i++) {
    int at = 0;
    status = ent_game_take_whole(&r->text, 0, outcomes, &at, err);
    for (size_t p = 0; status == ENT_OK && p < width; p++)
      payoff[(size_t)i * width + p] = at > 0 ? outcome[(size_t)(at - 1) * width + p] : (ent_ratio){0, 1};
  }
  r->game->payoff = payoff;
  if (status == ENT_OK && r->text.kind != ENT_GAME_END_OF_TEXT)
    status = ent_game_refuse(&r->text, "All profiles have their payoffs: the file ends here.", err);
  return status;
}

ent_status ent_strategic_read(const char *text, size_t size, const ent_allocator *memory, ent_strategic **game,
                              ent_error *err)
{
  ent_strategic_form *const form = ent_strategic_open(memory);
  if (!form) return ent_game_no_memory(err);
  reading *const r = ENT_NEW(&form->arena, reading, 1);
  ent_status status = r ? ENT_OK : ent_game_no_memory(err);
  if (r) {
    r->game = &form->game;
    r->arena = &form->arena;
    status = ent_game_text_open(&r->text, text, size, &form->arena, err);
    if (status == ENT_OK) status = read_head(r, err);
    if (status == ENT_OK) status = read_body(r, err);
  }
  if (status == ENT_OK)
    *game = &form->game;
  else
    ent_strategic_free(&form->game);
  return status;
}
