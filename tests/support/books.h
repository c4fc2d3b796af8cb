/* books.h - a heap that keeps the books, opened before each test and checked after it: nothing may be left. */
#ifndef ENT_TEST_BOOKS_H
#define ENT_TEST_BOOKS_H

#include "fault/flaky.h"

static flaky heap;
static ent_allocator memory;

static inline int open_heap(void **state)
{
  (void)state;
  memory = flaky_open(&heap, -1, false);
  return 0;
}

static inline int close_heap(void **state)
{
  (void)state;
  return flaky_clean(&heap) ? 0 : -1;
}

#define BOOKED(test) cmocka_unit_test_setup_teardown(test, open_heap, close_heap)

#endif
