/* calibrate.c - `entente calibrate`: estimate the numbers that scenarios of deals rest on. */
#include "commands.h"
#include "corpus.h"
#include "deals.h"
#include "say.h"

#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

static ent_status estimate(const ent_corpus *corpus, ent_calibration *out, ent_error *err)
{
  ent_case *const cases = calloc((size_t)corpus->rows, sizeof *cases);
  if (!cases) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the cases.");
  for (int i = 0; i < corpus->rows; i++) cases[i] = ent_case_of(&corpus->row[i]);
  const ent_status status = ent_calibrate(cases, corpus->rows, out, err);
  free(cases);
  return status;
}

/* The day that the table of deals tells at its top, "# retrieved: 2026-11-23"; "" where it tells none. */
static void read_day(const char *text, char *day, size_t room)
{
  static const char mark[] = "\n# retrieved: ";
  const char *const line = text ? strstr(text, mark) : NULL;
  size_t size = 0;
  if (line)
    for (const char *c = line + sizeof mark - 1; *c && *c != '\n' && *c != '\r' && size + 1 < room; c++)
      day[size++] = *c;
  day[size] = '\0';
}

static cli_exit calibrate(const cli_call *call, const cli_corpus *from)
{
  char day[32];
  const char *const path = cli_value(call, CLI_OPTION_OUTPUT);
  const ent_allocator memory = host_memory();
  ent_error err = {.code = ENT_OK};
  ent_calibration c;
  char *text = NULL;
  size_t size = 0;
  read_day(from->text[0].data, day, sizeof day);
  ent_status status = estimate(&from->corpus, &c, &err);
  if (status == ENT_OK) status = ent_calibration_write(&c, day[0] ? day : NULL, &memory, &text, &size, &err);
  if (status == ENT_OK) status = host_file_write(path ? path : "-", text, size - 1, &err);
  if (text) memory.resize(memory.ctx, text, size, 0);
  if (status != ENT_OK) return cli_fail(call, &err);
  char cases[CLI_NUMBER];
  if (path && strcmp(path, "-") != 0)
    cli_said(&call->err, "{path}: calibrated on {cases} deals\n", "path", path, "cases", cli_number(c.cases, cases),
             (char *)NULL);
  return CLI_ANSWERED;
}

cli_exit cli_command_calibrate(const cli_call *call)
{
  cli_corpus corpus;
  cli_exit code = cli_corpus_open(call, call->operand[0], cli_value(call, CLI_OPTION_FEATURES), &corpus);
  if (code != CLI_ANSWERED) return code;
  code = calibrate(call, &corpus);
  cli_corpus_close(&corpus);
  return code;
}
