/* survey.c - which camps are stable how often, when sizes and propensities are uncertain?
 *
 *   P(configuration) = mean over draws of basin / configurations
 *
 * Every draw is a landscape of its own, explored exactly (walk.c, basins.c, passes.c) in the scratch of a thread; what it found
 * is added to one table of configurations in the order of the draws, so any number of threads gives the same bytes.
 * Cost: draws times 2^(n-1) n steps (n = 20: some 15 ms a draw with passes).
 * Source: landscape of Axelrod and Bennett 1993; that factor weights are uncertain is their own discussion. */
#include <math.h>
#include <string.h>

#include "align/basins.h"
#include "base/fail.h"
#include "base/job.h"
#include "base/sort.h"
#include "base/sum.h"

#define MINIMA_MOST 4096 /* of one draw */
#define DRAWS_MOST 1000000000
#define TABLE_LEAST 256 /* rows; a power of two */

/* ---- one draw ---- */

typedef struct sight {
  ent_camp camp;
  double basin, escape; /* shares; escape < 0: nowhere to go */
} sight;

typedef struct page {
  bool good;
  uint32_t stable;
} page; /* then sights, the lowest first */

static uint32_t most_of(int n)
{
  const uint32_t codes = UINT32_C(1) << (n - 1);
  return codes < MINIMA_MOST ? codes : MINIMA_MOST;
}

static size_t round_up(size_t size)
{
  return (size + 15) & ~(size_t)15;
}

typedef struct desk {
  double *size, *propensity;
  ent_walk *walk;
  uint32_t *label;
  void *lists;
} desk;

/* Where its parts begin, and its end. */
static void measure_desk(int n, size_t begin[4])
{
  begin[0] = round_up((size_t)n * ((size_t)n + 1) * sizeof(double));
  begin[1] = begin[0] + round_up(sizeof(ent_walk));
  begin[2] = begin[1] + round_up(ent_align_memory(n, false));
  begin[3] = begin[2] + ent_basins_size(most_of(n));
}

static desk lay_desk(int n, void *scratch)
{
  unsigned char *const at = scratch;
  size_t begin[4];
  measure_desk(n, begin);
  double *const size = scratch;
  return (desk){
    .size = size,
    .propensity = size + n,
    .walk = (void *)(at + begin[0]),
    .label = (void *)(at + begin[1]),
    .lists = at + begin[2],
  };
}

static void explore_draw(const void *shared, uint64_t draw, void *slot, void *scratch)
{
  const ent_survey *const s = shared;
  page *const p = slot;
  sight *const seen = (void *)((unsigned char *)slot + round_up(sizeof(page)));
  const desk d = lay_desk(s->n, scratch);
  s->draw(s->ctx, draw, d.size, d.propensity);
  const ent_landscape land = {.n = s->n, .size = d.size, .propensity = d.propensity};
  if (ent_align_check_all(&land, NULL, 2, ENT_SURVEY_MAX, "", NULL) != ENT_OK) return;
  ent_walk_open(d.walk, &land, NULL);
  ent_basins b = {.land = &land, .walk = d.walk, .label = d.label};
  for (uint32_t leg = 0; leg < ent_walk_legs(d.walk); leg++) b.stable += ent_walk_moves(d.walk, leg, d.label);
  if (b.stable > most_of(s->n)) return;
  ent_basins_lay(&b, d.lists);
  ent_basins_find(&b);
  if (s->passes) ent_passes_find(&b);
  const double scale = ent_basins_tie(&land, NULL) / ENT_ALIGN_TIE;
  p->good = true;
  p->stable = b.stable;
  for (uint32_t k = 0; k < b.stable; k++) {
    const ent_minimum *const m = &b.minimum[k];
    const bool climbs = s->passes && b.stable > 1 && scale > 0;
    seen[k] = (sight){
      .camp = m->camp,
      .basin = (double)m->basin / (double)d.walk->codes,
      .escape = climbs ? m->escape / scale : 0,
    };
  }
}

/* ---- the table of all draws ---- */

typedef struct row {
  ent_camp camp; /* 0: nobody here, for bit 0 of a camp is set */
  uint64_t stable, lowest, alone;
  ent_sum chance, escape;
} row;

typedef struct table {
  const ent_allocator *memory;
  row *at;
  uint32_t rows, used;
  bool no_memory;
  uint64_t good, refused;
  ent_sum minima;
} table;

static row *place_of(row *at, uint32_t rows, ent_camp camp)
{
  uint32_t k = (camp * UINT32_C(0x9E3779B1)) >> 7;
  while (at[k & (rows - 1)].camp != 0 && at[k & (rows - 1)].camp != camp) k++;
  return &at[k & (rows - 1)];
}

