/* search.c - which minima does steepest descent find in a landscape too wide to enumerate?
 *
 * Random configurations, each actor on either side alike, run down to their minima; equal ends are counted together.  The
 * share of starts that would end at a minimum not yet found is estimated by that of minima found once (Good and Turing).
 *
 * Cost: O(n^2) a start and O(n) a move; starts are spread over threads and added in their order.
 * Source: Axelrod and Bennett 1993, BJPS 23(2):211-233; Good 1953, Biometrika 40, 237-264. */
#include <string.h>

#include "align/mesh.h"
#include "base/fail.h"
#include "base/job.h"
#include "base/sort.h"

#define STARTS_MOST 10000000
#define BLOCK 16        /* starts */
#define TABLE_LEAST 256 /* places; a power of two */

/* ---- descents ---- */

typedef struct task {
  ent_mesh mesh;
  const ent_search *how;
  uint64_t name; /* of the stream of random numbers */
} task;

static void descend_block(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const task *const t = shared;
  const size_t n = (size_t)t->mesh.n;
  for (uint64_t k = 0; k < BLOCK && block * BLOCK + k < t->how->starts; k++) {
    int8_t *const side = (int8_t *)slot + k * n;
    for (size_t i = 0; i < n; i++) {
      side[i] = ent_uniform(t->how->seed, block * BLOCK + k, t->name, (uint32_t)i) < 0.5 ? -1 : 1;
    }
    ent_mesh_descend(&t->mesh, side, scratch);
    if (!t->mesh.held && side[0] < 0) {
      for (size_t i = 0; i < n; i++) side[i] = (int8_t)-side[i];
    }
  }
}

/* ---- the table ---- */

typedef struct table {
  const ent_allocator *memory;
  size_t n;
  uint32_t starts, count, room; /* minima, and how many there is room for */
  int8_t *side;                 /* [room * n] */
  uint32_t *hits;               /* [room] */
  uint32_t *place;              /* [2 * room]: number of a minimum + 1; 0 is free */
  bool no_memory;
} table;

static uint32_t *place_of(const table *t, const int8_t *side)
{
  const uint32_t mask = 2 * t->room - 1;
  uint32_t k = (uint32_t)(ent_name_hash((const char *)side, t->n) >> 20) & mask;
  while (t->place[k] != 0 && memcmp(t->side + (t->place[k] - 1) * t->n, side, t->n) != 0) k = (k + 1) & mask;
  return &t->place[k];
}

static void *take(const table *t, size_t size)
{
  void *const block = t->memory->resize(t->memory->ctx, NULL, 0, size);
  if (block) memset(block, 0, size);
  return block;
}

static void close_table(table *t)
{
  const size_t room = t->room;
  if (t->side) t->memory->resize(t->memory->ctx, t->side, room * t->n, 0);
  if (t->hits) t->memory->resize(t->memory->ctx, t->hits, room * sizeof *t->hits, 0);
  if (t->place) t->memory->resize(t->memory->ctx, t->place, 2 * room * sizeof *t->place, 0);
}

static bool make_room(table *t)
{
  if (t->count < t->room) return true;
  const size_t old = t->room, room = old ? 2 * old : TABLE_LEAST;
  table wider = {.memory = t->memory, .n = t->n, .starts = t->starts, .count = t->count, .room = (uint32_t)room};
  wider.side = take(t, room * t->n);
  wider.hits = take(t, room * sizeof *t->hits);
  wider.place = take(t, 2 * room * sizeof *t->place);
  if (!wider.side || !wider.hits || !wider.place) {
    close_table(&wider);
    t->no_memory = true;
    return false;
  }
  if (old) {
    memcpy(wider.side, t->side, old * t->n);
    memcpy(wider.hits, t->hits, old * sizeof *t->hits);
  }
  for (uint32_t k = 0; k < t->count; k++) *place_of(&wider, wider.side + k * t->n) = k + 1;
  close_table(t);
  *t = wider;
  return true;
}

static void add_block(void *total, uint64_t block, const void *slot)
{
  table *const t = total;
  for (uint64_t k = 0; k < BLOCK && block * BLOCK + k < t->starts && make_room(t); k++) {
    const int8_t *const side = (const int8_t *)slot + k * t->n;
    uint32_t *const place = place_of(t, side);
    if (*place == 0) {
      memcpy(t->side + t->count * t->n, side, t->n);
      *place = ++t->count;
    }
    t->hits[*place - 1]++;
  }
}

/* ---- the answer ---- */

typedef struct ending {
  ent_found found;
  const int8_t *side;
  int n;
} ending;

