/* trade_parse.c - what does `from trade.relief(EU<>RUS; share 30% to 90%; of RUS; per 5%)` ask for?
 *
 *   call    from trade.KIND(pair, pair ...; option; option ...)     KIND: relief, embargo, transfer
 *   pair    side > side (one way) or side <> side (both); side: an economy, a group, or * for all others
 *   option  share N, amount N (a year, in the unit of the flows), of ECONOMY, per N; in any order
 *
 * A transfer's amount is the sum of all payments: payers share it by what they spend, and so do receivers.
 * Cost: O(n^2) a pair. */
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "scan.h"
#include "trade_calls.h"

static const char *const kind_name[ENT_TRADE_KINDS] = {"relief", "embargo", "transfer"};
static const char *const option_name[] = {"share", "amount", "of", "per"};
enum { SHARE, AMOUNT, OF, PER, OPTIONS };
#define LISTED 100 /* bytes of names that an error lists, of many only the first */

typedef struct parsing {
  ent_scan scan;
  const ent_trade_setting *s;
  ent_arena *arena;
  ent_trade_call *call;
  bool *left, *right; /* [n] the two sides of a pair */
  bool *pays, *gets;  /* [n] of a transfer */
  ent_writer pairs;
  ent_error *err;
} parsing;

static ent_status fail_at(const parsing *p, int column, ent_status code, const char *message)
{
  return ent_fail_at(p->err, code, 1, column, "", message);
}

static ent_status fail_here(parsing *p, const char *message)
{
  return fail_at(p, ent_scan_column(&p->scan), ENT_SYNTAX, message);
}

static ent_status no_memory(const parsing *p)
{
  return ent_fail(p->err, ENT_NOMEM, "", "There is no memory for a value from trade.");
}

/* ---- who ------------------------------------------------------------------------------------------------------------ */

/* All names, or the first of many. */
static const char *list_names(const parsing *p, const char *const *name, size_t count)
{
  ent_writer w;
  size_t i = 0;
  ent_writer_open(&w, p->arena);
  for (; i < count && w.size < LISTED; i++) {
    if (i > 0) ent_put(&w, ", ");
    ent_put(&w, name[i]);
  }
  if (i < count) ent_put(&w, " ...");
  return w.failed || !w.data ? "" : w.data;
}

static ent_status unknown(const parsing *p, int column, const char *name)
{
  const ent_trade_setting *const s = p->s;
  const char *names[ENT_TRADE_ECONOMIES_MAX + ENT_TRADE_GROUPS_MAX];
  size_t count = 0;
  for (int i = 0; i < s->n; i++) names[count++] = s->name[i];
  int groups = 0;
  for (const ent_node *g = s->groups ? s->groups->first : NULL; g && groups < ENT_TRADE_GROUPS_MAX;
       g = g->next, groups++)
    names[count++] = g->key ? g->key : "";
  const char *const meant = ent_suggest(name, strlen(name), names, count);
  if (meant)
    return ent_fail_join(p->err, ENT_REFERENCE, 1, column, "", "The flows have no economy or group \"", name,
                         "\"; did you mean \"", meant, "\"?", (const char *)NULL);
  return ent_fail_join(p->err, ENT_REFERENCE, 1, column, "", "The flows have no economy or group \"", name,
                       "\"; they have ", list_names(p, names, count), ".", (const char *)NULL);
}

static ent_status read_group(const parsing *p, const ent_node *group, int column, bool *in)
{
  for (const ent_node *k = group->first; k; k = k->next) {
    const int i = k->kind == ENT_NODE_SCALAR ? ent_trade_economy(p->s, k->text) : -1;
    if (i < 0 && k->kind == ENT_NODE_SCALAR) p->call->stranger = k;
    if (i < 0) return unknown(p, column, k->kind == ENT_NODE_SCALAR ? k->text : group->key);
    in[i] = true;
  }
  return ENT_OK;
}

