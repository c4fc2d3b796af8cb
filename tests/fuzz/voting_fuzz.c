/* voting_fuzz.c - any table and any rule: places of cells, rules that lose names or voices, coalitions, chances, prices.
 *
 * The first line is a rule, the rest a table of members.  Invariants: a cell's place lies in the text; the coalitions that are
 * listed win and are minimal; under even chances adoption is the power to act; no way to pay is cheaper than the first; a
 * silenced rule says what the whole one says. */
#include "entente/adopt.h"
#include "entente/coalitions.h"
#include "entente/paths.h"
#include "entente/what_if.h"
#include "fuzz/fuzz.h"
#include "host/csv.h"

#include <math.h>

#define MEMBERS_MAX 9

typedef struct body {
  int members, columns;
  const char *member[MEMBERS_MAX], *column[2];
  int64_t weight[2 * MEMBERS_MAX], scale[2];
} body;

/* The first column names, the next two that are weights weigh. */
static bool read_table(const char *text, size_t size, host_table *t, body *b)
{
  ent_error err;
  const ent_status status = host_csv_read(text, size, t, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return false;
  }
  for (int row = 0; row < t->rows; row++)
    for (int c = 0; c < t->columns; c++) {
      int line = 0, place = 0;
      host_csv_place(text, size, row, c, &line, &place);
      MUST(line >= 2 && place >= 1 && (size_t)place <= size);
    }
  b->members = t->rows < MEMBERS_MAX ? t->rows : MEMBERS_MAX;
  for (int m = 0; m < b->members; m++) b->member[m] = t->cell[(size_t)m * (size_t)t->columns];
  for (int c = 1; c < t->columns && b->columns < 2; c++) {
    const char *cell[MEMBERS_MAX];
    for (int m = 0; m < b->members; m++) cell[m] = t->cell[(size_t)m * (size_t)t->columns + (size_t)c];
    if (ent_weights_read(cell, b->members, b->weight + (ptrdiff_t)b->columns * b->members, &b->scale[b->columns],
                         &err) != ENT_OK)
      continue;
    b->column[b->columns++] = t->column[c];
  }
  return b->members > 0;
}

static void check_coalitions(const ent_game *game, const ent_allocator *memory)
{
  ent_coalitions *c = NULL;
  bool yes[MEMBERS_MAX] = {false};
  const ent_coalitions_options options = {.limit = 20};
  MUST(ent_coalitions_find(game, &options, memory, &c, NULL) == ENT_OK && c->listed > 0);
  for (int k = 0; k < c->listed; k++) {
    memset(yes, 0, sizeof yes);
    for (int i = c->start[k]; i < c->start[k + 1]; i++) yes[c->member[i]] = true;
    MUST(ent_game_wins(game, yes));
    for (int i = c->start[k]; i < c->start[k + 1]; i++) {
      yes[c->member[i]] = false;
      MUST(!ent_game_wins(game, yes));
      yes[c->member[i]] = true;
    }
  }
  ent_coalitions_free(c);
}

static void check_chances(const ent_game *game, const ent_allocator *memory)
{
  double p[MEMBERS_MAX], adopt = -1;
  ent_adoption *a = NULL;
  ent_power *power = NULL;
  for (int m = 0; m < MEMBERS_MAX; m++) p[m] = 0.5;
  MUST(ent_power_compute(game, NULL, memory, &power, NULL) == ENT_OK);
  const ent_status status = ent_adoption_open(game, ENT_ENGINE_AUTO, memory, &a, NULL);
  MUST(status == ENT_OK || status == ENT_LIMIT);
  if (status == ENT_OK) {
    MUST(ent_adoption_at(a, p, 0, 0, &adopt, NULL, NULL, NULL) == ENT_OK);
    MUST(fabs(adopt - power->act) < 1e-12);
  }
  ent_adoption_free(a);
  ent_power_free(power);
}

static void check_rule(const ent_rule *rule, int members, const ent_allocator *memory)
{
  double price[MEMBERS_MAX];
  ent_purchases ways;
  ent_rule *left = NULL;
  ent_error err;
  const ent_set silent = {{1}}, nobody = {{0}};
  for (int m = 0; m < MEMBERS_MAX; m++) price[m] = (m * 7) % 5;
  MUST(ent_rule_buy(rule, price, NULL, 4, 0, memory, &ways, NULL) == ENT_OK && ways.found > 0);
  for (int i = 1; i < ways.found; i++) MUST(ways.way[i].cost >= ways.way[i - 1].cost);
  const ent_status status = ent_rule_silence(rule, &silent, memory, &left, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(!ent_rule_wins(left, &nobody, NULL));
  for (uint64_t s = 0; s < UINT64_C(1) << members; s += 2) {
    const ent_set yes = {{s}};
    MUST(ent_rule_wins(left, &yes, NULL) == ent_rule_wins(rule, &yes, &silent));
  }
  ent_rule_free(left);
}

static void ask(const char *text, size_t size, const body *b, const ent_allocator *memory)
{
  const ent_roll roll = {b->members, b->member, b->columns, b->column, b->weight};
  ent_game *game = NULL;
  ent_rule *rule = NULL;
  ent_error err;
  char cut[64];
  const size_t wanted = ent_rule_text_without(text, size, b->member, 1, cut, sizeof cut);
  MUST(strlen(cut) == (wanted < sizeof cut ? wanted : sizeof cut - 1) || memchr(text, '\0', size));
  const ent_status status = ent_game_parse(text, size, &roll, memory, &game, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(ent_rule_parse(text, size, &roll, memory, &rule, NULL) == ENT_OK);
  check_coalitions(game, memory);
  check_chances(game, memory);
  check_rule(rule, b->members, memory);
  ent_rule_free(rule);
  ent_game_free(game);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  if (size < 2 || size > 3000) return 0;
  char *const text = malloc(size); /* its own block, so that reading beyond it is seen */
  if (!text) return 0;
  memcpy(text, data, size);
  const char *const end = memchr(text, '\n', size);
  if (end) {
    const size_t rule = (size_t)(end - text);
    host_table table = {.rows = 0};
    body b = {.members = 0};
    if (read_table(end + 1, size - rule - 1, &table, &b)) ask(text, rule, &b, &memory);
    if (table.text) host_table_free(&table);
  }
  free(text);
  return 0;
}
