/* seal_trust.c - what does the record of kept and broken commitments say of the next promise?
 *
 * The events are rows of a table (year or date; kept 1/0 or kind kept/broken; weight; label, label_zh_hant,
 * label_zh_hans).  Where the table has a column `view`, only the rows of the target's view are used.  The Beta posterior at
 * the scenario's date becomes the input trust.level; the timeline keeps one point an event for the reader.
 * Source: core/trust. */
#include <string.h>

#include "base/fail.h"
#include "seal.h"

#define EVENTS_MAX 512

typedef struct timeline {
  int count;
  ent_commitment event[EVENTS_MAX];
  const char *label[EVENTS_MAX];
} timeline;

static const char *cell(const ent_table *t, int row, const char *column)
{
  const int c = ent_table_column(t, column);
  return c < 0 ? "" : ent_table_cell(t, row, c);
}

static bool read_event(const ent_table *t, int row, ent_commitment *out)
{
  const int weight = ent_table_column(t, "weight");
  const char *date = ent_table_column(t, "year") >= 0 ? cell(t, row, "year") : cell(t, row, "date");
  const char *kept = ent_table_column(t, "kept") >= 0 ? cell(t, row, "kept") : cell(t, row, "kind");
  out->weight = 1;
  if (weight >= 0 && !ent_table_number(t, row, weight, &out->weight)) return false;
  if (!(out->weight > 0 && out->weight <= 1e6) || !ent_date_year(date, &out->year)) return false;
  out->kept = strcmp(kept, "1") == 0 || strcmp(kept, "kept") == 0;
  return out->kept || strcmp(kept, "0") == 0 || strcmp(kept, "broken") == 0;
}

static void insert_sorted(timeline *line, ent_commitment event, const char *label)
{
  int at = line->count++;
  for (; at > 0 && line->event[at - 1].year > event.year; at--) {
    line->event[at] = line->event[at - 1];
    line->label[at] = line->label[at - 1];
  }
  line->event[at] = event;
  line->label[at] = label;
}

static bool lacks(ent_sealing *w, const ent_table *t, const ent_node *at, const char *one, const char *other)
{
  if (ent_table_column(t, one) >= 0 || ent_table_column(t, other) >= 0) return false;
  ent_errors_add(w->errors, ENT_SCHEMA, at, "trust.events", "The table \"", t->name,
                 "\" is no record of commitments: it has no column \"", one, "\" or \"", other, "\".", NULL);
  ent_errors_soften(w->errors);
  return true;
}

static bool read_events(ent_sealing *w, const ent_table *t, const ent_node *at, timeline *line)
{
  const int view = ent_table_column(t, "view");
  const char *target = w->s->actor[w->s->target].key;
  if (lacks(w, t, at, "year", "date") || lacks(w, t, at, "kept", "kind")) return false;
  for (int row = 0; row < t->rows; row++) {
    ent_commitment event;
    if (view >= 0 && strcmp(ent_table_cell(t, row, view), target) != 0) continue;
    const bool full = line->count == EVENTS_MAX;
    if (full || !read_event(t, row, &event)) {
      if (full)
        ent_errors_add(w->errors, ENT_LIMIT, at, "trust.events", "A record of commitments has at most 512 events.",
                       NULL);
      else
        ent_errors_add(
          w->errors, ENT_SCHEMA, at, "trust.events", "Row \"", ent_table_cell(t, row, 0), "\" of the table \"", t->name,
          "\": an event has a year or date, kept (1 or 0) or kind (kept or broken), and a weight above 0.", NULL);
      ent_errors_soften(w->errors);
      return false;
    }
    insert_sorted(line, event, ent_table_said(t, row, "label", w->language));
  }
  return true;
}

static double median(const ent_scenario *s, int input)
{
  return input < 0 ? 0.5 : ent_dist_quantile(&s->input[input].dist, 0.5);
}

ent_trust_point ent_trust_point_at(ent_trust level, double year, const char *label)
{
  return (ent_trust_point){.year = year,
                           .mean = level.kept / (level.kept + level.broken),
                           .low = ent_beta_quantile(0.05, level.kept, level.broken),
                           .high = ent_beta_quantile(0.95, level.kept, level.broken),
                           .label = label};
}

static double level_value(const void *of, double z)
{
  const ent_trust *t = of;
  return ent_beta_quantile(ent_normal_cdf(z), t->kept, t->broken);
}

