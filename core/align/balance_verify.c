/* balance_verify.c - does a certificate of the frustration index hold?
 *
 * The camps are recounted.  The proof is a tree of cases; for each, lines are read until the case ends:
 *   u D             amounts that follow are parts of 1 / D (2 unless said)
 *   c A v v v ...   a closed chain of ties with an odd number of hostile ones accounts for A / D of each of its ties
 *   h v w           v's tie with w has half of v's weight or more: some best camps satisfy it
 *   f v w           camps that do not satisfy the tie of v and w cost the chains and what they left of that tie
 *   q               those of h and f join; the smaller network is the next case
 *   b v w           two cases follow: actors v and w together, v and w apart
 *   s v v v ...     the case of the ties among these follows; more such may, each tie in one at most; "." ends them
 *   .               nothing more
 * A vertex is named by any actor in it.  A case's bound is the better of what its chains add up to, raised to a value that the
 * frustrated weight can have, and the least of what its lines leave open.
 * Cost: O(length) and one network for each case.  Shares with the search only the making of networks (signed.h).
 * Source: docs/method/balance.md. */
#include "align/signed.h"
#include "base/fail.h"

#include <string.h>

#define DEEPEST 700 /* cases inside one another */
#define NO_BOUND INT64_MAX
#define AMOUNT_MOST (INT64_C(1) << 62)

/* Which case an actor belongs to, its vertex there, and its sign relative to that vertex. */
typedef struct place {
  int32_t scene, vertex, sign;
} place;

typedef struct reader {
  const char *at, *end;
  int line;
  ent_arena *arena;
  ent_error *err;
  ent_status status;
  place *place; /* [actors] */
  int32_t actors, scenes, depth;
} reader;

/* A case: a network, and the actors that may name its vertices. */
typedef struct scene {
  ent_signed g;
  int32_t number, members;
  const int32_t *member;
  place *outside; /* [members] where they were before */
} scene;

/* The state of the lines of one case. */
typedef struct tally {
  int64_t *used; /* [m] */
  int64_t total, unit;
  int64_t base, step;
  int64_t exception; /* the least bound of what lines f leave aside */
  int32_t *leader;   /* [n] joins of h and f */
  int8_t *sign;      /* [n] relative to the leader */
  bool *moved;       /* [n] h was said of it */
  bool joined;
} tally;

static bool refuse(reader *r, ent_status status, const char *message)
{
  if (r->status == ENT_OK) r->status = ent_fail_at(r->err, status, r->line, 0, "certificate", message);
  return false;
}

static bool no_memory(reader *r)
{
  return refuse(r, ENT_NOMEM, "There is not enough memory to recount the certificate.");
}

/* ---- words -------------------------------------------------------------------------- */

/* A number without sign after one space, at most `most`. */
static bool read_number(reader *r, int64_t most, int64_t *value)
{
  if (r->at == r->end || *r->at != ' ') return refuse(r, ENT_SYNTAX, "A number is expected here in the certificate.");
  const char *const start = ++r->at;
  int64_t v = 0;
  for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++) {
    const int digit = *r->at - '0';
    if (v > (most - digit) / 10)
      return refuse(r, ENT_CORRUPT, "A number of the certificate is too large for this network.");
    v = 10 * v + digit;
  }
  if (r->at == start) return refuse(r, ENT_SYNTAX, "A number is expected here in the certificate.");
  *value = v;
  return true;
}

static bool end_line(reader *r)
{
  if (r->at == r->end || *r->at != '\n')
    return refuse(r, ENT_SYNTAX, "A line of the certificate ends here, and only here.");
  r->at++;
  r->line++;
  return true;
}

/* An actor of this case; its vertex. */
static bool read_vertex(reader *r, const scene *s, int32_t *vertex, int32_t *actor)
{
  int64_t v = 0;
  if (!read_number(r, INT32_MAX, &v)) return false;
  if (v >= r->actors || r->place[v].scene != s->number)
    return refuse(r, ENT_CORRUPT, "The certificate names an actor that is not in this case.");
  if (actor) *actor = (int32_t)v;
  *vertex = r->place[v].vertex;
  return true;
}

/* Two vertices that end a line, and the edge between them. */
static bool read_edge(reader *r, const scene *s, int32_t *a, int32_t *b, int32_t *edge)
{
  if (!read_vertex(r, s, a, NULL) || !read_vertex(r, s, b, NULL)) return false;
  *edge = *a == *b ? -1 : ent_signed_edge(&s->g, *a, *b);
  if (*edge < 0) return refuse(r, ENT_CORRUPT, "The certificate names a tie that is not there.");
  return end_line(r);
}

