/* fractions.c - Shapley-Shubik indices as exact fractions.
 *
 *   numerator_i = sum over s of a_s s! (n - 1 - s)!,   over n!
 * The numerators of all members sum to n!: a check on every digit, made each time.  Members without weight change no
 * index: the fractions over the live! of the others are widened to members!.
 * Cost: O(classes * n * words^2). */
#include "base/fail.h"
#include "base/wide.h"
#include "desk.h"

#include <string.h>

typedef struct fractions {
  int n, members, words;
  uint64_t *orders;    /* [words] s! (n - 1 - s)! */
  uint64_t *numerator; /* [class * words] */
  uint64_t *factorial; /* [words] n!, later members! */
  uint64_t *scratch;   /* [words] */
} fractions;

static int words_of_factorial(int n)
{
  double bits = 1;
  for (int i = 2; i <= n; i++) bits += ent_log(i) * 1.4426950408889634;
  return ent_wide_words((int)bits + 20); /* numerators may be summed with carries to spare */
}

/* a = a * factor. */
static void multiply(fractions *f, uint64_t *a, uint64_t factor)
{
  ent_wide_set(f->scratch, f->words, 0);
  ent_wide_add_multiple(f->scratch, f->words, a, f->words, factor);
  memcpy(a, f->scratch, (size_t)f->words * sizeof *a);
}

static bool open(fractions *f, const ent_desk *d)
{
  f->n = d->game->live;
  f->members = d->game->members;
  f->words = words_of_factorial(f->members);
  f->orders = ENT_NEW(d->scratch, uint64_t, f->words);
  f->numerator = ENT_NEW(d->scratch, uint64_t, (size_t)d->game->classes * (size_t)f->words);
  f->factorial = ENT_NEW(d->scratch, uint64_t, f->words);
  f->scratch = ENT_NEW(d->scratch, uint64_t, f->words);
  return f->orders && f->numerator && f->factorial && f->scratch;
}

static void add_up(fractions *f, const ent_desk *d)
{
  ent_wide_set(f->orders, f->words, 1);
  for (int i = 2; i < f->n; i++) multiply(f, f->orders, (uint64_t)i); /* s = 0: (n - 1)! */
  ent_wide_set(f->factorial, f->words, 0);
  ent_wide_add_multiple(f->factorial, f->words, f->orders, f->words, (uint64_t)f->n);
  for (int s = 0; s < f->n; s++) {
    for (int k = 0; k < d->game->classes; k++)
      if (k != d->game->dull)
        ent_wide_add_product(f->numerator + (ptrdiff_t)k * f->words, f->words, f->orders, f->words,
                             ent_tally_pivot(&d->tally, k, s), d->tally.words);
    if (s + 1 == f->n) break;
    multiply(f, f->orders, (uint64_t)s + 1);
    (void)ent_wide_divide(f->orders, f->words, (uint32_t)(f->n - 1 - s));
  }
}

static bool sums_to_factorial(fractions *f, const ent_desk *d)
{
  ent_wide_set(f->scratch, f->words, 0);
  for (int k = 0; k < d->game->classes; k++)
    ent_wide_add_multiple(f->scratch, f->words, f->numerator + (ptrdiff_t)k * f->words, f->words,
                          (uint64_t)d->game->size[k]);
  return ent_wide_compare(f->scratch, f->factorial, f->words) == 0;
}

static ent_status write(fractions *f, ent_desk *d, ent_error *err)
{
  const ent_game *game = d->game;
  char *const text = ENT_NEW(d->scratch, char, ENT_WIDE_DIGITS(f->words));
  const char **const out = ENT_NEW(d->keep, const char *, game->members);
  double *const value = ENT_NEW(d->scratch, double, game->classes);
  if (!text || !out || !value) return ent_desk_no_memory(err);
  for (int k = 0; k < game->classes; k++) {
    uint64_t *const own = f->numerator + (ptrdiff_t)k * f->words;
    value[k] = ent_wide_ratio(own, f->words, f->factorial, f->words);
    for (int i = f->n + 1; i <= f->members; i++) multiply(f, own, (uint64_t)i);
    const size_t size = ent_wide_write(own, f->words, text);
    out[game->first[k]] = ent_arena_text(d->keep, text, size);
    if (!out[game->first[k]]) return ent_desk_no_memory(err);
  }
  for (int m = 0; m < game->members; m++) out[m] = out[game->first[game->class_of[m]]];
  for (int i = f->n + 1; i <= f->members; i++) multiply(f, f->factorial, (uint64_t)i);
  const size_t size = ent_wide_write(f->factorial, f->words, text);
  ent_power *const p = d->power;
  p->shapley_denominator = ent_arena_text(d->keep, text, size);
  p->shapley_numerator = out;
  p->shapley = ent_desk_spread(d, value);
  p->shapley_sum_gap = 0;
  p->shapley_bound = 0;
  p->nodes = 0;
  return p->shapley_denominator && p->shapley ? ENT_OK : ent_desk_no_memory(err);
}

ent_status ent_desk_fractions(ent_desk *d, ent_error *err)
{
  fractions f;
  if (!open(&f, d)) return ent_desk_no_memory(err);
  add_up(&f, d);
  if (!sums_to_factorial(&f, d))
    return ent_fail(err, ENT_INTERNAL, "shapley",
                    "The numerators of the Shapley-Shubik indices do not sum to n!; please report the rule.");
  return write(&f, d, err);
}
