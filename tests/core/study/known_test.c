/* known_test.c - do workers that share nothing but bytes come to the answer that one alone gives? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "fault/flaky.h"
#include "study/known.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define DRAWS 2300
#define STUDY 700

typedef struct asked {
  const ent_scenario *s;
  uint32_t steps;
  const ent_replay *kept;
} asked;

static ent_status answer(const asked *q, ent_known *k, const ent_allocator *memory, ent_answer **out)
{
  const ent_executor executor = ent_known_executor(k);
  const ent_options options = {
    .seed = 5, .draws = DRAWS, .study_draws = STUDY, .executor = &executor, .steps = q->steps, .kept = q->kept};
  return ent_answer_run(q->s, &options, memory, out, NULL);
}

/* Runs the chain of these steps by three workers and somebody who joins; adds its results to `results`. */
static int run_chain(const asked *q, const ent_allocator *memory, ent_writer *results)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  int jobs = 0;
  ent_writer slots;
  ent_writer_open(&slots, &arena);
  for (;;) {
    ent_answer *done = NULL;
    ent_known join = {.aim = ENT_KNOWN_JOIN,
                      .results = results->data,
                      .size = results->size,
                      .slots = slots.data,
                      .slots_size = slots.size,
                      .memory = memory};
    ent_writer joined;
    ent_writer_open(&joined, &arena);
    join.out = &joined;
    const ent_status status = answer(q, &join, memory, &done);
    ent_write_bytes(results, joined.data, joined.size);
    if (status == ENT_OK) {
      assert_int_equal(join.blocks, 0);
      ent_answer_free(done);
      break;
    }
    assert_int_equal(status, ENT_CANCELLED);
    assert_true(join.blocks > 0 && join.slot_size > 0);
    jobs++;
    ent_writer_open(&slots, &arena);
    const uint64_t share = join.blocks / 3 + 1;
    for (uint64_t first = 0; first < join.blocks; first += share) {
      ent_known work = {.aim = ENT_KNOWN_WORK,
                        .results = results->data,
                        .size = results->size,
                        .first = first,
                        .count = share,
                        .memory = memory,
                        .out = &slots};
      assert_int_equal(answer(q, &work, memory, &done), ENT_CANCELLED);
      assert_int_equal(work.blocks, join.blocks);
    }
    assert_int_equal(slots.size, join.blocks * join.slot_size);
  }
  ent_arena_close(&arena);
  return jobs;
}

static void check_same(ent_answer *a, ent_answer *b)
{
  const char *x, *y;
  size_t m, n;
  assert_int_equal(ent_answer_json(a, &x, &m, NULL), ENT_OK);
  assert_int_equal(ent_answer_json(b, &y, &n, NULL), ENT_OK);
  assert_int_equal(m, n);
  assert_memory_equal(x, y, n);
}

static void test_together(void **state)
{
  const ent_allocator memory = tiny_memory();
  static ent_ensemble unused;
  ent_scenario *const s = small_scenario(&memory);
  ent_arena arena;
  ent_writer draws, all, chain;
  ent_replay *kept = NULL;
  ent_answer *alone = NULL, *together = NULL;
  (void)state;
  ent_arena_open(&arena, &memory);
  assert_int_equal(ent_replay_open(5, STUDY, 0, 1, &memory, &kept, NULL), ENT_OK);
  assert_int_equal(ent_replay_run(kept, s, STUDY, NULL, &unused, NULL), ENT_OK);
  const ent_options options = {.seed = 5, .draws = DRAWS, .study_draws = STUDY};
  assert_int_equal(ent_answer_run(s, &options, &memory, &alone, NULL), ENT_OK);
  ent_writer_open(&draws, &arena);
  const asked first = {s, 1u << ENT_STEP_WORDS, kept};
  assert_int_equal(run_chain(&first, &memory, &draws), 1);
  ent_writer_open(&all, &arena);
  ent_write_bytes(&all, draws.data, draws.size);
  for (int step = 0; step < ENT_STEPS; step++) {
    const asked q = {s, 1u << step, kept};
    ent_writer_open(&chain, &arena);
    ent_write_bytes(&chain, draws.data, draws.size);
    const int jobs = run_chain(&q, &memory, &chain);
    assert_int_equal(jobs > 0, chain.size > draws.size);
    assert_true(step == ENT_STEP_PRECEDENTS || step == ENT_STEP_WORDS || jobs > 0);
    ent_write_bytes(&all, chain.data + draws.size, chain.size - draws.size);
  }
  ent_writer_open(&chain, &arena);
  ent_known known = {.aim = ENT_KNOWN_FULL, .results = all.data, .size = all.size, .memory = &memory, .out = &chain};
  const asked q = {s, 0, kept};
  assert_int_equal(answer(&q, &known, &memory, &together), ENT_OK);
  assert_int_equal(chain.size, 0); /* nothing was left to work, */
  assert_int_equal(known.size, 0); /* and nothing was left over */
  check_same(alone, together);
  ent_answer_free(together);
  known = (ent_known){.aim = ENT_KNOWN_FULL, .results = all.data, .size = draws.size, .memory = &memory, .out = &chain};
  assert_int_equal(answer(&q, &known, &memory, &together), ENT_OK); /* one alone works all that follows the draws */
  assert_int_equal(chain.size, all.size - draws.size);
  assert_memory_equal(chain.data, all.data + draws.size, chain.size);
  check_same(alone, together);
  ent_answer_free(together);
  ent_answer_free(alone);
  ent_replay_free(kept);
  ent_arena_close(&arena);
  ent_scenario_free(s);
}

/* Slots of another size are not joined; and what has no memory says so and gives all back. */
static void test_refusals(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  const asked q = {s, 1u << ENT_STEP_WORDS, NULL};
  ent_answer *a = NULL;
  ent_arena arena;
  ent_writer out;
  (void)state;
  ent_arena_open(&arena, &memory);
  ent_writer_open(&out, &arena);
  ent_known bad = {.aim = ENT_KNOWN_JOIN, .slots = "abc", .slots_size = 3, .memory = &memory, .out = &out};
  assert_int_equal(answer(&q, &bad, &memory, &a), ENT_ARGUMENT);
  for (int aim = 0; aim < 3; aim++)
    for (long k = 0;; k++) {
      flaky f;
      const ent_allocator from = flaky_open(&f, k, true);
      ent_known known = {.aim = (ent_known_aim)aim, .count = 1, .memory = &from, .out = &out};
      const ent_status status = answer(&q, &known, &from, &a);
      if (status == ENT_OK) ent_answer_free(a);
      assert_true(flaky_clean(&f));
      if (f.refused == 0) break;
      assert_int_equal(status, ENT_NOMEM);
    }
  ent_arena_close(&arena);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_together), cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
