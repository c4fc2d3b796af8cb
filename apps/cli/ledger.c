/* ledger.c - `entente seal` and ledgers in `entente verify`: was this forecast made then, and has nobody touched it since?
 *
 * A line holds the hash of the inputs, the seed, and in how many draws each gate opened: whoever has the scenario computes
 * the same counts again. */
#include "ledger.h"
#include "commands.h"
#include "host/ledger.h"
#include "json.h"
#include "keep.h"
#include "problems.h"
#include "say.h"
#include "show.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- sealing -------------------------------------------------------------------------------------------------------- */

/* Draws in which a gate opened, from the share that the summary keeps; false when it keeps none. */
static bool count_of(const char *object, const char *gate, uint64_t draws, uint64_t *out)
{
  size_t size = 0, used = 0;
  double p = -1;
  const char *const share = cli_json_member(object, gate, &size);
  const char *const text = share ? cli_json_member(share, "p", &size) : NULL;
  if (!text || ent_number_read(text, size, &p, &used) != ENT_OK || !(p >= 0 && p <= 1)) return false;
  *out = (uint64_t)floor(p * (double)draws + 0.5); /* p = count / draws, both below 2^53 */
  return true;
}

static void copy_id(const char *from, char out[65])
{
  size_t size = 0;
  for (; size < 64 && from[size]; size++) {
    const char c = from[size];
    const bool plain =
      (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
    out[size] = plain ? c : '_';
  }
  if (size == 0) out[size++] = '_';
  out[size] = '\0';
}

static bool entry_of(const host_run *run, ent_ledger_entry *out)
{
  size_t size = 0;
  memset(out, 0, sizeof *out);
  copy_id(run->scenario, out->scenario);
  const char *const version = cli_json_member(run->manifest, "entente", &size);
  if (!version || size >= sizeof out->version || !cli_json_read(version, size, out->version, sizeof out->version))
    return false;
  if (strlen(run->inputs_sha256) != 64) return false;
  memcpy(out->inputs, run->inputs_sha256, 65);
  out->draws = run->draws;
  for (const char *at = run->seed; *at >= '0' && *at <= '9'; at++) out->seed = out->seed * 10 + (uint64_t)(*at - '0');
  const char *const gates = cli_json_member(run->summary, "gates", &size);
  bool good = gates && count_of(run->summary, "all", run->draws, &out->all);
  for (int g = 0; good && g < ENT_GATES; g++) good = count_of(gates, cli_gate_names[g], run->draws, &out->open[g]);
  return good;
}

static cli_exit seal(const cli_call *call, host_store *store, const host_run *run)
{
  const char *const path = cli_value(call, CLI_OPTION_LEDGER);
  (void)store;
  ent_ledger_entry entry;
  ent_error err = {.code = ENT_OK};
  char line[CLI_NUMBER];
  if (!entry_of(run, &entry))
    return cli_refuse(call, "the run \"", run->id, "\" does not hold a whole forecast", (char *)NULL);
  if (host_ledger_append(path, &entry, &err) != ENT_OK) {
    if (err.line == 0) return cli_fail(call, &err);
    const host_text none = {0};
    err.path[0] = '\0';
    return cli_refuse_file(call, path, &none, &err);
  }
  cli_said(&call->out, "sealed as forecast {number} of {path} at {time}\n", "number", cli_number(entry.number, line),
           "path", path, "time", entry.time, (char *)NULL);
  cli_said(&call->out, "hash {hash}: publish it, and nobody can change a line before it unnoticed\n", "hash",
           entry.hash, (char *)NULL);
  return CLI_ANSWERED;
}

cli_exit cli_command_seal(const cli_call *call)
{
  if (!cli_has(call, CLI_OPTION_LEDGER)) return cli_refuse(call, "say which ledger with --ledger FILE", (char *)NULL);
  return cli_store_use(call, seal);
}

/* ---- verifying ------------------------------------------------------------------------------------------------------ */

bool cli_ledger_is(const char *path)
{
  return host_file_begins(path, "# entente ledger ");
}

typedef struct checking {
  const cli_call *call;
  cli_session *session; /* NULL: only the chain */
  char inputs[ENT_LEDGER_HASH];
  int about, differ;  /* forecasts of the scenario; those that do not come out again */
  host_threads *crew; /* opened by the first forecast that is computed again */
  ent_status status;
  ent_error err;
} checking;

static bool same_counts(const ent_ledger_entry *entry, const ent_ensemble *e)
{
  bool same = entry->all == e->all && entry->draws == e->draws;
  for (int g = 0; g < ENT_GATES; g++) same = same && entry->open[g] == e->open[g];
  return same;
}

static void tell_entry(const checking *c, const ent_ledger_entry *entry, bool same)
{
  const host_terminal *const t = &c->call->out;
  char line[CLI_NUMBER], draws[CLI_TEXT];
  if (cli_has(c->call, CLI_OPTION_AS_JSON)) return;
  cli_count_text(entry->draws, draws);
  host_print_styled(t, same ? HOST_GOOD : HOST_BAD, cli_say(t, same ? ENT_SAY("same") : ENT_SAY("differs")));
  cli_said(t,
           same ? ENT_SAY(" forecast {number} of {time}: {draws} draws give the same counts again\n")
                : ENT_SAY(" forecast {number} of {time}: {draws} draws do not give the same counts again\n"),
           "number", cli_number(entry->number, line), "time", entry->time, "draws", draws, (char *)NULL);
  if (!same && strcmp(entry->version, ent_version()) != 0)
    cli_said(&c->call->err, "it was made by entente {version}; this is entente {own}\n", "version", entry->version,
             "own", ent_version(), (char *)NULL);
}

/* Computes a forecast again, if it is about the scenario. */
static bool check_entry(void *ctx, const ent_ledger_entry *entry)
{
  checking *const c = ctx;
  if (strcmp(entry->inputs, c->inputs) != 0) return true;
  ent_ensemble *const e = malloc(sizeof *e);
  c->status = !e ? ENT_NOMEM : c->crew ? ENT_OK : host_threads_open(0, &c->crew, &c->err);
  if (!e) c->err = (ent_error){.code = ENT_NOMEM, .message = "There is no memory for the ensemble."};
  if (c->status == ENT_OK) {
    const ent_executor executor = host_threads_executor(c->crew);
    c->status = ent_ensemble_run(c->session->load.scenario, entry->seed, entry->draws, NULL, 0, &executor,
                                 &c->session->memory, e, &c->err);
  }
  if (c->status == ENT_OK) {
    const bool same = same_counts(entry, e);
    c->about++;
    c->differ += !same;
    tell_entry(c, entry, same);
  }
  free(e);
  return c->status == ENT_OK;
}

static cli_exit tell_damage(const cli_call *call, const host_text *text, const ent_error *err)
{
  ent_error placed = *err;
  placed.path[0] = '\0';
  const cli_exit code = cli_refuse_file(call, call->operand[0], text, &placed);
  return err->code == ENT_CORRUPT ? CLI_UNMET : code;
}

static void tell_chain(const cli_call *call, int count, const ent_ledger_entry *last, const checking *c)
{
  const host_terminal *const t = &call->out;
  char number[CLI_NUMBER];
  if (cli_has(call, CLI_OPTION_AS_JSON)) {
    fputs("{\"file\": ", stdout);
    cli_json_text(stdout, call->operand[0]);
    printf(", \"forecasts\": %d, \"last\": \"%s\"", count, last->hash);
    if (c->session) printf(", \"about\": %d, \"same\": %d", c->about, c->about - c->differ);
    puts("}");
    return;
  }
  cli_said(t, "The chain holds: {count} forecasts\n", "count", cli_number(count, number), (char *)NULL);
  if (count > 0) cli_said(t, "last: {time}, hash {hash}\n", "time", last->time, "hash", last->hash, (char *)NULL);
}

static cli_exit check(const cli_call *call, const host_text *text, cli_session *session)
{
  checking c = {.call = call, .session = session};
  ent_ledger_entry last;
  ent_error err = {.code = ENT_OK};
  int count = 0;
  memset(&last, 0, sizeof last);
  if (ent_ledger_read(text->data, text->size, NULL, NULL, &last, &count, &err) !=
      ENT_OK) /* all of it before any is told */
    return tell_damage(call, text, &err);
  if (session) {
    uint8_t digest[32];
    ent_scenario_digest(session->load.scenario, digest);
    ent_sha256_hex(digest, c.inputs);
    (void)ent_ledger_read(text->data, text->size, check_entry, &c, NULL, NULL, NULL);
    host_threads_close(c.crew);
    if (c.status != ENT_OK) return cli_fail(call, &c.err);
  }
  tell_chain(call, count, &last, &c);
  if (session && c.about == 0) {
    cli_said(&call->err, "no forecast of the ledger is about {file} as it is now (inputs {inputs})\n", "file",
             call->operand[1], "inputs", c.inputs, (char *)NULL);
    return CLI_UNMET;
  }
  return c.differ > 0 ? CLI_UNMET : CLI_ANSWERED;
}

/* The scenario of the second operand: a file, or a kept run. */
static cli_exit open_subject(const cli_call *call, cli_session *session)
{
  if (!cli_store_means(call->operand[1])) return cli_session_open(call, call->operand[1], session);
  const char *change[CLI_GIVEN_MAX];
  const int changes = cli_values(call, CLI_OPTION_SET, change);
  memset(session, 0, sizeof *session);
  session->memory = host_memory();
  const host_source source = {.view = cli_value(call, CLI_OPTION_VIEW), .words = call->page_words};
  return cli_store_load(call, call->operand[1], source, change, changes, &session->memory, &session->load);
}

cli_exit cli_ledger_verify(const cli_call *call)
{
  host_text text = {0};
  cli_session session;
  ent_error err = {.code = ENT_OK};
  memset(&session, 0, sizeof session);
  if (host_file_read(call->operand[0], HOST_LEDGER_MAX, &text, &err) != ENT_OK) return cli_fail(call, &err);
  const bool subject = call->operands > 1;
  cli_exit code = subject ? open_subject(call, &session) : CLI_ANSWERED;
  if (code == CLI_ANSWERED) code = check(call, &text, subject ? &session : NULL);
  fflush(stdout);
  if (subject) cli_session_close(&session);
  host_text_free(&text);
  return code;
}
