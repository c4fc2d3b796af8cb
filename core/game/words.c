/* words.c - how is the text of a game file cut into words, and how are words written?
 *
 * Words are separated by white space and braces; commas count as white space; a text stands in quotes, where a backslash
 * takes the next letter as it is.  Cost: O(text).  Source: Gambit's manual, "Formats". */
#include "tree.h"

#define NAME_MAX 4096 /* bytes of a text in quotes */

/* ---- writing ------------------------------------------------------------------------------------------------------ */

const char *const *ent_game_texts(ent_arena *arena, const char *const *text, int count)
{
  const char **const copy = ENT_NEW(arena, const char *, count);
  for (int i = 0; copy && i < count; i++) {
    copy[i] = ent_arena_text(arena, text[i], strlen(text[i]));
    if (!copy[i]) return NULL;
  }
  return copy;
}

void ent_game_escape(ent_cut *c, const char *text)
{
  for (const char *at = text; *at; at++) {
    if (*at == '"' || *at == '\\') ent_cut_text(c, "\\");
    ent_cut_bytes(c, at, 1);
  }
}

void ent_game_quote(ent_cut *c, const char *text)
{
  ent_cut_text(c, "\"");
  ent_game_escape(c, text);
  ent_cut_text(c, "\"");
}

void ent_game_quote_list(ent_cut *c, const char *const *text, int count)
{
  ent_cut_text(c, "{ ");
  for (int i = 0; i < count; i++) {
    ent_game_quote(c, text[i]);
    ent_cut_text(c, " ");
  }
  ent_cut_text(c, "}");
}

void ent_game_put_ratio(ent_cut *c, ent_ratio value)
{
  char text[ENT_RATIO_MAX];
  ent_cut_bytes(c, text, ent_ratio_write(value, text));
}

void ent_game_put_int(ent_cut *c, int value)
{
  ent_game_put_ratio(c, (ent_ratio){value, 1});
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

static void step(ent_game_text *t)
{
  if (*t->at == '\n') {
    t->line++;
    t->column = 1;
  } else if (((unsigned char)*t->at & 0xC0u) != 0x80u) {
    t->column++; /* once a letter, not a byte */
  }
  t->at++;
}

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
}

static bool ends_word(char c)
{
  return is_space(c) || c == '{' || c == '}' || c == '"';
}

ent_status ent_game_refuse(const ent_game_text *t, const char *message, ent_error *err)
{
  return ent_fail_at(err, ENT_SYNTAX, t->word_line, t->word_column, "", message);
}

static ent_status read_quoted(ent_game_text *t, ent_error *err)
{
  step(t);
  const char *from = t->at;
  size_t size = 0;
  while (t->at < t->end && *t->at != '"') {
    if (*t->at == '\0') return ent_game_refuse(t, "A text in quotes has no byte of value 0.", err);
    if (*t->at == '\\' && t->at + 1 < t->end) step(t);
    step(t);
    size++;
  }
  if (t->at == t->end) return ent_game_refuse(t, "A text in quotes ends in a quote.", err);
  if (size > NAME_MAX)
    return ent_fail_at(err, ENT_LIMIT, t->word_line, t->word_column, "", "A text of a game has at most 4,096 bytes.");
  char *const copy = ENT_NEW(t->arena, char, size + 1);
  if (!copy) return ent_game_no_memory(err);
  for (size_t i = 0; from < t->at; i++, from++) {
    if (*from == '\\' && from + 1 < t->at) from++;
    copy[i] = *from;
  }
  step(t);
  t->kind = ENT_GAME_QUOTED;
  t->word = copy;
  t->size = size;
  return ENT_OK;
}

ent_status ent_game_next(ent_game_text *t, ent_error *err)
{
  while (t->at < t->end && is_space(*t->at)) step(t);
  t->word_line = t->line;
  t->word_column = t->column;
  t->word = t->at;
  t->size = 0;
  t->kind = ENT_GAME_END_OF_TEXT;
  if (t->at == t->end) return ENT_OK;
  if (*t->at == '"') return read_quoted(t, err);
  if (*t->at == '{' || *t->at == '}') {
    t->kind = *t->at == '{' ? ENT_GAME_OPEN : ENT_GAME_SHUT;
    step(t);
    return ENT_OK;
  }
  while (t->at < t->end && !ends_word(*t->at)) step(t);
  t->kind = ENT_GAME_WORD;
  t->size = (size_t)(t->at - t->word);
  return ENT_OK;
}

ent_status ent_game_text_open(ent_game_text *t, const char *text, size_t size, ent_arena *arena, ent_error *err)
{
  *t = (ent_game_text){.at = text, .end = text + size, .line = 1, .column = 1, .arena = arena};
  return ent_game_next(t, err);
}

bool ent_game_is(const ent_game_text *t, const char *word)
{
  return t->kind == ENT_GAME_WORD && t->size == strlen(word) && memcmp(t->word, word, t->size) == 0;
}

ent_status ent_game_take(ent_game_text *t, ent_game_kind kind, const char *message, ent_error *err)
{
  return t->kind == kind ? ent_game_next(t, err) : ent_game_refuse(t, message, err);
}

ent_status ent_game_take_word(ent_game_text *t, const char *word, const char *message, ent_error *err)
{
  return ent_game_is(t, word) ? ent_game_next(t, err) : ent_game_refuse(t, message, err);
}

ent_status ent_game_take_quoted(ent_game_text *t, const char **out, ent_error *err)
{
  const char *const text = t->word;
  const ent_status status = ent_game_take(t, ENT_GAME_QUOTED, "A text in quotes stands here.", err);
  if (status == ENT_OK) *out = text;
  return status;
}

ent_status ent_game_take_ratio(ent_game_text *t, ent_ratio *out, ent_error *err)
{
  ent_ratio value = {0, 1};
  size_t used = 0;
  if (t->kind != ENT_GAME_WORD)
    return ent_game_refuse(t, "A number of a game is written as 3, -1.25, 2/3 or 5e-2.", err);
  ent_error why = {.code = ENT_OK};
  ent_status status = ent_ratio_read(t->word, t->size, &value, &used, &why);
  if (status != ENT_OK) return ent_fail_at(err, status, t->word_line, t->word_column, "", why.message);
  if (used != t->size) return ent_game_refuse(t, "A number of a game is written as 3, -1.25, 2/3 or 5e-2.", err);
  status = ent_game_next(t, err);
  if (status == ENT_OK) *out = value;
  return status;
}

ent_status ent_game_take_whole(ent_game_text *t, int low, int high, int *out, ent_error *err)
{
  const ent_game_text before = *t;
  ent_ratio value = {0, 1};
  const ent_status status = ent_game_take_ratio(t, &value, err);
  if (status != ENT_OK) return status;
  if (value.den != 1 || value.num < low || value.num > high)
    return ent_game_refuse(&before, "The number of a player, an information set or an outcome stands here, from 1 on.",
                           err);
  *out = (int)value.num;
  return ENT_OK;
}

ent_status ent_game_take_list(ent_game_text *t, const char **text, int room, int *count, ent_error *err)
{
  ent_status status = ent_game_take(t, ENT_GAME_OPEN, "A list begins with {.", err);
  *count = 0;
  while (status == ENT_OK && t->kind != ENT_GAME_SHUT) {
    if (*count == room)
      return ent_fail_at(err, ENT_LIMIT, t->word_line, t->word_column, "",
                         "A game has at most 16 players, and an information set at most 64 actions.");
    status = ent_game_take_quoted(t, &text[*count], err);
    ++*count;
  }
  return status == ENT_OK ? ent_game_next(t, err) : status;
}
