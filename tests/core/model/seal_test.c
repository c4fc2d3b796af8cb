/* What needs more than one field: parties, clubs, consents, trust, ties, correlations, claims; each mistake in its place. */
#include "faults.h"

static void test_head(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"entente: 1", "entente: 2", ENT_VERSION, "entente", "2", NULL},
    {"draws: 4096", "draws: 0", ENT_ARGUMENT, "draws", "0\n", NULL},
    {"draws: 4096", "draws: 4294967296", ENT_ARGUMENT, "draws", "4294967296", NULL},
    {"capability: gdp", "capability: gdpp", ENT_REFERENCE, "capability", "gdpp", "gdp"},
  };
  PROVOKE(faults);
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_with("draws: 4096", "draws: 4294967295", &memory);
  assert_true(ent_scenario_draws(s) == INT64_C(4294967295));
  ent_scenario_free(s);
}

static void test_deal(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"target: TGT", "target: PRO", ENT_SCHEMA, "deal.target", "PRO, rival", NULL},
    {"rival: RIV", "rival: TGT", ENT_SCHEMA, "deal.rival", "TGT\n", NULL},
    {"proposer: PRO", "proposer: ALY", ENT_SCHEMA, "deal.proposer", "ALY, target", NULL},
    {"discount: 0.9 to 0.96", "discount: 0.9..1", ENT_ARGUMENT, "deal.discount", "0.9..1", NULL},
    {"discount: 0.9 to 0.96", "discount: 1", ENT_ARGUMENT, "deal.discount", "1\n", NULL},
    {"owner: ALY, form", "owner: TGT, form", ENT_SCHEMA, "terms.gas.owner", "TGT, form", NULL},
    {"treaty: 0.7 to 0.95", "traety: 0.7 to 0.95", ENT_SCHEMA, "forms.traety", "traety", "treaty"},
  };
  PROVOKE(faults);
}

static void test_clubs(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"members: [NEU, MAJ]", "members: [NEU, MAJ, NEU]", ENT_SCHEMA, "clubs.RING.members", "NEU], rule", NULL},
    {"members: [NEU, MAJ]", "members: [NEU, MAJ, UNION]", ENT_SCHEMA, "clubs.UNION.members",
     "members: [NEU, ALY, RING]", NULL},
    {"members: [NEU, MAJ]", "members: [RING]", ENT_SCHEMA, "clubs.RING.members", "members: [RING]", NULL},
    {"  RING: { name", "  MAJ: { name: M, members: [MIN], rule: majority }\n  RING: { name", ENT_SCHEMA, "clubs.MAJ",
     "MAJ: { name: M,", NULL},
    {"MIN: 45", "MINN: 45", ENT_REFERENCE, "clubs.HOUSE.weights.votes.MINN", "MINN: 45", "MIN"},
    {"MIN: 45", "MAJJ: 45", ENT_SCHEMA, "clubs.HOUSE.weights.votes.MIN", "votes: { MAJ", NULL},
    {"MIN: 45", "MIN: -1", ENT_SCHEMA, "clubs.HOUSE.weights.votes.MIN", "-1 }", NULL},
    {"MIN: 45", "MIN: 4.5", ENT_SCHEMA, "clubs.HOUSE.weights.votes.MIN", "4.5", NULL},
    {"MIN: 45", "MIN: [1]", ENT_SCHEMA, "clubs.HOUSE.weights.votes.MIN", "MIN: [1]", NULL},
    {"{ votes: { MAJ: 55, MIN: 45 } }", "{ votes: 3 }", ENT_SCHEMA, "clubs.HOUSE.weights.votes", "3 }", NULL},
    {"{ votes: { MAJ: 55, MIN: 45 } }", "[55, 45]", ENT_SCHEMA, "clubs.HOUSE.weights", "weights: [55", NULL},
    {"rule: majority", "rule: majorty", ENT_REFERENCE, "clubs.RING.rule", "majorty", "majority"},
    {"rule: majority", "rule: count >= 3", ENT_ARGUMENT, "clubs.RING.rule", "3 }", NULL},
    {"rule: majority", "rule: veto(NEV)", ENT_REFERENCE, "clubs.RING.rule", "NEV", "NEU"},
    {"rule: votes > 50%", "rule: vote > 50%", ENT_REFERENCE, "clubs.HOUSE.rule", "vote > 50%", "votes"},
  };
  PROVOKE(faults);
}

