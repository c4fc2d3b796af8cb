/* camps.c - a signed network in two camps: which ties does the split frustrate?
 *
 * Each camp fills its half of a circle, in the given order.  Ties that agree with the split are faint (the strongest 600 of
 * them), ties that do not are drawn in full: friends apart as blue dashes across, foes together as red dashes within.
 * Names stand outside the circle as far as there is room; where it ends, those with the most frustrated weight keep theirs.
 * Cost: O(ties log ties) by a heap of the strongest. */
#include "draw/svg.h"
#include "entente/draw_align.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

#define FAINT_MAX 600
#define PI 3.14159265358979323846

typedef struct picture {
  const ent_camp_actor *actor;
  const ent_camp_tie *tie;
  int actors;
  int64_t ties;
  double x[ENT_DRAW_MAX], y[ENT_DRAW_MAX]; /* on the unit circle, then in px */
  double blame[ENT_DRAW_MAX];
  int count[2];
  double middle_x, middle_y, radius;
} picture;

/* cos and sin by turning: the circle is walked in equal steps, so one rotation is enough for each camp. */
static void turn(double step, double *c, double *s)
{
  /* sine and cosine of a small step by their series; |step| <= pi / 2, 12 terms give full precision */
  double term = 1, cosine = 0, sine = 0;
  for (int k = 0; k < 24; k++) {
    if (k % 2 == 0)
      cosine += k % 4 == 0 ? term : -term;
    else
      sine += k % 4 == 1 ? term : -term;
    term *= step / (k + 1);
  }
  *c = cosine;
  *s = sine;
}

/* Actors of one camp at equal steps over its half, from the top down. */
static void place_camp(picture *p, bool other)
{
  const int n = p->count[other];
  double c, s, at[2] = {0, -1};
  turn(PI / (n + 1), &c, &s);
  for (int i = 0; i < p->actors; i++) {
    if (p->actor[i].other != other) continue;
    const double x = at[0] * c - at[1] * s,
                 y = at[0] * s + at[1] * c; /* clockwise as the reader sees it: to the right */
    at[0] = x;
    at[1] = y;
    p->x[i] = p->middle_x + (other ? 1 : -1) * (p->radius * x + 10);
    p->y[i] = p->middle_y + p->radius * y;
  }
}

static double weight_of(const ent_camp_tie *t)
{
  return ent_clamp(t->weight, -1e15, 1e15);
}

static bool frustrated(const picture *p, const ent_camp_tie *t)
{
  const bool together = p->actor[t->a].other == p->actor[t->b].other;
  return weight_of(t) < 0 ? together : weight_of(t) > 0 && !together;
}

/* The weight from which a tie is among the strongest FAINT_MAX that agree: a heap with the weakest on top. */
static double faint_from(const picture *p)
{
  double heap[FAINT_MAX];
  int n = 0;
  for (int64_t k = 0; k < p->ties; k++) {
    const double w = fabs(weight_of(&p->tie[k]));
    if (frustrated(p, &p->tie[k]) || (n == FAINT_MAX && w <= heap[0])) continue;
    int at = n < FAINT_MAX ? n++ : 0;
    heap[at] = w;
    for (; at > 0 && heap[(at - 1) / 2] > heap[at]; at = (at - 1) / 2) {
      const double swap = heap[at];
      heap[at] = heap[(at - 1) / 2];
      heap[(at - 1) / 2] = swap;
    }
    for (int child = 1; n == FAINT_MAX && child < n; child = 2 * at + 1) {
      if (child + 1 < n && heap[child + 1] < heap[child]) child++;
      if (heap[child] >= heap[at]) break;
      const double swap = heap[at];
      heap[at] = heap[child];
      heap[child] = swap;
      at = child;
    }
  }
  return n > 0 ? heap[0] : 0;
}

