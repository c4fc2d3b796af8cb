/* backtest_files.c - a backtest for programs: all scores as JSON, all forecasts as a table, the reliability diagram. */
#include "backtest.h"
#include "base/bytes.h"
#include "base/fail.h"
#include "entente/draw.h"
#include "host/memory.h"
#include "json.h"
#include "say.h"
#include "show.h"
#include "text.h"

#include <string.h>

/* ---- JSON ------------------------------------------------------------------------------------------------ */

static void member(FILE *to, const char *before, const char *key, double value)
{
  fprintf(to, "%s\"%s\":", before, key);
  cli_json_number(to, value);
}

static void text_member(FILE *to, const char *before, const char *key, const char *text)
{
  fprintf(to, "%s\"%s\":", before, key);
  cli_json_text(to, text);
}

static void band(FILE *to, const char *key, const ent_mean_band *m)
{
  fprintf(to, ",\"%s\":{", key);
  member(to, "", "mean", m->mean);
  member(to, ",", "low", m->low);
  member(to, ",", "high", m->high);
  fputc('}', to);
}

static void groups(FILE *to, const char *key, const ent_score_bin *bin, int bins)
{
  fprintf(to, ",\"%s\":[", key);
  for (int k = 0; k < bins; k++) {
    fprintf(to, "%s{\"n\":%d,\"came\":%d", k ? "," : "", bin[k].n, bin[k].came);
    member(to, ",", "mean", bin[k].mean);
    member(to, ",", "rate", bin[k].rate);
    member(to, ",", "low", bin[k].rate_low);
    member(to, ",", "high", bin[k].rate_high);
    fputc('}', to);
  }
  fputc(']', to);
}

static void scored(FILE *to, const cli_backtest *b, const cli_slice *s, int which)
{
  const cli_scored *const of = &s->of[which];
  text_member(to, which ? ",{" : "{", "forecaster", b->forecaster[which].key);
  band(to, "brier", &of->brier);
  band(to, "log_loss", &of->log_loss);
  if (which > 0) band(to, "brier_less_gates", &of->lead);
  member(to, ",", "reliability", of->score.reliability);
  member(to, ",", "resolution", of->score.resolution);
  member(to, ",", "uncertainty", of->score.uncertainty);
  member(to, ",", "within", of->score.within);
  if (of->score.has_auc) member(to, ",", "auc", of->score.auc);
  if (of->score.has_line) {
    member(to, ",", "intercept", of->score.intercept);
    member(to, ",", "slope", of->score.slope);
  }
  fputc('}', to);
}

static void slices(FILE *to, const cli_backtest *b)
{
  fputs(",\"questions\":[", to);
  for (int k = 0, first = 1; k < CLI_SLICES; k++) {
    const cli_slice *const s = &b->slice[k];
    if (s->n == 0) continue;
    text_member(to, first ? "{" : ",{", "question", s->key);
    first = 0;
    text_member(to, ",", "title", cli_say_page(&b->call->out, s->title));
    member(to, ",", "n", s->n);
    member(to, ",", "rate", s->of[0].score.rate);
    fputs(",\"scores\":[", to);
    for (int f = 0; f < CLI_FORECASTERS; f++) scored(to, b, s, f);
    fputc(']', to);
    groups(to, "thirds", s->third, s->thirds);
    groups(to, "tenths", s->tenth, s->tenths);
    fputc('}', to);
  }
  fputc(']', to);
}

static void misses(FILE *to, const cli_backtest *b)
{
  fputs(",\"misses\":[", to);
  for (int k = 0; k < b->misses; k++) {
    const ent_deal_miss *const m = &b->miss[k];
    const ent_deal_row *const d = &b->asked.corpus.row[m->row];
    text_member(to, k ? ",{" : "{", "id", d->id);
    member(to, ",", "year", d->year);
    text_member(to, ",", "title", cli_deal_title(b->call, d));
    text_member(to, ",", "question", ent_deal_question_word((int)m->question));
    member(to, ",", "p", m->p);
    fprintf(to, ",\"came\":%s", m->came ? "true" : "false");
    text_member(to, ",", "gate", cli_gate_names[m->gate]);
    member(to, ",", "gate_p", m->gate_p);
    fprintf(to, ",\"gate_open\":%s", m->gate_open ? "true" : "false");
    text_member(to, ",", "vetoers", d->vetoers);
    text_member(to, ",", "end_cause", d->end_cause);
    fputc('}', to);
  }
  fputc(']', to);
}

