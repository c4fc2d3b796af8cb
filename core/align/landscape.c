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

#include "base/fail.h"
#include "base/sum.h"

#define PRESSURE_MOST 1e6 /* times the sum of the sizes */

static ent_status fail_propensity(ent_error *err, int i, int j)
{
  return ent_fail_index(err, ENT_ARGUMENT, "propensity", i, j,
                        "Propensities lie in [-1, 1] and are the same in both directions.");
}

static ent_status check_numbers(const ent_landscape *land, ent_error *err)
{
  const int n = land->n;
  for (int i = 0; i < n; i++) {
    /* Written so that a NaN fails too. */
    if (!(land->size[i] >= ENT_ALIGN_SIZE_LEAST && land->size[i] <= ENT_ALIGN_SIZE_MOST)) {
      return ent_fail_index(err, ENT_ARGUMENT, "size", i, -1, "A size is a number from 1e-100 to 1e100.");
    }
    const size_t row = (size_t)i * (size_t)n;
    for (int j = 0; j < i; j++) {
      const double p = land->propensity[row + (size_t)j];
      if (!(fabs(p) <= 1 && p == land->propensity[(size_t)j * (size_t)n + (size_t)i])) {
        return fail_propensity(err, j, i);
      }
    }
  }
  return ENT_OK;
}

ent_status ent_align_check(const ent_landscape *land, int least, ent_error *err)
{
  if (land->n < least || land->n > ENT_ALIGN_MAX) {
    return ent_fail(err, ENT_ARGUMENT, "n",
                    least > 2 ? "A wedge needs 3 to 24 actors." : "A landscape has 2 to 24 actors.");
  }
  return check_numbers(land, err);
}

static ent_status check_pressure(const ent_landscape *land, const double *pressure, ent_error *err)
{
  double total = 0;
  for (int i = 0; i < land->n; i++) total += land->size[i];
  for (int i = 0; i < land->n; i++) {
    if (!(fabs(pressure[i]) <= PRESSURE_MOST * total)) {
      return ent_fail_index(err, ENT_ARGUMENT, "pressure", i, -1,
                            "Pressure is a number up to 1e6 times the sum of the sizes.");
    }
  }
  return ENT_OK;
}

ent_status ent_align_check_all(const ent_landscape *land, const double *pressure, int least, int most,
                               const char *too_many, ent_error *err)
{
  if (land->n < least) return ent_fail(err, ENT_ARGUMENT, "n", "A landscape has at least 2 actors.");
  if (land->n > most) return ent_fail(err, ENT_LIMIT, "n", too_many);
  const ent_status status = check_numbers(land, err);
  return status != ENT_OK || !pressure ? status : check_pressure(land, pressure, err);
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
