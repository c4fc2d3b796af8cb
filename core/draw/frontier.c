/* frontier.c - what does hurting a target cost, rate by rate?
 *
 * Across: what the target loses; up: what the senders gain, down what they pay.  A line through all rates ends in a square,
 * the ban; a diamond marks the best.  Labels that would cover one another are left out, but never those of the two. */
#include "draw/svg.h"
#include "entente/draw_trade.h"

#include <math.h>

#define LABELS 64

typedef struct frame {
  double x, y, width, height, right, low, high; /* the loss at the right edge, gains below and above */
} frame;

/* Places that labels have taken. */
typedef struct taken {
  double x[LABELS], y[LABELS], width[LABELS];
  int count;
} taken;

static double finite(double v)
{
  return ent_clamp(v == v ? v : 0, -1e15, 1e15);
}

static double at_x(const frame *f, double loss)
{
  return f->x + ent_clamp(finite(loss), 0, f->right) / f->right * f->width;
}

static double at_y(const frame *f, double gain)
{
  return f->y + (f->high - ent_clamp(finite(gain), f->low, f->high)) / (f->high - f->low) * f->height;
}

static frame measure(const ent_sheet *s, const ent_frontier_row *row, int rows)
{
  frame f = {.x = s->narrow ? 58 : 78, .y = 30, .height = s->narrow ? 200 : 260};
  f.width = s->width - f.x - 58;
  for (int i = 0; i < rows; i++) {
    const double loss = finite(row[i].loss), gain = finite(row[i].gain);
    if (loss > f.right) f.right = loss;
    if (gain < f.low) f.low = gain;
    if (gain > f.high) f.high = gain;
  }
  if (!(f.right > 0)) f.right = 0.01;
  if (!(f.high > f.low)) f.high = f.low + 1;
  const double step = ent_nice_step(f.high - f.low, 6);
  f.low = floor(f.low / step) * step;
  f.high = -floor(-f.high / step) * step;
  f.right *= 1.04;
  return f;
}

/* A percent with the digits that matter where losses are small. */
static const char *loss_text(ent_sheet *s, double share, double step)
{
  const int decimals = step < 0.001 ? 2 : step < 0.01 ? 1 : 0;
  return ent_svg_text(s, ENT_SAY("{number} %"), "number", ent_svg_number(s, 100 * share, decimals), (char *)NULL);
}

static void draw_axes(ent_sheet *s, const frame *f, const char *target, const char *unit)
{
  ent_type left = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_END}, under = left, head = left;
  under.anchor = ENT_ANCHOR_MIDDLE;
  head.anchor = ENT_ANCHOR_START;
  const double step = ent_nice_step(f->high - f->low, 6), across = ent_nice_step(f->right, s->narrow ? 4 : 7);
  for (int i = 0; i < 12 && f->low + i * step <= f->high + step / 2; i++) {
    const double v = fabs(f->low + i * step) < step / 2 ? 0 : f->low + i * step, y = at_y(f, v);
    ent_svg_line(s, f->x, y, f->x + f->width, y, fabs(v) > 0 ? ENT_TONE_LINE : ENT_TONE_SOFT, 1,
                 fabs(v) > 0 ? "1 3" : NULL);
    ent_svg_label(s, f->x - 6, y + 4, left, f->x - 6, ent_svg_signed(s, v, step < 1 ? 2 : 0, true));
  }
  for (int i = 0; i < 12 && i * across <= f->right; i++)
    ent_svg_label(s, at_x(f, i * across), f->y + f->height + 18, under, 0, loss_text(s, i * across, across));
  const char *const gains = unit ? ent_svg_text(s, ENT_SAY("Senders gain or pay, {unit}"), "unit",
                                                ent_text_clean(s, unit, 11.5, 0), (char *)NULL)
                                 : ent_say(s->words, ENT_SAY("Senders gain or pay"));
  ent_svg_label(s, 0, 14, head, s->width, gains);
  ent_svg_label(s, f->x + f->width, f->y + f->height + 36, left, f->width,
                ent_svg_text(s, ENT_SAY("Welfare that {name} loses"), "name",
                             ent_text_clean(s, target ? target : "", 11.5, 0), (char *)NULL));
}

