/* Tests of core/trust/{tenure,promise,outlive,await}.c: constant hazards, a worked calendar, simulation, and value by force. */
#include "cells.h"
#include "entente/trust.h"

static const ent_promise usual = {.flow = 1, .after = 0.3, .discount = 0.9, .cost = 0.5, .outside = 0.6};

static ent_holder open_ended(double exit, double honours, double reneges)
{
  return (ent_holder){.share = 1, .honours = honours, .reneges = reneges, .tenure = {.exit = exit}};
}

static double unit(uint64_t k, uint64_t name)
{
  return ent_uniform(11, k, name, 0);
}

static void test_constant_hazard(void **state)
{
  (void)state;
  for (uint64_t k = 0; k < 500; k++) {
    const ent_promise p = {.flow = 0.5 + unit(k, 1),
                           .after = unit(k, 2) - 0.5,
                           .discount = 0.5 + 0.49 * unit(k, 3),
                           .cost = unit(k, 4),
                           .outside = unit(k, 5)};
    const ent_holder h = open_ended(unit(k, 6), unit(k, 7), unit(k, 8));
    const double lambda = ent_turnover_hazard(h.tenure.exit, h.reneges, h.honours);
    ent_promise_worth w = {0};
    assert_int_equal(ent_promise_value(&p, &h, &h, 1, &w, NULL), ENT_OK);
    const double value = ent_turnover_value(p.flow, p.after, p.discount, lambda);
    CLOSE(w.value, value, 1e-12 * (1 + fabs(value)));
    CLOSE(w.surplus, value - p.cost - p.outside / (1 - p.discount), 1e-11 * (1 + fabs(value)));
    CLOSE(w.hazard, lambda, 1e-9);
    const double bearable = ent_turnover_bearable(p.flow, p.after, p.discount, p.cost, p.outside);
    if (bearable > 0 && bearable < 1) {
      CLOSE(w.honour_needed, ent_turnover_honour_needed(h.tenure.exit, h.reneges, bearable), 1e-9);
      assert_int_equal(w.surplus >= 0, lambda <= bearable);
    }
    const double years = 30 * unit(k, 9);
    double alive = 0;
    assert_int_equal(ent_promise_survival(&h, &h, 1, years, &alive, NULL), ENT_OK);
    CLOSE(alive, ent_turnover_survival(lambda, years), 1e-13);
  }
}

/* A term that ends surely after four years, 2 % a year within it, then a successor with the United States' hazard. */
static void test_worked_calendar(void **state)
{
  (void)state;
  ent_holder now = {.tenure = {.exit = 0.02, .left = 4}};
  ent_holder next = open_ended(0.1745, 0, 0);
  ent_promise_worth w = {0};
  assert_int_equal(ent_promise_value(&usual, &now, &next, 1, &w, NULL), ENT_OK);
  CLOSE(w.honour_needed, 0.459545, 5e-7);
  next.honours = w.honour_needed;
  assert_int_equal(ent_promise_value(&usual, &now, &next, 1, &w, NULL), ENT_OK);
  CLOSE(w.surplus, 0, 1e-14);
  CLOSE(w.hazard, 1.0 / 9, 1e-14); /* just as bad as the constant hazard that is just bearable */
}

static void test_calendar(void **state)
{
  (void)state;
  const ent_tenure t = {.exit = 0.1, .left = 2, .length = 3, .further = 1, .again = 0.6};
  const double want[] = {0.1, 1 - 0.9 * 0.6, 0.1, 0.1, 1, 1};
  for (int n = 1; n <= 6; n++) CLOSE(ent_tenure_exit(&t, n), want[n - 1], 1e-15);
  CLOSE(ent_tenure_stays(&t, 0), 1, 0);
  CLOSE(ent_tenure_stays(&t, 4), 0.9 * 0.54 * 0.81, 1e-15);
  CLOSE(ent_tenure_stays(&t, 5), 0, 0);
  ent_tenure forever = t;
  forever.further = -1;
  for (int n = 0; n < 10; n++) CLOSE(ent_tenure_exit(&forever, 5 + 3 * n), 0.46, 1e-15);
  CLOSE(ent_tenure_exit(&forever, 6), 0.1, 0);
  const ent_tenure settled = {.exit = 0.1, .left = 2, .length = 0, .further = 1, .again = 0.6};
  CLOSE(ent_tenure_exit(&settled, 2), 0.46, 1e-15);
  CLOSE(ent_tenure_exit(&settled, 9), 0.1, 0);
  const ent_tenure none = {.exit = 0.25};
  CLOSE(ent_tenure_exit(&none, 50), 0.25, 0);
}

