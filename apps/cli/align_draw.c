/* align_draw.c - pictures of `entente align`: the camps as a network, the landscape as a merge tree, flip prices. */
#include "align.h"
#include "base/fail.h"
#include "entente/draw_align.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const pictures[] = {"camps", "landscape", "flips", "break-even"};

bool cli_align_picture(const cli_call *call, int *which)
{
  const char *const text = cli_value(call, CLI_OPTION_PICTURE);
  *which = 0;
  for (int k = 0; text && k < 4; k++)
    if (strcmp(text, pictures[k]) == 0) {
      *which = k;
      return true;
    }
  return !text;
}

/* Is actor i in the first camp of what was found lowest? */
static bool in_first(const cli_align *a, int i)
{
  return a->minimum ? (a->minimum[0].camp >> i & 1) != 0 : a->side[i] > 0;
}

/* ---- camps --------------------------------------------------------------------------------------------------------------- */

static ent_status draw_map(const cli_align *a, const ent_map_look *camps, const ent_look *look,
                           const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const size_t n = (size_t)a->n;
  ent_map_point *const point = calloc(n, sizeof *point);
  double *const work = malloc(ENT_ALIGN_WORK(a->n) * sizeof *work), *const xy = malloc(2 * n * sizeof *xy);
  double total = 0;
  ent_status status =
    point && work && xy ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the picture.");
  if (status == ENT_OK) {
    const ent_landscape land = {a->n, a->size, a->propensity};
    ent_align_layout(&land, work, xy, xy + n);
    for (int i = 0; i < a->n; i++) total += a->size[i];
    for (int i = 0; i < a->n; i++)
      point[i] = (ent_map_point){.name = a->name[i],
                                 .size = a->size[i] / total,
                                 .x = xy[i],
                                 .y = xy[n + (size_t)i],
                                 .with_target = in_first(a, i)};
    status = ent_draw_map(point, a->n, a->propensity, camps, look, memory, out, err);
  }
  free(point);
  free(work);
  free(xy);
  return status;
}

static ent_status draw_network(const cli_align *a, const ent_map_look *camps, const ent_look *look,
                               const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const size_t n = (size_t)a->n;
  ent_camp_actor *const actor = calloc(n, sizeof *actor);
  ent_camp_tie *const tie = calloc(n * (n - 1) / 2, sizeof *tie);
  int64_t ties = 0;
  ent_status status = actor && tie ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the picture.");
  for (int i = 0; status == ENT_OK && i < a->n; i++) {
    actor[i] = (ent_camp_actor){a->name[i], !in_first(a, i)};
    for (int j = i + 1; j < a->n; j++) {
      const double w = a->size[i] * a->size[j] * a->propensity[i * a->n + j];
      if (w < 0 || w > 0) tie[ties++] = (ent_camp_tie){i, j, w};
    }
  }
  if (status == ENT_OK) status = ent_draw_camps(actor, a->n, tie, ties, camps, look, memory, out, err);
  free(actor);
  free(tie);
  return status;
}

static ent_status draw_camps(const cli_align *a, const ent_look *look, const ent_allocator *memory, ent_drawing *out,
                             ent_error *err)
{
  const host_terminal *const t = &a->call->out;
  const ent_map_look camps = {cli_say(t, ENT_SAY("First camp")), cli_say(t, ENT_SAY("Second camp"))};
  return a->n <= ENT_ALIGN_MAX ? draw_map(a, &camps, look, memory, out, err)
                               : draw_network(a, &camps, look, memory, out, err);
}

/* ---- landscape ------------------------------------------------------------------------------------------------------------ */

static int by_saddle(const void *x, const void *y)
{
  const ent_tree_pass *const a = x, *const b = y;
  return a->energy < b->energy ? -1 : a->energy > b->energy ? 1 : a->a < b->a ? -1 : a->a > b->a;
}

