/* notation_quantiles.c - what does {p5: 40, p50: 70, p95: 80} mean?
 *
 * Between and beyond the quantiles given, the value is linear in the normal score on the domain's own scale (identity, log,
 * logit), so the order is kept and the outer quantiles are met exactly; the table of knots
 * meets inner ones within 0.2 % of the width.  Cost: ENT_KNOTS steps. */
#include <string.h>

#include "base/fail.h"
#include "dist.h"

#define POINTS_MAX 16

typedef struct points {
  ent_domain domain;
  int count;
  double z[POINTS_MAX], y[POINTS_MAX]; /* normal scores and values on the domain's scale */
  const char *key[POINTS_MAX];
} points;

bool ent_notation_quantile(const char *key, double *p)
{
  size_t used = 0;
  double percent = 0;
  if (key[0] != 'p' || !(key[1] >= '0' && key[1] <= '9')) return false;
  if (ent_number_read(key + 1, strlen(key + 1), &percent, &used) != ENT_OK || key[1 + used] != '\0') return false;
  *p = percent / 100;
  return true;
}

bool ent_notation_has_quantiles(const ent_node *map)
{
  double p = 0;
  for (const ent_node *k = map->first; k; k = k->next)
    if (k->key && ent_notation_quantile(k->key, &p)) return true;
  return false;
}

static double points_value(const void *of, double z)
{
  const points *s = of;
  int k = 1;
  while (k < s->count - 1 && z > s->z[k]) k++;
  const double slope = (s->y[k] - s->y[k - 1]) / (s->z[k] - s->z[k - 1]);
  return ent_domain_back(s->domain, s->y[k - 1] + slope * (z - s->z[k - 1]));
}

static ent_status read_point(const ent_node *k, ent_domain domain, points *s, const ent_words *language,
                             ent_writer *words, ent_error *err)
{
  double p = 0, x = 0;
  size_t used = 0;
  if (!ent_notation_quantile(k->key, &p)) return ENT_OK;
  if (k->kind != ENT_NODE_SCALAR || ent_number_read(k->text, k->size, &x, &used) != ENT_OK)
    return ent_fail(err, ENT_SYNTAX, k->key, "A quantile is a number.");
  if (k->text[used] == '%') {
    x /= 100;
    used++;
  }
  if (k->text[used] != '\0') return ent_fail(err, ENT_SYNTAX, k->key, "A quantile is a number.");
  if (!(p > 0 && p < 1))
    return ent_fail(err, ENT_ARGUMENT, k->key, "Quantiles are named p1 to p99, for example p5, p50, p95.");
  if (!ent_domain_inside(domain, x))
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, k->key, "Quantiles of ", ent_domain_text(domain),
                         " lie strictly inside these bounds.", NULL);
  if (s->count == POINTS_MAX) return ent_fail(err, ENT_LIMIT, "", "A number has at most 16 quantiles.");
  s->key[s->count] = k->key;
  s->z[s->count] = ent_normal_quantile(p);
  s->y[s->count] = ent_domain_forward(domain, x);
  s->count++;
  char percent[ENT_NUMBER_MAX], value[ENT_NUMBER_MAX];
  ent_number_write(p * 100, percent);
  ent_number_write(x, value);
  if (words->size > 0) ent_put(words, ent_say(language, ", "));
  ent_put_said(words, language, "{p} % quantile {value}", "p", percent, "value", value, NULL);
  return ENT_OK;
}

ent_status ent_notation_quantiles(const ent_node *map, ent_domain domain, const ent_words *language, ent_arena *arena,
                                  ent_notation *out, ent_error *err)
{
  points s = {.domain = domain};
  ent_writer words;
  ent_writer_open(&words, arena);
  for (const ent_node *k = map->first; k; k = k->next) {
    const ent_status status = read_point(k, domain, &s, language, &words, err);
    if (status != ENT_OK) return status;
  }
  if (s.count < 2)
    return ent_fail(err, ENT_ARGUMENT, "", "A number has at least two quantiles, for example p5 and p95.");
  for (int i = 1; i < s.count; i++)
    if (!(s.z[i] > s.z[i - 1]) || s.y[i] < s.y[i - 1])
      return ent_fail(err, ENT_ARGUMENT, s.key[i],
                      "Quantiles are listed from low to high, and their values do not fall.");
  ent_dist dist = {.domain = domain};
  if (!ent_dist_tabulate(&dist, arena, points_value, &s) || words.failed)
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the shape of this number.");
  out->dist = dist;
  out->words = words.data;
  out->origin = "";
  return ENT_OK;
}
