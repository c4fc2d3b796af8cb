/* sectors_home.c - what does each sector sell at home, when tables have output and trade across borders?
 *
 *   flow_ii^j = max(output_i^j, exports_i^j) - exports_i^j
 *
 * Exports above output (they do occur: goods in transit, other years, other classifications) leave nothing at home.
 * Cost: O(S n^2).  Source: Caliendo and Parro 2015, the programs they published with it. */
#include "trade/industry.h"

#include "base/fail.h"

static bool is_sound(int n, int sectors, const double *output, const double *tariff, const double *flow)
{
  const size_t cells = (size_t)sectors * (size_t)n * (size_t)n;
  for (size_t c = 0; c < cells; c++)
    if (!(flow[c] >= 0 && flow[c] < ENT_TRADE_HUGE) || (tariff && !(tariff[c] > -1 && tariff[c] <= 1e9))) return false;
  for (size_t c = 0; c < (size_t)n * (size_t)sectors; c++)
    if (!(output[c] >= 0 && output[c] < ENT_TRADE_HUGE)) return false;
  return true;
}

ent_status ent_sectors_fill_home(int n, int sectors, const double *output, const double *tariff, double *flow,
                                 ent_error *err)
{
  if (n < 1 || n > ENT_TRADE_MAX || sectors < 1 || sectors > ENT_SECTORS_MAX || !output || !flow)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "Trade at home is filled in from output, for 1 to 2,000 economies and 1 to 1,000 sectors.");
  if (!is_sound(n, sectors, output, tariff, flow))
    return ent_fail(err, ENT_ARGUMENT, "", "Output and flows are 0 or more and finite, and tariffs above -1.");
  const size_t wide = (size_t)n;
  for (size_t j = 0; j < (size_t)sectors; j++)
    for (size_t i = 0; i < wide; i++) {
      const size_t row = (j * wide + i) * wide;
      ent_sum abroad = {0};
      for (size_t m = 0; m < wide; m++)
        if (m != i) ent_sum_add(&abroad, tariff ? flow[row + m] / (1 + tariff[row + m]) : flow[row + m]);
      const double home = output[i * (size_t)sectors + j] - ent_sum_value(&abroad);
      flow[row + i] = home > 0 ? home : 0;
    }
  return ENT_OK;
}
