/* draw_test.c - are the draws what the scenario says?  Shapes against their distribution functions (Kolmogorov-
 * Smirnov), rank correlations, and the common factor against the probability of adoption by quadrature. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/vary.h"
#include "study/world.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define DRAWS 100000
#define TEXT_MAX 8192

static ent_scenario *seal(const char *text)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  ent_status status = ent_builder_open(&memory, &b, &err);
  if (status == ENT_OK) status = tiny_read(text, b, &err);
  if (status == ENT_OK) status = ent_scenario_seal(b, &memory, &s, &err, 1, &found);
  if (status != ENT_OK) fprintf(stderr, "%s: %s: %s\n", ent_status_name(status), err.path, err.message);
  ent_builder_close(b);
  assert_int_equal(status, ENT_OK);
  return s;
}

/* ---- shapes ---- */

/* Each number stands where nothing else depends on it; `cdf` is its distribution function. */
static double normal(double x)
{
  return ent_normal_cdf((x - 2) / (3 / 1.6448536269514722)); /* -1 to 5 */
}

static double lognormal(double x)
{
  const double low = log(2.0), high = log(18.0);
  return x <= 0 ? 0 : ent_normal_cdf((log(x) - (low + high) / 2) / ((high - low) / 2 / 1.6448536269514722));
}

static double logit(double x)
{
  return log(x / (1 - x));
}

static double logitnormal(double x)
{
  const double low = logit(0.2), high = logit(0.7); /* @50%: quartiles */
  return ent_normal_cdf((logit(x) - (low + high) / 2) / ((high - low) / 2 / 0.67448975019608174));
}

static double signednormal(double x)
{
  const double low = logit(0.35), high = logit(0.8); /* -0.3 to 0.6 on the way from -1 to 1 */
  return ent_normal_cdf((logit((x + 1) / 2) - (low + high) / 2) / ((high - low) / 2 / 1.6448536269514722));
}

static double uniform(double x)
{
  return x < -2 ? 0 : x > 7 ? 1 : (x + 2) / 9;
}

static double pert(double x)
{
  const double a = 1 + 4 * (3.0 - 1) / (9 - 1), b = 1 + 4 * (9 - 3.0) / (9 - 1); /* between(1, 3, 9) */
  return x <= 1 ? 0 : x >= 9 ? 1 : ent_beta_cdf((x - 1) / 8, a, b);
}

static double beta(double x)
{
  return ent_beta_cdf(x, 2, 6);
}

static double gamma_shape(double x)
{
  return x <= 0 ? 0 : ent_gamma_cdf(x, 3.5, 17.26);
}

static double mixture(double x)
{
  return 0.3 * uniform(x) + 0.7 * normal(x);
}

static double likely(double x)
{
  return x < 0.55 ? 0 : x > 0.8 ? 1 : (x - 0.55) / 0.25; /* the word's range, evenly */
}

static const struct shape {
  const char *path, *text;
  double (*cdf)(double x);
} shapes[] = {
  {"deal.outside.status_quo", "-1 to 5", normal},
  {"deal.outside.rival_tie", "2 to 18", lognormal},
  {"deal.outside.rival_loss", "0.2 to 0.7 @50%", logitnormal},
  {"deal.will.support", "-0.3 to 0.6", signednormal},
  {"terms.seat.flow", "-2..7", uniform},
  {"terms.seat.after", "between(1, 3, 9)", pert},
  {"deal.leverage", "beta(2, 6)", beta},
  {"deal.renege", "gamma(3.5, 17.26)", gamma_shape},
  {"terms.seat.upfront", "mix(0.3: -2..7, 0.7: -1 to 5)", mixture},
  {"terms.seat.honours", "likely", likely},
};

#define SHAPES (sizeof shapes / sizeof *shapes)

static int ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double *samples[SHAPES];
static int input_of[SHAPES];

