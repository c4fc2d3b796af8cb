/* tree.h - what the files of core/game share. */
#ifndef ENT_CORE_GAME_TREE_H
#define ENT_CORE_GAME_TREE_H

#include "base/arena.h"
#include "base/cut.h"
#include "base/fail.h"
#include "entente/game.h"

static inline ent_status ent_game_no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "", "There is no memory for the game.");
}

static inline ent_status ent_game_too_long(ent_error *err)
{
  return ent_fail(err, ENT_NUMERIC, "",
                  "The fractions of the game grow too long; write its numbers with fewer digits.");
}

/* Copies of texts in the arena; NULL: no memory. */
const char *const *ent_game_texts(ent_arena *arena, const char *const *text, int count);

/* A backslash before each quote and backslash; "text", so written; and { "a" "b" }. */
void ent_game_escape(ent_cut *c, const char *text);
void ent_game_quote(ent_cut *c, const char *text);
void ent_game_quote_list(ent_cut *c, const char *const *text, int count);
void ent_game_put_int(ent_cut *c, int value);
void ent_game_put_ratio(ent_cut *c, ent_ratio value);

/* ---- words of a game file (words.c) ---- */

typedef enum ent_game_kind {
  ENT_GAME_END_OF_TEXT,
  ENT_GAME_WORD,
  ENT_GAME_QUOTED,
  ENT_GAME_OPEN,
  ENT_GAME_SHUT
} ent_game_kind;

/* A text cut into words; the arena keeps what stood in quotes. */
typedef struct ent_game_text {
  const char *at, *end;
  int line, column;
  ent_arena *arena;
  /* the word that comes next */
  ent_game_kind kind;
  const char *word; /* a word, not closed by a NUL; in quotes, closed and decoded */
  size_t size;
  int word_line, word_column;
} ent_game_text;

/* Opens a text and looks at its first word.  Errors of all of these: ENT_SYNTAX with place, ENT_LIMIT, ENT_NOMEM. */
ent_status ent_game_text_open(ent_game_text *t, const char *text, size_t size, ent_arena *arena, ent_error *err);
ent_status ent_game_next(ent_game_text *t, ent_error *err);
/* Fails at the word that comes next. */
ent_status ent_game_refuse(const ent_game_text *t, const char *message, ent_error *err);
bool ent_game_is(const ent_game_text *t, const char *word);
/* Take what comes next, if it is of the kind. */
ent_status ent_game_take(ent_game_text *t, ent_game_kind kind, const char *message, ent_error *err);
ent_status ent_game_take_word(ent_game_text *t, const char *word, const char *message, ent_error *err);
ent_status ent_game_take_quoted(ent_game_text *t, const char **out, ent_error *err);
ent_status ent_game_take_whole(ent_game_text *t, int low, int high, int *out, ent_error *err);
ent_status ent_game_take_ratio(ent_game_text *t, ent_ratio *out, ent_error *err);
/* { "a" "b" }: text [room]. */
ent_status ent_game_take_list(ent_game_text *t, const char **text, int room, int *count, ent_error *err);

#endif
