/* answer_json.c - the answer for programs.  The format is described in docs/guide/json.md and does not change without a
 * line in the changelog. */
#include <string.h>

#include "base/fail.h"
#include "json.h"
#include "study.h"

static const char *const outcome_name[] = {
#define X(NAME, name, text) #name,
  ENT_OUTCOME_LIST(X)
#undef X
};

static void put_share(ent_json *j, uint64_t k, uint64_t n)
{
  const ent_share s = ent_share_of(k, n);
  ent_json_number(j, "p", s.p);
  ent_json_number(j, "se", s.se);
}

static void put_margin(ent_json *j, const ent_ensemble *e, ent_track t)
{
  ent_json_number(j, "margin_p5", ent_ensemble_quantile(e, t, 0.05));
  ent_json_number(j, "margin_p50", ent_ensemble_quantile(e, t, 0.5));
  ent_json_number(j, "margin_p95", ent_ensemble_quantile(e, t, 0.95));
}

static void put_part(ent_json *j, const char *name, const ent_ensemble *e, uint64_t open, ent_track t)
{
  ent_json_open(j, name, '{');
  put_share(j, open, e->draws);
  put_margin(j, e, t);
  ent_json_close(j, '}');
}

static void put_flips(ent_json *j, const ent_answer *a)
{
  ent_json_number(j, "centre_flip_price", a->centre.detail.flip_price);
  ent_json_text(j, "flip", a->flipping);
  ent_json_open(j, "flips", '[');
  for (int i = 0; i < a->flips; i++) {
    const ent_flip_tie *const f = &a->flip[i];
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "actor", ent_scenario_actor_key(a->scenario, f->actor));
    ent_json_text(j, "name", ent_scenario_actor_name(a->scenario, f->actor));
    ent_json_number(j, "now", f->now);
    ent_json_number(j, "change", f->change);
    ent_json_flag(j, "within", f->within);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

static void put_alignment(ent_json *j, const ent_answer *a)
{
  ent_json_open(j, "alignment", '{');
  put_share(j, a->ensemble.turns, a->ensemble.draws);
  put_margin(j, &a->ensemble, ENT_TRACK_ALIGNMENT);
  put_flips(j, a);
  ent_json_close(j, '}');
}

static void put_gates(ent_json *j, const ent_answer *a)
{
  const ent_ensemble *e = &a->ensemble;
  int proposer, target, rival;
  ent_scenario_parties(a->scenario, &proposer, &target, &rival);
  ent_json_open(j, "gates", '{');
  for (int g = 0; g < ENT_GATES; g++) {
    ent_json_open(j, ent_gate_name[g], '{');
    put_share(j, e->open[g], e->draws);
    put_margin(j, e, (ent_track)(ENT_TRACK_WILL + g));
    ent_json_number(j, "undecided", e->draws ? (double)e->undecided[g] / (double)e->draws : 0);
    ent_json_number(j, "centre_margin", a->centre.gate[g].margin);
    if (g == ENT_GATE_DURABILITY) {
      ent_json_open(j, "parts", '{');
      put_part(j, "survival", e, e->survives, ENT_TRACK_SURVIVAL);
      if (rival >= 0)
        put_alignment(j, a);
      else
        ent_json_null(j, "alignment");
      ent_json_close(j, '}');
    }
    ent_json_close(j, '}');
  }
  ent_json_close(j, '}');
  ent_json_open(j, "all", '{');
  put_share(j, e->all, e->draws);
  ent_json_text(j, "word", ent_likelihood_word(ent_share_of(e->all, e->draws).p));
  ent_json_close(j, '}');
  ent_json_open(j, "first_shut", '{');
  for (int g = 0; g <= ENT_GATES; g++)
    ent_json_number(j, ent_gate_name[g], e->draws ? (double)e->first_shut[g] / (double)e->draws : 0);
  ent_json_close(j, '}');
  ent_json_open(j, "outcomes", '{');
  const uint64_t count[3] = {e->refused, e->kept, e->turned};
  static const char *const name[3] = {"refused", "taken_kept_rival", "taken_turned"};
  for (int i = 0; i < 3; i++) {
    if (rival < 0 && i == 1) continue;
    ent_json_open(j, rival < 0 && i == 2 ? "taken" : name[i], '{');
    put_share(j, count[i], e->draws);
    ent_json_close(j, '}');
  }
  ent_json_close(j, '}');
}

static void put_blockers(ent_json *j, const ent_answer *a)
{
  const ent_ensemble *e = &a->ensemble;
  bool used[ENT_ACTORS_MAX] = {false};
  ent_json_open(j, "blockers", '[');
  for (;;) {
    int best = -1;
    for (int k = 0; k < ent_scenario_actors(a->scenario); k++)
      if (!used[k] && e->blocks[k] > 0 && (best < 0 || e->blocks[k] > e->blocks[best])) best = k;
    if (best < 0) break;
    used[best] = true;
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "actor", ent_scenario_actor_key(a->scenario, best));
    ent_json_text(j, "name", ent_scenario_actor_name(a->scenario, best));
    ent_json_number(j, "share", (double)e->blocks[best] / (double)e->consent_shut);
    ent_json_number(j, "alone", (double)e->alone[best] / (double)e->consent_shut);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

static void put_tracks(ent_json *j, const ent_ensemble *e)
{
  static const char *const name[] = {"surplus", "hazard", "bearable_hazard", "honour_needed", "life"};
  ent_json_open(j, "quantities", '{');
  for (int i = 0; i < 5; i++) {
    const ent_track t = (ent_track)(ENT_TRACK_SURPLUS + i);
    ent_json_open(j, name[i], '{');
    ent_json_number(j, "mean", ent_ensemble_mean(e, t));
    ent_json_number(j, "p5", ent_ensemble_quantile(e, t, 0.05));
    ent_json_number(j, "p50", ent_ensemble_quantile(e, t, 0.5));
    ent_json_number(j, "p95", ent_ensemble_quantile(e, t, 0.95));
    ent_json_close(j, '}');
  }
  ent_json_close(j, '}');
}

static void put_terms(ent_json *j, const ent_answer *a)
{
  const ent_ensemble *e = &a->ensemble;
  ent_term_info t;
  ent_json_open(j, "terms", '[');
  for (int i = 0; ent_scenario_term(a->scenario, i, &t); i++) {
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "term", t.key);
    ent_json_text(j, "owner", t.owner);
    ent_json_flag(j, "essential", t.essential);
    ent_json_flag(j, "included", t.included);
    ent_json_number(j, "granted", (double)e->term_open[i] / (double)e->draws);
    ent_json_number(j, "hazard_mean", (e->term_hazard[i][0] + e->term_hazard[i][1]) / (double)e->draws);
    ent_json_number(j, "value_mean", (e->term_value[i][0] + e->term_value[i][1]) / (double)e->draws);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

static void put_input(ent_json *j, const ent_scenario *s, int input)
{
  ent_input_info in;
  if (!ent_scenario_input(s, input, &in)) return;
  ent_json_text(j, "input", in.path);
  ent_json_text(j, "label", in.label);
  ent_json_text(j, "unit", in.unit);
}

static void put_drivers(ent_json *j, const ent_answer *a)
{
  ent_json_open(j, "drivers", '[');
  for (int i = 0; i < a->drivers; i++) {
    const ent_driver *d = &a->driver[i];
    ent_json_open(j, NULL, '{');
    put_input(j, a->scenario, d->input);
    ent_json_number(j, "low_value", d->low_value);
    ent_json_number(j, "high_value", d->high_value);
    ent_json_number(j, "all_low", d->all_low);
    ent_json_number(j, "all_high", d->all_high);
    ent_json_text(j, "gate", ent_gate_name[d->gate]);
    ent_json_number(j, "gate_low", d->gate_low[d->gate]);
    ent_json_number(j, "gate_high", d->gate_high[d->gate]);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

static void put_tipping(ent_json *j, const ent_answer *a)
{
  ent_json_open(j, "tipping", '[');
  for (int i = 0; i < a->tippings; i++) {
    const ent_tipping *t = &a->tipping[i];
    ent_json_open(j, NULL, '{');
    put_input(j, a->scenario, t->input);
    ent_json_text(j, "of", t->gate == ENT_GATES ? "all" : ent_gate_name[t->gate]);
    if (t->exists)
      ent_json_number(j, "value", t->value);
    else
      ent_json_null(j, "value");
    ent_json_flag(j, "beyond_interval", t->beyond);
    ent_json_number(j, "from", t->from);
    ent_json_number(j, "to", t->to);
    ent_json_number(j, "p_now", t->p_now);
    ent_json_number(j, "p_best", t->p_best);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
  ent_json_open(j, "smallest_set", '{');
  ent_json_flag(j, "found", a->set_found);
  ent_json_number(j, "p", a->set_p);
  ent_json_open(j, "changes", '[');
  for (int i = 0; i < a->set_size; i++) {
    ent_json_open(j, NULL, '{');
    put_input(j, a->scenario, a->set[i].input);
    ent_json_number(j, "value", a->set[i].value);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
  ent_json_close(j, '}');
}

static void put_test(ent_json *j, const ent_claim_test *t)
{
  ent_json_open(j, NULL, '{');
  ent_json_text(j, "what", t->what);
  ent_json_text(j, "quantity", t->quantity);
  ent_json_number(j, "value", t->value);
  ent_json_number(j, "se", t->se);
  ent_json_text(j, "is", t->comparison);
  ent_json_flag(j, "holds", t->holds);
  ent_json_flag(j, "close", t->close);
  ent_json_text(j, "unit", t->unit);
  ent_json_text(j, "source", t->source);
  ent_json_close(j, '}');
}

static void put_claims(ent_json *j, const ent_answer *a)
{
  ent_json_open(j, "claims", '[');
  for (int i = 0; i < a->claims; i++) {
    const ent_claim *c = &a->claim[i];
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "id", c->id);
    ent_json_text(j, "where", c->where);
    ent_json_text(j, "text", c->text[0]);
    ent_json_text(j, "outcome", outcome_name[c->outcome]);
    ent_json_text(j, "why", c->why);
    if (c->tests) {
      ent_json_number(j, "value", c->test[0].value);
      ent_json_text(j, "test", c->test[0].comparison);
    } else {
      ent_json_null(j, "value");
      ent_json_null(j, "test");
    }
    ent_json_open(j, "sources", '[');
    for (int t = 0; t < c->tests; t++) ent_json_text(j, NULL, c->test[t].source);
    ent_json_close(j, ']');
    ent_json_open(j, "tests", '[');
    for (int t = 0; t < c->tests; t++) put_test(j, &c->test[t]);
    ent_json_close(j, ']');
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

static void put_precedents(ent_json *j, const ent_answer *a)
{
  ent_json_open(j, "precedents", '[');
  for (int i = 0; i < a->precedents; i++) {
    const ent_precedent *p = &a->precedent[i];
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "label", p->label);
    ent_json_text(j, "filter", p->filter);
    ent_json_text(j, "outcome", p->outcome);
    if (p->gate >= 0)
      ent_json_text(j, "gate", ent_gate_name[p->gate]);
    else
      ent_json_null(j, "gate");
    ent_json_int(j, "yes", (uint64_t)p->yes);
    ent_json_int(j, "n", (uint64_t)p->n);
    ent_json_number(j, "p", p->p);
    ent_json_number(j, "low", p->low);
    ent_json_number(j, "high", p->high);
    ent_json_open(j, "cases", '[');
    for (int c = 0; c < p->cases; c++) ent_json_text(j, NULL, p->case_id[c]);
    ent_json_close(j, ']');
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

/* Whose assumptions these are: a view's key, or null for the author's. */
static void put_view(ent_json *j, const ent_scenario *s)
{
  ent_view_info view;
  if (ent_scenario_view(s, ent_scenario_seen_by(s), &view))
    ent_json_text(j, "view", view.key);
  else
    ent_json_null(j, "view");
}

ent_status ent_answer_json(ent_answer *answer, const char **text, size_t *size, ent_error *err)
{
  static const char *const level[] = {"low", "moderate", "high"};
  const ent_answer *a = answer;
  ent_json j = {.comma = false};
  ent_writer_open(&j.w, ent_answer_arena(answer));
  ent_json_open(&j, NULL, '{');
  ent_json_text(&j, "question", ent_scenario_text(a->scenario, "question", "en"));
  ent_json_text(&j, "scenario", ent_scenario_id(a->scenario));
  put_view(&j, a->scenario);
  ent_json_text(&j, "version", ent_version());
  ent_json_text(&j, "inputs_sha256", a->inputs_sha256);
  ent_json_int(&j, "seed", a->seed);
  ent_json_int(&j, "draws", a->draws);
  ent_json_int(&j, "study_draws", a->study_draws);
  ent_json_text(&j, "verdict", a->headline);
  ent_json_text(&j, "weakest_gate", a->weakest);
  ent_json_open(&j, "confidence", '{');
  ent_json_text(&j, "level", level[a->confidence_level]);
  ent_json_text(&j, "sentence", a->confidence);
  ent_json_close(&j, '}');
  put_gates(&j, a);
  put_blockers(&j, a);
  put_tracks(&j, &a->ensemble);
  put_terms(&j, a);
  put_drivers(&j, a);
  put_tipping(&j, a);
  put_claims(&j, a);
  put_precedents(&j, a);
  ent_json_close(&j, '}');
  ent_put(&j.w, "\n");
  if (j.w.failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory to write the answer.");
  *text = j.w.data;
  *size = j.w.size;
  return ENT_OK;
}
