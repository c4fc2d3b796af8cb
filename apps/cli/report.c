/* report.c - how does an answer become a page that a reader can trust, keep and print?
 *
 * web/report.html is the page with holes: {{name}} is filled by the function of that name, {{?name}} ... {{/name}}
 * stays only if the answer has that part.  Everything that comes from a scenario is escaped on its way out; the page
 * allows no request, and no script but that of report_living.c, so it can be opened anywhere.  Cost: some 100 KB of text. */
#include "report_parts.h"
#include "base/fail.h"
#include "entente_files.h"

#include <stdarg.h>
#include <string.h>

/* ---- words that several parts use ---- */

const char *report_say(const report *r, const char *english)
{
  return ent_say(r->a->words, english);
}

/* The writer's text; the report fails with it. */
static const char *taken(report *r, const ent_writer *w)
{
  if (w->failed) r->w.failed = true;
  return w->failed || !w->data ? "" : w->data;
}

static ent_writer open_writer(report *r)
{
  ent_writer w;
  ent_writer_open(&w, &r->arena);
  return w;
}

void report_said(report *r, const char *english, ...)
{
  va_list pairs;
  va_start(pairs, english);
  ent_put_said_list(&r->w, r->a->words, english, true, pairs);
  va_end(pairs);
}

const char *report_html(report *r, const char *english, ...)
{
  va_list pairs;
  ent_writer w = open_writer(r);
  va_start(pairs, english);
  ent_put_said_list(&w, r->a->words, english, true, pairs);
  va_end(pairs);
  return taken(r, &w);
}

static const char *between(report *r, const char *before, const char *text, const char *after)
{
  ent_writer w = open_writer(r);
  ent_put(&w, before);
  ent_put_xml(&w, text);
  ent_put(&w, after);
  return taken(r, &w);
}

const char *report_escaped(report *r, const char *text)
{
  return between(r, "", text, "");
}

const char *report_strong(report *r, const char *text)
{
  return between(r, "<strong>", text, "</strong>");
}

/* Digits that do not jump from line to line, and no break inside. */
const char *report_number(report *r, const char *text)
{
  return between(r, "<span class=\"number\">", text, "</span>");
}

const char *report_percent_html(report *r, double p)
{
  char text[ENT_PERCENT_MAX];
  ent_percent_write(p, text);
  return report_number(r, text);
}

const char *report_share_html(report *r, uint64_t k)
{
  char text[ENT_PERCENT_MAX];
  ent_share_write(ent_share_of(k, r->a->ensemble.draws), text);
  return report_number(r, text);
}

const char *report_value_html(report *r, double v, const char *unit)
{
  char text[ENT_VALUE_MAX];
  ent_value_say(r->a->words, v, unit, 2, text);
  return report_number(r, text);
}

const char *report_range_html(report *r, double low, double high, const char *unit)
{
  char text[ENT_RANGE_MAX];
  ent_range_say(r->a->words, low, high, unit, 2, text);
  return report_escaped(r, text); /* may break at "to" */
}

const char *report_count_html(report *r, uint64_t count)
{
  char digits[20];
  size_t n = 0;
  ent_writer w = open_writer(r);
  do {
    digits[n++] = (char)('0' + count % 10);
    count /= 10;
  } while (count > 0);
  while (n > 0) {
    ent_write_bytes(&w, &digits[--n], 1);
    if (n > 0 && n % 3 == 0) ent_put(&w, ",");
  }
  return taken(r, &w);
}

void report_percent(report *r, double p)
{
  ent_put(&r->w, report_percent_html(r, p));
}

void report_share(report *r, uint64_t k)
{
  ent_put(&r->w, report_share_html(r, k));
}

void report_value(report *r, double v, const char *unit)
{
  ent_put(&r->w, report_value_html(r, v, unit));
}

void report_range(report *r, double low, double high, const char *unit)
{
  ent_put(&r->w, report_range_html(r, low, high, unit));
}

