/* align_find.c - from a table or a scenario to a landscape, and from there to its minima, prices and cascades. */
#include "align.h"
#include "base/fail.h"
#include "base/suggest.h"
#include "corners.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 4096    /* minima that are kept */
#define PASSES_UP 24 /* actors up to which the merge tree is worth its time unasked */
#define SURVEY_UP 20 /* actors up to which draws of a scenario are explored unasked */
#define DRAWS 2000
#define STARTS 2000
#define TIE_MOST 1e100 /* so that sums of rows stay finite */

static bool room_for(cli_align *a, int n)
{
  a->n = n;
  a->name = ENT_NEW(&a->net.arena, const char *, n);
  a->size = ENT_NEW(&a->net.arena, double, n);
  a->propensity = ENT_NEW(&a->net.arena, double, (size_t)n *(size_t)n);
  return a->name && a->size && a->propensity;
}

/* ---- from a table ---------------------------------------------------------------------------------------------------- */

/* Rows of a pair are averaged.  Ties beyond -1 to 1 are divided by the largest, which changes no camp and no basin. */
static cli_exit fill_ties(cli_align *a, const double *number)
{
  const int n = a->n;
  int *const count = calloc((size_t)n * (size_t)n, sizeof *count);
  if (!count) return cli_network_no_memory(a->call);
  double largest = 1;
  memset(a->propensity, 0, (size_t)n * (size_t)n * sizeof *a->propensity);
  for (int64_t r = 0; r < a->net.rows; r++) {
    const int i = a->net.tail[r], j = a->net.head[r];
    if (i == j) continue;
    if (fabs(number[r]) > TIE_MOST) {
      free(count);
      return cli_refuse(a->call, "ties lie within 1e100 of 0", (char *)NULL);
    }
    a->propensity[i * n + j] += number[r];
    a->propensity[j * n + i] = a->propensity[i * n + j];
    count[i * n + j]++;
    count[j * n + i] = count[i * n + j];
  }
  for (int k = 0; k < n * n; k++) {
    if (count[k] > 1) a->propensity[k] /= count[k];
    if (fabs(a->propensity[k]) > largest) largest = fabs(a->propensity[k]);
  }
  for (int k = 0; k < n * n && largest > 1; k++) a->propensity[k] /= largest;
  a->scale = largest;
  free(count);
  return CLI_ANSWERED;
}

static cli_exit take_table(cli_align *a)
{
  double *number = NULL, *size = NULL;
  cli_exit code = cli_network_open(a->call, a->call->operand[0], &a->net);
  if (code != CLI_ANSWERED) return code;
  if (a->net.actors > ENT_ALIGN_WIDE) return cli_refuse(a->call, "align takes up to 2,000 actors", (char *)NULL);
  if (!room_for(a, a->net.actors)) return cli_network_no_memory(a->call);
  code = cli_network_numbers(a->call, &a->net, &number);
  if (code == CLI_ANSWERED) code = cli_network_sizes(a->call, &a->net, &size);
  if (code == CLI_ANSWERED) code = fill_ties(a, number);
  for (int i = 0; i < a->n; i++) {
    a->name[i] = a->net.actor[i];
    a->size[i] = size ? size[i] : 1;
  }
  a->wedge[0] = -1;
  a->title = a->net.file;
  return code;
}

/* ---- from a scenario -------------------------------------------------------------------------------------------------- */

static cli_exit take_scenario(cli_align *a)
{
  const cli_exit code = cli_session_open(a->call, a->call->operand[0], &a->session);
  if (code != CLI_ANSWERED) return code;
  const ent_scenario *const s = a->session.load.scenario;
  const int n = ent_scenario_map(s);
  if (n < 2) return cli_refuse(a->call, "this scenario has no alignment list", (char *)NULL);
  if (!room_for(a, n)) return cli_network_no_memory(a->call);
  a->after = !cli_has(a->call, CLI_OPTION_BEFORE);
  a->title = ent_scenario_text(s, "title", a->call->language);
  a->scale = 1;
  for (int i = 0; i < n; i++) ent_scenario_camp(s, i, NULL, &a->name[i]);
  if (!ent_scenario_wedge(s, a->wedge)) a->wedge[0] = -1;
  ent_scenario_landscape_centre(s, a->after, a->size, a->propensity);
  double total = 0; /* sizes as shares, so that energies can be read */
  for (int i = 0; i < n; i++) total += a->size[i];
  for (int i = 0; i < n && total > 0; i++) a->size[i] /= total;
  return CLI_ANSWERED;
}

