/* answer.c - the whole question, pass by pass: ensemble, drivers, tipping points, sets, precedents, claims, sentences. */
#include <string.h>

#include "base/fail.h"
#include "study.h"

const char *const ent_gate_name[ENT_GATES + 1] = {
#define X(NAME, name, title, question) #name,
  ENT_GATE_LIST(X)
#undef X
    "none",
};

typedef struct answer_memory {
  ent_arena arena;
} answer_memory;

typedef struct passing {
  const ent_options *options;
  const char *stage;
  const ent_ensemble *so_far; /* the finished ensemble once there is one */
} passing;

static bool report(void *ctx, uint64_t done, uint64_t blocks, const void *total)
{
  const passing *p = ctx;
  const ent_ensemble *e = p->so_far ? p->so_far : total;
  return p->options->progress(p->options->progress_ctx, p->stage, (double)done / (double)blocks, e);
}

static const struct {
  const char *stage;
  ent_status (*run)(ent_study *, ent_error *);
} step_table[ENT_STEPS] = {
#define X(NAME, name, text) [ENT_STEP_##NAME] = {text, ent_study_##name},
  ENT_STEP_LIST(X)
#undef X
};

static uint32_t wanted(const ent_options *o)
{
  if (o->steps) return o->steps;
  return o->quick ? 1u << ENT_STEP_WORDS : (1u << ENT_STEPS) - 1u;
}

/* Nearly all passes look at the first draws again and again: unless somebody has kept them, they are kept here. */
static ent_status keep_draws(ent_study *st, uint32_t steps, ent_error *err)
{
  const uint32_t looking = 1u << ENT_STEP_DRIVERS | 1u << ENT_STEP_TIPPING | 1u << ENT_STEP_CHANGE;
  if (st->kept || !(steps & looking) || st->draws > ENT_STUDY_DRAWS) return ENT_OK;
  ent_ensemble *unused = ENT_NEW(st->arena, ent_ensemble, 1);
  if (!unused) return ent_fail(err, ENT_NOMEM, "", "There is no memory to keep draws.");
  ent_status status = ent_replay_open(st->seed, st->draws, 0, 1, st->memory, &st->own, err);
  if (status == ENT_OK) status = ent_run_replay(st->own, st->s, st->draws, st->executor, st->watch, unused, err);
  st->kept = st->own;
  return status;
}

static ent_status run_passes(ent_study *st, passing *p, ent_error *err)
{
  ent_answer *a = st->answer;
  bool turned; /* as the centre says too */
  const uint32_t steps = wanted(p->options);
  p->stage = "draws";
  ent_status status =
    ent_run_ensemble(st->s, a->seed, a->draws, NULL, 0, st->executor, st->memory, st->watch, &a->ensemble, err);
  if (status == ENT_OK) status = ent_verdict_centre(st->s, st->memory, &a->centre, err);
  if (status == ENT_OK) status = ent_scenario_flips(st->s, st->memory, a->flip, &a->flips, &turned, err);
  p->so_far = &a->ensemble;
  if (status == ENT_OK) status = keep_draws(st, steps, err);
  for (int i = 0; status == ENT_OK && i < ENT_STEPS; i++) {
    if (!(steps >> i & 1)) continue;
    p->stage = step_table[i].stage;
    status = step_table[i].run(st, err);
  }
  ent_replay_free(st->own);
  return status;
}

static ent_answer *open_answer(const ent_scenario *s, const ent_options *o, const ent_allocator *memory)
{
  ent_arena arena;
  uint8_t digest[32];
  ent_arena_open(&arena, memory);
  ent_answer *a = ENT_NEW(&arena, ent_answer, 1);
  answer_memory *m = ENT_NEW(&arena, answer_memory, 1);
  if (!a || !m) {
    ent_arena_close(&arena);
    return NULL;
  }
  m->arena = arena;
  a->memory = m;
  a->scenario = s;
  a->words = o->words ? o->words : ent_scenario_words(s);
  a->seed = o->seed ? o->seed : ent_scenario_seed(s);
  a->draws = o->draws ? o->draws : (uint64_t)ent_scenario_draws(s);
  a->study_draws = o->study_draws ? o->study_draws : ENT_STUDY_DRAWS;
  if (a->study_draws > a->draws) a->study_draws = a->draws;
  ent_scenario_digest(s, digest);
  ent_sha256_hex(digest, a->inputs_sha256);
  return a;
}

ent_status ent_answer_run(const ent_scenario *s, const ent_options *options, const ent_allocator *memory,
                          ent_answer **answer, ent_error *err)
{
  const ent_options defaults = {.seed = 0};
  const ent_options *o = options ? options : &defaults;
  ent_answer *a = open_answer(s, o, memory);
  if (!a) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the answer.");
  passing p = {.options = o};
  const ent_watch watch = {o->progress ? report : NULL, &p};
  answer_memory *m = a->memory;
  ent_study st = {.s = s,
                  .seed = a->seed,
                  .draws = a->study_draws,
                  .executor = o->executor,
                  .memory = memory,
                  .watch = &watch,
                  .kept = o->kept,
                  .changed = o->changed,
                  .arena = &m->arena,
                  .answer = a,
                  .words = a->words};
  const ent_status status = run_passes(&st, &p, err);
  if (status != ENT_OK) {
    ent_answer_free(a);
    return status;
  }
  *answer = a;
  return ENT_OK;
}

void ent_answer_free(ent_answer *answer)
{
  if (!answer) return;
  const answer_memory *m = answer->memory;
  ent_arena arena = m->arena;
  ent_arena_close(&arena);
}

/* The arena of an answer, for the writers of JSON and CSV. */
ent_arena *ent_answer_arena(ent_answer *answer)
{
  answer_memory *m = answer->memory;
  return &m->arena;
}
