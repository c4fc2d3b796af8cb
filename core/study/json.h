/* json.h - writing JSON in order, with the commas where they belong. */
#ifndef ENT_CORE_STUDY_JSON_H
#define ENT_CORE_STUDY_JSON_H

#include "base/bytes.h"

typedef struct ent_json {
  ent_writer w;
  bool comma; /* something stands before in this object or array */
} ent_json;

void ent_json_open(ent_json *j, const char *key, char bracket); /* key NULL in an array or at the root */
void ent_json_close(ent_json *j, char bracket);
void ent_json_text(ent_json *j, const char *key, const char *text);
void ent_json_number(ent_json *j, const char *key, double value);
void ent_json_int(ent_json *j, const char *key, uint64_t value);
void ent_json_flag(ent_json *j, const char *key, bool value);
void ent_json_null(ent_json *j, const char *key);

#endif
