/* sentences.c - the answer in words: a likelihood sentence, what fails most, and apart from them the confidence.
 *
 * ICD 203 (2015): seven words with fixed ranges, and never a likelihood and a confidence in one sentence.  Confidence is
 * judged from three things a reader can check: how many of the moving assumptions rest on a source, whether one assumption
 * alone turns the answer inside its own 90 % interval, and whether the precedents agree. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "study.h"

const char *ent_likelihood_word(double p)
{
  static const struct {
    double below;
    const char *word;
  } words[] = {
    {0.05, ENT_SAY("almost no chance")},    {0.20, ENT_SAY("very unlikely")}, {0.45, ENT_SAY("unlikely")},
    {0.55, ENT_SAY("roughly even chance")}, {0.80, ENT_SAY("likely")},        {0.95, ENT_SAY("very likely")},
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (p < words[i].below) return words[i].word;
  return ENT_SAY("almost certain");
}

/* ---- small pieces, in the arena; NULL when there is no memory ---- */

static const char *finish(const ent_writer *w)
{
  return w->failed || !w->data ? NULL : w->data;
}

static ent_writer open_writer(const ent_study *st)
{
  ent_writer w;
  ent_writer_open(&w, st->arena);
  return w;
}

static const char *percent(const ent_study *st, double p)
{
  ent_writer digits = open_writer(st), w = open_writer(st);
  ent_put_fixed(&digits, 100 * p, p > 0 && p < 1 && (p < 0.1 || p > 0.9) ? 1 : 0);
  if (p > 0 && p < 0.001)
    ent_put(&w, ent_say(st->words, "less than 0.1 %"));
  else if (p < 1 && p > 0.999)
    ent_put(&w, ent_say(st->words, "more than 99.9 %"));
  else
    ent_put_said(&w, st->words, "{number} %", "number", finish(&digits), (char *)NULL);
  return digits.failed ? NULL : finish(&w);
}

/* 100000 as 100,000. */
static void put_grouped(ent_writer *w, uint64_t n)
{
  if (n >= 1000) put_grouped(w, n / 1000);
  if (n >= 1000) ent_put(w, ",");
  if (n >= 1000 && n % 1000 < 100) ent_put(w, "0");
  if (n >= 1000 && n % 1000 < 10) ent_put(w, "0");
  ent_put_int(w, (int64_t)(n % 1000));
}

static const char *whole(const ent_study *st, uint64_t n)
{
  ent_writer w = open_writer(st);
  put_grouped(&w, n);
  return finish(&w);
}

/* With one Monte Carlo standard error, as everywhere. */
static const char *share(const ent_study *st, ent_share s)
{
  const double error = 100 * s.se;
  const char *const number = percent(st, s.p);
  if (error < 0.05 || s.p < 0.001 || s.p > 0.999) return number; /* the words say it */
  ent_writer digits = open_writer(st), w = open_writer(st);
  ent_put_fixed(&digits, error, 1);
  ent_put_said(&w, st->words, "{share} (\xc2\xb1\xc2\xa0{error})", "share", number, "error", finish(&digits),
               (char *)NULL);
  return number && !digits.failed ? finish(&w) : NULL;
}

/* Two sentences of a paragraph; the second may be "". */
static const char *joined(const ent_study *st, const char *first, const char *second)
{
  ent_writer w = open_writer(st);
  if (!first || !second || !*second) return second ? first : NULL;
  ent_put_said(&w, st->words, "{first} {second}", "first", first, "second", second, (char *)NULL);
  return finish(&w);
}

/* Nothing seen in n draws: below 3/n with 95 % certainty (Hanley and Lippman-Hand 1983, JAMA 249:1743). */
static const char *bound(const ent_study *st, uint64_t n)
{
  const double most = n > 6 ? 300 / (double)n : 50;
  const char *const draws = whole(st, n);
  ent_writer digits = open_writer(st), w = open_writer(st);
  if (most < 0.001)
    ent_put(&digits, "0.001");
  else
    ent_put_fixed(&digits, most, most < 0.01 ? 3 : most < 0.1 ? 2 : 1);
  ent_put_said(&w, st->words,
               n == 1
                 ? "None in {draws} draw puts that chance below {bound} % with 95 % certainty, given the assumptions."
                 : "None in {draws} draws puts that chance below {bound} % with 95 % certainty, given the assumptions.",
               "draws", draws, "bound", finish(&digits), (char *)NULL);
  return draws && !digits.failed ? finish(&w) : NULL;
}

