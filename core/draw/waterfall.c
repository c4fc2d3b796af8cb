/* waterfall.c - by which steps does one share become another?
 *
 * One row a step: a bar from where the last one ended, blue when it rises and red when it falls, with a sign and an arrow
 * head, so that colour is not alone; totals are bars from 0.  Thin lines carry each level on to the next row. */
#include <math.h>

#include "base/fail.h"
#include "draw/svg.h"
#include "study/compare.h"

#define NAME_SIZE 13.5
#define STEPS_SHOWN 10
#define STEPS_ANYWAY 3

typedef struct scale {
  double x, width, low, high; /* px and shares */
} scale;

static double place(const scale *c, double share)
{
  return c->x + (ent_clamp(share, c->low, c->high) - c->low) / (c->high - c->low) * c->width;
}

/* 0 and all levels, rounded outward to steps of the axis. */
static void fit(scale *c, const ent_step_row *row, int rows)
{
  double low = 0, high = 0.005;
  for (int i = 0; i < rows; i++) {
    const double level[2] = {ent_clamp(row[i].from, -1, 2), ent_clamp(row[i].to, -1, 2)};
    for (int k = 0; k < 2; k++) {
      if (level[k] < low) low = level[k];
      if (level[k] > high) high = level[k];
    }
  }
  const double step = ent_nice_step(high - low, 5);
  c->low = floor(low / step + 1e-9) * step;
  c->high = -floor(-high / step + 1e-9) * step;
}

static void draw_scale(ent_sheet *s, const scale *c, double y1, double y2)
{
  const double step = ent_nice_step(c->high - c->low, s->narrow ? 3 : 6);
  for (int i = (int)floor(c->low / step + 0.5); i * step <= c->high + 1e-9; i++) {
    const double at = place(c, i * step);
    ent_svg_line(s, at, y1, at, y2, i == 0 ? ENT_TONE_SOFT : ENT_TONE_LINE, 1, NULL);
    if (i < 0 || i * step > 1 + 1e-9) continue; /* running totals may lie beyond, shares do not */
    ent_svg_percent_label(
      s, at, y1 - 6,
      (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = at < 20 ? ENT_ANCHOR_START : ENT_ANCHOR_MIDDLE},
      i * step);
  }
}

/* A bar from a to b; a step ends in a head that shows its direction. */
static void draw_bar(ent_sheet *s, const scale *c, const ent_step_row *row, double y)
{
  const double a = place(c, row->total ? 0 : row->from), b = place(c, row->to), way = b >= a ? 1 : -1;
  const ent_tone tone = row->total ? ENT_TONE_INK : b >= a ? ENT_TONE_BLUE : ENT_TONE_RED;
  const double head = row->total ? 0 : fabs(b - a) < 6 ? fabs(b - a) : 6;
  ent_svg_path(s);
  ent_svg_point(s, true, a, y - 6);
  ent_svg_point(s, false, b - way * head, y - 6);
  ent_svg_point(s, false, b, y);
  ent_svg_point(s, false, b - way * head, y + 6);
  ent_svg_point(s, false, a, y + 6);
  ent_svg_path_end(s, true, tone, 1, tone, 1, NULL);
}

/* "+41 points", "-0.3 points", or the level itself. */
static const char *amount_of(ent_sheet *s, const ent_step_row *row)
{
  char number[ENT_NUMBER_MAX];
  if (row->total) return ent_svg_percent(s, ent_clamp(row->to, 0, 1));
  const double points = 100 * (ent_clamp(row->to, -1, 2) - ent_clamp(row->from, -1, 2));
  ent_number_write_fixed(fabs(points), fabs(points) < 9.95 ? 1 : 0, number);
  if (fabs(points) < 0.05) return ent_svg_text(s, "{points} points", "points", number, (char *)NULL);
  if (points < 0) return ent_svg_text(s, "\xE2\x88\x92{points} points", "points", number, (char *)NULL);
  return ent_svg_text(s, "+{points} points", "points", number, (char *)NULL);
}

static void say_row(ent_sheet *s, const ent_step_row *row)
{
  const char *const name = ent_text_clean(s, row->name, 10, 0), *const detail = ent_text_clean(s, row->detail, 10, 0);
  ent_svg_said(s, "{what}: {amount}. ", "what",
               *detail ? ent_svg_text(s, "{what} ({detail})", "what", name, "detail", detail, (char *)NULL) : name,
               "amount", amount_of(s, row), (char *)NULL);
}

static double row_height(ent_sheet *s, const ent_step_row *row, double room)
{
  const double name = ent_svg_lines(s, NAME_SIZE, s->narrow ? s->width - 4 : room, 2, row->name) * NAME_SIZE * 1.3;
  const bool detail = row->detail && *row->detail;
  return s->narrow ? 44 + name : (detail ? 25 : 12) + name;
}

