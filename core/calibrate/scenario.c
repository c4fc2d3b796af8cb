/* scenario.c - which scenario does a row of a corpus stand for?
 *
 * One term, essential, whose owner is the body that decides: a club with its opponents by name and the members that have not
 * spoken, a legislature of the proposer, or the proposer itself.  All numbers come from the calibration, so that a draw of the
 * gates is open with the chances of ent_case_forecast:
 *   will       support logit-normal, open with Phi(index)
 *   consent    support sigma a, sigma 0.25, rho; a factor common to the members
 *   acceptance flow normal around 0.01 (index) + 0.005 with spread 0.01, against an outside option of 0.005 a year
 *   durability reneging logit-normal, exit of the leader, chance that a successor honours by form
 * Cost: O(members).  Source: docs/method/calibration.md. */
#include <string.h>

#include "base/clip.h"
#include "base/bytes.h"
#include "base/fail.h"
#include "calibrate/chance.h"
#include "calibrate/text.h"
#include "calibrate/write.h"
#include "model/carry.h"

#define BODY "BODY"
#define Z95 1.6448536269514722

/* ---- who takes part ------------------------------------------------------------------------------------------ */

/* The kinds of members: three of a body, and a legislature as one voice. */
typedef enum voice { UNDECLARED, MINOR, MAJOR, CHAMBER } voice;

static double support_of(const ent_deal_cast *cast, const ent_calibration *c, voice kind)
{
  const ent_voices v = ent_case_voices(c, &cast->of);
  const double support = ENT_CASE_SIGMA * (kind == UNDECLARED ? v.undeclared
                                           : kind == MINOR    ? v.minor
                                           : kind == MAJOR    ? v.major
                                                              : ent_case_chamber(c, &cast->of));
  return ent_clip(support, -1, 1);
}

static voice voice_of(const ent_deal_cast *cast, int member)
{
  if (cast->of.body == ENT_CASE_CHAMBER) return CHAMBER;
  const ent_deal_member *const m = &cast->member[member];
  return !m->opponent ? UNDECLARED : m->major ? MAJOR : MINOR;
}

static void write_actor(ent_deal_pen *p, const char *key, const char *name, double exit_hazard)
{
  ent_pen_map(p, key);
  ent_pen_text(p, "name", name);
  if (exit_hazard > 0) {
    ent_pen_map(p, "leader");
    ent_pen_number(p, "exit_hazard", exit_hazard, ENT_PEN_LEADERS);
    ent_pen_end(p);
  }
  ent_pen_end(p);
}

static void write_actors(ent_deal_pen *p, const ent_deal_cast *cast)
{
  ent_pen_map(p, "actors");
  write_actor(p, cast->proposer, cast->proposer_name, cast->of.exit_hazard);
  write_actor(p, cast->target, cast->target_name, 0);
  for (int i = 0; i < cast->members; i++)
    if (cast->member[i].added) write_actor(p, cast->member[i].key, cast->member[i].name, 0);
  ent_pen_end(p);
}

/* Two thirds of the members, or all of them. */
static void write_rule(ent_deal_pen *p, const ent_deal_cast *cast)
{
  ent_writer rule;
  ent_writer_open(&rule, &p->arena);
  if (cast->of.quota) {
    ent_put(&rule, "count >= ");
    ent_put_int(&rule, (2 * cast->members + 2) / 3);
  } else {
    ent_put(&rule, "consensus");
  }
  ent_pen_word(p, "rule", rule.failed ? NULL : rule.data);
}

static void write_body(ent_deal_pen *p, const ent_deal_cast *cast, const ent_calibration *c)
{
  if (cast->members == 0) return;
  const bool chamber = cast->of.body == ENT_CASE_CHAMBER;
  ent_pen_map(p, "clubs");
  ent_pen_map(p, BODY);
  ent_pen_text(p, "name", cast->row->club[0] ? cast->row->club : BODY);
  ent_pen_list(p, "members");
  for (int i = 0; i < cast->members; i++) ent_pen_item(p, cast->member[i].key);
  ent_pen_end(p);
  write_rule(p, cast);
  if (chamber) ent_pen_word(p, "institution_of", cast->proposer);
  ent_pen_number(p, "sigma", ENT_CASE_SIGMA, ENT_PEN_CALIBRATED);
  ent_pen_number(p, "rho", chamber ? 0 : ent_case_voices(c, &cast->of).rho, ENT_PEN_CALIBRATED);
  ent_pen_end(p);
  ent_pen_end(p);
  ent_pen_map(p, "consents");
  ent_pen_map(p, BODY);
  for (int i = 0; i < cast->members; i++) {
    ent_pen_map(p, cast->member[i].key);
    ent_pen_number(p, "support", support_of(cast, c, voice_of(cast, i)), ENT_PEN_CALIBRATED);
    ent_pen_end(p);
  }
  ent_pen_end(p);
  ent_pen_end(p);
}

