/* http.c - how do requests get to their caller, and replies back, when clients are slow, many, or gone?
 *
 * libmicrohttpd accepts on four threads and calls on_request() once when a request's headers are there, once for each piece of
 * its body, and once at the end.  Whoever may not come in is told so before its body is read.  A stream with nothing to say,
 * and a request whose answer is still being made, are suspended; host_http_wake() resumes all of them, and a thread of ours
 * does so every second, which is also how a client that went away is noticed.  A number that counts the wakes makes sure that
 * none is missed between "nothing yet" and the suspension.
 * Cost: some 10 us a request beside its answer. */
#include "host/http.h"
#include "host/language.h"

#include "base/fail.h"
#include "host/memory.h"
#include "study/json.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <microhttpd.h>

#define THREADS 4
#define SWALLOWED_MAX (4 * HOST_BODY_MAX) /* of a body that is too long, before the connection is cut */

struct host_http {
  struct MHD_Daemon *daemon;
  host_gate gate;
  char token[HOST_TOKEN_SIZE];
  host_turn (*handle)(void *ctx, const host_request *request, host_reply *reply);
  const ent_words *(*words)(ent_language language);
  void *ctx;
  pthread_t ticker;
  pthread_mutex_t lock;
  pthread_cond_t ends;
  /* under the lock */
  struct MHD_Connection *waiting[HOST_CONNECTIONS_MAX]; /* suspended */
  int waits;
  uint64_t wakes;
  bool closing;
};

/* What is kept of a request between the calls. */
typedef struct visit {
  char *body;
  size_t size, room;
  bool too_long, no_memory;
} visit;

/* A stream on its way out. */
typedef struct flow {
  host_http *http;
  struct MHD_Connection *connection;
  int64_t (*next)(void *stream, char *out, size_t room);
  void (*end)(void *stream);
  void *stream;
} flow;

/* ---- waiting ---------------------------------------------------------------------------------------------------- */

static uint64_t count_wakes(host_http *http)
{
  pthread_mutex_lock(&http->lock);
  const uint64_t wakes = http->wakes;
  pthread_mutex_unlock(&http->lock);
  return wakes;
}

/* Suspends the connection, unless a wake came since `wakes` were counted; it is then asked again at once. */
static void wait_for_wake(host_http *http, struct MHD_Connection *connection, uint64_t wakes)
{
  pthread_mutex_lock(&http->lock);
  if (!http->closing && http->waits < HOST_CONNECTIONS_MAX) {
    MHD_suspend_connection(connection);
    http->waiting[http->waits++] = connection;
  }
  const bool missed = wakes != http->wakes;
  pthread_mutex_unlock(&http->lock);
  if (missed) host_http_wake(http);
}

void host_http_wake(host_http *http)
{
  pthread_mutex_lock(&http->lock);
  http->wakes++;
  for (int i = 0; i < http->waits; i++) MHD_resume_connection(http->waiting[i]);
  http->waits = 0;
  pthread_mutex_unlock(&http->lock);
}

static void *tick(void *argument)
{
  host_http *const http = argument;
  pthread_mutex_lock(&http->lock);
  while (!http->closing) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1;
    pthread_cond_timedwait(&http->ends, &http->lock, &until);
    pthread_mutex_unlock(&http->lock);
    host_http_wake(http);
    pthread_mutex_lock(&http->lock);
  }
  pthread_mutex_unlock(&http->lock);
  return NULL;
}

/* ---- replies ------------------------------------------------------------------------------------------------------ */

static ssize_t flow_next(void *cls, uint64_t position, char *out, size_t room)
{
  flow *const f = cls;
  (void)position;
  const uint64_t wakes = count_wakes(f->http);
  const int64_t size = f->next(f->stream, out, room);
  if (size < 0) return MHD_CONTENT_READER_END_OF_STREAM;
  if (size > 0) return (ssize_t)size;
  pthread_mutex_lock(&f->http->lock);
  const bool closing = f->http->closing;
  pthread_mutex_unlock(&f->http->lock);
  if (closing) return MHD_CONTENT_READER_END_OF_STREAM;
  wait_for_wake(f->http, f->connection, wakes);
  return 0;
}

