/* press_fuzz.c - any bytes unpack to something within their room; any bytes packed come back as they were. */
#include "press.h"

#include "fuzz.h"

#define MOST 4096 /* bytes unpacked: whoever unpacks decides how many there may be */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static press_model model; /* too large for the stack */
  static uint8_t out[MOST], packed[PRESS_ROOM(MOST, 1)];
  const uint64_t whole = press_size(data, size);
  if (whole <= MOST) press_unpack(data, size, &model, out);
  if (size < 1 || size > MOST) return 0;
  const uint32_t piece = (uint32_t)(size - 1) | (data[0] & 1 ? PRESS_MODULE : 0);
  const size_t packed_size = press_pack(data + 1, &piece, 1, &model, packed);
  MUST(packed_size <= PRESS_ROOM(size - 1, 1));
  press_unpack(packed, packed_size, &model, out);
  MUST(memcmp(out, data + 1, size - 1) == 0);
  return 0;
}
