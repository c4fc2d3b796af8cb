/* game.c - `entente game`: the deal as a game tree, for Gambit and for people, and its equilibria. */
#include "game.h"
#include "base/fail.h"
#include "commands.h"
#include "problems.h"
#include "targets.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX ((size_t)16 << 20)

/* ---- stakes ------------------------------------------------------------------------------------------------------------ */

static cli_exit refuse_stakes(const cli_call *call, const char *option, const char *part, size_t size)
{
  char word[64];
  snprintf(word, sizeof word, "%.*s", (int)(size < 60 ? size : 60), part);
  return cli_refuse(call, "--", option, " says \"", word,
                    "\"; it takes t, bT, bU, c and alpha, each as t=1/2, with commas between", (char *)NULL);
}

/* One of the five by its name; NULL: no such name. */
static ent_ratio *stake_of(ent_trust_stakes *stakes, const char *name, size_t size)
{
  static const char *const names[] = {"t", "bT", "bU", "c", "alpha"};
  ent_ratio *const place[] = {&stakes->t, &stakes->b_t, &stakes->b_u, &stakes->c, &stakes->alpha};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strlen(names[i]) == size && memcmp(names[i], name, size) == 0) return place[i];
  return NULL;
}

/* "t=1/2, alpha=0.6" over what stands there. */
static cli_exit read_stakes(const cli_call *call, cli_option option, ent_trust_stakes *stakes)
{
  const char *at = cli_value(call, option);
  while (at && *at) {
    at += strspn(at, " ");
    const size_t size = strcspn(at, ","), name = strcspn(at, "=,");
    ent_ratio *const place = stake_of(stakes, at, name);
    size_t used = 0, end = size;
    while (end > 0 && at[end - 1] == ' ') end--;
    if (!place || name + 1 >= size || ent_ratio_read(at + name + 1, end - name - 1, place, &used, NULL) != ENT_OK ||
        used != end - name - 1)
      return refuse_stakes(call, cli_option_list[option].name, at, size);
    at += size + (at[size] == ',');
  }
  return CLI_ANSWERED;
}

/* ---- where the game comes from -------------------------------------------------------------------------------------- */

/* The trust of a scenario at its centre, to three decimals. */
static bool scenario_trust(const ent_scenario *s, ent_ratio *t)
{
  const int input = ent_scenario_find_input(s, "trust.level");
  return input >= 0 && ent_ratio_of(ent_input_quantile(s, input, 0.5), 3, t);
}

static cli_exit take_trust(cli_game *g, cli_option option, bool once)
{
  const cli_call *const call = g->call;
  const char *const given = cli_value(call, option);
  ent_error err = {.code = ENT_OK};
  g->stakes = (ent_trust_stakes){{1, 2}, {1, 2}, {3, 2}, {1, 1}, {once ? 1 : 3, once ? 1 : 5}};
  if (call->operands > 0 && !scenario_trust(g->session.load.scenario, &g->stakes.t) && !(given && strstr(given, "t=")))
    return cli_refuse(call, "the scenario has no section trust; give the probability: --", cli_option_list[option].name,
                      " t=1/2", (char *)NULL);
  const cli_exit code = read_stakes(call, option, &g->stakes);
  if (code != CLI_ANSWERED) return code;
  if (once) g->stakes.alpha = (ent_ratio){1, 1};
  g->trust = true;
  g->name = once ? ENT_SAY("trust game") : ENT_SAY("reassurance in two steps");
  if (ent_game_trust(&g->stakes, once ? "two-sided trust game" : "two-round reassurance game", &g->session.memory,
                     &g->tree, &err) == ENT_OK)
    return CLI_ANSWERED;
  return cli_fail(call, &err);
}

static cli_exit take_deal(cli_game *g)
{
  ent_error err = {.code = ENT_OK};
  g->deal = true;
  g->name = ent_scenario_text(g->session.load.scenario, "title", g->call->language);
  if (ent_game_acceptance(g->session.load.scenario, &g->session.memory, &g->tree, &err) == ENT_OK) return CLI_ANSWERED;
  return cli_fail(g->call, &err);
}

/* A file of Gambit's; *taken is false, and nothing told, when it is none. */
static cli_exit take_file(cli_game *g, bool *taken)
{
  const cli_call *const call = g->call;
  const char *const path = call->operand[0];
  ent_error err = {.code = ENT_OK};
  const bool tree = host_file_begins(path, "EFG "), form = host_file_begins(path, "NFG ");
  *taken = tree || form;
  if (!*taken) return CLI_ANSWERED;
  if (host_file_read(path, FILE_MAX, &g->text, &err) != ENT_OK) return cli_fail(call, &err);
  const ent_status status = tree ? ent_extensive_read(g->text.data, g->text.size, &g->session.memory, &g->tree, &err)
                                 : ent_strategic_read(g->text.data, g->text.size, &g->session.memory, &g->form, &err);
  g->name = tree && status == ENT_OK ? g->tree->title : status == ENT_OK ? g->form->title : "";
  if (status == ENT_OK) return CLI_ANSWERED;
  err.path[0] = '\0';
  return cli_refuse_file(call, path, &g->text, &err);
}

static cli_exit take_scenario(cli_game *g)
{
  const char *const which = cli_value(g->call, CLI_OPTION_GAME);
  const cli_exit code = cli_session_open(g->call, g->call->operand[0], &g->session);
  if (code != CLI_ANSWERED) return code;
  const bool reassurance = cli_has(g->call, CLI_OPTION_REASSURANCE), once = cli_has(g->call, CLI_OPTION_TRUST);
  if (which ? strcmp(which, "reassurance") == 0 : reassurance) return take_trust(g, CLI_OPTION_REASSURANCE, false);
  if (which ? strcmp(which, "trust") == 0 : once) return take_trust(g, CLI_OPTION_TRUST, true);
  if (!which || strcmp(which, "acceptance") == 0) return take_deal(g);
  return cli_refuse(g->call, "--game is acceptance, reassurance or trust", (char *)NULL);
}

