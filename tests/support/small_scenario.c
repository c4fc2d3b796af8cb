/* small_scenario.c - a made-up deal: the Northern League courts Target away from Rival.  See small_scenario.h. */
#include "support/small_scenario.h"

#include "support/tiny_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In two pieces: a literal has at most 4,095 bytes in portable C. */
static const char *const text_of_deal =
  "{\n"
  "entente: 1\n"
  "id: small\n"
  "title: { en: A small wedge, zh-Hant: 小楔子, zh-Hans: 小楔子 }\n"
  "question: Will the target join and stay?\n"
  "summary: { en: Everything in one page. }\n"
  "date: 2005-07-02\n"
  "horizon_years: 5\n"
  "capability: gdp\n"
  "seed: 7\n"
  "draws: 4096\n"
  "sources: {\n"
  "  survey: { title: A survey, date: 2005, note: Made up. }\n"
  "  talks: { title: The talks } }\n"
  "tables: {\n"
  "  events: { file: ../data/events.csv }\n"
  "  cases: { file: cases.csv, note: Made up. }\n"
  "  shares: { file: ../data/shares.csv }\n"
  "  leaders: { file: leaders.csv } }\n"
  "actors: {\n"
  "  PRO: { name: Proposer, cow: 2, capability: { gdp: \"cell(shares, 2005, west)\", arms: 40 }\n"
  "         leader: { name: A leader, since: 2001-01-20, term_ends: 2009-01, exit_hazard: \"exits(leaders, PRO)\" } }\n"
  "  TGT: { name: Target, capability: { gdp: 4 to 8 }, leader: { exit_hazard: \"beta(2, 18)\" } }\n"
  "  RIV: { name: Rival, capability: { gdp: { p5: 20, p50: 25, p95: 40, source: survey } } }\n"
  "  ALY: { name: Ally, capability: { gdp: 12 ± 2 } }\n"
  "  NEU: { name: Neutral, capability: { gdp: 3 } }\n"
  "  MAJ: { name: The majority }\n"
  "  MIN: { name: The minority } }\n"
  "clubs: {\n"
  "  LEAGUE: { name: the League, members: [PRO, ALY, UNION], rule: \"count >= 2 and objection(ALY)\", source: talks\n"
  "            sigma: 0.2 to 0.4, rho: 0.3, abstain: 0..0.1 }\n"
  "  UNION: { name: the Union, members: [NEU, ALY, RING], rule: pop >= 65%, weights: { pop: { NEU: 40, ALY: 30, RING: "
  "35 } } }\n"
  "  RING: { name: the Ring, members: [NEU, MAJ], rule: majority }\n"
  "  HOUSE: { name: the House, members: [MAJ, MIN], institution_of: PRO, rule: votes > 50%\n"
  "           weights: { votes: { MAJ: 55, MIN: 45 } }, rho: 0.2 to 0.6\n"
  "           space: { x: Borders, y: Trade, status_quo: [0, 0.5], proposal: [2, 1], source: talks\n"
  "                    ideals: { MAJ: [3, 1], MIN: [1, 2] } } } }\n"
  "conditions: {\n"
  "  peace: { name: peace is made, probability: likely }\n"
  "  vote: { name: the vote is won, probability: \"mix(0.3: 10% to 20%, 0.7: 60% to 80%)\" } }\n"
  "deal: {\n"
  "  kind: realignment, proposer: PRO, target: TGT, rival: RIV\n"
  "  will: { support: 0 to 0.5, wedge_gain: 0.05 to 0.2, cost: 0.1 to 0.4 }\n"
  "  leverage: { value: 0.1 to 0.4, source: survey, quote: \"we can press\", note: A guess. }\n"
  "  discount: 0.9 to 0.96\n"
  "  renege: 0.02 to 0.1\n"
  "  outside: { status_quo: 0.5% to 1.5%, rival_tie: 0.5% to 2%, rival_loss: \"beta(3, 3)\" } }\n"
  "terms: {\n"
  "  seat: { name: A seat in the League, kind: membership, owner: LEAGUE, form: club_decision, essential: yes\n"
  "          flow: 1% to 4%, after: -0.2%..0%, honours: 0.7 to 0.95\n"
  "          effects: [{ tie: [PRO, TGT], change: 0.1 to 0.5 }, { tie: [TGT, RIV], change: -0.2..0 }] }\n"
  "  relief: { name: Relief, kind: sanctions_relief, owner: HOUSE, form: statute, essential: yes, flow: 0.3%..1%, "
  "source: talks }\n"
  "  loan: { name: A loan, kind: aid, owner: PRO, form: executive, upfront: \"between(0.5%, 1%, 3%)\" }\n"
  "  gas: { name: Gas, kind: trade, owner: ALY, form: treaty, flow: 0.2% to 0.6% @50%, note: Optional. }\n"
  "  base: { name: A base, kind: security, owner: NEU, form: executive, include: no, flow: 0.1% } }\n"
  "concessions: {\n"
  "  border: { name: The border, cost: 2% to 8% }\n"
  "  fleet: { name: The fleet, cost: 1%, include: no } }\n"
  "consents: {\n"
  "  LEAGUE: {\n"
  "    default: { support: -0.2 to 0.6 }\n"
  "    PRO: { support: 0.5 to 0.9 }\n"
  "    ALY: { support: { value: -0.4 to 0.3, source: talks, quote: \"not now\" }, dependence: 0.4 to 0.8\n"
  "           when: { peace: 0.1 to 0.4, vote: 0.05 to 0.3 } } }\n"
  "  UNION: { NEU: { support: -0.3 to 0.5 }, default: { support: 0 to 0.4, dependence: 0.1 } }\n"
  "  RING: { default: { support: -0.1 to 0.5 } }\n"
  "  HOUSE: {\n"
  "    MAJ: { support: -0.2 to 0.7, when: { peace: 0.1, seat: 0.1 to 0.3 }, source: survey }\n"
  "    MIN: { support: { p10: -0.5, p90: 0.2 }, dependence: 0.2 } }\n"
  "  gas: { support: -0.3 to 0.6, note: One actor decides. }\n"
  "  NEU: { support: 0.1 } }\n";

