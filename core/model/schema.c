/* schema.c - what may a scenario hold?  The list itself is schema.def. */
#include "schema.h"

#include <string.h>

const ent_field_row ent_field_table[ENT_FIELDS] = {
#define RECORD(name, help)
#define FIELD(record, key, type, detail, required, fallback, help) \
  {ENT_RECORD_##record, ENT_TYPE_##type, #key, detail, fallback, help, required},
#include "schema.def"
#undef RECORD
#undef FIELD
};

const char *const ent_record_name[ENT_RECORDS] = {
#define RECORD(name, help) #name,
#define FIELD(record, key, type, detail, required, fallback, help)
#include "schema.def"
#undef RECORD
#undef FIELD
};

const char *const ent_record_help[ENT_RECORDS] = {
#define RECORD(name, help) help,
#define FIELD(record, key, type, detail, required, fallback, help)
#include "schema.def"
#undef RECORD
#undef FIELD
};

static const char *const type_name[] = {
#define X(name) #name,
  ENT_TYPE_LIST(X)
#undef X
};

ent_record ent_record_find(const char *name)
{
  int r = 0;
  while (r < ENT_RECORDS && strcmp(ent_record_name[r], name) != 0) r++;
  return (ent_record)r;
}

const ent_field_row *ent_record_field(ent_record record, const char *key)
{
  for (int f = 0; f < ENT_FIELDS; f++)
    if (ent_field_table[f].record == record && strcmp(ent_field_table[f].key, key) == 0) return &ent_field_table[f];
  return NULL;
}

static size_t first_word(const char *text)
{
  size_t n = 0;
  while (text[n] && text[n] != ' ') n++;
  return n;
}

ent_domain ent_domain_find(const char *detail)
{
  static const char *const domain[] = {
#define X(id, text, shape) #id,
    ENT_DOMAIN_LIST(X)
#undef X
  };
  const size_t size = first_word(detail);
  int d = 0;
  while (d < ENT_DOMAIN_COUNT_ - 1 && (strlen(domain[d]) != size || memcmp(domain[d], detail, size) != 0)) d++;
  return (ent_domain)d;
}

const char *ent_unit_find(const char *detail)
{
  const char *const unit = detail + first_word(detail);
  if (*unit) return unit + 1;
  switch (ent_domain_find(detail)) {
  case ENT_DOMAIN_SHARE: return "share";
  case ENT_DOMAIN_COUNT: return "count";
  default: return "index";
  }
}

const ent_node *ent_field_node(const ent_node *record, ent_field field)
{
  return ent_node_child(record, ent_field_table[field].key);
}

bool ent_schema_field(int index, ent_field_info *out)
{
  if (index < 0 || index >= ENT_FIELDS) return false;
  const ent_field_row *f = &ent_field_table[index];
  *out = (ent_field_info){.record = ent_record_name[f->record],
                          .key = f->key,
                          .type = type_name[f->type],
                          .detail = f->detail,
                          .help = f->help,
                          .fallback = f->fallback,
                          .required = f->required};
  return true;
}

/* count digits at text as a number; -1 if one of them is no digit. */
static int digits(const char *text, int count)
{
  int value = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool ent_date_year(const char *text, double *year)
{
  static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
  const size_t size = strlen(text);
  if (size != 4 && size != 7 && size != 10) return false;
  if ((size > 4 && text[4] != '-') || (size > 7 && text[7] != '-')) return false;
  const int y = digits(text, 4), m = size > 4 ? digits(text + 5, 2) : 1, d = size > 7 ? digits(text + 8, 2) : 1;
  if (y < 1 || m < 1 || m > 12 || d < 1) return false;
  const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
  const int length = before[m] - before[m - 1] + (leap && m == 2);
  if (d > length) return false;
  const int day = before[m - 1] + (leap && m > 2) + d - 1;
  *year = (double)y + (double)day / (leap ? 366.0 : 365.0);
  return true;
}
