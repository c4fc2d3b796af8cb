/* scale.c - where do ticks and labels stand, and how does a share read in percent?
 *
 * Labels that want the same place are pushed apart in pairs, each pair around its middle, until nothing touches; two
 * closing sweeps settle what a cap on the passes left.  Cost: O(passes * n) for n labels, at most 4 n passes. */
#include "draw/svg.h"

#include <math.h>
#include <string.h>

double ent_clamp(double v, double low, double high)
{
  if (!(v >= low)) return low;
  return v > high ? high : v;
}

double ent_nice_step(double span, int most)
{
  if (!(span > 0) || span - span != 0 || most < 1) return 1;
  double step = 1;
  for (int i = 0; i < 310 && step * most >= span; i++) step /= 10;
  for (int i = 0; i < 620 && step * most < span; i++) step *= 10;
  /* step is the power of ten that suffices; one of its smaller neighbours may do */
  if (step / 5 * most >= span) return step / 5;
  return step / 2 * most >= span ? step / 2 : step;
}

static void sort_by_place(const double *at, int *order, int n)
{
  for (int i = 0; i < n; i++) {
    int j = i;
    for (; j > 0 && at[order[j - 1]] > at[i]; j--) order[j] = order[j - 1];
    order[j] = i;
  }
}

void ent_spread(double *at, int *order, int n, double gap, double low, double high)
{
  if (n < 1) return;
  if (gap * (n - 1) > high - low) gap = n > 1 ? (high - low) / (n - 1) : gap;
  for (int i = 0; i < n; i++) at[i] = ent_clamp(at[i], low, high);
  sort_by_place(at, order, n);
  /* sweep down, then up, until nothing touches: each pass settles at least one label */
  for (int pass = 0; pass < 4 * n; pass++) {
    bool moved = false;
    for (int i = 1; i < n; i++) {
      double *const a = &at[order[i - 1]], *const b = &at[order[i]];
      if (*b - *a >= gap - 1e-6) continue;
      const double middle = (*a + *b) / 2;
      *a = middle - gap / 2;
      *b = middle + gap / 2;
      moved = true;
    }
    if (at[order[0]] < low) at[order[0]] = low;
    if (at[order[n - 1]] > high) at[order[n - 1]] = high;
    if (!moved) break;
  }
  for (int i = 1; i < n; i++)
    if (at[order[i]] < at[order[i - 1]] + gap) at[order[i]] = at[order[i - 1]] + gap;
  if (at[order[n - 1]] > high) at[order[n - 1]] = high;
  for (int i = n - 1; i > 0; i--)
    if (at[order[i - 1]] > at[order[i]] - gap) at[order[i - 1]] = at[order[i]] - gap;
}

#define NBSP "\xC2\xA0"

static size_t append(char *out, size_t size, const char *text)
{
  const size_t length = strlen(text);
  if (size + length >= ENT_PERCENT_MAX) return size;
  memcpy(out + size, text, length + 1);
  return size + length;
}

/* Decimals of a percent: one near the ends and near one half, where a verdict turns; none elsewhere. */
static int decimals_of(double p)
{
  return p < 0.0995 || p > 0.9495 || (p > 0.495 && p < 0.505 && p != 0.5) ? 1 : 0;
}

/* The number alone, without the sign: "<0.1", "3.3", "46", ">99.9". */
static size_t put_percent(double p, int decimals, char *out)
{
  char digits[ENT_NUMBER_MAX];
  p = ent_clamp(p, 0, 1);
  if (p > 0 && p <= 0.0005) return append(out, 0, "<0.1");
  if (p < 1 && p >= 0.9995) return append(out, 0, ">99.9");
  ent_number_write_fixed(p * 100, p == 0 || p == 1 ? 0 : decimals, digits);
  return append(out, 0, digits);
}

size_t ent_percent_write(double p, char out[ENT_PERCENT_MAX])
{
  return append(out, put_percent(p, decimals_of(p), out), NBSP "%");
}

/* As many decimals on both sides: those that the error's first digit needs, at most three. */
size_t ent_share_write(ent_share share, char out[ENT_PERCENT_MAX])
{
  const double p = ent_clamp(share.p, 0, 1), se = ent_clamp(share.se, 0, 1) * 100;
  char digits[ENT_NUMBER_MAX];
  if (p == 0 || p == 1) { /* none of n draws, or all, is no proof of 0 or 1: the 95 % bound 3/n is some 4.2 se */
    const double bound = ent_clamp(se * 4.2426, 0.001, 50);
    const int decimals = bound < 0.0095 ? 3 : bound < 0.095 ? 2 : 1;
    ent_number_write_fixed(p == 0 ? bound : 100 - bound, decimals, digits);
    return append(out, append(out, append(out, 0, p == 0 ? "<" : ">"), digits), NBSP "%");
  }
  if (p * 100 < 0.0005) return append(out, append(out, 0, "<0.001"), NBSP "%");
  if ((1 - p) * 100 < 0.0005) return append(out, append(out, 0, ">99.999"), NBSP "%");
  const int decimals = se >= 9.5 ? 0 : se >= 0.095 ? 1 : se >= 0.0095 || p >= 0.0005 ? 2 : 3;
  ent_number_write_fixed(p * 100, decimals, digits);
  size_t size = append(out, append(out, 0, digits), NBSP "\xC2\xB1" NBSP);
  ent_number_write_fixed(se, decimals, digits);
  size = append(out, size, se < 0.0005 ? "<0.001" : decimals == 2 && se < 0.005 ? "<0.01" : digits);
  return append(out, size, NBSP "%");
}

void ent_svg_percent_label(ent_sheet *s, double x, double y, ent_type type, double p)
{
  char text[ENT_PERCENT_MAX], digits[ENT_NUMBER_MAX];
  const double whole = floor(p * 100 + 0.5);
  ent_number_write_fixed(p * 100, fabs(p * 100 - whole) < 1e-9 ? 0 : 1, digits);
  append(text, append(text, 0, digits), NBSP "%");
  ent_svg_label(s, x, y, type, 0, text);
}
