/* compare_shares.c - which part of the difference does each change cause?
 *
 * In each draw, v(S) is 1 if a gate is open when the changes of the set S are made.  The Shapley value of change i,
 *
 *   phi_i = sum over S without i of |S|! (k - |S| - 1)! / k! (v(S + i) - v(S)),
 *
 * is what i adds on average over all orders of making the changes; the values sum to v(all) - v(none), draw by draw.  Up to
 * ENT_COMPARE_EXACT changes all subsets are evaluated, neighbours differing in one change (Gray code), so that only the gates
 * which that change can move are computed again.  Beyond, each draw takes one random order and its reverse, whose mean has
 * the same expectation (antithetic variates) and gives opposite values when the two scenarios are exchanged.
 * Cost: draws * (2^k or 2k subsets).  Source: Shapley 1953; Castro, Gomez and Tejada 2009 for sampling orders. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "compare.h"
#include "world.h"

#define BLOCK 256 /* draws a block: each costs as much as hundreds of plain draws */
#define SUBSETS (1 << ENT_COMPARE_EXACT)

typedef struct share_job {
  const ent_mix *mix;
  uint64_t seed, draws;
  int changes, players; /* players: changes that can move a gate */
  const int *player;    /* [players] */
  bool exact;
  double weight[SUBSETS]; /* of a subset S: |S|! (k - |S| - 1)! / k! */
} share_job;

/* A world in a worker's scratch: one draw, and how it stands. */
typedef struct stage {
  ent_draw draw;
  ent_verdict now;
  double *value[2]; /* [moves] the inputs as in a and as in b */
  uint8_t *on;      /* [changes] which numbers are as in b */
} stage;

/* All that a worker keeps. */
typedef struct desk {
  stage *stage;          /* [worlds] */
  double *other;         /* a draw with the numbers of b, for its values */
  uint8_t *want;         /* [changes] */
  uint8_t *gain, *loss;  /* [players] chances as bits, of the first of two orders */
  int *order;            /* [players] */
  uint8_t open[SUBSETS]; /* chances of each subset as bits */
} desk;

/* ---- laying out a worker's scratch ------------------------------------------------------------------------------- */

static size_t rounded(size_t bytes)
{
  return (bytes + 15) / 16 * 16;
}

static char *take(char **next, size_t bytes)
{
  char *at = *next;
  *next += rounded(bytes);
  return at;
}

static size_t world_bytes(const share_job *job, const ent_mixed *w)
{
  return rounded(ent_draw_bytes(w->s[0])) + 2 * rounded((size_t)w->moves * sizeof(double)) +
         rounded((size_t)job->changes);
}

static size_t other_bytes(const ent_mix *m)
{
  size_t most = 0;
  for (int w = 0; w < m->worlds; w++) {
    const size_t bytes = ent_draw_bytes(m->world[w].s[1]);
    if (bytes > most) most = bytes;
  }
  return most;
}

static size_t desk_bytes(const share_job *job)
{
  const ent_mix *m = job->mix;
  size_t bytes = rounded((size_t)m->worlds * sizeof(stage)) + rounded(other_bytes(m)) +
                 3 * rounded((size_t)job->changes) + rounded((size_t)job->changes * sizeof(int));
  for (int w = 0; w < m->worlds; w++) bytes += world_bytes(job, &m->world[w]);
  return bytes;
}

static void lay_desk(const share_job *job, void *scratch, desk *b)
{
  const ent_mix *m = job->mix;
  const size_t changes = (size_t)job->changes;
  char *next = scratch;
  b->stage = (stage *)(void *)take(&next, (size_t)m->worlds * sizeof(stage));
  b->other = (double *)(void *)take(&next, other_bytes(m));
  b->want = (uint8_t *)take(&next, changes);
  b->gain = (uint8_t *)take(&next, changes);
  b->loss = (uint8_t *)take(&next, changes);
  b->order = (int *)(void *)take(&next, changes * sizeof(int));
  for (int w = 0; w < m->worlds; w++) {
    const ent_mixed *world = &m->world[w];
    stage *s = &b->stage[w];
    s->draw = ent_draw_lay(world->s[0], take(&next, ent_draw_bytes(world->s[0])));
    for (int k = 0; k < 2; k++) s->value[k] = (double *)(void *)take(&next, (size_t)world->moves * sizeof(double));
    s->on = (uint8_t *)take(&next, changes);
  }
}

