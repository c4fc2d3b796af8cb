/* balance_more.c - the other measures of `entente balance`: triangles, walks, spectrum, several camps, where it would drift. */
#include "balance.h"

#include "base/fail.h"
#include "json.h"
#include "say.h"
#include "text.h"

#include <math.h>
#include <string.h>

#define CHEAP 400 /* actors up to which a spectrum is computed unasked */
#define DRIFT_MAX 4096

static ent_status several_camps(cli_balance *b, uint64_t camps, ent_error *err)
{
  const ent_camps_options options = {.camps = (int32_t)camps, .seed = 1};
  b->camp = ENT_NEW(&b->net.arena, int32_t, b->ties->n);
  if (!b->camp) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the camps.");
  return ent_balance_camps(b->ties, &options, &b->net.memory, b->camp, &b->camps, err);
}

/* Continuous dynamics from the weights as they are. */
static ent_status drift(cli_balance *b, ent_error *err)
{
  const int n = b->ties->n;
  if (n > DRIFT_MAX) return ent_fail(err, ENT_LIMIT, "", "--drift takes up to 4,096 actors.");
  double *const x = ENT_NEW(&b->net.arena, double, (size_t)n *(size_t)n);
  b->drift = ENT_NEW(&b->net.arena, int8_t, n);
  if (!x || !b->drift) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the camps.");
  memset(x, 0, (size_t)n * (size_t)n * sizeof *x);
  for (int e = 0; e < b->ties->m; e++) {
    const int i = b->ties->tail[e], j = b->ties->head[e];
    x[i * n + j] = x[j * n + i] = (double)b->ties->weight[e] / (double)b->ties->scale;
  }
  ent_drift *made = NULL;
  const ent_status status = ent_drift_make(n, x, &b->net.memory, &made, &b->end, b->drift, err);
  ent_drift_free(made);
  return status;
}

