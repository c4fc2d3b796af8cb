/* names.c - what is a state called in another language?
 *
 * A scenario may give its actors English names only; states have names that a reader of Chinese knows, and Taiwan and the
 * mainland know different ones.  Source: Unicode CLDR 48.2 (data/names.csv).  Cost: O(log states) comparisons. */
#include "names.h"

#include <stddef.h>
#include <string.h>

static const struct {
  const char *english, *iso3;
  int64_t cow;
  const char *hant, *hans;
} states[] = {
#define NAME(english, iso3, cow, hant, hans) {english, iso3, cow, hant, hans},
#include "names.def"
#undef NAME
};

const char *ent_state_name(const char *english, const char *key, int64_t cow, const char *language)
{
  size_t low = 0, high = sizeof states / sizeof *states;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = strcmp(states[middle].english, english);
    if (order == 0) {
      low = middle;
      break;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low >= high || (strcmp(states[low].iso3, key) != 0 && states[low].cow != cow)) return NULL;
  if (strcmp(language, "zh-Hant") == 0) return states[low].hant;
  return strcmp(language, "zh-Hans") == 0 ? states[low].hans : NULL;
}

bool ent_state_row(size_t row, const char *name[ENT_STATE_NAMES], int64_t *cow)
{
  if (row >= sizeof states / sizeof *states) return false;
  name[0] = states[row].english;
  name[1] = states[row].iso3;
  name[2] = states[row].hant;
  name[3] = states[row].hans;
  *cow = states[row].cow;
  return true;
}
