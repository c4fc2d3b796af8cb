/* compare_worlds.c - all mixtures of two scenarios that a comparison needs, as sealed scenarios.
 *
 * Changes of rules, lists and structure need a scenario of their own: one for each subset, a world.  A world is the tree of
 * a, or that of b where the rest has changed, with some places made as they are in the other tree.  It is sealed twice, with
 * the numbers of a and with those of b; in between, numbers are mixed inside each draw.
 * Cost: 2^(others + 1) seals of a few milliseconds. */
#include <string.h>

#include "base/fail.h"
#include "compare.h"

/* The shift's side in a world: 0 as in a, 1 as in b. */
static int side_of(const ent_mix *m, int shift, int world, int numbers)
{
  return shift < m->numbers ? numbers : world >> (shift - m->numbers) & 1;
}

/* Which of the two trees the world starts from. */
static int base_of(const ent_mix *m, int world)
{
  const bool rest = m->others > 0 && m->c->shift[m->c->count - 1].kind == ENT_CAUSE_REST;
  return rest ? world >> (m->others - 1) & 1 : 0;
}

static int grafts_of(const ent_mix *m, int world, int numbers)
{
  int n = 0;
  for (int i = 0; i < m->c->count; i++)
    n += m->c->shift[i].kind != ENT_CAUSE_REST && side_of(m, i, world, numbers) != base_of(m, world);
  return n;
}

static ent_status seal_mixture(const ent_mix *m, int world, int numbers, const ent_allocator *memory,
                               ent_scenario **out, ent_error *err)
{
  const int base = base_of(m, world);
  const uint8_t *data;
  size_t size;
  ent_builder *b = NULL;
  ent_error found;
  int count = 0;
  ent_scenario_snapshot(m->c->s[base], &data, &size);
  ent_status status = ent_builder_open(memory, &b, err);
  if (status == ENT_OK) status = ent_builder_load(b, data, size, err);
  ent_builder_speak(b, ent_scenario_words(m->c->s[base]));
  for (int i = 0; status == ENT_OK && i < m->c->count; i++) {
    const ent_shift *shift = &m->c->shift[i];
    const int side = side_of(m, i, world, numbers);
    if (shift->kind != ENT_CAUSE_REST && side != base)
      status = ent_builder_graft(b, shift->path, shift->node[side], err);
  }
  if (status == ENT_OK) {
    status = ent_scenario_seal(b, memory, out, &found, 1, &count);
    if (status != ENT_OK && err) *err = found;
  }
  ent_builder_close(b);
  return status;
}

/* Which changes to put into the rest when this world is no scenario: one that stands alone in it, or all that are mixed. */
static void blame(const ent_mix *m, int world, int numbers, bool *bad)
{
  const int base = base_of(m, world);
  int others = 0;
  for (int i = m->numbers; i < m->c->count; i++)
    others += m->c->shift[i].kind != ENT_CAUSE_REST && side_of(m, i, world, numbers) != base;
  for (int i = 0; i < m->c->count; i++)
    if (m->c->shift[i].kind != ENT_CAUSE_REST && side_of(m, i, world, numbers) != base)
      bad[i] = others == 0 || i >= m->numbers;
}

static int owner_of(const ent_mix *m, const char *path)
{
  char fallback[ENT_PATH_MAX];
  const bool consent = ent_compare_default_of(path, fallback);
  int owner = -1;
  for (int i = 0; i < m->numbers; i++) {
    if (strcmp(m->c->shift[i].path, path) == 0) return i;
    if (consent && strcmp(m->c->shift[i].path, fallback) == 0) owner = i;
  }
  return owner;
}

/* Which inputs differ between the numbers of a and of b, and by which change; false when an input differs for no change. */
static bool map_inputs(const ent_mix *m, ent_mixed *w)
{
  for (int i = 0; i < w->s[0]->inputs && m->numbers > 0; i++) {
    const ent_input *in = &w->s[0]->input[i];
    const int k = ent_scenario_find_input(w->s[1], in->path);
    if (k < 0) return false;
    if (ent_compare_same_input(w->s[0], i, w->s[1], k)) continue;
    const int owner = owner_of(m, in->path);
    const uint32_t parts = in->parts | w->s[1]->input[k].parts;
    if (owner < 0 && parts) return false;
    if (owner < 0) continue;
    w->input[0][w->moves] = i;
    w->input[1][w->moves] = k;
    w->shift[w->moves++] = owner;
    w->parts[owner] |= parts;
    w->terms[owner] |= in->terms | w->s[1]->input[k].terms;
  }
  return true;
}

static ent_status seal_world(ent_mix *m, int world, const ent_allocator *memory, ent_arena *arena, bool *sound,
                             bool *bad, ent_error *err)
{
  ent_mixed *w = &m->world[world];
  for (int numbers = 0; numbers < 2; numbers++) {
    w->s[numbers] = numbers ? w->s[0] : m->c->s[base_of(m, world)];
    if (numbers && m->numbers == 0) continue;
    if (grafts_of(m, world, numbers) == 0) {
      w->s[numbers] = m->c->s[base_of(m, world)];
      continue;
    }
    const ent_status status = seal_mixture(m, world, numbers, memory, &w->owned[numbers], err);
    w->s[numbers] = w->owned[numbers];
    if (status == ENT_NOMEM) return status;
    if (status != ENT_OK) {
      *sound = false;
      blame(m, world, numbers, bad);
      return ENT_OK;
    }
  }
  const size_t inputs = (size_t)w->s[0]->inputs;
  w->input[0] = ENT_NEW(arena, int, inputs);
  w->input[1] = ENT_NEW(arena, int, inputs);
  w->shift = ENT_NEW(arena, int, inputs);
  w->parts = ENT_NEW(arena, uint32_t, m->numbers);
  w->terms = ENT_NEW(arena, uint32_t, m->numbers);
  if (!w->input[0] || !w->input[1] || !w->shift || !w->parts || !w->terms)
    return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  if (!map_inputs(m, w)) {
    *sound = false;
    for (int i = 0; i < m->numbers; i++) bad[i] = true;
  }
  return ENT_OK;
}

void ent_compare_unseal(ent_mix *mix)
{
  for (int w = 0; w < mix->worlds; w++)
    for (int k = 0; k < 2; k++) ent_scenario_free(mix->world[w].owned[k]);
  mix->worlds = 0;
}

ent_status ent_compare_seal(const ent_shifts *c, const ent_allocator *memory, ent_arena *arena, ent_mix *out,
                            bool *sound, bool *bad, ent_error *err)
{
  ent_mix m = {.c = c};
  while (m.numbers < c->count && c->shift[m.numbers].kind == ENT_CAUSE_NUMBER) m.numbers++;
  m.others = c->count - m.numbers;
  m.world = ENT_NEW(arena, ent_mixed, 1 << m.others);
  if (!m.world) return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  m.worlds = 1 << m.others;
  ent_status status = ENT_OK;
  *sound = true;
  /* fewer changes first, seen from the tree that the world starts from: so a change that cannot stand alone is found alone */
  for (int changes = 0; changes <= c->count; changes++)
    for (int w = 0; w < m.worlds && status == ENT_OK && *sound; w++)
      if (grafts_of(&m, w, base_of(&m, w)) == changes) status = seal_world(&m, w, memory, arena, sound, bad, err);
  if (status == ENT_OK && *sound)
    *out = m;
  else
    ent_compare_unseal(&m);
  return status;
}
