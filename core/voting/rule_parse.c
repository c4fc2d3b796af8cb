/* rule_parse.c - what does the text of a rule say?
 *
 *   rule    = both { "or" both }
 *   both    = single { "and" single }
 *   single  = "(" rule ")" | "dual" "(" rule ")" | preset
 *           | ( "veto" | "objection" | "security_council" ) "(" member { "," member } ")"
 *           | "eu_council" "(" column ")"
 *           | ( "count" | column ) ( ">=" | ">" ) number [ "%" ]
 *
 * Recursive descent, one token ahead; brackets nest at most ENT_RULE_DEPTH_MAX deep.  A share is read as decimal text and
 * turned into votes with whole numbers only: ceil(share * total), or floor(share * total) + 1 after '>', so 55 % of 20 is
 * 11.  dual(A) swaps "and" and "or" and turns a quota q of total w into w - q + 1: S wins in the
 * dual when the others do not win in A (Felsenthal and Machover 1998).  It is applied while reading.
 * Cost: O(text), plus O(members) for each name. */
#include "base/fail.h"
#include "base/suggest.h"
#include "rule.h"

#include <string.h>

#define WORD_MAX 64
#define MILLION INT64_C(1000000)
#define WHOLE (100 * MILLION)        /* 100 % in millionths of a per cent */
#define VOTES_MAX (INT64_C(1) << 53) /* totals stay below */

typedef enum token_kind { END, WORD, NUMBER, AT_LEAST, ABOVE, OPEN, CLOSE, COMMA, PERCENT, OTHER } token_kind;

typedef struct token {
  token_kind kind;
  size_t start, size;
} token;

typedef struct parser {
  const char *text;
  size_t size;
  token now;
  const ent_roll *roll;
  const int64_t *total;
  ent_rule_draft *draft;
  int depth; /* open brackets */
  int duals; /* of which dual(...) */
  ent_status status;
  ent_error *err;
} parser;

#define NONE (-1) /* no node: p->status says why */

static int parse_rule(parser *p);

/* ---- tokens ---------------------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool starts_word(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t number_size(const char *s, size_t size)
{
  size_t n = 0;
  while (n < size && is_digit(s[n])) n++;
  if (n + 1 < size && s[n] == '.' && is_digit(s[n + 1])) {
    n++;
    while (n < size && is_digit(s[n])) n++;
  }
  return n;
}

static size_t word_size(const char *s, size_t size)
{
  size_t n = 1;
  while (n < size && (starts_word(s[n]) || is_digit(s[n]) || s[n] == '.' || s[n] == '-')) n++;
  return n;
}

static void advance(parser *p)
{
  size_t at = p->now.start + p->now.size;
  while (at < p->size && is_space(p->text[at])) at++;
  p->now = (token){.kind = END, .start = at, .size = 0};
  if (at == p->size) return;
  const char *s = p->text + at;
  const size_t left = p->size - at;
  p->now.size = 1;
  if (is_digit(*s)) {
    p->now.kind = NUMBER;
    p->now.size = number_size(s, left);
  } else if (starts_word(*s)) {
    p->now.kind = WORD;
    p->now.size = word_size(s, left);
  } else if (*s == '>' && left > 1 && s[1] == '=') {
    p->now.kind = AT_LEAST;
    p->now.size = 2;
  } else {
    p->now.kind = *s == '>'   ? ABOVE
                  : *s == '(' ? OPEN
                  : *s == ')' ? CLOSE
                  : *s == ',' ? COMMA
                  : *s == '%' ? PERCENT
                              : OTHER;
  }
}

static bool token_is(const parser *p, const char *word)
{
  const size_t size = strlen(word);
  return p->now.kind == WORD && p->now.size == size && memcmp(p->text + p->now.start, word, size) == 0;
}

static int token_index(const parser *p, const char *const *names, int count)
{
  for (int i = 0; names && i < count; i++)
    if (token_is(p, names[i])) return i;
  return -1;
}

/* ---- errors ---------------------------------------------------------------------------------------------- */

