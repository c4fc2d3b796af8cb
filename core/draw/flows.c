/* flows.c - with whom does an economy trade, before and after a shock?
 *
 * Two columns on the same rows, what it sells and what it buys, to one scale.  Before: a pale bar; after: a darker, thinner one
 * on top of it; the change stands beside it in percent. */
#include "draw/svg.h"
#include "entente/draw_trade.h"

#include <math.h>

static double sound(double v)
{
  return v >= 0 && v < INFINITY ? v : 0;
}

static double most_of(const ent_flow_row *row, int rows)
{
  double most = 0;
  for (int i = 0; i < rows; i++) {
    const double all[] = {row[i].sold_before, row[i].sold_after, row[i].bought_before, row[i].bought_after};
    for (int k = 0; k < 4; k++)
      if (sound(all[k]) > most) most = sound(all[k]);
  }
  return most;
}

/* "-100 %", "+12 %"; a dash where there was nothing. */
static const char *change_text(ent_sheet *s, double before, double after)
{
  if (!(sound(before) > 0)) return sound(after) > 0 ? ent_say(s->words, "new") : "-";
  const double percent = 100 * (sound(after) / before - 1);
  const char *const number = ent_svg_signed(s, ent_clamp(percent, -100, 1e6), fabs(percent) < 10 ? 1 : 0, true);
  return ent_svg_text(s, ENT_SAY("{number} %"), "number", number, (char *)NULL);
}

static void draw_cell(ent_sheet *s, double x, double y, double width, double before, double after, double most)
{
  const double number = s->narrow ? 50 : 60, bar = width - number;
  const double was = sound(before) / most * bar, is = sound(after) / most * bar;
  if (was > 0) ent_svg_rect(s, x, y - 6, was > 1 ? was : 1, 12, 1.5, ENT_TONE_TRACK);
  if (is > 0) ent_svg_rect(s, x, y - 3, is > 1 ? is : 1, 6, 1.5, ENT_TONE_BLUE);
  ent_svg_line(s, x, y - 8, x, y + 8, ENT_TONE_LINE, 1, NULL);
  ent_svg_label(s, x + bar + 6, y + 4, (ent_type){.size = 11.5, .tone = ENT_TONE_INK}, number - 6,
                change_text(s, before, after));
}

static void say_row(ent_sheet *s, const ent_flow_row *row)
{
  ent_svg_said(s, ENT_SAY("{name}: sells {sold}, buys {bought}"), "name", ent_text_clean(s, row->name, 10, 0), "sold",
               change_text(s, row->sold_before, row->sold_after), "bought",
               change_text(s, row->bought_before, row->bought_after), (char *)NULL);
  ent_svg_say(s, ". ");
}

static void draw_heads(ent_sheet *s, const char *economy, const double *x, double width)
{
  static const char *const head[] = {ENT_SAY("{name} sells to"), ENT_SAY("{name} buys from")};
  const char *const name = ent_text_clean(s, economy ? economy : "", 11.5, 0);
  for (int c = 0; c < 2; c++)
    ent_svg_label(s, x[c], 14, (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT}, width,
                  ent_svg_text(s, head[c], "name", name, (char *)NULL));
}

static void draw_legend(ent_sheet *s, double y)
{
  const ent_type soft = {.size = 11.5, .tone = ENT_TONE_SOFT};
  ent_svg_rect(s, 0, y - 6, 22, 12, 1.5, ENT_TONE_TRACK);
  ent_svg_label(s, 28, y + 4, soft, 80, ent_say(s->words, "before"));
  ent_svg_rect(s, 116, y - 3, 22, 6, 1.5, ENT_TONE_BLUE);
  ent_svg_label(s, 144, y + 4, soft, 80, ent_say(s->words, "after"));
}

ent_status ent_draw_flows(const ent_flow_row *row, int rows, const char *economy, const ent_look *look,
                          const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("Trade before and after"), memory, out, err);
  if (status != ENT_OK) return status;
  const double label = s.narrow ? 0 : s.width * 0.2, gap = s.narrow ? 8 : 16, width = (s.width - label - gap) / 2;
  const double x[] = {label, label + width + gap}, most = most_of(row, rows), scale = most > 0 ? most : 1;
  double y = 24;
  draw_heads(&s, economy, x, width);
  for (int i = 0; i < rows; i++) {
    ent_svg_label(&s, 0, y + (s.narrow ? 13 : 15), (ent_type){.size = 13, .tone = ENT_TONE_INK},
                  s.narrow ? s.width : label - 10, row[i].name);
    const double at = y + (s.narrow ? 27 : 11);
    draw_cell(&s, x[0], at, width, row[i].sold_before, row[i].sold_after, scale);
    draw_cell(&s, x[1], at, width, row[i].bought_before, row[i].bought_after, scale);
    say_row(&s, &row[i]);
    y += s.narrow ? 42 : 24;
  }
  draw_legend(&s, y + 14);
  s.height = y + 26;
  return ent_svg_end(&s, memory, out, err);
}
