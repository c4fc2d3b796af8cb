/* tiers_verify.c - do the powers of bodies within a body hold, when all coalitions are gone through one by one?
 *
 * Cost: 2^members, up to 20 members; beyond, sums and vetoes only. */
#include "base/fail.h"
#include "desk.h"
#include "tiers.h"

#include <math.h>
#include <string.h>

#define NEAR 1e-12

typedef struct walk {
  ent_tiers *tiers;
  bool yes[ENT_TIERS_MEMBERS_MAX];
  uint64_t winning, swings[ENT_TIERS_WALK_MAX];
} walk;

/* Goes through all coalitions: i swings one that wins when it loses without i. */
static void count(walk *w)
{
  const int n = w->tiers->members;
  for (uint32_t s = 0; s < UINT32_C(1) << n; s++) {
    for (int m = 0; m < n; m++) w->yes[m] = s >> m & 1U;
    if (!ent_tiers_wins(w->tiers, w->yes)) continue;
    w->winning++;
    for (int m = 0; m < n; m++) {
      if (!w->yes[m]) continue;
      w->yes[m] = false;
      w->swings[m] += !ent_tiers_wins(w->tiers, w->yes);
      w->yes[m] = true;
    }
  }
}

static void check_counts(walk *w, const ent_power *p, ent_power_verdict *v)
{
  const int n = w->tiers->members;
  if (n > ENT_TIERS_WALK_MAX || !p->banzhaf) return;
  const double coalitions = (double)(UINT32_C(1) << (n - 1));
  count(w);
  v->second = ENT_ENGINE_ENUMERATE;
  ent_verdict_note(v, ENT_CHECK_SECOND_ENGINE, fabs(p->act - (double)w->winning / (2 * coalitions)) <= NEAR, -1);
  for (int m = 0; m < n; m++)
    ent_verdict_note(v, ENT_CHECK_SECOND_ENGINE, fabs(p->banzhaf[m] - (double)w->swings[m] / coalitions) <= NEAR, m);
}

/* Who makes all others lose by a no decides in every winning coalition, and nobody else does. */
static void check_vetoes(walk *w, const ent_power *p, ent_power_verdict *v)
{
  const int n = w->tiers->members;
  for (int m = 0; m < n; m++) w->yes[m] = true;
  for (int m = 0; m < n && p->prevent; m++) {
    w->yes[m] = false;
    const bool blocks = !ent_tiers_wins(w->tiers, w->yes);
    w->yes[m] = true;
    const double least = p->swings ? 1 - 0x1p-53 : 1 - NEAR;
    if (blocks || p->swings) ent_verdict_note(v, ENT_CHECK_VETOES, blocks == (p->prevent[m] >= least), m);
  }
}

static void check_parity(const ent_power *p, ent_power_verdict *v)
{
  if (!p->swings) return;
  const char last = p->winning[strlen(p->winning) - 1];
  for (int m = 0; m < p->members; m++)
    ent_verdict_note(v, ENT_CHECK_PARITY, (p->swings[m][strlen(p->swings[m]) - 1] - last) % 2 == 0, m);
}

ent_status ent_tiers_verify(ent_tiers *tiers, const ent_power *power, ent_power_verdict *verdict, ent_error *err)
{
  if (power->members != tiers->members)
    return ent_fail(err, ENT_ARGUMENT, "power", "A result is checked against the game that it was computed for.");
  ent_power_verdict fresh = {.second = ENT_ENGINE_AUTO, .member = -1, .holds = true};
  walk w = {.tiers = tiers};
  ent_verdict_sums(&fresh, power);
  check_counts(&w, power, &fresh);
  check_vetoes(&w, power, &fresh);
  check_parity(power, &fresh);
  *verdict = fresh;
  return ENT_OK;
}