/* Keeps the first error; false, so that a reader can return it. */
static bool refuse(parser *p, ent_status code, const token *where, const char *first, const char *second)
{
  if (p->status == ENT_OK)
    p->status = ent_fail_join(p->err, code, 1, (int)where->start + 1, "rule", first, second, (const char *)NULL);
  return false;
}

static int fail(parser *p, ent_status code, const token *where, const char *message)
{
  refuse(p, code, where, message, "");
  return NONE;
}

/* The word that was read refers to nothing: says so and suggests a name. */
static bool refuse_unknown(parser *p, const char *lead, const char *tail, const char *const *names, size_t count)
{
  char word[WORD_MAX + 1];
  const size_t size = p->now.size < WORD_MAX ? p->now.size : WORD_MAX;
  memcpy(word, p->text + p->now.start, size);
  word[size] = '\0';
  const char *near = names ? ent_suggest(p->text + p->now.start, p->now.size, names, count) : NULL;
  if (p->status == ENT_OK)
    p->status = ent_fail_join(p->err, ENT_REFERENCE, 1, (int)p->now.start + 1, "rule", lead, word, tail,
                              near ? " Did you mean \"" : "", near ? near : "", near ? "\"?" : "", (const char *)NULL);
  return false;
}

static bool expect(parser *p, token_kind kind, const char *message)
{
  if (p->now.kind != kind) return refuse(p, ENT_SYNTAX, &p->now, message, "");
  advance(p);
  return true;
}

/* ---- nodes ----------------------------------------------------------------------------------------------- */

static int add_node(parser *p, const ent_rule_node *node)
{
  if (p->draft->nodes == ENT_RULE_NODES_MAX)
    return fail(p, ENT_LIMIT, &p->now, "A rule has at most 128 quotas, vetoes, \"and\"s and \"or\"s.");
  p->draft->node[p->draft->nodes] = *node;
  return p->draft->nodes++;
}

/* A quota atom; within a dual its dual. */
static int add_atom(parser *p, ent_rule_node atom)
{
  atom.kind = ENT_RULE_ATOM;
  atom.child = atom.next = NONE;
  if (p->duals % 2 != 0) {
    atom.quota = atom.total - atom.quota + 1;
    atom.share = 0;
    atom.strict = false;
  }
  return add_node(p, &atom);
}

static int add_count(parser *p, int64_t quota)
{
  return add_atom(p, (ent_rule_node){.column = 0, .quota = quota, .total = p->total[0]});
}

/* A gate over the siblings that begin at first; within a dual "and" and "or" change places. */
static int add_gate(parser *p, ent_rule_kind kind, int first)
{
  if (p->duals % 2 != 0) kind = kind == ENT_RULE_AND ? ENT_RULE_OR : ENT_RULE_AND;
  return add_node(p, &(ent_rule_node){.kind = kind, .child = first, .next = NONE});
}

static int add_pair(parser *p, ent_rule_kind kind, int a, int b)
{
  if (a == NONE || b == NONE) return NONE;
  p->draft->node[a].next = b;
  return add_gate(p, kind, a);
}

/* ---- quotas ---------------------------------------------------------------------------------------------- */

typedef struct quota {
  int64_t votes, share;
} quota;

/* Least whole number of votes that is a share of the total, or above it.  share <= 10^8 and total < 2^53: in two parts,
 * since their product does not fit into 64 bits. */
static int64_t votes_of_share(int64_t share, int64_t total, bool strict)
{
  const int64_t whole = share * (total / WHOLE), part = share * (total % WHOLE);
  return whole + (strict ? part / WHOLE + 1 : (part + WHOLE - 1) / WHOLE);
}

/* The digits of a number: before the point into *whole (stops growing at VOTES_MAX, more than any total), six after it into
 * *millionths.  Returns the number of decimals. */