static const char *const text_of_rest =
  "forms: { executive: 0.3 to 0.7, statute: { value: 0.6 to 0.9, source: survey }, treaty: 0.7 to 0.95 }\n"
  "trust: { events: events, prior_kept: 1, prior_broken: \"gamma(4, 4)\", forgetting: 0.9 to 0.97, weight: 0.2 to 0.6 "
  "}\n"
  "ties: [\n"
  "  { between: [PRO, TGT], slow: -0.5 to 0.4, fast: -0.3 to 0.5, source: survey }\n"
  "  { between: [TGT, RIV], slow: -0.3 to 0.5, fast: 0 to 0.4 }\n"
  "  { between: [PRO, RIV], slow: -0.8 to -0.4 }\n"
  "  { between: [PRO, ALY], slow: 0.6, fast: 0.5, note: Old friends. }\n"
  "  { between: [ALY, TGT], slow: -0.4 to 0.4 }\n"
  "  { between: [NEU, RIV], slow: -0.2 to 0.3 } ]\n"
  "alignment: { actors: [PRO, TGT, RIV, ALY, NEU], slow_weight: 0.5 to 0.7 }\n"
  "correlate: [\n"
  "  [consents.LEAGUE.ALY.support, consents.HOUSE.MAJ.support, 0.5]\n"
  "  [consents.HOUSE.MAJ.support, deal.will.support, -0.3]\n"
  "  [terms.seat.flow, concessions.border.cost, 0.4] ]\n"
  "claims: [\n"
  "  { id: S1, where: first page, text: { en: The ally blocks., zh-Hans: 盟友阻挡。 }\n"
  "    tests: [{ what: the ally blocks, value: \"blocks(ALY) - alone(ALY) / 2\", is: \"> 0.2\", unit: share }\n"
  "            { what: and has weight, value: \"power(LEAGUE, ALY)\", is: \"between 0.2 and 0.8\" }\n"
  "            { what: it votes, value: \"yes(LEAGUE, ALY) * granted(gas)\", is: \"< 0.99\" }] }\n"
  "  { id: S2, text: Peace would help.\n"
  "    tests: [{ what: gain from peace, value: p(consent), is: \"> 0\", minus: yes, unit: share\n"
  "              with: { conditions.peace.probability: 1, consents.LEAGUE.ALY.support: 0 to 0.4 } }] }\n"
  "  { id: S3, text: The west shrinks., note: In this table., depends_on: which index\n"
  "    tests: [{ what: change, value: \"change(shares, west, 2000, 2005)\", is: < 0 }\n"
  "            { what: level, value: \"(max(shares, west, 2000, 2005) + min(shares, west, 2000, 2005)) / 2\", is: \"> "
  "30\" }\n"
  "            { what: mean, value: \"mean(shares, east, 2000, 2005) + sum(shares, east) + cell(shares, 2003, east)\", "
  "is: \">= 0\" }] }\n"
  "  { id: S4, text: Who decides., tests: [\n"
  "      { what: alone, value: \"decides(LEAGUE, PRO, ALY) + members(UNION)\", is: = 4 }\n"
  "      { what: hazard, value: \"input(actors.PRO.leader.exit_hazard) + low(deal.discount) + high(deal.discount)\", "
  "is: \"> 0\" }\n"
  "      { what: trust, value: \"trust(2005) + role(TGT, now) + role(TGT, after)\", is: \"> -9\" }\n"
  "      { what: cases, value: \"rate(cases, \\\"kind=wedge\\\", adopted) + count(cases, \\\"opponents>=1\\\")\", is: "
  "\"> 0\" }\n"
  "      { what: middle, value: \"median(surplus) + q(hazard, 0.95) + p(all)\", is: \"> -1\" }] }\n"
  "  { id: S5, text: The old order ends., not_testable: A matter of taste. } ]\n"
  "precedents: [\n"
  "  { label: wedges, table: cases, filter: kind=wedge, outcome: adopted, gate: consent }\n"
  "  { label: all cases, table: cases, filter: \"year<2005, opponents<=3\", outcome: held } ]\n"
  "charts: [{ title: Shares, table: shares, lines: { west: The west, east: The east } }]\n"
  "}\n";

