/* coalitions.c - `entente coalitions`: which coalitions are just enough to win, and which to block? */
#include "entente/coalitions.h"

#include "base/fail.h"
#include "base/utf8.h"
#include "commands.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN 10

typedef struct side {
  const char *count; /* exact, as decimal text; NULL when it is not known */
  char walked[32], walked_least[32];
  int smallest;            /* members of the smallest; 0 when it is not known */
  const char *of_smallest; /* how many there are of them; NULL when it is not known */
  ent_coalitions *found;
} side;

typedef struct asking {
  const cli_call *call;
  cli_body body;
  ent_power *power, *minimal[2];
  ent_game *dual;
  side side[2]; /* winning, blocking */
  bool *veto;
  int *rank, *class_of;
  int vetoes, dummies, ranks, torn[2];
  uint64_t limit, seed;
} asking;

/* ---- computing ------------------------------------------------------------------------------------------------------- */

/* How many minimal coalitions there are; a game that is too large for it is no failure. */
static ent_status count(asking *a, int which, const ent_game *game, const ent_executor *executor, ent_error *err)
{
  const ent_power_options minimal = {.wanted = ENT_POWER_MINIMAL, .executor = executor};
  side *const s = &a->side[which];
  const ent_status status = ent_power_compute(game, &minimal, &a->body.memory, &a->minimal[which], err);
  if (status != ENT_OK) return status == ENT_LIMIT || status == ENT_ARGUMENT ? ENT_OK : status;
  const ent_power *const p = a->minimal[which];
  s->count = p->minimal;
  while (s->smallest < p->members && strcmp(p->minimal_by_size[s->smallest], "0") == 0) s->smallest++;
  s->of_smallest = p->minimal_by_size[s->smallest];
  return ENT_OK;
}

static const char *digits(uint64_t number, char out[32])
{
  snprintf(out, 32, "%llu", (unsigned long long)number);
  return out;
}

/* What the walk met tells what could not be counted. */
static void learn(side *s, const ent_coalitions *met)
{
  if (s->count) return;
  if (met->all) s->count = digits(met->found, s->walked);
  s->smallest = met->smallest;
  if (met->complete && met->of_smallest < UINT64_MAX) s->of_smallest = digits(met->of_smallest, s->walked_least);
}

static ent_status list(asking *a, int which, ent_error *err)
{
  side *const s = &a->side[which];
  const bool asked = cli_has(a->call, CLI_OPTION_BLOCKING) == (which == 1);
  const bool sample = asked && cli_has(a->call, CLI_OPTION_SAMPLE);
  const ent_coalitions_options least = {.blocking = which == 1, .limit = 1, .few = s->count != NULL};
  const ent_coalitions_options options = {.blocking = which == 1,
                                          .limit = asked ? (int)a->limit : 1,
                                          .sample = sample,
                                          .seed = a->seed,
                                          .few = s->count != NULL};
  ent_coalitions *smallest = NULL;
  ent_status status = ENT_OK;
  if (sample && !s->count) status = ent_coalitions_find(a->body.game, &least, &a->body.memory, &smallest, err);
  if (status == ENT_OK) status = ent_coalitions_find(a->body.game, &options, &a->body.memory, &s->found, err);
  if (status == ENT_OK) learn(s, smallest ? smallest : s->found);
  ent_coalitions_free(smallest);
  return status == ENT_LIMIT ? ENT_OK : status;
}

static ent_status compute(asking *a, const ent_executor *executor, ent_error *err)
{
  const ent_power_options swings = {.wanted = ENT_POWER_BANZHAF, .executor = executor};
  const ent_game *const game = a->body.game;
  a->veto = ENT_NEW(&a->body.arena, bool, a->body.members);
  a->rank = ENT_NEW(&a->body.arena, int, a->body.members);
  a->class_of = ENT_NEW(&a->body.arena, int, a->body.members);
  if (!a->veto || !a->rank || !a->class_of) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the members.");
  ent_status status = ent_power_compute(game, &swings, &a->body.memory, &a->power, err);
  if (status == ENT_OK) status = ent_game_dual(game, &a->body.memory, &a->dual, err);
  if (status == ENT_OK) status = count(a, 0, game, executor, err);
  if (status == ENT_OK) status = count(a, 1, a->dual, executor, err);
  for (int which = 0; which < 2 && status == ENT_OK; which++) status = list(a, which, err);
  if (status != ENT_OK) return status;
  ent_game_classes(game, a->class_of);
  a->vetoes = ent_game_vetoes(game, a->veto);
  a->ranks = ent_game_ranks(game, a->power, a->rank, &a->torn[0], &a->torn[1]);
  for (int m = 0; m < a->body.members; m++) a->dummies += strcmp(a->power->swings[m], "0") == 0;
  return ENT_OK;
}

