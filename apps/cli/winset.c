/* winset.c - `entente winset`: which proposals beat the status quo, when members care how near a policy is? */
#include "base/fail.h"
#include "commands.h"
#include "entente/space.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"
#include "traits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct asking {
  const cli_call *call;
  cli_body body;
  bool plane;
  ent_point *ideal;
  ent_point status_quo, setter, proposal, choice;
  bool has_setter, has_proposal;
  const char *setter_name;
  ent_line line;
  ent_winset *winset;
  double slack;
  int marginal;
} asking;

/* ---- the question ---------------------------------------------------------------------------------------------------- */

static cli_exit read_point(const asking *a, cli_option option, ent_point *out)
{
  const char *const text = cli_value(a->call, option);
  double xy[2] = {0, 0};
  const int numbers = text ? cli_point_read(text, xy) : 0;
  *out = (ent_point){xy[0], xy[1]};
  if (numbers == (a->plane ? 2 : 1)) return CLI_ANSWERED;
  if (a->plane)
    return cli_refuse(a->call, "--", cli_option_list[option].name, " is a point such as 0.2,0.5", (char *)NULL);
  return cli_refuse(a->call, "--", cli_option_list[option].name, " is a number such as 0.4: the table has no column y",
                    (char *)NULL);
}

/* A member or a point. */
static cli_exit read_setter(asking *a)
{
  const char *const text = cli_value(a->call, CLI_OPTION_SETTER);
  a->has_setter = text != NULL;
  const int m = text ? cli_body_find(&a->body, text, strlen(text)) : -1;
  a->setter = m >= 0 ? a->ideal[m] : a->status_quo;
  a->setter_name = text;
  return !text || m >= 0 ? CLI_ANSWERED : read_point(a, CLI_OPTION_SETTER, &a->setter);
}

static cli_exit read_question(asking *a)
{
  const cli_body *const b = &a->body;
  const double *const x = b->trait[CLI_TRAIT_PLACE_X], *const y = b->trait[CLI_TRAIT_PLACE_Y];
  if (!x)
    return cli_refuse(a->call, "the table needs a column x, and y for a plane: the members' ideal points",
                      (char *)NULL);
  if (!b->rule) return cli_refuse(a->call, "winset takes bodies of up to 256 members", (char *)NULL);
  a->plane = y != NULL;
  a->ideal = ENT_NEW(&a->body.arena, ent_point, b->members);
  if (!a->ideal) return cli_body_no_memory(a->call);
  for (int m = 0; m < b->members; m++) {
    a->ideal[m] = (ent_point){x[m], y ? y[m] : 0};
    if (isnan(a->ideal[m].x) || isnan(a->ideal[m].y))
      return cli_refuse(a->call, "\"", b->member[m], "\" has no ideal point; add it as NAME=x:0.3,y:0.4", (char *)NULL);
  }
  if (!cli_has(a->call, CLI_OPTION_STATUS_QUO))
    return cli_refuse(a->call, "--status-quo is missing: where things stand", (char *)NULL);
  cli_exit code = read_point(a, CLI_OPTION_STATUS_QUO, &a->status_quo);
  if (code == CLI_ANSWERED) code = read_setter(a);
  a->has_proposal = cli_has(a->call, CLI_OPTION_PROPOSAL);
  if (code == CLI_ANSWERED && a->has_proposal) code = read_point(a, CLI_OPTION_PROPOSAL, &a->proposal);
  return code;
}

static cli_exit compute(asking *a)
{
  ent_error err = {.code = ENT_OK};
  ent_status status = ENT_OK;
  const cli_body *const b = &a->body;
  if (a->plane) {
    status = ent_winset_make(b->rule, a->ideal, a->status_quo, &b->memory, &a->winset, &err);
    if (status == ENT_OK) a->choice = ent_space_choice(b->rule, a->ideal, a->winset, a->setter);
  } else {
    status = ent_space_line(b->rule, b->trait[CLI_TRAIT_PLACE_X], a->status_quo.x, a->setter.x, &a->line, &err);
    a->choice = (ent_point){a->line.choice, 0};
  }
  if (status == ENT_OK && a->has_proposal)
    a->slack = ent_space_slack(b->rule, a->ideal, a->status_quo, a->proposal, &a->marginal);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(a->call, &err);
}

/* ---- what is shown ---------------------------------------------------------------------------------------------------- */

static const char *point_text(const asking *a, ent_point p, char out[2 * CLI_FINE + 4])
{
  char x[CLI_FINE], y[CLI_FINE];
  cli_plain_number(p.x, x);
  cli_plain_number(p.y, y);
  snprintf(out, 2 * CLI_FINE + 4, a->plane ? "(%s, %s)" : "%s", x, y);
  return out;
}

static void show_line(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  char low[CLI_FINE], high[CLI_FINE];
  cli_plain_number(a->line.core_low, low);
  cli_plain_number(a->line.core_high, high);
  if (a->line.core_low <= a->line.core_high)
    cli_said_line(t, 0, "Gridlock: nothing between {low} and {high} can be moved (the core)\n", "low", low, "high",
                  high, (char *)NULL);
  else
    cli_said_line(t, 0, "There is no gridlock: every policy can be beaten (the core is empty)\n", (char *)NULL);
  cli_plain_number(a->line.win_low, low);
  cli_plain_number(a->line.win_high, high);
  if (a->line.win_low < a->line.win_high)
    cli_said_line(t, 0, "Accepted instead of the status quo: {low} to {high}\n", "low", low, "high", high,
                  (char *)NULL);
  else
    cli_said_line(t, 0, "Nothing beats the status quo.\n", (char *)NULL);
}

