/* triad_steps.c - which tie turns next when actors mend one unbalanced triad at a time?
 *
 * Local: of three actors drawn at random, (+ + -) has its hostile tie turn with chance p, else one of its friendly ties;
 * (- - -) any one.  Constrained: a tie drawn at random turns when fewer triads are unbalanced then, with chance 1/2 when as many.
 * A step's numbers are a function of (seed, step), so a run can be cut anywhere.
 * Cost:   some Philox blocks a step; constrained O(n).
 * Source: Antal, Krapivsky and Redner 2005, Physical Review E 72:036121. */
#include "base/fail.h"
#include "entente/balance_indices.h"

#define STREAM UINT64_C(0x747269616473)

typedef struct walk {
  int n;
  const ent_triad_rule *rule;
  uint64_t seed;
  int8_t *sign;
} walk;

static int draw(const walk *w, uint64_t step, uint32_t use, int below)
{
  const int k = (int)(ent_uniform(w->seed, step, STREAM, use) * below);
  return k < below ? k : below - 1;
}

static int8_t *tie(const walk *w, int i, int j)
{
  return &w->sign[(size_t)i * (size_t)w->n + (size_t)j];
}

static void turn(const walk *w, int i, int j)
{
  *tie(w, i, j) = *tie(w, j, i) = (int8_t) - *tie(w, i, j);
}

/* Three different actors, each three with the same chance. */
static void draw_three(const walk *w, uint64_t step, int v[3])
{
  v[0] = draw(w, step, 0, w->n);
  v[1] = draw(w, step, 1, w->n - 1);
  v[2] = draw(w, step, 2, w->n - 2);
  v[1] += v[1] >= v[0];
  const int low = v[0] < v[1] ? v[0] : v[1], high = v[0] < v[1] ? v[1] : v[0];
  v[2] += v[2] >= low;
  v[2] += v[2] >= high;
}

static bool step_local(const walk *w, uint64_t step)
{
  int v[3];
  draw_three(w, step, v);
  const int8_t sign[3] = {*tie(w, v[1], v[2]), *tie(w, v[2], v[0]), *tie(w, v[0], v[1])};
  if (sign[0] * sign[1] * sign[2] != -1) return false;
  int which = draw(w, step, 3, 3);
  if (sign[0] + sign[1] + sign[2] == 1) { /* one hostile tie */
    const int hostile = sign[0] < 0 ? 0 : sign[1] < 0 ? 1 : 2;
    const bool mends = ent_uniform(w->seed, step, STREAM, 4) < w->rule->p;
    which = mends ? hostile : (hostile + 1 + draw(w, step, 3, 2)) % 3;
  }
  turn(w, v[(which + 1) % 3], v[(which + 2) % 3]);
  return true;
}

static bool step_constrained(const walk *w, uint64_t step)
{
  const int i = draw(w, step, 0, w->n), drawn = draw(w, step, 1, w->n - 1), j = drawn + (drawn >= i);
  if (*tie(w, i, j) == 0) return false;
  int balanced = 0; /* triads with this tie, less those that are not balanced */
  for (int k = 0; k < w->n; k++)
    if (k != i && k != j) balanced += *tie(w, i, j) * *tie(w, i, k) * *tie(w, j, k);
  if (balanced > 0 || (balanced == 0 && ent_uniform(w->seed, step, STREAM, 4) >= 0.5)) return false;
  turn(w, i, j);
  return true;
}

static ent_status check(int n, const ent_triad_rule *rule, const int8_t *sign, ent_error *err)
{
  if (n < 3 || n > 30000) return ent_fail(err, ENT_ARGUMENT, "n", "Triad dynamics take 3 to 30,000 actors.");
  if (!rule->constrained && !(rule->p >= 0 && rule->p <= 1))
    return ent_fail(err, ENT_ARGUMENT, "p", "The chance that a hostile tie turns friendly lies between 0 and 1.");
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++) {
      const int8_t a = sign[(size_t)i * (size_t)n + (size_t)j], b = sign[(size_t)j * (size_t)n + (size_t)i];
      if (a != b || a < -1 || a > 1)
        return ent_fail(err, ENT_ARGUMENT, "sign", "The ties of triad dynamics are symmetric, and -1, 0 or 1.");
    }
  return ENT_OK;
}

ent_status ent_triad_steps(int n, const ent_triad_rule *rule, uint64_t seed, uint64_t from, uint64_t steps,
                           int8_t *sign, uint64_t *turned, ent_error *err)
{
  const ent_status status = check(n, rule, sign, err);
  if (status != ENT_OK) return status;
  const walk w = {n, rule, seed, sign};
  uint64_t turns = 0;
  for (uint64_t step = from; step - from < steps; step++)
    turns += rule->constrained ? step_constrained(&w, step) : step_local(&w, step);
  if (turned) *turned = turns;
  return ENT_OK;
}
