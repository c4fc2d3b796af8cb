/* map.c - who stands with whom, and which ties pull against the camps?
 *
 * Actors are discs whose area is their capability: filled in the camp of the target, open in the other; each camp
 * lies on its own ground.  Ties are lines, blue for friendly and red for hostile, as thick as they are strong; a tie
 * that its camp frustrates (friends apart, foes together) is dashed.  Ties below 4 % of the strongest are left out. */
#include "draw/map.h"

#include <math.h>
#include <string.h>

typedef struct picture {
  const ent_map_point *point;
  const double *tie;
  int points;
  ent_disc disc[ENT_DRAW_MAP_MAX];
  ent_box box[ENT_DRAW_MAP_MAX + 2], frame;
  int boxes;
} picture;

static void place_discs(picture *p, const ent_sheet *s)
{
  const double scale = s->narrow ? 52 : 74, low = s->narrow ? 5 : 6;
  double largest = 0;
  for (int i = 0; i < p->points; i++)
    if (ent_clamp(p->point[i].size, 0, 1) > largest) largest = ent_clamp(p->point[i].size, 0, 1);
  const double margin = sqrt(largest) * scale + 14; /* the ground reaches 12 px past the largest disc */
  const ent_box inner = {p->frame.x + margin, p->frame.y + margin, p->frame.width - 2 * margin,
                         p->frame.height - 2 * margin};
  const ent_box limits = {14, 14, p->frame.width - 28, p->frame.height - 28};
  double from[2] = {1, 1}, to[2] = {0, 0}; /* the part of the unit square that is used fills the frame */
  for (int i = 0; i < p->points; i++) {
    const double at[2] = {ent_clamp(p->point[i].x, 0, 1), ent_clamp(p->point[i].y, 0, 1)};
    for (int k = 0; k < 2; k++) {
      if (at[k] < from[k]) from[k] = at[k];
      if (at[k] > to[k]) to[k] = at[k];
    }
  }
  const double wide = to[0] - from[0] > 1e-6 ? to[0] - from[0] : 1, high = to[1] - from[1] > 1e-6 ? to[1] - from[1] : 1;
  for (int i = 0; i < p->points; i++) {
    const double r = sqrt(ent_clamp(p->point[i].size, 0, 1)) * scale;
    p->disc[i] =
      (ent_disc){inner.x + (ent_clamp(p->point[i].x, 0, 1) - from[0]) / wide * inner.width,
                 inner.y + (ent_clamp(p->point[i].y, 0, 1) - from[1]) / high * inner.height, r < low ? low : r};
  }
  ent_discs_part(p->disc, p->points, s->narrow ? 16 : 26, &limits);
}

static double tie_of(const picture *p, int i, int j)
{
  return ent_clamp(p->tie[i * p->points + j], -1e6, 1e6);
}

static void draw_ties(ent_sheet *s, const picture *p)
{
  double strongest = 0;
  for (int i = 0; i < p->points; i++)
    for (int j = i + 1; j < p->points; j++)
      if (fabs(tie_of(p, i, j)) > strongest) strongest = fabs(tie_of(p, i, j));
  for (int i = 0; i < p->points; i++)
    for (int j = i + 1; j < p->points; j++) {
      const double t = tie_of(p, i, j), part = strongest > 0 ? fabs(t) / strongest : 0;
      if (part < 0.04) continue;
      const bool together = p->point[i].with_target == p->point[j].with_target;
      ent_svg_group(s, NULL, 0.3 + 0.45 * part);
      ent_svg_line(s, p->disc[i].x, p->disc[i].y, p->disc[j].x, p->disc[j].y, t > 0 ? ENT_TONE_BLUE : ENT_TONE_RED,
                   0.6 + 3 * part, together == (t > 0) ? NULL : "6 4");
      ent_svg_group_end(s);
    }
}

/* The ground of a camp: the hull of its centres with a wide round pen. */
static void draw_ground(ent_sheet *s, const picture *p, bool with_target, ent_tone tone, double opacity)
{
  bool chosen[ENT_DRAW_MAP_MAX];
  int hull[ENT_DRAW_MAP_MAX];
  double widest = 0;
  for (int i = 0; i < p->points; i++) {
    chosen[i] = p->point[i].with_target == with_target;
    if (chosen[i] && p->disc[i].r > widest) widest = p->disc[i].r;
  }
  const int n = ent_hull(p->disc, p->points, chosen, hull);
  if (n == 0) return;
  ent_svg_path(s);
  for (int k = 0; k < n; k++) ent_svg_point(s, k == 0, p->disc[hull[k]].x, p->disc[hull[k]].y);
  if (n == 1) ent_svg_point(s, false, p->disc[hull[0]].x + 0.1, p->disc[hull[0]].y);
  ent_svg_path_end(s, true, tone, opacity, tone, 2 * (widest + 12), NULL);
}

