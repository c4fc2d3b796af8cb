/* Locales and tags become one of three languages; the first variable that is set decides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "host/language.h"

static void expect(const char *text, int wanted)
{
  ent_language language = ENT_LANGUAGES;
  const bool read = host_language_read(text, &language);
  if (read != (wanted >= 0) || (read && (int)language != wanted) || (!read && language != ENT_LANGUAGES))
    fail_msg("\"%s\": read %d, language %d, not %d", text ? text : "NULL", read, (int)language, wanted);
}

static void test_read(void **state)
{
  (void)state;
  static const char *const traditional[] = {"zh-Hant", "zh_Hant",     "ZH-hant",    "zh-Hant-TW", "zh-Hant_HK",
                                            "zh_TW",   "zh_TW.UTF-8", "zh_HK.Big5", "zh-MO",      "zh_TW@stroke"};
  static const char *const simplified[] = {"zh-Hans", "zh_CN", "zh_CN.UTF-8", "zh_SG", "zh", "zh-Hans-HK", "zh_MY"};
  static const char *const english[] = {"en", "en_GB", "EN-us", "en_US.UTF-8"};
  static const char *const others[] = {"",
                                       "C",
                                       "POSIX",
                                       "C.UTF-8",
                                       "fr_FR",
                                       "zhx",
                                       "english",
                                       "z",
                                       "-",
                                       "traditional",
                                       "zh_TW_and_much_more_than_any_tag_holds"};
  for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++) expect(traditional[i], ENT_LANGUAGE_ZH_HANT);
  for (size_t i = 0; i < sizeof simplified / sizeof *simplified; i++) expect(simplified[i], ENT_LANGUAGE_ZH_HANS);
  for (size_t i = 0; i < sizeof english / sizeof *english; i++) expect(english[i], ENT_LANGUAGE_EN);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) expect(others[i], -1);
  expect(NULL, -1);
}

static void test_tags(void **state)
{
  (void)state;
  for (int i = 0; i < ENT_LANGUAGES; i++) expect(host_language_tag((ent_language)i), i);
  assert_string_equal(host_language_tag(ENT_LANGUAGES), "en");
}

static void test_first(void **state)
{
  (void)state;
  static const struct {
    const char *list;
    int wanted; /* -1: none */
  } cases[] = {
    {"zh-TW,zh;q=0.9,en;q=0.8", ENT_LANGUAGE_ZH_HANT},
    {"fr-FR, fr;q=0.9, zh-CN;q=0.8, en;q=0.7", ENT_LANGUAGE_ZH_HANS},
    {"de;q=1,en", ENT_LANGUAGE_EN},
    {" ,, ;q=1,zh", ENT_LANGUAGE_ZH_HANS},
    {"a-language-that-nobody-speaks-in-so-many-parts,zh-HK", ENT_LANGUAGE_ZH_HANT},
    {"*", -1},
    {"fr,de", -1},
    {",", -1},
    {"", -1},
    {NULL, -1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ent_language found = ENT_LANGUAGES;
    assert_int_equal(host_language_first(cases[i].list, &found), cases[i].wanted >= 0);
    if (cases[i].wanted >= 0) assert_int_equal(found, cases[i].wanted);
    if (cases[i].wanted < 0) assert_int_equal(found, ENT_LANGUAGES);
  }
}

static void set(const char *entente, const char *all, const char *messages, const char *lang)
{
  assert_int_equal(setenv("ENTENTE_LANG", entente, 1), 0);
  assert_int_equal(setenv("LC_ALL", all, 1), 0);
  assert_int_equal(setenv("LC_MESSAGES", messages, 1), 0);
  assert_int_equal(setenv("LANG", lang, 1), 0);
}

static void test_choose(void **state)
{
  (void)state;
  set("zh-Hant", "zh_CN", "en_GB", "en_GB");
  assert_int_equal(host_language_choose(), ENT_LANGUAGE_ZH_HANT);
  set("", "zh_CN", "zh_TW", "en_GB");
  assert_int_equal(host_language_choose(), ENT_LANGUAGE_ZH_HANS);
  set("", "", "zh_TW", "en_GB");
  assert_int_equal(host_language_choose(), ENT_LANGUAGE_ZH_HANT);
  set("", "", "", "zh_SG.UTF-8");
  assert_int_equal(host_language_choose(), ENT_LANGUAGE_ZH_HANS);
  set("", "C", "zh_TW", "zh_TW");
  assert_int_equal(host_language_choose(), ENT_LANGUAGE_EN);
  set("fr", "", "", "zh_TW"); /* what is asked for is not there: the source language */
  assert_int_equal(host_language_choose(), ENT_LANGUAGE_EN);
  unsetenv("ENTENTE_LANG");
  unsetenv("LC_ALL");
  unsetenv("LC_MESSAGES");
  unsetenv("LANG");
  assert_int_equal(host_language_choose(), ENT_LANGUAGE_EN);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_read), cmocka_unit_test(test_tags),
                                     cmocka_unit_test(test_first), cmocka_unit_test(test_choose)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
