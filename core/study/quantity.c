/* quantity.c - the value of what a claim's test asks for.
 *
 * Names were resolved when the expression was read, so every case here is a look-up or a small sum.  Shares of draws carry
 * their Monte Carlo error, and sums and products of them carry it on (errors are treated as independent, which overstates
 * the error of a difference under common random numbers). */
#include <math.h>
#include <string.h>

#include "entente/triangle.h"
#include "study.h"
#include "world.h"

static ent_value known(double value)
{
  return (ent_value){value, 0};
}

static ent_value share(uint64_t k, uint64_t n)
{
  const ent_share s = ent_share_of(k, n);
  return (ent_value){s.p, s.se};
}

static ent_value passing(const ent_ensemble *e, int what)
{
  switch (what) {
  case ENT_PASS_SURVIVAL: return share(e->survives, e->draws);
  case ENT_PASS_ALIGNMENT: return share(e->turns, e->draws);
  case ENT_PASS_ALL: return share(e->all, e->draws);
  case ENT_PASS_REFUSED: return share(e->refused, e->draws);
  case ENT_PASS_KEPT: return share(e->kept, e->draws);
  case ENT_PASS_TURNED: return share(e->turned, e->draws);
  default: return share(e->open[what], e->draws);
  }
}

static ent_value quantile(const ent_ensemble *e, int track, double q)
{
  return known(ent_ensemble_quantile(e, (ent_track)track, q));
}

static int find_seat(const ent_scenario *s, int club, int actor)
{
  for (int k = s->club[club].seat; k < s->club[club].seat + s->club[club].seats; k++)
    if (s->seat[k].owner == actor) return k;
  return -1;
}

/* Clubs of up to 24 members, or of few classes, take no memory; others go to the engines of entente/power.h. */
static bool power(const ent_scenario *s, const ent_expr *e, const ent_allocator *memory, ent_value *out)
{
  const ent_club *c = &s->club[e->argument[0].index];
  const int seat = find_seat(s, e->argument[0].index, e->argument[1].index);
  double shapley[ENT_MEMBERS_MAX];
  if (seat < 0) return false;
  if (ent_rule_power(c->rule, NULL, shapley, NULL) != ENT_OK &&
      (ent_club_power(c, memory, NULL, shapley, NULL) != ENT_OK || shapley[seat - c->seat] < 0))
    return false;
  *out = known(shapley[seat - c->seat]);
  return true;
}

static ent_value decides(const ent_scenario *s, const ent_expr *e)
{
  const ent_club *c = &s->club[e->argument[0].index];
  ent_set yes = {{0}};
  for (int i = 1; i < e->arguments; i++) {
    const int seat = find_seat(s, e->argument[0].index, e->argument[i].index);
    if (seat >= 0) yes.word[(seat - c->seat) / 64] |= UINT64_C(1) << (seat - c->seat) % 64;
  }
  return known(ent_rule_wins(c->rule, &yes, NULL) ? 1 : 0);
}

/* Mean of the posterior after the last event of the year. */
static bool trust(const ent_scenario *s, double year, ent_value *out)
{
  double mean = -1;
  for (int i = 0; i < s->trust_points; i++)
    if (s->trust_point[i].year < year + 1 || i == s->trust_points - 1) {
      if (s->trust_point[i].year < year + 1) mean = s->trust_point[i].mean;
    }
  *out = known(mean);
  return mean >= 0;
}

static double tie(const ent_scenario *s, int a, int b, bool after)
{
  int places[ENT_ACTORS_MAX];
  for (int i = 0; i < s->actors; i++) places[i] = -1;
  for (int i = 0; i < s->camps; i++) places[s->camp[i]] = i;
  if (places[a] < 0 || places[b] < 0) return 0;
  return after ? ent_scenario_map_tie(s, places[a], places[b]) : ent_scenario_tie_now(s, places[a], places[b]);
}

static bool role(const ent_scenario *s, int actor, bool after, ent_value *out)
{
  const int corner[3] = {s->proposer, s->target, s->rival};
  int i = 0;
  while (i < 3 && corner[i] != actor) i++;
  if (i == 3 || s->rival < 0) return false;
  const int j = corner[(i + 1) % 3], k = corner[(i + 2) % 3];
  *out = known(ent_triangle_value(tie(s, actor, j, after), tie(s, actor, k, after), tie(s, j, k, after)));
  return true;
}

