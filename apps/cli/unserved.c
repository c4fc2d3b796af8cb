/* unserved.c - stands in for the store and the server where the libraries that they need were missing. */
#include "commands.h"
#include "keep.h"
#include "say.h"

static cli_exit unserved(const cli_call *call)
{
  cli_error_word(call);
  cli_said(
    &call->err,
    "this entente was built without the store of runs and the server: they need SQLite, libmicrohttpd and jansson\n",
    (char *)NULL);
  return CLI_MACHINE;
}

cli_exit cli_command_runs(const cli_call *call)
{
  return unserved(call);
}

cli_exit cli_command_replay(const cli_call *call)
{
  return unserved(call);
}

cli_exit cli_command_resolve(const cli_call *call)
{
  return unserved(call);
}

cli_exit cli_command_serve(const cli_call *call)
{
  return unserved(call);
}

cli_exit cli_store_open(const cli_call *call, host_store **store)
{
  (void)store;
  return unserved(call);
}

cli_exit cli_store_keep(const cli_call *call, host_store *store, cli_session *session)
{
  (void)store;
  (void)session;
  return unserved(call);
}

void cli_store_close(host_store *store)
{
  (void)store;
}

cli_exit cli_store_use(const cli_call *call,
                       cli_exit (*use)(const cli_call *call, host_store *store, const host_run *run))
{
  (void)use;
  return unserved(call);
}

bool cli_store_means(const char *word)
{
  (void)word;
  return false;
}

cli_exit cli_store_load(const cli_call *call, const char *id, host_source source, const char *const *change,
                        int changes, const ent_allocator *memory, host_load *load)
{
  (void)id;
  (void)source;
  (void)change;
  (void)changes;
  (void)memory;
  (void)load;
  return unserved(call);
}