/* As numbers whose bit i is the side of actor i. */
static bool by_code(const ending *a, const ending *b)
{
  int k = a->n - 1;
  while (k > 0 && a->side[k] == b->side[k]) k--;
  return a->side[k] < b->side[k];
}

static bool by_energy(const ending *a, const ending *b)
{
  return a->found.energy < b->found.energy || (a->found.energy <= b->found.energy && by_code(a, b));
}

ENT_SORT(sort_by_energy, ending, by_energy);
ENT_SORT(sort_by_code, ending, by_code);

static double scale_of(const ent_landscape *land, const ent_mesh *mesh)
{
  double total = 0;
  for (int i = 0; i < land->n; i++) total += land->size[i];
  return 2 * mesh->tie * total * total;
}

static void sort_ends(ending *ends, uint32_t count, double tie)
{
  sort_by_energy(ends, count);
  for (uint32_t first = 0, next = 1; first < count; first = next++) {
    while (next < count && ends[next].found.energy - ends[first].found.energy <= tie) next++;
    sort_by_code(ends + first, next - first);
  }
}

static void look_at_end(const task *t, const ent_landscape *land, const table *all, uint32_t k, double *pull,
                        ending *out)
{
  const int8_t *const side = all->side + k * all->n;
  *out = (ending){.side = side, .n = land->n, .found = {.hits = all->hits[k]}};
  out->found.energy = ent_align_energy_of(land, t->how->pressure, side);
  ent_mesh_pulls(&t->mesh, side, pull);
  for (int i = 0; i < land->n; i++) out->found.indifferent += side[i] * pull[i] <= t->mesh.row_tie[i];
}

static ent_status tell(const task *t, const ent_landscape *land, const table *all, uint32_t room, int8_t *side,
                       ent_found *found, ent_searched *out, ent_error *err)
{
  const size_t size = all->count * sizeof(ending) + all->n * sizeof(double);
  double *const pull = all->memory->resize(all->memory->ctx, NULL, 0, size);
  if (!pull) return ent_fail(err, ENT_NOMEM, "minima", "There is not enough memory for the list of minima.");
  ending *const ends = (void *)(pull + all->n);
  ent_searched s = {.different = all->count, .kept = all->count < room ? all->count : room};
  for (uint32_t k = 0; k < all->count; k++) {
    look_at_end(t, land, all, k, pull, &ends[k]);
    s.once += all->hits[k] == 1;
  }
  s.unseen = (double)s.once / (double)all->starts;
  sort_ends(ends, all->count, scale_of(land, &t->mesh));
  for (uint32_t k = 0; k < s.kept; k++) {
    memcpy(side + k * all->n, ends[k].side, all->n);
    found[k] = ends[k].found;
  }
  *out = s;
  all->memory->resize(all->memory->ctx, pull, size, 0);
  return ENT_OK;
}

static bool go_on(void *ctx, uint64_t done, uint64_t blocks, const void *total)
{
  (void)ctx;
  (void)done;
  (void)blocks;
  return !((const table *)total)->no_memory;
}

ent_status ent_align_search(const ent_landscape *land, const ent_search *how, const ent_allocator *memory,
                            uint32_t room, int8_t *side, ent_found *found, ent_searched *out, ent_error *err)
{
  ent_status status = ent_mesh_check(land, how->pressure, err);
  if (status != ENT_OK) return status;
  if (how->starts < 1 || how->starts > STARTS_MOST) {
    return ent_fail(err, ENT_ARGUMENT, "starts", "Starts are a number from 1 to 10,000,000.");
  }
  const size_t n = (size_t)land->n, size = ent_mesh_size(land->n);
  void *const block = memory->resize(memory->ctx, NULL, 0, size);
  if (!block) return ent_fail(err, ENT_NOMEM, "n", "There is not enough memory to search the landscape.");
  task t = {.how = how, .name = ent_name_hash("align.search", 12)};
  ent_mesh_lay(&t.mesh, land, how->pressure, block);
  table all = {.memory = memory, .n = n, .starts = how->starts};
  const ent_job job = {
    .blocks = (how->starts + BLOCK - 1) / BLOCK,
    .slot_size = BLOCK * n,
    .scratch_size = n * sizeof(double),
    .shared = &t,
    .work = descend_block,
    .total = &all,
    .merge = add_block,
    .progress = go_on,
  };
  status = ent_run_job(&job, how->executor, memory, err);
  if (all.no_memory) status = ent_fail(err, ENT_NOMEM, "minima", "There is not enough memory for the list of minima.");
  if (status == ENT_OK) status = tell(&t, land, &all, room, side, found, out, err);
  close_table(&all);
  memory->resize(memory->ctx, block, size, 0);
  return status;
}
