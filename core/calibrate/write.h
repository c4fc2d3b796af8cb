/* write.h - a scenario for a row, while it is written: who takes part under which name, and a pen over a builder. */
#ifndef ENT_CORE_CALIBRATE_WRITE_H
#define ENT_CORE_CALIBRATE_WRITE_H

#include "base/arena.h"
#include "entente/calibrate.h"

/* Sources that the scenario names. */
#define ENT_PEN_CALIBRATED "calibration"
#define ENT_PEN_FACTS "corpus"
#define ENT_PEN_LEADERS "leaders"

/* Writes into the builder until something fails, then does nothing more. */
typedef struct ent_deal_pen {
  ent_arena arena;
  ent_builder *into;
  ent_status status;
  ent_error *err;
} ent_deal_pen;

void ent_pen_open(ent_deal_pen *p, const ent_allocator *memory, ent_builder *into, ent_error *err);
ent_status ent_pen_close(ent_deal_pen *p); /* what became of it */
void ent_pen_root(ent_deal_pen *p);
void ent_pen_map(ent_deal_pen *p, const char *key);
void ent_pen_list(ent_deal_pen *p, const char *key);
void ent_pen_end(ent_deal_pen *p);
void ent_pen_item(ent_deal_pen *p, const char *word);
void ent_pen_word(ent_deal_pen *p, const char *key, const char *word); /* as it stands */
void ent_pen_text(ent_deal_pen *p, const char *key, const char *text); /* in quotes; NULL: there was no memory for it */
void ent_pen_int(ent_deal_pen *p, const char *key, int value);
void ent_pen_value(ent_deal_pen *p, const char *key, double value);
void ent_pen_number(ent_deal_pen *p, const char *key, double value, const char *source); /* six digits */
void ent_pen_range(ent_deal_pen *p, const char *key, double low, double high);           /* of 90 %, calibrated */
void ent_pen_titles(ent_deal_pen *p, const ent_deal_row *row);

/* A member of the body that decides. */
typedef struct ent_deal_member {
  const char *key, *name;
  bool opponent, major;
  bool added; /* is no proposer, target or member before */
} ent_deal_member;

typedef struct ent_deal_cast {
  const ent_deal_row *row;
  ent_case of;
  const char *id, *proposer, *proposer_name, *target, *target_name;
  int members; /* 0: the proposer decides alone */
  ent_deal_member *member;
} ent_deal_cast;

/* Everybody, in the pen's memory; NULL when there is none left (noted in the pen). */
const ent_deal_cast *ent_deal_cast_of(ent_deal_pen *p, const ent_deal_row *row, const ent_words *words);
/* facts.c: the next word of a list that blanks separate; *size 0 past the end.  Was it a major power that year? */
const char *ent_state_next(const char *at, size_t *size);
bool ent_state_major(const char *state, size_t size, int year);

#endif
