/* clock.c - how much time has passed, and what time is it?
 *
 * The first is the monotonic clock's: setting the time of day does not move it.  Answers never depend on either; progress lines
 * and the dates of what is kept do. */
#include "host/clock.h"

#include <string.h>
#include <time.h>

double host_clock_seconds(void)
{
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void host_now(char out[24])
{
  const time_t now = time(NULL);
  struct tm parts;
  if (now == (time_t)-1 || !gmtime_r(&now, &parts) || strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
    memcpy(out, "1970-01-01T00:00:00Z", 21);
}
