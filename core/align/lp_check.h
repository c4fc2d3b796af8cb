/* lp_check.h - what every engine for linear programmes asks of its inputs (entente/lp.h). */
#ifndef ENT_CORE_LP_CHECK_H
#define ENT_CORE_LP_CHECK_H

#include "entente/lp.h"

ent_status ent_lp_check_costs(const ent_lp_costs *costs, ent_error *err);
ent_status ent_lp_check_rows(int columns, const ent_lp_rows *rows, ent_error *err);

#endif
