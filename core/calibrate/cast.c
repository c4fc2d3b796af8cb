/* cast.c - who takes part in a deal, and under which keys?
 *
 * The first proposer and the first target that is somebody else; where there is none, the state applies itself and its bid is an
 * actor of its own.  Opponents come by the names that the corpus gives, others as members without a name.
 * Cost: O(members^2) comparisons of keys. */
#include <string.h>

#include "base/bytes.h"
#include "base/fail.h"
#include "calibrate/write.h"

/* The bytes with everything that no key may hold made '_'. */
static const char *key_from(ent_deal_pen *p, const char *text, size_t size, const char *otherwise)
{
  if (size == 0) return otherwise;
  char *const key = ent_arena_text(&p->arena, text, size);
  for (char *c = key; c && *c; c++) {
    const bool fits = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '-';
    if (!fits) *c = '_';
  }
  return key;
}

/* "M" and 3 give "M3"; with the number 0 the text alone. */
static const char *numbered(ent_deal_pen *p, const char *text, int number)
{
  ent_writer w;
  ent_writer_open(&w, &p->arena);
  ent_put(&w, text);
  if (number > 0) ent_put_int(&w, number);
  return w.failed ? NULL : w.data;
}

static void find_sides(ent_deal_pen *p, const ent_deal_row *row, ent_deal_cast *cast)
{
  size_t n = 0, m = 0;
  const char *const proposer = ent_state_next(row->proposer, &n);
  const char *target = ent_state_next(row->target, &m);
  while (m && m == n && memcmp(target, proposer, n) == 0) target = ent_state_next(target + m, &m);
  cast->proposer = key_from(p, proposer, n, "PROPOSER");
  cast->proposer_name = n ? ent_arena_text(&p->arena, proposer, n) : cast->proposer;
  if (m) {
    cast->target = key_from(p, target, m, "TARGET");
    cast->target_name = ent_arena_text(&p->arena, target, m);
    return;
  }
  cast->target = cast->proposer;
  cast->target_name = cast->proposer_name;
  ent_writer w;
  ent_writer_open(&w, &p->arena);
  ent_put(&w, cast->proposer);
  ent_put(&w, "-bid");
  cast->proposer = w.failed ? NULL : w.data;
}

static bool is_member(const ent_deal_cast *cast, const char *key)
{
  for (int i = 0; i < cast->members; i++)
    if (strcmp(cast->member[i].key, key) == 0) return true;
  return false;
}

static void add_member(ent_deal_cast *cast, const char *key, const char *name, bool opponent, bool major)
{
  const bool side = strcmp(key, cast->proposer) == 0 || strcmp(key, cast->target) == 0;
  cast->member[cast->members] = (ent_deal_member){key, name, opponent, major, !side};
  cast->members++;
}

/* Returns false when there is no memory.  Somebody named twice comes in once, and an opponent without a name instead. */
static bool add_opponents(ent_deal_pen *p, const ent_deal_row *row, ent_deal_cast *cast)
{
  int minor = cast->of.minor, major = cast->of.major, unnamed = 0;
  size_t n = 0;
  for (const char *at = ent_state_next(row->opponents, &n); n; at = ent_state_next(at + n, &n)) {
    const bool great = ent_state_major(at, n, row->year);
    if ((great ? major : minor) == 0) continue;
    const char *const key = key_from(p, at, n, NULL), *const name = ent_arena_text(&p->arena, at, n);
    if (!key || !name) return false;
    if (is_member(cast, key)) continue;
    add_member(cast, key, name, true, great);
    if (great) major--;
    if (!great) minor--;
  }
  for (; minor + major > 0; major > 0 ? major-- : minor--) {
    const char *const key = numbered(p, "OPPONENT_", ++unnamed);
    if (!key) return false;
    add_member(cast, key, key, true, major > 0);
  }
  return true;
}

static bool add_members(ent_deal_pen *p, const ent_deal_row *row, ent_deal_cast *cast, const ent_words *words)
{
  const ent_case *const of = &cast->of;
  const bool chamber = of->body == ENT_CASE_CHAMBER;
  if (of->body == ENT_CASE_TWO) return true;
  const int voices = chamber ? 1 : of->minor + of->major + of->undeclared;
  cast->member = ENT_NEW(&p->arena, ent_deal_member, voices);
  if (!cast->member) return false;
  if (chamber) {
    add_member(cast, "CHAMBER", ent_say(words, ENT_SAY("the votes that decide in the legislature")), of->opposed,
               false);
    return true;
  }
  if (!add_opponents(p, row, cast)) return false;
  for (int i = 1; i <= of->undeclared; i++) {
    ent_writer w;
    ent_writer_open(&w, &p->arena);
    const char *const key = numbered(p, "MEMBER_", i), *const number = numbered(p, "", i);
    ent_put_said(&w, words, ENT_SAY("member {number} without a declared position"), "number", number, (char *)NULL);
    if (!key || !number || w.failed) return false;
    add_member(cast, key, w.data, false, false);
  }
  return true;
}

const ent_deal_cast *ent_deal_cast_of(ent_deal_pen *p, const ent_deal_row *row, const ent_words *words)
{
  ent_deal_cast *const cast = ENT_NEW(&p->arena, ent_deal_cast, 1);
  bool whole = cast != NULL;
  if (whole) {
    cast->row = row;
    cast->of = ent_case_of(row);
    cast->id = key_from(p, row->id, strlen(row->id), "deal");
    find_sides(p, row, cast);
    whole = cast->id && cast->proposer && cast->proposer_name && cast->target && cast->target_name &&
            add_members(p, row, cast, words);
  }
  if (!whole) p->status = ent_fail(p->err, ENT_NOMEM, "", "There is no memory for the scenario.");
  return whole ? cast : NULL;
}
