/* series.c - how did shares move over the years?
 *
 * Lines over one scale that starts at 0, each named at its own end, so no legend has to be looked up.  Lines differ by
 * colour and by dash.  Gaps in the data stay gaps. */
#include "draw/svg.h"

#include <math.h>

#define LINES_MAX 24
#define POINTS_MAX 4096

typedef struct frame {
  double x, y, width, height, from, to, low, high;
  bool percent;
} frame;

static const ent_tone tones[] = {ENT_TONE_BLUE,   ENT_TONE_RED,   ENT_TONE_GREEN,
                                 ENT_TONE_VIOLET, ENT_TONE_OCHRE, ENT_TONE_SOFT};
static const char *const dashes[] = {NULL, "6 3", "2 3", "9 3 2 3"};
#define TONES ((int)(sizeof tones / sizeof tones[0]))

static bool good(double x, double y)
{
  return x - x == 0 && y - y == 0 && fabs(x) < 1e9 && fabs(y) < 1e15;
}

/* The range of all good points; false when there is none. */
static bool range(const ent_series_info *line, int lines, frame *f)
{
  bool any = false;
  for (int i = 0; i < lines; i++)
    for (int k = 0; line[i].x && line[i].y && k < line[i].points && k < POINTS_MAX; k++) {
      const double x = line[i].x[k], y = line[i].y[k];
      if (!good(x, y)) continue;
      if (!any || x < f->from) f->from = x;
      if (!any || x > f->to) f->to = x;
      if (!any || y < f->low) f->low = y;
      if (!any || y > f->high) f->high = y;
      any = true;
    }
  if (!any) f->from = 0, f->to = 1, f->low = 0, f->high = 1;
  f->percent = f->low >= 0 && f->high <= 1;
  if (f->low > 0) f->low = 0;
  if (f->high < 0) f->high = 0;
  if (!(f->high > f->low)) f->high = f->low + 1;
  if (!(f->to > f->from)) f->from -= 1, f->to += 1;
  return any;
}

static double at_x(const frame *f, double x)
{
  return f->x + (ent_clamp(x, f->from, f->to) - f->from) / (f->to - f->from) * f->width;
}

static double at_y(const frame *f, double y)
{
  return f->y + (f->high - ent_clamp(y, f->low, f->high)) / (f->high - f->low) * f->height;
}

static void put_value(ent_writer *w, const frame *f, double v)
{
  if (f->percent) {
    char text[ENT_PERCENT_MAX];
    ent_percent_write(v, text);
    ent_put(w, text);
  } else {
    ent_put_fixed(w, v, f->high - f->low < 10 ? 2 : f->high - f->low < 100 ? 1 : 0);
  }
}

static void draw_axes(ent_sheet *s, frame *f)
{
  const ent_type left = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_END};
  ent_type under = left;
  under.anchor = ENT_ANCHOR_MIDDLE;
  const double step = ent_nice_step(f->high - f->low, 5), first = floor(f->low / step);
  const double last = -floor(-f->high / step);
  f->low = first * step;
  f->high = f->percent && last * step > 1 ? 1 : last * step;
  for (int i = 0; i <= 12 && (first + i) * step <= f->high * (1 + 1e-9) + 1e-300; i++) {
    const double v = (first + i) * step, y = at_y(f, v);
    ent_svg_line(s, f->x, y, f->x + f->width, y, ENT_TONE_LINE, 1, fabs(v) > 0 ? "1 3" : NULL);
    if (f->percent) {
      ent_svg_percent_label(s, f->x - 6, y + 4, left, v);
    } else {
      char digits[ENT_NUMBER_MAX];
      ent_number_write_fixed(v, step < 1 ? 2 : 0, digits);
      ent_svg_label(s, f->x - 6, y + 4, left, f->x - 6, digits);
    }
  }
  const double nice = ent_nice_step(f->to - f->from, s->narrow ? 3 : 7), years = nice > 1 ? nice : 1;
  for (int i = 0; i < 20; i++) {
    const double year = (-floor(-f->from / years) + i) * years;
    char digits[ENT_NUMBER_MAX];
    if (year > f->to) break;
    ent_number_write_fixed(year, 0, digits);
    ent_svg_label(s, at_x(f, year), f->y + f->height + 18, under, 0, digits);
  }
}

