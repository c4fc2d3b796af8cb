/* x^y against MPFR, exact where the answer is exact, and the special values. */
#include "math_table.h"

#include "entente/base.h"

static double pow_error(const math_row *row)
{
  return math_ulps(ent_pow(row->x[0], row->x[1]), row);
}

static double pow_normal_error(const math_row *row)
{
  return fabs(row->near) < 0x1p-1022 ? 0.0 : pow_error(row);
}

static void test_table(void **state)
{
  (void)state;
  math_check("pow", 2, 540, 0.8, pow_error); /* subnormal results are rounded twice */
  math_check("pow", 2, 540, 0.6, pow_normal_error);
}

static void test_exact(void **state)
{
  (void)state;
  for (int x = -20; x <= 20; x++) {
    double want = 1.0;
    for (int y = 0; y <= 12; y++, want *= x) { /* 20^12 < 2^53 */
      const double size = ent_pow(x, y);
      if (x != 0 || y != 0) math_same(size, x == 0 ? 0.0 : want);
    }
  }
  for (int y = -1074; y <= 1023; y++) math_same(ent_pow(2.0, y), ldexp(1.0, y));
  math_same(ent_pow(2.0, 1024.0), INFINITY);
  math_same(ent_pow(2.0, -1076.0), 0.0);
  math_same(ent_pow(2.25, 0.5), 1.5);
  math_same(ent_pow(0.125, -1.0 / 0.5), 64.0);
}

static void test_special(void **state)
{
  (void)state;
  static const double ends[] = {0.0,  -0.0, 1.0,  -1.0,  0.5,    -0.5,     2.0,
                                -2.0, 3.0,  -3.0, 1e300, -1e300, INFINITY, -INFINITY};
  const int n = (int)(sizeof ends / sizeof *ends);
  for (int i = 0; i < n; i++) { /* C11 annex F says what each is */
    for (int j = 0; j < n; j++) {
      const double want = pow(ends[i], ends[j]), got = ent_pow(ends[i], ends[j]);
      if (isnan(want))
        math_is_nan(got);
      else if (want == 0.0 || isinf(want) || fabs(want) == 1.0)
        math_same(got, want);
    }
  }
  math_is_nan(ent_pow(NAN, 0.0)); /* unlike C */
  math_is_nan(ent_pow(1.0, NAN));
  math_is_nan(ent_pow(NAN, NAN));
  math_is_nan(ent_pow(-2.0, 0.5));
  math_is_nan(ent_pow(-2.0, -1e-300));
  math_same(ent_pow(-1.0, 0x1p52 + 1), -1.0);
  math_same(ent_pow(-1.0, 0x1p53), 1.0);
  math_same(ent_pow(3.0, 0x1p-1074), 1.0);
  math_same(ent_pow(1e-300, 0x1p-1074), 1.0);
  math_same(ent_pow(-5.0, 0.0), 1.0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_exact),
                                     cmocka_unit_test(test_special)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
