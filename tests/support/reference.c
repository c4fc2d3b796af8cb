/* reference.c - the gates as their formulas say.  See reference.h. */
#include "support/reference.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOISE 1e-13 /* of adding and taking away the width of abstention */

static const char *const form_word[4] = {"executive", "statute", "treaty", "club_decision"};

static double cut(double x, double low, double high)
{
  return x < low ? low : x > high ? high : x;
}

/* ---- numbers ---- */

static double stream(const reference *r, uint64_t name, uint32_t use)
{
  return ent_uniform(r->seed, r->draw, name, use);
}

static double score(const reference *r, const char *path, uint32_t use)
{
  return ent_normal_quantile(stream(r, ent_name_hash(path, strlen(path)), use));
}

static double value_at(const reference *r, const char *path)
{
  const int input = ent_scenario_find_input(r->s, path);
  if (input < 0) {
    fprintf(stderr, "reference: no input %s\n", path);
    abort();
  }
  for (int i = 0; i < r->pinned; i++)
    if (r->pin[i].input == input) return r->pin[i].value;
  return ent_input_quantile(r->s, input, stream(r, ent_name_hash(path, strlen(path)), 0));
}

double reference_value(const reference *r, const char *format, ...)
{
  char path[ENT_PATH_MAX];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(path, sizeof path, format, arguments);
  va_end(arguments);
  return value_at(r, path);
}

#define value reference_value

/* ---- consent ---- */

static bool granted(const reference *r, int term)
{
  const deal_term *t = &r->deal->term[term];
  reference as_they_are = *r; /* the question "would it fail still?" is about one term */
  as_they_are.willing = 0;
  return t->include && (t->owner == 0 || reference_term(&as_they_are, term) >= 0);
}

static double gains(const reference *r, int term, int club, int actor, const char *record)
{
  const deal_term *t = &r->deal->term[term];
  double sum = 0;
  if (t->own_record[actor]) {
    for (int u = 0; u < term; u++)
      if (t->own_gain[actor][u] && granted(r, u)) sum += value(r, "%s.when.t%d", record, u);
    return sum;
  }
  for (int c = 0; c < DEAL_CONDITIONS; c++) {
    char path[32];
    if (!r->deal->gain[club][actor][c]) continue;
    snprintf(path, sizeof path, "conditions.C%d", c);
    const double u = stream(r, ent_name_hash(path, strlen(path)) ^ 1, 3);
    if (u < value(r, "%s.probability", path)) sum += value(r, "%s.when.C%d", record, c);
  }
  return sum;
}

static double actor_utility(const reference *r, int term, int club, int actor)
{
  const bool single = r->deal->term[term].owner == actor;
  char record[64], path[64], body[16];
  if (r->willing >> actor & 1) return 1;
  snprintf(body, sizeof body, "clubs.K%d", club);
  if (single) snprintf(body, sizeof body, "owners.A%d", actor);
  if (single)
    snprintf(record, sizeof record, "consents.t%d", term);
  else if (r->deal->term[term].own_record[actor])
    snprintf(record, sizeof record, "consents.t%d.A%d", term, actor);
  else
    snprintf(record, sizeof record, "consents.K%d.A%d", club, actor);
  const double rho = single ? 0 : value(r, "%s.rho", body);
  snprintf(path, sizeof path, single ? "%s" : "%s.factor", body);
  const double factor = score(r, path, 1);
  if (single)
    snprintf(path, sizeof path, "%s.noise", body);
  else
    snprintf(path, sizeof path, "%s.members.A%d", body, actor);
  const double own = score(r, path, 2);
  return value(r, "%s.support", record) + gains(r, term, club, actor, record) +
         value(r, "deal.leverage") * value(r, "%s.dependence", record) +
         value(r, "%s.sigma", body) * (sqrt(rho) * factor + sqrt(1 - rho) * own);
}

static bool carries(const deal_club *c, int at, unsigned yes, unsigned silent)
{
  const deal_node *n = &c->node[at];
  int sum = 0;
  for (int i = 0; i < c->seats; i++)
    if (yes >> i & 1) sum += n->atom == DEAL_COUNT ? 1 : c->weight[i];
  switch (n->atom) {
  case DEAL_COUNT:
  case DEAL_WEIGHT: return sum >= n->quota;
  case DEAL_VETO: return (yes & n->who) == n->who;
  case DEAL_OBJECTION: return ((yes | silent) & n->who) == n->who;
  case DEAL_AND: return carries(c, n->left, yes, silent) && carries(c, n->right, yes, silent);
  default: return carries(c, n->left, yes, silent) || carries(c, n->right, yes, silent);
  }
}

