/* deflate.c - how does a snapshot fit into a page?
 *
 * Repeats are found over chains of places that begin with the same three bytes (at most CHAIN steps back, the longest
 * wins); one is put off by a byte where the next place has a longer one.  Blocks of up to BLOCK letters and repeats get
 * codes of their own, or the fixed codes where that is shorter.  A browser has the way back built in; a snapshot ends in
 * its SHA-256, so a mistake here could not go unseen.  Cost: O(bytes * CHAIN).  Source: RFC 1951. */
#include "deflate.h"
#include "huffman.h"

#include <string.h>

#define WINDOW 32768
#define HASHES 32768
#define CHAIN 256
#define MATCH_MIN 3
#define MATCH_MAX 258
#define NEAR 4096 /* three bytes from further off are dearer than three letters */
#define LONG 64   /* a repeat that is not put off */
#define BLOCK 16384
#define LETTERS 288 /* the last two never occur, but have a place among the fixed codes */
#define DISTANCES 30
#define LENGTHS 19
#define END 256

typedef struct codes {
  uint8_t length[LETTERS + DISTANCES];
  uint16_t letter[LETTERS], distance[DISTANCES];
} codes;

typedef struct packer {
  ent_writer *out;
  uint64_t bits;
  int count;
  const uint8_t *data;
  size_t size;
  int64_t *head;   /* [HASHES] last place with this hash, or -1 */
  int64_t *back;   /* [WINDOW] the place before it */
  uint32_t *token; /* [BLOCK] a letter, or length << 16 | distance */
  int tokens;
} packer;

static void put_bits(packer *p, uint32_t value, int count)
{
  p->bits |= (uint64_t)value << p->count;
  p->count += count;
  while (p->count >= 8) {
    ent_write_u8(p->out, (uint8_t)(p->bits & 255));
    p->bits >>= 8;
    p->count -= 8;
  }
}

/* ---- lengths and distances: a code for a range, then the place in the range (section 3.2.5) ---- */

typedef struct range {
  int code, bits;
  uint32_t place;
} range;

static range length_range(uint32_t length)
{
  range r = {257, 0, 0};
  uint32_t base = MATCH_MIN;
  if (length == MATCH_MAX) return (range){285, 0, 0};
  for (int i = 0; r.code < 284 && length >= base + (1u << r.bits); i++) {
    base += 1u << r.bits;
    r.code++;
    if (i >= 7 && i % 4 == 3) r.bits++;
  }
  r.place = length - base;
  return r;
}

static range distance_range(uint32_t distance)
{
  range r = {0, 0, 0};
  uint32_t base = 1;
  for (int i = 0; distance >= base + (1u << r.bits); i++) {
    base += 1u << r.bits;
    r.code++;
    if (i >= 3 && i % 2 == 1) r.bits++;
  }
  r.place = distance - base;
  return r;
}

/* ---- a block ---- */

static uint32_t weigh(const uint32_t *count, const uint8_t *length, int symbols)
{
  uint32_t bits = 0;
  for (int s = 0; s < symbols; s++) bits += count[s] * length[s];
  return bits;
}

static void fixed_codes(codes *c)
{
  for (int s = 0; s < LETTERS; s++) c->length[s] = (uint8_t)(s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8);
  for (int s = 0; s < DISTANCES; s++) c->length[LETTERS + s] = 5;
}

/* Lengths of codes in short: a length, or 16 (the one before again, 3 to 6 times), 17 (3 to 10 zeros), 18 (11 to 138):
 * section 3.2.7.  Each item is a symbol | what follows it << 8.  Returns how many items. */
static int shorten(const uint8_t *length, int n, uint16_t *item)
{
  int items = 0;
  for (int i = 0; i < n;) {
    int run = 1;
    while (i + run < n && length[i + run] == length[i]) run++;
    if (length[i] == 0 && run >= 3) {
      if (run > 138) run = 138;
      item[items++] = (uint16_t)(run < 11 ? 17 | (run - 3) << 8 : 18 | (run - 11) << 8);
    } else if (i > 0 && length[i] == length[i - 1] && run >= 3) {
      if (run > 6) run = 6;
      item[items++] = (uint16_t)(16 | (run - 3) << 8);
    } else {
      run = 1;
      item[items++] = length[i];
    }
    i += run;
  }
  return items;
}

typedef struct header {
  int letters, distances, lengths, items;
  uint16_t item[LETTERS + DISTANCES];
  uint8_t length[LENGTHS];
  uint32_t bits;
} header;

static const uint8_t header_order[LENGTHS] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
static const uint8_t header_extra[LENGTHS] = {[16] = 2, [17] = 3, [18] = 7};

/* How the codes of a block are told before it. */
static void make_header(const codes *c, header *h)
{
  uint8_t all[LETTERS + DISTANCES];
  uint32_t count[LENGTHS] = {0};
  h->letters = LETTERS;
  h->distances = DISTANCES;
  while (c->length[h->letters - 1] == 0) h->letters--; /* END has a code */
  while (h->distances > 1 && c->length[LETTERS + h->distances - 1] == 0) h->distances--;
  memcpy(all, c->length, (size_t)h->letters);
  memcpy(all + h->letters, c->length + LETTERS, (size_t)h->distances);
  h->items = shorten(all, h->letters + h->distances, h->item);
  for (int i = 0; i < h->items; i++) count[h->item[i] & 255]++;
  cli_huffman_lengths(count, LENGTHS, 7, h->length);
  h->lengths = LENGTHS;
  while (h->lengths > 4 && h->length[header_order[h->lengths - 1]] == 0) h->lengths--;
  h->bits = 14 + 3 * (uint32_t)h->lengths + weigh(count, h->length, LENGTHS) + weigh(count, header_extra, LENGTHS);
}

