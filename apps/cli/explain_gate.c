/* explain_gate.c - why is a gate open or shut at the centre of the assumptions?
 *
 * Every input at its median, no noise: the margin, its witness, and the formula with the numbers filled in. */
#include "explain.h"

#include "say.h"
#include "show.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

typedef struct view {
  const host_terminal *t;
  const ent_scenario *s;
  const ent_verdict *v;
  const ent_allocator *memory;
} view;

/* The median of an input; false when the scenario has no such input. */
static bool median(const ent_scenario *s, const char *path, double *value)
{
  const int index = ent_scenario_find_input(s, path);
  ent_input_info info;
  if (index < 0 || !ent_scenario_input(s, index, &info)) return false;
  *value = info.p50;
  return true;
}

static double median_or(const ent_scenario *s, const char *path, double otherwise)
{
  double value = otherwise;
  median(s, path, &value);
  return value;
}

static void tell_row(const view *w, const char *title, double value, const char *unit, const char *note)
{
  char number[CLI_TEXT];
  cli_bare_text(w->t, value, unit, number);
  fputs("  ", w->t->stream);
  host_print_padded(w->t, cli_say(w->t, title), 42);
  cli_right(w->t, number, 10);
  if (note[0])
    fprintf(w->t->stream, "  %s%s%s", host_style_on(w->t, HOST_DIM), cli_say(w->t, note), host_style_off(w->t));
  fputc('\n', w->t->stream);
}

static void print_text(const view *w, const char *text)
{
  host_print_wrapped(w->t, text, 0, 0);
  fputc('\n', w->t->stream);
}

static void tell(const view *w, const char *english)
{
  print_text(w, cli_say(w->t, english));
}

static bool holds(const ent_set *set, int member)
{
  return set->word[member / 64] >> (member % 64) & 1u;
}

/* "France, Germany, Canada" */
static void witness_text(const view *w, const ent_set *set, char *out, size_t room)
{
  size_t size = 0;
  out[0] = '\0';
  const int actors = ent_scenario_actors(w->s);
  for (int i = 0; i < actors && i < ENT_ACTORS_MAX; i++) {
    if (!holds(set, i)) continue;
    const int written =
      snprintf(out + size, room - size, "%s%s", size ? cli_say(w->t, ", ") : "", ent_scenario_actor_name(w->s, i));
    if (written < 0 || size + (size_t)written >= room) return;
    size += (size_t)written;
  }
}

static void styled(const host_terminal *t, host_style style, const char *text, char out[CLI_TEXT])
{
  snprintf(out, CLI_TEXT, "%s%.40s%s", host_style_on(t, style), text, host_style_off(t));
}

static void show_finding(const view *w, ent_gate gate, const char *witness_title)
{
  const ent_finding *const f = &w->v->gate[gate];
  char names[512], number[CLI_TEXT], text[640];
  cli_value_text(w->t, f->margin, "index", number);
  const bool undecided = f->low < 0 && f->high >= 0;
  char gate_text[CLI_TEXT], state[CLI_TEXT];
  styled(w->t, HOST_BOLD, cli_gate_title(w->t, (int)gate), gate_text);
  styled(w->t, f->margin >= 0 ? HOST_GOOD : HOST_BAD,
         undecided        ? cli_say(w->t, "undecided")
         : f->margin >= 0 ? cli_say(w->t, "open")
                          : cli_say(w->t, "shut"),
         state);
  cli_said(w->t, "{gate}: {state} at the centre of the assumptions, margin {margin}.\n", "gate", gate_text, "state",
           state, "margin", number, (char *)NULL);
  witness_text(w, &f->witness, names, sizeof names);
  if (names[0])
    print_text(w, cli_fill(w->t, "{what}: {names}.", text, sizeof text, "what", cli_say(w->t, witness_title), "names",
                           names, (char *)NULL));
  ent_term_info term;
  if (f->term >= 0 && ent_scenario_term(w->s, f->term, &term))
    print_text(w, cli_fill(w->t, "The term that decides: {term} (owner: {owner}).", text, sizeof text, "term",
                           term.name, "owner", term.owner_name, (char *)NULL));
  if (f->actor >= 0)
    print_text(w, cli_fill(w->t, "At the margin: {actor}.", text, sizeof text, "actor",
                           ent_scenario_actor_name(w->s, f->actor), (char *)NULL));
}

