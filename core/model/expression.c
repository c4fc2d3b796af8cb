/* expression.c - reading the quantity that a claim's test computes.
 *
 * Recursive descent: sum of products of calls, numbers and parentheses.  Names are resolved while reading, by the letters
 * of the quantity's signature, so an expression that was read can always be evaluated.  Cost: linear. */
#include "expression.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "scan.h"

#define DEPTH_MAX 16
#define PIECES_MAX 128 /* numbers, calls and operators of one expression */
#define TABLES_MAX 64  /* names that a misspelt one is compared with */

static const struct {
  const char *name, *signature;
} quantities[ENT_QUANTITIES] = {
#define QUANTITY(NAME, name, signature, help) {#name, signature},
#include "quantities.def"
#undef QUANTITY
};

static const char *const passing[ENT_PASSES] = {"will",      "consent", "acceptance", "durability", "survival",
                                                "alignment", "all",     "refused",    "kept",       "turned"};
static const char *const tracked[ENT_TRACKS] = {"will",     "consent",   "acceptance", "durability",
                                                "survival", "alignment", "surplus",    "hazard",
                                                "bearable", "honour",    "life"};
static const char *const when[] = {"now", "after"};

typedef struct reading {
  ent_scan scan;
  const ent_names *names;
  ent_arena *arena;
  ent_error *err;
  int pieces;
} reading;

static ent_status fail_here(reading *r, ent_status code, const char *message)
{
  return ent_fail_at(r->err, code, 1, ent_scan_column(&r->scan), "", message);
}

static ent_status unknown(reading *r, int place, const char *kind, const char *name, const char *meant)
{
  return ent_fail_join(r->err, ENT_REFERENCE, 1, place, "", "There is no ", kind, " \"", name,
                       meant ? "\"; did you mean \"" : "\".", meant ? meant : "", meant ? "\"?" : "", NULL);
}

/* A name of the scenario that was looked for. */
static ent_status found(reading *r, int place, char letter, const char *kind, const char *text, int index)
{
  if (index >= 0) return ENT_OK;
  return unknown(r, place, kind, text, r->names->meant ? r->names->meant(r->names->of, letter, text) : NULL);
}

static ent_status find_table(reading *r, int place, const char *name, ent_expr *e)
{
  const char *names[TABLES_MAX];
  size_t count = 0;
  e->table = ent_table_find(r->names->tables, name);
  if (e->table) return ENT_OK;
  for (const ent_table *t = r->names->tables; t && count < TABLES_MAX; t = t->next) names[count++] = t->name;
  return unknown(r, place, "table", name, ent_suggest(name, strlen(name), names, count));
}

static int find_word(const char *word, const char *const *list, int count)
{
  int i = 0;
  while (i < count && strcmp(list[i], word) != 0) i++;
  return i < count ? i : -1;
}

static ent_status resolve_word(reading *r, int place, const char *kind, const char *const *list, int count,
                               const char *word, ent_argument *out)
{
  out->index = find_word(word, list, count);
  if (out->index >= 0) return ENT_OK;
  return unknown(r, place, kind, word, ent_suggest(word, strlen(word), list, (size_t)count));
}

/* Gives one argument its meaning by its signature letter. */
static ent_status resolve(reading *r, int place, char letter, ent_expr *e, const char *text, ent_argument *out)
{
  const ent_names *n = r->names;
  size_t used = 0;
  const bool inside = letter == 'c' || letter == 'r' || letter == 'f';
  if (inside && ent_table_lacks(e->table)) return ENT_OK;
  switch (letter) {
  case 'g': return resolve_word(r, place, "gate or outcome", passing, ENT_PASSES, text, out);
  case 'q': return resolve_word(r, place, "tracked quantity", tracked, ENT_TRACKS, text, out);
  case 'w': return resolve_word(r, place, "moment", when, 2, text, out);
  case 'a': return found(r, place, letter, "actor", text, out->index = n->actor(n->of, text));
  case 'k': return found(r, place, letter, "club", text, out->index = n->club(n->of, text));
  case 'm': return found(r, place, letter, "term", text, out->index = n->term(n->of, text));
  case 'i': return found(r, place, letter, "input", text, out->index = n->input(n->of, text));
  case 't': return find_table(r, place, text, e);
  case 'c': return resolve_word(r, place, "column", e->table->column, e->table->columns, text, out);
  case 'r':
    out->index = ent_table_row(e->table, text);
    return out->index >= 0 ? ENT_OK : unknown(r, place, "row", text, NULL);
  case 'f': {
    const ent_status status = ent_filter_read(text, e->table->columns, e->table->column, &e->filter, r->err);
    if (status != ENT_OK && r->err) r->err->column += place;
    return status;
  }
  default:
    if (ent_number_read(text, strlen(text), &out->number, &used) == ENT_OK && text[used] == '\0') return ENT_OK;
    return ent_fail_at(r->err, ENT_SYNTAX, 1, place, "", "A number is expected here.");
  }
}

