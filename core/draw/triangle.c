/* triangle.c - who is pivot, who is outcast, and how did that change?
 *
 * Corners as discs with the mark of their role, ties as lines: blue and solid for friends, red and dashed for foes, thick when
 * strong.  Over time: one column a date, one row a corner, faint where the role is uncertain. */
#include "draw/svg.h"
#include "entente/draw_align.h"

#include "base/fail.h"

#include <math.h>

static const ent_mark_shape mark[ENT_ROLES] = {
  [ENT_ROLE_OUTCAST] = ENT_MARK_CROSS, [ENT_ROLE_FOE] = ENT_MARK_SQUARE,      [ENT_ROLE_WING] = ENT_MARK_RING,
  [ENT_ROLE_FRIEND] = ENT_MARK_HALF,   [ENT_ROLE_PARTNER] = ENT_MARK_DIAMOND, [ENT_ROLE_PIVOT] = ENT_MARK_DISC,
};

static ent_tone tone_of(ent_role role)
{
  return role >= ENT_ROLE_PARTNER ? ENT_TONE_BLUE : role == ENT_ROLE_FRIEND ? ENT_TONE_GREEN : ENT_TONE_RED;
}

static bool are_roles(const ent_role role[3])
{
  for (int k = 0; k < 3; k++)
    if ((unsigned)role[k] >= ENT_ROLES) return false;
  return true;
}

/* ---- triangles -------------------------------------------------------------------------------------------------- */

static const int ends[3][2] = {{0, 1}, {0, 2}, {1, 2}};

static void draw_tie(ent_sheet *s, const double at[3][2], int k, double tie)
{
  const double *const a = at[ends[k][0]], *const b = at[ends[k][1]], t = ent_clamp(tie, -1, 1);
  ent_svg_line(s, a[0], a[1], b[0], b[1], t < 0 ? ENT_TONE_RED : ENT_TONE_BLUE, 1 + 5 * fabs(t), t < 0 ? "7 5" : NULL);
  const double x = (a[0] + b[0]) / 2, y = (a[1] + b[1]) / 2;
  ent_svg_rect(s, x - 19, y - 9, 38, 18, 4, ENT_TONE_PAPER);
  ent_svg_label(s, x, y + 4, (ent_type){.size = 12, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_MIDDLE}, 0,
                ent_svg_signed(s, t, 2, true));
}

/* "pivot, 3.00" */
static const char *corner_text(ent_sheet *s, const ent_triangle_panel *p, int corner)
{
  return ent_svg_text(s, "{role}, {value}", "role", ent_say(s->words, ent_role_text(p->role[corner])), "value",
                      ent_svg_signed(s, ent_clamp(p->value[corner], -99, 99), 2, false), (char *)NULL);
}

static void draw_panel(ent_sheet *s, const ent_triangle_panel *p, double x, double y, double width)
{
  const double middle = x + width / 2, reach = width * 0.5 < 150 ? width * 0.5 - 46 : 104;
  const double at[3][2] = {
    {middle, y + 70}, {middle - reach, y + 70 + 1.5 * reach}, {middle + reach, y + 70 + 1.5 * reach}};
  const ent_type name = {.size = 13, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_MIDDLE, .bold = true};
  const ent_type small = {.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_MIDDLE};
  ent_svg_label(s, middle, y + 14, (ent_type){.size = 12.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_MIDDLE},
                width - 8, p->title);
  for (int k = 0; k < 3; k++) draw_tie(s, at, k, p->tie[k]);
  for (int i = 0; i < 3; i++) {
    ent_svg_disc(s, at[i][0], at[i][1], 13, ENT_TONE_PAPER, ENT_TONE_INK, 1.5);
    ent_svg_mark(s, mark[p->role[i]], at[i][0], at[i][1], 7, tone_of(p->role[i]));
    const double below = i == 0 ? -34 : 28, room = i == 0 ? width - 8 : width / 2 - 6;
    const double centre = i == 0 ? middle : i == 1 ? x + width / 4 : x + width * 3 / 4;
    ent_svg_label(s, i == 0 ? middle : centre, at[i][1] + below, name, room, p->name[i]);
    ent_svg_label(s, i == 0 ? middle : centre, at[i][1] + below + 15, small, room, corner_text(s, p, i));
  }
}

static void say_panel(ent_sheet *s, const ent_triangle_panel *p)
{
  ent_svg_said(s, "{title}: {a} is {as}, {b} is {bs}, {c} is {cs}. ", "title", ent_text_clean(s, p->title, 10, 0), "a",
               ent_text_clean(s, p->name[0], 10, 0), "as", corner_text(s, p, 0), "b",
               ent_text_clean(s, p->name[1], 10, 0), "bs", corner_text(s, p, 1), "c",
               ent_text_clean(s, p->name[2], 10, 0), "cs", corner_text(s, p, 2), (char *)NULL);
}

