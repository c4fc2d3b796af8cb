/* report_views.c - whose view?  The answer as each side sees it, beside the author's.
 *
 * Every row is asked over the same first draws as the others (core/study/views.c), so rows differ by what the sides assume
 * more than by chance.  A report that was made for one view says so and compares nothing: the author's text is then not at
 * hand.  Cost: a seal and ENT_VIEW_DRAWS draws for each view. */
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

static void put_share(report *r, const char *head, ent_share share)
{
  char text[ENT_PERCENT_MAX];
  put(r, "<td class=\"n\" data-head=\"");
  put(r, head);
  put(r, "\">");
  if (share.p > 0 && share.p < 1)
    report_percent(r, share.p);
  else {
    ent_share_write(share, text); /* none of so many draws: below a bound, not nothing */
    put_text(r, text);
  }
  put(r, "</td>");
}

static void put_row(report *r, const ent_view_answer *a)
{
  static const char *const heads[ENT_GATES] = {
#define X(NAME, name, title, question) title,
    ENT_GATE_LIST(X)
#undef X
  };
  ent_view_info view;
  const bool own = !ent_scenario_view(r->s, a->view, &view);
  put(r, "<tr><th scope=\"row\">");
  put_text(r, own ? "The author" : view.name);
  put(r, "</th>");
  for (int g = 0; g < ENT_GATES; g++) put_share(r, heads[g], a->gate[g]);
  put_share(r, "All four gates", a->all);
  put(r, "<td data-head=\"In words\">");
  put_text(r, a->word);
  put(r, "</td></tr>\n");
}

static void put_table(report *r, const ent_view_answer *row, int rows)
{
  put(r, "<div class=\"scroll\"><table class=\"cards\" id=\"views-table\"><caption>Share of the first ");
  report_value(r, (double)row[0].draws, "count");
  put(r, " draws in which each gate opens</caption>\n<thead><tr><th scope=\"col\">Whose view</th>");
#define X(NAME, name, title, question) put(r, "<th scope=\"col\" class=\"n\">" title "</th>");
  ENT_GATE_LIST(X)
#undef X
  put(r, "<th scope=\"col\" class=\"n\">All four gates</th><th scope=\"col\">In words</th></tr></thead>\n<tbody>\n");
  for (int i = 0; i < rows; i++) put_row(r, &row[i]);
  put(r, "</tbody></table></div>\n");
}

/* Why somebody would assume this, and what. */
static void put_view(report *r, int index)
{
  ent_view_info view;
  ent_view_pair pair;
  if (!ent_scenario_view(r->s, index, &view)) return;
  put(r, "<details class=\"view\"><summary>");
  put_text(r, view.name);
  put(r, "</summary>\n");
  if (*view.note) {
    put(r, "<p>");
    put_text(r, view.note);
    put(r, "</p>\n");
  }
  if (*view.citation) {
    put(r, "<p class=\"author\">");
    put_text(r, view.citation);
    put(r, "</p>\n");
  }
  put(r, "<div class=\"scroll\"><table class=\"cards\"><thead><tr><th scope=\"col\">Assumption</th>"
         "<th scope=\"col\">The author</th><th scope=\"col\">This view</th></tr></thead>\n<tbody>\n");
  for (int i = 0; ent_scenario_view_pair(r->s, index, i, &pair); i++) {
    put(r, "<tr><th scope=\"row\">");
    put_text(r, pair.label);
    put(r, "</th><td data-head=\"The author\">");
    put_text(r, pair.now);
    put(r, "</td><td data-head=\"This view\">");
    put_text(r, pair.text);
    put(r, "</td></tr>\n");
  }
  put(r, "</tbody></table></div>\n</details>\n");
}

static void put_asked(report *r, const ent_view_info *view)
{
  put(r, "<p>This report takes the assumptions of one view: <strong>");
  put_text(r, view->name);
  put(r, "</strong>.</p>\n<p>");
  put_text(r, view->note);
  put(r, "</p>\n");
}

void report_views(report *r)
{
  ent_view_answer row[ENT_VIEWS_MAX + 1];
  ent_view_info view;
  const int views = ent_scenario_views(r->s);
  if (views == 0) return;
  if (ent_scenario_view(r->s, ent_scenario_seen_by(r->s), &view)) {
    put_asked(r, &view);
    return;
  }
  const uint64_t draws = r->a->draws < ENT_VIEW_DRAWS ? r->a->draws : ENT_VIEW_DRAWS;
  const ent_options options = {.seed = r->a->seed, .draws = draws};
  r->status = ent_views_run(r->s, &options, NULL, NULL, 0, r->memory, row, r->err);
  if (r->status != ENT_OK) return;
  put(r,
      "<p>The same question over the same draws, as others may see it. A view replaces some of the author\xE2\x80\x99s "
      "assumptions by its own; all others stay.</p>\n");
  put_table(r, row, views + 1);
  put(r, "<h3>What each view assumes instead</h3>\n");
  for (int i = 0; i < views; i++) put_view(r, i);
}
