/* balance_nulls.c - `entente balance --nulls N`: could the signs, dealt out by chance, be as near to two camps? */
#include "balance.h"

#include "base/fail.h"
#include "host/clock.h"
#include "host/threads.h"
#include "json.h"
#include "progress.h"
#include "say.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>

#define NULLS_MOST 100000
#define SECONDS 60 /* --time, unless asked otherwise */

typedef struct watch {
  cli_progress progress;
  double until;
} watch;

static bool step(void *ctx, uint64_t done, uint64_t nulls)
{
  watch *const w = ctx;
  if (host_clock_seconds() > w->until) return false;
  return cli_progress_step(&w->progress, "shuffled signs", (double)done / (double)nulls, NULL);
}

static cli_exit deal(cli_balance *b, const ent_nulls_options *asked)
{
  uint64_t seconds = SECONDS;
  if (!cli_whole(b->call, CLI_OPTION_TIME, 0, 10000000, &seconds)) return CLI_INPUT;
  b->null = ENT_NEW(&b->net.arena, ent_balance_bounds, asked->nulls);
  if (!b->null) return cli_network_no_memory(b->call);
  ent_error err = {.code = ENT_OK};
  host_threads *crew = NULL;
  if (host_threads_open(0, &crew, &err) != ENT_OK) return cli_fail(b->call, &err);
  const ent_executor executor = host_threads_executor(crew);
  watch w = {.until = seconds > 0 ? host_clock_seconds() + (double)seconds : INFINITY};
  ent_nulls_options how = *asked;
  how.executor = &executor;
  how.progress = step;
  how.progress_ctx = &w;
  const ent_balance_bounds own = {b->found->lower, b->found->upper, b->found->proved};
  cli_progress_begin(&w.progress, b->call, false);
  const ent_status status = ent_balance_nulls(b->ties, &own, &how, &b->net.memory, b->null, &b->nulls, &err);
  cli_progress_end(&w.progress);
  host_threads_close(crew);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(b->call, &err);
}

cli_exit cli_balance_deal(cli_balance *b)
{
  uint64_t nulls = 0, seed = 1, cases = 0;
  if (!cli_has(b->call, CLI_OPTION_NULLS)) return CLI_ANSWERED;
  if (!cli_whole(b->call, CLI_OPTION_NULLS, 1, NULLS_MOST, &nulls) ||
      !cli_whole(b->call, CLI_OPTION_SEARCH_SEED, 0, INT64_MAX, &seed) ||
      !cli_whole(b->call, CLI_OPTION_CASES, 1, 1000000000, &cases))
    return CLI_INPUT;
  const ent_nulls_options how = {.nulls = nulls, .seed = seed, .cases = (int64_t)cases};
  return deal(b, &how);
}

/* ---- a person reads --------------------------------------------------------------------------------------------------- */

/* "0.01", or "0.01 to 0.03". */
static const char *p_text(const host_terminal *t, double low, double high, char *out, size_t room)
{
  char from[CLI_TEXT], to[CLI_TEXT];
  snprintf(from, sizeof from, "%.3g", low);
  snprintf(to, sizeof to, "%.3g", high);
  if (low < high)
    cli_fill(t, "between {low} and {high}", out, room, "low", from, "high", to, (char *)NULL);
  else
    snprintf(out, room, "%s", from);
  return out;
}

static void mean_text(double v, char out[CLI_TEXT])
{
  snprintf(out, CLI_TEXT, v < 1e4 ? "%.5g" : "%.0f", v);
}

void cli_balance_show_nulls(const cli_balance *b)
{
  const host_terminal *const t = &b->call->out;
  const ent_nulls *const n = &b->nulls;
  if (!b->null) return;
  const double scale = (double)b->ties->scale;
  char count[CLI_TEXT], proved[CLI_TEXT], least[CLI_WEIGHT], most[CLI_WEIGHT], mean[CLI_SAID], low[CLI_TEXT],
    high[CLI_TEXT], p[CLI_SAID], head[CLI_SAID];
  cli_count_text(n->nulls, count);
  cli_count_text(n->proved, proved);
  cli_fill(t, ENT_SAY("Against chance: the signs dealt out anew {count} times"), head, sizeof head, "count", count,
           (char *)NULL);
  cli_heading(t, head);
  cli_weight_text(n->least, b->ties->scale, least);
  cli_weight_text(n->most, b->ties->scale, most);
  mean_text(n->mean_lower / scale, low);
  mean_text(n->mean_upper / scale, high);
  if (n->mean_lower < n->mean_upper)
    cli_fill(t, "between {low} and {high}", mean, sizeof mean, "low", low, "high", high, (char *)NULL);
  else
    snprintf(mean, sizeof mean, "%s", low);
  cli_said(t, "  Their index is {mean} on average, from {least} to {most}; {proved} of {count} are proved\n", "mean",
           mean, "least", least, "most", most, "proved", proved, "count", count, (char *)NULL);
  cli_said(t, "  Chance would be as near to two camps, or nearer, with p = {p}\n", "p",
           p_text(t, n->calm_low, n->calm_high, p, sizeof p), (char *)NULL);
  cli_said(t, "  Chance would be as far from two camps, or further, with p = {p}\n", "p",
           p_text(t, n->tense_low, n->tense_high, p, sizeof p), (char *)NULL);
  if (n->stopped) cli_said(t, "  Stopped early: only the ones before that count\n", (char *)NULL);
}

/* ---- a program reads --------------------------------------------------------------------------------------------------- */

static void pair(const char *key, double low, double high)
{
  printf(", \"%s\": [", key);
  cli_json_number(stdout, low);
  fputs(", ", stdout);
  cli_json_number(stdout, high);
  putchar(']');
}

void cli_balance_json_nulls(const cli_balance *b)
{
  const ent_nulls *const n = &b->nulls;
  const double scale = (double)b->ties->scale;
  if (!b->null) return;
  printf(",\n \"nulls\": {\"count\": %llu, \"proved\": %llu, \"stopped\": %s", (unsigned long long)n->nulls,
         (unsigned long long)n->proved, n->stopped ? "true" : "false");
  pair("p_nearer", n->calm_low, n->calm_high);
  pair("p_further", n->tense_low, n->tense_high);
  pair("mean", n->mean_lower / scale, n->mean_upper / scale);
  pair("range", (double)n->least / scale, (double)n->most / scale);
  fputs(",\n  \"index\": [", stdout);
  for (uint64_t k = 0; k < n->nulls; k++) {
    fputs(k ? ", [" : "[", stdout);
    cli_json_number(stdout, (double)b->null[k].lower / scale);
    fputs(", ", stdout);
    cli_json_number(stdout, (double)b->null[k].upper / scale);
    putchar(']');
  }
  fputs("]}", stdout);
}
