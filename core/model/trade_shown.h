/* trade_shown.h - tables for the pictures of trade that a scenario carries beside its values from trade. */
#ifndef ENT_CORE_MODEL_TRADE_SHOWN_H
#define ENT_CORE_MODEL_TRADE_SHOWN_H

/* Their names; no key of a scenario has a blank, so no table of the author's is called so. */
#define ENT_TRADE_FLOWS "trade flows"
#define ENT_TRADE_FRONTIER "trade frontier"
#define ENT_TRADE_COALITION "trade coalition"
#define ENT_TRADE_OTHERS "all others" /* an economy's name in the first of them */
#define ENT_TRADE_BAN "ban"           /* a rate in the second */
#define ENT_TRADE_SHOWN_COLUMNS 5

#endif
