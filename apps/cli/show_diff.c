/* show_diff.c - a comparison on a terminal: the sentence, the chances side by side, and what causes the difference. */
#include "show_diff.h"

#include "say.h"
#include "show.h"
#include "text.h"

#include <math.h>
#include <string.h>

#define CAUSES_SHOWN 10
#define CAUSES_ANYWAY 3
#define TITLE 18
#define SHARE 14

static const char *chance_title(const host_terminal *t, int chance)
{
  return cli_say_page(t, cli_gate_titles[chance]);
}

/* "+41.0 points", and with its standard error where that is given. */
static void points_text(const host_terminal *t, double share, double se, char *out, size_t room)
{
  char number[32], error[32], text[128];
  const double points = 100 * share, least = 100 * se;
  const int decimals = fabs(points) < 9.95 ? 1 : 0;
  const double shown = fabs(points) < 0.05 ? 0 : points;
  snprintf(number, sizeof number, "%s%.*f", shown > 0 ? "+" : "", decimals, shown);
  snprintf(error, sizeof error, "%.1f", least);
  if (se > 0 && least >= 0.05)
    cli_fill(t, "{points} ± {error} points", text, sizeof text, "points", number, "error", error, (char *)NULL);
  else
    cli_fill(t, "{points} points", text, sizeof text, "points", number, (char *)NULL);
  cli_plain_text(t, text, out, room);
}

void cli_show_difference_headline(const host_terminal *t, const ent_difference *d)
{
  char text[2048];
  cli_plain_text(t, d->headline, text, sizeof text);
  host_print_wrapped(t, text, 0, 0);
  fputc('\n', t->stream);
}

/* ---- the chances -------------------------------------------------------------------------------------------------- */

static void chance_line(const host_terminal *t, const ent_difference *d, int chance)
{
  char text[160];
  const bool bold = chance == d->about;
  if (bold) fputs(host_style_on(t, HOST_BOLD), t->stream);
  host_print_padded(t, chance_title(t, chance), TITLE);
  if (bold) fputs(host_style_off(t), t->stream);
  cli_share_text(t, d->chance_a[chance], text);
  cli_right(t, text, SHARE);
  cli_share_text(t, d->chance_b[chance], text);
  cli_right(t, text, SHARE + 2);
  points_text(t, d->change[chance], d->se[chance], text, sizeof text);
  cli_right(t, text, 24);
  fputc('\n', t->stream);
}

static void show_chances(const host_terminal *t, const ent_difference *d)
{
  fprintf(t->stream, "\n%s", host_style_on(t, HOST_DIM));
  host_print_padded(t, cli_say(t, "Share of draws"), TITLE);
  cli_right(t, cli_say(t, "Before"), SHARE);
  cli_right(t, cli_say(t, "After"), SHARE + 2);
  cli_right(t, cli_say(t, "Difference"), 24);
  fprintf(t->stream, "%s\n", host_style_off(t));
  for (int g = 0; g < ENT_CHANCES; g++) chance_line(t, d, g);
}

/* ---- the causes --------------------------------------------------------------------------------------------------- */

static void cause_name(const host_terminal *t, const ent_cause *c)
{
  char text[2048];
  cli_plain_text(t, c->what, text, sizeof text);
  host_print_wrapped(t, text, 0, 4);
  fputc('\n', t->stream);
}

/* Under its name: a bar from zero to the right, its part in points, and the chance with this change alone. */
static void cause_line(const host_terminal *t, const ent_difference *d, const ent_cause *c, double most)
{
  const int g = d->about, bar = t->width >= 100 ? 30 : t->width >= 76 ? 18 : 8;
  char points[160], alone[CLI_TEXT], back[CLI_TEXT], text[256];
  cause_name(t, c);
  fputs("    ", t->stream);
  cli_bar(t, most > 0 ? fabs(c->share[g]) / most * 0.999 : 0, bar, c->share[g] >= 0 ? HOST_GOOD : HOST_BAD);
  points_text(t, c->share[g], c->se[g], points, sizeof points);
  cli_right(t, points, 22);
  cli_percent_text(t, c->alone[g], alone);
  cli_percent_text(t, c->back[g], back);
  cli_fill(t, "alone {alone}; all but this {back}", text, sizeof text, "alone", alone, "back", back, (char *)NULL);
  fprintf(t->stream, "  %s", host_style_on(t, HOST_DIM));
  host_print_wrapped(t, text, bar + 28, 6);
  fprintf(t->stream, "%s\n", host_style_off(t));
}

static void show_left_out(const host_terminal *t, const ent_difference *d, int shown)
{
  double sum = 0;
  char points[160], number[CLI_NUMBER], text[400];
  for (int i = shown; i < d->causes; i++) sum += d->cause[i].share[d->about];
  points_text(t, sum, 0, points, sizeof points);
  cli_fill(t,
           d->causes - shown == 1 ? ENT_SAY("One more change: {points}")
                                  : ENT_SAY("{count} more changes, together {points}"),
           text, sizeof text, "count", cli_number(d->causes - shown, number), "points", points, (char *)NULL);
  host_print_wrapped(t, text, 0, 4);
  fputc('\n', t->stream);
}

/* Those that are seen, but some in any case; they stand in descending order. */
static int shown_of(const ent_difference *d)
{
  int n = 0;
  while (n < d->causes && n < CAUSES_SHOWN && (n < CAUSES_ANYWAY || fabs(d->cause[n].share[d->about]) >= 0.0005)) n++;
  return n;
}

static void show_causes(const host_terminal *t, const ent_difference *d)
{
  const int shown = shown_of(d);
  double most = 0;
  char text[600];
  if (d->causes == 0) return;
  for (int i = 0; i < shown; i++) {
    const double share = fabs(d->cause[i].share[d->about]);
    if (share > most) most = share;
  }
  cli_heading(t, cli_say(t, "What causes the difference"));
  cli_fill(t,
           d->exact ? ENT_SAY("{chance}: what each change adds, averaged over all orders of making the changes.")
                    : ENT_SAY("{chance}: what each change adds, averaged over random orders of making the changes."),
           text, sizeof text, "chance", chance_title(t, d->about), (char *)NULL);
  host_print_wrapped(t, text, 0, 0);
  fputc('\n', t->stream);
  for (int i = 0; i < shown; i++) cause_line(t, d, &d->cause[i], most);
  if (d->causes > shown) show_left_out(t, d, shown);
}

static void show_footer(const host_terminal *t, const ent_difference *d)
{
  char draws[CLI_TEXT], number[CLI_NUMBER];
  fprintf(t->stream, "\n%s", host_style_on(t, HOST_DIM));
  if (d->texts == 1)
    cli_said(t, "One place that no gate reads differs too (a title, a source, a claim).\n", (char *)NULL);
  if (d->texts > 1)
    cli_said(t, "{count} places that no gate reads differ too (titles, sources, claims).\n", "count",
             cli_number(d->texts, number), (char *)NULL);
  cli_count_text(d->draws, draws);
  if (d->seed[0] == d->seed[1])
    cli_said(t, "{draws} draws, the same for both sides, seed {seed}", "draws", draws, "seed",
             cli_number((long long)d->seed[0], number), (char *)NULL);
  else
    cli_said(t, "{draws} draws", "draws", draws, (char *)NULL);
  fprintf(t->stream, "%s\n", host_style_off(t));
}

void cli_show_difference(const host_terminal *t, const ent_difference *d)
{
  cli_show_difference_headline(t, d);
  show_chances(t, d);
  show_causes(t, d);
  show_footer(t, d);
}
