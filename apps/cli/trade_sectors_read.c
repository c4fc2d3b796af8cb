/* trade_sectors_read.c - from a folder of tables and the options to a world of sectors and a shock.
 *
 *   flows.csv       exporter, importer, sector, flow [, tariff]     tariffs as shares, 0.05
 *   sectors.csv     sector, theta                                   4, or a range, 4..8
 *   production.csv  economy, sector, value_added [, consumption]    shares
 *   inputs.csv      economy, output, input, share
 *   economies.csv   economy [, value_added] [, surplus]             may be missing
 *
 * Names are those of flows.csv and sectors.csv; a cell that names another is an error with its place. */
#include "trade_sectors.h"

#include "base/fail.h"
#include "base/suggest.h"
#include "columns.h"
#include "problems.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define THETA_MOST 1000

/* ---- one table ------------------------------------------------------------------------------------------------------- */

typedef struct part {
  const cli_call *call;
  char path[HOST_PATH_MAX];
  host_text text;
  host_table table;
} part;

static cli_exit open_part(const cli_call *call, const char *path, part *p)
{
  ent_error err = {.code = ENT_OK};
  *p = (part){.call = call};
  snprintf(p->path, sizeof p->path, "%s", path);
  ent_status status = host_file_read(p->path, CLI_NETWORK_BYTES, &p->text, &err);
  if (status == ENT_OK) status = host_csv_read(p->text.data, p->text.size, &p->table, &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_refuse_file(call, p->path, &p->text, &err);
}

static void close_part(part *p)
{
  host_table_free(&p->table);
  host_text_free(&p->text);
}

static cli_exit refuse_cell(const part *p, int row, int column, const ent_error *err)
{
  return cli_refuse_cell(p->call, p->path, &p->text, &p->table, row, column, err);
}

static int column_of(const part *p, const char *name)
{
  return cli_column(&p->table, name, strlen(name));
}

static cli_exit need_column(const part *p, const char *name, int *out)
{
  *out = column_of(p, name);
  if (*out >= 0) return CLI_ANSWERED;
  return cli_refuse(p->call, "\"", p->path, "\" needs a column \"", name, "\"", (char *)NULL);
}

/* Which of the names a cell holds; the last one found is tried first, and the one behind it. */
static cli_exit find_name(const part *p, int row, int column, const char *const *name, int names, int *out)
{
  const char *const cell = cli_cell(&p->table, row, column);
  ent_error err = {.code = ENT_OK};
  const int last = *out < names ? *out : 0;
  for (int k = 0; k < names; k++) {
    const int i = (last + k) % names;
    if (strcmp(name[i], cell) != 0) continue;
    *out = i;
    return CLI_ANSWERED;
  }
  const char *const near = ent_suggest(cell, strlen(cell), name, (size_t)names);
  ent_fail_join(&err, ENT_REFERENCE, 0, 0, "", "Here stands \"", cell,
                "\", which the flows or the list of sectors do not know", near ? "; did you mean \"" : "",
                near ? near : "", near ? "\"?" : ".", (const char *)NULL);
  return refuse_cell(p, row, column, &err);
}

/* Writes the number of a cell to a place that is still free. */
static cli_exit put_number(const part *p, int row, int column, double *place)
{
  ent_error err = {.code = ENT_OK};
  if (!isnan(*place))
    ent_fail(&err, ENT_ARGUMENT, "", "The same names stand in an earlier row.");
  else if (cli_network_number(cli_cell(&p->table, row, column), place, &err))
    return CLI_ANSWERED;
  return refuse_cell(p, row, column, &err);
}

/* The same for a tariff: 0.2 or 20%, nothing is 0. */
static cli_exit put_rate(const part *p, int row, int column, double *place)
{
  ent_error err = {.code = ENT_OK};
  double rate = 0;
  if (!isnan(*place))
    ent_fail(&err, ENT_ARGUMENT, "", "The same names stand in an earlier row.");
  else
    (void)cli_trade_tariff(cli_cell(&p->table, row, column), &rate, &err);
  if (err.code != ENT_OK) return refuse_cell(p, row, column, &err);
  *place = rate;
  return CLI_ANSWERED;
}

/* An elasticity or a range of it. */
static cli_exit put_range(const part *p, int row, int column, double *low, double *high)
{
  ent_error err = {.code = ENT_OK};
  if (cli_trade_range(cli_cell(&p->table, row, column), THETA_MOST, low, high)) return CLI_ANSWERED;
  ent_fail(&err, ENT_SYNTAX, "",
           "An elasticity of trade stands here, above 0 and at most 1000, such as 4.5, or a range such as 4..8.");
  return refuse_cell(p, row, column, &err);
}

/* ---- room ------------------------------------------------------------------------------------------------------------ */

static double *unknown(cli_sectors *s, size_t count)
{
  double *const room = ENT_NEW(&s->t.net.arena, double, count);
  for (size_t c = 0; room && c < count; c++) room[c] = NAN;
  return room;
}

static void settle(double *room, size_t count, double value)
{
  for (size_t c = 0; c < count; c++)
    if (isnan(room[c])) room[c] = value;
}

static size_t cells_of(const cli_sectors *s)
{
  return (size_t)s->sectors * (size_t)s->t.n * (size_t)s->t.n;
}

/* ---- the tables ------------------------------------------------------------------------------------------------------- */

/* A file of the folder, as work takes it. */
typedef cli_exit work(cli_sectors *s, const part *p);

static cli_exit with_part(cli_sectors *s, const char *name, bool needed, work *take)
{
  char path[HOST_PATH_MAX];
  part p;
  if (snprintf(path, sizeof path, "%s/%s", s->folder, name) >= (int)sizeof path)
    return cli_refuse(s->t.call, "the path of the folder is too long", (char *)NULL);
  if (!needed) {
    FILE *const there = fopen(path, "rb");
    if (!there) return CLI_ANSWERED;
    fclose(there);
  }
  cli_exit code = open_part(s->t.call, path, &p);
  if (code == CLI_ANSWERED) code = take(s, &p);
  close_part(&p);
  return code;
}

static cli_exit take_sectors(cli_sectors *s, const part *p)
{
  int name = 0, theta = 0;
  cli_exit code = need_column(p, "sector", &name);
  if (code == CLI_ANSWERED) code = need_column(p, "theta", &theta);
  if (code != CLI_ANSWERED) return code;
  if (p->table.rows > ENT_SECTORS_MAX)
    return cli_refuse(s->t.call, "\"", p->path, "\" has more than 1,000 sectors", (char *)NULL);
  s->sectors = p->table.rows;
  s->sector = ENT_NEW(&s->t.net.arena, const char *, p->table.rows);
  s->theta = unknown(s, (size_t)p->table.rows);
  s->theta_low = unknown(s, (size_t)p->table.rows);
  s->theta_high = unknown(s, (size_t)p->table.rows);
  if (!s->sector || !s->theta || !s->theta_low || !s->theta_high) return cli_network_no_memory(s->t.call);
  for (int j = 0; j < p->table.rows && code == CLI_ANSWERED; j++) {
    const char *const text = cli_cell(&p->table, j, name);
    ent_error err = {.code = ENT_OK};
    for (int k = 0; k < j; k++)
      if (strcmp(s->sector[k], text) == 0) ent_fail(&err, ENT_ARGUMENT, "", "The same names stand in an earlier row.");
    if (err.code != ENT_OK) return refuse_cell(p, j, name, &err);
    s->sector[j] = ent_arena_text(&s->t.net.arena, text, strlen(text));
    if (!s->sector[j]) return cli_network_no_memory(s->t.call);
    code = put_range(p, j, theta, &s->theta_low[j], &s->theta_high[j]);
  }
  return code;
}

/* exporter, importer, sector of a row as a cell of the matrices. */
typedef struct columns {
  int exporter, importer, sector;
  int i, m, j;
} columns;

static cli_exit find_columns(const part *p, columns *c)
{
  *c = (columns){0};
  cli_exit code = need_column(p, "exporter", &c->exporter);
  if (code == CLI_ANSWERED) code = need_column(p, "importer", &c->importer);
  return code == CLI_ANSWERED ? need_column(p, "sector", &c->sector) : code;
}

static cli_exit find_cell(const cli_sectors *s, const part *p, int row, columns *c, size_t *cell)
{
  const size_t n = (size_t)s->t.n;
  cli_exit code = find_name(p, row, c->exporter, s->t.net.actor, s->t.n, &c->i);
  if (code == CLI_ANSWERED) code = find_name(p, row, c->importer, s->t.net.actor, s->t.n, &c->m);
  if (code == CLI_ANSWERED) code = find_name(p, row, c->sector, s->sector, s->sectors, &c->j);
  *cell = ((size_t)c->j * n + (size_t)c->i) * n + (size_t)c->m;
  return code;
}

static cli_exit refuse_negative(const part *p, int row, int column)
{
  ent_error err;
  ent_fail(&err, ENT_ARGUMENT, "", "A flow is 0 or more.");
  return refuse_cell(p, row, column, &err);
}

static cli_exit take_flows(cli_sectors *s, const part *p)
{
  columns c;
  int flow = 0;
  const int tariff = column_of(p, "tariff");
  const double cells = (double)s->sectors * s->t.n * s->t.n, inputs = (double)s->sectors * s->sectors * s->t.n;
  cli_exit code = find_columns(p, &c);
  if (code == CLI_ANSWERED) code = need_column(p, "flow", &flow);
  if (code != CLI_ANSWERED) return code;
  if (s->t.n > ENT_TRADE_MAX || cells > ENT_SECTORS_CELLS || inputs > ENT_SECTORS_CELLS)
    return cli_refuse(s->t.call, "\"", p->path, "\" has more than 2,000 economies or 100,000,000 flows", (char *)NULL);
  s->flow = unknown(s, cells_of(s));
  s->tariff = tariff >= 0 ? unknown(s, cells_of(s)) : NULL;
  if (!s->flow || (tariff >= 0 && !s->tariff)) return cli_network_no_memory(s->t.call);
  for (int row = 0; row < p->table.rows && code == CLI_ANSWERED; row++) {
    size_t cell = 0;
    code = find_cell(s, p, row, &c, &cell);
    if (code == CLI_ANSWERED) code = put_number(p, row, flow, &s->flow[cell]);
    if (code == CLI_ANSWERED && !(s->flow[cell] >= 0)) code = refuse_negative(p, row, flow);
    if (code == CLI_ANSWERED && tariff >= 0) code = put_rate(p, row, tariff, &s->tariff[cell]);
  }
  settle(s->flow, cells_of(s), 0);
  if (s->tariff) settle(s->tariff, cells_of(s), 0);
  return code;
}

/* Sectors that sell nothing need no row: they take nothing from others. */
static void settle_idle(cli_sectors *s)
{
  const size_t n = (size_t)s->t.n;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < (size_t)s->sectors; j++) {
      double sold = 0;
      for (size_t m = 0; m < n; m++) sold += s->flow[(j * n + i) * n + m];
      double *const share = &s->value_added[i * (size_t)s->sectors + j];
      if (isnan(*share) && sold == 0) *share = 1;
    }
}

