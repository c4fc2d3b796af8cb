/* show.c - the verdict and the gates: would it be offered, adopted, accepted, and would it hold? */
#include "show.h"

#include "say.h"
#include "text.h"

#include <string.h>

#define LABEL 13 /* columns of the first column of a table of bars */

/* Columns of the table of gates: bar, share with its error and the gap before it, first quantile; those behind it take 7. */
typedef struct gate_columns {
  int bar, share, first;
} gate_columns;

static gate_columns columns_of(const host_terminal *t)
{
  if (t->width < 67) return (gate_columns){5, 14, 11};
  return (gate_columns){t->width >= 100 ? 32 : t->width >= 76 ? 20 : 8, 18, 12};
}

const char *const cli_gate_titles[ENT_GATES + 1] = {
#define X(NAME, name, title, question) title,
  ENT_GATE_LIST(X)
#undef X
    ENT_SAY("All four gates")};

const char *const cli_gate_names[ENT_GATES + 1] = {
#define X(NAME, name, title, question) #name,
  ENT_GATE_LIST(X)
#undef X
    "all"};

const char *const cli_outcome_texts[ENT_OUTCOMES] = {
#define X(NAME, name, text) text,
  ENT_OUTCOME_LIST(X)
#undef X
};

const char *cli_gate_title(const host_terminal *t, int gate)
{
  return gate < ENT_GATES ? cli_say_page(t, cli_gate_titles[gate]) : cli_say(t, cli_gate_titles[ENT_GATES]);
}

const char *cli_gate_word(const host_terminal *t, int gate)
{
  return t->page_words ? cli_gate_title(t, gate) : cli_gate_names[gate];
}

static bool has_rival(const ent_scenario *s)
{
  int proposer = -1, target = -1, rival = -1;
  ent_scenario_parties(s, &proposer, &target, &rival);
  return rival >= 0;
}

/* ---- the verdict -------------------------------------------------------------------------------------------- */

void cli_show_verdict(const host_terminal *t, const ent_answer *a)
{
  char text[1024];
  host_print_wrapped(t, ent_scenario_text(a->scenario, "question", ent_words_language(t->page_words)), 0, 0);
  fputs("\n\n", t->stream);
  fputs(host_style_on(t, HOST_BOLD), t->stream);
  cli_plain_text(t, a->headline, text, sizeof text);
  host_print_wrapped(t, text, 0, 0);
  fprintf(t->stream, "%s\n", host_style_off(t));
  if (a->weakest && a->weakest[0]) {
    cli_plain_text(t, a->weakest, text, sizeof text);
    host_print_wrapped(t, text, 0, 0);
    fputc('\n', t->stream);
  }
  if (a->flipping && a->flipping[0]) {
    cli_plain_text(t, a->flipping, text, sizeof text);
    host_print_wrapped(t, text, 0, 0);
    fputc('\n', t->stream);
  }
}

/* ---- the gates ------------------------------------------------------------------------------------------------ */

/* One line: title, bar, share with its error, and the margin's 5 %, 50 % and 95 % quantiles (track < 0: none). */
static void gate_line(const host_terminal *t, const ent_ensemble *e, const char *title, int indent, uint64_t open,
                      int track)
{
  const ent_share share = ent_share_of(open, e->draws);
  const gate_columns columns = columns_of(t);
  char text[CLI_TEXT];
  fprintf(t->stream, "%*s", indent, "");
  host_print_padded(t, title, LABEL + 2 - indent);
  cli_bar(t, share.p, columns.bar, share.p >= 0.5 ? HOST_GOOD : HOST_BAD);
  cli_share_text(t, share, text);
  cli_right(t, text, columns.share);
  for (int i = 0; track >= 0 && i < 3; i++) {
    static const double q[3] = {0.05, 0.5, 0.95};
    fprintf(t->stream, "%*.2f", i == 0 ? columns.first : 7, ent_ensemble_quantile(e, (ent_track)track, q[i]));
  }
  fputc('\n', t->stream);
}

