/* trade_value.c - what number, with which uncertainty, did the trade model give for a call?
 *
 * A row of the table holds the gain at 9 Chebyshev-Lobatto nodes in 1/theta on [1/20, 1] and, where share or amount is uncertain,
 * at 9 such nodes of it; between nodes the barycentric formula interpolates:
 *   f(t) = sum_k (w_k / (t - t_k)) f_k / sum_k w_k / (t - t_k),   t_k = cos(pi k / 8),   w_k = (-1)^k, half at both ends.
 * A number that depends on the elasticity alone and falls with it is tabulated over the score of 1/theta, so that tables of all
 * such numbers may be read at one score: they then move together, as they do in the model.  What depends on the share or amount
 * too is the distribution over both, sorted.  Cost: 9 divisions a value; 65 x 65 values and their sort where both are uncertain.
 * Source: Berrut and Trefethen 2004 (SIAM Review 46:501). */
#include "trade_value.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "scan.h"
#include "schema.h"
#include "seal.h"

#define LINE ENT_KNOTS /* scores where one of the two is uncertain ... */
#define ACROSS 33      /* and where both are, of the elasticity ... */
#define ALONG 65       /* ... and of the range: between two of them the chance is spread evenly */
#define MOST 1e60      /* of numbers in the table: finite in all that is made of them */
#define SLACK 1e-9     /* of digits that were cut */

/* ---- the table ------------------------------------------------------------------------------------------------------ */

bool ent_trade_is_call(const char *text)
{
  ent_scan s;
  ent_scan_open(&s, text, strlen(text));
  return ent_scan_word(&s, "from") && ent_scan_word(&s, "trade") && ent_scan_take(&s, ".");
}

static bool is_mark(char c)
{
  return c == '(' || c == ')' || c == ',' || c == ';' || c == '<' || c == '>' || c == '.';
}

const char *ent_trade_key(const char *text, size_t size, ent_arena *arena)
{
  char *const key = ENT_NEW(arena, char, 2 * size + 1);
  size_t n = 0;
  bool blank = false;
  for (size_t i = 0; key && i < size; i++) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = true;
      continue;
    }
    const char before = n > 0 ? key[n - 1] : '(';
    if (before == ',' || before == ';' || (blank && !is_mark(before) && !is_mark(c))) key[n++] = ' ';
    key[n++] = c;
    blank = false;
  }
  return key;
}

bool ent_trade_settings(const ent_node *root, ent_arena *arena, char out[ENT_NUMBER_MAX])
{
  static const ent_field fields[] = {ENT_FIELD_trade_flows, ENT_FIELD_trade_then, ENT_FIELD_trade_groups,
                                     ENT_FIELD_trade_deficits};
  const ent_node *const record = ent_field_node(root, ENT_FIELD_scenario_trade);
  const ent_node *n = ent_field_node(ent_field_node(root, ENT_FIELD_scenario_deal), ENT_FIELD_deal_target);
  ent_writer w;
  ent_writer_open(&w, arena);
  for (int i = 0;; i++) {
    ent_write_u8(&w, (uint8_t)i);
    if (n) ent_tree_write(&w, n, NULL, false);
    if (i == sizeof fields / sizeof *fields) break;
    n = ent_field_node(record, fields[i]);
  }
  if (!w.failed) ent_number_write((double)(ent_name_hash(w.data, w.size) >> 11), out);
  return !w.failed;
}

ent_status ent_trade_theta(const ent_node *root, const ent_table *tables, ent_arena *arena, ent_dist *out,
                           ent_error *err)
{
  const ent_node *const n = ent_field_node(ent_field_node(root, ENT_FIELD_scenario_trade), ENT_FIELD_trade_theta);
  const ent_node *const value = ent_node_value(n);
  const char *const text = !n ? ent_field_table[ENT_FIELD_trade_theta].fallback : value->text;
  ent_notation notation;
  const ent_status status =
    value && value->kind == ENT_NODE_MAP
      ? ent_notation_quantiles(value, ENT_DOMAIN_POSITIVE, NULL, arena, &notation, err)
      : ent_notation_read(text, strlen(text), ENT_DOMAIN_POSITIVE, tables, NULL, arena, &notation, err);
  if (status == ENT_OK) *out = notation.dist;
  return status;
}

bool ent_trade_values(const char *text, int count, double *out)
{
  ent_scan s;
  ent_scan_open(&s, text, strlen(text));
  for (int i = 0; i < count; i++)
    if (!ent_scan_number(&s, &out[i]) || !(out[i] > -MOST && out[i] < MOST)) return false;
  return ent_scan_at_end(&s);
}

