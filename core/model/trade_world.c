/* trade_world.c - which matrix of flows, and which ratios of freeness, do these tables hold?
 *
 * Rows are pairs: exporter, importer and a number.  The economies of the flows stand in the order in which they appear; a pair
 * without a row does not trade, one that stands there twice is an error.  The table of then holds flows of an earlier year, which
 * give phi(then) / phi(now) of Head and Ries, or that ratio itself.  Cost: O(rows n + n^2). */
#include <string.h>

#include "base/fail.h"
#include "trade_calls.h"

typedef struct pair_table {
  const ent_trade_table *t;
  int exporter, importer, number;
  bool freeness; /* the number is a ratio of freeness */
} pair_table;

static int column_of(const ent_trade_table *t, const char *name)
{
  for (int c = 0; c < t->columns; c++)
    if (strcmp(t->column[c], name) == 0) return c;
  return -1;
}

static ent_status find_columns(const ent_trade_table *t, bool may_be_ratio, pair_table *out, ent_error *err)
{
  *out = (pair_table){t, column_of(t, "exporter"), column_of(t, "importer"), column_of(t, "flow"), false};
  if (may_be_ratio && column_of(t, "freeness") >= 0) {
    out->number = column_of(t, "freeness");
    out->freeness = true;
  }
  if (out->exporter >= 0 && out->importer >= 0 && out->number >= 0) return ENT_OK;
  return ent_fail(err, ENT_ARGUMENT, t->file,
                  may_be_ratio ? "A table of then has the columns exporter, importer, and flow or freeness."
                               : "A table of trade has the columns exporter, importer and flow.");
}

static const char *cell_of(const pair_table *p, int row, int column)
{
  return p->t->cell[(size_t)row * (size_t)p->t->columns + (size_t)column];
}

static ent_status read_number(const pair_table *p, int row, double *out, ent_error *err)
{
  const char *const text = cell_of(p, row, p->number);
  size_t used = 0;
  if (ent_number_read(text, strlen(text), out, &used) == ENT_OK && text[used] == '\0' && *out >= 0 &&
      *out < ENT_TRADE_HUGE && (!p->freeness || *out > 0))
    return ENT_OK;
  if (p->freeness)
    return ent_fail_join(err, ENT_ARGUMENT, row + 1, p->number + 1, p->t->file,
                         "A ratio of freeness is above 0, not \"", text, "\".", (const char *)NULL);
  return ent_fail_join(err, ENT_ARGUMENT, row + 1, p->number + 1, p->t->file, "A flow is 0 or more, not \"", text,
                       "\".", (const char *)NULL);
}

static int place_of(const char *const *name, int n, const char *text)
{
  for (int i = 0; i < n; i++)
    if (strcmp(name[i], text) == 0) return i;
  return -1;
}

int ent_trade_economy(const ent_trade_setting *s, const char *name)
{
  return place_of(s->name, s->n, name);
}

/* Economies in the order of the rows, exporters first. */
static ent_status find_names(const pair_table *p, ent_arena *arena, const char ***out, int *n, ent_error *err)
{
  const char **const name = ENT_NEW(arena, const char *, ENT_TRADE_ECONOMIES_MAX);
  if (!name) return ent_fail(err, ENT_NOMEM, p->t->file, "There is no memory for the flows.");
  *n = 0;
  for (int r = 0; r < p->t->rows; r++)
    for (int side = 0; side < 2; side++) {
      const char *const text = cell_of(p, r, side ? p->importer : p->exporter);
      if (place_of(name, *n, text) >= 0) continue;
      if (*n == ENT_TRADE_ECONOMIES_MAX)
        return ent_fail_at(err, ENT_LIMIT, r + 1, (side ? p->importer : p->exporter) + 1, p->t->file,
                           "Values from trade are computed for at most 400 economies.");
      name[(*n)++] = text;
    }
  *out = name;
  return ENT_OK;
}

static ent_status read_flows(const pair_table *p, ent_arena *arena, const char ***name, int *n, double **flow,
                             ent_error *err)
{
  ent_status status = find_names(p, arena, name, n, err);
  if (status != ENT_OK) return status;
  const size_t cells = (size_t)*n * (size_t)*n;
  *flow = ENT_NEW(arena, double, cells);
  bool *const met = ENT_NEW(arena, bool, cells);
  if (!*flow || !met) return ent_fail(err, ENT_NOMEM, p->t->file, "There is no memory for the flows.");
  for (int r = 0; r < p->t->rows; r++) {
    const int i = place_of(*name, *n, cell_of(p, r, p->exporter)), j = place_of(*name, *n, cell_of(p, r, p->importer));
    const size_t at = (size_t)i * (size_t)*n + (size_t)j;
    double x = 0;
    status = read_number(p, r, &x, err);
    if (status == ENT_OK && met[at])
      status = ent_fail_join(err, ENT_ARGUMENT, r + 1, p->exporter + 1, p->t->file, "The flow from ", (*name)[i],
                             " to ", (*name)[j], " stands here a second time.", (const char *)NULL);
    if (status != ENT_OK) return status;
    met[at] = true;
    (*flow)[at] = x;
  }
  return ENT_OK;
}

static ent_status read_then(const ent_trade_table *then, ent_arena *arena, ent_trade_setting *s, ent_error *err)
{
  pair_table p;
  const char **name = NULL;
  double *flow = NULL;
  int m = 0;
  ent_status status = find_columns(then, true, &p, err);
  if (status == ENT_OK) status = read_flows(&p, arena, &name, &m, &flow, err);
  if (status != ENT_OK) return status;
  const size_t n = (size_t)s->n;
  double *const old = p.freeness ? flow : ENT_NEW(arena, double, (size_t)m *(size_t)m);
  double *const now = p.freeness ? NULL : ENT_NEW(arena, double, n *n);
  int *const place = ENT_NEW(arena, int, n);
  s->ratio = ENT_NEW(arena, double, n *n);
  if (!old || (!now && !p.freeness) || !place || !s->ratio)
    return ent_fail(err, ENT_NOMEM, then->file, "There is no memory for the flows.");
  if (!p.freeness) status = ent_trade_freeness(m, flow, old, err);
  if (!p.freeness && status == ENT_OK) status = ent_trade_freeness(s->n, s->flow, now, err);
  for (int i = 0; i < s->n; i++) place[i] = place_of(name, m, s->name[i]);
  if (status == ENT_OK) ent_trade_freeness_ratio(s->n, now, m, old, place, s->ratio);
  return status;
}

ent_status ent_trade_world_read(const ent_trade_table *flows, const ent_trade_table *then, ent_arena *arena,
                                ent_trade_setting *out, ent_error *err)
{
  pair_table p;
  ent_trade_setting s = *out;
  ent_status status = find_columns(flows, false, &p, err);
  if (status == ENT_OK) status = read_flows(&p, arena, &s.name, &s.n, &s.flow, err);
  s.ratio = NULL;
  if (status == ENT_OK && then) status = read_then(then, arena, &s, err);
  if (status == ENT_OK) *out = s;
  return status;
}
