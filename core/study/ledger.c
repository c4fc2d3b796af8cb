/* ledger.c - was a line of a ledger changed, moved or taken out since it was written?
 *
 *   hash_i = SHA-256(line i up to "hash="), and line i holds hash_(i-1)
 *
 * A line is read field by field and written again; it must be the same bytes, so nothing hides between the fields.
 * Cost: one SHA-256 a line.  Source: Haber and Stornetta 1991, "How to time-stamp a digital document"; FIPS 180-4. */
#include "entente/ledger.h"

#include "base/fail.h"

#include <string.h>

static const char *const zeros = "0000000000000000000000000000000000000000000000000000000000000000";
static const char *const gate_field[ENT_GATES] = {" will=", " consent=", " acceptance=", " durability="};

/* ---- writing ------------------------------------------------------------------------------------------------------ */

/* All fields have their ends within a line, so nothing is cut. */
static size_t put(char *out, size_t at, const char *text)
{
  for (; *text && at + 1 < ENT_LEDGER_LINE_MAX; text++) out[at++] = *text;
  return at;
}

static size_t put_field(char *out, size_t at, const char *name, const char *value)
{
  return put(out, put(out, at, name), value);
}

static size_t put_count(char *out, size_t at, const char *name, uint64_t value)
{
  char digit[24];
  size_t first = sizeof digit - 1;
  digit[first] = '\0';
  do {
    digit[--first] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  return put_field(out, at, name, digit + first);
}

static void hash_of(const char *text, size_t size, char out[ENT_LEDGER_HASH])
{
  static const char *const digit = "0123456789abcdef";
  uint8_t digest[32];
  ent_sha256(text, size, digest);
  for (int i = 0; i < 32; i++) {
    out[2 * i] = digit[digest[i] >> 4];
    out[2 * i + 1] = digit[digest[i] & 15u];
  }
  out[64] = '\0';
}

size_t ent_ledger_write(ent_ledger_entry *e, const char *before, char out[ENT_LEDGER_LINE_MAX])
{
  size_t at = put_count(out, 0, "", (uint64_t)e->number);
  at = put_field(out, at, " ", e->time);
  at = put_field(out, at, " ", e->scenario);
  at = put_field(out, at, " inputs=", e->inputs);
  at = put_field(out, at, " version=", e->version);
  at = put_count(out, at, " seed=", e->seed);
  at = put_count(out, at, " draws=", e->draws);
  for (int g = 0; g < ENT_GATES; g++) at = put_count(out, at, gate_field[g], e->open[g]);
  at = put_count(out, at, " all=", e->all);
  at = put_field(out, at, " before=", before ? before : zeros);
  at = put(out, at, " ");
  hash_of(out, at, e->hash);
  at = put_field(out, at, "hash=", e->hash);
  at = put(out, at, "\n");
  out[at] = '\0';
  return at;
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

typedef struct line {
  const char *start, *at, *end; /* end: where its end of line stands */
} line;

static bool plain(char c)
{
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
         c == '-' || c == ':';
}

/* A name and the text behind it, up to the next blank. */
static bool take_text(line *l, const char *name, char *out, size_t room)
{
  const size_t length = strlen(name);
  if ((size_t)(l->end - l->at) < length || memcmp(l->at, name, length) != 0) return false;
  l->at += length;
  size_t size = 0;
  for (; l->at < l->end && plain(*l->at); l->at++) {
    if (size + 1 == room) return false;
    out[size++] = *l->at;
  }
  out[size] = '\0';
  return size > 0;
}

static bool take_number(line *l, const char *name, uint64_t most, uint64_t *out)
{
  char text[24];
  uint64_t value = 0;
  if (!take_text(l, name, text, sizeof text)) return false;
  for (const char *at = text; *at; at++) {
    if (*at < '0' || *at > '9' || value > (UINT64_MAX - 9) / 10) return false;
    value = value * 10 + (uint64_t)(*at - '0');
  }
  *out = value;
  return value <= most;
}

static bool take_fields(line *l, ent_ledger_entry *f, char before[ENT_LEDGER_HASH])
{
  uint64_t number = 0;
  bool good = take_number(l, "", INT32_MAX, &number) && take_text(l, " ", f->time, sizeof f->time) &&
              take_text(l, " ", f->scenario, sizeof f->scenario) &&
              take_text(l, " inputs=", f->inputs, sizeof f->inputs) &&
              take_text(l, " version=", f->version, sizeof f->version) &&
              take_number(l, " seed=", UINT64_MAX, &f->seed) && take_number(l, " draws=", ENT_DRAWS_MAX, &f->draws);
  for (int g = 0; good && g < ENT_GATES; g++) good = take_number(l, gate_field[g], f->draws, &f->open[g]);
  f->number = (int)number;
  return good && f->draws > 0 && take_number(l, " all=", f->draws, &f->all) &&
         take_text(l, " before=", before, ENT_LEDGER_HASH) && take_text(l, " hash=", f->hash, sizeof f->hash) &&
         l->at == l->end;
}

static ent_status fail_form(int row, int column, ent_error *err)
{
  return ent_fail_at(err, ENT_SYNTAX, row, column, "", "A line of a ledger is written as entente seal writes it.");
}

static ent_status check_line(line *l, int number, const char *before, ent_ledger_entry *f, ent_error *err)
{
  char named[ENT_LEDGER_HASH] = "", again[ENT_LEDGER_LINE_MAX];
  if (!take_fields(l, f, named)) return fail_form(number + 1, (int)(l->at - l->start) + 1, err);
  ent_ledger_entry copy = *f;
  const size_t size = ent_ledger_write(&copy, named, again);
  if (strcmp(copy.hash, f->hash) != 0)
    return ent_fail_at(err, ENT_CORRUPT, number + 1, 0, "",
                       "The hash of this line does not fit its text: the line was changed.");
  if (size != (size_t)(l->end - l->start) + 1 || memcmp(again, l->start, size) != 0)
    return fail_form(number + 1, 0, err);
  if (strcmp(named, before) != 0 || f->number != number)
    return ent_fail_at(err, ENT_CORRUPT, number + 1, 0, "",
                       "This line does not follow the one before it: a line was changed, moved, put in or taken out.");
  return ENT_OK;
}

static ent_status check_head(const char *text, size_t size, ent_error *err)
{
  static const char *const head = ENT_LEDGER_HEAD, *const any = "# entente ledger ";
  const size_t length = strlen(head), known = strlen(any);
  if (size >= length && memcmp(text, head, length) == 0) return ENT_OK;
  if (size > known && memcmp(text, any, known) == 0 && text[known] != '1')
    return ent_fail_at(err, ENT_VERSION, 1, (int)known + 1, "",
                       "This ledger has another format; this entente reads format 1.");
  return ent_fail_at(err, ENT_SYNTAX, 1, 1, "", "A ledger begins with the line # entente ledger 1.");
}

ent_status ent_ledger_read(const char *text, size_t size, bool (*each)(void *ctx, const ent_ledger_entry *entry),
                           void *ctx, ent_ledger_entry *last, int *count, ent_error *err)
{
  char before[ENT_LEDGER_HASH];
  ent_ledger_entry f = {.number = 0};
  const ent_status status = check_head(text, size, err);
  if (status != ENT_OK) return status;
  memcpy(before, zeros, sizeof before);
  int number = 0;
  bool asked = each != NULL;
  const char *const end = text + size;
  for (const char *at = text + strlen(ENT_LEDGER_HEAD); at < end;) {
    const char *const start = at;
    while (at < end && *at != '\n') at++;
    if (at == end)
      return ent_fail_at(err, ENT_CORRUPT, number + 2, 0, "", "The last line has no end: it was not written whole.");
    line l = {start, start, at++};
    memset(&f, 0, sizeof f);
    const ent_status found = check_line(&l, number + 1, before, &f, err);
    if (found != ENT_OK) return found;
    number++;
    memcpy(before, f.hash, sizeof before);
    asked = asked && each(ctx, &f);
  }
  if (last && number > 0) *last = f;
  if (count) *count = number;
  return ENT_OK;
}
