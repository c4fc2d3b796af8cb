/* snapshot.c - a scenario as bytes, and back.
 *
 * "ENTS", u32 format, u64 payload size, payload, SHA-256 of all before it.  The payload is the tree in preorder and the
 * tables.  A snapshot holds text, not structures: loading runs the same events and the same seal as reading a file, so a
 * forged snapshot can do no more than a forged file.  Cost: O(bytes). */
#include <string.h>

#include "base/fail.h"
#include "trade_value.h"
#include "tree.h"

#define FORMAT 1u
#define HEAD 16u
#define DIGEST 32u

static void write_place(ent_writer *w, ent_place at)
{
  ent_write_u32(w, (uint32_t)at.line);
  ent_write_u32(w, (uint32_t)at.column);
}

typedef enum placing { NO_PLACES, NULL_PLACES, PLACES } placing;

static void write_node(ent_writer *w, const ent_node *n, placing places)
{
  static const ent_place nowhere = {0, 0};
  ent_write_u8(w, (uint8_t)((unsigned)n->kind | (n->key ? 4u : 0u) | (n->quoted ? 8u : 0u)));
  if (n->key) ent_write_text(w, n->key, strlen(n->key));
  if (n->key && places != NO_PLACES) write_place(w, places == PLACES ? n->key_at : nowhere);
  if (places != NO_PLACES) write_place(w, places == PLACES ? n->at : nowhere);
  if (n->kind == ENT_NODE_SCALAR)
    ent_write_text(w, n->text, n->size);
  else
    ent_write_u32(w, (uint32_t)n->count);
}

static void write_row(ent_writer *w, const ent_table *t, int row)
{
  for (int c = 0; c < t->columns; c++) {
    const char *const cell = ent_table_cell(t, row, c);
    ent_write_text(w, cell, strlen(cell));
  }
}

/* In a digest the values from trade stand where the tree asks for them, and their table does not.  Its rows of calls that were
 * replaced, and those that only pictures read, are no input: a page whose reader changed an input has them still, and has the
 * digest of the command line, which solved anew. */
static void write_call(ent_writer *w, const ent_table *t, const ent_node *n)
{
  const char *const key = ent_trade_key(n->text, n->size, w->arena);
  const int row = key ? ent_table_row(t, key) : -1;
  if (!key) w->failed = true;
  if (row >= 0) write_row(w, t, row);
}

static void write_table(ent_writer *w, const ent_table *t)
{
  ent_write_text(w, t->name, strlen(t->name));
  ent_write_text(w, t->file, strlen(t->file));
  ent_write_u32(w, (uint32_t)t->rows);
  ent_write_u32(w, (uint32_t)t->columns);
  for (int c = 0; c < t->columns; c++) ent_write_text(w, t->column[c], strlen(t->column[c]));
  for (int c = 0; c < t->columns; c++) ent_write_text(w, t->source[c], strlen(t->source[c]));
  for (int i = 0; i < t->rows; i++) write_row(w, t, i);
}

static void write_tree(ent_writer *w, const ent_node *root, const ent_table *tables, placing places)
{
  const ent_table *const trade = places == NO_PLACES ? ent_table_find(tables, ENT_TRADE_TABLE) : NULL;
  for (const ent_node *n = root; n;) { /* preorder without recursion */
    write_node(w, n, places);
    if (trade && n->kind == ENT_NODE_SCALAR && ent_trade_is_call(n->text)) write_call(w, trade, n);
    if (n->first) {
      n = n->first;
      continue;
    }
    while (n != root && !n->next) n = n->parent;
    n = n == root ? NULL : n->next;
  }
  uint32_t count = 0;
  for (const ent_table *t = tables; t; t = t->next) count += t != trade;
  ent_write_u32(w, count);
  for (const ent_table *t = tables; t; t = t->next)
    if (t != trade) write_table(w, t);
}

void ent_tree_write(ent_writer *w, const ent_node *root, const ent_table *tables, bool places)
{
  write_tree(w, root, tables, places ? PLACES : NO_PLACES);
}

/* Whole snapshot into the writer's arena. */
static void write_snapshot(ent_writer *w, const ent_node *root, const ent_table *tables, placing places)
{
  ent_write_bytes(w, "ENTS", 4);
  ent_write_u32(w, FORMAT);
  ent_write_u64(w, 0);
  write_tree(w, root, tables, places);
  if (w->failed) return;
  const uint64_t payload = w->size - HEAD;
  for (int i = 0; i < 8; i++) w->data[8 + i] = (char)(payload >> (8 * i) & 0xff);
  uint8_t digest[DIGEST];
  ent_sha256(w->data, w->size, digest);
  ent_write_bytes(w, digest, DIGEST);
}

void ent_snapshot_write(ent_writer *w, const ent_node *root, const ent_table *tables)
{
  write_snapshot(w, root, tables, PLACES);
}

void ent_snapshot_bare(ent_writer *w, const ent_node *root, const ent_table *tables)
{
  write_snapshot(w, root, tables, NULL_PLACES);
}

static ent_status corrupt(ent_error *err)
{
  return ent_fail(err, ENT_CORRUPT, "", "The snapshot is damaged: its bytes do not form a scenario.");
}

