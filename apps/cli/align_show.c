/* align_show.c - the answer of `entente align`: for a person, as JSON, as a table. */
#include "align.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"

#include <math.h>
#include <string.h>

#define CAMPS 4096 /* room for the names of all actors */

/* Energies, prices: up to four digits that matter, a real minus where the terminal has one. */
static const char *number(const host_terminal *t, double v, bool plus, char out[CLI_TEXT])
{
  const double size = fabs(v);
  const int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.01 || size == 0 ? 3 : 6;
  if (!(size < INFINITY))
    snprintf(out, CLI_TEXT, "%s", t->unicode ? "\xE2\x88\x9E" : "inf");
  else if (size >= 1e9)
    snprintf(out, CLI_TEXT, plus ? "%+.4g" : "%.4g", v);
  else
    snprintf(out, CLI_TEXT, plus ? "%+.*f" : "%.*f", decimals, v);
  return out;
}

static const char *bar_between(const host_terminal *t)
{
  return t->unicode ? "  \xE2\x94\x82  " : "  |  ";
}

static void indented(const host_terminal *t, const char *text, int indent)
{
  fprintf(t->stream, "%*s", indent, "");
  host_print_wrapped(t, text, indent, indent);
  fputc('\n', t->stream);
}

/* ---- minima ----------------------------------------------------------------------------------------------------------- */

static void show_head(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  char count[CLI_NUMBER], factor[CLI_TEXT];
  host_print_styled(t, HOST_BOLD, a->title);
  fputc('\n', t->stream);
  if (a->table)
    cli_said(t, "{count} actors", "count", cli_number(a->n, count), (char *)NULL);
  else
    cli_said(t, a->after ? "{count} actors, with all terms of the deal delivered" : "{count} actors, without the deal",
             "count", cli_number(a->n, count), (char *)NULL);
  fputc('\n', t->stream);
  if (a->scale > 1)
    cli_said(t, "Ties lie beyond -1 to 1 and were divided by {factor}; no camp depends on that\n", "factor",
             number(t, a->scale, false, factor), (char *)NULL);
}

static void show_minimum(const cli_align *a, uint32_t k)
{
  const host_terminal *const t = &a->call->out;
  const ent_minimum *const m = &a->minimum[k];
  char line[CLI_SAID], energy[CLI_TEXT], share[CLI_TEXT], climb[CLI_TEXT], camps[CAMPS];
  cli_percent_text(t, (double)m->basin / (double)a->terrain.configurations, share);
  if (a->passes && m->escape < INFINITY)
    cli_fill(t, "energy {energy}; {share} of all configurations lead here; {climb} to climb out of it", line,
             sizeof line, "energy", number(t, m->energy * a->scale, false, energy), "share", share, "climb",
             number(t, m->escape * a->scale, false, climb), (char *)NULL);
  else
    cli_fill(t, "energy {energy}; {share} of all configurations lead here", line, sizeof line, "energy",
             number(t, m->energy * a->scale, false, energy), "share", share, (char *)NULL);
  fprintf(t->stream, "%3u  ", k + 1);
  host_print_wrapped(t, cli_align_camps(a, m->camp, bar_between(t), camps, sizeof camps), 5, 5);
  fputc('\n', t->stream);
  indented(t, line, 5);
  if (m->indifferent > 0) indented(t, cli_say(t, ENT_SAY("an actor in it could move at no cost")), 5);
}

static void show_minima(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  char head[CLI_SAID], stable[CLI_TEXT], all[CLI_TEXT];
  cli_count_text(a->terrain.stable, stable);
  cli_count_text(a->terrain.configurations, all);
  cli_fill(t, "Stable camps: {stable} of {all} configurations, lowest energy first", head, sizeof head, "stable",
           stable, "all", all, (char *)NULL);
  cli_heading(t, head);
  for (uint32_t k = 0; k < a->terrain.kept && k < a->limit; k++) show_minimum(a, k);
  cli_count_text(a->terrain.stable - a->limit, stable);
  if (a->terrain.stable > a->limit) cli_said(t, "     ... and {count} more\n", "count", stable, (char *)NULL);
}

