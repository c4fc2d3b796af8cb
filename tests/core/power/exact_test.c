/* Are the Shapley-Shubik fractions of the IMF those of another program, digit by digit?
 *
 * Takes a quarter of a minute, so it runs only where ENTENTE_FIXTURES names a folder that holds voting/imf2024_q50_exact.csv and
 * voting/imf2024_q70_exact.csv (votes, swings_hex, ..., ss_numerator_over_n_factorial_hex); else it is skipped. */
#include "games.h"

#include "base/wide.h"

#define WORDS 24 /* 190! has 1,170 bits */
#define ROWS 190

static void decimal_of_hex(const char *hex, char *out)
{
  uint64_t number[WORDS] = {0};
  for (; *hex; hex++) {
    ent_wide_shift_left(number, WORDS, 4);
    number[0] |= (uint64_t)(*hex <= '9' ? *hex - '0' : *hex - 'a' + 10);
  }
  ent_wide_write(number, WORDS, out);
}

static void compare(const char *file, int64_t quota)
{
  const char *const folder = getenv("ENTENTE_FIXTURES");
  if (!folder) skip();
  char path[512], line[1024], text[ENT_WIDE_DIGITS(WORDS)];
  static char swings[ROWS][80], numerator[ROWS][400];
  int64_t weight[ROWS];
  snprintf(path, sizeof path, "%s/voting/%s", folder, file);
  memset(swings, 0, sizeof swings);
  memset(numerator, 0, sizeof numerator);
  FILE *const in = fopen(path, "r");
  if (!in) fail_msg("cannot open %s", path);
  int rows = -1; /* the header */
  for (; rows < ROWS && fgets(line, sizeof line, in); rows++) {
    if (rows < 0) continue;
    line[strcspn(line, "\r\n")] = '\0';
    char *at = line;
    weight[rows] = strtoll(published_cell(&at), NULL, 10);
    memcpy(swings[rows], at, strcspn(at, ","));
    for (int skipped = 0; skipped < 4; skipped++) published_cell(&at);
    memcpy(numerator[rows], at, strlen(at));
  }
  fclose(in);
  assert_int_equal(rows, ROWS);
  ent_game *game = weights_of(ROWS, weight, quota);
  const ent_power_options options = {.wanted = ENT_POWER_BANZHAF | ENT_POWER_EXACT};
  ent_power *p = power_of(game, &options);
  for (int i = 0; i < ROWS; i++) {
    decimal_of_hex(swings[i], text);
    assert_string_equal(p->swings[i], text);
    decimal_of_hex(numerator[i], text);
    assert_string_equal(p->shapley_numerator[i], text);
  }
  ent_power_free(p);
  ent_game_free(game);
}

static void imf_at_half(void **state)
{
  (void)state;
  compare("imf2024_q50_exact.csv", 2519966);
}

static void imf_at_seventy(void **state)
{
  (void)state;
  compare("imf2024_q70_exact.csv", 3527951);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(imf_at_half), cmocka_unit_test(imf_at_seventy)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
