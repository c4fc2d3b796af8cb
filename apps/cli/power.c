/* power.c - `entente power`: who has power under a rule before anybody's wishes are known? */
#include "base/fail.h"
#include "commands.h"
#include "problems.h"
#include "progress.h"
#include "say.h"
#include "sheet.h"
#include "text.h"
#include "votes_chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct asking {
  const cli_call *call;
  cli_body body, before;
  ent_power_options options;
  int *union_of;
  ent_belief belief[ENT_BELIEFS_MAX];
  ent_power *power, *was;
  ent_power_verdict verdict;
  bool verified;
} asking;

/* ---- the question ---------------------------------------------------------------------------------------------------- */

/* "0.7 beta(2,2) + 0.3 point(0.5)": terms with a share, 1 when it is left out. */
static bool read_belief(const char *text, ent_belief *out, int *count)
{
  *count = 0;
  for (const char *at = text; *count < ENT_BELIEFS_MAX; at++) {
    ent_belief b = {.share = 1};
    int used = 0;
    double share = 1;
    at += strspn(at, " ");
    if (sscanf(at, "%lf%n", &share, &used) == 1) {
      at += used;
      b.share = share;
    }
    at += strspn(at, " *");
    used = 0;
    if (sscanf(at, "beta( %lf , %lf )%n", &b.a, &b.b, &used) == 2 && used > 0) {
      if (!(b.a >= 0.25 && b.b >= 0.25 && b.a <= 1000 && b.b <= 1000)) return false;
    } else if (sscanf(at, "point( %lf )%n", &b.at, &used) == 1 && used > 0) {
      if (!(b.at >= 0 && b.at <= 1)) return false;
    } else {
      return false;
    }
    if (!(b.share > 0)) return false;
    out[(*count)++] = b;
    at += used;
    at += strspn(at, " ");
    if (*at == '\0') return true;
    if (*at != '+') return false;
  }
  return false;
}

static const struct {
  const char *name;
  unsigned wanted;
} index_list[] = {{"banzhaf", ENT_POWER_BANZHAF},     {"coleman", ENT_POWER_BANZHAF},
                  {"shapley", ENT_POWER_SHAPLEY},     {"deegan-packel", ENT_POWER_MINIMAL},
                  {"public-good", ENT_POWER_MINIMAL}, {"johnston", ENT_POWER_JOHNSTON}};

#define INDICES (sizeof index_list / sizeof *index_list)

/* Indices beside the two that are always there. */
static cli_exit read_indices(const cli_call *call, unsigned *wanted)
{
  const char *at = cli_value(call, CLI_OPTION_INDICES);
  *wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY;
  while (at && *at) {
    const size_t size = strcspn(at, ", ");
    const bool all = size == 3 && memcmp(at, "all", 3) == 0;
    bool known = all || size == 0;
    for (size_t i = 0; i < INDICES; i++) {
      const bool is = strlen(index_list[i].name) == size && memcmp(at, index_list[i].name, size) == 0;
      if (all || is) *wanted |= index_list[i].wanted;
      known = known || is;
    }
    if (!known)
      return cli_refuse(call, "--indices are coleman, deegan-packel, public-good, johnston, or all, not \"", at, "\"",
                        (char *)NULL);
    at += size;
    at += strspn(at, ", ");
  }
  return CLI_ANSWERED;
}

static cli_exit read_unions(asking *a)
{
  const char *const text = cli_value(a->call, CLI_OPTION_UNIONS);
  ent_error err = {.code = ENT_OK};
  int unions = 0;
  if (!text) return CLI_ANSWERED;
  a->union_of = ENT_NEW(&a->body.arena, int, a->body.members);
  if (!a->union_of) return cli_body_no_memory(a->call);
  if (ent_unions_read(text, strlen(text), a->body.member, a->body.members, a->union_of, &unions, &err) != ENT_OK) {
    char said[ENT_SAID_MAX];
    cli_error_word(a->call);
    cli_show_place(&a->call->err, "--unions", 1, err.column, "");
    fprintf(stderr, "%s\n", ent_error_say(a->call->words, err.message, said));
    cli_show_source(a->call, text, strlen(text), 1, err.column);
    return CLI_INPUT;
  }
  a->options.union_of = a->union_of;
  a->options.wanted |= ENT_POWER_UNIONS;
  return CLI_ANSWERED;
}