static ent_status draw_landscape(const cli_align *a, const ent_look *look, const ent_allocator *memory,
                                 ent_drawing *out, ent_error *err)
{
  enum { NAMES = 1024 };
  const host_terminal *const t = &a->call->out;
  if (!a->minimum || !a->passes) return ent_fail(err, ENT_LIMIT, "", "The landscape is drawn for up to 24 actors.");
  const uint32_t most = ENT_DRAW_TREE_MAX < a->terrain.kept ? ENT_DRAW_TREE_MAX : a->terrain.kept;
  ent_tree_leaf *const leaf = calloc(most, sizeof *leaf);
  ent_tree_pass *const pass = calloc(most, sizeof *pass);
  char *const name = malloc((size_t)most * NAMES);
  int passes = 0;
  ent_status status =
    leaf && pass && name ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the picture.");
  for (uint32_t k = 0; status == ENT_OK && k < most; k++) {
    const ent_minimum *const m = &a->minimum[k];
    char *const text = name + (size_t)k * NAMES;
    cli_align_camps(a, m->camp, cli_say(t, ENT_SAY(" against ")), text, NAMES);
    leaf[k] = (ent_tree_leaf){.name = text,
                              .energy = m->energy * a->scale,
                              .share = (double)m->basin / (double)a->terrain.configurations,
                              .here = k == 0};
    /* `into` is a lower minimum, so it stands before this one */
    if (m->into >= 0) pass[passes++] = (ent_tree_pass){m->saddle * a->scale, m->into, (int)k};
  }
  if (passes > 1) qsort(pass, (size_t)passes, sizeof *pass, by_saddle);
  if (status == ENT_OK) status = ent_draw_tree(leaf, (int)most, pass, passes, look, memory, out, err);
  free(leaf);
  free(pass);
  free(name);
  return status;
}

/* ---- flip prices ----------------------------------------------------------------------------------------------------------- */

static ent_status draw_flips(const cli_align *a, const ent_look *look, const ent_allocator *memory, ent_drawing *out,
                             ent_error *err)
{
  enum { NAME = 200 };
  const host_terminal *const t = &a->call->out;
  if (!a->price) return ent_fail(err, ENT_LIMIT, "", "Flip prices are drawn for up to 24 actors without pressure.");
  const bool wedge = a->wedge[0] >= 0;
  ent_flip_row *const row = calloc((size_t)a->n, sizeof *row);
  char *const details = calloc((size_t)a->n, NAME);
  int rows = 0;
  ent_status status = row && details ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the picture.");
  for (int k = 0; status == ENT_OK && k < a->n; k++) {
    const int who = wedge ? a->wedge[0] : k, other = wedge ? k : a->price[k].tie;
    const double change = wedge ? a->wedge_price[k].change : a->price[k].change;
    if (wedge ? !a->wedge_price[k].exists : other < 0) continue;
    char *const detail = details + (size_t)rows * NAME;
    cli_fill(t, "tie with {other}", detail, NAME, "other", a->name[other], (char *)NULL);
    const double now = a->propensity[who * a->n + other];
    row[rows] = (ent_flip_row){a->name[who], detail, now, now + change};
    rows++;
  }
  if (status == ENT_OK && rows == 0) status = ent_fail(err, ENT_LIMIT, "", "No single tie can move anybody.");
  if (status == ENT_OK) status = ent_draw_flips(row, rows, look, memory, out, err);
  free(row);
  free(details);
  return status;
}

ent_status cli_align_draw(const void *align, cli_option option, FILE *to, ent_error *err)
{
  const cli_align *const a = align;
  const ent_allocator memory = host_memory();
  const ent_look look = {.fixed = true, .words = a->call->page_words};
  ent_drawing drawing = {0};
  int which = 0;
  (void)option;
  cli_align_picture(a->call, &which);
  const ent_status status = which == 0   ? draw_camps(a, &look, &memory, &drawing, err)
                            : which == 1 ? draw_landscape(a, &look, &memory, &drawing, err)
                            : which == 2 ? draw_flips(a, &look, &memory, &drawing, err)
                                         : cli_align_even_draw(a, &look, &memory, &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, &memory);
  return status;
}
