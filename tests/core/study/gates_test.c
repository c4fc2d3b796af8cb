/* gates_test.c - do the gates say what their formulas say?  Random deals, random draws, computed a second time
 * from the formulas alone (tests/support/reference.c). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "support/random_deal.h"
#include "support/reference.h"
#include "support/tiny_text.h"

#define DEALS 300
#define DRAWS 25
#define CLOSE 1e-9

static deal_spec deal;

static void same(double got, double wanted, const char *what, const reference *r)
{
  if (fabs(got - wanted) <= CLOSE) return;
  fprintf(stderr, "draw %d: %s is %.12g, not %.12g, in:\n%s", (int)r->draw, what, got, wanted, r->deal->text);
  fail();
}

static void check_verdict(const reference *r, const ent_verdict *got)
{
  const reference_verdict want = reference_verdict_of(r);
  int first = ENT_GATES;
  same(got->gate[ENT_GATE_WILL].margin, want.margin[ENT_GATE_WILL], "will", r);
  same(got->gate[ENT_GATE_CONSENT].margin, want.margin[ENT_GATE_CONSENT], "consent", r);
  same(got->gate[ENT_GATE_ACCEPTANCE].margin, want.margin[ENT_GATE_ACCEPTANCE], "acceptance", r);
  same(got->gate[ENT_GATE_DURABILITY].margin, want.margin[ENT_GATE_DURABILITY], "durability", r);
  same(got->survival_margin, want.survival, "survival", r);
  same(got->alignment_margin, want.alignment, "alignment", r);
  if (fabs(want.flip_price) < 100) same(got->detail.flip_price, want.flip_price, "flip price", r);
  same(got->detail.bundle, want.bundle, "bundle", r);
  same(got->detail.surplus, want.surplus, "surplus", r);
  same(got->detail.hazard, want.hazard, "hazard", r);
  same(got->detail.survival, want.life, "life", r);
  same(got->detail.bearable, want.bearable, "bearable hazard", r);
  if (want.bearable > 1e-6 && want.bearable < 1 - 1e-6)
    assert_true(fabs(got->detail.honour_needed - want.honour) < 1e-7);
  for (int g = ENT_GATES - 1; g >= 0; g--) {
    assert_true(got->gate[g].low == got->gate[g].margin && got->gate[g].high == got->gate[g].margin);
    if (want.margin[g] < 0) first = g;
  }
  assert_int_equal(got->first_shut, first);
  assert_int_equal(got->detail.turned, want.alignment >= 0);
}

/* A witness blocks: with everybody else all for it, the term still fails.  And nobody in it wants the term. */
static void check_witness(const reference *r, const ent_finding *f)
{
  unsigned blockers = 0;
  for (int a = 0; a < DEAL_ACTORS; a++)
    if (f->witness.word[0] >> a & 1) blockers |= 1u << a;
  assert_int_equal(f->witness.word[0], blockers);
  assert_true(f->witness.word[1] == 0 && f->witness.word[2] == 0 && f->witness.word[3] == 0);
  if (f->margin >= 0) {
    assert_int_equal(blockers, 0);
    return;
  }
  assert_int_not_equal(blockers, 0);
  if (f->term < 0) return; /* the leader alone */
  reference others = *r;
  others.willing = ~blockers;
  if (reference_term(&others, f->term) >= 0) {
    fprintf(stderr, "draw %d: witness %x of term %d does not block in:\n%s", (int)r->draw, blockers, f->term,
            r->deal->text);
    fail();
  }
}

