/* lanes.h - the same function of many numbers at once, as plain loops that the compiler can spread over lanes.
 *
 * Each lane goes through the operations of the function of one number, in the same order, so it gives the same bits; what
 * leaves the common range is done one by one.  Cost: a third to a half of as many calls (no call, no branch that is guessed
 * wrongly, and neighbours overlap). */
#ifndef ENT_CORE_LANES_H
#define ENT_CORE_LANES_H

#include <stdint.h>

#define ENT_LANES 64 /* numbers at once, at most: three arrays of them stay in the nearest cache */

/* u[i] = ent_uniform(seed, draw, name[i], use).  rng.c */
void ent_uniform_lanes(uint64_t seed, uint64_t draw, const uint64_t *name, uint32_t use, int count, double *u);
/* z[i] = ent_normal_quantile(p[i]); z is not p; count <= ENT_LANES.  normal.c */
void ent_normal_quantile_lanes(const double *p, int count, double *z);
/* x[i] = ent_exp(x[i]).  exp.c */
void ent_exp_lanes(double *x, int count);

#endif
