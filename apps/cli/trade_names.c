/* trade_names.c - which economy is meant: by its name in the table, or by a name or code of data/names.csv that the table's own
 * name stands beside ("Russia" for RUS)? */
#include "trade.h"

#include "base/suggest.h"
#include "corpus.h"

#include <stdio.h>
#include <string.h>

#define LISTED 24 /* economies that a refusal names before it says how many there are */

static bool is_text(const char *cell, const char *name, size_t size)
{
  return strlen(cell) == size && memcmp(cell, name, size) == 0;
}

static int actor_of(const cli_trade *t, const char *name, size_t size)
{
  for (int i = 0; i < t->n; i++)
    if (is_text(t->net.actor[i], name, size)) return i;
  return -1;
}

/* Names of states and codes in one row; the last column says where they come from. */
static int by_row(const cli_trade *t, const host_table *names, const char *name, size_t size)
{
  const size_t columns = (size_t)names->columns;
  for (size_t row = 0; row < (size_t)names->rows; row++)
    for (size_t c = 0; c + 1 < columns; c++) {
      if (!is_text(names->cell[row * columns + c], name, size)) continue;
      for (size_t k = 0; k + 1 < columns; k++) {
        const char *const cell = names->cell[row * columns + k];
        const int i = cell[0] ? actor_of(t, cell, strlen(cell)) : -1;
        if (i >= 0) return i;
      }
    }
  return -1;
}

/* "AUS, BRA, CAN", or the first of them and their number. */
static void list_economies(const cli_trade *t, char *out, size_t room)
{
  size_t used = 0;
  out[0] = '\0';
  const int shown = t->n <= LISTED ? t->n : LISTED / 2;
  for (int i = 0; i < shown && used < room; i++) {
    const int put = snprintf(out + used, room - used, "%s%.40s", i ? ", " : "", t->net.actor[i]);
    if (put < 0) return;
    used += (size_t)put;
  }
  if (shown < t->n && used < room) snprintf(out + used, room - used, " ... (%d)", t->n);
}

static void refuse(const cli_trade *t, const char *name, size_t size, cli_option option)
{
  char word[64], list[LISTED * 44 + 24];
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
  char path[HOST_PATH_MAX];
  host_text text = {0};
  host_table names = {0};
  int i = actor_of(t, name, size);
  if (i >= 0) return i;
  if (size == 0) {
    refuse(t, name, size, option);
    return -1;
  }
  cli_data_path("names.csv", path);
  /* Without that table only the names of the flows count. */
  if (host_file_read(path, CLI_NETWORK_BYTES, &text, NULL) == ENT_OK &&
      host_csv_read(text.data, text.size, &names, NULL) == ENT_OK)
    i = by_row(t, &names, name, size);
  host_table_free(&names);
  host_text_free(&text);
  if (i < 0) refuse(t, name, size, option);
  return i;
}
