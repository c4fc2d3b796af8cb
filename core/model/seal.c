/* seal.c - from a checked tree to a sealed scenario.
 *
 * The builder's tree is written as a snapshot and read back into the scenario's own arena, so the scenario keeps nothing of
 * the builder and its snapshot is at hand.  Then the checker walks the tree, and if it finds nothing the readers below
 * build the arrays.  Cost: milliseconds, most of it tabulated distributions. */
#include "seal.h"

#include <stdarg.h>
#include <string.h>

#include "base/fail.h"
#include "check.h"
#include "trade_value.h"

bool ent_seal_flag(const ent_node *record, ent_field field)
{
  bool value = false;
  (void)ent_flag_read(ent_seal_text(record, field), &value);
  return value;
}

const char *ent_seal_join(ent_sealing *w, ...)
{
  ent_writer out;
  va_list pieces;
  ent_writer_open(&out, w->arena);
  ent_put(&out, "");
  va_start(pieces, w);
  for (const char *p = va_arg(pieces, const char *); p; p = va_arg(pieces, const char *)) ent_put(&out, p);
  va_end(pieces);
  if (!out.failed && out.data) return out.data;
  ent_errors_no_memory(w->errors, "");
  return "";
}

const char *ent_seal_phrase(ent_sealing *w, const char *english, ...)
{
  ent_writer out;
  va_list pairs;
  ent_writer_open(&out, w->arena);
  va_start(pairs, english);
  ent_put_said_list(&out, w->words, english, false, pairs);
  va_end(pairs);
  if (!out.failed && out.data) return out.data;
  ent_errors_no_memory(w->errors, "");
  return "";
}

static ent_input *next_input(ent_sealing *w, const ent_node *node, const char *path)
{
  ent_scenario *s = w->s;
  if (s->inputs == s->input_room) {
    if (!w->full) ent_errors_add(w->errors, ENT_LIMIT, node, path, "A scenario holds at most 2,048 numbers.", NULL);
    w->full = true;
    return NULL;
  }
  if (strlen(path) >= ENT_PATH_MAX - 1) /* cut short, it might be another input's as well, and with it its stream */
    ent_errors_add(w->errors, ENT_LIMIT, node, path, "The path of a number has at most 126 bytes; use shorter keys.",
                   NULL);
  ent_input *in = &s->input[s->inputs];
  in->path = ent_seal_join(w, path, NULL);
  in->name = in->stream = ent_name_hash(path, strlen(path));
  in->source = in->citation = in->quote = in->note = "";
  in->consent = in->pair[0] = in->pair[1] = -1;
  return in;
}

static const char *child_text(const ent_sealing *w, const ent_node *n, const char *key)
{
  const ent_node *c = n && n->kind == ENT_NODE_MAP ? ent_node_child(n, key) : NULL;
  return c ? ent_text_in(c, w->language) : "";
}

/* Where a number comes from: its own source, a cell of a table, or the record's source. */
static void note_source(ent_sealing *w, ent_input *in, const ent_node *node, const char *origin)
{
  in->source = child_text(w, node, "source");
  in->quote = child_text(w, node, "quote");
  in->note = child_text(w, node, "note");
  const ent_node *record = node ? node->parent : NULL;
  if (record && record->key && strcmp(record->key, "components") == 0) record = record->parent; /* of a tie */
  if (!in->source[0] && record && record->kind == ENT_NODE_MAP) {
    in->source = child_text(w, record, "source");
    if (!in->quote[0]) in->quote = child_text(w, record, "quote");
    if (!in->note[0]) in->note = child_text(w, record, "note");
  }
  in->citation = origin;
  if (origin[0] || !in->source[0]) return;
  const ent_node *source = ent_node_child(ent_node_child(w->root, "sources"), in->source);
  in->citation = source ? ent_text_in(ent_node_child(source, "title"), w->language) : "";
}

static const char *quantile_text(ent_sealing *w, const ent_node *map)
{
  const char *text = "";
  for (const ent_node *k = map->first; k; k = k->next)
    if (k->key[0] == 'p' && k->key[1] >= '0' && k->key[1] <= '9')
      text = ent_seal_join(w, text, text[0] ? ", " : "{", k->key, ": ", k->text, NULL);
  return ent_seal_join(w, text, "}", NULL);
}

