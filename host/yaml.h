/* yaml.h - from the text of a scenario file to the events of a builder. */
#ifndef ENT_HOST_YAML_H
#define ENT_HOST_YAML_H

#include "entente/model.h"

/* Reports the document in data to the builder.  Every scalar is text: what it means is up to its field.  Anchors,
 * aliases, tags, merge keys and further documents are refused; so are control characters and text that is not UTF-8.
 * Errors: ENT_SYNTAX, ENT_SCHEMA (the root is no map), ENT_NOMEM, and those of the builder, all with line and column.
 * */
ent_status host_yaml_read(const char *data, size_t size, ent_builder *builder, ent_error *err);

#endif
