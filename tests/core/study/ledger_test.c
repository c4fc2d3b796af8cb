/* Does a ledger show every change: of a byte, of a line, of their order? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "entente/ledger.h"

#define LINES 5
#define ROOM (32 + LINES * ENT_LEDGER_LINE_MAX)

static char text[ROOM];
static size_t starts[LINES + 1], size; /* where lines begin; of the text */

static ent_ledger_entry example(int number)
{
  ent_ledger_entry e = {.number = number,
                        .time = "2025-11-23T05:30:01Z",
                        .scenario = "g8-return",
                        .version = "0.1.0",
                        .seed = UINT64_MAX - 100 + (uint64_t)number,
                        .draws = 20000,
                        .open = {20000, 3, (uint64_t)number, 0},
                        .all = 0};
  memset(e.inputs, 'a', 64);
  return e;
}

static int build(void **state)
{
  (void)state;
  memcpy(text, ENT_LEDGER_HEAD, sizeof ENT_LEDGER_HEAD);
  size = strlen(text);
  char before[ENT_LEDGER_HASH];
  for (int i = 0; i < LINES; i++) {
    ent_ledger_entry e = example(i + 1);
    starts[i] = size;
    const size_t length = ent_ledger_write(&e, i > 0 ? before : NULL, text + size);
    assert_true(length == strlen(text + size) && length + 1 < ENT_LEDGER_LINE_MAX);
    size += length;
    memcpy(before, e.hash, sizeof before);
  }
  starts[LINES] = size;
  return 0;
}

static bool count_line(void *ctx, const ent_ledger_entry *entry)
{
  int *const count = ctx;
  assert_int_equal(entry->number, ++*count);
  assert_string_equal(entry->scenario, "g8-return");
  assert_true(entry->open[ENT_GATE_ACCEPTANCE] == (uint64_t)*count && entry->open[ENT_GATE_WILL] == 20000);
  return *count < 3;
}

static void test_whole(void **state)
{
  (void)state;
  ent_ledger_entry last = {.number = 0};
  int seen = 0, count = 0;
  assert_int_equal(ent_ledger_read(text, size, count_line, &seen, &last, &count, NULL), ENT_OK);
  assert_true(seen == 3 && count == LINES && last.number == LINES && last.seed == UINT64_MAX - 100 + LINES);
  assert_memory_equal(last.hash, text + size - 65, 64);
  count = 9;
  last.number = 7;
  assert_int_equal(ent_ledger_read(text, strlen(ENT_LEDGER_HEAD), NULL, NULL, &last, &count, NULL), ENT_OK);
  assert_true(count == 0 && last.number == 7);
}

/* Every byte turned into another: told, and nobody hears of the ledger's count. */
static void test_every_byte(void **state)
{
  (void)state;
  for (size_t i = 0; i < size; i++) {
    const char was = text[i];
    ent_error err = {.code = ENT_OK};
    int count = -1;
    text[i] = was == '1' ? '7' : '1';
    const ent_status status = ent_ledger_read(text, size, NULL, NULL, NULL, &count, &err);
    text[i] = was;
    if (status == ENT_OK || count != -1) fail_msg("byte %zu was turned unnoticed", i);
    int line = 1;
    for (int k = 0; k <= LINES; k++) line += i >= starts[k];
    if (err.line < 1 || err.line > line + 1) fail_msg("byte %zu of line %d is told in line %d", i, line, err.line);
  }
}

static void refused(const char *changed, size_t length, ent_status want, int line, const char *says)
{
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_ledger_read(changed, length, NULL, NULL, NULL, NULL, &err);
  if (status != want || err.line != line || !strstr(err.message, says))
    fail_msg("%s in line %d: %s", ent_status_name(status), err.line, err.message);
}

/* Copies the head and these lines. */
static size_t pick(char out[ROOM], const int *line, int lines)
{
  size_t at = starts[0];
  memcpy(out, text, at);
  for (int i = 0; i < lines; i++) {
    const size_t length = starts[line[i] + 1] - starts[line[i]];
    memcpy(out + at, text + starts[line[i]], length);
    at += length;
  }
  return at;
}

static void test_lines(void **state)
{
  static char changed[ROOM];
  (void)state;
  refused(changed, pick(changed, (const int[]){0, 2, 3}, 3), ENT_CORRUPT, 3, "does not follow");
  refused(changed, pick(changed, (const int[]){1, 2}, 2), ENT_CORRUPT, 2, "does not follow");
  refused(changed, pick(changed, (const int[]){0, 2, 1}, 3), ENT_CORRUPT, 3, "does not follow");
  refused(changed, pick(changed, (const int[]){0, 0}, 2), ENT_CORRUPT, 3, "does not follow");
  refused(changed, pick(changed, (const int[]){0, 1}, 2) - 1, ENT_CORRUPT, 3, "no end");
  refused(changed, pick(changed, (const int[]){0, 1}, 2) - 9, ENT_CORRUPT, 3, "no end");
  refused("", 0, ENT_SYNTAX, 1, "begins with the line");
  refused("# entente ledger 2\n", 19, ENT_VERSION, 1, "another format");
  refused(ENT_LEDGER_HEAD "\n", strlen(ENT_LEDGER_HEAD) + 1, ENT_SYNTAX, 2, "as entente seal writes it");
}

/* A line with a right hash whose fields make no sense. */
static void test_fields(void **state)
{
  (void)state;
  char changed[64 + ENT_LEDGER_LINE_MAX];
  for (int i = 0; i < 6; i++) {
    ent_ledger_entry e = example(1);
    if (i == 0) e.all = e.draws + 1;
    if (i == 1) e.draws = 0;
    if (i == 2) e.number = 2;
    if (i == 3) memcpy(e.scenario, "two words", 10);
    if (i == 4) e.time[0] = '\0';
    if (i == 5) e.open[ENT_GATE_DURABILITY] = e.draws + 1;
    memcpy(changed, ENT_LEDGER_HEAD, sizeof ENT_LEDGER_HEAD);
    const size_t head = strlen(changed), length = ent_ledger_write(&e, NULL, changed + head);
    refused(changed, head + length, i == 2 ? ENT_CORRUPT : ENT_SYNTAX, 2,
            i == 2 ? "does not follow" : "as entente seal");
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole), cmocka_unit_test(test_every_byte),
                                     cmocka_unit_test(test_lines), cmocka_unit_test(test_fields)};
  return cmocka_run_group_tests(tests, build, NULL);
}
