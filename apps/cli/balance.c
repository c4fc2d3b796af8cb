/* balance.c - `entente balance`: into which two camps does a network fall, and which ties go against them? */
#include "balance.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "commands.h"
#include "host/clock.h"
#include "json.h"
#include "progress.h"
#include "say.h"
#include "sheet.h"
#include "show.h"
#include "targets.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS 60 /* --time, unless asked otherwise */
#define SHOWN 12

/* ---- the network ---------------------------------------------------------------------------------------------------- */

static cli_exit read_way(const cli_call *call, ent_ties_way *way)
{
  static const char *const name[] = {"added", "averaged", "symmetric"};
  const char *const text = cli_value(call, CLI_OPTION_DIRECTION);
  for (int k = 0; text && k < 3; k++)
    if (strcmp(text, name[k]) == 0) {
      *way = (ent_ties_way)k;
      return CLI_ANSWERED;
    }
  if (!text) return CLI_ANSWERED;
  return cli_refuse(call, "--direction is added, averaged or symmetric, not \"", text, "\"", (char *)NULL);
}

cli_exit cli_network_ties(const cli_call *call, const cli_network *net, const ent_ties_options *rule, ent_ties **out)
{
  ent_ties_options options = *rule;
  ent_error err = {.code = ENT_OK};
  int64_t *weight = NULL;
  ent_status status = ENT_OK;
  options.scale = 1;
  if (net->weight) {
    weight = malloc((size_t)net->rows * sizeof *weight);
    if (!weight) return cli_network_no_memory(call);
    status = ent_ties_weights_read(net->weight, net->rows, &net->memory, weight, &options.scale, &err);
  }
  if (status == ENT_OK)
    status = ent_ties_make(net->actors, net->rows, net->tail, net->head, weight, &options, &net->memory, out, &err);
  free(weight);
  return status == ENT_OK ? CLI_ANSWERED : cli_network_refuse(call, net, (int64_t)err.line - 1, &err);
}

void cli_weight_text(int64_t weight, int64_t scale, char out[CLI_WEIGHT])
{
  char part[24];
  const long long size = llabs(weight);
  if (scale == 1) {
    snprintf(out, CLI_WEIGHT, "%lld", (long long)weight);
    return;
  }
  if (scale % 10 != 0) { /* means of two directions have a factor of 2 */
    snprintf(out, CLI_WEIGHT, "%.15g", (double)weight / (double)scale);
    return;
  }
  snprintf(part, sizeof part, "%lld", (long long)scale + size % scale); /* a digit before those behind the point */
  snprintf(out, CLI_WEIGHT, "%s%lld.%.18s", weight < 0 ? "-" : "", size / (long long)scale, part + 1);
}

/* ---- the search ------------------------------------------------------------------------------------------------------ */

typedef struct watch {
  cli_progress progress;
  const cli_balance *balance;
  double until;
} watch;

/* The gap, in words, while somebody looks on. */
static void note_gap(watch *w, const ent_balance_state *state)
{
  const cli_balance *const b = w->balance;
  char low[CLI_WEIGHT], high[CLI_WEIGHT];
  cli_weight_text(state->lower, b->ties->scale, low);
  cli_weight_text(state->upper, b->ties->scale, high);
  cli_fill(&b->call->err, ENT_SAY("L between {low} and {high}"), w->progress.note, sizeof w->progress.note, "low", low,
           "high", high, (char *)NULL);
}

static bool go_on(void *ctx, const ent_balance_state *state)
{
  watch *const w = ctx;
  const double done = state->upper > 0 ? (double)state->lower / (double)state->upper : 1;
  const double now = host_clock_seconds();
  if (now > w->until) return false;
  if (w->progress.shown && now - w->progress.last >= 0.1) note_gap(w, state);
  return cli_progress_step(&w->progress, "proof", done, NULL);
}

