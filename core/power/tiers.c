/* tiers.c - a body whose seats are bodies: chances pass up from tier to tier, and what decides passes down.
 *
 *   F = f(f_1, ..., f_k),   dF/dp_i = df/ds * df_s/dp_i
 * Cost: one evaluation of each game.  Source: Owen 1972. */
#include "base/clip.h"
#include "tiers.h"

#include "base/fail.h"

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "tiers", "There is no memory for the bodies within the body.");
}

/* ---- made ready --------------------------------------------------------------------------------------------------- */

static int count_members(const ent_game *upper, const ent_game *const *lower)
{
  int members = 0;
  for (int s = 0; s < upper->members; s++) members += lower[s] ? lower[s]->members : 1;
  return members;
}

static bool lay_out(ent_tiers *t, const ent_game *const *lower)
{
  const size_t seats = (size_t)t->seats, members = (size_t)t->members;
  t->first = ENT_NEW(&t->own, int, seats + 1);
  t->lower = ENT_NEW(&t->own, const ent_game *, seats);
  t->cabinet = ENT_NEW(&t->own, ent_adoption *, seats);
  t->seat_p = ENT_NEW(&t->own, double, 2 * seats);
  t->p = ENT_NEW(&t->own, double, 3 * members);
  t->seat_yes = ENT_NEW(&t->own, bool, seats);
  if (!t->first || !t->lower || !t->cabinet || !t->seat_p || !t->p || !t->seat_yes) return false;
  t->seat_pivot = t->seat_p + seats;
  t->pivot = t->p + members;
  t->score = t->pivot + members;
  for (int s = 0; s < t->seats; s++) {
    t->lower[s] = lower[s];
    t->cabinet[s] = NULL;
    t->first[s + 1] = t->first[s] + (lower[s] ? lower[s]->members : 1);
  }
  return true;
}

static ent_status make_ready(ent_tiers *t, const ent_game *const *lower, const ent_allocator *memory, ent_error *err)
{
  if (!lay_out(t, lower)) return no_memory(err);
  ent_status status = ent_adoption_open(t->upper, ENT_ENGINE_AUTO, memory, &t->council, err);
  for (int s = 0; s < t->seats && status == ENT_OK; s++)
    if (lower[s]) status = ent_adoption_open(lower[s], ENT_ENGINE_AUTO, memory, &t->cabinet[s], err);
  return status;
}

ent_status ent_tiers_open(const ent_game *upper, const ent_game *const *lower, const ent_allocator *memory,
                          ent_tiers **tiers, ent_error *err)
{
  const int members = count_members(upper, lower);
  if (members > ENT_TIERS_MEMBERS_MAX)
    return ent_fail(err, ENT_LIMIT, "tiers", "A body whose seats are bodies has at most 1,000 members in all.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_tiers *const t = ENT_NEW(&arena, ent_tiers, 1);
  if (!t) {
    ent_arena_close(&arena);
    return no_memory(err);
  }
  *t = (ent_tiers){.upper = upper, .seats = upper->members, .members = members, .own = arena};
  const ent_status status = make_ready(t, lower, memory, err);
  if (status == ENT_OK)
    *tiers = t;
  else
    ent_tiers_free(t);
  return status;
}

void ent_tiers_free(ent_tiers *tiers)
{
  if (!tiers) return;
  ent_adoption_free(tiers->council);
  for (int s = 0; tiers->cabinet && s < tiers->seats; s++) ent_adoption_free(tiers->cabinet[s]);
  ent_arena arena = tiers->own; /* the tiers lie inside it */
  ent_arena_close(&arena);
}

int ent_tiers_members(const ent_tiers *tiers)
{
  return tiers->members;
}

int ent_tiers_first(const ent_tiers *tiers, int seat)
{
  return tiers->first[seat];
}

/* ---- asked -------------------------------------------------------------------------------------------------------- */

bool ent_tiers_wins(ent_tiers *tiers, const bool *yes)
{
  for (int s = 0; s < tiers->seats; s++) {
    const bool *const own = yes + tiers->first[s];
    tiers->seat_yes[s] = tiers->lower[s] ? ent_game_wins(tiers->lower[s], own) : own[0];
  }
  return ent_game_wins(tiers->upper, tiers->seat_yes);
}

/* A chance that was summed up, back between 0 and 1. */
static double within(double chance)
{
  return ent_clip(chance, 0, 1);
}

double ent_tiers_evaluate(ent_tiers *tiers)
{
  ent_tiers *const t = tiers;
  double adopt = 0;
  for (int s = 0; s < t->seats; s++) {
    const int m = t->first[s];
    t->seat_p[s] = t->p[m];
    t->pivot[m] = 1;
    if (!t->cabinet[s]) continue;
    (void)ent_adoption_at(t->cabinet[s], t->p + m, 0, 0, &adopt, t->pivot + m, NULL, NULL); /* p is in order */
    t->seat_p[s] = within(adopt);
  }
  (void)ent_adoption_at(t->council, t->seat_p, 0, 0, &adopt, t->seat_pivot, NULL, NULL);
  for (int s = 0; s < t->seats; s++)
    for (int m = t->first[s]; m < t->first[s + 1]; m++) t->pivot[m] *= t->seat_pivot[s];
  return adopt;
}

static double evaluate(void *ctx)
{
  return ent_tiers_evaluate(ctx);
}

ent_status ent_tiers_at(ent_tiers *tiers, const double *p, double rho, int nodes, double *adopt, double *pivot,
                        double *slope, ent_error *err)
{
  const ent_factor factor = {.members = tiers->members,
                             .p = tiers->p,
                             .pivot = tiers->pivot,
                             .score = tiers->score,
                             .evaluate = evaluate,
                             .ctx = tiers};
  return ent_factor_at(&factor, p, rho, nodes, adopt, pivot, slope, err);
}
