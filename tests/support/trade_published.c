/* trade_published.c - see trade_published.h. */
#include "support/trade_published.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade_general.h"
#include "support/networks.h"

ent_trade_answer trade_solve(const trade_table *w, ent_trade_options options, const ent_trade_shock *shock,
                             ent_trade **keep)
{
  const ent_trade_world world = {.n = w->n, .flow = w->flow};
  ent_trade_answer a = {0};
  ent_error err = {.message = ""};
  if (ent_trade_open(&world, &options, &network_memory, keep, &err) != ENT_OK) fail_msg("%s", err.message);
  if (ent_trade_solve(*keep, shock, &a, &err) != ENT_OK) fail_msg("%s", err.message);
  return a;
}

double *trade_ones(int n)
{
  double *const b = malloc((size_t)n * (size_t)n * sizeof *b);
  assert_non_null(b);
  for (int c = 0; c < n * n; c++) b[c] = 1;
  return b;
}

bool trade_april(trade_table *w, double profit[TRADE_NAMES], double **tariff)
{
  char path[TRADE_PATH];
  double gdp[TRADE_NAMES], raised[TRADE_NAMES];
  if (!trade_shared(path, sizeof path, "data/trade/baci2023_194_exports_kusd.csv")) return false;
  assert_true(trade_read_square(path, w));
  assert_true(trade_shared(path, sizeof path, "data/trade/baci2023_194_gdp_internal.csv"));
  assert_true(trade_read_column(path, "gdp_usd", w, gdp) && trade_read_column(path, "iamls_nu", w, profit) &&
              trade_read_column(path, "us_tariff_2025", w, raised));
  for (int i = 0; i < w->n; i++) gdp[i] /= 1000; /* flows are in thousands */
  assert_int_equal(ent_trade_general_home(w->n, gdp, profit, w->flow, NULL), ENT_OK);
  const int usa = trade_find(w, "USA");
  *tariff = calloc((size_t)w->n * (size_t)w->n, sizeof **tariff);
  assert_non_null(*tariff);
  for (int i = 0; i < w->n; i++)
    if (i != usa) (*tariff)[i * w->n + usa] = fmax(0.1, raised[i]);
  return true;
}

ent_sectors *sector_open(const sector_table *t, ent_sectors_base base)
{
  const ent_sectors_world world = sector_world(t);
  ent_sectors *s = NULL;
  ent_error err = {.message = ""};
  if (ent_sectors_open(&world, &(ent_sectors_options){.base = base}, &network_memory, &s, &err) != ENT_OK)
    fail_msg("%s", err.message);
  return s;
}

static void tell(const ent_sectors_certificate *c)
{
  print_message(
    "%s, %d steps to %g; price %g purchases %g market %g spending %g income %g labour %g balance %g numeraire %g\n",
    c->holds ? "holds" : "does not hold", c->steps, c->step, c->price, c->purchases, c->market, c->spending, c->income,
    c->labour, c->balance, c->numeraire);
}

ent_sectors_answer sector_solve(ent_sectors *s, const ent_sectors_shock *shock)
{
  ent_sectors_answer a = {0};
  ent_error err = {.message = ""};
  if (ent_sectors_solve(s, shock, &a, &err) != ENT_OK) fail_msg("%s", err.message);
  tell(&a.certificate);
  assert_true(a.certificate.holds);
  return a;
}

trade_table sector_names(const sector_table *t)
{
  trade_table names = {.n = t->n};
  for (int i = 0; i < t->n; i++) memcpy(names.name[i], t->name[i], sizeof t->name[i]);
  return names;
}

void trade_left_out(void)
{
  print_message("ENTENTE_SHARED names no folder of tables of trade: left out.\n");
  skip();
}

double trade_compare(const char *part, const char *column, const trade_table *of, const double *value, double scale,
                     double shift, double slack, int least)
{
  char path[TRADE_PATH];
  double expected[TRADE_NAMES], largest = 0;
  int met = 0, off = 0;
  snprintf(path, sizeof path, "%s/%s", ENT_TEST_SOURCE, part);
  FILE *const kept = fopen(path, "r");
  if (kept) fclose(kept);
  if ((!kept && !trade_shared(path, sizeof path, part)) || !trade_read_column(path, column, of, expected))
    fail_msg("%s has no column %s", part, column);
  for (int i = 0; i < of->n; i++) {
    if (isnan(expected[i])) continue;
    const double found = scale * value[i] + shift, gap = fabs(found - expected[i]);
    met++;
    if (!(gap <= slack * fmax(1, fabs(expected[i]) / 100))) {
      off++;
      print_message("%s, %s, %s: %.15g, expected %.15g %g\n", part, column, of->name[i], found, expected[i],
                    found - expected[i]);
    } else if (gap > largest) {
      largest = gap;
    }
  }
  if (off > 0 || met < least)
    fail_msg("%s, %s: %d of %d rows are off, %d are asked for", part, column, off, met, least);
  return largest;
}