static cli_exit solve(cli_balance *b)
{
  uint64_t seconds = SECONDS, cases = 0, seed = 1;
  if (!cli_whole(b->call, CLI_OPTION_TIME, 0, 10000000, &seconds) ||
      !cli_whole(b->call, CLI_OPTION_CASES, 1, 1000000000, &cases) ||
      !cli_whole(b->call, CLI_OPTION_SEARCH_SEED, 0, INT64_MAX, &seed))
    return CLI_INPUT;
  watch w = {.balance = b};
  const double start = host_clock_seconds();
  w.until = seconds > 0 ? start + (double)seconds : INFINITY;
  const ent_balance_options options = {.seed = seed, .cases = (int64_t)cases, .go_on = go_on, .ctx = &w};
  ent_error err = {.code = ENT_OK};
  cli_progress_begin(&w.progress, b->call, false);
  const ent_status status = ent_balance_solve(b->ties, &options, &b->net.memory, &b->found, &err);
  cli_progress_end(&w.progress);
  b->seconds = host_clock_seconds() - start;
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(b->call, &err);
}

/* ---- a person reads --------------------------------------------------------------------------------------------------- */

static void show_index(const cli_balance *b)
{
  const host_terminal *const t = &b->call->out;
  const ent_balance *const f = b->found;
  char low[CLI_WEIGHT], high[CLI_WEIGHT], order[CLI_TEXT], upper[CLI_TEXT];
  cli_weight_text(f->lower, b->ties->scale, low);
  cli_weight_text(f->upper, b->ties->scale, high);
  snprintf(order, sizeof order, "%.4f", f->order_low);
  snprintf(upper, sizeof upper, "%.4f", f->order_high);
  if (f->proved)
    cli_said(t, "Frustration index L = {index}, proved; line of balance 1 - 2 L / all weight = {order}\n", "index",
             high, "order", order, (char *)NULL);
  else
    cli_said(t,
             "Frustration index L between {low} and {high}, not proved within the limit; line of balance {order} to "
             "{upper}\n",
             "low", low, "high", high, "order", order, "upper", upper, (char *)NULL);
}

static void show_ends(const cli_balance *b)
{
  const host_terminal *const t = &b->call->out;
  char actors[CLI_TEXT], ties[CLI_TEXT], foes[CLI_TEXT];
  int hostile = 0;
  for (int e = 0; e < b->ties->m; e++) hostile += b->ties->weight[e] < 0;
  cli_count_text((uint64_t)b->ties->n, actors);
  cli_count_text((uint64_t)b->ties->m, ties);
  cli_count_text((uint64_t)hostile, foes);
  host_print_styled(t, HOST_BOLD, b->net.file);
  fputc('\n', t->stream);
  cli_said(t, "{actors} actors, {ties} ties, {hostile} of them hostile\n", "actors", actors, "ties", ties, "hostile",
           foes, (char *)NULL);
  if (b->ties->cancelled == 0) return;
  char weight[CLI_WEIGHT];
  cli_weight_text(b->ties->cancelled, b->ties->scale, weight);
  cli_said(t, "Friendly and hostile rows of the same pair cancel out a weight of {weight}, which counts in L\n",
           "weight", weight, (char *)NULL);
}

static int members_of(const cli_balance *b, int8_t camp)
{
  int n = 0;
  for (int i = 0; i < b->ties->n; i++) n += b->found->camp[i] == camp;
  return n;
}

static void show_camp(const cli_balance *b, int8_t camp, const char *english)
{
  const host_terminal *const t = &b->call->out;
  char head[CLI_SAID], number[CLI_TEXT];
  cli_count_text((uint64_t)members_of(b, camp), number);
  cli_fill(t, english, head, sizeof head, "count", number, (char *)NULL);
  cli_heading(t, head);
  size_t used = 0;
  char *const all = malloc(65536);
  if (!all) return;
  all[0] = '\0';
  int left = 0;
  for (int i = 0; i < b->ties->n; i++) {
    if (b->found->camp[i] != camp) continue;
    if (used > 1500) {
      left++;
      continue;
    }
    used +=
      (size_t)snprintf(all + used, 65536 - used, "%s%.200s", used ? cli_say(t, ENT_SAY(", ")) : "", b->net.actor[i]);
  }
  fputs("  ", t->stream);
  host_print_wrapped(t, all, 2, 2);
  fputc('\n', t->stream);
  free(all);
  cli_count_text((uint64_t)left, number);
  if (left) cli_said(t, "  ... and {count} more\n", "count", number, (char *)NULL);
}

