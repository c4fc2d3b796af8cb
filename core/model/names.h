/* names.h - what is a state called in another language? */
#ifndef ENT_CORE_MODEL_NAMES_H
#define ENT_CORE_MODEL_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The name in "zh-Hant" or "zh-Hans" of the state that has this English name and, so that no namesake is meant, this key
 * (ISO 3166-1 alpha-3) or this Correlates of War number (0: none is given); NULL if there is none. */
const char *ent_state_name(const char *english, const char *key, int64_t cow, const char *language);

/* Row `row` of the list, from 0: its English name, code ("": none) and Chinese names; false behind the last one. */
#define ENT_STATE_NAMES 4
bool ent_state_row(size_t row, const char *name[ENT_STATE_NAMES], int64_t *cow);

#endif
