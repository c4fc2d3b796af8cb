/* read_test.c - is a table of deals read as it stands, and is each fault told with its column and place? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/corpus.h"
#include "host/csv.h"
#include "host/memory.h"

#define HEAD                                                                                                           \
  "id,family,year,title,kind,proposer,target,club,rule,n_deciders,n_opponents_exante,wedge,adopted,accepted,in_force," \
  "start,end,held_years,hold5,hold10"
#define FEATURES                                                                                             \
  "id,alliance_pt,mids10_pt,rivalry_pt,alliance_t_against,rivalry_t_against,mids10_t_against,cinc_p,cinc_t," \
  "cinc_against,polyarchy_p,polyarchy_t"

typedef struct tables {
  host_table deals, features;
  ent_corpus corpus;
  ent_corpus_place place;
  ent_error err;
} tables;

static ent_cases cases_of(const host_table *t)
{
  return (ent_cases){t->rows, t->columns, t->column, t->cell};
}

static ent_status read(const char *deals, const char *features, tables *t)
{
  const ent_allocator memory = host_memory();
  memset(t, 0, sizeof *t);
  t->place = (ent_corpus_place){-9, -9, -9};
  assert_int_equal(host_csv_read(deals, strlen(deals), &t->deals, &t->err), ENT_OK);
  if (features) assert_int_equal(host_csv_read(features, strlen(features), &t->features, &t->err), ENT_OK);
  const ent_cases a = cases_of(&t->deals), b = cases_of(&t->features);
  return ent_corpus_read(&a, features ? &b : NULL, &memory, &t->corpus, &t->place, &t->err);
}

static void done(tables *t)
{
  const ent_allocator memory = host_memory();
  ent_corpus_free(&t->corpus, &memory);
  host_table_free(&t->deals);
  host_table_free(&t->features);
}

static void test_reads(void **state)
{
  static const char deals[] = HEAD "\n"
                                   "A1,f,1950,First,admission,USA,RUS,G7,unanimity,3,2,0,1,1,1,1950.5,,30,1,1\n"
                                   "A2,g,1960,Second,peace,USA,CHN,,unanimity,2,0,1,1,NA,1,1960,1963,3,,\n"
                                   "A3,f,1970,Third,trade_regime,USA,IND,,two_thirds,100,1,0,0,,0,,,,,\n"
                                   "A4,,2024,Fourth,league,USA,IND,,lottery,1,0,0,1,1,1,2024,,1.5,,\n"
                                   "A5,h,2025,Fifth,alliance,USA,IND,,executive,1,0,0,,,,,,,,\n";
  static const char features[] = FEATURES "\nA2,0,3,1,,,,0.25,nan,,0.5,\nA1,1,0,0,0,1,2,0.1,0.2,0.3,0.4,0.5\n";
  tables t;
  (void)state;
  assert_int_equal(read(deals, features, &t), ENT_OK);
  const ent_corpus *const c = &t.corpus;
  assert_int_equal(c->rows, 5);
  assert_int_equal(c->families, 4);
  assert_int_equal(c->row[2].family_number, 0);
  assert_int_equal(c->row[3].family_number, 2);
  assert_string_equal(c->row[3].family, "A4");
  assert_int_equal(c->unknown_kinds, 1);
  assert_int_equal(c->unknown_rules, 1);
  assert_int_equal(c->without_features, 3);
  assert_string_equal(c->row[0].title[ENT_LANGUAGE_ZH_HANT], "First");
  assert_int_equal(c->row[0].class_of_rule, ENT_DEAL_CLASS_CONSENSUS);
  assert_int_equal(c->row[1].class_of_rule, ENT_DEAL_CLASS_BILATERAL);
  assert_int_equal(c->row[2].class_of_rule, ENT_DEAL_CLASS_LEGISLATURE);
  assert_true(c->row[1].wedge && !c->row[0].wedge);
  assert_int_equal(c->row[0].opponents_exante, 2);
  assert_int_equal(c->row[1].accepted, ENT_KNOWN_UNKNOWN);
  /* alive: by hold, by years held and an end, not when it never came, unknown when cut off */
  assert_int_equal(c->row[0].alive5, ENT_KNOWN_YES);
  assert_int_equal(c->row[1].alive5, ENT_KNOWN_NO);
  assert_int_equal(c->row[2].alive10, ENT_KNOWN_NO);
  assert_int_equal(c->row[3].alive5, ENT_KNOWN_UNKNOWN);
  assert_int_equal(c->row[4].alive5, ENT_KNOWN_UNKNOWN);
  assert_int_equal(c->row[4].in_force, ENT_KNOWN_UNKNOWN);
  /* features by id, missing told apart from 0 */
  assert_true(c->row[0].feature[ENT_DEAL_FEATURE_MIDS10_PT].known);
  assert_true(c->row[0].feature[ENT_DEAL_FEATURE_POLYARCHY_T].value == 0.5);
  assert_true(c->row[1].feature[ENT_DEAL_FEATURE_CINC_P].value == 0.25);
  assert_false(c->row[1].feature[ENT_DEAL_FEATURE_CINC_T].known);
  assert_false(c->row[2].feature[ENT_DEAL_FEATURE_MIDS10_PT].known);
  assert_true(c->row[0].start.value == 1950.5 && !c->row[0].end.known);
  done(&t);
}

