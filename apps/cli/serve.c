/* serve.c - `entente serve`: from the command line to a server that ends cleanly.
 *
 * SIGINT and SIGTERM are blocked in all threads; this one waits for them.  Then the run in hand is stopped (nothing of it is
 * kept), streams end, replies that are under way are waited for, and the store is closed.  A second Ctrl-C is final. */
#include "commands.h"
#include "say.h"
#include "serve.h"

#include "host/language.h"

#include <signal.h>
#include <string.h>

#define PORT 4180

static cli_exit open_store(const cli_call *call, serve *s)
{
  const char *const named = cli_value(call, CLI_OPTION_STORE);
  ent_error err = {.code = ENT_OK};
  if (named && strcmp(named, "default") != 0)
    snprintf(s->store_path, sizeof s->store_path, "%s", named);
  else if (host_store_default_path(s->store_path, &err) != ENT_OK)
    return cli_fail(call, &err);
  return cli_store_open(call, &s->store);
}

static const ent_words *refusal_words(ent_language language)
{
  return cli_terminal_words(host_language_tag(language));
}

/* The port that was asked for; else ours, or any when that is taken. */
static cli_exit open_http(const cli_call *call, serve *s, const char *token, ent_error *err)
{
  const char *const address = cli_value(call, CLI_OPTION_LISTEN);
  uint64_t port = PORT;
  host_http *http = NULL;
  if (!cli_whole(call, CLI_OPTION_PORT, 0, 65535, &port)) return CLI_INPUT;
  host_http_options options = {.address = address ? address : "127.0.0.1",
                               .port = (uint16_t)port,
                               .token = token,
                               .handle = serve_handle,
                               .ctx = s,
                               .words = refusal_words};
  ent_status status = host_http_open(&options, &http, err);
  if (status == ENT_IO && !cli_has(call, CLI_OPTION_PORT)) {
    options.port = 0;
    status = host_http_open(&options, &http, err);
  }
  if (status != ENT_OK) return cli_fail(call, err);
  pthread_mutex_lock(&s->lock);
  s->http = http;
  pthread_mutex_unlock(&s->lock);
  return CLI_ANSWERED;
}

static void say_address(const cli_call *call, const serve *s, const char *token)
{
  const char *const address = cli_value(call, CLI_OPTION_LISTEN);
  const bool local = !address || strcmp(address, "127.0.0.1") == 0;
  if (!local) {
    cli_warning_word(call);
    cli_said(
      &call->err,
      "other machines can reach {address}; whoever has the address below can read and run, and may read it on the "
      "way\n",
      "address", address, (char *)NULL);
  }
  const char *const name = local || strcmp(address, "0.0.0.0") == 0 ? "127.0.0.1" : address;
  printf("http://%s:%u/?token=%s\n", name, (unsigned)host_http_port(s->http), token);
  fflush(stdout);
  char number[CLI_NUMBER];
  cli_said(&call->err,
           s->items == 1 ? ENT_SAY("{count} scenario; runs are kept in {path}; Ctrl-C ends the server\n")
                         : ENT_SAY("{count} scenarios; runs are kept in {path}; Ctrl-C ends the server\n"),
           "count", cli_number(s->items, number), "path", s->store_path, (char *)NULL);
}

static void wait_for_signal(const sigset_t *signals)
{
  int number = 0;
  while (sigwait(signals, &number) != 0) continue;
  pthread_sigmask(SIG_UNBLOCK, signals, NULL);
}

static cli_exit serve_until_signal(const cli_call *call, serve *s, const sigset_t *signals)
{
  char token[HOST_TOKEN_SIZE];
  ent_error err = {.code = ENT_OK};
  uint64_t threads = 0;
  if (!cli_whole(call, CLI_OPTION_THREADS, 1, HOST_THREADS_MAX, &threads)) return CLI_INPUT;
  if (host_token(token, &err) != ENT_OK || serve_jobs_open(s, (int)threads, &err) != ENT_OK)
    return cli_fail(call, &err);
  const cli_exit code = open_http(call, s, token, &err);
  if (code == CLI_ANSWERED) {
    say_address(call, s, token);
    wait_for_signal(signals);
  }
  serve_jobs_end(s);
  host_http_close(s->http);
  serve_jobs_close(s);
  return code;
}

cli_exit cli_command_serve(const cli_call *call)
{
  static serve s; /* some kilobytes */
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, NULL);
  signal(SIGPIPE, SIG_IGN); /* a client that goes away is no reason to end */
  s.call = call;
  for (int i = 0; i < ENT_LANGUAGES; i++) { /* catalogues are opened while there is one thread */
    cli_terminal_words(host_language_tag((ent_language)i));
    cli_page_words(host_language_tag((ent_language)i));
  }
  s.memory = host_memory();
  pthread_mutex_init(&s.lock, NULL);
  pthread_mutex_init(&s.storing, NULL);
  pthread_mutex_init(&s.making, NULL);
  pthread_cond_init(&s.work, NULL);
  cli_exit code = serve_list_open(call, &s);
  if (code == CLI_ANSWERED) code = open_store(call, &s);
  if (code == CLI_ANSWERED) code = serve_until_signal(call, &s, &signals);
  cli_store_close(s.store);
  serve_list_close(&s);
  pthread_cond_destroy(&s.work);
  pthread_mutex_destroy(&s.making);
  pthread_mutex_destroy(&s.storing);
  pthread_mutex_destroy(&s.lock);
  return code;
}
