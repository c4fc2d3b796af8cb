/* precedents_like.c - `entente precedents --like ID` and `--classes`: how deals of a kind went, and which are nearest to one. */
#include "precedents_like.h"

#include "corpus.h"
#include "entente/precedents.h"
#include "json.h"
#include "say.h"
#include "show.h"
#include "text.h"

#include <string.h>

#define NEAREST 8

static const ent_deal_question asked[] = {ENT_DEAL_QUESTION_ADOPTED, ENT_DEAL_QUESTION_ACCEPTED,
                                          ENT_DEAL_QUESTION_IN_FORCE, ENT_DEAL_QUESTION_ALIVE5};
#define ASKED ((int)(sizeof asked / sizeof *asked))

typedef struct asking {
  const cli_call *call;
  cli_corpus past, other; /* other: where the deal stands, if not among the past ones */
  const ent_deal_row *like;
  int but; /* its row among the past deals, or -1 */
  int near;
  ent_near_deal nearest[NEAREST];
} asking;

/* ---- the deal ------------------------------------------------------------------------------------------------------ */

static int find_row(const ent_corpus *c, const char *id)
{
  for (int r = 0; r < c->rows; r++)
    if (strcmp(c->row[r].id, id) == 0) return r;
  return -1;
}

/* "D005", or "new.csv#N1" for a deal of another table. */
static cli_exit find_deal(asking *a, const char *text)
{
  const char *const mark = strstr(text, ".csv#");
  const char *const id = mark ? mark + 5 : text;
  const cli_corpus *in = &a->past;
  if (mark) {
    char path[HOST_PATH_MAX];
    snprintf(path, sizeof path, "%.*s", (int)(mark + 4 - text), text);
    const cli_exit code = cli_corpus_open(a->call, path, NULL, &a->other);
    if (code != CLI_ANSWERED) return code;
    in = &a->other;
  }
  const int row = find_row(&in->corpus, id);
  if (row < 0)
    return cli_refuse(a->call, "--like: the table has no deal \"", id, "\"; the ids stand in its column id",
                      (char *)NULL);
  a->like = &in->corpus.row[row];
  a->but = find_row(&a->past.corpus, id);
  a->near = ent_nearest_deals(&a->past.corpus, a->like, a->but, NEAREST, a->nearest);
  return CLI_ANSWERED;
}

/* ---- on the terminal -------------------------------------------------------------------------------------------------- */

static ent_precedent precedent_of(const ent_class_count *c)
{
  return (ent_precedent){.label = "", .n = c->n, .yes = c->yes, .p = c->p, .low = c->low, .high = c->high, .gate = -1};
}

static void show_class(const asking *a, ent_classing by, int class_of)
{
  const host_terminal *const t = &a->call->out;
  char text[CLI_SAID];
  fputs(host_style_on(t, HOST_BOLD), t->stream);
  cli_fill(t, "{classing}: {class}", text, sizeof text, "classing", cli_say_page(t, ent_classing_title((int)by)),
           "class", cli_say_page(t, ent_class_title(by, class_of)), (char *)NULL);
  fprintf(t->stream, "%s%s\n", text, host_style_off(t));
  for (int q = 0; q < ASKED; q++) {
    const ent_class_count c = ent_count_class(&a->past.corpus, by, class_of, asked[q], a->but);
    const ent_precedent p = precedent_of(&c);
    fputs("  ", t->stream);
    host_print_padded(t, cli_say_page(t, ent_deal_question_title((int)asked[q])), 38);
    cli_show_count(t, &p);
    fputc('\n', t->stream);
  }
}

/* What came of a deal, in one line. */
static void story(const asking *a, const ent_deal_row *d, char *out, size_t room)
{
  const host_terminal *const t = &a->call->out;
  char start[ENT_NUMBER_MAX], years[ENT_NUMBER_MAX];
  ent_number_write_fixed(d->start.value, 0, start);
  ent_number_write_fixed(d->held_years.value, 1, years);
  const bool lived = d->in_force == ENT_KNOWN_YES && d->start.known && d->held_years.known;
  const char *text = NULL;
  if (d->proposer_ok == ENT_KNOWN_NO)
    text = ENT_SAY("never offered");
  else if (d->adopted == ENT_KNOWN_NO)
    text = d->vetoers[0] != '\0' ? ENT_SAY("not adopted; vetoed by {who}") : ENT_SAY("not adopted");
  else if (d->in_force != ENT_KNOWN_YES && d->accepted == ENT_KNOWN_NO)
    text = ENT_SAY("adopted, but the target did not accept");
  else if (d->in_force == ENT_KNOWN_NO)
    text = ENT_SAY("adopted, but it never came into force");
  else if (lived && d->end.known)
    text = ENT_SAY("in force from {start}; it ended after {years} years: {cause}");
  else if (lived)
    text = ENT_SAY("in force from {start}, and still after {years} years");
  else if (d->in_force == ENT_KNOWN_YES)
    text = ENT_SAY("it came into force");
  else
    text = ENT_SAY("what came of it is not known");
  cli_fill(t, text, out, room, "who", d->vetoers, "start", start, "years", years, "cause",
           cli_end_cause(t, d->end_cause), (char *)NULL);
}

