/* diagram_count.c - what does a decision diagram tell about power?
 *
 *   ways(v)  coalitions of the members before v's level that lead to node v
 *   wins(v)  coalitions of the members from v's level on that win from there
 *   swings of the member at a level = sum over its nodes of ways(v) (wins(yes) - wins(no))
 * With a factor for each yes and each no instead of plain counting, the same sums are probabilities at t (yes = t, no = 1 - t)
 * or counts by size at a point (yes = z, no = 1).  Members of one class need one level.
 * Cost: O(nodes), times words^2 for exact counts. */
#include "base/fail.h"
#include "base/wide.h"
#include "diagram.h"

/* Does the level stand for its class (equals lie side by side)? */
static bool leads(const ent_diagram *d, int level)
{
  return level == 0 || d->class[level] != d->class[level - 1];
}

/* ---- exact -------------------------------------------------------------------------------------------------------- */

typedef struct exact {
  const ent_diagram *d;
  int words;
  uint64_t *ways, *wins; /* [node * words] */
  uint64_t *all;         /* [words] scratch: 2^(members below a level) */
} exact;

/* Wins from where an edge leads, which is at `level`; NULL for none. */
static const uint64_t *wins_of(const exact *e, int to, int level)
{
  if (to >= 0) return e->wins + (ptrdiff_t)to * e->words;
  if (to == ENT_LOSES) return NULL;
  ent_wide_power_of_two(e->all, e->words, e->d->members - level);
  return e->all;
}

static void fill_exact(const exact *e)
{
  const ent_diagram *d = e->d;
  for (int level = d->members - 1; level >= 0; level--)
    for (int v = d->start[level]; v < d->start[level + 1]; v++)
      for (int side = 0; side < 2; side++) {
        const uint64_t *const more = wins_of(e, side ? d->yes[v] : d->no[v], level + 1);
        if (more) ent_wide_add(e->wins + (ptrdiff_t)v * e->words, more, e->words);
      }
  if (d->nodes > 0) e->ways[0] = 1;
  for (int v = 0; v < d->nodes; v++)
    for (int side = 0; side < 2; side++) {
      const int to = side ? d->yes[v] : d->no[v];
      if (to >= 0) ent_wide_add(e->ways + (ptrdiff_t)to * e->words, e->ways + (ptrdiff_t)v * e->words, e->words);
    }
}

/* out = wins(yes) - wins(no). */
static void gain(const exact *e, int v, int level, uint64_t *out)
{
  ent_wide_set(out, e->words, 0);
  const uint64_t *const more = wins_of(e, e->d->yes[v], level + 1);
  if (more) ent_wide_add(out, more, e->words);
  const uint64_t *const less = wins_of(e, e->d->no[v], level + 1);
  if (less) ent_wide_sub(out, less, e->words);
}

ent_status ent_diagram_swings(const ent_diagram *d, ent_arena *arena, int words, uint64_t *swings, uint64_t *winning,
                              ent_error *err)
{
  const size_t numbers = (size_t)d->nodes * (size_t)words;
  uint64_t *const room = ENT_NEW(arena, uint64_t, 2 * numbers + 2 * (size_t)words);
  if (!room) return ent_fail(err, ENT_NOMEM, "rule", "There is no memory for the indices of power.");
  const exact e = {.d = d, .words = words, .ways = room, .wins = room + numbers, .all = room + 2 * numbers};
  uint64_t *const difference = e.all + words;
  fill_exact(&e);
  for (int i = 0; i < d->game->classes * words; i++) swings[i] = 0;
  for (int level = 0; level < d->members; level++) {
    if (!leads(d, level)) continue;
    uint64_t *const sum = swings + (ptrdiff_t)d->class[level] * words;
    for (int v = d->start[level]; v < d->start[level + 1]; v++) {
      gain(&e, v, level, difference);
      ent_wide_add_product(sum, words, difference, words, e.ways + (ptrdiff_t)v * words, words);
    }
  }
  ent_wide_set(winning, words, 0);
  const uint64_t *const all = d->nodes > 0 ? e.wins : wins_of(&e, d->first, 0);
  if (all) ent_wide_add(winning, all, words);
  return ENT_OK;
}

