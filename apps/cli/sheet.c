/* sheet.c - numbers by member, as a person or a program reads them. */
#include "sheet.h"

#include "base/utf8.h"
#include "json.h"
#include "say.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LEAST 8
#define NAME_MOST 30
#define FIGURE 12
#define BAR_LEAST 8
#define BAR_MOST 30

void cli_sheet_add(cli_sheet *sheet, const char *key, const char *head, const double *value, bool plain)
{
  if (value && sheet->figures < CLI_FIGURES_MAX)
    sheet->figure[sheet->figures++] = (cli_figure){.key = key, .head = head, .value = value, .plain = plain};
}

void cli_plain_number(double value, char out[CLI_FINE])
{
  char number[ENT_NUMBER_MAX];
  const double size = fabs(value);
  if (isnan(value))
    snprintf(number, sizeof number, "-");
  else if (isinf(value))
    snprintf(number, sizeof number, "%s", value > 0 ? "-" : "");
  else if (size != 0 && (size < 1e-4 || size >= 1e9))
    snprintf(number, sizeof number, "%.3g", value);
  else
    ent_number_write_fixed(value, size >= 1000 ? 0 : size >= 10 ? 2 : 4, number);
  if (strchr(number, '.') && !strchr(number, 'e')) {
    size_t last = strlen(number);
    while (number[last - 1] == '0') number[--last] = '\0';
    if (number[last - 1] == '.') number[last - 1] = '\0';
  }
  snprintf(out, CLI_FINE, "%s", number);
}

void cli_fine_text(double share, char out[CLI_FINE])
{
  char number[ENT_NUMBER_MAX];
  const double v = 100 * share, size = fabs(v);
  if (isnan(share)) {
    snprintf(out, CLI_FINE, "-");
    return;
  }
  if (share < 1 && v >= 99.995) {
    snprintf(out, CLI_FINE, ">99.99 %%");
    return;
  }
  int decimals = 2;
  for (double edge = 10; size * (1 + 1e-9) < edge && decimals < 7; edge /= 10) decimals++;
  if (size == 0 || size >= 100)
    snprintf(number, sizeof number, "%.0f", v);
  else if (decimals == 7)
    snprintf(number, sizeof number, "%.3g", v);
  else
    ent_number_write_fixed(v, decimals, number);
  snprintf(out, CLI_FINE, "%s %%", number);
}

void cli_grouped(const char *number, char *out, size_t room)
{
  const size_t size = strlen(number);
  size_t to = 0;
  for (size_t i = 0; i < size && to + 2 < room; i++) {
    if (i > 0 && (size - i) % 3 == 0) out[to++] = ',';
    out[to++] = number[i];
  }
  out[to] = '\0';
}

const char *cli_body_comma(const cli_body *body)
{
  for (int m = 0; m < body->members; m++)
    if (strchr(body->member[m], ',')) return "; ";
  return ", ";
}

/* ---- the head ---------------------------------------------------------------------------------------------------- */

static void show_names(const cli_call *call, const char *english, const char *const *name, int names, const char *comma)
{
  char all[CLI_SAID] = "";
  for (int i = 0; i < names; i++) {
    const size_t used = strlen(all);
    snprintf(all + used, sizeof all - used, "%s%s", i ? comma : "", name[i]);
  }
  if (names > 0) cli_said(&call->out, english, "names", all, (char *)NULL);
}

/* A rule as a person reads it, on lines of its own. */
static void show_rule(const cli_call *call, const cli_body *body, const char *seat)
{
  const host_terminal *const t = &call->out;
  char text[CLI_SAID], line[CLI_SAID];
  if (!body->rule_text) return;
  if (body->rule && body->silent == 0)
    ent_rule_describe(body->rule, text, sizeof text);
  else
    snprintf(text, sizeof text, "%s", body->rule_text);
  cli_fill(t, seat ? ENT_SAY("{seat} decides within by: {rule}") : ENT_SAY("Rule: {rule}"), line, sizeof line, "rule",
           text, "seat", seat ? seat : "", (char *)NULL);
  cli_plain_text(t, line, text, sizeof text);
  host_print_wrapped(t, text, 0, 2);
  fputc('\n', t->stream);
}

void cli_body_show(const cli_call *call, const cli_body *body)
{
  const host_terminal *const t = &call->out;
  fputs(host_style_on(t, HOST_BOLD), t->stream);
  host_print_wrapped(t, body->title, 0, 0);
  fprintf(t->stream, "%s\n", host_style_off(t));
  show_rule(call, body, NULL);
  for (int i = 0; i < body->withins; i++) show_rule(call, &body->within[i], body->seat[i]);
  const char *const comma = cli_body_comma(body);
  show_names(call, ENT_SAY("Suspended: {names}\n"), body->absent_name, body->absent, comma);
  show_names(call, ENT_SAY("Abstain: {names}\n"), body->silent_name, body->silent, comma);
  const char *const *const last = body->member + body->members - body->added;
  show_names(call, ENT_SAY("Added: {names}\n"), body->added_name ? body->added_name : last, body->added, comma);
}

