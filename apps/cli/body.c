/* body.c - from the command line to a body that can vote. */
#include "body.h"
#include "columns.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "entente/what_if.h"
#include "problems.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- telling ------------------------------------------------------------------------------------------------------ */

cli_exit cli_body_no_memory(const cli_call *call)
{
  ent_error err;
  ent_fail(&err, ENT_NOMEM, "", "There is no memory for the members.");
  return cli_fail(call, &err);
}

static cli_exit tell(const cli_call *call, const char *file, int line, int column, const char *path, const char *text,
                     size_t size, const ent_error *err)
{
  char said[ENT_SAID_MAX];
  cli_error_word(call);
  cli_show_place(&call->err, file, line, column, path);
  fprintf(stderr, "%s\n", ent_error_say(call->words, err->message, said));
  if (line > 0) cli_show_source(call, text, size, line, column);
  return cli_exit_of(err->code);
}

cli_exit cli_body_refuse(const cli_call *call, const cli_body *body, int member, int column, const ent_error *err)
{
  int line = 0, place = 0;
  const char *const path = column >= 0 && body->table.columns > 0 ? body->table.column[column] : "";
  if (!body->file || member < 0 || body->row[member] < 0) return cli_fail(call, err);
  host_csv_place(body->text.data, body->text.size, body->row[member], column < 0 ? 0 : column, &line, &place);
  return tell(call, body->file, line, place + (err->column > 0 ? err->column - 1 : 0), path, body->text.data,
              body->text.size, err);
}

static cli_exit tell_rule(const cli_call *call, const cli_body *body, const char *rule, const ent_error *err)
{
  const bool here = strncmp(err->path, "rule", 4) == 0 && err->column > 0;
  return tell(call, body->own_rule ? "--rule" : cli_say(&call->err, ENT_SAY("rule")), here ? 1 : 0,
              here ? err->column : 0, here ? "" : err->path, rule, strlen(rule), err);
}

/* ---- who sits in it ------------------------------------------------------------------------------------------------- */

int cli_body_find(const cli_body *body, const char *name, size_t size)
{
  for (int m = 0; m < body->members; m++)
    if (strlen(body->member[m]) == size && memcmp(body->member[m], name, size) == 0) return m;
  return -1;
}

cli_exit cli_body_unknown(const cli_call *call, const cli_body *body, cli_option option, const char *name, size_t size)
{
  char word[64];
  snprintf(word, sizeof word, "%.*s", (int)(size < 60 ? size : 60), name);
  const char *const near = ent_suggest(name, size, body->member, (size_t)body->members);
  return cli_refuse(call, "--", cli_option_list[option].name, ": no member is called \"", word, "\"",
                    near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "", (char *)NULL);
}

/* Members that an option lists, with commas between them. */
static cli_exit read_members(const cli_call *call, const cli_body *body, cli_option option, bool *is,
                             const char **names, int *count)
{
  const char *value[CLI_GIVEN_MAX];
  const int values = cli_values(call, option, value);
  for (int v = 0; v < values; v++)
    for (const char *at = value[v]; *at;) {
      const bool whole = cli_body_find(body, at, strlen(at)) >= 0; /* a name may have a comma */
      const size_t lead = strspn(at, " "), size = whole ? strlen(at + lead) : strcspn(at + lead, ",");
      size_t name = size;
      while (name > 0 && at[lead + name - 1] == ' ') name--;
      const int m = cli_body_find(body, at + lead, name);
      if (m < 0) return cli_body_unknown(call, body, option, at + lead, name);
      if (!is[m] && *count < CLI_GIVEN_MAX) names[(*count)++] = body->member[m];
      is[m] = true;
      at += lead + size;
      if (*at == ',') at++;
    }
  return CLI_ANSWERED;
}

static void drop(cli_body *body, const bool *gone)
{
  int kept = 0;
  for (int m = 0; m < body->members; m++) {
    if (gone[m]) continue;
    body->member[kept] = body->member[m];
    body->row[kept] = body->row[m];
    for (int c = 0; c < body->columns; c++) body->cell[c][kept] = body->cell[c][m];
    for (int k = 0; k < CLI_TRAITS; k++)
      if (body->trait[k]) body->trait[k][kept] = body->trait[k][m];
    kept++;
  }
  body->members = kept;
}

