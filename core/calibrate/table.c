/* table.c - the parameters as a table that people can read, and back.  Cost: O(parameters). */
#include <string.h>

#include "base/bytes.h"
#include "base/fail.h"
#include "base/suggest.h"
#include "calibrate/text.h"
#include "entente/calibrate.h"

#define MOST 50.0

static const char *const name_of[] = {
#define X(NAME, name, mean, sd, what) name,
  ENT_CALIBRATED_LIST(X)
#undef X
};

static const char *const what_of[] = {
#define X(NAME, name, mean, sd, what) what,
  ENT_CALIBRATED_LIST(X)
#undef X
};

ent_status ent_text_give(const ent_writer *w, const ent_allocator *memory, char **text, size_t *size, ent_error *err)
{
  char *const copy = w->failed ? NULL : memory->resize(memory->ctx, NULL, 0, w->size + 1);
  if (!copy) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the text.");
  memcpy(copy, w->data, w->size);
  copy[w->size] = '\0';
  *text = copy;
  *size = w->size + 1;
  return ENT_OK;
}

static void put_top(ent_writer *w, const ent_calibration *c, const char *retrieved)
{
  ent_put(w, "# title: Numbers behind deals, calibrated on a corpus of past deals\n");
  if (retrieved) {
    ent_put(w, "# retrieved: ");
    ent_put(w, retrieved);
    ent_put(w, "\n");
  }
  ent_put(w, "# licence: computed for entente from data/deals.csv and data/deals_features.csv; own work (Apache-2.0)\n"
             "# note: written by \"entente calibrate data/deals.csv\"; the model is in docs/method/calibration.md\n"
             "# note: cases that told something: ");
  ent_put_int(w, c->cases);
  ent_put(w, "\n# note: log likelihood at the mode: ");
  ent_put_fixed(w, c->log_likelihood, 4);
  ent_put(w, "\n# source *: computed for entente from data/deals.csv and data/deals_features.csv\n");
}

ent_status ent_calibration_write(const ent_calibration *c, const char *retrieved, const ent_allocator *memory,
                                 char **text, size_t *size, ent_error *err)
{
  ent_arena arena;
  ent_writer w;
  ent_calibration prior;
  ent_arena_open(&arena, memory);
  ent_writer_open(&w, &arena);
  ent_calibration_prior(&prior);
  put_top(&w, c, retrieved);
  ent_put(&w, "parameter,estimate,standard_error,prior_mean,prior_sd,what\n");
  for (int i = 0; i < ENT_CALIBRATED_COUNT; i++) {
    ent_put(&w, name_of[i]);
    ent_put(&w, ",");
    ent_put_fixed(&w, c->value[i], 6);
    ent_put(&w, ",");
    ent_put_fixed(&w, c->error[i], 6);
    ent_put(&w, ",");
    ent_put_number(&w, prior.value[i]);
    ent_put(&w, ",");
    ent_put_number(&w, prior.error[i]);
    ent_put(&w, ",");
    ent_put_cell(&w, what_of[i]);
    ent_put(&w, "\n");
  }
  const ent_status status = ent_text_give(&w, memory, text, size, err);
  ent_arena_close(&arena);
  return status;
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

static int column_of(const ent_cases *t, const char *name)
{
  for (int i = 0; i < t->columns; i++)
    if (strcmp(t->column[i], name) == 0) return i;
  return -1;
}

static ent_status read_number(const char *parameter, const char *cell, double *value, ent_error *err)
{
  double x = 0;
  size_t used = 0;
  const size_t size = strlen(cell);
  if (ent_number_read(cell, size, &x, &used) != ENT_OK || used != size || !(x >= -MOST && x <= MOST))
    return ent_fail_join(err, ENT_SCHEMA, 0, 0, parameter, "\"", cell,
                         "\" is no value of a parameter: a number from -50 to 50.", (const char *)NULL);
  *value = x;
  return ENT_OK;
}

static ent_status read_row(const ent_cases *t, int row, const int column[3], bool *seen, ent_calibration *c,
                           ent_error *err)
{
  const char *const *const cell = &t->cell[(size_t)row * (size_t)t->columns];
  const char *const name = cell[column[0]];
  int at = 0;
  while (at < ENT_CALIBRATED_COUNT && strcmp(name, name_of[at]) != 0) at++;
  if (at == ENT_CALIBRATED_COUNT) {
    const char *const meant = ent_suggest(name, strlen(name), name_of, ENT_CALIBRATED_COUNT);
    return ent_fail_join(err, ENT_REFERENCE, 0, 0, name, "There is no parameter \"", name,
                         meant ? "\"; did you mean \"" : "\".", meant ? meant : "", meant ? "\"?" : "",
                         (const char *)NULL);
  }
  if (seen[at])
    return ent_fail_join(err, ENT_SCHEMA, 0, 0, name, "The parameter \"", name, "\" stands there twice.",
                         (const char *)NULL);
  seen[at] = true;
  ent_status status = read_number(name, cell[column[1]], &c->value[at], err);
  if (status == ENT_OK && column[2] >= 0) status = read_number(name, cell[column[2]], &c->error[at], err);
  return status;
}

ent_status ent_calibration_read(const ent_cases *table, ent_calibration *out, ent_error *err)
{
  static const char *const column_name[] = {"parameter", "estimate", "standard_error"};
  int column[3];
  bool seen[ENT_CALIBRATED_COUNT] = {false};
  ent_calibration c;
  ent_calibration_prior(&c);
  for (int i = 0; i < 3; i++) column[i] = column_of(table, column_name[i]);
  for (int i = 0; i < 2; i++)
    if (column[i] < 0)
      return ent_fail_join(err, ENT_REFERENCE, 0, 0, column_name[i], "A table of parameters has a column \"",
                           column_name[i], "\".", (const char *)NULL);
  for (int r = 0; r < table->rows; r++) {
    const ent_status status = read_row(table, r, column, seen, &c, err);
    if (status != ENT_OK) return status;
  }
  for (int i = 0; i < ENT_CALIBRATED_COUNT; i++)
    if (!seen[i])
      return ent_fail_join(err, ENT_REFERENCE, 0, 0, name_of[i], "The parameter \"", name_of[i], "\" is missing.",
                           (const char *)NULL);
  *out = c;
  return ENT_OK;
}
