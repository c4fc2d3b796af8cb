/* memory.c - where does the engine of a page get its memory?
 *
 * From the browser, by pages, and from what was given back.  Blocks come in eight sizes a doubling, so at most an eighth is
 * wasted; a free one waits in the list of its size until somebody asks for that size or up to twice less, and the last block
 * of all goes back to the end.  Nothing is joined: an engine asks for the same sizes again and again.  wasi-libc's allocator
 * does more and is ten times as large, and a report carries this one (docs/decisions/0006-living-report.md).
 * Cost: O(1). */
#include "state.h"

#include <string.h>

#define HEAD 16u /* bytes before a block: its size class, or the next free block; keeps blocks aligned */
#define SMALL 7u /* up to 2^SMALL sizes are HEAD apart */
#define CLASSES (8u + 8u * (31u - SMALL))
#define PAGE 65536u
#define PAGES 16u /* asked for at once, at least */

typedef struct block {
  struct block *next; /* while it is free */
  uint32_t class_, size;
} block;

_Static_assert(sizeof(block) <= HEAD, "a head has room for what it holds");

extern unsigned char __heap_base; /* by the linker: the end of stack and data */
static block *waiting[CLASSES];
static char *end, *limit;

/* Sizes 16, 32 ... 128, then eight in each doubling. */
static uint32_t class_of(uint32_t *size)
{
  if (*size <= 1u << SMALL) {
    *size = *size == 0 ? HEAD : (*size + HEAD - 1) / HEAD * HEAD;
    return *size / HEAD - 1;
  }
  const uint32_t doubling = 31u - (uint32_t)__builtin_clz(*size - 1), step = 1u << (doubling - 3);
  *size = (*size + step - 1) / step * step;
  return 8u + (doubling - SMALL) * 8u + (*size - (1u << doubling)) / step - 1;
}

static block *from_the_end(uint32_t size)
{
  if (!end) {
    end = (char *)(((uintptr_t)&__heap_base + HEAD - 1) / HEAD * HEAD);
    limit = (char *)(__builtin_wasm_memory_size(0) * PAGE);
  }
  const size_t whole = (size_t)size + HEAD;
  if ((size_t)(limit - end) < whole) {
    const size_t lack = (whole - (size_t)(limit - end) + PAGE - 1) / PAGE, pages = lack > PAGES ? lack : PAGES;
    if (__builtin_wasm_memory_grow(0, pages) == SIZE_MAX) return NULL;
    limit += pages * PAGE;
  }
  block *const b = (block *)(void *)end;
  end += whole;
  return b;
}

static void *take(size_t wanted)
{
  if (wanted > (size_t)1 << 30) return NULL;
  uint32_t size = (uint32_t)wanted;
  const uint32_t class_ = class_of(&size);
  for (uint32_t c = class_; c < CLASSES && c <= class_ + 8u; c++) {
    block *const b = waiting[c];
    if (!b) continue;
    waiting[c] = b->next;
    return (char *)b + HEAD;
  }
  block *const b = from_the_end(size);
  if (!b) return NULL;
  b->class_ = class_;
  b->size = size;
  return (char *)b + HEAD;
}

static void give_back(block *b)
{
  if ((char *)b + HEAD + b->size == end) {
    end = (char *)b;
    return;
  }
  b->next = waiting[b->class_];
  waiting[b->class_] = b;
}

static void *resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  block *const b = old ? (block *)(void *)((char *)old - HEAD) : NULL;
  if (b && new_size > 0 && new_size <= b->size && new_size > b->size / 2) return old;
  void *const fresh = new_size > 0 ? take(new_size) : NULL;
  if (b && fresh) memcpy(fresh, old, b->size < new_size ? b->size : new_size);
  if (b && (fresh || new_size == 0)) give_back(b);
  return fresh;
}

const ent_allocator glue_memory = {.resize = resize, .ctx = NULL};
