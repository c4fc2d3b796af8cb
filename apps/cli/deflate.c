/* deflate.c - how does a snapshot fit into a page?
 *
 * One block with the fixed codes of RFC 1951.  Repeats are found over chains of places that begin with the same four
 * bytes (at most CHAIN steps back, the longest wins) and taken greedily.  A browser has the way back built in; a snapshot
 * ends in its SHA-256, so a mistake here could not go unseen.  Cost: O(bytes * CHAIN). */
#include "deflate.h"

#include <string.h>

#define WINDOW 32768
#define HASHES 32768
#define CHAIN 96
#define MATCH_MIN 4
#define MATCH_MAX 258

typedef struct packer {
  ent_writer *out;
  uint32_t bits;
  int count;
  const uint8_t *data;
  size_t size;
  int64_t *head; /* [HASHES] last place with this hash, or -1 */
  int64_t *back; /* [WINDOW] the place before it */
} packer;

static void put_bits(packer *p, uint32_t value, int count)
{
  p->bits |= value << p->count;
  p->count += count;
  while (p->count >= 8) {
    ent_write_u8(p->out, (uint8_t)(p->bits & 255));
    p->bits >>= 8;
    p->count -= 8;
  }
}

/* Codes go in from their highest bit. */
static void put_code(packer *p, uint32_t code, int count)
{
  uint32_t turned = 0;
  for (int i = 0; i < count; i++) turned |= (code >> i & 1) << (count - 1 - i);
  put_bits(p, turned, count);
}

/* A letter (0 to 255), the end (256) or a length (257 to 285): section 3.2.6. */
static void put_symbol(packer *p, uint32_t symbol)
{
  if (symbol < 144) {
    put_code(p, 0x30 + symbol, 8);
  } else if (symbol < 256) {
    put_code(p, 0x190 + symbol - 144, 9);
  } else if (symbol < 280) {
    put_code(p, symbol - 256, 7);
  } else {
    put_code(p, 0xC0 + symbol - 280, 8);
  }
}

/* Lengths and distances: a code for a range, then the place in the range (section 3.2.5). */
static void put_match(packer *p, uint32_t length, uint32_t distance)
{
  uint32_t code = 257, base = 3, bits = 0;
  for (uint32_t i = 0; code < 284 && length >= base + (1u << bits); i++) {
    base += 1u << bits;
    code++;
    if (i >= 7 && i % 4 == 3) bits++;
  }
  if (length == MATCH_MAX) {
    put_symbol(p, 285);
  } else {
    put_symbol(p, code);
    put_bits(p, length - base, (int)bits);
  }
  uint32_t far = 0;
  base = 1;
  bits = 0;
  for (uint32_t i = 0; distance >= base + (1u << bits); i++) {
    base += 1u << bits;
    far++;
    if (i >= 3 && i % 2 == 1) bits++;
  }
  put_code(p, far, 5);
  put_bits(p, distance - base, (int)bits);
}

static uint32_t hash_at(const packer *p, size_t at)
{
  const uint8_t *const d = p->data + at;
  const uint32_t four = (uint32_t)d[0] | (uint32_t)d[1] << 8 | (uint32_t)d[2] << 16 | (uint32_t)d[3] << 24;
  return (four * 2654435761u) >> 17;
}

static void remember(packer *p, size_t at)
{
  if (at + MATCH_MIN > p->size) return;
  const uint32_t hash = hash_at(p, at);
  p->back[at % WINDOW] = p->head[hash];
  p->head[hash] = (int64_t)at;
}

static size_t longest(const packer *p, size_t at, size_t *distance)
{
  const size_t most = p->size - at < MATCH_MAX ? p->size - at : MATCH_MAX;
  size_t best = 0;
  if (most < MATCH_MIN) return 0;
  int64_t from = p->head[hash_at(p, at)];
  for (int step = 0; step < CHAIN && from >= 0 && at - (size_t)from < WINDOW && best < most; step++) {
    size_t n = 0;
    while (n < most && p->data[(size_t)from + n] == p->data[at + n]) n++;
    if (n > best) {
      best = n;
      *distance = at - (size_t)from;
    }
    from = p->back[(size_t)from % WINDOW];
  }
  return best >= MATCH_MIN ? best : 0;
}

void cli_deflate(const uint8_t *data, size_t size, ent_arena *arena, ent_writer *out)
{
  packer p = {.out = out, .data = data, .size = size};
  p.head = ENT_NEW(arena, int64_t, HASHES);
  p.back = ENT_NEW(arena, int64_t, WINDOW);
  if (!p.head || !p.back) {
    out->failed = true;
    return;
  }
  for (int i = 0; i < HASHES; i++) p.head[i] = -1;
  put_bits(&p, 3, 3); /* the last block, fixed codes */
  for (size_t at = 0; at < size;) {
    size_t distance = 0;
    const size_t length = longest(&p, at, &distance);
    if (length > 0)
      put_match(&p, (uint32_t)length, (uint32_t)distance);
    else
      put_symbol(&p, data[at]);
    for (const size_t next = at + (length > 0 ? length : 1); at < next; at++) remember(&p, at);
  }
  put_symbol(&p, 256);
  if (p.count > 0) put_bits(&p, 0, 8 - p.count);
}