static void draw_discs(ent_sheet *s, const picture *p)
{
  for (int i = 0; i < p->points; i++) {
    ent_svg_group(s, p->point[i].name, 1);
    if (p->point[i].with_target)
      ent_svg_disc(s, p->disc[i].x, p->disc[i].y, p->disc[i].r, ENT_TONE_INK, ENT_TONE_PAPER, 1.5);
    else
      ent_svg_disc(s, p->disc[i].x, p->disc[i].y, p->disc[i].r, ENT_TONE_PAPER, ENT_TONE_INK, 2);
    ent_svg_group_end(s);
  }
}

/* Largest actors first, so that they get the nearest places. */
static void draw_names(ent_sheet *s, picture *p)
{
  int order[ENT_DRAW_MAP_MAX] = {0};
  for (int i = 0; i < p->points; i++) {
    int j = i;
    for (; j > 0 && p->disc[order[j - 1]].r < p->disc[i].r; j--) order[j] = order[j - 1];
    order[j] = i;
  }
  const ent_type type = {.size = 12.5, .tone = ENT_TONE_INK, .halo = true};
  for (int k = 0; k < p->points; k++) {
    const int i = order[k];
    const char *const name = ent_text_clean(s, p->point[i].name, type.size, s->narrow ? 120 : 170);
    const ent_box b =
      ent_label_place(p->disc, p->points, i, p->box, p->boxes, ent_text_width(name, type.size) + 2, 16, &p->frame);
    p->box[p->boxes++] = b;
    ent_svg_label(s, b.x + 1, b.y + 12.5, type, 0, name);
  }
}

static void say_camps(ent_sheet *s, const picture *p, const ent_map_look *camps)
{
  for (int camp = 1; camp >= 0; camp--) {
    ent_writer list;
    ent_writer_open(&list, &s->arena);
    for (int i = 0; i < p->points; i++) {
      if (p->point[i].with_target != (camp == 1)) continue;
      if (list.size > 0) ent_put(&list, ent_say(s->words, ", "));
      ent_put_said(&list, s->words, "{name} ({share} of capability)", "name",
                   ent_text_clean(s, p->point[i].name, 10, 0), "share", ent_svg_percent(s, p->point[i].size),
                   (char *)NULL);
    }
    if (list.failed) s->failed = true;
    ent_svg_said(s, "{camp}: {members}. ", "camp",
                 ent_text_clean(s, camp ? camps->camp_target : camps->camp_other, 10, 0), "members",
                 list.size > 0 ? list.data : ent_say(s->words, "nobody"), (char *)NULL);
  }
}

static void draw_key(ent_sheet *s, const ent_map_look *camps, double y)
{
  const ent_type small = {.size = 12, .tone = ENT_TONE_SOFT};
  const double half = s->width / 2, second = s->narrow ? 0 : half, down = s->narrow ? 20 : 0;
  ent_svg_disc(s, 8, y - 4, 6, ENT_TONE_INK, ENT_TONE_NONE, 0);
  ent_svg_label(s, 22, y, small, (s->narrow ? s->width : half) - 24, camps->camp_target);
  ent_svg_disc(s, second + 8, y + down - 4, 5.5, ENT_TONE_PAPER, ENT_TONE_INK, 2);
  ent_svg_label(s, second + 22, y + down, small, (s->narrow ? s->width : half) - 24, camps->camp_other);
  static const struct {
    const char *name, *dash;
    ent_tone tone;
  } ties[3] = {{ENT_SAY("friendly tie"), NULL, ENT_TONE_BLUE},
               {ENT_SAY("hostile tie"), NULL, ENT_TONE_RED},
               {ENT_SAY("dashed: against the camps"), "6 4", ENT_TONE_SOFT}};
  const double row = y + down + 20, step = s->narrow ? 112 : 130;
  for (int k = 0; k < 3; k++) {
    const double x = s->narrow && k == 2 ? 0 : step * k, line = row + (s->narrow && k == 2 ? 20 : 0);
    ent_svg_line(s, x, line - 4, x + 24, line - 4, ties[k].tone, 2.5, ties[k].dash);
    ent_svg_label(s, x + 30, line, small, 0, ent_say(s->words, ties[k].name));
  }
}

ent_status ent_draw_map(const ent_map_point *point, int points, const double *tie, const ent_map_look *camps,
                        const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  picture p;
  const ent_status status = ent_svg_begin(&s, tie && camps ? point : NULL, points, ENT_DRAW_MAP_MAX, look,
                                          ENT_SAY("Who stands with whom"), memory, out, err);
  if (status != ENT_OK || !camps) return status; /* NULL was refused above */
  memset(&p, 0, sizeof p);
  p.point = point;
  p.tie = tie;
  p.points = points;
  p.frame = (ent_box){0, 0, s.width, s.narrow ? s.width : s.width * 0.6};
  place_discs(&p, &s);
  draw_ground(&s, &p, false, ENT_TONE_SOFT, 0.10);
  draw_ground(&s, &p, true, ENT_TONE_OCHRE, 0.16);
  draw_ties(&s, &p);
  draw_discs(&s, &p);
  draw_names(&s, &p);
  say_camps(&s, &p, camps);
  draw_key(&s, camps, p.frame.height + 22);
  s.height = p.frame.height + (s.narrow ? 88 : 52);
  return ent_svg_end(&s, memory, out, err);
}