static cli_exit take_production(cli_sectors *s, const part *p)
{
  int economy = 0, sector = 0, share = 0, i = 0, j = 0;
  const int consumption = column_of(p, "consumption");
  const size_t made = (size_t)s->t.n * (size_t)s->sectors;
  cli_exit code = need_column(p, "economy", &economy);
  if (code == CLI_ANSWERED) code = need_column(p, "sector", &sector);
  if (code == CLI_ANSWERED) code = need_column(p, "value_added", &share);
  if (code != CLI_ANSWERED) return code;
  s->value_added = unknown(s, made);
  s->consumption = consumption >= 0 ? unknown(s, made) : NULL;
  if (!s->value_added || (consumption >= 0 && !s->consumption)) return cli_network_no_memory(s->t.call);
  for (int row = 0; row < p->table.rows && code == CLI_ANSWERED; row++) {
    code = find_name(p, row, economy, s->t.net.actor, s->t.n, &i);
    if (code == CLI_ANSWERED) code = find_name(p, row, sector, s->sector, s->sectors, &j);
    const int at = i * s->sectors + j;
    if (code == CLI_ANSWERED) code = put_number(p, row, share, &s->value_added[at]);
    if (code == CLI_ANSWERED && consumption >= 0) code = put_number(p, row, consumption, &s->consumption[at]);
  }
  settle_idle(s);
  if (s->consumption) settle(s->consumption, made, 0);
  return code;
}

