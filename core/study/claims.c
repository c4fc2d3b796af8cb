/* claims.c - which of the article's statements stand up?
 *
 * A test computes a quantity from data or from the ensemble and holds it against a comparison.  All tests hold: supported;
 * some: partly; none: contradicted; if they disagree because of a named assumption: depends on it.  A test whose distance
 * to its threshold is within two Monte Carlo errors is marked close.  `with:` changes the scenario and asks the same question
 * of the first study draws.  Cost: one small ensemble for each different `with:`. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "model/vary.h"
#include "study.h"

/* A changed scenario and its ensemble; world 0 is the scenario itself. */
typedef struct world {
  const ent_claim_test_text *with;
  ent_scenario *s;
  bool kept; /* by others */
  const ent_ensemble *ensemble;
} world;

typedef struct testing {
  ent_study *st;
  int worlds;
  world world[ENT_STUDY_WORLDS];
} testing;

static bool same_with(const ent_claim_test_text *a, const ent_claim_test_text *b)
{
  if (a->withs != b->withs) return false;
  for (int i = 0; i < a->withs; i++)
    if (strcmp(a->with_path[i], b->with_path[i]) != 0 || strcmp(a->with_text[i], b->with_text[i]) != 0) return false;
  return true;
}

/* The world of a test; NULL when there is none yet. */
static const world *find_world(const testing *t, const ent_claim_test_text *test)
{
  if (!test->withs) return &t->world[0];
  for (int i = 1; i < t->worlds; i++)
    if (same_with(t->world[i].with, test)) return &t->world[i];
  return NULL;
}

/* Other numbers take microseconds; what is more is sealed, unless somebody has kept it. */
static ent_status change(const ent_study *st, int number, world *w, ent_error *err)
{
  const ent_claim_test_text *test = w->with;
  ent_variation *variation = ENT_NEW(st->arena, ent_variation, test->withs);
  if (!variation) return ent_fail(err, ENT_NOMEM, "claims", "There is no memory for a changed scenario.");
  for (int i = 0; i < test->withs; i++) variation[i] = (ent_variation){test->with_path[i], test->with_text[i]};
  ent_status status = ent_scenario_vary(st->s, variation, test->withs, st->memory, &w->s, err);
  if (status != ENT_REFERENCE) return status;
  w->s = st->changed ? ent_changed_find(st->changed, st->s, number) : NULL;
  w->kept = w->s != NULL;
  if (w->kept) return ENT_OK;
  status = ent_scenario_changed(st->s, -1, test->with_path, test->with_text, test->withs, st->memory, &w->s, err);
  if (status != ENT_OK || !st->changed) return status;
  ent_changed_keep(st->changed, number, w->s);
  w->kept = true;
  return ENT_OK;
}

static ent_status add_world(testing *t, const ent_claim_test_text *test, ent_error *err)
{
  if (find_world(t, test)) return ENT_OK;
  if (t->worlds == ENT_STUDY_WORLDS)
    return ent_fail(err, ENT_LIMIT, "claims", "The tests of a scenario have at most 23 different with: maps.");
  world *w = &t->world[t->worlds];
  w->with = test;
  const ent_status status = change(t->st, t->worlds, w, err);
  t->worlds += status == ENT_OK;
  return status;
}

/* All worlds that the tests ask for, and what they say. */
static ent_status make_worlds(testing *t, ent_error *err)
{
  const ent_study *st = t->st;
  const ent_scenario *s[ENT_STUDY_WORLDS];
  ent_status status = ENT_OK;
  for (int i = 0; i < st->s->claims; i++)
    for (int k = 0; status == ENT_OK && k < st->s->claim[i].tests; k++)
      status = add_world(t, &st->s->claim[i].test[k], err);
  if (status != ENT_OK) return status;
  const int count = t->worlds - 1;
  ent_ensemble *const ensemble = ENT_NEW(st->arena, ent_ensemble, count + 1);
  if (!ensemble) return ent_fail(err, ENT_NOMEM, "claims", "There is no memory for a changed scenario.");
  for (int i = 0; i < count; i++) {
    s[i] = t->world[i + 1].s;
    t->world[i + 1].ensemble = &ensemble[i];
  }
  return ent_run_counterfactuals(st->s, s, count, st->seed, st->draws, st->kept, st->executor, st->memory, st->watch,
                                 ensemble, err);
}

/* The expression in a world: names are resolved again, because indices may have moved; *known is false where a changed
 * scenario lacks a name, or the data hold no value. */
static ent_status value_in(testing *t, const world *w, const ent_claim_test_text *test, ent_value *out, bool *known,
                           ent_error *err)
{
  const ent_expr *e = test->expr;
  const ent_names names = ent_scenario_names(w->s);
  *known = true;
  if (w != &t->world[0]) {
    const ent_status status = ent_expression_read(test->value, &names, t->st->arena, &e, err);
    if (status == ENT_NOMEM) return status;
    *known = status == ENT_OK;
  }
  *known = *known && ent_expression_value(e, w->s, w->ensemble, t->st->memory, out);
  return ENT_OK;
}

static const char *source_of(const ent_study *st, const ent_claim_test_text *test)
{
  const ent_words *const words = st->words;
  ent_writer w, with;
  ent_writer_open(&w, st->arena);
  ent_writer_open(&with, st->arena);
  ent_expression_source(test->expr, words, &w);
  for (int i = 0; i < test->withs; i++) {
    if (i > 0) ent_put(&with, ", ");
    ent_put(&with, test->with_path[i]);
    ent_put(&with, " = ");
    ent_put(&with, test->with_text[i]);
  }
  if (test->withs > 0) ent_put_said(&w, words, "; with {changes}", "changes", with.data, NULL);
  if (test->minus) ent_put(&w, ent_say(words, " (change against the scenario as it is)"));
  return w.failed || with.failed ? NULL : w.data ? w.data : "";
}

