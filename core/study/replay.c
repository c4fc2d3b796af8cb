/* replay.c - what does the ensemble say after a change of a few numbers, when the draws are still there?
 *
 * Draw i is a pure function of (scenario, seed, i), each input has a stream of its own, and each input knows which parts of
 * the gates it moves.  So a block keeps its draws as rows (inputs, noise, margins of the terms, verdict) and what was
 * counted.  Asked again, it draws the changed inputs only, computes the parts that they move, and counts; counts of seats
 * are taken over where no term can have moved.  All sums are made in the order of ent_ensemble_run.
 * Cost and memory: see entente/study.h. */
#include <string.h>

#include "base/fail.h"
#include "moved.h"
#include "run.h"
#include "world.h"

typedef struct kept_block {
  char *row;       /* rows of its draws; NULL until first asked for */
  size_t bytes;    /* of them */
  uint64_t draws;  /* that are kept; 0: none */
  uint64_t run;    /* in which it was worked last */
  ent_ensemble at; /* what they counted */
} kept_block;

struct ent_replay {
  ent_allocator memory;
  uint64_t seed, draws;
  uint32_t part, parts;
  uint64_t blocks;
  kept_block **block;
  const ent_scenario *s; /* of the last run; NULL when nothing is kept */
  uint64_t kept, run;
};

/* Doubles of a row before its verdict. */
static size_t row_doubles(const ent_scenario *s)
{
  return (size_t)s->inputs + (size_t)s->clubs + (size_t)s->seats + (size_t)s->conditions + 3 * (size_t)s->terms +
         (size_t)s->correlated + 2;
}

static size_t row_bytes(const ent_scenario *s)
{
  const size_t ints = (size_t)s->terms * sizeof(int);
  return row_doubles(s) * sizeof(double) + sizeof(ent_verdict) + (ints + 7) / 8 * 8;
}

static ent_verdict *verdict_of(const ent_scenario *s, char *row)
{
  return (ent_verdict *)(void *)((double *)(void *)row + row_doubles(s));
}

/* A draw whose numbers are those of a row. */
static ent_verdict *look_at(ent_draw *d, char *row)
{
  const ent_scenario *s = d->s;
  double *next = (double *)(void *)row;
  d->x = next;
  d->factor = d->x + s->inputs;
  d->noise = d->factor + s->clubs;
  d->condition_u = d->noise + s->seats;
  d->z = d->condition_u + s->conditions;
  d->term_margin = d->z + s->correlated;
  d->term_hazard = d->term_margin + s->terms;
  d->term_value = d->term_hazard + s->terms;
  ent_verdict *v = verdict_of(s, row);
  d->term_marginal = (int *)(void *)(v + 1);
  d->survival_u = next[row_doubles(s) - 1];
  d->gap = next[row_doubles(s) - 2];
  d->bundle = v->detail.bundle;
  return v;
}

static void leave(const ent_draw *d, char *row)
{
  double *end = (double *)(void *)row + row_doubles(d->s);
  end[-1] = d->survival_u;
  end[-2] = d->gap;
}

typedef struct replay_job {
  ent_replay *replay;
  const ent_scenario *s;
  uint64_t draws;
  const ent_moved *moved; /* NULL: everything */
} replay_job;

static void draw_anew(ent_draw *d, uint64_t seed, uint64_t draw, char *row)
{
  memset(row, 0, row_bytes(d->s));
  ent_verdict *v = look_at(d, row);
  for (int i = 0; i < d->s->inputs; i++) d->x[i] = d->s->input[i].dist.a; /* the known ones stay */
  ent_draw_sample(d, seed, draw);
  ent_gates_evaluate(d, ENT_PARTS_MASK, UINT32_MAX, v);
  leave(d, row);
}

/* What the changed inputs move.  The landscape is searched again only where its ties or the bundle are others. */
static void draw_again(ent_draw *d, uint64_t seed, uint64_t draw, char *row, const ent_moved *m)
{
  const ent_scenario *s = d->s;
  ent_verdict *v = look_at(d, row);
  const uint32_t bundle = d->bundle, alignment = 1u << ENT_PART_ALIGNMENT;
  for (int k = 0; k < m->inputs; k++) {
    const int input = m->input[k];
    if (s->input[input].dist.kind == ENT_DIST_KNOWN)
      d->x[input] = s->input[input].dist.a;
    else
      ent_draw_input(d, seed, draw, input);
  }
  if (m->factor) ent_draw_correlated(d, seed, draw);
  for (int k = 0; !m->factor && k < m->together; k++) ent_draw_correlated_value(d, m->input[m->inputs + k]);
  ent_gates_evaluate(d, m->parts & ~alignment, m->terms ? UINT32_MAX : 0, v);
  if ((m->parts & alignment) && (m->ties || d->bundle != bundle)) ent_gates_evaluate(d, alignment, 0, v);
  leave(d, row);
}

