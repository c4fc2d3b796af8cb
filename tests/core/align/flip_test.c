/* Tests of core/align/flip*.c: prices, cascades, passes, the wedge and break-even curves, each against its definition. */
#include "landscapes.h"

#include "entente/flip.h"
#include "support/tiny_text.h"

static double work[ENT_FLIP_WORK(ENT_ALIGN_MAX)];

/* A scene's landscape refers to its own arrays: a copy has to be told. */
static scene copy_of(const scene *s)
{
  return *s;
}

static ent_landscape land_of(const scene *s)
{
  return (ent_landscape){.n = s->land.n, .size = s->size, .propensity = s->propensity};
}

static double content_of(const scene *s, ent_camp camp, int k)
{
  double content[ENT_ALIGN_MAX];
  const ent_landscape land = land_of(s);
  ent_align_contentment(&land, camp, content, NULL);
  return content[k];
}

static ent_camp some_camp(int n, uint64_t *rng)
{
  return (ent_camp)(next_bits(rng) & ((UINT64_C(1) << n) - 1));
}

/* ---- prices ------------------------------------------------------------------------------------------------------ */

/* Sizes 1, 2, 4; ties 0.5, -0.25, 0.75; actor 2 alone.  m_0 = 2 * 0.5 + 4 * 0.25 = 2, m_1 = 0.5 - 4 * 0.75 = -2.5,
 * m_2 = 0.25 - 2 * 0.75 = -1.25. */
static void test_prices_by_hand(void **state)
{
  (void)state;
  scene s;
  scene_open(&s, 3);
  s.size[0] = 1;
  s.size[1] = 2;
  s.size[2] = 4;
  scene_tie(&s, 0, 1, 0.5);
  scene_tie(&s, 0, 2, -0.25);
  scene_tie(&s, 1, 2, 0.75);
  double change[9];
  ent_flip_price best[3];
  assert_int_equal(ent_flip_prices(&s.land, 3, change, best, NULL), ENT_OK);
  const double expected[9] = {0, -1, 0.5, 2.5, 0, -0.625, -1.25, -0.625, 0};
  for (int i = 0; i < 9; i++) {
    CLOSE(change[i], expected[i], 1e-15);
  }
  CLOSE(best[0].content, 2, 1e-15);
  assert_int_equal(best[0].tie, 2); /* -0.25 + 0.5 is the nearer way */
  CLOSE(best[0].change, 0.5, 1e-15);
  assert_int_equal(best[1].tie, 2); /* not content: its tie with 2 would have to fall for it to stay */
  CLOSE(best[1].change, -0.625, 1e-15);
  assert_int_equal(best[2].tie, 1); /* -0.25 - 1.25 does not exist, 0.75 - 0.625 does */
  assert_int_equal(ent_flip_prices(&s.land, 3, NULL, best, NULL), ENT_OK);
  assert_int_equal(ent_flip_prices(&s.land, 3, change, NULL, NULL), ENT_OK);
  scene_open(&s, 4);
  for (int i = 0; i < 4; i++) {
    s.size[i] = 1;
    scene_tie(&s, i, (i + 1) % 4, -1);
    scene_tie(&s, 0, 2, -1);
  }
  ent_flip_price each[4];
  assert_int_equal(ent_flip_prices(&s.land, 1, NULL, each, NULL), ENT_OK);
  CLOSE(each[0].content, 3, 0);
  assert_int_equal(each[0].tie, -1); /* alone against three foes: none of its ties can rise by 3 */
  CLOSE(each[0].change, 0, 0);
}

