/* press_test.c - does what was packed come back, byte for byte, and smaller?  And do bytes that nobody packed do no harm? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "press.h"

#define SIZE 60000

static press_model *model;
static uint8_t data[SIZE], out[PRESS_ROOM(SIZE, PRESS_PIECES_MAX)], back[SIZE + 1];

static int open_model(void **state)
{
  (void)state;
  model = malloc(sizeof *model);
  return model ? 0 : -1;
}

static int close_model(void **state)
{
  (void)state;
  free(model);
  return 0;
}

static uint32_t number(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Packs the pieces and holds what comes back against them; the packed size. */
static size_t there_and_back(const uint32_t *size, uint32_t pieces)
{
  size_t whole = 0;
  for (uint32_t p = 0; p < pieces; p++) whole += size[p] & ~PRESS_MODULE;
  const size_t packed = press_pack(data, size, pieces, model, out);
  assert_true(packed <= PRESS_ROOM(whole, pieces));
  assert_true(press_size(out, packed) == whole);
  memset(back, 0xa5, sizeof back);
  press_unpack(out, packed, model, back);
  assert_memory_equal(back, data, whole);
  assert_int_equal(back[whole], 0xa5);
  return packed;
}

/* ---- what comes back ---- */

static void nothing_comes_back_as_nothing(void **state)
{
  (void)state;
  const uint32_t none[2] = {0, 0};
  assert_true(there_and_back(none, 0) <= 4);
  assert_true(there_and_back(none, 2) <= 12);
}

static void noise_does_not_grow(void **state)
{
  (void)state;
  uint32_t seed = 7;
  const uint32_t sizes[] = {1, 2, 3, 255, 4096, SIZE};
  for (int i = 0; i < SIZE; i++) data[i] = (uint8_t)number(&seed);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    assert_true(there_and_back(&sizes[i], 1) <= sizes[i] + sizes[i] / 20 + 16);
    const uint32_t module = sizes[i] | PRESS_MODULE; /* which it is not */
    assert_true(there_and_back(&module, 1) <= sizes[i] + sizes[i] / 8 + 16);
  }
}

static void one_byte_again_and_again_costs_next_to_nothing(void **state)
{
  (void)state;
  for (int byte = 0; byte < 256; byte += 51) {
    const uint32_t size = SIZE;
    memset(data, byte, SIZE);
    assert_true(there_and_back(&size, 1) < 250);
  }
}

/* Text of words drawn from a hundred: log2(100) / 7 bits a byte or so. */
static uint32_t fill_with_words(uint8_t *to, uint32_t room, uint32_t *seed)
{
  static const char *const word[] = {"draws",  "gate",    "margin", "France", "assumption", "\xe8\xab\xb8\xe5\x9c\x8b",
                                     "treaty", "consent", "the",    "of",     "0.25",       "\xe8\xaf\xb8\xe5\x9b\xbd"};
  uint32_t size = 0;
  for (;;) {
    const char *const next = word[number(seed) % 12];
    const uint32_t length = (uint32_t)strlen(next);
    if (size + length + 1 > room) return size;
    memcpy(to + size, next, length);
    to[size + length] = ' ';
    size += length + 1;
  }
}

static void text_gets_small_and_a_second_piece_learns_from_the_first(void **state)
{
  (void)state;
  uint32_t seed = 3;
  const uint32_t first = fill_with_words(data, SIZE / 2, &seed);
  const size_t alone = there_and_back(&first, 1);
  assert_true(alone < first / 8);
  memcpy(data + first, data, first);
  const uint32_t both[] = {first, first};
  assert_true(there_and_back(both, 2) < alone + alone / 20 + 16);
}

static void pieces_of_all_kinds(void **state)
{
  (void)state;
  uint32_t seed = 11, size[PRESS_PIECES_MAX], used = 0;
  for (uint32_t p = 0; p < PRESS_PIECES_MAX; p++) {
    size[p] = number(&seed) % 3000;
    if (p % 3 == 0)
      for (uint32_t i = 0; i < size[p]; i++) data[used + i] = (uint8_t)(number(&seed) % 7);
    else
      size[p] = fill_with_words(data + used, size[p], &seed);
    used += size[p];
    if (p % 4 == 1) size[p] |= PRESS_MODULE;
  }
  for (uint32_t pieces = 1; pieces <= PRESS_PIECES_MAX; pieces++) there_and_back(size, pieces);
}

/* ---- modules ---- */

/* One of five instructions: an opcode, and an operand that may well be an opcode's number. */
static uint32_t put_instruction(uint8_t *to, uint32_t *seed)
{
  static const uint8_t opcode[] = {0x20, 0x21, 0x41, 0x6a, 0x28};
  const uint8_t op = opcode[number(seed) % 5], operand = opcode[number(seed) % 5];
  to[0] = op;
  to[1] = op == 0x28 ? 2 : operand & 63;
  to[2] = operand & 63;
  return op == 0x6a ? 1 : op == 0x28 ? 3 : 2;
}

