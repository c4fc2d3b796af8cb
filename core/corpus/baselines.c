/* baselines.c - what would somebody say who knows no theory?
 *
 * The base rate (k + 1/2) / (n + 1) of the rows learnt from; within a cell of k_c among n_c rows (k_c + 2 base) / (n_c + 2).
 * Cost: O(rows) a deal asked, and once for the base rate; the regression 26 fits a question. */
#include "baselines.h"

#include "base/fail.h"

#define WEIGHT 2.0  /* of the base rate, in deals */
#define OPPONENTS 2 /* and more */

typedef bool alike(const ent_deal_row *a, const ent_deal_row *b);

static bool same_all(const ent_deal_row *a, const ent_deal_row *b)
{
  (void)a;
  (void)b;
  return true;
}

static int opponents(const ent_deal_row *d)
{
  return d->opponents_exante < OPPONENTS ? d->opponents_exante : OPPONENTS;
}

static bool same_rule_opponents(const ent_deal_row *a, const ent_deal_row *b)
{
  return a->class_of_rule == b->class_of_rule && opponents(a) == opponents(b);
}

static bool same_kind(const ent_deal_row *a, const ent_deal_row *b)
{
  return a->kind == b->kind;
}

typedef struct tally {
  int n, came;
} tally;

static tally count(const ent_lesson *l, const ent_deal_row *like, alike *same, ent_deal_question question)
{
  tally t = {0, 0};
  for (int r = 0; r < l->learns; r++) {
    const ent_known what = ent_deal_came(l->learn[r], question);
    if (what == ENT_KNOWN_UNKNOWN || !same(l->learn[r], like)) continue;
    t.n++;
    t.came += what == ENT_KNOWN_YES;
  }
  return t;
}

/* same: NULL for the base rate alone. */
static void rates(const ent_lesson *l, alike *same, ent_deal_chances *out)
{
  for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) {
    const tally all = count(l, NULL, same_all, (ent_deal_question)q);
    const double base = (all.came + 0.5) / (all.n + 1);
    for (int r = 0; r < l->asks; r++) {
      const tally cell = same ? count(l, l->ask[r], same, (ent_deal_question)q) : (tally){0, 0};
      out[r].p[q] = same ? (cell.came + WEIGHT * base) / (cell.n + WEIGHT) : base;
    }
  }
}

#define RATES(name, same)                                                                                              \
  static ent_status name(const void *ctx, const ent_deal_row *const *learn, int learns,                                \
                         const ent_deal_row *const *ask, int asks, const ent_allocator *memory, ent_deal_chances *out, \
                         ent_error *err)                                                                               \
  {                                                                                                                    \
    const ent_lesson l = {learn, learns, ask, asks};                                                                   \
    (void)ctx;                                                                                                         \
    (void)memory;                                                                                                      \
    (void)err;                                                                                                         \
    rates(&l, same, out);                                                                                              \
    return ENT_OK;                                                                                                     \
  }

RATES(forecast_base, NULL)
RATES(forecast_rule_opponents, same_rule_opponents)
RATES(forecast_kind, same_kind)

static ent_status forecast_logistic(const void *ctx, const ent_deal_row *const *learn, int learns,
                                    const ent_deal_row *const *ask, int asks, const ent_allocator *memory,
                                    ent_deal_chances *out, ent_error *err)
{
  const ent_lesson l = {learn, learns, ask, asks};
  ent_arena arena;
  double *asked = NULL;
  (void)ctx;
  ent_arena_open(&arena, memory);
  const double *const x = ent_design_make(&l, &arena, &asked);
  ent_status status = x ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the regression.");
  for (int q = 0; status == ENT_OK && q < ENT_DEAL_QUESTIONS; q++) {
    const ent_mark mark = ent_arena_mark(&arena);
    status = ent_regress(&l, x, asked, (ent_deal_question)q, &arena, memory, out, err);
    ent_arena_rewind(&arena, mark);
  }
  ent_arena_close(&arena);
  return status;
}

ent_deal_forecaster ent_baseline_forecaster(int baseline)
{
  static const ent_deal_forecaster list[] = {
    {"base_rate", ENT_SAY("base rate"), forecast_base, NULL},
    {"rule_opponents", ENT_SAY("rule and opponents"), forecast_rule_opponents, NULL},
    {"kind", ENT_SAY("kind of deal"), forecast_kind, NULL},
    {"logistic", ENT_SAY("logistic regression"), forecast_logistic, NULL},
  };
  static const ent_deal_forecaster none = {NULL, NULL, NULL, NULL};
  return baseline >= 0 && baseline < ENT_BASELINES ? list[baseline] : none;
}