static void test_random_deals(void **state)
{
  const ent_allocator memory = tiny_memory();
  int shut[ENT_GATES] = {0}, open[ENT_GATES] = {0};
  (void)state;
  for (uint64_t k = 0; k < DEALS; k++) {
    deal_make(&deal, k);
    ent_scenario *const s = deal_seal(&deal, &memory);
    for (uint64_t i = 0; i < DRAWS; i++) {
      const reference r = {.deal = &deal, .s = s, .seed = k + 1, .draw = i};
      ent_verdict v;
      assert_int_equal(ent_verdict_draw(s, k + 1, i, NULL, 0, &memory, &v, NULL), ENT_OK);
      check_verdict(&r, &v);
      check_witness(&r, &v.gate[ENT_GATE_WILL]);
      check_witness(&r, &v.gate[ENT_GATE_CONSENT]);
      for (int g = 0; g < ENT_GATES; g++) *(v.gate[g].margin < 0 ? &shut[g] : &open[g]) += 1;
    }
    ent_scenario_free(s);
  }
  for (int g = 0; g < ENT_GATES; g++) { /* the deals are varied enough for this test to see something */
    assert_true(shut[g] > DEALS * DRAWS / 20);
    assert_true(open[g] > DEALS * DRAWS / 20);
  }
}

/* Of the flat club's term: no smaller set of unwilling members blocks. */
static int smallest_block(const reference *r, int term, unsigned *any, unsigned *alone)
{
  const deal_club *c = &deal.club[deal.term[term].owner - DEAL_CLUB];
  int best = 99;
  *any = *alone = 0;
  for (unsigned set = 1; set < 1u << c->seats; set++) {
    reference others = *r;
    unsigned actors = 0;
    int size = 0;
    bool unwilling = true;
    for (int i = 0; i < c->seats; i++) {
      if (!(set >> i & 1)) continue;
      actors |= 1u << c->member[i];
      unwilling = unwilling && reference_seat(r, term, deal.term[term].owner - DEAL_CLUB, i) < 0;
      size++;
    }
    others.willing = ~actors;
    if (!unwilling || reference_term(&others, term) >= 0) continue;
    if (size == 1) *alone |= actors;
    if (size < best) *any = 0;
    if (size <= best) *any |= actors;
    best = size < best ? size : best;
  }
  return best;
}

static int count_bits(unsigned x)
{
  int n = 0;
  for (; x; x &= x - 1) n++;
  return n;
}

/* Blockers, lone blockers, shares of yes and of terms granted, counted by the ensemble and by hand. */
static void test_counts_by_hand(void **state)
{
  enum { HAND = 40 };
  static ent_ensemble e;
  const ent_allocator memory = tiny_memory();
  int looked = 0;
  (void)state;
  for (uint64_t k = 0; k < DEALS; k++) {
    uint64_t blocks[DEAL_ACTORS] = {0}, alone[DEAL_ACTORS] = {0}, granted[DEAL_TERMS_MAX] = {0};
    bool flat = true;
    deal_make(&deal, k);
    for (int t = 0; t < deal.terms; t++) flat = flat && deal.term[t].owner <= DEAL_CLUB + 1;
    if (!flat) continue;
    ent_scenario *const s = deal_seal(&deal, &memory);
    for (uint64_t i = 0; i < HAND; i++) {
      const reference r = {.deal = &deal, .s = s, .seed = 5, .draw = i};
      unsigned any = 0, lone = 0;
      for (int t = 0; t < deal.terms; t++) {
        unsigned a = 0, l = 0;
        const bool yes = reference_term(&r, t) >= 0;
        granted[t] += deal.term[t].include && yes;
        if (!reference_asks(&r, t) || yes) continue;
        if (deal.term[t].owner < DEAL_CLUB)
          a = l = 1u << deal.term[t].owner;
        else {
          ent_verdict v;
          const int size = smallest_block(&r, t, &a, &l);
          assert_int_equal(ent_verdict_draw(s, 5, i, NULL, 0, &memory, &v, NULL), ENT_OK);
          if (v.gate[ENT_GATE_CONSENT].term == t)
            assert_int_equal(count_bits((unsigned)v.gate[ENT_GATE_CONSENT].witness.word[0]), size);
        }
        any |= a;
        lone |= l;
      }
      for (int a = 0; a < DEAL_ACTORS; a++) {
        blocks[a] += any >> a & 1;
        alone[a] += lone >> a & 1;
      }
    }
    assert_int_equal(ent_ensemble_run(s, 5, HAND, NULL, 0, NULL, &memory, &e, NULL), ENT_OK);
    for (int a = 0; a < DEAL_ACTORS; a++) {
      assert_int_equal(e.blocks[a], blocks[a]);
      assert_int_equal(e.alone[a], alone[a]);
    }
    for (int t = 0; t < deal.terms; t++) assert_int_equal(e.term_open[t], granted[t]);
    looked++;
    ent_scenario_free(s);
  }
  assert_true(looked > 30);
}

