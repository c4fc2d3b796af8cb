/* inflate.c - codes are followed bit by bit, from the number of codes of each length. */
#include "support/inflate.h"

#include <string.h>

typedef struct reader {
  const uint8_t *data;
  size_t size, at; /* at: in bits */
  bool bad;        /* something was not sound; everything after is zeros */
  int blocks[4];   /* of each kind */
} reader;

typedef struct tree {
  int count[16], symbol[320];
} tree;

static uint32_t get_bits(reader *r, int count)
{
  uint32_t value = 0;
  for (int i = 0; i < count; i++, r->at++) {
    if (r->at / 8 >= r->size) r->bad = true;
    if (r->bad) return 0;
    value |= (uint32_t)(r->data[r->at / 8] >> r->at % 8 & 1) << i;
  }
  return value;
}

/* Every set of codes has to be complete. */
static void plant(reader *r, tree *t, const uint8_t *length, int n)
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
    if (left < 0) r->bad = true;
  }
  if (left != 0) r->bad = true;
}

static int get_symbol(reader *r, const tree *t)
{
  int code = 0, first = 0, index = 0;
  for (int bits = 1; bits < 16 && !r->bad; bits++) {
    code |= (int)get_bits(r, 1);
    if (code - t->count[bits] < first) return t->symbol[index + (code - first)];
    index += t->count[bits];
    first = (first + t->count[bits]) << 1;
    code <<= 1;
  }
  r->bad = true; /* a code that nothing has */
  return 0;
}

static void read_trees(reader *r, tree *letters, tree *distances)
{
  static const int order[19] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  uint8_t length[320] = {0}, short_length[19] = {0};
  const int nl = (int)get_bits(r, 5) + 257, nd = (int)get_bits(r, 5) + 1, nc = (int)get_bits(r, 4) + 4;
  if (nl > 286 || nd > 30) r->bad = true;
  for (int i = 0; i < nc; i++) short_length[order[i]] = (uint8_t)get_bits(r, 3);
  plant(r, letters, short_length, 19);
  for (int i = 0; i < nl + nd && !r->bad;) {
    const int s = get_symbol(r, letters);
    if (s < 16) {
      length[i++] = (uint8_t)s;
      continue;
    }
    const uint8_t again = s == 16 && i > 0 ? length[i - 1] : 0;
    if (s == 16 && i == 0) r->bad = true;
    int times = s == 16 ? 3 + (int)get_bits(r, 2) : s == 17 ? 3 + (int)get_bits(r, 3) : 11 + (int)get_bits(r, 7);
    if (i + times > nl + nd) r->bad = true;
    while (!r->bad && times-- > 0) length[i++] = again;
  }
  plant(r, letters, length, nl);
  plant(r, distances, length + nl, nd);
}

static void fixed_trees(reader *r, tree *letters, tree *distances)
{
  uint8_t length[288];
  for (int s = 0; s < 288; s++) length[s] = s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8;
  plant(r, letters, length, 288);
  memset(length, 5, 32);
  plant(r, distances, length, 32);
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
  if (d >= 30) r->bad = true;
  const size_t distance = d >= 30 ? 1 : far[d] + get_bits(r, d < 4 ? 0 : d / 2 - 1);
  if (distance > n || n + length > room) r->bad = true;
  if (r->bad) return 0;
  for (uint32_t i = 0; i < length; i++) out[n + i] = out[n + i - distance];
  return length;
}

static size_t read_block(reader *r, const tree *letters, const tree *distances, uint8_t *out, size_t n, size_t room)
{
  for (int s = get_symbol(r, letters); s != 256 && !r->bad; s = get_symbol(r, letters)) {
    if (s >= 286 || n == room)
      r->bad = true;
    else if (s < 256)
      out[n++] = (uint8_t)s;
    else
      n += read_repeat(r, s, distances, out, n, room);
  }
  return n;
}

bool inflate_all(const uint8_t *data, size_t packed, uint8_t *out, size_t size, int blocks[4])
{
  reader r = {.data = data, .size = packed};
  size_t n = 0;
  for (bool last = false; !last && !r.bad;) {
    tree letters = {.count = {0}}, distances = {.count = {0}};
    last = get_bits(&r, 1) == 1;
    const uint32_t kind = get_bits(&r, 2);
    r.blocks[kind]++;
    if (kind == 1)
      fixed_trees(&r, &letters, &distances);
    else if (kind == 2)
      read_trees(&r, &letters, &distances);
    else
      r.bad = true;
    if (!r.bad) n = read_block(&r, &letters, &distances, out, n, size);
  }
  if (blocks) memcpy(blocks, r.blocks, sizeof r.blocks);
  return !r.bad && n == size && (r.at + 7) / 8 == r.size; /* nothing behind */
}
