/* answer_camps.h - the pictures of camps that an answer has: flip prices, triangle, landscape. */
#ifndef ENT_CORE_DRAW_ANSWER_CAMPS_H
#define ENT_CORE_DRAW_ANSWER_CAMPS_H

#include "base/arena.h"
#include "entente/draw_align.h"

/* Is there such a picture?  The landscape: only when there is more than one stable configuration. */
bool ent_answer_has_wedge(const ent_scenario *s);
bool ent_answer_has_landscape(const ent_scenario *s);

/* scratch: of the caller, closed by it. */
ent_status ent_answer_flips(const ent_answer *a, const ent_look *look, ent_arena *scratch, const ent_allocator *memory,
                            ent_drawing *out, ent_error *err);
ent_status ent_answer_triangle(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                               const ent_allocator *memory, ent_drawing *out, ent_error *err);
ent_status ent_answer_landscape(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                                const ent_allocator *memory, ent_drawing *out, ent_error *err);

#endif