static int read_digits(const char *s, size_t size, int64_t *whole, int64_t *millionths)
{
  size_t i = 0;
  int decimals = 0;
  for (*whole = 0; i < size && s[i] != '.'; i++) *whole = *whole < VOTES_MAX ? *whole * 10 + (s[i] - '0') : VOTES_MAX;
  for (*millionths = 0, i++; i < size; i++, decimals++)
    if (decimals < 6) *millionths = *millionths * 10 + (s[i] - '0');
  for (int place = decimals; place < 6; place++) *millionths *= 10;
  return decimals;
}

static bool parse_quota(parser *p, int64_t total, bool strict, quota *out)
{
  const token at = p->now;
  if (at.kind != NUMBER)
    return refuse(p, ENT_SYNTAX, &at, "A quota comes here: a whole number, or a share such as 55%.", "");
  int64_t whole, millionths;
  const int decimals = read_digits(p->text + at.start, at.size, &whole, &millionths);
  advance(p);
  *out = (quota){.votes = whole + strict, .share = 0};
  if (p->now.kind == PERCENT) {
    if (decimals > 6) return refuse(p, ENT_SYNTAX, &at, "A share has at most 6 decimals.", "");
    advance(p);
    if (whole > 100 || whole * MILLION + millionths > WHOLE)
      return refuse(p, ENT_ARGUMENT, &at, "A share is at most 100%.", "");
    out->share = whole * MILLION + millionths;
    out->votes = votes_of_share(out->share, total, strict);
  } else if (decimals > 0) {
    return refuse(p, ENT_SYNTAX, &at, "A quota without % is a whole number.", "");
  }
  if (total == 0) return refuse(p, ENT_ARGUMENT, &at, "Nobody on the roll has weight in this column.", "");
  if (out->votes < 1 || out->votes > total) {
    char digits[ENT_DIGITS_MAX + 1];
    const size_t n = ent_rule_digits(total, false, digits);
    memcpy(digits + n, ".", 2);
    return refuse(p, ENT_ARGUMENT, &at, "The least number of votes that carries lies between 1 and the total, ",
                  digits);
  }
  return true;
}

static int parse_atom(parser *p, int column)
{
  advance(p);
  const bool strict = p->now.kind == ABOVE;
  if (!strict && p->now.kind != AT_LEAST)
    return fail(p, ENT_SYNTAX, &p->now, "\">=\" or \">\" comes here, then a quota.");
  advance(p);
  quota q = {.votes = 0, .share = 0};
  const int64_t total = p->total[column];
  if (!parse_quota(p, total, strict, &q)) return NONE;
  return add_atom(
    p, (ent_rule_node){
         .column = column, .quota = q.votes, .total = total, .share = q.share, .strict = strict && q.share > 0});
}

/* ---- lists of members, presets --------------------------------------------------------------------------- */

/* Is the member on the list that is being read (its names are the last ones)? */
static bool is_listed(const ent_rule_draft *draft, int member)
{
  for (int i = draft->names - 1; i >= 0 && draft->name[i].list == draft->lists; i--)
    if (draft->name[i].member == member) return true;
  return false;
}

static bool parse_member(parser *p)
{
  if (p->now.kind != WORD) return refuse(p, ENT_SYNTAX, &p->now, "The name of a member comes here.", "");
  const int m = token_index(p, p->roll->member, p->roll->members);
  if (m < 0)
    return refuse_unknown(p, "No member of this club is called \"", "\".", p->roll->member, (size_t)p->roll->members);
  if (is_listed(p->draft, m)) return refuse(p, ENT_ARGUMENT, &p->now, "A list names each member once.", "");
  p->draft->name[p->draft->names++] = (ent_rule_name){.list = p->draft->lists, .member = m};
  advance(p);
  return true;
}

