/* coalitions_types.c - which are the minimal winning coalitions, when many members are equal?
 *
 * A vector (k_1, ..., k_T) of numbers of members by class stands for the product of C(size_t, k_t) coalitions, and all of
 * them are minimal winning when one is.  So all vectors are walked once, and the minimal ones are kept with their numbers; a
 * list unfolds those of the smallest sizes, a sample draws a vector in proportion to its number and then members of each
 * class (selection sampling, Knuth 1969, The Art of Computer Programming, 3.4.2, algorithm S).
 * Cost: O(vectors * classes * quotas) and O(members) for each coalition.  US federal system: 176 thousand vectors. */
#include "coalitions_types.h"

#include <string.h>

typedef struct family {
  const ent_game *game;
  int types;
  int *class;        /* [types] classes with weight */
  int *taken;        /* [types] the vector that is looked at */
  int64_t *sum;      /* [columns] its weights */
  int *seat, *start; /* members of type t: seat[start[t] .. start[t + 1] - 1] */
  int vectors;       /* that are minimal */
  int *vector;       /* [vectors * types] */
  int *size;         /* [vectors] members of each */
  double *upto;      /* [vectors + 1] coalitions of all vectors before */
} family;

/* ---- vectors -------------------------------------------------------------------------------------------------------- */

static void take(family *f, int type, int count)
{
  f->taken[type] += count;
  for (int c = 0; c < f->game->columns; c++) f->sum[c] += count * ent_game_column(f->game, c)[f->class[type]];
}

static bool is_minimal(family *f)
{
  bool minimal = ent_game_reached(f->game, f->sum);
  for (int t = 0; t < f->types && minimal; t++) {
    if (f->taken[t] == 0) continue;
    take(f, t, -1);
    minimal = !ent_game_reached(f->game, f->sum);
    take(f, t, 1);
  }
  return minimal;
}

/* The next vector; false after the last, which leaves the first. */
static bool step(family *f)
{
  int t = f->types - 1;
  for (; t >= 0 && f->taken[t] == f->game->size[f->class[t]]; t--) take(f, t, -f->taken[t]);
  if (t >= 0) take(f, t, 1);
  return t >= 0;
}

/* C(n, k): as a double, and exact or UINT64_MAX.  No coalition of a vector holds another, so by Sperner's theorem neither
 * this nor any sum of such products exceeds C(1024, 512), which a double can hold. */
static double binomial(int n, int k, uint64_t *exact)
{
  double x = 1;
  *exact = 1;
  for (int i = 1; i <= k; i++) {
    const uint64_t factor = (uint64_t)n - (uint64_t)k + (uint64_t)i;
    x *= (double)factor / i;
    *exact = *exact <= UINT64_MAX / factor ? *exact * factor / (uint64_t)i : UINT64_MAX;
  }
  return x;
}

/* How many coalitions the vector stands for; *exact: UINT64_MAX where they are more than fit. */
static double many(const family *f, uint64_t *exact)
{
  double product = 1;
  *exact = 1;
  for (int t = 0; t < f->types; t++) {
    uint64_t whole = 0;
    product *= binomial(f->game->size[f->class[t]], f->taken[t], &whole);
    *exact = whole < UINT64_MAX && *exact <= UINT64_MAX / whole ? *exact * whole : UINT64_MAX;
  }
  return product;
}

static void add_to(uint64_t *sum, uint64_t more)
{
  *sum = *sum <= UINT64_MAX - more ? *sum + more : UINT64_MAX;
}

static void keep_vector(family *f, ent_types_list *list)
{
  uint64_t exact = 0;
  int size = 0;
  for (int t = 0; t < f->types; t++) size += f->taken[t];
  memcpy(f->vector + (ptrdiff_t)f->vectors * f->types, f->taken, (size_t)f->types * sizeof *f->taken);
  f->size[f->vectors] = size;
  f->upto[f->vectors + 1] = f->upto[f->vectors] + many(f, &exact);
  add_to(&list->by_size[size], exact);
  add_to(&list->found, exact);
  f->vectors++;
}

