/* ask.c - what does a sealed scenario hold?  Read-only questions for terminals, reports and bindings. */
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "scenario.h"
#include "seal.h"

#define NAMES_MAX 1024

int ent_scenario_actor_index(const ent_scenario *s, const char *key)
{
  for (int i = 0; i < s->actors; i++)
    if (strcmp(s->actor[i].key, key) == 0) return i;
  return -1;
}

int ent_scenario_club_index(const ent_scenario *s, const char *key)
{
  for (int i = 0; i < s->clubs; i++)
    if (strcmp(s->club[i].key, key) == 0) return i;
  return -1;
}

int ent_scenario_term_index(const ent_scenario *s, const char *key)
{
  for (int i = 0; i < s->terms; i++)
    if (strcmp(s->term[i].key, key) == 0) return i;
  return -1;
}

static int actor_name(const void *of, const char *key)
{
  return ent_scenario_actor_index(of, key);
}

static int club_name(const void *of, const char *key)
{
  return ent_scenario_club_index(of, key);
}

static int term_name(const void *of, const char *key)
{
  return ent_scenario_term_index(of, key);
}

static int input_name(const void *of, const char *path)
{
  return ent_scenario_find_input(of, path);
}

/* Among the first NAMES_MAX names of that kind. */
static const char *meant_name(const void *of, char letter, const char *name)
{
  const ent_scenario *s = of;
  const char *names[NAMES_MAX];
  const int all = letter == 'a' ? s->actors : letter == 'k' ? s->clubs : letter == 'm' ? s->terms : s->inputs;
  int count = 0;
  for (; count < all && count < NAMES_MAX; count++)
    names[count] = letter == 'a'   ? s->actor[count].key
                   : letter == 'k' ? s->club[count].key
                   : letter == 'm' ? s->term[count].key
                                   : s->input[count].path;
  return ent_suggest(name, strlen(name), names, (size_t)count);
}

ent_names ent_scenario_names(const ent_scenario *s)
{
  return (ent_names){s, actor_name, club_name, term_name, input_name, s->tree->table, meant_name};
}

int ent_scenario_inputs(const ent_scenario *s)
{
  return s->inputs;
}

bool ent_scenario_input(const ent_scenario *s, int index, ent_input_info *out)
{
  if (index < 0 || index >= s->inputs) return false;
  const ent_input *in = &s->input[index];
  *out = (ent_input_info){.path = in->path,
                          .label = in->label,
                          .text = in->text,
                          .words = in->words,
                          .source = in->source,
                          .citation = in->citation,
                          .quote = in->quote,
                          .note = in->note,
                          .domain = in->dist.domain,
                          .unit = in->unit,
                          .known = in->dist.kind == ENT_DIST_KNOWN,
                          .p5 = ent_dist_quantile(&in->dist, 0.05),
                          .p50 = ent_dist_quantile(&in->dist, 0.5),
                          .p95 = ent_dist_quantile(&in->dist, 0.95),
                          .line = in->at.line,
                          .column = in->at.column,
                          .gates = in->parts};
  return true;
}

int ent_scenario_find_input(const ent_scenario *s, const char *path)
{
  const uint64_t name = ent_name_hash(path, strlen(path));
  for (int i = 0; i < s->inputs; i++)
    if (s->input[i].name == name && strcmp(s->input[i].path, path) == 0) return i;
  return -1;
}

double ent_input_quantile(const ent_scenario *s, int index, double u)
{
  return ent_dist_quantile(&s->input[index].dist, u);
}

const char *ent_scenario_id(const ent_scenario *s)
{
  return s->id;
}

const ent_words *ent_scenario_words(const ent_scenario *s)
{
  return s->tree->words;
}

const char *ent_scenario_text(const ent_scenario *s, const char *field, const char *language)
{
  return ent_text_in(ent_node_child(s->root, field), language);
}

uint64_t ent_scenario_seed(const ent_scenario *s)
{
  return s->seed;
}

int64_t ent_scenario_draws(const ent_scenario *s)
{
  return s->draws;
}

int ent_scenario_terms(const ent_scenario *s)
{
  return s->terms;
}

bool ent_scenario_term(const ent_scenario *s, int index, ent_term_info *out)
{
  if (index < 0 || index >= s->terms) return false;
  const ent_term *t = &s->term[index];
  const ent_club *c = &s->club[t->owner];
  *out = (ent_term_info){t->key, t->name, t->kind, c->key, c->name, t->form, t->essential, t->institution, t->include};
  return true;
}

int ent_scenario_actors(const ent_scenario *s)
{
  return s->actors;
}

const char *ent_scenario_actor_key(const ent_scenario *s, int index)
{
  return index >= 0 && index < s->actors ? s->actor[index].key : "";
}

const char *ent_scenario_actor_name(const ent_scenario *s, int index)
{
  return index >= 0 && index < s->actors ? s->actor[index].name : "";
}

void ent_scenario_parties(const ent_scenario *s, int *proposer, int *target, int *rival)
{
  *proposer = s->proposer;
  *target = s->target;
  *rival = s->rival;
}

int ent_scenario_trust(const ent_scenario *s)
{
  return s->trust_points;
}

bool ent_scenario_trust_point(const ent_scenario *s, int index, ent_trust_point *out)
{
  if (index < 0 || index >= s->trust_points) return false;
  *out = s->trust_point[index];
  return true;
}

int ent_scenario_series(const ent_scenario *s)
{
  return s->series;
}

bool ent_scenario_series_at(const ent_scenario *s, int index, ent_series_info *out)
{
  if (index < 0 || index >= s->series) return false;
  const ent_series *v = &s->chart[index];
  *out = (ent_series_info){v->chart, v->label, v->source, v->points, v->x, v->y};
  return true;
}

int ent_scenario_sources(const ent_scenario *s)
{
  return s->sources;
}

bool ent_scenario_source(const ent_scenario *s, int index, ent_source_info *out)
{
  if (index < 0 || index >= s->sources) return false;
  const ent_source *v = &s->source[index];
  *out = (ent_source_info){v->key, v->title, v->date, v->note};
  return true;
}

ent_status ent_notation_explain(const char *text, size_t size, ent_domain domain, const ent_allocator *memory,
                                char *out, size_t room, double q[3], ent_error *err)
{
  static const double at[3] = {0.05, 0.5, 0.95};
  ent_arena arena;
  ent_notation notation;
  if (room == 0 || domain >= ENT_DOMAIN_COUNT_)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "The words need room for at least one byte, and the domain is one of the list.");
  ent_arena_open(&arena, memory);
  const ent_status status = ent_notation_read(text, size, domain, NULL, NULL, &arena, &notation, err);
  if (status == ENT_OK) {
    const size_t length = strlen(notation.words), fits = length < room - 1 ? length : room - 1;
    memcpy(out, notation.words, fits);
    out[fits] = '\0';
    for (int i = 0; i < 3; i++) q[i] = ent_dist_quantile(&notation.dist, at[i]);
  }
  ent_arena_close(&arena);
  return status;
}