cli_exit cli_balance_measure(cli_balance *b)
{
  const bool asked = cli_has(b->call, CLI_OPTION_MEASURES);
  uint64_t camps = 0;
  ent_error err = {.code = ENT_OK};
  ent_status status = ENT_OK;
  if (!cli_whole(b->call, CLI_OPTION_CAMPS, 0, 1000000, &camps)) return CLI_INPUT;
  b->measured = asked || b->ties->n <= 20000;
  b->spectral = asked || b->ties->n <= CHEAP;
  if (b->measured) status = ent_balance_triads(b->ties, &b->net.memory, &b->triads, NULL, NULL, &err);
  if (status == ENT_OK && b->spectral) {
    b->local = ENT_NEW(&b->net.arena, double, b->ties->n);
    status = b->local ? ent_balance_walks(b->ties, true, &b->net.memory, &b->walks, b->local, &err)
                      : ent_fail(&err, ENT_NOMEM, "", "There is no memory for the camps.");
  }
  if (status == ENT_OK && b->spectral) status = ent_balance_conflict(b->ties, true, &b->net.memory, &b->conflict, &err);
  if (status == ENT_OK && cli_has(b->call, CLI_OPTION_CAMPS)) status = several_camps(b, camps, &err);
  if (status == ENT_OK && cli_has(b->call, CLI_OPTION_DRIFT)) status = drift(b, &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(b->call, &err);
}

/* ---- a person reads --------------------------------------------------------------------------------------------------- */

static const char *decimal(double v, char out[CLI_TEXT])
{
  if (fabs(v) < INFINITY)
    snprintf(out, CLI_TEXT, "%.4f", v);
  else
    snprintf(out, CLI_TEXT, "-");
  return out;
}

static void show_measures(const cli_balance *b)
{
  const host_terminal *const t = &b->call->out;
  char ppp[CLI_TEXT], ppm[CLI_TEXT], pmm[CLI_TEXT], mmm[CLI_TEXT], value[CLI_TEXT], weak[CLI_TEXT];
  if (!b->measured) return;
  cli_heading(t, cli_say(t, ENT_SAY("Other measures of balance")));
  cli_count_text((uint64_t)b->triads.ppp, ppp);
  cli_count_text((uint64_t)b->triads.ppm, ppm);
  cli_count_text((uint64_t)b->triads.pmm, pmm);
  cli_count_text((uint64_t)b->triads.mmm, mmm);
  cli_said(t, "  Triangles: +++ {ppp}, ++- {ppm}, +-- {pmm}, --- {mmm}\n", "ppp", ppp, "ppm", ppm, "pmm", pmm, "mmm",
           mmm, (char *)NULL);
  cli_said(t, "  Balanced triangles {index}; with --- counted too (several camps) {weak}\n", "index",
           decimal(b->triads.index, value), "weak", decimal(b->triads.index_weak, weak), (char *)NULL);
  if (!b->spectral) return;
  cli_said(t, "  Walk balance {value}\n", "value", decimal(b->walks, value), (char *)NULL);
  cli_said(t, "  Algebraic conflict {value} (0: a part is balanced)\n", "value", decimal(b->conflict.least, value),
           (char *)NULL);
}

/* The camp of an actor, in one or the other array. */
static int camp_of(const int32_t *of, const int8_t *side, int i)
{
  if (of) return of[i];
  return side ? side[i] : 0;
}

static void show_members(const cli_balance *b, const char *head, int camp, const int32_t *of, const int8_t *side)
{
  const host_terminal *const t = &b->call->out;
  char line[8192] = "";
  size_t used = 0;
  int left = 0;
  for (int i = 0; i < b->ties->n; i++) {
    if (camp_of(of, side, i) != camp) continue;
    if (used > 1500)
      left++;
    else
      used += (size_t)snprintf(line + used, sizeof line - used, "%s%.200s", used ? cli_say(t, ENT_SAY(", ")) : "",
                               b->net.actor[i]);
  }
  if (used == 0) return;
  if (left) snprintf(line + used, sizeof line - used, " (+%d)", left);
  fputs(head, t->stream);
  host_print_wrapped(t, line, (int)strlen(head), 5);
  fputc('\n', t->stream);
}

static void show_camps(const cli_balance *b)
{
  const host_terminal *const t = &b->call->out;
  char head[CLI_SAID], low[CLI_WEIGHT], high[CLI_WEIGHT], used[CLI_NUMBER];
  if (!b->camp) return;
  cli_weight_text(b->camps.lower, b->ties->scale, low);
  cli_weight_text(b->camps.upper, b->ties->scale, high);
  cli_fill(t,
           b->camps.proved
             ? ENT_SAY("Several camps: {used}, with {high} against them, proved")
             : ENT_SAY("Several camps: {used}, with {high} against them; the least lies between {low} and {high}"),
           head, sizeof head, "used", cli_number(b->camps.used, used), "low", low, "high", high, (char *)NULL);
  cli_heading(t, head);
  for (int c = 0; c < b->camps.used && c < 12; c++) {
    char number[16];
    snprintf(number, sizeof number, "%3d  ", c + 1);
    show_members(b, number, c, b->camp, NULL);
  }
}

static void show_drift(const cli_balance *b)
{
  const host_terminal *const t = &b->call->out;
  char time[CLI_TEXT];
  if (!b->drift) return;
  cli_heading(t, cli_say(t, ENT_SAY("Where the ties would drift (dX/dt = X X)")));
  if (!b->end.camps) {
    cli_said(t, "  Nowhere in particular: the leading eigenvalue is not above 0, or not alone.\n", (char *)NULL);
    return;
  }
  cli_said(t, "  Two camps form at time {time}\n", "time", decimal(b->end.time, time), (char *)NULL);
  show_members(b, "  +  ", 1, NULL, b->drift);
  show_members(b, "  -  ", -1, NULL, b->drift);
}

void cli_balance_show_more(const cli_balance *b)
{
  show_measures(b);
  show_camps(b);
  show_drift(b);
}

/* ---- a program reads --------------------------------------------------------------------------------------------------- */

static void json_value(const char *key, double v)
{
  printf(", \"%s\": ", key);
  if (fabs(v) < INFINITY)
    cli_json_number(stdout, v);
  else
    fputs("null", stdout);
}

static void json_numbers(const char *key, int n, const int32_t *of, const int8_t *side)
{
  printf(", \"%s\": [", key);
  for (int i = 0; i < n; i++) printf(i ? ", %d" : "%d", camp_of(of, side, i) + (of != NULL));
  putchar(']');
}

void cli_balance_json_more(const cli_balance *b)
{
  if (b->measured) {
    printf(",\n \"triangles\": {\"ppp\": %lld, \"ppm\": %lld, \"pmm\": %lld, \"mmm\": %lld", (long long)b->triads.ppp,
           (long long)b->triads.ppm, (long long)b->triads.pmm, (long long)b->triads.mmm);
    json_value("index", b->triads.index);
    json_value("index_weak", b->triads.index_weak);
    json_value("index_weighted", b->triads.index_weighted);
    putchar('}');
  }
  if (b->spectral) {
    fputs(",\n \"spectrum\": {\"actors\": ", stdout);
    printf("%d", b->ties->n);
    json_value("walk_balance", b->walks);
    json_value("conflict", b->conflict.least);
    printf(", \"parts\": %d, \"unbalanced_parts\": %d", b->conflict.parts, b->conflict.unbalanced);
    fputs(", \"local\": [", stdout);
    for (int i = 0; i < b->ties->n; i++) {
      if (i) fputs(", ", stdout);
      cli_json_number(stdout, b->local[i]);
    }
    fputs("]}", stdout);
  }
  if (b->camp) {
    printf(",\n \"several\": {\"camps\": %d, \"proved\": %s", b->camps.used, b->camps.proved ? "true" : "false");
    json_value("lower", (double)b->camps.lower / (double)b->ties->scale);
    json_value("upper", (double)b->camps.upper / (double)b->ties->scale);
    json_numbers("camp", b->ties->n, b->camp, NULL);
    putchar('}');
  }
  if (b->drift) {
    printf(",\n \"drift\": {\"camps\": %s", b->end.camps ? "true" : "false");
    json_value("time", b->end.time);
    json_numbers("camp", b->ties->n, NULL, b->drift);
    putchar('}');
  }
}
