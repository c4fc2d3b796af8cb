/* The sentence of an error is said with the same names, by the pattern that says most of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/mo.h"
#include "entente/base.h"

#define ROOM 4096

static const mo_pair pairs[] = {
  {"", MO_HEADER},
  {"error\004At the {1}.", "BEI {1}!"},
  {"error\004No text yet.", ""},
  {"error\004The end.", "ENDE."},
  {"error\004There is no club \"{1}\".", "KEIN KLUB <{1}>."},
  {"error\004There is no {1} \"{2}\".", "KEIN {1} <{2}>."},
  {"error\004There is no {1} \"{2}\"; did you mean \"{3}\"?", "KEIN {1} <{2}>; <{3}>?"},
  {"error\004{1} of {2}.", "{2} von {1}"},
  {"part\004actor", "AKTEUR"},
  {"part\004end", "SCHLUSS"},
  {"part\004untold", ""},
};
#define PAIRS (sizeof pairs / sizeof *pairs)

static ent_words open_words(uint8_t mo[ROOM])
{
  ent_words words = {0};
  assert_int_equal(ent_words_open(mo, mo_make(pairs, PAIRS, mo), &words, NULL), ENT_OK);
  return words;
}

static void says(const char *english, const char *wanted)
{
  uint8_t mo[ROOM];
  char out[ENT_SAID_MAX];
  const ent_words words = open_words(mo);
  assert_string_equal(ent_error_say(&words, english, out), wanted);
}

static void test_patterns(void **state)
{
  (void)state;
  says("The end.", "ENDE.");
  says("There is no actor \"UAS\"; did you mean \"USA\"?", "KEIN AKTEUR <UAS>; <USA>?");
  says("There is no actor \"UAS\".", "KEIN AKTEUR <UAS>.");
  says("There is no club \"actor\".", "KEIN KLUB <actor>."); /* more text than {1} "{2}"; a name stays a name */
  says("There is no actor \"a\".b\".", "KEIN AKTEUR <a\".b>.");
  says("There is no actor \"\".", "KEIN AKTEUR <>.");
  says("At the end.", "BEI SCHLUSS!");
  says("At the untold.", "BEI untold!");
  says("end of end.", "SCHLUSS von SCHLUSS");
}

static void test_what_nobody_knows_stays(void **state)
{
  (void)state;
  says("No text yet.", "No text yet.");
  says("The end", "The end");
  says("The end. ", "The end. ");
  says("There is no actor \"UAS\"; did you mea", "There is no actor \"UAS\"; did you mea");
  says("", "");
  says("part", "part");
  char out[ENT_SAID_MAX];
  assert_null(ent_error_say(NULL, NULL, out));
  assert_string_equal(ent_error_say(NULL, "The end.", out), "The end.");
}

/* A sentence that filled its field is told as far as it goes. */
static void test_cut(void **state)
{
  (void)state;
  char english[ENT_MESSAGE_MAX] = "There is no actor \"", wanted[ENT_SAID_MAX] = "KEIN AKTEUR <";
  const size_t start = strlen(english);
  memset(english + start, 'x', sizeof english - 1 - start);
  snprintf(wanted + strlen(wanted), sizeof wanted - strlen(wanted), "%s>.", english + start);
  says(english, wanted);
  memcpy(english + sizeof english - 12, "\"; did you ", 11); /* cut within the text of a pattern */
  snprintf(wanted, sizeof wanted, "KEIN AKTEUR <%.*s>; <>?", (int)(sizeof english - 12 - start), english + start);
  says(english, wanted);
}

/* A translation that is longer than the room is cut between two characters. */
static void test_room(void **state)
{
  (void)state;
  static const char wide[] = "\xE5\x90\x8C";
  char text[2 * ENT_SAID_MAX] = "", out[ENT_SAID_MAX];
  uint8_t mo[ROOM];
  for (size_t i = 0; i + 4 < sizeof text && i < 900; i += 3) memcpy(text + i, wide, 4);
  const mo_pair one[] = {{"", MO_HEADER}, {"error\004Long.", text}};
  ent_words words = {0};
  assert_int_equal(ent_words_open(mo, mo_make(one, 2, mo), &words, NULL), ENT_OK);
  ent_error_say(&words, "Long.", out);
  assert_int_equal(strlen(out), (ENT_SAID_MAX - 1) / 3 * 3);
  assert_int_equal(strncmp(out, text, strlen(out)), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_patterns),
    cmocka_unit_test(test_what_nobody_knows_stays),
    cmocka_unit_test(test_cut),
    cmocka_unit_test(test_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
