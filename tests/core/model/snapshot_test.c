/* A scenario goes to bytes and back without loss; damaged bytes are refused, every single one of them. */
#include "faults.h"

static ent_scenario *small;
static const uint8_t *bytes;
static size_t length;

static int open_small(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  small = small_scenario(&memory);
  if (!small) return 1;
  ent_scenario_snapshot(small, &bytes, &length);
  return 0;
}

static int close_small(void **state)
{
  (void)state;
  ent_scenario_free(small);
  return 0;
}

/* Loads into a builder of its own. */
static ent_status load(const void *data, size_t size, const ent_allocator *memory, ent_builder **out)
{
  ent_error err = {.code = ENT_OK};
  assert_int_equal(ent_builder_open(memory, out, NULL), ENT_OK);
  const ent_status status = ent_builder_load(*out, data, size, &err);
  assert_int_equal(err.code, status);
  return status;
}

static ent_scenario *back(void)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  ent_error err;
  int found = 0;
  assert_int_equal(load(bytes, length, &memory, &b), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &err, 1, &found), ENT_OK);
  ent_builder_close(b);
  return s;
}

static void test_format(void **state)
{
  (void)state;
  uint8_t digest[32];
  assert_memory_equal(bytes, "ENTS\1\0\0\0", 8);
  uint64_t payload = 0;
  for (int i = 7; i >= 0; i--) payload = payload << 8 | bytes[8 + i];
  assert_true(payload == length - 16 - 32);
  ent_sha256(bytes, length - 32, digest);
  assert_memory_equal(digest, bytes + length - 32, 32);
}

static void test_round_trip(void **state)
{
  (void)state;
  uint8_t digest[2][32];
  const uint8_t *again = NULL;
  size_t size = 0;
  ent_scenario *const s = back();
  ent_scenario_snapshot(s, &again, &size);
  assert_int_equal(size, length);
  assert_memory_equal(again, bytes, length);
  ent_scenario_digest(small, digest[0]);
  ent_scenario_digest(s, digest[1]);
  assert_memory_equal(digest[0], digest[1], 32);
  assert_int_equal(ent_scenario_inputs(s), ent_scenario_inputs(small));
  for (int i = 0; i < ent_scenario_inputs(s); i++) {
    ent_input_info a, b;
    assert_true(ent_scenario_input(small, i, &a) && ent_scenario_input(s, i, &b));
    assert_string_equal(a.path, b.path);
    assert_string_equal(a.text, b.text);
    assert_string_equal(a.words, b.words);
    assert_string_equal(a.citation, b.citation);
    assert_true(a.p5 == b.p5 && a.p50 == b.p50 && a.p95 == b.p95);
    assert_true(a.line == b.line && a.column == b.column && a.gates == b.gates);
  }
  ent_scenario_free(s);
}

/* Without places it is smaller in the end, and the same scenario. */
static void test_bare(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_scenario *again = NULL;
  ent_builder *b = NULL;
  ent_arena arena;
  ent_writer w;
  uint8_t first[32], second[32];
  ent_input_info in;
  int found = 0;
  ent_arena_open(&arena, &memory);
  ent_writer_open(&w, &arena);
  ent_snapshot_bare(&w, s->root, s->tree->table);
  assert_int_equal(w.size, s->snapshot_size);
  assert_memory_not_equal(w.data, s->snapshot, w.size);
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(ent_builder_load(b, w.data, w.size, NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &again, NULL, 0, &found), ENT_OK);
  ent_scenario_digest(s, first);
  ent_scenario_digest(again, second);
  assert_memory_equal(first, second, 32);
  assert_true(ent_scenario_input(again, 0, &in));
  assert_int_equal(in.line, 0);
  ent_scenario_free(again);
  ent_builder_close(b);
  ent_scenario_free(s);
  ent_arena_close(&arena);
}

/* The same question in another layout: other places, other snapshot, same digest. */
static void test_digest_without_places(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  uint8_t plain[32], moved[32], other[32];
  ent_scenario *const s = small_with("terms: {", "\n\n   terms:  {", &memory);
  ent_scenario *const t = small_with("fast: 0.5, note: Old friends.", "fast: 0.5, note: Old friends", &memory);
  ent_scenario_digest(small, plain);
  ent_scenario_digest(s, moved);
  ent_scenario_digest(t, other);
  assert_memory_equal(plain, moved, 32);
  assert_memory_not_equal(plain, other, 32);
  const uint8_t *data = NULL;
  size_t size = 0;
  ent_scenario_snapshot(s, &data, &size);
  assert_int_equal(size, length);
  assert_memory_not_equal(data, bytes, length);
  ent_scenario_free(s);
  ent_scenario_free(t);
}

