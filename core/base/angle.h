/* angle.h - the angle from the direction (1, 0) to (x, y), without libm. */
#ifndef ENT_CORE_BASE_ANGLE_H
#define ENT_CORE_BASE_ANGLE_H

/* In (-pi, pi], within 4 ulp; 0 at (0, 0).  x, y: finite, at most 1e150 in size. */
double ent_angle(double y, double x);

#endif
