/* http_oom_test.c - what does a client see when the server gets no memory, at any moment of its request?
 *
 * A reply of 503, or a connection that ends; never another's bytes, and the next request is answered as ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault/heap.h"
#include "host/http.h"

#define TOKEN "0123456789abcdef0123456789abcdef"
#define RUNGS 200

static host_http *http;
static atomic_int streams_open;

/* ---- a caller that uses each way to reply ---- */

typedef struct stream {
  int left;
} stream;

static int64_t next(void *ctx, char *out, size_t room)
{
  stream *const s = ctx;
  if (s->left-- == 0) return -1;
  if (room < 6) return 0;
  memcpy(out, "piece\n", 6);
  return 6;
}

static void end(void *ctx)
{
  atomic_fetch_sub(&streams_open, 1);
  free(ctx);
}

static host_turn start_stream(host_reply *reply)
{
  stream *const s = malloc(sizeof *s);
  if (!s) {
    reply->status = 503;
    reply->fixed = "none";
    reply->size = 4;
    return HOST_REPLY;
  }
  atomic_fetch_add(&streams_open, 1);
  s->left = 3;
  reply->type = "text/event-stream";
  reply->next = next;
  reply->end = end;
  reply->stream = s;
  return HOST_REPLY;
}

static host_turn handle(void *ctx, const host_request *request, host_reply *reply)
{
  (void)ctx;
  if (strcmp(request->path, "/stream") == 0) return start_stream(reply);
  if (strcmp(request->path, "/echo") == 0) {
    reply->body = malloc(request->size + 1);
    if (reply->body) memcpy(reply->body, request->body, request->size);
    if (reply->body) reply->size = request->size;
    if (!reply->body) reply->status = 503;
    return HOST_REPLY;
  }
  reply->fixed = "fixed";
  reply->size = 5;
  return HOST_REPLY;
}

/* ---- a client that takes no memory ---- */

static char reply_text[20000], request_text[12000];

/* The status of the reply, 0 when the connection ended without one; the text is in reply_text. */
static int ask(const char *request, size_t size)
{
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(host_http_port(http))};
  const struct timeval patience = {.tv_sec = 10};
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  size_t got = 0;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  assert_true(fd >= 0);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  assert_int_equal(connect(fd, (const struct sockaddr *)&place, sizeof place), 0);
  for (size_t sent = 0; sent < size;) {
    const ssize_t n = send(fd, request + sent, size - sent, MSG_NOSIGNAL);
    if (n <= 0) break;
    sent += (size_t)n;
  }
  for (ssize_t n = 1; n > 0 && got < sizeof reply_text - 1;) {
    n = recv(fd, reply_text + got, sizeof reply_text - 1 - got, 0);
    if (n > 0) got += (size_t)n;
  }
  close(fd);
  reply_text[got] = '\0';
  return strncmp(reply_text, "HTTP/1.1 ", 9) == 0 ? (int)strtol(reply_text + 9, NULL, 10) : 0;
}

static size_t make_request(const char *method, const char *path, const char *body)
{
  const int size = snprintf(request_text, sizeof request_text,
                            "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\nAuthorization: Bearer " TOKEN
                            "\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                            method, path, (unsigned)host_http_port(http), strlen(body), body);
  assert_true(size > 0 && (size_t)size < sizeof request_text);
  return (size_t)size;
}

/* The request with each of the server's own requests for memory refused; `wanted` is in the reply when none is. */
static void climb_request(const char *method, const char *path, const char *body, int status, const char *wanted)
{
  const size_t size = make_request(method, path, body);
  for (int forever = 0; forever < 2; forever++) {
    bool whole = false;
    for (long k = 0; !whole; k++) {
      heap_arm(k, forever == 1);
      const int got = ask(request_text, size);
      whole = atomic_load(&heap_refused) == 0;
      heap_rest();
      if (whole ? got != status : got != 0 && got != 503 && got != status)
        fail_msg("%s %s, rung %ld: %d", method, path, k, got);
      if (whole) assert_non_null(strstr(reply_text, wanted));
      if (whole) assert_true(k > 0);                     /* there was something to refuse */
      assert_int_equal(ask(request_text, size), status); /* all is well again */
      assert_non_null(strstr(reply_text, wanted));
      assert_true(k < RUNGS);
    }
  }
}

static const host_http_options options = {.address = "127.0.0.1", .token = TOKEN, .handle = handle};

static void test_opening(void **state)
{
  (void)state;
  for (long k = 0;; k++) {
    ent_error err = {.code = ENT_OK};
    heap_arm(k, true);
    const ent_status status = host_http_open(&options, &http, &err);
    heap_rest();
    if (status == ENT_OK) break;
    assert_int_equal(status, ENT_NOMEM);
    assert_int_equal(err.code, ENT_NOMEM);
    assert_null(http);
    assert_true(k < RUNGS);
  }
}

static void test_requests(void **state)
{
  (void)state;
  static char body[9000];
  memset(body, 'x', sizeof body - 1);
  climb_request("GET", "/fixed", "", 200, "fixed");
  climb_request("POST", "/echo", body, 200, body + sizeof body - 100);
  climb_request("GET", "/stream", "", 200, "piece\n");
  climb_request("GET", "/api", "", 200, "fixed");
}

/* A refusal of the server's own takes memory too. */
static void test_refusals(void **state)
{
  (void)state;
  climb_request("PUT", "/fixed", "", 405, "The methods are GET, POST and DELETE.");
}

static void test_closing(void **state)
{
  (void)state;
  host_http_close(http);
  assert_int_equal(atomic_load(&streams_open), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_opening), cmocka_unit_test(test_requests),
                                     cmocka_unit_test(test_refusals), cmocka_unit_test(test_closing)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