static void show_searched(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  char head[CLI_SAID], count[CLI_TEXT], share[CLI_TEXT], energy[CLI_TEXT], hits[CLI_TEXT];
  cli_count_text(a->searched.different, count);
  cli_fill(t, "Stable camps found from random starts: {count}; too many actors to visit all", head, sizeof head,
           "count", count, (char *)NULL);
  cli_heading(t, head);
  for (uint32_t k = 0; k < a->searched.kept; k++) {
    int first = 0;
    for (int i = 0; i < a->n; i++) first += a->side[(size_t)k * (size_t)a->n + (size_t)i] > 0;
    char with[CLI_NUMBER], against[CLI_NUMBER], line[CLI_SAID];
    cli_count_text(a->found[k].hits, hits);
    cli_fill(t, "{first} against {second} actors, energy {energy}, from {hits} starts", line, sizeof line, "first",
             cli_number(first, with), "second", cli_number(a->n - first, against), "energy",
             number(t, a->found[k].energy * a->scale, false, energy), "hits", hits, (char *)NULL);
    fprintf(t->stream, "%3u  ", k + 1);
    host_print_wrapped(t, line, 5, 5);
    fputc('\n', t->stream);
  }
  cli_percent_text(t, a->searched.unseen, share);
  cli_said(t, "About {share} of further starts would find others\n", "share", share, (char *)NULL);
}

/* ---- prices ------------------------------------------------------------------------------------------------------------ */

static double tie_of(const cli_align *a, int i, int j)
{
  return a->propensity[i * a->n + j] * a->scale;
}

static void show_price(const cli_align *a, const char *who, const char *other, double now, double change, bool within)
{
  const host_terminal *const t = &a->call->out;
  char from[CLI_TEXT], to[CLI_TEXT], by[CLI_TEXT], line[CLI_SAID];
  const char *const english = change >= 0 ? ENT_SAY("{who}: tie with {other} up by {by}, from {from} to {to}")
                                          : ENT_SAY("{who}: tie with {other} down by {by}, from {from} to {to}");
  cli_fill(t, english, line, sizeof line, "who", who, "other", other, "by", number(t, fabs(change), false, by), "from",
           number(t, now, true, from), "to", number(t, now + change, true, to), (char *)NULL);
  fputs("  ", t->stream);
  host_print_wrapped(t, line, 2, 4);
  if (!within) fputs(cli_say(t, ENT_SAY(" (no tie goes so far)")), t->stream);
  fputc('\n', t->stream);
}

static void show_prices(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  char line[CLI_SAID];
  if (!a->price) return;
  cli_heading(t,
              cli_say(t, ENT_SAY("What would make each change camp, all others staying in the lowest configuration")));
  for (int k = 0; k < a->n; k++) {
    const ent_flip_price *const p = &a->price[k];
    if (p->tie >= 0) {
      show_price(a, a->name[k], a->name[p->tie], tie_of(a, k, p->tie), p->change * a->scale, true);
      continue;
    }
    cli_fill(t, "{who}: no single tie can do it", line, sizeof line, "who", a->name[k], (char *)NULL);
    indented(t, line, 2);
  }
}

static void show_wedge(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  char head[CLI_SAID];
  if (!a->wedge_price || a->wedge[0] < 0) return;
  cli_fill(t,
           a->alignment.margin >= 0
             ? ENT_SAY("{target} stands with {proposer}, everyone free to re-align. It would go back when")
             : ENT_SAY("{target} stands with {rival}, everyone free to re-align. It would turn when"),
           head, sizeof head, "target", a->name[a->wedge[0]], "proposer", a->name[a->wedge[1]], "rival",
           a->name[a->wedge[2]], (char *)NULL);
  cli_heading(t, head);
  bool any = false;
  for (int within = 1; within >= 0; within--)
    for (int j = 0; j < a->n; j++) {
      const ent_wedge_price *const p = &a->wedge_price[j];
      if (!p->exists || p->within != (within == 1) || (!within && j != a->wedge[1] && j != a->wedge[2])) continue;
      any = true;
      show_price(a, a->name[a->wedge[0]], a->name[j], tie_of(a, a->wedge[0], j), p->change * a->scale, p->within);
    }
  if (!any) indented(t, cli_say(t, ENT_SAY("no single tie can do it")), 2);
}

