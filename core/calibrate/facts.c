/* facts.c - what does a row say that the gates can use?
 *
 * Bodies, forms of commitment and kinds of members follow from the columns by fixed rules; nothing is fitted here.  Leaders of
 * democracies (polyarchy of 0.5 and above, or not known) leave office at 0.2 a year, near the rates of the United States,
 * Britain, Canada and Germany since 1945 (0.12 to 0.22; cabinets of Italy, Japan and the Fourth Republic change more often);
 * others at 0.07, that of China: data/leader_hazards.csv.  Cost: O(text).
 * Source of major powers: Correlates of War, State System Membership and Major Powers. */
#include <string.h>

#include "base/clip.h"
#include "calibrate/chance.h"
#include "calibrate/write.h"

#define DEMOCRACY 0.5
#define HAZARD_DEMOCRACY 0.2
#define HAZARD_OTHERS 0.07
#define STATE_SIZE 3 /* letters of a state's code */

bool ent_state_major(const char *state, size_t size, int year)
{
  static const struct {
    char state[STATE_SIZE + 1];
    int first, last;
  } power[] = {{"USA", 1898, 9999}, {"GBR", 1816, 9999}, {"FRA", 1816, 1940}, {"FRA", 1945, 9999}, {"DEU", 1816, 1918},
               {"DEU", 1925, 1945}, {"DEU", 1991, 9999}, {"AUH", 1816, 1918}, {"ITA", 1860, 1943}, {"RUS", 1816, 1917},
               {"RUS", 1922, 9999}, {"CHN", 1950, 9999}, {"JPN", 1895, 1945}, {"JPN", 1991, 9999}};
  if (size != STATE_SIZE) return false; /* a longer word names an institution or a bloc */
  for (size_t i = 0; i < sizeof power / sizeof power[0]; i++)
    if (memcmp(state, power[i].state, STATE_SIZE) == 0 && year >= power[i].first && year <= power[i].last) return true;
  return false;
}

const char *ent_state_next(const char *at, size_t *size)
{
  while (*at == ' ') at++;
  *size = 0;
  while (at[*size] && at[*size] != ' ') ++*size;
  return at;
}

static bool has_word(const char *list, const char *word, size_t size)
{
  size_t n = 0;
  for (const char *at = ent_state_next(list, &n); n; at = ent_state_next(at + n, &n))
    if (n == size && memcmp(at, word, n) == 0) return true;
  return false;
}

static int count_words(const char *list)
{
  int words = 0;
  size_t n = 0;
  for (const char *at = ent_state_next(list, &n); n; at = ent_state_next(at + n, &n)) words++;
  return words;
}

static int count_majors(const char *list, int year)
{
  int majors = 0;
  size_t n = 0;
  for (const char *at = ent_state_next(list, &n); n; at = ent_state_next(at + n, &n))
    majors += ent_state_major(at, n, year);
  return majors;
}

/* Is everybody who proposes a target too? */
static bool applies_itself(const ent_deal_row *row)
{
  size_t n = 0;
  for (const char *at = ent_state_next(row->proposer, &n); n; at = ent_state_next(at + n, &n))
    if (!has_word(row->target, at, n)) return false;
  return true;
}

static ent_case_body body_of(ent_deal_rule rule)
{
  switch (rule) {
  case ENT_DEAL_RULE_BILATERAL:
  case ENT_DEAL_RULE_EXECUTIVE: return ENT_CASE_TWO;
  case ENT_DEAL_RULE_TWO_THIRDS:
  case ENT_DEAL_RULE_CONSTITUTIONAL_2_3:
  case ENT_DEAL_RULE_MAJORITY_LEGISLATURE: return ENT_CASE_CHAMBER;
  default: return ENT_CASE_MEMBERS;
  }
}

ent_case_form ent_case_form_of(const ent_deal_row *row)
{
  if (row->kind == ENT_DEAL_KIND_ADMISSION || row->kind == ENT_DEAL_KIND_READMISSION ||
      row->kind == ENT_DEAL_KIND_SUSPENSION)
    return ENT_CASE_CLUB_DECISION;
  return row->rule == ENT_DEAL_RULE_EXECUTIVE ? ENT_CASE_EXECUTIVE : ENT_CASE_TREATY;
}

static double capability_of(const ent_deal_row *row, bool applicant)
{
  const ent_deal_number p = row->feature[ENT_DEAL_FEATURE_CINC_P], t = row->feature[ENT_DEAL_FEATURE_CINC_T];
  if (applicant || !p.known || !t.known || p.value <= 0 || t.value <= 0) return 0;
  return ent_clip(ent_log(p.value / t.value) / 3, -1, 1);
}

static void read_members(const ent_deal_row *row, ent_case *c)
{
  int opponents = row->opponents_exante;
  if (opponents > row->deciders) opponents = row->deciders;
  if (opponents > ENT_CASE_OPPONENTS) opponents = ENT_CASE_OPPONENTS;
  const int majors = count_majors(row->opponents, row->year);
  c->major = majors < opponents ? majors : opponents;
  c->minor = opponents - c->major;
  const int voices = row->deciders < ENT_CASE_VOICES ? row->deciders : ENT_CASE_VOICES;
  c->undeclared = voices > opponents ? voices - opponents : 0;
}

static void read_outcome(const ent_deal_row *row, ent_case *c)
{
  c->offered = row->proposer_ok;
  c->adopted = row->adopted;
  c->accepted = row->accepted;
  c->in_force = row->in_force;
  c->turnover = row->turnover_mattered;
  c->lived = row->in_force == ENT_KNOWN_YES && row->held_years.known && row->held_years.value >= 0;
  c->ended = c->lived && strcmp(row->outcome, "COLLAPSED") == 0;
  c->years = c->lived ? row->held_years.value : 0;
  if (c->years > ENT_CASE_YEARS) {
    c->years = ENT_CASE_YEARS;
    c->ended = false;
  }
  if (c->lived && c->years < 0.05) c->years = 0.05; /* dates are rounded to tenths of a year */
}

ent_case ent_case_of(const ent_deal_row *row)
{
  const ent_deal_number polyarchy = row->feature[ENT_DEAL_FEATURE_POLYARCHY_P];
  const ent_deal_number rivals = row->feature[ENT_DEAL_FEATURE_RIVALRY_T_AGAINST];
  ent_case c = {.kind = row->kind, .body = body_of(row->rule), .form = ent_case_form_of(row), .wedge = row->wedge};
  c.quota = row->rule == ENT_DEAL_RULE_QUALIFIED_MAJORITY;
  c.referendum = row->rule == ENT_DEAL_RULE_REFERENDUM || row->rule == ENT_DEAL_RULE_DOUBLE_REFERENDUM;
  c.opposed = row->opponents_exante > 0;
  c.applicant = applies_itself(row);
  c.joint = count_words(row->proposer) > 1;
  c.rivals = rivals.known && rivals.value > 0;
  c.capability = capability_of(row, c.applicant);
  c.exit_hazard = !polyarchy.known || polyarchy.value >= DEMOCRACY ? HAZARD_DEMOCRACY : HAZARD_OTHERS;
  read_members(row, &c);
  read_outcome(row, &c);
  return c;
}
