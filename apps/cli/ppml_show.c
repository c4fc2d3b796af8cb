/* ppml_show.c - a regression for a person, for programs, and as a table of fitted flows. */
#include "ppml.h"

#include "base/bytes.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define COLUMN 12
#define BOUND 1.959963984540054 /* the normal's 97.5 % point */

static const char *const fate_text[ENT_PPML_FATES] = {
  [ENT_PPML_SINGLETON] = ENT_SAY("alone in a group, so that they say nothing: {count}"),
  [ENT_PPML_ZEROS] = ENT_SAY("in a group that holds only zeros: {count}"),
  [ENT_PPML_SEPARATED] = ENT_SAY("zeros that regressors and effects set apart, with no finite estimate: {count}")};

/* Two-sided, of the standard normal. */
static double chance_of(double z)
{
  return 2 * ent_normal_cdf(-fabs(z));
}

static int64_t count_of(const cli_ppml *p, ent_ppml_fate fate)
{
  const int64_t count[ENT_PPML_FATES] = {p->a.used, p->a.singletons, p->a.zeros, p->a.separated};
  return count[fate];
}

/* ---- for a person --------------------------------------------------------------------------------------------------- */

static int name_columns(const cli_ppml *p)
{
  int wide = 10;
  for (int k = 0; k < p->d.regressors; k++) {
    const int w = (int)ent_utf8_width(p->x[k]);
    if (w > wide) wide = w;
  }
  const int room = p->call->out.width - 5 * COLUMN - 2;
  return wide < room ? wide : room > 10 ? room : 10;
}

static void show_number(const host_terminal *t, double value, int decimals)
{
  char text[ENT_NUMBER_MAX];
  ent_number_write_fixed(value, decimals, text);
  cli_right(t, text, COLUMN);
}

static void show_chance(const host_terminal *t, double p)
{
  if (p < 0.00005)
    cli_right(t, "<0.0001", COLUMN);
  else
    show_number(t, p, 4);
}

static void show_heads(const cli_ppml *p, int wide)
{
  static const char *const heads[] = {ENT_SAY("coefficient"), ENT_SAY("std. error"), "z", "p", ENT_SAY("times")};
  const host_terminal *const t = &p->call->out;
  fputs("  ", t->stream);
  host_print_padded(t, cli_say(t, "regressor"), wide);
  for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
    cli_right(t, heads[k][1] ? cli_say(t, heads[k]) : heads[k], COLUMN);
  fputc('\n', t->stream);
}

static void show_rows(const cli_ppml *p)
{
  const host_terminal *const t = &p->call->out;
  const int wide = name_columns(p);
  show_heads(p, wide);
  for (int k = 0; k < p->d.regressors; k++) {
    const double b = p->a.coefficient[k], se = p->a.error[k], z = b / se;
    fputs("  ", t->stream);
    host_print_padded(t, p->x[k], wide);
    if (p->a.left_out[k]) {
      fputs("  ", t->stream);
      host_print_styled(t, HOST_DIM, cli_say(t, "determined by the effects and those above"));
    } else {
      show_number(t, b, 7);
      show_number(t, se, 7);
      show_number(t, z, 2);
      show_chance(t, chance_of(z));
      show_number(t, ent_exp(b), 3);
    }
    fputc('\n', t->stream);
  }
}

static void show_separator(const cli_ppml *p)
{
  const host_terminal *const t = &p->call->out;
  char list[CLI_SAID] = "";
  for (int k = 0; k < p->d.regressors; k++) {
    char number[ENT_NUMBER_MAX];
    const size_t used = strlen(list);
    if (fabs(p->a.separator[k]) < 1e-6) continue;
    ent_number_write_fixed(p->a.separator[k], 3, number);
    snprintf(list + used, sizeof list - used, "%s%s %s", used ? ", " : "", number, p->x[k]);
  }
  if (list[0])
    cli_said_line(t, 2, "found by {list} and the effects: never below 0 on a zero, 0 on all others\n", "list", list,
                  (char *)NULL);
  else
    cli_said_line(t, 2, "found by the effects alone\n", (char *)NULL);
}

