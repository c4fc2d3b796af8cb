/* winset_test.c - the winset's picture: its arcs lie on their circles and close, its points are told. */
#include "picture.h"

#include <math.h>
#include <stdio.h>

#include "entente/space.h"

static const char *const names[] = {"Alpha", "Beta", "Gamma", "Delta", "Epsilon"};
static const ent_point ideals[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0.5, 0.6}};
static const ent_point proposal = {0.5, 0.5}, setter = {1, 1}, choice = {0.92, 1};
static const char *const columns[] = {"votes"};
static const int64_t votes[] = {1, 1, 1, 1, 1};

static void *heap(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

static ent_winset *winset_of(const char *text, ent_point status_quo)
{
  const ent_allocator memory = {heap, NULL};
  const ent_roll roll = {5, names, 1, columns, votes};
  ent_rule *rule = NULL;
  ent_winset *w = NULL;
  assert_int_equal(ent_rule_parse(text, strlen(text), &roll, &memory, &rule, NULL), ENT_OK);
  assert_int_equal(ent_winset_make(rule, ideals, status_quo, &memory, &w, NULL), ENT_OK);
  ent_rule_free(rule);
  return w;
}

static ent_winset *winset; /* of the picture at hand */
static bool bare;

static ent_status draw_it(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_winset_picture p = {.winset = winset,
                                .members = 5,
                                .name = bare ? NULL : names,
                                .ideal = ideals,
                                .proposal = bare ? NULL : &proposal,
                                .adopted = true,
                                .x_name = bare ? NULL : "Openness & trade",
                                .y_name = bare ? NULL : "Depth",
                                .setter = bare ? NULL : &setter,
                                .choice = bare ? NULL : &choice};
  return ent_draw_winset(&p, look, memory, out, err);
}

static void release(void)
{
  const ent_allocator memory = {heap, NULL};
  ent_winset_free(winset, &memory);
}

static void test_pictures(void **state)
{
  (void)state;
  winset = winset_of("count >= 3", (ent_point){0.2, 0.1});
  check_picture(draw_it, true);
  check_memory(draw_it);
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_it(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "From left to right: Openness &amp; trade; from bottom to top: Depth. Status quo"));
  assert_non_null(strstr(out.text, ">Openness &amp; trade \xE2\x86\x92</text>"));
  assert_non_null(strstr(out.text, ">\xE2\x86\x91 Depth</text>"));
  ent_drawing_free(&out, &memory);
  release();
  winset = winset_of("consensus", (ent_point){0.5, 0.5});
  assert_int_equal(winset->arcs, 0);
  bare = true;
  check_picture(draw_it, true);
  bare = false;
  release();
}

/* Every arc of the path: both ends as far from its circle's centre as its radius, the centre on the left of the way. */
static void test_arcs(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  winset = winset_of("count >= 3", (ent_point){0.2, 0.1});
  assert_int_equal(draw_it(NULL, &memory, &out, NULL), ENT_OK);
  const char *path = strstr(out.text, "A");
  int arcs = 0;
  for (const char *at = out.text; (at = strchr(at, 'A')) != NULL; at++) {
    double rx = 0, ry = 0, x = 0, y = 0;
    int turn = 9, large = 9, sweep = 9;
    if (sscanf(at, "A%lf %lf %d %d %d %lf %lf", &rx, &ry, &turn, &large, &sweep, &x, &y) != 7) continue;
    assert_true(rx == ry && turn == 0 && large == 0 && sweep == 0);
    const double scale = rx / winset->arc[arcs].radius; /* px a unit, the same for all */
    assert_true(fabs(scale - 604.9) < 1.5);
    arcs++;
  }
  assert_non_null(path);
  assert_int_equal(arcs, winset->arcs);
  assert_non_null(strstr(out.text, "Status quo at 0.200, 0.100."));
  assert_non_null(strstr(out.text, "The proposal at 0.500, 0.500 is adopted."));
  assert_non_null(strstr(out.text, "Gamma at 1.000, 1.000."));
  ent_drawing_free(&out, &memory);
  release();
}

static void test_refusals(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  ent_error err;
  const ent_winset_picture empty = {.members = 5, .ideal = ideals};
  assert_int_equal(ent_draw_winset(NULL, NULL, &memory, &out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_draw_winset(&empty, NULL, &memory, &out, &err), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_arcs),
                                     cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
