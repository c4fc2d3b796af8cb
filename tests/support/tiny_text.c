/* tiny_text.c - reading scenarios written inside a C test.  See tiny_text.h. */
#include "support/tiny_text.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 4096
#define NESTED_MAX 80

typedef struct tiny {
  const char *at;
  ent_place place;
  ent_builder *builder;
  ent_error *err;
  char text[TEXT_MAX]; /* of the last scalar or key */
  size_t size;
  bool quoted;
} tiny;

static void step(tiny *t)
{
  if (*t->at == '\n') {
    t->place.line++;
    t->place.column = 0;
  }
  t->place.column++;
  t->at++;
}

static void skip(tiny *t, const char *bytes)
{
  while (*t->at && strchr(bytes, *t->at)) step(t);
}

static void keep(tiny *t)
{
  if (t->size < TEXT_MAX) t->text[t->size++] = *t->at;
  step(t);
}

/* A text in quotes, or bare up to one of `ends`. */
static void read_text(tiny *t, const char *ends)
{
  t->size = 0;
  t->quoted = *t->at == '"';
  if (t->quoted) {
    for (step(t); *t->at && *t->at != '"';) {
      if (*t->at == '\\' && t->at[1]) step(t);
      keep(t);
    }
    if (*t->at) step(t);
    return;
  }
  while (*t->at && !strchr(ends, *t->at)) keep(t);
  while (t->size > 0 && t->text[t->size - 1] == ' ') t->size--;
}

static ent_status read_key(tiny *t)
{
  const ent_place at = t->place;
  read_text(t, ":{}[],\n");
  const ent_status status = ent_build_key(t->builder, t->text, t->size, at, t->err);
  skip(t, " \n");
  if (status == ENT_OK && *t->at == ':') step(t);
  skip(t, " \n");
  return status;
}

ent_status tiny_read(const char *text, ent_builder *builder, ent_error *err)
{
  tiny t = {.at = text, .place = {1, 1}, .builder = builder, .err = err};
  char open[NESTED_MAX]; /* what closes each level */
  int depth = 0;
  ent_status status = ENT_OK;
  do {
    skip(&t, " ,\n");
    const ent_place at = t.place;
    if (depth > 0 && *t.at == open[depth - 1]) {
      step(&t);
      depth--;
      status = ent_build_end(builder, err);
      continue;
    }
    if (depth > 0 && open[depth - 1] == '}') {
      status = read_key(&t);
      if (status != ENT_OK) return status;
    }
    const ent_place value = depth > 0 ? t.place : at;
    if (*t.at == '{' || *t.at == '[') {
      const bool map = *t.at == '{';
      if (depth == NESTED_MAX) return ENT_LIMIT;
      step(&t);
      open[depth++] = map ? '}' : ']';
      status = map ? ent_build_map(builder, value, err) : ent_build_list(builder, value, err);
    } else {
      if (*t.at == '\0') return ENT_SYNTAX;
      read_text(&t, ",}]\n");
      status = ent_build_scalar(builder, t.text, t.size, t.quoted, value, err);
    }
  } while (status == ENT_OK && depth > 0);
  return status;
}

static void *heap_resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

ent_allocator tiny_memory(void)
{
  return (ent_allocator){heap_resize, NULL};
}
