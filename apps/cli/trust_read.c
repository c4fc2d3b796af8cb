/* trust_read.c - tables of dated commitments, and of leaders in office.
 *
 * Commitments: a column date (or year), kept (1 or 0) or kind (kept or broken), and, if wanted, weight, label, actor; rows stand
 * in the order of their dates.  Leaders: a column iso3 (or state, country, actor), start, end (empty: still in office). */
#include "base/fail.h"
#include "columns.h"
#include "model/schema.h"
#include "problems.h"
#include "trust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static cli_exit open_facts(const cli_call *call, const char *path, cli_facts *facts)
{
  ent_error err = {.code = ENT_OK};
  facts->file = path;
  ent_status status = host_file_read(path, HOST_SCENARIO_MAX, &facts->text, &err);
  if (status == ENT_OK) status = host_csv_read(facts->text.data, facts->text.size, &facts->table, &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_refuse_file(call, path, &facts->text, &err);
}

void cli_facts_close(cli_facts *facts)
{
  host_table_free(&facts->table);
  host_text_free(&facts->text);
}

static const char *cell(const cli_facts *facts, int row, int column)
{
  return cli_cell(&facts->table, row, column);
}

static cli_exit refuse(const cli_call *call, const cli_facts *facts, int row, int column, const char *sentence)
{
  ent_error err = {.code = ENT_OK};
  ent_fail(&err, ENT_SYNTAX, "", sentence);
  return cli_refuse_cell(call, facts->file, &facts->text, &facts->table, row, column, &err);
}

static cli_exit no_memory(const cli_call *call)
{
  ent_error err = {.code = ENT_OK};
  ent_fail(&err, ENT_NOMEM, "", "There is no memory for the tables.");
  return cli_fail(call, &err);
}

/* ---- commitments ------------------------------------------------------------------------------------------ */

typedef struct columns {
  int date, kept, weight, label, actor, view;
} columns;

static columns find_columns(const cli_trust *a)
{
  static const char *const date[] = {"date", "year", NULL}, *const kept[] = {"kept", "kind", "outcome", NULL},
                           *const weight[] = {"weight", NULL}, *const actor[] = {"actor", "about", "who", NULL},
                           *const view[] = {"view", NULL}, *const plain[] = {"label", "text", "event", NULL},
                           *const hant[] = {"label_zh_hant", "text_zh_hant", "label", "text", "event", NULL},
                           *const hans[] = {"label_zh_hans", "text_zh_hans", "label", "text", "event", NULL};
  const char *const language = a->call->language;
  const bool is_hant = strcmp(language, "zh-Hant") == 0, is_hans = strcmp(language, "zh-Hans") == 0;
  const cli_facts *const f = &a->facts;
  return (columns){.date = cli_column_of(&f->table, date),
                   .kept = cli_column_of(&f->table, kept),
                   .weight = cli_column_of(&f->table, weight),
                   .label = cli_column_of(&f->table, is_hant   ? hant
                                                     : is_hans ? hans
                                                               : plain),
                   .actor = cli_column_of(&f->table, actor),
                   .view = cli_column_of(&f->table, view)};
}

static cli_exit read_event(cli_trust *a, int row, const columns *c)
{
  const cli_facts *const f = &a->facts;
  const char *const date = cell(f, row, c->date), *const kept = cell(f, row, c->kept);
  ent_commitment event = {.weight = 1};
  if (!ent_date_year(date, &event.year))
    return refuse(a->call, f, row, c->date, "A date stands here, YYYY-MM-DD, YYYY-MM or YYYY.");
  if (a->events > 0 && event.year < a->event[a->events - 1].year)
    return refuse(a->call, f, row, c->date,
                  "Events stand in the order of their dates; this one is earlier than the one before.");
  event.kept = strcmp(kept, "1") == 0 || strcmp(kept, "kept") == 0;
  if (!event.kept && strcmp(kept, "0") != 0 && strcmp(kept, "broken") != 0)
    return refuse(a->call, f, row, c->kept, "A commitment is kept or broken; 1 and 0 say the same.");
  if (c->weight >= 0) {
    const char *const weight = cell(f, row, c->weight);
    size_t used = 0;
    if (ent_number_read(weight, strlen(weight), &event.weight, &used) != ENT_OK || weight[used] != '\0' ||
        !(event.weight > 0 && event.weight <= 1e6))
      return refuse(a->call, f, row, c->weight, "The weight of an event is above 0 and at most a million.");
  }
  const int k = a->events++;
  a->event[k] = event;
  a->date[k] = date;
  a->label[k] = c->label >= 0 ? cell(f, row, c->label) : "";
  a->actor[k] = c->actor >= 0 ? cell(f, row, c->actor) : "";
  return CLI_ANSWERED;
}

/* A table that tells several views needs to be told whose; those it has are named. */
static cli_exit refuse_views(const cli_trust *a, int view, int first, int other)
{
  return cli_refuse(a->call, "the table tells several views; choose one, such as --only ", a->facts.table.column[view],
                    "=", cell(&a->facts, first, view), " or --only ", a->facts.table.column[view], "=",
                    cell(&a->facts, other, view), (char *)NULL);
}

static cli_exit make_events(cli_trust *a, int rows)
{
  a->event = ENT_NEW(&a->arena, ent_commitment, rows + 1);
  a->date = ENT_NEW(&a->arena, const char *, rows + 1);
  a->label = ENT_NEW(&a->arena, const char *, rows + 1);
  a->actor = ENT_NEW(&a->arena, const char *, rows + 1);
  return a->event && a->date && a->label && a->actor ? CLI_ANSWERED : no_memory(a->call);
}

static cli_exit read_table(cli_trust *a)
{
  cli_filters only = {.count = 0};
  int first = -1;
  cli_exit code = open_facts(a->call, a->call->operand[0], &a->facts);
  if (code == CLI_ANSWERED) code = cli_filters_read(a->call, &a->facts.table, &only);
  if (code == CLI_ANSWERED) code = make_events(a, a->facts.table.rows);
  if (code != CLI_ANSWERED) return code;
  const columns c = find_columns(a);
  if (c.date < 0 || c.kept < 0)
    return cli_refuse(a->call,
                      "the table needs a column date (or year) and a column kept (or kind), and may have weight, ",
                      "label and actor", (char *)NULL);
  for (int row = 0; row < a->facts.table.rows && code == CLI_ANSWERED; row++) {
    if (!cli_filters_pass(&only, &a->facts.table, row)) continue;
    if (c.view >= 0 && first >= 0 && strcmp(cell(&a->facts, row, c.view), cell(&a->facts, first, c.view)) != 0)
      return refuse_views(a, c.view, first, row);
    if (first < 0) first = row;
    code = read_event(a, row, &c);
  }
  if (code == CLI_ANSWERED && a->events == 0)
    return cli_refuse(a->call, "no row of the table is left to count", (char *)NULL);
  return code;
}

/* ---- a scenario's record ---------------------------------------------------------------------------------- */

static double median_of(const ent_scenario *s, const char *path, double otherwise)
{
  ent_input_info info;
  const int input = ent_scenario_find_input(s, path);
  return input >= 0 && ent_scenario_input(s, input, &info) ? info.p50 : otherwise;
}

static cli_exit read_scenario(cli_trust *a)
{
  cli_exit code = cli_session_open(a->call, a->call->operand[0], &a->session);
  if (code != CLI_ANSWERED) return code;
  const ent_scenario *const s = a->session.load.scenario;
  const int points = ent_scenario_trust(s);
  char *const dates = points > 0 ? ENT_NEW(&a->arena, char, points *ENT_NUMBER_MAX) : NULL;
  ent_error err = {.code = ENT_OK};
  int party[3] = {0, 0, 0};
  code = make_events(a, points);
  if (code != CLI_ANSWERED || (points > 0 && !dates)) return no_memory(a->call);
  for (int i = 0; i < points; i++) {
    ent_trust_point p = {0};
    char *const date = dates + (size_t)i * ENT_NUMBER_MAX;
    ent_scenario_trust_point(s, i, &p);
    a->at = p.year;
    if (i + 1 == points) break; /* the last one is the scenario's date */
    a->event[a->events] = (ent_commitment){.year = p.year, .kept = p.kept, .weight = p.weight};
    ent_number_write_fixed(floor(p.year), 0, date);
    a->date[a->events] = date;
    a->actor[a->events] = "";
    a->label[a->events++] = p.label;
  }
  a->prior = (ent_trust){median_of(s, "trust.prior_kept", 1), median_of(s, "trust.prior_broken", 1)};
  a->phi = median_of(s, "trust.forgetting", a->phi);
  ent_scenario_parties(s, &party[0], &party[1], &party[2]);
  char path[ENT_PATH_MAX];
  snprintf(path, sizeof path, "actors.%s.leader.exit_hazard", ent_scenario_actor_key(s, party[0]));
  const int exit = ent_scenario_find_input(s, path);
  a->has_exit = exit >= 0 && ent_scenario_input(s, exit, &a->exit);
  snprintf(path, sizeof path, "actors.%s.leader.term_hazard", ent_scenario_actor_key(s, party[0]));
  a->dated = ent_scenario_find_input(s, path) >= 0;
  if (ent_verdict_centre(s, &a->memory, &a->verdict, &err) != ENT_OK) return cli_fail(a->call, &err);
  a->has_verdict = true;
  return CLI_ANSWERED;
}

cli_exit cli_trust_read_events(cli_trust *a)
{
  a->scenario = !cli_is_table(a->call->operand[0]);
  return a->scenario ? read_scenario(a) : read_table(a);
}

/* ---- leaders ---------------------------------------------------------------------------------------------- */

static cli_leader *leader_of(cli_trust *a, const char *state)
{
  for (int i = 0; i < a->leaders; i++)
    if (strcmp(a->leader[i].state, state) == 0) return &a->leader[i];
  a->leader[a->leaders].state = state;
  return &a->leader[a->leaders++];
}

typedef struct spans {
  int state, start, end;
} spans;

/* The latest date that the table names: spells without an end go on until then. */
static double latest(const cli_facts *f, const spans *c)
{
  double last = 0, year = 0;
  for (int row = 0; row < f->table.rows; row++) {
    if (ent_date_year(cell(f, row, c->start), &year) && year > last) last = year;
    if (ent_date_year(cell(f, row, c->end), &year) && year > last) last = year;
  }
  return last;
}

static cli_exit read_spell(cli_trust *a, int row, const spans *c, double until)
{
  const cli_facts *const f = &a->spells;
  const char *const state = cell(f, row, c->state), *const end = cell(f, row, c->end);
  ent_spell s = {.to = until, .exit = end[0] != '\0'};
  if (state[0] == '\0') return refuse(a->call, f, row, c->state, "The name of a state stands here.");
  if (!ent_date_year(cell(f, row, c->start), &s.from))
    return refuse(a->call, f, row, c->start, "A date stands here, YYYY-MM-DD, YYYY-MM or YYYY.");
  if (s.exit && !ent_date_year(end, &s.to))
    return refuse(a->call, f, row, c->end,
                  "A date stands here, YYYY-MM-DD, YYYY-MM or YYYY; nothing, if the leader is still in office.");
  if (s.to < s.from && s.exit)
    return refuse(a->call, f, row, c->end, "A spell of office ends no earlier than it starts.");
  cli_leader *const l = leader_of(a, state);
  l->spell[l->spells++] = s.to < s.from ? (ent_spell){s.from, s.from, false} : s;
  l->last = row;
  return CLI_ANSWERED;
}

/* Every state gets a row of the same block; room for all spells each would be the square, so states are counted first. */
static cli_exit make_leaders(cli_trust *a, const spans *c)
{
  const cli_facts *const f = &a->spells;
  const int rows = f->table.rows;
  a->leader = ENT_NEW(&a->arena, cli_leader, rows + 1);
  ent_spell *block = ENT_NEW(&a->arena, ent_spell, rows + 1);
  if (!a->leader || !block) return no_memory(a->call);
  memset(a->leader, 0, (size_t)(rows + 1) * sizeof *a->leader);
  for (int row = 0; row < rows; row++) leader_of(a, cell(f, row, c->state))->spells++;
  for (int i = 0; i < a->leaders; i++) {
    a->leader[i].spell = block;
    block += a->leader[i].spells;
    a->leader[i].spells = 0;
  }
  return CLI_ANSWERED;
}

static cli_exit read_window(const cli_call *call, cli_option option, double *year)
{
  const char *const text = cli_value(call, option);
  if (!text || ent_date_year(text, year)) return CLI_ANSWERED;
  return cli_refuse(call, "--", cli_option_list[option].name, " is a date, YYYY-MM-DD, YYYY-MM or YYYY, not \"", text,
                    "\"", (char *)NULL);
}

static void count_leader(const cli_trust *a, cli_leader *l, double since, double until)
{
  ent_tenure_record r = {0};
  ent_leader_count(l->spell, l->spells, since, until, &r, NULL);
  l->exits = r.exits;
  l->years = r.years;
  const double exits = r.exits + a->prior_exits, years = r.years + a->prior_years;
  l->hazard = years > 0 && exits < years ? exits / years : 1;
  l->low = ent_leader_hazard_under(0.05, r.exits, r.years, a->prior_exits, a->prior_years);
  l->high = ent_leader_hazard_under(0.95, r.exits, r.years, a->prior_exits, a->prior_years);
}

cli_exit cli_trust_read_leaders(cli_trust *a)
{
  static const char *const state[] = {"iso3", "state", "country", "actor", NULL},
                           *const start[] = {"start", "from", NULL}, *const end[] = {"end", "to", NULL};
  const char *const path = cli_value(a->call, CLI_OPTION_LEADERS);
  double since = 0;
  if (!path) return CLI_ANSWERED;
  cli_exit code = open_facts(a->call, path, &a->spells);
  if (code != CLI_ANSWERED) return code;
  const spans c = {cli_column_of(&a->spells.table, state), cli_column_of(&a->spells.table, start),
                   cli_column_of(&a->spells.table, end)};
  if (c.state < 0 || c.start < 0 || c.end < 0)
    return cli_refuse(a->call, "--leaders: the table needs a column iso3 (or state), a column start and a column end",
                      (char *)NULL);
  double until = latest(&a->spells, &c);
  code = read_window(a->call, CLI_OPTION_SINCE, &since);
  if (code == CLI_ANSWERED) code = read_window(a->call, CLI_OPTION_UNTIL, &until);
  if (code == CLI_ANSWERED && !(since <= until))
    code = cli_refuse(a->call, "--since is later than --until or the table's last date", (char *)NULL);
  if (code == CLI_ANSWERED) code = make_leaders(a, &c);
  for (int row = 0; row < a->spells.table.rows && code == CLI_ANSWERED; row++) code = read_spell(a, row, &c, until);
  for (int i = 0; i < a->leaders && code == CLI_ANSWERED; i++) count_leader(a, &a->leader[i], since, until);
  return code;
}
