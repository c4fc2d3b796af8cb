/* weight_residues.c - how many pivots of each size, one point of the polynomial at a time?
 *
 * With d[x] += z d[x - w] the table holds, for each weight, the sum over coalitions of z^(size), modulo a prime.  Members are
 * taken out as elsewhere (weight.h) with r = z.  The dual has the same pivots with s and n - 1 - s exchanged, so one table up to
 * max(quota - 1, total - quota) gives the polynomial at z and at 1 / z.
 * Cost: as ent_weight_swings with that limit, about seven operations on doubles for each addition, two at a time where the
 * machine has vectors. */
#include "weight.h"

#define SHORT 8
#define RUN 32 /* entries below p / 2 that add up below 2^53 */

static void add_block(double *restrict to, const double *restrict from, int64_t count, double z, double p,
                      double inverse)
{
  for (int64_t i = 0; i < count; i++) to[i] = ent_reduce(to[i] + z * from[i], p, inverse);
}

static void add_member(double *d, int64_t top, int64_t w, double z, const ent_prime *prime)
{
  const double p = prime->p, inverse = prime->inverse;
  if (w < SHORT) {
    for (int64_t x = top; x >= w; x--) d[x] = ent_reduce(d[x] + z * d[x - w], p, inverse);
    return;
  }
  for (int64_t end = top + 1; end > w;) {
    const int64_t start = end - w > w ? end - w : w;
    add_block(d + start, d + start - w, end - start, z, p, inverse);
    end = start;
  }
}

static void sum_up(double *d, int64_t limit, const ent_prime *prime)
{
  double base = 0;
  for (int64_t start = 0; start <= limit; start += RUN) {
    const int64_t end = start + RUN <= limit ? start + RUN : limit + 1;
    double local = base;
    for (int64_t x = start; x < end; x++) {
      local += d[x];
      d[x] = local;
    }
    base = ent_reduce(local, prime->p, prime->inverse);
  }
}

static uint64_t between(const double *f, int64_t y, int64_t w, double z, const ent_prime *prime)
{
  const double p = prime->p, inverse = prime->inverse;
  double now = 0, last = 0;
  for (int64_t j = y / w; j >= 0; j--) {
    last = now;
    now = ent_reduce(ent_reduce(f[y - j * w], p, inverse) - z * now, p, inverse);
  }
  return ent_residue(now - last, prime);
}

void ent_weight_residues(const ent_line *line, int z, const ent_prime *prime, double *table, uint64_t *pivot,
                         uint64_t *mirror)
{
  const int64_t limit = (int64_t)ent_weight_room(line) - 1;
  for (int64_t x = 0; x <= limit; x++) table[x] = 0;
  table[0] = 1;
  int64_t reach = 0;
  for (int k = 0; k < line->types; k++)
    for (int i = 0; i < ent_line_size(line, k); i++) {
      const int64_t w = ent_line_weight(line, k);
      reach = reach > limit - w ? limit : reach + w;
      add_member(table, reach, w, z, prime);
    }
  sum_up(table, limit, prime);
  for (int k = 0; k < line->types; k++) {
    const int64_t w = ent_line_weight(line, k);
    pivot[line->class[k]] = between(table, line->quota - 1, w, z, prime);
    mirror[line->class[k]] = between(table, line->total - line->quota, w, z, prime);
  }
}