#define ROW "A1,f,1950,First,admission,USA,RUS,G7,unanimity,3,2,0,1,1,1,1950.5,,30,1,1\n"

static void test_faults(void **state)
{
  static const struct {
    const char *deals, *features, *path, *words;
    ent_status code;
    int table, row;
  } fault[] = {
    {HEAD "\n" ROW ROW, NULL, "id", "The id \"A1\" stands above already", ENT_SCHEMA, 0, 1},
    {HEAD "\n" ROW ",f,1950,x,peace,A,B,C,unanimity,3,2,0,,,,,,,,\n", NULL, "id", "Every row has an id", ENT_SCHEMA, 0,
     1},
    {"id,family,year,titel,kind,proposer,target,club,rule,n_deciders,n_opponents_exante,wedge\n"
     "a,b,1,t,peace,A,B,C,unanimity,3,2,0\n",
     NULL, "title", "\"title\", which a corpus of deals needs; is it what the table calls \"titel\"?", ENT_REFERENCE, 0,
     -1},
    {HEAD "\nB,f,about,x,peace,A,B,C,unanimity,3,2,0,,,,,,,,\n", NULL, "year", "not \"about\"", ENT_SCHEMA, 0, 0},
    {HEAD "\nB,f,1950.5,x,peace,A,B,C,unanimity,3,2,0,,,,,,,,\n", NULL, "year", "whole number", ENT_SCHEMA, 0, 0},
    {HEAD "\nB,f,1950,x,peace,A,B,C,unanimity,0,2,0,,,,,,,,\n", NULL, "n_deciders", "between 1 and 10000", ENT_SCHEMA,
     0, 0},
    {HEAD "\nB,f,1950,x,peace,A,B,C,unanimity,3,,0,,,,,,,,\n", NULL, "n_opponents_exante", "in every row", ENT_SCHEMA,
     0, 0},
    {HEAD "\nB,f,1950,x,peace,A,B,C,unanimity,3,0,2,,,,,,,,\n", NULL, "wedge", "not at \"2\"", ENT_SCHEMA, 0, 0},
    {HEAD "\n" ROW "B,f,1950,x,peace,A,B,C,unanimity,3,0,1,yes,,,,,,,\n", NULL, "adopted", "not \"yes\"", ENT_SCHEMA, 0,
     1},
    {HEAD "\nB,f,1950,x,peace,A,B,C,unanimity,3,0,1,1,1,1,1960,1950,3,,\n", NULL, "end", "ends after its start",
     ENT_SCHEMA, 0, 0},
    {HEAD "\n" ROW, "id,mids10_pt\nA1,0\n", "alliance_pt", "no column \"alliance_pt\"", ENT_REFERENCE, 1, -1},
    {HEAD "\n" ROW, FEATURES "\nA1,,,,,,,,,,,\nA1,,,,,,,,,,,\n", "id", "stands above already", ENT_SCHEMA, 1, 1},
    {HEAD "\n" ROW, FEATURES "\nA7,,,,,,,,,,,\n", "id", "no row \"A7\"", ENT_REFERENCE, 1, 0},
    {HEAD "\n" ROW, FEATURES "\nA1,,,,,,,1.5,,,,\n", "cinc_p", "between 0 and 1", ENT_SCHEMA, 1, 0},
  };
  (void)state;
  for (size_t k = 0; k < sizeof fault / sizeof *fault; k++) {
    tables t;
    assert_int_equal(read(fault[k].deals, fault[k].features, &t), fault[k].code);
    assert_string_equal(t.err.path, fault[k].path);
    if (!strstr(t.err.message, fault[k].words)) fail_msg("%d: %s", (int)k, t.err.message);
    assert_int_equal(t.place.table, fault[k].table);
    assert_int_equal(t.place.row, fault[k].row);
    assert_null(t.corpus.row); /* untouched */
    done(&t);
  }
}

