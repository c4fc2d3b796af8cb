/* body_preset.c - the bodies that come with entente: which table, which rows, which rule? */
#include "body.h"
#include "corpus.h"

#include "base/suggest.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CLUB(key)                        \
  {                                      \
    {"club", key}, {"status", "member"}, \
    {                                    \
      "to", ""                           \
    }                                    \
  }
#define EU_2025          \
  {                      \
    {                    \
      "member_2025", "1" \
    }                    \
  }

/* What the treaties ask; the sources stand in the tables (data/README.md). */
static const cli_preset preset_list[] = {
  {"g7", ENT_SAY("Group of Seven"), "clubs.csv", "consensus", "iso3", CLUB("G7"), {{NULL}}},
  {"nato", ENT_SAY("NATO: accession of a member"), "clubs.csv", "consensus", "iso3", CLUB("NATO"), {{NULL}}},
  {"eu-accession",
   ENT_SAY("European Union: accession of a member"),
   "clubs.csv",
   "consensus",
   "iso3",
   CLUB("EU"),
   {{NULL}}},
  {"eu-55",
   ENT_SAY("Council of the European Union, on a proposal of the Commission"),
   "voting_eu.csv",
   "eu_council(pop)",
   NULL,
   EU_2025,
   {{"pop_2025", "pop"}}},
  {"eu-72",
   ENT_SAY("Council of the European Union, without a proposal of the Commission"),
   "voting_eu.csv",
   "(count >= 72% and pop >= 65%) or dual(count >= 4)",
   NULL,
   EU_2025,
   {{"pop_2025", "pop"}}},
  {"nice",
   ENT_SAY("Council of the European Union under the Treaty of Nice, 2008"),
   "voting_eu.csv",
   "votes >= 255 and count >= 14 and pop >= 62%",
   NULL,
   {{"pop_2008", "*"}},
   {{"nice_votes", "votes"}, {"pop_2008", "pop"}}},
  {"unsc",
   ENT_SAY("United Nations Security Council"),
   "voting_unsc.csv",
   "security_council(CHN, FRA, GBR, RUS, USA)",
   NULL,
   {{NULL}},
   {{NULL}}},
  {"imf-50",
   ENT_SAY("International Monetary Fund, Board of Governors: more than half"),
   "voting_imf.csv",
   "votes > 50%",
   NULL,
   {{NULL}},
   {{"votes", "votes"}}},
  {"imf-70",
   ENT_SAY("International Monetary Fund, Board of Governors: 70 %"),
   "voting_imf.csv",
   "votes >= 70%",
   NULL,
   {{NULL}},
   {{"votes", "votes"}}},
  {"imf-85",
   ENT_SAY("International Monetary Fund, Board of Governors: 85 %"),
   "voting_imf.csv",
   "votes >= 85%",
   NULL,
   {{NULL}},
   {{"votes", "votes"}}},
  {"us-federal",
   ENT_SAY("Federal laws of the United States"),
   "voting_us_federal.csv",
   "(house >= 218 and senate >= 51 and veto(president)) or (house >= 218 and senate >= 50 and veto(vice_president, "
   "president)) "
   "or (house >= 290 and senate >= 67)",
   NULL,
   {{NULL}},
   {{"house", "house"}, {"senate", "senate"}}},
  {"us-electoral",
   ENT_SAY("Electoral College of the United States, 2024 and 2028"),
   "voting_electoral_college.csv",
   "electors > 50%",
   NULL,
   {{NULL}},
   {{"electors", "electors"}}},
  {"eec-1958",
   ENT_SAY("Council of the European Economic Community, 1958-1972"),
   "voting_eec_1958.csv",
   "votes >= 12",
   NULL,
   {{NULL}},
   {{"votes", "votes"}}},
};

#define PRESETS (sizeof preset_list / sizeof *preset_list)

bool cli_body_is_preset(const char *name)
{
  for (size_t i = 0; i < PRESETS; i++)
    if (strcmp(preset_list[i].name, name) == 0) return true;
  return false;
}

static cli_exit unknown(const cli_call *call, const char *name)
{
  const char *names[PRESETS];
  char all[512] = "";
  for (size_t i = 0; i < PRESETS; i++) {
    names[i] = preset_list[i].name;
    const size_t used = strlen(all);
    snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "", names[i]);
  }
  const char *const near = ent_suggest(name, strlen(name), names, PRESETS);
  if (near) return cli_refuse(call, "there is no preset \"", name, "\"; did you mean \"", near, "\"?", (char *)NULL);
  return cli_refuse(call, "there is no preset \"", name, "\"; there are ", all, (char *)NULL);
}

/* The number of players that the member's row stands for. */
static int players_of(const cli_body *body, int member, int column)
{
  const char *const text = body->table.cell[(size_t)body->row[member] * (size_t)body->table.columns + (size_t)column];
  double number = 0;
  size_t used = 0;
  const bool read = ent_number_read(text, strlen(text), &number, &used) == ENT_OK;
  return read && number >= 1 && number <= ENT_GAME_MEMBERS_MAX ? (int)number : 1;
}

/* A row that stands for many players becomes as many members: "senator 1", "senator 2". */
static cli_exit unfold(const cli_call *call, cli_body *body)
{
  int column = 0, total = 0;
  const host_table *const t = &body->table;
  while (column < t->columns && strcmp(t->column[column], "players") != 0) column++;
  if (column == t->columns) return CLI_ANSWERED;
  for (int m = 0; m < body->members; m++) total += players_of(body, m, column);
  cli_body many = {.room = total + CLI_GIVEN_MAX};
  many.member = ENT_NEW(&body->arena, const char *, many.room);
  many.row = ENT_NEW(&body->arena, int, many.room);
  for (int c = 0; c < body->columns; c++) many.cell[c] = ENT_NEW(&body->arena, const char *, many.room);
  for (int m = 0; m < body->members && many.member && many.row; m++) {
    const int players = players_of(body, m, column);
    for (int k = 0; k < players; k++) {
      char name[64];
      const int size = players == 1 ? snprintf(name, sizeof name, "%s", body->member[m])
                                    : snprintf(name, sizeof name, "%s_%d", body->member[m], k + 1);
      many.member[many.members] = ent_arena_text(&body->arena, name, (size_t)size);
      many.row[many.members] = body->row[m];
      for (int c = 0; c < body->columns && many.cell[c]; c++) many.cell[c][many.members] = body->cell[c][m];
      if (!many.member[many.members++]) return cli_body_no_memory(call);
    }
  }
  for (int c = 0; c < body->columns; c++)
    if (!many.cell[c]) return cli_body_no_memory(call);
  if (!many.member || !many.row) return cli_body_no_memory(call);
  body->member = many.member;
  body->row = many.row;
  body->members = many.members;
  body->room = many.room;
  memcpy(body->cell, many.cell, sizeof body->cell);
  return CLI_ANSWERED;
}

cli_exit cli_body_load_preset(const cli_call *call, const char *name, cli_body *body)
{
  size_t i = 0;
  while (i < PRESETS && strcmp(preset_list[i].name, name) != 0) i++;
  if (i == PRESETS) return unknown(call, name);
  char path[HOST_PATH_MAX];
  cli_data_path(preset_list[i].table, path);
  cli_exit code = cli_body_load_table(call, path, &preset_list[i], body);
  body->file = NULL;
  if (code == CLI_ANSWERED) code = unfold(call, body);
  body->title = cli_say(&call->out, preset_list[i].title);
  body->rule_text = preset_list[i].rule;
  return code;
}
