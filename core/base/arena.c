/* arena.c - how is memory taken piece by piece and given back all at once?
 *
 * Chunks form one list.  `now` is the chunk that is being filled; the chunks before it are full, those behind it are
 * empty and kept for reuse.  A piece that does not fit into `now` goes to the first empty chunk that is large enough,
 * which is moved next to `now`; only when there is none is the allocator asked.  The first chunk has 16 KiB, each
 * further one twice the last up to 1 MiB, or more where a single piece is larger.
 *
 * Cost: O(1) a piece plus the zeroing; O(number of chunks) when a chunk is full. */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#define CHUNK_FIRST ((size_t)16 * 1024)
#define CHUNK_LARGEST ((size_t)1024 * 1024)

struct ent_chunk {
  ent_chunk *next;
  size_t room, used; /* bytes of data[] */
  max_align_t data[];
};

#define HEAD offsetof(ent_chunk, data)

void ent_arena_open(ent_arena *arena, const ent_allocator *from)
{
  *arena = (ent_arena){.from = *from};
}

void ent_arena_close(ent_arena *arena)
{
  for (ent_chunk *c = arena->first; c;) {
    ent_chunk *const next = c->next;
    arena->from.resize(arena->from.ctx, c, HEAD + c->room, 0);
    c = next;
  }
  arena->first = arena->now = NULL;
}

static bool fits(const ent_chunk *c, size_t bytes)
{
  return c && bytes <= c->room - c->used;
}

/* Takes the first kept chunk that holds bytes out of the list; NULL if there is none. */
static ent_chunk *kept_chunk(ent_arena *arena, size_t bytes)
{
  if (!arena->now) return NULL;
  for (ent_chunk *before = arena->now; before->next; before = before->next) {
    ent_chunk *const c = before->next;
    if (c->room < bytes) continue;
    before->next = c->next;
    return c;
  }
  return NULL;
}

static ent_chunk *new_chunk(ent_arena *arena, size_t bytes)
{
  size_t total = CHUNK_FIRST;
  if (arena->now) {
    const size_t last = HEAD + arena->now->room;
    total = last < CHUNK_LARGEST / 2 ? 2 * last : CHUNK_LARGEST;
  }
  if (total < HEAD + bytes) total = HEAD + bytes;
  ent_chunk *const c = arena->from.resize(arena->from.ctx, NULL, 0, total);
  if (c) c->room = total - HEAD;
  return c;
}

/* Makes `now` a chunk with room for bytes.  False when there is no memory; the arena then stays as it was. */
static bool advance(ent_arena *arena, size_t bytes)
{
  ent_chunk *c = kept_chunk(arena, bytes);
  if (!c) c = new_chunk(arena, bytes);
  if (!c) return false;
  c->used = 0;
  if (arena->now) {
    c->next = arena->now->next;
    arena->now->next = c;
  } else {
    c->next = NULL;
    arena->first = c;
  }
  arena->now = c;
  return true;
}

void *ent_arena_take(ent_arena *arena, size_t count, size_t size)
{
  const size_t step = alignof(max_align_t);
  if (size > 0 && count > (SIZE_MAX - HEAD - step) / size) return NULL;
  /* Every piece is a whole number of steps, so the next one is aligned; an empty piece still has its own address. */
  const size_t wanted = count * size > 0 ? count * size : 1;
  const size_t bytes = (wanted + step - 1) / step * step;
  if (!fits(arena->now, bytes) && !advance(arena, bytes)) return NULL;
  ent_chunk *const c = arena->now;
  void *const piece = (char *)c->data + c->used;
  c->used += bytes;
  return memset(piece, 0, bytes);
}

char *ent_arena_text(ent_arena *arena, const char *text, size_t size)
{
  if (size == SIZE_MAX) return NULL;
  char *const copy = ent_arena_take(arena, size + 1, 1);
  if (copy && size > 0) memcpy(copy, text, size);
  return copy;
}

ent_mark ent_arena_mark(const ent_arena *arena)
{
  return (ent_mark){.chunk = arena->now, .used = arena->now ? arena->now->used : 0};
}

void ent_arena_rewind(ent_arena *arena, ent_mark mark)
{
  /* A mark of an arena that had no chunk yet means: from the very start. */
  arena->now = mark.chunk ? mark.chunk : arena->first;
  if (arena->now) arena->now->used = mark.used;
}
