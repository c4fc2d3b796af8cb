/* trade_names.c - which economy is meant: by its name in the table, or by a name or code of data/names.csv that the table's own
 * name stands beside ("Russia" for RUS)? */
#include "trade.h"

#include "corpus.h"

#include <string.h>

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

int cli_trade_economy(const cli_trade *t, const char *name, size_t size, cli_option option)
{
  char path[HOST_PATH_MAX];
  host_text text = {0};
  host_table names = {0};
  int i = actor_of(t, name, size);
  if (i >= 0 || size == 0)
    return i >= 0 ? i : cli_network_find(t->call, &t->net, name, size, cli_option_list[option].name);
  cli_data_path("names.csv", path);
  /* Without that table only the names of the flows count. */
  if (host_file_read(path, CLI_NETWORK_BYTES, &text, NULL) == ENT_OK &&
      host_csv_read(text.data, text.size, &names, NULL) == ENT_OK)
    i = by_row(t, &names, name, size);
  host_table_free(&names);
  host_text_free(&text);
  return i >= 0 ? i : cli_network_find(t->call, &t->net, name, size, cli_option_list[option].name);
}
