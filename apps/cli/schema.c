/* schema.c - `entente schema`: what may stand in a scenario, as JSON Schema or as a page, from core's own list of
 * fields. */
#include "commands.h"
#include "entente/model.h"
#include "json.h"

#include <string.h>

#define WORD_MAX 64

static bool is(const ent_field_info *f, const char *type)
{
  return strcmp(f->type, type) == 0;
}

/* The next of the words separated by '|'. */
static bool next_word(const char **at, char out[WORD_MAX])
{
  const size_t size = strcspn(*at, "|");
  if (size == 0 || size >= WORD_MAX) return false;
  memcpy(out, *at, size);
  out[size] = '\0';
  *at += size + ((*at)[size] == '|');
  return true;
}

/* ---- JSON Schema ------------------------------------------------------------------------------------------------ */

static void put_choice(const char *words)
{
  char word[WORD_MAX];
  fputs("\"enum\": [", stdout);
  for (int i = 0; next_word(&words, word); i++) {
    fputs(i ? ", " : "", stdout);
    cli_json_text(stdout, word);
  }
  fputs("]", stdout);
}

static void put_type(const ent_field_info *f)
{
  if (is(f, "CHOICE"))
    put_choice(f->detail);
  else if (is(f, "TEXT"))
    fputs("\"$ref\": \"#/$defs/_text\"", stdout);
  else if (is(f, "NAME"))
    fputs("\"type\": \"string\", \"pattern\": \"^[A-Za-z0-9_-]+$\"", stdout);
  else if (is(f, "NUMBER"))
    fputs("\"$ref\": \"#/$defs/_number\"", stdout);
  else if (is(f, "NUMBERS"))
    fputs("\"type\": \"object\", \"additionalProperties\": {\"$ref\": \"#/$defs/_number\"}", stdout);
  else if (is(f, "WHOLE"))
    fputs("\"type\": \"integer\"", stdout);
  else if (is(f, "WHOLES"))
    fputs("\"type\": \"object\", \"additionalProperties\": {\"type\": \"integer\"}", stdout);
  else if (is(f, "FLAG"))
    fputs("\"enum\": [true, false, \"yes\", \"no\"]", stdout);
  else if (is(f, "DATE"))
    fputs("\"type\": [\"string\", \"integer\"]", stdout);
  else if (is(f, "REF"))
    fputs("\"type\": \"string\"", stdout);
  else if (is(f, "REFS"))
    fputs("\"type\": \"array\", \"items\": {\"type\": \"string\"}", stdout);
  else if (is(f, "ONE"))
    printf("\"$ref\": \"#/$defs/%s\"", f->detail);
  else if (is(f, "MAP"))
    printf("\"type\": \"object\", \"additionalProperties\": {\"$ref\": \"#/$defs/%s\"}", f->detail);
  else if (is(f, "LIST"))
    printf("\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/%s\"}", f->detail);
}

static void put_field(const ent_field_info *f)
{
  fputs("        ", stdout);
  cli_json_text(stdout, f->key);
  fputs(": {\"description\": ", stdout);
  cli_json_text(stdout, f->help);
  if (!is(f, "TREE")) {
    fputs(", ", stdout);
    put_type(f);
  }
  if (f->fallback[0]) {
    fputs(", \"default\": ", stdout);
    if (is(f, "WHOLE"))
      fputs(f->fallback, stdout); /* a number, not a text */
    else
      cli_json_text(stdout, f->fallback);
  }
  putchar('}');
}

/* The record whose fields begin at index; returns the index behind them. */
static int put_record(int index)
{
  ent_field_info f, first;
  if (!ent_schema_field(index, &first)) return index;
  fputs("    ", stdout);
  cli_json_text(stdout, first.record);
  fputs(": {\n      \"type\": \"object\",\n      \"additionalProperties\": false,\n      \"properties\": {\n", stdout);
  int end = index;
  for (; ent_schema_field(end, &f) && strcmp(f.record, first.record) == 0; end++) {
    fputs(end > index ? ",\n" : "", stdout);
    put_field(&f);
  }
  fputs("\n      },\n      \"required\": [", stdout);
  for (int i = index, any = 0; i < end; i++) {
    if (!ent_schema_field(i, &f) || !f.required) continue;
    fputs(any++ ? ", " : "", stdout);
    cli_json_text(stdout, f.key);
  }
  fputs("]\n    },\n", stdout);
  return end;
}

static void print_json(void)
{
  fputs("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"entente scenario\",\n"
        "  \"$ref\": \"#/$defs/scenario\",\n  \"$defs\": {\n",
        stdout);
  ent_field_info f;
  for (int i = 0; ent_schema_field(i, &f);) i = put_record(i);
  fputs(
    "    \"_text\": {\"anyOf\": [{\"type\": [\"string\", \"number\", \"boolean\"]}, {\"type\": \"object\", "
    "\"properties\": {\n"
    "      \"en\": {\"type\": \"string\"}, \"zh-Hant\": {\"type\": \"string\"}, \"zh-Hans\": {\"type\": \"string\"}},\n"
    "      \"additionalProperties\": false}]},\n"
    "    \"_number\": {\"anyOf\": [{\"type\": [\"number\", \"string\"]}, {\"type\": \"object\", \"properties\": {\n"
    "      \"value\": {\"type\": [\"number\", \"string\"]}, \"p5\": {\"type\": [\"number\", \"string\"]},\n"
    "      \"p50\": {\"type\": [\"number\", \"string\"]}, \"p95\": {\"type\": [\"number\", \"string\"]},\n"
    "      \"source\": {\"type\": \"string\"}, \"quote\": {\"type\": \"string\"}, \"note\": {\"type\": \"string\"}},\n"
    "      \"additionalProperties\": false}]}\n  }\n}\n",
    stdout);
}

/* ---- the page
 * ------------------------------------------------------------------------------------------------------ */

static void put_cell(const char *text)
{
  for (; *text; text++) {
    if (*text == '|')
      fputs("\\|", stdout);
    else
      putchar(*text);
  }
}

static void put_markdown_row(const ent_field_info *f)
{
  printf("| `%s` | %s", f->key, f->type);
  if (f->detail[0]) {
    fputs(" (", stdout);
    put_cell(f->detail);
    putchar(')');
  }
  printf(" | %s | ", f->required ? "required" : f->fallback);
  put_cell(f->help);
  puts(" |");
}

static void print_markdown(void)
{
  puts("# What a scenario may hold\n\nThis page is printed by `entente schema --markdown`. \"Default\" says what holds "
       "when the "
       "field is left out.");
  char record[WORD_MAX] = "";
  ent_field_info f;
  for (int i = 0; ent_schema_field(i, &f); i++) {
    if (strcmp(record, f.record) != 0) {
      snprintf(record, sizeof record, "%s", f.record);
      printf("\n## %s\n\n| field | type | default | meaning |\n| --- | --- | --- | --- |\n", record);
    }
    put_markdown_row(&f);
  }
}

cli_exit cli_command_schema(const cli_call *call)
{
  if (cli_has(call, CLI_OPTION_MARKDOWN))
    print_markdown();
  else
    print_json();
  return CLI_ANSWERED;
}
