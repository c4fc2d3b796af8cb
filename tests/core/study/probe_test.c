/* probe_test.c - do the shortcuts of a probe change anything?  A probe of one input must count the same draws as an
 * ensemble that computes everything with that input held there.  And an input moves nothing outside its mask. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "study/study.h"
#include "study/world.h"
#include "support/random_deal.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define PROBES_MAX (4 * ENT_INPUTS_MAX)

static deal_spec deal;
static ent_probe probe[PROBES_MAX];
static ent_probe_count count[PROBES_MAX];
static ent_ensemble full;

/* Every input, uncertain or not, at both ends of its range and of its 90 % interval. */
static int all_probes(const ent_scenario *s)
{
  int n = 0;
  for (int i = 0; i < s->inputs; i++) {
    double at[4] = {ent_dist_quantile(&s->input[i].dist, 0.05), ent_dist_quantile(&s->input[i].dist, 0.95)};
    ent_input_range(s, i, &at[2], &at[3]);
    for (int k = 0; k < 4; k++) {
      if (!ent_domain_holds(s->input[i].dist.domain, at[k])) continue;
      probe[n++] = (ent_probe){1, {{i, at[k]}}};
    }
  }
  return n;
}

static void check_counts(const ent_scenario *s, const ent_probe *p, const ent_probe_count *c, const char *text)
{
  bool same = c->all == full.all && c->draws == full.draws;
  for (int g = 0; g < ENT_GATES; g++) same = same && c->open[g] == full.open[g];
  if (same) return;
  fprintf(stderr, "%s = %.17g: probe %d %d %d %d, full %d %d %d %d\n%s", s->input[p->pin[0].input].path,
          p->pin[0].value, (int)c->open[0], (int)c->open[1], (int)c->open[2], (int)c->open[3], (int)full.open[0],
          (int)full.open[1], (int)full.open[2], (int)full.open[3], text);
  fail();
}

static void check_scenario(const ent_scenario *s, uint64_t draws, bool margins, const char *text)
{
  const ent_allocator memory = tiny_memory();
  const int n = all_probes(s);
  assert_int_equal(ent_run_probes(s, 11, draws, probe, n, margins, NULL, NULL, &memory, NULL, count, NULL), ENT_OK);
  for (int k = 0; k < n; k++) {
    assert_int_equal(ent_ensemble_run(s, 11, draws, probe[k].pin, 1, NULL, &memory, &full, NULL), ENT_OK);
    check_counts(s, &probe[k], &count[k], text);
  }
}

static void test_random_deals(void **state)
{
  const ent_allocator memory = tiny_memory();
  (void)state;
  for (uint64_t k = 0; k < 60; k++) {
    deal_make(&deal, 1000 + k);
    ent_scenario *const s = deal_seal(&deal, &memory);
    check_scenario(s, 40, k % 4 == 0, deal.text);
    ent_scenario_free(s);
  }
}

static void test_small_scenario(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  (void)state;
  check_scenario(s, 300, false, "");
  check_scenario(s, 300, true, "");
  ent_scenario_free(s);
}

/* Several pins at once. */
static void test_sets_of_pins(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  uint64_t random = 88172645463325252u;
  const int sets = 60;
  (void)state;
  for (int k = 0; k < sets; k++) {
    probe[k].pins = 0;
    for (int i = 0; i < 2 + k % 5; i++) {
      random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
      const int input = (int)((random >> 33) % (uint64_t)s->inputs);
      probe[k].pin[probe[k].pins++] = (ent_pin){input, ent_dist_quantile(&s->input[input].dist, k % 2 ? 0.05 : 0.95)};
    }
  }
  assert_int_equal(ent_run_probes(s, 3, 300, probe, sets, false, NULL, NULL, &memory, NULL, count, NULL), ENT_OK);
  for (int k = 0; k < sets; k++) {
    assert_int_equal(ent_ensemble_run(s, 3, 300, probe[k].pin, probe[k].pins, NULL, &memory, &full, NULL), ENT_OK);
    check_counts(s, &probe[k], &count[k], "");
  }
  ent_scenario_free(s);
}

/* Pins with which all probes begin are set once a draw, and what is kept of the draws stays as it was. */
static void check_shared(const ent_scenario *s, const ent_pin *shared, int pins, const ent_replay *kept,
                         const char *text)
{
  const ent_allocator memory = tiny_memory();
  const int n = all_probes(s) / 4;
  for (int k = 0; k < n; k++) {
    const ent_pin own = probe[4 * k + (k & 3)].pin[0]; /* as many, from all over the list */
    probe[k].pins = pins + 1;
    memcpy(probe[k].pin, shared, (size_t)pins * sizeof *shared);
    probe[k].pin[pins] = own;
  }
  for (int margins = 0; margins < 2; margins++) {
    assert_int_equal(ent_run_probes(s, 11, 40, probe, n, margins != 0, kept, NULL, &memory, NULL, count, NULL), ENT_OK);
    for (int k = 0; k < n; k++) {
      assert_int_equal(ent_ensemble_run(s, 11, 40, probe[k].pin, pins + 1, NULL, &memory, &full, NULL), ENT_OK);
      check_counts(s, &probe[k], &count[k], text);
    }
  }
}

