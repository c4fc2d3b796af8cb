/* scenario_languages_test.c - can each shipped scenario be read in three languages?
 *
 * Every text that a reader sees (names, notes, claims, labels, views ...) has to be a map of en, zh-Hant and zh-Hans, unless
 * it holds no word at all ("G7", a date in figures).  Titles of sources and quotes stay as published.  Chinese is written with
 * full-width punctuation.  The tree is walked with the schema in hand, so a new field is held to it as well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <dirent.h>

#include <cmocka.h>

#include "host/file.h"
#include "host/memory.h"
#include "host/yaml.h"
#include "model/errors.h"
#include "model/schema.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif
#define SCENARIOS ENT_TEST_SOURCE "/scenarios"

typedef struct reading {
  const char *file;
  int texts, faults;
} reading;

/* Fields whose text is notation, a path, or as published. */
static bool stays(ent_field f)
{
  static const ent_field fields[] = {ENT_FIELD_source_title, ENT_FIELD_table_file,    ENT_FIELD_club_rule,
                                     ENT_FIELD_test_value,   ENT_FIELD_test_is,       ENT_FIELD_precedent_filter,
                                     ENT_FIELD_leader_name,  ENT_FIELD_consent_quote, ENT_FIELD_trade_flows,
                                     ENT_FIELD_trade_then};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (fields[i] == f) return true;
  return false;
}

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool has_word(const char *text)
{
  for (; *text; text++)
    if (is_letter(text[0]) && is_letter(text[1])) return true;
  return false;
}

/* The CJK ideographs U+4E00 to U+9FFF begin with these bytes. */
static bool is_chinese(const char *c)
{
  const unsigned char lead = (unsigned char)c[0];
  return lead >= 0xE4 && lead <= 0xE9;
}

static bool is_half_width(char c)
{
  return c != '\0' && strchr(",;:?!", c) != NULL;
}

static void tell(reading *r, const char *path, const char *what)
{
  print_error("%s: %s: %s\n", r->file, path, what);
  r->faults++;
}

static void check_chinese(reading *r, const char *path, const char *text)
{
  bool any = false;
  for (const char *c = text; *c; c++) {
    any = any || is_chinese(c);
    if (is_half_width(c[0]) && is_chinese(c + 1)) tell(r, path, "half-width punctuation before Chinese");
    if (is_chinese(c) && is_half_width(c[3])) tell(r, path, "half-width punctuation after Chinese");
  }
  if (!any) tell(r, path, "no Chinese in a Chinese text");
}

static void check_text(reading *r, const ent_node *n, const char *path)
{
  r->texts++;
  if (n->kind == ENT_NODE_SCALAR) {
    if (has_word(n->text)) tell(r, path, "in one language only");
    return;
  }
  static const char *const languages[] = {"en", "zh-Hant", "zh-Hans"};
  for (int i = 0; i < 3; i++) {
    const ent_node *own = ent_node_child(n, languages[i]);
    if (!own || own->kind != ENT_NODE_SCALAR || !own->text[0])
      tell(r, path, languages[i]);
    else if (i > 0)
      check_chinese(r, path, own->text);
  }
}

static void check_record(reading *r, const ent_node *n, ent_record record, const char *path);

/* The note beside a number; maps of members and records below consents. */
static void check_below(reading *r, const ent_node *n, const ent_field_row *f, const char *path)
{
  char below[ENT_PATH_MAX];
  for (const ent_node *k = n->first; k; k = k->next) {
    ent_path_join(below, path, k->key ? k->key : "-");
    if (f->type == ENT_TYPE_NUMBERS && k->kind == ENT_NODE_MAP)
      check_below(r, k, &(ent_field_row){.type = ENT_TYPE_NUMBER}, below);
    if (f->type == ENT_TYPE_NUMBER && strcmp(k->key, "note") == 0) check_text(r, k, below);
    if (f->type == ENT_TYPE_MAP || f->type == ENT_TYPE_LIST) check_record(r, k, ent_record_find(f->detail), below);
    if (f == &ent_field_table[ENT_FIELD_chart_lines]) check_text(r, k, below);
    if (f == &ent_field_table[ENT_FIELD_scenario_consents]) check_record(r, k, ENT_RECORD_consent, below);
  }
}

