/* flip_even.c - at which strengths of two terms is a courted state indifferent between its suitors?
 *
 * A term at strength x moves each of its ties by x times a change.  A moved tie of actors i and j adds 2 s_i s_j times its move
 * to the configurations that part them, so with m moved ties the lowest energy of either side is
 *
 *   min over the 2^m ways to part or join those pairs of  e + a x + b y,
 *
 * the lowest of some planes.  The curve gap = 0 consists of the pieces of the lines in which a plane of the one side meets a
 * plane of the other while both are the lowest of their side: each line is cut by the half-planes that say so.
 * Cost: 2^(m+1) searches, and 2^(3m) cuts. */
#include <float.h>
#include <math.h>

#include "align/flip_parts.h"
#include "align/landscape.h"
#include "base/fail.h"

#define PLANES (1 << ENT_FLIP_TIES_MAX)
#define SHORT 1e-9 /* a piece shorter than this part of the box is a point */

typedef struct plane {
  double e, a, b; /* in the box as the unit square, sizes as shares */
  ent_camp camp;
} plane;

typedef struct side {
  plane plane[PLANES];
  int planes;
} side;

/* A tie that moves, by x first + y second. */
typedef struct moved {
  int a, b;
  double first, second;
} moved;

static bool same_tie(const moved *m, const ent_tie_move *move)
{
  return (m->a == move->a && m->b == move->b) || (m->a == move->b && m->b == move->a);
}

/* Joins the moves of the two terms tie by tie.  Returns the number of ties, or -1: too many. */
static int gather(const ent_even_terms *terms, moved *list)
{
  int count = 0;
  for (int i = 0; i < terms->firsts + terms->seconds; i++) {
    const bool first = i < terms->firsts;
    const ent_tie_move *const move = first ? &terms->first[i] : &terms->second[i - terms->firsts];
    int k = 0;
    while (k < count && !same_tie(&list[k], move)) {
      k++;
    }
    if (k == ENT_FLIP_TIES_MAX) {
      return -1;
    }
    if (k == count) {
      list[count++] = (moved){move->a, move->b, 0, 0};
    }
    list[k].first += first ? move->change : 0;
    list[k].second += first ? 0 : move->change;
  }
  return count;
}

static void add_plane(side *s, plane p)
{
  for (int i = 0; i < s->planes; i++) {
    plane *const old = &s->plane[i];
    if (old->a == p.a && old->b == p.b) {
      if (p.e < old->e) {
        *old = p;
      }
      return;
    }
  }
  s->plane[s->planes++] = p;
}

/* The planes of one side (see ent_flip_side), over the box moved to the unit square. */
static void fill_side(const ent_landscape *land, int which, const int party[3], const moved *list, int count,
                      const ent_even_terms *t, double *work, side *out)
{
  double share[ENT_ALIGN_MAX], total = 0;
  ent_relation relation[2 + ENT_FLIP_TIES_MAX];
  const int fixed = ent_flip_side(which, party[0], party[1], party[2], relation);
  ent_align_shares(land, share);
  for (int i = 0; i < land->n; i++) {
    total += land->size[i];
  }
  out->planes = 0;
  for (unsigned way = 0; way >> count == 0; way++) {
    plane p = {0, 0, 0, 0};
    for (int k = 0; k < count; k++) {
      relation[fixed + k] = (ent_relation){list[k].a, list[k].b, (way >> k & 1u) != 0};
      const double unit = relation[fixed + k].apart ? 2 * share[list[k].a] * share[list[k].b] : 0;
      p.a += unit * list[k].first;
      p.b += unit * list[k].second;
    }
    if (!ent_flip_lowest(land, relation, fixed + count, work, &p.camp, &p.e)) {
      continue;
    }
    p.e = p.e / total / total + p.a * t->x_low + p.b * t->y_low;
    p.a *= t->x_high - t->x_low;
    p.b *= t->y_high - t->y_low;
    add_plane(out, p);
  }
}

static double lowest_at(const side *s, double u, double v)
{
  double least = DBL_MAX;
  for (int i = 0; i < s->planes; i++) {
    const double e = s->plane[i].e + s->plane[i].a * u + s->plane[i].b * v;
    least = e < least ? e : least;
  }
  return least;
}

/* ---- lines, and what is left of them --------------------------------------------------------------------------------- */

/* Points (u + t du, v + t dv) for t in [low, high]. */
typedef struct line {
  double u, v, du, dv, low, high;
} line;

/* Keeps the part on which c + a u + b v >= -slack. */
static void cut(line *l, double c, double a, double b, double slack)
{
  const double at = c + a * l->u + b * l->v + slack, slope = a * l->du + b * l->dv;
  if (fabs(slope) <= slack) {
    if (at < 0) {
      l->high = l->low;
    }
    return;
  }
  const double t = -at / slope;
  if (slope > 0) {
    l->low = t > l->low ? t : l->low;
  } else {
    l->high = t < l->high ? t : l->high;
  }
}

/* Where the plane is the lowest of its side. */
static void cut_to_lowest(line *l, const side *s, const plane *p, double slack)
{
  for (int i = 0; i < s->planes && l->high > l->low; i++) {
    const plane *const q = &s->plane[i];
    if (q != p) {
      cut(l, q->e - p->e, q->a - p->a, q->b - p->b, slack);
    }
  }
}