static void draw_all(const ent_scenario *s)
{
  double *scratch = calloc(1, ent_draw_bytes(s));
  assert_non_null(scratch);
  ent_draw d = ent_draw_lay(s, scratch);
  for (uint64_t i = 0; i < DRAWS; i++) {
    ent_draw_sample(&d, 2024, i);
    for (size_t k = 0; k < SHAPES; k++) samples[k][i] = d.x[input_of[k]];
  }
  free(scratch);
}

static void test_shapes(void **state)
{
  const ent_allocator memory = tiny_memory();
  char text[SHAPES][96];
  const char *change[SHAPES + 1] = {NULL};
  (void)state;
  for (size_t k = 0; k < SHAPES; k++) {
    snprintf(text[k], sizeof text[k], "%s=%s", shapes[k].path, shapes[k].text);
    change[k] = text[k];
    samples[k] = malloc(DRAWS * sizeof(double));
    assert_non_null(samples[k]);
  }
  ent_scenario *const s = small_changed(&memory, change);
  for (size_t k = 0; k < SHAPES; k++) {
    input_of[k] = ent_scenario_find_input(s, shapes[k].path);
    assert_true(input_of[k] >= 0);
  }
  draw_all(s);
  for (size_t k = 0; k < SHAPES; k++) {
    double worst = 0;
    qsort(samples[k], DRAWS, sizeof(double), ascending);
    for (int i = 0; i < DRAWS; i++) {
      const double f = shapes[k].cdf(samples[k][i]);
      worst = fmax(worst, fmax(fabs(f - (double)i / DRAWS), fabs(f - (double)(i + 1) / DRAWS)));
    }
    if (worst > 1.95 / sqrt(DRAWS)) fprintf(stderr, "%s: distance %g\n", shapes[k].text, worst);
    assert_true(worst < 1.95 / sqrt(DRAWS)); /* 0.1 % of right ones are further off; this seed is not among them */
    free(samples[k]);
  }
  ent_scenario_free(s);
}

/* {p5, p50, p95} hits its quantiles; counts are whole numbers. */
static void test_quantiles(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  const int gdp = ent_scenario_find_input(s, "actors.RIV.capability.gdp"); /* p5 20, p50 25, p95 40 */
  double *scratch = calloc(1, ent_draw_bytes(s));
  int below[3] = {0};
  (void)state;
  assert_non_null(scratch);
  ent_draw d = ent_draw_lay(s, scratch);
  for (uint64_t i = 0; i < DRAWS; i++) {
    ent_draw_sample(&d, 1, i);
    below[0] += d.x[gdp] < 20;
    below[1] += d.x[gdp] < 25;
    below[2] += d.x[gdp] < 40;
  }
  assert_true(abs(below[0] - 5000) < 280);
  assert_true(abs(below[1] - 50000) < 640);
  assert_true(abs(below[2] - 95000) < 280);
  free(scratch);
  ent_scenario_free(s);
}

/* ---- correlation ---- */

typedef struct ranked {
  double value;
  int place;
} ranked;

static int by_value(const void *a, const void *b)
{
  return ascending(&((const ranked *)a)->value, &((const ranked *)b)->value);
}

static void to_ranks(double *x, int n)
{
  ranked *r = malloc((size_t)n * sizeof *r);
  assert_non_null(r);
  for (int i = 0; i < n; i++) r[i] = (ranked){x[i], i};
  qsort(r, (size_t)n, sizeof *r, by_value);
  for (int i = 0; i < n; i++) x[r[i].place] = i;
  free(r);
}

static double correlation(const double *x, const double *y, int n)
{
  double mean = (n - 1) / 2.0, xy = 0, xx = 0;
  for (int i = 0; i < n; i++) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) * (x[i] - mean);
  }
  return xy / xx;
}