static void draw_tie(ent_sheet *s, const picture *p, const ent_camp_tie *t, double strongest, double opacity)
{
  const double part = strongest > 0 ? fabs(weight_of(t)) / strongest : 0;
  const bool bad = frustrated(p, t);
  ent_svg_group(s, NULL, opacity);
  ent_svg_line(s, p->x[t->a], p->y[t->a], p->x[t->b], p->y[t->b], weight_of(t) > 0 ? ENT_TONE_BLUE : ENT_TONE_RED,
               (bad ? 0.8 : 0.4) + 1.8 * part, bad ? "5 3" : NULL);
  ent_svg_group_end(s);
}

static int draw_ties(ent_sheet *s, picture *p)
{
  const double least = faint_from(p);
  double strongest = 0;
  int faint = 0, bad = 0, drawn = 0;
  for (int64_t k = 0; k < p->ties; k++) {
    if (fabs(weight_of(&p->tie[k])) > strongest) strongest = fabs(weight_of(&p->tie[k]));
    bad += frustrated(p, &p->tie[k]);
  }
  const double opacity = bad < 120 ? 0.9 : bad > 900 ? 0.12 : 108.0 / bad; /* the more, the fainter each */
  for (int64_t k = 0; k < p->ties; k++) {
    const ent_camp_tie *const t = &p->tie[k];
    const double w = fabs(weight_of(t));
    if (frustrated(p, t) || !(w > 0) || w < least || faint == FAINT_MAX) continue;
    draw_tie(s, p, t, strongest, 0.18);
    faint++;
  }
  for (int64_t k = 0; k < p->ties; k++) {
    const ent_camp_tie *const t = &p->tie[k];
    if (!frustrated(p, t)) continue;
    p->blame[t->a] += fabs(weight_of(t));
    p->blame[t->b] += fabs(weight_of(t));
    if (++drawn <= 4 * FAINT_MAX) draw_tie(s, p, t, strongest, opacity);
  }
  return bad;
}

/* Names of one camp, those with the most blame first until the side is full, then pushed apart. */
static void draw_names(ent_sheet *s, const picture *p, bool other)
{
  double at[ENT_DRAW_MAX];
  int chosen[ENT_DRAW_MAX] = {0}, order[ENT_DRAW_MAX], n = 0;
  const double size = s->narrow ? 10 : 11.5, gap = size * 1.25;
  const int most = (int)floor((2 * p->radius + 24) / gap);
  bool taken[ENT_DRAW_MAX] = {false};
  for (int k = 0; k < p->count[other] && n < most; k++) {
    int best = -1;
    for (int i = 0; i < p->actors; i++)
      if (p->actor[i].other == other && !taken[i] && (best < 0 || p->blame[i] > p->blame[best])) best = i;
    if (best < 0) break;
    taken[best] = true;
    at[n] = p->y[best];
    chosen[n++] = best;
  }
  ent_spread(at, order, n, gap, p->middle_y - p->radius - 12, p->middle_y + p->radius + 12);
  const double edge = p->middle_x + (other ? 1 : -1) * (p->radius + 34), room = other ? s->width - edge : edge;
  for (int k = 0; k < n; k++) {
    const int i = chosen[k];
    const double side = other ? 1 : -1;
    ent_svg_line(s, p->x[i] + side * 5, p->y[i], edge - side * 4, at[k], ENT_TONE_LINE, 1, NULL);
    ent_svg_label(s, edge, at[k] + size * 0.35,
                  (ent_type){.size = size, .tone = ENT_TONE_INK, .anchor = other ? ENT_ANCHOR_START : ENT_ANCHOR_END},
                  room, p->actor[i].name);
  }
}

static void draw_actors(ent_sheet *s, const picture *p)
{
  const double r = p->actors > 120 ? 2.5 : 4;
  for (int i = 0; i < p->actors; i++) {
    ent_svg_group(s, p->actor[i].name, 1);
    ent_svg_disc(s, p->x[i], p->y[i], r, p->actor[i].other ? ENT_TONE_PAPER : ENT_TONE_INK,
                 p->actor[i].other ? ENT_TONE_INK : ENT_TONE_PAPER, 1.2);
    ent_svg_group_end(s);
  }
}

