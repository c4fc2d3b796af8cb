/* Edit distance agrees with its definition by exhaustive search; suggestions are close or absent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/suggest.h"

#include <string.h>

static size_t distance(const char *a, const char *b)
{
  return ent_edit_distance(a, strlen(a), b, strlen(b));
}

static void test_known(void **state)
{
  (void)state;
  assert_int_equal(distance("", ""), 0);
  assert_int_equal(distance("quota", "quota"), 0);
  assert_int_equal(distance("", "abc"), 3);
  assert_int_equal(distance("abc", ""), 3);
  assert_int_equal(distance("kitten", "sitting"), 3);
  assert_int_equal(distance("saturday", "sunday"), 3);
  assert_int_equal(distance("qutoa", "quota"), 1);
  assert_int_equal(distance("ca", "abc"), 3); /* restricted: the unrestricted distance is 2 */
}

/* The recurrence without a table, as the definition reads. */
static size_t slow(const char *a, size_t na, const char *b, size_t nb)
{
  if (na == 0) return nb;
  if (nb == 0) return na;
  size_t best = slow(a, na - 1, b, nb - 1) + (a[na - 1] != b[nb - 1]);
  const size_t drop = slow(a, na - 1, b, nb) + 1, add = slow(a, na, b, nb - 1) + 1;
  if (drop < best) best = drop;
  if (add < best) best = add;
  if (na > 1 && nb > 1 && a[na - 1] == b[nb - 2] && a[na - 2] == b[nb - 1]) {
    const size_t swap = slow(a, na - 2, b, nb - 2) + 1;
    if (swap < best) best = swap;
  }
  return best;
}

static void test_all_short_words(void **state)
{
  (void)state;
  char words[200][5];
  size_t count = 0;
  for (int length = 0; length <= 4; length++)
    for (int v = 0; v < 1 << (length < 4 ? 2 * length : 4); v++) { /* four letters; at length 4 only two of them */
      for (int i = 0; i < length; i++) words[count][i] = (char)('a' + (length < 4 ? v >> 2 * i & 3 : v >> i & 1));
      words[count++][length] = '\0';
    }
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < count; j++) {
      const size_t d = distance(words[i], words[j]);
      assert_int_equal(d, slow(words[i], strlen(words[i]), words[j], strlen(words[j])));
      assert_int_equal(d, distance(words[j], words[i]));
      assert_int_equal(d == 0, i == j);
    }
}

static void test_limits(void **state)
{
  (void)state;
  char a[80], b[80];
  memset(a, 'a', sizeof a);
  memset(b, 'b', sizeof b);
  assert_int_equal(ent_edit_distance(a, 64, b, 64), 64);
  assert_int_equal(ent_edit_distance(a, 64, a, 63), 1);
  assert_int_equal(ent_edit_distance(a, 65, a, 64), 65); /* too long: the bound */
  assert_int_equal(ent_edit_distance(a, 3, a, 70), 70);
}

static const char *suggest(const char *word)
{
  static const char *const names[] = {"quota", "members", "rule", "weights", "veto", "unanimity", "vote", "members_of"};
  return ent_suggest(word, strlen(word), names, sizeof names / sizeof *names);
}

static void test_suggest(void **state)
{
  (void)state;
  assert_string_equal(suggest("quota"), "quota");
  assert_string_equal(suggest("qouta"), "quota");
  assert_string_equal(suggest("member"), "members");
  assert_string_equal(suggest("unaminity"), "unanimity");
  assert_string_equal(suggest("unanimous"), "unanimity"); /* 3 of 9 */
  assert_string_equal(suggest("vet"), "veto");
  assert_string_equal(suggest("vote"), "vote");
  assert_string_equal(suggest("veta"), "veto");
  assert_null(suggest("vetxx")); /* 2 of 5 */
  assert_null(suggest("elephant"));
  assert_null(suggest(""));
  assert_null(suggest("x"));
  assert_null(ent_suggest("quota", 5, NULL, 0));
}

static void test_ties_go_to_the_same_start_then_to_the_first(void **state)
{
  (void)state;
  static const char *const fields[] = {"text", "tests", "tent"};
  assert_ptr_equal(ent_suggest("test", 4, fields, 3), fields[1]);
  static const char *const names[] = {"cat", "bat", "hat"};
  assert_ptr_equal(ent_suggest("rat", 3, names, 3), names[0]);
  assert_ptr_equal(ent_suggest("hat", 3, names, 3), names[2]);
  assert_null(ent_suggest("z", 1, names, 3));
  char longest[66];
  memset(longest, 'a', 65);
  longest[65] = '\0';
  const char *const huge[] = {longest};
  assert_null(ent_suggest(longest, 65, huge, 1));
  assert_null(ent_suggest(longest, 64, huge, 1));
  char largest[65]; /* exactly the limit */
  memset(largest, 'a', 64);
  largest[64] = '\0';
  const char *const large[] = {largest};
  assert_ptr_equal(ent_suggest(longest, 64, large, 1), largest);
  assert_ptr_equal(ent_suggest(longest, 61, large, 1), largest);
  assert_null(ent_suggest(longest, 60, large, 1)); /* 4 edits */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_known),
    cmocka_unit_test(test_all_short_words),
    cmocka_unit_test(test_limits),
    cmocka_unit_test(test_suggest),
    cmocka_unit_test(test_ties_go_to_the_same_start_then_to_the_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
