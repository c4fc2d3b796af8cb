/* trust_game.c - can two sides that do not know each other's type come to cooperate, at once or in two steps?
 *
 * Nature draws both types, each trustworthy (T) with probability t.  Then both choose to cooperate (C) or to defect (D)
 * without knowing the other's choice; with alpha < 1 they do so twice, the first time for a stake of alpha, the second for
 * 1 - alpha, and know what was done the first time.  A stage gives a side
 *
 *   1 when both cooperate, b_T or b_U (by its own type) when it alone defects, -c when it alone cooperates, 0 else
 *
 * A player's sets are numbered: first stage T, U; second stage T after CC, CD, DC, DD (own move first), then U.
 * Cost: 28 or 124 nodes.  Source: entente's own normalisation of the trust game after Kydd 2005, Trust and Mistrust in
 * International Relations; docs/guide/games.md. */
#include "tree.h"

typedef struct telling {
  ent_extensive *game;
  const ent_trust_stakes *of;
  ent_ratio rest; /* 1 - alpha */
  bool twice;
  bool untrusty[2];
  int move[2][2]; /* [stage][player], 1: D */
} telling;

static const char *const actions[] = {"C", "D"};

/* What a stage gives a player. */
static ent_ratio stage_payoff(const telling *t, int stage, int player)
{
  const int own = t->move[stage][player], other = t->move[stage][1 - player];
  if (own == 0) return other == 0 ? (ent_ratio){1, 1} : (ent_ratio){-t->of->c.num, t->of->c.den};
  return other == 1 ? (ent_ratio){0, 1} : t->untrusty[player] ? t->of->b_u : t->of->b_t;
}

static ent_status tell_end(const telling *t, ent_error *err)
{
  ent_ratio payoff[2] = {{0, 1}, {0, 1}};
  for (int p = 0; p < 2; p++) {
    ent_ratio first = {0, 1}, second = {0, 1};
    if (!ent_ratio_times(t->of->alpha, stage_payoff(t, 0, p), &first) ||
        (t->twice && !ent_ratio_times(t->rest, stage_payoff(t, 1, p), &second)) ||
        !ent_ratio_add(first, second, &payoff[p]))
      return ent_game_too_long(err);
  }
  return ent_extensive_end(t->game, payoff, err);
}

/* "P1-T-r2-CD": who, of which type, in which stage, after which moves (own first). */
static ent_status tell_move(const telling *t, int stage, int player, ent_error *err)
{
  const int own = t->move[0][player], other = t->move[0][1 - player], type = t->untrusty[player] ? 1 : 0;
  char name[16];
  ent_cut c = {.out = name, .room = sizeof name};
  ent_cut_text(&c, player == 0 ? "P1-" : "P2-");
  ent_cut_text(&c, type == 1 ? "U" : "T");
  if (t->twice) ent_cut_text(&c, stage == 0 ? "-r1" : "-r2-");
  if (stage == 1) ent_cut_text(&c, actions[own]);
  if (stage == 1) ent_cut_text(&c, actions[other]);
  ent_cut_close(&c);
  const int number = stage == 0 ? 1 + type : 3 + 4 * type + 2 * own + other;
  return ent_extensive_move(t->game, player, number, name, actions, 2, err);
}

static ent_status tell_last_stage(telling *t, int stage, ent_error *err)
{
  ent_status status = tell_move(t, stage, 0, err);
  for (int one = 0; status == ENT_OK && one < 2; one++) {
    t->move[stage][0] = one;
    status = tell_move(t, stage, 1, err);
    for (int two = 0; status == ENT_OK && two < 2; two++) {
      t->move[stage][1] = two;
      status = tell_end(t, err);
    }
  }
  return status;
}

static ent_status tell_two_stages(telling *t, ent_error *err)
{
  ent_status status = tell_move(t, 0, 0, err);
  for (int one = 0; status == ENT_OK && one < 2; one++) {
    t->move[0][0] = one;
    status = tell_move(t, 0, 1, err);
    for (int two = 0; status == ENT_OK && two < 2; two++) {
      t->move[0][1] = two;
      status = tell_last_stage(t, 1, err);
    }
  }
  return status;
}

static ent_status tell(telling *t, ent_error *err)
{
  static const char *const types[] = {"TT", "TU", "UT", "UU"};
  const ent_ratio one = {1, 1}, of_type[2] = {t->of->t, {t->of->t.den - t->of->t.num, t->of->t.den}};
  ent_ratio chance[4] = {one, one, one, one};
  if (!ent_ratio_add(one, (ent_ratio){-t->of->alpha.num, t->of->alpha.den}, &t->rest)) return ent_game_too_long(err);
  for (int i = 0; i < 4; i++)
    if (!ent_ratio_times(of_type[i / 2], of_type[i % 2], &chance[i])) return ent_game_too_long(err);
  ent_status status = ent_extensive_chance(t->game, "types", types, chance, 4, err);
  for (int i = 0; status == ENT_OK && i < 4; i++) {
    t->untrusty[0] = i / 2 == 1;
    t->untrusty[1] = i % 2 == 1;
    status = t->twice ? tell_two_stages(t, err) : tell_last_stage(t, 0, err);
  }
  return status;
}

static ent_status check(const ent_trust_stakes *of, ent_error *err)
{
  const ent_ratio none = {0, 1}, one = {1, 1};
  if (ent_ratio_compare(of->t, none) <= 0 || ent_ratio_compare(of->t, one) >= 0)
    return ent_fail(err, ENT_ARGUMENT, "t",
                    "The probability t of a trustworthy side lies between 0 and 1, both excluded.");
  if (ent_ratio_compare(of->b_t, none) < 0 || ent_ratio_compare(of->b_t, one) >= 0)
    return ent_fail(err, ENT_ARGUMENT, "bT",
                    "What a trustworthy side gains by cheating, bT, is at least 0 and below 1.");
  if (ent_ratio_compare(of->b_u, one) <= 0)
    return ent_fail(err, ENT_ARGUMENT, "bU", "What an untrustworthy side gains by cheating, bU, is above 1.");
  if (ent_ratio_compare(of->c, none) <= 0)
    return ent_fail(err, ENT_ARGUMENT, "c", "The cost c of being cheated is above 0.");
  if (ent_ratio_compare(of->alpha, none) <= 0 || ent_ratio_compare(of->alpha, one) > 0)
    return ent_fail(err, ENT_ARGUMENT, "alpha", "The stake alpha of the first step is above 0 and at most 1.");
  return ENT_OK;
}

ent_status ent_game_trust(const ent_trust_stakes *stakes, const char *title, const ent_allocator *memory,
                          ent_extensive **game, ent_error *err)
{
  static const char *const player[] = {"P1", "P2"};
  const ent_status fits = check(stakes, err);
  if (fits != ENT_OK) return fits;
  const ent_ratio one = {1, 1};
  telling t = {.of = stakes, .twice = ent_ratio_compare(stakes->alpha, one) < 0};
  ent_status status =
    ent_extensive_open(title, t.twice ? "stakes alpha, then 1 - alpha" : NULL, player, 2, memory, &t.game, err);
  if (status == ENT_OK) status = tell(&t, err);
  if (status == ENT_OK)
    *game = t.game;
  else
    ent_extensive_free(t.game);
  return status;
}
