/* corpus_oom_test.c - what if memory runs out while past deals are read and scored?  Every request is refused once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "entente/corpus.h"
#include "fault/ladder.h"

static const char *const column[] = {"id",       "family", "year", "title", "kind",       "proposer",
                                     "target",   "club",   "rule", "wedge", "n_deciders", "n_opponents_exante",
                                     "in_force", "hold5"};
#define COLUMNS 14
static const char *const cell[] = {
  "a", "f", "1950", "t", "peace", "A", "B", "", "bilateral", "0", "2", "0", "1", "1", /* 0 */
  "b", "f", "1960", "t", "peace", "A", "B", "", "bilateral", "0", "2", "1", "0", "",  /* 1 */
  "c", "g", "1970", "t", "peace", "A", "B", "", "consensus", "1", "7", "2", "1", "0", /* 2 */
};
static const ent_cases cases = {3, COLUMNS, column, cell};

static ent_status read_corpus(const ent_allocator *memory, ent_error *err)
{
  ent_corpus c = {.rows = -1};
  const ent_status status = ent_corpus_read(&cases, NULL, memory, &c, NULL, err);
  assert_true((status == ENT_OK) == (c.rows == 3));
  if (status == ENT_OK) ent_corpus_free(&c, memory);
  return status;
}

static void test_read(void **state)
{
  (void)state;
  climb("corpus", read_corpus);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_read)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
