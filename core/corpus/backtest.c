/* backtest.c - each family of deals forecast by what is learnt from all the others.
 *
 * A block is one fold and one forecaster.  Rows to learn from: those of the corpus in other folds (unless it is held out)
 * and those of the training table whose id the corpus does not have and whose family is not in the fold.
 * Cost: folds * forecasters forecasts.  Source: leave-one-group-out, Roberts and others, Ecography 40 (2017). */
#include "entente/backtest.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/job.h"
#include "base/sort.h"
#include "sheet.h"

typedef struct pool {
  const ent_deal_row *row;
  int fold; /* of its family in the corpus; -1: it has none there */
} pool;

typedef struct plan {
  const ent_corpus *corpus;
  const ent_deal_forecaster *forecaster;
  int forecasters, folds, rows;
  const int *fold_of; /* [corpus rows] */
  const pool *learn;  /* [rows] */
  const ent_allocator *memory;
  ent_deal_chances *out;
} plan;

typedef struct found {
  ent_status status;
  ent_error err;
} found;

/* ---- folds ------------------------------------------------------------------------------------------------------------ */

typedef struct dealt {
  double at;
  int family;
} dealt;

static bool is_before(const dealt *a, const dealt *b)
{
  if (a->at < b->at || a->at > b->at) return a->at < b->at;
  return a->family < b->family;
}

ENT_SORT(sort_dealt, dealt, is_before);

/* The fold of each row: of its family, or one of so many to which the families are dealt in an order drawn by the seed. */
static ent_status deal_folds(const ent_corpus *c, const ent_backtest_options *o, ent_arena *arena, int **fold_of,
                             int *folds, ent_error *err)
{
  int *const of = ENT_NEW(arena, int, c->rows), *const of_family = ENT_NEW(arena, int, c->families);
  dealt *const order = ENT_NEW(arena, dealt, c->families);
  if (!of || !of_family || !order) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the backtest.");
  for (int r = 0; r < c->rows; r++) {
    const ent_deal_row *const d = &c->row[r];
    const uint64_t name = ent_name_hash(d->family, strlen(d->family));
    order[d->family_number] = (dealt){ent_uniform(o->seed, 0, name, 0), d->family_number};
  }
  sort_dealt(order, (uint32_t)c->families);
  *folds = o->folds > 0 && o->folds < c->families ? o->folds : c->families;
  for (int k = 0; k < c->families; k++) of_family[order[k].family] = o->folds > 0 ? k % *folds : order[k].family;
  for (int r = 0; r < c->rows; r++) of[r] = of_family[c->row[r].family_number];
  *fold_of = of;
  return ENT_OK;
}

/* Rows of the training table that the corpus does not have, with the fold of their family. */
static ent_status add_training(const ent_corpus *c, const ent_corpus *t, ent_arena *arena, plan *p, pool *learn,
                               ent_error *err)
{
  ent_sheet_key *const id = ENT_NEW(arena, ent_sheet_key, c->rows), *const family =
                                                                      ENT_NEW(arena, ent_sheet_key, c->rows);
  if (!id || !family) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the backtest.");
  for (int r = 0; r < c->rows; r++) {
    id[r] = (ent_sheet_key){c->row[r].id, r};
    family[r] = (ent_sheet_key){c->row[r].family, r};
  }
  ent_sheet_sort(id, (uint32_t)c->rows);
  ent_sheet_sort(family, (uint32_t)c->rows);
  for (int r = 0; r < t->rows; r++) {
    const int same = ent_sheet_find(family, c->rows, t->row[r].family);
    if (ent_sheet_find(id, c->rows, t->row[r].id) >= 0) continue;
    learn[p->rows++] = (pool){&t->row[r], same >= 0 ? p->fold_of[same] : -1};
  }
  return ENT_OK;
}

static ent_status make_plan(const ent_corpus *c, const ent_backtest_options *o, ent_arena *arena, plan *p,
                            ent_error *err)
{
  int *fold_of = NULL;
  ent_status status = deal_folds(c, o, arena, &fold_of, &p->folds, err);
  if (status != ENT_OK) return status;
  pool *const learn = ENT_NEW(arena, pool, c->rows + (o->training ? o->training->rows : 0));
  if (!learn) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the backtest.");
  p->fold_of = fold_of;
  p->learn = learn;
  for (int r = 0; !o->held_out && r < c->rows; r++) learn[p->rows++] = (pool){&c->row[r], fold_of[r]};
  if (o->training) status = add_training(c, o->training, arena, p, learn, err);
  return status;
}

/* ---- one fold by one forecaster ---------------------------------------------------------------------------------------- */

static ent_status check_chances(const ent_deal_chances *chances, int n, ent_error *err)
{
  for (int i = 0; i < n; i++)
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++)
      if (!(chances[i].p[q] >= 0 && chances[i].p[q] <= 1))
        return ent_fail(err, ENT_ARGUMENT, "", "A forecast lies between 0 and 1.");
  return ENT_OK;
}

