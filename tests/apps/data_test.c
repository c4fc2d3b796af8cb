/* data_test.c - is everything behind an answer in its archive, at places that are safe, and does it load to the same inputs? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "data.h"
#include "fault/flaky.h"
#include "fault/ladder.h"
#include "host/load.h"
#include "support/archive.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static archive a;

static ent_answer *answer_of(const ent_scenario *s)
{
  const ent_allocator memory = tiny_memory();
  const ent_options options = {.draws = 64, .study_draws = 8};
  ent_answer *answer = NULL;
  assert_int_equal(ent_answer_run(s, &options, &memory, &answer, NULL), ENT_OK);
  return answer;
}

/* The archive of a scenario's answer in `a`. */
static void make(const ent_scenario *s)
{
  const ent_allocator memory = tiny_memory();
  ent_answer *const answer = answer_of(s);
  ent_drawing one = {NULL, 0}, two = {NULL, 0};
  assert_int_equal(cli_data_make(answer, &memory, &one, NULL), ENT_OK);
  assert_int_equal(cli_data_make(answer, &memory, &two, NULL), ENT_OK);
  assert_int_equal(one.size, two.size);
  assert_memory_equal(one.text, two.text, one.size);
  const char *const wrong = archive_open(one.text, one.size, &a);
  if (wrong) fail_msg("%s", wrong);
  ent_drawing_free(&one, &memory);
  ent_drawing_free(&two, &memory);
  ent_answer_free(answer);
}

static const char *text_of(const char *name)
{
  const int i = archive_find(&a, name);
  if (i < 0) fail_msg("%s is missing", name);
  return (const char *)a.file[i].data;
}

/* Rows of a table, the head counted, line ends inside quotes not; every row has as many cells as the head. */
static int count_rows(const char *csv)
{
  int rows = 0, cells = 1, head = 0;
  bool quoted = false;
  for (; *csv; csv++) {
    if (*csv == '"') quoted = !quoted;
    if (quoted) continue;
    cells += *csv == ',';
    if (*csv != '\n') continue;
    if (rows++ == 0) head = cells;
    assert_int_equal(cells, head);
    cells = 1;
  }
  assert_false(quoted);
  return rows;
}

static void test_contents(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  make(s);
  assert_string_equal(a.file[0].name, "README.txt"); /* what is read first */
  assert_non_null(
    strstr(text_of("README.txt"), "entente run scenarios/small.yaml --draws 64 --study-draws 8 --seed 7"));
  assert_non_null(strstr(text_of("README.txt"), "A survey (2005"));
  assert_int_equal(text_of("answer.json")[0], '{');
  assert_true(count_rows(text_of("answer.csv")) > 50);
  assert_int_equal(count_rows(text_of("inputs.csv")), 1 + ent_scenario_inputs(s));
  assert_true(count_rows(text_of("claims.csv")) > 5);
  assert_non_null(strstr(text_of("claims.csv"), "\"S5\",\"\",\"The old order ends.\",")); /* tested by nothing: NA */
  assert_non_null(strstr(text_of("claims.csv"), "NA,NA,NA,NA,NA,NA,NA,NA\n"));
  text_of("scenarios/small.yaml");
  text_of("data/events.csv");
  text_of("scenarios/cases.csv");
  text_of("data/shares.csv");
  text_of("scenarios/leaders.csv");
  archive_close(&a);
  ent_scenario_free(s);
}

static void put_file(const char *folder, int i)
{
  char path[600];
  snprintf(path, sizeof path, "%s/%s", folder, a.file[i].name);
  FILE *const to = fopen(path, "wb");
  assert_non_null(to);
  assert_int_equal(fwrite(a.file[i].data, 1, a.file[i].size, to), a.file[i].size);
  assert_int_equal(fclose(to), 0);
}

