/* corpus.c - reading the table of past deals, and the features beside it. */
#include "corpus.h"

#include "host/memory.h"
#include "problems.h"
#include "say.h"

#include <string.h>
#include <unistd.h>

#ifndef ENT_DATA_DIR
#define ENT_DATA_DIR "/usr/local/share/entente/data"
#endif

void cli_data_path(const char *name, char out[HOST_PATH_MAX])
{
  snprintf(out, HOST_PATH_MAX, "data/%s", name);
  if (access(out, R_OK) != 0) snprintf(out, HOST_PATH_MAX, "%s/%s", ENT_DATA_DIR, name);
}

/* X_features.csv beside X.csv; "" where there is none. */
static void find_features(const char *deals, char out[HOST_PATH_MAX])
{
  static const char ending[] = ".csv";
  const size_t size = strlen(deals);
  out[0] = '\0';
  if (size < sizeof ending || strcmp(deals + size - 4, ending) != 0 || size + 12 > HOST_PATH_MAX) return;
  snprintf(out, HOST_PATH_MAX, "%.*s_features%s", (int)(size - 4), deals, ending);
  if (access(out, R_OK) != 0) out[0] = '\0';
}

static cli_exit tell_cell(const cli_call *call, const cli_corpus *c, ent_corpus_place place, const ent_error *err)
{
  ent_error placed = *err;
  const int t = place.table;
  if (place.row >= 0)
    host_csv_place(c->text[t].data, c->text[t].size, place.row, place.column < 0 ? 0 : place.column, &placed.line,
                   &placed.column);
  return cli_refuse_file(call, c->file[t], &c->text[t], &placed);
}

static cli_exit open_table(const cli_call *call, cli_corpus *c, int t)
{
  ent_error err = {.code = ENT_OK};
  ent_status status = host_file_read(c->file[t], HOST_SCENARIO_MAX, &c->text[t], &err);
  if (status == ENT_OK) status = host_csv_read(c->text[t].data, c->text[t].size, &c->table[t], &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_refuse_file(call, c->file[t], &c->text[t], &err);
}

cli_exit cli_corpus_open(const cli_call *call, const char *deals, const char *features, cli_corpus *out)
{
  memset(out, 0, sizeof *out);
  snprintf(out->file[0], HOST_PATH_MAX, "%s", deals);
  if (features)
    snprintf(out->file[1], HOST_PATH_MAX, "%s", features);
  else
    find_features(deals, out->file[1]);
  cli_exit code = open_table(call, out, 0);
  if (code == CLI_ANSWERED && out->file[1][0] != '\0') code = open_table(call, out, 1);
  if (code != CLI_ANSWERED) return code;
  const ent_allocator memory = host_memory();
  ent_cases cases[2];
  for (int t = 0; t < 2; t++)
    cases[t] = (ent_cases){out->table[t].rows, out->table[t].columns, out->table[t].column, out->table[t].cell};
  ent_corpus_place place = {-1, -1, -1};
  ent_error err = {.code = ENT_OK};
  const ent_status status =
    ent_corpus_read(&cases[0], out->file[1][0] != '\0' ? &cases[1] : NULL, &memory, &out->corpus, &place, &err);
  if (status == ENT_OK) return CLI_ANSWERED;
  return place.table < 0 ? cli_refuse_file(call, out->file[0], &out->text[0], &err) : tell_cell(call, out, place, &err);
}

void cli_corpus_close(cli_corpus *c)
{
  const ent_allocator memory = host_memory();
  ent_corpus_free(&c->corpus, &memory);
  for (int t = 0; t < 2; t++) {
    host_table_free(&c->table[t]);
    host_text_free(&c->text[t]);
  }
}

const char *cli_deal_title(const cli_call *call, const ent_deal_row *row)
{
  static const char *const tag[ENT_LANGUAGES] = {
#define X(NAME, tag, text) tag,
    ENT_LANGUAGE_LIST(X)
#undef X
  };
  for (int l = 0; l < ENT_LANGUAGES; l++)
    if (strcmp(call->language, tag[l]) == 0) return row->title[l];
  return row->title[ENT_LANGUAGE_EN];
}

const char *cli_end_cause(const host_terminal *t, const char *word)
{
  static const char *const known[] = {ENT_SAY("violation"),  ENT_SAY("withdrawal"), ENT_SAY("defection"),
                                      ENT_SAY("war"),        ENT_SAY("completed"),  ENT_SAY("abrogation"),
                                      ENT_SAY("superseded"), ENT_SAY("expulsion"),  ENT_SAY("suspension")};
  for (size_t k = 0; k < sizeof known / sizeof *known; k++)
    if (strcmp(known[k], word) == 0) return cli_say(t, known[k]);
  return word;
}
