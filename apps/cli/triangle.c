/* triangle.c - `entente triangle`: who gains from its place among three powers, and what would courting one of them change? */
#include "corners.h"
#include "base/fail.h"
#include "commands.h"
#include "entente/draw_align.h"
#include "say.h"
#include "targets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DRAWS 20000
#define YEARS_MAX 512

/* ---- from a scenario ------------------------------------------------------------------------------------------------- */

static void corners_of(const double *p, int n, const int corner[3], double x[3])
{
  x[0] = p[corner[0] * n + corner[1]];
  x[1] = p[corner[0] * n + corner[2]];
  x[2] = p[corner[1] * n + corner[2]];
}

static void count_draw(ent_triangle_chances *odds, const double x[3])
{
  ent_triangle found;
  if (ent_triangle_read(x, &found, NULL) != ENT_OK) return;
  odds->pattern[found.pattern] += 1;
  odds->balanced += found.balanced;
  for (int k = 0; k < 3; k++) {
    odds->role[k][found.role[k]] += 1;
    odds->value[k] += found.value[k];
  }
}

/* Shares of the ensemble's own draws. */
static ent_status count_draws(cli_corners *a, const int corner[3], ent_error *err)
{
  const ent_scenario *const s = a->session.load.scenario;
  const int n = ent_scenario_map(s);
  double *const size = malloc((size_t)n * sizeof *size), *const p = malloc((size_t)n * (size_t)n * sizeof *p);
  const ent_landscape_source source = {s, 1, false};
  const ent_status status = size && p ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the ties.");
  memset(&a->odds, 0, sizeof a->odds);
  for (uint64_t k = 0; k < DRAWS && status == ENT_OK; k++) {
    double x[3];
    ent_scenario_landscape(&source, k, size, p);
    corners_of(p, n, corner, x);
    count_draw(&a->odds, x);
  }
  free(size);
  free(p);
  for (int k = 0; k < ENT_PATTERNS; k++) a->odds.pattern[k] /= DRAWS;
  for (int k = 0; k < 3; k++) {
    a->odds.value[k] /= DRAWS;
    for (int r = 0; r < ENT_ROLES; r++) a->odds.role[k][r] /= DRAWS;
  }
  a->odds.balanced /= DRAWS;
  a->odds.error = sqrt(0.25 / DRAWS);
  a->has_odds = status == ENT_OK;
  return status;
}

static int place_of(const ent_scenario *s, const char *name, size_t size)
{
  const char *actor = NULL, *title = NULL;
  for (int i = 0; ent_scenario_camp(s, i, &actor, &title); i++)
    if ((strlen(actor) == size && memcmp(actor, name, size) == 0) ||
        (strlen(title) == size && memcmp(title, name, size) == 0))
      return i;
  return -1;
}

/* Splits "A, B, C"; false when there are not three. */
bool cli_corners_split(const char *text, const char *part[3], size_t size[3])
{
  int n = 0;
  for (const char *at = text; n < 3; n++) {
    at += strspn(at, " ");
    part[n] = at;
    size[n] = strcspn(at, ",");
    at += size[n];
    while (size[n] > 0 && part[n][size[n] - 1] == ' ') size[n]--;
    if (size[n] == 0) return false;
    if (*at == '\0') return n == 2;
    at++;
    if (n == 2) return false;
  }
  return false;
}

cli_exit cli_corners_refuse(const cli_call *call)
{
  return cli_refuse(
    call, "--corners names three actors with commas between them: who courts, who is courted, the rival", (char *)NULL);
}

static cli_exit scenario_corners(cli_corners *a, int corner[3])
{
  const ent_scenario *const s = a->session.load.scenario;
  const char *const text = cli_value(a->call, CLI_OPTION_CORNERS), *part[3];
  size_t size[3];
  int wedge[3];
  if (!text) {
    if (!ent_scenario_wedge(s, wedge))
      return cli_refuse(a->call,
                        "the deal of this scenario is no wedge; name three of its alignment list with --corners",
                        (char *)NULL);
    corner[0] = wedge[1];
    corner[1] = wedge[0];
    corner[2] = wedge[2];
    return CLI_ANSWERED;
  }
  if (!cli_corners_split(text, part, size)) return cli_corners_refuse(a->call);
  for (int k = 0; k < 3; k++) {
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)(size[k] < 60 ? size[k] : 60), part[k]);
    corner[k] = place_of(s, part[k], size[k]);
    if (corner[k] < 0)
      return cli_refuse(a->call, "--corners: \"", word, "\" is not in the scenario's alignment list", (char *)NULL);
  }
  return CLI_ANSWERED;
}

