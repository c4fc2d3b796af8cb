/* forecast.c - what would have been said of each deal by somebody who knew only the other families?
 *
 * One block a family: its cases are left out, the rest calibrates, and the family's deals run through the gates.  Five and ten
 * years are two scenarios over the same random numbers.  Blocks write to rows of their own, so any number of threads gives the
 * same bytes.  Cost: one calibration a family and two ensembles a deal. */
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/job.h"
#include "calibrate/chance.h"

typedef struct task {
  const ent_corpus *corpus, *train;
  const ent_case *cases; /* of train */
  uint64_t seed, draws;
  const ent_allocator *memory;
  ent_case_chances *chances;
} task;

typedef struct outcome {
  ent_status status;
  ent_error error;
} outcome;

static ent_status draw(const task *t, const ent_deal_row *row, const ent_calibration *c, double years, double *offered,
                       double *adopted, double *in_force, double *alive, ent_error *err)
{
  ent_scenario *s = NULL;
  ent_status status = ent_deal_scenario(row, c, years, NULL, t->memory, &s, err);
  if (status != ENT_OK) return status;
  ent_ensemble *const e = t->memory->resize(t->memory->ctx, NULL, 0, sizeof *e);
  status = e ? ent_ensemble_run(s, t->seed, t->draws, NULL, 0, NULL, t->memory, e, err)
             : ent_fail(err, ENT_NOMEM, "", "There is no memory for the draws.");
  if (status == ENT_OK) {
    const double n = (double)e->draws;
    *offered = (double)e->open[ENT_GATE_WILL] / n;
    *adopted = 1 - (double)(e->first_shut[ENT_GATE_WILL] + e->first_shut[ENT_GATE_CONSENT]) / n;
    *in_force = 1 - (double)e->refused / n;
    *alive = (double)e->all / n;
  }
  if (e) t->memory->resize(t->memory->ctx, e, sizeof *e, 0);
  ent_scenario_free(s);
  return status;
}

static ent_status forecast_row(const task *t, const ent_deal_row *row, const ent_calibration *c, ent_case_chances *out,
                               ent_error *err)
{
  const ent_case of = ent_case_of(row);
  ent_case_chances found = ent_case_forecast(c, &of);
  if (t->draws > 0) {
    ent_status status = draw(t, row, c, 10, &found.offered, &found.adopted, &found.in_force, &found.alive10, err);
    if (status == ENT_OK)
      status = draw(t, row, c, 5, &found.offered, &found.adopted, &found.in_force, &found.alive5, err);
    if (status != ENT_OK) return status;
    if (of.body == ENT_CASE_CHAMBER) found.offered = ent_normal_cdf(ent_case_will(c, &of));
  }
  *out = found;
  return ENT_OK;
}

static bool same_family(const task *t, const ent_deal_row *a, int family)
{
  if (t->train == t->corpus) return a->family_number == family;
  for (int i = 0; i < t->corpus->rows; i++)
    if (t->corpus->row[i].family_number == family) return strcmp(t->corpus->row[i].family, a->family) == 0;
  return false;
}

static ent_status forecast_family(const task *t, int family, ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, t->memory);
  ent_case *const others = ENT_NEW(&arena, ent_case, t->train->rows > 0 ? t->train->rows : 1);
  ent_calibration c;
  int count = 0;
  ent_status status = others ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the cases.");
  for (int i = 0; others && i < t->train->rows; i++)
    if (!same_family(t, &t->train->row[i], family)) others[count++] = t->cases[i];
  if (status == ENT_OK) status = ent_calibrate(others, count, &c, err);
  for (int i = 0; status == ENT_OK && i < t->corpus->rows; i++)
    if (t->corpus->row[i].family_number == family)
      status = forecast_row(t, &t->corpus->row[i], &c, &t->chances[i], err);
  ent_arena_close(&arena);
  return status;
}

static void work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  (void)scratch;
  outcome *const o = slot;
  o->status = forecast_family(shared, (int)block, &o->error);
}

static void merge(void *total, uint64_t block, const void *slot)
{
  (void)block;
  outcome *const first = total;
  const outcome *const o = slot;
  if (first->status == ENT_OK && o->status != ENT_OK) *first = *o;
}

ent_status ent_deal_forecast(const ent_corpus *corpus, const ent_corpus *train, uint64_t seed, uint64_t draws,
                             const ent_executor *executor, const ent_allocator *memory, ent_case_chances *chances,
                             ent_error *err)
{
  task t = {corpus, train ? train : corpus, NULL, seed, draws, memory, NULL};
  outcome first = {.status = ENT_OK};
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_case *const cases = ENT_NEW(&arena, ent_case, t.train->rows);
  t.chances = ENT_NEW(&arena, ent_case_chances, corpus->rows);
  ent_status status = cases && t.chances ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the cases.");
  for (int i = 0; status == ENT_OK && i < t.train->rows; i++) cases[i] = ent_case_of(&t.train->row[i]);
  t.cases = cases;
  const ent_job job = {.blocks = (uint64_t)corpus->families,
                       .slot_size = sizeof(outcome),
                       .shared = &t,
                       .work = work,
                       .total = &first,
                       .merge = merge};
  if (status == ENT_OK) status = ent_run_job(&job, executor, memory, err);
  if (status == ENT_OK && first.status != ENT_OK) {
    if (err) *err = first.error;
    status = first.status;
  }
  if (status == ENT_OK) memcpy(chances, t.chances, (size_t)corpus->rows * sizeof *chances);
  ent_arena_close(&arena);
  return status;
}