/* A text inside of quotes of a style: what would end it is left out. */
static void put_style_text(report *r, const char *said)
{
  char *const text = ent_arena_text(&r->arena, said, strlen(said));
  if (!text) {
    r->w.failed = true;
    return;
  }
  char *to = text;
  for (const char *c = said; *c; c++)
    if (*c != '\'' && *c != '\\' && *c != '\n') *to++ = *c;
  *to = '\0';
  ent_put(&r->w, "'");
  ent_put_xml(&r->w, text);
  ent_put(&r->w, "'");
}

static const char *head_words(const report *r, const char *head)
{
  return report_say(r, *head == '#' ? head + 1 : head);
}

/* "--c2:'Median';" and so on: the first column is a card's title. */
static void put_column_words(report *r, const char *const *head)
{
  for (int i = 1; head[i]; i++) {
    const char name[] = {'-', '-', 'c', (char)('1' + i), ':', '\0'};
    ent_put(&r->w, name);
    put_style_text(r, head_words(r, head[i]));
    ent_put(&r->w, ";");
  }
}

void report_open_table(report *r, const char *kind, const char *const *head)
{
  ent_put(&r->w, "<div class=\"scroll\"><table class=\"cards ");
  ent_put(&r->w, kind);
  ent_put(&r->w, "\" style=\"");
  put_column_words(r, head);
  ent_put(&r->w, "\">\n");
}

