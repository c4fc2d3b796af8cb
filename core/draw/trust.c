/* trust.c - how did trust go, commitment by commitment?
 *
 * The posterior mean with its 90 % band after each event; events are numbered on the curve (a disc: kept, a cross:
 * broken) and named in a list below it, so that no label covers another whatever its length. */
#include "draw/svg.h"

#include <math.h>

typedef struct frame {
  double x, y, width, height, from, to; /* from, to: years */
} frame;

static double at_year(const frame *f, double year)
{
  return f->x + (ent_clamp(year, f->from, f->to) - f->from) / (f->to - f->from) * f->width;
}

static double at_trust(const frame *f, double p)
{
  return f->y + (1 - ent_clamp(p, 0, 1)) * f->height;
}

static bool is_event(const ent_trust_point *p)
{
  return p->label && *p->label;
}

static frame lay_out(const ent_sheet *s, const ent_trust_point *point, int points)
{
  frame f = {.x = 46, .y = 40, .width = s->width - 60, .height = s->narrow ? 170 : 210};
  f.from = f.to = ent_clamp(point[0].year, -10000, 10000);
  for (int i = 1; i < points; i++) {
    const double year = ent_clamp(point[i].year, -10000, 10000);
    if (year < f.from) f.from = year;
    if (year > f.to) f.to = year;
  }
  if (f.to - f.from < 1) f.from -= 1, f.to += 1;
  return f;
}

static void draw_axes(ent_sheet *s, const frame *f)
{
  const ent_type left = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_END};
  ent_type under = left;
  under.anchor = ENT_ANCHOR_MIDDLE;
  for (int i = 0; i <= 4; i++) {
    const double y = at_trust(f, i / 4.0);
    ent_svg_line(s, f->x, y, f->x + f->width, y, ENT_TONE_LINE, 1, i == 2 ? NULL : "1 3");
    ent_svg_percent_label(s, f->x - 6, y + 4, left, i / 4.0);
  }
  const double nice = ent_nice_step(f->to - f->from, s->narrow ? 4 : 8), step = nice > 1 ? nice : 1;
  for (int i = 0; i < 20; i++) {
    const double year = (floor(f->from / step) + 1 + i) * step;
    char digits[ENT_NUMBER_MAX];
    if (year > f->to) break;
    ent_number_write_fixed(year, 0, digits);
    ent_svg_line(s, at_year(f, year), f->y + f->height, at_year(f, year), f->y + f->height + 4, ENT_TONE_SOFT, 1, NULL);
    ent_svg_label(s, at_year(f, year), f->y + f->height + 18, under, 0, digits);
  }
}

static void draw_curve(ent_sheet *s, const frame *f, const ent_trust_point *point, int points)
{
  ent_svg_path(s);
  for (int i = 0; i < points; i++) ent_svg_point(s, i == 0, at_year(f, point[i].year), at_trust(f, point[i].high));
  for (int i = points - 1; i >= 0; i--) ent_svg_point(s, false, at_year(f, point[i].year), at_trust(f, point[i].low));
  ent_svg_path_end(s, true, ENT_TONE_BLUE, 0.15, ENT_TONE_NONE, 0, NULL);
  ent_svg_path(s);
  for (int i = 0; i < points; i++) ent_svg_point(s, i == 0, at_year(f, point[i].year), at_trust(f, point[i].mean));
  ent_svg_path_end(s, false, ENT_TONE_NONE, 1, ENT_TONE_BLUE, 2, NULL);
}

/* Numbers stand in a row above the plot, pushed apart, each tied to its event by a thin line. */
static void draw_events(ent_sheet *s, const frame *f, const ent_trust_point *point, int points)
{
  double *const at = ENT_NEW(&s->arena, double, points);
  int *const order = ENT_NEW(&s->arena, int, points);
  if (!at || !order) {
    s->failed = true;
    return;
  }
  int n = 0;
  for (int i = 0; i < points; i++)
    if (is_event(&point[i])) at[n++] = at_year(f, point[i].year);
  ent_spread(at, order, n, 17, 8, s->width - 8);
  for (int i = 0, k = 0; i < points; i++) {
    if (!is_event(&point[i])) continue;
    char digits[ENT_NUMBER_MAX];
    const double x = at_year(f, point[i].year), y = at_trust(f, point[i].mean);
    ent_number_write_fixed(k + 1, 0, digits);
    ent_svg_path(s);
    ent_svg_point(s, true, at[k], 17);
    ent_svg_point(s, false, x, f->y - 8);
    ent_svg_point(s, false, x, y);
    ent_svg_path_end(s, false, ENT_TONE_NONE, 1, ENT_TONE_LINE, 1, NULL);
    ent_svg_label(s, at[k], 13, (ent_type){.size = 11, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_MIDDLE}, 0, digits);
    k++;
  }
  for (int i = 0; i < points; i++) {
    if (!is_event(&point[i])) continue;
    ent_svg_group(s, point[i].label, 1);
    ent_svg_disc(s, at_year(f, point[i].year), at_trust(f, point[i].mean), 6, ENT_TONE_PAPER, ENT_TONE_NONE, 0);
    ent_svg_mark(s, point[i].kept ? ENT_MARK_DISC : ENT_MARK_CROSS, at_year(f, point[i].year),
                 at_trust(f, point[i].mean), point[i].kept ? 4.5 : 6, point[i].kept ? ENT_TONE_BLUE : ENT_TONE_RED);
    ent_svg_group_end(s);
  }
}

