/* Dynamics: the closed form against the differential equation, camps at the end, triads against their published density. */
#include "networks.h"

#include "entente/balance_indices.h"

enum { N = 12, SQUARE = N * N };

static void random_ties(uint64_t seed, double mean, int n, double *x)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++)
      x[i * n + j] = x[j * n + i] =
        i == j ? 0 : mean + ent_normal_quantile(ent_uniform(seed, (uint64_t)(i * 1000 + j), 41, 0));
}

static void square(const double *x, double *out)
{
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      double sum = 0;
      for (int k = 0; k < N; k++) sum += x[i * N + k] * x[k * N + j];
      out[i * N + j] = sum;
    }
}

/* Fourth-order Runge-Kutta. */
static void integrate(double *x, double time, int steps)
{
  static double k[4][SQUARE], at[SQUARE];
  const double h = time / steps, part[4] = {0, h / 2, h / 2, h};
  for (int s = 0; s < steps; s++) {
    for (int stage = 0; stage < 4; stage++) {
      for (int i = 0; i < SQUARE; i++) at[i] = x[i] + (stage ? part[stage] * k[stage - 1][i] : 0);
      square(at, k[stage]);
    }
    for (int i = 0; i < SQUARE; i++) x[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
  }
}

static ent_drift *drift_of(int n, const double *x, ent_drift_end *end, int8_t *camp)
{
  ent_drift *d = NULL;
  ent_error err;
  if (ent_drift_make(n, x, &network_memory, &d, end, camp, &err) != ENT_OK) fail_msg("%s", err.message);
  return d;
}

static void closed_form_solves_the_equation(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 5; seed++) {
    double x[SQUARE], closed[SQUARE];
    int8_t camp[N];
    ent_drift_end end;
    random_ties(seed, 0.2, N, x);
    ent_drift *const d = drift_of(N, x, &end, camp);
    assert_true(end.leading > 0 && fabs(end.time * end.leading - 1) < 1e-15 && end.camps);
    assert_int_equal(ent_drift_at(d, 0, closed, NULL), ENT_OK);
    for (int i = 0; i < SQUARE; i++) assert_true(fabs(closed[i] - x[i]) < 1e-13);
    integrate(x, 0.7 * end.time, 4000);
    assert_int_equal(ent_drift_at(d, 0.7 * end.time, closed, NULL), ENT_OK);
    for (int i = 0; i < SQUARE; i++) assert_true(fabs(closed[i] - x[i]) < 1e-9);
    assert_int_equal(ent_drift_at(d, 0.999999 * end.time, closed, NULL), ENT_OK); /* near the end: the camps' signs */
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++) assert_true(closed[i * N + j] * camp[i] * camp[j] > 0);
    assert_true(camp[0] == 1);
    ent_drift_free(d);
  }
}

/* Two friends and a foe of both: eigenvalues 2, -1, -1; the foe stays alone. */
static void three_by_hand(void **state)
{
  (void)state;
  const double x[9] = {0, 1, -1, 1, 0, -1, -1, -1, 0};
  int8_t camp[3];
  ent_drift_end end;
  double later[9];
  ent_drift *const d = drift_of(3, x, &end, camp);
  assert_true(fabs(end.leading - 2) < 1e-14 && fabs(end.second + 1) < 1e-14 && fabs(end.time - 0.5) < 1e-14);
  assert_true(camp[0] == 1 && camp[1] == 1 && camp[2] == -1);
  assert_int_equal(ent_drift_at(d, 0.25, later, NULL), ENT_OK); /* 2 / (1 - 1/2) = 4 and -1 / (1 + 1/4) = -0.8 */
  assert_true(fabs(later[1] - (4 + 0.8) / 3) < 1e-14 && fabs(later[0] - (4 - 1.6) / 3) < 1e-14);
  ent_drift_free(d);
}