/* A little beyond its price a tie makes the actor leave, a little before it does not. */
static void test_prices_are_exact(void **state)
{
  (void)state;
  uint64_t rng = 21;
  for (int round = 0; round < 2000; round++) {
    scene s;
    const int n = 2 + next_below(&rng, 12);
    scene_random(&s, n, round % 4, &rng);
    const ent_camp camp = some_camp(n, &rng);
    double change[ENT_ALIGN_MAX * ENT_ALIGN_MAX];
    assert_int_equal(ent_flip_prices(&s.land, camp, change, NULL, NULL), ENT_OK);
    const int k = next_below(&rng, n), j = (k + 1 + next_below(&rng, n - 1)) % n;
    const double d = change[k * n + j], content = content_of(&s, camp, k);
    if (fabs(content) < 1e-9) {
      continue;
    }
    const double toward = ((camp >> k ^ camp >> j) & 1u) ? 1 : -1;
    CLOSE(d * toward, content / s.size[j], 1e-9 * fabs(d));
    for (int beyond = 0; beyond < 2; beyond++) {
      scene moved = copy_of(&s);
      scene_tie(&moved, k, j, s.propensity[k * n + j] + d + toward * (beyond ? 1e-6 : -1e-6) * fabs(d));
      assert_int_equal(content_of(&moved, camp, k) < 0, beyond);
    }
  }
}

static void test_apply(void **state)
{
  (void)state;
  uint64_t rng = 22;
  scene s;
  scene_random(&s, 4, 0, &rng);
  scene_tie(&s, 0, 1, 0.5);
  scene_tie(&s, 2, 3, -0.75);
  const ent_tie_move move[] = {{0, 1, 0.75}, {3, 2, -0.5}, {1, 0, -1}, {1, 2, 0}};
  double out[16];
  assert_int_equal(ent_flip_apply(&s.land, move, 4, out, NULL), ENT_OK);
  CLOSE(out[1], 0.25, 0); /* moves of one tie add up before they are cut */
  CLOSE(out[4], 0.25, 0);
  CLOSE(out[11], -1, 0);
  CLOSE(out[14], -1, 0);
  CLOSE(out[3], s.propensity[3], 0);
  const ent_landscape after = {4, s.size, out};
  assert_int_equal(ent_align_check(&after, 2, NULL), ENT_OK);
}

/* ---- cascades ------------------------------------------------------------------------------------------------------ */

/* From every configuration: what it tells is so, it ends in a minimum, and as many end there as its basin holds. */
static void test_cascades(void **state)
{
  (void)state;
  enum { ROOM = 128 };
  uint64_t rng = 23;
  const ent_allocator memory = tiny_memory();
  for (int round = 0; round < 300; round++) {
    scene s;
    const int n = 2 + next_below(&rng, 7);
    scene_random(&s, n, round % SCENE_KINDS, &rng);
    static ent_minimum minimum[ROOM];
    uint64_t ended[ROOM] = {0};
    ent_terrain terrain;
    assert_int_equal(ent_align_explore(&s.land, NULL, &memory, ROOM, minimum, &terrain, NULL), ENT_OK);
    const uint32_t count = terrain.kept;
    assert_int_equal(count, terrain.stable);
    for (ent_camp camp = 1; camp >> n == 0; camp += 2) {
      ent_flip_step step[64];
      ent_cascade c;
      assert_int_equal(ent_flip_cascade(&s.land, camp, 64, step, &c, NULL), ENT_OK);
      double before = c.energy_start;
      CLOSE(before, ent_align_energy(&s.land, camp), 0);
      ent_camp at = camp;
      for (uint64_t i = 0; i < c.steps; i++) {
        assert_true(step[i].content < 0);
        CLOSE(step[i].content, content_of(&s, at, step[i].actor), 0);
        at ^= UINT32_C(1) << step[i].actor;
        assert_int_equal(step[i].camp, at);
        CLOSE(step[i].energy, ent_align_energy(&s.land, at), 0);
        assert_true(step[i].energy < before);
        before = step[i].energy;
      }
      assert_int_equal(c.end, at);
      assert_int_equal(c.moved, at ^ camp);
      CLOSE(c.energy_end, before, 0);
      assert_int_equal(c.steps > 0, c.unsettled != 0);
      const ent_camp end = (at & 1u) ? at : at ^ ((UINT32_C(1) << n) - 1);
      uint32_t k = 0;
      while (k < count && minimum[k].camp != end) {
        k++;
      }
      assert_true(k < count);
      ended[k]++;
    }
    for (uint32_t k = 0; k < count; k++) {
      assert_int_equal(ended[k], minimum[k].basin);
    }
  }
}

/* Four equal states: 0 and 1 against 2 and 3.  A deal that ties 1 to 2 closely takes 1 away, and then nobody else; tied less
 * closely to 0 beforehand, 0 follows it. */
