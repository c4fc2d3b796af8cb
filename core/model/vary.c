/* vary.c - what does a scenario look like when only some numbers change?
 *
 * Sealing reads the whole text again; a slider moves one number of four hundred.  So the arrays are borrowed, the inputs
 * copied, the new texts read as sealing reads them, and correlations linked by the code of the seal.  An input varies alone
 * when no other input reads its node and nothing is computed from it while sealing: the prior of trust, sizes that are held
 * against each other, and what no field holds do not.  See vary.h for the cost. */
#include "vary.h"

#include <string.h>

#include "base/fail.h"
#include "seal.h"
#include "trade_value.h"

static bool begins(const char *path, const char *with)
{
  const size_t size = strlen(with);
  return strlen(path) > size && memcmp(path, with, size) == 0;
}

static bool shares_node(const ent_scenario *s, int input)
{
  const ent_node *node = s->input[input].node;
  for (int i = 0; node && i < s->inputs; i++)
    if (i != input && s->input[i].node == node) return true;
  return false;
}

static bool varies(const ent_scenario *s, int input)
{
  if (input < 0) return false;
  const ent_input *in = &s->input[input];
  if (begins(in->path, "owners.") || input == s->discount) return false;
  if (in->parts == 0 && begins(in->path, "trust.")) return false; /* the level is computed from these */
  if (begins(in->path, "trade.")) return false;                   /* and so are values from trade */
  return !shares_node(s, input) || !ent_node_at(s->root, in->path);
}

bool ent_scenario_varies(const ent_scenario *base, const char *path)
{
  return varies(base, ent_scenario_find_input(base, path));
}

static ent_status refuse(ent_error *err, const char *path)
{
  return ent_fail(err, ENT_REFERENCE, path, "This change takes more than another number.");
}

static ent_status read_change(ent_scenario *s, const ent_variation *change, ent_error *err)
{
  const int i = ent_scenario_find_input(s, change->path);
  if (!varies(s, i)) return refuse(err, change->path);
  ent_input *in = &s->input[i];
  ent_notation notation;
  const size_t size = strlen(change->text);
  const char *text = ent_arena_text(&s->arena, change->text, size);
  if (!text) return ent_fail(err, ENT_NOMEM, change->path, "There is no memory for the new value.");
  bool together = false;
  const ent_status status =
    ent_trade_is_call(text)
      ? ent_trade_read(s->root, s->tree->table, text, size, in->dist.domain, s->tree->words, false, &s->arena,
                       &notation, &together, NULL)
      : ent_notation_read(text, size, in->dist.domain, s->tree->table, s->tree->words, &s->arena, &notation, NULL);
  if (status == ENT_NOMEM) return ent_fail(err, ENT_NOMEM, change->path, "There is no memory for the new value.");
  if (status != ENT_OK) return refuse(err, change->path);
  in->dist = notation.dist;
  in->together = together;
  in->text = text;
  in->words = notation.words;
  if (notation.origin[0]) in->citation = notation.origin;
  return ENT_OK;
}

/* Correlations hold between uncertain inputs only, so a change may drop or add some. */
static ent_status link(ent_scenario *s, ent_error *err)
{
  ent_error found;
  ent_errors list = {.list = &found, .room = 1};
  ent_sealing w = {
    .s = s, .root = s->root, .tables = s->tree->table, .arena = &s->arena, .errors = &list, .words = s->tree->words};
  s->correlated = 0;
  ent_seal_links(&w);
  if (list.no_memory) return ent_fail(err, ENT_NOMEM, "correlate", "There is no memory for the new value.");
  return list.found ? refuse(err, "correlate") : ENT_OK;
}

ent_status ent_scenario_vary(const ent_scenario *base, const ent_variation *change, int changes,
                             const ent_allocator *memory, ent_scenario **out, ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_scenario *s = ENT_NEW(&arena, ent_scenario, 1);
  ent_input *input = ENT_NEW(&arena, ent_input, base->inputs + 1);
  if (!s || !input) {
    ent_arena_close(&arena);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for a varied scenario.");
  }
  *s = *base;
  s->arena = arena;
  s->borrows = true;
  s->input = input;
  s->input_room = s->inputs;
  memcpy(input, base->input, (size_t)base->inputs * sizeof *input);
  ent_status status = ENT_OK;
  for (int i = 0; status == ENT_OK && i < changes; i++) status = read_change(s, &change[i], err);
  if (status == ENT_OK) status = link(s, err);
  if (status == ENT_OK)
    *out = s;
  else
    ent_scenario_free(s);
  return status;
}
