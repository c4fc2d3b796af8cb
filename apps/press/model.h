/* model.h - how likely is it that the next bit is a one?
 *
 * Ten contexts (contexts.c) each remember how often a one followed them; a repeat found further back says which byte it
 * expects.  Their opinions, as logits, are weighted by three sets of weights that learn from every mistake; a table refines the
 * mean of the three.  Cost a byte: 20 places in tables and 8 * 36 multiplications, twice.
 * Source: Mahoney, Adaptive weighing of context models for lossless data compression, 2005 (PAQ); Ferragina and Manzini's
 * survey for the rest of the family. */
#ifndef ENT_PRESS_MODEL_H
#define ENT_PRESS_MODEL_H

#include "module.h"

#include <stdbool.h>
#include <stddef.h>

#define PRESS_CONTEXTS 10
#define PRESS_INPUTS 12 /* the contexts, the repeat and a constant */
#define PRESS_SLOTS 32768
#define PRESS_PLACES 65536
#define PRESS_STEPS 33 /* points of the tables that refine */

/* What followed a context in half a byte: 15 chances (1, 2, 4, 8 by the bits before) and how often each was asked. */
typedef struct press_slot {
  uint16_t check, chance[15];
  uint8_t seen[32];
} press_slot;

/* A place further back after which the same bytes came. */
typedef struct press_repeat {
  uint32_t at; /* of the byte expected next; 0: none */
  int length, misses;
  bool missed; /* in this byte */
} press_repeat;

/* Characters of UTF-8, to see words in Chinese. */
typedef struct press_letters {
  uint32_t last, before, now;
  int at, size; /* bytes of the present one, and of all of it */
} press_letters;

typedef struct press_model {
  press_slot slot[PRESS_CONTEXTS][PRESS_SLOTS];
  press_slot *now[PRESS_CONTEXTS];
  uint32_t context[PRESS_CONTEXTS];
  uint32_t place[PRESS_PLACES]; /* by the hash of six bytes: where they ended last */
  int32_t weight[3][2048][PRESS_INPUTS];
  int32_t *set[3]; /* the weights of this bit */
  int32_t input[PRESS_INPUTS];
  int32_t chance[3]; /* what each set says, of 4096 */
  int16_t logit[4096];
  uint16_t refine[256][PRESS_STEPS];
  uint16_t *refined;
  uint16_t trust[128]; /* how often a repeat of this length is right */
  press_repeat repeat;
  press_letters letters;
  press_module module;
  const uint8_t *past;           /* all bytes so far */
  uint32_t at;                   /* how many */
  uint32_t last4, before4, word; /* of bytes; a hash */
  uint32_t partial;              /* a one, then the bits of this byte */
  int bit, trusted;              /* 7 to 0; the entry of trust in use, or -1 */
  bool is_module;
} press_model;

/* past: where the bytes will stand; press_learn reads those that are whole. */
void press_open(press_model *m, const uint8_t *past);
/* What follows is a module, or not. */
void press_turn(press_model *m, bool is_module);
/* The chance of a one, of 65536: at least 1, at most 65535. */
uint32_t press_chance(press_model *m);
/* The bit that came.  With the eighth, the byte stands in `past` already. */
void press_learn(press_model *m, int bit);

/* contexts.c: sets m->context for the next byte; takes in the byte that came. */
void press_contexts(press_model *m);
void press_take_byte(press_model *m, uint8_t byte);

#endif