static int64_t size_of(const ent_signed *g, int32_t e)
{
  return g->weight[e] < 0 ? -g->weight[e] : g->weight[e];
}

/* ---- where actors are -------------------------------------------------------------------------- */

/* Opens a case: its members get the vertices and signs given. */
static bool enter(reader *r, scene *s, int32_t members, const int32_t *member, const place *to)
{
  if (++r->depth > DEEPEST) return refuse(r, ENT_LIMIT, "A certificate nests at most 700 cases.");
  s->outside = ENT_NEW(r->arena, place, members);
  if (!s->outside) return no_memory(r);
  s->number = ++r->scenes;
  s->members = members;
  s->member = member;
  for (int32_t k = 0; k < members; k++) {
    s->outside[k] = r->place[member[k]];
    r->place[member[k]] = (place){.scene = s->number, .vertex = to[k].vertex, .sign = to[k].sign};
  }
  return true;
}

static void leave(reader *r, const scene *s)
{
  for (int32_t k = s->members; k-- > 0;) r->place[s->member[k]] = s->outside[k];
  r->depth--;
}

/* ---- the lines of one case -------------------------------------------------------------------------- */

static bool open_tally(reader *r, const scene *s, tally *t)
{
  const size_t n = (size_t)s->g.n;
  *t = (tally){.used = ENT_NEW(r->arena, int64_t, s->g.m), .unit = 2, .exception = NO_BOUND};
  t->leader = ENT_NEW(r->arena, int32_t, n);
  t->sign = ENT_NEW(r->arena, int8_t, n);
  t->moved = ENT_NEW(r->arena, bool, n);
  if (!t->used || !t->leader || !t->sign || !t->moved) return no_memory(r);
  for (int32_t v = 0; v < s->g.n; v++) {
    t->leader[v] = v;
    t->sign[v] = 1;
  }
  t->step = ent_signed_step(&s->g);
  for (int32_t e = 0; e < s->g.m; e++)
    if (s->g.weight[e] < 0) t->base -= s->g.weight[e];
  return true;
}

/* The least value that the frustrated weight can have and that is total / unit or more. */
static int64_t raised(const tally *t, int64_t total)
{
  if (t->step == 0) return t->base;
  int64_t value = total / t->unit;
  if (value * t->unit < total) value++;
  const int64_t rest = (t->base - value) % t->step;
  return value + (rest < 0 ? rest + t->step : rest);
}

static int32_t root_of(const tally *t, int32_t v, int *sign)
{
  for (*sign = 1; t->leader[v] != v; v = t->leader[v]) *sign *= t->sign[v];
  return v;
}

/* Joins a and b as the edge asks; false if they are one already. */
static bool join(tally *t, int32_t a, int32_t b, int sign)
{
  int sa = 1, sb = 1;
  const int32_t ra = root_of(t, a, &sa), rb = root_of(t, b, &sb);
  if (ra == rb) return false;
  t->leader[ra] = rb;
  t->sign[ra] = (int8_t)(sa * sb * sign);
  t->joined = true;
  return true;
}

static bool read_unit(reader *r, const scene *s, tally *t)
{
  int64_t weight = 1, unit = 0;
  for (int32_t e = 0; e < s->g.m; e++) weight += size_of(&s->g, e);
  if (!read_number(r, AMOUNT_MOST / weight, &unit)) return false;
  if (unit < 1 || t->total > 0 || t->exception != NO_BOUND)
    return refuse(r, ENT_CORRUPT, "The unit of a certificate is 1 or more and stands before its chains.");
  t->unit = unit;
  return end_line(r);
}

static bool use(reader *r, const scene *s, tally *t, int32_t a, int32_t b, int64_t amount, bool *odd)
{
  const int32_t e = a == b ? -1 : ent_signed_edge(&s->g, a, b);
  if (e < 0) return refuse(r, ENT_CORRUPT, "A chain of the certificate follows a tie that is not there.");
  if (amount > t->unit * size_of(&s->g, e) - t->used[e])
    return refuse(r, ENT_CORRUPT, "The chains of the certificate use more of a tie than its weight.");
  t->used[e] += amount;
  *odd = *odd != (s->g.weight[e] < 0);
  return true;
}

