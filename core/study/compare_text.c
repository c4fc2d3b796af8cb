/* compare_text.c - a comparison as JSON and as a tidy table: path, chance, statistic, value. */
#include <string.h>

#include "base/fail.h"
#include "compare.h"
#include "json.h"
#include "study.h"

static const char *chance_key(int chance)
{
  return chance < ENT_GATES ? ent_gate_name[chance] : "all";
}

static const char *kind_key(ent_cause_kind kind)
{
  return kind == ENT_CAUSE_NUMBER ? "number" : kind == ENT_CAUSE_TEXT ? "text" : "rest";
}

static void put_side(ent_json *j, const char *key, const ent_scenario *s, uint64_t seed)
{
  static const char digits[] = "0123456789abcdef";
  char hex[65];
  uint8_t digest[32];
  ent_scenario_digest(s, digest);
  for (int i = 0; i < 32; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  hex[64] = '\0';
  ent_json_open(j, key, '{');
  ent_json_text(j, "scenario", ent_scenario_id(s));
  ent_json_text(j, "inputs_sha256", hex);
  ent_json_int(j, "seed", seed);
  ent_json_close(j, '}');
}

static void put_chances(ent_json *j, const ent_difference *d)
{
  ent_json_open(j, "chances", '{');
  for (int g = 0; g < ENT_CHANCES; g++) {
    ent_json_open(j, chance_key(g), '{');
    ent_json_number(j, "a", d->chance_a[g].p);
    ent_json_number(j, "a_se", d->chance_a[g].se);
    ent_json_number(j, "b", d->chance_b[g].p);
    ent_json_number(j, "b_se", d->chance_b[g].se);
    ent_json_number(j, "change", d->change[g]);
    ent_json_number(j, "change_se", d->se[g]);
    ent_json_close(j, '}');
  }
  ent_json_close(j, '}');
}

static void put_cause(ent_json *j, const ent_cause *c)
{
  ent_json_open(j, NULL, '{');
  ent_json_text(j, "kind", kind_key(c->kind));
  ent_json_text(j, "path", c->path);
  ent_json_text(j, "label", c->label);
  ent_json_text(j, "what", c->what);
  ent_json_text(j, "before", c->before);
  ent_json_text(j, "after", c->after);
  ent_json_open(j, "chances", '{');
  for (int g = 0; g < ENT_CHANCES; g++) {
    ent_json_open(j, chance_key(g), '{');
    ent_json_number(j, "share", c->share[g]);
    ent_json_number(j, "share_se", c->se[g]);
    ent_json_number(j, "alone", c->alone[g]);
    ent_json_number(j, "back", c->back[g]);
    ent_json_close(j, '}');
  }
  ent_json_close(j, '}');
  ent_json_close(j, '}');
}

ent_status ent_difference_json(ent_difference *d, const char **text, size_t *size, ent_error *err)
{
  ent_json j = {.comma = false};
  ent_writer_open(&j.w, ent_difference_arena(d));
  ent_json_open(&j, NULL, '{');
  ent_json_text(&j, "entente", ent_version());
  ent_json_text(&j, "headline", d->headline);
  ent_json_text(&j, "about", chance_key(d->about));
  put_side(&j, "a", d->a, d->seed[0]);
  put_side(&j, "b", d->b, d->seed[1]);
  ent_json_int(&j, "draws", d->draws);
  ent_json_flag(&j, "exact", d->exact);
  ent_json_int(&j, "texts", (uint64_t)d->texts);
  put_chances(&j, d);
  ent_json_open(&j, "causes", '[');
  for (int i = 0; i < d->causes; i++) put_cause(&j, &d->cause[i]);
  ent_json_close(&j, ']');
  ent_json_close(&j, '}');
  ent_put(&j.w, "\n");
  if (j.w.failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  *text = j.w.data;
  *size = j.w.size;
  return ENT_OK;
}

static void put_row(ent_writer *w, const char *path, int chance, const char *statistic, double value)
{
  ent_put_cell(w, path);
  ent_put(w, ",");
  ent_put(w, chance_key(chance));
  ent_put(w, ",");
  ent_put(w, statistic);
  ent_put(w, ",");
  ent_put_number(w, value);
  ent_put(w, "\n");
}

ent_status ent_difference_csv(ent_difference *d, const char **text, size_t *size, ent_error *err)
{
  ent_writer w;
  ent_writer_open(&w, ent_difference_arena(d));
  ent_put(&w, "path,chance,statistic,value\n");
  for (int g = 0; g < ENT_CHANCES; g++) {
    put_row(&w, "", g, "a", d->chance_a[g].p);
    put_row(&w, "", g, "a_se", d->chance_a[g].se);
    put_row(&w, "", g, "b", d->chance_b[g].p);
    put_row(&w, "", g, "b_se", d->chance_b[g].se);
    put_row(&w, "", g, "change", d->change[g]);
    put_row(&w, "", g, "change_se", d->se[g]);
  }
  for (int i = 0; i < d->causes; i++)
    for (int g = 0; g < ENT_CHANCES; g++) {
      const ent_cause *c = &d->cause[i];
      put_row(&w, c->path, g, "share", c->share[g]);
      put_row(&w, c->path, g, "share_se", c->se[g]);
      put_row(&w, c->path, g, "alone", c->alone[g]);
      put_row(&w, c->path, g, "back", c->back[g]);
    }
  if (w.failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  *text = w.data;
  *size = w.size;
  return ENT_OK;
}
