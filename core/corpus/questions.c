/* questions.c - what was asked of a past deal, what came of it, and which forecasts were most wrong?
 *
 * A gate's question is put to the deals that reached the gate.  Cost: O(rows), misses O(rows * most). */
#include "entente/backtest.h"

static const char *const word[] = {
#define X(NAME, word, title) word,
  ENT_DEAL_QUESTION_LIST(X)
#undef X
};

static const char *const title[] = {
#define X(NAME, word, title) title,
  ENT_DEAL_QUESTION_LIST(X)
#undef X
};

const char *ent_deal_question_word(int question)
{
  return question >= 0 && question < ENT_DEAL_QUESTIONS ? word[question] : NULL;
}

const char *ent_deal_question_title(int question)
{
  return question >= 0 && question < ENT_DEAL_QUESTIONS ? title[question] : NULL;
}

ent_known ent_deal_came(const ent_deal_row *row, ent_deal_question question)
{
  switch (question) {
  case ENT_DEAL_QUESTION_OFFERED: return row->proposer_ok;
  case ENT_DEAL_QUESTION_ADOPTED: return row->proposer_ok == ENT_KNOWN_NO ? ENT_KNOWN_UNKNOWN : row->adopted;
  case ENT_DEAL_QUESTION_ACCEPTED: return row->adopted == ENT_KNOWN_YES ? row->accepted : ENT_KNOWN_UNKNOWN;
  case ENT_DEAL_QUESTION_IN_FORCE: return row->in_force;
  case ENT_DEAL_QUESTION_HELD5: return row->in_force == ENT_KNOWN_YES ? row->alive5 : ENT_KNOWN_UNKNOWN;
  case ENT_DEAL_QUESTION_ALIVE5: return row->alive5;
  case ENT_DEAL_QUESTION_ALIVE10: return row->alive10;
  case ENT_DEAL_QUESTIONS: break;
  }
  return ENT_KNOWN_UNKNOWN;
}

int ent_backtest_select(const ent_corpus *corpus, const ent_deal_chances *chances, ent_deal_question question,
                        ent_deal_pick *pick, double *p, bool *came, int *cluster, int *row)
{
  int n = 0;
  for (int r = 0; r < corpus->rows; r++) {
    const ent_deal_row *const d = &corpus->row[r];
    const ent_known what = ent_deal_came(d, question);
    if (what == ENT_KNOWN_UNKNOWN || (pick && !pick(d))) continue;
    p[n] = chances[r].p[question];
    came[n] = what == ENT_KNOWN_YES;
    cluster[n] = d->family_number;
    if (row) row[n] = r;
    n++;
  }
  return n;
}

/* ---- misses ---------------------------------------------------------------------------------------------------------- */

/* The gate whose outcome was held least likely, the earlier of equal ones. */
static void blame(const ent_deal_row *d, const ent_deal_chances *c, ent_deal_miss *m)
{
  static const ent_deal_question gates[ENT_GATES] = {
    [ENT_GATE_WILL] = ENT_DEAL_QUESTION_OFFERED,
    [ENT_GATE_CONSENT] = ENT_DEAL_QUESTION_ADOPTED,
    [ENT_GATE_ACCEPTANCE] = ENT_DEAL_QUESTION_ACCEPTED,
    [ENT_GATE_DURABILITY] = ENT_DEAL_QUESTION_HELD5,
  };
  double worst = -1;
  m->gate = ENT_GATES;
  for (int g = 0; g < ENT_GATES; g++) {
    const ent_known what = ent_deal_came(d, gates[g]);
    if (what == ENT_KNOWN_UNKNOWN) continue;
    const double p = c->p[gates[g]], against = what == ENT_KNOWN_YES ? 1 - p : p;
    if (!(against > worst)) continue;
    worst = against;
    m->gate = g;
    m->gate_p = p;
    m->gate_open = what == ENT_KNOWN_YES;
  }
}

static bool miss_of(const ent_corpus *corpus, const ent_deal_chances *chances, int r, ent_deal_miss *out)
{
  const ent_deal_row *const d = &corpus->row[r];
  const bool alive = d->alive5 != ENT_KNOWN_UNKNOWN;
  const ent_deal_question q = alive ? ENT_DEAL_QUESTION_ALIVE5 : ENT_DEAL_QUESTION_IN_FORCE;
  const ent_known what = ent_deal_came(d, q);
  if (what == ENT_KNOWN_UNKNOWN) return false;
  *out = (ent_deal_miss){.row = r, .question = q, .p = chances[r].p[q], .came = what == ENT_KNOWN_YES};
  blame(d, &chances[r], out);
  return true;
}

int ent_backtest_misses(const ent_corpus *corpus, const ent_deal_chances *chances, int most, ent_deal_miss *out)
{
  int n = 0;
  for (int r = 0; r < corpus->rows; r++) {
    ent_deal_miss m;
    if (!miss_of(corpus, chances, r, &m)) continue;
    const double loss = ent_brier_loss(m.p, m.came);
    int at = n;
    while (at > 0 && ent_brier_loss(out[at - 1].p, out[at - 1].came) < loss) at--;
    if (at >= most) continue;
    if (n < most) n++;
    for (int k = n - 1; k > at; k--) out[k] = out[k - 1];
    out[at] = m;
  }
  return n;
}
