/* caveat.c - what does a number of these models not say?  Short runs are outside of the class: Bachmann et al. 2022 (ECONtribute
 * Policy Brief 28) is where to look. */
#include "base/fail.h"
#include "entente/trade.h"

const char *ent_trade_caveat(void)
{
  return ENT_SAY(
    "These are long-run numbers: substitution has had years. Short-run losses, while little can be replaced, are "
    "outside this model and can be several times as large.");
}
