/* trade_published.h - an answer about trade held against a column of a table that is not kept here. */
#ifndef ENT_TEST_TRADE_PUBLISHED_H
#define ENT_TEST_TRADE_PUBLISHED_H

#include "entente/sectors.h"
#include "entente/trade.h"
#include "support/sector_tables.h"
#include "support/trade_tables.h"

#define TRADE_PATH 512

/* Opens and solves, or fails the test; ent_trade_close(*keep). */
ent_trade_answer trade_solve(const trade_table *w, ent_trade_options options, const ent_trade_shock *shock,
                             ent_trade **keep);
/* [n n] of ones; free() it. */
double *trade_ones(int n);
/* The world of Ignatenko et al. 2025: 194 economies in 2023 with trade at home and shares of profits, and the tariffs that the
 * United States raised in April 2025, at least 10 %.  free() *tariff; false when the tables are not there. */
bool trade_april(trade_table *w, double profit[TRADE_NAMES], double **tariff);

/* Many sectors: opens; solves, prints the certificate, and fails the test where it does not hold. */
ent_sectors *sector_open(const sector_table *t, ent_sectors_base base);
ent_sectors_answer sector_solve(ent_sectors *s, const ent_sectors_shock *shock);
/* Its names, for trade_compare; flow is NULL. */
trade_table sector_names(const sector_table *t);

/* Skips the test, and says why. */
void trade_left_out(void);

/* scale * value[i] + shift against a column of a table (its path within the sources or else the folder, see trade_shared), for
 * every economy of `of` that the table names, `least` of them or more.  Fails the test where one is off by more than slack
 * (beyond 100 as a share of it), after having printed each that is; else returns the largest difference. */
double trade_compare(const char *part, const char *column, const trade_table *of, const double *value, double scale,
                     double shift, double slack, int least);

#endif
