/* calendar_test.c - is a promise counted by the calendar where a leader's term ends on a known date?  The gates against
 * core/trust, and what stays as it is without term_hazard. */
#include "core/trust/cells.h"

#include "entente/study.h"
#include "entente/trust.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

/* b = 1, o = 0.6, d = 0.3, K = 0.5, delta = 0.9: the worked case of core/trust. */
static const ent_promise promise = {.flow = 1, .after = 0.3, .discount = 0.9, .cost = 0.5, .outside = 0.6};

static ent_scenario *seal(const char *leader, double honours, const ent_allocator *memory)
{
  char text[2048];
  ent_builder *builder = NULL;
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  snprintf(text, sizeof text,
           "{ entente: 1, id: calendar, title: T, question: Q, date: 2025-01-20, horizon_years: 6\n"
           "  actors: { PRO: { name: Proposer, leader: { %s } }, TGT: { name: Target }, ALY: { name: Ally } }\n"
           "  clubs: { BOTH: { name: Both, members: [PRO, ALY], rule: majority } }\n"
           "  deal: { kind: admission, proposer: PRO, target: TGT, will: { support: 0.5 }, discount: 0.9, renege: 0\n"
           "          outside: { status_quo: 0.6 } }\n"
           "  concessions: { price: { name: Price, cost: 0.5 } }\n"
           "  terms: { seat: { name: Seat, kind: membership, owner: BOTH, form: treaty, essential: yes, flow: 1\n"
           "                   after: 0.3, honours: %.17g } }\n"
           "  consents: { BOTH: { default: { support: 0.5 } } } }",
           leader, honours);
  assert_int_equal(ent_builder_open(memory, &builder, &err), ENT_OK);
  if (tiny_read(text, builder, &err) != ENT_OK || ent_scenario_seal(builder, memory, &s, &err, 1, &found) != ENT_OK)
    fail_msg("%s: %s", err.path, err.message);
  ent_builder_close(builder);
  return s;
}

static ent_detail centre(const char *leader, double honours)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = seal(leader, honours, &memory);
  ent_verdict v;
  assert_int_equal(ent_verdict_centre(s, &memory, &v, NULL), ENT_OK);
  ent_scenario_free(s);
  return v.detail;
}

static void test_worked_calendar(void **state)
{
  (void)state;
  const char *const dated = "exit_hazard: 0.1745, term_hazard: 0.02, term_ends: 2029-01-20";
  for (int i = 0; i <= 10; i++) {
    const double q = i / 10.0;
    const ent_holder now = {.tenure = {.exit = 0.02, .left = 4}};
    const ent_holder next = {.share = 1, .honours = q, .tenure = {.exit = 0.1745}};
    const ent_detail d = centre(dated, q);
    ent_promise_worth w = {0};
    double alive = 0;
    assert_int_equal(ent_promise_value(&promise, &now, &next, 1, &w, NULL), ENT_OK);
    assert_int_equal(ent_promise_survival(&now, &next, 1, 6, &alive, NULL), ENT_OK);
    CLOSE(d.surplus, 0.1 * w.surplus, 1e-12);
    CLOSE(d.hazard, w.hazard, 1e-12);
    CLOSE(d.survival, alive, 1e-12);
    CLOSE(d.honour_needed, 0.459545, 5e-7);
    CLOSE(d.bearable, 1.0 / 9, 1e-12);
    assert_int_equal(d.surplus >= 0, q >= d.honour_needed);
  }
}

/* A term that ends says nothing by itself; a term that is shorter than half a year still counts as one. */
static void test_without(void **state)
{
  (void)state;
  const ent_detail plain = centre("exit_hazard: 0.1745", 0.5),
                   said = centre("exit_hazard: 0.1745, term_ends: 2029-01-20", 0.5);
  assert_true(plain.surplus == said.surplus && plain.hazard == said.hazard && plain.survival == said.survival &&
              plain.honour_needed == said.honour_needed);
  CLOSE(plain.hazard, 0.08725, 1e-15);
  CLOSE(plain.survival, ent_turnover_survival(0.08725, 6), 1e-15);
  const ent_detail soon = centre("exit_hazard: 0.1745, term_hazard: 0, term_ends: 2025-02-01", 0);
  CLOSE(soon.survival, 0, 1e-15);
}

static void refuse(const char *path, const char *value, const char *end, const char *message)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *const b = small_builder(&memory);
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  assert_non_null(b);
  assert_int_equal(ent_builder_set(b, path, value, &err), ENT_OK);
  if (end) assert_int_equal(ent_builder_set(b, "actors.PRO.leader.term_ends", end, &err), ENT_OK);
  assert_true(ent_scenario_seal(b, &memory, &s, &err, 1, &found) != ENT_OK);
  assert_non_null(strstr(err.message, message));
  ent_builder_close(b);
}

static void test_refusals(void **state)
{
  (void)state;
  refuse("actors.TGT.leader.term_hazard", "0.1", NULL, "needs term_ends");
  refuse("actors.PRO.leader.term_hazard", "0.1", "2004-01-01", "after the scenario's date");
  refuse("actors.PRO.leader.term_hazard", "0.1", "2904-01-01", "at most 120 years");
  refuse("actors.PRO.leader.term_hazard", "1.1", NULL, "share");
}

/* Draws change with the calendar, and every input that moves them is known to. */
static void test_draws(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s =
    small_changed(&memory, (const char *const[]){"actors.PRO.leader.term_hazard=0.02 to 0.2", NULL});
  assert_non_null(s);
  const int input = ent_scenario_find_input(s, "actors.PRO.leader.term_hazard");
  ent_input_info info;
  assert_true(input >= 0 && ent_scenario_input(s, input, &info));
  assert_true(info.gates & 1u << ENT_PART_SURVIVAL);
  double last = 2;
  for (int i = 0; i <= 4; i++) {
    const ent_pin pin = {input, 0.2 * i};
    ent_verdict v;
    assert_int_equal(ent_verdict_draw(s, 3, 1, &pin, 1, &memory, &v, NULL), ENT_OK);
    assert_true(v.detail.survival <= last);
    last = v.detail.survival;
  }
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_worked_calendar), cmocka_unit_test(test_without),
                                     cmocka_unit_test(test_refusals), cmocka_unit_test(test_draws)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