static void test_cascade_by_hand(void **state)
{
  (void)state;
  scene s;
  scene_open(&s, 4);
  for (int i = 0; i < 4; i++) {
    s.size[i] = 1;
  }
  scene_tie(&s, 0, 1, 0.5);
  scene_tie(&s, 2, 3, 0.5);
  scene_tie(&s, 1, 2, -0.25);
  scene_tie(&s, 0, 3, -0.25);
  const ent_tie_move deal[] = {{1, 2, 1.25}};
  double after[16];
  assert_int_equal(ent_flip_apply(&s.land, deal, 1, after, NULL), ENT_OK);
  const ent_landscape moved = {4, s.size, after};
  ent_cascade c;
  ent_flip_step step[4];
  assert_int_equal(ent_flip_cascade(&moved, 3, 4, step, &c, NULL), ENT_OK);
  assert_int_equal(c.unsettled, 6); /* 1, and 2 the other way */
  assert_int_equal(step[0].actor, 1);
  CLOSE(step[0].content, -0.5, 1e-15);
  assert_int_equal(c.steps, 2); /* 0 follows: its only friend has gone, its foe 3 is weaker */
  assert_int_equal(step[1].actor, 0);
  assert_int_equal(c.end, 0);
  assert_int_equal(c.moved, 3);
  scene_tie(&s, 0, 3, -0.75);
  assert_int_equal(ent_flip_apply(&s.land, deal, 1, after, NULL), ENT_OK);
  assert_int_equal(ent_flip_cascade(&moved, 3, 1, step, &c, NULL), ENT_OK);
  assert_int_equal(c.end, 1);
  assert_int_equal(ent_flip_cascade(&s.land, 3, 0, NULL, &c, NULL), ENT_OK);
  assert_int_equal(c.steps, 0);
  assert_int_equal(c.end, 3);
}

/* ---- passes ---------------------------------------------------------------------------------------------------------- */

/* Lowest height at which `from` reaches a configuration that `goal` marks, by growing what lies below a height. */
static double height_by_hand(const double *energy, int states, int bits, int from, const bool *goal)
{
  static bool inside[1 << 8];
  double best = 1e300;
  for (int level = 0; level < states; level++) { /* try the energy of each configuration as the height */
    const double height = energy[level];
    if (height >= best || energy[from] > height) {
      continue;
    }
    memset(inside, 0, sizeof inside);
    inside[from] = true;
    bool grown = true, met = false;
    while (grown) {
      grown = false;
      for (int c = 0; c < states; c++) {
        if (!inside[c]) {
          continue;
        }
        met = met || goal[c];
        for (int k = 0; k <= bits; k++) {
          const int next = k == bits ? c ^ (states - 1) : c ^ 1 << k;
          if (!inside[next] && energy[next] <= height) {
            inside[next] = grown = true;
          }
        }
      }
    }
    best = met ? height : best;
  }
  return best;
}

