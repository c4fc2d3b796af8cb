/* views.c - `entente views`: the same question as each side sees it, over the same draws. */
#include "commands.h"
#include "json.h"
#include "progress.h"
#include "say.h"
#include "session.h"
#include "show.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define COLUMN 12 /* of one share */
#define NARROW 11 /* the same below the name, where a line has no room for both */
#define WORD 18   /* of the outcome */

typedef struct table {
  const ent_scenario *s;
  uint64_t seed;
  int rows;
  ent_view_answer row[ENT_VIEWS_MAX + 1];
} table;

/* "" of key and the author's name for the row of the author. */
static void row_names(const table *w, int row, const char **key, const char **name)
{
  ent_view_info info;
  const bool view = ent_scenario_view(w->s, w->row[row].view, &info);
  *key = view ? info.key : "";
  *name = view ? info.name : ENT_SAY("The author");
}

static void print_row(const host_terminal *t, const table *w, int row, bool narrow)
{
  const char *key = NULL, *name = NULL;
  char text[CLI_TEXT];
  row_names(w, row, &key, &name);
  if (!key[0]) name = cli_say(t, name);
  if (narrow) {
    host_print_wrapped(t, name, 0, 2);
    fputs("\n  ", t->stream);
  } else {
    host_print_padded(t, name, t->width - (ENT_GATES + 1) * COLUMN - WORD);
  }
  for (int g = 0; g <= ENT_GATES; g++) {
    const ent_share share = g < ENT_GATES ? w->row[row].gate[g] : w->row[row].all;
    if (share.p > 0 && share.p < 1)
      cli_percent_text(t, share.p, text);
    else
      cli_share_text(t, share, text); /* none of so many draws: below a bound, not nothing */
    cli_right(t, text, narrow ? NARROW : COLUMN);
  }
  fprintf(t->stream, "  %s\n", cli_say_page(t, w->row[row].word));
}

static void print_table(const cli_call *call, const table *w)
{
  const host_terminal *const t = &call->out;
  const bool narrow = t->width < 100;
  const int wide = narrow ? 2 : t->width - (ENT_GATES + 1) * COLUMN - WORD;
  char text[CLI_TEXT], line[512], seed[CLI_NUMBER];
  host_print_wrapped(t, ent_scenario_text(w->s, "question", ent_words_language(t->page_words)), 0, 0);
  fprintf(t->stream, "\n\n%s%*s", host_style_on(t, HOST_DIM), wide, "");
  for (int g = 0; g <= ENT_GATES; g++)
    cli_right(t, g < ENT_GATES ? cli_gate_word(t, g) : cli_say(t, "all four"), narrow ? NARROW : COLUMN);
  fprintf(t->stream, "%s\n", host_style_off(t));
  for (int i = 0; i < w->rows; i++) print_row(t, w, i, narrow);
  cli_count_text(w->row[0].draws, text);
  cli_fill(t, "Share of {draws} draws in which each gate opens; all views over the same draws, seed {seed}.", line,
           sizeof line, "draws", text, "seed", cli_number((long long)w->seed, seed), (char *)NULL);
  fprintf(t->stream, "\n%s", host_style_on(t, HOST_DIM));
  host_print_wrapped(t, line, 0, 0);
  fprintf(t->stream, "\n%s entente explain %s views%s\n", cli_say(t, "next:"), call->operand[0], host_style_off(t));
}

/* ---- for programs ---------------------------------------------------------------------------------------------- */

static void json_share(const char *key, ent_share share, const char *word)
{
  printf("\"%s\": {\"p\": ", key);
  cli_json_number(stdout, share.p);
  fputs(", \"se\": ", stdout);
  cli_json_number(stdout, share.se);
  if (word) printf(", \"word\": \"%s\"", word);
  putchar('}');
}

static void json_changes(const table *w, int row)
{
  ent_view_pair pair;
  fputs("\"set\": {", stdout);
  for (int i = 0; ent_scenario_view_pair(w->s, w->row[row].view, i, &pair); i++) {
    fputs(i ? ", " : "", stdout);
    cli_json_text(stdout, pair.path);
    fputs(": ", stdout);
    cli_json_text(stdout, pair.text);
  }
  fputs("}", stdout);
}

static void json_row(const table *w, int row)
{
  const char *key = NULL, *name = NULL;
  row_names(w, row, &key, &name);
  fputs("    {\"view\": ", stdout);
  if (key[0])
    cli_json_text(stdout, key);
  else
    fputs("null", stdout);
  fputs(", \"name\": ", stdout);
  cli_json_text(stdout, name);
  fputs(",\n     \"gates\": {", stdout);
  for (int g = 0; g < ENT_GATES; g++) {
    fputs(g ? ", " : "", stdout);
    json_share(cli_gate_names[g], w->row[row].gate[g], NULL);
  }
  fputs("},\n     ", stdout);
  json_share("all", w->row[row].all, w->row[row].word);
  fputs(",\n     ", stdout);
  json_changes(w, row);
  fputs("}", stdout);
}

