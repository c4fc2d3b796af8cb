/* scenario.h - a sealed scenario as it lies in memory: plain arrays that refer to each other by index.
 *
 * Owners are numbered actors first, then clubs.  A single actor that owns a term gets a club of its own with one seat, so
 * every term is decided by a club.  Numbers live in inputs; everything else names them by index (-1: none). */
#ifndef ENT_CORE_MODEL_SCENARIO_H
#define ENT_CORE_MODEL_SCENARIO_H

#include "base/arena.h"
#include "dist.h"
#include "entente/align.h"
#include "entente/space.h"
#include "entente/study.h"
#include "entente/trust.h"
#include "expression.h"
#include "voting/rule.h"

#define ENT_CLUBS_MAX 64
#define ENT_CONDITIONS_MAX 64
#define ENT_CORRELATED_MAX 64

typedef struct ent_input {
  const char *path, *label, *text, *words, *source, *citation, *quote, *note;
  const char *unit;
  ent_dist dist;
  uint64_t name;   /* hash of the path */
  uint64_t stream; /* of random numbers: the name, or that of all numbers that fall with the elasticity of trade */
  bool together;   /* it is one of these, as long as it correlates with nothing */
  uint32_t parts;  /* 1 << ENT_PART_* that it can move */
  uint32_t terms;  /* terms whose owners' margins it can move */
  int consent;     /* the one consent record that it belongs to, or -1 */
  int pair[2];     /* the one pair of camps whose tie it moves, or -1 */
  int pair_part;   /* how: 0 slow part, 1 fast part, 2 effect of a term */
  ent_place at;
  const ent_node *node; /* that it was read from, or NULL */
} ent_input;

typedef struct ent_actor {
  const char *key, *name;
  int hazard;     /* input: leader's exit hazard, or -1 */
  int in_term;    /* input: the same before the term ends, or -1: no calendar */
  int term_years; /* from the scenario's date to the end of the term, whole; 0 without a calendar */
  int capability; /* input: the chosen series, or -1 */
} ent_actor;

typedef struct ent_seat {
  int club, owner; /* owner: actor, or actors + club */
  uint64_t name;   /* stream of its own noise */
} ent_seat;

/* Ideal points of a club's members. */
typedef struct ent_club_space {
  const char *x, *y; /* names of the issues */
  ent_point status_quo, proposal;
  bool has_proposal;
  const ent_point *ideal; /* [seats] */
} ent_club_space;

typedef struct ent_club {
  const char *key, *name;
  int seat, seats; /* first seat and count */
  const ent_rule *rule;
  int institution_of; /* actor or -1 */
  int sigma, rho, abstain;
  uint64_t factor;             /* stream of the common factor */
  bool implicit;               /* one actor that owns a term */
  bool nested;                 /* a member of another club */
  const ent_club_space *space; /* NULL: none */
} ent_club;

typedef struct ent_when {
  int condition, term; /* one of them, the other -1 */
  int gain;
} ent_when;

typedef struct ent_consent {
  int support, dependence;
  int whens;
  const ent_when *when;
} ent_consent;

typedef struct ent_effect {
  int a, b; /* places in the alignment */
  int change;
} ent_effect;

typedef struct ent_term {
  const char *key, *name, *kind, *form;
  int owner; /* club */
  bool essential, include;
  bool proposer_owned;               /* the proposer itself delivers it: nothing to ask beyond its will */
  bool institution;                  /* owned by an institution of the proposer: counts for the will gate */
  int flow, after, upfront, honours; /* inputs; honours is the term's own or its form's */
  bool own_honours;
  int effects;
  const ent_effect *effect;
} ent_term;

typedef struct ent_concession {
  const char *key, *name;
  int cost;
  bool include;
} ent_concession;

typedef struct ent_condition {
  const char *key, *name;
  int probability;
  uint64_t name_hash;
} ent_condition;

#define ENT_WEIGHTS_MAX 16

typedef struct ent_tie {
  int a, b;       /* actors */
  int slow, fast; /* inputs; -1: made of components */
  int components;
  const int *component; /* [components] inputs */
  const int *weighed;   /* [components] their places among the scenario's weights */
} ent_tie;

