/* forecast.c - what do the four gates say of a deal, when other deals set the numbers that the row leaves open?
 *
 * The rows learnt from calibrate; each row asked becomes a scenario and is drawn.  Five and ten years are two scenarios over the
 * same random numbers.  Without draws the closed form speaks.  Cost: one calibration, and two ensembles a row. */
#include "base/arena.h"
#include "base/fail.h"
#include "calibrate/chance.h"

/* The shares of draws in which the gates are open, until the horizon. */
static ent_status draw(const ent_gates_draws *how, const ent_deal_row *row, const ent_calibration *c, double years,
                       const ent_allocator *memory, ent_case_chances *out, double *alive, ent_error *err)
{
  ent_scenario *s = NULL;
  ent_status status = ent_deal_scenario(row, c, years, NULL, memory, &s, err);
  if (status != ENT_OK) return status;
  ent_ensemble *const e = memory->resize(memory->ctx, NULL, 0, sizeof *e);
  status = e ? ent_ensemble_run(s, how->seed, how->draws, NULL, 0, NULL, memory, e, err)
             : ent_fail(err, ENT_NOMEM, "", "There is no memory for the draws.");
  if (status == ENT_OK) {
    const double n = (double)e->draws;
    out->offered = (double)e->open[ENT_GATE_WILL] / n;
    out->adopted = 1 - (double)(e->first_shut[ENT_GATE_WILL] + e->first_shut[ENT_GATE_CONSENT]) / n;
    out->accepted = (double)e->open[ENT_GATE_ACCEPTANCE] / n;
    out->in_force = 1 - (double)e->refused / n;
    *alive = (double)e->all / n;
  }
  if (e) memory->resize(memory->ctx, e, sizeof *e, 0);
  ent_scenario_free(s);
  return status;
}

/* The chance of a step, of those that came to it. */
static double given(double both, double first)
{
  if (first <= 0) return 0;
  return both < first ? both / first : 1;
}

static ent_status forecast_row(const ent_gates_draws *how, const ent_deal_row *row, const ent_calibration *c,
                               const ent_allocator *memory, ent_deal_chances *out, ent_error *err)
{
  const ent_case of = ent_case_of(row);
  ent_case_chances f = ent_case_forecast(c, &of);
  const double offered = f.offered;
  ent_status status = ENT_OK;
  if (how->draws > 0) status = draw(how, row, c, 10, memory, &f, &f.alive10, err);
  if (how->draws > 0 && status == ENT_OK) status = draw(how, row, c, 5, memory, &f, &f.alive5, err);
  if (status != ENT_OK) return status;
  if (of.body == ENT_CASE_CHAMBER) f.offered = offered; /* the gate of will holds the legislature too */
  *out = (ent_deal_chances){.p = {[ENT_DEAL_QUESTION_OFFERED] = f.offered,
                                  [ENT_DEAL_QUESTION_ADOPTED] = given(f.adopted, f.offered),
                                  [ENT_DEAL_QUESTION_ACCEPTED] = f.accepted,
                                  [ENT_DEAL_QUESTION_IN_FORCE] = f.in_force,
                                  [ENT_DEAL_QUESTION_HELD5] = given(f.alive5, f.in_force),
                                  [ENT_DEAL_QUESTION_ALIVE5] = f.alive5,
                                  [ENT_DEAL_QUESTION_ALIVE10] = f.alive10}};
  return ENT_OK;
}

static ent_status forecast(const void *ctx, const ent_deal_row *const *learn, int learns,
                           const ent_deal_row *const *ask, int asks, const ent_allocator *memory, ent_deal_chances *out,
                           ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_case *const cases = ENT_NEW(&arena, ent_case, learns);
  ent_calibration c;
  ent_status status = cases ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the cases.");
  for (int i = 0; status == ENT_OK && i < learns; i++) cases[i] = ent_case_of(learn[i]);
  if (status == ENT_OK) status = ent_calibrate_values(cases, learns, &c, err);
  for (int i = 0; status == ENT_OK && i < asks; i++) status = forecast_row(ctx, ask[i], &c, memory, &out[i], err);
  ent_arena_close(&arena);
  return status;
}

ent_deal_forecaster ent_gates_forecaster(const ent_gates_draws *how)
{
  return (ent_deal_forecaster){"gates", ENT_SAY("the four gates"), forecast, how};
}
