/* state.h - what the files of the glue share: one page, one engine, one state. */
#ifndef ENT_WASM_STATE_H
#define ENT_WASM_STATE_H

#include "base/arena.h"
#include "base/bytes.h"
#include "entente/draw.h"
#include "model/scenario.h"

typedef struct glue_state {
  char *room;
  uint32_t room_size;
  void *snapshot;
  size_t snapshot_size;
  const ent_words *spoken; /* the language of the page; NULL: English */
  ent_scenario *author;    /* as the page came */
  ent_scenario *scenario;  /* with the reader's changes, sealed; may be the author's */
  ent_scenario *look;      /* with the changes under the reader's hand; borrows from `base` */
  ent_scenario *base;      /* the author's with those of them that are more than numbers; may be the author's */
  char *base_changes;      /* these */
  size_t base_size;
  ent_replay *looks;     /* draws kept for looks, */
  ent_replay *studies;   /* and for studies, */
  ent_scenario *studied; /* of this scenario */
  uint64_t looks_draws, studies_draws;
  ent_changed *changed; /* scenarios that claims ask for */
  ent_answer *answer;
  ent_drawing part;
  ent_arena arena; /* behind the output */
  const void *output;
  size_t output_size;
} glue_state;

extern glue_state g;
extern const ent_allocator glue_memory;

void glue_clear(void); /* before each call: no output */
int glue_put(const ent_writer *w);
int glue_fail(const ent_error *err);
bool glue_in_room(uint64_t size);
void glue_drop_answer(void);

/* scenarios.c: the scenario under the reader's hand becomes the author's with these pairs of texts.  The one before lives
 * until glue_look_done. */
ent_status glue_look(const char *changes, uint32_t size, ent_error *err);
void glue_look_done(void);

#endif
