/* memory.c - where does core's memory come from?
 *
 * From realloc and free.  The sizes that core tells are not needed here, except that 0 means "give it back". */
#include "host/memory.h"

#include <stdlib.h>
#include <sys/resource.h>

static void *resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size == 0) {
    free(old);
    return NULL;
  }
  return realloc(old, new_size);
}

ent_allocator host_memory(void)
{
  return (ent_allocator){.resize = resize, .ctx = NULL};
}

uint64_t host_memory_peak(void)
{
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0 || usage.ru_maxrss < 0) return 0;
  return (uint64_t)usage.ru_maxrss * 1024u; /* Linux counts in KiB */
}
