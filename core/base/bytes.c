/* bytes.c - how do numbers and texts become bytes, and come back without being trusted?
 *
 * Reader: every access asks for its bytes first; the first refusal empties the reader for good.
 * Writer: room doubles in the arena and the old copy is left behind, so n bytes take at most 4n of arena.
 * Cost: O(1) a value, O(length) a text, amortised. */
#include "base/bytes.h"

#include <string.h>

#define ROOM_FIRST ((size_t)256)

/* ---- reader ---- */

void ent_reader_open(ent_reader *r, const void *data, size_t size)
{
  static const uint8_t nothing[1] = {0};
  const uint8_t *const start = size > 0 ? data : nothing; /* so that end - at is defined even without data */
  *r = (ent_reader){.at = start, .end = start + size};
}

size_t ent_reader_left(const ent_reader *r)
{
  return (size_t)(r->end - r->at);
}

/* The next size bytes, or NULL and a reader that has failed. */
static const uint8_t *next(ent_reader *r, size_t size)
{
  if (r->failed || size > ent_reader_left(r)) {
    r->failed = true;
    r->at = r->end;
    return NULL;
  }
  const uint8_t *const here = r->at;
  r->at += size;
  return here;
}

static uint64_t read_unsigned(ent_reader *r, size_t bytes)
{
  const uint8_t *const b = next(r, bytes);
  uint64_t v = 0;
  if (b)
    for (size_t i = bytes; i-- > 0;) v = v << 8 | b[i];
  return v;
}

uint8_t ent_read_u8(ent_reader *r)
{
  return (uint8_t)read_unsigned(r, 1);
}

uint32_t ent_read_u32(ent_reader *r)
{
  return (uint32_t)read_unsigned(r, 4);
}

uint64_t ent_read_u64(ent_reader *r)
{
  return read_unsigned(r, 8);
}

double ent_read_f64(ent_reader *r)
{
  const uint64_t bits = read_unsigned(r, 8);
  double v;
  memcpy(&v, &bits, sizeof v);
  return v;
}

const char *ent_read_text(ent_reader *r, size_t *size)
{
  const uint32_t length = ent_read_u32(r);
  const uint8_t *const text = next(r, length);
  *size = text ? length : 0;
  return (const char *)text;
}

/* ---- writer ---- */

void ent_writer_open(ent_writer *w, ent_arena *arena)
{
  *w = (ent_writer){.arena = arena};
}

/* Makes room for size more bytes and the closing NUL. */
static bool grow(ent_writer *w, size_t size)
{
  if (w->failed) return false;
  if (w->room > 0 && size < w->room - w->size) return true;
  w->failed = true;
  if (size >= SIZE_MAX - w->size) return false;
  const size_t wanted = w->size + size + 1;
  size_t room = w->room > 0 ? w->room : ROOM_FIRST;
  while (room < wanted) room = room <= SIZE_MAX / 2 ? room * 2 : wanted;
  char *const data = ent_arena_take(w->arena, room, 1);
  if (!data) return false;
  if (w->size > 0) memcpy(data, w->data, w->size);
  w->data = data;
  w->room = room;
  w->failed = false;
  return true;
}

void ent_write_bytes(ent_writer *w, const void *data, size_t size)
{
  if (!grow(w, size)) return;
  if (size > 0) memcpy(w->data + w->size, data, size);
  w->size += size;
  w->data[w->size] = '\0';
}

static void write_unsigned(ent_writer *w, uint64_t v, size_t bytes)
{
  uint8_t b[8];
  for (size_t i = 0; i < bytes; i++, v >>= 8) b[i] = (uint8_t)v;
  ent_write_bytes(w, b, bytes);
}

void ent_write_u8(ent_writer *w, uint8_t v)
{
  write_unsigned(w, v, 1);
}

void ent_write_u32(ent_writer *w, uint32_t v)
{
  write_unsigned(w, v, 4);
}

void ent_write_u64(ent_writer *w, uint64_t v)
{
  write_unsigned(w, v, 8);
}

void ent_write_f64(ent_writer *w, double v)
{
  uint64_t bits;
  memcpy(&bits, &v, sizeof bits);
  write_unsigned(w, bits, 8);
}

void ent_write_text(ent_writer *w, const char *text, size_t size)
{
  if ((uint64_t)size > UINT32_MAX) {
    w->failed = true;
    return;
  }
  ent_write_u32(w, (uint32_t)size);
  ent_write_bytes(w, text, size);
}