/* A module of some functions without locals; how many instructions they have. */
static uint32_t fill_with_module(uint32_t functions, uint32_t *instructions)
{
  static const uint8_t header[] = {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 10};
  uint32_t seed = 5, size = sizeof header + 5;
  *instructions = 0;
  memcpy(data, header, sizeof header);
  for (int i = 0; i < 2; i++) data[size - 2 + (uint32_t)i] = (uint8_t)((functions >> 7 * i & 127) | (i < 1 ? 128 : 0));
  for (uint32_t f = 0; f < functions; f++) {
    const uint32_t start = size;
    size += 2; /* its size; no locals */
    data[start + 1] = 0;
    const uint32_t most = number(&seed) % 40;
    for (uint32_t i = 0; i < most; i++) size += put_instruction(data + size, &seed);
    data[size++] = 0x0b;
    data[start] = (uint8_t)(size - start - 1);
    *instructions += most + 1;
  }
  const uint32_t section = size - (uint32_t)sizeof header - 3;
  for (int i = 0; i < 3; i++) data[sizeof header + (size_t)i] = (uint8_t)((section >> 7 * i & 127) | (i < 2 ? 128 : 0));
  return size;
}

static void a_module_is_known_by_its_instructions(void **state)
{
  (void)state;
  uint32_t instructions = 0;
  const uint32_t size = fill_with_module(500, &instructions);
  const uint32_t as_module = size | PRESS_MODULE;
  const size_t text = there_and_back(&size, 1), module = there_and_back(&as_module, 1);
  assert_true(module < text);
  /* log2(5) bits an opcode, and as many for four operands of five */
  assert_true((double)module < 500 + instructions * 2.33 * (1 + 0.8) / 8 * 1.1);
}

static void the_walk_through_a_module_knows_where_it_is(void **state)
{
  (void)state;
  press_module walk;
  uint32_t instructions = 0, opcodes = 0;
  const uint32_t size = fill_with_module(300, &instructions);
  press_module_open(&walk);
  for (uint32_t i = 0; i < size; i++) {
    opcodes += press_module_in_code(&walk) && press_module_kind(&walk) == 0 ? 1u : 0u;
    press_module_take(&walk, data[i]);
  }
  assert_int_equal(walk.bodies, 0);
  assert_false(press_module_in_code(&walk)); /* at the next section */
  assert_int_equal(opcodes, instructions);
}

/* ---- bytes that nobody packed ---- */

static void what_is_no_packed_bytes_is_said(void **state)
{
  (void)state;
  const uint8_t many[] = {PRESS_PIECES_MAX + 1, 0, 0, 0, 0}, few[] = {2, 1, 0, 0, 0, 1, 0, 0};
  assert_true(press_size(many, 0) == UINT64_MAX);
  assert_true(press_size(many, sizeof many) == UINT64_MAX);
  assert_true(press_size(few, sizeof few) == UINT64_MAX);
  memset(back, 0xa5, sizeof back);
  press_unpack(few, sizeof few, model, back);
  assert_int_equal(back[0], 0xa5);
}

static void spoiled_bytes_unpack_to_something(void **state)
{
  (void)state;
  uint32_t seed = 17;
  uint32_t instructions = 0;
  const uint32_t size = fill_with_module(200, &instructions) | PRESS_MODULE, whole = size & ~PRESS_MODULE;
  const size_t packed = press_pack(data, &size, 1, model, out);
  for (int i = 0; i < 12; i++) {
    const uint32_t at = 5 + number(&seed) % (uint32_t)(packed - 5);
    const uint8_t kept = out[at];
    out[at] ^= (uint8_t)(1 + number(&seed) % 255);
    memset(back, 0xa5, sizeof back);
    press_unpack(out, i % 2 ? packed : at + 1, model, back); /* or cut off there */
    assert_int_equal(back[whole], 0xa5);
    out[at] = kept;
  }
  press_unpack(out, packed, model, back);
  assert_memory_equal(back, data, whole);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_comes_back_as_nothing),
    cmocka_unit_test(noise_does_not_grow),
    cmocka_unit_test(one_byte_again_and_again_costs_next_to_nothing),
    cmocka_unit_test(text_gets_small_and_a_second_piece_learns_from_the_first),
    cmocka_unit_test(pieces_of_all_kinds),
    cmocka_unit_test(a_module_is_known_by_its_instructions),
    cmocka_unit_test(the_walk_through_a_module_knows_where_it_is),
    cmocka_unit_test(what_is_no_packed_bytes_is_said),
    cmocka_unit_test(spoiled_bytes_unpack_to_something),
  };
  return cmocka_run_group_tests(tests, open_model, close_model);
}
