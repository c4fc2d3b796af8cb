/* serve_list.c - which scenarios may be asked for, and which tables may their texts name?
 *
 * The list is made once, at the start, from what was typed: after that a client names scenarios by ids, never by paths.  A text
 * that a client sends may name only tables that a file of the list names. */
#include "serve.h"

#include "base/fail.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ITEMS_MAX 1000

/* ---- files ------------------------------------------------------------------------------------------------------ */

static bool ends_in(const char *text, const char *end)
{
  const size_t size = strlen(text), tail = strlen(end);
  return size > tail && strcmp(text + size - tail, end) == 0;
}

/* "g8-return" for "scenarios/g8-return.yaml", with what an address cannot hold made '-'; doubled ones get a number. */
static void name_item(const serve *s, const char *path, char out[SERVE_ID_MAX])
{
  const char *const slash = strrchr(path, '/');
  const char *const name = slash ? slash + 1 : path;
  const char *const point = strrchr(name, '.');
  char stem[SERVE_ID_MAX - 8] = "scenario";
  size_t size = point && point != name ? (size_t)(point - name) : strlen(name);
  if (size >= sizeof stem) size = sizeof stem - 1;
  if (size > 0) memcpy(stem, name, size);
  if (size > 0) stem[size] = '\0';
  for (char *at = stem; *at; at++) {
    const bool plain =
      (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') || *at == '_';
    if (!plain) *at = '-';
  }
  snprintf(out, SERVE_ID_MAX, "%s", stem);
  for (int i = 2; serve_find(s, out); i++) snprintf(out, SERVE_ID_MAX, "%s-%d", stem, i);
}

static cli_exit add_file(const cli_call *call, serve *s, const char *path)
{
  if (s->items == ITEMS_MAX) return cli_refuse(call, "there are more than 1,000 scenarios", (char *)NULL);
  if (strlen(path) >= HOST_PATH_MAX) return cli_refuse(call, "the path \"", path, "\" is too long", (char *)NULL);
  serve_item *const more = realloc(s->item, ((size_t)s->items + 1) * sizeof *more);
  if (!more) return CLI_MACHINE;
  s->item = more;
  char id[SERVE_ID_MAX];
  name_item(s, path, id);
  memcpy(more[s->items].id, id, sizeof id);
  snprintf(more[s->items].path, HOST_PATH_MAX, "%s", path);
  s->items++;
  return CLI_ANSWERED;
}

static int is_scenario(const struct dirent *entry)
{
  const char *const n = entry->d_name;
  return n[0] != '.' && (ends_in(n, ".yaml") || ends_in(n, ".yml") || ends_in(n, ".snapshot") || ends_in(n, ".snap"));
}

static cli_exit add_folder(const cli_call *call, serve *s, const char *folder)
{
  struct dirent **entry = NULL;
  const int count = scandir(folder, &entry, is_scenario, alphasort);
  if (count < 0) return cli_refuse(call, "the folder \"", folder, "\" cannot be read", (char *)NULL);
  cli_exit code = CLI_ANSWERED;
  for (int i = 0; i < count; i++) {
    char path[HOST_PATH_MAX + 260];
    const bool plain = strcmp(folder, ".") == 0;
    const char *const slash = ends_in(folder, "/") ? "" : "/";
    snprintf(path, sizeof path, "%.1000s%s%.255s", plain ? "" : folder, plain ? "" : slash, entry[i]->d_name);
    if (code == CLI_ANSWERED) code = add_file(call, s, path);
    free(entry[i]);
  }
  free(entry);
  return code;
}

static bool is_folder(const char *path)
{
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static cli_exit add_operand(const cli_call *call, serve *s, const char *path)
{
  struct stat about;
  if (is_folder(path)) return add_folder(call, s, path);
  if (strcmp(path, "-") == 0 || stat(path, &about) != 0)
    return cli_refuse(call, "there is no file \"", path, "\"", (char *)NULL);
  return add_file(call, s, path);
}

/* ---- tables ------------------------------------------------------------------------------------------------------- */

static bool may_open(void *ctx, const char *path)
{
  const serve *const s = ctx;
  for (int i = 0; i < s->tables; i++)
    if (strcmp(s->table[i], path) == 0) return true;
  return false;
}

static void add_table(serve *s, const char *path)
{
  if (may_open(s, path)) return;
  char(*const more)[HOST_PATH_MAX] = realloc(s->table, ((size_t)s->tables + 1) * sizeof *more);
  if (!more) return; /* texts that name it will be refused */
  s->table = more;
  snprintf(more[s->tables++], HOST_PATH_MAX, "%s", path);
}

/* The tables that a file names, as the loader would open them. */
static void add_tables(serve *s, const serve_item *item)
{
  host_load load;
  const char *name = NULL, *file = NULL;
  ent_place at = {0, 0};
  host_load_scenario(item->path, NULL, 0, &s->memory, &load);
  for (int i = 0; load.builder && ent_builder_wants_table(load.builder, i, &name, &file, &at); i++) {
    char path[HOST_PATH_MAX];
    if (file[0] && host_path_beside(item->path, file, path, NULL) == ENT_OK) add_table(s, path);
  }
  const char *trade[2] = {"", ""};
  ent_place places[2];
  if (load.builder && ent_builder_wants_trade(load.builder, &trade[0], &trade[1], &places[0], &places[1]))
    for (int i = 0; i < 2; i++) {
      char path[HOST_PATH_MAX];
      if (trade[i][0] && host_path_beside(item->path, trade[i], path, NULL) == ENT_OK) add_table(s, path);
    }
  host_load_free(&load);
}

host_source serve_source(serve *s, const char *path, const char *text, size_t size)
{
  return (host_source){.path = path, .text = text, .size = size, .may_open = text ? may_open : NULL, .ctx = s};
}

/* ---- the list ------------------------------------------------------------------------------------------------------- */

const serve_item *serve_find(const serve *s, const char *id)
{
  for (int i = 0; i < s->items; i++)
    if (strcmp(s->item[i].id, id) == 0) return &s->item[i];
  return NULL;
}

cli_exit serve_list_open(const cli_call *call, serve *s)
{
  cli_exit code = CLI_ANSWERED;
  for (int i = 0; i < call->operands && code == CLI_ANSWERED; i++) code = add_operand(call, s, call->operand[i]);
  if (call->operands == 0) code = add_folder(call, s, is_folder("scenarios") ? "scenarios" : ".");
  for (int i = 0; i < s->items && code == CLI_ANSWERED; i++) add_tables(s, &s->item[i]);
  return code;
}

void serve_list_close(serve *s)
{
  free(s->item);
  free(s->table);
  s->item = NULL;
  s->table = NULL;
  s->items = s->tables = 0;
}