static ent_status not_computed(ent_error *err)
{
  return ent_fail_at(
    err, ENT_REFERENCE, 1, 1, "",
    "This value was not computed when the file was made; ask `entente run` with the scenario and its flows.");
}

/* Anybody may have written the table: what is not as it should be was not computed. */
static bool read_row(ent_trade_curve *c, const char *range)
{
  const int ranges = c->range.kind == ENT_DIST_KNOWN ? 1 : ENT_TRADE_NODES;
  double end[2] = {0, 0};
  const bool ends =
    !range[0] || (ent_trade_values(ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_low), 1, &end[0]) &&
                  ent_trade_values(ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_high), 1, &end[1]));
  c->low = end[0];
  c->high = end[1];
  if (!ends || (ranges > 1 && !(c->low < c->high))) return false;
  if (!ent_trade_values(ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_value), ranges * ENT_TRADE_NODES,
                        &c->value[0][0]))
    return false;
  for (int j = 0; j < ranges; j++)
    for (int k = 0; k < ENT_TRADE_NODES; k++) c->value[j][k] /= ENT_TRADE_SCALE;
  return true;
}

ent_status ent_trade_find(const ent_node *root, const ent_table *tables, const char *text, size_t size,
                          ent_arena *arena, ent_trade_curve *out, ent_error *err)
{
  char settings[ENT_NUMBER_MAX];
  if (!ent_field_node(root, ENT_FIELD_scenario_trade))
    return ent_fail_at(err, ENT_REFERENCE, 1, 1, "", "A value from trade needs a record `trade` with its flows.");
  const char *const key = ent_trade_key(text, size, arena);
  if (!key || !ent_trade_settings(root, arena, settings)) return ENT_NOMEM;
  const ent_table *const t = ent_table_find(tables, ENT_TRADE_TABLE);
  if (t && ent_table_lacks(t)) {
    *out = (ent_trade_curve){.table = t, .row = -1};
    return ENT_OK;
  }
  const int row = t && t->columns == ENT_TRADE_COLUMNS ? ent_table_row(t, key) : -1;
  if (row < 0 || strcmp(ent_table_cell(t, row, ENT_TRADE_COLUMN_settings), settings) != 0) return not_computed(err);
  ent_trade_curve c = {.table = t, .row = row, .range = {.kind = ENT_DIST_KNOWN}};
  ent_status status = ent_trade_theta(root, tables, arena, &c.theta, err);
  if (status != ENT_OK && status != ENT_NOMEM) { /* the field tells it */
    *out = (ent_trade_curve){.table = t, .row = -1};
    return ENT_OK;
  }
  const char *const range = ent_table_cell(t, row, ENT_TRADE_COLUMN_range);
  const bool amount = key[ENT_TRADE_KIND_AT] == 't';
  ent_notation notation;
  if (status == ENT_OK && range[0]) {
    status = ent_notation_read(range, strlen(range), amount ? ENT_DOMAIN_POSITIVE : ENT_DOMAIN_SHARE, tables, NULL,
                               arena, &notation, err);
    c.range = notation.dist;
  }
  if (status == ENT_NOMEM) return status;
  if (status != ENT_OK || !read_row(&c, range)) return not_computed(err);
  *out = c;
  return ENT_OK;
}

/* ---- the curve ------------------------------------------------------------------------------------------------------ */

double ent_trade_node(int k)
{
  static const double cosine[ENT_TRADE_NODES] = {
    1, 0.92387953251128673848,  0.70710678118654752440,  0.38268343236508977173,
    0, -0.38268343236508977173, -0.70710678118654752440, -0.92387953251128673848,
    -1};
  return cosine[k];
}

double ent_trade_node_inverse(int k)
{
  const double least = 1.0 / ENT_TRADE_ELASTIC_MOST;
  return (1 + least) / 2 + (1 - least) / 2 * ent_trade_node(k);
}

static double blend(const double value[ENT_TRADE_NODES], double t)
{
  double above = 0, below = 0;
  for (int k = 0; k < ENT_TRADE_NODES; k++) {
    const double off = t - ent_trade_node(k);
    if (off == 0) return value[k];
    const double weight = (k == 0 || k == ENT_TRADE_NODES - 1 ? 0.5 : 1) * (k % 2 ? -1 : 1) / off;
    above += weight * value[k];
    below += weight;
  }
  return above / below;
}

static double within(double x, double low, double high)
{
  return x < low ? low : x > high ? high : x;
}

