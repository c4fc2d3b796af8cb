/* plan.c - which engine fits this game, and what will it cost?
 *
 * Engines that can say beforehand how many inner steps they take are compared by that number; the diagram, whose size is not
 * known before it is built, is chosen when the others cannot or would take more than some seconds.
 * Cost: O(classes * columns). */
#include "base/fail.h"
#include "base/wide.h"
#include "quadrature.h"
#include "tally.h"
#include "weight.h"

#include <string.h>

#define TABLE_BYTES 0x1p29
#define VECTORS_MAX 0x1p24
#define MEET_MEMBERS 44
#define ENUMERATE_MEMBERS 30
#define PATIENCE 0x1p32 /* steps beyond which a diagram is tried first */
#define NEVER 1e300

static const char *const name[] = {
#define X(NAME, word, text) word,
  ENT_ENGINE_LIST(X)
#undef X
};
static const char *const text_of[] = {
#define X(NAME, word, text) text,
  ENT_ENGINE_LIST(X)
#undef X
};

const char *ent_engine_name(ent_engine engine)
{
  return (unsigned)engine < ENT_ENGINES ? name[engine] : "?";
}

const char *ent_engine_text(ent_engine engine)
{
  return (unsigned)engine < ENT_ENGINES ? text_of[engine] : "?";
}

ent_engine ent_engine_named(const char *word, size_t size)
{
  for (int e = 0; e < ENT_ENGINES; e++)
    if (strlen(name[e]) == size && memcmp(name[e], word, size) == 0) return (ent_engine)e;
  return ENT_ENGINES;
}

/* ---- costs -------------------------------------------------------------------------------------------------------- */

typedef struct cost {
  double steps, bytes; /* steps: NEVER when the engine cannot */
} cost;

static double two_to(int n)
{
  double x = 1;
  for (int i = 0; i < n; i++) x *= 2;
  return x;
}

static cost types_cost(const ent_game *game)
{
  const double vectors = ent_types_vectors(game), words = ent_wide_words(game->live + 13);
  const double types = game->classes, bytes = 16 * types * game->live * words;
  if (vectors > VECTORS_MAX || bytes > TABLE_BYTES) return (cost){NEVER, bytes};
  return (cost){vectors * words * (words + types) * 4, bytes};
}

static cost meet_cost(const ent_game *game)
{
  const bool fits = game->single || (game->count >= 0 && game->columns <= 2);
  const int n = game->live;
  if (!fits || n > MEET_MEMBERS) return (cost){NEVER, 0};
  const double subsets = two_to((n + 1) / 2);
  return (cost){4.0 * (game->classes + 1) * n * subsets, 32 * subsets};
}

static cost enumerate_cost(const ent_game *game)
{
  if (game->live > ENUMERATE_MEMBERS) return (cost){NEVER, 0};
  return (cost){two_to(game->live) * (game->leaves + 3), 8 * two_to(game->live / 2) * game->live};
}

static cost weight_cost(const ent_game *game, const ent_power_options *options, unsigned wanted)
{
  if (!game->single) return (cost){NEVER, 0};
  const int64_t below = game->line_quota - 1, above = game->line_total - game->line_quota;
  const int64_t least = below < above ? below : above, most = below < above ? above : below;
  const int n = game->live, words = ent_wide_words(n + 1);
  const bool points = wanted & (ENT_POWER_SHAPLEY | ENT_POWER_BELIEF | ENT_POWER_EXACT);
  double bytes = wanted & ENT_POWER_BANZHAF ? 8.0 * words * (double)(least + 1) : 0;
  if (points && bytes < 8.0 * (double)(most + 1)) bytes = 8.0 * (double)(most + 1);
  if (bytes > TABLE_BYTES) return (cost){NEVER, bytes};
  const int nodes = options->nodes > 0 ? options->nodes : ent_quadrature_nodes(n, 1e-13);
  double steps = wanted & ENT_POWER_BANZHAF ? ent_line_steps(game, least) * words : 0;
  if (points) steps += ent_line_steps(game, most) * (nodes + 1) / 2;
  const int residue_points = n / 2 + 1, primes = n / 46 + 1;
  if (wanted & ENT_POWER_EXACT) steps += ent_line_steps(game, most) * residue_points * primes * 4;
  return (cost){steps, bytes};
}

/* ---- choosing ------------------------------------------------------------------------------------------------------ */

static void add(ent_power_plan *plan, const char *text)
{
  const size_t used = strlen(plan->why), left = sizeof plan->why - 1 - used, size = strlen(text);
  memcpy(plan->why + used, text, size < left ? size : left);
}