/* The largest t at which those with u >= t carry it, those just below being silent: t is a u, or a u + abstain. */
static double club_margin(const reference *r, int term, int club)
{
  const deal_club *c = &r->deal->club[club];
  const double abstain = value(r, "clubs.K%d.abstain", club);
  double u[DEAL_SEATS_MAX], best = -INFINITY;
  for (int i = 0; i < c->seats; i++) u[i] = reference_seat(r, term, club, i);
  for (int k = 0; k < 2 * c->seats; k++) {
    const double t = u[k / 2] + (k % 2 ? abstain : 0);
    unsigned yes = 0, silent = 0;
    for (int i = 0; i < c->seats; i++) {
      if (u[i] >= t - NOISE)
        yes |= 1u << i;
      else if (u[i] >= t - abstain - NOISE)
        silent |= 1u << i;
    }
    if (t > best && carries(c, 0, yes, silent)) best = t;
  }
  return cut(best, -1, 1);
}

double reference_seat(const reference *r, int term, int club, int seat)
{
  const int member = r->deal->club[club].member[seat];
  return member >= DEAL_CLUB ? club_margin(r, term, member - DEAL_CLUB) : actor_utility(r, term, club, member);
}

double reference_term(const reference *r, int term)
{
  const deal_term *t = &r->deal->term[term];
  if (!t->include || t->owner == 0) return 1;
  if (t->owner >= DEAL_CLUB) return club_margin(r, term, t->owner - DEAL_CLUB);
  return cut(actor_utility(r, term, -1, t->owner), -1, 1);
}

static bool is_institution(const deal_term *t)
{
  return t->owner == DEAL_CLUB + 1;
}

bool reference_asks(const reference *r, int term)
{
  const deal_term *t = &r->deal->term[term];
  return t->include && t->essential && t->owner != 0 && !is_institution(t);
}

static void decide(const reference *r, reference_verdict *v)
{
  const double leader = value(r, "deal.will.support") + value(r, "deal.will.wedge_gain") - value(r, "deal.will.cost");
  v->margin[ENT_GATE_WILL] = cut(leader, -1, 1);
  v->margin[ENT_GATE_CONSENT] = 1;
  for (int t = 0; t < r->deal->terms; t++) {
    const deal_term *term = &r->deal->term[t];
    v->term[t] = reference_term(r, t);
    if (term->include && (term->essential || v->term[t] >= 0)) v->bundle |= 1u << t;
    if (!term->include || !term->essential || term->owner == 0) continue;
    double *gate = &v->margin[is_institution(term) ? ENT_GATE_WILL : ENT_GATE_CONSENT];
    if (v->term[t] < *gate) *gate = v->term[t];
  }
}

/* ---- acceptance ---- */

static double reneges(const reference *r)
{
  return value(r, "deal.renege") * (r->deal->trust ? 1 - value(r, "trust.level") : 1);
}

static double hazard_of(const reference *r, int term)
{
  const deal_term *t = &r->deal->term[term];
  const double h = value(r, "actors.A0.leader.exit_hazard");
  double q = t->own_honours ? value(r, "terms.t%d.honours", term) : value(r, "forms.%s", form_word[t->form]);
  if (r->deal->trust && !t->own_honours)
    q = (1 - value(r, "trust.weight")) * q + value(r, "trust.weight") * value(r, "trust.level");
  return cut((1 - h) * reneges(r) + h * (1 - q), 0, 1);
}

/* Expected value of a flow that turns from b into d at some time, by adding up the years. */
static double flow_value(double b, double d, double delta, double lambda)
{
  double sum = 0, alive = 1, weight = 1;
  for (int year = 0; year < 4000; year++) {
    sum += weight * (alive * b + (1 - alive) * d);
    alive *= 1 - lambda;
    weight *= delta;
  }
  return sum;
}

static void find_bearable(const reference *r, const double flow[2], double cost, double outside, reference_verdict *v)
{
  const double delta = value(r, "deal.discount"), h = value(r, "actors.A0.leader.exit_hazard");
  double low = 0, high = 1;
#define GAIN(lambda) ((1 - delta) * (flow_value(flow[0], flow[1], delta, lambda) - cost) - outside)
  if (GAIN(0) < 0)
    high = 0;
  else if (GAIN(1) >= 0)
    low = 1;
  while (high - low > 1e-12) {
    const double middle = (low + high) / 2;
    if (GAIN(middle) >= 0)
      low = middle;
    else
      high = middle;
  }
#undef GAIN
  v->bearable = low;
  v->honour = h > 0 ? cut(1 - (low - (1 - h) * reneges(r)) / h, 0, 1) : 1;
}

