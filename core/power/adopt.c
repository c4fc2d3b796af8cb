/* adopt.c - the chance that a proposal carries: which engine, and what it needs.
 *
 * The chance itself: adopt_diagram.c, adopt_weight.c; a common factor: factor.c. */
#include "adopt.h"

#include "base/fail.h"

#define TABLE_BYTES 0x1p29
#define DIAGRAM_STEPS \
  0x1p18 /* one weight: up to members * total of this size a diagram is quicker, and right to the ulp */

/* ---- made ready --------------------------------------------------------------------------------------------------- */

/* Members level by level: those of a class one after the other. */
static void order_by_class(ent_adoption *a, const int *class)
{
  const ent_game *const game = a->game;
  for (int level = 0, next = 0; level < a->live; level++) {
    if (level == 0 || class[level] != class[level - 1]) next = 0;
    while (game->class_of[next] != class[level]) next++;
    a->order[level] = next++;
  }
}

/* Is the rule one weight, with a total that a table can hold? */
static bool has_table(const ent_game *game)
{
  return game->single && 8.0 * ((double)game->line_total + 1) < TABLE_BYTES;
}

static ent_status too_fine(ent_error *err)
{
  return ent_fail(err, ENT_LIMIT, "rule", "The weights add up to less than 67,108,864: give them with fewer digits.");
}

static ent_status open_weight(ent_adoption *a, ent_error *err)
{
  ent_line line;
  a->total = a->game->line_total;
  a->quota = a->game->line_quota;
  if (!has_table(a->game)) return too_fine(err);
  a->table = ENT_NEW(&a->own, double, (size_t)a->total + 1);
  int *const class = ENT_NEW(&a->own, int, a->live + 1);
  if (!a->table || !class || !ent_line_open(&line, a->game, &a->own))
    return ent_fail(err, ENT_NOMEM, "rule", "There is no memory for the table of weights.");
  int n = 0;
  for (int t = 0; t < line.types; t++)
    for (int i = 0; i < ent_line_size(&line, t); i++) class[n++] = line.class[t];
  order_by_class(a, class);
  return ENT_OK;
}

static ent_status open_diagram(ent_adoption *a, ent_error *err)
{
  const ent_status status = ent_diagram_build(a->game, &a->own, &a->diagram, err);
  if (status == ENT_LIMIT && a->game->single && !has_table(a->game)) return too_fine(err);
  if (status != ENT_OK) return status;
  a->table = ENT_NEW(&a->own, double, 2 * (size_t)a->diagram.nodes + 1);
  if (!a->table) return ent_fail(err, ENT_NOMEM, "rule", "There is no memory to walk the decision diagram.");
  order_by_class(a, a->diagram.class);
  return ENT_OK;
}

/* The engine that is asked for, or the one that suits. */
static ent_status choose(const ent_game *game, ent_engine asked, ent_engine *engine, ent_error *err)
{
  const bool large = game->single && (double)game->live * (double)game->line_total > DIAGRAM_STEPS;
  if (asked != ENT_ENGINE_AUTO && asked != ENT_ENGINE_DIAGRAM && !(asked == ENT_ENGINE_WEIGHT && game->single))
    return ent_fail(err, ENT_ARGUMENT, "engine",
                    "Adoption is computed by the engine diagram, or for rules of one weight by the engine weight.");
  *engine = asked != ENT_ENGINE_AUTO ? asked : large && has_table(game) ? ENT_ENGINE_WEIGHT : ENT_ENGINE_DIAGRAM;
  return ENT_OK;
}

static ent_status make_ready(ent_adoption *a, ent_error *err)
{
  const size_t members = (size_t)a->game->members;
  a->order = ENT_NEW(&a->own, int, a->live + 1);
  a->p = ENT_NEW(&a->own, double, 3 * members);
  if (!a->order || !a->p) return ent_fail(err, ENT_NOMEM, "rule", "There is no memory for the members.");
  a->pivot = a->p + members;
  a->score = a->pivot + members;
  return a->engine == ENT_ENGINE_WEIGHT ? open_weight(a, err) : open_diagram(a, err);
}

ent_status ent_adoption_open(const ent_game *game, ent_engine engine, const ent_allocator *memory,
                             ent_adoption **adoption, ent_error *err)
{
  ent_engine chosen;
  ent_status status = choose(game, engine, &chosen, err);
  if (status != ENT_OK) return status;
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_adoption *const a = ENT_NEW(&arena, ent_adoption, 1);
  if (!a) {
    ent_arena_close(&arena);
    return ent_fail(err, ENT_NOMEM, "rule", "There is no memory for the game.");
  }
  *a = (ent_adoption){.game = game, .engine = chosen, .live = game->live, .own = arena};
  status = make_ready(a, err);
  if (status == ENT_OK)
    *adoption = a;
  else
    ent_adoption_free(a);
  return status;
}

void ent_adoption_free(ent_adoption *adoption)
{
  if (!adoption) return;
  ent_arena arena = adoption->own; /* the adoption lies inside it */
  ent_arena_close(&arena);
}

ent_engine ent_adoption_engine(const ent_adoption *adoption)
{
  return adoption->engine;
}

/* ---- asked -------------------------------------------------------------------------------------------------------- */

/* Equal members with equal chances decide equally often, to the last bit. */
static double evaluate(void *ctx)
{
  const ent_adoption *const a = ctx;
  const ent_game *const g = a->game;
  const double adopt = a->engine == ENT_ENGINE_WEIGHT ? ent_adopt_weight(a, a->pivot) : ent_adopt_diagram(a, a->pivot);
  for (int m = 0; m < g->members; m++) {
    const int first = g->first[g->class_of[m]];
    if (a->p[m] == a->p[first]) a->pivot[m] = a->pivot[first];
  }
  return adopt;
}

ent_status ent_adoption_at(ent_adoption *adoption, const double *p, double rho, int nodes, double *adopt, double *pivot,
                           double *slope, ent_error *err)
{
  const ent_factor factor = {.members = adoption->game->members,
                             .p = adoption->p,
                             .pivot = adoption->pivot,
                             .score = adoption->score,
                             .evaluate = evaluate,
                             .ctx = adoption};
  return ent_factor_at(&factor, p, rho, nodes, adopt, pivot, slope, err);
}