/* Along the range, at one elasticity. */
static void slice(const ent_trade_curve *c, double theta, double out[ENT_TRADE_NODES])
{
  const double least = 1.0 / ENT_TRADE_ELASTIC_MOST;
  const double t = (2 / within(theta, 1, ENT_TRADE_ELASTIC_MOST) - 1 - least) / (1 - least);
  const int ranges = c->range.kind == ENT_DIST_KNOWN ? 1 : ENT_TRADE_NODES;
  for (int j = 0; j < ranges; j++) out[j] = blend(c->value[j], within(t, -1, 1));
}

static double across(const ent_trade_curve *c, const double along[ENT_TRADE_NODES], double range)
{
  if (c->range.kind == ENT_DIST_KNOWN) return along[0];
  return blend(along, within((2 * range - c->low - c->high) / (c->high - c->low), -1, 1));
}

double ent_trade_curve_value(const ent_trade_curve *c, double theta, double range)
{
  double along[ENT_TRADE_NODES];
  slice(c, theta, along);
  return across(c, along, range);
}

static double at_score(const ent_dist *d, double z)
{
  return ent_dist_value(d, z, d->kind == ENT_DIST_UNIFORM ? ent_normal_cdf(z) : 0);
}

double ent_trade_curve_at(const ent_trade_curve *c, double theta_z, double range_z)
{
  return ent_trade_curve_value(c, at_score(&c->theta, theta_z), at_score(&c->range, range_z));
}

/* The 5 % and the 95 % quantile of the elasticity. */
static double elastic(const ent_trade_curve *c, int high)
{
  return within(ent_dist_quantile(&c->theta, high ? 0.95 : 0.05), 1, ENT_TRADE_ELASTIC_MOST);
}

/* ---- the distribution ----------------------------------------------------------------------------------------------- */

static double score(int i, int count)
{
  return count > 1 ? -ENT_KNOT_Z + 2 * ENT_KNOT_Z * i / (count - 1) : 0;
}

typedef struct drop {
  double value, weight;
} drop;

static void sink(drop *d, int at, int count)
{
  const drop moving = d[at];
  for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
    if (child + 1 < count && d[child + 1].value > d[child].value) child++;
    if (!(d[child].value > moving.value)) break;
    d[at] = d[child];
    at = child;
  }
  d[at] = moving;
}

/* Heapsort: equal values are equal, so their order does not matter but for the rounding of sums, which it fixes. */
static void sort(drop *d, int count)
{
  for (int i = count / 2; i-- > 0;) sink(d, i, count);
  for (int last = count - 1; last > 0; last--) {
    const drop top = d[0];
    d[0] = d[last];
    d[last] = top;
    sink(d, 0, last);
  }
}

/* Knots of the distribution of sorted drops: each stands at the middle of its weight. */
static void settle(const drop *d, int count, double total, double *knot)
{
  double before = 0, from = 0, to = d[0].weight / 2 / total; /* places of drop i - 1 and i */
  int i = 0;
  for (int k = 0; k < ENT_KNOTS; k++) {
    const double p = ent_normal_cdf(score(k, ENT_KNOTS));
    while (i + 1 < count && to < p) {
      before += d[i++].weight;
      from = to;
      to = (before + d[i].weight / 2) / total;
    }
    const bool between = i > 0 && p < to && to > from;
    knot[k] = between ? d[i - 1].value + (d[i].value - d[i - 1].value) * ((p - from) / (to - from)) : d[i].value;
  }
}

/* Values at all scores of elasticity or range, with the chance of each. */
static double scatter(const ent_trade_curve *c, int thetas, int ranges, drop *d)
{
  double along[ENT_TRADE_NODES], total = 0;
  for (int i = 0; i < thetas; i++) {
    const double z = score(i, thetas);
    slice(c, at_score(&c->theta, z), along);
    for (int j = 0; j < ranges; j++) {
      const double y = score(j, ranges);
      d[i * ranges + j] = (drop){across(c, along, at_score(&c->range, y)), ent_exp(-(z * z + y * y) / 2)};
      total += d[i * ranges + j].weight;
    }
  }
  return total;
}

/* Chance as steps of density: weight is by how much the density grows at this value.  Along the range between two scores, at
 * one elasticity, the chance of that stretch lies evenly between the values at its ends. */
