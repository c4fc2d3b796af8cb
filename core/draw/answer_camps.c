/* answer_camps.c - what would turn the target, which roles are played, and are there other stable camps?
 *
 * All at the centre of the assumptions.  Flip prices are those of the answer (ent_scenario_flips): the ties with proposer and
 * rival, and the others that could do it within -1 to 1.  Triangle and landscape take the deal's terms as delivered.  The
 * landscape visits 2^(n-1) configurations, and is drawn for up to 16 actors. */
#include "draw/answer_camps.h"

#include "base/bytes.h"
#include "base/fail.h"
#include "entente/align.h"

#include <math.h>

#define TREE_ACTORS 16

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "draw", "No memory to lay out the picture.");
}

/* Sizes and propensities in the scratch. */
static ent_status landscape_of(const ent_scenario *s, bool after, ent_arena *scratch, ent_landscape *out,
                               ent_error *err)
{
  const int n = ent_scenario_map(s);
  double *const size = ENT_NEW(scratch, double, n), *const p = ENT_NEW(scratch, double, (size_t)n *(size_t)n);
  if (!size || !p) return no_memory(err);
  *out = (ent_landscape){n, size, p};
  ent_scenario_landscape_centre(s, after, size, p);
  return ENT_OK;
}

static const char *name_of(const ent_scenario *s, int place)
{
  const char *name = "";
  ent_scenario_camp(s, place, NULL, &name);
  return name;
}

/* A sentence in the scratch with one hole; NULL: no memory. */
static const char *filled(ent_arena *scratch, const ent_words *words, const char *english, const char *hole,
                          const char *value)
{
  ent_writer w;
  ent_writer_open(&w, scratch);
  ent_put_said(&w, words, english, hole, value, (char *)NULL);
  return w.failed ? NULL : w.data;
}

bool ent_answer_has_wedge(const ent_scenario *s)
{
  int place[3];
  return ent_scenario_wedge(s, place) && ent_scenario_map(s) <= ENT_ALIGN_MAX;
}

/* ---- flip prices ---------------------------------------------------------------------------------------------------- */

ent_status ent_answer_flips(const ent_answer *a, const ent_look *look, ent_arena *scratch, const ent_allocator *memory,
                            ent_drawing *out, ent_error *err)
{
  int proposer = -1, target = -1, rival = -1, rows = 0;
  ent_flip_row row[ENT_FLIP_TIES];
  ent_scenario_parties(a->scenario, &proposer, &target, &rival);
  for (int i = 0; i < a->flips; i++) {
    const ent_flip_tie *const f = &a->flip[i];
    if (!f->within && f->actor != proposer && f->actor != rival) continue;
    const char *const name = filled(scratch, look->words, ENT_SAY("tie with {other}"), "other",
                                    ent_scenario_actor_name(a->scenario, f->actor));
    if (!name) return no_memory(err);
    row[rows++] = (ent_flip_row){name, "", f->now, f->now + f->change};
  }
  return ent_draw_flips(row, rows, look, memory, out, err);
}

/* ---- triangle --------------------------------------------------------------------------------------------------------- */

static ent_status panel_of(const ent_scenario *s, const int corner[3], const double x[3], const char *title,
                           ent_triangle_panel *out, ent_error *err)
{
  ent_triangle found;
  const ent_status status = ent_triangle_read(x, &found, err);
  if (status != ENT_OK) return status;
  *out = (ent_triangle_panel){.title = title};
  for (int k = 0; k < 3; k++) {
    out->name[k] = name_of(s, corner[k]);
    out->tie[k] = x[k];
    out->role[k] = found.role[k];
    out->value[k] = found.value[k];
  }
  return ENT_OK;
}

static void ties_of(const ent_landscape *land, const int corner[3], double x[3])
{
  x[0] = land->propensity[corner[0] * land->n + corner[1]];
  x[1] = land->propensity[corner[0] * land->n + corner[2]];
  x[2] = land->propensity[corner[1] * land->n + corner[2]];
}

ent_status ent_answer_triangle(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                               const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_landscape land;
  ent_triangle_panel panel[3];
  int wedge[3];
  double x[3];
  if (!ent_scenario_wedge(s, wedge)) return ent_fail(err, ENT_ARGUMENT, "draw", "The deal is no wedge.");
  const int corner[3] = {wedge[1], wedge[0], wedge[2]}; /* proposer, target, rival */
  ent_status status = landscape_of(s, false, scratch, &land, err);
  if (status != ENT_OK) return status;
  ties_of(&land, corner, x);
  status = panel_of(s, corner, x, ent_say(look->words, ENT_SAY("now")), &panel[0], err);
  if (status == ENT_OK) status = landscape_of(s, true, scratch, &land, err);
  if (status != ENT_OK) return status;
  ties_of(&land, corner, x);
  status = panel_of(s, corner, x, ent_say(look->words, ENT_SAY("after the deal")), &panel[1], err);
  x[2] = -1;
  const char *const last = filled(scratch, look->words, ENT_SAY("and {rival} dropped"), "rival", name_of(s, wedge[2]));
  if (!last) return no_memory(err);
  if (status == ENT_OK) status = panel_of(s, corner, x, last, &panel[2], err);
  return status == ENT_OK ? ent_draw_triangles(panel, 3, look, memory, out, err) : status;
}