static void draw_row(ent_sheet *s, const scale *c, const ent_step_row *row, double label, double y, double bar)
{
  const ent_type name = {.size = NAME_SIZE, .tone = ENT_TONE_INK, .bold = row->total, .halo = s->narrow};
  const ent_type small = {.size = 11.5, .tone = ENT_TONE_SOFT, .halo = s->narrow};
  const ent_type number = {.size = 12.5, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_END, .halo = s->narrow};
  const double room = s->narrow ? s->width - 4 : label - 6;
  const double below =
    y + 18 + ent_svg_wrap(s, 0, y + 18, name, room, 2, row->name) * NAME_SIZE * 1.3 - (s->narrow ? 2 : 1.5);
  if (row->detail && *row->detail) ent_svg_label(s, 0, below, small, s->narrow ? s->width - 112 : room, row->detail);
  ent_svg_label(s, s->width - (s->narrow ? 4 : 0), s->narrow ? below : bar + 4, number, 0, amount_of(s, row));
  draw_bar(s, c, row, bar);
}

ent_status ent_draw_waterfall(const ent_step_row *row, int rows, const ent_look *look, const ent_allocator *memory,
                              ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const ent_status status =
    ent_svg_begin(&s, row, rows, ENT_DRAW_MAX, look, ENT_SAY("What causes the difference"), memory, out, err);
  if (status != ENT_OK) return status;
  const double label = s.narrow ? 0 : s.width * 0.38, from = 24;
  scale c = {.x = s.narrow ? 8 : label + 12};
  c.width = s.width - c.x - (s.narrow ? 16 : 112);
  fit(&c, row, rows);
  double bottom = from;
  for (int i = 0; i < rows; i++) bottom += row_height(&s, &row[i], label - 6);
  draw_scale(&s, &c, from, bottom);
  double y = from, last = 0;
  for (int i = 0; i < rows; i++) {
    const double height = row_height(&s, &row[i], label - 6);
    const double bar = s.narrow ? y + height - 10 : y + height / 2 + 1, level = place(&c, i > 0 ? row[i - 1].to : 0);
    if (i > 0) ent_svg_line(&s, level, last, level, bar, ENT_TONE_SOFT, 1, "2 2");
    draw_row(&s, &c, &row[i], label, y, bar);
    say_row(&s, &row[i]);
    last = bar;
    y += height;
  }
  s.height = bottom + 4;
  return ent_svg_end(&s, memory, out, err);
}

/* ---- from a comparison ------------------------------------------------------------------------------------------ */

static const char *detail_of(ent_arena *arena, const ent_words *words, const ent_cause *cause)
{
  ent_writer w;
  ent_writer_open(&w, arena);
  if (cause->kind == ENT_CAUSE_REST)
    ent_put(&w, cause->path);
  else
    ent_put_said(&w, words, "{before} \xE2\x86\x92 {after}", "before",
                 cause->before[0] ? cause->before : "\xE2\x80\x93", "after",
                 cause->after[0] ? cause->after : "\xE2\x80\x93", (char *)NULL);
  return w.failed ? NULL : w.data;
}

/* How many causes have a row of their own: those that are seen, but some in any case.  They stand in descending order. */
static int shown_of(const ent_difference *d, int chance)
{
  int n = 0;
  while (n < d->causes && n < STEPS_SHOWN && (n < STEPS_ANYWAY || fabs(d->cause[n].share[chance]) >= 0.0005)) n++;
  return n;
}

/* Two totals and the steps between them: the causes in their order, the others together. */
static int fill_rows(ent_arena *arena, const ent_words *words, const ent_difference *d, int chance, ent_step_row *row)
{
  int n = 0;
  double level = d->chance_a[chance].p;
  const int shown = shown_of(d, chance);
  const char *const title = ent_say(words, ent_chance_title(chance));
  row[n++] = (ent_step_row){ent_say(words, ENT_SAY("Before")), title, 0, level, true};
  for (int i = 0; i < shown; i++) {
    const ent_cause *cause = &d->cause[i];
    const char *detail = detail_of(arena, words, cause);
    if (!detail) return 0;
    row[n++] = (ent_step_row){cause->label, detail, level, level + cause->share[chance], false};
    level += cause->share[chance];
  }
  if (d->causes > shown)
    row[n++] = (ent_step_row){ent_say(words, ENT_SAY("All other changes")), "", level, d->chance_b[chance].p, false};
  row[n++] = (ent_step_row){ent_say(words, ENT_SAY("After")), title, 0, d->chance_b[chance].p, true};
  return n;
}

ent_status ent_draw_difference(const ent_difference *difference, int chance, const ent_look *look,
                               const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_step_row row[STEPS_SHOWN + 3];
  if (!difference || !memory || !out || chance < -1 || chance >= ENT_CHANCES)
    return ent_fail(err, ENT_ARGUMENT, "draw", "A comparison is drawn for one of its chances.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  const int rows =
    fill_rows(&arena, look ? look->words : NULL, difference, chance < 0 ? difference->about : chance, row);
  const ent_status status = rows == 0 ? ent_fail(err, ENT_NOMEM, "draw", "No memory to lay out the picture.")
                                      : ent_draw_waterfall(row, rows, look, memory, out, err);
  ent_arena_close(&arena);
  return status;
}
