/* data.c - what does somebody need to check an answer, to quote it, and to go on from it?
 *
 * Numbers as tidy tables (UTF-8, RFC 4180, NA for missing), the answer as JSON, the scenario as text with the tables that it
 * reads at the places where it looks for them, and a page that says what is what.  Cost: that of packing some 500 KB. */
#include "data.h"

#include "base/fail.h"
#include "model/carry.h"
#include "model/scenario.h"
#include "zip.h"

#include <string.h>

#define PLACE_MAX 300
#define FOLDER "scenarios/"

/* ---- tables ---- */

static void put_cell(ent_writer *w, const char *text, const char *end)
{
  ent_put_quoted(w, text);
  ent_put(w, end);
}

static void put_number(ent_writer *w, double v, const char *end)
{
  ent_put_number(w, v);
  ent_put(w, end);
}

static void put_inputs(ent_writer *w, const ent_scenario *s)
{
  ent_input_info in;
  ent_put(w, "path,label,as_written,in_words,unit,known,p5,p50,p95,source,quote,note\n");
  for (int i = 0; ent_scenario_input(s, i, &in); i++) {
    put_cell(w, in.path, ",");
    put_cell(w, in.label, ",");
    put_cell(w, in.text, ",");
    put_cell(w, in.words, ",");
    put_cell(w, in.unit, ",");
    ent_put(w, in.known ? "1," : "0,");
    put_number(w, in.p5, ",");
    put_number(w, in.p50, ",");
    put_number(w, in.p95, ",");
    put_cell(w, in.citation && *in.citation ? in.citation : in.source, ",");
    put_cell(w, in.quote, ",");
    put_cell(w, in.note, "\n");
  }
}

static void put_claims(ent_writer *w, const ent_answer *a)
{
  static const char *const outcome[ENT_OUTCOMES] = {
#define X(NAME, name, text) #name,
    ENT_OUTCOME_LIST(X)
#undef X
  };
  ent_put(w, "claim,where,text,outcome,why,test,quantity,value,standard_error,comparison,holds,close,source\n");
  for (int c = 0; c < a->claims; c++) {
    const ent_claim *claim = &a->claim[c];
    for (int t = 0; t < (claim->tests ? claim->tests : 1); t++) {
      put_cell(w, claim->id, ",");
      put_cell(w, claim->where, ",");
      put_cell(w, claim->text[0], ",");
      put_cell(w, outcome[claim->outcome], ",");
      put_cell(w, claim->why, ",");
      if (t >= claim->tests) {
        ent_put(w, "NA,NA,NA,NA,NA,NA,NA,NA\n");
        continue;
      }
      const ent_claim_test *test = &claim->test[t];
      put_cell(w, test->what, ",");
      put_cell(w, test->quantity, ",");
      put_number(w, test->value, ",");
      put_number(w, test->se, ",");
      put_cell(w, test->comparison, ",");
      ent_put(w, test->holds ? "1," : "0,");
      ent_put(w, test->close ? "1," : "0,");
      put_cell(w, test->source, "\n");
    }
  }
}

/* ---- the scenario's files ---- */

/* Some system reads it as a way to another place, or cannot have it in a name. */
static bool leads_out(char c)
{
  return c == '\\' || c == ':' || (unsigned char)c < ' ' || c == 0x7F;
}

/* The place of a table beside the scenario: "../data/x.csv" of scenarios/ is data/x.csv.  false when it lies elsewhere. */
static bool place_of(const char *file, char out[PLACE_MAX])
{
  size_t size = sizeof FOLDER - 1;
  if (file[0] == '/' || strlen(file) + size >= PLACE_MAX) return false;
  for (const char *at = file; *at; at++)
    if (leads_out(*at)) return false;
  memcpy(out, FOLDER, size);
  while (*file) {
    size_t part = 0;
    while (file[part] && file[part] != '/') part++;
    if (part == 2 && file[0] == '.' && file[1] == '.') {
      if (size == 0) return false;
      for (size--; size > 0 && out[size - 1] != '/'; size--) continue;
    } else if (!(part == 1 && file[0] == '.') && part > 0) {
      memcpy(out + size, file, part);
      size += part;
      if (file[part]) out[size++] = '/';
    }
    file += part + (file[part] == '/');
  }
  out[size] = '\0';
  return size > 0 && out[size - 1] != '/';
}

static void add_tables(cli_zip *zip, const ent_scenario *s, ent_arena *arena)
{
  for (const ent_table *t = s->tree->table; t; t = t->next) {
    char place[PLACE_MAX];
    bool there = false;
    ent_writer w;
    if (!place_of(t->file, place)) continue;
    for (int i = 0; i < zip->files; i++) there = there || strcmp(zip->file[i].name, place) == 0;
    if (there) continue; /* two names of one file */
    const char *const name = ent_arena_text(arena, place, strlen(place));
    ent_writer_open(&w, arena);
    ent_put_table(&w, t);
    if (w.failed || !name)
      zip->out->failed = true;
    else
      cli_zip_add(zip, name, w.data, w.size);
  }
}

/* ---- what is what ---- */

static const char readme_files[] =
  "\n\nFiles\n"
  "  answer.json   the whole answer; its keys are explained in docs/guide/json.md\n"
  "  answer.csv    the same as one tidy table: section, name, statistic, value\n"
  "  inputs.csv    every number that went in: as written, in words, quantiles, source\n"
  "  claims.csv    every test of every claim: what was compared with what, and where it comes from\n  ";
