/* compare_fuzz.c - any changes of the small scenario, compared with it: lines "path=value"; a line "--" begins those of the
 * other side.
 *
 * Invariants: the chances of both sides are those of the scenarios run by themselves, so what is mixed inside a draw is what
 * a sealed scenario would say; shares sum to the difference; exchanged, the difference turns round; an error says what. */
#include "entente/compare.h"
#include "fuzz/fuzz.h"
#include "support/small_scenario.h"

#define DRAWS 3
#define CHANGES_MAX 24

static bool apply_line(ent_builder *b, const char *line, size_t size)
{
  char path[256], value[256];
  ent_error err;
  const char *const equals = memchr(line, '=', size);
  if (!equals) return true;
  const size_t head = (size_t)(equals - line), tail = size - head - 1;
  if (head >= sizeof path || tail >= sizeof value) return true;
  memcpy(path, line, head);
  path[head] = '\0';
  memcpy(value, equals + 1, tail);
  value[tail] = '\0';
  const ent_status status = ent_builder_set(b, path, value, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  return status != ENT_NOMEM;
}

/* Side 0 takes the lines before "--", side 1 those behind it. */
static ent_scenario *side_of(const char *text, size_t size, int side, const ent_allocator *memory)
{
  ent_builder *b = small_builder(memory);
  ent_scenario *s = NULL;
  ent_error err;
  int now = 0, found = 0, changes = 0;
  bool good = b != NULL;
  for (size_t at = 0; good && at < size && changes < CHANGES_MAX;) {
    const char *const end = memchr(text + at, '\n', size - at);
    const size_t length = end ? (size_t)(end - text) - at : size - at;
    if (length == 2 && memcmp(text + at, "--", 2) == 0)
      now = 1;
    else if (now == side && ++changes)
      good = apply_line(b, text + at, length);
    at += length + 1;
  }
  if (good && ent_scenario_seal(b, memory, &s, &err, 1, &found) != ENT_OK) s = NULL;
  ent_builder_close(b);
  return s;
}

static void check_side(const ent_scenario *s, uint64_t seed, const ent_share *chance, const ent_allocator *memory)
{
  static ent_ensemble e;
  ent_error err;
  MUST(ent_ensemble_run(s, seed, DRAWS, NULL, 0, NULL, memory, &e, &err) == ENT_OK);
  for (int g = 0; g < ENT_CHANCES; g++) MUST(chance[g].p == ent_share_of(g < ENT_GATES ? e.open[g] : e.all, DRAWS).p);
}

static void check_shares(const ent_difference *d)
{
  for (int g = 0; g < ENT_CHANCES; g++) {
    double sum = 0;
    for (int i = 0; i < d->causes; i++) {
      const ent_cause *c = &d->cause[i];
      sum += c->share[g];
      MUST(c->share[g] >= -1 && c->share[g] <= 1 && c->se[g] >= 0);
      MUST(c->alone[g] >= 0 && c->alone[g] <= 1 && c->back[g] >= 0 && c->back[g] <= 1);
    }
    if (d->causes == 0) continue;
    MUST(sum - d->change[g] < 1e-12 && d->change[g] - sum < 1e-12);
  }
  MUST(d->headline && d->headline[0] && d->about >= 0 && d->about < ENT_CHANCES);
}

static void check_pair(const ent_scenario *a, const ent_scenario *b, const ent_allocator *memory)
{
  const ent_options options = {.draws = DRAWS};
  ent_difference *d = NULL, *r = NULL;
  ent_error err;
  const ent_status status = ent_compare(a, b, &options, memory, &d, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(status == ENT_NOMEM);
    return;
  }
  check_side(a, d->seed[0], d->chance_a, memory);
  check_side(b, d->seed[1], d->chance_b, memory);
  check_shares(d);
  MUST(ent_compare(b, a, &options, memory, &r, &err) == ENT_OK);
  MUST(r->causes == d->causes && r->texts == d->texts);
  for (int g = 0; g < ENT_CHANCES; g++) MUST(r->change[g] == -d->change[g]);
  ent_difference_free(r);
  ent_difference_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  if (size > 4000) return 0;
  ent_scenario *const a = side_of((const char *)data, size, 0, &memory);
  ent_scenario *const b = a ? side_of((const char *)data, size, 1, &memory) : NULL;
  if (a && b) check_pair(a, b, &memory);
  ent_scenario_free(a);
  ent_scenario_free(b);
  return 0;
}
