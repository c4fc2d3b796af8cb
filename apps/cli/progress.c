/* progress.c - how far is the run, how long will it take, and what does it look like so far?
 *
 *   ensemble  43 % [##########..............]  all four gates 0.41 % +- 0.03, 4 s left
 *
 * Rewritten at most ten times a second, never wider than the window is at that moment, so resizing does no harm. */
#include "progress.h"

#include "base/utf8.h"
#include "host/clock.h"
#include "say.h"
#include "text.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t stop_asked;

static void ask_to_stop(int number)
{
  (void)number;
  stop_asked = 1;
}

static void watch_signals(void (*handler)(int))
{
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = handler == SIG_DFL ? 0 : (int)SA_RESETHAND; /* the second Ctrl-C is final */
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

void cli_progress_begin(cli_progress *p, const cli_call *call, bool quiet)
{
  *p = (cli_progress){.call = call, .shown = call->err.is_terminal && !quiet, .last = -1};
  stop_asked = 0;
  watch_signals(ask_to_stop);
}

static void erase(cli_progress *p)
{
  if (p->on_screen) fputs("\r\033[K", stderr);
  p->on_screen = false;
}

void cli_progress_end(cli_progress *p)
{
  erase(p);
  fflush(stderr);
  watch_signals(SIG_DFL);
}

/* Seconds that the stage still takes at the speed so far; below 0 when it is too early to say. */
static double seconds_left(const cli_progress *p, double done, double now)
{
  const double passed = now - p->stage_start, gained = done - p->stage_from;
  if (passed < 0.3 || gained <= 0.005) return -1;
  return passed * (1 - done) / gained;
}

/* What core names its stages. */
static const char *const stages[] = {
  ENT_SAY("draws"),          ENT_SAY("drivers"),   ENT_SAY("tipping points"), ENT_SAY("what would have to be true"),
  ENT_SAY("precedents"),     ENT_SAY("claims"),    ENT_SAY("words"),          ENT_SAY("proof"),
  ENT_SAY("shuffled signs"), ENT_SAY("past deals")};

/* A stage as the reader says it. */
static const char *stage_words(const host_terminal *t, const char *stage)
{
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
    if (strcmp(stages[i], stage) == 0) return cli_say(t, stages[i]);
  return stage;
}

static void draw(cli_progress *p, double done, const ent_ensemble *so_far, double now)
{
  host_terminal screen = p->call->err;
  screen.width = host_terminal_width(stderr);
  char estimate[2 * CLI_TEXT + 2] = "", left[CLI_TEXT] = "", share[CLI_TEXT], number[CLI_NUMBER];
  if (so_far && so_far->draws > 0) {
    cli_share_text(&screen, ent_share_of(so_far->all, so_far->draws), share);
    cli_fill(&screen, "  all four gates {share}", estimate, sizeof estimate, "share", share, (char *)NULL);
  }
  const double seconds = seconds_left(p, done, now);
  if (p->note[0] != '\0') {
    snprintf(estimate, sizeof estimate, "  %s", p->note);
  } else if (seconds >= 0) {
    cli_fill(&screen, ", {seconds} s left", left, sizeof left, "seconds",
             cli_number(seconds < 1 ? 1 : (long long)(seconds + 0.5), number), (char *)NULL);
  }
  const char *const stage = stage_words(&screen, p->stage);
  const int used = (int)(ent_utf8_width(stage) + ent_utf8_width(estimate) + ent_utf8_width(left)) + 12;
  const int room = screen.width - used < 24 ? screen.width - used : 24;
  fprintf(stderr, "\r\033[K%s %3.0f %% ", stage, done * 100);
  if (room >= 6) cli_bar(&screen, done, room, HOST_ACCENT);
  if (used <= screen.width) fprintf(stderr, "%s%s", estimate, left);
  fflush(stderr);
  p->on_screen = true;
}

bool cli_progress_step(void *ctx, const char *stage, double done, const ent_ensemble *so_far)
{
  cli_progress *const p = ctx;
  if (stop_asked) return false;
  if (!p->shown) return true;
  const double now = host_clock_seconds();
  if (strncmp(p->stage, stage, sizeof p->stage - 1) != 0) {
    snprintf(p->stage, sizeof p->stage, "%s", stage);
    p->stage_start = now;
    p->stage_from = done;
  }
  if (now - p->last < 0.1) return true;
  p->last = now;
  draw(p, done < 0 ? 0 : done > 1 ? 1 : done, so_far, now);
  return true;
}
