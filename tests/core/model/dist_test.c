/* A shape is a rising function of the score; its distribution function is the way back; nothing infinite gets out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ieee.h"
#include "base/lanes.h"
#include "model/dist.h"
#include "support/tiny_text.h"

static const ent_domain domains[] = {ENT_DOMAIN_REAL, ENT_DOMAIN_POSITIVE, ENT_DOMAIN_SHARE, ENT_DOMAIN_SIGNED,
                                     ENT_DOMAIN_COUNT};

static void close_to(double x, double y, double tolerance)
{
  if (!(fabs(x - y) <= tolerance)) fail_msg("%.17g is not %.17g within %g", x, y, tolerance);
}

static void test_scales(void **state)
{
  (void)state;
  for (size_t d = 0; d < 5; d++)
    for (double y = -8; y <= 8; y += 0.37) {
      const double x = ent_domain_back(domains[d], y);
      assert_true(ent_domain_inside(domains[d], x));
      close_to(ent_domain_forward(domains[d], x), y, 1e-11);
    }
  /* the definitions, with the C library's functions */
  close_to(ent_domain_forward(ENT_DOMAIN_SHARE, 0.2), log(0.2 / 0.8), 1e-15);
  close_to(ent_domain_forward(ENT_DOMAIN_SIGNED, 0.5), log(1.5 / 0.5), 1e-15);
  close_to(ent_domain_back(ENT_DOMAIN_SIGNED, 1), tanh(0.5), 1e-15);
  close_to(ent_domain_forward(ENT_DOMAIN_POSITIVE, 70), log(70), 1e-15);
}

static void test_bounds(void **state)
{
  (void)state;
  static const struct {
    ent_domain domain;
    double x;
    bool holds, inside;
  } table[] = {
    {ENT_DOMAIN_REAL, -1e300, true, true},   {ENT_DOMAIN_REAL, 1.1e300, false, false},
    {ENT_DOMAIN_REAL, NAN, false, false},    {ENT_DOMAIN_REAL, INFINITY, false, false},
    {ENT_DOMAIN_POSITIVE, 0, true, false},   {ENT_DOMAIN_POSITIVE, -1e-300, false, false},
    {ENT_DOMAIN_SHARE, 0, true, false},      {ENT_DOMAIN_SHARE, 1, true, false},
    {ENT_DOMAIN_SHARE, 0.5, true, true},     {ENT_DOMAIN_SHARE, 1.0000001, false, false},
    {ENT_DOMAIN_SIGNED, -1, true, false},    {ENT_DOMAIN_SIGNED, 0, true, true},
    {ENT_DOMAIN_SIGNED, -1.1, false, false}, {ENT_DOMAIN_COUNT, 0, true, false},
    {ENT_DOMAIN_COUNT, 1e15, true, true},    {ENT_DOMAIN_COUNT, 1.1e15, false, false},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    assert_int_equal(ent_domain_holds(table[i].domain, table[i].x), table[i].holds);
    assert_int_equal(ent_domain_inside(table[i].domain, table[i].x), table[i].inside);
  }
}

static void test_known(void **state)
{
  (void)state;
  const ent_dist d = {.kind = ENT_DIST_KNOWN, .domain = ENT_DOMAIN_REAL, .a = -3.5};
  for (double u = 0.001; u < 1; u += 0.0999) assert_true(ent_dist_quantile(&d, u) == -3.5);
  assert_true(ent_dist_cdf(&d, -3.5) == 1 && ent_dist_cdf(&d, -3.6) == 0);
}

static void test_uniform(void **state)
{
  (void)state;
  const ent_dist d = {.kind = ENT_DIST_UNIFORM, .domain = ENT_DOMAIN_SHARE, .a = 0.2, .b = 0.6};
  close_to(ent_dist_quantile(&d, 0.25), 0.3, 1e-15);
  close_to(ent_dist_cdf(&d, 0.5), 0.75, 1e-15);
  assert_true(ent_dist_cdf(&d, 0.1) == 0 && ent_dist_cdf(&d, 0.7) == 1);
  /* whole numbers: 3, 4, ..., 9 with 1/7 each */
  const ent_dist count = {.kind = ENT_DIST_UNIFORM, .domain = ENT_DOMAIN_COUNT, .a = 3, .b = 9};
  for (int k = 0; k < 7; k++) {
    assert_true(ent_dist_quantile(&count, (k + 0.001) / 7) == 3 + k);
    assert_true(ent_dist_quantile(&count, (k + 0.999) / 7) == 3 + k);
    close_to(ent_dist_cdf(&count, 3 + k), (k + 1) / 7.0, 1e-15);
    close_to(ent_dist_cdf(&count, 3.5 + k), (k + 1) / 7.0, 1e-15);
  }
  assert_true(ent_dist_cdf(&count, 2.9) == 0 && ent_dist_cdf(&count, 12) == 1);
}

