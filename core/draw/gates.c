/* gates.c - in how many draws is each gate open, and how firmly?
 *
 * Left, the share of draws with its band of two Monte Carlo standard errors; right, the distribution of the margin: a
 * thin line from 5 to 95 %, a thick one from 25 to 75 %, a dot at the median; left of zero the gate is shut. */
#include "draw/svg.h"

typedef struct columns {
  double share_x, share_w, percent_x, margin_x, margin_w;
} columns;

static columns lay_out(const ent_sheet *s)
{
  if (s->narrow)
    return (columns){.share_x = 0,
                     .share_w = s->width * 0.4,
                     .percent_x = 0,
                     .margin_x = s->width * 0.56,
                     .margin_w = s->width * 0.44 - 8};
  const double label = 205, percent = 104, gap = 18, left = s->width - label - percent - gap - 10;
  return (columns){.share_x = label,
                   .share_w = left * 0.48,
                   .percent_x = label + left * 0.48 + 9,
                   .margin_x = label + left * 0.48 + percent + gap,
                   .margin_w = left * 0.52};
}

static double margin_at(const columns *c, double m)
{
  return c->margin_x + (ent_clamp(m, -1, 1) + 1) / 2 * c->margin_w;
}

static void draw_share(ent_sheet *s, const columns *c, const ent_gate_row *row, double y, double height)
{
  const double p = ent_clamp(row->share, 0, 1), se = ent_clamp(row->se, 0, 1);
  ent_svg_rect(s, c->share_x, y, c->share_w, height, 2, ENT_TONE_TRACK);
  if (p > 0) {
    const double length = p * c->share_w;
    ent_svg_rect(s, c->share_x, y, length > 1.5 ? length : 1.5, height, length > 4 ? 2 : 0,
                 row->level == 2 ? ENT_TONE_INK : ENT_TONE_BLUE);
  }
  const double low = ent_clamp(p - 2 * se, 0, 1) * c->share_w, high = ent_clamp(p + 2 * se, 0, 1) * c->share_w;
  if (high - low >= 2) {
    const double middle = y + height / 2;
    ent_svg_line(s, c->share_x + low, middle, c->share_x + high, middle, ENT_TONE_PAPER, 4, NULL);
    ent_svg_line(s, c->share_x + low, middle, c->share_x + high, middle, ENT_TONE_RED, 2, NULL);
  }
}

static void draw_margin(ent_sheet *s, const columns *c, const ent_gate_row *row, double y)
{
  const double *const q = row->margin, zero = margin_at(c, 0);
  static const double widths[2] = {2, 7};
  for (int k = 0; k < 2; k++) { /* thin 5-95, thick 25-75; each in two colours that meet at zero */
    const double a = margin_at(c, q[k]), b = margin_at(c, q[4 - k]);
    if (a < zero) ent_svg_line(s, a, y, b < zero ? b : zero, y, ENT_TONE_RED, widths[k], NULL);
    if (b > zero) ent_svg_line(s, a > zero ? a : zero, y, b, y, ENT_TONE_BLUE, widths[k], NULL);
  }
  ent_svg_disc(s, margin_at(c, q[2]), y, 4.5, ENT_TONE_PAPER, ENT_TONE_INK, 1.8);
}

static void say_row(ent_sheet *s, const ent_gate_row *row)
{
  char text[ENT_PERCENT_MAX];
  ent_share_write((ent_share){row->share, row->se}, text);
  const char *const name = ent_text_clean(s, row->name, 10, 0);
  const double *const q = row->margin;
  if (row->has_margin)
    ent_svg_said(s, "{gate}: open in {share} of draws, margin {median} (5 to 95 %: {low} to {high}). ", "gate", name,
                 "share", text, "median", ent_svg_number(s, ent_clamp(q[2], -1, 1), 2), "low",
                 ent_svg_number(s, ent_clamp(q[0], -1, 1), 2), "high", ent_svg_number(s, ent_clamp(q[4], -1, 1), 2),
                 (char *)NULL);
  else
    ent_svg_said(s, "{gate}: open in {share} of draws. ", "gate", name, "share", text, (char *)NULL);
}

