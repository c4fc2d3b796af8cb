/* make_math_reference.c - writes the reference values that the mathematics of core/base is tested against.
 *
 * Usage (needs libmpfr-dev; not part of the normal build), from the root of the repository:
 *   cc -std=c11 -O2 tests/tools/make_math_reference.c -lmpfr -lgmp -lm -o make_math_reference
 *   ./make_math_reference tests/published
 * writes math_exp.csv, math_expm1.csv, math_log.csv, math_log1p.csv, math_pow.csv, math_normal_cdf.csv,
 * math_normal_quantile.csv, math_lgamma.csv, math_gamma_cdf.csv and math_beta_cdf.csv.  A few minutes.
 *
 * Each row holds the arguments, the double nearest to the exact value, and the rest in units in the last place of that
 * double, all in hexadecimal: 106 bits of the value.
 * Values come from MPFR at 400 bits; the incomplete gamma and beta functions, which MPFR lacks in this form, from their
 * power series, all of whose terms are positive (DLMF 8.7.1 and 8.17.8). */
#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define BITS 400
#define NEAREST MPFR_RNDN

static uint64_t state = UINT64_C(0x9e3779b97f4a7c15);

static double uniform(double low, double high)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return low + (high - low) * ((double)(state >> 11) * 0x1p-53);
}

static FILE *open_table(const char *folder, const char *name, const char *arguments, const char *value)
{
  char path[1000];
  snprintf(path, sizeof path, "%s/math_%s.csv", folder, name);
  FILE *const file = fopen(path, "w");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  fprintf(file, "# %s = near + rest ulp(near); GNU MPFR %s, tests/tools/make_math_reference.c\n%s,near,rest\n", value,
          mpfr_get_version(), arguments);
  return file;
}

/* The rest in ulp, because as a double of its own it would be lost where the value is small. */
static void close_row(FILE *file, mpfr_t value)
{
  const double high = mpfr_get_d(value, NEAREST);
  double rest = 0.0;
  if (isfinite(high)) {
    int exponent = -1021;
    if (high != 0.0) frexp(high, &exponent);
    if (exponent < -1021) exponent = -1021;
    mpfr_sub_d(value, value, high, NEAREST);
    mpfr_mul_2si(value, value, 53 - exponent, NEAREST);
    rest = mpfr_get_d(value, NEAREST);
  }
  fprintf(file, "%a,%a\n", high, rest);
}

/* ---- functions MPFR lacks ---- */

typedef int function(mpfr_t, const mpfr_t, mpfr_rnd_t);

static int normal_cdf(mpfr_t out, const mpfr_t x, mpfr_rnd_t mode)
{
  mpfr_t t;
  mpfr_init2(t, BITS);
  mpfr_sqrt_ui(t, 2, mode);
  mpfr_div(t, x, t, mode);
  mpfr_neg(t, t, mode);
  mpfr_erfc(out, t, mode);
  mpfr_clear(t);
  return mpfr_div_2ui(out, out, 1, mode);
}

/* Bisection over [-40, 40]: plain, and independent of the formula it tests. */
static int normal_quantile(mpfr_t out, const mpfr_t p, mpfr_rnd_t mode)
{
  mpfr_t low, high, f;
  mpfr_inits2(BITS, low, high, f, (mpfr_ptr)0);
  mpfr_set_si(low, -40, mode);
  mpfr_set_si(high, 40, mode);
  if (mpfr_cmp_d(p, 0.5) == 0) mpfr_set_si(high, -40, mode);
  for (int i = 0; i < 180; i++) {
    mpfr_add(out, low, high, mode);
    mpfr_div_2ui(out, out, 1, mode);
    normal_cdf(f, out, mode);
    mpfr_set(mpfr_cmp(f, p) < 0 ? low : high, out, mode);
  }
  if (mpfr_cmp_d(p, 0.5) == 0) mpfr_set_ui(out, 0, mode);
  mpfr_clears(low, high, f, (mpfr_ptr)0);
  return 0;
}