static void show_tie(const cli_balance *b, int e, int columns)
{
  const host_terminal *const t = &b->call->out;
  const ent_ties *const ties = b->ties;
  char pair[512], weight[CLI_WEIGHT], blame[CLI_TEXT];
  snprintf(pair, sizeof pair, "%.200s %s %.200s", b->net.actor[ties->tail[e]], t->unicode ? "\xE2\x80\x93" : "-",
           b->net.actor[ties->head[e]]);
  cli_weight_text(ties->weight[e], ties->scale, weight);
  cli_percent_text(t, b->found->blame[e], blame);
  fputs("  ", t->stream);
  host_print_padded(t, pair, columns);
  cli_right(t, weight, 10);
  cli_right(t, blame, 12);
  fputs("   ", t->stream);
  fputs(cli_say(t, ties->weight[e] > 0 ? ENT_SAY("friends apart") : ENT_SAY("foes together")), t->stream);
  fputc('\n', t->stream);
}

/* The ties against the camps, heaviest first. */
static void show_ties(const cli_balance *b)
{
  const host_terminal *const t = &b->call->out;
  uint64_t limit = SHOWN;
  char head[CLI_SAID], number[CLI_TEXT];
  int bad = 0;
  if (!cli_whole(b->call, CLI_OPTION_ROWS, 1, 1000000, &limit)) return;
  for (int e = 0; e < b->ties->m; e++) bad += ent_tie_is_frustrated(b->ties, e, b->found->camp);
  if (bad == 0) {
    cli_said(t, "\nNo tie goes against them: the network is balanced.\n", (char *)NULL);
    return;
  }
  cli_count_text((uint64_t)bad, number);
  cli_fill(t, ENT_SAY("Ties against the camps ({count})"), head, sizeof head, "count", number, (char *)NULL);
  cli_heading(t, head);
  const int columns = t->width > 90 ? 48 : t->width - 42;
  fputs("  ", t->stream);
  host_print_padded(t, "", columns);
  cli_right(t, cli_say(t, ENT_SAY("weight")), 10);
  cli_right(t, cli_say(t, ENT_SAY("in proof")), 12);
  fputc('\n', t->stream);
  bool *const shown = calloc((size_t)b->ties->m, sizeof *shown);
  for (uint64_t k = 0; shown && k < limit && k < (uint64_t)bad; k++) {
    int best = -1;
    for (int e = 0; e < b->ties->m; e++)
      if (!shown[e] && ent_tie_is_frustrated(b->ties, e, b->found->camp) &&
          (best < 0 || llabs(b->ties->weight[e]) > llabs(b->ties->weight[best])))
        best = e;
    shown[best] = true;
    show_tie(b, best, columns);
  }
  free(shown);
  cli_count_text((uint64_t)bad - limit, number);
  if ((uint64_t)bad > limit) cli_said(t, "  ... and {count} more\n", "count", number, (char *)NULL);
}

/* ---- a program reads --------------------------------------------------------------------------------------------------- */

static double real(const cli_balance *b, int64_t weight)
{
  return (double)weight / (double)b->ties->scale;
}

