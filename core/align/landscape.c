/* landscape.c - how tense is one configuration, and for whom?
 *
 *   F_k(X) = sum_j s_j p_kj d_kj(X)           frustration of actor k; d_kj = 1 when k and j are apart
 *   E(X)   = sum_k s_k F_k(X)                 energy, over ordered pairs
 *   m_k(X) = sum_j s_j p_kj x_k x_j           contentment: k gains by moving when m_k < 0
 *
 * Cost: O(n^2).  This file is the simple checker of the searches: it only adds up what it is shown.
 * Source: Axelrod and Bennett 1993, BJPS 23(2):211-233, equations 1 to 3. */
#include "align/landscape.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/sum.h"

/* Writes "[7]" or "[17]" at `at`, closes with NUL and returns the new end. */
static char *put_index(char *at, int index)
{
  *at++ = '[';
  if (index >= 10) {
    *at++ = (char)('0' + index / 10);
  }
  *at++ = (char)('0' + index % 10);
  *at++ = ']';
  *at = '\0';
  return at;
}

static ent_status fail_size(ent_error *err, int i)
{
  char path[32] = "size";
  put_index(path + strlen(path), i);
  return ent_fail(err, ENT_ARGUMENT, path, "A size is a number from 1e-100 to 1e100.");
}

static ent_status fail_propensity(ent_error *err, int i, int j)
{
  char path[32] = "propensity";
  put_index(put_index(path + strlen(path), i), j);
  return ent_fail(err, ENT_ARGUMENT, path, "Propensities lie in [-1, 1] and are the same in both directions.");
}

ent_status ent_align_check(const ent_landscape *land, int least, ent_error *err)
{
  const int n = land->n;
  if (n < least || n > ENT_ALIGN_MAX) {
    return ent_fail(err, ENT_ARGUMENT, "n",
                    least > 2 ? "A wedge needs 3 to 24 actors." : "A landscape has 2 to 24 actors.");
  }
  for (int i = 0; i < n; i++) {
    /* Written so that a NaN fails too. */
    if (!(land->size[i] >= ENT_ALIGN_SIZE_LEAST && land->size[i] <= ENT_ALIGN_SIZE_MOST)) {
      return fail_size(err, i);
    }
    for (int j = 0; j < i; j++) {
      const double p = land->propensity[i * n + j];
      if (!(fabs(p) <= 1 && p == land->propensity[j * n + i])) {
        return fail_propensity(err, j, i);
      }
    }
  }
  return ENT_OK;
}

void ent_align_shares(const ent_landscape *land, double *share)
{
  double total = 0;
  for (int i = 0; i < land->n; i++) {
    total += land->size[i];
  }
  for (int i = 0; i < land->n; i++) {
    share[i] = land->size[i] / total;
  }
}

double ent_align_energy(const ent_landscape *land, ent_camp camp)
{
  const int n = land->n;
  const double *const s = land->size;
  ent_sum energy = {0, 0};
  for (int i = 1; i < n; i++) {
    for (int j = 0; j < i; j++) {
      if (((camp >> i) ^ (camp >> j)) & 1u) {
        ent_sum_add(&energy, s[i] * s[j] * (land->propensity[i * n + j] + land->propensity[j * n + i]));
      }
    }
  }
  return ent_sum_value(&energy);
}

void ent_align_contentment(const ent_landscape *land, ent_camp camp, double *content, double *frustration)
{
  const int n = land->n;
  for (int k = 0; k < n; k++) {
    ent_sum together = {0, 0}, apart = {0, 0};
    for (int j = 0; j < n; j++) {
      if (j != k) {
        const bool split = (((camp >> k) ^ (camp >> j)) & 1u) != 0;
        ent_sum_add(split ? &apart : &together, land->size[j] * land->propensity[k * n + j]);
      }
    }
    if (content) {
      content[k] = ent_sum_value(&together) - ent_sum_value(&apart);
    }
    if (frustration) {
      frustration[k] = ent_sum_value(&apart);
    }
  }
}