static void draw_line(ent_sheet *s, const frame *f, const ent_frontier_row *row, int rows)
{
  ent_svg_path(s);
  for (int i = 0; i < rows; i++) ent_svg_point(s, i == 0, at_x(f, row[i].loss), at_y(f, row[i].gain));
  ent_svg_path_end(s, false, ENT_TONE_NONE, 1, ENT_TONE_BLUE, 2.2, NULL);
}

/* Is there room?  Then it is taken; must: whether or not. */
static bool take(taken *t, double x, double y, double width, bool must)
{
  for (int i = 0; i < t->count && !must; i++)
    if (fabs(x - t->x[i]) < (width + t->width[i]) / 2 + 4 && fabs(y - t->y[i]) < 14) return false;
  if (t->count == LABELS) return must;
  t->x[t->count] = x;
  t->y[t->count] = y;
  t->width[t->count++] = width;
  return true;
}

static const char *label_of(ent_sheet *s, const ent_frontier_row *row)
{
  if (row->label && row->label[0]) return ent_text_clean(s, row->label, 12, 0);
  return row->ban ? ent_say(s->words, ENT_SAY("ban")) : "";
}

static void draw_mark(ent_sheet *s, const frame *f, const ent_frontier_row *row)
{
  const double x = at_x(f, row->loss), y = at_y(f, row->gain);
  if (row->best)
    ent_svg_mark(s, ENT_MARK_DIAMOND, x, y, 6.5, ENT_TONE_GREEN);
  else if (row->ban)
    ent_svg_mark(s, ENT_MARK_SQUARE, x, y, 5.5, ENT_TONE_RED);
  else
    ent_svg_disc(s, x, y, 3, ENT_TONE_PAPER, ENT_TONE_BLUE, 1.6);
}

/* Above the line where it rises, beside it where it falls. */
static void draw_label(ent_sheet *s, const frame *f, const ent_frontier_row *row, bool falls, taken *t)
{
  const double x = at_x(f, row->loss), y = at_y(f, row->gain);
  const bool special = row->ban || row->best, beside = falls && !row->best;
  const char *const label = label_of(s, row);
  const double width = ent_text_width(label, 12), half = width / 2;
  const double middle = ent_clamp(beside ? x + 10 + half : x, half + 2, s->width - half - 2);
  const double line = beside ? y + (row->ban ? 10 : -2) : y - 10;
  if (!label[0] || !take(t, middle, line, width, special)) return;
  ent_svg_label(
    s, middle, line,
    (ent_type){.size = 12, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_MIDDLE, .bold = special, .halo = true}, 0, label);
}

/* Labels of the ban and of the best first, which so keep theirs; marks of them last, on top. */
static void draw_rows(ent_sheet *s, const frame *f, const ent_frontier_row *row, int rows)
{
  taken t = {.count = 0};
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < rows; i++) {
      const bool special = row[i].ban || row[i].best, named = label_of(s, &row[i])[0] != '\0';
      if (special == (pass == 0)) draw_label(s, f, &row[i], i > 0 && row[i].gain < row[i - 1].gain, &t);
      if (special == (pass == 1) && (special || named)) draw_mark(s, f, &row[i]);
    }
}

static void say_row(ent_sheet *s, const ent_frontier_row *row, const char *target)
{
  const double gain = finite(row->gain);
  ent_svg_said(s,
               row->best ? ENT_SAY("Best, {rate}: {name} loses {loss}, senders {gain}. ")
                         : ENT_SAY("{rate}: {name} loses {loss}, senders {gain}. "),
               "rate", label_of(s, row), "name", ent_text_clean(s, target ? target : "", 12, 0), "loss",
               loss_text(s, finite(row->loss), finite(row->loss) / 10), "gain",
               ent_svg_signed(s, gain, fabs(gain) < 10 ? 2 : 0, true), (char *)NULL);
}

ent_status ent_draw_frontier(const ent_frontier_row *row, int rows, const char *target, const char *unit,
                             const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("Pain and its price, rate by rate"), memory, out, err);
  if (status != ENT_OK) return status;
  const frame f = measure(&s, row, rows);
  draw_axes(&s, &f, target, unit);
  draw_line(&s, &f, row, rows);
  draw_rows(&s, &f, row, rows);
  for (int i = 0; i < rows; i++)
    if (label_of(&s, &row[i])[0]) say_row(&s, &row[i], target);
  s.height = f.y + f.height + 46;
  return ent_svg_end(&s, memory, out, err);
}
