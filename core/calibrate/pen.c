/* pen.c - a tree, written in order; the first failure ends it.  Cost: O(1) a value. */
#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/fail.h"
#include "calibrate/write.h"

static const ent_place nowhere = {0, 0};

void ent_pen_open(ent_deal_pen *p, const ent_allocator *memory, ent_builder *into, ent_error *err)
{
  *p = (ent_deal_pen){.into = into, .status = ENT_OK, .err = err};
  ent_arena_open(&p->arena, memory);
}

ent_status ent_pen_close(ent_deal_pen *p)
{
  ent_arena_close(&p->arena);
  return p->status;
}

static void key(ent_deal_pen *p, const char *text)
{
  if (p->status == ENT_OK) p->status = ent_build_key(p->into, text, strlen(text), nowhere, p->err);
}

static void scalar(ent_deal_pen *p, const char *text, bool quoted)
{
  if (p->status == ENT_OK && !text) p->status = ent_fail(p->err, ENT_NOMEM, "", "There is no memory for the scenario.");
  if (p->status == ENT_OK) p->status = ent_build_scalar(p->into, text, strlen(text), quoted, nowhere, p->err);
}

void ent_pen_root(ent_deal_pen *p)
{
  if (p->status == ENT_OK) p->status = ent_build_map(p->into, nowhere, p->err);
}

void ent_pen_map(ent_deal_pen *p, const char *name)
{
  key(p, name);
  ent_pen_root(p);
}

void ent_pen_list(ent_deal_pen *p, const char *name)
{
  key(p, name);
  if (p->status == ENT_OK) p->status = ent_build_list(p->into, nowhere, p->err);
}

void ent_pen_end(ent_deal_pen *p)
{
  if (p->status == ENT_OK) p->status = ent_build_end(p->into, p->err);
}

void ent_pen_item(ent_deal_pen *p, const char *word)
{
  scalar(p, word, false);
}

void ent_pen_word(ent_deal_pen *p, const char *name, const char *word)
{
  key(p, name);
  scalar(p, word, false);
}

void ent_pen_text(ent_deal_pen *p, const char *name, const char *text)
{
  key(p, name);
  scalar(p, text, true);
}

void ent_pen_int(ent_deal_pen *p, const char *name, int value)
{
  ent_pen_value(p, name, value);
}

/* To six digits: more than the corpus can tell. */
static double rounded(double x)
{
  double unit = 1;
  if (x == 0) return 0;
  while (fabs(x) * unit < 1e5 && unit < 1e15) unit *= 10;
  return floor(x * unit + 0.5) / unit;
}

void ent_pen_value(ent_deal_pen *p, const char *name, double value)
{
  char text[ENT_NUMBER_MAX];
  ent_number_write(value, text);
  ent_pen_word(p, name, text);
}

void ent_pen_number(ent_deal_pen *p, const char *name, double value, const char *source)
{
  ent_pen_map(p, name);
  ent_pen_value(p, "value", rounded(value));
  ent_pen_word(p, "source", source);
  ent_pen_end(p);
}

void ent_pen_range(ent_deal_pen *p, const char *name, double low, double high)
{
  char a[ENT_NUMBER_MAX], b[ENT_NUMBER_MAX];
  ent_writer text;
  ent_writer_open(&text, &p->arena);
  ent_number_write(rounded(low), a);
  ent_number_write(rounded(high), b);
  ent_put(&text, a);
  ent_put(&text, " to ");
  ent_put(&text, b);
  ent_pen_map(p, name);
  key(p, "value");
  scalar(p, text.failed ? NULL : text.data, false);
  ent_pen_word(p, "source", ENT_PEN_CALIBRATED);
  ent_pen_end(p);
}

/* In every language that the corpus has. */
void ent_pen_titles(ent_deal_pen *p, const ent_deal_row *row)
{
  static const char *const tag[ENT_LANGUAGES] = {
#define X(name, language, text) language,
    ENT_LANGUAGE_LIST(X)
#undef X
  };
  ent_pen_map(p, "title");
  for (int i = 0; i < ENT_LANGUAGES; i++) {
    const char *const title = row->title[i] && row->title[i][0] ? row->title[i] : NULL;
    if (title || i == ENT_LANGUAGE_EN) ent_pen_text(p, tag[i], title ? title : row->id);
  }
  ent_pen_end(p);
}
