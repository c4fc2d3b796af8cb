/* ask.c - from the bytes that somebody sent to the few things that a request may ask for.
 *
 * jansson reads the JSON (UTF-8, no duplicate keys, bounded depth); here each key is held against one list, and what is not in
 * it is refused, so that a misspelt key cannot be overlooked.  Cost: linear. */
#include "host/ask.h"

#include "base/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* What the texts point into. */
typedef struct owned {
  json_t *root;
  const char **change;
  char *text; /* of the changes, one after the other */
} owned;

static ent_status fail_kind(ent_error *err, const char *path, const char *kind)
{
  return ent_fail_join(err, ENT_SCHEMA, 0, 0, path, "Here stands ", kind, ".", (char *)NULL);
}

/* Decimal digits, or a JSON integer; 0 is refused, since it means "not asked for". */
static ent_status read_whole(const json_t *value, const char *key, uint64_t *out, ent_error *err)
{
  uint64_t number = 0;
  bool good = false;
  if (json_is_integer(value)) {
    good = json_integer_value(value) > 0;
    number = good ? (uint64_t)json_integer_value(value) : 0;
  } else if (json_is_string(value)) {
    const char *const text = json_string_value(value);
    const size_t size = strspn(text, "0123456789");
    good = size > 0 && size <= 20 && text[size] == '\0';
    for (size_t i = 0; good && i < size; i++) {
      const uint64_t digit = (uint64_t)(text[i] - '0');
      good = number <= (UINT64_MAX - digit) / 10;
      number = number * 10 + digit;
    }
    good = good && number > 0;
  }
  if (!good) return fail_kind(err, key, "a whole number from 1 to 18446744073709551615 (as text beyond 2^53)");
  *out = number;
  return ENT_OK;
}

/* The text of {"path": ..., "value": ...}; NULL with *err otherwise. */
static bool change_parts(const json_t *item, const char **path, const char **value)
{
  const json_t *const p = json_object_get(item, "path"), *const v = json_object_get(item, "value");
  if (!json_is_object(item) || !json_is_string(p) || !json_is_string(v)) return false;
  for (void *at = json_object_iter((json_t *)item); at; at = json_object_iter_next((json_t *)item, at)) {
    const char *const key =
      json_object_iter_key(at); /* a label may come back with a change that a run was listed with */
    if (strcmp(key, "path") != 0 && strcmp(key, "value") != 0 && strcmp(key, "label") != 0) return false;
  }
  *path = json_string_value(p);
  *value = json_string_value(v);
  return (*path)[0] != '\0' && !strchr(*path, '=');
}

static ent_status check_changes(const json_t *list, size_t *bytes, ent_error *err)
{
  if (!json_is_array(list)) return fail_kind(err, "changes", "a list of changes, each with a path and a value");
  if (json_array_size(list) > HOST_CHANGES_MAX)
    return ent_fail(err, ENT_LIMIT, "changes", "There are at most 256 changes.");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *path = NULL, *value = NULL;
    char place[32];
    snprintf(place, sizeof place, "changes.%zu", i);
    if (!change_parts(json_array_get(list, i), &path, &value))
      return fail_kind(err, place, "a change: a path and a value, both of them text");
    *bytes += strlen(path) + strlen(value) + 2;
  }
  return ENT_OK;
}

static ent_status read_changes(const json_t *list, owned *o, host_ask *out, ent_error *err)
{
  size_t bytes = 1; /* there is a block even where there are no changes */
  const ent_status status = check_changes(list, &bytes, err);
  if (status != ENT_OK) return status;
  const size_t count = json_array_size(list);
  o->change = calloc(count + 1, sizeof *o->change);
  o->text = calloc(bytes, 1);
  if (!o->change || !o->text) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the request.");
  char *at = o->text;
  for (size_t i = 0; i < count; i++) {
    const char *path = NULL, *value = NULL;
    if (!change_parts(json_array_get(list, i), &path, &value)) return fail_kind(err, "changes", "a change");
    const size_t size = strlen(path) + strlen(value) + 2;
    snprintf(at, size, "%s=%s", path, value);
    o->change[i] = at;
    at += size;
  }
  out->changes = (int)count;
  out->change = o->change;
  return ENT_OK;
}

