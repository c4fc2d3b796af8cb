/* pinned.c - what is an input in a draw when others are held?
 *
 * A pin holds its own input and nothing else, but for one: a number from trade is a function of the elasticity theta and of a
 * share or amount x.  Where theta is held, such a number is drawn from its distribution at that theta, at the normal score that
 * it has in the draw: for x uncertain its quantile over x, else the value itself.  Unless such a number correlates with others,
 * the draw is then bit for bit that of the scenario in which theta is known.
 * Cost: of making ready one table a follower; of a draw one normal quantile a follower. */
#include "pinned.h"

#include "base/fail.h"
#include "model/trade_value.h"
#include "moved.h"

#include <string.h>

static bool follows(const ent_scenario *s, int input)
{
  const ent_input *const in = &s->input[input];
  return in->dist.kind != ENT_DIST_KNOWN && ent_trade_is_call(in->text);
}

bool ent_input_leads(const ent_scenario *s, int input)
{
  return s->theta >= 0 && input == s->theta;
}

ent_moves ent_input_moves(const ent_scenario *s, int input)
{
  const bool leads = ent_input_leads(s, input);
  ent_moves m = {0, 0, 0};
  for (int i = leads ? 0 : input; i < (leads ? s->inputs : input + 1); i++) {
    if (i != input && !follows(s, i)) continue;
    m.parts |= s->input[i].parts;
    m.terms |= s->input[i].terms;
    m.itself |= s->input[i].parts & ~ent_input_by_bundle(s, i);
  }
  return m;
}

static int count_followers(const ent_scenario *s)
{
  int count = 0;
  for (int i = 0; s->theta >= 0 && i < s->inputs; i++) count += follows(s, i);
  return count;
}

size_t ent_pinned_most(const ent_scenario *s)
{
  return ENT_PROBE_PINS_MAX + (size_t)count_followers(s);
}

static bool is_pinned(const ent_pin *pin, int pins, int input)
{
  for (int i = 0; i < pins; i++)
    if (pin[i].input == input) return true;
  return false;
}

static ent_status take_followers(const ent_scenario *s, const ent_pin *pin, int pins, double theta, ent_arena *arena,
                                 ent_pinned *h, ent_error *err)
{
  const int most = count_followers(s);
  ent_follower *const list = ENT_NEW(arena, ent_follower, most + 1);
  if (!list) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the probes.");
  for (int i = 0; i < s->inputs; i++) {
    if (!follows(s, i) || is_pinned(pin, pins, i)) continue;
    const ent_input *const in = &s->input[i];
    ent_follower *const f = &list[h->followers++];
    *f = (ent_follower){i, {.kind = ENT_DIST_KNOWN, .domain = in->dist.domain}};
    const ent_status status = ent_trade_at(s->root, s->tree->table, in->text, theta, arena, &f->dist, err);
    if (status != ENT_OK) return status;
  }
  h->follower = list;
  return ENT_OK;
}

ent_status ent_pinned_make(const ent_scenario *s, const ent_pin *pin, int first, int pins, ent_arena *arena,
                           ent_pinned *out, ent_error *err)
{
  ent_pinned h = {.pin = pin ? pin + first : NULL, .pins = pin ? pins - first : 0};
  ent_status status = ENT_OK;
  for (int i = 0; i < h.pins && status == ENT_OK && h.followers == 0; i++)
    if (ent_input_leads(s, h.pin[i].input)) status = take_followers(s, pin, pins, h.pin[i].value, arena, &h, err);
  if (status == ENT_OK) *out = h;
  return status;
}

/* What correlates keeps its score; another input draws its own again. */
static double drawn(const ent_draw *d, uint64_t seed, uint64_t draw, const ent_follower *f)
{
  const ent_scenario *const s = d->s;
  for (int k = 0; k < s->correlated; k++)
    if (s->correlated_input[k] == f->input) return ent_dist_value(&f->dist, d->z[k], 0);
  const double u = ent_uniform(seed, draw, s->input[f->input].stream, 0);
  return ent_dist_value(&f->dist, f->dist.kind == ENT_DIST_KNOWN ? 0 : ent_normal_quantile(u), u);
}

void ent_pinned_set(const ent_pinned *h, uint64_t seed, uint64_t draw, ent_draw *d, double *kept)
{
  for (int i = 0; i < h->followers; i++) {
    const ent_follower *const f = &h->follower[i];
    if (kept) kept[h->pins + i] = d->x[f->input];
    d->x[f->input] = drawn(d, seed, draw, f);
  }
  for (int i = 0; i < h->pins; i++) {
    if (kept) kept[i] = d->x[h->pin[i].input];
    d->x[h->pin[i].input] = h->pin[i].value;
  }
}

void ent_pinned_let_go(const ent_pinned *h, ent_draw *d, const double *kept)
{
  for (int i = h->pins - 1; i >= 0; i--) d->x[h->pin[i].input] = kept[i];
  for (int i = 0; i < h->followers; i++) d->x[h->follower[i].input] = kept[h->pins + i];
}
