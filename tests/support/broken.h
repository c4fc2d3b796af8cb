/* broken.h - scenarios that are too large or too odd to be kept as files: nearly all of them broken. */
#ifndef ENT_TEST_BROKEN_H
#define ENT_TEST_BROKEN_H

#include <stdbool.h>

/* "made/10-mb", ... by number; NULL behind the last. */
const char *broken_name(int index);
/* Writes the scenario of this name; false when there is none or it cannot be written. */
bool broken_write(const char *name, const char *path);

#endif
