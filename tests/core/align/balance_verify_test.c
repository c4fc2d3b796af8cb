/* Tests of core/align/balance_verify.c: certificates written by hand, each way in which one can be wrong, and changed bytes of
 * real ones: what is accepted must be true. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/networks.h"

static ent_ties *of_rows(int32_t n, int64_t count, const int32_t *tail, const int32_t *head, const int64_t *weight)
{
  ent_ties *t = NULL;
  assert_int_equal(ent_ties_make(n, count, tail, head, weight, NULL, &network_memory, &t, NULL), ENT_OK);
  return t;
}

/* Four actors: the odd triangle 0 1 2 of weights 3, 2, -2 and the odd triangle 1 2 3 on the same tie; 0 and 3 are no pair. */
static ent_ties *kite(void)
{
  const int32_t tail[] = {0, 0, 1, 1, 2}, head[] = {1, 2, 2, 3, 3};
  const int64_t weight[] = {3, 2, -2, 4, 4};
  return of_rows(4, 5, tail, head, weight);
}

#define HEAD "entente balance 1\nactors 4\nties 5\nupper 2\nlower 2\ncamps ++++\n"

static ent_status verify(const ent_ties *t, const char *text, ent_balance_bounds *out, ent_error *err)
{
  return ent_balance_verify(t, text, strlen(text), &network_memory, out, err);
}

static void accepts(const char *text)
{
  ent_ties *t = kite();
  ent_error err = {.message = ""};
  ent_balance_bounds out = {0};
  if (verify(t, text, &out, &err) != ENT_OK) fail_msg("refused at line %d: %s", err.line, err.message);
  assert_int_equal(out.upper, 2);
  ent_ties_free(t);
}

static void refuses(const char *text, ent_status status, int line, const char *part)
{
  ent_ties *t = kite();
  ent_error err = {.message = ""};
  ent_balance_bounds out = {.lower = -7};
  const ent_status found = verify(t, text, &out, &err);
  if (found != status || err.line != line || !strstr(err.message, part))
    fail_msg("%s: %s at line %d (%s)", text, ent_status_name(found), err.line, err.message);
  assert_int_equal(out.lower, -7);
  ent_ties_free(t);
}

static void test_written_by_hand(void **state)
{
  (void)state;
  accepts(HEAD "c 4 0 1 2\n.\n");
  accepts(HEAD "u 1\nc 1 0 1 2\nc 1 1 3 2\n.\n");
  accepts(HEAD "u 6\nc 6 0 2 1\nc 6 3 2 1\n.\n");
  accepts(HEAD "c 2 0 1 2\nf 1 3\nq\n.\n");
  accepts(HEAD "s 0 1 2 3\nh 0 1\nh 3 1\nq\n.\n.\n"); /* all is one pair then, and the constant tells */
  accepts(HEAD "b 0 3\nc 4 0 1 2\n.\n.\n");           /* apart: 1 and 2 would have to be on both sides */
  accepts(HEAD "b 1 2\n.\nh 0 1\nq\n.\n"); /* together: the hostile tie is frustrated; apart: 2 or more of the others */
  accepts("entente balance 1\nactors 4\nties 5\nupper 2\nlower 1\ncamps ----\nc 2 0 1 2\n.\n");
  accepts("entente balance 1\nactors 4\nties 5\nupper 2\nlower 0\ncamps ++++\n.\n");
}