static ent_status forecast_fold(const plan *p, int fold, int which, ent_error *err)
{
  const ent_corpus *const c = p->corpus;
  const ent_deal_forecaster *const f = &p->forecaster[which];
  ent_arena arena;
  ent_arena_open(&arena, p->memory);
  const ent_deal_row **const learn = ENT_NEW(&arena, const ent_deal_row *, p->rows + 1);
  const ent_deal_row **const ask = ENT_NEW(&arena, const ent_deal_row *, c->rows);
  ent_deal_chances *const out = ENT_NEW(&arena, ent_deal_chances, c->rows);
  int learns = 0, asks = 0;
  ent_status status = ENT_OK;
  if (learn && ask && out) {
    for (int r = 0; r < p->rows; r++)
      if (p->learn[r].fold != fold) learn[learns++] = p->learn[r].row;
    for (int r = 0; r < c->rows; r++)
      if (p->fold_of[r] == fold) ask[asks++] = &c->row[r];
    status = f->forecast(f->ctx, learn, learns, ask, asks, p->memory, out, err);
    if (status == ENT_OK) status = check_chances(out, asks, err);
    for (int k = 0; status == ENT_OK && k < asks; k++) p->out[(ptrdiff_t)which * c->rows + (ask[k] - c->row)] = out[k];
  } else {
    status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the backtest.");
  }
  ent_arena_close(&arena);
  return status;
}

static void work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const plan *const p = shared;
  found *const f = slot;
  (void)scratch;
  f->status =
    forecast_fold(p, (int)(block / (uint64_t)p->forecasters), (int)(block % (uint64_t)p->forecasters), &f->err);
}

static void merge(void *total, uint64_t block, const void *slot)
{
  found *const all = total;
  const found *const one = slot;
  (void)block;
  if (all->status == ENT_OK) *all = *one;
}

static bool tell(void *ctx, uint64_t done, uint64_t blocks, const void *total)
{
  const ent_backtest_options *const o = ctx;
  const found *const all = total;
  if (all->status != ENT_OK) return false; /* no use going on */
  return !o->progress || o->progress(o->progress_ctx, (double)done / (double)blocks);
}

static ent_status check(const ent_corpus *c, const ent_deal_forecaster *f, int forecasters,
                        const ent_backtest_options *o, ent_error *err)
{
  if (!c || c->rows < 1 || !f || forecasters < 1 || forecasters > ENT_FORECASTERS_MAX)
    return ent_fail(err, ENT_ARGUMENT, "", "A backtest has at least one deal and 1 to 16 forecasters.");
  if (!o || o->folds < 0 || o->folds == 1)
    return ent_fail(err, ENT_ARGUMENT, "", "A backtest has two folds or more, or one for each family.");
  if (o->held_out && !o->training)
    return ent_fail(err, ENT_ARGUMENT, "", "A corpus that is held out needs another table to learn from.");
  for (int k = 0; k < forecasters; k++)
    if (!f[k].forecast) return ent_fail(err, ENT_ARGUMENT, "", "A forecaster has a function that forecasts.");
  return ENT_OK;
}

ent_status ent_backtest(const ent_corpus *corpus, const ent_deal_forecaster *forecaster, int forecasters,
                        const ent_backtest_options *options, const ent_allocator *memory, ent_deal_chances *out,
                        ent_error *err)
{
  ent_status status = check(corpus, forecaster, forecasters, options, err);
  if (status != ENT_OK) return status;
  if (!memory || !out) return ent_fail(err, ENT_ARGUMENT, "", "A backtest needs memory and a place to be written to.");
  const size_t all = (size_t)forecasters * (size_t)corpus->rows;
  ent_arena arena;
  ent_arena_open(&arena, memory);
  plan p = {.corpus = corpus, .forecaster = forecaster, .forecasters = forecasters, .memory = memory};
  found total = {.status = ENT_OK};
  ent_backtest_options watching = *options;
  p.out = ENT_NEW(&arena, ent_deal_chances, all);
  status = p.out ? make_plan(corpus, options, &arena, &p, err)
                 : ent_fail(err, ENT_NOMEM, "", "There is no memory for the backtest.");
  if (status == ENT_OK) {
    const ent_job job = {.blocks = (uint64_t)p.folds * (uint64_t)forecasters,
                         .slot_size = sizeof(found),
                         .shared = &p,
                         .work = work,
                         .total = &total,
                         .merge = merge,
                         .progress = tell,
                         .progress_ctx = &watching};
    status = ent_run_job(&job, options->executor, memory, err);
    if (total.status != ENT_OK) {
      status = total.status;
      if (err) *err = total.err;
    }
  }
  if (status == ENT_OK) memcpy(out, p.out, all * sizeof *out);
  ent_arena_close(&arena);
  return status;
}
