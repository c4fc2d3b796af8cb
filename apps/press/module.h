/* module.h - where in a WebAssembly module does the next byte stand? */
#ifndef ENT_PRESS_MODULE_H
#define ENT_PRESS_MODULE_H

#include <stdint.h>

typedef struct press_module {
  int state;
  int opcode, operand;   /* of the instruction; which of its operands */
  int header;            /* bytes of it to come */
  uint32_t number;       /* LEB128: the value so far */
  int shift;             /* ... and its bits */
  uint32_t left;         /* bytes of a section to skip */
  uint32_t body, bodies; /* bytes of this function to come; functions to come */
  uint32_t count;        /* operands, or groups of locals, to come */
  uint32_t opcodes;      /* the last four */
  uint32_t local[3];     /* the last three locals named, plus one */
} press_module;

void press_module_open(press_module *m);
/* Takes the next byte.  Bytes that are no module lead to some state. */
void press_module_take(press_module *m, uint8_t byte);
/* Does the next byte stand in the code? */
int press_module_in_code(const press_module *m);
/* What kind of byte is next: equal numbers, equal kinds.  0: an opcode. */
uint32_t press_module_kind(const press_module *m);

#endif
