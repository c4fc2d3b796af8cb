/* Do games that we build, write, read and solve agree with Gambit's? (tests/published/gambit_*: files that Gambit 17 parsed,
 * and what its gambit-enumpure found in them.) */
#include "entente/game.h"
#include "entente/trust.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/books.h"

#define TEXT_MAX 65536

static size_t load(const char *name, char out[TEXT_MAX])
{
  char path[256];
  snprintf(path, sizeof path, "tests/published/gambit_%s", name);
  FILE *const file = fopen(path, "rb");
  if (!file) fail_msg("%s is missing", path);
  const size_t size = fread(out, 1, TEXT_MAX - 1, file);
  fclose(file);
  out[size] = '\0';
  return size;
}

static ent_extensive *read_tree(const char *text, size_t size)
{
  ent_extensive *game = NULL;
  ent_error err = {.code = ENT_OK};
  if (ent_extensive_read(text, size, &memory, &game, &err) != ENT_OK)
    fail_msg("line %d, column %d: %s", err.line, err.column, err.message);
  return game;
}

static ent_ratio ratio(const char *text)
{
  ent_ratio out = {0, 1};
  size_t used = 0;
  assert_int_equal(ent_ratio_read(text, strlen(text), &out, &used, NULL), ENT_OK);
  return out;
}

static ent_extensive *build(const char *t, const char *alpha)
{
  const ent_trust_stakes stakes = {ratio(t), {1, 2}, {3, 2}, {1, 1}, ratio(alpha)};
  ent_extensive *game = NULL;
  assert_int_equal(ent_game_trust(&stakes, "trust", &memory, &game, NULL), ENT_OK);
  return game;
}

/* All but title and comment. */
static const char *nodes_of(const char *text)
{
  return strchr(strchr(text, '\n') + 1, '\n') + 1;
}

static void same_tree(const char *name, const char *t, const char *alpha)
{
  static char golden[TEXT_MAX], again[TEXT_MAX], ours[TEXT_MAX];
  ent_extensive *const read = read_tree(golden, load(name, golden)), *const built = build(t, alpha);
  const size_t size = ent_extensive_write(read, again, TEXT_MAX);
  assert_true(size < TEXT_MAX && ent_extensive_write(built, ours, TEXT_MAX) < TEXT_MAX);
  assert_string_equal(nodes_of(ours), nodes_of(again));
  assert_true(strncmp(golden, again, strcspn(golden, "\n")) == 0);
  ent_extensive_free(read);
  ent_extensive *const twice = read_tree(again, size); /* what we write we read, and write the same again */
  assert_int_equal(ent_extensive_write(twice, ours, TEXT_MAX), size);
  assert_string_equal(ours, again);
  ent_extensive_free(twice);
  ent_extensive_free(built);
}

static void test_trees(void **state)
{
  (void)state;
  same_tree("trust_t06.efg", "0.6", "1");
  same_tree("trust_t07.efg", "7/10", "1");
  same_tree("reassure_a60.efg", "1/2", "3/5");
}

/* A profile as gambit-enumpure prints it: for each player and set, which action has probability one. */
static void profile_text(const ent_extensive *game, const ent_strategic *form, int profile, char *out, size_t room)
{
  size_t size = (size_t)snprintf(out, room, "NE");
  for (int p = 0; p < game->players; p++) {
    const int *const plan = form->plan[p] + ent_strategic_choice(form, profile, p) * form->sets[p];
    for (int i = 0; i < game->sets; i++)
      for (int a = 0; game->set[i].player == p && a < game->set[i].actions && size < room; a++)
        size += (size_t)snprintf(out + size, room - size, ",%d", plan[game->set[i].order] == a);
  }
  if (size < room) snprintf(out + size, room - size, "\n");
}

static void same_equilibria(const char *game_name, const char *found_name)
{
  static char text[TEXT_MAX], ours[TEXT_MAX], golden[TEXT_MAX];
  ent_extensive *const game = read_tree(text, load(game_name, text));
  ent_strategic *form = NULL;
  int profile[64];
  assert_int_equal(ent_extensive_strategic(game, &memory, &form, NULL), ENT_OK);
  const int count = ent_strategic_equilibria(form, profile, 64);
  assert_true(count > 0 && count <= 64);
  ours[0] = '\0';
  for (int i = 0; i < count; i++) profile_text(game, form, profile[i], ours + strlen(ours), TEXT_MAX - strlen(ours));
  load(found_name, golden);
  assert_string_equal(ours, golden);
  ent_strategic_free(form);
  ent_extensive_free(game);
}

static void test_equilibria(void **state)
{
  (void)state;
  same_equilibria("trust_t06.efg", "trust_t06.enumpure.ne");
  same_equilibria("trust_t07.efg", "trust_t07.enumpure.ne");
  same_equilibria("reassure_a60.efg", "reassure_a60.enumpure.ne");
}

