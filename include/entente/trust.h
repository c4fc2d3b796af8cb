/* entente/trust.h - is a promise worth having, given who will be there to keep it? */
#ifndef ENTENTE_TRUST_H
#define ENTENTE_TRUST_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- a record of kept and broken commitments ------------------------------------------------------------- */

typedef struct ent_commitment {
  double year;   /* decimal year of the event */
  bool kept;     /* kept, or broken */
  double weight; /* > 0; 1 is an ordinary event */
} ent_commitment;

typedef struct ent_trust {
  double kept, broken; /* the parameters a and b of the Beta posterior */
} ent_trust;

/* Beta trust with forgetting: between events a <- a0 + phi^dt (a - a0), b likewise; an event adds its weight to a or b.
 * (Josang and Ismail 2002, "The beta reputation system", with exponential forgetting towards the prior.)
 * prior: a0, b0 > 0; phi in (0, 1] a year; events sorted by year (equal years in the order given); at: year of the answer,
 * events after it are ignored.  Mean = a / (a + b); a band comes from ent_beta_quantile.
 * Errors: ENT_ARGUMENT. Cost: O(count). */
ent_status ent_trust_at(const ent_commitment *event, int count, ent_trust prior, double phi, double at, ent_trust *out,
                        ent_error *err);

/* The posterior right after each event: after[count].  Otherwise as ent_trust_at.  Cost: O(count). */
ent_status ent_trust_line(const ent_commitment *event, int count, ent_trust prior, double phi, ent_trust *after,
                          ent_error *err);

/* Years until half of what an event added is forgotten: log(1/2) / log(phi); 0 when nothing ever is (phi = 1). */
double ent_trust_half_life(double phi);

/* Unit acts kept at once that lift the mean of `now` to `goal` (0 when it is there already; goal in (0, 1)).  One act of
 * this weight does the same. */
double ent_trust_acts_to(ent_trust now, double goal);

/* Kept acts of one weight, one a year and the first at once, until the mean reaches `goal` right after the last, with
 * forgetting meanwhile; whole.  0: it is there already; -1: it is never reached, because a year forgets more than an act
 * adds.  now, prior, weight > 0; goal in (0, 1); phi in (0, 1].  Closed form, O(1). */
double ent_trust_acts_yearly(ent_trust now, ent_trust prior, double phi, double weight, double goal);

/* The least weight with which `acts` such acts (>= 1), one a year, reach the goal; 0: no act is needed. */
double ent_trust_weight_yearly(ent_trust now, ent_trust prior, double phi, int acts, double goal);

/* ---- a promise under turnover ----------------------------------------------------------------------------- */

/* Yearly hazard that a term collapses: (1 - h) eps + h (1 - q); h: the promiser leaves office; eps: an incumbent reneges;
 * q: a successor honours.  All in [0, 1]. */
double ent_turnover_hazard(double h, double eps, double q);

/* Present value of flow b while honoured and d after collapse:
 * V = (b + delta lambda d / (1 - delta)) / (1 - delta (1 - lambda)); delta in (0, 1), lambda in [0, 1]. */
double ent_turnover_value(double b, double d, double delta, double lambda);

/* The highest hazard at which V(lambda) - cost >= outside / (1 - delta), by the closed form
 * lambda* = (b - o - K (1 - delta)) / (delta (K + (o - d) / (1 - delta))).
 * Returns a value cut to [0, 1]: 0 when it is refused even without risk, 1 when it is taken at any risk. */
double ent_turnover_bearable(double b, double d, double delta, double cost, double outside);

/* The probability that a successor honours which makes the hazard equal lambda: 1 - (lambda - (1-h) eps) / h, cut to
 * [0, 1]; 1 when h is 0. */
double ent_turnover_honour_needed(double h, double eps, double lambda);

/* P(alive after `years`) = (1 - lambda)^years. */
double ent_turnover_survival(double lambda, double years);

/* ---- how long leaders last -------------------------------------------------------------------------------- */

/* Posterior of an exit hazard from `exits` in `years` of office with a Jeffreys prior: Gamma(exits + 1/2, years).
 * Quantile p of the hazard a year, cut to [0, 1]. */
double ent_leader_hazard_quantile(double p, double exits, double years);

/* A spell of office, in decimal years or days: [from, to), and whether it ended with an exit or is still going on. */
typedef struct ent_spell {
  double from, to; /* from <= to */
  bool exit;
} ent_spell;
typedef struct ent_tenure_record {
  double years; /* of office within the window, in the unit of the spells */
  double exits; /* within the window: since < to <= until */
  int bad;      /* on failure: the spell that is wrong; else -1 */
} ent_tenure_record;

