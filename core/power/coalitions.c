/* coalitions.c - lists the smallest minimal winning coalitions, or samples all of them.
 *
 * Depth first over the members in descending order of their largest share of a column: taken or not.  A branch is left when it
 * wins (then it is checked whether anybody could go), and when even the heaviest k members that remain, column by column,
 * do not win, k being the places left.  For a list the walk is repeated for each size from the smallest on.
 * Many members in few classes are not walked but unfolded (coalitions_types.c).
 * Cost: at most `steps` members added, O(columns + formula) each, and O(size * columns) for each coalition met. */
#include "base/fail.h"
#include "coalitions_line.h"
#include "coalitions_types.h"
#include "entente/coalitions.h"
#include "game.h"
#include "tally.h"

#include <string.h>

#define WALKED 30                       /* members up to whom a walk meets all */
#define STEPS (UINT64_C(1) << 27)       /* the EU's 27 members take 2^24 */
#define STEPS_LARGE (UINT64_C(1) << 25) /* of more members than a walk gets through anyway */
#define LIMIT 100
#define LIMIT_MAX 1000000

struct ent_coalitions_own {
  ent_arena arena; /* the result lies in it */
};

typedef struct walk {
  const ent_game *game;
  int n;        /* members with weight somewhere */
  int *order;   /* [n] members, heaviest first */
  int64_t *top; /* [(at * (n + 1) + k) * columns] the k heaviest from `at` on, column by column */
  int64_t *sum; /* [columns] */
  int *taken;   /* [n] members */
  int size;
  uint64_t steps; /* left */
  bool stopped;

  bool sample, few; /* few: sizes are not counted to their end */
  uint64_t seed;
  int exact, limit; /* list: coalitions of exactly this size */
  int listed;
  int *size_of; /* [limit] */
  int *content; /* [limit * n] members of each */
  uint64_t *by_size, found;
} walk;

/* ---- made ready --------------------------------------------------------------------------------------------------- */

static double standing(const ent_game *game, int member)
{
  double most = 0;
  for (int c = 0; c < game->columns; c++) {
    const double share = (double)ent_game_column(game, c)[game->class_of[member]] / (double)game->total[c];
    if (share > most) most = share;
  }
  return most;
}

static void order_members(walk *w)
{
  for (int m = 0; m < w->game->members; m++) {
    if (w->game->class_of[m] == w->game->dull) continue;
    int at = w->n++;
    for (; at > 0 && standing(w->game, w->order[at - 1]) < standing(w->game, m); at--) w->order[at] = w->order[at - 1];
    w->order[at] = m;
  }
}

static int64_t *top_of(const walk *w, int at, int k)
{
  return w->top + ((size_t)at * (size_t)(w->n + 1) + (size_t)k) * (size_t)w->game->columns;
}

/* Column by column: from the last member to the first, each put into its place among those behind it. */
static void find_tops(walk *w, int64_t *heavy)
{
  for (int c = 0; c < w->game->columns; c++)
    for (int at = w->n, count = 0; at >= 0; at--) {
      if (at < w->n) {
        const int64_t mine = ent_game_column(w->game, c)[w->game->class_of[w->order[at]]];
        int place = count++;
        for (; place > 0 && heavy[place - 1] < mine; place--) heavy[place] = heavy[place - 1];
        heavy[place] = mine;
      }
      int64_t sum = 0;
      for (int k = 0; k <= w->n; k++) {
        top_of(w, at, k)[c] = sum;
        if (k < count) sum += heavy[k];
      }
    }
}

static bool make_ready(walk *w, ent_arena *scratch)
{
  const size_t n = (size_t)w->game->members, columns = (size_t)w->game->columns;
  w->order = ENT_NEW(scratch, int, n);
  w->sum = ENT_NEW(scratch, int64_t, columns);
  w->taken = ENT_NEW(scratch, int, n);
  w->by_size = ENT_NEW(scratch, uint64_t, n + 1);
  w->size_of = ENT_NEW(scratch, int, w->limit);
  if (!w->order || !w->sum || !w->taken || !w->by_size || !w->size_of) return false;
  order_members(w);
  const size_t live = (size_t)w->n;
  int64_t *const heavy = ENT_NEW(scratch, int64_t, live + 1);
  w->top = ENT_NEW(scratch, int64_t, (live + 1) * (live + 1) * columns);
  w->content = ENT_NEW(scratch, int, (size_t)w->limit *(live + 1));
  if (!heavy || !w->top || !w->content) return false;
  find_tops(w, heavy);
  return true;
}

/* ---- the walk ----------------------------------------------------------------------------------------------------- */

static void add(walk *w, int member, int sign)
{
  for (int c = 0; c < w->game->columns; c++) w->sum[c] += sign * ent_game_column(w->game, c)[w->game->class_of[member]];
}

static bool is_minimal(walk *w)
{
  bool minimal = true;
  for (int i = 0; i < w->size && minimal; i++) {
    add(w, w->taken[i], -1);
    minimal = !ent_game_reached(w->game, w->sum);
    add(w, w->taken[i], 1);
  }
  return minimal;
}

