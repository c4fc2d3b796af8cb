/* entente/corpus.h - past deals as rows: what was known before the deal, and what came of it?
 *
 * A corpus is one table, or two joined by the column id: the deals, and the features of the states in them (data/deals.csv
 * and data/deals_features.csv).  Columns of outcomes may be empty or absent: such a row can be forecast, not scored. */
#ifndef ENTENTE_CORPUS_H
#define ENTENTE_CORPUS_H

#include "entente/study.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Words of the column kind.  A word that is not listed is OTHER: its row is kept and counts among all kinds. */
#define ENT_DEAL_KIND_LIST(X)                                 \
  X(ADMISSION, "admission", ENT_SAY("admission"))             \
  X(READMISSION, "readmission", ENT_SAY("readmission"))       \
  X(SUSPENSION, "suspension", ENT_SAY("suspension"))          \
  X(ALLIANCE, "alliance", ENT_SAY("alliance"))                \
  X(REALIGNMENT, "realignment", ENT_SAY("realignment"))       \
  X(NORMALIZATION, "normalization", ENT_SAY("normalization")) \
  X(ARMS_CONTROL, "arms_control", ENT_SAY("arms control"))    \
  X(TRADE_REGIME, "trade_regime", ENT_SAY("trade regime"))    \
  X(PEACE, "peace", ENT_SAY("peace"))                         \
  X(OTHER, "other", ENT_SAY("another kind"))

typedef enum ent_deal_kind {
#define X(NAME, word, title) ENT_DEAL_KIND_##NAME,
  ENT_DEAL_KIND_LIST(X)
#undef X
    ENT_DEAL_KINDS
} ent_deal_kind;

/* Words of the column rule, with the class they belong to (below). */
#define ENT_DEAL_RULE_LIST(X)                                  \
  X(CONSENSUS, "consensus", CONSENSUS)                         \
  X(UNANIMITY, "unanimity", CONSENSUS)                         \
  X(BILATERAL, "bilateral", BILATERAL)                         \
  X(QUALIFIED_MAJORITY, "qualified_majority", MAJORITY)        \
  X(TWO_THIRDS, "two_thirds", LEGISLATURE)                     \
  X(CONSTITUTIONAL_2_3, "constitutional_2_3", LEGISLATURE)     \
  X(MAJORITY_LEGISLATURE, "majority_legislature", LEGISLATURE) \
  X(REFERENDUM, "referendum", REFERENDUM)                      \
  X(DOUBLE_REFERENDUM, "double_referendum", REFERENDUM)        \
  X(EXECUTIVE, "executive", EXECUTIVE)                         \
  X(OTHER, "other", OTHER)

typedef enum ent_deal_rule {
#define X(NAME, word, class) ENT_DEAL_RULE_##NAME,
  ENT_DEAL_RULE_LIST(X)
#undef X
    ENT_DEAL_RULES
} ent_deal_rule;

/* Classes of rules, as in the column rule_class of data/deals.csv.  Unanimity of two is bilateral. */
#define ENT_DEAL_CLASS_LIST(X)                                     \
  X(CONSENSUS, "consensus", ENT_SAY("consensus of several"))       \
  X(BILATERAL, "bilateral", ENT_SAY("two sides"))                  \
  X(MAJORITY, "qualified_majority", ENT_SAY("qualified majority")) \
  X(LEGISLATURE, "legislature", ENT_SAY("legislature"))            \
  X(REFERENDUM, "referendum", ENT_SAY("referendum"))               \
  X(EXECUTIVE, "executive", ENT_SAY("executive decision"))         \
  X(OTHER, "other", ENT_SAY("another rule"))

typedef enum ent_deal_class {
#define X(NAME, word, title) ENT_DEAL_CLASS_##NAME,
  ENT_DEAL_CLASS_LIST(X)
#undef X
    ENT_DEAL_CLASSES
} ent_deal_class;

/* What is known of the states in a deal: column, least and largest value.  p: the first proposer, t: the first target,
 * against: the state that a wedge is aimed at.  alliance, rivalry: 0 or 1 in that year; mids10: militarised disputes in
 * the ten years before; cinc: share of the world's material capabilities; polyarchy: V-Dem's index of electoral democracy. */
