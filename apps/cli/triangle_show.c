/* triangle_show.c - the answer of `entente triangle`: for a person, as JSON, as a table. */
#include "corners.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"

#include <math.h>
#include <string.h>

/* ---- a person reads ---------------------------------------------------------------------------------------------------- */

/* "+0.50", "-1.00". */
static const char *two(double v, bool plus, char out[CLI_TEXT])
{
  snprintf(out, CLI_TEXT, plus ? "%+.2f" : "%.2f", fabs(v) < 0.005 ? 0 : v);
  return out;
}

static void role_text(const cli_corners *a, const ent_triangle *t, int corner, char out[CLI_TEXT])
{
  char value[CLI_TEXT];
  snprintf(out, CLI_TEXT, "%.40s %.20s", cli_say_page(&a->call->out, ent_role_text(t->role[corner])),
           two(t->value[corner], false, value));
}

static void show_table(const cli_corners *a)
{
  const host_terminal *const t = &a->call->out;
  const ent_triangle *const state[3] = {&a->court.now, &a->court.add.after, &a->court.drop.after};
  static const char *const head[3] = {ENT_SAY("now"), ENT_SAY("courted"), ENT_SAY("and dropping")};
  const int first = t->width >= 76 ? 24 : 16, wide = t->width >= 76 ? 17 : 14;
  host_print_padded(t, "", first);
  for (int k = 0; k < 3; k++) {
    fputc(' ', t->stream);
    host_print_padded(t, cli_say(t, head[k]), wide);
  }
  fputc('\n', t->stream);
  for (int i = 0; i < 3; i++) {
    host_print_padded(t, a->name[i], first);
    for (int k = 0; k < 3; k++) {
      char text[CLI_TEXT];
      role_text(a, state[k], i, text);
      fputc(' ', t->stream);
      host_print_padded(t, text, wide);
    }
    fputc('\n', t->stream);
  }
  host_print_padded(t, cli_say(t, ENT_SAY("pattern")), first);
  for (int k = 0; k < 3; k++) {
    fputc(' ', t->stream);
    host_print_padded(t, cli_say_page(t, ent_pattern_text(state[k]->pattern)), wide);
  }
  fputc('\n', t->stream);
}

static void show_ties(const cli_corners *a)
{
  const host_terminal *const t = &a->call->out;
  static const int ends[3][2] = {{0, 1}, {0, 2}, {1, 2}};
  for (int k = 0; k < 3; k++) {
    char pair[256], tie[CLI_TEXT];
    snprintf(pair, sizeof pair, "%.100s %s %.100s", a->name[ends[k][0]], t->unicode ? "\xE2\x80\x93" : "-",
             a->name[ends[k][1]]);
    fputs("  ", t->stream);
    host_print_padded(t, pair, t->width >= 76 ? 44 : 34);
    cli_right(t, two(a->x[k], true, tie), 8);
    fputc('\n', t->stream);
  }
}

static void wrapped(const host_terminal *t, const char *text)
{
  host_print_wrapped(t, text, 0, 2);
  fputc('\n', t->stream);
}

static void show_court(const cli_corners *a)
{
  const host_terminal *const t = &a->call->out;
  const ent_courtship *const c = &a->court;
  char line[CLI_SAID], add[CLI_TEXT], drop[CLI_TEXT], offered[CLI_TEXT], left[CLI_TEXT], price[CLI_TEXT];
  cli_fill(
    t,
    "{target} gains {add} when its tie with {proposer} goes to {offered}; when it then lets its tie with {rival} go to "
    "{left}, it gains {drop}.",
    line, sizeof line, "target", a->name[1], "add", two(c->gain_add, true, add), "proposer", a->name[0], "offered",
    two(a->offered, true, offered), "rival", a->name[2], "left", two(a->left, true, left), "drop",
    two(c->gain_drop, true, drop), (char *)NULL);
  wrapped(t, line);
  if (c->price > 0)
    cli_fill(t, "So it would add the one without dropping the other, unless it is paid {price} in the unit of ties.",
             line, sizeof line, "price", two(c->price, false, price), (char *)NULL);
  else
    cli_fill(t, "So nothing has to be paid for dropping {rival}.", line, sizeof line, "rival", a->name[2],
             (char *)NULL);
  wrapped(t, line);
}

static void show_best(const cli_corners *a)
{
  const host_terminal *const t = &a->call->out;
  char line[CLI_SAID], gain[CLI_TEXT];
  cli_heading(t, cli_say(t, ENT_SAY("What each would rather change")));
  for (int k = 0; k < 3; k++) {
    const ent_triangle_move *const m = &a->best[k];
    if (m->a < 0)
      cli_fill(t, "{name}: nothing; no change of a tie of its own helps", line, sizeof line, "name", a->name[k],
               (char *)NULL);
    else
      cli_fill(t, "{name}: mend its tie with {other} ({gain})", line, sizeof line, "name", a->name[k], "other",
               a->name[m->a == k ? m->b : m->a], "gain", two(m->gain[k], true, gain), (char *)NULL);
    fputs("  ", t->stream);
    host_print_wrapped(t, line, 2, 4);
    fputc('\n', t->stream);
  }
}