/* word "(" member, ... ")" as an atom that asks for all of the list. */
static int parse_list(parser *p, bool objection)
{
  if (objection && p->duals > 0)
    return fail(p, ENT_SYNTAX, &p->now,
                "An objection has no dual, because abstention does not block it: write the rule out without dual.");
  advance(p);
  if (!expect(p, OPEN, "\"(\" comes here, then names of members.")) return NONE;
  int named = 0;
  do {
    if (named > 0) advance(p);
    if (!parse_member(p)) return NONE;
    named++;
  } while (p->now.kind == COMMA);
  if (!expect(p, CLOSE, "\",\" and a name or \")\" comes here.")) return NONE;
  const int atom = add_atom(
    p, (ent_rule_node){
         .column = 1 + p->roll->columns + p->draft->lists, .quota = named, .total = named, .objection = objection});
  if (atom != NONE) p->draft->lists++;
  return atom;
}

static int parse_veto(parser *p)
{
  return parse_list(p, false);
}

static int parse_objection(parser *p)
{
  return parse_list(p, true);
}

static int parse_security_council(parser *p)
{
  if (p->total[0] < 9) return fail(p, ENT_ARGUMENT, &p->now, "security_council needs at least 9 members.");
  const int list = parse_list(p, true);
  if (list == NONE) return NONE;
  return add_pair(p, ENT_RULE_AND, add_count(p, 9), list);
}

static const char *const *columns_of(const parser *p)
{
  return p->roll->columns > 0 ? p->roll->column : NULL;
}

static int parse_eu_council(parser *p)
{
  const int64_t n = p->total[0];
  if (n < 4) return fail(p, ENT_ARGUMENT, &p->now, "eu_council needs at least 4 members.");
  advance(p);
  if (!expect(p, OPEN, "\"(\" comes here, then the column of populations.")) return NONE;
  if (p->now.kind != WORD) return fail(p, ENT_SYNTAX, &p->now, "The name of a column of weights comes here.");
  const int c = token_index(p, columns_of(p), p->roll->columns);
  if (c < 0) {
    refuse_unknown(p, "The roll has no column \"", "\".", columns_of(p), (size_t)p->roll->columns);
    return NONE;
  }
  const int64_t people = p->total[1 + c];
  if (people == 0) return fail(p, ENT_ARGUMENT, &p->now, "Nobody on the roll has weight in this column.");
  advance(p);
  if (!expect(p, CLOSE, "\")\" comes here.")) return NONE;
  const int64_t states = 55 * MILLION, share = 65 * MILLION;
  const int count =
    add_atom(p, (ent_rule_node){.column = 0, .quota = votes_of_share(states, n, false), .total = n, .share = states});
  const int pop = add_atom(
    p,
    (ent_rule_node){.column = 1 + c, .quota = votes_of_share(share, people, false), .total = people, .share = share});
  const int both = add_pair(p, ENT_RULE_AND, count, pop);
  return add_pair(p, ENT_RULE_OR, both, add_count(p, n - 3));
}

static int parse_all(parser *p)
{
  advance(p);
  return add_count(p, p->total[0]);
}

static int parse_majority(parser *p)
{
  advance(p);
  return add_count(p, p->total[0] / 2 + 1);
}

static int parse_two_thirds(parser *p)
{
  advance(p);
  return add_count(p, (2 * p->total[0] + 2) / 3);
}

static int parse_three_quarters(parser *p)
{
  advance(p);
  return add_count(p, (3 * p->total[0] + 3) / 4);
}

static int parse_brackets(parser *p)
{
  if (p->depth == ENT_RULE_DEPTH_MAX) return fail(p, ENT_LIMIT, &p->now, "Brackets nest at most 32 deep.");
  p->depth++;
  if (!expect(p, OPEN, "\"(\" comes here.")) return NONE;
  const int inner = parse_rule(p);
  p->depth--;
  if (inner == NONE || !expect(p, CLOSE, "\"and\", \"or\" or \")\" comes here.")) return NONE;
  return inner;
}