static void test_normal(void **state)
{
  (void)state;
  for (size_t i = 0; i < 4; i++) { /* all but counts, which are rounded */
    const ent_dist d = {.kind = ENT_DIST_NORMAL, .domain = domains[i], .a = 0.3, .b = 0.8};
    for (double u = 1e-9; u < 1; u = u < 0.01 ? u * 10 : u + 0.0431) {
      const double x = ent_dist_quantile(&d, u);
      close_to(ent_dist_cdf(&d, x), u, 1e-12);
    }
  }
  const ent_dist count = {.kind = ENT_DIST_NORMAL, .domain = ENT_DOMAIN_COUNT, .a = 3, .b = 1};
  double below = 0;
  for (int k = 0; k < 200; k++) { /* P(X <= k) by its definition: everything that rounds to k or less */
    const double p = ent_dist_cdf(&count, k);
    close_to(p, 0.5 * erfc(-(log(k + 0.5) - 3) / sqrt(2)), 1e-13);
    assert_true(p >= below);
    below = p;
  }
}

static double cube(const void *of, double z)
{
  (void)of;
  return z * z * z;
}

static double falling(const void *of, double z)
{
  (void)of;
  return z < 0 ? z : -z;
}

/* Linear interpolation errs by at most h^2/8 max|f''|: here f'' = 6 z. */
static void test_table(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  ent_dist d = {.domain = ENT_DOMAIN_REAL};
  assert_true(ent_dist_tabulate(&d, &arena, cube, NULL));
  const double h = 12.0 / (ENT_KNOTS - 1);
  for (double z = -6; z <= 6; z += 0.0173) {
    const double x = ent_dist_value(&d, z, ent_normal_cdf(z));
    close_to(x, z * z * z, h * h / 8 * 6 * (fabs(z) + h) + 1e-12);
    close_to(ent_dist_cdf(&d, x), ent_normal_cdf(z), 1e-9);
  }
  assert_true(ent_dist_value(&d, -9, 0) == d.knot[0] && ent_dist_value(&d, 9, 1) == d.knot[ENT_KNOTS - 1]);
  assert_true(ent_dist_value(&d, 6, 1) == 216 && ent_dist_value(&d, -6, 0) == -216);
  assert_true(ent_dist_cdf(&d, -217) == 0 && ent_dist_cdf(&d, 216) == 1);
  /* a table never falls */
  assert_true(ent_dist_tabulate(&d, &arena, falling, NULL));
  for (int k = 1; k < ENT_KNOTS; k++) assert_true(d.knot[k] >= d.knot[k - 1]);
  ent_arena_close(&arena);
}

/* However wide, a draw stays inside the domain: uniform numbers lie within 1.1e-16 of 0 and 1. */
static void test_no_infinity(void **state)
{
  (void)state;
  for (size_t i = 0; i < 5; i++) {
    const ent_dist d = {.kind = ENT_DIST_NORMAL, .domain = domains[i], .a = 600, .b = 1e300};
    static const double u[] = {1.2e-16, 1e-9, 0.3, 0.5, 0.7, 1 - 1e-9, 1 - 1.2e-16};
    for (size_t k = 0; k < sizeof u / sizeof *u; k++)
      assert_true(ent_domain_holds(domains[i], ent_dist_quantile(&d, u[k])));
  }
}

static double scaled_cube(const void *of, double z)
{
  return *(const double *)of * z * z * z;
}

/* Inputs of one kind and domain together, in any number, narrow and wide, are the bits of one by one. */
static void test_lanes(void **state)
{
  static const double width[] = {0.3, 3, 80, 1e5, 1e300};
  const ent_allocator memory = tiny_memory();
  double a[ENT_LANES], b[ENT_LANES], zu[ENT_LANES], x[ENT_LANES];
  const double *knot[ENT_LANES];
  ent_dist table[3] = {{.domain = ENT_DOMAIN_REAL}};
  ent_arena arena;
  (void)state;
  ent_arena_open(&arena, &memory);
  for (int i = 0; i < 3; i++) assert_true(ent_dist_tabulate(&table[i], &arena, scaled_cube, &width[i]));
  for (uint64_t draw = 0; draw < 65 * 20 * 4; draw++) {
    const int count = (int)(draw % (ENT_LANES + 1));
    const ent_dist_kind kind = (ent_dist_kind)(draw % 4);
    const ent_domain domain = domains[draw / 4 % 5];
    for (int i = 0; i < count; i++) {
      const double u = ent_uniform(3, draw, (uint64_t)i, 0), w = width[(draw / 20 + (uint64_t)i / 8) % 5];
      a[i] = w * (ent_uniform(3, draw, (uint64_t)i, 1) - 0.5);
      b[i] = kind == ENT_DIST_UNIFORM ? a[i] + 5 : w * ent_uniform(3, draw, (uint64_t)i, 2);
      knot[i] = kind == ENT_DIST_TABLE ? table[i % 3].knot : NULL;
      zu[i] = kind == ENT_DIST_UNIFORM ? u : 13 * (u - 0.5);
    }
    ent_dist_value_lanes(kind, domain, a, b, knot, zu, count, x);
    for (int i = 0; i < count; i++) {
      const ent_dist d = {.kind = kind, .domain = domain, .a = a[i], .b = b[i], .knot = knot[i]};
      assert_int_equal(ent_bits_of(x[i]), ent_bits_of(ent_dist_value(&d, zu[i], zu[i])));
    }
  }
  ent_arena_close(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_scales),      cmocka_unit_test(test_bounds), cmocka_unit_test(test_known),
    cmocka_unit_test(test_uniform),     cmocka_unit_test(test_normal), cmocka_unit_test(test_table),
    cmocka_unit_test(test_no_infinity), cmocka_unit_test(test_lanes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
