/* tree.c - which stable configurations are there, how deep are they, and how high is the pass between them?
 *
 * Minima stand side by side in an order in which no branches cross: each pass puts the leaves of its two valleys next to each
 * other.  A leaf's line runs from its energy up to the pass where its valley joins another.  Cost: O(leaves^2). */
#include "draw/svg.h"
#include "entente/draw_align.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

#define LISTED 12

typedef struct valley {
  int first, leaves; /* leaves order[first .. first + leaves) */
  double x, energy;  /* where its line stands, and from which height it goes on */
} valley;

typedef struct tree {
  const ent_tree_leaf *leaf;
  int leaves, valleys;
  int order[ENT_DRAW_TREE_MAX], home[ENT_DRAW_TREE_MAX]; /* leaves in the order of the picture; valley of a leaf */
  double x[ENT_DRAW_TREE_MAX];
  double low, high, top, bottom, left, right;
} tree;

static double finite(double v)
{
  return ent_clamp(v, -1e15, 1e15);
}

/* Puts leaves that join next to each other: each pass moves the one group behind the other. */
static void arrange(tree *t, const ent_tree_pass *pass, int passes)
{
  int next[ENT_DRAW_TREE_MAX], last[ENT_DRAW_TREE_MAX];
  for (int i = 0; i < t->leaves; i++) {
    t->home[i] = i;
    next[i] = -1;
    last[i] = i;
  }
  for (int k = 0; k < passes; k++) {
    const int a = t->home[pass[k].a], b = t->home[pass[k].b];
    if (a == b) continue;
    next[last[a]] = b;
    last[a] = last[b];
    for (int i = 0; i < t->leaves; i++)
      if (t->home[i] == b) t->home[i] = a;
  }
  int at = 0;
  for (int i = 0; i < t->leaves; i++)
    if (t->home[i] == i)
      for (int k = i; k >= 0; k = next[k]) t->order[at++] = k;
  for (int i = 0; i < t->leaves; i++) t->x[t->order[i]] = t->left + (i + 0.5) / t->leaves * (t->right - t->left);
}

static void fit(tree *t, const ent_tree_pass *pass, int passes)
{
  t->low = t->high = finite(t->leaf[0].energy);
  for (int i = 0; i < t->leaves + passes; i++) {
    const double e = finite(i < t->leaves ? t->leaf[i].energy : pass[i - t->leaves].energy);
    if (e < t->low) t->low = e;
    if (e > t->high) t->high = e;
  }
  if (!(t->high > t->low)) t->high = t->low + 1;
  const double step = ent_nice_step(t->high - t->low, 5);
  t->low = floor(t->low / step) * step;
  t->high = -floor(-t->high / step) * step;
}

static double height_of(const tree *t, double energy)
{
  return t->bottom - (finite(energy) - t->low) / (t->high - t->low) * (t->bottom - t->top);
}

/* Decimals that tell apart what lies a step apart. */
static int decimals_of(double step)
{
  return step < 0.0099 ? 4 : step < 0.099 ? 3 : step < 0.99 ? 2 : step < 9.9 ? 1 : 0;
}

static void draw_axis(ent_sheet *s, const tree *t)
{
  const double step = ent_nice_step(t->high - t->low, 5);
  for (int i = 0; i <= 12 && t->low + i * step <= t->high + step * 1e-6; i++) {
    const double y = height_of(t, t->low + i * step);
    ent_svg_line(s, t->left, y, t->right, y, ENT_TONE_LINE, 1, "1 3");
    ent_svg_label(s, t->left - 6, y + 4, (ent_type){.size = 11.5, .tone = ENT_TONE_SOFT, .anchor = ENT_ANCHOR_END}, 0,
                  ent_svg_signed(s, t->low + i * step, decimals_of(step), false));
  }
}

static void draw_branches(ent_sheet *s, const tree *t, const ent_tree_pass *pass, int passes)
{
  valley v[ENT_DRAW_TREE_MAX];
  int home[ENT_DRAW_TREE_MAX];
  for (int i = 0; i < t->leaves; i++) {
    v[i] = (valley){.x = t->x[i], .energy = t->leaf[i].energy};
    home[i] = i;
  }
  for (int k = 0; k < passes; k++) {
    const int a = home[pass[k].a], b = home[pass[k].b];
    if (a == b) continue;
    const double y = height_of(t, pass[k].energy);
    ent_svg_line(s, v[a].x, height_of(t, v[a].energy), v[a].x, y, ENT_TONE_INK, 1.5, NULL);
    ent_svg_line(s, v[b].x, height_of(t, v[b].energy), v[b].x, y, ENT_TONE_INK, 1.5, NULL);
    ent_svg_line(s, v[a].x, y, v[b].x, y, ENT_TONE_INK, 1.5, NULL);
    v[a] = (valley){.x = (v[a].x + v[b].x) / 2, .energy = pass[k].energy};
    for (int i = 0; i < t->leaves; i++)
      if (home[i] == b) home[i] = a;
  }
  for (int i = 0; i < t->leaves; i++)
    if (home[i] == i) /* goes up to the top, towards what was not searched */
      ent_svg_line(s, v[i].x, height_of(t, v[i].energy), v[i].x, t->top - 8, ENT_TONE_INK, 1.5, NULL);
}

