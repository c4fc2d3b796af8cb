/* explored.h - a landscape explored, for the tests of explore.c, basins.c and passes.c. */
#ifndef ENT_TEST_EXPLORED_H
#define ENT_TEST_EXPLORED_H

#include "landscapes.h"

#define EXPLORED_ROOM 1024

static inline void *heap_resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

static const ent_allocator heap = {.resize = heap_resize, .ctx = NULL};

typedef struct explored {
  ent_terrain terrain;
  ent_minimum minimum[EXPLORED_ROOM];
} explored;

/* With passes; basins have to cover every configuration. */
static inline void explore(const scene *s, const double *pressure, explored *x)
{
  const ent_explore how = {.pressure = pressure, .passes = true};
  memset(x, 0, sizeof *x);
  assert_int_equal(ent_align_explore(&s->land, &how, &heap, EXPLORED_ROOM, x->minimum, &x->terrain, NULL), ENT_OK);
  assert_true(x->terrain.stable > 0 && x->terrain.kept == x->terrain.stable);
  uint64_t covered = 0;
  uint32_t strict = 0;
  for (uint32_t k = 0; k < x->terrain.kept; k++) {
    covered += x->minimum[k].basin;
    strict += x->minimum[k].indifferent == 0;
  }
  assert_int_equal(covered, x->terrain.configurations);
  assert_int_equal(strict, x->terrain.strict);
}

#endif
