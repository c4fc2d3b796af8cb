/* office.h - the calendar of an office as a row of years, shared by the recursions over it. */
#ifndef ENT_TRUST_OFFICE_H
#define ENT_TRUST_OFFICE_H

#include "entente/trust.h"

/* Years that differ, and which of them follows the last: itself where nothing changes any more, the first year of a further
 * term where terms repeat for ever, 0 where nobody is left. */
typedef struct ent_office {
  int years, wrap;
} ent_office;
ent_office ent_office_of(const ent_tenure *tenure);

/* Checks an incumbent and the types of successor. */
ent_status ent_holders_check(const ent_holder *incumbent, const ent_holder *type, int types, ent_error *err);
ent_status ent_promise_check(const ent_promise *promise, ent_error *err);

/* The promise's value from the first year in office on is constant + slope W, W its value at a change of leader. */
typedef struct ent_affine {
  double constant, slope;
} ent_affine;
ent_affine ent_office_value(const ent_promise *promise, const ent_holder *holder, int from);
/* W when the types follow each other for ever. */
double ent_succession_value(const ent_promise *promise, const ent_holder *type, int types);

#endif
