/* even.c - at which strengths of two terms does a courted state turn?
 *
 * One axis a term.  A lattice of marks says on which side the target stands at those strengths: filled where it has turned,
 * hollow where it has not.  The line between them is the break-even curve, exact, piece by piece; a ring says where things
 * are now. */
#include "draw/svg.h"
#include "entente/draw_align.h"

#include <math.h>

#define PIECES 65536

typedef struct axes {
  double left, top, width, height;
  const ent_even_picture *p;
} axes;

static double place_x(const axes *a, double x)
{
  return a->left + ent_clamp((x - a->p->x[0]) / (a->p->x[1] - a->p->x[0]), 0, 1) * a->width;
}

static double place_y(const axes *a, double y)
{
  return a->top + (1 - ent_clamp((y - a->p->y[0]) / (a->p->y[1] - a->p->y[0]), 0, 1)) * a->height;
}

static int decimals_of(double step)
{
  return step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
}

static void draw_axis(ent_sheet *s, const axes *a, bool upright)
{
  const double *const range = upright ? a->p->y : a->p->x;
  const double step = ent_nice_step(range[1] - range[0], upright || s->narrow ? 5 : 8);
  ent_type type = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = upright ? ENT_ANCHOR_END : ENT_ANCHOR_MIDDLE};
  for (double k = -floor(-range[0] / step); k * step <= range[1] + step * 1e-9; k++) {
    const double v = k * step, at = upright ? place_y(a, v) : place_x(a, v);
    const ent_tone tone = k < 0 || k > 0 ? ENT_TONE_LINE : ENT_TONE_SOFT;
    if (upright) {
      ent_svg_line(s, a->left, at, a->left + a->width, at, tone, 1, NULL);
      ent_svg_label(s, a->left - 6, at + 4, type, 0, ent_svg_signed(s, v, decimals_of(step), false));
    } else {
      ent_svg_line(s, at, a->top, at, a->top + a->height, tone, 1, NULL);
      ent_svg_label(s, at, a->top + a->height + 16, type, 0, ent_svg_signed(s, v, decimals_of(step), false));
    }
  }
}

static void draw_side(ent_sheet *s, double x, double y, bool turned)
{
  if (turned)
    ent_svg_disc(s, x, y, 3.2, ENT_TONE_BLUE, ENT_TONE_NONE, 0);
  else
    ent_svg_disc(s, x, y, 2.6, ENT_TONE_PAPER, ENT_TONE_RED, 1.2);
}

/* The marks stand in the middles of the cells. */
static void draw_lattice(ent_sheet *s, const axes *a)
{
  const ent_even_picture *const p = a->p;
  for (int r = 0; r < p->rows; r++)
    for (int c = 0; c < p->columns; c++)
      draw_side(s, a->left + (c + 0.5) / p->columns * a->width, a->top + (1 - (r + 0.5) / p->rows) * a->height,
                p->turned[r * p->columns + c]);
}

static void draw_curve(ent_sheet *s, const axes *a)
{
  for (int i = 0; i < a->p->pieces; i++) {
    const ent_even_piece *const l = &a->p->piece[i];
    ent_svg_line(s, place_x(a, l->x[0]), place_y(a, l->y[0]), place_x(a, l->x[1]), place_y(a, l->y[1]), ENT_TONE_INK,
                 2.5, NULL);
  }
}

static const char *number(ent_sheet *s, double v)
{
  return ent_svg_signed(s, ent_clamp(v, -1e6, 1e6), 2, false);
}

static void say_all(ent_sheet *s, const ent_even_picture *p)
{
  enum { SAID = 12 };
  ent_svg_said(s, "Across: {x}, now {x_now}. Upward: {y}, now {y_now}. ", "x", ent_text_clean(s, p->x_name, 10, 0), "y",
               ent_text_clean(s, p->y_name, 10, 0), "x_now", number(s, p->now[0]), "y_now", number(s, p->now[1]),
               (char *)NULL);
  if (p->pieces == 0) ent_svg_said(s, "No strength of the two changes the side. ", (char *)NULL);
  for (int i = 0; i < p->pieces && i < SAID; i++)
    ent_svg_said(s, "Level from ({a}, {b}) to ({c}, {d}). ", "a", number(s, p->piece[i].x[0]), "b",
                 number(s, p->piece[i].y[0]), "c", number(s, p->piece[i].x[1]), "d", number(s, p->piece[i].y[1]),
                 (char *)NULL);
}

static bool is_range(const double range[2])
{
  return range[1] - range[0] >= 0.999999e-6 && fabs(range[0]) <= 1e6 && fabs(range[1]) <= 1e6;
}

static bool is_drawable(const ent_even_picture *p)
{
  return is_range(p->x) && is_range(p->y) && p->pieces >= 0 && (p->pieces == 0 || p->piece) && p->columns >= 0 &&
         p->rows >= 0 && (p->columns == 0 || p->rows == 0 || p->turned);
}

/* What the limit is held against. */
static int largest(const ent_even_picture *p)
{
  const int marks = p->columns > p->rows ? p->columns : p->rows;
  return p->pieces > PIECES ? ENT_DRAW_EVEN_MAX + 1 : marks > 1 ? marks : 1;
}

/* What is drawn in a column of three lines: turned, not turned, now. */
static double draw_legend(ent_sheet *s, const axes *a, double y)
{
  const ent_type type = {.size = 12, .tone = ENT_TONE_SOFT};
  const double x = a->left + 6, room = s->width - a->left - 16;
  draw_side(s, x, y - 4, true);
  ent_svg_label(s, x + 12, y, type, room, a->p->turned_name);
  draw_side(s, x, y + 14, false);
  ent_svg_label(s, x + 12, y + 18, type, room, a->p->stays_name);
  ent_svg_disc(s, x, y + 32, 5, ENT_TONE_NONE, ENT_TONE_INK, 2);
  ent_svg_label(s, x + 12, y + 36, type, room, ent_say(s->words, ENT_SAY("Where things are now")));
  return y + 44;
}

ent_status ent_draw_even(const ent_even_picture *picture, const ent_look *look, const ent_allocator *memory,
                         ent_drawing *out, ent_error *err)
{
  const char *const title = ENT_SAY("Where two terms break even");
  ent_sheet s;
  if (!picture) return ent_svg_begin(&s, NULL, 1, 1, look, title, memory, out, err);
  const bool drawable = is_drawable(picture);
  const ent_status status = ent_svg_begin(&s, drawable ? picture : NULL, drawable ? largest(picture) : 1,
                                          ENT_DRAW_EVEN_MAX, look, title, memory, out, err);
  if (status != ENT_OK) return status;
  const double left = 52, width = s.width - left - 14;
  const axes a = {left, 30, width, s.narrow ? width : width * 0.7, picture};
  ent_svg_label(&s, 0, 16, (ent_type){.size = 12.5, .tone = ENT_TONE_INK}, s.width, picture->y_name);
  draw_axis(&s, &a, false);
  draw_axis(&s, &a, true);
  draw_lattice(&s, &a);
  draw_curve(&s, &a);
  ent_svg_disc(&s, place_x(&a, picture->now[0]), place_y(&a, picture->now[1]), 5, ENT_TONE_NONE, ENT_TONE_INK, 2);
  const double below = a.top + a.height + 36;
  ent_svg_label(&s, left + width, below, (ent_type){.size = 12.5, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_END},
                s.width - 10, picture->x_name);
  s.height = draw_legend(&s, &a, below + 24);
  say_all(&s, picture);
  return ent_svg_end(&s, memory, out, err);
}
