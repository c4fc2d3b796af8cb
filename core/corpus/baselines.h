/* baselines.h - the simple forecasters, one question at a time. */
#ifndef ENT_CORE_CORPUS_BASELINES_H
#define ENT_CORE_CORPUS_BASELINES_H

#include "base/arena.h"
#include "entente/backtest.h"

/* Rows to learn from and rows asked for. */
typedef struct ent_lesson {
  const ent_deal_row *const *learn;
  int learns;
  const ent_deal_row *const *ask;
  int asks;
} ent_lesson;

/* Numbers of a deal for a regression, standardised by the rows learnt from: [rows * ENT_DESIGN] for both lists.  NULL when
 * there is no memory.  design.c */
#define ENT_DESIGN (2 + ENT_DEAL_CLASSES - 1 + ENT_DEAL_KINDS - 1 + 1 + ENT_DEAL_FEATURES)
double *ent_design_make(const ent_lesson *lesson, ent_arena *arena, double **asked);

/* The ridge regression of one question.  x, asked: designs of the lesson.  regression.c */
ent_status ent_regress(const ent_lesson *lesson, const double *x, const double *asked, ent_deal_question question,
                       ent_arena *arena, const ent_allocator *memory, ent_deal_chances *out, ent_error *err);

#endif
