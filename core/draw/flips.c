/* flips.c - how far must a tie move before an actor changes camp?
 *
 * One row a tie on the scale of ties, from -1 (hostile) to 1 (friendly): a disc where it is, an arrow to where it has to be.  An
 * arrow that would leave the scale runs to its end and is dashed: no tie can be that strong, so this one alone cannot do it. */
#include "draw/svg.h"
#include "entente/draw_align.h"

#include <math.h>

typedef struct scale {
  double x, width;
} scale;

static double place(const scale *c, double tie)
{
  return c->x + (ent_clamp(tie, -1, 1) + 1) / 2 * c->width;
}

static bool within(double tie)
{
  return tie >= -1 && tie <= 1;
}

static void draw_scale(ent_sheet *s, const scale *c, double y1, double y2)
{
  const ent_type small = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_MIDDLE};
  for (int i = -2; i <= 2; i++) {
    const double x = place(c, i / 2.0);
    ent_svg_line(s, x, y1, x, y2, i == 0 ? ENT_TONE_SOFT : ENT_TONE_LINE, 1, NULL);
    if (i % 2 == 0) ent_svg_label(s, x, y1 - 6, small, 0, i == 0 ? "0" : i < 0 ? "\xE2\x88\x92\x31" : "+1");
  }
  ent_svg_label(s, c->x, y1 - 22, (ent_type){.size = 11.5, .tone = ENT_TONE_RED}, c->width / 2 - 4,
                ent_say(s->words, ENT_SAY("hostile")));
  ent_svg_label(s, c->x + c->width, y1 - 22, (ent_type){.size = 11.5, .tone = ENT_TONE_BLUE, .anchor = ENT_ANCHOR_END},
                c->width / 2 - 4, ent_say(s->words, ENT_SAY("friendly")));
}

static void draw_arrow(ent_sheet *s, const scale *c, const ent_flip_row *row, double y)
{
  const double a = place(c, row->now), b = place(c, row->needed), way = row->needed >= row->now ? 1 : -1;
  const ent_tone tone = way > 0 ? ENT_TONE_BLUE : ENT_TONE_RED;
  ent_svg_line(s, a, y, b, y, tone, 2.5, within(row->needed) ? NULL : "5 4");
  ent_svg_path(s);
  ent_svg_point(s, true, b, y);
  ent_svg_point(s, false, b - way * 8, y - 5);
  ent_svg_point(s, false, b - way * 8, y + 5);
  ent_svg_path_end(s, true, within(row->needed) ? tone : ENT_TONE_PAPER, 1, tone, 1.2, NULL);
  ent_svg_disc(s, a, y, 4.5, ENT_TONE_INK, ENT_TONE_PAPER, 1.5);
}

static void say_row(ent_sheet *s, const ent_flip_row *row)
{
  const char *const name = ent_text_clean(s, row->name, 10, 0), *const detail = ent_text_clean(s, row->detail, 10, 0);
  ent_svg_said(s,
               within(row->needed) ? "{name}, {detail}: from {now} to {needed}. "
                                   : "{name}, {detail}: from {now} to {needed}, which no tie can reach. ",
               "name", name, "detail", detail, "now", ent_svg_signed(s, ent_clamp(row->now, -999, 999), 2, true),
               "needed", ent_svg_signed(s, ent_clamp(row->needed, -999, 999), 2, true), (char *)NULL);
}

ent_status ent_draw_flips(const ent_flip_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("How far a tie must move before an actor changes camp"),
                  memory, out, err);
  if (status != ENT_OK) return status;
  const double label = s.narrow ? 0 : s.width * 0.34, top = 44, step = s.narrow ? 50 : 34;
  const scale c = {.x = label + 10, .width = s.width - label - 20 - (s.narrow ? 44 : 56)};
  draw_scale(&s, &c, top, top + rows * step);
  for (int i = 0; i < rows; i++) {
    const double y = top + i * step, bar = s.narrow ? y + 38 : y + step / 2;
    const double room = s.narrow ? s.width - 4 : label - 6;
    ent_svg_label(&s, 0, y + 14, (ent_type){.size = 13, .tone = ENT_TONE_INK, .halo = s.narrow},
                  s.narrow ? room / 2 : room, row[i].name);
    ent_svg_label(&s, s.narrow ? s.width / 2 : 0, y + (s.narrow ? 14 : 28),
                  (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT, .halo = s.narrow}, s.narrow ? room / 2 : room,
                  row[i].detail);
    draw_arrow(&s, &c, &row[i], bar);
    ent_svg_label(&s, s.width, bar + 4, (ent_type){.size = 12.5, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_END}, 0,
                  ent_svg_signed(&s, ent_clamp(row[i].needed - row[i].now, -999, 999), 2, true));
    say_row(&s, &row[i]);
  }
  s.height = top + rows * step + 6;
  return ent_svg_end(&s, memory, out, err);
}
