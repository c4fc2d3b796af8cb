/* landscape_fuzz.c - any bytes as a landscape: explored, searched, crossed, with neutrals and under pressure.
 *
 * Byte 0: number of actors; byte 1: whole numbers or raw doubles, pressure, cost; the rest sizes, propensities, pressure.
 * Invariants: basins cover everything; nobody gains at a minimum; minima ascend; passes are not below what they part; a search
 * finds nothing lower; a way is not below its pass. */
#include "entente/align.h"
#include "fuzz/fuzz.h"

#include <math.h>

#define ACTORS_MAX 9
#define ROOM 256 /* all configurations of nine actors */

typedef struct given {
  int n;
  bool raw, pressed, priced;
  double size[ACTORS_MAX], propensity[ACTORS_MAX * ACTORS_MAX], pressure[ACTORS_MAX], cost[ACTORS_MAX];
} given;

typedef struct bytes {
  const uint8_t *at;
  size_t left;
} bytes;

/* A double as it stands in memory, or a small multiple of an eighth. */
static double take(bytes *b, bool raw)
{
  double value = 0;
  if (raw && b->left >= sizeof value) {
    memcpy(&value, b->at, sizeof value);
    b->at += sizeof value;
    b->left -= sizeof value;
    return value;
  }
  if (b->left == 0) return 0;
  b->left--;
  return (double)(int8_t)*b->at++ / 8;
}

static void read_given(bytes *b, given *g)
{
  memset(g, 0, sizeof *g);
  g->n = b->at[0] % (ACTORS_MAX + 1);
  g->raw = b->at[1] & 1;
  g->pressed = b->at[1] & 2;
  g->priced = b->at[1] & 4;
  b->at += 2;
  b->left -= 2;
  for (int i = 0; i < g->n; i++) {
    const double size = take(b, g->raw);
    g->size[i] = g->raw ? size : fabs(size) + 0.125;
    g->pressure[i] = take(b, g->raw);
    g->cost[i] = take(b, g->raw);
    for (int j = 0; j < i; j++) {
      const double p = take(b, g->raw);
      g->propensity[i * g->n + j] = g->propensity[j * g->n + i] = g->raw ? p : p / 16;
    }
  }
}

/* The unit of the slack: weights together, and what vanishes in products of shares of the whole size. */
static double scale_of(const given *g)
{
  double scale = 0, total = 0;
  for (int i = 0; i < g->n; i++) total += g->size[i];
  for (int i = 0; i < g->n; i++) {
    for (int j = 0; j < i; j++) scale += g->size[i] * g->size[j] * fabs(g->propensity[i * g->n + j]);
    if (g->pressed) scale += g->size[i] * fabs(g->pressure[i]);
  }
  return 2 * scale + 1e-290 * total * total;
}

static void sides_of(ent_camp camp, int n, int8_t *side)
{
  for (int i = 0; i < n; i++) side[i] = (camp >> i & 1u) ? 1 : -1;
}

static void check_minimum(const given *g, const double *pressure, const ent_landscape *land, const ent_minimum *m,
                          double slack)
{
  int8_t side[ACTORS_MAX];
  sides_of(m->camp, g->n, side);
  const double energy = ent_align_energy_of(land, pressure, side);
  MUST(fabs(energy - m->energy) <= slack);
  for (int i = 0; i < g->n; i++) {
    side[i] = (int8_t)-side[i];
    MUST(ent_align_energy_of(land, pressure, side) >= energy - slack);
    side[i] = (int8_t)-side[i];
  }
}

static void check_terrain(const given *g, const ent_landscape *land, const ent_allocator *memory)
{
  static ent_minimum minimum[2 * ROOM];
  const double *const pressure = g->pressed ? g->pressure : NULL;
  const double slack = 1e-9 * scale_of(g);
  const ent_explore how = {.pressure = pressure, .passes = true};
  ent_terrain terrain;
  ent_error err;
  const ent_status status = ent_align_explore(land, &how, memory, 2 * ROOM, minimum, &terrain, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  uint64_t covered = 0;
  MUST(terrain.stable > 0 && terrain.kept == terrain.stable && terrain.strict <= terrain.stable);
  for (uint32_t k = 0; k < terrain.kept; k++) {
    const ent_minimum *const m = &minimum[k];
    covered += m->basin;
    check_minimum(g, pressure, land, m, slack);
    MUST(m->basin > 0 && m->escape >= -slack && m->barrier >= m->escape);
    MUST(k == 0 ? m->into == -1 : m->into >= 0 && (uint32_t)m->into < k && m->energy >= m[-1].energy - slack);
  }
  MUST(covered == terrain.configurations);
  int8_t side[ACTORS_MAX], low[ACTORS_MAX];
  ent_found found;
  ent_searched searched;
  const ent_search search = {.starts = 5, .seed = 1, .pressure = pressure};
  MUST(ent_align_search(land, &search, memory, 1, side, &found, &searched, NULL) == ENT_OK);
  MUST(found.energy >= minimum[0].energy - slack);
  ent_ground ground;
  MUST(ent_align_ground(land, pressure, NULL, memory, side, &ground, NULL) == ENT_OK);
  MUST(ground.lower <= ground.energy && ground.lower <= minimum[0].energy + slack);
  MUST(fabs(ground.energy - minimum[0].energy) <= slack || !ground.proved);
  if (terrain.kept < 2) return;
  double height;
  sides_of(minimum[0].camp, g->n, low);
  sides_of(minimum[1].camp, g->n, side);
  MUST(ent_align_way(land, pressure, side, low, 3, 1, memory, &height, NULL) == ENT_OK);
  MUST(height >= minimum[1].saddle - slack);
}

static void check_stances(const given *g, const ent_landscape *land, const ent_allocator *memory)
{
  ent_stance stance;
  ent_stances all;
  ent_error err;
  const ent_status status = ent_align_stances(land, g->pressed ? g->pressure : NULL, g->priced ? g->cost : NULL, memory,
                                              1, &stance, &all, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(all.stable > 0 && all.strict <= all.stable && all.without_blocs <= all.stable && all.kept == 1);
  MUST((stance.with & stance.against) == 0 && (stance.with | stance.against) >> g->n == 0);
  MUST(stance.energy == stance.energy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < 2 || size > 2000) return 0;
  const ent_allocator memory = fuzz_memory();
  bytes b = {data, size};
  given g;
  read_given(&b, &g);
  const ent_landscape land = {g.n, g.size, g.propensity};
  check_terrain(&g, &land, &memory);
  if (g.n <= 6) check_stances(&g, &land, &memory);
  return 0;
}