/* Which minima survive the uncertainty of the assumptions? */
static ent_status survey(cli_align *a, const ent_executor *executor, ent_error *err)
{
  const ent_allocator memory = host_memory();
  const ent_landscape_source source = {a->session.load.scenario, 1, a->after};
  const ent_survey how = {.n = a->n,
                          .draws = a->draws,
                          .draw = ent_scenario_landscape,
                          .ctx = &source,
                          .passes = a->n <= 16,
                          .executor = executor};
  a->survivor = ENT_NEW(&a->net.arena, ent_survivor, ROOM);
  if (!a->survivor) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the draws.");
  const ent_status status = ent_align_survey(&how, &memory, ROOM, a->survivor, &a->surveyed, err);
  return status == ENT_OK ? cli_align_weigh(a, err) : status;
}

/* ---- names in options -------------------------------------------------------------------------------------------------- */

int cli_align_actor(const cli_align *a, const char *text, size_t size)
{
  const char *key = NULL;
  for (int i = 0; i < a->n; i++) {
    if (strlen(a->name[i]) == size && memcmp(a->name[i], text, size) == 0) return i;
    if (!a->table && ent_scenario_camp(a->session.load.scenario, i, &key, NULL) && strlen(key) == size &&
        memcmp(key, text, size) == 0)
      return i;
  }
  return -1;
}

cli_exit cli_align_unknown(const cli_align *a, cli_option option, const char *text, size_t size)
{
  char word[64];
  snprintf(word, sizeof word, "%.*s", (int)(size < 60 ? size : 60), text);
  const char *const near = ent_suggest(text, size, a->name, (size_t)a->n);
  return cli_refuse(a->call, "--", cli_option_list[option].name, ": no actor is called \"", word, "\"",
                    near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "", (char *)NULL);
}

static bool number_behind(const char *text, double *out)
{
  size_t used = 0;
  text += strspn(text, " +");
  return ent_number_read(text, strlen(text), out, &used) == ENT_OK && text[used] == '\0';
}

/* --pressure NAME=NUMBER: toward the side on which bit is set. */
static cli_exit read_pressure(cli_align *a)
{
  const char *given[CLI_GIVEN_MAX];
  const int count = cli_values(a->call, CLI_OPTION_PRESSURE, given);
  if (count == 0) return CLI_ANSWERED;
  a->pressure = ENT_NEW(&a->net.arena, double, a->n);
  if (!a->pressure) return cli_network_no_memory(a->call);
  memset(a->pressure, 0, (size_t)a->n * sizeof *a->pressure);
  for (int k = 0; k < count; k++) {
    const size_t size = strcspn(given[k], "=");
    const int i = cli_align_actor(a, given[k], size);
    if (i < 0) return cli_align_unknown(a, CLI_OPTION_PRESSURE, given[k], size);
    if (given[k][size] == '\0' || !number_behind(given[k] + size + 1, &a->pressure[i]))
      return cli_refuse(a->call, "--pressure is NAME=NUMBER, not \"", given[k], "\"", (char *)NULL);
    a->pressure[i] /= a->scale;
  }
  return CLI_ANSWERED;
}

/* --move A:B=+0.3: names may have hyphens, so a colon parts them. */
static cli_exit read_moves(cli_align *a)
{
  const char *given[CLI_GIVEN_MAX];
  const int count = cli_values(a->call, CLI_OPTION_MOVE, given);
  a->move = ENT_NEW(&a->net.arena, ent_tie_move, count > 0 ? count : 1);
  if (!a->move) return cli_network_no_memory(a->call);
  for (int k = 0; k < count; k++) {
    const char *const colon = strchr(given[k], ':'), *const equals = colon ? strchr(colon, '=') : NULL;
    ent_tie_move *const m = &a->move[k];
    if (!equals || !number_behind(equals + 1, &m->change))
      return cli_refuse(a->call, "--move is A:B=CHANGE, such as USA:RUS=+0.3, not \"", given[k], "\"", (char *)NULL);
    m->a = cli_align_actor(a, given[k], (size_t)(colon - given[k]));
    if (m->a < 0) return cli_align_unknown(a, CLI_OPTION_MOVE, given[k], (size_t)(colon - given[k]));
    m->b = cli_align_actor(a, colon + 1, (size_t)(equals - colon - 1));
    if (m->b < 0) return cli_align_unknown(a, CLI_OPTION_MOVE, colon + 1, (size_t)(equals - colon - 1));
    m->change /= a->scale;
  }
  a->moves = count;
  return CLI_ANSWERED;
}