static void test_rank_correlations(void **state)
{
  static const struct {
    const char *a, *b;
    double rank;
  } pair[] = {
    {"consents.LEAGUE.ALY.support", "consents.HOUSE.MAJ.support", 0.5},
    {"consents.HOUSE.MAJ.support", "deal.will.support", -0.3},
    {"terms.seat.flow", "concessions.border.cost", 0.4},
    {"consents.LEAGUE.ALY.support", "terms.seat.flow", 0},
    {"consents.LEAGUE.ALY.support", "deal.discount", 0},
  };
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  double *x = malloc(DRAWS * sizeof *x), *y = malloc(DRAWS * sizeof *y), *scratch = calloc(1, ent_draw_bytes(s));
  (void)state;
  assert_true(x && y && scratch);
  ent_draw d = ent_draw_lay(s, scratch);
  for (size_t k = 0; k < sizeof pair / sizeof *pair; k++) {
    const int a = ent_scenario_find_input(s, pair[k].a), b = ent_scenario_find_input(s, pair[k].b);
    for (uint64_t i = 0; i < DRAWS; i++) {
      ent_draw_sample(&d, 77, i);
      x[i] = d.x[a];
      y[i] = d.x[b];
    }
    to_ranks(x, DRAWS);
    to_ranks(y, DRAWS);
    const double rank = correlation(x, y, DRAWS);
    if (fabs(rank - pair[k].rank) > 0.012) fprintf(stderr, "%s, %s: %g\n", pair[k].a, pair[k].b, rank);
    assert_true(fabs(rank - pair[k].rank) < 0.012); /* four standard errors, 1 / sqrt(n) */
  }
  free(x);
  free(y);
  free(scratch);
  ent_scenario_free(s);
}

/* ---- streams ---- */

/* Another input, actor or club changes no number of those that were there. */
static void test_streams_stay(void **state)
{
  static const char *const change[] = {"terms.loan.flow=0..1",
                                       "clubs.HOUSE.abstain=0..0.1",
                                       "ties.5.fast=0..0.5",
                                       "actors.NEU.capability.arms=5 to 7",
                                       "conditions.snow.name=snow",
                                       "conditions.snow.probability=0.2 to 0.5",
                                       NULL};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const a = small_scenario(&memory), *const b = small_changed(&memory, change);
  double *one = calloc(1, ent_draw_bytes(a)), *two = calloc(1, ent_draw_bytes(b));
  (void)state;
  assert_true(one && two);
  ent_draw p = ent_draw_lay(a, one), q = ent_draw_lay(b, two);
  for (uint64_t i = 0; i < 20; i++) {
    int changed = 0;
    ent_draw_sample(&p, 9, i);
    ent_draw_sample(&q, 9, i);
    for (int k = 0; k < a->inputs; k++) {
      const int same = ent_scenario_find_input(b, a->input[k].path);
      assert_true(same >= 0);
      changed += p.x[k] != q.x[same];
    }
    assert_true(changed <= 3); /* those that were given another shape */
    for (int k = 0; k < a->seats; k++) assert_true(p.noise[k] == q.noise[k]);
    for (int k = 0; k < a->clubs; k++) assert_true(p.factor[k] == q.factor[k]);
    assert_true(p.survival_u == q.survival_u);
  }
  free(one);
  free(two);
  ent_scenario_free(a);
  ent_scenario_free(b);
}

/* ---- together and one by one ---- */

/* A text that random chance gives to an input of this domain: every kind of shape, and known. */
static const char *some_shape(uint64_t chance, ent_domain domain)
{
  static const char *const share[] = {"0.2 to 0.7", "0.1..0.9", "beta(2, 5)", "0.4"};
  static const char *const sign[] = {"-0.3 to 0.6", "-0.5..0.5", "0.1", "0.2 to 0.3"};
  static const char *const real[] = {"1% to 4%", "0.1..0.3", "pert(0.1, 0.2, 0.5)", "0.02"};
  static const char *const positive[] = {"4 to 8", "5..9", "gamma(2, 3)", "6"};
  const char *const *const list = domain == ENT_DOMAIN_SHARE      ? share
                                  : domain == ENT_DOMAIN_SIGNED   ? sign
                                  : domain == ENT_DOMAIN_POSITIVE ? positive
                                                                  : real;
  return list[chance % 4];
}

