/* members.c - who has power in the club, who would say yes, and who blocks?
 *
 * Three columns of bars on the same rows, each from 0 to 100 %: power a priori (Banzhaf), the chance of a yes, and the
 * share of draws in which the member is in a smallest blocking coalition. */
#include "draw/svg.h"

#include <string.h>

#define COLUMNS 3

static const struct {
  const char *head, *short_head;
  ent_tone tone;
} columns[COLUMNS] = {{ENT_SAY("Power a priori (Banzhaf)"), ENT_SAY("Power"), ENT_TONE_SOFT},
                      {ENT_SAY("Chance of a yes"), ENT_SAY("Says yes"), ENT_TONE_BLUE},
                      {ENT_SAY("In a smallest block"), ENT_SAY("Blocks"), ENT_TONE_RED}};

static void draw_cell(ent_sheet *s, double x, double y, double width, double p, ent_tone tone)
{
  const double number = s->narrow ? 48 : 52, bar = width - number;
  if (p < 0) {
    ent_svg_label(s, x, y + 4, (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT}, width,
                  ent_say(s->words, tone == ENT_TONE_SOFT ? "not enumerated" : "not counted"));
    return;
  }
  char text[ENT_PERCENT_MAX];
  p = ent_clamp(p, 0, 1);
  ent_percent_write(p, text);
  ent_svg_rect(s, x, y - 5, bar, 10, 1.5, ENT_TONE_TRACK);
  if (p > 0) ent_svg_rect(s, x, y - 5, p * bar > 1.5 ? p * bar : 1.5, 10, p * bar > 4 ? 1.5 : 0, tone);
  ent_svg_label(s, x + bar + 5, y + 4, (ent_type){.size = 12, .tone = ENT_TONE_INK}, 0, text);
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
  ent_svg_said(s, ". ", (char *)NULL);
}

ent_status ent_draw_members(const ent_member_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                            ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("Power, consent and blocking"), memory, out, err);
  if (status != ENT_OK) return status;
  const double label = s.narrow ? 0 : s.width * 0.27, gap = s.narrow ? 6 : 18;
  const double width = (s.width - label - gap * (COLUMNS - 1)) / COLUMNS;
  const ent_type head = {.size = 11.5, .tone = ENT_TONE_SOFT}, name = {.size = 13.5, .tone = ENT_TONE_INK};
  const ent_type club = {.size = 13, .tone = ENT_TONE_INK, .bold = true};
  for (int k = 0; k < COLUMNS; k++)
    ent_svg_label(&s, label + k * (width + gap), 14, head, width,
                  ent_say(s.words, s.narrow ? columns[k].short_head : columns[k].head));
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
    const double middle = y + (s.narrow ? 25 : 11), p[COLUMNS] = {row[i].power, row[i].yes, row[i].blocks};
    for (int k = 0; k < COLUMNS; k++) draw_cell(&s, label + k * (width + gap), middle, width, p[k], columns[k].tone);
    say_row(&s, &row[i]);
    y += s.narrow ? 40 : 24;
  }
  s.height = y + 4;
  return ent_svg_end(&s, memory, out, err);
}