/* One item of --add behind the name: "10", "votes:10", "p:0.3". */
static cli_exit add_item(const cli_call *call, cli_body *body, int m, const char *item, size_t size)
{
  char *const text = ent_arena_text(&body->arena, item, size);
  if (!text) return cli_body_no_memory(call);
  char *const colon = strchr(text, ':');
  const char *const value = colon ? colon + 1 : text;
  if (colon) *colon = '\0';
  for (int c = 0; c < body->columns; c++)
    if (colon ? strcmp(text, body->column[c]) == 0 : body->columns == 1) {
      body->cell[c][m] = value;
      return CLI_ANSWERED;
    }
  static const char *const trait[] = {
#define X(NAME, name) name,
    CLI_TRAIT_LIST(X)
#undef X
  };
  for (int k = 0; colon && k < CLI_TRAITS; k++)
    if (body->trait[k] && strcmp(text, trait[k]) == 0) {
      ent_error err = {.code = ENT_OK};
      return cli_trait_read((cli_trait)k, value, &body->trait[k][m], &err) ? CLI_ANSWERED : cli_fail(call, &err);
    }
  return cli_refuse(call, "--add: \"", item,
                    "\" names no column; write NAME=WEIGHT or NAME=column:weight,column:weight", (char *)NULL);
}

static cli_exit add_member(const cli_call *call, cli_body *body, const char *text)
{
  const size_t name = strcspn(text, "=");
  if (name == 0 || cli_body_find(body, text, name) >= 0)
    return cli_refuse(call, "--add brings a member with a name of its own, not \"", text, "\"", (char *)NULL);
  const int m = body->members;
  body->member[m] = ent_arena_text(&body->arena, text, name);
  if (!body->member[m]) return cli_body_no_memory(call);
  body->row[m] = -1;
  for (int c = 0; c < body->columns; c++) body->cell[c][m] = "0";
  for (int k = 0; k < CLI_TRAITS; k++)
    if (body->trait[k]) body->trait[k][m] = NAN;
  body->members++;
  body->added++;
  for (const char *at = text[name] ? text + name + 1 : text + name; *at;) {
    const size_t size = strcspn(at, ",");
    const cli_exit code = add_item(call, body, m, at, size);
    if (code != CLI_ANSWERED) return code;
    at += size + (at[size] == ',');
  }
  return CLI_ANSWERED;
}

static cli_exit change(const cli_call *call, cli_body *body)
{
  const char *value[CLI_GIVEN_MAX];
  const int values = cli_values(call, CLI_OPTION_ADD, value);
  bool *const gone = ENT_NEW(&body->arena, bool, body->room);
  if (!gone) return cli_body_no_memory(call);
  cli_exit code = CLI_ANSWERED;
  for (int i = 0; i < values && code == CLI_ANSWERED; i++) code = add_member(call, body, value[i]);
  if (code == CLI_ANSWERED) code = read_members(call, body, CLI_OPTION_SUSPEND, gone, body->absent_name, &body->absent);
  if (code != CLI_ANSWERED || body->absent == 0) return code;
  drop(body, gone);
  return body->members > 0 ? CLI_ANSWERED : cli_refuse(call, "--suspend leaves no member", (char *)NULL);
}

/* ---- what it votes by -------------------------------------------------------------------------------------------------- */

static cli_exit read_weights(const cli_call *call, cli_body *body)
{
  for (int c = 0; c < body->columns; c++) {
    int64_t *const weight = ENT_NEW(&body->arena, int64_t, body->members);
    ent_error err = {.code = ENT_OK};
    if (!weight) return cli_body_no_memory(call);
    body->weight[c] = weight;
    if (ent_weights_read(body->cell[c], body->members, weight, &body->scale[c], &err) != ENT_OK)
      return cli_body_refuse(call, body, err.line > 0 ? err.line - 1 : -1, body->place[c], &err);
  }
  return CLI_ANSWERED;
}

/* The game among the others while some abstain. */
static cli_exit silence(const cli_call *call, cli_body *body)
{
  bool *const quiet = ENT_NEW(&body->arena, bool, body->members);
  ent_set set = {{0}};
  ent_error err = {.code = ENT_OK};
  if (!quiet) return cli_body_no_memory(call);
  const cli_exit code = read_members(call, body, CLI_OPTION_ABSTAIN, quiet, body->silent_name, &body->silent);
  if (code != CLI_ANSWERED || body->silent == 0) return code;
  if (!body->rule) return cli_refuse(call, "--abstain takes bodies of up to 256 members", (char *)NULL);
  for (int m = 0; m < body->members; m++)
    if (quiet[m]) set.word[m / 64] |= UINT64_C(1) << m % 64;
  ent_rule *left = NULL;
  if (ent_rule_silence(body->rule, &set, &body->memory, &left, &err) != ENT_OK) return cli_fail(call, &err);
  ent_rule_free(body->rule);
  body->rule = left;
  ent_game_free(body->game);
  body->game = NULL;
  return ent_game_of_rule(left, &body->memory, &body->game, &err) == ENT_OK ? CLI_ANSWERED : cli_fail(call, &err);
}

