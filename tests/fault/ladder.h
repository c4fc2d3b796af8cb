/* ladder.h - a step that needs memory, with each of its requests refused once, and with all from each one on refused.
 *
 * Every refusal has to come back as ENT_NOMEM with a sentence, nothing may leak, and the climb ends when none is refused. */
#ifndef ENT_TEST_LADDER_H
#define ENT_TEST_LADDER_H

#include "flaky.h"

#define RUNGS_MAX 20000

typedef ent_status work(const ent_allocator *memory, ent_error *err);

static inline void climb(const char *what, work *step)
{
  for (int forever = 0; forever < 2; forever++)
    for (long k = 0;; k++) {
      flaky f;
      ent_error err = {.code = ENT_OK};
      const ent_allocator memory = flaky_open(&f, k, forever == 1);
      const ent_status status = step(&memory, &err);
      if (!flaky_clean(&f)) fail_msg("%s: rung %ld leaks %ld blocks, %ld lies", what, k, f.live, f.lies);
      if (status == ENT_OK) {
        if (f.refused != 0) fail_msg("%s: rung %ld: a refusal was overlooked", what, k);
        assert_true(k > 0);
        break;
      }
      if (status != ENT_NOMEM || err.code != ENT_NOMEM)
        fail_msg("%s: rung %ld: %s: %s", what, k, ent_status_name(status), err.message);
      assert_true(err.message[0] != '\0' && k < RUNGS_MAX);
    }
}

#endif
