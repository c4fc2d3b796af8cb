/* adopt.c - `entente adopt`: how likely is a proposal to carry, when each member says yes with a chance of its own? */
#include "entente/adopt.h"

#include "base/fail.h"
#include "base/utf8.h"
#include "commands.h"
#include "say.h"
#include "sheet.h"
#include "text.h"
#include "traits.h"
#include "votes_chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct chances {
  double adopt, independent;
  double *pivot, *slope;
  const double *banzhaf; /* NULL when no engine fits */
  ent_power *power;
  ent_engine engine;
} chances;

/* rho as asked, else the scenario's, else 0. */
static cli_exit read_rho(const cli_call *call, const cli_body *body, double *rho, uint64_t *nodes)
{
  const char *const text = cli_value(call, CLI_OPTION_RHO);
  size_t used = 0;
  *rho = body->rho;
  if (text &&
      (ent_number_read(text, strlen(text), rho, &used) != ENT_OK || text[used] != '\0' || !(*rho >= 0 && *rho < 1)))
    return cli_refuse(call, "--rho lies from 0 to below 1, not \"", text, "\"", (char *)NULL);
  return cli_whole(call, CLI_OPTION_NODES, 1, ENT_FACTOR_NODES_MAX, nodes) ? CLI_ANSWERED : CLI_INPUT;
}

typedef struct question {
  const double *p;
  double rho;
  int nodes;
  bool full; /* with pivots and power, not the chance alone */
} question;

static ent_status ask_game(const cli_body *body, ent_engine engine, const question *q, chances *out, ent_error *err)
{
  ent_adoption *adoption = NULL;
  ent_status status = ent_adoption_open(body->game, engine, &body->memory, &adoption, err);
  if (status != ENT_OK) return status;
  out->engine = ent_adoption_engine(adoption);
  status = ent_adoption_at(adoption, q->p, q->rho, q->nodes, &out->adopt, q->full ? out->pivot : NULL,
                           q->full ? out->slope : NULL, err);
  if (status == ENT_OK) status = ent_adoption_at(adoption, q->p, 0, 0, &out->independent, NULL, NULL, err);
  ent_adoption_free(adoption);
  const ent_power_options banzhaf = {.wanted = ENT_POWER_BANZHAF};
  if (status == ENT_OK && q->full &&
      ent_power_compute(body->game, &banzhaf, &body->memory, &out->power, NULL) == ENT_OK)
    out->banzhaf = out->power->banzhaf;
  return status;
}

static ent_status ask_tiers(const cli_body *body, const question *q, chances *out, ent_error *err)
{
  const ent_power_options banzhaf = {.wanted = ENT_POWER_BANZHAF};
  ent_status status = ent_tiers_at(body->tiers, q->p, q->rho, q->nodes, &out->adopt, q->full ? out->pivot : NULL,
                                   q->full ? out->slope : NULL, err);
  if (status == ENT_OK) status = ent_tiers_at(body->tiers, q->p, 0, 0, &out->independent, NULL, NULL, err);
  if (status == ENT_OK && q->full) status = ent_tiers_power(body->tiers, &banzhaf, &body->memory, &out->power, err);
  if (out->power) {
    out->banzhaf = out->power->banzhaf;
    out->engine = out->power->plan.engine;
  }
  return status;
}

static cli_exit compute(const cli_call *call, cli_body *body, bool full, chances *out)
{
  double rho = 0;
  uint64_t nodes = 0;
  ent_error err = {.code = ENT_OK};
  const char *const engine = cli_value(call, CLI_OPTION_ENGINE);
  cli_exit code = read_rho(call, body, &rho, &nodes);
  if (code == CLI_ANSWERED) code = cli_trait_option(call, CLI_OPTION_P, CLI_TRAIT_P, true, body);
  if (code != CLI_ANSWERED) return code;
  if (engine && body->tiers)
    return cli_refuse(call, "--within does not go with --", cli_option_list[CLI_OPTION_ENGINE].name, (char *)NULL);
  const ent_engine with = engine ? ent_engine_named(engine, strlen(engine)) : ENT_ENGINE_AUTO;
  if (with == ENT_ENGINES)
    return cli_refuse(call, "--engine is auto, diagram or weight, not \"", engine, "\"", (char *)NULL);
  out->pivot = ENT_NEW(&body->arena, double, body->members);
  out->slope = ENT_NEW(&body->arena, double, body->members);
  if (!out->pivot || !out->slope) return cli_body_no_memory(call);
  const double *const p = body->trait[CLI_TRAIT_P];
  const question q = {p, rho, (int)nodes, full};
  const ent_status status = body->tiers ? ask_tiers(body, &q, out, &err) : ask_game(body, with, &q, out, &err);
  body->rho = rho;
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(call, &err);
}

