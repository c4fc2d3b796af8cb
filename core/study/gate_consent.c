/* gate_consent.c - do the owners of the terms agree?
 *
 * Member m of an owner has utility
 *   u_m = support_m + gains of the conditions that hold + leverage * dependence_m + sigma (sqrt(rho) F + sqrt(1 - rho) e_m),
 * F the club's common factor.  The margin of a term is the largest t for which {m : u_m >= t} wins under the club's rule
 * (ent_rule_margin); the gate's margin is the least over the essential terms.  Other terms that fail drop out of the
 * bundle.  Cost: O(seats log seats) a term.  Source: docs/method/gates.md; one common factor as in probit models of
 * correlated voting. */
#include <math.h>
#include <string.h>

#include "world.h"

bool ent_term_asks(const ent_scenario *s, int term)
{
  const ent_term *t = &s->term[term];
  return t->include && !t->proposer_owned && !t->institution;
}

static bool granted(const ent_draw *d, int term)
{
  const ent_term *t = &d->s->term[term];
  return t->include && (t->proposer_owned || d->term_margin[term] >= 0);
}

static double gains(const ent_draw *d, const ent_consent *c)
{
  double sum = 0;
  for (int i = 0; i < c->whens; i++) {
    const ent_when *w = &c->when[i];
    const bool holds = w->condition >= 0
                         ? d->condition_u[w->condition] < d->x[d->s->condition[w->condition].probability]
                         : granted(d, w->term);
    if (holds) sum += d->x[w->gain];
  }
  return sum;
}

/* sqrt(rho) F and sqrt(1 - rho) are the same for all seats of a club. */
typedef struct moods {
  double leverage, sigma, common, own;
} moods;

static moods moods_of(const ent_draw *d, const ent_club *c)
{
  const double rho = d->x[c->rho];
  return (moods){d->x[d->s->leverage], d->x[c->sigma], sqrt(rho) * d->factor[c - d->s->club], sqrt(1 - rho)};
}

static double mood_of(const ent_draw *d, const moods *of, int seat)
{
  return of->sigma * (of->common + of->own * d->noise[seat]);
}

static double utility_of(const ent_draw *d, double leverage, double mood, const ent_consent *m)
{
  return d->x[m->support] + gains(d, m) + leverage * d->x[m->dependence] + mood;
}

/* Utilities of a club's seats for a term, and the rule's margin over them.  Clubs that are members come first. */
static double club_margin(const ent_draw *d, int term, int club, int *marginal)
{
  const ent_scenario *s = d->s;
  const ent_club *c = &s->club[club];
  double *utility = d->term_utility + (size_t)term * (size_t)s->seats;
  const int *consent_of = s->consent_of + (size_t)term * (size_t)s->seats;
  const moods of = moods_of(d, c);
  for (int k = c->seat; k < c->seat + c->seats; k++) {
    if (s->seat[k].owner >= s->actors) {
      utility[k] = club_margin(d, term, s->seat[k].owner - s->actors, NULL);
      continue;
    }
    utility[k] = d->record >= 0 && d->record != consent_of[k]
                   ? d->kept_utility[(size_t)term * (size_t)s->seats + (size_t)k]
                   : utility_of(d, of.leverage, mood_of(d, &of, k), &s->consent[consent_of[k]]);
  }
  int seat = 0;
  const double margin = ent_rule_margin(c->rule, utility + c->seat, d->x[c->abstain], &seat);
  if (marginal) *marginal = s->seat[c->seat + seat].owner;
  return ent_clip(margin, -1, 1);
}

static bool any_abstains(const ent_draw *d)
{
  bool any = false;
  for (int c = 0; c < d->s->clubs; c++) any = any || d->x[d->s->club[c].abstain] > 0;
  return any;
}

void ent_gate_terms_remember(ent_draw *d)
{
  const ent_scenario *s = d->s;
  const double leverage = d->x[s->leverage];
  for (int c = 0; c < s->clubs; c++) {
    const ent_club *club = &s->club[c];
    const moods of = moods_of(d, club);
    for (int k = club->seat; k < club->seat + club->seats; k++) d->kept_mood[k] = mood_of(d, &of, k);
  }
  for (int i = 0; i < s->consents; i++)
    for (int p = s->place_first[i]; p < s->place_first[i + 1]; p++) {
      const int place = s->place[p];
      d->kept_utility[place] = utility_of(d, leverage, d->kept_mood[place % s->seats], &s->consent[i]);
    }
}

/* A rule looks only at who says yes, who is silent and who says no: while no seat of the record changes its answer, no
 * margin changes its sign. */
