/* Tests of core/trust/record.c: a worked record, the rules of forgetting, refusals. */
#include "cells.h"
#include "entente/trust.h"

static const ent_trust even = {.kept = 1, .broken = 1};

static ent_trust at_year(const ent_commitment *event, int count, double phi, double year)
{
  ent_trust out = {0, 0};
  assert_int_equal(ent_trust_at(event, count, even, phi, year, &out, NULL), ENT_OK);
  return out;
}

/* Twelve events 1998-2022: the parameters at five dates, the band of 2025, the way back. */
static void test_worked_record(void **state)
{
  (void)state;
  ent_commitment event[16];
  double stated[16][3];
  int count = 0, dates = 0;
  FILE *const file = cells_open("trust_beta.csv");
  for (double v[5]; cells_row(file, v, 5);) {
    if (!isnan(v[1])) {
      event[count++] = (ent_commitment){.year = v[0], .kept = v[1] > 0, .weight = v[2]};
    }
    if (!isnan(v[3])) {
      memcpy(stated[dates++], (double[]){v[0], v[3], v[4]}, sizeof stated[0]);
    }
  }
  fclose(file);
  assert_int_equal(count, 12);
  assert_int_equal(dates, 6);
  for (int i = 0; i < dates; i++) { /* later events must not count */
    const ent_trust now = at_year(event, count, 0.95, stated[i][0]);
    CLOSE(now.kept, stated[i][1], 1e-13 * stated[i][1]);
    CLOSE(now.broken, stated[i][2], 1e-13 * stated[i][2]);
  }
  const ent_trust now = at_year(event, count, 0.95, 2025);
  CLOSE(now.kept / (now.kept + now.broken), 0.2611074018516314, 1e-14);
  CLOSE(ent_beta_quantile(0.05, now.kept, now.broken), 0.08749019637517223, 1e-10);
  CLOSE(ent_beta_quantile(0.95, now.kept, now.broken), 0.4802668024410371, 1e-10);
  CLOSE(ent_trust_acts_to(now, 2.0 / 3), 14.987401155252018, 1e-12);
}

static void test_forgetting(void **state)
{
  (void)state;
  const ent_commitment kept = {.year = 2000.25, .kept = true, .weight = 3};
  CLOSE(at_year(NULL, 0, 0.9, 2025).kept, 1, 0);
  CLOSE(at_year(&kept, 1, 0.9, 2000).kept, 1, 0);
  CLOSE(at_year(&kept, 1, 0.9, 2000.25).kept, 4, 0);
  CLOSE(at_year(&kept, 1, 0.9, 2002.25).kept, 1 + 0.81 * 3, 1e-15);
  CLOSE(at_year(&kept, 1, 0.9, 2002.25).broken, 1, 0);
  CLOSE(at_year(&kept, 1, 1, 9000).kept, 4, 0);    /* nothing is forgotten */
  CLOSE(at_year(&kept, 1, 1e-9, 9000).kept, 1, 0); /* everything is */
  const ent_commitment two[] = {{.year = 2000, .kept = true, .weight = 1}, {.year = 2000, .kept = false, .weight = 2}};
  CLOSE(at_year(two, 2, 0.5, 2001).kept, 1.5, 1e-15);
  CLOSE(at_year(two, 2, 0.5, 2001).broken, 2, 1e-15);
}

static void test_way_back(void **state)
{
  (void)state;
  const ent_trust now = {.kept = 2, .broken = 6};
  CLOSE(ent_trust_acts_to(now, 0.25), 0, 0);
  CLOSE(ent_trust_acts_to(now, 0.1), 0, 0);
  for (int i = 26; i < 100; i++) {
    const double goal = i / 100.0, acts = ent_trust_acts_to(now, goal);
    CLOSE((now.kept + acts) / (now.kept + acts + now.broken), goal, 1e-14);
  }
}

