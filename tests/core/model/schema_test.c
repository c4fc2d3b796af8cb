/* schema_test.c - domains and units of the list of fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/schema.h"

static void test_detail(void **state)
{
  (void)state;
  assert_int_equal(ent_domain_find("REAL income"), ENT_DOMAIN_REAL);
  assert_string_equal(ent_unit_find("REAL income"), "income");
  assert_int_equal(ent_domain_find("SHARE per year"), ENT_DOMAIN_SHARE);
  assert_string_equal(ent_unit_find("SHARE per year"), "per year");
  assert_int_equal(ent_domain_find("SHARE"), ENT_DOMAIN_SHARE);
  assert_string_equal(ent_unit_find("SHARE"), "share");
  assert_string_equal(ent_unit_find("COUNT"), "count");
  assert_string_equal(ent_unit_find("SIGNED"), "index");
}

static bool is_unit(const char *word)
{
  static const char *const words[] = {
#define X(name, text, example) text,
    ENT_UNIT_LIST(X)
#undef X
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i], word) == 0) return true;
  return false;
}

static bool is_domain(const char *detail)
{
  static const char *const words[] = {
#define X(name, text, shape) #name,
    ENT_DOMAIN_LIST(X)
#undef X
  };
  const size_t size = strcspn(detail, " ");
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i]) == size && strncmp(words[i], detail, size) == 0) return true;
  return false;
}

/* A misspelt domain or unit in schema.def would be read as another one in silence. */
static void test_every_field(void **state)
{
  (void)state;
  ent_field_info f;
  int numbers = 0;
  for (int i = 0; ent_schema_field(i, &f); i++) {
    if (strcmp(f.type, "NUMBER") == 0 || strcmp(f.type, "NUMBERS") == 0) {
      numbers++;
      assert_true(is_domain(f.detail));
      assert_true(is_unit(ent_unit_find(f.detail)));
    }
    if (strcmp(f.record, "test") == 0 && strcmp(f.key, "unit") == 0) {
      char words[160];
      assert_true(strlen(f.detail) < sizeof words);
      strcpy(words, f.detail);
      for (char *word = strtok(words, "|"); word; word = strtok(NULL, "|")) assert_true(is_unit(word));
    }
  }
  assert_true(numbers > 30);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_detail), cmocka_unit_test(test_every_field)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