static void test_shared_pins(void **state)
{
  const ent_allocator memory = tiny_memory();
  static ent_ensemble before, after;
  (void)state;
  for (uint64_t k = 0; k < 24; k++) {
    ent_replay *kept = NULL;
    ent_pin shared[3];
    deal_make(&deal, 3000 + k);
    ent_scenario *const s = deal_seal(&deal, &memory);
    assert_int_equal(ent_replay_open(11, 40, 0, 1, &memory, &kept, NULL), ENT_OK);
    assert_int_equal(ent_replay_run(kept, s, 40, NULL, &before, NULL), ENT_OK);
    for (int i = 0; i < 3; i++) {
      const int input = (int)((k * 7 + (uint64_t)i * 13) % (uint64_t)s->inputs);
      shared[i] = (ent_pin){input, ent_dist_quantile(&s->input[input].dist, i % 2 ? 0.9 : 0.1)};
    }
    check_shared(s, shared, 1 + (int)(k % 3), k % 2 ? kept : NULL, deal.text);
    assert_int_equal(ent_replay_run(kept, s, 40, NULL, &after, NULL), ENT_OK);
    assert_int_equal(ent_replay_kept(kept), 1);
    assert_memory_equal(&before, &after, sizeof before);
    ent_replay_free(kept);
    ent_scenario_free(s);
  }
}

/* A tie is probed right after an actor was probed at next to no weight, which must leave nothing behind. */
static void test_one_probe_after_another(void **state)
{
  const ent_allocator memory = tiny_memory();
  (void)state;
  for (uint64_t k = 0; k < 20; k++) {
    int n = 0;
    deal_make(&deal, 9000 + k);
    if (!deal.rival) continue;
    ent_scenario *const s = deal_seal(&deal, &memory);
    for (int i = 0; i < s->inputs; i++) {
      double from = 0, to = 0;
      if (s->input[i].pair[0] < 0) continue;
      ent_input_range(s, i, &from, &to);
      for (int end = 0; end < 2; end++) {
        probe[n++] = (ent_probe){1, {{s->camp_size[s->input[i].pair[end]], 1e-6}}};
        probe[n++] = (ent_probe){1, {{i, end ? to : from}}};
      }
    }
    assert_int_equal(ent_run_probes(s, 4, 40, probe, n, false, NULL, NULL, &memory, NULL, count, NULL), ENT_OK);
    for (int j = 0; j < n; j++) {
      assert_int_equal(ent_ensemble_run(s, 4, 40, probe[j].pin, 1, NULL, &memory, &full, NULL), ENT_OK);
      check_counts(s, &probe[j], &count[j], deal.text);
    }
    ent_scenario_free(s);
  }
}

/* The parts of one draw that differ from another. */
static uint32_t moved(const ent_verdict *a, const ent_verdict *b)
{
  uint32_t parts = 0;
  const double one[ENT_PARTS] = {a->gate[ENT_GATE_WILL].margin, a->gate[ENT_GATE_CONSENT].margin,
                                 a->gate[ENT_GATE_ACCEPTANCE].margin, a->survival_margin, a->alignment_margin};
  const double two[ENT_PARTS] = {b->gate[ENT_GATE_WILL].margin, b->gate[ENT_GATE_CONSENT].margin,
                                 b->gate[ENT_GATE_ACCEPTANCE].margin, b->survival_margin, b->alignment_margin};
  for (int p = 0; p < ENT_PARTS; p++) parts |= (uint32_t)(one[p] != two[p]) << p;
  return parts;
}

static void test_masks(void **state)
{
  const ent_allocator memory = tiny_memory();
  uint32_t ever = 0;
  (void)state;
  for (uint64_t k = 0; k < 80; k++) {
    deal_make(&deal, 5000 + k);
    ent_scenario *const s = deal_seal(&deal, &memory);
    const int n = all_probes(s);
    for (uint64_t i = 0; i < 8; i++) {
      ent_verdict as_is, pinned;
      assert_int_equal(ent_verdict_draw(s, 2, i, NULL, 0, &memory, &as_is, NULL), ENT_OK);
      for (int j = 0; j < n; j++) {
        assert_int_equal(ent_verdict_draw(s, 2, i, probe[j].pin, 1, &memory, &pinned, NULL), ENT_OK);
        const uint32_t parts = moved(&as_is, &pinned), mask = s->input[probe[j].pin[0].input].parts;
        assert_int_equal(parts & ~mask, 0);
        ever |= parts;
      }
    }
    ent_scenario_free(s);
  }
  assert_int_equal(ever, ENT_PARTS_MASK);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_random_deals), cmocka_unit_test(test_small_scenario),
    cmocka_unit_test(test_sets_of_pins), cmocka_unit_test(test_one_probe_after_another),
    cmocka_unit_test(test_masks),        cmocka_unit_test(test_shared_pins),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
