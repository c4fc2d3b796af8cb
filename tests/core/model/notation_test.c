/* What every notation means, checked against independent numbers; what is wrong, and in which column. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/dist.h"
#include "support/tiny_text.h"

enum {
  REAL = ENT_DOMAIN_REAL,
  POSITIVE = ENT_DOMAIN_POSITIVE,
  SHARE = ENT_DOMAIN_SHARE,
  SIGNED = ENT_DOMAIN_SIGNED,
  COUNT = ENT_DOMAIN_COUNT
};

static const char *const column[] = {"country", "exits", "leader_years"};
static const char *const source[] = {"", "Made up", ""};
static const char *const cell[] = {"PRO", "13", "77.5", "NIL", "0", "0", "TXT", "x", ""};
static const ent_table leaders = {"leaders", "../data/leaders.csv", 3, 3, column, source, cell, NULL};

static ent_arena arena;

static int open_arena(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_arena_open(&arena, &memory);
  return 0;
}

static int close_arena(void **state)
{
  (void)state;
  ent_arena_close(&arena);
  return 0;
}

static ent_notation read(const char *text, int domain)
{
  ent_notation n;
  ent_error err;
  if (ent_notation_read(text, strlen(text), (ent_domain)domain, &leaders, NULL, &arena, &n, &err) != ENT_OK)
    fail_msg("%s: column %d: %s", text, err.column, err.message);
  assert_int_equal(ent_notation_check(text, strlen(text), (ent_domain)domain, &leaders, &arena, NULL), ENT_OK);
  return n;
}

static void close_to(const char *what, double x, double y, double tolerance)
{
  if (!(fabs(x - y) <= tolerance)) fail_msg("%s: %.17g is not %.17g within %g", what, x, y, tolerance);
}

/* P(X <= x) of a text's distribution from many quantiles, as a sampler would see it. */
static double share_below(const ent_dist *d, double x)
{
  enum { N = 20000 };
  int count = 0;
  for (int i = 0; i < N; i++) count += ent_dist_quantile(d, (i + 0.5) / N) <= x;
  return (double)count / N;
}

static void test_known(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int domain;
    double value;
  } table[] = {
    {"70", REAL, 70},
    {" 70 ", REAL, 70},
    {"-0.5", SIGNED, -0.5},
    {"70%", SHARE, 0.7},
    {"70 %", SHARE, 0.7},
    {"0", SHARE, 0},
    {"1", SHARE, 1},
    {"0", POSITIVE, 0},
    {"12", COUNT, 12},
    {"1e3", COUNT, 1000},
    {"+.5", REAL, 0.5},
    {"-1", SIGNED, -1},
    {"5 to 5", REAL, 5},
    {"5..5", REAL, 5},
    {"5 +- 0", REAL, 5},
    {"between(5, 5, 5)", REAL, 5},
    {"cell(leaders, PRO, exits)", REAL, 13},
    {"cell(leaders, PRO, exits) * 0.5", REAL, 6.5},
    {"cell(leaders, \"PRO\", exits) * 50%", POSITIVE, 6.5},
    {"1e300", REAL, 1e300},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const ent_notation n = read(table[i].text, table[i].domain);
    assert_int_equal(n.dist.kind, ENT_DIST_KNOWN);
    assert_true(n.dist.a == table[i].value);
    assert_true(n.words[0] != '\0');
  }
}

