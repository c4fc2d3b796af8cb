/* body_load.c - members from a table, or from a club of a scenario. */
#include "base/fail.h"
#include "base/suggest.h"
#include "body.h"
#include "columns.h"
#include "problems.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const trait_name[] = {
#define X(NAME, name) name,
  CLI_TRAIT_LIST(X)
#undef X
};

bool cli_trait_read(cli_trait trait, const char *text, double *value, ent_error *err)
{
  const size_t size = strlen(text);
  size_t used = 0;
  double number = 0;
  if (trait == CLI_TRAIT_PRICE && (size == 0 || strcmp(text, "-") == 0)) {
    *value = INFINITY;
    return true;
  }
  const bool read = ent_number_read(text, size, &number, &used) == ENT_OK;
  size_t at = used;
  while (read && (text[at] == ' ' || text[at] == '%')) at++;
  if (read && memchr(text + used, '%', at - used)) number /= 100;
  if (!read || text[at] != '\0') {
    ent_fail(err, ENT_SYNTAX, trait_name[trait], "A number stands here, such as 0.3, -2 or 30 %.");
    return false;
  }
  if (trait == CLI_TRAIT_P && !(number >= 0 && number <= 1)) {
    ent_fail(err, ENT_ARGUMENT, "p", "The chance of a yes lies between 0 and 1.");
    return false;
  }
  if (trait == CLI_TRAIT_PRICE && number < 0) {
    ent_fail(err, ENT_ARGUMENT, "price", "A price is at least 0; \"-\" stands for a yes that is not for sale.");
    return false;
  }
  *value = number;
  return true;
}

/* ---- tables -------------------------------------------------------------------------------------------------------- */

static bool passes(const host_table *table, int row, const cli_preset *preset)
{
  for (int i = 0; preset && i < 3 && preset->only[i][0]; i++) {
    const int column = cli_column_called(table, preset->only[i][0]);
    const char *const is = column < 0 ? "" : cli_cell(table, row, column), *const wanted = preset->only[i][1];
    if (strcmp(wanted, "*") == 0 ? is[0] == '\0' : strcmp(is, wanted) != 0) return false;
  }
  return true;
}

static bool make_room(cli_body *body, int members)
{
  body->room = members + CLI_GIVEN_MAX;
  body->member = ENT_NEW(&body->arena, const char *, body->room);
  body->row = ENT_NEW(&body->arena, int, body->room);
  return body->member && body->row;
}

static cli_exit read_names(const cli_call *call, const cli_preset *preset, cli_body *body)
{
  const host_table *const t = &body->table;
  const int who = preset && preset->who ? cli_column_called(t, preset->who) : 0;
  if (!make_room(body, t->rows)) return cli_body_no_memory(call);
  for (int row = 0; row < t->rows; row++) {
    if (!passes(t, row, preset)) continue;
    const char *const name = cli_cell(t, row, who);
    ent_error err = {.code = ENT_OK};
    const int m = body->members++;
    body->member[m] = name;
    body->row[m] = row;
    bool twice = false;
    for (int k = 0; k < m && !twice; k++) twice = strcmp(body->member[k], name) == 0;
    if (name[0] == '\0') ent_fail(&err, ENT_SYNTAX, "", "The name of a member stands here.");
    if (twice)
      ent_fail_join(&err, ENT_ARGUMENT, 0, 0, "", "Each member has a name of its own; \"", name, "\" occurs twice.",
                    (const char *)NULL);
    if (err.code != ENT_OK) return cli_body_refuse(call, body, m, who, &err);
  }
  if (body->members > 0) return CLI_ANSWERED;
  return cli_refuse(call, "the table has no members", (char *)NULL);
}

/* Does the rule speak of this column? */
static bool mentions(const char *rule, const char *name)
{
  const size_t size = strlen(name);
  for (const char *at = rule; at && size > 0 && (at = strstr(at, name)) != NULL; at += size) {
    const char before = at == rule ? ' ' : at[-1], after = at[size];
    const char *const word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
    if (!strchr(word, before) && (after == '\0' || !strchr(word, after))) return true;
  }
  return false;
}

/* A column of weights, if that is what stands in it; what the rule speaks of has to be. */
static cli_exit take_weights(const cli_call *call, cli_body *body, int column, const char *name)
{
  const char **const text = ENT_NEW(&body->arena, const char *, body->room);
  int64_t *const weight = ENT_NEW(&body->arena, int64_t, body->room), scale = 1;
  const char *const rule = cli_value(call, CLI_OPTION_RULE);
  ent_error err = {.code = ENT_OK};
  if (!text || !weight) return cli_body_no_memory(call);
  for (int m = 0; m < body->members; m++) text[m] = cli_cell(&body->table, body->row[m], column);
  if (ent_weights_read(text, body->members, weight, &scale, &err) != ENT_OK) {
    if (!rule || !mentions(rule, name)) return CLI_ANSWERED; /* words */
    return cli_body_refuse(call, body, err.line > 0 ? err.line - 1 : 0, column, &err);
  }
  if (body->columns == CLI_WEIGHTS_MAX)
    return cli_refuse(call, "a body has at most 32 columns of weights", (char *)NULL);
  body->column[body->columns] = name;
  body->place[body->columns] = column;
  body->cell[body->columns++] = text;
  return CLI_ANSWERED;
}