static const char no_value[] = ENT_SAY("no value: the data do not hold it");

static ent_status run_test(testing *t, const ent_claim_test_text *test, ent_claim_test *out, ent_error *err)
{
  ent_value v = {0, 0}, base = {0, 0};
  bool known = false, base_known = true;
  ent_status status = value_in(t, find_world(t, test), test, &v, &known, err);
  if (status == ENT_OK && test->minus) status = value_in(t, &t->world[0], test, &base, &base_known, err);
  if (status != ENT_OK) return status;
  known = known && base_known;
  if (test->minus) v = (ent_value){v.value - base.value, sqrt(v.se * v.se + base.se * base.se)};
  out->what = test->what;
  out->quantity = test->value;
  out->comparison = test->is;
  out->unit = test->unit;
  out->value = known ? v.value : 0;
  out->se = known ? v.se : 0;
  out->holds = known && ent_comparison_holds(&test->comparison, v.value);
  out->close = !known || (v.se > 0 && ent_comparison_slack(&test->comparison, v.value) < 2 * v.se);
  out->source = known ? source_of(t->st, test) : ent_say(t->st->words, no_value);
  return out->source ? ENT_OK : ent_fail(err, ENT_NOMEM, "claims", "There is no memory for the sources of a claim.");
}

static ent_outcome judge(const ent_claim_text *c, const ent_claim_test *test)
{
  int holds = 0;
  for (int i = 0; i < c->tests; i++) holds += test[i].holds;
  if (c->not_testable[0]) return ENT_CLAIM_UNTESTABLE;
  if (holds == c->tests) return ENT_CLAIM_SUPPORTED;
  if (holds == 0) return ENT_CLAIM_CONTRADICTED;
  return c->depends_on[0] ? ENT_CLAIM_DEPENDS : ENT_CLAIM_PARTLY;
}

static void say_claim(const ent_claim_text *c, ent_claim *out)
{
  out->id = c->id;
  out->where = c->where;
  for (int i = 0; i < 3; i++) out->text[i] = c->text[i];
  out->why = out->outcome == ENT_CLAIM_UNTESTABLE ? c->not_testable
             : out->outcome == ENT_CLAIM_DEPENDS  ? c->depends_on
                                                  : c->note;
}

static ent_status run_claim(testing *t, const ent_claim_text *c, ent_claim *out, ent_error *err)
{
  ent_claim_test *tests = ENT_NEW(t->st->arena, ent_claim_test, c->tests + 1);
  if (!tests) return ent_fail(err, ENT_NOMEM, "claims", "There is no memory for the claims.");
  for (int i = 0; i < c->tests; i++) {
    const ent_status status = run_test(t, &c->test[i], &tests[i], err);
    if (status != ENT_OK) return status;
  }
  *out = (ent_claim){.outcome = judge(c, tests), .tests = c->tests, .test = tests};
  say_claim(c, out);
  return ENT_OK;
}

/* Values and outcomes stay; the texts come from the scenario in the other language. */
const ent_claim *ent_study_say_claims(const ent_study *st, const ent_words *before)
{
  const ent_answer *const a = st->answer;
  ent_claim *list = ENT_NEW(st->arena, ent_claim, a->claims + 1);
  for (int i = 0; list && i < a->claims; i++) {
    const ent_claim_text *const c = &st->s->claim[i];
    ent_claim_test *tests = ENT_NEW(st->arena, ent_claim_test, c->tests + 1);
    if (!tests) return NULL;
    for (int k = 0; k < c->tests; k++) {
      const bool known = strcmp(a->claim[i].test[k].source, ent_say(before, no_value)) != 0;
      tests[k] = a->claim[i].test[k];
      tests[k].what = c->test[k].what;
      tests[k].quantity = c->test[k].value;
      tests[k].comparison = c->test[k].is;
      tests[k].unit = c->test[k].unit;
      tests[k].source = known ? source_of(st, &c->test[k]) : ent_say(st->words, no_value);
      if (!tests[k].source) return NULL;
    }
    list[i] = a->claim[i];
    list[i].test = tests;
    say_claim(c, &list[i]);
  }
  return list;
}

ent_status ent_study_claims(ent_study *st, ent_error *err)
{
  const ent_scenario *s = st->s;
  testing *t = ENT_NEW(st->arena, testing, 1);
  ent_claim *list = ENT_NEW(st->arena, ent_claim, s->claims + 1);
  ent_status status = ENT_OK;
  if (!t || !list) return ent_fail(err, ENT_NOMEM, "claims", "There is no memory for the claims.");
  t->st = st;
  t->worlds = 1;
  t->world[0] = (world){.s = (ent_scenario *)s, .ensemble = &st->answer->ensemble};
  status = make_worlds(t, err);
  for (int i = 0; status == ENT_OK && i < s->claims; i++) status = run_claim(t, &s->claim[i], &list[i], err);
  for (int i = 1; i < t->worlds; i++)
    if (!t->world[i].kept) ent_scenario_free(t->world[i].s);
  if (status != ENT_OK) return status;
  st->answer->claim = list;
  st->answer->claims = s->claims;
  return ENT_OK;
}
