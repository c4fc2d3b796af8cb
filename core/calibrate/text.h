/* text.h - texts that leave with the caller. */
#ifndef ENT_CORE_CALIBRATE_TEXT_H
#define ENT_CORE_CALIBRATE_TEXT_H

#include "base/bytes.h"

/* What was written, as a copy from the caller's memory: *size bytes with the NUL.  Errors: ENT_NOMEM. */
ent_status ent_text_give(const ent_writer *w, const ent_allocator *memory, char **text, size_t *size, ent_error *err);

#endif
