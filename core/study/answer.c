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

static void hex(const uint8_t digest[32], char out[65])
{
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < 32; i++) {
    out[2 * i] = digits[digest[i] >> 4];
    out[2 * i + 1] = digits[digest[i] & 15];
  }
  out[64] = '\0';
}

static ent_status run_passes(ent_study *st, passing *p, ent_error *err)
{
  static const struct {
    const char *stage;
    ent_status (*run)(ent_study *, ent_error *);
  } pass[] = {
    {"drivers", ent_study_drivers},
    {"tipping points", ent_study_tipping},
    {"what would have to be true", ent_study_change},
    {"precedents", ent_study_precedents},
    {"claims", ent_study_claims},
    {"words", ent_study_sentences},
  };
  ent_answer *a = st->answer;
  p->stage = "draws";
  ent_status status =
    ent_run_ensemble(st->s, a->seed, a->draws, NULL, 0, st->executor, st->memory, st->watch, &a->ensemble, err);
  if (status == ENT_OK) status = ent_verdict_centre(st->s, st->memory, &a->centre, err);
  p->so_far = &a->ensemble;
  const size_t passes = sizeof pass / sizeof *pass;
  for (size_t i = p->options->quick ? passes - 1 : 0; status == ENT_OK && i < passes; i++) {
    p->stage = pass[i].stage;
    status = pass[i].run(st, err);
  }
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
  a->words = o->words;
  a->seed = o->seed ? o->seed : ent_scenario_seed(s);
  a->draws = o->draws ? o->draws : (uint64_t)ent_scenario_draws(s);
  a->study_draws = o->study_draws ? o->study_draws : ENT_STUDY_DRAWS;
  if (a->study_draws > a->draws) a->study_draws = a->draws;
  ent_scenario_digest(s, digest);
  hex(digest, a->inputs_sha256);
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
                  .arena = &m->arena,
                  .answer = a,
                  .words = o->words};
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
