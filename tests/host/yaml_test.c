/* yaml_test.c - host/yaml.c reports exactly what stands in the file, and refuses the rest with its place.
 *
 * This test brings a builder of its own that writes the events down, so it does not depend on the schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "host/yaml.h"

struct ent_builder {
  char log[4096];
  size_t size;
};

static ent_status note(ent_builder *b, const char *what, const char *text, size_t size, ent_place at)
{
  b->size += (size_t)snprintf(b->log + b->size, sizeof b->log - b->size, "%s%.*s@%d:%d ", what, (int)size, text,
                              at.line, at.column);
  return ENT_OK;
}

ent_status ent_build_map(ent_builder *b, ent_place at, ent_error *err)
{
  (void)err;
  return note(b, "{", "", 0, at);
}

ent_status ent_build_list(ent_builder *b, ent_place at, ent_error *err)
{
  (void)err;
  return note(b, "[", "", 0, at);
}

ent_status ent_build_end(ent_builder *b, ent_error *err)
{
  (void)err;
  b->size += (size_t)snprintf(b->log + b->size, sizeof b->log - b->size, "end ");
  return ENT_OK;
}

ent_status ent_build_key(ent_builder *b, const char *text, size_t size, ent_place at, ent_error *err)
{
  (void)err;
  return note(b, "key:", text, size, at);
}

ent_status ent_build_scalar(ent_builder *b, const char *text, size_t size, bool quoted, ent_place at, ent_error *err)
{
  if (size == 6 && memcmp(text, "REFUSE", 6) == 0) { /* an error of the builder's own */
    *err = (ent_error){.code = ENT_LIMIT, .line = at.line, .column = at.column};
    return ENT_LIMIT;
  }
  return note(b, quoted ? "quoted:" : "plain:", text, size, at);
}

static void expect_events(const char *yaml, const char *events)
{
  ent_builder b = {.size = 0};
  ent_error err = {.message = ""};
  const ent_status status = host_yaml_read(yaml, strlen(yaml), &b, &err);
  if (status != ENT_OK) print_error("%d:%d %s\n", err.line, err.column, err.message);
  assert_int_equal(status, ENT_OK);
  assert_string_equal(b.log, events);
}

static void expect_error_of(const char *yaml, size_t size, ent_status code, int line, int column, const char *part)
{
  ent_builder b = {.size = 0};
  ent_error err = {.message = ""};
  const ent_status status = host_yaml_read(yaml, size, &b, &err);
  if (status != code || err.line != line || err.column != column || !strstr(err.message, part)) {
    print_error("%s\n-> %s %d:%d %s\n", yaml, ent_status_name(status), err.line, err.column, err.message);
  }
  assert_int_equal(status, code);
  assert_int_equal(err.line, line);
  assert_int_equal(err.column, column);
  assert_non_null(strstr(err.message, part));
  assert_int_equal(b.log[sizeof b.log - 1], 0);
}

static void expect_error(const char *yaml, ent_status code, int line, int column, const char *part)
{
  expect_error_of(yaml, strlen(yaml), code, line, column, part);
}

static void test_events(void **state)
{
  (void)state;
  expect_events("a: 1\n", "{@1:1 key:a@1:1 plain:1@1:4 end ");
  expect_events("a: NO\nb: \"NO\"\n", "{@1:1 key:a@1:1 plain:NO@1:4 key:b@2:1 quoted:NO@2:4 end ");
  expect_events("a:\nb: ''\n", "{@1:1 key:a@1:1 plain:@1:3 key:b@2:1 quoted:@2:4 end ");
  expect_events("a: [x, {k: v}, [y]]\nb: z\n", "{@1:1 key:a@1:1 [@1:4 plain:x@1:5 {@1:8 key:k@1:9 plain:v@1:12 end "
                                               "[@1:16 plain:y@1:17 end end key:b@2:1 plain:z@2:4 end ");
  expect_events("l:\n- p\n- q: r\n  s: t\n", "{@1:1 key:l@1:1 [@2:1 plain:p@2:3 {@3:3 key:q@3:3 plain:r@3:6 key:s@4:3 "
                                             "plain:t@4:6 end end end ");
}

static void test_text_forms(void **state)
{
  (void)state;
  expect_events("a: |\n  one\n  two\n", "{@1:1 key:a@1:1 plain:one\ntwo\n@2:3 end ");
  expect_events("a: >\n  one\n  two\n", "{@1:1 key:a@1:1 plain:one two\n@2:3 end ");
  expect_events("a: |\n\n   x\nb: >-\n  # y\n\n", "{@1:1 key:a@1:1 plain:\nx\n@3:4 key:b@4:1 plain:# y@5:3 end ");
  expect_events("a: |\n", "{@1:1 key:a@1:1 plain:@1:4 end ");
  expect_events("a: 60 to 80 @50%  # said so\n", "{@1:1 key:a@1:1 plain:60 to 80 @50%@1:4 end ");
  expect_events("a: 70 \xC2\xB1 5\n", "{@1:1 key:a@1:1 plain:70 \xC2\xB1 5@1:4 end ");
  expect_events("{\"a\": [1, \"x\"]}", "{@1:1 key:a@1:2 [@1:7 plain:1@1:8 quoted:x@1:11 end end "); /* JSON */
  expect_events("\xEF\xBB\xBF"
                "a: 1\r\nb: 2\r\n",
                "{@1:1 key:a@1:1 plain:1@1:4 key:b@2:1 plain:2@2:4 end ");
  expect_events("---\na: 1\n...\n", "{@2:1 key:a@2:1 plain:1@2:4 end ");
  expect_events("\"<<\": 1\n", "{@1:1 key:<<@1:1 plain:1@1:7 end "); /* in quotes it is a key like any other */
}