/* ---- against brute force ---------------------------------------------------------------------------------- */

static ent_tenure some_tenure(uint64_t k, uint64_t name)
{
  ent_tenure t = {.exit = 0.4 * unit(k, name)};
  t.left = (int)(6 * unit(k, name + 1));
  t.length = (int)(5 * unit(k, name + 2));
  t.further = (int)(4 * unit(k, name + 3)) - 1;
  t.again = unit(k, name + 4);
  return t;
}

static int some_types(uint64_t k, ent_holder *type)
{
  const int types = 1 + (int)(3 * unit(k, 20));
  double left = 1;
  for (int i = 0; i < types; i++) {
    const uint64_t name = 100 + 20 * (uint64_t)i;
    type[i] = (ent_holder){.honours = unit(k, name + 1), .reneges = 0.2 * unit(k, name + 2)};
    type[i].share = i + 1 < types ? left * unit(k, name) : left;
    type[i].tenure = some_tenure(k, name + 3);
    left -= type[i].share;
  }
  return types;
}

static ent_holder some_incumbent(uint64_t k)
{
  return (ent_holder){.reneges = 0.2 * unit(k, 30), .tenure = some_tenure(k, 31)};
}

/* One life of the promise: years until it collapses, at most `most`. */
static int live(const ent_holder *now, const ent_holder *type, int types, uint64_t seed, uint64_t draw, int most)
{
  const ent_holder *in = now;
  uint32_t use = 0;
  for (int year = 0, entered = 0; year < most; year++) {
    if (ent_uniform(seed, draw, 1, use++) >= ent_tenure_exit(&in->tenure, year - entered + 1)) {
      if (ent_uniform(seed, draw, 1, use++) < in->reneges) return year;
      continue;
    }
    double u = ent_uniform(seed, draw, 1, use++);
    in = type;
    while (in < type + types - 1 && u >= in->share) u -= (in++)->share;
    if (ent_uniform(seed, draw, 1, use++) >= in->honours) return year;
    entered = year + 1;
  }
  return most;
}

#define LIVES 400
#define FAR 40

/* A thousand sets of parameters: chance of standing, and value to a far horizon, within four standard errors. */
static void test_against_simulation(void **state)
{
  (void)state;
  int varied = 0;
  for (uint64_t k = 0; k < 1000; k++) {
    ent_holder type[3];
    const int types = some_types(k, type), years = 1 + (int)(9 * unit(k, 40));
    const ent_holder now = some_incumbent(k);
    const ent_promise p = {.flow = 1, .after = 0.5 - unit(k, 41), .discount = 0.4 + 0.35 * unit(k, 42)};
    ent_promise_worth w = {0};
    double alive = 0, stood = 0, sum = 0, squares = 0;
    assert_int_equal(ent_promise_value(&p, &now, type, types, &w, NULL), ENT_OK);
    assert_int_equal(ent_promise_survival(&now, type, types, years, &alive, NULL), ENT_OK);
    for (uint64_t life = 0; life < LIVES; life++) {
      const int kept = live(&now, type, types, 1000 + k, life, FAR);
      stood += kept >= years;
      const double weight = ent_pow(p.discount, kept + 1.0); /* the year of collapse still pays */
      const double value = (p.flow * (1 - weight) + p.after * weight) / (1 - p.discount);
      sum += value;
      squares += value * value;
    }
    const double mean = sum / LIVES, spread = sqrt(fmax(0, squares / LIVES - mean * mean) / LIVES);
    CLOSE(stood / LIVES, alive, 4 * sqrt(alive * (1 - alive) / LIVES) + 1e-12 + 0.5 / LIVES);
    CLOSE(mean, w.value, 4 * spread + 1e-4);
    varied += spread > 0.01 && alive > 0.02 && alive < 0.98;
  }
  assert_true(varied > 500);
}

