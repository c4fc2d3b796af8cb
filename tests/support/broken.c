/* broken.c - see broken.h. */
#include "support/broken.h"

#include <stdio.h>
#include <string.h>

static const char *const head =
  "entente: 1\nid: made\ntitle: Made\nquestion: Would it hold?\ndate: 2025-01-01\nhorizon_years: 5\n";
static const char *const actors = "  USA: {name: United States, leader: {exit_hazard: 0.2}}\n  RUS: {name: Russia}\n";
static const char *const rest = "deal: {kind: peace, proposer: USA, target: RUS, will: {support: 0.5}}\n"
                                "terms:\n  aid: {name: Aid, kind: aid, owner: USA, form: executive, essential: yes}\n";

static void put_sound(FILE *f)
{
  fprintf(f, "%sactors:\n%s%s", head, actors, rest);
}

static void put_times(FILE *f, const char *text, int times)
{
  for (int i = 0; i < times; i++) fputs(text, f);
}

static void make_10_mb(FILE *f)
{
  put_sound(f);
  for (int i = 0; i < 10 * 1024; i++) fprintf(f, "#%01022d\n", i);
}

/* Just within the limit of a file, nearly all of it comments. */
static void make_8_mb(FILE *f)
{
  put_sound(f);
  for (int i = 0; i < 8 * 1024 - 1; i++) fprintf(f, "#%01022d\n", i);
}

static void make_deep_flow(FILE *f)
{
  put_sound(f);
  fputs("ties: ", f);
  put_times(f, "[", 100);
  put_times(f, "]", 100);
  fputc('\n', f);
}

static void make_deep_block(FILE *f)
{
  put_sound(f);
  fputs("x:\n", f);
  for (int i = 0; i < 100; i++) fprintf(f, "%*sx:\n", i + 1, "");
}

static void make_deep_open(FILE *f)
{
  put_times(f, "[", 100000);
}

static void make_300k_nodes(FILE *f)
{
  put_sound(f);
  fputs("ties: [", f);
  put_times(f, "0,", 300000);
  fputs("0]\n", f);
}

static void make_9000_keys(FILE *f)
{
  put_sound(f);
  for (int i = 0; i < 9000; i++) fprintf(f, "k%d: 0\n", i);
}

static void make_long_key(FILE *f)
{
  put_sound(f);
  put_times(f, "abcdefghij", 20);
  fputs(": 1\n", f);
}

static void make_long_text(FILE *f)
{
  put_sound(f);
  fputs("summary: ", f);
  put_times(f, "word ", 1000 * 1000);
  fputc('\n', f);
}

/* Names that are too long for a message and a path are cut between characters, and the rest is still told. */
static void make_long_name(FILE *f)
{
  put_sound(f);
  fputs("capability: ", f);
  put_times(f, "\xE6\xB3\x95", 150);
  fputs("\nties:\n  - {between: [USA, ", f);
  put_times(f, "\xE6\xB3\x95", 150);
  fputs("], slow: 0.1}\n", f);
}

static void make_300_actors(FILE *f)
{
  fprintf(f, "%sactors:\n%s", head, actors);
  for (int i = 0; i < 298; i++) fprintf(f, "  A%d: {name: A}\n", i);
  fputs(rest, f);
}

static void make_300_members(FILE *f)
{
  fprintf(f, "%sactors:\n%sclubs:\n  C:\n    name: C\n    rule: consensus\n    members: [", head, actors);
  put_times(f, "USA, ", 300);
  fprintf(f, "USA]\n%s", rest);
}

static void make_3000_numbers(FILE *f)
{
  fprintf(f, "%sactors:\n%s", head, actors);
  for (int i = 0; i < 30; i++) {
    fprintf(f, "  A%d:\n    name: A\n    capability: {", i);
    for (int k = 0; k < 100; k++) fprintf(f, "s%d: 1 to 2%s", k, k < 99 ? ", " : "}\n");
  }
  fputs(rest, f);
}

/* Sixty clubs, each with the two before it among its members: a member at the bottom would be asked 10^12 times. */
static void make_clubs_in_clubs(FILE *f)
{
  fprintf(f, "%sactors:\n%sclubs:\n", head, actors);
  for (int i = 0; i < 60; i++) {
    fprintf(f, "  C%d: {name: C, rule: consensus, members: [USA", i);
    if (i > 0) fprintf(f, ", C%d", i - 1);
    if (i > 1) fprintf(f, ", C%d", i - 2);
    fputs("]}\n", f);
  }
  fputs(rest, f);
}

