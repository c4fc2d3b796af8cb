/* explore.c - the whole landscape: every configuration visited, its minima, basins and passes told.
 *
 *   moves of all configurations (walk.c, in legs that threads share)  ->  minima and basins (basins.c)  ->  passes (passes.c)
 *
 * Cost: 2^(n-1) n steps and 4 * 2^(n-1) bytes.  Source: Axelrod and Bennett 1993, BJPS 23(2):211-233. */
#include <string.h>

#include "align/basins.h"
#include "base/fail.h"
#include "base/job.h"

static ent_status check(const ent_landscape *land, const double *pressure, ent_error *err)
{
  return ent_align_check_all(land, pressure, 2, pressure ? ENT_ALIGN_EXACT - 1 : ENT_ALIGN_EXACT,
                             pressure ? "All configurations under pressure are visited for at most 28 actors."
                                      : "All configurations are visited for at most 29 actors.",
                             err);
}

size_t ent_align_memory(int n, bool pressure)
{
  const int spins = n + (pressure ? 1 : 0);
  return n < 1 || spins < 2 || spins > ENT_ALIGN_EXACT ? 0 : sizeof(uint32_t) << (spins - 1);
}

ent_status ent_align_energies(const ent_landscape *land, const double *pressure, uint64_t first, uint64_t count,
                              double *energy, ent_error *err)
{
  const ent_status status = check(land, pressure, err);
  if (status != ENT_OK) return status;
  const uint64_t codes = ent_align_memory(land->n, pressure != NULL) / sizeof(uint32_t);
  if (first > codes || count > codes - first) {
    return ent_fail(err, ENT_ARGUMENT, "count", "The range lies within the configurations of the landscape.");
  }
  for (uint64_t c = 0; c < count; c++) {
    const ent_camp code = (ent_camp)(first + c);
    energy[c] = ent_basins_energy(land, pressure, pressure ? code : code << 1 | 1u);
  }
  return ENT_OK;
}

/* ---- moves ---- */

typedef struct task {
  const ent_walk *walk;
  uint32_t *label;
} task;

static void work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const task *const t = shared;
  (void)scratch;
  const uint32_t minima = ent_walk_moves(t->walk, (uint32_t)block, t->label);
  memcpy(slot, &minima, sizeof minima);
}

static void add(void *total, uint64_t block, const void *slot)
{
  uint32_t minima;
  (void)block;
  memcpy(&minima, slot, sizeof minima);
  *(uint32_t *)total += minima;
}

static ent_status find_moves(ent_basins *b, const ent_executor *executor, const ent_allocator *memory, ent_error *err)
{
  const task t = {.walk = b->walk, .label = b->label};
  const ent_job job = {
    .blocks = ent_walk_legs(b->walk),
    .slot_size = sizeof(uint32_t),
    .shared = &t,
    .work = work,
    .total = &b->stable,
    .merge = add,
  };
  const ent_status status = ent_run_job(&job, executor, memory, err);
  if (status != ENT_OK || b->stable <= ENT_ALIGN_STABLE_MAX) return status;
  return ent_fail(err, ENT_LIMIT, "propensity",
                  "A landscape with over 1,048,576 stable configurations is too flat to list them.");
}

/* ---- all of it ---- */

static void tell(const ent_basins *b, uint32_t room, ent_minimum *minimum, ent_terrain *out)
{
  ent_terrain t = {.configurations = b->walk->codes, .stable = b->stable, .kept = b->stable < room ? b->stable : room};
  for (uint32_t k = 0; k < b->stable; k++) t.strict += b->minimum[k].indifferent == 0;
  if (t.kept > 0) memcpy(minimum, b->minimum, t.kept * sizeof *minimum);
  *out = t;
}

static ent_status explore(ent_basins *b, const ent_explore *how, const ent_allocator *memory, uint32_t room,
                          ent_minimum *minimum, ent_terrain *out, ent_error *err)
{
  const ent_status status = find_moves(b, how->executor, memory, err);
  if (status != ENT_OK) return status;
  const size_t size = ent_basins_size(b->stable);
  void *const block = memory->resize(memory->ctx, NULL, 0, size);
  if (!block) return ent_fail(err, ENT_NOMEM, "minima", "There is not enough memory for the list of minima.");
  ent_basins_lay(b, block);
  ent_basins_find(b);
  if (how->passes) {
    ent_passes_find(b);
  } else {
    ent_passes_none(b);
  }
  tell(b, room, minimum, out);
  memory->resize(memory->ctx, block, size, 0);
  return ENT_OK;
}

ent_status ent_align_explore(const ent_landscape *land, const ent_explore *how, const ent_allocator *memory,
                             uint32_t room, ent_minimum *minimum, ent_terrain *out, ent_error *err)
{
  const ent_explore plain = {.pressure = NULL};
  const ent_explore *const asked = how ? how : &plain;
  ent_status status = check(land, asked->pressure, err);
  if (status != ENT_OK) return status;
  const size_t labels = ent_align_memory(land->n, asked->pressure != NULL), size = sizeof(ent_walk) + labels;
  ent_walk *const walk = memory->resize(memory->ctx, NULL, 0, size);
  if (!walk) {
    return ent_fail(err, ENT_NOMEM, "n", "There is not enough memory for all configurations, 4 bytes each.");
  }
  ent_walk_open(walk, land, asked->pressure);
  ent_basins b = {.land = land, .pressure = asked->pressure, .walk = walk, .label = (uint32_t *)(walk + 1)};
  status = explore(&b, asked, memory, room, minimum, out, err);
  memory->resize(memory->ctx, walk, size, 0);
  return status;
}