/* Taken out, the scenario finds its tables and is the one that was asked. */
static void test_loads_again(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char folder[] = "/tmp/entente-data-XXXXXX", path[64], clean[64];
  assert_non_null(mkdtemp(folder));
  static const char *const places[] = {"scenarios", "data"};
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, places[i]);
    assert_int_equal(mkdir(path, 0700), 0);
  }
  static const char *const changes[] = {"deal.will.support=0.3 to 0.4", "title.en=\"Quotes\": \\ & more", NULL};
  ent_scenario *const s = small_changed(&memory, changes);
  make(s);
  for (int i = 0; i < a.files; i++) put_file(folder, i);
  snprintf(path, sizeof path, "%s/scenarios/small.yaml", folder);
  host_load load;
  const ent_status status = host_load_scenario(path, NULL, 0, &memory, &load);
  if (status != ENT_OK) fail_msg("%s", load.problems ? load.problem[0].error.message : "cannot be loaded");
  uint8_t was[32], is[32];
  ent_scenario_digest(s, was);
  ent_scenario_digest(load.scenario, is);
  assert_memory_equal(was, is, 32);
  host_load_free(&load);
  archive_close(&a);
  ent_scenario_free(s);
  snprintf(clean, sizeof clean, "rm -r %s", folder);
  assert_int_equal(system(clean), 0);
}

/* Where the table of a file of that name comes to lie; NULL: it does not come along. */
static void lies_at(const char *file, const char *wanted)
{
  static const char *const column[] = {"k", "v"}, *const cell[] = {"a", "found"};
  const ent_allocator memory = tiny_memory();
  ent_builder *const b = small_builder(&memory);
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  assert_int_equal(ent_builder_table(b, "extra", file, 1, 2, column, NULL, cell, &err), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &err, 1, &found), ENT_OK);
  ent_builder_close(b);
  make(s);
  const int usual = 10; /* README, four of the answer, the scenario, four tables */
  assert_int_equal(a.files, usual + (wanted != NULL));
  if (wanted) assert_non_null(strstr(text_of(wanted), "found"));
  archive_close(&a);
  ent_scenario_free(s);
}

static void test_places(void **state)
{
  (void)state;
  lies_at("x.csv", "scenarios/x.csv");
  lies_at("./deep//er/x.csv", "scenarios/deep/er/x.csv");
  lies_at("deep/../../data/./x.csv", "data/x.csv");
  lies_at("../x.csv", "x.csv");
  lies_at("\xe4\xb8\xad.csv", "scenarios/\xe4\xb8\xad.csv");
  static const char *const outside[] = {
    "/etc/passwd", "../../x.csv", "../../../../etc/x", "../..",          "..", "", "x/", ".", "../README.txt",
    "a\\b",        "..\\..\\x",   "c:x.csv",           "line\nbreak.csv"};
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) lies_at(outside[i], NULL);
  char path[400];
  memset(path, 'x', sizeof path - 1);
  path[sizeof path - 1] = '\0';
  lies_at(path, NULL);
}

static ent_scenario *small;
static ent_status make_with(const ent_allocator *memory, ent_error *err)
{
  const ent_allocator heap = tiny_memory();
  static char untouched[] = "";
  const ent_options options = {.draws = 4, .study_draws = 2};
  ent_answer *answer = NULL;
  ent_drawing zip = {untouched, 0};
  assert_int_equal(ent_answer_run(small, &options, &heap, &answer, NULL), ENT_OK);
  const ent_status status = cli_data_make(answer, memory, &zip, err);
  if (status == ENT_OK)
    ent_drawing_free(&zip, memory);
  else
    assert_ptr_equal(zip.text, untouched);
  ent_answer_free(answer);
  return status;
}

static void test_no_memory(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  small = small_scenario(&memory);
  climb("the archive of an answer", make_with);
  ent_scenario_free(small);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_contents), cmocka_unit_test(test_loads_again),
                                     cmocka_unit_test(test_places), cmocka_unit_test(test_no_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
