/* indices.c - from exact counts to the indices of Banzhaf and Coleman.
 *
 *   absolute (Penrose)  swings / 2^(n-1)        to act      winning / 2^n
 *   normalised          swings / sum of swings  to prevent  swings / winning      to initiate  swings / losing
 * Members without weight double all counts and change no ratio, so ratios are taken over the others.
 * Cost: O(classes * words^2), the writing of the decimal digits. */
#include "base/fail.h"
#include "base/wide.h"
#include "desk.h"

#include <string.h>

ent_status ent_desk_no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "power", "There is no memory for the indices of power.");
}

double *ent_desk_spread(const ent_desk *d, const double *by_class)
{
  double *const out = ENT_NEW(d->keep, double, d->game->members);
  for (int m = 0; out && m < d->game->members; m++) out[m] = by_class[d->game->class_of[m]];
  return out;
}

/* The number times 2^(members without weight) as decimal text in the result; NULL when there is no memory. */
static const char *write(const ent_desk *d, const uint64_t *number, int words)
{
  const int all = ent_wide_words(d->game->members + 1);
  const int room = all > words ? all : words;
  const ent_mark mark = ent_arena_mark(d->scratch);
  uint64_t *const copy = ENT_NEW(d->scratch, uint64_t, room);
  char *const text = ENT_NEW(d->scratch, char, ENT_WIDE_DIGITS(room));
  if (!copy || !text) return NULL;
  memcpy(copy, number, (size_t)words * sizeof *copy);
  ent_wide_shift_left(copy, room, d->game->members - d->game->live);
  const size_t size = ent_wide_write(copy, room, text);
  const char *const kept = ent_arena_text(d->keep, text, size);
  ent_arena_rewind(d->scratch, mark);
  return kept;
}

static bool write_swings(ent_desk *d, const uint64_t *swings, int words)
{
  const ent_game *game = d->game;
  const char **const text = ENT_NEW(d->keep, const char *, game->members);
  for (int k = 0; text && k < game->classes; k++) {
    const char *const digits = write(d, swings + (ptrdiff_t)k * words, words);
    if (!digits) return false;
    text[game->first[k]] = digits;
  }
  for (int m = 0; text && m < game->members; m++) text[m] = text[game->first[game->class_of[m]]];
  d->power->swings = text;
  return text;
}

ent_status ent_desk_banzhaf(ent_desk *d, int words, uint64_t *swings, uint64_t *winning, ent_error *err)
{
  const ent_game *game = d->game;
  const int n = game->live, wide = words + 1; /* the sum of all swings needs more room than each */
  uint64_t *losing = ENT_NEW(d->scratch, uint64_t, words), *sum = ENT_NEW(d->scratch, uint64_t, wide);
  double *value[4];
  for (int i = 0; i < 4; i++) {
    value[i] = ENT_NEW(d->scratch, double, game->classes);
    if (!value[i]) return ent_desk_no_memory(err);
  }
  if (!losing || !sum) return ent_desk_no_memory(err);
  ent_wide_power_of_two(losing, words, n);
  ent_wide_sub(losing, winning, words);
  for (int k = 0; k < game->classes; k++)
    ent_wide_add_multiple(sum, wide, swings + (ptrdiff_t)k * words, words, (uint64_t)game->size[k]);
  for (int k = 0; k < game->classes; k++) {
    const uint64_t *const own = swings + (ptrdiff_t)k * words;
    value[0][k] = ent_wide_scaled(own, words, n - 1);
    value[1][k] = ent_wide_ratio(own, words, sum, wide);
    value[2][k] = ent_wide_ratio(own, words, winning, words);
    value[3][k] = ent_wide_ratio(own, words, losing, words);
  }
  ent_power *const p = d->power;
  p->banzhaf = ent_desk_spread(d, value[0]);
  p->banzhaf_share = ent_desk_spread(d, value[1]);
  p->prevent = ent_desk_spread(d, value[2]);
  p->initiate = ent_desk_spread(d, value[3]);
  p->act = ent_wide_scaled(winning, words, n);
  p->winning = write(d, winning, words);
  const bool whole =
    p->banzhaf && p->banzhaf_share && p->prevent && p->initiate && p->winning && write_swings(d, swings, words);
  return whole ? ENT_OK : ent_desk_no_memory(err);
}

ent_status ent_desk_banzhaf_tally(ent_desk *d, ent_error *err)
{
  const ent_tally *const t = &d->tally;
  const int words = t->words > ent_wide_words(t->members + 1) ? t->words : ent_wide_words(t->members + 1);
  uint64_t *swings = ENT_NEW(d->scratch, uint64_t, (size_t)t->classes * (size_t)words);
  uint64_t *winning = ENT_NEW(d->scratch, uint64_t, words);
  if (!swings || !winning) return ent_desk_no_memory(err);
  for (int k = 0; k < t->classes; k++)
    for (int s = 0; s < t->members; s++)
      ent_wide_add_multiple(swings + (ptrdiff_t)k * words, words, ent_tally_pivot(t, k, s), t->words, 1);
  for (int s = 0; s <= t->members; s++) ent_wide_add_multiple(winning, words, ent_tally_winning(t, s), t->words, 1);
  return ent_desk_banzhaf(d, words, swings, winning, err);
}
