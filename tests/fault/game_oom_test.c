/* game_oom_test.c - do games fail cleanly when there is no memory?  The ladder of model_oom_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/game.h"
#include "fault/ladder.h"
#include "support/small_scenario.h"

static ent_scenario *scenario;
static ent_extensive *whole;
static char tree[65536], form_text[65536];

/* Starts out as something that a failing function has to leave alone. */
#define UNTOUCHED ((void *)(uintptr_t)8)

static ent_status kept_tree(ent_status status, ent_extensive *const *out)
{
  if (status == ENT_OK)
    ent_extensive_free(*out);
  else
    assert_ptr_equal(*out, UNTOUCHED);
  return status;
}

static ent_status kept_form(ent_status status, ent_strategic *const *out)
{
  if (status == ENT_OK)
    ent_strategic_free(*out);
  else
    assert_ptr_equal(*out, UNTOUCHED);
  return status;
}

static ent_status trust(const ent_allocator *memory, ent_error *err)
{
  const ent_trust_stakes stakes = {{1, 2}, {1, 2}, {3, 2}, {1, 1}, {3, 5}};
  ent_extensive *out = UNTOUCHED;
  return kept_tree(ent_game_trust(&stakes, "t", memory, &out, err), &out);
}

static ent_status acceptance(const ent_allocator *memory, ent_error *err)
{
  ent_extensive *out = UNTOUCHED;
  return kept_tree(ent_game_acceptance(scenario, memory, &out, err), &out);
}

static ent_status read_tree(const ent_allocator *memory, ent_error *err)
{
  ent_extensive *out = UNTOUCHED;
  return kept_tree(ent_extensive_read(tree, strlen(tree), memory, &out, err), &out);
}

static ent_status read_form(const ent_allocator *memory, ent_error *err)
{
  ent_strategic *out = UNTOUCHED;
  return kept_form(ent_strategic_read(form_text, strlen(form_text), memory, &out, err), &out);
}

static ent_status strategic(const ent_allocator *memory, ent_error *err)
{
  ent_strategic *out = UNTOUCHED;
  return kept_form(ent_extensive_strategic(whole, memory, &out, err), &out);
}

static ent_status backward(const ent_allocator *memory, ent_error *err)
{
  int choice[ENT_GAME_SETS_MAX] = {7};
  ent_ratio payoff[ENT_GAME_PLAYERS_MAX];
  bool tied = true;
  const ent_status status = ent_extensive_backward(whole, memory, choice, payoff, &tied, err);
  assert_true(status == ENT_OK || (choice[0] == 7 && tied));
  return status;
}

static void test_games(void **state)
{
  (void)state;
  climb("trust game", trust);
  climb("acceptance game", acceptance);
  climb("reading a tree", read_tree);
  climb("reading a form", read_form);
  climb("strategic form", strategic);
  climb("backward induction", backward);
}

static int set_up(void **state)
{
  (void)state;
  static flaky heap;
  const ent_trust_stakes stakes = {{1, 2}, {1, 2}, {3, 2}, {1, 1}, {3, 5}};
  static ent_allocator memory;
  ent_extensive *game = NULL;
  ent_strategic *form = NULL;
  memory = flaky_open(&heap, -1, false);
  scenario = small_scenario(&memory);
  assert_int_equal(ent_game_trust(&stakes, "t", &memory, &game, NULL), ENT_OK);
  assert_true(ent_extensive_write(game, tree, sizeof tree) < sizeof tree);
  ent_extensive_free(game);
  assert_int_equal(ent_game_acceptance(scenario, &memory, &whole, NULL), ENT_OK);
  assert_int_equal(ent_extensive_strategic(whole, &memory, &form, NULL), ENT_OK);
  assert_true(ent_strategic_write(form, form_text, sizeof form_text) < sizeof form_text);
  ent_strategic_free(form);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  ent_extensive_free(whole);
  ent_scenario_free(scenario);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_games)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
