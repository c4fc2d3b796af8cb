/* http_gate_test.c - who is let in: each way of not being let in, alone, from a request that otherwise would be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/http.h"

#define TOKEN "0123456789abcdef0123456789abcdef"

static host_gate gate;

static int set_up(void **state)
{
  (void)state;
  host_gate_make("127.0.0.1", 4180, TOKEN, &gate);
  return 0;
}

/* A request that is let in. */
static host_visit good(const char *method)
{
  return (host_visit){.method = method,
                      .path = "/api/runs",
                      .host = "127.0.0.1:4180",
                      .type = strcmp(method, "POST") == 0 ? "application/json" : NULL,
                      .cookie = "a=b; entente-4180=" TOKEN "; c=d"};
}

static int check(const host_visit *visit)
{
  const char *why = NULL;
  bool greet = true;
  const int status = host_gate_check(&gate, visit, &greet, &why);
  assert_true(status == 200 || (why && strlen(why) > 10 && !greet));
  return status;
}

static void good_ones_are_let_in(void **state)
{
  (void)state;
  const char *const methods[] = {"GET", "POST", "DELETE"};
  for (int i = 0; i < 3; i++) {
    host_visit v = good(methods[i]);
    assert_int_equal(check(&v), 200);
    v.host = "localhost:4180";
    v.origin = "http://localhost:4180";
    v.site = "same-origin";
    assert_int_equal(check(&v), 200);
    v.site = "none";
    v.origin = NULL;
    assert_int_equal(check(&v), 200);
    v.cookie = NULL;
    v.authorization = "Bearer " TOKEN;
    assert_int_equal(check(&v), 200);
  }
}

static void hosts(void **state)
{
  (void)state;
  const char *const bad[] = {NULL,
                             "",
                             "127.0.0.1",
                             "127.0.0.1:4181",
                             "127.0.0.1:41800",
                             "evil:4180",
                             "0.0.0.0:4180",
                             "127.0.0.2:4180",
                             "127.0.0.1:4180.evil",
                             "localhost",
                             "localhost.evil:4180",
                             " 127.0.0.1:4180",
                             "[::1]:4180"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    host_visit v = good("GET");
    v.host = bad[i];
    assert_int_equal(check(&v), 421);
  }
}

static void hosts_of_a_server_for_all(void **state)
{
  (void)state;
  host_gate_make("0.0.0.0", 4180, TOKEN, &gate);
  const char *const numbers[] = {"127.0.0.1:4180", "localhost:4180", "192.168.0.7:4180"};
  const char *const names[] = {"evil:4180",      "192.168.0.7",       "192.168.0.7:1",
                               "1.2.3.4.5:4180", "a192.168.0.7:4180", "1234:4180"};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    host_visit v = good("GET");
    v.host = numbers[i];
    assert_int_equal(check(&v), 200);
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    host_visit v = good("GET");
    v.host = names[i];
    assert_int_equal(check(&v), 421);
  }
}

static void methods_that_are_not_taken(void **state)
{
  (void)state;
  const char *const bad[] = {"PUT", "HEAD", "OPTIONS", "TRACE", "get", "", "GETX", "CONNECT"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    host_visit v = good("GET");
    v.method = bad[i];
    assert_int_equal(check(&v), 405);
  }
}

static void other_sites(void **state)
{
  (void)state;
  const char *const origins[] = {"null",
                                 "",
                                 "http://127.0.0.1:4181",
                                 "https://127.0.0.1:4180",
                                 "http://evil",
                                 "http://127.0.0.1:4180.evil",
                                 "http://localhost:4180"};
  for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
    host_visit v = good("POST");
    v.origin = origins[i];
    assert_int_equal(check(&v), 403);
  }
  const char *const sites[] = {"cross-site", "same-site", "", "Same-Origin"};
  for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
    host_visit v = good("GET");
    v.site = sites[i];
    assert_int_equal(check(&v), 403);
  }
}

static void tokens(void **state)
{
  (void)state;
  const char *const cookies[] = {NULL,
                                 "",
                                 "entente-4180=",
                                 "entente-4180=0123456789abcdef0123456789abcdeF",
                                 "entente-4180=" TOKEN "0",
                                 "entente-4180=0123456789abcdef0123456789abcde",
                                 "entente-4181=" TOKEN,
                                 "xentente-4180=" TOKEN,
                                 "a=entente-4180=" TOKEN,
                                 TOKEN};
  for (size_t i = 0; i < sizeof cookies / sizeof *cookies; i++) {
    host_visit v = good("GET");
    v.cookie = cookies[i];
    assert_int_equal(check(&v), 403);
  }
  const char *const bearers[] = {"", "Bearer", "Bearer ", "Basic " TOKEN, TOKEN, "Bearer  " TOKEN, "Bearer " TOKEN " "};
  for (size_t i = 0; i < sizeof bearers / sizeof *bearers; i++) {
    host_visit v = good("GET");
    v.cookie = NULL;
    v.authorization = bearers[i];
    assert_int_equal(check(&v), 403);
  }
}

static void the_printed_address(void **state)
{
  (void)state;
  const char *why = NULL;
  bool greet = false;
  host_visit v = good("GET");
  v.cookie = NULL;
  v.path = "/";
  v.token = TOKEN;
  assert_int_equal(host_gate_check(&gate, &v, &greet, &why), 200);
  assert_true(greet);
  v.site = "cross-site"; /* followed from a mail or a chat in the browser */
  assert_int_equal(host_gate_check(&gate, &v, &greet, &why), 200);
  v.token = "0123456789abcdef0123456789abcdee";
  assert_int_equal(check(&v), 403);
  v.site = NULL;
  v.token = TOKEN;
  v.path = "/api/runs";
  assert_int_equal(check(&v), 403); /* the token belongs into no other address */
  v.path = "/";
  v.method = "POST";
  assert_int_equal(check(&v), 403);
  v = good("GET"); /* who has the cookie already is not given it again */
  v.path = "/";
  assert_int_equal(host_gate_check(&gate, &v, &greet, &why), 200);
  assert_false(greet);
}

static void bodies(void **state)
{
  (void)state;
  const char *const long_ones[] = {"4194305", "999999999", "9999999999", "99999999999999999999999",
                                   "-1",      "",          "1x",         "0x10"};
  for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++) {
    host_visit v = good("POST");
    v.length = long_ones[i];
    assert_int_equal(check(&v), 413);
  }
  host_visit v = good("POST");
  v.length = "4194304";
  assert_int_equal(check(&v), 200);
  const char *const kinds[] = {
    NULL, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonx", "multipart/form-data"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    v.type = kinds[i];
    assert_int_equal(check(&v), 415);
  }
  v.type = "Application/JSON; charset=utf-8";
  assert_int_equal(check(&v), 200);
}

static void tokens_are_made_at_random(void **state)
{
  (void)state;
  char a[HOST_TOKEN_SIZE], b[HOST_TOKEN_SIZE];
  assert_int_equal(host_token(a, NULL), ENT_OK);
  assert_int_equal(host_token(b, NULL), ENT_OK);
  assert_int_equal(strlen(a), 32);
  assert_int_equal(strspn(a, "0123456789abcdef"), 32);
  assert_string_not_equal(a, b);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, set_up)
  const struct CMUnitTest tests[] = {
    TEST(good_ones_are_let_in),       TEST(hosts),       TEST(hosts_of_a_server_for_all),
    TEST(methods_that_are_not_taken), TEST(other_sites), TEST(tokens),
    TEST(the_printed_address),        TEST(bodies),      TEST(tokens_are_made_at_random),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
