/* Tests of Poisson pseudo-maximum likelihood: published coefficients, first-order conditions, what is left out, bad input. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/ppml.h"
#include "support/frame.h"
#include "support/networks.h"
#include "support/trade_tables.h"

#define PATH 512
#define DATA(name) (trade_shared(path, sizeof path, "data/trade/" name))

static void left_out(void)
{
  print_message("ENTENTE_SHARED names no folder of tables of trade: left out.\n");
  skip();
}

/* A regression, its groups and what came of it. */
typedef struct run {
  ent_ppml_data d;
  const double *x[8];
  const int32_t *effect[3];
  double b[8], se[8], separator[8];
  bool without[8];
  uint8_t *fate;
  double *mean;
  ent_ppml_answer a;
} run;

static void fit(run *r, const ent_ppml_options *options)
{
  ent_error err = {.message = ""};
  r->d.x = r->x;
  r->d.effect = r->effect;
  r->fate = malloc((size_t)r->d.n);
  r->mean = malloc(sizeof *r->mean * (size_t)r->d.n);
  r->a = (ent_ppml_answer){.coefficient = r->b,
                           .error = r->se,
                           .left_out = r->without,
                           .separator = r->separator,
                           .fate = r->fate,
                           .mean = r->mean};
  if (ent_ppml_fit(&r->d, options, &network_memory, &r->a, &err) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
}

/* At the maximum the residuals are orthogonal to every regressor and sum to 0 in every group. */
static void check_conditions(const run *r, double slack)
{
  double total = 0;
  for (int64_t i = 0; i < r->d.n; i++) total += r->d.y[i];
  for (int p = 0; p < r->d.regressors; p++) {
    double sum = 0, size = 0;
    for (int64_t i = 0; i < r->d.n; i++) {
      if (r->fate[i] != ENT_PPML_USED) continue;
      sum += r->x[p][i] * (r->d.y[i] - r->mean[i]);
      size += fabs(r->x[p][i]) * r->d.y[i];
    }
    assert_true(r->without[p] || fabs(sum) <= slack * (size + total));
  }
  for (int g = 0; g < r->d.effects; g++) {
    int32_t groups = 0;
    for (int64_t i = 0; i < r->d.n; i++) groups = r->effect[g][i] >= groups ? r->effect[g][i] + 1 : groups;
    double *const sum = calloc((size_t)groups, sizeof *sum);
    assert_non_null(sum);
    for (int64_t i = 0; i < r->d.n; i++)
      if (r->fate[i] == ENT_PPML_USED) sum[r->effect[g][i]] += r->d.y[i] - r->mean[i];
    for (int32_t k = 0; k < groups; k++) assert_true(fabs(sum[k]) <= slack * total);
    free(sum);
  }
}

static void drop(run *r)
{
  for (int p = 0; p < r->d.regressors; p++) free((void *)r->x[p]);
  for (int g = 0; g < r->d.effects; g++) free((void *)r->effect[g]);
  free((void *)r->d.y);
  free((void *)r->d.cluster);
  free(r->fate);
  free(r->mean);
}

static void close_to(double found, double expected, double slack)
{
  if (!(fabs(found - expected) <= slack)) fail_msg("%.12g, expected %.12g", found, expected);
}

/* ---- published coefficients ------------------------------------------------------------------------------------------ */

/* The 30 economies of gegravity's example: what Stata's ppmlhdfe prints there. */
static void gravity_of_thirty(void **state)
{
  (void)state;
  char path[PATH];
  frame f;
  if (!DATA("inputs/C_gegravity_sample.csv") || !frame_read(path, &f)) {
    left_out();
    return;
  }
  static const char *const names[] = {"lndist", "contiguity", "common_language", "pta", "international"};
  static const double b[] = {-0.3898623, 0.891577, 0.0326249, 0.4711383, -3.412584};
  static const double se[] = {0.0729915, 0.1327354, 0.0840702, 0.1076578, 0.2151235};
  run r = {.d = {.n = f.n, .y = frame_numbers(&f, "trade"), .regressors = 5, .effects = 2}};
  for (int p = 0; p < 5; p++) r.x[p] = frame_numbers(&f, names[p]);
  r.effect[0] = frame_groups(&f, "exporter", NULL, NULL);
  r.effect[1] = frame_groups(&f, "importer", NULL, NULL);
  fit(&r, NULL);
  assert_true(r.a.settled);
  for (int p = 0; p < 5; p++) close_to(r.b[p], b[p], 5e-7);
  for (int p = 0; p < 5; p++) close_to(r.se[p], se[p], 5e-7);
  check_conditions(&r, 1e-9);
  drop(&r);
  frame_free(&f);
}

/* Trade of 69 economies in 2006, of the Advanced Guide to Trade Policy Analysis. */
static void trade_without_border(void **state)
{
  (void)state;
  char path[PATH];
  frame f;
  if (!DATA("inputs/D_agtpa2006_input.csv") || !frame_read(path, &f)) {
    left_out();
    return;
  }
  run r = {.d = {.n = f.n, .y = frame_numbers(&f, "trade"), .regressors = 3, .effects = 2}};
  double *const distance = frame_numbers(&f, "DIST"), *const border = malloc(sizeof(double) * (size_t)f.n);
  for (int64_t i = 0; i < f.n; i++) {
    distance[i] = log(distance[i]);
    border[i] = strcmp(frame_cell(&f, i, "exporter"), frame_cell(&f, i, "importer")) != 0;
  }
  r.x[0] = distance;
  r.x[1] = frame_numbers(&f, "CNTG");
  r.x[2] = border;
  r.effect[0] = frame_groups(&f, "exporter", NULL, NULL);
  r.effect[1] = frame_groups(&f, "importer", NULL, NULL);
  fit(&r, NULL);
  close_to(r.b[0], -0.7912879, 5e-7);
  close_to(r.b[1], 0.6736456, 5e-7);
  close_to(r.b[2], -2.47445, 5e-6);
  check_conditions(&r, 1e-9);
  drop(&r);
  frame_free(&f);
}

static void three_effects(frame *f, run *r, const char *from, const char *to, const char *y)
{
  r->d.n = f->n;
  r->d.y = frame_numbers(f, y);
  r->d.effects = 3;
  r->effect[0] = frame_groups(f, from, "year", NULL);
  r->effect[1] = frame_groups(f, to, "year", NULL);
  r->effect[2] = frame_groups(f, from, to, NULL);
  r->d.cluster = frame_groups(f, from, to, NULL);
}

static void enlargement(void **state)
{
  (void)state;
  char path[PATH];
  frame f;
  if (!DATA("wiod44_bilateral_2000_2014.csv") || !frame_read(path, &f)) {
    left_out();
    return;
  }
  bool *const keep = malloc((size_t)f.n);
  for (int64_t i = 0; i < f.n; i++) keep[i] = strcmp(frame_cell(&f, i, "exporter"), frame_cell(&f, i, "importer")) != 0;
  frame_keep(&f, keep);
  free(keep);
  run r = {.d = {.regressors = 2}};
  three_effects(&f, &r, "exporter", "importer", "trade");
  r.x[0] = frame_numbers(&f, "eu_enlargement");
  r.x[1] = frame_numbers(&f, "other_fta");
  fit(&r, NULL);
  close_to(r.b[0], 0.224249005317688, 5e-8); /* of flows with more digits than the table keeps */
  close_to(r.b[1], -0.0365051702, 1e-8);
  close_to(r.se[0], 0.0713086, 5e-7);
  close_to(r.se[1], 0.0502946, 5e-7);
  check_conditions(&r, 1e-8);
  drop(&r);
  frame_free(&f);
}

/* The example of the Stata Journal's article. */
static void agreements(void **state)
{
  (void)state;
  char path[PATH];
  frame f;
  if (!DATA("inputs/E_ppmlhdfe_example_input.csv") || !frame_read(path, &f)) {
    left_out();
    return;
  }
  run r = {.d = {.regressors = 1}};
  three_effects(&f, &r, "isoexp", "isoimp", "trade");
  r.x[0] = frame_numbers(&f, "fta");
  fit(&r, NULL);
  close_to(r.b[0], 0.1924454935, 1e-8);
  close_to(r.se[0], 0.0419527, 5e-7);
  check_conditions(&r, 1e-8);
  drop(&r);
  frame_free(&f);
}

/* ---- separation ------------------------------------------------------------------------------------------------------- */

static void separated_sets(void **state)
{
  (void)state;
  char path[PATH], part[64];
  for (int set = 1; set <= 10; set++) {
    snprintf(part, sizeof part, "data/trade/inputs/separation/%02d.csv", set);
    frame f;
    if (!trade_shared(path, sizeof path, part) || !frame_read(path, &f)) {
      left_out();
      return;
    }
    run r = {.d = {.n = f.n, .y = frame_numbers(&f, "y")}};
    for (char x[3] = "x1"; frame_has(&f, x); x[1]++) r.x[r.d.regressors++] = frame_numbers(&f, x);
    for (char id[4] = "id1"; frame_has(&f, id); id[2]++) r.effect[r.d.effects++] = frame_groups(&f, id, NULL, NULL);
    const ent_ppml_options options = {.keep_singletons = true};
    fit(&r, &options);
    int wrong = 0;
    for (int64_t i = 0; i < f.n; i++) {
      const bool apart = r.fate[i] == ENT_PPML_SEPARATED || r.fate[i] == ENT_PPML_ZEROS;
      wrong += apart != (frame_cell(&f, i, "separated")[0] == '1');
    }
    if (wrong > 0) fail_msg("set %d: %d observations", set, wrong);
    drop(&r);
    frame_free(&f);
  }
}

/* ---- closed forms ----------------------------------------------------------------------------------------------------- */

/* Without regressors a table of rows and columns is fitted by row sum times column sum over the total. */
static void two_margins(void **state)
{
  (void)state;
  static const double y[] = {3, 0, 5, 1, 2, 9, 4, 4, 0, 7, 1, 8};
  static const int32_t row[] = {0, 0, 0, 5, 5, 5, 9, 9, 9, 2, 2, 2}, column[] = {4, 1, 7, 4, 1, 7, 4, 1, 7, 4, 1, 7};
  const int32_t *const effect[] = {row, column};
  const ent_ppml_data d = {.n = 12, .y = y, .effects = 2, .effect = effect};
  double mean[12];
  ent_ppml_answer a = {.mean = mean};
  assert_int_equal(ent_ppml_fit(&d, NULL, &network_memory, &a, NULL), ENT_OK);
  assert_true(a.settled && a.used == 12 && a.groups == 7 && a.clusters == 12);
  for (int i = 0; i < 12; i++) {
    double across = 0, down = 0, total = 0;
    for (int j = 0; j < 12; j++) {
      across += row[j] == row[i] ? y[j] : 0;
      down += column[j] == column[i] ? y[j] : 0;
      total += y[j];
    }
    close_to(mean[i], across * down / total, 1e-9);
  }
}

/* A regressor of 0 and 1 beside the constant: the ratio of two means, and the textbook's sandwich; deviance and likelihood. */
static void two_means(void **state)
{
  (void)state;
  static const double y[] = {1, 4, 2, 0, 7, 3, 11, 6}, x0[] = {0, 0, 0, 0, 1, 1, 1, 1};
  const double *const x[] = {x0};
  const ent_ppml_data d = {.n = 8, .y = y, .regressors = 1, .x = x};
  double b = 0, se = 0, deviance = 0, likelihood = 0, squares[2] = {0};
  ent_ppml_answer a = {.coefficient = &b, .error = &se};
  assert_int_equal(ent_ppml_fit(&d, NULL, &network_memory, &a, NULL), ENT_OK);
  const double mean[] = {7.0 / 4, 27.0 / 4};
  for (int i = 0; i < 8; i++) {
    const double mu = mean[i / 4];
    squares[i / 4] += (y[i] - mu) * (y[i] - mu);
    deviance += 2 * ((y[i] > 0 ? y[i] * log(y[i] / mu) : 0) - (y[i] - mu));
    likelihood += y[i] * log(mu) - mu - lgamma(y[i] + 1);
  }
  close_to(b, log(mean[1] / mean[0]), 1e-12);
  close_to(se, sqrt((squares[0] / (7 * 7) + squares[1] / (27 * 27)) * 8 / 7), 1e-12);
  close_to(a.deviance, deviance, 1e-10);
  close_to(a.likelihood, likelihood, 1e-10);
  assert_true(a.pseudo_r2 > 0 && a.pseudo_r2 < 1);
}

/* ---- what is left out -------------------------------------------------------------------------------------------------- */

/* Draws of a world of pairs and years; the second regressor is twice the first plus an effect, the third is the pair's own. */
static void make_pairs(run *r, int states, int years, double zeros)
{
  const int64_t n = (int64_t)states * states * years;
  double *const y = malloc(sizeof *y * (size_t)n), *x[3];
  int32_t *effect[3];
  for (int k = 0; k < 3; k++) {
    x[k] = malloc(sizeof *x[k] * (size_t)n);
    effect[k] = malloc(sizeof *effect[k] * (size_t)n);
    r->x[k] = x[k];
    r->effect[k] = effect[k];
  }
  for (int64_t c = 0; c < n; c++) {
    const int i = (int)(c / (states * years)), j = (int)(c / years % states), t = (int)(c % years);
    const uint64_t draw = (uint64_t)c;
    x[0][c] = ent_normal_quantile(ent_uniform(5, draw, 1, 0));
    x[1][c] = 2 * x[0][c] + i - 3 * t;
    x[2][c] = i * j;
    effect[0][c] = i * years + t;
    effect[1][c] = j * years + t;
    effect[2][c] = i * states + j;
    y[c] = ent_uniform(5, draw, 2, 0) < zeros
             ? 0
             : exp(1 + 0.3 * x[0][c] + 0.1 * i - 0.05 * j * t) * 2 * ent_uniform(5, draw, 3, 0);
  }
  r->d = (ent_ppml_data){.n = n, .y = y, .regressors = 3, .effects = 3};
}

static void regressors_that_others_determine(void **state)
{
  (void)state;
  run r = {.d = {.n = 0}};
  make_pairs(&r, 7, 6, 0.1);
  fit(&r, NULL);
  assert_true(r.a.settled && !r.without[0] && r.without[1] && r.without[2]);
  assert_true(r.b[1] == 0 && r.se[2] == 0);
  check_conditions(&r, 1e-9);
  /* In another unit of money nothing but the level changes. */
  double *const y = malloc(sizeof *y * (size_t)r.d.n);
  for (int64_t i = 0; i < r.d.n; i++) y[i] = r.d.y[i] * 1e6;
  run scaled = r;
  scaled.d.y = y;
  fit(&scaled, NULL);
  close_to(scaled.b[0], r.b[0], 1e-10);
  close_to(scaled.se[0], r.se[0], 1e-10);
  free(scaled.fate);
  free(scaled.mean);
  free(y);
  drop(&r);
}

/* Two regressors that differ by a ten thousandth of their size are two; by a billionth they are one. */
static void regressors_that_are_close(void **state)
{
  (void)state;
  enum { ROWS = 60 };
  static double y[ROWS], x0[ROWS], x1[ROWS];
  const double apart[] = {1e-4, 1e-9};
  for (int k = 0; k < 2; k++) {
    run r = {.d = {.n = ROWS, .y = y, .regressors = 2}, .x = {x0, x1}};
    for (int i = 0; i < ROWS; i++) {
      x0[i] = i * i % 17 / 8.0;
      x1[i] = x0[i] + apart[k] * (i * 7 % 11 - 5);
      y[i] = exp(0.2 * x0[i] + 0.3 * x1[i]) * (1 + i % 3);
    }
    fit(&r, NULL);
    assert_true(r.a.settled && !r.without[0] && r.without[1] == (k == 1));
    close_to(k ? r.b[0] : r.b[0] + r.b[1], 0.5, 0.2);
    check_conditions(&r, 1e-9);
    free(r.fate);
    free(r.mean);
  }
}

/* A fourth regressor that is above 0 on some zeros only. */
static void a_zero_set_apart(void **state)
{
  (void)state;
  run r = {.d = {.n = 0}};
  make_pairs(&r, 6, 5, 0.2);
  double *const x = (double *)r.x[1];
  int64_t marked = 0;
  for (int64_t i = 0; i < r.d.n; i++) {
    x[i] = r.d.y[i] > 0 || i % 3 ? 0 : 1;
    marked += x[i] > 0;
  }
  fit(&r, NULL);
  assert_true(marked > 0 && r.a.separated >= marked && r.separator[1] > 0);
  assert_true(r.without[1]);
  for (int64_t i = 0; i < r.d.n; i++)
    assert_true(r.fate[i] == ENT_PPML_SEPARATED ? r.d.y[i] == 0 && r.mean[i] == 0 : x[i] == 0);
  check_conditions(&r, 1e-9);
  drop(&r);
}

static void alone_in_a_group(void **state)
{
  (void)state;
  static const double y[] = {2, 3, 5, 7, 0, 0, 4}, x0[] = {1, 0, 2, 5, 1, 0, 3};
  static const int32_t group[] = {0, 0, 0, 9, 4, 4, 0};
  const double *const x[] = {x0};
  const int32_t *const effect[] = {group};
  const ent_ppml_data d = {.n = 7, .y = y, .regressors = 1, .x = x, .effects = 1, .effect = effect};
  double b = 0, mean[7];
  uint8_t fate[7];
  ent_ppml_answer a = {.coefficient = &b, .fate = fate, .mean = mean};
  assert_int_equal(ent_ppml_fit(&d, NULL, &network_memory, &a, NULL), ENT_OK);
  assert_true(a.used == 4 && a.singletons == 1 && a.zeros == 2 && a.separated == 0);
  assert_true(fate[3] == ENT_PPML_SINGLETON && fate[4] == ENT_PPML_ZEROS && mean[3] == 7 && mean[5] == 0);
  const ent_ppml_options keep = {.keep_singletons = true};
  const double before = b;
  assert_int_equal(ent_ppml_fit(&d, &keep, &network_memory, &a, NULL), ENT_OK);
  assert_true(a.used == 5 && a.singletons == 0);
  close_to(b, before, 1e-10);
  assert_string_equal(ent_ppml_fate_name(ENT_PPML_ZEROS), "zeros");
  assert_string_equal(ent_ppml_fate_name((ent_ppml_fate)77), "?");
}

/* ---- bad input --------------------------------------------------------------------------------------------------------- */

static bool no_more(void *ctx, int step, double change)
{
  (void)change;
  *(int *)ctx = step;
  return step < 2;
}

/* Errors that go together in one cluster only: their scores sum to 0 at the maximum, which would look like certainty. */
static void one_cluster(void **state)
{
  (void)state;
  const double y[] = {1, 2, 3, 4, 5, 6, 9, 8}, x0[] = {0, 1, 0, 2, 1, 3, 3, 2}, *const x[] = {x0};
  int32_t cluster[8] = {5, 5, 5, 5, 5, 5, 5, 5};
  double b = 7, se = 7;
  ent_ppml_data d = {.n = 8, .y = y, .regressors = 1, .x = x, .cluster = cluster};
  ent_ppml_answer a = {.coefficient = &b, .error = &se};
  ent_error err = {.message = ""};
  assert_int_equal(ent_ppml_fit(&d, NULL, &network_memory, &a, &err), ENT_NUMERIC);
  assert_string_equal(err.path, "cluster");
  assert_true(b == 7 && se == 7 && a.steps == 0);
  for (int i = 0; i < 4; i++) cluster[i] = 9;
  assert_int_equal(ent_ppml_fit(&d, NULL, &network_memory, &a, &err), ENT_OK);
  assert_true(se > 0.01 && se < 1 && a.clusters == 2);
  d.regressors = 0;
  for (int i = 0; i < 4; i++) cluster[i] = 5;
  assert_int_equal(ent_ppml_fit(&d, NULL, &network_memory, &a, &err), ENT_OK); /* nothing that has an error */
}

/* Flows in dollars, in billions of them or as shares of the world: the same steps to the same coefficients, errors with them.
 * So in other units of the regressor, whose coefficient goes the other way.  A fit without any error is found as fast. */
static void any_unit(void **state)
{
  (void)state;
  enum { N = 12 };
  static double flow[N * N], distance[N * N];
  static int32_t from[N * N], to[N * N];
  const double unit[] = {1, 1e12, 1e-12, 1e90, 1e-90};
  double first = 0, error = 0;
  const double *const x[] = {distance};
  const int32_t *const effect[] = {from, to};
  for (size_t u = 0; u < 2 * sizeof unit / sizeof *unit; u++) {
    const bool exact = u % 2 == 0;
    double b = 0, se = 0;
    for (int c = 0; c < N * N; c++) {
      const int i = c / N, j = c % N;
      from[c] = i;
      to[c] = j;
      distance[c] = unit[u / 2] * ((i * 7 + j * 3 + i * j) % 11);
      flow[c] = unit[u / 2] * exp(-0.3 * ((i * 7 + j * 3 + i * j) % 11) + 0.1 * i - 0.2 * j);
      if (!exact) flow[c] *= 1 + 0.3 * (c * 37 % 17) / 17;
    }
    const ent_ppml_data d = {.n = N * N, .y = flow, .regressors = 1, .x = x, .effects = 2, .effect = effect};
    ent_ppml_answer a = {.coefficient = &b, .error = &se};
    assert_int_equal(ent_ppml_fit(&d, NULL, &network_memory, &a, NULL), ENT_OK);
    assert_true(a.settled && a.steps <= 10);
    close_to(b * unit[u / 2], exact ? -0.3 : first == 0 ? b : first, 1e-12);
    if (!exact) first = b * unit[u / 2];
    if (!exact) close_to(se * unit[u / 2], error == 0 ? se : error, 1e-9 * se * unit[u / 2]);
    if (!exact) error = se * unit[u / 2];
    assert_true(exact ? se * unit[u / 2] < 1e-12 : se * unit[u / 2] > 1e-4);
  }
}

static void bad_input(void **state)
{
  (void)state;
  double y[] = {1, 2, 0}, x0[] = {1, 2, 4}, b = 0;
  int32_t group[] = {0, 1, 0};
  const double *x[] = {x0};
  const int32_t *effect[] = {group};
  ent_ppml_data d = {.n = 3, .y = y, .regressors = 1, .x = x, .effects = 1, .effect = effect};
  ent_ppml_answer a = {.coefficient = &b};
  ent_error err = {.message = ""};
#define REFUSED(status, place)                                                 \
  assert_int_equal(ent_ppml_fit(&d, NULL, &network_memory, &a, &err), status); \
  assert_string_equal(err.path, place)
  y[1] = -1;
  REFUSED(ENT_ARGUMENT, "y[1]");
  y[1] = NAN;
  REFUSED(ENT_ARGUMENT, "y[1]");
  y[1] = 1e100;
  REFUSED(ENT_ARGUMENT, "y[1]");
  y[1] = 2;
  x0[2] = INFINITY;
  REFUSED(ENT_ARGUMENT, "x[2]");
  x0[2] = -1e100;
  REFUSED(ENT_ARGUMENT, "x[2]");
  x0[2] = 4;
  x[0] = NULL;
  REFUSED(ENT_ARGUMENT, "x[0]");
  x[0] = x0;
  effect[0] = NULL;
  REFUSED(ENT_ARGUMENT, "effect[0]");
  effect[0] = group;
  group[0] = -3;
  REFUSED(ENT_ARGUMENT, "effect[0]");
  group[0] = 0;
  d.cluster = (const int32_t[]){0, -1, 0};
  REFUSED(ENT_ARGUMENT, "cluster[1]");
  d.cluster = NULL;
  d.n = 0;
  REFUSED(ENT_ARGUMENT, "n");
  d.n = 3;
  d.regressors = 65;
  REFUSED(ENT_LIMIT, "regressors");
  d.regressors = 1;
  d.effects = 9;
  REFUSED(ENT_LIMIT, "effects");
  d.effects = 1;
  y[0] = y[1] = 0;
  REFUSED(ENT_ARGUMENT, "y");
  y[0] = y[1] = 1e-101; /* sums of squares of these would be 0 */
  REFUSED(ENT_ARGUMENT, "y");
  y[0] = 1;
  group[1] = 1;
  group[2] = 2;
  REFUSED(ENT_NUMERIC, "y"); /* everybody alone */
  group[2] = 0;
  y[1] = y[2] = 3;
  group[1] = 0;
  int last = 0;
  const ent_ppml_options stop = {.go_on = no_more, .ctx = &last};
  assert_int_equal(ent_ppml_fit(&d, &stop, &network_memory, &a, &err), ENT_CANCELLED);
  assert_int_equal(last, 2);
  assert_int_equal(ent_ppml_fit(NULL, NULL, &network_memory, &a, &err), ENT_ARGUMENT);
  const ent_ppml_options short_of = {.steps = 1};
  assert_int_equal(ent_ppml_fit(&d, &short_of, &network_memory, &a, &err), ENT_OK);
  assert_true(!a.settled && a.steps == 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(gravity_of_thirty),
    cmocka_unit_test(trade_without_border),
    cmocka_unit_test(enlargement),
    cmocka_unit_test(agreements),
    cmocka_unit_test(separated_sets),
    cmocka_unit_test(two_margins),
    cmocka_unit_test(two_means),
    cmocka_unit_test(regressors_that_others_determine),
    cmocka_unit_test(a_zero_set_apart),
    cmocka_unit_test(alone_in_a_group),
    cmocka_unit_test(one_cluster),
    cmocka_unit_test(any_unit),
    cmocka_unit_test(regressors_that_are_close),
    cmocka_unit_test(bad_input),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
