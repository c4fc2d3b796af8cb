/* flaky.h - an allocator that fails on cue and keeps the books.
 *
 * Fails at its k-th request (counted from 0), or from it on; never when fail_at is negative.  Each block remembers its
 * size, so giving back a block with another size, or one that is not ours, is counted as a lie.  New memory is filled
 * with 0xA5 and freed memory with 0x5A: nobody may rely on either.
 *
 *   flaky f;
 *   for (long k = 0;; k++) {
 *     const ent_allocator from = flaky_open(&f, k, true);
 *     const ent_status status = ent_thing_make(..., &from, ...);
 *     if (status == ENT_OK) break;                  the whole ladder was climbed: k requests
 *     assert_int_equal(status, ENT_NOMEM);
 *     assert_true(flaky_clean(&f));
 *   } */
#ifndef ENT_TEST_FLAKY_H
#define ENT_TEST_FLAKY_H

#include "entente/base.h"

#include <stdlib.h>
#include <string.h>

typedef struct flaky {
  long calls;   /* requests for memory so far, the refused ones included */
  long fail_at; /* the first request that is refused; negative: none */
  bool forever; /* and all after it */
  long refused;
  long live;    /* blocks not yet given back */
  size_t bytes; /* in live blocks */
  long lies;    /* sizes or addresses that were told wrong */
} flaky;

typedef union flaky_head {
  struct {
    size_t size;
    const void *self;
  } block;
  max_align_t align;
} flaky_head;

static inline flaky_head *flaky_head_of(flaky *f, void *p, size_t told)
{
  flaky_head *const head = (flaky_head *)p - 1;
  if (head->block.self != p || head->block.size != told) f->lies++;
  return head;
}

static inline void *flaky_resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  flaky *const f = ctx;
  if (!old && old_size > 0) f->lies++;
  flaky_head *const head = old ? flaky_head_of(f, old, old_size) : NULL;
  flaky_head *fresh = NULL;
  if (new_size > 0) {
    const long call = f->calls++;
    const bool fails = f->fail_at >= 0 && (f->forever ? call >= f->fail_at : call == f->fail_at);
    if (!fails && new_size < SIZE_MAX - sizeof *fresh) fresh = malloc(sizeof *fresh + new_size);
    if (!fresh) {
      f->refused++;
      return NULL; /* the old block stays as it was */
    }
    memset(fresh + 1, 0xA5, new_size);
    fresh->block.size = new_size;
    fresh->block.self = fresh + 1;
    if (old) memcpy(fresh + 1, old, old_size < new_size ? old_size : new_size);
    f->live++;
    f->bytes += new_size;
  }
  if (head) {
    f->live--;
    f->bytes -= head->block.size;
    memset(head, 0x5A, sizeof *head + head->block.size);
    free(head);
  }
  return fresh ? fresh + 1 : NULL;
}

/* Starts the books anew and gives the allocator.  f must outlive it. */
static inline ent_allocator flaky_open(flaky *f, long fail_at, bool forever)
{
  *f = (flaky){.fail_at = fail_at, .forever = forever};
  return (ent_allocator){.resize = flaky_resize, .ctx = f};
}

/* Everything was given back, and with the right sizes. */
static inline bool flaky_clean(const flaky *f)
{
  return f->live == 0 && f->bytes == 0 && f->lies == 0;
}

#endif