/* Counts spells within a window.  Time without a leader does not count; spells that overlap count twice, as two leaders.
 * Errors: ENT_ARGUMENT (count, window, "spell.to": a spell that ends before it starts), with out->bad alone set.  O(count). */
ent_status ent_leader_count(const ent_spell *spell, int count, double since, double until, ent_tenure_record *out,
                            ent_error *err);

/* Quantile p of the hazard a year under a Gamma prior of one's own: prior_exits > 0 in prior_years >= 0 of office, as if
 * seen before; Gamma(prior_exits + exits, prior_years + years), cut to [0, 1].  Jeffreys: 1/2 and 0. */
double ent_leader_hazard_under(double p, double exits, double years, double prior_exits, double prior_years);

/* ---- a promise under a calendar of terms ------------------------------------------------------------------- */

#define ENT_TENURE_YEARS 120  /* that a calendar may be counted ahead */
#define ENT_HOLDERS_MAX 8     /* types of successor */
#define ENT_PROMISE_YEARS 200 /* that a survival may be asked for */

/* How long one stays in office. */
typedef struct ent_tenure {
  double exit;  /* chance a year of leaving before the term ends; also when there is no term */
  int left;     /* years until the running term ends, the present one included; 0: no fixed end */
  int length;   /* years of a further term; 0: who wins again stays without a fixed end */
  int further;  /* terms that are allowed after the running one; -1: no limit */
  double again; /* chance of winning a further term */
} ent_tenure;

/* Chance of leaving at the end of the year-th year from now (from 1), given still in office then: `exit` within a term,
 * 1 - (1 - exit) again at the end of one, 1 where no further term is allowed.  Cost: O(1). */
double ent_tenure_exit(const ent_tenure *tenure, int year);
/* Chance of being in office after so many years (>= 0).  Cost: O(years). */
double ent_tenure_stays(const ent_tenure *tenure, int years);

typedef struct ent_holder {
  double share;      /* of a type of successor: chance that the next in office is of it */
  double honours;    /* chance that it honours, on entering office, what others promised */
  double reneges;    /* chance a year that it breaks what stands */
  ent_tenure tenure; /* as it enters office; of the incumbent: as things stand */
} ent_holder;

typedef struct ent_promise {
  double flow, after;   /* a year while honoured, a year after collapse */
  double discount;      /* in (0, 1) */
  double cost, outside; /* at once; a year without the promise */
} ent_promise;

typedef struct ent_promise_worth {
  double value;      /* of the promise, before its cost */
  double surplus;    /* value - cost - outside / (1 - discount): taken from 0 on */
  double succession; /* value at a change of leader, before it is known whether the next one honours */
  double hazard;     /* the constant yearly hazard of collapse that is as bad as this calendar, in [0, 1] */
  double
    honour_needed; /* if all successors honoured with the same chance: the least that makes the surplus 0, cut to [0, 1] */
} ent_promise_worth;

/* The promise by backward recursion over the calendar (the first leader in office is the incumbent, whose share and honours
 * are not used; then successors drawn again and again from the types):
 *   V_n = b + delta [(1 - x_n)((1 - eps) V_(n+1) + eps D) + x_n W],  W = sum_i share_i (q_i V_i + (1 - q_i) D),
 *   D = d / (1 - delta), x_n = ent_tenure_exit.  Every V is affine in W, so W is solved for, not iterated.
 * types 1..ENT_HOLDERS_MAX, shares sum to 1.  With no fixed ends and one type this is ent_turnover_value.
 * Errors: ENT_ARGUMENT with the path of the number ("type.tenure.exit"), ENT_LIMIT for a calendar beyond ENT_TENURE_YEARS.
 * Cost: O(types * ENT_TENURE_YEARS).  Source: entente's own, docs/method/trust.md. */
ent_status ent_promise_value(const ent_promise *promise, const ent_holder *incumbent, const ent_holder *type, int types,
                             ent_promise_worth *out, ent_error *err);

/* P(the promise still stands after `years`), 0..ENT_PROMISE_YEARS, by renewal: A(t) = G(t) + sum_n f(n) R(t - n), with G the
 * chance of an undisturbed time in office, f of its end, R the same after a change.  Between whole years geometric.
 * Errors as above.  Cost: O(years^2 + types * years). */
ent_status ent_promise_survival(const ent_holder *incumbent, const ent_holder *type, int types, double years,
                                double *out, ent_error *err);

/* Accept the incumbent's offer now, or wait for a successor's?  Optimal stopping: whoever is in office offers its own flow and
 * cost (offer[0] the incumbent's, offer[1 + i] those of type i; what is accepted is then kept or dropped by later ones as the
 * types say), and each year of waiting gives promise->outside. */