static void print_json(const cli_balance *b)
{
  const ent_balance *const f = b->found;
  fputs("{\"table\": ", stdout);
  cli_json_text(stdout, b->net.file);
  printf(",\n \"actors\": %d, \"ties\": %d, \"lower\": ", b->ties->n, b->ties->m);
  cli_json_number(stdout, real(b, f->lower));
  fputs(", \"upper\": ", stdout);
  cli_json_number(stdout, real(b, f->upper));
  printf(", \"proved\": %s, \"order\": [", f->proved ? "true" : "false");
  cli_json_number(stdout, f->order_low);
  fputs(", ", stdout);
  cli_json_number(stdout, f->order_high);
  fputs("],\n \"cancelled\": ", stdout);
  cli_json_number(stdout, real(b, b->ties->cancelled));
  printf(", \"cases\": %lld,\n \"camps\": [", (long long)f->cases);
  for (int camp = 1; camp >= -1; camp -= 2) {
    fputs(camp == 1 ? "\n  [" : ",\n  [", stdout);
    bool later = false;
    for (int i = 0; i < b->ties->n; i++) {
      if (f->camp[i] != camp) continue;
      if (later) fputs(", ", stdout);
      cli_json_text(stdout, b->net.actor[i]);
      later = true;
    }
    fputs("]", stdout);
  }
  putchar(']');
  fputs(",\n \"actor\": [", stdout);
  for (int i = 0; i < b->ties->n; i++) {
    if (i) fputs(", ", stdout);
    cli_json_text(stdout, b->net.actor[i]);
  }
  putchar(']');
  cli_balance_json_more(b);
  cli_balance_json_nulls(b);
  fputs(",\n \"frustrated\": [", stdout);
  bool later = false;
  for (int e = 0; e < b->ties->m; e++) {
    if (!ent_tie_is_frustrated(b->ties, e, f->camp)) continue;
    fputs(later ? ",\n  {\"a\": " : "\n  {\"a\": ", stdout);
    later = true;
    cli_json_text(stdout, b->net.actor[b->ties->tail[e]]);
    fputs(", \"b\": ", stdout);
    cli_json_text(stdout, b->net.actor[b->ties->head[e]]);
    fputs(", \"weight\": ", stdout);
    cli_json_number(stdout, real(b, b->ties->weight[e]));
    fputs(", \"blame\": ", stdout);
    cli_json_number(stdout, f->blame[e]);
    putchar('}');
  }
  fputs("\n ]}\n", stdout);
}

/* One row a tie. */
static void print_csv(const cli_balance *b)
{
  puts("from,to,weight,camp_from,camp_to,frustrated,blame");
  for (int e = 0; e < b->ties->m; e++) {
    const int a = b->ties->tail[e], z = b->ties->head[e];
    cli_csv_text(b->net.actor[a]);
    putchar(',');
    cli_csv_text(b->net.actor[z]);
    putchar(',');
    cli_json_number(stdout, real(b, b->ties->weight[e]));
    printf(",%d,%d,%d,", b->found->camp[a] > 0 ? 1 : 2, b->found->camp[z] > 0 ? 1 : 2,
           ent_tie_is_frustrated(b->ties, e, b->found->camp));
    cli_json_number(stdout, b->found->blame[e]);
    putchar('\n');
  }
}

static cli_exit answer(cli_balance *b)
{
  static const cli_option files[] = {CLI_OPTION_CERTIFICATE, CLI_OPTION_GRAPHML, CLI_OPTION_DOT, CLI_OPTION_CAMPS_SVG};
  cli_targets to;
  cli_exit code = cli_targets_open(b->call, files, 4, &to);
  if (code != CLI_ANSWERED) return code;
  ent_ties_options rule = {.drop_loops = cli_has(b->call, CLI_OPTION_DROP_LOOPS),
                           .signs_only = cli_has(b->call, CLI_OPTION_SIGNS)};
  code = read_way(b->call, &rule.way);
  if (code == CLI_ANSWERED) code = cli_network_ties(b->call, &b->net, &rule, &b->ties);
  if (code == CLI_ANSWERED) code = solve(b);
  if (code == CLI_ANSWERED) code = cli_balance_measure(b);
  if (code == CLI_ANSWERED) code = cli_balance_deal(b);
  if (code != CLI_ANSWERED) {
    cli_targets_discard(&to);
    return code;
  }
  if (to.to_stdout) {
  } else if (cli_has(b->call, CLI_OPTION_AS_JSON)) {
    print_json(b);
  } else if (cli_has(b->call, CLI_OPTION_MEMBERS_CSV)) {
    print_csv(b);
  } else {
    show_ends(b);
    show_index(b);
    show_camp(b, 1, ENT_SAY("First camp ({count})"));
    show_camp(b, -1, ENT_SAY("Second camp ({count})"));
    show_ties(b);
    cli_balance_show_more(b);
    cli_balance_show_nulls(b);
  }
  fflush(stdout);
  return cli_targets_write(&to, cli_balance_write, b);
}

cli_exit cli_command_balance(const cli_call *call)
{
  cli_balance b = {.call = call};
  cli_exit code = cli_network_open(call, call->operand[0], &b.net);
  if (code == CLI_ANSWERED) code = answer(&b);
  ent_balance_free(b.found);
  ent_ties_free(b.ties);
  cli_network_close(&b.net);
  return code;
}
