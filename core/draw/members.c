/* members.c - who has power in the club, who would say yes, who blocks, and what would it take to turn a no?
 *
 * Columns of bars on the same rows, the first three from 0 to 100 %: power a priori (Banzhaf), the chance of a yes, and the
 * share of draws in which the member is in a smallest blocking coalition; the last, what the member lacks for a yes, against
 * the largest of the picture. */
#include "draw/svg.h"

#include <math.h>
#include <string.h>

#define COLUMNS 4
#define LACKS 3

static const struct {
  const char *head, *short_head;
  ent_tone tone;
} columns[COLUMNS] = {{ENT_SAY("Power (Banzhaf)"), ENT_SAY("Power"), ENT_TONE_SOFT},
                      {ENT_SAY("Chance of a yes"), ENT_SAY("Says yes"), ENT_TONE_BLUE},
                      {ENT_SAY("In a smallest block"), ENT_SAY("Blocks"), ENT_TONE_RED},
                      {ENT_SAY("Lacks for a yes"), ENT_SAY("Lacks"), ENT_TONE_OCHRE}};

/* What is no number is unknown. */
static double value_of(const ent_member_row *row, int column)
{
  const double v = column == 0 ? row->power : column == 1 ? row->yes : column == 2 ? row->blocks : row->lacks;
  if (column != LACKS) return v;
  return v >= 0 ? v < INFINITY ? v : 1e300 : -1;
}

static const char *unknown(const ent_sheet *s, int column)
{
  return ent_say(s->words, column == 0 ? "not enumerated" : column == LACKS ? "not asked" : "not counted");
}

static void draw_cell(ent_sheet *s, double x, double y, double width, double v, double most, int column)
{
  const double number = s->narrow ? 46 : 52, bar = width - number;
  if (v < 0) {
    ent_svg_label(s, x, y + 4, (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT}, width, unknown(s, column));
    return;
  }
  const double p = column == LACKS ? (most > 0 ? v / most : 0) : ent_clamp(v, 0, 1);
  ent_svg_rect(s, x, y - 5, bar, 10, 1.5, ENT_TONE_TRACK);
  if (p > 0) ent_svg_rect(s, x, y - 5, p * bar > 1.5 ? p * bar : 1.5, 10, p * bar > 4 ? 1.5 : 0, columns[column].tone);
  ent_svg_label(s, x + bar + 5, y + 4, (ent_type){.size = 12, .tone = ENT_TONE_INK}, 0,
                column == LACKS ? ent_svg_number(s, v, 2) : ent_svg_percent(s, p));
}

static void say_row(ent_sheet *s, const ent_member_row *row)
{
  const char *const name = ent_text_clean(s, row->name, 10, 0), *const yes = ent_svg_percent(s, row->yes);
  if (row->power >= 0)
    ent_svg_said(s, "{name}: power {power}, yes {yes}", "name", name, "power", ent_svg_percent(s, row->power), "yes",
                 yes, (char *)NULL);
  else
    ent_svg_said(s, "{name}: yes {yes}", "name", name, "yes", yes, (char *)NULL);
  if (row->blocks >= 0)
    ent_svg_said(s, ", in a smallest block {share}", "share", ent_svg_percent(s, row->blocks), (char *)NULL);
  if (value_of(row, LACKS) >= 0)
    ent_svg_said(s, ", lacks {value} for a yes", "value", ent_svg_number(s, value_of(row, LACKS), 2), (char *)NULL);
  ent_svg_said(s, ". ", (char *)NULL);
}

/* Where nobody is known to lack anything, or not to, that column is not there. */
static int count_columns(const ent_member_row *row, int rows, double *most)
{
  int known = 0;
  *most = 0;
  for (int i = 0; i < rows; i++) {
    const double v = value_of(&row[i], LACKS);
    known += v >= 0;
    if (v > *most) *most = v;
  }
  return known > 0 ? COLUMNS : COLUMNS - 1;
}

/* The row of heads. */
static void draw_heads(ent_sheet *s, int shown, double label, double step, double width)
{
  for (int k = 0; k < shown; k++)
    ent_svg_label(s, label + k * step, 14, (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT}, width,
                  ent_say(s->words, s->narrow ? columns[k].short_head : columns[k].head));
}

ent_status ent_draw_members(const ent_member_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                            ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("Power, consent and blocking"), memory, out, err);
  if (status != ENT_OK) return status;
  double most = 0;
  const int shown = count_columns(row, rows, &most);
  const double label = s.narrow ? 0 : s.width * (shown == COLUMNS ? 0.22 : 0.27), gap = s.narrow ? 6 : 18;
  const double width = (s.width - label - gap * (shown - 1)) / shown;
  const ent_type name = {.size = 13.5, .tone = ENT_TONE_INK};
  const ent_type club = {.size = 13, .tone = ENT_TONE_INK, .bold = true};
  draw_heads(&s, shown, label, width + gap, width);
  double y = 22;
  const char *group = "";
  for (int i = 0; i < rows; i++) {
    const char *const next = row[i].club ? row[i].club : "";
    if (strcmp(next, group) != 0) {
      group = next;
      ent_svg_line(&s, 0, y + 2, s.width, y + 2, ENT_TONE_LINE, 1, NULL);
      ent_svg_label(&s, 0, y + 20, club, s.width, group);
      ent_svg_said(&s, "{club}: ", "club", ent_text_clean(&s, group, 10, 0), (char *)NULL);
      y += 28;
    }
    ent_svg_label(&s, 0, y + (s.narrow ? 13 : 15), name, s.narrow ? s.width : label - 10, row[i].name);
    for (int k = 0; k < shown; k++)
      draw_cell(&s, label + k * (width + gap), y + (s.narrow ? 25 : 11), width, value_of(&row[i], k), most, k);
    say_row(&s, &row[i]);
    y += s.narrow ? 40 : 24;
  }
  s.height = y + 4;
  return ent_svg_end(&s, memory, out, err);
}