static cli_exit take_inputs(cli_sectors *s, const part *p)
{
  int economy = 0, output = 0, input = 0, share = 0, i = 0, j = 0, k = 0;
  const size_t size = (size_t)s->t.n * (size_t)s->sectors * (size_t)s->sectors;
  cli_exit code = need_column(p, "economy", &economy);
  if (code == CLI_ANSWERED) code = need_column(p, "output", &output);
  if (code == CLI_ANSWERED) code = need_column(p, "input", &input);
  if (code == CLI_ANSWERED) code = need_column(p, "share", &share);
  if (code != CLI_ANSWERED) return code;
  s->input = unknown(s, size);
  if (!s->input) return cli_network_no_memory(s->t.call);
  for (int row = 0; row < p->table.rows && code == CLI_ANSWERED; row++) {
    code = find_name(p, row, economy, s->t.net.actor, s->t.n, &i);
    if (code == CLI_ANSWERED) code = find_name(p, row, output, s->sector, s->sectors, &j);
    if (code == CLI_ANSWERED) code = find_name(p, row, input, s->sector, s->sectors, &k);
    if (code == CLI_ANSWERED) code = put_number(p, row, share, &s->input[(i * s->sectors + j) * s->sectors + k]);
  }
  settle(s->input, size, 0);
  return code;
}