/* The ends of an interval are the quantiles that its coverage says, in every domain, to the last digits. */
static void test_interval_ends(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int domain;
    double low, high, tail;
  } table[] = {
    {"60 to 80", REAL, 60, 80, 0.05},
    {"-80 to -60", REAL, -80, -60, 0.05},
    {"60 to 80", POSITIVE, 60, 80, 0.05},
    {"60% to 80%", SHARE, 0.6, 0.8, 0.05},
    {"-0.7 to -0.2", SIGNED, -0.7, -0.2, 0.05},
    {"0.6 to 0.8 @50%", SHARE, 0.6, 0.8, 0.25},
    {"60 to 80 @50%", REAL, 60, 80, 0.25},
    {"60 to 80 @ 0.5", POSITIVE, 60, 80, 0.25},
    {"-0.7 to 0.9 @50%", SIGNED, -0.7, 0.9, 0.25},
    {"60 to 80 @99.9%", REAL, 60, 80, 0.0005},
    {"60 to 80 @1%", REAL, 60, 80, 0.495},
    {"70 ± 10", REAL, 60, 80, 0.05},
    {"70 +- 10", POSITIVE, 60, 80, 0.05},
    {"70% ± 10%", SHARE, 0.6, 0.8, 0.05},
    {"70±10", REAL, 60, 80, 0.05},
    {"0.001 to 0.999", SHARE, 0.001, 0.999, 0.05},
    {"1e-6 to 1e6", POSITIVE, 1e-6, 1e6, 0.05},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const ent_notation n = read(table[i].text, table[i].domain);
    const double size = fabs(table[i].low) + fabs(table[i].high);
    assert_int_equal(n.dist.kind, ENT_DIST_NORMAL);
    close_to(table[i].text, ent_dist_quantile(&n.dist, table[i].tail), table[i].low, 1e-12 * size);
    close_to(table[i].text, ent_dist_quantile(&n.dist, 1 - table[i].tail), table[i].high, 1e-12 * size);
    close_to(table[i].text, ent_dist_cdf(&n.dist, table[i].low), table[i].tail, 1e-12);
  }
  const ent_notation count = read("60 to 80", COUNT);
  assert_true(ent_dist_quantile(&count.dist, 0.05) == 60 && ent_dist_quantile(&count.dist, 0.95) == 80);
  for (double u = 0.01; u < 1; u += 0.017) {
    const double x = ent_dist_quantile(&count.dist, u);
    assert_true(x == floor(x));
  }
}

/* The middle of an interval: the mean on the domain's own scale. */
static void test_interval_shapes(void **state)
{
  (void)state;
  const ent_notation real = read("60 to 80", REAL), positive = read("50 to 200", POSITIVE);
  const ent_notation share = read("0.2 to 0.8", SHARE), sign = read("-0.5 to 0.5", SIGNED);
  close_to("normal", ent_dist_quantile(&real.dist, 0.5), 70, 1e-12);
  close_to("normal", ent_dist_quantile(&real.dist, 0.8413447460685429), 70 + 10 / 1.6448536269514722, 1e-11);
  close_to("lognormal", ent_dist_quantile(&positive.dist, 0.5), 100, 1e-12);
  close_to("logit-normal", ent_dist_quantile(&share.dist, 0.5), 0.5, 1e-15);
  close_to("logit-normal", ent_dist_quantile(&sign.dist, 0.5), 0, 1e-15);
}

static void test_uniform_and_words(void **state)
{
  (void)state;
  const ent_notation u = read("60..80", REAL);
  assert_int_equal(u.dist.kind, ENT_DIST_UNIFORM);
  assert_true(ent_dist_quantile(&u.dist, 0.25) == 65);
  const ent_notation zero = read("0..0.2", SHARE), negative = read("-0.2%..0%", REAL);
  close_to("0..0.2", ent_dist_quantile(&zero.dist, 0.5), 0.1, 1e-15);
  close_to("-0.2%..0%", ent_dist_quantile(&negative.dist, 0.5), -0.001, 1e-15);
  /* ICD 203 (ODNI 2015), the table of page 3 */
  static const struct {
    const char *word;
    double low, high;
  } icd[] = {
    {"almost no chance", .01, .05},
    {"remote", .01, .05},
    {"very unlikely", .05, .20},
    {"unlikely", .20, .45},
    {"roughly even chance", .45, .55},
    {"roughly even", .45, .55},
    {"likely", .55, .80},
    {"probable", .55, .80},
    {"very likely", .80, .95},
    {"almost certain", .95, .99},
    {"nearly certain", .95, .99},
    {"very  likely", .80, .95},
  };
  for (size_t i = 0; i < sizeof icd / sizeof *icd; i++) {
    const ent_notation n = read(icd[i].word, SHARE);
    close_to(icd[i].word, ent_dist_quantile(&n.dist, 1e-9), icd[i].low, 1e-8);
    close_to(icd[i].word, ent_dist_quantile(&n.dist, 1 - 1e-9), icd[i].high, 1e-8);
  }
}