/* ---- the deal and its term ------------------------------------------------------------------------------------ */

/* A word of the schema's lists: the kind of deal, and of its one term. */
static void words_of(ent_deal_kind kind, const char **deal, const char **term)
{
  *deal = kind == ENT_DEAL_KIND_OTHER ? "normalization" : ent_deal_kind_word((int)kind);
  switch (kind) {
  case ENT_DEAL_KIND_ADMISSION:
  case ENT_DEAL_KIND_READMISSION:
  case ENT_DEAL_KIND_SUSPENSION: *term = "membership"; break;
  case ENT_DEAL_KIND_ALLIANCE: *term = "security"; break;
  case ENT_DEAL_KIND_NORMALIZATION: *term = "recognition"; break;
  case ENT_DEAL_KIND_ARMS_CONTROL: *term = "arms_control"; break;
  case ENT_DEAL_KIND_TRADE_REGIME: *term = "trade"; break;
  default: *term = "other";
  }
}

/* A target that is suspended is not asked: whatever stays without the deal is worth less than what it gets. */
static double outside_of(const ent_case *of)
{
  return of->kind == ENT_DEAL_KIND_SUSPENSION ? -ENT_CASE_OUTSIDE : ENT_CASE_OUTSIDE;
}

static void write_deal(ent_deal_pen *p, const ent_deal_cast *cast, const ent_calibration *c, const char *kind)
{
  const double will = ent_case_will(c, &cast->of);
  const ent_promise promise = ent_case_promise(c, &cast->of);
  ent_pen_map(p, "deal");
  ent_pen_word(p, "kind", kind);
  ent_pen_word(p, "proposer", cast->proposer);
  ent_pen_word(p, "target", cast->target);
  ent_pen_map(p, "will");
  ent_pen_range(p, "support", 2 * ent_logit_chance(will - Z95) - 1, 2 * ent_logit_chance(will + Z95) - 1);
  ent_pen_end(p);
  ent_pen_number(p, "discount", ENT_CASE_DISCOUNT, ENT_PEN_CALIBRATED);
  ent_pen_range(p, "renege", ent_logit_chance(promise.renege - Z95 * promise.spread),
                ent_logit_chance(promise.renege + Z95 * promise.spread));
  ent_pen_map(p, "outside");
  ent_pen_number(p, "status_quo", outside_of(&cast->of), ENT_PEN_CALIBRATED);
  ent_pen_end(p);
  ent_pen_end(p);
}

