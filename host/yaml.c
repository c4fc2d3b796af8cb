/* yaml.c - what stands in a scenario file?
 *
 * libyaml reads YAML 1.1 and reports events with line and column; they are handed on to the builder one by one, so no
 * second tree is built here.  JSON is a subset of YAML, so JSON scenarios come in by the same way.
 *
 * What a scenario has no use for is refused with a sentence, never ignored: anchors and aliases (a short file could
 * swell without bound), tags, merge keys, several documents.  The builder limits depth, nodes and text and refuses
 * duplicate keys.  Characters that YAML forbids are looked for first, because libyaml tells no line for them. */
#include "host/yaml.h"

#include "base/fail.h"
#include "base/utf8.h"

#include <string.h>
#include <yaml.h>

#define DEPTH 256 /* beyond the builder's own limit, which speaks first */

typedef struct reader {
  ent_builder *builder;
  ent_error *err;
  int depth;
  bool is_map[DEPTH];    /* the open map or list at each level */
  bool wants_key[DEPTH]; /* for a map: the next scalar is a key */
  int documents;
  bool has_root;
  const char *data, *end; /* the text from the line that was looked at last ... */
  int line;               /* ... and its number */
} reader;

/* ---- characters ------------------------------------------------------------------------------------------- */

/* YAML 1.1, 5.1: c-printable. */
static bool printable(uint32_t code)
{
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  if (code < 0x7F || code == 0x85) return true;
  return code >= 0xA0 && code != 0xFEFF && code != 0xFFFE && code != 0xFFFF;
}

static ent_status check_characters(const char *data, size_t size, ent_error *err)
{
  int line = 1, column = 1;
  for (size_t i = 0; i < size;) {
    uint32_t code = 0;
    const size_t length = ent_utf8_next(data + i, size - i, &code);
    if (length == 0)
      return ent_fail_at(err, ENT_SYNTAX, line, column, "", "The file is not UTF-8 text from this byte on.");
    if (code == 0) return ent_fail_at(err, ENT_SYNTAX, line, column, "", "A NUL byte cannot stand in a scenario file.");
    if (!printable(code)) {
      return ent_fail_at(err, ENT_SYNTAX, line, column, "", "A control character cannot stand in a scenario file.");
    }
    i += length;
    if (code == '\n' || (code == '\r' && !(i < size && data[i] == '\n'))) {
      line++;
      column = 1;
    } else {
      column++;
    }
  }
  return ENT_OK;
}

/* ---- libyaml's complaints in our words ----------------------------------------------------------------------- */

/* at_start: the place to show is where the broken piece begins, not where it was noticed. */
static const struct complaint {
  const char *theirs, *ours;
  bool at_start;
} complaints[] = {
  {"did not find expected key", "A key and a colon are expected here; check the indentation of this line.", false},
  {"did not find expected '-' indicator",
   "A list item that starts with \"- \" is expected here; check the indentation.", false},
  {"mapping values are not allowed", "A colon is not allowed here; put the text in quotes, or check the indentation.",
   false},
  {"could not find expected ':'", "This key has no colon after it; write \"key: value\".", true},
  {"block sequence entries are not allowed", "A list cannot start here; put \"- \" on a line of its own.", false},
  {"block collections are not allowed", "A list or map cannot start here.", false},
  {"mapping keys are not allowed", "A key cannot stand here; check the indentation.", false},
  {"found character that cannot start any token", "This character cannot start a value; put the text in quotes.",
   false},
  {"found a tab character", "Indent with spaces, not with tabs.", false},
  {"found unexpected end of stream", "The quote that opens here is never closed.", true},
  {"found unexpected document indicator", "The quote that opens here is never closed.", true},
  {"did not find expected ',' or ']'", "A comma or the closing \"]\" is expected here.", false},
  {"did not find expected ',' or '}'", "A comma or the closing \"}\" is expected here.", false},
  {"did not find expected node content", "A value is expected here.", false},
  {"found unknown escape character", "Unknown escape in double quotes; use single quotes, or double the backslash.",
   false},
  {"did not find expected hexdecimal number", "A hexadecimal number is expected in this escape.", false},
  {"found invalid Unicode character escape code", "This escape names no character.", false},
  {"did not find expected alphabetic or numeric character", "Text that starts with * or & must be put in quotes.",
   false},
  {"did not find expected <document start>",
   "The map that the file consists of ends before this line; check the indentation.", false},
  {"did not find expected comment or line break", "Only a comment may follow here on this line.", false},
  {"found undefined tag handle", "Tags (!name) have no meaning in a scenario; put the text in quotes.", false},
  {"did not find expected tag URI", "Tags (!name) have no meaning in a scenario; put the text in quotes.", false},
  {"found an indentation indicator equal to 0", "The indentation of a block text lies between 1 and 9.", false},
};

