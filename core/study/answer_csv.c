/* answer_csv.c - the answer as one tidy table: section, name, statistic, value.  UTF-8, RFC 4180, NA for missing. */
#include <string.h>

#include "base/fail.h"
#include "study.h"

static void put_row(ent_writer *w, const char *section, const char *name, const char *statistic, double value)
{
  ent_put_cell(w, section);
  ent_put(w, ",");
  ent_put_cell(w, name);
  ent_put(w, ",");
  ent_put_cell(w, statistic);
  ent_put(w, ",");
  ent_put_number(w, value);
  ent_put(w, "\n");
}

static void put_share(ent_writer *w, const char *section, const char *name, uint64_t k, uint64_t n)
{
  const ent_share s = ent_share_of(k, n);
  put_row(w, section, name, "p", s.p);
  put_row(w, section, name, "se", s.se);
}

static void put_quantiles(ent_writer *w, const char *section, const char *name, const ent_ensemble *e, ent_track t)
{
  put_row(w, section, name, "p5", ent_ensemble_quantile(e, t, 0.05));
  put_row(w, section, name, "p50", ent_ensemble_quantile(e, t, 0.5));
  put_row(w, section, name, "p95", ent_ensemble_quantile(e, t, 0.95));
}

static void put_ensemble(ent_writer *w, const ent_answer *a)
{
  static const char *const track[] = {"surplus", "hazard", "bearable_hazard", "honour_needed", "life"};
  const ent_ensemble *e = &a->ensemble;
  int proposer, target, rival;
  ent_scenario_parties(a->scenario, &proposer, &target, &rival);
  const bool wedge = rival >= 0;
  for (int g = 0; g < ENT_GATES; g++) {
    put_share(w, "gate", ent_gate_name[g], e->open[g], e->draws);
    put_quantiles(w, "margin", ent_gate_name[g], e, (ent_track)(ENT_TRACK_WILL + g));
  }
  put_share(w, "gate", "all", e->all, e->draws);
  put_share(w, "part", "survival", e->survives, e->draws);
  if (wedge) put_share(w, "part", "alignment", e->turns, e->draws);
  for (int i = 0; i < a->flips; i++) {
    const char *const actor = ent_scenario_actor_key(a->scenario, a->flip[i].actor);
    put_row(w, "flip", actor, "now", a->flip[i].now);
    put_row(w, "flip", actor, "change", a->flip[i].change);
  }
  for (int g = 0; g <= ENT_GATES; g++) put_share(w, "first_shut", ent_gate_name[g], e->first_shut[g], e->draws);
  put_share(w, "outcome", "refused", e->refused, e->draws);
  if (wedge) put_share(w, "outcome", "taken_kept_rival", e->kept, e->draws);
  put_share(w, "outcome", wedge ? "taken_turned" : "taken", e->turned, e->draws);
  for (int k = 0; k < 5; k++) put_quantiles(w, "quantity", track[k], e, (ent_track)(ENT_TRACK_SURPLUS + k));
  for (int i = 0; i < ent_scenario_actors(a->scenario); i++)
    if (e->blocks[i])
      put_row(w, "blocks", ent_scenario_actor_key(a->scenario, i), "share",
              (double)e->blocks[i] / (double)e->consent_shut);
}

static void put_study(ent_writer *w, const ent_answer *a)
{
  ent_input_info in;
  for (int i = 0; i < a->drivers; i++) {
    if (!ent_scenario_input(a->scenario, a->driver[i].input, &in)) continue;
    put_row(w, "driver", in.path, "all_low", a->driver[i].all_low);
    put_row(w, "driver", in.path, "all_high", a->driver[i].all_high);
    put_row(w, "driver", in.path, "gate_swing", a->driver[i].gate_swing);
  }
  for (int i = 0; i < a->tippings; i++) {
    if (!a->tipping[i].exists || !ent_scenario_input(a->scenario, a->tipping[i].input, &in)) continue;
    put_row(w, "tipping", in.path, a->tipping[i].gate == ENT_GATES ? "all" : ent_gate_name[a->tipping[i].gate],
            a->tipping[i].value);
  }
  for (int i = 0; i < a->claims; i++)
    for (int t = 0; t < a->claim[i].tests; t++) {
      put_row(w, "claim", a->claim[i].id, a->claim[i].test[t].what, a->claim[i].test[t].value);
      put_row(w, "claim_holds", a->claim[i].id, a->claim[i].test[t].what, a->claim[i].test[t].holds);
    }
  for (int i = 0; i < a->precedents; i++) {
    put_row(w, "precedent", a->precedent[i].label, "yes", a->precedent[i].yes);
    put_row(w, "precedent", a->precedent[i].label, "n", a->precedent[i].n);
    put_row(w, "precedent", a->precedent[i].label, "p", a->precedent[i].p);
    put_row(w, "precedent", a->precedent[i].label, "low", a->precedent[i].low);
    put_row(w, "precedent", a->precedent[i].label, "high", a->precedent[i].high);
  }
}

ent_status ent_answer_csv(ent_answer *answer, const char **text, size_t *size, ent_error *err)
{
  ent_writer w;
  ent_writer_open(&w, ent_answer_arena(answer));
  ent_put(&w, "section,name,statistic,value\n");
  put_ensemble(&w, answer);
  put_study(&w, answer);
  if (w.failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory to write the answer.");
  *text = w.data;
  *size = w.size;
  return ENT_OK;
}
