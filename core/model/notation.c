/* notation.c - what does "60 to 80" mean?
 *
 * A recursive descent over one line of text.  The domain of the field decides the shape of an interval: normal,
 * lognormal, logit-normal.  Sources: ICD 203 (Office of the Director of National Intelligence, 2015) for the words;
 * PERT: Malcolm, Roseboom, Clark and Fazar 1959 (Beta with weight 4 on the mode); exits(): Jeffreys prior of a Poisson
 * rate, Gamma(exits + 1/2, years).  Cost: microseconds; tabulated shapes about 513 quantiles. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "cell.h"
#include "dist.h"
#include "scan.h"

#define NESTED_MAX 3
#define PARTS_MAX 8
#define SHAPES_MAX 16 /* parts of all mixtures of one number */

typedef struct reading {
  ent_scan scan;
  ent_domain domain;
  const ent_table *tables;
  ent_arena *arena;
  const ent_words *language; /* of the words */
  ent_writer words;
  int shape_at, number_at; /* places of the shape that is read and of the last number, to show what is wrong */
  const char *origin;
  int shapes;    /* parts of mixtures so far */
  bool checking; /* nobody will draw from it: no table is made */
  ent_error *err;
} reading;

static ent_status read_shape(reading *r, int depth, ent_dist *out);

static ent_status fail_here(reading *r, ent_status code, const char *message)
{
  return ent_fail_at(r->err, code, 1, ent_scan_column(&r->scan), "", message);
}

static ent_status fail_shape(reading *r, const char *message)
{
  return ent_fail_at(r->err, ENT_ARGUMENT, 1, r->shape_at, "", message);
}

static ent_status fail_number(reading *r, const char *message)
{
  return ent_fail_at(r->err, ENT_ARGUMENT, 1, r->number_at, "", message);
}

static ent_status no_memory(reading *r)
{
  return fail_here(r, ENT_NOMEM, "There is no memory for the shape of this number.");
}

/* A number, perhaps with a percent sign. */
static ent_status read_number(reading *r, double *out)
{
  double value = 0;
  r->number_at = ent_scan_column(&r->scan);
  if (ent_scan_too_large(&r->scan)) return fail_number(r, "This number is larger than any that can be computed with.");
  if (!ent_scan_number(&r->scan, &value))
    return fail_here(r, ENT_SYNTAX, "A number is expected here, such as 70, 0.7 or 70%.");
  if (ent_scan_take(&r->scan, "%")) value /= 100;
  *out = value;
  return ENT_OK;
}

static ent_status check_value(reading *r, double value)
{
  if (ent_domain_holds(r->domain, value)) return ENT_OK;
  return ent_fail_join(r->err, ENT_ARGUMENT, 1, r->shape_at, "", "This field holds ", ent_domain_text(r->domain),
                       "; this value lies outside.", NULL);
}

static ent_status check_order(reading *r, double low, double high)
{
  ent_status status = check_value(r, low);
  if (status == ENT_OK) status = check_value(r, high);
  if (status != ENT_OK || low <= high) return status;
  return fail_shape(r, "The low value of a range is not above its high value.");
}

/* Tells what was read: a sentence with one or two numbers, {a} and {b}. */
static void tell(reading *r, const char *english, double a, double b)
{
  char first[ENT_NUMBER_MAX], second[ENT_NUMBER_MAX];
  ent_number_write(a, first);
  ent_number_write(b, second);
  ent_put_said(&r->words, r->language, english, "a", first, "b", second, NULL);
}

static const char *shape_name(ent_domain domain)
{
  static const char *const text[] = {
#define X(name, words, shape) shape,
    ENT_DOMAIN_LIST(X)
#undef X
  };
  return text[domain];
}

