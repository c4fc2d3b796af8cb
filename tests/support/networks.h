/* networks.h - signed networks from files and from dice, for tests and benches.
 *
 * Files: rows "a,b,sign" with names or numbers (a head and # lines are left out), or "n m" and rows "u v w" where the name holds
 * ".sg"; ".gz" is unpacked by zcat.  Only the sign of a rating counts in the first form. */
#ifndef ENT_TEST_NETWORKS_H
#define ENT_TEST_NETWORKS_H

#include "entente/balance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NETWORK_ROWS 250000
#define NETWORK_NAMES 1000

typedef struct network_file {
  int32_t n;
  int64_t rows;
  bool weighted;
  int32_t tail[NETWORK_ROWS], head[NETWORK_ROWS];
  int64_t weight[NETWORK_ROWS];
  char name[NETWORK_NAMES][40];
} network_file;

static inline void *network_resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

static const ent_allocator network_memory = {.resize = network_resize, .ctx = NULL};

/* A number stands for itself, a name for its place in order of appearance. */
static inline int32_t network_actor(network_file *f, const char *cell)
{
  char *end = NULL;
  const long number = strtol(cell, &end, 10);
  if (end != cell && *end == '\0') {
    if (number >= f->n) f->n = (int32_t)number + 1;
    return (int32_t)number;
  }
  for (int32_t i = 0; i < f->n; i++)
    if (strcmp(f->name[i], cell) == 0) return i;
  snprintf(f->name[f->n], sizeof f->name[0], "%.39s", cell);
  return f->n++;
}

static inline void network_line(network_file *f, char *line)
{
  long u = 0, v = 0, w = 0;
  if (f->weighted) {
    if (sscanf(line, "%ld %ld %ld", &u, &v, &w) < 3) {
      if (sscanf(line, "%ld", &u) == 1) f->n = (int32_t)u;
      return;
    }
    f->tail[f->rows] = (int32_t)u;
    f->head[f->rows] = (int32_t)v;
    f->weight[f->rows++] = w;
    return;
  }
  if (strncmp(line, "\xEF\xBB\xBF", 3) == 0) line += 3;
  char *const second = strchr(line, ','), *const third = second ? strchr(second + 1, ',') : NULL;
  if (line[0] == '#' || !third) return;
  *second = *third = '\0';
  char *end = NULL;
  const double rating = strtod(third + 1, &end);
  if (end == third + 1) return; /* the head */
  f->tail[f->rows] = network_actor(f, line);
  f->head[f->rows] = network_actor(f, second + 1);
  f->weight[f->rows++] = rating > 0 ? 1 : rating < 0 ? -1 : 0;
}

/* False: there is no such file. */
static inline bool network_read(network_file *f, const char *path)
{
  char line[400];
  const bool packed = strlen(path) > 3 && strcmp(path + strlen(path) - 3, ".gz") == 0;
  FILE *in = fopen(path, "r");
  if (!in) return false;
  if (packed) {
    fclose(in);
    snprintf(line, sizeof line, "zcat '%s'", path);
    in = popen(line, "r");
    if (!in) return false;
  }
  f->n = 0;
  f->rows = 0;
  f->weighted = strstr(path, ".sg") != NULL;
  while (fgets(line, sizeof line, in) && f->rows < NETWORK_ROWS) network_line(f, line);
  if (packed)
    pclose(in);
  else
    fclose(in);
  return f->rows > 0;
}

/* The network of a file: weights added, or the sign of the sum for signs; NULL if the file is missing or refused. */
static inline ent_ties *network_open(const char *path)
{
  network_file *const f = malloc(sizeof *f);
  if (!f) return NULL;
  ent_ties *ties = NULL;
  if (network_read(f, path)) {
    const ent_ties_options options = {.drop_loops = true, .signs_only = !f->weighted};
    (void)ent_ties_make(f->n, f->rows, f->tail, f->head, f->weight, &options, &network_memory, &ties, NULL);
  }
  free(f);
  return ties;
}

/* A folder of networks that are too large for the repository: ENTENTE_SHARED/data/signed, or nothing. */
static inline bool network_folder(char *path, size_t room, const char *file)
{
  const char *const shared = getenv("ENTENTE_SHARED");
  if (!shared) return false;
  snprintf(path, room, "%s/%s", shared, file);
  return true;
}

/* Random rows over n actors: each pair with chance `density`, weights -most .. most without 0. */
static inline ent_ties *network_random(uint64_t seed, int32_t n, double density, int most)
{
  const int64_t room = (int64_t)n * n;
  int32_t *const tail = malloc((size_t)room * sizeof *tail), *const head = malloc((size_t)room * sizeof *head);
  int64_t *const weight = malloc((size_t)room * sizeof *weight);
  int64_t rows = 0;
  ent_ties *ties = NULL;
  for (int32_t a = 0; tail && head && weight && a < n; a++)
    for (int32_t b = 0; b < a; b++) {
      if (ent_uniform(seed, (uint64_t)a, (uint64_t)b, 0) > density) continue;
      const int64_t size = 1 + (int64_t)(ent_uniform(seed, (uint64_t)a, (uint64_t)b, 1) * most);
      tail[rows] = a;
      head[rows] = b;
      weight[rows++] = ent_uniform(seed, (uint64_t)a, (uint64_t)b, 2) < 0.5 ? -size : size;
    }
  (void)ent_ties_make(n, rows, tail, head, weight, NULL, &network_memory, &ties, NULL);
  free(tail);
  free(head);
  free(weight);
  return ties;
}

#endif
