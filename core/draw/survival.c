/* survival.c - how long does the deal live?
 *
 * Each essential term survives t years with (1 - hazard)^t, the deal with the product over its terms: drawn at the
 * hazards given.  At the horizon stands the ensemble's own range, and a dashed line falls at the highest hazard that
 * the target could bear: a deal that falls faster is not worth its price. */
#include "draw/svg.h"

#define TERMS_MAX 32
#define STEPS 48

typedef struct frame {
  double x, y, width, height, years;
} frame;

static double at_year(const frame *f, double t)
{
  return f->x + t / f->years * f->width;
}

static double at_share(const frame *f, double p)
{
  return f->y + (1 - ent_clamp(p, 0, 1)) * f->height;
}

static double survival(double hazard, double years)
{
  return ent_pow(1 - ent_clamp(hazard, 0, 1), years);
}

static void draw_axes(ent_sheet *s, const frame *f)
{
  const ent_type left = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_END};
  ent_type under = left;
  under.anchor = ENT_ANCHOR_MIDDLE;
  for (int i = 0; i <= 4; i++) {
    const double y = at_share(f, i / 4.0);
    ent_svg_line(s, f->x, y, f->x + f->width, y, ENT_TONE_LINE, 1, i > 0 ? "1 3" : NULL);
    ent_svg_percent_label(s, f->x - 6, y + 4, left, i / 4.0);
  }
  const double nice = ent_nice_step(f->years, s->narrow ? 4 : 8), step = f->years >= 3 && nice < 1 ? 1 : nice;
  for (int i = 0; i * step <= f->years * (1 + 1e-9) && i < 20; i++) {
    char digits[ENT_NUMBER_MAX];
    ent_number_write_fixed(i * step, step < 1 ? 1 : 0, digits);
    ent_svg_label(s, at_year(f, i * step), f->y + f->height + 18, under, 0, digits);
  }
  ent_svg_line(s, f->x + f->width, f->y, f->x + f->width, f->y + f->height, ENT_TONE_SOFT, 1.2, "5 4");
  under.anchor = ENT_ANCHOR_END;
  ent_svg_label(s, f->x + f->width, f->y + f->height + 36, under, 0,
                ent_say(s->words, "years after the deal begins, to the horizon"));
}

static void draw_curve(ent_sheet *s, const frame *f, double hazard, ent_tone tone, double width, const char *dash)
{
  ent_svg_path(s);
  for (int i = 0; i <= STEPS; i++) {
    const double t = f->years * i / STEPS;
    ent_svg_point(s, i == 0, at_year(f, t), at_share(f, survival(hazard, t)));
  }
  ent_svg_path_end(s, false, ENT_TONE_NONE, 1, tone, width, dash);
}

static void draw_range(ent_sheet *s, const frame *f, const ent_survival_end *end)
{
  const double x = f->x + f->width + 9;
  ent_svg_line(s, x, at_share(f, end->p5), x, at_share(f, end->p95), ENT_TONE_INK, 2, NULL);
  ent_svg_disc(s, x, at_share(f, end->p50), 4.5, ENT_TONE_PAPER, ENT_TONE_INK, 1.8);
  ent_svg_said(s, "All draws at the horizon: median {median}, 90 % range {low} to {high}. ", "median",
               ent_svg_percent(s, end->p50), "low", ent_svg_percent(s, end->p5), "high", ent_svg_percent(s, end->p95),
               (char *)NULL);
}

/* Labels at the line ends, pushed apart.  A telephone has room for the percent there; the names follow below it. */
static void draw_labels(ent_sheet *s, const frame *f, const ent_survival_term *term, int terms, const double *hazard,
                        const ent_survival_end *end)
{
  double at[TERMS_MAX + 2];
  int order[TERMS_MAX + 2];
  const int bearable = end->bearable > 0, n = terms + 1 + bearable;
  for (int i = 0; i < n; i++) at[i] = at_share(f, survival(hazard[i], f->years));
  ent_spread(at, order, n, 16, f->y + 4, f->y + f->height + 2);
  const double x = f->x + f->width + 24;
  for (int i = 0; i < n; i++) {
    const char *const name =
      i < terms ? term[i].name : ent_say(s->words, i == terms ? "the deal" : "if hazard were just bearable");
    const ent_tone tone = i < terms ? ENT_TONE_SOFT : i == terms ? ENT_TONE_BLUE : ENT_TONE_RED;
    ent_writer w;
    char text[ENT_PERCENT_MAX];
    ent_writer_open(&w, &s->arena);
    ent_percent_write(survival(hazard[i], f->years), text);
    ent_put(&w, text);
    ent_put(&w, "  ");
    ent_put(&w, ent_text_clean(s, name, 10, 0));
    if (w.failed) s->failed = true;
    const ent_type type = {.size = 12, .tone = tone, .bold = i == terms};
    ent_svg_label(s, x, at[i] + 4, type, s->width - x, s->narrow ? text : w.data);
    if (s->narrow) ent_svg_label(s, 8, f->y + f->height + 58 + 18 * i, type, s->width - 8, w.data);
    ent_svg_said(s, "{name}: {share} at the horizon. ", "name", ent_text_clean(s, name, 10, 0), "share", text,
                 (char *)NULL);
  }
}

ent_status ent_draw_survival(const ent_survival_term *term, int terms, const ent_survival_end *end,
                             const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  double hazard[TERMS_MAX + 2];
  const ent_status status = ent_svg_begin(&s, end ? term : NULL, terms, TERMS_MAX, look,
                                          ENT_SAY("Chance that the deal is still in force"), memory, out, err);
  if (status != ENT_OK || !end) return status; /* NULL was refused above */
  const double years = end->years > 0 ? ent_clamp(end->years, 0.1, 1000) : 1;
  const frame f = {.x = 46,
                   .y = 10,
                   .width = s.narrow ? s.width - 122 : s.width * 0.54,
                   .height = s.narrow ? 180 : 210,
                   .years = years};
  draw_axes(&s, &f);
  double keeps = 1;
  for (int i = 0; i < terms; i++) {
    hazard[i] = ent_clamp(term[i].hazard, 0, 1);
    keeps *= 1 - hazard[i];
    if (terms > 1) draw_curve(&s, &f, hazard[i], ENT_TONE_SOFT, 1.2, NULL);
  }
  hazard[terms] = 1 - keeps;
  hazard[terms + 1] = ent_clamp(end->bearable, 0, 1);
  if (end->bearable > 0) draw_curve(&s, &f, hazard[terms + 1], ENT_TONE_RED, 1.6, "5 4");
  draw_curve(&s, &f, hazard[terms], ENT_TONE_BLUE, 2.6, NULL);
  draw_labels(&s, &f, term, terms, hazard, end);
  if (end->has_range) draw_range(&s, &f, end);
  s.height = f.y + f.height + 44 + (s.narrow ? 18 * (terms + 1 + (end->bearable > 0)) + 4 : 0);
  return ent_svg_end(&s, memory, out, err);
}