typedef struct ent_source {
  const char *key, *title, *date, *note;
} ent_source;

typedef struct ent_claim_test_text {
  const char *what, *value, *is, *unit;
  const ent_expr *expr; /* resolved against this scenario; with `with:` it is read again against the changed one */
  ent_comparison comparison;
  int withs;
  const char *const *with_path, *const *with_text;
  bool minus;
} ent_claim_test_text;

typedef struct ent_claim_text {
  const char *id, *where, *text[3], *depends_on, *not_testable, *note;
  int tests;
  const ent_claim_test_text *test;
} ent_claim_text;

typedef struct ent_view {
  const char *key, *name, *note, *source;
  const ent_node *set; /* path -> text */
} ent_view;

typedef struct ent_precedent_text {
  const char *label, *filter, *outcome;
  const ent_table *table;
  int gate; /* or -1 */
} ent_precedent_text;

typedef struct ent_series {
  const char *chart, *label, *source;
  int points;
  const double *x, *y;
} ent_series;

/* Unknowns of one kind and domain: they are drawn together. */
typedef struct ent_shape {
  ent_dist_kind kind;
  ent_domain domain;
  int first, count; /* in unknown[] */
} ent_shape;

struct ent_scenario {
  ent_arena arena;
  bool borrows;      /* its tree and most arrays are another scenario's: see vary.h */
  ent_builder *tree; /* own copy of the text, so that a changed scenario can be sealed again */
  const ent_node *root;
  const uint8_t *snapshot;
  size_t snapshot_size;
  uint8_t digest[32];
  const char *id;
  double date;
  uint64_t seed;
  int64_t draws;

  int inputs, input_room;
  ent_input *input;
  int actors, clubs, seats, terms, concessions, conditions, sources, ties;
  const ent_actor *actor;
  const ent_club *club;
  const ent_seat *seat;
  const ent_term *term;
  const ent_concession *concession;
  const ent_condition *condition;
  const ent_source *source;
  const ent_tie *tie;
  const int *term_order; /* terms so that those named in `when` come first */
  int consents;
  const ent_consent *consent;
  const int *consent_of; /* [terms * seats]: index of a consent, or -1 */
  /* Where a consent is asked: term * seats + seat for place_first[i] <= k < place_first[i + 1]. */
  const int *place, *place_first; /* [consents + 1] */

  int proposer, target, rival; /* actors; rival -1 */
  const char *kind;
  int theta; /* input: elasticity of trade, or -1 */
  int horizon, leverage, discount, renege;
  int will_support, will_gain, will_cost;
  int status_quo, rival_tie, rival_loss;
  int form[4]; /* inputs: executive, statute, treaty, club_decision, or -1 where unused */

  int trust_level, trust_weight; /* inputs or -1 */
  int trust_points;
  const ent_trust_point *trust_point;

  int camps;                                  /* actors of the alignment; 0 when there is none */
  const int *camp;                            /* [camps] actors */
  const int *camp_size;                       /* [camps] inputs */
  int camp_proposer, camp_target, camp_rival; /* places, -1 */
  const int *camp_tie;                        /* [camps * camps]: tie or -1 */
  int slow_weight;
  int weights; /* of components of ties */
  const char *const *weight_key;
  const int *weight; /* [weights] inputs */

  int correlated; /* inputs in correlate: */
  const int *correlated_input;
  const double *cholesky; /* [correlated * correlated], lower */

  int unknowns; /* inputs that correlate with nothing, shape by shape, and what drawing them takes, side by side */
  const int *unknown;
  const uint64_t *unknown_name;
  const double *unknown_a, *unknown_b;
  const double *const *unknown_knot;
  int shapes;
  const ent_shape *shape;

  int views;
  const ent_view *view;

  int claims, precedents, series;
  const ent_claim_text *claim;
  const ent_precedent_text *precedent;
  const ent_series *chart;
};

int ent_scenario_actor_index(const ent_scenario *s, const char *key);
int ent_scenario_club_index(const ent_scenario *s, const char *key);
int ent_scenario_term_index(const ent_scenario *s, const char *key);
/* Names of a scenario for the expression reader. */
ent_names ent_scenario_names(const ent_scenario *s);

#endif