static void test_digest_of_tables(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  static const char *const column[] = {"a"}, *const cell[] = {"1"}, *const changed[] = {"2"}, *const source[] = {"s"};
  const struct {
    const char *name, *file;
    const char *const *source, *const *cell;
  } extra[] = {
    {"t", "f", NULL, cell},   {"u", "f", NULL, cell},    {"t", "g", NULL, cell},
    {"t", "f", source, cell}, {"t", "f", NULL, changed},
  };
  uint8_t digest[5][32];
  for (int i = 0; i < 5; i++) {
    ent_builder *const b = small_builder(&memory);
    ent_scenario *s = NULL;
    ent_error err;
    int found = 0;
    assert_int_equal(
      ent_builder_table(b, extra[i].name, extra[i].file, 1, 1, column, extra[i].source, extra[i].cell, NULL), ENT_OK);
    assert_int_equal(ent_scenario_seal(b, &memory, &s, &err, 1, &found), ENT_OK);
    ent_scenario_digest(s, digest[i]);
    for (int k = 0; k < i; k++) assert_memory_not_equal(digest[i], digest[k], 32);
    ent_scenario_free(s);
    ent_builder_close(b);
  }
}

/* Every byte changed, one at a time (each in one bit, which moves with the place), and every cut. */
static void test_damage(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = flaky_open(&books, -1, false);
  uint8_t *const copy = malloc(length);
  assert_non_null(copy);
  memcpy(copy, bytes, length);
  for (size_t i = 0; i < length; i++) {
    ent_builder *b = NULL;
    copy[i] ^= (uint8_t)(1u << i % 8);
    const ent_status status = load(copy, length, &memory, &b);
    assert_true(status == ENT_CORRUPT || (status == ENT_VERSION && i >= 4 && i < 8));
    copy[i] = bytes[i];
    ent_builder_close(b);
  }
  for (size_t size = 0; size < length; size += size < 100 ? 1 : 97) {
    ent_builder *b = NULL;
    assert_int_equal(load(copy, size, &memory, &b), ENT_CORRUPT);
    ent_builder_close(b);
  }
  free(copy);
  assert_true(flaky_clean(&books));
}

/* With its digest put right, a forged snapshot is refused by what it says, or is a scenario: it never breaks anything. */
static void test_forged(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = flaky_open(&books, -1, false);
  uint8_t *const copy = malloc(length);
  assert_non_null(copy);
  memcpy(copy, bytes, length);
  for (size_t i = 16; i < length - 32; i += 3) {
    ent_builder *b = NULL;
    copy[i] = (uint8_t)(i % 5 == 0 ? 0xff : i % 5 == 1 ? 0 : copy[i] + 1);
    ent_sha256(copy, length - 32, copy + length - 32);
    const ent_status status = load(copy, length, &memory, &b);
    assert_true(status == ENT_OK || status == ENT_CORRUPT || status == ENT_LIMIT);
    copy[i] = bytes[i];
    ent_builder_close(b);
  }
  free(copy);
  assert_true(flaky_clean(&books));
}

static void test_not_empty(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_builder *const b = small_builder(&memory);
  assert_int_equal(ent_builder_load(b, bytes, length, NULL), ENT_ARGUMENT);
  ent_builder_close(b);
}

static void test_version(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  uint8_t *const copy = malloc(length);
  assert_non_null(copy);
  memcpy(copy, bytes, length);
  copy[4] = 2;
  ent_sha256(copy, length - 32, copy + length - 32);
  assert_int_equal(load(copy, length, &memory, &b), ENT_VERSION);
  ent_builder_close(b);
  free(copy);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_bare),
    cmocka_unit_test(test_format),
    cmocka_unit_test(test_round_trip),
    cmocka_unit_test(test_digest_without_places),
    cmocka_unit_test(test_digest_of_tables),
    cmocka_unit_test(test_damage),
    cmocka_unit_test(test_forged),
    cmocka_unit_test(test_not_empty),
    cmocka_unit_test(test_version),
  };
  return cmocka_run_group_tests(tests, open_small, close_small);
}