/* ---- a person reads ---------------------------------------------------------------------------------------------------- */

#define DIGITS_SHOWN 27 /* of a number that a person reads to the end */

/* "17,772,607"; "about 6.770e156". */
static void number_text(const host_terminal *t, const char *number, char *out, size_t room)
{
  const size_t size = strlen(number);
  char short_form[64];
  if (size <= DIGITS_SHOWN) {
    cli_grouped(number, out, room);
    return;
  }
  snprintf(short_form, sizeof short_form, "%c.%.3se%zu", number[0], number + 1, size - 1);
  cli_fill(t, "about {number}", out, room, "number", short_form, (char *)NULL);
}

static void show_side(const asking *a, int which)
{
  static const char *const said[2][3] = {
    {ENT_SAY("Minimal winning coalitions: {count}; size of the smallest: {size} ({of} of them)"),
     ENT_SAY("Minimal winning coalitions: more than can be counted; size of the smallest: {size} ({of} of them)"),
     ENT_SAY("Minimal winning coalitions: more than can be counted")},
    {ENT_SAY("Minimal blocking coalitions: {count}; size of the smallest: {size} ({of} of them)"),
     ENT_SAY("Minimal blocking coalitions: more than can be counted; size of the smallest: {size} ({of} of them)"),
     ENT_SAY("Minimal blocking coalitions: more than can be counted")}};
  const host_terminal *const t = &a->call->out;
  const side *const s = &a->side[which];
  char number[128], of[128], size[CLI_NUMBER], line[CLI_SAID];
  number_text(t, s->count ? s->count : "", number, sizeof number);
  number_text(t, s->of_smallest ? s->of_smallest : "", of, sizeof of);
  cli_fill(t,
           said[which][s->count         ? 0
                       : s->of_smallest ? 1
                                        : 2],
           line, sizeof line, "count", number, "size", cli_number(s->smallest, size), "of", of, (char *)NULL);
  host_print_wrapped(t, line, 0, 2);
  fputc('\n', t->stream);
}

static void show_members(const asking *a, const char *english, const char *nobody, const bool *is, int count)
{
  const host_terminal *const t = &a->call->out;
  const char *const comma = cli_body_comma(&a->body);
  char *const all = malloc(65536);
  size_t used = 0;
  if (!all) return;
  all[0] = '\0';
  for (int m = 0; m < a->body.members && used < 60000; m++)
    if (is[m]) used += (size_t)snprintf(all + used, 65536 - used, "%s%s", used ? comma : "", a->body.member[m]);
  host_print_wrapped(t, cli_say(t, count ? english : nobody), 0, 2);
  if (count) {
    fputc(' ', t->stream);
    host_print_wrapped(t, all, (int)ent_utf8_width(cli_say(t, english)) + 1, 2);
  }
  fputc('\n', t->stream);
  free(all);
}

static void show_roles(const asking *a)
{
  bool *const is = calloc((size_t)a->body.members, sizeof *is);
  if (!is) return;
  show_members(a, ENT_SAY("Block alone:"), ENT_SAY("Nobody blocks alone."), a->veto, a->vetoes);
  for (int m = 0; m < a->body.members; m++) is[m] = strcmp(a->power->swings[m], "0") == 0;
  show_members(a, ENT_SAY("Never decide:"), ENT_SAY("Everybody decides at times."), is, a->dummies);
  free(is);
}

/* "1. CHN, FRA, GBR" for each rank; of many members who share it, how many they are. */
static void show_ranks(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  const char *const comma = cli_body_comma(&a->body);
  char text[CLI_SAID], number[CLI_NUMBER];
  if (a->ranks == 0) {
    cli_fill(t, "Strength is no ladder: {a} has more than {b} in one column and less in another.", text, sizeof text,
             "a", a->body.member[a->torn[0]], "b", a->body.member[a->torn[1]], (char *)NULL);
    host_print_wrapped(t, text, 0, 2);
    fputc('\n', t->stream);
    return;
  }
  cli_said_line(t, 0, "Ranks of strength (members on one line can take each other's place): {ranks}\n", "ranks",
                cli_number(a->ranks, number), (char *)NULL);
  for (int r = 0; r < a->ranks && r < 12; r++) {
    size_t used = 0;
    int members = 0;
    text[0] = '\0';
    for (int m = 0; m < a->body.members; m++) {
      if (a->rank[m] != r || members++ >= 12 || used > 1500) continue;
      used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? comma : "", a->body.member[m]);
    }
    fprintf(t->stream, "%4d. ", r + 1);
    host_print_wrapped(t, text, 6, 6);
    if (members > 12) fprintf(t->stream, " (+%d)", members - 12);
    fputc('\n', t->stream);
  }
  if (a->ranks > 12)
    cli_said(t, "      ... and {count} more\n", "count", cli_number(a->ranks - 12, number), (char *)NULL);
}