void cli_foot(const cli_call *call, const char *text)
{
  const host_terminal *const t = &call->out;
  fputs(host_style_on(t, HOST_DIM), t->stream);
  host_print_wrapped(t, text, 0, 0);
  fprintf(t->stream, "%s\n", host_style_off(t));
}

/* ---- the table ---------------------------------------------------------------------------------------------------- */

typedef struct placed {
  double value;
  int member;
} placed;

/* Most first; equals as they stand. */
static int compare(const void *a, const void *b)
{
  const placed *const x = a, *const y = b;
  if (x->value != y->value) return x->value < y->value ? 1 : -1;
  return (x->member > y->member) - (x->member < y->member);
}

int *cli_order(const double *by, int members)
{
  placed *const row = malloc((size_t)members * sizeof *row);
  int *const order = row ? malloc((size_t)members * sizeof *order) : NULL;
  for (int m = 0; order && m < members; m++) row[m] = (placed){by && !isnan(by[m]) ? by[m] : 0, m};
  if (order) qsort(row, (size_t)members, sizeof *row, compare);
  for (int m = 0; order && m < members; m++) order[m] = row[m].member;
  free(row);
  return order;
}

bool cli_same(double a, double b)
{
  return a == b || (isnan(a) && isnan(b));
}

static bool alike(const cli_sheet *s, int a, int b)
{
  bool all = s->body->members >= CLI_ALIKE_FROM;
  for (int f = 0; f < s->figures && all; f++)
    if (s->figure[f].value) all = cli_same(s->figure[f].value[a], s->figure[f].value[b]);
  return all;
}

static void figure_text(const cli_figure *f, int m, char out[CLI_FINE])
{
  if (f->text)
    snprintf(out, CLI_FINE, "%s", f->text[m]);
  else if (f->plain)
    cli_plain_number(f->value[m], out);
  else
    cli_fine_text(f->value[m], out);
}

/* What does not fit beside the names stands in further blocks below. */
typedef struct widths {
  int name, bar;
  int from, to;                /* figures of this block */
  int figure[CLI_FIGURES_MAX]; /* 0: not shown */
} widths;

static widths measure(const cli_call *call, const cli_sheet *s)
{
  widths w = {.name = NAME_LEAST};
  for (int m = 0; m < s->body->members; m++) {
    const int wide = (int)ent_utf8_width(s->body->member[m]);
    if (wide > w.name) w.name = wide;
  }
  if (s->body->members >= CLI_ALIKE_FROM) w.name += 8;
  if (w.name > NAME_MOST) w.name = NAME_MOST;
  for (int f = 0; f < s->figures; f++) {
    if (!s->figure[f].head) continue;
    const int head = (int)ent_utf8_width(cli_say(&call->out, s->figure[f].head)) + 2;
    w.figure[f] = head > FIGURE ? head : FIGURE;
  }
  return w;
}

/* The next figures that fit, at least one; bars beside them if they are the last.  False when all have been shown. */
static bool next_block(const cli_call *call, const cli_sheet *s, widths *w)
{
  int used = 0, shown = 0;
  w->from = w->to;
  for (; w->to < s->figures; w->to++) {
    const int wide = w->figure[w->to];
    if (shown > 0 && wide > 0 && w->name + used + wide > call->out.width) break;
    used += wide;
    shown += wide > 0;
  }
  w->bar = s->by && w->to == s->figures ? call->out.width - w->name - used - 3 : 0;
  if (w->bar > BAR_MOST) w->bar = BAR_MOST;
  if (w->bar < BAR_LEAST) w->bar = 0;
  return shown > 0;
}

static void show_row(const cli_call *call, const cli_sheet *s, const widths *w, int m, int others, double most)
{
  const host_terminal *const t = &call->out;
  char text[CLI_FINE], name[256], more[CLI_NUMBER];
  if (others > 0)
    cli_fill(t, "{name} (+{others})", name, sizeof name, "name", s->body->member[m], "others", cli_number(others, more),
             (char *)NULL);
  else
    snprintf(name, sizeof name, "%s", s->body->member[m]);
  host_print_padded(t, name, w->name);
  for (int f = w->from; f < w->to; f++) {
    if (w->figure[f] == 0) continue;
    figure_text(&s->figure[f], m, text);
    cli_right(t, text, w->figure[f]);
  }
  if (w->bar > 0) {
    fputs("  ", t->stream);
    cli_bar(t, most > 0 && !isnan(s->by[m]) ? s->by[m] / most : 0, w->bar, HOST_ACCENT);
  }
  fputc('\n', t->stream);
}

