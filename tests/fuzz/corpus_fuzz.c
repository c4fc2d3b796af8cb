/* corpus_fuzz.c - any bytes as a corpus of deals: one table, or two with a line "%%" between them.
 *
 * Invariants: an error says where; what was read is within its ranges, every family number has a row, and the
 * baselines forecast
 * every row of a small corpus by chances. */
#include "entente/backtest.h"
#include "fuzz/fuzz.h"
#include "host/csv.h"

static void check_row(const ent_corpus *c, const ent_deal_row *d)
{
  MUST(d->id && d->id[0] != '\0' && d->family[0] != '\0');
  MUST((int)d->kind >= 0 && d->kind < ENT_DEAL_KINDS && (int)d->rule >= 0 && d->rule < ENT_DEAL_RULES);
  MUST((int)d->class_of_rule >= 0 && d->class_of_rule < ENT_DEAL_CLASSES);
  MUST(d->deciders >= 1 && d->opponents_exante >= 0 && d->year >= 1 && d->year <= 3000);
  MUST(d->family_number >= 0 && d->family_number < c->families);
  for (int k = 0; k < ENT_DEAL_FEATURES; k++) MUST(d->feature[k].value >= 0 && d->feature[k].value <= 1000);
  MUST(d->alive5 >= ENT_KNOWN_UNKNOWN && d->alive5 <= ENT_KNOWN_YES);
  if (d->in_force == ENT_KNOWN_NO) MUST(d->alive5 == ENT_KNOWN_NO && d->alive10 == ENT_KNOWN_NO);
}

#define SMALL 12

static void forecast(const ent_corpus *c, const ent_allocator *memory)
{
  ent_deal_forecaster all[ENT_BASELINES];
  ent_deal_chances out[SMALL * ENT_BASELINES];
  const ent_backtest_options options = {.folds = 2};
  if (c->rows > SMALL) return;
  for (int k = 0; k < ENT_BASELINES; k++) all[k] = ent_baseline_forecaster(k);
  MUST(ent_backtest(c, all, ENT_BASELINES, &options, memory, out, NULL) == ENT_OK);
  for (int r = 0; r < c->rows * ENT_BASELINES; r++)
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) MUST(out[r].p[q] >= 0 && out[r].p[q] <= 1);
}

static void check(const host_table *deals, const host_table *features)
{
  const ent_allocator memory = fuzz_memory();
  const ent_cases a = {deals->rows, deals->columns, deals->column, deals->cell};
  ent_cases b = {0};
  if (features) b = (ent_cases){features->rows, features->columns, features->column, features->cell};
  ent_corpus c = {0};
  ent_corpus_place place = {-1, -2, -2};
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_corpus_read(&a, features ? &b : NULL, &memory, &c, &place, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST(status == ENT_ARGUMENT || place.table == 0 || (place.table == 1 && features));
    MUST(place.row < (place.table == 1 ? features->rows : deals->rows));
    return;
  }
  for (int r = 0; r < c.rows; r++) check_row(&c, &c.row[r]);
  forecast(&c, &memory);
  ent_corpus_free(&c, &memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const char *const text = (const char *)data;
  size_t cut = 0;
  while (cut + 4 <= size && memcmp(text + cut, "\n%%\n", 4) != 0) cut++;
  const bool two = cut + 4 <= size;
  host_table deals, features;
  ent_error err;
  if (host_csv_read(text, two ? cut + 1 : size, &deals, &err) != ENT_OK) return 0;
  if (two && host_csv_read(text + cut + 4, size - cut - 4, &features, &err) == ENT_OK) {
    check(&deals, &features);
    host_table_free(&features);
  } else {
    check(&deals, NULL);
  }
  host_table_free(&deals);
  return 0;
}