static double spread(const ent_trade_curve *c, drop *d)
{
  double along[ENT_TRADE_NODES], total = 0;
  for (int i = 0; i < ACROSS; i++) {
    const double z = score(i, ACROSS), weight = ent_exp(-z * z / 2);
    slice(c, at_score(&c->theta, z), along);
    double value = across(c, along, at_score(&c->range, score(0, ALONG)));
    for (int j = 1; j < ALONG; j++, d += 2) {
      const double next = across(c, along, at_score(&c->range, score(j, ALONG)));
      const double mass = weight * (ent_normal_cdf(score(j, ALONG)) - ent_normal_cdf(score(j - 1, ALONG)));
      const double low = next < value ? next : value, high = next < value ? value : next,
                   least = 1e-9 * (1 + fabs(high));
      const double width = high - low > least ? high - low : least;
      d[0] = (drop){low, mass / width};
      d[1] = (drop){low + width, -mass / width};
      value = next;
      total += mass;
    }
  }
  return total;
}

/* Knots of the distribution of sorted steps. */
static void settle_steps(const drop *d, int count, double total, double *knot)
{
  double density = d[0].weight, below = 0; /* from step i on; chance below it */
  int i = 0;
  for (int k = 0; k < ENT_KNOTS; k++) {
    const double p = ent_normal_cdf(score(k, ENT_KNOTS)) * total;
    while (i + 2 < count && below + density * (d[i + 1].value - d[i].value) < p) {
      below += density * (d[i + 1].value - d[i].value);
      density += d[++i].weight;
    }
    const double on = density > 0 && p > below ? (p - below) / density : 0;
    knot[k] = within(d[i].value + on, d[i].value, d[i + 1].value);
  }
}

/* Never rising along the scores. */
static bool falls(const drop *d, int count)
{
  for (int i = 1; i < count; i++)
    if (d[i].value > d[i - 1].value + SLACK) return false;
  return true;
}

static double held(ent_domain domain, double x)
{
  const double low = domain == ENT_DOMAIN_SIGNED ? -1 : domain == ENT_DOMAIN_REAL ? -MOST : 0;
  return within(x, low, domain == ENT_DOMAIN_SHARE || domain == ENT_DOMAIN_SIGNED ? 1 : MOST);
}

/* The domain holds all values, or the error tells at which elasticities they are what. */
static ent_status check_domain(const ent_trade_curve *c, ent_domain domain, const drop *d, int count, ent_error *err)
{
  bool holds = true;
  for (int i = 0; i < count; i++) {
    const double off = d[i].value - held(domain, d[i].value);
    holds = holds && off < SLACK && off > -SLACK;
  }
  if (holds) return ENT_OK;
  char theta[2][ENT_NUMBER_MAX], value[2][ENT_NUMBER_MAX];
  for (int i = 0; i < 2; i++) {
    ent_number_write_fixed(elastic(c, i), 1, theta[i]);
    ent_number_write_fixed(ent_trade_curve_value(c, elastic(c, i), at_score(&c->range, 0)), 4, value[i]);
  }
  return ent_fail_join(err, ENT_ARGUMENT, 1, 1, "", "This field holds ", ent_domain_text(domain),
                       "; from trade it is about ", value[0], " at elasticity ", theta[0], " and ", value[1],
                       " at elasticity ", theta[1], ", and `per` says what counts as 1.", (const char *)NULL);
}

/* The distribution, or only whether the domain holds it. */
static ent_status tabulate(const ent_trade_curve *c, bool checking, ent_arena *arena, ent_dist *out, bool *together,
                           ent_error *err)
{
  const bool known[2] = {c->theta.kind == ENT_DIST_KNOWN, c->range.kind == ENT_DIST_KNOWN};
  const bool both = !known[0] && !known[1];
  const int thetas = known[0] ? 1 : LINE, ranges = known[1] ? 1 : LINE;
  const int count = both ? 2 * ACROSS * (ALONG - 1) : thetas * ranges;
  double *const knot = ENT_NEW(arena, double, ENT_KNOTS);
  const ent_mark mark = ent_arena_mark(arena);
  drop *const d = ENT_NEW(arena, drop, count);
  if (!knot || !d) return ENT_NOMEM;
  const double total = both ? spread(c, d) : scatter(c, thetas, ranges, d);
  const ent_status status = check_domain(c, out->domain, d, count, err);
  if (status == ENT_OK && count == 1) out->a = held(out->domain, d[0].value);
  if (status == ENT_OK && count > 1 && !checking) {
    *together = !both && thetas == LINE && falls(d, count);
    sort(d, count);
    if (both)
      settle_steps(d, count, total, knot);
    else
      settle(d, count, total, knot);
    for (int k = 0; k < ENT_KNOTS; k++) knot[k] = held(out->domain, knot[k]);
    out->kind = ENT_DIST_TABLE;
    out->knot = knot;
  }
  ent_arena_rewind(arena, mark);
  return status;
}

