/* coalitions_hunt.c - what has to be known before sets of sanctioners can be solved?
 *
 * The world without sanctions (its state, its matrix of steps), and which members hold the world together: without the target the
 * others form groups that trade with one another; a set cuts a group off from the target when it has all of those in the group
 * that trade with it.  Such sets have deficits to purge, and are solved by themselves.
 * Cost: O(n^3) once; a set that is solved by itself some 50 n^2. */
#include "trade/coalitions.h"

#include "base/fail.h"

#include <string.h>

#define SAMPLES_MOST ((uint64_t)1 << 24)

static ent_status check(const ent_hunt *h, ent_error *err)
{
  const ent_trade *const t = h->t;
  if (!h->member || h->members < 1 || h->members > ENT_TRADE_SAMPLED || h->target < 0 || h->target >= t->n)
    return ent_fail(err, ENT_ARGUMENT, "", "A coalition has 1 to 62 members and a target among the economies.");
  for (int i = 0; i < h->members; i++) {
    bool sound = h->member[i] >= 0 && h->member[i] < t->n && h->member[i] != h->target;
    for (int k = 0; k < i; k++) sound = sound && h->member[k] != h->member[i];
    if (!sound)
      return ent_fail(err, ENT_ARGUMENT, "", "A member of the coalition is no economy, the target, or named twice.");
  }
  if (h->options->samples > SAMPLES_MOST)
    return ent_fail(err, ENT_ARGUMENT, "", "At most 16,777,216 orders of joining are drawn.");
  if (t->options.supply > 0 || t->options.deficits == ENT_TRADE_MULTIPLICATIVE || t->options.fixed_shares)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "Coalitions are solved without elasticity of supply, multiplicative deficits and fixed shares.");
  return ENT_OK;
}

/* ---- who holds the world together -------------------------------------------------------------------------------- */

static bool trades(const ent_trade *t, int i, int j)
{
  return t->net[(size_t)i * (size_t)t->stride + (size_t)j] > 0 || t->net[(size_t)j * (size_t)t->stride + (size_t)i] > 0;
}

/* The members of the group around `start` that trade with the target; 0 when others there do as well.  Marks the group. */
static uint64_t bridges_of(const ent_hunt *h, int start, bool *seen, int *stack)
{
  int height = 0;
  uint64_t members = 0;
  bool others = false;
  stack[height++] = start;
  seen[start] = true;
  while (height > 0) {
    const int i = stack[--height];
    int m = 0;
    while (m < h->members && h->member[m] != i) m++;
    if (trades(h->t, i, h->target)) {
      if (m < h->members)
        members |= (uint64_t)1 << m;
      else
        others = true;
    }
    for (int j = 0; j < h->t->n; j++)
      if (!seen[j] && trades(h->t, i, j)) {
        seen[j] = true;
        stack[height++] = j;
      }
  }
  return others ? 0 : members;
}

static ent_status find_cuts(ent_hunt *h, ent_error *err)
{
  const int n = h->t->n;
  bool *const seen = ENT_NEW(&h->arena, bool, n);
  int *const stack = ENT_NEW(&h->arena, int, n);
  h->cut = ENT_NEW(&h->arena, uint64_t, n);
  if (!seen || !stack || !h->cut) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the coalitions.");
  seen[h->target] = true;
  for (int i = 0; i < n; i++) {
    const uint64_t bridges = seen[i] ? 0 : bridges_of(h, i, seen, stack);
    if (bridges) h->cut[h->cuts++] = bridges;
  }
  return ENT_OK;
}

bool ent_hunt_cuts(const ent_hunt *h, uint64_t set)
{
  for (int c = 0; c < h->cuts; c++)
    if ((set & h->cut[c]) == h->cut[c]) return true;
  return false;
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

/* The matrix of steps of the world without sanctions, whose wages are all 1. */
static ent_status ready_family(ent_hunt *h, ent_error *err)
{
  ent_family *const f = &h->family;
  const ent_status status = ent_family_open(h->t, h->target, h->member, h->members, &h->arena, f, err);
  if (status != ENT_OK) return status;
  const ent_mark mark = ent_arena_mark(&h->arena);
  double *const room = ENT_NEW(&h->arena, double, ent_family_room(f));
  double *const x = ENT_NEW(&h->arena, double, (size_t)f->n *ENT_ABREAST);
  if (!room || !x) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the coalitions.");
  ent_abreast a;
  ent_abreast_lay(f, room, &a);
  ent_abreast_whole(f, &a);
  h->abreast = ent_abreast_solve(f, &a, f->chord, x, ENT_TRADE_GAP, 0) && ent_abreast_chord(f, &a, 0, f->chord);
  ent_arena_rewind(&h->arena, mark);
  return ENT_OK;
}

ent_status ent_hunt_open(ent_hunt *h, ent_error *err)
{
  ent_trade_answer a;
  ent_arena_open(&h->arena, h->memory);
  ent_status status = check(h, err);
  if (status == ENT_OK) status = ent_trade_solve(h->t, NULL, &a, err);
  if (status != ENT_OK) return status;
  const size_t cells = (size_t)h->t->n * (size_t)h->t->n;
  h->freeness = ENT_NEW(&h->arena, double, cells);
  if (!h->freeness) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the coalitions.");
  for (size_t c = 0; c < cells; c++) h->freeness[c] = 1;
  status = find_cuts(h, err);
  return status == ENT_OK && a.certificate.parts == 1 ? ready_family(h, err) : status;
}

void ent_hunt_close(ent_hunt *h)
{
  ent_arena_close(&h->arena);
}

/* ---- one set by itself ------------------------------------------------------------------------------------------- */

static void let(ent_hunt *h, int economy, double freeness)
{
  const size_t n = (size_t)h->t->n, a = (size_t)h->target, b = (size_t)economy;
  h->freeness[a * n + b] = h->freeness[b * n + a] = freeness;
}

ent_status ent_hunt_solve(ent_hunt *h, uint64_t set, int extra, ent_trade_answer *out, ent_error *err)
{
  for (int m = 0; m < h->members; m++) let(h, h->member[m], set >> m & 1u ? 0 : 1);
  if (extra >= 0) let(h, extra, 0);
  const ent_trade_shock shock = {.freeness = h->freeness};
  const ent_status status = ent_trade_solve(h->t, &shock, out, err);
  if (extra >= 0) let(h, extra, 1);
  return status;
}
