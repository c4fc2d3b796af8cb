/* Pieces are aligned, zeroed and apart; rewind gives memory back without the allocator; every failure is clean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../fault/flaky.h"
#include "base/arena.h"

#include <stdalign.h>

static bool all_are(const unsigned char *p, size_t size, unsigned char value)
{
  for (size_t i = 0; i < size; i++)
    if (p[i] != value) return false;
  return true;
}

/* A small generator of the test's own; not the one under test. */
static uint32_t roll(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static void test_aligned_zeroed_apart(void **state)
{
  (void)state;
  enum { PIECES = 4000 };
  static unsigned char *piece[PIECES];
  static size_t size[PIECES];
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  uint32_t seed = 1;
  for (int round = 0; round < 3; round++) {
    const ent_mark start = ent_arena_mark(&a);
    for (int i = 0; i < PIECES; i++) {
      size[i] = roll(&seed) % (i % 500 == 0 ? 300000 : 300);
      piece[i] = ent_arena_take(&a, size[i], 1);
      assert_non_null(piece[i]);
      assert_int_equal((uintptr_t)piece[i] % alignof(max_align_t), 0);
      assert_true(all_are(piece[i], size[i], 0)); /* also on memory that was used in the round before */
      memset(piece[i], i % 255 + 1, size[i]);
    }
    for (int i = 0; i < PIECES; i++) assert_true(all_are(piece[i], size[i], (unsigned char)(i % 255 + 1)));
    ent_arena_rewind(&a, start);
  }
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

static void test_empty_pieces(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  const void *const p = ent_arena_take(&a, 0, 8), *const q = ent_arena_take(&a, 8, 0), *const r = ENT_NEW(&a, int, 1);
  assert_non_null(p);
  assert_non_null(q);
  assert_true(p != q && q != r && p != r);
  ent_arena_close(&a);
  ent_arena_close(&a); /* closing twice does no harm */
  assert_true(flaky_clean(&f));
}

static void test_overflow(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  assert_null(ent_arena_take(&a, SIZE_MAX, 1));
  assert_null(ent_arena_take(&a, SIZE_MAX, SIZE_MAX));
  assert_null(ent_arena_take(&a, SIZE_MAX / 2 + 1, 2));
  assert_null(ent_arena_take(&a, SIZE_MAX / 8 + 2, 8)); /* the product wraps to 8 */
  assert_null(ent_arena_take(&a, SIZE_MAX - 8, 1));
  assert_null(ent_arena_text(&a, "", SIZE_MAX));
  assert_int_equal(f.calls, 0); /* refused before the allocator is asked */
  assert_non_null(ent_arena_take(&a, 1, 1));
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

static void test_text(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  assert_string_equal(ent_arena_text(&a, "quota and more", 5), "quota");
  assert_string_equal(ent_arena_text(&a, NULL, 0), "");
  assert_memory_equal(ent_arena_text(&a, "a\0b", 3), "a\0b\0", 4);
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

/* 16 KiB, doubled up to 1 MiB, or as large as asked: heads included. */
static void test_chunk_sizes(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  assert_int_equal(f.calls, 0);
  size_t before = 0, expected = 16 * 1024;
  for (int chunk = 0; chunk < 10; chunk++) {
    const long calls = f.calls;
    while (f.calls == calls) assert_non_null(ent_arena_take(&a, 1000, 1));
    assert_int_equal(f.bytes - before, expected);
    before = f.bytes;
    if (expected < 1024 * 1024) expected *= 2;
  }
  assert_non_null(ent_arena_take(&a, 5000000, 1));
  assert_in_range(f.bytes - before, 5000000, 5000100);
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

/* One round of mixed pieces, nested marks among them. */
static void work(ent_arena *a, uint32_t seed)
{
  const ent_mark start = ent_arena_mark(a);
  for (int i = 0; i < 300; i++) {
    assert_non_null(ent_arena_take(a, roll(&seed) % 2000, 1));
    const ent_mark inner = ent_arena_mark(a);
    assert_non_null(ent_arena_take(a, roll(&seed) % 40000, 1));
    if (i % 3 != 0) ent_arena_rewind(a, inner);
  }
  ent_arena_rewind(a, start);
}

static void test_steady_state_makes_no_heap_call(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  work(&a, 7);
  const long calls = f.calls;
  for (int i = 0; i < 50; i++) work(&a, 7);
  assert_int_equal(f.calls, calls);
  /* Rounds that differ settle as well: memory does not drift. */
  for (uint32_t i = 0; i < 500; i++) work(&a, i);
  const size_t bytes = f.bytes;
  for (uint32_t i = 0; i < 5000; i++) work(&a, i % 500);
  assert_int_equal(f.bytes, bytes);
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

static void test_rewind_restores_the_place(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  const ent_mark empty = ent_arena_mark(&a);
  char *const kept = ent_arena_text(&a, "kept", 4);
  const ent_mark mark = ent_arena_mark(&a);
  char *const first = ent_arena_take(&a, 100, 1);
  memset(ent_arena_take(&a, 100000, 1), 1, 100000); /* another chunk */
  ent_arena_rewind(&a, mark);
  assert_ptr_equal(ent_arena_take(&a, 100, 1), first);
  assert_string_equal(kept, "kept");
  ent_arena_rewind(&a, empty); /* taken before there was a chunk */
  assert_ptr_equal(ent_arena_take(&a, 5, 1), kept);
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

/* Fails each request in turn; what was taken before stays whole, and the arena goes on when memory is back. */
static void test_out_of_memory(void **state)
{
  (void)state;
  for (int forever = 0; forever < 2; forever++)
    for (long k = 0;; k++) {
      flaky f;
      const ent_allocator from = flaky_open(&f, k, forever);
      ent_arena a;
      ent_arena_open(&a, &from);
      unsigned char *taken[60] = {0};
      int refused = 0;
      for (int i = 0; i < 60; i++) {
        const size_t size = (size_t)i * 500;
        taken[i] = ent_arena_take(&a, size, 1);
        if (taken[i])
          memset(taken[i], i + 1, size);
        else
          refused++;
      }
      for (int i = 0; i < 60; i++)
        if (taken[i]) assert_true(all_are(taken[i], (size_t)i * 500, (unsigned char)(i + 1)));
      const long calls = f.calls;
      if (!forever) assert_int_equal(refused, k < calls ? 1 : 0);
      assert_int_equal(refused, f.refused);
      ent_arena_close(&a);
      assert_true(flaky_clean(&f));
      if (refused == 0) {
        assert_true(k > 5);
        break;
      }
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_aligned_zeroed_apart),
    cmocka_unit_test(test_empty_pieces),
    cmocka_unit_test(test_overflow),
    cmocka_unit_test(test_text),
    cmocka_unit_test(test_chunk_sizes),
    cmocka_unit_test(test_steady_state_makes_no_heap_call),
    cmocka_unit_test(test_rewind_restores_the_place),
    cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
