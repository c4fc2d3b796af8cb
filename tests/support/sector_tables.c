/* sector_tables.c - see sector_tables.h. */
#include "support/sector_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/trade_tables.h"

#define LINE 65536
#define PATH 512

static double *numbers(size_t count)
{
  double *const room = calloc(count, sizeof *room);
  if (!room) abort();
  return room;
}

double *sector_cells(const sector_table *t, double value)
{
  const size_t cells = (size_t)t->sectors * (size_t)t->n * (size_t)t->n;
  double *const m = numbers(cells);
  for (size_t c = 0; c < cells; c++) m[c] = value;
  return m;
}

/* The numbers of a file of rows: skips `head` lines and `labels` cells of each row. */
static double *read_rows(const char *part, int head, int labels, size_t rows, size_t columns)
{
  static char line[LINE];
  char path[PATH];
  if (!trade_shared(path, sizeof path, part)) return NULL;
  FILE *const in = fopen(path, "r");
  if (!in) return NULL;
  double *const out = numbers(rows * columns);
  size_t row = 0;
  while (row < rows && fgets(line, sizeof line, in)) {
    char *at = line;
    if (head-- > 0) continue;
    for (int k = 0; k < labels; k++) at += strcspn(at, ",\t") + 1;
    for (size_t k = 0; k < columns; k++) {
      out[row * columns + k] = strtod(at, &at);
      at += *at == ',' || *at == '\t';
    }
    row++;
  }
  fclose(in);
  if (row == rows) return out;
  free(out);
  return NULL;
}

int sector_find(const sector_table *t, const char *name)
{
  for (int i = 0; i < t->n; i++)
    if (strcmp(t->name[i], name) == 0) return i;
  return -1;
}

static bool read_names(const char *part, const char *first, sector_table *t)
{
  char line[256], path[PATH];
  if (!trade_shared(path, sizeof path, part)) return false;
  FILE *const in = fopen(path, "r");
  t->n = 0;
  while (in && fgets(line, sizeof line, in) && t->n < SECTOR_NAMES) {
    line[3] = '\0';
    if (strncmp(line, first, 3) != 0) memcpy(t->name[t->n++], line, 4);
  }
  if (in) fclose(in);
  return t->n > 0;
}

/* Rates stand as sector, destination, origin, 1 + rate; those not listed are 0. */
static bool read_wiod_tariffs(sector_table *t)
{
  char line[256], path[PATH], to[8], from[8];
  int sector;
  double factor;
  if (!trade_shared(path, sizeof path, "data/trade/wiod2014_multisector/tariff_nonunit.csv")) return false;
  FILE *const in = fopen(path, "r");
  t->tariff = sector_cells(t, 0);
  while (in && fgets(line, sizeof line, in)) {
    if (sscanf(line, "C%d,%3[A-Z],%3[A-Z],%lf", &sector, to, from, &factor) != 4) continue;
    t->tariff[((sector - 1) * t->n + sector_find(t, from)) * t->n + sector_find(t, to)] = factor - 1;
  }
  if (in) fclose(in);
  return in != NULL;
}

bool sector_read_wiod(sector_table *t)
{
  enum { N = 44, S = 50 };
  *t = (sector_table){.sectors = S};
  if (!read_names("data/trade/wiod2014_multisector/country.csv", "cou", t) || t->n != N) return false;
  double *const share = read_rows("data/trade/wiod2014_multisector/trade_share.csv", 1, 2, (size_t)N * S, N);
  double *const made = read_rows("data/trade/wiod2014_multisector/sector_country.csv", 1, 2, (size_t)N * S, 3);
  double *const country = read_rows("data/trade/wiod2014_multisector/country.csv", 1, 1, N, 2);
  t->input = read_rows("data/trade/wiod2014_multisector/intermediate_share.csv", 1, 2, (size_t)N * S, S);
  t->theta = read_rows("data/trade/wiod2014_multisector/elasticity.csv", 1, 1, S, 1);
  if (!share || !made || !country || !t->input || !t->theta || !read_wiod_tariffs(t)) return false;
  t->flow = sector_cells(t, 0);
  t->value_added = numbers(N * S);
  t->consumption = numbers(N * S);
  t->earned = numbers(N);
  t->surplus = numbers(N);
  for (int j = 0; j < S; j++) {
    t->theta[j] = 1 / t->theta[j];
    for (int m = 0; m < N; m++) {
      t->value_added[m * S + j] = made[3 * (m * S + j)];
      t->consumption[m * S + j] = made[3 * (m * S + j) + 1];
      for (int i = 0; i < N; i++) t->flow[(j * N + i) * N + m] = share[(j * N + m) * N + i] * made[3 * (m * S + j) + 2];
    }
  }
  for (int m = 0; m < N; m++) {
    t->earned[m] = country[2 * m];
    t->surplus[m] = country[2 * m + 1];
  }
  free(share);
  free(made);
  free(country);
  return true;
}