/* ---- one draw in all worlds ---------------------------------------------------------------------------------------- */

static double value_of(const ent_draw *d, int input)
{
  const ent_dist *dist = &d->s->input[input].dist;
  return dist->kind == ENT_DIST_KNOWN ? dist->a : d->x[input];
}

static void sample_world(const share_job *job, desk *b, int world, uint64_t draw)
{
  const ent_mixed *w = &job->mix->world[world];
  stage *s = &b->stage[world];
  ent_draw_sample(&s->draw, job->seed, draw);
  for (int i = 0; i < w->moves; i++) s->value[0][i] = s->draw.x[w->input[0][i]] = value_of(&s->draw, w->input[0][i]);
  if (w->moves > 0) {
    ent_draw other = ent_draw_lay(w->s[1], b->other);
    ent_draw_sample(&other, job->seed, draw);
    for (int i = 0; i < w->moves; i++) s->value[1][i] = value_of(&other, w->input[1][i]);
  }
  memset(s->on, 0, (size_t)job->changes);
  memset(&s->now, 0, sizeof s->now);
  ent_gates_evaluate(&s->draw, ENT_PARTS_MASK, UINT32_MAX, &s->now);
  ent_draw_remember(&s->draw); /* from here on only signs are asked for */
}

/* The chances, as bits, when exactly the wanted changes are made. */
static uint8_t open_when(const share_job *job, desk *b)
{
  const uint8_t *want = b->want;
  const ent_mix *m = job->mix;
  int world = 0;
  for (int i = 0; i < m->others; i++) world |= (want[m->numbers + i] ? 1 : 0) << i;
  const ent_mixed *w = &m->world[world];
  stage *s = &b->stage[world];
  uint32_t parts = 0, terms = 0;
  for (int i = 0; i < w->moves; i++) {
    const int shift = w->shift[i];
    if (s->on[shift] == want[shift]) continue;
    const double x = s->value[want[shift]][i];
    if (x == s->draw.x[w->input[0][i]]) continue;
    s->draw.x[w->input[0][i]] = x;
    parts |= w->parts[shift];
    terms |= w->terms[shift];
  }
  for (int i = 0; i < m->numbers; i++) s->on[i] = want[i];
  if (parts) ent_gates_evaluate(&s->draw, parts, terms, &s->now);
  uint8_t bits = 0;
  for (int g = 0; g < ENT_GATES; g++) bits |= (uint8_t)((s->now.gate[g].margin >= 0) << g);
  return (uint8_t)(bits | (s->now.first_shut == ENT_GATES) << ENT_GATES);
}

/* ---- shares --------------------------------------------------------------------------------------------------------- */

static void add_share(ent_tally *t, int chance, double share)
{
  ent_sum_add(&t->share[chance], share);
  ent_sum_add(&t->square[chance], share * share);
}

static void count_bits(uint64_t *count, uint8_t bits)
{
  for (int g = 0; g < ENT_CHANCES; g++) count[g] += bits >> g & 1;
}

static void count_ends(ent_counts *c, uint8_t a, uint8_t b)
{
  c->draws++;
  count_bits(c->a, a);
  count_bits(c->b, b);
  count_bits(c->gained, b & (uint8_t)~a);
  count_bits(c->lost, a & (uint8_t)~b);
}

