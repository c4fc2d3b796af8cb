/* unions_weight.c - Owen and Banzhaf-Owen under one weight, for many unions.
 *
 * If every other union joins with probability t and every partner with probability v, i is pivotal with probability
 *   f_i(t, v) = sum over y of P_v(partners weigh y) P_t(quota - w_i - y <= others <= quota - 1 - y)
 * a polynomial of degree m - 1 in t and u - 1 in v; its mean over the unit square is the Owen index, its value at (1/2, 1/2)
 * Banzhaf-Owen.  ceil(m / 2) by ceil(u / 2) nodes are exact.
 * Cost: O(nodes * unions * (unions + members^2 of a union) * quota). */
#include "base/fail.h"
#include "base/sum.h"
#include "quadrature.h"
#include "unions.h"

typedef struct table {
  const ent_game *game;
  const ent_blocs *blocs;
  int64_t quota;
  int64_t *union_weight; /* [unions] */
  double *below;         /* [quota] P(others weigh <= y) */
  double *own;           /* [largest weight of a union + 1] */
  double *node[2], *share[2];
  int nodes[2];
} table;

static int64_t weight_of(const table *t, int member)
{
  return t->game->line_weight[t->game->class_of[member]];
}

/* Room for the nodes of polynomials of degree n - 1, and for the point 1/2 behind them, which carries no share. */
static bool open_nodes(const ent_desk *d, table *t, int side, int n)
{
  t->nodes[side] = (n + 1) / 2;
  t->node[side] = ENT_NEW(d->scratch, double, 3 * (size_t)t->nodes[side] + 2);
  return t->node[side];
}

static ent_status make_nodes(table *t, int side, ent_error *err)
{
  const int count = t->nodes[side];
  double *const room = t->node[side];
  t->share[side] = room + count + 1;
  const ent_status status = ent_quadrature_beta(count, 1, 1, room, t->share[side], room + 2 * count + 2, err);
  room[count] = 0.5;
  return status;
}

static bool open_table(table *t, const ent_desk *d, const ent_blocs *b)
{
  *t = (table){.game = d->game, .blocs = b, .quota = d->game->line_quota};
  t->union_weight = ENT_NEW(d->scratch, int64_t, b->unions);
  int64_t most = 0;
  for (int k = 0; t->union_weight && k < b->unions; k++) {
    for (int i = b->start[k]; i < b->start[k + 1]; i++) t->union_weight[k] += weight_of(t, b->member[i]);
    if (t->union_weight[k] > most) most = t->union_weight[k];
  }
  if (most > t->quota) most = t->quota; /* partners who weigh the quota or more win alone */
  t->below = ENT_NEW(d->scratch, double, t->quota);
  t->own = ENT_NEW(d->scratch, double, most + 1);
  return t->union_weight && t->below && t->own && open_nodes(d, t, 0, b->unions) && open_nodes(d, t, 1, b->largest);
}

/* p[x] for x < room: one more independent weight, there with probability t. */
static void add_weight(double *p, int64_t room, int64_t w, double t)
{
  if (w == 0) return;
  for (int64_t x = room - 1; x >= 0; x--) p[x] = (1 - t) * p[x] + (x >= w ? t * p[x - w] : 0);
}

static void fill_below(const table *t, int k, double inclination)
{
  for (int64_t y = 0; y < t->quota; y++) t->below[y] = y == 0;
  for (int o = 0; o < t->blocs->unions; o++)
    if (o != k) add_weight(t->below, t->quota, t->union_weight[o], inclination);
  for (int64_t y = 1; y < t->quota; y++) t->below[y] += t->below[y - 1];
}

static double below(const table *t, int64_t y)
{
  return y < 0 ? 0 : t->below[y];
}

/* f_i at (the inclination of below, v). */
static double pivot(const table *t, int k, int member, double v)
{
  const int64_t own = t->union_weight[k] - weight_of(t, member);
  const int64_t room = (own < t->quota - 1 ? own : t->quota - 1) + 1;
  for (int64_t y = 0; y < room; y++) t->own[y] = y == 0;
  for (int i = t->blocs->start[k]; i < t->blocs->start[k + 1]; i++)
    if (t->blocs->member[i] != member) add_weight(t->own, room, weight_of(t, t->blocs->member[i]), v);
  ent_sum sum = {0, 0};
  const int64_t w = weight_of(t, member);
  for (int64_t y = 0; y < room; y++)
    ent_sum_add(&sum, t->own[y] * (below(t, t->quota - 1 - y) - below(t, t->quota - 1 - w - y)));
  return ent_sum_value(&sum);
}

ent_status ent_unions_weight(const ent_desk *d, const ent_blocs *blocs, double *owen, double *banzhaf, ent_error *err)
{
  table t;
  if (!open_table(&t, d, blocs)) return ent_desk_no_memory(err);
  ent_status status = make_nodes(&t, 0, err);
  if (status == ENT_OK) status = make_nodes(&t, 1, err);
  if (status != ENT_OK) return status;
  for (int m = 0; m < d->game->members; m++) owen[m] = 0;
  for (int k = 0; k < blocs->unions; k++)
    for (int a = 0; a <= t.nodes[0]; a++) { /* the last one is the point 1/2 */
      fill_below(&t, k, t.node[0][a]);
      for (int i = blocs->start[k]; i < blocs->start[k + 1]; i++) {
        const int member = blocs->member[i];
        if (a == t.nodes[0]) {
          banzhaf[member] = pivot(&t, k, member, 0.5);
          continue;
        }
        for (int b = 0; b < t.nodes[1]; b++)
          owen[member] += t.share[0][a] * t.share[1][b] * pivot(&t, k, member, t.node[1][b]);
      }
    }
  return ENT_OK;
}
