/* data_fuzz.c - the archive of any answer.  The first line is the file of a table, the second one of its cells; lines
 * "path=value" that follow change the small scenario.
 *
 * Invariants: the archive is sound by a reader that shares no code with the writer; every name in it is relative, has no ".."
 * and no sign that some system reads as a way out, and stands once; tables have a head and rows of equal length.
 * Cost: a small answer each, so some tens in a second. */
#include "data.h"
#include "fuzz/fuzz.h"
#include "support/archive.h"
#include "support/small_scenario.h"

#define CHANGES_MAX 16
#define ROOM 600

static archive found;

/* The next line, cut to the room and at a NUL; false at the end. */
static bool next_line(const uint8_t **at, const uint8_t *end, char out[ROOM])
{
  if (*at >= end) return false;
  const uint8_t *const stop = memchr(*at, '\n', (size_t)(end - *at));
  const size_t size = stop ? (size_t)(stop - *at) : (size_t)(end - *at), kept = size < ROOM ? size : ROOM - 1;
  memcpy(out, *at, kept);
  out[kept] = '\0';
  *at += size + 1;
  return true;
}

static ent_scenario *changed(const uint8_t *data, size_t size, const ent_allocator *memory)
{
  static const char *const column[] = {"k", "v"};
  const uint8_t *at = data, *const end = data + size;
  char file[ROOM] = "", line[ROOM] = "";
  ent_error err;
  ent_scenario *s = NULL;
  int problems = 0;
  ent_builder *const b = small_builder(memory);
  if (!b) return NULL;
  next_line(&at, end, file);
  next_line(&at, end, line);
  const char *const cell[] = {"a", line}, *const source[] = {NULL, line};
  const ent_status status = ent_builder_table(b, "extra", file, 1, 2, column, source, cell, &err);
  if (status != ENT_OK) fuzz_check_error(status, &err);
  for (int i = 0; i < CHANGES_MAX && next_line(&at, end, line); i++) {
    char *const equals = strchr(line, '=');
    if (!equals) continue;
    *equals = '\0';
    ent_builder_set(b, line, equals + 1, &err);
  }
  if (ent_scenario_seal(b, memory, &s, &err, 1, &problems) != ENT_OK) s = NULL;
  ent_builder_close(b);
  return s;
}

static void check_name(const char *name)
{
  MUST(name[0] && name[0] != '/' && strlen(name) < 320);
  for (const char *part = name; part; part = strchr(part, '/')) {
    part += *part == '/';
    MUST(strncmp(part, "../", 3) != 0 && strcmp(part, "..") != 0 && *part && *part != '/');
  }
  for (const char *at = name; *at; at++) MUST((unsigned char)*at >= ' ' && *at != '\\' && *at != ':' && *at != 0x7f);
}

static void check_table(const char *csv)
{
  long head = -1, cells = 0;
  bool quoted = false;
  MUST(*csv);
  for (; *csv; csv++) {
    if (*csv == '"') quoted = !quoted;
    if (quoted) continue;
    cells += *csv == ',';
    if (*csv != '\n') continue;
    if (head < 0) head = cells;
    MUST(cells == head);
    cells = 0;
  }
  MUST(!quoted && cells == 0);
}

static void check(const ent_scenario *s, const ent_allocator *memory)
{
  static const char *const tables[] = {"answer.csv", "inputs.csv", "claims.csv"};
  const ent_options options = {.draws = 3, .study_draws = 2};
  ent_answer *answer = NULL;
  ent_drawing zip = {NULL, 0};
  ent_error err;
  const ent_status status = ent_answer_run(s, &options, memory, &answer, &err);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  MUST(cli_data_make(answer, memory, &zip, &err) == ENT_OK);
  MUST(archive_open(zip.text, zip.size, &found) == NULL);
  MUST(found.files >= 5);
  for (int i = 0; i < found.files; i++) {
    check_name(found.file[i].name);
    MUST(archive_find(&found, found.file[i].name) == i);
  }
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    const int at = archive_find(&found, tables[i]);
    if (at >= 0) check_table((const char *)found.file[at].data);
  }
  archive_close(&found);
  ent_drawing_free(&zip, memory);
  ent_answer_free(answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  if (size > 4000) return 0;
  ent_scenario *const s = changed(data, size, &memory);
  if (s) check(s, &memory);
  ent_scenario_free(s);
  return 0;
}