/* P(a, x) = x^a e^-x / Gamma(a+1) sum x^n / ((a+1)...(a+n)). */
static void gamma_cdf(mpfr_t out, double x, double a)
{
  mpfr_t term, sum, t;
  mpfr_inits2(BITS, term, sum, t, (mpfr_ptr)0);
  mpfr_set_ui(term, 1, NEAREST);
  mpfr_set_ui(sum, 1, NEAREST);
  for (unsigned long n = 1; mpfr_get_exp(term) > mpfr_get_exp(sum) - BITS; n++) {
    mpfr_mul_d(term, term, x, NEAREST);
    mpfr_set_d(t, a, NEAREST);
    mpfr_add_ui(t, t, n, NEAREST);
    mpfr_div(term, term, t, NEAREST);
    mpfr_add(sum, sum, term, NEAREST);
  }
  mpfr_set_d(t, a, NEAREST);
  mpfr_add_ui(t, t, 1, NEAREST);
  mpfr_lngamma(t, t, NEAREST);
  mpfr_set_d(out, x, NEAREST);
  mpfr_log(out, out, NEAREST);
  mpfr_mul_d(out, out, a, NEAREST);
  mpfr_sub(out, out, t, NEAREST);
  mpfr_sub_d(out, out, x, NEAREST);
  mpfr_exp(out, out, NEAREST);
  mpfr_mul(out, out, sum, NEAREST);
  mpfr_clears(term, sum, t, (mpfr_ptr)0);
}

/* I_x(a, b) = x^a y^b / (a B(a, b)) sum (a+b)_n / (a+1)_n x^n; quick for x <= 1/2. */
static void beta_series(mpfr_t out, const mpfr_t x, const mpfr_t y, double a, double b)
{
  mpfr_t term, sum, t, u;
  mpfr_inits2(BITS, term, sum, t, u, (mpfr_ptr)0);
  mpfr_set_ui(term, 1, NEAREST);
  mpfr_set_ui(sum, 1, NEAREST);
  for (unsigned long n = 0; mpfr_get_exp(term) > mpfr_get_exp(sum) - 330; n++) {
    mpfr_set_d(t, a, NEAREST);
    mpfr_add_d(t, t, b, NEAREST);
    mpfr_add_ui(t, t, n, NEAREST);
    mpfr_mul(term, term, t, NEAREST);
    mpfr_set_d(t, a, NEAREST);
    mpfr_add_ui(t, t, n + 1, NEAREST);
    mpfr_div(term, term, t, NEAREST);
    mpfr_mul(term, term, x, NEAREST);
    mpfr_add(sum, sum, term, NEAREST);
  }
  mpfr_log(out, x, NEAREST);
  mpfr_mul_d(out, out, a, NEAREST);
  mpfr_log(t, y, NEAREST);
  mpfr_mul_d(t, t, b, NEAREST);
  mpfr_add(out, out, t, NEAREST);
  mpfr_set_d(t, a, NEAREST);
  mpfr_add_d(u, t, b, NEAREST);
  mpfr_lngamma(u, u, NEAREST);
  mpfr_add(out, out, u, NEAREST);
  mpfr_add_ui(t, t, 1, NEAREST);
  mpfr_lngamma(u, t, NEAREST);
  mpfr_sub(out, out, u, NEAREST);
  mpfr_set_d(t, b, NEAREST);
  mpfr_lngamma(u, t, NEAREST);
  mpfr_sub(out, out, u, NEAREST);
  mpfr_exp(out, out, NEAREST);
  mpfr_mul(out, out, sum, NEAREST);
  mpfr_clears(term, sum, t, u, (mpfr_ptr)0);
}

/* Above 1/2 through the upper tail: 400 bits leave 106 good ones while I_x > 2^-200. */
static void beta_cdf(mpfr_t out, double x, double a, double b)
{
  mpfr_t mx, my;
  mpfr_inits2(1200, mx, my, (mpfr_ptr)0);
  mpfr_set_d(mx, x, NEAREST);
  mpfr_ui_sub(my, 1, mx, NEAREST);
  if (x <= 0.5) {
    beta_series(out, mx, my, a, b);
  } else {
    beta_series(out, my, mx, b, a);
    mpfr_ui_sub(out, 1, out, NEAREST);
  }
  mpfr_clears(mx, my, (mpfr_ptr)0);
}