/* "low to high @coverage": central interval of a normal on the domain's scale. */
static ent_status make_interval(reading *r, double low, double high, double coverage, ent_dist *out)
{
  const ent_status status = check_order(r, low, high);
  if (status != ENT_OK) return status;
  if (!ent_domain_inside(r->domain, low) || !ent_domain_inside(r->domain, high))
    return ent_fail_join(r->err, ENT_ARGUMENT, 1, r->shape_at, "", "An interval of ", ent_domain_text(r->domain),
                         " lies strictly inside these bounds; write a..b for hard bounds.", NULL);
  const double from = ent_domain_forward(r->domain, low), to = ent_domain_forward(r->domain, high);
  out->kind = low < high ? ENT_DIST_NORMAL : ENT_DIST_KNOWN;
  out->a = low < high ? (from + to) / 2 : low;
  out->b = (to - from) / 2 / ent_normal_quantile(0.5 + coverage / 2);
  char percent[ENT_NUMBER_MAX], from_text[ENT_NUMBER_MAX], to_text[ENT_NUMBER_MAX];
  ent_number_write_fixed(coverage * 100, coverage * 100 == floor(coverage * 100) ? 0 : 1, percent);
  ent_number_write(low, from_text);
  ent_number_write(high, to_text);
  if (low == high)
    ent_put(&r->words, from_text);
  else
    ent_put_said(&r->words, r->language, "{percent} % interval from {low} to {high}, {shape}", "percent", percent,
                 "low", from_text, "high", to_text, "shape", ent_say(r->language, shape_name(r->domain)), NULL);
  return ENT_OK;
}

static ent_status make_uniform(reading *r, double low, double high, ent_dist *out)
{
  const ent_status status = check_order(r, low, high);
  if (status != ENT_OK) return status;
  if (r->domain == ENT_DOMAIN_COUNT && (low != floor(low) || high != floor(high)))
    return fail_shape(r, "The bounds of a count are whole numbers.");
  out->kind = low < high ? ENT_DIST_UNIFORM : ENT_DIST_KNOWN;
  out->a = low;
  out->b = high;
  tell(r, "anything between {a} and {b} equally likely", low, high);
  return ENT_OK;
}

/* A number, and what follows it: an interval, hard bounds, a half width, or nothing. */
static ent_status read_plain(reading *r, ent_dist *out)
{
  double first = 0, second = 0, coverage = 0.9;
  ent_status status = read_number(r, &first);
  if (status != ENT_OK) return status;
  const bool half = ent_scan_take(&r->scan, "\xc2\xb1") || ent_scan_take(&r->scan, "+-");
  const bool hard = !half && ent_scan_take(&r->scan, "..");
  const bool to = !half && !hard && ent_scan_word(&r->scan, "to");
  if (half || hard || to) status = read_number(r, &second);
  if (status != ENT_OK) return status;
  if (hard) return make_uniform(r, first, second, out);
  if (half && second < 0) return fail_number(r, "The half width of an interval is not negative.");
  if (half) return make_interval(r, first - second, first + second, 0.9, out);
  if (to && ent_scan_take(&r->scan, "@")) {
    status = read_number(r, &coverage);
    if (status != ENT_OK) return status;
    if (!(coverage >= 0.01 && coverage < 0.9991)) /* 99.9% is a hair above 0.999 once divided by 100 */
      return fail_number(r, "The coverage of an interval lies between 1% and 99.9%, for example @50%.");
  }
  if (to) return make_interval(r, first, second, coverage, out);
  status = check_value(r, first);
  if (status == ENT_OK && r->domain == ENT_DOMAIN_COUNT && first != floor(first))
    return fail_shape(r, "This field holds a whole number.");
  out->kind = ENT_DIST_KNOWN;
  out->a = first;
  tell(r, "{a}, known", first, 0);
  return status;
}