/* The same value by walking every calendar year by year, in place of solving for the change of leader. */
static double walked_value(const ent_promise *p, const ent_holder *h, const ent_holder *type, int types)
{
  enum { YEARS = 260 };
  const double collapsed = p->after / (1 - p->discount);
  static double at[4][YEARS + 2];
  for (int i = 0; i <= types; i++)
    for (int n = 0; n < YEARS + 2; n++) at[i][n] = 0;
  for (int round = 0; round < 90; round++) {
    double next = 0;
    for (int i = 0; i < types; i++)
      next += type[i].share * (type[i].honours * at[i + 1][1] + (1 - type[i].honours) * collapsed);
    for (int i = 0; i <= types; i++) {
      const ent_holder *const in = i == 0 ? h : &type[i - 1];
      for (int n = YEARS; n >= 1; n--) {
        const double x = ent_tenure_exit(&in->tenure, n);
        const double stays = (1 - in->reneges) * at[i][n + 1] + in->reneges * collapsed;
        at[i][n] = p->flow + p->discount * ((1 - x) * stays + x * next);
      }
    }
  }
  return at[0][1];
}

static void test_against_recursion(void **state)
{
  (void)state;
  for (uint64_t k = 0; k < 60; k++) {
    ent_holder type[3];
    const int types = some_types(k, type);
    const ent_holder now = some_incumbent(k);
    const ent_promise p = {.flow = 1, .after = 0.5 - unit(k, 41), .discount = 0.4 + 0.3 * unit(k, 42), .outside = 0.4};
    ent_promise_worth w = {0};
    assert_int_equal(ent_promise_value(&p, &now, type, types, &w, NULL), ENT_OK);
    CLOSE(w.value, walked_value(&p, &now, type, types), 1e-11);
    assert_true(w.hazard >= 0 && w.hazard <= 1 && w.honour_needed >= 0 && w.honour_needed <= 1);
    if (w.honour_needed > 0 && w.honour_needed < 1) {
      for (int i = 0; i < types; i++) type[i].honours = w.honour_needed;
      assert_int_equal(ent_promise_value(&p, &now, type, types, &w, NULL), ENT_OK);
      CLOSE(w.surplus, 0, 1e-12);
    }
  }
}

/* ---- waiting ---------------------------------------------------------------------------------------------- */

/* Nobody ever has a better offer: waiting loses.  A sure, better successor next year: one waits exactly while it pays. */
static void test_waiting_by_hand(void **state)
{
  (void)state;
  const ent_holder now = {.tenure = {.exit = 0.2}}, next = open_ended(0.2, 1, 0);
  ent_waiting w = {0};
  const ent_offer same[] = {{1, 0}, {1, 0}};
  assert_int_equal(ent_promise_wait(&usual, &now, &next, 1, same, &w, NULL), ENT_OK);
  CLOSE(w.accept, 10, 1e-12);
  CLOSE(w.wait, 0.6 + 0.9 * 10, 1e-12); /* a year of the outside, then the same */
  assert_true(w.year == 1 && w.takes[0]);
  CLOSE(w.never, 6, 1e-12);
  const ent_holder leaving = {.tenure = {.exit = 0, .left = 1}};
  const double better[] = {1.03, 1.06}; /* worth waiting a year for when delta better > ... : 0.6 + 0.9 * 10 b > 10 */
  for (int i = 0; i < 2; i++) {
    const ent_offer offer[] = {{1, 0}, {better[i], 0}};
    assert_int_equal(ent_promise_wait(&usual, &leaving, &next, 1, offer, &w, NULL), ENT_OK);
    CLOSE(w.wait, 0.6 + 9 * better[i], 1e-12);
    assert_int_equal(w.year == 1, 0.6 + 9 * better[i] <= 10);
  }
  const ent_offer poor[] = {{0.2, 0}, {0.3, 0}};
  assert_int_equal(ent_promise_wait(&usual, &now, &next, 1, poor, &w, NULL), ENT_OK);
  CLOSE(w.wait, 6, 1e-12);
  assert_true(w.year == 0 && !w.takes[0]);
}