/* Draws one line; *last is its last good point. */
static bool draw_line(ent_sheet *s, const frame *f, const ent_series_info *line, int index, double last[2])
{
  int run = 0, all = 0;
  ent_svg_group(s, line->label, 1);
  ent_svg_path(s);
  for (int k = 0; line->x && line->y && k < line->points && k < POINTS_MAX; k++) {
    if (!good(line->x[k], line->y[k])) {
      run = 0;
      continue;
    }
    ent_svg_point(s, run++ == 0, at_x(f, line->x[k]), at_y(f, line->y[k]));
    last[0] = line->x[k];
    last[1] = line->y[k];
    all++;
  }
  if (all == 0) ent_svg_point(s, true, f->x, f->y);
  ent_svg_path_end(s, false, ENT_TONE_NONE, 1, tones[index % TONES], 2, dashes[index / 2 % 4]);
  if (all > 0) ent_svg_disc(s, at_x(f, last[0]), at_y(f, last[1]), 3, tones[index % TONES], ENT_TONE_NONE, 0);
  ent_svg_group_end(s);
  return all > 0;
}

static void say_line(ent_sheet *s, const frame *f, const ent_series_info *line, const double last[2])
{
  ent_writer now, then;
  ent_writer_open(&now, &s->arena);
  ent_writer_open(&then, &s->arena);
  put_value(&now, f, last[1]);
  double first = last[0];
  for (int k = 0; k < line->points && k < POINTS_MAX; k++) {
    if (!good(line->x[k], line->y[k])) continue;
    put_value(&then, f, line->y[k]);
    first = line->x[k];
    break;
  }
  if (now.failed || then.failed) {
    s->failed = true;
    return;
  }
  ent_svg_said(s, "{line}: {then} in {first}, {now} in {last}. ", "line", ent_text_clean(s, line->label, 10, 0), "then",
               then.data, "first", ent_svg_number(s, floor(first), 0), "now", now.data, "last",
               ent_svg_number(s, floor(last[0]), 0), (char *)NULL);
}

static void draw_label(ent_sheet *s, const frame *f, const ent_series_info *line, int index, const double last[2],
                       double y)
{
  const double edge = f->x + f->width, x = edge + 16;
  ent_writer w;
  ent_writer_open(&w, &s->arena);
  put_value(&w, f, last[1]);
  ent_put(&w, "  ");
  ent_put(&w, ent_text_clean(s, line->label, 10, 0));
  if (w.failed) s->failed = true;
  ent_svg_line(s, at_x(f, last[0]) + 4, at_y(f, last[1]), x - 3, y, tones[index % TONES], 0.8,
               at_x(f, last[0]) < edge - 4 ? "1 2" : NULL);
  ent_svg_label(s, x, y + 4, (ent_type){.size = 12.5, .tone = tones[index % TONES]}, s->width - x, w.data);
}

ent_status ent_draw_series(const ent_series_info *line, int lines, const ent_look *look, const ent_allocator *memory,
                           ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  double last[LINES_MAX][2], at[LINES_MAX];
  int order[LINES_MAX], which[LINES_MAX], n = 0;
  const ent_status status = ent_svg_begin(&s, line, lines, LINES_MAX, look, ENT_SAY("Time series"), memory, out, err);
  if (status != ENT_OK) return status;
  frame f = {.x = 44, .y = 12};
  f.width = s.width - f.x - (s.narrow ? 128 : 190);
  f.height = s.narrow ? 190 : 250;
  if (!range(line, lines, &f)) ent_svg_said(&s, "No data. ", (char *)NULL);
  draw_axes(&s, &f);
  for (int i = 0; i < lines; i++) {
    if (!draw_line(&s, &f, &line[i], i, last[i])) continue;
    say_line(&s, &f, &line[i], last[i]);
    at[n] = at_y(&f, last[i][1]);
    which[n++] = i;
  }
  ent_spread(at, order, n, 16, f.y, f.y + f.height + 4);
  for (int k = 0; k < n; k++) draw_label(&s, &f, &line[which[k]], which[k], last[which[k]], at[k]);
  s.height = f.y + f.height + 28;
  return ent_svg_end(&s, memory, out, err);
}