/* ICD 203's seven words and their ranges. */
static const struct {
  const char *word;
  double low, high;
} likelihood[] = {
  {ENT_SAY("almost no chance"), 0.01, 0.05},
  {ENT_SAY("remote"), 0.01, 0.05},
  {ENT_SAY("very unlikely"), 0.05, 0.20},
  {ENT_SAY("unlikely"), 0.20, 0.45},
  {ENT_SAY("roughly even chance"), 0.45, 0.55},
  {ENT_SAY("roughly even"), 0.45, 0.55},
  {ENT_SAY("likely"), 0.55, 0.80},
  {ENT_SAY("probable"), 0.55, 0.80},
  {ENT_SAY("very likely"), 0.80, 0.95},
  {ENT_SAY("almost certain"), 0.95, 0.99},
  {ENT_SAY("nearly certain"), 0.95, 0.99},
};

static bool read_words(reading *r, ent_dist *out, ent_status *status)
{
  for (size_t i = 0; i < sizeof likelihood / sizeof *likelihood; i++) {
    if (!ent_scan_phrase(&r->scan, likelihood[i].word)) continue;
    if (r->domain != ENT_DOMAIN_SHARE) {
      *status = fail_shape(r, "Words of likelihood stand in fields that hold a probability.");
      return true;
    }
    ent_put_said(&r->words, r->language, "\"{word}\" (ICD 203): ", "word", ent_say(r->language, likelihood[i].word),
                 NULL);
    *status = make_uniform(r, likelihood[i].low, likelihood[i].high, out);
    return true;
  }
  return false;
}

/* The word of likelihood or, before a parenthesis, the shape that a misspelt word was to be; NULL if none is close. */
static const char *meant_word(reading *r)
{
  static const char *const shapes[] = {"between", "beta", "gamma", "mix", "cell", "exits"};
  const char *words[sizeof likelihood / sizeof *likelihood];
  size_t count = 0, size = 0;
  const char *const at = r->scan.text + ent_scan_column(&r->scan) - 1;
  const size_t room = r->scan.size - (size_t)(at - r->scan.text);
  while (size < room && (at[size] == ' ' || ((at[size] | 0x20) >= 'a' && (at[size] | 0x20) <= 'z'))) size++;
  if (size < room && at[size] == '(') return ent_suggest(at, size, shapes, sizeof shapes / sizeof *shapes);
  while (size > 0 && at[size - 1] == ' ') size--;
  for (; count < sizeof likelihood / sizeof *likelihood; count++) words[count] = likelihood[count].word;
  return r->domain == ENT_DOMAIN_SHARE ? ent_suggest(at, size, words, count) : NULL;
}

/* ---- shapes that are tabulated ---- */

static ent_status tabulate(reading *r, double (*value)(const void *of, double z), const void *of, ent_dist *out)
{
  return r->checking || ent_dist_tabulate(out, r->arena, value, of) ? ENT_OK : no_memory(r);
}

typedef struct beta_shape {
  double a, b, low, width;
} beta_shape;

static double beta_value(const void *of, double z)
{
  const beta_shape *s = of;
  return s->low + s->width * ent_beta_quantile(ent_normal_cdf(z), s->a, s->b);
}

typedef struct gamma_shape {
  double shape, rate, most;
} gamma_shape;

static double gamma_value(const void *of, double z)
{
  const gamma_shape *s = of;
  const double x = ent_gamma_quantile(ent_normal_cdf(z), s->shape, s->rate);
  return x < s->most ? x : s->most;
}

typedef struct mixture {
  int parts;
  double weight[PARTS_MAX];
  ent_dist part[PARTS_MAX];
} mixture;

/* Inverse of the mixture's distribution function by bisection between the parts' own quantiles. */
static double mixture_value(const void *of, double z)
{
  const mixture *m = of;
  const double u = ent_normal_cdf(z);
  double low = ent_dist_value(&m->part[0], z, u), high = low;
  for (int i = 1; i < m->parts; i++) {
    const double x = ent_dist_value(&m->part[i], z, u);
    low = x < low ? x : low;
    high = x > high ? x : high;
  }
  for (int k = 0; k < 45 && low < high; k++) {
    const double x = low + (high - low) / 2;
    double p = 0;
    for (int i = 0; i < m->parts; i++) p += m->weight[i] * ent_dist_cdf(&m->part[i], x);
    if (p < u)
      low = x;
    else
      high = x;
  }
  return high;
}