static void forecasts(FILE *to, const cli_backtest *b)
{
  const ent_corpus *const c = &b->asked.corpus;
  fputs(",\"forecasts\":[", to);
  for (int r = 0; r < c->rows; r++) {
    text_member(to, r ? ",{" : "{", "id", c->row[r].id);
    text_member(to, ",", "family", c->row[r].family);
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) {
      const ent_known what = ent_deal_came(&c->row[r], (ent_deal_question)q);
      fprintf(to, ",\"%s\":{", ent_deal_question_word(q));
      for (int f = 0; f < CLI_FORECASTERS; f++)
        member(to, f ? "," : "", b->forecaster[f].key, b->chances[(ptrdiff_t)f * c->rows + r].p[q]);
      fprintf(to, ",\"came\":%s}", what == ENT_KNOWN_UNKNOWN ? "null" : what == ENT_KNOWN_YES ? "true" : "false");
    }
    fputc('}', to);
  }
  fputc(']', to);
}

void cli_backtest_json(const cli_backtest *b, FILE *to)
{
  const ent_corpus *const c = &b->asked.corpus;
  fprintf(to, "{\"deals\":%d,\"families\":%d,\"seed\":%llu,\"draws\":%llu,\"held_out\":%s", c->rows, c->families,
          (unsigned long long)b->seed, (unsigned long long)b->draws, b->held_out ? "true" : "false");
  slices(to, b);
  misses(to, b);
  forecasts(to, b);
  fputs("}\n", to);
}

/* ---- the table ------------------------------------------------------------------------------------------- */

ent_status cli_backtest_csv(const cli_backtest *b, FILE *to, ent_error *err)
{
  const ent_corpus *const c = &b->asked.corpus;
  const ent_allocator memory = host_memory();
  ent_arena arena;
  ent_writer w;
  ent_arena_open(&arena, &memory);
  ent_writer_open(&w, &arena);
  ent_put(&w, "id,family,year,title,question,came");
  for (int f = 0; f < CLI_FORECASTERS; f++) {
    ent_put(&w, ",");
    ent_put(&w, b->forecaster[f].key);
  }
  for (int r = 0; r < c->rows; r++)
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) {
      const ent_deal_row *const d = &c->row[r];
      const ent_known what = ent_deal_came(d, (ent_deal_question)q);
      const char *const cell[] = {d->id, d->family, "", cli_deal_title(b->call, d), ent_deal_question_word(q)};
      for (int k = 0; k < 5; k++) {
        ent_put(&w, k ? "," : "\n");
        if (k == 2)
          ent_put_int(&w, d->year);
        else
          ent_put_cell(&w, cell[k]);
      }
      ent_put(&w, what == ENT_KNOWN_UNKNOWN ? "," : what == ENT_KNOWN_YES ? ",1" : ",0");
      for (int f = 0; f < CLI_FORECASTERS; f++) {
        ent_put(&w, ",");
        ent_put_number(&w, b->chances[(ptrdiff_t)f * c->rows + r].p[q]);
      }
    }
  ent_put(&w, "\n");
  const bool good = !w.failed;
  if (good) fwrite(w.data, 1, w.size, to);
  ent_arena_close(&arena);
  return good ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the table.");
}

/* ---- the picture ----------------------------------------------------------------------------------------- */

/* What the method is judged by: who says yes, whether it comes, whether it lasts. */
static bool is_drawn(const cli_slice *s)
{
  return s->n > 0 && (s->pick || s->question == ENT_DEAL_QUESTION_IN_FORCE || s->question == ENT_DEAL_QUESTION_ALIVE5);
}

ent_status cli_backtest_picture(const cli_backtest *b, FILE *to, ent_error *err)
{
  const ent_look look = {.fixed = true, .words = b->call->page_words, .width = 960};
  const ent_allocator memory = host_memory();
  ent_reliability_panel panel[CLI_SLICES];
  char detail[CLI_SLICES][CLI_SAID];
  int panels = 0;
  for (int k = 0; k < CLI_SLICES; k++) {
    const cli_slice *const s = &b->slice[k];
    char brier[ENT_NUMBER_MAX], n[CLI_NUMBER];
    if (!is_drawn(s)) continue;
    ent_number_write_fixed(s->of[0].score.brier, 3, brier);
    cli_fill(&b->call->out, "Brier score {brier}, {n} deals", detail[panels], CLI_SAID, "brier", brier, "n",
             cli_number(s->n, n), (char *)NULL);
    panel[panels] = (ent_reliability_panel){
      .title = cli_say_page(&b->call->out, s->title), .detail = detail[panels], .bin = s->tenth, .bins = s->tenths};
    panels++;
  }
  if (panels == 0)
    return ent_fail(err, ENT_ARGUMENT, "", "No deal of the corpus has an outcome, so nothing can be drawn.");
  ent_drawing drawing = {0};
  const ent_status status = ent_draw_reliability(panel, panels, &look, &memory, &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, &memory);
  return status;
}