static void test_line(void **state)
{
  (void)state;
  const ent_commitment event[] = {{.year = 2000, .kept = true, .weight = 1},
                                  {.year = 2003.5, .kept = false, .weight = 2},
                                  {.year = 2003.5, .kept = true, .weight = 0.5},
                                  {.year = 2010, .kept = true, .weight = 3}};
  ent_trust after[4];
  assert_int_equal(ent_trust_line(event, 4, even, 0.9, after, NULL), ENT_OK);
  for (int i = 0; i < 4; i++) {
    const ent_trust now = at_year(event, i + 1, 0.9, event[i].year);
    CLOSE(after[i].kept, now.kept, 0);
    CLOSE(after[i].broken, now.broken, 0);
  }
  assert_int_equal(ent_trust_line(NULL, 0, even, 0.9, NULL, NULL), ENT_OK);
  ent_error err = {.code = ENT_OK};
  assert_int_equal(ent_trust_line(event, 4, even, 0.9, NULL, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "after");
  const ent_commitment unsorted[] = {event[3], event[0]};
  assert_int_equal(ent_trust_line(unsorted, 2, even, 0.9, after, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "event.year");
  CLOSE(ent_trust_half_life(0.5), 1, 1e-15);
  CLOSE(ent_trust_half_life(0.95), 13.513407333964873, 1e-12);
  CLOSE(ent_trust_half_life(1), 0, 0);
}

/* Acts one a year, played through year by year on the record itself. */
static void test_yearly_way_back(void **state)
{
  (void)state;
  int reached = 0, never = 0;
  for (uint64_t k = 0; k < 2000; k++) {
    const ent_trust prior = {0.2 + 3 * ent_uniform(5, k, 1, 0), 0.2 + 3 * ent_uniform(5, k, 2, 0)};
    const ent_trust now = {prior.kept + 3 * ent_uniform(5, k, 3, 0), prior.broken + 9 * ent_uniform(5, k, 4, 0)};
    const double phi = k % 10 == 0 ? 1 : 0.7 + 0.29 * ent_uniform(5, k, 5, 0);
    const double weight = 0.1 + 2 * ent_uniform(5, k, 6, 0), goal = 0.05 + 0.9 * ent_uniform(5, k, 7, 0);
    const double acts = ent_trust_acts_yearly(now, prior, phi, weight, goal);
    ent_trust t = now;
    double n = 0;
    while (n < 3000 && t.kept / (t.kept + t.broken) < goal) {
      if (n > 0) {
        t.kept = prior.kept + phi * (t.kept - prior.kept);
        t.broken = prior.broken + phi * (t.broken - prior.broken);
      }
      t.kept += weight;
      n++;
    }
    if (acts < 0) {
      CLOSE(n, 3000, 0);
      never++;
      continue;
    }
    CLOSE(acts, n, 0);
    if (n == 0) {
      CLOSE(ent_trust_weight_yearly(now, prior, phi, 3, goal), 0, 0);
      continue;
    }
    const double least = ent_trust_weight_yearly(now, prior, phi, (int)n, goal);
    assert_true(least <= weight * (1 + 1e-12));
    CLOSE(ent_trust_acts_yearly(now, prior, phi, least * (1 + 1e-9), goal), n, 0);
    if (n > 1) assert_true(ent_trust_weight_yearly(now, prior, phi, (int)n - 1, goal) > weight * (1 - 1e-12));
    reached++;
  }
  assert_true(reached > 500 && never > 100);
  const ent_trust low = {1, 3};
  CLOSE(ent_trust_weight_yearly(low, even, 0.9, 1, 0.5), ent_trust_acts_to(low, 0.5), 1e-14);
}

static void test_refusals(void **state)
{
  (void)state;
  const ent_commitment good[] = {{.year = 1, .kept = true, .weight = 1}, {.year = 2, .kept = true, .weight = 1}};
  const ent_commitment unsorted[] = {good[1], good[0]};
  const ent_commitment weightless = {.year = 1, .kept = true, .weight = 0};
  const ent_commitment nowhen = {.year = NAN, .kept = true, .weight = 1};
  const ent_commitment endless = {.year = 1, .kept = true, .weight = INFINITY};
  const struct {
    const ent_commitment *event;
    int count;
    ent_trust prior;
    double phi, at;
    const char *path;
  } bad[] = {
    {good, -1, even, 0.9, 3, "count"},
    {NULL, 1, even, 0.9, 3, "count"},
    {good, 2, {0, 1}, 0.9, 3, "prior"},
    {good, 2, {1, NAN}, 0.9, 3, "prior"},
    {good, 2, even, 0, 3, "phi"},
    {good, 2, even, 1.01, 3, "phi"},
    {good, 2, even, NAN, 3, "phi"},
    {good, 2, even, 0.9, INFINITY, "at"},
    {unsorted, 2, even, 0.9, 3, "event.year"},
    {&nowhen, 1, even, 0.9, 3, "event.year"},
    {&weightless, 1, even, 0.9, 3, "event.weight"},
    {&endless, 1, even, 0.9, 3, "event.weight"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_trust out = {7, 8};
    ent_error err = {.code = ENT_OK};
    ent_status status = ent_trust_at(bad[i].event, bad[i].count, bad[i].prior, bad[i].phi, bad[i].at, &out, &err);
    assert_int_equal(status, ENT_ARGUMENT);
    assert_string_equal(err.path, bad[i].path);
    assert_int_equal(err.message[strlen(err.message) - 1], '.');
    CLOSE(out.kept, 7, 0);
    CLOSE(out.broken, 8, 0);
    status = ent_trust_at(bad[i].event, bad[i].count, bad[i].prior, bad[i].phi, bad[i].at, &out, NULL);
    assert_int_equal(status, ENT_ARGUMENT);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_worked_record),   cmocka_unit_test(test_forgetting),
                                     cmocka_unit_test(test_way_back),        cmocka_unit_test(test_line),
                                     cmocka_unit_test(test_yearly_way_back), cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