/* ---- moves -------------------------------------------------------------------------------------------------------------- */

static void show_cascade(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  char camps[CAMPS], line[CLI_SAID], energy[CLI_TEXT], climb[CLI_TEXT];
  if (a->moves == 0 || !a->step) return;
  cli_heading(t, cli_say(t, ENT_SAY("After the moves of ties")));
  if (a->cascade.steps == 0) indented(t, cli_say(t, ENT_SAY("Nobody changes camp.")), 2);
  for (uint64_t k = 0; k < a->cascade.steps && k < CLI_ALIGN_STEPS; k++) {
    cli_fill(t, "{step}. {actor} changes camp (energy {energy})", line, sizeof line, "step",
             cli_number((long long)k + 1, climb), "actor", a->name[a->step[k].actor], "energy",
             number(t, a->step[k].energy * a->scale, false, energy), (char *)NULL);
    indented(t, line, 2);
  }
  indented(t, cli_align_camps(a, a->cascade.end, bar_between(t), camps, sizeof camps), 2);
  if (!(a->hold.escape < INFINITY))
    cli_fill(t, "It is the only stable configuration.", line, sizeof line, (char *)NULL);
  else
    cli_fill(t,
             a->hold.above_noise
               ? ENT_SAY("It holds: {climb} to climb out of it, above the noise of {noise}.")
               : ENT_SAY("It does not hold: {climb} to climb out of it, not above the noise of {noise}."),
             line, sizeof line, "climb", number(t, a->hold.escape * a->scale, false, climb), "noise",
             number(t, a->noise * a->scale, false, energy), (char *)NULL);
  indented(t, line, 2);
}

static void show_stances(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  char head[CLI_SAID], count[CLI_TEXT], blocs[CLI_TEXT], energy[CLI_TEXT];
  if (!a->stance) return;
  cli_count_text(a->stances.stable, count);
  cli_count_text(a->stances.without_blocs, blocs);
  if (a->pressure)
    cli_fill(t, "With neutrality: {count} stable stances, {blocs} of them also without pressure", head, sizeof head,
             "count", count, "blocs", blocs, (char *)NULL);
  else
    cli_fill(t, "With neutrality: {count} stable stances", head, sizeof head, "count", count, (char *)NULL);
  cli_heading(t, head);
  for (uint32_t k = 0; k < a->stances.kept && k < a->limit; k++) {
    const ent_stance *const s = &a->stance[k];
    fprintf(t->stream, "%3u  ", k + 1);
    char line[CAMPS] = "";
    size_t used = 0;
    for (int side = 0; side < 3; side++) {
      bool first = true;
      if (side > 0 && used < sizeof line)
        used += (size_t)snprintf(line + used, sizeof line - used, "%s", bar_between(t));
      for (int i = 0; i < a->n && used < sizeof line; i++) {
        const int stands = s->with >> i & 1 ? 0 : s->against >> i & 1 ? 2 : 1;
        if (stands != side) continue;
        used += (size_t)snprintf(line + used, sizeof line - used, "%s%s", first ? "" : ", ", a->name[i]);
        first = false;
      }
      if (first && used < sizeof line) used += (size_t)snprintf(line + used, sizeof line - used, "-");
    }
    host_print_wrapped(t, line, 5, 5);
    fprintf(t->stream, "  (%s)\n", number(t, s->energy * a->scale, false, energy));
  }
}

