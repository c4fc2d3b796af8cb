/* report.h - an answer as one self-contained HTML page: no script, no request, one file to send and to keep. */
#ifndef ENT_CLI_REPORT_H
#define ENT_CLI_REPORT_H

#include "entente/entente.h"

#include <stdio.h>

/* The page as text.  command: what to type to get the same page again, or NULL.  The same answer gives the same bytes.
 * Errors: ENT_ARGUMENT, ENT_NOMEM.  The caller frees *page with ent_drawing_free. */
ent_status report_make(const ent_answer *answer, const char *command, const ent_allocator *memory, ent_drawing *page,
                       ent_error *err);
/* The same, written to an open file.  Errors: also ENT_IO. */
ent_status report_write(const ent_answer *answer, const char *command, const ent_allocator *memory, FILE *to,
                        ent_error *err);

#endif