ent_status ent_trade_at(const ent_node *root, const ent_table *tables, const char *text, double theta, ent_arena *arena,
                        ent_dist *out, ent_error *err)
{
  ent_trade_curve *const c = ENT_NEW(arena, ent_trade_curve, 1);
  ent_dist dist = {.kind = ENT_DIST_KNOWN, .domain = out->domain};
  bool together = false;
  ent_status status = c ? ent_trade_find(root, tables, text, strlen(text), arena, c, err) : ENT_NOMEM;
  if (status == ENT_OK) {
    c->theta = (ent_dist){.kind = ENT_DIST_KNOWN, .domain = ENT_DOMAIN_POSITIVE, .a = theta};
    status = tabulate(c, false, arena, &dist, &together, err);
  }
  if (status == ENT_NOMEM) return ent_fail(err, ENT_NOMEM, "", "There is no memory for a value from trade.");
  if (status == ENT_OK) *out = dist;
  return status;
}

/* "0.90–2.10 %: gain of real spending ..." */
static void tell(const ent_trade_curve *c, const ent_node *root, const ent_dist *d, const ent_words *words,
                 ent_writer *w)
{
  const char *const who = ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_who);
  const char *const call = ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_call);
  const char *const per = ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_per);
  const ent_node *const actor = ent_node_child(ent_field_node(root, ENT_FIELD_scenario_actors), who);
  const ent_node *const name = ent_field_node(actor, ENT_FIELD_actor_name);
  const bool loss = call[ENT_TRADE_KIND_AT] == 'e';
  char theta[2][ENT_NUMBER_MAX];
  for (int i = 0; i < 2; i++) {
    const double p = i ? 0.95 : 0.05;
    if (i) ent_put(w, d->kind == ENT_DIST_KNOWN ? "" : "\xe2\x80\x93");
    if (!i || d->kind != ENT_DIST_KNOWN) ent_put_fixed(w, ent_dist_quantile(d, p) * (per[0] ? 1 : 100), 2);
    ent_number_write_fixed(elastic(c, i), 1, theta[i]);
  }
  if (!per[0]) ent_put(w, " %");
  ent_put_said(w, words,
               loss ? ": loss of real spending of {who} in the trade model, elasticity {low} to {high}; long run"
                    : ": gain of real spending of {who} in the trade model, elasticity {low} to {high}; long run",
               "who", name ? ent_text_in(name, ent_words_language(words)) : who, "low", theta[0], "high", theta[1],
               (const char *)NULL);
}

static const char *origin_of(const ent_trade_curve *c, ent_arena *arena)
{
  ent_writer w;
  const char *const source = c->table->source[ENT_TRADE_COLUMN_value];
  ent_writer_open(&w, arena);
  ent_put(&w, ent_table_place(c->table));
  if (source[0]) {
    ent_put(&w, " (");
    ent_put(&w, source);
    ent_put(&w, ")");
  }
  return w.failed ? NULL : w.data;
}

ent_status ent_trade_read(const ent_node *root, const ent_table *tables, const char *text, size_t size,
                          ent_domain domain, const ent_words *words, bool checking, ent_arena *arena, ent_notation *out,
                          bool *together, ent_error *err)
{
  ent_trade_curve *const c = ENT_NEW(arena, ent_trade_curve, 1);
  ent_dist dist = {.kind = ENT_DIST_KNOWN, .domain = domain};
  bool one_stream = false;
  const char *origin = "";
  ent_writer w;
  ent_writer_open(&w, arena);
  ent_status status = c ? ent_trade_find(root, tables, text, size, arena, c, err) : ENT_NOMEM;
  const bool lacks = status == ENT_OK && c->row < 0;
  if (lacks) dist.a = 0.5; /* any number will do to go on and find more */
  if (status == ENT_OK && !lacks) status = tabulate(c, checking, arena, &dist, &one_stream, err);
  if (status == ENT_OK && !lacks && !checking) {
    tell(c, root, &dist, words, &w);
    origin = origin_of(c, arena);
    if (!origin || w.failed) status = ENT_NOMEM;
  }
  if (status == ENT_NOMEM) return ent_fail(err, ENT_NOMEM, "", "There is no memory for a value from trade.");
  if (status != ENT_OK || checking) return status;
  *out = (ent_notation){.dist = dist, .words = w.data, .origin = origin};
  *together = one_stream;
  return ENT_OK;
}