/* What is not computed for bodies within a body. */
static cli_exit check_within(const asking *a)
{
  static const cli_option apart[] = {CLI_OPTION_UNIONS, CLI_OPTION_EXACT, CLI_OPTION_ENGINE};
  if (!a->body.tiers) return CLI_ANSWERED;
  for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
    if (cli_has(a->call, apart[i]))
      return cli_refuse(a->call, "--within does not go with --", cli_option_list[apart[i]].name, (char *)NULL);
  if (a->options.wanted & ~(ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY))
    return cli_refuse(a->call, "of further --indices, coleman goes with --within", (char *)NULL);
  return CLI_ANSWERED;
}

static cli_exit read_options(asking *a)
{
  const cli_call *const call = a->call;
  cli_exit code = read_indices(call, &a->options.wanted);
  if (code == CLI_ANSWERED) code = check_within(a);
  if (code != CLI_ANSWERED) return code;
  const char *const engine = cli_value(call, CLI_OPTION_ENGINE), *const belief = cli_value(call, CLI_OPTION_BELIEF);
  if (engine) a->options.engine = ent_engine_named(engine, strlen(engine));
  if (a->options.engine == ENT_ENGINES)
    return cli_refuse(call, "--engine is auto, types, meet, enumerate, weight or diagram, not \"", engine, "\"",
                      (char *)NULL);
  if (cli_has(call, CLI_OPTION_EXACT)) a->options.wanted |= ENT_POWER_EXACT;
  a->options.fast = cli_has(call, CLI_OPTION_FAST);
  if (belief && !read_belief(belief, a->belief, &a->options.beliefs))
    return cli_refuse(
      call,
      "--belief is beta(a,b) with a and b from 0.25 to 1000, point(t), or a sum such as 'beta(2,2) + 0.5 "
      "point(0.5)', not \"",
      belief, "\"", (char *)NULL);
  if (belief) {
    a->options.belief = a->belief;
    a->options.wanted |= ENT_POWER_BELIEF;
  }
  return read_unions(a);
}

/* ---- computing ------------------------------------------------------------------------------------------------------- */

static ent_status power_of(const cli_body *body, const ent_power_options *options, ent_power **power, ent_error *err)
{
  if (body->tiers) return ent_tiers_power(body->tiers, options, &body->memory, power, err);
  return ent_power_compute(body->game, options, &body->memory, power, err);
}

static cli_exit compute(asking *a, host_threads *crew)
{
  ent_error err = {.code = ENT_OK};
  const ent_executor executor = host_threads_executor(crew);
  cli_progress progress;
  ent_power_options plain = {.wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY};
  plain.executor = a->options.executor = &executor;
  cli_progress_begin(&progress, a->call, true);
  ent_status status = power_of(&a->body, &a->options, &a->power, &err);
  if (status == ENT_OK && a->before.game) status = power_of(&a->before, &plain, &a->was, &err);
  a->verified = cli_has(a->call, CLI_OPTION_VERIFY);
  if (status == ENT_OK && a->verified)
    status = a->body.tiers ? ent_tiers_verify(a->body.tiers, a->power, &a->verdict, &err)
                           : ent_power_verify(a->body.game, a->power, &a->options, &a->body.memory, &a->verdict, &err);
  cli_progress_end(&progress);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(a->call, &err);
}

/* A number of the body before the change, member by member; NaN for those who were not there. */
static const double *earlier(asking *a, const double *value)
{
  double *const out = ENT_NEW(&a->body.arena, double, a->body.members);
  if (!out || !value) return NULL;
  for (int m = 0; m < a->body.members; m++) {
    const int old = cli_body_find(&a->before, a->body.member[m], strlen(a->body.member[m]));
    out[m] = old < 0 ? NAN : value[old];
  }
  return out;
}

