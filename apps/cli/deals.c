/* deals.c - how does a row of a corpus become a scenario?  The row is written as YAML, which is then read like a file. */
#include "deals.h"

#include "corpus.h"
#include "problems.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "model/carry.h"
#include "model/scenario.h"

#include <stdio.h>
#include <string.h>

#define MARK ".csv#"
#define HORIZON 5
#define NAMES_MAX 512 /* that a misspelt id is compared with */

bool cli_deal_named(const char *file)
{
  const char *const mark = strstr(file, MARK);
  return mark && mark[sizeof MARK - 1] != '\0';
}

static const ent_deal_row *find(const ent_corpus *corpus, const char *id, ent_error *err)
{
  const char *names[NAMES_MAX];
  size_t count = 0;
  for (int i = 0; i < corpus->rows; i++) {
    if (strcmp(corpus->row[i].id, id) == 0) return &corpus->row[i];
    if (count < NAMES_MAX) names[count++] = corpus->row[i].id;
  }
  const char *const meant = ent_suggest(id, strlen(id), names, count);
  (void)ent_fail_join(err, ENT_REFERENCE, 0, 0, "", "The corpus has no deal \"", id,
                      meant ? "\"; did you mean \"" : "\".", meant ? meant : "", meant ? "\"?" : "",
                      (const char *)NULL);
  return NULL;
}

static ent_status read_parameters(ent_calibration *out, ent_error *err)
{
  char path[HOST_PATH_MAX];
  host_table table;
  cli_data_path("calibration.csv", path);
  ent_status status = host_load_table(path, &table, err);
  if (status != ENT_OK) return status;
  const ent_cases cases = {table.rows, table.columns, table.column, table.cell};
  status = ent_calibration_read(&cases, out, err);
  host_table_free(&table);
  return status;
}

static cli_exit load(const cli_call *call, const char *file, const char *text, size_t size, cli_session *session)
{
  const char *change[CLI_GIVEN_MAX];
  const int changes = cli_values(call, CLI_OPTION_SET, change);
  const host_source from = {
    .path = file, .text = text, .size = size, .view = cli_value(call, CLI_OPTION_VIEW), .words = call->page_words};
  const ent_status status = host_load_source(&from, change, changes, &session->memory, &session->load);
  if (status == ENT_OK) return CLI_ANSWERED;
  cli_show_problems(call, &session->load);
  return cli_exit_of(status);
}

static cli_exit open_deal(const cli_call *call, const char *file, const ent_deal_row *row, cli_session *session)
{
  ent_error err = {.code = ENT_OK};
  ent_calibration c;
  char *text = NULL;
  size_t size = 0;
  ent_status status = read_parameters(&c, &err);
  if (status == ENT_OK)
    status = ent_deal_yaml(row, &c, HORIZON, call->page_words, &session->memory, &text, &size, &err);
  if (status != ENT_OK) return cli_fail(call, &err);
  const cli_exit code = load(call, file, text, size - 1, session);
  session->memory.resize(session->memory.ctx, text, size, 0);
  return code;
}

cli_exit cli_deal_open(const cli_call *call, const char *file, cli_session *session)
{
  const char *const mark = strstr(file, MARK);
  char table[HOST_PATH_MAX];
  ent_error err = {.code = ENT_OK};
  session->memory = host_memory();
  const size_t size = mark ? (size_t)(mark - file) + strlen(".csv") : strlen(file);
  if (!mark || size >= sizeof table) {
    (void)ent_fail(&err, ENT_ARGUMENT, "", "A deal is named by its table and its id: data/deals.csv#D003.");
    return cli_fail(call, &err);
  }
  memcpy(table, file, size);
  table[size] = '\0';
  cli_corpus corpus;
  cli_exit code = cli_corpus_open(call, table, NULL, &corpus);
  if (code != CLI_ANSWERED) return code;
  const ent_deal_row *const row = find(&corpus.corpus, file + size + 1, &err);
  code = row ? open_deal(call, file, row, session) : cli_fail(call, &err);
  cli_corpus_close(&corpus);
  return code;
}

ent_status cli_deal_write(const ent_scenario *s, const ent_allocator *memory, FILE *to, ent_error *err)
{
  ent_arena arena;
  ent_writer w;
  ent_arena_open(&arena, memory);
  ent_writer_open(&w, &arena);
  ent_put_yaml(&w, s->root);
  const ent_status status = w.failed ? ent_fail(err, ENT_NOMEM, "", "There is no memory for the text.") : ENT_OK;
  if (status == ENT_OK) fwrite(w.data, 1, w.size, to);
  ent_arena_close(&arena);
  return status;
}
