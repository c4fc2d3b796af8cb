/* entente/ledger.h - forecasts that were sealed: what was said, when, of which inputs, in a chain that shows every change.
 *
 * A ledger is text.  Its first line is ENT_LEDGER_HEAD; each further line is one forecast:
 *
 *   NUMBER TIME SCENARIO inputs=SHA256 version=0.1.0 seed=1 draws=20000 will=K consent=K acceptance=K durability=K all=K
 *   before=HASH hash=HASH                                                                          (on the same line)
 *
 * K: draws in which the gate is open (all: all four).  hash is the SHA-256 of the line's bytes before "hash="; before is the
 * hash of the line before, of the first 64 zeros.  So whoever changes, moves or takes out a line breaks the chain; only lines
 * that were cut off at the end are not missed, unless the last hash was kept elsewhere. */
#ifndef ENTENTE_LEDGER_H
#define ENTENTE_LEDGER_H

#include "entente/study.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_LEDGER_HEAD "# entente ledger 1\n"
#define ENT_LEDGER_LINE_MAX 1024 /* bytes of a line, with its end and a NUL */
#define ENT_LEDGER_HASH 65       /* 64 digits and a NUL */

typedef struct ent_ledger_entry {
  int number;                   /* from 1 */
  char time[24];                /* UTC: "2025-11-23T05:30:01Z" */
  char scenario[65];            /* its id: 1 to 64 letters, digits, '.', '_' and '-' */
  char inputs[ENT_LEDGER_HASH]; /* ent_scenario_digest, in hexadecimal */
  char version[16];             /* of entente */
  uint64_t seed, draws;
  uint64_t open[ENT_GATES], all;
  char hash[ENT_LEDGER_HASH];
} ent_ledger_entry;

/* The line of a forecast behind the hash `before` (NULL: it is the first), with its end and a NUL; fills in its hash.  Returns
 * the length without the NUL.  Errors: none; texts longer than their fields cannot be.  Cost: one SHA-256. */
size_t ent_ledger_write(ent_ledger_entry *entry, const char *before, char out[ENT_LEDGER_LINE_MAX]);

/* Reads a whole ledger and checks its chain; each(ctx, entry) for every line (NULL: nobody asks) until it returns false.
 * last (may be NULL): the last forecast, untouched when there is none; count (may be NULL): how many there are.  Errors, with
 * line and column: ENT_SYNTAX (no ledger; a line that is not written so), ENT_VERSION (of another format), ENT_CORRUPT (a hash
 * that does not fit, a line that does not follow, a line without end).  Cost: one SHA-256 a line. */
ent_status ent_ledger_read(const char *text, size_t size, bool (*each)(void *ctx, const ent_ledger_entry *entry),
                           void *ctx, ent_ledger_entry *last, int *count, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