void cli_show_gates(const host_terminal *t, const ent_answer *a)
{
  static const ent_track track[ENT_GATES] = {ENT_TRACK_WILL, ENT_TRACK_CONSENT, ENT_TRACK_ACCEPTANCE,
                                             ENT_TRACK_DURABILITY};
  const ent_ensemble *const e = &a->ensemble;
  const gate_columns columns = columns_of(t);
  fprintf(t->stream, "\n%s", host_style_on(t, HOST_DIM));
  host_print_padded(t, cli_say(t, "gate"), LABEL + 2 + columns.bar);
  cli_right(t, cli_say(t, "share open"), columns.share);
  cli_right(t, cli_say(t, "margin 5 %"), columns.first);
  cli_right(t, "50 %", 7);
  cli_right(t, "95 %", 7);
  fprintf(t->stream, "%s\n", host_style_off(t));
  for (int g = 0; g < ENT_GATES; g++) gate_line(t, e, cli_gate_title(t, g), 0, e->open[g], (int)track[g]);
  gate_line(t, e, cli_say(t, "survives"), 2, e->survives, ENT_TRACK_SURVIVAL);
  if (has_rival(a->scenario)) gate_line(t, e, cli_say(t, "turns"), 2, e->turns, ENT_TRACK_ALIGNMENT);
  gate_line(t, e, cli_gate_title(t, ENT_GATES), 0, e->all, -1);
  for (int g = 0; g < ENT_GATES; g++) {
    if (e->undecided[g] == 0) continue;
    char text[CLI_TEXT];
    cli_percent_text(t, (double)e->undecided[g] / (double)e->draws, text);
    cli_said(t, "{gate}: undecided in {share} of the draws.\n", "gate", cli_gate_title(t, g), "share", text,
             (char *)NULL);
  }
}

/* ---- what fails ------------------------------------------------------------------------------------------------ */

/* Prints "name share", separated by commas; a list is begun by its title. */
typedef struct list {
  const host_terminal *t;
  char text[1024];
  size_t size;
} list;

static void add(list *l, const char *name, double share)
{
  char percent[CLI_TEXT];
  cli_percent_text(l->t, share, percent);
  const int written = snprintf(l->text + l->size, sizeof l->text - l->size, "%s%s\xC2\xA0%s",
                               l->size ? cli_say(l->t, ", ") : "", name, percent);
  if (written > 0 && l->size + (size_t)written < sizeof l->text)
    l->size += (size_t)written;
  else
    l->text[l->size] = '\0';
}

static void print_list(const list *l, const char *title)
{
  host_print_padded(l->t, cli_say(l->t, title), LABEL + 2);
  host_print_wrapped(l->t, l->size ? l->text : "-", LABEL + 2, LABEL + 2);
  fputc('\n', l->t->stream);
}

static void show_first_shut(const host_terminal *t, const ent_ensemble *e)
{
  list l = {.t = t};
  for (int g = 0; g <= ENT_GATES; g++) {
    if (e->first_shut[g] == 0) continue;
    add(&l, g < ENT_GATES ? cli_gate_word(t, g) : cli_say(t, "none"), (double)e->first_shut[g] / (double)e->draws);
  }
  print_list(&l, ENT_SAY("First shut"));
}

/* The actors that are in a smallest blocking coalition most often, of the draws in which consent is shut. */
static void show_blockers(const host_terminal *t, const ent_answer *a)
{
  const ent_ensemble *const e = &a->ensemble;
  if (e->consent_shut == 0) return;
  const int actors = ent_scenario_actors(a->scenario);
  list l = {.t = t};
  uint64_t above = UINT64_MAX;
  int last = -1;
  for (int shown = 0; shown < 6; shown++) {
    int best = -1; /* the next in descending order of blocks, then in the scenario's order */
    for (int i = 0; i < actors && i < ENT_ACTORS_MAX; i++) {
      const bool after = e->blocks[i] < above || (e->blocks[i] == above && i > last);
      if (after && (best < 0 || e->blocks[i] > e->blocks[best])) best = i;
    }
    if (best < 0 || (double)e->blocks[best] < 0.01 * (double)e->consent_shut) break;
    add(&l, ent_scenario_actor_name(a->scenario, best), (double)e->blocks[best] / (double)e->consent_shut);
    above = e->blocks[best];
    last = best;
  }
  print_list(&l, ENT_SAY("Who blocks"));
}

void cli_show_failures(const host_terminal *t, const ent_answer *a)
{
  const ent_ensemble *const e = &a->ensemble;
  const double draws = (double)e->draws;
  fputc('\n', t->stream);
  show_first_shut(t, e);
  show_blockers(t, a);
  list l = {.t = t};
  add(&l, cli_say(t, "refused"), (double)e->refused / draws);
  if (has_rival(a->scenario)) {
    add(&l, cli_say(t, "taken with the rival kept"), (double)e->kept / draws);
    add(&l, cli_say(t, "taken and turned"), (double)e->turned / draws);
  } else {
    add(&l, cli_say(t, "taken"), (double)(e->kept + e->turned) / draws);
  }
  print_list(&l, ENT_SAY("Outcomes"));
}
