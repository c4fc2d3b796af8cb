/* moved.h - in what do two scenarios differ, as far as a draw can tell? */
#ifndef ENT_CORE_STUDY_MOVED_H
#define ENT_CORE_STUDY_MOVED_H

#include "model/scenario.h"

typedef struct ent_moved {
  int *input;     /* [inputs] those whose distribution changed; given by the caller */
  int inputs;     /* ... and that are drawn alone, */
  int together;   /* followed by places among the correlated ones whose distribution changed */
  bool factor;    /* the correlations are others: all of those are drawn again */
  bool ties;      /* the landscape itself may have moved, not only by way of the bundle */
  uint32_t parts; /* 1 << ENT_PART_* to compute again */
  bool terms;     /* margins of terms may have moved */
} ent_moved;

/* false: they differ in more than the numbers and rules, and nothing of the one holds for the other.
 * moved->input has room for as many as `to` has inputs. */
bool ent_scenario_moved(const ent_scenario *from, const ent_scenario *to, ent_moved *moved);

/* Of the parts that an input can move: those that it moves only by way of the bundle of terms. */
uint32_t ent_input_by_bundle(const ent_scenario *s, int input);

#endif
