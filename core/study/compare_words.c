/* compare_words.c - the comparison in one or two sentences: from where to where, and because of what.
 *
 * It speaks of the chance that all four gates are open, or, when that hardly moves, of the gate that moves most.  A
 * difference within two Monte Carlo standard errors is not told as one. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "compare.h"
#include "entente/draw.h"

#define REST_SHOWN 4 /* paths of the rest that the phrase names */
#define LEAST 0.01   /* of one point: less is not worth a sentence as long as a gate moves more */

static bool moves(const ent_difference *d, int chance)
{
  return d->change[chance] != 0 && fabs(d->change[chance]) >= 2 * d->se[chance];
}

int ent_compare_about(const ent_difference *d)
{
  int best = ENT_GATES;
  if (moves(d, ENT_GATES) && fabs(d->change[ENT_GATES]) >= LEAST) return ENT_GATES;
  for (int g = 0; g < ENT_GATES; g++)
    if (moves(d, g) && (best == ENT_GATES || fabs(d->change[g]) > fabs(d->change[best]))) best = g;
  return best;
}

const char *ent_chance_title(int chance)
{
  static const char *const titles[ENT_CHANCES] = {
#define X(NAME, name, title, question) title,
    ENT_GATE_LIST(X)
#undef X
      ENT_SAY("All four gates")};
  return titles[chance];
}

/* "2.9 %"; none or all of the draws as a bound, "<0.01 %". */
static void chance_text(ent_share share, char out[ENT_PERCENT_MAX])
{
  if (share.p > 0 && share.p < 1)
    ent_percent_write(share.p, out);
  else
    ent_share_write(share, out);
}

/* "41" or "4.1": points of a share, without a sign. */
static void points_text(double share, char out[ENT_NUMBER_MAX])
{
  const double points = 100 * fabs(share);
  ent_number_write_fixed(points, points < 9.95 ? 1 : 0, out);
}

/* Bytes of the first `most` items of a list parted by ", "; *items: how many there are. */
static size_t first_items(const char *list, int most, int *items)
{
  size_t end = 0, at = 0;
  for (*items = 1; list[at]; at++) {
    if (list[at] != ',' || list[at + 1] != ' ') continue;
    if ((*items)++ == most) end = at;
  }
  return *items > most ? end : at;
}

/* "everything else that differs (clubs.G7.members, actors.RUS added)". */
static void put_rest(ent_writer *w, const ent_shift *s, const ent_words *words)
{
  int items = 0;
  char count[ENT_NUMBER_MAX];
  const size_t size = first_items(s->path, REST_SHOWN, &items);
  const char *paths = ent_arena_text(w->arena, s->path, size);
  if (!paths) w->failed = true;
  ent_number_write((double)items, count);
  if (items > REST_SHOWN)
    ent_put_said(w, words, "{label} ({paths} and others, {count} in all)", "label", s->label, "paths", paths, "count",
                 count, NULL);
  else
    ent_put_said(w, words, "{label} ({paths})", "label", s->label, "paths", paths, NULL);
}

/* "Russia: part of the tie that the deal costs (10 to 20 -> 1 to 4)". */
const char *ent_compare_what(const ent_shift *s, const ent_words *words, ent_arena *arena)
{
  ent_writer w;
  ent_writer_open(&w, arena);
  if (s->kind == ENT_CAUSE_REST)
    put_rest(&w, s, words);
  else
    ent_put_said(&w, words, "{label} ({before} → {after})", "label", s->label, "before", s->before[0] ? s->before : "–",
                 "after", s->after[0] ? s->after : "–", NULL);
  return w.failed ? NULL : w.data;
}

/* Chinese sentences follow each other without a blank. */
static void put_gap(ent_writer *w, const ent_words *words)
{
  if (strcmp(ent_words_language(words), "en") == 0) ent_put(w, " ");
}

static void put_causes(ent_writer *w, const ent_difference *d, const ent_words *words)
{
  const ent_cause *main = NULL, *other = NULL;
  const double change = d->change[d->about];
  char share[ENT_NUMBER_MAX], whole[ENT_NUMBER_MAX];
  for (int i = 0; i < d->causes; i++) {
    const bool along = d->cause[i].share[d->about] * change > 0;
    if (along && !main) main = &d->cause[i];
    if (!along && !other) other = &d->cause[i];
  }
  if (!main) return;
  const char *const what = main->what;
  const double part = main->share[d->about] / change;
  points_text(main->share[d->about], share);
  points_text(change, whole);
  put_gap(w, words);
  if (part >= 0.95 && part <= 1.05)
    ent_put_said(w, words, "It comes from {what}.", "what", what, NULL);
  else if (part > 1.05)
    ent_put_said(w, words, "More than all of it ({share} against {change} points) comes from {what}.", "share", share,
                 "change", whole, "what", what, NULL);
  else if (part > 0.5)
    ent_put_said(w, words, "Most of it ({share} of {change} points) comes from {what}.", "share", share, "change",
                 whole, "what", what, NULL);
  else
    ent_put_said(w, words, "The largest part ({share} of {change} points) comes from {what}.", "share", share, "change",
                 whole, "what", what, NULL);
  if (!other || fabs(other->share[d->about]) < 0.2 * fabs(change)) return;
  points_text(other->share[d->about], share);
  put_gap(w, words);
  ent_put_said(w, words, "{what} works the other way, by {share} points.", "what", other->what, "share", share, NULL);
}

static void put_luck(ent_writer *w, const ent_difference *d, const ent_words *words, const char *from, const char *to)
{
  ent_writer seed[2];
  char points[ENT_NUMBER_MAX];
  for (int i = 0; i < 2; i++) {
    ent_writer_open(&seed[i], w->arena);
    ent_put_int(&seed[i], (int64_t)d->seed[i]);
    if (seed[i].failed) w->failed = true;
  }
  if (w->failed) return;
  points_text(d->change[d->about], points);
  ent_put_said(w, words,
               "The same assumptions. {chance}: {from} with seed {a}, {to} with seed {b}; the difference of {points} "
               "points is Monte Carlo error.",
               "chance", ent_say(words, ent_chance_title(d->about)), "from", from, "to", to, "a", seed[0].data, "b",
               seed[1].data, "points", points, NULL);
}

ent_status ent_compare_words(ent_difference *d, const ent_words *words, ent_arena *arena, ent_error *err)
{
  char from[ENT_PERCENT_MAX], to[ENT_PERCENT_MAX];
  ent_writer w;
  ent_writer_open(&w, arena);
  chance_text(d->chance_a[d->about], from);
  chance_text(d->chance_b[d->about], to);
  if (d->seed[0] != d->seed[1])
    put_luck(&w, d, words, from, to);
  else if (d->causes == 0)
    ent_put_said(&w, words, "The same assumptions: nothing differs that a gate reads.", NULL);
  else if (!moves(d, d->about))
    ent_put_said(&w, words,
                 "What differs moves no gate by more than the Monte Carlo error. {chance}: {from} before, {to} after.",
                 "chance", ent_say(words, ent_chance_title(d->about)), "from", from, "to", to, NULL);
  else {
    ent_put_said(&w, words, "{chance}: from {from} to {to}.", "chance", ent_say(words, ent_chance_title(d->about)),
                 "from", from, "to", to, NULL);
    put_causes(&w, d, words);
  }
  if (w.failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  d->headline = w.data;
  return ENT_OK;
}
