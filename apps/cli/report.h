/* report.h - an answer as one self-contained HTML page: no request, one file to send and to keep.  It may carry
 * the engine (report_living.c); without script it is the same page. */
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

/* One part of the page by its name, as the page holds it between its marks: "tiles", "claims", "chart_gates".  The living
 * report asks for these again whenever its reader changes an assumption.  Errors: also ENT_REFERENCE. */
ent_status report_part_make(const ent_answer *answer, const char *name, const ent_allocator *memory, ent_drawing *part,
                            ent_error *err);

#endif