static void ends_without_camps(void **state)
{
  (void)state;
  const double none[4] = {0, 0, 0, 0}, fading[4] = {-2, 1, 1, -2}, both[4] = {3, 0, 0, 3};
  int8_t camp[2];
  ent_drift_end end;
  double x[4];
  ent_drift *d = drift_of(2, none, &end, camp);
  assert_true(!end.camps && end.leading == 0 && end.time > 1e300);
  assert_int_equal(ent_drift_at(d, 1e9, x, NULL), ENT_OK);
  ent_drift_free(d);
  d = drift_of(2, fading, &end, camp); /* -1 and -3: all ties fade */
  assert_true(!end.camps && end.time > 1e300);
  assert_int_equal(ent_drift_at(d, 1e6, x, NULL), ENT_OK);
  assert_true(fabs(x[0]) < 1e-5 && fabs(x[1]) < 1e-5);
  assert_int_equal(ent_drift_at(d, -0.34, x, NULL), ENT_ARGUMENT); /* -3 was born at -1/3 */
  assert_int_equal(ent_drift_at(d, -0.33, x, NULL), ENT_OK);
  ent_drift_free(d);
  d = drift_of(2, both, &end, camp); /* equal leading eigenvalues: who is with whom stays open */
  assert_true(!end.camps && fabs(end.time - 1.0 / 3) < 1e-15);
  assert_int_equal(ent_drift_at(d, 1.0 / 3, x, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_drift_at(d, (double)NAN, x, NULL), ENT_ARGUMENT);
  ent_drift_free(d);
  ent_drift_free(NULL);
}

/* Marvel et al.: friendly on average drifts to harmony where n is large, neutral ones to two camps of like size. */
static void friendliness_decides(void **state)
{
  (void)state;
  enum { LARGE = 90 };
  static double x[LARGE * LARGE];
  int8_t camp[LARGE];
  ent_drift_end end;
  int harmony = 0, minority = 0;
  for (uint64_t seed = 0; seed < 10; seed++) {
    for (int friendly = 0; friendly < 2; friendly++) {
      random_ties(seed, friendly ? 0.5 : 0, LARGE, x);
      ent_drift_free(drift_of(LARGE, x, &end, camp));
      int ones = 0;
      for (int i = 0; i < LARGE; i++) ones += camp[i] == 1;
      harmony += friendly && ones == LARGE;
      minority += friendly ? 0 : ones < LARGE / 2 ? ones : LARGE - ones;
    }
  }
  assert_true(harmony >= 8 && minority > 10 * LARGE * 35 / 100);
}

/* ---- triads -------------------------------------------------------------------------------------------------------- */

static double friendly_share(int n, const int8_t *sign)
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++) sum += sign[i * n + j] > 0;
  return sum / (n * (n - 1) / 2.0);
}

static void random_signs(uint64_t seed, int n, int8_t *sign)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++)
      sign[i * n + j] = sign[j * n + i] = (int8_t)(i == j                                                  ? 0
                                                   : ent_uniform(seed, (uint64_t)(i * n + j), 43, 0) < 0.5 ? 1
                                                                                                           : -1);
}

static int64_t unbalanced(int n, const int8_t *sign)
{
  int64_t count = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++)
      for (int k = 0; k < j; k++) count += sign[i * n + j] * sign[j * n + k] * sign[i * n + k] < 0;
  return count;
}

/* Antal, Krapivsky and Redner: the share of friendly ties settles at 1 / (sqrt(3 (1 - 2p)) + 1) below p = 1/2. */
static void density_of_friendship(void **state)
{
  (void)state;
  enum { ACTORS = 64 };
  static int8_t sign[ACTORS * ACTORS];
  const double p[2] = {0.25, 1.0 / 3};
  for (int i = 0; i < 2; i++) {
    const ent_triad_rule rule = {.p = p[i]};
    random_signs(7, ACTORS, sign);
    double mean = 0;
    assert_int_equal(ent_triad_steps(ACTORS, &rule, 5, 0, 200000, sign, NULL, NULL), ENT_OK);
    for (uint64_t part = 0; part < 100; part++) {
      assert_int_equal(ent_triad_steps(ACTORS, &rule, 5, 200000 + part * 4000, 4000, sign, NULL, NULL), ENT_OK);
      mean += friendly_share(ACTORS, sign) / 100;
    }
    assert_true(fabs(mean - 1 / (sqrt(3 * (1 - 2 * p[i])) + 1)) < 0.03);
  }
}

