/* adopt_diagram.c - the chance of adoption along a decision diagram.
 *
 *   wins(v) = p wins(yes) + (1 - p) wins(no),   ways(v) the chance of coming through v
 *   pivot of the member at a level = sum over its nodes of ways(v) (wins(yes) - wins(no))
 * Sums of products of positive numbers but for one difference, so even tiny chances are right to a few ulp.
 * Cost: O(nodes). */
#include "adopt.h"

static double wins_at(const double *wins, int to)
{
  return to >= 0 ? wins[to] : to == ENT_WINS ? 1 : 0;
}

double ent_adopt_diagram(const ent_adoption *a, double *pivot)
{
  const ent_diagram *const d = &a->diagram;
  double *const wins = a->table, *const ways = a->table + d->nodes;
  for (int m = 0; m < a->game->members; m++) pivot[m] = 0;
  if (d->nodes == 0) return wins_at(wins, d->first);
  for (int level = d->members - 1; level >= 0; level--) {
    const double yes = a->p[a->order[level]], no = 1 - yes;
    for (int v = d->start[level]; v < d->start[level + 1]; v++)
      wins[v] = no * wins_at(wins, d->no[v]) + yes * wins_at(wins, d->yes[v]);
  }
  for (int v = 0; v < d->nodes; v++) ways[v] = v == 0;
  for (int level = 0; level < d->members; level++) {
    const double yes = a->p[a->order[level]], no = 1 - yes;
    double sum = 0;
    for (int v = d->start[level]; v < d->start[level + 1]; v++) {
      sum += ways[v] * (wins_at(wins, d->yes[v]) - wins_at(wins, d->no[v]));
      if (d->yes[v] >= 0) ways[d->yes[v]] += yes * ways[v];
      if (d->no[v] >= 0) ways[d->no[v]] += no * ways[v];
    }
    pivot[a->order[level]] = sum;
  }
  return wins[0];
}
