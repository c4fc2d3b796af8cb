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

static void put_share(report *r, ent_share share)
{
  char text[ENT_PERCENT_MAX];
  put(r, "<td class=n>");
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
  ent_view_info view;
  const bool own = !ent_scenario_view(r->s, a->view, &view);
  put(r, "<tr><th scope=\"row\">");
  put_text(r, own ? report_say(r, "The author") : view.name);
  put(r, "</th>");
  for (int g = 0; g < ENT_GATES; g++) put_share(r, a->gate[g]);
  put_share(r, a->all);
  put(r, "<td>");
  put_text(r, report_say(r, a->word));
  put(r, "</td></tr>\n");
}

static void put_table(report *r, const ent_view_answer *row, int rows)
{
  static const char *const heads[] = {ENT_SAY("Whose view"),
#define X(NAME, name, title, question) "#" title,
                                      ENT_GATE_LIST(X)
#undef X
                                        "#" ENT_SAY("All four gates"),
                                      ENT_SAY("In words"), NULL};
  report_open_table(r, "views", heads);
  put(r, "<caption>");
  report_said(r, "Share of the first {draws} draws in which each gate opens", "draws",
              report_value_html(r, (double)row[0].draws, "count"), NULL);
  put(r, "</caption>\n");
  report_heads(r, heads);
  put(r, "<tbody>\n");
  for (int i = 0; i < rows; i++) put_row(r, &row[i]);
  put(r, "</tbody>");
  report_close_table(r);
}

/* Why somebody would assume this, and what. */
static void put_view(report *r, int index)
{
  static const char *const heads[] = {ENT_SAY("Assumption"), ENT_SAY("The author"), ENT_SAY("This view"), NULL};
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
  report_open_table(r, "", heads);
  report_heads(r, heads);
  put(r, "<tbody>\n");
  for (int i = 0; ent_scenario_view_pair(r->s, index, i, &pair); i++) {
    put(r, "<tr><th scope=\"row\">");
    put_text(r, pair.label);
    put(r, "</th>");
    put(r, "<td>");
    put_text(r, pair.now);
    put(r, "</td>");
    put(r, "<td>");
    put_text(r, pair.text);
    put(r, "</td></tr>\n");
  }
  put(r, "</tbody>");
  report_close_table(r);
  put(r, "</details>\n");
}

static void put_asked(report *r, const ent_view_info *view)
{
  put(r, "<p>");
  report_said(r, "This report takes the assumptions of one view: {view}.", "view", report_strong(r, view->name), NULL);
  put(r, "</p>\n<p>");
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
  put(r, "<p>");
  report_said(
    r,
    "The same question over the same draws, as others may see it. A view replaces some of the author\xE2\x80\x99s "
    "assumptions by its own; all others stay.",
    NULL);
  put(r, "</p>\n");
  put_table(r, row, views + 1);
  put(r, "<h3>");
  report_said(r, "What each view assumes instead", NULL);
  put(r, "</h3>\n");
  for (int i = 0; i < views; i++) put_view(r, i);
}
