/* clock.c - how much time has passed?
 *
 * The monotonic clock: setting the time of day does not move it.  Answers never depend on it; only progress lines do.
 * */
#include "host/clock.h"

#include <time.h>

double host_clock_seconds(void)
{
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}