static void test_passes(void **state)
{
  (void)state;
  uint64_t rng = 24;
  const ent_allocator memory = tiny_memory();
  int checked = 0;
  for (int round = 0; round < 150; round++) {
    scene s;
    const int n = 3 + next_below(&rng, 5), states = 1 << (n - 1);
    scene_random(&s, n, round % 3 == 0 ? 0 : round % 3 == 1 ? 1 : 3, &rng);
    double energy[1 << 7];
    bool minimum[1 << 7], goal[1 << 7];
    double scale = 0;
    for (int c = 0; c < states; c++) {
      energy[c] = ent_align_energy(&s.land, (ent_camp)c << 1 | 1u);
      scale = fabs(energy[c]) > scale ? fabs(energy[c]) : scale;
    }
    for (int c = 0; c < states; c++) {
      minimum[c] = true;
      for (int k = 0; k < n; k++) {
        double row = 0;
        for (int j = 0; j < n; j++) {
          row += j == k ? 0 : s.size[j] * fabs(s.propensity[k * n + j]);
        }
        minimum[c] = minimum[c] && content_of(&s, (ent_camp)c << 1 | 1u, k) >= -1e-12 * row;
      }
    }
    for (int c = 0; c < states; c++) {
      ent_hold h;
      const ent_camp wanted = (next_bits(&rng) & 1u) ? (ent_camp)c << 1 | 1u : ((ent_camp)(states - 1 - c) << 1);
      assert_int_equal(ent_flip_hold(&s.land, wanted, 0.125, &memory, &h, NULL), ENT_OK);
      assert_int_equal(h.minimum, minimum[c]);
      bool lower = false;
      for (int k = 0; k < states; k++) {
        lower = lower || energy[k] < energy[c] - 1e-9 * scale;
      }
      assert_int_equal(h.lowest, !lower);
      if (!minimum[c]) {
        assert_false(h.above_noise);
        CLOSE(h.barrier, 0, 0);
        continue;
      }
      for (int k = 0; k < states; k++) {
        goal[k] = minimum[k] && k != c;
      }
      const double escape = height_by_hand(energy, states, n - 1, c, goal) - energy[c];
      for (int k = 0; k < states; k++) {
        goal[k] = energy[k] < energy[c] - 1e-9 * scale;
      }
      const double barrier = height_by_hand(energy, states, n - 1, c, goal) - energy[c];
      assert_true(escape > 1e200 ? h.escape > 1e200 : fabs(h.escape - escape) <= 1e-9 * scale);
      assert_true(barrier > 1e200 ? h.barrier > 1e200 : fabs(h.barrier - barrier) <= 1e-9 * scale);
      assert_int_equal(h.above_noise, h.escape > 0.125);
      if (escape < 1e200) {
        CLOSE(ent_align_energy(&s.land, h.saddle) - energy[c], h.escape, 1e-12 * scale);
        assert_true(minimum[h.next >> 1] && h.next >> 1 != (ent_camp)c);
        checked++;
      }
    }
  }
  assert_true(checked > 100);
}

/* The two camps of 1936 (a demonstration: the ties were reconstructed): 93.5 up from the first, 40.6 from the second. */
static void test_1936(void **state)
{
  (void)state;
  scene s;
  scene_read(&s, "align_ab1993_1936.csv", 1, 4, 8);
  const ent_allocator memory = tiny_memory();
  const ent_explore passes = {.passes = true};
  ent_minimum minimum[2];
  ent_terrain terrain;
  assert_int_equal(ent_align_explore(&s.land, &passes, &memory, 2, minimum, &terrain, NULL), ENT_OK);
  assert_int_equal(terrain.stable, 2);
  static const double up[2] = {93.5, 40.6};
  for (int k = 0; k < 2; k++) {
    ent_hold h;
    assert_int_equal(ent_flip_hold(&s.land, minimum[k].camp, 0, &memory, &h, NULL), ENT_OK);
    assert_true(h.minimum && h.above_noise);
    assert_int_equal(h.lowest, k == 0);
    CLOSE(8 * h.escape, up[k], 0.05);
    CLOSE(h.escape, minimum[k].escape, 1e-9); /* found by growing from one end, and by the landscape's merge tree */
    assert_int_equal(h.next, minimum[1 - k].camp);
    assert_true(k == 0 ? h.barrier > 1e300 : fabs(h.barrier - h.escape) < 1e-12);
  }
}

/* ---- wedges ------------------------------------------------------------------------------------------------------------- */

/* gap by definition; ties may lie anywhere. */
static double gap_by_hand(const scene *s, int t, int p, int r)
{
  const ent_landscape land = land_of(s);
  double lowest[2] = {1e300, 1e300};
  for (ent_camp camp = 1; camp >> land.n == 0; camp += 2) {
    const unsigned x = camp >> t & 1u, y = camp >> p & 1u, z = camp >> r & 1u;
    if (x != z && x != y) {
      continue;
    }
    const double e = ent_align_energy(&land, camp);
    lowest[x != z] = e < lowest[x != z] ? e : lowest[x != z];
  }
  return lowest[0] - lowest[1];
}

static double gap_moved(const scene *s, int t, int p, int r, int j, double d)
{
  scene moved = copy_of(s);
  scene_tie(&moved, t, j, s->propensity[t * s->land.n + j] + d);
  return gap_by_hand(&moved, t, p, r);
}

