/* Tests of core/trust/triangle.c: the eight corners, and the worked case of a courted partner. */
#include "cells.h"
#include "entente/trust.h"

static void test_corners(void **state)
{
  (void)state;
  static const struct {
    double ij, ik, jk, value;
    const char *role;
  } corner[] = {
    {1, 1, 1, 1, "friend"},    {1, 1, -1, 3, "pivot"},    {1, -1, 1, -1, "wing"},     {-1, 1, 1, -1, "wing"},
    {1, -1, -1, 1, "partner"}, {-1, 1, -1, 1, "partner"}, {-1, -1, 1, -3, "outcast"}, {-1, -1, -1, -1, "foe"},
  };
  for (size_t i = 0; i < sizeof corner / sizeof *corner; i++) {
    CLOSE(ent_triangle_value(corner[i].ij, corner[i].ik, corner[i].jk), corner[i].value, 0);
    assert_string_equal(ent_triangle_role(corner[i].ij, corner[i].ik, corner[i].jk), corner[i].role);
    /* Degrees keep the role; the two others may change places. */
    assert_string_equal(ent_triangle_role(corner[i].ij * 0.01, corner[i].ik, corner[i].jk * 0.5), corner[i].role);
    assert_string_equal(ent_triangle_role(corner[i].ik, corner[i].ij, corner[i].jk), corner[i].role);
  }
  assert_string_equal(ent_triangle_role(0, 0, 0), "foe"); /* 0 counts as negative */
  assert_string_equal(ent_triangle_role(0, 0.2, 0), "partner");
}

/* A partner of the rival that adds a tie to the proposer turns from partner (1) to pivot (3); if it then drops the
 * rival, it is a partner (1) again: the gain is in adding, not in changing sides. */
static void test_courted_partner(void **state)
{
  (void)state;
  CLOSE(ent_triangle_value(-1, 1, -1), 1, 0);
  CLOSE(ent_triangle_value(1, 1, -1), 3, 0);
  CLOSE(ent_triangle_value(1, -1, -1), 1, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_corners), cmocka_unit_test(test_courted_partner)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
