/* draws.c - looks, counts, studies and answers, by as many workers as a page has. */
#include "glue.h"
#include "state.h"

#include "base/fail.h"
#include "study/known.h"

#include <string.h>

/* An executor that works `count` blocks from `first` on and keeps their slots, one after the other. */
typedef struct blocks {
  uint64_t first, count;
  ent_writer *slots;
} blocks;

static ent_status run_blocks(void *ctx, const ent_job *job, ent_error *err)
{
  const blocks *const b = ctx;
  char *const slot = glue_memory.resize(NULL, NULL, 0, job->slot_size + 1);
  char *const scratch = glue_memory.resize(NULL, NULL, 0, job->scratch_size + 1);
  for (uint64_t i = b->first; slot && scratch && i < job->blocks && i - b->first < b->count; i++) {
    job->work(job->shared, i, memset(slot, 0, job->slot_size), scratch);
    ent_write_bytes(b->slots, slot, job->slot_size);
  }
  const bool good = slot && scratch && !b->slots->failed;
  glue_memory.resize(NULL, slot, 0, 0);
  glue_memory.resize(NULL, scratch, 0, 0);
  return good ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory to run the draws.");
}

/* ---- a look ---- */

static ent_status keep(ent_replay **replay, uint64_t *now, uint64_t seed, uint64_t draws, uint32_t part, uint32_t parts,
                       ent_error *err)
{
  if (*replay && *now >= draws) return ENT_OK;
  ent_replay_free(*replay);
  *replay = NULL;
  *now = draws;
  return ent_replay_open(seed, draws, part, parts, &glue_memory, replay, err);
}

int living_look(uint64_t seed, uint32_t draws, uint32_t part, uint32_t parts, uint32_t size)
{
  ent_error err = {.code = ENT_OK};
  glue_clear();
  if (!g.author || !glue_in_room(size)) return ENT_ARGUMENT;
  ent_ensemble *const unused = ENT_NEW(&g.arena, ent_ensemble, 1);
  ent_writer slots;
  ent_writer_open(&slots, &g.arena);
  blocks b = {.count = UINT64_MAX, .slots = &slots};
  const ent_executor executor = {.run = run_blocks, .ctx = &b};
  if (!unused) return ENT_NOMEM;
  glue_drop_answer(); /* it may be one of the look before */
  ent_status status = glue_look(g.room, size, &err);
  if (status != ENT_OK) return glue_fail(&err);
  status = keep(&g.looks, &g.looks_draws, seed, draws, part, parts, &err);
  if (status == ENT_OK) status = ent_replay_run(g.looks, g.look, draws, &executor, unused, &err);
  if (status != ENT_OK) { /* what it kept may be of a scenario that goes now */
    ent_replay_free(g.looks);
    g.looks = NULL;
  }
  glue_look_done();
  return status == ENT_OK ? glue_put(&slots) : glue_fail(&err);
}

uint32_t living_kept(void)
{
  return g.looks ? (uint32_t)ent_replay_kept(g.looks) : 0;
}

/* ---- all draws, and studies ---- */

int living_count(uint64_t seed, uint32_t draws, uint32_t first, uint32_t count)
{
  ent_error err = {.code = ENT_OK};
  ent_writer slots;
  glue_clear();
  if (!g.scenario) return ENT_ARGUMENT;
  ent_writer_open(&slots, &g.arena);
  blocks b = {.first = first, .count = count, .slots = &slots};
  ent_ensemble *const unused = ENT_NEW(&g.arena, ent_ensemble, 1);
  const ent_executor executor = {.run = run_blocks, .ctx = &b};
  if (!unused) return ENT_NOMEM;
  const ent_status status = ent_ensemble_run(g.scenario, seed, draws, NULL, 0, &executor, &glue_memory, unused, &err);
  return status == ENT_OK ? glue_put(&slots) : glue_fail(&err);
}

