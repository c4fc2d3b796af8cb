/* speak.c - the same answer in another language.
 *
 * Nothing is counted again: the answer points at the same scenario sealed in the other language, whose inputs, terms and
 * claims have the same numbers in the same order because they come from the same text, and only what is told in words is
 * told again.  What was found stays; what was there before stays until all of it stands.  Cost: microseconds. */
#include <string.h>

#include "base/fail.h"
#include "study.h"

static bool same_inputs(const ent_answer *a, const ent_scenario *s)
{
  char name[65];
  uint8_t digest[32];
  ent_scenario_digest(s, digest);
  ent_sha256_hex(digest, name);
  return strcmp(name, a->inputs_sha256) == 0 && (a->claims == 0 || a->claims == s->claims) &&
         (a->precedents == 0 || a->precedents == s->precedents);
}

/* Titles of cases, where the table has them in the language. */
static const char *const *say_cases(const ent_precedent *p, const ent_table *t, const char *language, ent_arena *arena)
{
  const char **const title = ENT_NEW(arena, const char *, p->cases + 1);
  for (int c = 0; title && c < p->cases; c++) {
    const int row = ent_table_row(t, p->case_id[c]);
    title[c] = row >= 0 ? ent_table_said(t, row, "title", language) : p->case_title[c];
  }
  return title;
}

static const ent_precedent *say_precedents(const ent_answer *a, const ent_scenario *s, ent_arena *arena)
{
  ent_precedent *const list = ENT_NEW(arena, ent_precedent, a->precedents + 1);
  for (int i = 0; list && i < a->precedents; i++) {
    list[i] = a->precedent[i];
    list[i].label = s->precedent[i].label;
    list[i].case_title = say_cases(&list[i], s->precedent[i].table, ent_words_language(ent_scenario_words(s)), arena);
    if (!list[i].case_title) return NULL;
  }
  return list;
}

ent_status ent_answer_speak(ent_answer *answer, const ent_scenario *same, const ent_words *words, ent_error *err)
{
  if (!answer || !same || !same_inputs(answer, same))
    return ent_fail(err, ENT_ARGUMENT, "words", "An answer is told again with the scenario that it was given for.");
  ent_arena *const arena = ent_answer_arena(answer);
  const ent_scenario *const scenario = answer->scenario;
  const ent_words *const before = answer->words;
  const ent_claim *const claim = answer->claim;
  const ent_precedent *const precedent = answer->precedent;
  ent_study st = {.s = same, .words = words, .arena = arena, .answer = answer};
  const ent_precedent *const cases = say_precedents(answer, same, arena);
  const ent_claim *const claims = ent_study_say_claims(&st, before);
  if (!cases || !claims) return ent_fail(err, ENT_NOMEM, "words", "There is no memory to tell the answer again.");
  answer->scenario = same;
  answer->words = words;
  if (answer->claims > 0) answer->claim = claims;
  if (answer->precedents > 0) answer->precedent = cases;
  const ent_status status = ent_study_sentences(&st, err);
  if (status == ENT_OK) return ENT_OK;
  answer->scenario = scenario;
  answer->words = before;
  answer->claim = claim;
  answer->precedent = precedent;
  return status;
}