/* Columns count characters, so a caret under Chinese text stands right. */
static void test_columns_count_characters(void **state)
{
  (void)state;
  expect_events("\xE6\xA8\x99\xE9\xA1\x8C: x\n", "{@1:1 key:\xE6\xA8\x99\xE9\xA1\x8C@1:1 plain:x@1:5 end ");
  expect_error("\xE6\xA8\x99: *x\n", ENT_SYNTAX, 1, 4, "Aliases");
}

static void test_refused_features(void **state)
{
  (void)state;
  expect_error("a: &x 1\n", ENT_SYNTAX, 1, 4, "Anchors");
  expect_error("a: &x [1]\n", ENT_SYNTAX, 1, 4, "Anchors");
  expect_error("a: &x {b: 1}\n", ENT_SYNTAX, 1, 4, "Anchors");
  expect_error("a: 1\nb: *x\n", ENT_SYNTAX, 2, 4, "Aliases");
  expect_error("a: !!int 1\n", ENT_SYNTAX, 1, 4, "Tags");
  expect_error("a: !thing [1]\n", ENT_SYNTAX, 1, 4, "Tags");
  expect_error("a:\n  <<: {b: 1}\n", ENT_SYNTAX, 2, 3, "Merge keys");
  expect_error("a: 1\n---\nb: 2\n", ENT_SYNTAX, 2, 1, "one document");
  expect_error("? [a, b]\n: 1\n", ENT_SYNTAX, 1, 3, "plain word");
}

static void test_roots(void **state)
{
  (void)state;
  expect_error("", ENT_SCHEMA, 1, 1, "empty");
  expect_error("# nothing\n", ENT_SCHEMA, 1, 1, "empty");
  expect_error("- a\n", ENT_SCHEMA, 1, 1, "not a list");
  expect_error("word\n", ENT_SCHEMA, 1, 1, "map of keys");
}

static void test_characters(void **state)
{
  (void)state;
  expect_error("a: 1\nb: \xFF\n", ENT_SYNTAX, 2, 4, "UTF-8");
  expect_error("a: \xC0\x80\n", ENT_SYNTAX, 1, 4, "UTF-8");
  expect_error("a: \xED\xA0\x80\n", ENT_SYNTAX, 1, 4, "UTF-8");
  expect_error_of("a: 1\nb: x\0y\n", 12, ENT_SYNTAX, 2, 5, "NUL");
  expect_error("a: \x1b[31m\n", ENT_SYNTAX, 1, 4, "control");
  expect_error("a: \xEF\xBB\xBF\n", ENT_SYNTAX, 1, 4, "control");
  expect_error("\xFF\xFE"
               "a\0",
               ENT_SYNTAX, 1, 1, "UTF-8"); /* UTF-16 */
}

static void test_syntax(void **state)
{
  (void)state;
  expect_error("a: \"x\nb: 1\n", ENT_SYNTAX, 1, 4, "never closed");
  expect_error("a: [1, 2\nb: 3\n", ENT_SYNTAX, 1, 4, "never closed");
  expect_error("a: {b: 1\n", ENT_SYNTAX, 1, 4, "never closed");
  expect_error("a: {b: \"1\" \"c\": 2}\n", ENT_SYNTAX, 1, 12, "\"}\"");
  expect_error("a: {\n \"b\": 1\n \"c\": 2}\n", ENT_SYNTAX, 3, 5, "\"}\"");
  expect_error("a:\n\tb: 1\n", ENT_SYNTAX, 2, 1, "not with tabs");
  expect_error("a: 1\rb: [1\rc: 2\r", ENT_SYNTAX, 2, 4, "never closed"); /* lines that end in CR alone */
  expect_error("a: 1\n b: 2\n", ENT_SYNTAX, 2, 3, "colon");
  expect_error("a: b: c\n", ENT_SYNTAX, 1, 5, "colon is not allowed");
  expect_error("a:\n  b: 1\n c: 2\n", ENT_SYNTAX, 3, 2, "indentation");
  expect_error("a: @x\n", ENT_SYNTAX, 1, 4, "quotes");
  expect_error("a:\n\tb: 1\n", ENT_SYNTAX, 2, 1, "tabs");
  expect_error("a: 1\nword\n", ENT_SYNTAX, 2, 1, "no colon");
  expect_error("a: \"\\q\"\n", ENT_SYNTAX, 1, 5, "escape");
  expect_error("a: &\n", ENT_SYNTAX, 1, 5, "quotes");
  expect_error("a: REFUSE\n", ENT_LIMIT, 1, 4, "");
}

/* The builder limits depth; this one does not, so the reader's own bound must hold. */
static void test_depth(void **state)
{
  (void)state;
  char text[1024] = "a: ";
  memset(text + 3, '[', 600);
  ent_builder b = {.size = 0};
  ent_error err;
  assert_int_equal(host_yaml_read(text, strlen(text), &b, &err), ENT_LIMIT);
  assert_int_equal(err.line, 1);
  assert_int_equal(err.column, 259);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_events),
    cmocka_unit_test(test_text_forms),
    cmocka_unit_test(test_columns_count_characters),
    cmocka_unit_test(test_refused_features),
    cmocka_unit_test(test_roots),
    cmocka_unit_test(test_characters),
    cmocka_unit_test(test_syntax),
    cmocka_unit_test(test_depth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