/* Studies look at the same first draws again and again. */
static ent_status keep_studies(uint64_t seed, uint64_t draws, ent_error *err)
{
  if (draws > ENT_STUDY_DRAWS || (g.studies && g.studied == g.scenario && g.studies_draws >= draws)) return ENT_OK;
  ent_ensemble *const unused = ENT_NEW(&g.arena, ent_ensemble, 1);
  if (!unused) return ent_fail(err, ENT_NOMEM, "", "There is no memory to keep draws.");
  ent_status status = keep(&g.studies, &g.studies_draws, seed, draws, 0, 1, err);
  if (status == ENT_OK) status = ent_replay_run(g.studies, g.scenario, draws, NULL, unused, err);
  ent_scenario *const before = g.studied;
  g.studied = g.scenario;
  if (status != ENT_OK) {
    ent_replay_free(g.studies);
    g.studies = NULL;
  }
  if (before != g.author && before != g.scenario) ent_scenario_free(before);
  return status;
}

static ent_status answer(const ent_scenario *s, ent_known *known, const ent_options *wanted, ent_answer **out,
                         ent_error *err)
{
  const ent_executor executor = ent_known_executor(known);
  ent_options options = *wanted;
  options.executor = &executor;
  options.kept = g.studies;
  if (!g.changed) ent_changed_open(&glue_memory, &g.changed, NULL); /* without it they are sealed again */
  options.changed = g.changed;
  return ent_answer_run(s, &options, &glue_memory, out, err);
}

int living_study(uint32_t step, uint32_t aim, uint64_t seed, uint32_t draws, uint32_t study_draws, uint32_t known_size,
                 uint32_t slots_size, uint32_t first, uint32_t count)
{
  ent_error err = {.code = ENT_OK};
  ent_answer *done = NULL;
  ent_writer out;
  glue_clear();
  if (!g.scenario || step >= ENT_STEPS || aim > ENT_KNOWN_JOIN || !glue_in_room((uint64_t)known_size + slots_size))
    return ENT_ARGUMENT;
  ent_writer_open(&out, &g.arena);
  ent_write_u64(&out, 0); /* the number of blocks that are next */
  ent_known known = {.aim = (ent_known_aim)aim,
                     .results = g.room,
                     .size = known_size,
                     .slots = g.room + known_size,
                     .slots_size = slots_size,
                     .first = first,
                     .count = count,
                     .memory = &glue_memory,
                     .out = &out};
  const ent_options options = {.seed = seed, .draws = draws, .study_draws = study_draws, .steps = 1u << step};
  ent_status status = keep_studies(seed, study_draws < draws ? study_draws : draws, &err);
  if (status == ENT_OK) status = answer(g.scenario, &known, &options, &done, &err);
  ent_answer_free(done);
  if (status != ENT_OK && status != ENT_CANCELLED) return glue_fail(&err);
  if (out.failed) return ENT_NOMEM;
  for (int i = 0; i < 8; i++) out.data[i] = (char)(known.blocks >> 8 * i & 0xff);
  return glue_put(&out);
}

int living_answer(int look, uint64_t seed, uint32_t draws, uint32_t study_draws, int quick, uint32_t known_size,
                  uint32_t slots_size)
{
  ent_error err = {.code = ENT_OK};
  ent_writer out;
  glue_clear();
  const ent_scenario *const s = look ? g.look : g.scenario;
  if (!s || !glue_in_room((uint64_t)known_size + slots_size)) return ENT_ARGUMENT;
  ent_writer_open(&out, &g.arena);
  glue_drop_answer();
  ent_known known = {.aim = slots_size > 0 ? ENT_KNOWN_JOIN : ENT_KNOWN_FULL,
                     .results = g.room,
                     .size = known_size,
                     .slots = g.room + known_size,
                     .slots_size = slots_size,
                     .memory = &glue_memory,
                     .out = &out};
  const ent_options options = {.seed = seed, .draws = draws, .study_draws = study_draws, .quick = quick != 0};
  ent_status status = quick ? ENT_OK : keep_studies(seed, study_draws < draws ? study_draws : draws, &err);
  if (status == ENT_OK) status = answer(s, &known, &options, &g.answer, &err);
  return status == ENT_OK ? ENT_OK : glue_fail(&err);
}

int living_draws(void)
{
  glue_clear();
  if (!g.answer) return ENT_ARGUMENT;
  g.output = &g.answer->ensemble;
  g.output_size = sizeof g.answer->ensemble;
  return ENT_OK;
}
