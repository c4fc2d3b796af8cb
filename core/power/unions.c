/* unions.c - power when members are bound to unions that vote as one until they quarrel within.
 *
 *   Owen          sum over sets R of other unions and T of own partners of
 *                 r! (m-1-r)! / m! * t! (u-1-t)! / u! * [i swings R and T]
 *   Banzhaf-Owen  the same with 2^-(m-1) * 2^-(u-1)
 * m unions, u members in the union of i.  Cost: unions_walk.c, unions_weight.c.
 * Source: Owen 1977 and 1981 (Values of games with a priori unions). */
#include "unions.h"

#include "base/fail.h"

#define PAIRS_MAX 0x1p26
#define PARTNERS_MAX 22
#define STEPS_MAX 0x1p34

static bool lay_out(ent_desk *d, ent_blocs *b, ent_error *err, ent_status *status)
{
  const int n = d->game->members;
  const int *const of = d->options->union_of;
  *b = (ent_blocs){.start = ENT_NEW(d->scratch, int, n + 1), .member = ENT_NEW(d->scratch, int, n)};
  int *const size = ENT_NEW(d->scratch, int, n);
  if (!b->start || !b->member || !size) {
    *status = ent_desk_no_memory(err);
    return false;
  }
  for (int m = 0; m < n; m++) {
    if (of[m] < 0 || of[m] >= n) {
      *status = ent_fail(err, ENT_ARGUMENT, "unions", "The number of a union lies between 0 and members - 1.");
      return false;
    }
    size[of[m]]++;
  }
  int at = 0;
  for (int u = 0; u < n; u++) {
    if (size[u] == 0) continue;
    b->start[b->unions++] = at;
    for (int m = 0; m < n; m++)
      if (of[m] == u) b->member[at++] = m;
    if (size[u] > b->largest) b->largest = size[u];
  }
  b->start[b->unions] = at;
  return true;
}

/* Pairs of a set of other unions and a set of own members, over all unions. */
static double pairs(const ent_blocs *b)
{
  double sum = 0;
  if (b->largest > PARTNERS_MAX) return 1e18;
  for (int k = 0; k < b->unions; k++) {
    double p = 1;
    for (int i = 0; i < b->unions - 1 + ent_bloc_size(b, k) && p < 1e18; i++) p *= 2;
    sum += p;
  }
  return sum;
}

static double weight_steps(const ent_game *game, const ent_blocs *b)
{
  if (!game->single) return 1e300;
  const double m = b->unions, u = b->largest, reach = (double)game->line_quota;
  return (m / 2 + 2) * m * (m + u * u) * reach;
}

ent_status ent_desk_unions(ent_desk *d, ent_error *err)
{
  ent_blocs b;
  ent_status status = ENT_OK;
  if (!lay_out(d, &b, err, &status)) return status;
  double *const owen = ENT_NEW(d->keep, double, d->game->members);
  double *const banzhaf = ENT_NEW(d->keep, double, d->game->members);
  if (!owen || !banzhaf) return ent_desk_no_memory(err);
  const double walk = pairs(&b), table = weight_steps(d->game, &b);
  if (walk <= PAIRS_MAX && walk <= table)
    status = ent_unions_walk(d, &b, owen, banzhaf, err);
  else if (table <= STEPS_MAX)
    status = ent_unions_weight(d, &b, owen, banzhaf, err);
  else if (walk <= PAIRS_MAX)
    status = ent_unions_walk(d, &b, owen, banzhaf, err);
  else
    status = ent_fail(
      err, ENT_LIMIT, "unions",
      "With unions at most 2^26 pairs of other unions and partners are walked, or one weight with a small quota.");
  if (status != ENT_OK) return status;
  d->power->owen = owen;
  d->power->banzhaf_owen = banzhaf;
  return ENT_OK;
}