/* Stationary leaders: waiting has one value, and the best set of types to take is one of few, tried one by one. */
static void test_waiting_by_policies(void **state)
{
  (void)state;
  int waits = 0, takes = 0;
  for (uint64_t k = 0; k < 300; k++) {
    const double h = 0.05 + 0.5 * unit(k, 1), delta = 0.5 + 0.4 * unit(k, 2), o = 0.4 + 0.3 * unit(k, 3);
    const ent_promise p = {.flow = 1, .after = 0.1, .discount = delta, .outside = o};
    ent_holder type[3], now = open_ended(h, 0, 0.05);
    ent_offer offer[4] = {{.flow = 1, .cost = unit(k, 4)}};
    for (int i = 0; i < 3; i++) {
      type[i] = open_ended(h, 0.2 + 0.7 * unit(k, 10 + (uint64_t)i), 0.05);
      type[i].share = i == 0 ? 0.5 : 0.25;
      offer[i + 1] = (ent_offer){.flow = 0.6 + 0.8 * unit(k, 20 + (uint64_t)i), .cost = unit(k, 30 + (uint64_t)i)};
    }
    double accept[4], best = o / (1 - delta);
    for (int i = 0; i < 4; i++) {
      ent_promise_worth v;
      const ent_promise with = {.flow = offer[i].flow, .after = 0.1, .discount = delta, .outside = o};
      assert_int_equal(ent_promise_value(&with, i == 0 ? &now : &type[i - 1], type, 3, &v, NULL), ENT_OK);
      accept[i] = v.value - offer[i].cost;
    }
    for (int policy = 0; policy < 8; policy++) {
      double got = 0, share = 0;
      for (int i = 0; i < 3; i++)
        if (policy >> i & 1) {
          got += type[i].share * accept[i + 1];
          share += type[i].share;
        }
      best = fmax(best, (o + delta * h * got) / (1 - delta * (1 - h) - delta * h * (1 - share)));
    }
    ent_waiting w = {0};
    assert_int_equal(ent_promise_wait(&p, &now, type, 3, offer, &w, NULL), ENT_OK);
    CLOSE(w.accept, accept[0], 1e-12);
    const double hurried = o + delta * (1 - h) * accept[0] + delta * h * w.next; /* accept next year after all */
    CLOSE(w.wait, accept[0] > best ? hurried : best, 1e-9);
    assert_int_equal(w.year, accept[0] >= w.wait ? 1 : 0);
    waits += w.year == 0;
    takes += w.year == 1;
  }
  assert_true(waits > 30 && takes > 30);
}

/* ---- refusals --------------------------------------------------------------------------------------------- */

static void refuse(const ent_promise *p, const ent_holder *now, const ent_holder *type, int types, ent_status code,
                   const char *path)
{
  const ent_offer offer[ENT_HOLDERS_MAX + 1] = {{0, 0}};
  ent_promise_worth w = {.value = 7};
  ent_waiting wait = {.accept = 7};
  ent_error err = {.code = ENT_OK};
  assert_int_equal(ent_promise_value(p, now, type, types, &w, &err), code);
  assert_string_equal(err.path, path);
  assert_int_equal(err.message[strlen(err.message) - 1], '.');
  assert_int_equal(ent_promise_wait(p, now, type, types, offer, &wait, NULL), code);
  assert_true(w.value == 7 && wait.accept == 7);
}