static int parse_dual(parser *p)
{
  advance(p);
  p->duals++;
  const int inner = parse_brackets(p);
  p->duals--;
  return inner;
}

/* ---- the grammar ------------------------------------------------------------------------------------------ */

/* One list: the words of the language and who reads them.  "count" stands for a column and has no reader. */
#define KEYWORDS(X)                         \
  X("consensus", parse_all)                 \
  X("unanimity", parse_all)                 \
  X("majority", parse_majority)             \
  X("two_thirds", parse_two_thirds)         \
  X("three_quarters", parse_three_quarters) \
  X("veto", parse_veto)                     \
  X("objection", parse_objection)           \
  X("dual", parse_dual)                     \
  X("eu_council", parse_eu_council)         \
  X("security_council", parse_security_council)

#define X(name, read) name,
static const char *const keyword[] = {KEYWORDS(X) "count"};
#undef X
#define X(name, read) read,
static int (*const reader[])(parser *) = {KEYWORDS(X)};
#undef X
#define READERS ((int)(sizeof reader / sizeof reader[0]))

static int unknown_word(parser *p)
{
  const char *names[READERS + 1 + ENT_RULE_COLUMNS_MAX];
  int count = 0;
  for (; count <= READERS; count++) names[count] = keyword[count];
  for (int c = 0; c < p->roll->columns; c++) names[count++] = p->roll->column[c];
  refuse_unknown(p, "\"", "\" is neither a rule nor a column of weights of this club.", names, (size_t)count);
  return NONE;
}

static int parse_single(parser *p)
{
  if (p->now.kind == OPEN) return parse_brackets(p);
  if (p->now.kind != WORD || token_is(p, "and") || token_is(p, "or"))
    return fail(p, ENT_SYNTAX, &p->now,
                "A rule comes here: consensus, majority, count >= 9, a column's quota, veto(...) or brackets.");
  const int word = token_index(p, keyword, READERS);
  if (word >= 0) return reader[word](p);
  if (token_is(p, "count")) return parse_atom(p, 0);
  const int column = token_index(p, columns_of(p), p->roll->columns);
  return column >= 0 ? parse_atom(p, 1 + column) : unknown_word(p);
}

/* What one operator joins; a single operand stays itself. */
static int parse_chain(parser *p, ent_rule_kind kind)
{
  int first = NONE, last = NONE;
  for (;;) {
    const int node = kind == ENT_RULE_OR ? parse_chain(p, ENT_RULE_AND) : parse_single(p);
    if (node == NONE) return NONE;
    if (first == NONE)
      first = node;
    else
      p->draft->node[last].next = node;
    last = node;
    if (!token_is(p, kind == ENT_RULE_OR ? "or" : "and")) break;
    advance(p);
  }
  return first == last ? first : add_gate(p, kind, first);
}

static int parse_rule(parser *p)
{
  return parse_chain(p, ENT_RULE_OR);
}

ent_status ent_rule_read(const char *text, size_t size, const ent_roll *roll, const int64_t *total,
                         ent_rule_draft *draft, ent_error *err)
{
  if (size > ENT_RULE_TEXT_MAX) return ent_fail(err, ENT_LIMIT, "rule", "The text of a rule has at most 2048 bytes.");
  parser p = {.text = text, .size = size, .roll = roll, .total = total, .draft = draft, .status = ENT_OK, .err = err};
  draft->nodes = draft->lists = draft->names = 0;
  advance(&p);
  const int root = parse_rule(&p);
  if (root != NONE && p.now.kind == CLOSE) fail(&p, ENT_SYNTAX, &p.now, "This \")\" closes nothing.");
  if (root != NONE && p.now.kind != END)
    fail(&p, ENT_SYNTAX, &p.now, "\"and\", \"or\" or the end of the rule comes here.");
  return p.status;
}
