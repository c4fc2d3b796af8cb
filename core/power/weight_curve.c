/* weight_curve.c - how likely is each member pivotal when everybody says yes with probability t?
 *
 *   f_i(t) = P(quota - w_i <= S_i <= quota - 1),   S_i the weight of the others who say yes
 * d[x] is the probability of weight x, up to the factor (1 - t)^n: adding a member is d[x] += r d[x - w], r = t / (1 - t) <= 1.
 * Taking one out is an alternating sum (weight.h), which is stable for r <= 1 only.  For 1 - t the dual is asked with t: its
 * pivots have the same probability, and one table up to max(quota - 1, total - quota) serves both.
 * The additions go by blocks of w entries, which do not overlap, so compilers turn them into vector instructions.
 * Cost: as ent_weight_swings with that limit, one multiplication and addition each; the removals total / w_i each. */
#include "weight.h"

#include "base/sum.h"

#define STAGE 512     /* members after which the table is scaled back: (1 + r)^512 <= 2^512 */
#define SHORT 8       /* below, a block is not worth a call */
#define RUN 256       /* entries summed plainly between compensated sums */
#define NEGLIGIBLE 70 /* exp(-70) < 1e-30 */

static int64_t limit_of(const ent_line *line)
{
  return line->quota - 1 > line->total - line->quota ? line->quota - 1 : line->total - line->quota;
}

size_t ent_weight_room(const ent_line *line)
{
  return (size_t)limit_of(line) + 1;
}

static void add_block(double *restrict to, const double *restrict from, int64_t count, double r)
{
  for (int64_t i = 0; i < count; i++) to[i] += r * from[i];
}

static void add_member(double *d, int64_t top, int64_t w, double r)
{
  if (w < SHORT) {
    for (int64_t x = top; x >= w; x--) d[x] += r * d[x - w];
    return;
  }
  for (int64_t end = top + 1; end > w;) {
    const int64_t start = end - w > w ? end - w : w;
    add_block(d + start, d + start - w, end - start, r);
    end = start;
  }
}

static void sum_up(double *d, int64_t limit)
{
  ent_sum base = {0, 0};
  for (int64_t start = 0; start <= limit; start += RUN) {
    const int64_t end = start + RUN <= limit ? start + RUN : limit + 1;
    const double before = ent_sum_value(&base);
    double local = 0;
    for (int64_t x = start; x < end; x++) {
      local += d[x];
      d[x] = before + local;
    }
    ent_sum_add(&base, local);
  }
}

static double power(double base, int exponent)
{
  return exponent == 0 ? 1 : ent_pow(base, exponent);
}

/* Fills the table with P(weight <= x) up to the factor that it returns. */
static double fill(const ent_line *line, double t, double *d)
{
  const int64_t limit = limit_of(line);
  const double r = t / (1 - t);
  for (int64_t x = 0; x <= limit; x++) d[x] = 0;
  d[0] = 1;
  int64_t reach = 0;
  int members = 0;
  for (int k = 0; k < line->types; k++)
    for (int i = 0; i < ent_line_size(line, k); i++) {
      const int64_t w = ent_line_weight(line, k);
      reach = reach > limit - w ? limit : reach + w;
      add_member(d, reach, w, r);
      if (++members % STAGE != 0) continue;
      const double back = power(1 - t, STAGE);
      for (int64_t x = 0; x <= reach; x++) d[x] *= back;
    }
  sum_up(d, limit);
  return power(1 - t, members % STAGE);
}

/* G(y) - G(y - w), the weights between y - w + 1 and y of the others. */
static double between(const double *f, int64_t y, int64_t w, double r, int64_t terms)
{
  double now = 0, last = 0;
  for (int64_t j = y / w < terms ? y / w : terms; j >= 0; j--) {
    last = now;
    now = f[y - j * w] - r * now;
  }
  return now - last;
}

void ent_weight_curve(const ent_line *line, double t, double *table, double *pivot, double *mirror, double *adopt,
                      double *mirror_adopt)
{
  const double scale = fill(line, t, table), r = t / (1 - t);
  const int64_t terms = r < 1 ? (int64_t)(-NEGLIGIBLE / ent_log(r)) + 1 : INT64_MAX;
  for (int k = 0; k < line->types; k++) {
    const int64_t w = ent_line_weight(line, k);
    const double back = scale / (1 - t);
    const double here = between(table, line->quota - 1, w, r, terms) * back;
    const double there = between(table, line->total - line->quota, w, r, terms) * back;
    pivot[line->class[k]] = here > 0 ? here : 0;
    mirror[line->class[k]] = there > 0 ? there : 0;
  }
  *adopt = 1 - table[line->quota - 1] * scale;
  *mirror_adopt = table[line->total - line->quota] * scale;
}