/* The line where two planes meet, inside the unit square.  false: they do not. */
static bool meet(const plane *p, const plane *q, double slack, line *l)
{
  const double c = p->e - q->e, a = p->a - q->a, b = p->b - q->b, norm = sqrt(a * a + b * b);
  if (norm <= slack) {
    return false;
  }
  const double off = (c + a / 2 + b / 2) / (norm * norm); /* from the middle of the square */
  *l = (line){0.5 - off * a, 0.5 - off * b, -b / norm, a / norm, -2, 2};
  cut(l, 0, 1, 0, 0);
  cut(l, 1, -1, 0, 0);
  cut(l, 0, 0, 1, 0);
  cut(l, 1, 0, -1, 0);
  return l->high > l->low;
}

static double inside(double u, double low, double high)
{
  return u <= 0 ? low : u >= 1 ? high : low + u * (high - low);
}

static ent_even_piece piece_of(const line *l, const ent_even_terms *t, ent_camp rival, ent_camp proposer)
{
  const double at[2] = {l->low, l->high};
  ent_even_piece p = {.with_rival = rival, .with_proposer = proposer};
  for (int i = 0; i < 2; i++) {
    p.x[i] = inside(l->u + at[i] * l->du, t->x_low, t->x_high);
    p.y[i] = inside(l->v + at[i] * l->dv, t->y_low, t->y_high);
  }
  if (p.x[1] < p.x[0] || (p.x[1] == p.x[0] && p.y[1] < p.y[0])) {
    const ent_even_piece turned = p;
    for (int i = 0; i < 2; i++) {
      p.x[i] = turned.x[1 - i];
      p.y[i] = turned.y[1 - i];
    }
  }
  return p;
}

static bool comes_before(const ent_even_piece *a, const ent_even_piece *b)
{
  return a->x[0] < b->x[0] || (a->x[0] == b->x[0] && a->y[0] < b->y[0]);
}

static void insert(ent_even_piece *list, int *count, int room, ent_even_piece p)
{
  int at = *count < room ? *count : room;
  for (; at > 0 && comes_before(&p, &list[at - 1]); at--) {
    if (at < room) {
      list[at] = list[at - 1];
    }
  }
  if (at < room) {
    list[at] = p;
  }
  (*count)++;
}

static double largest(const side *s)
{
  double most = 0;
  for (int i = 0; i < s->planes; i++) {
    const plane *const p = &s->plane[i];
    const double e = fabs(p->e) + fabs(p->a) + fabs(p->b);
    most = e > most ? e : most;
  }
  return most;
}

static int find_pieces(const side *rival, const side *proposer, const ent_even_terms *terms, int room,
                       ent_even_piece *piece)
{
  const double slack = ENT_ALIGN_TIE * (largest(rival) + largest(proposer));
  int count = 0;
  for (int r = 0; r < rival->planes; r++) {
    for (int p = 0; p < proposer->planes; p++) {
      const plane *const a = &rival->plane[r], *const b = &proposer->plane[p];
      line l;
      if (!meet(a, b, slack, &l)) {
        continue;
      }
      cut_to_lowest(&l, rival, a, slack);
      cut_to_lowest(&l, proposer, b, slack);
      if (l.high - l.low > SHORT) {
        insert(piece, &count, room, piece_of(&l, terms, a->camp, b->camp));
      }
    }
  }
  return count;
}

static ent_status check_terms(const ent_even_terms *t, int n, ent_error *err)
{
  ent_status status = ent_flip_check_moves(t->first, t->firsts, n, err);
  if (status == ENT_OK) {
    status = ent_flip_check_moves(t->second, t->seconds, n, err);
  }
  if (status != ENT_OK) {
    return status;
  }
  if (t->firsts < 1 || t->seconds < 1) {
    return ent_fail(err, ENT_ARGUMENT, "move", "Each of the two terms moves at least one tie.");
  }
  /* Written so that a NaN fails too. */
  if (!(t->x_low < t->x_high && t->y_low < t->y_high && fabs(t->x_low) <= 1e6 && fabs(t->x_high) <= 1e6 &&
        fabs(t->y_low) <= 1e6 && fabs(t->y_high) <= 1e6)) {
    return ent_fail(err, ENT_ARGUMENT, "strength",
                    "Strengths run from a lower to a higher number within a million of 0.");
  }
  return ENT_OK;
}

ent_status ent_flip_break_even(const ent_landscape *land, int target, int proposer, int rival,
                               const ent_even_terms *terms, double *work, int room, ent_even_piece *piece, int *pieces,
                               bool *turned, ent_error *err)
{
  ent_alignment now; /* for its checks */
  ent_status status = ent_align_margin(land, target, proposer, rival, work, &now, err);
  if (status == ENT_OK) {
    status = check_terms(terms, land->n, err);
  }
  if (status != ENT_OK) {
    return status;
  }
  moved list[ENT_FLIP_TIES_MAX];
  const int count = gather(terms, list);
  if (count < 0) {
    return ent_fail(err, ENT_LIMIT, "move", "Two terms move at most 8 different ties together.");
  }
  const int party[3] = {target, proposer, rival};
  side with_rival, with_proposer;
  fill_side(land, 0, party, list, count, terms, work, &with_rival);
  fill_side(land, 1, party, list, count, terms, work, &with_proposer);
  const int found = find_pieces(&with_rival, &with_proposer, terms, room, piece);
  if (turned) {
    *turned = lowest_at(&with_rival, 0, 0) - lowest_at(&with_proposer, 0, 0) >= 0;
  }
  *pieces = found;
  return ENT_OK;
}
