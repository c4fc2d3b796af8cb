/* threads_test.c - host/threads.c calls work once a block, merges in ascending order, and stops when told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "host/threads.h"

typedef struct slot {
  uint64_t block, digest, zeroed;
} slot;

typedef struct total {
  uint64_t blocks, digest;
  bool in_order, zeroed;
} total;

/* Unequal work, so that blocks finish out of order. */
static void work(const void *shared, uint64_t block, void *out, void *scratch)
{
  slot *const s = out;
  uint64_t *const numbers = scratch;
  uint32_t random[4];
  const uint32_t counter[4] = {(uint32_t)block, 0, 0, 0}, key[2] = {*(const uint32_t *)shared, 0};
  ent_philox4x32(counter, key, random);
  s->zeroed += s->block == 0 && s->digest == 0 && s->zeroed == 0;
  s->block = block;
  for (int i = 0; i < 16; i++) numbers[i] = block + (uint64_t)i; /* races on scratch would show in the digest */
  for (uint32_t i = 0; i < random[0] % 20000; i++) numbers[i % 16] = numbers[i % 16] * 6364136223846793005u + i;
  for (int i = 0; i < 16; i++) s->digest ^= numbers[i] + block;
  if (block % 97 == 0) nanosleep(&(struct timespec){.tv_nsec = 300000}, NULL);
}

static void merge(void *into, uint64_t block, const void *from)
{
  total *const t = into;
  const slot *const s = from;
  t->in_order = t->in_order && block == t->blocks && s->block == block;
  t->zeroed = t->zeroed && s->zeroed == 1;
  t->blocks++;
  t->digest = (t->digest ^ s->digest) * 1099511628211u; /* order matters */
}

static total run(int threads, uint64_t blocks, bool (*progress)(void *, uint64_t, uint64_t, const void *), void *ctx,
                 ent_status expected)
{
  static const uint32_t seed = 7;
  total t = {.in_order = true, .zeroed = true};
  const ent_job job = {.blocks = blocks,
                       .slot_size = sizeof(slot),
                       .scratch_size = 16 * sizeof(uint64_t),
                       .shared = &seed,
                       .work = work,
                       .total = &t,
                       .merge = merge,
                       .progress = progress,
                       .progress_ctx = ctx};
  host_threads *crew = NULL;
  assert_int_equal(host_threads_open(threads, &crew, NULL), ENT_OK);
  const ent_executor executor = host_threads_executor(crew);
  assert_int_equal(executor.run(executor.ctx, &job, NULL), expected);
  host_threads_close(crew);
  return t;
}

static void test_same_bytes_on_any_crew(void **state)
{
  (void)state;
  const total one = run(1, 1000, NULL, NULL, ENT_OK);
  assert_int_equal(one.blocks, 1000);
  assert_true(one.in_order && one.zeroed);
  static const int crews[] = {2, 3, 7, 16, 64};
  for (size_t i = 0; i < sizeof crews / sizeof *crews; i++) {
    const total many = run(crews[i], 1000, NULL, NULL, ENT_OK);
    assert_int_equal(many.blocks, 1000);
    assert_true(many.in_order && many.zeroed);
    assert_true(many.digest == one.digest);
  }
}

static void test_few_blocks(void **state)
{
  (void)state;
  assert_int_equal(run(4, 0, NULL, NULL, ENT_OK).blocks, 0);
  assert_int_equal(run(4, 1, NULL, NULL, ENT_OK).blocks, 1);
  assert_int_equal(run(16, 3, NULL, NULL, ENT_OK).blocks, 3);
}

/* Job after job on one crew, growing and shrinking. */
static void test_many_jobs(void **state)
{
  (void)state;
  host_threads *crew = NULL;
  assert_int_equal(host_threads_open(5, &crew, NULL), ENT_OK);
  assert_int_equal(host_threads_count(crew), 5);
  const ent_executor executor = host_threads_executor(crew);
  for (uint32_t i = 0; i < 2000; i++) {
    total t = {.in_order = true, .zeroed = true};
    const uint64_t blocks = i % 9;
    const ent_job job = {.blocks = blocks,
                         .slot_size = sizeof(slot) + (i % 3) * 500,
                         .scratch_size = 128 + (i % 7) * 100,
                         .shared = &i,
                         .work = work,
                         .total = &t,
                         .merge = merge};
    assert_int_equal(executor.run(executor.ctx, &job, NULL), ENT_OK);
    assert_int_equal(t.blocks, blocks);
    assert_true(t.in_order && t.zeroed);
  }
  host_threads_close(crew);
}

typedef struct watch {
  uint64_t calls, last;
  bool rising, stop;
} watch;

static bool look(void *ctx, uint64_t done, uint64_t blocks, const void *so_far)
{
  watch *const w = ctx;
  w->rising = w->rising && done > w->last && done <= blocks && ((const total *)so_far)->blocks == done;
  w->last = done;
  w->calls++;
  return !w->stop;
}

static void test_progress(void **state)
{
  (void)state;
  watch w = {.rising = true};
  run(3, 3000, look, &w, ENT_OK);
  assert_true(w.calls >= 1 && w.calls < 1000);
  assert_true(w.rising);
}

static void test_cancel(void **state)
{
  (void)state;
  for (int threads = 1; threads <= 16; threads *= 2) {
    watch w = {.rising = true, .stop = true};
    const total t = run(threads, 100000, look, &w, ENT_CANCELLED);
    assert_int_equal(w.calls, 1);
    assert_true(t.blocks < 100000 && t.in_order);
  }
}

static void test_arguments(void **state)
{
  (void)state;
  host_threads *crew = NULL;
  ent_error err;
  assert_int_equal(host_threads_open(-1, &crew, &err), ENT_ARGUMENT);
  assert_int_equal(host_threads_open(HOST_THREADS_MAX + 1, &crew, &err), ENT_ARGUMENT);
  assert_null(crew);
  assert_int_equal(host_threads_open(0, &crew, &err), ENT_OK);
  assert_true(host_threads_count(crew) >= 1);
  host_threads_close(crew);
  host_threads_close(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_same_bytes_on_any_crew),
    cmocka_unit_test(test_few_blocks),
    cmocka_unit_test(test_many_jobs),
    cmocka_unit_test(test_progress),
    cmocka_unit_test(test_cancel),
    cmocka_unit_test(test_arguments),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