static void show_near(const asking *a, const ent_near_deal *n)
{
  const host_terminal *const t = &a->call->out;
  const ent_deal_row *const d = &a->past.corpus.row[n->row];
  char text[CLI_SAID], distance[ENT_NUMBER_MAX];
  ent_number_write_fixed(n->distance, 2, distance);
  fprintf(t->stream, "  %s  %-6s %-5d ", distance, d->id, d->year);
  host_print_wrapped(t, cli_deal_title(a->call, d), 21, 21);
  fputs("\n        ", t->stream);
  story(a, d, text, sizeof text);
  host_print_wrapped(t, text, 8, 8);
  fputc('\n', t->stream);
}

static void show(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  if (a->like) {
    fprintf(t->stream, "%s %d ", a->like->id, a->like->year);
    host_print_wrapped(t, cli_deal_title(a->call, a->like), 0, 0);
    fputc('\n', t->stream);
    cli_heading(t, cli_say(t, ENT_SAY("How deals of its classes went, without itself")));
  }
  for (int by = 0; by < ENT_CLASSINGS; by++)
    for (int k = 0; k < ent_classing_count((ent_classing)by); k++)
      if (!a->like || ent_deal_class_of(a->like, (ent_classing)by) == k) show_class(a, (ent_classing)by, k);
  if (!a->like) return;
  cli_heading(t, cli_say(t, ENT_SAY("The nearest deals (0: alike in all that is compared, 1: in nothing)")));
  for (int k = 0; k < a->near; k++) show_near(a, &a->nearest[k]);
}

/* ---- as JSON ------------------------------------------------------------------------------------------------------------ */

static void member(const char *before, const char *key, double value)
{
  printf("%s\"%s\":", before, key);
  cli_json_number(stdout, value);
}

static void text_member(const char *before, const char *key, const char *text)
{
  printf("%s\"%s\":", before, key);
  cli_json_text(stdout, text);
}

static void print_class(const asking *a, ent_classing by, int class_of, bool first)
{
  text_member(first ? "{" : ",{", "classing", ent_classing_word((int)by));
  text_member(",", "class", ent_class_word(by, class_of));
  for (int q = 0; q < ASKED; q++) {
    const ent_class_count c = ent_count_class(&a->past.corpus, by, class_of, asked[q], a->but);
    printf(",\"%s\":{\"n\":%d,\"yes\":%d", ent_deal_question_word((int)asked[q]), c.n, c.yes);
    member(",", "p", c.p);
    member(",", "low", c.low);
    member(",", "high", c.high);
    putchar('}');
  }
  putchar('}');
}

static void print_near(const asking *a, const ent_near_deal *n, bool first)
{
  const ent_deal_row *const d = &a->past.corpus.row[n->row];
  char text[CLI_SAID];
  story(a, d, text, sizeof text);
  text_member(first ? "{" : ",{", "id", d->id);
  member(",", "year", d->year);
  text_member(",", "title", cli_deal_title(a->call, d));
  member(",", "distance", n->distance);
  text_member(",", "story", text);
  putchar('}');
}

static void print_json(const asking *a)
{
  bool first = true;
  putchar('{');
  if (a->like) {
    text_member("", "like", a->like->id);
    putchar(',');
  }
  fputs("\"classes\":[", stdout);
  for (int by = 0; by < ENT_CLASSINGS; by++)
    for (int k = 0; k < ent_classing_count((ent_classing)by); k++) {
      if (a->like && ent_deal_class_of(a->like, (ent_classing)by) != k) continue;
      print_class(a, (ent_classing)by, k, first);
      first = false;
    }
  fputs("],\"nearest\":[", stdout);
  for (int k = 0; k < a->near; k++) print_near(a, &a->nearest[k], k == 0);
  puts("]}");
}

cli_exit cli_precedents_like(const cli_call *call)
{
  static asking a;
  char path[HOST_PATH_MAX];
  const char *const table = cli_value(call, CLI_OPTION_TABLE), *const like = cli_value(call, CLI_OPTION_LIKE);
  memset(&a, 0, sizeof a);
  a.call = call;
  a.but = -1;
  cli_data_path("deals.csv", path);
  cli_exit code = cli_corpus_open(call, table ? table : path, cli_value(call, CLI_OPTION_FEATURES), &a.past);
  if (code == CLI_ANSWERED && like) code = find_deal(&a, like);
  if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_AS_JSON))
    print_json(&a);
  else if (code == CLI_ANSWERED)
    show(&a);
  cli_corpus_close(&a.past);
  cli_corpus_close(&a.other);
  return code;
}
