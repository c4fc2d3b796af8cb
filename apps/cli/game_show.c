/* game_show.c - the answer of `entente game`: the tree and its equilibria for a person, or as JSON. */
#include "game.h"
#include "entente/trust.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"

#include <string.h>

#define TREE_ROWS 60
#define ROWS 10 /* equilibria */

static const char *value_text(ent_ratio value, char out[CLI_FINE])
{
  cli_plain_number(ent_ratio_value(value), out);
  return out;
}

/* The name of a move as its reader says it; `out` may hold it. */
static const char *move_text(const cli_game *g, const char *name, char out[CLI_TEXT])
{
  const host_terminal *const t = &g->call->out;
  if (!g->deal) return name;
  if (strncmp(name, "drops ", 6) != 0) return cli_say_page(t, name);
  return cli_fill(t, "drops {count} of the terms", out, CLI_TEXT, "count", name + 6, (char *)NULL);
}

/* ---- the tree -------------------------------------------------------------------------------------------------------- */

/* "USA 0.12, Russia -0.3". */
static void payoffs_text(const cli_game *g, const ent_ratio *payoff, int players, const char *const *player,
                         char out[CLI_SAID])
{
  size_t size = 0;
  out[0] = '\0';
  for (int p = 0; p < players && size + 2 < CLI_SAID; p++) {
    char value[CLI_FINE];
    const int more = snprintf(out + size, CLI_SAID - size, "%s%s %s", p > 0 ? cli_say(&g->call->out, ", ") : "",
                              player[p], value_text(payoff[p], value));
    size += more > 0 ? (size_t)more : 0;
  }
}

/* Who moves at a node, or who gets what. */
static void node_text(const cli_game *g, const ent_game_node *node, char out[CLI_SAID])
{
  const ent_extensive *const tree = g->tree;
  char name[CLI_TEXT];
  if (node->set < 0) {
    payoffs_text(g, node->payoff, tree->players, tree->player, out);
    return;
  }
  const ent_game_set *const set = &tree->set[node->set];
  const char *const who = set->player < 0 ? cli_say(&g->call->out, "nature") : tree->player[set->player];
  snprintf(out, CLI_SAID, set->name[0] ? "%s (%s)" : "%s", who, move_text(g, set->name, name));
}

/* "accept: ", and of nature's moves how likely they are. */
static void action_text(const cli_game *g, const ent_game_set *set, int action, char out[CLI_SAID])
{
  char name[CLI_TEXT], chance[CLI_FINE] = "";
  if (set->chance) cli_fine_text(ent_ratio_value(set->chance[action]), chance);
  snprintf(out, CLI_SAID, "%s%s%s", move_text(g, set->action[action], name), set->chance ? " " : "", chance);
}

static void show_row(const cli_game *g, const ent_game_node *node, const char *action)
{
  const host_terminal *const t = &g->call->out;
  char text[CLI_SAID], row[2 * CLI_SAID];
  const int indent = 2 * node->depth;
  node_text(g, node, text);
  fprintf(t->stream, "%*s", indent, "");
  snprintf(row, sizeof row, "%s%s%s", action, action[0] ? cli_say(t, ": ") : "", text);
  host_print_wrapped(t, row, indent, indent + 2);
  fputc('\n', t->stream);
}

/* The open moves above a node, from the root on: the next action of each. */
static void show_tree(const cli_game *g)
{
  const host_terminal *const t = &g->call->out;
  const ent_extensive *const tree = g->tree;
  int above[ENT_GAME_DEPTH_MAX + 1] = {0}, action[ENT_GAME_DEPTH_MAX + 1] = {0};
  char text[CLI_SAID], left[CLI_NUMBER];
  fputc('\n', t->stream);
  for (int i = 0; i < tree->nodes && i < TREE_ROWS; i++) {
    const ent_game_node *const node = &tree->node[i];
    const int depth = node->depth;
    text[0] = '\0';
    if (depth > 0) action_text(g, &tree->set[tree->node[above[depth - 1]].set], action[depth - 1]++, text);
    above[depth] = i;
    action[depth] = 0;
    show_row(g, node, text);
  }
  if (tree->nodes > TREE_ROWS)
    cli_said(t, "and {count} further nodes; --efg writes them all\n", "count",
             cli_number(tree->nodes - TREE_ROWS, left), (char *)NULL);
}

/* ---- what was found -------------------------------------------------------------------------------------------------- */

static void wrapped(const host_terminal *t, const char *text, int indent)
{
  fprintf(t->stream, "%*s", indent, "");
  host_print_wrapped(t, text, indent, indent + 2);
  fputc('\n', t->stream);
}

