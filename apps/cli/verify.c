/* verify.c - `entente verify`: does the proof in a certificate file hold, and is it about this table?
 *
 * The file carries the ties that were counted, so it can be verified by itself.  With a table, its ties are made into a network
 * by the same rule and held against it. */
#include "balance.h"
#include "base/fail.h"
#include "commands.h"
#include "json.h"
#include "ledger.h"
#include "problems.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

typedef struct proof {
  char *text; /* NUL-terminated, from malloc */
  size_t size;
  int first_line; /* of the file, on which it begins */
  ent_ties_options rule;
} proof;

static const char *line_end(const char *at)
{
  return at + strcspn(at, "\n");
}

static bool has_word(const char *line, size_t size, const char *word)
{
  const size_t length = strlen(word);
  for (size_t i = 0; i + length <= size; i++)
    if (memcmp(line + i, word, length) == 0 && (i == 0 || line[i - 1] == ' ') &&
        (i + length == size || line[i + length] == ' ' || line[i + length] == '\r'))
      return true;
  return false;
}

/* Collects the lines "# | ..." before the header. */
static bool read_proof(const host_text *file, proof *p)
{
  int line = 1;
  *p = (proof){.text = malloc(file->size + 1)};
  if (!p->text) return false;
  for (const char *at = file->data; *at == '#'; line++) {
    const char *const end = line_end(at);
    const size_t size = (size_t)(end - at);
    if (size >= 4 && memcmp(at, "# | ", 4) == 0) {
      if (p->size == 0) p->first_line = line;
      memcpy(p->text + p->size, at + 4, size - 4);
      p->size += size - 4;
      p->text[p->size++] = '\n';
    } else if (size >= 8 && memcmp(at, "# rule: ", 8) == 0) {
      if (has_word(at, size, "averaged")) p->rule.way = ENT_TIES_AVERAGED;
      if (has_word(at, size, "symmetric")) p->rule.way = ENT_TIES_SYMMETRIC;
      p->rule.drop_loops = has_word(at, size, "drop-loops");
      p->rule.signs_only = has_word(at, size, "signs");
    }
    at = *end ? end + 1 : end;
  }
  p->text[p->size] = '\0';
  return true;
}

static bool same(const ent_ties *a, const cli_network *na, const ent_ties *b, const cli_network *nb)
{
  if (a->n != b->n || a->m != b->m || a->scale != b->scale || a->cancelled != b->cancelled) return false;
  for (int i = 0; i < a->n; i++)
    if (strcmp(na->actor[i], nb->actor[i]) != 0) return false;
  const size_t m = (size_t)a->m;
  return memcmp(a->tail, b->tail, m * sizeof *a->tail) == 0 && memcmp(a->head, b->head, m * sizeof *a->head) == 0 &&
         memcmp(a->weight, b->weight, m * sizeof *a->weight) == 0;
}

/* Is it about the table of the second operand? */
static cli_exit hold_against(const cli_call *call, const proof *p, const cli_network *net, const ent_ties *ties)
{
  cli_network other;
  ent_ties *found = NULL;
  cli_exit code = cli_network_open(call, call->operand[1], &other);
  if (code == CLI_ANSWERED) code = cli_network_ties(call, &other, &p->rule, &found);
  if (code == CLI_ANSWERED && !same(ties, net, found, &other))
    code = cli_refuse(call, "the certificate holds, but \"", call->operand[1], "\" is another network", (char *)NULL);
  ent_ties_free(found);
  cli_network_close(&other);
  return code;
}

static void show(const cli_call *call, const cli_network *net, const ent_ties *ties, const ent_balance_bounds *b)
{
  const host_terminal *const t = &call->out;
  char low[CLI_WEIGHT], high[CLI_WEIGHT];
  cli_weight_text(b->lower, ties->scale, low);
  cli_weight_text(b->upper, ties->scale, high);
  if (cli_has(call, CLI_OPTION_AS_JSON)) {
    fputs("{\"file\": ", stdout);
    cli_json_text(stdout, net->file);
    printf(", \"actors\": %d, \"ties\": %d, \"lower\": %s, \"upper\": %s, \"proved\": %s}\n", ties->n, ties->m, low,
           high, b->proved ? "true" : "false");
    return;
  }
  if (b->proved)
    cli_said(t, "The certificate holds: L = {index}\n", "index", high, (char *)NULL);
  else
    cli_said(t, "The certificate holds: L lies between {low} and {high}\n", "low", low, "high", high, (char *)NULL);
}

static cli_exit verify(const cli_call *call, const cli_network *net, const proof *p, ent_ties **ties)
{
  ent_error err = {.code = ENT_OK};
  ent_balance_bounds bounds;
  cli_exit code = cli_network_ties(call, net, &p->rule, ties);
  if (code != CLI_ANSWERED) return code;
  if (ent_balance_verify(*ties, p->text, p->size, &net->memory, &bounds, &err) != ENT_OK) {
    char said[ENT_SAID_MAX];
    if (err.line > 0) err.line += p->first_line - 1;
    cli_error_word(call);
    cli_show_place(&call->err, net->file, err.line, 0, "");
    fprintf(stderr, "%s\n", ent_error_say(call->words, err.message, said));
    if (err.line > 0) cli_show_source(call, net->text.data, net->text.size, err.line, 0);
    return err.code == ENT_CORRUPT ? CLI_UNMET : cli_exit_of(err.code);
  }
  if (call->operands > 1) code = hold_against(call, p, net, *ties);
  if (code == CLI_ANSWERED) show(call, net, *ties, &bounds);
  return code;
}

cli_exit cli_command_verify(const cli_call *call)
{
  if (cli_ledger_is(call->operand[0])) return cli_ledger_verify(call);
  cli_network net;
  ent_ties *ties = NULL;
  proof p = {0};
  cli_exit code = cli_network_open(call, call->operand[0], &net);
  if (code == CLI_ANSWERED && !read_proof(&net.text, &p)) code = cli_network_no_memory(call);
  if (code == CLI_ANSWERED && p.size == 0)
    code = cli_refuse(call, "\"", call->operand[0],
                      "\" is no certificate; entente balance TABLE --certificate FILE writes one", (char *)NULL);
  if (code == CLI_ANSWERED) code = verify(call, &net, &p, &ties);
  free(p.text);
  ent_ties_free(ties);
  cli_network_close(&net);
  return code;
}
