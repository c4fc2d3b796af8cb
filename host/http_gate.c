/* http_gate.c - who may come in?
 *
 * A page of another site can make a browser send requests to 127.0.0.1, and by changing its name's address (DNS rebinding) even
 * read the replies.  So a request must name this host by number or as localhost, come from no other origin, carry the token,
 * and, if it has a body, be JSON (which a form cannot send).  The token is compared in constant time.
 * Source: the Fetch standard; RFC 9110, 7.4 (421) and 15.5; owasp.org on cross-site request forgery. */
#include "host/http.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

ent_status host_token(char out[HOST_TOKEN_SIZE], ent_error *err)
{
  unsigned char bits[16];
  if (getrandom(bits, sizeof bits, 0) != (ssize_t)sizeof bits) {
    if (err) *err = (ent_error){.code = ENT_IO, .message = "The system gives no random bits for the token."};
    return ENT_IO;
  }
  for (size_t i = 0; i < sizeof bits; i++) snprintf(out + 2 * i, 3, "%02x", bits[i]);
  return ENT_OK;
}

void host_gate_make(const char *address, uint16_t port, const char *token, host_gate *out)
{
  memset(out, 0, sizeof *out);
  snprintf(out->host, sizeof out->host, "%.15s:%u", address, (unsigned)port);
  snprintf(out->local, sizeof out->local, "localhost:%u", (unsigned)port);
  snprintf(out->cookie, sizeof out->cookie, "entente-%u", (unsigned)port);
  out->any_number = strcmp(address, "0.0.0.0") == 0;
  out->port = port;
  out->token = token;
}

/* ---- parts ----------------------------------------------------------------------------------------------------- */

/* Takes as long whatever differs; only the length of what was sent shows. */
static bool same_token(const char *sent, size_t size, const char *token)
{
  if (size != HOST_TOKEN_SIZE - 1) return false;
  unsigned difference = 0;
  for (size_t i = 0; i < HOST_TOKEN_SIZE - 1; i++)
    difference |= (unsigned)((unsigned char)sent[i] ^ (unsigned char)token[i]);
  return difference == 0;
}

/* "192.168.0.7:4180": four numbers and our port.  A number cannot be rebound to another address. */
static bool is_number(const char *host, uint16_t port)
{
  char end[16];
  snprintf(end, sizeof end, ":%u", (unsigned)port);
  const size_t size = strspn(host, "0123456789.");
  int points = 0;
  for (size_t i = 0; i < size; i++) points += host[i] == '.';
  return points == 3 && size <= 15 && strcmp(host + size, end) == 0;
}

static bool knows_host(const host_gate *gate, const char *host)
{
  if (!host) return false;
  if (strcmp(host, gate->host) == 0 || strcasecmp(host, gate->local) == 0) return true;
  char loopback[32];
  snprintf(loopback, sizeof loopback, "127.0.0.1:%u", (unsigned)gate->port);
  return gate->any_number && (strcmp(host, loopback) == 0 || is_number(host, gate->port));
}

static bool is_foreign(const host_visit *v)
{
  if (v->site && strcmp(v->site, "same-origin") != 0 && strcmp(v->site, "none") != 0) return true;
  if (!v->origin) return false;
  return strncmp(v->origin, "http://", 7) != 0 || strcasecmp(v->origin + 7, v->host) != 0;
}

/* The cookie of our port among "a=b; entente-4180=...; c=d". */
static bool has_cookie(const host_gate *gate, const char *cookies)
{
  const size_t name = strlen(gate->cookie);
  bool found = false;
  for (const char *at = cookies; at && *at;) {
    at += strspn(at, " ;");
    const size_t size = strcspn(at, ";");
    if (size > name && memcmp(at, gate->cookie, name) == 0 && at[name] == '=')
      found |= same_token(at + name + 1, size - name - 1, gate->token);
    at += size;
  }
  return found;
}

static bool has_token(const host_gate *gate, const host_visit *v, bool *greet)
{
  *greet = strcmp(v->method, "GET") == 0 && strcmp(v->path, "/") == 0 && v->token &&
           same_token(v->token, strlen(v->token), gate->token);
  if (*greet || has_cookie(gate, v->cookie)) return true;
  const char *const bearer = v->authorization;
  return bearer && strncmp(bearer, "Bearer ", 7) == 0 && same_token(bearer + 7, strlen(bearer + 7), gate->token);
}

static bool too_long(const char *length)
{
  const size_t digits = strspn(length, "0123456789");
  if (digits == 0 || length[digits] || digits > 9) return true;
  size_t size = 0;
  for (size_t i = 0; i < digits; i++) size = size * 10 + (size_t)(length[i] - '0');
  return size > HOST_BODY_MAX;
}

static bool is_json(const char *type)
{
  if (!type || strncasecmp(type, "application/json", 16) != 0) return false;
  const char *const rest = type + 16 + strspn(type + 16, " ");
  return *rest == '\0' || *rest == ';';
}

/* ---- the whole ----------------------------------------------------------------------------------------------------- */

static int refuse(int status, const char **why, const char *sentence)
{
  *why = sentence;
  return status;
}

int host_gate_check(const host_gate *gate, const host_visit *v, bool *greet, const char **why)
{
  *greet = false;
  if (!knows_host(gate, v->host))
    return refuse(421, why, "This server answers to the address that it printed, by no other name.");
  const bool is_get = strcmp(v->method, "GET") == 0, is_post = strcmp(v->method, "POST") == 0;
  if (!is_get && !is_post && strcmp(v->method, "DELETE") != 0)
    return refuse(405, why, "The methods are GET, POST and DELETE.");
  /* The printed address may be followed from anywhere: whoever has it has the token. */
  const bool arrives = is_get && strcmp(v->path, "/") == 0 && v->token && !v->origin;
  if (!arrives && is_foreign(v)) return refuse(403, why, "Pages of other sites may not ask here.");
  if (!has_token(gate, v, greet))
    return refuse(403, why, "Open the address that entente serve printed: it carries the token.");
  if (v->length && too_long(v->length)) return refuse(413, why, "The body of a request has at most 4 MiB.");
  if (is_post && !is_json(v->type))
    return refuse(415, why, "The body of a request is JSON (Content-Type: application/json).");
  return 200;
}