static void say_point(ent_sheet *s, const ent_trust_point *p)
{
  ent_svg_said(s,
               !is_event(p) ? "{year}: {mean} ({low} to {high}). "
               : p->kept    ? "{year}, kept: {event}: {mean} ({low} to {high}). "
                            : "{year}, broken: {event}: {mean} ({low} to {high}). ",
               "year", ent_svg_number(s, floor(ent_clamp(p->year, -10000, 10000)), 0), "event",
               ent_text_clean(s, p->label, 10, 0), "mean", ent_svg_percent(s, p->mean), "low",
               ent_svg_percent(s, p->low), "high", ent_svg_percent(s, p->high), (char *)NULL);
}

/* The list of events, in one column or two; returns its lower edge. */
static double draw_list(ent_sheet *s, const ent_trust_point *point, int points, double y)
{
  int events = 0, k = 0;
  double longest = 0;
  for (int i = 0; i < points; i++) {
    if (!is_event(&point[i])) continue;
    const double length = ent_text_width(ent_text_clean(s, point[i].label, 12, 0), 12);
    if (length > longest) longest = length;
    events++;
  }
  const int columns = s->narrow || longest > s->width / 2 - 90 ? 1 : 2, rows = (events + columns - 1) / columns;
  const double width = s->width / columns, pitch = 19, more = 12 * 1.3; /* more: height of each line after the first */
  double base = y, bottom = y;
  for (int i = 0; i < points; i++) {
    if (!is_event(&point[i])) continue;
    char number[ENT_NUMBER_MAX], year[ENT_NUMBER_MAX];
    const int column = k / rows;
    const double x = column * width;
    base = k % rows == 0 ? y + pitch : base + pitch;
    ent_number_write_fixed(k + 1, 0, number);
    ent_number_write_fixed(floor(ent_clamp(point[i].year, -10000, 10000)), 0, year);
    ent_svg_label(s, x + 18, base, (ent_type){.size = 11, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_END}, 0, number);
    ent_svg_mark(s, point[i].kept ? ENT_MARK_DISC : ENT_MARK_CROSS, x + 30, base - 4, point[i].kept ? 4 : 5.5,
                 point[i].kept ? ENT_TONE_BLUE : ENT_TONE_RED);
    ent_svg_label(s, x + 42, base, (ent_type){.size = 12, .tone = ENT_TONE_SOFT}, 0, year);
    const ent_type name = {.size = 12, .tone = ENT_TONE_INK};
    base += (ent_svg_wrap(s, x + 76, base, name, width - 90, columns == 1 ? 4 : 1, point[i].label) - 1) * more;
    if (base > bottom) bottom = base;
    k++;
  }
  return bottom;
}

ent_status ent_draw_trust(const ent_trust_point *point, int points, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, point, points, ENT_DRAW_MAX, look, ENT_SAY("Trust over time"), memory, out, err);
  if (status != ENT_OK) return status;
  const frame f = lay_out(&s, point, points);
  draw_axes(&s, &f);
  draw_curve(&s, &f, point, points);
  draw_events(&s, &f, point, points);
  for (int i = 0; i < points; i++) say_point(&s, &point[i]);
  double y = f.y + f.height + 40;
  const ent_type small = {.size = 12, .tone = ENT_TONE_SOFT};
  ent_svg_mark(&s, ENT_MARK_DISC, 30, y - 4, 4, ENT_TONE_BLUE);
  ent_svg_label(&s, 42, y, small, 0, ent_say(s.words, "kept"));
  ent_svg_mark(&s, ENT_MARK_CROSS, 88, y - 4, 5.5, ENT_TONE_RED);
  ent_svg_label(&s, 100, y, small, 0, ent_say(s.words, "broken"));
  ent_svg_rect(&s, 156, y - 10, 18, 12, 1, ENT_TONE_TRACK);
  ent_svg_line(&s, 156, y - 4, 174, y - 4, ENT_TONE_BLUE, 2, NULL);
  ent_svg_label(&s, 180, y, small, 0, ent_say(s.words, "mean and 90 % band"));
  y = draw_list(&s, point, points, y + 4);
  s.height = y + 8;
  return ent_svg_end(&s, memory, out, err);
}
