/* types.c - how many coalitions win, when many members are equal?
 *
 * Only the number k_t of members of each class t matters: a vector (k_1, ..., k_T) stands for the product of C(size_t, k_t)
 * coalitions, of which the share k_t / size_t holds a given member of class t.  All vectors are walked like an odometer; the
 * largest class turns fastest, and as the rule is monotone only its part from the first winning number on is looked at.
 * Cost: O(vectors * (words^2 + classes * words)).  UN Security Council: 66 vectors; US federal system: 176 thousand. */
#include "base/fail.h"
#include "base/wide.h"
#include "tally.h"

#include <string.h>

#define FAR 1e18

double ent_types_vectors(const ent_game *game)
{
  double vectors = 1;
  for (int t = 0; t < game->classes && vectors < FAR; t++)
    if (t != game->dull) vectors *= game->size[t] + 1;
  return vectors;
}

typedef struct walk {
  const ent_game *game;
  int types, words;
  int *class;          /* [types] the smallest class first */
  int *taken;          /* [types] */
  uint64_t **binomial; /* [types] C(size, 0..size), words each */
  uint64_t *product;   /* [(types + 1) * words] of the binomials of the types before */
  int64_t *sum;        /* [columns] weights of the coalition */
  int coalition;       /* its size */
} walk;

static void order_classes(walk *w)
{
  const ent_game *game = w->game;
  for (int c = 0; c < game->classes; c++) {
    if (c == game->dull) continue;
    int at = w->types++;
    for (; at > 0 && game->size[w->class[at - 1]] > game->size[c]; at--) w->class[at] = w->class[at - 1];
    w->class[at] = c;
  }
}

/* C(n, k) = C(n, k - 1) (n - k + 1) / k, the division exact. */
static void fill_binomials(uint64_t *row, int n, int words)
{
  ent_wide_set(row, words, 1);
  for (int k = 1; k <= n; k++) {
    uint64_t *const now = row + (size_t)k * (size_t)words, *const last = now - words;
    ent_wide_set(now, words, 0);
    ent_wide_add_multiple(now, words, last, words, (uint64_t)n - (uint64_t)k + 1);
    (void)ent_wide_divide(now, words, (uint32_t)k);
  }
}

static bool open_walk(walk *w, const ent_game *game, int words, ent_arena *arena)
{
  const size_t classes = (size_t)game->classes;
  *w = (walk){.game = game, .words = words};
  w->class = ENT_NEW(arena, int, classes);
  w->taken = ENT_NEW(arena, int, classes);
  w->binomial = ENT_NEW(arena, uint64_t *, classes);
  w->product = ENT_NEW(arena, uint64_t, (classes + 1) * (size_t)words);
  w->sum = ENT_NEW(arena, int64_t, game->columns);
  if (!w->class || !w->taken || !w->binomial || !w->product || !w->sum) return false;
  order_classes(w);
  for (int t = 0; t < w->types; t++) {
    const int size = game->size[w->class[t]];
    w->binomial[t] = ENT_NEW(arena, uint64_t, (size_t)(size + 1) * (size_t)words);
    if (!w->binomial[t]) return false;
    fill_binomials(w->binomial[t], size, words);
  }
  for (int t = 0; t <= w->types; t++) ent_wide_set(w->product + (size_t)t * (size_t)words, words, 1);
  return true;
}

static void take(walk *w, int type, int count)
{
  w->taken[type] += count;
  w->coalition += count;
  for (int c = 0; c < w->game->columns; c++) w->sum[c] += count * ent_game_column(w->game, c)[w->class[type]];
}

static void multiply(walk *w, int type)
{
  uint64_t *const out = w->product + (size_t)(type + 1) * (size_t)w->words;
  const uint64_t *const factor = w->binomial[type] + (size_t)w->taken[type] * (size_t)w->words;
  ent_wide_set(out, w->words, 0);
  ent_wide_add_product(out, w->words, out - w->words, w->words, factor, w->words);
}

/* The next vector of the types before `end`; false after the last. */
static bool step(walk *w, int end)
{
  int t = end - 1;
  for (; t >= 0 && w->taken[t] == w->game->size[w->class[t]]; t--) take(w, t, -w->taken[t]);
  if (t < 0) return false;
  take(w, t, 1);
  for (; t < end; t++) multiply(w, t);
  return true;
}

/* ---- winning coalitions --------------------------------------------------------------------------------------- */

typedef struct count {
  walk walk;
  ent_tally *tally;
  uint64_t *holding; /* [(class * (n + 1) + size) * words] times the size of the class, until the end */
} count;

