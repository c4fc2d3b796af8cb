/* csv.c - what stands in a table, and where does each column come from?
 *
 * RFC 4180 (Shafranovich 2005): fields are separated by commas; a field in double quotes may hold commas, line breaks
 * and doubled quotes.  Spreadsheets whose decimal sign is a comma write semicolons between fields, and what is copied out of
 * one has tabs: the header says which, a comma before a semicolon before a tab.
 * Blanks around a field without quotes are no part of it, though that RFC keeps them: they are set for the eye.
 * The text is copied once and unquoted in place: a field never grows, so fields are pointers into the copy.
 * Two passes: count the fields, then cut them.  Cost: O(size), two allocations. */
#include "host/csv.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "base/utf8.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct cursor {
  char *at, *end;
  int line, column; /* column counts characters */
  char between;     /* what separates fields */
  ent_error *err;
} cursor;

static ent_status fail(const cursor *c, const char *message)
{
  return ent_fail_at(c->err, ENT_SYNTAX, c->line, c->column, "", message);
}

static void step(cursor *c)
{
  const unsigned char byte = (unsigned char)*c->at++;
  if (byte == '\n') {
    c->line++;
    c->column = 1;
  } else if ((byte & 0xC0u) != 0x80u) { /* continuation bytes are no characters of their own */
    c->column++;
  }
}

static bool at_break(const cursor *c)
{
  if (c->at == c->end) return true;
  return *c->at == '\n' || (*c->at == '\r' && (c->at + 1 == c->end || c->at[1] == '\n'));
}

static ent_status check_characters(const char *data, size_t size, ent_error *err)
{
  int line = 1, column = 1;
  for (size_t i = 0; i < size;) {
    uint32_t code = 0;
    const size_t length = ent_utf8_next(data + i, size - i, &code);
    if (length == 0)
      return ent_fail_at(err, ENT_SYNTAX, line, column, "", "The file is not UTF-8 text from this byte on.");
    if (code == 0) return ent_fail_at(err, ENT_SYNTAX, line, column, "", "A NUL byte cannot stand in a table.");
    i += length;
    line += code == '\n';
    column = code == '\n' ? 1 : column + 1;
  }
  return ENT_OK;
}

/* What stands between the names of the header. */
static char separator(const char *at, const char *end)
{
  bool quoted = false, semicolon = false, tab = false;
  for (; at < end && (quoted || *at != '\n'); at++) {
    if (*at == '"') quoted = !quoted;
    if (quoted) continue;
    if (*at == ',') return ',';
    semicolon = semicolon || *at == ';';
    tab = tab || *at == '\t';
  }
  return semicolon ? ';' : tab ? '\t' : ',';
}

/* ---- fields -------------------------------------------------------------------------------------------------- */

/* Takes the quoted field at the cursor: unquotes it to where it starts and returns the place after its text. */
static ent_status quoted_field(cursor *c, char **text_end)
{
  const cursor open = *c;
  step(c);
  char *to = open.at;
  while (c->at < c->end) {
    if (*c->at == '"') {
      if (c->at + 1 == c->end || c->at[1] != '"') break;
      step(c);
    }
    *to++ = *c->at;
    step(c);
  }
  if (c->at == c->end) return fail(&open, "The quote that opens here is never closed.");
  step(c);
  if (!at_break(c) && *c->at != c->between)
    return fail(c, c->between == ','
                     ? "After a closing quote comes a comma or the end of the line."
                     : "After a closing quote comes the separator of the header or the end of the line.");
  *text_end = to;
  return ENT_OK;
}

/* Takes one field; *last: it ends its row.  The closing NUL is written over the comma, the line break or the old
 * quote. */
static ent_status field(cursor *c, const char **text, bool *last)
{
  char *start = c->at, *text_end = start;
  if (c->at < c->end && *c->at == '"') {
    const ent_status status = quoted_field(c, &text_end);
    if (status != ENT_OK) return status;
  } else {
    while (c->at < c->end && *c->at == ' ') step(c);
    start = c->at;
    while (!at_break(c) && *c->at != c->between) {
      if (*c->at == '"') return fail(c, "A quote stands at the start of a field or not at all; quote the whole field.");
      step(c);
    }
    text_end = c->at;
    while (text_end > start && text_end[-1] == ' ') text_end--;
  }
  *last = at_break(c);
  if (c->at < c->end && *c->at == '\r') step(c);
  if (c->at < c->end) step(c);
  *text_end = '\0'; /* the copy has one byte more than the text */
  *text = start;
  return ENT_OK;
}

/* An upper bound on the number of fields. */
static size_t count_fields(const char *data, size_t size)
{
  size_t fields = 1;
  for (size_t i = 0; i < size; i++) fields += data[i] == ',' || data[i] == ';' || data[i] == '\t' || data[i] == '\n';
  return fields;
}

static ent_status wrong_length(const cursor *c, int line, int got, int wanted)
{
  char numbers[2][ENT_NUMBER_MAX];
  ent_number_write(got, numbers[0]);
  ent_number_write(wanted, numbers[1]);
  return ent_fail_join(c->err, ENT_SYNTAX, line, 1, "", "This row has ", numbers[0], got == 1 ? " field" : " fields",
                       " where the header has ", numbers[1], ".", (char *)NULL);
}