/* ---- one function a gate ------------------------------------------------------------------------------------------
 * */

static void show_will(const view *w)
{
  const double support = median_or(w->s, "deal.will.support", 0), gain = median_or(w->s, "deal.will.wedge_gain", 0);
  const double cost = median_or(w->s, "deal.will.cost", 0);
  fputc('\n', w->t->stream);
  tell(w, "The leader's utility is support + gain from the wedge - cost; the margin is the least of it and of the "
          "margins of the "
          "proposer's own institutions that must act on an essential term.");
  tell_row(w, "support", support, "index", "deal.will.support");
  tell_row(w, "gain from the wedge", gain, "index", "deal.will.wedge_gain");
  tell_row(w, "cost at home", -cost, "index", "deal.will.cost");
  tell_row(w, "the leader's utility", support + gain - cost, "index", "");
  tell_row(w, "margin of the gate", w->v->gate[ENT_GATE_WILL].margin, "index", "");
}

typedef struct column {
  const char *title;
  int width; /* with the blank before it */
} column;

static const column seat_columns[] = {
  {ENT_SAY("support"), 9}, {ENT_SAY("dependence"), 12}, {ENT_SAY("blocks"), 9}, {ENT_SAY("power"), 9}};
static const column term_columns[] = {{ENT_SAY("flow"), 9}, {ENT_SAY("after"), 9}, {ENT_SAY("upfront"), 9}};

/* The dim line of titles over a table; the caller ends it. */
static void table_head(const view *w, const char *first, int width, const column *list, size_t columns)
{
  fprintf(w->t->stream, "\n  %s", host_style_on(w->t, HOST_DIM));
  host_print_padded(w->t, cli_say(w->t, first), width);
  for (size_t i = 0; i < columns; i++) cli_right(w->t, cli_say(w->t, list[i].title), list[i].width);
}

/* The members of each club with their stated positions and power. */
static void show_consent(const view *w)
{
  fputc('\n', w->t->stream);
  tell(w, "A member's utility is its support, plus what it adds when conditions hold or other terms are granted, plus "
          "leverage "
          "times dependence, plus noise (none at the centre). A term's margin is the highest level that the members at "
          "or above "
          "it can carry by the rule; the gate's margin is the least over the essential terms.");
  const ent_finding *const f = &w->v->gate[ENT_GATE_CONSENT];
  const char *club = "";
  ent_term_info term;
  const bool one_club = f->term >= 0 && ent_scenario_term(w->s, f->term, &term); /* the witness sits in its owner */
  ent_seat_info seat;
  const ent_allocator memory = host_memory();
  double *const shapley = calloc((size_t)ent_scenario_seats(w->s) + 1, sizeof *shapley);
  const bool known = shapley && ent_scenario_power(w->s, &memory, NULL, shapley, NULL) == ENT_OK;
  for (int i = 0; ent_scenario_seat(w->s, i, &seat); i++) {
    if (strcmp(club, seat.club) != 0) {
      fputc('\n', w->t->stream);
      host_print_styled(w->t, HOST_BOLD, seat.club_name);
      table_head(w, ENT_SAY("member"), 28, seat_columns, sizeof seat_columns / sizeof *seat_columns);
      fprintf(w->t->stream, "%s\n", host_style_off(w->t));
      club = seat.club;
    }
    char path[ENT_PATH_MAX], power[CLI_TEXT] = "", support[CLI_TEXT] = "-", dependence[CLI_TEXT] = "-";
    double value = 0;
    snprintf(path, sizeof path, "consents.%s.%s.support", seat.club, seat.actor);
    if (median(w->s, path, &value)) cli_bare_text(w->t, value, "index", support);
    snprintf(path, sizeof path, "consents.%s.%s.dependence", seat.club, seat.actor);
    if (median(w->s, path, &value)) cli_bare_text(w->t, value, "index", dependence);
    if (known && shapley[i] >= 0) cli_percent_text(w->t, shapley[i], power);
    const bool blocks = seat.actor_index >= 0 && holds(&f->witness, seat.actor_index) &&
                        (!one_club || strcmp(term.owner, seat.club) == 0);
    fputs("  ", w->t->stream);
    host_print_padded(w->t, seat.actor_name, 28);
    fprintf(w->t->stream, " %8s %11s", support, dependence);
    cli_right(w->t, blocks ? cli_say(w->t, "yes") : "", 9);
    fprintf(w->t->stream, " %8s\n", power);
  }
  free(shapley);
  fputc('\n', w->t->stream);
  tell_row(w, "leverage of the proposer", median_or(w->s, "deal.leverage", 0), "index", "deal.leverage");
  tell_row(w, "margin of the gate", f->margin, "index", "");
}

