/* drivers.c - which input moves the answer most when it alone goes from its low to its high value?
 *
 * A tornado: one bar a row from p_low to p_high, an open end at the low value of the input and a filled end at the high
 * one, a line at the present chance.  All rows share one scale that starts at 0. */
#include "draw/svg.h"

#define NAME_SIZE 13.5

static double top_of(const ent_driver_row *row, int rows)
{
  double top = 0;
  for (int i = 0; i < rows; i++) {
    const double p[3] = {row[i].p_low, row[i].p_high, row[i].p_now};
    for (int k = 0; k < 3; k++)
      if (ent_clamp(p[k], 0, 1) > top) top = ent_clamp(p[k], 0, 1);
  }
  if (top < 0.005) top = 0.005;
  const double step = ent_nice_step(top, 5);
  double end = 0;
  while (end < top - 1e-12) end += step;
  return end > 1 ? 1 : end;
}

static void draw_scale(ent_sheet *s, double x, double width, double top, double y1, double y2)
{
  const double step = ent_nice_step(top, s->narrow ? 4 : 6);
  for (int i = 0; i * step <= top + 1e-9; i++) {
    const double at = x + i * step / top * width;
    ent_svg_line(s, at, y1, at, y2, ENT_TONE_LINE, 1, NULL);
    ent_svg_percent_label(s, at, y1 - 6,
                          (ent_type){.size = 11.5,
                                     .tone = ENT_TONE_SOFT,
                                     .anchor = i == 0 && s->narrow ? ENT_ANCHOR_START : ENT_ANCHOR_MIDDLE},
                          i * step);
  }
}

static void draw_bar(ent_sheet *s, const ent_driver_row *row, double x, double width, double top, double y)
{
  const double a = x + ent_clamp(row->p_low / top, 0, 1) * width, b = x + ent_clamp(row->p_high / top, 0, 1) * width;
  const double now = x + ent_clamp(row->p_now / top, 0, 1) * width;
  const ent_tone tone = b >= a ? ENT_TONE_BLUE : ENT_TONE_RED;
  ent_svg_line(s, a, y, b, y, tone, 7, NULL);
  ent_svg_line(s, now, y - 9, now, y + 9, ENT_TONE_INK, 1.5, NULL);
  ent_svg_disc(s, a, y, 5, ENT_TONE_PAPER, tone, 2);
  ent_svg_disc(s, b, y, 6, tone, ENT_TONE_NONE, 0);
}

static void put_range(ent_sheet *s, const ent_driver_row *row, double x, double y, ent_type type, double room)
{
  ent_writer w;
  char text[ENT_PERCENT_MAX];
  ent_writer_open(&w, &s->arena);
  ent_percent_write(row->p_low, text);
  ent_put(&w, text);
  ent_put(&w, " \xE2\x86\x92 ");
  ent_percent_write(row->p_high, text);
  ent_put(&w, text);
  if (w.failed) s->failed = true;
  ent_svg_label(s, x, y, type, room, w.data);
}

/* "8 % -> 30 % · consent": the two values of the input, and which chance the bar shows. */
static const char *values_of(ent_sheet *s, const ent_driver_row *row)
{
  ent_writer w;
  ent_writer_open(&w, &s->arena);
  ent_put(&w, ent_text_clean(s, row->low, 10, 0));
  ent_put(&w, " \xE2\x86\x92 ");
  ent_put(&w, ent_text_clean(s, row->high, 10, 0));
  if (row->detail && *row->detail) {
    ent_put(&w, " \xC2\xB7 ");
    ent_put(&w, ent_text_clean(s, row->detail, 10, 0));
  }
  if (w.failed) s->failed = true;
  return w.data;
}

static void say_row(ent_sheet *s, const ent_driver_row *row)
{
  const char *const name = ent_text_clean(s, row->name, 10, 0), *const detail = ent_text_clean(s, row->detail, 10, 0);
  ent_svg_said(s, "{input}: at {low}, {p_low}; at {high}, {p_high}; now {p_now}. ", "input",
               *detail ? ent_svg_text(s, "{input} ({gate})", "input", name, "gate", detail, (char *)NULL) : name, "low",
               ent_text_clean(s, row->low, 10, 0), "p_low", ent_svg_percent(s, row->p_low), "high",
               ent_text_clean(s, row->high, 10, 0), "p_high", ent_svg_percent(s, row->p_high), "p_now",
               ent_svg_percent(s, row->p_now), (char *)NULL);
}

/* Names of two lines make taller rows where they stand beside the bars. */
static double row_height(ent_sheet *s, const ent_driver_row *row, double room)
{
  if (s->narrow) return 44 + ent_svg_lines(s, NAME_SIZE, s->width - 4, 2, row->name) * NAME_SIZE * 1.3;
  return 25 + ent_svg_lines(s, NAME_SIZE, room, 2, row->name) * NAME_SIZE * 1.3;
}

ent_status ent_draw_drivers(const ent_driver_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                            ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("What moves the answer"), memory, out, err);
  if (status != ENT_OK) return status;
  const double label = s.narrow ? 0 : s.width * 0.38, range = s.narrow ? 0 : 112;
  const double x = s.narrow ? 8 : label + 12, width = s.width - x - range - (s.narrow ? 16 : 22);
  const double top = top_of(row, rows), from = 24;
  double bottom = from;
  for (int i = 0; i < rows; i++) bottom += row_height(&s, &row[i], label - 6);
  draw_scale(&s, x, width, top, from, bottom);
  const ent_type name = {.size = NAME_SIZE, .tone = ENT_TONE_INK, .halo = s.narrow};
  const ent_type small = {.size = 11.5, .tone = ENT_TONE_SOFT, .halo = s.narrow};
  const ent_type number = {.size = 12.5, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_END, .halo = s.narrow};
  double y = from;
  for (int i = 0; i < rows; i++) {
    const double height = row_height(&s, &row[i], label - 6);
    if (s.narrow) {
      const double next =
        y + 33 + (ent_svg_wrap(&s, 0, y + 18, name, s.width - 4, 2, row[i].name) - 1) * NAME_SIZE * 1.3;
      ent_svg_label(&s, 0, next, small, s.width - 112, values_of(&s, &row[i]));
      put_range(&s, &row[i], s.width - 4, next, number, 0);
      draw_bar(&s, &row[i], x, width, top, next + 15);
    } else {
      const int lines = ent_svg_wrap(&s, 0, y + 18, name, label - 6, 2, row[i].name);
      ent_svg_label(&s, 0, y + 34 + (lines - 1) * NAME_SIZE * 1.3, small, label - 6, values_of(&s, &row[i]));
      draw_bar(&s, &row[i], x, width, top, y + height / 2 + 1);
      put_range(&s, &row[i], s.width, y + height / 2 + 5, number, 0);
    }
    say_row(&s, &row[i]);
    y += height;
  }
  s.height = bottom + 4;
  return ent_svg_end(&s, memory, out, err);
}