int ent_seal_input(ent_sealing *w, const ent_node *node, const char *fallback, const char *detail, const char *path,
                   const char *label, uint32_t parts)
{
  const ent_domain domain = ent_domain_find(detail);
  ent_input *in = next_input(w, node, path);
  if (!in) return -1;
  ent_notation notation = {.words = ""};
  ent_error found;
  ent_status status = ENT_OK;
  const ent_node *value = node && node->kind == ENT_NODE_MAP ? ent_node_child(node, "value") : node;
  if (node && !value) {
    in->text = quantile_text(w, node);
    status = ent_notation_quantiles(node, domain, w->words, w->arena, &notation, &found);
  } else {
    in->text = value ? value->text : fallback;
    status =
      value && ent_trade_is_call(in->text)
        ? ent_trade_read(w->root, w->tables, in->text, strlen(in->text), domain, w->words, false, w->arena, &notation,
                         &in->together, &found)
        : ent_notation_read(in->text, strlen(in->text), domain, w->tables, w->words, w->arena, &notation, &found);
  }
  if (status == ENT_NOMEM || (status != ENT_OK && w->errors->found == 0)) {
    if (value)
      ent_errors_take(w->errors, &found, value, path);
    else
      ent_errors_add(w->errors, found.code, node, path, found.message, NULL);
    return -1;
  }
  if (status != ENT_OK) /* the check has told it: any number will do to go on and find more */
    notation = (ent_notation){.dist = {.kind = ENT_DIST_KNOWN, .domain = domain, .a = 0.5}, .words = "", .origin = ""};
  in->dist = notation.dist;
  in->unit = ent_unit_find(detail);
  in->words = notation.words;
  in->label = label;
  in->parts = parts;
  in->at = node ? node->at : (ent_place){0, 0};
  in->node = node;
  note_source(w, in, node, notation.origin);
  if (!node) in->note = ent_say(w->words, "default of this version");
  return w->s->inputs++;
}

int ent_seal_number(ent_sealing *w, const ent_node *record, ent_field field, const char *path, const char *label,
                    uint32_t parts)
{
  char below[ENT_PATH_MAX];
  const ent_field_row *f = &ent_field_table[field];
  ent_path_join(below, path, f->key);
  return ent_seal_input(w, record ? ent_field_node(record, field) : NULL, f->fallback, f->detail, below, label, parts);
}

int ent_seal_dist(ent_sealing *w, const ent_dist *dist, const char *path, const char *label, const char *text,
                  const char *words, const char *citation, uint32_t parts)
{
  ent_input *in = next_input(w, NULL, path);
  if (!in) return -1;
  in->dist = *dist;
  in->unit = dist->domain == ENT_DOMAIN_SHARE ? "share" : dist->domain == ENT_DOMAIN_COUNT ? "count" : "index";
  in->text = text;
  in->words = words;
  in->label = label;
  in->citation = citation;
  in->parts = parts;
  return w->s->inputs++;
}

/* The elasticity of trade is an input: numbers that stand in the file can be looked at and changed. */
static void read_trade(ent_sealing *w)
{
  const ent_node *const record = ent_field_node(w->root, ENT_FIELD_scenario_trade);
  w->s->theta = -1;
  if (!record) return;
  const int theta = w->s->theta =
    ent_seal_number(w, record, ENT_FIELD_trade_theta, "trade", ent_say(w->words, "Elasticity of trade"), 0);
  if (theta < 0 || !w->s->input[theta].words[0]) return; /* no number stands there, which was told */
  const ent_dist *const d = &w->s->input[theta].dist;
  if (ent_dist_quantile(d, 0.05) >= 1 && ent_dist_quantile(d, 0.95) <= ENT_TRADE_ELASTIC_MOST) return;
  ent_errors_add(w->errors, ENT_ARGUMENT, ent_field_node(record, ENT_FIELD_trade_theta), "trade.theta",
                 "The elasticity of trade lies between 1 and 20, and so do nine tenths of its range.", NULL);
  ent_errors_soften(w->errors);
}

/* Tables that could not be read stand behind the others, for readers to pass over. */
static ent_status copy_lacking(ent_scenario *s, const ent_builder *b, ent_error *err)
{
  ent_table **last = &s->tree->table;
  ent_status status = ENT_OK;
  for (const ent_table *t = b->lacking; status == ENT_OK && t; t = t->next)
    status = ent_builder_lacks(s->tree, t->name, err);
  while (*last) last = &(*last)->next;
  *last = s->tree->lacking;
  return status;
}

/* Snapshot and own tree. */
static bool copy_tree(ent_scenario *s, const ent_builder *b, ent_errors *errors)
{
  ent_writer w, d;
  ent_error found;
  ent_writer_open(&w, &s->arena);
  ent_writer_open(&d, &s->arena);
  ent_snapshot_write(&w, b->root, b->table);
  ent_tree_write(&d, b->root, b->table, false);
  if (w.failed || d.failed) {
    ent_errors_no_memory(errors, "");
    return false;
  }
  s->snapshot = (const uint8_t *)w.data;
  s->snapshot_size = w.size;
  ent_sha256(d.data, d.size, s->digest);
  ent_status status = ent_builder_open(&s->arena.from, &s->tree, &found);
  if (status == ENT_OK) status = ent_builder_load(s->tree, s->snapshot, s->snapshot_size, &found);
  if (status == ENT_OK) s->tree->words = b->words;
  if (status == ENT_OK && b->lacking) status = copy_lacking(s, b, &found);
  if (status != ENT_OK) ent_errors_add(errors, status, NULL, "", found.message, NULL);
  return status == ENT_OK;
}