static bool open_family(family *f, const ent_game *game, ent_arena *scratch)
{
  const size_t classes = (size_t)game->classes;
  *f = (family){.game = game};
  f->class = ENT_NEW(scratch, int, classes);
  f->taken = ENT_NEW(scratch, int, classes);
  f->sum = ENT_NEW(scratch, int64_t, game->columns);
  f->seat = ENT_NEW(scratch, int, game->members);
  f->start = ENT_NEW(scratch, int, classes + 1);
  if (!f->class || !f->taken || !f->sum || !f->seat || !f->start) return false;
  int at = 0;
  for (int k = 0; k < game->classes; k++) {
    if (k == game->dull) continue;
    f->class[f->types++] = k;
    for (int m = 0; m < game->members; m++)
      if (game->class_of[m] == k) f->seat[at++] = m;
    f->start[f->types] = at;
  }
  return true;
}

static bool find_vectors(family *f, ent_arena *scratch, ent_types_list *list)
{
  int vectors = 0;
  do vectors += is_minimal(f);
  while (step(f));
  f->vector = ENT_NEW(scratch, int, (size_t)vectors *(size_t)f->types);
  f->size = ENT_NEW(scratch, int, vectors);
  f->upto = ENT_NEW(scratch, double, (size_t)vectors + 1);
  if (!f->vector || !f->size || !f->upto) return false;
  do
    if (is_minimal(f)) keep_vector(f, list);
  while (step(f));
  return true;
}

/* ---- coalitions ----------------------------------------------------------------------------------------------------- */

/* The coalition whose members are marked. */
static void write(const family *f, const bool *in, ent_types_list *list)
{
  int *const row = list->content + (size_t)list->listed * list->row;
  int size = 0;
  for (int m = 0; m < f->game->members; m++)
    if (in[m]) row[size++] = m;
  list->size_of[list->listed++] = size;
}

/* The next choice of as many members of a type, in lexicographic order; false after the last, which leaves the first. */
static bool turn(const family *f, int type, int count, bool *in)
{
  const int *const seat = f->seat + f->start[type];
  const int all = f->start[type + 1] - f->start[type];
  int last = all - 1, behind = 0;
  while (last >= 0 && in[seat[last]]) last--, behind++; /* a run at the end */
  while (last >= 0 && !in[seat[last]]) last--;
  const bool more = last >= 0;
  const int from = more ? last + 1 : 0, ones = more ? behind + 1 : count;
  for (int i = more ? last : 0; i < all; i++) in[seat[i]] = i >= from && i < from + ones;
  return more;
}

/* All coalitions of a vector, as long as there is room. */
static void unfold(const family *f, const int *vector, bool *in, ent_types_list *list)
{
  memset(in, 0, (size_t)f->game->members * sizeof *in);
  for (int t = 0; t < f->types; t++)
    for (int i = 0; i < vector[t]; i++) in[f->seat[f->start[t] + i]] = true;
  for (int t = 0; t >= 0 && list->listed < list->limit;) {
    write(f, in, list);
    for (t = f->types - 1; t >= 0 && !turn(f, t, vector[t], in);) t--;
  }
}

/* The vector before which `place` coalitions lie. */
static int find_place(const family *f, double place)
{
  int low = 0, high = f->vectors - 1;
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (f->upto[middle] <= place)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

static void draw(const family *f, bool *in, ent_types_list *list)
{
  const uint64_t name = ent_name_hash("coalition of few classes", 24), number = (uint64_t)list->listed;
  const int *const vector =
    f->vector + (ptrdiff_t)find_place(f, ent_uniform(list->seed, number, name, 0) * f->upto[f->vectors]) * f->types;
  memset(in, 0, (size_t)f->game->members * sizeof *in);
  for (int t = 0; t < f->types; t++) {
    int need = vector[t];
    for (int i = f->start[t]; i < f->start[t + 1] && need > 0; i++) {
      const double left = f->start[t + 1] - i;
      if (!(ent_uniform(list->seed, number, name, (uint32_t)i + 1) * left < need)) continue;
      in[f->seat[i]] = true;
      need--;
    }
  }
  write(f, in, list);
}

bool ent_types_list_find(const ent_game *game, ent_arena *scratch, ent_types_list *list)
{
  family f;
  bool *const in = ENT_NEW(scratch, bool, game->members);
  list->found = 0;
  list->listed = 0;
  if (!in || !open_family(&f, game, scratch) || !find_vectors(&f, scratch, list)) return false;
  while (list->sample && list->listed < list->limit) draw(&f, in, list);
  for (int size = 1; !list->sample && size <= game->live && list->listed < list->limit; size++)
    for (int v = 0; v < f.vectors && list->listed < list->limit; v++)
      if (f.size[v] == size) unfold(&f, f.vector + (ptrdiff_t)v * f.types, in, list);
  return true;
}