/* ---- landscape -------------------------------------------------------------------------------------------------------- */

/* Would nobody leave this configuration?  By the tie rule of align.h. */
static bool is_stable(const double *weight, int n, unsigned camp)
{
  for (int k = 0; k < n; k++) {
    double held = 0, all = 0;
    for (int j = 0; j < n; j++) {
      if (j == k) continue;
      const bool together = (camp >> k & 1) == (camp >> j & 1);
      held += together ? weight[k * n + j] : -weight[k * n + j];
      all += fabs(weight[k * n + j]);
    }
    if (held < -1e-12 * all) return false;
  }
  return true;
}

bool ent_answer_has_landscape(const ent_scenario *s)
{
  const int n = ent_scenario_map(s);
  double weight[TREE_ACTORS * TREE_ACTORS], size[TREE_ACTORS];
  if (n < 2 || n > TREE_ACTORS) return false;
  for (int i = 0; i < n; i++) size[i] = ent_scenario_map_size(s, i);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) weight[i * n + j] = i == j ? 0 : size[i] * size[j] * ent_scenario_map_tie(s, i, j);
  int stable = 0;
  for (unsigned c = 0; c < 1u << (n - 1) && stable < 2; c++) stable += is_stable(weight, n, 2 * c + 1);
  return stable > 1;
}

/* "Britain, France against Germany, Italy" */
static const char *camps_text(const ent_scenario *s, int n, ent_camp camp, const ent_words *words, ent_arena *scratch)
{
  ent_writer w;
  ent_writer_open(&w, scratch);
  for (int side = 1; side >= 0; side--) {
    bool later = false;
    if (side == 0) ent_put(&w, ent_say(words, ENT_SAY(" against ")));
    for (int i = 0; i < n; i++) {
      if ((int)(camp >> i & 1) != side) continue;
      if (later) ent_put(&w, ent_say(words, ENT_SAY(", ")));
      ent_put(&w, name_of(s, i));
      later = true;
    }
    if (!later) ent_put(&w, ent_say(words, ENT_SAY("nobody")));
  }
  return w.failed ? NULL : w.data;
}

/* Passes in ascending order of their height: an insertion sort of at most 64. */
static void add_pass(ent_tree_pass *pass, int *passes, ent_tree_pass one)
{
  int at = (*passes)++;
  for (; at > 0 && pass[at - 1].energy > one.energy; at--) pass[at] = pass[at - 1];
  pass[at] = one;
}

ent_status ent_answer_landscape(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                                const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_landscape land;
  ent_terrain terrain;
  const ent_explore how = {.passes = true};
  ent_status status = landscape_of(s, true, scratch, &land, err);
  if (status != ENT_OK) return status;
  double *const share = ENT_NEW(scratch, double, land.n); /* energies that can be read */
  ent_minimum *const minimum = ENT_NEW(scratch, ent_minimum, ENT_DRAW_TREE_MAX);
  ent_tree_leaf *const leaf = ENT_NEW(scratch, ent_tree_leaf, ENT_DRAW_TREE_MAX);
  ent_tree_pass *const pass = ENT_NEW(scratch, ent_tree_pass, ENT_DRAW_TREE_MAX);
  if (!share || !minimum || !leaf || !pass) return no_memory(err);
  double sum = 0;
  for (int i = 0; i < land.n; i++) sum += land.size[i];
  for (int i = 0; i < land.n; i++) share[i] = land.size[i] / sum;
  const ent_landscape scaled = {land.n, share, land.propensity};
  status = ent_align_explore(&scaled, &how, memory, ENT_DRAW_TREE_MAX, minimum, &terrain, err);
  if (status != ENT_OK) return status;
  int passes = 0;
  for (uint32_t k = 0; k < terrain.kept; k++) {
    const ent_minimum *const m = &minimum[k];
    leaf[k] = (ent_tree_leaf){.name = camps_text(s, land.n, m->camp, look->words, scratch),
                              .energy = m->energy,
                              .share = (double)m->basin / (double)terrain.configurations,
                              .here = k == 0};
    if (!leaf[k].name) return no_memory(err);
    if (m->into >= 0) add_pass(pass, &passes, (ent_tree_pass){m->saddle, m->into, (int)k});
  }
  return ent_draw_tree(leaf, (int)terrain.kept, pass, passes, look, memory, out, err);
}
