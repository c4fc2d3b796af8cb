/* coalitions_types.h - minimal winning coalitions of many members in few classes of equals, without a walk. */
#ifndef ENT_CORE_POWER_COALITIONS_TYPES_H
#define ENT_CORE_POWER_COALITIONS_TYPES_H

#include "game.h"

/* Which to list and where to put them: the room of the caller. */
typedef struct ent_types_list {
  bool sample; /* drawn with replacement, each as likely as any other, instead of the smallest */
  uint64_t seed;
  int limit;
  size_t row;        /* coalition k: size_of[k] members at content[k * row], ascending */
  int *size_of;      /* [limit] */
  int *content;      /* [limit * row] */
  uint64_t *by_size; /* [members + 1] how many there are of each size; UINT64_MAX where there are more */
  uint64_t found;    /* all of them, likewise */
  int listed;
} ent_types_list;

/* Vectors of numbers of members by class beyond which ent_types_list_find is not asked. */
#define ENT_TYPES_LIST_MAX 0x1p18

/* Fills the list from all vectors that are minimal.  False when there is no memory; by_size is [members + 1] zeros before. */
bool ent_types_list_find(const ent_game *game, ent_arena *scratch, ent_types_list *list);

#endif
