/* trust_ask.c - the questions that options put: a promise under turnover, steps of reassurance, and the numbers behind. */
#include "base/fail.h"
#include "model/schema.h"
#include "say.h"
#include "trust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- numbers ---------------------------------------------------------------------------------------------- */

/* A number that ends at a comma or at the end of the text; NULL: none does.  Else what follows. */
static const char *number_at(const char *text, double *value)
{
  size_t used = 0;
  const size_t size = strcspn(text, ",");
  if (size == 0 || ent_number_read(text, size, value, &used) != ENT_OK || used != size) return NULL;
  return text + size + (text[size] == ',');
}

cli_exit cli_trust_numbers(const cli_call *call, cli_option option, int count, double low, double high, double *value)
{
  const char *const text = cli_value(call, option), *at = text;
  double read[2] = {0, 0};
  if (!text) return CLI_ANSWERED;
  for (int i = 0; i < count && at; i++) {
    at = number_at(at, &read[i]);
    if (at && (!(read[i] >= low && read[i] <= high) || (*at == '\0') != (i + 1 == count))) at = NULL;
  }
  if (!at)
    return count == 1 ? cli_refuse(call, "--", cli_option_list[option].name, " is a number in its range, not \"", text,
                                   "\"", (char *)NULL)
                      : cli_refuse(call, "--", cli_option_list[option].name,
                                   " is two numbers in their range, such as 1,2, not \"", text, "\"", (char *)NULL);
  memcpy(value, read, (size_t)count * sizeof *value);
  return CLI_ANSWERED;
}

cli_exit cli_trust_read_options(cli_trust *a)
{
  const cli_call *const call = a->call;
  const char *const at = cli_value(call, CLI_OPTION_AT);
  double prior[2] = {a->prior.kept, a->prior.broken}, hazard[2] = {0.5, 0};
  cli_exit code = cli_trust_numbers(call, CLI_OPTION_TRUST_PRIOR, 2, 1e-6, 1e6, prior);
  if (code == CLI_ANSWERED) code = cli_trust_numbers(call, CLI_OPTION_FORGET, 1, 1e-6, 1, &a->phi);
  if (code == CLI_ANSWERED) code = cli_trust_numbers(call, CLI_OPTION_RESTORE, 1, 0.001, 0.999, &a->goal);
  if (code == CLI_ANSWERED) code = cli_trust_numbers(call, CLI_OPTION_ACT, 1, 1e-6, 1e6, &a->act);
  if (code == CLI_ANSWERED) code = cli_trust_numbers(call, CLI_OPTION_HAZARD_PRIOR, 2, 0, 1e6, hazard);
  if (code == CLI_ANSWERED && !(hazard[0] > 0))
    code = cli_refuse(call, "--hazard-prior has more than 0 exits, such as 0.5,0", (char *)NULL);
  if (code != CLI_ANSWERED) return code;
  a->prior = (ent_trust){prior[0], prior[1]};
  a->prior_exits = hazard[0];
  a->prior_years = hazard[1];
  if (!a->scenario) a->at = a->events > 0 ? a->event[a->events - 1].year : 0;
  if (at && !ent_date_year(at, &a->at))
    return cli_refuse(call, "--at is a date, YYYY-MM-DD, YYYY-MM or YYYY, not \"", at, "\"", (char *)NULL);
  return CLI_ANSWERED;
}

/* ---- names with numbers: "b=1, o=0.6" --------------------------------------------------------------------- */

typedef struct pair {
  const char *name;
  double low, high, value;
  bool whole, given;
} pair;

static cli_exit refuse_name(const cli_call *call, cli_option option, const char *name, const pair *list, int count)
{
  char all[256] = "";
  size_t used = 0;
  for (int i = 0; i < count && used < sizeof all; i++)
    used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "", list[i].name);
  return cli_refuse(call, "--", cli_option_list[option].name, " knows no \"", name, "\", but ", all, (char *)NULL);
}

