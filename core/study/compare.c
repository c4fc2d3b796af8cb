/* compare.c - two scenarios side by side: the steps of a comparison in order, and what comes of them.
 *
 * Find what differs (compare_changes.c), seal the mixtures that are needed (compare_worlds.c), run the draws
 * (compare_shares.c), and say it (compare_words.c).  What makes no sound scenario by itself is put into the rest and the
 * mixtures are sealed again; at the latest, when everything is in the rest, they are the two scenarios themselves. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "compare.h"

typedef struct difference_memory {
  ent_arena arena;
} difference_memory;

typedef struct comparing {
  const ent_options *options;
  const ent_allocator *memory;
  ent_difference *d;
  ent_arena *arena;
  ent_shifts shifts;
  ent_mix mix;
} comparing;

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
}

static ent_status seal(comparing *c, ent_error *err)
{
  bool sound = false;
  ent_status status = ENT_OK;
  for (int tries = c->shifts.count + 1; status == ENT_OK && !sound && tries >= 0; tries--) {
    bool *bad = ENT_NEW(c->arena, bool, c->shifts.count + 1);
    if (!bad) return no_memory(err);
    status = ent_compare_seal(&c->shifts, c->memory, c->arena, &c->mix, &sound, bad, err);
    if (status == ENT_OK && !sound) status = ent_compare_to_rest(&c->shifts, bad, err);
  }
  return status;
}

static bool report(void *ctx, uint64_t done, uint64_t blocks, const void *total)
{
  const ent_options *const *o = ctx;
  (void)total;
  return (*o)->progress((*o)->progress_ctx, "comparing", (double)done / (double)blocks, NULL);
}

/* ---- results ------------------------------------------------------------------------------------------------------ */

/* Mean and standard error of a draw's share from its sums; rounding may make a variance of 0 a little less. */
static double share_se(const ent_tally *t, int chance, double draws)
{
  const double mean = ent_sum_value(&t->share[chance]) / draws;
  const double variance = ent_sum_value(&t->square[chance]) / draws - mean * mean;
  return variance > 0 ? sqrt(variance / draws) : 0;
}

static ent_cause cause_of(const ent_shift *s, const ent_tally *t, uint64_t n)
{
  const double draws = (double)n;
  ent_cause out = {.kind = s->kind, .path = s->path, .label = s->label, .before = s->before, .after = s->after};
  for (int g = 0; g < ENT_CHANCES; g++) {
    out.alone[g] = (double)t->alone[g] / draws;
    out.back[g] = (double)t->back[g] / draws;
    out.share[g] = ent_sum_value(&t->share[g]) / draws;
    out.se[g] = share_se(t, g, draws);
  }
  return out;
}

static void fill_chances(ent_difference *d, const ent_counts *n)
{
  const double draws = (double)n->draws;
  for (int g = 0; g < ENT_CHANCES; g++) {
    const double gained = (double)n->gained[g] / draws, lost = (double)n->lost[g] / draws;
    const double change = ((double)n->gained[g] - (double)n->lost[g]) / draws,
                 variance = gained + lost - change * change;
    d->chance_a[g] = ent_share_of(n->a[g], n->draws);
    d->chance_b[g] = ent_share_of(n->b[g], n->draws);
    d->change[g] = change;
    d->se[g] = variance > 0 ? sqrt(variance / draws) : 0;
  }
}

static double sum_of_shares(const ent_cause *c)
{
  double sum = 0;
  for (int g = 0; g < ENT_CHANCES; g++) sum += fabs(c->share[g]);
  return sum;
}

static bool goes_before(const ent_difference *d, const ent_cause *a, const ent_cause *b)
{
  const double x = fabs(a->share[d->about]), y = fabs(b->share[d->about]);
  if (x != y) return x > y;
  const double all_x = sum_of_shares(a), all_y = sum_of_shares(b);
  return all_x != all_y ? all_x > all_y : strcmp(a->path, b->path) < 0;
}

static ent_status fill(comparing *c, const ent_counts *n, ent_error *err)
{
  ent_difference *d = c->d;
  const int count = c->shifts.count;
  ent_cause *list = ENT_NEW(c->arena, ent_cause, count + 1);
  if (!list) return no_memory(err);
  fill_chances(d, n);
  d->about = ent_compare_about(d);
  for (int i = 0; i < count; i++) { /* each to its place */
    ent_cause cause = cause_of(&c->shifts.shift[i], &n->tally[i], n->draws);
    cause.what = ent_compare_what(&c->shifts.shift[i], c->shifts.words, c->arena);
    if (!cause.what) return no_memory(err);
    int at = i;
    for (; at > 0 && goes_before(d, &cause, &list[at - 1]); at--) list[at] = list[at - 1];
    list[at] = cause;
  }
  d->cause = list;
  d->causes = count;
  d->texts = c->shifts.texts;
  return ENT_OK;
}

