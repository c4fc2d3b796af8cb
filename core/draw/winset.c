/* winset.c - what beats the status quo, as an area in the plane?
 *
 * The winset's edge is drawn as what it is, arcs of circles: each runs against the clock by at most half of its circle
 * (entente/space.h), and the screen's y points down, so every SVG arc has large-arc 0 and sweep 0.  One scale for both
 * directions; the hull of the ideal points is dashed.  Cost: O(arcs + members^2). */
#include "base/fail.h"
#include "draw/svg.h"

#include <math.h>
#include <string.h>

#define EDGE 26 /* px around the drawing */
#define LABELS_MAX 64

typedef struct frame {
  double left, bottom, x, y, scale; /* screen = left + (v - x) * scale, bottom - (v - y) * scale */
  double box[LABELS_MAX][4];        /* labels that are there */
  int boxes;
} frame;

typedef struct extent {
  double low, high;
} extent;

static void widen(extent *e, double v)
{
  if (v < e->low) e->low = v;
  if (v > e->high) e->high = v;
}

static void widen_point(extent *x, extent *y, const ent_point *p)
{
  if (!p || !isfinite(p->x) || !isfinite(p->y)) return;
  widen(x, p->x);
  widen(y, p->y);
}

/* Everything that is to be seen: points, and the circles' outermost points as far as they belong to arcs (their ends do, and
 * the centre plus or minus the radius is an upper bound that would waste room, so a few points of each arc stand in). */
static void find_extent(const ent_winset_picture *p, extent *x, extent *y)
{
  *x = *y = (extent){INFINITY, -INFINITY};
  widen_point(x, y, &p->winset->status_quo);
  for (int m = 0; m < p->members; m++) widen_point(x, y, &p->ideal[m]);
  widen_point(x, y, p->proposal);
  widen_point(x, y, p->setter);
  widen_point(x, y, p->choice);
  for (int i = 0; i < p->winset->arcs; i++) {
    const ent_arc *const a = &p->winset->arc[i];
    const ent_point out = {(a->from.x + a->to.x) / 2 - a->centre.x, (a->from.y + a->to.y) / 2 - a->centre.y};
    const double size = sqrt(out.x * out.x + out.y * out.y);
    widen_point(x, y, &a->from);
    widen_point(x, y, &a->to);
    if (size > 0)
      widen_point(x, y, &(ent_point){a->centre.x + out.x / size * a->radius, a->centre.y + out.y / size * a->radius});
  }
}

static frame lay(ent_sheet *s, const ent_winset_picture *p)
{
  extent x, y;
  find_extent(p, &x, &y);
  const double room = s->width - 2 * EDGE, wide = x.high - x.low, high = y.high - y.low;
  double scale = wide > 0 ? room / wide : high > 0 ? room / high : 1;
  if (high * scale > s->width) scale = s->width / high; /* never much higher than wide */
  s->height = high * scale + 2 * EDGE;
  const double left = EDGE + (room - wide * scale) / 2;
  return (frame){.left = left, .bottom = s->height - EDGE, .x = x.low, .y = y.low, .scale = scale};
}

static ent_point on_screen(const frame *f, ent_point p)
{
  return (ent_point){f->left + (p.x - f->x) * f->scale, f->bottom - (p.y - f->y) * f->scale};
}

/* ---- the areas ---------------------------------------------------------------------------------------------------- */

static bool meets(ent_point a, ent_point b)
{
  return fabs(a.x - b.x) < 0.05 && fabs(a.y - b.y) < 0.05; /* px */
}

