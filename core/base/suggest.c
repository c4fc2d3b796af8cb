/* suggest.c - which known name did the writer of a misspelt one mean?
 *
 * Optimal string alignment (restricted Damerau-Levenshtein) distance by its recurrence over prefixes; only the last
 * three rows are kept.  Cost: O(na * nb) time, 3 rows of 65 numbers, no allocation.
 * Source: Damerau, A technique for computer detection and correction of spelling errors, CACM 7 (1964);
 * Wagner and Fischer, The string-to-string correction problem, JACM 21 (1974). */
#include "base/suggest.h"

#include <string.h>

#define ROW (ENT_SUGGEST_MAX + 1)

static size_t least(size_t a, size_t b)
{
  return a < b ? a : b;
}

size_t ent_edit_distance(const char *a, size_t na, const char *b, size_t nb)
{
  if (na > ENT_SUGGEST_MAX || nb > ENT_SUGGEST_MAX) return na > nb ? na : nb;
  size_t rows[3][ROW]; /* rows[i % 3][j] = distance of the first i bytes of a and the first j of b */
  for (size_t j = 0; j <= nb; j++) rows[0][j] = j;
  for (size_t i = 1; i <= na; i++) {
    size_t *const row = rows[i % 3];
    const size_t *const up = rows[(i + 2) % 3];
    const size_t *const up_up = rows[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= nb; j++) {
      const size_t replaced = up[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = least(replaced, least(up[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = least(row[j], up_up[j - 2] + 1);
    }
  }
  return rows[na % 3][nb];
}

/* How many bytes the two have in common at the start. */
static size_t same_start(const char *word, size_t size, const char *name)
{
  size_t n = 0;
  while (n < size && name[n] && word[n] == name[n]) n++;
  return n;
}

const char *ent_suggest(const char *word, size_t size, const char *const *names, size_t count)
{
  if (size > ENT_SUGGEST_MAX) return NULL;
  size_t limit = size / 3;
  if (limit < 1) limit = 1;
  if (limit > 3) limit = 3;
  const char *closest = NULL;
  size_t closest_common = 0;
  for (size_t i = 0; i < count; i++) {
    const size_t length = strlen(names[i]);
    if (length > ENT_SUGGEST_MAX) continue;
    const size_t distance = ent_edit_distance(word, size, names[i], length);
    /* As many edits as bytes: nothing in common. */
    if (distance > limit || distance >= (size > length ? size : length)) continue;
    const size_t common = same_start(word, size, names[i]);
    if (closest && distance == limit && common <= closest_common) continue;
    closest = names[i];
    closest_common = common;
    limit = distance; /* from here on only a closer one, or one that starts with more of the same letters */
    if (distance == 0) break;
  }
  return closest;
}

int ent_name_find(const char *name, const char *const *names, int count)
{
  for (int k = 0; k < count; k++)
    if (strcmp(names[k], name) == 0) return k;
  return -1;
}
