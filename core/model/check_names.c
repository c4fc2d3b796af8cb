/* check_names.c - does a name refer to something, and if not, what did its writer mean?
 *
 * Names are keys of the scenario's sections (actors, clubs, terms ...) or of a record's fields.
 * Cost: linear in the number of keys; a suggestion compares with NAMES_MAX names at most. */
#include <string.h>

#include "base/suggest.h"
#include "checking.h"

#define NAMES_MAX 512

const ent_field_row *ent_check_meant(ent_record record, const char *key)
{
  const char *names[ENT_FIELDS];
  size_t count = 0;
  for (int f = 0; f < ENT_FIELDS; f++)
    if (ent_field_table[f].record == record) names[count++] = ent_field_table[f].key;
  const char *meant = ent_suggest(key, strlen(key), names, count);
  return meant ? ent_record_field(record, meant) : NULL;
}

bool ent_check_is_key(const ent_checking *c, const char *section, const char *text)
{
  return ent_node_child(ent_node_child(c->root, section), text) != NULL;
}

const char *ent_check_closest(const ent_checking *c, const char *text, const char *first, const char *second,
                              const char *third)
{
  const char *const section[] = {first, second, third};
  const char *names[NAMES_MAX];
  size_t count = 0;
  for (size_t i = 0; i < 3; i++) {
    const ent_node *map = ent_node_child(c->root, section[i]);
    for (const ent_node *k = map && map->kind == ENT_NODE_MAP ? map->first : NULL; k && count < NAMES_MAX; k = k->next)
      names[count++] = k->key;
  }
  return ent_suggest(text, strlen(text), names, count);
}

static const char *section_of(const char *kind)
{
  static const char *const pairs[][2] = {{"actor", "actors"},   {"club", "clubs"},           {"term", "terms"},
                                         {"source", "sources"}, {"condition", "conditions"}, {"table", "tables"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (strcmp(pairs[i][0], kind) == 0) return pairs[i][1];
  return "actors";
}

bool ent_check_is_lost(const ent_checking *c, const char *section)
{
  const ent_field_row *f = ent_record_field(ENT_RECORD_scenario, section);
  const ent_node *n = ent_node_child(c->root, section);
  if (n) return n->kind != ENT_NODE_MAP;
  bool lost = f->required;
  int looked = 0;
  for (const ent_node *k = c->root->first; k && looked++ < ENT_KEYS_LOOKED; k = k->next)
    lost =
      lost || (!ent_record_field(ENT_RECORD_scenario, k->key) && ent_check_meant(ENT_RECORD_scenario, k->key) == f);
  return lost;
}

void ent_check_ref(ent_checking *c, const ent_node *n, const char *kind, const char *path)
{
  const bool owner = strcmp(kind, "owner") == 0;
  const char *section = section_of(kind);
  if (ent_check_is_key(c, section, n->text) || (owner && ent_check_is_key(c, "clubs", n->text))) return;
  if (ent_check_is_lost(c, section) || (owner && ent_check_is_lost(c, "clubs"))) return;
  if (n->size == 0) {
    const bool actor = strcmp(kind, "actor") == 0;
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "The name of ",
                   owner   ? "an actor or club"
                   : actor ? "an actor"
                           : "a ",
                   owner   ? ""
                   : actor ? ""
                           : kind,
                   " is expected here.", NULL);
    return;
  }
  const char *meant = ent_check_closest(c, n->text, section, owner ? "clubs" : "", "");
  ent_errors_add(c->errors, ENT_REFERENCE, n, path, "There is no ", owner ? "actor or club" : kind, " \"", n->text,
                 "\"", meant ? "; did you mean \"" : "; it has to be listed under ", meant ? meant : section,
                 meant ? "\"?" : ":.", NULL);
  if (strcmp(kind, "source") == 0) ent_errors_soften(c->errors);
}