/* *star: all but those of the other side, which is not known yet. */
static ent_status read_side(parsing *p, bool *in, bool *star)
{
  char name[ENT_PATH_MAX];
  const int column = ent_scan_column(&p->scan);
  memset(in, 0, (size_t)p->s->n * sizeof *in);
  *star = ent_scan_take(&p->scan, "*");
  if (*star) return ENT_OK;
  if (!ent_scan_name(&p->scan, name, sizeof name))
    return fail_here(p, "An economy, a group or * is expected here, as in from trade.relief(EU<>RUS).");
  const ent_node *const group = p->s->groups ? ent_node_child(p->s->groups, name) : NULL;
  if (group && group->kind == ENT_NODE_LIST && group->count > 0) return read_group(p, group, column, in);
  if (group)
    return ent_fail_join(p->err, ENT_ARGUMENT, 1, column, "", "The group \"", name,
                         "\" has no members; a group is a list of economies.", (const char *)NULL);
  const int i = ent_trade_economy(p->s, name);
  if (i < 0) return unknown(p, column, name);
  in[i] = true;
  return ENT_OK;
}

static void put_side(parsing *p, const bool *in)
{
  bool first = true;
  for (int i = 0; i < p->s->n; i++) {
    if (!in[i]) continue;
    if (!first) ent_put(&p->pairs, ",");
    ent_put(&p->pairs, p->s->name[i]);
    first = false;
  }
}

/* Marks the cell; for relief the ratio has to be known. */
static ent_status mark(const parsing *p, int column, int i, int j)
{
  const ent_trade_setting *const s = p->s;
  ent_trade_call *const call = p->call;
  if (call->kind == ENT_TRADE_RELIEF && !(s->ratio[i * s->n + j] > 0))
    return ent_fail_join(p->err, ENT_REFERENCE, 1, column, "",
                         "The table of then does not say how free trade was between ", s->name[i], " and ", s->name[j],
                         "; both trade in both directions then and now.", (const char *)NULL);
  call->cell[i * s->n + j] = true;
  p->pays[i] = p->gets[j] = true;
  return ENT_OK;
}

static ent_status read_pair(parsing *p)
{
  bool stars[2] = {false, false};
  const int n = p->s->n, column = ent_scan_column(&p->scan);
  ent_status status = read_side(p, p->left, &stars[0]);
  if (status != ENT_OK) return status;
  const bool both = ent_scan_take(&p->scan, "<>");
  if (!both && !ent_scan_take(&p->scan, ">"))
    return fail_here(p, "Between two sides stands > (one way) or <> (both ways).");
  if (both && p->call->kind == ENT_TRADE_TRANSFER)
    return fail_at(p, column, ENT_ARGUMENT, "A transfer goes one way: A>B.");
  status = read_side(p, p->right, &stars[1]);
  if (status != ENT_OK) return status;
  for (int i = 0; i < n; i++) {
    if (stars[0]) p->left[i] = !p->right[i];
    if (stars[1]) p->right[i] = !p->left[i] && !stars[0];
  }
  bool any = false;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      if (i == j || !p->left[i] || !p->right[j]) continue;
      const bool back = both || p->call->kind == ENT_TRADE_RELIEF; /* freeness is the same both ways */
      status = mark(p, column, i, j);
      if (status == ENT_OK && back) status = mark(p, column, j, i);
      if (status != ENT_OK) return status;
      any = true;
    }
  if (!any) return fail_at(p, column, ENT_ARGUMENT, "This pair names no two different economies.");
  if (p->call->kind == ENT_TRADE_TRANSFER) return ENT_OK;
  if (p->pairs.size > 0) ent_put(&p->pairs, ";");
  put_side(p, p->left);
  ent_put(&p->pairs, both ? "<>" : ">");
  put_side(p, p->right);
  return ENT_OK;
}

/* ---- options -------------------------------------------------------------------------------------------------------- */

