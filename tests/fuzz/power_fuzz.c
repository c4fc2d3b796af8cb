/* power_fuzz.c - any text as a rule, as unions and as weights; the powers of what is read.
 *
 * The first byte says what the rest is.  Invariants: the engines that fit give the same swings, verification holds, the
 * indices sum to 1; unions are numbered without gaps; weights keep their order; an error points into the text. */
#include "entente/power.h"
#include "fuzz/fuzz.h"

#define MEMBERS 9
#define TEXTS 8

static const char *const member[MEMBERS] = {"USA", "GBR", "FRA", "CHN", "RUS", "A", "B", "C", "D"};
static const char *const column[2] = {"pop", "votes"};
static const int64_t weight[2 * MEMBERS] = {331, 67, 68, 1412, 144, 10, 5, 3, 0, 10, 10, 10, 7, 5, 4, 3, 2, 1};

static void check_power(const ent_game *game, const ent_allocator *memory)
{
  ent_power *first = NULL;
  ent_power_verdict v;
  MUST(ent_power_compute(game, NULL, memory, &first, NULL) == ENT_OK);
  MUST(ent_power_verify(game, first, NULL, memory, &v, NULL) == ENT_OK && v.holds && v.second != ENT_ENGINE_AUTO);
  for (int e = ENT_ENGINE_TYPES; e < ENT_ENGINES; e++) {
    const ent_power_options options = {.wanted = ENT_POWER_BANZHAF | ENT_POWER_EXACT, .engine = (ent_engine)e};
    ent_power *p = NULL;
    const ent_status status = ent_power_compute(game, &options, memory, &p, NULL);
    MUST(status == ENT_OK || status == ENT_ARGUMENT); /* an engine that does not fit */
    for (int m = 0; p && m < MEMBERS; m++) {
      MUST(strcmp(p->swings[m], first->swings[m]) == 0);
      MUST(p->shapley[m] - first->shapley[m] < 1e-13 && first->shapley[m] - p->shapley[m] < 1e-13);
    }
    ent_power_free(p);
  }
  ent_power_free(first);
}

static void rule(const char *text, size_t size, const ent_allocator *memory)
{
  const ent_roll roll = {MEMBERS, member, 2, column, weight};
  ent_game *game = NULL;
  ent_error err;
  const ent_status status = ent_game_parse(text, size, &roll, memory, &game, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(game == NULL && (size_t)err.column <= size + 1);
    return;
  }
  check_power(game, memory);
  ent_game_free(game);
}

static void unions(const char *text, size_t size)
{
  int of[MEMBERS], count = -1;
  ent_error err;
  const ent_status status = ent_unions_read(text, size, member, MEMBERS, of, &count, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(count == -1 && (size_t)err.column <= size + 1);
    return;
  }
  int next = 0;
  for (int m = 0; m < MEMBERS; m++) {
    MUST(of[m] >= 0 && of[m] <= next);
    next += of[m] == next;
  }
  MUST(next == count);
}

/* One weight on each line. */
static void weights(char *text)
{
  const char *line[TEXTS];
  int count = 0;
  for (char *at = text; count < TEXTS;) {
    line[count++] = at;
    at += strcspn(at, "\n");
    if (*at == '\0') break;
    *at++ = '\0';
  }
  int64_t value[TEXTS], scale = -1;
  ent_error err;
  const ent_status status = ent_weights_read(line, count, value, &scale, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(scale == -1 && err.line <= count);
    return;
  }
  MUST(scale >= 1);
  for (int i = 0; i < count; i++) {
    char *end = NULL;
    const double plain = strtod(line[i], &end) * (double)scale;
    MUST(value[i] >= 0 && plain - (double)value[i] <= 1e-9 * plain && (double)value[i] - plain <= 1e-9 * plain);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  if (size < 1 || size > 3000) return 0;
  char *const text = malloc(size); /* its own block, so that reading beyond it is seen */
  if (!text) return 0;
  memcpy(text, data + 1, size - 1);
  text[size - 1] = '\0';
  if (data[0] % 3 == 0) rule(text, size - 1, &memory);
  if (data[0] % 3 == 1) unions(text, size - 1);
  if (data[0] % 3 == 2) weights(text);
  free(text);
  return 0;
}