/* ---- the draws ------------------------------------------------------------------------------------------------------ */

static ent_status run_shares(comparing *c, ent_error *err)
{
  const ent_options *o = c->options;
  const ent_watch watch = {o->progress ? report : NULL, &o};
  const size_t bytes = ent_counts_bytes(c->shifts.count);
  ent_counts *counts = c->memory->resize(c->memory->ctx, NULL, 0, bytes);
  if (!counts) return no_memory(err);
  memset(counts, 0, bytes);
  ent_status status = seal(c, err);
  if (status == ENT_OK)
    status =
      ent_compare_draws(&c->mix, c->d->seed[0], c->d->draws, o->executor, c->memory, &watch, counts, &c->d->exact, err);
  if (status == ENT_OK) status = fill(c, counts, err);
  ent_compare_unseal(&c->mix);
  c->memory->resize(c->memory->ctx, counts, bytes, 0);
  return status;
}

/* Only the seeds differ: two plain ensembles, whose draws have nothing to do with each other. */
static ent_status run_luck(comparing *c, ent_error *err)
{
  ent_difference *d = c->d;
  ent_ensemble *e = ENT_NEW(c->arena, ent_ensemble, 2);
  if (!e) return no_memory(err);
  for (int side = 0; side < 2; side++) {
    const ent_status status = ent_run_ensemble(c->shifts.s[side], d->seed[side], d->draws, NULL, 0,
                                               c->options->executor, c->memory, NULL, &e[side], err);
    if (status != ENT_OK) return status;
  }
  for (int g = 0; g < ENT_CHANCES; g++) {
    d->chance_a[g] = ent_share_of(g < ENT_GATES ? e[0].open[g] : e[0].all, d->draws);
    d->chance_b[g] = ent_share_of(g < ENT_GATES ? e[1].open[g] : e[1].all, d->draws);
    d->change[g] = d->chance_b[g].p - d->chance_a[g].p;
    d->se[g] = sqrt(d->chance_a[g].se * d->chance_a[g].se + d->chance_b[g].se * d->chance_b[g].se);
  }
  d->exact = true;
  d->texts = c->shifts.texts;
  d->about = ent_compare_about(d);
  return ENT_OK;
}

static ent_status run(comparing *c, ent_error *err)
{
  ent_difference *d = c->d;
  const uint64_t seed_a = ent_scenario_seed(d->a), seed_b = ent_scenario_seed(d->b);
  c->shifts = (ent_shifts){.arena = c->arena, .words = c->options->words, .s = {d->a, d->b}};
  ent_writer_open(&c->shifts.rest, c->arena);
  ent_status status = ent_compare_changes(&c->shifts, err);
  if (status != ENT_OK) return status;
  const bool luck = c->shifts.count == 0 && !c->options->seed && seed_a != seed_b;
  d->seed[0] = d->seed[1] = c->options->seed ? c->options->seed : seed_a < seed_b ? seed_a : seed_b;
  if (luck) d->seed[0] = seed_a;
  if (luck) d->seed[1] = seed_b;
  status = luck ? run_luck(c, err) : run_shares(c, err);
  return status == ENT_OK ? ent_compare_words(d, c->shifts.words, c->arena, err) : status;
}

static ent_difference *open_difference(const ent_scenario *a, const ent_scenario *b, const ent_allocator *memory)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_difference *d = ENT_NEW(&arena, ent_difference, 1);
  difference_memory *m = ENT_NEW(&arena, difference_memory, 1);
  if (!d || !m) {
    ent_arena_close(&arena);
    return NULL;
  }
  m->arena = arena;
  d->memory = m;
  d->a = a;
  d->b = b;
  return d;
}

ent_status ent_compare(const ent_scenario *a, const ent_scenario *b, const ent_options *options,
                       const ent_allocator *memory, ent_difference **difference, ent_error *err)
{
  const ent_options defaults = {.seed = 0};
  const ent_options *o = options ? options : &defaults;
  if (o->draws > ENT_DRAWS_MAX)
    return ent_fail(err, ENT_ARGUMENT, "draws", "The number of draws lies between 1 and 4,294,967,295.");
  ent_difference *d = open_difference(a, b, memory);
  if (!d) return no_memory(err);
  d->draws = o->draws ? o->draws : ENT_COMPARE_DRAWS;
  comparing c = {.options = o, .memory = memory, .d = d, .arena = ent_difference_arena(d)};
  const ent_status status = run(&c, err);
  if (status != ENT_OK) {
    ent_difference_free(d);
    return status;
  }
  *difference = d;
  return ENT_OK;
}

void ent_difference_free(ent_difference *difference)
{
  if (!difference) return;
  const difference_memory *m = difference->memory;
  ent_arena arena = m->arena;
  ent_arena_close(&arena);
}

ent_arena *ent_difference_arena(ent_difference *d)
{
  difference_memory *m = d->memory;
  return &m->arena;
}