/* A notation up to the next ; or ) outside of parentheses. */
static ent_status read_range(parsing *p, ent_domain domain)
{
  const int column = ent_scan_column(&p->scan);
  const size_t from = p->scan.at;
  size_t to = from;
  int depth = 0;
  for (; to < p->scan.size; to++) {
    const char c = p->scan.text[to];
    if (depth == 0 && (c == ';' || c == ')')) break;
    depth += (c == '(') - (c == ')');
  }
  p->scan.at = to;
  ent_notation notation;
  const char *const text = ent_arena_text(p->arena, p->scan.text + from, to - from);
  if (!text) return no_memory(p);
  const ent_status status = ent_notation_read(text, to - from, domain, NULL, NULL, p->arena, &notation, p->err);
  if (status == ENT_NOMEM) return status;
  if (status != ENT_OK) {
    if (p->err && p->err->column > 0) p->err->column += column - 1;
    return status;
  }
  p->call->range = text;
  p->call->range_dist = notation.dist;
  return ENT_OK;
}

static ent_status read_of(parsing *p)
{
  char name[ENT_PATH_MAX];
  const int column = ent_scan_column(&p->scan);
  if (!ent_scan_name(&p->scan, name, sizeof name))
    return fail_here(p, "After `of` stands the economy whose gain or loss it is.");
  p->call->of = ent_trade_economy(p->s, name);
  return p->call->of < 0 ? unknown(p, column, name) : ENT_OK;
}

static ent_status read_per(parsing *p)
{
  const int column = ent_scan_column(&p->scan);
  double x = 0;
  if (!ent_scan_number(&p->scan, &x))
    return fail_here(p, "After `per` stands the change that counts as 1, such as 5%.");
  if (ent_scan_take(&p->scan, "%")) x /= 100;
  if (!(x >= 1e-6 && x <= 1e6)) return fail_at(p, column, ENT_ARGUMENT, "`per` lies between 0.000001 and 1,000,000.");
  p->call->per = x;
  return ENT_OK;
}

