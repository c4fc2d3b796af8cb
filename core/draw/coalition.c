/* coalition.c - what is each sanctioner worth to a coalition, and what does it pay itself?
 *
 * Two columns of bars on the same rows and to one scale, both losses of a real wage: the target's, by the member's Shapley value,
 * and the member's own.  Where the values were drawn from orders of joining, a whisker spans two standard errors either way. */
#include "draw/svg.h"
#include "entente/draw_trade.h"

#include <math.h>

#define WHISKER 2 /* standard errors either way */

/* Losses below 0 are gains: they have no bar, but are told. */
static double bar_of(double v)
{
  return v > 0 && v < INFINITY ? v : 0;
}

static bool known(double v)
{
  return fabs(v) < 1e12;
}

static double most_of(const ent_coalition_row *row, int rows)
{
  double most = 0;
  for (int i = 0; i < rows; i++) {
    const double all[] = {row[i].worth + (known(row[i].error) ? WHISKER * fabs(row[i].error) : 0), row[i].cost};
    for (int k = 0; k < 2; k++)
      if (known(all[k]) && all[k] > most) most = all[k];
  }
  return most;
}

/* "0.342 %", with digits to tell hundredths of the largest apart. */
static const char *loss_text(ent_sheet *s, double v, double most)
{
  if (!known(v)) return "-";
  int decimals = 0;
  for (double least = most; decimals < 6 && least < 1; least *= 10) decimals++;
  return ent_svg_text(s, ENT_SAY("{number} %"), "number", ent_svg_signed(s, 100 * v, decimals, false), (char *)NULL);
}

static void draw_whisker(ent_sheet *s, double x, double y, double low, double high)
{
  ent_svg_line(s, x + low, y, x + high, y, ENT_TONE_INK, 1.2, NULL);
  ent_svg_line(s, x + low, y - 3, x + low, y + 3, ENT_TONE_INK, 1.2, NULL);
  ent_svg_line(s, x + high, y - 3, x + high, y + 3, ENT_TONE_INK, 1.2, NULL);
}

static void draw_cell(ent_sheet *s, double x, double y, double width, double v, double error, double most,
                      ent_tone tone)
{
  const double number = s->narrow ? 54 : 64, bar = width - number, long_most = most > 0 ? most : 1;
  const double size = known(v) ? bar_of(v) / long_most * bar : 0;
  if (size > 0) ent_svg_rect(s, x, y - 5, size > 1 ? size : 1, 10, size > 4 ? 1.5 : 0, tone);
  if (known(v) && known(error) && error > 0) {
    const double reach = WHISKER * error, high = bar_of(v + reach) / long_most * bar;
    draw_whisker(s, x, y, bar_of(v - reach) / long_most * bar, high < bar ? high : bar);
  }
  ent_svg_line(s, x, y - 8, x, y + 8, ENT_TONE_LINE, 1, NULL);
  ent_svg_label(s, x + bar + 6, y + 4, (ent_type){.size = 11.5, .tone = ENT_TONE_INK}, number - 6,
                loss_text(s, v, long_most));
}

static void say_row(ent_sheet *s, const ent_coalition_row *row, double most)
{
  const char *const name = ent_text_clean(s, row->name, 10, 0), *const worth = loss_text(s, row->worth, most);
  if (known(row->error) && row->error > 0)
    ent_svg_said(s, ENT_SAY("{name}: worth {worth} (standard error {error}), own loss {cost}"), "name", name, "worth",
                 worth, "error", loss_text(s, row->error, row->error), "cost", loss_text(s, row->cost, most),
                 (char *)NULL);
  else
    ent_svg_said(s, ENT_SAY("{name}: worth {worth}, own loss {cost}"), "name", name, "worth", worth, "cost",
                 loss_text(s, row->cost, most), (char *)NULL);
  ent_svg_say(s, ". ");
}

static void draw_heads(ent_sheet *s, const char *target, const double *x, double width)
{
  const ent_type soft = {.size = 11.5, .tone = ENT_TONE_SOFT};
  const char *const name = ent_text_clean(s, target ? target : "", 11.5, 0);
  ent_svg_label(s, x[0], 14, soft, width, ent_svg_text(s, ENT_SAY("{name} loses"), "name", name, (char *)NULL));
  ent_svg_label(s, x[1], 14, soft, width, ent_say(s->words, "Its own loss"));
}

ent_status ent_draw_coalition(const ent_coalition_row *row, int rows, const char *target, const ent_look *look,
                              const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status = ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look,
                                          ENT_SAY("What each sanctioner is worth and pays"), memory, out, err);
  if (status != ENT_OK) return status;
  const double label = s.narrow ? 0 : s.width * 0.2, gap = s.narrow ? 8 : 16, width = (s.width - label - gap) / 2;
  const double x[] = {label, label + width + gap}, most = most_of(row, rows);
  double y = 24;
  draw_heads(&s, target, x, width);
  for (int i = 0; i < rows; i++) {
    ent_svg_label(&s, 0, y + (s.narrow ? 13 : 15), (ent_type){.size = 13, .tone = ENT_TONE_INK},
                  s.narrow ? s.width : label - 10, row[i].name);
    const double at = y + (s.narrow ? 27 : 11);
    draw_cell(&s, x[0], at, width, row[i].worth, row[i].error, most, ENT_TONE_BLUE);
    draw_cell(&s, x[1], at, width, row[i].cost, 0, most, ENT_TONE_OCHRE);
    say_row(&s, &row[i], most > 0 ? most : 1);
    y += s.narrow ? 42 : 24;
  }
  const ent_type soft = {.size = 11.5, .tone = ENT_TONE_SOFT};
  y += 10 + 16 * ent_svg_wrap(
                   &s, 0, y + 10, soft, s.width, 3,
                   ent_say(s.words,
                           "Shares of a real wage, in the long run. Parts of the target's loss are Shapley values."));
  s.height = y;
  return ent_svg_end(&s, memory, out, err);
}