/* Name, detail and number of a row; returns the middle of its bars. */
static double draw_words(ent_sheet *s, const columns *c, const ent_gate_row *row, double y, double *bottom)
{
  const bool part = row->level == 1;
  const ent_type name = {.size = part ? 12.5 : 14.5, .tone = part ? ENT_TONE_SOFT : ENT_TONE_INK, .bold = !part};
  const ent_type small = {.size = 11.5, .tone = ENT_TONE_SOFT};
  const double indent = part ? 14 : 0;
  char text[ENT_PERCENT_MAX];
  ent_share_write((ent_share){row->share, row->se}, text);
  ent_type number = {.size = part ? 12.5 : 14, .tone = ENT_TONE_INK, .bold = !part};
  if (s->narrow) {
    number.anchor = ENT_ANCHOR_END;
    ent_svg_label(s, indent, y + 15, name, s->width - 120, row->name);
    ent_svg_label(s, s->width - 8, y + 15, number, 0, text);
    *bottom = y + (part ? 44 : 52);
    return y + 31;
  }
  ent_svg_label(s, indent, y + 17, name, c->share_x - 12 - indent, row->name);
  const int lines =
    row->detail && *row->detail ? ent_svg_wrap(s, indent, y + 34, small, c->share_x - 12 - indent, 2, row->detail) : 0;
  ent_svg_label(s, c->percent_x, y + 17, number, 0, text);
  *bottom = y + (part ? 28 : lines == 2 ? 64 : lines == 1 ? 50 : 38);
  return y + 12;
}

static void draw_heads(ent_sheet *s, const columns *c)
{
  const ent_type head = {.size = 11.5, .tone = ENT_TONE_SOFT};
  ent_type middle = head, end = head;
  middle.anchor = ENT_ANCHOR_MIDDLE;
  end.anchor = ENT_ANCHOR_END;
  ent_svg_label(s, c->share_x, 14, head, 0,
                ent_say(s->words, s->narrow ? "Share of draws" : "Share of draws in which it is open"));
  ent_svg_label(s, margin_at(c, 0), 14, middle, 0, ent_say(s->words, "Margin"));
  ent_svg_label(s, margin_at(c, -1), 30, head, 0, ent_say(s->words, "shut"));
  ent_svg_label(s, margin_at(c, 0), 30, middle, 0, "0");
  ent_svg_label(s, margin_at(c, 1), 30, end, 0, ent_say(s->words, "open"));
  ent_svg_label(s, c->share_x, 30, head, 0, "0");
  end.anchor = ENT_ANCHOR_END;
  ent_svg_label(s, c->share_x + c->share_w, 30, end, 0, "100 %");
}

ent_status ent_draw_gates(const ent_gate_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("The four gates"), memory, out, err);
  if (status != ENT_OK) return status;
  const columns c = lay_out(&s);
  draw_heads(&s, &c);
  double y = 40, zero_from = s.narrow ? -1 : 36; /* a telephone has its numbers where the line would run */
  for (int i = 0; i < rows; i++) {
    if (row[i].level == 2) {
      if (zero_from > 0)
        ent_svg_line(&s, margin_at(&c, 0), zero_from, margin_at(&c, 0), y - 2, ENT_TONE_SOFT, 1, "2 3");
      zero_from = -1;
      ent_svg_line(&s, 0, y + 2, s.width, y + 2, ENT_TONE_LINE, 1, NULL);
      y += 8;
    }
    double bottom;
    const double middle = draw_words(&s, &c, &row[i], y, &bottom), height = row[i].level == 1 ? 7 : 14;
    draw_share(&s, &c, &row[i], middle - height / 2, height);
    if (row[i].has_margin) {
      ent_svg_line(&s, margin_at(&c, -1), middle, margin_at(&c, 1), middle, ENT_TONE_LINE, 1, NULL);
      if (s.narrow)
        ent_svg_line(&s, margin_at(&c, 0), middle - 9, margin_at(&c, 0), middle + 9, ENT_TONE_SOFT, 1, NULL);
      draw_margin(&s, &c, &row[i], middle);
    }
    say_row(&s, &row[i]);
    y = bottom;
  }
  if (zero_from > 0) ent_svg_line(&s, margin_at(&c, 0), zero_from, margin_at(&c, 0), y, ENT_TONE_SOFT, 1, "2 3");
  s.height = y + 4;
  return ent_svg_end(&s, memory, out, err);
}
