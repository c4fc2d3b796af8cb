/* entente/entente.h - all of entente in one include.
 *
 * entente answers one question about a diplomatic deal: would it be offered, adopted, accepted, and would it hold?
 * A host reads a scenario into a builder (model.h), seals it, and runs the answer (study.h).  The instruments behind the
 * gates are plain numeric libraries that can be used alone: voting.h, align.h, flip.h, triangle.h, trust.h,
 * trade.h, ppml.h.  draw.h makes pictures. */
#ifndef ENTENTE_H
#define ENTENTE_H

#include "entente/adopt.h"
#include "entente/align.h"
#include "entente/backtest.h"
#include "entente/balance.h"
#include "entente/balance_indices.h"
#include "entente/base.h"
#include "entente/coalitions.h"
#include "entente/compare.h"
#include "entente/calibrate.h"
#include "entente/corpus.h"
#include "entente/draw.h"
#include "entente/draw_align.h"
#include "entente/draw_trade.h"
#include "entente/executor.h"
#include "entente/flip.h"
#include "entente/game.h"
#include "entente/ledger.h"
#include "entente/lp.h"
#include "entente/model.h"
#include "entente/paths.h"
#include "entente/power.h"
#include "entente/ppml.h"
#include "entente/precedents.h"
#include "entente/score.h"
#include "entente/sectors.h"
#include "entente/space.h"
#include "entente/study.h"
#include "entente/tiers.h"
#include "entente/trade.h"
#include "entente/trade_general.h"
#include "entente/trade_policy.h"
#include "entente/triangle.h"
#include "entente/trust.h"
#include "entente/voting.h"
#include "entente/what_if.h"

#endif