/* The regularised incomplete beta function for whole parameters is a binomial tail: an independent way to it. */
static double binomial_tail(double x, int a, int b)
{
  const int n = a + b - 1;
  double sum = 0;
  for (int k = a; k <= n; k++)
    sum += exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)) * pow(x, k) * pow(1 - x, n - k);
  return sum;
}

static void test_beta_and_pert(void **state)
{
  (void)state;
  const ent_notation beta = read("beta(3, 7)", SHARE);
  assert_int_equal(beta.dist.kind, ENT_DIST_TABLE);
  for (double u = 0.02; u < 1; u += 0.049)
    close_to("beta(3, 7)", binomial_tail(ent_dist_quantile(&beta.dist, u), 3, 7), u, 5e-5);
  /* PERT(0, 3, 9): Beta(1 + 4/3, 1 + 8/3) on [0, 9]; mean (0 + 4*3 + 9)/6 = 3.5 (Malcolm et al. 1959) */
  const ent_notation pert = read("between(0, 3, 9)", REAL);
  double mean = 0;
  enum { N = 20000 };
  for (int i = 0; i < N; i++) mean += ent_dist_quantile(&pert.dist, (i + 0.5) / N) / N;
  close_to("PERT's mean", mean, 3.5, 1e-4);
  close_to("PERT's low end", ent_dist_quantile(&pert.dist, 1e-12), 0, 0.01);
  close_to("PERT's high end", ent_dist_quantile(&pert.dist, 1 - 1e-12), 9, 0.05);
  /* between(60, 60, 80): the mode at an end is allowed; Beta(1, 5): P(X <= x) = 1 - (1 - x)^5 */
  const ent_notation end = read("between(60, 60, 80)", REAL);
  close_to("PERT at an end", ent_dist_quantile(&end.dist, 0.5), 60 + 20 * (1 - pow(0.5, 0.2)), 1e-3);
}

static void test_gamma_and_exits(void **state)
{
  (void)state;
  /* whole shape: P(X <= x) = 1 - sum of Poisson(rate x) below the shape */
  const ent_notation g = read("gamma(3, 20)", SHARE);
  for (double u = 0.02; u < 1; u += 0.049) {
    const double y = 20 * ent_dist_quantile(&g.dist, u);
    close_to("gamma(3, 20)", 1 - exp(-y) * (1 + y + y * y / 2), u, 5e-5);
  }
  const ent_notation wide = read("gamma(3, 1)", SHARE); /* cut to 1 */
  assert_true(ent_dist_quantile(&wide.dist, 0.9) == 1 && ent_dist_quantile(&wide.dist, 0.01) < 1);
  /* Jeffreys posterior of a hazard: Gamma(exits + 1/2, years) */
  const ent_notation exits = read("exits(leaders, PRO)", SHARE), same = read("gamma(13.5, 77.5)", SHARE);
  for (int k = 0; k < ENT_KNOTS; k++) assert_true(exits.dist.knot[k] == same.dist.knot[k]);
  assert_string_equal(exits.origin, "data/leaders.csv, row PRO, column exits (Made up)");
}

static void test_mixture(void **state)
{
  (void)state;
  const ent_notation m = read("mix(0.3: 10 to 20, 0.7: 60 to 80)", REAL);
  const ent_notation a = read("10 to 20", REAL), b = read("60 to 80", REAL);
  /* a gap between the parts is bridged within one step of the table, 12/512 in the score: up to 0.0047 in P */
  for (double x = 5; x < 90; x += 1.7)
    close_to("mix", share_below(&m.dist, x), 0.3 * ent_dist_cdf(&a.dist, x) + 0.7 * ent_dist_cdf(&b.dist, x), 0.005);
  /* weights count in proportion, parts may be nested and known */
  const ent_notation thrice = read("mix(3: 10 to 20, 7: 60 to 80)", REAL);
  for (int k = 0; k < ENT_KNOTS; k++) close_to("mix 3:7", thrice.dist.knot[k], m.dist.knot[k], 1e-9);
  const ent_notation nested = read("mix(1: 0.1, 1: mix(1: 0.4, 1: likely), 2: beta(2, 5))", SHARE);
  close_to("nested", share_below(&nested.dist, 0.41), 0.25 + 0.125 + 0.5 * binomial_tail(0.41, 2, 5), 5e-3);
  const ent_notation one = read("mix(5: 60 to 80)", POSITIVE), plain = read("60 to 80", POSITIVE);
  for (double u = 0.05; u < 1; u += 0.09)
    close_to("mix of one", ent_dist_quantile(&one.dist, u), ent_dist_quantile(&plain.dist, u), 1e-3);
}

