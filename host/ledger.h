/* ledger.h - a ledger file grows by whole lines, and only when it is whole. */
#ifndef ENT_HOST_LEDGER_H
#define ENT_HOST_LEDGER_H

#include "entente/ledger.h"

#define HOST_LEDGER_MAX ((size_t)64 << 20) /* bytes of a ledger */

/* Appends a forecast to the ledger at path, which is made when it is not there: fills in number, hash and, where it is empty,
 * time (now); checks the whole chain first, under a lock, so that several programs can append at once.  When it returns
 * ENT_OK the line is on the disk; else the file is as it was.
 * Errors: those of ent_ledger_read (the file is no ledger, or was changed), ENT_LIMIT (over HOST_LEDGER_MAX), ENT_IO,
 * ENT_NOMEM.  Cost: reads the file once. */
ent_status host_ledger_append(const char *path, ent_ledger_entry *entry, ent_error *err);

#endif