static void draw_area(ent_sheet *s, const frame *f, const ent_winset *w)
{
  if (w->arcs == 0) return;
  const ent_point home = on_screen(f, w->status_quo);
  ent_point at = {0, 0};
  ent_svg_path(s);
  for (int i = 0; i < w->arcs; i++) {
    const ent_point from = on_screen(f, w->arc[i].from), to = on_screen(f, w->arc[i].to);
    if (i == 0) ent_svg_point(s, true, from.x, from.y);
    if (i > 0 && !meets(at, from)) {
      ent_svg_point(s, false, home.x, home.y);
      ent_svg_point(s, false, from.x, from.y);
    }
    ent_svg_arc_to(s, w->arc[i].radius * f->scale, to.x, to.y);
    at = to;
  }
  if (!meets(at, on_screen(f, w->arc[0].from))) ent_svg_point(s, false, home.x, home.y);
  ent_svg_path_end(s, true, ENT_TONE_BLUE, 0.28, ENT_TONE_BLUE, 1.5, NULL);
}

static void draw_hull(ent_sheet *s, const frame *f, const ent_winset_picture *p)
{
  int *const corner = ENT_NEW(&s->arena, int, p->members);
  s->failed = s->failed || !corner;
  const int corners = corner ? ent_space_hull(p->ideal, p->members, corner) : 0;
  if (corners < 2) return;
  ent_svg_path(s);
  for (int i = 0; i < corners; i++) {
    const ent_point at = on_screen(f, p->ideal[corner[i]]);
    ent_svg_point(s, i == 0, at.x, at.y);
  }
  ent_svg_path_end(s, corners > 2, ENT_TONE_NONE, 1, ENT_TONE_LINE, 1.2, "4 3");
}

/* ---- the points ----------------------------------------------------------------------------------------------------- */

/* A label beside a point where it covers no other; left out when there is no such place (the description has it). */
static void draw_label(ent_sheet *s, frame *f, ent_point at, const char *text, ent_type type)
{
  const char *const clean = ent_text_clean(s, text, type.size, 150);
  const double width = ent_text_width(clean, type.size), height = type.size;
  const double place[4][2] = {{at.x + 7, at.y + 4},
                              {at.x - 7 - width, at.y + 4},
                              {at.x - width / 2, at.y - 8},
                              {at.x - width / 2, at.y + 7 + height}};
  if (f->boxes == LABELS_MAX) return;
  for (int k = 0; k < 4; k++) {
    const double left = place[k][0], right = left + width, bottom = place[k][1] + 3, top = bottom - height - 3;
    bool free = left >= 0 && right <= s->width && top >= 0 && bottom <= s->height;
    for (int b = 0; b < f->boxes && free; b++)
      free = right < f->box[b][0] || left > f->box[b][2] || bottom < f->box[b][1] || top > f->box[b][3];
    if (!free) continue;
    const double box[4] = {left, top, right, bottom};
    for (int i = 0; i < 4; i++) f->box[f->boxes][i] = box[i];
    f->boxes++;
    ent_svg_label(s, left, place[k][1], type, 0, clean);
    return;
  }
}

static void draw_spot(ent_sheet *s, frame *f, ent_point p, ent_mark_shape shape, ent_tone tone, const char *text)
{
  const ent_point at = on_screen(f, p);
  ent_svg_mark(s, shape, at.x, at.y, 6, tone);
  draw_label(s, f, at, text, (ent_type){.size = 12.5, .tone = ENT_TONE_INK, .bold = true, .halo = true});
}

static void draw_points(ent_sheet *s, frame *f, const ent_winset_picture *p)
{
  draw_spot(s, f, p->winset->status_quo, ENT_MARK_SQUARE, ENT_TONE_INK, ent_say(s->words, "status quo"));
  if (p->proposal)
    draw_spot(s, f, *p->proposal, p->adopted ? ENT_MARK_DISC : ENT_MARK_CROSS,
              p->adopted ? ENT_TONE_BLUE : ENT_TONE_RED,
              ent_say(s->words, p->adopted ? ENT_SAY("proposal: adopted") : ENT_SAY("proposal: fails")));
  if (p->choice)
    draw_spot(s, f, *p->choice, ENT_MARK_DIAMOND, ENT_TONE_GREEN, ent_say(s->words, "what the setter gets"));
  if (p->setter) draw_spot(s, f, *p->setter, ENT_MARK_RING, ENT_TONE_GREEN, ent_say(s->words, "agenda setter"));
  for (int m = 0; m < p->members; m++) {
    const ent_point at = on_screen(f, p->ideal[m]);
    const char *const name = p->name ? p->name[m] : "";
    ent_svg_group(s, name, 1);
    ent_svg_disc(s, at.x, at.y, 3.5, ENT_TONE_OCHRE, ENT_TONE_PAPER, 1);
    ent_svg_group_end(s);
    draw_label(s, f, at, name, (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT, .halo = true});
  }
}