static void show_terms(const view *w)
{
  ent_term_info term;
  table_head(w, ENT_SAY("term"), 32, term_columns, sizeof term_columns / sizeof *term_columns);
  fprintf(w->t->stream, "  %s%s\n", cli_say(w->t, "in the bundle"), host_style_off(w->t));
  for (int i = 0; ent_scenario_term(w->s, i, &term); i++) {
    static const char *const field[3] = {"flow", "after", "upfront"};
    fputs("  ", w->t->stream);
    host_print_padded(w->t, term.name, 32);
    for (int j = 0; j < 3; j++) {
      char path[ENT_PATH_MAX], number[CLI_TEXT] = "-";
      double value = 0;
      snprintf(path, sizeof path, "terms.%s.%s", term.key, field[j]);
      if (median(w->s, path, &value)) cli_bare_text(w->t, value, "income", number);
      fprintf(w->t->stream, " %8s", number);
    }
    const bool in = i < 32 && (w->v->detail.bundle >> i & 1u);
    fprintf(w->t->stream, "  %s%s\n", cli_say(w->t, in ? ENT_SAY("yes") : ENT_SAY("no")),
            term.essential ? cli_say(w->t, ", essential") : "");
  }
  fputc('\n', w->t->stream);
}

/* Is the end of the proposer's term counted? */
static bool is_dated(const ent_scenario *s)
{
  char path[ENT_PATH_MAX];
  int proposer = 0, target = 0, rival = 0;
  ent_scenario_parties(s, &proposer, &target, &rival);
  snprintf(path, sizeof path, "actors.%s.leader.term_hazard", ent_scenario_actor_key(s, proposer));
  return ent_scenario_find_input(s, path) >= 0;
}

static void show_acceptance(const view *w)
{
  const ent_detail *const d = &w->v->detail;
  fputc('\n', w->t->stream);
  tell(w,
       "A term pays its flow while it is honoured. It collapses with the yearly hazard l = (1-h) e + h (1-q): h, the "
       "proposer's leader leaves; e, an incumbent reneges; q, a successor honours. Its worth is "
       "(flow + delta l after / (1-delta)) / (1 - delta (1-l)). The target gains by the sum, less what it gives up "
       "at once "
       "and what it would have without the deal.");
  if (is_dated(w->s))
    tell(w, "The leader's term ends on a known date: the worth is counted backward through this calendar, and each "
            "hazard shown is "
            "the constant one that is as bad.");
  show_terms(w);
  tell_row(w, "discount factor a year, delta", median_or(w->s, "deal.discount", 0.9), "index", "deal.discount");
  tell_row(w, "status quo", median_or(w->s, "deal.outside.status_quo", 0), "income", "deal.outside.status_quo");
  tell_row(w, "tie with the rival", median_or(w->s, "deal.outside.rival_tie", 0), "income", "deal.outside.rival_tie");
  tell_row(w, "part of it that would be lost", median_or(w->s, "deal.outside.rival_loss", 0), "share",
           "deal.outside.rival_loss");
  tell_row(w, "surplus, share of income a year", d->surplus, "income", "");
  tell_row(w, "collapse hazard a year (highest)", d->hazard, "per year", ENT_SAY("essential terms"));
  tell_row(w, "bearable hazard a year", d->bearable, "per year", ENT_SAY("the most it accepts"));
  tell_row(w, "chance that a successor honours, needed", d->honour_needed, "share", "");
  tell_row(w, "margin of the gate", w->v->gate[ENT_GATE_ACCEPTANCE].margin, "index", "");
}