static void steps_are_a_function_of_their_number(void **state)
{
  (void)state;
  static int8_t whole[400], halves[400];
  for (int constrained = 0; constrained < 2; constrained++) {
    const ent_triad_rule rule = {.p = 0.4, .constrained = constrained == 1};
    uint64_t all = 0, first = 0, second = 0;
    random_signs(3, 20, whole);
    memcpy(halves, whole, sizeof whole);
    assert_int_equal(ent_triad_steps(20, &rule, 9, 0, 3000, whole, &all, NULL), ENT_OK);
    assert_int_equal(ent_triad_steps(20, &rule, 9, 0, 1000, halves, &first, NULL), ENT_OK);
    assert_int_equal(ent_triad_steps(20, &rule, 9, 1000, 2000, halves, &second, NULL), ENT_OK);
    assert_true(all == first + second && all > 0);
    assert_memory_equal(whole, halves, sizeof whole);
  }
}

/* Constrained steps never unbalance more; with p = 1 local ones end in balance; a tie that is not there never comes. */
static void where_triads_end(void **state)
{
  (void)state;
  static int8_t sign[400];
  const ent_triad_rule constrained = {.constrained = true}, mend = {.p = 1};
  random_signs(4, 20, sign);
  int64_t last = unbalanced(20, sign);
  for (uint64_t step = 0; step < 4000; step++) {
    assert_int_equal(ent_triad_steps(20, &constrained, 1, step, 1, sign, NULL, NULL), ENT_OK);
    const int64_t now = unbalanced(20, sign);
    assert_true(now <= last);
    last = now;
  }
  assert_true(last < 100); /* of 1,140 triads, 570 at first */
  random_signs(5, 12, sign);
  sign[1] = sign[12] = 0;
  uint64_t turned = 1;
  assert_int_equal(ent_triad_steps(12, &mend, 1, 0, 200000, sign, NULL, NULL), ENT_OK);
  assert_int_equal(unbalanced(12, sign), 0);
  assert_int_equal(ent_triad_steps(12, &mend, 1, 200000, 1000, sign, &turned, NULL), ENT_OK);
  assert_true(turned == 0 && sign[1] == 0 && sign[12] == 0);
}

static void refusals(void **state)
{
  (void)state;
  const double odd[4] = {0, 1, 2, 0}, nan[4] = {0, (double)NAN, (double)NAN, 0};
  int8_t camp[2], two[9] = {0, 1, 1, 1, 0, 2, 1, 2, 0}, lop[9] = {0, 1, 1, -1, 0, 1, 1, 1, 0};
  ent_drift *d = NULL;
  ent_drift_end end;
  ent_error err;
  assert_int_equal(ent_drift_make(2, odd, &network_memory, &d, &end, camp, &err), ENT_ARGUMENT);
  assert_int_equal(ent_drift_make(2, nan, &network_memory, &d, &end, camp, &err), ENT_ARGUMENT);
  assert_int_equal(ent_drift_make(0, odd, &network_memory, &d, &end, camp, &err), ENT_ARGUMENT);
  assert_int_equal(ent_drift_make(5000, odd, &network_memory, &d, &end, camp, &err), ENT_LIMIT);
  assert_null(d);
  const ent_triad_rule above = {.p = 1.5}, fine = {.p = 0.5};
  assert_int_equal(ent_triad_steps(3, &above, 1, 0, 1, two, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_triad_steps(3, &fine, 1, 0, 1, two, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_triad_steps(3, &fine, 1, 0, 1, lop, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_triad_steps(2, &fine, 1, 0, 1, two, NULL, &err), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(closed_form_solves_the_equation),
    cmocka_unit_test(three_by_hand),
    cmocka_unit_test(ends_without_camps),
    cmocka_unit_test(friendliness_decides),
    cmocka_unit_test(density_of_friendship),
    cmocka_unit_test(steps_are_a_function_of_their_number),
    cmocka_unit_test(where_triads_end),
    cmocka_unit_test(refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
