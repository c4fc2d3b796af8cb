/* schema.h - the fields of a scenario as a table, made from schema.def. */
#ifndef ENT_CORE_MODEL_SCHEMA_H
#define ENT_CORE_MODEL_SCHEMA_H

#include "tree.h"

typedef enum ent_record {
#define RECORD(name, help) ENT_RECORD_##name,
#define FIELD(record, key, type, detail, required, fallback, help)
#include "schema.def"
#undef RECORD
#undef FIELD
  ENT_RECORDS
} ent_record;

typedef enum ent_field {
#define RECORD(name, help)
#define FIELD(record, key, type, detail, required, fallback, help) ENT_FIELD_##record##_##key,
#include "schema.def"
#undef RECORD
#undef FIELD
  ENT_FIELDS
} ent_field;

#define ENT_TYPE_LIST(X) \
  X(TEXT)                \
  X(NAME) X(NUMBER) X(WHOLE) X(FLAG) X(DATE) X(CHOICE) X(REF) X(REFS) X(ONE) X(MAP) X(LIST) X(NUMBERS) X(WHOLES) X(TREE)

typedef enum ent_type {
#define X(name) ENT_TYPE_##name,
  ENT_TYPE_LIST(X)
#undef X
} ent_type;

typedef struct ent_field_row {
  ent_record record;
  ent_type type;
  const char *key, *detail, *fallback, *help;
  bool required;
} ent_field_row;

extern const ent_field_row ent_field_table[ENT_FIELDS];
extern const char *const ent_record_name[ENT_RECORDS];
extern const char *const ent_record_help[ENT_RECORDS];

/* Record by name; ENT_RECORDS if there is none. */
ent_record ent_record_find(const char *name);
/* The two halves of a number's detail, "REAL income": its domain, and the unit in which a reader should see it. */
/* Field of a record by key; NULL if there is none. */
const ent_field_row *ent_record_field(ent_record record, const char *key);
ent_domain ent_domain_find(const char *detail);
const char *ent_unit_find(const char *detail);
/* The field's node in a record, or NULL. */
const ent_node *ent_field_node(const ent_node *record, ent_field field);
/* A decimal year from YYYY, YYYY-MM or YYYY-MM-DD (middle of the year or month when cut short is not assumed: 2014 is
 * 2014.0); false for anything else. */
bool ent_date_year(const char *text, double *year);

#endif