/* What would make the target change camp: each of its ties that can, where it is and where it has to go. */
static void show_flips(const view *w)
{
  ent_flip_tie flip[ENT_FLIP_TIES];
  int count = 0;
  bool turned = false;
  if (ent_scenario_flips(w->s, w->memory, flip, &count, &turned, NULL) != ENT_OK || count == 0) return;
  fputc('\n', w->t->stream);
  tell(w, turned
            ? ENT_SAY("The target returns to the rival's camp when one of its ties, all others as they are, goes to:")
            : ENT_SAY("The target leaves the rival's camp when one of its ties, all others as they are, goes to:"));
  for (int i = 0; i < count; i++) {
    char title[CLI_TEXT], now[CLI_TEXT], note[CLI_TEXT];
    cli_value_text(w->t, flip[i].now, "index", now);
    cli_fill(w->t, "tie with {actor}", title, sizeof title, "actor", ent_scenario_actor_name(w->s, flip[i].actor),
             (char *)NULL);
    cli_fill(w->t, flip[i].within ? "now {now}" : "now {now}; no tie is below -1 or above 1", note, sizeof note, "now",
             now, (char *)NULL);
    tell_row(w, title, flip[i].now + flip[i].change, "index", note);
  }
}

static void show_durability(const view *w)
{
  const ent_detail *const d = &w->v->detail;
  int proposer = -1, target = -1, rival = -1;
  ent_scenario_parties(w->s, &proposer, &target, &rival);
  fputc('\n', w->t->stream);
  tell(w, "The deal lives to the horizon H with the chance S = product of (1-l)^H over the essential terms. The "
          "alignment holds "
          "if the target's best camp, with everyone else free to move, is no longer the rival's. The margin is the "
          "lesser of both.");
  tell_row(w, "horizon in years, H", median_or(w->s, "horizon_years", 0), "years", "horizon_years");
  tell_row(w, "collapse hazard a year (highest)", d->hazard, "per year", ENT_SAY("essential terms"));
  tell_row(w, "chance to live to the horizon, S", d->survival, "share", "");
  tell_row(w, "margin of survival", w->v->survival_margin, "index", "");
  if (rival >= 0) {
    tell_row(w, "flip price of the tie with the rival", d->flip_price, "index",
             d->turned ? ENT_SAY("the target turns") : ENT_SAY("it keeps the rival"));
    tell_row(w, "margin of alignment", w->v->alignment_margin, "index", "");
  }
  tell_row(w, "margin of the gate", w->v->gate[ENT_GATE_DURABILITY].margin, "index", "");
  if (rival >= 0) show_flips(w);
}

cli_exit cli_explain_gate(const cli_call *call, const cli_session *session, ent_gate gate)
{
  static void (*const show[ENT_GATES])(const view *) = {show_will, show_consent, show_acceptance, show_durability};
  static const char *const witness[ENT_GATES] = {ENT_SAY("Who blocks"), ENT_SAY("Who blocks"), ENT_SAY("Witness"),
                                                 ENT_SAY("The camp of the target")};
  ent_verdict verdict;
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_verdict_centre(session->load.scenario, &session->memory, &verdict, &err);
  if (status != ENT_OK) return cli_fail(call, &err);
  const view w = {&call->out, session->load.scenario, &verdict, &session->memory};
  show_finding(&w, gate, witness[gate]);
  show[gate](&w);
  return CLI_ANSWERED;
}
