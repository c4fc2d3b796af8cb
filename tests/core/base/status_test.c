/* Every status has a name and a text of its own; numbers that are no status are told so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "entente/base.h"

#include <stdio.h>
#include <string.h>

static void test_known(void **state)
{
  (void)state;
  assert_int_equal(ENT_OK, 0);
  assert_string_equal(ent_status_name(ENT_OK), "ENT_OK");
  assert_string_equal(ent_status_text(ENT_OK), "success");
  assert_string_equal(ent_status_name(ENT_NOMEM), "ENT_NOMEM");
  assert_string_equal(ent_status_text(ENT_NOMEM), "out of memory");
  assert_string_equal(ent_status_name(ENT_INTERNAL), "ENT_INTERNAL");
}

static void test_unknown(void **state)
{
  (void)state;
  assert_string_equal(ent_status_name(ENT_STATUS_COUNT), "ENT_?");
  assert_string_equal(ent_status_text(ENT_STATUS_COUNT), "unknown status");
  assert_string_equal(ent_status_name((ent_status)-1), "ENT_?");
  assert_string_equal(ent_status_text((ent_status)1000), "unknown status");
}

static void test_all_differ(void **state)
{
  (void)state;
  for (int a = 0; a < ENT_STATUS_COUNT; a++)
    for (int b = 0; b < a; b++) {
      assert_string_not_equal(ent_status_name((ent_status)a), ent_status_name((ent_status)b));
      assert_string_not_equal(ent_status_text((ent_status)a), ent_status_text((ent_status)b));
    }
}

static void test_version(void **state)
{
  (void)state;
  char expected[32];
  snprintf(expected, sizeof expected, "%d.%d.%d", ENT_VERSION_MAJOR, ENT_VERSION_MINOR, ENT_VERSION_PATCH);
  assert_string_equal(ent_version(), expected);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_known),
    cmocka_unit_test(test_unknown),
    cmocka_unit_test(test_all_differ),
    cmocka_unit_test(test_version),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