static void add_number(ent_power_plan *plan, int64_t number)
{
  char digits[ENT_DIGITS_MAX];
  ent_rule_digits(number, true, digits);
  add(plan, digits);
}

static void explain(const ent_game *game, ent_power_plan *plan, bool forced)
{
  memset(plan->why, 0, sizeof plan->why);
  add_number(plan, game->members);
  add(plan, " members in ");
  add_number(plan, game->classes);
  add(plan, game->classes == 1 ? " class of equals, " : " classes of equals, ");
  if (game->single) {
    add(plan, game->vetoes > 0 ? "one weight with vetoes, quota " : "one weight, quota ");
    add_number(plan, game->line_quota);
    add(plan, " of ");
    add_number(plan, game->line_total);
  } else {
    add_number(plan, game->leaves);
    add(plan, " quotas on ");
    add_number(plan, game->columns);
    add(plan, " columns");
  }
  add(plan, forced ? ": " : ", cheapest: ");
  add(plan, ent_engine_name(plan->engine));
  add(plan, forced ? " as asked" : "");
}

static ent_status refuse(ent_engine engine, ent_error *err)
{
  static const char *const need[ENT_ENGINES] = {
    [ENT_ENGINE_AUTO] = "",
    [ENT_ENGINE_TYPES] = "The engine types needs few classes of equal members (2^24 vectors at most).",
    [ENT_ENGINE_MEET] = "The engine meet needs a rule of the count and one weight, and at most 44 members.",
    [ENT_ENGINE_ENUMERATE] = "The engine enumerate takes at most 30 members.",
    [ENT_ENGINE_WEIGHT] =
      "The engine weight needs a rule of one weight with tables below 512 MiB: give weights with fewer digits.",
    [ENT_ENGINE_DIAGRAM] = "The engine diagram takes at most 1,024 members."};
  return ent_fail(err, ENT_ARGUMENT, "engine", need[engine]);
}

ent_status ent_power_plan_make(const ent_game *game, const ent_power_options *options, ent_power_plan *plan,
                               ent_error *err)
{
  const ent_power_options usual = {.wanted = 0};
  if (!options) options = &usual;
  if ((unsigned)options->engine >= ENT_ENGINES)
    return ent_fail(err, ENT_ARGUMENT, "engine", "An engine is auto, types, meet, enumerate, weight or diagram.");
  const unsigned wanted = options->wanted ? options->wanted : ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY;
  cost of[ENT_ENGINES] = {[ENT_ENGINE_AUTO] = {NEVER, 0},
                          [ENT_ENGINE_TYPES] = types_cost(game),
                          [ENT_ENGINE_MEET] = meet_cost(game),
                          [ENT_ENGINE_ENUMERATE] = enumerate_cost(game),
                          [ENT_ENGINE_WEIGHT] = weight_cost(game, options, wanted),
                          [ENT_ENGINE_DIAGRAM] = {game->live <= 1024 ? PATIENCE : NEVER, 0}};
  /* With one weight, or one beside the count, a diagram explodes where the other engines become slow. */
  const bool others = of[ENT_ENGINE_MEET].steps < NEVER || of[ENT_ENGINE_WEIGHT].steps < NEVER;
  ent_engine best = options->engine;
  for (int e = ENT_ENGINE_TYPES; options->engine == ENT_ENGINE_AUTO && e < ENT_ENGINES; e++)
    if (of[e].steps < of[best].steps && !(e == ENT_ENGINE_DIAGRAM && others)) best = (ent_engine)e;
  if (of[best].steps >= NEVER)
    return options->engine != ENT_ENGINE_AUTO
             ? refuse(best, err)
             : ent_fail(err, ENT_LIMIT, "rule",
                        "No engine fits: more than 1,024 members need one weight with tables below 512 MiB.");
  ent_power_plan fresh = {.engine = best,
                          .classes = game->classes,
                          .atoms = game->leaves,
                          .columns = game->columns,
                          .quota = game->single ? game->line_quota : 0,
                          .total = game->single ? game->line_total : 0,
                          .vetoes = game->single && game->vetoes > 0,
                          .words = ent_wide_words(game->live + 1),
                          .steps = best == ENT_ENGINE_DIAGRAM ? 0 : of[best].steps,
                          .bytes = of[best].bytes};
  explain(game, &fresh, options->engine != ENT_ENGINE_AUTO);
  *plan = fresh;
  return ENT_OK;
}