/* The trustworthy open with C, the others with D, and two of the trustworthy go on with C. */
static bool separates(const ent_strategic *form, int profile)
{
  bool apart = true;
  for (int p = 0; p < 2; p++) {
    const int *const plan = form->plan[p] + ent_strategic_choice(form, profile, p) * form->sets[p];
    apart =
      apart && plan[0] == 0 && plan[1] == 0 && plan[5] == 1; /* T, T after CC, U: the first, second and sixth set */
  }
  return apart;
}

/* Around the window of steps that separate, as Gambit counted. */
static void test_window(void **state)
{
  (void)state;
  FILE *const file = fopen("tests/published/gambit_reassurance.csv", "r");
  char line[256], t[16], alpha[16];
  int rows = 0, separating = 0, total = 0;
  assert_non_null(file);
  assert_non_null(fgets(line, sizeof line, file));
  while (fgets(line, sizeof line, file)) {
    assert_int_equal(sscanf(line, "%15[^,],%15[^,],%*[^,],%*[^,],%d,%d", t, alpha, &separating, &total), 4);
    ent_extensive *const game = build(t, alpha);
    ent_strategic *form = NULL;
    int profile[64], apart = 0;
    assert_int_equal(ent_extensive_strategic(game, &memory, &form, NULL), ENT_OK);
    assert_int_equal(form->profiles, 4096);
    assert_int_equal(ent_strategic_equilibria(form, profile, 64), total);
    for (int i = 0; i < total; i++) apart += separates(form, profile[i]);
    assert_int_equal(apart > 0, separating);
    ent_strategic_free(form);
    ent_extensive_free(game);
    rows++;
  }
  fclose(file);
  assert_int_equal(rows, 4);
}

/* The closed form of trust.h against the equilibria of random games. */
static void test_closed_form(void **state)
{
  (void)state;
  uint64_t random = 7;
  int open = 0, shut = 0;
  for (int round = 0; round < 80; round++) {
    int k[5];
    for (int i = 0; i < 5; i++) {
      random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
      k[i] = (int)(random >> 33) % 96 + 1;
    }
    const ent_trust_stakes stakes = {{k[0], 97}, {k[1], 101}, {101 + k[2], 101}, {k[3], 53}, {k[4], 97}};
    const ent_trust_game told = {k[1] / 101.0, 1 + k[2] / 101.0, k[3] / 53.0};
    const double alpha = k[4] / 97.0;
    ent_window window;
    ent_extensive *game = NULL;
    ent_strategic *form = NULL;
    int profile[1024];
    assert_int_equal(ent_trust_window(&told, k[0] / 97.0, &window, NULL), ENT_OK);
    if (fabs(alpha - window.low) < 1e-9 || fabs(alpha - window.high) < 1e-9)
      continue; /* a tie, which doubles cannot tell */
    assert_int_equal(ent_game_trust(&stakes, "trust", &memory, &game, NULL), ENT_OK);
    assert_int_equal(ent_extensive_strategic(game, &memory, &form, NULL), ENT_OK);
    const int count = ent_strategic_equilibria(form, profile, 1024);
    bool apart = false;
    assert_true(count <= 1024);
    for (int i = 0; i < count; i++) apart = apart || separates(form, profile[i]);
    assert_int_equal(apart, window.low <= alpha && alpha <= window.high);
    open += apart;
    shut += !apart;
    ent_strategic_free(form);
    ent_extensive_free(game);
  }
  assert_true(open > 10 && shut > 10);
}

static void same_strategic(const char *name, bool named)
{
  static char golden[TEXT_MAX], ours[TEXT_MAX];
  ent_strategic *game = NULL;
  ent_error err = {.code = ENT_OK};
  int profile[4];
  if (ent_strategic_read(golden, load(name, golden), &memory, &game, &err) != ENT_OK)
    fail_msg("line %d, column %d: %s", err.line, err.column, err.message);
  assert_true((game->strategy != NULL) == named && game->profiles == 4 && !game->plan);
  ent_strategic_write(game, ours, TEXT_MAX);
  assert_string_equal(ours, golden);
  assert_int_equal(ent_strategic_equilibria(game, profile, 4), 1);
  assert_int_equal(profile[0], 3); /* both defect */
  ent_strategic_free(game);
}

static void test_strategic_files(void **state)
{
  (void)state;
  same_strategic("pd.nfg", true);
  same_strategic("pd2.nfg", false);
}

int main(void)
{
  const struct CMUnitTest tests[] = {BOOKED(test_trees), BOOKED(test_equilibria), BOOKED(test_window),
                                     BOOKED(test_closed_form), BOOKED(test_strategic_files)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
