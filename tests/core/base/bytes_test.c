/* What is written is read back; a reader never leaves its bytes; a writer without memory says so and stays quiet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../fault/flaky.h"
#include "base/bytes.h"

static void write_sample(ent_writer *w)
{
  ent_write_u8(w, 0xAB);
  ent_write_u32(w, UINT32_C(0x01020304));
  ent_write_u64(w, UINT64_C(0x1112131415161718));
  ent_write_f64(w, -1.5);
  ent_write_text(w, "hej\0!", 5);
  ent_write_bytes(w, "xy", 2);
}

static const uint8_t sample[] = {0xAB, 4, 3, 2,    1,    0x18, 0x17, 0x16, 0x15, 0x14, 0x13, 0x12, 0x11, 0,   0,   0,
                                 0,    0, 0, 0xF8, 0xBF, 5,    0,    0,    0,    'h',  'e',  'j',  0,    '!', 'x', 'y'};

static void test_layout(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  ent_writer w;
  ent_writer_open(&w, &a);
  assert_null(w.data);
  write_sample(&w);
  assert_false(w.failed);
  assert_int_equal(w.size, sizeof sample);
  assert_memory_equal(w.data, sample, sizeof sample);
  assert_int_equal(w.data[w.size], 0);
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

/* Reads the sample and returns how many of its six values were whole. */
static int read_sample(const uint8_t *data, size_t size)
{
  ent_reader r;
  ent_reader_open(&r, data, size);
  int whole = 0;
  size_t n;
  const uint8_t u8 = ent_read_u8(&r);
  whole += !r.failed;
  assert_int_equal(u8, r.failed ? 0 : 0xAB);
  const uint32_t u32 = ent_read_u32(&r);
  whole += !r.failed;
  assert_int_equal(u32, r.failed ? 0 : 0x01020304);
  const uint64_t u64 = ent_read_u64(&r);
  whole += !r.failed;
  assert_true(u64 == (r.failed ? 0 : UINT64_C(0x1112131415161718)));
  const double f64 = ent_read_f64(&r);
  whole += !r.failed;
  assert_true(f64 == (r.failed ? 0 : -1.5));
  const char *const text = ent_read_text(&r, &n);
  whole += !r.failed;
  assert_int_equal(n, r.failed ? 0 : 5);
  if (r.failed)
    assert_null(text);
  else
    assert_memory_equal(text, "hej\0!", 5);
  if (r.failed) assert_int_equal(ent_reader_left(&r), 0);
  return whole;
}

/* Every way of cutting the sample short; the bytes stand in a block of their exact size, for the sanitizer. */
static void test_cut_short(void **state)
{
  (void)state;
  static const size_t ends[] = {1, 5, 13, 21, 30};
  for (size_t size = 0; size <= sizeof sample; size++) {
    uint8_t *const copy = malloc(size);
    if (size > 0) memcpy(copy, sample, size);
    int expected = 0;
    for (size_t i = 0; i < 5; i++) expected += ends[i] <= size;
    assert_int_equal(read_sample(copy, size), expected);
    free(copy);
  }
}

static void test_failed_stays_failed(void **state)
{
  (void)state;
  ent_reader r;
  ent_reader_open(&r, sample, 3);
  assert_int_equal(ent_reader_left(&r), 3);
  assert_int_equal(ent_read_u32(&r), 0); /* 3 bytes are not 4 */
  assert_true(r.failed);
  assert_int_equal(ent_read_u8(&r), 0); /* though one byte was there */
  assert_int_equal(ent_reader_left(&r), 0);

  ent_reader_open(&r, NULL, 0);
  assert_false(r.failed);
  assert_int_equal(ent_reader_left(&r), 0);
  assert_int_equal(ent_read_u8(&r), 0);
  assert_true(r.failed);
}

static void test_lying_length(void **state)
{
  (void)state;
  const uint8_t lies[] = {0xFF, 0xFF, 0xFF, 0xFF, 'a', 'b'};
  size_t n = 77;
  ent_reader r;
  ent_reader_open(&r, lies, sizeof lies);
  assert_null(ent_read_text(&r, &n));
  assert_int_equal(n, 0);
  assert_true(r.failed);
  const uint8_t empty[] = {0, 0, 0, 0};
  ent_reader_open(&r, empty, sizeof empty);
  assert_non_null(ent_read_text(&r, &n));
  assert_int_equal(n, 0);
  assert_false(r.failed);
}