static void show_left_out(const cli_ppml *p)
{
  const host_terminal *const t = &p->call->out;
  char number[CLI_TEXT];
  if (p->a.used == p->n) return;
  cli_heading(t, cli_say(t, "Rows left out"));
  for (int fate = ENT_PPML_SINGLETON; fate < ENT_PPML_FATES; fate++) {
    const int64_t count = count_of(p, (ent_ppml_fate)fate);
    if (count == 0) continue;
    char line[CLI_SAID];
    cli_count_text((uint64_t)count, number);
    cli_fill(t, fate_text[fate], line, sizeof line, "count", number, (char *)NULL);
    fputs("  ", t->stream);
    host_print_wrapped(t, line, 2, 4);
    fputc('\n', t->stream);
    if (fate != ENT_PPML_SEPARATED) continue;
    fputs("  ", t->stream);
    show_separator(p);
  }
}

static void show_title(const cli_ppml *p)
{
  const host_terminal *const t = &p->call->out;
  char title[CLI_SAID], list[CLI_SAID] = "", used[CLI_TEXT], all[CLI_TEXT], groups[CLI_TEXT];
  cli_fill(t, "What explains {column}: Poisson pseudo-maximum likelihood", title, sizeof title, "column", p->explained,
           (char *)NULL);
  host_print_styled(t, HOST_BOLD, title);
  fputc('\n', t->stream);
  for (int g = 0; g < p->d.effects; g++) {
    const size_t at = strlen(list);
    snprintf(list + at, sizeof list - at, "%s%s", at ? ", " : "", p->effect[g]);
  }
  cli_count_text((uint64_t)p->a.used, used);
  cli_count_text((uint64_t)p->n, all);
  cli_count_text((uint64_t)p->a.groups, groups);
  cli_said_line(t, 0, "{used} of {all} rows; effects taken out: {list} ({groups} groups)\n", "used", used, "all", all,
                "list", list[0] ? list : cli_say(t, "a constant"), "groups", groups, (char *)NULL);
  if (p->weights) cli_said_line(t, 0, "Rows count by {column}.\n", "column", p->weights, (char *)NULL);
  cli_count_text((uint64_t)p->missing, all);
  if (p->missing > 0)
    cli_said_line(t, 0, "Left out before, as a cell is empty: {count} rows.\n", "count", all, (char *)NULL);
}

static void show_foot(const cli_ppml *p)
{
  const host_terminal *const t = &p->call->out;
  char clusters[CLI_TEXT], likelihood[ENT_NUMBER_MAX], r2[ENT_NUMBER_MAX], deviance[ENT_NUMBER_MAX];
  cli_count_text((uint64_t)p->a.clusters, clusters);
  ent_number_write_fixed(p->a.likelihood, 2, likelihood);
  ent_number_write_fixed(p->a.deviance, 2, deviance);
  ent_number_write_fixed(p->a.pseudo_r2, 4, r2);
  fputc('\n', t->stream);
  if (p->cluster)
    cli_said_line(t, 0, "Errors clustered by {columns}: {count} clusters, times G / (G - 1).\n", "columns", p->cluster,
                  "count", clusters, (char *)NULL);
  else
    cli_said_line(t, 0, "Errors robust to heteroskedasticity, times N / (N - 1).\n", (char *)NULL);
  cli_said_line(t, 0, "Log pseudo-likelihood {likelihood}, deviance {deviance}, pseudo R2 {r2}, {steps} steps.\n",
                "likelihood", likelihood, "deviance", deviance, "r2", r2, "steps",
                cli_number(p->a.steps, (char[CLI_NUMBER]){0}), (char *)NULL);
  cli_said_line(t, 0, "times: by how much the mean is multiplied when the regressor rises by 1.\n", (char *)NULL);
  if (!p->a.settled) cli_said_line(t, 0, "It did not settle: these numbers are not the maximum.\n", (char *)NULL);
}

void cli_ppml_show(const void *ppml)
{
  const cli_ppml *const p = ppml;
  show_title(p);
  fputc('\n', p->call->out.stream);
  if (p->d.regressors > 0) show_rows(p);
  show_left_out(p);
  show_foot(p);
}

/* ---- for programs --------------------------------------------------------------------------------------------------- */

