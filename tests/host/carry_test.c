/* carry_test.c - does a scenario that is written down and read again stay what it is? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/model.h"
#include "host/csv.h"
#include "host/load.h"
#include "host/memory.h"
#include "host/yaml.h"
#include "model/carry.h"
#include "model/scenario.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

/* The tree's text without places. */
static void check_tree(const ent_builder *a, const char *yaml, size_t size, const char *what)
{
  ent_allocator memory = host_memory();
  ent_builder *b = NULL;
  ent_error err;
  ent_arena arena;
  ent_writer x, y;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  if (host_yaml_read(yaml, size, b, &err) != ENT_OK) fail_msg("%s: line %d: %s", what, err.line, err.message);
  ent_arena_open(&arena, &memory);
  ent_writer_open(&x, &arena);
  ent_writer_open(&y, &arena);
  ent_tree_write(&x, a->root, NULL, false);
  ent_tree_write(&y, b->root, NULL, false);
  if (x.size != y.size || memcmp(x.data, y.data, x.size) != 0) fail_msg("%s: another tree", what);
  ent_arena_close(&arena);
  ent_builder_close(b);
}

static void check_text(const char *text)
{
  ent_allocator memory = host_memory();
  ent_builder *b = NULL;
  ent_arena arena;
  ent_writer w;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  static const char frame[] = "a: {x: 1, list: [p, [q, {r: s}], {}]}\n\"odd key: \": {}\nlast: \"quo\\\"ted\\n\"\n";
  assert_int_equal(host_yaml_read(frame, sizeof frame - 1, b, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "a.x", text, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "a.list.0", text, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "a.list.1.1.r", text, NULL), ENT_OK);
  ent_arena_open(&arena, &memory);
  ent_writer_open(&w, &arena);
  ent_put_yaml(&w, b->root);
  assert_false(w.failed);
  check_tree(b, w.data, w.size, text);
  ent_arena_close(&arena);
  ent_builder_close(b);
}

static void test_texts(void **state)
{
  static const char *const text[] = {"0.2 to 0.5",
                                     "-0.2",
                                     "- a",
                                     "a: b",
                                     "a:b",
                                     "a #b",
                                     "#b",
                                     "a#b",
                                     "'",
                                     "\"x\"",
                                     "[1, 2]",
                                     "{a: b}",
                                     "*x",
                                     "&x",
                                     "!x",
                                     "%x",
                                     "@x",
                                     "`x",
                                     "| x",
                                     "> 0.5",
                                     ">",
                                     "?",
                                     "? x",
                                     ": x",
                                     ":",
                                     "x:",
                                     "---",
                                     "...",
                                     "--- a",
                                     "yes",
                                     "null",
                                     "~",
                                     " lead",
                                     "trail ",
                                     "  two\n lines\n\n",
                                     "a\nb",
                                     "a\nb\n",
                                     "\n",
                                     "\n\na",
                                     "a\n\n\n",
                                     "=x",
                                     "<< x",
                                     "<",
                                     "count >= 4 and objection(ALY)",
                                     "\xE7\xBE\x8E\xE5\x9C\x8B\xEF\xBC\x9A\xE5\xA5\xBD",
                                     "tab\there is strange?",
                                     "x\ty",
                                     "half \xC2\xA0 blank",
                                     "mix(0.3: 10% to 20%, 0.7: 60% to 80%)",
                                     "a, b",
                                     "(x)",
                                     "_",
                                     "+1",
                                     ".5",
                                     "1e-3",
                                     "0x10"};
  (void)state;
  for (size_t i = 0; i < sizeof text / sizeof *text; i++)
    if (!strchr(text[i], '\t')) check_text(text[i]);
}

/* What no YAML holds outside of quotes comes back as the same text. */
static void test_strange(void **state)
{
  static const char *const text[] = {"a\tb",    "cr\rlf",  "nel\xC2\x85x", "ls\xE2\x80\xA8x", "bom\xEF\xBB\xBFx",
                                     "bell\ax", "del\x7Fx"};
  ent_allocator memory = host_memory();
  (void)state;
  for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
    ent_builder *a = NULL, *b = NULL;
    ent_arena arena;
    ent_writer w;
    assert_int_equal(ent_builder_open(&memory, &a, NULL), ENT_OK);
    assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
    assert_int_equal(host_yaml_read("a: x\n", 5, a, NULL), ENT_OK);
    assert_int_equal(ent_builder_set(a, "a", text[i], NULL), ENT_OK);
    ent_arena_open(&arena, &memory);
    ent_writer_open(&w, &arena);
    ent_put_yaml(&w, a->root);
    assert_int_equal(host_yaml_read(w.data, w.size, b, NULL), ENT_OK);
    assert_string_equal(ent_node_at(b->root, "a")->text, text[i]);
    ent_arena_close(&arena);
    ent_builder_close(a);
    ent_builder_close(b);
  }
}

static void check_scenario(const char *name, const char *const *change, int changes)
{
  const ent_allocator memory = host_memory();
  char path[512];
  host_load load;
  ent_arena arena;
  ent_writer w;
  snprintf(path, sizeof path, "%s/scenarios/%s", ENT_TEST_SOURCE, name);
  assert_int_equal(host_load_scenario(path, change, changes, &memory, &load), ENT_OK);
  ent_arena_open(&arena, &memory);
  ent_writer_open(&w, &arena);
  ent_put_yaml(&w, load.scenario->root);
  check_tree(load.scenario->tree, w.data, w.size, name);
  for (const ent_table *t = load.scenario->tree->table; t; t = t->next) {
    host_table again;
    ent_error err;
    ent_writer_open(&w, &arena);
    ent_put_table(&w, t);
    if (host_csv_read(w.data, w.size, &again, &err) != ENT_OK) fail_msg("%s: %s", t->name, err.message);
    assert_int_equal(again.rows, t->rows);
    assert_int_equal(again.columns, t->columns);
    for (int c = 0; c < t->columns; c++) {
      assert_string_equal(again.column[c], t->column[c]);
      assert_string_equal(again.source[c] ? again.source[c] : "", t->source[c]);
      for (int r = 0; r < t->rows; r++)
        assert_string_equal(again.cell[r * t->columns + c], t->cell[r * t->columns + c]);
    }
    host_table_free(&again);
  }
  ent_arena_close(&arena);
  host_load_free(&load);
}

static void test_scenarios(void **state)
{
  const char *const change[] = {"clubs.G7.rule=count >= 4", "deal.leverage=0.1 to 0.4", "title=A: new #title"};
  (void)state;
  check_scenario("g8-return.yaml", NULL, 0);
  check_scenario("g8-return.yaml", change, 3);
  check_scenario("nato-nordic-2022.yaml", NULL, 0);
  check_scenario("uk-eec-1961.yaml", NULL, 0);
  check_scenario("china-opening-1971.yaml", NULL, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_texts), cmocka_unit_test(test_strange),
                                     cmocka_unit_test(test_scenarios)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