ent_status ent_draw_triangles(const ent_triangle_panel *panel, int panels, const ent_look *look,
                              const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  for (int i = 0; panel && panels <= ENT_DRAW_TRIANGLES_MAX && i < panels; i++)
    if (!are_roles(panel[i].role)) return ent_fail(err, ENT_ARGUMENT, "draw", "A corner has one of the six roles.");
  const ent_status status =
    ent_svg_begin(&s, panel, panels, ENT_DRAW_TRIANGLES_MAX, look, ENT_SAY("The strategic triangle"), memory, out, err);
  if (status != ENT_OK || !panel) return status; /* NULL was refused above */
  int across = s.narrow ? 1 : panels < 3 ? panels : 3;
  if (panels == 4 && !s.narrow) across = 2;
  const double width = s.width / across;
  const double reach = width * 0.5 < 150 ? width * 0.5 - 46 : 104, height = 70 + 1.5 * reach + 62;
  for (int i = 0; i < panels; i++) {
    const int row = i / across;
    draw_panel(&s, &panel[i], i % across * width, row * height, width);
    say_panel(&s, &panel[i]);
  }
  const int rows = (panels + across - 1) / across;
  s.height = rows * height;
  return ent_svg_end(&s, memory, out, err);
}

/* ---- over time -------------------------------------------------------------------------------------------------- */

static void draw_role_key(ent_sheet *s, double y)
{
  const int across = s->narrow ? 3 : ENT_ROLES;
  const ent_type small = {.size = 12, .tone = ENT_TONE_SOFT};
  for (int i = 0; i < ENT_ROLES; i++) {
    const int role = ENT_ROLES - 1 - i;
    const int row = i / across;
    const double x = i % across * (s->width / across), line = y + row * 20;
    ent_svg_mark(s, mark[role], x + 7, line - 4, 6, tone_of((ent_role)role));
    ent_svg_label(s, x + 18, line, small, s->width / across - 20, ent_say(s->words, ent_role_text((ent_role)role)));
  }
}

static void say_changes(ent_sheet *s, const char *name, const ent_role_column *column, int columns, int corner)
{
  for (int i = 0; i < columns; i++) {
    if (i > 0 && column[i].role[corner] == column[i - 1].role[corner]) continue;
    ent_svg_said(s, "{date}: {name} is {role}. ", "date", ent_text_clean(s, column[i].date, 10, 0), "name",
                 ent_text_clean(s, name, 10, 0), "role", ent_say(s->words, ent_role_text(column[i].role[corner])),
                 (char *)NULL);
  }
}

static void draw_row(ent_sheet *s, const ent_role_column *column, int columns, int corner, const double frame[3])
{
  const double pitch = frame[1] / columns;
  for (int i = 0; i < columns; i++) {
    const ent_role role = column[i].role[corner];
    const double chance = column[i].chance[corner], x = frame[0] + (i + 0.5) * pitch;
    ent_svg_group(s, ent_say(s->words, ent_role_text(role)), chance >= 0 ? 0.25 + 0.75 * ent_clamp(chance, 0, 1) : 1);
    ent_svg_mark(s, mark[role], x, frame[2], pitch < 18 ? pitch * 0.38 : 7, tone_of(role));
    ent_svg_group_end(s);
  }
}

ent_status ent_draw_roles(const char *const name[3], const ent_role_column *column, int columns, const ent_look *look,
                          const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  for (int i = 0; column && columns <= ENT_DRAW_MAX && i < columns; i++)
    if (!are_roles(column[i].role)) return ent_fail(err, ENT_ARGUMENT, "draw", "A corner has one of the six roles.");
  const ent_status status = ent_svg_begin(&s, name ? column : NULL, columns, ENT_DRAW_MAX, look,
                                          ENT_SAY("Roles in the triangle over time"), memory, out, err);
  if (status != ENT_OK || !name || !column) return status; /* NULL was refused above */
  const double left = s.narrow ? 4 : s.width * 0.2, width = s.width - left - 4, step = s.narrow ? 46 : 32;
  for (int k = 0; k < 3; k++) {
    const double y = 26 + k * step + (s.narrow ? 16 : 0), frame[3] = {left, width, y};
    ent_svg_label(&s, 0, s.narrow ? y - 16 : y + 4, (ent_type){.size = 13, .tone = ENT_TONE_INK},
                  s.narrow ? s.width : left - 10, name[k]);
    draw_row(&s, column, columns, k, frame);
    say_changes(&s, name[k], column, columns, k);
  }
  const double pitch = width / columns, foot = 26 + 3 * step + (s.narrow ? 8 : 2);
  const int every = (int)floor(44 / pitch) + 1;
  for (int i = 0; i < columns; i += every)
    ent_svg_label(&s, left + (i + 0.5) * pitch, foot,
                  (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_MIDDLE}, pitch * every,
                  column[i].date);
  draw_role_key(&s, foot + 28);
  s.height = foot + (s.narrow ? 56 : 36);
  return ent_svg_end(&s, memory, out, err);
}
