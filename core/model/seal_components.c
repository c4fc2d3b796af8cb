/* seal_components.c - ties that are made of declared components, and how much each of these weighs.
 *
 *   p_ij = sum_c w_c x_ijc / sum_c w_c
 *
 * over the components c of alignment.weights; a component that a tie does not state is 0 there, neither friendly nor hostile.
 * Components and weights are inputs like all others, so they may be uncertain, and only the ratios of the weights count.
 * Source: Axelrod and Bennett 1993, note 28, adds up codings of equal weight; the weights are what they leave open. */
#include <string.h>

#include "base/suggest.h"
#include "seal.h"

/* What people call the usual components; another is called by its key. */
static const char *component_name(const ent_sealing *w, const char *key)
{
  static const struct {
    const char *key, *name;
  } usual[] = {{"rivalry", ENT_SAY("rivalry")},   {"alliance", ENT_SAY("alliance")}, {"disputes", ENT_SAY("disputes")},
               {"events", ENT_SAY("events")},     {"votes", ENT_SAY("votes")},       {"trade", ENT_SAY("trade")},
               {"regime", ENT_SAY("regime type")}};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    if (strcmp(key, usual[i].key) == 0) return ent_say(w->words, usual[i].name);
  return key;
}

bool ent_seal_weights(ent_sealing *w)
{
  ent_scenario *s = w->s;
  char path[ENT_PATH_MAX];
  const ent_node *record = ent_field_node(w->root, ENT_FIELD_scenario_alignment);
  const ent_node *map = record ? ent_field_node(record, ENT_FIELD_alignment_weights) : NULL;
  if (!map) return true;
  if (map->count > ENT_WEIGHTS_MAX) {
    ent_errors_add(w->errors, ENT_LIMIT, map, "alignment.weights", "Ties have at most 16 components.", NULL);
    return false;
  }
  const char **key = ENT_NEW(w->arena, const char *, map->count + 1);
  int *input = ENT_NEW(w->arena, int, map->count + 1);
  if (!key || !input) {
    ent_errors_no_memory(w->errors, "alignment.weights");
    return false;
  }
  for (const ent_node *n = map->first; n; n = n->next) {
    ent_path_join(path, "alignment.weights", n->key);
    key[s->weights] = n->key;
    input[s->weights++] =
      ent_seal_input(w, n, "", ent_field_table[ENT_FIELD_alignment_weights].detail, path,
                     ent_seal_phrase(w, "Weight of {component} in ties", "component", component_name(w, n->key), NULL),
                     1u << ENT_PART_ALIGNMENT);
  }
  s->weight_key = key;
  s->weight = input;
  return !ent_errors_hard(w->errors);
}

static int find_weight(const ent_scenario *s, const char *key)
{
  for (int i = 0; i < s->weights; i++)
    if (strcmp(s->weight_key[i], key) == 0) return i;
  return -1;
}

static void tell_unweighed(ent_sealing *w, const ent_node *n, const char *path)
{
  const ent_scenario *s = w->s;
  const char *const meant =
    s->weights > 0 ? ent_suggest(n->key, strlen(n->key), s->weight_key, (size_t)s->weights) : NULL;
  ent_errors_key(w->errors, ENT_REFERENCE, n, path, "A component of a tie has a weight; there is no alignment.weights.",
                 n->key, meant ? "; did you mean \"" : ".", meant ? meant : "", meant ? "\"?" : "", NULL);
  ent_errors_soften(w->errors);
}

void ent_seal_components(ent_sealing *w, const ent_node *tie, const char *path, const char *pair, ent_tie *out)
{
  char below[ENT_PATH_MAX], at[ENT_PATH_MAX];
  const ent_node *map = ent_field_node(tie, ENT_FIELD_tie_components);
  ent_path_join(below, path, "components");
  if (ent_field_node(tie, ENT_FIELD_tie_slow) || ent_field_node(tie, ENT_FIELD_tie_fast) || map->count == 0) {
    ent_errors_add(w->errors, ENT_SCHEMA, map, below,
                   "A tie states its slow and fast parts, or one or more components, not both.", NULL);
    ent_errors_soften(w->errors);
    return;
  }
  int *const input = ENT_NEW(w->arena, int, map->count), *const weighed = ENT_NEW(w->arena, int, map->count);
  if (!input || !weighed) {
    ent_errors_no_memory(w->errors, below);
    return;
  }
  for (const ent_node *n = map->first; n; n = n->next) {
    const int weight = find_weight(w->s, n->key);
    ent_path_join(at, below, n->key);
    if (weight < 0) {
      tell_unweighed(w, n, at);
      continue;
    }
    weighed[out->components] = weight;
    input[out->components++] = ent_seal_input(
      w, n, "", ent_field_table[ENT_FIELD_tie_components].detail, at,
      ent_seal_phrase(w, "{pair}: {component}", "pair", pair, "component", component_name(w, n->key), NULL),
      1u << ENT_PART_ALIGNMENT);
  }
  out->component = input;
  out->weighed = weighed;
}