static void test_refusals(void **state)
{
  (void)state;
  const ent_holder good = open_ended(0.1, 0.5, 0.1);
  double alive = 7;
  ent_waiting wait;
  ent_error err;
  refuse(&usual, NULL, &good, 1, ENT_ARGUMENT, "types");
  refuse(&usual, &good, &good, 0, ENT_ARGUMENT, "types");
  refuse(&usual, &good, &good, 9, ENT_ARGUMENT, "types");
  const struct {
    double exit, again, honours, reneges, share;
    int left, length, further;
    ent_status code;
    const char *now, *type;
  } bad[] = {
    {1.2, 0, 0, 0, 1, 0, 0, 0, ENT_ARGUMENT, "incumbent.tenure.exit", "type.tenure.exit"},
    {0.1, NAN, 0, 0, 1, 0, 0, 0, ENT_ARGUMENT, "incumbent.tenure.again", "type.tenure.again"},
    {0.1, 0, 0, -0.1, 1, 0, 0, 0, ENT_ARGUMENT, "incumbent.reneges", "type.reneges"},
    {0.1, 0, 1.1, 0, 1, 0, 0, 0, ENT_ARGUMENT, NULL, "type.honours"},
    {0.1, 0, 0, 0, 1.1, 0, 0, 0, ENT_ARGUMENT, NULL, "type.share"},
    {0.1, 0, 0, 0, 0.9, 0, 0, 0, ENT_ARGUMENT, NULL, "type.share"},
    {0.1, 0, 0, 0, 1, -1, 0, 0, ENT_ARGUMENT, "incumbent.tenure.left", "type.tenure.left"},
    {0.1, 0, 0, 0, 1, 60, 30, 3, ENT_LIMIT, "incumbent.tenure.left", "type.tenure.left"},
    {0.1, 0, 0, 0, 1, 2147483647, 2147483647, 2147483647, ENT_LIMIT, "incumbent.tenure.left", "type.tenure.left"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const ent_holder h = {bad[i].share,
                          bad[i].honours,
                          bad[i].reneges,
                          {bad[i].exit, bad[i].left, bad[i].length, bad[i].further, bad[i].again}};
    if (bad[i].now) refuse(&usual, &h, &good, 1, bad[i].code, bad[i].now);
    refuse(&usual, &good, &h, 1, bad[i].code, bad[i].type);
  }
  ent_promise p = usual;
  p.discount = 1;
  refuse(&p, &good, &good, 1, ENT_ARGUMENT, "promise.discount");
  p = usual;
  p.after = INFINITY;
  refuse(&p, &good, &good, 1, ENT_ARGUMENT, "promise.flow");
  p = usual;
  p.cost = NAN;
  refuse(&p, &good, &good, 1, ENT_ARGUMENT, "promise.cost");
  const double years[] = {-1, 201, NAN};
  for (int i = 0; i < 3; i++) {
    assert_int_equal(ent_promise_survival(&good, &good, 1, years[i], &alive, &err), ENT_ARGUMENT);
    assert_string_equal(err.path, "years");
  }
  CLOSE(alive, 7, 0);
  assert_int_equal(ent_promise_survival(&good, &good, 1, 200, &alive, &err), ENT_OK);
  assert_int_equal(ent_promise_wait(&usual, &good, &good, 1, NULL, &wait, &err), ENT_ARGUMENT);
  const ent_offer nowhere[2] = {{NAN, 0}, {0, 0}};
  assert_int_equal(ent_promise_wait(&usual, &good, &good, 1, nowhere, &wait, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "offer");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_constant_hazard),
    cmocka_unit_test(test_worked_calendar),
    cmocka_unit_test(test_calendar),
    cmocka_unit_test(test_against_simulation),
    cmocka_unit_test(test_against_recursion),
    cmocka_unit_test(test_waiting_by_hand),
    cmocka_unit_test(test_waiting_by_policies),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
