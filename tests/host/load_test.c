/* load_test.c - a scenario from a text: the same as from its file, with tables only where they are allowed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/load.h"
#include "host/memory.h"

#define FILE_NAME "scenarios/g8-return.yaml"

typedef struct gate {
  int asked;
  bool open;
} gate;

static bool may_open(void *ctx, const char *path)
{
  gate *const g = ctx;
  assert_memory_equal(path, "data/", 5); /* as a person would write it from here */
  g->asked++;
  return g->open;
}

static void digest_of(const host_load *load, uint8_t digest[32])
{
  assert_non_null(load->scenario);
  ent_scenario_digest(load->scenario, digest);
}

static void a_text_is_as_its_file(void **state)
{
  (void)state;
  const ent_allocator memory = host_memory();
  host_text text;
  host_load file, given;
  gate g = {.open = true};
  uint8_t a[32], b[32], table[32];
  assert_int_equal(host_file_read(FILE_NAME, HOST_SCENARIO_MAX, &text, NULL), ENT_OK);
  const host_source from = {.path = FILE_NAME, .text = text.data, .size = text.size, .may_open = may_open, .ctx = &g};
  assert_int_equal(host_load_scenario(FILE_NAME, NULL, 0, &memory, &file), ENT_OK);
  assert_int_equal(host_load_source(&from, NULL, 0, &memory, &given), ENT_OK);
  digest_of(&file, a);
  digest_of(&given, b);
  assert_memory_equal(a, b, 32);
  assert_true(given.tables > 0 && given.tables == file.tables && g.asked == given.tables);
  for (int i = 0; i < given.tables; i++) { /* the hash is that of the file's bytes */
    char path[HOST_PATH_MAX];
    host_text csv;
    assert_int_equal(host_path_beside(FILE_NAME, given.table[i].file, path, NULL), ENT_OK);
    assert_int_equal(host_file_read(path, HOST_SCENARIO_MAX, &csv, NULL), ENT_OK);
    ent_sha256(csv.data, csv.size, table);
    assert_memory_equal(table, given.table[i].sha256, 32);
    host_text_free(&csv);
  }
  host_load_free(&file);
  host_load_free(&given);
  host_text_free(&text);
}

static void a_table_that_is_not_allowed(void **state)
{
  (void)state;
  const ent_allocator memory = host_memory();
  host_text text;
  host_load load;
  gate g = {.open = false};
  assert_int_equal(host_file_read(FILE_NAME, HOST_SCENARIO_MAX, &text, NULL), ENT_OK);
  const host_source from = {.path = FILE_NAME, .text = text.data, .size = text.size, .may_open = may_open, .ctx = &g};
  assert_int_equal(host_load_source(&from, NULL, 0, &memory, &load), ENT_REFERENCE);
  assert_null(load.scenario);
  assert_int_equal(load.tables, 0);
  assert_int_equal(load.problems, g.asked);
  assert_true(load.problem[0].error.line > 0);
  assert_memory_equal(load.problem[0].error.path, "tables.", 7);
  host_load_free(&load);
  host_text_free(&text);
}

static void a_snapshot_as_text_brings_its_tables(void **state)
{
  (void)state;
  const ent_allocator memory = host_memory();
  const char *const change[] = {"consents.G7.FRA.support=0.2"};
  host_load file, again;
  gate g = {.open = false};
  uint8_t a[32], b[32];
  const uint8_t *data = NULL;
  size_t size = 0;
  assert_int_equal(host_load_scenario(FILE_NAME, change, 1, &memory, &file), ENT_OK);
  ent_scenario_snapshot(file.scenario, &data, &size);
  const host_source from = {.path = "run", .text = (const char *)data, .size = size, .may_open = may_open, .ctx = &g};
  assert_int_equal(host_load_source(&from, NULL, 0, &memory, &again), ENT_OK);
  digest_of(&file, a);
  digest_of(&again, b);
  assert_memory_equal(a, b, 32);
  assert_int_equal(g.asked, 0);
  host_load_free(&again);
  host_load_free(&file);
}

static void a_text_that_is_too_long(void **state)
{
  (void)state;
  const ent_allocator memory = host_memory();
  host_load load;
  const host_source from = {.path = "x", .text = "a: b", .size = HOST_SCENARIO_MAX + 1};
  assert_int_equal(host_load_source(&from, NULL, 0, &memory, &load), ENT_LIMIT);
  assert_int_equal(load.problems, 1);
  host_load_free(&load);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_text_is_as_its_file),
    cmocka_unit_test(a_table_that_is_not_allowed),
    cmocka_unit_test(a_snapshot_as_text_brings_its_tables),
    cmocka_unit_test(a_text_that_is_too_long),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
