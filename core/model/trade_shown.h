/* trade_shown.h - rows for the pictures of trade that a scenario carries beside its values from trade.
 *
 * They stand in the table of the values, so whatever carries that (a snapshot, a page, an archive) carries them; the digest of
 * a scenario, which is that of its inputs, leaves them out (snapshot.c).  The column `call` says what a row is ("partner 0"),
 * `who` names an economy, `value` holds numbers with blanks between them. */
#ifndef ENT_CORE_MODEL_TRADE_SHOWN_H
#define ENT_CORE_MODEL_TRADE_SHOWN_H

/* No call begins like this. */
#define ENT_TRADE_PARTNER "partner " /* sold before, after; bought before, after */
#define ENT_TRADE_RATE "rate "       /* rate, loss, gain, pain; who: "ban" where the rate is none */
#define ENT_TRADE_SENDER "sender "   /* shapley, alone, last, cost */
#define ENT_TRADE_NUMBERS 4
#define ENT_TRADE_BAN "ban"
#define ENT_TRADE_SHOWN_MAX 64 /* rows of all kinds */

typedef struct ent_trade_shown {
  int rows;
  const char *key[ENT_TRADE_SHOWN_MAX], *who[ENT_TRADE_SHOWN_MAX], *value[ENT_TRADE_SHOWN_MAX];
} ent_trade_shown;

#endif
