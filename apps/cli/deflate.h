/* deflate.h - bytes made smaller, as every browser unpacks them (raw DEFLATE, RFC 1951). */
#ifndef ENT_CLI_DEFLATE_H
#define ENT_CLI_DEFLATE_H

#include "base/bytes.h"

/* Writes the packed bytes to `out`; scratch from the arena (some 600 kB), which stays taken.  No memory: out->failed. */
void cli_deflate(const uint8_t *data, size_t size, ent_arena *arena, ent_writer *out);

#endif
