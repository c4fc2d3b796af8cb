/* align_even.c - `entente align --break-even`: how much of one term makes up for how much of another?
 *
 * A term is a tie (its axis is the tie itself, from -1 to 1) or a term of the scenario's deal (its axis is how much of its
 * effects is delivered: 0 nothing, 1 as assumed), as far as no tie leaves [-1, 1]. */
#include "align.h"
#include "base/fail.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"

#include <math.h>
#include <string.h>

#define PIECES 65536
#define STRONGEST 10 /* times what is assumed */
#define LINES 8      /* steps across, in the text */

/* ---- the question ----------------------------------------------------------------------------------------------------- */

static cli_exit take_tie(cli_align *a, cli_even *e, int k, const char *text, size_t size)
{
  const size_t first = strcspn(text, ":");
  ent_tie_move *const m = ENT_NEW(&a->net.arena, ent_tie_move, 1);
  char *const label = ENT_NEW(&a->net.arena, char, CLI_SAID);
  if (!m || !label) return cli_network_no_memory(a->call);
  m->a = cli_align_actor(a, text, first);
  if (m->a < 0) return cli_align_unknown(a, CLI_OPTION_BREAK_EVEN, text, first);
  m->b = cli_align_actor(a, text + first + 1, size - first - 1);
  if (m->b < 0) return cli_align_unknown(a, CLI_OPTION_BREAK_EVEN, text + first + 1, size - first - 1);
  if (m->a == m->b) return cli_refuse(a->call, "--break-even: a tie is between two different actors", (char *)NULL);
  m->change = 1;
  cli_fill(&a->call->out, ENT_SAY("tie of {a} and {b}"), label, CLI_SAID, "a", a->name[m->a], "b", a->name[m->b],
           (char *)NULL);
  e->axis[k] = (cli_even_axis){.label = label, .tie = true, .move = m, .moves = 1, .term = -1};
  return CLI_ANSWERED;
}

static cli_exit take_term(cli_align *a, cli_even *e, int k, const char *text, size_t size)
{
  const ent_scenario *const s = a->session.load.scenario;
  ent_term_info info;
  int term = a->table ? -1 : ent_scenario_terms(s) - 1;
  while (term >= 0 && !(ent_scenario_term(s, term, &info) && strlen(info.key) == size && !memcmp(info.key, text, size)))
    term--;
  if (term < 0)
    return cli_refuse(a->call, "--break-even takes two ties or terms of the deal, such as USA:RUS,RUS:CHN, not \"",
                      cli_value(a->call, CLI_OPTION_BREAK_EVEN), "\"", (char *)NULL);
  const int moves = ent_scenario_term_moves(s, term, 0, NULL);
  if (moves == 0) return cli_refuse(a->call, "--break-even: the term ", info.key, " moves no tie", (char *)NULL);
  ent_tie_move *const m = ENT_NEW(&a->net.arena, ent_tie_move, moves);
  if (!m) return cli_network_no_memory(a->call);
  ent_scenario_term_moves(s, term, moves, m);
  e->axis[k] =
    (cli_even_axis){.label = info.name, .move = m, .moves = moves, .term = term, .now = a->after && info.included};
  return CLI_ANSWERED;
}

/* The landscape at strength 0: with terms of the deal among the two, all other terms delivered (or none, with --before). */
static cli_exit lay_ground(cli_align *a, cli_even *e)
{
  const int n = a->n;
  const size_t cells = (size_t)n * (size_t)n;
  e->ground = ENT_NEW(&a->net.arena, double, cells);
  if (!e->ground) return cli_network_no_memory(a->call);
  memcpy(e->ground, a->propensity, cells * sizeof *e->ground);
  if (a->table || (e->axis[0].term < 0 && e->axis[1].term < 0)) return CLI_ANSWERED;
  const ent_scenario *const s = a->session.load.scenario;
  double *const size = ENT_NEW(&a->net.arena, double, n), *const bare = ENT_NEW(&a->net.arena, double, cells);
  ent_tie_move *const rest = ENT_NEW(&a->net.arena, ent_tie_move, cells * (size_t)ent_scenario_terms(s));
  if (!size || !bare || !rest) return cli_network_no_memory(a->call);
  ent_scenario_landscape_centre(s, false, size, bare);
  int moves = 0;
  ent_term_info info;
  for (int t = 0; a->after && ent_scenario_term(s, t, &info); t++)
    if (info.included && t != e->axis[0].term && t != e->axis[1].term)
      moves += ent_scenario_term_moves(s, t, (int)cells, rest + moves);
  const ent_landscape land = {n, a->size, bare};
  ent_error err = {.code = ENT_OK};
  return ent_flip_apply(&land, rest, moves, e->ground, &err) == ENT_OK ? CLI_ANSWERED : cli_fail(a->call, &err);
}