static void draw_leaves(ent_sheet *s, const tree *t)
{
  const ent_type number = {.size = 12, .tone = ENT_TONE_INK, .anchor = ENT_ANCHOR_MIDDLE, .bold = true, .halo = true};
  for (int i = 0; i < t->leaves; i++) {
    const ent_tree_leaf *const leaf = &t->leaf[i];
    const double y = height_of(t, leaf->energy), r = leaf->share >= 0 ? 4 + 8 * sqrt(ent_clamp(leaf->share, 0, 1)) : 6;
    ent_svg_group(s, leaf->name, 1);
    ent_svg_disc(s, t->x[i], y, r, leaf->here ? ENT_TONE_OCHRE : ENT_TONE_PAPER, ENT_TONE_INK, 2);
    ent_svg_group_end(s);
    if ((t->right - t->left) / t->leaves < 14) continue;
    ent_svg_label(s, t->x[i], y + r + 14, number, 0, ent_svg_number(s, i + 1, 0));
  }
}

static const char *sentence_of(ent_sheet *s, const tree *t, const ent_tree_leaf *leaf)
{
  const int decimals = decimals_of(ent_nice_step(t->high - t->low, 5));
  const char *const energy = ent_svg_signed(s, finite(leaf->energy), decimals, false);
  if (leaf->share >= 0)
    return ent_svg_text(s, "energy {energy}, {share} of all configurations lead here", "energy", energy, "share",
                        ent_svg_percent(s, ent_clamp(leaf->share, 0, 1)), (char *)NULL);
  return ent_svg_text(s, "energy {energy}", "energy", energy, (char *)NULL);
}

static double draw_list(ent_sheet *s, const tree *t, double y)
{
  const ent_type name = {.size = 12.5, .tone = ENT_TONE_INK}, small = {.size = 11.5, .tone = ENT_TONE_SOFT};
  for (int i = 0; i < t->leaves; i++) {
    const ent_tree_leaf *const leaf = &t->leaf[i];
    const char *const title = ent_text_clean(s, leaf->name, 10, 0), *const what = sentence_of(s, t, leaf);
    ent_svg_said(s, "{number}: {name}, {what}. ", "number", ent_svg_number(s, i + 1, 0), "name", title, "what", what,
                 (char *)NULL);
    if (i >= LISTED) continue;
    ent_svg_disc(s, 8, y - 4, 5.5, leaf->here ? ENT_TONE_OCHRE : ENT_TONE_PAPER, ENT_TONE_INK, 1.5);
    ent_svg_label(s, 20, y, (ent_type){.size = 12.5, .tone = ENT_TONE_INK, .bold = true}, 0,
                  ent_svg_number(s, i + 1, 0));
    y += ent_svg_wrap(s, 40, y, name, s->width - 42, 3, leaf->name) * 12.5 * 1.3;
    y += 15 * (ent_svg_wrap(s, 40, y, small, s->width - 42, 2, what) - 1);
    if (leaf->detail && *leaf->detail) y += 15 * ent_svg_wrap(s, 40, y + 15, small, s->width - 42, 2, leaf->detail);
    y += 22;
  }
  if (t->leaves <= LISTED) return y;
  ent_svg_label(s, 40, y, small, s->width - 42,
                ent_svg_text(s, "and {count} more", "count", ent_svg_number(s, t->leaves - LISTED, 0), (char *)NULL));
  return y + 20;
}

static bool all_exist(const ent_tree_pass *pass, int passes, int leaves)
{
  for (int k = 0; k < passes; k++)
    if (pass[k].a < 0 || pass[k].a >= leaves || pass[k].b < 0 || pass[k].b >= leaves) return false;
  return true;
}

ent_status ent_draw_tree(const ent_tree_leaf *leaf, int leaves, const ent_tree_pass *pass, int passes,
                         const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_sheet s;
  tree t;
  if (passes < 0 || passes >= ENT_DRAW_TREE_MAX || (passes > 0 && !pass) || !all_exist(pass, passes, leaves))
    return ent_fail(err, ENT_ARGUMENT, "draw", "A pass joins two of the minima that are drawn.");
  const ent_status status = ent_svg_begin(&s, leaf, leaves, ENT_DRAW_TREE_MAX, look,
                                          ENT_SAY("Stable camps and the passes between them"), memory, out, err);
  if (status != ENT_OK) return status;
  memset(&t, 0, sizeof t);
  t.leaf = leaf;
  t.leaves = leaves;
  t.left = 56;
  t.right = s.width - 8;
  t.top = 20;
  t.bottom = t.top + (s.narrow ? 180 : 240);
  fit(&t, pass, passes);
  arrange(&t, pass, passes);
  draw_axis(&s, &t);
  draw_branches(&s, &t, pass, passes);
  draw_leaves(&s, &t);
  s.height = draw_list(&s, &t, t.bottom + 58);
  return ent_svg_end(&s, memory, out, err);
}