static void test_wedge(void **state)
{
  (void)state;
  uint64_t rng = 25;
  int priced = 0, unpriced = 0;
  for (int round = 0; round < 1200; round++) {
    scene s;
    const int n = 3 + next_below(&rng, 6);
    scene_random(&s, n, round % 3 == 2 ? 3 : 0, &rng);
    const int t = next_below(&rng, n), p = (t + 1) % n, r = (t + 2) % n;
    ent_wedge_price price[ENT_ALIGN_MAX];
    ent_alignment at;
    assert_int_equal(ent_flip_wedge(&s.land, t, p, r, work, price, &at, NULL), ENT_OK);
    const double gap = gap_by_hand(&s, t, p, r), scale = fabs(at.with_rival) + fabs(at.with_proposer) + 1e-12;
    CLOSE(at.with_rival - at.with_proposer, gap, 1e-12 * scale);
    assert_false(price[t].exists);
    assert_true(price[r].exists);
    CLOSE(price[r].change, gap / (2 * s.size[t] * s.size[r]), 1e-9 * scale / s.size[t] / s.size[r]);
    for (int j = 0; j < n; j++) {
      assert_int_equal(price[j].actor, j);
      if (j == t) {
        continue;
      }
      if (!price[j].exists) {
        unpriced++;
        assert_int_equal(gap_moved(&s, t, p, r, j, 1e4) >= 0, gap >= 0);
        assert_int_equal(gap_moved(&s, t, p, r, j, -1e4) >= 0, gap >= 0);
        continue;
      }
      priced++;
      const double d = price[j].change, tie = s.propensity[t * n + j] + d;
      assert_int_equal(price[j].within, fabs(tie) <= 1);
      if (fabs(d) < 1e-9 || fabs(d) > 1e4) {
        continue;
      }
      assert_int_equal(gap_moved(&s, t, p, r, j, 0.999999 * d) >= 0, gap >= 0);
      assert_int_equal(gap_moved(&s, t, p, r, j, 1.000001 * d) >= 0, gap < 0);
    }
  }
  assert_true(priced > 400 && unpriced > 100);
}

/* Beyond the sizes that can be tried out: a price is right by the margin's own search. */
static void test_large_wedge(void **state)
{
  (void)state;
  uint64_t rng = 26;
  for (int round = 0; round < 20; round++) {
    scene s;
    const int n = 13 + next_below(&rng, 8);
    scene_random(&s, n, 0, &rng);
    ent_wedge_price price[ENT_ALIGN_MAX];
    ent_alignment at;
    assert_int_equal(ent_flip_wedge(&s.land, 0, 1, 2, work, price, &at, NULL), ENT_OK);
    for (int j = 1; j < n; j++) {
      if (!price[j].within || fabs(price[j].change) < 1e-9) {
        continue;
      }
      for (int beyond = 0; beyond < 2; beyond++) {
        scene moved = copy_of(&s);
        const double d = s.propensity[j] + price[j].change * (beyond ? 1.000001 : 0.999999);
        scene_tie(&moved, 0, j, d > 1 ? 1 : d < -1 ? -1 : d);
        const ent_landscape land = land_of(&moved);
        ent_alignment after;
        assert_int_equal(ent_align_margin(&land, 0, 1, 2, work, &after, NULL), ENT_OK);
        const bool same = (after.margin >= 0) == (at.margin >= 0);
        assert_true(same == !beyond || fabs(fabs(d) - 1) < 1e-6);
      }
    }
  }
}

/* ---- break-even ---------------------------------------------------------------------------------------------------------- */

static double gap_at(const scene *s, const int party[3], const ent_even_terms *t, double x, double y)
{
  scene moved = copy_of(s);
  const int n = s->land.n;
  for (int i = 0; i < t->firsts + t->seconds; i++) {
    const ent_tie_move *const m = i < t->firsts ? &t->first[i] : &t->second[i - t->firsts];
    const double d = m->change * (i < t->firsts ? x : y);
    scene_tie(&moved, m->a, m->b, moved.propensity[m->a * n + m->b] + d);
  }
  return gap_by_hand(&moved, party[0], party[1], party[2]);
}