static void flow_end(void *cls)
{
  flow *const f = cls;
  f->end(f->stream);
  free(f);
}

/* NULL: no memory; what the reply owns is freed or owned by the response in either case. */
static struct MHD_Response *make_response(host_http *http, struct MHD_Connection *connection, host_reply *reply)
{
  struct MHD_Response *response = NULL;
  if (reply->next) {
    flow *const f = malloc(sizeof *f);
    if (f) *f = (flow){http, connection, reply->next, reply->end, reply->stream};
    if (f) response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 8192, flow_next, f, flow_end);
    if (!response) reply->end(reply->stream);
    if (!response) free(f);
  } else if (reply->body) {
    response = MHD_create_response_from_buffer(reply->size, reply->body, MHD_RESPMEM_MUST_FREE);
    if (!response) free(reply->body);
  } else {
    response = MHD_create_response_from_buffer(reply->size, (void *)reply->fixed, MHD_RESPMEM_PERSISTENT);
  }
  return response;
}

static void add_headers(const host_http *http, const host_reply *reply, bool greet, struct MHD_Response *response)
{
  char text[192];
  MHD_add_response_header(response, "Content-Type", reply->type ? reply->type : "application/json");
  MHD_add_response_header(response, "Content-Security-Policy",
                          reply->policy ? reply->policy : "default-src 'none'; frame-ancestors 'none'");
  MHD_add_response_header(response, "Cache-Control", "no-store");
  MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
  MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
  if (reply->attachment[0]) {
    snprintf(text, sizeof text, "attachment; filename=\"%s\"", reply->attachment);
    MHD_add_response_header(response, "Content-Disposition", text);
  }
  if (reply->status == 405) MHD_add_response_header(response, "Allow", "GET, POST, DELETE");
  if (!greet) return;
  snprintf(text, sizeof text, "%s=%s; HttpOnly; SameSite=Strict; Path=/", http->gate.cookie, http->token);
  MHD_add_response_header(response, "Set-Cookie", text);
}

static enum MHD_Result send_reply(host_http *http, struct MHD_Connection *connection, host_reply *reply, bool greet)
{
  struct MHD_Response *const response = make_response(http, connection, reply);
  if (!response) return MHD_NO;
  add_headers(http, reply, greet, response);
  const enum MHD_Result sent =
    MHD_queue_response(connection, (unsigned)(reply->status ? reply->status : 200), response);
  MHD_destroy_response(response);
  return sent;
}

/* ---- refusals of the server's own ------------------------------------------------------------------------------- */

static const char *header(struct MHD_Connection *connection, const char *name)
{
  return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static ent_language wanted_language(struct MHD_Connection *connection)
{
  ent_language language = ENT_LANGUAGE_EN;
  if (!host_language_read(MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "lang"), &language))
    host_language_first(header(connection, "Accept-Language"), &language);
  return language;
}

static void put_page(ent_writer *w, ent_language language, const char *sentence)
{
  ent_put(w, "<!DOCTYPE html>\n<html lang=\"");
  ent_put(w, host_language_tag(language));
  ent_put(w, "\">\n<meta charset=\"utf-8\">\n<title>entente</title>\n<h1>entente</h1>\n<p>");
  ent_put_xml(w, sentence);
  ent_put(w, "</p>\n</html>\n");
}

static void put_error(ent_json *j, const char *sentence)
{
  ent_json_open(j, NULL, '{');
  ent_json_open(j, "error", '{');
  ent_json_text(j, "code", ent_status_name(ENT_ARGUMENT));
  ent_json_text(j, "path", "");
  ent_json_text(j, "message", sentence);
  ent_json_int(j, "line", 0);
  ent_json_int(j, "column", 0);
  ent_json_close(j, '}');
  ent_json_close(j, '}');
  ent_put(&j->w, "\n");
}

