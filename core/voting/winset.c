/* winset.c - which points of a plane beat the status quo, exactly?
 *
 * Formula: along the direction u member i accepts r_i(u) = 2 (x_i - q).u, and the winset reaches to the rule's margin over
 *          the r_i.  Which member is marginal changes only where two r_i are equal or one is 0: at directions at right
 *          angles to x_i - x_j or to x_i - q.  Between two such directions the edge is an arc of the circle around the
 *          marginal member's ideal point through q.  The area swept from q along an arc of a circle with centre c
 *          (seen from q) and radius d between P and Q is, by Green's theorem, (d^2 a + c x (Q - P)) / 2 with a the angle at
 *          the centre, twice the angle at q.
 * Cost:    n (n + 1) directions, each a margin of the rule.  Source: docs/method/voting.md, section on winsets. */
#include "voting/space.h"

#include "base/angle.h"
#include "base/fail.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

/* A direction as a number in [0, 4) that grows counter-clockwise from (1, 0): no angle needed to sort. */
static double turn_of(ent_point u)
{
  const double size = fabs(u.x) + fabs(u.y);
  if (u.y >= 0) return u.x > 0 ? u.y / size : 1 - u.x / size;
  return u.x < 0 ? 2 - u.y / size : 3 + u.x / size;
}

/* Its inverse, up to length. */
static ent_point direction_of(double turn)
{
  if (turn < 1) return (ent_point){1 - turn, turn};
  if (turn < 2) return (ent_point){1 - turn, 2 - turn};
  if (turn < 3) return (ent_point){turn - 3, 2 - turn};
  return (ent_point){turn - 3, turn - 4};
}

static void sift(double *heap, size_t from, size_t n)
{
  for (size_t child; (child = 2 * from + 1) < n; from = child) {
    if (child + 1 < n && heap[child + 1] > heap[child]) child++;
    if (heap[from] >= heap[child]) return;
    const double held = heap[from];
    heap[from] = heap[child];
    heap[child] = held;
  }
}

/* Heapsort: no worst case, no recursion. */
static void sort(double *value, size_t n)
{
  for (size_t i = n / 2; i > 0; i--) sift(value, i - 1, n);
  for (size_t last = n; last > 1; last--) {
    const double held = value[0];
    value[0] = value[last - 1];
    value[last - 1] = held;
    sift(value, 0, last - 1);
  }
}

typedef struct edge {
  const ent_rule *rule;
  const ent_point *ideal;
  ent_point q;
  double *turn; /* [turns] where the marginal member may change; room for all */
  size_t turns;
  ent_arc *arc;
  int arcs;
  ent_sum area;
} edge;

/* Both directions at right angles to a line. */
static void add_turns(edge *e, ent_point along)
{
  if (along.x == 0 && along.y == 0) return;
  e->turn[e->turns++] = turn_of((ent_point){-along.y, along.x});
  e->turn[e->turns++] = turn_of((ent_point){along.y, -along.x});
}

static void find_turns(edge *e)
{
  const int n = e->rule->members;
  for (int quarter = 0; quarter <= 4; quarter++) e->turn[e->turns++] = quarter; /* no arc is longer than a quarter */
  for (int i = 0; i < n; i++) {
    add_turns(e, ent_point_minus(e->ideal[i], e->q));
    for (int j = i + 1; j < n; j++) add_turns(e, ent_point_minus(e->ideal[i], e->ideal[j]));
  }
  sort(e->turn, e->turns);
}

/* Where the ray along u meets the circle around c (seen from q) through q. */
static ent_point meet(ent_point q, ent_point c, ent_point u)
{
  const double t = 2 * ent_point_dot(c, u) / ent_point_dot(u, u);
  return t > 0 ? (ent_point){q.x + t * u.x, q.y + t * u.y} : q;
}