bool sector_read_nafta(sector_table *t)
{
  enum { N = 31, S = 40, TRADED = 20 };
  *t = (sector_table){.n = N, .sectors = S};
  if (!read_names("fixtures/trade/F_cp2015_nafta_python_expected.csv", "iso", t) || t->n != N) return false;
  double *const trade = read_rows("data/trade/inputs/cp2015/xbilat1993.txt", 0, 0, (size_t)TRADED * N, N);
  double *const then = read_rows("data/trade/inputs/cp2015/tariffs1993.txt", 0, 0, (size_t)TRADED * N, N);
  double *const later = read_rows("data/trade/inputs/cp2015/tariffs2005.txt", 0, 0, (size_t)TRADED * N, N);
  double *const output = read_rows("data/trade/inputs/cp2015/GO.txt", 0, 0, S, N);
  double *const beta = read_rows("data/trade/inputs/cp2015/B.txt", 0, 0, S, N);
  double *const io = read_rows("data/trade/inputs/cp2015/IO.txt", 0, 0, (size_t)N * S, S);
  double *const theta = read_rows("data/trade/inputs/cp2015/T.txt", 0, 0, TRADED, 1);
  if (!trade || !then || !later || !output || !beta || !io || !theta) return false;
  const int nafta[] = {sector_find(t, "CAN"), sector_find(t, "MEX"), sector_find(t, "USA")};
  t->flow = sector_cells(t, 0);
  t->tariff = sector_cells(t, 0);
  t->new_tariff = sector_cells(t, 0);
  t->input = numbers((size_t)N * S * S);
  t->value_added = numbers(N * S);
  t->theta = numbers(S);
  double *const made = numbers(N * S);
  for (int j = 0; j < S; j++) {
    t->theta[j] = j < TRADED ? theta[j] : 8.22;
    for (int m = 0; m < N; m++) {
      made[m * S + j] = output[j * N + m];
      t->value_added[m * S + j] = beta[j * N + m];
      for (int k = 0; k < S; k++) t->input[(m * S + j) * S + k] = io[(m * S + k) * S + j];
      for (int i = 0; i < N && j < TRADED; i++) {
        const int cell = (j * N + i) * N + m, at = (j * N + m) * N + i;
        const bool member =
          (i == nafta[0] || i == nafta[1] || i == nafta[2]) && (m == nafta[0] || m == nafta[1] || m == nafta[2]);
        t->tariff[cell] = then[at] / 100;
        t->new_tariff[cell] = (member ? later[at] : then[at]) / 100;
        t->flow[cell] = 1000 * trade[at] * (1 + t->tariff[cell]);
      }
    }
  }
  const bool filled = ent_sectors_fill_home(N, S, made, t->tariff, t->flow, NULL) == ENT_OK;
  double *const rest[] = {trade, then, later, output, beta, io, theta, made};
  for (size_t k = 0; k < sizeof rest / sizeof *rest; k++) free(rest[k]);
  return filled;
}

void sector_make(int n, int sectors, uint64_t seed, sector_table *t)
{
  *t = (sector_table){.n = n, .sectors = sectors};
  t->flow = sector_cells(t, 0);
  t->tariff = sector_cells(t, 0);
  t->input = numbers((size_t)n * (size_t)sectors * (size_t)sectors);
  t->value_added = numbers((size_t)n * (size_t)sectors);
  t->theta = numbers((size_t)sectors);
  uint64_t draw = 0;
  for (int i = 0; i < n && i < SECTOR_NAMES; i++) snprintf(t->name[i], sizeof t->name[i], "E%d", i + 1);
  for (int j = 0; j < sectors; j++) {
    t->theta[j] = 2 + 6 * ent_uniform(seed, draw++, 1, 0);
    for (int i = 0; i < n; i++)
      for (int m = 0; m < n; m++, draw++) {
        const int c = (j * n + i) * n + m;
        t->flow[c] = (i == m ? 20 : 1) * (0.5 + ent_uniform(seed, draw, 2, 0)) * (1 + j % 3) * (1 + i % 4);
        t->tariff[c] = i != m && ent_uniform(seed, draw, 3, 0) < 0.2 ? 0.1 * ent_uniform(seed, draw, 4, 0) : 0;
      }
  }
  for (int r = 0; r < n * sectors; r++) {
    double sum = 0;
    t->value_added[r] = 0.6 + 0.3 * ent_uniform(seed, draw++, 5, 0);
    for (int k = 0; k < sectors; k++) sum += t->input[r * sectors + k] = 0.1 + ent_uniform(seed, draw++, 6, 0);
    for (int k = 0; k < sectors; k++) t->input[r * sectors + k] /= sum;
  }
}

ent_sectors_world sector_world(const sector_table *t)
{
  return (ent_sectors_world){.n = t->n,
                             .sectors = t->sectors,
                             .flow = t->flow,
                             .tariff = t->tariff,
                             .input = t->input,
                             .value_added = t->value_added,
                             .theta = t->theta,
                             .consumption = t->consumption,
                             .earned = t->earned,
                             .surplus = t->surplus};
}

void sector_free(sector_table *t)
{
  double *const all[] = {t->flow,        t->tariff, t->new_tariff, t->input,  t->value_added,
                         t->consumption, t->theta,  t->earned,     t->surplus};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
  *t = (sector_table){0};
}
