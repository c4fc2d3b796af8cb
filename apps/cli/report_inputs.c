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

static void put_input(report *r, const ent_input_info *input)
{
  put(r, "<tr><th scope=\"row\">");
  put_text(r, input->label && *input->label ? input->label : input->path);
  put(r, "<small><code>");
  put_text(r, input->path);
  put(r, "</code></small></th><td data-head=\"As written\"><code>");
  put_text(r, input->text);
  put(r, "</code>");
  if (input->words && *input->words && strcmp(input->words, input->text) != 0) {
    put(r, "<small>");
    put_text(r, input->words);
    put(r, "</small>");
  }
  put(r, "</td><td class=\"n\" data-head=\"Median\">");
  report_value(r, input->p50);
  put(r, "</td><td class=\"n\" data-head=\"5 to 95 %\">");
  if (input->known) {
    put(r, "known");
  } else {
    report_value(r, input->p5);
    put(r, " to ");
    report_value(r, input->p95);
  }
  put(r, "</td><td data-head=\"Source\">");
  put_source(r, input);
  put(r, "</td></tr>\n");
}

/* Length of the first element of a path; 0 for a field of the scenario itself, which make one group. */
static size_t first_element(const char *path)
{
  size_t n = 0;
  while (path[n] && path[n] != '.') n++;
  return path[n] == '.' ? n : 0;
}

static bool same_group(const char *a, const char *b)
{
  const size_t n = first_element(a);
  return first_element(b) == n && memcmp(a, b, n) == 0;
}

static void put_group_name(report *r, const char *path)
{
  ent_writer name;
  ent_writer_open(&name, &r->arena);
  ent_write_bytes(&name, path, first_element(path));
  if (name.failed) r->w.failed = true;
  for (size_t i = 0; i < name.size && !name.failed; i++) {
    if (name.data[i] == '_') name.data[i] = ' ';
    if (i == 0 && name.data[0] >= 'a' && name.data[0] <= 'z') name.data[0] = (char)(name.data[0] - 'a' + 'A');
  }
  put_text(r, name.size > 0 ? name.data : "Scenario");
}

static void put_group(report *r, int first, int inputs)
{
  ent_input_info head, input;
  int count = 0;
  if (!ent_scenario_input(r->s, first, &head)) return;
  for (int i = first; i < inputs; i++)
    count += ent_scenario_input(r->s, i, &input) && same_group(head.path, input.path);
  put(r, "<details class=\"group\" open><summary><h3>");
  put_group_name(r, head.path);
  put(r, "</h3> <span class=\"number\">");
  ent_put_int(&r->w, count);
  put(r, count == 1 ? " number" : " numbers");
  put(r,
      "</span></summary>\n<div class=\"scroll\"><table class=\"cards inputs\">\n<thead><tr><th scope=\"col\">Input</th>"
      "<th scope=\"col\">As written</th><th scope=\"col\" class=\"n\">Median</th>"
      "<th scope=\"col\" class=\"n\">5 to 95&#160;%</th><th scope=\"col\">Source</th></tr></thead>\n<tbody>\n");
  for (int i = first; i < inputs; i++)
    if (ent_scenario_input(r->s, i, &input) && same_group(head.path, input.path)) put_input(r, &input);
  put(r, "</tbody></table></div></details>\n");
}

void report_assumptions(report *r)
{
  const int inputs = ent_scenario_inputs(r->s);
  ent_input_info input, earlier;
  int unknown = 0, measured = 0;
  for (int i = 0; i < inputs; i++) {
    if (!ent_scenario_input(r->s, i, &input)) continue;
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
      "hold against the source and change.</p>\n");
  for (int i = 0; i < inputs; i++) {
    if (!ent_scenario_input(r->s, i, &input)) continue;
    bool seen = false;
    for (int k = 0; k < i && !seen; k++)
      seen = ent_scenario_input(r->s, k, &earlier) && same_group(input.path, earlier.path);
    if (!seen) put_group(r, i, inputs);
  }
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
  put(r, ", one Monte Carlo standard error</dd>\n</dl>\n");
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