/* A record of consent may be a map of members, each with a record. */
static void check_record(reading *r, const ent_node *n, ent_record record, const char *path)
{
  char below[ENT_PATH_MAX];
  for (const ent_node *k = n->first; k; k = k->next) {
    const ent_field_row *f = ent_record_field(record, k->key);
    ent_path_join(below, path, k->key);
    if (!f)
      check_record(r, k, record, below);
    else if (f->type == ENT_TYPE_TEXT && !stays((ent_field)(f - ent_field_table)))
      check_text(r, k, below);
    else if (f->type == ENT_TYPE_ONE)
      check_record(r, k, ent_record_find(f->detail), below);
    else if (k->kind != ENT_NODE_SCALAR)
      check_below(r, k, f, below);
  }
}

static int faults_in(const char *text, size_t size, const char *file, int *texts)
{
  const ent_allocator memory = host_memory();
  ent_builder *b = NULL;
  ent_error err = {.code = ENT_OK};
  reading r = {.file = file};
  assert_int_equal(ent_builder_open(&memory, &b, &err), ENT_OK);
  if (host_yaml_read(text, size, b, &err) != ENT_OK) fail_msg("%s:%d: %s", file, err.line, err.message);
  check_record(&r, b->root, ENT_RECORD_scenario, "");
  ent_builder_close(b);
  if (texts) *texts = r.texts;
  return r.faults;
}

static void test_shipped(void **state)
{
  (void)state;
  DIR *const folder = opendir(SCENARIOS);
  int files = 0, faults = 0;
  assert_non_null(folder);
  for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
    const size_t length = strlen(entry->d_name);
    char path[512];
    host_text text;
    ent_error err = {.code = ENT_OK};
    int texts = 0;
    if (length < 6 || strcmp(entry->d_name + length - 5, ".yaml") != 0) continue;
    snprintf(path, sizeof path, "%s/%.255s", SCENARIOS, entry->d_name);
    assert_int_equal(host_file_read(path, 1 << 24, &text, &err), ENT_OK);
    faults += faults_in(text.data, text.size, entry->d_name, &texts);
    assert_true(texts > 50);
    host_text_free(&text);
    files++;
  }
  closedir(folder);
  assert_true(files >= 4);
  assert_int_equal(faults, 0);
}

/* The check sees what is missing, wherever it stands. */
static void test_sees_what_is_missing(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int faults;
  } cases[] = {
    {"title: {en: A, zh-Hant: 甲, zh-Hans: 甲}\nid: x\n", 0},
    {"title: Only English\n", 1},
    {"title: {en: A, zh-Hant: 甲}\n", 1},
    {"title: {en: A, zh-Hant: '甲,乙', zh-Hans: '甲,乙'}\n", 4},
    {"title: {en: A, zh-Hant: A, zh-Hans: A}\n", 2},
    {"clubs: {G: {name: G7, rule: count >= 2, sigma: {value: 0.1, note: A guess.}}}\n", 1},
    {"sources: {s: {title: As published, note: A word.}}\n", 1},
    {"consents: {G: {A: {support: {value: 1, note: Why.}, when: {c: {value: 1, note: Why.}}}}}\n", 2},
    {"terms: {t: {effects: [{change: {value: 1, note: Why.}}]}}\n", 1},
    {"claims: [{id: C, text: Claim., tests: [{what: Thing, value: p(all)}]}]\n", 2},
    {"charts: [{title: Shares, lines: {west: The west}}]\n", 2},
    {"views: {v: {name: Other, note: Why., set: {deal.leverage: 0.1}}}\n", 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (faults_in(cases[i].text, strlen(cases[i].text), "case", NULL) != cases[i].faults)
      fail_msg("wanted %d faults in %s", cases[i].faults, cases[i].text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_shipped), cmocka_unit_test(test_sees_what_is_missing)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
