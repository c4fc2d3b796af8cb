/* rule_without.c - how does a rule read when some members do not sit any more?
 *
 * Only names on lists stand in the way of reading the same text on a smaller roll: they are cut out, and a list that loses all
 * its names becomes a condition that whoever votes yes meets.  Words are those of rule_parse.c.
 * Cost: O(text * names).  Source: docs/method/voting.md. */
#include "base/cut.h"
#include "entente/what_if.h"

#include <string.h>

static bool starts_word(char c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static bool in_word(char c)
{
  return starts_word(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is(const char *text, size_t size, const char *word)
{
  return strlen(word) == size && memcmp(text, word, size) == 0;
}

/* Copies the names of the list that opens at `at` but those that left; returns where it ends (behind the bracket), or `at`
 * when this is no list. */
static size_t copy_list(ent_cut *s, const char *text, size_t at, size_t size, const char *const *name, int names,
                        int *kept)
{
  size_t end = at;
  while (end < size && text[end] != ')') end++;
  if (end == size) return at;
  for (size_t from = at + 1; from <= end; from++) {
    size_t to = from;
    while (to < end && text[to] != ',') to++;
    size_t first = from, last = to;
    while (first < last && is_space(text[first])) first++;
    while (last > first && is_space(text[last - 1])) last--;
    bool left = false;
    for (int i = 0; i < names && !left; i++) left = is(text + first, last - first, name[i]);
    if (!left) {
      ent_cut_bytes(s, *kept ? ", " : "(", *kept ? 2 : 1);
      (*kept)++;
      ent_cut_bytes(s, text + first, last - first);
    }
    from = to;
  }
  if (*kept) ent_cut_bytes(s, ")", 1);
  return end + 1;
}

size_t ent_rule_text_without(const char *text, size_t size, const char *const *name, int names, char *out, size_t room)
{
  ent_cut s = {.out = out, .room = room};
  for (size_t at = 0; at < size;) {
    size_t end = at;
    if (starts_word(text[at]))
      while (end < size && in_word(text[end])) end++;
    if (end == at) {
      ent_cut_bytes(&s, text + at++, 1);
      continue;
    }
    const bool council = is(text + at, end - at, "security_council");
    const bool lists = council || is(text + at, end - at, "veto") || is(text + at, end - at, "objection");
    size_t open = end;
    while (open < size && is_space(text[open])) open++;
    const size_t before = s.size;
    ent_cut_bytes(&s, text + at, end - at);
    at = end;
    if (!lists || open == size || text[open] != '(') continue;
    int kept = 0;
    const size_t after = copy_list(&s, text, open, size, name, names, &kept);
    if (after == open) continue;
    at = after;
    if (kept) continue;
    s.size = before;
    ent_cut_bytes(&s, council ? "count >= 9" : "count >= 1", 10);
  }
  return ent_cut_close(&s);
}
