/* seal.h - what the parts of the reader share while a scenario is sealed. */
#ifndef ENT_CORE_MODEL_SEAL_H
#define ENT_CORE_MODEL_SEAL_H

#include "errors.h"
#include "scenario.h"
#include "schema.h"

typedef struct ent_sealing {
  ent_scenario *s;
  const ent_node *root;
  const ent_table *tables;
  ent_arena *arena; /* the scenario's */
  ent_errors *errors;
  const ent_words *words; /* of what readers see; NULL: English */
  const char *language;   /* and its name: "en", "zh-Hant", "zh-Hans" */
  bool full;              /* more numbers than fit: told once */
} ent_sealing;

/* Text of a field (its default if absent), copied nowhere: the tree lives as long as the scenario.  _text is for keys, rules
 * and words of the format, _say for what a reader sees: in the language of the sealing.  text.c */
const char *ent_seal_text(const ent_node *record, ent_field field);
const char *ent_seal_say(const ent_sealing *w, const ent_node *record, ent_field field);
/* In a language ("en" and fallback to any). */
const char *ent_text_in(const ent_node *text, const char *language);
bool ent_seal_flag(const ent_node *record, ent_field field);

/* Adds the input that a field holds (or its default); label and parts say what it is and moves.  -1 on error. */
int ent_seal_number(ent_sealing *w, const ent_node *record, ent_field field, const char *path, const char *label,
                    uint32_t parts);
/* Adds an input from a node that holds a number; detail: domain and unit as in schema.def. */
int ent_seal_input(ent_sealing *w, const ent_node *node, const char *fallback, const char *detail, const char *path,
                   const char *label, uint32_t parts);
/* Adds an input whose distribution is known already; it is shown in the unit of its domain. */
int ent_seal_dist(ent_sealing *w, const ent_dist *dist, const char *path, const char *label, const char *text,
                  const char *words, const char *citation, uint32_t parts);
/* "a b c ..." joined, in the arena; NULL-ended pieces. */
const char *ent_seal_join(ent_sealing *w, ...);
/* A text for a reader, in the language of the sealing: pairs of a hole's name and its value, then NULL; as ent_put_said. */
const char *ent_seal_phrase(ent_sealing *w, const char *english, ...);

/* One file each, in this order.  They add errors and go on where they can. */
void ent_seal_actors(ent_sealing *w); /* seal_actors.c: sources, actors, leaders, conditions */
/* Tells when the key of k is no member of the club. */
void ent_seal_stranger(ent_sealing *w, const ent_node *k, const char *path, const char *const *member, int members);
/* seal_space.c: the ideal points of a club whose record is n; NULL when it has none or they are wrong, which is told. */
const ent_club_space *ent_seal_space(ent_sealing *w, const ent_node *n, const char *path);
void ent_seal_clubs(ent_sealing *w);    /* seal_clubs.c: clubs, rules, seats */
void ent_seal_deal(ent_sealing *w);     /* seal_deal.c: deal, terms, concessions, trust */
void ent_seal_consents(ent_sealing *w); /* seal_consents.c */
void ent_seal_trust(ent_sealing *w);    /* seal_trust.c; called first by ent_seal_align */
/* A posterior as a point of a chart, with its central 90 %. */
ent_trust_point ent_trust_point_at(ent_trust level, double year, const char *label);
void ent_seal_align(ent_sealing *w);   /* seal_align.c: ties, alignment, effects */
bool ent_seal_weights(ent_sealing *w); /* seal_components.c: weights of components of ties; false: told what is wrong */
/* Reads the components of a tie, whose path and pair in words are given.  seal_components.c */
void ent_seal_components(ent_sealing *w, const ent_node *tie, const char *path, const char *pair, ent_tie *out);
void ent_seal_links(ent_sealing *w);  /* seal_links.c: correlations, unknowns */
void ent_seal_views(ent_sealing *w);  /* seal_views.c */
void ent_seal_claims(ent_sealing *w); /* seal_claims.c: claims, precedents, charts */

#define ENT_PARTS_ACCEPT (1u << ENT_PART_ACCEPTANCE)
#define ENT_PARTS_ALL ((1u << ENT_PARTS) - 1u)

#endif
