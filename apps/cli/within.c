/* within.c - seats that are bodies of their own (--within): which bodies, and who are then the members?
 *
 * "EU=eu-55", "EU=council.csv: pop > 50%": a preset, a table with its rule, or a club of the same scenario.  A member of such a
 * seat is called "EU/DEU". */
#include "body.h"
#include "columns.h"

#include "say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The call that opens a body within: what the outer body is asked, but with its own operands, preset and rule. */
static void inner_call(const cli_call *call, const char *name, const char *rule, cli_call *inner)
{
  *inner = *call;
  inner->operands = inner->givens = 0;
  for (int i = 0; i < call->givens; i++) {
    const cli_option o = call->given[i].option;
    if (o == CLI_OPTION_SET || o == CLI_OPTION_VIEW) inner->given[inner->givens++] = call->given[i];
  }
  inner->command = CLI_COMMAND_POWER;
  if (cli_is_table(name)) {
    inner->operand[inner->operands++] = name;
  } else if (call->operands == 2 && !cli_body_is_preset(name)) {
    inner->operand[inner->operands++] = call->operand[0];
    inner->operand[inner->operands++] = name;
  } else {
    inner->given[inner->givens].option = CLI_OPTION_PRESET;
    inner->given[inner->givens++].value = name;
  }
  if (!rule) return;
  inner->given[inner->givens].option = CLI_OPTION_RULE;
  inner->given[inner->givens++].value = rule;
}

static bool is_suspended(const cli_body *body, const char *name, size_t size)
{
  for (int i = 0; i < body->absent; i++)
    if (strlen(body->absent_name[i]) == size && memcmp(body->absent_name[i], name, size) == 0) return true;
  return false;
}

/* One --within: opens its body, and notes in of_seat which seat it fills. */
static cli_exit open_one(const cli_call *call, const char *text, int *of_seat, cli_body *body)
{
  const size_t size = strcspn(text, "=");
  if (size == 0 || text[size] == '\0')
    return cli_refuse(call, "--within takes SEAT=BODY, such as EU=eu-55 or 'EU=council.csv: pop > 50%', not \"", text,
                      "\"", (char *)NULL);
  const int seat = cli_body_find(body, text, size);
  if (seat < 0 && is_suspended(body, text, size)) return CLI_ANSWERED;
  if (seat < 0) return cli_body_unknown(call, body, CLI_OPTION_WITHIN, text, size);
  if (of_seat[seat] >= 0) return cli_refuse(call, "--within names \"", body->member[seat], "\" twice", (char *)NULL);
  const char *const rest = text + size + 1, *const colon = strstr(rest, ": ");
  char *const name = ent_arena_text(&body->arena, rest, colon ? (size_t)(colon - rest) : strlen(rest));
  cli_call *const inner = malloc(sizeof *inner);
  cli_exit code = CLI_ANSWERED;
  if (name && inner) {
    inner_call(call, name, colon ? colon + 2 : NULL, inner);
    of_seat[seat] = body->withins;
    body->seat[body->withins] = body->member[seat];
    code = cli_body_open(inner, false, true, &body->within[body->withins++]);
  } else {
    code = cli_body_no_memory(call);
  }
  free(inner);
  return code;
}

/* A number of every member: of the seat where it is one, else of the body within. */
static bool join_trait(cli_body *body, cli_trait trait, const int *of_seat, int seats)
{
  bool any = body->trait[trait] != NULL;
  for (int i = 0; body->within && i < body->withins; i++) any = any || body->within[i].trait[trait];
  if (!any) return true;
  double *const all = ENT_NEW(&body->arena, double, body->room);
  for (int s = 0, m = 0; all && s < seats; s++) {
    const int inner = body->within ? of_seat[s] : -1;
    const double *const own = inner < 0 ? body->trait[trait] : body->within[inner].trait[trait];
    const int members = inner < 0 ? 1 : body->within[inner].members;
    for (int k = 0; k < members; k++, m++) all[m] = own ? own[inner < 0 ? s : k] : NAN;
  }
  body->trait[trait] = all;
  return all != NULL;
}

/* The members of all seats in place of the seats. */
static bool join_members(cli_body *body, const int *of_seat, int seats, int members)
{
  const char **const name = ENT_NEW(&body->arena, const char *, members + CLI_GIVEN_MAX);
  int *const row = ENT_NEW(&body->arena, int, members + CLI_GIVEN_MAX);
  if (!name || !row) return false;
  for (int s = 0, m = 0; s < seats; s++) {
    const cli_body *const from = of_seat[s] < 0 ? NULL : &body->within[of_seat[s]];
    for (int k = 0; k < (from ? from->members : 1); k++, m++) {
      char full[512];
      const int size = from ? snprintf(full, sizeof full, "%.250s/%.250s", body->member[s], from->member[k]) : 0;
      name[m] = from ? ent_arena_text(&body->arena, full, (size_t)size) : body->member[s];
      row[m] = -1;
      if (!name[m]) return false;
    }
  }
  body->room = members + CLI_GIVEN_MAX;
  for (int k = 0; k < CLI_TRAITS; k++)
    if (!join_trait(body, (cli_trait)k, of_seat, seats)) return false;
  body->added_name = body->member + seats - body->added;
  body->member = name;
  body->row = row;
  body->members = members;
  return true;
}

static cli_exit join(const cli_call *call, cli_body *body, const int *of_seat)
{
  const int seats = body->members;
  const ent_game **const game = ENT_NEW(&body->arena, const ent_game *, seats);
  ent_error err = {.code = ENT_OK};
  if (!game) return cli_body_no_memory(call);
  for (int s = 0; s < seats; s++) game[s] = of_seat[s] < 0 ? NULL : body->within[of_seat[s]].game;
  if (ent_tiers_open(body->game, game, &body->memory, &body->tiers, &err) != ENT_OK) return cli_fail(call, &err);
  return join_members(body, of_seat, seats, ent_tiers_members(body->tiers)) ? CLI_ANSWERED : cli_body_no_memory(call);
}

cli_exit cli_body_open_within(const cli_call *call, cli_body *body)
{
  const char *value[CLI_GIVEN_MAX];
  const int values = cli_values(call, CLI_OPTION_WITHIN, value);
  if (values == 0) return CLI_ANSWERED;
  int *const of_seat = ENT_NEW(&body->arena, int, body->members);
  body->within = ENT_NEW(&body->arena, cli_body, values);
  body->seat = ENT_NEW(&body->arena, const char *, values);
  if (!of_seat || !body->within || !body->seat) return cli_body_no_memory(call);
  for (int s = 0; s < body->members; s++) of_seat[s] = -1;
  cli_exit code = CLI_ANSWERED;
  for (int i = 0; i < values && code == CLI_ANSWERED; i++) code = open_one(call, value[i], of_seat, body);
  return code == CLI_ANSWERED ? join(call, body, of_seat) : code;
}
