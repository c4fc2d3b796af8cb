/* lp.h - the engine for linear programmes that this build has. */
#ifndef ENT_HOST_LP_H
#define ENT_HOST_LP_H

#include "entente/lp.h"

/* CLP where entente was built with it (-DENTENTE_CLP=ON), made for programmes of tens of thousands of rows; core's own simplex
 * otherwise.  The numbers that come of it may differ in their last bits; bounds hold all the same (ent_lp_bound).
 * CLP takes its memory from the system, not from the allocator. */
const ent_lp *host_lp(void);
/* "CLP" or "entente". */
const char *host_lp_name(void);

#endif