/* By how much the term moves a tie at strength 1. */
static double moved_by(const cli_even_axis *axis, int i, int j)
{
  double sum = 0;
  for (int k = 0; k < axis->moves; k++) {
    const ent_tie_move *const m = &axis->move[k];
    if ((m->a == i && m->b == j) || (m->a == j && m->b == i)) sum += m->change;
  }
  return sum;
}

/* Two terms of a deal share one strongest, so that no tie leaves the scale where both are. */
static cli_exit find_ranges(cli_align *a, cli_even *e)
{
  double most = STRONGEST;
  for (int i = 0; i < a->n; i++)
    for (int j = 0; j < i; j++) {
      const double p = e->ground[i * a->n + j], one = moved_by(&e->axis[0], i, j), two = moved_by(&e->axis[1], i, j);
      const double up = (one > 0 ? one : 0) + (two > 0 ? two : 0), down = (one < 0 ? one : 0) + (two < 0 ? two : 0);
      if ((e->axis[0].tie || e->axis[1].tie) && one != 0 && two != 0)
        return cli_refuse(a->call, "--break-even: both terms move the tie of ", a->name[j], " and ", a->name[i],
                          (char *)NULL);
      if ((one != 0 && e->axis[0].tie) || (two != 0 && e->axis[1].tie)) continue;
      if (up > 0 && (1 - p) / up < most) most = (1 - p) / up;
      if (down < 0 && (1 + p) / -down < most) most = (1 + p) / -down;
    }
  for (int k = 0; k < 2; k++) {
    cli_even_axis *const x = &e->axis[k];
    const double p = x->tie ? e->ground[x->move[0].a * a->n + x->move[0].b] : 0;
    x->zero = p;
    x->low = x->tie ? -1 - p : 0;
    x->high = x->tie ? 1 - p : most;
    if (x->high - x->low < 1e-3)
      return cli_refuse(a->call, "--break-even: ", x->label,
                        " can be no stronger, a tie stands at its end of the scale", (char *)NULL);
  }
  return CLI_ANSWERED;
}

/* ---- the answer ------------------------------------------------------------------------------------------------------- */

/* Has the target turned at these strengths? */
static ent_status side_at(const cli_align *a, const cli_even *e, double x, double y, double *moved, double *work,
                          bool *turned, ent_error *err)
{
  const int n = a->n;
  const double strength[2] = {x, y};
  memcpy(moved, e->ground, (size_t)n * (size_t)n * sizeof *moved);
  for (int k = 0; k < 2; k++)
    for (int i = 0; i < e->axis[k].moves; i++) {
      const ent_tie_move *const m = &e->axis[k].move[i];
      moved[m->a * n + m->b] += strength[k] * m->change;
      moved[m->b * n + m->a] = moved[m->a * n + m->b] = fmax(-1, fmin(1, moved[m->a * n + m->b]));
    }
  const ent_landscape land = {n, a->size, moved};
  ent_alignment found;
  const ent_status status = ent_align_margin(&land, a->wedge[0], a->wedge[1], a->wedge[2], work, &found, err);
  if (status == ENT_OK) *turned = found.margin >= 0;
  return status;
}

static double between(const cli_even_axis *x, double u)
{
  return x->low + u * (x->high - x->low);
}

static ent_status mark_sides(const cli_align *a, cli_even *e, double *moved, double *work, ent_error *err)
{
  const cli_even_axis *const x = &e->axis[0], *const y = &e->axis[1];
  ent_status status = side_at(a, e, x->now, y->now, moved, work, &e->turned_now, err);
  for (int k = 0; k <= LINES && status == ENT_OK; k++)
    status = side_at(a, e, between(x, (double)k / LINES), y->low, moved, work, &e->turned_below[k], err);
  for (int k = 0; k < CLI_EVEN_CELLS * CLI_EVEN_CELLS && status == ENT_OK; k++) {
    const int column = k % CLI_EVEN_CELLS, row = k / CLI_EVEN_CELLS;
    status = side_at(a, e, between(x, (column + 0.5) / CLI_EVEN_CELLS), between(y, (row + 0.5) / CLI_EVEN_CELLS), moved,
                     work, &e->turned[k], err);
  }
  return status;
}