static ent_status read_events(json_t *object, host_ask *out, ent_error *err)
{
  if (!json_is_object(object)) return fail_kind(err, "outcomes", "an object of events, each true or false");
  if (json_object_size(object) > HOST_EVENTS_MAX)
    return ent_fail(err, ENT_LIMIT, "outcomes", "There are at most 16 events.");
  int count = 0;
  for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
    const json_t *const value = json_object_iter_value(at);
    if (!json_is_boolean(value)) return fail_kind(err, "outcomes", "an object of events, each true or false");
    out->event[count++] = (host_event){.name = json_object_iter_key(at), .came = json_is_true(value)};
  }
  out->resolves = true;
  out->events = count;
  return ENT_OK;
}

static ent_status read_text(const json_t *value, const char *key, const char **out, ent_error *err)
{
  if (!json_is_string(value)) return fail_kind(err, key, "a text");
  *out = json_string_value(value);
  return ENT_OK;
}

static ent_status read_key(const char *key, json_t *value, owned *o, host_ask *out, ent_error *err)
{
  const struct {
    const char *name;
    const char **text;
  } texts[] = {{"scenario", &out->scenario}, {"run", &out->run},   {"base", &out->base}, {"name", &out->name},
               {"text", &out->text},         {"view", &out->view}, {"note", &out->note}, {"language", &out->language}};
  const struct {
    const char *name;
    uint64_t *number;
  } numbers[] = {{"draws", &out->draws}, {"study_draws", &out->study_draws}, {"seed", &out->seed}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (strcmp(key, texts[i].name) == 0) return read_text(value, key, texts[i].text, err);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (strcmp(key, numbers[i].name) == 0) return read_whole(value, key, numbers[i].number, err);
  if (strcmp(key, "changes") == 0) return read_changes(value, o, out, err);
  if (strcmp(key, "outcomes") == 0) return read_events(value, out, err);
  return ent_fail(
    err, ENT_SCHEMA, key,
    "The keys are scenario, run, base, name, text, view, note, language, draws, study_draws, seed, changes "
    "and outcomes.");
}

static ent_status read_root(owned *o, host_ask *out, ent_error *err)
{
  if (!json_is_object(o->root)) return fail_kind(err, "", "an object");
  for (void *at = json_object_iter(o->root); at; at = json_object_iter_next(o->root, at)) {
    const ent_status status = read_key(json_object_iter_key(at), json_object_iter_value(at), o, out, err);
    if (status != ENT_OK) return status;
  }
  if (out->text) out->text_size = json_string_length(json_object_get(o->root, "text"));
  return ENT_OK;
}

ent_status host_ask_read(const char *body, size_t size, host_ask *out, ent_error *err)
{
  json_error_t why;
  owned *const o = calloc(1, sizeof *o);
  if (!o) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the request.");
  host_ask ask;
  memset(&ask, 0, sizeof ask);
  ask.memory = o;
  ent_status status = ENT_OK;
  o->root = json_loadb(body, size, JSON_REJECT_DUPLICATES, &why);
  if (!o->root && json_error_code(&why) == json_error_out_of_memory)
    status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the request.");
  else if (!o->root)
    status = ent_fail_join(err, ENT_SYNTAX, why.line > 0 ? why.line : 1, why.column > 0 ? why.column : 1, "",
                           "The body is no JSON: ", why.text, ".", (char *)NULL);
  else
    status = read_root(o, &ask, err);
  if (status == ENT_OK)
    *out = ask;
  else
    host_ask_free(&ask);
  return status;
}

void host_ask_free(host_ask *ask)
{
  owned *const o = ask->memory;
  if (o) {
    json_decref(o->root);
    free(o->change);
    free(o->text);
    free(o);
  }
  memset(ask, 0, sizeof *ask);
}
