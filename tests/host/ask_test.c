/* ask_test.c - the bodies of requests: what is read, and what is refused with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "host/ask.h"

static ent_status read(const char *body, host_ask *ask, ent_error *err)
{
  return host_ask_read(body, strlen(body), ask, err);
}

static void all_keys(void **state)
{
  (void)state;
  host_ask ask;
  assert_int_equal(
    read("{\"scenario\":\"g8\",\"run\":\"r\",\"base\":\"b\",\"name\":\"n\",\"text\":\"a: "
         "\\u00e4\\n\",\"view\":\"v\",\"note\":\"\","
         "\"draws\":20000,\"study_draws\":4096,\"seed\":\"18446744073709551615\","
         "\"changes\":[{\"path\":\"a.b\",\"value\":\"1 to 2\"},{\"value\":\"x=y\",\"path\":\"c\",\"label\":\"L\"}]}",
         &ask, NULL),
    ENT_OK);
  assert_string_equal(ask.scenario, "g8");
  assert_string_equal(ask.run, "r");
  assert_string_equal(ask.base, "b");
  assert_string_equal(ask.name, "n");
  assert_string_equal(ask.text, "a: \xC3\xA4\n");
  assert_int_equal(ask.text_size, 6);
  assert_string_equal(ask.view, "v");
  assert_string_equal(ask.note, "");
  assert_true(ask.draws == 20000 && ask.study_draws == 4096 && ask.seed == UINT64_MAX);
  assert_int_equal(ask.changes, 2);
  assert_string_equal(ask.change[0], "a.b=1 to 2");
  assert_string_equal(ask.change[1], "c=x=y");
  host_ask_free(&ask);
}

static void events(void **state)
{
  (void)state;
  host_ask ask;
  assert_int_equal(read("{\"outcomes\":{\"adopted\":true,\"held\":false},\"note\":\"n\"}", &ask, NULL), ENT_OK);
  assert_true(ask.resolves);
  assert_int_equal(ask.events, 2);
  assert_string_equal(ask.event[0].name, "adopted");
  assert_string_equal(ask.event[1].name, "held");
  assert_true(ask.event[0].came && !ask.event[1].came);
  host_ask_free(&ask);
  assert_int_equal(read("{\"outcomes\":{}}", &ask, NULL), ENT_OK); /* nothing came true, or nothing is known */
  assert_true(ask.resolves && ask.events == 0);
  host_ask_free(&ask);
  assert_int_equal(read("{}", &ask, NULL), ENT_OK);
  assert_false(ask.resolves);
  host_ask_free(&ask);
}

static void nothing(void **state)
{
  (void)state;
  host_ask ask;
  assert_int_equal(read(" { } ", &ask, NULL), ENT_OK);
  assert_null(ask.scenario);
  assert_null(ask.text);
  assert_int_equal(ask.changes, 0);
  assert_true(ask.draws == 0 && ask.seed == 0);
  host_ask_free(&ask);
}