/* max, min or mean of a column over the rows whose key lies in from..to; change takes the two ends. */
static bool over_years(const ent_expr *e, ent_value *out)
{
  const ent_table *t = e->table;
  const int column = e->argument[1].index;
  const double from = e->argument[2].number, to = e->argument[3].number;
  double first = 0, last = 0, least = 0, most = 0, sum = 0;
  int n = 0, ends = 0;
  for (int r = 0; r < t->rows; r++) {
    double year = 0, v = 0;
    if (!ent_table_number(t, r, 0, &year) || year < from || year > to || !ent_table_number(t, r, column, &v)) continue;
    if (year == from) first = v;
    if (year == to) last = v;
    ends += (year == from) + (year == to);
    least = n == 0 || v < least ? v : least;
    most = n == 0 || v > most ? v : most;
    sum += v;
    n++;
  }
  if (n == 0 || (e->quantity == ENT_QUANTITY_CHANGE && ends < 2)) return false;
  if (e->quantity == ENT_QUANTITY_MAX)
    *out = known(most);
  else if (e->quantity == ENT_QUANTITY_MIN)
    *out = known(least);
  else
    *out = known(e->quantity == ENT_QUANTITY_MEAN ? sum / n : last - first);
  return true;
}

static ent_value column_sum(const ent_expr *e)
{
  double sum = 0, v = 0;
  for (int r = 0; r < e->table->rows; r++)
    if (ent_table_number(e->table, r, e->argument[1].index, &v)) sum += v;
  return known(sum);
}

static bool counted(const ent_expr *e, ent_value *out)
{
  const ent_table *t = e->table;
  int rows = 0, yes = 0, n = 0;
  for (int r = 0; r < t->rows; r++) {
    if (!ent_filter_holds(&e->filter, t->cell + (size_t)r * (size_t)t->columns)) continue;
    rows++;
    if (e->quantity == ENT_QUANTITY_COUNT) continue;
    const char *cell = ent_table_cell(t, r, e->argument[2].index);
    yes += strcmp(cell, "1") == 0;
    n += strcmp(cell, "1") == 0 || strcmp(cell, "0") == 0;
  }
  if (e->quantity == ENT_QUANTITY_COUNT)
    *out = known(rows);
  else if (n == 0)
    return false;
  else
    *out = known((double)yes / n);
  return true;
}

static bool cell(const ent_expr *e, ent_value *out)
{
  double v = 0;
  if (!ent_table_number(e->table, e->argument[1].index, e->argument[2].index, &v)) return false;
  *out = known(v);
  return true;
}

static bool call(const ent_expr *e, const ent_scenario *s, const ent_ensemble *en, const ent_allocator *memory,
                 ent_value *out)
{
  const ent_argument *a = e->argument;
  switch (e->quantity) {
  case ENT_QUANTITY_P: *out = passing(en, a[0].index); return true;
  case ENT_QUANTITY_MEDIAN: *out = quantile(en, a[0].index, 0.5); return true;
  case ENT_QUANTITY_QUANTILE: *out = quantile(en, a[0].index, a[1].number); return true;
  case ENT_QUANTITY_BLOCKS: *out = share(en->blocks[a[0].index], en->consent_shut); return en->consent_shut > 0;
  case ENT_QUANTITY_ALONE: *out = share(en->alone[a[0].index], en->consent_shut); return en->consent_shut > 0;
  case ENT_QUANTITY_YES: {
    const int seat = find_seat(s, a[0].index, a[1].index);
    if (seat >= 0) *out = share(en->yes[seat], en->draws);
    return seat >= 0;
  }
  case ENT_QUANTITY_GRANTED: *out = share(en->term_open[a[0].index], en->draws); return true;
  case ENT_QUANTITY_POWER: return power(s, e, memory, out);
  case ENT_QUANTITY_MEMBERS: *out = known(s->club[a[0].index].seats); return true;
  case ENT_QUANTITY_DECIDES: *out = decides(s, e); return true;
  case ENT_QUANTITY_INPUT: *out = known(ent_input_quantile(s, a[0].index, 0.5)); return true;
  case ENT_QUANTITY_LOW: *out = known(ent_input_quantile(s, a[0].index, 0.05)); return true;
  case ENT_QUANTITY_HIGH: *out = known(ent_input_quantile(s, a[0].index, 0.95)); return true;
  case ENT_QUANTITY_TRUST: return trust(s, a[0].number, out);
  case ENT_QUANTITY_ROLE: return role(s, a[0].index, a[1].index == 1, out);
  case ENT_QUANTITY_CELL: return cell(e, out);
  case ENT_QUANTITY_SUM: *out = column_sum(e); return true;
  case ENT_QUANTITY_COUNT:
  case ENT_QUANTITY_RATE: return counted(e, out);
  default: return over_years(e, out);
  }
}

