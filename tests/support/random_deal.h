/* random_deal.h - small random scenarios as plain structs and as text, for tests that compute everything twice.
 *
 * Actors A0 (proposer), A1 (target), A2 (rival in two of three) and A3..A5; club K0; K1, an institution of A0; K2,
 * in which K0 sits; K3, in which nobody but K2 sits; K4, in which nobody but K3 sits; terms t0.. with every kind
 * of owner.  All numbers are written into the text; whoever computes again asks the sealed scenario for them by
 * their paths. */
#ifndef ENT_TEST_RANDOM_DEAL_H
#define ENT_TEST_RANDOM_DEAL_H

#include "entente/model.h"

#define DEAL_ACTORS 6
#define DEAL_CLUBS 5
#define DEAL_TERMS_MAX 5
#define DEAL_CONDITIONS 2
#define DEAL_CONCESSIONS 2
#define DEAL_SEATS_MAX 4
#define DEAL_NODES_MAX 5
#define DEAL_CLUB 100 /* members and owners from here on are clubs */
#define DEAL_TEXT_MAX 32768

typedef enum deal_atom { DEAL_COUNT, DEAL_WEIGHT, DEAL_VETO, DEAL_OBJECTION, DEAL_AND, DEAL_OR } deal_atom;

/* A rule as a tree: node 0 is the root. */
typedef struct deal_node {
  deal_atom atom;
  int quota;       /* COUNT, WEIGHT */
  unsigned who;    /* VETO, OBJECTION: bit per seat */
  int left, right; /* AND, OR */
} deal_node;

typedef struct deal_club {
  int seats, member[DEAL_SEATS_MAX], weight[DEAL_SEATS_MAX];
  deal_node node[DEAL_NODES_MAX];
} deal_club;

typedef struct deal_term {
  int owner; /* actor, or DEAL_CLUB + club */
  bool essential, include, own_honours;
  int form; /* 0 executive, 1 statute, 2 treaty, 3 club decision */
  int effects, effect[2][2];
  bool own_record[DEAL_ACTORS];               /* consents.tK.Ai exists (single owners: consents.tK) */
  bool own_gain[DEAL_ACTORS][DEAL_TERMS_MAX]; /* and depends on an earlier term */
} deal_term;

typedef struct deal_spec {
  uint64_t state;
  bool rival, trust;
  deal_club club[DEAL_CLUBS];
  bool gain[DEAL_CLUBS][DEAL_ACTORS][DEAL_CONDITIONS]; /* consents.Kk.Ai.when.Cj exists */
  int terms;
  deal_term term[DEAL_TERMS_MAX];
  bool concession[DEAL_CONCESSIONS];
  int tie[DEAL_ACTORS][DEAL_ACTORS]; /* 0: none, 1: slow and fast, 2: made of components */
  size_t size;
  char text[DEAL_TEXT_MAX];
} deal_spec;

/* The spec of this number; the same number gives the same deal. */
void deal_make(deal_spec *spec, uint64_t number);
/* Read and sealed; aborts with the message when the scenario is refused. */
ent_scenario *deal_seal(const deal_spec *spec, const ent_allocator *memory);

#endif