cli_exit cli_align_even(cli_align *a)
{
  const char *const text = cli_value(a->call, CLI_OPTION_BREAK_EVEN);
  if (!text) return CLI_ANSWERED;
  if (a->wedge[0] < 0)
    return cli_refuse(a->call, "--break-even needs to know who courts, who is courted, and the rival: --corners A,B,C",
                      (char *)NULL);
  if (a->n > ENT_ALIGN_MAX || a->pressure)
    return cli_refuse(a->call, "--break-even takes up to 24 actors without pressure", (char *)NULL);
  cli_even *const e = ENT_NEW(&a->net.arena, cli_even, 1);
  double *const work = ENT_NEW(&a->net.arena, double, ENT_FLIP_WORK(a->n));
  double *const moved = ENT_NEW(&a->net.arena, double, (size_t)a->n *(size_t)a->n);
  if (!e || !work || !moved) return cli_network_no_memory(a->call);
  const char *part = text;
  cli_exit code = CLI_ANSWERED;
  for (int k = 0; k < 2 && code == CLI_ANSWERED; k++) {
    const size_t size = k == 0 ? strcspn(part, ",") : strlen(part);
    code = memchr(part, ':', size) ? take_tie(a, e, k, part, size) : take_term(a, e, k, part, size);
    part += size + (part[size] == ',');
  }
  if (code == CLI_ANSWERED) code = lay_ground(a, e);
  if (code == CLI_ANSWERED) code = find_ranges(a, e);
  if (code != CLI_ANSWERED) return code;
  const cli_even_axis *const x = &e->axis[0], *const y = &e->axis[1];
  const ent_even_terms terms = {x->move, y->move, x->moves, y->moves, x->low, x->high, y->low, y->high};
  const ent_landscape land = {a->n, a->size, e->ground};
  ent_error err = {.code = ENT_OK};
  ent_status status =
    ent_flip_break_even(&land, a->wedge[0], a->wedge[1], a->wedge[2], &terms, work, 0, NULL, &e->pieces, NULL, &err);
  e->piece = ENT_NEW(&a->net.arena, ent_even_piece, e->pieces + 1);
  if (!e->piece) return cli_network_no_memory(a->call);
  if (status == ENT_OK)
    status = ent_flip_break_even(&land, a->wedge[0], a->wedge[1], a->wedge[2], &terms, work, e->pieces, e->piece,
                                 &e->pieces, NULL, &err);
  if (status == ENT_OK) status = mark_sides(a, e, moved, work, &err);
  a->even = e;
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(a->call, &err);
}

/* A strength as people read it: the tie it leads to, or how much of the term. */
static double reading(const cli_align *a, const cli_even_axis *axis, double strength)
{
  if (axis->tie && (strength <= axis->low || strength >= axis->high))
    return strength <= axis->low ? -a->scale : a->scale;
  return (axis->zero + strength) * a->scale;
}

/* ---- a person reads --------------------------------------------------------------------------------------------------- */

static const char *strength_text(const cli_align *a, const cli_even_axis *axis, double strength, char out[CLI_TEXT])
{
  const double v = reading(a, axis, strength);
  snprintf(out, CLI_TEXT, axis->tie ? "%+.3f" : "%.2f", fabs(v) < 0.0005 ? 0.0 : v);
  return out;
}

/* Where the curve is met above x, from below: at most `room` places, all counted; pieces that meet there count once. */
static int places_at(const cli_even *e, double x, int room, double *place)
{
  const double near_x = 1e-9 * (e->axis[0].high - e->axis[0].low), near_y = 1e-6 * (e->axis[1].high - e->axis[1].low);
  int count = 0;
  for (int i = 0; i < e->pieces; i++) {
    const double *const u = e->piece[i].x, *const v = e->piece[i].y;
    if (!(u[0] < u[1] && u[0] - near_x <= x && x <= u[1] + near_x)) continue;
    const double y = v[0] + (x - u[0]) / (u[1] - u[0]) * (v[1] - v[0]);
    bool known = false;
    for (int k = 0; k < count && k < room; k++) known = known || fabs(place[k] - y) <= near_y;
    if (known) continue;
    int at = count < room ? count : room;
    for (; at > 0 && place[at - 1] > y; at--)
      if (at < room) place[at] = place[at - 1];
    if (at < room) place[at] = y;
    count++;
  }
  return count;
}

