/* expression.h - the quantity that a claim's test computes: calls, numbers and + - * / over them. */
#ifndef ENT_CORE_MODEL_EXPRESSION_H
#define ENT_CORE_MODEL_EXPRESSION_H

#include "filter.h"
#include "tree.h"

typedef enum ent_quantity {
#define QUANTITY(NAME, name, signature, help) ENT_QUANTITY_##NAME,
#include "quantities.def"
#undef QUANTITY
  ENT_QUANTITIES
} ent_quantity;

/* Words of p(...), in this order. */
typedef enum ent_passing {
  ENT_PASS_WILL,
  ENT_PASS_CONSENT,
  ENT_PASS_ACCEPTANCE,
  ENT_PASS_DURABILITY,
  ENT_PASS_SURVIVAL,
  ENT_PASS_ALIGNMENT,
  ENT_PASS_ALL,
  ENT_PASS_REFUSED,
  ENT_PASS_KEPT,
  ENT_PASS_TURNED,
  ENT_PASSES
} ent_passing;

#define ENT_ARGUMENTS_MAX 12

typedef struct ent_argument {
  int index; /* actor, club, term, input, column, row, word; meaning by the signature's letter */
  double number;
  const char *text;
} ent_argument;

typedef enum ent_expr_kind {
  ENT_EXPR_NUMBER,
  ENT_EXPR_CALL,
  ENT_EXPR_ADD,
  ENT_EXPR_SUBTRACT,
  ENT_EXPR_MULTIPLY,
  ENT_EXPR_DIVIDE
} ent_expr_kind;

typedef struct ent_expr {
  ent_expr_kind kind;
  double number;
  ent_quantity quantity;
  int arguments;
  ent_argument argument[ENT_ARGUMENTS_MAX];
  const ent_table *table;
  ent_filter filter;
  const struct ent_expr *left, *right;
} ent_expr;

/* How names are found; each returns an index or -1.  column and row look in the table given. */
typedef struct ent_names {
  const void *of;
  int (*actor)(const void *of, const char *key);
  int (*club)(const void *of, const char *key);
  int (*term)(const void *of, const char *key);
  int (*input)(const void *of, const char *path);
  const ent_table *tables;
  /* The name that a misspelt one may mean, or NULL; letter: a actor, k club, m term, i input.  May itself be NULL. */
  const char *(*meant)(const void *of, char letter, const char *name);
} ent_names;

/* Reads an expression.  err->column counts in the text.  Errors: ENT_SYNTAX, ENT_REFERENCE, ENT_LIMIT, ENT_NOMEM. */
ent_status ent_expression_read(const char *text, const ent_names *names, ent_arena *arena, const ent_expr **out,
                               ent_error *err);

/* A comparison: "> 0.5", "between 0.6 and 0.7". */
typedef enum ent_compare_kind {
  ENT_IS_ABOVE,
  ENT_IS_AT_LEAST,
  ENT_IS_BELOW,
  ENT_IS_AT_MOST,
  ENT_IS_EQUAL,
  ENT_IS_BETWEEN
} ent_compare_kind;
typedef struct ent_comparison {
  ent_compare_kind kind;
  double a, b;
} ent_comparison;
ent_status ent_comparison_read(const char *text, ent_comparison *out, ent_error *err);
bool ent_comparison_holds(const ent_comparison *c, double value);
/* Distance from the value to the nearest threshold. */
double ent_comparison_slack(const ent_comparison *c, double value);

#endif
