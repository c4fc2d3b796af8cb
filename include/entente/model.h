/* entente/model.h - from text to a sealed scenario: builder, seal, snapshot.
 *
 * A scenario enters as a tree of text: maps, lists and scalars, each with its place in the file.  Whoever reads a file
 * (YAML, JSON, a web page, R) only reports what it sees to the builder.  `seal` then does all the thinking once: it holds
 * the tree against the schema, reads every number, resolves every name, and yields a read-only scenario that any number
 * of threads may share.  The tree is also what a snapshot stores, so a snapshot is checked again by the same code. */
#ifndef ENTENTE_MODEL_H
#define ENTENTE_MODEL_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_builder ent_builder;
typedef struct ent_scenario ent_scenario;

/* ---- building ------------------------------------------------------------------------------------------ */

/* Opens an empty builder over the caller's allocator (copied).  Errors: ENT_NOMEM. */
ent_status ent_builder_open(const ent_allocator *memory, ent_builder **builder, ent_error *err);
void ent_builder_close(ent_builder *builder);

/* The language that what is sealed from now on speaks: which language of the scenario's own texts is taken (English where it
 * is missing), and in which the names of inputs and the shapes of numbers are told.  The words must outlive the scenarios
 * sealed; NULL: English.  Paths, numbers, streams, digest and snapshot do not depend on it. */
void ent_builder_speak(ent_builder *b, const ent_words *words);

/* A place in the input, 1-based; {0, 0} when there is none. */
typedef struct ent_place {
  int line, column;
} ent_place;

/* Events, in the order of the file.  A value inside a map is announced by ent_build_key; inside a list it just comes.
 * The root is a map.  Duplicate keys, values without key, more than 64 levels, more than 200,000 nodes, more than
 * 4 MiB of text, text that is not UTF-8 or holds NUL are errors with the place.  After an error the builder may only be
 * closed. */
ent_status ent_build_map(ent_builder *b, ent_place at, ent_error *err);
ent_status ent_build_list(ent_builder *b, ent_place at, ent_error *err);
ent_status ent_build_end(ent_builder *b, ent_error *err);
ent_status ent_build_key(ent_builder *b, const char *text, size_t size, ent_place at, ent_error *err);
/* quoted: the scalar stood in quotes, so it is text even if it looks empty. */
ent_status ent_build_scalar(ent_builder *b, const char *text, size_t size, bool quoted, ent_place at, ent_error *err);

/* Sets one value by its path ("consents.G7.FRA.support" = "0.2"), replacing what is there (a map with `value` keeps its
 * source) and making maps on the way.  List items are numbered from 0: "ties.0.fast".  This is `--set`.
 * Errors: ENT_ARGUMENT (empty or bad path, an index past the list), ENT_SYNTAX (not UTF-8), ENT_LIMIT (a path of
 * 128 bytes, 64 parts), ENT_NOMEM. */
ent_status ent_builder_set(ent_builder *b, const char *path, const char *text, ent_error *err);

/* Sets everything that one of the scenario's views assumes: this is `--view`.  What is set later overrides it.
 * Errors: ENT_REFERENCE (no such view, with suggestion), and those of ent_builder_set. */
ent_status ent_builder_view(ent_builder *b, const char *view, ent_error *err);

/* Adds a table of facts under a name that the scenario's `tables:` mentions.  columns[0] is the row key.  cells:
 * [rows * columns] row-major, NUL-terminated; source: [columns], where each column comes from (may hold NULLs).
 * Errors: ENT_ARGUMENT (no rows or columns, duplicate names or keys), ENT_SYNTAX (not UTF-8), ENT_LIMIT (over
 * 8,192 rows or columns, or 200,000 cells), ENT_NOMEM. */
ent_status ent_builder_table(ent_builder *b, const char *name, const char *file, int rows, int columns,
                             const char *const *column, const char *const *source, const char *const *cells,
                             ent_error *err);

/* The files that the scenario names under `tables:`, in order: *name, *file for index 0, 1, ...; false past the end.
 * So the host can read them and call ent_builder_table. */
bool ent_builder_wants_table(const ent_builder *b, int index, const char **name, const char **file, ent_place *at);

/* This file of the scenario could not be read, or holds no table: name as under `tables:`, or NULL for the flows of trade.  What
 * takes numbers from it is then not looked at, so that sealing finds all other errors; it answers ENT_REFERENCE even where it
 * finds none.  Errors: ENT_NOMEM. */
ent_status ent_builder_lacks(ent_builder *b, const char *name, ent_error *err);

/* A table of trade as it was read: texts row by row, as for ent_builder_table. */
typedef struct ent_trade_table {
  const char *file;
  int rows, columns;
  const char *const *column, *const *source; /* source: may hold NULLs, may be NULL */
  const char *const *cell;
} ent_trade_table;

/* Does a value of the scenario stand as a call "from trade.relief(...)", .embargo or .transfer, and is there a record `trade`
 * that names its files?  *then: "" for none. */