static void exact_draw(const share_job *job, desk *b, ent_counts *c)
{
  const int k = job->players, all = (1 << k) - 1;
  uint8_t some = 0, every = UINT8_MAX;
  for (int i = 0; i <= all; i++) {
    const int gray = i ^ i >> 1;
    for (int p = 0; p < k; p++) b->want[job->player[p]] = (uint8_t)(gray >> p & 1);
    b->open[gray] = open_when(job, b);
    some |= b->open[gray];
    every &= b->open[gray];
  }
  const uint8_t varies = some & (uint8_t)~every;
  for (int p = 0; p < k; p++) {
    ent_tally *t = &c->tally[job->player[p]];
    count_bits(t->alone, b->open[1 << p]);
    count_bits(t->back, b->open[all ^ 1 << p]);
    for (int g = 0; g < ENT_CHANCES; g++) {
      double share = 0;
      if (!(varies >> g & 1)) continue;
      for (int s = 0; s <= all; s++) {
        if (s >> p & 1) continue;
        share += job->weight[s] * ((b->open[s | 1 << p] >> g & 1) - (b->open[s] >> g & 1));
      }
      if (share != 0) add_share(t, g, share);
    }
  }
  count_ends(c, b->open[0], b->open[all]);
}

static uint8_t open_with(const share_job *job, desk *b, int player, uint8_t to)
{
  b->want[player] = to;
  return open_when(job, b);
}

static void set_all(const share_job *job, desk *b, uint8_t to)
{
  for (int p = 0; p < job->players; p++) b->want[job->player[p]] = to;
}

/* A random order of the players: Fisher and Yates. */
static void shuffle(const share_job *job, uint64_t draw, int *order)
{
  static const char stream[] = "compare.order";
  const uint64_t name = ent_name_hash(stream, sizeof stream - 1);
  for (int p = 0; p < job->players; p++) order[p] = job->player[p];
  for (int p = job->players - 1; p > 0; p--) {
    const int at = (int)(ent_uniform(job->seed, draw, name, (uint32_t)p) * (p + 1));
    const int held = order[at];
    order[at] = order[p];
    order[p] = held;
  }
}

/* One order and its reverse; then each change alone from both ends. */
static void sampled_draw(const share_job *job, desk *b, uint64_t draw, ent_counts *c)
{
  const int k = job->players;
  set_all(job, b, 0);
  const uint8_t none = open_when(job, b);
  shuffle(job, draw, b->order);
  uint8_t before = none;
  for (int i = 0; i < k; i++) {
    const uint8_t now = open_with(job, b, b->order[i], 1);
    b->gain[i] = now & (uint8_t)~before;
    b->loss[i] = before & (uint8_t)~now;
    before = now;
  }
  const uint8_t all = before;
  set_all(job, b, 0);
  before = none;
  for (int i = k - 1; i >= 0; i--) {
    const uint8_t now = open_with(job, b, b->order[i], 1);
    const uint8_t gain = now & (uint8_t)~before, loss = before & (uint8_t)~now;
    for (int g = 0; g < ENT_CHANCES; g++) {
      const int twice = (b->gain[i] >> g & 1) - (b->loss[i] >> g & 1) + (gain >> g & 1) - (loss >> g & 1);
      if (twice) add_share(&c->tally[b->order[i]], g, 0.5 * twice);
    }
    before = now;
  }
  for (int p = 0; p < k; p++) { /* everything stands as in b */
    count_bits(c->tally[job->player[p]].back, open_with(job, b, job->player[p], 0));
    b->want[job->player[p]] = 1;
  }
  set_all(job, b, 0);
  for (int p = 0; p < k; p++) {
    count_bits(c->tally[job->player[p]].alone, open_with(job, b, job->player[p], 1));
    b->want[job->player[p]] = 0;
  }
  count_ends(c, none, all);
}

/* ---- the job ----------------------------------------------------------------------------------------------------------- */

static void share_work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const share_job *job = shared;
  const uint64_t first = block * BLOCK, last = first + BLOCK < job->draws ? first + BLOCK : job->draws;
  desk b = {0};
  lay_desk(job, scratch, &b);
  memset(b.want, 0, (size_t)job->changes);
  for (uint64_t i = first; i < last; i++) {
    for (int w = 0; w < job->mix->worlds; w++) sample_world(job, &b, w, i);
    if (job->exact)
      exact_draw(job, &b, slot);
    else
      sampled_draw(job, &b, i, slot);
  }
}

typedef struct share_total {
  ent_counts *counts;
  int changes;
} share_total;

