/* classes.c - how often did deals of a class come to each gate, and through it?
 *
 * The share has the Jeffreys posterior Beta(k + 1/2, n - k + 1/2).  Cost: O(rows) a count.
 * Source: Brown, Cai and DasGupta, Statistical Science 16 (2001). */
#include "entente/calibrate.h"
#include "base/jeffreys.h"
#include "calibrate/chance.h"
#include "entente/precedents.h"

#define OPPONENTS 4 /* 0, 1, 2, 3 or more */

typedef struct label {
  const char *word, *title;
} label;

static const label classings[] = {
#define X(NAME, word, title) {word, title},
  ENT_CLASSING_LIST(X)
#undef X
};

static const label opponents[OPPONENTS] = {{"0", ENT_SAY("no declared opponent")},
                                           {"1", ENT_SAY("one declared opponent")},
                                           {"2", ENT_SAY("two declared opponents")},
                                           {">=3", ENT_SAY("three or more declared opponents")}};
static const label wedges[] = {{"0", ENT_SAY("no wedge")}, {"1", ENT_SAY("a wedge")}};
static const label rivalries[] = {{"0", ENT_SAY("proposer and target are no rivals")},
                                  {"1", ENT_SAY("proposer and target are rivals")}};
static const label forms[ENT_CASE_FORMS] = {{"club_decision", ENT_SAY("a decision of a club")},
                                            {"treaty", ENT_SAY("a treaty or statute")},
                                            {"executive", ENT_SAY("an executive act")}};

int ent_classing_count(ent_classing by)
{
  switch (by) {
  case ENT_CLASSING_RULE: return ENT_DEAL_CLASSES;
  case ENT_CLASSING_OPPONENTS: return OPPONENTS;
  case ENT_CLASSING_WEDGE:
  case ENT_CLASSING_RIVALRY: return 2;
  case ENT_CLASSING_KIND: return ENT_DEAL_KINDS;
  case ENT_CLASSING_FORM: return ENT_CASE_FORMS;
  case ENT_CLASSINGS: break;
  }
  return 0;
}

int ent_deal_class_of(const ent_deal_row *row, ent_classing by)
{
  const ent_deal_number rivalry = row->feature[ENT_DEAL_FEATURE_RIVALRY_PT];
  switch (by) {
  case ENT_CLASSING_RULE: return (int)row->class_of_rule;
  case ENT_CLASSING_OPPONENTS: return row->opponents_exante < OPPONENTS ? row->opponents_exante : OPPONENTS - 1;
  case ENT_CLASSING_WEDGE: return row->wedge;
  case ENT_CLASSING_RIVALRY: return rivalry.known ? rivalry.value > 0 : -1;
  case ENT_CLASSING_KIND: return (int)row->kind;
  case ENT_CLASSING_FORM: return (int)ent_case_form_of(row);
  case ENT_CLASSINGS: break;
  }
  return -1;
}

const char *ent_classing_word(int by)
{
  return by >= 0 && by < ENT_CLASSINGS ? classings[by].word : NULL;
}

const char *ent_classing_title(int by)
{
  return by >= 0 && by < ENT_CLASSINGS ? classings[by].title : NULL;
}

static label label_of(ent_classing by, int class_of)
{
  if (class_of < 0 || class_of >= ent_classing_count(by)) return (label){NULL, NULL};
  switch (by) {
  case ENT_CLASSING_RULE: return (label){ent_deal_class_word(class_of), ent_deal_class_title(class_of)};
  case ENT_CLASSING_OPPONENTS: return opponents[class_of];
  case ENT_CLASSING_WEDGE: return wedges[class_of];
  case ENT_CLASSING_RIVALRY: return rivalries[class_of];
  case ENT_CLASSING_KIND: return (label){ent_deal_kind_word(class_of), ent_deal_kind_title(class_of)};
  case ENT_CLASSING_FORM: return forms[class_of];
  case ENT_CLASSINGS: break;
  }
  return (label){NULL, NULL};
}

const char *ent_class_word(ent_classing by, int class_of)
{
  return label_of(by, class_of).word;
}

const char *ent_class_title(ent_classing by, int class_of)
{
  return label_of(by, class_of).title;
}

ent_class_count ent_count_class(const ent_corpus *corpus, ent_classing by, int class_of, ent_deal_question question,
                                int but)
{
  ent_class_count c = {0};
  for (int r = 0; r < corpus->rows; r++) {
    const ent_known came = ent_deal_came(&corpus->row[r], question);
    if (r == but || came == ENT_KNOWN_UNKNOWN || ent_deal_class_of(&corpus->row[r], by) != class_of) continue;
    c.n++;
    c.yes += came == ENT_KNOWN_YES;
  }
  const ent_interval share = ent_jeffreys(c.yes, c.n);
  c.p = share.mean;
  c.low = share.low;
  c.high = share.high;
  return c;
}