static void show_plane(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  char area[CLI_FINE], arcs[CLI_NUMBER];
  cli_plain_number(a->winset->area, area);
  if (a->winset->arcs == 0)
    cli_said_line(t, 0, "Nothing beats the status quo.\n", (char *)NULL);
  else
    cli_said_line(t, 0, "The winset has the area {area}; its edge is made of {arcs} arcs\n", "area", area, "arcs",
                  cli_number(a->winset->arcs, arcs), (char *)NULL);
}

static void show_text(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  char text[2 * CLI_FINE + 4], slack[CLI_FINE];
  cli_body_show(a->call, &a->body);
  cli_said_line(t, 0, "Status quo: {point}\n", "point", point_text(a, a->status_quo, text), (char *)NULL);
  if (a->plane)
    show_plane(a);
  else
    show_line(a);
  if (a->has_setter)
    cli_said_line(t, 0, "The agenda setter {setter} gets {point}\n", "setter", a->setter_name, "point",
                  point_text(a, a->choice, text), (char *)NULL);
  if (!a->has_proposal) return;
  cli_plain_number(fabs(a->slack), slack);
  cli_said_line(t, 0,
                a->slack >= 0 ? "The proposal {point} is adopted, with {slack} to spare; {member} is at the margin\n"
                              : "The proposal {point} fails: it goes {slack} too far; {member} is at the margin\n",
                "point", point_text(a, a->proposal, text), "slack", slack, "member",
                a->marginal >= 0 ? a->body.member[a->marginal] : "-", (char *)NULL);
}

static void json_point(const asking *a, const char *key, ent_point p)
{
  printf(", \"%s\": [", key);
  cli_json_number(stdout, p.x);
  if (a->plane) {
    fputs(", ", stdout);
    cli_json_number(stdout, p.y);
  }
  putchar(']');
}

static void json_arcs(const asking *a)
{
  fputs(",\n \"arcs\": [", stdout);
  for (int i = 0; i < a->winset->arcs; i++) {
    const ent_arc *const arc = &a->winset->arc[i];
    fputs(i ? ",\n  {\"member\": " : "\n  {\"member\": ", stdout);
    cli_json_text(stdout, a->body.member[arc->member]);
    json_point(a, "centre", arc->centre);
    json_point(a, "from", arc->from);
    json_point(a, "to", arc->to);
    cli_json_pair("radius", arc->radius);
    putchar('}');
  }
  fputs("\n ]", stdout);
}

static void print_json(const asking *a)
{
  cli_body_json(&a->body);
  json_point(a, "status_quo", a->status_quo);
  if (a->has_setter) json_point(a, "choice", a->choice);
  if (a->has_proposal) {
    json_point(a, "proposal", a->proposal);
    cli_json_pair("slack", a->slack);
    cli_json_word("marginal", a->marginal >= 0 ? a->body.member[a->marginal] : NULL);
  }
  if (a->plane) {
    cli_json_pair("area", a->winset->area);
    json_arcs(a);
  } else {
    cli_json_pair("core_low", a->line.core_low);
    cli_json_pair("core_high", a->line.core_high);
    cli_json_pair("win_low", a->line.win_low);
    cli_json_pair("win_high", a->line.win_high);
  }
  puts("}");
}

static cli_exit draw(const asking *a)
{
  const cli_call *const call = a->call;
  if (!a->plane) return cli_refuse(call, "--svg draws a plane: the table needs a column y", (char *)NULL);
  const ent_winset_picture picture = {.winset = a->winset,
                                      .members = a->body.members,
                                      .name = a->body.member,
                                      .ideal = a->ideal,
                                      .proposal = a->has_proposal ? &a->proposal : NULL,
                                      .adopted = a->slack >= 0,
                                      .setter = a->has_setter ? &a->setter : NULL,
                                      .choice = a->has_setter ? &a->choice : NULL};
  const ent_look look = {.fixed = true, .words = call->page_words};
  ent_drawing drawing = {0};
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_draw_winset(&picture, &look, &a->body.memory, &drawing, &err);
  const cli_exit code = cli_write_drawing(call, status, &drawing, &err);
  ent_drawing_free(&drawing, &a->body.memory);
  return code;
}

cli_exit cli_command_winset(const cli_call *call)
{
  static asking a;
  memset(&a, 0, sizeof a);
  a.call = call;
  cli_exit code = cli_body_open(call, true, true, &a.body);
  if (code == CLI_ANSWERED) code = read_question(&a);
  if (code == CLI_ANSWERED) code = compute(&a);
  if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_AS_JSON))
    print_json(&a);
  else if (code == CLI_ANSWERED)
    show_text(&a);
  fflush(stdout);
  if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_VOTE_SVG)) code = draw(&a);
  ent_winset_free(a.winset, &a.body.memory);
  cli_body_close(&a.body);
  return code;
}