/* ---- tables ---- */

static mpfr_t argument, value;

static void row1(FILE *file, function *f, double x)
{
  mpfr_set_d(argument, x, NEAREST);
  f(value, argument, NEAREST);
  fprintf(file, "%a,", x);
  close_row(file, value);
}

static void even(FILE *file, function *f, double low, double high, int n)
{
  for (int i = 0; i < n; i++) row1(file, f, uniform(low, high));
}

/* sign * 2^uniform */
static void spread(FILE *file, function *f, double sign, double low, double high, int n)
{
  for (int i = 0; i < n; i++) row1(file, f, sign * exp2(uniform(low, high)));
}

static void points(FILE *file, function *f, const double *x, int n)
{
  for (int i = 0; i < n; i++) row1(file, f, x[i]);
}

#define POINTS(file, f, ...) \
  points(file, f, (const double[]){__VA_ARGS__}, (int)(sizeof(double[]){__VA_ARGS__} / sizeof(double)))

static void write_exponentials(const char *folder)
{
  FILE *file = open_table(folder, "exp", "x", "e^x");
  POINTS(file, mpfr_exp, 0.0, 1.0, -1.0, 0x1p-1074, -0x1p-1022, 0x1p-54, -0x1p-54, 0x1.62e42fefa39efp+9, 709.5, -708.3,
         -708.4, -709.0, -745.1, -0x1.74910d52d3051p+9, -744.44, 689.99, 690.01, -690.01, -693.5);
  even(file, mpfr_exp, -1, 1, 120);
  even(file, mpfr_exp, -708, 709.7, 200);
  even(file, mpfr_exp, -745.1, -700, 80);
  even(file, mpfr_exp, -708.3, -706, 80);
  spread(file, mpfr_exp, 1, -60, 9, 40);
  spread(file, mpfr_exp, -1, -60, 9, 40);
  fclose(file);
  file = open_table(folder, "expm1", "x", "e^x - 1");
  POINTS(file, mpfr_expm1, 0x1p-1074, -0x1p-1022, 0x1p-54, -0x1p-54, 0x1p-53, 0.125, -0.125, 0.12499, -0.12501, 1.0,
         -1.0, 39.99, 40.01, -39.99, 709.78, -0x1.62e42fefa39efp-1, 0x1.62e42fefa39efp-1, -36.7, -37.5);
  even(file, mpfr_expm1, -0.126, 0.126, 150);
  even(file, mpfr_expm1, -2, 2, 150);
  even(file, mpfr_expm1, -40, 709, 80);
  spread(file, mpfr_expm1, 1, -1000, 3, 50);
  spread(file, mpfr_expm1, -1, -1000, 3, 50);
  fclose(file);
}

static void write_logarithms(const char *folder)
{
  FILE *file = open_table(folder, "log", "x", "log x");
  POINTS(file, mpfr_log, 0x1p-1074, 0x1p-1022, 0x1.fffffffffffffp-1023, 0x1.fffffffffffffp+1023, 1.0,
         0x1.fffffffffffffp-1, 0x1.0000000000001p+0, 0.6875, 1.375, 0x1.5ffffffffffffp-1, 0x1.5ffffffffffffp+0, 2.0,
         10.0, 0x1.02p+0, 0x1.fep-1, 0x1.03ffffffp+0, 0x1.fcp-1, 0x1.01ffffffffff3p+0);
  even(file, mpfr_log, 0.5, 2, 150);
  even(file, mpfr_log, 0.98, 1.02, 100);
  spread(file, mpfr_log, 1, -1022, 1024, 150);
  spread(file, mpfr_log, 1, -1074, -1022, 50);
  fclose(file);
  file = open_table(folder, "log1p", "x", "log(1 + x)");
  POINTS(file, mpfr_log1p, 0x1p-1074, -0x1p-1022, 0x1p-54, -0x1p-54, 0x1p-53, -0x1p-53, -0x1.fffffffffffffp-1, 1.0,
         -0.5, 0x1p53, 0x1p60, 0x1.8p60, 0x1.fffffffffffffp+1023, 0x1.02p-7, -0x1.fp-9);
  even(file, mpfr_log1p, -0.02, 0.02, 150);
  even(file, mpfr_log1p, -0.9999, 1, 150);
  spread(file, mpfr_log1p, 1, -1000, 1023, 100);
  spread(file, mpfr_log1p, -1, -1000, 0, 60);
  fclose(file);
}

