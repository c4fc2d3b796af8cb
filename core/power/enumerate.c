/* enumerate.c - which of all coalitions win?
 *
 * Each leaf is compared with the list of low subsets in one loop of its own, which leaves a bit for each; the bits select the
 * formula's value from a table.  A high subset that does not even win with all of the low part is passed over, and for rules
 * that are won by few coalitions that is most of them.
 * Every winning coalition is counted twice: once by size of its low part (for the members of the high part), once at its low
 * subset by size of its high part (for the members of the low part).
 * Cost: O(2^n * leaves); 27 members and three quotas: 0.3 s. */
#include "base/bits.h"
#include "enumerate.h"

#include "base/fail.h"
#include "tally.h"

#include <string.h>

static void list_low(ent_sweep *s)
{
  const uint32_t subsets = UINT32_C(1) << s->low;
  int at = 0;
  for (int size = 0; size <= s->low; size++) {
    s->start[size] = at;
    for (uint32_t x = 0; x < subsets; x++)
      if (ent_ones(x) == size) {
        s->place[x] = (uint16_t)at;
        s->subset[at++] = x;
      }
  }
  s->start[s->low + 1] = at;
  for (int c = 0; c < s->game->columns; c++) {
    const int64_t *const weight = ent_game_column(s->game, c);
    int64_t *const sum = s->low_sum + ((size_t)c << s->low);
    for (int i = 0; i < at; i++)
      for (int m = 0; m < s->low; m++)
        if (s->subset[i] >> m & 1U) sum[i] += weight[s->class[m]];
  }
}

static void fill_table(ent_sweep *s)
{
  const int leaves = s->game->leaves;
  for (uint32_t bits = 0; bits < UINT32_C(1) << leaves; bits++) {
    bool reached[ENT_SWEEP_TABLE];
    for (int l = 0; l < leaves; l++) reached[l] = bits >> l & 1U;
    s->table[bits] = ent_game_holds(s->game, reached);
  }
}

ent_sweep *ent_sweep_open(const ent_game *game, ent_arena *arena)
{
  ent_sweep *const s = ENT_NEW(arena, ent_sweep, 1);
  if (!s) return NULL;
  s->game = game;
  s->members = game->live;
  s->low = game->live / 2 < ENT_SWEEP_LOW ? game->live / 2 : ENT_SWEEP_LOW;
  s->high = game->live - s->low;
  int at = 0;
  for (int k = 0; k < game->classes; k++)
    for (int i = 0; k != game->dull && i < game->size[k]; i++) s->class[at++] = k;
  s->low_sum = ENT_NEW(arena, int64_t, (size_t)game->columns << s->low);
  s->high_sum = ENT_NEW(arena, int64_t, game->columns);
  const bool small = game->leaves <= ENT_SWEEP_TABLE;
  s->table = small ? ENT_NEW(arena, bool, (size_t)1 << game->leaves) : NULL;
  if (!s->low_sum || !s->high_sum || (small && !s->table)) return NULL;
  list_low(s);
  if (small) fill_table(s);
  return s;
}

/* Sums of the high subset and the low one at index. */
static bool wins_at(const ent_sweep *s, int index)
{
  int64_t sum[ENT_RULE_NODES_MAX];
  for (int c = 0; c < s->game->columns; c++)
    sum[c] = s->high_sum[c] + s->low_sum[((size_t)c << s->low) + (size_t)index];
  return ent_game_reached(s->game, sum);
}

bool ent_sweep_high(ent_sweep *s)
{
  const int subsets = 1 << s->low;
  if (!wins_at(s, subsets - 1)) return false;
  if (!s->table) {
    for (int i = 0; i < subsets; i++) s->win[i] = wins_at(s, i);
    return true;
  }
  memset(s->bits, 0, sizeof s->bits[0] * (size_t)subsets);
  for (int l = 0; l < s->game->leaves; l++) {
    const ent_leaf *const leaf = &s->game->leaf[l];
    const int64_t *const sum = s->low_sum + ((size_t)leaf->column << s->low);
    const int64_t need = leaf->quota - s->high_sum[leaf->column];
    if (need > sum[subsets - 1]) continue;
    for (int i = 0; i < subsets; i++) s->bits[i] = (uint16_t)(s->bits[i] | (sum[i] >= need) << l);
  }
  for (int i = 0; i < subsets; i++) s->win[i] = s->table[s->bits[i]];
  return true;
}

/* ---- winning coalitions ----------------------------------------------------------------------------------------- */

typedef struct count {
  ent_sweep *sweep;
  uint32_t *low;     /* [high size * 2^low + index]: high subsets of that size with which the low one wins */
  uint64_t *winning; /* [size] */
  uint64_t *holding; /* [class * (n + 1) + size], by the first member of the class alone */
} count;

/* Is the member the first of its class in the list? */
static bool leads(const ent_sweep *s, int m)
{
  return m == 0 || s->class[m] != s->class[m - 1];
}

