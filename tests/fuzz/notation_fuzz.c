/* notation_fuzz.c - any text as a number: the first byte chooses the domain.
 *
 * Invariants: an error points into the text or just behind it; quantiles rise, stay inside the domain and are never NaN;
 * the distribution function is the inverse of the quantiles; the public explanation agrees with the reader. */
#include "fuzz/fuzz.h"
#include "model/dist.h"

static const char *const column[] = {"country", "exits", "leader_years"};
static const char *const source[] = {"", "Made up", ""};
static const char *const cell[] = {"PRO", "13", "77.5", "NONE", "0", "0", "TEXT", "x", "1"};

static void check_quantiles(const ent_dist *d)
{
  static const double at[] = {1e-12, 1e-6, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1 - 1e-6, 1 - 1e-12};
  double last = -1.7e308;
  for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
    const double x = ent_dist_quantile(d, at[i]);
    MUST(x >= last);
    MUST(ent_domain_holds(d->domain, x));
    const double p = ent_dist_cdf(d, x + 1e-9 * (x < 0 ? -x : x)); /* a step at x is found on either side of it */
    MUST(p >= 0 && p <= 1);
    const bool rounded =
      d->kind == ENT_DIST_NORMAL && !ent_domain_inside(d->domain, x); /* onto a bound, by underflow */
    MUST(rounded || p >= at[i] - 1e-6);
    last = x;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  const ent_table table = {"leaders", "../data/leaders.csv", 3, 3, column, source, cell, NULL};
  ent_arena arena;
  ent_notation n;
  ent_error err;
  if (size < 1 || size > 400) return 0;
  const ent_domain domain = (ent_domain)(data[0] % ENT_DOMAIN_COUNT_);
  const char *const text = (const char *)data + 1;
  ent_arena_open(&arena, &memory);
  const ent_status status = ent_notation_read(text, size - 1, domain, &table, NULL, &arena, &n, &err);
  if (status == ENT_OK) {
    MUST(n.words && n.words[0] && n.origin);
    MUST(n.dist.domain == domain);
    check_quantiles(&n.dist);
  } else {
    fuzz_check_error(status, &err);
    MUST(err.column >= 1 && (size_t)err.column <= size);
  }
  MUST(ent_notation_check(text, size - 1, domain, &table, &arena, NULL) == status);
  ent_arena_close(&arena);
  char words[64];
  double q[3];
  const ent_status told = ent_notation_explain(text, size - 1, domain, &memory, words, sizeof words, q, &err);
  if (told == ENT_OK)
    MUST(status == ENT_OK && q[0] <= q[1] && q[1] <= q[2] && strlen(words) < sizeof words);
  else
    fuzz_check_error(told, &err);
  return 0;
}
