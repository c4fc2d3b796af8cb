/* strand.c - which amounts of missing weight leave the rest of the members with the same game?
 *
 * At a level, the members still to be asked can bring any of their subset sums.  Amounts r that lie between the same two
 * neighbouring subset sums win with the same coalitions, so a node stands for an interval of r:
 *   [max(no.low, yes.low + w), min(no.high, yes.high + w)]
 * The intervals of a level are disjoint; a search tree finds the one that holds r.  The tree is balanced by ranks that are
 * hashes of node numbers (a treap).
 * Cost: O(nodes log nodes), and the nodes are as few as any diagram in this order can have.
 * Source: Bolus, Power indices of simple games and vector-weighted majority games by means of binary decision diagrams,
 * European Journal of Operational Research 210 (2011). */
#include "diagram.h"

#include <string.h>

#define FAR (INT64_C(1) << 60)

typedef struct span {
  int node;
  int64_t low, high;
} span;

void ent_strand_open(ent_strand *s, int members, const int64_t *weight, const int64_t *rest, int *top, ent_arena *arena)
{
  *s = (ent_strand){.members = members, .weight = weight, .rest = rest, .top = top, .arena = arena};
  for (int level = 0; level < members; level++) top[level] = -1;
}

static uint32_t rank(int node)
{
  uint32_t h = (uint32_t)node * UINT32_C(0x9E3779B1);
  h ^= h >> 15;
  return h * UINT32_C(0x85EBCA77);
}

static int find(const ent_strand *s, int level, int64_t missing)
{
  int at = s->top[level];
  while (at >= 0 && (missing < s->node[at].low || missing > s->node[at].high))
    at = missing < s->node[at].low ? s->node[at].left : s->node[at].right;
  return at;
}

/* Hangs a node into the tree of its level. */
static void hang(ent_strand *s, int level, int fresh)
{
  ent_strand_node *const node = s->node;
  const int64_t key = node[fresh].low;
  int *link = &s->top[level];
  while (*link >= 0 && rank(*link) >= rank(fresh))
    link = key < node[*link].low ? &node[*link].left : &node[*link].right;
  int rest = *link, *below = &node[fresh].left, *above = &node[fresh].right;
  *link = fresh;
  while (rest >= 0) { /* cut what hung here in two */
    if (node[rest].low < key) {
      *below = rest;
      below = &node[rest].right;
    } else {
      *above = rest;
      above = &node[rest].left;
    }
    rest = node[rest].low < key ? node[rest].right : node[rest].left;
  }
  *below = *above = -1;
}

static bool grow(ent_strand *s)
{
  if (s->nodes < s->room) return true;
  if (s->room >= ENT_DIAGRAM_NODES_MAX) {
    s->status = ENT_LIMIT;
    return false;
  }
  const int room = s->room == 0 ? 1024 : 2 * s->room;
  ent_strand_node *const node = ENT_NEW(s->arena, ent_strand_node, room);
  if (!node) {
    s->status = ENT_NOMEM;
    return false;
  }
  if (s->nodes > 0) memcpy(node, s->node, (size_t)s->nodes * sizeof *node);
  s->node = node;
  s->room = room;
  return true;
}

static int64_t larger(int64_t a, int64_t b)
{
  return a > b ? a : b;
}

/* Recursion as deep as there are members, at most ENT_DIAGRAM_MEMBERS_MAX. */
static span follow(ent_strand *s, int level, int64_t missing)
{
  if (s->status != ENT_OK) return (span){ENT_LOSES, missing, missing};
  if (missing <= 0) return (span){ENT_WINS, -FAR, 0};
  if (missing > s->rest[level]) return (span){ENT_LOSES, s->rest[level] + 1, FAR};
  const int known = find(s, level, missing);
  if (known >= 0) return (span){known, s->node[known].low, s->node[known].high};
  const int64_t w = s->weight[level];
  const span no = follow(s, level + 1, missing), yes = follow(s, level + 1, missing - w);
  if (s->status != ENT_OK || !grow(s)) return (span){ENT_LOSES, missing, missing};
  const int fresh = s->nodes++;
  s->node[fresh] = (ent_strand_node){
    .low = larger(no.low, yes.low + w), .high = -larger(-no.high, -(yes.high + w)), .no = no.node, .yes = yes.node};
  hang(s, level, fresh);
  return (span){fresh, s->node[fresh].low, s->node[fresh].high};
}

int ent_strand_follow(ent_strand *s, int64_t missing)
{
  return follow(s, 0, missing).node;
}
