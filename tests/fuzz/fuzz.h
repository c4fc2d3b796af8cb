/* fuzz.h - what the fuzz targets share: a check that stops, the heap, a decoder of lengths.
 *
 * A target returns 0 for every input and stops the program where an invariant is broken; libFuzzer then keeps the input. */
#ifndef ENT_TEST_FUZZ_H
#define ENT_TEST_FUZZ_H

#include "entente/base.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MUST(condition)                                                       \
  do {                                                                        \
    if (!(condition)) {                                                       \
      fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                                \
    }                                                                         \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void *fuzz_resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

static inline ent_allocator fuzz_memory(void)
{
  return (ent_allocator){fuzz_resize, NULL};
}

/* Bytes as choices; 0 when there are no more. */
typedef struct fuzz_reader {
  const uint8_t *at;
  size_t left;
} fuzz_reader;

static inline unsigned fuzz_byte(fuzz_reader *r)
{
  if (r->left == 0) return 0;
  r->left--;
  return *r->at++;
}

/* A number of two bytes: mostly base * [0, 2); 1 code in 32 is special. */
static inline double fuzz_number(fuzz_reader *in, double base)
{
  static const double special[] = {0, -1, 1e300, 1e-300, INFINITY, NAN, -0.0, 1e12};
  const unsigned high = fuzz_byte(in), low = fuzz_byte(in);
  if (high >= 248) return special[high - 248];
  return base * ((double)(high * 256 + low) / 31744);
}

/* An error of a function that failed: it has the function's code and says something. */
static inline void fuzz_check_error(ent_status status, const ent_error *err)
{
  MUST(status > ENT_OK && status < ENT_STATUS_COUNT);
  MUST(err->code == status);
  MUST(err->line >= 0 && err->column >= 0);
  MUST(memchr(err->path, '\0', sizeof err->path) != NULL);
  const char *const end = memchr(err->message, '\0', sizeof err->message);
  MUST(end != NULL && end > err->message);
}

#endif