static void pow_row(FILE *file, double x, double y)
{
  mpfr_t b;
  mpfr_init2(b, 64);
  mpfr_set_d(argument, x, NEAREST);
  mpfr_set_d(b, y, NEAREST);
  mpfr_pow(value, argument, b, NEAREST);
  fprintf(file, "%a,%a,", x, y);
  close_row(file, value);
  mpfr_clear(b);
}

static void write_pow(const char *folder)
{
  FILE *const file = open_table(folder, "pow", "x,y", "x^y");
  pow_row(file, 0x1p-1074, 0.5);
  pow_row(file, 0x1.fffffffffffffp+1023, 1.0);
  pow_row(file, 0x1.fffffffffffffp+1023, -1.0);
  pow_row(file, 0x1.0000000000001p+0, 0x1.62p+61);
  pow_row(file, 0x1.fffffffffffffp-1, -0x1.62p+61);
  pow_row(file, -3.0, 5.0);
  pow_row(file, -3.0, 6.0);
  pow_row(file, -1.5, -7.0);
  pow_row(file, 2.0, -1074.0);
  pow_row(file, 2.0, 1023.0);
  pow_row(file, 10.0, -308.0);
  static const double width[] = {1024, 20, 1, 0.01, 1e-6, 1e-12};
  for (int k = 0; k < 6; k++) {
    for (int i = 0; i < 70; i++) {
      const double x = exp2(uniform(-width[k], width[k]));
      pow_row(file, x, uniform(-1, 1) * 1070.0 / fabs(log2(x)));
    }
    for (int i = 0; i < 20; i++) pow_row(file, exp2(uniform(-width[k], width[k])), uniform(-2, 2));
  }
  fclose(file);
}

static void write_normal(const char *folder)
{
  FILE *file = open_table(folder, "normal_cdf", "z", "P(Z <= z)");
  POINTS(file, normal_cdf, 0.0, 0x1p-1074, -0x1p-60, 0.67448975, -0.67448975, -0.67449, 5.65685424949238,
         -5.65685424949238, -5.6568543, -38.0, -38.4, -37.5, 8.0, 40.0, 8.3);
  even(file, normal_cdf, -0.7, 0.7, 120);
  even(file, normal_cdf, -0.7, -0.55, 100);
  even(file, normal_cdf, -5, 5, 200);
  even(file, normal_cdf, -37.5, -5, 120);
  even(file, normal_cdf, -38.4, -37.5, 20);
  fclose(file);
  file = open_table(folder, "normal_quantile", "p", "z with P(Z <= z) = p");
  POINTS(file, normal_quantile, 0.5, 0.075, 0.925, 0x1.3333333333332p-4, 0x1.fffffffffffffp-1, 0x1.0000000000001p-1,
         0x1.fffffffffffffp-2, 0x1p-1074, 0x1p-1022, 0.975, 0.025, 0.05, 0.95, 1.3887943864964021e-11, 1.38e-11,
         1.39e-11);
  even(file, normal_quantile, 0.07, 0.93, 200);
  even(file, normal_quantile, 0, 0.08, 80);
  even(file, normal_quantile, 0.92, 1, 80);
  spread(file, normal_quantile, 1, -1074, -3, 80);
  for (int i = 0; i < 40; i++) row1(file, normal_quantile, 1.0 - exp2(uniform(-53, -4)));
  fclose(file);
}