static void fill_sheet(asking *a, cli_sheet *s)
{
  const ent_power *const p = a->power;
  const bool all = cli_has(a->call, CLI_OPTION_INDICES);
  s->body = &a->body;
  cli_sheet_add(s, "banzhaf", ENT_SAY("Banzhaf"), p->banzhaf, false);
  if (a->was) cli_sheet_add(s, "banzhaf_before", ENT_SAY("before"), earlier(a, a->was->banzhaf), false);
  cli_sheet_add(s, "banzhaf_share", ENT_SAY("normalised"), p->banzhaf_share, false);
  cli_sheet_add(s, "shapley", "Shapley-Shubik", p->shapley, false);
  if (a->was) cli_sheet_add(s, "shapley_before", ENT_SAY("before"), earlier(a, a->was->shapley), false);
  cli_sheet_add(s, "prevent", all ? ENT_SAY("prevent") : NULL, p->prevent, false);
  cli_sheet_add(s, "initiate", all ? ENT_SAY("initiate") : NULL, p->initiate, false);
  cli_sheet_add(s, "deegan_packel", "Deegan-Packel", p->deegan_packel, false);
  cli_sheet_add(s, "public_good", ENT_SAY("Public Good"), p->public_good, false);
  cli_sheet_add(s, "johnston", "Johnston", p->johnston, false);
  cli_sheet_add(s, "owen", "Owen", p->owen, false);
  cli_sheet_add(s, "banzhaf_owen", "Banzhaf-Owen", p->banzhaf_owen, false);
  cli_sheet_add(s, "pivot", ENT_SAY("decides"), p->pivot, false);
  if (p->swings) s->figure[s->figures++] = (cli_figure){.key = "swings", .text = p->swings};
  if (p->shapley_numerator && s->figures < CLI_FIGURES_MAX)
    s->figure[s->figures++] = (cli_figure){.key = "shapley_numerator", .text = p->shapley_numerator};
  s->by = p->owen ? p->owen : p->shapley;
}

/* ---- what is shown ---------------------------------------------------------------------------------------------------- */

/* What the game is like, and why this engine. */
static void show_why(const asking *a)
{
  static const char *const form[] = {
    ENT_SAY("Members: {members}, in classes of equals: {classes}; quotas: {quotas}, on columns: {columns}."),
    ENT_SAY("Members: {members}, in classes of equals: {classes}; one weight, quota {quota} of {total}."),
    ENT_SAY("Members: {members}, in classes of equals: {classes}; one weight with vetoes, quota {quota} of {total}.")};
  static const char *const why[] = {ENT_SAY("Of the engines that fit, this one takes the fewest steps."),
                                    ENT_SAY("No other engine fits, or none is quick enough."),
                                    ENT_SAY("This engine was asked for.")};
  const host_terminal *const t = &a->call->out;
  const ent_power_plan *const p = &a->power->plan;
  char line[CLI_SAID], members[CLI_NUMBER], classes[CLI_NUMBER], quotas[CLI_NUMBER], columns[CLI_NUMBER];
  char quota[CLI_FINE], total[CLI_FINE], digits[CLI_NUMBER];
  cli_grouped(cli_number(p->quota, digits), quota, sizeof quota);
  cli_grouped(cli_number(p->total, digits), total, sizeof total);
  cli_fill(t,
           form[p->quota == 0 ? 0
                : p->vetoes   ? 2
                              : 1],
           line, sizeof line, "members", cli_number(a->power->members, members), "classes",
           cli_number(p->classes, classes), "quotas", cli_number(p->atoms, quotas), "columns",
           cli_number(p->columns, columns), "quota", quota, "total", total, (char *)NULL);
  fputs("  ", t->stream);
  host_print_wrapped(t, line, 2, 2);
  fputs("\n  ", t->stream);
  const bool forced = a->options.engine != ENT_ENGINE_AUTO;
  host_print_wrapped(t, cli_say(t, why[forced ? 2 : p->engine == ENT_ENGINE_DIAGRAM]), 2, 2);
  fputc('\n', t->stream);
}

