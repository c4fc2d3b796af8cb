/* compare_words.c - the comparison in one or two sentences: from where to where, and because of what.
 *
 * It speaks of the chance that all four gates are open, or, when that hardly moves, of the gate that moves most.  A
 * difference within two Monte Carlo standard errors is not told as one. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "compare.h"
#include "entente/draw.h"

#define LEAST 0.01 /* of one point: less is not worth a sentence as long as a gate moves more */

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

static const char *chance_title(int chance)
{
  static const char *const titles[ENT_CHANCES] = {
#define X(NAME, name, title, question) title,
    ENT_GATE_LIST(X)
#undef X
      ENT_SAY("All four gates")};
  return titles[chance];
}

/* "41" or "4.1": points of a share, without a sign. */
static void points_text(double share, char out[ENT_NUMBER_MAX])
{
  const double points = 100 * fabs(share);
  ent_number_write_fixed(points, points < 9.95 ? 1 : 0, out);
}

/* "Russia: part of the tie that the deal costs (10 to 20 -> 1 to 4)". */
static const char *what_of(const ent_cause *c, const ent_words *words, ent_arena *arena)
{
  ent_writer w;
  ent_writer_open(&w, arena);
  if (c->kind == ENT_CAUSE_REST)
    ent_put_said(&w, words, "{label} ({paths})", "label", c->label, "paths", c->path, NULL);
  else
    ent_put_said(&w, words, "{label} ({before} → {after})", "label", c->label, "before", c->before[0] ? c->before : "–",
                 "after", c->after[0] ? c->after : "–", NULL);
  return w.failed ? NULL : w.data;
}

/* Chinese sentences follow each other without a blank. */
static void put_gap(ent_writer *w, const ent_words *words)
{
  if (strcmp(ent_words_language(words), "en") == 0) ent_put(w, " ");
}

static void put_causes(ent_writer *w, const ent_difference *d, const ent_words *words, const char *what,
                       const char *against)
{
  const ent_cause *main = NULL, *other = NULL;
  const double change = d->change[d->about];
  char share[ENT_NUMBER_MAX], whole[ENT_NUMBER_MAX];
  for (int i = 0; i < d->causes; i++) {
    const bool along = d->cause[i].share[d->about] * change > 0;
    if (along && !main) main = &d->cause[i];
    if (!along && !other) other = &d->cause[i];
  }
  if (!main || !what) return;
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
  if (!other || !against || fabs(other->share[d->about]) < 0.2 * fabs(change)) return;
  points_text(other->share[d->about], share);
  put_gap(w, words);
  ent_put_said(w, words, "{what} works the other way, by {share} points.", "what", against, "share", share, NULL);
}

static const char *what_first(const ent_difference *d, bool along, const ent_words *words, ent_arena *arena)
{
  for (int i = 0; i < d->causes; i++)
    if ((d->cause[i].share[d->about] * d->change[d->about] > 0) == along) return what_of(&d->cause[i], words, arena);
  return "";
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
               "chance", ent_say(words, chance_title(d->about)), "from", from, "to", to, "a", seed[0].data, "b",
               seed[1].data, "points", points, NULL);
}

ent_status ent_compare_words(ent_difference *d, const ent_words *words, ent_arena *arena, ent_error *err)
{
  char from[ENT_PERCENT_MAX], to[ENT_PERCENT_MAX];
  ent_writer w;
  ent_writer_open(&w, arena);
  ent_percent_write(d->chance_a[d->about].p, from);
  ent_percent_write(d->chance_b[d->about].p, to);
  const char *what = what_first(d, true, words, arena), *against = what_first(d, false, words, arena);
  if (!what || !against) w.failed = true;
  if (d->seed[0] != d->seed[1])
    put_luck(&w, d, words, from, to);
  else if (d->causes == 0)
    ent_put_said(&w, words, "The same assumptions: nothing differs that a gate reads.", NULL);
  else if (!moves(d, d->about))
    ent_put_said(&w, words,
                 "What differs moves no gate by more than the Monte Carlo error. {chance}: {from} before, {to} after.",
                 "chance", ent_say(words, chance_title(d->about)), "from", from, "to", to, NULL);
  else {
    ent_put_said(&w, words, "{chance}: from {from} to {to}.", "chance", ent_say(words, chance_title(d->about)), "from",
                 from, "to", to, NULL);
    put_causes(&w, d, words, what, against);
  }
  if (w.failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  d->headline = w.data;
  return ENT_OK;
}