static cli_exit read_pairs(const cli_call *call, cli_option option, const char *text, pair *list, int count)
{
  while (*text) {
    text += strspn(text, " ");
    const size_t size = strcspn(text, "=,");
    char name[16], shown[32], low[ENT_NUMBER_MAX], high[ENT_NUMBER_MAX];
    snprintf(name, sizeof name, "%.*s", (int)(size < 15 ? size : 15), text);
    int k = 0;
    while (k < count && strcmp(list[k].name, name) != 0) k++;
    if (k == count) return refuse_name(call, option, name, list, count);
    if (text[size] != '=')
      return cli_refuse(call, "--", cli_option_list[option].name, ": ", name, " is given as ", name, "=NUMBER",
                        (char *)NULL);
    const char *const value = text + size + 1;
    text = number_at(value, &list[k].value);
    if (!text || !(list[k].value >= list[k].low && list[k].value <= list[k].high)) {
      snprintf(shown, sizeof shown, "%.*s", (int)(strcspn(value, ",") < 30 ? strcspn(value, ",") : 30), value);
      ent_number_write(list[k].low, low);
      ent_number_write(list[k].high, high);
      return cli_refuse(call, "--", cli_option_list[option].name, ": ", name, " is a number from ", low, " to ", high,
                        ", not \"", shown, "\"", (char *)NULL);
    }
    if (list[k].whole && list[k].value != floor(list[k].value))
      return cli_refuse(call, "--", cli_option_list[option].name, ": ", name, " is a whole number", (char *)NULL);
    list[k].given = true;
  }
  return CLI_ANSWERED;
}

/* ---- turnover --------------------------------------------------------------------------------------------- */

enum {
  H,
  EPS,
  LEFT,
  LENGTH,
  FURTHER,
  AGAIN,
  B,
  K,
  Q,
  TENURES,
  O = TENURES,
  D,
  DELTA,
  HS,
  PROMISES,
  SHARE = TENURES,
  TYPES
};

#define HOLDER_NAMES                                                                                               \
  {.name = "h", .high = 1}, {.name = "eps", .high = 1}, {.name = "left", .high = ENT_TENURE_YEARS, .whole = true}, \
    {.name = "length", .high = ENT_TENURE_YEARS, .whole = true},                                                   \
    {.name = "further", .low = -1, .high = ENT_TENURE_YEARS, .whole = true}, {.name = "again", .high = 1},         \
    {.name = "b", .low = -1e9, .high = 1e9}, {.name = "K", .low = -1e9, .high = 1e9},                              \
  {                                                                                                                \
    .name = "q", .high = 1                                                                                         \
  }

static ent_holder holder_of(const pair *p)
{
  return (ent_holder){.share = 1,
                      .honours = p[Q].value,
                      .reneges = p[EPS].value,
                      .tenure = {.exit = p[H].value,
                                 .left = (int)p[LEFT].value,
                                 .length = (int)p[LENGTH].value,
                                 .further = (int)p[FURTHER].value,
                                 .again = p[AGAIN].value}};
}

/* Types of successor; what one leaves open it has from the deal. */
static cli_exit read_types(cli_trust *a, const pair *deal)
{
  cli_promise *const p = &a->turnover;
  const char *given[CLI_GIVEN_MAX];
  p->types = cli_values(a->call, CLI_OPTION_SUCCESSOR, given);
  if (p->types > ENT_HOLDERS_MAX) return cli_refuse(a->call, "at most 8 types of --successor", (char *)NULL);
  for (int i = 0; i < p->types; i++) {
    pair list[] = {HOLDER_NAMES, {.name = "share", .high = 1, .value = 1}};
    list[H].value = deal[HS].value;
    list[EPS].value = deal[EPS].value;
    list[B].value = deal[B].value;
    list[K].value = deal[K].value;
    list[Q].value = deal[Q].value;
    const cli_exit code = read_pairs(a->call, CLI_OPTION_SUCCESSOR, given[i], list, TYPES);
    if (code != CLI_ANSWERED) return code;
    p->type[i] = holder_of(list);
    p->type[i].share = list[SHARE].value;
    p->offer[i + 1] = (ent_offer){list[B].value, list[K].value};
    p->waits = p->waits || list[B].given || list[K].given;
    p->dated = p->dated || list[LEFT].value > 0;
  }
  if (p->types > 0) return CLI_ANSWERED;
  p->types = 1;
  p->type[0] =
    (ent_holder){.share = 1, .honours = deal[Q].value, .reneges = deal[EPS].value, .tenure = {.exit = deal[HS].value}};
  p->offer[1] = p->offer[0];
  return CLI_ANSWERED;
}

