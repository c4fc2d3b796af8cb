/* view_test.c - whose view: what a view may set, what is told of one that cannot, and the scenario as a view sees it. */
#include "faults.h"

#define VIEWS                                                                                                          \
  "views: {\n"                                                                                                         \
  "  rival: { name: { en: The rival, zh-Hant: 對手, zh-Hans: 对手 }, note: Sees it so., source: talks\n"           \
  "           set: { deal.outside.rival_loss: 0.1 to 0.3, consents.UNION.ALY.support: -0.5 to 0, deal.leverage: 0.05 " \
  "}}\n"                                                                                                               \
  "  ally: { name: The ally\n"                                                                                         \
  "          set: { clubs.LEAGUE.rule: consensus, terms.gas.include: no, terms.loan.form: treaty\n"                    \
  "                 consents.UNION.NEU.when.peace: 0.2, terms.seat.honours: 0.9 } } }\n"

static ent_scenario *viewed(const ent_allocator *memory)
{
  return small_with("claims: [", VIEWS "claims: [", memory);
}

static void test_what_is_there(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const plain = small_scenario(&memory), *const s = viewed(&memory);
  ent_view_info view = {.pairs = -1};
  ent_view_pair pair;
  assert_int_equal(ent_scenario_views(plain), 0);
  assert_int_equal(ent_scenario_seen_by(plain), -1);
  assert_false(ent_scenario_view(plain, 0, &view));
  assert_int_equal(view.pairs, -1); /* untouched */
  assert_int_equal(ent_scenario_views(s), 2);
  assert_true(ent_scenario_view(s, 0, &view));
  assert_string_equal(view.key, "rival");
  assert_string_equal(view.name, "The rival");
  assert_string_equal(view.note, "Sees it so.");
  assert_string_equal(view.source, "talks");
  assert_string_equal(view.citation, "The talks");
  assert_int_equal(view.pairs, 3);
  assert_true(view.line > 0);
  assert_false(ent_scenario_view(s, 2, &view));
  assert_false(ent_scenario_view(s, -1, &view));
  assert_int_equal(ent_scenario_find_view(s, "ally"), 1);
  assert_int_equal(ent_scenario_find_view(s, "nobody"), -1);
  assert_true(ent_scenario_view_pair(s, 0, 0, &pair));
  assert_string_equal(pair.path, "deal.outside.rival_loss");
  assert_string_equal(pair.text, "0.1 to 0.3");
  assert_string_equal(pair.now, "beta(3, 3)");
  assert_string_equal(pair.label, "Target: part of that tie that the deal would cost");
  assert_true(ent_scenario_view_pair(s, 0, 1, &pair)); /* ALY takes the default's support */
  assert_string_equal(pair.now, "0 to 0.4");
  assert_true(ent_scenario_view_pair(s, 0, 2, &pair));
  assert_string_equal(pair.now, "0.1 to 0.4"); /* written as { value: ..., source: ... } */
  assert_true(ent_scenario_view_pair(s, 1, 1, &pair));
  assert_string_equal(pair.now, "yes");                 /* the field's default */
  assert_string_equal(pair.label, "terms.gas.include"); /* no number: its path */
  assert_false(ent_scenario_view_pair(s, 1, 5, &pair));
  assert_false(ent_scenario_view_pair(s, 2, 0, &pair));
  ent_scenario_free(plain);
  ent_scenario_free(s);
}

static const char *text_at(const ent_scenario *s, const char *path)
{
  ent_input_info input;
  assert_true(ent_scenario_input(s, ent_scenario_find_input(s, path), &input));
  return input.text;
}

