/* gates.c - all four gates of one draw, or only those that a changed input can move. */
#include <string.h>

#include "base/fail.h"
#include "pinned.h"

static void join_durability(const ent_scenario *s, ent_verdict *v)
{
  ent_finding f = {.term = -1, .actor = -1};
  const bool wedge = s->rival >= 0;
  f.margin = wedge && v->alignment_margin < v->survival_margin ? v->alignment_margin : v->survival_margin;
  f.low = f.high = f.margin;
  v->gate[ENT_GATE_DURABILITY] = f;
}

void ent_draw_remember(ent_draw *d)
{
  const ent_scenario *s = d->s;
  memcpy(d->kept_margin, d->term_margin, (size_t)s->terms * sizeof *d->kept_margin);
  memcpy(d->kept_marginal, d->term_marginal, (size_t)s->terms * sizeof *d->kept_marginal);
  d->kept_bundle = d->bundle;
  if (s->rival >= 0) ent_gate_alignment_remember(d);
  d->probing = true;
}

void ent_gates_evaluate(ent_draw *d, uint32_t parts, uint32_t terms, ent_verdict *v)
{
  const uint32_t asking = 1u << ENT_PART_WILL | 1u << ENT_PART_CONSENT;
  const uint32_t promised = 1u << ENT_PART_ACCEPTANCE | 1u << ENT_PART_SURVIVAL;
  if (parts & asking) ent_gate_terms(d, terms);
  if (parts & asking) ent_gate_will(d, v);
  if (parts & asking) ent_gate_consent(d, v);
  if (parts & promised) ent_gate_promises(d);
  if (parts >> ENT_PART_ACCEPTANCE & 1) ent_gate_acceptance(d, v);
  if (parts >> ENT_PART_SURVIVAL & 1) ent_gate_survival(d, v);
  if (parts >> ENT_PART_ALIGNMENT & 1) ent_gate_alignment(d, v);
  join_durability(d->s, v);
  v->first_shut = ENT_GATES;
  for (int g = ENT_GATES - 1; g >= 0; g--)
    if (v->gate[g].margin < 0) v->first_shut = g;
}

void ent_gates_witness(const ent_draw *d, ent_verdict *v)
{
  ent_set any, alone;
  for (int g = ENT_GATE_WILL; g <= ENT_GATE_CONSENT; g++) {
    ent_finding *f = &v->gate[g];
    if (f->margin >= 0) continue;
    if (f->term >= 0)
      ent_term_block(d, f->term, &f->witness, &any, &alone);
    else if (f->actor >= 0)
      f->witness.word[f->actor / 64] |= UINT64_C(1) << f->actor % 64;
  }
  const int target = d->s->target;
  ent_finding *a = &v->gate[ENT_GATE_ACCEPTANCE];
  if (a->margin < 0) a->witness.word[target / 64] |= UINT64_C(1) << target % 64;
  ent_finding *f = &v->gate[ENT_GATE_DURABILITY];
  const int rival = d->s->rival;
  if (f->margin < 0 && rival >= 0 && v->alignment_margin < 0) {
    f->witness.word[target / 64] |= UINT64_C(1) << target % 64;
    f->witness.word[rival / 64] |= UINT64_C(1) << rival % 64;
    f->actor = rival;
  }
}

ent_status ent_pins_check(const ent_scenario *s, const ent_pin *pin, int pinned, ent_error *err)
{
  for (int i = 0; i < pinned; i++) {
    const int input = pin[i].input;
    if (input < 0 || input >= s->inputs)
      return ent_fail(err, ENT_ARGUMENT, "pin", "A pin names an input between 0 and the number of inputs.");
    const double x = pin[i].value;
    if (!ent_domain_holds(s->input[input].dist.domain, x) || (input == s->discount && (x <= 0 || x >= 1)))
      return ent_fail_join(err, ENT_ARGUMENT, 0, 0, s->input[input].path, "A pin holds \"", s->input[input].path,
                           "\" at a value that is not allowed there.", NULL);
  }
  return ENT_OK;
}

static ent_status evaluate(const ent_scenario *s, const ent_allocator *memory, const uint64_t *at, const ent_pin *pin,
                           int pinned, ent_verdict *out, ent_error *err)
{
  ent_arena arena;
  ent_pinned hold = {.pins = 0};
  ent_status status = ent_pins_check(s, pin, pinned, err);
  if (status != ENT_OK) return status;
  ent_arena_open(&arena, memory);
  status = ent_pinned_make(s, pin, 0, pinned, &arena, &hold, err);
  double *const scratch = status == ENT_OK ? ent_arena_take(&arena, ent_draw_bytes(s), 1) : NULL;
  if (!scratch) {
    ent_arena_close(&arena);
    return status != ENT_OK ? status : ent_fail(err, ENT_NOMEM, "", "There is no memory for a draw.");
  }
  ent_draw d = ent_draw_lay(s, scratch);
  ent_verdict v;
  memset(&v, 0, sizeof v);
  if (at)
    ent_draw_sample(&d, at[0], at[1]);
  else
    ent_draw_centre(&d);
  ent_pinned_set(&hold, at ? at[0] : 0, at ? at[1] : 0, &d, NULL);
  ent_gates_evaluate(&d, ENT_PARTS_MASK, UINT32_MAX, &v);
  ent_gates_witness(&d, &v);
  *out = v;
  ent_arena_close(&arena);
  return ENT_OK;
}

ent_status ent_verdict_draw(const ent_scenario *s, uint64_t seed, uint64_t draw, const ent_pin *pin, int pinned,
                            const ent_allocator *memory, ent_verdict *out, ent_error *err)
{
  const uint64_t at[2] = {seed, draw};
  return evaluate(s, memory, at, pin, pinned, out, err);
}

ent_status ent_verdict_centre(const ent_scenario *s, const ent_allocator *memory, ent_verdict *out, ent_error *err)
{
  return evaluate(s, memory, NULL, NULL, 0, out, err);
}