/* ---- the sentences ---- */

/* "It is very unlikely that ...: ...".  Of the study it needs arena and words only. */
static const char *verdict(const ent_study *st, uint64_t passing, uint64_t draws)
{
  const ent_share all = ent_share_of(passing, draws);
  const char *const word = ent_likelihood_word(all.p);
  const bool even = strcmp(word, "roughly even chance") == 0, none = strcmp(word, "almost no chance") == 0;
  const char *const found = passing == 0 ? whole(st, draws) : share(st, all);
  ent_writer tail = open_writer(st), w = open_writer(st);
  ent_put_said(&tail, st->words,
               passing == 0 ? "it is offered, adopted, accepted and holds in none of {found} draws."
                            : "it is offered, adopted, accepted and holds in {found} of the draws.",
               "found", found, (char *)NULL);
  ent_put_said(&w, st->words,
               even   ? "There is a {likely} that the deal passes all four gates: {detail}"
               : none ? "There is {likely} that the deal passes all four gates: {detail}"
                      : "It is {likely} that the deal passes all four gates: {detail}",
               "likely", ent_say(st->words, word), "detail", finish(&tail), (char *)NULL);
  return found && !tail.failed ? finish(&w) : NULL;
}

static const char *headline(const ent_study *st)
{
  return verdict(st, st->answer->ensemble.all, st->answer->ensemble.draws);
}

