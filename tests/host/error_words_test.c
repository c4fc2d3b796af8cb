/* error_words_test.c - is every error told in Chinese as well?
 *
 * All errors of tests/bad, said with both catalogues of the terminal: each changes, keeps the names in quotes and the
 * numbers, and holds no English but notation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <unistd.h>

#include <cmocka.h>

#include "host/load.h"
#include "host/memory.h"
#include "support/broken.h"

#define BAD ENT_TEST_SOURCE "/tests/bad/"
#define PATH_SIZE 512
#define SPEAKERS 2

static struct speaker {
  const char *name;
  host_text mo;
  ent_words words;
} speakers[SPEAKERS] = {{.name = "zh-Hant"}, {.name = "zh-Hans"}};

static int told, wrong;

/* The words that only an English sentence has: those of the notation (to, and, or, between) are not among them. */
static bool is_english(const char *said)
{
  static const char *const words[] = {"the",   "is",   "are",   "has",    "have",  "here",     "of",    "this", "that",
                                      "there", "a",    "an",    "not",    "must",  "field",    "line",  "did",  "you",
                                      "than",  "from", "stand", "stands", "which", "expected", "holds", "one"};
  for (const char *at = said; *at;) {
    const size_t size = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.-");
    for (size_t i = 0; size > 0 && i < sizeof words / sizeof *words; i++)
      if (strlen(words[i]) == size && strncmp(words[i], at, size) == 0) return true;
    at += size > 0 ? size : 1;
  }
  return false;
}

/* Every text in quotes, and every number, of the English stands in what is said. */
static bool keeps_names(const char *english, const char *said)
{
  char piece[ENT_MESSAGE_MAX];
  for (const char *at = english; *at;) {
    const bool quoted = *at == '"';
    const size_t size = quoted ? strcspn(at + 1, "\"") : strspn(at, "0123456789");
    memcpy(piece, at + quoted, size);
    piece[size] = '\0';
    if (size > 0 && !strstr(said, piece)) return false;
    at += size;
    if (quoted) at += at[1] == '"' ? 2 : 1;
    if (!quoted && size == 0) at++;
  }
  return true;
}

static void check(const struct speaker *speaker, const char *english)
{
  char out[ENT_SAID_MAX];
  const char *const said = ent_error_say(&speaker->words, english, out);
  const bool good = strcmp(said, english) != 0 && !is_english(said) && keeps_names(english, said);
  told++;
  if (good) return;
  print_error("%s: %s\n  -> %s\n", speaker->name, english, said);
  wrong++;
}

static void check_file(const char *path)
{
  const ent_allocator memory = host_memory();
  host_load l;
  host_load_scenario(path, NULL, 0, &memory, &l);
  for (int i = 0; i < l.problems && i < HOST_PROBLEMS_MAX; i++)
    for (int k = 0; k < SPEAKERS; k++) check(&speakers[k], l.problem[i].error.message);
  host_load_free(&l);
}

static void test_kept_files(void **state)
{
  (void)state;
  DIR *const dir = opendir(BAD);
  assert_non_null(dir);
  for (const struct dirent *e = readdir(dir); e; e = readdir(dir)) {
    char path[PATH_SIZE];
    if (!strstr(e->d_name, ".yaml")) continue;
    snprintf(path, sizeof path, "%s%s", BAD, e->d_name);
    check_file(path);
  }
  closedir(dir);
  assert_int_equal(wrong, 0);
  assert_true(told >= 2 * 280);
}

static void test_made_files(void **state)
{
  (void)state;
  char path[] = "/tmp/entente-words-XXXXXX";
  const int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
  told = wrong = 0;
  for (int i = 0; broken_name(i); i++) {
    assert_true(broken_write(broken_name(i), path));
    check_file(path);
  }
  unlink(path);
  assert_int_equal(wrong, 0);
  assert_true(told > 100);
}

/* What the machine says of files, and changes that the command line asks for. */
static void test_files_and_changes(void **state)
{
  (void)state;
  const ent_allocator memory = host_memory();
  static const char *const change[] = {"deal.will.suport=0.3", "consents.G7", "deal.will.support=often", "a..b=1",
                                       "deal.will.support.x=1"};
  wrong = 0;
  check_file("/no/such/file.yaml");
  check_file("/");
  for (int i = 0; i < (int)(sizeof change / sizeof *change); i++) {
    host_load l;
    host_load_scenario(BAD "sound.yaml", change + i, 1, &memory, &l);
    assert_true(l.problems > 0);
    for (int k = 0; k < SPEAKERS; k++) check(&speakers[k], l.problem[0].error.message);
    host_load_free(&l);
  }
  assert_int_equal(wrong, 0);
}

int main(void)
{
  for (int i = 0; i < SPEAKERS; i++) {
    char path[PATH_SIZE];
    ent_error err = {.code = ENT_OK};
    snprintf(path, sizeof path, "%s/terminal.%s.mo", ENT_TEST_WORDS, speakers[i].name);
    if (host_file_read(path, HOST_SCENARIO_MAX, &speakers[i].mo, &err) != ENT_OK ||
        ent_words_open(speakers[i].mo.data, speakers[i].mo.size, &speakers[i].words, &err) != ENT_OK) {
      fprintf(stderr, "%s\n", err.message);
      return 1;
    }
  }
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_kept_files),
    cmocka_unit_test(test_made_files),
    cmocka_unit_test(test_files_and_changes),
  };
  const int failed = cmocka_run_group_tests(tests, NULL, NULL);
  for (int i = 0; i < SPEAKERS; i++) host_text_free(&speakers[i].mo);
  return failed;
}