static int crossings(const ent_even_piece *piece, int pieces, double x, double low, double high)
{
  int count = 0;
  for (int i = 0; i < pieces; i++) {
    if (!(piece[i].x[0] <= x && x < piece[i].x[1])) {
      continue;
    }
    const double y =
      piece[i].y[0] + (x - piece[i].x[0]) / (piece[i].x[1] - piece[i].x[0]) * (piece[i].y[1] - piece[i].y[0]);
    count += y > low && y <= high;
  }
  return count;
}

/* Every piece lies where gap is 0, and between two points on a vertical the curve is crossed an odd number of times exactly when
 * the target stands elsewhere. */
static void test_break_even(void **state)
{
  (void)state;
  enum { ROOM = 256, STEPS = 40 };
  uint64_t rng = 27;
  static ent_even_piece piece[ROOM];
  int seen = 0, bent = 0;
  for (int round = 0; round < 400; round++) {
    scene s;
    const int n = 3 + next_below(&rng, 4);
    scene_random(&s, n, 0, &rng);
    const int party[3] = {1, 0, 2};
    ent_tie_move first[4], second[4];
    for (int i = 0; i < 4; i++) {
      const int a = next_below(&rng, n), b = next_below(&rng, n);
      first[i] = (ent_tie_move){a, (a + 1) % n, 2 * next_unit(&rng) - 1};
      second[i] = (ent_tie_move){(b + 1) % n, b, 2 * next_unit(&rng) - 1};
    }
    if (round % 3 == 0) {
      first[0] = (ent_tie_move){0, 1, 1}; /* the plain case: more of the proposer, less of the rival */
      second[0] = (ent_tie_move){1, 2, -1};
    }
    const ent_even_terms terms = {first, second, 1 + round % 4, 1 + round / 4 % 4, -1, 2, -1.5, 1.5};
    int pieces = -1;
    bool turned = false;
    assert_int_equal(
      ent_flip_break_even(&s.land, party[0], party[1], party[2], &terms, work, ROOM, piece, &pieces, &turned, NULL),
      ENT_OK);
    assert_true(pieces >= 0 && pieces <= ROOM);
    assert_int_equal(turned, gap_at(&s, party, &terms, -1, -1.5) >= 0);
    seen += pieces > 0;
    bent += pieces > 1;
    for (int i = 0; i < pieces; i++) {
      const ent_even_piece *const p = &piece[i];
      assert_true(p->x[0] < p->x[1] || (p->x[0] == p->x[1] && p->y[0] < p->y[1]));
      assert_true(i == 0 || piece[i - 1].x[0] <= p->x[0]);
      assert_true(p->x[0] >= -1 && p->x[1] <= 2 && fabs(p->y[0]) <= 1.5 && fabs(p->y[1]) <= 1.5);
      for (int k = 0; k <= 4; k++) {
        const double u = k / 4.0;
        CLOSE(gap_at(&s, party, &terms, p->x[0] + u * (p->x[1] - p->x[0]), p->y[0] + u * (p->y[1] - p->y[0])), 0, 1e-9);
      }
    }
    for (int column = 0; column < 5; column++) {
      const double x = -1 + 3 * next_unit(&rng);
      bool before = gap_at(&s, party, &terms, x, -1.5) >= 0;
      for (int i = 0; i < STEPS; i++) {
        const double low = -1.5 + 3.0 * i / STEPS, high = -1.5 + 3.0 * (i + 1) / STEPS;
        const bool after = gap_at(&s, party, &terms, x, high) >= 0;
        assert_int_equal(crossings(piece, pieces, x, low, high) % 2, before != after);
        before = after;
      }
    }
    ent_even_piece one[1] = {{.with_rival = 77}};
    int again = -1;
    assert_int_equal(
      ent_flip_break_even(&s.land, party[0], party[1], party[2], &terms, work, 1, one, &again, NULL, NULL), ENT_OK);
    assert_int_equal(again, pieces);
    assert_true(pieces == 0 ? one[0].with_rival == 77 : one[0].x[0] == piece[0].x[0]);
  }
  assert_true(seen > 150 && bent > 50);
}

/* ---- refusals ------------------------------------------------------------------------------------------------------------- */

#define REFUSED(call, status)            \
  do {                                   \
    ent_error err = {.code = ENT_OK};    \
    assert_int_equal(call, status);      \
    assert_int_equal(err.code, status);  \
    assert_true(err.message[0] != '\0'); \
  } while (0)

