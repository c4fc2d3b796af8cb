/* reliability.c - of what was called likely, how much came?
 *
 * A square a question: the mean forecast of a group to the right, the share that came upwards, over the 90 % interval of that
 * share; the diagonal is where forecasts are right.  The disc's area grows with the forecasts in the group.
 * Source: Murphy and Winkler, Applied Statistics 26 (1977). */
#include "base/fail.h"
#include "draw/svg.h"

#include <math.h>

#define BINS_MAX 100
#define LARGEST 9.0 /* radius of a disc, px */

typedef struct square {
  double x, y, side;
} square;

static double right_of(const square *q, double p)
{
  return q->x + ent_clamp(p, 0, 1) * q->side;
}

static double up_of(const square *q, double p)
{
  return q->y + (1 - ent_clamp(p, 0, 1)) * q->side;
}

static void draw_frame(ent_sheet *s, const square *q)
{
  const ent_type under = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_MIDDLE};
  const ent_type left = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_END};
  for (int i = 0; i <= 4; i++) {
    const double share = i / 4.0;
    ent_svg_line(s, right_of(q, share), q->y, right_of(q, share), q->y + q->side, ENT_TONE_LINE, 1, NULL);
    ent_svg_line(s, q->x, up_of(q, share), q->x + q->side, up_of(q, share), ENT_TONE_LINE, 1, NULL);
    if (i % 2 != 0) continue;
    ent_svg_percent_label(s, right_of(q, share), q->y + q->side + 16, under, share);
    ent_svg_percent_label(s, q->x - 5, up_of(q, share) + 4, left, share);
  }
  ent_svg_line(s, q->x, q->y + q->side, q->x + q->side, q->y, ENT_TONE_SOFT, 1.5, "4 3");
}

static double radius_of(const ent_score_bin *b, int most)
{
  return b->n > 0 && most > 0 ? 3 + (LARGEST - 3) * sqrt((double)b->n / most) : 3;
}

static void draw_group(ent_sheet *s, const square *q, const ent_score_bin *b, int most)
{
  const double x = right_of(q, b->mean), low = up_of(q, b->rate_low), high = up_of(q, b->rate_high);
  ent_svg_line(s, x, low, x, high, ENT_TONE_BLUE, 2, NULL);
  ent_svg_line(s, x - 4, low, x + 4, low, ENT_TONE_BLUE, 1.5, NULL);
  ent_svg_line(s, x - 4, high, x + 4, high, ENT_TONE_BLUE, 1.5, NULL);
  ent_svg_disc(s, x, up_of(q, b->rate), radius_of(b, most), ENT_TONE_BLUE, ENT_TONE_PAPER, 1.5);
}

static void say_group(ent_sheet *s, const ent_score_bin *b)
{
  ent_svg_said(s, "Called {mean}: {rate} came ({low} to {high}), of {n}. ", "mean", ent_svg_percent(s, b->mean), "rate",
               ent_svg_percent(s, b->rate), "low", ent_svg_percent(s, b->rate_low), "high",
               ent_svg_percent(s, b->rate_high), "n", ent_svg_number(s, b->n, 0), (char *)NULL);
}

static void draw_panel(ent_sheet *s, const ent_reliability_panel *panel, const square *q)
{
  const ent_type title = {.size = 13.5, .tone = ENT_TONE_INK, .bold = true};
  const ent_type small = {.size = 11.5, .tone = ENT_TONE_SOFT};
  const ent_type middle = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_MIDDLE};
  int most = 0;
  ent_svg_label(s, q->x, q->y - 28, title, q->side + 10, panel->title);
  ent_svg_label(s, q->x, q->y - 11, small, q->side + 10, panel->detail);
  draw_frame(s, q);
  ent_svg_said(s, "{title}. ", "title", ent_text_clean(s, panel->title, 10, 0), (char *)NULL);
  for (int k = 0; k < panel->bins; k++)
    if (panel->bin[k].n > most) most = panel->bin[k].n;
  for (int k = 0; k < panel->bins; k++) {
    draw_group(s, q, &panel->bin[k], most);
    say_group(s, &panel->bin[k]);
  }
  ent_svg_label(s, q->x + q->side / 2, q->y + q->side + 33, middle, q->side + 20,
                ent_svg_text(s, "forecast; upwards: share that came", (char *)NULL));
}

static bool good(const ent_reliability_panel *panel, int panels)
{
  for (int i = 0; panel && i < panels && i < ENT_DRAW_PANELS_MAX; i++)
    if (!panel[i].bin || panel[i].bins < 1 || panel[i].bins > BINS_MAX) return false;
  return true;
}

ent_status ent_draw_reliability(const ent_reliability_panel *panel, int panels, const ent_look *look,
                                const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  if (!good(panel, panels)) return ent_fail(err, ENT_ARGUMENT, "", "A panel has 1 to 100 groups of forecasts.");
  const ent_status status = ent_svg_begin(&s, panel, panels, ENT_DRAW_PANELS_MAX, look,
                                          ENT_SAY("Forecasts beside what came"), memory, out, err);
  if (status != ENT_OK) return status;
  const int columns = s.narrow ? 1 : panels < 3 ? 2 : 3;
  const double cell = s.width / columns, left = 42, above = 42, below = 46;
  const double side = cell - left - 18 < 300 ? cell - left - 18 : 300;
  for (int i = 0; i < panels; i++) {
    const int column = i % columns, row = i / columns;
    const square q = {column * cell + left, row * (above + side + below) + above, side};
    draw_panel(&s, &panel[i], &q);
  }
  const int rows = (panels + columns - 1) / columns;
  s.height = rows * (above + side + below);
  return ent_svg_end(&s, memory, out, err);
}
