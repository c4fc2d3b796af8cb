/* heap.h - the system's heap with requests that are refused on cue, for code that takes malloc itself.
 *
 * The program is linked with --wrap=malloc, calloc and realloc (cmake/tests.cmake), so requests of the project's own objects come
 * here; libraries that are shared keep theirs.  heap_arm(k, forever) refuses the k-th request from now on (counted from 0), or
 * all from it on; heap_rest() refuses none.  May be used by several threads at once. */
#ifndef ENT_TEST_HEAP_H
#define ENT_TEST_HEAP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static atomic_long heap_left = -1, heap_refused;
static atomic_bool heap_forever;

static inline void heap_rest(void)
{
  atomic_store(&heap_left, -1);
  atomic_store(&heap_forever, false);
}

static inline void heap_arm(long k, bool forever)
{
  atomic_store(&heap_refused, 0);
  atomic_store(&heap_forever, forever);
  atomic_store(&heap_left, k + 1);
}

/* Is this request one to refuse? */
static inline bool heap_refuses(void)
{
  const long left = atomic_load(&heap_left) > 0 ? atomic_fetch_sub(&heap_left, 1) : 0;
  const bool refuses = left == 1 || (left == 0 && atomic_load(&heap_forever) && atomic_load(&heap_left) == 0);
  if (refuses) atomic_fetch_add(&heap_refused, 1);
  return refuses;
}

void *__wrap_malloc(size_t size)
{
  return heap_refuses() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
  return heap_refuses() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
  return heap_refuses() ? NULL : __real_realloc(old, size);
}

#endif
