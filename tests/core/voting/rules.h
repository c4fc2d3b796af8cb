/* rules.h - what the tests of this family share: clubs, random rules with a second, slower meaning, published tables.
 *
 * A random rule is made as a tree of its own and printed as text.  The library reads the text; the tests ask the tree,
 * straight from the definitions: shares are compared as fractions, a dual asks whether the others do not win. */
#ifndef ENT_TEST_RULES_H
#define ENT_TEST_RULES_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fault/flaky.h"
#include "voting/rule.h"

#ifndef ENT_TEST_PUBLISHED
#define ENT_TEST_PUBLISHED "tests/published"
#endif

/* ---- random numbers (SplitMix64) ---- */

static inline uint64_t chance(uint64_t *state)
{
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static inline int below(uint64_t *state, int n)
{
  return (int)(chance(state) % (uint64_t)n);
}

/* ---- clubs ---- */

#define CLUB_COLUMNS 2

typedef struct club {
  int members;
  char names[ENT_MEMBERS_MAX][8];
  const char *member[ENT_MEMBERS_MAX];
  const char *column[CLUB_COLUMNS];
  int64_t weight[CLUB_COLUMNS * ENT_MEMBERS_MAX];
  ent_roll roll;
} club;

/* Members M0, M1, ...; columns pop and votes with weights of 0..most, the first never 0. */
static inline void club_open(club *c, int members, uint64_t *state, int most)
{
  c->members = members;
  for (int m = 0; m < members; m++) {
    snprintf(c->names[m], sizeof c->names[m], "M%d", m);
    c->member[m] = c->names[m];
  }
  c->column[0] = "pop";
  c->column[1] = "votes";
  for (int i = 0; i < CLUB_COLUMNS * members; i++) c->weight[i] = i % members == 0 ? 1 : below(state, most + 1);
  c->roll = (ent_roll){members, c->member, CLUB_COLUMNS, c->column, c->weight};
}

static inline int64_t club_weight(const club *c, int column, int m)
{
  return column == 0 ? 1 : c->weight[(column - 1) * c->members + m];
}

static inline int64_t club_total(const club *c, int column)
{
  int64_t sum = 0;
  for (int m = 0; m < c->members; m++) sum += club_weight(c, column, m);
  return sum;
}

/* ---- reading a rule ---- */

static inline void *plain_resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

static inline ent_rule *rule_of(const char *text, const ent_roll *roll)
{
  const ent_allocator memory = {plain_resize, NULL};
  ent_rule *rule = NULL;
  ent_error err;
  if (ent_rule_parse(text, strlen(text), roll, &memory, &rule, &err) != ENT_OK)
    fail_msg("%s: column %d: %s", text, err.column, err.message);
  return rule;
}

/* A club of n without columns whose members have the names given, or none. */
static inline ent_roll plain_roll(int n, const char *const *names)
{
  return (ent_roll){.members = n, .member = names};
}

static inline ent_set set_of(unsigned mask)
{
  return (ent_set){{mask, 0, 0, 0}};
}

/* ---- random rules ---- */

typedef enum tree_kind { TREE_QUOTA, TREE_SHARE, TREE_LIST, TREE_AND, TREE_OR, TREE_DUAL } tree_kind;

typedef struct tree {
  tree_kind kind;
  int column;
  bool strict, objection;
  int64_t number; /* quota, or share in thousandths of a per cent */
  unsigned list;
  int children, child[3];
} tree;

typedef struct forest {
  const club *club;
  uint64_t *state;
  tree node[64];
  int nodes;
  char text[ENT_RULE_TEXT_MAX + 1];
} forest;

static inline void forest_print(forest *f, const char *format, ...)
{
  const size_t used = strlen(f->text);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(f->text + used, sizeof f->text - used, format, arguments);
  va_end(arguments);
}

static inline int grow_leaf(forest *f, bool objections)
{
  static const char *const name[] = {"count", "pop", "votes"};
  tree *t = &f->node[f->nodes];
  *t = (tree){.column = below(f->state, 3), .strict = below(f->state, 3) == 0};
  const int64_t total = club_total(f->club, t->column);
  const int form = below(f->state, 5);
  if (form < 2) {
    t->kind = TREE_QUOTA;
    t->number = below(f->state, (int)total) + (t->strict ? 0 : 1);
    forest_print(f, "%s %s %lld", name[t->column], t->strict ? ">" : ">=", (long long)t->number);
  } else if (form < 4) {
    t->kind = TREE_SHARE;
    t->number = 1 + below(f->state, 99999);
    forest_print(f, "%s%s%lld.%03lld%%", name[t->column], t->strict ? ">" : ">=", (long long)(t->number / 1000),
                 (long long)(t->number % 1000));
  } else {
    t->kind = TREE_LIST;
    t->objection = objections && below(f->state, 2) == 0;
    t->list = 1U << below(f->state, f->club->members) | 1U << below(f->state, f->club->members);
    forest_print(f, "%s(", t->objection ? "objection" : "veto");
    bool later = false;
    for (int m = 0; m < f->club->members; m++)
      if (t->list >> m & 1U) {
        forest_print(f, later ? ", M%d" : "M%d", m);
        later = true;
      }
    forest_print(f, ")");
  }
  return f->nodes++;
}

/* Prints a tree of at most `depth` levels as it grows; brackets always, so precedence is tested elsewhere. */
static inline int grow(forest *f, int depth, bool objections)
{
  const int form = depth == 0 ? 0 : below(f->state, 8);
  if (form < 2) return grow_leaf(f, objections);
  tree t = {.kind = form == 2 ? TREE_DUAL : form < 6 ? TREE_AND : TREE_OR};
  t.children = t.kind == TREE_DUAL ? 1 : 2 + below(f->state, 2);
  forest_print(f, t.kind == TREE_DUAL ? "dual(" : "(");
  for (int c = 0; c < t.children; c++) {
    if (c > 0) forest_print(f, t.kind == TREE_AND ? " and " : " or ");
    t.child[c] = grow(f, depth - 1, objections && t.kind != TREE_DUAL);
  }
  forest_print(f, ")");
  f->node[f->nodes] = t;
  return f->nodes++;
}

/* Grows a random rule over the club and returns it as the library reads it; the root is the last node. */
static inline ent_rule *forest_grow(forest *f, const club *c, uint64_t *state, bool objections)
{
  f->club = c;
  f->state = state;
  f->nodes = 0;
  f->text[0] = '\0';
  grow(f, 2, objections);
  return rule_of(f->text, &c->roll);
}

static inline int64_t tree_sum(const forest *f, int column, unsigned set)
{
  int64_t sum = 0;
  for (int m = 0; m < f->club->members; m++)
    if (set >> m & 1U) sum += club_weight(f->club, column, m);
  return sum;
}

static inline bool tree_wins(const forest *f, int at, unsigned yes, unsigned loud)
{
  const tree *t = &f->node[at];
  const unsigned everybody = (1U << f->club->members) - 1;
  const int64_t sum = tree_sum(f, t->column, yes);
  switch (t->kind) {
  case TREE_QUOTA: return t->strict ? sum > t->number : sum >= t->number;
  case TREE_SHARE: {
    const int64_t have = sum * 100000, asked = t->number * club_total(f->club, t->column);
    return t->strict ? have > asked : have >= asked;
  }
  case TREE_LIST: return (t->list & ~(t->objection ? loud : yes)) == 0;
  case TREE_DUAL: return !tree_wins(f, t->child[0], everybody & ~yes, everybody & ~yes);
  case TREE_AND:
  case TREE_OR: break;
  }
  for (int c = 0; c < t->children; c++)
    if (tree_wins(f, t->child[c], yes, loud) == (t->kind == TREE_OR)) return t->kind == TREE_OR;
  return t->kind == TREE_AND;
}

/* Does the rule carry when `yes` votes for and `silent` abstains? */
static inline bool forest_wins(const forest *f, unsigned yes, unsigned silent)
{
  return tree_wins(f, f->nodes - 1, yes, yes | silent);
}

/* Utilities that are multiples of 1/16 in [-1, 1], so that sums are exact and ties occur. */
static inline void random_utilities(uint64_t *state, int n, double *utility)
{
  for (int m = 0; m < n; m++) utility[m] = (below(state, 33) - 16) / 16.0;
}

/* ---- tables ---- */

/* Opens tests/published/<name>. */
static inline FILE *published_open(const char *name)
{
  char path[512];
  snprintf(path, sizeof path, "%s/%s", ENT_TEST_PUBLISHED, name);
  FILE *const file = fopen(path, "r");
  if (!file) fail_msg("cannot open %s", path);
  return file;
}

/* The next line that is neither a comment nor empty, without its end; false at the end of the file. */
static inline bool published_line(FILE *file, char *line, size_t room)
{
  do {
    if (!fgets(line, (int)room, file)) return false;
    line[strcspn(line, "\r\n")] = '\0';
  } while (line[0] == '#' || line[0] == '\0');
  return true;
}

/* The text up to the next comma; empty after the last. */
static inline char *published_cell(char **at)
{
  char *const cell = *at;
  *at += strcspn(cell, ",");
  if (**at == ',') *(*at)++ = '\0';
  return cell;
}

#endif