static bool has_room(table *t)
{
  if (2 * (uint64_t)t->used < t->rows) return true;
  const uint32_t rows = t->rows ? 2 * t->rows : TABLE_LEAST;
  row *const wider = t->memory->resize(t->memory->ctx, NULL, 0, rows * sizeof *wider);
  if (!wider) {
    t->no_memory = true;
    return false;
  }
  memset(wider, 0, rows * sizeof *wider);
  for (uint32_t k = 0; k < t->rows; k++) {
    if (t->at[k].camp != 0) *place_of(wider, rows, t->at[k].camp) = t->at[k];
  }
  if (t->at) t->memory->resize(t->memory->ctx, t->at, t->rows * sizeof *t->at, 0);
  t->at = wider;
  t->rows = rows;
  return true;
}

static void add_draw(void *total, uint64_t draw, const void *slot)
{
  table *const t = total;
  const page *const p = slot;
  const sight *const seen = (const void *)((const unsigned char *)slot + round_up(sizeof(page)));
  (void)draw;
  if (t->no_memory) return;
  if (!p->good) {
    t->refused++;
    return;
  }
  t->good++;
  ent_sum_add(&t->minima, p->stable);
  for (uint32_t k = 0; k < p->stable && has_room(t); k++) {
    row *const r = place_of(t->at, t->rows, seen[k].camp);
    t->used += r->camp == 0;
    r->camp = seen[k].camp;
    r->stable++;
    r->lowest += k == 0;
    r->alone += p->stable == 1;
    ent_sum_add(&r->chance, seen[k].basin);
    ent_sum_add(&r->escape, seen[k].escape);
  }
}

/* ---- the answer ---- */

static bool is_likelier(const ent_survivor *a, const ent_survivor *b)
{
  return a->chance > b->chance || (a->chance >= b->chance && a->camp < b->camp);
}

ENT_SORT(sort_survivors, ent_survivor, is_likelier);

static ent_survivor survivor_of(const row *r, uint64_t good)
{
  const uint64_t leaving = r->stable - r->alone;
  return (ent_survivor){
    .camp = r->camp,
    .stable = r->stable,
    .lowest = r->lowest,
    .alone = r->alone,
    .chance = ent_sum_value(&r->chance) / (double)good,
    .escape = leaving > 0 ? ent_sum_value(&r->escape) / (double)leaving : 0,
  };
}

static ent_status tell(const table *t, uint32_t room, ent_survivor *survivor, ent_surveyed *out, ent_error *err)
{
  const size_t size = ((size_t)t->used + 1) * sizeof(ent_survivor);
  ent_survivor *const all = t->memory->resize(t->memory->ctx, NULL, 0, size);
  if (!all)
    return ent_fail(err, ENT_NOMEM, "draws", "There is not enough memory for the list of configurations found.");
  uint32_t found = 0;
  for (uint32_t k = 0; k < t->rows; k++) {
    if (t->at[k].camp != 0) all[found++] = survivor_of(&t->at[k], t->good);
  }
  sort_survivors(all, found);
  *out = (ent_surveyed){
    .good = t->good,
    .refused = t->refused,
    .found = found,
    .kept = found < room ? found : room,
    .minima = t->good > 0 ? ent_sum_value(&t->minima) / (double)t->good : 0,
  };
  if (out->kept > 0) memcpy(survivor, all, out->kept * sizeof *survivor);
  t->memory->resize(t->memory->ctx, all, size, 0);
  return ENT_OK;
}

static bool report(void *ctx, uint64_t done, uint64_t draws, const void *total)
{
  const ent_survey *const s = *(const ent_survey *const *)ctx;
  return !((const table *)total)->no_memory && (!s->progress || s->progress(s->progress_ctx, done, draws));
}

ent_status ent_align_survey(const ent_survey *survey, const ent_allocator *memory, uint32_t room,
                            ent_survivor *survivor, ent_surveyed *out, ent_error *err)
{
  if (survey->n < 2) return ent_fail(err, ENT_ARGUMENT, "n", "A landscape has at least 2 actors.");
  if (survey->n > ENT_SURVEY_MAX) return ent_fail(err, ENT_LIMIT, "n", "An uncertain landscape has at most 22 actors.");
  if (survey->draws < 1 || survey->draws > DRAWS_MOST) {
    return ent_fail(err, ENT_ARGUMENT, "draws", "Draws are a number from 1 to 1,000,000,000.");
  }
  table t = {.memory = memory};
  size_t desk_end[4];
  measure_desk(survey->n, desk_end);
  const ent_job job = {
    .blocks = survey->draws,
    .slot_size = round_up(sizeof(page)) + most_of(survey->n) * sizeof(sight),
    .scratch_size = desk_end[3],
    .shared = survey,
    .work = explore_draw,
    .total = &t,
    .merge = add_draw,
    .progress = report,
    .progress_ctx = &survey,
  };
  ent_status status = ent_run_job(&job, survey->executor, memory, err);
  if (t.no_memory) {
    status = ent_fail(err, ENT_NOMEM, "draws", "There is not enough memory for the list of configurations found.");
  }
  if (status == ENT_OK) status = tell(&t, room, survivor, out, err);
  if (t.at) memory->resize(memory->ctx, t.at, t.rows * sizeof *t.at, 0);
  return status;
}
