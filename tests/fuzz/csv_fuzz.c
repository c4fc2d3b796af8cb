/* csv_fuzz.c - any bytes as a table of comma-separated values, and the table as one of a scenario.
 *
 * Invariants: an error has a place in the file; a table that was read is full of texts; the builder takes it or says why. */
#include "entente/model.h"
#include "fuzz/fuzz.h"
#include "host/csv.h"

static void check_builder(const host_table *t)
{
  const ent_allocator memory = fuzz_memory();
  ent_builder *b = NULL;
  ent_error err;
  if (ent_builder_open(&memory, &b, &err) != ENT_OK) return;
  ent_status status =
    ent_builder_table(b, "table", "table.csv", t->rows, t->columns, t->column, t->source, t->cell, &err);
  if (status == ENT_OK)
    MUST(ent_builder_table(b, "table", "x", t->rows, t->columns, t->column, t->source, t->cell, &err) == ENT_ARGUMENT);
  else
    fuzz_check_error(status, &err);
  ent_builder_close(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  host_table t;
  ent_error err;
  if (size > 20000) return 0;
  const ent_status status = host_csv_read((const char *)data, size, &t, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return 0;
  }
  MUST(t.rows >= 0 && t.columns >= 1);
  size_t text = 0;
  for (int c = 0; c < t.columns; c++) {
    MUST(t.column[c] != NULL);
    text += strlen(t.column[c]);
  }
  for (size_t i = 0; i < (size_t)t.rows * (size_t)t.columns; i++) {
    MUST(t.cell[i] != NULL);
    text += strlen(t.cell[i]);
  }
  MUST(text <= size);
  check_builder(&t);
  host_table_free(&t);
  return 0;
}