static ent_status read_arguments(reading *r, int count, double *value)
{
  for (int i = 0; i < count; i++) {
    const ent_status status = read_number(r, &value[i]);
    if (status != ENT_OK) return status;
    if (!ent_scan_take(&r->scan, i + 1 < count ? "," : ")"))
      return fail_here(r, ENT_SYNTAX,
                       i + 1 < count ? "A comma and another number are expected here."
                                     : "A closing parenthesis is expected here.");
  }
  return ENT_OK;
}

static ent_status read_pert(reading *r, ent_dist *out)
{
  double v[3] = {0, 0, 0};
  ent_status status = read_arguments(r, 3, v);
  if (status == ENT_OK) status = check_order(r, v[0], v[1]);
  if (status == ENT_OK) status = check_order(r, v[1], v[2]);
  if (status != ENT_OK) return status;
  if (v[0] == v[2]) return make_uniform(r, v[0], v[2], out);
  const double width = v[2] - v[0];
  const beta_shape s = {1 + 4 * (v[1] - v[0]) / width, 1 + 4 * (v[2] - v[1]) / width, v[0], width};
  char least[ENT_NUMBER_MAX], mode[ENT_NUMBER_MAX], most[ENT_NUMBER_MAX];
  ent_number_write(v[0], least);
  ent_number_write(v[1], mode);
  ent_number_write(v[2], most);
  ent_put_said(&r->words, r->language, "between {low} and {high}, most likely {mode} (PERT)", "low", least, "mode",
               mode, "high", most, NULL);
  return tabulate(r, beta_value, &s, out);
}

static ent_status read_beta(reading *r, ent_dist *out)
{
  double v[2] = {0, 0};
  const ent_status status = read_arguments(r, 2, v);
  if (status != ENT_OK) return status;
  if (r->domain != ENT_DOMAIN_SHARE)
    return fail_shape(r, "A Beta distribution stands in fields that hold a share or probability.");
  if (!(v[0] >= 0.01 && v[0] <= 1e6 && v[1] >= 0.01 && v[1] <= 1e6))
    return fail_shape(r, "The parameters of a Beta distribution lie between 0.01 and 1,000,000.");
  const beta_shape s = {v[0], v[1], 0, 1};
  tell(r, "Beta distribution with parameters {a} and {b}", v[0], v[1]);
  return tabulate(r, beta_value, &s, out);
}

static ent_status make_gamma(reading *r, double shape, double rate, ent_dist *out)
{
  if (r->domain == ENT_DOMAIN_SIGNED || r->domain == ENT_DOMAIN_REAL)
    return fail_shape(r, "A Gamma distribution stands in fields that hold a rate, a share or a positive number.");
  if (!(shape >= 0.01 && shape <= 1e6 && rate >= 1e-9 && rate <= 1e9))
    return fail_shape(r, "A Gamma distribution has a shape between 0.01 and 1,000,000 and a rate above 0.");
  const gamma_shape s = {shape, rate, r->domain == ENT_DOMAIN_SHARE ? 1 : r->domain == ENT_DOMAIN_COUNT ? 1e15 : 1e300};
  tell(r, "Gamma distribution with shape {a} and rate {b}", shape, rate);
  return tabulate(r, gamma_value, &s, out);
}

static ent_status read_gamma(reading *r, ent_dist *out)
{
  double v[2] = {0, 0};
  const ent_status status = read_arguments(r, 2, v);
  return status == ENT_OK ? make_gamma(r, v[0], v[1], out) : status;
}

