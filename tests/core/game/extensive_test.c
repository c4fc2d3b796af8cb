/* Does a game hold only what is one, and is every bad file told by its line and sentence? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "entente/game.h"
#include "support/books.h"

static const char *const two[] = {"A", "B"}, *const yes_no[] = {"yes", "no"};

static ent_extensive *opened(void)
{
  ent_extensive *game = NULL;
  assert_int_equal(ent_extensive_open("a \"game\"", NULL, two, 2, &memory, &game, NULL), ENT_OK);
  return game;
}

static void end(ent_extensive *game, int64_t a, int64_t b)
{
  const ent_ratio payoff[] = {{a, 1}, {b, 1}};
  assert_int_equal(ent_extensive_end(game, payoff, NULL), ENT_OK);
}

/* Entry deterrence: who looks ahead enters and is let in; that the other fights when it is entered is an equilibrium too. */
static void test_looking_ahead(void **state)
{
  (void)state;
  static const char *const first[] = {"enter", "stay out"}, *const second[] = {"fight", "share"};
  ent_extensive *const game = opened();
  ent_strategic *form = NULL;
  int choice[2] = {9, 9}, profile[4] = {0};
  ent_ratio payoff[2] = {{0, 1}, {0, 1}};
  bool tied = true;
  assert_int_equal(ent_extensive_move(game, 0, 1, "in", first, 2, NULL), ENT_OK);
  assert_int_equal(ent_extensive_backward(game, &memory, choice, payoff, &tied, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_extensive_strategic(game, &memory, &form, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_extensive_move(game, 1, 1, "fight", second, 2, NULL), ENT_OK);
  end(game, -1, -1);
  end(game, 1, 1);
  assert_false(game->whole);
  end(game, 0, 2);
  assert_true(game->whole && game->nodes == 5);
  assert_int_equal(ent_extensive_behind(game, 0, 1), 4);
  assert_int_equal(ent_extensive_backward(game, &memory, choice, payoff, &tied, NULL), ENT_OK);
  assert_true(choice[0] == 0 && choice[1] == 1 && payoff[0].num == 1 && payoff[1].num == 1 && !tied);
  assert_int_equal(ent_extensive_strategic(game, &memory, &form, NULL), ENT_OK);
  assert_int_equal(ent_strategic_equilibria(form, profile, 1), 2);
  assert_true(ent_strategic_choice(form, profile[0], 0) == 1 && ent_strategic_choice(form, profile[0], 1) == 0);
  assert_int_equal(ent_strategic_equilibria(form, profile, 4), 2);
  assert_true(ent_strategic_choice(form, profile[1], 0) == 0 && ent_strategic_choice(form, profile[1], 1) == 1);
  assert_string_equal(form->strategy[0][1], "stay out");
  ent_strategic_free(form);
  ent_extensive_free(game);
}

static void test_tie_and_nature(void **state)
{
  (void)state;
  ent_extensive *const game = opened();
  const ent_ratio chance[] = {{1, 3}, {2, 3}};
  int choice[2] = {9, 9};
  ent_ratio payoff[2] = {{0, 1}, {0, 1}};
  bool tied = false;
  assert_int_equal(ent_extensive_move(game, 1, 7, "", yes_no, 2, NULL), ENT_OK);
  assert_int_equal(ent_extensive_chance(game, "luck", yes_no, chance, 2, NULL), ENT_OK);
  end(game, 3, 3);
  end(game, 0, 0);
  end(game, 5, 1);
  assert_int_equal(ent_extensive_backward(game, &memory, choice, payoff, &tied, NULL), ENT_OK);
  assert_true(choice[0] == 0 && choice[1] == -1 && tied && payoff[0].num == 1 && payoff[0].den == 1);
  ent_extensive_free(game);
}

static void refused(ent_status status, ent_status want, const ent_error *err)
{
  assert_int_equal(status, want);
  assert_true(err->code == want && err->message[0] != '\0');
}

static void test_builder_refuses(void **state)
{
  (void)state;
  const ent_ratio thirds[] = {{333333, 1000000}, {333333, 1000000}, {333333, 1000000}}, minus[] = {{-1, 2}, {3, 2}};
  static const char *const three[] = {"a", "b", "c"};
  ent_error err = {.code = ENT_OK};
  ent_extensive *game = NULL;
  refused(ent_extensive_open("", NULL, two, 0, &memory, &game, &err), ENT_LIMIT, &err);
  refused(ent_extensive_open("", NULL, two, 17, &memory, &game, &err), ENT_LIMIT, &err);
  assert_null(game);
  game = opened();
  refused(ent_extensive_chance(game, "", three, thirds, 3, &err), ENT_ARGUMENT, &err);
  assert_non_null(strstr(err.message, "not 999999/1000000"));
  refused(ent_extensive_chance(game, "", yes_no, minus, 2, &err), ENT_ARGUMENT, &err);
  refused(ent_extensive_move(game, 2, 1, "", yes_no, 2, &err), ENT_ARGUMENT, &err);
  refused(ent_extensive_move(game, 0, 0, "", yes_no, 2, &err), ENT_ARGUMENT, &err);
  refused(ent_extensive_move(game, 0, 1, "", NULL, 0, &err), ENT_ARGUMENT, &err);
  refused(ent_extensive_move(game, 0, 1, "", yes_no, 0, &err), ENT_ARGUMENT, &err);
  assert_true(game->nodes == 0 && game->sets == 0);
  assert_int_equal(ent_extensive_move(game, 0, 1, "s", yes_no, 2, &err), ENT_OK);
  refused(ent_extensive_move(game, 0, 1, "s", NULL, 0, &err), ENT_ARGUMENT, &err); /* it would forget its own move */
  assert_non_null(strstr(err.message, "remembers"));
  refused(ent_extensive_move(game, 0, 1, "s", three, 2, &err), ENT_ARGUMENT, &err);
  assert_int_equal(ent_extensive_move(game, 1, 1, "t", yes_no, 2, &err), ENT_OK);
  end(game, 0, 0);
  end(game, 0, 0);
  assert_int_equal(ent_extensive_move(game, 1, 1, NULL, NULL, 0, &err), ENT_OK);
  end(game, 0, 0);
  end(game, 0, 0);
  const ent_ratio payoff[] = {{0, 1}, {0, 1}};
  refused(ent_extensive_end(game, payoff, &err), ENT_ARGUMENT, &err);
  int choice[2];
  ent_ratio found[2];
  bool tied = false;
  refused(ent_extensive_backward(game, &memory, choice, found, &tied, &err), ENT_ARGUMENT, &err);
  ent_extensive_free(game);
}

static void test_limits(void **state)
{
  (void)state;
  ent_error err = {.code = ENT_OK};
  ent_extensive *game = opened();
  for (int i = 0; i < ENT_GAME_DEPTH_MAX; i++)
    assert_int_equal(ent_extensive_move(game, 0, i + 1, "", yes_no, 2, NULL), ENT_OK);
  refused(ent_extensive_move(game, 0, 99, "", yes_no, 2, &err), ENT_LIMIT, &err);
  for (int i = 0; i <= ENT_GAME_DEPTH_MAX; i++) end(game, i, 0);
  assert_true(game->whole);
  ent_extensive_free(game);
  game = opened(); /* 2^17 strategies: 17 sets that follow nature's move */
  ent_ratio chance[17];
  const char *name[17];
  for (int i = 0; i < 17; i++) {
    chance[i] = (ent_ratio){1, 17};
    name[i] = "n";
  }
  assert_int_equal(ent_extensive_chance(game, "", name, chance, 17, NULL), ENT_OK);
  for (int i = 0; i < 17; i++) {
    assert_int_equal(ent_extensive_move(game, 0, i + 1, "", yes_no, 2, NULL), ENT_OK);
    end(game, 0, 0);
    end(game, 1, 0);
  }
  ent_strategic *form = NULL;
  refused(ent_extensive_strategic(game, &memory, &form, &err), ENT_LIMIT, &err);
  ent_extensive_free(game);
}

static void test_long_fractions(void **state)
{
  (void)state;
  ent_error err = {.code = ENT_OK};
  ent_extensive *const game = opened();
  const ent_ratio chance[] = {{1, INT64_C(1000000007)}, {INT64_C(1000000006), INT64_C(1000000007)}};
  const ent_ratio payoff[] = {{1, INT64_C(998244353) * 1000003}, {0, 1}};
  assert_int_equal(ent_extensive_chance(game, "", yes_no, chance, 2, NULL), ENT_OK);
  assert_int_equal(ent_extensive_end(game, payoff, NULL), ENT_OK);
  assert_int_equal(ent_extensive_end(game, payoff, NULL), ENT_OK);
  ent_strategic *form = NULL;
  refused(ent_extensive_strategic(game, &memory, &form, &err), ENT_NUMERIC, &err);
  int choice[1];
  ent_ratio found[2];
  bool tied = false;
  refused(ent_extensive_backward(game, &memory, choice, found, &tied, &err), ENT_NUMERIC, &err);
  ent_extensive_free(game);
}

#define HEAD "EFG 2 R \"t\" { \"A\" \"B\" }\n\"c\"\n"
#define MOVE HEAD "p \"\" 1 1 \"s\" { \"x\" \"y\" } 0\n"

static void test_bad_trees(void **state)
{
  static const struct {
    const char *text;
    ent_status status;
    int line, column;
    const char *says;
  } bad[] = {
    {"", ENT_SYNTAX, 1, 1, "begins with EFG 2 R"},
    {"EFG 1 R \"t\" { \"A\" }", ENT_SYNTAX, 1, 5, "begins with EFG 2 R"},
    {"EFG 2 R \"t { A }", ENT_SYNTAX, 1, 9, "quote"},
    {HEAD "x \"\" 1", ENT_SYNTAX, 3, 1, "A node begins with"},
    {HEAD "c \"\" 1 \"n\" { \"a\" 0.333333 \"b\" 0.333333 \"c\" 0.333333 } 0", ENT_ARGUMENT, 3, 1,
     "add up to exactly 1"},
    {HEAD "c \"\" 1 \"n\" { \"a\" 1/0 } 0", ENT_SYNTAX, 3, 18, "2/3"},
    {HEAD "c \"\" 1 \"n\" { } 0", ENT_ARGUMENT, 3, 1, "between 1 and 64"},
    {HEAD "p \"\" 3 1 \"s\" { \"x\" } 0", ENT_SYNTAX, 3, 6, "number of a player"},
    {HEAD "p \"\" 1 1 0", ENT_ARGUMENT, 3, 1, "first node"},
    {MOVE "t \"\" 1 \"\" { 1 2 }\n", ENT_SYNTAX, 5, 1, "A node begins with"},
    {MOVE "t \"\" 1 \"\" { 1 }\n", ENT_SYNTAX, 4, 15, "2/3"},
    {MOVE "t \"\" 1 \"\" { 1 2 3 }\n", ENT_SYNTAX, 4, 17, "a payoff for each player"},
    {MOVE "t \"\" 1 \"\" { 1 2 }\nt \"\" 1 \"\" { 1 2 }\n", ENT_SYNTAX, 5, 6, "once"},
    {MOVE "t \"\" 2\n", ENT_SYNTAX, 4, 6, "where it is named first"},
    {MOVE "p \"\" 1 1 \"s\" { \"x\" \"z\" } 0\n", ENT_ARGUMENT, 4, 1, "same actions"},
    {MOVE "p \"\" 1 1 0\n", ENT_ARGUMENT, 4, 1, "remembers"},
    {MOVE "t \"\" 0\nt \"\" 0\nt \"\" 0\n", ENT_SYNTAX, 6, 1, "whole"},
    {HEAD "p \"\" 1 1 \"s\" { \"x\" \"y\" } 1 \"\" { 1 2 }\n", ENT_SYNTAX, 3, 26, "at the ends"},
    {MOVE "t \"\" 1 \"\" { 12345678901234567890 2 }\n", ENT_LIMIT, 4, 13, "18 digits"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_extensive *game = NULL;
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_extensive_read(bad[i].text, strlen(bad[i].text), &memory, &game, &err);
    if (status != bad[i].status || err.line != bad[i].line || err.column != bad[i].column ||
        !strstr(err.message, bad[i].says))
      fail_msg("%s: %d at %d:%d: %s", bad[i].text, (int)status, err.line, err.column, err.message);
    assert_null(game);
  }
}

static void test_bad_forms(void **state)
{
  static const struct {
    const char *text;
    ent_status status;
    int column;
    const char *says;
  } bad[] = {
    {"", ENT_SYNTAX, 1, "begins with NFG 1 R"},
    {"NFG 1 R \"t\" { } { }", ENT_SYNTAX, 17, "between 1 and 16"},
    {"NFG 1 R \"t\" { \"A\" } { 2 2 } 1 2", ENT_SYNTAX, 25, "for each player"},
    {"NFG 1 R \"t\" { \"A\" } { 0 } 1", ENT_SYNTAX, 23, "from 1 on"},
    {"NFG 1 R \"t\" { \"A\" \"B\" } { 60000 2 } 1", ENT_LIMIT, 37, "65,536"},
    {"NFG 1 R \"t\" { \"A\" } { 2 } 1", ENT_SYNTAX, 28, "2/3"},
    {"NFG 1 R \"t\" { \"A\" } { 2 } 1 2 3", ENT_SYNTAX, 31, "the file ends here"},
    {"NFG 1 R \"t\" { \"A\" } { { \"x\" } } \"\" { { \"o\" 1 } } 2", ENT_SYNTAX, 50, "from 1 on"},
    {"NFG 1 R \"t\" { \"A\" } { { \"x\" } } \"\" { { \"o\" 1 2 } } 1", ENT_SYNTAX, 46, "a payoff for each player"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_strategic *game = NULL;
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_strategic_read(bad[i].text, strlen(bad[i].text), &memory, &game, &err);
    if (status != bad[i].status || err.line != 1 || err.column != bad[i].column || !strstr(err.message, bad[i].says))
      fail_msg("%s: %d at %d:%d: %s", bad[i].text, (int)status, err.line, err.column, err.message);
    assert_null(game);
  }
}

/* Repeats may leave out name and actions, outcomes may be named again, commas and exponents are read. */
static void test_short_hand(void **state)
{
  static const char text[] = "EFG 2 R \"a \\\"b\\\\\" {\"A\",\"B\"} c \"\" 1 \"n\" {\"h\" 5e-1 \"t\" .5} 0\n"
                             "p \"\" 1 1 \"s\" {\"x\" \"y\"} 0 t \"\" 1 \"\" {1, -2} t \"\" 0\n"
                             "p \"\" 1 1 0 t \"\" 1 t \"\" 2 \"o\" {1/2 3}";
  static const char want[] = "EFG 2 R \"a \\\"b\\\\\" { \"A\" \"B\" }\n\"\"\n"
                             "c \"\" 1 \"n\" { \"h\" 1/2 \"t\" 1/2 } 0\n"
                             "p \"\" 1 1 \"s\" { \"x\" \"y\" } 0\nt \"\" 1 \"\" { 1 -2 }\nt \"\" 2 \"\" { 0 0 }\n"
                             "p \"\" 1 1 \"s\" { \"x\" \"y\" } 0\nt \"\" 3 \"\" { 1 -2 }\nt \"\" 4 \"\" { 1/2 3 }\n";
  char out[1024], cut[8];
  (void)state;
  ent_extensive *game = NULL;
  assert_int_equal(ent_extensive_read(text, sizeof text - 1, &memory, &game, NULL), ENT_OK);
  assert_int_equal(ent_extensive_write(game, out, sizeof out), sizeof want - 1);
  assert_string_equal(out, want);
  assert_int_equal(ent_extensive_write(game, cut, sizeof cut), sizeof want - 1);
  assert_string_equal(cut, "EFG 2 R");
  ent_extensive_free(game);
}

static void test_stakes(void **state)
{
  (void)state;
  const ent_trust_stakes good = {{1, 2}, {1, 2}, {3, 2}, {1, 1}, {1, 2}};
  ent_extensive *game = NULL;
  ent_error err = {.code = ENT_OK};
  for (int i = 0; i < 8; i++) {
    ent_trust_stakes bad = good;
    if (i == 0) bad.t = (ent_ratio){0, 1};
    if (i == 1) bad.t = (ent_ratio){1, 1};
    if (i == 2) bad.b_t = (ent_ratio){1, 1};
    if (i == 3) bad.b_t = (ent_ratio){-1, 9};
    if (i == 4) bad.b_u = (ent_ratio){1, 1};
    if (i == 5) bad.c = (ent_ratio){0, 1};
    if (i == 6) bad.alpha = (ent_ratio){0, 1};
    if (i == 7) bad.alpha = (ent_ratio){9, 8};
    refused(ent_game_trust(&bad, "", &memory, &game, &err), ENT_ARGUMENT, &err);
    assert_true(err.path[0] != '\0');
  }
  ent_trust_stakes fine = good;
  fine.t = (ent_ratio){1, INT64_C(4000000007)}; /* its square does not fit */
  refused(ent_game_trust(&fine, "", &memory, &game, &err), ENT_NUMERIC, &err);
  assert_null(game);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    BOOKED(test_looking_ahead), BOOKED(test_tie_and_nature), BOOKED(test_builder_refuses),
    BOOKED(test_limits),        BOOKED(test_long_fractions), BOOKED(test_bad_trees),
    BOOKED(test_bad_forms),     BOOKED(test_short_hand),     BOOKED(test_stakes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