ent_status ent_verdict_say(uint64_t all, uint64_t draws, const ent_words *words, const ent_allocator *memory,
                           char out[ENT_SAID_MAX], ent_error *err)
{
  if (draws == 0 || all > draws)
    return ent_fail(err, ENT_ARGUMENT, "", "A verdict needs draws, and no more of them may pass than there are.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  const ent_study st = {.arena = &arena, .words = words};
  const char *const text = verdict(&st, all, draws);
  const size_t size = text ? strlen(text) : 0;
  const bool fits = text && size < ENT_SAID_MAX;
  if (fits) memcpy(out, text, size + 1);
  ent_arena_close(&arena);
  return fits ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the sentences of the answer.");
}

static int weakest_gate(const ent_ensemble *e)
{
  int worst = 0;
  for (int g = 1; g < ENT_GATES; g++)
    if (e->open[g] < e->open[worst]) worst = g;
  return worst;
}

/* The actors that block most, at most four, most often first. */
static const char *blockers(const ent_study *st)
{
  const ent_scenario *s = st->s;
  const ent_ensemble *e = &st->answer->ensemble;
  bool used[ENT_ACTORS_MAX] = {false};
  ent_writer list = open_writer(st), w = open_writer(st);
  for (int k = 0; k < 4; k++) {
    int best = -1;
    for (int a = 0; a < s->actors; a++)
      if (!used[a] && e->blocks[a] > 0 && (best < 0 || e->blocks[a] > e->blocks[best])) best = a;
    if (best < 0 || 4 * e->blocks[best] < e->consent_shut) break;
    used[best] = true;
    if (k > 0) ent_put(&list, ent_say(st->words, ", "));
    ent_put_said(&list, st->words, "{name} ({share})", "name", s->actor[best].name, "share",
                 percent(st, (double)e->blocks[best] / (double)e->consent_shut), (char *)NULL);
  }
  if (list.failed || list.size == 0) return list.failed ? NULL : "";
  ent_put_said(&w, st->words, "Those who block most often are {list}.", "list", list.data, (char *)NULL);
  return finish(&w);
}

static const char *alignment(const ent_study *st)
{
  const ent_scenario *s = st->s;
  const ent_ensemble *e = &st->answer->ensemble;
  const char *const survives = percent(st, (double)e->survives / (double)e->draws);
  const char *const turns = percent(st, (double)e->turns / (double)e->draws);
  ent_writer w = open_writer(st);
  ent_put_said(&w, st->words,
               "It survives to the horizon in {survives}, and {target} leaves the camp of {rival} in {turns}.",
               "survives", survives, "target", s->actor[s->target].name, "rival", s->actor[s->rival].name, "turns",
               turns, (char *)NULL);
  return survives && turns ? finish(&w) : NULL;
}

/* "-0.66": with a sign as it is written here. */
static const char *index_text(const ent_study *st, double x)
{
  ent_writer w = open_writer(st);
  ent_put_fixed(&w, x, 2);
  return finish(&w);
}

/* The nearest way for the target to change camp. */
static const char *flipping(const ent_study *st)
{
  static const char *const one[2][2] = {
    {ENT_SAY("At the centre of the assumptions {target} leaves the camp of {rival} when its tie with {actor} falls by "
             "{change}, from {now} to {then}."),
     ENT_SAY("At the centre of the assumptions {target} leaves the camp of {rival} when its tie with {actor} rises by "
             "{change}, from {now} to {then}.")},
    {ENT_SAY("At the centre of the assumptions {target} returns to the camp of {rival} when its tie with {actor} falls "
             "by {change}, from {now} to {then}."),
     ENT_SAY("At the centre of the assumptions {target} returns to the camp of {rival} when its tie with {actor} rises "
             "by {change}, from {now} to {then}.")}};
  static const char *const none[2] = {
    ENT_SAY("At the centre of the assumptions no change of a single tie takes {target} out of the camp of {rival}."),
    ENT_SAY("At the centre of the assumptions no change of a single tie takes {target} back to the camp of {rival}.")};
  const ent_scenario *const s = st->s;
  const ent_answer *const a = st->answer;
  const bool turned = a->centre.detail.turned;
  if (s->rival < 0) return "";
  const char *const target = s->actor[s->target].name, *const rival = s->actor[s->rival].name;
  ent_writer w = open_writer(st);
  if (a->flips == 0 || !a->flip[0].within) {
    ent_put_said(&w, st->words, none[turned], "target", target, "rival", rival, (char *)NULL);
    return finish(&w);
  }
  const ent_flip_tie *const f = &a->flip[0];
  const char *const change = index_text(st, fabs(f->change)), *const now = index_text(st, f->now);
  const char *const then = index_text(st, f->now + f->change);
  ent_put_said(&w, st->words, one[turned][f->change > 0], "target", target, "rival", rival, "actor",
               s->actor[f->actor].name, "change", change, "now", now, "then", then, (char *)NULL);
  return change && now && then ? finish(&w) : NULL;
}

static const char *weakest(ent_study *st)
{
  static const char *const open[ENT_GATES] = {
    ENT_SAY("The gate that fails most is Will: the proposer is willing in {share} of the draws."),
    ENT_SAY("The gate that fails most is Consent: the owners of the terms agree in {share} of the draws."),
    ENT_SAY("The gate that fails most is Acceptance: the target gains by accepting in {share} of the draws."),
    ENT_SAY("The gate that fails most is Durability: the deal holds in {share} of the draws.")};
  const ent_ensemble *e = &st->answer->ensemble;
  const int g = weakest_gate(e);
  const char *const often = share(st, ent_share_of(e->open[g], e->draws));
  ent_writer w = open_writer(st);
  ent_put_said(&w, st->words, open[g], "share", often, (char *)NULL);
  const char *text = often ? finish(&w) : NULL;
  if (e->all == 0) text = joined(st, bound(st, e->draws), text);
  if (g == ENT_GATE_CONSENT) text = joined(st, text, blockers(st));
  if (g == ENT_GATE_DURABILITY && st->s->rival >= 0) text = joined(st, text, alignment(st));
  return text;
}

typedef struct grounds {
  int moving, judged; /* uncertain inputs that move something; those without a table behind them */
  int turning;        /* inputs that alone turn the answer inside their 90 % interval */
  const char *turner;
  bool outside_differs; /* a precedent class about all gates or the weakest gate excludes the model's share */
  const char *differing;
} grounds;

static grounds look(const ent_study *st)
{
  const ent_answer *a = st->answer;
  const ent_scenario *s = st->s;
  grounds g = {.moving = 0};
  for (int i = 0; i < s->inputs; i++) {
    if (!ent_input_matters(s, i)) continue;
    g.moving++;
    g.judged += strcmp(s->input[i].source, "judgement") == 0 || (!s->input[i].source[0] && !s->input[i].citation[0]);
  }
  for (int i = 0; i < a->tippings; i++)
    if (a->tipping[i].exists && !a->tipping[i].beyond && a->tipping[i].gate == ENT_GATES) {
      if (g.turning++ == 0) g.turner = s->input[a->tipping[i].input].label;
    }
  for (int i = 0; i < a->precedents; i++) {
    const ent_precedent *p = &a->precedent[i];
    if (p->gate < 0 || p->n < 5) continue;
    const double share = (double)a->ensemble.open[p->gate] / (double)a->ensemble.draws;
    if ((share >= p->low && share <= p->high) || g.outside_differs) continue;
    g.outside_differs = true;
    g.differing = p->label;
  }
  return g;
}

/* What turns it, and what the precedents say: the two last parts of the sentence. */
static const char *turning(const ent_study *st, const grounds *g)
{
  ent_writer w = open_writer(st);
  ent_put_said(&w, st->words,
               g->turning == 0 ? "none of them alone turns the answer inside its own 90 % interval"
               : g->turning == 1
                 ? "{turning} of them alone turns the answer inside its own 90 % interval ({first})"
                 : "{turning} of them alone would turn the answer inside their own 90 % intervals (first: {first})",
               "turning", whole(st, (uint64_t)g->turning), "first", g->turner, (char *)NULL);
  return finish(&w);
}

static const char *outside(const ent_study *st, const grounds *g)
{
  ent_writer w = open_writer(st);
  ent_put_said(&w, st->words,
               !st->answer->precedents ? "there are no precedents to hold it against."
               : g->outside_differs    ? "precedents disagree with the model in at least one class ({class})."
                                       : "the precedents agree with it as far as their intervals reach.",
               "class", g->differing, (char *)NULL);
  return finish(&w);
}

static const char *confidence(ent_study *st)
{
  static const char *const words[] = {
    ENT_SAY("Confidence in this answer is low: {judged} of its {moving} moving assumptions are judgements rather than "
            "measurements; {turning}; {outside}"),
    ENT_SAY(
      "Confidence in this answer is moderate: {judged} of its {moving} moving assumptions are judgements rather than "
      "measurements; {turning}; {outside}"),
    ENT_SAY("Confidence in this answer is high: {judged} of its {moving} moving assumptions are judgements rather than "
            "measurements; {turning}; {outside}")};
  const grounds g = look(st);
  int level = 2;
  if (2 * g.judged > g.moving) level--;
  if (g.turning) level--;
  if (g.outside_differs) level--;
  st->answer->confidence_level = level < 0 ? 0 : level;
  const char *const judged = whole(st, (uint64_t)g.judged), *const moving = whole(st, (uint64_t)g.moving);
  const char *const turns = turning(st, &g), *const past = outside(st, &g);
  ent_writer w = open_writer(st);
  ent_put_said(&w, st->words, words[st->answer->confidence_level], "judged", judged, "moving", moving, "turning", turns,
               "outside", past, (char *)NULL);
  return judged && moving && turns && past ? finish(&w) : NULL;
}

ent_status ent_study_sentences(ent_study *st, ent_error *err)
{
  const char *text[4] = {headline(st), weakest(st), confidence(st), flipping(st)};
  for (int i = 0; i < 4; i++)
    if (!text[i]) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the sentences of the answer.");
  st->answer->headline = text[0];
  st->answer->weakest = text[1];
  st->answer->confidence = text[2];
  st->answer->flipping = text[3];
  return ENT_OK;
}
