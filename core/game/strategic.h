/* strategic.h - a strategic form and the arena that it lies in. */
#ifndef ENT_CORE_GAME_STRATEGIC_H
#define ENT_CORE_GAME_STRATEGIC_H

#include "tree.h"

typedef struct ent_strategic_form {
  ent_strategic game; /* first: a game is the form that it lies in */
  ent_arena arena;
} ent_strategic_form;

/* An empty form in an arena of its own; NULL: no memory. */
ent_strategic_form *ent_strategic_open(const ent_allocator *memory);
/* The product of the numbers of strategies; 0 when it is above ENT_GAME_PROFILES_MAX. */
int ent_strategic_profiles(const int *strategies, int players);

#endif
