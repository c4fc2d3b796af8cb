/* trust.c - `entente trust`: what does a record say of the next promise, and what is that promise worth when leaders change? */
#include "base/fail.h"
#include "commands.h"
#include "entente/draw.h"
#include "model/seal.h"
#include "targets.h"
#include "trust.h"

#include <stdlib.h>
#include <string.h>

/* The posterior after each event and on the day of the answer; later events are left out. */
static cli_exit follow(cli_trust *a)
{
  ent_error err = {.code = ENT_OK};
  while (a->events > 0 && a->event[a->events - 1].year > a->at) a->events--;
  ent_trust *const after = ENT_NEW(&a->arena, ent_trust, a->events + 1);
  a->point = ENT_NEW(&a->arena, ent_trust_point, a->events + 1);
  ent_status status = after && a->point ? ENT_OK : ent_fail(&err, ENT_NOMEM, "", "There is no memory for the tables.");
  if (status == ENT_OK) status = ent_trust_line(a->event, a->events, a->prior, a->phi, after, &err);
  if (status == ENT_OK) status = ent_trust_at(a->event, a->events, a->prior, a->phi, a->at, &a->now, &err);
  if (status != ENT_OK) return cli_fail(a->call, &err);
  for (int i = 0; i < a->events; i++) {
    a->point[i] = ent_trust_point_at(after[i], a->event[i].year, a->label[i]);
    a->point[i].kept = a->event[i].kept;
    a->point[i].weight = a->event[i].weight;
  }
  a->point[a->events] = ent_trust_point_at(a->now, a->at, "");
  return CLI_ANSWERED;
}

static ent_status write_picture(const void *ctx, cli_option option, FILE *to, ent_error *err)
{
  const cli_trust *const a = ctx;
  const ent_allocator memory = host_memory();
  const ent_look look = {.fixed = true, .words = a->call->page_words};
  ent_drawing drawing = {0};
  (void)option;
  const ent_status status = ent_draw_trust(a->point, a->events + 1, &look, &memory, &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, &memory);
  return status;
}

static cli_exit compute(void *ctx)
{
  cli_trust *const a = ctx;
  cli_exit code = cli_trust_read_events(a);
  if (code == CLI_ANSWERED) code = cli_trust_read_options(a);
  if (code == CLI_ANSWERED) code = follow(a);
  if (code == CLI_ANSWERED) code = cli_trust_read_leaders(a);
  if (code == CLI_ANSWERED) code = cli_trust_read_turnover(a);
  if (code == CLI_ANSWERED) code = cli_trust_read_steps(a);
  return code;
}

static cli_exit answer(cli_trust *a)
{
  static const cli_option files[] = {CLI_OPTION_TRUST_SVG};
  static const cli_answering how = {files, 1, compute, cli_trust_show, cli_trust_json, cli_trust_csv, write_picture};
  return cli_targets_answer(a->call, &how, a);
}

cli_exit cli_command_trust(const cli_call *call)
{
  static cli_trust a;
  memset(&a, 0, sizeof a);
  a.call = call;
  a.memory = host_memory();
  a.prior = (ent_trust){1, 1};
  a.phi = 0.95;
  a.goal = 0.5;
  a.act = 1;
  ent_arena_open(&a.arena, &a.memory);
  const cli_exit code = answer(&a);
  if (a.scenario) cli_session_close(&a.session);
  cli_facts_close(&a.facts);
  cli_facts_close(&a.spells);
  ent_arena_close(&a.arena);
  return code;
}
