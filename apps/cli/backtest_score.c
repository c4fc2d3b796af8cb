/* backtest_score.c - question by question: how near was each forecaster, and is the difference more than luck? */
#include "backtest.h"

#include "base/arena.h"
#include "base/fail.h"
#include "host/memory.h"

static bool in_concert(const ent_deal_row *row)
{
  return row->rule == ENT_DEAL_RULE_UNANIMITY || row->rule == ENT_DEAL_RULE_CONSENSUS;
}

/* The questions in their order, and behind adopted the deals that need everybody's yes. */
static void name_slices(cli_backtest *b)
{
  int n = 0;
  for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) {
    b->slice[n++] = (cli_slice){
      .key = ent_deal_question_word(q), .title = ent_deal_question_title(q), .question = (ent_deal_question)q};
    if (q != ENT_DEAL_QUESTION_ADOPTED) continue;
    b->slice[n++] = (cli_slice){.key = "adopted_in_concert",
                                .title = ENT_SAY("adopted by unanimity or consensus"),
                                .question = ENT_DEAL_QUESTION_ADOPTED,
                                .pick = in_concert};
  }
}

typedef struct desk {
  double *p, *loss, *lead; /* [rows]; loss: the gates' Brier losses */
  bool *came;
  int *cluster;
} desk;

static bool open_desk(ent_arena *arena, int rows, desk *d)
{
  d->p = ENT_NEW(arena, double, rows);
  d->loss = ENT_NEW(arena, double, rows);
  d->lead = ENT_NEW(arena, double, rows);
  d->came = ENT_NEW(arena, bool, rows);
  d->cluster = ENT_NEW(arena, int, rows);
  return d->p && d->loss && d->lead && d->came && d->cluster;
}

static ent_status bands(const cli_backtest *b, const desk *d, int n, int which, cli_scored *out, ent_error *err)
{
  const ent_allocator memory = host_memory();
  double *const value = d->lead; /* used for one after the other */
  for (int i = 0; i < n; i++) value[i] = ent_brier_loss(d->p[i], d->came[i]);
  for (int i = 0; which == 0 && i < n; i++) d->loss[i] = value[i];
  ent_status status = ent_mean_bootstrap(value, d->cluster, n, b->seed, CLI_REPLICATES, &memory, &out->brier, err);
  for (int i = 0; i < n; i++) value[i] -= d->loss[i];
  if (status == ENT_OK)
    status = ent_mean_bootstrap(value, d->cluster, n, b->seed, CLI_REPLICATES, &memory, &out->lead, err);
  for (int i = 0; i < n; i++) value[i] = ent_log_loss(d->p[i], d->came[i]);
  if (status == ENT_OK)
    status = ent_mean_bootstrap(value, d->cluster, n, b->seed, CLI_REPLICATES, &memory, &out->log_loss, err);
  return status;
}

static ent_status score_slice(const cli_backtest *b, const desk *d, cli_slice *s, ent_error *err)
{
  const ent_corpus *const c = &b->asked.corpus;
  const ent_allocator memory = host_memory();
  ent_status status = ENT_OK;
  for (int f = 0; f < CLI_FORECASTERS && status == ENT_OK; f++) {
    s->n = ent_backtest_select(c, b->chances + (ptrdiff_t)f * c->rows, s->question, s->pick, d->p, d->came, d->cluster,
                               NULL);
    if (s->n == 0) return ENT_OK;
    const ent_forecasts forecasts = {s->n, d->p, d->came, d->cluster};
    status = ent_score_forecasts(&forecasts, &memory, &s->of[f].score, err);
    if (status == ENT_OK) status = bands(b, d, s->n, f, &s->of[f], err);
    if (f > 0 || status != ENT_OK) continue;
    status = ent_score_groups(&forecasts, CLI_THIRDS, &memory, s->third, &s->thirds, err);
    if (status == ENT_OK) status = ent_score_groups(&forecasts, ENT_SCORE_BINS, &memory, s->tenth, &s->tenths, err);
  }
  return status;
}

ent_status cli_backtest_score(cli_backtest *b, ent_error *err)
{
  const ent_allocator memory = host_memory();
  ent_arena arena;
  desk d;
  name_slices(b);
  ent_arena_open(&arena, &memory);
  ent_status status = open_desk(&arena, b->asked.corpus.rows, &d)
                        ? ENT_OK
                        : ent_fail(err, ENT_NOMEM, "", "There is no memory for the scores.");
  for (int k = 0; k < CLI_SLICES && status == ENT_OK; k++) status = score_slice(b, &d, &b->slice[k], err);
  ent_arena_close(&arena);
  b->misses = ent_backtest_misses(&b->asked.corpus, b->chances, CLI_MISSES, b->miss);
  return status;
}