/* The counts that only the terms move. */
static void take_over(ent_ensemble *into, const ent_ensemble *from)
{
  memcpy(into->yes, from->yes, sizeof into->yes);
  memcpy(into->term_open, from->term_open, sizeof into->term_open);
  memcpy(into->blocks, from->blocks, sizeof into->blocks);
  memcpy(into->alone, from->alone, sizeof into->alone);
}

static uint64_t draws_of(const replay_job *job, uint64_t block)
{
  const uint64_t first = (job->replay->part + block * job->replay->parts) * ENT_BLOCK_DRAWS;
  const uint64_t left = job->draws - first;
  return left < ENT_BLOCK_DRAWS ? left : ENT_BLOCK_DRAWS;
}

static void block_work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const replay_job *job = shared;
  const ent_replay *r = job->replay;
  kept_block *k = r->block[block];
  const uint64_t first = (r->part + block * r->parts) * ENT_BLOCK_DRAWS, count = draws_of(job, block);
  const bool kept = job->moved && k->draws == count, seats = !kept || job->moved->terms;
  const size_t bytes = row_bytes(job->s);
  ent_draw d = ent_draw_lay(job->s, scratch);
  ent_ensemble *e = slot;
  for (uint64_t i = 0; i < count; i++) {
    char *row = k->row + i * bytes;
    if (kept)
      draw_again(&d, r->seed, first + i, row, job->moved);
    else
      draw_anew(&d, r->seed, first + i, row);
    ent_ensemble_count(e, &d, verdict_of(job->s, row), seats);
  }
  if (!seats) take_over(e, &k->at);
  k->draws = count;
  k->run = r->run;
  k->at = *e;
}

ent_status ent_replay_open(uint64_t seed, uint64_t draws, uint32_t part, uint32_t parts, const ent_allocator *memory,
                           ent_replay **replay, ent_error *err)
{
  if (draws < 1 || draws > ENT_DRAWS_MAX || parts < 1 || part >= parts)
    return ent_fail(err, ENT_ARGUMENT, "draws", "A replay keeps 1 to 4,294,967,295 draws, and one part of several.");
  const uint64_t all = (draws + ENT_BLOCK_DRAWS - 1) / ENT_BLOCK_DRAWS;
  const uint64_t blocks = part < all ? (all - part + parts - 1) / parts : 0;
  ent_replay *r = memory->resize(memory->ctx, NULL, 0, sizeof *r);
  const size_t bytes = ((size_t)blocks + 1) * sizeof(kept_block *);
  kept_block **block = r ? memory->resize(memory->ctx, NULL, 0, bytes) : NULL;
  if (!block) {
    if (r) memory->resize(memory->ctx, r, sizeof *r, 0);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory to keep draws.");
  }
  memset(block, 0, bytes);
  *r = (ent_replay){
    .memory = *memory, .seed = seed, .draws = draws, .part = part, .parts = parts, .blocks = blocks, .block = block};
  *replay = r;
  return ENT_OK;
}

static void drop_rows(ent_replay *r, kept_block *k)
{
  if (k->row) r->memory.resize(r->memory.ctx, k->row, k->bytes, 0);
  k->row = NULL;
  k->bytes = 0;
  k->draws = 0;
}

void ent_replay_free(ent_replay *replay)
{
  if (!replay) return;
  const ent_allocator memory = replay->memory;
  for (uint64_t b = 0; b < replay->blocks; b++) {
    if (!replay->block[b]) continue;
    drop_rows(replay, replay->block[b]);
    memory.resize(memory.ctx, replay->block[b], sizeof **replay->block, 0);
  }
  memory.resize(memory.ctx, replay->block, ((size_t)replay->blocks + 1) * sizeof(kept_block *), 0);
  memory.resize(memory.ctx, replay, sizeof *replay, 0);
}

/* Rows for the blocks of this run; what is kept of other sizes goes. */
static ent_status make_room(ent_replay *r, const replay_job *job, uint64_t blocks, ent_error *err)
{
  for (uint64_t b = 0; b < r->blocks; b++) {
    const size_t wanted = b < blocks ? row_bytes(job->s) * (size_t)draws_of(job, b) : 0;
    if (!r->block[b] && wanted) {
      r->block[b] = r->memory.resize(r->memory.ctx, NULL, 0, sizeof **r->block);
      if (r->block[b]) memset(r->block[b], 0, sizeof **r->block);
    }
    kept_block *k = r->block[b];
    if (k && b >= blocks) k->draws = 0; /* of a scenario that will not be looked at again */
    if (!wanted || (k && k->row && k->bytes == wanted)) continue;
    if (k) {
      drop_rows(r, k);
      k->row = r->memory.resize(r->memory.ctx, NULL, 0, wanted);
    }
    if (!k || !k->row) return ent_fail(err, ENT_NOMEM, "", "There is no memory to keep draws.");
    k->bytes = wanted;
  }
  return ENT_OK;
}

