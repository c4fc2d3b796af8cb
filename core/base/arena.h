/* arena.h - memory that is freed all at once.
 *
 * An arena takes chunks from the caller's allocator and hands out aligned pieces of them.  mark and rewind give scratch
 * memory without a clean-up stack: in steady state a draw takes from chunks that are already there, so it makes no heap
 * call.  Cost: O(1) a piece. */
#ifndef ENT_CORE_ARENA_H
#define ENT_CORE_ARENA_H

#include "entente/base.h"

typedef struct ent_chunk ent_chunk;

typedef struct ent_arena {
  ent_allocator from;
  ent_chunk *first, *now; /* chunks behind `now` are kept for reuse after a rewind */
} ent_arena;

typedef struct ent_mark {
  ent_chunk *chunk;
  size_t used;
} ent_mark;

void ent_arena_open(ent_arena *arena, const ent_allocator *from);
void ent_arena_close(ent_arena *arena);
/* NULL when there is no memory or count * size overflows.  The memory is zeroed, also after a rewind, and aligned for
 * any type.  Nothing (count or size 0) is not NULL either. */
void *ent_arena_take(ent_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy of size bytes. */
char *ent_arena_text(ent_arena *arena, const char *text, size_t size);
/* What is taken after mark is given back by rewind(mark); later marks are then void. */
ent_mark ent_arena_mark(const ent_arena *arena);
void ent_arena_rewind(ent_arena *arena, ent_mark mark);

#define ENT_NEW(arena, type, count) ((type *)ent_arena_take((arena), (size_t)(count), sizeof(type)))

#endif