/* The issues, at the edges towards which they grow; the labels of points leave room for them. */
static void draw_issues(ent_sheet *s, frame *f, const ent_winset_picture *p)
{
  const ent_type type = {.size = 11.5, .tone = ENT_TONE_SOFT};
  const char *const issue[2] = {p->x_name, p->y_name};
  for (int k = 0; k < 2; k++) {
    if (!issue[k] || !*issue[k]) continue;
    const char *const text = ent_svg_text(s, k == 0 ? "{issue} \xE2\x86\x92" : "\xE2\x86\x91 {issue}", "issue",
                                          ent_text_clean(s, issue[k], type.size, s->width / 2), (char *)NULL);
    const double width = ent_text_width(text, type.size), y = k == 0 ? s->height - 5 : 12;
    const double left = k == 0 ? s->width - width : 0;
    const double box[4] = {left, y - type.size, left + width, y + 3};
    memcpy(f->box[f->boxes++], box, sizeof box);
    ent_svg_label(s, left, y, type, 0, text);
  }
}

/* ---- in words ------------------------------------------------------------------------------------------------------- */

static const char *point_words(ent_sheet *s, ent_point p)
{
  return ent_svg_text(s, "{x}, {y}", "x", ent_svg_number(s, p.x, 3), "y", ent_svg_number(s, p.y, 3), (char *)NULL);
}

static void describe(ent_sheet *s, const ent_winset_picture *p)
{
  if (p->x_name && p->y_name)
    ent_svg_said(s, "From left to right: {x}; from bottom to top: {y}. ", "x", ent_text_clean(s, p->x_name, 10, 0), "y",
                 ent_text_clean(s, p->y_name, 10, 0), (char *)NULL);
  ent_svg_said(s, "Status quo at {point}. ", "point", point_words(s, p->winset->status_quo), (char *)NULL);
  if (p->winset->arcs == 0)
    ent_svg_said(s, "Nothing beats it. ", (char *)NULL);
  else
    ent_svg_said(s, "What beats it has the area {area}. ", "area", ent_svg_number(s, p->winset->area, 5), (char *)NULL);
  if (p->proposal)
    ent_svg_said(
      s, p->adopted ? ENT_SAY("The proposal at {point} is adopted. ") : ENT_SAY("The proposal at {point} fails. "),
      "point", point_words(s, *p->proposal), (char *)NULL);
  if (p->choice) ent_svg_said(s, "The agenda setter gets {point}. ", "point", point_words(s, *p->choice), (char *)NULL);
  for (int m = 0; m < p->members && m < 40; m++)
    ent_svg_said(s, "{name} at {point}. ", "name", ent_text_clean(s, p->name ? p->name[m] : "", 10, 0), "point",
                 point_words(s, p->ideal[m]), (char *)NULL);
}

ent_status ent_draw_winset(const ent_winset_picture *picture, const ent_look *look, const ent_allocator *memory,
                           ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  const bool given = picture && picture->winset && picture->ideal;
  const ent_status status = ent_svg_begin(&s, given ? picture : NULL, given ? picture->members : 1, ENT_DRAW_MAX, look,
                                          ENT_SAY("What beats the status quo"), memory, out, err);
  if (status != ENT_OK || !given) return status; /* what is not given was refused */
  frame f = lay(&s, picture);
  draw_issues(&s, &f, picture);
  draw_hull(&s, &f, picture);
  draw_area(&s, &f, picture->winset);
  draw_points(&s, &f, picture);
  describe(&s, picture);
  return ent_svg_end(&s, memory, out, err);
}
