/* {p5: .., p50: .., p95: ..}: the quantiles given are met, what lies between rises, and what cannot be is refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/dist.h"
#include "support/tiny_text.h"

static ent_builder *builder;

static int open_builder(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  return ent_builder_open(&memory, &builder, NULL) == ENT_OK ? 0 : 1;
}

static int close_builder(void **state)
{
  (void)state;
  ent_builder_close(builder);
  return 0;
}

static ent_status read(const char *text, ent_domain domain, ent_notation *out, ent_error *err)
{
  const ent_allocator memory = tiny_memory();
  ent_builder_close(builder);
  assert_int_equal(ent_builder_open(&memory, &builder, NULL), ENT_OK);
  assert_int_equal(tiny_read(text, builder, err), ENT_OK);
  return ent_notation_quantiles(builder->root, domain, NULL, &builder->arena, out, err);
}

static void test_met(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    ent_domain domain;
    int count;
    double p[4], x[4];
  } table[] = {
    {"{ p5: 40, p50: 70, p95: 80 }", ENT_DOMAIN_REAL, 3, {.05, .5, .95}, {40, 70, 80}},
    {"{ p5: 20, p50: 25, p95: 40 }", ENT_DOMAIN_POSITIVE, 3, {.05, .5, .95}, {20, 25, 40}},
    {"{ p10: 10%, p90: 30%, source: x }", ENT_DOMAIN_SHARE, 2, {.1, .9}, {.1, .3}},
    {"{ p10: -0.5, p25: -0.4, p75: 0.1, p90: 0.2 }", ENT_DOMAIN_SIGNED, 4, {.1, .25, .75, .9}, {-.5, -.4, .1, .2}},
    {"{ p2.5: 1, p50: 1, p97.5: 2 }", ENT_DOMAIN_REAL, 3, {.025, .5, .975}, {1, 1, 2}},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_notation n;
    ent_error err;
    if (read(table[i].text, table[i].domain, &n, &err) != ENT_OK) fail_msg("%s: %s", table[i].text, err.message);
    for (int k = 0; k < table[i].count; k++) {
      /* tabulated, then linear: within a step's share of the distance to the next quantile */
      const double x = ent_dist_quantile(&n.dist, table[i].p[k]),
                   width = table[i].x[table[i].count - 1] - table[i].x[0];
      if (!(fabs(x - table[i].x[k]) < 0.002 * width)) fail_msg("%s: p%g is %g", table[i].text, 100 * table[i].p[k], x);
    }
    double last = -1e300;
    for (double u = 1e-10; u < 1; u = u < 0.01 ? u * 3 : u + 0.003) {
      const double x = ent_dist_quantile(&n.dist, u);
      assert_true(x >= last && ent_domain_holds(table[i].domain, x));
      last = x;
    }
    assert_non_null(strstr(n.words, "quantile"));
  }
}

/* Two quantiles are an interval: the same shape as "low to high" with that coverage. */
static void test_two_are_an_interval(void **state)
{
  (void)state;
  static const ent_domain domains[] = {ENT_DOMAIN_REAL, ENT_DOMAIN_POSITIVE, ENT_DOMAIN_SHARE, ENT_DOMAIN_SIGNED};
  for (size_t d = 0; d < 4; d++) {
    ent_notation two, interval;
    ent_error err;
    assert_int_equal(read("{ p5: 0.2, p95: 0.7 }", domains[d], &two, &err), ENT_OK);
    assert_int_equal(ent_notation_read("0.2 to 0.7", 10, domains[d], NULL, NULL, &builder->arena, &interval, &err),
                     ENT_OK);
    for (double u = 0.001; u < 1; u += 0.0131)
      assert_true(fabs(ent_dist_quantile(&two.dist, u) - ent_dist_quantile(&interval.dist, u)) < 2e-4);
  }
}

static void test_errors(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    ent_domain domain;
    ent_status code;
    const char *path;
  } table[] = {
    {"{ p5: 40 }", ENT_DOMAIN_REAL, ENT_ARGUMENT, ""},
    {"{ source: x }", ENT_DOMAIN_REAL, ENT_ARGUMENT, ""},
    {"{ p5: 40, p50: 30 }", ENT_DOMAIN_REAL, ENT_ARGUMENT, "p50"},
    {"{ p50: 40, p5: 50 }", ENT_DOMAIN_REAL, ENT_ARGUMENT, "p5"},
    {"{ p5: 1, p5.0: 2 }", ENT_DOMAIN_REAL, ENT_ARGUMENT, "p5.0"},
    {"{ p0: 1, p50: 2 }", ENT_DOMAIN_REAL, ENT_ARGUMENT, "p0"},
    {"{ p50: 1, p100: 2 }", ENT_DOMAIN_REAL, ENT_ARGUMENT, "p100"},
    {"{ p5: x, p50: 2 }", ENT_DOMAIN_REAL, ENT_SYNTAX, "p5"},
    {"{ p5: 1 to 2, p50: 2 }", ENT_DOMAIN_REAL, ENT_SYNTAX, "p5"},
    {"{ p5: [1], p50: 2 }", ENT_DOMAIN_REAL, ENT_SYNTAX, "p5"},
    {"{ p5: 0, p50: 0.5 }", ENT_DOMAIN_SHARE, ENT_ARGUMENT, "p5"},
    {"{ p5: 0.1, p50: 100% }", ENT_DOMAIN_SHARE, ENT_ARGUMENT, "p50"},
    {"{ p5: 0, p50: 1 }", ENT_DOMAIN_POSITIVE, ENT_ARGUMENT, "p5"},
    {"{ p5: -1, p50: 0 }", ENT_DOMAIN_SIGNED, ENT_ARGUMENT, "p5"},
    {"{ p1: 1, p2: 2, p3: 3, p4: 4, p5: 5, p6: 6, p7: 7, p8: 8, p9: 9, p10: 10, p11: 11, p12: 12, p13: 13, p14: 14, "
     "p15: 15,"
     " p16: 16, p17: 17 }",
     ENT_DOMAIN_REAL, ENT_LIMIT, NULL},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_notation n = {.words = "untouched"};
    ent_error err = {.code = ENT_OK};
    const ent_status status = read(table[i].text, table[i].domain, &n, &err);
    if (status != table[i].code || err.code != status || (table[i].path && strcmp(err.path, table[i].path) != 0))
      fail_msg("%s: %s at \"%s\": %s", table[i].text, ent_status_name(status), err.path, err.message);
    assert_string_equal(n.words, "untouched");
  }
}

static void test_keys(void **state)
{
  (void)state;
  double p = 9;
  assert_true(ent_notation_quantile("p5", &p) && fabs(p - 0.05) < 1e-15);
  assert_true(ent_notation_quantile("p97.5", &p) && fabs(p - 0.975) < 1e-15);
  p = 9;
  assert_false(ent_notation_quantile("p", &p));
  assert_false(ent_notation_quantile("p-5", &p));
  assert_false(ent_notation_quantile("p5x", &p));
  assert_false(ent_notation_quantile("q5", &p));
  assert_true(p == 9);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_met),
    cmocka_unit_test(test_two_are_an_interval),
    cmocka_unit_test(test_errors),
    cmocka_unit_test(test_keys),
  };
  return cmocka_run_group_tests(tests, open_builder, close_builder);
}