static cli_exit take_trait(const cli_call *call, cli_body *body, int column, cli_trait trait)
{
  double *const value = ENT_NEW(&body->arena, double, body->room);
  if (!value) return cli_body_no_memory(call);
  for (int m = 0; m < body->members; m++) {
    ent_error err = {.code = ENT_OK};
    if (!cli_trait_read(trait, cli_cell(&body->table, body->row[m], column), &value[m], &err))
      return cli_body_refuse(call, body, m, column, &err);
  }
  body->trait[trait] = value;
  return CLI_ANSWERED;
}

static cli_exit take_column(const cli_call *call, cli_body *body, int column)
{
  const char *const name = body->table.column[column];
  for (int k = 0; k < CLI_TRAITS; k++)
    if (strcmp(name, trait_name[k]) == 0) return take_trait(call, body, column, (cli_trait)k);
  return take_weights(call, body, column, name);
}

/* The file, and what of it can be shown when a cell is wrong. */
static cli_exit read_file(const cli_call *call, const char *path, cli_body *body)
{
  ent_error err = {.code = ENT_OK};
  ent_status status = host_file_read(path, HOST_SCENARIO_MAX, &body->text, &err);
  if (status == ENT_OK) status = host_csv_read(body->text.data, body->text.size, &body->table, &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_refuse_file(call, path, &body->text, &err);
}

cli_exit cli_body_load_table(const cli_call *call, const char *path, const cli_preset *preset, cli_body *body)
{
  cli_exit code = read_file(call, path, body);
  body->file = body->title = path;
  if (code == CLI_ANSWERED) code = read_names(call, preset, body);
  for (int c = 1; !preset && c < body->table.columns && code == CLI_ANSWERED; c++) code = take_column(call, body, c);
  for (int i = 0; preset && i < 4 && preset->weight[i][0] && code == CLI_ANSWERED; i++) {
    const int column = cli_column_called(&body->table, preset->weight[i][0]);
    if (column >= 0) code = take_weights(call, body, column, preset->weight[i][1]);
  }
  return code;
}

/* ---- scenarios ------------------------------------------------------------------------------------------------------- */

static bool copy_ballot(const ent_ballot *ballot, cli_body *body)
{
  if (!make_room(body, ballot->roll.members)) return false;
  body->members = ballot->roll.members;
  for (int m = 0; m < body->members; m++) {
    body->member[m] = ballot->roll.member[m];
    body->row[m] = -1;
  }
  body->columns = ballot->roll.columns < CLI_WEIGHTS_MAX ? ballot->roll.columns : CLI_WEIGHTS_MAX;
  for (int c = 0; c < body->columns; c++) {
    body->column[c] = ballot->roll.column[c];
    body->cell[c] = ENT_NEW(&body->arena, const char *, body->room);
    for (int m = 0; body->cell[c] && m < body->members; m++) {
      char digits[32];
      const int size =
        snprintf(digits, sizeof digits, "%lld", (long long)ballot->roll.weight[(ptrdiff_t)c * body->members + m]);
      body->cell[c][m] = ent_arena_text(&body->arena, digits, (size_t)size);
      if (!body->cell[c][m]) return false;
    }
    if (!body->cell[c]) return false;
  }
  if (!ballot->term) return true;
  double *const p = ENT_NEW(&body->arena, double, body->room), *const u = ENT_NEW(&body->arena, double, body->room);
  if (!p || !u) return false;
  memcpy(p, ballot->yes, (size_t)body->members * sizeof *p);
  memcpy(u, ballot->utility, (size_t)body->members * sizeof *u);
  body->trait[CLI_TRAIT_P] = p;
  body->trait[CLI_TRAIT_UTILITY] = u;
  return true;
}

cli_exit cli_body_load_scenario(const cli_call *call, cli_body *body)
{
  cli_exit code = cli_session_open(call, call->operand[0], &body->session);
  if (code != CLI_ANSWERED) return code;
  ent_ballot *const ballot = ENT_NEW(&body->arena, ent_ballot, 1);
  ent_error err = {.code = ENT_OK};
  if (!ballot) return cli_body_no_memory(call);
  const char *const club = call->operands > 1 ? call->operand[1] : NULL;
  if (ent_scenario_ballot(body->session.load.scenario, club, cli_value(call, CLI_OPTION_TERM), &body->memory, ballot,
                          &err) != ENT_OK)
    return cli_fail(call, &err);
  if (!copy_ballot(ballot, body)) return cli_body_no_memory(call);
  if (ballot->nested >= 0 && !cli_has(call, CLI_OPTION_WITHIN) &&
      (call->command == CLI_COMMAND_ADOPT || call->command == CLI_COMMAND_BUY))
    return cli_refuse(call, "the member \"", body->member[ballot->nested],
                      "\" is a club itself; adopt and buy are for clubs of actors", (char *)NULL);
  body->title = ballot->club_name;
  body->note = ballot->term_name;
  body->rule_text = ballot->rule_text;
  body->rho = ballot->rho;
  body->abstains = ballot->abstain > 0;
  return CLI_ANSWERED;
}
