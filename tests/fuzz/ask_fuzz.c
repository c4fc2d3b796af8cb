/* ask_fuzz.c - any bytes as the body of a request.
 *
 * Invariants: an error has a place or a path and says something; what was read is within its limits, and every change has a
 * path. */
#include "fuzz/fuzz.h"
#include "host/ask.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  host_ask ask;
  ent_error err;
  const ent_status status = host_ask_read((const char *)data, size, &ask, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return 0;
  }
  MUST(ask.changes >= 0 && ask.changes <= HOST_CHANGES_MAX);
  for (int i = 0; i < ask.changes; i++) {
    MUST(ask.change[i] != NULL);
    const char *const equals = strchr(ask.change[i], '=');
    MUST(equals != NULL && equals != ask.change[i]);
  }
  MUST(ask.events >= 0 && ask.events <= HOST_EVENTS_MAX && (ask.events == 0 || ask.resolves));
  for (int i = 0; i < ask.events; i++) MUST(ask.event[i].name != NULL && strlen(ask.event[i].name) <= size);
  MUST(!ask.text || strlen(ask.text) == ask.text_size);
  MUST(ask.text_size <= size);
  const char *const text[] = {ask.scenario, ask.run, ask.base, ask.name, ask.view, ask.note};
  for (size_t i = 0; i < sizeof text / sizeof *text; i++) MUST(!text[i] || strlen(text[i]) <= size);
  host_ask_free(&ask);
  return 0;
}
