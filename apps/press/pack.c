/* pack.c - the coder: a range of numbers is divided at every bit as its chances stand; a number in the range that is left
 * says all bits.  Cost: a few operations a bit beside the model.  Source: Witten, Neal and Cleary 1987; carryless as in PAQ. */
#include "press.h"

typedef struct coder {
  uint32_t low, high; /* both ends belong to the range */
  uint8_t *out;
} coder;

static void put_u32(uint8_t *out, uint32_t v)
{
  for (int i = 0; i < 4; i++) out[i] = (uint8_t)(v >> 8 * i & 255);
}

static void put_bit(coder *c, uint32_t chance, int bit)
{
  const uint32_t middle = c->low + (uint32_t)(((uint64_t)(c->high - c->low) * chance) >> 16);
  if (bit)
    c->high = middle;
  else
    c->low = middle + 1;
  while ((c->low ^ c->high) >> 24 == 0) {
    *c->out++ = (uint8_t)(c->high >> 24);
    c->low <<= 8;
    c->high = c->high << 8 | 255;
  }
}

size_t press_pack(const uint8_t *data, const uint32_t *size, uint32_t pieces, press_model *model, uint8_t *out)
{
  coder c = {.high = UINT32_MAX, .out = out + 1 + 4 * (size_t)pieces};
  out[0] = (uint8_t)pieces;
  press_open(model, data);
  for (uint32_t p = 0; p < pieces; p++) {
    put_u32(out + 1 + 4 * (size_t)p, size[p]);
    press_turn(model, (size[p] & PRESS_MODULE) != 0);
    for (uint32_t left = size[p] & ~PRESS_MODULE; left > 0; left--) {
      const uint8_t byte = *data++;
      for (int b = 7; b >= 0; b--) {
        const int bit = byte >> b & 1;
        put_bit(&c, press_chance(model), bit);
        press_learn(model, bit);
      }
    }
  }
  put_u32(c.out,
          (c.low >> 24) + 1); /* any number in the range: its first byte, then zeros, which need not be written */
  return (size_t)(c.out + 1 - out);
}
