/* frame.h - a CSV table of numbers and names for tests of regressions: columns by name, groups of one or more columns. */
#ifndef ENT_TEST_FRAME_H
#define ENT_TEST_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#define FRAME_COLUMNS 16

typedef struct frame {
  int64_t n;
  int columns;
  char *text; /* the file */
  char *name[FRAME_COLUMNS];
  char **cell; /* [n columns] */
} frame;

/* False when the file is not there. */
bool frame_read(const char *path, frame *out);
/* Keeps the rows with keep[i]. */
void frame_keep(frame *f, const bool *keep);
/* malloc'ed [n]; fails the test when a column is missing or a cell is no number. */
double *frame_numbers(const frame *f, const char *column);
/* Groups of rows that agree in these columns, up to three (NULL: none); numbered as they appear. */
int32_t *frame_groups(const frame *f, const char *a, const char *b, const char *c);
const char *frame_cell(const frame *f, int64_t row, const char *column);
bool frame_has(const frame *f, const char *column);
void frame_free(frame *f);

#endif
