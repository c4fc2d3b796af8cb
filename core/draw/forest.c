/* forest.c - what do past cases say, with how much room for doubt, and where does the model stand beside them?
 *
 * One row a reference class: a square at the mean and a bar over the interval, from 0 to 100 %; under its name a dot for each
 * case, dark where it came true, so that 3 of 12 does not look like 30 of 120; the model's own rows come with a diamond. */
#include "draw/svg.h"

#define NAME_SIZE 13.5
#define DOT_GAP 8.0
#define DOT_ROW 11.0

static void draw_row(ent_sheet *s, const ent_forest_row *row, double x, double width, double y)
{
  const double low = x + ent_clamp(row->low, 0, 1) * width, high = x + ent_clamp(row->high, 0, 1) * width;
  const double p = x + ent_clamp(row->p, 0, 1) * width;
  const ent_tone tone = row->ours ? ENT_TONE_BLUE : ENT_TONE_INK;
  ent_svg_line(s, low, y, high, y, tone, 2, NULL);
  ent_svg_line(s, low, y - 4, low, y + 4, tone, 1.5, NULL);
  ent_svg_line(s, high, y - 4, high, y + 4, tone, 1.5, NULL);
  ent_svg_mark(s, row->ours ? ENT_MARK_DIAMOND : ENT_MARK_SQUARE, p, y, row->ours ? 7 : 6.5, tone);
}

/* `count` dots from x on: a line of dashes without length and with round ends. */
static void draw_dots(ent_sheet *s, double x, double y, int count, double gap, ent_tone tone)
{
  if (count <= 0) return;
  ent_svg_path(s);
  ent_svg_point(s, true, x, y);
  ent_svg_point(s, false, x + (count - 1) * gap + 0.4 * gap, y);
  char dash[ENT_NUMBER_MAX + 2] = "0 ";
  ent_number_write_fixed(gap, 2, dash + 2);
  ent_svg_path_end(s, false, ENT_TONE_NONE, 1, tone, gap * 0.7, dash);
}

static void draw_cases(ent_sheet *s, const ent_forest_row *row, double y, double room)
{
  const double gap = row->cases * DOT_GAP > room ? room / row->cases : DOT_GAP;
  const int yes = row->yes < row->cases ? row->yes : row->cases;
  draw_dots(s, gap / 2, y, yes, gap, ENT_TONE_INK);
  draw_dots(s, gap / 2 + yes * gap, y, row->cases - yes, gap, ENT_TONE_LINE);
}

static void say_row(ent_sheet *s, const ent_forest_row *row)
{
  const char *const detail = ent_text_clean(s, row->detail, 10, 0);
  ent_svg_said(s, *detail ? "{name}: {share} ({low} to {high}; {detail}). " : "{name}: {share} ({low} to {high}). ",
               "name", ent_text_clean(s, row->name, 10, 0), "share", ent_svg_percent(s, row->p), "low",
               ent_svg_percent(s, row->low), "high", ent_svg_percent(s, row->high), "detail", detail, (char *)NULL);
}

static double row_height(ent_sheet *s, const ent_forest_row *row, double room)
{
  const double size = row->ours ? NAME_SIZE * 1.06 : NAME_SIZE;
  return (s->narrow ? 46 : 28) + (row->cases > 0 ? DOT_ROW : 0) +
         ent_svg_lines(s, size, room, 2, row->name) * NAME_SIZE * 1.3;
}

/* None of the model's draws, or all, is a bound and not a 0 or 1; its interval is two standard errors either way. */
static void percent_of(const ent_forest_row *row, char text[ENT_PERCENT_MAX])
{
  if (row->ours && (row->p == 0 || row->p == 1))
    ent_share_write((ent_share){row->p, (row->p == 0 ? row->high : 1 - row->low) / 2}, text);
  else
    ent_percent_write(row->p, text);
}

ent_status ent_draw_forest(const ent_forest_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                           ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("The model beside the precedents"), memory, out, err);
  if (status != ENT_OK) return status;
  const double label = s.narrow ? 0 : s.width * 0.44, number = 54, x = s.narrow ? 10 : label + 10;
  const double width = s.width - x - number - (s.narrow ? 8 : 16), from = 24, room = s.narrow ? s.width - 4 : label - 8;
  double bottom = from;
  for (int i = 0; i < rows; i++) bottom += row_height(&s, &row[i], room);
  for (int i = 0; i <= 4; i++) {
    const double at = x + width * i / 4;
    ent_svg_line(&s, at, from, at, bottom, ENT_TONE_LINE, 1, NULL);
    ent_svg_percent_label(&s, at, from - 7,
                          (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_MIDDLE}, i / 4.0);
  }
  double y = from;
  for (int i = 0; i < rows; i++) {
    char text[ENT_PERCENT_MAX];
    const double height = row_height(&s, &row[i], room), middle = s.narrow ? y + height - 18 : y + height / 2 + 1;
    ent_type name = {.size = NAME_SIZE, .tone = ENT_TONE_INK, .bold = row[i].ours, .halo = s.narrow};
    ent_type small = {.size = 11.5, .tone = ENT_TONE_SOFT, .halo = s.narrow};
    const int lines = ent_svg_wrap(&s, 0, y + 19, name, room, 2, row[i].name);
    ent_svg_label(&s, 0, y + 35 + (lines - 1) * NAME_SIZE * 1.3, small, room, row[i].detail);
    draw_cases(&s, &row[i], y + 35 + (lines - 1) * NAME_SIZE * 1.3 + DOT_ROW - 1, room);
    draw_row(&s, &row[i], x, width, middle);
    percent_of(&row[i], text);
    ent_svg_label(&s, s.width, middle + 4.5,
                  (ent_type){.size = 13, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_END, .bold = true}, 0, text);
    say_row(&s, &row[i]);
    y += height;
  }
  s.height = bottom + 4;
  return ent_svg_end(&s, memory, out, err);
}