static void show_heads(const cli_call *call, const cli_sheet *s, const widths *w)
{
  const host_terminal *const t = &call->out;
  fputs(host_style_on(t, HOST_DIM), t->stream);
  host_print_padded(t, "", w->name);
  for (int f = w->from; f < w->to; f++)
    if (w->figure[f] > 0) cli_right(t, cli_say(t, s->figure[f].head), w->figure[f]);
  fprintf(t->stream, "%s\n", host_style_off(t));
}

/* One block of figures; returns how many members its rows stand for. */
static int show_block(const cli_call *call, const cli_sheet *s, const widths *w, const int *row)
{
  const int n = s->body->members;
  const double most = s->by && !isnan(s->by[row[0]]) ? s->by[row[0]] : 0;
  uint64_t shown = 0;
  int at = 0;
  show_heads(call, s, w);
  while (at < n && (s->limit == 0 || shown < s->limit)) {
    int next = at + 1;
    while (next < n && alike(s, row[at], row[next])) next++;
    show_row(call, s, w, row[at], next - at - 1, most);
    at = next;
    shown++;
  }
  return at;
}

void cli_sheet_show(const cli_call *call, const cli_sheet *s)
{
  const host_terminal *const t = &call->out;
  const int n = s->body->members;
  widths w = measure(call, s);
  if (n < 1) return;
  int *const row = cli_order(s->by, n);
  if (!row) return;
  int told = n;
  for (int block = 0; next_block(call, s, &w); block++) {
    if (block > 0) fputc('\n', t->stream);
    told = show_block(call, s, &w, row);
  }
  char left[CLI_NUMBER];
  if (told < n)
    cli_said(t, n - told == 1 ? "... and one more member\n" : "... and {count} more members\n", "count",
             cli_number(n - told, left), (char *)NULL);
  free(row);
}

/* ---- for programs -------------------------------------------------------------------------------------------------- */

void cli_json_pair(const char *key, double value)
{
  printf(", \"%s\": ", key);
  if (isfinite(value))
    cli_json_number(stdout, value);
  else
    fputs("null", stdout);
}

void cli_json_word(const char *key, const char *value)
{
  printf(", \"%s\": ", key);
  if (value)
    cli_json_text(stdout, value);
  else
    fputs("null", stdout);
}

static void json_names(const char *key, const char *const *name, int names)
{
  printf(", \"%s\": [", key);
  for (int i = 0; i < names; i++) {
    fputs(i ? ", " : "", stdout);
    cli_json_text(stdout, name[i]);
  }
  putchar(']');
}

void cli_body_json(const cli_body *body)
{
  fputs("{\"body\": ", stdout);
  cli_json_text(stdout, body->title);
  cli_json_word("rule", body->rule_text);
  printf(", \"members\": %d", body->members);
  json_names("suspended", body->absent_name, body->absent);
  json_names("abstain", body->silent_name, body->silent);
  if (body->withins == 0) return;
  fputs(", \"within\": [", stdout);
  for (int i = 0; i < body->withins; i++) {
    fputs(i ? ", {\"seat\": " : "{\"seat\": ", stdout);
    cli_json_text(stdout, body->seat[i]);
    cli_json_word("body", body->within[i].title);
    cli_json_word("rule", body->within[i].rule_text);
    putchar('}');
  }
  putchar(']');
}

void cli_sheet_json(const cli_sheet *s)
{
  fputs(",\n \"list\": [", stdout);
  for (int m = 0; m < s->body->members; m++) {
    printf("%s\n  {\"%s\": ", m ? "," : "", s->noun ? s->noun : "member");
    cli_json_text(stdout, s->body->member[m]);
    for (int f = 0; f < s->figures; f++) {
      if (s->figure[f].text)
        cli_json_word(s->figure[f].key, s->figure[f].text[m]);
      else
        cli_json_pair(s->figure[f].key, s->figure[f].value[m]);
    }
    putchar('}');
  }
  fputs("\n ]", stdout);
}

void cli_csv_text(const char *text)
{
  if (!strpbrk(text, ",\"\n\r")) {
    fputs(text, stdout);
    return;
  }
  putchar('"');
  for (; *text; text++) {
    if (*text == '"') putchar('"');
    putchar(*text);
  }
  putchar('"');
}

void cli_sheet_csv(const cli_sheet *s)
{
  fputs(s->noun ? s->noun : "member", stdout);
  for (int f = 0; f < s->figures; f++) printf(",%s", s->figure[f].key);
  putchar('\n');
  for (int m = 0; m < s->body->members; m++) {
    cli_csv_text(s->body->member[m]);
    for (int f = 0; f < s->figures; f++) {
      putchar(',');
      if (s->figure[f].text)
        fputs(s->figure[f].text[m], stdout);
      else if (isfinite(s->figure[f].value[m]))
        cli_json_number(stdout, s->figure[f].value[m]);
    }
    putchar('\n');
  }
}
