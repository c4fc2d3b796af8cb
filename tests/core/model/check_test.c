/* Every mistake of a scenario is told with its code, its path, the place in the file, and what was probably meant. */
#include "faults.h"
#include "model/check.h"

static void test_keys(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"horizon_years", "horizon_year", ENT_SCHEMA, "horizon_year", "horizon_year:", "horizon_years"},
    {"horizon_years: 5\n", "", ENT_SCHEMA, "horizon_years", "{", NULL},
    {"kind: aid", "kinds: aid", ENT_SCHEMA, "terms.loan.kinds", "kinds: aid", "kind"},
    {"kind: aid, ", "", ENT_SCHEMA, "terms.loan.kind", "loan:", NULL},
    {"  discount: 0.9", "  zzzzzz: 0.9", ENT_SCHEMA, "deal.zzzzzz", "zzzzzz:", NULL},
    {"slow: 0.6", "slw: 0.6", ENT_SCHEMA, "ties.3.slw", "slw: 0.6", "slow"},
    {"what: level", "wat: level", ENT_SCHEMA, "claims.2.tests.1.wat", "wat: level", "what"},
    {"\"we can press\", note", "\"we can press\", nte", ENT_SCHEMA, "deal.leverage.nte", "nte: A guess", NULL},
    {"support: 0.5 to 0.9", "suport: 0.5 to 0.9", ENT_SCHEMA, "consents.LEAGUE.PRO.suport", "suport:", "support"},
    {"date: 2005, note", "day: 2005, note", ENT_SCHEMA, "sources.survey.day", "day: 2005", NULL},
  };
  PROVOKE(faults);
}

static void test_types(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"id: small", "id: { a: b }", ENT_SCHEMA, "id", "id:", NULL},
    {"id: small", "id: sm all", ENT_SCHEMA, "id", "sm all", NULL},
    {"id: small", "id: \"\"", ENT_SCHEMA, "id", "\"\"", NULL},
    {"seed: 7", "seed: 7.5", ENT_SCHEMA, "seed", "7.5", NULL},
    {"seed: 7", "seed: 9007199254740994", ENT_SCHEMA, "seed", "9007199254740994", NULL},
    {"essential: yes", "essential: perhaps", ENT_SCHEMA, "terms.seat.essential", "perhaps", NULL},
    {"date: 2005-07-02", "date: 2005-02-29", ENT_SCHEMA, "date", "2005-02-29", NULL},
    {"since: 2001-01-20", "since: 20 January", ENT_SCHEMA, "actors.PRO.leader.since", "20 January", NULL},
    {"kind: aid", "kind: ai", ENT_SCHEMA, "terms.loan.kind", "ai,", "aid"},
    {"kind: aid", "kind: qqqqqq", ENT_SCHEMA, "terms.loan.kind", "qqqqqq", NULL},
    {"form: treaty", "form: [treaty]", ENT_SCHEMA, "terms.gas.form", "form: [treaty]", NULL},
    {"members: [MAJ, MIN]", "members: MAJ", ENT_SCHEMA, "clubs.HOUSE.members", "MAJ, inst", NULL},
    {"members: [MAJ, MIN]", "members: []", ENT_SCHEMA, "clubs.HOUSE.members", "members: []", NULL},
    {"members: [MAJ, MIN]", "members: [MAJ, [MIN]]", ENT_SCHEMA, "clubs.HOUSE.members.1", "[MIN]", NULL},
    {"{ id: S5, text: The old order ends., not_testable: A matter of taste. }", "S5", ENT_SCHEMA, "claims.4", "S5",
     NULL},
    {"{ name: Neutral, capability: { gdp: 3 } }", "Neutral", ENT_SCHEMA, "actors.NEU", "Neutral", NULL},
    {"  NEU: { name: Neutral", "  N U: { name: Neutral", ENT_SCHEMA, "actors.N U", "N U:", NULL},
    {"{ gdp: 3 }", "[3]", ENT_SCHEMA, "actors.NEU.capability", "capability: [3]", NULL},
    {"title: { en: A small wedge,", "title: { fr: Un coin,", ENT_SCHEMA, "title.fr", "Un coin", NULL},
    {"title: { en: A small wedge,", "title: { en: [x],", ENT_SCHEMA, "title.en", "en: [x]", NULL},
    {"question: Will the target join and stay?", "question: [x]", ENT_SCHEMA, "question", "x]", NULL},
    {"{ title: The talks }", "{ title: { en: The talks, de: Die Gespräche } }", ENT_SCHEMA, "sources.talks.title.de",
     "Die Ge", NULL},
    {"ties: [", "ties: { x: 1 }\nalign_: [", ENT_SCHEMA, "ties", "ties:", NULL},
    {"concessions: {", "concessions: [ 1 ]\nother: {", ENT_SCHEMA, "concessions", "concessions:", NULL},
  };
  PROVOKE(faults);
}

