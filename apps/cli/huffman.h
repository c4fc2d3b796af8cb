/* huffman.h - short codes for what is frequent. */
#ifndef ENT_CLI_HUFFMAN_H
#define ENT_CLI_HUFFMAN_H

#include <stdint.h>

#define CLI_HUFFMAN_MAX 288 /* symbols */

/* Lengths of the codes of `symbols` symbols (2 to CLI_HUFFMAN_MAX) from how often each occurs; none is longer than `limit`
 * bits, and 2^limit holds all symbols.  A symbol that does not occur has length 0, but two always have one, so that the code
 * is complete. */
void cli_huffman_lengths(const uint32_t *count, int symbols, int limit, uint8_t *length);

/* The codes that belong to the lengths, as RFC 1951 orders them, turned: the first bit is the lowest. */
void cli_huffman_codes(const uint8_t *length, int symbols, uint16_t *code);

#endif