static void test_proofs_that_fall_short(void **state)
{
  (void)state;
  refuses(HEAD ".\n", ENT_CORRUPT, 8, "gives less");
  refuses(HEAD "c 2 0 1 2\n.\n", ENT_CORRUPT, 9, "gives less");
  refuses(HEAD "c 5 0 1 2\n.\n", ENT_CORRUPT, 7, "more of a tie");
  refuses(HEAD "c 4 0 1 2\nc 1 1 3 2\n.\n", ENT_CORRUPT, 8, "more of a tie");
  refuses(HEAD "c 2 0 1 3 2\n.\n", ENT_CORRUPT, 7, "even number");
  refuses(HEAD "c 2 0 1\n.\n", ENT_CORRUPT, 7, "even number");
  refuses(HEAD "c 2 1 1\n.\n", ENT_CORRUPT, 7, "not there");
  refuses(HEAD "c 4 0 1 3\n.\n", ENT_CORRUPT, 7, "not there");
  refuses(HEAD "c 4 0 1 4\n.\n", ENT_CORRUPT, 7, "not in this case");
  refuses(HEAD "c 4611686018427387905 0 1 2\n.\n", ENT_CORRUPT, 7, "too large");
  refuses(HEAD "c 4611686018427387904 0 1 2\n.\n", ENT_CORRUPT, 7, "more of a tie");
  refuses(HEAD "u 0\n.\n", ENT_CORRUPT, 7, "unit");
  refuses(HEAD "u 1000000000000000000\n.\n", ENT_CORRUPT, 7, "too large");
  refuses(HEAD "c 2 0 1 2\nu 1\n.\n", ENT_CORRUPT, 8, "unit");
  refuses(HEAD "b 0 3\nc 2 0 1 2\n.\n.\n", ENT_CORRUPT, 11, "gives less");
  refuses(HEAD "b 0 0\n.\n.\n", ENT_CORRUPT, 8, "joined already");
  refuses(HEAD "f 0 1\n.\n", ENT_CORRUPT, 9, "gives less");
  refuses(HEAD "f 0 3\nq\n.\n", ENT_CORRUPT, 7, "not there");
  refuses(HEAD "f 0 1\nf 1 2\nf 0 2\nq\n.\n", ENT_CORRUPT, 10, "joined already");
  refuses(HEAD "f 0 1\nb 1 2\n.\n.\n", ENT_CORRUPT, 8, "line q");
  refuses(HEAD "h 1 2\nq\n.\n", ENT_CORRUPT, 8, "less than half");
  refuses(HEAD "h 0 2\nq\n.\n", ENT_CORRUPT, 8, "less than half");
  refuses(HEAD "h 0 1\nh 0 1\nq\n.\n", ENT_CORRUPT, 9, "joined already");
  refuses(HEAD "s 0 1 2\nc 4 0 1 2\n.\ns 1 2 3\nc 4 1 2 3\n.\n.\n", ENT_CORRUPT, 10, "two parts");
  refuses(HEAD "s 0 1 1\n.\n.\n", ENT_CORRUPT, 7, "twice");
  refuses(HEAD "s 0 1 2\nc 4 1 2 3\n.\n.\n", ENT_CORRUPT, 8, "not in this case");
}

static void test_bad_heads(void **state)
{
  (void)state;
  refuses("", ENT_SYNTAX, 1, "begins with");
  refuses("entente balance 2\n", ENT_SYNTAX, 1, "begins with");
  refuses("entente balance 1 \n", ENT_SYNTAX, 1, "ends here");
  refuses("entente balance 1\nactors 5\nties 5\n", ENT_CORRUPT, 4, "another network");
  refuses("entente balance 1\nactors x\n", ENT_SYNTAX, 2, "number");
  refuses("entente balance 1\nactors 4\nties 5\nupper 3\nlower 2\ncamps ++++\n.\n", ENT_CORRUPT, 6,
          "weight that it says");
  refuses("entente balance 1\nactors 4\nties 5\nupper 2\nlower 2\ncamps +++\n.\n", ENT_SYNTAX, 6, "+ or -");
  refuses("entente balance 1\nactors 4\nties 5\nupper 2\nlower 2\ncamps +++++\n.\n", ENT_SYNTAX, 6, "ends here");
  refuses("entente balance 1\nactors 4\nties 5\nupper 2\nlower 3\ncamps ++++\nc 4 0 1 2\n.\n", ENT_CORRUPT, 9,
          "gives less");
  refuses(HEAD, ENT_SYNTAX, 7, "ends before");
  refuses(HEAD "c 4 0 1 2\n", ENT_SYNTAX, 8, "ends before");
  refuses(HEAD "c 4 0 1 2\n.\n.\n", ENT_SYNTAX, 9, "goes on");
  refuses(HEAD "x 4\n", ENT_SYNTAX, 7, "begins with one of");
  refuses(HEAD "c 4 0 1 2", ENT_SYNTAX, 7, "ends here");
  refuses(HEAD "s 0 1 2\n.\nc 1\n", ENT_SYNTAX, 9, "followed by");
}

