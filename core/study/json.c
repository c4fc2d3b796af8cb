/* json.c - writing JSON in order.  Numbers have all their digits, so they read back to the same bits. */
#include "json.h"

static void put_key(ent_json *j, const char *key)
{
  if (j->comma) ent_put(&j->w, ",");
  if (j->w.size) ent_put(&j->w, "\n");
  if (key) {
    ent_put(&j->w, "\"");
    ent_put_json(&j->w, key);
    ent_put(&j->w, "\": ");
  }
  j->comma = true;
}

void ent_json_open(ent_json *j, const char *key, char bracket)
{
  const char text[2] = {bracket, '\0'};
  put_key(j, key);
  ent_put(&j->w, text);
  j->comma = false;
}

void ent_json_close(ent_json *j, char bracket)
{
  const char text[2] = {bracket, '\0'};
  ent_put(&j->w, text);
  j->comma = true;
}

void ent_json_text(ent_json *j, const char *key, const char *text)
{
  put_key(j, key);
  ent_put(&j->w, "\"");
  ent_put_json(&j->w, text);
  ent_put(&j->w, "\"");
}

void ent_json_number(ent_json *j, const char *key, double value)
{
  put_key(j, key);
  ent_put_number(&j->w, value);
}

void ent_json_int(ent_json *j, const char *key, uint64_t value)
{
  put_key(j, key);
  ent_put_int(&j->w, (int64_t)value);
}

void ent_json_flag(ent_json *j, const char *key, bool value)
{
  put_key(j, key);
  ent_put(&j->w, value ? "true" : "false");
}

void ent_json_null(ent_json *j, const char *key)
{
  put_key(j, key);
  ent_put(&j->w, "null");
}