static cli_exit take_column(cli_sectors *s, const part *p, int economy, const char *name, double **out)
{
  const int column = column_of(p, name);
  int i = 0;
  cli_exit code = CLI_ANSWERED;
  if (column < 0) return code;
  *out = unknown(s, (size_t)s->t.n);
  if (!*out) return cli_network_no_memory(s->t.call);
  for (int row = 0; row < p->table.rows && code == CLI_ANSWERED; row++) {
    code = find_name(p, row, economy, s->t.net.actor, s->t.n, &i);
    if (code == CLI_ANSWERED) code = put_number(p, row, column, &(*out)[i]);
  }
  return code;
}

static cli_exit take_economies(cli_sectors *s, const part *p)
{
  int economy = 0;
  cli_exit code = need_column(p, "economy", &economy);
  if (code == CLI_ANSWERED) code = take_column(s, p, economy, "value_added", &s->earned);
  if (code == CLI_ANSWERED) code = take_column(s, p, economy, "surplus", &s->surplus);
  return code;
}

/* Whoever sells or buys is an economy, in the order of the rows. */
static cli_exit take_names(cli_sectors *s)
{
  char path[HOST_PATH_MAX];
  if (snprintf(path, sizeof path, "%s/flows.csv", s->folder) >= (int)sizeof path)
    return cli_refuse(s->t.call, "the path of the folder is too long", (char *)NULL);
  cli_exit code = cli_network_open(s->t.call, path, &s->t.net);
  if (code == CLI_ANSWERED) code = cli_trade_twins(s->t.call, &s->t.net);
  s->t.net.file = s->folder;
  s->t.n = s->t.net.actors;
  if (code == CLI_ANSWERED && s->t.net.matrix)
    return cli_refuse(s->t.call, "\"", path, "\" needs a column \"sector\"", (char *)NULL);
  return code;
}

