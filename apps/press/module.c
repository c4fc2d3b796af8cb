/* module.c - where in a WebAssembly module does the next byte stand?
 *
 * A walk over sections, functions and instructions that knows which operands an opcode has.  It only serves to guess well:
 * where it errs, the packed bytes get longer, and nothing else happens.
 * Source: WebAssembly Core Specification 1.0, chapter 5 (binary format). */
#include "module.h"

#include <string.h>

enum {
  HEADER,
  SECTION,
  SECTION_SIZE,
  SKIP,
  BODIES,
  BODY_SIZE,
  LOCALS,
  LOCAL_COUNT,
  LOCAL_TYPE,
  OPCODE,
  NUMBER,
  BYTES,
  TABLE,
  MORE
};

#define CODE_SECTION 10

void press_module_open(press_module *m)
{
  memset(m, 0, sizeof *m);
  m->header = 8;
}

static void go(press_module *m, int state)
{
  m->state = state;
  m->number = 0;
  m->shift = 0;
}

/* True with the last byte of a number. */
static int is_whole(press_module *m, uint8_t byte)
{
  if (m->shift < 32) m->number |= (uint32_t)(byte & 127) << m->shift;
  m->shift += 7;
  return byte < 128;
}

static void take_opcode(press_module *m, uint8_t op)
{
  m->opcode = op;
  m->operand = 0;
  m->opcodes = m->opcodes << 8 | op;
  const int one = (op >= 0x02 && op <= 0x04) || op == 0x0c || op == 0x0d || op == 0x10 || (op >= 0x20 && op <= 0x24) ||
                  (op >= 0x3f && op <= 0x42);
  const int two = op == 0x11 || (op >= 0x28 && op <= 0x3e);
  const int bytes = op == 0x43 ? 4 : op == 0x44 ? 8 : 0;
  m->count = (uint32_t)(one + 2 * two + bytes);
  go(m, bytes ? BYTES : one || two ? NUMBER : op == 0x0e ? TABLE : op == 0xfc ? MORE : OPCODE);
}

static void take_number(press_module *m, uint8_t byte)
{
  if (!is_whole(m, byte)) return;
  if (m->opcode >= 0x20 && m->opcode <= 0x22) {
    m->local[2] = m->local[1];
    m->local[1] = m->local[0];
    m->local[0] = m->number + 1;
  }
  m->operand++;
  go(m, --m->count == 0 ? OPCODE : NUMBER);
}

static void take_in_body(press_module *m, uint8_t byte)
{
  switch (m->state) {
  case LOCALS:
    if (!is_whole(m, byte)) break;
    m->count = m->number;
    go(m, m->count ? LOCAL_COUNT : OPCODE);
    break;
  case LOCAL_COUNT:
    if (is_whole(m, byte)) go(m, LOCAL_TYPE);
    break;
  case LOCAL_TYPE: go(m, --m->count ? LOCAL_COUNT : OPCODE); break;
  case OPCODE: take_opcode(m, byte); break;
  case NUMBER: take_number(m, byte); break;
  case BYTES:
    m->operand++;
    if (--m->count == 0) go(m, OPCODE);
    break;
  case TABLE:
    if (!is_whole(m, byte)) break;
    m->count = m->number + 1;
    go(m, NUMBER);
    break;
  default: /* MORE: opcodes of two bytes, of which only those on memory have operands */
    if (!is_whole(m, byte)) break;
    m->opcodes ^= m->number << 4;
    m->count = m->number == 10 ? 2 : m->number == 11 ? 1 : 0;
    go(m, m->count ? NUMBER : OPCODE);
  }
}

static void take_outside(press_module *m, uint8_t byte)
{
  switch (m->state) {
  case HEADER:
    if (--m->header == 0) go(m, SECTION);
    break;
  case SECTION:
    m->opcode = byte;
    go(m, SECTION_SIZE);
    break;
  case SECTION_SIZE:
    if (!is_whole(m, byte)) break;
    m->left = m->number;
    go(m, m->opcode == CODE_SECTION ? BODIES : m->left ? SKIP : SECTION);
    break;
  case SKIP:
    if (--m->left == 0) go(m, SECTION);
    break;
  case BODIES:
    if (!is_whole(m, byte)) break;
    m->bodies = m->number;
    go(m, BODY_SIZE);
    break;
  default: /* BODY_SIZE */
    if (!is_whole(m, byte)) break;
    m->body = m->number;
    m->opcodes = 0;
    memset(m->local, 0, sizeof m->local);
    go(m, LOCALS);
  }
}

void press_module_take(press_module *m, uint8_t byte)
{
  if (m->state < LOCALS) {
    take_outside(m, byte);
    return;
  }
  m->body--;
  take_in_body(m, byte);
  if (m->body == 0) go(m, --m->bodies == 0 ? SECTION : BODY_SIZE);
}

int press_module_in_code(const press_module *m)
{
  return m->state >= OPCODE;
}

uint32_t press_module_kind(const press_module *m)
{
  if (m->state == OPCODE) return 0;
  if (m->state < OPCODE) return 256 + (uint32_t)m->state;
  const int operand = m->operand < 7 ? m->operand : 7;
  return 512 + (uint32_t)m->opcode + ((uint32_t)operand << 10) + ((uint32_t)(m->shift & 63) << 13);
}
