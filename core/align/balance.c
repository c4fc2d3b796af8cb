/* balance.c - how much frustration can no two camps avoid, and which camps come nearest?
 *
 * The network becomes the first case (cases.c); what is found is written down with the certificate: a head with the camps, then
 * the proof.  The blame of a tie is the share of its weight that one flow of the answer's camps uses up (route.c).
 * Cost: see cases.c.
 * Source: method and format in docs/method/balance.md. */
#include "align/frustration.h"
#include "base/fail.h"

#include <string.h>

/* The answer and the memory that it lies in. */
typedef struct answer {
  ent_balance balance;
  ent_arena arena;
} answer;

/* One solution of a network in rows. */
typedef struct solution {
  int8_t *x;
  ent_case_bounds bounds; /* constant included */
  int64_t cases;
  bool stopped;
} solution;

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "balance", "There is not enough memory to look for the camps.");
}

static ent_status check_ties(const ent_ties *ties, ent_error *err)
{
  return ties ? ENT_OK : ent_fail(err, ENT_ARGUMENT, "ties", "The camps are looked for in a network of ties.");
}

static bool solve_network(const ent_signed *g, const ent_balance_options *options, ent_arena *scratch,
                          ent_writer *proof, solution *out)
{
  ent_pace pace = {.go_on = options->go_on, .ctx = options->ctx};
  pace.cases_most = options->cases < 0 ? 0 : options->cases == 0 ? ENT_BALANCE_NODES : options->cases;
  ent_case_job job = {.scratch = scratch,
                      .proof = proof,
                      .pace = &pace,
                      .rounds = options->rounds,
                      .lp = !options->no_lp,
                      .engine = options->lp,
                      .memory = &scratch->from};
  job.dice = ent_dice_open(options->seed);
  int32_t *const name = ENT_NEW(scratch, int32_t, g->n);
  out->x = ENT_NEW(scratch, int8_t, g->n);
  if (!name || !out->x) return false;
  for (int32_t v = 0; v < g->n; v++) name[v] = v;
  const ent_mark mark = ent_arena_mark(scratch);
  ent_walker walker;
  if (!ent_walker_open(&walker, g, scratch) || !ent_walker_tree(&walker, &job.dice, out->x, scratch)) return false;
  ent_arena_rewind(scratch, mark);
  job.other_lower = g->constant;
  job.other_upper = g->constant + ent_walker_weigh(g, out->x);
  pace.state = (ent_balance_state){.lower = job.other_lower, .upper = job.other_upper};
  const ent_case whole = {.g = g, .name = name, .x = out->x, .target = INT64_MAX};
  if (!ent_case_solve(&job, &whole, &out->bounds) || proof->failed) return false;
  out->bounds.lower += g->constant;
  out->bounds.upper += g->constant;
  out->cases = pace.state.cases;
  out->stopped = pace.stopped || (pace.state.cases >= pace.cases_most && out->bounds.lower < out->bounds.upper);
  return true;
}

static bool rows_of(const ent_ties *ties, ent_signed *g, ent_arena *arena)
{
  *g = (ent_signed){.n = ties->n, .m = ties->m, .tail = ties->tail, .head = ties->head, .weight = ties->weight};
  g->constant = ties->cancelled;
  return ent_signed_arcs(g, arena);
}

/* ---- what is written down -------------------------------------------------------------------------- */

static void write_row(ent_writer *w, const char *word, int64_t value)
{
  ent_put(w, word);
  ent_put(w, " ");
  ent_put_int(w, value);
  ent_put(w, "\n");
}

static bool write_certificate(const ent_ties *ties, const solution *s, const ent_writer *proof, answer *to)
{
  ent_writer w;
  ent_writer_open(&w, &to->arena);
  ent_put(&w, "entente balance 1\n");
  write_row(&w, "actors", ties->n);
  write_row(&w, "ties", ties->m);
  write_row(&w, "upper", s->bounds.upper);
  write_row(&w, "lower", s->bounds.lower);
  ent_put(&w, "camps ");
  for (int32_t v = 0; v < ties->n; v++) ent_write_bytes(&w, s->x[v] > 0 ? "+" : "-", 1);
  ent_put(&w, "\n");
  ent_write_bytes(&w, proof->data, proof->size);
  to->balance.certificate = w.data;
  to->balance.certificate_size = w.size;
  return !w.failed;
}

/* One flow for the camps: how much of each tie it uses. */
static bool blame(const ent_signed *g, const solution *s, const ent_balance_options *options, double *share,
                  ent_arena *scratch)
{
  ent_router router;
  ent_pace pace = {.go_on = options->go_on, .ctx = options->ctx};
  pace.state = (ent_balance_state){.lower = s->bounds.lower, .upper = s->bounds.upper, .cases = s->cases};
  ent_dice dice = ent_dice_open(options->seed);
  ent_packing p = {.used = ENT_NEW(scratch, int64_t, g->m)};
  if (!p.used || !ent_router_open(&router, g, scratch) || !ent_router_run(&router, s->x, 0, &dice, &p, &pace, scratch))
    return false;
  for (int32_t e = 0; e < g->m; e++)
    share[e] = (double)p.used[e] / (2.0 * (double)(g->weight[e] < 0 ? -g->weight[e] : g->weight[e]));
  return true;
}