static void write_term(ent_deal_pen *p, const ent_deal_cast *cast, const ent_calibration *c, const char *kind)
{
  static const char *const form[ENT_CASE_FORMS] = {"club_decision", "treaty", "executive"};
  const ent_deal_row *const row = cast->row;
  const double worth = ENT_CASE_WORTH * ent_case_worth_index(c, &cast->of) + ENT_CASE_OUTSIDE;
  ent_pen_map(p, "terms");
  ent_pen_map(p, "deal");
  ent_pen_text(p, "name", row->terms[0] ? row->terms : row->title[ENT_LANGUAGE_EN]);
  ent_pen_word(p, "kind", kind);
  ent_pen_word(p, "owner", cast->members > 0 ? BODY : cast->proposer);
  ent_pen_word(p, "form", form[cast->of.form]);
  ent_pen_word(p, "essential", "yes");
  if (cast->of.kind == ENT_DEAL_KIND_SUSPENSION)
    ent_pen_number(p, "flow", 0, ENT_PEN_FACTS);
  else
    ent_pen_range(p, "flow", worth - Z95 * ENT_CASE_WORTH, worth + Z95 * ENT_CASE_WORTH);
  ent_pen_end(p);
  ent_pen_end(p);
  ent_pen_map(p, "forms");
  ent_pen_number(p, form[cast->of.form], ent_case_promise(c, &cast->of).honours, ENT_PEN_CALIBRATED);
  ent_pen_end(p);
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static void write_head(ent_deal_pen *p, const ent_deal_cast *cast, double years, const ent_words *words)
{
  char whole[ENT_NUMBER_MAX];
  ent_writer question;
  ent_writer_open(&question, &p->arena);
  ent_number_write(years, whole);
  ent_put_said(&question, words,
               ENT_SAY("Would this deal be offered, adopted and accepted, and still be in force after {years} years?"),
               "years", whole, (char *)NULL);
  ent_pen_word(p, "entente", "1");
  ent_pen_word(p, "id", cast->id);
  ent_pen_titles(p, cast->row);
  ent_pen_text(p, "question", question.failed ? NULL : question.data);
  ent_pen_int(p, "date", cast->row->year);
  ent_pen_value(p, "horizon_years", years);
  ent_pen_map(p, "sources");
  ent_pen_map(p, ENT_PEN_CALIBRATED);
  ent_pen_text(p, "title", ent_say(words, ENT_SAY("Numbers calibrated on past deals (data/calibration.csv)")));
  ent_pen_end(p);
  ent_pen_map(p, ENT_PEN_LEADERS);
  ent_pen_text(
    p, "title",
    ent_say(words, ENT_SAY("Leaders of democracies and of other states since 1945 (data/leader_hazards.csv)")));
  ent_pen_end(p);
  ent_pen_map(p, ENT_PEN_FACTS);
  ent_pen_text(p, "title",
               cast->row->source[0] ? cast->row->source : ent_say(words, ENT_SAY("The row of the corpus of deals")));
  ent_pen_end(p);
  ent_pen_end(p);
}

ent_status ent_deal_build(const ent_deal_row *row, const ent_calibration *c, double years, const ent_words *words,
                          const ent_allocator *memory, ent_builder *into, ent_error *err)
{
  if (!(years >= 0.01 && years <= 100))
    return ent_fail(err, ENT_ARGUMENT, "horizon_years", "A deal is followed for 0.01 to 100 years.");
  ent_deal_pen p;
  ent_pen_open(&p, memory, into, err);
  const ent_deal_cast *const cast = ent_deal_cast_of(&p, row, words);
  if (cast) {
    const char *deal = NULL, *term = NULL;
    words_of(row->kind, &deal, &term);
    ent_pen_root(&p);
    write_head(&p, cast, years, words);
    write_actors(&p, cast);
    write_body(&p, cast, c);
    write_deal(&p, cast, c, deal);
    write_term(&p, cast, c, term);
    ent_pen_end(&p);
  }
  return ent_pen_close(&p);
}

ent_status ent_deal_scenario(const ent_deal_row *row, const ent_calibration *c, double years, const ent_words *words,
                             const ent_allocator *memory, ent_scenario **out, ent_error *err)
{
  ent_builder *b = NULL;
  ent_error first = {.code = ENT_OK};
  int found = 0;
  ent_status status = ent_builder_open(memory, &b, err);
  if (status != ENT_OK) return status;
  ent_builder_speak(b, words);
  status = ent_deal_build(row, c, years, words, memory, b, err);
  if (status == ENT_OK) {
    status = ent_scenario_seal(b, memory, out, &first, 1, &found);
    if (status != ENT_OK && err) *err = first;
  }
  ent_builder_close(b);
  return status;
}

ent_status ent_deal_yaml(const ent_deal_row *row, const ent_calibration *c, double years, const ent_words *words,
                         const ent_allocator *memory, char **text, size_t *size, ent_error *err)
{
  ent_builder *b = NULL;
  ent_status status = ent_builder_open(memory, &b, err);
  if (status != ENT_OK) return status;
  status = ent_deal_build(row, c, years, words, memory, b, err);
  if (status == ENT_OK) {
    ent_arena arena;
    ent_writer w;
    ent_arena_open(&arena, memory);
    ent_writer_open(&w, &arena);
    ent_put_yaml(&w, b->root);
    status = ent_text_give(&w, memory, text, size, err);
    ent_arena_close(&arena);
  }
  ent_builder_close(b);
  return status;
}
