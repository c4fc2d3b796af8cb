/* Tests of weights in Poisson pseudo-maximum likelihood: a weight of 3 is three times the same row, errors by row; no unit
 * matters; what is no weight is refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "entente/ppml.h"
#include "support/networks.h"

enum { N = 60, MOST = 3 * N };

typedef struct sample {
  double y[MOST], x[2][MOST], w[MOST], b[2], se[2], mean[MOST];
  int32_t from[MOST], to[MOST], row[MOST];
  uint8_t fate[MOST];
  ent_ppml_answer a;
} sample;

/* Row r of a made-up world. */
static void put(sample *s, int at, int r)
{
  s->x[0][at] = ent_uniform(9, (uint64_t)r, 1, 0);
  s->x[1][at] = r * r % 13 < 4;
  s->y[at] = r % 9 == 0 ? 0 : exp(0.5 + s->x[0][at]) * 3 * ent_uniform(9, (uint64_t)r, 2, 0);
  s->from[at] = r / 12;
  s->to[at] = r % 12 / 2;
  s->row[at] = r;
  s->w[at] = 1 + r % 3;
}

static ent_status fit(sample *s, int n, bool weighted, bool clustered, ent_error *err)
{
  const double *const x[] = {s->x[0], s->x[1]};
  const int32_t *const effect[] = {s->from, s->to};
  const ent_ppml_data d = {.n = n,
                           .y = s->y,
                           .regressors = 2,
                           .x = x,
                           .effects = 2,
                           .effect = effect,
                           .cluster = clustered ? s->row : NULL,
                           .weight = weighted ? s->w : NULL};
  s->a = (ent_ppml_answer){.coefficient = s->b, .error = s->se, .fate = s->fate, .mean = s->mean};
  return ent_ppml_fit(&d, NULL, &network_memory, &s->a, err);
}

static void near(double found, double wanted, double slack)
{
  if (!(fabs(found - wanted) <= slack * fmax(1, fabs(wanted)))) fail_msg("%.15g is not %.15g", found, wanted);
}

static void rows_that_stand_often(void **state)
{
  (void)state;
  static sample once, often;
  int n = 0;
  for (int r = 0; r < N; r++) {
    put(&once, r, r);
    for (int k = 0; k <= r % 3; k++) put(&often, n++, r);
  }
  assert_int_equal(fit(&once, N, true, true, NULL), ENT_OK);
  assert_int_equal(fit(&often, n, false, true, NULL), ENT_OK);
  assert_true(once.a.settled && once.a.clusters == N);
  for (int p = 0; p < 2; p++) {
    near(once.b[p], often.b[p], 1e-9);
    near(once.se[p], often.se[p], 1e-9);
  }
  near(once.a.likelihood, often.a.likelihood, 1e-10);
  near(once.a.deviance, often.a.deviance, 1e-10);
  near(once.a.pseudo_r2, often.a.pseudo_r2, 1e-10);
  static sample plain; /* and weights matter */
  for (int r = 0; r < N; r++) put(&plain, r, r);
  assert_int_equal(fit(&plain, N, false, true, NULL), ENT_OK);
  assert_true(fabs(plain.b[0] - once.b[0]) > 1e-3);
}

static void any_unit_of_weights(void **state)
{
  (void)state;
  static sample one, many, ones, none;
  for (int r = 0; r < N; r++) {
    put(&one, r, r);
    put(&many, r, r);
    put(&ones, r, r);
    put(&none, r, r);
    many.w[r] *= 1e12;
    ones.w[r] = 1;
  }
  assert_int_equal(fit(&one, N, true, false, NULL), ENT_OK);
  assert_int_equal(fit(&many, N, true, false, NULL), ENT_OK);
  assert_int_equal(fit(&ones, N, true, false, NULL), ENT_OK);
  assert_int_equal(fit(&none, N, false, false, NULL), ENT_OK);
  for (int p = 0; p < 2; p++) {
    near(many.b[p], one.b[p], 1e-9);
    near(many.se[p], one.se[p], 1e-9);
    assert_memory_equal(&ones.b[p], &none.b[p], sizeof(double));
    assert_memory_equal(&ones.se[p], &none.se[p], sizeof(double));
  }
  /* First-order conditions: weighted residuals sum to 0 by group. */
  for (int32_t g = 0; g < 5; g++) {
    double sum = 0;
    for (int r = 0; r < N; r++)
      if (one.from[r] == g && one.fate[r] == ENT_PPML_USED) sum += one.w[r] * (one.y[r] - one.mean[r]);
    near(sum, 0, 1e-8);
  }
}

static void weights_that_are_none(void **state)
{
  (void)state;
  static const double bad[] = {0, -1, NAN, INFINITY, 1e100, 1e-101};
  static sample s;
  for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
    ent_error err = {.message = ""};
    for (int r = 0; r < N; r++) put(&s, r, r);
    s.w[7] = bad[k];
    s.b[0] = 77;
    assert_int_equal(fit(&s, N, true, false, &err), ENT_ARGUMENT);
    assert_string_equal(err.path, "weight[7]");
    assert_true(s.b[0] == 77);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(rows_that_stand_often), cmocka_unit_test(any_unit_of_weights),
                                     cmocka_unit_test(weights_that_are_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