static void add_vector(count *c)
{
  const walk *w = &c->walk;
  const size_t words = (size_t)w->words;
  const uint64_t *const many = w->product + (size_t)w->types * words;
  ent_wide_add(ent_tally_winning(c->tally, w->coalition), many, w->words);
  for (int t = 0; t < w->types; t++) {
    if (w->taken[t] == 0) continue;
    const size_t row = (size_t)w->class[t] * (size_t)(c->tally->members + 1) + (size_t)w->coalition;
    ent_wide_add_multiple(c->holding + row * words, w->words, many, w->words, (uint64_t)w->taken[t]);
  }
}

/* All numbers of the last type beside the others as they stand. */
static void turn_last(count *c)
{
  walk *const w = &c->walk;
  const int last = w->types - 1, size = w->game->size[w->class[last]];
  take(w, last, size);
  if (ent_game_reached(w->game, w->sum)) {
    do {
      multiply(w, last);
      add_vector(c);
      if (w->taken[last] == 0) return;
      take(w, last, -1);
    } while (ent_game_reached(w->game, w->sum));
  }
  take(w, last, -w->taken[last]);
}

static void divide_by_sizes(const count *c)
{
  const ent_game *game = c->walk.game;
  const size_t words = (size_t)c->walk.words, row = (size_t)c->tally->members + 1;
  for (int k = 0; k < game->classes; k++)
    for (size_t s = 0; s < row; s++)
      (void)ent_wide_divide(c->holding + ((size_t)k * row + s) * words, c->walk.words, (uint32_t)game->size[k]);
}

/* Numbers below n 2^n. */
static int words_of(const ent_game *game)
{
  return ent_wide_words(game->live + 13);
}

ent_status ent_types_count(const ent_game *game, ent_arena *arena, ent_tally *tally, ent_error *err)
{
  const int words = words_of(game);
  ent_tally fresh;
  count c = {.tally = &fresh};
  c.holding = ENT_NEW(arena, uint64_t, (size_t)game->classes * (size_t)(game->live + 1) * (size_t)words);
  if (!c.holding || !ent_tally_open(&fresh, game, words, arena) || !open_walk(&c.walk, game, words, arena))
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  do turn_last(&c);
  while (step(&c.walk, c.walk.types - 1));
  divide_by_sizes(&c);
  ent_tally_from_winning(&fresh, game, c.holding);
  *tally = fresh;
  return ENT_OK;
}

/* ---- minimal winning coalitions, critical members --------------------------------------------------------------- */

/* How many members are critical, each by itself; *all: every member is. */
static int critical(walk *w, bool *is, bool *all)
{
  int many = 0;
  *all = true;
  for (int t = 0; t < w->types; t++) {
    is[t] = false;
    if (w->taken[t] == 0) continue;
    take(w, t, -1);
    is[t] = !ent_game_reached(w->game, w->sum);
    take(w, t, 1);
    if (is[t]) many += w->taken[t];
    *all = *all && is[t];
  }
  return many;
}

static void add_critical(walk *w, bool *is, ent_minimal *m)
{
  bool all = false;
  const int many = critical(w, is, &all);
  if (many == 0 || (!all && !m->johnston)) return;
  const size_t words = (size_t)w->words, row = (size_t)m->members + 1;
  const uint64_t *const product = w->product + (size_t)w->types * words;
  if (all) ent_wide_add(m->minimal + (size_t)w->coalition * words, product, w->words);
  for (int t = 0; t < w->types; t++) {
    if (!is[t]) continue;
    const size_t class = (size_t)w->class[t] * row;
    const uint64_t taken = (uint64_t)w->taken[t];
    if (all)
      ent_wide_add_multiple(m->member + (class + (size_t)w->coalition) * words, w->words, product, w->words, taken);
    if (m->johnston)
      ent_wide_add_multiple(m->johnston + (class + (size_t)many) * words, w->words, product, w->words, taken);
  }
}

ent_status ent_types_minimal(const ent_game *game, bool johnston, ent_arena *arena, ent_minimal *found, ent_error *err)
{
  const int words = words_of(game);
  walk w;
  ent_minimal fresh;
  bool *is = ENT_NEW(arena, bool, game->classes);
  if (!is || !ent_minimal_open(&fresh, game, words, johnston, arena) || !open_walk(&w, game, words, arena))
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  do {
    if (ent_game_reached(game, w.sum)) add_critical(&w, is, &fresh);
  } while (step(&w, w.types));
  const size_t numbers = (size_t)game->classes * (size_t)(game->live + 1);
  for (size_t i = 0; i < numbers; i++) {
    const uint32_t size = (uint32_t)game->size[i / (size_t)(game->live + 1)];
    (void)ent_wide_divide(fresh.member + i * (size_t)words, words, size);
    if (johnston) (void)ent_wide_divide(fresh.johnston + i * (size_t)words, words, size);
  }
  *found = fresh;
  return ENT_OK;
}
