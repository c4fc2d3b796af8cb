/* serve_outcomes.c - what came true of a run, over the wire.
 *
 * The rules are those of `entente resolve` (outcomes.c): what is sent takes the place of what was said before, nothing takes it
 * back, and "all" follows from the four gates where they settle it. */
#include "serve.h"

#include "base/fail.h"

#include <string.h>

void serve_put_outcomes(ent_json *j, const cli_outcomes *outcomes, const host_run *run)
{
  cli_track all = {0}, own = {0};
  cli_outcomes_put(j, outcomes, run);
  if (cli_track_add(&all, outcomes, run, &own)) cli_track_put(j, "score", &own);
}

static ent_status read_answers(const host_ask *ask, cli_answers *out, ent_error *err)
{
  if (!ask->resolves)
    return ent_fail(err, ENT_SCHEMA, "outcomes", "What came true stands under outcomes, each event true or false.");
  memset(out, 0, sizeof *out);
  for (int i = 0; i < ask->events; i++) {
    const int gate = cli_event_gate(ask->event[i].name, strlen(ask->event[i].name));
    if (gate < 0)
      return ent_fail(err, ENT_SCHEMA, "outcomes", "The events are offered, adopted, accepted, held and all.");
    if (out->known[gate] && out->came[gate] != ask->event[i].came)
      return ent_fail(err, ENT_SCHEMA, "outcomes", "An event cannot be both true and false.");
    out->known[gate] = true;
    out->came[gate] = ask->event[i].came;
  }
  return cli_answers_settle(out) ? ENT_OK
                                 : ent_fail(err, ENT_SCHEMA, "outcomes",
                                            "All is true when all four are true, and false when one of them is false.");
}

static ent_status resolve(serve *s, const char *id, const host_ask *ask, ent_error *err)
{
  cli_answers answers;
  host_outcome outcome[ENT_GATES + 1];
  ent_status status = read_answers(ask, &answers, err);
  if (status != ENT_OK) return status;
  const int count = cli_answers_list(&answers, outcome);
  pthread_mutex_lock(&s->storing);
  status = host_store_resolve(s->store, id, outcome, count, err);
  if (status == ENT_OK && ask->note) status = host_store_note(s->store, id, ask->note, err);
  pthread_mutex_unlock(&s->storing);
  return status;
}

host_turn serve_run_outcomes(serve *s, const char *id, const host_request *q, host_reply *reply)
{
  host_ask ask;
  ent_error err = {.code = ENT_OK};
  ent_status status = host_ask_read(q->body, q->size, &ask, &err);
  if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
  status = resolve(s, id, &ask, &err);
  host_ask_free(&ask);
  return status == ENT_OK ? serve_run_get(s, id, reply) : serve_refuse(s, serve_status(status), &err, reply);
}
