/* report_inputs.c - every number that went in, where it comes from, and how to get the same answer again. */
#include "report_parts.h"

#include <string.h>

static void put(report *r, const char *text)
{
  ent_put(&r->w, text);
}

static void put_text(report *r, const char *text)
{
  ent_put_xml(&r->w, text);
}

/* Measured: read from a table of facts.  All else is somebody's judgement, with or without a source. */
static bool is_measured(const ent_input_info *input)
{
  return (input->text && (strstr(input->text, "cell(") || strstr(input->text, "exits("))) ||
         (input->citation && strstr(input->citation, ".csv"));
}

static void put_source(report *r, const ent_input_info *input)
{
  put(r, is_measured(input) ? "<span class=\"chip measured\">" : "<span class=\"chip judged\">");
  report_said(r, is_measured(input) ? "measured" : "judged", NULL);
  put(r, "</span> ");
  put_text(r, input->citation && *input->citation ? input->citation : input->source);
  if (input->quote && *input->quote) {
    put(r, "<small><q>");
    put_text(r, input->quote);
    put(r, "</q></small>");
  }
  if (input->note && *input->note) {
    put(r, "<small>");
    put_text(r, input->note);
    put(r, "</small>");
  }
}

/* A path may be broken before its last element. */
static void put_path(report *r, const char *path)
{
  const char *const last = strrchr(path, '.');
  char *const first = last ? ent_arena_text(&r->arena, path, (size_t)(last - path) + 1) : NULL;
  if (first) {
    put_text(r, first);
    put(r, "<wbr>");
  }
  put_text(r, first ? last + 1 : path);
}

/* Do the words say more than the notation?  "0.2 to 0.5" explains itself beside its quantiles; a function does not. */
static bool needs_words(const ent_input_info *input)
{
  return input->words && *input->words && strcmp(input->words, input->text) != 0 && strchr(input->text, '(');
}

/* Four hundred of these make half of a page, so they are written short: ends of cells and rows are left out, as HTML
 * allows, and the names of the columns that a telephone shows stand once, in the style of the table. */
static void put_input(report *r, const ent_input_info *input)
{
  put(r, "<tr><th scope=row>");
  if (strcmp(input->label, input->path) != 0) put_text(r, input->label);
  put(r, "<small><code>");
  put_path(r, input->path);
  put(r, "</code></small><td><code>");
  put_text(r, input->text);
  put(r, "</code>");
  if (needs_words(input)) {
    put(r, "<small>");
    put_text(r, input->words);
    put(r, "</small>");
  }
  put(r, "<td>");
  char value[ENT_VALUE_MAX];
  ent_value_say(r->a->words, input->p50, input->unit, 2, value);
  put_text(r, value);
  put(r, "<td>");
  if (input->known)
    report_said(r, "known", NULL);
  else
    report_range(r, input->p5, input->p95, input->unit);
  put(r, "<td>");
  put_source(r, input);
  put(r, "\n");
}

/* ---- groups: by the first element of the path, consents by the club that they belong to ---- */

#define SHORT_LIST 12 /* rows up to which a group stands open */

/* Length of the first `elements` elements of a path; a field of the scenario itself has none. */
static size_t first_elements(const char *path, int elements)
{
  size_t n = 0, end = 0;
  for (; path[n] && elements > 0; n++) {
    if (path[n] != '.') continue;
    end = n;
    elements--;
  }
  return end;
}

static bool same_group(const char *a, const char *b, int elements)
{
  const size_t n = first_elements(a, elements);
  return first_elements(b, elements) == n && memcmp(a, b, n) == 0;
}

static int count_group(const report *r, const char *path, int elements)
{
  ent_input_info input;
  int count = 0;
  for (int i = 0; ent_scenario_input(r->s, i, &input); i++) count += same_group(path, input.path, elements);
  return count;
}

static int elements_of(const char *path)
{
  return same_group(path, "consents.", 1) ? 2 : 1;
}

