/* unpack.c - the way back: see press.h. */
#include "press.h"

typedef struct decoder {
  uint32_t low, high, value;
  const uint8_t *at, *end;
} decoder;

static uint32_t get_u32(const uint8_t *at)
{
  return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Zeros follow the last byte. */
static void read_byte(decoder *d)
{
  d->value = d->value << 8 | (d->at < d->end ? *d->at++ : 0u);
}

static int get_bit(decoder *d, uint32_t chance)
{
  const uint32_t middle = d->low + (uint32_t)(((uint64_t)(d->high - d->low) * chance) >> 16);
  const int bit = d->value <= middle;
  if (bit)
    d->high = middle;
  else
    d->low = middle + 1;
  while ((d->low ^ d->high) >> 24 == 0) {
    d->low <<= 8;
    d->high = d->high << 8 | 255;
    read_byte(d);
  }
  return bit;
}

uint64_t press_size(const uint8_t *packed, size_t packed_size)
{
  if (packed_size < 1 || packed[0] > PRESS_PIECES_MAX || packed_size < 1 + 4 * (size_t)packed[0]) return UINT64_MAX;
  uint64_t size = 0;
  for (int p = 0; p < packed[0]; p++) size += get_u32(packed + 1 + 4 * (size_t)p) & ~PRESS_MODULE;
  return size;
}

void press_unpack(const uint8_t *packed, size_t packed_size, press_model *model, uint8_t *out)
{
  if (press_size(packed, packed_size) == UINT64_MAX) return;
  decoder d = {.high = UINT32_MAX, .at = packed + 1 + 4 * (size_t)packed[0], .end = packed + packed_size};
  for (int i = 0; i < 4; i++) read_byte(&d);
  press_open(model, out);
  for (int p = 0; p < packed[0]; p++) {
    const uint32_t size = get_u32(packed + 1 + 4 * (size_t)p);
    press_turn(model, (size & PRESS_MODULE) != 0);
    for (uint32_t left = size & ~PRESS_MODULE; left > 0; left--) {
      uint32_t byte = 0;
      for (int b = 7; b >= 0; b--) {
        const int bit = get_bit(&d, press_chance(model));
        byte = byte << 1 | (uint32_t)bit;
        if (b == 0) *out++ = (uint8_t)byte; /* the model looks at it */
        press_learn(model, bit);
      }
    }
  }
}