/* A seat inside a club inside a club: its yes is counted, and who blocks alone is an actor, not the club it sits in. */
static void test_nested_clubs(void **state)
{
  static const char *const text =
    "{ entente: 1, id: nest, title: T, question: Q?, date: 2010-01-01, horizon_years: 1\n"
    "actors: { P: { name: P, leader: { exit_hazard: 0.1 } }, T: { name: T }, X: { name: X }, Y: { name: Y }, Z: { "
    "name: Z } }\n"
    "clubs: { OUT: { name: OUT, members: [IN, X], rule: consensus, sigma: 0.01 }\n"
    "         IN: { name: IN, members: [X, Y, Z], rule: majority, sigma: 0.01 } }\n"
    "deal: { kind: alliance, proposer: P, target: T, will: { support: 0.5 } }\n"
    "terms: { t: { name: t, kind: other, owner: OUT, form: treaty, essential: yes, flow: 0.01 } }\n"
    "consents: { OUT: { X: { support: 0.5 } }\n"
    "            IN: { X: { support: 0.5 }, Y: { support: -0.5 }, Z: { support: -0.5 } } } }\n";
  static ent_ensemble e;
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  ent_error err;
  int found = 0;
  (void)state;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(tiny_read(text, b, &err), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &err, 1, &found), ENT_OK);
  ent_builder_close(b);
  assert_int_equal(ent_ensemble_run(s, 1, 500, NULL, 0, NULL, &memory, &e, NULL), ENT_OK);
  const uint64_t yes[] = {0, 500, 500, 0, 0}; /* IN and X in OUT; X, Y, Z in IN */
  const uint64_t blocks[] = {0, 0, 0, 500, 500};
  for (int k = 0; k < 5; k++) assert_int_equal(e.yes[k], yes[k]);
  for (int a = 0; a < 5; a++) {
    assert_int_equal(e.blocks[a], blocks[a]);
    assert_int_equal(e.alone[a], 0); /* it takes both */
  }
  ent_scenario_free(s);
}

static void test_refuses_bad_pins(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_verdict v;
  ent_error err;
  (void)state;
  deal_make(&deal, 3);
  ent_scenario *const s = deal_seal(&deal, &memory);
  const int sigma = ent_scenario_find_input(s, "clubs.K0.sigma"), rho = ent_scenario_find_input(s, "clubs.K0.rho");
  const int discount = ent_scenario_find_input(s, "deal.discount");
  const ent_pin bad[] = {
    {-1, 0},       {ent_scenario_inputs(s), 0}, {sigma, (double)NAN}, {sigma, -0.1}, {rho, 1.5}, {discount, 1},
    {discount, 0}, {rho, (double)INFINITY}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    static ent_ensemble e;
    memset(&v, 0x77, sizeof v);
    e.draws = 77;
    assert_int_equal(ent_verdict_draw(s, 1, 0, &bad[i], 1, &memory, &v, &err), ENT_ARGUMENT);
    assert_int_equal(((unsigned char *)&v)[0], 0x77);
    assert_int_equal(ent_ensemble_run(s, 1, 10, &bad[i], 1, NULL, &memory, &e, &err), ENT_ARGUMENT);
    assert_int_equal(e.draws, 77);
  }
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_random_deals),
    cmocka_unit_test(test_counts_by_hand),
    cmocka_unit_test(test_nested_clubs),
    cmocka_unit_test(test_refuses_bad_pins),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
