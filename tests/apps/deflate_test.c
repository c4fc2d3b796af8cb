/* deflate_test.c - does what was packed come back, byte for byte, through a reader of RFC 1951 that shares no code with the
 * packer?  And are the codes complete and no longer than they may be? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "deflate.h"
#include "huffman.h"
#include "support/inflate.h"

#define SIZE 200000

static void *resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

/* Packs and unpacks; returns the packed size. */
static size_t round_trip(const uint8_t *data, size_t size, int blocks[4])
{
  const ent_allocator memory = {.resize = resize, .ctx = NULL};
  ent_arena arena;
  ent_writer packed;
  ent_arena_open(&arena, &memory);
  ent_writer_open(&packed, &arena);
  cli_deflate(data, size, &arena, &packed);
  assert_false(packed.failed);
  uint8_t *const out = malloc(size + 1);
  assert_non_null(out);
  assert_true(inflate_all((const uint8_t *)packed.data, packed.size, out, size, blocks));
  assert_memory_equal(out, data, size);
  free(out);
  const size_t result = packed.size;
  ent_arena_close(&arena);
  return result;
}

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* ---- tests ---- */

static void test_short_texts(void **state)
{
  (void)state;
  static const char text[] = "aaaaaaaaaabcabcabcabc the deal the deal the deal";
  for (size_t size = 0; size < sizeof text; size++) round_trip((const uint8_t *)text, size, NULL);
  uint8_t every[600]; /* each letter by the fixed codes or by its own */
  for (size_t i = 0; i < sizeof every; i++) every[i] = (uint8_t)i;
  for (size_t i = 0; i < 256; i++) round_trip(every + i, 1, NULL);
  round_trip(every, sizeof every, NULL);
}

static void test_many_kinds_of_data(void **state)
{
  (void)state;
  uint8_t *const data = malloc(SIZE);
  assert_non_null(data);
  uint32_t seed = 7;
  for (int kind = 0; kind < 12; kind++) {
    const uint32_t letters = 1u << (kind % 6 * 8 / 5), runs = kind < 6 ? 0 : 40;
    for (size_t i = 0; i < SIZE;) {
      const uint32_t back = 1 + next_random(&seed) % 40000, run = next_random(&seed) % 300;
      if (runs > 0 && next_random(&seed) % runs == 0 && back <= i)
        for (uint32_t k = 0; k < run && i < SIZE; k++, i++) data[i] = data[i - back];
      else
        data[i++] = (uint8_t)(next_random(&seed) % letters);
    }
    const size_t packed = round_trip(data, SIZE, NULL);
    assert_true(packed < SIZE + SIZE / 100); /* random bytes cannot be packed, and hardly grow */
    if (letters <= 2) assert_true(packed < SIZE / 5);
  }
  free(data);
}

/* Text has codes of its own in several blocks; one word has the fixed codes. */
static void test_blocks(void **state)
{
  (void)state;
  uint8_t *const data = malloc(SIZE);
  assert_non_null(data);
  uint32_t seed = 3;
  int blocks[4] = {0};
  for (size_t i = 0; i < SIZE; i++) data[i] = (uint8_t)('0' + next_random(&seed) % 10);
  assert_true(round_trip(data, SIZE, blocks) < SIZE / 2); /* a digit needs 3.3 of its 8 bits */
  assert_true(blocks[2] > 1);
  round_trip((const uint8_t *)"verdict", 7, blocks);
  assert_int_equal(blocks[1], 1);
  memset(data, 'x', SIZE);
  assert_true(round_trip(data, SIZE, NULL) < 300); /* repeats of 258 */
  free(data);
}

static void expect_lengths(const uint32_t *count, int n, int limit, uint64_t bits)
{
  uint8_t length[CLI_HUFFMAN_MAX];
  uint64_t sum = 0, room = 0;
  cli_huffman_lengths(count, n, limit, length);
  for (int s = 0; s < n; s++) {
    assert_true(length[s] <= limit && (count[s] == 0 || length[s] > 0));
    sum += (uint64_t)count[s] * length[s];
    if (length[s] > 0) room += (uint64_t)1 << (limit - length[s]);
  }
  assert_true(room == (uint64_t)1 << limit);
  if (bits > 0) assert_true(sum == bits);
}

static void test_codes(void **state)
{
  (void)state;
  expect_lengths((const uint32_t[]){45, 13, 12, 16, 9, 5}, 6, 15, 224); /* worked by hand */
  expect_lengths((const uint32_t[]){0, 0, 0}, 3, 7, 0);
  expect_lengths((const uint32_t[]){0, 0, 9}, 3, 7, 9);
  uint32_t count[40] = {1, 1};
  for (int i = 2; i < 40; i++) count[i] = count[i - 1] + count[i - 2]; /* the deepest tree there is */
  expect_lengths(count, 40, 15, 0);
  expect_lengths(count, 19, 7, 0);
}

static void *refuse(void *ctx, void *old, size_t old_size, size_t new_size)
{
  int *const left = ctx;
  if (new_size > 0 && (*left)-- <= 0) return NULL;
  return resize(NULL, old, old_size, new_size);
}

static void test_no_memory(void **state)
{
  (void)state;
  bool done = false;
  int n = 0;
  for (; !done && n < 100; n++) {
    int left = n;
    const ent_allocator memory = {.resize = refuse, .ctx = &left};
    ent_arena arena;
    ent_writer packed;
    ent_arena_open(&arena, &memory);
    ent_writer_open(&packed, &arena);
    cli_deflate((const uint8_t *)"to be or not to be", 18, &arena, &packed);
    done = !packed.failed;
    ent_arena_close(&arena);
  }
  assert_true(done && n > 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_short_texts), cmocka_unit_test(test_many_kinds_of_data), cmocka_unit_test(test_blocks),
    cmocka_unit_test(test_codes),       cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
