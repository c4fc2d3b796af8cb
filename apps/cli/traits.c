/* traits.c - chances, prices and places from the command line. */
#include "traits.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "host/file.h"
#include "targets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One "NAME=number"; "*": everybody without one. */
static cli_exit take(const cli_call *call, cli_option option, cli_trait trait, const char *item, cli_body *body)
{
  const char *const equals = strrchr(item, '=');
  ent_error err = {.code = ENT_OK};
  double value = 0;
  if (!equals)
    return cli_refuse(call, "--", cli_option_list[option].name, " takes NAME=number, not \"", item, "\"", (char *)NULL);
  if (!cli_trait_read(trait, equals + 1, &value, &err)) return cli_fail(call, &err);
  size_t size = (size_t)(equals - item);
  while (size > 0 && item[size - 1] == ' ') size--;
  double *const to = body->trait[trait];
  if (size == 1 && item[0] == '*') {
    for (int m = 0; m < body->members; m++)
      if (isnan(to[m])) to[m] = value;
    return CLI_ANSWERED;
  }
  const int m = cli_body_find(body, item, size);
  if (m >= 0) {
    to[m] = value;
    return CLI_ANSWERED;
  }
  for (int i = 0; i < body->absent; i++) /* a number of somebody who is suspended is no slip */
    if (strlen(body->absent_name[i]) == size && memcmp(body->absent_name[i], item, size) == 0) return CLI_ANSWERED;
  const char *const near = ent_suggest(item, size, body->member, (size_t)body->members);
  return cli_refuse(call, "--", cli_option_list[option].name, ": no member is called \"", item, "\"",
                    near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "", (char *)NULL);
}

cli_exit cli_trait_option(const cli_call *call, cli_option option, cli_trait trait, bool wanted, cli_body *body)
{
  const char *value[CLI_GIVEN_MAX];
  const int values = cli_values(call, option, value);
  if (values > 0 && !body->trait[trait]) {
    body->trait[trait] = ENT_NEW(&body->arena, double, body->room);
    for (int m = 0; body->trait[trait] && m < body->members; m++) body->trait[trait][m] = NAN;
    if (!body->trait[trait]) return cli_body_no_memory(call);
  }
  for (int v = 0; v < values; v++)
    for (const char *at = value[v]; *at;) {
      at += strspn(at, " ");
      const size_t size = strcspn(at, ",");
      char *const item = ent_arena_text(&body->arena, at, size);
      if (!item) return cli_body_no_memory(call);
      const cli_exit code = take(call, option, trait, item, body);
      if (code != CLI_ANSWERED) return code;
      at += size + (at[size] == ',');
    }
  for (int m = 0; m < body->members && wanted; m++)
    if (!body->trait[trait] || isnan(body->trait[trait][m]))
      return cli_refuse(call, "\"", body->member[m], "\" has no number; give a column ", cli_option_list[option].name,
                        " or --", cli_option_list[option].name, " 'NAME=number, *=number'", (char *)NULL);
  return CLI_ANSWERED;
}

int cli_point_read(const char *text, double out[2])
{
  size_t used = 0;
  text += strspn(text, " ");
  if (ent_number_read(text, strcspn(text, ", "), &out[0], &used) != ENT_OK) return 0;
  text += used;
  text += strspn(text, " ");
  if (*text == '\0') return 1;
  if (*text != ',') return 0;
  text++;
  text += strspn(text, " ");
  if (ent_number_read(text, strcspn(text, ", "), &out[1], &used) != ENT_OK) return 0;
  text += used;
  return text[strspn(text, " ")] == '\0' ? 2 : 0;
}

cli_exit cli_write_drawing(const cli_call *call, ent_status status, const ent_drawing *drawing, const ent_error *err)
{
  const char *const path = cli_value(call, CLI_OPTION_VOTE_SVG);
  return status == ENT_OK ? cli_target_whole(call, "svg", path, drawing->text, drawing->size) : cli_fail(call, err);
}