static double order_of(const ent_ties *ties, int64_t frustration)
{
  const double all = (double)ties->total + 2.0 * (double)ties->cancelled;
  return all > 0 ? 1.0 - 2.0 * (double)frustration / all : 1.0;
}

static bool fill(const ent_ties *ties, const ent_signed *g, const solution *s, const ent_writer *proof,
                 const ent_balance_options *options, ent_arena *scratch, answer *to)
{
  int8_t *const camp = ENT_NEW(&to->arena, int8_t, ties->n);
  double *const share = ENT_NEW(&to->arena, double, ties->m);
  if (!camp || !share) return false;
  for (int32_t v = 0; v < ties->n; v++) camp[v] = s->x[v];
  to->balance = (ent_balance){
    .n = ties->n,
    .m = ties->m,
    .lower = s->bounds.lower,
    .upper = s->bounds.upper,
    .proved = s->bounds.lower == s->bounds.upper,
    .stopped = s->stopped,
    .order_low = order_of(ties, s->bounds.upper),
    .order_high = order_of(ties, s->bounds.lower),
    .cases = s->cases,
    .camp = camp,
    .blame = share,
  };
  return write_certificate(ties, s, proof, to) && blame(g, s, options, share, scratch);
}

ent_status ent_balance_solve(const ent_ties *ties, const ent_balance_options *options, const ent_allocator *memory,
                             ent_balance **out, ent_error *err)
{
  ent_status status = check_ties(ties, err);
  if (status != ENT_OK) return status;
  const ent_balance_options usual = {.seed = 0};
  const ent_balance_options *const how = options ? options : &usual;
  ent_arena hold, scratch, paper;
  ent_arena_open(&hold, memory);
  ent_arena_open(&scratch, memory);
  ent_arena_open(&paper, memory);
  answer *const to = ENT_NEW(&hold, answer, 1);
  ent_writer proof;
  ent_writer_open(&proof, &paper);
  ent_signed g;
  solution s;
  bool solved = to && rows_of(ties, &g, &scratch) && solve_network(&g, how, &scratch, &proof, &s);
  if (solved) {
    to->arena = hold;
    solved = fill(ties, &g, &s, &proof, how, &scratch, to);
    hold = to->arena;
  }
  ent_arena_close(&paper);
  ent_arena_close(&scratch);
  if (!solved) {
    ent_arena_close(&hold);
    return no_memory(err);
  }
  *out = &to->balance;
  return ENT_OK;
}

void ent_balance_free(ent_balance *balance)
{
  if (!balance) return;
  ent_arena arena = ((answer *)balance)->arena; /* the answer lies inside it */
  ent_arena_close(&arena);
}

/* ---- forcing one tie -------------------------------------------------------------------------- */

static bool solve_forced(const ent_ties *ties, int64_t e, bool satisfied, const ent_balance_options *options,
                         ent_arena *scratch, solution *out)
{
  ent_signed g, small;
  ent_joined j;
  ent_writer proof;
  int32_t *const group = ENT_NEW(scratch, int32_t, ties->n);
  int8_t *const sign = ENT_NEW(scratch, int8_t, ties->n);
  ent_arena paper;
  ent_arena_open(&paper, &scratch->from);
  ent_writer_open(&proof, &paper);
  const int relation = (ties->weight[e] > 0) == satisfied ? 1 : -1;
  bool solved = group && sign && rows_of(ties, &g, scratch) && ent_joined_open(&j, ties->n, scratch);
  if (solved) {
    (void)ent_joined_add(&j, ties->tail[e], ties->head[e], relation);
    solved = ent_joined_quotient(&j, &g, group, sign, &small, scratch);
  }
  if (solved) {
    small.constant += ties->cancelled;
    solved = solve_network(&small, options, scratch, &proof, out);
  }
  ent_arena_close(&paper);
  return solved;
}

ent_status ent_balance_forced(const ent_ties *ties, int64_t e, bool satisfied, const ent_balance_options *options,
                              const ent_allocator *memory, ent_balance_bounds *out, ent_error *err)
{
  const ent_status status = check_ties(ties, err);
  if (status != ENT_OK) return status;
  if (e < 0 || e >= ties->m)
    return ent_fail(err, ENT_ARGUMENT, "ties", "The tie to force is one of the network, from 0.");
  const ent_balance_options usual = {.seed = 0};
  ent_arena scratch;
  ent_arena_open(&scratch, memory);
  solution s;
  const bool solved = solve_forced(ties, e, satisfied, options ? options : &usual, &scratch, &s);
  ent_arena_close(&scratch);
  if (!solved) return no_memory(err);
  *out =
    (ent_balance_bounds){.lower = s.bounds.lower, .upper = s.bounds.upper, .proved = s.bounds.lower == s.bounds.upper};
  return ENT_OK;
}
