/* weight.c - exact swings under one weight, for hundreds of members and totals of millions.
 *
 * The smaller of the game and its dual is counted: L = min(quota - 1, total - quota).  c[x] coalitions have weight x; adding
 * a member is c[x] += c[x - w] downwards.  A member's swings lie between two sums, which the removal gives at once:
 *   swings_i = G(L) - G(L - w_i),   G(y) + G(y - w_i) = F(y),   so   swings_i = 2 G(L) - F(L)
 * All in the ring of integers modulo 2^(64 words), where the alternating sum may wrap but its result is exact.
 * Cost: sum over members of min(weight of the lighter ones, L) additions of `words` words: 1.1e8 for the IMF, 0.3 s. */
#include "weight.h"

#include "base/fail.h"
#include "base/wide.h"

#include <string.h>

bool ent_line_open(ent_line *line, const ent_game *game, ent_arena *arena)
{
  *line = (ent_line){.game = game, .quota = game->line_quota, .total = game->line_total};
  line->class = ENT_NEW(arena, int, game->classes);
  if (!line->class) return false;
  /* Heap sort by weight: there may be thousands of classes. */
  int n = 0;
  for (int k = 0; k < game->classes; k++)
    if (k != game->dull) line->class[n++] = k;
  const int64_t *const weight = game->line_weight;
  int *const heap = line->class;
  for (int end = n, root = n / 2; end > 1;) {
    int moved;
    if (root > 0) {
      moved = heap[--root];
    } else {
      moved = heap[--end];
      heap[end] = heap[0];
    }
    int at = root;
    for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
      if (child + 1 < end && weight[heap[child]] < weight[heap[child + 1]]) child++;
      if (weight[heap[child]] <= weight[moved]) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }
  line->types = n;
  return true;
}

double ent_line_steps(const ent_game *game, int64_t limit)
{
  /* At most limit for each member, and less for the light ones: a bound from the mean suffices here. */
  double steps = 0;
  int64_t sum = 0;
  for (int k = 0; k < game->classes; k++) {
    sum += game->line_weight[k] * game->size[k];
    steps += (double)(sum < limit ? sum : limit) * game->size[k];
  }
  return steps;
}

/* ---- counting --------------------------------------------------------------------------------------------------- */

/* c[x] += c[x - w] for x = top..w.  Inlined once for each small number of words, so that the carries stay in registers. */
static inline void add_member(uint64_t *c, int64_t top, int64_t w, int words)
{
  for (int64_t x = top; x >= w; x--) ent_wide_add(c + x * words, c + (x - w) * words, words);
}

static void add_any(uint64_t *c, int64_t top, int64_t w, int words)
{
  switch (words) {
  case 1: add_member(c, top, w, 1); break;
  case 2: add_member(c, top, w, 2); break;
  case 3: add_member(c, top, w, 3); break;
  case 4: add_member(c, top, w, 4); break;
  default: add_member(c, top, w, words);
  }
}

static void sum_up(uint64_t *c, int64_t limit, int words)
{
  for (int64_t x = 1; x <= limit; x++) ent_wide_add(c + x * words, c + (x - 1) * words, words);
}

/* out = 2 G(limit) - F(limit) for a member of weight w. */
static void remove_member(const uint64_t *f, int64_t limit, int64_t w, int words, uint64_t *out)
{
  ent_wide_set(out, words, 0);
  bool minus = false;
  for (int64_t y = limit; y >= 0; y -= w, minus = !minus) {
    if (minus)
      ent_wide_sub(out, f + y * words, words);
    else
      ent_wide_add(out, f + y * words, words);
  }
  ent_wide_add(out, out, words);
  ent_wide_sub(out, f + limit * words, words);
}

ent_status ent_weight_swings(const ent_game *game, ent_arena *arena, int words, uint64_t *swings, uint64_t *winning,
                             ent_error *err)
{
  ent_line line;
  const bool opened = ent_line_open(&line, game, arena);
  const bool dual = line.total - line.quota < line.quota - 1;
  const int64_t limit = dual ? line.total - line.quota : line.quota - 1;
  uint64_t *const c = opened ? ENT_NEW(arena, uint64_t, (size_t)(limit + 1) * (size_t)words) : NULL;
  if (!c) return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  c[0] = 1;
  int64_t reach = 0;
  for (int t = 0; t < line.types; t++)
    for (int i = 0; i < ent_line_size(&line, t); i++) {
      const int64_t w = ent_line_weight(&line, t);
      reach = reach > limit - w ? limit : reach + w;
      add_any(c, reach, w, words);
    }
  sum_up(c, limit, words);
  memset(swings, 0, (size_t)game->classes * (size_t)words * sizeof *swings);
  for (int t = 0; t < line.types; t++)
    remove_member(c, limit, ent_line_weight(&line, t), words, swings + (ptrdiff_t)line.class[t] * words);
  const uint64_t *const sum = c + limit * words; /* losing coalitions, or the winning ones of the dual's complement */
  if (dual) {
    memcpy(winning, sum, (size_t)words * sizeof *winning);
  } else {
    ent_wide_power_of_two(winning, words, game->live);
    ent_wide_sub(winning, sum, words);
  }
  return ENT_OK;
}