static void test_seen_so(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  static const char *const path[] = {"deal.outside.rival_loss"}, *const text[] = {"0.2"};
  ent_scenario *const s = viewed(&memory), *seen = NULL;
  assert_int_equal(ent_scenario_changed(s, 0, NULL, NULL, 0, &memory, &seen, NULL), ENT_OK);
  assert_string_equal(text_at(seen, "deal.outside.rival_loss"), "0.1 to 0.3");
  assert_string_equal(text_at(seen, "consents.UNION.ALY.support"), "-0.5 to 0");
  assert_string_equal(text_at(seen, "consents.UNION.ALY.dependence"), "0.1"); /* still the default's */
  assert_int_equal(ent_scenario_seen_by(seen), 0);
  assert_int_equal(ent_scenario_seen_by(s), -1);
  ent_scenario_free(seen);
  assert_int_equal(ent_scenario_changed(s, 0, path, text, 1, &memory, &seen, NULL), ENT_OK); /* overrides the view */
  assert_string_equal(text_at(seen, "deal.outside.rival_loss"), "0.2");
  assert_int_equal(ent_scenario_seen_by(seen), -1);
  ent_scenario_free(seen);
  assert_int_equal(ent_scenario_changed(s, 1, NULL, NULL, 0, &memory, &seen, NULL), ENT_OK);
  assert_int_equal(ent_scenario_seen_by(seen), 1);
  ent_scenario_free(seen);
  assert_int_equal(ent_scenario_changed(s, 2, NULL, NULL, 0, &memory, &seen, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_scenario_changed(s, -1, NULL, NULL, 0, &memory, &seen, NULL), ENT_OK);
  uint8_t before[32], after[32];
  ent_scenario_digest(s, before);
  ent_scenario_digest(seen, after);
  assert_memory_equal(before, after, 32); /* the author's view is the scenario itself */
  ent_scenario_free(seen);
  ent_scenario_free(s);
}

/* By hand, as --set would: the same scenario to the last byte. */
static void test_view_is_set(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = viewed(&memory), *seen = NULL, *by_hand = NULL;
  const char *path[8], *text[8];
  ent_view_pair pair;
  int count = 0;
  while (ent_scenario_view_pair(s, 1, count, &pair)) {
    path[count] = pair.path;
    text[count++] = pair.text;
  }
  assert_int_equal(count, 5);
  assert_int_equal(ent_scenario_changed(s, 1, NULL, NULL, 0, &memory, &seen, NULL), ENT_OK);
  assert_int_equal(ent_scenario_changed(s, -1, path, text, count, &memory, &by_hand, NULL), ENT_OK);
  uint8_t a[32], b[32];
  ent_scenario_digest(seen, a);
  ent_scenario_digest(by_hand, b);
  assert_memory_equal(a, b, 32);
  ent_scenario_free(seen);
  ent_scenario_free(by_hand);
  ent_scenario_free(s);
}

static void test_builder_takes_a_view(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = viewed(&memory);
  ent_builder *b = NULL;
  ent_error err = {.code = ENT_OK};
  const uint8_t *data = NULL;
  size_t size = 0;
  ent_scenario_snapshot(s, &data, &size);
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(ent_builder_view(b, "rival", &err), ENT_REFERENCE); /* nothing is there yet */
  assert_int_equal(ent_builder_load(b, data, size, NULL), ENT_OK);
  assert_int_equal(ent_builder_view(b, "rvial", &err), ENT_REFERENCE);
  assert_non_null(strstr(err.message, "did you mean \"rival\"?"));
  assert_int_equal(ent_builder_view(b, "nothing of the kind", &err), ENT_REFERENCE);
  assert_non_null(strstr(err.message, "entente views"));
  assert_int_equal(ent_builder_view(b, "rival", &err), ENT_OK);
  ent_scenario *seen = NULL;
  int found = 0;
  assert_int_equal(ent_scenario_seal(b, &memory, &seen, &err, 1, &found), ENT_OK);
  assert_int_equal(ent_scenario_seen_by(seen), 0);
  ent_scenario_free(seen);
  ent_builder_close(b);
  ent_scenario_free(s);
}

/* A value that is a number of its field, but which the deal does not bear: told where it stands in the view. */
static void test_what_only_the_seal_finds(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s =
    small_with("claims: [", "views: { odd: { name: Odd, set: { deal.discount: 1 } } }\nclaims: [", &memory);
  ent_scenario *seen = NULL;
  ent_view_pair pair;
  ent_error err = {.code = ENT_OK};
  assert_true(ent_scenario_view_pair(s, 0, 0, &pair));
  assert_int_equal(ent_scenario_changed(s, 0, NULL, NULL, 0, &memory, &seen, &err), ENT_ARGUMENT);
  assert_null(seen);
  assert_string_equal(err.path, "deal.discount");
  assert_int_equal(err.line, pair.line);
  assert_int_equal(err.column, pair.column);
  ent_scenario_free(s);
}

#define VIEW(set) "views: { odd: { name: Odd, set: { " set " } } }\nclaims: ["

static void test_faults(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"claims: [", VIEW("deal.will.suport: 0.5"), ENT_REFERENCE, "views.odd.set.deal.will.suport", "deal.will.suport",
     "deal.will.support"},
    {"claims: [", VIEW("deal.discount: 3"), ENT_ARGUMENT, "views.odd.set.deal.discount", "3 }", NULL},
    {"claims: [", VIEW("deal.leverage: [1]"), ENT_SCHEMA, "views.odd.set.deal.leverage", "deal.leverage: [1]", NULL},
    {"claims: [", VIEW("clubs.LEAGUE.rule: countt >= 2"), ENT_REFERENCE, "views.odd.set.clubs.LEAGUE.rule", "countt",
     "count"},
    {"claims: [", VIEW("clubs.UNION.rule: popp >= 65%"), ENT_REFERENCE, "views.odd.set.clubs.UNION.rule", "popp",
     "pop"},
    {"claims: [", VIEW("terms.seat.form: handshake"), ENT_SCHEMA, "views.odd.set.terms.seat.form", "handshake", NULL},
    {"claims: [", VIEW("terms.gas.include: perhaps"), ENT_SCHEMA, "views.odd.set.terms.gas.include", "perhaps", NULL},
    /* who takes part, what is offered and what is read stay as they are */
    {"claims: [", VIEW("deal.rival: ALY"), ENT_SCHEMA, "views.odd.set.deal.rival", "deal.rival: ALY", NULL},
    {"claims: [", VIEW("terms.seat.name: A chair"), ENT_SCHEMA, "views.odd.set.terms.seat.name", "terms.seat.name",
     NULL},
    {"claims: [", VIEW("terms.seat.owner: NEU"), ENT_SCHEMA, "views.odd.set.terms.seat.owner", "terms.seat.owner",
     NULL},
    {"claims: [", VIEW("seed: 3"), ENT_SCHEMA, "views.odd.set.seed", "seed: 3", NULL},
    {"claims: [", VIEW("date: 2001"), ENT_SCHEMA, "views.odd.set.date", "date: 2001", NULL},
    {"claims: [", VIEW("terms.chair.flow: 1%"), ENT_REFERENCE, "views.odd.set.terms.chair.flow", "terms.chair.flow",
     NULL},
    {"claims: [", VIEW("actors.NEW.leader.exit_hazard: 0.1"), ENT_REFERENCE,
     "views.odd.set.actors.NEW.leader.exit_hazard", "actors.NEW.leader", "actors.PRO.leader.exit_hazard"},
    {"claims: [", VIEW("consents.LEAGUE.NEU.support: 0.1"), ENT_REFERENCE, "views.odd.set.consents.LEAGUE.NEU.support",
     "consents.LEAGUE.NEU", "consents.LEAGUE.PRO.support"},
    {"claims: [", VIEW("consents.LEAGUE.ALY.when.war: 0.1"), ENT_REFERENCE,
     "views.odd.set.consents.LEAGUE.ALY.when.war", "consents.LEAGUE.ALY.when.war", NULL},
    {"claims: [", VIEW("forms.oath: 0.5"), ENT_REFERENCE, "views.odd.set.forms.oath", "forms.oath", NULL},
    {"claims: [", "views: { odd: { name: Odd, source: talk, set: { capability: arms } } }\nclaims: [", ENT_REFERENCE,
     "views.odd.source", "talk,", "talks"},
    {"claims: [", "views: { odd: { name: Odd } }\nclaims: [", ENT_SCHEMA, "views.odd.set", "odd: { name", NULL},
    {"claims: [", "views: { odd: { name: Odd, set: { } } }\nclaims: [", ENT_SCHEMA, "views.odd.set", "set: { }", NULL},
    {"claims: [", "views: [odd]\nclaims: [", ENT_SCHEMA, "views", "views: [odd]", NULL},
  };
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) provoke(&faults[i]);
}