/* ---- tables ---- */

static const char *const event_column[] = {"id", "year", "kept", "weight", "label"};
static const char *const event_source[] = {NULL, NULL, "Made up", NULL, NULL};
static const char *const event_cell[] = {
  "a", "1990",    "1", "1",   "first treaty",  "b", "1997-05", "0", "2", "broken pledge",
  "c", "2001",    "1", "0.5", "aid delivered", "d", "2003",    "1", "1", "second treaty",
  "e", "2004-11", "0", "1.5", "withdrawal",    "f", "2010",    "1", "1", "after the date",
};
static const char *const case_column[] = {"case", "year", "kind", "opponents", "adopted", "held"};
static const char *const case_cell[] = {
  "c1", "1960", "wedge", "0", "1", "1", "c2", "1965", "wedge", "2", "0", "",  "c3", "1970", "wedge", "1", "1", "0",
  "c4", "1980", "pact",  "0", "1", "1", "c5", "1990", "pact",  "3", "0", "",  "c6", "1995", "wedge", "4", "0", "NA",
  "c7", "2001", "pact",  "1", "1", "0", "c8", "2006", "wedge", "1", "1", "1",
};
static const char *const share_column[] = {"year", "west", "east"};
static const char *const share_source[] = {NULL, "Made up, west", "Made up, east"};
static const char *const share_cell[] = {
  "2000", "44.5", "20", "2001", "44", "21", "2002", "43", "22.5",
  "2003", "42",   "24", "2004", "41", "",   "2005", "40", "27",
};
static const char *const leader_column[] = {"country", "exits", "leader_years"};
static const char *const leader_cell[] = {"PRO", "13", "77.5", "TGT", "4", "60"};

ent_status small_tables(ent_builder *b, ent_error *err)
{
  ent_status status =
    ent_builder_table(b, "events", "../data/events.csv", 6, 5, event_column, event_source, event_cell, err);
  if (status == ENT_OK) status = ent_builder_table(b, "cases", "cases.csv", 8, 6, case_column, NULL, case_cell, err);
  if (status == ENT_OK)
    status = ent_builder_table(b, "shares", "../data/shares.csv", 6, 3, share_column, share_source, share_cell, err);
  if (status == ENT_OK)
    status = ent_builder_table(b, "leaders", "leaders.csv", 2, 3, leader_column, NULL, leader_cell, err);
  return status;
}

/* ---- building and sealing ---- */

void small_text(char out[SMALL_TEXT_MAX])
{
  const int size = snprintf(out, SMALL_TEXT_MAX, "%s%s", text_of_deal, text_of_rest);
  if (size >= SMALL_TEXT_MAX) abort();
}

/* Anything but a lack of memory is a fault of the text above, or of the library. */
static void must_be_memory(ent_status status, const ent_error *err)
{
  if (status == ENT_NOMEM) return;
  fprintf(stderr, "small scenario: %s: line %d, column %d, %s: %s\n", ent_status_name(status), err->line, err->column,
          err->path, err->message);
  abort();
}

ent_builder *small_builder(const ent_allocator *memory)
{
  ent_builder *b = NULL;
  ent_error err = {.code = ENT_OK};
  char text[SMALL_TEXT_MAX];
  small_text(text);
  ent_status status = ent_builder_open(memory, &b, &err);
  if (status == ENT_OK) status = tiny_read(text, b, &err);
  if (status == ENT_OK) status = small_tables(b, &err);
  if (status == ENT_OK) return b;
  ent_builder_close(b);
  must_be_memory(status, &err);
  return NULL;
}

static ent_status set_all(ent_builder *b, const char *const *changes, ent_error *err)
{
  for (; changes && *changes; changes++) {
    char path[ENT_PATH_MAX];
    const size_t size = strcspn(*changes, "=");
    if (size >= sizeof path) return ent_builder_set(b, *changes, "", err);
    memcpy(path, *changes, size);
    path[size] = '\0';
    const ent_status status = ent_builder_set(b, path, *changes + size + 1, err);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}

ent_scenario *small_changed(const ent_allocator *memory, const char *const *changes)
{
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  ent_builder *const b = small_builder(memory);
  if (!b) return NULL;
  ent_status status = set_all(b, changes, &err);
  if (status == ENT_OK) status = ent_scenario_seal(b, memory, &s, &err, 1, &found);
  ent_builder_close(b);
  if (status == ENT_OK) return s;
  must_be_memory(status, &err);
  return NULL;
}

ent_scenario *small_scenario(const ent_allocator *memory)
{
  return small_changed(memory, NULL);
}