/* A table's error between its knots, against the exact inverse: below 1e-4 of the distribution's width in the body. */
static void test_tabulated_error(void **state)
{
  (void)state;
  const ent_notation beta = read("beta(2, 5)", SHARE), gamma = read("gamma(2, 3)", POSITIVE);
  for (double u = 0.001; u < 0.9995; u += 0.00037) {
    close_to("beta table", ent_dist_quantile(&beta.dist, u), ent_beta_quantile(u, 2, 5), 3e-5);
    close_to("gamma table", ent_dist_quantile(&gamma.dist, u), ent_gamma_quantile(u, 2, 3), 1e-4);
  }
}

static void test_words(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int domain;
    const char *words;
  } table[] = {
    {"70%", SHARE, "0.7"},
    {"60 to 80", REAL, "90 % interval"},
    {"60 to 80", REAL, "normal"},
    {"60 to 80", POSITIVE, "lognormal"},
    {"0.6 to 0.8 @50%", SHARE, "50 % interval"},
    {"0.6 to 0.8", SHARE, "logit-normal"},
    {"60..80", REAL, "between 60 and 80"},
    {"between(60, 65, 80)", REAL, "PERT"},
    {"likely", SHARE, "ICD 203"},
    {"beta(2, 5)", SHARE, "Beta"},
    {"gamma(2, 5)", SHARE, "Gamma"},
    {"mix(1: 2, 1: 3)", REAL, "mixture"},
    {"exits(leaders, PRO)", SHARE, "Jeffreys"},
    {"cell(leaders, PRO, exits)", REAL, "leaders"},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const ent_notation n = read(table[i].text, table[i].domain);
    if (!strstr(n.words, table[i].words)) fail_msg("%s: %s", table[i].text, n.words);
  }
}

