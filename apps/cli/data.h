/* data.h - everything behind an answer as one archive to take away. */
#ifndef ENT_CLI_DATA_H
#define ENT_CLI_DATA_H

#include "entente/draw.h"

/* A ZIP with README.txt, answer.json, answer.csv, inputs.csv, claims.csv, the scenario as YAML (with all changes made) and its
 * tables, which load to the same inputs_sha256.  The same answer gives the same bytes, in the
 * command line and in a page.  The caller frees *zip with ent_drawing_free.  Errors: ENT_NOMEM. */
ent_status cli_data_make(ent_answer *answer, const ent_allocator *memory, ent_drawing *zip, ent_error *err);

#endif