static void share_merge(void *total, uint64_t block, const void *slot)
{
  const share_total *t = total;
  const ent_counts *from = slot;
  ent_counts *into = t->counts;
  (void)block;
  into->draws += from->draws;
  for (int g = 0; g < ENT_CHANCES; g++) {
    into->a[g] += from->a[g];
    into->b[g] += from->b[g];
    into->gained[g] += from->gained[g];
    into->lost[g] += from->lost[g];
    for (int i = 0; i < t->changes; i++) {
      into->tally[i].alone[g] += from->tally[i].alone[g];
      into->tally[i].back[g] += from->tally[i].back[g];
      ent_sum_merge(&into->tally[i].share[g], &from->tally[i].share[g]);
      ent_sum_merge(&into->tally[i].square[g], &from->tally[i].square[g]);
    }
  }
}

/* |S|! (k - |S| - 1)! / k! = 1 / (k * C(k - 1, |S|)). */
static void fill_weights(share_job *job)
{
  double of_size[ENT_COMPARE_EXACT] = {0};
  double choose = 1;
  for (int size = 0; size < job->players; size++) {
    of_size[size] = 1 / (job->players * choose);
    choose = choose * (job->players - 1 - size) / (size + 1);
  }
  for (int s = 0; s < (1 << job->players) - 1; s++) {
    int size = 0;
    for (int p = 0; p < job->players; p++) size += s >> p & 1;
    job->weight[s] = of_size[size];
  }
}

/* The changes that can move a gate: cheap numbers first, then those that move the landscape, then those that change worlds;
 * the first ones are moved most often. */
static int find_players(const ent_mix *m, int *player)
{
  int players = 0;
  for (int landscape = 0; landscape < 2; landscape++)
    for (int i = 0; i < m->numbers; i++) {
      uint32_t parts = 0;
      for (int w = 0; w < m->worlds; w++) parts |= m->world[w].parts[i];
      if (parts && (int)(parts >> ENT_PART_ALIGNMENT & 1) == landscape) player[players++] = i;
    }
  for (int i = m->numbers; i < m->numbers + m->others; i++) player[players++] = i;
  return players;
}

/* What moves nothing leaves the chances of both ends as they are. */
static void fill_idle(const share_job *job, ent_counts *c)
{
  for (int i = 0; i < job->changes; i++) {
    bool plays = false;
    for (int p = 0; p < job->players; p++) plays = plays || job->player[p] == i;
    if (plays) continue;
    memcpy(c->tally[i].alone, c->a, sizeof c->a);
    memcpy(c->tally[i].back, c->b, sizeof c->b);
  }
}

size_t ent_counts_bytes(int changes)
{
  return sizeof(ent_counts) + (size_t)changes * sizeof(ent_tally);
}

ent_status ent_compare_draws(const ent_mix *mix, uint64_t seed, uint64_t draws, const ent_executor *executor,
                             const ent_allocator *memory, const ent_watch *watch, ent_counts *out, bool *exact,
                             ent_error *err)
{
  const int changes = mix->numbers + mix->others;
  const size_t bytes = ((size_t)changes + 1) * sizeof(int);
  int *player = memory->resize(memory->ctx, NULL, 0, bytes);
  if (!player) return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  share_job shared = {.mix = mix, .seed = seed, .draws = draws, .changes = changes, .player = player};
  shared.players = find_players(mix, player);
  shared.exact = *exact = shared.players <= ENT_COMPARE_EXACT;
  if (shared.exact) fill_weights(&shared);
  share_total total = {out, changes};
  const ent_job job = {.blocks = (draws + BLOCK - 1) / BLOCK,
                       .slot_size = ent_counts_bytes(changes),
                       .scratch_size = desk_bytes(&shared),
                       .shared = &shared,
                       .work = share_work,
                       .total = &total,
                       .merge = share_merge,
                       .progress = watch ? watch->progress : NULL,
                       .progress_ctx = watch ? watch->ctx : NULL};
  const ent_status status = ent_run_job(&job, executor, memory, err);
  if (status == ENT_OK) fill_idle(&shared, out);
  memory->resize(memory->ctx, player, bytes, 0);
  return status;
}