/* Seals the small scenario with some inputs in other shapes; NULL where that is not allowed. */
static ent_scenario *some_scenario(const ent_scenario *base, uint64_t number, const ent_allocator *memory)
{
  ent_variation change[6];
  ent_scenario *s = NULL;
  int n = 0;
  for (uint64_t k = 0; k < 6; k++) {
    const int i = (int)(ent_uniform(8, number, k, 0) * base->inputs);
    bool twice = !ent_scenario_varies(base, base->input[i].path);
    for (int j = 0; j < n; j++) twice = twice || strcmp(change[j].path, base->input[i].path) == 0;
    const uint64_t chance = (uint64_t)(4 * ent_uniform(8, number, k, 1));
    if (!twice) change[n++] = (ent_variation){base->input[i].path, some_shape(chance, base->input[i].dist.domain)};
  }
  return ent_scenario_vary(base, change, n, memory, &s, NULL) == ENT_OK ? s : NULL;
}

static void check_one_by_one(const ent_scenario *s, uint64_t draw)
{
  void *const scratch = calloc(1, ent_draw_bytes(s)), *const other = calloc(1, ent_draw_bytes(s));
  assert_true(scratch && other);
  ent_draw many = ent_draw_lay(s, scratch), one = ent_draw_lay(s, other);
  ent_draw_sample(&many, 31, draw);
  for (int i = 0; i < s->inputs; i++)
    if (s->input[i].dist.kind != ENT_DIST_KNOWN) ent_draw_input(&one, 31, draw, i);
  ent_draw_correlated(&one, 31, draw); /* over what was drawn as if it were alone */
  assert_memory_equal(many.x, one.x, (size_t)s->inputs * sizeof(double));
  for (int k = 0; k < s->seats; k++)
    assert_true(many.noise[k] == ent_normal_quantile(ent_uniform(31, draw, s->seat[k].name, 2)));
  for (int c = 0; c < s->clubs; c++)
    assert_true(many.factor[c] == ent_normal_quantile(ent_uniform(31, draw, s->club[c].factor, 1)));
  for (int i = 0; i < s->correlated; i++)
    assert_true(many.score[i] == ent_normal_quantile(ent_uniform(31, draw, s->input[s->correlated_input[i]].name, 0)));
  free(scratch);
  free(other);
}

/* Inputs that are drawn together have the bits of inputs drawn one by one, whatever their shapes. */
static void test_one_by_one(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const base = small_scenario(&memory);
  int tried = 0;
  (void)state;
  for (uint64_t draw = 0; draw < 300; draw++) check_one_by_one(base, draw);
  for (uint64_t number = 0; number < 300; number++) {
    ent_scenario *const s = some_scenario(base, number, &memory);
    for (uint64_t draw = 0; s && draw < 5; draw++) check_one_by_one(s, number + draw);
    tried += s != NULL;
    if (s) ent_scenario_free(s);
  }
  assert_true(tried > 50);
  ent_scenario_free(base);
}

/* ---- the common factor ---- */

#define G7 7
static const double says_yes[G7] = {0.05, 0.08, 0.06, 0.35, 0.15, 0.04, 0.95};

/* P(at least `quota` yes), common factor integrated by the midpoint rule: members are independent given the factor. */
static double adoption(const double *p, double rho, int quota)
{
  const int nodes = 4000;
  double total = 0;
  for (int k = 0; k < nodes; k++) {
    const double f = -8 + 16 * (k + 0.5) / nodes, weight = exp(-f * f / 2) / sqrt(2 * 3.14159265358979324) * 16 / nodes;
    double count[G7 + 1] = {1};
    for (int m = 0; m < G7; m++) {
      const double yes = ent_normal_cdf((ent_normal_quantile(p[m]) + sqrt(rho) * f) / sqrt(1 - rho));
      for (int c = m + 1; c >= 0; c--) count[c] = count[c] * (1 - yes) + (c ? count[c - 1] * yes : 0);
    }
    for (int c = quota; c <= G7; c++) total += weight * count[c];
  }
  return total;
}