static void test_consents(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"  gas: { support: -0.3 to 0.6, note: One actor decides. }\n", "", ENT_SCHEMA, "consents.ALY", "ALY, form", NULL},
    {"    MIN: { support: { p10", "    MAI: { support: { p10", ENT_REFERENCE, "consents.HOUSE.MAI", "MAI:", "MAJ"},
    {"    MIN: { support: { p10", "    ALY: { support: { p10", ENT_REFERENCE, "consents.HOUSE.ALY",
     "ALY: { support: { p10", NULL},
    {"when: { peace: 0.1, seat", "when: { pece: 0.1, seat", ENT_REFERENCE, "consents.HOUSE.MAJ.when.pece", "pece",
     "peace"},
    {"when: { peace: 0.1 to 0.4, vote", "when: { relief: 0.1 to 0.4, vote", ENT_SCHEMA, "consents", "consents:", NULL},
  };
  PROVOKE(faults);
}

static void test_trust(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"events: events, prior_kept: 1", "events: shares, prior_kept: 1", ENT_SCHEMA, "trust.events", "shares, prior",
     NULL},
    {"prior_kept: 1", "prior_kept: 0", ENT_ARGUMENT, "trust.prior_kept", "trust: {", NULL},
    {"forgetting: 0.9 to 0.97", "forgetting: 0", ENT_ARGUMENT, "trust.forgetting", "0, weight", NULL},
    {"  events: { file: ../data/events.csv }\n", "  evens: { file: x }\n", ENT_REFERENCE, "trust.events",
     "events, prior", "evens"},
  };
  PROVOKE(faults);
}

static void test_ties(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"[ALY, TGT]", "[TGT, PRO]", ENT_SCHEMA, "ties.TGT-PRO", "{ between: [TGT, PRO]", NULL},
    {"[ALY, TGT]", "[ALY, ALY]", ENT_SCHEMA, "ties.4.between", "between: [ALY, ALY]", NULL},
    {"[ALY, TGT]", "[ALY, TGT, NEU]", ENT_SCHEMA, "ties.4.between", "between: [ALY, TGT, NEU]", NULL},
    {"tie: [TGT, RIV]", "tie: [TGT, MAJ]", ENT_SCHEMA, "terms.seat.effects.1", "tie: [TGT, MAJ]", NULL},
    {"{ actors: [PRO, TGT, RIV, ALY, NEU]", "{ actors: [PRO, TGT, ALY, NEU]", ENT_SCHEMA, "deal.rival", "RIV\n  will",
     NULL},
    {"capability: { gdp: 3 }", "cow: 3", ENT_SCHEMA, "actors.NEU.capability", "NEU: { name", NULL},
    {"capability: { gdp: 3 }", "capability: { gdp: 0 }", ENT_ARGUMENT, "actors.NEU.capability.gdp", "0 }", NULL},
  };
  PROVOKE(faults);
}

static void test_correlations(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"concessions.border.cost, 0.4]", "concessions.border.cost, 1.4]", ENT_ARGUMENT, "correlate.2", "1.4", NULL},
    {"concessions.border.cost, 0.4]", "concessions.border.cost, much]", ENT_ARGUMENT, "correlate.2", "much]", NULL},
    {"concessions.border.cost, 0.4]", "concessions.border.cost]", ENT_SCHEMA, "correlate.2", "[terms.seat.flow", NULL},
    {"concessions.border.cost, 0.4]", "concessions.bordr.cost, 0.4]", ENT_REFERENCE, "correlate.2",
     "concessions.bordr.cost", "concessions.border.cost"},
    {"concessions.border.cost, 0.4]", "terms.seat.flow, 0.4]", ENT_SCHEMA, "correlate.2", "[terms.seat.flow", NULL},
    {"terms.seat.flow, concessions.border.cost, 0.4]", "deal.will.support, consents.HOUSE.MAJ.support, 0.1]",
     ENT_SCHEMA, "correlate.2", "[deal.will.support, consents.HOUSE", NULL},
    {"terms.seat.flow, concessions.border.cost, 0.4]", "deal.will.support, consents.LEAGUE.ALY.support, -1]",
     ENT_NUMERIC, "correlate", "correlate:", NULL},
    {"correlate: [\n", "correlate: { a: b }\nnothing: [\n", ENT_SCHEMA, "correlate", "correlate:", NULL},
  };
  PROVOKE(faults);
}