static cli_exit weigh(cli_trust *a)
{
  cli_promise *const p = &a->turnover;
  ent_error err = {.code = ENT_OK};
  ent_status status = ent_promise_value(&p->promise, &p->incumbent, p->type, p->types, &p->worth, &err);
  if (status == ENT_OK) status = ent_promise_survival(&p->incumbent, p->type, p->types, p->years, &p->alive, &err);
  if (status == ENT_OK && p->waits)
    status = ent_promise_wait(&p->promise, &p->incumbent, p->type, p->types, p->offer, &p->waiting, &err);
  p->bearable =
    ent_turnover_bearable(p->promise.flow, p->promise.after, p->promise.discount, p->promise.cost, p->promise.outside);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(a->call, &err);
}

cli_exit cli_trust_read_turnover(cli_trust *a)
{
  const char *const text = cli_value(a->call, CLI_OPTION_TURNOVER);
  cli_promise *const p = &a->turnover;
  pair list[] = {HOLDER_NAMES,
                 {.name = "o", .low = -1e9, .high = 1e9},
                 {.name = "d", .low = -1e9, .high = 1e9},
                 {.name = "delta", .low = 0.01, .high = 0.999, .value = 0.9},
                 {.name = "hs", .high = 1}};
  uint64_t years = 10;
  if (!cli_whole(a->call, CLI_OPTION_YEARS, 1, ENT_PROMISE_YEARS, &years)) return CLI_INPUT;
  if (!text)
    return cli_has(a->call, CLI_OPTION_SUCCESSOR)
             ? cli_refuse(a->call, "--successor needs --turnover, the promise that a successor keeps or drops",
                          (char *)NULL)
             : CLI_ANSWERED;
  cli_exit code = read_pairs(a->call, CLI_OPTION_TURNOVER, text, list, PROMISES);
  if (code != CLI_ANSWERED) return code;
  if (!list[B].given || !list[O].given || !list[H].given)
    return cli_refuse(a->call,
                      "--turnover needs b (what the promise gives a year), o (what there is without it) and h (chance ",
                      "a year that the leader leaves)", (char *)NULL);
  if (!list[HS].given) list[HS].value = list[H].value;
  p->asked = true;
  p->years = (int)years;
  p->promise = (ent_promise){.flow = list[B].value,
                             .after = list[D].value,
                             .discount = list[DELTA].value,
                             .cost = list[K].value,
                             .outside = list[O].value};
  p->incumbent = holder_of(list);
  p->offer[0] = (ent_offer){list[B].value, list[K].value};
  p->dated = list[LEFT].value > 0;
  code = read_types(a, list);
  return code == CLI_ANSWERED ? weigh(a) : code;
}

/* ---- steps ------------------------------------------------------------------------------------------------ */

cli_exit cli_trust_read_steps(cli_trust *a)
{
  cli_steps *const s = &a->steps;
  const char *const text = cli_value(a->call, CLI_OPTION_TRUST_GAME);
  pair list[] = {{.name = "bT", .high = 0.999999, .value = 0.5},
                 {.name = "bU", .low = 1.000001, .high = 1e6, .value = 1.5},
                 {.name = "c", .low = 1e-6, .high = 1e6, .value = 1}};
  cli_exit code = text ? read_pairs(a->call, CLI_OPTION_TRUST_GAME, text, list, 3) : CLI_ANSWERED;
  s->keeps[0] = 0.9;
  s->keeps[1] = 0.3;
  if (code == CLI_ANSWERED) code = cli_trust_numbers(a->call, CLI_OPTION_KEEPS, 2, 0, 1, s->keeps);
  s->asked = cli_has(a->call, CLI_OPTION_PLAN);
  if (code != CLI_ANSWERED || !s->asked) return code;
  s->game = (ent_trust_game){.trusty = list[0].value, .other = list[1].value, .loss = list[2].value};
  const ent_trust_point *const now = &a->point[a->events];
  const double level[CLI_PLANS] = {now->low, now->mean, now->high};
  for (int i = 0; i < CLI_PLANS; i++) {
    ent_error err = {.code = ENT_OK};
    s->trust[i] = level[i] < 1e-9 ? 1e-9 : level[i] > 1 - 1e-9 ? 1 - 1e-9 : level[i];
    ent_status status = ent_trust_window(&s->game, s->trust[i], &s->window[i], &err);
    if (status == ENT_OK)
      status = ent_trust_plan(&s->game, s->trust[i], s->keeps[0], s->keeps[1], a->goal, &s->plan[i], &err);
    if (status != ENT_OK) return cli_fail(a->call, &err);
  }
  return CLI_ANSWERED;
}