bool ent_probe_leaves_terms(const ent_draw *d, int input, double value)
{
  const ent_scenario *s = d->s;
  const int record = s->input[input].consent;
  if (record < 0) return false;
  const double held = d->x[input], leverage = d->x[s->leverage];
  bool same = true;
  for (int p = s->place_first[record]; same && p < s->place_first[record + 1]; p++) {
    const int place = s->place[p], seat = place % s->seats;
    const ent_club *c = &s->club[s->seat[seat].club];
    if (c->nested && any_abstains(d)) return false; /* the outer club looks at more than the sign */
    const double silent = -d->x[c->abstain], was = d->kept_utility[place];
    d->x[input] = value;
    const double now = utility_of(d, leverage, d->kept_mood[seat], &s->consent[record]);
    d->x[input] = held;
    same = (was >= 0) == (now >= 0) && (was >= silent) == (now >= silent);
  }
  return same;
}

void ent_gate_terms(ent_draw *d, uint32_t terms)
{
  const ent_scenario *s = d->s;
  d->bundle = 0;
  for (int i = 0; i < s->terms; i++) {
    const int t = s->term_order[i];
    const ent_term *term = &s->term[t];
    if (terms >> t & 1) {
      d->term_marginal[t] = -1;
      d->term_margin[t] = 1;
      if (term->include && !term->proposer_owned)
        d->term_margin[t] = club_margin(d, t, term->owner, &d->term_marginal[t]);
    }
    if (term->include && (term->essential || d->term_margin[t] >= 0)) d->bundle |= UINT32_C(1) << t;
  }
}

void ent_gate_consent(const ent_draw *d, ent_verdict *v)
{
  const ent_scenario *s = d->s;
  ent_finding f = {.margin = 1, .term = -1, .actor = -1};
  for (int t = 0; t < s->terms; t++) {
    if (!ent_term_asks(s, t) || !s->term[t].essential || d->term_margin[t] >= f.margin) continue;
    f.margin = d->term_margin[t];
    f.term = t;
    f.actor = d->term_marginal[t] < s->actors ? d->term_marginal[t] : -1;
  }
  f.low = f.high = f.margin;
  v->gate[ENT_GATE_CONSENT] = f;
  v->detail.bundle = d->bundle;
}

static void add_actor(ent_set *set, int actor)
{
  set->word[actor / 64] |= UINT64_C(1) << actor % 64;
}

/* Who blocks, as actors: some smallest coalition, everybody who is in one, and those who are one alone. */
typedef struct blockers {
  ent_set some, any, alone;
} blockers;

/* A club blocks a level below zero (`lift`) when an outer club hears only its objection: there its silence is not enough.
 * A club among the blockers is replaced by those who block in it.  in_some, in_any, in_alone: whether this club's blockers
 * count for that set. */
static void add_blockers(const ent_draw *d, int term, int club, double lift, bool in_some, bool in_any, bool in_alone,
                         blockers *out)
{
  const ent_scenario *s = d->s;
  const ent_club *c = &s->club[club];
  const double *utility = d->term_utility + (size_t)term * (size_t)s->seats + c->seat;
  const double abstain = d->x[c->abstain];
  double lifted[ENT_MEMBERS_MAX];
  ent_set some, any;
  for (int k = 0; k < c->seats; k++) lifted[k] = utility[k] + lift;
  const bool lone = ent_rule_block(c->rule, lifted, abstain, &some, &any) == 1 && in_alone;
  for (int k = 0; k < c->seats; k++) {
    const bool is_some = in_some && (some.word[k / 64] >> k % 64 & 1),
               is_any = in_any && (any.word[k / 64] >> k % 64 & 1);
    const int owner = s->seat[c->seat + k].owner;
    if (!is_some && !is_any) continue;
    if (owner >= s->actors) {
      add_blockers(d, term, owner - s->actors, lifted[k] < -abstain ? lift + abstain : lift, is_some, is_any,
                   is_any && lone, out);
      continue;
    }
    if (is_some) add_actor(&out->some, owner);
    if (is_any) add_actor(&out->any, owner);
    if (is_any && lone) add_actor(&out->alone, owner);
  }
}

void ent_term_block(const ent_draw *d, int term, ent_set *some, ent_set *any, ent_set *alone)
{
  blockers out = {{{0}}, {{0}}, {{0}}};
  add_blockers(d, term, d->s->term[term].owner, 0, true, true, true, &out);
  *some = out.some;
  *any = out.any;
  *alone = out.alone;
}