static void show_line(const cli_align *a, int k)
{
  enum { PLACES = 6 };
  const host_terminal *const t = &a->call->out;
  const cli_even *const e = a->even;
  const double x = between(&e->axis[0], (double)k / LINES);
  double place[PLACES];
  const int places = places_at(e, x, PLACES, place);
  char at[CLI_TEXT], from[CLI_TEXT], line[CLI_SAID], list[CLI_SAID] = "";
  for (int i = 0; i < places && i < PLACES; i++) {
    const size_t used = strlen(list);
    snprintf(list + used, sizeof list - used, "%s%s", i ? cli_say(t, ENT_SAY(", ")) : "",
             strength_text(a, &e->axis[1], place[i], from));
  }
  const char *const english = places > 1    ? ENT_SAY("first at {x}: changes sides where the second passes {list}")
                              : places == 1 ? e->turned_below[k]
                                                ? ENT_SAY("first at {x}: turned where the second is {list} or less")
                                                : ENT_SAY("first at {x}: turned where the second is {list} or more")
                              : e->turned_below[k] ? ENT_SAY("first at {x}: turned whatever the second is")
                                                   : ENT_SAY("first at {x}: not turned whatever the second is");
  cli_fill(t, english, line, sizeof line, "x", strength_text(a, &e->axis[0], x, at), "list", list, (char *)NULL);
  fputs("  ", t->stream);
  host_print_wrapped(t, line, 2, 4);
  fputc('\n', t->stream);
}

void cli_align_even_show(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  const cli_even *const e = a->even;
  if (!e) return;
  char head[CLI_SAID], line[CLI_SAID], x[CLI_TEXT], y[CLI_TEXT];
  cli_fill(t, ENT_SAY("Where two terms break even for {target}"), head, sizeof head, "target", a->name[a->wedge[0]],
           (char *)NULL);
  cli_heading(t, head);
  for (int k = 0; k < 2; k++) {
    const cli_even_axis *const axis = &e->axis[k];
    cli_fill(t,
             k == 0      ? axis->tie ? ENT_SAY("First: {label}, now {now}")
                                     : ENT_SAY("First: {label}, as a multiple of what is assumed, now {now}")
                  : axis->tie ? ENT_SAY("Second: {label}, now {now}")
                         : ENT_SAY("Second: {label}, as a multiple of what is assumed, now {now}"),
             line, sizeof line, "label", axis->label, "now", strength_text(a, axis, axis->now, x), (char *)NULL);
    fputs("  ", t->stream);
    host_print_wrapped(t, line, 2, 4);
    fputc('\n', t->stream);
  }
  cli_said(t,
           e->turned_now ? ENT_SAY("  Turned: stands with {proposer} and not with {rival}; now it has turned\n")
                         : ENT_SAY("  Turned: stands with {proposer} and not with {rival}; now it has not turned\n"),
           "proposer", a->name[a->wedge[1]], "rival", a->name[a->wedge[2]], (char *)NULL);
  for (int k = 0; k <= LINES; k++) show_line(a, k);
  strength_text(a, &e->axis[1], e->axis[1].low, x);
  strength_text(a, &e->axis[1], e->axis[1].high, y);
  cli_said(t, "  (the second from {low} to {high})\n", "low", x, "high", y, (char *)NULL);
}

/* ---- a program reads, and pictures ------------------------------------------------------------------------------------- */

static void json_pair(const char *key, double low, double high)
{
  printf("\"%s\": [", key);
  cli_json_number(stdout, low);
  fputs(", ", stdout);
  cli_json_number(stdout, high);
  putchar(']');
}

