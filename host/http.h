/* http.h - a small server for one person on this machine, over libmicrohttpd.
 *
 * It lets in who carries the token, knows the host's name and comes from no other site; bodies, connections and patience
 * are limited.  What a path means is its caller's business. */
#ifndef ENT_HOST_HTTP_H
#define ENT_HOST_HTTP_H

#include "entente/base.h"

#define HOST_TOKEN_SIZE 33              /* 128 random bits in hex, NUL included */
#define HOST_BODY_MAX ((size_t)4 << 20) /* bytes of a request's body */
#define HOST_CONNECTIONS_MAX 128        /* at once; more wait to be accepted */
#define HOST_PATIENCE_SECONDS 15        /* without a byte moving, then the connection is dropped */

typedef struct host_http host_http;

/* ---- a request and its reply ----------------------------------------------------------------------- */

typedef struct host_request {
  const char *method; /* "GET", "POST", "DELETE" */
  const char *path;   /* "/api/runs", without what follows '?' */
  const char *body;   /* [size + 1], closed by a NUL that size does not count */
  size_t size;
  void *connection;
  ent_language language; /* of ?lang=, else the first of ours in Accept-Language, else English */
} host_request;

/* The value of ?name=value; NULL when it is not there.  Lives as long as the request. */
const char *host_request_argument(const host_request *request, const char *name);

typedef struct host_reply {
  int status;           /* 200 unless set */
  const char *type;     /* Content-Type */
  const char *policy;   /* Content-Security-Policy; NULL: nothing may be loaded or run */
  char *body;           /* malloced, freed by the server */
  const void *fixed;    /* instead: bytes that live as long as the program */
  size_t size;          /* of body or fixed */
  char attachment[128]; /* name of the file for a download; "" for none */
  /* Instead of a body, a stream: next() writes up to room bytes and returns how many, 0 for "nothing yet" (it is asked again
   * after host_http_wake, and every second), -1 at the end.  end(stream) is called once, whatever happens.  Both run on the
   * server's threads. */
  int64_t (*next)(void *stream, char *out, size_t room);
  void (*end)(void *stream);
  void *stream;
} host_reply;

typedef enum host_turn {
  HOST_REPLY, /* the reply is filled in */
  HOST_LATER  /* ask again after host_http_wake (and every second) */
} host_turn;

/* ---- the server ------------------------------------------------------------------------------------ */

typedef struct host_http_options {
  const char *address; /* IPv4 in numbers: "127.0.0.1" */
  uint16_t port;       /* 0: any free one */
  const char *token;   /* from host_token */
  /* Answers one request; called by several threads at once. */
  host_turn (*handle)(void *ctx, const host_request *request, host_reply *reply);
  void *ctx;
  /* The catalogue in which refusals of the server's own are told; NULL, or a catalogue that is NULL: English. */
  const ent_words *(*words)(ent_language language);
} host_http_options;

/* 128 random bits of the system as 32 hex digits.  Errors: ENT_IO. */
ent_status host_token(char out[HOST_TOKEN_SIZE], ent_error *err);

/* Listens and answers on threads of its own.  Errors: ENT_ARGUMENT (address), ENT_IO (with the system's reason; the port is
 * taken), ENT_NOMEM.  The caller closes. */
ent_status host_http_open(const host_http_options *options, host_http **http, ent_error *err);
uint16_t host_http_port(const host_http *http);
/* Streams and requests that wait are asked again.  May be called by any thread. */
void host_http_wake(host_http *http);
/* Ends all streams, waits for replies that are under way, frees everything. */
void host_http_close(host_http *http);

/* ---- who may come in: pure, for http.c and its tests ----------------------------------------------- */

typedef struct host_gate {
  char host[32];   /* "127.0.0.1:4180" */
  char local[32];  /* "localhost:4180" */
  char cookie[24]; /* "entente-4180" */
  bool any_number; /* listens to every address: any IPv4 number with the port will do as Host */
  uint16_t port;
  const char *token;
} host_gate;

/* What a request shows of itself; NULL where it has no such header. */
typedef struct host_visit {
  const char *method, *path, *host, *origin, *site, *type, *length, *authorization, *cookie;
  const char *token; /* ?token= */
} host_visit;

void host_gate_make(const char *address, uint16_t port, const char *token, host_gate *out);
/* The HTTP status: 200 lets in; else 403, 405, 413, 415 or 421, and *why is the sentence.  *greet: came by the printed
 * address, so it is given the cookie. */
int host_gate_check(const host_gate *gate, const host_visit *visit, bool *greet, const char **why);

#endif