static void print_json(const table *w)
{
  fputs("{\n  \"scenario\": ", stdout);
  cli_json_text(stdout, ent_scenario_id(w->s));
  printf(",\n  \"seed\": %llu,\n  \"draws\": %llu,\n  \"views\": [\n", (unsigned long long)w->seed,
         (unsigned long long)w->row[0].draws);
  for (int i = 0; i < w->rows; i++) {
    fputs(i ? ",\n" : "", stdout);
    json_row(w, i);
  }
  fputs("\n  ]\n}\n", stdout);
}

/* One row a quantity; keys are names, so nothing needs quotes. */
static void print_csv(const table *w)
{
  fputs("view,quantity,statistic,value\n", stdout);
  for (int i = 0; i < w->rows; i++) {
    const char *key = NULL, *name = NULL;
    row_names(w, i, &key, &name);
    for (int g = 0; g <= ENT_GATES; g++) {
      const ent_share share = g < ENT_GATES ? w->row[i].gate[g] : w->row[i].all;
      for (int k = 0; k < 2; k++) {
        printf("%s,%s,%s,", key[0] ? key : "author", cli_gate_names[g], k ? "se" : "p");
        cli_json_number(stdout, k ? share.se : share.p);
        putchar('\n');
      }
    }
  }
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

/* What --set says holds in every view, whatever a view says of it. */
static int read_changes(const cli_call *call, char *copy[CLI_GIVEN_MAX], const char *path[CLI_GIVEN_MAX],
                        const char *text[CLI_GIVEN_MAX])
{
  const char *change[CLI_GIVEN_MAX];
  const int changes = cli_values(call, CLI_OPTION_SET, change);
  int count = 0;
  for (int i = 0; i < changes; i++) {
    const size_t size = strlen(change[i]) + 1;
    char *const equals = (copy[count] = malloc(size)) ? strchr(memcpy(copy[count], change[i], size), '=') : NULL;
    if (!copy[count]) break;
    if (equals) *equals = '\0'; /* it is there: the scenario was loaded with it */
    path[count] = copy[count];
    text[count] = equals ? equals + 1 : "";
    count++;
  }
  return count;
}

static ent_status ask(const cli_call *call, const cli_session *session, const ent_options *options, table *w,
                      ent_error *err)
{
  static char *copy[CLI_GIVEN_MAX];
  static const char *path[CLI_GIVEN_MAX], *text[CLI_GIVEN_MAX];
  const int changes = read_changes(call, copy, path, text);
  cli_progress progress;
  ent_options full = *options;
  full.progress = cli_progress_step;
  full.progress_ctx = &progress;
  cli_progress_begin(&progress, call, cli_has(call, CLI_OPTION_QUIET));
  const ent_status status = ent_views_run(w->s, &full, path, text, changes, &session->memory, w->row, err);
  cli_progress_end(&progress);
  for (int i = 0; i < changes; i++) free(copy[i]);
  return status;
}

static cli_exit answer(const cli_call *call, const cli_session *session)
{
  static table w;
  ent_options options = {.seed = 0};
  uint64_t threads = 0;
  ent_error err = {.code = ENT_OK};
  host_threads *crew = NULL;
  if (!cli_whole(call, CLI_OPTION_DRAWS, 1, ENT_DRAWS_MAX, &options.draws) ||
      !cli_whole(call, CLI_OPTION_SEED, 1, INT64_MAX, &options.seed) ||
      !cli_whole(call, CLI_OPTION_THREADS, 1, HOST_THREADS_MAX, &threads))
    return CLI_INPUT;
  if (host_threads_open((int)threads, &crew, &err) != ENT_OK) return cli_fail(call, &err);
  const ent_executor executor = host_threads_executor(crew);
  options.executor = &executor;
  w.s = session->load.scenario;
  w.seed = options.seed ? options.seed : ent_scenario_seed(w.s);
  w.rows = ent_scenario_views(w.s) + 1;
  const ent_status status = ask(call, session, &options, &w, &err);
  host_threads_close(crew);
  if (status == ENT_CANCELLED) {
    cli_said(&call->err, "stopped\n", (char *)NULL);
    return CLI_STOPPED;
  }
  if (status != ENT_OK) return cli_fail(call, &err);
  if (cli_has(call, CLI_OPTION_AS_JSON))
    print_json(&w);
  else if (cli_has(call, CLI_OPTION_AS_CSV))
    print_csv(&w);
  else
    print_table(call, &w);
  return CLI_ANSWERED;
}

cli_exit cli_command_views(const cli_call *call)
{
  cli_session session;
  cli_exit code = cli_session_open(call, call->operand[0], &session);
  if (code == CLI_ANSWERED) code = answer(call, &session);
  cli_session_close(&session);
  return code;
}