static void test_refusals(void **state)
{
  (void)state;
  uint64_t rng = 28;
  const ent_allocator memory = tiny_memory();
  scene s;
  scene_random(&s, 5, 0, &rng);
  double change[25];
  ent_cascade c = {.steps = 7};
  ent_hold h = {.barrier = 7};
  REFUSED(ent_flip_prices(&s.land, 32, change, NULL, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_cascade(&s.land, 32, 0, NULL, &c, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_hold(&s.land, 32, 0, &memory, &h, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_hold(&s.land, 3, -1, &memory, &h, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_hold(&s.land, 3, NAN, &memory, &h, &err), ENT_ARGUMENT);
  static const ent_tie_move bad[] = {{0, 5, 1}, {-1, 2, 1}, {1, 1, 1}, {0, 1, NAN}, {0, 1, INFINITY}};
  const ent_tie_move good = {0, 1, 0.5};
  ent_even_piece piece = {.with_rival = 7};
  int pieces = 7;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    REFUSED(ent_flip_apply(&s.land, &bad[i], 1, change, &err), ENT_ARGUMENT);
    const ent_even_terms terms = {&good, &bad[i], 1, 1, 0, 1, 0, 1}, other = {&bad[i], &good, 1, 1, 0, 1, 0, 1};
    REFUSED(ent_flip_break_even(&s.land, 0, 1, 2, &terms, work, 1, &piece, &pieces, NULL, &err), ENT_ARGUMENT);
    REFUSED(ent_flip_break_even(&s.land, 0, 1, 2, &other, work, 1, &piece, &pieces, NULL, &err), ENT_ARGUMENT);
  }
  const ent_tie_move many[] = {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {0, 4, 1}, {1, 2, 1},
                               {1, 3, 1}, {1, 4, 1}, {2, 3, 1}, {2, 4, 1}, {2, 0, 1}};
  const ent_even_terms terms[] = {{&good, &good, 1, 0, 0, 1, 0, 1},
                                  {&good, &good, 1, 1, 1, 1, 0, 1},
                                  {&good, &good, 1, 1, 0, 1, 0, NAN},
                                  {many, many + 4, 4, 5, 0, 1, 0, 1}};
  for (int i = 0; i < 4; i++) {
    REFUSED(ent_flip_break_even(&s.land, 0, 1, 2, &terms[i], work, 1, &piece, &pieces, NULL, &err),
            i < 3 ? ENT_ARGUMENT : ENT_LIMIT);
  }
  const ent_even_terms same = {many + 1, many + 8, 7, 2, 0, 1, 0, 1}; /* eight ties, one of them in both */
  assert_int_equal(ent_flip_break_even(&s.land, 0, 1, 2, &same, work, 0, NULL, &pieces, NULL, NULL), ENT_OK);
  ent_wedge_price price[5] = {{.actor = 7}};
  REFUSED(ent_flip_wedge(&s.land, 0, 0, 2, work, price, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(price[0].actor, 7);
  s.size[2] = NAN;
  REFUSED(ent_flip_prices(&s.land, 3, change, NULL, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_apply(&s.land, &good, 1, change, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_cascade(&s.land, 3, 0, NULL, &c, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_hold(&s.land, 3, 0, &memory, &h, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_wedge(&s.land, 0, 1, 2, work, price, NULL, &err), ENT_ARGUMENT);
  REFUSED(ent_flip_break_even(&s.land, 0, 1, 2, &same, work, 0, NULL, &pieces, NULL, &err), ENT_ARGUMENT);
  CLOSE(h.barrier, 7, 0);
  assert_int_equal(c.steps, 7);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_prices_by_hand),
    cmocka_unit_test(test_prices_are_exact),
    cmocka_unit_test(test_apply),
    cmocka_unit_test(test_cascades),
    cmocka_unit_test(test_cascade_by_hand),
    cmocka_unit_test(test_passes),
    cmocka_unit_test(test_1936),
    cmocka_unit_test(test_wedge),
    cmocka_unit_test(test_large_wedge),
    cmocka_unit_test(test_break_even),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
