/* sort.h - putting things in order where there is no memory and no bad case: heap sort.
 *
 * ENT_SORT(sort_minima, ent_minimum, is_lower) defines static void sort_minima(ent_minimum *m, uint32_t count) by
 * bool is_lower(const ent_minimum *, const ent_minimum *), a strict order; make it total where the outcome has to be one.
 * Cost: O(count log count).  Source: Williams 1964, Algorithm 232, CACM 7(6). */
#ifndef ENT_CORE_SORT_H
#define ENT_CORE_SORT_H

#include "entente/base.h"

#define ENT_SORT(name, type, is_before)                                            \
  static void name(type *m, uint32_t count)                                        \
  {                                                                                \
    for (uint32_t start = count / 2, end = count; end > 1;) {                      \
      if (start > 0) {                                                             \
        start--; /* the heap is being built */                                     \
      } else {                                                                     \
        const type last = m[--end]; /* the first of the heap is the last of all */ \
        m[end] = m[0];                                                             \
        m[0] = last;                                                               \
      }                                                                            \
      const type moving = m[start];                                                \
      uint32_t at = start;                                                         \
      for (uint32_t child = 2 * at + 1; child < end; child = 2 * at + 1) {         \
        if (child + 1 < end && is_before(&m[child], &m[child + 1])) child++;       \
        if (!is_before(&moving, &m[child])) break;                                 \
        m[at] = m[child];                                                          \
        at = child;                                                                \
      }                                                                            \
      m[at] = moving;                                                              \
    }                                                                              \
  }                                                                                \
  _Static_assert(1, "a semicolon follows")

#endif
