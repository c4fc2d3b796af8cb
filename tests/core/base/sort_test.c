/* Tests of core/base/sort.h: order, and nothing lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sort.h"

typedef struct item {
  int key, name;
} item;

static bool is_before(const item *a, const item *b)
{
  return a->key != b->key ? a->key < b->key : a->name < b->name;
}

ENT_SORT(sort_items, item, is_before);

static void test_every_count(void **state)
{
  (void)state;
  item m[80];
  uint32_t bits = 1;
  for (uint32_t count = 0; count <= 80; count++) {
    for (int range = 1; range <= 100; range *= 10) {
      long sum = 0;
      for (uint32_t i = 0; i < count; i++) {
        bits = bits * UINT32_C(1664525) + UINT32_C(1013904223);
        m[i] = (item){.key = (int)(bits >> 16) % range, .name = (int)i};
        sum += (long)m[i].key * 1000 + m[i].name * m[i].name;
      }
      sort_items(m, count);
      for (uint32_t i = 0; i < count; i++) {
        assert_true(i == 0 || is_before(&m[i - 1], &m[i]));
        sum -= (long)m[i].key * 1000 + m[i].name * m[i].name;
      }
      assert_true(sum == 0);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_count)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