#define FOLD_FROM 12 /* equals in a coalition who are named once, "senator_1 (+33)" */

/* For how many of a coalition the one at place i stands: 1, all its equals, or 0 when one before stood for it. */
static int stands_for(const asking *a, const int *member, int size, int i)
{
  int alike = 0, before = 0;
  for (int j = 0; j < size; j++) {
    const bool equal = a->class_of[member[j]] == a->class_of[member[i]];
    alike += equal;
    before += equal && j < i;
  }
  return alike < FOLD_FROM ? 1 : before ? 0 : alike;
}

/* "AUT, BEL, ...", cut where it would fill the screen. */
static void coalition_text(const asking *a, const ent_coalitions *c, int k, char line[CLI_SAID])
{
  const char *const comma = cli_body_comma(&a->body);
  const int *const member = c->member + c->start[k];
  const int size = c->start[k + 1] - c->start[k];
  size_t used = 0;
  line[0] = '\0';
  for (int i = 0; i < size && used < CLI_SAID - 300; i++) {
    const int alike = stands_for(a, member, size, i);
    if (alike == 0) continue;
    used += (size_t)snprintf(line + used, CLI_SAID - used, "%s%.90s", used ? comma : "", a->body.member[member[i]]);
    if (alike > 1) used += (size_t)snprintf(line + used, CLI_SAID - used, " (+%d)", alike - 1);
  }
  if (used >= CLI_SAID - 300) snprintf(line + used, CLI_SAID - used, "%s...", comma);
}

/* Those that read the same, which differ by equals only, share a line. */
static void show_coalitions(const asking *a, const ent_coalitions *c)
{
  const host_terminal *const t = &a->call->out;
  char line[CLI_SAID], next[CLI_SAID];
  if (c->listed > 0) coalition_text(a, c, 0, next);
  for (int k = 0, alike = 1; k < c->listed; k++) {
    memcpy(line, next, sizeof line);
    if (k + 1 < c->listed) coalition_text(a, c, k + 1, next);
    if (k + 1 < c->listed && strcmp(line, next) == 0) {
      alike++;
      continue;
    }
    const size_t used = strlen(line);
    if (alike > 1) snprintf(line + used, sizeof line - used, "  (%d\xC3\x97)", alike);
    alike = 1;
    fprintf(t->stream, "%4d  ", c->start[k + 1] - c->start[k]);
    host_print_wrapped(t, line, 6, 6);
    fputc('\n', t->stream);
  }
}

static void show_list(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  const int which = cli_has(a->call, CLI_OPTION_BLOCKING);
  const ent_coalitions *const c = a->side[which].found;
  char line[CLI_SAID], number[CLI_TEXT];
  if (!c || c->listed == 0) return;
  cli_count_text((uint64_t)c->listed, number);
  const bool sample = cli_has(a->call, CLI_OPTION_SAMPLE);
  cli_fill(
    t,
    sample && c->complete
      ? (which ? ENT_SAY("{count} minimal blocking coalitions drawn at random, each as likely as any other")
               : ENT_SAY("{count} minimal winning coalitions drawn at random, each as likely as any other"))
    : sample
      ? (which ? ENT_SAY("{count} minimal blocking coalitions drawn from those that were met, which is not all of them")
               : ENT_SAY("{count} minimal winning coalitions drawn from those that were met, which is not all of them"))
      : (which ? ENT_SAY("Minimal blocking coalitions, smallest first ({count} shown)")
               : ENT_SAY("Minimal winning coalitions, smallest first ({count} shown)")),
    line, sizeof line, "count", number, (char *)NULL);
  cli_heading(t, line);
  show_coalitions(a, c);
  if (!c->complete && !sample) cli_foot(a->call, cli_say(t, "The walk stopped before all of this size were met."));
}

