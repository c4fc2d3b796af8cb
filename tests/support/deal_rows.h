/* deal_rows.h - rows of made-up deals for tests, without tables. */
#ifndef ENT_TEST_DEAL_ROWS_H
#define ENT_TEST_DEAL_ROWS_H

#include "entente/calibrate.h"

/* An admission of RUS by USA under consensus of seven, one opponent, nothing known of what came of it. */
ent_deal_row deal_row(void);

/* `count` cases whose features are drawn with this seed and whose outcomes come from the parameters. */
void deal_cases(uint64_t seed, int count, const ent_calibration *truth, ent_case *out);

/* Fills rows with deals in families of three, drawn with this seed, with outcomes by chance; texts are static. */
void deal_corpus(uint64_t seed, int count, ent_deal_row *row, ent_corpus *out);

#endif
