/* verify.c - does a result hold, when somebody else counts again?
 *
 * Swings are counted by another engine where one fits; under one weight otherwise by residues modulo three primes, on the table
 * of the larger of the game and its dual (the first count used the smaller).  The rest are theorems: swing numbers are all
 * congruent to the number of winning coalitions modulo 2; a member with more weight everywhere has at least as much power;
 * who can block alone swings every winning coalition.
 * Cost: that of the second count, then O(classes^2 * columns).
 * Source of the theorems: Felsenthal and Machover 1998; Dubey and Shapley 1979. */
#include "base/fail.h"
#include "base/sum.h"
#include "desk.h"

#include <string.h>

#define PATIENCE 0x1p33 /* steps that a second engine may take */
#define SUM_GAP 1e-9
#define NOTHING 1e-12 /* an index below is none, where it was not computed exactly */
#define PRIMES 3

typedef struct inspection {
  const ent_game *game;
  const ent_power *power;
  ent_power_verdict *verdict;
} inspection;

void ent_verdict_note(ent_power_verdict *verdict, ent_check check, bool holds, int member)
{
  ent_power_verdict *const v = verdict;
  if (v->check[check] != ENT_CHECK_FAILS) v->check[check] = holds ? ENT_CHECK_HOLDS : ENT_CHECK_FAILS;
  if (holds) return;
  v->holds = false;
  if (v->member < 0) v->member = member;
}

static void note(const inspection *in, ent_check check, bool holds, int member)
{
  ent_verdict_note(in->verdict, check, holds, member);
}

void ent_verdict_sums(ent_power_verdict *verdict, const ent_power *p)
{
  const double *const shares[] = {p->banzhaf_share, p->deegan_packel, p->public_good, p->johnston, p->owen};
  if (p->shapley) ent_verdict_note(verdict, ENT_CHECK_SHAPLEY_SUM, p->shapley_sum_gap <= SUM_GAP, -1);
  for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
    if (!shares[i]) continue;
    ent_sum sum = {0, 0};
    for (int m = 0; m < p->members; m++) ent_sum_add(&sum, shares[i][m]);
    ent_verdict_note(verdict, ENT_CHECK_SHARES, fabs(ent_sum_value(&sum) - 1) <= SUM_GAP, -1);
  }
}

/* ---- numbers as text ---------------------------------------------------------------------------------------------- */

static int compare(const char *a, const char *b)
{
  const size_t na = strlen(a), nb = strlen(b);
  return na != nb ? na < nb ? -1 : 1 : strcmp(a, b);
}

static uint64_t residue(const char *digits, const ent_prime *prime)
{
  uint64_t r = 0;
  for (; *digits; digits++) r = (r * 10 + (uint64_t)(*digits - '0')) % prime->whole;
  return r;
}

/* ---- a second count ------------------------------------------------------------------------------------------------- */

static ent_engine second_engine(const ent_game *game, ent_engine first)
{
  ent_engine best = ENT_ENGINE_AUTO;
  double least = PATIENCE;
  for (int e = ENT_ENGINE_TYPES; e < ENT_ENGINES; e++) {
    ent_power_plan plan;
    const ent_power_options options = {.wanted = ENT_POWER_BANZHAF, .engine = (ent_engine)e};
    if (e == (int)first || ent_power_plan_make(game, &options, &plan, NULL) != ENT_OK) continue;
    if (plan.engine == ENT_ENGINE_DIAGRAM) {
      if (best == ENT_ENGINE_AUTO && !game->single) best = plan.engine;
    } else if (plan.steps < least) {
      least = plan.steps;
      best = plan.engine;
    }
  }
  return best;
}

static ent_status count_again(const inspection *in, ent_engine engine, const ent_power_options *usual,
                              const ent_allocator *memory, ent_error *err)
{
  ent_power_options options = *usual;
  options.wanted = ENT_POWER_BANZHAF;
  options.engine = engine;
  ent_power *second = NULL;
  const ent_status status = ent_power_compute(in->game, &options, memory, &second, err);
  if (status == ENT_LIMIT) return ENT_OK; /* the diagram grew too large: nothing was recomputed */
  if (status != ENT_OK) return status;
  in->verdict->second = engine;
  for (int m = 0; m < in->power->members; m++)
    note(in, ENT_CHECK_SECOND_ENGINE, strcmp(in->power->swings[m], second->swings[m]) == 0, m);
  note(in, ENT_CHECK_SECOND_ENGINE, strcmp(in->power->winning, second->winning) == 0, -1);
  ent_power_free(second);
  return ENT_OK;
}

static ent_status count_residues(const inspection *in, const ent_allocator *memory, ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_line line;
  ent_prime prime[PRIMES];
  ent_primes_below(UINT64_C(1) << 46, PRIMES, prime);
  ent_status status = ENT_OK;
  const bool opened = ent_line_open(&line, in->game, &arena);
  double *const table = opened ? ENT_NEW(&arena, double, ent_weight_room(&line)) : NULL;
  uint64_t *const pivot = ENT_NEW(&arena, uint64_t, 2 * (size_t)in->game->classes);
  if (!table || !pivot) status = ent_desk_no_memory(err);
  for (int p = 0; status == ENT_OK && p < PRIMES; p++) {
    ent_weight_residues(&line, 1, &prime[p], table, pivot, pivot + in->game->classes);
    const uint64_t dull = ent_modular_power(2, (uint64_t)(in->game->members - in->game->live), &prime[p]);
    for (int m = 0; m < in->power->members; m++) {
      const int k = in->game->class_of[m];
      const uint64_t counted = k == in->game->dull ? 0 : ent_modular_product(pivot[k], dull, &prime[p]);
      note(in, ENT_CHECK_SECOND_ENGINE, counted == residue(in->power->swings[m], &prime[p]), m);
    }
  }
  if (status == ENT_OK) in->verdict->second = ENT_ENGINE_WEIGHT;
  ent_arena_close(&arena);
  return status;
}

