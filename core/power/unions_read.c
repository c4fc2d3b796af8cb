/* unions_read.c - who belongs to which union?
 *
 *   unions = union { ";" union }      union = member { "," member }
 * Names are taken as they stand, without the spaces around them.  Cost: O(text * members). */
#include "base/fail.h"
#include "base/suggest.h"
#include "entente/power.h"

#include <string.h>

#define WORD_MAX 64

typedef struct reader {
  const char *text;
  size_t size, at;
  const char *const *names;
  int members;
  int *union_of;
  ent_error *err;
} reader;

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static ent_status unknown(const reader *r, const char *word, size_t size, size_t place)
{
  char shown[WORD_MAX + 1];
  const size_t kept = size < WORD_MAX ? size : WORD_MAX;
  memcpy(shown, word, kept);
  shown[kept] = '\0';
  const char *const near = ent_suggest(word, size, r->names, (size_t)r->members);
  return ent_fail_join(r->err, ENT_REFERENCE, 1, (int)place + 1, "unions", "No member is called \"", shown, "\".",
                       near ? " Did you mean \"" : "", near ? near : "", near ? "\"?" : "", (const char *)NULL);
}

/* Reads one name into union number u. */
static ent_status read_member(reader *r, int u)
{
  size_t start = r->at, end = r->at;
  while (end < r->size && r->text[end] != ',' && r->text[end] != ';') end++;
  r->at = end;
  while (start < end && is_space(r->text[start])) start++;
  while (end > start && is_space(r->text[end - 1])) end--;
  if (start == end)
    return ent_fail_at(r->err, ENT_SYNTAX, 1, (int)start + 1, "unions", "A union names its members here.");
  int m = 0;
  while (m < r->members &&
         (strlen(r->names[m]) != end - start || memcmp(r->names[m], r->text + start, end - start) != 0))
    m++;
  if (m == r->members) return unknown(r, r->text + start, end - start, start);
  if (r->union_of[m] >= 0)
    return ent_fail_join(r->err, ENT_ARGUMENT, 1, (int)start + 1, "unions",
                         "Unions do not overlap: each member is named once, and \"", r->names[m], "\" is named twice.",
                         (const char *)NULL);
  r->union_of[m] = u;
  return ENT_OK;
}

/* Numbers in the order of the first member; who is named nowhere is a union of one.  Returns how many. */
static int number_unions(int *union_of, int members)
{
  int count = 0;
  for (int m = 0; m < members; m++) { /* settled ones are written as -2 - number */
    if (union_of[m] < -1) continue;
    const int old = union_of[m];
    union_of[m] = -2 - count;
    for (int k = m + 1; old >= 0 && k < members; k++)
      if (union_of[k] == old) union_of[k] = -2 - count;
    count++;
  }
  for (int m = 0; m < members; m++) union_of[m] = -2 - union_of[m];
  return count;
}

/* Reads the text into union_of; -1 for who is named nowhere. */
static ent_status read_all(reader *r)
{
  for (int m = 0; m < r->members; m++) r->union_of[m] = -1;
  bool blank = true;
  for (size_t i = 0; i < r->size; i++) blank = blank && is_space(r->text[i]);
  for (int u = 0; !blank;) {
    const ent_status status = read_member(r, u);
    if (status != ENT_OK) return status;
    if (r->at == r->size) break;
    if (r->text[r->at++] == ';') u++;
  }
  return ENT_OK;
}

ent_status ent_unions_read(const char *text, size_t size, const char *const *names, int members, int *union_of,
                           int *unions, ent_error *err)
{
  if (members < 1 || members > ENT_GAME_MEMBERS_MAX)
    return ent_fail(err, ENT_ARGUMENT, "unions", "A game has 1 to 5,000 members.");
  int fresh[ENT_GAME_MEMBERS_MAX];
  reader r = {.text = text, .size = size, .names = names, .members = members, .union_of = fresh, .err = err};
  const ent_status status = read_all(&r);
  if (status != ENT_OK) return status;
  *unions = number_unions(fresh, members);
  memcpy(union_of, fresh, (size_t)members * sizeof *union_of);
  return ENT_OK;
}