static void put_header(packer *p, const header *h)
{
  uint16_t code[LENGTHS] = {0};
  cli_huffman_codes(h->length, LENGTHS, code);
  put_bits(p, (uint32_t)h->letters - 257, 5);
  put_bits(p, (uint32_t)h->distances - 1, 5);
  put_bits(p, (uint32_t)h->lengths - 4, 4);
  for (int i = 0; i < h->lengths; i++) put_bits(p, h->length[header_order[i]], 3);
  for (int i = 0; i < h->items; i++) {
    const int symbol = h->item[i] & 255;
    put_bits(p, code[symbol], h->length[symbol]);
    put_bits(p, h->item[i] >> 8, header_extra[symbol]);
  }
}

static void put_tokens(packer *p, const codes *c)
{
  for (int i = 0; i < p->tokens; i++) {
    const uint32_t length = p->token[i] >> 16;
    const range l = length > 0 ? length_range(length) : (range){(int)p->token[i], 0, 0};
    put_bits(p, c->letter[l.code], c->length[l.code]);
    put_bits(p, l.place, l.bits);
    if (length == 0) continue;
    const range d = distance_range(p->token[i] & 0xffff);
    put_bits(p, c->distance[d.code], c->length[LETTERS + d.code]);
    put_bits(p, d.place, d.bits);
  }
  put_bits(p, c->letter[END], c->length[END]);
}

static void put_block(packer *p, bool last)
{
  uint32_t count[LETTERS + DISTANCES] = {[END] = 1};
  codes own = {{0}, {0}, {0}}, fixed = own;
  header h;
  for (int i = 0; i < p->tokens; i++) {
    const uint32_t length = p->token[i] >> 16;
    count[length > 0 ? length_range(length).code : (int)p->token[i]]++;
    if (length > 0) count[LETTERS + distance_range(p->token[i] & 0xffff).code]++;
  }
  cli_huffman_lengths(count, LETTERS, 15, own.length);
  cli_huffman_lengths(count + LETTERS, DISTANCES, 15, own.length + LETTERS);
  make_header(&own, &h);
  fixed_codes(&fixed);
  const bool better =
    h.bits + weigh(count, own.length, LETTERS + DISTANCES) < weigh(count, fixed.length, LETTERS + DISTANCES);
  codes *const c = better ? &own : &fixed;
  put_bits(p, last, 1);
  put_bits(p, better ? 2 : 1, 2);
  if (better) put_header(p, &h);
  cli_huffman_codes(c->length, LETTERS, c->letter);
  cli_huffman_codes(c->length + LETTERS, DISTANCES, c->distance);
  put_tokens(p, c);
  p->tokens = 0;
}

static void add(packer *p, uint32_t token)
{
  if (p->tokens == BLOCK) put_block(p, false);
  p->token[p->tokens++] = token;
}

/* ---- repeats ---- */

static uint32_t hash_at(const packer *p, size_t at)
{
  const uint8_t *const d = p->data + at;
  const uint32_t three = (uint32_t)d[0] | (uint32_t)d[1] << 8 | (uint32_t)d[2] << 16;
  return (three * 2654435761u) >> 17;
}

static void remember(packer *p, size_t at)
{
  if (at + MATCH_MIN > p->size) return;
  const uint32_t hash = hash_at(p, at);
  p->back[at % WINDOW] = p->head[hash];
  p->head[hash] = (int64_t)at;
}

static uint32_t longest(const packer *p, size_t at, uint32_t *distance)
{
  const size_t most = p->size - at < MATCH_MAX ? p->size - at : MATCH_MAX;
  size_t best = MATCH_MIN - 1;
  if (most < MATCH_MIN) return 0;
  int64_t from = p->head[hash_at(p, at)];
  for (int step = 0; step < CHAIN && from >= 0 && at - (size_t)from < WINDOW && best < most; step++) {
    const uint8_t *const here = p->data + at, *const there = p->data + from;
    size_t n = 0;
    if (there[best] == here[best])
      while (n < most && there[n] == here[n]) n++;
    if (n > best && (n > MATCH_MIN || at - (size_t)from <= NEAR)) {
      best = n;
      *distance = (uint32_t)(at - (size_t)from);
    }
    from = p->back[(size_t)from % WINDOW];
  }
  return best >= MATCH_MIN ? (uint32_t)best : 0;
}

static void find_tokens(packer *p)
{
  uint32_t length = 0, distance = 0; /* of the repeat at the byte before, which waits */
  for (size_t at = 0; at < p->size; at++) {
    uint32_t d = 0;
    const uint32_t n = length < LONG ? longest(p, at, &d) : 0;
    remember(p, at);
    if (length > 0 && length >= n) {
      add(p, length << 16 | distance);
      for (const size_t last = at + length - 2; at < last;) remember(p, ++at);
      length = 0;
      continue;
    }
    if (length > 0) add(p, p->data[at - 1]); /* put off, and outdone */
    if (n == 0) add(p, p->data[at]);
    length = n;
    distance = d;
  } /* nothing waits: at the last byte no repeat can begin */
}

void cli_deflate(const uint8_t *data, size_t size, ent_arena *arena, ent_writer *out)
{
  packer p = {.out = out, .data = data, .size = size};
  p.head = ENT_NEW(arena, int64_t, HASHES);
  p.back = ENT_NEW(arena, int64_t, WINDOW);
  p.token = ENT_NEW(arena, uint32_t, BLOCK);
  if (!p.head || !p.back || !p.token) {
    out->failed = true;
    return;
  }
  for (int i = 0; i < HASHES; i++) p.head[i] = -1;
  find_tokens(&p);
  put_block(&p, true);
  if (p.count > 0) put_bits(&p, 0, 8 - p.count);
}
