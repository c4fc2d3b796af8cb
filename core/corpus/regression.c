/* regression.c - what would a plain regression on all that was known have said?
 *
 * One ridge regression a question, among the rows whose outcome is known.  The penalty is the one of five whose log loss
 * is least when families are held out fivefold (dealt by a hash of their name) within the rows learnt from; the largest
 * where none can be told apart.  Where outcomes are all alike, the base rate.  Cost: 26 fits. */
#include "baselines.h"

#include <string.h>

#include "base/fail.h"
#include "base/sum.h"

#define FOLDS 5

static const double penalties[] = {100, 30, 10, 3, 1};
#define PENALTIES ((int)(sizeof penalties / sizeof *penalties))

typedef struct sample {
  int n;
  double *x; /* [n * ENT_DESIGN] */
  bool *came;
  int *fold;
} sample;

static bool take(const ent_lesson *l, const double *x, ent_deal_question question, ent_arena *arena, sample *s)
{
  *s = (sample){.x = ENT_NEW(arena, double, (size_t)l->learns *ENT_DESIGN),
                .came = ENT_NEW(arena, bool, l->learns),
                .fold = ENT_NEW(arena, int, l->learns)};
  if (!s->x || !s->came || !s->fold) return false;
  for (int r = 0; r < l->learns; r++) {
    const ent_known what = ent_deal_came(l->learn[r], question);
    const char *const family = l->learn[r]->family;
    if (what == ENT_KNOWN_UNKNOWN) continue;
    memcpy(s->x + (ptrdiff_t)s->n * ENT_DESIGN, x + (ptrdiff_t)r * ENT_DESIGN, ENT_DESIGN * sizeof *x);
    s->came[s->n] = what == ENT_KNOWN_YES;
    s->fold[s->n++] = (int)(ent_name_hash(family, strlen(family)) / 8 % FOLDS);
  }
  return true;
}

static double base_rate(const sample *s)
{
  int came = 0;
  for (int i = 0; i < s->n; i++) came += s->came[i];
  return (came + 0.5) / (s->n + 1);
}

/* The rows outside a fold, in the order of the sample. */
static void leave_out(const sample *s, int fold, sample *rest)
{
  rest->n = 0;
  for (int i = 0; i < s->n; i++) {
    if (s->fold[i] == fold) continue;
    memcpy(rest->x + (ptrdiff_t)rest->n * ENT_DESIGN, s->x + (ptrdiff_t)i * ENT_DESIGN, ENT_DESIGN * sizeof *s->x);
    rest->came[rest->n++] = s->came[i];
  }
}

/* Coefficients by this penalty; the logit of the base rate where outcomes are all alike. */
static ent_status fit(const sample *s, double penalty, const ent_allocator *memory, double *b, ent_error *err)
{
  ent_error inner = {.code = ENT_OK};
  const ent_status status =
    s->n > 0 ? ent_logistic_fit(s->x, s->came, s->n, ENT_DESIGN, penalty, memory, b, &inner) : ENT_NUMERIC;
  if (status == ENT_OK) return ENT_OK;
  if (status != ENT_NUMERIC) return ent_fail(err, status, "", inner.message);
  const double p = base_rate(s);
  memset(b, 0, (ENT_DESIGN + 1) * sizeof *b);
  b[0] = ent_log(p) - ent_log1p(-p);
  return ENT_OK;
}

/* Log loss of each penalty over the folds. */
static ent_status try_penalties(const sample *s, sample *rest, const ent_allocator *memory, double *loss,
                                ent_error *err)
{
  double b[ENT_DESIGN + 1];
  ent_sum sum[PENALTIES] = {{0, 0}};
  for (int f = 0; f < FOLDS; f++) {
    leave_out(s, f, rest);
    for (int k = 0; k < PENALTIES; k++) {
      const ent_status status = fit(rest, penalties[k], memory, b, err);
      if (status != ENT_OK) return status;
      for (int i = 0; i < s->n; i++)
        if (s->fold[i] == f)
          ent_sum_add(&sum[k],
                      ent_log_loss(ent_logistic_chance(b, s->x + (ptrdiff_t)i * ENT_DESIGN, ENT_DESIGN), s->came[i]));
    }
  }
  for (int k = 0; k < PENALTIES; k++) loss[k] = ent_sum_value(&sum[k]);
  return ENT_OK;
}

ent_status ent_regress(const ent_lesson *lesson, const double *x, const double *asked, ent_deal_question question,
                       ent_arena *arena, const ent_allocator *memory, ent_deal_chances *out, ent_error *err)
{
  sample s, rest;
  double loss[PENALTIES], b[ENT_DESIGN + 1];
  if (!take(lesson, x, question, arena, &s) || !take(lesson, x, question, arena, &rest))
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the regression.");
  ent_status status = try_penalties(&s, &rest, memory, loss, err);
  int best = 0;
  for (int k = 1; status == ENT_OK && k < PENALTIES; k++)
    if (loss[k] < loss[best]) best = k;
  if (status == ENT_OK) status = fit(&s, penalties[best], memory, b, err);
  for (int r = 0; status == ENT_OK && r < lesson->asks; r++)
    out[r].p[question] = ent_logistic_chance(b, asked + (ptrdiff_t)r * ENT_DESIGN, ENT_DESIGN);
  return status;
}
