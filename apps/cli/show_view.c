/* show_view.c - whose view is this, and what does it assume instead of the author? */
#include "base/suggest.h"
#include "explain.h"
#include "entente/trade.h"
#include "say.h"
#include "show.h"

#include <stdlib.h>
#include <string.h>

static void show_note(const host_terminal *t, const char *text)
{
  if (!text[0]) return;
  fputs("  ", t->stream);
  host_print_wrapped(t, text, 2, 2);
  fputc('\n', t->stream);
}

/* "path: now -> text" in two lines: the label, and under it what changes. */
static void show_pair(const host_terminal *t, const ent_view_pair *pair)
{
  const char *const arrow = t->unicode ? " \xE2\x86\x92 " : " -> ";
  const size_t room = strlen(pair->path) + strlen(pair->now) + strlen(pair->text) + 64;
  char *const text = malloc(room);
  if (!text) return;
  fputs("    ", t->stream);
  host_print_wrapped(t, pair->label, 4, 6);
  snprintf(text, room, "%s = %s%s%s", pair->path, pair->now, pair->now[0] ? arrow : "", pair->text);
  fprintf(t->stream, "\n      %s", host_style_on(t, HOST_DIM));
  host_print_wrapped(t, text, 6, 8);
  fprintf(t->stream, "%s\n", host_style_off(t));
  free(text);
}

static void show_view(const host_terminal *t, const ent_scenario *s, int index)
{
  ent_view_info view;
  ent_view_pair pair;
  if (!ent_scenario_view(s, index, &view)) return;
  host_print_styled(t, HOST_BOLD, view.key);
  fputs("  ", t->stream);
  host_print_wrapped(t, view.name, (int)strlen(view.key) + 2, 2);
  fputc('\n', t->stream);
  show_note(t, view.note);
  show_note(t, view.citation);
  for (int i = 0; ent_scenario_view_pair(s, index, i, &pair); i++) show_pair(t, &pair);
  fputc('\n', t->stream);
}

static cli_exit unknown_view(const cli_call *call, const ent_scenario *s, const char *key)
{
  const char *names[ENT_VIEWS_MAX];
  ent_view_info view;
  size_t count = 0;
  for (int i = 0; count < ENT_VIEWS_MAX && ent_scenario_view(s, i, &view); i++) names[count++] = view.key;
  const char *const close = ent_suggest(key, strlen(key), names, count);
  return cli_refuse(call, "the scenario has no view \"", key, "\"", close ? "; did you mean \"" : "",
                    close ? close : "", close ? "\"?" : "", (char *)NULL);
}

cli_exit cli_explain_views(const cli_call *call, const ent_scenario *s, const char *key)
{
  const int views = ent_scenario_views(s), one = key ? ent_scenario_find_view(s, key) : -1;
  if (key && one < 0) return unknown_view(call, s, key);
  if (views == 0) cli_said(&call->err, "the scenario has no view but its author's\n", (char *)NULL);
  for (int i = 0; i < views; i++)
    if (one < 0 || i == one) show_view(&call->out, s, i);
  return CLI_ANSWERED;
}

/* What no number from trade may be read without. */
static void show_caveat(const host_terminal *t, const ent_scenario *s)
{
  ent_input_trade trade;
  char text[640], number[CLI_NUMBER];
  int count = 0;
  for (int i = 0; i < ent_scenario_inputs(s); i++) count += ent_scenario_input_trade(s, i, &trade);
  if (count == 0) return;
  cli_fill(t, ENT_SAY("Numbers from the trade model: {count}. {caveat}"), text, sizeof text, "count",
           cli_number(count, number), "caveat", cli_say_page(t, ent_trade_caveat()), (char *)NULL);
  host_print_wrapped(t, text, 0, 0);
  fputc('\n', t->stream);
}

void cli_show_view(const host_terminal *t, const ent_scenario *s, const char *asked)
{
  const int holds = ent_scenario_seen_by(s), view = asked ? ent_scenario_find_view(s, asked) : holds;
  ent_view_info info;
  char text[512], number[CLI_NUMBER];
  show_caveat(t, s);
  if (ent_scenario_views(s) == 0) return;
  if (ent_scenario_view(s, view, &info))
    cli_fill(t,
             holds == view ? ENT_SAY("Whose view: {name} ({key}).")
                           : ENT_SAY("Whose view: {name} ({key}), with changes of yours."),
             text, sizeof text, "name", info.name, "key", info.key, (char *)NULL);
  else
    cli_fill(t,
             ent_scenario_views(s) == 1 ? ENT_SAY("Whose view: the author's; {count} other by --view.")
                                        : ENT_SAY("Whose view: the author's; {count} others by --view."),
             text, sizeof text, "count", cli_number(ent_scenario_views(s), number), (char *)NULL);
  host_print_wrapped(t, text, 0, 0);
  fputc('\n', t->stream);
}