/* The text from a place on; its end when there is no such place. */
static const char *text_at(const char *data, size_t size, yaml_mark_t mark)
{
  const char *at = data;
  const char *const end = data + size;
  for (size_t line = 0; line < mark.line; line++) {
    at = memchr(at, '\n', (size_t)(end - at));
    if (!at) return end;
    at++;
  }
  for (size_t column = 0; at < end && column < mark.column; column++) {
    uint32_t code = 0;
    const size_t length = ent_utf8_next(at, (size_t)(end - at), &code);
    at += length > 0 ? length : 1;
  }
  return at;
}

/* Does the bracket that opens here close somewhere below?  Text in double quotes is passed over. */
static bool closes(const char *at, const char *end)
{
  int open = 0;
  for (; at < end; at++) {
    if (*at == '[' || *at == '{') open++;
    if ((*at == ']' || *at == '}') && --open == 0) return true;
    if (*at != '"' || !strchr(" [{,:\n", at[-1])) continue;
    for (at++; at < end && *at != '"'; at++) at += *at == '\\' && at + 1 < end;
    if (at == end) return false;
  }
  return false;
}

static ent_status translate(const yaml_parser_t *parser, const char *data, size_t size, ent_error *err)
{
  if (parser->error == YAML_MEMORY_ERROR) return ent_fail(err, ENT_NOMEM, "", "There is no memory to read the file.");
  const char *const problem = parser->problem ? parser->problem : "";
  const struct complaint *found = NULL;
  for (size_t i = 0; !found && i < sizeof complaints / sizeof *complaints; i++) {
    if (strncmp(problem, complaints[i].theirs, strlen(complaints[i].theirs)) == 0) found = &complaints[i];
  }
  const char *const end = data + size;
  const bool open = parser->context && strncmp(problem, "did not find expected ','", 25) == 0 &&
                    !closes(text_at(data, size, parser->context_mark), end);
  const bool at_start = open || (found && found->at_start && parser->context);
  const yaml_mark_t mark = at_start ? parser->context_mark : parser->problem_mark;
  const char *message = found ? found->ours : "This is not well-formed YAML from here on.";
  if (open) message = "The bracket that opens here is never closed.";
  const char *const at = text_at(data, size, mark);
  if (at < end && *at == '\t') message = "Indent with spaces, not with tabs.";
  return ent_fail_at(err, ENT_SYNTAX, (int)mark.line + 1, (int)mark.column + 1, "", message);
}

/* ---- events ------------------------------------------------------------------------------------------------------ */

static ent_status refuse(const reader *r, ent_place at, const char *message)
{
  return ent_fail_at(r->err, ENT_SYNTAX, at.line, at.column, "", message);
}

/* A value has come: in a map, the next scalar is a key again. */
static void value_done(reader *r)
{
  if (r->depth > 0 && r->is_map[r->depth - 1]) r->wants_key[r->depth - 1] = true;
}

static bool at_key(const reader *r)
{
  return r->depth > 0 && r->is_map[r->depth - 1] && r->wants_key[r->depth - 1];
}

static ent_status begin(reader *r, bool map, ent_place at)
{
  if (at_key(r)) return refuse(r, at, "A key is a plain word, not a list or a map.");
  if (!r->has_root && !map) {
    return ent_fail_at(r->err, ENT_SCHEMA, at.line, at.column, "",
                       "A scenario is a map of keys and values, not a list.");
  }
  const ent_status status = map ? ent_build_map(r->builder, at, r->err) : ent_build_list(r->builder, at, r->err);
  if (status != ENT_OK) return status;
  if (r->depth == DEPTH)
    return ent_fail_at(r->err, ENT_LIMIT, at.line, at.column, "", "The file is nested too deeply.");
  r->has_root = true;
  r->is_map[r->depth] = map;
  r->wants_key[r->depth] = map;
  r->depth++;
  return ENT_OK;
}

