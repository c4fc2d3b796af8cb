/* seat_power.c - who has power in the clubs of a scenario before anybody's wishes are known?
 *
 * One computation a club by the engine that fits (entente/power.h).  A page draws this again whenever its reader changes
 * something, so what would take more than a moment is left out, as the plan says beforehand.
 * Cost: at most 2^30 inner steps a club.  Source: docs/method/voting.md. */
#include "base/fail.h"
#include "model/scenario.h"
#include "power/pair.h"
#include "study.h"

#include <string.h>

#define STEPS_MAX 0x1p30
#define BYTES_MAX 0x1p26

ent_status ent_club_power(const ent_club *club, const ent_allocator *memory, double *banzhaf, double *shapley,
                          ent_error *err)
{
  ent_game *game = NULL;
  ent_power *power = NULL;
  ent_power_plan plan;
  const ent_status status = ent_game_of_rule(club->rule, memory, &game, err);
  if (status != ENT_OK) return status;
  ent_status done = ent_power_plan_make(game, NULL, &plan, err);
  if (done == ENT_OK && (plan.steps > STEPS_MAX || plan.bytes > BYTES_MAX)) done = ENT_LIMIT;
  if (done == ENT_OK) done = ent_power_pair(game, memory, &power, err);
  for (int k = 0; k < club->seats; k++) {
    if (banzhaf) banzhaf[k] = done == ENT_OK ? power->banzhaf[k] : -1;
    if (shapley) shapley[k] = done == ENT_OK ? power->shapley[k] : -1;
  }
  ent_power_free(power);
  ent_game_free(game);
  return done == ENT_NOMEM ? done : ENT_OK; /* too much to compute is an outcome */
}

ent_status ent_scenario_power(const ent_scenario *s, const ent_allocator *memory, double *banzhaf, double *shapley,
                              ent_error *err)
{
  for (int c = 0; c < s->clubs; c++) {
    const ent_club *const club = &s->club[c];
    const ent_status status =
      ent_club_power(club, memory, banzhaf ? banzhaf + club->seat : NULL, shapley ? shapley + club->seat : NULL, err);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}
