/* world.h - one draw as the gates see it, and the scratch memory in which it lives. */
#ifndef ENT_CORE_STUDY_WORLD_H
#define ENT_CORE_STUDY_WORLD_H

#include "base/clip.h"
#include "model/scenario.h"

/* All numbers of one draw.  Laid out once in the scratch block of a worker; a draw allocates nothing. */
typedef struct ent_draw {
  const ent_scenario *s;
  double *x;           /* [inputs] */
  double *factor;      /* [clubs] common factors, standard normal */
  double *noise;       /* [seats] standard normal */
  double *condition_u; /* [conditions] uniform: holds when below its probability */
  double survival_u;
  /* what the gates leave for each other */
  double *term_margin;              /* [terms] */
  double *term_utility;             /* [terms * seats] kept for witnesses and shares of yes */
  int *term_marginal;               /* [terms] actor at the margin */
  double *term_hazard, *term_value; /* [terms] what the promise is worth, of terms that are offered */
  double *score, *z;                /* [correlated] normal scores before and after correlation */
  double *propensity, *size, *work; /* alignment */
  double gap; /* E(rival) - E(proposer) of the last landscape that was searched; 0 when its margin is 0 */
  uint32_t bundle;
  /* the draw as it was before a probe changed it: what a probe cannot have moved is not computed again */
  bool probing;
  double *kept_weight; /* [camps * camps] s_i s_j p_ij */
  double kept_gap;
  int
    record; /* the consent that a probe moves: seats with another want what they wanted; -1: nothing of the kind is known */
  double *kept_margin;  /* [terms] */
  double *kept_utility; /* [terms * seats] of those who are asked */
  double *kept_mood;    /* [seats] */
  int *kept_marginal;   /* [terms] */
  uint32_t kept_bundle;
} ent_draw;

/* Bytes of scratch for a scenario, and laying a draw out in them (aligned for double). */
size_t ent_draw_bytes(const ent_scenario *s);
ent_draw ent_draw_lay(const ent_scenario *s, void *scratch);

/* Fills in draw number `draw`: a pure function of (scenario, seed, draw). */
void ent_draw_sample(ent_draw *d, uint64_t seed, uint64_t draw);
/* Draws one input that correlates with nothing; or those that correlate, together; or one of these again from its score. */
void ent_draw_input(ent_draw *d, uint64_t seed, uint64_t draw, int input);
void ent_draw_correlated(ent_draw *d, uint64_t seed, uint64_t draw);
void ent_draw_correlated_value(ent_draw *d, int k);
/* Every input at its median, no noise, conditions that are likelier than not hold. */
void ent_draw_centre(ent_draw *d);

/* What an input is in a draw (as ent_draw_sample draws it), or at its median. */
double ent_input_drawn(const ent_scenario *s, uint64_t seed, uint64_t draw, int input);
double ent_input_middle(const ent_scenario *s, int input);
/* Terms that the scenario does not leave out, as a bit mask. */
uint32_t ent_terms_offered(const ent_scenario *s);
/* The landscape of such values; bundle: bit mask of the terms whose effects count. */
typedef double ent_input_value(const void *ctx, int input);
void ent_landscape_fill(const ent_scenario *s, uint32_t bundle, ent_input_value *value, const void *ctx, double *size,
                        double *propensity);

/* Do all pins name an input and hold it at a value that its field allows? */
ent_status ent_pins_check(const ent_scenario *s, const ent_pin *pin, int pinned, ent_error *err);

/* Evaluates the parts in the mask and completes the verdict; parts that are not in the mask keep what *v holds.  terms: bit
 * mask of the terms whose margins may have moved.  While probing, only the sign of the alignment margin is kept right. */
void ent_gates_evaluate(ent_draw *d, uint32_t parts, uint32_t terms, ent_verdict *v);
/* The draw as a replay keeps it, if it does: evaluated, but for what gates leave for each other inside a term.  The draw's
 * pointers then lead into the row: what a probe changes there it puts back. */
bool ent_replay_look(const ent_replay *replay, const ent_scenario *s, uint64_t seed, uint64_t draw, ent_draw *d,
                     ent_verdict *v);
/* Are these draws of s kept, as whole blocks?  Then a scenario that differs by `moved` is counted beside them, block by block,
 * and they stay as they are; scratch: ent_replay_aside_bytes(s). */
struct ent_moved;
bool ent_replay_holds(const ent_replay *replay, const ent_scenario *s, uint64_t seed, uint64_t draws);
void ent_replay_aside(const ent_replay *replay, const ent_scenario *s, const struct ent_moved *moved, uint64_t block,
                      ent_ensemble *e, void *scratch);
size_t ent_replay_aside_bytes(const ent_scenario *s);
/* The numbers of a draw and what its gates said, in the scratch of another. */
void ent_draw_copy(const ent_draw *from, ent_draw *to);
/* Remembers this evaluated draw; from now on it is probed. */
void ent_draw_remember(ent_draw *d);
/* Adds the witnesses, which cost more than the margins. */
void ent_gates_witness(const ent_draw *d, ent_verdict *v);

/* Counts an evaluated draw.  seats: who says yes and who blocks as well, which needs the utilities of all terms. */
void ent_ensemble_count(ent_ensemble *e, const ent_draw *d, const ent_verdict *v, bool seats);

/* The gates one by one (each file of its own). */
void ent_gate_terms(ent_draw *d, uint32_t terms); /* gate_consent.c: margins of these terms, and the bundle */
void ent_gate_will(const ent_draw *d, ent_verdict *v);
void ent_gate_consent(const ent_draw *d, ent_verdict *v);
void ent_gate_acceptance(const ent_draw *d, ent_verdict *v);
void ent_gate_survival(const ent_draw *d, ent_verdict *v);
void ent_gate_alignment(ent_draw *d, ent_verdict *v);
void ent_gate_alignment_remember(ent_draw *d); /* of this draw's landscape and its gap */
void ent_gate_terms_remember(ent_draw *d);     /* of what its voters want: for ent_probe_leaves_terms */

/* gate_acceptance.c: of the terms that are offered, the hazard lambda = (1 - h) eps + h (1 - q) and the value, V of the flow
 * plus what comes at once; for the gates of acceptance and survival, and to be counted. */
void ent_gate_promises(ent_draw *d);
/* P(a term is honoured for so many years), after ent_gate_promises. */
double ent_term_survival(const ent_draw *d, int term, double years);
/* The proposer's chance a year of reneging, and what the target has a year without the deal. */
double ent_deal_reneges(const ent_draw *d);
double ent_deal_outside(const ent_draw *d);
/* Is a consent term (essential, part of the offer, not the proposer's own or its institution's)? */
bool ent_term_asks(const ent_scenario *s, int term);
/* Who blocks a term, as actors: a smallest coalition, all that are in one of the smallest, and those who block alone. */
void ent_term_block(const ent_draw *d, int term, ent_set *some, ent_set *any, ent_set *alone);

#define ENT_PARTS_MASK ((1u << ENT_PARTS) - 1u)

/* Shortcuts for a probe of one input: can it be shown at once that no sign changes?  value: what the input is held at. */
bool ent_probe_leaves_terms(const ent_draw *d, int input, double value);
bool ent_probe_leaves_alignment(const ent_draw *d, int input, double value);

#endif
