/* tree.h - a scenario as text: maps, lists and scalars, each with its place. */
#ifndef ENT_CORE_MODEL_TREE_H
#define ENT_CORE_MODEL_TREE_H

#include "base/arena.h"
#include "base/bytes.h"
#include "entente/model.h"

#define ENT_TREE_DEPTH_MAX 64
#define ENT_TREE_NODES_MAX 200000
#define ENT_TREE_TEXT_MAX (4u << 20)
#define ENT_TREE_KEYS_MAX 8192 /* keys of one map: duplicates are found by comparing hashes one by one */
#define ENT_TABLE_CELLS_MAX 200000

typedef enum ent_node_kind { ENT_NODE_SCALAR, ENT_NODE_MAP, ENT_NODE_LIST } ent_node_kind;

typedef struct ent_node {
  ent_node_kind kind;
  bool quoted;
  const char *key; /* NULL in a list and at the root */
  uint64_t key_hash;
  const char *text; /* scalars; NUL-terminated */
  size_t size;
  ent_place at, key_at; /* of the value and of its key */
  int count;            /* children */
  struct ent_node *parent, *first, *last, *next;
} ent_node;

typedef struct ent_table {
  const char *name, *file;
  int rows, columns;
  const char *const *column;
  const char *const *source; /* "" where none is given */
  const char *const *cell;   /* [rows * columns] */
  struct ent_table *next;
} ent_table;

struct ent_builder {
  ent_arena arena;
  ent_node *root, *open; /* open: the map or list that takes the next value */
  const char *key;       /* announced by ent_build_key */
  ent_place key_at;
  int nodes, depth;
  size_t text;
  bool broken;
  ent_table *table, *last_table;
  ent_table *lacking;     /* names of tables that could not be read: no rows, no columns */
  const ent_words *words; /* the language to seal in; NULL: English */
};

/* Puts a node behind the last child of parent. */
void ent_node_link(ent_node *parent, ent_node *n);
/* Child of a map by key; item of a list by number; NULL if absent or node is NULL. */
const ent_node *ent_node_child(const ent_node *map, const char *key);
const ent_node *ent_node_item(const ent_node *list, int index);
/* One part of a path: a key, the number of a list item, or a tie by its pair A-B in either order; NULL if absent. */
const ent_node *ent_node_step(const ent_node *n, const char *part, size_t size);
/* The value of a number written as {value: ..., source: ...}; else the node itself. */
const ent_node *ent_node_value(const ent_node *n);
/* Node at a path of the tree ("ties.0.fast"); NULL if absent. */
const ent_node *ent_node_at(const ent_node *root, const char *path);

const ent_table *ent_table_find(const ent_table *first, const char *name);
/* Takes a table out, if it is there; the builder's arena keeps its bytes until it is closed.  builder_table.c */
void ent_builder_forget(ent_builder *b, const char *name);
/* Could it not be read?  Nothing may be said of what it holds. */
bool ent_table_lacks(const ent_table *t);
/* Row by key (first column), column by name; -1 if absent. */
int ent_table_row(const ent_table *t, const char *key);
int ent_table_column(const ent_table *t, const char *name);
const char *ent_table_cell(const ent_table *t, int row, int column);
/* The cell of a column of words in a language: that of label_zh_hant for "label" and "zh-Hant" where the table has it and it
 * is not empty, else that of the column itself; "" where there is none. */
const char *ent_table_said(const ent_table *t, int row, const char *column, const char *language);
/* The cell as a number; false when it is empty or no number. */
bool ent_table_number(const ent_table *t, int row, int column, double *value);

/* The table's file for a reader: without the way up from the scenario's folder ("../data/x.csv" is data/x.csv). */
const char *ent_table_place(const ent_table *t);

/* Makes the place at `path` as it is in another tree, from; NULL takes out what is there.  A value keeps the source that stood
 * there.  Errors: ENT_NOMEM; ENT_ARGUMENT (a builder that is not whole, or a path that leads below a single value). */
ent_status ent_builder_graft(ent_builder *b, const char *path, const ent_node *from, ent_error *err);

/* Writes tree and tables.  Without places: what the digest covers, which is what the tree asks for; of the values from trade
 * it leaves out those that nothing takes. */
void ent_tree_write(ent_writer *w, const ent_node *root, const ent_table *tables, bool places);
/* The snapshot of tree and tables. */
void ent_snapshot_write(ent_writer *w, const ent_node *root, const ent_table *tables);
/* The same, every place being line 0: a quarter smaller when packed, for who has no file to point into. */
void ent_snapshot_bare(ent_writer *w, const ent_node *root, const ent_table *tables);

#endif