static void show_answer(const cli_call *call, const cli_body *body, const chances *now, const chances *before)
{
  const host_terminal *const t = &call->out;
  char head[CLI_SAID], adopt[CLI_FINE], other[CLI_FINE], number[CLI_FINE], rho[CLI_FINE];
  cli_fine_text(now->adopt, adopt);
  cli_plain_number(body->rho, rho);
  cli_fill(t, "The proposal carries with probability {p}", head, sizeof head, "p", adopt, (char *)NULL);
  host_print_styled(t, HOST_BOLD, head);
  const int wide = (int)ent_utf8_width(head);
  cli_fine_text(now->independent, other);
  if (body->rho > 0)
    cli_said_line(t, wide, " (members move together, rho {rho}; if they were independent: {other})\n", "rho", rho,
                  "other", other, (char *)NULL);
  else
    cli_said_line(t, wide, " (members are independent; --rho lets them move together)\n", (char *)NULL);
  if (before) {
    cli_fine_text(before->adopt, number);
    cli_said_line(t, 0, "before the change: {p}\n", "p", number, (char *)NULL);
  }
  if (body->note)
    cli_said_line(t, 0, "asked of: {term}, at the centre of the assumptions\n", "term", body->note, (char *)NULL);
  if (body->abstains)
    cli_said_line(
      t, 0, "members who would abstain are counted as no: where the rule asks for no objection, the chance is higher\n",
      (char *)NULL);
  if (cli_has(call, CLI_OPTION_WHY))
    cli_said_line(t, 0, "Engine {engine}: {text}.\n", "engine", ent_engine_name(now->engine), "text",
                  cli_say_page(t, ent_engine_text(now->engine)), (char *)NULL);
  fputc('\n', t->stream);
}

static cli_exit draw(const cli_call *call, cli_body *body, const chances *c, uint64_t limit)
{
  ent_vote_row *const row = ENT_NEW(&body->arena, ent_vote_row, body->members);
  double *price = NULL;
  const cli_exit code = row ? cli_body_prices(call, body, &price) : cli_body_no_memory(call);
  if (code != CLI_ANSWERED) return code;
  for (int m = 0; m < body->members; m++)
    row[m] = (ent_vote_row){.name = body->member[m],
                            .power = c->banzhaf ? c->banzhaf[m] : -1,
                            .yes = body->trait[CLI_TRAIT_P][m],
                            .decides = c->pivot ? c->pivot[m] : -1,
                            .cost = price ? price[m] : -1};
  return cli_votes_chart(call, body, row, limit > 0 ? c->slope : NULL, limit);
}

static cli_exit show(const cli_call *call, cli_body *body, const chances *now, const chances *before)
{
  cli_sheet s = {.body = body, .by = now->slope};
  if (!cli_whole(call, CLI_OPTION_LIMIT, 1, 1000000, &s.limit)) return CLI_INPUT;
  cli_sheet_add(&s, "p", ENT_SAY("says yes"), body->trait[CLI_TRAIT_P], false);
  cli_sheet_add(&s, "banzhaf", ENT_SAY("Banzhaf"), now->banzhaf, false);
  cli_sheet_add(&s, "pivot", ENT_SAY("decides"), now->pivot, false);
  cli_sheet_add(&s, "slope", ENT_SAY("dP/dp"), now->slope, true);
  if (cli_has(call, CLI_OPTION_AS_JSON)) {
    cli_body_json(body);
    cli_json_pair("rho", body->rho);
    cli_json_pair("adopt", now->adopt);
    cli_json_pair("independent", now->independent);
    if (before) cli_json_pair("before", before->adopt);
    cli_json_word("engine", ent_engine_name(now->engine));
    cli_sheet_json(&s);
    puts("}");
  } else if (cli_has(call, CLI_OPTION_MEMBERS_CSV)) {
    cli_sheet_csv(&s);
  } else {
    cli_body_show(call, body);
    show_answer(call, body, now, before);
    cli_sheet_show(call, &s);
    fputc('\n', stdout);
    cli_foot(call,
             cli_say(&call->out, ENT_SAY("decides: the chance that the member's vote settles it; dP/dp: what one more "
                                         "point of its chance is worth.")));
  }
  fflush(stdout);
  return cli_has(call, CLI_OPTION_VOTE_SVG) ? draw(call, body, now, s.limit) : CLI_ANSWERED;
}

cli_exit cli_command_adopt(const cli_call *call)
{
  static cli_body body, old;
  chances now = {.adopt = 0}, before = {.adopt = 0};
  cli_exit code = cli_body_open(call, true, true, &body);
  if (code == CLI_ANSWERED) code = compute(call, &body, true, &now);
  const bool changed = code == CLI_ANSWERED && cli_body_changes(call);
  if (changed) {
    code = cli_body_open(call, false, true, &old);
    if (code == CLI_ANSWERED) code = compute(call, &old, false, &before);
  }
  if (code == CLI_ANSWERED) code = show(call, &body, &now, changed ? &before : NULL);
  ent_power_free(now.power);
  if (changed) cli_body_close(&old);
  cli_body_close(&body);
  return code;
}
