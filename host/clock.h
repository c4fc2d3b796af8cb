/* clock.h - seconds since some moment in the past, never running backwards. */
#ifndef ENT_HOST_CLOCK_H
#define ENT_HOST_CLOCK_H

double host_clock_seconds(void);

#endif
