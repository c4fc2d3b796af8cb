/* ppml_sample.c - which observations say something about the regressors?
 *
 * An observation alone in a group is fitted by its effect whatever the regressors do; in a group of zeros the effect would go to
 * minus infinity.  Taking some out can leave others alone, so it is repeated.
 * Cost:   O(n effects) a round, few rounds.
 * Source: Correia 2015, Singletons, cluster-robust standard errors and fixed effects: a bad mix; Correia, Guimaraes and Zylkin
 *         2019. */
#include "base/fail.h"
#include "trade/ppml.h"

#include <string.h>

/* A map from any numbers >= 0 to 0, 1, 2 ... in order of appearance: open addressing, keys + 1, 0 is free. */
typedef struct numbering {
  uint32_t *key;
  int32_t *value;
  uint64_t mask;
  int32_t count;
} numbering;

static bool numbering_open(numbering *m, int64_t n, ent_arena *arena)
{
  uint64_t room = 16;
  while (room < 2 * (uint64_t)n) room *= 2;
  *m = (numbering){.key = ENT_NEW(arena, uint32_t, room), .value = ENT_NEW(arena, int32_t, room), .mask = room - 1};
  return m->key && m->value;
}

static int32_t number_of(numbering *m, int32_t name)
{
  const uint32_t key = (uint32_t)name + 1;
  uint64_t at = (key * UINT64_C(0x9E3779B97F4A7C15)) >> 20 & m->mask;
  while (m->key[at] != 0 && m->key[at] != key) at = (at + 1) & m->mask;
  if (m->key[at] == 0) {
    m->key[at] = key;
    m->value[at] = m->count++;
  }
  return m->value[at];
}

/* Dense numbers of one grouping among the n observations at[]; returns how many, -1: no memory. */
static int32_t make_dense(const int32_t *names, const int64_t *at, int64_t n, int32_t *out, ent_arena *arena)
{
  const ent_mark mark = ent_arena_mark(arena);
  numbering m;
  const bool open = numbering_open(&m, n, arena);
  for (int64_t i = 0; open && i < n; i++) out[i] = number_of(&m, names[at ? at[i] : i]);
  ent_arena_rewind(arena, mark);
  return open ? m.count : -1;
}

/* One pass over one effect: true when it marked somebody. */
static bool prune_effect(const ent_ppml_data *d, const int32_t *of, int32_t groups, bool keep_singletons,
                         int32_t *members, bool *alive, uint8_t *fate)
{
  memset(members, 0, sizeof *members * (size_t)groups);
  memset(alive, 0, sizeof *alive * (size_t)groups);
  for (int64_t i = 0; i < d->n; i++) {
    if (fate[i] != ENT_PPML_USED) continue;
    members[of[i]]++;
    alive[of[i]] |= d->y[i] > 0;
  }
  bool some = false;
  for (int64_t i = 0; i < d->n; i++) {
    if (fate[i] != ENT_PPML_USED) continue;
    const bool zeros = !alive[of[i]];
    if (!zeros && (keep_singletons || members[of[i]] > 1)) continue;
    fate[i] = zeros ? ENT_PPML_ZEROS : ENT_PPML_SINGLETON;
    some = true;
  }
  return some;
}

ent_status ent_ppml_prune(const ent_ppml_data *d, bool keep_singletons, uint8_t *fate, ent_arena *arena, ent_error *err)
{
  const ent_mark mark = ent_arena_mark(arena);
  int32_t *of[ENT_PPML_EFFECTS];
  int32_t groups[ENT_PPML_EFFECTS];
  bool open = true;
  for (int g = 0; open && g < d->effects; g++) {
    of[g] = ENT_NEW(arena, int32_t, d->n);
    groups[g] = of[g] ? make_dense(d->effect[g], NULL, d->n, of[g], arena) : -1;
    open = groups[g] >= 0;
  }
  int32_t *const members = ENT_NEW(arena, int32_t, d->n);
  bool *const alive = ENT_NEW(arena, bool, d->n);
  open = open && members && alive;
  for (bool again = open; again;) {
    again = false;
    for (int g = 0; g < d->effects; g++)
      again |= prune_effect(d, of[g], groups[g], keep_singletons, members, alive, fate);
  }
  ent_arena_rewind(arena, mark);
  return open ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is not enough memory for the groups of the effects.");
}

/* One effect of one group where the data name none: the constant. */
static bool take_groups(const ent_ppml_data *d, ent_ppml_sample *s, ent_arena *arena)
{
  for (int g = 0; g < s->effects; g++) {
    s->of[g] = ENT_NEW(arena, int32_t, s->n);
    if (!s->of[g]) return false;
    s->groups[g] = d->effects > 0 ? make_dense(d->effect[g], s->at, s->n, s->of[g], arena) : 1;
    if (s->groups[g] < 0) return false;
  }
  if (!d->cluster) return true;
  s->cluster = ENT_NEW(arena, int32_t, s->n);
  if (!s->cluster) return false;
  s->clusters = make_dense(d->cluster, s->at, s->n, s->cluster, arena);
  return s->clusters >= 0;
}

bool ent_ppml_sample_take(const ent_ppml_data *d, const uint8_t *fate, ent_arena *arena, ent_ppml_sample *out)
{
  ent_ppml_sample s = {.effects = d->effects > 0 ? d->effects : 1};
  for (int64_t i = 0; i < d->n; i++) s.n += fate[i] == ENT_PPML_USED;
  s.at = ENT_NEW(arena, int64_t, s.n);
  s.y = ENT_NEW(arena, double, s.n);
  s.of = ENT_NEW(arena, int32_t *, s.effects);
  s.groups = ENT_NEW(arena, int32_t, s.effects);
  if (d->weight) s.w = ENT_NEW(arena, double, s.n);
  if (!s.at || !s.y || (d->weight && !s.w) || !s.of || !s.groups) return false;
  int64_t at = 0;
  for (int64_t i = 0; i < d->n; i++) {
    if (fate[i] != ENT_PPML_USED) continue;
    s.at[at] = i;
    if (s.w) s.w[at] = d->weight[i];
    s.y[at++] = d->y[i];
  }
  if (!take_groups(d, &s, arena)) return false;
  *out = s;
  return true;
}
