/* votes.c - who has power, who would say yes, whose vote settles it, and what would it cost?
 *
 * Up to four columns of bars on the same rows: power a priori, chance of a yes, chance to decide (each against its own largest,
 * the chance of a yes against 100 %), cost of a yes. */
#include "draw/svg.h"

#include <math.h>

#define COLUMNS 4

static const struct {
  const char *head;
  ent_tone tone;
} columns[COLUMNS] = {{ENT_SAY("Power a priori (Banzhaf)"), ENT_TONE_SOFT},
                      {ENT_SAY("Chance of a yes"), ENT_TONE_BLUE},
                      {ENT_SAY("Its vote settles it"), ENT_TONE_GREEN},
                      {ENT_SAY("Cost of a yes"), ENT_TONE_OCHRE}};

static double value_of(const ent_vote_row *row, int column)
{
  const double v = column == 0 ? row->power : column == 1 ? row->yes : column == 2 ? row->decides : row->cost;
  return v >= 0 ? v : -1; /* what is no number is unknown */
}

/* The largest finite value; negative when the column is empty. */
static double most_of(const ent_vote_row *row, int rows, int column)
{
  double most = -1;
  for (int i = 0; i < rows; i++) {
    const double v = value_of(&row[i], column);
    if (v >= 0 && most < 0) most = 0;
    if (v > most && v < INFINITY) most = v;
  }
  return most;
}

static const char *value_text(ent_sheet *s, double v, int column)
{
  if (v < 0) return "-";
  if (!(v < INFINITY)) return ent_say(s->words, "not for sale");
  return column < 3 ? ent_svg_percent(s, ent_clamp(v, 0, 1)) : ent_svg_number(s, v, v >= 100 ? 0 : v >= 1 ? 1 : 3);
}

static void draw_cell(ent_sheet *s, double x, double y, double width, double v, double most, int column)
{
  const double number = s->narrow ? 46 : 58, bar = width - number, full = column == 1 ? 1 : most > 0 ? most : 1;
  const double share = v < INFINITY ? ent_clamp(v / full, 0, 1) : 1;
  ent_svg_rect(s, x, y - 5, bar, 10, 1.5, ENT_TONE_TRACK);
  if (v > 0 && v < INFINITY)
    ent_svg_rect(s, x, y - 5, share * bar > 1.5 ? share * bar : 1.5, 10, 1.5, columns[column].tone);
  ent_svg_label(s, x + bar + 5, y + 4, (ent_type){.size = 11.5, .tone = ENT_TONE_INK}, number - 5,
                value_text(s, v, column));
}

static void say_row(ent_sheet *s, const ent_vote_row *row, const double *most)
{
  static const char *const said[COLUMNS] = {ENT_SAY("{name}: power {value}"), ENT_SAY("{name}: yes {value}"),
                                            ENT_SAY("{name}: settles it {value}"), ENT_SAY("{name}: costs {value}")};
  for (int c = 0; c < COLUMNS; c++) {
    if (most[c] < 0) continue;
    ent_svg_said(s, said[c], "name", ent_text_clean(s, row->name, 10, 0), "value", value_text(s, value_of(row, c), c),
                 (char *)NULL);
    ent_svg_say(s, ". ");
  }
}

ent_status ent_draw_votes(const ent_vote_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("Power, consent and cost by member"), memory, out, err);
  if (status != ENT_OK) return status;
  double most[COLUMNS];
  int shown = 0;
  for (int c = 0; c < COLUMNS; c++) shown += (most[c] = most_of(row, rows, c)) >= 0;
  const double label = s.narrow ? 0 : s.width * 0.22, gap = s.narrow ? 6 : 14;
  const double width = (s.width - label - gap * (shown - 1)) / (shown > 0 ? shown : 1);
  double y = 22;
  for (int i = -1; i < rows; i++) {
    double x = label;
    if (i >= 0)
      ent_svg_label(&s, 0, y + (s.narrow ? 13 : 15), (ent_type){.size = 13, .tone = ENT_TONE_INK},
                    s.narrow ? s.width : label - 10, row[i].name);
    for (int c = 0; c < COLUMNS; c++) {
      if (most[c] < 0) continue;
      if (i < 0)
        ent_svg_label(&s, x, 14, (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT}, width,
                      ent_say(s.words, columns[c].head));
      else
        draw_cell(&s, x, y + (s.narrow ? 25 : 11), width, value_of(&row[i], c), most[c], c);
      x += width + gap;
    }
    if (i < 0) continue;
    say_row(&s, &row[i], most);
    y += s.narrow ? 40 : 24;
  }
  s.height = y + 4;
  return ent_svg_end(&s, memory, out, err);
}
