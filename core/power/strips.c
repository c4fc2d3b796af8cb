/* strips.c - which low subsets win together with a high one, all at once?
 *
 * For each column the low subsets are listed in descending order of weight (one merge a member, Horowitz and Sahni 1974).  Those
 * that reach what a quota still needs are the first r of the list: the strip of the last multiple of 64 below r is
 * there already, and at most 63 bits are set by hand.  Then the formula joins strips, word by word.
 * Cost: O(2^low) numbers a column to open; O(nodes * 2^low / 64) a high subset.
 * Source: Horowitz and Sahni, Journal of the ACM 21 (1974). */
#include "strips.h"

#include <string.h>

/* ---- the lists ------------------------------------------------------------------------------------------------------ */

/* The subsets of the members so far and the same with member m, merged; `other` is room for as many. */
static void add_member(ent_strip_column *list, ent_strip_column *other, int m, int64_t weight)
{
  const size_t size = (size_t)1 << m;
  const uint16_t with = (uint16_t)(1U << m);
  size_t i = 0, j = 0;
  for (size_t to = 0; to < 2 * size; to++) {
    if (j == size || (i < size && list->sum[i] >= list->sum[j] + weight)) {
      other->sum[to] = list->sum[i];
      other->low[to] = list->low[i++];
    } else {
      other->sum[to] = list->sum[j] + weight;
      other->low[to] = list->low[j++] | with;
    }
  }
  const ent_strip_column held = *list;
  *list = *other;
  *other = held;
}

static void put(uint64_t *strip, uint16_t subset)
{
  strip[subset >> 6] |= UINT64_C(1) << (subset & 63U);
}

static bool open_column(ent_strips *s, int column, ent_arena *arena)
{
  const size_t subsets = (size_t)1 << s->low, words = (size_t)s->words;
  const int64_t *const weight = ent_game_column(s->game, column);
  ent_strip_column list = {ENT_NEW(arena, int64_t, subsets), ENT_NEW(arena, uint16_t, subsets), NULL};
  ent_strip_column other = {ENT_NEW(arena, int64_t, subsets), ENT_NEW(arena, uint16_t, subsets), NULL};
  uint64_t *const mark = ENT_NEW(arena, uint64_t, (subsets / 64 + 1) * words);
  if (!list.sum || !list.low || !other.sum || !other.low || !mark) return false;
  for (int m = 0; m < s->low; m++) add_member(&list, &other, m, weight[s->class[m]]);
  for (size_t at = 0; at + 64 <= subsets; at += 64) {
    uint64_t *const next = mark + (at / 64 + 1) * words;
    memcpy(next, next - words, words * sizeof *next);
    for (size_t i = at; i < at + 64; i++) put(next, list.low[i]);
  }
  list.mark = mark;
  s->column[column] = list;
  return true;
}

bool ent_strips_open(ent_strips *s, const ent_game *game, ent_arena *arena)
{
  *s = (ent_strips){.game = game, .members = game->live};
  s->low = game->live < ENT_STRIP_LOW ? game->live : ENT_STRIP_LOW;
  s->high = game->live - s->low;
  s->words = s->low > 6 ? 1 << (s->low - 6) : 1;
  int at = 0;
  for (int k = 0; k < game->classes; k++)
    for (int i = 0; k != game->dull && i < game->size[k]; i++) s->class[at++] = k;
  s->column = ENT_NEW(arena, ent_strip_column, game->columns);
  s->node = ENT_NEW(arena, uint64_t, (size_t)game->nodes * (size_t)s->words);
  if (!s->column || !s->node) return false;
  for (int c = 0; c < game->columns; c++)
    if (!open_column(s, c, arena)) return false;
  return true;
}

/* ---- a high subset -------------------------------------------------------------------------------------------------- */

/* The low subsets that weigh `need` or more. */
static void fill_leaf(const ent_strips *s, const ent_strip_column *column, int64_t need, uint64_t *out)
{
  const int subsets = 1 << s->low;
  int first = 0, end = subsets; /* how many reach it lies between */
  while (first < end) {
    const int middle = (first + end) / 2;
    if (column->sum[middle] >= need)
      first = middle + 1;
    else
      end = middle;
  }
  memcpy(out, column->mark + (size_t)(first / 64) * (size_t)s->words, (size_t)s->words * sizeof *out);
  for (int i = first & ~63; i < first; i++) put(out, column->low[i]);
}

static int64_t weight_of(const ent_strips *s, int column, uint32_t high)
{
  const int64_t *const weight = ent_game_column(s->game, column);
  int64_t sum = 0;
  for (int m = 0; m < s->high; m++)
    if (high >> m & 1U) sum += weight[s->class[s->low + m]];
  return sum;
}

static void fill_node(const ent_strips *s, int node, uint32_t high)
{
  const ent_rule_node *const at = &s->game->node[node];
  const size_t words = (size_t)s->words;
  uint64_t *const out = s->node + (size_t)node * words;
  if (at->kind == ENT_RULE_ATOM) {
    const ent_leaf *const leaf = &s->game->leaf[at->column];
    fill_leaf(s, &s->column[leaf->column], leaf->quota - weight_of(s, leaf->column, high), out);
    return;
  }
  for (int child = at->child; child >= 0; child = s->game->node[child].next) {
    fill_node(s, child, high);
    const uint64_t *const part = s->node + (size_t)child * words;
    if (child == at->child)
      memcpy(out, part, words * sizeof *out);
    else if (at->kind == ENT_RULE_AND)
      for (size_t w = 0; w < words; w++) out[w] &= part[w];
    else
      for (size_t w = 0; w < words; w++) out[w] |= part[w];
  }
}

void ent_strips_fill(const ent_strips *s, uint32_t high, uint64_t *out)
{
  fill_node(s, s->game->root, high);
  memcpy(out, s->node + (size_t)s->game->root * (size_t)s->words, (size_t)s->words * sizeof *out);
}
