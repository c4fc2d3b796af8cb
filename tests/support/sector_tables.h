/* sector_tables.h - worlds of many sectors for tests: the two public ones, where they are at hand, and made-up ones. */
#ifndef ENT_TEST_SECTOR_TABLES_H
#define ENT_TEST_SECTOR_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "entente/sectors.h"

#define SECTOR_NAMES 64

typedef struct sector_table {
  int n, sectors;
  char name[SECTOR_NAMES][8];
  double *flow, *tariff, *new_tariff, *input, *value_added, *consumption, *theta, *earned, *surplus; /* or NULL */
} sector_table;

/* WIOD 2014, 44 economies and 50 sectors, as KITE has it; false when it is not there. */
bool sector_read_wiod(sector_table *out);
/* Caliendo and Parro's 31 economies and 40 sectors of 1993, trade at home filled in from output; new_tariff: those among Canada,
 * Mexico and the United States are of 2005. */
bool sector_read_nafta(sector_table *out);
/* A made-up world, a pure function of its seed: everybody trades everything, home most, a fifth of it taxed. */
void sector_make(int n, int sectors, uint64_t seed, sector_table *out);
ent_sectors_world sector_world(const sector_table *t);
int sector_find(const sector_table *t, const char *name);
void sector_free(sector_table *t);
/* A matrix [sectors n n] of one value; free() it. */
double *sector_cells(const sector_table *t, double value);

#endif