static void show_survey(const cli_align *a)
{
  const host_terminal *const t = &a->call->out;
  char head[CLI_SAID], draws[CLI_TEXT], minima[CLI_TEXT], stable[CLI_TEXT], lowest[CLI_TEXT], chance[CLI_TEXT],
    camps[CAMPS], line[CLI_SAID];
  if (a->draws == 0) return;
  cli_count_text(a->surveyed.good, draws);
  snprintf(minima, sizeof minima, "%.1f", a->surveyed.minima);
  cli_fill(t, "Under uncertainty: {draws} draws of the ties, {minima} stable camps each on average", head, sizeof head,
           "draws", draws, "minima", minima, (char *)NULL);
  cli_heading(t, head);
  for (uint32_t k = 0; k < a->surveyed.kept && k < a->limit && k < 5; k++) {
    const ent_survivor *const s = &a->survivor[k];
    const double good = (double)a->surveyed.good;
    cli_percent_text(t, (double)s->stable / good, stable);
    cli_percent_text(t, (double)s->lowest / good, lowest);
    cli_percent_text(t, s->chance, chance);
    cli_fill(t, "stable in {stable} of the draws, lowest in {lowest}; {chance} of all configurations lead here", line,
             sizeof line, "stable", stable, "lowest", lowest, "chance", chance, (char *)NULL);
    fprintf(t->stream, "%3u  ", k + 1);
    host_print_wrapped(t, cli_align_camps(a, s->camp, bar_between(t), camps, sizeof camps), 5, 5);
    fputc('\n', t->stream);
    indented(t, line, 5);
    cli_align_weights_show(a, (int)k);
  }
}

void cli_align_show(const cli_align *a)
{
  show_head(a);
  if (a->minimum)
    show_minima(a);
  else
    show_searched(a);
  show_wedge(a);
  cli_align_even_show(a);
  show_prices(a);
  show_cascade(a);
  show_stances(a);
  show_survey(a);
}

/* ---- a program reads ---------------------------------------------------------------------------------------------------- */

static void json_camp(const cli_align *a, const char *key, ent_camp camp, int side)
{
  bool later = false;
  printf("\"%s\": [", key);
  for (int i = 0; i < a->n; i++) {
    if ((int)(camp >> i & 1) != side) continue;
    if (later) fputs(", ", stdout);
    cli_json_text(stdout, a->name[i]);
    later = true;
  }
  putchar(']');
}

static void json_value(const char *key, double v)
{
  printf(", \"%s\": ", key);
  if (v < INFINITY && v > -INFINITY)
    cli_json_number(stdout, v);
  else
    fputs("null", stdout);
}

static void json_minima(const cli_align *a)
{
  printf(",\n \"configurations\": %llu, \"stable\": %u, \"strict\": %u, \"minima\": [",
         (unsigned long long)a->terrain.configurations, a->terrain.stable, a->terrain.strict);
  for (uint32_t k = 0; k < a->terrain.kept; k++) {
    const ent_minimum *const m = &a->minimum[k];
    fputs(k ? ",\n  {" : "\n  {", stdout);
    json_camp(a, "first", m->camp, 1);
    fputs(", ", stdout);
    json_camp(a, "second", m->camp, 0);
    json_value("energy", m->energy * a->scale);
    printf(", \"basin\": %llu, \"indifferent\": %d", (unsigned long long)m->basin, m->indifferent);
    if (a->passes) {
      printf(", \"into\": %d", m->into);
      json_value("saddle", m->saddle * a->scale);
      json_value("barrier", m->barrier * a->scale);
      json_value("escape", m->escape * a->scale);
    }
    putchar('}');
  }
  fputs("\n ]", stdout);
}

static void json_searched(const cli_align *a)
{
  printf(",\n \"found\": %u", a->searched.different);
  json_value("unseen", a->searched.unseen);
  fputs(", \"minima\": [", stdout);
  for (uint32_t k = 0; k < a->searched.kept; k++) {
    bool later = false;
    fputs(k ? ",\n  {\"first\": [" : "\n  {\"first\": [", stdout);
    for (int i = 0; i < a->n; i++) {
      if (a->side[(size_t)k * (size_t)a->n + (size_t)i] < 0) continue;
      if (later) fputs(", ", stdout);
      cli_json_text(stdout, a->name[i]);
      later = true;
    }
    printf("], \"hits\": %u", a->found[k].hits);
    json_value("energy", a->found[k].energy * a->scale);
    putchar('}');
  }
  fputs("\n ]", stdout);
}

