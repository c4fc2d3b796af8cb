/* expression_fuzz.c - any text as the quantity, the comparison and the filter of a claim's test, and as a path to change.
 *
 * Every name is looked up in the small scenario.  Invariants: an error points into the text; what is read has the shape
 * that its kind promises; a comparison holds where its slack allows it; a filter picks rows without reading past a cell; a
 * change at any path leaves a builder that can be sealed or is refused in words. */
#include "fuzz/fuzz.h"
#include "model/scenario.h"
#include "support/small_scenario.h"

static void check_expression(const ent_expr *e, int depth)
{
  MUST(e != NULL && depth < 4000);
  if (e->kind == ENT_EXPR_NUMBER) {
    MUST(e->number - e->number == 0);
  } else if (e->kind == ENT_EXPR_CALL) {
    MUST(e->quantity < ENT_QUANTITIES && e->arguments >= 1 && e->arguments <= ENT_ARGUMENTS_MAX);
    for (int i = 0; i < e->arguments; i++) MUST(e->argument[i].text != NULL && e->argument[i].index >= 0);
  } else {
    check_expression(e->left, depth + 1);
    check_expression(e->right, depth + 1);
  }
}

static void check_comparison(const char *text)
{
  ent_comparison c;
  ent_error err;
  const ent_status status = ent_comparison_read(text, &c, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(c.kind != ENT_IS_BETWEEN || c.a <= c.b);
  MUST(ent_comparison_holds(&c, c.a) == (c.kind != ENT_IS_ABOVE && c.kind != ENT_IS_BELOW));
  MUST(ent_comparison_slack(&c, c.a) == 0);
}

static void check_filter(const char *text, const ent_table *t)
{
  ent_filter f;
  ent_error err;
  const ent_status status = ent_filter_read(text, t->columns, t->column, &f, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    MUST((size_t)err.column <= strlen(text) + 1);
    return;
  }
  int held = 0;
  for (int r = 0; r < t->rows; r++) held += ent_filter_holds(&f, t->cell + (size_t)r * (size_t)t->columns);
  MUST(f.count > 0 || held == t->rows);
}

static void check_change(const char *text, const ent_allocator *memory)
{
  ent_error err;
  ent_scenario *s = NULL;
  int found = 0;
  ent_builder *const b = small_builder(memory);
  MUST(b != NULL);
  ent_status status = ent_builder_set(b, text, "0.5", &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  const bool changed = status == ENT_OK;
  status = ent_scenario_seal(b, memory, &s, &err, 1, &found);
  MUST(changed || status == ENT_OK); /* a change that was refused has changed nothing */
  if (status != ENT_OK) fuzz_check_error(status, &err);
  ent_scenario_free(s);
  ent_builder_close(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static ent_scenario *s; /* the same for all inputs; never freed */
  const ent_allocator memory = fuzz_memory();
  if (!s) s = small_scenario(&memory);
  MUST(s != NULL);
  if (size > 600 || (size && memchr(data, '\0', size))) return 0;
  char text[601];
  if (size) memcpy(text, data, size);
  text[size] = '\0';

  const ent_names names = ent_scenario_names(s);
  const ent_expr *e = NULL;
  ent_arena arena;
  ent_error err;
  ent_arena_open(&arena, &memory);
  const ent_status status = ent_expression_read(text, &names, &arena, &e, &err);
  if (status == ENT_OK) {
    check_expression(e, 0);
  } else {
    fuzz_check_error(status, &err);
    MUST(err.column >= 1 && (size_t)err.column <= size + 2);
  }
  ent_arena_close(&arena);
  check_comparison(text);
  for (const ent_table *t = s->tree->table; t; t = t->next) check_filter(text, t);
  if (size && data[0] % 16 == 3) check_change(text, &memory); /* slow: for some inputs only */
  return 0;
}