bool ent_builder_wants_trade(const ent_builder *b, const char **flows, const char **then, ent_place *flows_at,
                             ent_place *then_at);

/* Does this table hold the values themselves?  That is how a scenario's archive carries them, in place of the flows. */
bool ent_trade_table_computed(const ent_trade_table *table);

/* Solves the equilibria that the scenario's calls ask for and adds them as one table, or replaces the one that is there; sealing
 * then reads nothing else; after an error the flows are lacking (ent_builder_lacks).  A call is solved at nine elasticities
 * between 1 and 20 and, where its share or amount is uncertain, at nine of these each.
 * flows: columns exporter, importer, flow, trade at home included, or the values of an archive; then: the same of an earlier
 * year, or exporter, importer, freeness (then over now); NULL: there is none.  Without flows nothing is computed: calls that
 * the builder's table (of a snapshot) holds stay, others are an error.
 * errors, room, found: as ent_scenario_seal.  ENT_SYNTAX, ENT_REFERENCE, ENT_ARGUMENT with the call's place, or the table's
 * file as path and numbers of row and column from 1 in place of line and column; ENT_NUMERIC (a certificate does not hold);
 * ENT_LIMIT (400 economies, 64 calls); ENT_NOMEM.
 * Cost: 9 or 81 solutions of O(n^2) a call. */
ent_status ent_builder_trade(ent_builder *b, const ent_trade_table *flows, const ent_trade_table *then,
                             ent_error *errors, int room, int *found);

/* ---- sealing ------------------------------------------------------------------------------------------- */

/* Checks everything and yields the scenario, which keeps its own copies; the builder stays usable.
 * errors: [room], filled with as many errors as can be found at once (*found may exceed room); room >= 1.
 * Returns ENT_OK, or the code of errors[0]; ENT_REFERENCE where a file is lacking and nothing else is wrong.
 * Cost: milliseconds. */
ent_status ent_scenario_seal(const ent_builder *b, const ent_allocator *memory, ent_scenario **scenario,
                             ent_error *errors, int room, int *found);
void ent_scenario_free(ent_scenario *scenario);

/* ---- snapshots ----------------------------------------------------------------------------------------- */

/* The scenario as bytes: magic "ENTS", format version, the tree and its tables, SHA-256 of all before it.  The bytes live
 * until the scenario is freed. */
void ent_scenario_snapshot(const ent_scenario *s, const uint8_t **data, size_t *size);
/* SHA-256 over keys and values of the tree and tables, without places: the same question has the same hash. */
void ent_scenario_digest(const ent_scenario *s, uint8_t digest[32]);
/* Puts a snapshot back into an open, empty builder (then seal it).  Errors: ENT_CORRUPT, ENT_VERSION, ENT_LIMIT,
 * ENT_NOMEM. */
ent_status ent_builder_load(ent_builder *b, const void *data, size_t size, ent_error *err);

/* ---- asking a scenario ---------------------------------------------------------------------------------- */

/* What a number may be; the domain of the field decides the shape of "a to b". */
#define ENT_DOMAIN_LIST(X)                                                                \
  X(REAL, "a number", ENT_SAY("normal"))                                                  \
  X(POSITIVE, "a number above 0", ENT_SAY("lognormal"))                                   \
  X(SHARE, "a share or probability between 0 and 1", ENT_SAY("logit-normal"))             \
  X(SIGNED, "a number between -1 and 1", ENT_SAY("logit-normal on the way from -1 to 1")) \
  X(COUNT, "a whole number from 0", ENT_SAY("lognormal, rounded to whole numbers"))

typedef enum ent_domain {
#define X(name, text, shape) ENT_DOMAIN_##name,
  ENT_DOMAIN_LIST(X)
#undef X
    ENT_DOMAIN_COUNT_
} ent_domain;

/* How a reader should see a number.  Numbers themselves never change: shares stay in [0, 1]. */
#define ENT_UNIT_LIST(X)                                        \
  X(SHARE, "share", "0.13 is 13 %")                             \
  X(YEARLY, "per year", "0.13 is 13 % a year")                  \
  X(INCOME, "income", "0.005 is 0.5 % of the target's income")  \
  X(POINTS, "points", "a change of a share: 0.1 is 10 points")  \
  X(YEARS, "years", "5 is 5 years")                             \
  X(COUNT, "count", "30507 is 30,507")                          \
  X(INDEX, "index", "a number on a scale of its own, as it is") \
  X(RATIO, "ratio", "as it is")                                 \
  X(NUMBER, "number", "as it is")