static void refused(void **state)
{
  (void)state;
  static const struct {
    const char *body, *path;
    ent_status code;
  } bad[] = {
    {"", "", ENT_SYNTAX},
    {"{", "", ENT_SYNTAX},
    {"{} {}", "", ENT_SYNTAX},
    {"{\"draws\":1,}", "", ENT_SYNTAX},
    {"{\"draws\":1,\"draws\":2}", "", ENT_SYNTAX},
    {"{\"text\":\"\\u0000\"}", "", ENT_SYNTAX},
    {"{\"text\":\"\xFF\"}", "", ENT_SYNTAX},
    {"{\"draws\":99999999999999999999}", "", ENT_SYNTAX},
    {"[]", "", ENT_SCHEMA},
    {"{\"dras\":1}", "dras", ENT_SCHEMA},
    {"{\"draws\":0}", "draws", ENT_SCHEMA},
    {"{\"draws\":-1}", "draws", ENT_SCHEMA},
    {"{\"draws\":1.5}", "draws", ENT_SCHEMA},
    {"{\"draws\":true}", "draws", ENT_SCHEMA},
    {"{\"seed\":\"\"}", "seed", ENT_SCHEMA},
    {"{\"seed\":\"18446744073709551616\"}", "seed", ENT_SCHEMA},
    {"{\"seed\":\"1 \"}", "seed", ENT_SCHEMA},
    {"{\"text\":1}", "text", ENT_SCHEMA},
    {"{\"view\":null}", "view", ENT_SCHEMA},
    {"{\"changes\":{}}", "changes", ENT_SCHEMA},
    {"{\"changes\":[1]}", "changes.0", ENT_SCHEMA},
    {"{\"changes\":[{\"path\":\"a\",\"value\":\"1\"},{\"path\":\"\",\"value\":\"1\"}]}", "changes.1", ENT_SCHEMA},
    {"{\"changes\":[{\"path\":\"a=b\",\"value\":\"1\"}]}", "changes.0", ENT_SCHEMA},
    {"{\"changes\":[{\"path\":\"a\"}]}", "changes.0", ENT_SCHEMA},
    {"{\"changes\":[{\"path\":\"a\",\"value\":2}]}", "changes.0", ENT_SCHEMA},
    {"{\"changes\":[{\"path\":\"a\",\"value\":\"2\",\"x\":\"\"}]}", "changes.0", ENT_SCHEMA},
    {"{\"outcomes\":true}", "outcomes", ENT_SCHEMA},
    {"{\"outcomes\":{\"all\":\"yes\"}}", "outcomes", ENT_SCHEMA},
    {"{\"outcomes\":{\"all\":null}}", "outcomes", ENT_SCHEMA},
    {"{\"outcomes\":{\"all\":true,\"all\":false}}", "", ENT_SYNTAX},
    {"{\"outcomes\":{\"a\":true,\"b\":true,\"c\":true,\"d\":true,\"e\":true,\"f\":true,\"g\":true,\"h\":true,\"i\":"
     "true,"
     "\"j\":true,\"k\":true,\"l\":true,\"m\":true,\"n\":true,\"o\":true,\"p\":true,\"q\":true}}",
     "outcomes", ENT_LIMIT},
  };
  host_ask ask;
  memset(&ask, 0x5A, sizeof ask);
  const host_ask before = ask;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_error err = {.code = ENT_OK};
    if (read(bad[i].body, &ask, &err) != bad[i].code) fail_msg("%s: %s", bad[i].body, err.message);
    assert_int_equal(err.code, bad[i].code);
    assert_string_equal(err.path, bad[i].path);
    assert_true(err.message[0] && err.message[strlen(err.message) - 1] == '.');
    assert_true(bad[i].code != ENT_SYNTAX || (err.line == 1 && err.column >= 1));
    assert_memory_equal(&ask, &before, sizeof ask);
    assert_int_equal(read(bad[i].body, &ask, NULL), bad[i].code);
  }
}

static void the_place_of_a_slip(void **state)
{
  (void)state;
  host_ask ask;
  ent_error err = {.code = ENT_OK};
  assert_int_equal(read("{\n \"draws\": 1,\n \"seed\": x }", &ask, &err), ENT_SYNTAX);
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 10);
}

static void many_changes(void **state)
{
  (void)state;
  static char body[16000];
  for (int count = HOST_CHANGES_MAX; count <= HOST_CHANGES_MAX + 1; count++) {
    size_t size = (size_t)snprintf(body, sizeof body, "{\"changes\":[");
    for (int i = 0; i < count; i++)
      size +=
        (size_t)snprintf(body + size, sizeof body - size, "%s{\"path\":\"p%d\",\"value\":\"%d\"}", i ? "," : "", i, i);
    snprintf(body + size, sizeof body - size, "]}");
    host_ask ask;
    ent_error err = {.code = ENT_OK};
    const ent_status status = read(body, &ask, &err);
    assert_int_equal(status, count <= HOST_CHANGES_MAX ? ENT_OK : ENT_LIMIT);
    if (status != ENT_OK) continue;
    assert_int_equal(ask.changes, count);
    assert_string_equal(ask.change[255], "p255=255");
    host_ask_free(&ask);
  }
}

/* Arrays in arrays: refused without a deep stack. */
static void deep(void **state)
{
  (void)state;
  static char body[200001];
  host_ask ask;
  memset(body, '[', sizeof body - 1);
  assert_int_equal(read(body, &ask, NULL), ENT_SYNTAX);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(all_keys),
    cmocka_unit_test(events),
    cmocka_unit_test(nothing),
    cmocka_unit_test(refused),
    cmocka_unit_test(the_place_of_a_slip),
    cmocka_unit_test(many_changes),
    cmocka_unit_test(deep),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
