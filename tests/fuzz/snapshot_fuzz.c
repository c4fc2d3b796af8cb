/* snapshot_fuzz.c - any bytes as a snapshot.
 *
 * The digest at the end guards against accidents, not against intent, so it is put right before loading whenever the input
 * starts with an odd byte; the rest of the input is the snapshot.  Invariants: only the documented errors; what loads can be
 * sealed or is refused with errors; what seals has the digest of what it was loaded from. */
#include "entente/model.h"
#include "fuzz/fuzz.h"

#define DIGEST 32

/* Makes size and digest fit the bytes, as somebody would who forges a snapshot. */
static void forge(uint8_t *data, size_t size)
{
  if (size < 16 + DIGEST) return;
  const uint64_t payload = size - 16 - DIGEST;
  memcpy(data, "ENTS\1\0\0\0", 8);
  for (int i = 0; i < 8; i++) data[8 + i] = (uint8_t)(payload >> (8 * i));
  ent_sha256(data, size - DIGEST, data + size - DIGEST);
}

static void seal_twice(const ent_builder *b, const ent_allocator *memory)
{
  ent_error errors[4];
  ent_scenario *s = NULL, *second = NULL;
  ent_builder *again = NULL;
  uint8_t digest[2][32];
  const uint8_t *data = NULL;
  size_t size = 0;
  int found = 0;
  if (ent_scenario_seal(b, memory, &s, errors, 4, &found) != ENT_OK) {
    MUST(found > 0);
    fuzz_check_error(errors[0].code, &errors[0]);
    return;
  }
  ent_scenario_snapshot(s, &data, &size);
  MUST(ent_builder_open(memory, &again, NULL) == ENT_OK);
  MUST(ent_builder_load(again, data, size, NULL) == ENT_OK);
  MUST(ent_scenario_seal(again, memory, &second, errors, 4, &found) == ENT_OK);
  ent_scenario_digest(s, digest[0]);
  ent_scenario_digest(second, digest[1]);
  MUST(memcmp(digest[0], digest[1], 32) == 0);
  ent_scenario_free(second);
  ent_builder_close(again);
  ent_scenario_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  ent_builder *b = NULL;
  ent_error err;
  if (size < 1 || ent_builder_open(&memory, &b, &err) != ENT_OK) return 0;
  const size_t length = size - 1;
  uint8_t *const bytes = malloc(length ? length : 1);
  if (bytes) {
    if (length) memcpy(bytes, data + 1, length);
    if (data[0] & 1) forge(bytes, length);
    const ent_status status = ent_builder_load(b, bytes, length, &err);
    if (status == ENT_OK) {
      seal_twice(b, &memory);
    } else {
      fuzz_check_error(status, &err);
      MUST(status == ENT_CORRUPT || status == ENT_VERSION || status == ENT_LIMIT || status == ENT_NOMEM);
    }
    free(bytes);
  }
  ent_builder_close(b);
  return 0;
}