/* A page for who opens "/", else JSON; in the reader's language. */
static enum MHD_Result send_refusal(host_http *http, struct MHD_Connection *connection, int status, const char *path,
                                    const char *english)
{
  const bool page = strcmp(path, "/") == 0;
  const ent_language language = wanted_language(connection);
  const ent_allocator memory = host_memory();
  char said[ENT_SAID_MAX];
  const char *const sentence = ent_error_say(http->words ? http->words(language) : NULL, english, said);
  ent_arena arena;
  ent_json j = {.comma = false};
  ent_arena_open(&arena, &memory);
  ent_writer_open(&j.w, &arena);
  if (page)
    put_page(&j.w, language, sentence);
  else
    put_error(&j, sentence);
  host_reply reply = {
    .status = status, .type = page ? "text/html; charset=utf-8" : "application/json", .size = j.w.size};
  reply.body = j.w.failed ? NULL : malloc(j.w.size);
  if (reply.body) memcpy(reply.body, j.w.data, j.w.size);
  ent_arena_close(&arena);
  return reply.body ? send_reply(http, connection, &reply, false) : MHD_NO;
}

/* ---- requests ------------------------------------------------------------------------------------------------------ */

const char *host_request_argument(const host_request *request, const char *name)
{
  return MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
}

static int check(const host_http *http, struct MHD_Connection *connection, const char *method, const char *path,
                 bool *greet, const char **why)
{
  const host_visit v = {.method = method,
                        .path = path,
                        .host = header(connection, "Host"),
                        .origin = header(connection, "Origin"),
                        .site = header(connection, "Sec-Fetch-Site"),
                        .type = header(connection, "Content-Type"),
                        .length = header(connection, "Content-Length"),
                        .authorization = header(connection, "Authorization"),
                        .cookie = header(connection, "Cookie"),
                        .token = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "token")};
  return host_gate_check(&http->gate, &v, greet, why);
}

/* Takes a piece of the body.  False: the connection is cut. */
static bool take_piece(visit *v, const char *data, size_t size)
{
  v->size += size;
  if (v->size > HOST_BODY_MAX) v->too_long = true;
  if (v->too_long || v->no_memory) return v->size <= SWALLOWED_MAX;
  if (v->size + 1 > v->room) {
    const size_t room = v->size + 1 < 4096 ? 4096 : 2 * (v->size + 1);
    char *const more = realloc(v->body, room);
    if (!more) {
      v->no_memory = true;
      return true;
    }
    v->body = more;
    v->room = room;
  }
  memcpy(v->body + v->size - size, data, size);
  v->body[v->size] = '\0';
  return true;
}

static enum MHD_Result answer(host_http *http, struct MHD_Connection *connection, const char *method, const char *path,
                              const visit *v)
{
  const char *why = "";
  bool greet = false;
  const int status = check(http, connection, method, path, &greet, &why);
  if (status != 200) return send_refusal(http, connection, status, path, why);
  if (v->too_long) return send_refusal(http, connection, 413, path, "The body of a request has at most 4 MiB.");
  if (v->no_memory) return send_refusal(http, connection, 503, path, "There is no memory for the request.");
  const host_request request = {
    method, path, v->body ? v->body : "", v->body ? v->size : 0, connection, wanted_language(connection)};
  host_reply reply;
  memset(&reply, 0, sizeof reply);
  pthread_mutex_lock(&http->lock);
  const bool closing = http->closing;
  const uint64_t wakes = http->wakes;
  pthread_mutex_unlock(&http->lock);
  if (closing) return send_refusal(http, connection, 503, path, "The server is shutting down.");
  if (http->handle(http->ctx, &request, &reply) == HOST_LATER) {
    wait_for_wake(http, connection, wakes);
    return MHD_YES;
  }
  return send_reply(http, connection, &reply, greet);
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *path, const char *method,
                                  const char *version, const char *data, size_t *size, void **kept)
{
  host_http *const http = cls;
  (void)version;
  if (!*kept) {
    const char *why = "";
    bool greet = false;
    const int status = check(http, connection, method, path, &greet, &why);
    if (status != 200) return send_refusal(http, connection, status, path, why);
    *kept = calloc(1, sizeof(visit));
    return *kept ? MHD_YES : MHD_NO;
  }
  visit *const v = *kept;
  if (*size == 0) return answer(http, connection, method, path, v);
  const size_t piece = *size;
  *size = 0;
  return take_piece(v, data, piece) ? MHD_YES : MHD_NO;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **kept,
                         enum MHD_RequestTerminationCode code)
{
  (void)cls;
  (void)connection;
  (void)code;
  visit *const v = *kept;
  if (v) free(v->body);
  free(v);
  *kept = NULL;
}

