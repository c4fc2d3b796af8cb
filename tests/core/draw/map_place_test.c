/* map_place_test.c - discs part, labels find room, hulls hold everyone. */
#include "picture.h"
#include "draw/map.h"

#include <math.h>

static const ent_box frame = {0, 0, 720, 450};

static void scatter(ent_disc *disc, int n, uint64_t draw)
{
  for (int i = 0; i < n; i++)
    disc[i] =
      (ent_disc){100 + 500 * ent_uniform(11, draw, 1, (uint32_t)i), 80 + 290 * ent_uniform(11, draw, 2, (uint32_t)i),
                 6 + 25 * ent_uniform(11, draw, 3, (uint32_t)i)};
}

static void test_discs_part(void **state)
{
  (void)state;
  for (uint64_t draw = 0; draw < 200; draw++) {
    ent_disc disc[14];
    const int n = 2 + (int)(draw % 13);
    scatter(disc, n, draw);
    if (draw % 5 == 0) disc[1].x = disc[0].x, disc[1].y = disc[0].y;
    ent_discs_part(disc, n, 8, &frame);
    for (int i = 0; i < n; i++) {
      assert_true(disc[i].x - disc[i].r >= -1e-9 && disc[i].x + disc[i].r <= 720 + 1e-9);
      assert_true(disc[i].y - disc[i].r >= -1e-9 && disc[i].y + disc[i].r <= 450 + 1e-9);
      for (int j = 0; j < i; j++) {
        const double dx = disc[i].x - disc[j].x, dy = disc[i].y - disc[j].y;
        assert_true(sqrt(dx * dx + dy * dy) > disc[i].r + disc[j].r);
      }
    }
  }
}

static void test_labels_find_room(void **state)
{
  (void)state;
  for (uint64_t draw = 0; draw < 200; draw++) {
    ent_disc disc[12];
    ent_box box[12];
    scatter(disc, 12, draw);
    ent_discs_part(disc, 12, 14, &frame);
    for (int i = 0; i < 12; i++) {
      box[i] = ent_label_place(disc, 12, i, box, i, 60 + 5 * i, 16, &frame);
      assert_true(box[i].x >= 0 && box[i].x + box[i].width <= 720 && box[i].y >= 0 && box[i].y + 16 <= 450);
      for (int j = 0; j < i; j++)
        assert_false(box[i].x < box[j].x + box[j].width && box[j].x < box[i].x + box[i].width &&
                     box[i].y < box[j].y + 16 && box[j].y < box[i].y + 16);
    }
  }
}

static double side(const ent_disc *a, const ent_disc *b, const ent_disc *c)
{
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

/* Every chosen centre lies on one side of every edge. */
static void test_hull_holds_all(void **state)
{
  (void)state;
  for (uint64_t draw = 0; draw < 300; draw++) {
    ent_disc disc[14];
    bool chosen[14];
    int hull[14], members = 0;
    scatter(disc, 14, draw);
    for (int i = 0; i < 14; i++) members += chosen[i] = ent_uniform(11, draw, 4, (uint32_t)i) < 0.6;
    const int n = ent_hull(disc, 14, chosen, hull);
    assert_true(n <= members && (members == 0 || n >= 1));
    for (int k = 0; k < n && n > 2; k++)
      for (int i = 0; i < 14; i++)
        if (chosen[i]) assert_true(side(&disc[hull[k]], &disc[hull[(k + 1) % n]], &disc[i]) >= -1e-9);
  }
  const ent_disc same[3] = {{5, 5, 1}, {5, 5, 1}, {5, 5, 1}};
  const bool all[3] = {true, true, true}, none[3] = {false};
  int hull[3];
  assert_true(ent_hull(same, 3, all, hull) >= 1);
  assert_int_equal(ent_hull(same, 3, none, hull), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_discs_part), cmocka_unit_test(test_labels_find_room),
                                     cmocka_unit_test(test_hull_holds_all)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
