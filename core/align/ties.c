/* ties.c - which network do rows of friendly and hostile ties make?
 *
 * Rows of a pair come together by sorting; each direction has its friendly and its hostile sum.  Weights stay whole: the mean
 * of two directions is their sum over twice the scale, and a tie of one direction counts twice there.
 * Cost: O(n + rows). */
#include "align/signed.h"
#include "base/fail.h"
#include "entente/power.h"

#include <string.h>

/* The network and the memory that it lies in. */
typedef struct network {
  ent_ties ties;
  ent_arena arena;
} network;

static ent_status refuse(ent_error *err, ent_status code, int64_t row, const char *message)
{
  return ent_fail_at(err, code, (int)row + 1, 0, "ties", message);
}

static ent_status check_rows(int64_t n, int64_t count, const int32_t *tail, const int32_t *head, const int64_t *weight,
                             const ent_ties_options *options, ent_error *err)
{
  if (n < 0 || count < 0)
    return ent_fail(err, ENT_ARGUMENT, "ties", "The numbers of actors and of rows are 0 or more.");
  if (options->scale < 0) return ent_fail(err, ENT_ARGUMENT, "scale", "The scale of the weights is 1 or more.");
  if (n > ENT_TIES_MOST || count > ENT_TIES_MOST)
    return ent_fail(err, ENT_LIMIT, "ties", "A network has at most 16,000,000 actors and 16,000,000 rows.");
  int64_t left = ENT_TIES_TOTAL_MOST / (options->way == ENT_TIES_AVERAGED ? 2 : 1) - 1;
  for (int64_t i = 0; i < count; i++) {
    if (tail[i] < 0 || head[i] < 0 || tail[i] >= n || head[i] >= n)
      return refuse(err, ENT_ARGUMENT, i, "A tie joins two actors of the network, numbered from 0.");
    if (tail[i] == head[i] && !options->drop_loops)
      return refuse(err, ENT_ARGUMENT, i,
                    "A tie joins two different actors; ties of an actor with itself can be dropped.");
    const int64_t w = weight ? weight[i] : 1;
    if (w < -left || w > left)
      return refuse(err, ENT_LIMIT, i, "The absolute weights of all rows together stay below 2^53.");
    left -= w < 0 ? -w : w;
  }
  return ENT_OK;
}

/* The sums of one pair: [0] from the lesser actor to the greater one, [1] back. */
typedef struct pair {
  int32_t low, high;
  int64_t friendly[2], hostile[2];
  bool there[2];
  int32_t row; /* the first */
} pair;

static void add_row(pair *p, bool back, int64_t w)
{
  p->there[back] = true;
  if (w > 0)
    p->friendly[back] += w;
  else
    p->hostile[back] -= w;
}

/* The weight of a pair, and what it cancels. */
static ent_status settle(const pair *p, const ent_ties_options *options, int64_t *weight, int64_t *cancelled,
                         ent_error *err)
{
  const int64_t there = p->friendly[0] - p->hostile[0], back = p->friendly[1] - p->hostile[1];
  *cancelled = 0;
  if (options->way == ENT_TIES_SYMMETRIC) {
    if (!p->there[0] || !p->there[1] || there != back)
      return refuse(err, ENT_ARGUMENT, p->row,
                    "A symmetric network gives each tie in both directions with equal weight.");
    *weight = there;
  } else if (options->way == ENT_TIES_AVERAGED) {
    *weight = (p->there[0] && p->there[1] ? 1 : 2) * (there + back);
  } else {
    const int64_t friendly = p->friendly[0] + p->friendly[1], hostile = p->hostile[0] + p->hostile[1];
    *weight = friendly - hostile;
    *cancelled = options->signs_only ? 0 : friendly < hostile ? friendly : hostile;
  }
  if (options->signs_only) *weight = *weight > 0 ? 1 : *weight < 0 ? -1 : 0;
  return ENT_OK;
}

/* Rows to pairs; order holds the rows without loops. */
static ent_status merge(const int32_t *order, int64_t rows, const int32_t *tail, const int32_t *head,
                        const int64_t *weight, const ent_ties_options *options, ent_ties *t, int32_t *low,
                        int32_t *high, int64_t *sum, ent_error *err)
{
  for (int64_t k = 0; k < rows;) {
    const int32_t first = order[k];
    pair p = {.low = tail[first] < head[first] ? tail[first] : head[first], .row = first};
    p.high = tail[first] + head[first] - p.low;
    for (; k < rows; k++) {
      const int32_t i = order[k];
      const bool back = tail[i] == p.high;
      if (back ? head[i] != p.low : tail[i] != p.low || head[i] != p.high) break;
      add_row(&p, back, weight ? weight[i] : 1);
    }
    int64_t w = 0, cancelled = 0;
    const ent_status status = settle(&p, options, &w, &cancelled, err);
    if (status != ENT_OK) return status;
    t->cancelled += cancelled;
    if (w == 0) continue;
    t->total += w < 0 ? -w : w;
    low[t->m] = p.low;
    high[t->m] = p.high;
    sum[t->m++] = w;
  }
  return ENT_OK;
}

