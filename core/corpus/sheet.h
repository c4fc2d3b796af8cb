/* sheet.h - the two tables of a corpus while they are read: cells by column, and what is wrong with one. */
#ifndef ENT_CORE_CORPUS_SHEET_H
#define ENT_CORE_CORPUS_SHEET_H

#include "entente/corpus.h"

typedef struct ent_corpus_sheet {
  const ent_cases *table[2]; /* deals, features (or NULL) */
  ent_corpus_place *place;   /* may be NULL */
  ent_error *err;            /* may be NULL */
} ent_corpus_sheet;

/* The column of this name; -1 when the table has none. */
int ent_sheet_column(const ent_cases *table, const char *name);
/* The cell, "" for column -1. */
const char *ent_sheet_cell(const ent_corpus_sheet *s, int table, int row, int column);
/* Does the cell say nothing: "", "NA", "nan"? */
bool ent_sheet_empty(const char *cell);

/* Notes that this cell is wrong (row -1: the header), and returns where to write the error. */
ent_error *ent_sheet_at(const ent_corpus_sheet *s, int table, int row, const char *column);

/* A number in [low, high], whole if asked; out is unknown where the cell is empty.  ENT_SCHEMA. */
typedef struct ent_sheet_range {
  double low, high;
  bool whole;
} ent_sheet_range;
ent_status ent_sheet_number(const ent_corpus_sheet *s, int table, int row, const char *column, ent_sheet_range range,
                            ent_deal_number *out);
/* 0, 1 or nothing.  ENT_SCHEMA. */
ent_status ent_sheet_known(const ent_corpus_sheet *s, int row, const char *column, ent_known *out);

/* Which row holds which id: sorted, so that a row is found by halving. */
typedef struct ent_sheet_key {
  const char *text;
  int row;
} ent_sheet_key;
/* key: [rows], filled and sorted from this column.  ENT_SCHEMA when a text is empty or stands twice. */
ent_status ent_sheet_keys(const ent_corpus_sheet *s, int table, const char *column, ent_sheet_key *key);
int ent_sheet_find(const ent_sheet_key *key, int rows, const char *text); /* its row, or -1 */

/* Sorts by text, then by row. */
void ent_sheet_sort(ent_sheet_key *key, uint32_t count);

#endif