/* Would the k heaviest from `at` on be enough, column by column? */
static bool within_reach(const walk *w, int at, int k)
{
  int64_t most[ENT_RULE_NODES_MAX];
  const int64_t *const top = top_of(w, at, k < w->n - at ? k : w->n - at);
  for (int c = 0; c < w->game->columns; c++) most[c] = w->sum[c] + top[c];
  return ent_game_reached(w->game, most);
}

static void write(walk *w, int place)
{
  int *const row = w->content + (size_t)place * (size_t)(w->n + 1);
  for (int i = 0; i < w->size; i++) {
    int at = i;
    for (; at > 0 && row[at - 1] > w->taken[i]; at--) row[at] = row[at - 1];
    row[at] = w->taken[i];
  }
  w->size_of[place] = w->size;
}

static void meet(walk *w)
{
  if (!w->sample && w->size != w->exact) return;
  if (!is_minimal(w)) return;
  const uint64_t number = w->found++;
  w->by_size[w->size]++;
  if (w->listed < w->limit) {
    write(w, w->listed++);
    return;
  }
  if (!w->sample) return;
  const double u = ent_uniform(w->seed, number, ent_name_hash("coalitions", 10), 0);
  const uint64_t place = (uint64_t)(u * ((double)number + 1));
  if (place < (uint64_t)w->limit) write(w, (int)place);
}

static void visit(walk *w, int from)
{
  if (w->few && w->listed == w->limit) return;
  if (w->size > 0 && ent_game_reached(w->game, w->sum)) {
    meet(w);
    return;
  }
  const int most = w->sample ? w->n : w->exact;
  for (int at = from; at < w->n && w->size < most; at++) {
    if (!within_reach(w, at, most - w->size)) return; /* nor will those further down */
    if (w->steps == 0) w->stopped = true;
    if (w->stopped) return;
    w->steps--;
    add(w, w->order[at], 1);
    w->taken[w->size++] = w->order[at];
    visit(w, at + 1);
    w->size--;
    add(w, w->order[at], -1);
  }
}

/* ---- the result --------------------------------------------------------------------------------------------------- */

/* The order of a list inside a size: by members. */
static bool before(const walk *w, int a, int b)
{
  const size_t row = (size_t)w->n + 1;
  if (w->size_of[a] != w->size_of[b]) return w->size_of[a] < w->size_of[b];
  for (int i = 0; i < w->size_of[a]; i++) {
    const int x = w->content[(size_t)a * row + (size_t)i], y = w->content[(size_t)b * row + (size_t)i];
    if (x != y) return x < y;
  }
  return false;
}

static void sift(const walk *w, int *heap, int from, int n)
{
  for (int child; (child = 2 * from + 1) < n; from = child) {
    if (child + 1 < n && before(w, heap[child], heap[child + 1])) child++;
    if (!before(w, heap[from], heap[child])) return;
    const int held = heap[from];
    heap[from] = heap[child];
    heap[child] = held;
  }
}

static void sort(const walk *w, int *order)
{
  for (int i = 0; i < w->listed; i++) order[i] = i;
  for (int i = w->listed / 2; i > 0; i--) sift(w, order, i - 1, w->listed);
  for (int last = w->listed; last > 1; last--) {
    const int held = order[0];
    order[0] = order[last - 1];
    order[last - 1] = held;
    sift(w, order, 0, last - 1);
  }
}

static bool keep(const walk *w, ent_coalitions *out, ent_arena *arena, ent_arena *scratch)
{
  size_t members = 0;
  for (int k = 0; k < w->listed; k++) members += (size_t)w->size_of[k];
  int *const order = ENT_NEW(scratch, int, w->listed + 1), *const start = ENT_NEW(arena, int, w->listed + 1);
  int *const member = ENT_NEW(arena, int, members + 1);
  uint64_t *const by_size = ENT_NEW(arena, uint64_t, w->game->members + 1);
  if (!order || !start || !member || !by_size) return false;
  sort(w, order);
  for (int k = 0; k < w->listed; k++) {
    const int *const row = w->content + (size_t)order[k] * (size_t)(w->n + 1);
    start[k + 1] = start[k] + w->size_of[order[k]];
    memcpy(member + start[k], row, (size_t)w->size_of[order[k]] * sizeof *row);
  }
  memcpy(by_size, w->by_size, (size_t)(w->game->members + 1) * sizeof *by_size);
  out->start = start;
  out->member = member;
  out->by_size = by_size;
  return true;
}

/* What was met, as the caller gets it. */
static void tell(const walk *w, ent_coalitions *out)
{
  out->members = w->game->members;
  out->listed = w->listed;
  out->found = w->found;
  out->complete = !w->stopped;
  out->all = !w->stopped && (w->sample || (w->exact > w->n && !(w->few && w->listed == w->limit)));
  while (out->smallest < w->n && w->by_size[out->smallest] == 0) out->smallest++;
  if (w->by_size[out->smallest] == 0) out->smallest = 0;
  out->of_smallest = w->by_size[out->smallest];
}