static void read_head(ent_sealing *w)
{
  ent_scenario *s = w->s;
  int64_t value = 0;
  s->id = ent_seal_text(w->root, ENT_FIELD_scenario_id);
  (void)ent_date_year(ent_seal_text(w->root, ENT_FIELD_scenario_date), &s->date);
  if (ent_whole_read(ent_seal_text(w->root, ENT_FIELD_scenario_seed), &value)) s->seed = (uint64_t)value;
  if (!ent_whole_read(ent_seal_text(w->root, ENT_FIELD_scenario_draws), &s->draws) || s->draws < 1 ||
      s->draws > (int64_t)ENT_DRAWS_MAX) {
    ent_errors_add(w->errors, ENT_ARGUMENT, ent_field_node(w->root, ENT_FIELD_scenario_draws), "draws",
                   "The number of draws lies between 1 and 4,294,967,295.", NULL);
    ent_errors_soften(w->errors);
  }
}

static void read_all(ent_sealing *w)
{
  ent_scenario *s = w->s;
  s->input_room = ENT_INPUTS_MAX;
  s->input = ENT_NEW(&s->arena, ent_input, ENT_INPUTS_MAX);
  if (!s->input) {
    ent_errors_no_memory(w->errors, "");
    return;
  }
  void (*const step[])(ent_sealing *) = {read_head,         ent_seal_actors, ent_seal_clubs, ent_seal_deal,
                                         ent_seal_consents, ent_seal_align,  read_trade,     ent_seal_links,
                                         ent_seal_views,    ent_seal_claims};
  for (size_t i = 0; i < sizeof step / sizeof *step; i++) {
    step[i](w);
    /* what follows refers to what came before: go on only over sound ground */
    if (ent_errors_hard(w->errors)) return;
  }
}

/* A file of another format is told so, and not what this version does not know in it. */
static bool right_format(const ent_node *root, ent_errors *errors)
{
  const ent_node *n = ent_field_node(root, ENT_FIELD_scenario_entente);
  int64_t format = 1;
  if (!n || n->kind != ENT_NODE_SCALAR || !ent_whole_read(n->text, &format) || format == 1) return true;
  ent_errors_add(errors, ENT_VERSION, n, "entente", "This version reads scenarios of format 1.", NULL);
  return false;
}

static ent_scenario *open_scenario(const ent_allocator *memory)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_scenario *s = ENT_NEW(&arena, ent_scenario, 1);
  if (s)
    s->arena = arena;
  else
    ent_arena_close(&arena);
  return s;
}

ent_status ent_scenario_seal(const ent_builder *b, const ent_allocator *memory, ent_scenario **scenario,
                             ent_error *errors, int room, int *found)
{
  ent_errors list = {.list = errors, .room = room};
  ent_scenario *s = NULL;
  if (!b->root || b->open || b->broken)
    ent_errors_add(&list, ENT_SYNTAX, NULL, "", "A scenario is sealed after it was read without error and to its end.",
                   NULL);
  else if (!(s = open_scenario(memory)))
    ent_errors_no_memory(&list, "");
  if (s && copy_tree(s, b, &list)) {
    s->root = s->tree->root;
    const ent_mark mark = ent_arena_mark(&s->arena);
    const bool known = right_format(s->root, &list);
    if (known) ent_scenario_check(s->root, s->tree->table, &s->arena, &list);
    ent_arena_rewind(&s->arena, mark);
    ent_sealing w = {.s = s,
                     .root = s->root,
                     .tables = s->tree->table,
                     .arena = &s->arena,
                     .errors = &list,
                     .words = b->words,
                     .language = ent_words_language(b->words)};
    if (known && !ent_errors_hard(&list)) read_all(&w);
  }
  ent_errors_sort(&list);
  if (found) *found = list.found;
  if (list.found == 0 && !b->lacking) {
    *scenario = s;
    return ENT_OK;
  }
  ent_scenario_free(s);
  if (list.found == 0) return ENT_REFERENCE;
  return room > 0 ? errors[0].code : ENT_ARGUMENT;
}

void ent_scenario_free(ent_scenario *scenario)
{
  if (!scenario) return;
  if (!scenario->borrows) ent_builder_close(scenario->tree);
  ent_arena arena = scenario->arena;
  ent_arena_close(&arena);
}

void ent_scenario_snapshot(const ent_scenario *s, const uint8_t **data, size_t *size)
{
  *data = s->snapshot;
  *size = s->snapshot_size;
}

void ent_scenario_digest(const ent_scenario *s, uint8_t digest[32])
{
  memcpy(digest, s->digest, 32);
}