cli_exit cli_sectors_read(cli_sectors *s)
{
  cli_exit code = take_names(s);
  if (code == CLI_ANSWERED) code = with_part(s, "sectors.csv", true, take_sectors);
  if (code == CLI_ANSWERED) code = with_part(s, "flows.csv", true, take_flows);
  if (code == CLI_ANSWERED) code = with_part(s, "production.csv", true, take_production);
  if (code == CLI_ANSWERED) code = with_part(s, "inputs.csv", true, take_inputs);
  if (code == CLI_ANSWERED) code = with_part(s, "economies.csv", false, take_economies);
  return code;
}

/* ---- the shock --------------------------------------------------------------------------------------------------------- */

static cli_exit read_chosen(cli_sectors *s)
{
  const char *given[CLI_GIVEN_MAX];
  const int count = cli_values(s->t.call, CLI_OPTION_SECTOR, given);
  s->chosen = ENT_NEW(&s->t.net.arena, bool, s->sectors);
  if (!s->chosen) return cli_network_no_memory(s->t.call);
  for (int j = 0; j < s->sectors; j++) s->chosen[j] = count == 0;
  for (int k = 0; k < count; k++) {
    int j = 0;
    while (j < s->sectors && strcmp(s->sector[j], given[k]) != 0) j++;
    if (j < s->sectors) {
      s->chosen[j] = true;
      continue;
    }
    const char *const near = ent_suggest(given[k], strlen(given[k]), s->sector, (size_t)s->sectors);
    return cli_refuse(s->t.call, "--sector: no sector is called \"", given[k], "\"", near ? "; did you mean \"" : "",
                      near ? near : "", near ? "\"?" : "", (char *)NULL);
  }
  return CLI_ANSWERED;
}

static cli_exit take_rates(cli_sectors *s, const part *p)
{
  columns c;
  int tariff = 0;
  cli_exit code = find_columns(p, &c);
  if (code == CLI_ANSWERED) code = need_column(p, "tariff", &tariff);
  if (code != CLI_ANSWERED) return code;
  s->rates = unknown(s, cells_of(s));
  if (!s->rates) return cli_network_no_memory(s->t.call);
  for (int row = 0; row < p->table.rows && code == CLI_ANSWERED; row++) {
    size_t cell = 0;
    code = find_cell(s, p, row, &c, &cell);
    if (code == CLI_ANSWERED) code = put_rate(p, row, tariff, &s->rates[cell]);
  }
  return code;
}

static cli_exit read_rates(cli_sectors *s)
{
  const char *const path = cli_value(s->t.call, CLI_OPTION_NEW_TARIFFS);
  part p;
  if (!path) return CLI_ANSWERED;
  cli_exit code = open_part(s->t.call, path, &p);
  if (code == CLI_ANSWERED) code = take_rates(s, &p);
  close_part(&p);
  return code;
}

