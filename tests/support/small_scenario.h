/* small_scenario.h - one compact scenario that uses every feature of the format, for tests that need no file.
 *
 * Seven actors, four clubs (one sits in another, one is an institution of the proposer), five terms with every form of
 * commitment and every kind of owner, consents that depend on conditions and on another term, four tables, ties, a wedge,
 * correlations, claims (plain, with a change, with a difference, not testable), precedents and a chart.  Each of the four
 * gates is open in some draws and shut in others. */
#ifndef ENT_TEST_SMALL_SCENARIO_H
#define ENT_TEST_SMALL_SCENARIO_H

#include "entente/model.h"

#define SMALL_TEXT_MAX 8192
void small_text(char out[SMALL_TEXT_MAX]); /* as tiny_text.h reads it */

/* Adds the four tables that the text names (events, cases, shares, leaders).  Errors: those of ent_builder_table. */
ent_status small_tables(ent_builder *builder, ent_error *err);

/* The whole scenario, read and with its tables; NULL when there is no memory, and only then.  Close with
 * ent_builder_close. */
ent_builder *small_builder(const ent_allocator *memory);
/* The same, sealed.  Free with ent_scenario_free. */
ent_scenario *small_scenario(const ent_allocator *memory);
/* The same after changes, each "path=value" as for --set; `changes` ends with NULL. */
ent_scenario *small_changed(const ent_allocator *memory, const char *const *changes);

#endif
