/* Every limit of a scenario at n and at n + 1: the first is taken, the second refused with ENT_LIMIT and a path. */
#include "entente/study.h"
#include "faults.h"

#define TEXT_ROOM 400000

static char *text; /* grows by add() */

static void add(const char *format, ...)
{
  va_list pieces;
  const size_t used = strlen(text);
  va_start(pieces, format);
  const int size = vsnprintf(text + used, TEXT_ROOM - used, format, pieces);
  va_end(pieces);
  assert_true(size >= 0 && (size_t)size < TEXT_ROOM - used);
}

typedef struct sizes {
  int actors, clubs, members, conditions, terms, owners, concessions, numbers, camps;
} sizes;

static const sizes least = {.actors = 3, .clubs = 1, .members = 2, .terms = 1};

/* A deal of A0 with A1; term t is owned by club 0, or for t >= 1 by actor t + 1 where single owners are wanted. */
static void write_text(const sizes *n)
{
  text[0] = '\0';
  add("{ entente: 1, id: limits, title: T, question: Q, date: 2020, horizon_years: 3\nactors: {\n");
  for (int i = 0; i < n->actors; i++)
    add("A%d: { name: N%s%s }\n", i, i == 0 ? ", leader: { exit_hazard: 0.1 }" : "",
        i < n->camps ? ", capability: { gdp: 1 }" : "");
  if (n->numbers) {
    add("X: { name: N, capability: {\n");
    for (int i = 0; i < n->numbers; i++) add("s%d: 1\n", i);
    add("} }\n");
  }
  add("}\nclubs: {\n");
  for (int c = 0; c < n->clubs; c++) {
    add("K%d: { name: K, rule: majority, members: [", c);
    for (int m = 0; m < n->members; m++) add("A%d\n", (m + 1) % n->actors);
    add("] }\n");
  }
  add("}\nconditions: {\n");
  for (int c = 0; c < n->conditions; c++) add("c%d: { name: C, probability: 0.5 }\n", c);
  add("}\ndeal: { kind: peace, proposer: A0, target: A1, will: { support: 0.1 } }\nterms: {\n");
  for (int t = 0; t < n->terms; t++) {
    if (t > 0 && t <= n->owners)
      add("t%d: { name: T, kind: aid, owner: A%d, form: treaty }\n", t, t + 1);
    else
      add("t%d: { name: T, kind: aid, owner: K0, form: treaty }\n", t);
  }
  add("}\nconsents: {\n");
  for (int c = 0; c < n->clubs; c++) add("K%d: { default: { support: 0 } }\n", c);
  for (int t = 1; t <= n->owners; t++) add("A%d: { support: 0 }\n", t + 1);
  add("}\nconcessions: {\n");
  for (int i = 0; i < n->concessions; i++) add("x%d: { name: X, cost: 0.1 }\n", i);
  add("}\nties: [\n");
  for (int i = 1; i < n->camps; i++) add("{ between: [A0, A%d], slow: 0.1 }\n", i);
  add("] }\n");
}

static ent_status seal_sizes(const sizes *n, int *inputs)
{
  const ent_allocator memory = tiny_memory();
  ent_error errors[4];
  ent_scenario *s = NULL;
  int found = 0;
  write_text(n);
  ent_builder *b = NULL;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  if (tiny_read(text, b, &errors[0]) != ENT_OK) fail_msg("line %d: %s", errors[0].line, errors[0].message);
  const ent_status status = ent_scenario_seal(b, &memory, &s, errors, 4, &found);
  ent_builder_close(b);
  if (status == ENT_OK && inputs) *inputs = ent_scenario_inputs(s);
  if (status != ENT_OK && status != ENT_LIMIT)
    fail_msg("line %d, %s: %s", errors[0].line, errors[0].path, errors[0].message);
  if (status == ENT_LIMIT) assert_true(errors[0].path[0] != '\0');
  ent_scenario_free(s);
  return status;
}

static void at_limit(sizes n, sizes more)
{
  assert_int_equal(seal_sizes(&n, NULL), ENT_OK);
  assert_int_equal(seal_sizes(&more, NULL), ENT_LIMIT);
}

static int open_text(void **state)
{
  (void)state;
  text = malloc(TEXT_ROOM);
  return text ? 0 : 1;
}

static int close_text(void **state)
{
  (void)state;
  free(text);
  return 0;
}

static void test_actors(void **state)
{
  (void)state;
  sizes n = least, more = least;
  n.actors = ENT_ACTORS_MAX;
  more.actors = ENT_ACTORS_MAX + 1;
  at_limit(n, more);
}

static void test_clubs(void **state)
{
  (void)state;
  sizes n = least, more = least;
  n.clubs = ENT_CLUBS_MAX;
  more.clubs = ENT_CLUBS_MAX + 1;
  at_limit(n, more);
}

static void test_members(void **state)
{
  (void)state;
  sizes n = least, more = least;
  n.actors = more.actors = ENT_ACTORS_MAX;
  n.members = ENT_MEMBERS_MAX;
  n.clubs = 2; /* 512 seats: the most in all */
  more = n;
  more.clubs = 3;
  at_limit(n, more);
}

/* Single owners take a seat as well. */
static void test_seats(void **state)
{
  (void)state;
  sizes n = least;
  n.actors = ENT_ACTORS_MAX;
  n.members = 255;
  n.clubs = 2;
  n.terms = 3;
  n.owners = 2; /* 2 * 255 + 2 */
  sizes more = n;
  more.terms = 4;
  more.owners = 3;
  at_limit(n, more);
}

static void test_conditions(void **state)
{
  (void)state;
  sizes n = least, more = least;
  n.conditions = ENT_CONDITIONS_MAX;
  more.conditions = ENT_CONDITIONS_MAX + 1;
  at_limit(n, more);
}

static void test_terms(void **state)
{
  (void)state;
  sizes n = least, more = least;
  n.terms = ENT_TERMS_MAX;
  more.terms = ENT_TERMS_MAX + 1;
  at_limit(n, more);
  more.terms = 0;
  assert_int_equal(seal_sizes(&more, NULL), ENT_LIMIT);
}

static void test_camps(void **state)
{
  (void)state;
  sizes n = least, more = least;
  n.actors = more.actors = 30;
  n.camps = ENT_ALIGN_MAX;
  more.camps = ENT_ALIGN_MAX + 1;
  at_limit(n, more);
}

static void test_concessions(void **state)
{
  (void)state;
  sizes n = least, more = least;
  n.concessions = 64;
  more.concessions = 65;
  at_limit(n, more);
}

static void test_numbers(void **state)
{
  (void)state;
  sizes n = least, more = least;
  int inputs = 0;
  n.numbers = 1;
  assert_int_equal(seal_sizes(&n, &inputs), ENT_OK);
  n.numbers += ENT_INPUTS_MAX - inputs;
  more.numbers = n.numbers + 1;
  at_limit(n, more);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_actors), cmocka_unit_test(test_clubs),   cmocka_unit_test(test_members),
    cmocka_unit_test(test_seats),  cmocka_unit_test(test_terms),   cmocka_unit_test(test_conditions),
    cmocka_unit_test(test_camps),  cmocka_unit_test(test_numbers), cmocka_unit_test(test_concessions),
  };
  return cmocka_run_group_tests(tests, open_text, close_text);
}