/* ---- opening and closing --------------------------------------------------------------------------------------------- */

static ent_status fail_listen(const host_http_options *o, int reason, ent_error *err)
{
  char port[16];
  snprintf(port, sizeof port, "%u", (unsigned)o->port);
  return ent_fail_join(err, ENT_IO, 0, 0, "", "Cannot listen on ", o->address, ":", port, ": ", strerror(reason), ".",
                       (char *)NULL);
}

/* A socket that listens; *port: the one that it got. */
static ent_status listen_to(const host_http_options *o, int *out, uint16_t *port, ent_error *err)
{
  struct sockaddr_in place;
  socklen_t size = sizeof place;
  memset(&place, 0, sizeof place);
  place.sin_family = AF_INET;
  place.sin_port = htons(o->port);
  if (inet_pton(AF_INET, o->address, &place.sin_addr) != 1)
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, "", "The address is four numbers such as 127.0.0.1, not \"",
                         o->address, "\".", (char *)NULL);
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
  if (fd < 0) return fail_listen(o, errno, err);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); /* the port of a server that has just ended is free */
  if (bind(fd, (const struct sockaddr *)&place, sizeof place) != 0 || listen(fd, 256) != 0 ||
      getsockname(fd, (struct sockaddr *)&place, &size) != 0) {
    const int reason = errno;
    close(fd);
    return fail_listen(o, reason, err);
  }
  *port = ntohs(place.sin_port);
  *out = fd;
  return ENT_OK;
}

static ent_status start(host_http *http, const host_http_options *o, ent_error *err)
{
  int fd = -1;
  uint16_t port = 0;
  const ent_status status = listen_to(o, &fd, &port, err);
  if (status != ENT_OK) return status;
  host_gate_make(o->address, port, http->token, &http->gate);
  http->daemon = MHD_start_daemon(
    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, port, NULL, NULL, on_request, http,
    MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS, MHD_OPTION_CONNECTION_LIMIT,
    (unsigned)HOST_CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HOST_PATIENCE_SECONDS,
    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_END);
  if (!http->daemon) {
    close(fd);
    return ent_fail(err, ENT_IO, "", "The system gives no thread for the server.");
  }
  if (pthread_create(&http->ticker, NULL, tick, http) == 0) return ENT_OK;
  MHD_stop_daemon(http->daemon); /* and closes the socket */
  return ent_fail(err, ENT_IO, "", "The system gives no thread for the server.");
}

ent_status host_http_open(const host_http_options *options, host_http **http, ent_error *err)
{
  host_http *const h = calloc(1, sizeof *h);
  if (!h) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the server.");
  snprintf(h->token, sizeof h->token, "%s", options->token);
  h->handle = options->handle;
  h->words = options->words;
  h->ctx = options->ctx;
  pthread_mutex_init(&h->lock, NULL);
  pthread_cond_init(&h->ends, NULL);
  const ent_status status = start(h, options, err);
  if (status == ENT_OK) {
    *http = h;
    return ENT_OK;
  }
  pthread_cond_destroy(&h->ends);
  pthread_mutex_destroy(&h->lock);
  free(h);
  return status;
}

uint16_t host_http_port(const host_http *http)
{
  return http->gate.port;
}

void host_http_close(host_http *http)
{
  if (!http) return;
  pthread_mutex_lock(&http->lock);
  http->closing = true;
  pthread_cond_broadcast(&http->ends);
  pthread_mutex_unlock(&http->lock);
  pthread_join(http->ticker, NULL);
  host_http_wake(http);
  MHD_stop_daemon(http->daemon);
  pthread_cond_destroy(&http->ends);
  pthread_mutex_destroy(&http->lock);
  free(http);
}