static void say_camp(ent_sheet *s, const picture *p, const char *name, bool other)
{
  ent_writer list;
  ent_writer_open(&list, &s->arena);
  for (int i = 0; i < p->actors; i++) {
    if (p->actor[i].other != other) continue;
    if (list.size > 0) ent_put(&list, ent_say(s->words, ", "));
    ent_put(&list, ent_text_clean(s, p->actor[i].name, 10, 0));
  }
  if (list.failed) s->failed = true;
  ent_svg_said(s, "{camp}: {members}. ", "camp", ent_text_clean(s, name, 10, 0), "members",
               !list.failed && list.size > 0 ? list.data : ent_say(s->words, ENT_SAY("nobody")), (char *)NULL);
}

static void draw_key(ent_sheet *s, const picture *p, int bad, double y)
{
  const ent_type small = {.size = 12, .tone = ENT_TONE_SOFT};
  const double second = s->narrow ? 0 : s->width / 2, down = s->narrow ? 20 : 0;
  ent_svg_line(s, 0, y - 4, 24, y - 4, ENT_TONE_BLUE, 2, "5 3");
  ent_svg_label(s, 30, y, small, s->width - 30, ent_say(s->words, ENT_SAY("friends apart")));
  ent_svg_line(s, second, y + down - 4, second + 24, y + down - 4, ENT_TONE_RED, 2, "5 3");
  ent_svg_label(s, second + 30, y + down, small, s->width - second - 30, ent_say(s->words, ENT_SAY("foes together")));
  const char *const total =
    ent_svg_text(s, "{bad} of {ties} ties go against the split", "bad", ent_svg_number(s, bad, 0), "ties",
                 ent_svg_number(s, (double)p->ties, 0), (char *)NULL);
  ent_svg_label(s, 0, y + down + 20, small, s->width, total);
  ent_svg_said(s, "{what}. ", "what", total, (char *)NULL);
}

static bool all_exist(const ent_camp_tie *tie, int64_t ties, int actors)
{
  for (int64_t k = 0; k < ties; k++)
    if (tie[k].a < 0 || tie[k].a >= actors || tie[k].b < 0 || tie[k].b >= actors) return false;
  return true;
}

ent_status ent_draw_camps(const ent_camp_actor *actor, int actors, const ent_camp_tie *tie, int64_t ties,
                          const ent_map_look *camps, const ent_look *look, const ent_allocator *memory,
                          ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  picture p;
  if (ties < 0 || (ties > 0 && !tie) || !all_exist(tie, ties, actors))
    return ent_fail(err, ENT_ARGUMENT, "draw", "A tie joins two of the actors that are drawn.");
  const ent_status status = ent_svg_begin(&s, camps ? actor : NULL, actors, ENT_DRAW_MAX, look,
                                          ENT_SAY("Two camps and the ties against them"), memory, out, err);
  if (status != ENT_OK || !camps) return status; /* NULL was refused above */
  memset(&p, 0, sizeof p);
  p.actor = actor;
  p.actors = actors;
  p.tie = tie;
  p.ties = ties;
  for (int i = 0; i < actors; i++) p.count[actor[i].other]++;
  p.middle_x = s.width / 2;
  p.radius = s.narrow ? s.width * 0.27 : s.width * 0.3;
  p.middle_y = 44 + p.radius;
  place_camp(&p, false);
  place_camp(&p, true);
  const ent_type head = {.size = 12.5, .tone = ENT_TONE_INK, .bold = true};
  ent_type right = head;
  right.anchor = ENT_ANCHOR_END;
  ent_svg_label(&s, 0, 14, head, s.width / 2 - 6, camps->camp_target);
  ent_svg_label(&s, s.width, 14, right, s.width / 2 - 6, camps->camp_other);
  const int bad = draw_ties(&s, &p);
  draw_actors(&s, &p);
  draw_names(&s, &p, false);
  draw_names(&s, &p, true);
  say_camp(&s, &p, camps->camp_target, false);
  say_camp(&s, &p, camps->camp_other, true);
  draw_key(&s, &p, bad, p.middle_y + p.radius + 42);
  s.height = p.middle_y + p.radius + (s.narrow ? 90 : 70);
  return ent_svg_end(&s, memory, out, err);
}
