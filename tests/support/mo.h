/* mo.h - a GNU .mo catalogue made from pairs, for tests of words. */
#ifndef ENT_TEST_SUPPORT_MO_H
#define ENT_TEST_SUPPORT_MO_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define MO_HEADER "Content-Type: text/plain; charset=UTF-8\nLanguage: zh_Hant\n"

typedef struct mo_pair {
  const char *key, *text;
} mo_pair;

static inline void mo_u32(uint8_t *at, size_t v)
{
  for (int i = 0; i < 4; i++) at[i] = (uint8_t)(v >> (8 * i));
}

/* Writes the catalogue of pairs, which stand in ascending order of their keys; returns its size.  room: enough. */
static inline size_t mo_make(const mo_pair *pair, size_t count, uint8_t *out)
{
  const size_t keys = 28, texts = keys + 8 * count;
  size_t at = texts + 8 * count;
  mo_u32(out, 0x950412DE);
  mo_u32(out + 4, 0);
  mo_u32(out + 8, count);
  mo_u32(out + 12, keys);
  mo_u32(out + 16, texts);
  mo_u32(out + 20, 0);
  mo_u32(out + 24, at);
  for (size_t half = 0; half < 2; half++)
    for (size_t i = 0; i < count; i++) {
      const char *const text = half == 0 ? pair[i].key : pair[i].text;
      const size_t length = strlen(text);
      mo_u32(out + (half == 0 ? keys : texts) + 8 * i, length);
      mo_u32(out + (half == 0 ? keys : texts) + 8 * i + 4, at);
      memcpy(out + at, text, length + 1);
      at += length + 1;
    }
  return at;
}

#endif