static void test_arguments(void **state)
{
  const ent_allocator memory = host_memory();
  const ent_cases none = {0, 0, NULL, NULL};
  ent_corpus c = {0};
  (void)state;
  assert_int_equal(ent_corpus_read(NULL, NULL, &memory, &c, NULL, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_corpus_read(&none, NULL, &memory, &c, NULL, NULL), ENT_ARGUMENT);
  const ent_cases many = {ENT_CORPUS_ROWS_MAX + 1, 1, (const char *const[]){"id"}, (const char *const[]){"x"}};
  assert_int_equal(ent_corpus_read(&many, NULL, &memory, &c, NULL, NULL), ENT_LIMIT);
  ent_corpus_free(NULL, &memory);
  ent_corpus_free(&c, &memory);
}

static void test_words(void **state)
{
  (void)state;
  assert_string_equal(ent_deal_kind_word(ENT_DEAL_KIND_ARMS_CONTROL), "arms_control");
  assert_string_equal(ent_deal_kind_title(ENT_DEAL_KIND_ARMS_CONTROL), "arms control");
  assert_null(ent_deal_kind_word(ENT_DEAL_KINDS));
  assert_null(ent_deal_kind_title(-1));
  assert_string_equal(ent_deal_class_word(ENT_DEAL_CLASS_MAJORITY), "qualified_majority");
  assert_string_equal(ent_deal_class_title(ENT_DEAL_CLASS_BILATERAL), "two sides");
  assert_null(ent_deal_class_word(-1));
  assert_null(ent_deal_class_title(ENT_DEAL_CLASSES));
  assert_string_equal(ent_deal_feature_column(ENT_DEAL_FEATURE_CINC_T), "cinc_t");
  assert_null(ent_deal_feature_column(ENT_DEAL_FEATURES));
}

static char *slurp(const char *path)
{
  FILE *const f = fopen(path, "rb");
  char *const text = calloc(1, 1 << 20);
  assert_non_null(f);
  assert_non_null(text);
  assert_true(fread(text, 1, (1 << 20) - 1, f) > 0);
  fclose(f);
  return text;
}

/* The corpus that comes with entente, counted by hand from its table; its column rule_class says what the classes say. */
static void test_shipped(void **state)
{
  char *const deals = slurp(ENT_TEST_SOURCE "/data/deals.csv"), *const features =
                                                                  slurp(ENT_TEST_SOURCE "/data/deals_features.csv");
  tables t;
  int count[4] = {0, 0, 0, 0};
  (void)state;
  assert_int_equal(read(deals, features, &t), ENT_OK);
  assert_int_equal(t.corpus.rows, 111);
  assert_int_equal(t.corpus.families, 79);
  assert_int_equal(t.corpus.unknown_kinds + t.corpus.unknown_rules + t.corpus.without_features, 0);
  int class_column = 0, success = 0;
  for (int k = 0; k < t.deals.columns; k++) {
    if (strcmp(t.deals.column[k], "rule_class") == 0) class_column = k;
    if (strcmp(t.deals.column[k], "success5") == 0) success = k;
  }
  for (int r = 0; r < t.corpus.rows; r++) {
    const ent_deal_row *const d = &t.corpus.row[r];
    const char *const *const cell = t.deals.cell + (size_t)r * (size_t)t.deals.columns;
    assert_string_equal(ent_deal_class_word((int)d->class_of_rule), cell[class_column]);
    assert_int_equal(d->alive5, cell[success][0] == '\0' ? -1 : cell[success][0] - '0');
    count[0] += d->in_force == ENT_KNOWN_YES;
    count[1] += d->alive5 == ENT_KNOWN_YES;
    count[2] += d->adopted == ENT_KNOWN_YES;
    count[3] += d->wedge;
  }
  assert_int_equal(count[0], 63);
  assert_int_equal(count[1], 47);
  assert_int_equal(count[2], 83);
  assert_int_equal(count[3], 36);
  done(&t);
  free(deals);
  free(features);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_reads), cmocka_unit_test(test_faults),  cmocka_unit_test(test_arguments),
    cmocka_unit_test(test_words), cmocka_unit_test(test_shipped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
