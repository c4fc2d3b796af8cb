/* inflate.h - a reader of DEFLATE (RFC 1951) for tests.  It shares no code with the packer, follows codes bit by bit, and
 * takes nothing that a packer should not write: stored blocks, incomplete codes, bytes behind the end. */
#ifndef ENT_TEST_SUPPORT_INFLATE_H
#define ENT_TEST_SUPPORT_INFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Unpacks data to out, which has to be filled exactly (size).  blocks (may be NULL): how many there were of each kind.  False:
 * the data are not sound. */
bool inflate_all(const uint8_t *data, size_t packed, uint8_t *out, size_t size, int blocks[4]);

#endif