static ent_status fill(int32_t n, int64_t count, const int32_t *tail, const int32_t *head, const int64_t *weight,
                       const ent_ties_options *options, network *net, ent_arena *scratch, ent_error *err)
{
  const size_t rows = (size_t)count;
  int32_t *const order = ENT_NEW(scratch, int32_t, rows);
  int32_t *const work = ENT_NEW(scratch, int32_t, rows + (size_t)n + 1);
  int32_t *const low = ENT_NEW(&net->arena, int32_t, rows), *const high = ENT_NEW(&net->arena, int32_t, rows);
  int64_t *const sum = ENT_NEW(&net->arena, int64_t, rows);
  if (!order || !work || !low || !high || !sum)
    return ent_fail(err, ENT_NOMEM, "ties", "There is not enough memory for the network.");
  ent_signed_order(n, count, tail, head, order, work);
  int64_t kept = 0;
  for (int64_t k = 0; k < count; k++)
    if (tail[order[k]] != head[order[k]]) order[kept++] = order[k];
  const int64_t scale = options->scale > 0 ? options->scale : 1;
  const bool twice = options->way == ENT_TIES_AVERAGED && !options->signs_only;
  net->ties = (ent_ties){.n = n, .tail = low, .head = high, .weight = sum};
  net->ties.scale = options->signs_only ? 1 : twice ? 2 * scale : scale;
  return merge(order, kept, tail, head, weight, options, &net->ties, low, high, sum, err);
}

ent_status ent_ties_make(int64_t n, int64_t count, const int32_t *tail, const int32_t *head, const int64_t *weight,
                         const ent_ties_options *options, const ent_allocator *memory, ent_ties **out, ent_error *err)
{
  const ent_ties_options plain = {.scale = 1};
  const ent_ties_options *const how = options ? options : &plain;
  ent_status status = check_rows(n, count, tail, head, weight, how, err);
  if (status != ENT_OK) return status;
  ent_arena arena, scratch;
  ent_arena_open(&arena, memory);
  ent_arena_open(&scratch, memory);
  network *const net = ENT_NEW(&arena, network, 1);
  if (net) {
    net->arena = arena;
    status = fill((int32_t)n, count, tail, head, weight, how, net, &scratch, err);
    arena = net->arena;
  } else {
    status = ent_fail(err, ENT_NOMEM, "ties", "There is not enough memory for the network.");
  }
  ent_arena_close(&scratch);
  if (status != ENT_OK) {
    ent_arena_close(&arena);
    return status;
  }
  *out = &net->ties;
  return ENT_OK;
}

void ent_ties_free(ent_ties *ties)
{
  if (!ties) return;
  ent_arena arena = ((network *)ties)->arena; /* the network lies inside it */
  ent_arena_close(&arena);
}

bool ent_tie_is_frustrated(const ent_ties *ties, int64_t e, const int8_t *camp)
{
  return (camp[ties->tail[e]] == camp[ties->head[e]]) != (ties->weight[e] > 0);
}

int64_t ent_ties_frustration(const ent_ties *ties, const int8_t *camp)
{
  int64_t sum = 0;
  for (int64_t e = 0; e < ties->m; e++)
    if (ent_tie_is_frustrated(ties, e, camp)) sum += ties->weight[e] < 0 ? -ties->weight[e] : ties->weight[e];
  return sum;
}

/* ---- weights as text -------------------------------------------------------------------------- */

/* Where the digits begin behind blanks and a sign. */
static const char *unsigned_text(const char *text, bool *minus)
{
  while (*text == ' ' || *text == '\t') text++;
  *minus = *text == '-';
  return *text == '-' || *text == '+' ? text + 1 : text;
}

ent_status ent_ties_weights_read(const char *const *text, int64_t count, const ent_allocator *memory, int64_t *weight,
                                 int64_t *scale, ent_error *err)
{
  if (count < 0 || count > ENT_TIES_MOST)
    return ent_fail(err, ENT_LIMIT, "ties", "A network has at most 16,000,000 actors and 16,000,000 rows.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  const char **const bare = ENT_NEW(&arena, const char *, count);
  int64_t *const size = ENT_NEW(&arena, int64_t, count);
  ent_status status = ENT_OK;
  bool minus = false;
  int64_t unit = 1;
  if (!bare || !size) status = ent_fail(err, ENT_NOMEM, "ties", "There is not enough memory for the network.");
  for (int64_t i = 0; status == ENT_OK && i < count; i++) bare[i] = unsigned_text(text[i], &minus);
  ent_error fault = {.code = ENT_OK};
  if (status == ENT_OK) {
    status = ent_weights_read(bare, (int)count, size, &unit, &fault);
    if (status != ENT_OK && fault.line > 0) fault.column += (int)(bare[fault.line - 1] - text[fault.line - 1]);
    if (status == ENT_SYNTAX) {
      ent_fail(err, status, "weight", "The weight of a tie is a number such as 1, -0.25 or +3.5, without an exponent.");
      if (err) {
        err->line = fault.line;
        err->column = fault.column;
      }
    } else if (status != ENT_OK && err) {
      *err = fault;
    }
  }
  for (int64_t i = 0; status == ENT_OK && i < count; i++) {
    (void)unsigned_text(text[i], &minus);
    weight[i] = minus ? -size[i] : size[i];
  }
  if (status == ENT_OK) *scale = unit;
  ent_arena_close(&arena);
  return status;
}