static const char readme_rest[] =
  "  the scenario with all changes made; change it and run it again\n"
  "  data/         the tables that it reads, each column with its source\n"
  "Tables are UTF-8 with a head line; NA stands for missing. Shares and probabilities lie between 0 and 1.\n"
  "\nThe same numbers again\n  entente run ";

static void put_readme(ent_writer *w, const ent_answer *a, const char *scenario)
{
  const char *const texts[] = {
    ent_scenario_text(a->scenario, "title", "en"),
    "\n\n",
    ent_scenario_text(a->scenario, "question", "en"),
    "\n\n",
    a->headline,
    "\n",
    a->weakest,
    readme_files,
    scenario,
    readme_rest,
    scenario,
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ent_put(w, texts[i]);
  ent_put(w, " --draws ");
  ent_put_int(w, (int64_t)a->draws);
  ent_put(w, " --study-draws ");
  ent_put_int(w, (int64_t)a->study_draws);
  ent_put(w, " --seed ");
  ent_put_int(w, (int64_t)a->seed);
  ent_put(w, "\n");
  ent_put(w, "\nHow to cite\n  \"");
  ent_put(w, ent_scenario_text(a->scenario, "title", "en"));
  ent_put(w, "\", scenario ");
  ent_put(w, ent_scenario_id(a->scenario));
  ent_put(w, ", computed with entente ");
  ent_put(w, ent_version());
  ent_put(w, ", ");
  ent_put_int(w, (int64_t)a->draws);
  ent_put(w, " draws, seed ");
  ent_put_int(w, (int64_t)a->seed);
  ent_put(w, ",\n  inputs SHA-256 ");
  ent_put(w, a->inputs_sha256);
  ent_put(w, ".\n\nSources\n");
  ent_source_info source;
  for (int i = 0; ent_scenario_source(a->scenario, i, &source); i++) {
    ent_put(w, "  ");
    ent_put(w, source.key);
    ent_put(w, ": ");
    ent_put(w, source.title);
    if (source.date && *source.date) {
      ent_put(w, " (");
      ent_put(w, source.date);
      ent_put(w, ")");
    }
    ent_put(w, "\n");
  }
  ent_put(w, "\nLicence\n"
             "  entente and its scenarios: Apache License 2.0. The figures of the tables are facts; each column names "
             "its source, "
             "whose\n  terms hold for larger takings from it.\n");
}

static void add(cli_zip *zip, const char *name, const ent_writer *w)
{
  if (w->failed)
    zip->out->failed = true;
  else
    cli_zip_add(zip, name, w->data ? w->data : "", w->size);
}

static ent_status fill(ent_answer *a, ent_arena *arena, ent_writer *out, ent_error *err)
{
  const char *json = NULL, *csv = NULL;
  size_t json_size = 0, csv_size = 0;
  ent_writer readme, inputs, claims, yaml, name;
  ent_status status = ent_answer_json(a, &json, &json_size, err);
  if (status == ENT_OK) status = ent_answer_csv(a, &csv, &csv_size, err);
  cli_zip *const zip = ENT_NEW(arena, cli_zip, 1);
  if (status == ENT_OK && !zip) status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the archive.");
  if (status != ENT_OK) return status;
  enum { WRITERS = 5 };
  ent_writer *const all[WRITERS] = {&readme, &inputs, &claims, &yaml, &name};
  for (int i = 0; i < WRITERS; i++) ent_writer_open(all[i], arena);
  ent_put(&name, FOLDER);
  ent_put(&name, ent_scenario_id(a->scenario));
  ent_put(&name, ".yaml");
  if (name.failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the archive.");
  put_readme(&readme, a, name.data);
  put_inputs(&inputs, a->scenario);
  put_claims(&claims, a);
  ent_put_yaml(&yaml, a->scenario->root);
  cli_zip_open(zip, out, arena);
  add(zip, "README.txt", &readme);
  cli_zip_add(zip, "answer.json", json, json_size);
  cli_zip_add(zip, "answer.csv", csv, csv_size);
  add(zip, "inputs.csv", &inputs);
  if (a->claims > 0) add(zip, "claims.csv", &claims);
  add(zip, name.data, &yaml);
  add_tables(zip, a->scenario, arena);
  cli_zip_close(zip);
  return out->failed ? ent_fail(err, ENT_NOMEM, "", "There is no memory for the archive.") : ENT_OK;
}

ent_status cli_data_make(ent_answer *answer, const ent_allocator *memory, ent_drawing *zip, ent_error *err)
{
  ent_arena arena;
  ent_writer out;
  ent_arena_open(&arena, memory);
  ent_writer_open(&out, &arena);
  ent_status status = fill(answer, &arena, &out, err);
  char *const copy = status == ENT_OK ? memory->resize(memory->ctx, NULL, 0, out.size + 1) : NULL;
  if (copy) {
    memcpy(copy, out.data, out.size);
    copy[out.size] = '\0';
    *zip = (ent_drawing){copy, out.size};
  } else if (status == ENT_OK) {
    status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the archive.");
  }
  ent_arena_close(&arena);
  return status;
}
