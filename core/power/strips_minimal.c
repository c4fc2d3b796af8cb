/* strips_minimal.c - how many minimal winning coalitions of each size hold each member, for any rule of up to 30 members?
 *
 * A winning coalition is not minimal when it still wins without one of its members: the strip of a high subset has lost, by
 * OR, the strips of that subset without one high member, and its own moved by 2^m for each low member m.  What is left are
 * minimal coalitions, 64 to a word; only they are looked at one by one.
 * Cost: O(2^n / 64 * (n + nodes)) and O(1) for each coalition found; 2^n / 8 bytes.  EU Council: 0.06 s for 4.4 million. */
#include "base/bits.h"
#include "base/fail.h"
#include "strips.h"
#include "tally.h"

#include <string.h>

typedef struct search {
  ent_strips strips;
  uint64_t *wins; /* [2^high * words] */
  uint32_t *met;  /* [high size * 2^low + low subset]: high subsets of that size with which it is minimal */
  ent_minimal *found;
} search;

/* Place of the one bit that is set. */
static unsigned place_of(uint64_t bit)
{
  const uint32_t high = (uint32_t)(bit >> 32), low = (uint32_t)bit;
  return high ? 32U + (unsigned)ent_ones(high - 1) : (unsigned)ent_ones(low - 1);
}

static uint64_t *strip(const search *s, uint32_t high)
{
  return s->wins + (size_t)high * (size_t)s->strips.words;
}

/* Takes out what wins without one of its high members. */
static void leave_high(const search *s, uint32_t high, uint64_t *out)
{
  for (uint32_t left = high; left; left &= left - 1) {
    const uint64_t *const less = strip(s, high & ~(left & (~left + 1)));
    for (int w = 0; w < s->strips.words; w++) out[w] &= ~less[w];
  }
}

/* Takes out what wins without one of its low members: all: the strip of the same high subset. */
static void leave_low(const search *s, const uint64_t *all, uint64_t *out)
{
  static const uint64_t without[6] = {UINT64_C(0x5555555555555555), UINT64_C(0x3333333333333333),
                                      UINT64_C(0x0F0F0F0F0F0F0F0F), UINT64_C(0x00FF00FF00FF00FF),
                                      UINT64_C(0x0000FFFF0000FFFF), UINT64_C(0x00000000FFFFFFFF)};
  for (int m = 0; m < s->strips.low; m++) {
    if (m < 6) {
      for (int w = 0; w < s->strips.words; w++) out[w] &= ~((all[w] & without[m]) << (1 << m));
      continue;
    }
    const int step = 1 << (m - 6);
    for (int w = 0; w < s->strips.words; w++)
      if (w & step) out[w] &= ~all[w - step];
  }
}

/* Is the member the first of its class? */
static bool leads(const ent_strips *s, int m)
{
  return m == 0 || s->class[m] != s->class[m - 1];
}

static void count_high(const search *s, uint32_t high, const uint64_t *minimal)
{
  const ent_strips *const t = &s->strips;
  const int size = ent_ones(high);
  uint32_t *const met = s->met + ((size_t)size << t->low);
  uint64_t by_size[ENT_STRIP_LOW + 1] = {0};
  for (int w = 0; w < t->words; w++)
    for (uint64_t left = minimal[w]; left; left &= left - 1) {
      const uint32_t low = (uint32_t)w << 6 | place_of(left & (~left + 1));
      met[low]++;
      by_size[ent_ones(low)]++;
    }
  for (int k = 0; k <= t->low; k++) s->found->minimal[size + k] += by_size[k];
  for (int m = 0; m < t->high; m++) {
    if (!(high >> m & 1U) || !leads(t, t->low + m)) continue;
    uint64_t *const row = s->found->member + (ptrdiff_t)t->class[t->low + m] * (t->members + 1);
    for (int k = 0; k <= t->low; k++) row[size + k] += by_size[k];
  }
}

static void count_low(const search *s)
{
  const ent_strips *const t = &s->strips;
  for (int m = 0; m < t->low; m++) {
    if (!leads(t, m)) continue;
    uint64_t *const row = s->found->member + (ptrdiff_t)t->class[m] * (t->members + 1);
    for (int size = 0; size <= t->high; size++)
      for (uint32_t low = 0; low < UINT32_C(1) << t->low; low++)
        if (low >> m & 1U) row[size + ent_ones(low)] += s->met[((size_t)size << t->low) + low];
  }
}

ent_status ent_strips_minimal(const ent_game *game, ent_arena *arena, ent_minimal *found, ent_error *err)
{
  ent_minimal fresh;
  search s = {.found = &fresh};
  bool whole = ent_minimal_open(&fresh, game, 1, false, arena) && ent_strips_open(&s.strips, game, arena);
  if (whole) {
    s.wins = ENT_NEW(arena, uint64_t, (size_t)s.strips.words << s.strips.high);
    s.met = ENT_NEW(arena, uint32_t, (size_t)(s.strips.high + 1) << s.strips.low);
  }
  if (!whole || !s.wins || !s.met)
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  uint64_t minimal[1 << (ENT_STRIP_LOW - 6)];
  for (uint32_t high = 0; high < UINT32_C(1) << s.strips.high; high++) {
    const uint64_t *const all = strip(&s, high);
    ent_strips_fill(&s.strips, high, strip(&s, high));
    memcpy(minimal, all, (size_t)s.strips.words * sizeof *minimal);
    leave_high(&s, high, minimal);
    leave_low(&s, all, minimal);
    count_high(&s, high, minimal);
  }
  count_low(&s);
  *found = fresh;
  return ENT_OK;
}