/* ---- a program reads --------------------------------------------------------------------------------------------------- */

static void json_coalitions(const asking *a, int which)
{
  const ent_coalitions *const c = a->side[which].found;
  fputs("[", stdout);
  for (int k = 0; c && k < c->listed; k++) {
    fputs(k ? ",\n   [" : "\n   [", stdout);
    for (int i = c->start[k]; i < c->start[k + 1]; i++) {
      fputs(i > c->start[k] ? ", " : "", stdout);
      cli_json_text(stdout, a->body.member[c->member[i]]);
    }
    putchar(']');
  }
  putchar(']');
}

static void json_side(const asking *a, int which)
{
  const side *const s = &a->side[which];
  const bool listed = cli_has(a->call, CLI_OPTION_BLOCKING) == (which == 1);
  printf(",\n \"%s\": {\"count\": ", which ? "blocking" : "winning");
  if (s->count)
    printf("\"%s\"", s->count);
  else
    fputs("null", stdout);
  printf(", \"smallest\": %d", s->smallest);
  cli_json_word("of_smallest", s->of_smallest);
  if (s->found)
    printf(", \"complete\": %s, \"sample\": %s", s->found->complete ? "true" : "false",
           listed && cli_has(a->call, CLI_OPTION_SAMPLE) ? "true" : "false");
  if (listed) {
    fputs(", \"coalitions\": ", stdout);
    json_coalitions(a, which);
  }
  putchar('}');
}

static void print_json(const asking *a)
{
  cli_body_json(&a->body);
  printf(", \"ranks\": %d", a->ranks);
  json_side(a, 0);
  json_side(a, 1);
  fputs(",\n \"list\": [", stdout);
  for (int m = 0; m < a->body.members; m++) {
    fputs(m ? ",\n  {\"member\": " : "\n  {\"member\": ", stdout);
    cli_json_text(stdout, a->body.member[m]);
    printf(", \"veto\": %s, \"dummy\": %s", a->veto[m] ? "true" : "false",
           strcmp(a->power->swings[m], "0") == 0 ? "true" : "false");
    if (a->ranks)
      printf(", \"rank\": %d}", a->rank[m] + 1);
    else
      fputs(", \"rank\": null}", stdout);
  }
  puts("\n ]}");
}

/* One row a membership. */
static void print_csv(const asking *a)
{
  const ent_coalitions *const c = a->side[cli_has(a->call, CLI_OPTION_BLOCKING)].found;
  puts("coalition,size,member");
  for (int k = 0; c && k < c->listed; k++)
    for (int i = c->start[k]; i < c->start[k + 1]; i++) {
      printf("%d,%d,", k + 1, c->start[k + 1] - c->start[k]);
      cli_csv_text(a->body.member[c->member[i]]);
      putchar('\n');
    }
}

static cli_exit answer(asking *a)
{
  ent_error err = {.code = ENT_OK};
  host_threads *crew = NULL;
  a->limit = SHOWN;
  a->seed = 1;
  if (!cli_whole(a->call, CLI_OPTION_LIMIT, 1, 1000000, &a->limit) ||
      !cli_whole(a->call, CLI_OPTION_SAMPLE_SEED, 1, INT64_MAX, &a->seed))
    return CLI_INPUT;
  if (host_threads_open(0, &crew, &err) != ENT_OK) return cli_fail(a->call, &err);
  const ent_executor executor = host_threads_executor(crew);
  const ent_status status = compute(a, &executor, &err);
  host_threads_close(crew);
  if (status != ENT_OK) return cli_fail(a->call, &err);
  if (cli_has(a->call, CLI_OPTION_AS_JSON)) {
    print_json(a);
  } else if (cli_has(a->call, CLI_OPTION_MEMBERS_CSV)) {
    print_csv(a);
  } else {
    cli_body_show(a->call, &a->body);
    show_side(a, 0);
    show_side(a, 1);
    show_roles(a);
    show_ranks(a);
    show_list(a);
  }
  return CLI_ANSWERED;
}

cli_exit cli_command_coalitions(const cli_call *call)
{
  asking a = {.call = call};
  cli_exit code = cli_body_open(call, true, true, &a.body);
  if (code == CLI_ANSWERED) code = answer(&a);
  for (int which = 0; which < 2; which++) {
    ent_coalitions_free(a.side[which].found);
    ent_power_free(a.minimal[which]);
  }
  ent_game_free(a.dual);
  ent_power_free(a.power);
  cli_body_close(&a.body);
  return code;
}
