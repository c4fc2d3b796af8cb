/* frame.c - see frame.h. */
#include "support/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static char *slurp(const char *path)
{
  FILE *const in = fopen(path, "rb");
  if (!in) return NULL;
  size_t size = 0, room = 1 << 16;
  char *text = malloc(room);
  for (size_t got = 1; text && got > 0; size += got) {
    if (size + 1 >= room) text = realloc(text, room *= 2);
    got = text ? fread(text + size, 1, room - size - 1, in) : 0;
  }
  assert_non_null(text);
  text[size] = '\0';
  assert_int_equal(fclose(in), 0);
  return text;
}

/* The cells of a line, cut out in place; no cell holds a comma.  Returns where the next line begins. */
static char *cut_line(char *line, int columns, char **cell, int *found)
{
  int n = 0;
  for (char *at = line;; at++) {
    if (n < columns) cell[n++] = at;
    at += strcspn(at, ",\r\n");
    const char end = *at;
    *at = '\0';
    if (end == ',') continue;
    if (end == '\r') at++;
    *found = n;
    return end == '\0' ? at : at + 1;
  }
}

bool frame_read(const char *path, frame *out)
{
  *out = (frame){.text = slurp(path)};
  if (!out->text) return false;
  int64_t lines = 0;
  for (const char *at = out->text; *at; at++) lines += *at == '\n';
  char *at = cut_line(out->text, FRAME_COLUMNS, out->name, &out->columns);
  out->cell = malloc(sizeof *out->cell * (size_t)((lines + 1) * out->columns));
  assert_non_null(out->cell);
  while (*at) {
    int found = 0;
    at = cut_line(at, out->columns, out->cell + out->n * out->columns, &found);
    assert_int_equal(found, out->columns);
    out->n++;
  }
  return true;
}

void frame_keep(frame *f, const bool *keep)
{
  int64_t to = 0;
  for (int64_t i = 0; i < f->n; i++)
    if (keep[i]) memmove(f->cell + to++ * f->columns, f->cell + i * f->columns, sizeof *f->cell * (size_t)f->columns);
  f->n = to;
}

static int column_of(const frame *f, const char *name)
{
  for (int c = 0; c < f->columns; c++)
    if (strcmp(f->name[c], name) == 0) return c;
  return -1;
}

bool frame_has(const frame *f, const char *column)
{
  return column_of(f, column) >= 0;
}

const char *frame_cell(const frame *f, int64_t row, const char *column)
{
  const int c = column_of(f, column);
  assert_true(c >= 0);
  return f->cell[row * f->columns + c];
}

double *frame_numbers(const frame *f, const char *column)
{
  double *const out = malloc(sizeof *out * (size_t)f->n);
  assert_non_null(out);
  for (int64_t i = 0; i < f->n; i++) {
    const char *const cell = frame_cell(f, i, column);
    char *end = NULL;
    out[i] = strtod(cell, &end);
    assert_true(end != cell && *end == '\0');
  }
  return out;
}

/* Rows in the order of their keys; equal keys get one number. */
typedef struct keyed {
  char key[96];
  int64_t row;
} keyed;

static int by_key(const void *a, const void *b)
{
  const keyed *const x = a, *const y = b;
  const int order = strcmp(x->key, y->key);
  return order ? order : (x->row > y->row) - (x->row < y->row);
}

int32_t *frame_groups(const frame *f, const char *a, const char *b, const char *c)
{
  int32_t *const out = malloc(sizeof *out * (size_t)f->n);
  keyed *const rows = malloc(sizeof *rows * (size_t)f->n);
  assert_true(out && rows);
  for (int64_t i = 0; i < f->n; i++) {
    rows[i].row = i;
    snprintf(rows[i].key, sizeof rows[i].key, "%s|%s|%s", frame_cell(f, i, a), b ? frame_cell(f, i, b) : "",
             c ? frame_cell(f, i, c) : "");
  }
  qsort(rows, (size_t)f->n, sizeof *rows, by_key);
  int32_t group = 0;
  for (int64_t i = 0; i < f->n; i++) {
    group += i > 0 && strcmp(rows[i].key, rows[i - 1].key) != 0;
    out[rows[i].row] = group;
  }
  free(rows);
  return out;
}

void frame_free(frame *f)
{
  free(f->cell);
  free(f->text);
  *f = (frame){.n = 0};
}
