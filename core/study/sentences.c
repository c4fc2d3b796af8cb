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
    {0.05, "almost no chance"},    {0.20, "very unlikely"}, {0.45, "unlikely"},
    {0.55, "roughly even chance"}, {0.80, "likely"},        {0.95, "very likely"},
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (p < words[i].below) return words[i].word;
  return "almost certain";
}

static void put_percent(ent_writer *w, double p)
{
  if (p > 0 && p < 0.001)
    ent_put(w, "less than 0.1");
  else if (p < 1 && p > 0.999)
    ent_put(w, "more than 99.9");
  else
    ent_put_fixed(w, 100 * p, p > 0 && p < 1 && (p < 0.1 || p > 0.9) ? 1 : 0);
  ent_put(w, " %");
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

/* With one Monte Carlo standard error, as everywhere. */
static void put_share(ent_writer *w, ent_share s)
{
  const double error = 100 * s.se;
  put_percent(w, s.p);
  if (error < 0.05 || s.p < 0.001 || s.p > 0.999) return; /* the words say it */
  ent_put(w, " (\xc2\xb1 ");
  ent_put_fixed(w, error, 1);
  ent_put(w, ")");
}

/* Nothing seen in n draws: below 3/n with 95 % certainty (Hanley and Lippman-Hand 1983, JAMA 249:1743). */
static void put_bound(ent_writer *w, uint64_t n)
{
  const double bound = n > 6 ? 300 / (double)n : 50;
  ent_put(w, "None in ");
  put_grouped(w, n);
  ent_put(w, n == 1 ? " draw" : " draws");
  ent_put(w, " puts that chance below ");
  if (bound < 0.001)
    ent_put(w, "0.001");
  else
    ent_put_fixed(w, bound, bound < 0.01 ? 3 : bound < 0.1 ? 2 : 1);
  ent_put(w, " % with 95 % certainty, given the assumptions. ");
}

static const char *finish(const ent_writer *w)
{
  return w->failed || !w->data ? NULL : w->data;
}

/* "Very unlikely (5.1 %): ..." with a capital letter. */
static const char *headline(ent_study *st)
{
  const ent_ensemble *e = &st->answer->ensemble;
  const ent_share all = ent_share_of(e->all, e->draws);
  ent_writer w;
  ent_writer_open(&w, st->arena);
  const char *word = ent_likelihood_word(all.p);
  const bool chance = strcmp(word, "almost no chance") == 0 || strcmp(word, "roughly even chance") == 0;
  ent_put(&w, chance ? "There is " : "It is ");
  if (strcmp(word, "roughly even chance") == 0) ent_put(&w, "a ");
  ent_put(&w, word);
  ent_put(&w, " that the deal passes all four gates: it is offered, adopted, accepted and holds in ");
  if (e->all == 0) {
    ent_put(&w, "none of ");
    put_grouped(&w, e->draws);
    ent_put(&w, " draws.");
  } else {
    put_share(&w, all);
    ent_put(&w, " of the draws.");
  }
  return finish(&w);
}

static int weakest_gate(const ent_ensemble *e)
{
  int worst = 0;
  for (int g = 1; g < ENT_GATES; g++)
    if (e->open[g] < e->open[worst]) worst = g;
  return worst;
}

/* The actors that block most, at most four, most often first. */
static void put_blockers(ent_writer *w, const ent_scenario *s, const ent_ensemble *e)
{
  bool used[ENT_ACTORS_MAX] = {false};
  for (int k = 0; k < 4; k++) {
    int best = -1;
    for (int a = 0; a < s->actors; a++)
      if (!used[a] && e->blocks[a] > 0 && (best < 0 || e->blocks[a] > e->blocks[best])) best = a;
    if (best < 0 || 4 * e->blocks[best] < e->consent_shut) break;
    used[best] = true;
    ent_put(w, k ? ", " : " Those who block most often are ");
    ent_put(w, s->actor[best].name);
    ent_put(w, " (");
    put_percent(w, (double)e->blocks[best] / (double)e->consent_shut);
    ent_put(w, ")");
  }
  if (w->data && w->size && w->data[w->size - 1] == ')') ent_put(w, ".");
}

static const char *weakest(ent_study *st)
{
  static const char *const open[ENT_GATES] = {"the proposer is willing", "the owners of the terms agree",
                                              "the target gains by accepting", "the deal holds"};
  static const char *const title[ENT_GATES] = {
#define X(NAME, name, words, question) words,
    ENT_GATE_LIST(X)
#undef X
  };
  const ent_scenario *s = st->s;
  const ent_ensemble *e = &st->answer->ensemble;
  const int g = weakest_gate(e);
  ent_writer w;
  ent_writer_open(&w, st->arena);
  if (e->all == 0) put_bound(&w, e->draws);
  ent_put(&w, "The gate that fails most is ");
  ent_put(&w, title[g]);
  ent_put(&w, ": ");
  ent_put(&w, open[g]);
  ent_put(&w, " in ");
  put_share(&w, ent_share_of(e->open[g], e->draws));
  ent_put(&w, " of the draws.");
  if (g == ENT_GATE_CONSENT) put_blockers(&w, s, e);
  if (g == ENT_GATE_DURABILITY && s->rival >= 0) {
    ent_put(&w, " It survives to the horizon in ");
    put_percent(&w, (double)e->survives / (double)e->draws);
    ent_put(&w, ", and ");
    ent_put(&w, s->actor[s->target].name);
    ent_put(&w, " leaves the camp of ");
    ent_put(&w, s->actor[s->rival].name);
    ent_put(&w, " in ");
    put_percent(&w, (double)e->turns / (double)e->draws);
    ent_put(&w, ".");
  }
  return finish(&w);
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

static const char *confidence(ent_study *st)
{
  static const char *const words[] = {"low", "moderate", "high"};
  const grounds g = look(st);
  int level = 2;
  if (2 * g.judged > g.moving) level--;
  if (g.turning) level--;
  if (g.outside_differs) level--;
  st->answer->confidence_level = level < 0 ? 0 : level;
  ent_writer w;
  ent_writer_open(&w, st->arena);
  ent_put(&w, "Confidence in this answer is ");
  ent_put(&w, words[st->answer->confidence_level]);
  ent_put(&w, ": ");
  ent_put_int(&w, g.judged);
  ent_put(&w, " of its ");
  ent_put_int(&w, g.moving);
  ent_put(&w, " moving assumptions are judgements rather than measurements; ");
  if (g.turning) {
    ent_put_int(&w, g.turning);
    ent_put(&w, g.turning == 1 ? " of them alone turns the answer inside its own 90 % interval ("
                               : " of them alone would turn the answer inside their own 90 % intervals (first: ");
    ent_put(&w, g.turner);
    ent_put(&w, "); ");
  } else {
    ent_put(&w, "none of them alone turns the answer inside its own 90 % interval; ");
  }
  if (!st->answer->precedents)
    ent_put(&w, "there are no precedents to hold it against.");
  else if (g.outside_differs) {
    ent_put(&w, "precedents disagree with the model in at least one class (");
    ent_put(&w, g.differing);
    ent_put(&w, ").");
  } else {
    ent_put(&w, "the precedents agree with it as far as their intervals reach.");
  }
  return finish(&w);
}

ent_status ent_study_sentences(ent_study *st, ent_error *err)
{
  const char *text[3] = {headline(st), weakest(st), confidence(st)};
  for (int i = 0; i < 3; i++)
    if (!text[i]) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the sentences of the answer.");
  st->answer->headline = text[0];
  st->answer->weakest = text[1];
  st->answer->confidence = text[2];
  return ENT_OK;
}
