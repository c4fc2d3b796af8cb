/* rule_fuzz.c - any text as a rule over a fixed roll of nine members: the first eight bytes choose their utilities.
 *
 * Invariants: what is read carries with everybody and not with nobody; more yes votes never hurt; the margin is the largest
 * threshold at which the members above it carry; a cheapest coalition carries; an error points into the text. */
#include "entente/voting.h"
#include "fuzz/fuzz.h"

#define MEMBERS 9

static const char *const member[MEMBERS] = {"USA", "GBR", "FRA", "CHN", "RUS", "A", "B", "C", "D"};
static const char *const column[2] = {"pop", "votes"};
static const int64_t weight[2 * MEMBERS] = {331, 67, 68, 1412, 144, 10, 5, 3, 0, 10, 10, 10, 7, 5, 4, 3, 2, 1};

static ent_set at_least(const double *utility, double t)
{
  ent_set set = {{0, 0, 0, 0}};
  for (int m = 0; m < MEMBERS; m++)
    if (utility[m] >= t) set.word[0] |= UINT64_C(1) << m;
  return set;
}

static void check_margin(const ent_rule *rule, const double *utility)
{
  int marginal = -1;
  const double t = ent_rule_margin(rule, utility, 0, &marginal);
  const ent_set with = at_least(utility, t), nobody = {{0, 0, 0, 0}};
  MUST(t >= -1 && t <= 1);
  MUST(marginal >= 0 && marginal < MEMBERS && utility[marginal] == t);
  MUST(ent_rule_wins(rule, &with, &nobody));
  ent_set without = with;
  for (int m = 0; m < MEMBERS; m++)
    if (utility[m] == t) without.word[0] &= ~(UINT64_C(1) << m);
  MUST(!ent_rule_wins(rule, &without, &nobody));
}

static void check_monotone(const ent_rule *rule, unsigned mask)
{
  ent_set yes = {{mask & 0x1FFu, 0, 0, 0}};
  bool won = ent_rule_wins(rule, &yes, NULL);
  for (int m = 0; m < MEMBERS; m++) {
    yes.word[0] |= UINT64_C(1) << m;
    const bool now = ent_rule_wins(rule, &yes, NULL);
    MUST(now || !won);
    won = now;
  }
  MUST(won);
}

static void check_cheapest(const ent_rule *rule, const double *utility)
{
  ent_set moved = {{0, 0, 0, 0}};
  bool exact = false;
  const double cost = ent_rule_cheapest(rule, utility, 0, &moved, &exact);
  ent_set yes = at_least(utility, 0);
  yes.word[0] |= moved.word[0];
  MUST(cost >= 0 && cost <= MEMBERS && exact);
  MUST(ent_rule_wins(rule, &yes, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  const ent_roll roll = {MEMBERS, member, 2, column, weight};
  ent_rule *rule = NULL;
  ent_error err;
  double utility[MEMBERS];
  if (size < 8 || size > 3000) return 0;
  for (int m = 0; m < MEMBERS; m++) utility[m] = ((double)data[m % 8] - 128) / 128 + (m == 8 ? 1.0 / 512 : 0);
  if (utility[8] > 1) utility[8] = 1;
  const ent_status status = ent_rule_parse((const char *)data + 8, size - 8, &roll, &memory, &rule, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(rule == NULL && (size_t)err.column <= size - 8 + 1);
    return 0;
  }
  char words[256];
  MUST(ent_rule_members(rule) == MEMBERS);
  MUST(ent_rule_describe(rule, words, sizeof words) > 0 && strlen(words) < sizeof words);
  check_margin(rule, utility);
  check_monotone(rule, data[0] | (unsigned)data[1] << 8);
  check_monotone(rule, 0);
  check_cheapest(rule, utility);
  double banzhaf[MEMBERS], shapley[MEMBERS], sum = 0;
  MUST(ent_rule_power(rule, banzhaf, shapley, &err) == ENT_OK);
  for (int m = 0; m < MEMBERS; m++) {
    MUST(banzhaf[m] >= 0 && banzhaf[m] <= 1 && shapley[m] >= 0 && shapley[m] <= 1);
    sum += shapley[m];
  }
  MUST(sum > 1 - 1e-9 && sum < 1 + 1e-9);
  ent_rule_free(rule);
  return 0;
}