/* The level that the record gives, unless the scenario states one: a reader may hold that trust is another matter. */
static void add_level(ent_sealing *w, const ent_node *n, const ent_table *t, ent_trust level)
{
  ent_scenario *s = w->s;
  if (ent_field_node(n, ENT_FIELD_trust_level)) {
    s->trust_level = ent_seal_number(
      w, n, ENT_FIELD_trust_level, "trust",
      ent_seal_phrase(w, "{name}: trust in the proposer's promises", "name", s->actor[s->target].name, NULL),
      ENT_PARTS_ACCEPT | 1u << ENT_PART_SURVIVAL);
    return;
  }
  ent_dist dist = {.domain = ENT_DOMAIN_SHARE};
  ent_writer words;
  ent_writer_open(&words, w->arena);
  char kept[ENT_NUMBER_MAX], broken[ENT_NUMBER_MAX];
  ent_number_write_fixed(level.kept, 2, kept);
  ent_number_write_fixed(level.broken, 2, broken);
  ent_put_said(&words, w->words, "Beta posterior with {kept} kept and {broken} broken, after forgetting", "kept", kept,
               "broken", broken, NULL);
  if (words.failed || !ent_dist_tabulate(&dist, w->arena, level_value, &level)) {
    ent_errors_no_memory(w->errors, "trust");
    return;
  }
  s->trust_level = ent_seal_dist(
    w, &dist, "trust.level",
    ent_seal_phrase(w, "{name}: trust in the proposer's promises", "name", s->actor[s->target].name, NULL),
    ent_seal_join(w, "from trust (", t->name, ")", NULL), words.data,
    ent_seal_phrase(w, "{file}, all events up to the date", "file", ent_table_place(t), NULL),
    ENT_PARTS_ACCEPT | 1u << ENT_PART_SURVIVAL);
}

void ent_seal_trust(ent_sealing *w)
{
  ent_scenario *s = w->s;
  const ent_node *n = ent_field_node(w->root, ENT_FIELD_scenario_trust);
  if (!n) return;
  const uint32_t life = ENT_PARTS_ACCEPT | 1u << ENT_PART_SURVIVAL;
  const ent_table *t = ent_table_find(w->tables, ent_seal_text(n, ENT_FIELD_trust_events));
  timeline *line = ENT_NEW(w->arena, timeline, 1);
  if (!line) {
    ent_errors_no_memory(w->errors, "trust");
    return;
  }
  if (!t) {
    ent_errors_add(w->errors, ENT_REFERENCE, ent_field_node(n, ENT_FIELD_trust_events), "trust.events",
                   "The table of events was not read.", NULL);
    ent_errors_soften(w->errors);
    return;
  }
  const int kept = ent_seal_number(w, n, ENT_FIELD_trust_prior_kept, "trust",
                                   ent_say(w->words, "Trust: prior weight of kept commitments"), 0);
  const int broken = ent_seal_number(w, n, ENT_FIELD_trust_prior_broken, "trust",
                                     ent_say(w->words, "Trust: prior weight of broken commitments"), 0);
  const int phi = ent_seal_number(w, n, ENT_FIELD_trust_forgetting, "trust",
                                  ent_say(w->words, "Trust: what a year leaves of old evidence"), 0);
  s->trust_weight =
    ent_seal_number(w, n, ENT_FIELD_trust_weight, "trust",
                    ent_say(w->words, "How far trust, rather than the form of commitment, decides"), life);
  if (ent_table_lacks(t)) { /* its inputs are there for others to name */
    add_level(w, n, t, (ent_trust){1, 1});
    return;
  }
  if (!read_events(w, t, ent_field_node(n, ENT_FIELD_trust_events), line)) return;
  ent_trust_point *points = ENT_NEW(w->arena, ent_trust_point, line->count + 1);
  const ent_trust prior = {median(s, kept), median(s, broken)};
  ent_trust level = prior;
  ent_error found = {.code = ENT_OK};
  for (int i = 0; points && i < line->count && line->event[i].year <= s->date; i++) {
    if (ent_trust_at(line->event, i + 1, prior, median(s, phi), line->event[i].year, &level, &found) != ENT_OK) break;
    points[s->trust_points] = ent_trust_point_at(level, line->event[i].year, line->label[i]);
    points[s->trust_points].kept = line->event[i].kept;
    points[s->trust_points++].weight = line->event[i].weight;
  }
  if (!points) {
    ent_errors_no_memory(w->errors, "trust");
    return;
  }
  if (found.code != ENT_OK ||
      ent_trust_at(line->event, line->count, prior, median(s, phi), s->date, &level, &found) != ENT_OK) {
    const bool prior_wrong = strcmp(found.path, "prior") == 0, phi_wrong = strcmp(found.path, "phi") == 0;
    const ent_node *at = phi_wrong ? ent_field_node(n, ENT_FIELD_trust_forgetting) : NULL;
    ent_errors_add(w->errors, found.code, at ? at : n,
                   prior_wrong ? "trust.prior_kept"
                   : phi_wrong ? "trust.forgetting"
                               : "trust",
                   found.message, NULL);
    ent_errors_soften(w->errors);
    return;
  }
  points[s->trust_points++] = ent_trust_point_at(level, s->date, "");
  s->trust_point = points;
  add_level(w, n, t, level);
}
