/* press.h - bytes made as small as a page can unpack them, and back.
 *
 * Each bit is coded by an arithmetic coder with what a model (model.h) thinks of it; packer and unpacker run the same model,
 * in whole numbers only, so they agree everywhere.  Some 25 % smaller than DEFLATE and 15 % than LZMA.
 *
 *   packed := count (u8), count * size (u32, little-endian; bit 31: a WebAssembly module), bits of the pieces one by one
 *
 * Cost: about 0.7 s a MB each way, and sizeof(press_model) of memory. */
#ifndef ENT_PRESS_H
#define ENT_PRESS_H

#include "model.h"

#define PRESS_PIECES_MAX 16
#define PRESS_MODULE UINT32_C(0x80000000)
#define PRESS_ROOM(size, pieces) ((size) + (size) / 8 + 5 * (size_t)(pieces) + 64) /* packing never needs more */

/* data: the pieces one after the other; size[i]: of a piece, or'ed with PRESS_MODULE for a module.  out has room for
 * PRESS_ROOM bytes.  Returns the packed size. */
size_t press_pack(const uint8_t *data, const uint32_t *size, uint32_t pieces, press_model *model, uint8_t *out);

/* The size of all pieces together; UINT64_MAX if these are no packed bytes. */
uint64_t press_size(const uint8_t *packed, size_t packed_size);
/* Writes as many bytes as press_size says.  Any bytes unpack to something. */
void press_unpack(const uint8_t *packed, size_t packed_size, press_model *model, uint8_t *out);

#endif