/* Cuts header and rows; empty lines at the end are skipped. */
static ent_status cut_rows(cursor *c, host_table *t)
{
  int columns = 0;
  size_t fields = 0;
  while (c->at < c->end) {
    const int line = c->line;
    if (columns > 0 && at_break(c)) {
      const cursor empty = *c;
      while (c->at < c->end && (*c->at == '\n' || *c->at == '\r')) step(c);
      if (c->at < c->end) return fail(&empty, "An empty line can only stand at the end of a table.");
      break;
    }
    int in_row = 0;
    for (bool last = false; !last; in_row++) {
      const ent_status status = field(c, columns == 0 ? &t->column[fields] : &t->cell[fields], &last);
      if (status != ENT_OK) return status;
      fields++;
    }
    if (columns == 0) {
      columns = t->columns = in_row;
      t->cell = t->column + in_row;
      fields = 0;
    } else if (in_row != columns) {
      return wrong_length(c, line, in_row, columns);
    } else {
      t->rows++;
    }
  }
  return ENT_OK;
}

/* ---- provenance ------------------------------------------------------------------------------------------------ */

/* If the line is "# source NAME: text", cuts it in place and yields NAME and text. */
static bool source_line(char *line, char **name, char **text)
{
  char *at = line + 1;
  at += strspn(at, " \t");
  if (strncmp(at, "source", 6) != 0 || (at[6] != ' ' && at[6] != '\t')) return false;
  at += 6;
  at += strspn(at, " \t");
  char *const colon = strchr(at, ':');
  if (!colon || colon == at) return false;
  *colon = '\0';
  *name = at;
  *text = colon + 1 + strspn(colon + 1, " \t");
  char *last = *text + strlen(*text);
  while (last > *text && (last[-1] == ' ' || last[-1] == '\t' || last[-1] == '\r')) *--last = '\0';
  return true;
}

static ent_status give_source(host_table *t, const char *name, const char *text, int line, ent_error *err)
{
  bool found = strcmp(name, "*") == 0;
  for (int i = 0; i < t->columns; i++) {
    if (strcmp(name, "*") == 0) {
      if (!t->source[i]) t->source[i] = text;
    } else if (strcmp(name, t->column[i]) == 0) {
      t->source[i] = text;
      found = true;
    }
  }
  if (found) return ENT_OK;
  const char *const close = ent_suggest(name, strlen(name), t->column, (size_t)t->columns);
  return ent_fail_join(err, ENT_REFERENCE, line, 1, "", "The table has no column \"", name, "\"",
                       close ? "; did you mean \"" : "", close ? close : "", close ? "\"?" : ".", (char *)NULL);
}

/* The comment lines from text up to end, line breaks already NULs: named columns first, "*" for those left. */
static ent_status read_sources(char *text, const char *end, host_table *t, ent_error *err)
{
  const char *others = NULL;
  int line = 1;
  for (char *at = text; at < end; line++) {
    char *const next = at + strlen(at) + 1;
    char *name = NULL, *source = NULL;
    if (source_line(at, &name, &source)) {
      if (strcmp(name, "*") == 0) {
        others = source;
      } else {
        const ent_status status = give_source(t, name, source, line, err);
        if (status != ENT_OK) return status;
      }
    }
    at = next;
  }
  return others ? give_source(t, "*", others, 0, err) : ENT_OK;
}

/* Steps over the comment lines and closes each with a NUL. */
static void skip_comments(cursor *c)
{
  while (c->at < c->end && *c->at == '#') {
    while (c->at < c->end && *c->at != '\n') step(c);
    if (c->at == c->end) return;
    char *const line_break = c->at;
    step(c);
    *line_break = '\0';
  }
}

ent_status host_csv_read(const char *data, size_t size, host_table *out, ent_error *err)
{
  if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
    data += 3;
    size -= 3;
  }
  const size_t fields = count_fields(data, size);
  if (fields > (size_t)INT_MAX / 2) return ent_fail(err, ENT_LIMIT, "", "The table has too many fields.");
  ent_status status = check_characters(data, size, err);
  if (status != ENT_OK) return status;
  char *const copy = malloc(size + 1);
  const char **const pointers = calloc(2 * fields, sizeof *pointers);
  if (!copy || !pointers) {
    free(copy);
    free((void *)pointers);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the table.");
  }
  host_table t = {.column = pointers, .source = pointers + fields};
  memcpy(copy, data, size);
  copy[size] = '\0';
  cursor c = {.at = copy, .end = copy + size, .line = 1, .column = 1, .err = err};
  skip_comments(&c);
  const char *const comments_end = c.at;
  c.between = separator(c.at, c.end);
  status =
    c.at == c.end ? ent_fail_at(err, ENT_ARGUMENT, c.line, 1, "", "The table has no header line.") : cut_rows(&c, &t);
  if (status == ENT_OK) status = read_sources(copy, comments_end, &t, err);
  if (status != ENT_OK) {
    free(copy);
    free((void *)pointers);
    return status;
  }
  t.text = copy;
  *out = t;
  return ENT_OK;
}

void host_table_free(host_table *table)
{
  free(table->text);
  free((void *)table->column); /* one block of pointers: columns, cells, sources */
  memset(table, 0, sizeof *table);
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

void host_csv_place(const char *data, size_t size, int row, int column, int *line, int *place)
{
  const char *at = data, *const end = data + size;
  int number = 1, characters = 1, at_row = -1, at_column = 0;
  bool quoted = false;
  if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) at += 3;
  while (at < end && *at == '#') {
    while (at < end && *at != '\n') at++;
    if (at < end) at++;
    number++;
  }
  const char between = separator(at, end);
  for (; at < end && !(at_row == row && at_column == column); at++) {
    if (*at == '"') quoted = !quoted;
    characters += ((unsigned char)*at & 0xC0U) != 0x80U;
    if (*at == between && !quoted) at_column++;
    if (*at != '\n') continue;
    number++;
    characters = 1;
    if (quoted) continue;
    at_row++;
    at_column = 0;
  }
  if (at_row != row || at_column != column) return;
  for (; at < end && *at == ' '; at++) characters++;
  *line = number;
  *place = characters;
}
