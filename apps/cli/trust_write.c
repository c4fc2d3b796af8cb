/* trust_write.c - the answer of `entente trust` for a program: as JSON, and the record as a table. */
#include "json.h"
#include "sheet.h"
#include "trust.h"

#include <stdio.h>

static void pair(const char *before, const char *key, double value)
{
  printf("%s\"%s\": ", before, key);
  cli_json_number(stdout, value);
}

static void json_record(const cli_trust *a)
{
  fputs("{\"record\": [", stdout);
  for (int i = 0; i <= a->events; i++) {
    const ent_trust_point *const p = &a->point[i];
    pair(i ? ",\n  {" : "\n  {", "year", p->year);
    if (i < a->events) {
      fputs(", \"date\": ", stdout);
      cli_json_text(stdout, a->date[i]);
      fputs(", \"actor\": ", stdout);
      cli_json_text(stdout, a->actor[i]);
      fputs(", \"label\": ", stdout);
      cli_json_text(stdout, p->label);
      printf(", \"kept\": %s", p->kept ? "true" : "false");
      pair(", ", "weight", p->weight);
    }
    pair(", ", "trust", p->mean);
    pair(", ", "low", p->low);
    pair(", ", "high", p->high);
    putchar('}');
  }
  fputs("],\n ", stdout);
}

static void json_restore(const cli_trust *a)
{
  pair("\"restore\": {", "goal", a->goal);
  pair(", ", "acts_at_once", ent_trust_acts_to(a->now, a->goal) / a->act);
  pair(", ", "act", a->act);
  const double yearly = ent_trust_acts_yearly(a->now, a->prior, a->phi, a->act, a->goal);
  if (yearly < 0)
    fputs(", \"acts_yearly\": null", stdout);
  else
    pair(", ", "acts_yearly", yearly);
  pair(", ", "weight_yearly_ten", ent_trust_weight_yearly(a->now, a->prior, a->phi, 10, a->goal));
  putchar('}');
}

static void json_leaders(const cli_trust *a)
{
  fputs(",\n \"leaders\": [", stdout);
  for (int i = 0; i < a->leaders; i++) {
    const cli_leader *const l = &a->leader[i];
    fputs(i ? ",\n  {\"state\": " : "\n  {\"state\": ", stdout);
    cli_json_text(stdout, l->state);
    pair(", ", "exits", l->exits);
    pair(", ", "years", l->years);
    pair(", ", "hazard", l->hazard);
    pair(", ", "low", l->low);
    pair(", ", "high", l->high);
    putchar('}');
  }
  putchar(']');
}

static void json_turnover(const cli_promise *p)
{
  pair(",\n \"turnover\": {", "hazard", p->worth.hazard);
  pair(", ", "bearable", p->bearable);
  pair(", ", "honour_needed", p->worth.honour_needed);
  pair(", ", "value", p->worth.value);
  pair(", ", "surplus", p->worth.surplus);
  pair(", ", "years", p->years);
  pair(", ", "alive", p->alive);
  printf(", \"accepted\": %s", p->worth.surplus >= 0 ? "true" : "false");
  if (p->waits) {
    pair(", \"waiting\": {", "accept", p->waiting.accept);
    pair(", ", "wait", p->waiting.wait);
    pair(", ", "never", p->waiting.never);
    printf(", \"year\": %d, \"takes\": [", p->waiting.year);
    for (int i = 0; i < p->types; i++) printf("%s%s", i ? ", " : "", p->waiting.takes[i] ? "true" : "false");
    fputs("]}", stdout);
  }
  putchar('}');
}

static void json_steps(const cli_trust *a)
{
  const cli_steps *const s = &a->steps;
  pair(",\n \"plan\": {", "least_trust", s->window[0].least);
  pair(", ", "at_once", s->window[0].at_once);
  fputs(", \"from\": [", stdout);
  for (int k = 0; k < CLI_PLANS; k++) {
    const ent_plan *const plan = &s->plan[k];
    pair(k ? ",\n  {" : "\n  {", "trust", s->trust[k]);
    printf(", \"open\": %s, \"steps\": [", s->window[k].open ? "true" : "false");
    for (int i = 0; i < plan->steps; i++) {
      pair(i ? ", {" : "{", "stake", plan->step[i].stake);
      pair(", ", "least", plan->step[i].least);
      pair(", ", "after", plan->step[i].after);
      putchar('}');
    }
    printf("], \"reached\": %s", plan->reached ? "true" : "false");
    pair(", ", "done", plan->done);
    putchar('}');
  }
  fputs("]}", stdout);
}

void cli_trust_json(const void *trust)
{
  const cli_trust *const a = trust;
  json_record(a);
  pair("", "trust", a->point[a->events].mean);
  pair(", ", "prior_kept", a->prior.kept);
  pair(", ", "prior_broken", a->prior.broken);
  pair(", ", "forgetting", a->phi);
  pair(", ", "half_life", ent_trust_half_life(a->phi));
  fputs(",\n ", stdout);
  json_restore(a);
  if (a->leaders > 0) json_leaders(a);
  if (a->has_verdict) {
    pair(",\n \"deal\": {", "hazard", a->verdict.detail.hazard);
    pair(", ", "bearable", a->verdict.detail.bearable);
    pair(", ", "honour_needed", a->verdict.detail.honour_needed);
    pair(", ", "survival", a->verdict.detail.survival);
    putchar('}');
  }
  if (a->turnover.asked) json_turnover(&a->turnover);
  if (a->steps.asked) json_steps(a);
  puts("}");
}

void cli_trust_csv(const void *trust)
{
  const cli_trust *const a = trust;
  puts("date,actor,kept,weight,label,trust,low,high");
  for (int i = 0; i <= a->events; i++) {
    const ent_trust_point *const p = &a->point[i];
    const bool event = i < a->events;
    if (event)
      cli_csv_text(a->date[i]);
    else
      cli_json_number(stdout, p->year);
    putchar(',');
    cli_csv_text(event ? a->actor[i] : "");
    fputs(!event ? "," : p->kept ? ",1" : ",0", stdout);
    putchar(',');
    if (event) cli_json_number(stdout, p->weight);
    putchar(',');
    cli_csv_text(p->label);
    putchar(',');
    cli_json_number(stdout, p->mean);
    putchar(',');
    cli_json_number(stdout, p->low);
    putchar(',');
    cli_json_number(stdout, p->high);
    putchar('\n');
  }
}