static void count_high(const count *c, uint32_t high, int size)
{
  const ent_sweep *const s = c->sweep;
  uint32_t *const low = c->low + ((size_t)size << s->low);
  uint64_t by_size[ENT_SWEEP_LOW + 1];
  for (int k = 0; k <= s->low; k++) {
    uint32_t sum = 0;
    for (int i = s->start[k]; i < s->start[k + 1]; i++) {
      low[i] += s->win[i];
      sum += s->win[i];
    }
    by_size[k] = sum;
    c->winning[size + k] += sum;
  }
  for (int m = 0; m < s->high; m++) {
    if (!(high >> m & 1U) || !leads(s, s->low + m)) continue;
    uint64_t *const row = c->holding + (ptrdiff_t)s->class[s->low + m] * (s->members + 1);
    for (int k = 0; k <= s->low; k++) row[size + k] += by_size[k];
  }
}

static void count_low(const count *c)
{
  const ent_sweep *const s = c->sweep;
  for (int m = 0; m < s->low; m++) {
    if (!leads(s, m)) continue;
    uint64_t *const row = c->holding + (ptrdiff_t)s->class[m] * (s->members + 1);
    for (int size = 0; size <= s->high; size++)
      for (int k = 1; k <= s->low; k++)
        for (int i = s->start[k]; i < s->start[k + 1]; i++)
          if (s->subset[i] >> m & 1U) row[size + k] += c->low[((size_t)size << s->low) + (size_t)i];
  }
}

static void set_high(ent_sweep *s, uint32_t high)
{
  for (int c = 0; c < s->game->columns; c++) {
    const int64_t *const weight = ent_game_column(s->game, c);
    s->high_sum[c] = 0;
    for (int m = 0; m < s->high; m++)
      if (high >> m & 1U) s->high_sum[c] += weight[s->class[s->low + m]];
  }
}

ent_status ent_enumerate_count(const ent_game *game, ent_arena *arena, ent_tally *tally, ent_error *err)
{
  ent_tally fresh;
  ent_sweep *const s = ent_sweep_open(game, arena);
  count c = {.sweep = s};
  if (s) {
    c.low = ENT_NEW(arena, uint32_t, (size_t)(s->high + 1) << s->low);
    c.holding = ENT_NEW(arena, uint64_t, (size_t)game->classes * (size_t)(game->live + 1));
  }
  if (!s || !c.low || !c.holding || !ent_tally_open(&fresh, game, 1, arena))
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  c.winning = fresh.winning;
  for (uint32_t high = 0; high < UINT32_C(1) << s->high; high++) {
    set_high(s, high);
    if (ent_sweep_high(s)) count_high(&c, high, ent_ones(high));
  }
  count_low(&c);
  ent_tally_from_winning(&fresh, game, c.holding);
  *tally = fresh;
  return ENT_OK;
}

/* ---- minimal winning coalitions, critical members ------------------------------------------------------------------ */

/* Members of the coalition that are critical in it, as bits.  sum: its weights. */
static uint32_t critical(const ent_sweep *s, uint32_t coalition, const int64_t *sum)
{
  uint32_t found = 0;
  int class = -1;
  bool is = false;
  for (int m = 0; m < s->members; m++) {
    if (!(coalition >> m & 1U)) continue;
    if (s->class[m] != class) { /* equals share the answer */
      int64_t rest[ENT_RULE_NODES_MAX];
      class = s->class[m];
      for (int c = 0; c < s->game->columns; c++) rest[c] = sum[c] - ent_game_column(s->game, c)[class];
      is = !ent_game_reached(s->game, rest);
    }
    if (is) found |= UINT32_C(1) << m;
  }
  return found;
}

static void add_coalition(const ent_sweep *s, ent_minimal *m, uint32_t coalition, const int64_t *sum)
{
  const uint32_t found = critical(s, coalition, sum);
  const int size = ent_ones(coalition), many = ent_ones(found);
  if (found == coalition) m->minimal[size]++;
  for (int i = 0; i < s->members; i++) {
    if (!(found >> i & 1U) || !leads(s, i)) continue;
    const ptrdiff_t row = (ptrdiff_t)s->class[i] * (s->members + 1);
    if (found == coalition) m->member[row + size]++;
    m->johnston[row + many]++;
  }
}

static void add_winners(const ent_sweep *s, ent_minimal *m, uint32_t high)
{
  for (int i = 0; i < 1 << s->low; i++) {
    if (!s->win[i]) continue;
    int64_t sum[ENT_RULE_NODES_MAX];
    for (int c = 0; c < s->game->columns; c++) sum[c] = s->high_sum[c] + s->low_sum[((size_t)c << s->low) + (size_t)i];
    add_coalition(s, m, high << s->low | s->subset[i], sum);
  }
}

ent_status ent_enumerate_critical(const ent_game *game, ent_arena *arena, ent_minimal *found, ent_error *err)
{
  ent_minimal fresh;
  ent_sweep *const s = ent_sweep_open(game, arena);
  if (!s || !ent_minimal_open(&fresh, game, 1, true, arena))
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  for (uint32_t high = 0; high < UINT32_C(1) << s->high; high++) {
    set_high(s, high);
    if (ent_sweep_high(s)) add_winners(s, &fresh, high);
  }
  *found = fresh;
  return ENT_OK;
}
