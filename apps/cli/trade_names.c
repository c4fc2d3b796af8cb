/* trade_names.c - which economy is meant: by its name in the table, or by a name or code of the list of states (data/names.csv)
 * that the table's own name stands beside ("Russia", "russia" or "365" for RUS)?
 *
 * The other way round, two names of one table that mean the same economy are one too many: half its trade would stand under
 * each of them, and nobody would see it.  Letters count alike whether large or small (ASCII). */
#include "trade.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "model/names.h"
#include "problems.h"
#include "say.h"
#include "text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LISTED 24 /* economies that a refusal names before it says how many there are */

static bool is_alike(const char *cell, const char *name, size_t size)
{
  return strlen(cell) == size && strncasecmp(cell, name, size) == 0;
}

static int actor_like(const cli_network *net, const char *name, size_t size)
{
  for (int i = 0; i < net->actors; i++)
    if (is_alike(net->actor[i], name, size)) return i;
  return -1;
}

static bool is_in_row(const char *const state[ENT_STATE_NAMES], int64_t cow, const char *name, size_t size)
{
  char number[ENT_NUMBER_MAX];
  for (int k = 0; k < ENT_STATE_NAMES; k++)
    if (is_alike(state[k], name, size)) return size > 0;
  if (size == 0 || name[0] < '0' || name[0] > '9') return false;
  ent_number_write((double)cow, number);
  return is_alike(number, name, size);
}

/* The names of a row stand for one state. */
static int by_row(const cli_network *net, const char *name, size_t size)
{
  const char *state[ENT_STATE_NAMES];
  int64_t cow = 0;
  for (size_t row = 0; ent_state_row(row, state, &cow); row++) {
    if (!is_in_row(state, cow, name, size)) continue;
    for (int i = 0; i < net->actors; i++)
      if (is_in_row(state, cow, net->actor[i], strlen(net->actor[i]))) return i;
  }
  return -1;
}

int cli_trade_place(const cli_network *net, const char *name, size_t size)
{
  for (int i = 0; i < net->actors; i++)
    if (strlen(net->actor[i]) == size && memcmp(net->actor[i], name, size) == 0) return i;
  const int i = actor_like(net, name, size);
  return i >= 0 || size == 0 ? i : by_row(net, name, size);
}

/* "AUS, BRA, CAN", or the first of them and their number. */
static void list_economies(const cli_trade *t, char *out, size_t room)
{
  const int shown = t->n <= LISTED ? t->n : LISTED / 2;
  out[0] = '\0';
  for (int i = 0; i < shown; i++) cli_list_name(out, room, i, t->net.actor[i]);
  const size_t used = strlen(out);
  if (shown < t->n) snprintf(out + used, room - used, " ... (%d)", t->n);
}

static void refuse(const cli_trade *t, const char *name, size_t size, cli_option option)
{
  char word[64], list[CLI_SAID / 2];
  const char *const near = ent_suggest(name, size, t->net.actor, (size_t)t->n);
  snprintf(word, sizeof word, "%.*s", (int)(size < 60 ? size : 60), name);
  list_economies(t, list, sizeof list);
  if (near)
    cli_refuse(t->call, "--", cli_option_list[option].name, ": the table has no economy \"", word,
               "\"; did you mean \"", near, "\"?", (char *)NULL);
  else
    cli_refuse(t->call, "--", cli_option_list[option].name, ": the table has no economy \"", word, "\"; it has ", list,
               (char *)NULL);
}

int cli_trade_economy(const cli_trade *t, const char *name, size_t size, cli_option option)
{
  const int i = cli_trade_place(&t->net, name, size);
  if (i < 0) refuse(t, name, size, option);
  return i;
}

/* ---- one name each ---------------------------------------------------------------------------------------------------- */

/* Names are cells of the table, so the first one of that name is the very cell. */
static cli_exit refuse_twin(const cli_call *call, const cli_network *net, int first, int second)
{
  const size_t columns = (size_t)net->table.columns, cells = (size_t)net->table.rows * columns;
  ent_error err;
  ent_fail_join(&err, ENT_ARGUMENT, 0, 0, "", "\"", net->actor[second], "\" and \"", net->actor[first],
                "\" are one economy; it has one name in all of the table.", (const char *)NULL);
  for (size_t c = 0; c < cells; c++)
    if (net->table.cell[c] == net->actor[second])
      return cli_refuse_cell(call, net->file, &net->text, &net->table, (int)(c / columns), (int)(c % columns), &err);
  return cli_fail(call, &err);
}

cli_exit cli_trade_twins(const cli_call *call, const cli_network *net)
{
  const char *state[ENT_STATE_NAMES];
  int64_t cow = 0;
  for (int i = 1; i < net->actors; i++) {
    const int first = actor_like(net, net->actor[i], strlen(net->actor[i]));
    if (first < i) return refuse_twin(call, net, first, i);
  }
  for (size_t row = 0; ent_state_row(row, state, &cow); row++) {
    int first = -1;
    for (int i = 0; i < net->actors; i++) {
      if (!is_in_row(state, cow, net->actor[i], strlen(net->actor[i]))) continue;
      if (first >= 0) return refuse_twin(call, net, first, i);
      first = i;
    }
  }
  return CLI_ANSWERED;
}
