/* map.c - the alignment at the centre of the assumptions, for drawing and for the triangle.
 *
 * Medians of ties and sizes, with the effects of the terms that are in the bundle at the centre.  The camps are those of the
 * configuration with the lowest energy, found through the margin's search when the deal is a wedge and by trying every
 * configuration otherwise.  Cost: one landscape a call; meant for reports, not for draws. */
#include <math.h>
#include <string.h>

#include "study.h"
#include "world.h"

bool ent_scenario_camp(const ent_scenario *s, int place, const char **actor, const char **name)
{
  if (place < 0 || place >= s->camps) return false;
  if (actor) *actor = s->actor[s->camp[place]].key;
  if (name) *name = s->actor[s->camp[place]].name;
  return true;
}

bool ent_scenario_wedge(const ent_scenario *s, int place[3])
{
  if (s->rival < 0 || s->camp_target < 0 || s->camp_proposer < 0 || s->camp_rival < 0) return false;
  place[0] = s->camp_target;
  place[1] = s->camp_proposer;
  place[2] = s->camp_rival;
  return true;
}

double ent_scenario_map_tie(const ent_scenario *s, int a, int b)
{
  if (a < 0 || b < 0 || a >= s->camps || b >= s->camps || a == b) return 0;
  double p = ent_scenario_tie_now(s, a, b);
  for (int t = 0; t < s->terms; t++) {
    if (!s->term[t].include) continue;
    for (int k = 0; k < s->term[t].effects; k++) {
      const ent_effect *e = &s->term[t].effect[k];
      if ((e->a == a && e->b == b) || (e->a == b && e->b == a)) p += ent_input_middle(s, e->change);
    }
  }
  return ent_clip(p, -1, 1);
}

double ent_scenario_map_size(const ent_scenario *s, int a)
{
  return a < 0 || a >= s->camps ? 0 : ent_input_middle(s, s->camp_size[a]);
}

int ent_scenario_map(const ent_scenario *s)
{
  return s->camps;
}

/* Lowest energy over all configurations by single flips in Gray order; camps up to 24 would be slow, so beyond 16 only
 * configurations reachable by descent from the signs of the target's ties are tried. */
static ent_camp lowest(const ent_landscape *land, int target)
{
  const int n = land->n;
  ent_camp camp = 1u << target, best = camp;
  if (n <= 16) {
    double least = 1e300;
    for (ent_camp c = 0; c < 1u << (n - 1); c++) {
      const double e = ent_align_energy(land, c);
      if (e < least - 1e-12) {
        least = e;
        best = c;
      }
    }
    return best;
  }
  for (int i = 0; i < n; i++)
    if (land->propensity[target * n + i] > 0) camp |= 1u << i;
  for (int sweep = 0; sweep < 1000; sweep++) {
    bool moved = false;
    for (int i = 0; i < n; i++)
      if (ent_align_energy(land, camp ^ 1u << i) < ent_align_energy(land, camp) - 1e-12) {
        camp ^= 1u << i;
        moved = true;
      }
    if (!moved) break;
  }
  return camp;
}

bool ent_scenario_map_point(const ent_scenario *s, int index, ent_map_point *out)
{
  double size[ENT_ALIGN_MAX], p[ENT_ALIGN_MAX * ENT_ALIGN_MAX], x[ENT_ALIGN_MAX], y[ENT_ALIGN_MAX],
    content[ENT_ALIGN_MAX];
  double work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)], total = 0;
  const int n = s->camps;
  if (index < 0 || index >= n) return false;
  ent_scenario_landscape_centre(s, true, size, p);
  for (int i = 0; i < n; i++) total += size[i];
  const ent_landscape land = {n, size, p};
  const int target = s->camp_target >= 0 ? s->camp_target : 0;
  const ent_camp camp = lowest(&land, target);
  ent_align_layout(&land, work, x, y);
  ent_align_contentment(&land, camp, content, NULL);
  *out = (ent_map_point){.actor = s->actor[s->camp[index]].key,
                         .name = s->actor[s->camp[index]].name,
                         .size = size[index] / total,
                         .x = x[index],
                         .y = y[index],
                         .with_target = (camp >> index & 1) == (camp >> target & 1),
                         .content = content[index]};
  return true;
}

int ent_scenario_spaces(const ent_scenario *s)
{
  int spaces = 0;
  for (int c = 0; c < s->clubs; c++) spaces += s->club[c].space != NULL;
  return spaces;
}

bool ent_scenario_space(const ent_scenario *s, int index, ent_space_info *out)
{
  for (int c = 0; c < s->clubs; c++) {
    const ent_club *const club = &s->club[c];
    const ent_club_space *const space = club->space;
    if (!space || index-- != 0) continue;
    *out = (ent_space_info){.club = club->key,
                            .club_name = club->name,
                            .x_name = space->x,
                            .y_name = space->y,
                            .rule = club->rule,
                            .seat = club->seat,
                            .members = club->seats,
                            .ideal = space->ideal,
                            .status_quo = space->status_quo,
                            .proposal = space->proposal,
                            .has_proposal = space->has_proposal};
    return true;
  }
  return false;
}

int ent_scenario_seats(const ent_scenario *s)
{
  return s->seats;
}

bool ent_scenario_seat(const ent_scenario *s, int index, ent_seat_info *out)
{
  if (index < 0 || index >= s->seats) return false;
  const ent_seat *seat = &s->seat[index];
  const ent_club *c = &s->club[seat->club];
  const bool actor = seat->owner < s->actors;
  const ent_club *member = actor ? NULL : &s->club[seat->owner - s->actors];
  *out = (ent_seat_info){.club = c->key,
                         .club_name = c->name,
                         .actor = actor ? s->actor[seat->owner].key : member->key,
                         .actor_name = actor ? s->actor[seat->owner].name : member->name,
                         .actor_index = actor ? seat->owner : -1};
  return true;
}