static void show_plan(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  const ent_power *const p = a->power;
  char line[CLI_SAID], nodes[CLI_NUMBER], gap[CLI_NUMBER];
  cli_fill(t, "Engine {engine}: {text}.", line, sizeof line, "engine", ent_engine_name(p->plan.engine), "text",
           cli_say_page(t, ent_engine_text(p->plan.engine)), (char *)NULL);
  host_print_wrapped(t, line, 0, 2);
  fputc('\n', t->stream);
  if (a->body.tiers)
    cli_said_line(t, 0, "Bodies within a body: chances pass up from tier to tier, and what decides passes down.\n",
                  (char *)NULL);
  else
    show_why(a);
  if (p->nodes == 0) return;
  snprintf(gap, sizeof gap, "%.1g", p->shapley_bound);
  cli_fill(t,
           p->shapley_bound > 0 ? ENT_SAY("Shapley-Shubik by quadrature with {nodes} nodes, error below {bound}")
                                : ENT_SAY("Shapley-Shubik by quadrature with {nodes} nodes, exact but for rounding"),
           line, sizeof line, "nodes", cli_number(p->nodes, nodes), "bound", gap, (char *)NULL);
  fputs("  ", t->stream);
  host_print_wrapped(t, line, 2, 2);
  fputc('\n', t->stream);
}

static void show_exact(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  if (!a->power->shapley_numerator) return;
  cli_heading(t, cli_say(t, ENT_SAY("Shapley-Shubik, exact")));
  for (int m = 0; m < a->body.members; m++)
    fprintf(t->stream, "%s  %s\n", a->body.member[m], a->power->shapley_numerator[m]);
  cli_said(t, "each over {factorial}\n", "factorial", a->power->shapley_denominator, (char *)NULL);
}

static void show_checks(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  static const char *const word[] = {ENT_SAY("skipped"), ENT_SAY("holds"), ENT_SAY("fails")};
  cli_heading(t, cli_say(t, ENT_SAY("Checks")));
  for (int i = 0; i < ENT_CHECKS; i++) {
    const ent_check_result r = a->verdict.check[i];
    fputs(host_style_on(t, r == ENT_CHECK_HOLDS ? HOST_GOOD : r == ENT_CHECK_FAILS ? HOST_BAD : HOST_DIM), t->stream);
    host_print_padded(t, cli_say(t, word[r]), 9);
    fputs(host_style_off(t), t->stream);
    host_print_wrapped(t, cli_say_page(t, ent_check_text((ent_check)i)), 9, 9);
    fputc('\n', t->stream);
  }
}

static void show_head(const asking *a)
{
  char act[CLI_FINE], before[CLI_FINE], members[CLI_NUMBER], winning[CLI_FINE], line[CLI_SAID];
  const host_terminal *const t = &a->call->out;
  cli_fine_text(a->power->act, act);
  if (a->power->winning && strlen(a->power->winning) <= 15 && a->body.silent == 0)
    cli_grouped(a->power->winning, winning, sizeof winning);
  else
    winning[0] = '\0';
  cli_fill(t,
           winning[0] ? ENT_SAY("Members: {members}; coalitions that win: {winning}, {act} of all: the power to act")
                      : ENT_SAY("Members: {members}; coalitions that win: {act} of all: the power to act"),
           line, sizeof line, "members", cli_number(a->body.members, members), "winning", winning, "act", act,
           (char *)NULL);
  host_print_wrapped(t, line, 0, 2);
  fputc('\n', t->stream);
  if (a->was) {
    cli_fine_text(a->was->act, before);
    cli_said_line(t, 0, "before the change: {act}\n", "act", before, (char *)NULL);
  }
  if (a->power->pivot) {
    cli_fine_text(a->power->adopt, act);
    cli_said_line(t, 0, "under this belief a proposal is adopted with probability {act}\n", "act", act, (char *)NULL);
  }
  fputc('\n', t->stream);
}

