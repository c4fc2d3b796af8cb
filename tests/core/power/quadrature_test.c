/* Do the nodes integrate what they should, and does the bound hold? */
#include "games.h"

#include "power/modular.h"
#include "power/quadrature.h"

static double mean_of_power(int m, double a, double b, int s, int r)
{
  static double node[ENT_QUADRATURE_MAX], weight[ENT_QUADRATURE_MAX], scratch[ENT_QUADRATURE_MAX];
  assert_int_equal(ent_quadrature_beta(m, a, b, node, weight, scratch, NULL), ENT_OK);
  double sum = 0;
  for (int k = 0; k < m; k++) {
    assert_true(node[k] > 0 && node[k] < 1 && weight[k] > 0 && (k == 0 || node[k] > node[k - 1]));
    if (a == b) assert_true(node[k] + node[m - 1 - k] == 1 && weight[k] == weight[m - 1 - k]);
    sum += weight[k] * ent_pow(node[k], s) * ent_pow(1 - node[k], r);
  }
  return sum;
}

/* Mean of t^s (1 - t)^r under Beta(a, b): B(a + s, b + r) / B(a, b). */
static double closed_form(double a, double b, int s, int r)
{
  double x = 1;
  for (int i = 0; i < s; i++) x *= (a + i) / (a + b + i);
  for (int i = 0; i < r; i++) x *= (b + i) / (a + b + s + i);
  return x;
}

static void polynomials_are_exact(void **state)
{
  (void)state;
  static const double shape[][2] = {{1, 1}, {0.5, 0.5}, {2, 2}, {0.25, 3}, {7.5, 1.25}, {1000, 1000}, {30, 2}};
  for (size_t i = 0; i < sizeof shape / sizeof *shape; i++)
    for (int m = 1; m <= 40; m += m < 8 ? 1 : 8)
      for (int s = 0; s <= 2 * m - 1; s += 3)
        assert_close(mean_of_power(m, shape[i][0], shape[i][1], s, 2 * m - 1 - s) /
                       closed_form(shape[i][0], shape[i][1], s, 2 * m - 1 - s),
                     1, 1e-11);
}

/* The bound covers the terms of which every pivot probability is made, C(n-1, s) t^s (1-t)^(n-1-s), and is not idle. */
static void bound_holds(void **state)
{
  (void)state;
  for (int n = 2; n <= 400; n += 1 + n / 7) {
    const int m = ent_quadrature_nodes(n, 1e-13);
    assert_true(ent_quadrature_bound(n, m) <= 1e-13 && m <= (n + 1) / 2);
    assert_true(m == 1 || ent_quadrature_bound(n, m - 1) > 1e-13);
    for (int few = m; few > 0; few -= 1 + few / 4) {
      const double bound = ent_quadrature_bound(n, few);
      for (int s = 0; s < n; s += 1 + n / 9) {
        double binomial = 1;
        for (int i = 0; i < s; i++) binomial = binomial * (n - 1 - i) / (i + 1);
        if (binomial > 1e280) continue;
        const double error = fabs(binomial * mean_of_power(few, 1, 1, s, n - 1 - s) - 1.0 / n);
        if (error > bound + 1e-13) fail_msg("n %d, nodes %d, s %d: %g beyond %g", n, few, s, error, bound);
      }
    }
  }
  assert_true(ent_quadrature_nodes(190, 1e-13) < 60 && ent_quadrature_nodes(5000, 1e-13) < 400);
}

static void primes(void **state)
{
  (void)state;
  ent_prime prime[40];
  ent_primes_below(100, 24, prime);
  assert_true(prime[0].whole == 97 && prime[1].whole == 89 && prime[23].whole == 3);
  ent_primes_below(UINT64_C(1) << 47, 3, prime);
  assert_true(prime[0].whole == (UINT64_C(1) << 47) - 115 && prime[1].whole == (UINT64_C(1) << 47) - 127);
  ent_primes_below(3000, 40, prime);
  for (int i = 0; i < 40; i++)
    for (uint64_t d = 2; d * d <= prime[i].whole; d++) assert_true(prime[i].whole % d != 0);
}

static void residues(void **state)
{
  (void)state;
  uint64_t seed = 71;
  ent_prime prime[2];
  ent_primes_below(UINT64_C(1) << 47, 2, prime);
  for (int round = 0; round < 20000; round++) {
    const ent_prime *const p = &prime[round % 2];
    const uint64_t a = chance(&seed) % p->whole, b = chance(&seed) % p->whole;
    uint64_t slow = 0;
    for (int bit = 46; bit >= 0; bit--) slow = (2 * slow + (a >> bit & 1U ? b : 0)) % p->whole;
    assert_true(ent_modular_product(a, b, p) == slow);
    if (a) assert_true(ent_modular_product(a, ent_modular_inverse(a, p), p) == 1);
    const int64_t x = (int64_t)(chance(&seed) % (UINT64_C(1) << 53)) - (INT64_C(1) << 52);
    const double r = ent_reduce((double)x, p->p, p->inverse);
    assert_true(fabs(r) <= p->p * 0.500001);
    const int64_t rest = x % (int64_t)p->whole;
    assert_true(ent_residue((double)x, p) == (uint64_t)(rest < 0 ? rest + (int64_t)p->whole : rest));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(polynomials_are_exact),
    cmocka_unit_test(bound_holds),
    cmocka_unit_test(primes),
    cmocka_unit_test(residues),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