static ent_status read_call(reading *r, ent_quantity quantity, ent_expr *e)
{
  const char *letter = quantities[quantity].signature;
  e->kind = ENT_EXPR_CALL;
  e->quantity = quantity;
  for (;;) {
    char text[ENT_PATH_MAX];
    const int place = ent_scan_column(&r->scan);
    if (!ent_scan_name(&r->scan, text, sizeof text))
      return fail_here(r, ENT_SYNTAX, "A name or number is expected here.");
    if (e->arguments == ENT_ARGUMENTS_MAX) return fail_here(r, ENT_LIMIT, "A quantity has at most 12 arguments.");
    ent_argument *out = &e->argument[e->arguments++];
    out->text = ent_arena_text(r->arena, text, strlen(text));
    if (!out->text) return fail_here(r, ENT_NOMEM, "There is no memory for this expression.");
    const ent_status status = resolve(r, place, *letter, e, text, out);
    if (status != ENT_OK) return status;
    const bool more = letter[1] == '+' || letter[1] == '\0' ? letter[1] == '+' : true;
    if (ent_scan_take(&r->scan, ")")) {
      if (letter[1] == '\0' || letter[1] == '+') return ENT_OK;
      return fail_here(r, ENT_SYNTAX, "This quantity takes more arguments; see entente help claims.");
    }
    if (!more || !ent_scan_take(&r->scan, ","))
      return fail_here(r, ENT_SYNTAX, more ? "A comma is expected here." : "A closing parenthesis is expected here.");
    if (letter[1] != '+') letter++;
  }
}

/* What comes is neither a number nor a quantity that is known. */
static ent_status no_quantity(reading *r)
{
  char name[ENT_PATH_MAX];
  const char *names[ENT_QUANTITIES];
  const int place = ent_scan_column(&r->scan);
  for (int q = 0; q < ENT_QUANTITIES; q++) names[q] = quantities[q].name;
  if (ent_scan_name(&r->scan, name, sizeof name) && ent_scan_take(&r->scan, "("))
    return unknown(r, place, "quantity", name, ent_suggest(name, strlen(name), names, ENT_QUANTITIES));
  return ent_fail_at(r->err, ENT_SYNTAX, 1, place, "",
                     "A number or a quantity such as p(consent) is expected here; see entente help claims.");
}

static ent_status read_sum(reading *r, int depth, const ent_expr **out);

static ent_status new_piece(reading *r, ent_expr **out)
{
  if (r->pieces++ == PIECES_MAX)
    return fail_here(r, ENT_LIMIT, "An expression has at most 128 numbers, quantities and signs.");
  *out = ENT_NEW(r->arena, ent_expr, 1);
  return *out ? ENT_OK : fail_here(r, ENT_NOMEM, "There is no memory for this expression.");
}

static ent_status read_factor(reading *r, int depth, const ent_expr **out)
{
  if (depth > DEPTH_MAX) return fail_here(r, ENT_LIMIT, "Parentheses are nested at most 16 deep.");
  if (ent_scan_take(&r->scan, "(")) {
    const ent_status status = read_sum(r, depth + 1, out);
    if (status != ENT_OK || ent_scan_take(&r->scan, ")")) return status;
    return fail_here(r, ENT_SYNTAX, "A closing parenthesis is expected here.");
  }
  ent_expr *e = NULL;
  const ent_status status = new_piece(r, &e);
  if (status != ENT_OK) return status;
  *out = e;
  if (ent_scan_number(&r->scan, &e->number)) {
    if (ent_scan_take(&r->scan, "%")) e->number /= 100;
    return ENT_OK;
  }
  for (int q = 0; q < ENT_QUANTITIES; q++)
    if (ent_scan_call(&r->scan, quantities[q].name)) return read_call(r, (ent_quantity)q, e);
  return no_quantity(r);
}

