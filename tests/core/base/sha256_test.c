/* SHA-256 gives the digests published with FIPS 180-4, and others at every length around a block. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "entente/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(const void *data, size_t size, const char *expected)
{
  uint8_t digest[32];
  char text[65];
  ent_sha256(data, size, digest);
  for (size_t i = 0; i < 32; i++) snprintf(text + 2 * i, 3, "%02x", digest[i]);
  assert_string_equal(text, expected);
}

/* NIST, examples with intermediate values for FIPS 180-4, and the empty and long messages of the SHAVS vectors. */
static void test_published(void **state)
{
  (void)state;
  expect("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  expect("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
         "nopqrstu",
         112, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  expect("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect("\xbd", 1, "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
  char *const million = malloc(1000000);
  memset(million, 'a', 1000000);
  expect(million, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  free(million);
}

/* The digest of the digests of 0, 1, .. 199 bytes 0, 1, 2, ..: every way in which the padding can fall.  The value
 * comes from sha256sum of GNU coreutils. */
static void test_every_length(void **state)
{
  (void)state;
  uint8_t message[200], digests[200 * 32];
  for (size_t i = 0; i < sizeof message; i++) {
    ent_sha256(message, i, digests + 32 * i);
    message[i] = (uint8_t)i;
  }
  expect(digests, sizeof digests, "ba7b0fcea7d10c06b855b43d2b4dce1e3e842fff6be0acefb0faf4f2dd05bb47");
}

static void test_hex(void **state)
{
  (void)state;
  uint8_t digest[32] = {0x00, 0x0f, 0xa0, 0xff};
  char text[65];
  digest[31] = 0x7e;
  ent_sha256_hex(digest, text);
  assert_memory_equal(text, "000fa0ff", 8);
  assert_string_equal(text + 60, "007e");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_published), cmocka_unit_test(test_every_length),
                                     cmocka_unit_test(test_hex)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