/* The 64 bits of a double travel as they are. */
static void test_doubles(void **state)
{
  (void)state;
  const uint64_t bits[] = {
    0, UINT64_C(1) << 63, 1, UINT64_C(0x7FF0000000000000), UINT64_C(0x7FF4000000000001), UINT64_C(0xFFEFFFFFFFFFFFFF)};
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
    ent_writer w;
    ent_writer_open(&w, &a);
    ent_write_u64(&w, bits[i]);
    ent_reader r;
    ent_reader_open(&r, w.data, w.size);
    const double v = ent_read_f64(&r);
    assert_memory_equal(&v, &bits[i], 8);
    ent_writer again;
    ent_writer_open(&again, &a);
    ent_write_f64(&again, v);
    assert_memory_equal(again.data, w.data, 8);
  }
  ent_arena_close(&a);
}

static void test_growth(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  ent_writer w;
  ent_writer_open(&w, &a);
  ent_write_bytes(&w, NULL, 0);
  assert_string_equal(w.data, "");
  for (size_t i = 0; i < 300000; i++) {
    ent_write_u8(&w, (uint8_t)(i * 31));
    assert_int_equal(w.size, i + 1);
    assert_int_equal(w.data[w.size], 0);
    assert_true(w.room > w.size);
  }
  for (size_t i = 0; i < 300000; i++) assert_int_equal((uint8_t)w.data[i], (uint8_t)(i * 31));
  assert_true(f.bytes < 4 * 300000 + 1024 * 1024);
  /* Its own text may be written again, even where that makes it move. */
  ent_writer_open(&w, &a);
  ent_write_bytes(&w, "0123456789", 10);
  for (int i = 0; i < 8; i++) ent_write_bytes(&w, w.data, w.size);
  assert_int_equal(w.size, 2560);
  for (size_t i = 0; i < w.size; i++) assert_int_equal(w.data[i], '0' + (int)(i % 10));
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

static void test_too_large(void **state)
{
  (void)state;
  flaky f;
  const ent_allocator from = flaky_open(&f, -1, false);
  ent_arena a;
  ent_arena_open(&a, &from);
  ent_writer w;
  ent_writer_open(&w, &a);
  ent_write_bytes(&w, "ab", 2);
  ent_write_bytes(&w, "", SIZE_MAX - 2);
  assert_true(w.failed);
  assert_int_equal(w.size, 2);
  assert_string_equal(w.data, "ab");
#if SIZE_MAX > UINT32_MAX
  ent_writer_open(&w, &a);
  ent_write_text(&w, "", (size_t)UINT32_MAX + 1); /* does not fit into its length */
  assert_true(w.failed);
  assert_int_equal(w.size, 0);
#endif
  ent_arena_close(&a);
  assert_true(flaky_clean(&f));
}

static void test_out_of_memory(void **state)
{
  (void)state;
  for (int forever = 0; forever < 2; forever++)
    for (long k = 0;; k++) {
      flaky f;
      const ent_allocator from = flaky_open(&f, k, forever);
      ent_arena a;
      ent_arena_open(&a, &from);
      ent_writer w;
      ent_writer_open(&w, &a);
      size_t whole = 0;
      for (int i = 0; i < 3000; i++) {
        write_sample(&w);
        if (!w.failed) whole = w.size;
        /* After a failure nothing is added, and what was there stays. */
        if (w.failed && w.data) assert_int_equal(w.data[w.size], 0);
        if (w.failed) assert_in_range(w.size, whole, whole + sizeof sample);
      }
      for (size_t i = 0; i < whole; i++) assert_int_equal((uint8_t)w.data[i], sample[i % sizeof sample]);
      const bool failed = w.failed;
      assert_int_equal(failed, f.refused > 0);
      ent_arena_close(&a);
      assert_true(flaky_clean(&f));
      if (!failed) {
        assert_true(k >= 3);
        break;
      }
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_layout),
    cmocka_unit_test(test_cut_short),
    cmocka_unit_test(test_failed_stays_failed),
    cmocka_unit_test(test_lying_length),
    cmocka_unit_test(test_doubles),
    cmocka_unit_test(test_growth),
    cmocka_unit_test(test_too_large),
    cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