static void walk_all(walk *w, ent_coalitions *out)
{
  if (w->sample) {
    visit(w, 0);
  } else {
    for (w->exact = 1; w->exact <= w->n && w->listed < w->limit && !w->stopped; w->exact++) visit(w, 0);
  }
  tell(w, out);
}

#define MANY 0x1p22 /* coalitions of one weight that are drawn rather than met */

/* There are too many to meet, but those of one weight can be drawn all the same.  False when there are no more than `few`. */
static bool draw_instead(walk *w, ent_coalitions *out, double few, ent_arena *scratch)
{
  double total = 0;
  const size_t row = (size_t)w->n + 1;
  if (!w->sample || !ent_line_draw(w->game, w->seed, w->limit, scratch, w->size_of, w->content, row, &total))
    return false;
  if (total <= few) return false;
  w->listed = w->limit;
  *out = (ent_coalitions){.members = w->game->members,
                          .listed = w->limit,
                          .complete = true,
                          .found = total < 0x1p53 ? (uint64_t)total : UINT64_MAX};
  return true;
}

/* Many members in few classes: their vectors are all there is to look at. */
static bool has_few_classes(const ent_game *game)
{
  return game->live > WALKED && ent_types_vectors(game) <= ENT_TYPES_LIST_MAX;
}

static bool unfold(walk *w, ent_coalitions *out, ent_arena *scratch)
{
  ent_types_list list = {.sample = w->sample,
                         .seed = w->seed,
                         .limit = w->limit,
                         .row = (size_t)w->n + 1,
                         .size_of = w->size_of,
                         .content = w->content,
                         .by_size = w->by_size};
  if (!ent_types_list_find(w->game, scratch, &list)) return false;
  w->listed = list.listed;
  w->found = list.found;
  w->exact = w->n + 1;
  tell(w, out);
  out->all = !w->sample && (uint64_t)list.listed == list.found;
  return true;
}

/* Whichever way there is; false when there is no memory. */
static bool search(walk *w, ent_coalitions *out, ent_arena *scratch)
{
  if (has_few_classes(w->game)) return unfold(w, out, scratch);
  if (draw_instead(w, out, MANY, scratch)) return true;
  walk_all(w, out);
  if (w->stopped) draw_instead(w, out, 0, scratch);
  return true;
}

static ent_status find(const ent_game *game, const ent_coalitions_options *options, const ent_allocator *memory,
                       ent_coalitions **coalitions, ent_error *err)
{
  ent_arena arena, scratch;
  ent_arena_open(&arena, memory);
  ent_arena_open(&scratch, memory);
  walk w = {.game = game,
            .limit = options->limit ? options->limit : LIMIT,
            .sample = options->sample,
            .few = options->few && !options->sample,
            .seed = options->seed,
            .steps = options->steps        ? options->steps
                     : game->live > WALKED ? STEPS_LARGE
                                           : STEPS};
  ent_coalitions *const out = ENT_NEW(&arena, ent_coalitions, 1);
  struct ent_coalitions_own *const own = ENT_NEW(&arena, struct ent_coalitions_own, 1);
  const bool whole =
    out && own && make_ready(&w, &scratch) && search(&w, out, &scratch) && keep(&w, out, &arena, &scratch);
  ent_arena_close(&scratch);
  if (!whole) {
    ent_arena_close(&arena);
    return ent_fail(err, ENT_NOMEM, "coalitions", "There is no memory for the coalitions.");
  }
  own->arena = arena;
  out->own = own;
  *coalitions = out;
  return ENT_OK;
}

ent_status ent_coalitions_find(const ent_game *game, const ent_coalitions_options *options, const ent_allocator *memory,
                               ent_coalitions **coalitions, ent_error *err)
{
  static const ent_coalitions_options defaults = {.limit = 0};
  const ent_coalitions_options *const o = options ? options : &defaults;
  if (game->members > ENT_COALITION_MEMBERS_MAX)
    return ent_fail(err, ENT_LIMIT, "members", "Coalitions are listed for up to 1,024 members.");
  if (o->limit < 0 || o->limit > LIMIT_MAX)
    return ent_fail(err, ENT_ARGUMENT, "limit", "The number of coalitions to list lies between 1 and 1,000,000.");
  if (!o->blocking) return find(game, o, memory, coalitions, err);
  ent_game *dual = NULL;
  ent_status status = ent_game_dual(game, memory, &dual, err);
  if (status == ENT_OK) status = find(dual, o, memory, coalitions, err);
  ent_game_free(dual);
  return status;
}

void ent_coalitions_free(ent_coalitions *coalitions)
{
  if (!coalitions) return;
  ent_arena arena = coalitions->own->arena; /* the result lies inside it */
  ent_arena_close(&arena);
}