bool ent_expression_value(const ent_expr *e, const ent_scenario *s, const ent_ensemble *ensemble,
                          const ent_allocator *memory, ent_value *out)
{
  ent_value l, r;
  if (e->kind == ENT_EXPR_NUMBER) {
    *out = known(e->number);
    return true;
  }
  if (e->kind == ENT_EXPR_CALL) return call(e, s, ensemble, memory, out);
  if (!ent_expression_value(e->left, s, ensemble, memory, &l) ||
      !ent_expression_value(e->right, s, ensemble, memory, &r))
    return false;
  switch (e->kind) {
  case ENT_EXPR_ADD: *out = (ent_value){l.value + r.value, sqrt(l.se * l.se + r.se * r.se)}; break;
  case ENT_EXPR_SUBTRACT: *out = (ent_value){l.value - r.value, sqrt(l.se * l.se + r.se * r.se)}; break;
  case ENT_EXPR_MULTIPLY:
    *out = (ent_value){l.value * r.value, sqrt(l.se * l.se * r.value * r.value + r.se * r.se * l.value * l.value)};
    break;
  default:
    if (r.value == 0) return false;
    *out = (ent_value){l.value / r.value,
                       sqrt(l.se * l.se + r.se * r.se * (l.value / r.value) * (l.value / r.value)) / fabs(r.value)};
    break;
  }
  return fabs(out->value) <= 1e300;
}

static bool holds_text(const ent_writer *w, const char *text)
{
  const size_t size = strlen(text);
  for (size_t i = 0; w->data && i + size <= w->size; i++)
    if (memcmp(w->data + i, text, size) == 0) return true;
  return false;
}

/* Adds a piece once, after a semicolon. */
static void put_once(ent_writer *out, const char *text)
{
  if (holds_text(out, text)) return;
  if (out->size) ent_put(out, "; ");
  ent_put(out, text);
}

static void put_cell_source(const ent_expr *e, ent_writer *out)
{
  if (out->size) ent_put(out, "; ");
  ent_put(out, ent_table_place(e->table));
  for (int i = 1; i < e->arguments; i++) {
    ent_put(out, ", ");
    ent_put(out, e->argument[i].text);
  }
  const bool has_column = e->quantity != ENT_QUANTITY_COUNT && e->quantity != ENT_QUANTITY_RATE;
  const int column = e->quantity == ENT_QUANTITY_CELL ? e->argument[2].index
                     : e->arguments > 1               ? e->argument[1].index
                                                      : 0;
  if (!has_column || !e->table->source[column][0] || holds_text(out, e->table->source[column])) return;
  ent_put(out, " (");
  ent_put(out, e->table->source[column]);
  ent_put(out, ")");
}

void ent_expression_source(const ent_expr *e, const ent_words *words, ent_writer *out)
{
  if (e->left) ent_expression_source(e->left, words, out);
  if (e->right) ent_expression_source(e->right, words, out);
  if (e->kind != ENT_EXPR_CALL) return;
  const bool rule =
    e->quantity == ENT_QUANTITY_POWER || e->quantity == ENT_QUANTITY_DECIDES || e->quantity == ENT_QUANTITY_MEMBERS;
  if (e->table)
    put_cell_source(e, out);
  else
    put_once(out, ent_say(words, rule ? "the club's rule" : "model"));
}