static void test_numbers(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"flow: 0.1%", "flow: much", ENT_SYNTAX, "terms.base.flow", "much", NULL},
    {"flow: 0.1%", "flow: 0.1 ? 2", ENT_SYNTAX, "terms.base.flow", "? 2", NULL},
    {"flow: 0.1%", "flow: 0.4 to 0.1", ENT_ARGUMENT, "terms.base.flow", "0.4 to 0.1", NULL},
    {"flow: 0.1%", "flow: \"0.4 to 0.1\"", ENT_ARGUMENT, "terms.base.flow", "0.4 to 0.1", NULL},
    {"flow: 0.1%", "flow: [0.1]", ENT_SCHEMA, "terms.base.flow", "flow: [0.1]", NULL},
    {"flow: 0.1%", "flow: { source: survey }", ENT_SCHEMA, "terms.base.flow", "flow: { source", NULL},
    {"flow: 0.1%", "flow: { value: 1, p5: 0 }", ENT_SCHEMA, "terms.base.flow", "flow: { value: 1, p5", NULL},
    {"flow: 0.1%", "flow: { value: [1] }", ENT_SCHEMA, "terms.base.flow.value", "value: [1]", NULL},
    {"flow: 0.1%", "flow: { value: much }", ENT_SYNTAX, "terms.base.flow", "much", NULL},
    {"flow: 0.1%", "flow: { value: 1, source: surve }", ENT_REFERENCE, "terms.base.flow.source", "surve }", "survey"},
    {"flow: 0.1%", "flow: { p5: 1 }", ENT_ARGUMENT, "terms.base.flow", "flow: { p5", NULL},
    {"flow: 0.1%", "flow: { p5: 1, p95: -7.25 }", ENT_ARGUMENT, "terms.base.flow.p95", "-7.25", NULL},
    {"flow: 0.1%", "flow: { p5: 1, p95: many }", ENT_SYNTAX, "terms.base.flow.p95", "many", NULL},
    {"flow: 0.1%", "flow: \"cell(share, 2005, west)\"", ENT_REFERENCE, "terms.base.flow", "share, 2005", "shares"},
    {"flow: 0.1%", "flow: \"cell(shares, 2005, wst)\"", ENT_REFERENCE, "terms.base.flow", "wst)", "west"},
    {"discount: 0.9 to 0.96", "discount: 0 to 0.96", ENT_ARGUMENT, "deal.discount", "0 to 0.96", NULL},
    {"discount: 0.9 to 0.96", "discount: 90 to 96", ENT_ARGUMENT, "deal.discount", "90 to 96", NULL},
    {"slow: 0.6", "slow: 1.1", ENT_ARGUMENT, "ties.3.slow", "1.1", NULL},
    {"slow: 0.6", "slow: likely", ENT_ARGUMENT, "ties.3.slow", "likely,", NULL},
  };
  PROVOKE(faults);
}