static void json_prices(const cli_align *a)
{
  fputs(",\n \"prices\": [", stdout);
  for (int k = 0; k < a->n; k++) {
    const ent_flip_price *const p = &a->price[k];
    fputs(k ? ",\n  {\"actor\": " : "\n  {\"actor\": ", stdout);
    cli_json_text(stdout, a->name[k]);
    json_value("content", p->content * a->scale);
    fputs(", \"tie\": ", stdout);
    if (p->tie >= 0)
      cli_json_text(stdout, a->name[p->tie]);
    else
      fputs("null", stdout);
    json_value("change", p->tie >= 0 ? p->change * a->scale : INFINITY);
    putchar('}');
  }
  fputs("\n ]", stdout);
  if (a->wedge[0] < 0) return;
  fputs(",\n \"wedge\": {\"target\": ", stdout);
  cli_json_text(stdout, a->name[a->wedge[0]]);
  json_value("margin", a->alignment.margin);
  fputs(", \"prices\": [", stdout);
  bool later = false;
  for (int j = 0; j < a->n; j++) {
    if (!a->wedge_price[j].exists) continue;
    fputs(later ? ",\n  {\"tie\": " : "\n  {\"tie\": ", stdout);
    later = true;
    cli_json_text(stdout, a->name[j]);
    json_value("change", a->wedge_price[j].change * a->scale);
    printf(", \"within\": %s}", a->wedge_price[j].within ? "true" : "false");
  }
  fputs("]}", stdout);
}

static void json_survey(const cli_align *a)
{
  printf(",\n \"draws\": %llu, \"survivors\": [", (unsigned long long)a->surveyed.good);
  for (uint32_t k = 0; k < a->surveyed.kept && k < 64; k++) {
    const ent_survivor *const s = &a->survivor[k];
    fputs(k ? ",\n  {" : "\n  {", stdout);
    json_camp(a, "first", s->camp, 1);
    fputs(", ", stdout);
    json_camp(a, "second", s->camp, 0);
    printf(", \"stable\": %llu, \"lowest\": %llu, \"alone\": %llu", (unsigned long long)s->stable,
           (unsigned long long)s->lowest, (unsigned long long)s->alone);
    json_value("chance", s->chance);
    cli_align_weights_json(a, (int)k);
    putchar('}');
  }
  fputs("\n ]", stdout);
}

static void json_cascade(const cli_align *a)
{
  fputs(",\n \"cascade\": {\"steps\": [", stdout);
  for (uint64_t k = 0; k < a->cascade.steps && k < CLI_ALIGN_STEPS; k++) {
    if (k) fputs(", ", stdout);
    cli_json_text(stdout, a->name[a->step[k].actor]);
  }
  fputs("], ", stdout);
  json_camp(a, "first", a->cascade.end, 1);
  json_value("energy", a->cascade.energy_end * a->scale);
  json_value("escape", a->hold.escape * a->scale);
  printf(", \"minimum\": %s, \"lowest\": %s, \"above_noise\": %s}", a->hold.minimum ? "true" : "false",
         a->hold.lowest ? "true" : "false", a->hold.above_noise ? "true" : "false");
}

void cli_align_json(const cli_align *a)
{
  fputs("{\"title\": ", stdout);
  cli_json_text(stdout, a->title);
  printf(", \"actors\": %d, \"after\": %s", a->n, a->after ? "true" : "false");
  json_value("scale", a->scale);
  if (a->minimum)
    json_minima(a);
  else
    json_searched(a);
  if (a->price) json_prices(a);
  cli_align_even_json(a);
  if (a->moves && a->step) json_cascade(a);
  if (a->draws > 0) json_survey(a);
  puts("}");
}

/* One row a minimum and actor. */
void cli_align_csv(const cli_align *a)
{
  puts("minimum,energy,basin,actor,camp");
  const uint32_t kept = a->minimum ? a->terrain.kept : a->searched.kept;
  for (uint32_t k = 0; k < kept; k++)
    for (int i = 0; i < a->n; i++) {
      const bool first =
        a->minimum ? (a->minimum[k].camp >> i & 1) != 0 : a->side[(size_t)k * (size_t)a->n + (size_t)i] > 0;
      printf("%u,", k + 1);
      cli_json_number(stdout, a->scale * (a->minimum ? a->minimum[k].energy : a->found[k].energy));
      printf(",%llu,", a->minimum ? (unsigned long long)a->minimum[k].basin : (unsigned long long)a->found[k].hits);
      cli_csv_text(a->name[i]);
      printf(",%d\n", first ? 1 : 2);
    }
}
