/* huffman.c - which codes make a text shortest?
 *
 * Huffman's tree by two queues: the symbols in order of how often they occur, and the pairs in the order in which they are
 * joined, which is the order of their weights too.  If the tree is too deep, small counts are raised by halving all, until
 * it fits; that costs a bit in a thousand.  Ties go to the lower symbol, so the codes are the same everywhere.
 * Cost: O(n^2) to sort.  Source: D. A. Huffman 1952; J. van Leeuwen 1976 (the queues); RFC 1951, 3.2.2 (the order). */
#include "huffman.h"

#include <string.h>

#define NODES (2 * CLI_HUFFMAN_MAX)

/* Symbols that occur, the rarest first; returns how many. */
static int sort(const uint32_t *count, int symbols, int *order)
{
  int n = 0;
  for (int s = 0; s < symbols; s++) {
    if (count[s] == 0) continue;
    int at = n++;
    for (; at > 0 && count[order[at - 1]] > count[s]; at--) order[at] = order[at - 1];
    order[at] = s;
  }
  return n;
}

/* Depths of the n >= 2 leaves; returns the greatest. */
static int grow(const uint32_t *count, const int *order, int n, int *depth)
{
  uint64_t weight[NODES];
  int parent[NODES] = {0};
  for (int i = 0; i < n; i++) weight[i] = count[order[i]];
  int leaf = 0, pair = n;
  for (int next = n; next < 2 * n - 1; next++) {
    weight[next] = 0;
    for (int child = 0; child < 2; child++) {
      const int least = leaf < n && (pair >= next || weight[leaf] <= weight[pair]) ? leaf++ : pair++;
      weight[next] += weight[least];
      parent[least] = next;
    }
  }
  int deepest = 0;
  depth[2 * n - 2] = 0;
  for (int i = 2 * n - 3; i >= 0; i--) {
    depth[i] = depth[parent[i]] + 1;
    if (depth[i] > deepest) deepest = depth[i];
  }
  return deepest;
}

void cli_huffman_lengths(const uint32_t *count, int symbols, int limit, uint8_t *length)
{
  uint32_t c[CLI_HUFFMAN_MAX];
  int order[CLI_HUFFMAN_MAX], depth[NODES], n = 0;
  for (int s = 0; s < symbols; s++) {
    c[s] = count[s];
    n += c[s] > 0;
  }
  for (int s = 0; s < symbols && n < 2; s++) { /* an empty code, or one of a single symbol, is not complete */
    if (c[s] > 0) continue;
    c[s] = 1;
    n++;
  }
  n = sort(c, symbols, order);
  while (grow(c, order, n, depth) > limit)
    for (int s = 0; s < symbols; s++) c[s] = (c[s] + 1) / 2; /* keeps the order, and ends at equal counts */
  memset(length, 0, (size_t)symbols);
  for (int i = 0; i < n; i++) length[order[i]] = (uint8_t)depth[i];
}

void cli_huffman_codes(const uint8_t *length, int symbols, uint16_t *code)
{
  uint32_t next = 0;
  for (int bits = 1; bits <= 15; bits++) {
    next <<= 1;
    for (int s = 0; s < symbols; s++) {
      if (length[s] != bits) continue;
      uint32_t turned = 0;
      for (int i = 0; i < bits; i++) turned |= (next >> i & 1) << (bits - 1 - i);
      code[s] = (uint16_t)turned;
      next++;
    }
  }
}