/* The name of an actor, a club or a term; the key where there is none. */
static const char *name_of(const report *r, const char *key)
{
  ent_term_info term;
  ent_seat_info seat;
  for (int i = 0; i < ent_scenario_actors(r->s); i++)
    if (strcmp(ent_scenario_actor_key(r->s, i), key) == 0) return ent_scenario_actor_name(r->s, i);
  for (int i = 0; ent_scenario_seat(r->s, i, &seat); i++)
    if (strcmp(seat.club, key) == 0) return seat.club_name;
  for (int i = 0; ent_scenario_term(r->s, i, &term); i++)
    if (strcmp(term.key, key) == 0) return term.name;
  return key;
}

/* The groups that a scenario can have: the first element of a path, and how it is called. */
static const char *group_words(const char *name)
{
  static const char *const words[][2] = {
    {"actors", ENT_SAY("Actors")},     {"clubs", ENT_SAY("Clubs")},   {"conditions", ENT_SAY("Conditions")},
    {"deal", ENT_SAY("Deal")},         {"terms", ENT_SAY("Terms")},   {"concessions", ENT_SAY("Concessions")},
    {"consents", ENT_SAY("Consents")}, {"forms", ENT_SAY("Forms")},   {"trust", ENT_SAY("Trust")},
    {"ties", ENT_SAY("Ties")},         {"owners", ENT_SAY("Owners")}, {"alignment", ENT_SAY("Alignment")}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], name) == 0) return words[i][1];
  return name;
}

/* "consents.G7" as "Consents: the G7". */
static void put_group_name(report *r, const char *path, int elements)
{
  const size_t first = first_elements(path, 1), all = first_elements(path, elements);
  char *const name = ent_arena_text(&r->arena, path, all);
  if (!name) {
    r->w.failed = true;
    return;
  }
  if (all == 0) {
    report_said(r, "Scenario", NULL);
    return;
  }
  name[first] = '\0';
  const char *const group = report_escaped(r, report_say(r, group_words(name)));
  if (all == first)
    put(r, group);
  else
    report_said(r, "{group}: {name}", "group", group, "name", report_escaped(r, name_of(r, name + first + 1)), NULL);
}

static void put_group(report *r, const char *path, int elements)
{
  static const char *const heads[] = {ENT_SAY("Input"),      ENT_SAY("As written"),
                                      "#" ENT_SAY("Median"), "#" ENT_SAY("5 to 95\xC2\xA0%"),
                                      ENT_SAY("Source"),     NULL};
  ent_input_info input;
  const int count = count_group(r, path, elements);
  put(r,
      count <= SHORT_LIST ? "<details class=\"group\" open><summary><h3>" : "<details class=\"group\"><summary><h3>");
  put_group_name(r, path, elements);
  put(r, "</h3> <span class=\"number\">");
  report_said(r, count == 1 ? "1 number" : "{n} numbers", "n", report_count_html(r, (uint64_t)count), NULL);
  put(r, "</span></summary>\n");
  report_open_table(r, "inputs", heads);
  report_heads(r, heads);
  put(r, "<tbody>\n");
  for (int i = 0; ent_scenario_input(r->s, i, &input); i++)
    if (same_group(path, input.path, elements)) put_input(r, &input);
  put(r, "</tbody>");
  report_close_table(r);
  put(r, "</details>\n");
}

/* Each group at its first input. */
static void put_groups(report *r)
{
  ent_input_info input, earlier;
  for (int i = 0; ent_scenario_input(r->s, i, &input); i++) {
    const int elements = elements_of(input.path);
    bool seen = false;
    for (int k = 0; k < i && !seen; k++)
      seen = ent_scenario_input(r->s, k, &earlier) && same_group(input.path, earlier.path, elements);
    if (!seen) put_group(r, input.path, elements);
  }
}