/* One number of the scenario, known or not.  Pointers live as long as the scenario. */
typedef struct ent_input_info {
  const char *path;         /* "consents.G7.FRA.support" */
  const char *label;        /* "France: support (G7)" */
  const char *text;         /* as written: "-0.7 to -0.2" */
  const char *words;        /* what it means, in words */
  const char *source;       /* source key, or "" */
  const char *citation;     /* the source's title, or where in a table it stands */
  const char *quote, *note; /* "" where there is none */
  ent_domain domain;
  const char *unit;    /* how to show it: a word of ENT_UNIT_LIST; ent_value_write of draw.h writes it so */
  bool known;          /* no uncertainty */
  double p5, p50, p95; /* quantiles; equal when known */
  int line, column;
  uint32_t gates; /* bit mask of ENT_PART_*: which results it can move */
} ent_input_info;

int ent_scenario_inputs(const ent_scenario *s);
/* index in 0..inputs-1; false otherwise (out untouched). */
bool ent_scenario_input(const ent_scenario *s, int index, ent_input_info *out);
/* Index of the input with this path, or -1. */
int ent_scenario_find_input(const ent_scenario *s, const char *path);
/* Quantile u in (0, 1) of an input. */
/* What stands behind a value from trade.  The texts live as long as the scenario. */
typedef struct ent_input_trade {
  const char *flows, *then, *deficits; /* files as the scenario names them, "" for none; "additive" ... */
  const char *who;                     /* whose gain or loss */
  const char *pairs; /* "DEU,FRA<>RUS;..."; of a transfer "DEU>RUS=0.6;...": what each pays of the whole */
  char kind;         /* 'r' relief, 'e' embargo, 't' transfer */
  double theta[3];   /* 5 %, 50 % and 95 % quantile of the elasticity ... */
  double value[3];   /* ... and the value there, share or amount at its median */
  double range;      /* that median; 1 where no share is given */
  double per;        /* 1 where it is not given */
  int solves;        /* equilibria behind it */
  double gap;        /* the largest gap of their certificates */
} ent_input_trade;
/* false: no value from trade, or no memory.  Cost: as sealing the number. */
bool ent_scenario_input_trade(const ent_scenario *scenario, int index, ent_input_trade *out);

double ent_input_quantile(const ent_scenario *s, int index, double u);

/* Whose view: a named set of assumptions beside the author's, who is the scenario itself. */
#define ENT_VIEWS_MAX 16
typedef struct ent_view_info {
  const char *key, *name, *note; /* "moscow", "As Moscow may see it", why somebody would assume this */
  const char *source, *citation; /* source key and its title, or "" */
  int pairs;                     /* what it assumes instead; see ent_scenario_view_pair */
  int line, column;
} ent_view_info;
int ent_scenario_views(const ent_scenario *s);
/* index in 0..views-1; false otherwise (out untouched). */
bool ent_scenario_view(const ent_scenario *s, int index, ent_view_info *out);
int ent_scenario_find_view(const ent_scenario *s, const char *key); /* -1 if there is none */
/* The view with the most pairs of which all hold in this scenario, so that it speaks for it; -1: the author does. */
int ent_scenario_seen_by(const ent_scenario *s);

typedef struct ent_view_pair {
  const char *path, *text; /* "deal.outside.rival_loss", "5% to 20%" */
  const char *now;         /* what the scenario says there, or the default; "" where nothing stands */
  const char *label;       /* of the input; the path itself for what is no number */
  int line, column;
} ent_view_pair;
bool ent_scenario_view_pair(const ent_scenario *s, int view, int pair, ent_view_pair *out);

/* The scenario as a view sees it (-1: as it is), then with `count` more changes, sealed anew; s stays as it is.
 * Errors: those of ent_builder_set and of the seal; a value that stands in a view has its place there.
 * Cost: that of a seal. */
ent_status ent_scenario_changed(const ent_scenario *s, int view, const char *const *path, const char *const *text,
                                int count, const ent_allocator *memory, ent_scenario **out, ent_error *err);

const char *ent_scenario_id(const ent_scenario *s);
/* The words that it was sealed with; NULL: English. */
const ent_words *ent_scenario_words(const ent_scenario *s);
/* A text of the scenario ("title", "question", "summary") in a language ("en", "zh-Hant", "zh-Hans"); falls back to
 * English; "" if absent. */
const char *ent_scenario_text(const ent_scenario *s, const char *field, const char *language);
uint64_t ent_scenario_seed(const ent_scenario *s);
int64_t ent_scenario_draws(const ent_scenario *s);

/* One field of the schema, for `entente schema`, the docs and completion.  false past the end. */
typedef struct ent_field_info {
  const char *record, *key, *type, *detail, *help, *fallback;
  bool required;
} ent_field_info;
bool ent_schema_field(int index, ent_field_info *out);

/* The shape of a notation on its own, for example ent_notation_explain("60 to 80", ENT_DOMAIN_REAL): writes the words
 * into out (at most room bytes with NUL) and the quantiles into q[3].  Errors as for a field of a scenario; err->column
 * counts in the text.  Needs no scenario.  The words are English. */
ent_status ent_notation_explain(const char *text, size_t size, ent_domain domain, const ent_allocator *memory,
                                char *out, size_t room, double q[3], ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