static void check_adoption(const double *p, double rho, int quota, uint64_t draws)
{
  static ent_ensemble e;
  char text[TEXT_MAX];
  const ent_allocator memory = tiny_memory();
  int n =
    snprintf(text, sizeof text,
             "{ entente: 1, id: g7, title: T, question: Q?, date: 2025-11-01, horizon_years: 1\n"
             "actors: { P: { name: P, leader: { exit_hazard: 0.1 } }, T: { name: T }, A: { name: A }, B: { name: B }\n"
             "  C: { name: C }, D: { name: D }, E: { name: E }, F: { name: F }, G: { name: G } }\n"
             "clubs: { G7: { name: G7, members: [A, B, C, D, E, F, G], rule: count >= %d, sigma: 0.5, rho: %g } }\n"
             "deal: { kind: readmission, proposer: P, target: T, will: { support: 0.5 } }\n"
             "terms: { seat: { name: seat, kind: membership, owner: G7, form: club_decision, essential: yes } }\n"
             "consents: { G7: {\n",
             quota, rho);
  for (int m = 0; m < G7; m++)
    n +=
      snprintf(text + n, sizeof text - (size_t)n, "%c: { support: %.17g }\n", 'A' + m, 0.5 * ent_normal_quantile(p[m]));
  snprintf(text + n, sizeof text - (size_t)n, "} } }");
  ent_scenario *const s = seal(text);
  assert_int_equal(ent_ensemble_run(s, 5, draws, NULL, 0, NULL, &memory, &e, NULL), ENT_OK);
  const double wanted = adoption(p, rho, quota), got = (double)e.open[ENT_GATE_CONSENT] / (double)draws;
  if (fabs(got - wanted) > 4 * sqrt(wanted / (double)draws))
    fprintf(stderr, "rho %g, %d of 7: %g, not %g\n", rho, quota, got, wanted);
  assert_true(fabs(got - wanted) < 4 * sqrt(wanted / (double)draws));
  for (int m = 0; m < G7; m++) /* each member alone says yes as often as its p */
    assert_true(fabs((double)e.yes[m] / (double)draws - p[m]) < 4 * sqrt(p[m] * (1 - p[m]) / (double)draws));
  ent_scenario_free(s);
}

static void test_common_factor(void **state)
{
  static const double friendly[G7] = {0.7, 0.8, 0.6, 0.9, 0.75, 0.5, 0.95};
  (void)state;
  /* the quadrature itself, against the worked example of seven members (illustrative probabilities) */
  assert_true(fabs(adoption(says_yes, 0, 7) / 4.788e-7 - 1) < 1e-6);
  assert_true(fabs(adoption(says_yes, 0.2, 7) / 1.0770440347e-4 - 1) < 1e-6);
  assert_true(fabs(adoption(says_yes, 0.5, 7) / 2.4750262736e-3 - 1) < 1e-6);
  assert_true(fabs(adoption(says_yes, 0.8, 7) / 1.3968992595e-2 - 1) < 1e-6);
  assert_true(fabs(adoption(says_yes, 0, 5) / 1.161382e-3 - 1) < 1e-6);
  check_adoption(says_yes, 0.5, 7, 200000);
  check_adoption(says_yes, 0.8, 7, 200000);
  check_adoption(says_yes, 0, 5, 200000);
  check_adoption(friendly, 0, 7, 100000);
  check_adoption(friendly, 0.2, 7, 100000);
  check_adoption(friendly, 0.8, 7, 100000);
  check_adoption(friendly, 0.5, 5, 100000);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_shapes),       cmocka_unit_test(test_quantiles),     cmocka_unit_test(test_rank_correlations),
    cmocka_unit_test(test_streams_stay), cmocka_unit_test(test_common_factor), cmocka_unit_test(test_one_by_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
