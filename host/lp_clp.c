/* lp_clp.c - how does CLP solve a programme that grows by rows?
 *
 * The model stays with CLP between rounds, so its dual simplex starts from the last basis.  It knows no question in between,
 * so a solve runs in stretches of pivots and the caller is asked after each.
 * Source: COIN-OR CLP, Clp_C_Interface.h (Debian: coinor-libclp-dev). */
#include "host/lp.h"

#include "align/lp_check.h"
#include "base/fail.h"

#include <Clp_C_Interface.h>

#include <float.h>
#include <string.h>

#define STRETCH 2000 /* pivots between two questions */
#define STEPS_DEFAULT 1000000u

typedef struct program {
  ent_allocator from;
  Clp_Simplex *model;
} program;

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "clp", "There is not enough memory for the linear program.");
}

static ent_status load(Clp_Simplex *model, const ent_lp_costs *costs, const ent_allocator *memory, ent_error *err)
{
  const size_t columns = (size_t)costs->columns, size = (columns + 1) * sizeof(CoinBigIndex);
  CoinBigIndex *const start = memory->resize(memory->ctx, NULL, 0, size);
  if (!start) return no_memory(err);
  memset(start, 0, size);
  const int none = 0;
  const double nothing = 0;
  Clp_loadProblem(model, costs->columns, 0, start, &none, &nothing, NULL, costs->top, costs->c, NULL, NULL);
  memory->resize(memory->ctx, start, size, 0);
  return ENT_OK;
}

static ent_status clp_open(void *ctx, const ent_lp_costs *costs, const ent_allocator *memory, void **out,
                           ent_error *err)
{
  (void)ctx;
  const ent_status status = ent_lp_check_costs(costs, err);
  if (status != ENT_OK) return status;
  program *const p = memory->resize(memory->ctx, NULL, 0, sizeof *p);
  if (!p) return no_memory(err);
  *p = (program){*memory, Clp_newModel()};
  Clp_setLogLevel(p->model, 0);
  const ent_status loaded = load(p->model, costs, memory, err);
  if (loaded != ENT_OK) {
    Clp_deleteModel(p->model);
    memory->resize(memory->ctx, p, sizeof *p, 0);
    return loaded;
  }
  *out = p;
  return ENT_OK;
}

static void clp_close(void *of)
{
  program *const p = of;
  if (!p) return;
  const ent_allocator from = p->from;
  Clp_deleteModel(p->model);
  from.resize(from.ctx, p, sizeof *p, 0);
}

static ent_status clp_add(void *of, const ent_lp_rows *rows, ent_error *err)
{
  const program *const p = of;
  const ent_status status = ent_lp_check_rows(Clp_numberColumns(p->model), rows, err);
  if (status != ENT_OK || rows->count == 0) return status;
  const size_t size = (size_t)rows->count * sizeof(double);
  double *const top = p->from.resize(p->from.ctx, NULL, 0, size);
  if (!top) return no_memory(err);
  for (int i = 0; i < rows->count; i++) top[i] = DBL_MAX;
  Clp_addRows(p->model, rows->count, rows->bottom, top, rows->start, rows->column, rows->value);
  p->from.resize(p->from.ctx, top, size, 0);
  return ENT_OK;
}

static bool goes_on(const ent_lp_limits *limits)
{
  return !limits || !limits->go_on || limits->go_on(limits->ctx);
}

static ent_lp_outcome outcome_of(int status)
{
  return status == 0 ? ENT_LP_OPTIMAL : status == 1 ? ENT_LP_INFEASIBLE : status == 3 ? ENT_LP_STOPPED : ENT_LP_LOST;
}

static ent_status clp_solve(void *of, const ent_lp_limits *limits, ent_lp_answer *out, ent_error *err)
{
  (void)err;
  const program *const p = of;
  const uint64_t most = limits && limits->steps ? limits->steps : STEPS_DEFAULT;
  uint64_t steps = 0;
  ent_lp_outcome outcome = ENT_LP_STOPPED;
  while (outcome == ENT_LP_STOPPED && steps < most && goes_on(limits)) {
    Clp_setMaximumIterations(p->model, (int)(most - steps < STRETCH ? most - steps : STRETCH));
    (void)Clp_dual(p->model, 0);
    steps += (uint64_t)Clp_numberIterations(p->model);
    outcome = outcome_of(Clp_status(p->model));
  }
  out->outcome = outcome;
  out->steps = steps;
  const double *const z = Clp_primalColumnSolution(p->model), *const y = Clp_dualRowSolution(p->model);
  for (int j = 0; j < Clp_numberColumns(p->model); j++) out->z[j] = z[j];
  for (int i = 0; i < Clp_numberRows(p->model); i++) out->y[i] = y[i] > 0 && y[i] <= DBL_MAX ? y[i] : 0;
  return ENT_OK;
}

static ent_status clp_drop(void *of, bool *gone, int *left, ent_error *err)
{
  const program *const p = of;
  const int rows = Clp_numberRows(p->model);
  int *const which = p->from.resize(p->from.ctx, NULL, 0, ((size_t)rows + 1) * sizeof *which);
  if (!which) return no_memory(err);
  int count = 0;
  for (int i = 0; i < rows; i++)
    if (gone[i]) which[count++] = i;
  if (count > 0) Clp_deleteRows(p->model, count, which);
  p->from.resize(p->from.ctx, which, ((size_t)rows + 1) * sizeof *which, 0);
  *left = rows - count;
  return ENT_OK;
}

const ent_lp *host_lp(void)
{
  static const ent_lp engine = {clp_open, clp_add, clp_solve, clp_drop, clp_close, NULL};
  return &engine;
}

const char *host_lp_name(void)
{
  return "CLP";
}