static void make_mixtures(FILE *f)
{
  put_sound(f);
  fputs("forms: {treaty: \"mix(", f);
  for (int i = 0; i < 8; i++) {
    fprintf(f, "%s1: mix(", i ? ", " : "");
    for (int k = 0; k < 8; k++) fprintf(f, "%s1: beta(%d, 2)", k ? ", " : "", k + 2);
    fputs(")", f);
  }
  fputs(")\"}\n", f);
}

static void make_bom(FILE *f)
{
  fputs("\xEF\xBB\xBF", f);
  put_sound(f);
}

static void make_bom_and_fault(FILE *f)
{
  fputs("\xEF\xBB\xBF", f);
  put_sound(f);
  fputs("draws: 0\n", f);
}

/* The sound scenario with another line end. */
static void put_with_ends(FILE *f, const char *end)
{
  const char *const part[] = {head, "actors:\n", actors, rest};
  for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
    for (const char *c = part[i]; *c; c++) {
      if (*c == '\n')
        fputs(end, f);
      else
        fputc(*c, f);
    }
  }
}

static void make_crlf(FILE *f)
{
  put_with_ends(f, "\r\n");
}

static void make_crlf_and_fault(FILE *f)
{
  put_with_ends(f, "\r\n");
  fputs("draws: 0\r\n", f);
}

static void make_end_within_character(FILE *f)
{
  put_sound(f);
  fputs("summary: \xE6\xB3", f);
}

static void make_only_nul(FILE *f)
{
  fputc('\0', f);
}

static void make_100_unknown(FILE *f)
{
  put_sound(f);
  for (int i = 0; i < 100; i++) fprintf(f, "unheard_of_%d: 0\n", i);
}

/* Each of 250 long names is close to all of 250 others. */
static void make_far_names(FILE *f)
{
  fprintf(f, "%sactors:\n%s", head, actors);
  for (int i = 0; i < 250; i++) fprintf(f, "  %060d: {name: A}\n", i);
  fputs("clubs:\n  C:\n    name: C\n    rule: consensus\n    members: [", f);
  for (int i = 0; i < 60; i++) fprintf(f, "%s%056dabcd", i ? ", " : "", i);
  fprintf(f, "]\n%s", rest);
}

/* Nearly every value is wrong. */
static void make_wrong_ties(FILE *f)
{
  put_sound(f);
  fputs("ties:\n", f);
  for (int i = 0; i < 1000; i++) {
    fprintf(f, "- {between: [UAS, RSU], slow: 2, fast: cell(a, b, c), sorce: %d, note: {a: b, c: d}}\n", i);
  }
}

static const struct maker {
  const char *name;
  void (*make)(FILE *f);
} makers[] = {
  {"made/10-mb", make_10_mb},
  {"made/8-mb", make_8_mb},
  {"made/deep-flow", make_deep_flow},
  {"made/deep-block", make_deep_block},
  {"made/deep-open", make_deep_open},
  {"made/300k-nodes", make_300k_nodes},
  {"made/9000-keys", make_9000_keys},
  {"made/long-key", make_long_key},
  {"made/long-text", make_long_text},
  {"made/long-name", make_long_name},
  {"made/300-actors", make_300_actors},
  {"made/300-members", make_300_members},
  {"made/3000-numbers", make_3000_numbers},
  {"made/clubs-in-clubs", make_clubs_in_clubs},
  {"made/mixtures", make_mixtures},
  {"made/bom", make_bom},
  {"made/bom-and-fault", make_bom_and_fault},
  {"made/crlf", make_crlf},
  {"made/crlf-and-fault", make_crlf_and_fault},
  {"made/end-within-character", make_end_within_character},
  {"made/only-nul", make_only_nul},
  {"made/100-unknown", make_100_unknown},
  {"made/far-names", make_far_names},
  {"made/wrong-ties", make_wrong_ties},
};
#define MAKERS ((int)(sizeof makers / sizeof *makers))

const char *broken_name(int index)
{
  return index >= 0 && index < MAKERS ? makers[index].name : NULL;
}

bool broken_write(const char *name, const char *path)
{
  for (int i = 0; i < MAKERS; i++) {
    if (strcmp(makers[i].name, name) != 0) continue;
    FILE *const f = fopen(path, "wb");
    if (!f) return false;
    makers[i].make(f);
    return fclose(f) == 0;
  }
  return false;
}
