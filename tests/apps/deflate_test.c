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

#define SIZE 200000

static void *resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

/* ---- a reader: codes are followed bit by bit, from the number of codes of each length ---- */

typedef struct reader {
  const uint8_t *data;
  size_t size, at; /* at: in bits */
  int blocks[4];   /* of each kind */
} reader;

typedef struct tree {
  int count[16], symbol[320];
} tree;

static uint32_t get_bits(reader *r, int count)
{
  uint32_t value = 0;
  for (int i = 0; i < count; i++, r->at++) {
    assert_true(r->at / 8 < r->size);
    value |= (uint32_t)(r->data[r->at / 8] >> r->at % 8 & 1) << i;
  }
  return value;
}

/* Every set of codes has to be complete. */
static void plant(tree *t, const uint8_t *length, int n)
{
  int left = 1, used = 0;
  memset(t, 0, sizeof *t);
  for (int bits = 1; bits < 16; bits++) {
    left <<= 1;
    for (int s = 0; s < n; s++) {
      if (length[s] != bits) continue;
      t->count[bits]++;
      t->symbol[used++] = s;
      left--;
    }
    assert_true(left >= 0);
  }
  assert_int_equal(left, 0);
}

static int get_symbol(reader *r, const tree *t)
{
  int code = 0, first = 0, index = 0;
  for (int bits = 1; bits < 16; bits++) {
    code |= (int)get_bits(r, 1);
    if (code - t->count[bits] < first) return t->symbol[index + (code - first)];
    index += t->count[bits];
    first = (first + t->count[bits]) << 1;
    code <<= 1;
  }
  fail_msg("a code that nothing has");
  return 0;
}

static void read_trees(reader *r, tree *letters, tree *distances)
{
  static const int order[19] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  uint8_t length[320] = {0}, short_length[19] = {0};
  const int nl = (int)get_bits(r, 5) + 257, nd = (int)get_bits(r, 5) + 1, nc = (int)get_bits(r, 4) + 4;
  assert_true(nl <= 286 && nd <= 30);
  for (int i = 0; i < nc; i++) short_length[order[i]] = (uint8_t)get_bits(r, 3);
  plant(letters, short_length, 19);
  for (int i = 0; i < nl + nd;) {
    const int s = get_symbol(r, letters);
    if (s < 16) {
      length[i++] = (uint8_t)s;
      continue;
    }
    assert_true(s != 16 || i > 0);
    const uint8_t again = s == 16 ? length[i - 1] : 0;
    int times = s == 16 ? 3 + (int)get_bits(r, 2) : s == 17 ? 3 + (int)get_bits(r, 3) : 11 + (int)get_bits(r, 7);
    assert_true(i + times <= nl + nd);
    while (times-- > 0) length[i++] = again;
  }
  plant(letters, length, nl);
  plant(distances, length + nl, nd);
}

static void fixed_trees(tree *letters, tree *distances)
{
  uint8_t length[288];
  for (int s = 0; s < 288; s++) length[s] = s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8;
  plant(letters, length, 288);
  memset(length, 5, 32);
  plant(distances, length, 32);
}

static size_t read_repeat(reader *r, int s, const tree *distances, uint8_t *out, size_t n, size_t room)
{
  static const uint32_t base[29] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                    31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
  static const uint32_t far[30] = {1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                   33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                   1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
  const int extra = s < 265 || s == 285 ? 0 : (s - 261) / 4;
  const uint32_t length = base[s - 257] + get_bits(r, extra);
  const int d = get_symbol(r, distances);
  assert_true(d < 30);
  const size_t distance = far[d] + get_bits(r, d < 4 ? 0 : d / 2 - 1);
  assert_true(distance <= n && n + length <= room);
  for (uint32_t i = 0; i < length; i++) out[n + i] = out[n + i - distance];
  return length;
}

static size_t unpack(reader *r, uint8_t *out, size_t room)
{
  size_t n = 0;
  for (bool last = false; !last;) {
    tree letters, distances;
    last = get_bits(r, 1) == 1;
    const uint32_t kind = get_bits(r, 2);
    assert_true(kind == 1 || kind == 2);
    r->blocks[kind]++;
    if (kind == 1)
      fixed_trees(&letters, &distances);
    else
      read_trees(r, &letters, &distances);
    for (int s = get_symbol(r, &letters); s != 256; s = get_symbol(r, &letters)) {
      assert_true(s < 286);
      if (s < 256) {
        assert_true(n < room);
        out[n++] = (uint8_t)s;
      } else {
        n += read_repeat(r, s, &distances, out, n, room);
      }
    }
  }
  assert_true((r->at + 7) / 8 == r->size); /* nothing behind */
  return n;
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
  reader r = {.data = (const uint8_t *)packed.data, .size = packed.size};
  assert_int_equal(unpack(&r, out, size), size);
  assert_memory_equal(out, data, size);
  if (blocks) memcpy(blocks, r.blocks, sizeof r.blocks);
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