void cli_align_even_json(const cli_align *a)
{
  const cli_even *const e = a->even;
  if (!e) return;
  fputs(",\n \"break_even\": {\"target\": ", stdout);
  cli_json_text(stdout, a->name[a->wedge[0]]);
  fputs(", \"proposer\": ", stdout);
  cli_json_text(stdout, a->name[a->wedge[1]]);
  fputs(", \"rival\": ", stdout);
  cli_json_text(stdout, a->name[a->wedge[2]]);
  printf(", \"turned_now\": %s", e->turned_now ? "true" : "false");
  for (int k = 0; k < 2; k++) {
    const cli_even_axis *const x = &e->axis[k];
    printf(",\n  \"%s\": {\"label\": ", k ? "second" : "first");
    cli_json_text(stdout, x->label);
    printf(", \"unit\": \"%s\", \"now\": ", x->tie ? "tie" : "strength");
    cli_json_number(stdout, reading(a, x, x->now));
    fputs(", ", stdout);
    json_pair("range", reading(a, x, x->low), reading(a, x, x->high));
    putchar('}');
  }
  fputs(",\n  \"pieces\": [", stdout);
  for (int i = 0; i < e->pieces; i++) {
    const ent_even_piece *const p = &e->piece[i];
    fputs(i ? ",\n   {" : "\n   {", stdout);
    json_pair("first", reading(a, &e->axis[0], p->x[0]), reading(a, &e->axis[0], p->x[1]));
    fputs(", ", stdout);
    json_pair("second", reading(a, &e->axis[1], p->y[0]), reading(a, &e->axis[1], p->y[1]));
    putchar('}');
  }
  fputs("\n  ]}", stdout);
}

/* One row a piece. */
void cli_align_even_csv(const cli_align *a)
{
  const cli_even *const e = a->even;
  char camps[4096];
  puts("piece,first_from,second_from,first_to,second_to,with_rival,with_proposer");
  for (int i = 0; i < e->pieces; i++) {
    const ent_even_piece *const p = &e->piece[i];
    printf("%d", i + 1);
    for (int end = 0; end < 2; end++) {
      putchar(',');
      cli_json_number(stdout, reading(a, &e->axis[0], p->x[end]));
      putchar(',');
      cli_json_number(stdout, reading(a, &e->axis[1], p->y[end]));
    }
    putchar(',');
    cli_csv_text(cli_align_camps(a, p->with_rival, " | ", camps, sizeof camps));
    putchar(',');
    cli_csv_text(cli_align_camps(a, p->with_proposer, " | ", camps, sizeof camps));
    putchar('\n');
  }
}

ent_status cli_align_even_draw(const cli_align *a, const ent_look *look, const ent_allocator *memory, ent_drawing *out,
                               ent_error *err)
{
  const host_terminal *const t = &a->call->out;
  const cli_even *const e = a->even;
  if (!e) return ent_fail(err, ENT_ARGUMENT, "", "--picture break-even draws what --break-even asks for.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_even_piece *const piece = ENT_NEW(&arena, ent_even_piece, e->pieces + 1);
  ent_status status = piece ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the picture.");
  char turned[CLI_SAID], stays[CLI_SAID];
  const cli_even_axis *const x = &e->axis[0], *const y = &e->axis[1];
  cli_fill(t, ENT_SAY("{target} stands with {proposer}"), turned, sizeof turned, "target", a->name[a->wedge[0]],
           "proposer", a->name[a->wedge[1]], (char *)NULL);
  cli_fill(t, ENT_SAY("{target} stays with {rival}"), stays, sizeof stays, "target", a->name[a->wedge[0]], "rival",
           a->name[a->wedge[2]], (char *)NULL);
  for (int i = 0; status == ENT_OK && i < e->pieces; i++) {
    piece[i] = e->piece[i];
    for (int k = 0; k < 2; k++) {
      piece[i].x[k] = reading(a, x, piece[i].x[k]);
      piece[i].y[k] = reading(a, y, piece[i].y[k]);
    }
  }
  const ent_even_picture picture = {.x_name = x->label,
                                    .y_name = y->label,
                                    .x = {reading(a, x, x->low), reading(a, x, x->high)},
                                    .y = {reading(a, y, y->low), reading(a, y, y->high)},
                                    .now = {reading(a, x, x->now), reading(a, y, y->now)},
                                    .turned_name = turned,
                                    .stays_name = stays,
                                    .piece = piece,
                                    .pieces = e->pieces,
                                    .turned = e->turned,
                                    .columns = CLI_EVEN_CELLS,
                                    .rows = CLI_EVEN_CELLS};
  if (status == ENT_OK) status = ent_draw_even(&picture, look, memory, out, err);
  ent_arena_close(&arena);
  return status;
}
