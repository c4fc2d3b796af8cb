/* landscapes.h - what the tests of this family share: published tables, random landscapes, a brute force. */
#ifndef ENT_TEST_LANDSCAPES_H
#define ENT_TEST_LANDSCAPES_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "align/landscape.h"

#ifndef ENT_TEST_PUBLISHED
#define ENT_TEST_PUBLISHED "tests/published"
#endif

#define CLOSE(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

/* ---- tables ---- */

typedef struct table {
  int rows, columns; /* without the head */
  char cell[32][32][24];
} table;

/* Reads one line into cells; false at the end of the file. */
static inline bool table_line(FILE *file, char cell[32][24], int *columns)
{
  char line[1024];
  do {
    if (!fgets(line, (int)sizeof line, file)) {
      return false;
    }
  } while (line[0] == '#');
  line[strcspn(line, "\r\n")] = '\0';
  *columns = 0;
  for (char *at = line; at; (*columns)++) {
    char *const comma = strchr(at, ',');
    if (comma) {
      *comma = '\0';
    }
    assert_true(*columns < 32 && strlen(at) < 24);
    memcpy(cell[*columns], at, strlen(at) + 1);
    at = comma ? comma + 1 : NULL;
  }
  return true;
}

static inline void table_read(table *t, const char *name)
{
  char path[512];
  snprintf(path, sizeof path, "%s/%s", ENT_TEST_PUBLISHED, name);
  FILE *const file = fopen(path, "r");
  if (!file) {
    fail_msg("cannot open %s", path);
    return;
  }
  memset(t, 0, sizeof *t);
  table_line(file, t->cell[31], &t->columns);
  int columns;
  while (t->rows < 31 && table_line(file, t->cell[t->rows], &columns)) {
    assert_int_equal(columns, t->columns);
    t->rows++;
  }
  fclose(file);
}

static inline double table_number(const table *t, int row, int column)
{
  return strtod(t->cell[row][column], NULL);
}

/* ---- landscapes ---- */

typedef struct scene {
  ent_landscape land;
  double size[ENT_ALIGN_MAX], propensity[ENT_ALIGN_MAX * ENT_ALIGN_MAX];
} scene;

static inline void scene_open(scene *s, int n)
{
  memset(s, 0, sizeof *s);
  s->land = (ent_landscape){.n = n, .size = s->size, .propensity = s->propensity};
}

static inline void scene_tie(scene *s, int i, int j, double p)
{
  s->propensity[i * s->land.n + j] = s->propensity[j * s->land.n + i] = p;
}

/* A table whose column `size` holds sizes and whose columns from `first` on hold propensities, divided by `scale`. */
static inline void scene_read(scene *s, const char *name, int size, int first, double scale)
{
  static table t;
  table_read(&t, name);
  scene_open(s, t.rows);
  for (int i = 0; i < t.rows; i++) {
    s->size[i] = table_number(&t, i, size);
    for (int j = 0; j < i; j++) {
      scene_tie(s, i, j, table_number(&t, i, first + j) / scale);
    }
  }
}

/* splitmix64 (Steele, Lea and Flood 2014) */
static inline uint64_t next_bits(uint64_t *state)
{
  uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static inline double next_unit(uint64_t *state)
{
  return (double)(next_bits(state) >> 11) / 9007199254740992.0;
}

static inline int next_below(uint64_t *state, int n)
{
  return (int)(next_bits(state) % (uint64_t)n);
}

/* kind 0: real numbers; 1: small integers and halves, so ties abound; 2: equal sizes, ties -1, 0, 1; 3: sparse and
 * skewed; 4: all propensities -1 or all 0. */
enum { SCENE_KINDS = 5 };

static inline void scene_random(scene *s, int n, int kind, uint64_t *state)
{
  scene_open(s, n);
  const double common = next_below(state, 2) ? -1 : 0;
  for (int i = 0; i < n; i++) {
    const double u = next_unit(state);
    s->size[i] = kind == 0 ? 0.05 + u : kind == 1 ? 1 + floor(4 * u) : kind == 3 ? pow(10, 6 * u) : 3;
    for (int j = 0; j < i; j++) {
      const double p = 2 * next_unit(state) - 1;
      scene_tie(s, i, j,
                kind == 0   ? p
                : kind == 1 ? floor(2 * p + 0.5) / 2
                : kind == 2 ? floor(p * 1.5 + 0.5)
                : kind == 3 ? (fabs(p) < 0.5 ? 0 : p)
                            : common);
    }
  }
}

/* The wedge by definition: every configuration, its energy added up, the lowest code among equals. */
static inline ent_wedge wedge_by_hand(const ent_landscape *land, int target, int proposer, int rival)
{
  double scale = 0, lowest[2] = {1e300, 1e300};
  for (int i = 0; i < land->n; i++) {
    for (int j = 0; j < i; j++) {
      scale += land->size[i] * land->size[j] * fabs(land->propensity[i * land->n + j]);
    }
  }
  ent_camp found[2] = {0, 0};
  for (int pass = 0; pass < 2; pass++) {
    for (ent_camp camp = 1; camp >> land->n == 0; camp += 2) {
      const unsigned t = camp >> target & 1u, p = camp >> proposer & 1u, r = camp >> rival & 1u;
      if (t != r && t != p) {
        continue;
      }
      const int side = t == r ? 0 : 1;
      const double e = ent_align_energy(land, camp);
      if (pass == 0) {
        lowest[side] = e < lowest[side] ? e : lowest[side];
      } else if (found[side] == 0 && e <= lowest[side] + 2 * ENT_ALIGN_TIE * scale) {
        found[side] = camp;
      }
    }
  }
  return (ent_wedge){.rival = found[0], .proposer = found[1]};
}

#endif
