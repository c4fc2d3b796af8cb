/* problems.c - where exactly is it wrong?
 *
 *   error: scenarios/x.yaml:12:9: clubs.G7.rule: The rule names no member "FRX"; did you mean "FRA"?
 *      12 |   rule: veto(FRX)
 *         |         ^
 *
 * Columns are counted in characters, the caret is placed by display columns, and a long line is shown around the
 * place. */
#include "problems.h"

#include "say.h"

#include "base/utf8.h"

#include <string.h>

/* The bytes of one line of a text; NULL when there is no such line. */
static const char *find_line(const char *text, size_t text_size, int line, size_t *size)
{
  if (!text || line < 1) return NULL;
  const char *at = text;
  const char *const end = text + text_size;
  for (int i = 1; i < line; i++) {
    const char *const next = memchr(at, '\n', (size_t)(end - at));
    if (!next) return NULL;
    at = next + 1;
  }
  const char *const close = memchr(at, '\n', (size_t)(end - at));
  *size = (size_t)((close ? close : end) - at);
  return at;
}

/* Prints one character of a source line as something that takes a known number of columns; returns how many. */
static int print_character(const char *text, size_t length)
{
  char piece[8];
  const unsigned char first = (unsigned char)text[0];
  if (first < 0x20 || first == 0x7F) {
    fputc(' ', stderr);
    return 1;
  }
  memcpy(piece, text, length);
  piece[length] = '\0';
  fputs(piece, stderr);
  return (int)ent_utf8_width(piece);
}

void cli_show_source(const cli_call *call, const char *text, size_t text_size, int line, int column)
{
  size_t size = 0;
  const char *const at = find_line(text, text_size, line, &size);
  if (!at) return;
  const int room = call->err.width - 12;
  const int first = column > room * 3 / 4 ? column - room / 2 : 1; /* the first character shown */
  fprintf(stderr, "%s%5d |%s ", host_style_on(&call->err, HOST_DIM), line, host_style_off(&call->err));
  if (first > 1) fputs("..", stderr);
  int number = 1, width = first > 1 ? 2 : 0, caret = -1;
  for (size_t i = 0; i < size && width < room; number++) {
    uint32_t code = 0;
    size_t length = ent_utf8_next(at + i, size - i, &code);
    const bool broken = length == 0;
    if (broken) length = 1;
    if (number == column) caret = width;
    if (number >= first) width += print_character(broken ? "?" : at + i, length);
    i += length;
  }
  if (caret < 0) caret = width; /* the place is behind the end of the line */
  fprintf(stderr, "\n%s      |%s %*s%s^%s\n", host_style_on(&call->err, HOST_DIM), host_style_off(&call->err), caret,
          "", host_style_on(&call->err, HOST_BAD), host_style_off(&call->err));
}

void cli_show_place(const host_terminal *t, const char *file, int line, int column, const char *path)
{
  if (file[0]) fputs(strcmp(file, "-") == 0 ? cli_say(t, "standard input") : file, stderr);
  if (line > 0) fprintf(stderr, ":%d", line);
  if (line > 0 && column > 0) fprintf(stderr, ":%d", column);
  if (file[0]) fputs(": ", stderr);
  if (path[0]) fprintf(stderr, "%s: ", path);
}

static void show_problem(const cli_call *call, const host_load *load, const host_problem *problem)
{
  const ent_error *const e = &problem->error;
  cli_error_word(call);
  cli_show_place(&call->err, problem->file, e->line, e->column, e->path);
  char said[ENT_SAID_MAX];
  fprintf(stderr, "%s\n", ent_error_say(call->words, e->message, said));
  if (e->line < 1) return;
  if (strcmp(problem->file, load->path) == 0) {
    cli_show_source(call, load->text.data, load->text.size, e->line, e->column);
    return;
  }
  host_text text = {NULL, 0};
  if (host_file_read(problem->file, HOST_SCENARIO_MAX, &text, NULL) != ENT_OK) return;
  cli_show_source(call, text.data, text.size, e->line, e->column);
  host_text_free(&text);
}

void cli_show_problems(const cli_call *call, const host_load *load)
{
  if (load->problems == 0) { /* no memory to keep even one */
    cli_error_word(call);
    cli_said(&call->err, "there is no memory to load the scenario\n", (char *)NULL);
    return;
  }
  const int kept = load->problems < HOST_PROBLEMS_MAX ? load->problems : HOST_PROBLEMS_MAX;
  for (int i = 0; i < kept; i++) show_problem(call, load, &load->problem[i]);
  char number[CLI_NUMBER];
  if (load->problems > kept)
    cli_said(&call->err, "... and {count} more errors\n", "count", cli_number(load->problems - kept, number),
             (char *)NULL);
  if (kept > 1) cli_said(&call->err, "{count} errors\n", "count", cli_number(load->problems, number), (char *)NULL);
}

cli_exit cli_refuse_file(const cli_call *call, const char *path, const host_text *text, const ent_error *err)
{
  char said[ENT_SAID_MAX];
  cli_error_word(call);
  cli_show_place(&call->err, err->code == ENT_IO ? "" : path, err->line, err->column, err->path);
  fprintf(stderr, "%s\n", ent_error_say(call->words, err->message, said));
  if (err->line > 0) cli_show_source(call, text->data, text->size, err->line, err->column);
  return err->code == ENT_IO ? CLI_INPUT : cli_exit_of(err->code);
}

cli_exit cli_refuse_cell(const cli_call *call, const char *path, const host_text *text, const host_table *table,
                         int row, int column, const ent_error *err)
{
  ent_error placed = *err;
  int place = 0;
  host_csv_place(text->data, text->size, row, column, &placed.line, &place);
  placed.column = place + (err->column > 0 ? err->column - 1 : 0);
  snprintf(placed.path, sizeof placed.path, "%s", table->column[column]);
  return cli_refuse_file(call, path, text, &placed);
}