/* What everybody does who looks ahead, along the tree. */
static void show_ahead(const cli_game *g)
{
  const host_terminal *const t = &g->call->out;
  const ent_extensive *const tree = g->tree;
  char text[CLI_SAID], name[CLI_TEXT];
  size_t size = 0;
  cli_heading(t, cli_say(t, "What players do who look ahead"));
  text[0] = '\0';
  for (int at = 0; tree->node[at].set >= 0 && size + 2 < sizeof text;) {
    const ent_game_set *const set = &tree->set[tree->node[at].set];
    if (set->player < 0) break;
    const int choice = g->choice[tree->node[at].set];
    const int more = snprintf(text + size, sizeof text - size, "%s%s%s%s", size > 0 ? cli_say(t, "; ") : "",
                              tree->player[set->player], cli_say(t, ": "), move_text(g, set->action[choice], name));
    size += more > 0 ? (size_t)more : 0;
    at = ent_extensive_behind(tree, at, choice);
  }
  wrapped(t, text, 2);
  payoffs_text(g, g->payoff, tree->players, tree->player, text);
  char row[CLI_SAID];
  wrapped(t, cli_fill(t, "they expect: {payoffs}", row, sizeof row, "payoffs", text, (char *)NULL), 2);
  if (g->tied) wrapped(t, cli_say(t, "somebody is indifferent on the way; the first of equal moves is told"), 2);
}

static void show_order(const cli_game *g)
{
  const host_terminal *const t = &g->call->out;
  for (int p = 0; p < g->tree->players; p++) {
    char list[CLI_SAID] = "", row[CLI_SAID];
    size_t size = 0;
    for (int i = 0; i < g->tree->sets && size + 2 < sizeof list; i++) {
      if (g->tree->set[i].player != p) continue;
      const int more = snprintf(list + size, sizeof list - size, "%s%s", size > 0 ? ", " : "", g->tree->set[i].name);
      size += more > 0 ? (size_t)more : 0;
    }
    wrapped(t,
            cli_fill(t, "moves of {player} in this order: {sets}", row, sizeof row, "player", g->tree->player[p],
                     "sets", list, (char *)NULL),
            2);
  }
  wrapped(t, cli_say(t, "* where a player does not come by its own moves"), 2);
}

static void show_equilibrium(const cli_game *g, int number, int profile)
{
  const host_terminal *const t = &g->call->out;
  const ent_strategic *const form = g->form;
  char text[CLI_SAID], value[CLI_FINE], name[CLI_TEXT];
  size_t size = (size_t)snprintf(text, sizeof text, "%d. ", number);
  for (int p = 0; p < form->players && size + 2 < sizeof text; p++) {
    const int k = ent_strategic_choice(form, profile, p);
    char word[CLI_NUMBER];
    const char *const strategy = form->strategy ? move_text(g, form->strategy[p][k], name) : cli_number(k + 1, word);
    const int more =
      snprintf(text + size, sizeof text - size, "%s%s%s%s (%s)", p > 0 ? cli_say(t, "; ") : "", form->player[p],
               cli_say(t, ": "), strategy, value_text(form->payoff[profile * form->players + p], value));
    size += more > 0 ? (size_t)more : 0;
  }
  wrapped(t, text, 2);
}

static void show_equilibria(const cli_game *g)
{
  const host_terminal *const t = &g->call->out;
  char count[CLI_NUMBER], of[CLI_NUMBER], text[CLI_SAID];
  uint64_t rows = ROWS;
  (void)cli_whole(g->call, CLI_OPTION_EQUILIBRIA, 1, CLI_EQUILIBRIA_MAX, &rows);
  cli_heading(t,
              cli_fill(t, "Equilibria in pure strategies: {count} of {profiles} profiles", text, sizeof text, "count",
                       cli_number(g->equilibria, count), "profiles", cli_number(g->form->profiles, of), (char *)NULL));
  if (g->tree && !g->deal && g->equilibria > 0) show_order(g);
  int shown = 0;
  for (; shown < g->kept && (uint64_t)shown < rows; shown++) show_equilibrium(g, shown + 1, g->equilibrium[shown]);
  if (g->equilibria > shown)
    wrapped(t,
            cli_fill(t, "and {count} more", text, sizeof text, "count", cli_number(g->equilibria - shown, count),
                     (char *)NULL),
            2);
  if (g->equilibria == 0) wrapped(t, cli_say(t, "none: in every profile somebody gains by changing alone"), 2);
}