static ent_status end(reader *r)
{
  r->depth--;
  value_done(r);
  return ent_build_end(r->builder, r->err);
}

/* The text of a block (| or >) starts on a line below its sign: the place that columns in the text count from. */
static ent_place block_start(reader *r, ent_place sign)
{
  for (; r->data < r->end; r->line++) {
    const char *c = r->data;
    if (r->line > sign.line)
      while (c < r->end && *c == ' ') c++;
    if (r->line > sign.line && c < r->end && *c != '\n' && *c != '\r') {
      return (ent_place){r->line, (int)(c - r->data) + 1};
    }
    const char *const next = memchr(c, '\n', (size_t)(r->end - c));
    if (!next) break;
    r->data = next + 1;
  }
  return sign;
}

static ent_status scalar(reader *r, const yaml_event_t *event, ent_place at)
{
  const char *const text = (const char *)event->data.scalar.value;
  const size_t size = event->data.scalar.length;
  const yaml_scalar_style_t style = event->data.scalar.style;
  const bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
  const bool block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
  if (event->data.scalar.anchor)
    return refuse(r, at, "Anchors (&name) are not allowed; write the value where it is needed.");
  if (event->data.scalar.tag)
    return refuse(r, at, "Tags (!name) have no meaning in a scenario; put the text in quotes.");
  if (!r->has_root) {
    return ent_fail_at(r->err, ENT_SCHEMA, at.line, at.column, "", "A scenario is a map of keys and values.");
  }
  if (!at_key(r)) {
    value_done(r);
    return ent_build_scalar(r->builder, text, size, quoted, block ? block_start(r, at) : at, r->err);
  }
  if (!quoted && size == 2 && memcmp(text, "<<", 2) == 0) {
    return refuse(r, at, "Merge keys (<<) are not allowed; write the values where they are needed.");
  }
  r->wants_key[r->depth - 1] = false;
  return ent_build_key(r->builder, text, size, at, r->err);
}

static ent_status take(reader *r, const yaml_event_t *event)
{
  const ent_place at = {(int)event->start_mark.line + 1, (int)event->start_mark.column + 1};
  switch (event->type) {
  case YAML_DOCUMENT_START_EVENT:
    if (r->documents++ > 0) return refuse(r, at, "A scenario file holds one document; remove the \"---\" here.");
    return ENT_OK;
  case YAML_ALIAS_EVENT:
    return refuse(r, at, "Aliases (*name) are not allowed; write the value out, or put the text in quotes.");
  case YAML_SCALAR_EVENT: return scalar(r, event, at);
  case YAML_SEQUENCE_START_EVENT:
  case YAML_MAPPING_START_EVENT: {
    const bool map = event->type == YAML_MAPPING_START_EVENT;
    if (map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor) {
      return refuse(r, at, "Anchors (&name) are not allowed; write the values where they are needed.");
    }
    if (map ? event->data.mapping_start.tag : event->data.sequence_start.tag) {
      return refuse(r, at, "Tags (!name) have no meaning in a scenario.");
    }
    return begin(r, map, at);
  }
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT: return end(r);
  default: return ENT_OK;
  }
}

ent_status host_yaml_read(const char *data, size_t size, ent_builder *builder, ent_error *err)
{
  if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) { /* a byte order mark, as some editors write it */
    data += 3;
    size -= 3;
  }
  const ent_status characters = check_characters(data, size, err);
  if (characters != ENT_OK) return characters;
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) return ent_fail(err, ENT_NOMEM, "", "There is no memory to read the file.");
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)data, size);
  reader r = {.builder = builder, .err = err, .data = data, .end = data + size, .line = 1};
  ent_status status = ENT_OK;
  bool more = true;
  while (more && status == ENT_OK) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      status = translate(&parser, data, size, err);
      break;
    }
    more = event.type != YAML_STREAM_END_EVENT;
    status = take(&r, &event);
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  if (status != ENT_OK || r.has_root) return status;
  return ent_fail_at(err, ENT_SCHEMA, 1, 1, "", "The file is empty; a scenario starts with \"entente: 1\".");
}