static ent_status read_mix(reading *r, int depth, ent_dist *out)
{
  mixture m = {.parts = 0};
  double total = 0;
  if (depth >= NESTED_MAX) return fail_here(r, ENT_LIMIT, "Mixtures are nested at most three deep.");
  ent_put(&r->words, ent_say(r->language, "mixture of "));
  for (;;) {
    if (m.parts == PARTS_MAX || r->shapes++ == SHAPES_MAX)
      return fail_here(r, ENT_LIMIT, "A mixture has at most eight parts, with those of mixtures in it at most 16.");
    ent_status status = read_number(r, &m.weight[m.parts]);
    if (status != ENT_OK) return status;
    if (!(m.weight[m.parts] > 0)) return fail_number(r, "The weight of a part of a mixture is above 0.");
    if (!ent_scan_take(&r->scan, ":"))
      return fail_here(r, ENT_SYNTAX, "A part of a mixture is written weight: value, for example 0.3: 10 to 20.");
    if (m.parts) ent_put(&r->words, ent_say(r->language, "; "));
    tell(r, "{a}: ", m.weight[m.parts], 0);
    m.part[m.parts].domain = r->domain;
    status = read_shape(r, depth + 1, &m.part[m.parts]);
    if (status != ENT_OK) return status;
    total += m.weight[m.parts++];
    if (ent_scan_take(&r->scan, ")")) break;
    if (!ent_scan_take(&r->scan, ","))
      return fail_here(r, ENT_SYNTAX, "A comma or a closing parenthesis is expected here.");
  }
  for (int i = 0; i < m.parts; i++) m.weight[i] /= total;
  return tabulate(r, mixture_value, &m, out);
}

/* ---- numbers from tables ---- */

static ent_status note_origin(reading *r, const ent_table *t, const char *row, const char *column)
{
  ent_writer w;
  ent_writer_open(&w, r->arena);
  const int c = ent_table_column(t, column);
  const char *const source = c >= 0 ? t->source[c] : "";
  ent_put_said(&w, r->language,
               *source ? "{file}, row {row}, column {column} ({source})" : "{file}, row {row}, column {column}", "file",
               ent_table_place(t), "row", row, "column", column, "source", source, NULL);
  if (w.failed) return no_memory(r);
  r->origin = w.data;
  return ENT_OK;
}

/* "TABLE, ROW" or "TABLE, ROW, COLUMN" up to the closing parenthesis. */
static ent_status read_names(reading *r, int count, const ent_table **table, ent_named name[3])
{
  for (int i = 0; i < count; i++) {
    name[i].place = ent_scan_column(&r->scan);
    if (!ent_scan_name(&r->scan, name[i].text, ENT_PATH_MAX))
      return fail_here(r, ENT_SYNTAX, "A name is expected here: cell(TABLE, ROW, COLUMN) or exits(TABLE, ROW).");
    if (!ent_scan_take(&r->scan, i + 1 < count ? "," : ")"))
      return fail_here(r, ENT_SYNTAX,
                       i + 1 < count ? "A comma is expected here." : "A closing parenthesis is expected here.");
  }
  return ent_cell_table(r->tables, &name[0], table, r->err);
}

/* Of a table that could not be read: any number will do to go on and find more. */
static ent_status stand_in(ent_dist *out)
{
  *out = (ent_dist){.kind = ENT_DIST_KNOWN, .domain = out->domain, .a = 0.5};
  return ENT_OK;
}

static ent_status read_cell(reading *r, ent_dist *out)
{
  ent_named name[3];
  const ent_table *t = NULL;
  double value = 0, factor = 1;
  ent_status status = read_names(r, 3, &t, name);
  const bool lacks = status == ENT_OK && ent_table_lacks(t);
  if (status == ENT_OK && !lacks) status = ent_cell_find(t, &name[1], &name[2], &value, r->err);
  if (status == ENT_OK && ent_scan_take(&r->scan, "*")) status = read_number(r, &factor);
  if (status == ENT_OK && lacks) return stand_in(out);
  if (status == ENT_OK) status = check_value(r, value * factor);
  if (status != ENT_OK) return status;
  out->kind = ENT_DIST_KNOWN;
  out->a = value * factor;
  char number[ENT_NUMBER_MAX];
  ent_number_write(out->a, number);
  ent_put_said(&r->words, r->language, "{number}, from the table {table}", "number", number, "table", name[0].text,
               NULL);
  return note_origin(r, t, name[1].text, name[2].text);
}

