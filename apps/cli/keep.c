/* keep.c - what has to be written down so that a run can be found, trusted, and computed again?
 *
 * Found: scenario, title, changes, time, and a summary (verdict and shares).  Trusted: a manifest of what made it (version,
 * compiler, hashes of the inputs and of each table, seed, draws, threads, wall time).  Computed again: the
 * snapshot, which holds the scenario, its tables and the changes, with the seed and the draws; they give the same bytes. */
#include "keep.h"
#include "say.h"
#include "show.h"

#include "base/fail.h"
#include "entente/draw.h"
#include "host/clock.h"
#include "json.h"
#include "problems.h"

#include <string.h>
#include <unistd.h>

#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

/* ---- pieces of JSON -------------------------------------------------------------------------------- */

void keep_json(ent_json *j, const char *key, const char *json)
{
  ent_put(&j->w, j->comma ? ",\n\"" : "\n\"");
  ent_put_json(&j->w, key);
  ent_put(&j->w, "\": ");
  ent_put(&j->w, json);
  j->comma = true;
}

void keep_changes(ent_json *j, const ent_scenario *s, const char *const *change, int changes)
{
  ent_json_open(j, NULL, '[');
  for (int i = 0; i < changes; i++) {
    const char *const equals = strchr(change[i], '=');
    if (!equals) continue;
    char path[ENT_PATH_MAX] = "";
    const size_t size = (size_t)(equals - change[i]);
    if (size < sizeof path) memcpy(path, change[i], size);
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "path", path);
    ent_json_text(j, "value", equals + 1);
    ent_json_text(j, "label", keep_label(s, path));
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

static void put_share(ent_json *j, const char *key, uint64_t k, uint64_t n)
{
  const ent_share share = ent_share_of(k, n);
  ent_json_open(j, key, '{');
  ent_json_number(j, "p", share.p);
  ent_json_number(j, "se", share.se);
  ent_json_close(j, '}');
}

void keep_shares(ent_json *j, uint64_t all, const uint64_t *open, uint64_t n)
{
  put_share(j, "all", all, n);
  ent_json_open(j, "gates", '{');
  for (int g = 0; g < ENT_GATES; g++) put_share(j, cli_gate_names[g], open[g], n);
  ent_json_close(j, '}');
}

void keep_summary(ent_json *j, const host_load *load, const char *const *change, int changes, const ent_answer *a)
{
  const ent_ensemble *const e = &a->ensemble;
  ent_json_open(j, NULL, '{');
  ent_json_text(j, "verdict", a->headline);
  ent_json_text(j, "word", ent_likelihood_word(ent_share_of(e->all, e->draws).p));
  keep_shares(j, e->all, e->open, e->draws);
  keep_texts(j, load, change, changes);
  ent_json_close(j, '}');
}

static void put_tables(ent_json *j, const host_load *load)
{
  ent_json_open(j, "tables", '[');
  for (int i = 0; i < load->tables; i++) {
    char hash[65];
    ent_sha256_hex(load->table[i].sha256, hash);
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "name", load->table[i].name);
    ent_json_text(j, "file", load->table[i].file);
    ent_json_text(j, "sha256", hash);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

static void put_manifest(ent_json *j, const keep_origin *from, const host_load *load, const ent_answer *a,
                         const char *seed)
{
  ent_json_open(j, NULL, '{');
  ent_json_text(j, "entente", ent_version());
  ent_json_text(j, "compiler", COMPILER);
  ent_json_text(j, "inputs_sha256", a->inputs_sha256);
  put_tables(j, load);
  ent_json_text(j, "seed", seed);
  ent_json_int(j, "draws", a->draws);
  ent_json_int(j, "study_draws", a->study_draws);
  ent_json_text(j, "language", ent_words_language(a->words));
  ent_json_int(j, "threads", (uint64_t)from->threads);
  ent_json_text(j, "started", from->started);
  ent_json_number(j, "seconds", from->seconds);
  ent_json_close(j, '}');
}

/* ---- keeping --------------------------------------------------------------------------------------- */

static ent_json open_json(ent_arena *arena)
{
  ent_json j = {.comma = false};
  ent_writer_open(&j.w, arena);
  return j;
}

static ent_status put_run(host_store *store, const keep_origin *from, const host_load *load, ent_answer *answer,
                          ent_arena *arena, ent_error *err)
{
  char seed[24];
  const char *json = NULL;
  size_t size = 0;
  const ent_status status = ent_answer_json(answer, &json, &size, err);
  if (status != ENT_OK) return status;
  snprintf(seed, sizeof seed, "%llu", (unsigned long long)answer->seed);
  ent_json changes = open_json(arena), summary = open_json(arena), manifest = open_json(arena);
  keep_changes(&changes, load->scenario, from->change, from->changes);
  keep_summary(&summary, load, from->change, from->changes, answer);
  put_manifest(&manifest, from, load, answer, seed);
  if (changes.w.failed || summary.w.failed || manifest.w.failed)
    return ent_fail(err, ENT_NOMEM, "", "There is no memory to keep the run.");
  const uint8_t *snapshot = NULL;
  size_t snapshot_size = 0;
  ent_scenario_snapshot(load->scenario, &snapshot, &snapshot_size);
  const host_run run = {.id = from->id,
                        .scenario = from->scenario ? from->scenario : ent_scenario_id(load->scenario),
                        .title = ent_scenario_text(load->scenario, "title", ent_words_language(answer->words)),
                        .question = ent_scenario_text(load->scenario, "question", ent_words_language(answer->words)),
                        .file = from->file,
                        .view = from->view ? from->view : "",
                        .changes = changes.w.data,
                        .inputs_sha256 = answer->inputs_sha256,
                        .answer = json,
                        .summary = summary.w.data,
                        .manifest = manifest.w.data,
                        .note = from->note ? from->note : "",
                        .started = from->started,
                        .seed = seed,
                        .draws = answer->draws,
                        .study_draws = answer->study_draws,
                        .seconds = from->seconds,
                        .edited = from->edited,
                        .snapshot = snapshot,
                        .snapshot_size = snapshot_size};
  return host_store_put(store, &run, err);
}

ent_status keep_run(host_store *store, const keep_origin *from, const host_load *load, ent_answer *answer,
                    ent_error *err)
{
  const ent_allocator memory = host_memory();
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  const ent_status status = put_run(store, from, load, answer, &arena, err);
  ent_arena_close(&arena);
  return status;
}

/* ---- computing again ------------------------------------------------------------------------------- */

const ent_words *keep_words(const host_run *run)
{
  size_t size = 0;
  char language[ENT_LANGUAGE_MAX] = "";
  const char *const said = cli_json_member(run->manifest, "language", &size);
  if (said && size > 2 && size - 2 < sizeof language) memcpy(language, said + 1, size - 2);
  return cli_page_words(language);
}

ent_status keep_load(const host_run *run, const ent_words *words, const ent_allocator *memory, host_load *load,
                     ent_error *err)
{
  const host_source from = {.path = run->file, .text = run->snapshot, .size = run->snapshot_size, .words = words};
  const ent_status status = host_load_source(&from, NULL, 0, memory, load);
  if (status != ENT_OK && err) {
    if (load->problems > 0)
      *err = load->problem[0].error;
    else
      ent_fail(err, ENT_NOMEM, "", "There is no memory to load the run.");
  }
  return status;
}

void keep_options(const host_run *run, ent_options *options)
{
  memset(options, 0, sizeof *options);
  for (const char *at = run->seed; *at >= '0' && *at <= '9'; at++)
    options->seed = options->seed * 10 + (uint64_t)(*at - '0');
  options->words = keep_words(run); /* sentences of the answer are part of its JSON */
  options->draws = run->draws;
  options->study_draws = run->study_draws;
}

/* ---- the command line ------------------------------------------------------------------------------ */

cli_exit cli_store_open(const cli_call *call, host_store **store)
{
  const char *const named = cli_value(call, CLI_OPTION_STORE);
  char path[HOST_PATH_MAX];
  ent_error err = {.code = ENT_OK};
  if (!named || strcmp(named, "default") == 0) {
    if (host_store_default_path(path, &err) != ENT_OK) return cli_fail(call, &err);
  } else {
    snprintf(path, sizeof path, "%s", named);
  }
  return host_store_open(path, store, &err) == ENT_OK ? CLI_ANSWERED : cli_fail(call, &err);
}

void cli_store_close(host_store *store)
{
  host_store_close(store);
}

cli_exit cli_store_keep(const cli_call *call, host_store *store, cli_session *session)
{
  const char *change[CLI_GIVEN_MAX];
  char id[HOST_RUN_ID], started[24];
  ent_error err = {.code = ENT_OK};
  if (host_run_id(id, &err) != ENT_OK) return cli_fail(call, &err);
  host_now(started);
  const keep_origin from = {.id = id,
                            .started = started,
                            .file = call->operand[0],
                            .view = cli_value(call, CLI_OPTION_VIEW),
                            .note = cli_value(call, CLI_OPTION_NOTE),
                            .change = change,
                            .changes = cli_values(call, CLI_OPTION_SET, change),
                            .threads = session->threads,
                            .seconds = session->seconds};
  if (keep_run(store, &from, &session->load, session->answer, &err) != ENT_OK) return cli_fail(call, &err);
  cli_said(&call->err, "kept as run {id}\n", "id", id, (char *)NULL);
  return CLI_ANSWERED;
}

cli_exit cli_store_use(const cli_call *call,
                       cli_exit (*use)(const cli_call *call, host_store *store, const host_run *run))
{
  host_store *store = NULL;
  host_run run;
  ent_error err = {.code = ENT_OK};
  cli_exit code = cli_store_open(call, &store);
  if (code != CLI_ANSWERED) return code;
  if (host_store_get(store, call->operand[0], &run, &err) == ENT_OK) {
    code = use(call, store, &run);
    host_run_free(&run);
  } else {
    code = cli_fail(call, &err);
  }
  cli_store_close(store);
  return code;
}

bool cli_store_means(const char *word)
{
  const size_t size = strspn(word, "0123456789abcdef-");
  return size >= 4 && size < HOST_RUN_ID && word[size] == '\0' && word[0] != '-' && access(word, F_OK) != 0;
}

cli_exit cli_store_load(const cli_call *call, const char *id, host_source source, const char *const *change,
                        int changes, const ent_allocator *memory, host_load *load)
{
  host_store *store = NULL;
  host_run run;
  ent_error err = {.code = ENT_OK};
  memset(load, 0, sizeof *load);
  const cli_exit code = cli_store_open(call, &store);
  if (code != CLI_ANSWERED) return code;
  ent_status status = host_store_get(store, id, &run, &err);
  host_store_close(store);
  if (status != ENT_OK) return cli_fail(call, &err);
  source.path = run.file[0] ? run.file : "run";
  source.text = run.snapshot;
  source.size = run.snapshot_size;
  status = host_load_source(&source, change, changes, memory, load);
  host_run_free(&run);
  if (status == ENT_OK) return CLI_ANSWERED;
  cli_show_problems(call, load);
  return cli_exit_of(status);
}
