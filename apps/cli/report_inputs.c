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
  put(r, is_measured(input) ? "<span class=\"chip measured\">measured</span> "
                            : "<span class=\"chip judged\">judged</span> ");
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

/* A path may be broken after its points. */
static void put_path(report *r, const char *path)
{
  for (; *path; path++) {
    const char one[2] = {*path, '\0'};
    put_text(r, one);
    if (*path == '.') put(r, "<wbr>");
  }
}

static void put_input(report *r, const ent_input_info *input)
{
  put(r, "<tr><th scope=\"row\">");
  if (strcmp(input->label, input->path) != 0) put_text(r, input->label);
  put(r, "<small><code>");
  put_path(r, input->path);
  put(r, "</code></small></th><td data-head=\"As written\"><code>");
  put_text(r, input->text);
  put(r, "</code>");
  if (input->words && *input->words && strcmp(input->words, input->text) != 0) {
    put(r, "<small>");
    put_text(r, input->words);
    put(r, "</small>");
  }
  put(r, "</td><td class=\"n\" data-head=\"Median\">");
  report_value(r, input->p50, input->unit);
  put(r, "</td><td class=\"n\" data-head=\"5 to 95 %\">");
  if (input->known) {
    put(r, "known");
  } else {
    report_range(r, input->p5, input->p95, input->unit);
  }
  put(r, "</td><td data-head=\"Source\">");
  put_source(r, input);
  put(r, "</td></tr>\n");
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

/* "consents.G7" as "Consents: the G7". */
static void put_group_name(report *r, const char *path, int elements)
{
  const size_t first = first_elements(path, 1), all = first_elements(path, elements);
  ent_writer name;
  ent_writer_open(&name, &r->arena);
  ent_write_bytes(&name, path, all);
  ent_write_bytes(&name, "", 1);
  if (name.failed) {
    r->w.failed = true;
    return;
  }
  if (all == 0) {
    put(r, "Scenario");
    return;
  }
  for (size_t i = 0; i < first; i++)
    if (name.data[i] == '_') name.data[i] = ' ';
  if (name.data[0] >= 'a' && name.data[0] <= 'z') name.data[0] = (char)(name.data[0] - 'a' + 'A');
  name.data[first] = '\0';
  put_text(r, name.data);
  if (all == first) return;
  put(r, ": ");
  put_text(r, name_of(r, name.data + first + 1));
}

static void put_group(report *r, const char *path, int elements)
{
  ent_input_info input;
  const int count = count_group(r, path, elements);
  put(r,
      count <= SHORT_LIST ? "<details class=\"group\" open><summary><h3>" : "<details class=\"group\"><summary><h3>");
  put_group_name(r, path, elements);
  put(r, "</h3> <span class=\"number\">");
  ent_put_int(&r->w, count);
  put(r, count == 1 ? " number" : " numbers");
  put(r,
      "</span></summary>\n<div class=\"scroll\"><table class=\"cards inputs\">\n<thead><tr><th scope=\"col\">Input</th>"
      "<th scope=\"col\">As written</th><th scope=\"col\" class=\"n\">Median</th>"
      "<th scope=\"col\" class=\"n\">5 to 95&#160;%</th><th scope=\"col\">Source</th></tr></thead>\n<tbody>\n");
  for (int i = 0; ent_scenario_input(r->s, i, &input); i++)
    if (same_group(path, input.path, elements)) put_input(r, &input);
  put(r, "</tbody></table></div></details>\n");
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
  ent_put_int(&r->w, inputs);
  put(r, " numbers went in; ");
  ent_put_int(&r->w, unknown);
  put(r, " of them are uncertain and drawn anew in every draw, ");
  ent_put_int(&r->w, measured);
  put(r, measured == 1 ? " is" : " are");
  put(r,
      " measured (read from a table), the others are judged: somebody's reading of the evidence, which the reader may "
      "hold against the source and change. Lists of more than a dozen are folded; a search of the page looks inside "
      "them, and on paper they are open.</p>\n");
  put_groups(r);
}

/* ---- how it was computed ---- */

static void put_count(report *r, const char *name, uint64_t count, const char *separator)
{
  char digits[20];
  size_t n = 0;
  put(r, "<dt>");
  put(r, name);
  put(r, "</dt><dd>");
  do {
    digits[n++] = (char)('0' + count % 10);
    count /= 10;
  } while (count > 0);
  while (n > 0) {
    ent_write_bytes(&r->w, &digits[--n], 1);
    if (n > 0 && n % 3 == 0) put(r, separator);
  }
  put(r, "</dd>\n");
}

void report_computed(report *r)
{
  const ent_answer *const a = r->a;
  put(r, "<dl class=\"facts\">\n<dt>Program</dt><dd>entente ");
  put_text(r, ent_version());
  put(r, "</dd>\n<dt>Scenario</dt><dd>");
  put_text(r, ent_scenario_id(r->s));
  put(r, "</dd>\n<dt>Hash of the inputs (SHA-256)</dt><dd><code>");
  put_text(r, a->inputs_sha256);
  put(r, "</code></dd>\n");
  put_count(r, "Seed", a->seed, "");
  put_count(r, "Draws", a->ensemble.draws, ",");
  put_count(r, "Draws for drivers and signposts", a->study_draws, ",");
  put(r, "<dt>Chance of all four gates</dt><dd>");
  report_share(r, a->ensemble.all);
  const bool bound = a->ensemble.all == 0 || a->ensemble.all == a->ensemble.draws;
  put(r, bound ? ", with 95&#160;% certainty</dd>\n</dl>\n" : ", one Monte Carlo standard error</dd>\n</dl>\n");
  if (r->command && *r->command) {
    put(r, "<p>To get the same answer again, to the last digit, on any machine:</p>\n<pre><code>");
    put_text(r, r->command);
    put(r, "</code></pre>\n");
  }
  put(
    r,
    "<p>Every draw is a function of the scenario, the seed and its number alone, so the number of threads and the kind "
    "of machine change nothing.</p>\n");
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
