/* seal_space.c - where do the members of a club stand?
 *
 * Points are plain numbers, two a list; every member has one, nobody else has. */
#include "base/fail.h"
#include "seal.h"

#include <string.h>

static bool read_coordinate(const ent_node *n, double *out)
{
  size_t used = 0;
  return n && n->kind == ENT_NODE_SCALAR && ent_number_read(n->text, n->size, out, &used) == ENT_OK &&
         n->text[used] == '\0' && *out >= -ENT_SPACE_MAX && *out <= ENT_SPACE_MAX;
}

static bool read_point(ent_sealing *w, const ent_node *n, const char *path, ent_point *out)
{
  const bool list = n->kind == ENT_NODE_LIST && n->count == 2;
  if (list && read_coordinate(n->first, &out->x) && read_coordinate(n->first->next, &out->y)) return true;
  ent_errors_add(w->errors, ENT_SCHEMA, n, path,
                 "A point is a list of two numbers between -1e9 and 1e9, such as [0.2, 0.5].", NULL);
  return false;
}

static bool read_field(ent_sealing *w, const ent_node *record, ent_field field, const char *path, ent_point *out)
{
  char below[ENT_PATH_MAX];
  const ent_node *const n = ent_field_node(record, field);
  ent_path_join(below, path, ent_field_table[field].key);
  return n && read_point(w, n, below, out);
}

/* The members' points, in the order of the club. */
static const ent_point *read_ideals(ent_sealing *w, const ent_node *record, const ent_node *members, const char *path)
{
  char list[ENT_PATH_MAX], below[ENT_PATH_MAX];
  const ent_node *const map = ent_field_node(record, ENT_FIELD_space_ideals);
  ent_path_join(list, path, "ideals");
  if (map->kind != ENT_NODE_MAP) {
    ent_errors_add(w->errors, ENT_SCHEMA, map, list, "Ideal points are a map from members to points.", NULL);
    return NULL;
  }
  const int before = w->errors->found;
  ent_point *const ideal = ENT_NEW(w->arena, ent_point, members->count);
  const char **const name = ENT_NEW(w->arena, const char *, members->count);
  if (!ideal || !name) {
    ent_errors_no_memory(w->errors, list);
    return NULL;
  }
  int m = 0;
  for (const ent_node *at = members->first; at; at = at->next) name[m++] = at->text;
  for (const ent_node *k = map->first; k; k = k->next) {
    ent_path_join(below, list, k->key);
    ent_seal_stranger(w, k, below, name, m);
  }
  for (int i = 0; i < m; i++) {
    const ent_node *const point = ent_node_child(map, name[i]);
    ent_path_join(below, list, name[i]);
    if (point)
      read_point(w, point, below, &ideal[i]);
    else
      ent_errors_add(w->errors, ENT_SCHEMA, map, below, "Every member has an ideal point; ", name[i], " has none.",
                     NULL);
  }
  return w->errors->found == before ? ideal : NULL;
}

const ent_club_space *ent_seal_space(ent_sealing *w, const ent_node *n, const char *path)
{
  char below[ENT_PATH_MAX];
  const ent_node *const record = ent_field_node(n, ENT_FIELD_club_space);
  if (!record) return NULL;
  ent_path_join(below, path, "space");
  ent_club_space *const space = ENT_NEW(w->arena, ent_club_space, 1);
  if (!space) {
    ent_errors_no_memory(w->errors, below);
    return NULL;
  }
  space->x = ent_seal_say(w, record, ENT_FIELD_space_x);
  space->y = ent_seal_say(w, record, ENT_FIELD_space_y);
  space->has_proposal = ent_field_node(record, ENT_FIELD_space_proposal) != NULL;
  space->ideal = read_ideals(w, record, ent_field_node(n, ENT_FIELD_club_members), below);
  const bool stands = read_field(w, record, ENT_FIELD_space_status_quo, below, &space->status_quo);
  const bool goes = !space->has_proposal || read_field(w, record, ENT_FIELD_space_proposal, below, &space->proposal);
  return space->ideal && stands && goes ? space : NULL;
}
