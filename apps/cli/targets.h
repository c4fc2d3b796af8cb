/* targets.h - the files that a command writes besides its answer on the terminal.
 *
 * They are opened before the work, so that a wrong path is told at once, and renamed into place after it: a run that is
 * stopped writes nothing. */
#ifndef ENTENTE_CLI_TARGETS_H
#define ENTENTE_CLI_TARGETS_H

#include "call.h"
#include "host/file.h"

#define CLI_TARGETS_MAX 5

typedef struct cli_targets {
  const cli_call *call;
  int count;
  struct {
    cli_option option;
    bool open;
    host_output output;
  } file[CLI_TARGETS_MAX];
  bool to_stdout; /* one of them is standard output, which then holds nothing else */
} cli_targets;

/* Writes what an option asks for. */
typedef ent_status cli_target_write(const void *ctx, cli_option option, FILE *to, ent_error *err);

/* Opens those of the options that the call gives. */
cli_exit cli_targets_open(const cli_call *call, const cli_option *option, int options, cli_targets *to);
/* Writes each, puts it into its place and says so; the first that fails discards those that are left. */
cli_exit cli_targets_write(cli_targets *to, cli_target_write *write, const void *ctx);
void cli_targets_discard(cli_targets *to);

/* What a command does once its call is read: compute, then say it as text, JSON (--json) or a table (--csv), then write the
 * files that `option` lists.  Nothing goes to standard output when a file does. */
typedef struct cli_answering {
  const cli_option *option;
  int options;
  cli_exit (*compute)(void *ctx);
  void (*text)(const void *ctx);
  void (*json)(const void *ctx);
  void (*csv)(const void *ctx);
  cli_target_write *write;
} cli_answering;
cli_exit cli_targets_answer(const cli_call *call, const cli_answering *how, void *ctx);

/* Tells that a file is written, but for standard output. */
void cli_target_said(const cli_call *call, const char *what, const char *path);
/* Writes a text that is there as a whole, and tells so. */
cli_exit cli_target_whole(const cli_call *call, const char *what, const char *path, const char *text, size_t size);

#endif
