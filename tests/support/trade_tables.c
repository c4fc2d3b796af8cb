/* trade_tables.c - see trade_tables.h. */
#include "support/trade_tables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE 65536
#define FIELDS 256

/* Splits a line in place; no cell of these tables holds a comma. */
static int split(char *line, const char *field[FIELDS])
{
  int n = 0;
  line[strcspn(line, "\r\n")] = '\0';
  for (char *at = line; n < FIELDS;) {
    field[n++] = at;
    at += strcspn(at, ",");
    if (*at == '\0') break;
    *at++ = '\0';
  }
  return n;
}

static char *next_line(FILE *in, char *line)
{
  do {
    if (!fgets(line, LINE, in)) return NULL;
  } while (line[0] == '#');
  return line;
}

static int place(const char *const *field, int n, const char *name)
{
  for (int i = 0; i < n; i++)
    if (strcmp(field[i], name) == 0) return i;
  return -1;
}

const char *const trade_sanctioners[TRADE_SANCTIONERS] = {
  "AUS", "AUT", "BEL", "BGR", "CAN", "CHE", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
  "FIN", "FRA", "GBR", "GRC", "HRV", "HUN", "IRL", "ITA", "JPN", "KOR", "LTU", "LUX",
  "LVA", "MLT", "NLD", "NOR", "POL", "PRT", "ROU", "SVK", "SVN", "SWE", "TWN", "USA"};

bool trade_shared(char *path, size_t room, const char *part)
{
  const char *const shared = getenv("ENTENTE_SHARED");
  snprintf(path, room, "%s/%s", shared ? shared : ENT_TEST_SOURCE "/../shared", part);
  FILE *const in = fopen(path, "r");
  if (!in) return false;
  fclose(in);
  return true;
}

int trade_find(const trade_table *t, const char *name)
{
  for (int i = 0; i < t->n; i++)
    if (strcmp(t->name[i], name) == 0) return i;
  return -1;
}

void trade_free(trade_table *t)
{
  free(t->flow);
  t->flow = NULL;
}

static int by_bytes(const void *a, const void *b)
{
  return strcmp(a, b);
}

/* First pass names, second pass flows. */
static bool pass(FILE *in, const char *value, const char *year, trade_table *out, bool flows)
{
  static char line[LINE];
  const char *field[FIELDS];
  rewind(in);
  int n = next_line(in, line) ? split(line, field) : 0;
  const int from = place(field, n, "exporter"), to = place(field, n, "importer"), what = place(field, n, value),
            when = place(field, n, "year");
  if (from < 0 || to < 0 || what < 0) return false;
  while (next_line(in, line)) {
    n = split(line, field);
    if (n <= what || n <= to || (year && (when < 0 || strcmp(field[when], year) != 0))) continue;
    if (flows) {
      const int i = trade_find(out, field[from]), j = trade_find(out, field[to]);
      if (i >= 0 && j >= 0) out->flow[i * out->n + j] = strtod(field[what], NULL);
    } else if (trade_find(out, field[from]) < 0 && out->n < TRADE_NAMES) {
      snprintf(out->name[out->n++], TRADE_NAME, "%s", field[from]);
    }
  }
  return true;
}

bool trade_read_long(const char *path, const char *value, const char *year, trade_table *out)
{
  FILE *const in = fopen(path, "r");
  if (!in) return false;
  *out = (trade_table){.n = 0};
  bool ok = pass(in, value, year, out, false);
  qsort(out->name, (size_t)out->n, TRADE_NAME, by_bytes);
  out->flow = calloc((size_t)out->n * (size_t)out->n + 1, sizeof *out->flow);
  ok = ok && out->flow && pass(in, value, year, out, true);
  fclose(in);
  return ok;
}

bool trade_read_square(const char *path, trade_table *out)
{
  static char line[LINE];
  const char *field[FIELDS];
  FILE *const in = fopen(path, "r");
  if (!in) return false;
  *out = (trade_table){.n = 0};
  const int n = next_line(in, line) ? split(line, field) : 0;
  for (int j = 1; j < n && out->n < TRADE_NAMES; j++) snprintf(out->name[out->n++], TRADE_NAME, "%s", field[j]);
  out->flow = calloc((size_t)out->n * (size_t)out->n + 1, sizeof *out->flow);
  for (int i = 0; out->flow && i < out->n && next_line(in, line); i++) {
    const int cells = split(line, field);
    for (int j = 1; j < cells && j <= out->n; j++) out->flow[i * out->n + j - 1] = strtod(field[j], NULL);
  }
  fclose(in);
  return out->flow && out->n > 0;
}

bool trade_read_column(const char *path, const char *column, const trade_table *of, double *out)
{
  static char line[LINE];
  const char *field[FIELDS];
  FILE *const in = fopen(path, "r");
  if (!in) return false;
  for (int i = 0; i < of->n; i++) out[i] = NAN;
  int n = next_line(in, line) ? split(line, field) : 0;
  const int what = place(field, n, column);
  while (what >= 0 && next_line(in, line)) {
    n = split(line, field);
    const int i = trade_find(of, field[0]);
    if (i >= 0 && n > what) out[i] = strtod(field[what], NULL);
  }
  fclose(in);
  return what >= 0;
}