static bool read_chain(reader *r, const scene *s, tally *t)
{
  int64_t amount = 0;
  int32_t first = 0, last = 0, v = 0;
  bool odd = false;
  if (!read_number(r, AMOUNT_MOST, &amount) || !read_vertex(r, s, &first, NULL)) return false;
  for (last = first; r->at < r->end && *r->at == ' '; last = v)
    if (!read_vertex(r, s, &v, NULL) || !use(r, s, t, last, v, amount, &odd)) return false;
  if (!use(r, s, t, last, first, amount, &odd)) return false;
  if (!odd) return refuse(r, ENT_CORRUPT, "A chain of the certificate has an even number of hostile ties.");
  t->total += amount;
  return end_line(r);
}

static bool read_dominated(reader *r, const scene *s, tally *t)
{
  int32_t a = 0, b = 0, e = 0;
  if (!read_edge(r, s, &a, &b, &e)) return false;
  int64_t sum = 0;
  for (int32_t k = s->g.first[a]; k < s->g.first[a + 1]; k++) sum += size_of(&s->g, s->g.edge[k]);
  if (sum - size_of(&s->g, e) > size_of(&s->g, e))
    return refuse(r, ENT_CORRUPT, "A tie that the certificate calls dominant has less than half of the weight there.");
  if (t->moved[a] || !join(t, a, b, s->g.weight[e] > 0 ? 1 : -1))
    return refuse(r, ENT_CORRUPT, "The certificate joins what is joined already.");
  t->moved[a] = true;
  return true;
}

static bool read_fixed(reader *r, const scene *s, tally *t)
{
  int32_t a = 0, b = 0, e = 0;
  if (!read_edge(r, s, &a, &b, &e)) return false;
  if (!join(t, a, b, s->g.weight[e] > 0 ? 1 : -1))
    return refuse(r, ENT_CORRUPT, "The certificate joins what is joined already.");
  const int64_t otherwise = raised(t, t->total + t->unit * size_of(&s->g, e) - t->used[e]);
  if (otherwise < t->exception) t->exception = otherwise;
  return true;
}

/* ---- cases inside a case -------------------------------------------------------------------------- */

static bool read_case(reader *r, const scene *s, int64_t *bound);

/* The network in which the joins of t are made, and what it costs whatever happens. */
static bool shrink(reader *r, const scene *s, const tally *t, place *to, ent_signed *small)
{
  const size_t n = (size_t)s->g.n, m = (size_t)s->g.m;
  int32_t *const number = ENT_NEW(r->arena, int32_t, n);
  int32_t *const tail = ENT_NEW(r->arena, int32_t, m), *const head = ENT_NEW(r->arena, int32_t, m);
  int64_t *const weight = ENT_NEW(r->arena, int64_t, m);
  if (!number || !tail || !head || !weight) return no_memory(r);
  int32_t groups = 0, rows = 0;
  for (int32_t v = 0; v < s->g.n; v++)
    if (t->leader[v] == v) number[v] = groups++;
  int64_t constant = 0;
  for (int32_t e = 0; e < s->g.m; e++) {
    int sa = 1, sb = 1;
    const int32_t a = root_of(t, s->g.tail[e], &sa), b = root_of(t, s->g.head[e], &sb);
    const int64_t w = s->g.weight[e] * sa * sb;
    if (a == b && w < 0) constant -= w;
    if (a == b) continue;
    tail[rows] = number[a];
    head[rows] = number[b];
    weight[rows++] = w;
  }
  for (int32_t k = 0; k < s->members; k++) {
    const place *const from = &r->place[s->member[k]];
    int sign = 1;
    const int32_t root = root_of(t, from->vertex, &sign);
    to[k] = (place){.vertex = number[root], .sign = from->sign * sign};
  }
  if (!ent_signed_rows(small, groups, rows, tail, head, weight, r->arena)) return no_memory(r);
  small->constant += constant;
  return true;
}

/* The case after the joins of t. */
static bool read_quotient(reader *r, const scene *s, const tally *t, int64_t *bound)
{
  const ent_mark mark = ent_arena_mark(r->arena);
  place *const to = ENT_NEW(r->arena, place, s->members);
  scene inner;
  if (!to) return no_memory(r);
  if (!shrink(r, s, t, to, &inner.g) || !enter(r, &inner, s->members, s->member, to)) return false;
  int64_t found = 0;
  if (!read_case(r, &inner, &found)) return false;
  leave(r, &inner);
  *bound = found + inner.g.constant;
  ent_arena_rewind(r->arena, mark);
  return true;
}