static void accept(const reference *r, reference_verdict *v)
{
  const double delta = value(r, "deal.discount");
  double outside = value(r, "deal.outside.status_quo"), worth = 0, stakes = 0, cost = 0, flow[2] = {0, 0}, once = 0;
  if (r->deal->rival) outside += value(r, "deal.outside.rival_tie") * value(r, "deal.outside.rival_loss");
  for (int t = 0; t < r->deal->terms; t++) {
    if (!(v->bundle >> t & 1)) continue;
    const double b = value(r, "terms.t%d.flow", t), d = value(r, "terms.t%d.after", t);
    const double now = value(r, "terms.t%d.upfront", t), one = flow_value(b, d, delta, hazard_of(r, t)) + now;
    worth += one;
    stakes += fabs(one);
    flow[0] += b;
    flow[1] += d;
    once += now;
  }
  for (int c = 0; c < DEAL_CONCESSIONS; c++)
    if (r->deal->concession[c]) cost += value(r, "concessions.c%d.cost", c);
  v->surplus = (1 - delta) * (worth - cost - outside / (1 - delta));
  stakes = (1 - delta) * (stakes + cost) + fabs(outside);
  v->margin[ENT_GATE_ACCEPTANCE] = stakes > 0 ? v->surplus / stakes : 0;
  find_bearable(r, flow, cost - once, outside, v);
}

/* ---- durability ---- */

static void survive(const reference *r, reference_verdict *v)
{
  v->life = 1;
  for (int t = 0; t < r->deal->terms; t++) {
    if (!r->deal->term[t].include || !r->deal->term[t].essential) continue;
    const double hazard = hazard_of(r, t);
    v->life *= pow(1 - hazard, value(r, "horizon_years"));
    if (hazard > v->hazard) v->hazard = hazard;
  }
  v->survival = v->life - stream(r, ent_name_hash("survival", 8), 4);
}

static double energy(const double *size, double p[][DEAL_ACTORS], unsigned camp)
{
  double sum = 0;
  for (int i = 0; i < DEAL_ACTORS; i++)
    for (int j = 0; j < DEAL_ACTORS; j++)
      if (i != j && (camp >> i & 1) != (camp >> j & 1)) sum += size[i] * size[j] * p[i][j];
  return sum;
}

static void align(const reference *r, reference_verdict *v)
{
  double size[DEAL_ACTORS], p[DEAL_ACTORS][DEAL_ACTORS], stakes = 0, with_rival = INFINITY, with_proposer = INFINITY;
  const double slow = value(r, "alignment.slow_weight");
  v->alignment = 1;
  if (!r->deal->rival) return;
  for (int i = 0; i < DEAL_ACTORS; i++) {
    size[i] = value(r, "actors.A%d.capability.gdp", i);
    for (int j = 0; j < i; j++) {
      p[i][j] = 0;
      if (r->deal->tie[i][j] == 2) {
        const double rivalry = value(r, "alignment.weights.rivalry"), votes = value(r, "alignment.weights.votes");
        p[i][j] = (rivalry * value(r, "ties.A%d-A%d.components.rivalry", i, j) +
                   votes * value(r, "ties.A%d-A%d.components.votes", i, j)) /
                  (rivalry + value(r, "alignment.weights.trade") + votes);
      } else if (r->deal->tie[i][j])
        p[i][j] = slow * value(r, "ties.A%d-A%d.slow", i, j) + (1 - slow) * value(r, "ties.A%d-A%d.fast", i, j);
      p[j][i] = p[i][j];
    }
  }
  for (int t = 0; t < r->deal->terms; t++)
    for (int k = 0; v->bundle >> t & 1 && k < r->deal->term[t].effects; k++) {
      const int *pair = r->deal->term[t].effect[k];
      p[pair[0]][pair[1]] += value(r, "terms.t%d.effects.%d.change", t, k);
      p[pair[1]][pair[0]] = p[pair[0]][pair[1]];
    }
  for (int i = 0; i < DEAL_ACTORS; i++)
    for (int j = 0; j < DEAL_ACTORS; j++) p[i][j] = i == j ? 0 : cut(p[i][j], -1, 1);
  for (int j = 0; j < DEAL_ACTORS; j++) stakes += size[j] * fabs(p[1][j]);
  for (unsigned camp = 0; camp < 1u << DEAL_ACTORS; camp++) {
    const double e = energy(size, p, camp);
    const bool to_rival = (camp >> 1 & 1) == (camp >> 2 & 1), to_proposer = (camp >> 1 & 1) == (camp & 1);
    if (to_rival && e < with_rival) with_rival = e;
    if (to_proposer && !to_rival && e < with_proposer) with_proposer = e;
  }
  v->flip_price = stakes > 0 ? (with_rival - with_proposer) / (2 * size[1] * size[2]) : 0;
  v->alignment = cut(v->flip_price, -1, 1);
}

reference_verdict reference_verdict_of(const reference *r)
{
  reference_verdict v;
  memset(&v, 0, sizeof v);
  decide(r, &v);
  accept(r, &v);
  survive(r, &v);
  align(r, &v);
  v.margin[ENT_GATE_DURABILITY] = v.alignment < v.survival ? v.alignment : v.survival;
  return v;
}
