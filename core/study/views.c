/* views.c - does the answer depend on who is asked?
 *
 * Each view is the same scenario with that side's assumptions in place of the author's, asked over the same draws: streams of
 * random numbers are named by paths, so what two views assume alike is drawn alike, and differences between rows are the
 * views' own more than they are chance.  Cost: a seal and an ensemble for each view. */
#include "base/fail.h"
#include "study.h"

typedef struct asking {
  const ent_options *options;
  uint64_t seed, draws;
  int done, views; /* how many rows stand already, of how many */
} asking;

static bool report(void *ctx, uint64_t done, uint64_t blocks, const void *total)
{
  const asking *a = ctx;
  const double part = ((double)a->done + (double)done / (double)blocks) / (double)a->views;
  return a->options->progress(a->options->progress_ctx, "views", part, total);
}

static ent_status ask(const asking *a, const ent_scenario *s, const ent_allocator *memory, ent_ensemble *e,
                      ent_view_answer *out, ent_error *err)
{
  const ent_watch watch = {a->options->progress ? report : NULL, (void *)a};
  const ent_status status =
    ent_run_ensemble(s, a->seed, a->draws, NULL, 0, a->options->executor, memory, &watch, e, err);
  if (status != ENT_OK) return status;
  out->draws = e->draws;
  for (int g = 0; g < ENT_GATES; g++) out->gate[g] = ent_share_of(e->open[g], e->draws);
  out->all = ent_share_of(e->all, e->draws);
  out->word = ent_likelihood_word(out->all.p);
  return ENT_OK;
}

ent_status ent_views_run(const ent_scenario *s, const ent_options *options, const char *const *path,
                         const char *const *text, int count, const ent_allocator *memory, ent_view_answer *out,
                         ent_error *err)
{
  const ent_options defaults = {.seed = 0};
  const ent_options *o = options ? options : &defaults;
  const uint64_t own = (uint64_t)ent_scenario_draws(s);
  ent_view_answer list[ENT_VIEWS_MAX + 1] = {{.view = -1}};
  asking a = {.options = o,
              .seed = o->seed ? o->seed : ent_scenario_seed(s),
              .draws = o->draws               ? o->draws
                       : own < ENT_VIEW_DRAWS ? own
                                              : ENT_VIEW_DRAWS,
              .views = ent_scenario_views(s) + 1};
  ent_ensemble *e = memory->resize(memory->ctx, NULL, 0, sizeof *e);
  ent_status status = e ? ENT_OK : ent_fail(err, ENT_NOMEM, "views", "There is no memory to ask the views.");
  for (; status == ENT_OK && a.done < a.views; a.done++) {
    ent_scenario *changed = NULL;
    list[a.done].view = a.done - 1;
    status = ent_scenario_changed(s, a.done - 1, path, text, count, memory, &changed, err);
    if (status == ENT_OK) status = ask(&a, changed, memory, e, &list[a.done], err);
    ent_scenario_free(changed);
  }
  if (e) memory->resize(memory->ctx, e, sizeof *e, 0);
  for (int i = 0; status == ENT_OK && i < a.views; i++) out[i] = list[i];
  return status;
}