#define ENT_DEAL_FEATURE_LIST(X)                 \
  X(ALLIANCE_PT, "alliance_pt", 1)               \
  X(MIDS10_PT, "mids10_pt", 1000)                \
  X(RIVALRY_PT, "rivalry_pt", 1)                 \
  X(ALLIANCE_T_AGAINST, "alliance_t_against", 1) \
  X(RIVALRY_T_AGAINST, "rivalry_t_against", 1)   \
  X(MIDS10_T_AGAINST, "mids10_t_against", 1000)  \
  X(CINC_P, "cinc_p", 1)                         \
  X(CINC_T, "cinc_t", 1)                         \
  X(CINC_AGAINST, "cinc_against", 1)             \
  X(POLYARCHY_P, "polyarchy_p", 1)               \
  X(POLYARCHY_T, "polyarchy_t", 1)

typedef enum ent_deal_feature {
#define X(NAME, column, most) ENT_DEAL_FEATURE_##NAME,
  ENT_DEAL_FEATURE_LIST(X)
#undef X
    ENT_DEAL_FEATURES
} ent_deal_feature;

/* What a cell says: 0, 1, or nothing ("" and "NA"). */
typedef enum ent_known { ENT_KNOWN_UNKNOWN = -1, ENT_KNOWN_NO = 0, ENT_KNOWN_YES = 1 } ent_known;

/* A number that may be missing; value is 0 where it is. */
typedef struct ent_deal_number {
  bool known;
  double value;
} ent_deal_number;

/* One deal.  Texts point into the tables and are "" where the table has none. */
typedef struct ent_deal_row {
  /* known before the deal */
  const char *id, *family; /* a family of deals is held together in folds; its id where the cell is empty */
  const char *title[ENT_LANGUAGES], *proposer, *target, *proposer_cow, *target_cow, *club, *opponents, *terms,
    *wedge_against;
  const char *kind_word, *rule_word; /* as the table has them */
  int year;
  ent_deal_kind kind;
  ent_deal_rule rule;
  ent_deal_class class_of_rule;
  int deciders;         /* members who decide, with the proposer; at least 1 */
  int opponents_exante; /* of them declared against it beforehand */
  bool wedge;           /* meant to win the target from a rival */
  ent_deal_number feature[ENT_DEAL_FEATURES];
  /* what came of it */
  ent_known proposer_ok, adopted, accepted, in_force, hold5, hold10; /* hold: of those in force */
  ent_known alive5, alive10; /* came into force and was so after 5, 10 years: from in_force and hold5, hold10 */
  ent_known censored, turnover_mattered, objective_met;
  ent_deal_number start, end, held_years; /* decimal years, years */
  const char *vetoers, *end_cause, *outcome, *failed_gate, *confidence, *source;
  int family_number; /* 0..families - 1, in order of first appearance */
} ent_deal_row;

typedef struct ent_corpus {
  int rows, families;
  ent_deal_row *row;                /* [rows], in the order of the table */
  int unknown_kinds, unknown_rules; /* rows whose word is OTHER */
  int without_features;             /* rows that a table of features leaves out */
} ent_corpus;

/* Where a table was wrong. */
typedef struct ent_corpus_place {
  int table;       /* 0: the deals, 1: the features */
  int row, column; /* from 0 behind the header; -1: the header, or no column */
} ent_corpus_place;

/* Reads a corpus; features may be NULL.  A column of features may stand in either table; where both have it, that of the
 * features counts.  Required of the deals: id, family, year, title, kind, proposer, target, club, rule, n_deciders,
 * n_opponents_exante, wedge; of the features, if given: id, and with the deals all of ENT_DEAL_FEATURE_LIST.  The texts are
 * borrowed: the tables have to outlive the corpus.  The caller frees it with ent_corpus_free.
 * Errors: ENT_REFERENCE (a column is missing; a row of features for no deal), ENT_SCHEMA (an id twice or empty, no number, a
 * number outside its range, an end before the start), ENT_LIMIT (over 100,000 rows), ENT_ARGUMENT (no rows), ENT_NOMEM; the
 * path is the column's name; *place (if not NULL) is set with every error about a table.  Cost: O(rows log rows). */
#define ENT_CORPUS_ROWS_MAX 100000
ent_status ent_corpus_read(const ent_cases *deals, const ent_cases *features, const ent_allocator *memory,
                           ent_corpus *out, ent_corpus_place *place, ent_error *err);
void ent_corpus_free(ent_corpus *corpus, const ent_allocator *memory);

/* The words of the lists above; NULL outside them.  English titles are keys of catalogues. */
const char *ent_deal_kind_word(int kind);
const char *ent_deal_kind_title(int kind);
const char *ent_deal_class_word(int class_of_rule);
const char *ent_deal_class_title(int class_of_rule);
const char *ent_deal_feature_column(int feature);

#ifdef __cplusplus
}
#endif
#endif