/* --corners A,B,C: who courts, who is courted, the rival. */
static cli_exit read_corners(cli_align *a)
{
  const char *const text = cli_value(a->call, CLI_OPTION_CORNERS), *part[3];
  size_t size[3];
  int corner[3];
  if (!text) return CLI_ANSWERED;
  if (!cli_corners_split(text, part, size)) return cli_corners_refuse(a->call);
  for (int k = 0; k < 3; k++) {
    corner[k] = cli_align_actor(a, part[k], size[k]);
    if (corner[k] < 0) return cli_align_unknown(a, CLI_OPTION_CORNERS, part[k], size[k]);
  }
  if (corner[0] == corner[1] || corner[0] == corner[2] || corner[1] == corner[2]) return cli_corners_refuse(a->call);
  a->wedge[0] = corner[1];
  a->wedge[1] = corner[0];
  a->wedge[2] = corner[2];
  return CLI_ANSWERED;
}

static cli_exit read_options(cli_align *a)
{
  const char *const noise = cli_value(a->call, CLI_OPTION_NOISE);
  a->limit = 8;
  if (!cli_whole(a->call, CLI_OPTION_MINIMA, 1, ROOM, &a->limit)) return CLI_INPUT;
  if (noise && (!number_behind(noise, &a->noise) || !(a->noise >= 0)))
    return cli_refuse(a->call, "--noise is an energy, 0 or more, not \"", noise, "\"", (char *)NULL);
  a->noise /= a->scale;
  a->draws = !a->table && a->n <= SURVEY_UP && !cli_has(a->call, CLI_OPTION_PRESSURE) ? DRAWS : 0;
  if (!cli_whole(a->call, CLI_OPTION_SURVEY_DRAWS, 0, 1000000, &a->draws)) return CLI_INPUT;
  if (a->draws > 0 && a->table)
    return cli_refuse(a->call, "--draws needs a scenario, whose ties are uncertain", (char *)NULL);
  if (a->draws > 0 && a->n > ENT_SURVEY_MAX) return cli_refuse(a->call, "--draws takes up to 22 actors", (char *)NULL);
  return CLI_ANSWERED;
}

/* ---- answers ------------------------------------------------------------------------------------------------------------ */

static ent_status explore(cli_align *a, const ent_landscape *land, const ent_executor *executor, ent_error *err)
{
  const ent_allocator memory = host_memory();
  a->passes = a->n <= PASSES_UP;
  const ent_explore how = {.pressure = a->pressure, .passes = a->passes, .executor = executor};
  a->minimum = ENT_NEW(&a->net.arena, ent_minimum, ROOM);
  if (!a->minimum) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the camps.");
  return ent_align_explore(land, &how, &memory, ROOM, a->minimum, &a->terrain, err);
}

static ent_status search(cli_align *a, const ent_landscape *land, const ent_executor *executor, ent_error *err)
{
  const ent_allocator memory = host_memory();
  const ent_search how = {.starts = STARTS, .seed = 1, .pressure = a->pressure, .executor = executor};
  a->side = ENT_NEW(&a->net.arena, int8_t, (size_t)a->limit * (size_t)a->n);
  a->found = ENT_NEW(&a->net.arena, ent_found, a->limit);
  if (!a->side || !a->found) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the camps.");
  return ent_align_search(land, &how, &memory, (uint32_t)a->limit, a->side, a->found, &a->searched, err);
}

static ent_status neutral(cli_align *a, const ent_landscape *land, ent_error *err)
{
  const ent_allocator memory = host_memory();
  a->stance = ENT_NEW(&a->net.arena, ent_stance, ROOM);
  if (!a->stance) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the camps.");
  return ent_align_stances(land, a->pressure, NULL, &memory, ROOM, a->stance, &a->stances, err);
}

