/* worlds.c - of 100 worlds, how many end how?
 *
 * Shares become whole dots by the method of the largest remainder (Hamilton's apportionment): the floors first, the
 * dots left over to the largest remainders, ties to the earlier outcome.  People read "3 of 100" better than "0.03".
 * Source: Gigerenzer and Hoffrage, How to improve Bayesian reasoning without instruction, Psychological Review 102
 * (1995); Balinski and Young, Fair Representation, 1982. */
#include "draw/svg.h"

#include <math.h>

#define DOTS 100
#define WORLDS_MAX 8

void ent_apportion(const double *share, int n, int *dots)
{
  double sum = 0, rest[64];
  if (n < 1 || n > 64) return;
  for (int i = 0; i < n; i++) sum += ent_clamp(share[i], 0, 1e9);
  int left = DOTS;
  for (int i = 0; i < n; i++) {
    const double exact = sum > 0 ? ent_clamp(share[i], 0, 1e9) / sum * DOTS : i == n - 1 ? DOTS : 0;
    dots[i] = (int)floor(exact + 1e-9);
    rest[i] = exact - dots[i];
    left -= dots[i];
  }
  for (; left > 0; left--) {
    int best = 0;
    for (int i = 1; i < n; i++)
      if (rest[i] > rest[best]) best = i;
    dots[best]++;
    rest[best] -= 1;
  }
}

static ent_tone tone_of(ent_mark_shape shape)
{
  static const ent_tone tones[ENT_MARKS] = {ENT_TONE_SOFT,  ENT_TONE_RED,   ENT_TONE_RED,
                                            ENT_TONE_OCHRE, ENT_TONE_OCHRE, ENT_TONE_BLUE};
  return (int)shape >= 0 && shape < ENT_MARKS ? tones[shape] : ENT_TONE_BLUE;
}

static void draw_dots(ent_sheet *s, const ent_world *world, int worlds, const int *dots, int across, double pitch)
{
  int at = 0;
  for (int k = 0; k < worlds; k++) {
    ent_svg_group(s, world[k].name, 1);
    for (int i = 0; i < dots[k]; i++, at++) {
      const int row = at / across, column = at % across;
      const double x = (column + 0.5) * pitch, y = (row + 0.5) * pitch;
      ent_svg_mark(s, world[k].shape, x, y, pitch * 0.34, tone_of(world[k].shape));
    }
    ent_svg_group_end(s);
  }
}

/* "<1" for an outcome that happens, if too rarely for a dot. */
static void draw_key(ent_sheet *s, const ent_world *world, int worlds, const int *dots, double x, double y)
{
  for (int k = 0; k < worlds; k++) {
    char digits[ENT_NUMBER_MAX];
    const bool rare = dots[k] == 0 && world[k].share > 0;
    ent_number_write_fixed(dots[k], 0, digits);
    const double middle = y + 21 * k + 11;
    ent_svg_mark(s, world[k].shape, x + 8, middle, 6.5, tone_of(world[k].shape));
    ent_svg_label(s, x + 46, middle + 4.5,
                  (ent_type){.size = 13.5, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_END, .bold = true}, 0,
                  rare ? "<1" : digits);
    ent_svg_label(s, x + 54, middle + 4.5, (ent_type){.size = 13, .tone = ENT_TONE_INK}, s->width - x - 56,
                  world[k].name);
    ent_svg_said(s, rare ? "fewer than 1 of 100: {outcome}" : "{dots} of 100: {outcome}", "dots", digits, "outcome",
                 ent_text_clean(s, world[k].name, 10, 0), (char *)NULL);
    ent_svg_said(s, k + 1 < worlds ? "; " : ".", (char *)NULL);
  }
}

ent_status ent_draw_worlds(const ent_world *world, int worlds, const ent_look *look, const ent_allocator *memory,
                           ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  int dots[WORLDS_MAX];
  double share[WORLDS_MAX];
  const ent_status status =
    ent_svg_begin(&s, world, worlds, WORLDS_MAX, look, ENT_SAY("What happens in 100 worlds"), memory, out, err);
  if (status != ENT_OK) return status;
  for (int k = 0; k < worlds; k++) share[k] = world[k].share;
  ent_apportion(share, worlds, dots);
  const int across = s.narrow ? 10 : 20;
  const double pitch = s.narrow ? (s.width < 340 ? s.width : 340) / 10 * 0.8 : 20, grid = pitch * across;
  draw_dots(&s, world, worlds, dots, across, pitch);
  const double key_height = 21 * worlds, grid_height = pitch * DOTS / across;
  if (s.narrow) {
    draw_key(&s, world, worlds, dots, 0, grid_height + 10);
    s.height = grid_height + 14 + key_height;
  } else {
    draw_key(&s, world, worlds, dots, grid + 24, 0);
    s.height = key_height > grid_height ? key_height : grid_height;
  }
  s.height += 2;
  return ent_svg_end(&s, memory, out, err);
}