static void print_json(const asking *a, const cli_sheet *s)
{
  const ent_power *const p = a->power;
  cli_body_json(&a->body);
  cli_json_word("engine", ent_engine_name(p->plan.engine));
  cli_json_word("why", p->plan.why);
  cli_json_word("winning", p->winning);
  cli_json_pair("power_to_act", p->act);
  if (a->was) cli_json_pair("power_to_act_before", a->was->act);
  if (p->pivot) cli_json_pair("adopt", p->adopt);
  if (p->minimal) cli_json_word("minimal_winning", p->minimal);
  if (p->shapley_denominator) cli_json_word("shapley_denominator", p->shapley_denominator);
  printf(", \"nodes\": %d", p->nodes);
  cli_json_pair("shapley_bound", p->shapley_bound);
  if (a->verified) printf(", \"verified\": %s", a->verdict.holds ? "true" : "false");
  cli_sheet_json(s);
  puts("}");
}

/* Power, and what else the body tells of its members. */
static cli_exit draw(asking *a, const cli_sheet *s)
{
  cli_body *const b = &a->body;
  ent_vote_row *const row = ENT_NEW(&b->arena, ent_vote_row, b->members);
  const double *const p = b->trait[CLI_TRAIT_P];
  double *price = NULL;
  const cli_exit code = row ? cli_body_prices(a->call, b, &price) : cli_body_no_memory(a->call);
  if (code != CLI_ANSWERED) return code;
  for (int m = 0; m < b->members; m++)
    row[m] = (ent_vote_row){.name = b->member[m],
                            .power = a->power->banzhaf[m],
                            .yes = p ? p[m] : -1,
                            .decides = -1,
                            .cost = price ? price[m] : -1};
  return cli_votes_chart(a->call, b, row, s->by, s->limit);
}

static cli_exit show(asking *a)
{
  cli_sheet s = {.limit = 0};
  if (!cli_whole(a->call, CLI_OPTION_LIMIT, 1, 1000000, &s.limit)) return CLI_INPUT;
  fill_sheet(a, &s);
  const cli_exit code = a->verified && !a->verdict.holds ? CLI_UNMET : CLI_ANSWERED;
  if (cli_has(a->call, CLI_OPTION_AS_JSON)) {
    print_json(a, &s);
  } else if (cli_has(a->call, CLI_OPTION_MEMBERS_CSV)) {
    cli_sheet_csv(&s);
  } else {
    cli_body_show(a->call, &a->body);
    if (cli_has(a->call, CLI_OPTION_WHY)) show_plan(a);
    show_head(a);
    cli_sheet_show(a->call, &s);
    show_exact(a);
    if (a->verified) show_checks(a);
    fputc('\n', stdout);
    cli_foot(a->call,
             cli_say(&a->call->out, ENT_SAY("Power a priori follows from the rule alone; it says nothing of what "
                                            "the members want.")));
  }
  fflush(stdout);
  if (!cli_has(a->call, CLI_OPTION_VOTE_SVG)) return code;
  const cli_exit drawn = draw(a, &s);
  return drawn == CLI_ANSWERED ? code : drawn;
}

static cli_exit answer(asking *a)
{
  cli_exit code = read_options(a);
  ent_error err = {.code = ENT_OK};
  uint64_t threads = 0;
  host_threads *crew = NULL;
  if (code != CLI_ANSWERED) return code;
  if (!cli_whole(a->call, CLI_OPTION_THREADS, 1, HOST_THREADS_MAX, &threads)) return CLI_INPUT;
  if (host_threads_open((int)threads, &crew, &err) != ENT_OK) return cli_fail(a->call, &err);
  code = compute(a, crew);
  host_threads_close(crew);
  return code == CLI_ANSWERED ? show(a) : code;
}

cli_exit cli_command_power(const cli_call *call)
{
  asking *const a = calloc(1, sizeof *a);
  if (!a) return cli_body_no_memory(call);
  a->call = call;
  cli_exit code = cli_body_open(call, true, true, &a->body);
  const bool changed = code == CLI_ANSWERED && cli_body_changes(call);
  if (changed) code = cli_body_open(call, false, true, &a->before);
  if (code == CLI_ANSWERED) code = answer(a);
  ent_power_free(a->power);
  ent_power_free(a->was);
  if (changed) cli_body_close(&a->before);
  cli_body_close(&a->body);
  free(a);
  return code;
}