static ent_place read_place(ent_reader *r)
{
  const uint32_t line = ent_read_u32(r), column = ent_read_u32(r);
  return (ent_place){(int)(line & 0x7fffffffu), (int)(column & 0x7fffffffu)};
}

/* Feeds the preorder back as events; left[] counts the children still to come on each level. */
static ent_status read_tree(ent_builder *b, ent_reader *r, ent_error *err)
{
  uint32_t left[ENT_TREE_DEPTH_MAX + 1];
  int depth = 0;
  do {
    size_t size = 0;
    const uint8_t flags = ent_read_u8(r);
    const char *key = flags & 4u ? ent_read_text(r, &size) : NULL;
    const ent_place key_at = key ? read_place(r) : (ent_place){0, 0}, at = read_place(r);
    if (r->failed || (flags & 3u) > ENT_NODE_LIST) return corrupt(err);
    if (depth > 0) left[depth]--;
    ent_status status = key ? ent_build_key(b, key, size, key_at, err) : ENT_OK;
    if (status == ENT_OK && (flags & 3u) == ENT_NODE_SCALAR) {
      const char *text = ent_read_text(r, &size);
      if (r->failed) return corrupt(err);
      status = ent_build_scalar(b, text, size, (flags & 8u) != 0, at, err);
    } else if (status == ENT_OK) {
      status = (flags & 3u) == ENT_NODE_MAP ? ent_build_map(b, at, err) : ent_build_list(b, at, err);
      if (status == ENT_OK) left[++depth] = ent_read_u32(r);
      if (r->failed) return corrupt(err);
    }
    while (status == ENT_OK && depth > 0 && left[depth] == 0) {
      status = ent_build_end(b, err);
      depth--;
    }
    if (status != ENT_OK) return status;
  } while (depth > 0);
  return ENT_OK;
}

/* n texts as C strings in the builder's arena. */
static ent_status read_texts(ent_builder *b, ent_reader *r, size_t n, const char *const **out, ent_error *err)
{
  if (r->failed || n > ent_reader_left(r) / 4) return corrupt(err); /* each text takes four bytes at least */
  const char **text = ENT_NEW(&b->arena, const char *, n);
  for (size_t i = 0; text && i < n; i++) {
    size_t size = 0;
    const char *from = ent_read_text(r, &size);
    if (r->failed) return corrupt(err);
    for (size_t k = 0; k < size; k++)
      if (from[k] == '\0') return corrupt(err);
    text[i] = ent_arena_text(&b->arena, from, size);
    if (!text[i]) text = NULL;
  }
  if (!text) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the tables of the snapshot.");
  *out = text;
  return ENT_OK;
}

static ent_status read_table(ent_builder *b, ent_reader *r, ent_error *err)
{
  const char *const *names = NULL, *const *column = NULL, *const *source = NULL, *const *cell = NULL;
  ent_status status = read_texts(b, r, 2, &names, err);
  const uint32_t rows = ent_read_u32(r), columns = ent_read_u32(r);
  if (status == ENT_OK && (rows == 0 || columns == 0 || rows > ENT_TABLE_CELLS_MAX || columns > ENT_TABLE_CELLS_MAX))
    status = corrupt(err);
  if (status == ENT_OK) status = read_texts(b, r, columns, &column, err);
  if (status == ENT_OK) status = read_texts(b, r, columns, &source, err);
  if (status == ENT_OK) status = read_texts(b, r, (size_t)rows * columns, &cell, err);
  if (status != ENT_OK) return status;
  return ent_builder_table(b, names[0], names[1], (int)rows, (int)columns, column, source, cell, err);
}

ent_status ent_builder_load(ent_builder *b, const void *data, size_t size, ent_error *err)
{
  const uint8_t *bytes = data;
  uint8_t digest[DIGEST];
  ent_reader r;
  if (b->root || b->broken) return ent_fail(err, ENT_ARGUMENT, "", "A snapshot is loaded into an empty builder.");
  if (size < HEAD + DIGEST || memcmp(bytes, "ENTS", 4) != 0)
    return ent_fail(err, ENT_CORRUPT, "", "A snapshot begins with the letters ENTS and ends with a digest.");
  ent_reader_open(&r, bytes + 4, size - 4 - DIGEST);
  if (ent_read_u32(&r) != FORMAT)
    return ent_fail(err, ENT_VERSION, "", "The snapshot was written in a format that this version does not read.");
  ent_sha256(bytes, size - DIGEST, digest);
  if (memcmp(digest, bytes + size - DIGEST, DIGEST) != 0 || ent_read_u64(&r) != size - HEAD - DIGEST)
    return ent_fail(err, ENT_CORRUPT, "", "The snapshot is damaged: its digest does not match its bytes.");
  ent_status status = read_tree(b, &r, err);
  const uint32_t tables = status == ENT_OK ? ent_read_u32(&r) : 0;
  for (uint32_t i = 0; status == ENT_OK && i < tables; i++) status = read_table(b, &r, err);
  if (status == ENT_OK && (r.failed || ent_reader_left(&r) != 0)) status = corrupt(err);
  if (status == ENT_OK) return ENT_OK;
  b->broken = true;
  /* events in an order that no file has: whoever wrote these bytes was not this library */
  return status == ENT_NOMEM || status == ENT_LIMIT ? status : corrupt(err);
}