void report_assumptions(report *r)
{
  const int inputs = ent_scenario_inputs(r->s);
  ent_input_info input;
  int unknown = 0, measured = 0;
  for (int i = 0; ent_scenario_input(r->s, i, &input); i++) {
    unknown += !input.known;
    measured += is_measured(&input);
  }
  put(r, "<p>");
  report_said(
    r,
    measured == 1
      ? "{inputs} numbers went in; {unknown} of them are uncertain and drawn anew in every draw, {measured} is "
        "measured "
        "(read from a table), the others are judged: somebody\xE2\x80\x99s reading of the evidence, which the reader "
        "may hold against the source and change. Lists of more than a dozen are folded; a search of the page looks "
        "inside them, and on paper they are open."
      : "{inputs} numbers went in; {unknown} of them are uncertain and drawn anew in every draw, {measured} are "
        "measured "
        "(read from a table), the others are judged: somebody\xE2\x80\x99s reading of the evidence, which the reader "
        "may hold against the source and change. Lists of more than a dozen are folded; a search of the page looks "
        "inside them, and on paper they are open.",
    "inputs", report_count_html(r, (uint64_t)inputs), "unknown", report_count_html(r, (uint64_t)unknown), "measured",
    report_count_html(r, (uint64_t)measured), NULL);
  put(r, "</p>\n");
  put_groups(r);
}

/* ---- how it was computed ---- */

/* A seed is a name, not a quantity: no groups of digits. */
static void put_digits(ent_writer *w, uint64_t v)
{
  if (v >= 10) put_digits(w, v / 10);
  const char digit = (char)('0' + v % 10);
  ent_write_bytes(w, &digit, 1);
}

static void put_fact(report *r, const char *english, const char *html)
{
  put(r, "<dt>");
  report_said(r, english, NULL);
  put(r, "</dt><dd>");
  put(r, html);
  put(r, "</dd>\n");
}

void report_computed(report *r)
{
  const ent_answer *const a = r->a;
  ent_writer seed;
  ent_writer_open(&seed, &r->arena);
  put_digits(&seed, a->seed);
  if (seed.failed) r->w.failed = true;
  put(r, "<dl class=\"facts\">\n");
  put_fact(r, ENT_SAY("Program"), report_html(r, "entente {version}", "version", ent_version(), NULL));
  put_fact(r, ENT_SAY("Scenario"), report_escaped(r, ent_scenario_id(r->s)));
  put(r, "<dt>");
  report_said(r, "Hash of the inputs (SHA-256)", NULL);
  put(r, "</dt><dd><code>");
  put_text(r, a->inputs_sha256);
  put(r, "</code></dd>\n");
  put_fact(r, ENT_SAY("Seed"), seed.data);
  put_fact(r, ENT_SAY("Draws"), report_count_html(r, a->ensemble.draws));
  put_fact(r, ENT_SAY("Draws for drivers and signposts"), report_count_html(r, a->study_draws));
  const bool bound = a->ensemble.all == 0 || a->ensemble.all == a->ensemble.draws;
  put_fact(r, ENT_SAY("Chance of all four gates"),
           report_html(r, bound ? "{share}, with 95\xC2\xA0% certainty" : "{share}, one Monte Carlo standard error",
                       "share", report_share_html(r, a->ensemble.all), NULL));
  put(r, "</dl>\n");
  if (r->command && *r->command) {
    put(r, "<p>");
    report_said(r, "To get the same answer again, to the last digit, on any machine:", NULL);
    put(r, "</p>\n<pre><code>");
    put_text(r, r->command);
    put(r, "</code></pre>\n");
  }
  put(r, "<p>");
  report_said(
    r,
    "Every draw is a function of the scenario, the seed and its number alone, so the number of threads and the kind "
    "of machine change nothing.",
    NULL);
  put(r, "</p>\n");
}

void report_sources(report *r)
{
  const int n = ent_scenario_sources(r->s);
  put(r, "<ol class=\"sources\">\n");
  for (int i = 0; i < n; i++) {
    ent_source_info source;
    memset(&source, 0, sizeof source);
    if (!ent_scenario_source(r->s, i, &source)) continue;
    put(r, "<li>");
    put_text(r, source.title);
    if (source.date && *source.date) {
      put(r, ", ");
      put_text(r, source.date);
    }
    put(r, ". <code>");
    put_text(r, source.key);
    put(r, "</code>");
    if (source.note && *source.note) {
      put(r, "<br><small>");
      put_text(r, source.note);
      put(r, "</small>");
    }
    put(r, "</li>\n");
  }
  put(r, "</ol>\n");
}
