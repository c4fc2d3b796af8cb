/* contexts.c - which bytes before the next one tell most about it?
 *
 * In text: the last one to eight bytes, the word, the last character (three bytes in Chinese),
 * and what a repeat expects, which is how a text in one script foretells the same text in the other.  In a module: the kind
 * of byte together with the last opcodes, the operand so far, and the locals named last. */
#include "model.h"

#define M1 0x9E3779B1u /* odd numbers without pattern */
#define M2 0x85EBCA6Bu
#define M3 0xC2B2AE35u
#define M4 0x27D4EB2Fu
#define M5 0x165667B1u
#define M6 0x2F0B4C47u

static uint32_t six(const press_model *m)
{
  return m->last4 * M1 + (m->before4 & 0xffff) * M2;
}

/* What the repeat expects: its whole character, and how sure it is. */
static uint32_t expected(const press_model *m)
{
  const press_repeat *const r = &m->repeat;
  const uint32_t start = r->at - (uint32_t)m->letters.at;
  if (r->at == 0 || r->at < (uint32_t)m->letters.at || start + 2 >= m->at) return 0;
  const uint32_t letter = m->past[start] | (uint32_t)m->past[start + 1] << 8 | (uint32_t)m->past[start + 2] << 16;
  return (letter * M1 + (r->length > 15 ? 3 : r->length > 3 ? 2 : r->length > 0 ? 1 : 0)) | 1;
}

/* The last one to five bytes, the last eight, and the word: what text and data have in common. */
static void put_near(const press_model *m, uint32_t *c)
{
  const uint32_t last = m->last4, before = m->before4;
  c[0] = last & 0xff;
  c[1] = last & 0xffff;
  c[2] = (last & 0xffffff) * M6;
  c[3] = last * M1;
  c[4] = (last * M1 + (before & 0xff) * M2) * 5;
  c[5] = (last * M1 + before * M3) * 13;
  c[6] = m->word * M4 + (last & 0xff) * M5;
}

static void text_contexts(press_model *m, uint32_t *c)
{
  const press_letters *const l = &m->letters;
  const uint32_t part = l->at == 0 ? 0 : l->at == 1 ? m->last4 & 0xff : m->last4 & 0xffff;
  const uint32_t here = part * M4 + (uint32_t)l->at;
  put_near(m, c);
  c[7] = (m->last4 & 0xf0f0ff) * M1;
  c[8] = expected(m) * M2 + here;
  c[9] = (l->last * M6 + here) * 3;
}

static void data_contexts(const press_model *m, uint32_t *c)
{
  const uint32_t last = m->last4;
  put_near(m, c);
  c[7] = (last & 0xff00ff) * M3;
  c[8] = (last & 0xff00ff00) * M2;
  c[9] = (last & 0xffff0000) * M2;
}

static void code_contexts(const press_model *m, uint32_t *c)
{
  const press_module *const w = &m->module;
  const uint32_t last = m->last4, ops = w->opcodes, kind = press_module_kind(w) * M1;
  const uint32_t here = kind + w->number * 5, locals = w->local[0] + w->local[1] * 271;
  c[0] = kind;
  c[1] = kind + (ops & 0xff) * M2 + (last & 0xff) * 77;
  c[2] = here + (ops & 0xffff) * M3;
  c[3] = here + (ops & 0xffffff) * M4;
  c[4] = here + ops * M5;
  c[5] = kind + (last & 0xffff) * M2 + (ops & 0xffff) * 77;
  c[6] = kind + (last & 0xffffff) * M3;
  c[7] = kind + six(m) * 7;
  c[8] = here + locals * M2 + (ops & 0xff00);
  c[9] = here + w->local[0] * M2 + (ops & 0xffff00) * 5;
}

void press_contexts(press_model *m)
{
  if (!m->is_module)
    text_contexts(m, m->context);
  else if (press_module_in_code(&m->module))
    code_contexts(m, m->context);
  else
    data_contexts(m, m->context);
  const uint32_t side = m->is_module ? press_module_in_code(&m->module) ? 2 : 1 : 0;
  for (uint32_t i = 0; i < PRESS_CONTEXTS; i++) m->context[i] = (m->context[i] + i + side * 0x51ED270Bu) * M1;
}

static void take_letter(press_letters *l, uint8_t byte)
{
  if (byte >= 0xc0) {
    l->now = byte;
    l->at = 1;
    l->size = byte >= 0xe0 ? 3 : 2;
    return;
  }
  l->now = byte < 128 ? byte : l->now << 8 | byte;
  if (byte >= 128 && ++l->at < l->size) return;
  l->before = l->last;
  l->last = l->now;
  l->at = 0;
}

void press_take_byte(press_model *m, uint8_t byte)
{
  m->before4 = m->before4 << 8 | m->last4 >> 24;
  m->last4 = m->last4 << 8 | byte;
  if (m->is_module)
    press_module_take(&m->module, byte);
  else
    take_letter(&m->letters, byte);
  const uint8_t lower = byte | 32;
  if (byte >= 128 || (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9')) {
    m->word = (m->word + byte + 1) * 0x3D4D51CBu;
  } else {
    m->word = 0;
  }
}