/* Two faults of one view, and one elsewhere: all are told at once. */
static void test_all_at_once(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char small[SMALL_TEXT_MAX];
  ent_error errors[FAULT_ERRORS];
  ent_scenario *s = NULL;
  int found = 0;
  small_text(small);
  char *const text =
    text_with(small, "claims: [",
              VIEW("deal.wil: 0.5, deal.discount: 3, clubs.LEAGUE.rule: nonsense") "{ id: S0, text: No test. }");
  assert_true(seal_text(text, &memory, &s, errors, FAULT_ERRORS, &found) != ENT_OK);
  assert_int_equal(found, 4);
  assert_string_equal(errors[3].path, "claims.0");
  free(text);
}

static void test_limits(void **state)
{
  (void)state;
  char text[4096] = "";
  size_t size = (size_t)snprintf(text, sizeof text, "views: {");
  for (int i = 0; i <= ENT_VIEWS_MAX; i++)
    size += (size_t)snprintf(text + size, sizeof text - size, " v%d: { name: V, set: { deal.leverage: 0.1 } }", i);
  snprintf(text + size, sizeof text - size, " }\nclaims: [");
  const fault many = {"claims: [", text, ENT_LIMIT, "views", "views: {", NULL};
  provoke(&many);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_what_is_there),
    cmocka_unit_test(test_seen_so),
    cmocka_unit_test(test_view_is_set),
    cmocka_unit_test(test_builder_takes_a_view),
    cmocka_unit_test(test_what_only_the_seal_finds),
    cmocka_unit_test(test_faults),
    cmocka_unit_test(test_all_at_once),
    cmocka_unit_test(test_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