/* From what the options say of pairs to cells of every chosen sector. */
static cli_exit spread(cli_sectors *s)
{
  const size_t n = (size_t)s->t.n, pairs = n * n;
  const double *const freeness = s->t.freeness, *const cost = s->t.cost;
  const bool taxes = s->t.tariff || s->rates;
  if (freeness) s->freeness = unknown(s, cells_of(s));
  if (cost) s->cost = unknown(s, cells_of(s));
  if (taxes) s->new_rate = unknown(s, cells_of(s));
  if ((freeness && !s->freeness) || (cost && !s->cost) || (taxes && !s->new_rate))
    return cli_network_no_memory(s->t.call);
  for (size_t c = 0; c < cells_of(s); c++) {
    const bool chosen = s->chosen[c / pairs];
    if (freeness) s->freeness[c] = chosen ? freeness[c % pairs] : 1;
    if (cost) s->cost[c] = chosen ? cost[c % pairs] : 1;
    if (!taxes) continue;
    s->new_rate[c] = s->rates && !isnan(s->rates[c]) ? s->rates[c] : s->tariff ? s->tariff[c] : 0;
    if (s->t.tariff && chosen && !isnan(s->t.tariff[c % pairs])) s->new_rate[c] = s->t.tariff[c % pairs];
  }
  return CLI_ANSWERED;
}

/* Options of the other models. */
static cli_exit refuse_others(const cli_call *call)
{
  static const cli_option others[] = {CLI_OPTION_SUPPLY,       CLI_OPTION_SOLVER,    CLI_OPTION_ANCHOR,
                                      CLI_OPTION_ELASTICITIES, CLI_OPTION_COALITION, CLI_OPTION_RELIEF,
                                      CLI_OPTION_THEN,         CLI_OPTION_TARIFFS};
  for (size_t k = 0; k < sizeof others / sizeof *others; k++)
    if (cli_has(call, others[k]))
      return cli_refuse(call, "--", cli_option_list[others[k]].name, " does not belong to entente trade sectors",
                        (char *)NULL);
  return CLI_ANSWERED;
}

/* --theta instead of the table's elasticities: one for all sectors. */
static cli_exit read_theta(cli_sectors *s)
{
  const char *const text = cli_value(s->t.call, CLI_OPTION_THETA);
  for (int j = 0; j < s->sectors; j++) {
    if (text && !cli_trade_range(text, THETA_MOST, &s->theta_low[j], &s->theta_high[j]))
      return cli_refuse(s->t.call, "--theta is a number above 0, at most 1000, or a range such as 4..8, not \"", text,
                        "\"", (char *)NULL);
    s->range = s->range || s->theta_high[j] > s->theta_low[j];
  }
  return CLI_ANSWERED;
}

cli_exit cli_sectors_options(cli_sectors *s)
{
  static const char *const deficits[] = {"additive", "balanced"}, *const compat[] = {"kite", "cp2015"};
  int way = 0, as = -1;
  uint64_t parts = 1;
  cli_exit code = refuse_others(s->t.call);
  if (code == CLI_ANSWERED) code = read_theta(s);
  if (code == CLI_ANSWERED) code = cli_trade_choice(&s->t, CLI_OPTION_DEFICITS, deficits, 2, &way);
  if (code == CLI_ANSWERED) code = cli_trade_choice(&s->t, CLI_OPTION_COMPAT, compat, 2, &as);
  if (code != CLI_ANSWERED) return code;
  if (as >= 0 && cli_has(s->t.call, CLI_OPTION_DEFICITS))
    return cli_refuse(s->t.call, "--compat says how deficits are treated; it goes without --deficits", (char *)NULL);
  if (!cli_whole(s->t.call, CLI_OPTION_SHOCK_PARTS, 1, 1000, &parts)) return CLI_INPUT;
  s->parts = (int)parts;
  s->options.base = way == 1 || as == 1 ? ENT_SECTORS_BALANCED : ENT_SECTORS_SETTLED;
  if (cli_has(s->t.call, CLI_OPTION_TARIFF)) {
    s->t.in_force = unknown(s, (size_t)s->t.n * (size_t)s->t.n); /* what --tariff does not name stays NaN */
    if (!s->t.in_force) return cli_network_no_memory(s->t.call);
  }
  code = cli_trade_shock(&s->t);
  if (code == CLI_ANSWERED) code = read_chosen(s);
  if (code == CLI_ANSWERED) code = read_rates(s);
  return code == CLI_ANSWERED ? spread(s) : code;
}