/* Goes on where the last arc ends, as long as that one keeps within a quarter turn. */
static bool joins(const edge *e, const ent_arc *last, ent_point centre, ent_point from, ent_point to)
{
  const ent_point apart = ent_point_minus(last->centre, centre), gap = ent_point_minus(last->to, from);
  if (ent_point_dot(apart, apart) > 0 || ent_point_dot(gap, gap) > 0) return false;
  const ent_point a = ent_point_minus(last->from, e->q), b = ent_point_minus(to, e->q);
  return ent_point_dot(a, a) > 0 && ent_point_dot(a, b) > 0 && ent_point_cross(a, b) > 0;
}

static void add_arc(edge *e, double from_turn, double to_turn)
{
  const ent_point u = direction_of(from_turn), v = direction_of(to_turn), middle = {u.x + v.x, u.y + v.y};
  int member = -1;
  if (ent_point_cross(u, v) <= 0) return; /* nothing between them */
  if (!(ent_space_reach(e->rule, e->ideal, e->q, middle, &member) > 0)) return;
  const ent_point centre = e->ideal[member], c = ent_point_minus(centre, e->q);
  const ent_point from = meet(e->q, c, u), to = meet(e->q, c, v);
  const double square = ent_point_dot(c, c);
  const double angle = 2 * ent_angle(ent_point_cross(u, v), ent_point_dot(u, v));
  ent_sum_add(&e->area, square * angle / 2);
  ent_sum_add(&e->area, ent_point_cross(c, ent_point_minus(to, from)) / 2);
  if (e->arcs > 0 && joins(e, &e->arc[e->arcs - 1], centre, from, to))
    e->arc[e->arcs - 1].to = to;
  else
    e->arc[e->arcs++] = (ent_arc){member, centre, from, to, sqrt(square)};
}

/* The block that a caller keeps: the winset, then its arcs. */
static ent_winset *keep(const edge *e, const ent_allocator *memory)
{
  const size_t bytes = sizeof(ent_winset) + (size_t)e->arcs * sizeof(ent_arc);
  ent_winset *const w = memory->resize(memory->ctx, NULL, 0, bytes);
  if (!w) return NULL;
  ent_arc *const arc = (ent_arc *)(void *)(w + 1);
  if (e->arcs > 0) memcpy(arc, e->arc, (size_t)e->arcs * sizeof *arc);
  const double area = ent_sum_value(&e->area);
  *w = (ent_winset){.status_quo = e->q, .arcs = e->arcs, .arc = arc, .area = area > 0 ? area : 0, .bytes = bytes};
  return w;
}

ent_status ent_winset_make(const ent_rule *rule, const ent_point *ideal, ent_point status_quo,
                           const ent_allocator *memory, ent_winset **winset, ent_error *err)
{
  const size_t n = (size_t)rule->members, room = n * (n + 1) + 5;
  for (int i = 0; i < rule->members; i++)
    if (!ent_point_holds(ideal[i])) return ent_coordinate_refuse(rule->member ? rule->member[i] : NULL, err);
  if (!ent_point_holds(status_quo)) return ent_coordinate_refuse("status quo", err);
  ent_arena arena;
  ent_arena_open(&arena, memory);
  edge e = {.rule = rule,
            .ideal = ideal,
            .q = status_quo,
            .turn = ENT_NEW(&arena, double, room),
            .arc = ENT_NEW(&arena, ent_arc, room)};
  ent_winset *made = NULL;
  if (e.turn && e.arc) {
    find_turns(&e);
    for (size_t i = 0; i + 1 < e.turns; i++) add_arc(&e, e.turn[i], e.turn[i + 1]);
    made = keep(&e, memory);
  }
  ent_arena_close(&arena);
  if (!made) return ent_fail(err, ENT_NOMEM, "winset", "There is no memory for the winset.");
  *winset = made;
  return ENT_OK;
}

void ent_winset_free(ent_winset *winset, const ent_allocator *memory)
{
  if (winset) memory->resize(memory->ctx, winset, winset->bytes, 0);
}
