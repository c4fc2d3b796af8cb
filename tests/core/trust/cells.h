/* cells.h - what the tests of this family share: reading a published table row by row. */
#ifndef ENT_TEST_CELLS_H
#define ENT_TEST_CELLS_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifndef ENT_TEST_PUBLISHED
#define ENT_TEST_PUBLISHED "tests/published"
#endif

#define CLOSE(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

/* Opens a table and skips its notes and its head. */
static inline FILE *cells_open(const char *name)
{
  char path[512], line[256];
  snprintf(path, sizeof path, "%s/%s", ENT_TEST_PUBLISHED, name);
  FILE *const file = fopen(path, "r");
  if (!file) {
    fail_msg("cannot open %s", path);
    return NULL;
  }
  while (fgets(line, (int)sizeof line, file) && line[0] == '#') {
  }
  return file;
}

/* Reads a row into numbers (NaN where a cell holds none); false at the end. */
static inline bool cells_row(FILE *file, double *value, int count)
{
  char line[256];
  if (!fgets(line, (int)sizeof line, file)) {
    return false;
  }
  char *at = line;
  for (int i = 0; i < count; i++) {
    char *end = at;
    const double v = strtod(at, &end);
    value[i] = end == at ? NAN : v;
    at = strchr(at, ',');
    at = at ? at + 1 : line + strlen(line);
  }
  return true;
}

#endif