/* Between which first steps the types part, by the closed form (trust.h). */
static void show_window(const cli_game *g)
{
  const host_terminal *const t = &g->call->out;
  const ent_trust_game game = {ent_ratio_value(g->stakes.b_t), ent_ratio_value(g->stakes.b_u),
                               ent_ratio_value(g->stakes.c)};
  ent_window window = {.open = false};
  char text[CLI_SAID], from[CLI_FINE], to[CLI_FINE];
  bool parts = false;
  for (int i = 0; i < g->kept; i++) parts = parts || cli_game_parts(g, g->equilibrium[i]);
  cli_heading(t, cli_say(t, "Do the types part?"));
  if (ent_trust_window(&game, ent_ratio_value(g->stakes.t), &window, NULL) != ENT_OK) return;
  cli_plain_number(window.low, from);
  cli_plain_number(window.high, to);
  if (g->stakes.alpha.den == 1) {
    wrapped(t,
            cli_say(t, parts ? ENT_SAY("Yes: the trustworthy cooperate in an equilibrium, the others do not.")
                             : ENT_SAY("No: in no equilibrium the trustworthy alone cooperate.")),
            2);
    cli_plain_number(window.at_once, from);
    wrapped(t,
            cli_fill(t, "They do when the probability of a trustworthy side is at least {t}.", text, sizeof text, "t",
                     from, (char *)NULL),
            2);
    return;
  }
  wrapped(
    t,
    cli_say(t, parts ? ENT_SAY("Yes: with this first step the trustworthy alone cooperate, and with each other on the "
                               "rest as well.")
                     : ENT_SAY("No: with this first step no equilibrium has the trustworthy alone cooperate, and with "
                               "each other on the rest as well.")),
    2);
  wrapped(t,
          window.open ? cli_fill(t, "They part when the first step lies between {low} and {high} of the stakes.", text,
                                 sizeof text, "low", from, "high", to, (char *)NULL)
                      : cli_say(t, "At this trust no first step parts them."),
          2);
}

void cli_game_show(const cli_game *g)
{
  const host_terminal *const t = &g->call->out;
  char players[CLI_NUMBER], nodes[CLI_NUMBER];
  host_print_styled(t, HOST_BOLD, cli_say(t, g->name));
  fputc('\n', t->stream);
  if (g->tree) {
    cli_said(t, "{players} players, {nodes} nodes\n", "players", cli_number(g->tree->players, players), "nodes",
             cli_number(g->tree->nodes, nodes), (char *)NULL);
    show_tree(g);
  }
  if (!g->form || (!g->equilibria && !cli_has(g->call, CLI_OPTION_SOLVE) && g->tree)) return;
  if (g->tree && g->ahead) show_ahead(g);
  show_equilibria(g);
  if (g->trust) show_window(g);
}

/* ---- JSON -------------------------------------------------------------------------------------------------------------- */

static void json_payoffs(const ent_ratio *payoff, int players)
{
  char text[ENT_RATIO_MAX];
  for (int p = 0; p < players; p++) {
    ent_ratio_write(payoff[p], text);
    printf("%s\"%s\"", p > 0 ? ", " : "", text);
  }
}

static void json_equilibria(const cli_game *g)
{
  const ent_strategic *const form = g->form;
  printf(",\n \"profiles\": %d, \"count\": %d, \"equilibria\": [", form->profiles, g->equilibria);
  for (int i = 0; i < g->kept; i++) {
    fputs(i > 0 ? ",\n  {\"strategies\": [" : "\n  {\"strategies\": [", stdout);
    for (int p = 0; p < form->players; p++) {
      const int k = ent_strategic_choice(form, g->equilibrium[i], p);
      if (p > 0) fputs(", ", stdout);
      if (form->strategy)
        cli_json_text(stdout, form->strategy[p][k]);
      else
        printf("%d", k + 1);
    }
    fputs("], \"payoffs\": [", stdout);
    json_payoffs(form->payoff + (size_t)g->equilibrium[i] * (size_t)form->players, form->players);
    fputs("]", stdout);
    if (g->trust) printf(", \"types_part\": %s", cli_game_parts(g, g->equilibrium[i]) ? "true" : "false");
    fputs("}", stdout);
  }
  fputs("]", stdout);
}

static void json_ahead(const cli_game *g)
{
  fputs(",\n \"ahead\": {\"moves\": [", stdout);
  for (int i = 0, many = 0; i < g->tree->sets; i++) {
    const ent_game_set *const set = &g->tree->set[i];
    if (set->player < 0) continue;
    fputs(many++ > 0 ? ", " : "", stdout);
    cli_json_text(stdout, set->action[g->choice[i]]);
  }
  printf("], \"tied\": %s, \"payoffs\": [", g->tied ? "true" : "false");
  json_payoffs(g->payoff, g->tree->players);
  fputs("]}", stdout);
}

void cli_game_json(const cli_game *g)
{
  const int players = g->tree ? g->tree->players : g->form->players;
  const char *const *const player = g->tree ? g->tree->player : g->form->player;
  fputs("{\"title\": ", stdout);
  cli_json_text(stdout, g->name);
  fputs(", \"players\": [", stdout);
  for (int p = 0; p < players; p++) {
    if (p > 0) fputs(", ", stdout);
    cli_json_text(stdout, player[p]);
  }
  fputs("]", stdout);
  if (g->tree) printf(", \"nodes\": %d, \"sets\": %d", g->tree->nodes, g->tree->sets);
  if (g->form) json_equilibria(g);
  if (g->tree && g->ahead) json_ahead(g);
  puts("}");
}
