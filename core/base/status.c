/* status.c - what is a status called, in code and in words, and which version is this?
 *
 * Names and texts come from ENT_STATUS_LIST, so they cannot disagree with the enumeration.  Cost: O(1). */
#include "entente/base.h"

#define QUOTE(x) #x
#define TEXT_OF(x) QUOTE(x)

typedef struct label {
  const char *name, *text;
} label;

static const label labels[] = {
#define X(name, text) {"ENT_" #name, text},
  ENT_STATUS_LIST(X)
#undef X
};

_Static_assert(sizeof labels / sizeof *labels == ENT_STATUS_COUNT, "one label for each status");

static bool is_status(ent_status status)
{
  return (unsigned)status < (unsigned)ENT_STATUS_COUNT;
}

const char *ent_version(void)
{
  return TEXT_OF(ENT_VERSION_MAJOR) "." TEXT_OF(ENT_VERSION_MINOR) "." TEXT_OF(ENT_VERSION_PATCH);
}

const char *ent_status_name(ent_status status)
{
  return is_status(status) ? labels[status].name : "ENT_?";
}

const char *ent_status_text(ent_status status)
{
  return is_status(status) ? labels[status].text : "unknown status";
}
