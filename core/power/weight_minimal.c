/* weight_minimal.c - how many minimal winning coalitions of each size hold each member, under one weight?
 *
 * With the members in descending order of weight, a winning coalition is minimal when it loses without its last member k: the
 * others T come before k and weigh between quota - w_k and quota - 1.  F[s][y] counts the coalitions of s members so far that
 * weigh at most y; adding a member is F[s][y] += F[s-1][y - w], and those that hold i follow by taking i out again:
 *   without i:  G[s](y) = sum over j of (-1)^j F[s-j](y - j w_i)
 * Cost: O(n^2 quota + n^3 classes) operations on integers of n bits; Electoral College: 51 members, quota 270. */
#include "base/fail.h"
#include "base/wide.h"
#include "tally.h"
#include "weight.h"

typedef struct stack {
  int members, words;
  int64_t quota;
  int *class;       /* [members] in descending order of weight */
  int64_t *weight;  /* [members] */
  uint64_t *f;      /* [(size * quota + y) * words], y < quota */
  uint64_t *number; /* [2 * words] scratch */
} stack;

static uint64_t *at(const stack *s, int size, int64_t y)
{
  return s->f + ((size_t)size * (size_t)s->quota + (size_t)y) * (size_t)s->words;
}

static bool open_stack(stack *s, const ent_game *game, ent_arena *arena)
{
  ent_line line;
  const int n = game->live, words = ent_wide_words(n + 1);
  *s = (stack){.members = n, .words = words, .quota = game->line_quota};
  if (!ent_line_open(&line, game, arena)) return false;
  s->class = ENT_NEW(arena, int, n);
  s->weight = ENT_NEW(arena, int64_t, n);
  s->f = ENT_NEW(arena, uint64_t, (size_t)(n + 1) * (size_t)s->quota * (size_t)words);
  s->number = ENT_NEW(arena, uint64_t, 2 * (size_t)words);
  if (!s->class || !s->weight || !s->f || !s->number) return false;
  int m = 0;
  for (int t = line.types - 1; t >= 0; t--)
    for (int i = 0; i < ent_line_size(&line, t); i++, m++) {
      s->class[m] = line.class[t];
      s->weight[m] = ent_line_weight(&line, t);
    }
  for (int64_t y = 0; y < s->quota; y++) *at(s, 0, y) = 1;
  return true;
}

static void add_member(const stack *s, int k)
{
  const int64_t w = s->weight[k];
  for (int size = k + 1; size >= 1; size--)
    for (int64_t y = w; y < s->quota; y++) ent_wide_add(at(s, size, y), at(s, size - 1, y - w), s->words);
}

/* out += sign * (coalitions of `size` members, none of them i, that weigh at most y). */
static void add_without(const stack *s, int64_t w, int size, int64_t y, bool minus, uint64_t *out)
{
  for (int j = 0; j <= size && y >= 0; j++, y -= w, minus = !minus) {
    if (minus)
      ent_wide_sub(out, at(s, size - j, y), s->words);
    else
      ent_wide_add(out, at(s, size - j, y), s->words);
  }
}

/* Minimal winning coalitions whose last member is k, by size; F covers those before k. */
static void count_last(const stack *s, int k, ent_minimal *m)
{
  const int64_t high = s->quota - 1, low = high - s->weight[k]; /* T weighs more than low, at most high */
  for (int size = 0; size <= k; size++) {
    uint64_t *const all = m->minimal + (ptrdiff_t)(size + 1) * s->words;
    ent_wide_set(s->number, s->words, 0);
    ent_wide_add(s->number, at(s, size, high), s->words);
    if (low >= 0) ent_wide_sub(s->number, at(s, size, low), s->words);
    ent_wide_add(all, s->number, s->words);
    for (int i = 0; i <= k; i++) {
      if (i > 0 && s->class[i] == s->class[i - 1]) continue; /* the first of each class stands for it */
      uint64_t *const own =
        m->member + ((size_t)s->class[i] * (size_t)(s->members + 1) + (size_t)(size + 1)) * (size_t)s->words;
      if (i == k) {
        ent_wide_add(own, s->number, s->words);
      } else if (size > 0) {
        const int64_t w = s->weight[i];
        add_without(s, w, size - 1, high - w, false, own);
        add_without(s, w, size - 1, low - w, true, own);
      }
    }
  }
}

ent_status ent_weight_minimal(const ent_game *game, ent_arena *arena, ent_minimal *found, ent_error *err)
{
  stack s;
  ent_minimal fresh;
  if (!ent_minimal_open(&fresh, game, ent_wide_words(game->live + 1), false, arena) || !open_stack(&s, game, arena))
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  for (int k = 0; k < s.members; k++) {
    count_last(&s, k, &fresh);
    add_member(&s, k);
  }
  *found = fresh;
  return ENT_OK;
}