static const struct {
  const char *text;
  int domain;
  ent_status code;
  int column;
  const char *meant;
} faults[] = {
  {"", REAL, ENT_SYNTAX, 1, NULL},
  {"   ", REAL, ENT_SYNTAX, 4, NULL},
  {"seventy", REAL, ENT_SYNTAX, 1, NULL},
  {"70 apples", REAL, ENT_SYNTAX, 4, NULL},
  {"60 to", REAL, ENT_SYNTAX, 6, NULL},
  {"60 to x", REAL, ENT_SYNTAX, 7, NULL},
  {"60 toast 80", REAL, ENT_SYNTAX, 4, NULL},
  {"60..", REAL, ENT_SYNTAX, 5, NULL},
  {"60 to 80 to 90", REAL, ENT_SYNTAX, 10, NULL},
  {"80 to 60", REAL, ENT_ARGUMENT, 1, NULL},
  {"80..60", REAL, ENT_ARGUMENT, 1, NULL},
  {"5 +- -1", REAL, ENT_ARGUMENT, 6, NULL},
  {"1.5", SHARE, ENT_ARGUMENT, 1, NULL},
  {"-0.1", SHARE, ENT_ARGUMENT, 1, NULL},
  {"150%", SHARE, ENT_ARGUMENT, 1, NULL},
  {"-1", POSITIVE, ENT_ARGUMENT, 1, NULL},
  {"-1.5", SIGNED, ENT_ARGUMENT, 1, NULL},
  {"1.5", COUNT, ENT_ARGUMENT, 1, NULL},
  {"-1", COUNT, ENT_ARGUMENT, 1, NULL},
  {"1e16", COUNT, ENT_ARGUMENT, 1, NULL},
  {"1e301", REAL, ENT_ARGUMENT, 1, NULL},
  {"1e999", REAL, ENT_ARGUMENT, 1, NULL},
  {"nan", REAL, ENT_SYNTAX, 1, NULL},
  {"inf", REAL, ENT_SYNTAX, 1, NULL},
  {"0 to 0.2", SHARE, ENT_ARGUMENT, 1, NULL},
  {"0.2 to 1", SHARE, ENT_ARGUMENT, 1, NULL},
  {"0 to 5", POSITIVE, ENT_ARGUMENT, 1, NULL},
  {"-1 to 0", SIGNED, ENT_ARGUMENT, 1, NULL},
  {"0 to 5", COUNT, ENT_ARGUMENT, 1, NULL},
  {"0.1 ± 0.2", SHARE, ENT_ARGUMENT, 1, NULL},
  {"60 to 80 @", REAL, ENT_SYNTAX, 11, NULL},
  {"60 to 80 @0.5%", REAL, ENT_ARGUMENT, 11, NULL},
  {"60 to 80 @100%", REAL, ENT_ARGUMENT, 11, NULL},
  {"60..80 @50%", REAL, ENT_SYNTAX, 8, NULL},
  {"0.5..2", COUNT, ENT_ARGUMENT, 1, NULL},
  {"1..2.5", COUNT, ENT_ARGUMENT, 1, NULL},
  {"likely", REAL, ENT_ARGUMENT, 1, NULL},
  {"likely", SIGNED, ENT_ARGUMENT, 1, NULL},
  {"likelyish", SHARE, ENT_SYNTAX, 1, "did you mean \"likely\"?"},
  {"likley", SHARE, ENT_SYNTAX, 1, "did you mean \"likely\"?"},
  {" Very Unlikly", SHARE, ENT_SYNTAX, 2, "did you mean \"very unlikely\"?"},
  {"mix(1: likley, 1: 0.3)", SHARE, ENT_SYNTAX, 8, "A number is expected here"},
  {"betwen (1, 2, 3)", REAL, ENT_SYNTAX, 1, "did you mean \"between\"?"},
  {"very", SHARE, ENT_SYNTAX, 1, NULL},
  {"likely so", SHARE, ENT_SYNTAX, 8, NULL},
  {"between(60, 65)", REAL, ENT_SYNTAX, 15, NULL},
  {"between(60, 65, 80", REAL, ENT_SYNTAX, 19, NULL},
  {"between(60, 85, 80)", REAL, ENT_ARGUMENT, 1, NULL},
  {"between(70, 65, 80)", REAL, ENT_ARGUMENT, 1, NULL},
  {"between(0.2, 0.5, 1.5)", SHARE, ENT_ARGUMENT, 1, NULL},
  {"between(a, b, c)", REAL, ENT_SYNTAX, 9, NULL},
  {"beta(2, 5)", REAL, ENT_ARGUMENT, 1, NULL},
  {"beta(0, 5)", SHARE, ENT_ARGUMENT, 1, NULL},
  {"beta(2, 1e7)", SHARE, ENT_ARGUMENT, 1, NULL},
  {"beta(2)", SHARE, ENT_SYNTAX, 7, NULL},
  {"gamma(2, 5)", REAL, ENT_ARGUMENT, 1, NULL},
  {"gamma(2, 5)", SIGNED, ENT_ARGUMENT, 1, NULL},
  {"gamma(0, 5)", SHARE, ENT_ARGUMENT, 1, NULL},
  {"gamma(2, 0)", POSITIVE, ENT_ARGUMENT, 1, NULL},
  {"mix()", REAL, ENT_SYNTAX, 5, NULL},
  {"mix(1 2)", REAL, ENT_SYNTAX, 7, NULL},
  {"mix(0: 2)", REAL, ENT_ARGUMENT, 5, NULL},
  {"mix(-1: 2)", REAL, ENT_ARGUMENT, 5, NULL},
  {"mix(1: 2", REAL, ENT_SYNTAX, 9, NULL},
  {"mix(1: 2; 1: 3)", REAL, ENT_SYNTAX, 9, NULL},
  {"mix(1: 2, 1: 300%)", SHARE, ENT_ARGUMENT, 8, NULL},
  {"mix(1: 0.5, 1: 300%)", SHARE, ENT_ARGUMENT, 16, NULL},
  {"mix(1:1,1:1,1:1,1:1,1:1,1:1,1:1,1:1,1:1)", REAL, ENT_LIMIT, 37, NULL},
  {"mix(1: mix(1: mix(1: mix(1: 2))))", REAL, ENT_LIMIT, 26, NULL},
  {"cell(leader, PRO, exits)", REAL, ENT_REFERENCE, 6, "leaders"},
  {"cell(leaders, PRQ, exits)", REAL, ENT_REFERENCE, 15, "PRO"},
  {"cell(leaders, PRO, exit)", REAL, ENT_REFERENCE, 20, "exits"},
  {"cell(leaders, TXT, exits)", REAL, ENT_ARGUMENT, 15, NULL},
  {"cell(leaders, PRO)", REAL, ENT_SYNTAX, 18, NULL},
  {"cell(leaders, PRO, exits", REAL, ENT_SYNTAX, 25, NULL},
  {"cell(, PRO, exits)", REAL, ENT_SYNTAX, 6, NULL},
  {"cell(leaders, PRO, exits) * x", REAL, ENT_SYNTAX, 29, NULL},
  {"cell(leaders, PRO, exits)", SHARE, ENT_ARGUMENT, 1, NULL},
  {"exits(leaders, NIL)", SHARE, ENT_ARGUMENT, 1, NULL},
  {"exits(leaders, TXT)", SHARE, ENT_ARGUMENT, 16, NULL},
  {"exits(nothing, PRO)", SHARE, ENT_REFERENCE, 7, NULL},
};