static void test_nesting_is_limited(void **state)
{
  (void)state;
  static char text[20000];
  size_t size = (size_t)snprintf(text, sizeof text, "%s", HEAD);
  for (int k = 0; k < 800; k++) size += (size_t)snprintf(text + size, sizeof text - size, "s 0 1 2 3\n");
  refuses(text, ENT_LIMIT, 7 + 700, "700");
}

/* Bytes of certificates changed, dropped and doubled: most are refused, and whatever is accepted is true. */
static void test_changed_bytes(void **state)
{
  (void)state;
  long refused = 0, accepted = 0;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    ent_ties *t = network_random(seed, 20, seed % 2 ? 0.9 : 0.4, seed % 3 ? 1 : 6);
    const ent_balance_options options = {.rounds = 1, .seed = seed};
    ent_balance *b = NULL;
    assert_int_equal(ent_balance_solve(t, &options, &network_memory, &b, NULL), ENT_OK);
    assert_true(b->proved);
    char *const text = malloc(b->certificate_size + 2);
    assert_non_null(text);
    for (uint32_t turn = 0; turn < 3000; turn++) {
      static const char alphabet[] = "0123456789 \n.cfhqbsu+-";
      size_t size = b->certificate_size;
      memcpy(text, b->certificate, size);
      const size_t at = (size_t)(ent_uniform(seed, 1, 1, turn) * (double)size);
      const char fresh = alphabet[(size_t)(ent_uniform(seed, 1, 2, turn) * (sizeof alphabet - 1))];
      if (turn % 4 == 0) {
        memmove(text + at, text + at + 1, size - at - 1);
        size--;
      } else if (turn % 4 == 1) {
        memmove(text + at + 1, text + at, size - at);
        size++;
      } else {
        text[at] = fresh;
      }
      ent_balance_bounds v = {0};
      if (ent_balance_verify(t, text, size, &network_memory, &v, NULL) != ENT_OK) {
        refused++;
        continue;
      }
      accepted++;
      assert_true(v.lower <= b->lower);
      assert_true(v.upper >= b->upper);
    }
    free(text);
    ent_balance_free(b);
    ent_ties_free(t);
  }
  assert_true(refused > 20000);
  assert_true(accepted > 0); /* a lower claim or an amount that was not needed */
}

/* What a network proves, another does not: one tie turned around. */
static void test_another_network(void **state)
{
  (void)state;
  ent_ties *t = network_random(4, 16, 1, 1);
  ent_balance *b = NULL;
  assert_int_equal(ent_balance_solve(t, NULL, &network_memory, &b, NULL), ENT_OK);
  for (int32_t turned = 0; turned < t->m; turned++) {
    int64_t weight[120];
    for (int32_t e = 0; e < t->m; e++) weight[e] = e == turned ? -t->weight[e] : t->weight[e];
    ent_ties *u = of_rows(t->n, t->m, t->tail, t->head, weight);
    ent_balance_bounds v;
    assert_int_equal(ent_balance_verify(u, b->certificate, b->certificate_size, &network_memory, &v, NULL),
                     ENT_CORRUPT);
    ent_ties_free(u);
  }
  ent_balance_free(b);
  ent_ties_free(t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_written_by_hand), cmocka_unit_test(test_proofs_that_fall_short),
    cmocka_unit_test(test_bad_heads),       cmocka_unit_test(test_nesting_is_limited),
    cmocka_unit_test(test_changed_bytes),   cmocka_unit_test(test_another_network),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