static cli_exit read_rule(const cli_call *call, cli_body *body)
{
  int64_t *const weight = ENT_NEW(&body->arena, int64_t, (size_t)body->members * (size_t)(body->columns + 1));
  char *const text = ENT_NEW(&body->arena, char, ENT_RULE_TEXT_MAX + 64);
  if (!weight || !text) return cli_body_no_memory(call);
  for (int c = 0; c < body->columns; c++)
    memcpy(weight + (ptrdiff_t)c * body->members, body->weight[c], (size_t)body->members * sizeof *weight);
  const ent_roll roll = {body->members, body->member, body->columns, body->column, weight};
  const size_t size = strlen(body->rule_text);
  const char *rule = body->rule_text;
  if (body->absent > 0 && ent_rule_text_without(rule, size, body->absent_name, body->absent, text,
                                                ENT_RULE_TEXT_MAX + 64) < ENT_RULE_TEXT_MAX)
    rule = text;
  ent_error err = {.code = ENT_OK};
  ent_status status = ent_game_parse(rule, strlen(rule), &roll, &body->memory, &body->game, &err);
  if (status == ENT_OK && body->members <= ENT_MEMBERS_MAX)
    status = ent_rule_parse(rule, strlen(rule), &roll, &body->memory, &body->rule, &err);
  body->rule_text = rule;
  return status == ENT_OK ? CLI_ANSWERED : tell_rule(call, body, rule, &err);
}

static cli_exit load(const cli_call *call, cli_body *body)
{
  const char *const preset = cli_value(call, CLI_OPTION_PRESET);
  if (preset && call->operands > 0) return cli_refuse(call, "give a file or --preset, not both", (char *)NULL);
  if (preset) return cli_body_load_preset(call, preset, body);
  if (call->operands == 0)
    return cli_refuse(call, "give a table of members, a scenario and a club, or --preset", (char *)NULL);
  const char *const file = call->operand[0];
  const bool table = cli_is_table(file);
  if (table && call->operands > 1) return cli_refuse(call, "a table of members is one body", (char *)NULL);
  return table ? cli_body_load_table(call, file, NULL, body) : cli_body_load_scenario(call, body);
}

bool cli_body_changes(const cli_call *call)
{
  return cli_has(call, CLI_OPTION_ADD) || cli_has(call, CLI_OPTION_SUSPEND) || cli_has(call, CLI_OPTION_ABSTAIN);
}

cli_exit cli_body_open(const cli_call *call, bool changed, bool wants_rule, cli_body *body)
{
  memset(body, 0, sizeof *body);
  body->memory = host_memory();
  ent_arena_open(&body->arena, &body->memory);
  cli_exit code = load(call, body);
  if (code != CLI_ANSWERED) return code;
  const char *const rule = cli_value(call, CLI_OPTION_RULE);
  if (rule) {
    body->rule_text = rule;
    body->own_rule = true;
  }
  if (!body->rule_text && wants_rule)
    return cli_refuse(call, "the table has no rule; give one, for example --rule 'votes > 50%'", (char *)NULL);
  if (changed) code = change(call, body);
  if (code == CLI_ANSWERED) code = read_weights(call, body);
  if (code == CLI_ANSWERED && body->rule_text) code = read_rule(call, body);
  if (code == CLI_ANSWERED && body->rule_text && changed) code = silence(call, body);
  if (code == CLI_ANSWERED && body->rule_text) code = cli_body_open_within(call, body);
  return code;
}

void cli_body_close(cli_body *body)
{
  ent_tiers_free(body->tiers);
  for (int i = 0; i < body->withins; i++) cli_body_close(&body->within[i]);
  ent_game_free(body->game);
  ent_rule_free(body->rule);
  if (body->session.memory.resize) cli_session_close(&body->session);
  if (body->table.text) host_table_free(&body->table);
  host_text_free(&body->text);
  ent_arena_close(&body->arena);
}
