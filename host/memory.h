/* memory.h - the system's heap as an ent_allocator, and how much of it was used. */
#ifndef ENT_HOST_MEMORY_H
#define ENT_HOST_MEMORY_H

#include "entente/base.h"

/* An allocator over realloc and free.  May be used by several threads at once. */
ent_allocator host_memory(void);

/* The most memory that this process has held so far, in bytes; 0 when the system does not say. */
uint64_t host_memory_peak(void);

#endif
