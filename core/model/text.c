/* text.c - which language of a text does a reader see?
 *
 * A text of a scenario is one scalar, or a map of languages.  Asked for a language that is missing, English stands in, then
 * whatever there is.  Every text that a reader sees goes through ent_seal_say, so that a scenario is sealed in one language;
 * keys, rules and notations do not: they are the same in all.  Cost: O(languages). */
#include "seal.h"

const char *ent_text_in(const ent_node *text, const char *language)
{
  if (!text) return "";
  if (text->kind == ENT_NODE_SCALAR) return text->text;
  const ent_node *t = ent_node_child(text, language);
  if (!t) t = ent_node_child(text, "en");
  if (!t) t = text->first;
  return t && t->kind == ENT_NODE_SCALAR ? t->text : "";
}

const char *ent_seal_text(const ent_node *record, ent_field field)
{
  const ent_node *n = record ? ent_field_node(record, field) : NULL;
  return n ? ent_text_in(n, "en") : ent_field_table[field].fallback;
}

const char *ent_seal_say(const ent_sealing *w, const ent_node *record, ent_field field)
{
  const ent_node *n = record ? ent_field_node(record, field) : NULL;
  return n ? ent_text_in(n, w->language) : ent_field_table[field].fallback;
}