/* ---- probabilities ------------------------------------------------------------------------------------------------ */

static double wins_at(const double *wins, int to, double rest)
{
  return to >= 0 ? wins[to] : to == ENT_WINS ? rest : 0;
}

void ent_diagram_curve(const ent_diagram *d, double yes, double no, double *table, double *pivot, double *adopt)
{
  double *const wins = table, *const ways = table + d->nodes;
  double rest = 1; /* (yes + no)^(members below) */
  for (int level = d->members - 1; level >= 0; level--, rest *= yes + no)
    for (int v = d->start[level]; v < d->start[level + 1]; v++)
      wins[v] = no * wins_at(wins, d->no[v], rest) + yes * wins_at(wins, d->yes[v], rest);
  *adopt = d->nodes > 0 ? wins[0] : wins_at(wins, d->first, rest);
  for (int v = 0; v < d->nodes; v++) ways[v] = v == 0;
  for (int k = 0; k < d->game->classes; k++) pivot[k] = 0;
  for (int level = 0; level < d->members; level++) {
    rest = 1; /* yes + no = 1 for probabilities, which is all that this function is for */
    double sum = 0;
    for (int v = d->start[level]; v < d->start[level + 1]; v++) {
      sum += ways[v] * (wins_at(wins, d->yes[v], rest) - wins_at(wins, d->no[v], rest));
      if (d->yes[v] >= 0) ways[d->yes[v]] += yes * ways[v];
      if (d->no[v] >= 0) ways[d->no[v]] += no * ways[v];
    }
    if (leads(d, level)) pivot[d->class[level]] = sum;
  }
}

/* ---- residues ------------------------------------------------------------------------------------------------------ */

static uint64_t residue_at(const uint64_t *wins, int to, uint64_t rest)
{
  return to >= 0 ? wins[to] : to == ENT_WINS ? rest : 0;
}

void ent_diagram_residues(const ent_diagram *d, uint64_t yes, uint64_t no, const ent_prime *prime, uint64_t *table,
                          uint64_t *pivot)
{
  uint64_t *const wins = table, *const ways = table + d->nodes;
  const uint64_t both = ent_modular_sum(yes, no, prime);
  uint64_t rest = 1;
  for (int level = d->members - 1; level >= 0; level--, rest = ent_modular_product(rest, both, prime))
    for (int v = d->start[level]; v < d->start[level + 1]; v++)
      wins[v] = ent_modular_sum(ent_modular_product(no, residue_at(wins, d->no[v], rest), prime),
                                ent_modular_product(yes, residue_at(wins, d->yes[v], rest), prime), prime);
  for (int v = 0; v < d->nodes; v++) ways[v] = v == 0;
  for (int k = 0; k < d->game->classes; k++) pivot[k] = 0;
  const uint64_t one_less = ent_modular_inverse(both, prime);
  for (int level = 0; level < d->members; level++) {
    rest = ent_modular_product(rest, one_less, prime); /* from (yes + no)^(members - level) to one less */
    uint64_t sum = 0;
    for (int v = d->start[level]; v < d->start[level + 1]; v++) {
      const uint64_t gain =
        ent_modular_difference(residue_at(wins, d->yes[v], rest), residue_at(wins, d->no[v], rest), prime);
      sum = ent_modular_sum(sum, ent_modular_product(ways[v], gain, prime), prime);
      for (int side = 0; side < 2; side++) {
        const int to = side ? d->yes[v] : d->no[v];
        if (to >= 0) ways[to] = ent_modular_sum(ways[to], ent_modular_product(side ? yes : no, ways[v], prime), prime);
      }
    }
    if (leads(d, level)) pivot[d->class[level]] = sum;
  }
}
