/* networks.h - signed networks for tests: from tables (a, b, sign), from formulas, at random. */
#ifndef ENT_TEST_NETWORKS_H
#define ENT_TEST_NETWORKS_H

#include "core/voting/rules.h"
#include "entente/balance.h"

#include <math.h>
#include <stdio.h>

#ifndef ENT_TEST_PUBLISHED
#define ENT_TEST_PUBLISHED "tests/published"
#endif
#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

#define NETWORK_ACTORS 512
#define NETWORK_TIES 4096

static const ent_allocator network_memory = {plain_resize, NULL};

typedef struct network_rows {
  int n, m;
  char name[NETWORK_ACTORS][32];
  int32_t tail[NETWORK_TIES], head[NETWORK_TIES];
  int64_t weight[NETWORK_TIES];
} network_rows;

static inline int32_t network_actor(network_rows *r, const char *name)
{
  for (int i = 0; i < r->n; i++)
    if (strcmp(r->name[i], name) == 0) return i;
  assert_true(r->n < NETWORK_ACTORS);
  snprintf(r->name[r->n], sizeof r->name[0], "%.31s", name);
  return r->n++;
}

static inline ent_ties *network_make(int n, int m, const int32_t *tail, const int32_t *head, const int64_t *weight)
{
  ent_ties *ties = NULL;
  ent_error err;
  if (ent_ties_make(n, m, tail, head, weight, NULL, &network_memory, &ties, &err) != ENT_OK)
    fail_msg("%s", err.message);
  return ties;
}

/* The network of a table with lines a,b,sign and one head line; NULL where there is no such file. */
static inline ent_ties *network_read(const char *path)
{
  static network_rows r;
  char line[256], a[64], b[64];
  long sign = 0;
  FILE *const in = fopen(path, "r");
  if (!in) return NULL;
  r.n = r.m = 0;
  while (fgets(line, sizeof line, in)) {
    char *to = line;
    for (const char *at = line; *at; at++)
      if (*at != '"') *to++ = *at;
    *to = '\0';
    if (line[0] == '#' || sscanf(line, "%63[^,],%63[^,],%ld", a, b, &sign) != 3) continue;
    assert_true(r.m < NETWORK_TIES);
    r.tail[r.m] = network_actor(&r, a);
    r.head[r.m] = network_actor(&r, b);
    r.weight[r.m++] = sign;
  }
  fclose(in);
  return network_make(r.n, r.m, r.tail, r.head, r.weight);
}

/* A file of the data that lie beside the source, where they are. */
static inline ent_ties *network_shared(const char *file)
{
  char path[512];
  const char *const shared = getenv("ENTENTE_SHARED");
  snprintf(path, sizeof path, "%s/data/signed/%s", shared ? shared : ENT_TEST_SOURCE "/../shared", file);
  return network_read(path);
}

/* Every pair with chance `density` and a sign of its own, hostile with chance `hostile`; weights 1..most. */
static inline ent_ties *network_random(uint64_t seed, int n, double density, double hostile, int most)
{
  static network_rows r;
  r.m = 0;
  for (int i = 0; i < n; i++)
    for (int j = i + 1; j < n; j++) {
      const uint64_t pair = (uint64_t)(i * n + j);
      if (ent_uniform(seed, pair, 21, 0) >= density) continue;
      assert_true(r.m < NETWORK_TIES);
      r.tail[r.m] = i;
      r.head[r.m] = j;
      const int64_t size = 1 + (int64_t)(ent_uniform(seed, pair, 21, 1) * most);
      r.weight[r.m++] = ent_uniform(seed, pair, 21, 2) < hostile ? -size : size;
    }
  return network_make(n, r.m, r.tail, r.head, r.weight);
}

#endif