static ent_status read_exits(reading *r, ent_dist *out)
{
  ent_named name[3];
  const ent_table *t = NULL;
  double exits = 0, years = 0;
  ent_status status = read_names(r, 2, &t, name);
  if (status == ENT_OK && ent_table_lacks(t)) return stand_in(out);
  if (status == ENT_OK) status = ent_cell_find(t, &name[1], &(ent_named){"exits", name[0].place}, &exits, r->err);
  if (status == ENT_OK)
    status = ent_cell_find(t, &name[1], &(ent_named){"leader_years", name[0].place}, &years, r->err);
  if (status == ENT_OK && !(exits >= 0 && years > 0))
    status = fail_shape(r, "Exits are not negative and leader years are above 0.");
  if (status == ENT_OK) status = make_gamma(r, exits + 0.5, years, out);
  if (status != ENT_OK) return status;
  tell(r, ": posterior of a yearly hazard after {a} exits in {b} years of office (Jeffreys prior)", exits, years);
  return note_origin(r, t, name[1].text, "exits");
}

static ent_status read_shape(reading *r, int depth, ent_dist *out)
{
  ent_status status = ENT_OK;
  r->shape_at = ent_scan_column(&r->scan);
  if (ent_scan_call(&r->scan, "between")) return read_pert(r, out);
  if (ent_scan_call(&r->scan, "beta")) return read_beta(r, out);
  if (ent_scan_call(&r->scan, "gamma")) return read_gamma(r, out);
  if (ent_scan_call(&r->scan, "mix")) return read_mix(r, depth, out);
  if (ent_scan_call(&r->scan, "cell")) return read_cell(r, out);
  if (ent_scan_call(&r->scan, "exits")) return read_exits(r, out);
  if (read_words(r, out, &status)) return status;
  const char *const meant = meant_word(r);
  if (meant)
    return ent_fail_join(r->err, ENT_SYNTAX, 1, r->shape_at, "", "A number is expected here; did you mean \"", meant,
                         "\"?", NULL);
  return read_plain(r, out);
}

static ent_status read_all(const char *text, size_t size, ent_domain domain, const ent_table *tables,
                           const ent_words *words, bool checking, ent_arena *arena, ent_notation *out, ent_error *err)
{
  reading r = {.domain = domain,
               .tables = tables,
               .language = words,
               .checking = checking,
               .arena = arena,
               .origin = "",
               .err = err};
  ent_dist dist = {.kind = ENT_DIST_KNOWN, .domain = domain};
  ent_scan_open(&r.scan, text, size);
  ent_writer_open(&r.words, arena);
  if (ent_scan_at_end(&r.scan)) return fail_here(&r, ENT_SYNTAX, "A number is expected here, such as 70 or 60 to 80.");
  const ent_status status = read_shape(&r, 0, &dist);
  if (status != ENT_OK) return status;
  if (!ent_scan_at_end(&r.scan))
    return fail_here(&r, ENT_SYNTAX,
                     "The value ends before this; write for example 70, 60 to 80, 60..80 or between(60, 65, 80).");
  if (r.words.failed) return no_memory(&r);
  out->dist = dist;
  out->words = r.words.data;
  out->origin = r.origin;
  return ENT_OK;
}

ent_status ent_notation_read(const char *text, size_t size, ent_domain domain, const ent_table *tables,
                             const ent_words *words, ent_arena *arena, ent_notation *out, ent_error *err)
{
  return read_all(text, size, domain, tables, words, false, arena, out, err);
}

ent_status ent_notation_check(const char *text, size_t size, ent_domain domain, const ent_table *tables,
                              ent_arena *scratch, ent_error *err)
{
  ent_notation unused;
  return read_all(text, size, domain, tables, NULL, true, scratch, &unused, err);
}