static void gamma_row(FILE *file, double x, double a)
{
  if (!(x > 0.0)) return;
  gamma_cdf(value, x, a);
  if (mpfr_get_d(value, NEAREST) < 1e-300) return;
  fprintf(file, "%a,%a,", x, a);
  close_row(file, value);
}

static void write_gamma(const char *folder)
{
  FILE *file = open_table(folder, "lgamma", "x", "log Gamma(x)");
  POINTS(file, mpfr_lngamma, 0x1p-1074, 0x1p-1022, 1.0, 2.0, 0.5, 1.5, 3.0, 9.999999, 10.0, 0x1.3ffffffffffffp+3, 171.0,
         1e6, 1e15, 0x1p53, 0x1p60, 0x1.1p60, 1e300, 2.5e305);
  even(file, mpfr_lngamma, 0, 4, 120);
  even(file, mpfr_lngamma, 0, 100, 120);
  spread(file, mpfr_lngamma, 1, -1000, 1014, 150);
  fclose(file);
  file = open_table(folder, "gamma_cdf", "x,shape", "P(shape, x)");
  static const double shape[] = {1e-6, 0.01, 0.3, 1,     1.5,    3,   7.5,     12,    50,
                                 300,  4000, 5e4, 99999, 100001, 3e5, 1048576, 3.7e6, 2e7};
  for (int k = 0; k < 18; k++) {
    const double a = shape[k], s = sqrt(a);
    for (int i = 0; i < 20; i++) gamma_row(file, a < 1 ? exp2(uniform(-20, 5)) : a + uniform(-6, 6) * s, a);
    for (int i = 0; i < 6; i++) gamma_row(file, a < 30 ? uniform(0, 3 * a + 20) : a + uniform(-30, 9) * s, a);
    if (a < 100) gamma_row(file, a * 1e-20, a);
    gamma_row(file, a, a);
  }
  fclose(file);
}

static void beta_row(FILE *file, double x, double a, double b)
{
  if (!(x > 0.0 && x < 1.0)) return;
  beta_cdf(value, x, a, b);
  if (mpfr_get_d(value, NEAREST) < (x > 0.5 ? 0x1p-200 : 1e-300)) return;
  fprintf(file, "%a,%a,%a,", x, a, b);
  close_row(file, value);
}

static void write_beta(const char *folder)
{
  FILE *const file = open_table(folder, "beta_cdf", "x,a,b", "I_x(a, b)");
  static const double ab[][2] = {{1, 1},     {0.5, 0.5}, {2, 3},     {1e-6, 2},   {2, 1e-6},  {1e-3, 1e-3},
                                 {0.1, 40},  {40, 0.1},  {5, 5},     {11, 2.5},   {30, 200},  {1000, 3},
                                 {0.7, 1e6}, {1e6, 0.7}, {500, 500}, {12345, 54}, {1e4, 2e4}, {1e5, 1e5},
                                 {1e6, 1e6}, {1e6, 30},  {25, 1e6},  {1e6, 3e5},  {8, 8.5},   {1e-9, 1e6}};
  for (int k = 0; k < 24; k++) {
    const double a = ab[k][0], b = ab[k][1], n = a + b, mean = a / n, s = sqrt(mean * (b / n) / (n + 1));
    for (int i = 0; i < 14; i++) beta_row(file, mean + uniform(-6, 6) * s, a, b);
    for (int i = 0; i < 5; i++) beta_row(file, uniform(0, 1), a, b);
    for (int i = 0; i < 4; i++) beta_row(file, mean * exp2(uniform(-60 / fmax(a, 1), 0)), a, b);
    beta_row(file, mean, a, b);
  }
  fclose(file);
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    fprintf(stderr, "usage: make_math_reference FOLDER\n");
    return 2;
  }
  mpfr_inits2(BITS, argument, value, (mpfr_ptr)0);
  write_exponentials(argv[1]);
  write_logarithms(argv[1]);
  write_pow(argv[1]);
  write_normal(argv[1]);
  write_gamma(argv[1]);
  write_beta(argv[1]);
  mpfr_clears(argument, value, (mpfr_ptr)0);
  return 0;
}
