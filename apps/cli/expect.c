/* expect.c - does the answer say what a script expects it to say? */
#include "expect.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "text.h"

#include <string.h>

static const char *const share_names[] = {
#define X(NAME, name, title, question) #name,
  ENT_GATE_LIST(X)
#undef X
    "survival",
  "alignment",
  "all",
  "refused",
  "kept",
  "turned"};

static const char *const track_names[] = {
#define X(NAME, text) #NAME,
  ENT_TRACK_LIST(X)
#undef X
};

static const char *const outcome_names[] = {
#define X(NAME, name, text) #name,
  ENT_OUTCOME_LIST(X)
#undef X
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- reading ------------------------------------------------------------------------------------------------- */

static void skip_blanks(const char **at)
{
  while (**at == ' ') (*at)++;
}

static bool letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/* Takes a word of at least one letter. */
static bool word(const char **at, char out[CLI_EXPECT_NAME])
{
  skip_blanks(at);
  size_t size = 0;
  while (letter((*at)[size])) size++;
  if (size == 0 || size >= CLI_EXPECT_NAME) return false;
  memcpy(out, *at, size);
  out[size] = '\0';
  *at += size;
  return true;
}

static bool take(const char **at, const char *text)
{
  skip_blanks(at);
  if (strncmp(*at, text, strlen(text)) != 0) return false;
  *at += strlen(text);
  return true;
}

static bool comparison(const char **at, cli_comparison *out)
{
  if (take(at, "<="))
    *out = CLI_AT_MOST;
  else if (take(at, ">="))
    *out = CLI_AT_LEAST;
  else if (take(at, "<"))
    *out = CLI_BELOW;
  else if (take(at, ">"))
    *out = CLI_ABOVE;
  else if (take(at, "==") || take(at, "="))
    *out = CLI_EQUAL;
  else
    return false;
  return true;
}

/* Index of a name without regard to case, -1 and an error with a suggestion if it is unknown. */
static int find(const char *name, const char *const *names, size_t count, const char *what, ent_error *err)
{
  for (size_t i = 0; i < count; i++) {
    size_t j = 0;
    while (names[i][j] && (names[i][j] | 0x20) == (name[j] | 0x20)) j++;
    if (!names[i][j] && !name[j]) return (int)i;
  }
  const char *const close = ent_suggest(name, strlen(name), names, count);
  ent_fail_join(err, ENT_REFERENCE, 0, 0, "--expect", "There is no ", what, " \"", name, "\"",
                close ? "; did you mean \"" : "", close ? close : "", close ? "\"?" : ".", (char *)NULL);
  return -1;
}

/* The name before the comparison: p(NAME), NAME, median(TRACK), claim(ID). */
static bool subject(const char **at, cli_expectation *e)
{
  if (!word(at, e->name)) return false;
  e->subject = CLI_SHARE;
  if (!take(at, "(")) return true;
  if (strcmp(e->name, "median") == 0)
    e->subject = CLI_QUANTILE;
  else if (strcmp(e->name, "claim") == 0)
    e->subject = CLI_CLAIM;
  else if (strcmp(e->name, "p") != 0)
    return false;
  return word(at, e->name) && take(at, ")");
}

static bool number(const char **at, double *value)
{
  skip_blanks(at);
  size_t used = 0;
  if (ent_number_read(*at, strlen(*at), value, &used) != ENT_OK) return false;
  *at += used;
  if (take(at, "%")) *value /= 100;
  skip_blanks(at);
  return **at == '\0';
}

ent_status cli_expect_read(const char *text, cli_expectation *out, ent_error *err)
{
  cli_expectation e = {.text = text, .track = -1};
  const char *at = text;
  char outcome[CLI_EXPECT_NAME] = "";
  bool good = subject(&at, &e) && comparison(&at, &e.comparison);
  if (good && e.subject == CLI_CLAIM) {
    good = e.comparison == CLI_EQUAL && word(&at, outcome) && *at == '\0';
  } else if (good) {
    good = number(&at, &e.value);
  }
  if (!good) {
    return ent_fail_join(err, ENT_SYNTAX, 0, 0, "--expect", "\"", text, "\" is no expectation; write one like ",
                         "\"p(all) < 0.5\", \"median(surplus) > 0\" or \"claim(C3) = supported\".", (char *)NULL);
  }
  int found = 0;
  if (e.subject == CLI_SHARE) found = find(e.name, share_names, COUNT(share_names), "share", err);
  if (e.subject == CLI_QUANTILE) found = e.track = find(e.name, track_names, COUNT(track_names), "track", err);
  if (e.subject == CLI_CLAIM) {
    found = find(outcome, outcome_names, COUNT(outcome_names), "outcome", err);
    e.value = found;
  }
  if (found < 0) return ENT_REFERENCE;
  if (e.subject == CLI_SHARE) memcpy(e.name, share_names[found], strlen(share_names[found]) + 1);
  *out = e;
  return ENT_OK;
}

/* ---- testing -------------------------------------------------------------------------------------------------- */

static uint64_t draws_of(const ent_ensemble *e, const char *name)
{
  int gate = 0;
  for (; gate < ENT_GATES; gate++) {
    if (strcmp(name, share_names[gate]) == 0) return e->open[gate];
  }
  if (strcmp(name, "survival") == 0) return e->survives;
  if (strcmp(name, "alignment") == 0) return e->turns;
  if (strcmp(name, "refused") == 0) return e->refused;
  if (strcmp(name, "kept") == 0) return e->kept;
  if (strcmp(name, "turned") == 0) return e->turned;
  return e->all;
}

static bool compare(double left, cli_comparison comparison_of, double right)
{
  switch (comparison_of) {
  case CLI_BELOW: return left < right;
  case CLI_AT_MOST: return left <= right;
  case CLI_ABOVE: return left > right;
  case CLI_AT_LEAST: return left >= right;
  default: return left - right < 1e-9 && right - left < 1e-9;
  }
}

static ent_status test_claim(const cli_expectation *e, const ent_answer *a, bool *holds, char is[CLI_EXPECT_NAME],
                             ent_error *err)
{
  for (int i = 0; i < a->claims; i++) {
    if (strcmp(a->claim[i].id, e->name) != 0) continue;
    *holds = a->claim[i].outcome == (ent_outcome)e->value;
    snprintf(is, CLI_EXPECT_NAME, "%s", outcome_names[a->claim[i].outcome]);
    return ENT_OK;
  }
  return ent_fail_join(err, ENT_REFERENCE, 0, 0, "--expect", "The scenario has no claim \"", e->name, "\".",
                       (char *)NULL);
}

ent_status cli_expect_test(const cli_expectation *expectation, const ent_answer *answer, bool *holds, bool *close,
                           char is[CLI_EXPECT_NAME], ent_error *err)
{
  const ent_ensemble *const e = &answer->ensemble;
  *close = false;
  if (expectation->subject == CLI_CLAIM) return test_claim(expectation, answer, holds, is, err);
  ent_share share = {0, 0};
  if (expectation->subject == CLI_SHARE) {
    share = ent_share_of(draws_of(e, expectation->name), e->draws);
    const double distance = share.p - expectation->value;
    *close = distance < 2 * share.se && -distance < 2 * share.se;
    snprintf(is, CLI_EXPECT_NAME, "%.6g +- %.2g", share.p, share.se);
  } else {
    share.p = ent_ensemble_quantile(e, (ent_track)expectation->track, 0.5);
    snprintf(is, CLI_EXPECT_NAME, "%.6g", share.p);
  }
  *holds = compare(share.p, expectation->comparison, expectation->value);
  return ENT_OK;
}