void report_heads(report *r, const char *const *head)
{
  ent_put(&r->w, "<thead><tr>");
  for (; *head; head++) {
    ent_put(&r->w, **head == '#' ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
    ent_put_xml(&r->w, head_words(r, *head));
    ent_put(&r->w, "</th>");
  }
  ent_put(&r->w, "</tr></thead>\n");
}

void report_close_table(report *r)
{
  ent_put(&r->w, "</table></div>\n");
}

double report_part(const report *r, uint64_t k)
{
  return r->a->ensemble.draws > 0 ? (double)k / (double)r->a->ensemble.draws : 0;
}

const char *report_label(const report *r, int input)
{
  ent_input_info info;
  if (!ent_scenario_input(r->s, input, &info)) return report_say(r, "an input");
  return info.label && *info.label ? info.label : info.path;
}

const char *report_party(const report *r, int which)
{
  int party[3] = {-1, -1, -1};
  ent_scenario_parties(r->s, &party[0], &party[1], &party[2]);
  const char *const name = party[which] >= 0 ? ent_scenario_actor_name(r->s, party[which]) : "";
  return name ? name : "";
}

bool report_is_proposer(const report *r, const char *key)
{
  int proposer = -1, target = -1, rival = -1;
  ent_scenario_parties(r->s, &proposer, &target, &rival);
  const char *const own = proposer >= 0 ? ent_scenario_actor_key(r->s, proposer) : NULL;
  return own && key && strcmp(own, key) == 0;
}

bool report_wedge(const report *r)
{
  int proposer = -1, target = -1, rival = -1;
  ent_scenario_parties(r->s, &proposer, &target, &rival);
  return rival >= 0;
}

static void put_picture(report *r, ent_writer *to, const char *cut, double width, ent_chart chart, int index)
{
  ent_writer id = open_writer(r);
  ent_put(&id, cut);
  ent_put(&id, "-");
  ent_put(&id, ent_chart_name((int)chart));
  ent_put(&id, "-");
  ent_put_int(&id, index);
  const ent_look look = {.id = taken(r, &id), .width = width, .bare = true};
  ent_drawing drawing = {0};
  if (r->status == ENT_OK) r->status = ent_draw_answer(r->a, chart, index, &look, r->memory, &drawing, r->err);
  ent_put(to, "<div class=\"");
  ent_put(to, cut);
  ent_put(to, "\">");
  ent_put(to, drawing.text);
  ent_put(to, "</div>\n");
  ent_drawing_free(&drawing, r->memory);
}

void report_figure(report *r, ent_chart chart, int index, const char *caption)
{
  ent_put(&r->w, "<figure>\n");
  put_picture(r, r->narrow ? r->narrow : &r->w, "narrow", 360, chart, index);
  put_picture(r, &r->w, "wide", 720, chart, index);
  if (caption && *caption) {
    ent_put(&r->w, "<figcaption>");
    ent_put_xml(&r->w, caption);
    ent_put(&r->w, "</figcaption>\n");
  }
  ent_put(&r->w, "</figure>\n");
}

/* ---- the short holes ---- */

static const char *language(const report *r)
{
  return ent_words_language(r->a->words);
}

static void put_scenario_text(report *r, const char *field)
{
  ent_put_xml(&r->w, ent_scenario_text(r->s, field, language(r)));
}

static void lang(report *r)
{
  ent_put_xml(&r->w, language(r));
}

static void title(report *r)
{
  put_scenario_text(r, "title");
}

static void question(report *r)
{
  put_scenario_text(r, "question");
}

/* The title in the other languages. */
static void translated_titles(report *r)
{
  static const char *const languages[] = {
#define X(name, tag, text) tag,
    ENT_LANGUAGE_LIST(X)
#undef X
  };
  const char *const own = ent_scenario_text(r->s, "title", language(r));
  for (int i = 0; i < ENT_LANGUAGES; i++) {
    const char *const text = ent_scenario_text(r->s, "title", languages[i]);
    if (!text || !*text || strcmp(languages[i], language(r)) == 0 || strcmp(text, own) == 0) continue;
    ent_put(&r->w, "<p class=\"other-title\" lang=\"");
    ent_put(&r->w, languages[i]);
    ent_put(&r->w, "\">");
    ent_put_xml(&r->w, text);
    ent_put(&r->w, "</p>\n");
  }
}

static void summary(report *r)
{
  const char *const text = ent_scenario_text(r->s, "summary", language(r));
  if (!text || !*text) return;
  ent_put(&r->w, "<p>");
  ent_put_xml(&r->w, text);
  ent_put(&r->w, "</p>");
}

static void headline(report *r)
{
  ent_put_xml(&r->w, r->a->headline);
}

static void weakest(report *r)
{
  ent_put_xml(&r->w, r->a->weakest);
}

static void worth_title(report *r)
{
  const char *const name = report_party(r, 1);
  report_said(r, "Is it worth it to {target}?", "target", report_escaped(r, *name ? name : report_say(r, "the target")),
              NULL);
}

static void version(report *r)
{
  ent_put_xml(&r->w, ent_version());
}

static void css(report *r)
{
  ent_write_bytes(&r->w, entente_file_report_css, entente_file_report_css_size);
  report_living_css(r);
}

#define CHARTS(X)         \
  X(GATES, gates)         \
  X(WORLDS, worlds)       \
  X(DRIVERS, drivers)     \
  X(MEMBERS, members)     \
  X(SURVIVAL, survival)   \
  X(TRUST, trust)         \
  X(MAP, map)             \
  X(FLIPS, flips)         \
  X(TRIANGLE, triangle)   \
  X(LANDSCAPE, landscape) \
  X(FLOWS, flows)         \
  X(FRONTIER, frontier)   \
  X(COALITION, coalition) \
  X(FOREST, precedents)
#define X(NAME, name)                            \
  static void chart_##name(report *r)            \
  {                                              \
    report_figure(r, ENT_CHART_##NAME, 0, NULL); \
  }
CHARTS(X)
#undef X

/* ---- the holes by name ---- */

static const struct {
  const char *name;
  void (*write)(report *r);
} holes[] = {{"version", version},
             {"title", title},
             {"page_title", title},
             {"translated_titles", translated_titles},
             {"question", question},
             {"summary", summary},
             {"css", css},
             {"headline", headline},
             {"weakest", weakest},
             {"worth_title", worth_title},
             {"lang", lang},
             {"confidence", report_confidence},
             {"tiles", report_tiles},
             {"deal", report_deal},
             {"tipping", report_tipping},
             {"drivers_note", report_drivers_note},
             {"worth", report_worth},
             {"outcomes", report_outcomes},
             {"members", report_members},
             {"winsets", report_winsets},
             {"trade", report_trade},
             {"claims", report_claims},
             {"precedents", report_precedents},
             {"series", report_series},
             {"views", report_views},
             {"assumptions", report_assumptions},
             {"computed", report_computed},
             {"sources", report_sources},
             {"living_policy", report_living_policy},
             {"living", report_living},
#define X(NAME, name) {"chart_" #name, chart_##name},
             CHARTS(X)
#undef X
};
#define HOLES (sizeof holes / sizeof holes[0])

static bool same(const char *name, const char *text, size_t size)
{
  return strlen(name) == size && memcmp(name, text, size) == 0;
}

/* Is anybody asked but the proposer? */
static bool asks_others(const report *r)
{
  ent_seat_info seat;
  for (int i = 0; ent_scenario_seat(r->s, i, &seat); i++)
    if (!report_is_proposer(r, seat.club)) return true;
  return false;
}

/* Does the answer have the part that {{?name}} asks for? */
static bool has(const report *r, const char *name, size_t size)
{
  if (same("claims", name, size)) return r->a->claims > 0;
  if (same("trade", name, size)) return report_uses_trade(r);
  if (same("views", name, size)) return ent_scenario_views(r->s) > 0;
  if (same("members", name, size)) return asks_others(r);
  if (same("sources", name, size)) return ent_scenario_sources(r->s) > 0;
  if (same("camps", name, size)) return report_wedge(r) || ent_draw_count(r->a, ENT_CHART_MAP) > 0;
  for (int c = 0; c < ENT_CHARTS; c++)
    if (same(ent_chart_name(c), name, size)) return ent_draw_count(r->a, (ent_chart)c) > 0;
  return false;
}

static const char *find(const char *from, const char *end, const char *mark)
{
  const size_t size = strlen(mark);
  for (; (size_t)(end - from) >= size; from++)
    if (memcmp(from, mark, size) == 0) return from;
  return NULL;
}

/* What follows the reader's assumptions or language stands between marks. */
static void fill_hole(report *r, int hole)
{
  const char *const mark = report_living_mark(holes[hole].name);
  if (mark) {
    ent_put(&r->w, mark);
    ent_put(&r->w, holes[hole].name);
    ent_put(&r->w, "-->");
  }
  holes[hole].write(r);
  if (mark) ent_put(&r->w, "<!--/live-->");
}

/* {{=English text}}: the text in the language of the report. */
static void put_said(report *r, const char *text, size_t size)
{
  const char *const english = ent_arena_text(&r->arena, text, size);
  const bool inside = r->w.size > 0 && r->w.data[r->w.size - 1] != '"'; /* of an element, not of an attribute */
  if (!english) {
    r->w.failed = true;
    return;
  }
  if (inside) report_living_said(r, english);
  report_said(r, english, (char *)NULL);
}

/* Fills the hole between `name` and `name + size`; returns where to go on after `after`, or NULL if no such hole is
 * known. */
static const char *fill(report *r, const char *name, size_t size, const char *after, const char *end)
{
  if (name[0] == '/') return after;
  if (name[0] == '=') return put_said(r, name + 1, size - 1), after;
  if (name[0] != '?') {
    for (size_t i = 0; i < HOLES; i++)
      if (same(holes[i].name, name, size)) return fill_hole(r, (int)i), after;
    return NULL;
  }
  if (has(r, name + 1, size - 1)) return after;
  for (const char *at = after; (at = find(at, end, "{{/")) != NULL; at += 3)
    if ((size_t)(end - at) > size + 4 && memcmp(at + 3, name + 1, size - 1) == 0 && at[size + 2] == '}')
      return at + size + 4;
  return NULL;
}

static ent_status fill_all(report *r)
{
  const char *at = (const char *)entente_file_report_html;
  const char *const end = at + entente_file_report_html_size;
  for (;;) {
    const char *const open = find(at, end, "{{");
    if (!open) break;
    const char *const close = find(open, end, "}}");
    ent_write_bytes(&r->w, at, (size_t)(open - at));
    at = close ? fill(r, open + 2, (size_t)(close - open - 2), close + 2, end) : NULL;
    if (!at) return ent_fail(r->err, ENT_INTERNAL, "report.html", "The page has a hole that nothing fills.");
    if (r->status != ENT_OK) return r->status;
  }
  ent_write_bytes(&r->w, at, (size_t)(end - at));
  return ENT_OK;
}

/* "gates" of "chart_gates"; NULL when the part is no picture. */
static const char *chart_of(const char *name)
{
  return strlen(name) > 6 && memcmp(name, "chart_", 6) == 0 ? name + 6 : NULL;
}

/* Copies what was written to the caller's allocator. */
static ent_status hand_over(report *r, ent_drawing *out)
{
  if (r->status != ENT_OK) return r->status;
  char *const text = r->w.failed ? NULL : (char *)r->memory->resize(r->memory->ctx, NULL, 0, r->w.size + 1);
  if (!text) return ent_fail(r->err, ENT_NOMEM, "report", "No memory for the report.");
  memcpy(text, r->w.data ? r->w.data : "", r->w.size + 1);
  *out = (ent_drawing){text, r->w.size};
  return ENT_OK;
}

ent_status report_part_make(const ent_answer *answer, const char *name, const ent_allocator *memory, ent_drawing *part,
                            ent_error *err)
{
  for (size_t i = 0; i < HOLES; i++) {
    if (strcmp(holes[i].name, name) != 0) continue;
    report r = {.a = answer, .s = answer->scenario, .memory = memory, .err = err};
    ent_arena_open(&r.arena, memory);
    ent_writer_open(&r.w, &r.arena);
    const char *const chart = chart_of(name);
    if (!chart || has(&r, chart, strlen(chart))) holes[i].write(&r);
    const ent_status status = hand_over(&r, part);
    ent_arena_close(&r.arena);
    return status;
  }
  return ent_fail(err, ENT_REFERENCE, name, "The page has no such part.");
}

ent_status report_make(const ent_answer *answer, const char *command, const ent_allocator *memory, ent_drawing *page,
                       ent_error *err)
{
  if (!answer || !answer->scenario || !memory || !page)
    return ent_fail(err, ENT_ARGUMENT, "report", "A report needs an answer, an allocator and a place for its text.");
  report r = {.a = answer, .s = answer->scenario, .command = command, .memory = memory, .err = err};
  ent_arena_open(&r.arena, memory);
  ent_writer_open(&r.w, &r.arena);
  ent_writer narrow = open_writer(&r);
  if (report_living_unfolds()) r.narrow = &narrow;
  ent_status status = fill_all(&r);
  if (status == ENT_OK) status = hand_over(&r, page);
  ent_arena_close(&r.arena);
  return status;
}

ent_status report_write(const ent_answer *answer, const char *command, const ent_allocator *memory, FILE *to,
                        ent_error *err)
{
  ent_drawing page = {0};
  if (!to) return ent_fail(err, ENT_ARGUMENT, "report", "A report needs a file to be written to.");
  const ent_status status = report_make(answer, command, memory, &page, err);
  if (status != ENT_OK) return status;
  const bool written = fwrite(page.text, 1, page.size, to) == page.size && fflush(to) == 0;
  ent_drawing_free(&page, memory);
  return written ? ENT_OK : ent_fail(err, ENT_IO, "report", "The report could not be written.");
}