static void show_odds(const cli_corners *a)
{
  const host_terminal *const t = &a->call->out;
  char share[CLI_TEXT];
  const int first = t->width >= 76 ? 24 : 16, wide = t->width >= 76 ? 9 : 7;
  if (!a->has_odds) return;
  cli_heading(t, cli_say(t, ENT_SAY("Chances of each role now, the ties being uncertain")));
  host_print_padded(t, "", first);
  for (int r = 0; r < ENT_ROLES; r++) cli_right(t, cli_say_page(t, ent_role_text((ent_role)r)), wide);
  fputc('\n', t->stream);
  for (int k = 0; k < 3; k++) {
    host_print_padded(t, a->name[k], first);
    for (int r = 0; r < ENT_ROLES; r++) {
      cli_percent_text(t, a->odds.role[k][r], share);
      cli_right(t, share, wide);
    }
    fputc('\n', t->stream);
  }
}

static void show_years(const cli_corners *a)
{
  const host_terminal *const t = &a->call->out;
  char year[ENT_NUMBER_MAX], number[CLI_NUMBER];
  if (a->years < 2) return;
  cli_heading(t, cli_say(t, ENT_SAY("Over time")));
  for (int i = 0; i < a->years; i++) {
    const ent_triangle_year *const y = &a->year[i];
    ent_number_write(y->year, year);
    fprintf(t->stream, "  %-8s", year);
    host_print_padded(t, cli_say_page(t, ent_pattern_text(y->found.pattern)), 20);
    for (int k = 0; k < 3; k++) {
      char text[CLI_TEXT];
      role_text(a, &y->found, k, text);
      fputc(' ', t->stream);
      host_print_padded(t, text, 15);
    }
    fputc('\n', t->stream);
  }
  if (a->incomplete)
    cli_said(t, "  dates without one of the three ties, left out: {count}\n", "count",
             cli_number(a->incomplete, number), (char *)NULL);
}

void cli_corners_show(const cli_corners *a)
{
  const host_terminal *const t = &a->call->out;
  char title[CLI_SAID];
  cli_fill(t, "{a}, {b}, {c}", title, sizeof title, "a", a->name[0], "b", a->name[1], "c", a->name[2], (char *)NULL);
  host_print_styled(t, HOST_BOLD, title);
  fputc('\n', t->stream);
  show_ties(a);
  fputc('\n', t->stream);
  show_table(a);
  fputc('\n', t->stream);
  show_court(a);
  show_best(a);
  show_odds(a);
  show_years(a);
}

/* ---- a program reads --------------------------------------------------------------------------------------------------- */

static void json_numbers(const char *key, const double *v, int n)
{
  printf("\"%s\": [", key);
  for (int i = 0; i < n; i++) {
    if (i) fputs(", ", stdout);
    cli_json_number(stdout, v[i]);
  }
  putchar(']');
}

static void json_triangle(const char *key, const ent_triangle *t)
{
  printf("\"%s\": {\"pattern\": \"%s\", \"roles\": [\"%s\", \"%s\", \"%s\"], ", key, ent_pattern_key(t->pattern),
         ent_role_key(t->role[0]), ent_role_key(t->role[1]), ent_role_key(t->role[2]));
  json_numbers("values", t->value, 3);
  fputs(", \"energy\": ", stdout);
  cli_json_number(stdout, t->energy);
  printf(", \"balanced\": %s}", t->balanced ? "true" : "false");
}

void cli_corners_json(const cli_corners *a)
{
  const ent_courtship *const c = &a->court;
  fputs("{\"corners\": [", stdout);
  for (int k = 0; k < 3; k++) {
    if (k) fputs(", ", stdout);
    cli_json_text(stdout, a->name[k]);
  }
  fputs("],\n ", stdout);
  json_numbers("ties", a->x, 3);
  fputs(",\n ", stdout);
  json_triangle("now", &c->now);
  fputs(",\n ", stdout);
  json_triangle("courted", &c->add.after);
  fputs(",\n ", stdout);
  json_triangle("dropped", &c->drop.after);
  fputs(",\n ", stdout);
  json_numbers("gain_of_courting", c->add.gain, 3);
  fputs(",\n ", stdout);
  json_numbers("gain_of_dropping", c->drop.gain, 3);
  fputs(",\n \"price\": ", stdout);
  cli_json_number(stdout, c->price);
  if (a->has_odds)
    for (int k = 0; k < 3; k++) {
      printf(",\n \"chances_%d\": {", k);
      for (int r = 0; r < ENT_ROLES; r++) {
        printf("%s\"%s\": ", r ? ", " : "", ent_role_key((ent_role)r));
        cli_json_number(stdout, a->odds.role[k][r]);
      }
      putchar('}');
    }
  fputs(",\n \"years\": [", stdout);
  for (int i = 0; a->years > 1 && i < a->years; i++) {
    fputs(i ? ",\n  {\"date\": " : "\n  {\"date\": ", stdout);
    cli_json_number(stdout, a->year[i].year);
    fputs(", ", stdout);
    json_numbers("ties", a->year[i].x, 3);
    fputs(", ", stdout);
    json_triangle("found", &a->year[i].found);
    putchar('}');
  }
  fputs("]}\n", stdout);
}

/* One row a date and corner. */
void cli_corners_csv(const cli_corners *a)
{
  puts("date,pattern,corner,role,value");
  for (int i = 0; i < (a->table ? a->years : 1); i++)
    for (int k = 0; k < 3; k++) {
      const ent_triangle *const t = a->table ? &a->year[i].found : &a->court.now;
      char date[ENT_NUMBER_MAX] = "";
      if (a->table && a->net.when) ent_number_write(a->year[i].year, date);
      printf("%s,%s,", date, ent_pattern_key(t->pattern));
      cli_csv_text(a->name[k]);
      printf(",%s,", ent_role_key(t->role[k]));
      cli_json_number(stdout, t->value[k]);
      putchar('\n');
    }
}