static ent_status join(reading *r, ent_expr_kind kind, const ent_expr *left, const ent_expr *right,
                       const ent_expr **out)
{
  ent_expr *e = NULL;
  const ent_status status = new_piece(r, &e);
  if (status != ENT_OK) return status;
  e->kind = kind;
  e->left = left;
  e->right = right;
  *out = e;
  return ENT_OK;
}

static ent_status read_product(reading *r, int depth, const ent_expr **out)
{
  ent_status status = read_factor(r, depth, out);
  while (status == ENT_OK) {
    const ent_expr *right = NULL;
    const bool times = ent_scan_take(&r->scan, "*");
    if (!times && !ent_scan_take(&r->scan, "/")) break;
    status = read_factor(r, depth, &right);
    if (status == ENT_OK) status = join(r, times ? ENT_EXPR_MULTIPLY : ENT_EXPR_DIVIDE, *out, right, out);
  }
  return status;
}

static ent_status read_sum(reading *r, int depth, const ent_expr **out)
{
  ent_status status = read_product(r, depth, out);
  while (status == ENT_OK) {
    const ent_expr *right = NULL;
    const bool plus = ent_scan_take(&r->scan, "+");
    if (!plus && !ent_scan_take(&r->scan, "-")) break;
    status = read_product(r, depth, &right);
    if (status == ENT_OK) status = join(r, plus ? ENT_EXPR_ADD : ENT_EXPR_SUBTRACT, *out, right, out);
  }
  return status;
}

ent_status ent_expression_read(const char *text, const ent_names *names, ent_arena *arena, const ent_expr **out,
                               ent_error *err)
{
  reading r = {.names = names, .arena = arena, .err = err};
  const ent_expr *e = NULL;
  if (strlen(text) > 2000) return ent_fail_at(err, ENT_LIMIT, 1, 1, "", "An expression has at most 2,000 bytes.");
  ent_scan_open(&r.scan, text, strlen(text));
  const ent_status status = read_sum(&r, 0, &e);
  if (status != ENT_OK) return status;
  if (!ent_scan_at_end(&r.scan)) return fail_here(&r, ENT_SYNTAX, "The expression ends before this.");
  *out = e;
  return ENT_OK;
}

/* A number, perhaps with a percent sign. */
static bool read_share(ent_scan *s, double *out)
{
  if (!ent_scan_number(s, out)) return false;
  if (ent_scan_take(s, "%")) *out /= 100;
  return true;
}

ent_status ent_comparison_read(const char *text, ent_comparison *out, ent_error *err)
{
  static const struct {
    const char *sign;
    ent_compare_kind kind;
  } signs[] = {
    {">=", ENT_IS_AT_LEAST}, {"<=", ENT_IS_AT_MOST}, {">", ENT_IS_ABOVE}, {"<", ENT_IS_BELOW}, {"=", ENT_IS_EQUAL},
  };
  ent_scan s;
  ent_comparison c = {.kind = ENT_IS_BETWEEN};
  ent_scan_open(&s, text, strlen(text));
  bool good = ent_scan_word(&s, "between");
  for (size_t i = 0; !good && i < sizeof signs / sizeof *signs; i++) {
    good = ent_scan_take(&s, signs[i].sign);
    c.kind = signs[i].kind;
  }
  good = good && read_share(&s, &c.a);
  if (good && c.kind == ENT_IS_BETWEEN) good = ent_scan_word(&s, "and") && read_share(&s, &c.b) && c.a <= c.b;
  if (!good || !ent_scan_at_end(&s))
    return ent_fail_at(err, ENT_SYNTAX, 1, ent_scan_column(&s), "",
                       "A comparison is written > 0.5, >= 3, < 0.1, <= 2, = 1 or between 0.6 and 0.7.");
  *out = c;
  return ENT_OK;
}

bool ent_comparison_holds(const ent_comparison *c, double value)
{
  switch (c->kind) {
  case ENT_IS_ABOVE: return value > c->a;
  case ENT_IS_AT_LEAST: return value >= c->a;
  case ENT_IS_BELOW: return value < c->a;
  case ENT_IS_AT_MOST: return value <= c->a;
  case ENT_IS_EQUAL: return fabs(value - c->a) <= 1e-9;
  default: return value >= c->a && value <= c->b;
  }
}

double ent_comparison_slack(const ent_comparison *c, double value)
{
  const double a = fabs(value - c->a), b = fabs(value - c->b);
  return c->kind == ENT_IS_BETWEEN && b < a ? b : a;
}