/* Prices in the lowest configuration; the moves and what they set off from there. */
static ent_status flips(cli_align *a, const ent_landscape *land, ent_error *err)
{
  const ent_allocator memory = host_memory();
  ent_status status = ENT_OK;
  if (a->n > ENT_ALIGN_MAX || a->pressure || a->terrain.kept == 0) return status;
  a->price = ENT_NEW(&a->net.arena, ent_flip_price, a->n);
  a->wedge_price = ENT_NEW(&a->net.arena, ent_wedge_price, a->n);
  a->step = ENT_NEW(&a->net.arena, ent_flip_step, CLI_ALIGN_STEPS);
  double *const work = ENT_NEW(&a->net.arena, double, ENT_FLIP_WORK(a->n));
  double *const moved = ENT_NEW(&a->net.arena, double, (size_t)a->n *(size_t)a->n);
  if (!a->price || !a->wedge_price || !a->step || !work || !moved)
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the camps.");
  status = ent_flip_prices(land, a->minimum[0].camp, NULL, a->price, err);
  if (status == ENT_OK && a->wedge[0] >= 0)
    status = ent_flip_wedge(land, a->wedge[0], a->wedge[1], a->wedge[2], work, a->wedge_price, &a->alignment, err);
  if (status != ENT_OK || a->moves == 0) return status;
  status = ent_flip_apply(land, a->move, a->moves, moved, err);
  const ent_landscape then = {a->n, a->size, moved};
  if (status == ENT_OK)
    status = ent_flip_cascade(&then, a->minimum[0].camp, CLI_ALIGN_STEPS, a->step, &a->cascade, err);
  const ent_camp end = a->cascade.end & 1 ? a->cascade.end : ~a->cascade.end & ((UINT32_C(1) << a->n) - 1);
  if (status == ENT_OK) status = ent_flip_hold(&then, end, a->noise, &memory, &a->hold, err);
  return status;
}

static ent_status compute(cli_align *a, const ent_executor *executor, ent_error *err)
{
  const ent_landscape land = {a->n, a->size, a->propensity};
  const bool exact = a->n <= (a->pressure ? ENT_ALIGN_EXACT - 1 : ENT_ALIGN_EXACT);
  ent_status status = exact ? explore(a, &land, executor, err) : search(a, &land, executor, err);
  if (status == ENT_OK && cli_has(a->call, CLI_OPTION_NEUTRAL)) status = neutral(a, &land, err);
  if (status == ENT_OK && exact) status = flips(a, &land, err);
  if (status == ENT_OK && a->draws > 0) status = survey(a, executor, err);
  return status;
}

cli_exit cli_align_find(cli_align *a)
{
  ent_error err = {.code = ENT_OK};
  host_threads *crew = NULL;
  cli_exit code = a->table ? take_table(a) : take_scenario(a);
  if (code == CLI_ANSWERED) code = read_options(a);
  if (code == CLI_ANSWERED) code = read_pressure(a);
  if (code == CLI_ANSWERED) code = read_corners(a);
  if (code == CLI_ANSWERED) code = read_moves(a);
  if (code == CLI_ANSWERED) code = cli_align_even(a);
  if (code != CLI_ANSWERED) return code;
  if (a->n < 2) return cli_refuse(a->call, "camps need two actors at least", (char *)NULL);
  if (host_threads_open(0, &crew, &err) != ENT_OK) return cli_fail(a->call, &err);
  const ent_executor executor = host_threads_executor(crew);
  const ent_status status = compute(a, &executor, &err);
  host_threads_close(crew);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(a->call, &err);
}

const char *cli_align_camps(const cli_align *a, ent_camp camp, const char *between, char *out, size_t room)
{
  size_t used = 0;
  out[0] = '\0';
  for (int side = 1; side >= 0; side--) {
    bool first = true;
    if (side == 0 && used < room) used += (size_t)snprintf(out + used, room - used, "%s", between);
    for (int i = 0; i < a->n && used < room; i++) {
      if ((int)(camp >> i & 1) != side) continue;
      used += (size_t)snprintf(out + used, room - used, "%s%s", first ? "" : ", ", a->name[i]);
      first = false;
    }
    if (first && used < room) used += (size_t)snprintf(out + used, room - used, "-");
  }
  return out;
}