static ent_status read_option(parsing *p, bool given[OPTIONS])
{
  const int column = ent_scan_column(&p->scan);
  const bool transfer = p->call->kind == ENT_TRADE_TRANSFER;
  char word[ENT_PATH_MAX];
  int o = 0;
  while (o < OPTIONS && !ent_scan_word(&p->scan, option_name[o])) o++;
  if (o == OPTIONS) {
    const bool name = ent_scan_name(&p->scan, word, sizeof word);
    const char *const meant = name ? ent_suggest(word, strlen(word), option_name, OPTIONS) : NULL;
    return ent_fail_join(p->err, ENT_SYNTAX, 1, column, "", "The options are share, amount, of and per",
                         meant ? "; did you mean \"" : ".", meant ? meant : "", meant ? "\"?" : "", (const char *)NULL);
  }
  if (given[o]) return fail_at(p, column, ENT_SYNTAX, "An option stands once.");
  if (o == (transfer ? SHARE : AMOUNT))
    return fail_at(p, column, ENT_ARGUMENT, "Relief and embargo take a share, a transfer takes an amount.");
  given[o] = true;
  if (o == OF) return read_of(p);
  if (o == PER) return read_per(p);
  return read_range(p, o == SHARE ? ENT_DOMAIN_SHARE : ENT_DOMAIN_POSITIVE);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

static ent_status read_kind(parsing *p)
{
  char word[ENT_PATH_MAX];
  (void)ent_scan_word(&p->scan, "from");
  (void)ent_scan_word(&p->scan, "trade");
  (void)ent_scan_take(&p->scan, ".");
  const int column = ent_scan_column(&p->scan);
  for (int k = 0; k < ENT_TRADE_KINDS; k++)
    if (ent_scan_call(&p->scan, kind_name[k])) {
      p->call->kind = (ent_trade_kind)k;
      if (k != ENT_TRADE_RELIEF || p->s->ratio) return ENT_OK;
      return fail_at(p, column, ENT_REFERENCE, "Relief needs the field then of the record trade: an earlier year.");
    }
  const bool name = ent_scan_name(&p->scan, word, sizeof word);
  const char *const meant = name ? ent_suggest(word, strlen(word), kind_name, ENT_TRADE_KINDS) : NULL;
  return ent_fail_join(p->err, ENT_SYNTAX, 1, column, "", "From trade come relief(...), embargo(...) and transfer(...)",
                       meant ? "; did you mean \"" : ".", meant ? meant : "", meant ? "\"?" : "", (const char *)NULL);
}

/* What economy i spends: payers and receivers share by it. */
static double spends(const ent_trade_setting *s, int i)
{
  double sum = 0;
  for (int k = 0; k < s->n; k++) sum += s->flow[k * s->n + i];
  return sum;
}

static ent_status share_out(parsing *p)
{
  const ent_trade_setting *const s = p->s;
  double all[2] = {0, 0};
  for (int i = 0; i < s->n; i++) {
    if (p->pays[i]) all[0] += spends(s, i);
    if (p->gets[i]) all[1] += spends(s, i);
  }
  if (!(all[0] > 0 && all[1] > 0))
    return ent_fail(p->err, ENT_ARGUMENT, "", "Those who pay or receive a transfer spend something.");
  for (int i = 0; i < s->n; i++) {
    p->call->part[i] = (p->gets[i] ? spends(s, i) / all[1] : 0) - (p->pays[i] ? spends(s, i) / all[0] : 0);
  }
  for (int i = 0; i < s->n; i++)
    for (int j = 0; j < s->n; j++) {
      if (!p->pays[i] || !p->gets[j] || i == j) continue;
      if (p->pairs.size > 0) ent_put(&p->pairs, ";");
      ent_put(&p->pairs, s->name[i]);
      ent_put(&p->pairs, ">");
      ent_put(&p->pairs, s->name[j]);
      ent_put(&p->pairs, "=");
      ent_put_number(&p->pairs, spends(s, i) / all[0] * (spends(s, j) / all[1]));
    }
  return ENT_OK;
}

static ent_status read_inside(parsing *p)
{
  bool given[OPTIONS] = {false};
  ent_status status;
  do {
    status = read_pair(p);
    if (status != ENT_OK) return status;
  } while (ent_scan_take(&p->scan, ","));
  while (ent_scan_take(&p->scan, ";")) {
    status = read_option(p, given);
    if (status != ENT_OK) return status;
  }
  if (!ent_scan_take(&p->scan, ")"))
    return fail_here(p, "A comma, a semicolon or a closing parenthesis is expected here.");
  if (!ent_scan_at_end(&p->scan)) return fail_here(p, "A value from trade ends with its parenthesis.");
  if (p->call->kind == ENT_TRADE_TRANSFER && !given[AMOUNT])
    return fail_at(p, 1, ENT_ARGUMENT, "A transfer has an amount a year: from trade.transfer(EU>RUS; amount 6000).");
  if (!given[OF]) {
    p->call->of = ent_trade_economy(p->s, p->s->target);
    if (p->call->of < 0)
      return fail_at(p, 1, ENT_REFERENCE,
                     "The deal's target is no economy of the flows; say whose gain or loss it is with `of`.");
  }
  return p->call->kind == ENT_TRADE_TRANSFER ? share_out(p) : ENT_OK;
}

ent_status ent_trade_parse(const ent_trade_setting *s, ent_arena *arena, ent_trade_call *call, ent_error *err)
{
  const size_t n = (size_t)s->n;
  parsing p = {.s = s, .arena = arena, .call = call, .err = err};
  ent_scan_open(&p.scan, call->node->text, call->node->size);
  ent_writer_open(&p.pairs, arena);
  call->cell = ENT_NEW(arena, bool, n *n);
  call->part = ENT_NEW(arena, double, n);
  call->range = "";
  call->range_dist = (ent_dist){.kind = ENT_DIST_KNOWN, .a = 1};
  p.left = ENT_NEW(arena, bool, n);
  p.right = ENT_NEW(arena, bool, n);
  p.pays = ENT_NEW(arena, bool, n);
  p.gets = ENT_NEW(arena, bool, n);
  if (!call->cell || !call->part || !p.left || !p.right || !p.pays || !p.gets) return no_memory(&p);
  ent_status status = read_kind(&p);
  if (status == ENT_OK) status = read_inside(&p);
  if (status == ENT_OK && p.pairs.failed) status = no_memory(&p);
  call->pairs = p.pairs.data ? p.pairs.data : "";
  return status;
}