ent_status ent_run_replay(ent_replay *r, const ent_scenario *s, uint64_t draws, const ent_executor *executor,
                          const ent_watch *watch, ent_ensemble *out, ent_error *err)
{
  if (draws < 1 || draws > r->draws)
    return ent_fail(err, ENT_ARGUMENT, "draws", "A replay answers with at most the draws that it was opened for.");
  const uint64_t all = (draws + ENT_BLOCK_DRAWS - 1) / ENT_BLOCK_DRAWS;
  const uint64_t blocks = r->part < all ? (all - r->part + r->parts - 1) / r->parts : 0;
  const size_t bytes = ((size_t)s->inputs + 1) * sizeof(int);
  int *room = r->memory.resize(r->memory.ctx, NULL, 0, bytes);
  if (!room) {
    r->s = NULL;
    return ent_fail(err, ENT_NOMEM, "", "There is no memory to keep draws.");
  }
  ent_moved moved = {.input = room};
  const bool again = r->s && ent_scenario_moved(r->s, s, &moved);
  const replay_job job = {.replay = r, .s = s, .draws = draws, .moved = again ? &moved : NULL};
  r->s = NULL; /* until all is well */
  r->run++;
  ent_status status = make_room(r, &job, blocks, err);
  r->kept = 0;
  for (uint64_t b = 0; status == ENT_OK && again && b < blocks; b++) r->kept += r->block[b]->draws == draws_of(&job, b);
  if (status == ENT_OK)
    status = ent_run_ensemble_job(s, blocks, &job, block_work, executor, &r->memory, watch, out, err);
  bool worked = true; /* an executor may have had the result from elsewhere */
  for (uint64_t b = 0; b < blocks; b++) worked = worked && r->block[b] && r->block[b]->run == r->run;
  if (status == ENT_OK && worked) r->s = s;
  r->memory.resize(r->memory.ctx, room, bytes, 0);
  return status;
}

ent_status ent_replay_run(ent_replay *replay, const ent_scenario *s, uint64_t draws, const ent_executor *executor,
                          ent_ensemble *out, ent_error *err)
{
  return ent_run_replay(replay, s, draws, executor, NULL, out, err);
}

bool ent_replay_look(const ent_replay *r, const ent_scenario *s, uint64_t seed, uint64_t draw, ent_draw *d,
                     ent_verdict *v)
{
  const uint64_t block = draw / ENT_BLOCK_DRAWS, mine = block / r->parts;
  if (r->s != s || r->seed != seed || block % r->parts != r->part || mine >= r->blocks) return false;
  const kept_block *k = r->block[mine];
  if (!k || draw % ENT_BLOCK_DRAWS >= k->draws) return false;
  *v = *look_at(d, k->row + draw % ENT_BLOCK_DRAWS * row_bytes(s));
  return true;
}

bool ent_replay_holds(const ent_replay *r, const ent_scenario *s, uint64_t seed, uint64_t draws)
{
  const replay_job job = {.replay = (ent_replay *)r, .s = s, .draws = draws};
  const uint64_t blocks = (draws + ENT_BLOCK_DRAWS - 1) / ENT_BLOCK_DRAWS;
  bool all = r->s == s && r->seed == seed && r->parts == 1 && blocks <= r->blocks;
  for (uint64_t b = 0; all && b < blocks; b++) all = r->block[b] && r->block[b]->draws == draws_of(&job, b);
  return all;
}

size_t ent_replay_aside_bytes(const ent_scenario *s)
{
  return ent_draw_bytes(s) + row_bytes(s);
}

void ent_replay_aside(const ent_replay *r, const ent_scenario *s, const ent_moved *moved, uint64_t block,
                      ent_ensemble *e, void *scratch)
{
  const kept_block *k = r->block[block];
  const size_t bytes = row_bytes(s);
  char *row = (char *)scratch + ent_draw_bytes(s);
  ent_draw d = ent_draw_lay(s, scratch);
  for (uint64_t i = 0; i < k->draws; i++) {
    memcpy(row, k->row + i * bytes, bytes);
    draw_again(&d, r->seed, block * ENT_BLOCK_DRAWS + i, row, moved);
    ent_ensemble_count(e, &d, verdict_of(s, row), moved->terms);
  }
  if (!moved->terms) take_over(e, &k->at);
}

uint64_t ent_replay_kept(const ent_replay *replay)
{
  return replay->kept;
}