static void test_claims(void **state)
{
  (void)state;
  static const fault faults[] = {
    {"value: p(consent)", "value: p(concent)", ENT_REFERENCE, "claims.1.tests.0.value", "concent)", "consent"},
    {"value: p(consent)", "value: consent", ENT_SYNTAX, "claims.1.tests.0.value", "consent, is", NULL},
    {"value: p(consent)", "value: pp(consent)", ENT_REFERENCE, "claims.1.tests.0.value", "pp(consent)", "p"},
    {"power(LEAGUE, ALY)", "power(LEAGU, ALY)", ENT_REFERENCE, "claims.0.tests.1.value", "LEAGU, ALY", "LEAGUE"},
    {"is: \"> 0\", minus", "is: \">> 0\", minus", ENT_SYNTAX, "claims.1.tests.0.is", "> 0\", minus", NULL},
    {"is: < 0 }", "is: < 0, minus: yes }", ENT_SCHEMA, "claims.2.tests.0", "{ what: change", NULL},
    {"conditions.peace.probability: 1, consents.LEAGUE.ALY.support: 0 to 0.4", "", ENT_SCHEMA, "claims.1.tests.0.with",
     "with: {", NULL},
    {"consents.LEAGUE.ALY.support: 0 to 0.4", "consents.LEAGUE.ALY.support: [1]", ENT_SCHEMA,
     "claims.1.tests.0.with.consents.LEAGUE.ALY.support", "consents.LEAGUE.ALY.support: [1]", NULL},
    {"consents.LEAGUE.ALY.support: 0 to 0.4", "consents.LEAGUE.ALY.support: 4", ENT_ARGUMENT,
     "claims.1.tests.0.with.consents.LEAGUE.ALY.support", "4 } }", NULL},
    {"not_testable: A matter of taste.", "note: x", ENT_SCHEMA, "claims.4", "{ id: S5", NULL},
    {"{ id: S5", "{ id: S4", ENT_SCHEMA, "claims.4", "S4, text: The old", NULL},
    {"filter: kind=wedge", "filter: kin=wedge", ENT_REFERENCE, "precedents.0.filter", "kin=wedge", "kind"},
    {"outcome: held", "outcome: helt", ENT_REFERENCE, "precedents.1.outcome", "helt", "held"},
    {"gate: consent", "gate: consnt", ENT_SCHEMA, "precedents.0.gate", "consnt", "consent"},
    {"{ west: The west,", "{ wst: The west,", ENT_REFERENCE, "charts.0.lines.wst", "wst: The west", "west"},
    {"{ west: The west,", "{ west: [x],", ENT_SCHEMA, "charts.0.lines.west", "west: [x]", NULL},
    {"lines: { west: The west, east: The east }", "lines: [west]", ENT_SCHEMA, "charts.0.lines", "lines: [west]", NULL},
  };
  PROVOKE(faults);
}

/* Paths that would be cut to the same bytes would share one stream of random numbers. */
static void test_long_paths(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char small[SMALL_TEXT_MAX], key[ENT_PATH_MAX], to[200];
  small_text(small);
  memset(key, 'k', sizeof key);
  for (size_t size = 108; size <= 111; size++) { /* "concessions." and ".cost" take 17 bytes */
    ent_error errors[FAULT_ERRORS];
    ent_scenario *s = NULL;
    int found = 0;
    snprintf(to, sizeof to, "%.*s: { name", (int)size, key);
    char *const text = text_with(small, "fleet: { name", to);
    const ent_status status = seal_text(text, &memory, &s, errors, FAULT_ERRORS, &found);
    assert_int_equal(status, size <= 109 ? ENT_OK : ENT_LIMIT);
    ent_scenario_free(s);
    free(text);
  }
}

static void test_state_of_builder(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  ent_error error;
  int found = 0;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &error, 1, &found), ENT_SYNTAX); /* nothing read yet */
  assert_int_equal(ent_build_map(b, (ent_place){1, 1}, NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &error, 1, &found), ENT_SYNTAX); /* not to its end */
  assert_int_equal(ent_build_end(b, NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &error, 1, NULL), ENT_SCHEMA); /* an empty map */
  assert_null(s);
  ent_builder_close(b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_head),       cmocka_unit_test(test_deal),
    cmocka_unit_test(test_clubs),      cmocka_unit_test(test_consents),
    cmocka_unit_test(test_trust),      cmocka_unit_test(test_ties),
    cmocka_unit_test(test_long_paths), cmocka_unit_test(test_correlations),
    cmocka_unit_test(test_claims),     cmocka_unit_test(test_state_of_builder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
