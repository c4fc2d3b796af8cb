/* ask.h - what does the body of a request ask for? */
#ifndef ENT_HOST_ASK_H
#define ENT_HOST_ASK_H

#include "entente/base.h"

#define HOST_CHANGES_MAX 256
#define HOST_EVENTS_MAX 16

/* What came true, or did not: "adopted": true. */
typedef struct host_event {
  const char *name;
  bool came;
} host_event;

/* A JSON object with any of these keys and no others.  Texts are NULL where the key is missing; they hold no NUL. */
typedef struct host_ask {
  const char *scenario, *run; /* ids */
  const char *base, *name;
  const char *text; /* of a scenario */
  size_t text_size;
  const char *view, *note;
  const char *language; /* "zh-Hant" */
  uint64_t draws, study_draws,
    seed; /* 0: not asked for; seed may be written as text, since 64 bits are more than JavaScript holds */
  int changes;
  const char **change; /* [changes] "path=value", as --set takes it */
  bool resolves;       /* there are events, or an empty list of them */
  int events;
  host_event event[HOST_EVENTS_MAX]; /* [events] their names are different */
  void *memory;                      /* owned: host_ask_free */
} host_ask;

/* Errors: ENT_SYNTAX (no JSON, with line and column), ENT_SCHEMA (a key or kind that is not expected, with its path), ENT_LIMIT
 * (more than HOST_CHANGES_MAX changes or HOST_EVENTS_MAX events), ENT_NOMEM. */
ent_status host_ask_read(const char *body, size_t size, host_ask *out, ent_error *err);
void host_ask_free(host_ask *ask);

#endif