typedef struct ent_offer {
  double flow, cost;
} ent_offer;
typedef struct ent_waiting {
  double accept; /* value less cost of accepting now */
  double wait;   /* value of not accepting this year, and best afterwards */
  double never;  /* outside / (1 - discount) */
  int year;      /* the first year of the incumbent's calendar in which accepting is best (1: now); 0: in none */
  double next;   /* value at a change of leader while one waits */
  bool takes[ENT_HOLDERS_MAX]; /* is a type's offer taken on its first day? */
} ent_waiting;
ent_status ent_promise_wait(const ent_promise *promise, const ent_holder *incumbent, const ent_holder *type, int types,
                            const ent_offer *offer, ent_waiting *out, ent_error *err);

/* ---- why promises break ------------------------------------------------------------------------------------- */

/* A declining side wins a war now with p1 and next year with p2 for good, pays war_cost a year, and today's settlement gives
 * it at most everything for one year: it attacks when p1 - delta p2 > (1 - delta)(1 + war_cost).  The difference of both
 * sides: above 0, no promise of the rising side is enough.  The problem is Fearon's (1995, International Organization
 * 49:379-414); this normalisation is ours. */
double ent_shift_margin(double p1, double p2, double war_cost, double delta);

/* Leader-specific punishment (in the spirit of McGillivray and Smith 2000): partners punish the leader who cheated and
 * forgive the next, so only a leader's own future holds it back.  temptation > reward > penalty. */
typedef struct ent_dilemma {
  double temptation, reward, penalty; /* a period: cheating alone, both keep, both cheat */
} ent_dilemma;
/* The least delta (1 - h) with which cooperation holds: (T - R) / (T - P). */
double ent_punish_patience(const ent_dilemma *game);
/* The highest exit hazard h with which it holds at this delta, cut to [0, 1]. */
double ent_punish_bearable(const ent_dilemma *game, double delta);
/* With a public that removes a cheating leader with chance `removal`, and an office worth `rent` a period:
 * (R + psi) / (1 - s) - [T + psi + (1 - r) s (P + psi) / (1 - s)], s = delta (1 - h) < 1.  Keeping is better from 0 on. */
double ent_punish_margin(const ent_dilemma *game, double s, double removal, double rent);

/* ---- reassurance --------------------------------------------------------------------------------------------- */

/* A game of trust (normalisation ours, after the kind of game in Kydd 2005, Trust and Mistrust in International Relations):
 * both cooperate 1 each, both defect 0, cheated -loss, cheating the other pays the trustworthy less than 1 and the
 * untrustworthy more. */
typedef struct ent_trust_game {
  double trusty; /* b_T in [0, 1) */
  double other;  /* b_U > 1 */
  double loss;   /* c > 0 */
} ent_trust_game;

typedef struct ent_window {
  double low,
    high;         /* the first step's share of the stakes, high cut to 1: the smallest and the largest that separates */
  bool open;      /* low <= high: there is such a step */
  double at_once; /* m = c / (1 - b_T + c): from this trust on the whole deal can be done at once */
  double least;   /* trust from which the window is open */
} ent_window;

/* The largest first step that separates the trustworthy from the others, when the rest follows:
 *   t b_U / (t (2 b_U - 1) + (1 - t) c)  <=  alpha  <=  t / ((1 - t) c + t b_T)
 * t: the trust that each side has in the other, in (0, 1).  Errors: ENT_ARGUMENT ("game.trusty" ..., "trust").  O(1). */
ent_status ent_trust_window(const ent_trust_game *game, double t, ent_window *out, ent_error *err);

/* A sequence of steps.  Each is the largest that separates, on what is left of the stakes; who keeps it is trusted more by Bayes'
 * rule: t' = t keeps_trusty / (t keeps_trusty + (1 - t) keeps_other).  From trust m on the rest is done at once. */
#define ENT_PLAN_MAX 64
typedef struct ent_plan_step {
  double stake;         /* share of the whole */
  double least;         /* the smallest that would separate, of the whole */
  double before, after; /* trust before it, and after it is kept */
  bool rest;            /* all that is left */
} ent_plan_step;
typedef struct ent_plan {
  int steps; /* 0: no first step separates */
  ent_plan_step step[ENT_PLAN_MAX];
  double done;  /* share of the stakes exchanged */
  double trust; /* after the last step */
  bool reached; /* the goal, or the whole deal */
} ent_plan;
/* keeps_trusty, keeps_other: the chance that a trustworthy or another party keeps a step, 0 <= other < trusty <= 1 (1 and 0 in
 * equilibrium; anything else allows for mistakes).  goal in (0, 1]: stop when trust has come so far.  O(steps). */
ent_status ent_trust_plan(const ent_trust_game *game, double t, double keeps_trusty, double keeps_other, double goal,
                          ent_plan *out, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