static void json_regressors(const cli_ppml *p)
{
  fputs(", \"regressors\": [", stdout);
  for (int k = 0; k < p->d.regressors; k++) {
    const double b = p->a.coefficient[k], se = p->a.error[k];
    fputs(k ? ", {\"name\": " : "{\"name\": ", stdout);
    cli_json_text(stdout, p->x[k]);
    printf(", \"left_out\": %s", p->a.left_out[k] ? "true" : "false");
    cli_json_pair("coefficient", p->a.left_out[k] ? NAN : b);
    cli_json_pair("error", p->a.left_out[k] ? NAN : se);
    cli_json_pair("z", p->a.left_out[k] ? NAN : b / se);
    cli_json_pair("p", p->a.left_out[k] ? NAN : chance_of(b / se));
    cli_json_pair("low", p->a.left_out[k] ? NAN : b - BOUND * se);
    cli_json_pair("high", p->a.left_out[k] ? NAN : b + BOUND * se);
    cli_json_pair("separator", p->a.separator[k]);
    putchar('}');
  }
  putchar(']');
}

void cli_ppml_json(const void *ppml)
{
  const cli_ppml *const p = ppml;
  printf("{\"rows\": %" PRId64, p->n);
  cli_json_word("explained", p->explained);
  fputs(", \"effects\": [", stdout);
  for (int g = 0; g < p->d.effects; g++) {
    if (g) fputs(", ", stdout);
    cli_json_text(stdout, p->effect[g]);
  }
  putchar(']');
  cli_json_word("cluster", p->cluster);
  cli_json_word("weights", p->weights);
  printf(", \"missing\": %" PRId64, p->missing);
  for (int fate = 0; fate < ENT_PPML_FATES; fate++)
    printf(", \"%s\": %" PRId64, ent_ppml_fate_name((ent_ppml_fate)fate), count_of(p, (ent_ppml_fate)fate));
  printf(", \"groups\": %" PRId64 ", \"clusters\": %" PRId64 ", \"settled\": %s, \"steps\": %d", p->a.groups,
         p->a.clusters, p->a.settled ? "true" : "false", p->a.steps);
  cli_json_pair("deviance", p->a.deviance);
  cli_json_pair("log_pseudo_likelihood", p->a.likelihood);
  cli_json_pair("pseudo_r2", p->a.pseudo_r2);
  json_regressors(p);
  puts("}");
}

static void csv_number(double value)
{
  putchar(',');
  if (isfinite(value)) cli_json_number(stdout, value);
}

void cli_ppml_csv(const void *ppml)
{
  const cli_ppml *const p = ppml;
  puts("regressor,coefficient,error,z,p,low,high");
  for (int k = 0; k < p->d.regressors; k++) {
    const double b = p->a.left_out[k] ? NAN : p->a.coefficient[k], se = p->a.error[k];
    cli_csv_text(p->x[k]);
    csv_number(b);
    csv_number(p->a.left_out[k] ? NAN : se);
    csv_number(b / se);
    csv_number(chance_of(b / se));
    csv_number(b - BOUND * se);
    csv_number(b + BOUND * se);
    putchar('\n');
  }
}

/* The rows that count, as they were, with two columns more. */
ent_status cli_ppml_write(const void *ppml, cli_option option, FILE *to, ent_error *err)
{
  const cli_ppml *const p = ppml;
  const int columns = p->table.columns;
  ent_arena arena;
  ent_writer w;
  (void)option;
  ent_arena_open(&arena, &p->memory);
  ent_writer_open(&w, &arena);
  for (int c = 0; c < columns; c++) {
    ent_put_cell(&w, p->table.column[c]);
    ent_put(&w, ",");
  }
  ent_put(&w, "fitted,fate\n");
  for (int64_t i = 0; i < p->n; i++) {
    const char *const *const row = p->table.cell + (size_t)p->row[i] * (size_t)columns;
    char number[ENT_NUMBER_MAX];
    for (int c = 0; c < columns; c++) {
      ent_put_cell(&w, row[c]);
      ent_put(&w, ",");
    }
    ent_number_write(p->a.mean[i], number);
    ent_put(&w, number);
    ent_put(&w, ",");
    ent_put(&w, ent_ppml_fate_name((ent_ppml_fate)p->a.fate[i]));
    ent_put(&w, "\n");
  }
  const bool failed = w.failed;
  if (!failed) fwrite(w.data, 1, w.size, to);
  ent_arena_close(&arena);
  return failed ? ent_fail(err, ENT_NOMEM, "", "There is no memory for the file.") : ENT_OK;
}