static void test_names(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"proposer: PRO", "proposer: PRQ", ENT_REFERENCE, "deal.proposer", "PRQ", "PRO"},
    {"proposer: PRO", "proposer: \"\"", ENT_SCHEMA, "deal.proposer", "\"\"", NULL},
    {"proposer: PRO", "proposer: LEAGUE", ENT_REFERENCE, "deal.proposer", "LEAGUE, target", NULL},
    {"owner: LEAGUE", "owner: LEAGE", ENT_REFERENCE, "terms.seat.owner", "LEAGE", "LEAGUE"},
    {"owner: NEU", "owner: QQQQQQQ", ENT_REFERENCE, "terms.base.owner", "QQQQQQQ", NULL},
    {"source: talks\n            sigma", "source: tlks\n            sigma", ENT_REFERENCE, "clubs.LEAGUE.source",
     "tlks", "talks"},
    {"events: events", "events: event", ENT_REFERENCE, "trust.events", "event,", "events"},
    {"table: shares", "table: share", ENT_REFERENCE, "charts.0.table", "share,", "shares"},
    {"institution_of: PRO", "institution_of: PR", ENT_REFERENCE, "clubs.HOUSE.institution_of", "PR,", "PRO"},
    {"[ALY, TGT]", "[ALY, TGTT]", ENT_REFERENCE, "ties.4.between.1", "TGTT", "TGT"},
    {"consents: {\n  LEAGUE", "consents: {\n  LEAGU", ENT_REFERENCE, "consents.LEAGU", "LEAGU:", "LEAGUE"},
    {"    ALY: { support: { value", "    ALLY: { support: { value", ENT_REFERENCE, "consents.LEAGUE.ALLY",
     "ALLY:", "ALY"},
    {"PRO: { support: 0.5 to 0.9 }", "PRO: [3.25]", ENT_SCHEMA, "consents.LEAGUE.PRO", "PRO: [3.25]", NULL},
    {"consents: {", "consents: 5\nother: {", ENT_SCHEMA, "consents", "5\n", NULL},
    {"  gas: { support: -0.3 to 0.6", "  gas: { support: -3 to 0.6", ENT_ARGUMENT, "consents.gas.support", "-3 to 0.6",
     NULL},
  };
  PROVOKE(faults);
}

/* All mistakes of a file come at once, in the order of the file. */
static void test_many_at_once(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char small[SMALL_TEXT_MAX];
  ent_error errors[FAULT_ERRORS], first;
  ent_scenario *s = NULL;
  int found = 0, all = 0;
  small_text(small);
  char *const one = text_with(small, "seed: 7", "seed: x"), *const two = text_with(one, "kind: aid", "kind: ad");
  char *const three = text_with(two, "slow: 0.6", "slow: 6");
  assert_int_equal(seal_text(three, &memory, &s, errors, FAULT_ERRORS, &found), ENT_SCHEMA);
  assert_int_equal(found, 3);
  assert_string_equal(errors[0].path, "seed");
  assert_string_equal(errors[1].path, "terms.loan.kind");
  assert_string_equal(errors[2].path, "ties.3.slow");
  /* with room for one, they are counted all the same */
  assert_int_equal(seal_text(three, &memory, &s, &first, 1, &all), ENT_SCHEMA);
  assert_int_equal(all, 3);
  free(one);
  free(two);
  free(three);
}

static void test_flags_and_wholes(void **state)
{
  (void)state;
  static const char *const yes[] = {"yes", "Yes", "true", "True"}, *const no[] = {"no", "No", "false", "False"};
  bool flag = false;
  for (int i = 0; i < 4; i++) {
    assert_true(ent_flag_read(yes[i], &flag) && flag);
    assert_true(ent_flag_read(no[i], &flag) && !flag);
  }
  flag = true;
  assert_false(ent_flag_read("", &flag));
  assert_false(ent_flag_read("YES!", &flag));
  assert_true(flag);
  static const struct {
    const char *text;
    bool good;
    int64_t value;
  } whole[] = {
    {"0", true, 0},
    {"-12", true, -12},
    {"1e3", true, 1000},
    {"9007199254740992", true, INT64_C(9007199254740992)},
    {"-9007199254740992", true, -INT64_C(9007199254740992)},
    {"9007199254740994", false, 5},
    {"1.5", false, 5},
    {"", false, 5},
    {"7 ", false, 5},
    {"1e999", false, 5},
    {"x", false, 5},
  };
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
    int64_t value = 5;
    assert_int_equal(ent_whole_read(whole[i].text, &value), whole[i].good);
    assert_true(value == whole[i].value);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_keys),  cmocka_unit_test(test_types),        cmocka_unit_test(test_numbers),
    cmocka_unit_test(test_names), cmocka_unit_test(test_many_at_once), cmocka_unit_test(test_flags_and_wholes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
