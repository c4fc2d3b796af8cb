/* cut.h - text for a caller's buffer: cut at its room, counted to its end, so that the caller learns what it would need. */
#ifndef ENT_CORE_CUT_H
#define ENT_CORE_CUT_H

#include <stddef.h>
#include <string.h>

typedef struct ent_cut {
  char *out;
  size_t room, size; /* room with the closing NUL; size: of the whole text so far */
} ent_cut;

static inline void ent_cut_bytes(ent_cut *c, const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++, c->size++)
    if (c->size + 1 < c->room) c->out[c->size] = text[i];
}

static inline void ent_cut_text(ent_cut *c, const char *text)
{
  ent_cut_bytes(c, text, strlen(text));
}

/* Closes what fits with a NUL; returns the length of the whole. */
static inline size_t ent_cut_close(ent_cut *c)
{
  if (c->room > 0) c->out[c->size < c->room ? c->size : c->room - 1] = '\0';
  return c->size;
}

#endif