static void test_errors(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    ent_notation n = {.words = "untouched"};
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_notation_read(faults[i].text, strlen(faults[i].text), (ent_domain)faults[i].domain,
                                                &leaders, NULL, &arena, &n, &err);
    if (status != faults[i].code || err.code != status || err.column != faults[i].column)
      fail_msg("\"%s\": %s in column %d: %s", faults[i].text, ent_status_name(status), err.column, err.message);
    assert_string_equal(n.words, "untouched");
    ent_error same = {.code = ENT_OK};
    assert_int_equal(
      ent_notation_check(faults[i].text, strlen(faults[i].text), (ent_domain)faults[i].domain, &leaders, &arena, &same),
      status);
    assert_int_equal(same.column, err.column);
    assert_string_equal(same.message, err.message);
    const bool suggests = strstr(err.message, "did you mean") != NULL;
    if (suggests != (faults[i].meant != NULL) || (suggests && !strstr(err.message, faults[i].meant)))
      fail_msg("\"%s\": %s", faults[i].text, err.message);
  }
}

/* The text ends where its size says, not at a NUL. */
static void test_size(void **state)
{
  (void)state;
  ent_notation n;
  assert_int_equal(ent_notation_read("60 to 80!", 8, ENT_DOMAIN_REAL, NULL, NULL, &arena, &n, NULL), ENT_OK);
  assert_int_equal(ent_notation_read("60 to 80!", 2, ENT_DOMAIN_REAL, NULL, NULL, &arena, &n, NULL), ENT_OK);
  assert_true(n.dist.a == 60);
  assert_int_equal(ent_notation_read("cell(leaders, PRO, exits)", 25, ENT_DOMAIN_REAL, NULL, NULL, &arena, &n, NULL),
                   ENT_REFERENCE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_known),
    cmocka_unit_test(test_interval_ends),
    cmocka_unit_test(test_interval_shapes),
    cmocka_unit_test(test_uniform_and_words),
    cmocka_unit_test(test_beta_and_pert),
    cmocka_unit_test(test_gamma_and_exits),
    cmocka_unit_test(test_mixture),
    cmocka_unit_test(test_tabulated_error),
    cmocka_unit_test(test_words),
    cmocka_unit_test(test_errors),
    cmocka_unit_test(test_size),
  };
  return cmocka_run_group_tests(tests, open_arena, close_arena);
}