static cli_exit take_scenario(cli_corners *a)
{
  int corner[3] = {0, 0, 0};
  ent_error err = {.code = ENT_OK};
  cli_exit code = cli_session_open(a->call, a->call->operand[0], &a->session);
  if (code == CLI_ANSWERED) code = scenario_corners(a, corner);
  if (code != CLI_ANSWERED) return code;
  if (corner[0] == corner[1] || corner[0] == corner[2] || corner[1] == corner[2]) return cli_corners_refuse(a->call);
  const ent_scenario *const s = a->session.load.scenario;
  const int n = ent_scenario_map(s);
  double *const size = malloc((size_t)n * sizeof *size), *const p = malloc((size_t)n * (size_t)n * sizeof *p);
  ent_status status = size && p ? ENT_OK : ent_fail(&err, ENT_NOMEM, "", "There is no memory for the ties.");
  if (status == ENT_OK) ent_scenario_landscape_centre(s, false, size, p);
  if (status == ENT_OK) corners_of(p, n, corner, a->x);
  free(size);
  free(p);
  for (int k = 0; k < 3; k++) ent_scenario_camp(s, corner[k], NULL, &a->name[k]);
  if (status == ENT_OK) status = count_draws(a, corner, &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(a->call, &err);
}

/* ---- from a table ----------------------------------------------------------------------------------------------------- */

static cli_exit read_number(const cli_call *call, cli_option option, double low, double high, double *out)
{
  const char *const text = cli_value(call, option);
  size_t used = 0;
  double v = 0;
  if (!text) return CLI_ANSWERED;
  if (ent_number_read(text, strlen(text), &v, &used) != ENT_OK || text[used] != '\0' || !(v >= low) || !(v <= high))
    return cli_refuse(call, "--", cli_option_list[option].name, " is a number in its range, not \"", text, "\"",
                      (char *)NULL);
  *out = v;
  return CLI_ANSWERED;
}

/* Rows of the three corners; ties of other actors are passed over. */
static cli_exit read_years(cli_corners *a, const int corner[3], const double *number, double scale)
{
  ent_tie_row *const row = ENT_NEW(&a->net.arena, ent_tie_row, a->net.rows);
  ent_error err = {.code = ENT_OK};
  a->year = ENT_NEW(&a->net.arena, ent_triangle_year, YEARS_MAX);
  if (!row || !a->year) return cli_network_no_memory(a->call);
  for (int64_t r = 0; r < a->net.rows; r++) {
    int end[2] = {-1, -1};
    for (int k = 0; k < 3; k++) {
      if (a->net.tail[r] == corner[k]) end[0] = k;
      if (a->net.head[r] == corner[k]) end[1] = k;
    }
    row[r] = (ent_tie_row){.a = end[0], .b = end[1], .tie = number[r]};
    if (end[0] < 0 || end[1] < 0 || end[0] == end[1]) row[r].a = row[r].b = -1;
    size_t used = 0;
    const char *const when = a->net.when ? a->net.when[r] : "0";
    if (ent_number_read(when, strlen(when), &row[r].year, &used) != ENT_OK || when[used] != '\0')
      return cli_refuse(a->call, "--date: a year or another number stands in that column, not \"", when, "\"",
                        (char *)NULL);
  }
  const ent_status status = ent_triangle_series(row, (int)a->net.rows, scale, &a->net.memory, YEARS_MAX, a->year,
                                                &a->years, &a->incomplete, &err);
  if (status != ENT_OK) return cli_fail(a->call, &err);
  if (a->years == 0)
    return cli_refuse(a->call, "the table has no date with all three ties of the corners", (char *)NULL);
  if (a->years > YEARS_MAX) a->years = YEARS_MAX;
  return CLI_ANSWERED;
}

static cli_exit odds_of_table(cli_corners *a)
{
  double sd = -1;
  ent_error err = {.code = ENT_OK};
  const cli_exit code = read_number(a->call, CLI_OPTION_SD, 0, 100, &sd);
  if (code != CLI_ANSWERED || sd < 0) return code;
  const double spread[3] = {sd, sd, sd};
  if (ent_triangle_odds(a->x, spread, NULL, 1, DRAWS, &a->odds, &err) != ENT_OK) return cli_fail(a->call, &err);
  a->has_odds = true;
  return CLI_ANSWERED;
}

static cli_exit take_table(cli_corners *a)
{
  const char *const text = cli_value(a->call, CLI_OPTION_CORNERS), *part[3];
  size_t size[3];
  int corner[3];
  double *number = NULL, scale = 1, largest = 0;
  a->table = true;
  cli_exit code = cli_network_open(a->call, a->call->operand[0], &a->net);
  if (code != CLI_ANSWERED) return code;
  if (!text || !cli_corners_split(text, part, size)) return cli_corners_refuse(a->call);
  for (int k = 0; k < 3; k++) {
    corner[k] = cli_network_find(a->call, &a->net, part[k], size[k], "corners");
    if (corner[k] < 0) return CLI_INPUT;
    a->name[k] = a->net.actor[corner[k]];
  }
  if (corner[0] == corner[1] || corner[0] == corner[2] || corner[1] == corner[2]) return cli_corners_refuse(a->call);
  code = cli_network_numbers(a->call, &a->net, &number);
  if (code == CLI_ANSWERED) code = read_number(a->call, CLI_OPTION_SCALE, 1e-9, 1e9, &scale);
  for (int64_t r = 0; code == CLI_ANSWERED && r < a->net.rows; r++)
    if (fabs(number[r]) > largest) largest = fabs(number[r]);
  if (!cli_has(a->call, CLI_OPTION_SCALE) && largest <= 1) scale = 0;
  if (code == CLI_ANSWERED) code = read_years(a, corner, number, scale);
  if (code != CLI_ANSWERED || !a->year) return code;
  memcpy(a->x, a->year[a->years - 1].x, sizeof a->x);
  return odds_of_table(a);
}

/* ---- what is asked ----------------------------------------------------------------------------------------------------- */

static cli_exit compute(void *ctx)
{
  cli_corners *const a = ctx;
  ent_error err = {.code = ENT_OK};
  a->offered = 1;
  a->left = -1;
  cli_exit code = read_number(a->call, CLI_OPTION_OFFERED, -1, 1, &a->offered);
  if (code == CLI_ANSWERED) code = read_number(a->call, CLI_OPTION_LEFT, -1, 1, &a->left);
  if (code != CLI_ANSWERED) return code;
  ent_status status = ent_triangle_court(a->x, 1, 0, 2, a->offered, a->left, &a->court, &err);
  for (int k = 0; k < 3 && status == ENT_OK; k++) status = ent_triangle_best(a->x, k, &a->best[k], &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(a->call, &err);
}

/* ---- the picture ------------------------------------------------------------------------------------------------------- */

static ent_triangle_panel panel_of(const cli_corners *a, const char *title, const double x[3], const ent_triangle *t)
{
  ent_triangle_panel p = {.title = title};
  for (int k = 0; k < 3; k++) {
    p.name[k] = a->name[k];
    p.tie[k] = x[k];
    p.role[k] = t->role[k];
    p.value[k] = t->value[k];
  }
  return p;
}

static ent_status draw_years(const cli_corners *a, const ent_look *look, const ent_allocator *memory,
                             ent_drawing *drawing, ent_error *err)
{
  ent_role_column *const column = calloc((size_t)a->years, sizeof *column);
  char *const dates = calloc((size_t)a->years, ENT_NUMBER_MAX);
  ent_status status = column && dates ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the picture.");
  for (int i = 0; status == ENT_OK && i < a->years; i++) {
    char *const date = dates + (size_t)i * ENT_NUMBER_MAX;
    ent_number_write(a->year[i].year, date);
    column[i] = (ent_role_column){.date = date, .chance = {-1, -1, -1}};
    memcpy(column[i].role, a->year[i].found.role, sizeof column[i].role);
  }
  if (status == ENT_OK) status = ent_draw_roles(a->name, column, a->years, look, memory, drawing, err);
  free(column);
  free(dates);
  return status;
}

static ent_status write_picture(const void *ctx, cli_option option, FILE *to, ent_error *err)
{
  const cli_corners *const a = ctx;
  const host_terminal *const t = &a->call->out;
  const ent_allocator memory = host_memory();
  const ent_look look = {.fixed = true, .words = a->call->page_words};
  const double courted[3] = {a->offered, a->x[1], a->x[2]}, dropped[3] = {a->offered, a->x[1], a->left};
  const ent_triangle_panel panel[3] = {panel_of(a, cli_say(t, ENT_SAY("now")), a->x, &a->court.now),
                                       panel_of(a, cli_say(t, ENT_SAY("courted")), courted, &a->court.add.after),
                                       panel_of(a, cli_say(t, ENT_SAY("and dropping")), dropped, &a->court.drop.after)};
  ent_drawing drawing = {0};
  (void)option;
  const ent_status status = a->years > 1 ? draw_years(a, &look, &memory, &drawing, err)
                                         : ent_draw_triangles(panel, 3, &look, &memory, &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, &memory);
  return status;
}

static void say_text(const void *ctx)
{
  cli_corners_show(ctx);
}

static void say_json(const void *ctx)
{
  cli_corners_json(ctx);
}

static void say_csv(const void *ctx)
{
  cli_corners_csv(ctx);
}

static cli_exit answer(cli_corners *a)
{
  static const cli_option files[] = {CLI_OPTION_CAMPS_SVG};
  static const cli_answering how = {files, 1, compute, say_text, say_json, say_csv, write_picture};
  return cli_targets_answer(a->call, &how, a);
}

cli_exit cli_command_triangle(const cli_call *call)
{
  static cli_corners a;
  memset(&a, 0, sizeof a);
  a.call = call;
  const bool table = cli_is_table(call->operand[0]);
  cli_exit code = table ? take_table(&a) : take_scenario(&a);
  if (code == CLI_ANSWERED) code = answer(&a);
  if (table)
    cli_network_close(&a.net);
  else
    cli_session_close(&a.session);
  return code;
}