static bool read_branches(reader *r, const scene *s, int64_t *bound)
{
  int32_t a = 0, b = 0, first = 0, second = 0;
  *bound = NO_BOUND;
  if (!read_vertex(r, s, &a, &first) || !read_vertex(r, s, &b, &second) || !end_line(r)) return false;
  if (a == b) return refuse(r, ENT_CORRUPT, "The certificate tells apart what is joined already.");
  for (int side = 0; side < 2; side++) {
    const ent_mark mark = ent_arena_mark(r->arena);
    tally t;
    int64_t found = 0;
    if (!open_tally(r, s, &t)) return false;
    (void)join(&t, a, b, (side == 0 ? 1 : -1) * r->place[first].sign * r->place[second].sign);
    if (!read_quotient(r, s, &t, &found)) return false;
    if (found < *bound) *bound = found;
    ent_arena_rewind(r->arena, mark);
  }
  return true;
}

/* The network of the ties among the actors of a line s; each tie is taken once. */
static bool cut(reader *r, const scene *s, bool *taken, scene *inner)
{
  const char *const here = r->at;
  size_t room = 0;
  for (const char *p = here; p < r->end && *p != '\n'; p++) room += *p == ' ' ? 1 : 0;
  int32_t *const member = ENT_NEW(r->arena, int32_t, room), *const old = ENT_NEW(r->arena, int32_t, room);
  int32_t *const local = ENT_NEW(r->arena, int32_t, s->g.n);
  place *const to = ENT_NEW(r->arena, place, room);
  if (!member || !old || !local || !to) return no_memory(r);
  int32_t count = 0;
  size_t rows = 0;
  for (; r->at < r->end && *r->at == ' '; count++) {
    if (!read_vertex(r, s, &old[count], &member[count])) return false;
    if (local[old[count]] != 0) return refuse(r, ENT_CORRUPT, "A part of the certificate names a vertex twice.");
    to[count] = (place){.vertex = count, .sign = r->place[member[count]].sign};
    local[old[count]] = count + 1;
    rows += (size_t)(s->g.first[old[count] + 1] - s->g.first[old[count]]);
  }
  int32_t *const tail = ENT_NEW(r->arena, int32_t, rows), *const head = ENT_NEW(r->arena, int32_t, rows);
  int64_t *const weight = ENT_NEW(r->arena, int64_t, rows);
  if (!tail || !head || !weight) return no_memory(r);
  int64_t kept = 0;
  for (int32_t k = 0; k < count; k++)
    for (int32_t a = s->g.first[old[k]]; a < s->g.first[old[k] + 1]; a++) {
      const int32_t other = local[s->g.to[a]] - 1, e = s->g.edge[a];
      if (other < k) continue;
      if (taken[e]) return refuse(r, ENT_CORRUPT, "A tie of the certificate is in two parts.");
      taken[e] = true;
      tail[kept] = k;
      head[kept] = other;
      weight[kept++] = s->g.weight[e];
    }
  if (!ent_signed_rows(&inner->g, count, kept, tail, head, weight, r->arena)) return no_memory(r);
  return end_line(r) && enter(r, inner, count, member, to);
}

/* Lines s with their cases, up to the line "."; the first s is read already. */
static bool read_parts(reader *r, const scene *s, int64_t *bound)
{
  bool *const taken = ENT_NEW(r->arena, bool, s->g.m);
  if (!taken) return no_memory(r);
  *bound = 0;
  for (;;) {
    const ent_mark mark = ent_arena_mark(r->arena);
    scene inner;
    int64_t found = 0;
    if (!cut(r, s, taken, &inner) || !read_case(r, &inner, &found)) return false;
    leave(r, &inner);
    *bound += found;
    ent_arena_rewind(r->arena, mark);
    if (r->at == r->end || (*r->at != 's' && *r->at != '.'))
      return refuse(r, ENT_SYNTAX, "A part of the certificate is followed by another or by a point.");
    if (*r->at++ == '.') return end_line(r);
  }
}

static bool close_case(reader *r, const scene *s, const tally *t, char verb, int64_t *bound)
{
  int64_t inner = 0;
  bool read = false;
  if (verb != 'q' && verb != '.' && t->joined)
    return refuse(r, ENT_CORRUPT, "Vertices that the certificate joins are joined by the line q.");
  switch (verb) {
  case '.': read = end_line(r); break;
  case 'q': read = end_line(r) && read_quotient(r, s, t, &inner); break;
  case 'b': read = read_branches(r, s, &inner); break;
  default: read = read_parts(r, s, &inner); break;
  }
  if (!read) return false;
  if (inner > t->exception) inner = t->exception;
  const int64_t packed = raised(t, t->total);
  *bound = packed > inner ? packed : inner;
  return true;
}