static cli_exit take(cli_game *g)
{
  const cli_call *const call = g->call;
  bool taken = false;
  g->session.memory = host_memory();
  if (call->operands > 0) {
    const cli_exit code = take_file(g, &taken);
    return taken || code != CLI_ANSWERED ? code : take_scenario(g);
  }
  if (cli_has(call, CLI_OPTION_REASSURANCE)) return take_trust(g, CLI_OPTION_REASSURANCE, false);
  if (cli_has(call, CLI_OPTION_TRUST)) return take_trust(g, CLI_OPTION_TRUST, true);
  return cli_refuse(call, "name a scenario or a game file, or the stakes with --reassurance or --trust", (char *)NULL);
}

/* ---- what is asked for -------------------------------------------------------------------------------------------------- */

static cli_exit make_form(cli_game *g)
{
  ent_error err = {.code = ENT_OK};
  if (g->form || ent_extensive_strategic(g->tree, &g->session.memory, &g->form, &err) == ENT_OK) return CLI_ANSWERED;
  return cli_fail(g->call, &err);
}

/* The trustworthy cooperate, the others do not, and where two of the trustworthy have met they go on.  A player's sets are
 * numbered as in trust_game.c: 1 and 2 are the first stage of T and U, 3 is the second of T after both cooperated. */
bool cli_game_parts(const cli_game *g, int profile)
{
  bool apart = g->form->plan != NULL && g->tree != NULL;
  for (int i = 0; apart && i < g->tree->sets; i++) {
    const ent_game_set *const set = &g->tree->set[i];
    if (set->player < 0 || set->number > 3) continue;
    const int strategy = ent_strategic_choice(g->form, profile, set->player);
    const int action = g->form->plan[set->player][strategy * g->form->sets[set->player] + set->order];
    apart = action == (set->number == 2 ? 1 : 0);
  }
  return apart;
}

static cli_exit solve(cli_game *g)
{
  ent_error err = {.code = ENT_OK};
  const cli_exit code = make_form(g);
  if (code != CLI_ANSWERED) return code;
  g->equilibria = ent_strategic_equilibria(g->form, g->equilibrium, CLI_EQUILIBRIA_MAX);
  g->kept = g->equilibria < CLI_EQUILIBRIA_MAX ? g->equilibria : CLI_EQUILIBRIA_MAX;
  const ent_status status =
    g->tree ? ent_extensive_backward(g->tree, &g->session.memory, g->choice, g->payoff, &g->tied, &err) : ENT_ARGUMENT;
  g->ahead = status == ENT_OK; /* else somebody does not see a move, and only equilibria are told */
  return status == ENT_NOMEM || status == ENT_NUMERIC ? cli_fail(g->call, &err) : CLI_ANSWERED;
}

static cli_exit write_text(const cli_game *g, const char *text, size_t size)
{
  const char *const path = cli_has(g->call, CLI_OPTION_OUTPUT) ? cli_value(g->call, CLI_OPTION_OUTPUT) : "-";
  return cli_target_whole(g->call, cli_has(g->call, CLI_OPTION_EFG) ? "efg" : "nfg", path, text, size);
}

static cli_exit export(cli_game *g)
{
  const bool tree = cli_has(g->call, CLI_OPTION_EFG);
  if (tree && cli_has(g->call, CLI_OPTION_NFG))
    return cli_refuse(g->call, "--efg and --nfg are two files; ask for one after the other", (char *)NULL);
  if (tree && !g->tree) return cli_refuse(g->call, "a game in strategic form has no tree", (char *)NULL);
  cli_exit code = tree ? CLI_ANSWERED : make_form(g);
  if (code != CLI_ANSWERED) return code;
  ent_strategic plain = {0}; /* many outcomes: by payoffs, without names */
  if (!tree) plain = *g->form;
  if (plain.profiles > 256) plain.strategy = NULL;
  const size_t size = tree ? ent_extensive_write(g->tree, NULL, 0) : ent_strategic_write(&plain, NULL, 0);
  char *const text = malloc(size + 1);
  const ent_error err = {.code = ENT_NOMEM, .message = "There is no memory for the game."};
  if (!text) return cli_fail(g->call, &err);
  if (tree)
    ent_extensive_write(g->tree, text, size + 1);
  else
    ent_strategic_write(&plain, text, size + 1);
  code = write_text(g, text, size);
  free(text);
  return code;
}

cli_exit cli_command_game(const cli_call *call)
{
  static cli_game g;
  memset(&g, 0, sizeof g);
  g.call = call;
  const bool file = cli_has(call, CLI_OPTION_EFG) || cli_has(call, CLI_OPTION_NFG);
  cli_exit code = cli_has(call, CLI_OPTION_OUTPUT) && !file
                    ? cli_refuse(call, "-o FILE goes with --efg or --nfg", (char *)NULL)
                    : take(&g);
  if (code == CLI_ANSWERED && file)
    code = export(&g);
  else if (code == CLI_ANSWERED) {
    if (cli_has(call, CLI_OPTION_SOLVE) || !g.tree) code = solve(&g);
    if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_AS_JSON))
      cli_game_json(&g);
    else if (code == CLI_ANSWERED)
      cli_game_show(&g);
  }
  fflush(stdout);
  ent_strategic_free(g.form);
  ent_extensive_free(g.tree);
  host_text_free(&g.text);
  cli_session_close(&g.session);
  return code;
}
