/* trust_fuzz.c - bytes as records, calendars of terms, types of successor and games: chances stay chances, no number gets
 * lost, and what is refused is refused by all. */
#include <math.h>

#include "entente/trust.h"
#include "fuzz/fuzz.h"

/* Mostly ordinary shares, a few numbers that are none. */
static double share(fuzz_reader *r)
{
  const unsigned b = fuzz_byte(r);
  if (b <= 240) return b / 240.0;
  static const double odd[] = {NAN,         INFINITY, -INFINITY, 1e300, -1e-300, 2, -1, 1e-300,
                               0.999999999, 1e6,      1e12,      1e-9,  0.5,     3, 7};
  return odd[b - 241];
}

static bool is_share(double x)
{
  return x >= 0 && x <= 1;
}

static void check_record(fuzz_reader *r)
{
  enum { EVENTS = 6 };
  ent_commitment event[EVENTS];
  ent_trust after[EVENTS], now = {0, 0};
  ent_error err = {.code = ENT_OK};
  double year = 2000;
  for (int i = 0; i < EVENTS; i++) {
    year += 20 * share(r);
    event[i] = (ent_commitment){.year = year, .kept = fuzz_byte(r) & 1, .weight = 5 * share(r)};
  }
  const ent_trust prior = {4 * share(r), 4 * share(r)};
  const double phi = share(r), goal = share(r), weight = 3 * share(r);
  const ent_status status = ent_trust_line(event, EVENTS, prior, phi, after, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(ent_trust_at(event, EVENTS, prior, phi, year + 3, &now, NULL) == ENT_OK);
  MUST(is_share(now.kept / (now.kept + now.broken)));
  MUST(ent_trust_half_life(phi) >= 0);
  if (!(goal > 0 && goal < 1 && weight > 0)) return;
  const double acts = ent_trust_acts_yearly(now, prior, phi, weight, goal);
  MUST(acts >= 0 || acts < 0);
  MUST(!(acts > 0) || floor(acts) >= acts);
  MUST(ent_trust_weight_yearly(now, prior, phi, 1 + (int)fuzz_byte(r), goal) >= 0);
}

static ent_holder read_holder(fuzz_reader *r)
{
  return (ent_holder){.share = share(r),
                      .honours = share(r),
                      .reneges = share(r),
                      .tenure = {.exit = share(r),
                                 .left = (int)fuzz_byte(r) - 5,
                                 .length = (int)fuzz_byte(r) % 40 - 1,
                                 .further = (int)fuzz_byte(r) % 8 - 2,
                                 .again = share(r)}};
}

static void check_promise(fuzz_reader *r)
{
  ent_holder now = read_holder(r), type[3];
  const int types = (int)fuzz_byte(r) % 4;
  double sum = 0, alive = 0, later = 0;
  for (int i = 0; i < 3; i++) type[i] = read_holder(r);
  for (int i = 0; i + 1 < types; i++) sum += type[i].share /= 3;
  if (types > 0 && fuzz_byte(r) % 8) type[types - 1].share = 1 - sum;
  const ent_promise p = {share(r), share(r) - 0.5, share(r), share(r), share(r)};
  const ent_offer offer[4] = {{p.flow, p.cost}, {share(r), 0}, {share(r), 0.5}, {share(r), 1}};
  const double years = 60 * share(r);
  ent_promise_worth w;
  ent_waiting wait;
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_promise_value(&p, &now, type, types, &w, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(fabs(w.value) < INFINITY && fabs(w.surplus) < INFINITY && fabs(w.succession) < INFINITY);
  MUST(is_share(w.hazard) && is_share(w.honour_needed));
  if (p.discount < 0.99 && ent_promise_wait(&p, &now, type, types, offer, &wait, &err) == ENT_OK) {
    MUST(wait.wait >= wait.never - 1e-6 * (1 + fabs(wait.never)));
    MUST(wait.year >= 0 && wait.year <= ENT_TENURE_YEARS);
  }
  if (ent_promise_survival(&now, type, types, years, &alive, &err) != ENT_OK) return;
  MUST(is_share(alive));
  MUST(ent_promise_survival(&now, type, types, years + 1, &later, &err) == ENT_OK && later <= alive + 1e-12);
}

static void check_plan(fuzz_reader *r)
{
  const ent_trust_game game = {share(r), 1 + 2 * share(r), 3 * share(r)};
  ent_plan plan;
  ent_error err = {.code = ENT_OK};
  const double t = share(r), trusty = share(r), other = share(r), goal = share(r);
  const ent_status status = ent_trust_plan(&game, t, trusty, other, goal, &plan, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(plan.steps >= 0 && plan.steps <= ENT_PLAN_MAX && plan.done >= -1e-12 && plan.done <= 1 + 1e-12);
  for (int i = 0; i < plan.steps; i++) {
    const ent_plan_step *const s = &plan.step[i];
    MUST(is_share(s->stake) && s->least <= s->stake && s->before < 1 && s->after >= s->before && s->after <= 1);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_reader r = {data, size};
  switch (fuzz_byte(&r) % 3) {
  case 0: check_record(&r); break;
  case 1: check_promise(&r); break;
  default: check_plan(&r); break;
  }
  return 0;
}