static bool read_case(reader *r, const scene *s, int64_t *bound)
{
  tally t;
  if (!open_tally(r, s, &t)) return false;
  while (r->at < r->end) {
    const char verb = *r->at++;
    bool read = false;
    switch (verb) {
    case 'u': read = read_unit(r, s, &t); break;
    case 'c': read = read_chain(r, s, &t); break;
    case 'h': read = read_dominated(r, s, &t); break;
    case 'f': read = read_fixed(r, s, &t); break;
    case 'q':
    case 'b':
    case 's':
    case '.': return close_case(r, s, &t, verb, bound);
    default: return refuse(r, ENT_SYNTAX, "A line of a proof begins with one of u, c, h, f, q, b, s or a point.");
    }
    if (!read) return false;
  }
  return refuse(r, ENT_SYNTAX, "The certificate ends before its proof does.");
}

/* ---- the head -------------------------------------------------------------------------- */

static bool read_word(reader *r, const char *word)
{
  const size_t size = strlen(word);
  if ((size_t)(r->end - r->at) < size || memcmp(r->at, word, size) != 0)
    return refuse(r, ENT_SYNTAX,
                  "A certificate begins with the lines \"entente balance 1\", actors, ties, upper, lower and camps.");
  r->at += size;
  return true;
}

static bool read_row(reader *r, const char *word, int64_t *value)
{
  return read_word(r, word) && read_number(r, AMOUNT_MOST, value) && end_line(r);
}

static bool read_camps(reader *r, const ent_ties *ties, int64_t upper)
{
  int8_t *const camp = ENT_NEW(r->arena, int8_t, ties->n);
  if (!camp) return no_memory(r);
  if (!read_word(r, "camps ")) return false;
  for (int32_t v = 0; v < ties->n; v++, r->at++) {
    if (r->at == r->end || (*r->at != '+' && *r->at != '-'))
      return refuse(r, ENT_SYNTAX, "The camps of a certificate are one + or - for each actor.");
    camp[v] = *r->at == '+' ? 1 : -1;
  }
  if (ent_ties_frustration(ties, camp) + ties->cancelled != upper)
    return refuse(r, ENT_CORRUPT, "The camps of the certificate do not frustrate the weight that it says.");
  return end_line(r);
}

static bool read_head(reader *r, const ent_ties *ties, ent_balance_bounds *claim)
{
  int64_t actors = 0, rows = 0;
  if (!read_word(r, "entente balance 1") || !end_line(r) || !read_row(r, "actors", &actors) ||
      !read_row(r, "ties", &rows))
    return false;
  if (actors != ties->n || rows != ties->m)
    return refuse(r, ENT_CORRUPT, "The certificate was made for another network.");
  if (!read_row(r, "upper", &claim->upper) || !read_row(r, "lower", &claim->lower)) return false;
  return read_camps(r, ties, claim->upper);
}

static bool read_whole(reader *r, const ent_ties *ties, ent_balance_bounds *claim)
{
  const size_t n = (size_t)ties->n;
  int32_t *const all = ENT_NEW(r->arena, int32_t, n);
  r->place = ENT_NEW(r->arena, place, n);
  scene s = {.g = {.n = ties->n, .m = ties->m, .tail = ties->tail, .head = ties->head, .weight = ties->weight}};
  place *const to = ENT_NEW(r->arena, place, n);
  if (!all || !to || !r->place || !ent_signed_arcs(&s.g, r->arena)) return no_memory(r);
  for (int32_t v = 0; v < ties->n; v++) {
    all[v] = v;
    to[v] = (place){.vertex = v, .sign = 1};
  }
  int64_t bound = 0;
  if (!read_head(r, ties, claim) || !enter(r, &s, ties->n, all, to) || !read_case(r, &s, &bound)) return false;
  if (r->at != r->end) return refuse(r, ENT_SYNTAX, "The certificate goes on behind its proof.");
  claim->proved = claim->lower == claim->upper;
  return claim->lower <= bound + ties->cancelled ||
         refuse(r, ENT_CORRUPT, "The proof of the certificate gives less than the lower bound that it claims.");
}

ent_status ent_balance_verify(const ent_ties *ties, const char *text, size_t size, const ent_allocator *memory,
                              ent_balance_bounds *out, ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  reader r = {.at = text, .end = text + size, .line = 1, .arena = &arena, .err = err, .actors = ties->n};
  ent_balance_bounds claim = {0};
  const bool holds = read_whole(&r, ties, &claim);
  ent_arena_close(&arena);
  if (!holds) return r.status;
  *out = claim;
  return ENT_OK;
}
