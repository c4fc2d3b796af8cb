/* clock.h - how much time has passed, and what time is it? */
#ifndef ENT_HOST_CLOCK_H
#define ENT_HOST_CLOCK_H

/* Seconds since some moment in the past, never running backwards. */
double host_clock_seconds(void);
/* Now, in UTC: "2025-11-23T05:30:01Z". */
void host_now(char out[24]);

#endif