static ent_status recount(const inspection *in, const ent_power_options *options, const ent_allocator *memory,
                          ent_error *err)
{
  if (!in->power->swings) return ENT_OK;
  const ent_engine first = in->power->plan.engine, second = second_engine(in->game, first);
  if (second != ENT_ENGINE_AUTO) return count_again(in, second, options, memory, err);
  const double room = (double)in->game->line_total * sizeof(double);
  return in->game->single && room <= 0x1p29 ? count_residues(in, memory, err) : ENT_OK;
}

/* ---- theorems --------------------------------------------------------------------------------------------------------- */

static void check_fractions(const inspection *in)
{
  const ent_power *const p = in->power;
  if (!p->shapley_numerator) return;
  ent_prime prime[PRIMES];
  ent_primes_below(UINT64_C(1) << 46, PRIMES, prime);
  for (int i = 0; i < PRIMES; i++) {
    uint64_t sum = 0;
    for (int m = 0; m < p->members; m++)
      sum = ent_modular_sum(sum, residue(p->shapley_numerator[m], &prime[i]), &prime[i]);
    uint64_t factorial = 1;
    for (int m = 2; m <= p->members; m++) factorial = ent_modular_product(factorial, (uint64_t)m, &prime[i]);
    const bool denominator = residue(p->shapley_denominator, &prime[i]) == factorial;
    note(in, ENT_CHECK_NUMERATORS, denominator && sum == factorial, -1);
  }
}

static void check_members(const inspection *in)
{
  const ent_power *const p = in->power;
  for (int m = 0; m < p->members; m++) {
    const int first = in->game->first[in->game->class_of[m]];
    if (p->swings) {
      const bool none = strcmp(p->swings[m], "0") == 0;
      if (p->shapley_numerator) note(in, ENT_CHECK_DUMMIES, none == (strcmp(p->shapley_numerator[m], "0") == 0), m);
      if (p->shapley && none) note(in, ENT_CHECK_DUMMIES, p->shapley[m] <= NOTHING, m);
      if (!none) note(in, ENT_CHECK_DUMMIES, p->banzhaf_share[m] > 0, m);
      note(in, ENT_CHECK_EQUALS, strcmp(p->swings[m], p->swings[first]) == 0, m);
      const char last = p->swings[m][strlen(p->swings[m]) - 1], other = p->winning[strlen(p->winning) - 1];
      note(in, ENT_CHECK_PARITY, (last - other) % 2 == 0, m);
    }
    if (p->shapley) note(in, ENT_CHECK_EQUALS, p->shapley[m] == p->shapley[first], m);
  }
}

static bool outweighs(const ent_game *game, int a, int b)
{
  for (int c = 0; c < game->columns; c++)
    if (ent_game_column(game, c)[a] < ent_game_column(game, c)[b]) return false;
  return true;
}

static void check_order(const inspection *in)
{
  const ent_power *const p = in->power;
  const ent_game *const g = in->game;
  for (int a = 0; a < g->classes; a++)
    for (int b = 0; b < g->classes; b++) {
      if (a == b || !outweighs(g, a, b)) continue;
      const int strong = g->first[a], weak = g->first[b];
      if (p->swings) note(in, ENT_CHECK_ORDER, compare(p->swings[strong], p->swings[weak]) >= 0, strong);
      if (p->shapley) note(in, ENT_CHECK_ORDER, p->shapley[strong] >= p->shapley[weak] - NOTHING, strong);
    }
}

/* Does everybody but one of the class lose? */
static bool blocks(const ent_game *game, int class)
{
  int64_t sum[ENT_RULE_NODES_MAX];
  for (int c = 0; c < game->columns; c++) sum[c] = game->total[c] - ent_game_column(game, c)[class];
  return !ent_game_reached(game, sum);
}

static void check_vetoes(const inspection *in)
{
  const ent_power *const p = in->power;
  for (int k = 0; p->swings && k < in->game->classes; k++) {
    const int m = in->game->first[k];
    const bool all = strcmp(p->swings[m], p->winning) == 0;
    note(in, ENT_CHECK_VETOES, blocks(in->game, k) == all, m);
  }
}

static const char *const text_of[] = {
#define X(NAME, text) text,
  ENT_CHECK_LIST(X)
#undef X
};

const char *ent_check_text(ent_check check)
{
  return (unsigned)check < ENT_CHECKS ? text_of[check] : "?";
}

ent_status ent_power_verify(const ent_game *game, const ent_power *power, const ent_power_options *options,
                            const ent_allocator *memory, ent_power_verdict *verdict, ent_error *err)
{
  const ent_power_options usual = {.wanted = 0};
  if (power->members != game->members)
    return ent_fail(err, ENT_ARGUMENT, "power", "A result is checked against the game that it was computed for.");
  ent_power_verdict fresh = {.second = ENT_ENGINE_AUTO, .member = -1, .holds = true};
  const inspection in = {.game = game, .power = power, .verdict = &fresh};
  const ent_status status = recount(&in, options ? options : &usual, memory, err);
  if (status != ENT_OK) return status;
  ent_verdict_sums(&fresh, power);
  check_fractions(&in);
  check_members(&in);
  check_order(&in);
  check_vetoes(&in);
  *verdict = fresh;
  return ENT_OK;
}
