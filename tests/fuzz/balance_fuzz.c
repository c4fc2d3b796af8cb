/* balance_fuzz.c - any bytes as a list of ties, and any text as a certificate.
 *
 * The first byte says what the rest is.  Ties: small networks of any rows under any options; what is solved is verified, and
 * equals the least of all camps.  Certificates: of a fixed network whose index is known; what is accepted is true. */
#include "entente/balance_indices.h"
#include "fuzz/fuzz.h"

#define ACTORS 9
#define ROWS 60

static int64_t brute(const ent_ties *t)
{
  int64_t best = INT64_MAX;
  for (unsigned code = 0; code < 1u << (t->n > 0 ? t->n - 1 : 0); code++) {
    int8_t camp[ACTORS + 1];
    for (int32_t v = 0; v < t->n; v++) camp[v] = (code >> v & 1u) ? -1 : 1;
    const int64_t f = ent_ties_frustration(t, camp);
    best = f < best ? f : best;
  }
  return best + t->cancelled;
}

static void check_index(const ent_ties *t, const ent_allocator *memory)
{
  ent_balance *b = NULL;
  ent_balance_bounds v;
  MUST(ent_balance_solve(t, NULL, memory, &b, NULL) == ENT_OK);
  MUST(b->proved && b->upper == brute(t));
  MUST(ent_balance_verify(t, b->certificate, b->certificate_size, memory, &v, NULL) == ENT_OK);
  MUST(v.proved && v.upper == b->upper);
  const ent_balance_bounds own = {b->lower, b->upper, true};
  const ent_nulls_options how = {.nulls = 2, .seed = (uint64_t)t->total};
  ent_nulls n;
  MUST(ent_balance_nulls(t, &own, &how, memory, NULL, &n, NULL) == ENT_OK);
  MUST(n.proved == 2 && n.calm_low == n.calm_high && n.calm_low + n.tense_low > 1);
  MUST(n.least >= t->cancelled && n.most <= t->cancelled + t->total / 2);
  ent_balance_free(b);
}

/* Three bytes a row: the two actors, the weight, which is large where the actors' byte is. */
static void ties_of(const uint8_t *data, size_t size, const ent_allocator *memory)
{
  int32_t tail[ROWS], head[ROWS];
  int64_t weight[ROWS];
  if (size < 2) return;
  const int64_t n = data[0] % (ACTORS + 1);
  const ent_ties_options options = {.way = (ent_ties_way)(data[1] % 3),
                                    .drop_loops = (data[1] & 4) != 0,
                                    .signs_only = (data[1] & 8) != 0,
                                    .scale = data[1] & 16 ? 100 : 0};
  int64_t rows = 0;
  for (size_t at = 2; at + 3 <= size && rows < ROWS; at += 3, rows++) {
    tail[rows] = (int32_t)(data[at] % 11) - (data[at] == 255);
    head[rows] = (int32_t)(data[at + 1] % 11);
    weight[rows] = (int64_t)(int8_t)data[at + 2] * (data[at] > 250 ? INT64_C(1) << 50 : 1);
  }
  ent_ties *t = NULL;
  ent_error err;
  const ent_status status = ent_ties_make(n, rows, tail, head, weight, &options, memory, &t, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(t == NULL && err.line <= rows);
    return;
  }
  for (int32_t e = 0; e < t->m; e++) {
    MUST(t->tail[e] >= 0 && t->tail[e] < t->head[e] && t->head[e] < t->n && t->weight[e] != 0);
    MUST(e == 0 || t->tail[e - 1] < t->tail[e] || (t->tail[e - 1] == t->tail[e] && t->head[e - 1] < t->head[e]));
  }
  check_index(t, memory);
  ent_ties_free(t);
}

/* Five actors, all pairs: L = 5 in the weights below (checked by brute). */
static void certificate_of(const char *text, size_t size, const ent_allocator *memory)
{
  static const int32_t tail[] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 3}, head[] = {1, 2, 3, 4, 2, 3, 4, 3, 4, 4};
  static const int64_t weight[] = {3, -1, 2, -2, 1, -3, 1, 2, 1, -1};
  ent_ties *t = NULL;
  MUST(ent_ties_make(5, 10, tail, head, weight, NULL, memory, &t, NULL) == ENT_OK);
  ent_balance_bounds v = {.lower = -7};
  ent_error err;
  const ent_status status = ent_balance_verify(t, text, size, memory, &v, &err);
  if (status == ENT_OK) {
    const int64_t index = brute(t);
    MUST(v.lower <= index && v.upper >= index);
  } else {
    fuzz_check_error(status, &err);
    MUST(v.lower == -7 && err.line >= 1);
  }
  ent_ties_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  if (size < 1 || size > 4000) return 0;
  uint8_t *const rest = malloc(size); /* its own block, so that reading beyond it is seen */
  if (!rest) return 0;
  memcpy(rest, data + 1, size - 1);
  if (data[0] % 2 == 0)
    ties_of(rest, size - 1, &memory);
  else
    certificate_of((const char *)rest, size - 1, &memory);
  free(rest);
  return 0;
}
